"""What is worked out of each patient of a batch besides the rows, and who was refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from regimens.calendars import Calendar
from regimens.cohort.columns import arrow, reject_schema
from regimens.cohort.doses import Doses
from regimens.cohort.patients import Patients, patients_of
from regimens.cohort.pieces import check_digits
from regimens.cohort.settings import Cohort, course_of
from regimens.cohort.together import Shared, shared
from regimens.course import Course
from regimens.errors import RegimensError
from regimens.regimen import Regimen

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa  # type: ignore[import-untyped]
    from numpy.typing import NDArray

__all__ = [
    "Answers",
    "Opened",
    "Refused",
    "as_cohort",
    "each_alone",
    "metadata_of",
    "opened",
    "rejects",
]

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


@frozen(kw_only=True)
class Opened:
    """A batch of patients, and what those share who are not planned alone.

    Args:
        cohort: How all are planned.
        patients: The batch.
        shared: The patients who share rows, or None where nobody does.
        is_shared: Whether each of the batch is among them.
    """

    cohort: Cohort
    patients: Patients
    shared: Shared | None
    is_shared: NDArray[np.bool_]


def opened(batch: pa.RecordBatch, regimen: Regimen | Cohort, doses: Doses | None) -> Opened:
    """A batch of patients, read.

    Args:
        batch: Patients.
        regimen: As written, for the default policy, or how all are planned.
        doses: The doses of batches before, of the same cohort, to go on with.

    Raises:
        DocumentError: for columns that are not those of patients.
        RegimensError: for a cohort that cannot be planned.
    """
    arrow()
    cohort = as_cohort(regimen)
    patients = patients_of(batch)
    found, is_shared = shared(cohort, patients, Doses.of(cohort, doses))
    return Opened(cohort=cohort, patients=patients, shared=found, is_shared=is_shared)


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
            calendar = course.plan()
            check_digits(calendar)
            told(row, course, calendar)
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
