"""Two doses of a drug on one day, both counted; and levels for patients of an age or more."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs
import pytest

from regimens import Course, Given, Omission, Patient, Postponement, catalogue
from regimens.amounts import WrittenDose, amount
from regimens.components import Component, Level, Role
from regimens.drugs import Drug, Route
from regimens.errors import DefinitionError
from regimens.regimen import Phase, Regimen
from regimens.schedule import Cycles, Schedule
from regimens.sources import Source

_DAY_1 = date(2026, 1, 5)
_SOURCE = Source(
    title="A label made up for a test", identifier="none", locator="p. 1", checked_on=_DAY_1
)


def _dose(text: str) -> WrittenDose:
    return WrittenDose(amount=amount(text), source=_SOURCE)


def _dexamethasone(text: str, route: Route, *, besides: bool) -> Component:
    return Component(
        drug=Drug(name="dexamethasone"),
        group="dexamethasone",
        dose=_dose(text),
        timing=(Schedule(days=(1, 8), cycles=Cycles(1), source=_SOURCE),),
        routes=(route,),
        besides=besides,
        levels=(Level(name="8", dose=_dose("8 mg"), for_age_from=75, source=_SOURCE),),
    )


def _regimen(*, besides: bool = True) -> Regimen:
    phase = Phase(
        name="treatment",
        cycle_length=14,
        cycles=1,
        components=(
            _dexamethasone("28 mg", Route.PO, besides=False),
            _dexamethasone("8 mg", Route.IV, besides=besides),
        ),
        source=_SOURCE,
    )
    return Regimen(id="split", title="Made up", revision="1", phases=(phase,))


def test_drug_twice_on_a_day_is_refused_unless_it_says_so() -> None:
    """A slip is still found."""
    with pytest.raises(DefinitionError, match="dexamethasone is given twice on day"):
        _regimen(besides=False)


def test_both_doses_stand_on_the_calendar_and_count() -> None:
    """28 mg by mouth and 8 mg intravenously on each of two days: 72 mg."""
    calendar = Course(_regimen(), Patient(), start=_DAY_1).plan()
    assert [(row.date.day, str(row.dose), row.route) for row in calendar] == [
        (5, "28", Route.PO),
        (5, "8", Route.IV),
        (12, "28", Route.PO),
        (12, "8", Route.IV),
    ]
    assert calendar.totals() == {"dexamethasone": Decimal(72)}


def test_both_doses_of_a_day_are_no_slip_after_an_event_either() -> None:
    """But a day of the plan moved onto another is."""
    course = Course(_regimen(), Patient(), start=_DAY_1)
    omitted = course.record(Omission(of="dexamethasone", on=_DAY_1)).plan()
    assert "interval-too-short" not in [one.code for one in omitted.findings]
    given = Given(of="dexamethasone", on=date(2026, 1, 12), planned=_DAY_1)
    moved = course.record(given).plan()
    assert "interval-too-short" in [one.code for one in moved.findings]


def test_both_doses_are_put_off_by_their_name() -> None:
    """One event, the whole of the day."""
    later = Postponement(of="dexamethasone", on=date(2026, 1, 12), to=date(2026, 1, 14))
    calendar = Course(_regimen(), Patient(), start=_DAY_1, events=[later]).plan()
    assert [row.date.day for row in calendar] == [5, 5, 14, 14]


@pytest.mark.parametrize(
    ("born", "said"),
    [(date(1951, 1, 6), False), (date(1951, 1, 5), True), (date(1951, 1, 4), True)],
)
def test_level_from_an_age_on_counts_the_birthday(born: date, said: bool) -> None:
    """75 on 5 January 2026 is 75 or older; a day younger is not."""
    calendar = Course(_regimen(), attrs.evolve(Patient(), born=born), start=_DAY_1).plan()
    indicated = [one for one in calendar.findings if one.code == "level-indicated"]
    found = [one.message for one in indicated if one.date is None]
    assert bool(found) is said
    assert all(text.startswith("75 years or older: the source gives") for text in found)


def test_premedication_by_another_route_is_said() -> None:
    """One dose for both has one route; the other one, as written, is not lost without a word."""
    patient = Patient(height="165 cm", weight="70 kg")
    written = catalogue.get("isakd")
    phase = written.phases[0]
    by_mouth = tuple(
        attrs.evolve(one, routes=(Route.PO,))
        if (one.drug.name, one.role) == ("dexamethasone", Role.TREATMENT)
        else one
        for one in phase.components
    )
    regimen = attrs.evolve(written, phases=(attrs.evolve(phase, components=by_mouth),))
    plan = Course(regimen, patient, start=date(2026, 1, 5), cycles=1).plan()
    both = [row for row in plan if row.premedication is not None]
    assert both
    said = "one dose, counted once; as premedication it is written IV, here PO: decide on one"
    assert all(row.explain().endswith(said) for row in both)
    plan = Course(written, patient, start=date(2026, 1, 5), cycles=1).plan()
    both = [row for row in plan if row.premedication is not None]
    assert both
    assert all(row.explain().endswith("one dose, counted once") for row in both)
