"""One drug of a protocol: its full dose, its days, its levels and the rules of its own."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from attrs import field, frozen

from regimens.amounts import Basis, Cap, Per, WrittenDose
from regimens.decimals import EXACT, plain, shown
from regimens.drugs import Drug, Route
from regimens.errors import DefinitionError
from regimens.levels import Band, Level, LevelTable, TableValue
from regimens.rules import MinimumInterval, MissedDoseRule
from regimens.schedule import Continuous, Following, Schedule, Timing
from regimens.sources import Source
from regimens.validation import check_told_apart, is_age, is_one_age, is_spelt, is_tuple

__all__ = [
    "Alternative",
    "Band",
    "Component",
    "Level",
    "LevelTable",
    "Product",
    "Role",
    "TableValue",
]


class Role(Enum):
    """What a component is given for."""

    TREATMENT = "treatment"
    PREMEDICATION = "premedication"
    SUPPORTIVE = "supportive"


@frozen(kw_only=True)
class Product:
    """Another product of the same drug, which a course can be switched to.

    Args:
        name: How a switch names it, as in ``daratumumab-sc``.
        dose: Its dose as written.
        route: Its route.
        source: Where the change from one to the other is stated.
    """

    name: str = field(validator=is_spelt)
    dose: WrittenDose
    route: Route
    source: Source


@frozen(kw_only=True)
class Alternative:
    """One of several components of which a course has one; the first written is the default.

    Args:
        choice: What is chosen, the same for all of them.
        option: This component's name in the choice.
        for_older_than: The source has the option for patients over so many years.
        for_age_from: The source has the option for patients of so many years or more.

    Raises:
        DefinitionError: for ages that are not one from 0 to 120 years.
    """

    choice: str = field(validator=is_spelt)
    option: str = field(validator=is_spelt)
    for_older_than: int | None = field(default=None, validator=is_age)
    for_age_from: int | None = field(default=None, validator=[is_age, is_one_age])


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
        tables: Which of them a value known at the start asks for, a table for each value.
        missed_dose: What becomes of later doses when one is late.
        minimum_interval: The shortest time between two doses.
        alternative: The choice this component is an option of.
        besides: Whether it is given besides another dose of the same drug on its days, as 8 mg
            intravenously besides 28 mg by mouth; both count.
        split: Whether its days of a cycle are parts of one dose, as 8 and 8 mg/kg on days 1 and 2,
            which each need the steroid that the first has.
        products: Other products of the drug that a course can be switched to.

    Raises:
        DefinitionError: for overlapping cycle ranges, a level over the full dose or without its
            cap, two levels of one name, two tables by one value, a level or a product counted in
            another unit.
    """

    drug: Drug
    group: str = field(validator=is_spelt)
    dose: WrittenDose
    timing: Timing = field()
    routes: tuple[Route, ...] = field(default=(), validator=is_tuple)
    role: Role = Role.TREATMENT
    levels: tuple[Level, ...] = field(default=(), validator=is_tuple)
    tables: tuple[LevelTable, ...] = field(default=(), validator=is_tuple)
    missed_dose: MissedDoseRule | None = None
    minimum_interval: MinimumInterval | None = None
    alternative: Alternative | None = None
    besides: bool = False
    split: bool = False
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
                at="timing",
            )
        if not timing:
            raise DefinitionError(
                "no schedule",
                where=self.drug.name,
                mend="state the days of its cycles",
                at="timing",
            )
        for index, one in enumerate(timing):
            for place, other in enumerate(timing[index + 1 :], start=index + 1):
                if one.cycles.overlaps(other.cycles):
                    raise DefinitionError(
                        f"{one.cycles} overlap {other.cycles}",
                        where=self.drug.name,
                        mend="give each cycle one schedule",
                        at=f"timing[{place}].cycles",
                    )

    @levels.validator
    def _are_levels(self, _: object, levels: tuple[Level, ...]) -> None:
        names = [level.name for level in levels]
        for index, level in enumerate(levels):
            where, at = f"{self.drug.name}, level {level.name!r}", f"levels[{index}]"
            if names.count(level.name) > 1:
                raise DefinitionError(
                    "two levels of one name",
                    where=where,
                    mend="name them apart",
                    at=f"{at}.name",
                )
            full, own = self.dose, level.dose
            alike = (own.amount.basis, own.amount.unit, own.per)
            if alike != (full.amount.basis, full.amount.unit, full.per):
                raise DefinitionError(
                    f"{own} is not written like the full dose {full}",
                    where=where,
                    mend="state the level on the same basis",
                    at=f"{at}.dose",
                )
            if own.of_a_day > full.of_a_day:
                raise DefinitionError(
                    f"{own} is above the full dose {full}",
                    where=where,
                    mend="make the highest level the full dose",
                    at=f"{at}.dose.amount",
                )
            _is_capped_like(full, own, where=where, at=f"{at}.dose")
            if level.days is not None and not isinstance(self.timing, tuple):
                raise DefinitionError(
                    "a level with days of its own on a component without schedule",
                    where=where,
                    mend="leave the level's days out",
                    at=f"{at}.days",
                )

        check_told_apart(
            ((level.name, f"levels[{index}].name") for index, level in enumerate(levels)),
            what="level",
            where=self.drug.name,
        )

    @tables.validator
    def _name_levels(self, _: object, tables: tuple[LevelTable, ...]) -> None:
        values = [table.by for table in tables]
        known = [level.name for level in self.levels]
        for place, table in enumerate(tables):
            if values.count(table.by) > 1:
                raise DefinitionError(
                    f"two tables by {table.by.value}",
                    where=self.drug.name,
                    mend="make them one",
                    at=f"tables[{place}].by",
                )
            for index, band in enumerate(table.bands):
                if band.level is not None and band.level not in known:
                    raise DefinitionError(
                        f"the table names a level {shown(band.level)}",
                        where=self.drug.name,
                        mend=f"use one of {', '.join(known)}" if known else "state its levels",
                        at=f"tables[{place}].bands[{index}].level",
                    )

    @products.validator
    def _can_take_over(self, _: object, products: tuple[Product, ...]) -> None:
        """Refuse a product counted otherwise, or of another number of doses a day."""
        often = {self.dose.times, *(level.dose.times for level in self.levels)}
        for index, product in enumerate(products):
            if product.dose.amount.unit is not self.dose.amount.unit:
                raise DefinitionError(
                    f"{product.name} is {product.dose}, and the drug {self.dose}",
                    where=self.drug.name,
                    mend="count both in one unit, or name apart what is counted otherwise",
                    at=f"products[{index}].dose.amount",
                )
            if often != {product.dose.times}:
                counts = " or ".join(map(str, sorted(often)))
                raise DefinitionError(
                    f"{product.name} has {product.dose.times} doses a day, and the drug {counts}",
                    where=self.drug.name,
                    mend="state a product with as many doses a day, or a regimen of its own",
                    at=f"products[{index}].dose.times",
                )

    def product(self, name: str) -> Product | None:
        """The product of that name, if there is one."""
        return next((product for product in self.products if product.name == name), None)

    def level(self, name: str) -> Level | None:
        """The level of that name, if there is one."""
        return next((level for level in self.levels if level.name == name), None)


def _is_capped_like(full: WrittenDose, own: WrittenDose, *, where: str, at: str) -> None:
    """Refuse a level that could exceed the full dose where that is capped."""
    surface = full.surface_cap
    if surface is not None and (own.surface_cap is None or own.surface_cap > surface):
        raise DefinitionError(
            f"{own} is not on a body surface of at most {plain(surface)} m², as the full dose is",
            where=where,
            mend="state the same surface_cap for the level, or a lower one",
            at=at,
        )
    cap = full.cap
    if cap is None or _stays_below(cap, full, own):
        return
    if own.cap is None or not _is_as_strict(own.cap, own, cap, full):
        raise DefinitionError(
            f"{own} has no cap of at most {cap}, as the full dose has",
            where=where,
            mend="state the same cap for the level, or a lower one",
            at=at,
        )


def _is_as_strict(own: Cap, level: WrittenDose, cap: Cap, full: WrittenDose) -> bool:
    """Whether a level's cap allows no more than the full dose's, at once and in a day."""
    once = level.times == full.times == 1
    return (
        own.basis is cap.basis
        and (own.per is cap.per or once)
        and own.value <= cap.value
        and _of_a_day(own, level) <= _of_a_day(cap, full)
    )


def _stays_below(cap: Cap, full: WrittenDose, own: WrittenDose) -> bool:
    """Whether no body is large enough for a level to reach the cap of the full dose."""
    of = {Basis.FLAT: Decimal(1), Basis.SURFACE: own.surface_cap}.get(own.amount.basis)
    if of is None or cap.basis is not Basis.FLAT:
        return False
    most = EXACT.multiply(own.of_a_day, of)
    at_once = Decimal(own.times if cap.per is Per.ADMINISTRATION else 1)
    return most <= _of_a_day(cap, full) and most <= EXACT.multiply(cap.value, at_once)


def _of_a_day(cap: Cap, dose: WrittenDose) -> Decimal:
    """What a cap allows in a day."""
    times = dose.times if cap.per is Per.ADMINISTRATION else 1
    return EXACT.multiply(cap.value, Decimal(times))
