"""Files of patients with something wrong in them: cells, columns, types and bytes."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import text_mutations
from attrs import frozen
from mutations import check_message, in_parts, some_text, spoiled

from regimens import RegimensError, catalogue
from regimens.cohort import Cohort
from regimens.cohort.batches import Asked, Planner
from regimens.cohort.columns import row_schema
from regimens.cohort.forms import Form
from regimens.cohort.patients import COLUMNS
from regimens.cohort.reading import opened as file_of
from regimens.cohort.writing import writer

__all__ = ["PatientsGiven", "hold", "made", "opened", "renewed", "written"]

_ENDINGS = ("csv", "parquet", "arrow")
_EVENTS = (
    "[]",
    '[{"type": "delay", "cycle": 2, "days": 3}]',
    '[{"type": "measurement", "on": "2026-02-02", "weight": "62 kg"}]',
    '[{"type": "dose_change", "of": "DCEP", "to": "0.7", "cycle": 1}]',
    '[{"type": "omission", "of": "cisplatin", "on": "2026-01-06"}]',
)
_TEXTS: dict[str, tuple[str, ...]] = {
    "patient_id": ("p1", "007", "=1+1", "Ω", "a,b"),
    "start": text_mutations.DATES,
    "height_cm": ("165", "172.5", "1.65", "165 cm"),
    "weight_kg": ("70", "70.5", "7e1", "154 lb"),
    "fractions": ("1;0.7", "[1, 0.7]", "[null, 0.5]", ";;0.7", "[]", "[[1]]"),
    "delays": ("0;3", "[0, 3]", "[null, 8]", "1.5", "[1e3]"),
    "events": _EVENTS,
}
_NUMBERS = (0, 1, 70, 165, -1, 2**31 - 1, 10**9)
_LISTS: tuple[list[Any], ...] = ([], [None], [1, 0], [0, 3], [1] * 40, [7, None, 1])


@frozen
class PatientsGiven:
    """A file of patients.

    Args:
        ending: What its name ends with.
        content: Its bytes.
    """

    ending: str
    content: bytes


def written(given: PatientsGiven) -> bytes:
    """The file as one whose first line says its form."""
    return f"{given.ending}\n".encode() + given.content


def opened(data: bytes) -> PatientsGiven:
    """The file that some bytes are; of another first line, a CSV."""
    head, _, content = data.partition(b"\n")
    ending = head.decode(errors="replace")
    return PatientsGiven(ending if ending in _ENDINGS else "csv", content)


def made(draw: Random) -> PatientsGiven:
    """A few patients in some form, most of them with something wrong."""
    count = draw.choice((0, 1, 1, 2, 3, 5))
    names = list(COLUMNS[: draw.choice((4, 4, 5, 6, 7, 7))])
    if draw.random() < 0.1:
        names[draw.randrange(len(names))] = draw.choice((*COLUMNS, "sex", "", "x" * 300, "a,b"))
    if draw.random() < 0.1:
        draw.shuffle(names)
    ending = draw.choice(_ENDINGS)
    content = _csv(names, count, draw) if ending == "csv" else _arrow(names, count, draw, ending)
    given = PatientsGiven(ending, content)
    return _changed(given, draw) if draw.random() < 0.3 else given


def renewed(data: bytes, draw: Random) -> bytes:
    """Some bytes of the file changed."""
    return written(_changed(opened(data), draw))


def _changed(given: PatientsGiven, draw: Random) -> PatientsGiven:
    if given.ending == "csv" and draw.random() < 0.7:
        return PatientsGiven(given.ending, spoiled(given.content, draw))
    data = bytearray(given.content)
    for _ in range(draw.choice((1, 1, 2, 4, 9))):
        place = draw.randrange(len(data) + 1)
        match draw.randrange(4):
            case 0:
                data[place : place + 1] = bytes([draw.randrange(256)])
            case 1:
                data[place : place + 4] = draw.choice((b"\xff" * 4, b"\0" * 4, b"\xff\xff\xff\x7f"))
            case 2:
                data[place : place + 1] = bytes([(data[place : place + 1] or b"\0")[0] ^ 1])
            case _:
                del data[place : place + draw.choice((1, 4, 8, 200))]
    return PatientsGiven(given.ending, bytes(data))


def _csv(names: list[str], count: int, draw: Random) -> bytes:
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator=draw.choice(("\n", "\r\n")))
    rows.writerow(names)
    for _ in range(count):
        rows.writerow([_cell(name, draw) for name in names])
    return out.getvalue().encode(errors="surrogatepass")


def _cell(name: str, draw: Random) -> str:
    texts = _TEXTS.get(name, ("x",))
    kind = draw.random()
    if kind < 0.92:
        return texts[0] if kind < 0.8 else draw.choice(texts)
    return in_parts(draw.choice(texts), draw) if kind < 0.96 else some_text(draw, texts)


def _encodable(text: str) -> str:
    return text.encode(errors="replace").decode()


def _arrow(names: list[str], count: int, draw: Random, ending: str) -> bytes:
    columns = [_column(name, count, draw) for name in names]
    batch = pa.RecordBatch.from_arrays(columns, names=names)
    out = io.BytesIO()
    if ending == "parquet":
        try:
            pq.write_table(pa.Table.from_batches([batch]), out, row_group_size=max(1, count // 2))
        except (pa.ArrowException, ValueError):
            return b"PAR1"  # of a type that Parquet does not have
        return out.getvalue()
    opens = draw.choice((pa.ipc.new_file, pa.ipc.new_stream))
    with opens(out, batch.schema) as file:
        file.write_batch(batch)
    return out.getvalue()


def _column(name: str, count: int, draw: Random) -> pa.Array:
    """A column of a type that it may have, or of any."""
    kinds: tuple[Callable[[Random], Any], ...] = (
        lambda given: _encodable(_cell(name, given)),
        lambda given: given.choice(_NUMBERS),
        lambda given: Decimal(given.choice(_NUMBERS)) / 10,
        lambda given: given.choice((70.1, 165.0, 1e300, float("nan"), float("inf"), -0.0, 5e-324)),
        lambda given: given.randrange(-(2**31), 2**31),
        lambda given: given.choice(_LISTS),
        lambda given: given.choice((True, False)),
        lambda given: bytes([given.randrange(256)]),
        lambda given: {"a": given.choice(_NUMBERS)},
    )
    types: dict[str, tuple[tuple[int, pa.DataType], ...]] = {
        "patient_id": ((0, pa.string()),),
        "start": ((4, pa.date32()), (0, pa.string())),
        "height_cm": ((2, pa.decimal128(12, 3)), (1, pa.int64()), (3, pa.float64())),
        "weight_kg": ((2, pa.decimal128(12, 3)), (1, pa.int64()), (3, pa.float64())),
        "fractions": ((5, pa.list_(pa.float64())), (0, pa.string())),
        "delays": ((5, pa.list_(pa.int32())), (0, pa.string())),
        "events": ((0, pa.string()),),
    }
    others = (
        *(
            (0, pa.large_string()),
            (0, pa.string_view()),
            (0, pa.dictionary(pa.int8(), pa.string())),
        ),
        *((1, pa.uint64()), (1, pa.date64()), (1, pa.timestamp("us", "UTC")), (1, pa.time32("s"))),
        *((2, pa.decimal256(60, 5)), (3, pa.float32()), (6, pa.bool_()), (7, pa.binary())),
        *((5, pa.large_list(pa.decimal128(20, 2))), (5, pa.list_(pa.list_(pa.int8())))),
        *((8, pa.struct([("a", pa.int64())])), (0, pa.null()), (4, pa.duration("s"))),
    )
    own = types.get(name, ((0, pa.string()),))
    kind, found = draw.choice(own) if draw.random() < 0.96 else draw.choice(others)
    if name in types and kind == 4 and draw.random() < 0.9:
        values: list[Any] = [date(2026, 1, 5)] * count
    elif name == "height_cm" and draw.random() < 0.85:
        values = [165] * count
    elif name == "weight_kg" and draw.random() < 0.85:
        values = [70] * count
    else:
        values = [None if draw.random() < 0.05 else kinds[kind](draw) for _ in range(count)]
    try:
        return pa.array(values, found)
    except (pa.ArrowException, ValueError, TypeError, OverflowError):
        return pa.nulls(count, found)


@cache
def _cohort() -> Cohort:
    return Cohort(regimen=catalogue.get("dara-dcep"), cycles=2)


@cache
def _place() -> Path:
    return Path(tempfile.mkdtemp(prefix="patients-"))


def hold(given: PatientsGiven) -> str:
    """What becomes of a file: it is refused, or each patient is planned or refused."""
    path = _place() / f"patients.{given.ending}"
    path.write_bytes(given.content)
    patients = planned = 0
    try:
        with file_of(str(path)) as found:
            out = io.BytesIO()
            rows = writer(Form.CSV, out, row_schema(_cohort().regimen))
            for batch in found.batches():
                for one in Planner(_cohort(), Asked()).plan(batch, patients + 1):
                    rows.write(one.planned.rows)
                    patients += one.patients.num_rows
                    rejects = one.planned.rejects.to_pylist()
                    planned += one.patients.num_rows - len(rejects)
                    for reject in rejects:
                        assert 1 <= reject["row"] <= patients
                        assert reject["message"].isprintable()
            rows.close()
            text = out.getvalue().decode()
            assert (planned > 0) is (text.count("\n") > 1)
    except RegimensError as error:
        check_message(error, str(path))
        return "refused"
    if not planned:
        return "no patient planned"
    return "planned" if planned == patients else "planned in part"
