"""What has become of a dose, or is to; and what that says of whether it is still to be given."""

from __future__ import annotations

from enum import Enum

__all__ = ["COUNTED", "FIRM", "NOT_TO_BE_GIVEN", "OFF", "WAITING", "Status"]


class Status(Enum):
    """What has become of a dose, or is to.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    >>> {dose.status for dose in course.plan()} == {Status.PLANNED}
    True
    """

    PLANNED = "planned"
    CONDITIONAL = "conditional"
    WITHHELD = "withheld"
    UNCONFIRMED = "unconfirmed"
    GIVEN = "given"
    OMITTED = "omitted"
    DISCONTINUED = "discontinued"


# Still to be given, or perhaps given and not yet recorded.
FIRM = (Status.PLANNED, Status.UNCONFIRMED)
# Neither given nor decided against, whatever it waits for.
WAITING = (*FIRM, Status.CONDITIONAL, Status.WITHHELD)
# Decided against.
OFF = (Status.OMITTED, Status.DISCONTINUED)
NOT_TO_BE_GIVEN = (*OFF, Status.WITHHELD)
# What the total of a drug is made of.
COUNTED = (*FIRM, Status.GIVEN)
