"""What a protocol allows of doses and days: reductions, delays, intervals, limits, restarts."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from attrs import field, frozen

from regimens.conditions import (
    AgeOver,
    EcogAtMost,
    EntryCriterion,
    Laboratory,
    LaboratoryAtLeast,
    ResponseCategory,
    ResponseGate,
    TransplantWindow,
    Washout,
)
from regimens.decimals import plain
from regimens.errors import DefinitionError
from regimens.sources import Source
from regimens.validation import is_limit, is_tuple, is_whole

__all__ = [
    "AgeOver",
    "AlternatingReduction",
    "CumulativeLimit",
    "DelayRule",
    "EcogAtMost",
    "EntryCriterion",
    "Laboratory",
    "LaboratoryAtLeast",
    "MinimumInterval",
    "MissedDose",
    "MissedDoseRule",
    "ReductionRule",
    "ResponseCategory",
    "ResponseGate",
    "RestartRow",
    "RestartTable",
    "Spacing",
    "TransplantWindow",
    "Washout",
]


@frozen(kw_only=True)
class ReductionRule:
    """The fractions of the full dose a group or drug may be given.

    Args:
        of: The group or drug.
        lowest: Any fraction from this one to 1 is allowed, from the first cycle on.
        later: Single fractions allowed besides, from the second cycle on.
        source: Where they are stated.

    Raises:
        DefinitionError: for a fraction not above 0, or above 1.
    """

    of: str
    lowest: Decimal = field()
    later: tuple[Decimal, ...] = ()
    source: Source

    @lowest.validator
    def _are_fractions(self, _: object, lowest: Decimal) -> None:
        for fraction in (lowest, *self.later):
            if not (fraction.is_finite() and 0 < fraction <= 1):
                raise DefinitionError(
                    f"a dose level of {fraction} of the full dose",
                    where=f"reduction of {self.of}",
                    mend="state the fraction given, above 0 and at most 1",
                    at="lowest" if fraction is lowest else "later",
                )

    def allows(self, fraction: Decimal, *, first_cycle: bool) -> bool:
        """Whether `fraction` of the full dose may be given."""
        return self.lowest <= fraction <= 1 or (not first_cycle and fraction in self.later)

    def __str__(self) -> str:
        text = f"{self.of}: any fraction from {plain(self.lowest)} to 1"
        if self.later:
            text += f", from cycle 2 also {', '.join(map(plain, self.later))}"
        return text


@frozen(kw_only=True)
class AlternatingReduction:
    """Drugs that are reduced in turn for the same toxicity, the first one first.

    Args:
        drugs: Their names, in the order of their turns.
        toxicity: What they are reduced for, as the source words it.
        source: Where it is stated.

    Raises:
        DefinitionError: for less than two drugs.
    """

    drugs: tuple[str, ...] = field(validator=is_tuple)
    toxicity: str
    source: Source

    @drugs.validator
    def _take_turns(self, _: object, drugs: tuple[str, ...]) -> None:
        if len(drugs) < 2 or len(set(drugs)) != len(drugs):
            raise DefinitionError(
                f"{', '.join(drugs) or 'no drug'} cannot alternate",
                where="alternating reduction",
                mend="name two drugs or more, each once",
                at="drugs",
            )

    def __str__(self) -> str:
        return f"for {self.toxicity}, reduced in turn: {', then '.join(self.drugs)}"


@frozen(kw_only=True)
class DelayRule:
    """From how many days on a late cycle counts as a dose delay.

    Args:
        more_than: A delay of more than this many days, of any cycle after the first.
        source: Where the limit is stated.
    """

    more_than: int = field(validator=is_whole(0))
    source: Source

    def is_dose_delay(self, days: int, *, first_cycle: bool) -> bool:
        """Whether so many days late is a dose delay; the first cycle has none.

        >>> from datetime import date
        >>> source = Source(title="A protocol", identifier="none", locator="section 5",
        ...                 checked_on=date(2026, 11, 21))
        >>> rule = DelayRule(more_than=7, source=source)
        >>> [rule.is_dose_delay(days, first_cycle=False) for days in (7, 8)]
        [False, True]
        """
        return days > self.more_than and not first_cycle

    def __str__(self) -> str:
        return f"a cycle after the first that starts more than {self.more_than} days late"


@frozen(kw_only=True)
class MinimumInterval:
    """The shortest time between two doses of a component.

    Args:
        days: In calendar days.
        hours: As the source states it.
        source: Where it is stated.

    Raises:
        DefinitionError: for days and hours that are not the same time.
    """

    days: int = field()
    hours: int
    source: Source

    @days.validator
    def _agree(self, _: object, days: int) -> None:
        if type(days) is not int or days < 1 or days * 24 != self.hours:
            raise DefinitionError(
                f"{days} days are not {self.hours} hours",
                where="minimum interval",
                mend="state both for the same time",
                at="days",
            )

    def __str__(self) -> str:
        return f"at least {self.hours} hours ({self.days} days) between doses"


@frozen(kw_only=True)
class CumulativeLimit:
    """The most of a drug that a patient may be given over a lifetime.

    Args:
        drug: Its name.
        at_most: In mg, or in mg per m² of body surface.
        per_surface: Whether `at_most` is per m².
        source: Where it is stated.

    Raises:
        DefinitionError: for a limit that is not above 0.

    >>> from datetime import date
    >>> source = Source(title="A label", identifier="none", locator="section 5",
    ...                 checked_on=date(2026, 11, 21))
    >>> print(CumulativeLimit(drug="doxorubicin", at_most=Decimal(550), per_surface=True,
    ...                       source=source))
    doxorubicin: at most 550 mg/m² over a lifetime
    """

    drug: str
    at_most: Decimal = field(validator=is_limit)
    per_surface: bool = False
    source: Source

    def __str__(self) -> str:
        unit = "mg/m²" if self.per_surface else "mg"
        return f"{self.drug}: at most {plain(self.at_most)} {unit} over a lifetime"


class MissedDose(Enum):
    """What becomes of the later doses of a component when one is given late."""

    MAINTAIN_INTERVAL = "give as soon as possible; later doses keep their interval"
    KEEP_DATES = "not made up; later doses keep their dates"


@frozen(kw_only=True)
class MissedDoseRule:
    """A component's missed-dose rule and where it is stated.

    Args:
        rule: What becomes of the later doses.
        source: Where it is stated.
    """

    rule: MissedDose
    source: Source

    def __str__(self) -> str:
        return self.rule.value


@frozen(kw_only=True)
class RestartRow:
    """One row of a table of restarts: a last dose, the days since, and what to begin with again.

    Args:
        phase: The phase of the last dose.
        dose: The last dose as written, as in ``1.5 mg/kg``.
        at_least: The fewest days since that dose.
        at_most: The most days since; None for no bound.
        option: The option of the table's choice to start with again; None where treatment goes on.

    Raises:
        DefinitionError: for days that run backwards.
    """

    phase: str
    dose: str
    at_least: int = field(validator=is_whole(0))
    at_most: int | None = None
    option: str | None

    def __attrs_post_init__(self) -> None:
        if self.at_most is not None and self.at_most < self.at_least:
            raise DefinitionError(
                f"{self.at_least} to {self.at_most} days",
                where="restart",
                mend="state the fewest days first",
                at="at_most",
            )

    def overlaps(self, other: RestartRow) -> bool:
        """Whether both rows are for one dose and one number of days."""
        if (self.phase, self.dose) != (other.phase, other.dose):
            return False
        first, second = sorted((self, other), key=lambda row: row.at_least)
        return first.at_most is None or second.at_least <= first.at_most

    def __str__(self) -> str:
        days = f"{self.at_least} days or more"
        if self.at_most is not None:
            days = f"{self.at_least} to {self.at_most} days"
        then = "go on" if self.option is None else f"restart with {self.option}"
        return f"after {self.dose} ({self.phase}), {days}: {then}"


@frozen(kw_only=True)
class RestartTable:
    """What a drug is begun with again after a gap, by the days since its last dose.

    Args:
        drug: Its name.
        choice: The choice that says what a course starts with.
        rows: As printed. Days that no row has are refused.
        source: Where the table stands.
        regimen: The definition of the new course, whose choice it is; None for this one.

    Raises:
        DefinitionError: for no row, or two rows for one dose and one number of days.
    """

    drug: str
    choice: str
    rows: tuple[RestartRow, ...] = field(validator=is_tuple)
    source: Source
    regimen: str | None = None

    @rows.validator
    def _are_apart(self, _: object, rows: tuple[RestartRow, ...]) -> None:
        where = f"restart of {self.drug}"
        if not rows:
            raise DefinitionError("no row", where=where, mend="state at least one", at="rows")
        for index, row in enumerate(rows):
            for before in rows[:index]:
                if row.overlaps(before):
                    raise DefinitionError(
                        f"{row}, which overlaps {before}",
                        where=where,
                        mend="give each number of days one row",
                        at=f"rows[{index}]",
                    )

    def row(self, phase: str, dose: str, days: int) -> RestartRow | None:
        """The row of a last dose and the days since, if there is one."""
        return next(
            (
                row
                for row in self.rows
                if (row.phase, row.dose) == (phase, dose)
                and row.at_least <= days
                and (row.at_most is None or days <= row.at_most)
            ),
            None,
        )

    def __str__(self) -> str:
        rows = "; ".join(map(str, self.rows))
        return rows if self.regimen is None else f"{rows}; a restart is a course of {self.regimen}"


@frozen(kw_only=True)
class Spacing:
    """How far a growth factor must keep from the chemotherapy around it.

    Args:
        drug: The growth factor.
        of: The group it supports.
        after: At least this many days after the last day of `of` before it.
        before: At least this many days before the next day of `of`.
        after_source: Where `after` is stated.
        before_source: Where `before` is stated.
    """

    drug: str
    of: str
    after: int = field(validator=is_whole(0))
    before: int = field(validator=is_whole(0))
    after_source: Source
    before_source: Source

    def __str__(self) -> str:
        return (
            f"{self.drug}: at least {self.after} days after the last {self.of} day "
            f"and {self.before} days before the next"
        )
