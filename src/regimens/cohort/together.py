"""The patients of a batch whose rows differ in nothing but days and doses, in arrays."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from regimens.cohort.columns import EPOCH
from regimens.cohort.dose_tables import DoseTable, dose_tables
from regimens.cohort.doses import Doses
from regimens.cohort.layouts import REFERENCE, Layout, layout_of
from regimens.cohort.measures import Bodies, bodies_of_batch
from regimens.cohort.patients import Patients
from regimens.cohort.pieces import Names, Pieces, fraction_words, none
from regimens.cohort.sequences import Sequences, sequences_of
from regimens.cohort.settings import Cohort
from regimens.validation import is_plain_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["MOST_DAYS", "Shared", "filled", "shared"]

# Whoever's course lasts so long, or begins so early or late, is planned alone.
MOST_DAYS = 36_000
_FIRST = date(2, 1, 1).toordinal() - EPOCH
_LAST = date(9999, 1, 1).toordinal() - EPOCH - MOST_DAYS
_AT_ONCE = 1 << 21  # rows worked on together: what fits the processor's own memory best
_PRINTABLE = r"^[ -~]*[!-~][ -~]*$"


@frozen(kw_only=True)
class Shared:
    """The patients of a batch who share a layout, and what is each one's own.

    Args:
        layout: The rows.
        sequences: The fractions and delays, of the whole batch.
        bodies: The bodies, of the whole batch.
        starts: Days since 1970-01-01, of the whole batch.
        last: The last day shown, since 1970, or None.
        rows: The places of the patients in the batch.
        tables: Their doses.
    """

    layout: Layout
    sequences: Sequences
    bodies: Bodies
    starts: NDArray[np.int32]
    last: int | None
    rows: NDArray[np.intp]
    tables: list[DoseTable]

    def of(self, kept: NDArray[np.bool_]) -> Shared:
        """The same for some of the patients."""
        return evolve(self, rows=self.rows[kept], tables=[table.of(kept) for table in self.tables])

    def from_start(self) -> NDArray[np.int32]:
        """Days from the start, without delays, to the first day on which each row is shown."""
        import numpy as np  # noqa: PLC0415 - an extra

        layout = self.layout
        begins = np.array([(time.start - REFERENCE).days for time in layout.times], np.int32)
        return np.maximum(np.array(layout.days, np.int32), begins[list(layout.cycles)])

    def settings(self) -> NDArray[np.int32]:
        """The place of the fraction of each patient in each cycle, 0 for the full dose."""
        import numpy as np  # noqa: PLC0415 - an extra

        if self.sequences.settings is None:
            return np.zeros((len(self.rows), len(self.layout.times)), np.int32)
        return self.sequences.settings[self.rows]

    def delays(self) -> NDArray[np.int32]:
        """By how many days each cycle of each patient alone is late."""
        import numpy as np  # noqa: PLC0415 - an extra

        if self.sequences.late is None:
            return np.zeros((len(self.rows), len(self.layout.times)), np.int32)
        return np.diff(self.sequences.late[self.rows], axis=1, prepend=np.int32(0))

    def is_shown(self) -> NDArray[np.bool_]:
        """Whether each row of each patient, and its cycle, begins by the last day."""
        import numpy as np  # noqa: PLC0415 - an extra

        if self.last is None:
            return np.ones((len(self.rows), len(self.layout.rows)), np.bool_)
        days = self.starts[self.rows, None] + self.from_start()
        if self.sequences.late is not None:
            days += self.sequences.late[self.rows][:, self.layout.cycles]
        found: NDArray[np.bool_] = days <= self.last
        return found


def shared(
    cohort: Cohort, patients: Patients, doses: Doses
) -> tuple[Shared | None, NDArray[np.bool_]]:
    """The patients who share a layout, and whether each of the batch is among them.

    Each of them can be planned, and everybody else is to be planned alone.

    Args:
        cohort: How all are planned.
        patients: The batch.
        doses: Where the doses of the cohort are kept.
    """
    import numpy as np  # noqa: PLC0415 - an extra

    bodies, starts = bodies_of_batch(patients), patients.starts
    fit = bodies.can_be & patients.has_start & (starts >= _FIRST) & (starts <= _LAST)
    fit &= _are_named(patients) & _have_no_events(patients)
    last = None if cohort.until is None else cohort.until.toordinal() - EPOCH
    if last is not None:
        fit &= (starts <= last) & (starts >= last - MOST_DAYS)
    layout = None
    if fit.any():
        layout = layout_of(cohort, None if last is None else last - int(starts[fit].min()))
    if layout is None:
        return None, np.zeros(len(patients), np.bool_)
    sequences = sequences_of(patients, layout)
    fit &= sequences.fit
    fit &= max(layout.days, default=0) + sequences.days_late() <= MOST_DAYS
    rows = np.flatnonzero(fit)
    tables = dose_tables(layout, sequences, bodies, rows, doses)
    if tables is None:
        return None, np.zeros(len(patients), np.bool_)
    found = Shared(
        layout=layout,
        sequences=sequences,
        bodies=bodies,
        starts=starts,
        last=last,
        rows=rows,
        tables=tables,
    )
    refused = np.zeros(len(rows), np.bool_)
    for table in tables:
        refused |= table.refused[table.places]
    if refused.any():
        fit[rows[refused]] = False
        found = found.of(~refused)
    return found, fit


def filled(shared: Shared, names: Names) -> Pieces:
    """The rows of patients who share a layout.

    Args:
        shared: The patients.
        names: To which the texts of the rows are added.
    """
    return _Fill(shared=shared, names=names).pieces()


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
        shared: The patients.
        names: To which the texts of the rows are added.
    """

    shared: Shared
    names: Names

    def pieces(self) -> Pieces:
        """The rows of all of them."""
        import numpy as np  # noqa: PLC0415 - an extra

        rows = self.shared.rows
        width, count = len(self.shared.layout.rows), len(rows)
        found = none()
        for name, array in found.items():
            found[name] = np.empty((count * width, *array.shape[1:]), array.dtype)
        own = self._own()
        if sum(table.width for table in self.shared.tables if "fraction" in table.numbers) == width:
            del own["fraction"]  # the tables write all of it
        step = max(1, _AT_ONCE // max(width, 1))
        for begin in range(0, count, step):
            part = slice(begin, begin + step)
            views = {
                name: array[begin * width : (begin + step) * width].reshape(
                    len(rows[part]), width, *array.shape[1:]
                )
                for name, array in found.items()
            }
            self._write(views, own, rows[part])
            for table in self.shared.tables:
                table.write(views, part)
        if self.shared.last is None:
            return found
        keep = self.shared.is_shown().ravel()
        return {name: array[keep] for name, array in found.items()}

    def _own(self) -> dict[str, NDArray[Any]]:
        """What the rows are for everybody."""
        rows = self.shared.layout.rows
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
                [fraction_words(row.fraction) for row in rows],
                np.uint64,
            ).reshape(-1, 2),
            "has_fraction": np.array([row.fraction is not None for row in rows], np.bool_),
            "unit": np.array([place("unit", row.unit) for row in rows], np.int8),
            "route": np.array([place("route", route) for route in routes], np.int8),
            "status": np.array([place("status", row.status.value) for row in rows], np.int8),
        }

    def _write(self, views: Pieces, own: Pieces, rows: NDArray[np.intp]) -> None:
        """Everything but the doses."""
        import numpy as np  # noqa: PLC0415 - an extra

        layout, late = self.shared.layout, self.shared.sequences.late
        for name, array in own.items():
            views[name][:] = array
        views["row"][:] = rows[:, None]
        starts = self.shared.starts[rows, None]
        np.add(starts, np.array(layout.days, np.int32), out=views["date"])
        if late is not None:
            views["date"] += late[rows][:, layout.cycles]
