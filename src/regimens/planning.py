"""From a regimen, a patient, a start and a history to the calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import MAXYEAR, date, timedelta

import attrs
from attrs import frozen

from regimens.administrations import Administration, Cycle, Status
from regimens.calendars import Calendar
from regimens.changes import FULL, Changes, changes
from regimens.checks import interval_findings, spacing_findings
from regimens.components import Component
from regimens.day_doses import DayDoses
from regimens.drugs import Route
from regimens.entry import entry_findings
from regimens.errors import (
    HistoryError,
    HorizonError,
    RegimensError,
    UnknownNameError,
    UnverifiedError,
)
from regimens.events import (
    Correction,
    CycleStart,
    Delay,
    DoseChange,
    Event,
    Lab,
    Response,
    Transplant,
)
from regimens.expansion import Choices, expand
from regimens.findings import Finding, Severity
from regimens.gates import Gates, gates
from regimens.history import effective, overrides
from regimens.notices import cycle_findings, horizon_findings, standing_findings
from regimens.patient import Patient
from regimens.policy import Policy
from regimens.regimen import Regimen
from regimens.timeline import CycleTime, Horizon, timeline

__all__ = ["plan"]

_SEVERITY_ORDER = (Severity.VIOLATION, Severity.CAUTION, Severity.INFO)
_PLANNED_KINDS = (CycleStart, Delay, DoseChange, Lab, Response, Transplant, Correction)


def plan(
    *,
    regimen: Regimen,
    patient: Patient,
    start: date,
    policy: Policy,
    choices: Mapping[str, str],
    horizon: Horizon,
    events: Sequence[Event],
    as_of: date | None,
    allow_unverified: str | None,
    continuous: bool = False,
) -> Calendar:
    """The calendar of a course; `regimens.course.Course.plan` says what each argument is."""
    _check_verified(regimen, allow_unverified)
    if horizon.until is not None and horizon.until < start:
        raise HorizonError(
            f"the last day {horizon.until} lies before the start {start}",
            where="until",
            mend="give a later last day",
        )
    history = effective(events)
    _check_kinds(history)
    passed_over = overrides(history)
    settings, findings = changes(regimen, history)
    gating = gates(history)
    times = timeline(regimen, start, history, horizon, unplaced=gating.unplaced(regimen))
    doses = DayDoses(patient, policy)
    build = _Build(
        times=times,
        gates=gating,
        settings=settings,
        doses=doses,
        picks=_picks(regimen, choices),
        routes=_routes(regimen, choices),
        until=horizon.until,
        as_of=as_of,
        continuous=continuous,
    )
    rows, cut, gate_findings = build.rows(regimen)
    findings += standing_findings(regimen, patient, start, allow_unverified)
    findings += entry_findings(regimen, patient, start, history, policy)
    findings += cycle_findings(regimen, times)
    findings += gate_findings
    disturbed = any(time.start != time.original or time.offsets for time in times)
    findings += interval_findings(rows, disturbed=disturbed)
    findings += spacing_findings(regimen, rows)
    findings += doses.findings()
    findings += horizon_findings(regimen, times, horizon, rows, cut)
    findings = [passed_over.applied(finding) for finding in findings]
    findings.sort(key=lambda finding: _SEVERITY_ORDER.index(finding.severity))
    return Calendar(
        regimen=regimen,
        patient=patient,
        policy=policy,
        start=start,
        as_of=as_of,
        history=tuple(events),
        cycles=tuple(_cycle(regimen, time) for time in times),
        administrations=rows,
        findings=tuple(findings),
    )


@frozen(kw_only=True)
class _Build:
    """What the rows of a calendar are made from."""

    times: Sequence[CycleTime]
    gates: Gates
    settings: Changes
    doses: DayDoses
    picks: Choices
    routes: Sequence[Sequence[Route | None]]
    until: date | None
    as_of: date | None
    continuous: bool

    def rows(
        self, regimen: Regimen
    ) -> tuple[tuple[Administration, ...], list[tuple[date, str]], list[Finding]]:
        """The rows in order, the days cut off by the horizon, and what the gates say."""
        found: list[Administration] = []
        cut: list[tuple[date, str]] = []
        findings: list[Finding] = []
        status = Status.PLANNED
        in_order = True
        for index, phase in enumerate(regimen.phases):
            last_dose = None
            if phase.gate is not None:
                last_dose = max((row.date for row in found), default=None)
            status = self.gates.status(phase, status, last_dose)
            times = [time for time in self.times if time.index == index]
            reached = bool(times) or index in self.gates.unplaced(regimen)
            if reached and index > 0:
                start = times[0].start if times else None
                findings += self.gates.findings(phase, last_dose, start)
            for time in times:
                # Rows of a cycle come by day, so only moved groups and overlaps need sorting.
                in_order = in_order and not time.offsets
                in_order = in_order and (not found or found[-1].date < time.start)
                found += self._cycle_rows(time, status)
        if not in_order:
            found.sort(key=_order)
        if self.until is not None:
            cut = [(row.date, row.drug) for row in found if row.date > self.until]
            found = [row for row in found if row.date <= self.until]
        return tuple(found), cut, findings

    def _cycle_rows(self, time: CycleTime, status: Status) -> list[Administration]:
        levels = self.settings.levels(time.index, time.cycle)
        slots = expand(
            time.phase, time.cycle, levels=levels, choices=self.picks, continuous=self.continuous
        )
        before_day_1 = time.start.toordinal() - 1
        moved = time.offsets
        changed = self.settings.by_component
        setting = FULL
        doses, routes, day_of = self.doses.of, self.routes, date.fromordinal
        rows: list[Administration] = []
        try:
            for slot in slots:
                ordinal = before_day_1 + slot.day
                if moved:
                    ordinal += moved.get(slot.moves_with, 0)
                if changed:
                    setting = self.settings.on(time.index, slot.position, slot.cycle, slot.day)
                day = day_of(ordinal)
                route = routes[time.index][slot.position]
                dose = doses(slot, setting)
                rows.append(Administration(day, slot, time, dose, route, status, setting.cause))
        except ValueError as error:
            if isinstance(error, RegimensError):
                raise
            raise _too_late() from None
        if self.as_of is not None and status is Status.PLANNED:
            rows = [self._confirmed(row, self.as_of) for row in rows]
        return rows

    def _confirmed(self, row: Administration, as_of: date) -> Administration:
        return attrs.evolve(row, status=Status.UNCONFIRMED) if row.date < as_of else row


def _order(row: Administration) -> tuple[date, int, int, int]:
    return (row.date, row.time.index, row.slot.position, row.slot.occurrence)


def _too_late() -> HorizonError:
    return HorizonError(
        f"the course runs past the year {MAXYEAR}",
        where="start",
        mend="start earlier, or plan fewer cycles",
    )


def _routes(regimen: Regimen, choices: Mapping[str, str]) -> list[list[Route | None]]:
    """The route of each component, by phase and position."""
    return [
        [_route(component, choices) for component in phase.components] for phase in regimen.phases
    ]


def _route(component: Component, choices: Mapping[str, str]) -> Route | None:
    routes = component.routes
    if len(routes) > 1 and component.drug.name in choices:
        return Route(choices[component.drug.name])
    return routes[0] if routes else None


def _cycle(regimen: Regimen, time: CycleTime) -> Cycle:
    rule = regimen.delay_rule
    late = False
    if rule is not None and time.place != (0, 1):
        delays = [time.delay or 0, *time.group_delays.values()]
        late = max(delays) > rule.more_than
    return Cycle(
        phase=time.phase.name,
        cycle=time.cycle,
        planned=time.planned,
        start=time.start,
        delay_days=time.delay,
        slip_days=time.slip,
        dose_delay=late,
        group_starts={
            group: time.start + timedelta(days=days)
            for group, days in time.offsets.items()
            if time.phase.named(group)
        }
        if time.offsets
        else {},
    )


def _check_verified(regimen: Regimen, reason: str | None) -> None:
    if regimen.unverified and not (reason and reason.strip()):
        raise UnverifiedError(
            f"{regimen.id} has a number nobody has read in a reference: {regimen.unverified[0]}",
            where="allow_unverified",
            mend="say why it may be planned all the same",
        )


def _check_kinds(history: Sequence[tuple[str, Event]]) -> None:
    for where, event in history:
        if not isinstance(event, _PLANNED_KINDS):
            raise HistoryError(
                f"this version cannot plan with a {type(event).__name__.lower()}",
                where=where,
                mend="plan with a version that can; nothing is left out silently",
            )


def _picks(regimen: Regimen, choices: Mapping[str, str]) -> Choices:
    known = regimen.choices()
    for choice, option in choices.items():
        if choice not in known:
            raise UnknownNameError(
                f"{regimen.id} has no choice {choice!r}",
                where="choices",
                mend=f"use one of {', '.join(known)}" if known else "leave choices out",
            )
        if option not in known[choice]:
            raise UnknownNameError(
                f"{option!r} is not an option of {choice!r}",
                where="choices",
                mend=f"use one of {', '.join(known[choice])}",
            )
    return tuple(sorted(choices.items()))
