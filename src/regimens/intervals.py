"""How far doses lie apart, held against what is written: of one drug, and around chemotherapy."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from regimens.administrations import Administration, finding_at
from regimens.findings import Finding
from regimens.regimen import Regimen
from regimens.rules import MissedDose, Spacing
from regimens.statuses import NOT_TO_BE_GIVEN

__all__ = ["double_findings", "in_days", "interval_findings", "spacing_findings", "written_days"]


def interval_findings(rows: Sequence[Administration], *, disturbed: bool) -> Iterator[Finding]:
    """Doses closer together than their minimum, or closer or further apart than written.

    Args:
        rows: By date.
        disturbed: Whether anything has moved; everything is as far apart as written otherwise.
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
        if _crossed(before, previous):  # left out, and written for before the dose that was given
            previous = before
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
                f"{row.drug} on {row.date} is {in_days(days)} after {before.date}; {minimum}: "
                "omit it or move it"
            ),
            source=minimum.source,
            events=_events(before, row),
        )
        return
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
                f"{row.drug} on {row.date} is {in_days(days)} after {before.date} (cycle "
                f"{before.cycle} day {before.day}), far less than is written: omit or "
                "move one"
            ),
            source=rule.source,
            events=_events(before, row),
        )
    # Where a minimum is stated, and kept, the source itself allows what is closer than written.
    elif written is not None and (days > written or (days < written and minimum is None)):
        yield finding_at(
            row,
            "interval-too-long" if days > written else "interval-shortened",
            (
                f"{row.drug} on {row.date} is {in_days(days)} after {before.date}; "
                f"{'written is' if written == 1 else 'written are'} {in_days(written)}"
            ),
            source=rule.source,
            events=_events(before, row),
        )


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
                f"{in_days(day - around[after - 1])} after {rule.of}, "
                f"at least {rule.after} are needed",
                rule.after_source,
                around[after - 1],
            )
        )
    if before < len(around) and 0 < around[before] - day < rule.before:
        gaps.append(
            (
                f"{in_days(around[before] - day)} before the next {rule.of}, "
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


def _crossed(before: Administration, row: Administration) -> bool:
    """Whether the earlier dose is the later one as written."""
    return (*before.time.place, before.day) > (*row.time.place, row.day)


def _events(before: Administration, row: Administration) -> tuple[str, ...]:
    """The events that made a distance what it is; one that moved both ends alike did not."""
    one, other = dict.fromkeys(before.causes), dict.fromkeys(row.causes)
    apart = [where for where in one if where not in other]
    apart += [where for where in other if where not in one]
    return tuple(apart or dict.fromkeys((*one, *other)))


def in_days(number: int) -> str:
    """A number of days in words."""
    return f"{number} day" if number == 1 else f"{number} days"
