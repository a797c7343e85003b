"""Each fault as one wrong value at one place of a regimen that is legal but for it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from attrs import evolve, frozen

from regimens.amounts import Amount, Basis, Per, Unit
from regimens.phases import Phase
from regimens.regimen import Regimen
from regimens.rules import ResponseCategory, ResponseGate
from regimens.schedule import Cycles
from regimens.testing.faults import Fault
from regimens.testing.invented import INVENTED

__all__ = ["SPOILINGS", "Spoiling"]

_FIRST, _SECOND = "phases[0].components[0]", "phases[0].components[1]"
_THIRD, _FOURTH = "phases[0].components[2]", "phases[0].components[3]"
_FIFTH, _SIXTH = "phases[0].components[4]", "phases[0].components[5]"


@frozen(kw_only=True)
class Spoiling:
    """One wrong value at one place.

    Args:
        path: The place of the value.
        values: The values that are wrong there; a function makes one from the legal regimen.
        at: The place that a constructor's error names; None for the path.
        written: How a document has the values, where it writes them otherwise.
        document_path: The place of the value in a document; None for the path.
        document_at: The place that a reader's error names; None for that of the constructor.
        in_documents: Whether a document can have it.
    """

    path: str
    values: tuple[Any, ...]
    at: str | None = None
    written: tuple[Any, ...] | None = None
    document_path: str | None = None
    document_at: str | None = None
    in_documents: bool = True


def _at(path: str, *values: Any, **facts: Any) -> Spoiling:
    return Spoiling(path=path, values=values, **facts)


def _amounts(path: str, numbers: Mapping[str, str], *, at: str | None = None) -> Spoiling:
    """Wrong numbers of an amount, each with the text that a document has instead."""
    return Spoiling(
        path=f"{path}.value",
        values=tuple(map(Decimal, numbers)),
        at=at,
        written=tuple(numbers.values()),
        document_path=path,
        document_at=at or path,
    )


def _second_name(regimen: Regimen) -> str:
    return regimen.phases[1].name


def _shouted(regimen: Regimen) -> str:
    return regimen.phases[1].name.upper()


def _own_id(regimen: Regimen) -> tuple[str, ...]:
    return (regimen.id,)


def _listed(regimen: Regimen) -> list[Any]:
    return list(regimen.phases)


def _turned(regimen: Regimen) -> tuple[Phase, ...]:
    """The room again, with its first two components in the other order."""
    room, *rest = regimen.phases
    first, second, *others = room.components
    again = evolve(room, name="room again", components=(second, first, *others))
    return (room, again, *rest)


_ZERO = Decimal(0)
_NONE = (_ZERO, Decimal(-1), Decimal("NaN"), Decimal("Infinity"))
_GATE = ResponseGate(at_least=ResponseCategory.PR, source=INVENTED)

_DOSES = {
    Fault.AMOUNT_NOT_ABOVE_ZERO: _amounts(
        f"{_FIRST}.dose.amount",
        {"0": "0 mg/m²", "-1": "-1 mg/m²", "NaN": "NaN mg/m²", "Infinity": "Infinity mg/m²"},
    ),
    Fault.AMOUNT_NO_DECIMAL: Spoiling(
        path=f"{_FIRST}.dose.amount.value",
        values=(10, 0.5),
        written=(10, 0.5),
        document_path=f"{_FIRST}.dose.amount",
        document_at=f"{_FIRST}.dose.amount",
    ),
    Fault.CELLS_PER_SURFACE: _at(
        f"{_FIRST}.dose.amount.unit",
        Unit.CELLS,
        written=("10 ×10⁶ cells/m²",),
        document_path=f"{_FIRST}.dose.amount",
        document_at=f"{_FIRST}.dose.amount",
    ),
    Fault.CAP_NOT_ABOVE_ZERO: _at(f"{_FIRST}.dose.cap.value", *_NONE),
    Fault.CAP_BY_AREA: _at(f"{_FIRST}.dose.cap.basis", Basis.AUC),
    Fault.CAP_IN_OTHER_UNIT: _at(f"{_FIRST}.dose.cap.unit", Unit.CELLS),
    Fault.SURFACE_CAP_OF_FLAT_DOSE: _at(f"{_SECOND}.dose.surface_cap", Decimal(2)),
    Fault.SURFACE_CAP_NOT_ABOVE_ZERO: _at(f"{_FIRST}.dose.surface_cap", *_NONE),
    Fault.NO_ADMINISTRATION_A_DAY: _at(f"{_FIRST}.dose.times", 0, -1),
    Fault.RANGE_BACKWARDS: _at(f"{_FIRST}.dose.at_least", Amount(Decimal("10.1"), Basis.SURFACE)),
    Fault.RANGE_ON_OTHER_BASIS: _at(f"{_FIRST}.dose.at_least", Amount(Decimal(1), Basis.WEIGHT)),
}
_DAYS = {
    Fault.CYCLE_BEFORE_FIRST: _at(f"{_FIRST}.timing[0].cycles.first", 0, -1),
    Fault.CYCLE_NO_NUMBER: _at(f"{_FIRST}.timing[0].cycles.first", "1", True),
    Fault.CYCLES_BACKWARDS: _at(f"{_FIRST}.timing[1].cycles.last", 1),
    Fault.CYCLES_OVERLAP: _at(
        f"{_FIRST}.timing[1].cycles.first", 1, at=f"{_FIRST}.timing[1].cycles"
    ),
    Fault.CYCLES_BEYOND_PHASE: _at(
        f"{_FIRST}.timing[1].cycles", Cycles(2, 3), Cycles(3), Cycles(3, 3)
    ),
    Fault.NO_DAYS: _at(f"{_FIRST}.timing[0].days", ()),
    Fault.DAYS_DO_NOT_RISE: _at(f"{_FIRST}.timing[0].days", (2, 1), (1, 1)),
    Fault.DAYS_NO_NUMBERS: _at(
        f"{_FIRST}.timing[0].days", ("1",), (True,), document_at=f"{_FIRST}.timing[0].days[0]"
    ),
    Fault.DAY_AFTER_CYCLE: _at(f"{_FIRST}.timing[0].days", (29,), (1, 29)),
    Fault.DAY_BEFORE_CYCLE: _at(f"{_FIRST}.timing[0].days", (0,), (-1, 1)),
    Fault.NO_SCHEDULE: _at(f"{_SECOND}.timing", ()),
    Fault.TIMING_NO_TUPLE: _at(f"{_SECOND}.timing", [], in_documents=False),
    Fault.NO_OFFSET: _at(f"{_THIRD}.timing.offsets", ()),
    Fault.OFFSETS_DO_NOT_RISE: _at(f"{_THIRD}.timing.offsets", (1, 0), (0, 0)),
    Fault.FOLLOWS_NOBODY: _at(f"{_THIRD}.timing.what", "nobody"),
    Fault.FOLLOWS_WITHOUT_DAYS: _at(f"{_THIRD}.timing.what", "drug-z", "drug-w", "group-w"),
    Fault.FOLLOWER_TOO_EARLY: _at(f"{_THIRD}.timing.offsets", (-1,), (-1, 0)),
    Fault.FOLLOWER_TOO_LATE: _at(f"{_THIRD}.timing.offsets", (21,), (0, 27)),
}
_LEVELS = {
    Fault.LEVELS_OF_ONE_NAME: _at(f"{_FIRST}.levels[0].name", "lower"),
    Fault.LEVELS_NAMED_ALIKE: _at(f"{_FIRST}.levels[1].name", "LOW", "Low"),
    Fault.LEVEL_ON_OTHER_BASIS: _at(
        f"{_FOURTH}.levels[0].dose.amount.basis",
        Basis.FLAT,
        Basis.WEIGHT,
        at=f"{_FOURTH}.levels[0].dose",
        written=("5 mg", "5 mg/kg"),
        document_path=f"{_FOURTH}.levels[0].dose.amount",
    ),
    Fault.LEVEL_PER_OTHER_TIME: _at(
        f"{_FOURTH}.levels[0].dose.per", Per.DAY, at=f"{_FOURTH}.levels[0].dose"
    ),
    Fault.LEVEL_ABOVE_FULL_DOSE: _amounts(
        f"{_FOURTH}.levels[0].dose.amount",
        {"10.1": "10.1 mg/m²", "50": "0.05 g/m²"},
        at=f"{_FOURTH}.levels[0].dose.amount",
    ),
    Fault.LEVEL_WITHOUT_CAP: _at(
        f"{_FIRST}.levels[0].dose.cap", None, at=f"{_FIRST}.levels[0].dose"
    ),
    Fault.LEVEL_WITHOUT_SURFACE_CAP: _at(
        f"{_FIRST}.levels[0].dose.surface_cap",
        None,
        Decimal("2.1"),
        at=f"{_FIRST}.levels[0].dose",
    ),
    Fault.LEVEL_DAYS_WITHOUT_SCHEDULE: _at(f"{_FOURTH}.levels[0].days", (1,)),
    Fault.LEVEL_OF_NO_AGE: _at(f"{_FIRST}.levels[0].for_older_than", -1, 121),
    Fault.LEVEL_OF_TWO_AGES: _at(f"{_FIRST}.levels[0].for_age_from", 76),
    Fault.LEVEL_DAY_AFTER_CYCLE: _at(f"{_FIRST}.levels[0].days", (29,)),
    Fault.ROW_WITHOUT_BOUNDS: _at(
        f"{_FIRST}.tables[0].bands[0].high", None, at=f"{_FIRST}.tables[0].bands[0]"
    ),
    Fault.ROW_BACKWARDS: _at(
        f"{_FIRST}.tables[0].bands[1].high", Decimal(29), at=f"{_FIRST}.tables[0].bands[1]"
    ),
    Fault.ROW_WITH_LEVEL_NOT_GIVEN: _at(f"{_FIRST}.tables[0].bands[0].not_given", True),
    Fault.TABLE_WITHOUT_ROWS: _at(f"{_FIRST}.tables[0].bands", ()),
    Fault.TWO_TABLES_BY_ONE_VALUE: _at(
        f"{_FIRST}.tables[1].by",
        lambda regimen: regimen.phases[0].components[0].tables[0].by,
        at=f"{_FIRST}.tables[0].by",
    ),
    Fault.TABLE_NAMES_NO_LEVEL: _at(f"{_FIRST}.tables[0].bands[0].level", "nowhere"),
    Fault.PRODUCT_IN_OTHER_UNIT: _at(
        f"{_SECOND}.products[0].dose.amount.unit",
        Unit.CELLS,
        at=f"{_SECOND}.products[0].dose.amount",
        written=("10 ×10⁶ cells",),
        document_path=f"{_SECOND}.products[0].dose.amount",
    ),
    Fault.PRODUCT_MORE_OFTEN: _at(f"{_SECOND}.products[0].dose.times", 2),
    Fault.INTERVAL_DAYS_NOT_HOURS: _at(f"{_FIRST}.minimum_interval.days", 2, 4, 0),
}
_PHASES = {
    Fault.NO_CYCLE_LENGTH: _at("phases[0].cycle_length", 0, -1),
    Fault.FIRST_DAY_AFTER_ONE: _at("phases[0].first_day", 2, document_at="phases[0].first_day"),
    Fault.NO_CYCLES: _at("phases[0].cycles", 0, -1),
    Fault.NO_COMPONENT: _at("phases[0].components", ()),
    Fault.DRUG_TWICE_A_DAY: _at(f"{_FOURTH}.drug.name", "drug-y", "drug-z", at=_FOURTH),
    Fault.PREMEDICATION_OF_SEVERAL_DOSES: _at(f"{_SIXTH}.dose.times", 2, at=_SIXTH),
    Fault.DRUG_IN_TWO_UNITS: _at(f"{_FIFTH}.drug.name", "drug-x", at=f"{_FIFTH}.dose.amount"),
    Fault.WINDOW_BACKWARDS: _at(
        "phases[0].transplant.within", 0, at="phases[0].transplant.at_least"
    ),
    Fault.NO_PHASE: _at("phases", ()),
    Fault.PHASES_OF_ONE_NAME: _at("phases[0].name", _second_name),
    Fault.PHASES_NAMED_ALIKE: _at("phases[0].name", _shouted, at="phases[1].name"),
    Fault.GATE_OF_FIRST_PHASE: _at("phases[0].gate", _GATE),
    Fault.PHASE_NOT_REACHED: _at("phases[0].cycles", None),
    Fault.PHASES_NO_TUPLE: _at("phases", _listed, in_documents=False),
}
_NAMES = {
    Fault.ID_NO_ID: _at("id", "Test", "a_b", "", "a--b", "é"),
    Fault.TITLE_EMPTY: _at("title", "", " "),
    Fault.REVISION_EMPTY: _at("revision", "", " "),
    Fault.ALIAS_NO_ID: _at("aliases", ("A",), ("a", "b c"), at="aliases[-1]"),
    Fault.ALIAS_OWN_ID: _at("aliases", _own_id, at="aliases[0]"),
    Fault.ALIAS_TWICE: _at("aliases", ("a", "a"), at="aliases[1]"),
    Fault.DRUG_NO_NAME: _at(f"{_FOURTH}.drug.name", "Drug W", "", "drug w"),
    Fault.FORM_UNKNOWN: _at(f"{_SECOND}.drug.presentations[0].form", "spoon"),
    Fault.STRENGTH_NOT_ABOVE_ZERO: _at(f"{_SECOND}.drug.presentations[0].strength", *_NONE),
    Fault.NAME_EMPTY: _at(f"{_FOURTH}.group", "", " "),
    Fault.NAME_WITH_HIDDEN_SPACE: _at(f"{_FOURTH}.group", "group-w ", "group  w"),
    Fault.NAME_MIXES_ALPHABETS: _at(f"{_FOURTH}.group", "grоup"),
    Fault.GROUPS_NAMED_ALIKE: _at(f"{_FOURTH}.group", "Group-X", "GROUP-Y"),
    Fault.GROUP_NAMED_LIKE_OTHER_DRUG: _at(f"{_FOURTH}.group", "drug-y", "drug-z"),
    Fault.SOURCE_EMPTY: _at("phases[0].source.title", "", " "),
    Fault.SOURCE_DAY_NO_DATE: _at("phases[0].source.checked_on", "yesterday", 2026),
    Fault.CHOICE_WITH_ONE_OPTION: _at(f"{_SECOND}.alternative.option", "one", at="phases"),
    Fault.CHOICE_BEGINS_OTHERWISE: _at(
        "phases", _turned, at="phases[1].components[0].alternative.option"
    ),
    Fault.CHOICES_NAMED_ALIKE: _at(f"{_SECOND}.alternative.choice", "Way", "WAY"),
    Fault.OPTIONS_NAMED_ALIKE: _at(f"{_SECOND}.alternative.option", "One", "ONE"),
    Fault.CHOICE_NAMED_LIKE_ROUTED_DRUG: _at(f"{_FIRST}.alternative.choice", "drug-y", "Drug-Y"),
}
_ROW = "restarts[0].rows[1]"
_RULES = {
    Fault.REDUCTION_NO_FRACTION: _at("reductions[0].lowest", *_NONE, Decimal("1.1")),
    Fault.LATER_REDUCTION_NO_FRACTION: _at("reductions[0].later", (_ZERO,), (Decimal(2),)),
    Fault.REDUCTION_OF_NOBODY: _at("reductions[0].of", "nobody"),
    Fault.TWO_REDUCTIONS: _at("reductions[1].of", "drug-x"),
    Fault.ALTERNATING_ALONE: _at("alternating[0].drugs", (), ("drug-x",), ("drug-x", "drug-x")),
    Fault.ALTERNATING_WITH_NOBODY: _at("alternating[0].drugs", ("drug-x", "nobody")),
    Fault.DELAY_BELOW_ZERO: _at("delay_rule.more_than", -1),
    Fault.SPACING_OF_NOBODY: _at("spacing[0].drug", "nobody"),
    Fault.SPACING_FROM_NOBODY: _at("spacing[0].of", "nobody"),
    Fault.SPACING_BELOW_ZERO: _at("spacing[0].after", -1),
    Fault.LIMIT_NOT_ABOVE_ZERO: _at("cumulative_limits[0].at_most", *_NONE),
    Fault.LIMIT_OF_NOBODY: _at("cumulative_limits[0].drug", "nobody"),
    Fault.LIMIT_OF_GROUP: _at("cumulative_limits[0].drug", "group-x"),
    Fault.TWO_LIMITS: _at("cumulative_limits[1].drug", "drug-x"),
    Fault.RESTART_OF_NOBODY: _at("restarts[0].drug", "nobody"),
    Fault.RESTART_OF_GROUP: _at("restarts[0].drug", "group-x"),
    Fault.TWO_RESTARTS: _at("restarts[1].drug", "drug-x"),
    Fault.RESTART_WITHOUT_ROWS: _at("restarts[0].rows", ()),
    Fault.RESTART_ROWS_OVERLAP: _at(f"{_ROW}.at_least", 7, 0, at=_ROW),
    Fault.RESTART_ROW_BACKWARDS: _at(f"{_ROW}.at_most", 7, 0),
    Fault.RESTART_DAYS_BELOW_ZERO: _at(f"{_ROW}.at_least", -1),
    Fault.RESTART_OF_NO_DOSE: _at(f"{_ROW}.dose", "10 mg", "nothing"),
    Fault.RESTART_OF_NO_PHASE: _at(f"{_ROW}.phase", "nowhere", at=f"{_ROW}.dose"),
    Fault.RESTART_WITH_NO_OPTION: _at(f"{_ROW}.option", "third"),
    Fault.STATUS_UNKNOWN: _at("entry[0].status", 6, -1),
    Fault.AGE_BELOW_ZERO: _at("entry[1].years", -1),
    Fault.WASHOUT_BELOW_ZERO: _at("entry[2].days", -1),
    Fault.LABORATORY_LIMIT_NOT_ABOVE_ZERO: _at("entry[3].at_least", *_NONE),
    Fault.READING_OF_NOBODY: _at("interpretations[0].on_reduction_of", "nobody"),
}
SPOILINGS: Mapping[Fault, Spoiling] = MappingProxyType(
    {**_DOSES, **_DAYS, **_LEVELS, **_PHASES, **_NAMES, **_RULES}
)
