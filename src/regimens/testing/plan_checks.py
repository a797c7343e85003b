"""Checks of what a definition plans: its dates, its doses, for every body, choice and level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise

from attrs import evolve

from regimens.administrations import Administration
from regimens.components import Component, Role
from regimens.decimals import plain, shown
from regimens.errors import RegimensError
from regimens.events import DoseChange
from regimens.findings import Finding, Severity
from regimens.phases import Phase
from regimens.regimen import Regimen
from regimens.schedule import Following, day_text, days_text
from regimens.testing.breaches import at
from regimens.testing.checks import Breach, refused
from regimens.testing.second_reading import Place, cycle_starts, exact_milligrams, written_dates
from regimens.testing.trials import (
    BODIES,
    ORDINARY,
    cycles_shown,
    ordinary_calendar,
    trial,
)

__all__ = [
    "bodies_are_planned",
    "choices_are_planned",
    "dates_are_read_twice",
    "days_lie_inside_their_cycle",
    "every_drug_is_planned",
    "levels_are_planned",
    "milligrams_are_read_twice",
    "no_rule_is_broken",
    "parts_of_a_day_are_complete",
    "rows_are_in_order",
]

_DOSES_STEP = Fraction(1, 100)  # mg, as the default policy rounds
_OF_THE_PATIENT = ("entry-not-met", "lab-below-threshold", "washout-too-short")
_REPORT = "report it, with the protocol"


def days_lie_inside_their_cycle(regimen: Regimen) -> Iterator[Breach]:
    """Each day as written, of a schedule or of a level, is one of its cycle, and so is each row.

    >>> from regimens import catalogue
    >>> list(days_lie_inside_their_cycle(catalogue.get("dcep")))
    []
    """
    for place, phase in enumerate(regimen.phases):
        last = phase.first_day + phase.cycle_length - 1
        for where, days in _day_lists(phase):
            outside = tuple(day for day in days if not phase.first_day <= day <= last)
            if outside:
                yield Breach(
                    where=f"phases[{place}].{where}",
                    what=f"{days_text(outside)} of a {phase.cycle_length}-day cycle",
                    mend=f"use days {day_text(phase.first_day)} to {day_text(last)}",
                )
    for row in ordinary_calendar(regimen):
        after = (row.date - row.time.start).days
        if not 0 <= after < row.time.phase.cycle_length:
            yield Breach(
                where=at(row),
                what=f"is outside the cycle that starts on {row.time.start}",
                mend=_REPORT,
            )


def _day_lists(phase: Phase) -> Iterator[tuple[str, tuple[int, ...]]]:
    for index, component in enumerate(phase.components):
        timing = component.timing
        for number, one in enumerate(timing if isinstance(timing, tuple) else ()):
            yield f"components[{index}].timing[{number}].days", one.days
        for number, level in enumerate(component.levels):
            if level.days is not None:
                yield f"components[{index}].levels[{number}].days", level.days


def every_drug_is_planned(regimen: Regimen) -> Iterator[Breach]:
    """Every phase has all its cycles, each with a dose, and every drug not deselected has doses.

    >>> from regimens import catalogue
    >>> list(every_drug_is_planned(catalogue.get("dcep")))
    []
    """
    calendar = ordinary_calendar(regimen)
    found = {(one.phase, one.cycle) for one in calendar.cycles}
    rows = {(row.phase, row.drug) for row in calendar}
    dosed = {(row.phase, row.cycle) for row in calendar}
    defaults = regimen.choices()
    for phase in regimen.phases:
        for cycle in range(1, cycles_shown(phase) + 1):
            if (phase.name, cycle) not in found:
                yield Breach(
                    where=f"phase {shown(phase.name)}, cycle {cycle}",
                    what="is not on the calendar",
                    mend=_REPORT,
                )
            elif (phase.name, cycle) not in dosed and not _is_daily(phase):
                yield Breach(
                    where=f"phase {shown(phase.name)}, cycle {cycle}",
                    what="has no dose, and all that comes after it waits for its end",
                    mend="state fewer cycles, or the days of its drugs in it; a rest is days of "
                    "the cycle before it",
                )
        for component in phase.components:
            timing = component.timing
            leaders = phase.named(timing.what) if isinstance(timing, Following) else (component,)
            # What follows an option that nobody picked has no dose either.
            chosen = any(_is_default(one, defaults) for one in leaders) and _is_default(
                component, defaults
            )
            if chosen and (phase.name, component.drug.name) not in rows:
                yield Breach(
                    where=f"phase {shown(phase.name)}, {component.drug.name}",
                    what="has no dose in any cycle",
                    mend="state its days, or leave it out",
                )


def _is_daily(phase: Phase) -> bool:
    """Whether a drug of it is given every day, which no row of its own says."""
    return any(not isinstance(one.timing, tuple | Following) for one in phase.components)


def _is_default(component: Component, choices: Mapping[str, tuple[str, ...]]) -> bool:
    own = component.alternative
    return own is None or own.option == choices[own.choice][0]


def rows_are_in_order(regimen: Regimen) -> Iterator[Breach]:
    """Rows come by date, then in the order of the protocol, and none comes twice.

    >>> from regimens import catalogue
    >>> list(rows_are_in_order(catalogue.get("dcep")))
    []
    """
    calendar = ordinary_calendar(regimen)
    places = {phase.name: index for index, phase in enumerate(regimen.phases)}
    for before, row in pairwise(calendar):
        first, second = ((one.date, places[one.phase], one.slot.position) for one in (before, row))
        if second < first:
            yield Breach(where=at(row), what=f"stands after {at(before)}", mend=_REPORT)
    seen = Counter(
        (row.date, row.drug, row.slot.component.besides, row.occurrence) for row in calendar
    )
    for (on, drug, _, occurrence), count in seen.items():
        if count > 1:
            yield Breach(
                where=f"{drug} on {on}",
                what=f"dose {occurrence} of the day stands {count} times",
                mend="give it once, with times for several doses a day",
            )


def parts_of_a_day_are_complete(regimen: Regimen) -> Iterator[Breach]:
    """A drug given several times a day has each of its doses, numbered, on each of its days.

    >>> from regimens import catalogue
    >>> list(parts_of_a_day_are_complete(catalogue.get("dara-atra")))
    []
    """
    parts: dict[tuple[date, str, bool], list[Administration]] = {}
    for row in ordinary_calendar(regimen):
        parts.setdefault((row.date, row.drug, row.slot.component.besides), []).append(row)
    for rows in parts.values():
        numbers = [(row.occurrence, row.of) for row in rows]
        if numbers != [(number, len(rows)) for number in range(1, len(rows) + 1)]:
            told = ", ".join(f"{number} of {of}" for number, of in numbers)
            yield Breach(where=at(rows[0]), what=f"the day has doses {told}", mend=_REPORT)


def no_rule_is_broken(regimen: Regimen) -> Iterator[Breach]:
    """As written and undisturbed, the protocol keeps its own intervals, distances and limits.

    >>> from regimens import catalogue
    >>> list(no_rule_is_broken(catalogue.get("dcep")))
    []
    """
    for finding in ordinary_calendar(regimen).findings:
        if _is_of_the_protocol(finding):
            yield Breach(
                where=f"finding {finding.code}",
                what=finding.message,
                mend="mend the days, or the rule that they break",
            )


def _is_of_the_protocol(finding: Finding) -> bool:
    """Whether it is a violation, and not one of a patient whom the protocol is not for."""
    return finding.severity is Severity.VIOLATION and finding.code not in _OF_THE_PATIENT


def dates_are_read_twice(regimen: Regimen) -> Iterator[Breach]:
    """Each date is the one that recurrence rules give for the days as written, no more, no fewer.

    >>> from regimens import catalogue
    >>> list(dates_are_read_twice(catalogue.get("dara-vd")))
    []
    """
    starts = cycle_starts(regimen)
    for one in ordinary_calendar(regimen).cycles:
        due = starts.get((one.phase, one.cycle))
        if one.start != due:
            yield Breach(
                where=f"phase {shown(one.phase)}, cycle {one.cycle}",
                what=f"starts on {one.start}, due as written {due or 'never'}",
                mend=_REPORT,
            )
    planned: Counter[Place] = Counter()
    levels: dict[tuple[str, int, int], str] = {}
    for row in ordinary_calendar(regimen):
        for dose in (row, row.premedication):
            if dose is not None:
                place = (dose.phase, dose.cycle, dose.slot.position)
                planned[*place, dose.day, row.date] += 1
                if dose.level is not None:
                    levels[place] = dose.level
    read = written_dates(regimen, levels)
    phases = {phase.name: phase for phase in regimen.phases}
    for due_at in sorted(planned.keys() | read.keys()):
        if planned[due_at] != read[due_at]:
            name, cycle, position, day, on = due_at
            drug = phases[name].components[position].drug.name
            yield Breach(
                where=f"phase {shown(name)}, cycle {cycle} day {day_text(day)}, {drug} on {on}",
                what=f"planned {planned[due_at]} times, due {read[due_at]} times as written",
                mend=_REPORT,
            )


def milligrams_are_read_twice(regimen: Regimen) -> Iterator[Breach]:
    """Each dose is the amount as written times the body's measure, within its caps, once rounded.

    >>> from regimens import catalogue
    >>> list(milligrams_are_read_twice(catalogue.get("dcep")))
    []
    """
    days: dict[tuple[str, int, int, int], list[Administration]] = {}
    for row in ordinary_calendar(regimen):
        days.setdefault((row.phase, row.cycle, row.slot.position, row.day), []).append(row)
    for rows in days.values():
        exact = sum(map(_exact, rows), start=Fraction(0))
        given = sum((Fraction(row.dose) for row in rows), start=Fraction(0))
        # What is per dose is rounded for each of them, what is per day once; never over a cap.
        step = _DOSES_STEP * len(rows)
        capped = any(_exact(row, capped=False) > _exact(row) for row in rows)
        if not (-step < given - exact <= 0 if capped else abs(given - exact) <= step / 2):
            yield Breach(
                where=at(rows[0]),
                what=f"{float(given):g} {rows[0].unit} a day, {float(exact):g} as written",
                mend=_REPORT,
            )


def _exact(row: Administration, *, capped: bool = True) -> Fraction:
    component = row.slot.component
    level = None if row.level is None else component.level(row.level)
    written = component.dose if level is None else level.dose
    own = exact_milligrams(written if capped else evolve(written, cap=None), ORDINARY)
    # A steroid that is also premedication is one dose, the larger of the two.
    return own if row.premedication is None else max(own, _exact(row.premedication, capped=capped))


def bodies_are_planned(regimen: Regimen) -> Iterator[Breach]:
    """From 120 cm and 20 kg to 210 cm and 220 kg each dose is above 0, and none falls.

    >>> from regimens import catalogue
    >>> list(bodies_are_planned(catalogue.get("dcep")))
    []
    """
    before: dict[object, Administration] = {}
    for body in BODIES:
        try:
            calendar = trial(regimen, body).plan()
        except RegimensError as error:
            yield refused(error, where=str(body))
            return
        for row in calendar:
            smaller = before.get((row.key, row.level))
            if row.dose <= 0 or (smaller is not None and row.dose < smaller.dose):
                more = (
                    ""
                    if smaller is None
                    else f", of a smaller body {plain(smaller.dose)} {row.unit}"
                )
                yield Breach(
                    where=f"{body}: {at(row)}",
                    what=f"{plain(row.dose)} {row.unit}{more}",
                    mend=_REPORT,
                )
        before = {(row.key, row.level): row for row in calendar}


def choices_are_planned(regimen: Regimen) -> Iterator[Breach]:
    """Each option of each choice can be planned, and breaks no rule of the protocol.

    >>> from regimens import catalogue
    >>> list(choices_are_planned(catalogue.get("dara-vd")))
    []
    """
    for choice, options in regimen.choices().items():
        for option in options:
            where = f"choice {shown(choice)}, option {shown(option)}"
            try:
                calendar = trial(regimen, choices={choice: option}).plan()
            except RegimensError as error:
                yield refused(error, where=where)
                continue
            for finding in calendar.findings:
                if _is_of_the_protocol(finding):
                    yield Breach(
                        where=where,
                        what=finding.message,
                        mend="mend the option's days, or the rule that they break",
                    )


def levels_are_planned(regimen: Regimen) -> Iterator[Breach]:
    """Each named level can be ordered from its first cycle on, and is no more than the full dose.

    >>> from regimens import catalogue
    >>> list(levels_are_planned(catalogue.get("dara-vd")))
    []
    """
    for phase, component in regimen.components():
        own = component.alternative
        premedication = component.role is Role.PREMEDICATION
        for level in component.levels:
            change = DoseChange(
                of=component.group if premedication else component.drug.name,
                level=level.name,
                phase=phase.name,
                cycle=_first_cycle(component),
                day=1,
            )
            choices = None if own is None else {own.choice: own.option}
            where = f"phase {shown(phase.name)}, {component.drug.name}, level {shown(level.name)}"
            try:
                calendar = trial(regimen, choices=choices, events=(change,)).plan(continuous=True)
            except RegimensError as error:
                yield refused(error, where=where)
                continue
            if not any(row.level == level.name for row in calendar):
                yield Breach(where=where, what="no dose is at this level", mend=_REPORT)


def _first_cycle(component: Component) -> int:
    timing = component.timing
    return min(one.cycles.first for one in timing) if isinstance(timing, tuple) else 1
