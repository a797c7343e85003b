"""The locks, the bill of materials and what is said of them: nothing drifts from pyproject.toml."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
CI = ROOT / ".ci"


def _script(name: str) -> ModuleType:
    sys.path.insert(0, str(CI))  # as Python does for a script; they import each other
    try:
        spec = importlib.util.spec_from_file_location(name, CI / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(CI))
    return module


LOCKED = _script("locked")
AUDIT = _script("audit")
ARTEFACTS = _script("artefacts")
# What each lock pins, and what it is asked for.
PINS = {lock.name: list(LOCKED.pins(lock.read_text(encoding="utf-8"))) for lock in LOCKED.LOCKS}
ASKED: dict[str, dict[str, list[Requirement]]] = {
    lock.name: LOCKED.asked_for(engines=lock != LOCKED.LOCK) for lock in LOCKED.LOCKS
}
BILL: dict[str, Any] = json.loads((ROOT / "regimens.cdx.json").read_text(encoding="utf-8"))
# The systems that the lock is for, as the markers of packages name them.
SYSTEMS = {
    "linux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
    "macos": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
    "windows": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
}


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("lock", PINS)
def test_lock_has_one_right_version_of_what_is_asked_for(
    lock: str, system: str, version: str
) -> None:
    """Each dependency, extra and group has one pin there, which satisfies it."""
    where = SYSTEMS[system] | {
        "python_version": version,
        "python_full_version": f"{version}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    held = [one for one in PINS[lock] if not one.marker or Marker(one.marker).evaluate(where)]
    names = [one.name for one in held]
    assert len(names) == len(set(names))
    versions = {one.name: one.version for one in held}
    for wanted in {str(one): one for group in ASKED[lock].values() for one in group}.values():
        if wanted.marker is None or wanted.marker.evaluate(where):
            assert versions[canonicalize_name(wanted.name)] in wanted.specifier, wanted


def test_every_extra_is_in_a_lock() -> None:
    """Each is tried with versions that are pinned, the engines apart from all others."""
    every, engines = (set(ASKED[lock.name]) for lock in LOCKED.LOCKS)
    assert every | engines >= {"", *LOCKED.PROJECT["project"]["optional-dependencies"]}
    assert every >= {"all", *LOCKED.GROUPS}
    assert engines == {"", *LOCKED.ENGINES, "engines"}


def test_locks_agree() -> None:
    """What both pin is one version in both."""
    versions = [{(one.name, one.version) for one in pinned} for pinned in PINS.values()]
    names = set.intersection(*({one.name for one in pinned} for pinned in PINS.values()))
    common = [{one for one in pinned if one[0] in names} for pinned in versions]
    assert common[0] == common[1]


@pytest.mark.parametrize("lock", PINS)
def test_lock_has_nothing_that_nothing_asks_for(lock: str) -> None:
    """What pyproject.toml no longer asks for is gone, and so is what only that needed."""
    pinned = PINS[lock]
    asked = {canonicalize_name(one.name) for group in ASKED[lock].values() for one in group}
    ours = {one.name for one in pinned if any(text.startswith("regimens ") for text in one.via)}
    assert ours == asked
    names = {one.name for one in pinned}
    for one in pinned:
        assert one.via
        assert {text for text in one.via if not text.startswith("regimens ")} <= names


def test_every_pin_has_its_hashes() -> None:
    """An installer refuses a file that is none of those."""
    pinned = [one for found in PINS.values() for one in found]
    assert len(pinned) > 50
    assert [one.name for one in pinned if not one.hashes] == []


def test_bill_is_that_of_the_lock() -> None:
    """To renew locks and bill: ``.ci/lock``."""
    done = subprocess.run(
        [sys.executable, CI / "sbom.py"], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == (ROOT / "regimens.cdx.json").read_text(encoding="utf-8")


def test_bill_names_all_that_is_installed() -> None:
    """What any installation needs is required, and each extra's library is marked with it."""
    components = {one["name"]: one for one in BILL["components"]}
    required = {name for name, one in components.items() if one["scope"] == "required"}
    assert required >= {"attrs", "cattrs", "pint", "python-dateutil", "six"}
    marked = {
        (one["name"], found["value"])
        for one in BILL["components"]
        for found in one.get("properties", ())
    }
    assert {
        ("pyarrow", "arrow"),
        ("numpy", "cohort"),
        ("pyarrow", "cohort"),
        ("dask", "dask"),
        ("holidays", "holidays"),
        ("icalendar", "ics"),
        ("typst", "pdf"),
        ("tqdm", "progress"),
        ("pyspark", "spark"),
        ("hypothesis", "testing"),
        ("pytest", "testing"),
    } <= marked
    assert not {"mypy", "ruff", "pip-audit"} & set(components)


def test_bill_has_a_name_for_everything_it_refers_to() -> None:
    """Each component once, each with what it needs, and every version is one of the locks."""
    own = BILL["metadata"]["component"]["bom-ref"]
    refs = [one["bom-ref"] for one in BILL["components"]]
    assert len(refs) == len(set(refs))
    assert [one["ref"] for one in BILL["dependencies"]] == [own, *refs]
    for one in BILL["dependencies"]:
        assert set(one["dependsOn"]) <= set(refs)
    assert {(one["name"], one["version"]) for one in BILL["components"]} <= {
        (one.name, one.version) for pinned in PINS.values() for one in pinned
    }


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        ([{"name": "a", "version": "1", "vulns": []}], 0, "1 pins audited"),
        ([{"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1"}]}], 1, "a==1: PYSEC-1"),
        ([{"name": "a", "skip_reason": "not found on PyPI"}], 3, "NOT AUDITED: 1 of 1"),
        ([{"name": "a", "version": "2", "vulns": []}], 3, "NOT AUDITED: 1 of 1"),
        ([], 3, "NOT AUDITED: 1 of 1"),
    ],
)
def test_silence_of_the_database_is_no_pass(answer: list[object], code: int, words: str) -> None:
    """pip-audit exits with 0 where it found nothing because it could look nothing up."""
    found, lines = AUDIT.verdict(["a==1"], answer)
    assert found == code
    assert words in lines[0]


def test_what_a_wheel_should_not_hold_is_found() -> None:
    """A test, a cache, and a source that is left out."""
    info = "regimens-1.dist-info"
    tracked = ["src/regimens/a.py", "src/regimens/py.typed", "tests/test_a.py"]
    right = [
        *("regimens/a.py", "regimens/py.typed", f"{info}/licenses/LICENSE"),
        *(f"{info}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt")),
        f"{info}/sboms/regimens.cdx.json",
    ]
    assert ARTEFACTS.faults_of_wheel(right, tracked) == []
    wrong = [*right[1:], "tests/test_a.py", "regimens/__pycache__/a.pyc"]
    assert ARTEFACTS.faults_of_wheel(wrong, tracked) == [
        "missing: regimens/a.py",
        "not to be there: regimens/__pycache__/a.pyc",
        "not to be there: tests/test_a.py",
    ]


def test_what_an_sdist_should_not_hold_is_found() -> None:
    """Files beside the sources that pyproject.toml does not include."""
    tracked = ["src/regimens/a.py", "README.md", ".ci/run"]
    names = ["PKG-INFO", "pyproject.toml", ".gitignore", "README.md", "src/regimens/a.py"]
    right = [f"regimens-1/{name}" for name in names]
    assert ARTEFACTS.faults_of_sdist(right, tracked) == []
    assert ARTEFACTS.faults_of_sdist([*right[:-1], "regimens-1/.ci/run"], tracked) == [
        "missing: src/regimens/a.py",
        "not to be there: .ci/run",
    ]
