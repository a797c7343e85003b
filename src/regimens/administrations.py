"""One dose on one day, and one cycle, as a calendar shows them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from attrs import evolve, frozen

from regimens.components import Role
from regimens.decimals import plain
from regimens.dispensing import Pieces
from regimens.dosing import Dose
from regimens.drugs import Route
from regimens.expansion import Slot
from regimens.findings import Finding
from regimens.handover import notebook_html
from regimens.history import recorded
from regimens.schedule import day_text
from regimens.sources import Source
from regimens.statuses import NOT_TO_BE_GIVEN, Status
from regimens.timeline import CycleTime
from regimens.weekdays import weekday
from regimens.working import Working

__all__ = ["Administration", "Cycle", "DoseKey", "finding_at", "with_status"]

_Day = date  # which is the name of a field too
DoseKey = tuple[int, int, int, int, int]  # phase, cycle, position, day, occurrence


@frozen
class Administration:
    """One dose of one drug on one day.

    Args:
        date: The day it is given.
        slot: Its place in the regimen as written.
        time: Its cycle's place in time.
        resolved: Its dose with everything it was made from.
        route: As the source states it, or None.
        status: What has become of it, or is to.
        changed_by: The places in the history of the events that changed its own dose, date or
            status.
        premedication: The premedication this dose doubles as, as it would be by itself, or None.
        given: What was given, in :attr:`unit`, where that is recorded.
        clinic_days: Days by which it was moved because the clinic is closed.
    """

    date: date
    slot: Slot
    time: CycleTime
    resolved: Dose
    route: Route | None
    status: Status
    changed_by: tuple[str, ...] = ()
    premedication: Administration | None = None
    given: Decimal | None = None
    clinic_days: int = 0

    def __repr__(self) -> str:
        # All that it was made from is thousands of letters; explain() tells it in lines.
        return f"<{self.date}, {self._told()}>"

    def _repr_html_(self) -> str:
        return notebook_html(self)

    @property
    def key(self) -> DoseKey:
        """The place of this dose in the regimen, the same whatever happens to it."""
        slot = self.slot
        return (self.time.index, slot.cycle, slot.position, slot.day, slot.occurrence)

    @property
    def causes(self) -> tuple[str, ...]:
        """The places in the history of the events that made it what it is."""
        return (*self.time.causes, *self.changed_by) if self.changed_by else self.time.causes

    @property
    def phase(self) -> str:
        """The phase's name."""
        return self.slot.phase

    @property
    def cycle(self) -> int:
        """The cycle of the phase, from 1."""
        return self.slot.cycle

    @property
    def day(self) -> int:
        """The day of the cycle as written; it stays when the date moves."""
        return self.slot.day

    @property
    def written_date(self) -> _Day:
        """The day its cycle's start and its day as written give, before it was moved by itself."""
        return self.time.start + timedelta(days=self.day - self.time.phase.first_day)

    @property
    def drug(self) -> str:
        """The drug's name."""
        return self.slot.component.drug.name

    @property
    def group(self) -> str:
        """The drugs it is delayed and reduced with."""
        return self.slot.component.group

    @property
    def roles(self) -> tuple[Role, ...]:
        """What it is given for; both roles where it doubles as premedication."""
        if self.premedication is not None:
            return (self.slot.component.role, Role.PREMEDICATION)
        return (self.slot.component.role,)

    @property
    def written(self) -> str:
        """The dose as written, as in ``400 mg/m²``."""
        return str(self.resolved.written)

    @property
    def fraction(self) -> Decimal | None:
        """The fraction of the full dose; None under a named level."""
        return self.resolved.fraction

    @property
    def level(self) -> str | None:
        """The named level, or None."""
        return self.resolved.level

    @property
    def calculated(self) -> Decimal:
        """The exact dose before rounding, in :attr:`unit`."""
        return self.resolved.calculated

    @property
    def dose(self) -> Decimal:
        """The dose to give, or that was given, in :attr:`unit`."""
        return self.resolved.value if self.given is None else self.given

    @property
    def unit(self) -> str:
        """The unit of the dose."""
        return self.resolved.unit

    @property
    def occurrence(self) -> int:
        """Which of the day's administrations this is, from 1."""
        return self.slot.occurrence

    @property
    def of(self) -> int:
        """How many administrations the day has."""
        return self.slot.of

    @property
    def working(self) -> tuple[Working, ...]:
        """Every step from the body to the milligrams."""
        return self.resolved.working

    @property
    def pieces(self) -> tuple[Pieces, ...]:
        """What it is taken from, where the policy asks for it and it is still to be given."""
        gone = self.given is not None or self.status in NOT_TO_BE_GIVEN
        return () if gone else self.resolved.pieces

    def explain(self) -> str:
        """Every step from the dose as written to the milligrams, and to the date, with sources.

        >>> from regimens import Course, Patient, catalogue
        >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
        ...                 start=date(2026, 1, 5))
        >>> print(course.plan()[1].explain().splitlines()[-1])
          date: cycle start 2026-01-05 + (1 − 1) days = 2026-01-05
        """
        lines = [f"{self.date} {weekday(self.date)}, {self._told()}"]
        written = self.resolved.written
        lines.append(f"  as written: {written}  [{written.source}]")
        made = ("made of", "volume") if self.given is not None else ()
        lines += [f"  {step}" for step in self.working if step.name not in made]
        if self.given is not None:
            lines.append(f"  given: {plain(self.given)} {self.unit}, as recorded")
        lines.append(f"  date: {self._date_text()}")
        if self.time.causes:
            moved = _in_order(self.time.causes)
            lines.append(f"  events that moved its cycle, or a group in it: {moved}")
        if self.changed_by:
            lines.append(f"  events that changed it: {_in_order(self.changed_by)}")
        if Role.PREMEDICATION in self.roles:
            lines.append(
                "  also given as premedication: one dose, counted once" + self._other_route()
            )
        return "\n".join(lines)

    def _told(self) -> str:
        """Its place in the regimen, what is given and its status, in one line."""
        title = f"{self.drug} {plain(self.dose)} {self.unit}"
        if self.route is not None:
            title += f" {self.route.value}"
        if self.of > 1:
            title += f" ({self.occurrence} of {self.of})"
        return f"{self.phase} cycle {self.cycle} day {self.day}: {title} ({self.status.value})"

    def _other_route(self) -> str:
        """That the premedication is written by another route: which one it is has to be decided."""
        own = None if self.premedication is None else self.premedication.route
        if own is None or self.route is None or own is self.route:
            return ""
        return (
            f"; as premedication it is written {own.value}, here {self.route.value}: decide on one"
        )

    def _date_text(self) -> str:
        start, first = self.time.start, self.time.phase.first_day
        text = f"cycle start {start} + ({day_text(self.day)} − {day_text(first)}) days"
        if first < 0:
            text = text.replace(f"− {day_text(first)}", f"+ {-first}")
        offset = self.time.offsets.get(self.slot.moves_with, 0)
        if offset:
            text += f" + {offset} days by which {self.slot.moves_with} is delayed"
        if self.clinic_days:
            sign = "+" if self.clinic_days > 0 else "−"
            text += f" {sign} {abs(self.clinic_days)} days because the clinic is closed"
        moved = (self.date - start).days - (self.day - first) - offset - self.clinic_days
        if moved:
            text += f" {'+' if moved > 0 else '−'} {abs(moved)} days as recorded"
        return f"{text} = {self.date}"


def with_status(row: Administration, status: Status, *causes: str) -> Administration:
    """The same dose, and what has become of it since, with the events that made it so."""
    return evolve(row, status=status, changed_by=(*row.changed_by, *causes))


def _in_order(places: tuple[str, ...]) -> str:
    """Places in the history, each once, as they were recorded."""
    return ", ".join(sorted(dict.fromkeys(places), key=recorded))


def finding_at(
    row: Administration,
    code: str,
    message: str,
    *,
    on: date | None = None,
    source: Source | None = None,
    events: tuple[str, ...] = (),
) -> Finding:
    """A finding about a dose.

    Args:
        row: The dose.
        code: The finding's kind.
        message: What is observed, and the mend.
        on: Its day, where that is not the dose's.
        source: The rule's source.
        events: The places of the events it comes from.
    """
    return Finding(
        code=code,
        phase=row.phase,
        cycle=row.cycle,
        day=row.day,
        drug=row.drug,
        date=on or row.date,
        message=message,
        source=None if source is None else str(source),
        events=events,
    )


@frozen(kw_only=True)
class Cycle:
    """One cycle on the calendar.

    Args:
        phase: The phase's name.
        cycle: The cycle of the phase, from 1.
        planned: The previous cycle's actual start plus its length; None where there is none.
        start: The actual start.
        delay_days: Start minus planned, in days.
        slip_days: Start minus the start in the undisturbed plan, in days.
        dose_delay: Whether it is late enough to be a dose delay of the protocol.
        group_starts: The start of each group that does not start with the cycle.
        day_zero: The infusion's day, where the cycle counts from a day 0.

    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    >>> cycle = course.plan().cycles[1]
    >>> cycle.cycle, str(cycle.start), cycle.delay_days
    (2, '2026-02-02', 0)
    """

    phase: str
    cycle: int
    planned: date | None
    start: date
    delay_days: int | None
    slip_days: int | None
    dose_delay: bool
    group_starts: Mapping[str, date]
    day_zero: date | None = None
