"""The whole catalogue through one suite: declarative, sourced, unique and plannable."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest

from regimens import Course, CycleStart, Patient, catalogue
from regimens.calendars import Calendar
from regimens.errors import UnknownNameError
from regimens.findings import Severity
from regimens.regimen import Regimen
from regimens.sources import Reference, Source

ROOT = Path(catalogue.__file__).parent
REGIMENS = tuple(catalogue.REGIMENS.values())


def _stated(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


FILES = [path for path in ROOT.rglob("*.py") if path.stem != "__init__"]
SHARED = tuple(sorted(_stated(path) for path in FILES if path.stem in {"references", "drugs"}))
MODULES = tuple(sorted(_stated(path) for path in FILES if _stated(path) not in SHARED))
# All the grammar a definition needs: names, calls, constants and tuples.
DECLARATIVE = (
    ast.Module, ast.ImportFrom, ast.alias, ast.Expr, ast.Assign, ast.Name, ast.Load, ast.Store,
    ast.Call, ast.keyword, ast.Constant, ast.Tuple, ast.Attribute, ast.Starred, ast.Subscript,
    ast.Slice, ast.UnaryOp, ast.USub,
)  # fmt: skip
START = date(2026, 1, 5)


def _tree(module: str) -> ast.Module:
    return ast.parse((ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))


def _undeclarative(tree: ast.Module) -> list[str]:
    """The constructs of a module that state nothing but do something."""
    found = [type(node).__name__ for node in ast.walk(tree) if not isinstance(node, DECLARATIVE)]
    for statement in tree.body[1:]:
        if isinstance(statement, ast.Expr):
            found.append("a statement")
        elif isinstance(statement, ast.Assign) and not _is_constant(statement):
            found.append("an assignment to something else than one constant")
    return found


def _is_constant(statement: ast.Assign) -> bool:
    (target, *others) = statement.targets
    return not others and isinstance(target, ast.Name) and target.id.isupper()


def _assigned(tree: ast.Module) -> list[str]:
    return [
        target.id
        for statement in tree.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    ]


@pytest.mark.parametrize("module", [*MODULES, *SHARED])
def test_definition_only_states(module: str) -> None:
    """A module is its docstring, imports and constants: no function, class, loop or branch."""
    tree = _tree(module)
    assert ast.get_docstring(tree)
    assert _undeclarative(tree) == []


@pytest.mark.parametrize("module", MODULES)
def test_definition_is_one_constant(module: str) -> None:
    """One module states one regimen, whose constant has the module's name and is in the list."""
    (name,) = _assigned(_tree(module))
    assert name.lower() == module.rpartition(".")[2]
    regimen = getattr(importlib.import_module(f"regimens.catalogue.{module}"), name)
    assert isinstance(regimen, Regimen)
    assert regimen in REGIMENS


def test_every_regimen_has_its_module() -> None:
    """There are as many regimens as modules that state one, each in its family and by its id."""
    assert len(REGIMENS) == len(MODULES)
    families = {module.partition(".")[0] for module in MODULES}
    assert sorted(families) == list(catalogue.FAMILIES)
    for regimen in REGIMENS:
        (module,) = [one for one in MODULES if one.endswith(f".{regimen.id.replace('-', '_')}")]
        family = importlib.import_module(f"regimens.catalogue.{module.partition('.')[0]}")
        assert family.NAMES[regimen.id] == regimen.aliases


def test_references_are_texts() -> None:
    """The references of all families are references, each text once."""
    texts = [
        getattr(importlib.import_module(f"regimens.catalogue.{module}"), name)
        for module in SHARED
        if module.endswith("references")
        for name in _assigned(_tree(module))
    ]
    assert texts
    assert all(isinstance(text, Reference) for text in texts)
    assert len({text.title for text in texts}) == len(texts)


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    pass",
        "class C:\n    pass",
        "for x in (1,):\n    pass",
        "while A:\n    pass",
        "if A:\n    pass",
        "A = 1 if B else 2",
        "A = B or C",
        "A = lambda: 1",
        "A = tuple(x for x in B)",
        "A = [x for x in B]",
        "A = f'{B}'",
        "A = 2 * 3",
        "A = (B := 1)",
        "match A:\n    case _:\n        pass",
        "try:\n    A = 1\nfinally:\n    pass",
        "with A:\n    pass",
        "A += 1",
        "del A",
        "print(A)",
        "A = B = 1",
        "A, B = 1, 2",
        "a = 1",
        "A.b = 1",
    ],
)
def test_search_finds_what_does_something(source: str) -> None:
    """The syntax test would refuse each kind of logic."""
    assert _undeclarative(ast.parse(f'"""Title."""\n{source}')) != []


def _sources(value: Any) -> Iterator[Source]:
    """Every source at any depth of a definition."""
    if isinstance(value, Source):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _sources(item)
    elif attrs.has(type(value)):
        for part in attrs.fields(type(value)):
            yield from _sources(getattr(value, part.name))


# Regimens with a number that no text was found for: planned only on request.
UNREAD = {
    "cybord-weekly-1-5",
    "d-vrd-perseus",
    "elopd",
    "isa-dex",
    "isa-vrd",
    "isatuximab",
    "pvd",
}


def _latest_day_anywhere() -> date:
    """The date where the day begins first, so that no reader's own date is in the future."""
    return (datetime.now(UTC) + timedelta(hours=14)).date()


@pytest.mark.parametrize("regimen", REGIMENS, ids=lambda regimen: regimen.id)
def test_every_source_was_read_on_a_day_that_has_been(regimen: Regimen) -> None:
    """No number is unread but those of the regimens listed here; none was checked in the future."""
    sources = list(_sources(regimen))
    assert len(sources) > 5
    unread = [str(source) for source in sources if not source.verified]
    assert bool(unread) is (regimen.id in UNREAD)
    assert bool(regimen.unverified) is bool(unread)
    latest = _latest_day_anywhere()
    assert [
        str(source)
        for source in sources
        if type(source.checked_on) is not date or source.checked_on > latest
    ] == []


@pytest.mark.parametrize("regimen", REGIMENS, ids=lambda regimen: regimen.id)
def test_every_regimen_names_what_its_source_leaves_open(regimen: Regimen) -> None:
    """The readings taken and the rules that are missing are stated, each reading once."""
    names = [reading.name for reading in regimen.interpretations]
    assert names
    assert len(set(names)) == len(names)
    assert regimen.no_rule_for
    assert regimen.title.strip()
    assert regimen.revision.strip()


def test_ids_and_aliases_are_unique() -> None:
    """No name of the field leads to two regimens, and none is stated twice."""
    names = [name for regimen in REGIMENS for name in (regimen.id, *regimen.aliases)]
    assert sorted(set(names)) == sorted(names)


def test_ids_are_listed_in_order() -> None:
    """The list of ids is whole and alphabetical."""
    assert list(catalogue.ids()) == sorted(regimen.id for regimen in REGIMENS)
    assert {"dcep", "dara-dcep", "daratumumab-iv", "dara-atra", "dara-vd"} <= set(catalogue.ids())


@pytest.mark.parametrize(
    ("name", "regimen"),
    [(name, regimen) for regimen in REGIMENS for name in (regimen.id, *regimen.aliases)],
    ids=lambda value: value if isinstance(value, str) else value.id,
)
def test_every_name_gives_its_regimen(name: str, regimen: Regimen) -> None:
    """An id and each alias give the one definition, under its full title."""
    assert catalogue.get(name) is regimen


@pytest.mark.parametrize("alias", ["dara-vd", "d-vd", "dvd"])
def test_daravd_is_found_by_the_names_of_the_field(alias: str) -> None:
    """`dara-vd`, `d-vd` and `dvd` are one regimen."""
    assert catalogue.get(alias).id == "dara-vd"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "dara-dcpe",
            "regimen: there is no regimen 'dara-dcpe'; did you mean dara-dcep, dara-vd, "
            "daratumumab-sc, or see `regimens list`",
        ),
        ("zzzzzz", "regimen: there is no regimen 'zzzzzz'; see `regimens list`"),
        ("", "regimen: there is no regimen ''; see `regimens list`"),
        (
            "z" * 100_000,
            f"regimen: there is no regimen '{'z' * 60}'; see `regimens list`",
        ),
    ],
)
def test_unknown_regimen_is_refused(name: str, message: str) -> None:
    """A name that is not there names the nearest ids where some are near, and where to look."""
    with pytest.raises(UnknownNameError) as caught:
        catalogue.get(name)
    assert str(caught.value) == message


def _found(name: str) -> str:
    """The id a name leads to, or the mend of the refusal."""
    try:
        return catalogue.get(name).id
    except UnknownNameError as error:
        return error.mend


@pytest.mark.parametrize("regimen", REGIMENS, ids=lambda regimen: regimen.id)
def test_slip_of_one_letter_names_the_id_meant(regimen: Regimen) -> None:
    """An id with any one letter left out, or in capitals, is refused by naming the id itself."""
    slips = [
        *(regimen.id[:index] + regimen.id[index + 1 :] for index in range(len(regimen.id))),
        regimen.id.upper(),
        f"{regimen.id}x",
    ]
    # What is another's name, as d-vd beside d-vtd, is no slip.
    slips = [slip for slip in slips if not catalogue.is_known(slip)]
    # One letter is left of too many names, as of pd, rd and sd.
    slips = [slip for slip in slips if len(slip) > 1]
    assert [slip for slip in slips if regimen.id not in _found(slip)] == []


@cache
def _calendar(regimen: Regimen) -> Calendar:
    """The plan of an ordinary body, without gaps; three cycles of a phase that has no end."""
    counts = [3 if phase.cycles is None else phase.cycles for phase in regimen.phases]
    patient = Patient(sex="female", born=date(1961, 5, 4), height="165 cm", weight="70 kg", ecog=1)
    starts, planned = [], START
    for phase, count in zip(regimen.phases, counts, strict=True):
        if phase.waits:
            starts.append(CycleStart(phase=phase.name, cycle=1, on=planned))
        planned += timedelta(days=phase.cycle_length * count)
    course = Course(
        regimen,
        patient,
        start=START,
        cycles=sum(counts),
        allow_unverified="a test",
        events=tuple(starts),
    )
    return course.plan(continuous=True)


@pytest.mark.parametrize("regimen", REGIMENS, ids=lambda regimen: regimen.id)
def test_every_regimen_can_be_planned(regimen: Regimen) -> None:
    """Every phase has all its cycles, and every drug that was not deselected has its doses."""
    calendar = _calendar(regimen)
    assert [(cycle.phase, cycle.cycle) for cycle in calendar.cycles] == [
        (phase.name, cycle)
        for phase in regimen.phases
        for cycle in range(1, (3 if phase.cycles is None else phase.cycles) + 1)
    ]
    chosen = {choice: options[0] for choice, options in regimen.choices().items()}
    expected = {
        (phase.name, component.drug.name)
        for phase, component in regimen.components()
        if component.alternative is None
        or chosen[component.alternative.choice] == component.alternative.option
    }
    assert {(row.phase, row.drug) for row in calendar} == expected
    assert all(row.dose > 0 for row in calendar)


@pytest.mark.parametrize("regimen", REGIMENS, ids=lambda regimen: regimen.id)
def test_rows_are_sorted_and_without_duplicates(regimen: Regimen) -> None:
    """Rows come by date, then in the order of the regimen, and no dose comes twice.

    What is given besides another dose of its drug is a dose of its own.
    """
    calendar = _calendar(regimen)
    order = [
        (row.date, regimen.phases.index(phase), phase.components.index(row.slot.component))
        for row in calendar
        for phase in regimen.phases
        if phase.name == row.phase
    ]
    assert len(order) == len(calendar)
    assert order == sorted(order)
    doses = [(row.date, row.drug, row.slot.component.besides, row.occurrence) for row in calendar]
    assert len(set(doses)) == len(doses)


@pytest.mark.parametrize("regimen", REGIMENS, ids=lambda regimen: regimen.id)
def test_each_date_is_its_cycles_start_plus_day_minus_1(regimen: Regimen) -> None:
    """A cycle starts with day 1, or the day its phase says, and cycles follow by their length."""
    calendar = _calendar(regimen)
    starts: dict[tuple[str, int], date] = {}
    next_start = START
    for phase in regimen.phases:
        for cycle in range(1, (3 if phase.cycles is None else phase.cycles) + 1):
            starts[phase.name, cycle] = next_start
            next_start += timedelta(days=phase.cycle_length)
    assert {(cycle.phase, cycle.cycle): cycle.start for cycle in calendar.cycles} == starts
    first = {phase.name: phase.first_day for phase in regimen.phases}
    assert [row.date for row in calendar] == [
        starts[row.phase, row.cycle] + timedelta(days=row.day - first[row.phase])
        for row in calendar
    ]
    assert all(
        phase.first_day <= row.day <= phase.last_day
        for row in calendar
        for phase in regimen.phases
        if phase.name == row.phase
    )


@pytest.mark.parametrize("regimen", REGIMENS, ids=lambda regimen: regimen.id)
def test_occurrences_of_a_day_are_complete(regimen: Regimen) -> None:
    """A drug given twice a day has its first and its second dose on each of its days."""
    found: dict[tuple[date, str, bool], list[tuple[int, int]]] = {}
    for row in _calendar(regimen):
        place = (row.date, row.drug, row.slot.component.besides)
        found.setdefault(place, []).append((row.occurrence, row.of))
    assert all(
        parts == [(number, len(parts)) for number in range(1, len(parts) + 1)]
        for parts in found.values()
    )


@pytest.mark.parametrize("regimen", REGIMENS, ids=lambda regimen: regimen.id)
def test_undisturbed_plan_breaks_no_rule(regimen: Regimen) -> None:
    """As written, intervals, distances and the order around day 0 hold."""
    found = _calendar(regimen).findings
    assert [one.message for one in found if one.severity is Severity.VIOLATION] == []
