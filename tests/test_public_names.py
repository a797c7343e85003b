"""The names other people's programs are written with: there, listed, explained."""

from __future__ import annotations

import ast
import importlib
import inspect
import subprocess
import sys
import types
import typing
from datetime import date
from pathlib import Path

import attrs
import pytest

import regimens
from regimens import Course, CycleStart, Patient, catalogue, errors, events

ROOT = Path(regimens.__file__).parent
MODULES = {
    ".".join(("regimens", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(
        ".__init__"
    ): path
    for path in sorted(ROOT.rglob("*.py"))
    if path.name != "__main__.py"
}
KINDS_OF_ERROR = set(errors.__all__)
# Values that are short, or made by the library alone; all others take each field by its name.
IN_ORDER = {
    "administrations.Administration",
    "ages._Rule",
    "amounts.Amount",
    "course.Course",
    "ctcae._Reading",
    "dispensing.Pieces",
    "dose_changes.Setting",
    "dose_changes.Settings",
    "dosing_weight.Bodies",
    "expansion.LevelFrom",
    "expansion.Slot",
    "gates.Gates",
    "history.Overrides",
    "known_values.Known",
    "revisions._Dose",
    "rounding.AsGiven",
    "rounding.Step",
    "schedule.Cycles",
    "units.Measure",
    "whole_pieces._Count",
}
_Definition = ast.FunctionDef | ast.ClassDef


def _tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def _definitions(name: str) -> list[_Definition]:
    """The public functions and classes of a module."""
    return [
        node
        for node in _tree(name).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]


def _methods(node: ast.ClassDef, *, public: bool) -> list[ast.FunctionDef]:
    return [
        inner
        for inner in node.body
        if isinstance(inner, ast.FunctionDef) and inner.name.startswith("_") is not public
    ]


def _raised(node: ast.AST) -> set[str]:
    """The kinds of error of this library that the code itself raises."""
    found = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Raise) and isinstance(inner.exc, ast.Call):
            called = inner.exc.func
            if isinstance(called, ast.Name) and called.id in KINDS_OF_ERROR:
                found.add(called.id)
    return found


# The package's own names


def test_all_is_sorted_and_without_doubles() -> None:
    """The package lists its names in order, each once."""
    assert regimens.__all__ == sorted(set(regimens.__all__))


@pytest.mark.parametrize("name", regimens.__all__)
def test_every_name_is_there(name: str) -> None:
    """Each listed name can be imported from the package, and is a class that says what it is."""
    found = getattr(regimens, name)
    assert inspect.isclass(found)
    assert found.__name__ == name
    assert inspect.getdoc(found)


def test_all_is_complete() -> None:
    """Every name that the package brings in is listed."""
    brought = {
        alias.asname or alias.name
        for node in _tree("regimens").body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert brought == set(regimens.__all__)


def test_every_event_is_a_public_name() -> None:
    """Each kind of event of the closed set, and what it may carry, is a name of the package."""
    kinds = {kind.__name__ for kind in typing.get_args(events.Event)}
    assert len(kinds) == 13
    assert kinds | {"Override"} <= set(regimens.__all__)


def test_what_a_user_meets_is_a_public_name() -> None:
    """What a course is made of and what a plan gives back are names of the package."""
    assert {
        *("Course", "Patient", "PriorDose", "Policy", "Regimen", "RegimensError"),
        *("Calendar", "Administration", "Cycle", "Status", "Finding", "Severity"),
    } <= set(regimens.__all__)


def test_the_package_has_no_logic() -> None:
    """The package's own module holds imports and the list of names, nothing else."""
    kinds = {type(node) for node in _tree("regimens").body}
    assert kinds == {ast.Expr, ast.ImportFrom, ast.Assign}


def test_public_values_cannot_be_changed() -> None:
    """Every public class that holds values is frozen."""
    holding = [getattr(regimens, name) for name in regimens.__all__]
    frozen = [one for one in holding if attrs.has(one)]
    assert len(frozen) > 15
    for one in frozen:
        assert one.__setattr__ is not object.__setattr__, one


def test_catalogue_comes_with_the_package() -> None:
    """The catalogue is imported from the package in an interpreter that has met nothing else."""
    code = "from regimens import catalogue; print(catalogue.get('dcep').id)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "dcep\n"


# Modules


@pytest.mark.parametrize("name", MODULES)
def test_module_lists_its_names(name: str) -> None:
    """Every module that defines or brings in names says which are for others, in order."""
    if name.startswith("regimens.catalogue."):
        return  # a definition is one constant and nothing else, not even a list of itself
    module = importlib.import_module(name)
    named = [node for node in _tree(name).body if not isinstance(node, ast.Expr)]
    if not named:
        return
    listed = getattr(module, "__all__", None)
    assert listed is not None, f"{name} has no __all__"
    assert len(listed) == len(set(listed))
    assert all(hasattr(module, one) for one in listed)
    assert not any(one.startswith("_") for one in listed)


@pytest.mark.parametrize("name", MODULES)
def test_module_lists_every_public_definition(name: str) -> None:
    """A function or class without underscore is listed; what is not for others has one."""
    listed = set(getattr(importlib.import_module(name), "__all__", ()))
    assert {node.name for node in _definitions(name)} <= listed


@pytest.mark.parametrize("name", MODULES)
def test_every_public_thing_has_a_docstring(name: str) -> None:
    """Modules, public functions, classes and public methods say in a sentence what they do."""
    tree = _tree(name)
    assert ast.get_docstring(tree)
    for node in _definitions(name):
        assert ast.get_docstring(node), node.name
        if isinstance(node, ast.ClassDef):
            for method in _methods(node, public=True):
                assert ast.get_docstring(method), f"{node.name}.{method.name}"


@pytest.mark.parametrize("name", MODULES)
def test_what_raises_says_so(name: str) -> None:
    """A public function that raises, or a class that refuses values, names each kind of error."""
    for node in _definitions(name):
        if isinstance(node, ast.ClassDef):
            inner: list[tuple[_Definition, set[str]]] = [
                (method, _raised(method)) for method in _methods(node, public=True)
            ]
            refused = {kind for m in _methods(node, public=False) for kind in _raised(m)}
            inner.append((node, refused))
        else:
            inner = [(node, _raised(node))]
        for one, raised in inner:
            documented = (ast.get_docstring(one) or "").partition("Raises:")[2]
            for kind in raised:
                assert kind in documented, f"{one.name} raises {kind}"


def _front_door() -> dict[str, types.FunctionType]:
    """What a user calls: the functions of the catalogue, and methods of the public classes."""
    found = {f"catalogue.{name}": getattr(catalogue, name) for name in ("get", "ids")}
    for name in regimens.__all__:
        for method, value in vars(getattr(regimens, name)).items():
            if isinstance(value, types.FunctionType) and not method.startswith("_"):
                found[f"{name}.{method}"] = value
    return found


@pytest.mark.parametrize("name", _front_door())
def test_what_a_user_calls_has_an_example_or_its_errors(name: str) -> None:
    """A function of the front door shows how it is called, or what it raises."""
    text = inspect.getdoc(_front_door()[name]) or ""
    assert ">>>" in text or "Raises:" in text


def test_package_is_typed() -> None:
    """The marker that tells type checkers to read the annotations stands in the package."""
    assert (ROOT / "py.typed").is_file()


# The front door


def test_the_front_door_runs_as_promised() -> None:
    """The example that the library promises runs as it is written."""
    patient = Patient(sex="female", born=date(1961, 5, 4), height="165 cm", weight="70 kg")
    course = Course(catalogue.get("dara-dcep"), patient, start=date(2026, 1, 5))
    calendar = course.plan()
    assert calendar[1].drug == "cyclophosphamide"
    later = course.record(CycleStart(phase="induction", cycle=2, on=date(2026, 2, 12)))
    assert "dose-delay" in [finding.code for finding in later.plan().findings]
    assert "dose-delay" not in [finding.code for finding in calendar.findings]


def test_explanation_can_be_followed_by_hand() -> None:
    """Every step from mg/m² to mg stands there with its number and its source."""
    patient = Patient(sex="female", born=date(1961, 5, 4), height="165 cm", weight="70 kg")
    course = Course(catalogue.get("dara-dcep"), patient, start=date(2026, 1, 5))
    text = course.plan()[1].explain()
    for part in (
        *("2026-01-05", "cyclophosphamide", "400 mg/m²", "165 cm", "70 kg"),
        *("1.791182 m²", "1.79 m²", "716 mg", "Mosteller"),
    ):
        assert part in text
    steps = [line for line in text.splitlines() if " m²" in line or "full dose" in line]
    assert len(steps) >= 3
    assert all("[" in line for line in steps)


def test_comparison_says_what_moved_and_which_event_did_it() -> None:
    """A later plan compared with the first names what moved, and the event."""
    patient = Patient(sex="female", born=date(1961, 5, 4), height="165 cm", weight="70 kg")
    course = Course(catalogue.get("dara-dcep"), patient, start=date(2026, 1, 5))
    later = course.record(CycleStart(phase="induction", cycle=2, on=date(2026, 2, 12)))
    text = str(later.plan().compare(course.plan()))
    assert "moved" in text
    assert "events[0]" in text
    assert "2026-02-02" in text
    assert "2026-02-12" in text


def test_recording_leaves_the_course_as_it_was() -> None:
    """Each change gives a new value; the one before stays."""
    course = Course(
        catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"), start=date(2026, 1, 5)
    )
    later = course.record(CycleStart(cycle=2, on=date(2026, 2, 12)))
    assert course.events == ()
    assert len(later.events) == 1
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        course.start = date(2026, 1, 6)  # type: ignore[misc]  # that it is refused is the point


def test_calendar_is_a_sequence() -> None:
    """A calendar has a length, is indexed, sliced and walked like any sequence."""
    course = Course(
        catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"), start=date(2026, 1, 5)
    )
    calendar = course.plan()
    assert len(calendar) == len(list(calendar)) == 48
    assert calendar[-1] == list(calendar)[47]
    assert list(calendar[:2]) == [calendar[0], calendar[1]]
    assert calendar[5] in calendar
    with pytest.raises(IndexError):
        calendar[48]


def test_aliases_resolve_to_one_regimen() -> None:
    """The field's other names are the same regimen, and its title is the full one."""
    dara_vd = catalogue.get("dara-vd")
    assert catalogue.get("d-vd") is dara_vd
    assert catalogue.get("dvd") is dara_vd
    assert "daratumumab" in dara_vd.title
    assert "bortezomib" in dara_vd.title


def test_the_five_regimens_have_their_ids() -> None:
    """The ids of the built-in regimens are the promised ones."""
    assert set(catalogue.ids()) >= {"dcep", "dara-dcep", "daratumumab-iv", "dara-atra", "dara-vd"}
    assert list(catalogue.ids()) == sorted(catalogue.ids())


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("dara-dcpe", "dara-dcep"),
        ("DARA-VD", "dara-vd"),
        ("dcp", "dcep"),
        ("dara_atra", "dara-atra"),
    ],
)
def test_unknown_id_names_the_nearest(slip: str, meant: str) -> None:
    """An id that is not there is an error that names the nearest one first."""
    with pytest.raises(regimens.RegimensError, match=f"did you mean {meant}"):
        catalogue.get(slip)


def test_fields_are_given_by_their_names() -> None:
    """No dose, day or cap takes another's place by standing in its order, but for a few values."""
    core = [name for name in MODULES if name.count(".") == 1]
    in_order = {
        f"{name.removeprefix('regimens.')}.{kind.__name__}"
        for name in core
        for kind in vars(importlib.import_module(name)).values()
        if isinstance(kind, type) and attrs.has(kind) and kind.__module__ == name
        if any(one.init and not one.kw_only for one in attrs.fields(kind))
    }
    assert in_order == IN_ORDER
