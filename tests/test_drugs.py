"""Drugs have their international names in lower case, and come in amounts above nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from regimens.drugs import Drug, Presentation, Route
from regimens.errors import DefinitionError
from regimens.sources import Source

_SOURCE = Source(title="A label", identifier="BLA 1", locator="3", checked_on=date(2026, 1, 5))


@pytest.mark.parametrize(
    "name",
    [
        "cisplatin",
        "daratumumab-sc",
        "melphalan flufenamide",
        "interferon alfa-2b",
        "trimethoprim–sulfamethoxazole",
    ],
)
def test_lower_case_inn_is_a_drug(name: str) -> None:
    """One word, several, a number after a hyphen, and a fixed combination are names."""
    assert Drug(name=name).name == name


@pytest.mark.parametrize(
    "name",
    ["", " ", "Cisplatin", "VELCADE", "cisplatin ", " cisplatin", "cis\nplatin", "cisplatin\n",
     "5-fluorouracil", "-platin", "cis_platin", "cisplatin  iv", "cisplatin (iv)", "цисплатин",
     "cisplatin-", "cis--platin", "cis platin-"],
)  # fmt: skip
def test_other_names_are_refused(name: str) -> None:
    """A trade name, a stray space or a foreign letter would make two drugs of one."""
    with pytest.raises(DefinitionError) as caught:
        Drug(name=name)
    assert str(caught.value) == (
        f"drug: {name!r} is not a drug's international non-proprietary name in lower case; "
        'write it as in "daratumumab"'
    )
    assert caught.value.at == "name"


def test_drugs_are_equal_by_value() -> None:
    """Two definitions of one drug are the same drug, unless they come in different vials."""
    vial = Presentation(form="vial", strength=Decimal(100), source=_SOURCE)
    assert Drug(name="daratumumab") == Drug(name="daratumumab")
    assert Drug(name="daratumumab") != Drug(name="daratumumab", presentations=(vial,))


@pytest.mark.parametrize(
    ("strength", "concentration"),
    [("0", None), ("-100", None), ("100", "0"), ("100", "-20")],
)
def test_presentation_of_nothing_is_refused(strength: str, concentration: str | None) -> None:
    """A vial holds more than nothing, at more than nothing a millilitre."""
    with pytest.raises(DefinitionError) as caught:
        Presentation(
            form="vial",
            strength=Decimal(strength),
            concentration=None if concentration is None else Decimal(concentration),
            source=_SOURCE,
        )
    name, value = ("strength", strength) if strength != "100" else ("concentration", concentration)
    assert str(caught.value) == (
        f"presentation, vial: a {name} of {value}; state a decimal above 0, as the package does"
    )
    assert caught.value.at == name


@pytest.mark.parametrize("value", [*map(Decimal, ["NaN", "sNaN", "Infinity"]), 100, 0.5, "100"])
def test_presentation_without_a_finite_strength_is_refused(value: Any) -> None:
    """What is not a decimal number is no strength and no concentration."""
    for name in ("strength", "concentration"):
        parts: dict[str, Any] = {"strength": Decimal(100), name: value}
        with pytest.raises(DefinitionError) as caught:
            Presentation(form="vial", source=_SOURCE, **parts)
        said = value if isinstance(value, Decimal) else repr(value)
        assert str(caught.value) == (
            f"presentation, vial: a {name} of {said}; state a decimal above 0, as the package does"
        )
        assert caught.value.at == name


def test_presentation_may_have_no_concentration() -> None:
    """A capsule is taken whole: its strength is all there is to state."""
    capsule = Presentation(form="capsule", strength=Decimal(10), source=_SOURCE)
    assert capsule.concentration is None


def test_routes_are_spelt_as_orders_spell_them() -> None:
    """The value of a route is what an order and a document carry."""
    assert [route.value for route in Route] == ["IV", "SC", "PO"]
