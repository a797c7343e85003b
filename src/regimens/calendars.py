"""The calendar: every administration with its date, its dose and why; computed, never edited."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import overload

from attrs import field, frozen

from regimens.administrations import Administration, Cycle
from regimens.clinic import ClinicDays
from regimens.comparison import Comparison, Step, compare, event_text, lines
from regimens.decimals import EXACT, plain, shown
from regimens.errors import RegimensError
from regimens.events import Event
from regimens.findings import Finding, Severity
from regimens.handover import arrow_stream, notebook_html
from regimens.history import place
from regimens.patient import Patient
from regimens.policy import Policy
from regimens.regimen import Regimen
from regimens.statuses import COUNTED, Status
from regimens.timeline import CycleTime, Horizon

__all__ = ["Calendar"]


@frozen(kw_only=True)
class Calendar(Sequence[Administration]):
    """The administrations of a course, in order, with its cycles and findings.

    Args:
        regimen: As written.
        patient: As recorded.
        policy: The choices doses were made with.
        start: Day 1 of cycle 1.
        as_of: The day up to which doses need confirming, or None.
        choices: Picked alternatives, by choice.
        horizon: Where the plan ends, if the regimen does not.
        clinic: The closed days, if the course names them.
        course_id: What the course is told apart by, or None.
        history: What happened, as recorded.
        times: Every cycle's place in time; :attr:`cycles` shows them.
        administrations: Every dose, by date, then in the order of the regimen.
        findings: What there is to say, violations first.
        again: Plans the same course with another history.
    """

    regimen: Regimen
    patient: Patient
    policy: Policy
    start: date
    as_of: date | None
    choices: Mapping[str, str]
    horizon: Horizon
    clinic: ClinicDays | None
    course_id: str | None
    history: tuple[Event, ...]
    times: tuple[CycleTime, ...] = field(repr=False)
    administrations: tuple[Administration, ...] = field(repr=False)
    findings: tuple[Finding, ...]
    again: Callable[[Sequence[Event]], Calendar] = field(eq=False, repr=False)

    def __repr__(self) -> str:
        # Who it is for is left out: what is shown by mistake, as in a log, names nobody.
        return (
            f"<Calendar of {self.regimen.id} from {self.start}: {len(self)} doses, "
            f"{len(self.findings)} findings>"
        )

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

    @cached_property
    def cycles(self) -> tuple[Cycle, ...]:
        """Every cycle, with its delay and slip."""
        return tuple(_cycle(self.regimen, time) for time in self.times)

    @property
    def events(self) -> int:
        """How many events the history has."""
        return len(self.history)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows for libraries of tables, by the Arrow PyCapsule Interface."""
        return arrow_stream(self, requested_schema)

    def compare(self, before: Calendar) -> Comparison:
        """What is different from an earlier calendar, and which events did it.

        >>> from regimens import Course, CycleStart, catalogue
        >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
        ...                 start=date(2026, 1, 5))
        >>> later = course.record(CycleStart(cycle=3, on=date(2026, 3, 4)))
        >>> print(str(later.plan().compare(course.plan())).splitlines()[0])
        16 moved, 0 changed, 0 came, 0 went

        Raises:
            RegimensError: for what is no calendar, such as a course.
        """
        if not isinstance(before, Calendar):
            raise RegimensError(
                f"{shown(before)} is no calendar", where="before", mend="give one: course.plan()"
            )
        same = 0
        for one, other in zip(before.history, self.history, strict=False):
            if one != other:
                break
            same += 1
        parts = ("regimen", "patient", "policy", "start", "as_of", "choices", "horizon", "clinic")
        others = [name for name in parts if getattr(before, name) != getattr(self, name)]
        if same < len(before.history):
            others.append(f"events from {place(same, before.history[same])} on")
        return compare(
            lines(before),
            lines(self),
            steps=list(self._steps(same, others)),
            events=[
                event_text(index, event)
                for index, event in enumerate(self.history)
                if index >= same
            ],
            others=others,
        )

    def _steps(self, same: int, others: Sequence[str]) -> Iterator[Step]:
        """How the calendar with the first `same` events became this one."""
        what: tuple[str, ...] = tuple(others)
        for count in range(same, len(self.history) + 1):
            if count > same:
                what += (place(count - 1, self.history[count - 1]),)
            try:
                rows = self.again(self.history[:count])
            except RegimensError:
                continue  # a mistake that a later correction mends: both did it
            yield Step(what=what, lines=lines(rows))
            what = ()

    def totals(self) -> dict[str, Decimal]:
        """The amount of each drug that is planned or given, in the order of the regimen.

        In mg, or in what :meth:`regimens.regimen.Regimen.unit` says.

        >>> from regimens import Course, catalogue
        >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
        ...                 start=date(2026, 1, 5), cycles=1)
        >>> course.plan().totals()["cisplatin"]
        Decimal('71.6')
        """
        return self._sums(COUNTED)

    def conditional_totals(self) -> dict[str, Decimal]:
        """The amount of each drug that waits for a condition.

        >>> from regimens import Course, catalogue
        >>> course = Course(catalogue.get("dara-dcep"), Patient(height="165 cm", weight="70 kg"),
        ...                 start=date(2026, 1, 5))
        >>> course.plan().conditional_totals()
        {'daratumumab': Decimal('8960')}
        """
        return self._sums((Status.CONDITIONAL,))

    def _sums(self, counted: tuple[Status, ...]) -> dict[str, Decimal]:
        sums: dict[str, Decimal] = {}
        for _, component in self.regimen.components():
            sums.setdefault(component.drug.name, Decimal(0))
        for row in self.administrations:
            if row.status in counted:
                sums[row.drug] = EXACT.add(sums[row.drug], row.dose)
        return {drug: total for drug, total in sums.items() if total}

    def __str__(self) -> str:
        doses = ", ".join(
            f"{drug} {plain(total)} {self.regimen.unit(drug)}"
            for drug, total in self.totals().items()
        )
        return f"{self.regimen.title}: {len(self)} administrations from {self.start}; {doses}"

    def _repr_html_(self) -> str:
        return notebook_html(self)


def _cycle(regimen: Regimen, time: CycleTime) -> Cycle:
    rule = regimen.delay_rule
    late = False
    if rule is not None:
        days = max([time.delay or 0, *time.group_delays.values()])
        late = rule.is_dose_delay(days, first_cycle=time.is_first)
    return Cycle(
        phase=time.phase.name,
        cycle=time.cycle,
        planned=time.planned,
        start=time.start,
        delay_days=time.delay,
        slip_days=time.slip,
        dose_delay=late,
        day_zero=time.start + timedelta(days=-time.phase.first_day)
        if time.phase.first_day < 1
        else None,
        group_starts={
            group: time.start + timedelta(days=days)
            for group, days in time.offsets.items()
            if time.phase.named(group)
        }
        if time.offsets
        else {},
    )
