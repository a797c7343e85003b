"""The page about the house: every room that it names is there, and every library is named."""

from __future__ import annotations

import importlib
import re
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

import regimens
from regimens.errors import RegimensError

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "explanation" / "the-house.md").read_text(encoding="utf-8")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
SPANS = sorted(set(re.findall(r"`([^`\n]+)`", _FENCE.sub("", PAGE))))
ROOMS = {path.stem for path in Path(regimens.__file__).parent.iterdir() if path.stem != "py"}
DOTTED = [span for span in SPANS if re.fullmatch(r"[a-z_]+(\.[A-Za-z_]+)+", span)]
ALONE = [span for span in SPANS if span in ROOMS - {"__pycache__"}]


@pytest.mark.parametrize("name", DOTTED)
def test_what_is_named_with_its_room_is_there(name: str) -> None:
    """A module, or what a module has: a room that is renamed or moved has its page mended."""
    if find_spec(f"regimens.{name.partition('.')[0]}") is None:
        pytest.fail(f"there is no room {name.partition('.')[0]!r}")
    room, found = f"regimens.{name}", ""
    while room != "regimens" and not found:
        try:
            importlib.import_module(room)
            found = room
        except ModuleNotFoundError as error:
            if error.name is None or not error.name.startswith("regimens"):
                return  # the module is there, and needs an engine that is not installed
            room = room.rpartition(".")[0]
    value = importlib.import_module(found)
    for part in f"regimens.{name}".removeprefix(found).split(".")[1:]:
        value = getattr(value, part)


def test_most_of_the_page_names_rooms() -> None:
    """The walk leads through them, and every room of the core stands on the page."""
    assert len(DOTTED) > 100
    assert set(ALONE) >= ROOMS - {"__pycache__", "__init__"}


def test_every_library_is_named() -> None:
    """The four of the core and those of the extras, each with what it is for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [need for needs in project["optional-dependencies"].values() for need in needs]
    needs = [*project["dependencies"], *extras]
    names = {re.split(r"[\[<>=]", need)[0] for need in needs} - {"regimens"}
    table = PAGE.split("\n## Libraries\n")[1].split("\n## ")[0]
    told = {
        name for row in re.findall(r"^\| ([a-z, -]+) \|", table, re.M) for name in row.split(", ")
    }
    assert told - {"library", "---"} == names


def test_errors_are_what_the_page_says() -> None:
    """A kind of one error, which is a ValueError too."""
    assert issubclass(RegimensError, ValueError)
