"""What differs between two calendars of a course, and which events did it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from attrs import frozen

from regimens.administrations import Administration
from regimens.decimals import plain
from regimens.events import Event
from regimens.history import place

__all__ = ["Change", "Comparison", "compare"]

_Key = tuple[str, int, int, str, str, int]


@frozen(kw_only=True)
class Change:
    """One dose that is not as it was.

    Args:
        kind: ``"moved"``, ``"changed"``, ``"came"`` or ``"went"``; a dose that moved and changed
            is given twice.
        phase: Of the dose.
        cycle: Of the dose.
        day: Of the dose, as written.
        drug: Of the dose.
        before: What it was; None where there was none.
        after: What it is; None where there is none.
        events: The places of the events that did it, as far as they can be told.
    """

    kind: str
    phase: str
    cycle: int
    day: int
    drug: str
    before: str | None
    after: str | None
    events: tuple[str, ...]

    def __str__(self) -> str:
        what = f"{self.phase} cycle {self.cycle} day {self.day} {self.drug}"
        by = f"  [{', '.join(self.events)}]" if self.events else ""
        match self.kind:
            case "came":
                return f"came: {what}, {self.after}{by}"
            case "went":
                return f"went: {what}, {self.before}{by}"
            case _:
                return f"{self.kind}: {what}, {self.before} → {self.after}{by}"


@frozen(kw_only=True)
class Comparison:
    """All that differs between two calendars, in the order of the later one.

    >>> print(Comparison(changes=(), events=()))
    0 moved, 0 changed, 0 came, 0 went
    """

    changes: tuple[Change, ...]
    events: tuple[str, ...]

    def of(self, kind: str) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind == kind)

    def __str__(self) -> str:
        counts = [f"{len(self.of(kind))} {kind}" for kind in ("moved", "changed", "came", "went")]
        return "\n".join([", ".join(counts), *map(str, self.events), *map(str, self.changes)])


def compare(
    *,
    before: Sequence[Administration],
    after: Sequence[Administration],
    earlier: Sequence[Event],
    later: Sequence[Event],
) -> Comparison:
    """What moved, what changed, what came and what went.

    Args:
        before: The rows of the earlier calendar.
        after: The rows of the later one.
        earlier: The history of the earlier calendar.
        later: The history of the later one.
    """
    new = tuple(
        place(index, event)
        for index, event in enumerate(later)
        if index >= len(earlier) or earlier[index] != event
    )
    old = {_key(row): row for row in before}
    now = {_key(row): row for row in after}
    changes: list[Change] = []
    for key, row in now.items():
        if key not in old:
            changes.append(_change("came", None, row, new))
        else:
            changes += _differences(old[key], row, new)
    changes += [_change("went", row, None, new) for key, row in old.items() if key not in now]
    texts = tuple(
        f"{place(index, event)}: {_event_text(event)}"
        for index, event in enumerate(later)
        if place(index, event) in new
    )
    return Comparison(changes=tuple(changes), events=texts)


def _key(row: Administration) -> _Key:
    return (row.phase, row.cycle, row.day, row.drug, row.group, row.occurrence)


def _differences(
    before: Administration, after: Administration, new: Sequence[str]
) -> Iterator[Change]:
    if before.date != after.date:
        yield _change("moved", before, after, new)
    if _given(before) != _given(after):
        yield _change("changed", before, after, new)


def _given(row: Administration) -> tuple[Decimal, str | None, str]:
    return (row.dose, None if row.route is None else row.route.value, row.status.value)


def _change(
    kind: str, before: Administration | None, after: Administration | None, new: Sequence[str]
) -> Change:
    row = after if after is not None else before
    assert row is not None  # noqa: S101 - one of them is there
    causes = () if kind == "went" else row.causes
    own = tuple(event for event in new if event in causes)
    return Change(
        kind=kind,
        phase=row.phase,
        cycle=row.cycle,
        day=row.day,
        drug=row.drug,
        before=None if before is None else _text(kind, before),
        after=None if after is None else _text(kind, after),
        events=own or (tuple(new) if len(new) == 1 else ()),
    )


def _text(kind: str, row: Administration) -> str:
    day = f"{row.date:%a} {row.date}"
    dose = f"{plain(row.dose)} mg {row.status.value}"
    if kind == "moved":
        return day
    return dose if kind == "changed" else f"{day} {dose}"


def _event_text(event: Event) -> str:
    parts = [type(event).__name__]
    for name in ("of", "phase", "cycle", "day", "days", "to", "level", "on"):
        value = getattr(event, name, None)
        if value is not None:
            parts.append(f"{name} {_plain(value)}")
    text = " ".join(parts)
    return f"{text} ({event.reason})" if event.reason else text


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
