"""How well kidneys clear, and the dose that is made from it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from regimens.body import Sex, by_sex, check_weight, span, within
from regimens.decimals import EXACT, FORTY, plain
from regimens.errors import BodyError
from regimens.sources import Source

__all__ = [
    "CALVERT_SOURCE",
    "COCKCROFT_GAULT_SOURCE",
    "CREATININES",
    "calvert",
    "can_be_estimated",
    "creatinine_clearance",
]

_AGES = (18, 120)  # years
CREATININES = (Decimal("0.1"), Decimal(25))  # mg/dL
_RATES = (Decimal(0), Decimal(200))  # mL/min
_AREAS = (Decimal(0), Decimal(10))  # mg·min/mL, without 0 itself
_MICROMOLES = Decimal("88.4")  # µmol/L of creatinine in 1 mg/dL


def can_be_estimated(age_years: int, creatinine_mg_dl: Decimal) -> bool:
    """Whether the equation of Cockcroft and Gault holds for an age and a creatinine.

    >>> can_be_estimated(17, Decimal(1))
    False
    """
    return _AGES[0] <= age_years <= _AGES[1] and within(creatinine_mg_dl, CREATININES)


def creatinine_clearance(
    age_years: int, weight: Decimal, creatinine_mg_dl: Decimal, sex: Sex
) -> Decimal:
    """The creatinine clearance in mL/min: (140 − age) × weight ÷ (72 × creatinine); women × 0.85.

    The equation of Cockcroft and Gault, made from patients of 18 to 92 years. Source: see
    :data:`COCKCROFT_GAULT_SOURCE`.

    Args:
        age_years: In completed years, 18–120.
        weight: In kg; actual, ideal or adjusted is the caller's choice.
        creatinine_mg_dl: In serum, in mg/dL, 0.1–25.
        sex: Women have 15 % less.

    Raises:
        BodyError: for an age, weight or creatinine outside its range.

    >>> creatinine_clearance(60, Decimal(72), Decimal(1), Sex.FEMALE)
    Decimal('68.00')
    """
    if not _AGES[0] <= age_years <= _AGES[1]:
        raise BodyError(
            f"{age_years} years is outside {_AGES[0]}–{_AGES[1]} years",
            where="age",
            mend="check the date of birth; the Cockcroft–Gault equation is for adults",
        )
    check_weight(weight)
    if not within(creatinine_mg_dl, CREATININES):
        given = plain(creatinine_mg_dl)
        molar = within(FORTY.divide(creatinine_mg_dl, _MICROMOLES), CREATININES)
        raise BodyError(
            f"{given} mg/dL is outside {span(CREATININES)} mg/dL",
            where="creatinine",
            mend=f"did you mean {given} µmol/L?" if molar else "write it as in 1.1 mg/dL",
        )
    share = by_sex(sex, Decimal("0.85"), Decimal(1))
    product = EXACT.multiply(EXACT.multiply(Decimal(140 - age_years), weight), share)
    return FORTY.divide(product, EXACT.multiply(Decimal(72), creatinine_mg_dl))


def calvert(auc: Decimal, gfr: Decimal) -> Decimal:
    """The dose of carboplatin in mg: AUC × (GFR + 25). The clearance is not capped here.

    Source: Calvert and others 1989, see :data:`CALVERT_SOURCE`. Where the GFR is estimated from
    creatinine measured by the IDMS method, the FDA recommends that physicians consider a cap on the
    dose, from an estimate of at most 125 mL/min ("Carboplatin dosing", fda.gov, ucm228974); to
    follow it, pass the capped rate.

    Args:
        auc: The target area under the curve in mg·min/mL, above 0 and at most 10.
        gfr: The glomerular filtration rate in mL/min, not indexed to body surface, 0–200.

    Raises:
        BodyError: for an area or a rate outside its range.

    >>> calvert(Decimal(5), Decimal(90))
    Decimal('575')
    """
    if not within(auc, _AREAS) or auc == 0:
        raise BodyError(
            f"{plain(auc)} mg·min/mL is not above 0 and at most 10 mg·min/mL",
            where="AUC",
            mend="check the target area under the curve, as in AUC 5",
        )
    if not within(gfr, _RATES):
        raise BodyError(
            f"{plain(gfr)} mL/min is outside {span(_RATES)} mL/min",
            where="GFR",
            mend="check the number and its unit, as in 90 mL/min",
        )
    return EXACT.multiply(auc, EXACT.add(gfr, Decimal(25)))


# The creatinine clearance from age, weight, sex and serum creatinine.
COCKCROFT_GAULT_SOURCE = Source(
    title="Cockcroft DW, Gault MH. Nephron 1976;16:31–41",
    identifier="doi:10.1159/000180580",
    locator="abstract",
    checked_on=date(2026, 11, 21),
)
# The dose of carboplatin from an AUC.
CALVERT_SOURCE = Source(
    title="Calvert AH and others. J Clin Oncol 1989;7:1748–1756",
    identifier="doi:10.1200/JCO.1989.7.11.1748",
    locator="equation, as printed in Clin Cancer Res 2000;6:4733 (abstract) and in NCCN "
    "Chemotherapy Order Templates, Appendix B",
    checked_on=date(2026, 11, 21),
)
