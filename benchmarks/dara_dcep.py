"""DARA-DCEP and its DCEP as plain lines, for the programs that this library is held against."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["RULES", "Line", "lines"]


class Line(NamedTuple):
    """One row of the regimen.

    Args:
        phase: Its name.
        place: The place of the cycle over all phases, from 0.
        offset: Days from the start to day 1 of the cycle, where nothing is late.
        cycle: The number of the cycle in its phase.
        day: Of the cycle.
        drug: Its name.
        amount: In mg, or mg for each of what `per` says.
        per: "m2" of body surface, "kg" of weight, or "" for a flat dose.
        is_reduced: Whether a fraction of DCEP changes it.
        route: As the definition has it, or None.
        status: Without any event.
    """

    phase: str
    place: int
    offset: int
    cycle: int
    day: int
    drug: str
    amount: int
    per: str
    is_reduced: bool
    route: str | None
    status: str


_DCEP = (
    ("dexamethasone", 40, "", "PO"),
    ("cyclophosphamide", 400, "m2", None),
    ("etoposide", 40, "m2", None),
    ("cisplatin", 10, "m2", None),
)
_ANTIBODY = {1: (1, 8, 15, 22), 2: (1, 8, 15, 22), 3: (1, 15)}
_MAINTENANCE = {1: (1, 15), 2: (1, 15), 3: (1, 15), 4: (1,), 5: (1,)}


def lines(*, is_dcep_alone: bool = False) -> list[Line]:
    """The rows in the order of a calendar: 69, or the 48 of DCEP alone."""
    found: list[Line] = []
    for cycle in (1, 2, 3):

        def line(day: int, drug: str, amount: int, per: str, cycle: int = cycle) -> Line:
            return Line(
                phase="induction",
                place=cycle - 1,
                offset=28 * (cycle - 1),
                cycle=cycle,
                day=day,
                drug=drug,
                amount=amount,
                per=per,
                is_reduced=any(drug == one[0] for one in _DCEP),
                route="PO" if drug == "dexamethasone" else None,
                status="planned",
            )

        own = [line(day, *drug[:3]) for day in (1, 2, 3, 4) for drug in _DCEP]
        if not is_dcep_alone:
            own += [line(day, "daratumumab", 16, "kg") for day in _ANTIBODY[cycle]]
            own.append(line(6, "pegteograstim", 6, ""))
        found += sorted(own, key=lambda one: one.day)
    if is_dcep_alone:
        return found
    for cycle, days in _MAINTENANCE.items():
        for day in days:
            found.append(
                Line(
                    phase="maintenance",
                    place=cycle + 2,
                    offset=56 + 28 * cycle,
                    cycle=cycle,
                    day=day,
                    drug="daratumumab",
                    amount=16,
                    per="kg",
                    is_reduced=False,
                    route=None,
                    status="conditional",
                )
            )
    return found


# The same days as recurrences: drug, first day from 0, days between, how often.
RULES: tuple[tuple[str, int, int, int], ...] = (
    *((drug[0], 28 * cycle, 1, 4) for drug in _DCEP for cycle in range(3)),
    ("daratumumab", 0, 7, 8),
    ("daratumumab", 56, 14, 8),
    ("daratumumab", 168, 28, 2),
    ("pegteograstim", 5, 28, 3),
)
