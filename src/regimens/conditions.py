"""What a protocol asks before it begins or goes on: entry, response, time since a transplant."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import assert_never

from attrs import field, frozen

from regimens.decimals import plain, shown
from regimens.errors import DefinitionError
from regimens.sources import Source
from regimens.units import Kind
from regimens.validation import is_limit, is_whole

__all__ = [
    "AgeOver",
    "EcogAtMost",
    "EntryCriterion",
    "Laboratory",
    "LaboratoryAtLeast",
    "ResponseCategory",
    "ResponseGate",
    "TransplantWindow",
    "Washout",
]


class Laboratory(Enum):
    """A laboratory value, with the kind of quantity it is."""

    ANC = "anc"
    PLATELETS = "platelets"
    HAEMOGLOBIN = "haemoglobin"
    CREATININE_CLEARANCE = "creatinine_clearance"

    @property
    def kind(self) -> Kind:
        """The kind of quantity this value is."""
        match self:
            case Laboratory.ANC | Laboratory.PLATELETS:
                return Kind.CELL_COUNT
            case Laboratory.HAEMOGLOBIN:
                return Kind.HAEMOGLOBIN
            case Laboratory.CREATININE_CLEARANCE:
                return Kind.CLEARANCE
            case _:
                assert_never(self)

    @property
    def title(self) -> str:
        """The name people read."""
        return "ANC" if self is Laboratory.ANC else self.value.replace("_", " ")


@frozen(kw_only=True)
class LaboratoryAtLeast:
    """A laboratory value that must be at least so much, the limit itself passing.

    Args:
        value: Which one.
        at_least: In ×10⁹/L (counts), g/dL (haemoglobin) or mL/min (clearance), above 0.
        source: Where it is stated.
    """

    value: Laboratory
    at_least: Decimal = field(validator=is_limit)
    source: Source

    def __str__(self) -> str:
        return f"{self.value.title} ≥ {plain(self.at_least)} {self.value.kind.value}"


@frozen(kw_only=True)
class AgeOver:
    """Older than so many years: the birthday itself does not pass, the day after does.

    Args:
        years: Whole years.
        source: Where they are stated.
    """

    years: int = field(validator=is_whole(0))
    source: Source

    def __str__(self) -> str:
        return f"older than {self.years} years"


@frozen(kw_only=True)
class EcogAtMost:
    """An ECOG performance status of at most so much.

    Args:
        status: 0 to 5.
        source: Where it is stated.

    Raises:
        DefinitionError: for a status outside 0 to 5.
    """

    status: int = field()
    source: Source

    @status.validator
    def _is_a_status(self, _: object, value: int) -> None:
        if type(value) is not int or value not in range(6):
            raise DefinitionError(
                f"{shown(value)} is not an ECOG performance status",
                where="EcogAtMost.status",
                mend="use 0 to 5",
                at="status",
            )

    def __str__(self) -> str:
        return f"ECOG performance status 0–{self.status}"


@frozen(kw_only=True)
class Washout:
    """Days without treatment before day 1 of cycle 1, at least so many.

    Args:
        days: How many.
        source: Where they are stated.
    """

    days: int = field(validator=is_whole(0))
    source: Source

    def __str__(self) -> str:
        return f"at least {self.days} days since prior therapy"


# What a protocol can ask of a patient on day 1.
EntryCriterion = LaboratoryAtLeast | AgeOver | EcogAtMost | Washout


class ResponseCategory(Enum):
    """An IMWG response category, worst first."""

    PD = "PD"
    SD = "SD"
    MR = "MR"
    PR = "PR"
    VGPR = "VGPR"
    CR = "CR"
    SCR = "sCR"

    def reaches(self, other: ResponseCategory) -> bool:
        """Whether this response is `other` or better.

        >>> ResponseCategory.VGPR.reaches(ResponseCategory.PR)
        True
        """
        order = list(ResponseCategory)
        return order.index(self) >= order.index(other)


@frozen(kw_only=True)
class ResponseGate:
    """The response a phase needs, assessed after the phase before it.

    Args:
        at_least: The response that opens the gate.
        source: Where it is stated.
    """

    at_least: ResponseCategory
    source: Source

    def __str__(self) -> str:
        return f"needs {self.at_least.value} or better after the phase before"


@frozen(kw_only=True)
class TransplantWindow:
    """How soon after a stem cell infusion a phase must have its first dose.

    Args:
        within: At most this many days after the infusion.
        at_least: At least this many days after it.
        source: Where it is stated.

    Raises:
        DefinitionError: for days that run backwards.
    """

    within: int = field(validator=is_whole(0))
    at_least: int = field(default=0, validator=is_whole(0))
    source: Source

    def __attrs_post_init__(self) -> None:
        if self.within < self.at_least:
            raise DefinitionError(
                f"{self.at_least} to {self.within} days after a transplant",
                where="transplant",
                mend="state in at_least the fewest days, in within the most",
                at="at_least",
            )

    def __str__(self) -> str:
        days = f"{self.at_least} to {self.within}" if self.at_least else f"at most {self.within}"
        return f"after a transplant: first dose {days} days after the infusion"
