"""The doses of a course, each worked out once for a component at one setting on one body."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from regimens.amounts import Basis, WrittenDose
from regimens.bodies import Bodies
from regimens.bsa import SurfaceArea, surface_area
from regimens.changes import Setting
from regimens.components import Product
from regimens.decimals import EXACT, plain
from regimens.dosing import Body, Dose, resolve
from regimens.expansion import Slot
from regimens.findings import Finding
from regimens.policy import Policy

__all__ = ["DayDoses"]

_ONE = Decimal(1)
# The largest change by rounding that passes without a word.
_TOLERANCE = Decimal("0.1")
_HOPA = (
    "Fahrenbruch R et al. Dose rounding of biologic and cytotoxic anticancer agents: a position "
    "statement of HOPA. J Oncol Pract 2018, abstract: within 10 %"
)


class DayDoses:
    """Works out and keeps the doses of one patient under one policy."""

    def __init__(self, bodies: Bodies, policy: Policy) -> None:
        self._policy = policy
        self._bodies = bodies
        self._surfaces: dict[int, SurfaceArea] = {}
        self._doses: dict[tuple[int, int, int], tuple[Dose, ...]] = {}
        self._firsts: list[tuple[str, str, Dose]] = []

    def of(self, slot: Slot, setting: Setting, body: int = 0) -> tuple[Dose, ...]:
        """The doses of a slot's day at its component's setting, on the body of that number."""
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
            )
            self._doses[key] = doses
        return doses

    def of_product(self, slot: Slot, product: Product, body: int = 0) -> Dose:
        """The dose of a slot as another product of its drug."""
        key = (id(slot.component), id(product), body)
        if key not in self._doses:
            self._doses[key] = self._resolve(slot, product.dose, body)
        return self._doses[key][slot.occurrence - 1]

    def _resolve(
        self,
        slot: Slot,
        written: WrittenDose,
        number: int,
        *,
        fraction: Decimal | None = _ONE,
        level: str | None = None,
        reason: str = "",
    ) -> tuple[Dose, ...]:
        body = self._bodies.versions[number].body
        by_surface = written.amount.basis is Basis.SURFACE and written.surface_cap is None
        doses = resolve(
            written,
            body,
            self._policy,
            fraction=fraction,
            level=level,
            surface=self._surface(number, body) if by_surface else None,
            reason=reason,
            drug=slot.drug,
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
        """Caps that were reached, and roundings that change a dose by more than a tenth."""
        for phase, drug, dose in self._firsts:
            if dose.capped:
                yield Finding(
                    code="cap-applied",
                    phase=phase,
                    drug=drug,
                    message=f"{drug}: {_cap_text(dose)}: {dose} is given",
                    source=str(dose.written.cap.source) if dose.written.cap else "policy",
                )
            change = abs(EXACT.subtract(dose.rounded, dose.reduced))
            if change > EXACT.multiply(dose.reduced, _TOLERANCE):
                yield Finding(
                    code="rounding-over-tolerance",
                    phase=phase,
                    drug=drug,
                    message=(
                        f"{drug}: {plain(dose.reduced)} {dose.unit} is rounded to "
                        f"{plain(dose.rounded)} {dose.unit}, "
                        "more than 10 % away; use a finer rounding"
                    ),
                    source=_HOPA,
                )


def _cap_text(dose: Dose) -> str:
    """Which cap was reached, and what it was without it."""
    parts = []
    surface, cap = dose.surface, dose.written.cap
    if dose.measure is not None and surface is not None and surface.cap is not None:
        parts.append(
            f"the body surface area is capped at {plain(surface.cap)} m² (calculated "
            f"{surface.shown} m²)"
        )
    if dose.full != dose.product and cap is not None:
        parts.append(f"the dose is capped at {cap} (calculated {plain(dose.product)} {dose.unit})")
    return " and ".join(parts)
