"""Body size and renal function, against printed values, three other calculations and refusals."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, Context, Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimens.body import (
    ADJUSTED_WEIGHT_SOURCE,
    DEVINE_SOURCE,
    Sex,
    adjusted_weight,
    body_mass_index,
    check_body,
    ideal_weight,
    unlikely_body,
)
from regimens.decimals import round_half_up
from regimens.errors import BodyError
from regimens.renal import (
    CALVERT_SOURCE,
    COCKCROFT_GAULT_SOURCE,
    calvert,
    can_be_estimated,
    creatinine_clearance,
)
from regimens.surface import (
    FORMULAS,
    BsaFormula,
    body_surface,
    boyd,
    du_bois,
    fujimoto,
    gehan_george,
    haycock,
    mosteller,
    schlich,
    shuter_aslani,
    takahira,
)

D = Decimal
FEMALE, MALE = Sex.FEMALE, Sex.MALE

# Coefficient, power of the height and power of the weight, copied by hand from the reprints that
# the sources name, not from the library.
POWERS = {
    (BsaFormula.DU_BOIS, FEMALE): ("0.007184", "0.725", "0.425"),
    (BsaFormula.HAYCOCK, FEMALE): ("0.024265", "0.3964", "0.5378"),
    (BsaFormula.GEHAN_GEORGE, FEMALE): ("0.0235", "0.42246", "0.51456"),
    (BsaFormula.FUJIMOTO, FEMALE): ("0.008883", "0.663", "0.444"),
    (BsaFormula.TAKAHIRA, FEMALE): ("0.007241", "0.725", "0.425"),
    (BsaFormula.SHUTER_ASLANI, FEMALE): ("0.00949", "0.655", "0.441"),
    (BsaFormula.SCHLICH, FEMALE): ("0.000975482", "1.08", "0.46"),
    (BsaFormula.SCHLICH, MALE): ("0.000579479", "1.24", "0.38"),
}


def _between(low: Decimal, high: Decimal) -> st.SearchStrategy[Decimal]:
    step = D("0.01")
    return st.decimals(
        low.quantize(step, ROUND_CEILING), high.quantize(step, ROUND_FLOOR), places=2
    )


def _weights(height: Decimal) -> st.SearchStrategy[Decimal]:
    square = height * height / 10000
    return _between(max(D(10), 8 * square), min(D(650), 100 * square))


def _heights(weight: Decimal) -> st.SearchStrategy[Decimal]:
    shortest, tallest = (weight * 10000 / 100).sqrt(), (weight * 10000 / 8).sqrt()
    return _between(max(D(50), shortest), min(D(272), tallest))


@st.composite
def _bodies(draw: st.DrawFn) -> tuple[Decimal, Decimal]:
    height = draw(_between(D(50), D(272)))
    return height, draw(_weights(height))


def _refusal(call: Callable[[], object]) -> str:
    with pytest.raises(BodyError) as caught:
        call()
    return str(caught.value)


# --- An independent calculation: integers in fixed point, series for logarithm and exponential.

POINT = 10**60


def _artanh(z: Fraction) -> int:
    sign, z = (-1, -z) if z < 0 else (1, z)
    term = z.numerator * POINT // z.denominator
    square, total, n = term * term // POINT, 0, 1
    while term:
        total, term, n = total + term // n, term * square // POINT, n + 2
    return sign * total


def _log(x: Fraction) -> Fraction:
    halvings = 0
    while x > Fraction(4, 3):
        x, halvings = x / 2, halvings + 1
    return Fraction(2 * _artanh((x - 1) / (x + 1)) + halvings * 2 * _artanh(Fraction(1, 3)), POINT)


def _exp(y: Fraction) -> Fraction:
    """For y at least 0, as all are here: the series for y ÷ 256, squared eight times."""
    small = y.numerator * POINT // (y.denominator * 256)
    total, term, n = POINT, POINT, 1
    while term:
        term = term * small // (POINT * n)
        total, n = total + term, n + 1
    for _ in range(8):
        total = total * total // POINT
    return Fraction(total, POINT)


def _power(base: Decimal, exponent: Fraction) -> Fraction:
    return _exp(exponent * _log(Fraction(base)))


def _boyd_by_series(height: Decimal, weight: Decimal) -> Fraction:
    grams = 1000 * weight
    decades = _log(Fraction(grams)) / _log(Fraction(10))
    heavy = _power(grams, Fraction("0.7285") - Fraction("0.0188") * decades)
    return Fraction("0.0003207") * _power(height, Fraction("0.3")) * heavy


def _gap(area: Decimal, other: Fraction) -> Fraction:
    return abs(Fraction(area) / other - 1)


@given(_bodies(), st.sampled_from(sorted(POWERS, key=str)))
def test_powers_agree_with_series_in_integers(
    body: tuple[Decimal, Decimal], case: tuple[BsaFormula, Sex]
) -> None:
    """Every power law equals one worked out in integers by series, to 36 digits."""
    factor, of_height, of_weight = (Fraction(number) for number in POWERS[case])
    height, weight = body
    other = factor * _power(height, of_height) * _power(weight, of_weight)
    assert _gap(body_surface(height, weight, *case), other) < Fraction(1, 10**36)


@given(_bodies())
def test_boyd_agrees_with_series_in_integers(body: tuple[Decimal, Decimal]) -> None:
    """The Boyd formula equals one worked out in integers by series, to 36 digits."""
    assert _gap(boyd(*body), _boyd_by_series(*body)) < Fraction(1, 10**36)


@given(_bodies())
def test_mosteller_is_the_nearest_forty_digits(body: tuple[Decimal, Decimal]) -> None:
    """The square of Mosteller's area is height × weight ÷ 3600 to 39 digits."""
    height, weight = body
    product = Fraction(height) * Fraction(weight) / 3600
    area = Fraction(mosteller(height, weight))
    assert abs(area * area / product - 1) < Fraction(1, 10**39)


@given(_bodies(), st.sampled_from(sorted(POWERS, key=str)))
def test_powers_agree_with_floats(
    body: tuple[Decimal, Decimal], case: tuple[BsaFormula, Sex]
) -> None:
    """Every power law equals the binary one to nine digits."""
    factor, of_height, of_weight = (float(number) for number in POWERS[case])
    height, weight = float(body[0]), float(body[1])
    area = float(body_surface(*body, *case))
    assert math.isclose(area, factor * height**of_height * weight**of_weight, rel_tol=1e-9)


@given(_bodies())
def test_boyd_and_mosteller_agree_with_floats(body: tuple[Decimal, Decimal]) -> None:
    """The two formulas that are no power laws equal the binary ones to nine digits."""
    height, weight = float(body[0]), float(body[1])
    grams = 1000 * weight
    bent = 0.0003207 * height**0.3 * grams ** (0.7285 - 0.0188 * math.log10(grams))
    assert math.isclose(float(boyd(*body)), bent, rel_tol=1e-9)
    assert math.isclose(float(mosteller(*body)), math.sqrt(height * weight / 3600), rel_tol=1e-9)


@given(_bodies())
def test_boyd_in_kilograms_is_close(body: tuple[Decimal, Decimal]) -> None:
    """Boyd's form for kilograms gives nearly, not exactly, the area of his form for grams."""
    height, weight = float(body[0]), float(body[1])
    kilograms = 0.0333 * height**0.3 * weight ** (0.6157 - 0.0188 * math.log10(weight))
    assert math.isclose(float(boyd(*body)), kilograms, rel_tol=1.1e-4)


# --- Worked examples.

# GNU bc 1.07 at scale=50, for 172 cm and 70 kg: each power as e(b*l(a)), the logarithm to base 10
# as l(x)/l(10), the root as sqrt(172*70/3600); the first 30 decimals.
BY_BC: list[tuple[BsaFormula, Sex | None, str]] = [
    (BsaFormula.MOSTELLER, None, "1.828782229912693690280668916147"),
    (BsaFormula.DU_BOIS, None, "1.825118699202838492522203662223"),
    (BsaFormula.HAYCOCK, None, "1.834161182347184990669914807377"),
    (BsaFormula.GEHAN_GEORGE, None, "1.840360305378485188638542961525"),
    (BsaFormula.BOYD, None, "1.841119110058370486141667289132"),
    (BsaFormula.FUJIMOTO, None, "1.778027821136529358683459467432"),
    (BsaFormula.TAKAHIRA, None, "1.839599735652526938245166581035"),
    (BsaFormula.SHUTER_ASLANI, None, "1.799805525535887510608343899020"),
    (BsaFormula.SCHLICH, FEMALE, "1.787866476077919291054946437360"),
    (BsaFormula.SCHLICH, MALE, "1.722781626525924456954527258297"),
]


@pytest.mark.parametrize(("formula", "sex", "area"), BY_BC)
def test_areas_as_bc_gives_them(formula: BsaFormula, sex: Sex | None, area: str) -> None:
    """Every formula gives the digits of an arbitrary-precision calculator."""
    assert str(body_surface(D(172), D(70), formula, sex)).startswith(area)


# The tests of the R package admiral (compute_bsa), which print 3 decimals.
BY_ADMIRAL = [
    (mosteller, "1.882", "2.151"),
    (du_bois, "1.864", "2.141"),
    (haycock, "1.895", "2.161"),
    (gehan_george, "1.897", "2.160"),
    (boyd, "1.905", "2.158"),
    (fujimoto, "1.819", "2.086"),
    (takahira, "1.878", "2.158"),
]


@pytest.mark.parametrize(("formula", "smaller", "larger"), BY_ADMIRAL)
def test_areas_as_admiral_prints_them(
    formula: Callable[[Decimal, Decimal], Decimal], smaller: str, larger: str
) -> None:
    """Bodies of 170 cm, 75 kg and of 185 cm, 90 kg have the areas a published package tests."""
    assert round_half_up(formula(D(170), D(75)), D("0.001")) == D(smaller)
    assert round_half_up(formula(D(185), D(90)), D("0.001")) == D(larger)


def test_areas_as_others_print_them() -> None:
    """Further areas printed in public: R packages clinPK and physiology, calculatorlib.com."""
    assert round_half_up(du_bois(D(180), D(80)), D("0.01")) == 2  # clinPK, test_calc_bsa
    assert mosteller(D(200), D(72)) == 2  # physiology, test-bsa
    assert round_half_up(du_bois(D(170), D(65)), D("0.001")) == D("1.754")  # calculatorlib
    assert round_half_up(fujimoto(D(170), D(65)), D("0.001")) == D("1.707")  # calculatorlib


def test_shuter_aslani_by_itself() -> None:
    """The Shuter and Aslani formula is callable by name, like the others."""
    assert shuter_aslani(D(172), D(70)) == body_surface(D(172), D(70), BsaFormula.SHUTER_ASLANI)


def test_mosteller_is_the_default() -> None:
    """No formula named means Mosteller."""
    assert body_surface(D(172), D(70)) == mosteller(D(172), D(70))


@given(st.decimals("1.4", "2.2", places=3), st.sampled_from([D(144), D(160), D(180), D("187.5")]))
def test_mosteller_is_exact_where_the_root_is(area: Decimal, height: Decimal) -> None:
    """A weight made from a finite area gives back that area, digit for digit."""
    weight = Fraction(3600) * Fraction(area) ** 2 / Fraction(height)
    assert mosteller(height, D(weight.numerator) / D(weight.denominator)) == area


def test_a_tie_in_the_area_stays_a_tie() -> None:
    """An area of exactly 1.885 m² rounds half up to 1.89, which a binary root would miss."""
    assert mosteller(D("169.65"), D("75.4")) == D("1.885")
    assert round_half_up(mosteller(D("169.65"), D("75.4")), D("0.01")) == D("1.89")


def test_long_measures_are_not_cut() -> None:
    """A product of more than 40 digits is rooted whole, to 60 digits."""
    root = D("100.000000000000000000001")
    assert mosteller(root, root) == Context(prec=60).divide(root, D(60))


@pytest.mark.parametrize(("formula", "sex"), [(formula, sex) for formula, sex, _ in BY_BC])
def test_the_ambient_context_is_ignored(formula: BsaFormula, sex: Sex | None) -> None:
    """A caller's own decimal context changes no digit."""
    usual = body_surface(D(172), D(70), formula, sex)
    with localcontext(prec=5, rounding=ROUND_DOWN):
        assert body_surface(D(172), D(70), formula, sex) == usual


# --- Properties.

CASES = [(formula, sex) for formula in BsaFormula for sex in Sex]


@given(st.data(), st.sampled_from(CASES))
def test_the_area_never_falls_as_weight_grows(
    data: st.DataObject, case: tuple[BsaFormula, Sex]
) -> None:
    """At one height, the heavier body has the larger area, by every formula."""
    height = data.draw(_between(D(50), D(272)))
    lighter, heavier = sorted((data.draw(_weights(height)), data.draw(_weights(height))))
    assert body_surface(height, lighter, *case) <= body_surface(height, heavier, *case)


@given(st.data(), st.sampled_from(CASES))
def test_the_area_never_falls_as_height_grows(
    data: st.DataObject, case: tuple[BsaFormula, Sex]
) -> None:
    """At one weight, the taller body has the larger area, by every formula."""
    weight = data.draw(_between(D(10), D(550)))
    shorter, taller = sorted((data.draw(_heights(weight)), data.draw(_heights(weight))))
    assert body_surface(shorter, weight, *case) <= body_surface(taller, weight, *case)


@given(_bodies())
def test_schlich_differs_by_sex(body: tuple[Decimal, Decimal]) -> None:
    """Women have the larger Schlich area above an index of 14.9, men below 14.8.

    The ratio 1.6834 × weight^0.08 × height^-0.16 is 1 at an index of 10000 ÷ 1.6834^12.5 = 14.84.
    """
    women, men = schlich(*body, FEMALE), schlich(*body, MALE)
    index = body_mass_index(*body)
    if index > D("14.9"):
        assert women > men
    if index < D("14.8"):
        assert women < men


@given(_bodies())
def test_the_other_formulas_know_no_sex(body: tuple[Decimal, Decimal]) -> None:
    """A sex that is given to a formula without one changes nothing."""
    for formula in set(BsaFormula) - {BsaFormula.SCHLICH}:
        assert body_surface(*body, formula, FEMALE) == body_surface(*body, formula)


@given(_bodies())
def test_an_accepted_body_has_a_human_area(body: tuple[Decimal, Decimal]) -> None:
    """Whatever is accepted has between a tenth and ten square metres."""
    check_body(*body)
    assert all(D("0.1") < body_surface(*body, *case) < 10 for case in CASES)


# --- The facts a working prints.

TEXTS = {
    BsaFormula.MOSTELLER: ["3600"],
    BsaFormula.BOYD: ["0.0003207", "0.3", "0.7285", "0.0188", "1000"],
    BsaFormula.SCHLICH: [*POWERS[BsaFormula.SCHLICH, FEMALE], *POWERS[BsaFormula.SCHLICH, MALE]],
}


@pytest.mark.parametrize("formula", BsaFormula)
def test_the_printed_formula_has_the_numbers_used(formula: BsaFormula) -> None:
    """The text of a formula states the coefficients that the calculation is checked with."""
    numbers = re.findall(r"(?<![a-z\d])\d+(?:\.\d+)?", FORMULAS[formula].text)
    assert numbers == (TEXTS.get(formula) or [*POWERS[formula, FEMALE]])


def test_the_other_sources_are_stated() -> None:
    """Weights, clearance and carboplatin doses name their papers too."""
    sources = (DEVINE_SOURCE, ADJUSTED_WEIGHT_SOURCE, COCKCROFT_GAULT_SOURCE, CALVERT_SOURCE)
    assert [source.identifier for source in sources] == [
        "doi:10.1177/106002807400801104",
        "NCCN Templates Appendix B",
        "doi:10.1159/000180580",
        "doi:10.1200/JCO.1989.7.11.1748",
    ]


def test_formula_names_are_the_documents() -> None:
    """The names of the formulas are those of policies and documents, and stay so."""
    assert [formula.value for formula in FORMULAS] == [
        "mosteller",
        "du-bois",
        "haycock",
        "gehan-george",
        "boyd",
        "fujimoto",
        "takahira",
        "shuter-aslani",
        "schlich",
    ]
    assert list(FORMULAS) == list(BsaFormula)
    assert [sex.value for sex in Sex] == ["female", "male"]


# --- Bodies that cannot be.


def _maybe(text: str | None) -> Decimal | None:
    return None if text is None else D(text)


REFUSED: list[tuple[str | None, str | None, str]] = [
    ("1.72", None, "height: 1.72 cm is outside 50–272 cm; did you mean 1.72 m?"),
    ("1.72", "70", "height: 1.72 cm is outside 50–272 cm; did you mean 1.72 m?"),
    ("0.5", None, "height: 0.5 cm is outside 50–272 cm; did you mean 0.5 m?"),
    ("2.72", None, "height: 2.72 cm is outside 50–272 cm; did you mean 2.72 m?"),
    ("8.9238", None, "height: 8.9238 cm is outside 50–272 cm; did you mean 8.9238 ft?"),
    ("8.924", None, "height: 8.924 cm is outside 50–272 cm; write it in cm, as in 165 cm"),
    ("5.50", None, "height: 5.5 cm is outside 50–272 cm; did you mean 5.5 ft?"),
    ("49", None, "height: 49 cm is outside 50–272 cm; did you mean 49 in?"),
    ("49.99", None, "height: 49.99 cm is outside 50–272 cm; did you mean 49.99 in?"),
    ("272.1", None, "height: 272.1 cm is outside 50–272 cm; write it in cm, as in 165 cm"),
    ("1720", None, "height: 1720 cm is outside 50–272 cm; write it in cm, as in 165 cm"),
    ("0", None, "height: 0 cm is outside 50–272 cm; write it in cm, as in 165 cm"),
    ("-172", None, "height: -172 cm is outside 50–272 cm; write it in cm, as in 165 cm"),
    ("NaN", None, "height: NaN cm is outside 50–272 cm; write it in cm, as in 165 cm"),
    ("Infinity", None, "height: Infinity cm is outside 50–272 cm; write it in cm, as in 165 cm"),
    (
        None,
        "700",
        "weight: 700 kg is outside 10–650 kg; check the decimal point and the unit, as in 70 kg",
    ),
    (
        "170",
        "9.99",
        "weight: 9.99 kg is outside 10–650 kg; check the decimal point and the unit, as in 70 kg",
    ),
    (
        None,
        "NaN",
        "weight: NaN kg is outside 10–650 kg; check the decimal point and the unit, as in 70 kg",
    ),
    (
        "70",
        "172",
        "height and weight: 70 cm and 172 kg give a body mass index of 351, outside 8–100; "
        "did you mean 172 cm and 70 kg, or 70 in and 172 lb?",
    ),
    (
        "65",
        "70",
        "height and weight: 65 cm and 70 kg give a body mass index of 165.7, outside 8–100; "
        "did you mean 65 in and 70 kg?",
    ),
    (
        "165",
        "280",
        "height and weight: 165 cm and 280 kg give a body mass index of 102.8, outside 8–100; "
        "did you mean 165 cm and 280 lb?",
    ),
    (
        "200",
        "31.99",
        "height and weight: 200 cm and 31.99 kg give a body mass index of 7.998, outside 8–100; "
        "check for swapped values or a slip of the unit",
    ),
    (
        "100",
        "100.04",
        "height and weight: 100 cm and 100.04 kg give a body mass index of 100.04, outside "
        "8–100; did you mean 100 cm and 100.04 lb?",
    ),
]


@pytest.mark.parametrize(("height", "weight", "message"), REFUSED)
def test_impossible_bodies_are_refused(
    height: str | None, weight: str | None, message: str
) -> None:
    """What cannot be is refused with the value, the limits and what may have been meant."""
    assert _refusal(lambda: check_body(_maybe(height), _maybe(weight))) == message


@pytest.mark.parametrize(("formula", "sex"), CASES)
def test_every_formula_refuses_impossible_bodies(formula: BsaFormula, sex: Sex) -> None:
    """No formula works with a body that cannot be."""
    for height, weight in (("1.72", "70"), ("172", "700"), ("70", "172"), ("0", "0")):
        with pytest.raises(BodyError):
            body_surface(D(height), D(weight), formula, sex)


@pytest.mark.parametrize(
    ("height", "weight"),
    [("50", "10"), ("272", "650"), ("200", "32"), ("100", "100"), ("111.8", "10"), ("165", "70")],
)
def test_the_limits_themselves_are_bodies(height: str, weight: str) -> None:
    """A body at a limit passes, and so does one of which a part is not known."""
    check_body(D(height), D(weight))
    check_body(D(height), None)
    check_body(None, D(weight))
    check_body(None, None)


def test_schlich_needs_the_sex() -> None:
    """The Schlich formula without a sex is refused, not guessed."""
    assert _refusal(lambda: body_surface(D(172), D(70), BsaFormula.SCHLICH)) == (
        "sex: the Schlich formula has one equation for women and one for men; "
        "state the sex, or use another formula, as in mosteller"
    )


def test_what_is_no_sex_or_formula_is_never_guessed() -> None:
    """A text in place of an enum member fails instead of falling through to a default."""
    text: Any = "female"
    with pytest.raises(AssertionError):
        schlich(D(172), D(70), text)
    with pytest.raises(AssertionError):
        creatinine_clearance(60, D(70), D(1), text)
    name: Any = "mosteller"
    with pytest.raises(AssertionError):
        body_surface(D(172), D(70), name)


def test_the_body_mass_index() -> None:
    """The index is kilograms by square metres; the R package admiral tests 23.148 and 25."""
    assert round_half_up(body_mass_index(D(180), D(75)), D("0.001")) == D("23.148")
    assert body_mass_index(D(200), D(100)) == 25


@pytest.mark.parametrize(("height", "weight"), [("1.8", "75"), ("180", "7")])
def test_the_body_mass_index_refuses(height: str, weight: str) -> None:
    """The index of a height or weight that nobody has is refused."""
    with pytest.raises(BodyError):
        body_mass_index(D(height), D(weight))


# --- Bodies that are unlikely.

UNLIKELY = [
    (
        "165",
        "154",
        "a body mass index of 56.6 (165 cm, 154 kg) is unlikely, being outside 13–50; "
        "did you mean 165 cm and 154 lb?",
    ),
    (
        "170",
        "37.5",
        "a body mass index of 12.98 (170 cm, 37.5 kg) is unlikely, being outside 13–50; "
        "check for swapped values or a slip of the unit",
    ),
    (
        "100",
        "50.01",
        "a body mass index of 50.01 (100 cm, 50.01 kg) is unlikely, being outside 13–50; "
        "did you mean 100 cm and 50.01 lb?",
    ),
    (  # only bodies of 100 to 230 cm are offered: 60 lb at 99.5 cm are not
        "99.5",
        "60",
        "a body mass index of 60.6 (99.5 cm, 60 kg) is unlikely, being outside 13–50; "
        "check for swapped values or a slip of the unit",
    ),
    (
        "100",
        "60",
        "a body mass index of 60 (100 cm, 60 kg) is unlikely, being outside 13–50; "
        "did you mean 100 cm and 60 lb?",
    ),
    (  # 90.5 in are 229.87 cm, and the index 13.2
        "90.5",
        "70",
        "a body mass index of 85.5 (90.5 cm, 70 kg) is unlikely, being outside 13–50; "
        "did you mean 90.5 in and 70 kg?",
    ),
    (  # 90.8 in are 230.632 cm
        "90.8",
        "75",
        "a body mass index of 91 (90.8 cm, 75 kg) is unlikely, being outside 13–50; "
        "check for swapped values or a slip of the unit",
    ),
]


@pytest.mark.parametrize(("height", "weight", "sentence"), UNLIKELY)
def test_unlikely_bodies_are_cautioned(height: str, weight: str, sentence: str) -> None:
    """What is possible but unlikely gets a sentence, with the deciding digit."""
    check_body(D(height), D(weight))
    assert unlikely_body(D(height), D(weight)) == sentence


def test_a_pound_is_0_45359237_kg() -> None:
    """110.23113 lb are 49.9999995 kg, just under an index of 50 at 100 cm."""
    sentence = unlikely_body(D(100), D("110.23113"))
    assert sentence is not None
    assert sentence.endswith("; did you mean 100 cm and 110.23113 lb?")


@pytest.mark.parametrize(("height", "weight"), [("165", "70"), ("200", "52"), ("100", "50")])
def test_likely_bodies_are_not(height: str, weight: str) -> None:
    """From 13 to 50, both included, nothing is said."""
    assert unlikely_body(D(height), D(weight)) is None


@given(_bodies())
def test_a_caution_follows_the_index(body: tuple[Decimal, Decimal]) -> None:
    """A body is cautioned exactly where its index is outside 13–50."""
    assert (unlikely_body(*body) is None) == (13 <= body_mass_index(*body) <= 50)


# --- Weights.


@pytest.mark.parametrize(
    ("height", "sex", "weight"),
    [
        # 70 inches: 50 + 2.3 × 10 and 45.5 + 2.3 × 10.
        ("177.8", MALE, "73"),
        ("177.8", FEMALE, "68.5"),
        ("152.4", MALE, "50"),
        ("152.4", FEMALE, "45.5"),
    ],
)
def test_ideal_weights_by_hand(height: str, sex: Sex, weight: str) -> None:
    """Whole inches give the ideal weights that a hand calculation gives."""
    assert ideal_weight(D(height), sex) == D(weight)


def test_ideal_weights_as_clinpk_prints_them() -> None:
    """The tests of the R package clinPK (ibw_devine) give 6 decimals for 160 cm."""
    assert round_half_up(ideal_weight(D(160), FEMALE), D("1e-6")) == D("52.381890")
    assert round_half_up(ideal_weight(D(160), MALE), D("1e-6")) == D("56.881890")


@pytest.mark.parametrize("sex", Sex)
def test_no_ideal_weight_below_sixty_inches(sex: Sex) -> None:
    """Below 60 inches the equation says nothing, and neither does the library."""
    assert _refusal(lambda: ideal_weight(D("152.39"), sex)) == (
        "height: 152.39 cm is under 152.4 cm (60 inches), below which the Devine equation states "
        "no weight; use the actual weight"
    )


def test_no_ideal_weight_for_metres() -> None:
    """A height in metres is seen before the equation is asked."""
    assert _refusal(lambda: ideal_weight(D("1.72"), MALE)) == (
        "height: 1.72 cm is outside 50–272 cm; did you mean 1.72 m?"
    )


def test_adjusted_weights() -> None:
    """Four tenths of the excess are added; the R package clinPK tests 50 and 40 kg as 44."""
    assert adjusted_weight(D(50), D(40)) == 44
    assert adjusted_weight(D(100), D(70), D("0.25")) == D("77.5")
    assert adjusted_weight(D(70), D(70)) == 70


@given(_between(D("152.4"), D(272)), st.sampled_from(Sex), st.data())
def test_the_adjusted_weight_lies_between(height: Decimal, sex: Sex, data: st.DataObject) -> None:
    """The adjusted weight is never below the ideal nor above the actual one."""
    ideal = ideal_weight(height, sex)
    actual = data.draw(_between(ideal, D(650)))
    assert ideal <= adjusted_weight(actual, ideal) <= actual


@pytest.mark.parametrize(
    ("actual", "ideal", "correction", "message"),
    [
        (
            "60",
            "70",
            "0.4",
            "weight: 60 kg is below the ideal weight of 70 kg; use the actual weight",
        ),
        (
            "73",
            "73.04094488188976",
            "0.4",
            "weight: 73 kg is below the ideal weight of 73.04 kg; use the actual weight",
        ),
        ("90", "70", "1.1", "correction: 1.1 is outside 0–1; use one as in 0.4"),
        ("90", "70", "-0.4", "correction: -0.4 is outside 0–1; use one as in 0.4"),
        ("90", "70", "NaN", "correction: NaN is outside 0–1; use one as in 0.4"),
        (
            "700",
            "70",
            "0.4",
            "weight: 700 kg is outside 10–650 kg; "
            "check the decimal point and the unit, as in 70 kg",
        ),
        (
            "90",
            "0",
            "0.4",
            "ideal weight: 0 kg is outside 10–650 kg; "
            "check the decimal point and the unit, as in 70 kg",
        ),
    ],
)
def test_adjusted_weights_refused(actual: str, ideal: str, correction: str, message: str) -> None:
    """A weight that needs no adjustment, or numbers that are none, are refused."""
    assert _refusal(lambda: adjusted_weight(D(actual), D(ideal), D(correction))) == message


# --- Renal function.


def test_clearances_by_hand() -> None:
    """Clearances that divide without rest are exact, so that a limit of 25 is met or missed."""
    assert creatinine_clearance(60, D(72), D(1), MALE) == 80  # 80 × 72 ÷ 72
    assert creatinine_clearance(60, D(72), D(1), FEMALE) == 68  # 80 × 0.85
    assert creatinine_clearance(80, D(60), D(2), MALE) == 25  # 60 × 60 ÷ 144
    assert creatinine_clearance(120, D(36), D("0.1"), MALE) == 100  # 20 × 36 ÷ 7.2


def test_clearances_as_printed() -> None:
    """The two examples of superglobalcalculator.com, printed to one decimal."""
    tenth = D("0.1")
    assert round_half_up(creatinine_clearance(65, D(70), D("1.4"), MALE), tenth) == D("52.1")
    assert round_half_up(creatinine_clearance(45, D(60), D("0.9"), FEMALE), tenth) == D("74.8")


ADULTS = st.integers(18, 120)
CREATININES = st.decimals("0.1", "25", places=2)


@given(ADULTS, _between(D(10), D(650)), CREATININES)
def test_clearances_agree_with_fractions(age: int, weight: Decimal, creatinine: Decimal) -> None:
    """The clearance equals the one in exact fractions, and women have 85 % of it."""
    men = Fraction(140 - age) * Fraction(weight) / (72 * Fraction(creatinine))
    for sex, share in ((MALE, Fraction(1)), (FEMALE, Fraction(85, 100))):
        clearance = creatinine_clearance(age, weight, creatinine, sex)
        assert _gap(clearance, men * share) < Fraction(1, 10**39)


NO_AGE = "check the date of birth; the Cockcroft–Gault equation is for adults"


@pytest.mark.parametrize(
    ("age", "weight", "creatinine", "message"),
    [
        (17, "70", "1", f"age: 17 years is outside 18–120 years; {NO_AGE}"),
        (121, "70", "1", f"age: 121 years is outside 18–120 years; {NO_AGE}"),
        (
            60,
            "7",
            "1",
            "weight: 7 kg is outside 10–650 kg; check the decimal point and the unit, as in 70 kg",
        ),
        (60, "70", "88", "creatinine: 88 mg/dL is outside 0.1–25 mg/dL; did you mean 88 µmol/L?"),
        (60, "70", "0", "creatinine: 0 mg/dL is outside 0.1–25 mg/dL; write it as in 1.1 mg/dL"),
        (
            60,
            "70",
            "0.09",
            "creatinine: 0.09 mg/dL is outside 0.1–25 mg/dL; write it as in 1.1 mg/dL",
        ),
        (
            60,
            "70",
            "2210.1",
            "creatinine: 2210.1 mg/dL is outside 0.1–25 mg/dL; write it as in 1.1 mg/dL",
        ),
        (
            60,
            "70",
            "NaN",
            "creatinine: NaN mg/dL is outside 0.1–25 mg/dL; write it as in 1.1 mg/dL",
        ),
    ],
)
def test_clearances_refused(age: int, weight: str, creatinine: str, message: str) -> None:
    """An age, weight or creatinine outside its range is refused; µmol/L are recognised."""
    assert _refusal(lambda: creatinine_clearance(age, D(weight), D(creatinine), MALE)) == message


@pytest.mark.parametrize("creatinine", ["0.1", "25"])
@pytest.mark.parametrize("age", [18, 120])
def test_the_limits_of_the_clearance(age: int, creatinine: str) -> None:
    """The limits themselves are inside."""
    assert creatinine_clearance(age, D(70), D(creatinine), MALE) > 0


# --- Carboplatin.

# NCCN Chemotherapy Order Templates, Appendix B (at 125 mL/min); the rest is the table of
# creatinineclearancecalculator.net/dosing/calvert.
CARBOPLATIN = [
    ("6", "125", "900"),
    ("5", "125", "750"),
    ("4", "125", "600"),
    ("4", "50", "300"),
    ("5", "50", "375"),
    ("6", "75", "600"),
    ("5", "100", "625"),
    ("5", "90", "575"),
]


@pytest.mark.parametrize(("auc", "gfr", "dose"), CARBOPLATIN)
def test_carboplatin_doses_as_printed(auc: str, gfr: str, dose: str) -> None:
    """The Calvert doses that are printed in public tables."""
    assert calvert(D(auc), D(gfr)) == D(dose)


def test_no_hidden_cap_on_the_rate() -> None:
    """A rate above 125 mL/min counts in full: a cap is the caller's to state."""
    assert calvert(D(5), D(140)) == 825
    assert calvert(D(10), D(200)) == 2250
    assert calvert(D("0.5"), D(0)) == D("12.5")


@pytest.mark.parametrize(
    ("auc", "gfr", "message"),
    [
        (
            auc,
            "90",
            f"AUC: {auc} mg·min/mL is not above 0 and at most 10 mg·min/mL; "
            "check the target area under the curve, as in AUC 5",
        )
        for auc in ("0", "-5", "10.1", "NaN", "Infinity")
    ]
    + [
        (
            "5",
            gfr,
            f"GFR: {gfr} mL/min is outside 0–200 mL/min; "
            "check the number and its unit, as in 90 mL/min",
        )
        for gfr in ("-1", "200.1", "NaN")
    ],
)
def test_carboplatin_doses_refused(auc: str, gfr: str, message: str) -> None:
    """An area or a rate outside its range gives no dose."""
    assert _refusal(lambda: calvert(D(auc), D(gfr))) == message


@pytest.mark.parametrize(
    ("age", "creatinine", "can"),
    [
        (17, "1", False),
        (18, "1", True),
        (120, "1", True),
        (121, "1", False),
        (60, "0.09", False),
        (60, "0.1", True),
        (60, "25", True),
        (60, "25.1", False),
        (60, "NaN", False),
    ],
)
def test_clearance_is_estimated_where_the_equation_holds(
    age: int, creatinine: str, *, can: bool
) -> None:
    """It can be asked beforehand, and the equation itself answers the same."""
    assert can_be_estimated(age, D(creatinine)) is can
    try:
        creatinine_clearance(age, D(70), D(creatinine), Sex.MALE)
    except BodyError:
        assert not can
    else:
        assert can
