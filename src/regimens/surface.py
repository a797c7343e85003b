"""The body surface area: nine published formulas, each as printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import assert_never

from attrs import frozen

from regimens.body import Sex, by_sex, check_body
from regimens.decimals import EXACT, FORTY
from regimens.errors import BodyError
from regimens.sources import Source

__all__ = [
    "FORMULAS",
    "POWER_LAWS",
    "BsaFact",
    "BsaFormula",
    "PowerLaw",
    "body_surface",
    "boyd",
    "du_bois",
    "fujimoto",
    "gehan_george",
    "haycock",
    "mosteller",
    "schlich",
    "shuter_aslani",
    "takahira",
]

_READ = date(2026, 11, 21)


class BsaFormula(Enum):
    """The body surface formulas, by the names that policies and documents use."""

    MOSTELLER = "mosteller"
    DU_BOIS = "du-bois"
    HAYCOCK = "haycock"
    GEHAN_GEORGE = "gehan-george"
    BOYD = "boyd"
    FUJIMOTO = "fujimoto"
    TAKAHIRA = "takahira"
    SHUTER_ASLANI = "shuter-aslani"
    SCHLICH = "schlich"


@frozen(kw_only=True)
class BsaFact:
    """What a working prints about a body surface formula.

    Args:
        text: The formula; height in cm, weight in kg, result in m².
        source: Where it was published, and where it was read.
    """

    text: str
    source: Source


@frozen(kw_only=True)
class PowerLaw:
    """A formula of the form factor × height^a × weight^b, in cm and kg."""

    factor: Decimal
    of_height: Decimal
    of_weight: Decimal


def _law(factor: str, of_height: str, of_weight: str) -> PowerLaw:
    return PowerLaw(
        factor=Decimal(factor), of_height=Decimal(of_height), of_weight=Decimal(of_weight)
    )


_SCHLICH_FEMALE = _law("0.000975482", "1.08", "0.46")
_SCHLICH_MALE = _law("0.000579479", "1.24", "0.38")
# The formulas of that form that know no sex; what each is from stands in FORMULAS.
POWER_LAWS: Mapping[BsaFormula, PowerLaw] = MappingProxyType(
    {
        BsaFormula.DU_BOIS: _law("0.007184", "0.725", "0.425"),
        BsaFormula.HAYCOCK: _law("0.024265", "0.3964", "0.5378"),
        BsaFormula.GEHAN_GEORGE: _law("0.0235", "0.42246", "0.51456"),
        BsaFormula.FUJIMOTO: _law("0.008883", "0.663", "0.444"),
        BsaFormula.TAKAHIRA: _law("0.007241", "0.725", "0.425"),
        BsaFormula.SHUTER_ASLANI: _law("0.00949", "0.655", "0.441"),
    }
)


def mosteller(height: Decimal, weight: Decimal) -> Decimal:
    """The body surface in m² by Mosteller 1987: √(height in cm × weight in kg ÷ 3600).

    Exact where the root is, else to 60 digits. Raises :class:`BodyError` where :func:`check_body`
    does, as every formula here; the sources are in :data:`FORMULAS`.

    >>> mosteller(Decimal("169.65"), Decimal("75.4"))
    Decimal('1.885')
    """
    check_body(height, weight)
    # Two measures of 24 decimals can lie closer to a half than 40 digits tell.
    return EXACT.sqrt(EXACT.divide(EXACT.multiply(height, weight), Decimal(3600)))


def du_bois(height: Decimal, weight: Decimal) -> Decimal:
    """The body surface in m² by Du Bois and Du Bois 1916, from cm and kg.

    0.007184 × height^0.725 × weight^0.425, in :data:`FORMULAS`; raises as :func:`check_body`. The
    form for metres, with 0.20247, is rounded differently and differs in the sixth figure.

    >>> round(du_bois(Decimal(172), Decimal(70)), 6)
    Decimal('1.825119')
    """
    return _power_law(height, weight, POWER_LAWS[BsaFormula.DU_BOIS])


def haycock(height: Decimal, weight: Decimal) -> Decimal:
    """The body surface in m² by Haycock, Schwartz and Wisotsky 1978, from cm and kg.

    0.024265 × height^0.3964 × weight^0.5378, in :data:`FORMULAS`; raises as :func:`check_body`.

    >>> round(haycock(Decimal(172), Decimal(70)), 6)
    Decimal('1.834161')
    """
    return _power_law(height, weight, POWER_LAWS[BsaFormula.HAYCOCK])


def gehan_george(height: Decimal, weight: Decimal) -> Decimal:
    """The body surface in m² by Gehan and George 1970, their equation for all ages, from cm and kg.

    0.0235 × height^0.42246 × weight^0.51456, in :data:`FORMULAS`; raises as :func:`check_body`.

    >>> round(gehan_george(Decimal(172), Decimal(70)), 6)
    Decimal('1.840360')
    """
    return _power_law(height, weight, POWER_LAWS[BsaFormula.GEHAN_GEORGE])


def boyd(height: Decimal, weight: Decimal) -> Decimal:
    """The body surface in m² by Boyd 1935, from cm and kg, taken as grams inside.

    0.0003207 × height^0.3 × grams^(0.7285 − 0.0188 × log10(grams)), in :data:`FORMULAS`; raises as
    :func:`check_body`. The form for kilograms that also circulates has numbers of its own rounding
    and differs by about 1 in 10 000.

    >>> round(boyd(Decimal(172), Decimal(70)), 6)
    Decimal('1.841119')
    """
    check_body(height, weight)
    grams = EXACT.multiply(weight, Decimal(1000))
    bend = FORTY.multiply(Decimal("0.0188"), FORTY.log10(grams))
    heavy = FORTY.power(grams, FORTY.subtract(Decimal("0.7285"), bend))
    high = FORTY.power(height, Decimal("0.3"))
    return FORTY.multiply(FORTY.multiply(Decimal("0.0003207"), high), heavy)


def fujimoto(height: Decimal, weight: Decimal) -> Decimal:
    """The body surface in m² by Fujimoto and others 1968, from cm and kg.

    0.008883 × height^0.663 × weight^0.444, in :data:`FORMULAS`; raises as :func:`check_body`.

    >>> round(fujimoto(Decimal(172), Decimal(70)), 6)
    Decimal('1.778028')
    """
    return _power_law(height, weight, POWER_LAWS[BsaFormula.FUJIMOTO])


def takahira(height: Decimal, weight: Decimal) -> Decimal:
    """The body surface in m² by Takahira 1925, from cm and kg.

    0.007241 × height^0.725 × weight^0.425, in :data:`FORMULAS`; raises as :func:`check_body`.

    >>> round(takahira(Decimal(172), Decimal(70)), 6)
    Decimal('1.839600')
    """
    return _power_law(height, weight, POWER_LAWS[BsaFormula.TAKAHIRA])


def shuter_aslani(height: Decimal, weight: Decimal) -> Decimal:
    """The body surface in m² by Shuter and Aslani 2000, from cm and kg.

    0.00949 × height^0.655 × weight^0.441, in :data:`FORMULAS`; raises as :func:`check_body`.

    >>> round(shuter_aslani(Decimal(172), Decimal(70)), 6)
    Decimal('1.799806')
    """
    return _power_law(height, weight, POWER_LAWS[BsaFormula.SHUTER_ASLANI])


def schlich(height: Decimal, weight: Decimal, sex: Sex) -> Decimal:
    """The body surface in m² by Schlich, Schumm and Schlich 2010, from cm, kg and sex.

    Women 0.000975482 × height^1.08 × weight^0.46, men 0.000579479 × height^1.24 × weight^0.38, in
    :data:`FORMULAS`; raises as :func:`check_body`. Some calculators have the sexes swapped.

    >>> round(schlich(Decimal(172), Decimal(70), Sex.FEMALE), 6)
    Decimal('1.787866')
    >>> round(schlich(Decimal(172), Decimal(70), Sex.MALE), 6)
    Decimal('1.722782')
    """
    return _power_law(height, weight, by_sex(sex, _SCHLICH_FEMALE, _SCHLICH_MALE))


def body_surface(
    height: Decimal,
    weight: Decimal,
    formula: BsaFormula = BsaFormula.MOSTELLER,
    sex: Sex | None = None,
) -> Decimal:
    """The body surface in m² by the formula named.

    Args:
        height: In cm.
        weight: In kg.
        formula: Which formula; its source is in :data:`FORMULAS`.
        sex: Needed by the Schlich formula only.

    Raises:
        BodyError: for a body that :func:`check_body` refuses, or a sex that is needed and missing.

    >>> round(body_surface(Decimal(172), Decimal(70)), 6)
    Decimal('1.828782')
    """
    match formula:
        case BsaFormula.MOSTELLER:
            area = mosteller(height, weight)
        case BsaFormula.DU_BOIS:
            area = du_bois(height, weight)
        case BsaFormula.HAYCOCK:
            area = haycock(height, weight)
        case BsaFormula.GEHAN_GEORGE:
            area = gehan_george(height, weight)
        case BsaFormula.BOYD:
            area = boyd(height, weight)
        case BsaFormula.FUJIMOTO:
            area = fujimoto(height, weight)
        case BsaFormula.TAKAHIRA:
            area = takahira(height, weight)
        case BsaFormula.SHUTER_ASLANI:
            area = shuter_aslani(height, weight)
        case BsaFormula.SCHLICH:
            area = schlich(height, weight, _stated(sex))
        case _:
            assert_never(formula)
    return area


def _power_law(height: Decimal, weight: Decimal, law: PowerLaw) -> Decimal:
    check_body(height, weight)
    high = FORTY.power(height, law.of_height)
    heavy = FORTY.power(weight, law.of_weight)
    return FORTY.multiply(FORTY.multiply(law.factor, high), heavy)


def _stated(sex: Sex | None) -> Sex:
    if sex is None:
        raise BodyError(
            "the Schlich formula has one equation for women and one for men",
            where="sex",
            mend="state the sex, or use another formula, as in mosteller",
        )
    return sex


def _fact(text: str, title: str, identifier: str, printed: str) -> BsaFact:
    return BsaFact(
        text=text,
        source=Source(
            title=title,
            identifier=identifier,
            locator=f"equation, as printed in {printed}",
            checked_on=_READ,
        ),
    )


_ADMIRAL = "the R package admiral (compute_bsa)"
_PHYSIOLOGY = "the R package physiology (bsa)"
_GLOBALRPH = "globalrph.com/bsa2.htm"

# Each formula as it is printed, with the paper that it is from.
FORMULAS: Mapping[BsaFormula, BsaFact] = MappingProxyType(
    {
        BsaFormula.MOSTELLER: _fact(
            "√(height × weight ÷ 3600)",
            "Mosteller RD. N Engl J Med 1987;317:1098",
            "doi:10.1056/NEJM198710223171717",
            f"{_GLOBALRPH} and {_ADMIRAL}",
        ),
        BsaFormula.DU_BOIS: _fact(
            "0.007184 × height^0.725 × weight^0.425",
            "Du Bois D, Du Bois EF. Arch Intern Med 1916;17:863–871",
            "doi:10.1001/archinte.1916.00080130010002",
            f"{_GLOBALRPH} and {_ADMIRAL}",
        ),
        BsaFormula.HAYCOCK: _fact(
            "0.024265 × height^0.3964 × weight^0.5378",
            "Haycock GB, Schwartz GJ, Wisotsky DH. J Pediatr 1978;93:62–66",
            "doi:10.1016/S0022-3476(78)80601-5",
            f"{_GLOBALRPH} and {_ADMIRAL}",
        ),
        BsaFormula.GEHAN_GEORGE: _fact(
            "0.0235 × height^0.42246 × weight^0.51456",
            "Gehan EA, George SL. Cancer Chemother Rep 1970;54:225–235",
            "PMID 5527019",
            f"{_GLOBALRPH} and {_ADMIRAL}",
        ),
        BsaFormula.BOYD: _fact(
            "0.0003207 × height^0.3 × grams^(0.7285 − 0.0188 × log10(grams)), "
            "grams = 1000 × weight",
            "Boyd E. The Growth of the Surface Area of the Human Body, 1935",
            "University of Minnesota, Institute of Child Welfare, Monograph Series X",
            f"{_ADMIRAL} and bmi-calculator.net/bsa-calculator",
        ),
        BsaFormula.FUJIMOTO: _fact(
            "0.008883 × height^0.663 × weight^0.444",
            "Fujimoto S and others. Nippon Eiseigaku Zasshi 1968;23:443–450",
            "Nippon Eiseigaku Zasshi 23(5):443",
            f"{_ADMIRAL} and {_PHYSIOLOGY}",
        ),
        BsaFormula.TAKAHIRA: _fact(
            "0.007241 × height^0.725 × weight^0.425",
            "Takahira 1925, after Fujimoto S and others. Nippon Eiseigaku Zasshi 1968;23:443–450",
            "Nippon Eiseigaku Zasshi 23(5):443",
            f"{_ADMIRAL} and {_PHYSIOLOGY}",
        ),
        BsaFormula.SHUTER_ASLANI: _fact(
            "0.00949 × height^0.655 × weight^0.441",
            "Shuter B, Aslani A. Eur J Appl Physiol 2000;82:250–254",
            "doi:10.1007/s004210050679",
            _PHYSIOLOGY,
        ),
        BsaFormula.SCHLICH: _fact(
            "women 0.000975482 × height^1.08 × weight^0.46, "
            "men 0.000579479 × height^1.24 × weight^0.38",
            "Schlich E, Schumm M, Schlich M. Ernährungs Umschau 2010;57:178–183",
            "Ernährungs Umschau 57:178",
            f"{_PHYSIOLOGY} and de.wikipedia.org/wiki/Körperoberfläche",
        ),
    }
)
