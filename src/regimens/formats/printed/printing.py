"""A calendar as it is printed for people: for a patient, or for the pharmacy and the ward."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from regimens.calendars import Calendar
from regimens.events import Measurement
from regimens.formats.languages import LOCALE, Language, as_heading, language_named
from regimens.formats.printed.checks import Worked, pharmacy, worked
from regimens.formats.printed.contents import Audience, Fact, Headings, PrintedCalendar
from regimens.formats.printed.days import Printing, months
from regimens.formats.printed.notes import (
    first_texts,
    holds_text,
    marks,
    notes,
    stop_text,
    totals,
)
from regimens.formats.visible import visible
from regimens.statuses import NOT_TO_BE_GIVEN
from regimens.units import Measure

__all__ = ["printed_calendar"]


def printed_calendar(
    calendar: Calendar,
    *,
    audience: Audience = Audience.PATIENT,
    language: str = "en",
    locale: Path = LOCALE,
) -> PrintedCalendar:
    """What a printable calendar says.

    Args:
        calendar: The calendar; every one of its doses is in it once.
        audience: For whom it is printed.
        language: In which language, as ``it``.
        locale: The folder of the languages.

    Raises:
        UnknownNameError: for a language that has no catalogue, naming those there are.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(name="A. Example", height="165 cm", weight="70 kg")
    >>> plan = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5), cycles=1).plan()
    >>> printed = printed_calendar(plan)
    >>> [month.title for month in printed.months]
    ['January 2026']
    >>> dose = printed.months[0].days()[0].entries[1]
    >>> dose.drug, dose.amount, dose.where
    ('cyclophosphamide', '716 mg', 'Cycle 1, day 1')
    """
    words = language_named(language, locale)
    printing = Printing(calendar=calendar, audience=audience, words=words)
    doses = Worked(doses=(), numbers={})
    if not printing.for_patient:
        doses = worked(calendar, words)
    printed = PrintedCalendar(
        language=words.code,
        direction=words.direction,
        audience=audience,
        title=_title(printing),
        regimen=calendar.regimen.title,
        patient=_patient(printing),
        owner=_owner(calendar),
        holds=holds_text(printing),
        stop=stop_text(printing),
        first=first_texts(printing),
        months=months(printing, doses.numbers),
        marks=marks(printing),
        notes=notes(printing),
        totals=totals(printing),
        check=words.gettext(
            "Check independently before use: this supports, and never replaces, that check."
        ),
        headings=_headings(words, audience),
        pharmacy=None if printing.for_patient else pharmacy(calendar, doses, words),
    )
    return visible(printed)


def _title(printing: Printing) -> str:
    if printing.for_patient:
        return printing.words.gettext("Your treatment calendar")
    return printing.words.gettext("Treatment calendar for the pharmacy")


def _owner(calendar: Calendar) -> str:
    """The patient's name and number, as far as they are recorded."""
    patient = calendar.patient
    return ", ".join(part for part in (patient.name, patient.id) if part)


def _patient(printing: Printing) -> tuple[Fact, ...]:
    """The patient's line; a name that is not recorded is left to be written in."""
    words, patient = printing.words, printing.calendar.patient
    facts = [Fact(label=words.gettext("Name"), value=patient.name or "")]
    if patient.id:
        facts.append(Fact(label=words.gettext("Patient number"), value=patient.id))
    if patient.born is not None:
        facts.append(Fact(label=words.gettext("Born"), value=_date(printing)))
    if not printing.for_patient:
        facts += _body(printing)
    facts.append(Fact(label=words.gettext("First day"), value=words.day(_first_day(printing))))
    return tuple(facts)


def _first_day(printing: Printing) -> date:
    """The day that treatment begins, which may have been recorded as another than was planned."""
    calendar = printing.calendar
    due = [row.date for row in calendar if row.status not in NOT_TO_BE_GIVEN]
    # A cycle that counts to a day 0 begins some days before its first dose.
    starts = [cycle.start for cycle in calendar.cycles if cycle.day_zero is None]
    return min([*due, *starts], default=calendar.start)


def _date(printing: Printing) -> str:
    born = printing.calendar.patient.born
    assert born is not None  # noqa: S101 - the caller has looked
    words = printing.words
    return words.gettext("{day} {month}", day=born.day, month=words.month(born.year, born.month))


def _body(printing: Printing) -> list[Fact]:
    words, calendar = printing.words, printing.calendar
    patient = calendar.patient
    facts: list[Fact] = []
    if patient.sex is not None:
        names = {"female": words.gettext("female"), "male": words.gettext("male")}
        facts.append(Fact(label=words.gettext("Sex"), value=names[patient.sex.value]))
    measured = (
        (words.gettext("Height"), patient.height),
        (words.gettext("Weight"), patient.weight),
    )
    facts += [
        Fact(label=label, value=_measure(measure, words))
        for label, measure in measured
        if measure is not None
    ]
    if any(isinstance(event, Measurement) for event in calendar.history):
        text = words.gettext("as first recorded; the workings have the later ones")
        facts.append(Fact(label=words.gettext("Measured"), value=text))
    return facts


def _measure(measure: Measure, words: Language) -> str:
    return f"{words.number(measure.value)} {measure.kind.value}"


def _headings(words: Language, audience: Audience) -> Headings:
    given = words.gettext("Given by, time")
    return Headings(
        stop=words.gettext("Not cleared for use"),
        first=words.gettext("Know this first"),
        months=words.gettext("Day by day"),
        marks=words.gettext("What the marks mean"),
        notes=words.gettext("Notes"),
        totals=words.gettext("All doses together"),
        date=words.gettext("Date"),
        day=words.gettext("Day"),
        drug=words.gettext("Medicine"),
        dose=words.gettext("Dose"),
        route=words.gettext("How"),
        written=words.gettext("As written"),
        reduced=words.gettext("Reduced"),
        calculated=words.gettext("Calculated"),
        made_of=words.gettext("Made of"),
        status=words.gettext("Status"),
        as_planned=words.gettext("Planned"),
        working=words.gettext("Working"),
        given=words.gettext("Done") if audience is Audience.PATIENT else given,
        number_of_doses=words.gettext("Doses"),
        total=words.gettext("Total"),
        conditional=words.gettext("Only if confirmed"),
        findings=words.gettext("Findings"),
        cycles=words.gettext("Cycles"),
        cycle=words.gettext("Cycle"),
        start=words.gettext("Begins"),
        planned=words.gettext("Planned for"),
        delay=words.gettext("Delay"),
        remarks=words.gettext("Remarks"),
        worked=words.gettext("How each dose comes about"),
        step=words.gettext("Step"),
        arithmetic=words.gettext("Arithmetic"),
        result=words.gettext("Result"),
        source=words.gettext("Source"),
        policy=words.gettext("Policy"),
        regimen=words.gettext("Treatment plan"),
        revision=words.gettext("Revision"),
        digest=words.gettext("Digest"),
        page=words.gettext("Page"),
        skip=words.gettext("Skip to the days"),
        weekdays=tuple(as_heading(words.weekday(number)) for number in range(7)),
    )
