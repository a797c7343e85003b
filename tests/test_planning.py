"""From a course to its calendar: what may be planned at all, choices, routes, and where it ends."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest

from regimens import (
    Calendar,
    Correction,
    Course,
    CycleStart,
    Delay,
    Discontinuation,
    DoseChange,
    Finding,
    Given,
    Lab,
    Measurement,
    Omission,
    Patient,
    Policy,
    Postponement,
    RegimensError,
    Response,
    Switch,
    Transplant,
    catalogue,
)
from regimens.amounts import Cap, amount
from regimens.clinic import ClinicDays
from regimens.components import Level
from regimens.drugs import Route
from regimens.errors import DoseError, HistoryError, HorizonError, UnknownNameError, UnverifiedError
from regimens.events import Event
from regimens.regimen import Regimen
from regimens.sources import Reference

START = date(2026, 1, 5)
PATIENT = Patient(height="165 cm", weight="70 kg")


def _course(regimen: str | Regimen, **given: Any) -> Course:
    written = catalogue.get(regimen) if isinstance(regimen, str) else regimen
    return Course(written, given.pop("patient", PATIENT), **{"start": START, **given})


def _plan(regimen: str | Regimen, **given: Any) -> Calendar:
    return _course(regimen, **given).plan()


def _found(calendar: Calendar, code: str) -> list[Finding]:
    return [finding for finding in calendar.findings if finding.code == code]


def _refused(kind: type[RegimensError], regimen: str | Regimen, **given: Any) -> str:
    with pytest.raises(kind) as caught:
        _plan(regimen, **given)
    return str(caught.value)


# --- definitions nobody has read -----------------------------------------------------------------


def _unread() -> Regimen:
    dcep = catalogue.get("dcep")
    (phase,) = dcep.phases
    paper = Reference(title="A congress poster", identifier="none", checked_on=date(2026, 1, 5))
    cisplatin = phase.components[-1]
    guessed = attrs.evolve(
        cisplatin, dose=attrs.evolve(cisplatin.dose, source=paper.unread("the lower table"))
    )
    phase = attrs.evolve(phase, components=(*phase.components[:-1], guessed))
    return attrs.evolve(dcep, phases=(phase,))


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_unverified_definition_is_not_planned_without_a_reason(reason: str | None) -> None:
    """The number nobody has read is named, and so is the mend."""
    message = _refused(UnverifiedError, _unread(), allow_unverified=reason)
    assert message == (
        "allow_unverified: dcep has a number nobody has read in a reference: A congress poster, "
        "the lower table; say why it may be planned all the same"
    )


def test_unverified_definition_is_marked_on_the_calendar() -> None:
    """Planned with a reason, it says so, with the reason and the source."""
    calendar = _plan(_unread(), allow_unverified="to compare with our own sheet")
    (found,) = _found(calendar, "unverified-source")
    assert found.severity.value == "caution"
    assert found.message == (
        "a number said to stand in A congress poster, the lower table, was not read there; planned "
        "all the same: to compare with our own sheet"
    )
    assert found.source == "A congress poster, the lower table (unverified)"
    cisplatin = next(row for row in calendar if row.drug == "cisplatin")
    assert "(unverified)" in cisplatin.explain()


def test_verified_definition_needs_no_leave() -> None:
    """A reason given for nothing changes nothing."""
    plain, allowed = _plan("dcep"), _plan("dcep", allow_unverified="in case")
    assert plain.findings == allowed.findings
    assert _found(allowed, "unverified-source") == []


# --- choices and routes --------------------------------------------------------------------------


def _routes(calendar: Calendar) -> dict[str, set[str | None]]:
    found: dict[str, set[str | None]] = {}
    for row in calendar:
        found.setdefault(row.drug, set()).add(None if row.route is None else row.route.value)
    return found


def test_default_route_is_the_first_the_source_names() -> None:
    """Dexamethasone by mouth, bortezomib under the skin; where none is stated there is none."""
    assert _routes(_plan("dcep")) == {
        "dexamethasone": {"PO"},
        "cyclophosphamide": {None},
        "etoposide": {None},
        "cisplatin": {None},
    }
    assert _routes(_plan("dara-vd", cycles=1)) == {
        "dexamethasone": {None},  # neither text that was read states one
        "bortezomib": {"SC"},
        "daratumumab": {"IV"},
    }


@pytest.mark.parametrize(
    ("regimen", "drug", "route"),
    [
        ("dcep", "dexamethasone", "IV"),
        ("dcep", "dexamethasone", "PO"),
        ("dara-vd", "bortezomib", "IV"),
    ],
)
def test_route_can_be_chosen_where_the_source_names_several(
    regimen: str, drug: str, route: str
) -> None:
    """Only the drug's own rows change, and only their route."""
    plain, chosen = _plan(regimen, cycles=2), _plan(regimen, cycles=2, choices={drug: route})
    assert _routes(chosen) == {**_routes(plain), drug: {route}}
    assert [(row.date, row.drug, row.dose) for row in chosen] == [
        (row.date, row.drug, row.dose) for row in plain
    ]


@pytest.mark.parametrize(
    ("regimen", "choices", "message"),
    [
        (
            "dcep",
            {"dexamethasone": "SC"},
            "'SC' is not an option of 'dexamethasone'; use one of PO, IV",
        ),
        ("dcep", {"cisplatin": "IV"}, "dcep has no choice 'cisplatin'; use one of dexamethasone"),
        (
            "dara-dcep",
            {"antibiotic": "penicillin"},
            "'penicillin' is not an option of 'antibiotic'; use one of ciprofloxacin, "
            "trimethoprim-sulfamethoxazole",
        ),
        (
            "dara-dcep",
            {"antibiotics": "ciprofloxacin"},
            "dara-dcep has no choice 'antibiotics'; use one of dexamethasone, first-dose, "
            "antibiotic",
        ),
        (
            "dara-atra",
            {"daratumumab": "IV"},
            "dara-atra has no choice 'daratumumab'; leave choices out",
        ),
    ],
)
def test_choice_that_is_not_there_is_refused(
    regimen: str, choices: dict[str, str], message: str
) -> None:
    """The choices or options there are stand in the mend."""
    assert _refused(UnknownNameError, regimen, cycles=1, choices=choices) == f"choices: {message}"


def test_antibiotic_has_rows_only_where_they_are_asked_for() -> None:
    """500 mg twice on each of 84 days; without being asked for, none."""
    course = _course("dara-dcep")
    assert "ciprofloxacin" not in {row.drug for row in course.plan()}
    rows = [row for row in course.plan(continuous=True) if row.group == "antibiotic"]
    assert {(row.drug, row.dose, row.of) for row in rows} == {("ciprofloxacin", Decimal(500), 2)}
    assert [row.date for row in rows] == [
        START + timedelta(days=day) for day in range(84) for _ in "ab"
    ]
    assert len(course.plan(continuous=True)) == 69 + 168


def test_other_antibiotic_is_two_drugs() -> None:
    """Trimethoprim 80 mg with sulfamethoxazole 400 mg, each twice a day."""
    course = _course("dara-dcep", choices={"antibiotic": "trimethoprim-sulfamethoxazole"})
    rows = [row for row in course.plan(continuous=True) if row.group == "antibiotic"]
    assert len(rows) == 2 * 168
    assert {(row.drug, row.dose) for row in rows} == {
        ("trimethoprim", Decimal(80)),
        ("sulfamethoxazole", Decimal(400)),
    }
    first = [row.drug for row in rows if row.date == START]
    assert first == ["trimethoprim"] * 2 + ["sulfamethoxazole"] * 2


# --- the horizon ---------------------------------------------------------------------------------


def test_last_day_before_the_start_is_refused() -> None:
    """The start itself is the earliest last day."""
    message = _refused(HorizonError, "dcep", until=date(2026, 1, 4))
    assert message == (
        "until: the last day 2026-01-04 lies before the start 2026-01-05; give a later last day"
    )
    assert [row.date for row in _plan("dcep", until=START)] == [START] * 4


def test_days_in_a_row_that_are_cut_are_said() -> None:
    """DCEP up to its second day: the days after are cut, of all four drugs."""
    calendar = _plan("dara-dcep", until=date(2026, 1, 6))
    (found,) = _found(calendar, "horizon-reached")
    assert found.severity.value == "info"
    assert found.date == date(2026, 1, 6)
    assert found.message == (
        "shown to 2026-01-06; treatment goes on, and days in a row are cut off for cisplatin, "
        "cyclophosphamide, dexamethasone, etoposide: show more"
    )


def test_end_between_blocks_cuts_none() -> None:
    """From day 4 to day 5 nothing goes on but the treatment."""
    (found,) = _found(_plan("dara-dcep", until=date(2026, 1, 9)), "horizon-reached")
    assert found.message == "shown to 2026-01-09; treatment goes on"
    assert found.date == date(2026, 1, 8)


def test_end_of_the_last_cycle_is_no_horizon() -> None:
    """Every dose is shown: nothing goes on."""
    assert _found(_plan("dcep", until=date(2026, 3, 5)), "horizon-reached") == []
    assert len(_found(_plan("dcep", until=date(2026, 3, 4)), "horizon-reached")) == 1
    assert _found(_plan("dcep"), "horizon-reached") == []


def test_number_of_cycles_is_said() -> None:
    """The last dose's date stands beside it."""
    (found,) = _found(_plan("daratumumab-iv", cycles=3), "horizon-reached")
    assert found.message == "shown for 3 cycles; treatment goes on"
    assert found.date == date(2026, 3, 16)


def test_cycles_that_wait_for_a_start_are_said() -> None:
    """After a transplant eight cycles are asked for and three can be shown."""
    events = [Transplant(on=date(2026, 5, 1))]
    (found,) = _found(_plan("dara-dcep", cycles=8, events=events), "horizon-reached")
    assert found.message == "shown for 3 cycles; treatment goes on"


def test_last_day_before_a_delayed_first_dose_shows_nothing() -> None:
    """The course is there, and has no dose yet."""
    calendar = _plan("dcep", until=date(2026, 1, 7), events=[Delay(cycle=1, days=5)])
    assert (len(calendar), calendar.cycles) == (0, ())
    (found,) = _found(calendar, "horizon-reached")
    assert (found.message, found.date) == ("shown to 2026-01-07; treatment goes on", None)


def test_earlier_of_two_ends_holds() -> None:
    """Two cycles, and at most to 20 January."""
    calendar = _plan("daratumumab-iv", cycles=2, until=date(2026, 1, 20))
    assert [row.date.day for row in calendar] == [5, 12, 19]
    calendar = _plan("daratumumab-iv", cycles=1, until=date(2027, 1, 1))
    assert len(calendar) == 4


def test_rows_that_run_past_the_last_year_are_refused() -> None:
    """The cycle starts in time, its doses do not."""
    # Cycle 1 from 10 December 9999: its next planned start is past the last year already.
    message = _refused(HorizonError, "dcep", start=date(9999, 12, 10))
    assert message.endswith("past the year 9999; start earlier, or plan fewer cycles")
    # The group is moved past it, its cycle is not.
    message = _refused(
        HorizonError,
        "dcep",
        start=date(9999, 9, 1),
        events=[Delay(of="DCEP", cycle=3, days=70)],
    )
    assert message.startswith("start: ")
    assert message.endswith("past the year 9999; start earlier, or plan fewer cycles")


@pytest.mark.parametrize("regimen", ["rd", "daratumumab-iv", "vrd"])
def test_cycle_of_the_last_year_is_planned_where_no_later_one_is_asked_for(regimen: str) -> None:
    """What goes on until it is stopped is not planned beyond the cycle shown, to December 9999."""
    calendar = _plan(regimen, start=date(9999, 11, 22), cycles=1)
    assert len(calendar) == len(_plan(regimen, cycles=1))
    assert calendar[-1].date < date(9999, 12, 20)


# --- order and status ----------------------------------------------------------------------------


def test_rows_of_a_day_stand_in_the_order_of_the_regimen() -> None:
    """Also where a delayed group meets another day: DCEP day 4 and daratumumab day 8."""
    calendar = _plan("dara-dcep", events=[Delay(of="DCEP", cycle=2, days=4)])
    meeting = [(row.drug, row.day) for row in calendar if row.date == date(2026, 2, 9)]
    assert meeting == [
        ("dexamethasone", 4),
        ("cyclophosphamide", 4),
        ("etoposide", 4),
        ("cisplatin", 4),
        ("daratumumab", 8),
    ]


def test_rows_of_cycles_that_meet_are_sorted_by_date() -> None:
    """Cycle 2 recorded on day 10 of cycle 1: its first doses stand before day 15 of cycle 1."""
    calendar = _plan("daratumumab-iv", cycles=2, events=[CycleStart(cycle=2, on=date(2026, 1, 14))])
    assert [(row.date.day, row.cycle, row.day) for row in calendar][:6] == [
        (5, 1, 1),
        (12, 1, 8),
        (14, 2, 1),
        (19, 1, 15),
        (21, 2, 8),
        (26, 1, 22),
    ]


def test_past_doses_are_unconfirmed() -> None:
    """Those before the day are; those of it are planned; without a day all are planned."""
    calendar = _plan("daratumumab-iv", cycles=1, as_of=date(2026, 1, 12))
    statuses = [(row.date.day, row.status.value) for row in calendar]
    assert statuses == [(5, "unconfirmed"), (12, "planned"), (19, "planned"), (26, "planned")]
    assert {row.status.value for row in _plan("dcep")} == {"planned"}


def test_conditional_doses_of_the_past_stay_conditional() -> None:
    """Nobody can have given what had no leave to be given."""
    calendar = _plan("dara-dcep", as_of=date(2027, 1, 1))
    assert {row.status.value for row in calendar if row.phase == "maintenance"} == {"conditional"}
    opened = _plan(
        "dara-dcep",
        as_of=date(2027, 1, 1),
        events=[Response(on=date(2026, 3, 20), response="CR")],
    )
    assert {row.status.value for row in opened} == {"unconfirmed"}


def test_findings_stand_by_severity() -> None:
    """Violations first, then cautions, then information."""
    calendar = _plan(
        "dara-dcep", events=[CycleStart(phase="induction", cycle=2, on=date(2026, 1, 20))]
    )
    order = ["violation", "caution", "info"]
    severities = [order.index(finding.severity.value) for finding in calendar.findings]
    assert severities == sorted(severities)
    assert set(severities) == {0, 1, 2}


# --- after a discontinuation ---------------------------------------------------------------------

STOPPED = Discontinuation(of="cisplatin", on=date(2026, 2, 4), id="stop")


def _cisplatin(calendar: Calendar) -> list[str]:
    return [row.status.value for row in calendar if row.drug == "cisplatin"]


def test_discontinued_drug_keeps_its_rows() -> None:
    """From the first day not given on: day 3 of cycle 2; the other drugs go on."""
    calendar = _plan("dcep", events=[STOPPED])
    assert _cisplatin(calendar) == ["planned"] * 6 + ["discontinued"] * 6
    assert calendar.totals()["cisplatin"] == Decimal("107.4")  # 6 × 17.9
    assert {row.status.value for row in calendar if row.drug != "cisplatin"} == {"planned"}


@pytest.mark.parametrize(
    "event",
    [
        DoseChange(of="cisplatin", to="0.7", cycle=3),
        DoseChange(of=("cisplatin",), to="0.7", cycle=2, day=3),
    ],
)
def test_change_of_what_is_discontinued_is_refused(event: DoseChange) -> None:
    """There is no dose left that it could change."""
    message = _refused(HistoryError, "dcep", events=[STOPPED, event])
    assert message == (
        "events[1]: cisplatin is discontinued by then; "
        "void the discontinuation with a correction first"
    )


def test_change_that_still_finds_a_dose_is_no_contradiction() -> None:
    """From day 2 of cycle 2 one dose of cisplatin is left, and of the group three drugs."""
    earlier = DoseChange(of="cisplatin", to="0.7", cycle=2, day=2)
    doses = [
        row.dose for row in _plan("dcep", events=[STOPPED, earlier]) if row.drug == "cisplatin"
    ]
    assert doses[4:6] == [Decimal("17.9"), Decimal("12.53")]
    group = DoseChange(of="DCEP", to="0.7", cycle=3)
    assert len(_plan("dcep", events=[STOPPED, group])) == 48


def test_delay_after_the_course_is_discontinued_is_refused() -> None:
    """Voided first, the discontinuation does not hold, and the delay does."""
    whole = Discontinuation(on=date(2026, 2, 20), id="stop")
    late = Delay(cycle=3, days=3)
    message = _refused(HistoryError, "dcep", events=[whole, late])
    assert message.startswith("events[1]: the course is discontinued by then; void the")
    calendar = _plan("dcep", events=[whole, Correction(voids="stop"), late])
    assert {row.status.value for row in calendar} == {"planned"}
    assert calendar[-1].date == date(2026, 3, 8)


@pytest.mark.parametrize("on", [date(2026, 3, 2), date(2027, 2, 1), date(2126, 1, 5)])
def test_discontinuation_of_open_ended_treatment_is_found_beyond_the_horizon(on: date) -> None:
    """Whatever is shown, a stop recorded for a later day is a fact like others."""
    events = [Discontinuation(on=on, reason="progression")]
    calendar = _plan("daratumumab-iv", cycles=3, events=events)
    planned = [row.date for row in calendar if row.status.value == "planned"]
    assert planned == [row.date for row in calendar if row.date < on]
    assert len(calendar) == 10


# --- what was given ------------------------------------------------------------------------------


def test_given_dose_never_changes_when_something_later_is_recorded() -> None:
    """12.5 mg on 5 January stay so, whatever fraction, delay or start is recorded afterwards."""
    given = [
        Given(of="cisplatin", on=START, dose="12.5 mg"),
        Given(of="etoposide", on=START),
    ]
    later = [
        DoseChange(of="DCEP", to="0.7", cycle=1),
        Postponement(of="DCEP", on=date(2026, 1, 6), to=date(2026, 1, 8)),
        Delay(cycle=2, days=9),
    ]
    calendar = _plan("dcep", events=[*given, *later])
    rows = {(row.drug, row.day): row for row in calendar if row.cycle == 1}
    first = rows["cisplatin", 1]
    assert (first.date, first.dose, first.status.value) == (START, Decimal("12.5"), "given")
    whole = rows["etoposide", 1]
    assert (whole.date, whole.dose, whole.status.value) == (START, Decimal("71.6"), "given")
    assert rows["cisplatin", 3].dose == Decimal("12.53")


def test_given_dose_keeps_what_it_was_matched_to_through_a_correction() -> None:
    """A correction of something else leaves it as it was recorded."""
    events = [
        DoseChange(of="DCEP", to="0.7", cycle=1, id="wrong"),
        Given(of="cisplatin", on=START),
        Correction(voids="wrong"),
        Given(of="cisplatin", on=date(2026, 1, 6)),
    ]
    rows = [row for row in _plan("dcep", events=events) if row.drug == "cisplatin"]
    assert [row.dose for row in rows[:3]] == [Decimal("12.53"), Decimal("17.9"), Decimal("17.9")]
    assert [row.status.value for row in rows[:3]] == ["given", "given", "planned"]


def test_switch_holds_from_the_next_scheduled_dose_on() -> None:
    """Under the skin from 12 January on: 1800 mg, whatever the body."""
    events = [Switch(of="daratumumab", to="daratumumab-sc", on=date(2026, 1, 10))]
    calendar = _plan("daratumumab-iv", cycles=1, events=events)
    found = [(row.date.day, row.dose, row.route and row.route.value) for row in calendar]
    assert found == [
        (5, Decimal(1120), "IV"),
        *((day, Decimal(1800), "SC") for day in (12, 19, 26)),
    ]


def test_switch_keeps_the_fraction_that_was_recorded() -> None:
    """Half of 1800 mg is 900 mg, before the switch was recorded or after it."""
    switch = Switch(of="daratumumab", to="daratumumab-sc", on=date(2026, 1, 19))
    half = DoseChange(of="daratumumab", to="0.5", cycle=1, day=8)
    for events in ([switch, half], [half, switch]):
        calendar = _plan("daratumumab-iv", cycles=1, events=events)
        found = [(row.date.day, row.dose, str(row.fraction)) for row in calendar]
        assert found == [
            (5, Decimal(1120), "1"),
            (12, Decimal(560), "0.5"),
            *((day, Decimal(900), "0.5") for day in (19, 26)),
        ]


def test_switch_is_refused_at_a_level_that_no_product_has() -> None:
    """Of a level in mg/kg no amount under the skin is known: the full one would undo it."""
    written = catalogue.get("daratumumab-iv")
    (phase,) = written.phases
    dose = attrs.evolve(phase.components[0].dose, amount=amount("8 mg/kg"))
    levels = (Level(name="half", dose=dose, source=dose.source),)
    components = tuple(attrs.evolve(one, levels=levels) for one in phase.components)
    own = attrs.evolve(phase, components=components)
    regimen = attrs.evolve(written, id="own", aliases=(), phases=(own,))
    events = [
        Switch(of="daratumumab", to="daratumumab-sc", on=date(2026, 1, 19)),
        DoseChange(of="daratumumab", level="half", cycle=2),
    ]
    assert _plan(regimen, cycles=1, events=events)[2].dose == Decimal(1800)
    with pytest.raises(
        DoseError,
        match=r"cycle 2 day 1: daratumumab is at the level 'half', of which the protocol writes no "
        "amount of daratumumab-sc; record a fraction of the full dose from there, or do not switch",
    ):
        _plan(regimen, cycles=2, events=events)


# --- what holds for every plan -------------------------------------------------------------------


def test_silence_of_the_source_is_said_once() -> None:
    """What it has no rule for stands in one caution."""
    (found,) = _found(_plan("dcep"), "no-rule-in-source")
    assert found.severity.value == "caution"
    assert found.message == (
        "nothing here checks or adjusts for: blood counts before a cycle; renal function; hepatic "
        "function; growth factor support of DCEP without daratumumab; the source gives no rule for "
        "them: decide by other references"
    )
    silent = attrs.evolve(catalogue.get("dcep"), no_rule_for=())
    assert _found(_plan(silent), "no-rule-in-source") == []


def test_interpretations_are_said_with_their_alternatives() -> None:
    """Those that always matter; that of a reduction only where something is reduced."""
    messages = [finding.message for finding in _found(_plan("dcep"), "interpretation")]
    assert messages[0] == (
        "the amounts of DCEP are for each of the days 1 to 4 (the words could also mean: the "
        "amounts are totals over the four days)"
    )
    assert not [message for message in messages if "reduction" in message]


def test_unlikely_body_is_a_caution() -> None:
    """Pounds taken for kilograms give a body mass index of 56.6."""
    heavy = Patient(height="165 cm", weight="154 kg")
    (found,) = _found(_plan("dcep", patient=heavy), "unlikely-body")
    assert found.severity.value == "caution"
    assert found.message == (
        "a body mass index of 56.6 (165 cm, 154 kg) is unlikely, being outside 13–50; did you mean "
        "165 cm and 154 lb?"
    )
    assert _found(_plan("dcep"), "unlikely-body") == []


def test_body_without_a_height_is_neither_likely_nor_unlikely() -> None:
    """Daratumumab alone is planned from the weight."""
    calendar = _plan("daratumumab-iv", cycles=1, patient=Patient(weight="154 kg"))
    assert _found(calendar, "unlikely-body") == []
    assert {row.dose for row in calendar} == {Decimal(2464)}


@pytest.mark.parametrize(
    ("born", "indicated"),
    [(date(1951, 1, 4), True), (date(1951, 1, 5), False), (date(1960, 1, 1), False), (None, False)],
)
def test_level_the_source_uses_over_75_years_is_said(born: date | None, *, indicated: bool) -> None:
    """Strictly over 75 on day 1; it is said and never applied."""
    patient = Patient(height="165 cm", weight="70 kg", born=born)
    calendar = _plan("dara-vd", cycles=1, patient=patient)
    found = _found(calendar, "level-indicated")
    assert [finding.message for finding in found if finding.date is None] == (
        [
            "older than 75 years: the source gives dexamethasone at level 'weekly' (20 mg on "
            "days 1, 8, 15); record a dose change if it is to be used"
        ]
        if indicated
        else []
    )
    assert {row.level for row in calendar} == {None}


# --- what is said of doses -----------------------------------------------------------------------


def test_cap_of_the_policy_is_said_for_each_drug_it_reaches() -> None:
    """The body surface capped at 1.6 m²: 640 mg of cyclophosphamide instead of 716 mg."""
    calendar = _plan("dcep", policy=Policy(bsa_cap="1.6 m²"))
    found = _found(calendar, "cap-applied")
    assert [(one.drug, one.phase, one.source) for one in found] == [
        (drug, "induction", "policy") for drug in ("cyclophosphamide", "etoposide", "cisplatin")
    ]
    assert found[0].message == (
        "cyclophosphamide: the body surface area is capped at 1.6 m² (calculated 1.791182 m²): "
        "640 mg is given"
    )
    assert {one.severity.value for one in found} == {"info"}
    assert _found(_plan("dcep", policy=Policy(bsa_cap="2 m²")), "cap-applied") == []


def test_both_caps_are_said() -> None:
    """2.75 m² on 2.2 m² by the policy are 880 mg, of which 700 mg are the most."""
    dcep = catalogue.get("dcep")
    (phase,) = dcep.phases
    dexamethasone, cyclophosphamide, *rest = phase.components
    cap = Cap(value=Decimal(700), source=phase.source)
    capped = attrs.evolve(cyclophosphamide, dose=attrs.evolve(cyclophosphamide.dose, cap=cap))
    regimen = attrs.evolve(
        dcep, phases=(attrs.evolve(phase, components=(dexamethasone, capped, *rest)),)
    )
    tall = Patient(height="195 cm", weight="140 kg")
    calendar = _plan(regimen, patient=tall, policy=Policy(bsa_cap="2.2 m²"))
    assert _found(calendar, "cap-applied")[0].message == (
        "cyclophosphamide: the body surface area is capped at 2.2 m² (calculated 2.753785 m²) and "
        "the dose is capped at 700 mg per administration (calculated 880 mg): 700 mg is given"
    )


def test_cap_of_a_carfilzomib_dose_is_its_surface() -> None:
    """Kd: 20 mg/m² on 2.2 m² at most are 44 mg; at 2.2 m² itself nothing is said."""
    tall = Patient(height="195 cm", weight="140 kg", born=date(1970, 1, 1))
    said = [one.message for one in _found(_plan("kd-20-56", cycles=1, patient=tall), "cap-applied")]
    assert said[0] == (
        "carfilzomib: the body surface area is capped at 2.2 m² (calculated 2.753785 m²): 44 mg is "
        "given"
    )
    # 176 cm and 99 kg: 176 × 99 ÷ 3600 = 4.84, whose root is 2.2 m².
    at = Patient(height="176 cm", weight="99 kg", born=date(1970, 1, 1))
    assert _found(_plan("kd-20-56", cycles=1, patient=at), "cap-applied") == []
    above = Patient(height="176 cm", weight="99.1 kg", born=date(1970, 1, 1))
    assert "(calculated 2.201111 m²): 44 mg" in (
        _found(_plan("kd-20-56", cycles=1, patient=above), "cap-applied")[0].message
    )


def test_cap_of_the_definition_is_said_with_its_source() -> None:
    """A cap in milligrams on one drug."""
    dcep = catalogue.get("dcep")
    (phase,) = dcep.phases
    dexamethasone, cyclophosphamide, *rest = phase.components
    cap = Cap(value=Decimal(700), source=dcep.phases[0].source)
    capped = attrs.evolve(cyclophosphamide, dose=attrs.evolve(cyclophosphamide.dose, cap=cap))
    regimen = attrs.evolve(
        dcep, phases=(attrs.evolve(phase, components=(dexamethasone, capped, *rest)),)
    )
    calendar = _plan(regimen)
    (found,) = _found(calendar, "cap-applied")
    assert found.message == (
        "cyclophosphamide: the dose is capped at 700 mg per administration (calculated 716 mg): "
        "700 mg is given"
    )
    assert found.source == str(dcep.phases[0].source)
    assert {row.dose for row in calendar if row.drug == "cyclophosphamide"} == {Decimal(700)}


def test_surface_cap_of_one_drug_leaves_the_others() -> None:
    """A definition may cap the body surface of one drug only."""
    dcep = catalogue.get("dcep")
    (phase,) = dcep.phases
    *rest, cisplatin = phase.components
    capped = attrs.evolve(cisplatin, dose=attrs.evolve(cisplatin.dose, surface_cap=Decimal("1.5")))
    regimen = attrs.evolve(dcep, phases=(attrs.evolve(phase, components=(*rest, capped)),))
    doses = {row.drug: row.dose for row in _plan(regimen)}
    assert (doses["cisplatin"], doses["etoposide"]) == (Decimal(15), Decimal("71.6"))


@pytest.mark.parametrize(
    ("rounding", "more"), [("880", None), ("880.1", "10.01"), ("880.3", "10.04"), ("881", "10.1")]
)
def test_rounding_by_more_than_a_tenth_is_said(rounding: str, more: str | None) -> None:
    """16 mg/kg of 50 kg is 800 mg: 880 mg is a tenth more and passes, 881 mg does not.

    80.1 of 800 are 10.0125 %, 80.3 are 10.0375 %, 81 are 10.125 %; none may read as 10 %.
    """
    light = Patient(height="165 cm", weight="50 kg")
    policy = Policy(rounding=f"{rounding} mg")
    calendar = _plan("daratumumab-iv", cycles=1, patient=light, policy=policy)
    assert [finding.message for finding in _found(calendar, "rounding-over-tolerance")] == (
        [
            f"daratumumab: 800 mg is rounded to {rounding} mg, {more} % more, beyond the 10 % "
            "allowed; use a finer rounding"
        ]
        if more
        else []
    )


def test_rounding_down_by_more_than_a_tenth_is_said() -> None:
    """17.9 mg of cisplatin to 10 mg is 20 mg, 71.6 mg of etoposide to 10 mg is 70 mg."""
    found = _found(_plan("dcep", policy=Policy(rounding="10 mg")), "rounding-over-tolerance")
    assert [one.drug for one in found] == ["cisplatin"]
    found = _found(_plan("dcep", policy=Policy(rounding="16 mg")), "rounding-over-tolerance")
    # 40 → 48 (+ 20 %), 716 → 720, 71.6 → 64 (− 10.6 %), 17.9 → 16 (− 10.6 %)
    assert [one.drug for one in found] == ["dexamethasone", "etoposide", "cisplatin"]


def test_each_drug_is_spoken_of_once_a_setting() -> None:
    """Twelve doses of one size make one finding."""
    found = _found(_plan("dcep", policy=Policy(bsa_cap="1.6 m²")), "cap-applied")
    assert len(found) == 3


# --- dates nobody is treated on ------------------------------------------------------------------


def test_record_of_a_year_that_was_typed_wrongly_is_refused() -> None:
    """Up to the day 100 years after the start it is taken; a day more is a slip."""
    last = date(2126, 1, 5)
    late = [CycleStart(cycle=1, on=START), Measurement(on=last, weight="70 kg")]
    assert _plan("dcep", events=late)
    message = _refused(
        HistoryError,
        "daratumumab-iv",
        events=[Omission(of="daratumumab", on=last)],
        cycles=1,
    )
    assert "more than 100 years" not in message
    for event in (
        Omission(of="daratumumab", on=last + timedelta(days=1)),
        Measurement(on=START, weight="70 kg", from_=last + timedelta(days=1)),
        Lab(on=START, creatinine_clearance="60 mL/min", recorded=last + timedelta(days=1)),
    ):
        message = _refused(HistoryError, "daratumumab-iv", events=[event], cycles=1)
        assert message == (
            "events[0]: 2126-01-06 is more than 100 years after the start on 2026-01-05; "
            "check the year"
        )


def test_slip_in_a_year_can_be_corrected() -> None:
    """What a correction voids is asked no more."""
    slip = Measurement(id="m1", on=date(4052, 2, 19), weight="70 kg")
    assert _plan("dcep", events=[slip, Correction(voids="m1")])


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        (date(9001, 1, 1), " (a date of 9001-01-01 is recorded)"),
        (date(9000, 12, 31), ""),
        (None, ""),
    ],
)
def test_date_far_ahead_that_was_typed_is_named(ended: date | None, said: str) -> None:
    """Where a course runs past the last year, the slip that led there is shown, if there is one."""
    patient = Patient(height="165 cm", weight="70 kg", prior_therapy_ended=ended)
    message = _refused(HorizonError, "dcep", patient=patient, events=[Delay(cycle=3, days=10**7)])
    assert message == (
        f"start: a course from 2026-01-05 runs past the year 9999{said}; "
        "start earlier, or plan fewer cycles"
    )


# --- what a calendar asks only of a course that something has happened to ------------------------


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"clinic": ClinicDays(closed_dates=[date(2026, 1, 12)], may_move={"daratumumab": 1})},
            "daratumumab on 2026-01-13 is 8 days after 2026-01-05; written are 7 days",
        ),
        (
            # Cycle 1 from 6 January, its last dose on the 27th; cycle 2 on 3 + 3 = 6 February.
            {"events": [Delay(cycle=1, days=1), Delay(cycle=2, days=3)]},
            "daratumumab on 2026-02-06 is 10 days after 2026-01-27; written are 7 days",
        ),
    ],
)
def test_long_interval_is_said_where_no_single_dose_was_changed(
    given: dict[str, Any], said: str
) -> None:
    """A clinic that moved a dose, and cycles of which each is late, are held against intervals."""
    calendar = _plan("daratumumab-iv", cycles=2, **given)
    assert [one.message for one in _found(calendar, "interval-too-long")] == [said]


def test_postponement_that_a_later_start_replaces_is_said() -> None:
    """Day 1 of cycle 2 put off from 2 to 4 February; its cycle then starts on the 5th."""
    events = [
        Postponement(of="daratumumab", on=date(2026, 2, 2), to=date(2026, 2, 4), id="late"),
        CycleStart(cycle=2, on=date(2026, 2, 5)),
    ]
    (found,) = [
        one
        for one in _found(_plan("daratumumab-iv", cycles=2, events=events), "interpretation")
        if one.events
    ]
    assert found == Finding(
        code="interpretation",
        message=(
            "the start of treatment cycle 2 was recorded after daratumumab of day 1 was postponed, "
            "and puts it on 2026-02-05: postpone it again if it is still to be later"
        ),
        phase="treatment",
        cycle=2,
        day=1,
        drug="daratumumab",
        date=date(2026, 2, 5),
        events=("events[0] (late)", "events[1]"),
    )


_ALL_STOPS = Discontinuation(on=date(2026, 2, 2))


@pytest.mark.parametrize(
    ("until", "events", "goes_on"),
    [
        (date(2026, 2, 2), [_ALL_STOPS], False),
        (date(2026, 2, 9), [_ALL_STOPS], False),
        (date(2026, 2, 2), [Discontinuation(of="daratumumab", on=date(2026, 1, 19)), _ALL_STOPS],
         False),
        (date(2026, 2, 1), [_ALL_STOPS], True),
        (date(2026, 2, 9), [Discontinuation(of="daratumumab", on=date(2026, 2, 2))], True),
        (date(2026, 2, 9), [], True),
        # Nothing is shown yet of a course that starts later than planned.
        (date(2026, 1, 6), [Delay(cycle=1, days=5), _ALL_STOPS], True),
    ],
)  # fmt: skip
def test_treatment_goes_on_unless_all_of_it_is_stopped(
    until: date, events: list[Event], *, goes_on: bool
) -> None:
    """A course stopped on 2 February, that day being shown, has no horizon; one drug is not all."""
    calendar = _plan("daratumumab-iv", until=until, events=events)
    said = [one.message for one in _found(calendar, "horizon-reached")]
    assert said == ([f"shown to {until}; treatment goes on"] if goes_on else [])


def test_days_of_a_stopped_drug_are_not_cut() -> None:
    """DCEP up to its second day, cisplatin being stopped from the third on."""
    events = [Discontinuation(of="cisplatin", on=date(2026, 1, 7))]
    calendar = _plan("dara-dcep", until=date(2026, 1, 6), events=events)
    assert _found(calendar, "horizon-reached")[0].message == (
        "shown to 2026-01-06; treatment goes on, and days in a row are cut off for "
        "cyclophosphamide, dexamethasone, etoposide: show more"
    )


def test_move_of_a_cycle_that_is_not_shown_is_not_said() -> None:
    """2 February is closed and the last day shown: cycle 2 starts on the 3rd, beyond it."""
    clinic = ClinicDays(closed_dates=[date(2026, 2, 2)], may_move={"daratumumab": 1})
    calendar = _plan("daratumumab-iv", until=date(2026, 2, 2), clinic=clinic)
    assert [row.date.day for row in calendar] == [5, 12, 19, 26]
    assert _found(calendar, "clinic-move") == []


def test_weight_waits_for_no_cycle_that_has_no_date() -> None:
    """After a transplant maintenance has no start: 60 kg of 10 March find no cycle."""
    events = [
        Transplant(on=date(2026, 5, 1)),
        Measurement(on=date(2026, 3, 10), weight="60 kg"),
    ]
    (found,) = _found(_plan("dara-dcep", events=events), "dose-reweighed")
    assert found.message == (
        "60 kg on 2026-03-10 against a dosing weight of 70 kg, 14.3 % different: not used, because "
        "no cycle begins after it; name the first day in from"
    )


def test_tables_are_read_before_there_is_a_cycle_to_show() -> None:
    """The first cycle is late, and starts after the last day shown."""
    late = [Delay(cycle=1, days=5)]
    calendar = _plan("vd", until=date(2026, 1, 7), events=late)
    assert (len(calendar), calendar.cycles) == (0, ())


def test_route_is_chosen_only_where_there_are_several() -> None:
    """By mouth, where it may be; a second phase that states the vein keeps it."""
    dcep = catalogue.get("dcep")
    (phase,) = dcep.phases
    dexamethasone, *rest = phase.components
    vein = attrs.evolve(dexamethasone, routes=(Route.IV,))
    second = attrs.evolve(phase, name="second", components=(vein, *rest))
    both = attrs.evolve(dcep, phases=(phase, second))
    for route in ("PO", "IV"):
        calendar = _plan(both, choices={"dexamethasone": route})
        routes = {
            (row.phase, row.route and row.route.value)
            for row in calendar
            if row.drug == "dexamethasone"
        }
        assert routes == {("induction", route), ("second", "IV")}


def test_age_is_that_of_the_day_the_first_cycle_starts() -> None:
    """Older than 75 from 6 January on: reached on the day to which day 1 is put off."""
    patient = Patient(height="165 cm", weight="70 kg", born=date(1951, 1, 5))
    put_off = [Delay(phase="combination", cycle=1, days=1)]
    for events, said in (([], " from 2026-01-06 on"), (put_off, "")):
        found = _found(
            _plan("dara-vd", patient=patient, events=events, cycles=1), "level-indicated"
        )
        assert found[0].message.startswith(f"older than 75 years{said}: the source gives")


def test_tables_of_an_option_that_is_not_picked_are_not_read() -> None:
    """A clearance of 40 mL/min lies in no row of the default's table; the other option has none."""
    written = catalogue.get("dara-r-maintenance-auriga")
    (phase,) = written.phases
    other = {"lenalidomide-dose": "15-from-cycle-4"}
    components = [
        attrs.evolve(one, tables=())
        if one.alternative and one.alternative.option == other["lenalidomide-dose"]
        else one
        for one in phase.components
    ]
    regimen = attrs.evolve(written, phases=(attrs.evolve(phase, components=tuple(components)),))
    given: dict[str, Any] = {
        "cycles": 4,
        "events": [Lab(on=date(2026, 1, 4), creatinine_clearance="40 mL/min")],
        "allow_unverified": "a test",
    }
    assert "lies in no row of the table" in _refused(DoseError, regimen, **given)
    doses = [
        row.dose for row in _plan(regimen, choices=other, **given) if row.drug == "lenalidomide"
    ]
    assert set(doses) == {Decimal(10), Decimal(15)}


def test_tables_are_read_on_the_day_the_first_cycle_starts() -> None:
    """Put off by a week, lenalidomide is begun by the clearance of 40 mL/min found meanwhile."""
    events = [
        Lab(on=date(2026, 1, 4), creatinine_clearance="90 mL/min"),
        Delay(cycle=1, days=7),
        Lab(on=date(2026, 1, 10), creatinine_clearance="40 mL/min"),
    ]
    for recorded, dose in ((events[:2], 25), (events, 10)):
        doses = {
            row.dose
            for row in _plan("ird", cycles=1, events=recorded)
            if row.drug == "lenalidomide"
        }
        assert doses == {Decimal(dose)}
