"""What there is to say about the plans of many patients, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from regimens.calendars import Calendar
from regimens.cohort.answers import Answers, as_cohort, each_alone, metadata_of, rejects
from regimens.cohort.columns import arrow
from regimens.cohort.patients import patients_of
from regimens.cohort.settings import Cohort
from regimens.course import Course
from regimens.regimen import Regimen

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

__all__ = ["finding_schema", "findings"]

_ALWAYS = ("patient_id", "code", "severity", "message")


def finding_schema(regimen: Regimen) -> pa.Schema:
    """The schema of findings: those of a calendar document, each with its patient.

    ``cycle`` and ``day`` are int32, ``date`` is a date32, and all others are text. Only
    ``patient_id``, ``code``, ``severity`` and ``message`` are always there. The metadata name the
    regimen's id, revision and digest.

    >>> from regimens import catalogue
    >>> finding_schema(catalogue.get("dcep")).names[:4]
    ['patient_id', 'code', 'severity', 'phase']
    """
    pa = arrow()
    types = {
        "patient_id": pa.string(),
        "code": pa.string(),
        "severity": pa.string(),
        "phase": pa.string(),
        "cycle": pa.int32(),
        "day": pa.int32(),
        "drug": pa.string(),
        "date": pa.date32(),
        "message": pa.string(),
        "source": pa.string(),
    }
    return pa.schema(
        [pa.field(name, kind, nullable=name not in _ALWAYS) for name, kind in types.items()],
        metadata=metadata_of(regimen),
    )


def findings(batch: pa.RecordBatch, regimen: Regimen | Cohort, *, first_row: int = 1) -> Answers:
    """The findings of a batch of patients, each as a single plan has them, violations first.

    A finding may speak of a date, a dose or the body, so every patient is planned alone: it takes
    as long as so many single plans.

    Args:
        batch: Patients, as in :func:`regimens.cohort.plan_batch`.
        regimen: As in :func:`regimens.cohort.plan_batch`.
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
    ...      "weight_kg": Decimal(70), "delays": [0, 8]}])
    >>> late = findings(patients, catalogue.get("dara-dcep")).rows.to_pylist()
    >>> [(one["patient_id"], one["cycle"], one["date"].isoformat()) for one in late
    ...  if one["code"] == "dose-delay"]
    [('p1', 2, '2026-02-10')]
    """
    cohort = as_cohort(regimen)
    schema = finding_schema(cohort.regimen)
    patients = patients_of(batch)
    columns: dict[str, list[object]] = {name: [] for name in schema.names}

    def told(_: int, course: Course, calendar: Calendar) -> None:
        for one in calendar.findings:
            for name, column in columns.items():
                match name:
                    case "patient_id":
                        column.append(course.patient.id)
                    case "severity":
                        column.append(one.severity.value)
                    case _:
                        column.append(getattr(one, name))

    wrong = each_alone(cohort, patients, range(len(patients)), told)
    return Answers(
        rows=arrow().RecordBatch.from_pydict(columns, schema=schema),
        rejects=rejects(patients.ids, wrong, first_row),
    )
