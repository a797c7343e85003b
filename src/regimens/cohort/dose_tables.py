"""The doses of a batch as tables: one for each fraction of a dose on a measure that occurs."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, assert_never

from attrs import evolve, frozen

from regimens.cohort.doses import Doses, alike
from regimens.cohort.layouts import Kind, Layout
from regimens.cohort.measures import Bodies, surfaces
from regimens.cohort.pieces import Pieces, fraction_words
from regimens.cohort.sequences import Sequences
from regimens.dosing import Body
from regimens.policy import Policy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["DoseTable", "dose_tables"]

_NUMBERED = 1 << 22  # keys that are told apart by a place of their own rather than by sorting
_FULL = Decimal(1)
_BY_SIZE = (Kind.SURFACE, Kind.WEIGHT, Kind.BODY, Kind.FLAT)


@frozen(kw_only=True)
class DoseTable:
    """The numbers of some rows of a layout, for each key, and the key of each patient.

    Args:
        columns: The rows.
        places: The place of each patient's key.
        numbers: By name of the column, for each key and row, the lower and upper 64 bits.
        refused: Whether a dose of the key is refused.
    """

    columns: slice | list[int]
    places: NDArray[np.intp]
    numbers: dict[str, NDArray[np.uint64]]
    refused: NDArray[np.bool_]

    @property
    def width(self) -> int:
        """How many rows of the layout it has."""
        return int(self.numbers["dose"].shape[1])

    def of(self, kept: NDArray[np.bool_]) -> DoseTable:
        """The table for some of the patients."""
        return evolve(self, places=self.places[kept])

    def write(self, views: Pieces, part: slice) -> None:
        """Write the numbers of some patients into the columns of their rows.

        Args:
            views: By name of the column, for each of those patients and rows.
            part: Which of the patients.
        """
        import numpy as np  # noqa: PLC0415 - an extra

        places, columns = self.places[part], self.columns
        runs = [columns] if isinstance(columns, slice) else list(_side_by_side(columns))
        for name, numbers in self.numbers.items():
            view = views[name]
            if columns == slice(0, view.shape[1]):
                np.take(numbers, places, axis=0, out=view, mode="clip")
                continue
            taken = np.take(numbers, places, axis=0, mode="clip")
            done = 0
            for run in runs:  # faster than all of a list of columns at once
                count = run.stop - run.start
                view[:, run] = taken[:, done : done + count]
                done += count


@frozen(kw_only=True)
class _Measure:
    """What the doses of one kind are multiplied by.

    Args:
        places: For each patient the place of the measure.
        bodies: For each measure a body that has it, and its body surface in steps or 0.
    """

    places: NDArray[np.intp]
    bodies: Sequence[tuple[Body, Decimal]]


def dose_tables(
    layout: Layout,
    sequences: Sequences,
    bodies: Bodies,
    rows: NDArray[np.intp],
    doses: Doses,
) -> list[DoseTable] | None:
    """Tables that between them have every row of the layout; later ones overwrite earlier ones.

    Args:
        layout: The rows.
        sequences: The fraction in each cycle.
        bodies: The bodies of the batch.
        rows: The places of the patients in the batch; all their bodies can be.
        doses: Where doses of the cohort are kept.

    Returns:
        The tables, or None where a formula needs what a table of patients does not hold.
    """
    if not len(rows):
        return []
    measures: dict[Kind, _Measure] = {}
    for kind in set(layout.kinds):
        measure = _measure(kind, bodies, rows, doses.cohort.policy)
        if measure is None:
            return None
        measures[kind] = measure
    found = []
    for columns in _runs(layout, by_cycle=sequences.settings is not None):
        kinds = {layout.kinds[column] for column in columns}
        # The first kind takes the flat doses along, so that it fills rows side by side.
        first = next(kind for kind in _BY_SIZE if kind in kinds)
        for kind in (first, *(kinds - {first, Kind.FLAT})):
            own = [one for one in columns if kind is first or layout.kinds[one] is kind]
            settings = None
            if sequences.settings is not None and any(layout.is_reduced[one] for one in own):
                settings = sequences.settings[rows, layout.cycles[columns[0]]]
            run = _Run(layout=layout, columns=own, kind=kind, measure=measures[kind])
            found.append(run.table(settings, sequences.fractions, doses, is_first=kind is first))
    return found


def _runs(layout: Layout, *, by_cycle: bool) -> Iterator[list[int]]:
    """The rows in parts that have one fraction each; what is not reduced has one throughout."""
    pairs = zip(layout.cycles, layout.is_reduced, strict=True)
    parted = {cycle for cycle, is_reduced in pairs if is_reduced and by_cycle}
    parts = [cycle if cycle in parted else None for cycle in layout.cycles]
    for _, run in groupby(range(len(parts)), key=parts.__getitem__):
        yield list(run)


@frozen(kw_only=True)
class _Run:
    """Some rows of a layout whose doses are multiplied by one measure, or by none."""

    layout: Layout
    columns: list[int]
    kind: Kind
    measure: _Measure

    def table(
        self,
        settings: NDArray[np.int32] | None,
        fractions: Sequence[Decimal],
        doses: Doses,
        *,
        is_first: bool,
    ) -> DoseTable:
        """The doses of the rows.

        Args:
            settings: For each patient the place in `fractions`, or None where all doses are full.
            fractions: The full dose, and each other fraction.
            doses: Where doses are kept.
            is_first: Whether this table has all rows, of which it writes the fraction too.
        """
        import numpy as np  # noqa: PLC0415 - an extra

        bodies, keys = self.measure.bodies, self.measure.places
        if settings is not None:
            keys = settings.astype(np.intp) * len(bodies) + keys
        distinct, places = _told_apart(keys, len(bodies) * len(fractions))
        settings_of = distinct // len(bodies)
        said = [fractions[one] for one in settings_of.tolist()]
        on = [bodies[one] for one in (distinct % len(bodies)).tolist()]
        shape = (len(distinct), len(self.columns), 2)
        numbers = {name: np.zeros(shape, np.uint64) for name in ("calculated", "dose")}
        if settings is not None and is_first:
            of_fraction = np.array([fraction_words(one) for one in fractions], np.uint64)
            numbers["fraction"] = np.zeros(shape, np.uint64)
            for place, column in enumerate(self.columns):
                row = self.layout.rows[column]
                whole = fraction_words(row.fraction)
                numbers["fraction"][:, place] = (
                    of_fraction[settings_of] if self.layout.is_reduced[column] else whole
                )
        refused = np.zeros(len(distinct), np.bool_)
        known: dict[Hashable, NDArray[np.uint64]] = {}
        for place, column in enumerate(self.columns):
            if self.layout.kinds[column] not in (self.kind, Kind.FLAT):
                continue  # written by the table of its own kind
            same = alike(self.layout, column)
            if same not in known:
                given = said if self.layout.is_reduced[column] else [_FULL] * len(said)
                found = doses.column(self.layout, column, on, given)
                refused |= [one is None for one in found]
                whole_doses = [(0, 0, 0, 0) if one is None else one for one in found]
                known[same] = np.array(whole_doses, np.uint64)
            numbers["calculated"][:, place] = known[same][:, :2]
            numbers["dose"][:, place] = known[same][:, 2:]
        first, last = self.columns[0], self.columns[-1]
        is_whole = last - first + 1 == len(self.columns)
        return DoseTable(
            columns=slice(first, last + 1) if is_whole else self.columns,
            places=places,
            numbers=numbers,
            refused=refused,
        )


def _side_by_side(columns: Sequence[int]) -> Iterator[slice]:
    """The runs of rows without a gap."""
    first = 0
    for place, column in enumerate(columns, start=1):
        if place == len(columns) or columns[place] != column + 1:
            yield slice(columns[first], column + 1)
            first = place


def _measure(kind: Kind, bodies: Bodies, rows: NDArray[np.intp], policy: Policy) -> _Measure | None:
    import numpy as np  # noqa: PLC0415 - an extra

    keys: NDArray[np.int64]
    match kind:
        case Kind.SURFACE:
            steps = surfaces(bodies, rows, policy)
            if steps is None:
                return None
            keys, most = steps, int(steps.max()) + 1
        case Kind.WEIGHT:
            keys, most = bodies.weight_codes[rows].astype(np.int64), len(bodies.weights)
        case Kind.BODY:
            most = len(bodies.weights)
            keys = bodies.height_codes[rows].astype(np.int64) * most + bodies.weight_codes[rows]
            most *= len(bodies.heights)
        case Kind.FLAT:
            keys, most = np.zeros(len(rows), np.int64), 1
        case _:
            assert_never(kind)
    distinct, places = _told_apart(keys, most)
    # Of the patients who have a measure, the first one stands for all.
    first = np.empty(len(distinct), np.intp)
    first[places[::-1]] = rows[::-1]
    found = []
    for key, row in zip(distinct.tolist(), first.tolist(), strict=True):
        height, weight = bodies.exact(row)
        found.append((Body(height=height, weight=weight), Decimal(key)))
    return _Measure(places=places, bodies=found)


def _told_apart(keys: NDArray[np.int64], most: int) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Each key once, and the place of each one's key among those; all are less than `most`."""
    import numpy as np  # noqa: PLC0415 - an extra

    if most > _NUMBERED:
        found, places = np.unique(keys, return_inverse=True)
        return found, places
    occurs = np.zeros(most, np.bool_)
    occurs[keys] = True
    distinct = np.flatnonzero(occurs)
    place_of = np.zeros(most, np.intp)
    place_of[distinct] = np.arange(len(distinct))
    return distinct, place_of[keys]
