"""Extras: loaded when used, and one line that says what to install where one is missing."""

from __future__ import annotations

import importlib.metadata
import io
import json
import subprocess
import sys
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from regimens import Calendar, Course, Patient, RegimensError, catalogue, cohort
from regimens.cli import main
from regimens.cohort import dask, spark
from regimens.formats.arrow import calendar_parquet
from regimens.formats.phone.ical import calendar_ics
from regimens.formats.printed.pdf import calendar_pdf
from regimens.formats.public_holidays import public_holidays

BODY = ("--height", "165 cm", "--weight", "70 kg", "--start", "2026-01-05")
COURSE = {
    "regimen": "dcep",
    "start": "2026-01-05",
    "patient": {"height": "165 cm", "weight": "70 kg"},
}
# The module each extra brings, as its own documentation imports it.
MODULES = {
    "arrow": "pyarrow",
    "cohort": "numpy",
    "dask": "dask",
    "holidays": "holidays",
    "ics": "icalendar",
    "pdf": "typst",
    "progress": "tqdm",
    "spark": "pyspark",
    "testing": "hypothesis",
}
# Hundreds of megabytes for those who have a cluster: whoever wants one of them names it.
ENGINES = {"dask", "spark"}
# What another extra's library brings by itself, where it is there.
WITH = {"arrow": {"numpy"}}
FORMS = {"arrow": "parquet", "ics": "ics", "pdf": "pdf"}
# What each form needs of the library's own formats besides those that any plan reads with.
OWN = {
    "table": (),
    "json": (),
    "csv": (),
    "svg": ("pictures",),
    "html": ("printed",),
    "nonmem": ("nonmem",),
    "fhir": ("fhir",),
    "sdtm-ex": ("sdtm",),
}
LATE = ("arrow", "fhir", "nonmem", "notebook", "phone", "pictures", "printed", "sdtm")


def _calendar() -> Calendar:
    patient = Patient(height="165 cm", weight="70 kg")
    return Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5)).plan()


CALLS: dict[str, Callable[[], object]] = {
    "arrow": lambda: calendar_parquet(_calendar()),
    "cohort": lambda: cohort.plan_batch(None, catalogue.get("dcep")),
    "dask": lambda: dask.plan(None, catalogue.get("dcep")),
    "holidays": lambda: public_holidays("IT", years=[2026]),
    "ics": lambda: calendar_ics(_calendar(), issued=datetime(2026, 1, 2, tzinfo=UTC)),
    "pdf": lambda: calendar_pdf(_calendar()),
    "spark": lambda: spark.plan(None, catalogue.get("dcep")),
}


def _project() -> dict[str, list[str]]:
    text = (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = tomllib.loads(text)["project"]["optional-dependencies"]
    return found


def test_all_names_every_other_extra_but_the_engines() -> None:
    """`[all]` installs what one machine uses, and each extra is tried here."""
    extras = _project()
    (every,) = extras.pop("all")
    name, _, rest = every.partition("[")
    assert name == "regimens"
    assert set(rest.removesuffix("]").split(",")) == set(extras) - ENGINES
    assert set(extras) == set(MODULES)
    assert set(importlib.metadata.metadata("regimens").get_all("Provides-Extra") or ()) == {
        *extras,
        "all",
    }


@pytest.mark.parametrize("extra", CALLS)
def test_a_missing_extra_is_one_line(extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install, in the words that a shell takes."""
    monkeypatch.setitem(sys.modules, MODULES[extra], None)
    with pytest.raises(RegimensError) as caught:
        CALLS[extra]()
    assert f'; pip install "regimens[{extra}]"' in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("extra", FORMS)
@pytest.mark.parametrize("to_file", [True, False])
def test_a_missing_extra_exits_with_2_and_writes_nothing(
    extra: str,
    to_file: bool,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Neither a file nor half of one, alone and as one of many."""
    monkeypatch.setitem(sys.modules, MODULES[extra], None)
    monkeypatch.chdir(tmp_path)
    form = FORMS[extra]
    output = ("--output", "out") if to_file else ()
    assert main(["plan", "dcep", *BODY, "--format", form, *output]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert f'pip install "regimens[{extra}]"' in err
    Path("many.jsonl").write_text(f"{json.dumps(COURSE)}\n" * 2, encoding="utf-8")
    assert main(["plan", "many.jsonl", "--format", form, "--output", "folder"]) == 2
    assert f'pip install "regimens[{extra}]"' in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["many.jsonl"]


def test_a_document_that_asks_for_holidays_exits_with_2(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No date is planned as if there were no holidays."""
    monkeypatch.setitem(sys.modules, "holidays", None)
    monkeypatch.chdir(tmp_path)
    document = COURSE | {"clinic": {"holidays": "IT"}}
    Path("course.json").write_text(json.dumps(document), encoding="utf-8")
    assert main(["plan", "course.json"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert 'pip install "regimens[holidays]"' in err


def test_a_missing_progress_bar_stops_no_work(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On a terminal one line says what to install, and every calendar is written."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setitem(sys.modules, "tqdm", None)
    monkeypatch.chdir(tmp_path)
    Path("many.jsonl").write_text(f"{json.dumps(COURSE)}\n" * 2, encoding="utf-8")
    assert main(["plan", "many.jsonl", "--format", "csv", "--output", "out"]) == 0
    assert terminal.getvalue().count("\n") == 1
    assert 'pip install "regimens[progress]"' in terminal.getvalue()
    assert len(list(Path("out").iterdir())) == 2


def _loaded(program: str) -> set[str]:
    """The modules that a program of its own has loaded in the end."""
    program += "\nimport sys; print('\\n', *sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines())


def _ours(modules: set[str]) -> set[str]:
    return {name for name in LATE if f"regimens.formats.{name}" in modules}


def test_importing_the_library_loads_no_format_and_no_extra() -> None:
    """The core stands by itself."""
    modules = _loaded("import regimens")
    assert not modules & set(MODULES.values())
    assert not {name for name in modules if name.startswith("regimens.formats")}


@pytest.mark.parametrize("form", OWN)
def test_a_plan_loads_what_its_form_needs(form: str, tmp_path: Path) -> None:
    """None of the extras, and no form of the library that was not asked for."""
    more = ["--study", "S", "--subject", "1"] if form == "sdtm-ex" else []
    arguments = ["plan", "dcep", *BODY, "--format", form, *more, "--output", str(tmp_path / "out")]
    modules = _loaded(f"from regimens.cli import main; assert main({arguments!r}) == 0")
    assert not modules & set(MODULES.values())
    assert _ours(modules) == set(OWN[form])


def test_a_form_of_an_extra_loads_that_one_only(tmp_path: Path) -> None:
    """Parquet needs no calendar for phones, and the other way round."""
    for extra, form in FORMS.items():
        arguments = ["plan", "dcep", *BODY, "--format", form, "--output", str(tmp_path / "out")]
        modules = _loaded(f"from regimens.cli import main; assert main({arguments!r}) == 0")
        assert modules & set(MODULES.values()) - WITH.get(extra, set()) == {MODULES[extra]}
