"""The doses of a course, each worked out once for a component at one setting."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from regimens.amounts import Basis, WrittenDose
from regimens.changes import Setting
from regimens.decimals import EXACT, plain
from regimens.dosing import Body, Dose, SurfaceArea, resolve, surface_area
from regimens.expansion import Slot
from regimens.findings import Finding
from regimens.patient import Patient
from regimens.policy import Policy

__all__ = ["DayDoses"]

# The largest change by rounding that passes without a word.
_TOLERANCE = Decimal("0.1")
_HOPA = (
    "Fahrenbruch R et al. Dose rounding of biologic and cytotoxic anticancer agents: a position "
    "statement of HOPA. J Oncol Pract 2018, abstract: within 10 %"
)


class DayDoses:
    """Works out and keeps the doses of one patient under one policy."""

    def __init__(self, patient: Patient, policy: Policy) -> None:
        self._policy = policy
        self._body = Body(height=patient.height_cm, weight=patient.weight_kg, sex=patient.sex)
        self._surface: SurfaceArea | None = None
        self._doses: dict[tuple[int, int, bool], tuple[Dose, ...]] = {}
        self._firsts: list[tuple[Slot, Dose]] = []

    def of(self, slot: Slot, setting: Setting) -> Dose:
        """The dose of a slot at the setting its component has that day."""
        key = (id(slot.component), id(setting), slot.premedication is not None)
        doses = self._doses.get(key)
        if doses is None:
            doses = self._resolved(slot, setting)
            self._doses[key] = doses
            self._firsts.append((slot, doses[0]))
        return doses[slot.occurrence - 1]

    def _resolved(self, slot: Slot, setting: Setting) -> tuple[Dose, ...]:
        level = slot.level
        written = slot.component.dose if level is None else level.dose
        doses = self._resolve(
            slot,
            written,
            fraction=None if level is not None else setting.fraction,
            level=None if level is None else level.name,
            reason=setting.reason,
        )
        if slot.premedication is not None:
            # A reduced backbone dose never takes the premedication below its own full amount.
            alone = self._resolve(
                slot, slot.premedication.dose, fraction=Decimal(1), level=None, reason=""
            )
            if alone[0].value > doses[0].value:
                return alone
        return doses

    def _resolve(
        self,
        slot: Slot,
        written: WrittenDose,
        *,
        fraction: Decimal | None,
        level: str | None,
        reason: str,
    ) -> tuple[Dose, ...]:
        body = self._body
        known = body.height is not None and body.weight is not None
        if self._surface is None and written.amount.basis is Basis.SURFACE and known:
            self._surface = surface_area(
                body.height,  # type: ignore[arg-type]  # known
                body.weight,  # type: ignore[arg-type]
                self._policy,
                sex=body.sex,
            )
        return resolve(
            written,
            body,
            self._policy,
            fraction=fraction,
            level=level,
            surface=self._surface,
            reason=reason,
            drug=slot.drug,
        )

    def findings(self) -> Iterator[Finding]:
        """Caps that were reached, and roundings that change a dose by more than a tenth."""
        for slot, dose in self._firsts:
            if dose.capped:
                yield Finding(
                    code="cap-applied",
                    phase=slot.phase,
                    drug=slot.drug,
                    message=f"{slot.drug}: a cap was reached; {dose} is given",
                    source=str(dose.written.cap.source) if dose.written.cap else "policy",
                )
            change = abs(EXACT.subtract(dose.rounded, dose.reduced))
            if change > EXACT.multiply(dose.reduced, _TOLERANCE):
                yield Finding(
                    code="rounding-over-tolerance",
                    phase=slot.phase,
                    drug=slot.drug,
                    message=(
                        f"{slot.drug}: {plain(dose.reduced)} mg is rounded to "
                        f"{plain(dose.rounded)} mg, more than 10 % away; use a finer rounding"
                    ),
                    source=_HOPA,
                )
