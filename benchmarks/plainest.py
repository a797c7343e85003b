"""The plainest program that writes the columns of a cohort: numpy into Arrow, and nothing else.

It knows DARA-DCEP by heart. Nothing that it is given is looked at twice: no patient is refused, no
body is held against a range, and a surface is rounded as its float falls.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
from dara_dcep import Line
from numpy.typing import NDArray

__all__ = ["FRACTIONS", "Plainest"]

FRACTIONS = ("1", "0.7", "0.5")
_TENTHS = (10, 7, 5)
_NUMBER = pa.decimal128(38, 18)
_SURFACES = 400  # hundredths of a m²
_WEIGHTS = 3000  # tenths of a kg
_LOWER = 2**64 - 1


def _words(value: int) -> tuple[int, int]:
    return value & _LOWER, value >> 64


def _places(texts: Sequence[str | None]) -> tuple[NDArray[np.int8], pa.Array]:
    """The place of each text among the different ones, and those; -1 for none."""
    names = list(dict.fromkeys(text for text in texts if text is not None))
    found = [-1 if text is None else names.index(text) for text in texts]
    return np.array(found, np.int8), pa.array(names, pa.string())


class Plainest:
    """Rows of a regimen for batch after batch of patients, with its tables of doses."""

    def __init__(self, lines: Sequence[Line], schema: pa.Schema) -> None:
        self._lines, self._schema = lines, schema
        self._texts = {
            "phase": _places([line.phase for line in lines]),
            "drug": _places([line.drug for line in lines]),
            "unit": _places(["mg"] * len(lines)),
            "route": _places([line.route for line in lines]),
            "status": _places([line.status for line in lines]),
        }
        self._counts = {
            "cycle": np.array([line.cycle for line in lines], np.int32),
            "day": np.array([line.day for line in lines], np.int32),
            "occurrence": np.ones(len(lines), np.int32),
        }
        self._days = np.array([line.offset + line.day - 1 for line in lines], np.int32)
        self._cycle = np.array([line.place for line in lines])
        self._by_weight = _runs([line.per == "kg" for line in lines])
        self._by_surface = {
            name: np.array(
                [
                    [_words(value) for value in self._numbers(name, tenths, surface)]
                    for tenths in _TENTHS
                    for surface in range(_SURFACES)
                ],
                np.uint64,
            )
            for name in ("fraction", "calculated", "dose")
        }
        self._by_cycle = []
        for cycle in range(int(self._cycle[-1]) + 1):
            (part,) = _runs((self._cycle == cycle).tolist())
            tables = {
                name: np.ascontiguousarray(table[:, part])
                for name, table in self._by_surface.items()
            }
            self._by_cycle.append((part, tables))
        # 16 mg/kg on tenths of a kg: a dose in tenths of a mg needs no rounding.
        antibody = [_words(16 * weight * 10**17) for weight in range(_WEIGHTS)]
        self._antibody = np.array(antibody, np.uint64)

    def _numbers(self, name: str, tenths: int, surface: int) -> list[int]:
        """One number of each line, in units of the eighteenth decimal."""
        found = []
        for line in self._lines:
            part = tenths if line.is_reduced else 10
            if name == "fraction":
                found.append(part * 10**17)
                continue
            # In thousandths of a mg: mg × tenths × hundredths of a m².
            exact = line.amount * part * (surface if line.per == "m2" else 100)
            if name == "dose":
                exact = (exact + 5) // 10 * 10  # to 0.01 mg, half up
            found.append(exact * 10**15)
        return found

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The rows of one batch."""
        count, width = batch.num_rows, len(self._lines)
        heights = batch.column("height_cm").cast(pa.float64()).to_numpy()
        weights = batch.column("weight_kg").cast(pa.float64()).to_numpy()
        surfaces = np.floor(np.sqrt(heights * weights / 3600) * 100 + 0.5).astype(np.intp)
        starts = batch.column("start").cast(pa.int32()).to_numpy()
        dates = np.add(starts[:, None], self._days)
        settings = None
        if "delays" in batch.schema.names:
            late = np.cumsum(_square(batch.column("delays")), axis=1, dtype=np.int32)
            dates += late[:, self._cycle]
        if "fractions" in batch.schema.names:
            settings = _settings(batch.column("fractions"))
        numbers = self._columns_of_numbers(surfaces, weights, settings)
        ids = np.repeat(np.arange(count, dtype=np.int32), width)
        columns = {
            "patient_id": pa.DictionaryArray.from_arrays(
                pa.array(ids), batch.column("patient_id"), safe=False
            ),
            "date": pa.array(dates.ravel()).view(pa.date32()),
        }
        for name, values in self._counts.items():
            columns[name] = pa.array(np.tile(values, count))
        for name, (places, names) in self._texts.items():
            columns[name] = _dictionary(np.tile(places, count), names)
        for name, number in numbers.items():
            buffers = [None, pa.py_buffer(number)]
            columns[name] = pa.Array.from_buffers(_NUMBER, count * width, buffers)
        arrays = [columns[name] for name in self._schema.names]
        return pa.RecordBatch.from_arrays(arrays, schema=self._schema)

    def _columns_of_numbers(
        self,
        surfaces: NDArray[np.intp],
        weights: NDArray[np.float64],
        settings: NDArray[np.intp] | None,
    ) -> dict[str, NDArray[np.uint64]]:
        count, width = len(surfaces), len(self._lines)
        found = {name: np.empty((count, width, 2), np.uint64) for name in self._by_surface}
        if settings is None:
            for name, table in self._by_surface.items():
                np.take(table, surfaces, axis=0, out=found[name], mode="clip")
        else:
            for cycle, (part, tables) in enumerate(self._by_cycle):
                keys = surfaces
                if cycle < settings.shape[1]:
                    keys = settings[:, cycle] * _SURFACES + surfaces
                for name, table in tables.items():
                    found[name][:, part] = np.take(table, keys, axis=0, mode="clip")
        doses = self._antibody[np.rint(weights * 10).astype(np.intp)][:, None]
        for part in self._by_weight:
            found["calculated"][:, part] = doses
            found["dose"][:, part] = doses
        return found


def _runs(wanted: Sequence[bool]) -> list[slice]:
    """The places that are wanted, in runs without a gap."""
    places = [place for place, one in enumerate(wanted) if one]
    firsts = [one for one in places if one - 1 not in places]
    lasts = [one for one in places if one + 1 not in places]
    return [slice(first, last + 1) for first, last in zip(firsts, lasts, strict=True)]


def _square(lists: pa.Array) -> NDArray[Any]:
    """Lists of one length as a row each."""
    values: NDArray[Any] = lists.flatten().to_numpy(zero_copy_only=False)
    return values.reshape(len(lists), -1)


def _settings(lists: pa.Array) -> NDArray[np.intp]:
    """The place in FRACTIONS of each cycle."""
    values = pc.index_in(
        lists.flatten(),
        pa.array(FRACTIONS, pa.string()).cast(lists.type.value_type),
    )
    places: NDArray[np.intp] = values.to_numpy(zero_copy_only=False).astype(np.intp)
    return places.reshape(len(lists), -1)


def _dictionary(places: NDArray[np.int8], names: pa.Array) -> pa.Array:
    valid = None
    if (places < 0).any():
        valid = pa.py_buffer(np.packbits(places >= 0, bitorder="little"))
    indices = pa.Array.from_buffers(pa.int8(), len(places), [valid, pa.py_buffer(places)])
    return pa.DictionaryArray.from_arrays(indices, names, safe=False)
