"""What tables choose on day 1, as whole changes and findings: a drug of 4, 3.5 and 3 mg."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest

from regimens import Discontinuation, DoseChange, Finding, Lab, Patient, Policy
from regimens.amounts import WrittenDose, amount
from regimens.choices import Choices
from regimens.components import (
    Alternative,
    Band,
    Component,
    Level,
    LevelTable,
    Role,
    TableValue,
)
from regimens.drugs import Drug
from regimens.errors import DoseError
from regimens.events import Event
from regimens.level_tables import Chosen, chosen_levels
from regimens.regimen import Phase, Regimen
from regimens.schedule import Cycles, Following, Schedule
from regimens.sources import Source

_DAY_1 = date(2026, 1, 5)
_PATIENT = Patient(sex="female", born=date(1961, 1, 5), height="165 cm", weight="70 kg")


def _source(locator: str) -> Source:
    return Source(
        title="A label made up for a test", identifier="none", locator=locator, checked_on=_DAY_1
    )


_SOURCE = _source("p. 1")
_CLEARANCE = LevelTable(
    by=TableValue.CREATININE_CLEARANCE,
    bands=(
        Band(low=Decimal(60)),
        Band(low=Decimal(30), high=Decimal(60), high_included=False, level="3.5"),
        Band(low=Decimal(20), high=Decimal(30), level="3"),
        Band(high=Decimal(20), high_included=False, not_given=True),
    ),
    source=_source("p. 2"),
)
_BILIRUBIN = LevelTable(
    by=TableValue.BILIRUBIN,
    bands=(
        Band(high=Decimal("1.5")),
        Band(low=Decimal("1.5"), low_included=False, level="3"),
    ),
    source=_source("p. 3"),
)


def _level(name: str) -> Level:
    written = WrittenDose(amount=amount(f"{name} mg"), source=_SOURCE)
    return Level(name=name, dose=written, source=_SOURCE)


def _drug(
    *tables: LevelTable,
    name: str = "drug",
    levels: Sequence[str] = ("3.5", "3"),
    day: int = 1,
    **other: Any,
) -> Component:
    facts: dict[str, Any] = {
        "group": "group",
        "dose": WrittenDose(amount=amount("4 mg"), source=_SOURCE),
        "timing": (Schedule(days=(day,), cycles=Cycles(1), source=_SOURCE),),
        **other,
    }
    return Component(
        drug=Drug(name=name), levels=tuple(map(_level, levels)), tables=tables, **facts
    )


def _regimen(*phases: Sequence[Component]) -> Regimen:
    return Regimen(
        id="made-up",
        title="Made up",
        revision="1",
        phases=tuple(
            Phase(
                name=name,
                cycle_length=28,
                cycles=2,
                components=tuple(components),
                source=_SOURCE,
            )
            for name, components in zip("abc", phases, strict=False)
        ),
    )


def _chosen(
    regimen: Regimen, *events: Event, patient: Patient = _PATIENT, choices: Choices = ()
) -> Chosen:
    history = [(f"events[{index}]", event) for index, event in enumerate(events)]
    return chosen_levels(regimen, patient, None, history, Policy(), start=_DAY_1, choices=choices)


def _lab(clearance: str, days: int = 0) -> Lab:
    return Lab(on=_DAY_1 + timedelta(days=days), creatinine_clearance=f"{clearance} mL/min")


def _said(code: str, message: str, *events: str, **other: Any) -> Finding:
    facts = {"phase": "a", "date": _DAY_1, "source": str(_CLEARANCE.source), **other}
    return Finding(code=code, drug="drug", message=message, events=events, **facts)


_CHOSEN = (
    "drug at level '3.5' (3.5 mg, its days as written): creatinine clearance 40 mL/min is 30 or "
    "more and less than 60"
)
_MISSING = (
    "drug is planned at its full dose, although its level depends on the creatinine clearance, of "
    "which no value of day 1 or shortly before is recorded; level by creatinine clearance in "
    "mL/min: 60 or more: full dose; 30 or more and less than 60: 3.5; 20 or more and at most 30: "
    "3; less than 20: not given"
)


def test_choice_is_a_change_from_cycle_1_with_its_value_and_its_source() -> None:
    """Or nothing, in a row of the full dose; or a word, where no value is known."""
    regimen = _regimen([_drug(_CLEARANCE)])
    change = DoseChange(of="drug", level="3.5", phase="a", cycle=1)
    chosen = _said("level-chosen", _CHOSEN, "events[0]")
    assert _chosen(regimen, _lab("40")) == Chosen(
        changes=[("events[0]", change)], findings=[chosen]
    )
    assert _chosen(regimen, _lab("80")) == Chosen(changes=[], findings=[])
    missing = _said("lab-missing", _MISSING, phase=None)
    assert _chosen(regimen) == Chosen(changes=[], findings=[missing])


def test_value_that_is_not_known_is_said_once_for_a_drug() -> None:
    """Two components of it have tables of their own; a second drug has its own word."""
    stricter = attrs.evolve(_CLEARANCE, bands=(Band(low=Decimal(90)), *_CLEARANCE.bands[1:]))
    other = _drug(_CLEARANCE, name="other")
    found = _chosen(_regimen([_drug(_CLEARANCE), _drug(stricter, day=2), other])).findings
    assert [(one.drug, one.message.count("60 or more")) for one in found] == [
        ("drug", 1),
        ("other", 1),
    ]


def test_option_that_is_not_picked_is_not_read() -> None:
    """The default has no table; the other has one."""
    plain = _drug(alternative=Alternative(choice="dose", option="plain"))
    read = _drug(_CLEARANCE, alternative=Alternative(choice="dose", option="read"))
    regimen = _regimen([plain, read])
    assert _chosen(regimen) == Chosen(changes=[], findings=[])
    (missing,) = _chosen(regimen, choices=(("dose", "read"),)).findings
    assert missing.message == _MISSING


def test_drug_that_is_stopped_or_decided_leaves_the_next_to_its_table() -> None:
    """Stopped on day 1 or before, by its name, its group or the whole course."""
    regimen = _regimen([_drug(_CLEARANCE), _drug(_CLEARANCE, name="other", group="else")])
    both = ["drug", "other"]
    cases: list[tuple[Event, list[str]]] = [
        (Discontinuation(on=_DAY_1), []),
        (Discontinuation(on=_DAY_1, of="drug"), ["other"]),
        (Discontinuation(on=_DAY_1, of="group"), ["other"]),
        (Discontinuation(on=_DAY_1, of="other"), ["drug"]),
        (Discontinuation(on=_DAY_1 + timedelta(days=1)), both),
        (Discontinuation(on=_DAY_1 + timedelta(days=1), of="drug"), both),
        (DoseChange(of="drug", level="3.5", cycle=1), ["other"]),
        (DoseChange(of="else", level="3.5", cycle=1), ["drug"]),
        (DoseChange(of="nothing of both", level="3.5", cycle=1), both),
    ]
    for event, read in cases:
        found = _chosen(regimen, _lab("40"), event)
        assert [change.of for _, change in found.changes] == read, event


def _premedicated(*others: Component) -> Regimen:
    """Two drugs before an infusion, of which one has its table by age."""
    table = LevelTable(
        by=TableValue.AGE,
        bands=(Band(high=Decimal(60)), Band(low=Decimal(61), level="3")),
        source=_SOURCE,
    )
    before = Following(what="infusion", offsets=(0,), source=_SOURCE)
    steroid = _drug(table, timing=before, role=Role.PREMEDICATION)
    return _regimen([_drug(name="infusion", levels=(), group="infusion"), steroid, *others])


def test_premedication_is_named_by_its_group_where_that_is_plain() -> None:
    """A level of that name in another group, or another level in the group, is in nobody's way."""
    before = Following(what="infusion", offsets=(0,), source=_SOURCE)
    elsewhere = _drug(name="other", group="else", timing=before, role=Role.PREMEDICATION)
    without = _drug(name="third", levels=("1",), timing=before, role=Role.PREMEDICATION)
    old = attrs.evolve(_PATIENT, born=date(1950, 1, 5))
    found = _chosen(_premedicated(elsewhere, without), patient=old)
    assert [change for _, change in found.changes] == [
        DoseChange(of="group", level="3", phase="a", cycle=1)
    ]
    same = attrs.evolve(without, levels=(_level("3"),))
    with pytest.raises(DoseError, match="third of the group 'group' has one of that name"):
        _chosen(_premedicated(same), patient=old)


_BEHIND = (
    "drug is begun at level '3.5' (3.5 mg, its days as written) by its creatinine clearance; phase "
    "'b' has no such level and is planned at its full dose, 4 mg: record the dose that was "
    "decided on"
)


def test_next_phase_without_the_level_is_said() -> None:
    """What it gives of the drug as premedication alone has a dose of its own."""
    later = _drug(levels=("2",))
    chosen = _said("level-chosen", _CHOSEN, "events[0]")
    behind = _said("level-indicated", _BEHIND, "events[0]", phase="b")
    found = _chosen(_regimen([_drug(_CLEARANCE)], [later]), _lab("40"))
    assert found.findings == [chosen, behind]
    infusion = _drug(name="infusion", levels=(), group="infusion")
    before = Following(what="infusion", offsets=(0,), source=_SOURCE)
    steroid = _drug(levels=(), timing=before, role=Role.PREMEDICATION)
    found = _chosen(_regimen([_drug(_CLEARANCE)], [infusion, steroid]), _lab("40"))
    assert found.findings == [chosen]


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ([DoseChange(of="drug", level="2", phase="b", cycle=1)], []),
        ([DoseChange(of="group", to="0.5", phase="b", cycle=1)], []),
        ([DoseChange(of="drug", to="0.5", phase="a", cycle=2)], []),
        ([DoseChange(of="drug", to="0.5", cycle=1)], None),
        ([DoseChange(of="drug", level="3", phase="b", cycle=1)], ["b"]),
        ([DoseChange(of="drug", to="0.5", phase="b", cycle=1, day=2)], ["b"]),
        ([DoseChange(of="drug", to="0.5", phase="b", cycle=2)], ["b"]),
        ([DoseChange(of="other", to="0.5", phase="b", cycle=1)], ["b"]),
        ([DoseChange(of="drug", to="0.5", phase="c", cycle=1)], ["b"]),
        (
            [
                DoseChange(of="other", to="0.5", phase="b", cycle=1),
                DoseChange(of="drug", to="0.5", phase="b", cycle=1),
            ],
            [],
        ),
    ],
)
def test_change_that_holds_when_the_next_phase_begins_answers_it(
    events: list[Event], said: list[str] | None
) -> None:
    """One of its first day or before, of the drug, to a dose that the phase has."""
    regimen = _regimen([_drug(_CLEARANCE)], [_drug(levels=("2",))], [_drug()])
    found = _chosen(regimen, _lab("40"), *events).findings
    codes = [(one.code, one.phase) for one in found]
    if said is None:  # recorded of the first day of the first phase, it is itself the dose there
        assert codes == [("level-indicated", "a")]
    else:
        assert codes == [("level-chosen", "a"), *[("level-indicated", one) for one in said]]


_AS_RECORDED = "drug begins at level '3.5' (3.5 mg, its days as written), as recorded; by its table"


@pytest.mark.parametrize(
    ("clearance", "level", "said"),
    [
        ("40", "3.5", ""),
        ("25", "3.5", f"{_AS_RECORDED} creatinine clearance 25 mL/min has level '3' (3 mg, its"),
        ("80", "3.5", f"{_AS_RECORDED} creatinine clearance 80 mL/min has the full dose"),
        ("10", "3.5", f"{_AS_RECORDED} creatinine clearance 10 mL/min has no dose"),
        ("30", "3.5", f"{_AS_RECORDED} creatinine clearance 30 mL/min has no dose"),
        ("40", None, "drug begins at a fraction of 0.5, as recorded; by its table creatinine "),
        ("10", None, "drug begins at a fraction of 0.5, as recorded; by its table creatinine "),
    ],
)
def test_table_that_says_another_dose_than_the_recorded_one_is_said(
    clearance: str, level: str | None, said: str
) -> None:
    """Two rows have 30 mL/min, and none has a dose under 20."""
    decided = DoseChange(of="drug", level=level, to=None if level else "0.5", cycle=1)
    found = _chosen(_regimen([_drug(_CLEARANCE)]), decided, _lab(clearance))
    assert found.changes == []
    if not said:
        assert found.findings == []
        return
    (finding,) = found.findings
    assert finding.message.startswith(said)
    assert attrs.evolve(finding, message="") == _said("level-indicated", "", "events[1]")


def test_each_table_is_held_against_the_recorded_dose() -> None:
    """Whether the one before it is not known, or says the same."""
    regimen = _regimen([_drug(_CLEARANCE, _BILIRUBIN)])
    decided = DoseChange(of="drug", level="3.5", cycle=1)
    bilirubin = Lab(on=_DAY_1, bilirubin_times_normal="2")
    message = (
        f"{_AS_RECORDED} total bilirubin 2 times the upper limit of normal has level '3' (3 mg, "
        "its days as written)"
    )
    for others in ([], [_lab("40")]):
        found = _chosen(regimen, decided, bilirubin, *others)
        source = str(_BILIRUBIN.source)
        assert found.findings == [_said("level-indicated", message, "events[1]", source=source)]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("59.96", "59.96"),
        ("59.9612345", "59.96"),
        ("59.9999991", "59.999999"),
        ("59.99999991", "59.9999999"),
    ],
)
def test_value_is_shown_with_as_many_digits_as_tell_its_row(value: str, shown: str) -> None:
    """Rounded further it were 60, which is another row."""
    (finding,) = _chosen(_regimen([_drug(_CLEARANCE)]), _lab(value)).findings
    assert f"creatinine clearance {shown} mL/min is 30 or more" in finding.message


def test_value_of_a_later_day_is_said_until_it_is_answered() -> None:
    """The first of two lies in the row that was read; a change of another drug answers nothing."""
    regimen = _regimen([_drug(_CLEARANCE)])
    message = (
        "drug: creatinine clearance 40 mL/min on 2026-01-07 is 30 or more and less than 60; the "
        "table was read on 2026-01-05, and the dose stays: record a dose change if it is to be "
        "another"
    )
    later = _said("level-indicated", message, "events[2]", date=date(2026, 1, 7))
    labs = (_lab("80"), _lab("70", 1), _lab("40", 2))
    other = DoseChange(of="other", to="0.5", phase="a", cycle=2)
    assert _chosen(regimen, *labs).findings == [later]
    assert _chosen(regimen, *labs, other).findings == [later]
    own = attrs.evolve(other, of="group")
    assert _chosen(regimen, *labs, own).findings == []
    assert _chosen(regimen, own, *labs).findings == [attrs.evolve(later, events=("events[3]",))]


@pytest.mark.parametrize(("creatinine", "said"), [("0.9", False), ("1.9", True)])
def test_newer_creatinine_is_said_where_it_speaks_for_another_row(
    creatinine: str, said: bool
) -> None:
    """At 64 years 76 × 70 ÷ (72 × 0.9) × 0.85 = 69.8, and 33.1 by 1.9; it tells no bilirubin."""
    newer = Lab(on=_DAY_1 - timedelta(days=1), creatinine=f"{creatinine} mg/dL")
    found = _chosen(_regimen([_drug(_CLEARANCE)]), _lab("80", -2), newer).findings
    message = (
        "drug: the creatinine of 2026-01-04 is newer than the clearance of 2026-01-03 that was "
        "used, and makes creatinine clearance 33.1 mL/min, in another row: check which holds"
    )
    assert found == ([_said("level-indicated", message, "events[1]")] if said else [])
    bilirubin = Lab(on=_DAY_1 - timedelta(days=2), bilirubin_times_normal="1")
    assert _chosen(_regimen([_drug(_BILIRUBIN)]), bilirubin, newer).findings == []


@pytest.mark.parametrize("levels", [("3.5",), ()])
def test_refusal_names_the_mend_that_the_drug_can_have(levels: Sequence[str]) -> None:
    """One of its levels, or a fraction, which needs an override where it has none."""
    table = attrs.evolve(_CLEARANCE, bands=_CLEARANCE.bands[:1])
    with pytest.raises(DoseError) as caught:
        _chosen(_regimen([_drug(table, levels=levels)]), _lab("59.9"))
    assert str(caught.value) == (
        "drug: creatinine clearance 59.9 mL/min lies in no row of the table (A label made up for "
        "a test, p. 2); record the dose that was decided on as a dose change from cycle 1"
        + ("" if levels else ", as a fraction, with an override of not-reducible")
    )
