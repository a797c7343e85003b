"""The dose intensity of patients who share rows, worked out of the sums of their doses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from regimens.cohort.columns import scaled
from regimens.cohort.dose_tables import DoseTable, dose_tables
from regimens.cohort.doses import Doses
from regimens.cohort.layouts import REFERENCE
from regimens.cohort.patients import Patients
from regimens.cohort.settings import Cohort, reference_patient
from regimens.cohort.together import Shared, shared
from regimens.decimals import EXACT
from regimens.errors import HistoryError, RegimensError
from regimens.formats.arrow import SCALE
from regimens.intensity import Intensity, intensity
from regimens.statuses import Status

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Told", "fitting", "told_of"]


@frozen(kw_only=True)
class Told:
    """Some intensities.

    Args:
        rows: For each the place of its patient in the batch.
        orders: For each its place among those of the patient.
        intensities: The intensities; what is the same for several may be one.
    """

    rows: NDArray[np.intp]
    orders: NDArray[np.intp]
    intensities: Sequence[Intensity]

    @classmethod
    def of_one(cls, row: int, found: Sequence[Intensity]) -> Told:
        """Those of one patient."""
        import numpy as np  # noqa: PLC0415 - an extra

        return cls(
            rows=np.full(len(found), row, np.intp),
            orders=np.arange(len(found)),
            intensities=found,
        )


def fitting(one: Intensity) -> Intensity:
    """The same intensity, whose amounts the columns hold with all their digits.

    Raises:
        DocumentError: for one that they do not.
    """
    scaled(one.delivered, name="delivered", where=one.drug)
    scaled(one.planned, name="planned", where=one.drug)
    return one


def told_of(
    found: Shared, patients: Patients, doses: Doses, *, as_planned: bool
) -> tuple[list[Told], dict[int, HistoryError], NDArray[np.bool_]]:
    """The intensities of patients who share rows.

    Args:
        found: The patients.
        patients: The batch they are of.
        doses: Where the doses of the cohort are kept.
        as_planned: Whether every dose counts as the calendar has it.

    Returns:
        The intensities; why some have none, by their place in the batch; and who of the patients
        is to be worked out alone.
    """
    import numpy as np  # noqa: PLC0415 - an extra

    none = np.ones(len(found.rows), np.bool_)
    whole, is_whole = _whole(found, patients, doses)
    if whole is None or not whole.layout.is_from_first:
        return [], {}, none
    full = dose_tables(
        whole.layout,
        attrs.evolve(whole.sequences, settings=None, fractions=whole.sequences.fractions[:1]),
        whole.bodies,
        found.rows,
        doses,
    )
    if full is None:
        return [], {}, none
    left = ~is_whole[found.rows]
    for table in full:
        left |= table.refused[table.places]
    shown = found.is_shown()
    counts = shown.sum(axis=1)
    left |= (shown != (np.arange(shown.shape[1]) < counts[:, None])).any(axis=1)
    told: list[Told] = []
    wrong: dict[int, HistoryError] = {}
    for count in np.unique(counts[~left]).tolist():
        own = ~left & (counts == count)
        sums = _Sums(
            found=found.of(own),
            whole=whole,
            full=[table.of(own) for table in full],
            cohort=doses.cohort,
            shown=count if as_planned else 0,
        )
        try:
            told += sums.told()
        except HistoryError as error:
            wrong |= dict.fromkeys(found.rows[own].tolist(), error)
        except RegimensError:
            left |= own
    return told, wrong, left


def _whole(
    found: Shared, patients: Patients, doses: Doses
) -> tuple[Shared | None, NDArray[np.bool_]]:
    """The same patients with more than all the rows that their intensity is made of."""
    cohort = doses.cohort
    phases = cohort.regimen.phases
    cycles = None
    if phases[-1].cycles is None:
        longest = max(phase.cycle_length for phase in phases)
        cycles = len(found.layout.times) + longest // phases[-1].cycle_length + 2
    return shared(attrs.evolve(cohort, until=None, cycles=cycles), patients, doses)


@frozen(kw_only=True)
class _Sums:
    """Patients who share rows and of whom equally many rows count.

    Args:
        found: The patients.
        whole: The same batch with all rows that the intensity is made of.
        full: The full doses of those rows, of the patients.
        cohort: How all are planned.
        shown: How many rows count, from the first.
    """

    found: Shared
    whole: Shared
    full: list[DoseTable]
    cohort: Cohort
    shown: int

    def told(self) -> list[Told]:
        """The intensities of each drug.

        Days and drugs are those of the reference patient, longer by what the patient's own cycles
        are late; amounts are sums of the patient's own doses.
        """
        import numpy as np  # noqa: PLC0415 - an extra

        rows, whole = self.found.layout.rows, self.whole.layout
        told = []
        for order, one in enumerate(self._of_reference()):
            counted = [
                place
                for place, row in enumerate(rows[: self.shown])
                if row.drug == one.drug and row.status is Status.PLANNED
            ]
            last = max(rows[place].time.place for place in counted)
            written = [
                place
                for place, row in enumerate(whole.rows)
                if row.drug == one.drug and row.time.place <= last
            ]
            late = self._late(whole.cycles[written[0]], whole.cycles[written[-1]])
            delivered = _sums(self.found.tables, counted, len(late))
            planned = _sums(self.full, written, len(late))
            told.append(
                Told(
                    rows=self.found.rows,
                    orders=np.full(len(late), order),
                    intensities=_as_reference(one, delivered, planned, late),
                )
            )
        return told

    def _of_reference(self) -> Sequence[Intensity]:
        """What the reference patient has without any delay."""
        course = self.cohort.course(reference_patient(), REFERENCE)
        if self.cohort.until is not None and self.shown:
            days = max(0, int(self.found.from_start()[self.shown - 1]))
            course = attrs.evolve(course, until=REFERENCE + timedelta(days=days))
        return intensity(course, as_planned=self.shown > 0)

    def _late(self, first: int, last: int) -> list[int]:
        """By how many days each patient's time from one cycle to another is longer."""
        late = self.whole.sequences.late
        if late is None:
            return [0] * len(self.found.rows)
        own = late[self.found.rows]
        found: list[int] = (own[:, last] - own[:, first]).tolist()
        return found


def _as_reference(
    one: Intensity, delivered: Iterable[int], planned: Iterable[int], late: Iterable[int]
) -> list[Intensity]:
    """The intensities of patients, each worked out once; amounts are as columns hold them."""
    kept: dict[tuple[int, int, int], Intensity] = {}
    found = []
    for key in zip(delivered, planned, late, strict=True):
        if key not in kept:
            kept[key] = fitting(
                Intensity.over(
                    drug=one.drug,
                    delivered=_number(key[0]),
                    planned=_number(key[1]),
                    unit=one.unit,
                    elapsed_days=one.elapsed_days + key[2],
                    planned_days=one.planned_days,
                )
            )
        found.append(kept[key])
    return found


def _number(value: int) -> Decimal:
    return EXACT.scaleb(Decimal(value), -SCALE)


def _sums(tables: Sequence[DoseTable], columns: Iterable[int], count: int) -> list[int]:
    """The sum of some columns for each patient, as columns of decimals hold it."""
    import numpy as np  # noqa: PLC0415 - an extra

    # A later table overwrites an earlier one.
    held = {
        column: (table, place) for table in tables for place, column in enumerate(_columns(table))
    }
    of_table: dict[int, list[int]] = {}
    for column in columns:
        table, place = held[column]
        of_table.setdefault(id(table), []).append(place)
    found = np.zeros(count, object)
    for table in tables:
        own = of_table.get(id(table))
        if own is not None:
            numbers = table.numbers["dose"][:, own].astype(object)
            found += (numbers[:, :, 0] + numbers[:, :, 1] * 2**64).sum(axis=1)[table.places]
    sums: list[int] = found.tolist()
    return sums


def _columns(table: DoseTable) -> Iterator[int]:
    if isinstance(table.columns, slice):
        return iter(range(table.columns.start, table.columns.stop))
    return iter(table.columns)
