"""Pictures show exactly what is planned: every dose one mark, on its day, told apart by shape."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import pytest
from hypothesis import given, settings

from regimens import (
    Calendar,
    Course,
    CycleStart,
    Delay,
    Discontinuation,
    DoseChange,
    Given,
    Measurement,
    Omission,
    Patient,
    Postponement,
    Regimen,
    Switch,
    catalogue,
)
from regimens.components import Role
from regimens.formats.calendars import calendar_document
from regimens.formats.cycle_runs import CycleRun, cycle_runs, same_looks
from regimens.formats.pictures.course_marks import draw_shape
from regimens.formats.pictures.drawing import Sheet, cut, lines, picture, visible, width_of
from regimens.formats.pictures.svg import course_svg, regimen_svg
from regimens.statuses import Status
from regimens.testing import courses

BODY = Patient(id="p1", height="165 cm", weight="70 kg")
HOSTILE = (
    "a\x00b\nc\u202ed\u2028<script>alert(1)</script>&\"'=cmd()|\ufffe\U0001f489" + "x" * 10_000
)


def _tree(svg: str) -> ET.Element:
    """The picture as any program reads it, without its namespace."""
    root = ET.fromstring(svg)  # noqa: S314 - our own text
    for one in root.iter():
        one.tag = one.tag.removeprefix("{http://www.w3.org/2000/svg}")
    return root


def _blocks(svg: str) -> dict[tuple[str, str, str], dict[str, list[int]]]:
    """The days of each drug by phase, cycles and option, as an XML parser reads them."""
    found: dict[tuple[str, str, str], dict[str, list[int]]] = {}
    for phase in _tree(svg).iterfind("./g[@data-phase]"):
        for block in phase.iterfind("./g[@data-cycles]"):
            place = (
                phase.attrib["data-phase"],
                block.attrib["data-cycles"],
                block.get("data-instead", ""),
            )
            days = found.setdefault(place, {})
            for row in block.iterfind("./g[@data-drug]"):
                name = f"{row.attrib['data-drug']} {row.attrib['data-dose']}"
                days.setdefault(name, []).extend(
                    int(mark.attrib["data-day"]) for mark in row.iterfind(".//*[@data-day]")
                )
    return found


# Regimens, by hand


def test_dcep_has_its_sixteen_marks() -> None:
    """Four drugs on days 1 to 4 of three like cycles, by hand from the paper's schedule."""
    days = [1, 2, 3, 4]
    assert _blocks(regimen_svg(catalogue.get("dcep"))) == {
        ("induction", "cycles 1–3", ""): {
            "dexamethasone 40 mg": days,
            "cyclophosphamide 400 mg/m²": days,
            "etoposide 40 mg/m²": days,
            "cisplatin 10 mg/m²": days,
        }
    }


def test_dara_dcep_is_the_one_of_the_paper() -> None:
    """Weekly, then every two weeks; day 6; the options and the maintenance by hand."""
    four = [1, 2, 3, 4]
    dcep = {
        "dexamethasone 40 mg": four,
        "cyclophosphamide 400 mg/m²": four,
        "etoposide 40 mg/m²": four,
        "cisplatin 10 mg/m²": four,
    }
    rest = {"pegteograstim 6 mg": [6], "ciprofloxacin 500 mg": []}
    split = "first-dose: days-1-and-2"
    antibiotic = "antibiotic: trimethoprim-sulfamethoxazole"
    assert _blocks(regimen_svg(catalogue.get("dara-dcep"))) == {
        ("induction", "cycles 1–2", ""): dcep | {"daratumumab 16 mg/kg": [1, 8, 15, 22]} | rest,
        ("induction", "cycle 3", ""): dcep | {"daratumumab 16 mg/kg": [1, 15]} | rest,
        ("induction", "cycle 1", split): {
            "daratumumab 8 mg/kg": [1, 2],
            "daratumumab 16 mg/kg": [8, 15, 22],
        },
        ("induction", "cycles 1–3", antibiotic): {
            "trimethoprim 80 mg": [],
            "sulfamethoxazole 400 mg": [],
        },
        ("maintenance", "cycles 1–3", ""): {"daratumumab 16 mg/kg": [1, 15]},
        ("maintenance", "cycles 4–5", ""): {"daratumumab 16 mg/kg": [1]},
    }


def test_what_is_given_every_day_is_a_bar() -> None:
    """The antibiotic has no days of its own: a bar from day 1 to 28, and no marks."""
    tree = _tree(regimen_svg(catalogue.get("dara-dcep")))
    bars = [
        bar.attrib["data-every-day"]
        for row in tree.iterfind(".//g[@data-drug='ciprofloxacin']")
        for bar in row.iterfind(".//*[@data-every-day]")
    ]
    assert bars == ["1 28", "1 28"]


def test_steroid_that_is_also_premedication_is_one_mark() -> None:
    """DaraVd, cycles 1 to 3: day 15 alone is premedication of its own; days 1 and 8 serve twice."""
    tree = _tree(regimen_svg(catalogue.get("dara-vd")))
    block = tree.find("./g[@data-phase='combination']/g[@data-cycles='cycles 1–3']")
    assert block is not None
    rows = {
        row.attrib["data-role"]: row for row in block.iterfind("./g[@data-drug='dexamethasone']")
    }
    serving = [mark.attrib["data-day"] for mark in rows["treatment"].iterfind(".//*[@data-joined]")]
    alone = [mark.attrib["data-day"] for mark in rows["premedication"].iterfind(".//*[@data-day]")]
    assert serving == ["1", "8"]
    assert alone == ["15"]


def test_premedication_written_otherwise_is_said() -> None:
    """PERSEUS: 40 mg on the days of an infusion, whose premedication is 20 mg; 40 mg are given."""
    svg = regimen_svg(catalogue.get("d-vrd-perseus"))
    assert "with the premedication (20 mg) one dose, the larger" in svg
    assert "the larger" not in regimen_svg(catalogue.get("dara-vd"))


def test_days_before_day_zero_are_drawn() -> None:
    """High-dose melphalan counts back from the infusion on day 0."""
    blocks = _blocks(regimen_svg(catalogue.get("mel200")))
    assert blocks["conditioning", "cycle 1", ""]["melphalan 200 mg/m²"] == [-2]
    assert "−2" in regimen_svg(catalogue.get("mel200"))


def test_twice_a_day_is_one_mark_that_says_so() -> None:
    """Tretinoin: a mark a day with its 2 inside."""
    tree = _tree(regimen_svg(catalogue.get("dara-atra")))
    marks = tree.findall(".//g[@data-drug='tretinoin']//*[@data-day]")
    assert {mark.get("data-times") for mark in marks} == {"2"}


def test_conditions_of_a_phase_are_written_and_drawn() -> None:
    """A phase with a gate, or one that waits, has a dashed line beside it and says why."""
    tree = _tree(regimen_svg(catalogue.get("dara-dcep")))
    phases = {one.attrib["data-phase"]: one for one in tree.iterfind("./g[@data-phase]")}
    words = "".join(phases["maintenance"].itertext())
    assert "conditional: needs PR or better after the phase before" in words
    dashed = {name: one.find("./path[@stroke-dasharray]") for name, one in phases.items()}
    assert dashed["maintenance"] is not None
    assert dashed["induction"] is None


def test_unread_number_is_said() -> None:
    """A definition that nobody has read in full says so on its picture and in words."""
    unread = [name for name in catalogue.ids() if catalogue.get(name).unverified]
    assert unread
    for name in catalogue.ids():
        assert ("UNVERIFIED" in regimen_svg(catalogue.get(name))) is (name in unread)


# Where marks stand


def _box(mark: ET.Element) -> tuple[float, float, float, float]:
    """The left, right, top and bottom of what is drawn in a mark, without its triangle."""
    across, down = [], []
    for one in mark.iter():
        if one.tag == "rect":
            left, top = float(one.attrib["x"]), float(one.attrib["y"])
            across += [left, left + float(one.attrib["width"])]
            down += [top, top + float(one.attrib["height"])]
        elif one.tag == "circle":
            x, y, r = (float(one.attrib[name]) for name in ("cx", "cy", "r"))
            across += [x - r, x + r]
            down += [y - r, y + r]
        elif one.tag == "path":
            for point in re.findall(r"[ML]([\d.-]+) ([\d.-]+)", one.attrib["d"]):
                across.append(float(point[0]))
                down.append(float(point[1]))
    return min(across), max(across), min(down), max(down)


@pytest.mark.parametrize("name", catalogue.ids())
def test_mark_stands_below_its_day(name: str) -> None:
    """The figure printed above each mark, in the nearest ruler above it, is the mark's day."""
    for block in _tree(regimen_svg(catalogue.get(name))).iterfind(".//g[@data-cycles]"):
        figures = [
            (float(one.attrib["x"]), float(one.attrib["y"]), one.text or "")
            for one in block.iterfind("./g[@text-anchor]/text")
        ]
        for mark in block.iterfind(".//*[@data-day]"):
            left, right, top, _ = _box(mark)
            ruler = max(y for _, y, _ in figures if y < top)
            middle = (left + right) / 2
            above = [text for x, y, text in figures if y == ruler and abs(x - middle) < 1]
            assert above == [mark.attrib["data-day"].replace("-", "−")]


@pytest.mark.parametrize("name", catalogue.ids())
def test_line_of_each_week_stands_before_its_first_day(name: str) -> None:
    """Figures and marks that moved together would still agree: days 1, 8 and 15 follow a line."""
    for block in _tree(regimen_svg(catalogue.get(name))).iterfind(".//g[@data-cycles]"):
        rulers = [
            [float(figure.attrib["x"]) for figure in ruler]
            for ruler in block.iterfind("./g[@text-anchor]")
        ]
        lines = [
            [float(x) for x in re.findall(r"M([\d.]+) ", path.attrib["d"])]
            for path in block.iterfind("./path[@stroke='#b5b5b5']")
        ]
        assert len(rulers) == len(lines)
        days = [ruler for ruler in rulers if len(ruler) > 1]
        half = (days[0][1] - days[0][0]) / 2 if days else 10.0  # a day alone is 20 px wide
        for ruler, weeks in zip(rulers, lines, strict=True):
            assert [x - half for x in ruler[::7]] == pytest.approx(weeks[:-1], abs=0.11)
            assert ruler[-1] + half == pytest.approx(weeks[-1], abs=0.11)


def test_row_of_dates_fills_its_place_from_its_first_monday_to_its_last_sunday() -> None:
    """8 weeks from 5 January begin right of the names, at 136 px, and end where their rows do.

    Were all moved by a day together, 1 March or 5 January would fall off the edge.
    """
    course = Course(catalogue.get("dara-dcep"), BODY, start=date(2026, 1, 5))
    lane, first, start, width = next(_lanes(course_svg(course)))
    assert first == date(2026, 1, 5)
    assert start == 136
    edges = [one.attrib["d"] for one in lane.iterfind("./g[@data-drug]/path[@stroke='#9a9a9a']")]
    ends = {float(re.findall(r"[ML]([\d.]+) ", edge)[-1]) for edge in edges}
    assert len(ends) == 1
    assert start + 56 * width == pytest.approx(ends.pop(), abs=0.2)
    (cisplatin,) = lane.iterfind("./g[@data-drug='cisplatin']")
    places = sorted(_box(mark)[0] for mark in cisplatin.iterfind(".//*[@data-date='2026-01-05']"))
    assert 136 <= places[0] < 136 + width


def _lanes(svg: str) -> Iterator[tuple[ET.Element, date, float, float]]:
    """Each row of dates: its first Monday, where it begins and how wide a day is, as printed."""
    for lane in _tree(svg).iterfind("./g[@data-from]"):
        first = date.fromisoformat(lane.attrib["data-from"])
        ruler = lane.findall("./g[@font-size='8.5']/text")
        places = [float(one.attrib["x"]) for one in ruler]
        mondays = [first + timedelta(weeks=week) for week in range(len(ruler))]
        assert [one.text for one in ruler] == [str(day.day) for day in mondays]
        assert {day.weekday() for day in mondays} == {0}
        yield lane, first, places[0] - 1, (places[-1] - places[0]) / (len(places) - 1) / 7


def _hold_to_dates(svg: str) -> int:
    """Every mark lies within the column of its date; the number of them."""
    count = 0
    for lane, first, start, width in _lanes(svg):
        for name in ("data-date", "data-plan"):
            for mark in lane.iterfind(f".//*[@{name}]"):
                days = (date.fromisoformat(mark.attrib[name]) - first).days
                left, right, _, _ = _box(mark)
                assert start + days * width - 0.1 <= left
                assert right <= start + (days + 1) * width + 0.1
                count += name == "data-date"
    return count


@settings(max_examples=25, deadline=None)
@given(course=courses())
def test_mark_stands_in_the_column_of_its_date(course: Course) -> None:
    """Counted from the Monday printed above it, and each mark once, whatever happened."""
    plan = attrs.evolve(course, allow_unverified="a test").plan()
    assert _hold_to_dates(course_svg(plan)) == len(plan)


def test_doses_of_one_day_stand_below_each_other() -> None:
    """Tretinoin twice a day: two marks that do not touch."""
    course = Course(catalogue.get("dara-atra"), BODY, start=date(2026, 1, 5), cycles=1)
    marks: dict[str, list[tuple[float, float, float, float]]] = {}
    for mark in _tree(course_svg(course)).iterfind(".//g[@data-drug='tretinoin']/g[@data-date]"):
        marks.setdefault(mark.attrib["data-date"], []).append(_box(mark))
    assert {len(boxes) for boxes in marks.values()} == {2}
    for first, second in marks.values():
        assert first[:2] == second[:2]
        assert first[3] < second[2]


def test_reduced_dose_is_filled_in_part() -> None:
    """0.7 of the 12 px of a mark are 8.4; at full dose all of it is filled."""
    filled = {}
    for mark in _tree(course_svg(_told())).iterfind(".//g[@data-name]"):
        light = mark.find("./path[@fill='#a9cbe8']")
        if light is not None:
            _, _, top, bottom = _box(light)
            filled[mark.attrib["data-name"]] = round(bottom - top, 1)
    assert filled["induction/1/1/etoposide/1"] == 12
    assert filled["induction/2/1/etoposide/1"] == 8.4


def test_outline_of_a_conditional_dose_is_dashed() -> None:
    """Maintenance waits for a response, in the plan before as in the one of now."""
    tree = _tree(course_svg(_told()))
    dashed = {
        mark.attrib["data-plan"]
        for mark in tree.iterfind(".//*[@data-plan]")
        if mark.get("stroke-dasharray")
    }
    # Undisturbed, maintenance begins on day 85: 5 January and 84 days.
    assert min(dashed) == "2026-03-30"
    assert len(dashed) == 8


@pytest.mark.parametrize(
    ("horizon", "first"),
    [({"until": date(2026, 2, 20)}, "2026-02-21"), ({"cycles": 1}, "2026-01-28")],
    ids=["until", "cycles"],
)
def test_days_that_are_not_shown_are_covered(horizon: dict[str, Any], first: str) -> None:
    """What lies beyond a day, or beyond a cycle of 21 days from 7 January, is grey and says so."""
    course = Course(catalogue.get("dara-vd"), BODY, start=date(2026, 1, 7), **horizon)
    svg = course_svg(course)
    covers = _tree(svg).findall(".//g[@data-not-shown-from]")
    assert [one.attrib["data-not-shown-from"] for one in covers] == [first]
    assert any(one.endswith("treatment goes on") for one in _words(svg))
    whole = course_svg(Course(catalogue.get("dcep"), BODY, start=date(2026, 1, 7)))
    assert "data-not-shown-from" not in whole


# Every regimen


def _in(cycles: str, cycle: int) -> bool:
    """Whether a heading like ``cycles 1, 3–5, 7 onwards`` names a cycle."""
    for part in re.sub(r"^cycles? ", "", cycles).split(", "):
        first, _, last = part.replace(" onwards", "–9999").partition("–")
        if int(first) <= cycle <= int(last or first):
            return True
    return False


Dose = tuple[str, int, str | None]  # the drug, its day, and its dose unless it serves twice


def _shown(root: ET.Element, phase: str, cycle: int, option: str) -> Counter[Dose]:
    """The doses of a cycle by drug and day, as a reader takes them from the picture."""
    rows: dict[str, list[ET.Element]] = {}
    for block in root.iterfind(f"./g[@data-phase='{phase}']/g[@data-cycles]"):
        own = block.get("data-instead")
        if not _in(block.attrib["data-cycles"], cycle) or own not in (None, option):
            continue
        drawn: dict[str, list[ET.Element]] = {}
        for row in block.iterfind("./g[@data-drug]"):
            drawn.setdefault(row.attrib["data-drug"], []).append(row)
        rows |= drawn
        for drug in filter(None, block.get("data-without", "").split(", ")):
            rows[drug] = []
    return Counter(
        (
            drug,
            int(mark.attrib["data-day"]),
            None if mark.get("data-joined") else row.attrib["data-dose"],
        )
        for drug, own_rows in rows.items()
        for row in own_rows
        for mark in row.iterfind(".//*[@data-day]")
        for _ in range(int(mark.get("data-times", "1")))
    )


def _options(regimen: Regimen) -> Iterator[Mapping[str, str]]:
    """No choice, then every option that is not a default, one choice at a time."""
    yield {}
    own = {one.alternative.choice for _, one in regimen.components() if one.alternative}
    for choice, options in regimen.choices().items():
        if choice in own:
            yield from ({choice: option} for option in options[1:])


@pytest.mark.parametrize("name", catalogue.ids())
def test_picture_has_the_days_of_the_plan(name: str) -> None:
    """With every option, each cycle's marks are the doses of the calendar planned with it."""
    regimen = catalogue.get(name)
    root = _tree(regimen_svg(regimen))
    for choices in _options(regimen):
        option = "".join(f"{choice}: {picked}" for choice, picked in choices.items())
        plan = Course(
            regimen, BODY, start=date(2026, 1, 5), cycles=12, choices=choices,
            allow_unverified="a test",
        ).plan()  # fmt: skip
        for cycle in plan.cycles:
            place = (cycle.phase, cycle.cycle)
            planned = Counter(
                (row.drug, row.day, None if row.premedication else row.written)
                for row in plan
                if (row.phase, row.cycle) == place
            )
            assert _shown(root, *place, option) == planned, (place, option)


@pytest.mark.parametrize("name", catalogue.ids())
def test_picture_stands_by_itself(name: str) -> None:
    """Well-formed, with its drugs, doses and words; no script, style, link or name to collide."""
    regimen = catalogue.get(name)
    svg = regimen_svg(regimen)
    root = _tree(svg)
    assert root.tag == "svg"
    assert root.attrib["role"] == "img"
    assert root.attrib["viewBox"] == f"0 0 {root.attrib['width']} {root.attrib['height']}"
    assert root.attrib["width"] == "680"
    title, words, paper = list(root)[:3]
    assert title.tag == "title"
    assert regimen.title in (title.text or "")
    assert words.tag == "desc"
    assert paper.attrib | {"fill": "#ffffff", "x": "0", "y": "0"} == paper.attrib
    for _, component in regimen.components():
        assert component.drug.name in (words.text or "")
        assert str(component.dose.amount) in (words.text or "")
    tags = {one.tag for one in root.iter()}
    assert tags <= {"svg", "title", "desc", "g", "rect", "circle", "path", "text"}
    names = {name for one in root.iter() for name in one.attrib}
    assert names.isdisjoint({"id", "href", "style", "class", "onload"})
    assert svg == regimen_svg(attrs.evolve(regimen))
    assert len(svg) < 60_000


def test_roles_differ_in_shape() -> None:
    """Without any colour, treatment, premedication and supportive drugs are told apart."""
    shapes: dict[str, set[str]] = {}
    for name in ("dara-vd", "dara-dcep"):
        for row in _tree(regimen_svg(catalogue.get(name))).iterfind(".//g[@data-role]"):
            mark = row.find(".//*[@data-day]")
            if mark is not None:
                shapes.setdefault(row.attrib["data-role"], set()).add(mark.tag)
    assert shapes == {
        Role.TREATMENT.value: {"rect"},
        Role.PREMEDICATION.value: {"path"},
        Role.SUPPORTIVE.value: {"circle"},
    }


# Courses


def _marks(svg: str) -> dict[str, dict[str, str]]:
    """The marks of doses by their name."""
    marks = _tree(svg).findall(".//g[@data-name]")
    found = {one.attrib["data-name"]: dict(one.attrib) for one in marks}
    assert len(found) == len(marks)
    return found


def _told() -> Course:
    """DARA-DCEP, 10 days late, reduced, with an omitted and a postponed dose."""
    course = Course(catalogue.get("dara-dcep"), BODY, start=date(2026, 1, 5), as_of=None)
    return course.record(
        Given(of="cisplatin", on=date(2026, 1, 5), dose="12.5 mg"),
        Omission(of="daratumumab", on=date(2026, 1, 26), reason="infection"),
        CycleStart(phase="induction", cycle=2, on=date(2026, 2, 12)),
        DoseChange(of="DCEP", to="0.7", cycle=2),
        Postponement(of="daratumumab", on=date(2026, 2, 26), to=date(2026, 2, 28)),
        Discontinuation(of="cisplatin", on=date(2026, 3, 13)),
    )


def _words(svg: str) -> list[str]:
    return [one.text or "" for one in _tree(svg).iter("text")]


def test_course_shows_what_happened_by_hand() -> None:
    """Dates worked out by hand: 2 February + 10 days, 26 February + 2 days and so on."""
    marks = _marks(course_svg(_told()))
    assert marks["induction/1/1/cisplatin/1"] == {
        "data-name": "induction/1/1/cisplatin/1",
        "data-date": "2026-01-05",
        "data-status": "given",
        "data-dose": "12.5 mg",
    }
    assert marks["induction/1/22/daratumumab/1"]["data-status"] == "omitted"
    assert marks["induction/2/1/dexamethasone/1"]["data-date"] == "2026-02-12"
    # 40 mg × 0.7 = 28 mg
    assert marks["induction/2/1/dexamethasone/1"]["data-dose"] == "28 mg"
    assert marks["induction/2/15/daratumumab/1"]["data-date"] == "2026-02-28"
    assert marks["induction/2/22/daratumumab/1"]["data-date"] == "2026-03-07"
    assert marks["induction/3/1/cisplatin/1"]["data-status"] == "planned"
    assert marks["induction/3/2/cisplatin/1"]["data-status"] == "discontinued"
    assert marks["maintenance/1/1/daratumumab/1"]["data-status"] == "conditional"


def test_course_writes_its_figures() -> None:
    """The part given, the days moved, the amount given and the delay stand there in figures."""
    words = _words(course_svg(_told()))
    assert words.count("70 %") == 8  # four drugs, once for the days on end of two cycles
    assert "+2 d" in words
    assert "12.5 mg" in words
    assert "10 d late, dose delay" in words
    assert {"Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026"} <= set(words)


def test_course_keeps_the_plan_it_began_with() -> None:
    """Outlines stand on the dates of the undisturbed plan: four days from 5 January, and so on."""
    tree = _tree(course_svg(_told()))
    outlines = [
        mark.attrib["data-plan"]
        for row in tree.iterfind(".//g[@data-drug='etoposide']")
        for mark in row.iterfind("./*[@data-plan]")
    ]
    assert outlines == [
        *(f"2026-01-0{day}" for day in (5, 6, 7, 8)),
        *(f"2026-02-0{day}" for day in (2, 3, 4, 5)),
        *(f"2026-03-0{day}" for day in (2, 3, 4, 5)),
    ]


def test_undisturbed_course_has_no_outlines() -> None:
    """Where nothing is recorded there is one plan, and it says so."""
    svg = course_svg(Course(catalogue.get("dcep"), BODY, start=date(2026, 1, 5)))
    assert _tree(svg).find(".//*[@data-plan]") is None
    assert "nothing is recorded: this is the plan" in svg
    assert len(_marks(svg)) == 48


def test_course_whose_plan_before_cannot_be_made_says_why() -> None:
    """The weight came with an event: without it there was no dose to plan."""
    course = Course(catalogue.get("dcep"), Patient(height="165 cm"), start=date(2026, 1, 5))
    weighed = course.record(
        Measurement(on=date(2026, 1, 5), weight="70 kg", from_=date(2026, 1, 5))
    )
    svg = course_svg(weighed)
    assert len(_marks(svg)) == 48
    assert "the plan before anything was recorded cannot be shown: " in svg
    assert _tree(svg).find(".//*[@data-plan]") is None


@settings(max_examples=25, deadline=None)
@given(course=courses())
def test_every_administration_of_the_document_has_its_mark(course: Course) -> None:
    """One mark a row of the JSON calendar, with its date, status and dose, whatever happened."""
    plan = attrs.evolve(course, allow_unverified="a test").plan()
    marks = _marks(course_svg(plan)).values()
    drawn = sorted((one["data-date"], one["data-status"], one["data-dose"]) for one in marks)
    assert drawn == sorted(
        (row["date"], row["status"], f"{row['dose']} {row['unit']}")
        for row in calendar_document(plan)["administrations"]
    )


@pytest.mark.parametrize("name", catalogue.ids())
def test_every_course_can_be_drawn(name: str) -> None:
    """Each regimen's undisturbed course of six cycles has as many marks as doses."""
    plan = Course(
        catalogue.get(name), BODY, start=date(2026, 1, 7), cycles=6, allow_unverified="a test"
    ).plan(continuous=True)
    assert len(_marks(course_svg(plan))) == len(plan)


def test_statuses_differ_in_shape() -> None:
    """With all colours taken away, no two statuses are drawn alike."""
    shapes = set()
    for status in Status:
        own = ET.Element("g")
        draw_shape(own, status, 0, 0, 10)
        shapes.add(re.sub(r' (fill|stroke)="#[0-9a-f]+"', "", ET.tostring(own, encoding="unicode")))
    assert len(shapes) == len(Status)


@pytest.mark.parametrize("part", [0.5, 0.7])
def test_filled_part_is_the_fraction(part: float) -> None:
    """Of a mark 12 px high 0.7 is 8.4 px from below."""
    own = ET.Element("g")
    draw_shape(own, Status.PLANNED, 0, 0, 10, part=part)
    top = f"{12 - 12 * part:.1f}".removesuffix(".0")
    assert own.find(f"./path[@d='M0 12L0 {top}L10 {top}L10 12Z']") is not None


def test_level_has_its_name_and_a_cut_corner() -> None:
    """Weekly bortezomib: its name below, and a mark of five corners."""
    course = Course(catalogue.get("dara-vd"), BODY, start=date(2026, 1, 5), cycles=3)
    svg = course_svg(course.record(DoseChange(of="bortezomib", level="weekly", cycle=2)))
    assert "level weekly" in _words(svg)
    own = ET.Element("g")
    draw_shape(own, Status.PLANNED, 0, 0, 10, is_level=True)
    assert own.find("./path[@d='M0 12L0 0L5.5 0L10 4.5L10 12Z']") is not None


def test_another_product_is_written() -> None:
    """A switch to subcutaneous daratumumab stands below the doses after it."""
    course = Course(catalogue.get("daratumumab-iv"), BODY, start=date(2026, 1, 5), cycles=2)
    switch = Switch(of="daratumumab", to="daratumumab-sc", on=date(2026, 2, 1))
    assert "1800 mg SC" in _words(course_svg(course.record(switch)))


@pytest.mark.parametrize(
    ("until", "weeks"), [(date(2026, 2, 2), 4), (date(2027, 3, 4), 8)], ids=["1 month", "14 months"]
)
def test_short_and_long_courses_keep_the_width(until: date, weeks: int) -> None:
    """A month is drawn large, and 14 months in rows of eight weeks, both as wide as a page."""
    course = Course(catalogue.get("daratumumab-iv"), BODY, start=date(2026, 1, 5), until=until)
    root = _tree(course_svg(course))
    assert root.attrib["width"] == "680"
    starts = [one.attrib["data-from"] for one in root.iterfind("./g[@data-from]")]
    days = {
        (date.fromisoformat(after) - date.fromisoformat(before)).days
        for before, after in pairwise(starts)
    }
    assert {day % (7 * weeks) for day in days} <= {0}
    for one in root.iter("rect"):
        assert float(one.attrib["x"]) + float(one.attrib["width"]) <= 680


def test_weeks_without_a_dose_are_said() -> None:
    """Zoledronic acid every 12 weeks: rows of dates with no dose are one line each."""
    course = Course(catalogue.get("zoledronic-acid-q12w"), BODY, start=date(2026, 1, 5), cycles=4)
    words = _words(course_svg(course))
    assert any(re.fullmatch(r"2026-\d\d-\d\d to 2026-\d\d-\d\d: no dose", one) for one in words)


def test_group_that_is_late_alone_is_said() -> None:
    """DCEP four days later in a cycle that starts on time."""
    course = Course(catalogue.get("dara-dcep"), BODY, start=date(2026, 1, 5))
    svg = course_svg(course.record(Delay(of="DCEP", cycle=2, days=4, phase="induction")))
    assert "DCEP +4 d" in _words(svg)


def test_violations_are_loud() -> None:
    """A cycle that starts too early is named above the picture."""
    course = Course(catalogue.get("dcep"), BODY, start=date(2026, 1, 5))
    svg = course_svg(course.record(CycleStart(cycle=2, on=date(2026, 1, 20))))
    assert any(one.startswith("!! violations: ") and "early-start" in one for one in _words(svg))


def test_course_without_a_dose_is_drawn() -> None:
    """A horizon before the first dose leaves an empty picture, not an error."""
    melphalan = Course(
        catalogue.get("mel200"), BODY, start=date(2026, 1, 5), until=date(2026, 1, 5)
    )
    plan = attrs.evolve(melphalan.plan(), administrations=())
    assert _marks(course_svg(plan)) == {}


def test_course_and_its_calendar_are_drawn_alike() -> None:
    """A course is planned first."""
    plan: Calendar = _told().plan()
    assert course_svg(_told()) == course_svg(plan)


# Texts


@pytest.mark.parametrize(
    "text", [HOSTILE, "x" * 10_000, "\r\n\t\x1b[31m", "]]>", "\ud800", "漢" * 99]
)
def test_hostile_title_is_harmless_and_whole(text: str) -> None:
    """Whatever a title holds, the picture parses, and all of it stands in the picture's title."""
    own = attrs.evolve(catalogue.get("dcep"), title=text)
    for svg in (regimen_svg(own), course_svg(Course(own, BODY, start=date(2026, 1, 5)))):
        root = _tree(svg)
        whole = next(iter(root)).text or ""
        assert whole.startswith(visible(text))
        assert "\n" not in whole
        assert "<script" not in svg
        svg.encode("utf-8")
        assert all(width_of(one.text or "", 5) < 680 for one in root.iter("text"))


def test_hostile_patient_is_harmless() -> None:
    """A patient's name is text, and nothing else."""
    patient = attrs.evolve(BODY, name="<script>alert(1)</script> \U0001f489 " + "y" * 5_000)
    svg = course_svg(Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5)))
    assert "&lt;script&gt;" in svg
    assert "<script" not in svg
    assert "y" * 5_000 in (_tree(svg).find("desc").text or "")  # type: ignore[union-attr]


def test_long_names_are_cut_and_kept() -> None:
    """A drug of 120 letters is wrapped and cut, with the whole in a title."""
    dcep = catalogue.get("dcep")
    phase = dcep.phases[0]
    name = "mab" * 40
    first = attrs.evolve(
        phase.components[0], drug=attrs.evolve(phase.components[0].drug, name=name)
    )
    long = attrs.evolve(
        dcep,
        phases=(attrs.evolve(phase, components=(first, *phase.components[1:])),),
        reductions=(),
        interpretations=(),
    )
    for svg in (regimen_svg(long), course_svg(Course(long, BODY, start=date(2026, 1, 5)))):
        titles = [one.text or "" for one in _tree(svg).iterfind(".//g/title")]
        assert any(name in title for title in titles)
        assert any(one.endswith("…") for one in _words(svg))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb", "a⟨U+000A⟩b"),
        ("\x00\x7f\x85", "⟨U+0000⟩⟨U+007F⟩⟨U+0085⟩"),
        ("\u202e\u2066", "⟨U+202E⟩⟨U+2066⟩"),
        ("\ud800\ufffe\uffff\U0001fffe", "⟨U+D800⟩⟨U+FFFE⟩⟨U+FFFF⟩⟨U+1FFFE⟩"),
        ("नि\u200dक", "नि\u200dक"),
        ("400 mg/m² × 0.7", "400 mg/m² × 0.7"),
    ],
)
def test_signs_that_hide_are_shown(text: str, shown: str) -> None:
    """What a reader cannot see, or XML cannot hold, is spelt out."""
    assert visible(text) == shown


def test_texts_are_wrapped_within_their_width() -> None:
    """No line is estimated wider than it may be, and no word is lost before the cut."""
    text = "sulfamethoxazole and trimethoprim " * 3
    for width in (40, 90, 300):
        wrapped = lines(text, width, 10, most=99)
        assert all(width_of(one, 10) <= width for one in wrapped)
        assert "".join(wrapped).replace(" ", "") == text.replace(" ", "")
    assert cut("etoposide", 30, 10).endswith("…")


def test_sheet_keeps_what_it_cuts() -> None:
    """A text longer than its lines stands whole in the title of its group."""
    sheet = Sheet(picture("a", "b", 10))
    sheet.write("word " * 400, 10, most=2)
    own = list(sheet.root)[-1]
    assert own[0].tag == "title"
    assert (own[0].text or "") == "word " * 400


# Runs of cycles


def test_runs_of_cycles_are_by_hand() -> None:
    """Daratumumab alone: weekly in cycles 1 and 2, every two weeks in 3 to 6, then every four."""
    phase = catalogue.get("daratumumab-iv").phases[0]
    runs = cycle_runs(phase, lambda cycle: (cycle > 2) + (cycle > 6))
    assert [str(run) for run in runs] == ["cycles 1–2", "cycles 3–6", "cycle 7 onwards"]


def test_same_looks_stand_together() -> None:
    """Cycles that take turns are named in one heading each."""
    runs = [CycleRun(first=number, last=number, look=number % 2) for number in range(1, 6)]
    assert same_looks(runs) == [("cycles 1, 3, 5", 1), ("cycles 2, 4", 0)]


@pytest.mark.parametrize("seed", ["0", "1"])
def test_pictures_are_the_same_everywhere(seed: str) -> None:
    """Another process with other hashes draws the same bytes."""
    program = (
        "from datetime import date; from regimens import Course, Patient, catalogue; "
        "from regimens.formats.pictures.svg import course_svg, regimen_svg; "
        "body = Patient(id='p1', height='165 cm', weight='70 kg'); own = catalogue.get('dara-vd'); "
        "plan = Course(own, body, start=date(2026, 1, 5), cycles=4); "
        "print(regimen_svg(own) + course_svg(plan))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}, encoding="utf-8",
    )  # fmt: skip
    own = catalogue.get("dara-vd")
    plan = Course(own, BODY, start=date(2026, 1, 5), cycles=4)
    assert done.stdout == f"{regimen_svg(own)}{course_svg(plan)}\n"
