"""The one expansion of a regimen into rows, against day lists written out from the sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs
import pytest

from regimens import catalogue
from regimens.amounts import WrittenDose, amount
from regimens.components import Component, Level
from regimens.drugs import Drug
from regimens.expansion import LevelFrom, Slot, expand
from regimens.regimen import Phase
from regimens.schedule import Anchor, Cycles, Following, Schedule
from regimens.sources import Source

SOURCE = Source(title="A paper", identifier="none", locator="p. 1", checked_on=date(2026, 1, 5))
WEEKLY = [1, 8, 15, 22]


def _phase(regimen: str, name: str) -> Phase:
    return next(one for one in catalogue.get(regimen).phases if one.name == name)


def _days(slots: Sequence[Slot]) -> dict[str, list[int]]:
    """The days of each drug, one for each administration; premedication under its own name."""
    found: dict[str, list[int]] = {}
    for slot in slots:
        own = slot.group if slot.group == "premedication" else slot.drug
        found.setdefault(own, []).append(slot.day)
    return found


# --- the five regimens ---------------------------------------------------------------------------


@pytest.mark.parametrize("cycle", [1, 2, 3])
def test_dcep(cycle: int) -> None:
    """All four drugs on each of days 1 to 4."""
    drugs = ["dexamethasone", "cyclophosphamide", "etoposide", "cisplatin"]
    assert _days(expand(_phase("dcep", "induction"), cycle)) == {
        drug: [1, 2, 3, 4] for drug in drugs
    }


@pytest.mark.parametrize(("cycle", "days"), [(1, WEEKLY), (2, WEEKLY), (3, [1, 15])])
def test_dara_dcep_induction(cycle: int, days: list[int]) -> None:
    """DCEP, daratumumab weekly in weeks 1–8, in weeks 9 and 11, and the growth factor on day 6."""
    found = _days(expand(_phase("dara-dcep", "induction"), cycle))
    assert found.pop("daratumumab") == days
    assert found.pop("pegteograstim") == [6]
    assert found == {
        drug: [1, 2, 3, 4]
        for drug in ("dexamethasone", "cyclophosphamide", "etoposide", "cisplatin")
    }


@pytest.mark.parametrize(
    ("cycle", "days"), [(1, [1, 15]), (2, [1, 15]), (3, [1, 15]), (4, [1]), (5, [1])]
)
def test_dara_dcep_maintenance(cycle: int, days: list[int]) -> None:
    """Every 2 weeks six times, then every 4 weeks twice."""
    assert _days(expand(_phase("dara-dcep", "maintenance"), cycle)) == {"daratumumab": days}


@pytest.mark.parametrize(
    ("cycle", "days"), [(1, WEEKLY), (2, WEEKLY), (3, [1, 15]), (6, [1, 15]), (7, [1]), (99, [1])]
)
def test_daratumumab_alone(cycle: int, days: list[int]) -> None:
    """Weeks 1–8 weekly, 9–23 every 2 weeks, from week 25 every 4 weeks."""
    assert _days(expand(_phase("daratumumab-iv", "treatment"), cycle)) == {"daratumumab": days}


@pytest.mark.parametrize(
    ("cycle", "infusions"),
    [(1, [3, 10, 17, 24]), (2, [3, 10, 17, 24]), (3, [3, 17]), (6, [3, 17]), (7, [3]), (20, [3])],
)
def test_dara_atra(cycle: int, infusions: list[int]) -> None:
    """Twice a day on three days, the third of them the infusion's."""
    found = _days(expand(_phase("dara-atra", "part-b"), cycle))
    assert found["daratumumab"] == infusions
    assert found["tretinoin"] == [
        day for infusion in infusions for day in range(infusion - 2, infusion + 1) for _ in "ab"
    ]


@pytest.mark.parametrize(
    ("cycle", "infusions"), [(1, [1, 8, 15]), (3, [1, 8, 15]), (4, [1]), (8, [1])]
)
def test_dara_vd_combination(cycle: int, infusions: list[int]) -> None:
    """Bortezomib and dexamethasone on their days, daratumumab weekly and then every cycle."""
    found = _days(expand(_phase("dara-vd", "combination"), cycle))
    assert found["bortezomib"] == [1, 4, 8, 11]
    assert found["dexamethasone"] == [1, 2, 4, 5, 8, 9, 11, 12]
    assert found["daratumumab"] == infusions


def test_dara_vd_continuation() -> None:
    """Daratumumab with its premedication on day 1 of every cycle."""
    for cycle in (1, 2, 50):
        found = _days(expand(_phase("dara-vd", "continuation"), cycle))
        assert found == {"premedication": [1], "daratumumab": [1]}


# --- order, occurrences, places ------------------------------------------------------------------


def test_slots_stand_by_day_then_in_the_order_of_the_phase() -> None:
    """Day 1 of DARA-DCEP: dexamethasone, cyclophosphamide, etoposide, cisplatin, daratumumab."""
    slots = expand(_phase("dara-dcep", "induction"), 1)
    assert [slot.drug for slot in slots if slot.day == 1] == [
        "dexamethasone", "cyclophosphamide", "etoposide", "cisplatin", "daratumumab",
    ]  # fmt: skip
    order = [(slot.day, slot.position, slot.occurrence) for slot in slots]
    assert order == sorted(order)


def test_slot_knows_its_place_and_what_it_follows() -> None:
    """The growth factor follows day 4 of DCEP and moves with it; DCEP follows nothing."""
    slots = expand(_phase("dara-dcep", "induction"), 2)
    (growth,) = [slot for slot in slots if slot.drug == "pegteograstim"]
    assert (growth.phase, growth.cycle, growth.day) == ("induction", 2, 6)
    assert (growth.leader_day, growth.moves_with, growth.group) == (4, "DCEP", "G-CSF")
    assert {(slot.leader_day, slot.moves_with) for slot in slots if slot.group == "DCEP"} == {
        (None, "DCEP")
    }


def test_atra_follows_its_own_infusion() -> None:
    """Days 8, 9 and 10 lead to the infusion of day 10."""
    slots = expand(_phase("dara-atra", "part-b"), 1)
    leaders = {slot.day: slot.leader_day for slot in slots if slot.drug == "tretinoin"}
    assert [leaders[day] for day in (1, 2, 3, 8, 9, 10)] == [3, 3, 3, 10, 10, 10]
    assert {slot.moves_with for slot in slots} == {"DARA"}


def test_twice_a_day_is_two_slots() -> None:
    """Occurrence 1 and 2 of 2."""
    slots = expand(_phase("dara-atra", "part-b"), 7)
    found = [(slot.day, slot.occurrence, slot.of) for slot in slots if slot.drug == "tretinoin"]
    assert found == [(day, part, 2) for day in (1, 2, 3) for part in (1, 2)]


# --- what is not expanded, and choices -----------------------------------------------------------


def test_continuous_drug_has_no_rows_unless_asked() -> None:
    """The antibiotic's days are not stated; asked for, it has every day of the cycle twice."""
    phase = _phase("dara-dcep", "induction")
    assert "ciprofloxacin" not in _days(expand(phase, 1))
    found = _days(expand(phase, 1, continuous=True))
    assert found["ciprofloxacin"] == [day for day in range(1, 29) for _ in "ab"]
    assert not {"trimethoprim", "sulfamethoxazole"} & set(found)
    infusions = _days(expand(phase, 1))
    assert {drug: days for drug, days in found.items() if drug != "ciprofloxacin"} == infusions


def test_other_choice_takes_the_place_of_the_default() -> None:
    """Trimethoprim and sulfamethoxazole stand together, and ciprofloxacin does not."""
    phase = _phase("dara-dcep", "induction")
    choices = (("antibiotic", "trimethoprim-sulfamethoxazole"),)
    found = _days(expand(phase, 1, choices=choices, continuous=True))
    both = [day for day in range(1, 29) for _ in "ab"]
    assert (found["trimethoprim"], found["sulfamethoxazole"]) == (both, both)
    assert "ciprofloxacin" not in found


def test_default_named_as_choice_is_the_default() -> None:
    """Saying so changes nothing, and a choice of something else neither."""
    phase = _phase("dara-dcep", "induction")
    named = (("antibiotic", "ciprofloxacin"), ("dexamethasone", "IV"))
    plain = expand(phase, 1, continuous=True)
    assert expand(phase, 1, choices=named, continuous=True) == plain
    assert expand(phase, 1, choices=(("dexamethasone", "IV"),), continuous=True) == plain


# --- levels --------------------------------------------------------------------------------------


def _position(phase: Phase, drug: str) -> int:
    return [component.drug.name for component in phase.components].index(drug)


def test_level_without_days_keeps_the_days() -> None:
    """Bortezomib 1 mg/m² is given on the days of the full dose, all at the level."""
    phase = _phase("dara-vd", "combination")
    place = _position(phase, "bortezomib")
    level = phase.components[place].level("1.0")
    slots = expand(phase, 1, levels=(LevelFrom(place, 1, level),))
    found = [(slot.day, slot.level) for slot in slots if slot.drug == "bortezomib"]
    assert found == [(day, level) for day in (1, 4, 8, 11)]
    assert {slot.level for slot in slots if slot.drug != "bortezomib"} == {None}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (1, [(1, "weekly"), (8, "weekly"), (15, "weekly")]),
        (2, [(1, None), (8, "weekly"), (15, "weekly")]),
        (8, [(1, None), (4, None), (8, "weekly"), (15, "weekly")]),
        (9, [(1, None), (4, None), (8, None), (15, "weekly")]),
        (16, [(1, None), (4, None), (8, None), (11, None)]),
    ],
)
def test_level_with_days_of_its_own_holds_from_its_day(
    day: int, expected: list[tuple[int, str | None]]
) -> None:
    """Before it the full dose's days hold, from it on the level's."""
    phase = _phase("dara-vd", "combination")
    place = _position(phase, "bortezomib")
    weekly = phase.components[place].level("weekly")
    changes = (LevelFrom(place, 1, None), LevelFrom(place, day, weekly))
    slots = expand(phase, 2, levels=changes)
    found = [
        (slot.day, slot.level.name if slot.level else None)
        for slot in slots
        if slot.drug == "bortezomib"
    ]
    assert found == expected


def test_level_given_up_in_mid_cycle() -> None:
    """Weekly up to day 8, then twice a week again: 1, 8, 11."""
    phase = _phase("dara-vd", "combination")
    place = _position(phase, "bortezomib")
    weekly = phase.components[place].level("weekly")
    changes = (LevelFrom(place, 1, weekly), LevelFrom(place, 9, None))
    days = _days(expand(phase, 2, levels=changes))["bortezomib"]
    assert days == [1, 8, 11]


# --- followers and schedules of other shapes -----------------------------------------------------


def _component(drug: str, timing: tuple[Schedule, ...] | Following) -> Component:
    return Component(
        drug=Drug(name=drug),
        group=drug.upper(),
        dose=WrittenDose(amount=amount("10 mg"), source=SOURCE),
        timing=timing,
    )


def _small(*components: Component) -> Phase:
    return Phase(name="only", cycle_length=21, cycles=3, components=components, source=SOURCE)


def _scheduled(drug: str, *days: int, cycles: Cycles) -> Component:
    return _component(drug, (Schedule(days=days, cycles=cycles, source=SOURCE),))


def test_drug_without_days_in_a_cycle_has_no_rows_and_no_followers() -> None:
    """A drug of cycle 1 alone is gone in cycle 2, with what follows it."""
    phase = _small(
        _scheduled("first", 1, 8, cycles=Cycles(1, 1)),
        _component(
            "after", Following(what="first", offsets=(1,), anchor=Anchor.LAST, source=SOURCE)
        ),
        _component("with", Following(what="FIRST", offsets=(0,), source=SOURCE)),
        _scheduled("other", 2, cycles=Cycles(1, 3)),
    )
    assert _days(expand(phase, 1)) == {"first": [1, 8], "after": [9], "with": [1, 8], "other": [2]}
    assert _days(expand(phase, 2)) == {"other": [2]}


def test_follower_of_neighbouring_days_is_given_once_a_day() -> None:
    """Days 1 and 2 lead; one and two days after them are days 2, 3 and 4, each once."""
    phase = _small(
        _scheduled("first", 1, 2, cycles=Cycles(1)),
        _component("after", Following(what="first", offsets=(1, 2), source=SOURCE)),
    )
    assert _days(expand(phase, 1))["after"] == [2, 3, 4]


def test_follower_may_stand_before_its_leader_in_the_order() -> None:
    """The order of the phase is that of reading; who leads whom does not depend on it."""
    phase = _small(
        _component("after", Following(what="first", offsets=(0,), source=SOURCE)),
        _scheduled("first", 5, cycles=Cycles(1)),
    )
    assert [(slot.drug, slot.day) for slot in expand(phase, 3)] == [("after", 5), ("first", 5)]


def test_follower_of_a_group_follows_the_last_day_of_any_of_its_drugs() -> None:
    """One drug of the group ends on day 3, the other on day 5: two days after that is day 7."""
    early = attrs.evolve(_scheduled("early", 1, 2, 3, cycles=Cycles(1)), group="G")
    late = attrs.evolve(_scheduled("late", 5, cycles=Cycles(1)), group="G")
    after = _component(
        "after", Following(what="G", offsets=(2,), anchor=Anchor.LAST, source=SOURCE)
    )
    for components in ((early, late, after), (late, early, after)):
        slots = expand(_small(*components), 1)
        assert [(slot.day, slot.leader_day) for slot in slots if slot.drug == "after"] == [(7, 5)]


def test_day_that_follows_two_is_that_of_the_later_one() -> None:
    """Day 4 is one after day 3 and three after day 1: it moves with day 3, in either order."""
    one = attrs.evolve(_scheduled("one", 1, cycles=Cycles(1)), group="G")
    three = attrs.evolve(_scheduled("three", 3, cycles=Cycles(1)), group="G")
    after = _component("after", Following(what="G", offsets=(1, 3), source=SOURCE))
    for components in ((one, three, after), (three, one, after)):
        slots = expand(_small(*components), 1)
        followed = [(slot.day, slot.leader_day) for slot in slots if slot.drug == "after"]
        assert followed == [(2, 1), (4, 3), (6, 3)]


def test_level_with_a_dose_of_other_times_has_its_slots() -> None:
    """A level given twice a day has two slots on its days, the full dose before it one."""
    twice = Level(
        name="twice",
        dose=WrittenDose(amount=amount("5 mg"), times=2, source=SOURCE),
        source=SOURCE,
    )
    drug = attrs.evolve(_scheduled("drug", 1, 8, cycles=Cycles(1)), levels=(twice,))
    slots = expand(_small(drug), 1, levels=(LevelFrom(0, 8, twice),))
    assert [(slot.day, slot.occurrence, slot.of) for slot in slots] == [
        (1, 1, 1),
        (8, 1, 2),
        (8, 2, 2),
    ]
