"""The pytest plugin of regimens: a hospital's protocol files as tests, and fixtures for its rules.

It stands beside the package, not in it: pytest imports its plugins in every run of every project,
and neither regimens nor Hypothesis is to be imported until a run asks for them.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regimens import Patient, Regimen
    from regimens.testing.checks import Check

__all__ = [
    "ProtocolFile",
    "ProtocolItem",
    "patient",
    "pytest_addoption",
    "pytest_collect_file",
    "pytest_configure",
    "pytest_generate_tests",
    "pytest_make_collect_report",
    "regimen",
]

_DOCUMENTS = (".json", ".toml")
_READABLE = "can-be-read"
_FULL = 2  # -vv; --full-trace shows a traceback whatever a failure says
_NONE = (
    "the fixture 'regimen' needs protocol files: run pytest --regimens PATH, or mark the test "
    '@pytest.mark.regimens("PATH")'
)
_ASKED = pytest.StashKey[tuple[Path, ...]]()
_READ = pytest.StashKey[dict[Path, "Regimen | str"]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--regimens PATH``."""
    parser.getgroup("regimens").addoption(
        "--regimens",
        action="append",
        default=[],
        metavar="PATH",
        help="a protocol file, or a folder of them, to run the catalogue's suite over; repeatable",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker, and find the files.

    Raises:
        pytest.UsageError: for a path that is not there, an empty folder, or a missing library.
    """
    config.addinivalue_line(
        "markers",
        "regimens(path, ...): run the test for the regimen of each protocol file, or each of a "
        "folder; paths are relative to pytest's root directory",
    )
    config.stash[_READ] = {}
    try:
        here = config.invocation_params.dir
        config.stash[_ASKED] = _documents(config.getoption("regimens"), here)
    except ValueError as error:
        raise pytest.UsageError(f"--regimens {error}") from None
    if config.stash[_ASKED]:
        _suite()


def _suite() -> tuple[Check, ...]:
    """The checks of a protocol file.

    Raises:
        pytest.UsageError: where a library that they need is missing.
    """
    try:
        from regimens.testing.suite import (  # noqa: PLC0415 - when a run asks for it
            INVARIANTS_HELD,
            SUITE,
        )
    except ModuleNotFoundError as error:
        raise pytest.UsageError(f"--regimens: {error}") from None
    return (*SUITE, INVARIANTS_HELD)


def _documents(named: list[str] | tuple[str, ...], folder: Path) -> tuple[Path, ...]:
    """The documents of files and folders, each once.

    Raises:
        ValueError: for a path that is not there, or a folder without a document.
    """
    found: dict[Path, None] = {}
    for name in named:
        place = Path(folder, name).resolve()
        if place.is_dir():
            inside = [
                path
                for path in sorted(place.rglob("*"))
                if path.suffix.casefold() in _DOCUMENTS
                and (path.is_file() or _leads_nowhere(path))
                and not _is_hidden(path, place)
            ]
            if not inside:
                raise ValueError(f"{name}: the folder holds no protocol (.json or .toml)")
            found |= dict.fromkeys(inside)
        elif place.is_file():
            found[place] = None
        else:
            raise ValueError(f"{name}: there is no such file or folder")
    return tuple(found)


def _leads_nowhere(path: Path) -> bool:
    """Whether it is a link to nothing: a document that nobody can read, and that is told."""
    return path.is_symlink() and not path.exists()


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _named(path: Path, config: pytest.Config) -> str:
    """A document as ids and messages name it: from pytest's root directory where it lies there."""
    root = config.rootpath.resolve()
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _regimen_of(path: Path, config: pytest.Config) -> Regimen | str:
    """The regimen of a document, or what is wrong with it."""
    from regimens import RegimensError  # noqa: PLC0415 - when a run asks for it
    from regimens.formats.protocols import read_protocol  # noqa: PLC0415

    read = config.stash[_READ]
    if path not in read:
        try:
            read[path] = read_protocol(str(path), named=_named(path, config))
        except RegimensError as error:
            read[path] = str(error)
    return read[path]


# The files as tests


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Put the files of ``--regimens`` beside what the session collects.

    They are not walked to from a folder: one that pytest would pass over (``build``, a hidden one)
    would then be left out without a word.
    """
    report = yield
    if isinstance(collector, pytest.Session) and report.passed:
        asked = collector.config.stash[_ASKED]
        if not _selected(collector.config):
            report.result = [*report.result, *(_protocol_file(collector, path) for path in asked)]
    return report


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> ProtocolFile | None:
    """Collect a file of ``--regimens`` that the command line names, as in ``FILE::CHECK``."""
    if file_path.resolve() in _selected(parent.config):
        return _protocol_file(parent, file_path.resolve())
    return None


def _selected(config: pytest.Config) -> set[Path]:
    """The files of ``--regimens`` that the command line also names as tests to run."""
    here = config.invocation_params.dir
    named = {Path(here, arg.partition("::")[0]).resolve() for arg in config.args}
    return {path for path in config.stash[_ASKED] if path in named}


def _protocol_file(parent: pytest.Collector, path: Path) -> ProtocolFile:
    name = _named(path, parent.config)
    made: ProtocolFile = ProtocolFile.from_parent(parent, path=path, name=name, nodeid=name)
    return made


class ProtocolFile(pytest.File):
    """A protocol document, with a test for each check of the suite."""

    def collect(self) -> Iterator[pytest.Item]:
        """One item that the document can be read and, where it can, one for each check."""
        found = _regimen_of(self.path, self.config)
        if isinstance(found, str):
            yield self._item(_READABLE, lambda: found)
            return
        yield self._item(_READABLE, lambda: "")
        yield self._item("its-own-revision", lambda: _taken(self.path, found, self.config))
        for check in _suite():
            yield self._item(check.name, partial(_breach, check, found, self.name))

    def _item(self, name: str, breach: Callable[[], str]) -> ProtocolItem:
        made: ProtocolItem = ProtocolItem.from_parent(self, name=name, breach=breach)
        return made


class ProtocolItem(pytest.Item):
    """A test that fails with words for a pharmacist, and with a traceback only when asked.

    Args:
        breach: Says what does not hold; nothing where all does.
        given: What every item of pytest is made with.
    """

    def __init__(self, *, breach: Callable[[], str], **given: Any) -> None:
        super().__init__(**given)
        self._breach = breach

    def runtest(self) -> None:
        """Fail with what does not hold."""
        if said := self._breach():
            pytest.fail(said, pytrace=self.config.option.verbose >= _FULL)

    def reportinfo(self) -> tuple[Path, None, str]:
        """The heading of a failure: the document and the check."""
        document, _, name = self.nodeid.rpartition("::")
        return self.path, None, f"{document}: {name}"


def _breach(check: Check, found: Regimen, name: str) -> str:
    from regimens.testing.suite import told  # noqa: PLC0415 - when a run asks for it

    breaches = check.breaches(found)
    return told(check, breaches, where=name) if breaches else ""


def _taken(path: Path, own: Regimen, config: pytest.Config) -> str:
    """That another document of the run has the same id and revision, and other content."""
    for place in config.stash[_ASKED]:
        other = _regimen_of(place, config)
        if isinstance(other, str) or (other.id, other.revision) != (own.id, own.revision):
            continue
        if other.digest != own.digest:
            return (
                f"{_named(path, config)}: {own.id}, revision {own.revision}, has other doses or "
                f"days in {_named(place, config)}; give one of them another revision\n"
                "Held by every definition: One id and revision is one content.\n"
                "Why: A course that names them would be planned with either."
            )
    return ""


# The fixtures


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that uses the plugin's own `regimen` once for each protocol file."""
    if "_protocol_document" not in metafunc.fixturenames:
        return
    config, marker = metafunc.config, metafunc.definition.get_closest_marker("regimens")
    try:
        documents = (
            config.stash[_ASKED] if marker is None else _documents(marker.args, config.rootpath)
        )
    except ValueError as error:
        pytest.fail(f"@pytest.mark.regimens: {error}", pytrace=False)
    if documents:
        ids = [_named(path, config) for path in documents]
        metafunc.parametrize("_protocol_document", documents, indirect=True, ids=ids)


@pytest.fixture(scope="session")
def _protocol_document(request: pytest.FixtureRequest) -> Path:
    path: Path | None = getattr(request, "param", None)
    return pytest.fail(_NONE, pytrace=False) if path is None else path


@pytest.fixture(scope="session")
def regimen(_protocol_document: Path, pytestconfig: pytest.Config) -> Regimen:
    """The regimen of each protocol file that ``--regimens`` or the marker names."""
    found = _regimen_of(_protocol_document, pytestconfig)
    return pytest.fail(found, pytrace=False) if isinstance(found, str) else found


@pytest.fixture(scope="session")
def patient() -> Patient:
    """A woman born on 4 May 1961, of 165 cm and 70 kg: a body surface of 1.79 m²."""
    from regimens import Patient  # noqa: PLC0415

    return Patient(sex="female", born=date(1961, 5, 4), height="165 cm", weight="70 kg", ecog=1)
