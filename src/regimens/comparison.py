"""What differs between two calendars, and which events did it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from attrs import frozen

from regimens.administrations import Administration
from regimens.decimals import plain
from regimens.events import Event
from regimens.history import place
from regimens.weekdays import with_weekday

__all__ = ["Change", "Comparison", "Line", "Step", "compare", "event_text", "lines"]

_KINDS = ("moved", "changed", "came", "went")


@frozen(kw_only=True)
class Line:
    """One dose as a calendar has it, without how it was made.

    Args:
        date: The day.
        phase: Its phase.
        cycle: The cycle of the phase.
        day: The day as written.
        drug: The drug.
        group: Its group.
        occurrence: Which of the day's doses.
        dose: In mg.
        route: As in ``"IV"``, or None.
        status: As in ``"planned"``.
    """

    date: date
    phase: str
    cycle: int
    day: int
    drug: str
    group: str
    occurrence: int
    dose: Decimal
    unit: str
    route: str | None
    status: str

    def __str__(self) -> str:
        route = f" {self.route}" if self.route else ""
        return f"{plain(self.dose)} {self.unit}{route} {self.status}"


_Key = tuple[str, int, int, str, str, int, int]


def lines(rows: Iterable[Administration]) -> list[Line]:
    """The lines of a calendar's administrations."""
    return [
        Line(
            date=row.date,
            phase=row.phase,
            cycle=row.cycle,
            day=row.day,
            drug=row.drug,
            group=row.group,
            occurrence=row.occurrence,
            dose=row.dose,
            unit=row.unit,
            route=None if row.route is None else row.route.value,
            status=row.status.value,
        )
        for row in rows
    ]


@frozen(kw_only=True)
class Change:
    """One dose that is not as it was.

    Args:
        kind: ``"moved"``, ``"changed"``, ``"came"`` or ``"went"``; a dose that moved and changed
            is given twice.
        before: What it was; None where there was none.
        after: What it is; None where there is none.
        events: What did it: the places of events, or the parts of the course that differ.
    """

    kind: str
    before: Line | None
    after: Line | None
    events: tuple[str, ...]

    @property
    def line(self) -> Line:
        """The dose as it is, or as it was where it went."""
        line = self.before if self.after is None else self.after
        assert line is not None  # noqa: S101 - one of them is there
        return line

    def __str__(self) -> str:
        line = self.line
        what = f"{line.phase} cycle {line.cycle} day {line.day} {line.drug}"
        by = f"  [{', '.join(self.events)}]" if self.events else ""
        if self.before is None or self.after is None:
            return f"{self.kind}: {what}, {_day(line)} {line}{by}"
        if self.kind == "moved":
            return f"moved: {what}, {_day(self.before)} → {_day(self.after)}{by}"
        return f"changed: {what}, {self.before} → {self.after}{by}"


def _day(line: Line) -> str:
    return with_weekday(line.date)


@frozen(kw_only=True)
class Comparison:
    """All that differs between two calendars, in the order of the later one.

    Args:
        changes: Every dose that differs.
        events: The events that the later one has and the earlier one has not, in words.
        others: What else differs between the courses, as in ``"patient"``.

    >>> print(Comparison(changes=(), events=(), others=()))
    0 moved, 0 changed, 0 came, 0 went
    """

    changes: tuple[Change, ...]
    events: tuple[str, ...]
    others: tuple[str, ...]

    def of(self, kind: str) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)

    @property
    def counts(self) -> dict[str, int]:
        """How many changes of each kind there are."""
        return {kind: len(self.of(kind)) for kind in _KINDS}

    def __str__(self) -> str:
        counts = ", ".join(f"{count} {kind}" for kind, count in self.counts.items())
        others = [f"different too: {', '.join(self.others)}"] if self.others else []
        return "\n".join([counts, *others, *self.events, *map(str, self.changes)])


@frozen(kw_only=True)
class Step:
    """The lines as they stood after one more thing was different.

    Args:
        what: The place of the event, or the parts of the course that differ.
        lines: The lines then.
    """

    what: tuple[str, ...]
    lines: Sequence[Line]


def compare(
    before: Sequence[Line],
    after: Sequence[Line],
    *,
    steps: Sequence[Step] = (),
    events: Sequence[str] = (),
    others: Sequence[str] = (),
) -> Comparison:
    """What moved, what changed, what came and what went.

    Args:
        before: The earlier lines.
        after: The later lines.
        steps: How the one became the other, one thing at a time; without them nothing is said of
            what did it.
        events: The new events in words.
        others: What else differs.
    """
    old, now = _by_key(before), _by_key(after)
    stages = [old, *(_by_key(step.lines) for step in steps)]
    found: list[tuple[_Key, str]] = []
    for key, line in now.items():
        if key not in old:
            found.append((key, "came"))
            continue
        if line.date != old[key].date:
            found.append((key, "moved"))
        if _given(line) != _given(old[key]):
            found.append((key, "changed"))
    found += [(key, "went") for key in old if key not in now]
    changes = tuple(
        Change(
            kind=kind,
            before=old.get(key),
            after=now.get(key),
            events=_by(key, kind, stages, steps),
        )
        for key, kind in found
    )
    return Comparison(changes=changes, events=tuple(events), others=tuple(others))


def _by_key(lines: Sequence[Line]) -> dict[_Key, Line]:
    found: dict[_Key, Line] = {}
    times: Counter[tuple[object, ...]] = Counter()
    for line in lines:
        place = (line.phase, line.cycle, line.day, line.drug, line.group, line.occurrence)
        found[*place, times[place]] = line
        times[place] += 1
    return found


def _given(line: Line | None) -> tuple[object, ...]:
    return () if line is None else (line.dose, line.route, line.status)


def _by(
    key: _Key, kind: str, stages: Sequence[Mapping[_Key, Line]], steps: Sequence[Step]
) -> tuple[str, ...]:
    """What made a dose different, step by step."""
    found: dict[str, None] = {}
    for step, was, became in zip(steps, stages, stages[1:], strict=False):
        one, other = was.get(key), became.get(key)
        if kind == "moved":
            differs = (one and one.date) != (other and other.date)
        elif kind == "changed":
            differs = _given(one) != _given(other)
        else:
            differs = (one is None) != (other is None)
        if differs:
            found |= dict.fromkeys(step.what)
    return tuple(found)


def event_text(index: int, event: Event) -> str:
    """An event in words, with its place.

    >>> from regimens.events import Delay
    >>> event_text(0, Delay(id="e1", of="DCEP", cycle=2, days=4, reason="cytopenia"))
    'events[0] (e1): Delay of DCEP, cycle 2, days 4 (cytopenia)'
    """
    parts = []
    names = ("of", "phase", "cycle", "day", "days", "to", "level", "dose", "weight", "response")
    for name in (*names, "voids", "on", "planned"):
        value = getattr(event, name, None)
        if value is not None and (name, value) != ("day", 1):
            parts.append(_plain(value) if name == "response" else f"{name} {_plain(value)}")
    text = f"{place(index, event)}: {type(event).__name__} {', '.join(parts)}"
    return f"{text} ({event.reason})" if event.reason else text


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " and ".join(map(str, value))
    return str(getattr(value, "value", value)) if hasattr(value, "name") else str(value)
