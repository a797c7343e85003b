"""What the body surface formulas print: the equation, and the paper it is from."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError

from regimens.surface import FORMULAS, BsaFormula


@pytest.mark.parametrize("formula", BsaFormula)
def test_every_formula_says_where_it_was_read(formula: BsaFormula) -> None:
    """No formula is without its paper, and none claims a paper that was read only in a reprint."""
    source = FORMULAS[formula].source
    assert source.locator.startswith("equation, as printed in ")
    assert source.checked_on == date(2026, 11, 21)


def test_the_printable_root() -> None:
    """Mosteller's formula and source print as people write them."""
    fact = FORMULAS[BsaFormula.MOSTELLER]
    assert fact.text == "√(height × weight ÷ 3600)"
    assert str(fact.source) == (
        "Mosteller RD. N Engl J Med 1987;317:1098, equation, as printed in globalrph.com/bsa2.htm "
        "and the R package admiral (compute_bsa)"
    )


def test_the_facts_cannot_be_changed() -> None:
    """Neither the table of formulas nor an entry of it can be edited."""
    table: Any = FORMULAS
    with pytest.raises(TypeError):
        table[BsaFormula.BOYD] = FORMULAS[BsaFormula.MOSTELLER]
    entry: Any = FORMULAS[BsaFormula.BOYD]
    with pytest.raises(FrozenInstanceError):
        entry.text = "0"
