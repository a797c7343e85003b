"""What is worked out of each patient of a batch besides the rows, and who was refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from regimens.calendars import Calendar
from regimens.cohort.columns import arrow, reject_schema
from regimens.cohort.patients import Patients
from regimens.cohort.settings import Cohort, course_of
from regimens.course import Course
from regimens.errors import RegimensError
from regimens.regimen import Regimen

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

__all__ = ["Answers", "Refused", "as_cohort", "each_alone", "metadata_of", "rejects"]

Refused = tuple[int, RegimensError]


@frozen(kw_only=True)
class Answers:
    """What was worked out of a batch of patients.

    Args:
        rows: Patient by patient as they came; a patient may have none, or several.
        rejects: The patients of whom it could not be worked out: row from 1, patient, and why.
    """

    rows: pa.RecordBatch
    rejects: pa.RecordBatch


def as_cohort(regimen: Regimen | Cohort) -> Cohort:
    """A regimen under the default policy, or what it is already."""
    return regimen if isinstance(regimen, Cohort) else Cohort(regimen=regimen)


def metadata_of(regimen: Regimen) -> Mapping[str, str]:
    """What a schema says of the regimen its rows were made by."""
    return {
        "regimen_id": regimen.id,
        "regimen_revision": regimen.revision,
        "regimen_digest": regimen.digest,
    }


def each_alone(
    cohort: Cohort,
    patients: Patients,
    rows: Sequence[int],
    told: Callable[[int, Course, Calendar], None],
) -> list[Refused]:
    """Plan patients one by one, and hand each to what works something out of it.

    Args:
        cohort: How all are planned.
        patients: The batch.
        rows: The places of the patients who are planned.
        told: Takes the place of the patient, the course and its calendar; what it refuses is
            refused as what cannot be planned is.
    """
    wrong = []
    for row in rows:
        try:
            course = course_of(cohort, patients.record(row))
            told(row, course, course.plan())
        except RegimensError as error:
            wrong.append((row, error))
    return wrong


def rejects(ids: pa.Array, wrong: Sequence[Refused], first_row: int) -> pa.RecordBatch:
    """The patients who were refused, in order.

    Args:
        ids: The identifier of each patient of the batch.
        wrong: The place of each who was refused, and why.
        first_row: The number of the batch's first row in its file.
    """
    found = [
        {"row": first_row + row, "patient_id": ids[row].as_py(), "message": str(error)}
        for row, error in sorted(wrong, key=lambda one: one[0])
    ]
    return arrow().RecordBatch.from_pylist(found, schema=reject_schema())
