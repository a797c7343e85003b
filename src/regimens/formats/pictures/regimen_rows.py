"""What each cycle of a phase gives on which days, a row a dose, with what may stand instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from attrs import evolve, frozen

from regimens.choices import Choices
from regimens.components import Component, Role
from regimens.expansion import expand
from regimens.regimen import Phase
from regimens.schedule import Continuous

__all__ = ["Instead", "Row", "default_rows", "instead_rows", "other_options"]


@frozen(kw_only=True)
class Row:
    """One component on its days of a cycle.

    Args:
        position: The component's place in its phase, from 0.
        days: The days of the cycle; none for a drug that is given every day.
        joined: Those of them on which it doubles as the premedication of the day.
    """

    position: int
    days: tuple[int, ...]
    joined: tuple[int, ...]


@frozen(kw_only=True)
class Instead:
    """What another option of a choice changes in a cycle.

    Args:
        rows: All rows of each drug that is otherwise than by default; they stand in place of all
            its rows by default.
        without: The drugs that then have no day, though they have some by default.
    """

    rows: tuple[Row, ...]
    without: tuple[str, ...]


def default_rows(phase: Phase, cycle: int) -> tuple[Row, ...]:
    """What a cycle of a phase, counted from 1, has unless something else is chosen.

    >>> from regimens import catalogue
    >>> [row.days for row in default_rows(catalogue.get("dara-dcep").phases[0], 1)][-3:]
    [(1, 8, 15, 22), (6,), ()]
    """
    return tuple(_rows(phase, cycle, ()).values())


def instead_rows(phase: Phase, cycle: int, choice: str, option: str) -> Instead:
    """What a cycle has otherwise by another option; drugs that come to the same are left out.

    >>> from regimens import catalogue
    >>> phase = catalogue.get("dara-dcep").phases[0]
    >>> [row.days for row in instead_rows(phase, 1, "first-dose", "days-1-and-2").rows]
    [(1, 2), (8, 15, 22)]
    >>> instead_rows(phase, 2, "first-dose", "days-1-and-2")
    Instead(rows=(), without=())
    """
    default = _by_drug(phase, _rows(phase, cycle, ()))
    own = _by_drug(phase, _rows(phase, cycle, ((choice, option),)))
    changed = {
        drug: rows
        for drug, rows in own.items()
        if {_shown(phase, row) for row in rows}
        != {_shown(phase, row) for row in default.get(drug, ())}
    }
    rows = sorted((row for rows in changed.values() for row in rows), key=lambda row: row.position)
    return Instead(rows=tuple(rows), without=tuple(drug for drug in default if drug not in own))


def _by_drug(phase: Phase, rows: Mapping[int, Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows.values():
        found.setdefault(phase.components[row.position].drug.name, []).append(row)
    return found


def _shown(phase: Phase, row: Row) -> tuple[object, ...]:
    """A row without its place and its option."""
    one = phase.components[row.position]
    dose = evolve(one.dose, source=phase.source, cap=None)
    cap = one.dose.cap and evolve(one.dose.cap, source=phase.source)
    every = isinstance(one.timing, Continuous)
    return (one.drug, one.role, one.routes, dose, cap, one.besides, every, row.days, row.joined)


def other_options(phase: Phase) -> Iterator[tuple[str, str]]:
    """The choices of a phase with each option that is not the default.

    >>> from regimens import catalogue
    >>> list(other_options(catalogue.get("dara-dcep").phases[0]))
    [('first-dose', 'days-1-and-2'), ('antibiotic', 'trimethoprim-sulfamethoxazole')]
    """
    default: dict[str, str] = {}
    seen = set()
    for component in phase.components:
        own = component.alternative
        if own is None or default.setdefault(own.choice, own.option) == own.option:
            continue
        if (own.choice, own.option) not in seen:
            seen.add((own.choice, own.option))
            yield own.choice, own.option


def _rows(phase: Phase, cycle: int, choices: Choices) -> Mapping[int, Row]:
    """The rows of a cycle by the component's place."""
    days: dict[int, set[int]] = defaultdict(set)
    every = set()
    for slot in expand(phase, cycle, choices=choices, continuous=True):
        if isinstance(slot.component.timing, Continuous):
            every.add(slot.position)
        else:
            days[slot.position].add(slot.day)
    joined = _joined(phase, days)
    rows = {
        place: Row(
            position=place,
            days=tuple(sorted(own)),
            joined=tuple(sorted(joined.get(place, set()))),
        )
        for place, own in days.items()
        if own
    }
    rows |= {place: Row(position=place, days=(), joined=()) for place in every}
    return {place: rows[place] for place in sorted(rows)}


def _joined(phase: Phase, days: Mapping[int, set[int]]) -> Mapping[int, set[int]]:
    """Takes premedication from the days on which a dose of the same drug serves as it too."""
    found: dict[int, set[int]] = defaultdict(set)
    for place, component in enumerate(phase.components):
        if component.role is not Role.PREMEDICATION or component.besides:
            continue
        for other, treatment in enumerate(phase.components):
            if _serves(treatment, component):
                shared = days.get(place, set()) & days.get(other, set())
                found[other] |= shared
                if shared:
                    days[place].difference_update(shared)
    return found


def _serves(treatment: Component, premedication: Component) -> bool:
    return treatment.role is Role.TREATMENT and treatment.drug.name == premedication.drug.name
