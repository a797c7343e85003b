"""The doses of a cohort, each worked out once for a fraction of it on a measure."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from decimal import Decimal

from regimens.administrations import Administration
from regimens.cohort.columns import scaled
from regimens.cohort.layouts import Kind, Layout
from regimens.cohort.pieces import words
from regimens.cohort.settings import Cohort
from regimens.course_doses import CourseDoses
from regimens.dose_changes import FULL, Setting
from regimens.dosing import Body
from regimens.dosing_weight import bodies_of
from regimens.errors import RegimensError
from regimens.expansion import Slot

__all__ = ["Doses", "Words", "alike"]

Words = tuple[int, int, int, int]  # calculated and dose, each its lower and upper 64 bits
_Measure = Decimal | tuple[Decimal, Decimal] | None
_Part = tuple[int, str | None]  # component and named level
_Key = tuple[_Part, int, Decimal, _Measure]  # and occurrence, fraction, measure
_MOST = 400_000  # doses kept; a table of patients may have no end


class Doses:
    """Works out and keeps the doses of all patients under one policy.

    A dose is made by the same steps as in a single plan. What is kept depends on nothing but what
    it is kept by, and on the cohort, which does not change.
    """

    def __init__(self, cohort: Cohort) -> None:
        self.cohort = cohort
        self._kept: dict[_Key, Words | None] = {}

    @classmethod
    def of(cls, cohort: Cohort, kept: Doses | None) -> Doses:
        """Those of batches before where they are of the same cohort, else new ones; with room.

        Args:
            cohort: How all are planned.
            kept: The doses of batches before, if there were any.
        """
        found = kept if kept is not None and kept.cohort is cohort else cls(cohort)
        found.make_room()
        return found

    def make_room(self) -> None:
        """Forget all doses where there are very many."""
        if len(self._kept) > _MOST:
            self._kept.clear()

    def column(
        self,
        layout: Layout,
        row: int,
        bodies: Sequence[tuple[Body, Decimal]],
        settings: Sequence[Decimal],
    ) -> list[Words | None]:
        """One row's dose on each body at its fraction; None for a patient who is planned alone.

        Args:
            layout: Where the row stands.
            row: Its place.
            bodies: Each with the body surface that is used on it, or 0 where it is not needed.
            settings: The fraction that goes with each body.
        """
        slot, kind = layout.rows[row].slot, layout.kinds[row]
        kept, found = self._kept, []
        component = _part(slot)
        for (body, surface), fraction in zip(bodies, settings, strict=True):
            measure: _Measure
            match kind:
                case Kind.FLAT:
                    measure = None
                case Kind.SURFACE:
                    measure = surface
                case Kind.WEIGHT:
                    measure = body.weight
                case Kind.BODY:
                    assert body.height is not None  # noqa: S101 - others are planned alone
                    assert body.weight is not None  # noqa: S101
                    measure = (body.height, body.weight)
            key = (component, slot.occurrence, fraction, measure)
            if key not in kept:
                self._work_out(layout.rows[row], body, fraction, measure)
            found.append(kept[key])
        return found

    def _work_out(
        self,
        row: Administration,
        body: Body,
        fraction: Decimal,
        measure: _Measure,
    ) -> None:
        slot, route = row.slot, row.route
        doses = CourseDoses(bodies_of(body), self.cohort.policy)
        setting = FULL if fraction == 1 else Setting(fraction, None, "", "")
        component = _part(slot)
        try:
            found = doses.of(slot, setting, route)
        except RegimensError:
            # The patient is planned alone, and refused with the reason.
            for occurrence in range(1, slot.of + 1):
                self._kept[component, occurrence, fraction, measure] = None
            return
        for dose in found:
            where = slot.drug
            try:
                both = (
                    *words(scaled(dose.calculated, name="calculated", where=where)),
                    *words(scaled(dose.value, name="dose", where=where)),
                )
            except RegimensError:
                self._kept[component, dose.occurrence, fraction, measure] = None
                continue
            self._kept[component, dose.occurrence, fraction, measure] = both


def alike(layout: Layout, row: int) -> Hashable:
    """What rows have in common that have one dose on every measure at every fraction.

    Args:
        layout: Where the row stands.
        row: Its place.
    """
    slot = layout.rows[row].slot
    return _part(slot), slot.occurrence, layout.kinds[row], layout.is_reduced[row]


def _part(slot: Slot) -> _Part:
    return id(slot.component), None if slot.level is None else slot.level.name
