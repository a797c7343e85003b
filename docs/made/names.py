"""The reference of names: a page a module, made whenever the site is built, and not kept.

What stands on a page is what the module says of itself. Here is only which name stands where.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from enum import Enum
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import get_type_hints

import attrs

import regimens

__all__ = ["FIRST", "contents", "listed", "modules", "name_pages", "places", "rooms", "write"]

FOLDER = Path(__file__).parent.parent / "reference" / "names"
# What a program outside is written with, in the order in which one meets it; the rest is inside.
FIRST: Mapping[str, tuple[str, ...]] = {
    "A course and its calendar": (
        "regimens.catalogue",
        "regimens.clinic",
        "regimens.surface",
        "regimens.body",
        "regimens.renal",
        "regimens.dosing",
        "regimens.ctcae",
        "regimens.comparison",
        "regimens.revisions",
        "regimens.verify",
        "regimens.intensity",
        "regimens.summaries",
        "regimens.errors",
    ),
    "A definition": (
        "regimens.regimen",
        "regimens.phases",
        "regimens.components",
        "regimens.drugs",
        "regimens.amounts",
        "regimens.schedule",
        "regimens.rules",
        "regimens.level_tables",
        "regimens.ages",
        "regimens.restarts",
        "regimens.rounding",
        "regimens.dispensing",
        "regimens.sources",
        "regimens.units",
        "regimens.decimals",
    ),
    "Many patients": ("regimens.cohort", "regimens.cohort.spark", "regimens.cohort.dask"),
    "Tests": ("regimens.testing",),
    "Documents in and out": (
        "regimens.formats.reading",
        "regimens.formats.courses",
        "regimens.formats.calendars",
        "regimens.formats.regimens",
        "regimens.formats.protocols",
        "regimens.formats.differences",
        "regimens.formats.schemas",
        "regimens.formats.orders",
        "regimens.formats.card",
        "regimens.formats.public_holidays",
        "regimens.formats.arrow",
        "regimens.formats.cells",
        "regimens.formats.nonmem",
        "regimens.formats.sdtm",
        "regimens.formats.pictures.svg",
        "regimens.formats.printed.contents",
        "regimens.formats.printed.html",
        "regimens.formats.printed.pdf",
        "regimens.formats.phone.ical",
        "regimens.formats.phone.clock_times",
        "regimens.formats.fhir",
        "regimens.formats.fhir.plan_definitions",
        "regimens.formats.fhir.bundles",
        "regimens.formats.fhir.reading",
        "regimens.formats.fhir.reading_regimens",
        "regimens.formats.fhir.reading_calendars",
        "regimens.formats.fhir.elements",
        "regimens.cli",
    ),
}
_INSIDE = (
    ("regimens.formats", "documents and files"),
    ("regimens.cohort", "many patients at once"),
    ("regimens.testing", "tests"),
    ("regimens.cli", "the command line"),
    ("regimens", "the core"),
)
_LONGEST = 100  # signs of a constant's value


def modules() -> tuple[str, ...]:
    """Every module that lists names; definitions of regimens have their cards instead."""
    found = pkgutil.walk_packages(regimens.__path__, "regimens.")
    names = [one.name for one in found if not one.name.startswith("regimens.catalogue.")]
    return ("regimens", *(name for name in names if listed(name)))


def listed(module: str) -> tuple[str, ...]:
    """The names that a module lists for others."""
    # A program that starts when it is imported is not imported.
    if module.endswith(".__main__"):
        return ()
    return tuple(getattr(importlib.import_module(module), "__all__", ()))


def places() -> Mapping[tuple[str, str], str]:
    """The module on whose page each name stands, by the module that lists it and the name.

    A name that several modules list stands where it is imported from with the fewest dots.
    """
    homes: dict[object, str] = {}
    found: dict[tuple[str, str], str] = {}
    for module in sorted(modules(), key=lambda name: (name.count("."), name)):
        for name in listed(module):
            value = getattr(importlib.import_module(module), name)
            made = inspect.isclass(value) or inspect.isroutine(inspect.unwrap(value))
            same = (value.__module__, value.__qualname__) if made else (name, id(value))
            found[module, name] = homes.setdefault(same, module)
    return found


def name_pages() -> dict[str, str]:
    """Every page of names and its text, by the name of its file."""
    homes = places()
    return {f"{module}.rst": "\n".join(_page(module, homes)) + "\n" for module in modules()}


def rooms() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Headings with their modules: those imported first, then all others by their room."""
    yield from FIRST.items()
    rest = [name for name in modules() if name not in {"regimens", *chain(*FIRST.values())}]
    for package, heading in _INSIDE:
        inside = tuple(name for name in rest if f"{name}.".startswith(f"{package}."))
        rest = [name for name in rest if name not in inside]
        yield f"Inside: {heading}", inside


def contents() -> str:
    """The list of names and modules, as Markdown for the page about names."""
    lines = ["## The front door", "", "Imported from `regimens` itself:", ""]
    lines += [
        f"- {{py:obj}}`regimens.{name}`: {_sentence(getattr(regimens, name))}"
        for name in regimens.__all__
    ]
    for heading, modules_there in rooms():
        lines += ["", f"## {heading}", ""]
        for name in modules_there:
            said = _sentence(importlib.import_module(name))
            lines.append(f"- [`{name}`]({FOLDER.name}/{name}.rst): {said}")
    return "\n".join([*lines, ""])


def _page(module: str, homes: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """What a module says of itself, its names, and where those stand that are told elsewhere."""
    yield ":orphan:"
    yield ""
    yield ":doc:`All names </reference/names>`"
    yield ""
    yield from _title(module, "=")
    yield f".. automodule:: {module}"
    parent, _, last = module.rpartition(".")
    if parent and last in listed(parent):
        yield "   :no-index:"  # a function of the package has the module's name
    yield ""
    elsewhere = []
    for name in listed(module):
        if homes[module, name] == module:
            yield from _told(module, name)
        else:
            elsewhere.append(f":py:obj:`{homes[module, name]}.{name}`")
    if elsewhere:
        yield f"On another page: {', '.join(elsewhere)}."


def _told(module: str, name: str) -> Iterator[str]:
    value = getattr(importlib.import_module(module), name)
    if inspect.isclass(value):
        yield f".. autoclass:: {module}.{name}"
        yield "   :members:"
        if issubclass(value, Enum):
            yield "   :undoc-members:"
        if issubclass(value, Exception):
            yield "   :show-inheritance:"
    elif inspect.isroutine(inspect.unwrap(value)):
        yield f".. autofunction:: {module}.{name}"
    else:
        yield f".. py:data:: {name}"
        written, said = _constant(module, name)
        if len(written) <= _LONGEST:
            yield f"   :value: {written}"
        yield ""
        yield f"   {said}"
    yield ""


def _constant(module: str, name: str) -> tuple[str, str]:
    """How a constant is written in its module, and the comment above it or beside it."""
    source = inspect.getsource(importlib.import_module(module))
    for node in ast.parse(source).body:
        if isinstance(node, ast.ImportFrom) and name in {one.name for one in node.names}:
            return _constant(str(node.module), name)
        value = _values(node).get(name)
        if value is not None:
            break
    else:
        raise LookupError(f"{module} lists {name}, and does not set it")
    lines = source.splitlines()
    said = [lines[node.lineno - 1].partition("  # ")[2]]
    for line in reversed(lines[: node.lineno - 1]):
        if not line.startswith("# "):
            break
        said.insert(0, line.removeprefix("# "))
    written = ast.get_source_segment(source, value) or ""
    return " ".join(written.split()), " ".join(said).strip()


def _values(node: ast.stmt) -> dict[str, ast.expr]:
    """What a statement sets, by name: one name, or as many as there are values."""
    pairs: list[tuple[ast.expr, ast.expr]] = []
    if isinstance(node, ast.AnnAssign) and node.value:
        pairs = [(node.target, node.value)]
    elif isinstance(node, ast.Assign):
        (target,), value = node.targets, node.value
        pairs = [(target, value)]
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            pairs = list(zip(target.elts, value.elts, strict=True))
    return {one.id: value for one, value in pairs if isinstance(one, ast.Name)}


def _title(text: str, mark: str) -> Iterator[str]:
    yield text
    yield mark * len(text)
    yield ""


def _sentence(value: object) -> str:
    """The first line of what a module or class says of itself."""
    return (inspect.getdoc(value) or "").split("\n")[0]


def _bring_in(module: str) -> None:
    """Have a module import what it imports for its type checker, so that its types have links."""
    loaded = importlib.import_module(module)
    for node in ast.parse(inspect.getsource(loaded)).body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for inner in node.body:
                for name, value in _imported(inner):
                    setattr(loaded, name, value)
    for kind in vars(loaded).values():
        if inspect.isclass(kind) and kind.__module__ == module and attrs.has(kind):
            taken = kind.__init__.__annotations__
            types = get_type_hints(kind)
            # attrs copied the names of types from a module that did not have all of them yet.
            fields = [one for one in attrs.fields(kind) if taken.get(one.alias) == one.type]
            taken |= {one.alias: types[one.name] for one in fields}


def _imported(node: ast.stmt) -> Iterator[tuple[str, object]]:
    """What an import statement brings, unless it is of an engine, which is not installed here."""
    if isinstance(node, ast.Import):
        for one in node.names:
            if find_spec(one.name.partition(".")[0]):
                yield one.asname or one.name, importlib.import_module(one.name)
    elif isinstance(node, ast.ImportFrom) and find_spec(str(node.module).partition(".")[0]):
        there = importlib.import_module(str(node.module))
        for one in node.names:
            if hasattr(there, one.name):  # some names are in a stub alone
                yield one.asname or one.name, getattr(there, one.name)


def write() -> None:
    """Write the pages that differ from those that stand there, and take away all others."""
    for module in modules():
        _bring_in(module)
    FOLDER.mkdir(exist_ok=True)
    made = name_pages()
    for path in FOLDER.iterdir():
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
