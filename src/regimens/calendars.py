"""The calendar: every administration with its date, its dose and why; computed, never edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import overload

from attrs import frozen

from regimens.components import Role
from regimens.decimals import plain
from regimens.dosing import Dose, Working
from regimens.drugs import Route
from regimens.expansion import Slot
from regimens.findings import Finding, Severity
from regimens.patient import Patient
from regimens.policy import Policy
from regimens.regimen import Regimen
from regimens.timeline import CycleTime

__all__ = ["Administration", "Calendar", "Cycle", "Status"]


class Status(Enum):
    """What has become of a dose, or is to."""

    PLANNED = "planned"
    CONDITIONAL = "conditional"
    WITHHELD = "withheld"
    UNCONFIRMED = "unconfirmed"
    GIVEN = "given"
    OMITTED = "omitted"
    DISCONTINUED = "discontinued"


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
    """

    date: date
    slot: Slot
    time: CycleTime
    resolved: Dose
    route: Route | None
    status: Status

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
    def drug(self) -> str:
        """The drug's name."""
        return self.slot.component.drug.name

    @property
    def group(self) -> str:
        """The drugs it is delayed and reduced with."""
        return self.slot.component.group

    @property
    def roles(self) -> tuple[Role, ...]:
        """What it is given for."""
        return self.slot.roles

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
        """The exact dose before rounding, in mg."""
        return self.resolved.calculated

    @property
    def dose(self) -> Decimal:
        """The dose to give, in mg."""
        return self.resolved.value

    @property
    def unit(self) -> str:
        """The unit of the dose."""
        return "mg"

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

    def explain(self) -> str:
        """Every step from the dose as written to the milligrams, and to the date, with sources."""
        title = f"{self.drug} {self.resolved}"
        if self.route is not None:
            title += f" {self.route.value}"
        if self.of > 1:
            title += f" ({self.occurrence} of {self.of})"
        where = f"{self.phase} cycle {self.cycle} day {self.day}"
        lines = [f"{self.date} {self.date:%A}, {where}: {title} ({self.status.value})"]
        written = self.resolved.written
        lines.append(f"  as written: {written}  [{written.source}]")
        lines += [f"  {step}" for step in self.working]
        lines.append(f"  date: {self._date_text()}")
        if Role.PREMEDICATION in self.roles:
            lines.append("  also given as premedication: one dose, counted once")
        return "\n".join(lines)

    def _date_text(self) -> str:
        start = self.time.start
        offset = self.time.offsets.get(self.slot.moves_with, 0)
        text = f"cycle start {start} + ({self.day} − 1) days"
        if offset:
            text += f" + {offset} days by which {self.slot.moves_with} is delayed"
        return f"{text} = {self.date}"


@frozen(kw_only=True)
class Cycle:
    """One cycle on the calendar.

    Args:
        phase: The phase's name.
        cycle: The cycle of the phase, from 1.
        planned: The previous cycle's actual start plus its length; None where there is none.
        start: The actual start.
        delay_days: Start minus planned.
        slip_days: Start minus the start in the undisturbed plan.
        dose_delay: Whether it is late enough to be a dose delay of the protocol.
        group_starts: The start of each group that does not start with the cycle.
    """

    phase: str
    cycle: int
    planned: date | None
    start: date
    delay_days: int | None
    slip_days: int | None
    dose_delay: bool
    group_starts: Mapping[str, date]


@frozen(kw_only=True)
class Calendar(Sequence[Administration]):
    """The administrations of a course, in order, with its cycles and findings.

    Args:
        regimen: As written.
        patient: As recorded.
        policy: The choices doses were made with.
        start: Day 1 of cycle 1.
        as_of: The day up to which doses need confirming, or None.
        events: How many events the history has.
        cycles: Every cycle.
        administrations: Every dose, by date, then in the order of the regimen.
        findings: What there is to say, violations first.
    """

    regimen: Regimen
    patient: Patient
    policy: Policy
    start: date
    as_of: date | None
    events: int
    cycles: tuple[Cycle, ...]
    administrations: tuple[Administration, ...]
    findings: tuple[Finding, ...]

    def __len__(self) -> int:
        return len(self.administrations)

    def __iter__(self) -> Iterator[Administration]:
        return iter(self.administrations)

    @overload
    def __getitem__(self, index: int) -> Administration: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Administration, ...]: ...

    def __getitem__(self, index: int | slice) -> Administration | tuple[Administration, ...]:
        return self.administrations[index]

    @property
    def violated(self) -> bool:
        """Whether a finding is a violation."""
        return any(finding.severity is Severity.VIOLATION for finding in self.findings)

    def totals(self) -> dict[str, Decimal]:
        """The milligrams of each drug that are planned or given, in the order of the regimen."""
        counted = (Status.PLANNED, Status.GIVEN, Status.UNCONFIRMED)
        return self._sums(counted)

    def conditional_totals(self) -> dict[str, Decimal]:
        """The milligrams of each drug that wait for a condition."""
        return self._sums((Status.CONDITIONAL,))

    def _sums(self, counted: tuple[Status, ...]) -> dict[str, Decimal]:
        sums: dict[str, Decimal] = {}
        for _, component in self.regimen.components():
            sums.setdefault(component.drug.name, Decimal(0))
        for row in self.administrations:
            if row.status in counted:
                sums[row.drug] += row.dose
        return {drug: total for drug, total in sums.items() if total}

    def __str__(self) -> str:
        doses = ", ".join(f"{drug} {plain(total)} mg" for drug, total in self.totals().items())
        return f"{self.regimen.title}: {len(self)} administrations from {self.start}; {doses}"
