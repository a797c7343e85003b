"""From a regimen, a patient, a start and a history to the calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import MAXYEAR, date
from functools import partial

from attrs import evolve, field, frozen

from regimens.administrations import Administration
from regimens.ages import age_findings
from regimens.calendars import Calendar
from regimens.checks import (
    cycle_findings,
    given_findings,
    premedication_findings,
    split_findings,
    zero_findings,
)
from regimens.choices import Choices, picked, route_of
from regimens.clinic import ClinicDays
from regimens.closures import closed_findings, fit
from regimens.course_doses import CourseDoses
from regimens.dose_changes import dose_settings
from regimens.dosing_weight import bodies
from regimens.drafts import Draft
from regimens.drugs import Route
from regimens.entry import entry_findings
from regimens.errors import DoseError, HistoryError, HorizonError, UnverifiedError
from regimens.events import DoseChange, Event, Measurement
from regimens.findings import Severity
from regimens.gates import gates
from regimens.history import History, check_ids, dates, effective, overrides
from regimens.intervals import double_findings, interval_findings, spacing_findings
from regimens.level_tables import Chosen, chosen_levels
from regimens.marks import Marks
from regimens.naming import check_names
from regimens.notices import (
    horizon_findings,
    replaced_findings,
    standing_findings,
    turn_findings,
    unused_findings,
)
from regimens.patient import Patient
from regimens.policy import Policy
from regimens.regimen import Regimen
from regimens.replay import Replayed
from regimens.restarts import held
from regimens.rows import Build
from regimens.statuses import Status
from regimens.timeline import CycleTime, Horizon, long_enough, timeline
from regimens.weekdays import weekday

__all__ = ["Frame"]

_SEVERITY_ORDER = (Severity.VIOLATION, Severity.CAUTION, Severity.INFO)
_FAR = 9000  # a year nobody is treated in


def _far(patient: Patient) -> str:
    """The date far ahead that somebody typed, if it was one."""
    ended = patient.prior_therapy_ended
    return f" (a date of {ended} is recorded)" if ended and ended.year > _FAR else ""


def _check_near(start: date, history: History) -> None:
    """Refuse a record of a day so long after the start that its year is a slip."""
    for where, event in history:
        last = max([start, *dates([event])])
        if (last.year - 100, last.month, last.day) > (start.year, start.month, start.day):
            raise HistoryError(
                f"{last} is more than 100 years after the start on {start}",
                where=where,
                mend="check the year",
            )


@frozen(kw_only=True)
class Frame:
    """A course but for its history: what stays the same however that goes on.

    `regimens.course.Course` says what each is.

    Raises:
        HorizonError: for a last day before the start, or a date after the year 9999.
    """

    regimen: Regimen
    patient: Patient
    start: date
    policy: Policy
    choices: Mapping[str, str]
    horizon: Horizon
    as_of: date | None
    allow_unverified: str | None
    clinic: ClinicDays | None
    course_id: str | None
    continuous: bool
    final: History = ()  # what holds when all is recorded
    picks: Choices = field(init=False)
    routes: Sequence[Sequence[Route | None]] = field(init=False)

    @picks.default
    def _chosen(self) -> Choices:
        return picked(self.choices, self.regimen.choices(), of=self.regimen.id)

    @routes.default
    def _by_component(self) -> list[list[Route | None]]:
        return [
            [route_of(component, self.choices) for component in phase.components]
            for phase in self.regimen.phases
        ]

    def calendar(self, events: Sequence[Event], before: Replayed | None = None) -> Calendar:
        """The calendar that a history makes.

        Args:
            events: The history, in recorded order.
            before: One replayed before, which it may go on from.

        Raises:
            HorizonError: for a date after the year 9999, and as `regimens.course.Course.plan` has
                it, with its other errors.
        """
        try:
            return self._planned(events, before or Replayed())
        except OverflowError:
            raise HorizonError(
                f"a course from {self.start} runs past the year {MAXYEAR}{_far(self.patient)}",
                where="start",
                mend="start earlier, or plan fewer cycles",
            ) from None

    def _planned(self, events: Sequence[Event], before: Replayed) -> Calendar:
        _check_verified(self.regimen, self.allow_unverified)
        if self.horizon.until is not None and self.horizon.until < self.start:
            raise HorizonError(
                f"the last day {self.horizon.until} lies before the start {self.start}",
                where="until",
                mend="give a later last day",
            )
        if self.clinic is not None:
            _check_open(self.regimen, self.clinic, self.start)
        check_ids(events)
        history = effective(events)
        _check_near(self.start, history)
        passed_over = overrides(history)
        whole = evolve(self, final=history) if self.regimen.has_tables else self
        replayed = before.goes_on(self.regimen, self.start, events, whole.draft)
        marks, findings = replayed.marks, list(replayed.findings)
        draft = whole.draft(history, marks, self.horizon)
        rows = draft.rows
        cut: list[tuple[date, str]] = []
        if self.horizon.until is not None:
            cut = [
                (row.date, row.drug)
                for row in rows
                if row.date > self.horizon.until and row.status is not Status.DISCONTINUED
            ]
            rows = [row for row in rows if row.date <= self.horizon.until]
        findings += draft.findings
        findings += standing_findings(self.regimen, self.patient, self.allow_unverified)
        day_1 = draft.times[0].start if draft.times else self.start
        levels = {(event.of, event.level) for _, event in history if isinstance(event, DoseChange)}
        findings += age_findings(
            self.regimen, self.patient, day_1, rows, changes=levels, choices=self.picks
        )
        findings += entry_findings(self.regimen, self.patient, day_1, history, self.policy)
        findings += cycle_findings(self.regimen, draft.times)
        disturbed = (
            not marks.none
            or self.clinic is not None
            or any(time.start != time.original or time.offsets for time in draft.times)
        )
        if self.clinic is not None:
            findings += closed_findings(self.clinic, rows)
        findings += interval_findings(rows, disturbed=disturbed)
        if disturbed:
            findings += [*double_findings(rows), *premedication_findings(rows, self.picks)]
            findings += given_findings(draft.rows, self.as_of)
        findings += spacing_findings(self.regimen, rows)
        findings += split_findings(rows)
        findings += zero_findings(rows, gates(history).transplants)
        findings += replaced_findings(marks, draft.times, rows)
        findings += turn_findings(self.regimen, history)
        findings += unused_findings(self.regimen, history, draft.times)
        if not _ends(marks, rows):
            findings += horizon_findings(self.regimen, draft.times, self.horizon, rows, cut)
        findings = [passed_over.applied(finding) for finding in findings]
        findings.sort(key=lambda finding: _SEVERITY_ORDER.index(finding.severity))
        return Calendar(
            regimen=self.regimen,
            patient=self.patient,
            policy=self.policy,
            start=self.start,
            as_of=self.as_of,
            choices=dict(self.choices),
            horizon=self.horizon,
            clinic=self.clinic,
            course_id=self.course_id,
            history=tuple(events),
            times=tuple(draft.times),
            administrations=tuple(rows),
            findings=tuple(findings),
            # What tables choose depends on the whole history: nothing goes on from one of them.
            again=partial(self.calendar, before=None if self.regimen.has_tables else replayed),
        )

    def _reached(self, history: History, unplaced: frozenset[int]) -> list[CycleTime]:
        """All cycles up to the last event, whichever are shown."""
        reach = long_enough(self.regimen, self.start, [event for _, event in history])
        return timeline(self.regimen, self.start, history, reach, unplaced=unplaced)

    def draft(self, history: History, marks: Marks, horizon: Horizon) -> Draft:
        """The rows that a history and its marks make, clear of closed days."""
        if self.clinic is None:
            return self._draft(history, marks, horizon)
        fitted = fit(
            self.clinic,
            self.regimen,
            history,
            marks=marks,
            horizon=horizon,
            draft=self._draft,
        )
        draft = self._draft(fitted.history, fitted.marks, horizon)
        shown = {time.place for time in draft.times}
        names = [phase.name for phase in self.regimen.phases]
        said = [
            one
            for one in fitted.findings
            if one.phase is not None
            and one.cycle is not None
            and (names.index(one.phase), one.cycle) in shown
        ]
        return evolve(draft, findings=[*draft.findings, *said])

    def _chosen_by_tables(self, history: History, times: Sequence[CycleTime]) -> Chosen:
        """What the tables choose, as the history stood; or as it ends, where they refused that."""
        if not self.regimen.has_tables:
            return Chosen(changes=[], findings=[])
        chosen = partial(
            chosen_levels,
            self.regimen,
            self.patient,
            times[0] if times else None,
            policy=self.policy,
            start=self.start,
            choices=self.picks,
        )
        with suppress(DoseError):  # it is raised again below, where it is so to the end
            return chosen(history=history)
        return chosen(history=self.final)

    def _draft(self, history: History, marks: Marks, horizon: Horizon) -> Draft:
        gating = gates(history)
        unplaced = gating.unplaced(self.regimen)
        times = timeline(self.regimen, self.start, history, horizon, unplaced=unplaced)
        chosen = self._chosen_by_tables(history, times)
        settings, findings = dose_settings(self.regimen, [*chosen.changes, *history])
        findings += chosen.findings
        # Only weights, and phases that wait for their start, ask for cycles that are not shown.
        asked = any(isinstance(event, Measurement) for _, event in history)
        asked = asked or any(phase.waits for phase in self.regimen.phases)
        reached = self._reached(history, unplaced) if asked else times
        starts = [time.start for time in reached]
        measured, weighed = bodies(self.patient, history, self.policy, starts)
        doses = CourseDoses(measured, self.policy)
        rows, at_gates = Build(
            regimen=self.regimen,
            times=times,
            reached=reached,
            gates=gating,
            settings=settings,
            bodies=measured,
            doses=doses,
            picks=self.picks,
            routes=self.routes,
            as_of=self.as_of,
            until=horizon.until,
            continuous=self.continuous,
            marks=marks,
        ).rows()
        findings += [*weighed, *at_gates, *doses.findings()]
        rows, gaps = held(self.regimen, rows)
        return Draft(times=times, rows=rows, findings=[*findings, *gaps])


def _check_open(regimen: Regimen, clinic: ClinicDays, start: date) -> None:
    """Refuse a start on a closed day, and names that are not there."""
    check_names(clinic.may_move, regimen, "clinic.may_move")
    if not clinic.may_move:
        raise HistoryError(
            "closed days, and no drug or group that needs an open one",
            where="clinic.may_move",
            mend="name them, with how many days each may move: 0 where it may not",
        )
    if clinic.is_closed(start):
        near = " or ".join(f"{day} ({weekday(day)})" for day in clinic.nearest_open(start))
        raise HistoryError(
            f"the clinic is closed on {start} ({weekday(start)})",
            where="start",
            mend=f"start on {near}",
        )


def _ends(marks: Marks, rows: Sequence[Administration]) -> bool:
    """Whether the course is stopped before the last day shown."""
    return (
        any(stop.names is None for stop in marks.stopped)
        and bool(rows)
        and rows[-1].status is Status.DISCONTINUED
    )


def _check_verified(regimen: Regimen, reason: str | None) -> None:
    if regimen.unverified and not (reason and reason.strip()):
        raise UnverifiedError(
            f"{regimen.id} has a number nobody has read in a reference: "
            f"{regimen.unverified[0].title}, {regimen.unverified[0].locator}",
            where="allow_unverified",
            mend="say why it may be planned all the same",
        )
