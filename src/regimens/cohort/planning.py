"""Many patients at once: those without events share rows, all others are planned one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from regimens.calendars import Calendar
from regimens.cohort.answers import as_cohort, each_alone, rejects
from regimens.cohort.columns import arrow
from regimens.cohort.doses import Doses
from regimens.cohort.patients import patients_of
from regimens.cohort.pieces import Names, Pieces, alone, as_batch, inserted, none
from regimens.cohort.settings import Cohort
from regimens.cohort.together import filled, shared
from regimens.cohort.violations import shared_violations, violations, violations_of
from regimens.course import Course
from regimens.errors import DocumentError
from regimens.regimen import Regimen

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

__all__ = ["Planned", "plan_batch", "planned"]


@frozen(kw_only=True)
class Planned:
    """What a batch of patients was planned into.

    Args:
        rows: The administrations, patient by patient as they came, in the order of a calendar.
        rejects: The patients who could not be planned: row from 1, patient, and why.
        violations: The rules that plans break all the same: row, patient, code and message.
    """

    rows: pa.RecordBatch
    rejects: pa.RecordBatch
    violations: pa.RecordBatch


def plan_batch(batch: pa.RecordBatch, regimen: Regimen | Cohort) -> pa.RecordBatch:
    """The administrations of a batch of patients, each as a single plan has them.

    A plan that breaks a rule is among them, as it is a plan: :func:`planned` tells of it.

    Args:
        batch: Patients, with the columns that :func:`regimens.cohort.patients.patients_of` reads.
        regimen: As written, for the default policy; or a :class:`Cohort`, which also says the
            policy, the choices and the last day or number of cycles.

    Raises:
        DocumentError: for columns that are not those of patients, or for a patient who cannot be
            planned, naming the first; :func:`planned` plans the others.
        RegimensError: for a cohort that cannot be planned.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> import pyarrow as pa
    >>> from regimens import catalogue
    >>> patients = pa.RecordBatch.from_pylist([
    ...     {"patient_id": "p1", "start": date(2026, 1, 5), "height_cm": Decimal(165),
    ...      "weight_kg": Decimal(70)}])
    >>> rows = plan_batch(patients, catalogue.get("dcep"))
    >>> rows.num_rows, rows.to_pylist()[1]["drug"], f"{rows.to_pylist()[1]['dose'].normalize():f}"
    (48, 'cyclophosphamide', '716')
    """
    found = planned(batch, regimen)
    if found.rejects.num_rows:
        first = found.rejects.slice(0, 1).to_pylist()[0]
        count = found.rejects.num_rows
        others = f" and {count - 1} more" if count > 1 else ""
        raise DocumentError(
            f"patient {first['patient_id']}{others}: {first['message']}",
            where=f"row {first['row']}",
            mend="mend or leave out, or take rows and rejects from regimens.cohort.planned",
        )
    return found.rows


def planned(
    batch: pa.RecordBatch,
    regimen: Regimen | Cohort,
    *,
    doses: Doses | None = None,
    first_row: int = 1,
) -> Planned:
    """The administrations of a batch, and the patients who could not be planned.

    Args:
        batch: Patients, as in :func:`plan_batch`.
        regimen: As in :func:`plan_batch`.
        doses: The doses of batches before, of the same cohort, to go on with.
        first_row: The number of the batch's first row in its file.

    Raises:
        DocumentError: for columns that are not those of patients.
        RegimensError: for a cohort that cannot be planned.
    """
    arrow()
    cohort = as_cohort(regimen)
    patients = patients_of(batch)
    names = Names()
    together, is_shared = shared(cohort, patients, Doses.of(cohort, doses))
    most, broken = none(), []
    if together is not None:
        most, broken = filled(together, names), shared_violations(together, cohort.regimen)
    pieces: list[Pieces] = []

    def add(row: int, _: Course, calendar: Calendar) -> None:
        pieces.append(alone(calendar, row, names))
        broken.extend((row, finding) for finding in violations_of(calendar.findings))

    wrong = each_alone(cohort, patients, (~is_shared).nonzero()[0].tolist(), add)
    return Planned(
        rows=as_batch(inserted(most, pieces), patients.ids, names, cohort.regimen),
        rejects=rejects(patients.ids, wrong, first_row),
        violations=violations(patients.ids, broken, first_row),
    )
