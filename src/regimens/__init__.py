"""A typed oncology regimen and a patient give a dated, dosed administration calendar.

It supports, and never replaces, an independent clinical check.

(PYTEST_DONT_REWRITE: pytest need not warn where a program imported this before it called pytest.)
"""

from regimens.administrations import Administration, Cycle
from regimens.calendars import Calendar
from regimens.course import Course
from regimens.errors import RegimensError
from regimens.events import (
    Correction,
    CycleStart,
    Delay,
    Discontinuation,
    DoseChange,
    Given,
    Lab,
    Measurement,
    Omission,
    Postponement,
    Response,
    Switch,
    Transplant,
)
from regimens.findings import Finding, Severity
from regimens.patient import Patient, PriorDose
from regimens.policy import Policy
from regimens.recorded import Override
from regimens.regimen import Regimen
from regimens.statuses import Status

__all__ = [
    "Administration",
    "Calendar",
    "Correction",
    "Course",
    "Cycle",
    "CycleStart",
    "Delay",
    "Discontinuation",
    "DoseChange",
    "Finding",
    "Given",
    "Lab",
    "Measurement",
    "Omission",
    "Override",
    "Patient",
    "Policy",
    "Postponement",
    "PriorDose",
    "Regimen",
    "RegimensError",
    "Response",
    "Severity",
    "Status",
    "Switch",
    "Transplant",
]
