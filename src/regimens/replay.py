"""The history replayed, event by event: what it has done to single doses when each was recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from attrs import evolve, field, frozen

from regimens.administrations import Administration
from regimens.doses_given import Fulfilled
from regimens.drafts import Drafting
from regimens.errors import HistoryError
from regimens.events import Correction, CycleStart, Delay, DoseChange, Event
from regimens.findings import Finding
from regimens.history import History, effective, place
from regimens.marks import Marks
from regimens.naming import phase_of
from regimens.recorded import each_name
from regimens.regimen import Regimen
from regimens.single_doses import apply, is_single_dose
from regimens.statuses import FIRM, Status
from regimens.timeline import Horizon, long_enough

__all__ = ["Replayed"]


@frozen(kw_only=True)
class _Past:
    """The course as it stood after some of its events."""

    regimen: Regimen
    draft: Drafting
    horizon: Horizon
    history: History = ()
    marks: Marks = field(factory=Marks)
    findings: tuple[Finding, ...] = ()
    # The last rows worked out, with the history and marks they were worked out from.
    worked_out: list[tuple[History, Marks, list[Administration]]] = field(factory=list)

    def rows(self, marks: Marks) -> list[Administration]:
        """The rows with some marks, worked out once as long as only doses are given."""
        if self.worked_out:
            history, before, rows = self.worked_out[0]
            if history is self.history and before.same_but_given(marks):
                new = [row for row in marks.given.values() if row.key not in before.given]
                if all(_on_time(row, rows) for row in new):
                    return [marks.given.get(row.key, row) for row in rows]
        rows = self.draft(self.history, marks, self.horizon).rows
        if marks is self.marks:
            self.worked_out[:] = [(self.history, marks, rows)]
        return rows


def _on_time(given: Administration, rows: Sequence[Administration]) -> bool:
    """Whether a dose was given as it stood, and its followers on their days: nothing changes."""
    due = next((row for row in rows if row.key == given.key), None)
    if due is None or due.status not in FIRM or due.date != given.date:
        return False
    return not any(
        row.date > given.date or (row.day == given.day and row.date != given.date)
        for row in rows
        if row.slot.leader_day == given.day
        and row.day <= given.day
        and row.time.place == given.time.place
    )


@frozen(kw_only=True)
class Replayed:
    """What a history has done to single doses, for itself and for one that goes on from it.

    Args:
        events: The history, in recorded order; none where there is nothing to go on from.
        marks: What it did.
        findings: What there is to say about it.
        horizon: How far the plans reached that it was matched to.
        history: The events that are not about single doses.
        active: All of them, without what corrections void.
        matched: What each given dose fulfilled, by its place.
    """

    events: tuple[Event, ...] = ()
    marks: Marks = field(factory=Marks)
    findings: tuple[Finding, ...] = ()
    horizon: Horizon = field(factory=Horizon)
    history: History = ()
    active: History = ()
    matched: Mapping[str, list[Fulfilled]] = field(factory=dict)

    def _leads_to(self, events: Sequence[Event], horizon: Horizon) -> bool:
        """Whether another history begins with the very events of this one."""
        begun = events[: len(self.events)]
        return (
            self.horizon == horizon
            and len(begun) == len(self.events)
            and all(one is other for one, other in zip(begun, self.events, strict=True))
        )

    def goes_on(
        self, regimen: Regimen, start: date, events: Sequence[Event], draft: Drafting
    ) -> Replayed:
        """What a history has done, each event matched to the plan of its time.

        A given dose is kept as it was when it was recorded, whatever is recorded later. Where the
        history begins with this one, only the events after it are replayed.

        Args:
            regimen: As written.
            start: Day 1 of cycle 1.
            events: The history, in recorded order.
            draft: Makes the plan of a history and marks; the same from one history to the next.

        Raises:
            HistoryError: for a plan that contradicts what was recorded before it.
            UnknownNameError: for a drug or group that is not there.
        """
        if not any(is_single_dose(event) for event in events):
            return Replayed()
        horizon = long_enough(regimen, start, events)
        before = self if self._leads_to(events, horizon) else Replayed()
        matched, active = dict(before.matched), list(before.active)
        past = _Past(
            regimen=regimen,
            draft=draft,
            horizon=horizon,
            history=before.history,
            marks=before.marks,
            findings=before.findings,
        )
        for index, event in enumerate(events[len(before.events) :], start=len(before.events)):
            if isinstance(event, Correction):
                active = effective(events[: index + 1])
                past = _Past(regimen=regimen, draft=draft, horizon=horizon)
                for where, earlier in active:
                    past = _after(past, where, earlier, matched)
            else:
                active.append((place(index, event), event))
                past = _after(past, *active[-1], matched)
        return Replayed(
            events=tuple(events),
            marks=past.marks,
            findings=past.findings,
            horizon=horizon,
            history=past.history,
            active=tuple(active),
            matched=matched,
        )


def _after(past: _Past, where: str, event: Event, matched: dict[str, list[Fulfilled]]) -> _Past:
    """The course after one more event; `matched` keeps what each given dose fulfilled."""
    if not is_single_dose(event):
        _check_not_stopped(past, where, event)
        _check_not_begun(past, where, event)
        return evolve(past, history=(*past.history, (where, event)))
    marks, found, fulfilled = apply(
        event, past.marks, past.rows, past.regimen, where=where, known=matched.get(where)
    )
    if fulfilled:
        matched[where] = fulfilled
    return evolve(past, marks=marks, findings=(*past.findings, *found))


def _check_not_stopped(past: _Past, where: str, event: Event) -> None:
    """Refuse to plan with what was discontinued before."""
    if not past.marks.stopped or not isinstance(event, DoseChange | Delay):
        return
    names = each_name(event.of)
    regimen = past.regimen
    index = phase_of(regimen, event.cycle, phase=event.phase, names=names, where=where)
    day = event.day if isinstance(event, DoseChange) else 1
    ahead = [
        row
        for row in past.rows(past.marks)
        if (not names or row.drug in names or row.group in names)
        and (row.time.index, row.cycle, row.day) >= (index, event.cycle, day)
    ]
    if ahead and all(row.status is Status.DISCONTINUED for row in ahead):
        raise HistoryError(
            f"{', '.join(names) or 'the course'} is discontinued by then",
            where=where,
            mend="void the discontinuation with a correction first",
        )


def _check_not_begun(past: _Past, where: str, event: Event) -> None:
    """Refuse to delay what was given before."""
    if not past.marks.given or not isinstance(event, Delay):
        return
    names, regimen = each_name(event.of), past.regimen
    index = phase_of(regimen, event.cycle, phase=event.phase, names=names, where=where)
    started = [
        (phase_of(regimen, one.cycle, phase=one.phase, where=place), one.cycle)
        for place, one in past.history
        if isinstance(one, CycleStart)
    ]
    given = [
        row
        for row in past.marks.given.values()
        if row.time.place >= (index, event.cycle)
        and (not names or row.drug in names or row.group in names)
        and not any((index, event.cycle) < one <= row.time.place for one in started)
    ]
    if given:
        first = min(given, key=lambda row: row.date)
        raise HistoryError(
            f"{', '.join(names) or first.phase} cycle {first.cycle} has begun: {first.drug} was "
            f"given on {first.date}",
            where=where,
            mend="postpone single doses, or delay another group or a later cycle",
        )
