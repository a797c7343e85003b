"""What a history has done to single doses: omitted, postponed, given, stopped, switched."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import evolve, field, frozen

from regimens.administrations import Administration, DoseKey
from regimens.components import Role
from regimens.recorded import Names, each_name
from regimens.rules import MissedDose
from regimens.timeline import CycleTime

__all__ = ["Marks", "Omitted", "Postponed", "Stopped", "Switched", "keeps_interval"]


def keeps_interval(row: Administration) -> bool:
    """Whether the doses after it move with it."""
    rule = row.slot.component.missed_dose
    return rule is not None and rule.rule is MissedDose.MAINTAIN_INTERVAL


@frozen(kw_only=True)
class Omitted:
    """A dose that is not given; its followers stop on the day of decision."""

    decided: date
    cause: str


@frozen(kw_only=True)
class Postponed:
    """A dose that is given later.

    Args:
        key: The dose.
        days: How many days later.
        decided: What was due to its followers before this day stays.
        keeps_interval: Whether the later doses of the component move too.
        cause: The place of the event.
        against: The recorded start that the dose's cycle was counted from then; one recorded
            later takes its place, and the postponement with it.
    """

    key: DoseKey
    days: int
    decided: date
    keeps_interval: bool
    cause: str
    against: str

    def is_replaced(self, time: CycleTime) -> bool:
        """Whether a cycle start recorded since puts the doses of a cycle where they belong."""
        own = self.key[:2]
        return time.realigned > own or (time.realigned == own and time.aligned_by != self.against)


@frozen(kw_only=True)
class Stopped:
    """From a date on, a drug, a group or (names None) everything is not given."""

    names: Names | None
    on: date
    decided: date
    cause: str

    def covers(self, row: Administration) -> bool:
        """Whether it is about this drug; a drug's name does not mean its premedication."""
        if self.names is None:
            return True
        names = each_name(self.names)
        premedication = row.slot.component.role is Role.PREMEDICATION
        return row.group in names or (row.drug in names and not premedication)


@frozen(kw_only=True)
class Switched:
    """From a date on, a drug is given as another product."""

    drug: str
    product: str
    on: date
    cause: str


@frozen(kw_only=True)
class Marks:
    """All of it; every change gives a new one."""

    omitted: Mapping[DoseKey, Omitted] = field(factory=dict)
    postponed: tuple[Postponed, ...] = ()
    stopped: tuple[Stopped, ...] = ()
    switched: tuple[Switched, ...] = ()
    given: Mapping[DoseKey, Administration] = field(factory=dict)

    @property
    def none(self) -> bool:
        """Whether nothing has been done to any dose."""
        return not (self.omitted or self.postponed or self.stopped or self.switched or self.given)

    def same_but_given(self, other: Marks) -> bool:
        """Whether they differ at most in what was given."""
        return (
            self.omitted is other.omitted
            and self.postponed is other.postponed
            and self.stopped is other.stopped
            and self.switched is other.switched
        )

    def omit(self, key: DoseKey, mark: Omitted) -> Marks:
        """With a dose omitted."""
        return evolve(self, omitted={**self.omitted, key: mark})

    def postpone(self, mark: Postponed) -> Marks:
        """With a dose postponed."""
        return evolve(self, postponed=(*self.postponed, mark))

    def stop(self, mark: Stopped) -> Marks:
        """With something stopped."""
        return evolve(self, stopped=(*self.stopped, mark))

    def switch(self, mark: Switched) -> Marks:
        """With a drug given as another product."""
        return evolve(self, switched=(*self.switched, mark))

    def give(self, row: Administration) -> Marks:
        """With a dose given, as it then was."""
        return evolve(self, given={**self.given, row.key: row})
