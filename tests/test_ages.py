"""Doses that a source has for an age: on day 1, during the course, and without a birth date."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest

from regimens import (
    Calendar,
    Course,
    CycleStart,
    DoseChange,
    Finding,
    Patient,
    Status,
    catalogue,
)
from regimens.administrations import Administration
from regimens.ages import age_findings
from regimens.amounts import amount
from regimens.components import Alternative, Level
from regimens.events import Event
from regimens.formats.card import card

_DAY_1 = date(2026, 1, 5)


def _plan(
    name: str,
    born: date | None,
    *events: Event,
    cycles: int = 2,
    choices: dict[str, str] | None = None,
) -> Calendar:
    patient = Patient(height="165 cm", weight="70 kg", born=born)
    regimen = catalogue.get(name)
    course = Course(
        regimen, patient, start=_DAY_1, cycles=cycles, events=events, choices=choices or {}
    )
    return course.plan()


def _said(calendar: Calendar, code: str = "level-indicated") -> list[tuple[date | None, str]]:
    return [(one.date, one.message) for one in calendar.findings if one.code == code]


def _codes(calendar: Calendar, *codes: str) -> list[str]:
    return [one.code for one in calendar.findings if one.code in codes]


@pytest.mark.parametrize(
    ("born", "begins"),
    [
        (date(1951, 1, 4), None),  # 75 on 4 January: older than 75 on day 1
        (date(1951, 1, 5), date(2026, 1, 6)),
        (date(1951, 1, 18), date(2026, 1, 19)),
        (date(1951, 2, 5), date(2026, 2, 6)),
    ],
)
def test_age_over_a_number_begins_the_day_after_the_birthday(
    born: date, begins: date | None
) -> None:
    """Dara-Vd: 20 mg once a week over 75 years; the doses stay until somebody changes them."""
    calendar = _plan("dara-vd", born)
    ((on, message),) = _said(calendar)
    assert on == begins
    assert {row.level for row in calendar} == {None}
    if begins is None:
        assert message == (
            "older than 75 years: the source gives dexamethasone at level 'weekly' (20 mg on days "
            "1, 8, 15); record a dose change if it is to be used"
        )
    else:
        assert message == (
            f"older than 75 years from {begins} on: the source gives dexamethasone at level "
            "'weekly' (20 mg on days 1, 8, 15); the doses stay until a dose change is recorded"
        )


def test_age_reached_after_the_last_dose_is_not_said() -> None:
    """The last dexamethasone of two cycles of 21 days is on day 12 of the second, 6 February."""
    assert [on for on, _ in _said(_plan("dara-vd", date(1951, 2, 5)))] == [date(2026, 2, 6)]
    assert _said(_plan("dara-vd", date(1951, 2, 6))) == []


def test_age_from_a_number_begins_on_the_birthday() -> None:
    """Rd by the EU text: 20 mg of dexamethasone from 75 years on; two cycles end on 1 March."""
    assert [on for on, _ in _said(_plan("rd-eu", date(1951, 1, 5)))] == [None]
    ((on, message),) = _said(_plan("rd-eu", date(1951, 1, 6)))
    assert on == date(2026, 1, 6)
    assert message.startswith("75 years or older from 2026-01-06 on: the source gives dexamethaso")
    # Dexamethasone of cycle 2 is on 2, 9, 16 and 23 February.
    assert [on for on, _ in _said(_plan("rd-eu", date(1951, 2, 23)))] == [date(2026, 2, 23)]
    assert _said(_plan("rd-eu", date(1951, 2, 24))) == []


@pytest.mark.parametrize(
    ("name", "born"),
    [
        ("dara-vd", date(9924, 12, 31)),  # older than 75 on 1 January 10000
        ("dara-vd", date(9925, 1, 1)),
        ("rd-eu", date(9925, 1, 1)),
    ],
)
def test_age_beyond_the_last_year_is_never_reached(name: str, born: date) -> None:
    """A slip of a digit in both years is no crash: somebody of 65 is told nothing about 75."""
    patient = Patient(height="165 cm", weight="70 kg", born=born)
    calendar = Course(catalogue.get(name), patient, start=date(9990, 1, 8), cycles=2).plan()
    assert len(calendar) == len(_plan(name, date(1960, 1, 1)))
    assert _said(calendar) == []


def test_age_that_is_never_reached_leaves_a_lower_one() -> None:
    """75 is in the year 10000, 60 was in 9985: two levels of dexamethasone."""
    regimen = catalogue.get("rd-eu")
    (phase,) = regimen.phases
    lenalidomide, dexamethasone = phase.components
    level = dexamethasone.levels[0]
    levels = (level, attrs.evolve(level, name="lower", for_age_from=60))
    components = (lenalidomide, attrs.evolve(dexamethasone, levels=levels))
    regimen = attrs.evolve(regimen, phases=(attrs.evolve(phase, components=components),))
    patient = Patient(height="165 cm", weight="70 kg", born=date(9925, 1, 1))
    calendar = Course(regimen, patient, start=date(9990, 1, 8), cycles=2).plan()
    ((_, message),) = _said(calendar)
    assert message.startswith("60 years or older: the source gives dexamethasone at level 'lower'")


def test_recorded_start_is_the_day_of_the_age() -> None:
    """75 on 5 January is older than 75 on a day 1 of the 6th."""
    start = CycleStart(phase="combination", cycle=1, on=date(2026, 1, 6))
    assert [on for on, _ in _said(_plan("dara-vd", date(1951, 1, 5), start))] == [None]


def test_recorded_level_ends_the_caution_at_any_age() -> None:
    """Somebody has decided, for all that is planned."""
    weekly = DoseChange(of="dexamethasone", level="weekly", cycle=1)
    for born in (date(1950, 1, 4), date(1951, 1, 20), None):
        calendar = _plan("dara-vd", born, weekly)
        assert _codes(calendar, "level-indicated", "entry-unknown") == []


def test_age_that_is_not_known_is_said_once_for_a_drug() -> None:
    """D-VRd of CEPHEUS has the level in two phases; melphalan and thalidomide of MPT are two."""
    assert _said(_plan("d-vrd-cepheus", None, cycles=9), "entry-unknown") == [
        (
            _DAY_1,
            "dexamethasone is planned at its full dose, although the source has a dose for "
            "patients older than 75 years: record the date of birth",
        )
    ]
    drugs = [one.drug for one in _plan("mpt", None).findings if one.code == "entry-unknown"]
    assert drugs == ["melphalan", "thalidomide"]
    assert _said(_plan("mpt", date(1960, 1, 1)), "entry-unknown") == []
    assert _said(_plan("rd-eu", None), "entry-unknown")[0][1].endswith(
        "for patients 75 years or older: record the date of birth"
    )


def test_another_dose_that_is_recorded_is_not_called_full() -> None:
    """The caution stays, as nobody knows the age."""
    other = DoseChange(of="dexamethasone", to="0.75", cycle=1)
    ((_, message),) = _said(_plan("rd-eu", None, other), "entry-unknown")
    assert message.startswith("dexamethasone is planned as recorded, although the source has")


@pytest.mark.parametrize("name", ["d-vcd-al", "d-vcd-al-2y"])
@pytest.mark.parametrize(
    ("born", "begins"), [(date(1956, 1, 4), None), (date(1956, 1, 5), date(2026, 1, 6))]
)
def test_option_for_an_age_that_was_not_picked_is_indicated(
    name: str, born: date, begins: date | None
) -> None:
    """ANDROMEDA: 20 mg a week over 70 years is an option of a choice."""
    ((on, message),) = _said(_plan(name, born))
    assert on == begins
    if begins is None:
        assert message == (
            "older than 70 years: the source gives dexamethasone by the option '20-mg' of the "
            "choice 'weekly-dexamethasone'; plan with that option if it is to be used"
        )
    else:
        assert "from 2026-01-06 on" in message
        assert "the doses stay; plan a new course with that option" in message
    picked = _plan(name, born, choices={"weekly-dexamethasone": "20-mg"})
    assert _codes(picked, "level-indicated", "entry-unknown") == []


def test_option_for_an_age_that_is_not_known_is_said() -> None:
    """Unless it is the one picked."""
    (said,) = _said(_plan("d-vcd-al", None), "entry-unknown")
    assert "patients older than 70 years" in said[1]
    picked = {"weekly-dexamethasone": "20-mg"}
    assert _said(_plan("d-vcd-al", None, choices=picked), "entry-unknown") == []
    # Dexamethasone ends with cycle 6; the last is on 22 June 2026, 40 mg on day 22.
    assert [on for on, _ in _said(_plan("d-vcd-al", date(1956, 6, 14), cycles=8))] == [
        date(2026, 6, 15)
    ]
    assert _said(_plan("d-vcd-al", date(1956, 6, 15), cycles=8)) == []


def test_card_says_for_whom_an_option_is() -> None:
    """Beside the option, as the choice is read there."""
    regimen = catalogue.get("d-vcd-al")
    assert "only with weekly-dexamethasone 20-mg, for patients older than 70 years" in " ".join(
        card(regimen).split()
    )
    (phase, *rest) = regimen.phases
    components = [
        one
        if one.alternative is None or one.alternative.for_older_than is None
        else attrs.evolve(
            one, alternative=attrs.evolve(one.alternative, for_older_than=None, for_age_from=70)
        )
        for one in phase.components
    ]
    other = attrs.evolve(regimen, phases=(attrs.evolve(phase, components=tuple(components)), *rest))
    assert "20-mg, for patients 70 years or older" in " ".join(card(other).split())


def test_level_for_an_age_does_not_hide_behind_a_choice() -> None:
    """Each option of a drug has it for the age, as once-weekly dexamethasone of D-Rd."""
    for choices in ({}, {"dexamethasone-days": "once-weekly"}):
        ((on, message),) = _said(_plan("d-rd", date(1951, 1, 4), choices=choices))
        assert on is None
        assert "level '20-weekly'" in message
    for regimen in catalogue.REGIMENS.values():
        for phase in regimen.phases:
            aged: dict[tuple[str, str], set[str]] = {}
            for one in phase.components:
                for level in one.levels:
                    if one.alternative is not None and _is_for_an_age(level):
                        key = (one.drug.name, one.alternative.choice)
                        aged.setdefault(key, set()).add(one.alternative.option)
            for (_, choice), options in aged.items():
                assert options == set(regimen.choices()[choice]), (regimen.id, choice)


def test_age_reached_under_a_later_component_is_said() -> None:
    """D-Rd writes its level for an age beside cycles 1 and 2; it holds in cycle 7 too."""
    calendar = _plan("d-rd", date(1951, 8, 1), cycles=9)
    assert [on for on, _ in _said(calendar)] == [date(2026, 8, 2)]


# --- row by row ----------------------------------------------------------------------------------

_OLD = Patient(height="165 cm", weight="70 kg", born=date(1940, 1, 5))
_UNKNOWN = Patient(height="165 cm", weight="70 kg")


def _found(
    name: str, patient: Patient, rows: list[Administration], **choices: str
) -> list[Finding]:
    picked = tuple((choice.replace("_", "-"), option) for choice, option in choices.items())
    return list(age_findings(catalogue.get(name), patient, _DAY_1, rows, choices=picked))


def _rows(name: str, drug: str, cycles: int = 1) -> list[Administration]:
    return [row for row in _plan(name, None, cycles=cycles) if row.drug == drug]


def _of(row: Administration, **changes: Any) -> Administration:
    """The row of a component that is otherwise."""
    component = attrs.evolve(row.slot.component, **changes)
    return attrs.evolve(row, slot=attrs.evolve(row.slot, component=component))


def test_level_for_an_age_is_said_with_its_own_source() -> None:
    """A drug not planned has none, and hides no other; nor is a dose that was given asked for."""
    thalidomide = _rows("mpt", "thalidomide")[:2]
    (component,) = [
        one for _, one in catalogue.get("mpt").components() if one.drug.name == "thalidomide"
    ]
    (level,) = component.levels
    assert _found("mpt", _OLD, thalidomide) == [
        Finding(
            code="level-indicated",
            phase="treatment",
            drug="thalidomide",
            message=(
                f"older than 75 years: the source gives thalidomide at {level}; record a dose "
                "change if it is to be used"
            ),
            source=str(level.source),
        )
    ]
    unknown = Finding(
        code="entry-unknown",
        drug="thalidomide",
        date=_DAY_1,
        message=(
            "thalidomide is planned at its full dose, although the source has a dose for patients "
            "older than 75 years: record the date of birth"
        ),
        source=str(level.source),
    )
    assert _found("mpt", _UNKNOWN, thalidomide) == [unknown]
    given = [attrs.evolve(row, status=Status.GIVEN) for row in thalidomide]
    assert _found("mpt", _OLD, given) == _found("mpt", _UNKNOWN, given) == []


def test_option_for_an_age_is_said_with_the_source_of_its_dose() -> None:
    """And only of doses of another option of its own choice."""
    dexamethasone = _rows("d-vcd-al", "dexamethasone")[0]
    (option,) = [
        one
        for _, one in catalogue.get("d-vcd-al").components()
        if one.alternative is not None and one.alternative.option == "20-mg"
    ]
    (found,) = _found("d-vcd-al", _OLD, [dexamethasone])
    assert (found.phase, found.source) == ("treatment", str(option.dose.source))
    (unknown,) = _found("d-vcd-al", _UNKNOWN, [dexamethasone])
    assert unknown.source == str(option.dose.source)
    for other in (None, Alternative(choice="another", option="40-mg")):
        assert _found("d-vcd-al", _OLD, [_of(dexamethasone, alternative=other)]) == []


def test_age_is_held_against_the_rows_of_its_phase() -> None:
    """D-VRd of CEPHEUS has a level of dexamethasone in each of two phases."""
    rows = _rows("d-vrd-cepheus", "dexamethasone", cycles=9)
    for phase in ("combination", "continuation"):
        own = [row for row in rows if row.phase == phase]
        assert [one.phase for one in _found("d-vrd-cepheus", _OLD, own)] == [phase]


def test_row_at_a_level_that_is_not_for_the_age_of_a_component_without_it_is_not_asked() -> None:
    """A component with other levels has none for the age, whichever it is at."""
    row = _rows("mpt", "thalidomide")[0]
    (level,) = row.slot.component.levels
    other = attrs.evolve(level, name="other", for_older_than=None)
    lacking = _of(row, levels=(other,))
    at_it = attrs.evolve(lacking, slot=attrs.evolve(lacking.slot, level=other))
    assert _found("mpt", _OLD, [lacking]) == _found("mpt", _OLD, [at_it]) == []
    at_own = attrs.evolve(row, slot=attrs.evolve(row.slot, level=level))
    assert _found("mpt", _OLD, [at_own]) == []


def test_level_by_the_body_is_lower_at_any_body() -> None:
    """60 mg/m² of 0.82 m² are 49.2 mg: a smaller number than 50, and more than 50 mg/m² of it."""
    regimen = catalogue.get("mpt")
    (phase,) = regimen.phases
    components = []
    for one in phase.components:
        if one.drug.name != "melphalan":
            continue
        (level,) = one.levels
        dose = attrs.evolve(one.dose, amount=amount("60 mg/m²"))
        lower = attrs.evolve(level, dose=attrs.evolve(dose, amount=amount("50 mg/m²")))
        components.append(attrs.evolve(one, dose=dose, levels=(lower,)))
    regimen = attrs.evolve(
        regimen, phases=(attrs.evolve(phase, components=tuple(components)),), interpretations=()
    )
    small = attrs.evolve(_OLD, height="120 cm", weight="20 kg")
    calendar = Course(regimen, small, start=_DAY_1, cycles=1).plan()
    assert {row.dose for row in calendar} == {Decimal("49.2")}
    assert len(_said(calendar)) == 1


def _is_for_an_age(level: Level) -> bool:
    return level.for_older_than is not None or level.for_age_from is not None
