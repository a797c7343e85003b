"""Reductions in turn, as ixazomib's label has them: lenalidomide, then ixazomib, and so on."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from regimens import Course, DoseChange, Patient, catalogue
from regimens.errors import DefinitionError
from regimens.formats.card import card

_LENALIDOMIDE = ("lenalidomide", "15"), ("lenalidomide", "10")
_IXAZOMIB = ("ixazomib", "3"), ("ixazomib", "2.3")


def _said(*changes: tuple[Any, str]) -> list[int | None]:
    """The cycles whose reduction is out of turn; one change a cycle, from cycle 2 on."""
    events = [
        DoseChange(of=of, level=level, cycle=cycle)
        for cycle, (of, level) in enumerate(changes, start=2)
    ]
    course = Course(
        catalogue.get("ird"), Patient(), start=date(2026, 1, 5), cycles=6, events=events
    )
    return [one.cycle for one in course.plan().findings if one.code == "out-of-turn"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ((_LENALIDOMIDE[0], _IXAZOMIB[0], _LENALIDOMIDE[1], _IXAZOMIB[1]), []),
        ((_LENALIDOMIDE[0], _LENALIDOMIDE[1]), [3]),
        ((_IXAZOMIB[0],), [2]),
        ((_IXAZOMIB[0], _LENALIDOMIDE[0]), [2]),
        ((_LENALIDOMIDE[0], _IXAZOMIB[0], _IXAZOMIB[1]), [4]),
        ((("dexamethasone", "20"), _LENALIDOMIDE[0]), []),
        ((("lenalidomide", "25"), _LENALIDOMIDE[0]), []),  # the full dose is no reduction
    ],
)
def test_turns_are_kept_or_said(changes: tuple[tuple[Any, str], ...], said: list[int]) -> None:
    """The first turn is lenalidomide's; after an odd one the turns go on from it."""
    assert _said(*changes) == said


def test_two_drugs_at_once_are_out_of_turn() -> None:
    """A fraction of both."""
    change = DoseChange(of=["lenalidomide", "ixazomib"], to="0.8", cycle=2)
    course = Course(
        catalogue.get("ird"), Patient(), start=date(2026, 1, 5), cycles=3, events=[change]
    )
    (finding,) = [one for one in course.plan().findings if one.code == "out-of-turn"]
    assert finding.drug is None
    assert finding.message.startswith("lenalidomide and ixazomib reduced from cycle 2 on")
    back = DoseChange(of="ixazomib", to="1", cycle=3)
    again = course.record(back).plan()
    assert len([one for one in again.findings if one.code == "out-of-turn"]) == 1


def test_card_names_the_turns() -> None:
    """With its source."""
    text = " ".join(card(catalogue.get("ird")).split())
    assert (
        "for thrombocytopenia or neutropenia, reduced in turn: lenalidomide, then ixazomib ["
        in text
    )


@pytest.mark.parametrize("drugs", [(), ("ixazomib",), ("ixazomib", "ixazomib")])
def test_one_drug_takes_no_turns(drugs: tuple[str, ...]) -> None:
    """Two drugs or more, each once."""
    (rule,) = catalogue.get("ird").alternating
    with pytest.raises(DefinitionError, match="name two drugs or more, each once"):
        attrs.evolve(rule, drugs=drugs)


def test_drug_that_is_not_there_takes_no_turn() -> None:
    """A slip in a name is refused."""
    regimen = catalogue.get("ird")
    rule = attrs.evolve(regimen.alternating[0], drugs=("lenalidomide", "bortezomib"))
    with pytest.raises(DefinitionError, match="there is no drug or group 'bortezomib'"):
        attrs.evolve(regimen, alternating=(rule,))
