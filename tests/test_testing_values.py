"""Strategies of values: amounts, days, patients and policies, plain and on every edge."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

import attrs
import pytest
from hypothesis import Phase as Stage
from hypothesis import find, given, settings
from hypothesis import strategies as st

from regimens import Patient, Policy
from regimens.amounts import Amount, Basis, Cap, Per, Unit, WrittenDose, amount
from regimens.body import body_mass_index
from regimens.dosing import Body, resolve
from regimens.rounding import AsGiven, Form, Step
from regimens.surface import BsaFormula
from regimens.testing import (
    amount_texts,
    amounts,
    bodies,
    caps,
    cycle_lengths,
    days,
    dose_texts,
    doses,
    drugs,
    height_texts,
    patients,
    policies,
    roundings,
    schedules,
    weight_texts,
)
from regimens.units import _SPELLINGS, _UNITS, Kind, measure

_ONCE = settings(database=None, report_multiple_bugs=False)
_MANY = settings(max_examples=400, database=None, phases=[Stage.generate], derandomize=True)


def _all_drawn(strategy: st.SearchStrategy[Any]) -> list[Any]:
    """Some hundred values of a strategy."""
    found: list[Any] = []

    @_MANY
    @given(strategy)
    def look(value: Any) -> None:
        found.append(value)

    look()
    return found


def _units_of(texts: list[str]) -> set[str]:
    return {text.lstrip("0123456789.").strip(" \u00a0\u202f") for text in texts}


def _spellings(kind: Kind) -> set[str]:
    """Every way in which the library reads a unit of a kind, µ by either sign."""
    own = {name for name, (of, _) in _UNITS.items() if of is kind}
    return own | {spelt for spelt, name in _SPELLINGS.items() if name in own}


@pytest.mark.parametrize(
    ("strategy", "simplest"),
    [
        (amounts(), Amount(Decimal(1), Basis.FLAT)),
        (amounts(extremes=True), Amount(Decimal(1), Basis.FLAT)),
        (amount_texts(), "1 mg"),
        (dose_texts(), "1 mg"),
        (bodies(), (Decimal(170), Decimal(70))),
        (height_texts(), "170 cm"),
        (weight_texts(), "70 kg"),
        (patients(), Patient(height="170 cm", weight="70 kg")),
        (patients(extremes=True), Patient(height="170 cm", weight="70 kg")),
        (policies(), Policy()),
        (policies(plannable=True), Policy()),
        (roundings(), "0.01 mg"),
        (cycle_lengths(), 28),
    ],
)
def test_the_simplest_is_plain(strategy: st.SearchStrategy[Any], simplest: object) -> None:
    """What a failure that needs nothing in particular is shrunk to."""
    assert find(strategy, lambda _: True, settings=_ONCE) == simplest


@given(amounts(extremes=True))
def test_an_amount_is_what_it_is_written_as(drawn: Amount) -> None:
    """Its text is read back as the same amount."""
    assert amount(str(drawn)) == drawn


@given(amount_texts(extremes=True))
def test_texts_of_amounts_are_read(text: str) -> None:
    """Every spelling that is drawn is one that the library takes."""
    assert amount(text).value > 0


def test_amounts_are_written_in_every_unit() -> None:
    """Milligrams, grams and micrograms with either sign, m² in four ways, areas and cells."""
    units = _units_of([text.removeprefix("AUC ") for text in _all_drawn(amount_texts())])
    masses = {unit.partition("/")[0] for unit in units if "cells" not in unit}
    assert masses - {""} == {"mg", "g", "mcg", "µg", "\u03bcg"}
    bases = {unit.partition("/")[2] for unit in units if "cells" not in unit}
    assert bases == {"", "m²", "m2", "m^2", "m**2", "kg"}
    assert {unit for unit in units if "cells" in unit} == {"×10⁶ cells", "×10⁶ cells/kg"}


def test_amounts_are_of_the_kinds_asked_for() -> None:
    """By default flat, per m² and per kg in milligrams; others where they are asked for."""
    plain = {(one.basis, one.unit) for one in _all_drawn(amounts())}
    assert plain == {(basis, Unit.MG) for basis in (Basis.FLAT, Basis.SURFACE, Basis.WEIGHT)}
    every = {(one.basis, one.unit) for one in _all_drawn(amounts(bases=[*Basis], units=[*Unit]))}
    cells = {(Basis.FLAT, Unit.CELLS), (Basis.WEIGHT, Unit.CELLS)}
    assert every == {(basis, Unit.MG) for basis in Basis} | cells


def test_amounts_on_the_edges_are_drawn() -> None:
    """The smallest and the largest number that a text can have."""
    values = {one.value for one in _all_drawn(amounts(extremes=True))}
    assert {Decimal("0.000000000001"), Decimal(999_999_999_999)} <= values


@given(doses(of=amounts(bases=[*Basis], units=[*Unit])), st.sampled_from(["1", "0.5", "0.25"]))
def test_no_dose_is_nothing_for_the_smallest_body(written: WrittenDose, fraction: str) -> None:
    """10 kg on 50 cm without any clearance: each administration is 0.01 mg or more."""
    body = Body(height=Decimal(50), weight=Decimal(10), clearance=Decimal(0))
    given_doses = resolve(written, body, Policy(bsa_rounding=None), fraction=Decimal(fraction))
    assert len(given_doses) == written.times
    assert all(one.value > 0 for one in given_doses)


def test_doses_have_every_part() -> None:
    """Ranges, caps of each kind, capped body surfaces, amounts of a day and of each time."""
    drawn = _all_drawn(doses())
    assert {one.times for one in drawn} == {1, 2, 3, 4}
    assert {one.per for one in drawn} == set(Per)
    assert any(one.at_least for one in drawn)
    assert any(one.surface_cap for one in drawn)
    kinds = {(one.cap.basis, one.cap.per) for one in drawn if one.cap is not None}
    assert kinds == {(basis, per) for basis in Basis if basis is not Basis.AUC for per in Per}


@given(st.data(), amounts(bases=[*Basis], units=[*Unit]))
def test_a_cap_counts_what_it_caps(data: st.DataObject, drawn: Amount) -> None:
    """Cells for cells and milligrams for milligrams."""
    cap: Cap = data.draw(caps(drawn))
    assert cap.unit is drawn.unit


@given(doses(times=st.just(3)))
def test_doses_are_given_as_often_as_asked_for(written: WrittenDose) -> None:
    """Three times a day."""
    assert written.times == 3


@given(dose_texts())
def test_doses_to_give_are_read(text: str) -> None:
    """As an order writes them."""
    assert measure(text, Kind.DRUG_MASS).value > 0


def test_strategies_do_not_follow_the_ambient_decimal_context() -> None:
    """Three digits of precision change no amount."""
    with localcontext() as context:
        context.prec = 3
        values = [one.value for one in _all_drawn(amounts())]
    assert any(len(value.as_tuple().digits) > 3 for value in values)


@given(days(-3, 4, most=5))
def test_days_rise_within_their_bounds(drawn: tuple[int, ...]) -> None:
    """Each once, in order, and no more than were asked for."""
    assert drawn == tuple(sorted(set(drawn)))
    assert 1 <= len(drawn) <= 5
    assert -3 <= drawn[0] <= drawn[-1] <= 4


@given(schedules(first=2, last=9, from_cycle=3, cycles=7))
def test_schedules_keep_to_their_cycles(drawn: tuple[Any, ...]) -> None:
    """From the first cycle on, without overlap, and none after the last."""
    assert drawn[0].cycles.first == 3
    assert all((one.cycles.last or one.cycles.first) <= 7 for one in drawn)
    assert not any(
        one.cycles.overlaps(other.cycles) for one in drawn for other in drawn if one is not other
    )


@given(bodies())
def test_bodies_are_plausible(body: tuple[Decimal, Decimal]) -> None:
    """140 to 205 cm, of a body mass index of 16 to 40."""
    assert 140 <= body[0] <= 205
    assert 16 <= body_mass_index(*body) <= 40


@given(patients())
def test_patients_are_plausible(patient: Patient) -> None:
    """Whatever the units they are written in, rounded as people round them."""
    assert patient.height_cm is not None
    assert patient.weight_kg is not None
    assert Decimal("15.5") <= body_mass_index(patient.height_cm, patient.weight_kg) <= 41


@pytest.mark.parametrize(
    ("texts", "kind"), [(height_texts(), Kind.HEIGHT), (weight_texts(), Kind.WEIGHT)]
)
def test_measures_are_written_in_every_unit(texts: st.SearchStrategy[str], kind: Kind) -> None:
    """Each unit that the library reads, with each kind of space and with none."""
    drawn = _all_drawn(texts)
    assert _units_of(drawn) == _spellings(kind)
    assert {sign for text in drawn for sign in text if sign.isspace()} == {" ", "\u00a0", "\u202f"}
    assert any(not any(map(str.isspace, text)) for text in drawn)


@given(patients(height="160 cm", sex="female", ecog=2, name=None, born=date(1960, 1, 1)))
def test_what_is_fixed_stays(patient: Patient) -> None:
    """The rest is drawn as fits it: 41 to 102 kg for 160 cm."""
    assert (str(patient.height), patient.ecog, patient.name) == ("160 cm", 2, None)
    assert patient.born == date(1960, 1, 1)
    assert patient.weight_kg is not None
    assert Decimal("40.5") <= patient.weight_kg <= Decimal("102.8")


@given(patients(weight="120 kg"))
def test_a_fixed_weight_gets_a_height_that_fits(patient: Patient) -> None:
    """At most 40 kg/m²: 173.2 cm and more."""
    assert patient.height_cm is not None
    assert 172 <= patient.height_cm <= Decimal("205.8")


@given(patients(height=None, weight=st.sampled_from(["10 kg", "650 kg"])))
def test_a_field_can_be_drawn_from_a_strategy(patient: Patient) -> None:
    """Of what was asked for; None leaves a field out."""
    assert patient.height is None
    assert patient.weight_kg in {10, 650}


def test_patients_on_the_edges_are_drawn() -> None:
    """The limits of height, weight and body mass index, and nothing known at all."""
    drawn = [one for _ in range(2) for one in _all_drawn(patients(extremes=True))]
    heights = {one.height_cm for one in drawn}
    weights = {one.weight_kg for one in drawn}
    assert {None, Decimal(50), Decimal(272)} <= heights
    assert {None, Decimal(10), Decimal(650)} <= weights
    indices = {
        body_mass_index(one.height_cm, one.weight_kg)
        for one in drawn
        if one.height_cm is not None and one.weight_kg is not None
    }
    assert {Decimal(8), Decimal(100), Decimal(13), Decimal(50)} <= indices
    assert {date(1, 1, 1), None} <= {one.born for one in drawn}
    assert {date(9999, 12, 31), None} <= {one.prior_therapy_ended for one in drawn}


def test_patients_have_every_field() -> None:
    """Each drawn with something, and left out."""
    drawn = _all_drawn(patients())
    for field in attrs.fields(Patient):
        values = {getattr(one, field.name) for one in drawn}
        assert len(values) > 1, field.name
        assert field.default in values or field.name in {"height", "weight"}
    assert {one.ecog for one in drawn} == {None, *range(6)}


def test_policies_have_every_field_with_every_kind_of_value() -> None:
    """Every formula, a step and every form of rounding, a cap and none."""
    seen: dict[str, set[object]] = defaultdict(set)
    for policy in _all_drawn(policies()) + _all_drawn(policies(bsa_formula="mosteller")):
        for field in attrs.fields(Policy):
            seen[field.name].add(getattr(policy, field.name))
    assert all(len(values) > 1 for values in seen.values())
    assert seen["bsa_formula"] == set(BsaFormula)
    assert None in seen["bsa_cap"]
    assert None in seen["bsa_rounding"]
    forms = {form for one in seen["rounding"] if isinstance(one, AsGiven) for form in one.forms}
    assert forms == set(Form)
    assert Step(Decimal("0.001")) in seen["rounding"]


@given(policies(plannable=True, bsa_cap="2 m²", reweigh=st.just("5 %")))
def test_plannable_policies_round_to_a_hundredth_or_finer(policy: Policy) -> None:
    """And what was fixed stays."""
    assert isinstance(policy.rounding, Step)
    assert policy.rounding.value <= Decimal("0.01")
    assert policy.bsa_formula is not BsaFormula.SCHLICH
    assert str(policy.bsa_cap) == "2 m²"
    assert policy.reweigh == 5


def test_drugs_have_presentations_of_every_form() -> None:
    """Vials, syringes, capsules and tablets, or none."""
    drawn = _all_drawn(drugs("drug-q"))
    assert {one.name for one in drawn} == {"drug-q"}
    assert () in {one.presentations for one in drawn}
    forms = {own.form for one in drawn for own in one.presentations}
    assert forms == {"vial", "syringe", "capsule", "tablet"}
