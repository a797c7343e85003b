"""What holds of one thing that is recorded: it is done to what it names, and to nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from regimens.administrations import Administration, DoseKey
from regimens.calendars import Calendar
from regimens.components import Component, Role
from regimens.events import Discontinuation, DoseChange, Event, Omission, Postponement
from regimens.recorded import Names, each_name
from regimens.rules import MissedDose
from regimens.statuses import Status
from regimens.testing.arguments import check_is
from regimens.testing.breaches import at, breach, is_live, means

__all__ = [
    "assert_dose_changes_followed",
    "assert_omissions_followed",
    "assert_postponements_followed",
    "assert_stops_followed",
]

_WAITING = (Status.PLANNED, Status.UNCONFIRMED, Status.CONDITIONAL, Status.WITHHELD)
_Rows = dict[DoseKey, Administration]


def assert_omissions_followed(before: Calendar, after: Calendar) -> None:
    """A dose recorded as left out is left out, and no other one but what follows it is.

    Why: a dose that was cancelled and stays on the calendar is given.
    Source: docs/explanation/how-dates-are-made.md, What each event does to dates.

    Args:
        before: A calendar.
        after: The calendar of the same course with one event more; of others nothing is said.

    Raises:
        AssertionError: naming the dose.

    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> later = course.record(Omission(of="cisplatin", on=date(2026, 1, 6)))
    >>> assert_omissions_followed(course.plan(), later.plan())
    """
    check_is("before", before, Calendar)
    check_is("after", after, Calendar)
    event = _recorded(before, after)
    if not isinstance(event, Omission):
        return
    now, named = _by_key(after), set[DoseKey]()
    for row in _named_on(event.of, event.on, before):
        named.add(row.key)
        is_ = now.get(row.key)
        # Of a dose that is two things the premedication goes without a row of its own.
        joined = is_ is None and row.slot.component.role is Role.PREMEDICATION
        again = any(one.premedication and one.premedication.key == row.key for one in after)
        if (is_ is None and (not joined or again)) or (is_ and is_.status is not Status.OMITTED):
            status = "gone" if is_ is None else is_.status.value
            raise breach(
                "assert_omissions_followed", at(row), f"recorded as left out, and {status}"
            )
    was = _by_key(before)
    for row in after:
        old = was.get(row.key)
        same = old is not None and old.status is Status.OMITTED
        if row.status is Status.OMITTED and not same and not _follows(row) | (row.key in named):
            raise breach("assert_omissions_followed", at(row), "left out, and nothing named it")


def assert_postponements_followed(before: Calendar, after: Calendar) -> None:
    """A postponed dose stands on its new day, and later ones move by its days or not at all.

    Why: a dose on the day from which it was moved is given too early, or given twice.
    Source: docs/explanation/how-dates-are-made.md, What each event does to dates.

    A dose that meets the next one of a drug which keeps its dates is left out instead. What
    follows others, closed days and recorded starts move is held by other invariants.

    Args:
        before: A calendar.
        after: The calendar of the same course with one event more; of others nothing is said.

    Raises:
        AssertionError: naming the dose, its date and the date it should have.

    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> late = Postponement(of="cisplatin", on=date(2026, 1, 8), to=date(2026, 1, 9))
    >>> assert_postponements_followed(course.plan(), course.record(late).plan())
    """
    check_is("before", before, Calendar)
    check_is("after", after, Calendar)
    event = _recorded(before, after)
    if not isinstance(event, Postponement):
        return
    now = _by_key(after)
    moved = [row for row in _named_on(event.of, event.on, before) if not _stays(row, event.of)]
    keys = {row.key for row in moved}
    late: list[Administration] = []  # those that move what comes after them
    for row in moved:
        is_ = now.get(row.key)
        if is_ is None:
            if after.horizon.until is None or event.to <= after.horizon.until:
                raise breach("assert_postponements_followed", at(row), "postponed, and gone")
            late += [row] if _keeps_interval(row) else []
            continue
        meets = not _keeps_interval(row) and _next(row, before) <= event.to
        wrong = (is_.status is Status.OMITTED) is not meets and _next(row, before) != date.max
        if wrong or (is_.status is not Status.OMITTED and is_.date != event.to):
            what = f"postponed to {event.to}, and {is_.status.value} on {is_.date}"
            raise breach("assert_postponements_followed", at(row), what)
        late += [row] if _keeps_interval(row) else []
    if before.clinic is not None or any(row.of > 1 for row in late):
        return
    days = (event.to - event.on).days
    for row in before:
        is_ = now.get(row.key)
        if row.key in keys or _follows(row) or is_ is None or row.status is Status.GIVEN:
            continue
        by = {days if _is_moved(row, one) else 0 for one in late if one.drug == row.drug}
        moves = (is_.date - row.date).days
        if None not in by and moves not in (by or {0}) and not _given_between(row, late, before):
            what = f"moved by {moves} days by a postponement of {days}"
            raise breach("assert_postponements_followed", at(row), what)


def _is_moved(row: Administration, late: Administration) -> bool:
    """Whether a dose comes after a late one, and no recorded start puts it where it belongs."""
    after = (*row.time.place, row.day) > (*late.time.place, late.day)
    return after and _keeps_interval(row) and row.time.realigned <= late.time.place


def _given_between(row: Administration, late: list[Administration], calendar: Calendar) -> bool:
    """Whether a given dose lies between, from which the interval is kept."""
    return any(
        other.status is Status.GIVEN
        and other.drug == row.drug
        and any((*one.time.place, one.day) <= (*other.time.place, other.day) for one in late)
        for other in calendar
    )


def assert_dose_changes_followed(before: Calendar, after: Calendar) -> None:
    """A recorded fraction or level is that of each dose it names from its day on, and of no other.

    Why: a reduction that misses one drug, or a later phase, gives there the dose that harmed.
    Source: docs/explanation/how-doses-are-made.md, Fraction and level.

    Args:
        before: A calendar.
        after: The calendar of the same course with one event more; of others nothing is said.

    Raises:
        AssertionError: naming the dose, its fraction or level, and the one recorded.

    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> less = DoseChange(of=["cisplatin", "etoposide"], to="0.7", cycle=2)
    >>> assert_dose_changes_followed(course.plan(), course.record(less).plan())
    """
    check_is("before", before, Calendar)
    check_is("after", after, Calendar)
    event = _recorded(before, after)
    since = _since(event, after) if isinstance(event, DoseChange) else None
    if since is None or not isinstance(event, DoseChange):
        return
    was = _by_key(before)
    for row in after:
        if row.status is Status.GIVEN or row.premedication is not None:
            continue
        level = None if event.level is None else row.slot.component.level(event.level)
        named = means(event.of, row) and (event.level is None or level is not None)
        old = was.get(row.key)
        if named and (row.time.index, row.cycle, row.day) >= since:
            wanted = (event.to, event.level)
        elif old is None or old.premedication is not None:
            continue
        else:
            wanted = (old.fraction, old.level)
        if (row.fraction, row.level) != wanted:
            said = f"fraction {row.fraction}, level {row.level}"
            what = f"is at {said}, and should be at fraction {wanted[0]}, level {wanted[1]}"
            raise breach("assert_dose_changes_followed", at(row), what)


def _since(event: DoseChange, calendar: Calendar) -> tuple[int, int, int] | None:
    """The phase, cycle and day from which a change holds; None where its phase is not clear."""
    found = [
        index
        for index, phase in enumerate(calendar.regimen.phases)
        if event.phase in (None, phase.name)
        and (phase.cycles is None or event.cycle <= phase.cycles)
        and any(_is_meant(event.of, component) for component in phase.components)
    ]
    if len(found) != 1:
        return None
    phase = calendar.regimen.phases[found[0]]
    return (found[0], event.cycle, phase.first_day if event.day == 1 else event.day)


def _is_meant(names: Names, component: Component) -> bool:
    by_drug = component.drug.name in each_name(names) and component.role is not Role.PREMEDICATION
    return by_drug or component.group in each_name(names)


def assert_stops_followed(before: Calendar, after: Calendar) -> None:
    """A stop ends what it names from its day on, with what follows that, and nothing else.

    Why: a drug that is stopped with another one is a treatment that nobody decided to end.
    Source: docs/explanation/how-dates-are-made.md, Where a plan ends.

    Args:
        before: A calendar.
        after: The calendar of the same course with one event more; of others nothing is said.

    Raises:
        AssertionError: naming the dose.

    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> stop = Discontinuation(of="cisplatin", on=date(2026, 2, 2))
    >>> assert_stops_followed(course.plan(), course.record(stop).plan())
    """
    check_is("before", before, Calendar)
    check_is("after", after, Calendar)
    event = _recorded(before, after)
    if not isinstance(event, Discontinuation):
        return
    was = _by_key(before)
    for row in after:
        old = was.get(row.key)
        same = old is not None and old.status is row.status
        if row.status is not Status.DISCONTINUED or same or _follows(row):
            continue
        if not means(event.of, row) or row.date < event.on:
            what = f"stopped, and the stop is of {event.of or 'the course'} from {event.on} on"
            raise breach("assert_stops_followed", at(row), what)


def _recorded(before: Calendar, after: Calendar) -> Event | None:
    """The one event that the later calendar has and the earlier one has not."""
    count = len(before.history)
    one_more = len(after.history) == count + 1 and after.history[:count] == before.history
    return after.history[-1] if one_more else None


def _by_key(calendar: Calendar) -> _Rows:
    return {row.key: row for row in calendar}


def _follows(row: Administration) -> bool:
    return row.slot.leader_day is not None


def _named_on(names: Names, on: date, calendar: Calendar) -> Iterator[Administration]:
    """The doses of a day still to be given that names mean, as treatment or as premedication."""
    named = each_name(names)
    for row in calendar:
        for one in (row, row.premedication):
            if one is None or row.date != on or row.status not in _WAITING:
                continue
            if one.drug in named or one.group in named:
                yield one


def _stays(row: Administration, names: Names) -> bool:
    """Whether a dose is premedication of that day, which no drug's name postpones."""
    return row.slot.component.role is Role.PREMEDICATION and row.group not in each_name(names)


def _keeps_interval(row: Administration) -> bool:
    rule = row.slot.component.missed_dose
    return rule is not None and rule.rule is MissedDose.MAINTAIN_INTERVAL


def _next(row: Administration, calendar: Calendar) -> date:
    """The day of the drug's next dose for the same purpose."""
    role = row.slot.component.role
    same = [one for one in calendar if one.drug == row.drug and one.slot.component.role is role]
    return min((one.date for one in same if is_live(one) and one.date > row.date), default=date.max)
