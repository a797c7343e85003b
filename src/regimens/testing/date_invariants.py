"""What holds for the dates of every calendar: their order, their cycles and their distances."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from regimens.administrations import Administration, Cycle
from regimens.calendars import Calendar
from regimens.events import Discontinuation, Given, Omission, Postponement
from regimens.regimen import Phase
from regimens.schedule import Anchor, Following
from regimens.statuses import Status
from regimens.testing.arguments import check_is
from regimens.testing.breaches import at, breach, holding, is_live, leader, means, place_of, told

__all__ = [
    "assert_cycles_follow_each_other",
    "assert_dates_follow_cycles",
    "assert_growth_factors_kept_apart",
    "assert_intervals_kept",
    "assert_no_dose_twice",
    "assert_nothing_after_stop",
    "assert_rows_in_order",
    "assert_statuses_fit_as_of",
]

_WAITING = (Status.PLANNED, Status.UNCONFIRMED, Status.CONDITIONAL, Status.WITHHELD)


def assert_rows_in_order(calendar: Calendar) -> None:
    """Doses stand by date, and those of one date in the order of the regimen.

    Why: a reader works down the page; a dose out of its place is missed.
    Source: docs/explanation/how-dates-are-made.md, Days and cycles.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the dose that stands before an earlier one.

    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> assert_rows_in_order(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    places = [(row.date, row.time.index, row.slot.position, row.occurrence) for row in calendar]
    for index, (one, other) in enumerate(pairwise(places)):
        if other < one:
            what = f"stands after {at(calendar[index])}, which should follow it"
            raise breach("assert_rows_in_order", at(calendar[index + 1]), what)


def assert_no_dose_twice(calendar: Calendar) -> None:
    """No dose stands twice, and where one drug has two on one day the calendar says so.

    Why: a dose on the calendar twice is given twice.
    Source: docs/reference/findings.md, interval-too-short.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the second of the two.

    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dara-vd"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5), cycles=2)
    >>> assert_no_dose_twice(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    places: set[object] = set()
    days: dict[object, Administration] = {}
    said = told(calendar, "interval-too-short")
    for row in calendar:
        place = (row.phase, row.cycle, row.day, row.drug, row.group, row.occurrence)
        besides = row.slot.component.besides
        if (*place, besides) in places:
            raise breach("assert_no_dose_twice", at(row), "the same dose stands twice")
        places.add((*place, besides))
        if not is_live(row):
            continue
        of_day = (row.date, row.drug, row.slot.component.role, row.occurrence, besides)
        other = days.setdefault(of_day, row)
        if other is not row and place_of(row) not in said:
            raise breach(
                "assert_no_dose_twice", at(row), f"a second dose that day, besides {at(other)}"
            )


def assert_dates_follow_cycles(calendar: Calendar) -> None:
    """A dose of day d stands d − 1 days after its cycle's or group's start, unless it was moved.

    Why: a date that is off by one, or counted from another cycle, looks like any other date.
    Source: docs/explanation/how-dates-are-made.md, Days and cycles.

    Only a recorded dose, omission or postponement moves a dose of its own, and closed days do;
    the calendar says which.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the dose, its date and the date that its cycle gives.

    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> assert_dates_follow_cycles(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    cycles = {(cycle.phase, cycle.cycle): cycle for cycle in calendar.cycles}
    movers = {
        where
        for where, event in holding(calendar.history)
        if isinstance(event, Given | Omission | Postponement)
    }
    for row in calendar:
        cycle = cycles[row.phase, row.cycle]
        start = cycle.group_starts.get(leader(row), cycle.start)
        days = row.day - row.time.phase.first_day + row.clinic_days
        expected = start + timedelta(days=days)
        closed = calendar.clinic is not None or not row.clinic_days
        if (row.date != expected and not movers.intersection(row.changed_by)) or not closed:
            raise breach(
                "assert_dates_follow_cycles",
                at(row),
                f"cycle start {start} + {days} days is {expected}, and no event moved it",
            )


def assert_cycles_follow_each_other(calendar: Calendar) -> None:
    """A cycle is planned one length after the last one's actual start; its delay is told rightly.

    Why: a cycle planned from the wrong day shortens a rest, and a delay that is not told hides it.
    Source: docs/explanation/how-dates-are-made.md, Delay, slip and dose delay.

    The delay is the actual start minus the planned one, the slip the actual start minus that of
    the undisturbed plan, and a dose delay is a delay of more days than the protocol's rule.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the cycle and the number that is wrong.

    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> assert_cycles_follow_each_other(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    late = {(phase, cycle) for phase, cycle, *_ in told(calendar, "dose-delay")}
    before: Cycle | None = None
    for cycle in calendar.cycles:
        for what, is_, should in _cycle_numbers(calendar, before, cycle):
            if is_ != should:
                raise breach(
                    "assert_cycles_follow_each_other",
                    f"{cycle.phase} cycle {cycle.cycle}",
                    f"{what} is {is_}, and should be {should}",
                )
        if cycle.dose_delay != ((cycle.phase, cycle.cycle) in late):
            raise breach(
                "assert_cycles_follow_each_other",
                f"{cycle.phase} cycle {cycle.cycle}",
                "a dose delay and no finding says so, or the other way about",
            )
        before = cycle


def _cycle_numbers(
    calendar: Calendar, before: Cycle | None, cycle: Cycle
) -> Iterator[tuple[str, object, object]]:
    """What is to be compared of a cycle: its name, what it is and what it should be."""
    phases = {phase.name: phase for phase in calendar.regimen.phases}
    own = phases[cycle.phase]
    may_wait = cycle.cycle == 1 and (own.waits or own.transplant is not None)
    planned = calendar.start if before is None else _next(phases[before.phase], before.start)
    follows = before is None or _comes_after(calendar, before, cycle)
    if not follows or (may_wait and cycle.planned is None):
        yield "the planned start", cycle.planned, None
    else:
        yield "the planned start", cycle.planned, planned
    delay = None if cycle.planned is None else (cycle.start - cycle.planned).days
    yield "the delay", cycle.delay_days, delay
    so_far = list(phases.values())[: list(phases).index(cycle.phase) + 1]
    may_have_none = any(one.waits or one.transplant is not None for one in so_far)
    if cycle.slip_days is not None or not may_have_none:
        original = calendar.start + timedelta(days=_days_before(calendar, cycle))
        yield "the slip", cycle.slip_days, (cycle.start - original).days
    if follows:
        rule = calendar.regimen.delay_rule
        first = own is calendar.regimen.phases[0] and cycle.cycle == 1
        days = _longest_delay(phases, before, cycle)
        yield (
            "dose delay",
            cycle.dose_delay,
            rule is not None and not first and days > rule.more_than,
        )


def _next(phase: Phase, start: date) -> date:
    return start + timedelta(days=phase.cycle_length)


def _comes_after(calendar: Calendar, before: Cycle, cycle: Cycle) -> bool:
    """Whether no cycle without a start lies between two."""
    if before.phase == cycle.phase:
        return cycle.cycle == before.cycle + 1
    names = [phase.name for phase in calendar.regimen.phases]
    last = calendar.regimen.phases[names.index(before.phase)].cycles
    return (
        names.index(cycle.phase) == names.index(before.phase) + 1
        and cycle.cycle == 1
        and before.cycle == last
    )


def _days_before(calendar: Calendar, cycle: Cycle) -> int:
    """The days of all cycles written before this one."""
    days = 0
    for phase in calendar.regimen.phases:
        if phase.name == cycle.phase:
            return days + (cycle.cycle - 1) * phase.cycle_length
        days += (phase.cycles or 0) * phase.cycle_length
    return days


def _longest_delay(phases: dict[str, Phase], before: Cycle | None, cycle: Cycle) -> int:
    """Of the cycle, or of the group that starts latest against its own plan."""
    delays = [cycle.delay_days or 0]
    groups = {*cycle.group_starts, *(() if before is None else before.group_starts)}
    for group in groups:
        if not phases[cycle.phase].named(group) or cycle.planned is None:
            continue
        planned = cycle.planned
        if before is not None and group in before.group_starts:
            planned = _next(phases[before.phase], before.group_starts[group])
        delays.append((cycle.group_starts.get(group, cycle.start) - planned).days)
    return max(delays)


def assert_intervals_kept(calendar: Calendar) -> None:
    """No dose follows another of its drug sooner than the drug allows, unless the calendar says so.

    Why: the second dose falls into the toxicity of the first.
    Source: docs/reference/findings.md, interval-too-short.

    Args:
        calendar: Any calendar; doses omitted, stopped or on hold do not count.

    Raises:
        AssertionError: naming the later of the two doses, the days between them and the minimum.

    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("vd"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5), cycles=2)
    >>> assert_intervals_kept(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    said = told(calendar, "interval-too-short")
    last: dict[str, Administration] = {}
    for row in filter(is_live, calendar):
        minimum = row.slot.component.minimum_interval
        if minimum is None:
            continue
        before = last.get(row.drug)
        last[row.drug] = row
        if before is None or (before.time.place, before.day) == (row.time.place, row.day):
            continue
        days = (row.date - before.date).days
        if days < minimum.days and place_of(row) not in said:
            raise breach(
                "assert_intervals_kept",
                at(row),
                f"{days} days after the dose of {before.date}, at least {minimum.days} are needed, "
                "and no finding says so",
            )


def assert_growth_factors_kept_apart(calendar: Calendar) -> None:
    """A growth factor keeps its distance from chemotherapy, or the calendar says that it does not.

    Why: dividing marrow cells are hit by the chemotherapy.
    Source: docs/reference/findings.md, gcsf-too-close.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the growth factor's dose and the distance.

    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dara-dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> assert_growth_factors_kept_apart(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    said = told(calendar, "gcsf-too-close")
    live = [row for row in calendar if is_live(row)]
    for rule in calendar.regimen.spacing:
        around = [
            row.date for row in live if rule.of in (row.group, row.drug) and row.drug != rule.drug
        ]
        for row in live:
            if row.drug != rule.drug or place_of(row) in said:
                continue
            after = min([(row.date - one).days for one in around if one <= row.date], default=None)
            until = min([(one - row.date).days for one in around if one > row.date], default=None)
            too_soon = after is not None and after < rule.after
            if too_soon or (until is not None and until < rule.before):
                raise breach(
                    "assert_growth_factors_kept_apart",
                    at(row),
                    f"{after} days after and {until} days before {rule.of}, needed are "
                    f"{rule.after} and {rule.before}, and no finding says so",
                )


def assert_nothing_after_stop(calendar: Calendar) -> None:
    """From the first day not given on nothing that was stopped is still to be given.

    Why: a stopped dose that is left on the calendar is given by whoever has only the calendar.
    Source: docs/explanation/how-dates-are-made.md, Where a plan ends.

    What leads to each dose of a stopped drug (tretinoin to its infusion) ends with it.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the dose that is still waiting.

    >>> from regimens import Course, Patient, catalogue
    >>> stop = Discontinuation(of="cisplatin", on=date(2026, 2, 2))
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5), events=[stop])
    >>> assert_nothing_after_stop(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    ends = [event for _, event in holding(calendar.history) if isinstance(event, Discontinuation)]
    if not ends:
        return
    leaders = [row for row in calendar if row.slot.leader_day is None]
    for row in calendar:
        if row.status not in _WAITING:
            continue
        for end in ends:
            if means(end.of, row) and row.date >= end.on:
                raise breach(
                    "assert_nothing_after_stop", at(row), f"{row.status.value}, stopped {end.on}"
                )
        led = list(_led(row, leaders))
        stopped = all(one.status is Status.DISCONTINUED for one in led)
        if led and stopped and row.date >= max(one.date for one in led):
            raise breach(
                "assert_nothing_after_stop",
                at(row),
                f"{row.status.value}, and all that it follows is stopped: {at(led[-1])}",
            )


def _led(row: Administration, leaders: list[Administration]) -> Iterator[Administration]:
    """The doses that a dose belongs to, each day of its own."""
    timing = row.slot.component.timing
    if isinstance(timing, Following) and timing.anchor is Anchor.EACH:
        for other in leaders:
            here = (other.time.place, other.day) == (row.time.place, row.slot.leader_day)
            if here and timing.what in (other.drug, other.group):
                yield other


def assert_statuses_fit_as_of(calendar: Calendar) -> None:
    """A dose before the day looked at, which nothing confirms, is unconfirmed; no other one is.

    Why: a dose taken for given that was not is missed, and one taken for missed is given twice.
    Source: docs/explanation/how-dates-are-made.md, What each event does to dates.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the dose, its status and the day looked at.

    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5), as_of=date(2026, 1, 7))
    >>> assert_statuses_fit_as_of(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    as_of = calendar.as_of
    for row in calendar:
        past = as_of is not None and row.date < as_of
        wrong = Status.PLANNED if past else Status.UNCONFIRMED
        if row.status is wrong:
            raise breach(
                "assert_statuses_fit_as_of", at(row), f"{wrong.value}, looked at on {as_of}"
            )
