"""The protocol card's text: everything a clinician must see, each number with its source."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest

from regimens import Course, Patient, Regimen, catalogue
from regimens.amounts import Cap, Per, WrittenDose, amount
from regimens.components import Component, Level, Product, Role
from regimens.drugs import Drug, Presentation, Route
from regimens.formats.card import card, grid
from regimens.regimen import Phase
from regimens.schedule import Continuous, Cycles, Schedule, day_text
from regimens.sources import Reference

PAPER = Reference(title="A paper", identifier="doi:10.1/1", checked_on=date(2026, 11, 21))


@pytest.fixture(params=catalogue.ids())
def regimen(request: pytest.FixtureRequest) -> Regimen:
    """Each built-in regimen in turn."""
    return catalogue.get(request.param)


def _flat(text: str) -> str:
    """The text without its line breaks, so that wrapping does not matter."""
    return " ".join(text.split())


def _small(**changes: object) -> Regimen:
    """A regimen of one drug in one phase, for what no built-in regimen has."""
    fields: dict[str, object] = {
        "drug": Drug(name="cisplatin"),
        "group": "X",
        "dose": WrittenDose(amount=amount("10 mg/m²"), source=PAPER.at("Table 1")),
        "timing": (Schedule(days=(1, 3), cycles=Cycles(1), source=PAPER.at("Methods")),),
    }
    component = Component(**{**fields, **changes})  # type: ignore[arg-type]  # as a test needs it
    phase = Phase(
        name="only",
        cycle_length=4,
        cycles=2,
        components=(component,),
        source=PAPER.at("Methods: cycles"),
    )
    return Regimen(id="small", title="A small one", revision="1", phases=(phase,))


def test_head_names_the_regimen(regimen: Regimen) -> None:
    """Title, id, revision, digest and aliases stand at the top."""
    text = card(regimen)
    assert text.startswith(f"# {regimen.title}\n")
    head = text.split("\n## ")[0]
    assert f"id: `{regimen.id}`, revision {regimen.revision}" in head
    assert f"digest: `{regimen.digest[:19]}…`" in head
    for alias in regimen.aliases:
        assert f"`{alias}`" in head


def test_choices_are_named_with_their_default_first(regimen: Regimen) -> None:
    """Every choice of a course stands on the card, with what holds unless it is made."""
    flat = _flat(card(regimen))
    for choice, (default, *others) in regimen.choices().items():
        assert f"choice `{choice}`: {default} unless chosen otherwise" in flat
        assert all(other in flat for other in others)


def test_every_phase_has_its_length_and_number_of_cycles(regimen: Regimen) -> None:
    """Each phase is a section with the length of its cycles and how many there are."""
    text = card(regimen)
    for phase in regimen.phases:
        count = "until stopped" if phase.cycles is None else f"× {phase.cycles}"
        assert f"\n## {phase.name}: {phase.cycle_length}-day cycles, {count}\n" in text


def test_every_component_has_its_dose_route_and_source(regimen: Regimen) -> None:
    """Each drug of each phase stands with its dose as written, its route and its group."""
    flat = _flat(card(regimen))
    for _, component in regimen.components():
        route = " or ".join(one.value for one in component.routes) or "route not stated"
        start = f"- **{component.drug.name}** {component.dose.amount}"
        entries = [text for text in flat.split("- **") if f"- **{text}".startswith(start)]
        assert any(
            route in text
            and component.dose.source.locator in text
            and f"group {component.group}" in text
            for text in entries
        ), start


def test_every_level_stands_under_its_drug(regimen: Regimen) -> None:
    """Each named level has its amount, its days where it has its own, and its sources."""
    flat = _flat(card(regimen))
    for _, component in regimen.components():
        for level in component.levels:
            days = f" on days {', '.join(map(day_text, level.days))}" if level.days else ""
            entry = re.escape(f"level `{level.name}`: {level.dose.amount}")
            often = r"( a day( in \d doses)?|, \d times a day)?( \(the upper end of [^)]*\))?"
            assert re.search(f"{entry}{often}{re.escape(days)} \\[", flat)
            assert level.source.locator in flat


def test_every_interpretation_is_named_with_its_alternatives(regimen: Regimen) -> None:
    """Each reading taken stands there with what the words could also mean."""
    flat = _flat(card(regimen))
    for reading in regimen.interpretations:
        assert (
            f"- {reading.name}: {reading.reading}. The words could also mean: "
            f"{reading.alternatives}. [" in flat
        )


def test_every_rule_is_named(regimen: Regimen) -> None:
    """Reductions, delay, entry, spacing, gates and windows stand there in words."""
    flat = _flat(card(regimen))
    for reduction in regimen.reductions:
        assert f"reduction of {reduction} [" in flat
    if not regimen.reductions:
        assert "no reduction by a fraction" in flat
    if regimen.delay_rule:
        assert f"dose delay: {regimen.delay_rule} [" in flat
    for criterion in regimen.entry:
        assert f"entry: {criterion} [" in flat
    for rule in regimen.spacing:
        assert f"{rule} [" in flat
    for phase in regimen.phases:
        for condition in (phase.gate, phase.transplant):
            assert condition is None or f"- {condition} [" in flat


def test_what_the_source_leaves_open_is_named(regimen: Regimen) -> None:
    """What the source has no rule for is said, so that silence does not read as safe."""
    flat = _flat(card(regimen))
    assert regimen.no_rule_for
    assert f"no rule in the source for {', '.join(regimen.no_rule_for)}" in flat


def test_every_mark_has_its_source_and_every_source_its_mark(regimen: Regimen) -> None:
    """The numbers in brackets run without a gap and each stands in the list of sources."""
    flat = _flat(card(regimen))
    body, listed = flat.split("## Sources")
    cited = {int(number) for number in re.findall(r"\[([0-9]+): ", body)}
    numbers = [int(number) for number in re.findall(r"- \[([0-9]+)\] ", listed)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert cited == set(numbers)


def test_card_ends_with_room_for_a_review(regimen: Regimen) -> None:
    """Name, role, date and signature of the reviewer have their place at the end."""
    *_, first, _, last = card(regimen).splitlines()
    assert re.fullmatch(r"Reviewed by: _+  Role: _+", first)
    assert re.fullmatch(r"Date: _+  Signature: _+", last)


def test_card_is_80_columns_wide(regimen: Regimen) -> None:
    """Every line but the title's, and a long address, fits 80 columns and ends in no blanks."""
    lines = card(regimen).splitlines()
    assert [line for line in lines[1:] if len(line) > 80 and " " in line.strip()] == []
    assert [line for line in lines if line != line.rstrip()] == []


def test_unverified_definition_says_so() -> None:
    """A number that nobody has read is marked at the top and at the number."""
    small = _small(dose=WrittenDose(amount=amount("10 mg"), source=PAPER.unread("Table 9")))
    flat = _flat(card(small))
    assert "UNVERIFIED: a number of this definition has not been read in a reference" in flat
    assert "Table 9 UNVERIFIED]" in flat
    assert "UNVERIFIED" not in card(_small())


def test_cap_is_named() -> None:
    """The most that may be given stands with the dose, with its source."""
    cap = Cap(value=amount("20 mg").value, source=PAPER.at("Table 2"))
    dose = WrittenDose(amount=amount("10 mg/m²"), cap=cap, source=PAPER.at("Table 1"))
    assert "at most 20 mg per administration [1: Table 2]" in _flat(card(_small(dose=dose)))


def test_dose_given_several_times_a_day_says_whether_it_is_divided() -> None:
    """A day's amount in two doses reads otherwise than an amount twice a day."""
    assert "45 mg/m² a day in 2 doses" in _flat(card(catalogue.get("dara-atra")))
    assert "500 mg, 2 times a day" in _flat(card(catalogue.get("dara-dcep")))


def test_several_routes_are_all_named() -> None:
    """Where the source leaves a choice of routes the card names each."""
    assert "10 mg/m², IV or SC [" in _flat(card(_small(routes=(Route.IV, Route.SC))))


# The grid


def test_grid_draws_drug_by_day() -> None:
    """A cross stands on each day a drug is given, under a ruler of the days."""
    assert list(grid(_small().phases[0])) == [
        "cycles 1–2",
        "",
        "day        1234",
        "cisplatin  x·x·",
    ]


def test_grid_has_a_ruler_with_tens() -> None:
    """Every tenth day is numbered above the ruler, which counts to the cycle's end."""
    lines = list(grid(catalogue.get("dara-vd").phases[0]))
    assert lines[0] == "cycles 1–3"
    assert lines[1] == " " * 24 + "1" + " " * 9 + "2"
    assert lines[2] == "day            123456789012345678901"


def test_grid_of_dara_dcep_is_the_one_of_the_paper() -> None:
    """Days 1 to 4, weekly then every two weeks, and day 6, worked out by hand."""
    assert list(grid(catalogue.get("dara-dcep").phases[0])) == [
        "cycles 1–2",
        "                           1         2",
        "day               1234567890123456789012345678",
        "dexamethasone     xxxx························",
        "cyclophosphamide  xxxx························",
        "etoposide         xxxx························",
        "cisplatin         xxxx························",
        "daratumumab       x······x······x······x······",
        "pegteograstim     ·····x······················",
        "cycle 3",
        "                           1         2",
        "day               1234567890123456789012345678",
        "dexamethasone     xxxx························",
        "cyclophosphamide  xxxx························",
        "etoposide         xxxx························",
        "cisplatin         xxxx························",
        "daratumumab       x·············x·············",
        "pegteograstim     ·····x······················",
    ]


def test_grid_of_an_open_phase_goes_onwards() -> None:
    """The last pattern of an open-ended phase holds for all that follows."""
    lines = list(grid(catalogue.get("dara-atra").phases[0]))
    titles = [line for line in lines if line.startswith("cycle")]
    assert titles == ["cycles 1–2", "cycles 3–6", "cycle 7 onwards"]


def test_grid_shows_the_days_of_the_plan(regimen: Regimen) -> None:
    """The crosses of the grid are the days of the calendar that is planned from it."""
    patient = Patient(height="165 cm", weight="70 kg")
    course = Course(regimen, patient, start=date(2026, 1, 5), cycles=20, allow_unverified="a test")
    calendar = course.plan()
    for phase in regimen.phases:
        drawn: dict[int, dict[str, str]] = {}
        cycles: range = range(0)
        for line in grid(phase):
            title = re.fullmatch(r"cycles? (\d+)(?:–(\d+)| (onwards))?", line)
            if title:
                first = int(title[1])
                last = int(title[2] or (10 if title[3] else first))
                cycles = range(first, last + 1)
            marks = re.fullmatch(r"([a-zA-Z -]+?) +([x·]+)", line)
            if marks:
                for number in cycles:
                    before = drawn.setdefault(number, {})
                    before[marks[1]] = before.get(marks[1], "") + marks[2]
        for cycle in calendar.cycles:
            if cycle.phase != phase.name or cycle.cycle > 10:
                continue
            planned: dict[str, set[int]] = {}
            for row in calendar:
                if (row.phase, row.cycle) == (phase.name, cycle.cycle):
                    planned.setdefault(row.drug, set()).add(row.day)
            crossed = {
                drug: [day for day, mark in enumerate(marks, start=phase.first_day) if mark == "x"]
                for drug, marks in drawn[cycle.cycle].items()
            }
            assert crossed == {drug: sorted(days) for drug, days in planned.items()}


def test_continuous_drug_stands_in_no_grid() -> None:
    """A drug without stated days is named as continuous and has no crosses."""
    timing = Continuous(source=PAPER.at("Methods"))
    small = _small()
    other = attrs.evolve(
        small.phases[0].components[0], drug=Drug(name="aciclovir"), group="Y", timing=timing
    )
    phase = attrs.evolve(small.phases[0], components=(*small.phases[0].components, other))
    text = card(attrs.evolve(small, phases=(phase,)))
    assert "continuous [1: Methods]" in _flat(text)
    assert not any(line.startswith("aciclovir ") for line in text.splitlines())


def test_the_same_definition_gives_the_same_card(regimen: Regimen) -> None:
    """The card is text of the definition alone, the same each time."""
    assert card(regimen) == card(attrs.evolve(regimen))


def test_card_prints_the_surface_that_a_dose_is_capped_on() -> None:
    """Carfilzomib on 2.2 m² at most."""
    assert "on a body surface of at most 2.2 m²" in _flat(card(catalogue.get("krd")))


def test_card_says_that_steps_are_given_one_after_the_other() -> None:
    """Bispecific antibodies begin with small doses."""
    flat = _flat(card(catalogue.get("teclistamab")))
    assert "each dose has to be given before the next one" in flat


_DOSE = WrittenDose(amount=amount("10 mg/m²"), source=PAPER.at("Table 1"))
_CAPPED = Cap(value=Decimal(20), source=PAPER.at("Table 2"))
_LEVEL = Level(name="low", dose=_DOSE, source=PAPER.at("Table 3"))
_VIAL = Presentation(form="vial", strength=Decimal(50), source=PAPER.at("Table 4"))


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ({"per": Per.DAY}, "10 mg/m² a day"),
        ({"times": 2}, "10 mg/m², 2 times a day"),
        ({"times": 2, "per": Per.DAY}, "10 mg/m² a day in 2 doses"),
        ({"at_least": amount("5 mg/m²")}, "10 mg/m² (the upper end of 5–10 mg/m²)"),
        ({"cap": _CAPPED}, "at most 20 mg per administration [1: Table 2]"),
        ({"surface_cap": Decimal("2.2")}, "on a body surface of at most 2.2 m²"),
    ],
)
@pytest.mark.parametrize("of", ["full", "level", "product"])
def test_every_part_of_a_dose_is_on_the_card(part: dict[str, Any], text: str, of: str) -> None:
    """What a dose is made from stands there for the full dose, a level and another product."""

    def made(dose: WrittenDose) -> Regimen:
        if of == "full":
            return _small(dose=dose)
        if of == "product":
            name, source = "cisplatin-new", PAPER.at("Table 5")
            product = Product(name=name, dose=dose, route=Route.SC, source=source)
            return _small(dose=attrs.evolve(_DOSE, times=dose.times), products=(product,))
        full = attrs.evolve(_DOSE, per=dose.per, times=dose.times)
        return _small(dose=full, levels=(attrs.evolve(_LEVEL, dose=dose),))

    without, found = made(_DOSE), made(attrs.evolve(_DOSE, **part))
    assert without.digest != found.digest
    start = {"full": "**cisplatin**", "level": "level `low`", "product": "to `cisplatin-new`"}[of]
    assert text in _flat(card(found)).split(start)[1]
    assert text not in _flat(card(without))


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"role": Role.SUPPORTIVE}, "given as supportive"),
        ({"role": Role.PREMEDICATION}, "given as premedication"),
        ({"split": True}, "its days of a cycle are parts of one dose"),
        ({"besides": True}, "besides the other dose of its days"),
        (
            {"levels": (attrs.evolve(_LEVEL, for_older_than=75, note="a note"),)},
            "[1: Table 3]; for patients older than 75 years; a note",
        ),
        (
            {"levels": (attrs.evolve(_LEVEL, for_age_from=75),)},
            "[1: Table 3]; for patients 75 years or older",
        ),
        (
            {"drug": Drug(name="cisplatin", presentations=(_VIAL,))},
            "comes as vial of 50 mg [1: Table 4]",
        ),
        (
            {
                "drug": Drug(
                    name="cisplatin",
                    presentations=(
                        attrs.evolve(_VIAL, concentration=Decimal(1), route=Route.IV),
                        _VIAL,
                    ),
                )
            },
            "comes as vial of 50 mg (1 mg/mL) for IV [1: Table 4], vial of 50 mg [1: Table 4]",
        ),
    ],
)
def test_every_part_of_a_component_is_on_the_card(changes: dict[str, Any], text: str) -> None:
    """What changes the digest changes the card, so that a reviewer signs what is planned."""
    assert _small(**changes).digest != _small().digest
    assert text in _flat(card(_small(**changes)))
    assert text not in _flat(card(_small()))
