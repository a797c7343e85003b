"""The doses of a course, each worked out once for a component at one setting on one body."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from regimens.amounts import Basis, WrittenDose
from regimens.components import Product
from regimens.decimals import plain, shown
from regimens.dispensing import making
from regimens.dose_changes import Setting
from regimens.dosing import Body, Dose, resolve
from regimens.dosing_surface import SurfaceArea, surface_area
from regimens.dosing_weight import Bodies
from regimens.drugs import Route
from regimens.errors import DoseError
from regimens.expansion import Slot
from regimens.findings import Finding
from regimens.policy import Policy
from regimens.rounding import FINE

__all__ = ["CourseDoses"]


class CourseDoses:
    """Works out and keeps the doses of one patient under one policy."""

    def __init__(self, bodies: Bodies, policy: Policy) -> None:
        self._policy = policy
        self._bodies = bodies
        self._surfaces: dict[int, SurfaceArea] = {}
        self._doses: dict[tuple[int, ...], tuple[Dose, ...]] = {}
        self._firsts: list[tuple[str, str, Dose]] = []

    def of(
        self, slot: Slot, setting: Setting, route: Route | None, body: int = 0
    ) -> tuple[Dose, ...]:
        """The doses of a slot's day at its component's setting, on the body of that number.

        Args:
            slot: Its component, and the named level on its day.
            setting: The fraction in force.
            route: By which the component is given throughout the course.
            body: The number of the body.
        """
        key = (id(slot.component), id(setting), body)
        doses = self._doses.get(key)
        if doses is None:
            level = slot.level
            doses = self._resolve(
                slot,
                slot.component.dose if level is None else level.dose,
                body,
                fraction=None if level is not None else setting.fraction,
                level=None if level is None else level.name,
                reason=setting.reason,
                route=route,
            )
            self._doses[key] = doses
        return doses

    def of_product(self, slot: Slot, product: Product, setting: Setting, body: int = 0) -> Dose:
        """The dose of a slot as another product of its drug, at the fraction in force.

        Raises:
            DoseError: where a named level is in force, of which no amount of the product is known.
        """
        if slot.level is not None:
            raise DoseError(
                f"{slot.drug} is at the level {shown(slot.level.name)}, of which the protocol "
                f"writes no amount of {product.name}",
                where=f"{slot.phase} cycle {slot.cycle} day {slot.day}",
                mend="record a fraction of the full dose from there, or do not switch",
            )
        key = (id(slot.component), id(product), id(setting), body)
        if key not in self._doses:
            self._doses[key] = self._resolve(
                slot,
                product.dose,
                body,
                fraction=setting.fraction,
                reason=setting.reason,
                route=product.route,
            )
        return self._doses[key][slot.occurrence - 1]

    def _resolve(
        self,
        slot: Slot,
        written: WrittenDose,
        number: int,
        *,
        fraction: Decimal | None,
        reason: str,
        route: Route | None,
        level: str | None = None,
    ) -> tuple[Dose, ...]:
        body = self._bodies.versions[number].body
        by_surface = written.amount.basis is Basis.SURFACE
        doses = resolve(
            written,
            body,
            self._policy,
            fraction=fraction,
            level=level,
            surface=self._surface(number, body) if by_surface else None,
            reason=reason,
            drug=slot.drug,
            making=making(slot.component.drug, route, self._policy.rounding),
        )
        self._firsts.append((slot.phase, slot.drug, doses[0]))
        return doses

    def _surface(self, number: int, body: Body) -> SurfaceArea | None:
        if number not in self._surfaces and body.height is not None and body.weight is not None:
            self._surfaces[number] = surface_area(
                body.height, body.weight, self._policy, sex=body.sex
            )
        return self._surfaces.get(number)

    def findings(self) -> Iterator[Finding]:
        """Caps that were reached, and doses that could not be rounded as was asked."""
        for phase, drug, dose in self._firsts:
            if caps := dict(_caps(dose)):
                yield Finding(
                    code="cap-applied",
                    phase=phase,
                    drug=drug,
                    message=f"{drug}: {' and '.join(caps)}: {dose} is given",
                    source="; ".join(caps.values()),
                )
            if dose.made.caution:
                yield Finding(
                    code="rounding-over-tolerance",
                    phase=phase,
                    drug=drug,
                    message=f"{drug}: {dose.made.caution}",
                    source=dose.making.tolerance_source,
                )
        missing = {
            drug: dose.making.missing for _, drug, dose in self._firsts if dose.making.missing
        }
        for drug, why in missing.items():
            yield Finding(
                code="not-as-given",
                drug=drug,
                message=f"{drug} is rounded to {FINE}: {why}",
                source="policy",
            )


def _caps(dose: Dose) -> Iterator[tuple[str, str]]:
    """Which caps were reached, and what it was without them; each with where it stands."""
    written, surface = dose.written, dose.surface
    if dose.measure is not None and surface is not None and surface.cap is not None:
        text = (
            f"the body surface area is capped at {plain(surface.cap)} m² (calculated "
            f"{surface.shown} m²)"
        )
        yield text, str(written.source) if surface.cap == written.surface_cap else "policy"
    if dose.full != dose.product and written.cap is not None:
        text = f"the dose is capped at {written.cap} (calculated {plain(dose.product)} {dose.unit})"
        yield text, str(written.cap.source)
