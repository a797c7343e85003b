"""The relative dose intensity of many patients, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regimens.calendars import Calendar
from regimens.cohort.answers import Answers, as_cohort, each_alone, metadata_of, rejects
from regimens.cohort.columns import arrow, scaled
from regimens.cohort.patients import patients_of
from regimens.cohort.settings import Cohort
from regimens.course import Course
from regimens.formats.arrow import DIGITS, SCALE
from regimens.intensity import intensity
from regimens.regimen import Regimen

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

__all__ = ["intensities", "intensity_schema"]

_DOSES = ("delivered", "planned")


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
    schema = intensity_schema(cohort.regimen)
    patients = patients_of(batch)
    columns: dict[str, list[object]] = {name: [] for name in schema.names}

    def told(_: int, course: Course, __: Calendar) -> None:
        found = intensity(course, as_planned=as_planned)
        for one in found:
            for name in _DOSES:
                scaled(getattr(one, name), name=name, where=one.drug)
        for one in found:
            columns["patient_id"].append(course.patient.id)
            for name in schema.names[1:]:
                columns[name].append(getattr(one, name))

    wrong = each_alone(cohort, patients, range(len(patients)), told)
    return Answers(
        rows=arrow().RecordBatch.from_pydict(columns, schema=schema),
        rejects=rejects(patients.ids, wrong, first_row),
    )
