"""The rows of a phase with what a history has done to single doses, and to what follows those."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from attrs import evolve, field, frozen

from regimens.administrations import Administration, with_status
from regimens.components import Role
from regimens.course_doses import CourseDoses
from regimens.dose_changes import Setting, Settings
from regimens.dosing_weight import Bodies
from regimens.history import recorded
from regimens.marks import Marks
from regimens.moves import Moves, Step
from regimens.schedule import Anchor, Following
from regimens.statuses import OFF, Status
from regimens.timeline import CLINIC

__all__ = ["Marking"]

_LeaderKey = tuple[str, int]  # drug, day


@frozen(kw_only=True)
class _Leader:
    """A dose that others follow: as undisturbed, as it is, and the moves between."""

    row: Administration
    new: Administration
    steps: Sequence[Step]


@frozen(kw_only=True)
class Marking:
    """Moves, omits, stops and switches the doses of a calendar, as its history has it.

    Args:
        marks: What the history has done to single doses.
        settings: The fractions and levels, for doses that are made afresh on another day.
        bodies: The bodies, for those.
        doses: Those worked out so far.
    """

    marks: Marks
    settings: Settings
    bodies: Bodies
    doses: CourseDoses
    _moves: Moves = field(init=False)

    @_moves.default
    def _of_marks(self) -> Moves:
        return Moves(self.marks)

    def rows(self, rows: Sequence[Administration]) -> list[Administration]:
        """The rows of a phase, marked; ask for each phase once, and in order."""
        placed: dict[int, Administration] = {}
        leaders: dict[int, dict[_LeaderKey, _Leader]] = {}  # by cycle
        are_led = any(row.slot.leader_day is not None for row in rows)
        for row in rows:
            if row.slot.leader_day is not None:
                continue
            steps = self._moves.of(row)
            own = self._own(row, steps)
            # What was given leads, whatever was decided of it.
            given = self._given(row)
            new = placed[id(row)] = given or own
            if are_led:
                leaders.setdefault(row.cycle, {})[row.drug, row.day] = _Leader(
                    row=row,
                    new=new,
                    steps=steps if given is None else [*steps, _to_given(given, row, steps)],
                )
        for row in rows:
            if row.slot.leader_day is not None:
                led = leaders.get(row.cycle, {}).values()
                own = self._follow(row, led)
                placed[id(row)] = self._given(row) or own
        return [placed[id(row)] for row in rows]

    def _given(self, row: Administration) -> Administration | None:
        """The dose as it was given, in its cycle as that is known now."""
        given = self.marks.given.get(row.key)
        return given if given is None or given.time is row.time else evolve(given, time=row.time)

    def _own(self, row: Administration, steps: Sequence[Step]) -> Administration:
        """A row with its own moves, omission, stop and product."""
        row = self._moved_or_omitted(row, steps)
        if row.status is not Status.OMITTED:
            row = self._unless_stopped(row)
        return row if row.status in OFF else self._as_product(row)

    def _moved_or_omitted(self, row: Administration, steps: Sequence[Step]) -> Administration:
        if steps:
            closed = sum(step.days for step in steps if step.cause == CLINIC)
            causes = [step.cause for step in steps]
            row = self._moved(row, sum(step.days for step in steps), *causes)
            row = evolve(row, clinic_days=closed) if closed else row
        omitted = self.marks.omitted.get(row.key)
        if omitted is None:
            return row
        return with_status(row, Status.OMITTED, omitted.cause)

    def _unless_stopped(self, row: Administration) -> Administration:
        for stop in self.marks.stopped:
            if stop.covers(row) and row.date >= stop.on:
                return with_status(row, Status.DISCONTINUED, stop.cause)
        return row

    def _moved(self, row: Administration, days: int, *causes: str) -> Administration:
        """A row some days later, dosed from the body of its new day."""
        by = (*row.changed_by, *causes)
        moved = evolve(row, date=row.date + timedelta(days=days), changed_by=by)
        body = self.bodies.on(row.time, moved.date)
        if body == self.bodies.on(row.time, row.date):
            return moved
        doses = self.doses.of(row.slot, self._setting(row), row.route, body)
        dose = doses[row.occurrence - 1]
        by = (*by, *self.bodies.causes(body, dose.written))
        return evolve(moved, resolved=dose, changed_by=by)

    def _setting(self, row: Administration) -> Setting:
        """The fraction or level of a row, whatever day it has come to."""
        return self.settings.on(row.time.index, row.slot.position, row.cycle, row.day)

    def _as_product(self, row: Administration) -> Administration:
        marks = self.marks.switched
        begun = [mark for mark in marks[::-1] if mark.drug == row.drug and row.date >= mark.on]
        if not begun:
            return row
        mark = max(begun, key=lambda mark: mark.on)
        product = row.slot.component.product(mark.product)
        if product is None and mark.product != row.drug:
            return row  # this dose has no such product, as the calendar says
        if product is None:  # back to the drug itself
            return evolve(row, changed_by=(*row.changed_by, mark.cause))
        body = self.bodies.on(row.time, row.date)
        dose = self.doses.of_product(row.slot, product, self._setting(row), body)
        by = (*row.changed_by, mark.cause)
        return evolve(row, resolved=dose, route=product.route, changed_by=by)

    def _follow(self, row: Administration, leaders: Collection[_Leader]) -> Administration:
        """A row that follows others, moved, omitted and stopped with them from the decision on."""
        own = self._moved_or_omitted(
            row,
            [
                Step(days=mark.days, decided=mark.decided, cause=mark.cause)
                for mark in self._moves.own(row)
            ],
        )
        timing = row.slot.component.timing
        assert isinstance(timing, Following)  # noqa: S101 - it has a leader
        led = [leader for leader in leaders if timing.what in (leader.row.drug, leader.row.group)]
        exact = [leader for leader in led if leader.row.day == row.slot.leader_day]
        led = exact if timing.anchor is Anchor.EACH else led
        same_day = row.day == row.slot.leader_day
        # What is not given any more leads nothing, unless nothing else does.
        leading = [leader for leader in led if leader.new.status not in OFF] or led
        own = self._moved_along(own, leading, same_day=same_day)
        given = [leader.new for leader in leading if leader.new.status is Status.GIVEN]
        if given and own.status not in OFF and timing.anchor is Anchor.EACH:
            own = self._with_given(own, given[-1])
        if own.status not in OFF:
            own = self._unless_stopped(own)
        if own.status not in OFF and all(leader.new.status in OFF for leader in led):
            last = led[-1].new
            decided = max(self._decided(leader.new) for leader in led)
            if own.date < decided and not same_day:
                return own
            return with_status(own, last.status, *last.changed_by)
        return own

    def _moved_along(
        self, own: Administration, leading: Sequence[_Leader], *, same_day: bool
    ) -> Administration:
        """A follower after the moves of its leaders, in the order they were decided.

        Each move carries along only what was still to come when it was decided, and what is given
        on the same day.
        """
        moves = {(step.decided, step.cause) for leader in leading for step in leader.steps}
        days = [leader.row.date for leader in leading]
        forward = 0  # days it has been moved along so far
        for decided, cause in sorted(moves, key=lambda move: (move[0], recorded(move[1]))):
            before = max(days)
            days = [
                day
                + timedelta(
                    days=sum(
                        step.days
                        for step in leader.steps
                        if (step.decided, step.cause) == (decided, cause)
                    )
                )
                for day, leader in zip(days, leading, strict=True)
            ]
            by = (max(days) - before).days
            if cause != CLINIC:
                by = max(by, -forward)  # only what moved along goes back
            if by == 0 or not (same_day or own.date >= decided):
                continue
            if own.date + timedelta(days=by) < decided and not same_day:
                # Its leader was given before its own day could come.
                return with_status(own, Status.OMITTED, cause)
            forward += by
            own = self._moved(own, by, cause)
            if cause == CLINIC:
                own = evolve(own, clinic_days=own.clinic_days + by)
        return own

    def _with_given(self, own: Administration, given: Administration) -> Administration:
        """A follower of a given dose: on its day if it belongs there, and not to come after it."""
        late = (given.date - own.date).days
        if own.day == own.slot.leader_day:
            joined = late < 0 or (late > 0 and own.slot.component.role is Role.PREMEDICATION)
            return self._moved(own, late, given.changed_by[-1]) if joined else own
        if own.day < (own.slot.leader_day or 0) and late <= 0:
            return with_status(own, Status.OMITTED, given.changed_by[-1])
        return own

    def _decided(self, row: Administration) -> date:
        """The day on which it was decided that a row is not given."""
        omitted = self.marks.omitted.get(row.key)
        if omitted is not None:
            return omitted.decided
        return min(
            stop.decided for stop in self.marks.stopped if stop.covers(row) and row.date >= stop.on
        )


def _to_given(given: Administration, row: Administration, steps: Sequence[Step]) -> Step:
    """From where a dose stood to the day it was given on."""
    days = (given.date - row.date).days - sum(step.days for step in steps)
    return Step(days=days, decided=given.date, cause=given.changed_by[-1])
