"""Every reader takes whatever it is given, in its time; `.ci/fuzz.py` gives each a million more."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from fuzzed_readers import CORPUS, READERS, corpus
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parent.parent
# What becomes of the inputs of a reader, each outcome met among a few hundred.
OUTCOMES = {
    "course": {"refused", "planned", "planned with an error"},
    "protocol": {"refused", "accepted", "planned"},
    "toml": {"refused", "a protocol", "a course"},
    "lines": {"refused", "read", "empty"},
    "orders": {"refused", "two of one id", "wrong", "right"},
    "calendar": {"refused", "no calendar", "compared"},
    "fhir": {"refused", "accepted", "planned"},
    "command": {"refused", "done"},
    "patients": {"refused", "no patient planned", "planned in part", "planned"},
    "phone": {"shown", "in a calendar"},
    "csv": {"plain", "marked", "a number"},
    **{
        name: {"refused", "read"}
        for name in ("units", "amounts", "dates", "days", "decimals", "paths")
    },
}
_RIGHT = {"fhir": 7, "course": 10, "protocol": 5, "toml": 3, "command": 7, "patients": 7}


@pytest.mark.parametrize("name", READERS)
def test_each_reader_reads_or_refuses_what_is_drawn(name: str) -> None:
    """Some hundred inputs each give what the reader holds, or one line of ours."""
    reader = READERS[name]
    made = st.randoms(use_true_random=False).map(reader.made)

    @settings(max_examples=25, database=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(made, min_size=1, max_size=20))
    def hold(inputs: list[object]) -> None:
        for one in inputs:
            reader.hold(one)

    hold()


@pytest.mark.parametrize("name", READERS)
def test_some_inputs_of_each_kind_are_made(name: str) -> None:
    """The inputs of a campaign reach every outcome, so that not all end at the first check."""
    reader = READERS[name]
    draw = Random(3)  # noqa: S311 - the same inputs each time
    found: set[str] = set()
    for _ in range(2500):
        found.add(reader.hold(reader.made(draw)))
        if found >= OUTCOMES[name]:
            return
    assert found >= OUTCOMES[name]


@pytest.mark.parametrize("name", READERS)
def test_the_kept_inputs_are_read_and_what_is_made_of_them(name: str) -> None:
    """The inputs that a campaign begins with are right ones, mostly, and can be spoiled."""
    reader = READERS[name]
    draw = Random(4)  # noqa: S311
    kept = corpus(name)
    outcomes = Counter(reader.hold(reader.opened(data)) for data in kept)
    assert len(kept) - outcomes["refused"] >= _RIGHT.get(name, 1)
    for data in kept * 2:
        reader.hold(reader.opened(reader.renewed(data, draw)))


def test_every_reader_has_its_inputs_and_few_of_them() -> None:
    """What is kept to begin with is small, and of no reader that is gone."""
    assert {one.name for one in CORPUS.iterdir()} == set(READERS) == set(OUTCOMES)
    sizes = [path.stat().st_size for path in CORPUS.rglob("*") if path.is_file()]
    assert max(sizes) < 25_000
    assert sum(sizes) < 200_000


# The command


def _run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", f"from fuzzing import Campaign\nimport fuzzing, sys\n{code}"],
        capture_output=True,
        text=True,
        check=False,
        env={
            "PYTHONPATH": f"{ROOT / '.ci'}:{ROOT / 'src'}:{ROOT / 'tests'}",
            "PYTHONUTF8": "1",
        },
    )


def _fuzz(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / ".ci" / "fuzz.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("engine", ["hypothesis", "corpus"])
def test_a_campaign_counts_what_becomes_of_its_inputs(engine: str) -> None:
    """As many inputs are read as are asked for, and the room they take is told."""
    done = _fuzz("decimals", "--with", engine, "--count", "300", "--seed", "7")
    assert done.returncode == 0, done.stderr
    last = done.stdout[done.stdout.rindex(f"decimals by {engine}, seed 7: ") :]
    counts = {line[:34].strip(): int(line[34:]) for line in last.splitlines()[1:4]}
    assert 300 <= counts["read"] + counts["refused"] < 1000
    assert f": {counts['read'] + counts['refused']} inputs" in last
    assert counts["anything else"] == 0
    assert "memory in MB: " in last


def test_an_unknown_reader_is_refused() -> None:
    """The command names the readers there are."""
    done = _fuzz("decimal")
    assert done.returncode == 2
    assert "use one of course, protocol, " in done.stderr


def test_an_input_that_takes_too_long_is_stopped() -> None:
    """What hangs is stopped by the processor's time, and fails the campaign."""
    done = _run(
        "fuzzing.LIMIT = 0.2\n"
        "def hang(_):\n"
        "    while True: pass\n"
        "campaign = Campaign('x', hang, 1)\n"
        "try: campaign.take(1)\n"
        "except fuzzing.TookTooLongError: campaign.fail('one')\n"
        "campaign.report()\n"
        "sys.exit(campaign.failed)\n"
    )
    assert done.returncode == 1
    assert "TookTooLongError" in done.stdout


def test_what_hypothesis_finds_is_told_and_made_small() -> None:
    """An error that is not the library's own is printed with its input, and the exit code is 1."""
    done = _run(
        "import fuzz\n"
        "from fuzzed_readers import READERS\n"
        "import attrs\n"
        "def hold(text):\n"
        "    assert '5' not in text\n"
        "    return 'read'\n"
        "reader = attrs.evolve(READERS['decimals'], hold=hold)\n"
        "fuzzing._MOST_FAILURES = 0\n"
        "campaign = Campaign('x', hold, 3000)\n"
        "fuzz.with_hypothesis(reader, campaign, 1)\n"
        "sys.exit(int(campaign.failed > 0))\n"
    )
    assert done.returncode == 1, done.stderr
    assert "AssertionError" in done.stdout
