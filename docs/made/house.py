"""The rooms of the house from the roof down, made from the floors that a test holds imports to."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

__all__ = ["parts"]

_ROOT = Path(__file__).parent.parent.parent
_FLOORS = _ROOT / "tests" / "test_imports.py"
_SOURCES = _ROOT / "src" / "regimens"
_ROOF = "regimens"
_PACKAGES = ("formats", "cohort", "cli")


def parts() -> dict[str, list[str]]:
    """The made parts of the page: the floors, the rooms, and what is inside three packages."""
    floors = _floors()
    return {
        "floors": list(_picture(floors)),
        "rooms": list(_rooms(floors)),
        **{f"inside {package}": list(_inside(package)) for package in _PACKAGES},
    }


def _floors() -> list[list[str]]:
    """The floors as the test of imports lists them, the ground first."""
    tree = ast.parse(_FLOORS.read_text(encoding="utf-8"))
    (found,) = (
        node.value
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "FLOORS"
    )
    assert isinstance(found, ast.Tuple)  # noqa: S101 - as it is written there
    return [
        [_ROOF if isinstance(room, ast.Name) else ast.literal_eval(room) for room in floor.elts]
        for floor in found.elts
        if isinstance(floor, ast.Tuple)
    ]


def _picture(floors: list[list[str]]) -> Iterator[str]:
    yield "```text"
    for number, floor in reversed(list(enumerate(floors, start=1))):
        yield f"{number:>3}  {' · '.join(floor)}"
    yield "```"


def _rooms(floors: list[list[str]]) -> Iterator[str]:
    level = {room: number for number, floor in enumerate(floors, start=1) for room in floor}
    yield "| floor | room | what it is |"
    yield "| --- | --- | --- |"
    for room in sorted(level, key=lambda one: (-level[one], one)):
        yield f"| {level[room]} | `{room}` | {_said(_path(room))} |"


def _inside(package: str) -> Iterator[str]:
    """The modules of a package, those of packages in it by their dotted names."""
    yield "| module | what it is |"
    yield "| --- | --- |"
    folder = _SOURCES / package
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name:
            yield f"| `{package}.{name}` | {_said(path)} |"


def _path(room: str) -> Path:
    folder = _SOURCES if room == _ROOF else _SOURCES / room
    return folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")


def _said(path: Path) -> str:
    """The first line of a module's docstring."""
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return said.split("\n")[0].replace("|", "/")
