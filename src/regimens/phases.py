"""A run of equally long cycles with the same components, and what makes it hold together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import field, frozen

from regimens.components import Component, Role
from regimens.conditions import ResponseGate, TransplantWindow
from regimens.decimals import shown
from regimens.errors import DefinitionError
from regimens.schedule import Anchor, Following
from regimens.sources import Source
from regimens.validation import is_spelt, is_tuple

__all__ = ["Phase", "placed_components"]


@frozen(kw_only=True, cache_hash=True)
class Phase:
    """A run of equally long cycles with the same components.

    Args:
        name: How events name it.
        cycle_length: In days.
        first_day: The first day of a cycle: 1, or, where the protocol counts from an infusion on
            day 0, the day at or before it that treatment begins with, as −3.
        step_up: Whether each dose of a drug in it has to be given before the next one.
        waits: Whether it begins only when its start is recorded, as after a transplant.
        cycles: How many; None for as long as treatment goes on.
        components: In the order people read them.
        gate: The response it needs, if any.
        transplant: The window after a transplant, if it may follow one.
        source: Where length and number of cycles are stated.

    Raises:
        DefinitionError: for a day beyond the cycle, a range beyond the cycles, a follower
            without a leader, or a drug given twice on a day.
    """

    name: str = field(validator=is_spelt)
    cycle_length: int = field()
    cycles: int | None = field()
    first_day: int = field(default=1)
    waits: bool = False
    step_up: bool = False
    components: tuple[Component, ...] = field(validator=is_tuple)
    gate: ResponseGate | None = None
    transplant: TransplantWindow | None = None
    source: Source

    @cycle_length.validator
    def _has_days(self, _: object, value: int) -> None:
        if type(value) is not int or value < 1:
            raise DefinitionError(
                f"a cycle of {shown(value)} days",
                where=f"phase {self.name!r}",
                mend="state the cycle's length in days",
                at="cycle_length",
            )

    @first_day.validator
    def _begins(self, _: object, value: int) -> None:
        if type(value) is not int or value > 1:
            raise DefinitionError(
                f"a cycle that begins on day {shown(value)}",
                where=f"phase {self.name!r}",
                mend="begin with day 1, or at or before a day 0 where the protocol has one",
                at="first_day",
            )

    @property
    def last_day(self) -> int:
        """The last day of a cycle."""
        return self.first_day + self.cycle_length - 1

    @cycles.validator
    def _has_cycles(self, _: object, value: int | None) -> None:
        if value is not None and (type(value) is not int or value < 1):
            raise DefinitionError(
                f"{shown(value)} cycles",
                where=f"phase {self.name!r}",
                mend="state how many, or none for an open-ended phase",
                at="cycles",
            )

    @components.validator
    def _fit(self, _: object, components: tuple[Component, ...]) -> None:
        if not components:
            raise DefinitionError(
                "no component",
                where=f"phase {self.name!r}",
                mend="state what is given",
                at="components",
            )
        for index, component in enumerate(components):
            self._days_fit(component, at=f"components[{index}]")
            self._leader_is_there(component, at=f"components[{index}].timing")
        self._given_once_a_day()

    def _days_fit(self, component: Component, *, at: str) -> None:
        where = f"phase {self.name!r}, {component.drug.name}"
        timing = component.timing
        if not isinstance(timing, tuple):
            return
        for place, days in _day_lists(component).items():
            if days[-1] > self.last_day:
                raise DefinitionError(
                    f"day {days[-1]} exceeds the {self.cycle_length}-day cycle",
                    where=where,
                    mend=f"use days {self.first_day} to {self.last_day}, or a longer cycle",
                    at=f"{at}.{place}",
                )
            if days[0] < self.first_day:
                none = "; there is no day 0" if self.first_day == 1 else ""
                raise DefinitionError(
                    f"day {days[0]}",
                    where=where,
                    mend=f"the first day of a cycle is day {self.first_day}{none}",
                    at=f"{at}.{place}",
                )
        for index, schedule in enumerate(timing):
            last = schedule.cycles.last or schedule.cycles.first
            if self.cycles is not None and last > self.cycles:
                raise DefinitionError(
                    f"{schedule.cycles} of a phase of {self.cycles}",
                    where=where,
                    mend=f"use cycles 1 to {self.cycles}",
                    at=f"{at}.timing[{index}].cycles",
                )

    def _leader_is_there(self, component: Component, *, at: str) -> None:
        timing = component.timing
        if not isinstance(timing, Following):
            return
        where = f"phase {self.name!r}, {component.drug.name}"
        leaders = self.named(timing.what)
        if not leaders:
            raise DefinitionError(
                f"follows {timing.what!r}, which is not there",
                where=where,
                mend="name a drug or group of the phase",
                at=f"{at}.what",
            )
        schedules = [leader.timing for leader in leaders]
        if component in leaders or not all(isinstance(timing, tuple) for timing in schedules):
            raise DefinitionError(
                f"follows {timing.what!r}, which has no days of its own",
                where=where,
                mend="follow a component that has a schedule",
                at=f"{at}.what",
            )
        days = self._followed(timing, leaders)
        if min(days) < self.first_day:
            raise DefinitionError(
                f"day {min(days)}",
                where=where,
                mend=f"a follower may not begin before day {self.first_day}",
                at=f"{at}.offsets",
            )
        if max(days) > self.last_day:
            raise DefinitionError(
                f"day {max(days)} exceeds the {self.cycle_length}-day cycle",
                where=where,
                mend="a follower may not go on into the next cycle",
                at=f"{at}.offsets",
            )

    def _followed(self, timing: Following, leaders: tuple[Component, ...]) -> set[int]:
        """Every day a follower can have, also at the levels of its leaders."""
        lists = [set(days) for leader in leaders for days in _day_lists(leader).values()]
        if timing.anchor is Anchor.LAST:
            levels = {
                max(level.days)
                for leader in leaders
                for level in leader.levels
                if level.days is not None
            }
            by_cycle = [self._last_days(leaders, cycle) for cycle in self._first_cycles()]
            lists = [levels, *by_cycle]
        return {day + offset for days in lists for day in days for offset in timing.offsets}

    def _first_cycles(self) -> list[int]:
        """The cycles in which a schedule begins or has ended: the days change in no other."""
        ranges = [
            schedule.cycles
            for component in self.components
            if isinstance(component.timing, tuple)
            for schedule in component.timing
        ]
        firsts = {own.first for own in ranges}
        ended = {own.last + 1 for own in ranges if own.last is not None and own.last != self.cycles}
        return sorted(firsts | ended or {1})

    def _given_once_a_day(self) -> None:
        """Refuse a drug that two components of the phase give on one day."""
        for cycle in self._first_cycles():
            seen: dict[tuple[str, int], list[Component]] = {}
            for index, component in enumerate(self.components):
                days = self._days(component, cycle)
                for level in component.levels if days else ():
                    days |= set(level.days or ())
                for day in days:
                    others = seen.setdefault((component.drug.name, day), [])
                    self._are_one_dose(component, others, at=f"components[{index}]")
                    if not all(_may_meet(other, component) for other in others):
                        raise DefinitionError(
                            f"{component.drug.name} is given twice on day {day} of cycle {cycle}",
                            where=f"phase {self.name!r}",
                            mend="give it once, with times for several doses a day",
                            at=f"components[{index}]",
                        )
                    others.append(component)

    def _are_one_dose(self, component: Component, others: list[Component], *, at: str) -> None:
        """Refuse premedication that meets its drug as treatment, where either is several doses.

        They are joined into one dose, and which of several that is no definition says.
        """
        for other in others:
            both = {one.role: one for one in (component, other)}
            before, treatment = both.get(Role.PREMEDICATION), both.get(Role.TREATMENT)
            if before is None or treatment is None or before.besides:
                continue
            if _most_times(before) > 1 or _most_times(treatment) > 1:
                raise DefinitionError(
                    f"{component.drug.name} is premedication and treatment on one day, and more "
                    "than one dose of either",
                    where=f"phase {self.name!r}",
                    mend="write each as one dose a day, or the premedication besides the treatment",
                    at=at,
                )

    def _days(self, component: Component, cycle: int) -> set[int]:
        """The days of a cycle at the full dose, of components that have days."""
        timing = component.timing
        if isinstance(timing, tuple):
            return {day for one in timing if cycle in one.cycles for day in one.days}
        if isinstance(timing, Following):
            leaders = self.named(timing.what)
            if timing.anchor is Anchor.LAST:
                leading = self._last_days(leaders, cycle)
            else:
                leading = {day for leader in leaders for day in self._days(leader, cycle)}
            return {day + offset for day in leading for offset in timing.offsets}
        return set(range(self.first_day, self.last_day + 1))

    def _last_days(self, leaders: tuple[Component, ...], cycle: int) -> set[int]:
        """What the last day of leaders can be in a cycle: one day for whatever is chosen."""
        days = {index: self._days(leader, cycle) for index, leader in enumerate(leaders)}
        lasts = {index: max(own) for index, own in days.items() if own}
        fixed = [last for index, last in lasts.items() if leaders[index].alternative is None]
        of_options: dict[str, dict[str, int | None]] = {}
        for component in self.components:
            if component.alternative is not None:
                options = of_options.setdefault(component.alternative.choice, {})
                options.setdefault(component.alternative.option, None)
        for index, last in lasts.items():
            own = leaders[index].alternative
            if own is not None:
                so_far = of_options[own.choice][own.option]
                of_options[own.choice][own.option] = last if so_far is None else max(last, so_far)
        # A choice with an option that has no such day leaves the last day to the others.
        ended = [list(options.values()) for options in of_options.values()]
        sure = [min(own for own in each if own is not None) for each in ended if None not in each]
        earliest = max([*fixed, *sure], default=min(lasts.values(), default=0))
        possible = {own for each in ended for own in each if own is not None}
        return {day for day in possible | set(fixed) if day >= earliest}

    def named(self, name: str) -> tuple[Component, ...]:
        """The components of that drug or group."""
        return tuple(
            component
            for component in self.components
            if name in (component.drug.name, component.group)
        )


def placed_components(phases: Sequence[Phase]) -> Iterator[tuple[str, Component]]:
    """Every component of some phases, with its path in a definition."""
    for place, phase in enumerate(phases):
        for index, component in enumerate(phase.components):
            yield f"phases[{place}].components[{index}]", component


def _day_lists(component: Component) -> dict[str, tuple[int, ...]]:
    """Every list of days that a component has by its place, those of its levels too."""
    timing = component.timing if isinstance(component.timing, tuple) else ()
    return {f"timing[{index}].days": one.days for index, one in enumerate(timing)} | {
        f"levels[{index}].days": level.days
        for index, level in enumerate(component.levels)
        if level.days is not None
    }


def _most_times(component: Component) -> int:
    """The most doses of a day, at the full dose or at a level."""
    return max(component.dose.times, *(level.dose.times for level in component.levels), 1)


def _may_meet(one: Component, other: Component) -> bool:
    """Whether two components of one drug may have the same day.

    Premedication and a backbone dose are joined into one; of two options a course has one; and
    what is given besides another dose says so.
    """
    if one.besides or other.besides:
        return True
    if {one.role, other.role} == {Role.PREMEDICATION, Role.TREATMENT}:
        return True
    mine, theirs = one.alternative, other.alternative
    return (
        mine is not None
        and theirs is not None
        and mine.choice == theirs.choice
        and mine.option != theirs.option
    )
