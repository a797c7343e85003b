"""Drugs by their international non-proprietary name, the routes they take and what they come in."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from typing import Any

from attrs import field, frozen

from regimens.decimals import plain, shown
from regimens.errors import DefinitionError
from regimens.sources import Source

__all__ = ["Drug", "Presentation", "Route"]

_PART = "[a-z0-9]+(?:-[a-z0-9]+)*"
_NAME = re.compile(f"(?=[a-z]){_PART}(?: {_PART})*(?:–[a-z]+)?")


class Route(Enum):
    """How a dose enters the body, spelt as orders spell it."""

    IV = "IV"
    SC = "SC"
    PO = "PO"


_FORMS = ("vial", "syringe", "capsule", "tablet")
_SWALLOWED = ("capsule", "tablet")


@frozen(kw_only=True)
class Presentation:
    """What a drug comes in: a vial, a capsule, a tablet.

    Args:
        form: ``"vial"``, ``"syringe"``, ``"capsule"`` or ``"tablet"``.
        strength: The drug in one of them, in mg.
        concentration: mg/mL once ready to draw up, where the form is a liquid.
        route: The route it is for, where it is for one only.
        source: Where the strength is stated.

    Raises:
        DefinitionError: for another form, or a strength or concentration that is not above 0.

    >>> from datetime import date
    >>> source = Source(title="A label", identifier="none", locator="section 3",
    ...                 checked_on=date(2026, 11, 21))
    >>> print(Presentation(form="vial", strength=Decimal(400), source=source))
    vial of 400 mg
    """

    form: str = field()
    strength: Decimal = field()
    concentration: Decimal | None = field(default=None)
    route: Route | None = None
    source: Source

    @form.validator
    def _is_a_form(self, _: object, value: str) -> None:
        if value not in _FORMS:
            raise DefinitionError(
                f"{value!r} is not what a drug comes in",
                where="presentation",
                mend=f"use one of {', '.join(_FORMS)}",
                at="form",
            )

    @strength.validator
    @concentration.validator
    def _is_positive(self, attribute: Any, value: Decimal | None) -> None:
        if value is None and attribute.name == "concentration":
            return
        if not isinstance(value, Decimal) or not value.is_finite() or value <= 0:
            raise DefinitionError(
                f"a {attribute.name} of {value if isinstance(value, Decimal) else shown(value)}",
                where=f"presentation, {self.form}",
                mend="state a decimal above 0, as the package does",
                at=attribute.name,
            )

    def __str__(self) -> str:
        return f"{self.form} of {plain(self.strength)} mg"

    def is_for(self, route: Route | None) -> bool:
        """Whether a dose by `route` can be taken from it; None may be any route."""
        if route is None:
            return True
        if self.route is not None:
            return route is self.route
        return (route is Route.PO) == (self.form in _SWALLOWED)

    @property
    def is_swallowed(self) -> bool:
        """Whether it is a tablet or a capsule."""
        return self.form in _SWALLOWED


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
    def _is_inn(self, _: object, value: object) -> None:
        if not isinstance(value, str) or not _NAME.fullmatch(value):
            raise DefinitionError(
                f"{value!r} is not a drug's international non-proprietary name in lower case",
                where="drug",
                mend='write it as in "daratumumab"',
                at="name",
            )
