"""One drug of a protocol: its full dose, its days, its levels and the rules of its own."""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from regimens.amounts import WrittenDose
from regimens.drugs import Drug, Route
from regimens.errors import DefinitionError
from regimens.rules import MinimumInterval, MissedDoseRule
from regimens.schedule import Continuous, Following, Schedule, Timing, check_days
from regimens.sources import Source
from regimens.validation import is_named, is_tuple

__all__ = ["Alternative", "Component", "Level", "Product", "Role"]


class Role(Enum):
    """What a component is given for."""

    TREATMENT = "treatment"
    PREMEDICATION = "premedication"
    SUPPORTIVE = "supportive"


@frozen(kw_only=True)
class Level:
    """A named dose level: its own amount, and its own days where it has them.

    Args:
        name: How an order names it.
        dose: The amount at this level.
        days: The days of the cycle at this level; None keeps the component's own.
        note: For whom or when the source uses it.
        for_older_than: The source uses it for patients over so many years.
        source: Where amount and days are stated.
    """

    name: str = field(validator=is_named)
    dose: WrittenDose
    days: tuple[int, ...] | None = field(default=None)
    note: str = ""
    for_older_than: int | None = None
    source: Source

    @days.validator
    def _rise(self, _: object, days: tuple[int, ...] | None) -> None:
        if days is not None:
            check_days(days, where=f"level {self.name!r}")


@frozen(kw_only=True)
class Product:
    """Another product of the same drug, which a course can be switched to.

    Args:
        name: How a switch names it, as in ``daratumumab-sc``.
        dose: Its dose as written.
        route: Its route.
        source: Where the change from one to the other is stated.
    """

    name: str = field(validator=is_named)
    dose: WrittenDose
    route: Route
    source: Source


@frozen(kw_only=True)
class Alternative:
    """One of several components of which a course has one; the first written is the default.

    Args:
        choice: What is chosen, the same for all of them.
        option: This component's name in the choice.
    """

    choice: str = field(validator=is_named)
    option: str = field(validator=is_named)


@frozen(kw_only=True, cache_hash=True)
class Component:
    """One drug of a phase: how much, when, by which route, under which rules of its own.

    Args:
        drug: The drug.
        group: The drugs that are delayed and reduced together.
        dose: The full dose as written.
        timing: Schedules over ranges of cycles, days that follow another component, or every day.
        routes: As the source states them, the default first; empty where it states none. Where
            there are several, a course's `choices` picks one under the drug's name.
        role: What it is given for.
        levels: Named dose levels.
        missed_dose: What becomes of later doses when one is late.
        minimum_interval: The shortest time between two doses.
        alternative: The choice this component is an option of.
        products: Other products of the drug that a course can be switched to.

    Raises:
        DefinitionError: for overlapping cycle ranges, a level over the full dose, two levels
            of one name.
    """

    drug: Drug
    group: str = field(validator=is_named)
    dose: WrittenDose
    timing: Timing = field()
    routes: tuple[Route, ...] = field(default=(), validator=is_tuple)
    role: Role = Role.TREATMENT
    levels: tuple[Level, ...] = field(default=(), validator=is_tuple)
    missed_dose: MissedDoseRule | None = None
    minimum_interval: MinimumInterval | None = None
    alternative: Alternative | None = None
    products: tuple[Product, ...] = field(default=(), validator=is_tuple)

    @timing.validator
    def _do_not_overlap(self, _: object, timing: Timing) -> None:
        if isinstance(timing, Following | Continuous):
            return
        given: object = timing
        if not isinstance(given, tuple) or not all(isinstance(one, Schedule) for one in given):
            raise DefinitionError(
                "a timing that is no tuple of schedules",
                where=self.drug.name,
                mend="write (Schedule(…),), Following(…) or Continuous(…)",
            )
        if not timing:
            raise DefinitionError(
                "no schedule", where=self.drug.name, mend="state the days of its cycles"
            )
        for index, one in enumerate(timing):
            for other in timing[index + 1 :]:
                if one.cycles.overlaps(other.cycles):
                    raise DefinitionError(
                        f"{one.cycles} overlap {other.cycles}",
                        where=self.drug.name,
                        mend="give each cycle one schedule",
                    )

    @levels.validator
    def _are_levels(self, _: object, levels: tuple[Level, ...]) -> None:
        names = [level.name for level in levels]
        for level in levels:
            where = f"{self.drug.name}, level {level.name!r}"
            if names.count(level.name) > 1:
                raise DefinitionError("two levels of one name", where=where, mend="name them apart")
            full, own = self.dose, level.dose
            if own.amount.basis is not full.amount.basis or own.per is not full.per:
                raise DefinitionError(
                    f"{own} is not written like the full dose {full}",
                    where=where,
                    mend="state the level on the same basis",
                )
            if own.of_a_day > full.of_a_day:
                raise DefinitionError(
                    f"{own} is above the full dose {full}",
                    where=where,
                    mend="make the highest level the full dose",
                )
            if level.days is not None and not isinstance(self.timing, tuple):
                raise DefinitionError(
                    "a level with days of its own on a component without schedule",
                    where=where,
                    mend="leave the level's days out",
                )

    def product(self, name: str) -> Product | None:
        """The product of that name, if there is one."""
        return next((product for product in self.products if product.name == name), None)

    def level(self, name: str) -> Level | None:
        """The level of that name, if there is one."""
        return next((level for level in self.levels if level.name == name), None)
