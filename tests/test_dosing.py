"""From the dose as written to milligrams: measures, caps, fractions, rounding, division, working.

165 cm and 70 kg are 1.791182 m² by Mosteller's formula, used as 1.79 m².
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from regimens import Administration, Course, DoseChange, Patient, Policy, RegimensError, catalogue
from regimens.amounts import Basis, Cap, Per, WrittenDose, amount
from regimens.body import Sex
from regimens.dispensing import making
from regimens.dosing import Body, Dose, resolve
from regimens.dosing_surface import SurfaceArea, surface_area
from regimens.drugs import Drug, Presentation, Route
from regimens.errors import BodyError, DefinitionError, DoseError
from regimens.rounding import rounding
from regimens.sources import Source
from regimens.units import Kind, Measure

D = Decimal
SOURCE = Source(title="A protocol", identifier="none", locator="p. 1", checked_on=date(2026, 1, 5))
LIMIT = Source(title="A limit", identifier="none", locator="p. 2", checked_on=date(2026, 1, 5))
BODY = Body(height=D(165), weight=D(70))
MOSTELLER = "Mosteller RD. N Engl J Med 1987;317:1098"


def _written(
    text: str,
    *,
    per: Per = Per.ADMINISTRATION,
    times: int = 1,
    cap: str | None = None,
    cap_per: Per = Per.ADMINISTRATION,
    cap_basis: Basis = Basis.FLAT,
    surface_cap: str | None = None,
) -> WrittenDose:
    return WrittenDose(
        amount=amount(text),
        per=per,
        times=times,
        cap=None if cap is None else Cap(value=D(cap), per=cap_per, basis=cap_basis, source=LIMIT),
        surface_cap=None if surface_cap is None else D(surface_cap),
        source=SOURCE,
    )


def _values(doses: tuple[Dose, ...]) -> list[str]:
    return [str(dose) for dose in doses]


def _mg(
    written: WrittenDose, body: Body = BODY, rounding: str = "0.01 mg", fraction: str = "1"
) -> list[str]:
    return _values(resolve(written, body, Policy(rounding=rounding), fraction=D(fraction)))


def _refused(
    kind: type[RegimensError], written: WrittenDose, body: Body = BODY, **given: object
) -> str:
    with pytest.raises(kind) as caught:
        resolve(written, body, Policy(**given), drug="cisplatin")  # type: ignore[arg-type]
    return str(caught.value)


# --- amounts and measures ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mg"),
    [
        ("40 mg", "40 mg"),
        ("400 mg/m²", "716 mg"),
        ("1.3 mg/m²", "2.33 mg"),  # 2.327
        ("16 mg/kg", "1120 mg"),
        ("AUC 5", "575 mg"),  # 5 × (90 + 25)
    ],
)
def test_amount_times_its_measure(text: str, mg: str) -> None:
    """Flat, by body surface, by weight and by clearance."""
    body = Body(height=D(165), weight=D(70), clearance=D(90))
    assert _mg(_written(text), body) == [mg]


def test_flat_dose_needs_no_body() -> None:
    """40 mg are 40 mg for anybody."""
    assert _mg(_written("40 mg"), Body()) == ["40 mg"]


@pytest.mark.parametrize(
    ("text", "body", "message"),
    [
        (
            "400 mg/m²",
            Body(weight=D(70)),
            "cisplatin: 400 mg/m² needs the patient's height; record the height",
        ),
        (
            "400 mg/m²",
            Body(height=D(165)),
            "cisplatin: 400 mg/m² needs the patient's weight; record the weight",
        ),
        (
            "16 mg/kg",
            Body(height=D(165)),
            "cisplatin: 16 mg/kg needs the patient's weight; record the weight",
        ),
        (
            "AUC 5",
            BODY,
            "cisplatin: AUC 5 needs the patient's creatinine clearance; "
            "record the creatinine_clearance",
        ),
    ],
)
def test_missing_measure_is_refused(text: str, body: Body, message: str) -> None:
    """The drug, the amount as written, and what to record."""
    assert _refused(DoseError, _written(text), body) == message


# --- the body surface ----------------------------------------------------------------------------


def _area(height: str, weight: str, cap: str | None = None, **policy: str | None) -> SurfaceArea:
    chosen = Policy(**policy)  # type: ignore[arg-type]
    return surface_area(D(height), D(weight), chosen, cap=None if cap is None else D(cap))


def test_body_surface_is_rounded_once_and_used_as_shown() -> None:
    """√(165 × 70 ÷ 3600) is 1.791182 m², used as 1.79 m²."""
    area = _area("165", "70")
    assert (area.shown, area.used, area.cap) == ("1.791182", D("1.79"), None)
    assert [str(step) for step in area.working] == [
        f"body surface area: √(height × weight ÷ 3600) with 165 cm, 70 kg = 1.791182 m²  "
        f"[{MOSTELLER}, equation, as printed in globalrph.com/bsa2.htm and the R package admiral "
        "(compute_bsa)]",
        "used as: to 0.01 m², half up = 1.79 m²  [policy]",
    ]


@pytest.mark.parametrize(
    ("step", "used"),
    [("0.01 m²", "1.79"), ("0.1 m²", "1.8"), ("0.05 m²", "1.8"), ("0.001 m²", "1.791")],
)
def test_body_surface_to_other_steps(step: str, used: str) -> None:
    """The policy says to what; half up."""
    assert _area("165", "70", bsa_rounding=step).used == D(used)


def test_body_surface_left_unrounded_is_printed_as_used() -> None:
    """There are no hidden digits: 60 of them are shown where 60 are used."""
    area = _area("165", "70", bsa_rounding=None)
    assert f"{area.used:f}".startswith("1.7911821")
    assert area.shown == "1.791182"
    (step,) = area.working
    assert step.result == f"{area.used:f} m²"
    assert len(f"{area.used:f}") == 61


@pytest.mark.parametrize(
    ("height", "weight", "used"),
    [
        ("162.5", "58.5", "1.63"),  # exactly 1.625, which is 1.62 to the even neighbour
        ("182", "68.8", "1.86"),  # 1.864999
        ("169", "73.3", "1.86"),  # 1.855001
    ],
)
def test_body_surface_at_a_half_goes_up(height: str, weight: str, used: str) -> None:
    """The unrounded root decides."""
    assert _area(height, weight).used == D(used)


@pytest.mark.parametrize(
    ("height", "weight", "printed", "used"),
    [
        ("168.7", "56.35", "1.6249996", "1.62"),  # the root is 1.62499957…
        ("182.88", "93.122513561", "2.1749997", "2.17"),  # 72 in and 205.3 lb: 2.17499970…
    ],
)
def test_printed_body_surface_shows_the_digit_that_decides(
    height: str, weight: str, printed: str, used: str
) -> None:
    """Rounding the printed area half up by hand gives the area that is used."""
    area = _area(height, weight)
    assert area.used == D(used)
    assert area.shown == printed
    assert D(area.shown).quantize(D("0.01"), "ROUND_HALF_UP") == area.used


def test_lower_of_two_caps_holds() -> None:
    """That of the policy and that of the dose as written; one that is not reached is not said."""
    assert _area("165", "70", "1.75").used == D("1.75")
    assert _area("165", "70", bsa_cap="1.7 m²").used == D("1.7")
    assert _area("165", "70", "1.75", bsa_cap="1.7 m²").used == D("1.7")
    assert _area("165", "70", "1.6", bsa_cap="1.7 m²").used == D("1.6")
    assert _area("165", "70", "1.75", bsa_cap="1.8 m²").used == D("1.75")
    assert _area("165", "70", "1.8", bsa_cap="1.75 m²").used == D("1.75")
    free = _area("165", "70", "2", bsa_cap="1.8 m²")
    assert (free.used, free.cap) == (D("1.79"), None)
    assert [step.name for step in free.working] == ["body surface area", "used as"]


def test_cap_stands_in_the_working() -> None:
    """Capped first, then rounded."""
    steps = [str(step).split("  [")[0] for step in _area("165", "70", bsa_cap="1.75 m²").working]
    assert steps[1:] == [
        "capped: at most 1.75 m² = 1.75 m²",
        "used as: to 0.01 m², half up = 1.75 m²",
    ]


@pytest.mark.parametrize(
    ("height", "weight", "used"),
    [
        ("100", "16", "0.67"),  # √(1600 ÷ 3600) = 2 ÷ 3
        ("100", "36", "1"),  # √(3600 ÷ 3600)
    ],
)
def test_a_body_of_one_square_metre_or_less_has_its_area(
    height: str, weight: str, used: str
) -> None:
    """A small patient is dosed like any other."""
    assert _area(height, weight).used == D(used)


def test_rounding_never_lifts_the_body_surface_over_its_cap() -> None:
    """1.75 m² to 0.1 m² would be 1.8 m²."""
    assert _area("165", "70", bsa_cap="1.75 m²", bsa_rounding="0.1 m²").used == D("1.75")


def test_cap_without_rounding_is_the_area() -> None:
    """The capped area is used as it stands."""
    area = _area("165", "70", bsa_cap="1.755 m²", bsa_rounding=None)
    assert area.used == D("1.755")
    assert [step.name for step in area.working] == ["body surface area", "capped"]


def test_rounding_that_leaves_no_area_is_refused() -> None:
    """1.79 m² to 5 m² is nothing."""
    with pytest.raises(DoseError) as caught:
        _area("165", "70", bsa_rounding="5 m²")
    assert caught.value.where == "bsa_rounding"
    assert caught.value.what.startswith("a body surface area of 1.79118")
    assert caught.value.what.endswith(" m² rounds to 0 m²")
    assert caught.value.mend == "use a finer step, as in 0.01 m²"


def test_formula_of_the_policy_is_used() -> None:
    """Du Bois instead of Mosteller; Schlich needs the sex."""
    policy = Policy(bsa_formula="du-bois")
    (dose,) = resolve(_written("400 mg/m²"), Body(height=D(172), weight=D(70)), policy)
    assert dose.surface is not None
    assert (dose.surface.shown, str(dose)) == ("1.825119", "732 mg")  # 400 × 1.83
    schlich = Policy(bsa_formula="schlich")
    known = Body(height=D(172), weight=D(70), sex=Sex.MALE)
    assert _values(resolve(_written("400 mg/m²"), known, schlich)) == ["688 mg"]  # 1.722782
    with pytest.raises(BodyError, match="one equation for women and one for men"):
        resolve(_written("400 mg/m²"), BODY, schlich)


def test_surface_worked_out_already_is_taken() -> None:
    """Unless the dose as written has a cap of its own."""
    area = _area("172", "81.5")
    (dose,) = resolve(_written("400 mg/m²"), BODY, Policy(), surface=area)
    assert str(dose) == "788 mg"
    (capped,) = resolve(_written("400 mg/m²", surface_cap="1.5"), BODY, Policy(), surface=area)
    assert str(capped) == "600 mg"
    assert capped.capped
    assert not dose.capped


# --- fractions, caps, rounding -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fraction", "mg"),
    [("1", "716 mg"), ("0.7", "501.2 mg"), ("0.5", "358 mg"), ("0.01", "7.16 mg")],
)
def test_fraction_of_the_full_dose(fraction: str, mg: str) -> None:
    """Full dose × fraction."""
    assert _mg(_written("400 mg/m²"), fraction=fraction) == [mg]


@pytest.mark.parametrize("fraction", ["0", "-0.5", "1.01", "70"])
def test_fraction_that_is_none_is_refused(fraction: str) -> None:
    """Above 0 and at most 1."""
    with pytest.raises(DoseError) as caught:
        resolve(_written("40 mg"), BODY, Policy(), fraction=D(fraction), drug="dexamethasone")
    assert str(caught.value) == (
        f"dexamethasone: a fraction of {fraction}; "
        "state the fraction of the full dose that is given, above 0 and at most 1"
    )


@pytest.mark.parametrize(
    ("text", "mg"),
    [
        ("13.425 mg", "13.43 mg"),
        ("2.145 mg", "2.15 mg"),
        ("2.665 mg", "2.67 mg"),
        ("2.6649 mg", "2.66 mg"),
        ("0.005 mg", "0.01 mg"),
    ],
)
def test_half_a_step_goes_up(text: str, mg: str) -> None:
    """To even neighbours or in binary some of these would be less."""
    assert _mg(_written(text)) == [mg]


def test_rounding_comes_once_and_last() -> None:
    """3.5 mg × 0.7 is 2.45 mg, to 0.1 mg 2.5 mg; rounding 3.5 first would give 2.8 of 4 mg."""
    assert _mg(_written("3.5 mg"), rounding="0.1 mg", fraction="0.7") == ["2.5 mg"]
    assert _mg(_written("3.5 mg"), rounding="1 mg", fraction="0.7") == ["2 mg"]


def test_cap_comes_before_the_fraction() -> None:
    """716 mg capped at 500 mg is the full dose, and 0.7 of it 350 mg."""
    (dose,) = resolve(_written("400 mg/m²", cap="500"), BODY, Policy(), fraction=D("0.7"))
    assert (dose.product, dose.full, dose.reduced) == (D(716), D(500), D(350))
    assert str(dose) == "350 mg"
    assert dose.capped


def test_cap_that_is_not_reached_changes_nothing() -> None:
    """716 mg under a cap of 716 mg or more."""
    (dose,) = resolve(_written("400 mg/m²", cap="716"), BODY, Policy())
    assert (str(dose), dose.capped) == ("716 mg", False)
    assert "capped" not in [step.name for step in dose.working]


def test_rounding_never_lifts_a_dose_over_its_cap() -> None:
    """73 mg to 5 mg would be 75 mg; under a cap of 73 mg it is 70 mg."""
    assert _mg(_written("400 mg/m²"), rounding="5 mg") == ["715 mg"]
    assert _mg(_written("400 mg/m²", cap="73"), rounding="5 mg") == ["70 mg"]


@pytest.mark.parametrize(
    ("per", "cap_per", "mg"),
    [
        # 100 mg each of two a day: capped at 40 mg each, or at 40 mg a day
        (Per.ADMINISTRATION, Per.ADMINISTRATION, ["40 mg", "40 mg"]),
        (Per.ADMINISTRATION, Per.DAY, ["20 mg", "20 mg"]),
        # 100 mg a day in two: capped at 40 mg each, or at 40 mg a day
        (Per.DAY, Per.ADMINISTRATION, ["40 mg", "40 mg"]),
        (Per.DAY, Per.DAY, ["20 mg", "20 mg"]),
    ],
)
def test_cap_holds_for_what_it_says(per: Per, cap_per: Per, mg: list[str]) -> None:
    """For an administration or for a day, however the dose itself is written."""
    assert _mg(_written("100 mg", per=per, times=2, cap="40", cap_per=cap_per)) == mg


def test_divided_dose_never_exceeds_a_cap_of_one_administration() -> None:
    """At most 17.5 mg each, to 5 mg: 15 and 15, not 20 and 15."""
    doses = _mg(_written("100 mg", per=Per.DAY, times=2, cap="17.5"), rounding="5 mg")
    assert all(D(dose.removesuffix(" mg")) <= D("17.5") for dose in doses)


@pytest.mark.parametrize(
    ("fraction", "mg"),
    [
        # 45 mg/m² × 2 m² = 90 mg, at most 84 mg; 0.7 of that is 58.8 mg.
        ("0.7", ["30 mg", "30 mg"]),
        # 84 mg would be 85 mg, as 45 + 40; each at most 42 mg, so 40 + 40.
        ("1", ["40 mg", "40 mg"]),
    ],
)
def test_cap_of_a_part_is_not_rounded_before_the_fraction(fraction: str, mg: list[str]) -> None:
    """One rounding, last: 42 mg each of two are 84 mg a day, of which a fraction is taken."""
    written = _written("45 mg/m²", per=Per.DAY, times=2, cap="42")
    body = Body(height=D(200), weight=D(72))
    assert _mg(written, body, "5 mg", fraction) == mg


def test_share_of_a_day_cap_has_six_decimals() -> None:
    """A third of 100 mg is 33.333333 mg, and three of two thirds of it are not over the cap."""
    written = _written("100 mg", times=3, cap="200", cap_per=Per.DAY)
    doses = resolve(written, BODY, Policy(rounding="0.000001 mg"))
    assert [str(dose.calculated) for dose in doses] == ["66.666666"] * 3
    assert _values(doses) == ["66.666666 mg"] * 3
    assert doses[0].working[1].result == "66.666666 mg"


def test_cap_of_a_single_dose_a_day_is_the_same_either_way() -> None:
    """Once a day, a day's cap is the dose's."""
    assert _mg(_written("100 mg", cap="40", cap_per=Per.DAY)) == ["40 mg"]


@pytest.mark.parametrize("rounding", ["100 mg", "81 mg"])
def test_dose_that_rounds_to_nothing_is_refused(rounding: str) -> None:
    """No dose of 0 mg is ever printed."""
    message = _refused(DoseError, _written("40 mg"), rounding=rounding)
    assert message == (
        f"cisplatin: 40 mg rounds to 0 mg in steps of {rounding}; use a finer rounding step"
    )
    assert _mg(_written("40 mg"), rounding="80 mg") == ["80 mg"]


# --- several a day -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "times", "mg", "calculated"),
    [
        ("95.85 mg", 2, ["47.93 mg", "47.92 mg"], "47.925"),
        ("63.9 mg", 2, ["31.95 mg", "31.95 mg"], "31.95"),
        ("100 mg", 3, ["33.34 mg", "33.33 mg", "33.33 mg"], "33.333333"),
        ("200 mg", 3, ["66.67 mg", "66.67 mg", "66.66 mg"], "66.666667"),
        ("0.02 mg", 2, ["0.01 mg", "0.01 mg"], "0.01"),
    ],
)
def test_day_is_divided_with_the_larger_part_first(
    text: str, times: int, mg: list[str], calculated: str
) -> None:
    """The parts are the day's dose together; each has its exact share beside it."""
    doses = resolve(_written(text, per=Per.DAY, times=times), BODY, Policy())
    assert _values(doses) == mg
    assert sum(dose.value for dose in doses) == doses[0].rounded == D(text.removesuffix(" mg"))
    assert {dose.calculated for dose in doses} == {D(calculated)}
    assert [dose.occurrence for dose in doses] == list(range(1, times + 1))


def test_amount_of_one_administration_is_not_divided() -> None:
    """500 mg twice a day are 500 mg and 500 mg."""
    doses = resolve(_written("500 mg", times=2), BODY, Policy())
    assert [(str(dose), dose.calculated) for dose in doses] == [("500 mg", D(500))] * 2
    assert "divided" not in [step.name for step in doses[0].working]


def test_part_of_nothing_is_refused() -> None:
    """30 mg a day to 50 mg is 50 mg, which cannot be two doses; 0 mg is none."""
    written = _written("30 mg", per=Per.DAY, times=2)
    message = _refused(DoseError, written, rounding="50 mg")
    assert message == (
        "cisplatin: 50 mg cannot be divided into 2 doses of 50 mg or more; "
        "use a finer rounding step"
    )


# --- what is shown -------------------------------------------------------------------------------


def test_working_of_a_reduced_dose() -> None:
    """Every step from the body to the milligrams, with its source."""
    (dose,) = resolve(
        _written("400 mg/m²", cap="700"), BODY, Policy(), fraction=D("0.7"), reason="frail"
    )
    assert [str(step) for step in dose.working[2:]] == [
        "full dose: 400 mg/m² × 1.79 m² = 716 mg  [A protocol, p. 1]",
        "capped: at most 700 mg per administration = 700 mg  [A limit, p. 2]",
        "fraction: 700 mg × 0.7 = 490 mg  [frail]",
        "rounded: 490 mg to 0.01 mg, half up = 490 mg  [policy]",
    ]


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("40 mg", ["full dose: as written = 40 mg", "rounded: 40 mg to 0.01 mg, half up = 40 mg"]),
        (
            "16 mg/kg",
            [
                "full dose: 16 mg/kg × 70 kg = 1120 mg",
                "rounded: 1120 mg to 0.01 mg, half up = 1120 mg",
            ],
        ),
        (
            "AUC 5",
            [
                "full dose: AUC 5 × (90 + 25) mL/min = 575 mg",
                "rounded: 575 mg to 0.01 mg, half up = 575 mg",
            ],
        ),
    ],
)
def test_working_of_each_basis(text: str, steps: list[str]) -> None:
    """The arithmetic as a person would write it."""
    body = Body(height=D(165), weight=D(70), clearance=D(90))
    (dose,) = resolve(_written(text), body, Policy())
    assert [str(step).split("  [")[0] for step in dose.working] == steps


def test_working_of_a_divided_level() -> None:
    """The level by its name, the day's dose, and its part."""
    first, last = resolve(
        _written("45 mg/m²", per=Per.DAY, times=2), BODY, Policy(), fraction=None, level="45"
    )
    assert [str(step).split("  [")[0] for step in first.working[2:]] == [
        "level 45 a day: 45 mg/m² × 1.79 m² = 80.55 mg",
        "rounded: 80.55 mg to 0.01 mg, half up = 80.55 mg",
        "divided: 80.55 mg in 2 parts, part 1 = 40.28 mg",
    ]
    assert str(last.working[-1]) == (
        "divided: 80.55 mg in 2 parts, part 2 = 40.27 mg  [the larger part first]"
    )
    assert (first.fraction, first.level) == (None, "45")


def test_fraction_without_a_reason_is_a_dose_change() -> None:
    """Its step is never without a source."""
    (dose,) = resolve(_written("40 mg"), BODY, Policy(), fraction=D("0.7"))
    assert str(dose.working[1]) == "fraction: 40 mg × 0.7 = 28 mg  [dose change]"


def test_calculated_has_6_decimals_where_the_surface_is_not_rounded() -> None:
    """10 mg/m² of 1.7911821… m² is 17.911821 mg before rounding, half up."""
    (dose,) = resolve(_written("10 mg/m²"), BODY, Policy(bsa_rounding=None))
    assert (str(dose.calculated), str(dose)) == ("17.911821", "17.91 mg")


def test_dose_is_handed_out_as_a_measure() -> None:
    """Milligrams of drug, which no weight of a body can be mistaken for."""
    (dose,) = resolve(_written("400 mg/m²"), BODY, Policy(), fraction=D("0.7"))
    assert dose.quantity == Measure(D("501.2"), Kind.DRUG_MASS)


@pytest.mark.parametrize(
    ("value", "text"),
    [("100 mg", "100"), ("1.50 mg", "1.5"), ("0.5 g", "500"), ("2000 mg", "2000")],
)
def test_dose_has_no_trailing_zeros_and_no_exponent(value: str, text: str) -> None:
    """As people read doses."""
    (dose,) = resolve(_written(value), BODY, Policy())
    assert (str(dose.value), str(dose.calculated)) == (text, text)


# --- the doses of a course -----------------------------------------------------------------------


def _first(regimen: str, drug: str, policy: Policy, *events: DoseChange) -> Administration:
    patient = Patient(height="165 cm", weight="70 kg")
    course = Course(
        catalogue.get(regimen),
        patient,
        start=date(2026, 1, 5),
        cycles=1,
        policy=policy,
        events=events,
    )
    return next(row for row in course.plan() if row.drug == drug)


def test_dose_that_rounding_empties_is_refused_with_its_drug() -> None:
    """Bortezomib 2.327 mg to 5 mg is nothing."""
    with pytest.raises(DoseError) as caught:
        _first("dara-vd", "bortezomib", Policy(rounding="5 mg"))
    assert str(caught.value) == (
        "bortezomib: 2.327 mg rounds to 0 mg in steps of 5 mg; use a finer rounding step"
    )


def test_tretinoin_is_never_given_as_a_part_of_nothing() -> None:
    """26.85 mg a day (level 15) to 50 mg would be one dose of 50 mg and one of 0 mg."""
    change = DoseChange(of="tretinoin", level="15", cycle=1)
    with pytest.raises(DoseError, match=r"^tretinoin: 50 mg cannot be divided"):
        _first("dara-atra", "tretinoin", Policy(rounding="50 mg"), change)


def test_missing_height_is_refused_with_the_drug_that_needs_it() -> None:
    """Daratumumab alone needs no height; cyclophosphamide does."""
    light = Patient(weight="70 kg")
    course = Course(catalogue.get("daratumumab-iv"), light, start=date(2026, 1, 5), cycles=1)
    assert {str(row.dose) for row in course.plan()} == {"1120"}
    with pytest.raises(DoseError) as caught:
        Course(catalogue.get("dcep"), light, start=date(2026, 1, 5)).plan()
    assert str(caught.value) == (
        "cyclophosphamide: 400 mg/m² needs the patient's height; record the height"
    )


# --- a flat dose with a cap per m² or kg ---------------------------------------------------------


@pytest.mark.parametrize(
    ("height", "mg"),
    [
        ("165", "100 mg"),  # 70 × 1.79 = 125.3
        ("100", "97.3 mg"),  # √(100 × 70 ÷ 3600) = 1.394, 70 × 1.39 = 97.3
    ],
)
def test_flat_dose_is_capped_by_the_body_surface(height: str, mg: str) -> None:
    """100 mg, at most 70 mg/m²: what is lower is given."""
    written = _written("100 mg", cap="70", cap_basis=Basis.SURFACE)
    assert _mg(written, Body(height=D(height), weight=D(70))) == [mg]


def test_cap_per_surface_is_shown_with_its_surface() -> None:
    """A reader can do it again: the surface, the dose as written, the cap."""
    written = _written("100 mg", cap="70", cap_basis=Basis.SURFACE)
    (dose,) = resolve(written, Body(height=D(100), weight=D(70)), Policy())
    assert dose.capped
    assert [str(step).partition("  [")[0] for step in dose.working][-3:] == [
        "full dose: as written = 100 mg",
        "capped: at most 70 mg/m² per administration: 70 × 1.39 m² = 97.3 mg",
        "rounded: 97.3 mg to 0.01 mg, half up = 97.3 mg",
    ]


def test_cap_per_kg_is_shown_with_its_weight() -> None:
    """800 mg, at most 10 mg/kg of 70 kg."""
    written = _written("800 mg", cap="10", cap_basis=Basis.WEIGHT)
    (dose,) = resolve(written, BODY, Policy())
    assert str(dose) == "700 mg"
    assert "at most 10 mg/kg per administration: 10 × 70 kg" in str(dose.working[-2])


@pytest.mark.parametrize("basis", [Basis.SURFACE, Basis.WEIGHT])
def test_cap_by_the_body_needs_the_body(basis: Basis) -> None:
    """Without a weight nobody knows whether the cap is reached."""
    written = _written("100 mg", cap="70", cap_basis=basis)
    assert "record the weight" in _refused(DoseError, written, Body(height=D(165)))


def test_cap_of_an_area_under_the_curve_is_none() -> None:
    """A cap is an amount of drug."""
    with pytest.raises(DefinitionError, match="a cap of an AUC; state it in mg"):
        _written("100 mg", cap="5", cap_basis=Basis.AUC)


def test_cap_per_surface_uses_the_surface_of_the_dose() -> None:
    """100 mg/m² with at most 70 mg/m²: both of 1.79 m², one area on the page."""
    written = _written("100 mg/m²", cap="70", cap_basis=Basis.SURFACE)
    (dose,) = resolve(written, BODY, Policy())
    assert str(dose) == "125.3 mg"
    assert [step.name for step in dose.working].count("body surface area") == 1


# --- the lower end of a range --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("per", "times", "fraction", "least"),
    [
        (Per.ADMINISTRATION, 1, "1", "40"),
        (Per.ADMINISTRATION, 2, "1", "40"),
        (Per.ADMINISTRATION, 2, "0.5", "20"),
        (Per.DAY, 1, "1", "40"),
        (Per.DAY, 2, "1", "20"),
        (Per.DAY, 2, "0.5", "10"),
    ],
)
def test_lower_end_is_divided_and_reduced_like_the_dose(
    per: Per, times: int, fraction: str, least: str
) -> None:
    """40–50 mg a day in two parts are 20–25 mg; 40–50 mg twice a day stay 40–50 mg each."""
    written = WrittenDose(
        amount=amount("50 mg"), at_least=amount("40 mg"), per=per, times=times, source=SOURCE
    )
    doses = resolve(written, BODY, Policy(), fraction=D(fraction))
    assert [dose.least for dose in doses] == [D(least)] * times


def test_flat_dose_under_its_cap_is_not_capped_with_its_surface() -> None:
    """At most 70 mg/m² of a surface capped at 1.7 m² are 119 mg: 100 mg are below that."""
    written = _written("100 mg", cap="70", cap_basis=Basis.SURFACE)
    (dose,) = resolve(written, BODY, Policy(bsa_cap="1.7 m²"))
    assert (str(dose), dose.capped) == ("100 mg", False)
    (dose,) = resolve(_written("100 mg/m²"), BODY, Policy(bsa_cap="1.7 m²"))
    assert (str(dose), dose.capped) == ("170 mg", True)
    (dose,) = resolve(_written("16 mg/kg"), BODY, Policy(bsa_cap="1.7 m²"))
    assert (str(dose), dose.capped) == ("1120 mg", False)


@pytest.mark.parametrize(
    ("per", "times", "name"),
    [
        (Per.DAY, 2, "full dose a day"),
        (Per.DAY, 1, "full dose"),
        (Per.ADMINISTRATION, 2, "full dose"),
    ],
)
def test_working_names_a_days_dose_where_it_is_divided(per: Per, times: int, name: str) -> None:
    """45 mg/m² of a day in two parts are told from 45 mg/m² twice a day."""
    dose, *_ = resolve(_written("45 mg/m²", per=per, times=times), BODY, Policy())
    assert dose.working[-3 if dose.value != dose.rounded else -2].name == name


@pytest.mark.parametrize(
    ("text", "calculated"),
    [
        ("0.12345678 mg/kg", "8.6419746"),  # × 70
        ("1.2345678 mg/m²", "2.209876362"),  # × 1.79
        ("0.12345678 mg", "0.12345678"),
    ],
)
def test_product_is_calculated_to_its_last_digit(text: str, calculated: str) -> None:
    """Only a quotient or a root, which may have no end, is cut to 6 decimals."""
    (dose,) = resolve(_written(text), BODY, Policy())
    assert dose.calculated == D(calculated)


def test_cap_per_surface_is_of_the_capped_surface_of_the_dose() -> None:
    """100 mg/m² of at most 1.5 m², at most 70 mg/m²: 105 mg, and not 70 × 1.79."""
    written = _written("100 mg/m²", cap="70", cap_basis=Basis.SURFACE, surface_cap="1.5")
    assert _mg(written) == ["105 mg"]


def test_cap_per_surface_by_a_formula_that_asks_for_the_sex() -> None:
    """Schlich's area of a man of 165 cm and 70 kg is not a woman's, and caps a flat dose as well.

    0.000579479 × 70^0.38 × 165^1.24 = 1.6363 m² for men; 0.000975482 × 70^0.46 × 165^1.08 =
    1.7094 m² for women.
    """
    written = _written("200 mg", cap="70", cap_basis=Basis.SURFACE)
    found = [
        resolve(written, Body(height=D(165), weight=D(70), sex=sex), Policy(bsa_formula="schlich"))
        for sex in (Sex.MALE, Sex.FEMALE)
    ]
    assert [_values(doses) for doses in found] == [["114.8 mg"], ["119.7 mg"]]


def test_cap_of_an_administration_that_is_the_day_is_not_cut_to_steps() -> None:
    """Once a day, 75 mg stay the cap: the dose is rounded under it, and the cap is not."""
    written = _written("100 mg", per=Per.DAY, cap="75")
    (dose,) = resolve(written, BODY, Policy(rounding="10 mg"))
    assert (dose.full, str(dose)) == (D(75), "70 mg")


def test_cap_of_a_day_that_is_one_administration_is_not_cut_to_decimals() -> None:
    """1 mg/m² on √(165 × 70 ÷ 3600) m² is the whole root, not its first six decimals."""
    written = _written("4 mg", cap="1", cap_per=Per.DAY, cap_basis=Basis.SURFACE)
    (dose,) = resolve(written, BODY, Policy(bsa_rounding=None))
    assert dose.surface is not None
    assert dose.full == dose.surface.exact
    assert str(round(dose.full, 9)) == "1.791182105"


# --- what is drawn up, and what it is taken from -------------------------------------------------


@pytest.mark.parametrize(
    ("drug", "route", "text", "volume", "formula"),
    [
        ("bortezomib", Route.SC, "1.3 mg/m²", "0.932", "2.33 mg ÷ 2.5 mg/mL of the product named "
         "= 0.93 mL, half up"),
        ("daratumumab", Route.IV, "16 mg/kg", "56", "1120 mg ÷ 20 mg/mL of the product named "
         "= 56 mL"),
        ("cyclophosphamide", Route.IV, "400 mg/m²", None, None),
    ],
)  # fmt: skip
def test_volume_is_the_dose_over_the_concentration(
    drug: str, route: Route, text: str, volume: str | None, formula: str | None
) -> None:
    """Shown to a hundredth of a millilitre; none where several concentrations are sold."""
    how = making(Drug(name=drug), route, rounding("0.01 mg"))
    (dose,) = resolve(_written(text), BODY, Policy(), making=how)
    assert dose.volume == (None if volume is None else D(volume))
    steps = [str(step).partition("  [")[0] for step in dose.working]
    told = [step.partition(": ")[2] for step in steps if step.startswith("volume: ")]
    assert told == ([] if formula is None else [formula])


@pytest.mark.parametrize(
    ("text", "per", "times", "pieces"),
    [
        ("800 mg", Per.DAY, 2, [["2 × vial of 400 mg"], []]),
        ("400 mg", Per.ADMINISTRATION, 2, [["1 × vial of 400 mg"]] * 2),
        ("400 mg", Per.DAY, 1, [["1 × vial of 400 mg"]]),
        ("444.5 mg", Per.ADMINISTRATION, 1, [["1 × vial of 400 mg", "1 × vial of 100 mg"]]),
    ],
)
def test_vials_of_a_divided_day_stand_with_its_first_part(
    text: str, per: Per, times: int, pieces: list[list[str]]
) -> None:
    """They are opened once; those of a dose given twice are opened twice."""
    how = making(Drug(name="daratumumab"), Route.IV, rounding("vials"))
    doses = resolve(_written(text, per=per, times=times), BODY, Policy(), making=how)
    assert [list(map(str, dose.pieces)) for dose in doses] == pieces


def test_what_is_left_of_a_vial_is_said_where_something_is() -> None:
    """400 and 100 mg are opened for 444.5 mg; of 400 mg nothing is left."""
    how = making(Drug(name="daratumumab"), Route.IV, rounding("vials"))
    made = [
        str(step).partition("  [")[0]
        for text in ("444.5 mg", "400 mg")
        for step in resolve(_written(text), BODY, Policy(), making=how)[0].working
        if step.name == "made of"
    ]
    assert made == [
        "made of: 1 × vial of 400 mg + 1 × vial of 100 mg = 500 mg, of which 55.5 mg are left over",
        "made of: 1 × vial of 400 mg = 400 mg",
    ]


def test_tablets_of_a_divided_day_stand_with_each_part() -> None:
    """Each part is counted out on its own."""
    how = making(Drug(name="dexamethasone"), Route.PO, rounding("dispensable"))
    doses = resolve(_written("40 mg", per=Per.DAY, times=2), BODY, Policy(), making=how)
    assert [list(map(str, dose.pieces)) for dose in doses] == [["5 × tablet of 4 mg"]] * 2


def test_parts_that_no_tablets_make_have_no_pieces() -> None:
    """3 mg of tablets of 4 and 10 mg, under a cap of 3 mg: left as calculated, from no tablets."""
    tablets = tuple(
        Presentation(form="tablet", strength=D(strength), source=SOURCE) for strength in (4, 10)
    )
    how = making(Drug(name="x", presentations=tablets), Route.PO, rounding("dispensable"))
    doses = resolve(_written("6 mg", per=Per.DAY, times=2, cap="3"), BODY, Policy(), making=how)
    assert [(str(dose), dose.pieces) for dose in doses] == [("3 mg", ()), ("3 mg", ())]
    assert [step.name for step in doses[0].working] == ["full dose a day", "rounded", "divided"]


def test_reduction_that_rounding_takes_back_is_cautioned() -> None:
    """95 % of 400 mg are 380 mg, for which whole vials give 400 mg again; 50 % are 200 mg."""
    how = making(Drug(name="daratumumab"), Route.IV, rounding("vials"))
    found = [
        resolve(_written("400 mg"), BODY, Policy(), making=how, fraction=D(fraction))[0]
        for fraction in ("0.95", "0.5", "1")
    ]
    assert [str(dose) for dose in found] == ["400 mg", "200 mg", "400 mg"]
    assert ["the reduction is lost by rounding" in dose.made.caution for dose in found] == [
        True,
        False,
        False,
    ]
