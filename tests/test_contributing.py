"""The page for contributors: its template builds, its slips are told so, its commands are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from regimens import RegimensError, catalogue

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CATALOGUE = ROOT / "src" / "regimens" / "catalogue"
TEMPLATE = (CATALOGUE / "bortezomib" / "mp.py").read_text(encoding="utf-8")
TABLES = ROOT / "tests" / "tables"
# What stands in MP where the page has a slip; the first one of them is made.
_WELL = {
    "days=(0, 1, 2, 3)": "days=(1, 2, 3, 4)",
    "days=(1, 2, 3, 44)": "days=(1, 2, 3, 4)",
    "days=[1, 2, 3, 4]": "days=(1, 2, 3, 4)",
    'amount("9 mg/qm")': 'amount("9 mg/m²")',
    "cycles=Cycles(1, 9)": "cycles=Cycles(1, 8)",
    'Drug(name="Melphalan")': 'Drug(name="melphalan")',
    'Drug(name="prednisone")': 'Drug(name="melphalan")',
    "": 'source=TMSG_MPT.at("abstract: melphalan 9 mg/m² a day"),',
}


def _blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.M | re.S)


def _rows(head: str) -> list[list[str]]:
    """The rows of the table with that head."""
    lines = PAGE.partition(f"{head}\n")[2].partition("\n\n")[0].splitlines()[1:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_template_is_a_definition_of_the_catalogue() -> None:
    """It is MP as it stands there, with its reference and its line among the names."""
    reference, template, names = _blocks("python")
    assert template == TEMPLATE
    assert reference in (CATALOGUE / "bortezomib" / "references.py").read_text(encoding="utf-8")
    assert names in (CATALOGUE / "bortezomib" / "__init__.py").read_text(encoding="utf-8")
    assert catalogue.get("mp").revision == "1"


def test_tables_shown_are_those_of_the_template() -> None:
    """The table of days whole, of the patients the first."""
    days, patient = _blocks("text")[:2]
    assert days == (TABLES / "formulary" / "mp.csv").read_text(encoding="utf-8")
    stored = (TABLES / "patients" / "mp.csv").read_text(encoding="utf-8")
    assert stored.startswith(patient)
    assert stored.removeprefix(patient).startswith("172,81.5,")


@pytest.mark.parametrize(
    ("block", "table"),
    [(2, "formulary/limits/bortezomib.csv"), (3, "decisions/bilirubin/bortezomib.csv")],
)
def test_rows_shown_of_shared_tables_stand_there(block: int, table: str) -> None:
    """Each line shown is a line of the table, its head too."""
    shown = _blocks("text")[block].splitlines()
    stored = (TABLES / table).read_text(encoding="utf-8").splitlines()
    assert len(shown) >= 3
    assert [line for line in shown if line not in stored] == []


def test_name_that_another_regimen_has_is_as_the_page_says() -> None:
    """BVD is belantamab's, and the card of bendamustine's names it."""
    assert catalogue.get("bvd").id == "belavd"
    alternatives = [one.alternatives for one in catalogue.get("ben-vd-d1-4").interpretations]
    assert any("belavd" in alternative for alternative in alternatives)


@pytest.mark.parametrize(("slip", "said"), _rows("| slip | what is said |"))
def test_slip_is_told_as_the_page_says(slip: str, said: str) -> None:
    """The template with that slip is refused, in these words."""
    wrong = slip.strip("`").removesuffix("` twice") if slip.startswith("`") else ""
    assert _WELL[wrong] in TEMPLATE
    with pytest.raises((RegimensError, TypeError)) as caught:
        exec(TEMPLATE.replace(_WELL[wrong], wrong, 1), {})  # noqa: S102 - the page's own template
    assert str(caught.value) == said.replace("\\", "")


@pytest.mark.parametrize(
    ("written", "file"), [row[1:] for row in _rows("| the protocol says | you write | as in |")]
)
def test_what_to_write_stands_where_the_page_says(written: str, file: str) -> None:
    """Each definition named as an example has what it is named for."""
    text = (CATALOGUE / file.strip("`")).read_text(encoding="utf-8")
    spans = [span.removesuffix("...),)").removesuffix("...)") for span in _code(written)]
    assert spans
    assert [span for span in spans if span not in text] == []


def _code(text: str) -> list[str]:
    return re.findall("`([^`]+)`", text)


def test_table_of_checks_has_each_step() -> None:
    """The steps of .ci/run, in their order, each with what it proves."""
    steps = re.findall(r'^ *step "(.*)"$', (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.M)
    rows = _rows("| step | what it proves |")
    assert [step for step, _ in rows] == steps, "a row a step in CONTRIBUTING.md, The checks"


def test_every_file_that_a_command_names_is_there() -> None:
    """Scripts, tests and folders in commands; ID, FILE and FOLDER stand for the reader's own."""
    text = "\n".join(
        (*_blocks("bash"), *_code(re.sub(r"^```.*?^```$", "", PAGE, flags=re.M | re.S)))
    )
    named = set(re.findall(r"(?:\.ci|tests|src|docs|benchmarks)/[\w./-]*\w", text))
    own = {name for name in named if re.search(r"\b(ID|FOLDER)\b", name)}
    assert len(named - own) > 20
    assert sorted(name for name in named - own if not (ROOT / name).exists()) == []
    assert sorted(name for name in own if not (ROOT / name).parent.exists()) == sorted(
        name for name in own if "FOLDER/" in name
    )


def test_minutes_make_an_hour() -> None:
    """Without the setting up, which is done once."""
    (first, *rest) = [int(minutes) for _, minutes in _rows("| step | minutes |")]
    assert first == 5
    assert sum(rest) == 60
