"""Step-up doses again after a gap: each bound of a made-up table, at, below and above."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal, localcontext
from typing import Any

import attrs
import pytest

from regimens import Calendar, Course, Finding, Omission, Patient, Postponement, Status, catalogue
from regimens.administrations import Administration
from regimens.amounts import WrittenDose, amount
from regimens.components import Alternative, Component, Role
from regimens.drugs import Drug
from regimens.errors import DefinitionError
from regimens.events import Discontinuation, Event, Given
from regimens.formats.card import card
from regimens.regimen import Phase, Regimen
from regimens.restarts import held
from regimens.rules import MissedDose, MissedDoseRule, RestartRow, RestartTable
from regimens.schedule import Cycles, Following, Schedule
from regimens.sources import Source

_DAY_1 = date(2026, 1, 5)
_SOURCE = Source(
    title="A label made up for a test", identifier="none", locator="p. 1", checked_on=_DAY_1
)


def _component(dose: str, *days: int, option: str | None = None) -> Component:
    return Component(
        drug=Drug(name="teclistamab"),
        group="teclistamab",
        dose=WrittenDose(amount=amount(dose), source=_SOURCE),
        timing=(Schedule(days=days, cycles=Cycles(1), source=_SOURCE),),
        missed_dose=MissedDoseRule(rule=MissedDose.MAINTAIN_INTERVAL, source=_SOURCE),
        alternative=None if option is None else Alternative(choice="start", option=option),
    )


def _row(phase: str, dose: str, low: int, high: int | None, option: str | None) -> RestartRow:
    return RestartRow(phase=phase, dose=dose, at_least=low, at_most=high, option=option)


_TABLE = RestartTable(
    drug="teclistamab",
    choice="start",
    rows=(
        _row("step-up", "0.06 mg/kg", 0, 7, None),
        _row("step-up", "0.06 mg/kg", 8, None, "step-1"),
        _row("step-up", "0.3 mg/kg", 0, 7, None),
        _row("step-up", "0.3 mg/kg", 8, 28, "step-2"),
        _row("step-up", "0.3 mg/kg", 29, None, "step-1"),
        _row("treatment", "1.5 mg/kg", 0, 28, None),
        _row("treatment", "1.5 mg/kg", 29, 56, "step-2"),
        _row("treatment", "1.5 mg/kg", 57, None, "step-1"),
    ),
    source=_SOURCE,
)
_REGIMEN = Regimen(
    id="stepped",
    title="Made up",
    revision="1",
    phases=(
        Phase(
            name="step-up",
            step_up=True,
            cycle_length=7,
            cycles=1,
            components=(
                _component("0.06 mg/kg", 1, option="step-1"),
                _component("0.3 mg/kg", 4, option="step-1"),
                _component("0.3 mg/kg", 1, option="step-2"),
            ),
            source=_SOURCE,
        ),
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=2,
            components=(_component("1.5 mg/kg", 1, 8, 15, 22),),
            source=_SOURCE,
        ),
    ),
    restarts=(_TABLE,),
)


def _plan(*events: Event) -> Calendar:
    return Course(_REGIMEN, Patient(weight="70 kg"), start=_DAY_1, events=events).plan()


def _put_off(on: date, days: int) -> Postponement:
    return Postponement(of="teclistamab", on=on, to=on + timedelta(days=days))


@pytest.mark.parametrize(
    ("on", "days", "said"),
    [
        # 8 January is 3 days after the first dose; 12 January 4 after the second.
        (date(2026, 1, 8), 4, None),
        (date(2026, 1, 8), 5, "step-1"),
        (date(2026, 1, 12), 3, None),
        (date(2026, 1, 12), 4, "step-2"),
        (date(2026, 1, 12), 24, "step-2"),
        (date(2026, 1, 12), 25, "step-1"),
        # Weekly: 26 January is 7 days after the 19th.
        (date(2026, 1, 26), 21, None),
        (date(2026, 1, 26), 22, "step-2"),
        (date(2026, 1, 26), 49, "step-2"),
        (date(2026, 1, 26), 50, "step-1"),
    ],
)
def test_gap_is_held_against_the_table(on: date, days: int, said: str | None) -> None:
    """At the bound treatment goes on; a day more, and what follows is withheld."""
    calendar = _plan(_put_off(on, days))
    found = [one for one in calendar.findings if one.code == "restart-needed"]
    assert [one.message.rpartition(" ")[2] for one in found] == ([said] if said else [])
    for row in calendar:
        withheld = said is not None and row.date >= on
        assert row.status is (Status.WITHHELD if withheld else Status.PLANNED)


def test_gap_names_its_days_its_row_and_its_event() -> None:
    """A reader finds the row of the label."""
    calendar = _plan(_put_off(date(2026, 1, 26), 22))
    (finding,) = [one for one in calendar.findings if one.code == "restart-needed"]
    assert finding.message == (
        "teclistamab on 2026-02-17 would come 29 days after 1.5 mg/kg of 2026-01-19: after 1.5 "
        "mg/kg (treatment), 29 to 56 days: restart with step-2; it and what follows is withheld. "
        "Start a course with start step-2"
    )
    assert finding.events == ("events[0]",)
    assert finding.severity.value == "violation"


def test_omitted_doses_make_the_gap() -> None:
    """Four weekly doses left out: 35 days from 12 January."""
    left_out = [
        Omission(of="teclistamab", on=date(2026, 1, 19) + timedelta(days=7 * week))
        for week in range(4)
    ]
    calendar = _plan(*left_out)
    (finding,) = [one for one in calendar.findings if one.code == "restart-needed"]
    assert (finding.date, finding.message.rpartition(" ")[2]) == (date(2026, 2, 16), "step-2")


def test_dose_given_all_the_same_is_a_fact_and_what_follows_stays_withheld() -> None:
    """Which step comes next is for somebody to decide, in a new course."""
    calendar = _plan(_put_off(date(2026, 1, 26), 22), Given(of="teclistamab", on=date(2026, 2, 17)))
    codes = [one.code for one in calendar.findings]
    assert "restart-needed" in codes
    assert "unplanned" in codes
    assert [row.date for row in calendar if row.status is Status.GIVEN] == [date(2026, 2, 17)]
    after = [row.status for row in calendar if row.date > date(2026, 2, 17)]
    assert set(after) == {Status.WITHHELD}


def _said(calendar: Calendar) -> list[str]:
    return [one.message for one in calendar.findings if one.code == "restart-needed"]


@pytest.mark.parametrize(
    ("regimen", "first", "second"),
    [
        ("elranatamab", date(2026, 1, 5), date(2026, 1, 8)),
        ("teclistamab", date(2026, 1, 5), date(2026, 1, 8)),
        ("talquetamab-q2w", date(2026, 1, 5), date(2026, 1, 8)),
        ("linvoseltamab", date(2026, 1, 5), date(2026, 1, 12)),
    ],
)
def test_full_dose_never_comes_without_its_steps(regimen: str, first: date, second: date) -> None:
    """Whichever step is left out, nothing after it is planned, nor what goes with it."""
    body = Patient(weight="70 kg", height="165 cm")
    for left_out in ([first], [second], [first, second]):
        course = Course(
            catalogue.get(regimen),
            body,
            start=date(2026, 1, 5),
            until=date(2026, 3, 1),
            events=[Omission(of=regimen.partition("-")[0], on=day) for day in left_out],
        )
        calendar = course.plan()
        assert len(_said(calendar)) == 1
        after = [row for row in calendar if row.date > left_out[-1]]
        assert {row.status for row in after} <= {Status.WITHHELD, Status.OMITTED}
        assert after


def test_step_that_was_too_small_is_no_step() -> None:
    """4.2 mg where 0.3 mg/kg of 70 kg are 21 mg; 95 % of it would do."""
    small = Given(of="teclistamab", on=date(2026, 1, 8), dose="4.2 mg")
    calendar = _plan(small)
    (message,) = _said(calendar)
    assert "the step of 2026-01-08, 0.3 mg/kg, was given as 4.2 mg" in message
    assert [row.status for row in calendar][2] is Status.WITHHELD
    enough = Given(of="teclistamab", on=date(2026, 1, 8), dose="19.95 mg")
    assert _said(_plan(enough)) == []


@pytest.mark.parametrize(
    ("days", "withheld"), [(14, False), (15, False), (20, True), (28, True), (29, True)]
)
def test_days_between_printed_rows_are_refused(days: int, withheld: bool) -> None:
    """Up to 15 days go on, from 29 on step 1; between them nothing is printed."""
    rows = (
        *(row for row in _TABLE.rows if row.phase == "step-up"),
        _row("treatment", "1.5 mg/kg", 0, 15, None),
        _row("treatment", "1.5 mg/kg", 29, None, "step-1"),
    )
    regimen = attrs.evolve(_REGIMEN, restarts=(attrs.evolve(_TABLE, rows=rows),))
    later = _put_off(date(2026, 1, 26), days - 7)
    course = Course(regimen, Patient(weight="70 kg"), start=_DAY_1, events=[later])
    said = _said(course.plan())
    assert bool(said) is withheld
    unprinted = [message for message in said if "has no row for that" in message]
    assert bool(unprinted) is (withheld and days < 29)


def test_a_dose_without_rows_is_refused_when_it_is_late_and_not_before() -> None:
    """A table of the steps alone says nothing of the weekly doses."""
    rows = tuple(row for row in _TABLE.rows if row.phase == "step-up")
    regimen = attrs.evolve(_REGIMEN, restarts=(attrs.evolve(_TABLE, rows=rows),))
    patient = Patient(weight="70 kg")
    assert _said(Course(regimen, patient, start=_DAY_1).plan()) == []
    late = Course(regimen, patient, start=_DAY_1, events=[_put_off(date(2026, 1, 26), 1)])
    assert len(_said(late.plan())) == 1


def test_restart_as_another_definition_names_it() -> None:
    """The doses every two weeks have no steps of their own: 64 days from 5 January to 10 March."""
    put_off = Postponement(of="teclistamab", on=date(2026, 1, 19), to=date(2026, 3, 10))
    course = Course(
        catalogue.get("teclistamab-q2w"),
        Patient(weight="70 kg"),
        start=_DAY_1,
        cycles=4,
        events=[put_off],
    )
    calendar = course.plan()
    (message,) = _said(calendar)
    assert message.endswith("Start a course of teclistamab with start step-up-dose-2")
    assert {row.status for row in calendar if row.date > _DAY_1} == {Status.WITHHELD}


def test_every_restart_as_another_definition_is_one_of_its_choices() -> None:
    """Only the catalogue knows both definitions."""
    named = [
        (table, row.option)
        for regimen in catalogue.REGIMENS.values()
        for table in regimen.restarts
        for row in table.rows
        if table.regimen is not None and row.option is not None
    ]
    assert len(named) == 2
    for table, option in named:
        assert table.regimen is not None
        choices = {
            (component.alternative.choice, component.alternative.option)
            for _, component in catalogue.get(table.regimen).components()
            if component.drug.name == table.drug and component.alternative is not None
        }
        assert (table.choice, option) in choices


# No table was read for these: a step may come up to 7 days after the one before (the US labels of
# teclistamab and talquetamab, the European regimen of teclistamab), any other dose a week more than
# written. Days between the doses, each at the limit and a day more.
@pytest.mark.parametrize(
    ("regimen", "on", "written", "most"),
    [
        ("talquetamab-weekly", date(2026, 1, 8), 3, 7),
        ("talquetamab-weekly", date(2026, 1, 11), 3, 7),
        ("talquetamab-weekly", date(2026, 1, 18), 7, 14),
        ("talquetamab-q2w", date(2026, 1, 8), 3, 7),
        ("talquetamab-q2w", date(2026, 1, 11), 3, 7),
        ("talquetamab-q2w", date(2026, 1, 14), 3, 7),
        ("talquetamab-q2w", date(2026, 1, 28), 14, 21),
        ("talquetamab-weekly-d1-3-5", date(2026, 1, 7), 2, 7),
        ("talquetamab-weekly-d1-3-5", date(2026, 1, 9), 2, 7),
        ("talquetamab-weekly-d1-3-5", date(2026, 1, 16), 7, 14),
        ("talquetamab-q2w-d1-3-5-7", date(2026, 1, 7), 2, 7),
        ("talquetamab-q2w-d1-3-5-7", date(2026, 1, 9), 2, 7),
        ("talquetamab-q2w-d1-3-5-7", date(2026, 1, 11), 2, 7),
        ("talquetamab-q2w-d1-3-5-7", date(2026, 1, 25), 14, 21),
        ("teclistamab-d1-3-5", date(2026, 1, 7), 2, 7),
        ("teclistamab-d1-3-5", date(2026, 1, 9), 2, 7),
        ("teclistamab-d1-3-5", date(2026, 1, 16), 7, 14),
        ("elranatamab", date(2026, 1, 8), 3, 7),
        ("elranatamab", date(2026, 1, 12), 4, 7),
        ("elranatamab", date(2026, 1, 19), 7, 14),
        ("linvoseltamab", date(2026, 1, 12), 7, 14),
        ("linvoseltamab", date(2026, 1, 19), 7, 14),
        ("linvoseltamab", date(2026, 2, 2), 7, 14),
    ],
)
def test_gap_without_a_table_is_held(regimen: str, on: date, written: int, most: int) -> None:
    """Below and at the limit treatment goes on; a day more, and what follows is withheld."""
    for days, withheld in [(most - 1, False), (most, False), (most + 1, True)]:
        later = Postponement(
            of=regimen.partition("-")[0], on=on, to=on + timedelta(days=days - written)
        )
        course = Course(
            catalogue.get(regimen),
            Patient(weight="70 kg", height="165 cm"),
            start=_DAY_1,
            until=date(2026, 3, 1),
            events=[later],
        )
        said = _said(course.plan())
        assert bool(said) is withheld, days
        if withheld:
            assert f"would come {days} days after" in said[0]


def test_every_drug_with_steps_has_its_table_or_says_that_none_was_read() -> None:
    """Where it was looked for stands on the card."""
    for regimen in catalogue.REGIMENS.values():
        if any(phase.step_up for phase in regimen.phases):
            unread = [one for one in regimen.interpretations if one.name == "table of restarts"]
            unruled = [one for one in regimen.no_rule_for if one.startswith("restarting")]
            assert len(unread) == len(unruled) == (0 if regimen.restarts else 1), regimen.id


def test_stopped_doses_need_no_restart() -> None:
    """Nothing comes after the gap."""
    calendar = _plan(Discontinuation(on=date(2026, 1, 19)))
    assert "restart-needed" not in [one.code for one in calendar.findings]


def test_card_prints_the_table() -> None:
    """Row by row."""
    text = " ".join(card(_REGIMEN).split())
    assert "after 0.3 mg/kg (step-up), 8 to 28 days: restart with step-2; " in text
    assert "after 1.5 mg/kg (treatment), 57 days or more: restart with step-1" in text
    assert str(_row("treatment", "1.5 mg/kg", 1, 28, None)).endswith("1 to 28 days: go on")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            _row("treatment", "0.3 mg/kg", 8, None, "step-1"),
            "'treatment' has no dose of 0.3 mg/kg; use one of step-up 0.06 mg/kg, step-up 0.3 "
            "mg/kg, treatment 1.5 mg/kg",
        ),
        (
            _row("treatment", "1.5 mg/kg", 8, None, "step-3"),
            "'start' has no option 'step-3'; use one of step-1, step-2",
        ),
    ],
)
def test_table_that_names_what_is_not_there_is_refused(row: RestartRow, message: str) -> None:
    """A dose or an option that the definition does not have."""
    with pytest.raises(DefinitionError) as caught:
        attrs.evolve(_REGIMEN, restarts=(attrs.evolve(_TABLE, rows=(row,)),))
    assert str(caught.value) == f"stepped, restart of teclistamab: {message}"


def test_days_of_a_row_do_not_run_backwards() -> None:
    """28 to 8 days is no row."""
    with pytest.raises(DefinitionError, match="28 to 8 days; state the fewest days first"):
        _row("treatment", "1.5 mg/kg", 28, 8, None)


@pytest.mark.parametrize(("dose", "held"), [("3.98 mg", True), ("3.99 mg", False)])
def test_a_small_step_does_not_depend_on_the_decimal_context(dose: str, *, held: bool) -> None:
    """95 % of 60 µg/kg × 70 kg are 3.99 mg; one digit would make 4 mg of both amounts."""
    with localcontext(prec=1):
        calendar = _plan(Given(of="teclistamab", on=date(2026, 1, 5), dose=dose))
    assert any(row.status is Status.WITHHELD for row in calendar) is held


# --- rows by themselves --------------------------------------------------------------------------

_OTHER = attrs.evolve(_component("2 mg/kg", 1), drug=Drug(name="talquetamab"), group="talquetamab")
_STEROID = Component(
    drug=Drug(name="dexamethasone"),
    group="premedication",
    dose=WrittenDose(amount=amount("16 mg"), source=_SOURCE),
    timing=Following(what="teclistamab", offsets=(0,), source=_SOURCE),
    role=Role.PREMEDICATION,
)


def _accompanied() -> Regimen:
    """Talquetamab with a table of its own before that of teclistamab, and a steroid with each."""
    table = attrs.evolve(
        _TABLE,
        drug="talquetamab",
        rows=(
            _row("step-up", "2 mg/kg", 0, None, None),
            _row("treatment", "2 mg/kg", 0, None, None),
        ),
    )
    phases = [
        attrs.evolve(phase, components=(_OTHER, *phase.components, _STEROID))
        for phase in _REGIMEN.phases
    ]
    return attrs.evolve(_REGIMEN, phases=tuple(phases), restarts=(table, _TABLE))


def _rows(regimen: Regimen, drug: str | None = None) -> list[Administration]:
    calendar = Course(regimen, Patient(weight="70 kg"), start=_DAY_1).plan()
    return [row for row in calendar if drug in {None, row.drug}]


def _changed(row: Administration, *places: str, **other: Any) -> Administration:
    return attrs.evolve(row, changed_by=places, **other)


def test_late_dose_withholds_its_drug_and_its_steroid_and_nothing_else() -> None:
    """From 40 days after the last dose of January on; each keeps the events that changed it."""
    regimen = _accompanied()
    written = [_changed(row, "events[3]") for row in _rows(regimen)]
    cycle_2 = date(2026, 2, 9)
    before = [row for row in written if row.date < cycle_2]
    later = [
        attrs.evolve(row, date=row.date + timedelta(days=33))
        for row in written
        if row.date >= cycle_2
    ]
    rows, (finding,) = held(regimen, [*before, *later])
    own = {"teclistamab", "dexamethasone"}
    by = ("events[3]", "events[3]")
    assert rows == [
        *before,
        *(_changed(row, *by, status=Status.WITHHELD) if row.drug in own else row for row in later),
    ]
    assert finding == Finding(
        code="restart-needed",
        phase="treatment",
        cycle=2,
        day=1,
        drug="teclistamab",
        date=date(2026, 3, 14),
        message=(
            "teclistamab on 2026-03-14 would come 40 days after 1.5 mg/kg of 2026-02-02: after 1.5 "
            "mg/kg (treatment), 29 to 56 days: restart with step-2; it and what follows is "
            "withheld. Start a course with start step-2"
        ),
        source=str(_TABLE.source),
        events=("events[3]",),
    )


def test_what_was_given_or_left_out_is_not_withheld() -> None:
    """A dose given all the same stays, and so does its steroid, which nobody has recorded."""
    regimen = _accompanied()
    late = [
        attrs.evolve(row, date=row.date + timedelta(days=90))
        for row in _rows(regimen)
        if row.phase == "treatment"
    ]
    first = [row for row in _rows(regimen) if row.phase == "step-up"]
    day = late[0].date
    for given, steroid in [
        (Status.GIVEN, Status.PLANNED),
        (Status.PLANNED, Status.GIVEN),
        (Status.PLANNED, Status.OMITTED),
        (Status.PLANNED, Status.DISCONTINUED),
    ]:
        recorded = {"teclistamab": given, "dexamethasone": steroid}
        rows = [
            attrs.evolve(row, status=recorded[row.drug])
            if row.date == day and row.drug in recorded
            else row
            for row in late
        ]
        found, (finding,) = held(regimen, [*first, *rows])
        assert {row.drug: row.status for row in found if row.date == day} == {
            "talquetamab": Status.PLANNED,
            "teclistamab": Status.WITHHELD if given is Status.PLANNED else given,
            "dexamethasone": steroid,
        }
        after = {row.status for row in found if row.date > day and row.drug != "talquetamab"}
        assert after == {Status.WITHHELD}
        if given is Status.GIVEN:
            assert "was given 94 days after" in finding.message
            assert "; it was given all the same, and what follows is withheld. " in finding.message


def test_steroid_of_another_drug_is_not_withheld() -> None:
    """On a day of a withheld dose, but following a dose that is not."""
    regimen = _accompanied()
    timing = Following(what="talquetamab", offsets=(0,), source=_SOURCE)
    steroid = attrs.evolve(_STEROID, timing=timing)
    phases = [
        attrs.evolve(phase, components=(*phase.components[:-1], steroid))
        for phase in regimen.phases
    ]
    regimen = attrs.evolve(regimen, phases=tuple(phases))
    rows = [
        attrs.evolve(row, date=row.date + timedelta(days=90 if row.phase == "treatment" else 0))
        for row in _rows(regimen)
    ]
    found, findings = held(regimen, rows)
    assert len(findings) == 1
    assert {row.drug for row in found if row.status is Status.WITHHELD} == {"teclistamab"}


def _steps(*days: int) -> Regimen:
    """Two steps without a choice and without a table, and doses of 1.5 mg/kg on those days."""
    step_up, treatment = _REGIMEN.phases
    small, middle, _ = (attrs.evolve(one, alternative=None) for one in step_up.components)
    return attrs.evolve(
        _REGIMEN,
        phases=(
            attrs.evolve(step_up, components=(small, middle)),
            attrs.evolve(treatment, components=(_component("1.5 mg/kg", *days),)),
        ),
        restarts=(),
    )


def test_step_left_out_is_said_with_what_left_it_out() -> None:
    """Whatever was left out after it; the source is that of the steps' own phase."""
    regimen = _steps(1, 8)
    first, second, third, fourth, *_ = _rows(regimen)
    out = {"status": Status.OMITTED}
    gone = [
        _changed(second, "events[1]", "events[2]", "events[3]", **out),
        _changed(third, "events[4]", **out),
    ]
    _, (finding,) = held(regimen, [first, *gone, fourth])
    assert finding == Finding(
        code="restart-needed",
        phase="treatment",
        cycle=1,
        day=8,
        drug="teclistamab",
        date=date(2026, 1, 19),
        message=(
            "teclistamab on 2026-01-19: the step of 2026-01-08, 0.3 mg/kg, was left out, and each "
            "step has to be given before the next; it and what follows is withheld. Start the "
            "steps again as a new course"
        ),
        source=str(fourth.time.phase.source),
        events=("events[3]",),
    )
    small = attrs.evolve(third, status=Status.GIVEN, given=Decimal(1))
    assert held(regimen, [first, second, small, fourth])[1] == []


def test_dose_that_is_no_step_may_come_a_week_more_than_written() -> None:
    """3 days are written from day 1 to day 4: 10 days, of which a step could wait 7."""
    regimen = _steps(1, 4)
    first, second, third, fourth, *_ = _rows(regimen)
    for days, needed in [(8, False), (10, False), (11, True)]:
        late = _changed(fourth, "events[1]", date=third.date + timedelta(days=days))
        _, found = held(regimen, [first, second, third, late])
        assert len(found) == needed
        assert [one.source for one in found] == [str(fourth.time.phase.source)] * needed


def test_distance_that_is_not_written_is_held_against_a_table_alone() -> None:
    """A phase that waits may start any day; where a table has no row for that, somebody decides."""
    rows = _rows(_steps(1))
    waiting = attrs.evolve(rows[2], time=attrs.evolve(rows[2].time, original=None))
    assert held(_steps(1), [*rows[:2], waiting])[1] == []
    printed = tuple(row for row in _TABLE.rows if row.dose == "0.06 mg/kg")
    regimen = attrs.evolve(_REGIMEN, restarts=(attrs.evolve(_TABLE, rows=printed),))
    rows = _rows(regimen)
    waiting = attrs.evolve(rows[2], time=attrs.evolve(rows[2].time, original=None))
    (finding,) = held(regimen, [*rows[:2], waiting])[1]
    assert "the table of restarts has no row for that" in finding.message
    assert held(regimen, rows)[1] == []


def test_drug_without_steps_is_not_held() -> None:
    """Daratumumab of DaraVd, written as three components, 60 days late."""
    rows = [
        attrs.evolve(row, date=row.date + timedelta(days=60 if row.cycle > 1 else 0))
        for row in Course(
            catalogue.get("dara-vd"),
            Patient(weight="70 kg", height="165 cm"),
            start=_DAY_1,
            cycles=2,
        ).plan()
    ]
    assert held(catalogue.get("dara-vd"), rows) == (rows, [])
