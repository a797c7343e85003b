"""The relative dose intensity of many patients, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from regimens.calendars import Calendar
from regimens.cohort.answers import (
    Answers,
    Refused,
    as_cohort,
    each_alone,
    metadata_of,
    opened,
    rejects,
)
from regimens.cohort.columns import arrow
from regimens.cohort.dose_sums import Told, fitting, told_of
from regimens.cohort.doses import Doses
from regimens.cohort.settings import Cohort
from regimens.course import Course
from regimens.formats.arrow import DIGITS, SCALE
from regimens.intensity import intensity
from regimens.regimen import Regimen

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

__all__ = ["intensities", "intensity_schema"]


def intensity_schema(regimen: Regimen) -> pa.Schema:
    """The schema of dose intensities: those of `regimens intensity`, each with its patient.

    ``delivered`` and ``planned``, in ``unit``, and ``rdi``, in percent to one decimal, are
    decimal128(38, 18); ``elapsed_days`` and ``planned_days`` are int32; all others are text, and
    nothing is null. The metadata name the regimen's id, revision and digest.

    >>> from regimens import catalogue
    >>> intensity_schema(catalogue.get("dcep")).names[-3:]
    ['elapsed_days', 'planned_days', 'rdi']
    """
    pa = arrow()
    number = pa.decimal128(DIGITS, SCALE)
    types = {
        "patient_id": pa.string(),
        "drug": pa.string(),
        "delivered": number,
        "planned": number,
        "unit": pa.string(),
        "elapsed_days": pa.int32(),
        "planned_days": pa.int32(),
        "rdi": number,
    }
    return pa.schema(
        [pa.field(name, kind, nullable=False) for name, kind in types.items()],
        metadata=metadata_of(regimen),
    )


def intensities(
    batch: pa.RecordBatch,
    regimen: Regimen | Cohort,
    *,
    as_planned: bool = False,
    doses: Doses | None = None,
    first_row: int = 1,
) -> Answers:
    """The relative dose intensity of each drug that each patient was given.

    It is that of :func:`regimens.intensity.intensity`. Whoever has no recorded dose is among the
    rejects, unless doses count as planned.

    Args:
        batch: Patients, as in :func:`regimens.cohort.plan_batch`; what was given is in ``events``.
        regimen: As in :func:`regimens.cohort.plan_batch`.
        as_planned: Count every dose as its calendar has it; conditional, withheld, omitted and
            discontinued doses never count.
        doses: As in :func:`regimens.cohort.planned`.
        first_row: The number of the batch's first row in its file.

    Raises:
        DocumentError: for columns that are not those of patients.
        RegimensError: for a cohort that cannot be planned.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> import pyarrow as pa
    >>> from regimens import catalogue
    >>> patients = pa.RecordBatch.from_pylist([
    ...     {"patient_id": "p1", "start": date(2026, 1, 5), "height_cm": Decimal(165),
    ...      "weight_kg": Decimal(70), "fractions": [Decimal(1), Decimal("0.7"), Decimal("0.7")]}])
    >>> found = intensities(patients, catalogue.get("dcep"), as_planned=True).rows.to_pylist()
    >>> [(one["drug"], f"{one['rdi']:.1f}") for one in found[:2]]
    [('dexamethasone', '80.0'), ('cyclophosphamide', '80.0')]
    """
    cohort = as_cohort(regimen)
    doses = Doses.of(cohort, doses)
    found = opened(batch, cohort, doses)
    told: list[Told] = []
    wrong: list[Refused] = []
    is_shared = found.is_shared
    if found.shared is not None:
        told, refused, left = told_of(found.shared, found.patients, doses, as_planned=as_planned)
        wrong += refused.items()
        is_shared[found.shared.rows[left]] = False

    def one_alone(row: int, course: Course, _: Calendar) -> None:
        own = [fitting(one) for one in intensity(course, as_planned=as_planned)]
        told.append(Told.of_one(row, own))

    alone = (~is_shared).nonzero()[0].tolist()
    wrong += each_alone(cohort, found.patients, alone, one_alone)
    return Answers(
        rows=_as_batch(told, found.patients.ids, cohort.regimen),
        rejects=rejects(found.patients.ids, wrong, first_row),
    )


def _as_batch(told: Sequence[Told], ids: pa.Array, regimen: Regimen) -> pa.RecordBatch:
    """The intensities in the order of the patients, and of the drugs of each."""
    import numpy as np  # noqa: PLC0415 - an extra
    import pyarrow as pa  # noqa: PLC0415

    schema = intensity_schema(regimen)
    if not told:
        return pa.RecordBatch.from_pylist([], schema=schema)
    rows = np.concatenate([one.rows for one in told])
    order = np.lexsort((np.concatenate([one.orders for one in told]), rows))
    every = [one for each in told for one in each.intensities]
    distinct = list({id(one): one for one in every}.values())
    place_of = {id(one): place for place, one in enumerate(distinct)}
    places = pa.array(np.array([place_of[id(one)] for one in every], np.int64)[order])
    columns = [ids.take(pa.array(rows[order]))]
    for field in list(schema)[1:]:
        values = pa.array([getattr(one, field.name) for one in distinct], field.type)
        columns.append(values.take(places))
    return pa.RecordBatch.from_arrays(columns, schema=schema)
