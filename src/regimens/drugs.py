"""Drugs by their international non-proprietary name, the routes they take and what they come in."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum

from attrs import field, frozen

from regimens.errors import DefinitionError
from regimens.sources import Source

__all__ = ["Drug", "Presentation", "Route"]

_NAME = re.compile(r"[a-z][a-z0-9-]*(?: [a-z0-9-]+)*(?:–[a-z]+)?")


class Route(Enum):
    """How a dose enters the body, spelt as orders spell it."""

    IV = "IV"
    SC = "SC"
    PO = "PO"


@frozen(kw_only=True)
class Presentation:
    """What a drug comes in: a vial, a capsule, a tablet.

    Args:
        form: ``"vial"``, ``"capsule"`` or ``"tablet"``.
        strength: The drug in one of them, in mg.
        concentration: mg/mL once ready to draw up, where the form is a liquid.
        source: Where the strength is stated.

    Raises:
        DefinitionError: for a strength or concentration that is not above 0.
    """

    form: str
    strength: Decimal = field()
    concentration: Decimal | None = None
    source: Source

    @strength.validator
    def _is_positive(self, _: object, value: Decimal) -> None:
        amounts = [value] if self.concentration is None else [value, self.concentration]
        if not all(amount.is_finite() and amount > 0 for amount in amounts):
            raise DefinitionError(
                "strength and concentration must be above 0",
                where=f"{self.form} of {value} mg",
                mend="state them as the package does",
            )


@frozen(kw_only=True)
class Drug:
    """A drug.

    Args:
        name: The international non-proprietary name, in lower case.
        presentations: What it comes in, where a definition needs it.

    Raises:
        DefinitionError: for a name that is not a lower-case INN.

    >>> Drug(name="cisplatin").name
    'cisplatin'
    """

    name: str = field()
    presentations: tuple[Presentation, ...] = ()

    @name.validator
    def _is_inn(self, _: object, value: str) -> None:
        if not _NAME.fullmatch(value):
            raise DefinitionError(
                f"{value!r} is not a drug's international non-proprietary name in lower case",
                where="drug",
                mend='write it as in "daratumumab"',
            )
