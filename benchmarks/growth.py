"""What a unit costs as there are ten and a hundred times as many of it."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence
from datetime import date

import attrs
from many_patients import batches_of
from measuring import Row, Side, Size, timed

from regimens import Course, Delay, Patient, Regimen, catalogue
from regimens.cohort import Cohort, planned
from regimens.cohort.doses import Doses
from regimens.drugs import Drug

__all__ = ["rows"]

_START = date(2026, 1, 5)
_PATIENT = Patient(height="165 cm", weight="70 kg")
_AIM = ("at most", 1.3)


def _with_components(count: int) -> Regimen:
    """DCEP with as many drugs, each on days 1 to 4 of 3 cycles."""
    dcep = catalogue.get("dcep")
    phase = dcep.phases[0]
    pattern = phase.components[1]
    drugs = [
        attrs.evolve(pattern, drug=Drug(name=f"drug {number}"), group="DCEP")
        for number in range(count)
    ]
    return attrs.evolve(dcep, phases=(attrs.evolve(phase, components=tuple(drugs)),))


def _cycles(count: int) -> Callable[[], object]:
    return Course(catalogue.get("daratumumab-iv"), _PATIENT, start=_START, cycles=8 * count).plan


def _components(count: int) -> Callable[[], object]:
    return Course(_with_components(4 * count), _PATIENT, start=_START).plan


def _events(count: int) -> Callable[[], object]:
    """So many cycles, each begun a day late."""
    return Course(
        catalogue.get("daratumumab-iv"),
        _PATIENT,
        start=_START,
        cycles=count,
        events=tuple(Delay(cycle=1 + cycle, days=1) for cycle in range(count)),
    ).plan


def _patients(count: int, size: Size) -> Callable[[], object]:
    """So many times a tenth of a batch, in batches as a long file has them."""
    cohort = Cohort(regimen=catalogue.get("dara-dcep"))
    few, doses = size.patients // 10, Doses(cohort)
    most = min(count * few, size.patients)
    batches = batches_of(count * few // most, most, "dara-dcep", disturbed=False)

    def run() -> None:
        for batch in batches:
            planned(batch, cohort, doses=doses)

    return run


def _sides(made: Callable[[int], Callable[[], object]], size: Size) -> list[Side]:
    """For each number of units a side that runs about as long as the others."""
    most = max(size.units)
    return [timed(made(count), count, most // count) for count in size.units]


def rows(size: Size) -> Iterator[Row]:
    """The rows of this part of the table."""
    yield from _grown("one plan, cycles", "8 cycles of one drug", _sides(_cycles, size), size)
    yield from _grown("one plan, components", "4 drugs", _sides(_components, size), size)
    yield from _grown("one plan, events", "1 delay in 1 cycle", _sides(_events, size), size)
    sides = _sides(lambda count: _patients(count, size), size)
    yield from _grown("`planned()`, patients", f"{size.patients // 10} patients", sides, size)


def _grown(what: str, smallest: str, sides: Sequence[Side], size: Size) -> Iterator[Row]:
    for side in sides:
        side()
    rounds = [[side() for side in sides] for _ in range(size.rounds)]
    for place in range(1, len(sides)):
        cost = [statistics.median(one[at] for one in rounds) for at in (0, place)]
        yield Row(
            what=f"{what}: cost of each, {size.units[place]} × as many",
            against=f"{smallest}, or what lies between",
            ratios=tuple(one[place] / min(one[:place]) for one in rounds),
            aim=_AIM,
            took=f"{_micro(cost[1])} against {_micro(cost[0])}",
        )


def _micro(seconds: float) -> str:
    return f"{seconds * 1e6:,.0f} µs"
