"""Fractions and named levels: what they are of, from when on, and whether the protocol allows it.

The body is 165 cm and 70 kg (1.79 m²): full doses are cyclophosphamide 716 mg, etoposide 71.6 mg,
cisplatin 17.9 mg, dexamethasone 40 mg, daratumumab 1120 mg.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs
import pytest

from regimens import (
    Calendar,
    Correction,
    Course,
    CycleStart,
    DoseChange,
    Finding,
    Patient,
    RegimensError,
    catalogue,
)
from regimens.decimals import plain
from regimens.dose_changes import Setting, Settings, dose_settings
from regimens.errors import HistoryError, UnknownNameError
from regimens.events import Event
from regimens.expansion import LevelFrom
from regimens.rules import ReductionRule
from regimens.schedule import Cycles, Schedule

START = date(2026, 1, 5)
PATIENT = Patient(height="165 cm", weight="70 kg")
DCEP = ["dexamethasone", "cyclophosphamide", "etoposide", "cisplatin"]


def _plan(regimen: str, *events: Event, cycles: int | None = None) -> Calendar:
    course = Course(catalogue.get(regimen), PATIENT, start=START, cycles=cycles, events=events)
    return course.plan()


def _doses(calendar: Calendar, cycle: int, *drugs: str) -> dict[str, list[str]]:
    """The doses of a cycle of the first phase, by drug, in order of day."""
    found: dict[str, list[str]] = {}
    first = calendar.regimen.phases[0].name
    for row in calendar:
        if row.cycle == cycle and row.phase == first and (row.drug in drugs or not drugs):
            found.setdefault(row.drug, []).append(plain(row.dose))
    return found


def _days(calendar: Calendar, cycle: int, drug: str) -> list[tuple[int, str | None, str]]:
    """Day, level and dose of a drug in a cycle of the first phase."""
    first = calendar.regimen.phases[0].name
    return [
        (row.day, row.level, plain(row.dose))
        for row in calendar
        if (row.drug, row.cycle, row.phase) == (drug, cycle, first)
    ]


def _found(calendar: Calendar, *codes: str) -> list[Finding]:
    wanted = codes or ("fraction-not-allowed", "not-reducible")
    return [finding for finding in calendar.findings if finding.code in wanted]


def _refused(
    kind: type[RegimensError], regimen: str, *events: Event, cycles: int | None = None
) -> str:
    with pytest.raises(kind) as caught:
        _plan(regimen, *events, cycles=cycles)
    return str(caught.value)


# --- fractions -----------------------------------------------------------------------------------


def test_without_a_change_the_fraction_is_1() -> None:
    """Nothing is reduced that nobody has reduced."""
    calendar = _plan("dara-dcep")
    assert {row.fraction for row in calendar} == {Decimal(1)}
    assert {row.level for row in calendar} == {None}


def test_fraction_of_the_group_covers_all_four_drugs() -> None:
    """Dexamethasone too, by the letter; daratumumab and the growth factor never."""
    calendar = _plan("dara-dcep", DoseChange(of="DCEP", to="0.7", cycle=1))
    assert _doses(calendar, 1) == {
        "dexamethasone": ["28"] * 4,
        "cyclophosphamide": ["501.2"] * 4,
        "etoposide": ["50.12"] * 4,
        "cisplatin": ["12.53"] * 4,
        "daratumumab": ["1120"] * 4,
        "pegteograstim": ["6"],
    }
    assert _doses(calendar, 3, "cisplatin") == {"cisplatin": ["12.53"] * 4}
    fractions = {row.drug: row.fraction for row in calendar}
    assert [fractions[drug] for drug in DCEP] == [Decimal("0.7")] * 4
    assert [fractions["daratumumab"], fractions["pegteograstim"]] == [1, 1]


def test_reading_that_dexamethasone_is_reduced_too_is_said() -> None:
    """Where the group is named the interpretation stands beside it, with its alternative."""
    (found,) = [
        finding
        for finding in _found(
            _plan("dcep", DoseChange(of="DCEP", to="0.7", cycle=2)), "interpretation"
        )
        if finding.cycle is not None
    ]
    assert (found.phase, found.cycle, found.drug) == ("induction", 2, None)
    assert found.message == (
        "a reduction of DCEP reduces all four drugs, dexamethasone too (the words could also "
        "mean: only the three cytotoxic drugs are reduced; name them instead of DCEP)"
    )


@pytest.mark.parametrize(
    "event",
    [
        DoseChange(of=["cyclophosphamide", "etoposide", "cisplatin"], to="0.7", cycle=2),
        DoseChange(of="DCEP", to="1", cycle=2),
    ],
)
def test_reading_is_not_said_where_it_does_not_matter(event: DoseChange) -> None:
    """Named drugs leave nothing to read into it, and the full dose reduces nothing."""
    findings = _found(_plan("dcep", event), "interpretation")
    assert not [finding for finding in findings if finding.cycle is not None]


def test_list_of_drugs_leaves_the_others_at_their_dose() -> None:
    """The three cytotoxic drugs at a half, dexamethasone whole."""
    change = DoseChange(of=["cyclophosphamide", "etoposide", "cisplatin"], to="0.5", cycle=2)
    assert _doses(_plan("dcep", change), 2) == {
        "dexamethasone": ["40"] * 4,
        "cyclophosphamide": ["358"] * 4,
        "etoposide": ["35.8"] * 4,
        "cisplatin": ["8.95"] * 4,
    }


def test_later_fraction_replaces_and_never_multiplies() -> None:
    """0.7 from cycle 1, 0.5 from cycle 2, all of it again from cycle 3: each of the full dose."""
    calendar = _plan(
        "dcep",
        DoseChange(of="DCEP", to="0.7", cycle=1),
        DoseChange(of="DCEP", to="0.5", cycle=2),
        DoseChange(of="DCEP", to="1", cycle=3),
    )
    doses = [_doses(calendar, cycle, "cyclophosphamide") for cycle in (1, 2, 3)]
    assert doses == [
        {"cyclophosphamide": ["501.2"] * 4},
        {"cyclophosphamide": ["358"] * 4},
        {"cyclophosphamide": ["716"] * 4},
    ]
    assert _found(calendar) == []


def test_change_for_the_same_cycle_replaces_the_one_before() -> None:
    """The one recorded last holds, and says nothing of the one it replaces."""
    calendar = _plan(
        "dcep",
        DoseChange(of="DCEP", to="0.7", cycle=2),
        DoseChange(of="DCEP", to="0.8", cycle=2),
    )
    assert _doses(calendar, 2, "cyclophosphamide") == {"cyclophosphamide": ["572.8"] * 4}


def test_change_for_an_earlier_cycle_replaces_the_later_ones_and_says_so() -> None:
    """Recorded last, from cycle 2 on: what was recorded before it for cycle 3 is replaced too."""
    calendar = _plan(
        "dcep",
        DoseChange(of="cisplatin", to="0.5", cycle=3),
        DoseChange(of="cisplatin", to="0.8", cycle=2),
    )
    doses = [_doses(calendar, cycle, "cisplatin")["cisplatin"] for cycle in (1, 2, 3)]
    assert doses == [["17.9"] * 4, ["14.32"] * 4, ["14.32"] * 4]
    (found,) = [one for one in _found(calendar, "interpretation") if one.drug == "cisplatin"]
    assert (found.phase, found.cycle, found.day) == ("induction", 2, 1)
    assert found.message == (
        "the change recorded last holds from cycle 2 on; it also replaces the one recorded before "
        "it for cycle 3"
    )


def test_change_in_mid_cycle_holds_from_its_day() -> None:
    """Two days whole, then 0.7: 716, 716, 501.2, 501.2."""
    calendar = _plan("dcep", DoseChange(of="DCEP", to="0.7", cycle=1, day=3))
    assert _doses(calendar, 1, "cyclophosphamide")["cyclophosphamide"] == [
        "716", "716", "501.2", "501.2",
    ]  # fmt: skip
    assert _doses(calendar, 2, "cyclophosphamide")["cyclophosphamide"] == ["501.2"] * 4


def test_change_from_a_day_that_the_cycle_does_not_have_is_refused() -> None:
    """Day 40 of a 28-day cycle is no day, and is not taken for some later one."""
    event = DoseChange(of="DCEP", to="0.7", cycle=1, day=40, id="e1")
    message = _refused(HistoryError, "dcep", event)
    assert message.startswith("events[0] (e1): ")
    assert "day 40" in message


@pytest.mark.parametrize("day", [2, 3])
def test_change_after_the_only_day_of_a_cycle_is_refused(day: int) -> None:
    """A phase of day 0 alone: a change of its cycle is written for day 1, as of every cycle."""
    dcep = catalogue.get("dcep")
    (phase,) = dcep.phases
    schedule = Schedule(days=(0,), cycles=Cycles(1), source=phase.source)
    only = attrs.evolve(phase.components[0], timing=(schedule,))
    infusion = attrs.evolve(phase, cycle_length=1, first_day=0, components=(only,))
    regimen = attrs.evolve(dcep, phases=(infusion,), reductions=(), interpretations=())
    events = [DoseChange(of=only.drug.name, to="0.7", cycle=1, day=day)]
    with pytest.raises(HistoryError) as caught:
        Course(regimen, PATIENT, start=START, events=events).plan()
    assert str(caught.value) == (
        f"events[0]: day {day} exceeds the 1-day cycle; use days 1 to 1, or name the next cycle"
    )


def test_voided_change_never_held() -> None:
    """A correction of the second change leaves the first one in force."""
    calendar = _plan(
        "dcep",
        DoseChange(of="DCEP", to="0.7", cycle=1),
        DoseChange(of="DCEP", to="0.5", cycle=2, id="e2"),
        Correction(voids="e2", reason="another patient"),
    )
    assert _doses(calendar, 2, "cisplatin") == {"cisplatin": ["12.53"] * 4}


# --- what the protocol allows --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fraction", "cycle", "allowed"),
    [
        ("1", 1, True),
        ("0.7", 1, True),
        ("0.70", 1, True),
        ("0.85", 1, True),
        ("0.69", 1, False),
        ("0.6999", 1, False),
        ("0.5", 1, False),
        ("0.7", 2, True),
        ("0.69", 2, False),
        ("0.6", 2, False),
        ("0.51", 2, False),
        ("0.5", 2, True),
        ("0.50", 3, True),
        ("0.49", 2, False),
        ("0.5", 3, True),
        ("1", 2, True),
    ],
)
def test_fractions_of_dcep(fraction: str, cycle: int, *, allowed: bool) -> None:
    """From 0.70 to 1 in any cycle, 0.50 from cycle 2 on, and nothing else."""
    calendar = _plan("dcep", DoseChange(of="DCEP", to=fraction, cycle=cycle))
    expected = [] if allowed else ["fraction-not-allowed"]
    assert [finding.code for finding in _found(calendar)] == expected
    assert calendar.violated is not allowed
    full = Decimal(716) * Decimal(fraction)
    rounded = full.quantize(Decimal("0.01"), "ROUND_HALF_UP")
    doses = _doses(calendar, cycle, "cyclophosphamide")["cyclophosphamide"]
    assert doses == [plain(rounded)] * 4  # a violation is said, and the dose is what was recorded


def test_fraction_that_is_not_allowed_says_what_is() -> None:
    """The drugs, the cycle and the rule, with its source."""
    calendar = _plan("dcep", DoseChange(of="DCEP", to="0.69", cycle=1, day=2))
    (found,) = _found(calendar)
    assert (found.phase, found.cycle, found.day, found.drug) == ("induction", 1, 2, None)
    assert found.severity.value == "violation"
    assert found.message == (
        "0.69 of the full dose of dexamethasone, cyclophosphamide, etoposide, cisplatin from "
        "cycle 1; allowed is DCEP: any fraction from 0.7 to 1, from cycle 2 also 0.5"
    )
    assert found.source is not None
    assert "J Hematol Oncol 2022" in found.source
    assert found.events == ("events[0]",)
    assert "reduction up to 30 %" in found.source


def test_re_escalation_is_allowed_up_to_the_full_dose() -> None:
    """From a half back to 0.85 and to 1."""
    calendar = _plan(
        "dara-dcep",
        DoseChange(of="DCEP", to="0.5", cycle=2),
        DoseChange(of="DCEP", to="0.85", cycle=2, day=3),
        DoseChange(of="DCEP", to="1", cycle=3),
    )
    assert _found(calendar) == []
    assert _doses(calendar, 2, "dexamethasone")["dexamethasone"] == ["20", "20", "34", "34"]
    assert _doses(calendar, 3, "dexamethasone")["dexamethasone"] == ["40"] * 4


def test_finding_of_one_drug_names_it() -> None:
    """A drug of the group is under the group's rule."""
    (found,) = _found(_plan("dcep", DoseChange(of="cisplatin", to="0.6", cycle=2)))
    assert (found.code, found.drug) == ("fraction-not-allowed", "cisplatin")


@pytest.mark.parametrize(
    ("regimen", "of", "drugs"),
    [
        ("dara-dcep", "daratumumab", "daratumumab"),
        ("dara-dcep", "G-CSF", "pegteograstim"),
        ("daratumumab-iv", "DARA", "daratumumab"),
        ("dara-atra", "tretinoin", "tretinoin"),
        ("dara-vd", "Vd", "dexamethasone, bortezomib"),
        ("dara-vd", "bortezomib", "bortezomib"),
    ],
)
def test_what_has_no_rule_is_not_reduced_by_a_fraction(regimen: str, of: str, drugs: str) -> None:
    """Daratumumab, growth factor, ATRA and bortezomib are omitted, delayed, or have levels."""
    phase = catalogue.get(regimen).phases[0].name
    change = DoseChange(of=of, to="0.8", phase=phase, cycle=1)
    (found,) = _found(_plan(regimen, change, cycles=1))
    assert found.code == "not-reducible"
    assert found.drug == (drugs if ", " not in drugs else None)
    assert found.message == (
        f"0.8 of the full dose of {drugs}: the protocol has no rule that reduces it by a fraction; "
        "omit or delay it, or use a named level"
    )


def test_full_dose_of_what_is_not_reducible_is_no_violation() -> None:
    """A fraction of 1 reduces nothing."""
    change = DoseChange(of="daratumumab", to="1", phase="induction", cycle=2)
    assert _found(_plan("dara-dcep", change)) == []


def test_reducible_and_irreducible_drugs_are_told_apart() -> None:
    """Cisplatin at 0.6 breaks its rule; daratumumab at 0.6 has none."""
    change = DoseChange(of=["cisplatin", "daratumumab"], to="0.6", cycle=2)
    found = _found(_plan("dara-dcep", change))
    assert [(one.code, one.drug) for one in found] == [
        ("fraction-not-allowed", "cisplatin"),
        ("not-reducible", "daratumumab"),
    ]


def test_group_of_a_phase_is_clear_where_only_one_phase_has_it() -> None:
    """DCEP is of induction; daratumumab is of both phases and needs the phase named."""
    assert _doses(_plan("dara-dcep", DoseChange(of="DCEP", to="0.7", cycle=2)), 2, "cisplatin")
    message = _refused(HistoryError, "dara-dcep", DoseChange(of="daratumumab", to="0.7", cycle=2))
    assert message == (
        "events[0]: several phases have a cycle 2 of daratumumab; "
        "name the phase: induction, maintenance"
    )


def test_change_of_an_earlier_phase_holds_in_the_later_ones() -> None:
    """Daratumumab reduced in induction (a violation) stays so in maintenance."""
    change = DoseChange(of="DARA", to="0.5", phase="induction", cycle=3)
    calendar = _plan("dara-dcep", change)
    maintenance = {plain(row.dose) for row in calendar if row.phase == "maintenance"}
    assert maintenance == {"560"}
    assert len(_found(calendar)) == 1


def test_change_recorded_last_replaces_also_in_later_phases() -> None:
    """0.5 recorded for maintenance, then 0.8 from induction on: 0.8 of 1120 mg is 896 mg."""
    change = DoseChange(of="DARA", to="0.5", phase="maintenance", cycle=2)
    calendar = _plan(
        "dara-dcep",
        DoseChange(of="DARA", to="0.7", phase="induction", cycle=3),
        change,
        attrs.evolve(change, cycle=3),
        DoseChange(of="DARA", to="0.8", phase="induction", cycle=2),
    )
    assert {plain(row.dose) for row in calendar if row.phase == "maintenance"} == {"896"}
    # Each phase tells of its own change, and only of the next one.
    found = [one for one in _found(calendar, "interpretation") if one.drug == "daratumumab"]
    said = (
        "the change recorded last holds from cycle 2 on; it also replaces the one recorded before "
    )
    assert [(one.phase, one.cycle, one.day, one.message) for one in found] == [
        ("induction", 2, 1, f"{said}it for cycle 3"),
        ("induction", 2, 1, f"{said}it for cycle 2 of maintenance"),
    ]


def test_drug_that_only_a_later_phase_has_is_reduced_with_its_group_and_named() -> None:
    """A group's change goes on: what has no rule, or is not allowed so much, is said at once."""
    dara_dcep = catalogue.get("dara-dcep")
    induction, maintenance = dara_dcep.phases
    dara = next(one for one in maintenance.components if one.drug.name == "daratumumab")
    later = attrs.evolve(
        maintenance,
        components=tuple(
            attrs.evolve(one, group="DCEP") if one == dara else one
            for one in maintenance.components
        ),
    )
    regimen = attrs.evolve(dara_dcep, phases=(induction, later), interpretations=())
    rule = attrs.evolve(dara_dcep.reductions[0], of="daratumumab")
    change = DoseChange(of="DCEP", to="0.5", phase="induction", cycle=1)

    def found(*reductions: ReductionRule) -> list[tuple[str, str | None, str | None]]:
        own = attrs.evolve(regimen, reductions=reductions)
        calendar = Course(own, PATIENT, start=START, events=[change]).plan()
        assert {plain(row.dose) for row in calendar if row.phase == "maintenance"} == {"560"}
        return [(one.code, one.phase, one.drug) for one in _found(calendar)]

    whole = attrs.evolve(rule, of="DCEP", lowest=Decimal("0.5"))
    assert found(whole) == []
    # From cycle 2 on also 0.5, and the first cycle of maintenance is none of the first.
    assert rule.later == (Decimal("0.5"),)
    drugs = ("dexamethasone", "cyclophosphamide", "etoposide", "cisplatin")
    low = [attrs.evolve(whole, of=drug) for drug in drugs]
    assert found(*low) == [("not-reducible", "induction", "daratumumab")]
    assert found(*low, rule) == []
    strict = attrs.evolve(rule, later=())
    assert found(*low, strict) == [("fraction-not-allowed", "induction", "daratumumab")]


# --- levels --------------------------------------------------------------------------------------


def test_bortezomib_level_has_its_own_amount() -> None:
    """1 mg/m² of 1.79 m² is 1.79 mg on the days of the full dose; no fraction stands beside it."""
    calendar = _plan("dara-vd", DoseChange(of="bortezomib", level="1.0", cycle=2), cycles=2)
    assert _days(calendar, 1, "bortezomib") == [(day, None, "2.33") for day in (1, 4, 8, 11)]
    assert _days(calendar, 2, "bortezomib") == [(day, "1.0", "1.79") for day in (1, 4, 8, 11)]
    reduced = [row for row in calendar if row.level == "1.0"]
    assert {row.fraction for row in reduced} == {None}
    assert {row.written for row in reduced} == {"1 mg/m²"}
    assert _found(calendar) == []


@pytest.mark.parametrize(
    ("level", "written", "dose"),
    [
        ("1.3", "1.3 mg/m²", "2.33"),  # 1.3 × 1.79 = 2.327
        ("0.7", "0.7 mg/m²", "1.25"),  # 0.7 × 1.79 = 1.253
        ("weekly", "1.3 mg/m²", "2.33"),
        ("weekly-1.0", "1 mg/m²", "1.79"),
    ],
)
def test_each_bortezomib_level(level: str, written: str, dose: str) -> None:
    """The weekly ones are on days 1, 8 and 15, the others on the days of the full dose."""
    calendar = _plan("dara-vd", DoseChange(of="bortezomib", level=level, cycle=1), cycles=1)
    days = (1, 8, 15) if level.startswith("weekly") else (1, 4, 8, 11)
    assert _days(calendar, 1, "bortezomib") == [(day, level, dose) for day in days]
    assert {row.written for row in calendar if row.drug == "bortezomib"} == {written}


def test_bortezomib_becomes_weekly_in_mid_cycle() -> None:
    """From day 8 on: days 1 and 4 as before, then 8 and 15; day 11 is gone."""
    calendar = _plan(
        "dara-vd", DoseChange(of="bortezomib", level="weekly", cycle=1, day=8), cycles=2
    )
    assert _days(calendar, 1, "bortezomib") == [
        (1, None, "2.33"),
        (4, None, "2.33"),
        (8, "weekly", "2.33"),
        (15, "weekly", "2.33"),
    ]
    assert [day for day, _, _ in _days(calendar, 2, "bortezomib")] == [1, 8, 15]


def test_bortezomib_becomes_twice_weekly_again() -> None:
    """A fraction of 1 replaces the level, from day 8 of cycle 2: 1, 8 and 11."""
    calendar = _plan(
        "dara-vd",
        DoseChange(of="bortezomib", level="weekly", cycle=1),
        DoseChange(of="bortezomib", to="1", cycle=2, day=8),
        cycles=3,
    )
    assert _days(calendar, 2, "bortezomib") == [
        (1, "weekly", "2.33"),
        (8, None, "2.33"),
        (11, None, "2.33"),
    ]
    assert [day for day, _, _ in _days(calendar, 3, "bortezomib")] == [1, 4, 8, 11]


def test_fraction_after_a_level_is_of_the_full_dose() -> None:
    """0.5 after level 0.7 is half of 1.3 mg/m² (1.1635 mg), not half of 0.7."""
    calendar = _plan(
        "dara-vd",
        DoseChange(of="bortezomib", level="0.7", cycle=1),
        DoseChange(of="bortezomib", to="0.5", cycle=2),
        cycles=2,
    )
    assert _days(calendar, 2, "bortezomib") == [(day, None, "1.16") for day in (1, 4, 8, 11)]


def test_dexamethasone_becomes_weekly_in_mid_cycle() -> None:
    """From day 8 of cycle 4: days 1, 2, 4, 5 as before, then 8 and 15."""
    calendar = _plan(
        "dara-vd", DoseChange(of="dexamethasone", level="weekly", cycle=4, day=8), cycles=4
    )
    assert _days(calendar, 4, "dexamethasone") == [
        *((day, None, "20") for day in (1, 2, 4, 5)),
        (8, "weekly", "20"),
        (15, "weekly", "20"),
    ]


def test_level_named_for_the_group_takes_those_that_have_it() -> None:
    """Vd weekly is dexamethasone and bortezomib weekly; "0.7" is bortezomib's alone."""
    calendar = _plan("dara-vd", DoseChange(of="Vd", level="weekly", cycle=4), cycles=4)
    assert [day for day, _, _ in _days(calendar, 4, "bortezomib")] == [1, 8, 15]
    assert [day for day, _, _ in _days(calendar, 4, "dexamethasone")] == [1, 8, 15]
    calendar = _plan("dara-vd", DoseChange(of="Vd", level="0.7", cycle=4), cycles=4)
    assert {level for _, level, _ in _days(calendar, 4, "bortezomib")} == {"0.7"}
    assert {level for _, level, _ in _days(calendar, 4, "dexamethasone")} == {None}
    # What does not have the level stays at its full dose, as nothing was recorded of it.
    fractions = {row.fraction for row in calendar if (row.drug, row.cycle) == ("dexamethasone", 4)}
    assert fractions == {1}


def test_tretinoin_level_changes_in_mid_cycle() -> None:
    """45 mg/m² a day is 80.55 mg, 30 is 53.7 and 15 is 26.85, each in two doses."""
    calendar = _plan(
        "dara-atra",
        DoseChange(of="tretinoin", level="30", cycle=1, day=8),
        DoseChange(of="ATRA", level="15", cycle=2),
        DoseChange(of="tretinoin", level="45", cycle=3),
        cycles=3,
    )
    first = _days(calendar, 1, "tretinoin")
    assert first[:6] == [(day, None, dose) for day in (1, 2, 3) for dose in ("40.28", "40.27")]
    assert {(level, dose) for _, level, dose in first[6:]} == {("30", "26.85")}
    assert [day for day, _, _ in first[6:]] == [
        day for day in (8, 9, 10, 15, 16, 17, 22, 23, 24) for _ in range(2)
    ]
    assert _days(calendar, 2, "tretinoin")[:2] == [(1, "15", "13.43"), (1, "15", "13.42")]
    assert _days(calendar, 3, "tretinoin")[:2] == [(1, "45", "40.28"), (1, "45", "40.27")]
    assert {plain(row.dose) for row in calendar if row.drug == "daratumumab"} == {"1120"}


@pytest.mark.parametrize(
    ("regimen", "change", "message"),
    [
        (
            "dara-vd",
            DoseChange(of="bortezomib", level="1.2", cycle=1),
            "bortezomib has no level '1.2'; use one of 1.3, 1.0, 0.7, weekly, weekly-1.0, "
            "hepatic-0.5",
        ),
        (
            "dara-vd",
            DoseChange(of=["dexamethasone", "bortezomib"], level="1", cycle=1),
            "dexamethasone, bortezomib has no level '1'; "
            "use one of weekly, 1.3, 1.0, 0.7, weekly-1.0, hepatic-0.5",
        ),
        (
            "dara-dcep",
            DoseChange(of="cisplatin", level="low", cycle=1),
            "cisplatin has no level 'low'; give a fraction instead",
        ),
    ],
)
def test_level_that_is_not_there_is_refused(regimen: str, change: DoseChange, message: str) -> None:
    """The levels there are stand in the mend."""
    found = _refused(UnknownNameError, regimen, change, cycles=1)
    assert found == f"events[0]: {message}"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            DoseChange(of="melphalan", to="0.7", cycle=1),
            "there is no drug or group 'melphalan' in dcep; use one of DCEP, dexamethasone, "
            "cyclophosphamide, etoposide, cisplatin",
        ),
        (
            DoseChange(of=["cisplatin", "carboplatin"], to="0.7", cycle=1),
            "there is no drug or group 'carboplatin' in dcep; use one of DCEP, dexamethasone, "
            "cyclophosphamide, etoposide, cisplatin",
        ),
        (
            DoseChange(of="DCEP", to="0.7", cycle=1, phase="maintenance"),
            "there is no phase 'maintenance' in dcep; use one of induction",
        ),
    ],
)
def test_change_of_what_is_not_there_is_refused(change: DoseChange, message: str) -> None:
    """Unknown drugs, groups and phases are refused with those there are."""
    assert _refused(UnknownNameError, "dcep", change) == f"events[0]: {message}"


def test_change_in_a_cycle_that_is_not_there_is_refused() -> None:
    """DCEP has three cycles."""
    message = _refused(HistoryError, "dcep", DoseChange(of="DCEP", to="0.7", cycle=4))
    assert message == ("events[0]: dcep has no cycle 4 of DCEP; phases and cycles: induction 1–3")


# --- dexamethasone and its premedication ---------------------------------------------------------


def _steroids(calendar: Calendar, cycle: int) -> list[tuple[int, str, str, int]]:
    """Day, group, dose and number of roles of every dexamethasone of a combination cycle."""
    return [
        (row.day, row.group, plain(row.dose), len(row.roles))
        for row in calendar
        if (row.drug, row.cycle, row.phase) == ("dexamethasone", cycle, "combination")
    ]


def test_dexamethasone_of_an_infusions_day_is_its_premedication() -> None:
    """Days 1 and 8 have one row of both roles, day 15 has a row of its own."""
    assert _steroids(_plan("dara-vd", cycles=1), 1) == [
        (1, "Vd", "20", 2),
        (2, "Vd", "20", 1),
        (4, "Vd", "20", 1),
        (5, "Vd", "20", 1),
        (8, "Vd", "20", 2),
        (9, "Vd", "20", 1),
        (11, "Vd", "20", 1),
        (12, "Vd", "20", 1),
        (15, "premedication", "20", 1),
    ]


def test_reduced_dexamethasone_is_whole_before_an_infusion() -> None:
    """At a half (a violation) the backbone is 10 mg, and 20 mg where it premedicates."""
    calendar = _plan("dara-vd", DoseChange(of="dexamethasone", to="0.5", cycle=1), cycles=1)
    assert _steroids(calendar, 1) == [
        (1, "Vd", "20", 2),
        (2, "Vd", "10", 1),
        (4, "Vd", "10", 1),
        (5, "Vd", "10", 1),
        (8, "Vd", "20", 2),
        (9, "Vd", "10", 1),
        (11, "Vd", "10", 1),
        (12, "Vd", "10", 1),
        (15, "premedication", "20", 1),
    ]
    assert [one.code for one in _found(calendar)] == ["not-reducible"]


def test_weekly_dexamethasone_is_the_premedication_of_all_three_infusions() -> None:
    """Days 1, 8 and 15: three rows of both roles, and none beside them."""
    calendar = _plan("dara-vd", DoseChange(of="dexamethasone", level="weekly", cycle=3), cycles=3)
    assert _steroids(calendar, 3) == [(day, "Vd", "20", 2) for day in (1, 8, 15)]


def test_premedication_has_a_name_of_its_own() -> None:
    """Named by its group it is what a change speaks of; by the drug's name it is not."""
    named = DoseChange(of="premedication", to="0.5", phase="combination", cycle=1)
    calendar = _plan("dara-vd", named, cycles=1)
    assert (15, "premedication", "10", 1) in _steroids(calendar, 1)
    assert (2, "Vd", "20", 1) in _steroids(calendar, 1)
    assert [one.code for one in _found(calendar)] == ["not-reducible"]


def test_change_of_dexamethasone_needs_no_phase() -> None:
    """In continuation dexamethasone is premedication only, which its name does not mean."""
    calendar = _plan("dara-vd", DoseChange(of="dexamethasone", to="0.5", cycle=1), cycles=10)
    after = [row for row in calendar if row.phase == "continuation" and row.drug != "daratumumab"]
    assert {(row.drug, plain(row.dose), row.day) for row in after} == {("dexamethasone", "20", 1)}


# --- the function itself -------------------------------------------------------------------------


def test_reason_of_a_change_stands_in_the_working() -> None:
    """Its id, from when it holds, and why."""
    change = DoseChange(of="DCEP", to="0.7", cycle=1, day=2, id="e7", reason="frail")
    calendar = _plan("dcep", change)
    steps = {row.day: [step.name for step in row.working] for row in calendar if row.cycle == 1}
    assert "fraction" not in steps[1]
    assert "fraction" in steps[2]
    (step,) = [step for step in calendar[5].working if step.name == "fraction"]
    assert calendar[5].day == 2
    assert step.source == "dose change e7 from cycle 1 day 2: frail"


def test_change_without_id_or_reason_says_from_when() -> None:
    """Nothing is made up for what nobody wrote."""
    calendar = _plan("dcep", DoseChange(of="DCEP", to="0.7", cycle=2))
    (step,) = [
        step
        for row in calendar
        if (row.cycle, row.day, row.drug) == (2, 1, "cisplatin")
        for step in row.working
        if step.name == "fraction"
    ]
    assert step.source == "dose change from cycle 2"


def test_changes_of_a_history_without_any() -> None:
    """Every component is at its full dose, and no level is in force."""
    start: Event = CycleStart(cycle=2, on=date(2026, 2, 3))
    found, findings = dose_settings(catalogue.get("dcep"), [("events[0]", start)])
    assert found == Settings()
    assert (found.levels(0, 1), findings) == ((), [])
    assert found.on(0, 0, 1, 1).fraction == 1


def test_levels_of_another_phase_or_drug_are_not_in_force() -> None:
    """A fraction alone changes no days; a level of one phase says nothing of another."""
    regimen = catalogue.get("dara-vd")
    events: list[tuple[str, Event]] = [
        ("events[0]", DoseChange(of="bortezomib", level="weekly", cycle=2)),
        ("events[1]", DoseChange(of="Vd", to="1", cycle=8)),
    ]
    found, _ = dose_settings(regimen, events)
    position = [component.drug.name for component in regimen.phases[0].components].index(
        "bortezomib"
    )
    assert found.levels(0, 1) == ()
    assert [(one.position, one.day) for one in found.levels(0, 2)] == [(position, 1)]
    assert found.levels(0, 8) == ()
    assert found.levels(1, 1) == ()


def test_rule_for_a_single_drug_is_found_by_its_name() -> None:
    """A reduction rule may name a drug instead of its group."""
    dcep = catalogue.get("dcep")
    rule = attrs.evolve(dcep.reductions[0], of="cisplatin", lowest=Decimal("0.8"), later=())
    regimen = attrs.evolve(dcep, reductions=(rule,), interpretations=())
    course = Course(
        regimen, PATIENT, start=START, events=[DoseChange(of="DCEP", to="0.7", cycle=2)]
    )
    found = _found(course.plan())
    assert [(one.code, one.drug) for one in found] == [
        ("fraction-not-allowed", "cisplatin"),
        ("not-reducible", None),
    ]
    assert found[0].message.endswith("allowed is cisplatin: any fraction from 0.8 to 1")
    assert "dexamethasone, cyclophosphamide, etoposide:" in found[1].message


def _said_to_replace(*events: DoseChange) -> list[str]:
    """For which cycle each change is said to replace another, of cisplatin."""
    calendar = _plan("dcep", *events)
    return [
        one.message.partition("; it also replaces the one recorded before it for ")[2]
        for one in _found(calendar, "interpretation")
        if one.drug == "cisplatin"
    ]


def test_only_a_change_that_was_to_come_is_said_to_be_replaced() -> None:
    """Not one of an earlier cycle, nor of the same; of several the next one, without those gone."""
    one, two, three = (
        DoseChange(of="cisplatin", to="0.8", cycle=cycle, id=f"c{cycle}") for cycle in (1, 2, 3)
    )
    again = DoseChange(of="cisplatin", to="0.7", cycle=2, id="again")
    assert _said_to_replace(one, two, three) == []
    assert _said_to_replace(two, again) == []
    assert _said_to_replace(three, two) == ["cycle 3"]
    assert _said_to_replace(three, two, one) == ["cycle 3", "cycle 2"]


def test_level_of_a_component_is_told_once() -> None:
    """That of its own phase, whatever the phase before was at."""
    components = catalogue.get("dara-vd").phases[0].components
    weekly = next(level for one in components if (level := one.level("weekly")) is not None)
    setting = Setting(None, weekly, "weekly", "events[0]")
    entry = (((0, 2, 1), setting),)
    found = Settings({(1, 3): entry, (0, 3): entry, (0, 1): entry})
    assert set(found.levels(0, 2)) == {LevelFrom(1, 1, weekly), LevelFrom(3, 1, weekly)}
    assert len(found.levels(0, 2)) == 2
    assert found.levels(1, 1) == (LevelFrom(3, 1, weekly),)


@pytest.mark.parametrize(
    ("phase", "cycle", "allowed"),
    [("induction", 1, False), ("induction", 2, True), ("maintenance", 1, True)],
)
def test_rule_of_later_cycles_holds_in_the_first_of_a_later_phase(
    phase: str, cycle: int, *, allowed: bool
) -> None:
    """Cycle 1 of maintenance is not the first cycle; the drug of both phases is named once."""
    dara_dcep = catalogue.get("dara-dcep")
    rule = attrs.evolve(
        dara_dcep.reductions[0], of="DARA", lowest=Decimal("0.8"), later=(Decimal("0.5"),)
    )
    regimen = attrs.evolve(dara_dcep, reductions=(rule,), interpretations=())
    change = DoseChange(of="DARA", to="0.5", phase=phase, cycle=cycle)
    found = _found(Course(regimen, PATIENT, start=START, events=[change]).plan())
    assert [(one.code, one.drug, one.message) for one in found] == (
        []
        if allowed
        else [
            (
                "fraction-not-allowed",
                "daratumumab",
                "0.5 of the full dose of daratumumab from cycle 1; allowed is DARA: any fraction "
                "from 0.8 to 1, from cycle 2 also 0.5",
            )
        ]
    )
