"""A process that has imported the libraries, and copies of it import the core with a change."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import attrs as _attrs  # noqa: F401 - imported before any copy is made, as are those below
import cattrs as _cattrs  # noqa: F401
import dateutil.relativedelta as _dateutil  # noqa: F401
import pint as _pint  # noqa: F401
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutation.mutants import Mutant, mutants
from mutation.tests_by_line import CORE, be_silent, filled_caches

# Assertions are left as they are written: pytest would else read our modules itself, unchanged.
ARGUMENTS = (
    "--quiet",
    "--assert=plain",
    "--capture=no",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
)


def limit(seconds: float) -> None:
    """End this process when a test takes longer: by its own time, or waiting for something."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, 60 + 10 * seconds)


class Server:
    """Asks for tests to be run with a change; the process that runs them is made at once."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        if os.fork() == 0:
            ours.close()
            _serve(theirs)
            os._exit(0)
        theirs.close()
        self._file = ours.makefile("rw")
        self._sound: dict[str, bool] = {}

    def run(self, mutant: Mutant, files: list[str], tests: list[str]) -> tuple[str, str]:
        """Run tests of some files with a mutant; how it went, and the test that noticed.

        A test that fails without a change too notices nothing.
        """
        while tests:
            how, by = self._ask(mutant.key, files, tests)
            if how == "survived":
                return how, by
            if by not in self._sound:
                self._sound[by] = self._ask((mutant.module,), files, [by])[0] == "survived"
            if self._sound[by]:
                return how, by
            tests = [test for test in tests if test != by]
        return "survived", ""

    def _ask(self, key: Sequence[Any], files: list[str], tests: list[str]) -> tuple[str, str]:
        self._file.write(json.dumps([key, files, tests]) + "\n")
        self._file.flush()
        how, by = json.loads(self._file.readline())
        return how, by


def _serve(end: socket.socket) -> None:
    file = end.makefile("rw")
    while line := file.readline():
        reader, writer = os.pipe()
        if (child := os.fork()) == 0:
            code = 3
            try:
                os.close(reader)
                key, files, tests = json.loads(line)
                code = _tried(key, files, tests, writer)
            finally:
                os._exit(code)
        os.close(writer)
        with os.fdopen(reader) as pipe:
            begun = pipe.read().splitlines()
        _, status = os.waitpid(child, 0)
        how = "killed" if os.WIFEXITED(status) else "too long"
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
            how, begun = "survived", [""]
        # Where no test began, the import itself failed: the first test would have noticed.
        file.write(json.dumps([how, begun[-1] if begun else json.loads(line)[2][0]]) + "\n")
        file.flush()


def _tried(key: list[Any], files: list[str], tests: list[str], writer: int) -> int:
    be_silent()
    if len(key) > 1:
        path = CORE / f"{key[0]}.py"
        tree, found = mutants(path)
        next(mutant for mutant in found if mutant.key == tuple(key)).put()
        sys.meta_path.insert(0, _Changed(path, compile(tree, str(path), "exec")))
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    limit(60)
    return int(pytest.main([*files, "--exitfirst", *ARGUMENTS], plugins=[_Chosen(tests, writer)]))


class _Changed(MetaPathFinder):
    """Finds one module, with its changed code."""

    def __init__(self, path: Path, code: CodeType) -> None:
        self._path = path
        self._code = code

    def find_spec(
        self, fullname: str, path: object, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module that is changed, and no other."""
        del path, target
        if fullname != f"regimens.{self._path.stem}":
            return None
        loader = _Loader(fullname, str(self._path))
        loader.code = self._code
        return spec_from_file_location(fullname, self._path, loader=loader)


class _Loader(SourceFileLoader):
    code: CodeType

    def get_code(self, fullname: str) -> CodeType:
        """The changed code, and none from a file."""
        del fullname
        return self.code


class _Chosen:
    """Runs the chosen tests only, in their order, and says which one began."""

    def __init__(self, tests: list[str], writer: int) -> None:
        self._order = {test: index for index, test in enumerate(tests)}
        self._writer = writer

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out the others."""
        items[:] = sorted(
            (item for item in items if item.nodeid in self._order),
            key=lambda item: self._order[item.nodeid],
        )

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Say that a test begins."""
        os.write(self._writer, f"{nodeid}\n".encode())


def warm() -> None:
    """Empty our caches, and have what all drawings need read once."""
    for filled in filled_caches():
        filled.cache_clear()

    @given(st.integers())
    def draw(_: int) -> None:
        """The first drawing reads the constants of all sources."""

    draw()
