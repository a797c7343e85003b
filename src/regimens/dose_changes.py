"""Dose changes: the fraction or named level that each component is at, and from when on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from functools import partial

from attrs import field, frozen

from regimens.components import Component, Role
from regimens.decimals import plain, shown
from regimens.errors import HistoryError, UnknownNameError
from regimens.events import DoseChange
from regimens.expansion import LevelFrom
from regimens.findings import Finding
from regimens.history import History
from regimens.levels import Level
from regimens.naming import phase_of
from regimens.recorded import each_name
from regimens.regimen import Phase, Regimen
from regimens.rules import ReductionRule
from regimens.sources import Source

__all__ = ["FULL", "Setting", "Settings", "dose_settings", "is_meant"]


@frozen(eq=False)
class Setting:
    """A fraction of the full dose, or a named level, what set it, and where that is recorded."""

    fraction: Decimal | None
    level: Level | None
    reason: str
    cause: str

    @property
    def causes(self) -> tuple[str, ...]:
        """Its event's place, where an event set it."""
        return (self.cause,) if self.cause else ()


FULL = Setting(Decimal(1), None, "", "")
_Key = tuple[int, int, int]  # phase, cycle, day
_Place = tuple[int, int]  # phase, position in it


@frozen
class Settings:
    """The settings of a course, by component; a component without an entry is at its full dose."""

    by_component: Mapping[_Place, tuple[tuple[_Key, Setting], ...]] = field(factory=dict)

    def on(self, index: int, position: int, cycle: int, day: int) -> Setting:
        """The setting of a component on a day of a cycle."""
        found = FULL
        for key, setting in self.by_component.get((index, position), ()):
            if key <= (index, cycle, day):
                found = setting
        return found

    def levels(self, index: int, cycle: int, first_day: int = 1) -> tuple[LevelFrom, ...]:
        """The named levels in force in a cycle, for its expansion."""
        found: list[LevelFrom] = []
        for (phase, position), entries in self.by_component.items():
            if phase != index:
                continue
            at_start = self.on(index, position, cycle, first_day)
            own = [LevelFrom(position, first_day, at_start.level)]
            own += [
                LevelFrom(position, key[2], setting.level)
                for key, setting in entries
                if key[:2] == (index, cycle) and key[2] > first_day
            ]
            if any(change.level is not None for change in own):
                found += own
        return tuple(found)


def dose_settings(regimen: Regimen, events: History) -> tuple[Settings, list[Finding]]:
    """The settings that a history makes, and what there is to say about them.

    A change holds from its cycle and day until a later recorded one replaces it; it replaces,
    never multiplies.

    Raises:
        UnknownNameError: for a drug, group, phase or level that is not there.
        HistoryError: for a cycle that is not there.
    """
    entries: dict[_Place, list[tuple[_Key, Setting]]] = {}
    findings: list[Finding] = []
    for where, event in events:
        if not isinstance(event, DoseChange):
            continue
        names = each_name(event.of)
        index = phase_of(
            regimen,
            event.cycle,
            phase=event.phase,
            names=names,
            where=where,
            fits=partial(_has_meant, names),
        )
        phase = regimen.phases[index]
        if event.day > max(1, phase.last_day):
            raise HistoryError(
                f"day {event.day} exceeds the {phase.cycle_length}-day cycle",
                where=where,
                mend=f"use days 1 to {max(1, phase.last_day)}, or name the next cycle",
            )
        # Day 1 is the whole cycle, also of one that begins before a day 0.
        key = (index, event.cycle, phase.first_day if event.day == 1 else event.day)
        covered = _covered(regimen, index, names)
        levels = _levels_named(event, covered, where)
        replaced: dict[Finding, None] = {}  # a drug of several components once
        for place, component in covered:
            level = levels.get(place)
            if event.level is not None and level is None:
                continue
            setting = Setting(event.to, level, _reason(event), where)
            kept = [entry for entry in entries.get(place, []) if entry[0] < key]
            # Of changes that reach into several phases, each is told of its own.
            dropped = [at for at, _ in entries.get(place, ()) if at > key and at[0] == place[0]]
            if dropped:
                replaced[_replaced(regimen, event, component, dropped[0], index)] = None
            entries[place] = [*kept, (key, setting)]
        findings += replaced
        if event.to is not None:
            findings += _allowed(regimen, event, where, index, covered)
    return Settings({place: tuple(own) for place, own in entries.items()}), findings


def is_meant(component: Component, names: Sequence[str]) -> bool:
    """Whether a dose change of `names` speaks of this component.

    A drug's name means its treatment, not the premedication that happens to be the same drug,
    which has a group of its own to be named by.
    """
    if component.group in names:
        return True
    return component.drug.name in names and component.role is not Role.PREMEDICATION


def _has_meant(names: Sequence[str], phase: Phase) -> bool:
    return any(is_meant(component, names) for component in phase.components)


def _covered(regimen: Regimen, index: int, names: Sequence[str]) -> list[tuple[_Place, Component]]:
    """The components an event speaks of, in its phase and those after it."""
    found: list[tuple[_Place, Component]] = []
    for place, phase in enumerate(regimen.phases[index:], start=index):
        for position, component in enumerate(phase.components):
            if is_meant(component, names):
                found.append(((place, position), component))
    return found


def _levels_named(
    event: DoseChange, covered: Sequence[tuple[_Place, Component]], where: str
) -> dict[_Place, Level]:
    if event.level is None:
        return {}
    found = {
        place: level
        for place, component in covered
        if (level := component.level(event.level)) is not None
    }
    if not found:
        known = {level.name: None for _, component in covered for level in component.levels}
        of = ", ".join(each_name(event.of))
        raise UnknownNameError(
            f"{of} has no level {shown(event.level)}",
            where=where,
            mend=f"use one of {', '.join(known)}" if known else "give a fraction instead",
        )
    return found


def _reason(event: DoseChange) -> str:
    parts = ["dose change"]
    if event.id:
        parts.append(event.id)
    parts.append(f"from cycle {event.cycle}" + (f" day {event.day}" if event.day > 1 else ""))
    text = " ".join(parts)
    return f"{text}: {event.reason}" if event.reason else text


def _replaced(
    regimen: Regimen, event: DoseChange, component: Component, key: _Key, index: int
) -> Finding:
    later = f" of {regimen.phases[key[0]].name}" if key[0] != index else ""
    return Finding(
        code="interpretation",
        phase=regimen.phases[index].name,
        cycle=event.cycle,
        day=event.day,
        drug=component.drug.name,
        message=(
            f"the change recorded last holds from cycle {event.cycle} on; it also replaces the one "
            f"recorded before it for cycle {key[1]}{later}"
        ),
    )


def _allowed(
    regimen: Regimen,
    event: DoseChange,
    where: str,
    index: int,
    covered: Sequence[tuple[_Place, Component]],
) -> list[Finding]:
    assert event.to is not None  # noqa: S101 - the caller has looked
    fraction = event.to
    findings: list[Finding] = []
    phase = regimen.phases[index]
    refused: dict[ReductionRule, dict[str, None]] = {}  # a drug of several components once
    fixed: dict[str, None] = {}
    for place, component in covered:
        rule = next(
            (one for one in regimen.reductions if one.of in (component.group, component.drug.name)),
            None,
        )
        if rule is None:
            fixed[component.drug.name] = None
        elif not rule.allows(fraction, first_cycle=place[0] == 0 and event.cycle == 1):
            refused.setdefault(rule, {})[component.drug.name] = None

    def found(code: str, drugs: Collection[str], message: str, source: Source) -> Finding:
        return Finding(
            code=code,
            phase=phase.name,
            cycle=event.cycle,
            day=event.day,
            drug=next(iter(drugs)) if len(drugs) == 1 else None,
            message=message,
            source=str(source),
            events=(where,),
        )

    for rule, drugs in refused.items():
        message = (
            f"{plain(fraction)} of the full dose of {', '.join(drugs)} from cycle {event.cycle}; "
            f"allowed is {rule}"
        )
        findings.append(found("fraction-not-allowed", drugs, message, rule.source))
    if fraction == 1:
        return findings
    if fixed:
        message = (
            f"{plain(fraction)} of the full dose of {', '.join(fixed)}: the protocol has no rule "
            "that reduces it by a fraction; omit or delay it, or use a named level"
        )
        findings.append(found("not-reducible", fixed, message, phase.source))
    named = each_name(event.of)
    for reading in regimen.interpretations:
        if reading.on_reduction_of in named:
            message = f"{reading.reading} (the words could also mean: {reading.alternatives})"
            findings.append(found("interpretation", (), message, reading.source))
    return findings
