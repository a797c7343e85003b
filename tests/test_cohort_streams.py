"""A stream of patients in Arrow is read to its end mark, or refused."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from regimens.cli import main
from regimens.cohort.reading import opened
from regimens.errors import DocumentError

NAME = "patients.arrow"


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _read(data: bytes) -> list[str]:
    """The patients of a file."""
    Path(NAME).write_bytes(data)
    with opened(NAME) as found:
        return [one for batch in found.batches() for one in batch["patient_id"].to_pylist()]


def _batch(ids: pa.Array, **columns: Any) -> pa.RecordBatch:
    whole = {"start": date(2026, 1, 5), "height_cm": 165, "weight_kg": 70}
    same = {name: [value] * len(ids) for name, value in whole.items()}
    return pa.RecordBatch.from_pydict({"patient_id": ids, **same, **columns})


def _stream(**options: Any) -> tuple[bytes, list[int]]:
    """A stream of three batches that share a dictionary, and where each of its parts ends."""
    texts = (["a", "b"], ["c"], ["a", "c"])
    batches = [_batch(pa.array(one).dictionary_encode()) for one in texts]
    out, chosen = io.BytesIO(), pa.ipc.IpcWriteOptions(**options)
    with pa.ipc.new_stream(out, batches[0].schema, options=chosen) as stream:
        ends = []
        for batch in batches:
            stream.write_batch(batch)
            ends.append(out.tell())
    return out.getvalue(), ends


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"use_legacy_format": True},
        {"compression": "zstd"},
        {"compression": "lz4"},
        {"emit_dictionary_deltas": True},
    ],
)
def test_a_stream_is_read_to_its_end_mark_and_no_shorter(options: dict[str, Any]) -> None:
    """Cut anywhere, or with anything after its end, it is refused: a patient would be lost."""
    data, ends = _stream(**options)
    assert _read(data) == ["a", "b", "c", "a", "c"]
    for end in ends:
        with pytest.raises(DocumentError, match=r"^patients.arrow: has no end mark after its last"):
            _read(data[:end])
    for end in [*range(0, len(data), 97), *range(len(data) - 8, len(data))]:
        with pytest.raises(DocumentError, match=r"^patients.arrow: "):
            _read(data[:end])
    for more in (data, b"hello", b"\0"):
        with pytest.raises(DocumentError, match=r"^patients.arrow: goes on after its end mark; "):
            _read(data + more)


def test_a_last_value_that_looks_like_an_end_mark_is_none() -> None:
    """A batch may end in the very bytes that a stream ends in."""
    batch = _batch(["a"], delays=pa.array([[-1, 0] * 4], pa.list_(pa.int32())))
    out = io.BytesIO()
    with pa.ipc.new_stream(out, batch.schema) as stream:
        stream.write_batch(batch)
        end = out.tell()
    assert out.getvalue()[:end].endswith(b"\xff\xff\xff\xff\0\0\0\0")
    assert _read(out.getvalue()) == ["a"]
    with pytest.raises(DocumentError, match="has no end mark"):
        _read(out.getvalue()[:end])


def test_a_stream_of_another_writer_is_read() -> None:
    """Polars ends its streams with the same mark."""
    out = io.BytesIO()
    pl.DataFrame(_batch(["a", "b"])).write_ipc_stream(out)
    assert _read(out.getvalue()) == ["a", "b"]


def test_a_stream_that_is_not_whole_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """One line, exit 2, also where all batches but the last were planned already."""
    data, ends = _stream()
    Path(NAME).write_bytes(data[: ends[1]])
    assert main(["cohort", "dcep", NAME, "--output", "o.csv"]) == 2
    assert capsys.readouterr().err == (
        "regimens: patients.arrow: has no end mark after its last batch; write it anew, whole\n"
    )
    assert [path.name for path in Path().iterdir()] == [NAME]
