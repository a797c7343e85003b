"""What a printable calendar says, in a language, without any markup: for pages of every kind.

Texts are plain; what makes a page of them has to escape them. Fields that say so are in English
whatever the language, because they quote a regimen, a source or a calculation.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import frozen

from regimens.findings import Severity
from regimens.statuses import Status

__all__ = [
    "Audience",
    "CycleLine",
    "Day",
    "Entry",
    "Fact",
    "FindingLine",
    "Headings",
    "Month",
    "Pharmacy",
    "PrintedCalendar",
    "Step",
    "Tick",
    "Total",
    "Week",
    "WorkedDose",
]


class Audience(Enum):
    """Whom a calendar is printed for."""

    PATIENT = "patient"
    PHARMACY = "pharmacy"


class Tick(Enum):
    """The box beside a dose: to be ticked, ticked already, or none, as it is not to be given."""

    OPEN = "open"
    TICKED = "ticked"
    NONE = "none"


@frozen(kw_only=True)
class Fact:
    """A label and what stands beside it; an empty value is left to be filled in by hand."""

    label: str
    value: str


@frozen(kw_only=True)
class Entry:
    """One dose on one day.

    Args:
        drug: Its name in the language, or its international name.
        amount: Number and unit, as ``716 mg``.
        route: How it is given, in words; empty where the source does not state it.
        where: Phase, cycle and day of the cycle as written.
        occurrence: Which of the day's, as ``1 of 2``; empty for the only one.
        status: What has become of it, or is to.
        mark: The status in words, never empty but for a planned dose.
        to_give: Whether it is, or was, to be given; a page must not show one that is not like one
            that is.
        tick: Its box.
        moved: From which day it was moved, in words; empty where it was not.
        notes: What else there is to say of it.
        made_of: The vials, tablets or capsules it is taken from, each in words.
        written: The dose as the protocol writes it; for the pharmacy, in English.
        reduced: The fraction or the level where it is not the full dose; for the pharmacy.
        calculated: Number and unit before rounding; for the pharmacy.
        working: The number of its working among :attr:`Pharmacy.worked`, from 1; 0 for none.
    """

    drug: str
    amount: str
    route: str
    where: str
    occurrence: str
    status: Status
    mark: str
    to_give: bool
    tick: Tick
    moved: str
    notes: tuple[str, ...] = ()
    made_of: tuple[str, ...] = ()
    written: str = ""
    reduced: str = ""
    calculated: str = ""
    working: int = 0


@frozen(kw_only=True)
class Day:
    """One day of a month.

    Args:
        date: The day.
        weekday: Its name.
        text: The whole date in words.
        where: Phase, cycle and day of the cycle where all entries share them; otherwise empty, and
            each entry's own has to be shown.
        events: What begins on it: a cycle, and by how much it is late or early; or its day 0.
        entries: Its doses, in the order of the regimen.
        besides: What is not on it, or was given besides the plan; a page must show it below the
            doses, so that it is not read as the head of them.
    """

    date: date
    weekday: str
    text: str
    where: str = ""
    events: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    besides: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing happens on it."""
        return not (self.events or self.entries or self.besides)


@frozen(kw_only=True)
class Week:
    """Seven places from Monday on; None where the day belongs to another month.

    Args:
        title: The week's first day that lies in the month, in words.
        days: The seven places.
    """

    title: str
    days: tuple[Day | None, ...]


@frozen(kw_only=True)
class Month:
    """A month in which something happens.

    Args:
        title: Its name and year.
        gap: What is said of the months left out before it; empty where there are none.
        weeks: All its weeks, in order.
    """

    title: str
    gap: str
    weeks: tuple[Week, ...]

    def days(self) -> tuple[Day, ...]:
        """The days on which something happens."""
        return tuple(
            day for week in self.weeks for day in week.days if day is not None and not day.is_empty
        )


@frozen(kw_only=True)
class Total:
    """All doses of a drug together.

    Args:
        drug: Its name.
        doses: How many are planned, given or to be confirmed, in words.
        amount: Their sum with its unit; empty where there are none.
        conditional: How many wait for a condition, and their sum, in words; empty for none.
    """

    drug: str
    doses: str
    amount: str
    conditional: str


@frozen(kw_only=True)
class Step:
    """One step of a calculation, in English."""

    name: str
    formula: str
    result: str
    source: str


@frozen(kw_only=True)
class WorkedDose:
    """How a dose comes about.

    Args:
        number: From 1, as entries name it.
        drug: Its name.
        amount: Number and unit.
        places: The doses it holds for, in words.
        steps: From the dose as written to the milligrams.
    """

    number: int
    drug: str
    amount: str
    places: str
    steps: tuple[Step, ...]


@frozen(kw_only=True)
class CycleLine:
    """A cycle with its dates and delay, in words; empty where there is nothing to say."""

    name: str
    start: str
    planned: str
    delay: str
    notes: tuple[str, ...]


@frozen(kw_only=True)
class FindingLine:
    """What a check found.

    Args:
        severity: How much it matters.
        severity_text: That in words.
        code: Its kind.
        message: In English.
        source: In English; empty where it has none.
    """

    severity: Severity
    severity_text: str
    code: str
    message: str
    source: str


@frozen(kw_only=True)
class Pharmacy:
    """What the version for the pharmacy has besides.

    Args:
        regimen_id: The regimen's id.
        revision: Its revision.
        digest: Its whole digest.
        findings: Everything that was found, violations first.
        cycles: Every cycle.
        worked: The working of each distinct dose.
        policy: The choices that doses were made with, in English.
    """

    regimen_id: str
    revision: str
    digest: str
    findings: tuple[FindingLine, ...]
    cycles: tuple[CycleLine, ...]
    worked: tuple[WorkedDose, ...]
    policy: str


@frozen(kw_only=True)
class Headings:
    """The headings and labels of a page, in the language; weekdays from Monday on."""

    stop: str
    first: str
    months: str
    marks: str
    notes: str
    totals: str
    date: str
    day: str
    drug: str
    dose: str
    route: str
    written: str
    reduced: str
    calculated: str
    made_of: str
    status: str
    as_planned: str
    working: str
    given: str
    number_of_doses: str
    total: str
    conditional: str
    findings: str
    cycles: str
    cycle: str
    start: str
    planned: str
    delay: str
    remarks: str
    worked: str
    step: str
    arithmetic: str
    result: str
    source: str
    policy: str
    regimen: str
    revision: str
    digest: str
    page: str
    skip: str
    weekdays: tuple[str, ...]


@frozen(kw_only=True)
class PrintedCalendar:
    """A printable calendar.

    Args:
        language: The tag of its language, for what reads it aloud.
        direction: ``ltr`` or ``rtl``.
        audience: Whom it is for.
        title: What it is.
        regimen: The regimen's title, in English.
        patient: Who it is for.
        owner: The patient in a few words, for the head of every page.
        holds: As of when it holds, and how many events it includes.
        stop: Why it must not be used yet, loud on every page; empty where nothing forbids it.
        first: What to know before anything else.
        months: The months in which something happens.
        marks: The marks on it and what they mean.
        notes: What else there is to say, in plain words.
        totals: By drug, in the order of the regimen.
        check: That it supports a check, and replaces none.
        headings: The words of the page itself.
        pharmacy: What the pharmacy's version has besides; None in the patient's.
    """

    language: str
    direction: str
    audience: Audience
    title: str
    regimen: str
    patient: tuple[Fact, ...]
    owner: str
    holds: str
    stop: str
    first: tuple[str, ...]
    months: tuple[Month, ...]
    marks: tuple[Fact, ...]
    notes: tuple[str, ...]
    totals: tuple[Total, ...]
    check: str
    headings: Headings
    pharmacy: Pharmacy | None
