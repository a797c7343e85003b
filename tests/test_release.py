"""What a release says of itself agrees in every place that says it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
CITATION = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
# Each release with its date, the newest first.
RELEASES = re.findall(r"^## (\d+\.\d+\.\d+) \((\d{4}-\d{2}-\d{2})\)$", CHANGELOG, re.MULTILINE)


def _cited(key: str) -> str:
    found = re.findall(rf'^{key}: "?([^"\n]+)"?$', CITATION, re.MULTILINE)
    assert len(found) == 1, f"CITATION.cff: {key} stands {len(found)} times"
    return str(found[0])


def test_version_is_that_of_the_newest_release() -> None:
    """The project, its citation and the changelog name one version and one day."""
    newest, day = RELEASES[0]
    assert PROJECT["version"] == newest
    assert (_cited("version"), _cited("date-released")) == (newest, day)
    assert _cited("license") == PROJECT["license"]


@pytest.mark.parametrize("version", [version for version, _ in RELEASES])
def test_release_opens_with_doses_and_dates(version: str) -> None:
    """Before anything else a release says what it does to doses and dates."""
    section = CHANGELOG.partition(f"## {version} ")[2].partition("\n## ")[0]
    first = re.findall(r"^### (.+)$", section, re.MULTILINE)[0]
    assert first == "Doses and dates"


def test_supported_version_is_the_newest() -> None:
    """The page on security speaks of the version that is published."""
    table = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("| version |")[2]
    assert re.findall(r"^\| ([\d.]+) +\|", table, re.MULTILINE) == [RELEASES[0][0]]
