"""Pictures of regimens and courses as SVG that stands by itself: no script, no font, no style."""

from __future__ import annotations

from regimens.calendars import Calendar
from regimens.course import Course
from regimens.formats.pictures.course_picture import course_picture
from regimens.formats.pictures.drawing import picture_text
from regimens.formats.pictures.regimen_picture import regimen_picture
from regimens.regimen import Regimen

__all__ = ["course_svg", "regimen_svg"]


def regimen_svg(regimen: Regimen) -> str:
    """A regimen as drug by day, as wide as an A4 page is printed.

    >>> from regimens import catalogue
    >>> regimen_svg(catalogue.get("dcep")).splitlines()[1]
    '<title>DCEP: dexamethasone, cyclophosphamide, etoposide, cisplatin (DARA-DCEP trial) \
(dcep, revision 1)</title>'
    """
    return picture_text(regimen_picture(regimen))


def course_svg(course: Course | Calendar) -> str:
    """A course along its dates: what was planned at first, and what is planned or given now.

    Args:
        course: A course, which is planned, or its calendar.

    Raises:
        RegimensError: where the course cannot be planned, as :meth:`regimens.Course.plan` does.

    >>> from datetime import date
    >>> from regimens import Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    >>> course_svg(course).count('data-status="planned"')
    48
    """
    calendar = course.plan() if isinstance(course, Course) else course
    return picture_text(course_picture(calendar))
