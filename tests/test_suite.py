"""The suite finds each kind of fault it is there for, and says so in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from regimens import Course, Regimen, catalogue
from regimens.amounts import Cap, amount
from regimens.components import Alternative, Band, Level, LevelTable, Role, TableValue
from regimens.errors import DocumentError
from regimens.formats.card import card
from regimens.rules import AgeOver, MinimumInterval
from regimens.schedule import Continuous, Cycles, Following, Schedule
from regimens.sources import Source
from regimens.testing import definition_checks, plan_checks, suite
from regimens.testing.checks import Breach
from regimens.testing.suite import INVARIANTS_HELD, SUITE, assert_definition_holds, told
from regimens.testing.trials import BODIES, ordinary_calendar, trial

DCEP = catalogue.get("dcep")
CHECKS = {check.name: check for check in SUITE}
SOURCE = Source(
    title="A protocol made up for a test",
    identifier="none",
    locator="p. 1",
    checked_on=date(2026, 11, 21),
)


def _with(regimen: Regimen, *, at: int = 0, index: int = 0, **changed: Any) -> Regimen:
    """The regimen with something else in a component of a phase."""
    phase = regimen.phases[at]
    component = attrs.evolve(phase.components[index], **changed)
    components = (*phase.components[:index], component, *phase.components[index + 1 :])
    return _with_phase(regimen, at=at, components=components)


def _with_phase(regimen: Regimen, *, at: int = 0, **changed: Any) -> Regimen:
    phase = attrs.evolve(regimen.phases[at], **changed)
    return attrs.evolve(regimen, phases=(*regimen.phases[:at], phase, *regimen.phases[at + 1 :]))


def _said(name: str, regimen: Regimen) -> list[str]:
    return [str(breach) for breach in CHECKS[name].breaches(regimen)]


def _tampered(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[list[Any]], list[Any]], regimen: Regimen
) -> None:
    """Let the checks see the plan of a regimen with other rows."""
    calendar = ordinary_calendar(regimen)
    rows = tuple(change(list(calendar)))
    wrong = attrs.evolve(calendar, administrations=rows)
    monkeypatch.setattr(plan_checks, "ordinary_calendar", lambda _: wrong)


def test_names_are_unique_and_every_check_says_what_and_why() -> None:
    """Each check has a handle of its own and two sentences."""
    assert len(CHECKS) == len(SUITE) == 18
    for check in SUITE:
        assert check.sentence.endswith(".")
        assert check.why.endswith(".")


def test_a_source_read_tomorrow_is_found() -> None:
    """The path of the citation, and what to write."""
    phase = DCEP.phases[0]
    wrong = _with_phase(DCEP, source=attrs.evolve(phase.source, checked_on=date(2999, 1, 1)))
    assert _said("sources-read", wrong) == [
        "phases[0].source.checked_on: 2999-01-01 has not been yet; write the day on which somebody "
        "last read the number there"
    ]


def _unread() -> Regimen:
    dose = DCEP.phases[0].components[3].dose
    return _with(
        DCEP,
        index=3,
        dose=attrs.evolve(dose, source=attrs.evolve(dose.source, verified=False)),
    )


def test_an_unread_number_that_is_planned_without_a_reason_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As if the plan asked for none, and neither calendar nor card said anything."""
    assert _said("unread-numbers-marked", _unread()) == []

    def silent(_: Regimen, **__: Any) -> Course:
        return trial(DCEP)

    monkeypatch.setattr(definition_checks, "trial", silent)
    monkeypatch.setattr(definition_checks, "card", lambda _: "")
    assert [one.partition(";")[0] for one in _said("unread-numbers-marked", _unread())] == [
        "plan: a number that nobody has read is planned without a reason",
        f"{_unread().unverified[0]}: was read by nobody, and the calendar does not say so",
        "card: says UNVERIFIED where all was read, or does not say it where something was not",
    ]


def test_a_protocol_without_silences_is_found() -> None:
    """No protocol has a rule for everything."""
    assert _said("silences-named", attrs.evolve(DCEP, no_rule_for=())) == [
        "no_rule_for: is empty, as if the protocol had a rule for everything; list what it gives "
        'no rule for, as in ["dose reductions", "kidney function"]'
    ]


def test_a_silence_or_reading_that_stands_twice_is_found() -> None:
    """The second one, and an empty line."""
    twice = attrs.evolve(
        DCEP,
        no_rule_for=("age", " ", "age"),
        interpretations=(*DCEP.interpretations, DCEP.interpretations[0]),
    )
    last = len(DCEP.interpretations)
    name = DCEP.interpretations[0].name
    assert _said("silences-named", twice) == [
        "no_rule_for[1]: is empty; leave it out",
        "no_rule_for[2]: 'age' stands twice; leave it out",
        f"interpretations[{last}]: {name!r} stands twice; leave it out",
    ]


def test_a_name_of_a_built_in_regimen_is_found() -> None:
    """As an id and as an alias."""
    assert _said("names-its-own", attrs.evolve(DCEP, revision="99")) == [
        "id: dcep is a built-in regimen of other content; name this one otherwise"
    ]
    assert _said("names-its-own", attrs.evolve(DCEP, id="ours", aliases=("dvd",))) == [
        "aliases[0]: dvd is a built-in regimen of other content; name this one otherwise"
    ]


def test_a_document_that_reads_as_another_definition_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another citation, which no digest tells, and a refusal."""
    source = attrs.evolve(DCEP.phases[0].source, locator="p. 2")
    other = _with_phase(DCEP, source=source)
    assert other.digest == DCEP.digest
    monkeypatch.setattr(definition_checks, "regimen_from", lambda _, where: other)
    assert _said("document-round-trip", DCEP) == [
        "document: is another definition when it is read again; do not keep or send it as a "
        "document"
    ]

    def refuse(_: Any, where: str) -> Regimen:
        raise DocumentError("is torn", where=where, mend="write it again")

    monkeypatch.setattr(definition_checks, "regimen_from", refuse)
    assert _said("document-round-trip", DCEP) == [
        "its own document: is torn; write it again",
    ]


@pytest.mark.parametrize("lost", ["cisplatin", "Signature:", "revision 1", "400 mg/m²"])
def test_a_card_that_lacks_something_is_found(lost: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drug, an amount, the revision, the line to sign."""
    whole = card(DCEP)
    without = re.sub(r"\s+".join(map(re.escape, lost.split())), "", whole)
    assert without != whole
    monkeypatch.setattr(definition_checks, "card", lambda _: without)
    found = _said("card-whole", DCEP)
    assert any(lost in one for one in found)
    assert all(one.startswith("card: lacks ") for one in found)


def test_a_day_beyond_the_cycle_is_found() -> None:
    """In a definition that was made past its own checks, as written and as planned."""
    timing = (Schedule(days=(1, 29), cycles=Cycles(1, 3), source=SOURCE),)
    with attrs.validators.disabled():
        wrong = _with(DCEP, timing=timing)
    found = _said("days-inside-cycle", wrong)
    assert found[0] == (
        "phases[0].components[0].timing[0].days: day 29 of a 28-day cycle; use days 1 to 28"
    )
    assert found[1].startswith(
        "2026-02-02 induction cycle 1 day 29 dexamethasone: is outside the cycle that starts on "
        "2026-01-05; "
    )


def test_a_level_with_a_day_beyond_the_cycle_is_found() -> None:
    """Levels have days of their own."""
    dose = DCEP.phases[0].components[0].dose
    level = Level(
        name="20", dose=attrs.evolve(dose, amount=amount("20 mg")), days=(0, 8), source=SOURCE
    )
    with attrs.validators.disabled():
        wrong = _with(DCEP, levels=(level,))
    assert _said("days-inside-cycle", wrong) == [
        "phases[0].components[0].levels[0].days: day 0 of a 28-day cycle; use days 1 to 28"
    ]


def test_a_drug_that_is_never_due_is_found() -> None:
    """Its schedule is for cycles that the phase does not have."""
    timing = (Schedule(days=(1,), cycles=Cycles(9, 9), source=SOURCE),)
    with attrs.validators.disabled():
        wrong = _with(DCEP, timing=timing)
    assert _said("every-drug-planned", wrong) == [
        "phase 'induction', dexamethasone: has no dose in any cycle; state its days, or leave it "
        "out"
    ]


def test_what_follows_an_option_that_is_not_picked_is_not_missed() -> None:
    """A third drug that goes with the second option has its doses where that is picked."""
    parts = DCEP.phases[0].components
    components = (
        attrs.evolve(parts[0], alternative=Alternative(choice="backbone", option="first")),
        attrs.evolve(parts[1], alternative=Alternative(choice="backbone", option="second")),
        attrs.evolve(
            parts[2], timing=Following(what="cyclophosphamide", offsets=(0,), source=SOURCE)
        ),
    )
    phase = attrs.evolve(DCEP.phases[0], components=components)
    regimen = attrs.evolve(DCEP, phases=(phase,), reductions=(), alternating=(), interpretations=())
    assert {row.drug for row in ordinary_calendar(regimen)} == {"dexamethasone"}
    assert _said("every-drug-planned", regimen) == []


def test_a_cycle_without_a_dose_is_found() -> None:
    """Four cycles are written, and the days of all drugs end with the third."""
    (phase,) = DCEP.phases
    three = []
    for one in phase.components:
        assert isinstance(one.timing, tuple)
        timing = tuple(attrs.evolve(days, cycles=Cycles(1, 3)) for days in one.timing)
        three.append(attrs.evolve(one, timing=timing))
    own = attrs.evolve(phase, components=tuple(three), cycles=4)
    assert _said("every-drug-planned", attrs.evolve(DCEP, phases=(own,))) == [
        "phase 'induction', cycle 4: has no dose, and all that comes after it waits for its end; "
        "state fewer cycles, or the days of its drugs in it; a rest is days of the cycle before it"
    ]


def test_a_cycle_that_is_not_on_the_calendar_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan of two cycles of three."""
    short = attrs.evolve(trial(DCEP), cycles=2).plan()
    monkeypatch.setattr(plan_checks, "ordinary_calendar", lambda _: short)
    assert _said("every-drug-planned", DCEP) == [
        "phase 'induction', cycle 3: is not on the calendar; report it, with the protocol"
    ]


def test_rows_out_of_order_and_twice_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second row before the first, and the last one again."""
    _tampered(monkeypatch, lambda rows: [rows[1], rows[0], *rows[2:], rows[-1]], DCEP)
    assert _said("rows-in-order", DCEP) == [
        "2026-01-05 induction cycle 1 day 1 dexamethasone: stands after 2026-01-05 induction cycle "
        "1 day 1 cyclophosphamide; report it, with the protocol",
        "cisplatin on 2026-03-05: dose 1 of the day stands 2 times; give it once, with times for "
        "several doses a day",
    ]


def test_half_a_days_dose_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tretinoin in the morning only."""
    regimen = catalogue.get("dara-atra")
    _tampered(monkeypatch, lambda rows: rows[1:], regimen)
    assert _said("parts-complete", regimen) == [
        "2026-01-05 part-b cycle 1 day 1 tretinoin (2 of 2): the day has doses 2 of 2; report it, "
        "with the protocol"
    ]


def test_a_protocol_that_breaks_its_own_rule_is_found() -> None:
    """Bortezomib on days 1 and 4, and at least 96 hours apart."""
    regimen = catalogue.get("dara-vd")
    index = next(
        place
        for place, one in enumerate(regimen.phases[0].components)
        if one.drug.name == "bortezomib"
    )
    rule = MinimumInterval(days=4, hours=96, source=SOURCE)
    found = _said("no-rule-broken", _with(regimen, index=index, minimum_interval=rule))
    assert found
    assert all(one.startswith("finding interval-too-short: ") for one in found)
    assert all(one.endswith("; mend the days, or the rule that they break") for one in found)


def test_a_protocol_for_other_patients_breaks_no_rule_of_its_own() -> None:
    """Entry only over 97 years: the woman of the trial is no patient of it, and its days hold."""
    old = attrs.evolve(DCEP, entry=(AgeOver(years=97, source=SOURCE),))
    assert "entry-not-met" in [one.code for one in ordinary_calendar(old).findings]
    assert _said("no-rule-broken", old) == []


def test_a_dose_on_another_day_or_left_out_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first row a day later, and the last one gone."""

    def change(rows: list[Any]) -> list[Any]:
        return [attrs.evolve(rows[0], date=rows[0].date + timedelta(days=1)), *rows[1:-1]]

    _tampered(monkeypatch, change, DCEP)
    place = "phase 'induction', cycle"
    assert _said("dates-read-twice", DCEP) == [
        f"{place} 1 day 1, dexamethasone on 2026-01-05: planned 0 times, due 1 times as written; "
        "report it, with the protocol",
        f"{place} 1 day 1, dexamethasone on 2026-01-06: planned 1 times, due 0 times as written; "
        "report it, with the protocol",
        f"{place} 3 day 4, cisplatin on 2026-03-05: planned 0 times, due 1 times as written; "
        "report it, with the protocol",
    ]


def test_a_premedication_that_another_dose_serves_is_counted_once() -> None:
    """Dexamethasone before cisplatin and as treatment: one dose of both."""
    parts = DCEP.phases[0].components
    before = attrs.evolve(
        parts[0],
        group="premedication",
        role=Role.PREMEDICATION,
        timing=Following(what="cisplatin", offsets=(0,), source=SOURCE),
    )
    regimen = _with_phase(DCEP, components=(*parts, before))
    assert all(
        row.premedication for row in ordinary_calendar(regimen) if row.drug == "dexamethasone"
    )
    assert _said("dates-read-twice", regimen) == []


def test_a_cycle_that_starts_on_another_day_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan that begins a day late."""
    late = attrs.evolve(trial(DCEP), start=date(2026, 1, 6)).plan()
    monkeypatch.setattr(plan_checks, "ordinary_calendar", lambda _: late)
    assert _said("dates-read-twice", DCEP)[0] == (
        "phase 'induction', cycle 1: starts on 2026-01-06, due as written 2026-01-05; report it, "
        "with the protocol"
    )


def test_another_dose_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """400 mg/m² × 1.79 m² is 716 mg, and 720 mg is not."""

    def change(rows: list[Any]) -> list[Any]:
        wrong = attrs.evolve(rows[1].resolved, value=Decimal(720))
        return [rows[0], attrs.evolve(rows[1], resolved=wrong), *rows[2:]]

    _tampered(monkeypatch, change, DCEP)
    assert _said("doses-read-twice", DCEP) == [
        "2026-01-05 induction cycle 1 day 1 cyclophosphamide: 720 mg a day, 716 as written; report "
        "it, with the protocol"
    ]


def test_a_dose_at_its_cap_is_rounded_down(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cap of 100.006 mg leaves 100 mg, and 100.01 mg is over it."""
    dose = DCEP.phases[0].components[1].dose
    cap = Cap(value=Decimal("100.006"), source=SOURCE)
    regimen = _with(DCEP, index=1, dose=attrs.evolve(dose, cap=cap))
    assert ordinary_calendar(regimen)[1].dose == 100
    assert _said("doses-read-twice", regimen) == []

    def change(rows: list[Any]) -> list[Any]:
        over = attrs.evolve(rows[1].resolved, value=Decimal("100.01"))
        return [rows[0], attrs.evolve(rows[1], resolved=over), *rows[2:]]

    _tampered(monkeypatch, change, regimen)
    assert _said("doses-read-twice", regimen) == [
        "2026-01-05 induction cycle 1 day 1 cyclophosphamide: 100.01 mg a day, 100.006 as written; "
        "report it, with the protocol"
    ]


@pytest.mark.parametrize(("cap", "dose"), [("1.714", 684), ("1.716", "686.4"), ("1.9", 716)])
def test_a_capped_body_surface_is_read_twice(cap: str, dose: Any) -> None:
    """400 mg/m² on 1.71 m² (rounded), on 1.716 m² (1.72 is over it), and on her own 1.79 m²."""
    written = DCEP.phases[0].components[1].dose
    regimen = _with(DCEP, index=1, dose=attrs.evolve(written, surface_cap=Decimal(cap)))
    assert ordinary_calendar(regimen)[1].dose == Decimal(dose)
    assert _said("doses-read-twice", regimen) == []


def test_a_dose_that_is_nothing_for_a_small_body_is_found() -> None:
    """0.01 mg/m² for 0.82 m² is 0.01 mg; 0.005 mg/m² is less than the smallest dose."""
    dose = DCEP.phases[0].components[3].dose
    found = _said(
        "every-body-planned",
        _with(DCEP, index=3, dose=attrs.evolve(dose, amount=amount("0.005 mg/m²"))),
    )
    assert found[0].startswith("120 cm, 20 kg: ")


def test_a_dose_that_falls_with_the_body_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the largest were planned as the smallest."""

    def small(regimen: Regimen, body: Any) -> Course:
        return trial(regimen, BODIES[0] if body.weight > 200 else body)

    monkeypatch.setattr(plan_checks, "trial", small)
    found = _said("every-body-planned", DCEP)
    assert found[0] == (
        "210 cm, 220 kg: 2026-01-05 induction cycle 1 day 1 cyclophosphamide: 328 mg, of a smaller "
        "body 952 mg; report it, with the protocol"
    )


def test_a_dose_of_nothing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the first cyclophosphamide were planned with 0 mg."""

    def nothing(regimen: Regimen, _: Any) -> SimpleNamespace:
        rows = list(trial(regimen).plan())
        return SimpleNamespace(plan=lambda: [attrs.evolve(rows[1], given=Decimal(0))])

    monkeypatch.setattr(plan_checks, "trial", nothing)
    found = _said("every-body-planned", DCEP)
    assert len(found) == 5
    assert found[0] == (
        "120 cm, 20 kg: 2026-01-05 induction cycle 1 day 1 cyclophosphamide: 0 mg; report it, with "
        "the protocol"
    )


def test_a_steroid_that_serves_twice_is_the_larger_dose() -> None:
    """DaraVd with 10 mg for the backbone has the 20 mg that its infusion needs."""
    regimen = catalogue.get("dara-vd")
    for index, one in enumerate(regimen.phases[0].components):
        if one.drug.name == "dexamethasone" and one.role is Role.TREATMENT:
            dose = attrs.evolve(one.dose, amount=amount("10 mg"))
            regimen = _with(regimen, index=index, dose=dose, levels=())
    assert any(row.premedication for row in ordinary_calendar(regimen))
    assert _said("doses-read-twice", regimen) == []


def _vd(**changed: Any) -> tuple[Regimen, int]:
    """DaraVd with another daratumumab of its second option."""
    regimen = catalogue.get("dara-vd")
    index = next(
        place
        for place, one in enumerate(regimen.phases[0].components)
        if one.alternative is not None and one.alternative.option == "days-1-and-2"
    )
    return _with(regimen, index=index, **changed), index


def test_an_option_that_breaks_a_rule_is_found() -> None:
    """The default keeps its distance, the option does not."""
    rule = MinimumInterval(days=3, hours=72, source=SOURCE)
    found = _said("every-choice-planned", _vd(minimum_interval=rule)[0])
    assert found
    assert all(one.startswith("choice 'first-dose', option 'days-1-and-2': ") for one in found)


def test_an_option_that_cannot_be_planned_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The refusal names the option."""

    def refuse(regimen: Regimen, *, choices: dict[str, str]) -> Course:
        return trial(regimen, choices={**choices, "arm": "left"})

    monkeypatch.setattr(plan_checks, "trial", refuse)
    found = _said("every-choice-planned", catalogue.get("dara-vd"))
    assert len(found) == 4
    assert found[0].startswith("choice 'bortezomib', option 'SC': ")


def test_a_level_that_cannot_be_ordered_is_found() -> None:
    """A level that rounds to nothing, which is found when it is needed."""
    dose = DCEP.phases[0].components[3].dose
    tiny = Level(name="tiny", dose=attrs.evolve(dose, amount=amount("0.001 mg/m²")), source=SOURCE)
    found = _said("every-level-planned", _with(DCEP, index=3, levels=(tiny,)))
    assert len(found) == 1
    assert found[0].startswith("phase 'induction', cisplatin, level 'tiny': ")


def test_a_level_of_what_is_given_every_day_can_be_ordered() -> None:
    """A prophylaxis without written days has its level on each of them."""
    dose = DCEP.phases[0].components[0].dose
    half = Level(name="20", dose=attrs.evolve(dose, amount=amount("20 mg")), source=SOURCE)
    regimen = _with(DCEP, timing=Continuous(source=SOURCE), levels=(half,))
    assert _said("every-level-planned", regimen) == []


def test_a_level_that_no_dose_is_at_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the order of it were lost."""
    monkeypatch.setattr(plan_checks, "trial", lambda regimen, **_: trial(regimen))
    found = _said("every-level-planned", catalogue.get("dara-vd"))
    assert found[0].endswith(": no dose is at this level; report it, with the protocol")


def _by_clearance(*bands: Band) -> Regimen:
    """DCEP with a level of cisplatin and a table that asks for it."""
    dose = DCEP.phases[0].components[3].dose
    level = Level(name="7.5", dose=attrs.evolve(dose, amount=amount("7.5 mg/m²")), source=SOURCE)
    table = LevelTable(by=TableValue.CREATININE_CLEARANCE, bands=bands, source=SOURCE)
    return _with(DCEP, index=3, levels=(level,), tables=(table,))


FROM_50 = Band(low=Decimal(50))
BELOW_50 = Band(high=Decimal(50), high_included=False, level="7.5")


def test_a_table_that_decides_every_value_passes() -> None:
    """50 and more the full dose, less than 50 the level."""
    regimen = _by_clearance(FROM_50, BELOW_50)
    assert _said("tables-decide", regimen) == []
    assert _said("tables-followed", regimen) == []


MEND = (
    "say which row has its bound (low_included, high_included), or state a reading named "
    "'creatinine clearance' where the protocol leaves it open"
)


def test_a_bound_of_two_rows_or_of_none_is_found() -> None:
    """50 itself, and what lies between two rows."""
    where = "phases[0].components[3].tables[0]"
    both = Band(high=Decimal(50), level="7.5")
    assert _said("tables-decide", _by_clearance(FROM_50, both)) == [
        f"{where}: 50 mL/min is in 2 rows; {MEND}"
    ]
    above = Band(low=Decimal(50), low_included=False)
    assert _said("tables-decide", _by_clearance(above, BELOW_50)) == [
        f"{where}: 50 mL/min is in no row; {MEND}"
    ]
    apart = Band(high=Decimal(49), level="7.5")
    assert _said("tables-decide", _by_clearance(FROM_50, apart)) == [
        f"{where}: 49.5 mL/min is in no row; {MEND}"
    ]


def test_what_lies_outside_all_rows_need_not_be_decided() -> None:
    """30 itself, below it, and 100 and above have no row: such a value is refused."""
    low = Band(
        low=Decimal(30), low_included=False, high=Decimal(50), high_included=False, level="7.5"
    )
    high = Band(low=Decimal(50), high=Decimal(100), high_included=False)
    assert _said("tables-decide", _by_clearance(high, low)) == []
    assert _said("tables-followed", _by_clearance(high, low)) == []


def test_a_row_that_gives_nothing_is_refused() -> None:
    """Below 30 the table says that nothing is given: whoever decides otherwise records it."""
    low = Band(low=Decimal(30), high=Decimal(50), high_included=False, level="7.5")
    none = Band(high=Decimal(30), high_included=False, not_given=True)
    assert _said("tables-decide", _by_clearance(FROM_50, low, none)) == []
    assert _said("tables-followed", _by_clearance(FROM_50, low, none)) == []


def test_an_outermost_bound_that_is_refused_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """30 belongs to the row from 30 on, and is refused as if it did not."""
    low = Band(low=Decimal(30), high=Decimal(50), high_included=False, level="7.5")
    regimen = _by_clearance(FROM_50, low)
    real = Band.__contains__
    monkeypatch.setattr(Band, "__contains__", lambda band, value: value != 30 and real(band, value))
    (found,) = _said("tables-followed", regimen)
    assert found.startswith("creatinine clearance of 30 mL/min: ")


def test_a_bound_that_a_reading_tells_passes() -> None:
    """The protocol leaves it open, and its definition says so."""
    regimen = _by_clearance(FROM_50, Band(high=Decimal(50), level="7.5"))
    reading = attrs.evolve(DCEP.interpretations[0], name="Creatinine clearance")
    assert _said("tables-decide", attrs.evolve(regimen, interpretations=(reading,))) == []


def test_a_comparison_off_by_its_bound_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A band that takes its own excluded bound: 50 mL/min planned at the level."""

    def wrong(band: Band, value: Decimal) -> bool:
        return (band.high is not None and value <= band.high) or (
            band.low is not None and value > band.low
        )

    monkeypatch.setattr(Band, "__contains__", wrong)
    assert _said("tables-followed", _by_clearance(FROM_50, BELOW_50)) == [
        "creatinine clearance of 50 mL/min, phase 'induction', cisplatin: is at 7.5, and the table "
        "says the full dose; do not plan it"
    ]


def test_a_value_without_a_row_that_is_planned_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the first row took what no row has."""
    regimen = _by_clearance(Band(low=Decimal(50), low_included=False), BELOW_50)
    assert _said("tables-followed", regimen) == []
    monkeypatch.setattr(
        Band, "__contains__", lambda band, value: (band.low is None) is (value < 51)
    )
    assert _said("tables-followed", regimen)[0] == (
        "creatinine clearance of 50 mL/min: cisplatin is planned, and the table gives no dose; do "
        "not plan it"
    )


def test_a_value_with_a_row_that_is_refused_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every value lay in both rows."""
    monkeypatch.setattr(Band, "__contains__", lambda *_: True)
    found = _said("tables-followed", _by_clearance(FROM_50, BELOW_50))
    assert [one.partition(":")[0] for one in found] == [
        "creatinine clearance of 49.99 mL/min",
        "creatinine clearance of 50 mL/min",
        "creatinine clearance of 50.01 mL/min",
    ]


def test_a_course_that_breaks_an_invariant_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not hold stands first, the course to save after it."""
    assert INVARIANTS_HELD.breaches(DCEP) == ()

    def broken(_: Regimen, *, examples: int) -> None:
        assert examples >= 10
        raise AssertionError("assert_caps_kept: 2026-01-05: 900 mg\n\nSave this\n{}")

    monkeypatch.setattr(suite, "assert_regimen_holds", broken)
    (breach,) = INVARIANTS_HELD.breaches(DCEP)
    assert str(breach) == (
        "a course that was drawn: assert_caps_kept: 2026-01-05: 900 mg; report it, with the course"
        "\n\nSave this\n{}"
    )


def test_what_is_told_is_short() -> None:
    """Ten places and how many more, then what every definition holds and why."""
    check = CHECKS["days-inside-cycle"]
    breach = Breach(where="a day", what="is wrong", mend="mend it")
    assert told(check, [breach] * 12, where="ours.json").splitlines() == [
        *(["ours.json: a day: is wrong; mend it"] * 10),
        "and 2 more like these",
        "Held by every definition: Every day, as written and as planned, lies inside its cycle.",
        "Why: A day beyond the cycle is a dose in the next one, beside that one's own.",
    ]


def test_one_call_says_all_that_does_not_hold() -> None:
    """Each check that fails, under the id or the name given."""
    wrong = attrs.evolve(DCEP, id="ours", no_rule_for=(), aliases=("dvd",))
    with pytest.raises(AssertionError) as caught:
        assert_definition_holds(wrong)
    silent, named, document = str(caught.value).split("\n\n")
    assert silent.startswith("ours: no_rule_for: is empty")
    assert named.startswith("ours: aliases[0]: dvd is a built-in regimen of other content")
    assert document.startswith("ours: its own document: aliases[0]: ")
    with pytest.raises(AssertionError, match=r"^ours\.json: no_rule_for: is empty"):
        assert_definition_holds(wrong, where="ours.json")
