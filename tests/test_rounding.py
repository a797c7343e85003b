"""Doses are rounded once, half up, never over a cap, and a day's parts sum to the day's dose."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from regimens.errors import DoseError, QuantityError
from regimens.rounding import AsGiven, Form, Step, divide, rounding, step

DOSES = st.decimals(min_value=Decimal("0.01"), max_value=10_000, places=4)
STEPS = st.sampled_from([Step(Decimal(t)) for t in ("0.01", "0.05", "0.1", "1", "2.5", "5", "50")])


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("0.01 mg", "0.01", "0.01 mg"),
        ("5 mg", "5", "5 mg"),
        ("2.50mg", "2.5", "2.5 mg"),
        ("0.1 g", "100", "100 mg"),
        ("500 mcg", "0.5", "0.5 mg"),
    ],
)
def test_step_is_read_from_an_amount_of_drug(text: str, value: str, shown: str) -> None:
    """A step is kept and printed in milligrams."""
    assert step(text) == Step(Decimal(value))
    assert str(step(text)) == shown


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        ("0 mg", "rounding: a rounding step of 0 mg; use one above 0 mg"),
        ("0.00 mg", "rounding: a rounding step of 0.00 mg; use one above 0 mg"),
        ("5", "rounding: '5' has no unit; add the unit, as in 12.5 mg"),
        ("5 kg", "rounding: '5 kg' is not an amount of drug; write it as in 12.5 mg"),
        ("5 %", "rounding: '5 %' is not a number with a unit; write a plain number and a unit, "
         "without sign or exponent, as in 12.5 mg"),
        ("0,5 mg", "rounding: '0,5 mg' has a comma; write a decimal point, as in 0.5 mg"),
        (5, "rounding: 5 is a bare number without a unit; write the number with its unit as text, "
         'as in "12.5 mg"'),
    ],
)  # fmt: skip
def test_what_is_no_step_is_refused(given_: object, message: str) -> None:
    """A step of nothing, without a unit or of something else than drug names the mend."""
    with pytest.raises(QuantityError) as caught:
        step(given_)
    assert str(caught.value) == message


@pytest.mark.parametrize("value", ["0", "-5", "NaN", "sNaN", "Infinity"])
def test_step_that_is_not_above_0_cannot_be_built(value: str) -> None:
    """No dose is ever divided by a step of 0, less or nothing."""
    with pytest.raises(QuantityError) as caught:
        Step(Decimal(value))
    assert str(caught.value) == f"rounding: a rounding step of {value} mg; use one above 0 mg"


@pytest.mark.parametrize(
    ("dose", "by", "rounded"),
    [
        ("13.425", "0.01", "13.43"),  # 7.5 × 1.79; to the even neighbour 13.42
        ("16.745", "0.01", "16.75"),  # 8.5 × 1.97; to the even neighbour 16.74
        ("2.145", "0.01", "2.15"),  # 1.3 × 1.65; to the even neighbour 2.14
        ("1.225", "0.01", "1.23"),  # 0.7 × 1.75; to the even neighbour 1.22
        ("15.215", "0.01", "15.22"),
        ("2.483", "0.01", "2.48"),
        ("717.5", "5", "720"),
        ("717.4", "5", "715"),
        ("1120", "50", "1100"),
        ("1125", "50", "1150"),
    ],
)
def test_dose_is_rounded_half_up(dose: str, by: str, rounded: str) -> None:
    """A dose exactly between two steps takes the upper one."""
    assert Step(Decimal(by)).round(Decimal(dose)) == Decimal(rounded)


@pytest.mark.parametrize(
    ("dose", "cap", "rounded"),
    [
        ("75", "75", "70"),
        ("74.9", "75", "70"),
        ("80", "80", "80"),
        ("76", "80", "80"),
        ("74.9", "1000", "70"),
        ("75", "1000", "80"),
    ],
)
def test_rounding_never_lifts_a_dose_over_its_cap(dose: str, cap: str, rounded: str) -> None:
    """Where the nearest step of 10 mg is over the cap, the highest step under it is taken."""
    assert Step(Decimal(10)).round(Decimal(dose), cap=Decimal(cap)) == Decimal(rounded)


@given(DOSES, DOSES, STEPS)
@example(Decimal(75), Decimal(75), Step(Decimal(50)))
def test_rounded_dose_is_whole_steps_at_or_below_the_cap(
    dose: Decimal, cap: Decimal, by: Step
) -> None:
    """A capped dose is a number of whole steps, not over the cap and less than a step below."""
    dose = min(dose, cap)
    rounded = by.round(dose, cap=cap)
    assert rounded % by.value == 0
    assert rounded <= cap
    assert dose - by.value < rounded <= dose + by.value / 2


@given(DOSES, DOSES, STEPS)
def test_rounding_keeps_order(one: Decimal, other: Decimal, by: Step) -> None:
    """A larger dose is never rounded to less than a smaller one."""
    low, high = sorted((one, other))
    assert by.round(low) <= by.round(high)


@pytest.mark.parametrize(
    ("day", "times", "by", "parts"),
    [
        ("95.85", 2, "0.01", ("47.93", "47.92")),  # 45 mg/m² × 2.13 m²
        ("63.9", 2, "0.01", ("31.95", "31.95")),
        ("31.95", 2, "0.01", ("15.98", "15.97")),
        ("100", 3, "5", ("35", "35", "30")),
        ("80", 2, "10", ("40", "40")),
        ("90", 2, "10", ("50", "40")),
        ("716", 1, "0.01", ("716",)),
        ("97", 2, "10", ("57", "40")),  # 7 mg are no whole step and go with the first
    ],
)
def test_day_is_divided_with_the_larger_part_first(
    day: str, times: int, by: str, parts: tuple[str, ...]
) -> None:
    """The parts are whole steps as equal as they can be, and nothing of the day's dose is lost."""
    divided = divide(Decimal(day), times, Step(Decimal(by)))
    assert divided == tuple(map(Decimal, parts))


@given(DOSES, st.integers(min_value=1, max_value=6), STEPS)
def test_parts_of_a_day_sum_to_it(day: Decimal, times: int, by: Step) -> None:
    """Whatever the day's dose, its parts sum to it and fall, by at most one step and the rest."""
    if times > 1 and day < times * by.value:
        with pytest.raises(DoseError, match="cannot be divided into"):
            divide(day, times, by)
        return
    parts = divide(day, times, by)
    assert len(parts) == times
    assert sum(parts) == day
    assert list(parts) == sorted(parts, reverse=True)
    assert all(part % by.value == 0 for part in parts[1:])
    assert parts[0] - parts[-1] <= by.value + day % by.value


def test_nothing_depends_on_the_ambient_context() -> None:
    """A program that works with three digits rounds and divides to the same milligrams."""
    with localcontext(Context(prec=3)):
        assert str(Step(Decimal("0.01")).round(Decimal("1234.565"))) == "1234.57"
        parts = divide(Decimal("2469.13"), 2, Step(Decimal("0.01")))
        assert [str(part) for part in parts] == ["1234.57", "1234.56"]
        assert str(step("0.12345 mg")) == "0.12345 mg"


@pytest.mark.parametrize(
    ("forms", "message"),
    [
        ((), "no form is no rounding"),
        ((Form.VIALS, Form.VIALS), "vials + vials is no rounding"),
        ((Form.NHS_BANDS, Form.VIALS, Form.NHS_BANDS_B), "nhs-bands + vials + nhs-bands-b is no "
         "rounding"),
    ],
)  # fmt: skip
def test_forms_that_leave_a_choice_are_refused(forms: tuple[Form, ...], message: str) -> None:
    """Each form stands once, and the bands are those of one column."""
    mend = "name each form once, and one column of the bands"
    with pytest.raises(QuantityError) as caught:
        AsGiven(forms)
    assert str(caught.value) == f"rounding: {message}; {mend}"
    if forms:
        with pytest.raises(QuantityError) as caught:
            rounding(" + ".join(form.value for form in forms), where="policy.dose_rounding")
        assert str(caught.value) == f"policy.dose_rounding: {message}; {mend}"


@pytest.mark.parametrize(
    ("given_", "message"),
    [
        ("0,5 mg", "'0,5 mg' has a comma; write a decimal point, as in 0.5 mg"),
        (5, "5 is a bare number without a unit; write the number with its unit as text, as in "
         '"12.5 mg"'),
        ("vails", "'vails' is no rounding; write a step as in \"5 mg\", or dispensable, vials, "
         "nhs-bands, nhs-bands-b"),
    ],
)  # fmt: skip
def test_what_names_no_rounding_is_refused_at_its_place(given_: object, message: str) -> None:
    """The message begins with the place that was asked about."""
    with pytest.raises(QuantityError) as caught:
        rounding(given_, where="policy.dose_rounding")
    assert str(caught.value) == f"policy.dose_rounding: {message}"
