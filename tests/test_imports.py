"""Imports run one way, down the list of rooms, and what must not be in the house is not there."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import regimens
from regimens import catalogue

ROOT = Path(regimens.__file__).parent
ROOF = "regimens"  # the package itself: the public names of the core

# The floors, the ground first. A room may import rooms of lower floors; rooms of one floor do not
# import each other. A package (catalogue, formats, cohort, testing) is one room.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("handover",),
    ("errors",),
    ("decimals",),
    ("validation", "weekdays"),
    ("sources", "units", "working"),
    ("drugs", "body", "rounding", "conditions"),
    ("surface", "renal", "bands", "presentations", "whole_pieces"),
    ("nhs_bands", "laboratory"),
    ("dispensing",),
    ("amounts",),
    ("schedule", "rules"),
    ("patient", "ctcae_criteria", "levels"),
    ("policy",),
    ("dosing_surface",),
    ("components",),
    ("phases",),
    ("choices", "fingerprints"),
    ("regimen",),
    ("expansion", "naming"),
    ("dosing",),
    ("recorded",),
    ("events",),
    ("findings",),
    ("history",),
    ("timeline", "known_values"),
    ("dose_changes",),
    ("statuses",),
    ("administrations",),
    ("comparison", "marks", "clinic"),
    ("calendars", "drafts", "moves"),
    ("doses_given",),
    ("single_doses",),
    ("gates", "intervals", "entry"),
    ("checks", "restarts"),
    ("ages", "notices", "level_tables"),
    ("closures",),
    ("dosing_weight",),
    ("course_doses",),
    ("marked_rows",),
    ("rows", "replay"),
    ("planning",),
    ("revisions",),
    ("course",),
    ("verify", "summaries", "intensity", "ctcae"),
    (ROOF,),
    ("catalogue",),
    ("formats",),
    ("cohort",),
    ("testing",),
    ("cli",),
    ("__main__",),
)
LEVEL = {room: level for level, floor in enumerate(FLOORS) for room in floor}
RIM = {"formats", "cohort", "testing", "cli", "__main__"}
# The doors from the core to the rim, opened only when another program asks a value for something.
DOORS = frozenset(
    {
        ("regimens.handover", "regimens.formats.arrow"),
        ("regimens.handover", "regimens.formats.notebook"),
    }
)
# What definitions are written with; a definition needs nothing else.
FOR_DEFINITIONS = {
    "regimen",
    "components",
    "schedule",
    "rules",
    "amounts",
    "drugs",
    "sources",
    "errors",
    "rounding",
    "units",
    "decimals",
    "validation",
    "catalogue",
}
THIRD_PARTIES = {"pint", "attrs", "attr", "dateutil"}
FORBIDDEN_MODULES = {
    "pickle", "marshal", "shelve", "runpy", "builtins", "code", "importlib", "importlib.util",
    "importlib.machinery", "importlib.abc", "imp", "pkgutil",
    "socket", "ssl", "http.client", "http.server", "urllib.request", "ftplib", "smtplib",
    "requests", "httpx", "urllib3",
}  # fmt: skip
NAMESPACES = {"importlib", "urllib", "http"}  # what is taken from these is a module of its own
FORBIDDEN_NAMES = {"eval", "exec", "compile", "__import__"}
FORBIDDEN_ROOMS = {"utils", "util", "helpers", "helper", "models", "common", "misc"}
FORBIDDEN_CLASS = re.compile(r"^_*Base(?![a-z])|^_*Abstract|(Manager|Engine|Helper|Utils?)$")


def _name(path: Path) -> str:
    parts = ("regimens", *path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _source_files() -> dict[str, Path]:
    return {_name(path): path for path in sorted(ROOT.rglob("*.py"))}


FILES = _source_files()


def _imported(tree: ast.AST, module: str, *, is_package: bool) -> Iterator[str]:
    """The dotted names a module imports, at its top or inside its functions.

    A name taken from a package of this library is that package's module where there is one, and
    otherwise the package itself.
    """
    package = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*above, *((node.module or "").split(".") if node.module else [])])
            for alias in node.names:
                inner = f"{origin}.{alias.name}"
                yield inner if inner in FILES or origin in NAMESPACES else origin


def _imports(module: str) -> list[str]:
    path = FILES[module]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return list(_imported(tree, module, is_package=path.name == "__init__.py"))


def _walls(module: str) -> list[str]:
    """What a module imports but through a door."""
    return [name for name in _imports(module) if (module, name) not in DOORS]


def _room(module: str) -> str:
    parts = module.split(".")
    return ROOF if len(parts) == 1 else parts[1]


def _upward(edges: Mapping[str, list[str]]) -> list[str]:
    """The imports that do not run down the floors."""
    return [
        f"{module} imports {imported}"
        for module, names in edges.items()
        for imported in names
        if imported.split(".")[0] == "regimens"
        and _room(imported) != _room(module)
        and LEVEL[_room(imported)] >= LEVEL[_room(module)]
    ]


@pytest.mark.parametrize("module", FILES)
def test_every_module_has_its_floor(module: str) -> None:
    """A new module is given its place in the list of floors before it can be imported."""
    assert _room(module) in LEVEL


@pytest.mark.parametrize("module", FILES)
def test_imports_run_down_the_floors(module: str) -> None:
    """No module imports one of its own or a higher floor, not even inside a function."""
    assert _upward({module: _walls(module)}) == []


def test_no_imports_run_in_a_circle() -> None:
    """Inside a package too, no module is needed by one that it needs."""
    graph = {
        module: {name for name in _walls(module) if name in FILES and name != module}
        for module in FILES
    }
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" imports ".join(error.args[1]))
    assert set(order) == set(FILES)


def test_core_imports_neither_catalogue_nor_formats() -> None:
    """What plans a regimen knows none of them, and no document."""
    core = [module for module in FILES if _room(module) not in RIM | {"catalogue"}]
    wrong = [
        f"{module} imports {name}"
        for module in core
        for name in _walls(module)
        if name.startswith("regimens.") and _room(name) in RIM | {"catalogue"}
    ]
    assert wrong == []


def test_doors_lead_only_to_what_is_listed() -> None:
    """Each door is there and opens inside a function, and its module imports nothing else."""
    for module in {module for module, _ in DOORS}:
        listed = {name for door, name in DOORS if door == module}
        own = {name for name in _imports(module) if name.split(".")[0] == "regimens"}
        assert own == listed
        tree = ast.parse(FILES[module].read_text(encoding="utf-8"))
        top = ast.Module([node for node in tree.body if not _is_function(node)], [])
        assert listed.isdisjoint(_imported(top, module, is_package=False))


def _is_function(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef)


def test_core_imports_late_through_doors_alone() -> None:
    """Inside a function only a door opens, and `units` loads pint with the first conversion."""
    late = {
        (module, name)
        for module, path in FILES.items()
        if _room(module) not in RIM
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if _is_function(node)
        for name in _imported(node, module, is_package=path.name == "__init__.py")
    }
    assert late == {*DOORS, ("regimens.units", "pint")}


def test_catalogue_imports_only_what_definitions_are_written_with() -> None:
    """A definition imports the regimen and what lies beneath it, and other definitions."""
    wrong = [
        f"{module} imports {name}"
        for module in FILES
        if _room(module) == "catalogue"
        for name in _imports(module)
        if name.split(".")[0] == "regimens" and _room(name) not in FOR_DEFINITIONS
    ]
    assert wrong == []


def test_core_imports_no_third_party_but_the_three() -> None:
    """pint, attrs and dateutil are all that the core and the catalogue need."""
    wrong = [
        f"{module} imports {name}"
        for module in FILES
        if _room(module) not in RIM
        for name in _imports(module)
        if name.split(".")[0] not in sys.stdlib_module_names | THIRD_PARTIES | {"regimens"}
    ]
    assert wrong == []


def test_only_units_imports_pint() -> None:
    """One module wraps pint, whose arithmetic no type checker follows."""
    importers = {
        module for module in FILES if any(name.split(".")[0] == "pint" for name in _imports(module))
    }
    assert importers == {"regimens.units"}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import regimens.catalogue", ["regimens.catalogue"]),
        ("from regimens import catalogue, Course", ["regimens.catalogue", "regimens"]),
        ("from regimens.catalogue import get", ["regimens.catalogue"]),
        ("from regimens.formats import card", ["regimens.formats.card"]),
        ("def f():\n    from regimens.planning import plan", ["regimens.planning"]),
        ("if TYPE_CHECKING:\n    import pint", ["pint"]),
        ("from . import course", ["regimens.course"]),
        ("from .course import Course", ["regimens.course"]),
        ("from importlib import import_module", ["importlib.import_module"]),
    ],
)
def test_walk_finds_imports_wherever_they_stand(source: str, found: list[str]) -> None:
    """The walk sees imports of modules and of names, relative ones and those inside functions."""
    assert list(_imported(ast.parse(source), "regimens.amounts", is_package=False)) == found


def test_walk_names_an_upward_edge() -> None:
    """An import of a higher floor, or of the same one, is found; one of a lower floor is none."""
    edges = {
        "regimens.amounts": ["regimens.units", "regimens.regimen", "decimal"],
        "regimens.rules": ["regimens.schedule"],
        "regimens.course": ["regimens.catalogue", "regimens", "regimens.formats.json"],
        "regimens.formats.json": ["regimens.formats.csv", "regimens"],
    }
    assert _upward(edges) == [
        "regimens.amounts imports regimens.regimen",
        "regimens.rules imports regimens.schedule",
        "regimens.course imports regimens.catalogue",
        "regimens.course imports regimens",
        "regimens.course imports regimens.formats.json",
    ]


def test_importing_the_library_stays_light() -> None:
    """A fresh `import regimens` loads neither pint nor cattrs, no definition and no format."""
    heavy = ("pint", "cattrs", "regimens.catalogue", "regimens.formats", "regimens.cli")
    program = (
        "import sys, regimens; "
        f"print(*[name for name in {heavy} if name in sys.modules]); "
        "print('regimens.course' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "\nTrue\n"


def test_planning_opens_no_door() -> None:
    """A course is planned, printed and compared without a format; a notebook asks for one."""
    program = (
        "import sys; from datetime import date; from regimens import Course, Patient, catalogue; "
        "loaded = lambda: [name for name in sys.modules if name.startswith('regimens.formats')]; "
        "patient = Patient(height='165 cm', weight='70 kg'); "
        "plan = Course(catalogue.get('dcep'), patient, start=date(2026, 1, 5)).plan(); "
        "str(plan), repr(plan), plan.compare(plan), plan[1].explain(); print(loaded()); "
        "plan._repr_html_(); print('regimens.formats.notebook' in loaded())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\nTrue\n"


def test_public_names_are_stated_and_there() -> None:
    """`__all__` is sorted, whole and true, and the package has no logic of its own."""
    tree = ast.parse(FILES["regimens"].read_text(encoding="utf-8"))
    assert all(isinstance(node, ast.Expr | ast.ImportFrom | ast.Assign) for node in tree.body)
    imported = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module != "__future__"
        for alias in node.names
    }
    assert list(regimens.__all__) == sorted(regimens.__all__)
    assert imported == set(regimens.__all__)


@pytest.mark.parametrize("module", FILES)
def test_no_room_has_a_name_that_says_nothing(module: str) -> None:
    """No module is called utils, helpers or models, and none is a part of such a package."""
    assert not FORBIDDEN_ROOMS & set(module.removeprefix("regimens").split("."))
    assert not re.search(r"_(utils?|helpers?|models?)$", module)


@pytest.mark.parametrize("module", FILES)
def test_no_class_has_a_name_that_says_nothing(module: str) -> None:
    """No class is a base to inherit from, a manager or an engine."""
    tree = ast.parse(FILES[module].read_text(encoding="utf-8"))
    names = [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    assert [name for name in names if FORBIDDEN_CLASS.search(name)] == []


@pytest.mark.parametrize(
    ("name", "is_forbidden"),
    [
        ("BaseCourse", True), ("Base", True), ("_BaseRow", True), ("PlanManager", True),
        ("RuleEngine", True), ("Basis", False), ("Baseline", False), ("Calendar", False),
        ("Engineer", False),
    ],
)  # fmt: skip
def test_forbidden_names_are_told_from_others(name: str, *, is_forbidden: bool) -> None:
    """The pattern finds the names meant and leaves words that merely begin alike."""
    assert bool(FORBIDDEN_CLASS.search(name)) is is_forbidden


def _dangers(tree: ast.AST, module: str = "regimens.amounts") -> list[str]:
    """What runs, loads or fetches anything that a user's file could name."""
    names = [
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id in FORBIDDEN_NAMES
    ]
    imported = [
        name
        for name in _imported(tree, module, is_package=False)
        if name in FORBIDDEN_MODULES or name == "importlib.import_module"
    ]
    return names + imported


@pytest.mark.parametrize("module", FILES)
def test_nothing_is_evaluated_unpickled_or_fetched(module: str) -> None:
    """No module evaluates text, loads pickles, imports by name or opens a connection.

    The catalogue imports its own definitions by the names of its own list.
    """
    own = {"importlib.import_module"} if module == "regimens.catalogue" else set()
    assert set(_dangers(ast.parse(FILES[module].read_text(encoding="utf-8")), module)) <= own


@pytest.mark.parametrize("name", ["os", "../dcep", "regimens.cli", "dcep.__class__", "DCEP"])
def test_catalogue_imports_nothing_that_is_not_in_its_list(name: str) -> None:
    """What a user types is looked up, and never imported."""
    with pytest.raises(KeyError):
        catalogue.REGIMENS[name]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("eval(text)", ["eval"]),
        ("run = exec", ["exec"]),
        ("__import__(name)", ["__import__"]),
        ("import pickle", ["pickle"]),
        ("def f():\n    from pickle import loads", ["pickle"]),
        ("import importlib", ["importlib"]),
        ("from importlib import import_module", ["importlib.import_module"]),
        ("from importlib.util import find_spec", ["importlib.util"]),
        ("from urllib import request", ["urllib.request"]),
        ("import re\nre.compile(text)", []),
        ("from importlib import metadata", []),
        ("from importlib.metadata import version", []),
    ],
)
def test_danger_is_found_wherever_it_stands(source: str, found: list[str]) -> None:
    """The search sees calls, names and imports, and takes nothing harmless for them."""
    assert _dangers(ast.parse(source)) == found
