"""The rows of a calendar: dated, dosed, and what has become of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from attrs import evolve, frozen

from regimens.administrations import Administration, with_status
from regimens.choices import Choices
from regimens.components import Role
from regimens.course_doses import CourseDoses
from regimens.dose_changes import FULL, Settings
from regimens.dosing import Dose
from regimens.dosing_weight import Bodies
from regimens.drugs import Route
from regimens.errors import RegimensError
from regimens.expansion import expand
from regimens.findings import Finding
from regimens.gates import Gates
from regimens.marked_rows import Marking
from regimens.marks import Marks
from regimens.regimen import Regimen
from regimens.statuses import OFF, Status
from regimens.timeline import CycleTime

__all__ = ["Build"]


@frozen(kw_only=True)
class Build:
    """What the rows of a calendar are made from.

    Cycles beyond its end are `reached` too: a phase that has begun ends what came before it.
    """

    regimen: Regimen
    times: Sequence[CycleTime]
    reached: Sequence[CycleTime]
    gates: Gates
    settings: Settings
    bodies: Bodies
    doses: CourseDoses
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
        marking = Marking(
            marks=self.marks, settings=self.settings, bodies=self.bodies, doses=self.doses
        )
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
                of_phase = marking.rows(of_phase)
            if times or index in unplaced:
                given = [row.date for row in of_phase if row.status not in OFF]
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
                        (
                            known.get(place := slot.position)
                            or keep(place, doses_of(slot, FULL, routes[place]))
                        )[slot.occurrence - 1],
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
                    body, route = self.bodies.on(time, day), routes[slot.position]
                    dose = doses_of(slot, setting, route, body)[slot.occurrence - 1]
                    by = (*setting.causes, *self.bodies.causes(body, dose.written), *decided)
                    rows.append(Administration(day, slot, time, dose, route, status, by))
        except ValueError as error:
            if isinstance(error, RegimensError):
                raise
            raise OverflowError from error  # a day after the last one there is
        return rows

    def _ended_by_next(self, rows: list[Administration]) -> list[Administration]:
        """The rows with those stopped that a phase which waits for its start leaves behind."""
        begun = [time for time in self.reached if time.phase.waits and time.cycle == 1]
        for time in begun:
            rows = [
                with_status(row, Status.DISCONTINUED, time.aligned_by)
                if row.time.index < time.index
                and row.date >= time.start
                and row.status not in (*OFF, Status.GIVEN)
                else row
                for row in rows
            ]
        return rows

    def _as_of(self, rows: list[Administration], as_of: date) -> list[Administration]:
        """The rows with those of days gone by that nothing confirms."""
        return [
            with_status(row, Status.UNCONFIRMED)
            if row.status is Status.PLANNED and row.date < as_of
            else row
            for row in rows
        ]

    def _one_steroid_a_day(self, rows: Sequence[Administration]) -> list[Administration]:
        """Premedication and a backbone dose of the same drug on one day are one row.

        Of several doses a day the first is one with the first, the second with the second.
        """
        backbone: dict[tuple[str, date, int], int] = {}
        for place, row in enumerate(rows):
            if row.slot.component.role is Role.TREATMENT and row.status not in OFF:
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
            if row.status in OFF:  # the one row of the day stays, as treatment alone
                continue
            other = rows[joined]
            if other.status is not Status.GIVEN and row.dose > other.dose:
                by = (*other.changed_by, *row.changed_by)
                other = evolve(other, resolved=row.resolved, changed_by=by)
            found[joined] = evolve(other, premedication=row)
        return [row for row in found if row is not None]


def _is_treatment(row: Administration) -> bool:
    """Whether a response can be assessed only after it: supportive drugs do not count."""
    return row.slot.component.role is Role.TREATMENT and row.status not in OFF


def _order(row: Administration) -> tuple[date, int, int, int, int]:
    return (row.date, row.time.index, row.slot.position, row.slot.occurrence, row.cycle)
