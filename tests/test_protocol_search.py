"""Any protocol document whatever: a protocol or one line of ours, and nothing is ever run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from protocol_mutations import documents, hold

from regimens import RegimensError
from regimens.formats.regimens import regimen_from
from regimens.formats.schemas import regimen_schema

ROOT = Path(__file__).parent.parent
SCHEMA = Draft202012Validator(regimen_schema())


# Nothing runs


def test_reading_opens_fetches_and_runs_nothing(tmp_path: Path) -> None:
    """No file, socket, process, import or code is touched while documents are read."""
    script = tmp_path / "watch.py"
    script.write_text(
        "import json, sys\n"
        "from random import Random\n"
        "from protocol_mutations import documents, hold\n"
        "draw = Random(5)\n"
        "stream = documents(draw)\n"
        "first = [next(stream) for _ in range(400)]\n"
        "for one in first: hold(one)\n"  # what is loaded lazily is loaded now
        "seen = []\n"
        "quiet = ('object.__', 'sys._getframe', 'gc.', 'builtins.id', 'time.sleep')\n"
        "sys.addaudithook(lambda name, _: name.startswith(quiet) or seen.append(name))\n"
        "for one in first: hold(one)\n"
        "found = sorted(set(seen))\n"
        "open(__file__).close()\n"
        "print(json.dumps([found, sorted(set(seen))]))\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": f"{Path(__file__).parent}:{ROOT / 'src'}", "PYTHONUTF8": "1"},
    )
    while_reading, at_last = json.loads(done.stdout)
    assert while_reading == []
    assert "open" in at_last  # had a file been opened, it would have been seen


# Any document


def test_schema_takes_what_the_reader_takes() -> None:
    """The schema is never stricter than the reader."""
    draw = Random(12)  # noqa: S311
    stream = documents(draw)
    taken = 0
    while taken < 60:
        document = next(stream)
        try:
            regimen_from(document)
        except RegimensError:
            continue
        taken += 1
        if isinstance(document, dict) and "extends" not in document:
            SCHEMA.validate(json.loads(json.dumps(document, default=str)))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "title", "revision", "phases", "extends", "changes", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=10,
)


@given(_JSON)
def test_any_value_is_a_protocol_or_one_line(value: Any) -> None:
    """No JSON value does anything but give a protocol or one error with its place."""
    assert hold(value) in {"refused", "accepted", "planned"}
