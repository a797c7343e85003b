"""Doses that a source has for an age: indicated from the day it is reached, never taken."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache

from attrs import frozen
from dateutil.relativedelta import relativedelta

from regimens.administrations import Administration
from regimens.amounts import Basis
from regimens.choices import Choices, is_chosen
from regimens.components import Alternative, Component
from regimens.findings import Finding
from regimens.levels import Level
from regimens.patient import Patient
from regimens.phases import Phase
from regimens.recorded import Names, each_name
from regimens.regimen import Regimen
from regimens.statuses import WAITING

__all__ = ["age_findings"]

_Changes = Collection[tuple[Names, str | None]]


@frozen
class _Rule:
    """A level, or an option that was not picked, which the source has for an age."""

    phase: Phase
    component: Component
    by: Level | Alternative

    @property
    def who(self) -> str:
        """The patients it is for."""
        if self.by.for_older_than is not None:
            return f"older than {self.by.for_older_than} years"
        return f"{self.by.for_age_from} years or older"

    @property
    def what(self) -> str:
        """The drug as the source gives it to them."""
        drug = self.component.drug.name
        if isinstance(self.by, Level):
            return f"{drug} at {self.by}"
        return f"{drug} by the option {self.by.option!r} of the choice {self.by.choice!r}"

    @property
    def source(self) -> str:
        """Where that is stated."""
        return str(self.by.source if isinstance(self.by, Level) else self.component.dose.source)

    def begins(self, born: date) -> date | None:
        """The first day it is for somebody, if there is one before the calendar's last year ends.

        Over an age it is the day after that birthday.
        """
        over, least = self.by.for_older_than, self.by.for_age_from
        with suppress(OverflowError, ValueError):
            if over is not None:
                return born + relativedelta(years=over) + timedelta(days=1)
            return born + relativedelta(years=least or 0)
        return None

    def names(self, of: Names) -> bool:
        """Whether a dose change speaks of the drug."""
        own = (self.component.drug.name, self.component.group)
        return not set(each_name(of)).isdisjoint(own)

    def is_for(self, row: Administration) -> bool:
        """Whether a row has the dose of the younger."""
        own = row.slot.component
        if row.phase != self.phase.name or own.drug.name != self.component.drug.name:
            return False
        if isinstance(self.by, Level):
            # Other components of the drug have the level for their own days and cycles.
            level = own.level(self.by.name)
            if level is None or row.slot.level == level:
                return False
            flat = level.dose.amount.basis is Basis.FLAT and level.days is None
            return not flat or row.resolved.rounded > level.dose.of_a_day
        return own.alternative is not None and own.alternative.choice == self.by.choice


@lru_cache(maxsize=1024)
def _rules(regimen: Regimen, choices: Choices) -> tuple[_Rule, ...]:
    """The levels for an age of what is given, and the options for one that are not picked."""
    found: dict[tuple[str, str, Level | Alternative], _Rule] = {}
    for phase, component in regimen.components():
        chosen, other = is_chosen(phase, component, choices), component.alternative
        by = component.levels if chosen else () if other is None else (other,)
        for one in by:
            if one.for_older_than is not None or one.for_age_from is not None:
                key = (phase.name, component.drug.name, one)
                found.setdefault(key, _Rule(phase, component, one))
    return tuple(found.values())


def age_findings(
    regimen: Regimen,
    patient: Patient,
    start: date,
    rows: Sequence[Administration],
    *,
    changes: _Changes = (),
    choices: Choices = (),
) -> Iterator[Finding]:
    """What the source gives at the patient's age, on day 1 or later, and that it is not known.

    Args:
        regimen: As written.
        patient: As recorded.
        start: Day 1 of cycle 1.
        rows: What is planned; an age that is reached after the last of them is not said.
        changes: The named levels of the recorded dose changes, each with the drugs or groups.
        choices: The options picked.
    """
    rules = _rules(regimen, choices)
    if patient.born is None:
        waiting = [row for row in rows if row.status in WAITING]
        asked = [rule for rule in rules if any(map(rule.is_for, waiting))]
        yield from _unknown(asked, start, changes)
        return
    for rule in rules:
        begins = rule.begins(patient.born)
        if begins is None:
            continue
        waiting = [row for row in rows if row.status in WAITING and row.date >= begins]
        if not any(rule.is_for(row) for row in waiting):
            continue
        option = isinstance(rule.by, Alternative)
        on, since = None, ""
        mend = "record a dose change if it is to be used"
        if begins > start:
            on, since = begins, f" from {begins} on"
            mend = "the doses stay until a dose change is recorded"
        if option:
            mend = "plan with that option if it is to be used"
        if option and begins > start:
            mend = "the doses stay; plan a new course with that option if it is to be used"
        message = f"{rule.who}{since}: the source gives {rule.what}; {mend}"
        yield Finding(
            code="level-indicated",
            phase=rule.phase.name,
            drug=rule.component.drug.name,
            date=on,
            message=message,
            source=rule.source,
        )


def _unknown(rules: Sequence[_Rule], start: date, changes: _Changes) -> Iterator[Finding]:
    """One line for each drug that has a dose for an age, where there is no date of birth."""
    by_drug: dict[str, list[_Rule]] = {}
    for rule in rules:
        by_drug.setdefault(rule.component.drug.name, []).append(rule)
    for drug, own in by_drug.items():
        decided = any(rule.names(of) for rule in own for of, _ in changes)
        dose = "as recorded" if decided else "at its full dose"
        who = " and ".join(dict.fromkeys(rule.who for rule in own))
        yield Finding(
            code="entry-unknown",
            drug=drug,
            date=start,
            message=(
                f"{drug} is planned {dose}, although the source has a dose for patients {who}: "
                "record the date of birth"
            ),
            source=own[0].source,
        )
