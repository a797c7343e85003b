"""What a real notebook shows of a regimen, a course, a calendar and a dose."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import nbformat
import pytest

import regimens
from regimens import Course, CycleStart, DoseChange, Omission, Patient, Postponement, catalogue
from regimens.formats import notebook
from regimens.formats.notebook import ROWS_SHOWN, html
from regimens.handover import notebook_html

BODY = Patient(id="p1", height="165 cm", weight="70 kg")
SCRIPT = "<script>alert('x')</script> \U0001f489 & \"q\" " + "z" * 10_000


class _Reader(HTMLParser):
    """What a browser would take for tags, and for text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.cells: list[list[str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open.append(tag)
        self.attributes += [name for name, _ in attrs]
        if tag == "tr":
            self.cells.append([])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if self.open and self.open[-1] in ("td", "th"):
            self.cells[-1].append(data)

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


def _course() -> Course:
    return Course(catalogue.get("dara-dcep"), BODY, start=date(2026, 1, 5))


CELLS = (
    "from datetime import date\n"
    "from regimens import Course, CycleStart, Patient, catalogue\n"
    "course = Course(catalogue.get('dara-dcep'), Patient(id='p1', height='165 cm',"
    " weight='70 kg'), start=date(2026, 1, 5))\n"
    "course = course.record(CycleStart(phase='induction', cycle=2, on=date(2026, 2, 12)))\n"
    "course.regimen",
    "course",
    "course.plan()",
    "course.plan()[1].resolved",
    "import attrs\n"
    "name = '<script>alert(1)</script>'\n"
    "bad = Patient(id=name, name=name, height='165 cm', weight='70 kg')\n"
    "own = attrs.evolve(course.regimen, title=name + chr(0) + chr(10))\n"
    "Course(own, bad, start=date(2026, 1, 5))",
)


# In a process of its own, whose sockets are files: no port can be taken by another kernel.
RUN = """
import sys, nbformat
from nbclient import NotebookClient
from traitlets.config import Config

book = nbformat.read(sys.stdin, as_version=4)
config = Config({"KernelManager": {"transport": "ipc", "ip": "k"}})
NotebookClient(book, timeout=60, kernel_name="python3", config=config).execute()
nbformat.write(book, sys.stdout)
"""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What each cell of a notebook shows, run by a real kernel."""
    book = nbformat.v4.new_notebook(  # type: ignore[no-untyped-call]
        cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS]  # type: ignore[no-untyped-call]
    )
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        input=nbformat.writes(book),  # type: ignore[no-untyped-call]
        cwd=tmp_path_factory.mktemp("notebook"),
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    run = nbformat.reads(done.stdout, as_version=4)  # type: ignore[no-untyped-call]
    return [dict(cell.outputs[-1].data) for cell in run.cells]


def test_notebook_shows_all_four(outputs: list[dict[str, Any]]) -> None:
    """Regimen, course, calendar and dose come as HTML beside their plain text."""
    assert all({"text/html", "text/plain"} <= set(one) for one in outputs)
    regimen, course, calendar, dose = (one["text/html"] for one in outputs[:4])
    assert "<svg" in regimen
    assert "<svg" in course
    assert "<table" in calendar
    assert "400 mg/m² × 1.79 m²" in dose
    assert "716 mg" in dose


def test_notebook_shows_what_the_library_makes(outputs: list[dict[str, Any]]) -> None:
    """The kernel's bytes are the ones made here."""
    late = _course().record(CycleStart(phase="induction", cycle=2, on=date(2026, 2, 12)))
    plan = late.plan()
    made = [html(one) for one in (late.regimen, late, plan, plan[1].resolved)]
    assert [one["text/html"] for one in outputs[:4]] == made


def test_notebook_shows_hostile_names_as_text(outputs: list[dict[str, Any]]) -> None:
    """No tag comes out of a name; the name is there as text."""
    reader = _Reader(outputs[4]["text/html"])
    assert "script" not in reader.tags
    assert "<script>alert(1)</script>⟨U+0000⟩⟨U+000A⟩" in reader.text
    assert reader.open == []


def test_notebook_can_be_saved(outputs: list[dict[str, Any]]) -> None:
    """The outputs are JSON, as the notebook's file is."""
    assert json.loads(json.dumps(outputs)) == outputs


@pytest.mark.parametrize("name", catalogue.ids())
def test_every_regimen_shows_itself(name: str) -> None:
    """Title, id, each drug and the picture; unread numbers are said loudly."""
    regimen = catalogue.get(name)
    reader = _Reader(notebook_html(regimen))
    assert regimen.title in reader.texts
    assert regimen.id in reader.texts
    for phase, component in regimen.components():
        start = f"{phase.name}: {component.drug.name} {component.dose.amount}"
        assert any(words.startswith(start) for words in reader.texts)
    assert "svg" in reader.tags
    assert reader.open == []
    assert any(words.startswith("UNVERIFIED") for words in reader.texts) is bool(regimen.unverified)


def test_calendar_shows_every_row() -> None:
    """A row a dose under its cycle, with its date, dose and status, and the totals."""
    plan = _course().record(
        DoseChange(of="DCEP", to="0.7", cycle=1),
        Omission(of="daratumumab", on=date(2026, 1, 12)),
    ).plan()  # fmt: skip
    cells = [row for row in _Reader(html(plan)).cells if len(row) > 4]
    assert cells[2][:4] == ["Mon 2026-01-05", "1", "cyclophosphamide", "501.2 mg"]
    assert cells[2][-3:] == ["400 mg/m²", "0.7", "planned"]
    assert len(cells) == 1 + len(plan)
    assert [row[-1] for row in cells if row[0] == "Mon 2026-01-12"] == ["omitted"]
    assert "induction cycle 1, starts Mon 2026-01-05" in _Reader(html(plan)).texts
    # 0.7 in cycles 1 to 3: 12 days of 10 mg/m² × 1.79 m² × 0.7 = 12.53 mg
    assert ["cisplatin", "150.36 mg"] in [row[:2] for row in _Reader(html(plan)).cells]


def test_long_calendar_says_what_it_leaves_out() -> None:
    """What is not shown is counted, with its first date and how to see it."""
    rd = catalogue.get("rd")
    plan = Course(rd, BODY, start=date(2026, 1, 5), cycles=30, allow_unverified="a test").plan()
    rest = len(plan) - ROWS_SHOWN
    assert rest > 0
    reader = _Reader(html(plan))
    assert len([row for row in reader.cells if len(row) > 4]) == 1 + ROWS_SHOWN
    words = f"{rest} of {len(plan)} administrations are not shown, from {plan[ROWS_SHOWN].date} on"
    assert any(one.startswith(words) and "calendar_table" in one for one in reader.texts)


def test_violations_are_loud() -> None:
    """A violation stands in a box of its own before the picture, of a course and of a calendar."""
    early = _course().record(CycleStart(phase="induction", cycle=2, on=date(2026, 1, 20)))
    for value in (early, early.plan()):
        text = html(value)
        assert "!! violation early-start: " in text
        assert "border:3px solid" in text
        assert text.index("early-start: ") < text.index("<svg" if value is early else "<table")
    assert "!! violation" not in html(_course())


def test_course_shows_what_happened() -> None:
    """The patient, each event and its reason stand above the picture."""
    told = _course().record(Omission(of="daratumumab", on=date(2026, 1, 12), reason="infection"))
    words = _Reader(html(told)).texts
    assert "start Monday 2026-01-05; id p1, 165 cm, 70 kg" in words
    assert "events[0]: Omission of daratumumab, on 2026-01-12 (infection)" in words


def test_course_that_cannot_be_planned_says_so() -> None:
    """No picture, and no traceback: the mend that planning would ask for."""
    open_ended = Course(catalogue.get("rd"), BODY, start=date(2026, 1, 5))
    text = html(open_ended)
    assert "This course cannot be planned: " in text
    assert "<svg" not in text


def test_dose_shows_its_working() -> None:
    """Every step with its arithmetic and its source, in a table."""
    dose = _course().plan()[1].resolved
    cells = _Reader(html(dose)).cells
    assert cells[0] == ["step", "arithmetic", "result", "source"]
    assert [row[0] for row in cells[1:]] == [step.name for step in dose.working]
    assert all(len(row) == 4 for row in cells)


def test_dose_that_nobody_has_read_says_so() -> None:
    """The written dose's source decides, loudly."""
    dose = _course().plan()[1].resolved
    source = attrs.evolve(dose.written.source, verified=False)
    unread = attrs.evolve(dose, written=attrs.evolve(dose.written, source=source))
    assert "UNVERIFIED: " in html(unread)
    assert "UNVERIFIED: " not in html(dose)


def test_hostile_texts_are_escaped() -> None:
    """Ten thousand letters and a script in a name, an id and a reason come out as text."""
    patient = attrs.evolve(BODY, id=SCRIPT, name=SCRIPT)
    told = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5)).record(
        Omission(of="cisplatin", on=date(2026, 1, 6), reason=SCRIPT)
    )
    for value in (told, told.plan()):
        reader = _Reader(html(value))
        assert "script" not in reader.tags
        assert SCRIPT in reader.text
        assert not any(name.startswith("on") for name in reader.attributes)
        assert reader.open == []


def test_page_brings_its_own_paper() -> None:
    """Dark notebooks colour tables: each cell has its own ink and paper."""
    text = html(_course().plan())
    assert text.count("<td") == text.count('<td style="background:#ffffff;color:#1a1a1a')
    assert text.startswith('<div style="background:#ffffff;color:#1a1a1a')


def test_all_four_ask_the_same_function() -> None:
    """What a notebook calls gives what the format makes."""
    course = _course()
    plan = course.plan()
    assert course.regimen._repr_html_() == html(course.regimen)
    assert course._repr_html_() == html(course)
    assert plan._repr_html_() == html(plan)
    assert plan[0].resolved._repr_html_() == html(plan[0].resolved)


def test_other_values_are_refused() -> None:
    """Only the four have something to show."""
    with pytest.raises(TypeError, match="a str has nothing to show here"):
        html("dcep")


def test_notebook_is_no_part_of_the_core() -> None:
    """The module lies at the rim."""
    assert Path(notebook.__file__).parent == Path(regimens.__file__).parent / "formats"


def test_a_dose_that_is_not_to_be_given_is_struck_out_and_a_moved_one_says_so() -> None:
    """Cisplatin of the 6th is left out; daratumumab of the 12th is given on the 14th."""
    course = Course(
        catalogue.get("dara-dcep"), Patient(height="165 cm", weight="70 kg"), start=date(2026, 1, 5)
    ).record(
        Omission(of="cisplatin", on=date(2026, 1, 6)),
        Postponement(of="daratumumab", on=date(2026, 1, 12), to=date(2026, 1, 14)),
    )
    root = ET.fromstring(html(course.plan()))  # noqa: S314 - our own
    rows = [["".join(cell.itertext()) for cell in row] for row in root.iter("tr")]
    struck = [
        one.text for one in root.iter("td") if "line-through" in one.attrib["style"] and one.text
    ]
    assert struck == ["cisplatin", "17.9 mg", "10 mg/m²"]
    assert ["Tue 2026-01-06", "2", "cisplatin", "17.9 mg", "", "10 mg/m²", "", "omitted"] in rows
    moved = [row for row in rows if row[0] == "Wed 2026-01-14"]
    assert [row[-1] for row in moved] == ["planned, planned for Mon 2026-01-12"]


def test_a_number_stays_with_its_unit() -> None:
    """No line is broken within a date or an amount, however narrow the page is."""
    plan = _course().plan()
    cells = [
        one
        for shown in (plan, plan[1])
        for one in ET.fromstring(html(shown)).iter("td")  # noqa: S314 - made here
        if re.fullmatch(r"[\d.]+ m\S+|\w{3} \d{4}-\d\d-\d\d", one.text or "")
    ]
    assert len(cells) > 3 * len(plan)
    assert {"white-space:nowrap" in one.attrib["style"] for one in cells} == {True}


def test_a_row_of_a_calendar_shows_itself() -> None:
    """Where it stands, when and what became of it, and every step of its dose."""
    plan = Course(
        catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"), start=date(2026, 1, 5)
    ).plan()
    shown = plan[1]._repr_html_()
    assert "2026-01-05 Monday, induction cycle 1 day 1: cyclophosphamide 716 mg (planned)" in shown
    assert "date: cycle start 2026-01-05 + (1 − 1) days = 2026-01-05" in shown
    assert "<table" in shown
