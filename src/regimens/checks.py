"""What a dated plan is held against: intervals between doses, and growth factors' distances."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from attrs import evolve

from regimens.administrations import Administration, finding_at
from regimens.choices import Choices, is_chosen
from regimens.components import Role
from regimens.events import Transplant
from regimens.findings import Finding
from regimens.regimen import Regimen
from regimens.rules import MissedDose, Spacing
from regimens.schedule import Following, day_text
from regimens.statuses import NOT_TO_BE_GIVEN, WAITING, Status

__all__ = [
    "double_findings",
    "given_findings",
    "interval_findings",
    "premedication_findings",
    "spacing_findings",
    "split_findings",
    "written_days",
    "zero_findings",
]

_STEROIDS = ("dexamethasone", "methylprednisolone", "prednisolone", "prednisone")
_NEAR_ZERO = 30  # days; a transplant further away is another one


def interval_findings(rows: Sequence[Administration], *, disturbed: bool) -> Iterator[Finding]:
    """Doses closer together than their minimum, or further apart than written.

    Args:
        rows: By date.
        disturbed: Whether anything has moved; nothing is further apart than written otherwise.
    """
    last: dict[str, Administration] = {}
    places: dict[str, Administration] = {}  # with the doses left out: they had written days too
    for row in rows:
        previous = places.get(row.drug, row)
        places[row.drug] = row
        if row.status in NOT_TO_BE_GIVEN:
            continue
        before = last.get(row.drug)
        last[row.drug] = row
        if before is None or row.date == before.date:
            continue
        if disturbed or row.slot.component.minimum_interval is not None:
            yield from _between(before, previous, row)


def double_findings(rows: Sequence[Administration]) -> Iterator[Finding]:
    """The same drug twice on one day, where two cycles or a moved dose meet."""
    seen: dict[tuple[object, ...], Administration] = {}
    for row in rows:
        if row.status in NOT_TO_BE_GIVEN:
            continue
        key = (row.date, row.drug, row.occurrence)
        other = seen.setdefault(key, row)
        as_written = (*other.time.place, other.day) == (*row.time.place, row.day)
        if not as_written:
            yield finding_at(
                row,
                "interval-too-short",
                (
                    f"{row.drug} stands twice on {row.date}, from cycle {other.cycle} day "
                    f"{other.day} and cycle {row.cycle} day {row.day}: omit or move one"
                ),
                events=_events(other, row),
            )


def premedication_findings(
    rows: Sequence[Administration], choices: Choices = ()
) -> Iterator[Finding]:
    """Doses still to be given whose premedication stands on no row of their day.

    Args:
        rows: By date.
        choices: The options picked; what belongs to another option is not missing.
    """
    there = {
        (row.date, row.drug)
        for row in rows
        if row.premedication is not None or row.slot.component.role is Role.PREMEDICATION
    }
    for row in rows:
        if row.status not in WAITING or row.slot.leader_day is not None:
            continue
        for component in row.time.phase.components:
            timing = component.timing
            if (
                component.role is Role.PREMEDICATION
                and isinstance(timing, Following)
                and timing.offsets == (0,)
                and timing.what in (row.drug, row.group)
                and (row.date, component.drug.name) not in there
                and is_chosen(row.time.phase, component, choices)
            ):
                message = (
                    f"{row.drug} on {row.date} has no {component.drug.name} as premedication: what "
                    "belonged to it was given on another day"
                )
                yield finding_at(
                    row, "no-premedication", message, source=timing.source, events=row.causes
                )


def split_findings(rows: Sequence[Administration]) -> Iterator[Finding]:
    """Parts of a split dose still to be given without a steroid, where another part has one.

    Phases whose premedication is written out are left to :func:`premedication_findings`.
    """
    parts: dict[tuple[tuple[int, int], int], list[Administration]] = {}
    for row in rows:
        if row.slot.component.split and row.status not in NOT_TO_BE_GIVEN:
            parts.setdefault((row.time.place, row.slot.position), []).append(row)
    days = {row.date for row in rows if row.drug in _STEROIDS and row.status not in NOT_TO_BE_GIVEN}
    for own in parts.values():
        premedicated = any(
            component.role is Role.PREMEDICATION
            and isinstance(component.timing, Following)
            and component.timing.what in (own[0].drug, own[0].group)
            for component in own[0].time.phase.components
        )
        if premedicated or not any(row.date in days for row in own):
            continue
        for row in own:
            if row.status in WAITING and row.date not in days:
                message = (
                    f"{row.drug} of day {row.day} on {row.date} has no steroid on its day, as the "
                    "other part of the split dose has: decide on its premedication"
                )
                yield finding_at(
                    row,
                    "no-premedication",
                    message,
                    source=row.time.phase.source,
                    events=row.causes,
                )


def zero_findings(
    rows: Sequence[Administration], transplants: Sequence[tuple[str, Transplant]]
) -> Iterator[Finding]:
    """What breaks the order around an infusion on day 0.

    Conditioning or lymphodepletion on or after day 0 or out of its written order, an infusion far
    from what was given for it, and a recorded transplant that is not on day 0.
    """
    phases: dict[tuple[int, int], list[Administration]] = {}
    for row in rows:
        if row.time.phase.first_day < 1 and row.status not in NOT_TO_BE_GIVEN:
            phases.setdefault(row.time.place, []).append(row)
    for own in phases.values():
        time = own[0].time
        zero = time.start + timedelta(days=-time.phase.first_day)
        for row in own:
            if row.day < 0 and row.date >= zero:
                yield _zero(row, f"is not before day 0, {zero}")
            elif row.day == 0 and row.date != zero:
                yield _zero(
                    row, f"was written for day 0, {zero}; what is given for it is not moved"
                )
            elif row.day < 0 and any(
                other.day < row.day and other.date > row.date for other in own
            ):
                yield _zero(row, "comes before what is written before it")
        for where, event in transplants:
            if event.on != zero and abs((event.on - zero).days) <= _NEAR_ZERO:
                yield evolve(
                    _zero(own[0], f"belongs to day 0, {zero}; the transplant is on {event.on}"),
                    events=(where,),
                )


def _zero(row: Administration, said: str) -> Finding:
    message = f"{row.drug} of day {day_text(row.day)} on {row.date} {said}"
    return finding_at(row, "day-zero", message, source=row.time.phase.source, events=row.causes)


def given_findings(rows: Sequence[Administration], as_of: date | None) -> Iterator[Finding]:
    """Dates of given doses that look like a slip: before their cycle, far after it, to come."""
    for row in rows:
        if row.status is not Status.GIVEN:
            continue
        days = (row.date - row.time.start).days
        said = ""
        if days < 0:
            said = f"before its cycle starts on {row.time.start}"
        elif days >= 2 * row.time.phase.cycle_length:
            said = f"{_days(days)} after its cycle started on {row.time.start}"
        elif as_of is not None and row.date > as_of:
            said = f"after {as_of}, the day of this calendar"
        if said:
            message = (
                f"{row.drug} of {row.phase} cycle {row.cycle} day {row.day} given on {row.date}, "
                f"{said}; correct the record if it is a slip"
            )
            yield finding_at(row, "given-deviates", message, events=row.changed_by[-1:])


def _between(
    before: Administration, previous: Administration, row: Administration
) -> Iterator[Finding]:
    component = row.slot.component
    days = (row.date - before.date).days
    minimum = component.minimum_interval
    if minimum is not None and days < minimum.days:
        yield finding_at(
            row,
            "interval-too-short",
            (
                f"{row.drug} on {row.date} is {_days(days)} after {before.date}; {minimum}: "
                "omit it or move it"
            ),
            source=minimum.source,
            events=_events(before, row),
        )
    rule = component.missed_dose
    if rule is None or rule.rule is not MissedDose.MAINTAIN_INTERVAL:
        return
    written = written_days(previous, row)
    crossed = _crossed(before, row)
    # Half is this library's reading: no source says how much shorter an interval may be.
    if crossed or (written is not None and 2 * days < written):
        yield finding_at(
            row,
            "interval-too-short",
            (
                f"{row.drug} on {row.date} is {_days(days)} after {before.date} (cycle "
                f"{before.cycle} day {before.day}), far less than is written: omit or "
                "move one"
            ),
            source=rule.source,
            events=_events(before, row),
        )
    if written is not None and days > written:
        yield finding_at(
            row,
            "interval-too-long",
            (
                f"{row.drug} on {row.date} is {_days(days)} after {before.date}; "
                f"{'written is' if written == 1 else 'written are'} {_days(written)}"
            ),
            source=rule.source,
            events=_events(before, row),
        )


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"


def _events(before: Administration, row: Administration) -> tuple[str, ...]:
    """The events that made a distance what it is; one that moved both ends alike did not."""
    one, other = dict.fromkeys(before.causes), dict.fromkeys(row.causes)
    apart = [where for where in one if where not in other]
    apart += [where for where in other if where not in one]
    return tuple(apart or dict.fromkeys((*one, *other)))


def _crossed(before: Administration, row: Administration) -> bool:
    """Whether the earlier dose is the later one as written."""
    return (*before.time.place, before.day) > (*row.time.place, row.day)


def written_days(before: Administration, row: Administration) -> int | None:
    """The days between two doses as written; None where the definition does not say."""
    if _crossed(before, row):
        return None  # they stand in the wrong order, which is a finding of its own
    if before.time.index == row.time.index:
        cycles = row.cycle - before.cycle
        return cycles * row.time.phase.cycle_length + row.day - before.day
    if before.time.original is None or row.time.original is None:
        return None
    days = row.day - row.time.phase.first_day - (before.day - before.time.phase.first_day)
    return (row.time.original - before.time.original).days + days


def spacing_findings(regimen: Regimen, rows: Sequence[Administration]) -> Iterator[Finding]:
    """Growth factors too close to the chemotherapy before or after them."""
    for rule in regimen.spacing:
        around: list[int] = []
        chemotherapy: dict[int, Administration] = {}
        supported: list[Administration] = []
        for row in rows:
            component = row.slot.component
            if row.status in NOT_TO_BE_GIVEN:
                continue
            if component.drug.name == rule.drug:
                supported.append(row)
            elif rule.of in (component.group, component.drug.name):
                around.append(row.date.toordinal())
                chemotherapy[row.date.toordinal()] = row
        for row in supported:
            yield from _too_close(rule, row, around, chemotherapy)


def _too_close(
    rule: Spacing,
    row: Administration,
    around: Sequence[int],
    chemotherapy: Mapping[int, Administration],
) -> Iterator[Finding]:
    day = row.date.toordinal()
    after = bisect_right(around, day)
    before = bisect_left(around, day)
    gaps = []
    if after > 0 and day - around[after - 1] < rule.after:
        gaps.append(
            (
                f"{_days(day - around[after - 1])} after {rule.of}, "
                f"at least {rule.after} are needed",
                rule.after_source,
                around[after - 1],
            )
        )
    if before < len(around) and 0 < around[before] - day < rule.before:
        gaps.append(
            (
                f"{_days(around[before] - day)} before the next {rule.of}, "
                f"at least {rule.before} are needed",
                rule.before_source,
                around[before],
            )
        )
    for text, source, other in gaps:
        yield finding_at(
            row,
            "gcsf-too-close",
            f"{row.drug} on {row.date} is {text}",
            source=source,
            events=_events(chemotherapy[other], row),
        )
