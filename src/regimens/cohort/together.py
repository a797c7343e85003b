"""The patients of a batch whose rows differ in nothing but days and doses, in arrays."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from attrs import frozen

from regimens.cohort.columns import scaled
from regimens.cohort.dose_tables import DoseTable, dose_tables
from regimens.cohort.doses import Doses
from regimens.cohort.layouts import REFERENCE, Layout, layout_of
from regimens.cohort.measures import bodies_of_batch
from regimens.cohort.patients import Patients
from regimens.cohort.pieces import Names, Pieces, none, words
from regimens.cohort.sequences import sequences_of
from regimens.cohort.settings import Cohort
from regimens.validation import is_plain_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["together"]

_EPOCH = date(1970, 1, 1).toordinal()
# Whoever's course lasts so long, or begins so early or late, is planned alone.
_MOST_DAYS = 36_000
_FIRST = date(2, 1, 1).toordinal() - _EPOCH
_LAST = date(9999, 1, 1).toordinal() - _EPOCH - _MOST_DAYS
_AT_ONCE = 1 << 21  # rows worked on together: what fits the processor's own memory best
_PRINTABLE = r"^[ -~]*[!-~][ -~]*$"


def together(
    cohort: Cohort, patients: Patients, doses: Doses, names: Names
) -> tuple[Pieces, list[int]]:
    """The rows of all patients who share a layout, and the places of those who do not.

    Args:
        cohort: How all are planned.
        patients: The batch.
        doses: Where the doses of the cohort are kept.
        names: To which the texts of the rows are added.
    """
    import numpy as np  # noqa: PLC0415 - an extra

    bodies, starts = bodies_of_batch(patients), patients.starts
    fit = bodies.can_be & patients.has_start & (starts >= _FIRST) & (starts <= _LAST)
    fit &= _are_named(patients) & _have_no_events(patients)
    last = None if cohort.until is None else cohort.until.toordinal() - _EPOCH
    if last is not None:
        fit &= (starts <= last) & (starts >= last - _MOST_DAYS)
    layout = None
    if fit.any():
        layout = layout_of(cohort, None if last is None else last - int(starts[fit].min()))
    if layout is None:
        return none(), list(range(len(patients)))
    sequences = sequences_of(patients, layout)
    fit &= sequences.fit
    fit &= max(layout.days, default=0) + sequences.days_late() <= _MOST_DAYS
    rows = np.flatnonzero(fit)
    tables = dose_tables(layout, sequences, bodies, rows, doses)
    if tables is None:
        return none(), list(range(len(patients)))
    refused = np.zeros(len(rows), np.bool_)
    for table in tables:
        refused |= table.refused[table.places]
    if refused.any():
        fit[rows[refused]] = False
        rows = rows[~refused]
        tables = [table.of(~refused) for table in tables]
    filled = _Fill(layout=layout, names=names, late=sequences.late, last=last)
    return filled.pieces(patients, rows, tables), np.flatnonzero(~fit).tolist()


def _are_named(patients: Patients) -> NDArray[np.bool_]:
    """Whether each has an identifier that a calendar can carry."""
    import numpy as np  # noqa: PLC0415 - an extra
    import pyarrow.compute as pc  # type: ignore[import-untyped]  # noqa: PLC0415

    plainly = pc.match_substring_regex(patients.ids, _PRINTABLE).fill_null(False)
    found: NDArray[np.bool_] = plainly.to_numpy(zero_copy_only=False).copy()
    for row in np.flatnonzero(~found):
        text = patients.ids[int(row)].as_py()
        found[row] = text is not None and bool(text.strip()) and is_plain_text(text)
    return found


def _have_no_events(patients: Patients) -> NDArray[np.bool_]:
    import numpy as np  # noqa: PLC0415 - an extra
    import pyarrow.compute as pc  # noqa: PLC0415 - an extra

    if patients.events is None:
        return np.ones(len(patients), np.bool_)
    empty = pc.equal(pc.ascii_trim_whitespace(patients.events), "").fill_null(True)
    found: NDArray[np.bool_] = empty.to_numpy(zero_copy_only=False)
    return found


@frozen(kw_only=True)
class _Fill:
    """Writes the rows of patients who share a layout.

    Args:
        layout: The rows.
        names: To which the texts of the rows are added.
        late: Days by which each cycle of each patient of the batch begins later, or None.
        last: The last day shown, since 1970, or None.
    """

    layout: Layout
    names: Names
    late: NDArray[np.int32] | None
    last: int | None

    def pieces(
        self,
        patients: Patients,
        rows: NDArray[np.intp],
        tables: list[DoseTable],
    ) -> Pieces:
        """The rows of the patients at the places `rows`."""
        import numpy as np  # noqa: PLC0415 - an extra

        width, count = len(self.layout.rows), len(rows)
        found = none()
        for name, array in found.items():
            found[name] = np.empty((count * width, *array.shape[1:]), array.dtype)
        own = self._own()
        step = max(1, _AT_ONCE // max(width, 1))
        for begin in range(0, count, step):
            part = slice(begin, begin + step)
            views = {
                name: array[begin * width : (begin + step) * width].reshape(
                    len(rows[part]), width, *array.shape[1:]
                )
                for name, array in found.items()
            }
            self._write(views, own, patients.starts, rows[part])
            for table in tables:
                table.write(views, part)
        if self.last is None:
            return found
        keep = self._is_shown(patients.starts, rows, self.last)
        return {name: array[keep] for name, array in found.items()}

    def _own(self) -> dict[str, NDArray[Any]]:
        """What the rows are for everybody."""
        rows = self.layout.rows
        import numpy as np  # noqa: PLC0415 - an extra

        place = self.names.place
        routes = [None if row.route is None else row.route.value for row in rows]
        return {
            "phase": np.array([place("phase", row.phase) for row in rows], np.int8),
            "cycle": np.array([row.cycle for row in rows], np.int32),
            "day": np.array([row.day for row in rows], np.int32),
            "drug": np.array([place("drug", row.drug) for row in rows], np.int8),
            "occurrence": np.array([row.occurrence for row in rows], np.int32),
            "fraction": np.array(
                [(0, 0) if row.fraction is None else _words_of(row.fraction) for row in rows],
                np.uint64,
            ).reshape(-1, 2),
            "has_fraction": np.array([row.fraction is not None for row in rows], np.bool_),
            "unit": np.array([place("unit", row.unit) for row in rows], np.int8),
            "route": np.array([place("route", route) for route in routes], np.int8),
            "status": np.array([place("status", row.status.value) for row in rows], np.int8),
        }

    def _write(
        self,
        views: Pieces,
        own: Pieces,
        starts: NDArray[np.int32],
        rows: NDArray[np.intp],
    ) -> None:
        """Everything but the doses."""
        import numpy as np  # noqa: PLC0415 - an extra

        for name, array in own.items():
            views[name][:] = array
        views["row"][:] = rows[:, None]
        np.add(starts[rows, None], np.array(self.layout.days, np.int32), out=views["date"])
        if self.late is not None:
            views["date"] += self.late[rows][:, self.layout.cycles]

    def _is_shown(
        self, starts: NDArray[np.int32], rows: NDArray[np.intp], last: int
    ) -> NDArray[np.bool_]:
        """Whether each row, and its cycle, begins by the last day."""
        import numpy as np  # noqa: PLC0415 - an extra

        layout = self.layout
        begins = np.array([(time.start - REFERENCE).days for time in layout.times], np.int32)
        from_start = np.maximum(np.array(layout.days, np.int32), begins[list(layout.cycles)])
        days = starts[rows, None] + from_start
        if self.late is not None:
            days += self.late[rows][:, layout.cycles]
        found: NDArray[np.bool_] = (days <= last).ravel()
        return found


def _words_of(fraction: Decimal) -> tuple[int, int]:
    return words(scaled(fraction, name="fraction", where="fractions"))
