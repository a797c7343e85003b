"""What a printed calendar for the pharmacy has besides: findings, cycles, workings, policy."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from regimens.administrations import Administration, Cycle, DoseKey
from regimens.calendars import Calendar
from regimens.decimals import plain
from regimens.findings import Finding, Severity
from regimens.formats.languages import Language
from regimens.formats.printed.contents import (
    Audience,
    CycleLine,
    FindingLine,
    Pharmacy,
    Step,
    WorkedDose,
)
from regimens.formats.printed.words import (
    amount_text,
    delay_text,
    phase_text,
    places_text,
    reasons,
)

__all__ = ["Worked", "pharmacy", "worked"]

_MADE_UP = ("made of", "volume")  # of what was given, how it would have been made up says nothing


@frozen(kw_only=True)
class Worked:
    """The distinct workings of a calendar.

    Args:
        doses: Each, with the doses it holds for.
        numbers: The number of each dose's working, by the dose's key.
    """

    doses: tuple[WorkedDose, ...]
    numbers: Mapping[DoseKey, int]


def worked(calendar: Calendar, words: Language) -> Worked:
    """Every distinct working, in the order of its first dose."""
    rows: dict[tuple[str, tuple[Step, ...]], list[Administration]] = {}
    for row in calendar:
        rows.setdefault((row.drug, _steps(row)), []).append(row)
    doses = tuple(
        WorkedDose(
            number=number,
            drug=words.term(drug),
            amount=amount_text(of_steps[0].dose, of_steps[0].unit, words, Audience.PHARMACY),
            places=places_text(of_steps, calendar, words),
            steps=steps,
        )
        for number, ((drug, steps), of_steps) in enumerate(rows.items(), start=1)
    )
    numbers = {
        row.key: number
        for number, of_steps in enumerate(rows.values(), start=1)
        for row in of_steps
    }
    return Worked(doses=doses, numbers=numbers)


def _steps(row: Administration) -> tuple[Step, ...]:
    steps = [
        Step(name=one.name, formula=one.formula, result=one.result, source=one.source)
        for one in row.working
        if row.given is None or one.name not in _MADE_UP
    ]
    if row.given is not None:
        result = f"{plain(row.given)} {row.unit}"
        steps.append(Step(name="given", formula="as recorded", result=result, source="history"))
    return tuple(steps)


def pharmacy(calendar: Calendar, doses: Worked, words: Language) -> Pharmacy:
    """What a pharmacist or trial nurse needs to check the calendar.

    Args:
        calendar: The calendar.
        doses: Its distinct workings.
        words: The language.
    """
    return Pharmacy(
        regimen_id=calendar.regimen.id,
        revision=calendar.regimen.revision,
        digest=calendar.regimen.digest,
        findings=tuple(_finding(one, words) for one in calendar.findings),
        cycles=tuple(_cycle(one, calendar, words) for one in calendar.cycles),
        worked=doses.doses,
        policy=str(calendar.policy),
    )


def _finding(finding: Finding, words: Language) -> FindingLine:
    severities = {
        Severity.VIOLATION: words.gettext("Violation"),
        Severity.CAUTION: words.gettext("Caution"),
        Severity.INFO: words.gettext("For information"),
    }
    return FindingLine(
        severity=finding.severity,
        severity_text=severities[finding.severity],
        code=finding.code,
        message=finding.message,
        source=finding.source or "",
    )


def _cycle(cycle: Cycle, calendar: Calendar, words: Language) -> CycleLine:
    notes: list[str] = []
    if cycle.dose_delay:
        notes.append(words.gettext("a dose delay of the protocol"))
    if cycle.day_zero is not None:
        notes.append(words.gettext("day 0 is {day}", day=words.day(cycle.day_zero)))
    notes += [
        words.gettext("{group} begins on {day}", group=group, day=words.day(start))
        for group, start in cycle.group_starts.items()
    ]
    if cycle.slip_days:
        notes.append(
            words.ngettext(
                "{count} day from the undisturbed plan",
                "{count} days from the undisturbed plan",
                abs(cycle.slip_days),
            )
        )
    causes = next(
        time.causes
        for time in calendar.times
        if (time.phase.name, time.cycle) == (cycle.phase, cycle.cycle)
    )
    notes += reasons(causes, calendar.history)
    return CycleLine(
        name=words.gettext(
            "{phase}, cycle {cycle}", phase=phase_text(cycle.phase, words), cycle=cycle.cycle
        ),
        start=words.day(cycle.start),
        planned="" if cycle.planned is None else words.day(cycle.planned),
        delay=delay_text(cycle, words),
        notes=tuple(notes),
    )
