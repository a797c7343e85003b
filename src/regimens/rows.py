"""The rows of a calendar: dated, dosed, and what has become of each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from attrs import evolve, frozen

from regimens.administrations import Administration, Status, recorded
from regimens.bodies import Bodies
from regimens.changes import FULL, Changes
from regimens.components import Role
from regimens.day_doses import DayDoses
from regimens.dosing import Dose
from regimens.drugs import Route
from regimens.errors import RegimensError
from regimens.expansion import Choices, expand
from regimens.findings import Finding
from regimens.gates import Gates
from regimens.marks import Marks
from regimens.moves import Moves, Step
from regimens.regimen import Regimen
from regimens.schedule import Anchor, Following
from regimens.timeline import CLINIC, CycleTime

__all__ = ["Build"]

_OFF = (Status.OMITTED, Status.DISCONTINUED)
_LeaderKey = tuple[str, int]  # drug, day


@frozen(kw_only=True)
class _Leader:
    """A dose that others follow: as undisturbed, as it is, and the moves between."""

    row: Administration
    new: Administration
    steps: Sequence[Step]


@frozen(kw_only=True)
class Build:
    """What the rows of a calendar are made from.

    Cycles beyond its end are `reached` too: a phase that has begun ends what came before it.
    """

    regimen: Regimen
    times: Sequence[CycleTime]
    reached: Sequence[CycleTime]
    gates: Gates
    settings: Changes
    bodies: Bodies
    doses: DayDoses
    picks: Choices
    routes: Sequence[Sequence[Route | None]]
    as_of: date | None
    until: date | None
    continuous: bool
    marks: Marks

    def rows(self) -> tuple[list[Administration], list[Finding]]:
        """Every row in order, and what the gates say."""
        found: list[Administration] = []
        findings: list[Finding] = []
        status = Status.PLANNED
        decided: tuple[str, ...] = ()  # the response that the status comes from
        in_order = self.marks.none
        unplaced = self.gates.unplaced(self.regimen)
        moves = Moves(self.marks)
        for index, phase in enumerate(self.regimen.phases):
            last_dose = None
            if phase.gate is not None:
                # In order, the latest treatment is the last one.
                treated = (row.date for row in reversed(found) if _is_treatment(row))
                last_dose = next(treated, None) if in_order else max(treated, default=None)
            status, by = self.gates.status(phase, status, last_dose)
            decided += by
            times = [time for time in self.times if time.index == index]
            of_phase: list[Administration] = []
            known: dict[int, tuple[Dose, ...]] = {}  # full doses, by position
            for time in times:
                # Rows of a cycle come by day, so only moved groups and overlaps need sorting.
                last = (of_phase or found)[-1:]
                in_order = in_order and not time.offsets
                in_order = in_order and (not last or last[0].date < time.start)
                of_phase += self._cycle_rows(time, status, decided, known)
            if not self.marks.none:
                of_phase = self._marked(of_phase, moves)
            if times or index in unplaced:
                given = [row.date for row in of_phase if row.status not in _OFF]
                first = min(given, default=None)
                causes = times[0].causes if times else ()
                if given or not of_phase:  # nothing is asked of a phase that is stopped
                    findings += self.gates.findings(phase, last_dose, first, causes)
            found += of_phase
        self._add_given_without_place(found)
        found = self._ended_by_next(found)
        if any(component.role is Role.PREMEDICATION for _, component in self.regimen.components()):
            found = self._one_steroid_a_day(found)
        if not in_order:
            found.sort(key=_order)
        if self.as_of is not None:
            found = self._as_of(found, self.as_of)
        return found, findings

    def _add_given_without_place(self, rows: list[Administration]) -> None:
        """Keep what was given although a later change has taken its place in the regimen away."""
        if not self.marks.given:
            return
        places = {row.key for row in rows}
        unplaced = self.gates.unplaced(self.regimen)
        shown = {time.place for time in self.times}
        rows += [
            row
            for key, row in self.marks.given.items()
            if key not in places and (self.until or key[:2] in shown or key[0] in unplaced)
        ]

    def _cycle_rows(
        self,
        time: CycleTime,
        status: Status,
        decided: tuple[str, ...],
        known: dict[int, tuple[Dose, ...]],
    ) -> list[Administration]:
        slots = expand(
            time.phase,
            time.cycle,
            levels=self.settings.levels(time.index, time.cycle, time.phase.first_day),
            choices=self.picks,
            continuous=self.continuous,
        )
        day_0 = time.start.toordinal() - time.phase.first_day
        moved, routes = time.offsets, self.routes[time.index]
        changed = self.settings.by_component
        weighed = len(self.bodies.versions) > 1
        doses_of, day_of, keep = self.doses.of, date.fromordinal, known.setdefault
        rows: list[Administration] = []
        try:
            if not (moved or changed or weighed):
                # Nothing has changed: a component has one dose throughout the cycle.
                rows = [
                    Administration(
                        day_of(day_0 + slot.day),
                        slot,
                        time,
                        (known.get(place := slot.position) or keep(place, doses_of(slot, FULL)))[
                            slot.occurrence - 1
                        ],
                        routes[place],
                        status,
                        decided,
                    )
                    for slot in slots
                ]
            else:
                for slot in slots:
                    day = day_of(day_0 + slot.day + moved.get(slot.moves_with, 0))
                    setting = self.settings.on(time.index, slot.position, slot.cycle, slot.day)
                    body, _ = self.bodies.on(time, day)
                    dose = doses_of(slot, setting, body)[slot.occurrence - 1]
                    by = (*setting.causes, *self.bodies.causes(body, dose.written), *decided)
                    route = routes[slot.position]
                    rows.append(Administration(day, slot, time, dose, route, status, by))
        except ValueError as error:
            if isinstance(error, RegimensError):
                raise
            raise OverflowError from error  # a day after the last one there is
        return rows

    def _marked(self, rows: Sequence[Administration], moves: Moves) -> list[Administration]:
        """The rows of a phase with what the history has done to single doses."""
        placed: dict[int, Administration] = {}
        leaders: dict[int, dict[_LeaderKey, _Leader]] = {}  # by cycle
        are_led = any(row.slot.leader_day is not None for row in rows)
        for row in rows:
            if row.slot.leader_day is not None:
                continue
            steps = moves.of(row)
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
                own = self._follow(row, moves, led)
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
        return row if row.status in _OFF else self._as_product(row)

    def _moved_or_omitted(self, row: Administration, steps: Sequence[Step]) -> Administration:
        if steps:
            closed = sum(step.days for step in steps if step.cause == CLINIC)
            causes = [step.cause for step in steps]
            row = self._moved(row, sum(step.days for step in steps), *causes)
            row = evolve(row, clinic_days=closed) if closed else row
        omitted = self.marks.omitted.get(row.key)
        if omitted is None:
            return row
        by = (*row.changed_by, omitted.cause)
        return evolve(row, status=Status.OMITTED, changed_by=by)

    def _unless_stopped(self, row: Administration) -> Administration:
        for stop in self.marks.stopped:
            if stop.covers(row) and row.date >= stop.on:
                return _discontinued(row, stop.cause)
        return row

    def _moved(self, row: Administration, days: int, *causes: str) -> Administration:
        """A row some days later, dosed from the body of its new day."""
        by = (*row.changed_by, *causes)
        moved = evolve(row, date=row.date + timedelta(days=days), changed_by=by)
        body = self.bodies.on(row.time, moved.date)[0]
        if body == self.bodies.on(row.time, row.date)[0]:
            return moved
        slot = row.slot
        setting = self.settings.on(row.time.index, slot.position, slot.cycle, slot.day)
        dose = self.doses.of(slot, setting, body)[slot.occurrence - 1]
        by = (*by, *self.bodies.causes(body, dose.written))
        return evolve(moved, resolved=dose, changed_by=by)

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
        number, _ = self.bodies.on(row.time, row.date)
        slot = row.slot
        setting = self.settings.on(row.time.index, slot.position, slot.cycle, slot.day)
        dose = self.doses.of_product(slot, product, setting, number)
        by = (*row.changed_by, mark.cause)
        return evolve(row, resolved=dose, route=product.route, changed_by=by)

    def _follow(
        self, row: Administration, moves: Moves, leaders: Collection[_Leader]
    ) -> Administration:
        """A row that follows others, moved, omitted and stopped with them from the decision on."""
        own = self._moved_or_omitted(
            row,
            [
                Step(days=mark.days, decided=mark.decided, cause=mark.cause)
                for mark in moves.own(row)
            ],
        )
        timing = row.slot.component.timing
        assert isinstance(timing, Following)  # noqa: S101 - it has a leader
        led = [leader for leader in leaders if timing.what in (leader.row.drug, leader.row.group)]
        exact = [leader for leader in led if leader.row.day == row.slot.leader_day]
        led = exact if timing.anchor is Anchor.EACH else led
        same_day = row.day == row.slot.leader_day
        # What is not given any more leads nothing, unless nothing else does.
        leading = [leader for leader in led if leader.new.status not in _OFF] or led
        own = self._moved_along(own, leading, same_day=same_day)
        given = [leader.new for leader in leading if leader.new.status is Status.GIVEN]
        if given and own.status not in _OFF and timing.anchor is Anchor.EACH:
            own = self._with_given(own, given[-1])
        if own.status not in _OFF:
            own = self._unless_stopped(own)
        if own.status not in _OFF and all(leader.new.status in _OFF for leader in led):
            last = led[-1].new
            decided = max(self._decided(leader.new) for leader in led)
            if own.date < decided and not same_day:
                return own
            return evolve(own, status=last.status, changed_by=(*own.changed_by, *last.changed_by))
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
                return evolve(own, status=Status.OMITTED, changed_by=(*own.changed_by, cause))
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
            by = (*own.changed_by, given.changed_by[-1])
            return evolve(own, status=Status.OMITTED, changed_by=by)
        return own

    def _ended_by_next(self, rows: list[Administration]) -> list[Administration]:
        """The rows with those stopped that a phase which waits for its start leaves behind."""
        begun = [time for time in self.reached if time.phase.waits and time.cycle == 1]
        for time in begun:
            rows = [
                _discontinued(row, time.aligned_by)
                if row.time.index < time.index
                and row.date >= time.start
                and row.status not in (*_OFF, Status.GIVEN)
                else row
                for row in rows
            ]
        return rows

    def _as_of(self, rows: list[Administration], as_of: date) -> list[Administration]:
        """The rows with those of days gone by that nothing confirms."""
        return [
            evolve(row, status=Status.UNCONFIRMED)
            if row.status is Status.PLANNED and row.date < as_of
            else row
            for row in rows
        ]

    def _decided(self, row: Administration) -> date:
        """The day on which it was decided that a row is not given."""
        omitted = self.marks.omitted.get(row.key)
        if omitted is not None:
            return omitted.decided
        return min(
            stop.decided for stop in self.marks.stopped if stop.covers(row) and row.date >= stop.on
        )

    def _one_steroid_a_day(self, rows: Sequence[Administration]) -> list[Administration]:
        """Premedication and a backbone dose of the same drug on one day are one row.

        Of several doses a day the first is one with the first, the second with the second.
        """
        backbone: dict[tuple[str, date, int], int] = {}
        for place, row in enumerate(rows):
            if row.slot.component.role is Role.TREATMENT and row.status not in _OFF:
                backbone.setdefault((row.drug, row.date, row.slot.occurrence), place)
        found: list[Administration | None] = list(rows)
        for place, row in enumerate(rows):
            component = row.slot.component
            if component.role is not Role.PREMEDICATION or component.besides:
                continue
            if row.status is Status.GIVEN:
                continue
            joined = backbone.get((row.drug, row.date, row.slot.occurrence))
            if joined is None:
                continue
            found[place] = None
            if row.status in _OFF:  # the one row of the day stays, as treatment alone
                continue
            other = rows[joined]
            if other.status is not Status.GIVEN and row.dose > other.dose:
                by = (*other.changed_by, *row.changed_by)
                other = evolve(other, resolved=row.resolved, changed_by=by)
            found[joined] = evolve(other, premedication=row)
        return [row for row in found if row is not None]


def _discontinued(row: Administration, cause: str) -> Administration:
    """A row that is stopped, and by what."""
    return evolve(row, status=Status.DISCONTINUED, changed_by=(*row.changed_by, cause))


def _to_given(given: Administration, row: Administration, steps: Sequence[Step]) -> Step:
    """From where a dose stood to the day it was given on."""
    days = (given.date - row.date).days - sum(step.days for step in steps)
    return Step(days=days, decided=given.date, cause=given.changed_by[-1])


def _is_treatment(row: Administration) -> bool:
    """Whether a response can be assessed only after it: supportive drugs do not count."""
    return row.slot.component.role is Role.TREATMENT and row.status not in _OFF


def _order(row: Administration) -> tuple[date, int, int, int, int]:
    return (row.date, row.time.index, row.slot.position, row.slot.occurrence, row.cycle)
