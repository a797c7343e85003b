"""Names for a course and its doses that stay the same however often the course is planned again."""

from __future__ import annotations

import json
from collections import defaultdict
from uuid import UUID, uuid5

from regimens.administrations import Administration
from regimens.calendars import Calendar
from regimens.formats.courses import patient_document

__all__ = ["course_uuid", "dose_names", "dose_uuids", "is_named"]

_REGIMENS = UUID("7a2f6f0c-3f0e-5d0b-9a53-6f1f4b1f2c9e")


def course_uuid(calendar: Calendar) -> UUID:
    """What tells a course from all others; no date goes into it.

    It comes from the course's id; where it has none from the patient's id and the regimen's; and
    where the patient has none either from all that is recorded of the patient: then two patients
    of one size are not told apart, and :func:`is_named` is false.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(id="p1", height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    >>> later = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 12))
    >>> course_uuid(course.plan()) == course_uuid(later.plan())
    True
    """
    regimen, patient = calendar.regimen.id, calendar.patient
    if calendar.course_id is not None:
        named = ["course", calendar.course_id]
    elif patient.id is not None:
        named = ["patient", patient.id, regimen]
    else:
        body = json.dumps(patient_document(patient), sort_keys=True)
        named = ["unnamed", body, regimen]
    return uuid5(_REGIMENS, json.dumps(named))


def is_named(calendar: Calendar) -> bool:
    """Whether the course or its patient has an id, without which it may be taken for another one.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    >>> is_named(course.plan())
    False
    """
    return calendar.course_id is not None or calendar.patient.id is not None


def dose_names(calendar: Calendar) -> tuple[str, ...]:
    """A name for each row within its course: phase, cycle, day, drug, and which of that day's.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    >>> dose_names(course.plan())[1]
    'induction/1/1/cyclophosphamide/1'
    """
    of_day: dict[tuple[str, int, int, str], list[Administration]] = defaultdict(list)
    for row in calendar:
        of_day[row.phase, row.cycle, row.day, row.drug].append(row)
    names: dict[tuple[int, ...], str] = {}
    for place, rows in of_day.items():
        # In the regimen's order, which a moved date does not change.
        for number, row in enumerate(sorted(rows, key=lambda row: row.key), start=1):
            names[row.key] = "/".join(_part(part) for part in (*place, number))
    return tuple(names[row.key] for row in calendar)


def dose_uuids(calendar: Calendar, *, course: UUID | None = None) -> tuple[UUID, ...]:
    """A UUID for each row, from its course and :func:`dose_names`.

    Args:
        calendar: The calendar.
        course: What the course is called, if not :func:`course_uuid`.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> plan = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5)).plan()
    >>> len(set(dose_uuids(plan))) == len(plan)
    True
    """
    course = course_uuid(calendar) if course is None else course
    # In ASCII: half of a character in a name has no bytes of its own.
    return tuple(uuid5(course, json.dumps(name)[1:-1]) for name in dose_names(calendar))


def _part(part: object) -> str:
    """A part of a name, in which a slash is not the one between parts."""
    return str(part).replace("%", "%25").replace("/", "%2F")
