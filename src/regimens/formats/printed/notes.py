"""What a printed calendar says in sentences: what forbids its use, its marks, its notes, sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from regimens.administrations import Administration
from regimens.amounts import Basis, Per
from regimens.components import Component
from regimens.decimals import sum_of
from regimens.findings import Finding, Severity
from regimens.formats.besides import given_besides
from regimens.formats.every_day import is_changed, without_rows
from regimens.formats.languages import Language
from regimens.formats.printed.contents import Audience, Fact, Total
from regimens.formats.printed.days import Printing
from regimens.formats.printed.words import (
    amount_text,
    mark_text,
    phase_text,
    route_text,
    written_text,
)
from regimens.formats.shown_until import first_day_not_shown
from regimens.phases import Phase
from regimens.statuses import COUNTED, Status

__all__ = ["first_texts", "holds_text", "marks", "notes", "stop_text", "totals"]


def holds_text(printing: Printing) -> str:
    """As of when the calendar holds, and how many events it includes."""
    calendar, words = printing.calendar, printing.words
    events = words.gettext("Nothing was recorded so far.")
    if calendar.events:
        events = words.ngettext(
            "{count} entry of the treatment record is included.",
            "{count} entries of the treatment record are included.",
            calendar.events,
        )
    if calendar.as_of is None:
        past = words.gettext("Past doses are shown as planned unless something else was recorded.")
        return f"{events} {past}"
    day = words.gettext("As of {day}.", day=words.day(calendar.as_of))
    return f"{day} {events}"


def stop_text(printing: Printing) -> str:
    """Why a calendar with violations must not be used yet; empty where it has none."""
    words, calendar = printing.words, printing.calendar
    if not calendar.violated:
        return ""
    if printing.for_patient:
        return words.gettext(
            "Do not use this calendar yet. A check has found something that your treatment team "
            "has to clear first. Please show them this page."
        )
    count = sum(one.severity is Severity.VIOLATION for one in calendar.findings)
    return words.ngettext(
        "Not to be used before it is cleared: {count} violation was found.",
        "Not to be used before they are cleared: {count} violations were found.",
        count,
    )


def first_texts(printing: Printing) -> tuple[str, ...]:
    """What has to be known before anything else."""
    words, calendar = printing.words, printing.calendar
    found: list[str] = []
    unread = len(calendar.regimen.unverified)
    if unread:
        found.append(
            words.ngettext(
                "{count} number of this treatment plan was not checked against its source. It has "
                "to be checked before use.",
                "{count} numbers of this treatment plan were not checked against their source. "
                "They have to be checked before use.",
                unread,
            )
        )
    statuses = {row.status for row in calendar}
    if Status.CONDITIONAL in statuses:
        found.append(
            words.gettext("Some doses are given only if the treatment team confirms them.")
        )
    if statuses & {Status.OMITTED, Status.WITHHELD, Status.DISCONTINUED}:
        found.append(words.gettext("Doses that are crossed out are not to be taken or given."))
    if any(row.written_date != row.date for row in calendar):
        found.append(words.gettext("Some doses were moved to another day."))
    if printing.for_patient:
        found.append(
            words.gettext(
                "If your treatment team tells you something else than this page, follow what they "
                "tell you, and ask for a new page."
            )
        )
    return tuple(found)


def marks(printing: Printing) -> tuple[Fact, ...]:
    """The marks that stand on this calendar, in the order of the statuses, with what they mean."""
    words = printing.words
    meanings = {
        Status.CONDITIONAL: words.gettext(
            "This dose depends on a test result that is not known yet. It is given only if the "
            "treatment team confirms it."
        ),
        Status.WITHHELD: words.gettext(
            "This dose is not to be taken or given until the treatment team decides."
        ),
        Status.UNCONFIRMED: words.gettext(
            "The day has passed, and nobody has recorded whether this dose was given. Please ask "
            "the treatment team before it is taken or given now."
        ),
        Status.GIVEN: words.gettext("This dose was recorded as taken or given."),
        Status.OMITTED: words.gettext("This dose is left out. It is not to be taken or given."),
        Status.DISCONTINUED: words.gettext(
            "Doses of this medicine were stopped. Those crossed out are not to be taken or given "
            "any more."
        ),
    }
    present = {row.status for row in printing.calendar}
    found = [
        Fact(label=mark_text(status, words), value=meaning)
        for status, meaning in meanings.items()
        if status in present
    ]
    if any(row.written_date != row.date for row in printing.calendar):
        text = words.gettext("The day in the plan. The dose belongs to the day it is printed on.")
        label = words.gettext("Moved from, Planned for")
        found.append(Fact(label=label, value=text))
    return tuple(found)


def notes(printing: Printing) -> tuple[str, ...]:
    """What else there is to say, in plain words."""
    words, calendar = printing.words, printing.calendar
    found = [
        words.gettext(
            "A cycle is one round of treatment. Day 8 of a cycle is the eighth day of that round."
        )
    ]
    found += [
        words.gettext(
            "Day 0 is {day}. Days with a minus sign come before it.", day=words.day(cycle.day_zero)
        )
        for cycle in calendar.cycles
        if cycle.day_zero is not None
    ]
    found += _continuous(printing)
    for finding in calendar.findings:
        found += _of_finding(finding, printing)
    if given_besides(calendar):
        found.append(
            words.gettext("A dose that was given besides the plan has no box, and is in no total.")
        )
    if any(row.route is None and row.status in (*COUNTED, Status.CONDITIONAL) for row in calendar):
        found.append(
            words.gettext(
                "Where it is not said how a medicine is given, the plan's source does not say it. "
                "The treatment team knows."
            )
        )
    found.append(
        words.gettext(
            "This calendar has the medicines of this treatment plan only, and no times of day. "
            "Other medicines that were prescribed are not on it."
        )
    )
    if not printing.for_patient and words.code != "en":
        found.append(
            words.gettext(
                "The regimen's title, findings, workings and sources are quoted in English, with a "
                "decimal point."
            )
        )
    return tuple(dict.fromkeys(found))


def _of_finding(finding: Finding, printing: Printing) -> Iterator[str]:
    """The findings that a patient has to know of, without their codes."""
    words = printing.words
    if finding.code == "start-pending" and finding.phase is not None:
        yield words.gettext(
            "{phase}: this part of the treatment has no dates yet, and is not in this calendar.",
            phase=phase_text(finding.phase, words),
        )
    elif finding.code == "horizon-reached":
        last = max((row.date for row in printing.calendar), default=printing.calendar.start)
        end = first_day_not_shown(printing.calendar, last)
        if end is not None:
            yield words.gettext(
                "This calendar shows nothing after {day}. The treatment goes on after that day.",
                day=words.day(end - timedelta(days=1)),
            )
    elif finding.code == "closed-day" and finding.date is not None and finding.drug is not None:
        yield words.gettext(
            "{day}: the clinic is closed on this day. Ask when {drug} is given.",
            day=words.day(finding.date),
            drug=words.term(finding.drug),
        )


def _continuous(printing: Printing) -> Iterator[str]:
    """The medicines given every day of a phase, which have no days of their own."""
    words = printing.words
    for phase, component in without_rows(printing.calendar):
        yield _every_day(phase, component, printing)
        if is_changed(component, printing.calendar):
            yield words.gettext(
                "A change was recorded for {drug}: ask the treatment team whether it is taken.",
                drug=words.term(component.drug.name),
            )


def _every_day(phase: Phase, component: Component, printing: Printing) -> str:
    words, dose = printing.words, component.dose
    amount = written_text(str(dose.amount), words)
    if dose.amount.basis is Basis.FLAT and dose.at_least is None:
        amount = amount_text(dose.amount.value, dose.amount.unit.value, words, printing.audience)
    if dose.times > 1 and dose.per is Per.DAY:
        amount = words.gettext("{amount} a day, in {count} parts", amount=amount, count=dose.times)
    elif dose.times > 1:
        amount = words.gettext("{amount} {count} times a day", amount=amount, count=dose.times)
    chosen = printing.calendar.choices.get(component.drug.name)
    route = next((one for one in component.routes if one.value == chosen), None)
    if route is None and component.routes:
        route = component.routes[0]
    how = route_text(route, words, Audience.PATIENT)
    what = f"{words.term(component.drug.name)} {amount}"
    return words.gettext(
        "{what}: every day during this part of the treatment: {phase}. The plan's source gives no "
        "exact days for it, so that it has no boxes in the months. The treatment team says when it "
        "begins and ends.",
        what=f"{what}, {how}" if how else what,
        phase=words.term(phase.name),
    )


def totals(printing: Printing) -> tuple[Total, ...]:
    """The doses of each drug together, in the order of the regimen."""
    calendar, words = printing.calendar, printing.words
    firm: dict[str, list[Administration]] = defaultdict(list)
    waiting: dict[str, list[Administration]] = defaultdict(list)
    for row in calendar:
        if row.status in COUNTED:
            firm[row.drug].append(row)
        elif row.status is Status.CONDITIONAL:
            waiting[row.drug].append(row)
    drugs = dict.fromkeys(component.drug.name for _, component in calendar.regimen.components())
    return tuple(
        Total(
            drug=words.term(drug),
            doses=_count(len(firm[drug]), words) if firm[drug] else "",
            amount=_sum(firm[drug], printing),
            conditional=_waiting(waiting[drug], printing),
        )
        for drug in drugs
        if firm[drug] or waiting[drug]
    )


def _sum(rows: list[Administration], printing: Printing) -> str:
    if not rows:
        return ""
    total = sum_of(row.dose for row in rows)
    text = amount_text(total, rows[0].unit, printing.words, printing.audience)
    if any(row.given is None and row.resolved.least is not None for row in rows):
        return printing.words.gettext("up to {amount}", amount=text)
    return text


def _count(count: int, words: Language) -> str:
    return words.ngettext("{count} dose", "{count} doses", count)


def _waiting(rows: list[Administration], printing: Printing) -> str:
    return f"{_count(len(rows), printing.words)}, {_sum(rows, printing)}" if rows else ""
