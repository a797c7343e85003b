"""Strategies for policies: every field with every kind of value that it takes."""

from __future__ import annotations

from itertools import permutations
from typing import Any

from hypothesis import strategies as st

from regimens.decimals import plain
from regimens.policy import Policy
from regimens.rounding import Form
from regimens.surface import BsaFormula
from regimens.testing.amounts import decimals
from regimens.testing.arguments import check_switches
from regimens.testing.drawing import Asked, asked, fixed

__all__ = ["policies", "roundings"]

_FINE = st.sampled_from(("0.01 mg", "0.005 mg", "0.001 mg", "10 mcg", "1 µg"))
_STEPS = st.sampled_from(("0.05 mg", "0.1 mg", "0.5 mg", "1 mg", "5 mg", "0.1 g", "1 g"))
_BANDS = frozenset({Form.NHS_BANDS, Form.NHS_BANDS_B})
_AS_GIVEN = st.sampled_from(
    [
        " + ".join(form.value for form in forms)
        for count in (1, 2, 3)
        for forms in permutations(Form, count)
        if not set(forms) >= _BANDS
    ]
)
_ANY = _FINE | _STEPS | _AS_GIVEN
_SURFACES = st.sampled_from(("0.01 m²", "0.001 m²", "0.02 m²", "0.05 m2", "0.1 m^2", None))
_CAPS = st.none() | decimals(1200, 3000).map(lambda area: f"{plain(area)} m²")
_REWEIGH = st.just("10 %") | decimals(1000, 100_000).map(lambda percent: f"{plain(percent)} %")
_VALID = st.just(14) | st.integers(1, 60)
_FORMULAS = st.sampled_from([one.value for one in BsaFormula])
# Every formula but the one that asks for a sex.
_FOR_ANYBODY = st.sampled_from([one.value for one in BsaFormula if one is not BsaFormula.SCHLICH])


def roundings(*, plannable: bool = False) -> st.SearchStrategy[str]:
    """Roundings as users write them; the simplest is ``"0.01 mg"``.

    Args:
        plannable: Whether only steps of 0.01 mg and less are drawn, by which none of the doses of
            :func:`regimens.testing.doses` becomes nothing.

    >>> steps = roundings(plannable=True)
    """
    check_switches(plannable=plannable)
    return _FINE if plannable else _ANY


def policies(
    *,
    bsa_formula: Asked[str] = ...,
    bsa_rounding: Asked[str | None] = ...,
    bsa_cap: Asked[str | None] = ...,
    reweigh: Asked[str] = ...,
    rounding: Asked[str] = ...,
    lab_validity_days: Asked[int] = ...,
    plannable: bool = False,
) -> st.SearchStrategy[Policy]:
    """Policies, every field with every kind of value it takes; the simplest is the default policy.

    Each argument is a value, which fixes it, or a strategy to draw it from; what is left out is
    drawn.

    Args:
        bsa_formula: The name of any of the formulas.
        bsa_rounding: A step in m², or None.
        bsa_cap: In m², or None.
        reweigh: In percent.
        rounding: A step, or as doses are given: tablets, vials, dose bands, in any order.
        lab_validity_days: From 1 to 60.
        plannable: Whether it refuses no patient and none of the doses drawn here: no formula that
            asks for a sex, and no rounding by which a small dose becomes nothing.

    Raises:
        RegimensError: as :class:`regimens.Policy` for a value that it does not take.

    >>> from hypothesis import given
    >>> @given(policies(bsa_cap="2 m²"))
    ... def says_its_cap(policy: Policy) -> None:
    ...     assert "capped at 2 m²" in str(policy)
    >>> says_its_cap()
    """
    check_switches(plannable=plannable)
    fields: dict[str, tuple[Any, st.SearchStrategy[Any]]] = {
        "bsa_formula": (bsa_formula, _FOR_ANYBODY if plannable else _FORMULAS),
        "bsa_rounding": (bsa_rounding, _SURFACES),
        "bsa_cap": (bsa_cap, _CAPS),
        "reweigh": (reweigh, _REWEIGH),
        "rounding": (rounding, roundings(plannable=plannable)),
        "lab_validity_days": (lab_validity_days, _VALID),
    }
    Policy(**fixed(**{name: given for name, (given, _) in fields.items()}))
    return st.builds(Policy, **{name: asked(*field) for name, field in fields.items()})
