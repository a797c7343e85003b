"""Which tests run which lines of the core, and how long each takes; recorded once a test file."""

from __future__ import annotations

import ast
import gc
import gzip
import hashlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import attrs
import coverage
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CORE = ROOT / "src" / "regimens"
CACHE = ROOT / ".mutation"
_SOURCES = CACHE / "sources"


@attrs.frozen(kw_only=True, eq=False)
class Test:
    """A test: its length in seconds, and of each module the lines it runs, as the bits of a number.

    Args:
        id: As pytest names it.
        seconds: How long it takes, counted while the lines are.
        lines: By the module's name; bit n is set where line n runs.
    """

    id: str
    seconds: float
    lines: dict[str, int]

    @property
    def file(self) -> str:
        """The file it is in."""
        return self.id.partition("::")[0]

    @property
    def function(self) -> str:
        """The test without its parameters."""
        return self.id.partition("[")[0]


def digest(path: Path) -> str:
    """What a file holds, shortened."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def read(path: Path) -> list[Test] | None:
    """The record of a test file, or None where there is none of what it holds today."""
    record = _place(path)
    if not record.exists():
        return None
    with gzip.open(record, "rt") as file:
        kept = json.load(file)
    if kept["digest"] != digest(path):
        return None
    return [
        Test(
            id=id_,
            seconds=seconds,
            lines={
                name: _today(name, kept["modules"].get(name), bits) for name, bits in lines.items()
            },
        )
        for id_, seconds, lines in kept["tests"]
    ]


@cache
def _today(name: str, then: str | None, bits: str) -> int:
    """Lines as they are numbered today; one that is new goes with the line above it."""
    lines, module = int(bits, 16), CORE / f"{name}.py"
    if then is None or not module.exists() or then == digest(module):
        return lines
    return sum(1 << now for now, before in _moved(name, then) if lines >> before & 1)


@cache
def _moved(name: str, then: str) -> list[tuple[int, int]]:
    before = _SOURCES.joinpath(then).read_text().splitlines()
    now = (CORE / f"{name}.py").read_text().splitlines()
    of = {}
    for block in SequenceMatcher(None, before, now, autojunk=False).get_matching_blocks():
        for offset in range(block.size):
            of[block.b + offset + 1] = block.a + offset + 1
    for line in range(2, len(now) + 1):
        of.setdefault(line, of.get(line - 1, 1))
    return list(of.items())


def be_silent() -> None:
    """Let nothing that tests print be seen."""
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)


def filled_caches() -> list[Any]:
    """The caches of our functions, which would hide what a later test runs."""
    return [
        one
        for one in gc.get_objects()
        if isinstance(one, type(lru_cache(abs))) and one.__module__.startswith("regimens")
    ]


def record(items: list[pytest.Item]) -> None:
    """Run each file of tests without a record in a process of its own, and keep its lines."""
    by_file: dict[Path, list[pytest.Item]] = {}
    for item in items:
        by_file.setdefault(item.path, []).append(item)
    for path, own in by_file.items():
        if read(path) is not None:
            continue
        if (child := os.fork()) == 0:
            try:
                _record(path, own)
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        how = "recorded" if read(path) is not None else "could not record"
        sys.stdout.write(f"{how} {path.relative_to(ROOT)}\n")
        sys.stdout.flush()


def _record(path: Path, items: list[pytest.Item]) -> None:
    be_silent()
    watch = coverage.Coverage(data_file=None, include=[f"{CORE}/*.py"], config_file=False)
    watch.set_option("run:disable_warnings", ["no-data-collected"])
    caches = filled_caches()
    tests = []
    for item, following in _pairs(items):
        for filled in caches:
            filled.cache_clear()
        watch.erase()
        watch.start()
        begun = time.process_time()
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        seconds = round(time.process_time() - begun, 4)
        watch.stop()
        data = watch.get_data()
        lines = {
            Path(file).stem: f"{sum(1 << line for line in set(data.lines(file) or ())):x}"
            for file in data.measured_files()
        }
        tests.append((item.nodeid, seconds, lines))
    place = _place(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(place, "wt") as file:
        json.dump({"digest": digest(path), "modules": _sources(), "tests": tests}, file)


def _sources() -> dict[str, str]:
    """The digest of each module, which is kept as it is now."""
    _SOURCES.mkdir(exist_ok=True)
    digests = {}
    for module in CORE.glob("*.py"):
        digests[module.stem] = digest(module)
        (_SOURCES / digest(module)).write_text(module.read_text())
    return digests


def _pairs(items: list[pytest.Item]) -> Iterable[tuple[Any, Any]]:
    return zip(items, [*items[1:], None], strict=True)


def _place(path: Path) -> Path:
    return CACHE / "tests" / (str(path.relative_to(ROOT)).replace("/", "-") + ".json.gz")


def uses() -> dict[str, dict[str, int]]:
    """For each name, the lines of the core that it stands on."""
    uses: dict[str, Counter[str]] = {}
    for path in CORE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                    uses.setdefault(name, Counter())[path.stem] |= 1 << node.lineno
                case ast.FunctionDef(name=name, body=body):
                    lines = sum(
                        1 << line
                        for one in body
                        for line in range(one.lineno, (one.end_lineno or one.lineno) + 1)
                    )
                    uses.setdefault(name, Counter())[path.stem] |= lines
    return {name: dict(lines) for name, lines in uses.items()}
