"""A policy has the stated defaults, prints every choice, and refuses what is none."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pytest

from regimens.errors import QuantityError, RegimensError, UnknownNameError
from regimens.policy import Policy, formula_named
from regimens.rounding import Step
from regimens.surface import BsaFormula
from regimens.units import Kind, Measure

_FORMULAS = (
    "mosteller, du-bois, haycock, gehan-george, boyd, fujimoto, takahira, shuter-aslani, schlich"
)


def _refusal(kind: type[RegimensError], **parts: Any) -> str:
    with pytest.raises(kind) as caught:
        Policy(**parts)
    return str(caught.value)


def test_default_policy() -> None:
    """Mosteller to 0.01 m² without cap, reweighing at 10 %, doses to 0.01 mg, 14 days."""
    assert Policy() == Policy(
        bsa_formula="mosteller",
        bsa_rounding="0.01 m²",
        bsa_cap=None,
        reweigh="10 %",
        rounding="0.01 mg",
        lab_validity_days=14,
    )


@pytest.mark.parametrize(
    ("policy", "text"),
    [
        (
            Policy(),
            "mosteller; body surface area to 0.01 m², no cap but the protocol's own; actual body "
            "weight; reweigh at 10 %; doses to 0.01 mg; laboratory values valid 14 days",
        ),
        (
            Policy(
                bsa_formula="du-bois",
                bsa_rounding=None,
                bsa_cap="2.00 m2",
                reweigh="7.5 %",
                rounding="5 mg",
                lab_validity_days=3,
            ),
            "du-bois; body surface area unrounded, capped at 2 m²; actual body weight; reweigh "
            "at 7.5 %; doses to 5 mg; laboratory values valid 3 days",
        ),
    ],
)
def test_policy_prints_every_choice(policy: Policy, text: str) -> None:
    """Nothing that changes a dose is left out of the line under a result."""
    assert str(policy) == text


def test_values_are_taken_as_they_are() -> None:
    """A formula, a measure, a step and a decimal made before need no text."""
    surface = Measure(Decimal("0.1"), Kind.SURFACE)
    policy = Policy(
        bsa_formula=BsaFormula.BOYD,
        bsa_rounding=surface,
        bsa_cap=surface,
        reweigh=Decimal(5),
        rounding=Step(Decimal(1)),
    )
    assert policy.bsa_formula is BsaFormula.BOYD
    assert policy.bsa_rounding is policy.bsa_cap is surface
    assert (policy.reweigh, policy.rounding) == (Decimal(5), Step(Decimal(1)))


@pytest.mark.parametrize("formula", BsaFormula)
def test_every_formula_is_found_by_its_name(formula: BsaFormula) -> None:
    """The name a document uses gives the formula."""
    assert formula_named(formula.value) is formula
    assert Policy(bsa_formula=formula.value).bsa_formula is formula


@pytest.mark.parametrize("name", ["Mosteller", "dubois", "", None, 1, []])
def test_unknown_formula_names_those_there_are(name: object) -> None:
    """A formula that is not there is refused with the list of those that are."""
    given = "nothing" if name is None else repr(name)
    assert _refusal(UnknownNameError, bsa_formula=name) == (
        f"bsa_formula: {given} is not a body surface formula; use one of {_FORMULAS}"
    )


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (
            {"bsa_rounding": "0 m²"},
            "bsa_rounding: 0 m² is not above 0; use one above 0 m², or null",
        ),
        ({"bsa_cap": "0 m²"}, "bsa_cap: 0 m² is not above 0; use one above 0 m², or null"),
        ({"bsa_cap": "2"}, "bsa_cap: '2' has no unit; add the unit, as in 1.79 m²"),
        (
            {"bsa_cap": 2},
            "bsa_cap: 2 is a bare number without a unit; write the number with its unit as "
            'text, as in "1.79 m²"',
        ),
        (
            {"bsa_cap": "2 m"},
            "bsa_cap: '2 m' is not a body surface area; write it as in 1.79 m²",
        ),
        (
            {"bsa_rounding": "0.01 mg"},
            "bsa_rounding: '0.01 mg' is not a body surface area; write it as in 1.79 m²",
        ),
        (
            {"rounding": "0 mg"},
            "rounding: a rounding step of 0 mg; use one above 0 mg",
        ),
        ({"rounding": "5"}, "rounding: '5' has no unit; add the unit, as in 12.5 mg"),
        (
            {"rounding": "0.01 m²"},
            "rounding: '0.01 m²' is not an amount of drug; write it as in 12.5 mg",
        ),
        ({"reweigh": "10"}, "reweigh: '10' is not a percentage; write it as in \"10 %\""),
        ({"reweigh": 10}, 'reweigh: 10 is not a percentage; write it as in "10 %"'),
        ({"reweigh": 0.1}, 'reweigh: 0.1 is not a percentage; write it as in "10 %"'),
        ({"reweigh": None}, 'reweigh: nothing is not a percentage; write it as in "10 %"'),
        ({"reweigh": "0 %"}, "reweigh: 0 % is no change to act on; use above 0 to 100 %"),
        (
            {"reweigh": "100.1 %"},
            "reweigh: 100.1 % is no change to act on; use above 0 to 100 %",
        ),
        (
            {"reweigh": Decimal(-10)},
            "reweigh: -10 % is no change to act on; use above 0 to 100 %",
        ),
        (
            {"lab_validity_days": 0},
            "lab_validity_days: 0 days; use a whole number of 1 or more",
        ),
        (
            {"lab_validity_days": -14},
            "lab_validity_days: -14 days; use a whole number of 1 or more",
        ),
    ],
)
def test_choice_that_is_none_is_refused(parts: dict[str, object], message: str) -> None:
    """A step or cap of nothing, a missing unit or percent sign names its key and the mend."""
    assert _refusal(QuantityError, **parts) == message


@pytest.mark.parametrize("text", ["-10 %", "+10 %", "1e1 %", "NaN %", "%", "ten %", "10 % %"])
def test_percentage_is_a_plain_number(text: str) -> None:
    """A sign, an exponent or a word is no percentage."""
    assert " is not a plain number; " in _refusal(QuantityError, reweigh=text)


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity"])
def test_percentage_that_is_no_number_is_refused(value: str) -> None:
    """NaN and an infinity are no share of a weight, and the refusal says so."""
    assert _refusal(QuantityError, reweigh=Decimal(value)) == (
        f"reweigh: {value} % is no change to act on; use above 0 to 100 %"
    )


@pytest.mark.parametrize("days", [1.5, "14", True])
def test_validity_that_is_no_whole_number_is_refused(days: object) -> None:
    """How old a value may be is a whole number of days."""
    assert _refusal(QuantityError, lab_validity_days=days).startswith("lab_validity_days: ")


@pytest.mark.parametrize(("text", "value"), [("10 %", "10"), ("7.5%", "7.5"), ("100 % ", "100")])
def test_percentage_is_read(text: str, value: str) -> None:
    """The sign may stand with or without a space; 100 % is the most."""
    assert Policy(reweigh=text).reweigh == Decimal(value)


def test_policy_cannot_be_changed() -> None:
    """A result keeps the policy it was made with."""
    policy: Any = Policy()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        policy.rounding = Step(Decimal(5))
