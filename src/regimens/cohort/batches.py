"""A file of patients planned batch by batch, so that rows in memory stay few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from regimens.cohort.columns import EPOCH, arrow
from regimens.cohort.doses import Doses
from regimens.cohort.findings import findings
from regimens.cohort.intensities import intensities
from regimens.cohort.layouts import REFERENCE
from regimens.cohort.patients import patients_of
from regimens.cohort.planning import Planned, planned
from regimens.cohort.settings import Cohort, reference_patient
from regimens.cohort.summaries import counted
from regimens.cohort.together import MOST_DAYS
from regimens.errors import RegimensError
from regimens.summaries import Tally

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

__all__ = ["Asked", "Batch", "Planner"]

_ROWS = 1 << 19  # of one batch's plan, as near as the rows of one patient can be told before
_UNKNOWN = 1000  # rows of a patient whose like cannot be planned beforehand


@frozen(kw_only=True)
class Asked:
    """What is worked out of patients besides their rows.

    Args:
        intensities: Whether the relative dose intensities are.
        as_planned: Whether every dose counts for them as its calendar has it.
        findings: Whether the findings are.
        summary: The phase and the group whose fractions are counted, or None.
    """

    intensities: bool = False
    as_planned: bool = False
    findings: bool = False
    summary: tuple[str, str] | None = None


@frozen(kw_only=True)
class Batch:
    """Some patients of a file, and what they were planned into.

    Args:
        patients: As read.
        planned: Their rows and rejects.
        intensities: Of those who are planned, where they are asked for.
        findings: Of those who are planned, where they are asked for.
        tally: What those who are planned add to the summary, where it is asked for.
    """

    patients: pa.RecordBatch
    planned: Planned
    intensities: pa.RecordBatch | None = None
    findings: pa.RecordBatch | None = None
    tally: Tally | None = None


class Planner:
    """Plans the batches of one file, one after another.

    Args:
        cohort: How all are planned.
        asked: What is worked out besides.
    """

    def __init__(self, cohort: Cohort, asked: Asked) -> None:
        self._cohort = cohort
        self._asked = asked
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
            yield self._answered(part, found, first_row + done)
            done += part.num_rows

    def _answered(self, patients: pa.RecordBatch, found: Planned, first_row: int) -> Batch:
        """What is asked of patients besides their rows; who has none is in no table."""
        asked, cohort, doses = self._asked, self._cohort, self._doses
        batch = Batch(patients=patients, planned=found)
        if asked == Asked():
            return batch
        refused = {row - first_row for row in found.rejects.column("row").to_pylist()}
        places = [place for place in range(patients.num_rows) if place not in refused]
        pa = arrow()
        kept = patients.take(pa.array(places, pa.int64())) if refused else patients
        if asked.intensities:
            told = intensities(kept, cohort, as_planned=asked.as_planned, doses=doses)
            rejects = _with(found.rejects, told.rejects, [first_row + place for place in places])
            batch = attrs.evolve(
                batch, intensities=told.rows, planned=attrs.evolve(found, rejects=rejects)
            )
        if asked.findings:
            batch = attrs.evolve(batch, findings=findings(kept, cohort).rows)
        if asked.summary is not None:
            phase, group = asked.summary
            tally = counted(kept, cohort, phase=phase, group=group, doses=doses).tally
            batch = attrs.evolve(batch, tally=tally)
        return batch

    def _width(self, patients: pa.RecordBatch) -> int:
        """The rows of the one of some patients who has most, as far as their starts tell."""
        days = None
        if self._cohort.until is not None:
            last = self._cohort.until.toordinal() - EPOCH
            read = patients_of(patients)
            starts = read.starts[read.has_start & (read.starts >= last - MOST_DAYS)]
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


def _with(rejects: pa.RecordBatch, more: pa.RecordBatch, rows: Sequence[int]) -> pa.RecordBatch:
    """Rejects in the order of the file.

    Args:
        rejects: With their rows in the file.
        more: Further ones, with their rows among some patients of it.
        rows: The row of each of those patients in the file.
    """
    if not more.num_rows:
        return rejects
    every = rejects.to_pylist()
    every += [{**one, "row": rows[one["row"] - 1]} for one in more.to_pylist()]
    every.sort(key=lambda one: one["row"])
    return type(rejects).from_pylist(every, schema=rejects.schema)
