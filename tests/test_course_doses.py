"""The doses of a component, worked out once for each setting and body, and what is said of them.

165 cm and 70 kg are 1.791182 m² by Mosteller's formula, used as 1.79 m²; with 80 kg 1.91 m².
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs
import pytest

from regimens import Measurement, Patient, Policy
from regimens.amounts import Cap, Per, WrittenDose, amount
from regimens.components import Component, Level, Product
from regimens.course_doses import CourseDoses
from regimens.dose_changes import FULL, Setting
from regimens.dosing_weight import bodies
from regimens.drugs import Drug, Route
from regimens.errors import BodyError, DoseError
from regimens.expansion import Slot
from regimens.findings import Finding
from regimens.schedule import Cycles, Schedule
from regimens.sources import Source

D = Decimal
_START = date(2026, 1, 5)
_SOURCE = Source(title="A protocol", identifier="none", locator="p. 1", checked_on=_START)
_CAP = Source(title="A limit", identifier="none", locator="p. 2", checked_on=_START)
_HOPA = (
    "Fahrenbruch R et al. Dose rounding of biologic and cytotoxic anticancer agents: a position "
    "statement of HOPA. J Oncol Pract 2018, abstract: within 10 %"
)


def _dose(
    text: str, *, cap: str | None = None, surface_cap: str | None = None, a_day: int = 1
) -> WrittenDose:
    return WrittenDose(
        amount=amount(text),
        per=Per.DAY,
        times=a_day,
        cap=None if cap is None else Cap(value=D(cap), per=Per.DAY, source=_CAP),
        surface_cap=None if surface_cap is None else D(surface_cap),
        source=_SOURCE,
    )


def _slot(
    dose: WrittenDose,
    *,
    drug: str = "cisplatin",
    level: Level | None = None,
    position: int = 0,
) -> Slot:
    component = Component(
        drug=Drug(name=drug),
        group="PLAN",
        dose=dose,
        timing=(Schedule(days=(1,), cycles=Cycles(1), source=_SOURCE),),
        routes=(Route.IV,),
    )
    return Slot("induction", 1, 1, position, component, level, 1, dose.times, "PLAN", None)


def _doses(policy: Policy | None = None, patient: Patient | None = None) -> CourseDoses:
    """Of the patient, and with 80 kg as the second body."""
    policy = policy or Policy()
    patient = patient or Patient(height="165 cm", weight="70 kg", sex="female")
    later = Measurement(on=date(2026, 1, 6), weight="80 kg")
    weighed, _ = bodies(patient, [("events[0]", later)], policy)
    return CourseDoses(weighed, policy)


def test_dose_is_worked_out_once_for_a_setting_and_a_body() -> None:
    """Of the same component, setting and body it is the same one, and what is said is said once."""
    doses = _doses(Policy(bsa_cap="1.7 m²"))
    slot, half = _slot(_dose("100 mg/m²")), Setting(D("0.5"), None, "tired", "events[0]")
    first = doses.of(slot, FULL, Route.IV)
    assert doses.of(slot, FULL, Route.IV) is first
    (reduced,) = doses.of(slot, half, Route.IV)
    assert [str(first[0]), str(reduced), reduced.reason] == ["170 mg", "85 mg", "tired"]
    assert len(list(doses.findings())) == 2


def test_body_is_the_one_of_its_number() -> None:
    """100 mg/m² of 1.79 and of 1.91 m², the first where none is named."""
    doses, slot = _doses(), _slot(_dose("100 mg/m²"))
    other = Product(name="other", dose=_dose("10 mg/m²"), route=Route.IV, source=_SOURCE)
    assert [
        dose.value for dose in (*doses.of(slot, FULL, Route.IV), *doses.of(slot, FULL, Route.IV, 1))
    ] == [179, 191]
    product = [doses.of_product(slot, other, FULL), doses.of_product(slot, other, FULL, 1)]
    assert [dose.value for dose in product] == [D("17.9"), D("19.1")]
    assert doses.of_product(slot, other, FULL) is product[0]


def test_dose_of_a_level_has_no_fraction() -> None:
    """A level has an amount and a name of its own."""
    level = Level(name="low", dose=_dose("50 mg/m²"), source=_SOURCE)
    (dose,) = _doses().of(_slot(_dose("100 mg/m²"), level=level), FULL, Route.IV)
    assert (str(dose), dose.fraction, dose.level) == ("89.5 mg", None, "low")
    (full,) = _doses().of(_slot(_dose("100 mg/m²")), FULL, Route.IV)
    assert (str(full), full.fraction, full.level) == ("179 mg", D(1), None)


def test_product_has_its_own_dose_and_route() -> None:
    """100 mg in two parts are 50 and 50 mg, 70 mg of the product in steps of 10 are 40 and 30."""
    doses = _doses(Policy(rounding="10 mg"))
    product = Product(name="other", dose=_dose("70 mg", a_day=2), route=Route.SC, source=_SOURCE)
    slot = _slot(_dose("100 mg", a_day=2))
    slots = (slot, attrs.evolve(slot, occurrence=2))
    assert [doses.of_product(one, product, FULL).value for one in slots] == [40, 30]


def test_product_is_at_the_fraction_in_force_and_says_why() -> None:
    """Half of 70 mg, because of what was recorded of the drug before it was switched."""
    half = Setting(D("0.5"), None, "tired", "events[0]")
    product = Product(name="other", dose=_dose("70 mg"), route=Route.SC, source=_SOURCE)
    dose = _doses().of_product(_slot(_dose("100 mg")), product, half)
    assert (str(dose), dose.fraction, dose.reason) == ("35 mg", D("0.5"), "tired")


def test_product_is_made_up_for_its_route() -> None:
    """Bortezomib to draw up has 2.5 mg/mL under the skin and 1 mg/mL in a vein."""
    doses, slot = _doses(), _slot(_dose("2.5 mg"), drug="bortezomib")
    product = Product(name="other", dose=_dose("2.5 mg"), route=Route.SC, source=_SOURCE)
    assert doses.of(slot, FULL, Route.IV)[0].volume == D("2.5")
    assert doses.of_product(slot, product, FULL).volume == 1


def test_surface_is_worked_out_once_for_a_body() -> None:
    """All doses of a body are made from the same surface, those of another from another."""
    doses = _doses(Policy(bsa_formula="schlich"))
    slots = [_slot(_dose(f"{number} mg/m²"), position=number) for number in (1, 2)]
    one, two = (doses.of(slot, FULL, Route.IV)[0].surface for slot in slots)
    heavier = doses.of(slots[0], FULL, Route.IV, 1)[0].surface
    assert one is not None
    assert heavier is not None
    assert one is two
    # Schlich's formula for women: 0.000975482 × 165^1.08 × weight^0.46.
    assert (one.used, one.weight) == (D("1.71"), D(70))
    assert (heavier.used, heavier.weight) == (D("1.82"), D(80))


def test_dose_that_is_not_by_surface_needs_none() -> None:
    """Nobody's sex is asked for 40 mg; by the formula of Schlich a dose per m² needs it."""
    doses = _doses(Policy(bsa_formula="schlich"), Patient(height="165 cm", weight="70 kg"))
    flat, by_weight, by_surface = (_slot(_dose(text)) for text in ("40 mg", "16 mg/kg", "40 mg/m²"))
    assert doses.of(flat, FULL, Route.IV)[0].value == 40
    assert doses.of(by_weight, FULL, Route.IV)[0].value == 1120
    with pytest.raises(BodyError, match="one equation for women and one for men"):
        doses.of(by_surface, FULL, Route.IV)


@pytest.mark.parametrize(
    ("patient", "missing"),
    [(Patient(height="165 cm"), "weight"), (Patient(weight="70 kg"), "height")],
)
def test_missing_measure_is_refused_with_the_drug(patient: Patient, missing: str) -> None:
    """The drug, the amount and what to record."""
    with pytest.raises(DoseError) as caught:
        _doses(patient=patient).of(_slot(_dose("40 mg/m²")), FULL, Route.IV)
    assert str(caught.value) == (
        f"cisplatin: 40 mg/m² needs the patient's {missing}; record the {missing}"
    )


@pytest.mark.parametrize(
    ("dose", "bsa_cap", "said", "source"),
    [
        (_dose("100 mg/m²"), None, None, None),
        (_dose("100 mg/m²", cap="200"), None, None, None),
        (
            _dose("100 mg/m²", cap="100"),
            None,
            "the dose is capped at 100 mg per day (calculated 179 mg): 100 mg is given",
            _CAP,
        ),
        (
            _dose("100 mg/m²"),
            "1.5 m²",
            "the body surface area is capped at 1.5 m² (calculated 1.791182 m²): 150 mg is given",
            "policy",
        ),
        (
            _dose("100 mg/m²", cap="200"),
            "1.5 m²",
            "the body surface area is capped at 1.5 m² (calculated 1.791182 m²): 150 mg is given",
            "policy",
        ),
        (
            _dose("100 mg/m²", surface_cap="1.5"),
            "1.6 m²",
            "the body surface area is capped at 1.5 m² (calculated 1.791182 m²): 150 mg is given",
            _SOURCE,
        ),
        (
            _dose("100 mg/m²", surface_cap="1.6"),
            "1.5 m²",
            "the body surface area is capped at 1.5 m² (calculated 1.791182 m²): 150 mg is given",
            "policy",
        ),
        (
            _dose("100 mg/m²", cap="120"),
            "1.5 m²",
            "the body surface area is capped at 1.5 m² (calculated 1.791182 m²) and the dose is "
            "capped at 120 mg per day (calculated 150 mg): 120 mg is given",
            f"policy; {_CAP}",
        ),
        (_dose("16 mg/kg"), "1.5 m²", None, None),
        (
            _dose("16 mg/kg", cap="1000"),
            "1.5 m²",
            "the dose is capped at 1000 mg per day (calculated 1120 mg): 1000 mg is given",
            _CAP,
        ),
    ],
)
def test_cap_that_was_reached_is_said(
    dose: WrittenDose, bsa_cap: str | None, said: str | None, source: Source | str | None
) -> None:
    """Which cap, what the dose was without it, what is given, and where the cap stands."""
    doses = _doses(Policy(bsa_cap=bsa_cap))
    doses.of(_slot(dose), FULL, Route.IV)
    assert list(doses.findings()) == (
        []
        if said is None
        else [
            Finding(
                code="cap-applied",
                phase="induction",
                drug="cisplatin",
                message=f"cisplatin: {said}",
                source=str(source),
            )
        ]
    )


def test_cap_by_a_surface_that_is_capped_is_said_as_a_cap_of_the_dose() -> None:
    """A flat dose is not made from the surface: 2 mg per m² of 1.5 m² are 3 mg."""
    cap = Cap(value=D(2), basis=amount("2 mg/m²").basis, source=_CAP)
    doses = _doses(Policy(bsa_cap="1.5 m²"))
    doses.of(_slot(WrittenDose(amount=amount("4 mg"), cap=cap, source=_SOURCE)), FULL, Route.IV)
    (found,) = doses.findings()
    assert found.message == (
        "cisplatin: the dose is capped at 2 mg/m² per administration (calculated 4 mg): "
        "3 mg is given"
    )


def test_dose_that_could_not_be_rounded_as_asked_is_said() -> None:
    """Daratumumab has vials of 100 and 400 mg, of cisplatin none were read; each drug is named."""
    doses = _doses(Policy(rounding="vials"))
    slots = [
        _slot(_dose("444.5 mg"), drug="daratumumab"),
        _slot(_dose("500 mg"), drug="daratumumab", position=1),
        _slot(_dose("20 mg"), drug="thiotepa", position=2),
    ]
    for slot in slots:
        doses.of(slot, FULL, Route.IV)
    assert list(doses.findings()) == [
        Finding(
            code="rounding-over-tolerance",
            phase="induction",
            drug="daratumumab",
            message="daratumumab: 444.5 mg is not rounded to whole vials of 100 and 400 mg: the "
            "nearest, 400 mg, is more than 10 % away",
            source=_HOPA,
        ),
        Finding(
            code="not-as-given",
            drug="thiotepa",
            message="thiotepa is rounded to 0.01 mg: what it comes in is not known here",
            source="policy",
        ),
    ]
