"""Doses as they are given: vials, capsules and tablets, dose bands, volumes; worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from regimens import Course, DoseChange, Given, Patient, Policy, catalogue
from regimens.amounts import Per, WrittenDose, amount
from regimens.bands import BandTable
from regimens.cli import main
from regimens.comparison import lines
from regimens.decimals import plain
from regimens.dispensing import HOPA, MadeUp, Making, Pieces, making
from regimens.dosing import Body, resolve
from regimens.drugs import Drug, Presentation, Route
from regimens.errors import DefinitionError, DoseError, QuantityError
from regimens.formats.answers import lines_from
from regimens.formats.calendars import calendar_csv, calendar_document, calendar_json
from regimens.formats.courses import course_document, course_from
from regimens.formats.schemas import calendar_schema, course_schema
from regimens.formats.table import calendar_table
from regimens.nhs_bands import band_table
from regimens.presentations import sold_as
from regimens.rounding import FINE, AsGiven, Form, Step, rounding
from regimens.sources import Source
from regimens.verify import Order, verify
from regimens.whole_pieces import WholePieces

D = Decimal
_SOURCE = Source(
    title="A label made up for a test",
    identifier="none",
    locator="section 3",
    checked_on=date(2026, 11, 21),
)
_VIALS = AsGiven((Form.VIALS,))
_DISPENSABLE = AsGiven((Form.DISPENSABLE,))


def _pieces(form: str, *strengths: str) -> tuple[Presentation, ...]:
    return tuple(Presentation(form=form, strength=D(one), source=_SOURCE) for one in strengths)


def _made(drug: str, route: Route | None, text: str) -> Making:
    return making(Drug(name=drug), route, rounding(text))


# Vials of the labels: daratumumab 100 and 400 mg, carfilzomib 10, 30, 60, bortezomib 3.5,
# isatuximab 100 and 500, elotuzumab 300 and 400, cyclophosphamide 500, 1000, 2000; 10 % of the
# calculated dose.
@pytest.mark.parametrize(
    ("drug", "dose", "given_", "vials", "left"),
    [
        ("daratumumab", "1120", "1100", "2×400 3×100", "0"),  # 16 × 70; 1.8 % less
        ("daratumumab", "1150", "1200", "3×400", "0"),  # half way goes up
        ("daratumumab", "1149.99", "1100", "2×400 3×100", "0"),
        ("daratumumab", "836.8", "800", "2×400", "0"),  # 16 × 52.3; 4.4 % less
        ("daratumumab", "444.4", "400", "1×400", "0"),  # 9.99 % less
        ("daratumumab", "444.5", "444.5", "1×400 1×100", "55.5"),  # 10.01 % less
        ("daratumumab", "454.5", "454.5", "1×400 1×100", "45.5"),  # 10.01 % more
        ("daratumumab", "454.6", "500", "1×400 1×100", "0"),  # 9.99 % more
        ("carfilzomib", "100.8", "100", "1×60 1×30 1×10", "0"),  # 56 × 1.8
        ("carfilzomib", "34", "34", "1×30 1×10", "6"),  # 30 is 11.8 % less, 40 17.6 % more
        ("carfilzomib", "154", "150", "2×60 1×30", "0"),  # 70 × 2.2
        ("isatuximab", "700", "700", "1×500 2×100", "0"),
        ("elotuzumab", "700", "700", "1×400 1×300", "0"),
        ("elotuzumab", "520", "520", "2×300", "80"),  # 400 and 600 are 23 and 15 % away
        ("bortezomib", "2.37", "2.37", "1×3.5", "1.13"),
        ("bortezomib", "3.3", "3.5", "1×3.5", "0"),  # 6.1 % more
        ("cyclophosphamide", "720", "720", "1×1000", "280"),  # 500 and 1000 are too far
        ("cyclophosphamide", "1450", "1500", "1×1000 1×500", "0"),
    ],
)
def test_whole_vials_within_ten_percent(
    drug: str, dose: str, given_: str, vials: str, left: str
) -> None:
    """The nearest whole vials where they are within 10 %, else the dose itself from the fewest."""
    route = Route.SC if drug == "bortezomib" else Route.IV
    made = _made(drug, route, "vials").of(D(dose))
    assert made.dose == D(given_)
    found = " ".join(f"{one.count}×{one.presentation.strength}" for one in made.pieces)
    assert (found, made.left_over) == (vials, D(left))
    assert bool(made.caution) is (D(given_) == D(dose) and left != "0")


# Capsules and tablets of the labels: tretinoin 10 mg, melphalan 2 mg, lenalidomide 2.5 to 25 mg,
# dexamethasone 0.5 to 6 mg, ibrutinib 140 mg, selinexor 20 to 60 mg.
@pytest.mark.parametrize(
    ("drug", "dose", "parts", "given_", "taken"),
    [
        ("tretinoin", "80.55", 2, ["40", "40"], "8×10"),  # 45 × 1.79
        ("tretinoin", "74.9", 2, ["40", "30"], "7×10"),
        ("tretinoin", "75", 2, ["40", "40"], "8×10"),  # half way goes up
        ("tretinoin", "68.4", 2, ["40", "30"], "7×10"),  # 45 × 1.52
        ("tretinoin", "95.85", 2, ["50", "50"], "10×10"),  # 45 × 2.13
        ("tretinoin", "85", 3, ["30", "30", "30"], "9×10"),
        ("melphalan", "16.11", 1, ["16"], "8×2"),  # 9 × 1.79
        ("melphalan", "17", 1, ["18"], "9×2"),
        ("melphalan", "16.99", 1, ["16"], "8×2"),
        ("lenalidomide", "25", 1, ["25"], "1×25"),
        ("lenalidomide", "12.5", 1, ["12.5"], "1×10 1×2.5"),
        ("lenalidomide", "7.5", 1, ["7.5"], "3×2.5"),
        ("dexamethasone", "40", 1, ["40"], "10×4"),
        ("dexamethasone", "20", 1, ["20"], "5×4"),
        ("dexamethasone", "12", 1, ["12"], "2×6"),
        ("ibrutinib", "420", 1, ["420"], "3×140"),
        ("selinexor", "80", 1, ["80"], "2×40"),
        ("selinexor", "100", 1, ["100"], "2×50"),
    ],
)
def test_whole_tablets_and_capsules(
    drug: str, dose: str, parts: int, given_: list[str], taken: str
) -> None:
    """The nearest whole pieces, the day divided as evenly as they allow, the larger part first."""
    made = _made(drug, Route.PO, "dispensable").of(D(dose), None, parts)
    assert list(made.parts) == [D(part) for part in given_]
    assert made.dose == sum(made.parts)
    assert " ".join(f"{one.count}×{one.presentation.strength}" for one in made.pieces) == taken
    assert (made.left_over, made.caution) == (D(0), "")


@pytest.mark.parametrize(
    ("dose", "given_", "said"),
    [
        ("15", "20", "15 mg is rounded to 20 mg, 33.3 % more, beyond the 10 % allowed"),
        ("11", "10", ""),  # 9.1 %
        ("11.2", "10", "11.2 mg is rounded to 10 mg, 10.7 % less, beyond the 10 % allowed"),
        ("5", "10", "5 mg is rounded to 10 mg, 100 % more, beyond the 10 % allowed"),
    ],
)
def test_far_capsules_are_said(dose: str, given_: str, said: str) -> None:
    """A capsule is not divided: what is given is whole, and how far it is stands beside it."""
    made = _made("tretinoin", Route.PO, "dispensable").of(D(dose))
    assert (made.dose, made.caution) == (D(given_), said)


def test_less_than_half_a_capsule_is_left_as_calculated() -> None:
    """Neither nothing nor twice the dose, and the rest of the calendar stands."""
    made = _made("tretinoin", Route.PO, "dispensable").of(D("4.9"))
    assert (made.dose, made.pieces) == (D("4.9"), ())
    assert made.caution == "4.9 mg cannot be made from capsules of 10 mg: left as calculated"


def test_day_of_too_few_capsules_is_left_as_calculated() -> None:
    """Two parts take two capsules."""
    how = _made("tretinoin", Route.PO, "dispensable")
    made = how.of(D("9.9"), None, 2)
    assert made.parts == (D("4.95"), D("4.95"))
    assert made.caution.startswith("9.9 mg in 2 parts cannot be made from capsules of 10 mg")
    assert how.of(D(10), None, 2).parts == (D(10), D(10))


def test_many_tablets_are_said() -> None:
    """A slip in the dose or in the strengths."""
    made = _made("dexamethasone", Route.PO, "dispensable").of(D(1000))
    assert made.caution == "it takes 250 pieces"


@pytest.mark.parametrize(
    ("dose", "cap", "given_"),
    [("79", "79", "70"), ("79", "80", "80"), ("75", "75", "70"), ("81", "200", "80")],
)
def test_pieces_stay_under_the_cap(dose: str, cap: str, given_: str) -> None:
    """The lower amount, where the nearer one is over the cap."""
    assert _made("tretinoin", Route.PO, "dispensable").of(D(dose), D(cap)).dose == D(given_)


def test_part_stays_under_the_cap_of_an_administration() -> None:
    """70 mg a day at most 35 a time: 40 + 30 would be over, so 30 + 30."""
    how = _made("tretinoin", Route.PO, "dispensable")
    assert how.of(D(70), D(70), 2, each=D(35)).parts == (D(30), D(30))


@pytest.mark.parametrize(
    ("dose", "cap", "given_", "said"),
    [
        ("1150", "1150", "1100", ""),
        ("1150", "1200", "1200", ""),
        ("460", "460", "460", "460 mg is not rounded to whole vials of 100 and 400 mg: the "),
        (
            "95",
            "95",
            "95",
            "95 mg is not rounded to whole vials of 100 and 400 mg: the nearest, "
            "100 mg, is over the cap",
        ),
        (
            "40",
            "1800",
            "40",
            "40 mg is not rounded to whole vials of 100 and 400 mg: the nearest, "
            "100 mg, is more than 10 % away",
        ),
    ],
)
def test_vials_stay_under_the_cap(dose: str, cap: str, given_: str, said: str) -> None:
    """The lower vials where they are within 10 %, else none."""
    made = _made("daratumumab", Route.IV, "vials").of(D(dose), D(cap))
    assert made.dose == D(given_)
    assert made.caution.startswith(said) if said else made.caution == ""


_TABLETS, _PHIALS = _pieces("tablet", "10", "25"), _pieces("vial", "100", "400")
_OTHER = attrs.evolve(_SOURCE, locator="section 4")
_BANDS = BandTable(
    title="bands",
    drugs=("x",),
    rows=((D(1), D(2)), (D(3), D("3.1"))),
    end=D(4),
    source=_SOURCE,
)


def _tablets(dose: str, rest: str = "", *, parts: Sequence[str] = (), caution: str = "") -> MadeUp:
    """So much of so many tablets, as in 2×25 1×10."""
    counted = [one.split("×") for one in rest.split()]
    strengths = {plain(one.strength): one for one in _TABLETS}
    return MadeUp(
        dose=D(dose),
        parts=tuple(map(D, parts or [dose])),
        rounding="to whole tablets of 10 and 25 mg, half up",
        source=str(_SOURCE),
        pieces=tuple(Pieces(int(count), strengths[strength]) for count, strength in counted),
        caution=caution,
    )


def _as_calculated(
    dose: str, caution: str, *, parts: Sequence[str] = (), step: str = "0.01", **given_: Any
) -> MadeUp:
    return MadeUp(
        dose=D(dose),
        parts=tuple(map(D, parts or [dose])),
        rounding=f"to {step} mg, half up",
        source="policy",
        caution=caution,
        **given_,
    )


@pytest.mark.parametrize(
    ("dose", "cap", "parts", "each", "made"),
    [
        ("50", None, 1, None, _tablets("50", "2×25")),
        ("70", None, 1, None, _tablets("70", "7×10")),  # 7 are not more than twice 25 25 10 10
        ("5", None, 1, None, _tablets(
            "10", "1×10", caution="5 mg is rounded to 10 mg, 100 % more, beyond the 10 % allowed"
        )),
        ("12", None, 1, None, _tablets(
            "10", "1×10", caution="12 mg is rounded to 10 mg, 16.7 % less, beyond the 10 % allowed"
        )),
        ("17", None, 1, None, _tablets(
            "20", "2×10", caution="17 mg is rounded to 20 mg, 17.6 % more, beyond the 10 % allowed"
        )),
        ("4.5", None, 1, None, _as_calculated(
            "4.5", "4.5 mg cannot be made from tablets of 10 and 25 mg: left as calculated"
        )),
        ("9", "9", 1, None, _as_calculated(
            "9", "9 mg cannot be made from tablets of 10 and 25 mg: left as calculated"
        )),
        ("9.1", None, 2, None, _as_calculated(
            "9.1",
            "9.1 mg in 2 parts cannot be made from tablets of 10 and 25 mg: left as calculated",
            parts=["4.55", "4.55"],
        )),
        # At most a cap: 50 is nearer to 48 than 45.
        ("48", "50", 1, None, _tablets("50", "2×25")),
        ("48", "49", 1, None, _tablets("45", "1×25 2×10")),
        ("48", "49", 1, "60", _tablets("45", "1×25 2×10")),
        # At most so much of a part: 95 is 50 and 45, 93 is nearer to 95 than to 90.
        ("100", None, 2, "50", _tablets("100", "4×25", parts=["50", "50"])),
        ("100", None, 2, "45", _tablets("90", "2×25 4×10", parts=["45", "45"])),
        ("92", None, 2, "45", _tablets("90", "2×25 4×10", parts=["45", "45"])),
        ("93", None, 2, "45", _tablets("90", "2×25 4×10", parts=["45", "45"])),
        ("93", None, 2, "50", _tablets("95", "3×25 2×10", parts=["50", "45"])),
        ("96", None, 2, "45", _tablets("90", "2×25 4×10", parts=["45", "45"])),
        # 60 in 6 pieces of 10, as 25 25 10 is no less than half of them; 55 takes a 25.
        ("115", None, 2, None, _tablets("115", "1×25 9×10", parts=["60", "55"])),
        ("12", "8", 1, "8", _as_calculated(
            "8", "12 mg cannot be made from tablets of 10 and 25 mg: left as calculated"
        )),
    ],
)  # fmt: skip
def test_tablets_by_hand(
    dose: str, cap: str | None, parts: int, each: str | None, made: MadeUp
) -> None:
    """The nearest amount of tablets of 10 and 25 mg under its caps, and of which of them."""
    how = Making(form=Form.DISPENSABLE, pieces=_TABLETS)
    assert how.of(D(dose), _or_none(cap), parts, _or_none(each)) == made
    if parts == 1:
        assert how.of(D(dose), _or_none(cap), each=_or_none(each)) == made


def _or_none(text: str | None) -> Decimal | None:
    return None if text is None else D(text)


@pytest.mark.parametrize(("dose", "caution"), [("50", ""), ("51", "it takes 51 pieces")])
def test_more_than_50_tablets_are_said(dose: str, caution: str) -> None:
    """50 are not too many."""
    how = Making(form=Form.DISPENSABLE, pieces=_pieces("tablet", "1"))
    assert how.of(D(dose)).caution == caution


def _vials(dose: str, *parts: str, rest: str) -> MadeUp:
    counted = [one.split("×") for one in rest.split()]
    strengths = {plain(one.strength): one for one in _PHIALS}
    return MadeUp(
        dose=D(dose),
        parts=tuple(map(D, parts or [dose])),
        rounding="to whole vials of 100 and 400 mg within 10 %, half up",
        source=HOPA,
        pieces=tuple(Pieces(int(count), strengths[strength]) for count, strength in counted),
    )


_ONE_OF_100, _ONE_OF_400 = (Pieces(1, one) for one in _PHIALS)
_UNROUNDED = "is not rounded to whole vials of 100 and 400 mg: the nearest"


@pytest.mark.parametrize(
    ("dose", "cap", "parts", "made"),
    [
        ("1120", None, 1, _vials("1100", rest="2×400 3×100")),
        ("1101", None, 2, _vials("1100", "550", "550", rest="2×400 3×100")),
        ("450", None, 1, _as_calculated(
            "450",
            f"450 mg {_UNROUNDED}, 500 mg, is more than 10 % away",
            pieces=(_ONE_OF_400, _ONE_OF_100),
            left_over=D(50),
        )),
        ("490", "500", 1, _vials("500", rest="1×400 1×100")),
        ("490", "495", 2, _as_calculated(
            "490",
            f"490 mg {_UNROUNDED}, 400 mg, is more than 10 % away",
            parts=["245", "245"],
            pieces=(_ONE_OF_400, _ONE_OF_100),
            left_over=D(10),
        )),
        ("95", "98", 1, _as_calculated(
            "95",
            f"95 mg {_UNROUNDED}, 100 mg, is over the cap",
            pieces=(_ONE_OF_100,),
            left_over=D(5),
        )),
        ("40", None, 1, _as_calculated(
            "40",
            f"40 mg {_UNROUNDED}, 100 mg, is more than 10 % away",
            pieces=(_ONE_OF_100,),
            left_over=D(60),
        )),
    ],
)  # fmt: skip
def test_vials_by_hand(dose: str, cap: str | None, parts: int, made: MadeUp) -> None:
    """Whole vials of 100 and 400 mg within 10 %, else the dose itself, and what is left."""
    how = Making(form=Form.VIALS, pieces=_PHIALS)
    assert how.of(D(dose), _or_none(cap), parts) == made


def _banded(form: Form, dose: str, row: str, *parts: str, caution: str = "") -> MadeUp:
    column = "B" if form is Form.NHS_BANDS_B else "A"
    return MadeUp(
        dose=D(dose),
        parts=tuple(map(D, parts or [dose])),
        rounding=f"to the band of {row}, column {column}",
        source=str(_SOURCE),
        caution=caution,
    )


@pytest.mark.parametrize(
    ("form", "dose", "cap", "parts", "made"),
    [
        (Form.NHS_BANDS, "2", "2", 1, _banded(Form.NHS_BANDS, "2", "1 to under 3 mg")),
        (Form.NHS_BANDS_B, "2.1", None, 2, _banded(
            Form.NHS_BANDS_B, "2", "1 to 2.99 mg", "1", "1"
        )),
        (Form.NHS_BANDS, "1.5", None, 1, _banded(
            Form.NHS_BANDS,
            "2",
            "1 to under 3 mg",
            caution="1.5 mg is rounded to 2 mg, 33.3 % more, beyond the 6 % allowed",
        )),
        (Form.NHS_BANDS, "3.3", None, 1, _banded(
            Form.NHS_BANDS, "3.1", "3 to under 4 mg",
            caution="3.3 mg is rounded to 3.1 mg, 6.1 % less, beyond the 6 % allowed",
        )),
        (Form.NHS_BANDS, "4", None, 2, _as_calculated(
            "4",
            f"4 mg is not banded: it lies outside the bands read, 1 to under 4 mg ({_SOURCE})",
            parts=["2", "2"],
        )),
        (Form.NHS_BANDS_B, "1.9", "1.95", 1, _as_calculated(
            "1.9", "1.9 mg is not banded: it has the band 2 mg, which is over the cap"
        )),
    ],
)  # fmt: skip
def test_bands_by_hand(form: Form, dose: str, cap: str | None, parts: int, made: MadeUp) -> None:
    """The band of its row in the words of its column, where there is one under the cap."""
    assert Making(form=form, bands=_BANDS).of(D(dose), _or_none(cap), parts) == made


@pytest.mark.parametrize(
    ("step", "dose", "cap", "parts", "made"),
    [
        ("0.5", "10", None, 1, _as_calculated("10", "", step="0.5")),
        ("5", "23", None, 2, _as_calculated("25", "", step="5", parts=["15", "10"])),
        ("10", "75", "75", 1, _as_calculated("70", "", step="10")),
        ("5", "12", None, 1, _as_calculated(
            "10",
            "12 mg is rounded to 10 mg, 16.7 % less, beyond the 10 % allowed; use a finer rounding",
            step="5",
        )),
        ("1", "0.6", None, 1, _as_calculated(
            "1",
            "0.6 mg is rounded to 1 mg, 66.7 % more, beyond the 10 % allowed; use a finer rounding",
            step="1",
        )),
    ],
)  # fmt: skip
def test_steps_by_hand(step: str, dose: str, cap: str | None, parts: int, made: MadeUp) -> None:
    """The nearest step under the cap, with a word where that is far away."""
    assert Making.by(Step(D(step))).of(D(dose), _or_none(cap), parts) == made


def test_dose_of_nothing_is_told_to_six_decimals() -> None:
    """0.1234564 mg to whole milligrams."""
    with pytest.raises(DoseError) as caught:
        Making.by(Step(D(1))).of(D("0.1234564"))
    assert str(caught.value) == (
        "0.123456 mg rounds to 0 mg in steps of 1 mg; use a finer rounding step"
    )
    assert Making.by(_VIALS) == Making(missing="what it comes in is not known here")


def test_pieces_are_named_by_rising_strength_and_each_source_once() -> None:
    """Three strengths of two labels, the smaller first."""
    low, high, half = _pieces("tablet", "5", "25", "10")
    how = Making(form=Form.DISPENSABLE, pieces=(low, attrs.evolve(high, source=_OTHER), half))
    made = how.of(D(5))
    assert (made.rounding, made.source) == (
        "to whole tablets of 5, 10 and 25 mg, half up",
        f"{_SOURCE}, {_OTHER}",
    )
    assert str(made.pieces[0]) == "1 × tablet of 5 mg"
    assert how.counted(D(30)) == (Pieces(3, half),)
    assert (Pieces(3, half).amount, how.tolerance_source) == (D(30), HOPA)
    assert Making(form=Form.NHS_BANDS_B).tolerance_source.startswith("NICE KTT22")


def _told(route: Route | None, text: str, *pieces: Presentation, name: str = "x") -> str:
    """The form a hospital's drug is given in, or why it has none of those asked for."""
    how = making(Drug(name=name, presentations=pieces), route, rounding(text))
    return how.missing if how.form is None else how.form.value


def test_form_is_the_first_that_a_drug_has() -> None:
    """By its route, its table of bands and what it comes in."""
    tablets, vials = _pieces("tablet", "10"), _pieces("vial", "100", "400")
    (syringe,) = _pieces("syringe", "50")
    thin, thick = (attrs.evolve(vials[0], concentration=D(per_ml)) for per_ml in (1, 2))
    both = "vials + dispensable"
    assert _told(Route.PO, both, *tablets) == _told(Route.PO, "dispensable", *tablets)
    assert _told(Route.PO, both, *tablets) == "dispensable"
    assert _told(Route.IV, "dispensable + vials", *vials) == "vials"
    assert _told(Route.IV, "nhs-bands + vials", *vials) == "vials"
    assert _told(Route.IV, "nhs-bands-b + vials", *vials, name="cisplatin") == "nhs-bands-b"
    assert _told(Route.IV, "nhs-bands", *vials) == "no table of dose bands was read for it"
    assert _told(None, "vials", *vials) == "its route is not stated"
    assert _told(Route.IV, "vials", *tablets) == "what it comes in is not known here"
    assert _told(Route.IV, "vials", *vials, syringe) == (
        "it comes in several forms, and which is given is not stated"
    )
    assert _told(Route.IV, "vials", thin, attrs.evolve(thick, strength=D(400))) == (
        "it comes in several concentrations, which are not drawn up together"
    )
    # What was not asked for of this route is not missed.
    for route, text, own in ((Route.PO, "vials", tablets), (Route.IV, "dispensable", vials)):
        how = making(Drug(name="x", presentations=own), route, rounding(text))
        assert (how.form, how.missing) == (None, "")


def test_drug_is_made_up_with_all_that_is_known_of_it() -> None:
    """A hospital's own vials, their one concentration, and the bands of its name."""
    vials = tuple(attrs.evolve(one, concentration=D(2)) for one in _PHIALS)
    drug = Drug(name="cisplatin", presentations=(*vials, *_TABLETS))
    stepped = Making(step=Step(D(5)), concentration=D(2), concentration_source=str(_SOURCE))
    assert making(drug, Route.IV, Step(D(5))) == stepped
    assert making(drug, Route.IV, _VIALS) == attrs.evolve(
        stepped,
        step=FINE,
        form=Form.VIALS,
        pieces=vials,
        bands=band_table("cisplatin"),
    )
    only = attrs.evolve(drug, presentations=vials)
    assert making(only, Route.IV, Step(D(5))) == stepped
    assert making(only, None, Step(D(5))) == Making(step=Step(D(5)))
    other = attrs.evolve(drug, presentations=(vials[0], attrs.evolve(vials[1], concentration=D(3))))
    assert making(other, Route.IV, Step(D(5))) == Making(step=Step(D(5)))


# Rows as printed: 20 mg/mL version 7, 6 mg/mL version 2, 1 mg/mL. Column A writes the end of a row
# as less than the next one's bound, column B as at most 0.01 mg under it: the same bands.
@pytest.mark.parametrize(
    ("drug", "dose", "band"),
    [
        ("cyclophosphamide", "716", "720"),
        ("cyclophosphamide", "758.93", "720"),
        ("cyclophosphamide", "758.935", "720"),
        ("cyclophosphamide", "758.94", "800"),
        ("cyclophosphamide", "948.67", "900"),
        ("cyclophosphamide", "948.68", "1000"),
        ("cyclophosphamide", "500", "480"),
        ("cyclophosphamide", "1887", "2000"),
        ("cyclophosphamide", "5", "5.2"),
        ("cyclophosphamide", "6368.67", "6000"),
        ("cisplatin", "1.9", "2"),
        ("cisplatin", "1.89", "1.8"),
        ("cisplatin", "1.895", "1.8"),
        ("cisplatin", "15.49", "16"),
        ("cisplatin", "0.35", "0.34"),
        ("vincristine", "2", "2"),
        ("paclitaxel", "315", "300"),
        ("paclitaxel", "317.49", "336"),
        ("paclitaxel", "140", "144"),
    ],
)
def test_bands_as_printed(drug: str, dose: str, band: str) -> None:
    """A dose goes to the band whose row it lies in, by either column."""
    for column in ("nhs-bands", "nhs-bands-b"):
        assert _made(drug, Route.IV, column).of(D(dose)).dose == D(band)


def test_row_is_written_as_its_column_has_it() -> None:
    """758.94 is the bound between 720 and 800 mg."""
    rows = [
        _made("cyclophosphamide", Route.IV, column).of(D(716)).rounding
        for column in ("nhs-bands", "nhs-bands-b")
    ]
    assert rows == [
        "to the band of 689.34 to under 758.94 mg, column A",
        "to the band of 689.34 to 758.93 mg, column B",
    ]


# "From" of each table as printed, every tenth row or so, with its band.
@pytest.mark.parametrize(
    ("drug", "rows"),
    [
        ("cyclophosphamide", "5 5.2, 12.18 12.8, 34.98 36, 83.9 88, 189.74 200, 309.84 320, "
         "629.28 660, 1677.02 1780, 3932.68 4180, 5660.38 6000"),
        ("paclitaxel", "27.58 28.8, 51.55 54, 92.95 96, 188.78 198, 446.18 474, 721.6 768"),
        ("cisplatin", "0.21 0.22, 0.32 0.34, 0.61 0.64, 1.75 1.8, 4.6 4.8, 8.59 9, 15.49 16"),
    ],
)  # fmt: skip
def test_bounds_are_geometric_means_as_printed(drug: str, rows: str) -> None:
    """Worked out from the volumes, they are those of the printed tables."""
    table = band_table(drug)
    assert table is not None
    for pair in rows.split(", "):
        low, dose = map(D, pair.split())
        assert (low, dose) in table.rows
    assert [len(one.rows) for one in (table,)] == [
        {"cyclophosphamide": 73, "paclitaxel": 33, "cisplatin": 49}[drug]
    ]


@pytest.mark.parametrize(("dose", "banded"), [("0.2", False), ("16.97", False), ("16.96", True)])
def test_dose_outside_the_table_is_not_banded(dose: str, *, banded: bool) -> None:
    """It is given as calculated, with a word."""
    made = _made("cisplatin", Route.IV, "nhs-bands").of(D(dose))
    assert (made.dose == D(dose)) is not banded
    assert made.caution.startswith(f"{dose} mg is not banded: it lies outside") is not banded


def test_band_over_the_cap_is_not_taken() -> None:
    """Vincristine at most 1.95 mg: the band of 2 mg is over it."""
    made = _made("vincristine", Route.IV, "nhs-bands").of(D("1.95"), D("1.95"))
    assert (made.dose, "over the cap" in made.caution) == (D("1.95"), True)


def test_band_more_than_six_percent_away_is_said() -> None:
    """6.38 mg is banded at 6.8 mg by the table itself, 6.6 % more."""
    made = _made("cyclophosphamide", Route.IV, "nhs-bands").of(D("6.38"))
    assert made.dose == D("6.8")
    assert made.caution == "6.38 mg is rounded to 6.8 mg, 6.6 % more, beyond the 6 % allowed"


@pytest.mark.parametrize(
    ("drug", "route", "dose", "volume"),
    [
        ("bortezomib", Route.SC, "2.33", "0.932"),  # ÷ 2.5 mg/mL
        ("bortezomib", Route.IV, "2.33", "2.33"),  # ÷ 1 mg/mL
        ("daratumumab", Route.IV, "1120", "56"),  # ÷ 20 mg/mL
        ("daratumumab", Route.SC, "1800", "15"),
        ("carfilzomib", Route.IV, "100.8", "50.4"),
        ("zoledronic acid", Route.IV, "3.5", None),  # a concentrate and a bottle
        ("cyclophosphamide", Route.IV, "716", None),  # 20 and 200 mg/mL are sold
        ("bortezomib", None, "2.33", None),
        ("elranatamab", Route.SC, "32", "0.8"),
        ("teclistamab", Route.SC, "4.2", None),  # two concentrations
        ("dexamethasone", Route.PO, "40", None),
    ],
)
def test_volume_where_the_concentration_is_known(
    drug: str, route: Route | None, dose: str, volume: str | None
) -> None:
    """Milligrams divided by mg/mL."""
    how = _made(drug, route, "0.01 mg")
    assert (None if how.concentration is None else D(dose) / how.concentration) == (
        None if volume is None else D(volume)
    )


@pytest.mark.parametrize(
    ("drug", "route", "text", "why"),
    [
        ("teclistamab", Route.SC, "vials", "several concentrations"),
        ("bendamustine", Route.IV, "vials", "several concentrations"),
        ("melphalan", None, "vials", "its route is not stated"),
        ("cyclophosphamide", None, "nhs-bands", "its route is not stated"),
        ("dexamethasone", None, "dispensable", "its route is not stated"),
        ("prednisone", Route.PO, "dispensable", "what it comes in is not known here"),
        ("bortezomib", Route.SC, "nhs-bands", "no table of dose bands"),
    ],
)
def test_what_is_not_known_is_said(drug: str, route: Route | None, text: str, why: str) -> None:
    """The dose is rounded to 0.01 mg, and the reason stands beside it."""
    how = making(Drug(name=drug), route, rounding(text))
    assert why in how.missing
    assert how.of(D("12.345")).dose == D("12.35")


@pytest.mark.parametrize(
    ("drug", "route", "text"),
    [("dexamethasone", Route.PO, "vials"), ("bortezomib", Route.SC, "dispensable")],
)
def test_what_was_not_asked_for_is_not_missed(drug: str, route: Route, text: str) -> None:
    """Tablets have no vials, and nothing is said of that."""
    how = _made(drug, route, text)
    assert (how.form, how.missing) == (None, "")


def test_first_form_that_a_drug_has_is_taken() -> None:
    """Bands where there is a table, else vials; tablets for what is swallowed."""
    policy = rounding("nhs-bands + vials + dispensable")
    forms = [
        making(Drug(name=drug), route, policy).form
        for drug, route in (
            ("cyclophosphamide", Route.IV),
            ("daratumumab", Route.IV),
            ("melphalan", Route.PO),
        )
    ]
    assert forms == [Form.NHS_BANDS, Form.VIALS, Form.DISPENSABLE]


def test_hospital_vials_win() -> None:
    """A protocol that states what the hospital has is believed."""
    drug = Drug(name="daratumumab", presentations=_pieces("vial", "250"))
    made = making(drug, Route.IV, _VIALS).of(D(1120))
    assert (made.dose, str(made.pieces[0])) == (D(1120), "5 × vial of 250 mg")
    assert made.left_over == D(130)  # 1000 and 1250 are 10.7 and 11.6 % away


@pytest.mark.parametrize("text", ["", "vial", "vials+", "vials + vials", "nhs-bands + nhs-bands-b"])
def test_what_is_no_rounding_is_refused(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(QuantityError, match="rounding: "):
        rounding(text)


@pytest.mark.parametrize(
    "rows",
    [
        ((D("2.1"), D("2.2")), (D("1.9"), D("2"))),
        ((D("1.9"), D("1.8")), (D("2.1"), D("2.2"))),
        ((D("1.9"), D("2.3")), (D("2.1"), D("2.2"))),
    ],
)
def test_table_that_does_not_rise_is_refused(rows: tuple[tuple[Decimal, Decimal], ...]) -> None:
    """A band lies within its row, and the rows follow one another."""
    with pytest.raises(DefinitionError, match="state the rows rising"):
        BandTable(title="bands", drugs=("x",), rows=rows, end=D(3), source=_SOURCE)


def test_form_nobody_sells_is_refused() -> None:
    """A slip in a hospital's protocol."""
    with pytest.raises(DefinitionError, match="is not what a drug comes in"):
        _pieces("tabelt", "10")


# What follows holds of any strengths and doses.
_STRENGTHS = st.lists(
    st.sampled_from(("0.5", "1", "2", "2.5", "3.5", "10", "20", "25", "44", "76", "100", "400")),
    min_size=1,
    max_size=4,
    unique=True,
)
_DOSES = st.decimals(min_value=D("0.5"), max_value=D(1500), places=3)


def _of(form: str, strengths: Sequence[str], asked: AsGiven) -> Making:
    route = Route.PO if form == "tablet" else Route.IV
    return making(Drug(name="x", presentations=_pieces(form, *strengths)), route, asked)


@given(_STRENGTHS, _DOSES, st.none() | _DOSES)
@example(["100", "400"], D(1150), None)
def test_vials_make_the_dose_with_the_least_waste(
    strengths: list[str], dose: Decimal, cap: Decimal | None
) -> None:
    """Within 10 % it is whole vials; else the dose, of vials that leave the least over."""
    dose = dose if cap is None else min(dose, cap)
    made = _of("vial", strengths, _VIALS).of(dose, cap)
    held = sum((one.amount for one in made.pieces), D(0))
    assert held == made.dose + made.left_over
    assert cap is None or made.dose <= cap
    if made.caution:
        assert abs(made.dose - dose) <= D("0.005") or (cap is not None and made.dose <= cap)
        smallest = min(map(D, strengths))
        assert made.left_over < smallest
    else:
        assert abs(made.dose - dose) * 10 <= dose
        assert made.left_over == 0


@given(_STRENGTHS, _DOSES, st.integers(1, 3))
def test_divided_day_sums_to_the_day(strengths: list[str], dose: Decimal, parts: int) -> None:
    """Each part is made of whole pieces, the larger first, and 10 % away is said."""
    how = _of("tablet", strengths, _DISPENSABLE)
    made = how.of(dose, None, parts)
    if not made.pieces:
        assert "cannot be made" in made.caution
        return
    assert sum(made.parts) == made.dose
    assert list(made.parts) == sorted(made.parts, reverse=True)
    for part in made.parts:
        assert sum((one.amount for one in how.counted(part)), D(0)) == part
    far = abs(made.dose - dose) * 10 > dose
    assert ("beyond the 10 % allowed" in made.caution) is far


@given(_STRENGTHS, _DOSES, _DOSES)
def test_heavier_patient_never_gets_fewer_tablets(
    strengths: list[str], one: Decimal, other: Decimal
) -> None:
    """The larger of two doses is never rounded to less."""
    how = _of("tablet", strengths, _DISPENSABLE)
    least, most = (how.of(dose) for dose in sorted((one, other)))
    if least.pieces:  # else it is left as calculated
        assert least.dose <= most.dose


_BANDED = st.sampled_from(["cisplatin", "cyclophosphamide", "paclitaxel"])


@given(_BANDED, _DOSES, _DOSES)
def test_heavier_patient_never_gets_a_smaller_band(drug: str, one: Decimal, other: Decimal) -> None:
    """Bands rise with the dose."""
    table = band_table(drug)
    assert table is not None
    least, most = (table.band(dose) for dose in sorted((one, other)))
    if least is not None and most is not None:
        assert least <= most


@given(_BANDED, st.data())
def test_bound_falls_as_printed(drug: str, data: st.DataObject) -> None:
    """The bound itself goes up, and what is under it goes down."""
    table = band_table(drug)
    assert table is not None
    index = data.draw(st.integers(1, len(table.rows) - 1))
    (_, below), (bound, above) = table.rows[index - 1 : index + 1]
    for under, band in (("0", above), ("0.001", below), ("0.01", below)):
        assert table.band(bound - D(under)) == band


@given(_STRENGTHS, _DOSES)
def test_sums_are_of_whole_pieces(strengths: list[str], dose: Decimal) -> None:
    """What is below and above a dose can be made, and nothing nearer can."""
    sums = WholePieces([D(one) for one in strengths])
    above = sums.above(dose)
    below = sums.below(dose)
    assert above >= dose
    assert below is None or below <= dose
    pieces = sums.of(above)
    assert sum(pieces) == above
    assert set(pieces) <= set(map(D, strengths))


def _course(regimen: str, policy: str, **given: str) -> Course:
    return Course(
        catalogue.get(regimen),
        Patient(height=given.get("height", "165 cm"), weight=given.get("weight", "70 kg")),
        start=date(2026, 1, 5),
        cycles=1,
        policy=Policy(rounding=policy),
    )


def test_calendar_of_vials_and_capsules() -> None:
    """ATRA 45 × 1.79 = 80.55 a day is 40 + 40; daratumumab 16 × 70 = 1120 is 1100."""
    rows = _course("dara-atra", "vials + dispensable").plan()
    assert [(row.drug, str(row.dose)) for row in rows[4:7]] == [
        ("tretinoin", "40"),
        ("tretinoin", "40"),
        ("daratumumab", "1100"),
    ]
    assert [str(one) for one in rows[6].resolved.pieces] == [
        "2 × vial of 400 mg",
        "3 × vial of 100 mg",
    ]
    assert rows[6].explain().splitlines()[3:5] == [
        "  rounded: 1120 mg to whole vials of 100 and 400 mg within 10 %, half up = "
        f"1100 mg  [{HOPA}]",
        "  made of: 2 × vial of 400 mg + 3 × vial of 100 mg = 1100 mg  "
        "[DARZALEX US prescribing information, DailyMed, section 3: 100 mg/5 mL and 400 mg/20 mL]",
    ]


def test_calendar_divides_capsules_unevenly() -> None:
    """ATRA 45 × 1.52 = 68.4 a day: seven capsules, four and three."""
    rows = _course("dara-atra", "dispensable", height="158 cm", weight="52.3 kg").plan()
    assert [(str(row.dose), list(map(str, row.resolved.pieces))) for row in rows[:2]] == [
        ("40", ["4 × capsule of 10 mg"]),
        ("30", ["3 × capsule of 10 mg"]),
    ]


def test_calendar_says_what_was_not_rounded() -> None:
    """PACE by bands: cisplatin 17.9 mg lies beyond the rows that were read."""
    calendar = _course("pace", "nhs-bands").plan()
    said = {one.drug: (one.code, one.message) for one in calendar.findings if one.drug}
    assert said["cisplatin"][0] == "rounding-over-tolerance"
    assert said["cisplatin"][1].startswith("cisplatin: 17.9 mg is not banded: it lies outside")
    doses = {row.drug: str(row.dose) for row in calendar}
    assert (doses["cyclophosphamide"], doses["etoposide"], doses["cisplatin"]) == (
        "720",
        "72",
        "17.9",
    )


def test_what_cannot_be_rounded_as_asked_is_said() -> None:
    """Daratumumab has no band, and the paper on DCEP states no route."""
    said = {
        one.drug: one.message
        for regimen in ("dcep", "daratumumab-iv")
        for one in _course(regimen, "nhs-bands").plan().findings
        if one.code == "not-as-given"
    }
    assert said["etoposide"] == "etoposide is rounded to 0.01 mg: its route is not stated"
    assert said["daratumumab"] == (
        "daratumumab is rounded to 0.01 mg: no table of dose bands was read for it"
    )


def test_capped_body_surface_is_a_measure_and_no_cap_in_milligrams() -> None:
    """27 mg/m² on at most 2.2 m² are 59.4 mg, which is 1 % less than a vial of 60 mg."""
    course = _course("carfilzomib-20-27", "vials", height="195 cm", weight="160 kg")
    doses = {str(row.written): str(row.dose) for row in course.plan()}
    assert doses == {"20 mg/m²": "40", "27 mg/m²": "60"}
    (said, _) = [one.message for one in course.plan().findings if one.code == "cap-applied"]
    assert said.endswith("capped at 2.2 m² (calculated 2.943920 m²): 40 mg is given")


def test_reduction_that_rounding_undoes_is_said() -> None:
    """400 × 1.79 = 716 and 716 × 0.97 = 694.52 are both in the band of 720 mg."""
    course = _course("pace", "nhs-bands")
    reduced = course.record(DoseChange(of="cyclophosphamide", to="0.97", cycle=1))
    messages = [one.message for one in reduced.plan().findings]
    lost = "the reduction is lost by rounding: the full dose of 716 mg gives the same"
    assert f"cyclophosphamide: {lost}" in messages
    lower = course.record(DoseChange(of="cyclophosphamide", to="0.9", cycle=1)).plan()
    assert not any("is lost" in one.message for one in lower.findings)  # 644.4 is 660


def test_dose_of_the_calendar_is_no_deviation() -> None:
    """40 and 30 mg of ATRA are 17 and 12 % from half a day, and are what is to be given."""
    course = _course("dara-atra", "dispensable", height="158 cm", weight="52.3 kg")
    day = date(2026, 1, 5)
    orders = [
        Order(id=str(dose), drug="tretinoin", date=day, dose=f"{dose} mg", route="PO")
        for dose in (40, 30)
    ]
    assert [one.findings for one in verify(course.plan(), orders).orders] == [(), ()]
    taken = course.record(Given(of="tretinoin", on=day, dose="40 mg")).plan()
    assert not [one for one in taken.findings if one.code == "given-deviates"]


@pytest.mark.parametrize("regimen", catalogue.ids())
def test_whole_catalogue_is_given_in_pieces(regimen: str) -> None:
    """Every regimen is planned so, or refused with a reason; no dose passes its cap."""
    course = attrs.evolve(
        _course(regimen, "nhs-bands + vials + dispensable"), allow_unverified="a test"
    )
    exact = attrs.evolve(course, policy=Policy())
    for row, other in zip(course.plan(), exact.plan(), strict=True):
        assert row.calculated == other.calculated
        made = row.resolved.made
        if row.resolved.full < row.resolved.product:  # a cap was reached
            assert made.dose <= row.resolved.full
        if not made.caution:
            assert abs(made.dose - row.resolved.reduced) * 10 <= row.resolved.reduced


def test_presentations_are_what_labels_print() -> None:
    """Strength and concentration belong together; tablets have none."""
    for drug in ("bortezomib", "daratumumab", "carfilzomib", "melphalan", "dexamethasone"):
        for piece in sold_as(drug):
            assert piece.is_swallowed is (piece.concentration is None)
    assert Step(D(5)).round(D("12.5")) == D(15)


def _said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    text = capsys.readouterr()
    return code, text.out, text.err


def test_command_rounds_one_dose(capsys: pytest.CaptureFixture[str]) -> None:
    """16 mg/kg × 70 kg by vials of daratumumab."""
    code, text, _ = _said(
        capsys, "dose", "16 mg/kg", "--height", "170 cm", "--weight", "70 kg",
        "--round", "vials:daratumumab",
    )  # fmt: skip
    assert code == 0
    assert text.splitlines()[-1] == "dose: 1100 mg"
    assert "made of: 2 × vial of 400 mg + 3 × vial of 100 mg = 1100 mg" in text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("vials", "'vials' names no drug; write a step as in \"5 mg\", or a form with the drug"),
        ("5 mg:cisplatin", "a step takes no drug; write a step as in"),
        ("bags:cisplatin", "'bags' is no rounding; write a step as in \"5 mg\", or dispensable"),
        ("vials:prednisone", "prednisone cannot be rounded so: what it comes in is not known"),
        ("nhs-bands:bortezomib", "bortezomib cannot be rounded so: no table of dose bands was"),
        ("vials:Prednisone!", "'Prednisone!' is not a drug's international non-proprietary name"),
        ("vials:teclistamab", "teclistamab cannot be rounded so: it comes in several conc"),
    ],
)
def test_command_refuses_what_it_does_not_know(
    capsys: pytest.CaptureFixture[str], asked: str, said: str
) -> None:
    """One line with the mend, and nothing else."""
    code, text, error = _said(
        capsys, "dose", "16 mg/kg", "--height", "170 cm", "--weight", "70 kg", "--round", asked
    )
    assert (code, text) == (2, "")
    assert error.startswith(f"regimens: --round: {said}")
    assert error.count("\n") == 1


def test_documents_carry_the_rounding_and_what_a_dose_is_made_of() -> None:
    """The policy out and in, and the pieces on the calendar, as the schemas say."""
    course = _course("dara-atra", "vials + dispensable")
    document = course_document(course)
    assert document["policy"]["rounding"] == "vials + dispensable"
    Draft202012Validator(course_schema()).validate(document)
    assert course_from(document) == course
    calendar = calendar_document(course.plan())
    Draft202012Validator(calendar_schema()).validate(calendar)
    assert calendar["administrations"][6]["made_of"] == [
        {"count": 2, "form": "vial", "strength": "400", "unit": "mg"},
        {"count": 3, "form": "vial", "strength": "100", "unit": "mg"},
    ]
    assert calendar["administrations"][6]["left_over"] == "0"
    stepped = calendar_document(_course("dara-atra", "5 mg").plan())
    assert "made_of" not in stepped["administrations"][0]


def test_rows_of_every_format_stand_with_pieces(tmp_path: Path) -> None:
    """CSV has its own columns, and the library reads its own document."""
    calendar = _course("dara-atra", "vials + dispensable").plan()
    assert calendar_csv(calendar).splitlines()[0].endswith("status")
    assert lines_from(calendar_document(calendar)) == lines(calendar)
    path = tmp_path / "calendar.json"
    path.write_text(calendar_json(calendar), encoding="utf-8")
    assert main(["compare", str(path), str(path)]) == 0


@pytest.mark.parametrize(
    ("strengths", "dose", "parts"),
    [(["18.01", "19.03"], "80", 4), (["300.1", "400.3"], "1500", 4), (["0.001", "10"], "80", 1)],
)
def test_strengths_nobody_sells_end_soon(strengths: list[str], dose: str, parts: int) -> None:
    """With a dose or with a line, and never with a wait."""
    how = _of("tablet", strengths, _DISPENSABLE)
    with pytest.raises(DoseError, match=r"looked through|too many ways"):
        how.of(D(dose), None, parts)


def test_printed_calendar_names_the_pieces() -> None:
    """A nurse sees what to take."""
    text = calendar_table(_course("dara-atra", "vials + dispensable").plan())
    assert "                           from 4 × capsule of 10 mg\n" in text
    assert "from 2 × vial of 400 mg + 3 × vial of 100 mg\n" in text
    steps = calendar_table(_course("elranatamab", "vials").plan())
    assert "from 1 × vial of 44 mg, 32 mg left over\n" in steps
    assert "whole vials within 10 %, else whole tablets and capsules, else 0.01 mg" in " ".join(
        text.split()
    )


def test_dose_of_a_drug_nobody_knows_is_rounded_finely() -> None:
    """A policy of vials, and no drug named."""
    written = WrittenDose(amount=amount("16 mg/kg"), source=_SOURCE)
    (dose,) = resolve(written, Body(weight=D("70.125")), Policy(rounding="vials"))
    assert (dose.value, dose.making.missing) == (D(1122), "what it comes in is not known here")


def test_syringes_and_vials_are_not_mixed() -> None:
    """Which of them is given is not stated."""
    drug = Drug(name="x", presentations=(*_pieces("vial", "100"), *_pieces("syringe", "50")))
    how = making(drug, Route.SC, _VIALS)
    assert how.missing == "it comes in several forms, and which is given is not stated"


def test_policy_is_printed_in_words() -> None:
    """Each form."""
    policy = rounding("nhs-bands-b + vials + dispensable")
    assert isinstance(policy, AsGiven)
    assert policy.text == (
        "NHS England dose bands, column B, else whole vials within 10 %, else whole tablets and "
        "capsules, else 0.01 mg"
    )
    assert str(Form.NHS_BANDS) == "NHS England dose bands, column A"


def test_range_of_a_day_is_that_of_its_parts() -> None:
    """500 to 1000 mg a day in two doses, at 0.5: 125 to 250 mg each."""
    written = WrittenDose(
        amount=amount("1000 mg"),
        at_least=amount("500 mg"),
        per=Per.DAY,
        times=2,
        source=_SOURCE,
    )
    first, _ = resolve(written, Body(), Policy(), fraction=D("0.5"))
    assert (first.least, first.calculated) == (D(125), D(250))
    low, _ = resolve(written, Body(), Policy(), fraction=None, level="low")
    assert (low.least, low.calculated) == (D(250), D(500))


# As the labels and lists named in the working print them: strengths in mg, mg/mL once drawn up.
@pytest.mark.parametrize(
    ("drug", "route", "strengths", "per_ml"),
    [
        ("bortezomib", Route.SC, "3.5", "2.5"),
        ("bortezomib", Route.IV, "3.5", "1"),
        ("carfilzomib", Route.IV, "10 30 60", "2"),
        ("daratumumab", Route.IV, "100 400", "20"),  # 100 mg/5 mL, 400 mg/20 mL
        ("daratumumab", Route.SC, "1800", "120"),  # 1800 mg/15 mL
        ("isatuximab", Route.IV, "100 500", "20"),  # 100 mg/5 mL, 500 mg/25 mL
        ("elotuzumab", Route.IV, "300 400", "25"),
        ("teclistamab", Route.SC, "30 153", "10 90"),  # 30 mg/3 mL, 153 mg/1.7 mL
        ("talquetamab", Route.SC, "3 40", "2 40"),  # 3 mg/1.5 mL, 40 mg/1 mL
        ("elranatamab", Route.SC, "44 76", "40"),  # 44 mg/1.1 mL, 76 mg/1.9 mL
        ("melphalan", Route.IV, "50", "5"),
        ("melphalan", Route.PO, "2", ""),
        ("cyclophosphamide", Route.IV, "500 1000 2000", ""),
        ("etoposide", Route.IV, "100", "20"),  # 100 mg/5 mL
        ("cisplatin", Route.IV, "10 50 100", "1"),
        ("bendamustine", Route.IV, "25 100", "2.5 25"),  # 100 mg/4 mL is the second
        ("busulfan", Route.IV, "60", "6"),  # 60 mg/10 mL
        ("fludarabine", Route.IV, "50", "25"),  # 50 mg and 2 mL
        ("zoledronic acid", Route.IV, "4", ""),
        ("denosumab", Route.SC, "120", ""),
        ("lenalidomide", Route.PO, "2.5 5 10 15 20 25", ""),
        ("pomalidomide", Route.PO, "1 2 3 4", ""),
        ("thalidomide", Route.PO, "50", ""),
        ("ixazomib", Route.PO, "2.3 3 4", ""),
        ("selinexor", Route.PO, "20 40 50 60", ""),
        ("dexamethasone", Route.PO, "0.5 0.75 1 1.5 2 4 6", ""),
        ("tretinoin", Route.PO, "10", ""),
        ("zanubrutinib", Route.PO, "80", ""),
        ("ibrutinib", Route.PO, "140", ""),
    ],
)
def test_strengths_and_concentrations(drug: str, route: Route, strengths: str, per_ml: str) -> None:
    """What each drug is sold as, by route."""
    pieces = [one for one in sold_as(drug) if one.is_for(route)]
    assert {one.strength for one in pieces} == set(map(D, strengths.split()))
    known = {one.concentration for one in pieces if one.concentration is not None}
    assert known == set(map(D, per_ml.split()))
