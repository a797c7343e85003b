"""What the patients of a cohort were given, cycle by cycle, counted batch by batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from regimens.calendars import Calendar
from regimens.cohort.answers import as_cohort, each_alone, opened, rejects
from regimens.cohort.doses import Doses
from regimens.cohort.reached import tally_of
from regimens.cohort.settings import Cohort
from regimens.course import Course
from regimens.regimen import Regimen
from regimens.summaries import Part, Tally, check_counted, part_of

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

__all__ = ["Counted", "counted"]


@frozen(kw_only=True)
class Counted:
    """What the patients of a batch add to a summary.

    Args:
        tally: The counts, to be added to those of other batches.
        rejects: The patients who are not among them: row from 1, patient, and why.
    """

    tally: Tally
    rejects: pa.RecordBatch


def counted(
    batch: pa.RecordBatch,
    regimen: Regimen | Cohort,
    *,
    phase: str,
    group: str,
    doses: Doses | None = None,
    first_row: int = 1,
) -> Counted:
    """Count what a batch of patients was given in each cycle of a phase.

    The counts of batches are added with ``+``, in any order and wherever they were made, and
    :meth:`regimens.summaries.Tally.summary` makes of their sum the rows that
    :func:`regimens.summaries.summarize` makes of all courses together. Who cannot be planned is not
    counted.

    Args:
        batch: Patients, as in :func:`regimens.cohort.plan_batch`.
        regimen: As in :func:`regimens.cohort.plan_batch`.
        phase: The phase's name.
        group: The group whose fractions are counted.
        doses: As in :func:`regimens.cohort.planned`.
        first_row: The number of the batch's first row in its file.

    Raises:
        DocumentError: for columns that are not those of patients.
        UnknownNameError: for a regimen without that phase or group.
        RegimensError: for a cohort that cannot be planned.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> import pyarrow as pa
    >>> from regimens import catalogue
    >>> patients = [{"patient_id": name, "start": date(2026, 1, 5), "height_cm": Decimal(165),
    ...              "weight_kg": Decimal(70), "fractions": fractions}
    ...             for name, fractions in (("p1", [None, Decimal("0.7")]), ("p2", None))]
    >>> one, other = (counted(pa.RecordBatch.from_pylist([patient]), catalogue.get("dcep"),
    ...                       phase="induction", group="DCEP") for patient in patients)
    >>> second = (one.tally + other.tally).summary().cycles[1]
    >>> second.n, dict(second.fractions), second.reduced
    (2, {'1': 1, '0.7': 1}, 1)
    """
    cohort = as_cohort(regimen)
    check_counted(cohort.regimen, phase=phase, group=group)
    found = opened(batch, cohort, doses)
    tally, is_shared = Tally(), found.is_shared
    if found.shared is not None:
        tally, left = tally_of(found.shared, cohort, phase=phase, group=group)
        is_shared[found.shared.rows[left]] = False
    parts: list[tuple[Part, int]] = []

    def told(_: int, __: Course, calendar: Calendar) -> None:
        parts.append((part_of(calendar, phase=phase, group=group), 1))

    wrong = each_alone(cohort, found.patients, (~is_shared).nonzero()[0].tolist(), told)
    return Counted(
        tally=tally + Tally.of(parts), rejects=rejects(found.patients.ids, wrong, first_row)
    )
