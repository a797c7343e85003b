"""Dose levels that a table chooses: at, below and above each printed bound, gaps and overlaps."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest

from regimens import Calendar, Course, CycleStart, DoseChange, Lab, Patient, Status, catalogue
from regimens.amounts import WrittenDose, amount
from regimens.components import Band, Component, Level, LevelTable, Role, TableValue
from regimens.drugs import Drug
from regimens.errors import DefinitionError, DoseError
from regimens.events import Event
from regimens.formats.card import card
from regimens.regimen import Phase, Regimen
from regimens.schedule import Cycles, Following, Schedule
from regimens.sources import Source

_D = Decimal
_DAY_1 = date(2026, 1, 5)
_SOURCE = Source(
    title="A label made up for a test", identifier="none", locator="p. 1", checked_on=_DAY_1
)
_PATIENT = Patient(sex="female", born=date(1961, 1, 5), height="165 cm", weight="70 kg")


def _level(dose: str) -> Level:
    written = WrittenDose(amount=amount(f"{dose} mg"), source=_SOURCE)
    return Level(name=dose, dose=written, source=_SOURCE)


# Rows with gaps between them, as a label prints whole numbers, and one overlap at 60.
_ROWS = (
    Band(low=_D(60), level=None),
    Band(low=_D(50), high=_D(60), level="3.5"),
    Band(low=_D(40), high=_D(49), level="3.3"),
    Band(low=_D(30), high=_D(39), level="3"),
    Band(high=_D(30), high_included=False, not_given=True),
)


def _regimen(by: TableValue = TableValue.CREATININE_CLEARANCE) -> Regimen:
    component = Component(
        drug=Drug(name="zoledronic acid"),
        group="bone",
        dose=WrittenDose(amount=amount("4 mg"), source=_SOURCE),
        timing=(Schedule(days=(1,), cycles=Cycles(1), source=_SOURCE),),
        levels=(_level("3.5"), _level("3.3"), _level("3")),
        tables=(LevelTable(by=by, bands=_ROWS, source=_SOURCE),),
    )
    phase = Phase(
        name="treatment", cycle_length=28, cycles=2, components=(component,), source=_SOURCE
    )
    return Regimen(id="bone", title="Made up", revision="1", phases=(phase,))


def _plan(*events: Event, regimen: Regimen | None = None) -> Calendar:
    return Course(regimen or _regimen(), _PATIENT, start=_DAY_1, events=events).plan()


def _lab(clearance: str, on: date = _DAY_1) -> Lab:
    return Lab(on=on, creatinine_clearance=f"{clearance} mL/min")


@pytest.mark.parametrize(
    ("clearance", "dose"),
    [
        ("120", "4"),
        ("60.1", "4"),
        ("59.9", "3.5"),
        ("50", "3.5"),
        ("49", "3.3"),
        ("40", "3.3"),
        ("39", "3"),
        ("30", "3"),
    ],
)
def test_clearance_chooses_the_dose_of_every_cycle(clearance: str, dose: str) -> None:
    """Bounds belong to the rows that print them."""
    calendar = _plan(_lab(clearance))
    assert [row.dose for row in calendar] == [Decimal(dose)] * 2
    chosen = [one for one in calendar.findings if one.code == "level-chosen"]
    assert len(chosen) == (dose != "4")


def test_choice_is_explained() -> None:
    """Which value chose it, of which row, and which event brought the value."""
    calendar = _plan(_lab("45"))
    (finding,) = [one for one in calendar.findings if one.code == "level-chosen"]
    assert finding.message == (
        "zoledronic acid at level '3.3' (3.3 mg, its days as written): creatinine clearance 45 "
        "mL/min is 40 or more and at most 49"
    )
    assert finding.events == ("events[0]",)
    assert calendar[0].changed_by == ("events[0]",)
    assert "level 3.3" in calendar[0].explain()


@pytest.mark.parametrize(
    ("clearance", "said"),
    [
        ("49.5", "creatinine clearance 49.5 mL/min lies in no row of the table"),
        ("39.01", "creatinine clearance 39.01 mL/min lies in no row of the table"),
        (
            "60",
            "creatinine clearance 60 mL/min lies in two rows (60 or more and 50 or more and at "
            "most 60) of the table",
        ),
        ("29.9", "the table (A label made up for a test, p. 1) gives nothing at less than 30"),
    ],
)
def test_value_that_no_row_or_two_rows_have_is_refused(clearance: str, said: str) -> None:
    """What the label does not say is not guessed; what somebody decided on can be recorded."""
    with pytest.raises(DoseError) as caught:
        _plan(_lab(clearance))
    assert said in str(caught.value)
    assert str(caught.value).endswith(
        "record the dose that was decided on as a dose change from cycle 1"
    )
    decided = DoseChange(of="zoledronic acid", level="3", cycle=1, reason="pharmacist")
    assert [row.dose for row in _plan(_lab(clearance), decided)] == [3, 3]


def test_decision_recorded_of_a_group_wins_over_the_table() -> None:
    """45 mL/min would be 3.3 mg."""
    decided = DoseChange(of="bone", level="3.5", cycle=1)
    calendar = _plan(_lab("45"), decided)
    assert [row.dose for row in calendar] == [Decimal("3.5")] * 2
    assert "level-chosen" not in [one.code for one in calendar.findings]


def test_decision_for_a_later_cycle_leaves_the_first_to_the_table() -> None:
    """3.3 mg, and from cycle 2 on 3 mg."""
    decided = DoseChange(of="bone", level="3", cycle=2)
    assert [row.dose for row in _plan(_lab("45"), decided)] == [Decimal("3.3"), 3]


def test_without_a_value_the_full_dose_is_planned_with_a_word() -> None:
    """The rows of the table stand beside it."""
    calendar = _plan()
    assert [row.dose for row in calendar] == [4, 4]
    (finding,) = [one for one in calendar.findings if one.code == "lab-missing"]
    assert finding.message.startswith(
        "zoledronic acid is planned at its full dose, although its level depends on the creatinine "
        "clearance, of which no value of day 1 or shortly before is recorded; level by creatinine "
        "clearance in mL/min: 60 or more: full dose; 50 or more and at most 60: 3.5; "
    )


def test_value_of_a_later_day_does_not_change_what_was_begun() -> None:
    """The table is read at the start."""
    calendar = _plan(_lab("80"), _lab("45", date(2026, 1, 20)))
    assert [row.dose for row in calendar] == [4, 4]


def test_start_that_was_recorded_is_the_day_of_the_table() -> None:
    """A value of 8 January counts where cycle 1 started on the 9th."""
    start = CycleStart(cycle=1, on=date(2026, 1, 9))
    calendar = _plan(_lab("45", date(2026, 1, 8)), start)
    assert [row.dose for row in calendar] == [Decimal("3.3")] * 2


@pytest.mark.parametrize(
    ("by", "part", "dose"),
    [
        (TableValue.AGE, {"born": date(1981, 1, 5)}, "3.3"),  # 45 years that day
        (TableValue.AGE, {"born": date(1981, 1, 6)}, "3.3"),  # 44
        (TableValue.AGE, {"born": date(1964, 1, 5)}, "4"),  # 62
        (TableValue.WEIGHT, {"weight": "45 kg"}, "3.3"),
        (TableValue.WEIGHT, {"weight": "61 kg"}, "4"),
    ],
)
def test_age_and_weight_choose_too(by: TableValue, part: dict[str, Any], dose: str) -> None:
    """Age in completed years on day 1, weight as recorded."""
    course = Course(_regimen(by), attrs.evolve(_PATIENT, **part), start=_DAY_1)
    assert [row.dose for row in course.plan()] == [Decimal(dose)] * 2


@pytest.mark.parametrize("by", [TableValue.AGE, TableValue.WEIGHT])
def test_age_or_weight_that_is_not_recorded_is_said(by: TableValue) -> None:
    """The full dose, with a caution."""
    calendar = Course(_regimen(by), Patient(), start=_DAY_1).plan()
    assert [row.status for row in calendar] == [Status.PLANNED] * 2
    assert "entry-unknown" in [one.code for one in calendar.findings]


def test_card_prints_the_rows() -> None:
    """As they are printed, with their source."""
    text = " ".join(card(_regimen()).split())
    assert (
        "level by creatinine clearance in mL/min: 60 or more: full dose; 50 or more and at most "
        "60: 3.5; 40 or more and at most 49: 3.3; 30 or more and at most 39: 3; less than 30: not "
        "given [1: p. 1]"
    ) in text


def test_table_of_a_level_that_is_not_there_is_refused() -> None:
    """The mend names those there are."""
    component = _regimen().phases[0].components[0]
    with pytest.raises(DefinitionError) as caught:
        attrs.evolve(component, levels=component.levels[:1])
    assert str(caught.value) == ("zoledronic acid: the table names a level '3.3'; use one of 3.5")
    with pytest.raises(DefinitionError, match="state its levels"):
        attrs.evolve(component, levels=())


@pytest.mark.parametrize(("low", "high"), [(None, None), (_D(60), _D(50))])
def test_row_without_numbers_is_refused(low: Decimal | None, high: Decimal | None) -> None:
    """Bounds are stated, the lower one first."""
    with pytest.raises(DefinitionError, match="the lower one first"):
        Band(low=low, high=high)


def test_table_without_rows_is_refused() -> None:
    """It would choose nothing."""
    with pytest.raises(DefinitionError, match="no row; state at least one"):
        LevelTable(by=TableValue.AGE, bands=(), source=_SOURCE)


def test_value_of_a_later_day_in_another_row_is_said() -> None:
    """The dose stays, with a caution; a value in the same row says nothing."""
    calendar = _plan(_lab("80"), _lab("25", date(2026, 1, 20)), _lab("70", date(2026, 1, 25)))
    (finding,) = [one for one in calendar.findings if one.code == "level-indicated"]
    assert finding.message == (
        "zoledronic acid: creatinine clearance 25 mL/min on 2026-01-20 is less than 30; the table "
        "was read on 2026-01-05, and the dose stays: record a dose change if it is to be another"
    )
    between = _plan(_lab("80"), _lab("49.5", date(2026, 1, 20)))
    assert any("is in no row;" in one.message for one in between.findings)


def test_estimated_clearance_is_shown_with_the_digits_that_decide() -> None:
    """75 × 70 ÷ (72 × 1.9) × 0.85 = 32.62: one digit tells the row, and 49.97 needs two."""
    lab = Lab(on=_DAY_1, creatinine="1.9 mg/dL")
    (finding,) = [one for one in _plan(lab).findings if one.code == "level-chosen"]
    assert "creatinine clearance 32.6 mL/min" in finding.message
    with pytest.raises(DoseError, match=r"creatinine clearance 49\.97 mL/min"):
        _plan(_lab("49.97"))


@pytest.mark.parametrize(
    ("bilirubin", "dose"), [("1", "4"), ("1.5", "4"), ("1.51", "3"), ("3", "3"), ("5", "3")]
)
def test_bilirubin_chooses_the_first_dose_of_ixazomib(bilirubin: str, dose: str) -> None:
    """More than 1.5 times the upper limit of normal: 3 mg, moderate or severe."""
    lab = Lab(on=_DAY_1, bilirubin_times_normal=bilirubin)
    course = Course(catalogue.get("ird"), _PATIENT, start=_DAY_1, cycles=1, events=[lab])
    calendar = course.plan()
    doses = [row.dose for row in calendar if row.drug == "ixazomib"]
    assert doses == [Decimal(dose)] * 3
    said = [one.message for one in calendar.findings if one.code == "level-chosen"]
    assert bool(said) is (dose == "3")


def _bortezomib(*events: Event) -> list[Decimal]:
    """The dose of bortezomib on 1 m² in each cycle of a regimen of two phases, 8 and 3 cycles."""
    body = Patient(weight="36 kg", height="100 cm")
    regimen = catalogue.get("cybord-kropff")
    course = Course(regimen, body, start=_DAY_1, cycles=11, events=list(events))
    doses = {(one.phase, one.cycle): one.dose for one in course.plan() if one.drug == "bortezomib"}
    return list(doses.values())


def test_bortezomib_stays_reduced_until_a_change_is_recorded() -> None:
    """0.7 mg/m² in all 11 cycles; what somebody records holds from then on, in both phases."""
    lab = Lab(on=_DAY_1, bilirubin_times_normal="2")
    assert _bortezomib() == [Decimal("1.3")] * 11
    assert _bortezomib(lab) == [Decimal("0.7")] * 11
    raised = DoseChange(of="bortezomib", level="1.0", phase="twice-weekly", cycle=2)
    assert _bortezomib(lab, raised) == [Decimal("0.7"), *[Decimal(1)] * 10]
    lowered = DoseChange(of="bortezomib", level="hepatic-0.5", phase="weekly", cycle=1)
    assert _bortezomib(lab, lowered) == [*[Decimal("0.7")] * 8, *[Decimal("0.5")] * 3]
    decided = DoseChange(of="bortezomib", level="1.3", phase="twice-weekly", cycle=1)
    assert _bortezomib(lab, decided) == [Decimal("1.3")] * 11


def test_bilirubin_that_is_not_known_or_changes_is_said() -> None:
    """The full dose with a caution; a later value in the other row with another one."""
    course = Course(catalogue.get("ird"), _PATIENT, start=_DAY_1, cycles=1)
    missing = [one.drug for one in course.plan().findings if one.code == "lab-missing"]
    assert {"ixazomib", "lenalidomide"} <= set(missing)
    labs = [
        Lab(on=_DAY_1, bilirubin_times_normal="1"),
        Lab(on=date(2026, 1, 12), anc="2 10^9/L"),
        Lab(on=date(2026, 1, 14), bilirubin_times_normal="2"),
    ]
    found = course.record(*labs).plan().findings
    said = [one.message for one in found if one.code == "level-indicated"]
    assert len(said) == 1
    assert (
        "total bilirubin 2 times the upper limit of normal on 2026-01-14 is more than 1.5"
        in said[0]
    )


_LENALIDOMIDE = tuple(
    regimen
    for regimen in catalogue.REGIMENS.values()
    if any(component.drug.name == "lenalidomide" for _, component in regimen.components())
)
# With doses of 10 or 15 mg, for which no row under 60 mL/min was read.
_FROM_60 = {
    "dara-r-maintenance-auriga",
    "dara-r-maintenance-griffin",
    "lenalidomide-maintenance",
    "lenalidomide-maintenance-d1-21",
    "rvd-rr",
    "vrd-maintenance-swog-1211",
}


@pytest.mark.parametrize("regimen", _LENALIDOMIDE, ids=lambda regimen: regimen.id)
def test_lenalidomide_has_its_rows_or_names_the_missing_rule(regimen: Regimen) -> None:
    """Its first phase has the rows where the full dose is 25 mg, and otherwise none under 60."""
    own = [one for _, one in regimen.components() if one.drug.name == "lenalidomide"]
    first, *later = own
    (table,) = first.tables
    assert table.by is TableValue.CREATININE_CLEARANCE
    tables = [
        regimen.tables_read(phase, one)
        for phase, one in regimen.components()
        if one in later and one.alternative is None
    ]
    assert [one for one in tables if one] == []
    assert (str(first.dose) == "25 mg") is (regimen.id not in _FROM_60)
    if regimen.id in _FROM_60:
        assert [str(band) for band in table.bands] == ["60 or more"]
        assert any("under 60 mL/min and on dialysis" in rule for rule in regimen.no_rule_for)
    else:
        assert not any("dialysis" in (band.level or "") for band in table.bands)
        assert any(rule.startswith("dialysis, which no cl") for rule in regimen.no_rule_for)
    assert any(
        "lenalidomide" in said.name or "clearance" in said.name for said in regimen.interpretations
    )
    if any(str(one.dose) == "10 mg" for one in own):
        assert any(rule.startswith("renal function in main") for rule in regimen.no_rule_for)


def _lenalidomide(regimen: str, clearance: str | None, *events: Event) -> dict[str, set[str]]:
    """The doses of lenalidomide by phase, over all its cycles and two of an open-ended phase."""
    definition = catalogue.get(regimen)
    labs = [] if clearance is None else [_lab(clearance)]
    counts = [phase.cycles or 2 for phase in definition.phases]
    starts, day = [], _DAY_1
    for phase, count in zip(definition.phases, counts, strict=True):
        if phase.waits:
            starts.append(CycleStart(phase=phase.name, cycle=1, on=day))
        day += timedelta(days=phase.cycle_length * count)
    course = Course(
        definition,
        _PATIENT,
        start=_DAY_1,
        cycles=sum(counts),
        events=[*labs, *starts, *events],
        allow_unverified="a test",
    )
    found: dict[str, set[str]] = {}
    for row in course.plan(continuous=True):
        if row.drug == "lenalidomide":
            found.setdefault(row.phase, set()).add(str(row.dose))
    return found


@pytest.mark.parametrize(
    ("regimen", "clearance", "doses"),
    [
        ("d-rd", "40", {"treatment": {"10"}}),
        ("vrd", "90", {"induction": {"25"}, "continuation": {"25"}}),
        ("vrd", "40", {"induction": {"10"}, "continuation": {"10"}}),
        ("vrd", "20", {"induction": {"15"}, "continuation": {"15"}}),
        ("vrd-swog-1211", "90", {"induction": {"25"}, "maintenance": {"15"}}),
        ("vrd-swog-1211", "40", {"induction": {"10"}, "maintenance": {"10"}}),
        ("isa-vrd", "40", {"induction": {"10"}, "continuous": {"10"}}),
        (
            "d-rvd-griffin",
            "40",
            {"induction": {"10"}, "consolidation": {"10"}, "maintenance": {"10"}},
        ),
        (
            "d-rvd-griffin",
            "20",
            {"induction": {"15"}, "consolidation": {"15"}, "maintenance": {"10"}},
        ),
    ],
)
def test_lowered_lenalidomide_stays_lowered(
    regimen: str, clearance: str, doses: dict[str, set[str]]
) -> None:
    """A later phase does not raise what the clearance has lowered; a maintenance of 10 mg stays."""
    assert _lenalidomide(regimen, clearance) == doses


def test_lowered_lenalidomide_is_every_other_day_of_each_phase() -> None:
    """Days 1 to 13 of 21 and 1 to 21 of 28; in six weeks the second run begins anew on day 22."""
    for name, phase, days in (
        ("vrd", "induction", range(1, 14, 2)),
        ("vrd", "continuation", range(1, 22, 2)),
        ("isa-vrd", "induction", [*range(1, 14, 2), *range(22, 35, 2)]),
    ):
        course = Course(
            catalogue.get(name),
            _PATIENT,
            start=_DAY_1,
            cycles=9,
            events=[_lab("20")],
            allow_unverified="a test",
        )
        rows = course.plan(continuous=True)
        own = [
            row.day
            for row in rows
            if (row.drug, row.phase, row.cycle) == ("lenalidomide", phase, 1)
        ]
        assert own == list(days)


def test_recorded_dose_of_lenalidomide_wins_over_its_table() -> None:
    """On dialysis the level is recorded, at any clearance, and holds in the later phase too."""
    decided = DoseChange(of="lenalidomide", level="dialysis-5", phase="induction", cycle=1)
    assert _lenalidomide("vrd", "8", decided) == {"induction": {"5"}, "continuation": {"5"}}
    later = DoseChange(of="lenalidomide", level="10", phase="continuation", cycle=1)
    assert _lenalidomide("vrd", "20", later) == {"induction": {"15"}, "continuation": {"10"}}


def test_lenalidomide_without_a_clearance_is_planned_in_full_with_a_word() -> None:
    """One caution for each drug, though two phases have it."""
    assert _lenalidomide("vrd", None) == {"induction": {"25"}, "continuation": {"25"}}
    course = Course(catalogue.get("vrd"), _PATIENT, start=_DAY_1, cycles=9)
    said = [one for one in course.plan().findings if one.code == "lab-missing"]
    assert [one.drug for one in said] == ["bortezomib", "lenalidomide"]
    assert "60 or more: full dose; 30 or more and less than 60: 10;" in said[1].message


_BY_BILIRUBIN = (Band(high=_D("1.5")), Band(low=_D("1.5"), low_included=False, level="3"))


def _two_tables(days: tuple[int, ...] | None = None, level: str = "3") -> Regimen:
    """The rows by clearance, and by bilirubin 3 mg over 1.5 times normal, on the days given."""
    written = _regimen()
    (phase,) = written.phases
    (component,) = phase.components
    rows = attrs.evolve(_BY_BILIRUBIN[1], level=level)
    levels = (*component.levels[:2], attrs.evolve(component.levels[2], days=days))
    if days is not None:
        levels = (*levels[:2], _level("3"), attrs.evolve(levels[2], name=level))
    table = LevelTable(by=TableValue.BILIRUBIN, bands=(_BY_BILIRUBIN[0], rows), source=_SOURCE)
    both = attrs.evolve(component, levels=levels, tables=(*component.tables, table))
    return attrs.evolve(written, phases=(attrs.evolve(phase, components=(both,)),))


@pytest.mark.parametrize(
    ("clearance", "bilirubin", "dose", "said"),
    [
        ("60.1", "1.5", "4", []),
        (
            "60.1",
            "1.51",
            "3",
            [
                "at level '3' (3 mg, its days as written): total bilirubin 1.51 times the upper "
                "limit of normal is more than 1.5"
            ],
        ),
        (
            "50",
            "1.5",
            "3.5",
            [
                "at level '3.5' (3.5 mg, its days as written): creatinine clearance 50 mL/min is "
                "50 or more and at most 60"
            ],
        ),
        (
            "50",
            "1.51",
            "3",
            [
                "at level '3' (3 mg, its days as written), the lowest: total bilirubin 1.51 times "
                "the upper limit of normal is more than 1.5 (level '3' (3 mg, its days as "
                "written)) and creatinine clearance 50 mL/min is 50 or more and at most 60 "
                "(level '3.5' (3.5 mg, its days as written))"
            ],
        ),
        (
            "30",
            "1.51",
            "3",
            [
                "at level '3' (3 mg, its days as written): creatinine clearance 30 mL/min is 30 or "
                "more and at most 39 and total bilirubin 1.51 times the upper limit of normal is "
                "more than 1.5"
            ],
        ),
    ],
)
def test_two_tables_are_both_read(
    clearance: str, bilirubin: str, dose: str, said: list[str]
) -> None:
    """What either lowers is lowered; of two levels on the same days the lower one, naming both."""
    labs = (_lab(clearance), Lab(on=_DAY_1, bilirubin_times_normal=bilirubin))
    calendar = _plan(*labs, regimen=_two_tables())
    assert [row.dose for row in calendar] == [Decimal(dose)] * 2
    chosen = [one for one in calendar.findings if one.code == "level-chosen"]
    assert [one.message for one in chosen] == [f"zoledronic acid {one}" for one in said]
    if "and total" in "".join(said) or "lowest" in "".join(said):
        assert set(chosen[0].events) == {"events[0]", "events[1]"}


def test_levels_of_which_neither_is_the_lower_are_refused() -> None:
    """3.5 mg on day 1, or 3 mg on days 1 and 15: nobody has said which; a decision is recorded."""
    regimen = _two_tables(days=(1, 15), level="3-twice")
    labs = (_lab("50"), Lab(on=_DAY_1, bilirubin_times_normal="2"))
    with pytest.raises(DoseError) as caught:
        _plan(*labs, regimen=regimen)
    assert str(caught.value) == (
        "zoledronic acid: two tables name levels of which neither is simply the lower: creatinine "
        "clearance 50 mL/min is 50 or more and at most 60 (level '3.5' (3.5 mg, its days as "
        "written)) and total bilirubin 2 times the upper limit of normal is more than 1.5 (level "
        "'3-twice' (3 mg on days 1, 15)); record the dose that was decided on as a dose change "
        "from cycle 1"
    )
    decided = DoseChange(of="zoledronic acid", level="3", cycle=1)
    assert [row.dose for row in _plan(*labs, decided, regimen=regimen)] == [3, 3]
    alone = _plan(_lab("90"), labs[1], regimen=regimen)
    assert [(row.day, str(row.dose)) for row in alone] == [(1, "3"), (15, "3")] * 2


def test_value_of_one_of_two_tables_that_is_not_known_is_said() -> None:
    """The other one still chooses, and the caution says at which dose the drug is planned."""
    calendar = _plan(_lab("45"), regimen=_two_tables())
    assert [row.dose for row in calendar] == [Decimal("3.3")] * 2
    (missing,) = [one.message for one in calendar.findings if one.code == "lab-missing"]
    assert missing.startswith(
        "zoledronic acid is planned at level '3.3' (3.3 mg, its days as written), although its "
        "level depends on the total bilirubin, of which no value of day 1 or shortly before is "
    )
    neither = [one.message for one in _plan(regimen=_two_tables()).findings]
    assert len([one for one in neither if "planned at its full dose, although" in one]) == 2


def test_later_values_are_held_against_the_table_of_their_own() -> None:
    """A bilirubin of a later day says nothing of the clearance."""
    labs = (_lab("80"), Lab(on=_DAY_1, bilirubin_times_normal="1"))
    later = Lab(on=date(2026, 1, 20), bilirubin_times_normal="2")
    found = _plan(*labs, later, regimen=_two_tables()).findings
    (said,) = [one.message for one in found if one.code == "level-indicated"]
    assert "total bilirubin 2 times the upper limit of normal on 2026-01-20 is more than" in said


def test_two_tables_by_one_value_are_refused() -> None:
    """They would be one table."""
    component = _regimen().phases[0].components[0]
    with pytest.raises(DefinitionError, match="two tables by creatinine clearance; make them one"):
        attrs.evolve(component, tables=component.tables * 2)


def test_card_prints_every_table() -> None:
    """One line for each value."""
    text = " ".join(card(_two_tables()).split())
    assert "level by creatinine clearance in mL/min: 60 or more: full dose" in text
    assert "level by total bilirubin in times the upper limit of normal: at most 1.5" in text


@pytest.mark.parametrize(
    ("clearance", "bilirubin", "dose"),
    [
        ("30", "1.5", "4"),
        ("29.9", "1.5", "3"),
        ("30", "1.51", "3"),
        ("29.9", "1.51", "3"),
        ("29.9", None, "3"),
        (None, "1.51", "3"),
    ],
)
def test_clearance_and_bilirubin_choose_the_first_dose_of_ixazomib(
    clearance: str | None, bilirubin: str | None, dose: str
) -> None:
    """Under 30 mL/min or over 1.5 times normal: 3 mg, not lower where both hold."""
    lab = Lab(
        on=_DAY_1,
        creatinine_clearance=clearance and f"{clearance} mL/min",
        bilirubin_times_normal=bilirubin,
    )
    course = Course(catalogue.get("ird"), _PATIENT, start=_DAY_1, cycles=1, events=[lab])
    assert {row.dose for row in course.plan() if row.drug == "ixazomib"} == {Decimal(dose)}


def _left_behind(regimen: str, clearance: str, *events: Event, **choices: str) -> list[str]:
    """What is said of lenalidomide in a later phase, of a plan of one cycle."""
    course = Course(
        catalogue.get(regimen),
        _PATIENT,
        start=_DAY_1,
        cycles=1,
        events=[_lab(clearance), *events],
        choices=choices,
        allow_unverified="a test",
    )
    found = [one for one in course.plan().findings if one.code == "level-indicated"]
    assert {(one.phase, one.drug, one.date) for one in found} <= {
        ("maintenance", "lenalidomide", _DAY_1)
    }
    assert {one.events for one in found} <= {("events[0]",)}
    return [one.message for one in found]


@pytest.mark.parametrize("regimen", ["d-rvd-griffin", "d-vrd-perseus"])
@pytest.mark.parametrize(
    ("clearance", "level"),
    [
        ("60", None),
        ("59.9", "level '10' (10 mg, its days as written)"),
        ("30", "level '10' (10 mg, its days as written)"),
        ("29.9", "level '15-every-other-day' (15 mg on days 1, 3, 5, 7, 9, 11, 13"),
        ("11", "level '15-every-other-day' (15 mg on days 1, 3, 5, 7, 9, 11, 13"),
    ],
)
def test_phase_without_the_chosen_level_is_said(
    regimen: str, clearance: str, level: str | None
) -> None:
    """10 mg a day of maintenance after what the clearance has lowered in induction."""
    said = _left_behind(regimen, clearance)
    assert bool(said) is (level is not None)
    if level is not None:
        (message,) = said
        assert message.startswith(f"lenalidomide is begun at {level}")
        assert message.endswith(
            " by its creatinine clearance; phase 'maintenance' has no such level and is planned "
            "at its full dose, 10 mg: record the dose that was decided on"
        )


def test_phases_that_have_the_chosen_level_are_not_said() -> None:
    """VRd keeps its level in Rd; a table of the later phase's own would be read there."""
    assert _left_behind("vrd", "40") == []
    assert _left_behind("vrd", "20") == []


def test_options_of_the_later_phase_are_named_as_picked() -> None:
    """GRIFFIN raises to 15 mg from cycle 4 by a choice."""
    (message,) = _left_behind("d-rvd-griffin", "20", **{"lenalidomide-dose": "15-from-cycle-4"})
    assert "at its full dose, 10 mg and 15 mg: record" in message


def test_decision_that_holds_in_the_later_phase_ends_the_caution() -> None:
    """From its first day or before it, at a dose that the phase can have."""

    def change(phase: str, cycle: int = 1, day: int = 1, of: str = "lenalidomide") -> DoseChange:
        return DoseChange(of=of, to="0.5", phase=phase, cycle=cycle, day=day)

    for decided in (change("maintenance"), change("consolidation"), change("induction", 2)):
        assert _left_behind("d-rvd-griffin", "20", decided) == []
    for other in (
        change("maintenance", 2),
        change("maintenance", 1, 2),
        change("maintenance", of="daratumumab"),
        DoseChange(of="lenalidomide", level="10", phase="induction", cycle=2),
        DoseChange(of="lenalidomide", to="0.5", cycle=10),  # only maintenance has a tenth cycle
    ):
        assert len(_left_behind("d-rvd-griffin", "20", other)) == 1


@pytest.mark.parametrize("regimen", sorted(_FROM_60))
def test_lenalidomide_without_rows_is_refused_under_60_until_a_dose_is_recorded(
    regimen: str,
) -> None:
    """The label asks for another dose, which nobody has read for 10 and 15 mg."""
    definition = catalogue.get(regimen)
    phase = definition.phases[0].name
    course = Course(
        definition, _PATIENT, start=_DAY_1, cycles=1, events=[_lab("59.9")], allow_unverified="test"
    )
    with pytest.raises(DoseError) as caught:
        course.plan()
    assert "creatinine clearance 59.9 mL/min lies in no row of the table" in str(caught.value)
    assert "record the dose that was decided on as a dose change from cycle 1" in str(caught.value)
    decided = DoseChange(of="lenalidomide", to="0.5", phase=phase, cycle=1)
    rows = course.record(decided).plan(continuous=True)
    half = "7.5" if regimen in {"rvd-rr", "vrd-maintenance-swog-1211"} else "5"
    assert {str(row.dose) for row in rows if row.drug == "lenalidomide"} == {half}
    unknown = attrs.evolve(course, events=[]).plan().findings
    missing = [one for one in unknown if (one.code, one.drug) == ("lab-missing", "lenalidomide")]
    assert [one.message.endswith("mL/min: 60 or more: full dose") for one in missing] == [True]


def _premedicated(*others: Component) -> Regimen:
    """Daratumumab with dexamethasone before it: 40 mg, and 20 mg over 75 years, by a table."""

    def of(drug: str, group: str, text: str, **facts: Any) -> Component:
        written = WrittenDose(amount=amount(text), source=_SOURCE)
        return Component(drug=Drug(name=drug), group=group, dose=written, **facts)

    infusion = of(
        *("daratumumab", "DARA", "16 mg/kg"),
        timing=(Schedule(days=(1,), cycles=Cycles(1), source=_SOURCE),),
    )
    rows = (Band(high=_D(75)), Band(low=_D(75), low_included=False, level="20"))
    steroid = of(
        *("dexamethasone", "premedication", "40 mg"),
        timing=Following(what="DARA", offsets=(0,), source=_SOURCE),
        role=Role.PREMEDICATION,
        levels=(_level("20"),),
        tables=(LevelTable(by=TableValue.AGE, bands=rows, source=_SOURCE),),
    )
    phase = Phase(
        name="treatment",
        cycle_length=28,
        cycles=1,
        components=(infusion, steroid, *others),
        source=_SOURCE,
    )
    return Regimen(id="premedicated", title="Made up", revision="1", phases=(phase,))


@pytest.mark.parametrize(("born", "dose"), [(date(1950, 1, 5), "20"), (date(1951, 1, 5), "40")])
def test_table_of_premedication_chooses_its_level(born: date, dose: str) -> None:
    """A drug's name means its treatment, so that the choice names the premedication's group."""
    patient = Patient(born=born, height="165 cm", weight="70 kg")
    calendar = Course(_premedicated(), patient, start=_DAY_1).plan()
    assert {row.drug: row.dose for row in calendar} == {
        "dexamethasone": Decimal(dose),
        "daratumumab": Decimal(1120),
    }


def test_table_of_premedication_reduces_no_other_drug_of_its_group() -> None:
    """Another drug of the group with a level of that name is not reduced by it, but refused."""
    written = WrittenDose(amount=amount("1000 mg"), source=_SOURCE)
    other = Component(
        drug=Drug(name="paracetamol"),
        group="premedication",
        dose=written,
        timing=Following(what="DARA", offsets=(0,), source=_SOURCE),
        role=Role.PREMEDICATION,
        levels=(_level("20"),),
    )
    patient = Patient(born=date(1950, 1, 5), height="165 cm", weight="70 kg")
    with pytest.raises(DoseError, match="paracetamol of the group 'premedication' has one"):
        Course(_premedicated(other), patient, start=_DAY_1).plan()
