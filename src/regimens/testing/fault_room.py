"""A phase and rules in which every fault has its place."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from attrs import evolve

from regimens.amounts import Amount, Basis, Cap, Unit, WrittenDose
from regimens.components import (
    Alternative,
    Band,
    Component,
    Level,
    LevelTable,
    Product,
    Role,
    TableValue,
)
from regimens.drugs import Drug, Presentation, Route
from regimens.phases import Phase
from regimens.regimen import Interpretation, Regimen
from regimens.rules import (
    AgeOver,
    AlternatingReduction,
    CumulativeLimit,
    DelayRule,
    EcogAtMost,
    Laboratory,
    LaboratoryAtLeast,
    MinimumInterval,
    ReductionRule,
    RestartRow,
    RestartTable,
    Spacing,
    TransplantWindow,
    Washout,
)
from regimens.schedule import Continuous, Cycles, Following, Schedule
from regimens.testing.invented import INVENTED

__all__ = ["with_room"]

_TEN = Decimal(10)


def _dose(value: int = 10, **facts: Any) -> WrittenDose:
    amount = Amount(Decimal(value), facts.pop("basis", Basis.SURFACE))
    return WrittenDose(amount=amount, source=INVENTED, **facts)


def _component(name: str, timing: Any, **facts: Any) -> Component:
    own: dict[str, Any] = {"group": f"group-{name}", "dose": _dose()} | facts
    return Component(drug=Drug(name=f"drug-{name}"), timing=timing, **own)


def _schedule(*days: int, first: int = 1, last: int | None = None) -> Schedule:
    return Schedule(days=days, cycles=Cycles(first, last), source=INVENTED)


def _room() -> Phase:
    """A phase that has one of everything that a fault can be in."""
    # A level of 5 mg/m² can reach it on a body surface of 2 m².
    capped: dict[str, Any] = {
        "cap": Cap(value=Decimal(9), source=INVENTED),
        "surface_cap": Decimal(2),
    }
    named = ("low", "lower")
    tables = tuple(
        LevelTable(
            by=by,
            bands=(
                Band(high=Decimal(30), high_included=False, level="low"),
                Band(low=Decimal(30), high=Decimal(60)),
            ),
            source=INVENTED,
        )
        for by in (TableValue.AGE, TableValue.WEIGHT)
    )
    first = _component(
        "x",
        (_schedule(1, 8, first=1, last=1), _schedule(1, first=2, last=2)),
        dose=_dose(**capped),
        levels=tuple(
            Level(
                name=name,
                dose=_dose(5, **capped),
                days=(1,),
                for_older_than=75,
                source=INVENTED,
            )
            for name in named
        ),
        tables=tables,
        minimum_interval=MinimumInterval(days=3, hours=72, source=INVENTED),
        alternative=Alternative(choice="way", option="one"),
    )
    product = Product(
        name="drug-y-oral", dose=_dose(basis=Basis.FLAT), route=Route.PO, source=INVENTED
    )
    cells = WrittenDose(amount=Amount(_TEN, Basis.FLAT, Unit.CELLS), source=INVENTED)
    presentation = Presentation(form="vial", strength=_TEN, source=INVENTED)
    second = evolve(
        _component(
            "y",
            (_schedule(1),),
            dose=_dose(basis=Basis.FLAT),
            alternative=Alternative(choice="way", option="two"),
            routes=(Route.SC, Route.IV),
            products=(product,),
        ),
        drug=Drug(name="drug-y", presentations=(presentation,)),
    )
    following = Following(what="drug-x", offsets=(0,), source=INVENTED)
    level = Level(name="low", dose=_dose(5), source=INVENTED)
    return Phase(
        name="room",
        cycle_length=28,
        cycles=2,
        components=(
            first,
            second,
            _component("z", following, role=Role.SUPPORTIVE),
            _component("w", Continuous(source=INVENTED), levels=(level,)),
            _component("v", (_schedule(2),), dose=cells),
            evolve(_component("u", (_schedule(1),), role=Role.PREMEDICATION), drug=second.drug),
        ),
        transplant=TransplantWindow(at_least=1, within=2, source=INVENTED),
        source=INVENTED,
    )


def with_room(regimen: Regimen) -> Regimen:
    """The regimen with a phase before it, and rules after its own, that every fault has a place in.

    Args:
        regimen: A legal one, whose names are not those of the room.
    """
    rows = (
        RestartRow(phase="room", dose="10 mg/m²", at_least=0, at_most=7, option=None),
        RestartRow(phase="room", dose="10 mg/m²", at_least=8, option="one"),
    )
    names = ("drug-x", "drug-y")
    fraction = Decimal("0.5")
    return evolve(
        regimen,
        phases=(_room(), *regimen.phases),
        reductions=tuple(
            ReductionRule(of=name, lowest=fraction, later=(fraction,), source=INVENTED)
            for name in names
        ),
        alternating=(AlternatingReduction(drugs=names, toxicity="a toxicity", source=INVENTED),),
        delay_rule=DelayRule(more_than=7, source=INVENTED),
        spacing=(
            Spacing(
                drug="drug-z",
                of="group-x",
                after=0,
                before=0,
                after_source=INVENTED,
                before_source=INVENTED,
            ),
        ),
        cumulative_limits=tuple(
            CumulativeLimit(drug=name, at_most=_TEN, source=INVENTED) for name in names
        ),
        restarts=(
            RestartTable(drug="drug-x", choice="way", rows=rows, source=INVENTED),
            RestartTable(
                drug="drug-y",
                choice="way",
                rows=(RestartRow(phase="room", dose="10 mg", at_least=0, option=None),),
                source=INVENTED,
            ),
        ),
        entry=(
            EcogAtMost(status=2, source=INVENTED),
            AgeOver(years=18, source=INVENTED),
            Washout(days=14, source=INVENTED),
            LaboratoryAtLeast(value=Laboratory.ANC, at_least=_TEN, source=INVENTED),
        ),
        interpretations=(
            Interpretation(
                name="words",
                reading="one reading",
                alternatives="another",
                on_reduction_of="group-x",
                source=INVENTED,
            ),
        ),
    )
