"""A file of patients planned batch by batch, so that rows in memory stay few."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from regimens.cohort.doses import Doses
from regimens.cohort.layouts import REFERENCE
from regimens.cohort.patients import patients_of
from regimens.cohort.planning import Planned, planned
from regimens.cohort.settings import Cohort, reference_patient
from regimens.errors import RegimensError

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

__all__ = ["Batch", "Planner"]

_ROWS = 1 << 19  # of one batch's plan, as near as the rows of one patient can be told before
_UNKNOWN = 1000  # rows of a patient whose like cannot be planned beforehand
_EPOCH = date(1970, 1, 1).toordinal()
_FARTHEST = 36_000  # days; whoever starts earlier is planned alone


@frozen(kw_only=True)
class Batch:
    """Some patients of a file, and what they were planned into.

    Args:
        patients: As read.
        planned: Their rows and rejects.
    """

    patients: pa.RecordBatch
    planned: Planned


class Planner:
    """Plans the batches of one file, one after another.

    Args:
        cohort: How all are planned.
    """

    def __init__(self, cohort: Cohort) -> None:
        self._cohort = cohort
        self._doses = Doses(cohort)
        self._widths: dict[int | None, int] = {}

    def plan(self, patients: pa.RecordBatch, first_row: int) -> Iterator[Batch]:
        """Plan patients, in parts where their rows are many.

        Args:
            patients: As read.
            first_row: The number of the first of them in the file.

        Raises:
            DocumentError: as :func:`regimens.cohort.planned`.
        """
        done = 0
        while done < patients.num_rows:
            part = patients.slice(done)
            while part.num_rows > 1 and part.num_rows * self._width(part) > _ROWS:
                part = part.slice(0, (part.num_rows + 1) // 2)
            found = planned(part, self._cohort, doses=self._doses, first_row=first_row + done)
            yield Batch(patients=part, planned=found)
            done += part.num_rows

    def _width(self, patients: pa.RecordBatch) -> int:
        """The rows of the one of some patients who has most, as far as their starts tell."""
        days = None
        if self._cohort.until is not None:
            last = self._cohort.until.toordinal() - _EPOCH
            read = patients_of(patients)
            starts = read.starts[read.has_start & (read.starts >= last - _FARTHEST)]
            days = max(0, last - int(starts.min())) if len(starts) else 0
        if days not in self._widths:
            self._widths[days] = self._rows_of_one(days)
        return self._widths[days]

    def _rows_of_one(self, days: int | None) -> int:
        course = self._cohort.course(reference_patient(), REFERENCE)
        until = None if days is None else REFERENCE + timedelta(days=days)
        try:
            return max(1, len(attrs.evolve(course, until=until).plan()))
        except RegimensError:
            return _UNKNOWN
