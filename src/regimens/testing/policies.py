"""Strategies for policies: every field with every kind of value that it takes."""

from __future__ import annotations

from itertools import permutations

from hypothesis import strategies as st

from regimens.decimals import plain
from regimens.policy import Policy
from regimens.rounding import Form
from regimens.surface import BsaFormula
from regimens.testing.amounts import decimals
from regimens.testing.asked import Asked, asked

__all__ = ["policies", "roundings"]

_FINE_STEPS = ("0.01 mg", "0.005 mg", "0.001 mg", "10 mcg", "1 µg")
_STEPS = ("0.05 mg", "0.1 mg", "0.5 mg", "1 mg", "5 mg", "0.1 g", "1 g")
_BANDS = frozenset({Form.NHS_BANDS, Form.NHS_BANDS_B})
_AS_GIVEN = tuple(
    " + ".join(form.value for form in forms)
    for count in (1, 2, 3)
    for forms in permutations(Form, count)
    if not set(forms) >= _BANDS
)
_SURFACES = ("0.01 m²", "0.001 m²", "0.02 m²", "0.05 m2", "0.1 m^2", None)
_CAPS = decimals(1200, 3000).map(lambda area: f"{plain(area)} m²")
_REWEIGH = decimals(1000, 100_000).map(lambda percent: f"{plain(percent)} %")
# Every formula but the one that asks for a sex.
_FOR_ANYBODY = tuple(one for one in BsaFormula if one is not BsaFormula.SCHLICH)


def roundings(*, plannable: bool = False) -> st.SearchStrategy[str]:
    """Roundings as users write them; the simplest is ``"0.01 mg"``.

    Args:
        plannable: Whether only steps of 0.01 mg and less are drawn, by which none of the doses of
            :func:`regimens.testing.doses` becomes nothing.

    >>> steps = roundings(plannable=True)
    """
    fine = st.sampled_from(_FINE_STEPS)
    return fine if plannable else fine | st.sampled_from(_STEPS) | st.sampled_from(_AS_GIVEN)


@st.composite
def policies(
    draw: st.DrawFn,
    *,
    bsa_formula: Asked[str] = ...,
    bsa_rounding: Asked[str | None] = ...,
    bsa_cap: Asked[str | None] = ...,
    reweigh: Asked[str] = ...,
    rounding: Asked[str] = ...,
    lab_validity_days: Asked[int] = ...,
    plannable: bool = False,
) -> Policy:
    """Policies, every field with every kind of value it takes; the simplest is the default policy.

    Each argument is a value, which fixes it, or a strategy to draw it from; what is left out is
    drawn.

    Args:
        draw: Given by Hypothesis.
        bsa_formula: The name of any of the formulas.
        bsa_rounding: A step in m², or None.
        bsa_cap: In m², or None.
        reweigh: In percent.
        rounding: A step, or as doses are given: tablets, vials, dose bands, in any order.
        lab_validity_days: From 1 to 60.
        plannable: Whether it refuses no patient and none of the doses drawn here: no formula that
            asks for a sex, and no rounding by which a small dose becomes nothing.

    >>> from hypothesis import given
    >>> @given(policies(bsa_cap="2 m²"))
    ... def says_its_cap(policy: Policy) -> None:
    ...     assert "capped at 2 m²" in str(policy)
    >>> says_its_cap()
    """
    formulas = _FOR_ANYBODY if plannable else tuple(BsaFormula)
    return Policy(
        bsa_formula=asked(draw, bsa_formula, st.sampled_from([one.value for one in formulas])),
        bsa_rounding=asked(draw, bsa_rounding, st.sampled_from(_SURFACES)),
        bsa_cap=asked(draw, bsa_cap, st.none() | _CAPS),
        reweigh=asked(draw, reweigh, st.just("10 %") | _REWEIGH),
        rounding=asked(draw, rounding, roundings(plannable=plannable)),
        lab_validity_days=asked(draw, lab_validity_days, st.just(14) | st.integers(1, 60)),
    )
