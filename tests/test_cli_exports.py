"""The command line hands a calendar over in every form, and reads what others hand over."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import icalendar
import pypdf
import pytest

from regimens.cli import main
from regimens.formats.fhir.reading import course_from_fhir
from regimens.formats.reading import parse_json

FOREIGN = Path(__file__).parent / "tables" / "fhir"
BODY = ("--start", "2026-01-05", "--height", "165 cm", "--weight", "70 kg")
ONE = ("--cycles", "1")
STUDY = ("--study", "S1", "--subject", "S1-001")
TIMED = ("--zone", "Europe/Rome", "--time", "09:00", "--lasting", "3:00")
# What each form needs to be asked for.
FORMS: dict[str, tuple[str, ...]] = {
    "table": (),
    "json": (),
    "csv": (),
    "ics": ("--issued", "2026-01-02T10:00+01:00"),
    "html": (),
    "pdf": (),
    "fhir": (),
    "nonmem": (),
    "svg": (),
    "parquet": (),
    "sdtm-ex": STUDY,
    "sdtm-ec": STUDY,
}
BYTES = ("pdf", "parquet")
COURSE: dict[str, Any] = {
    "id": "c1",
    "regimen": "dcep",
    "start": "2026-01-05",
    "patient": {"height": "165 cm", "weight": "70 kg"},
    "events": [{"type": "given", "of": "cisplatin", "on": "2026-01-05"}],
}
EARLY = {"type": "cycle_start", "cycle": 2, "on": "2026-01-20"}  # 13 days early: a violation


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(values: Any, name: str) -> str:
    Path(name).write_text(json.dumps(values), encoding="utf-8")
    return name


def _done(*arguments: str, code: int = 0) -> bytes:
    """What a command that is done writes to a file."""
    assert main([*arguments, "--output", "made"]) == code
    return Path("made").read_bytes()


def _printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    """What a command that is done prints; nothing on standard error."""
    found = main(arguments)
    out, err = capsys.readouterr()
    assert (found, err) == (code, "")
    return out


def _here() -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in Path().rglob("*") if one.is_file()}


def _refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line of a command that is refused: exit 2, nothing printed, nothing written."""
    before = _here()
    code = main(arguments)
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert _here() == before
    assert err.startswith("regimens: ")
    assert err[:-1].isprintable()
    assert "; " in err
    for word in ("datetime", "timedelta", "Traceback", "structure"):
        assert word not in err
    return err


def _lines(form: str, data: bytes) -> bytes:
    """Text goes to standard output with the line ends of the system."""
    return data if form in BYTES else data.replace(b"\r\n", b"\n")


# Written


@pytest.mark.parametrize("form", FORMS)
def test_every_form_goes_to_a_file_and_to_standard_output(
    form: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The same bytes, each time the same."""
    arguments = ["plan", "dcep", *BODY, *ONE, "--format", form, *FORMS[form]]
    assert main(arguments) == 0
    out, err = capsysbinary.readouterr()
    assert err == b""
    assert _lines(form, _done(*arguments)) == _lines(form, out)
    assert len(out) > 30
    assert _done(*arguments) == _done(*arguments)


def test_what_is_written_is_of_its_form() -> None:
    """As a program that reads it says."""
    plan = ("plan", _write(COURSE, "course.json"), *ONE, "--format")
    assert len(json.loads(_done(*plan, "json"))["administrations"]) == 16
    assert len(_done(*plan, "csv").splitlines()) == 17
    assert len(icalendar.Calendar.from_ical(_done(*plan, "ics")).walk("VEVENT")) == 4
    assert _done(*plan, "html").startswith(b"<!DOCTYPE html>")
    assert pypdf.PdfReader(io.BytesIO(_done(*plan, "pdf"))).pages
    assert json.loads(_done(*plan, "fhir"))["resourceType"] == "Bundle"
    assert _done(*plan, "nonmem").startswith(b"ID,TIME,")
    assert ET.fromstring(_done(*plan, "svg")).tag.endswith("svg")  # noqa: S314 - our own text
    _done(*plan, "parquet")
    counted = duckdb.sql("select count(*) from read_parquet('made')")
    assert counted is not None
    assert counted.fetchall() == [(16,)]
    assert len(_done(*plan, "sdtm-ex", *STUDY).splitlines()) == 2
    assert len(_done(*plan, "sdtm-ec", *STUDY).splitlines()) == 2


@pytest.mark.parametrize("form", FORMS)
def test_a_violation_is_written_and_exits_with_1(form: str) -> None:
    """Whatever the form: nothing is held back, and the exit says so."""
    course = _write(COURSE | {"events": [EARLY]}, "early.json")
    assert _done("plan", course, "--format", form, *FORMS[form], code=1)


@pytest.mark.parametrize("form", FORMS)
def test_many_courses_go_to_files_of_the_form(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each has the bytes that it has by itself; patients of NONMEM are numbered."""
    _write(COURSE, "anna.json")
    _write(COURSE | {"start": "2026-02-02", "id": "c2", "events": []}, "bert.json")
    options = ("--format", form, *FORMS[form], *ONE)
    _printed(capsys, "plan", "anna.json", "bert.json", *options, "--output", "out")
    made = sorted(Path("out").iterdir())
    assert [path.stem for path in made] == ["anna", "bert"]
    number = ("--patient-number", "2") if form == "nonmem" else ()
    assert made[0].read_bytes() == _done("plan", "anna.json", *options)
    assert made[1].read_bytes() == _done("plan", "bert.json", *options, *number)


class _Terminal(io.TextIOWrapper):
    """What says of itself that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("form", BYTES)
def test_bytes_are_kept_from_a_terminal(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would obey some of them; a file takes them all the same."""
    terminal, said = _Terminal(io.BytesIO()), io.StringIO()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setattr(sys, "stderr", said)
    assert main(["plan", "dcep", *BODY, *ONE, "--format", form]) == 2
    assert said.getvalue().endswith("is a terminal, and this is no text; give --output\n")
    terminal.flush()
    assert terminal.buffer.getvalue() == b""  # type: ignore[attr-defined]
    assert _done("plan", "dcep", *BODY, *ONE, "--format", form)


# Options


def test_printed_calendars_have_their_readers_language_and_paper() -> None:
    """Who reads it, in which language, on which paper."""
    plan = ("plan", "dcep", *BODY, *ONE, "--format")
    patient, pharmacy = _done(*plan, "html"), _done(*plan, "html", "--audience", "pharmacy")
    assert patient == _done(*plan, "html", "--audience", "patient", "--language", "en")
    assert b"sha256:" in pharmacy
    assert b"sha256:" not in patient
    assert b'<html lang="it"' in _done(*plan, "html", "--language", "it")
    sheets = {
        paper: pypdf.PdfReader(io.BytesIO(_done(*plan, "pdf", "--paper", paper))).pages[0].mediabox
        for paper in ("a4", "letter")
    }
    assert [round(sheets[paper].height) for paper in ("a4", "letter")] == [595, 612]  # landscape
    assert _done(*plan, "pdf") == _done(*plan, "pdf", "--paper", "a4")


def _events(*options: str) -> Iterator[Any]:
    text = _done("plan", "dcep", *BODY, *ONE, "--format", "ics", *options)
    yield from icalendar.Calendar.from_ical(text).walk("VEVENT")


def test_entries_have_their_times_alarms_and_details() -> None:
    """09:00 in Rome for three hours, 10:30 on one day, in winter an hour less in UTC; a bell."""
    clock = (*TIMED[:4], "2026-01-06=10:30", *TIMED[4:], *FORMS["ics"])
    days = list(_events(*clock, "--alarm", "1", "18:00"))
    starts = [day.decoded("dtstart") for day in days]
    assert [f"{at:%d %H:%M}" for at in starts] == ["05 08:00", "06 09:30", "07 08:00", "08 08:00"]
    assert {str(at.tzname()) for at in starts} == {"UTC"}
    ends = [day.decoded("dtend") for day in days]
    assert {end - at for end, at in zip(ends, starts, strict=True)} == {timedelta(hours=3)}
    assert all(len(day.walk("VALARM")) == 1 for day in days)
    single = list(
        _events("--zone", "Europe/Rome", "--time", "2026-01-05=10:30", "--lasting", "24:00")
    )
    assert [type(day.decoded("dtstart")).__name__ for day in single[:2]] == ["datetime", "date"]
    assert "cisplatin" not in str(next(_events())["summary"])
    assert "cisplatin" in str(next(_events("--details"))["summary"])
    assert "giorno" in str(next(_events("--language", "it"))["summary"])
    stamped = next(_events("--issued", "2026-01-02T10:00+01:00")).decoded("dtstamp")
    assert stamped.isoformat() == "2026-01-02T09:00:00+00:00"


def test_files_that_were_handed_out_before_are_replaced() -> None:
    """A course that begins later has the entries of the one that phones have."""
    _write(COURSE, "old.json")
    _write(COURSE | {"start": "2026-01-12", "events": []}, "new.json")
    plan = ("plan", "new.json", *ONE, "--format", "ics", *FORMS["ics"])
    day = icalendar.Calendar.from_ical(_done(*plan, "--replaces", "old.json")).walk("VEVENT")
    assert "earlier plans had it on Monday 5 January 2026" in str(day[0]["description"])


def test_bundles_have_their_release_day_and_system() -> None:
    """R4 unless told; who authored it when only if that is said."""
    course = _write(COURSE | {"patient": COURSE["patient"] | {"id": "p1"}}, "course.json")
    plan = ("plan", course, *ONE, "--format", "fhir")
    text = _done(*plan).decode()
    assert "medicationCodeableConcept" in text
    assert "authoredOn" not in text
    assert "medicationCodeableConcept" not in _done(*plan, "--fhir-version", "R5").decode()
    assert '"authoredOn": "2026-01-02"' in _done(*plan, *FORMS["ics"]).decode()
    system = "https://example.org/patients"
    assert f'"system": "{system}"' in _done(*plan, "--patient-system", system).decode()


def test_records_have_their_numbers_compartments_and_hours() -> None:
    """Cisplatin alone, over 2 h at 8 o'clock, patient 7: 17.9 mg at 8.95 mg/h, four times."""
    plan = ("plan", "dcep", *BODY, *ONE, "--format", "nonmem", "--patient-number", "7")
    own = ("--compartment", "cisplatin=3", "--infusion-hours", "cisplatin=2")
    hours = ("--hours", "cisplatin=8")
    (record,) = _done(*plan, *own, *hours).decode().splitlines()[1:]
    assert record == "7,8,1,3,17.9,8.95,24,3"
    assert len(_done(*plan, *own, *hours, "--unfolded").splitlines()) == 5


def test_datasets_have_their_study_epochs_and_units() -> None:
    """By hand: 10 mg/m² are 17.9 mg; a reference a day later makes it day −1."""
    plan = ("plan", _write(COURSE, "course.json"), "--format")
    more = ("--reference", "2026-01-06", "--epoch", "induction=TREATMENT", "--in-mg")
    (record,) = _done(*plan, "sdtm-ex", *STUDY, *more).decode().splitlines()[1:]
    name = "induction/1/1/cisplatin/1"
    assert record == (
        f"S1,EX,S1-001,1,{name},{name},CISPLATIN,17.9,mg,,ONCE,,,TREATMENT,2026-01-05,2026-01-05,"
        "-1,-1"
    )
    assert b",10,mg/m2," in _done(*plan, "sdtm-ex", *STUDY)
    scheduled = _done(*plan, "sdtm-ec", *STUDY, "--scheduled", *ONE)
    assert scheduled.count(b"SCHEDULED") == 16
    left = ("--leave-out", "cisplatin", "etoposide")
    assert _done(*plan, "sdtm-ec", *STUDY, "--scheduled", *ONE, *left).count(b"SCHEDULED") == 8


# An option that some form takes, with the forms it says something about.
_OPTIONS = {
    ("--audience", "pharmacy"): ("html", "pdf"),
    ("--language", "it"): ("html", "pdf", "ics"),
    ("--paper", "a4"): ("pdf",),
    ("--issued", "2026-01-02T10:00+01:00"): ("ics", "fhir"),
    ("--details",): ("ics",),
    TIMED: ("ics",),
    ("--zone", "Europe/Rome", "--alarm", "1", "09:00"): ("ics",),
    ("--replaces", "course.json"): ("ics", "fhir"),
    ("--fhir-version", "R4"): ("fhir",),
    ("--patient-system", "https://example.org"): ("fhir",),
    ("--patient-number", "1"): ("nonmem",),
    ("--compartment", "cisplatin=1"): ("nonmem",),
    ("--infusion-hours", "cisplatin=1"): ("nonmem",),
    ("--hours", "cisplatin=8"): ("nonmem",),
    ("--unfolded",): ("nonmem",),
    STUDY: ("sdtm-ex", "sdtm-ec"),
    ("--reference", "2026-01-05"): ("sdtm-ex", "sdtm-ec"),
    ("--epoch", "induction=X"): ("sdtm-ex", "sdtm-ec"),
    ("--leave-out", "cisplatin"): ("sdtm-ex", "sdtm-ec"),
    ("--in-mg",): ("sdtm-ex", "sdtm-ec"),
    ("--scheduled",): ("sdtm-ec",),
}


@pytest.mark.parametrize("option", _OPTIONS, ids=lambda option: option[0])
def test_an_option_that_says_nothing_of_the_form_is_refused(
    option: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody takes it for granted that it was heard."""
    course = _write(COURSE, "course.json")
    for form in set(FORMS) - set(_OPTIONS[option]):
        said = _refused(capsys, "plan", course, "--format", form, *option)
        assert f"says nothing about {form}; ask for --format" in said
    for form in _OPTIONS[option]:
        needed = [] if option in (STUDY, FORMS[form]) else FORMS[form]
        assert main(["plan", course, "--format", form, *option, *needed, "--output", "out"]) == 0


@pytest.mark.parametrize(
    ("form", "options", "said"),
    [
        ("ics", "--time 09:00 --lasting 3:00", "--time: a time needs the zone"),
        ("ics", "--alarm 1 09:00", "--alarm: a time needs the zone"),
        ("ics", "--zone Europe/Rome", "--zone: a zone says nothing of whole days"),
        ("ics", "--zone Europe/Rome --time 09:00", "--time, --lasting: a timed entry needs both"),
        ("ics", "--zone Europe/Rome --lasting 1:00 --alarm 1 09:00", "--time, --lasting"),
        *(
            ("ics", f"--zone Europe/Rome --lasting 3:00 --time {time}", "--time: ")
            for time in ("9:00", "24:00", "T0900", "09:60", "0900", "09:00 10:00", "x=09:00",
                         "2026-01-05=9", "2026-01-05=", "=09:00", "2026-02-30=09:00",
                         "2026-01-05=09:00 2026-01-05=10:00")
        ),
        ("ics", "--zone Europe/Rome --lasting 3:00 --time 2027-01-05=09:00", "nothing is planned"),
        *(
            ("ics", f"--zone Europe/Rome --time 09:00 --lasting {length}", "--lasting: ")
            for length in ("3", "3:75", "0:00", "24:01", "300:00", "3h", "3:0")
        ),
        ("ics", "--zone Mars/Phobos --alarm 1 09:00", "'Mars/Phobos' is no time zone"),
        ("ics", "--zone Europe/Rome --alarm -1 09:00", "--alarm"),
        ("ics", "--zone Europe/Rome --alarm 1 9", "--alarm: '9' is no time of day"),
        ("ics", "--zone Europe/Rome --alarm 100 09:00", "100 is no number of days before"),
        *(
            (form, f"--issued {moment}", "--issued: ")
            for form in ("ics", "fhir")
            for moment in ("today", "2026-01-02", "2026-01-02T10:00", "1969-12-31T23:00Z")
        ),
        ("ics", "--language fr", "use one of en, it"),
        ("ics", "--language=", "use one of en, it"),
        ("html", "--language=", "use one of en, it"),
        ("pdf", "--language xx", "use one of en, it"),
        ("html", "--audience nurse", "'nurse'"),
        ("pdf", "--paper a5", "'a5'"),
        ("ics", "--replaces dcep", "dcep: there is no such file"),
        ("ics", "--replaces other.json", "of another course"),
        ("fhir", "--fhir-version R6", "'R6'"),
        ("fhir", "--patient-system nowhere", "'nowhere' is no URI"),
        ("fhir", "--patient-system=", "'' is no URI"),
        ("fhir", "--continuous", "--continuous: a bundle is written of the course"),
        ("nonmem", "--patient-number 0", "0 is no patient's number"),
        ("nonmem", "--patient-number ٣", "--patient-number: '٣' is no whole number"),
        ("nonmem", "--compartment cisplatin", "--compartment: 'cisplatin' has no name and value"),
        ("nonmem", "--compartment cisplatin=1 cisplatin=2", "'cisplatin' is given twice"),
        ("nonmem", "--compartment cisplatin=x", "--compartment: 'x' is no whole number"),
        ("nonmem", "--compartment aspirin=1", "has no 'aspirin'"),
        ("nonmem", "--infusion-hours cisplatin=0", "an infusion of 0 h"),
        ("nonmem", "--hours cisplatin=12,0", "give rising hours"),
        ("nonmem", "--hours cisplatin=8,x", "'x'"),
        ("sdtm-ex", "", "the study is missing; give --study"),
        ("sdtm-ec", "--study S", "the subject is missing; give --subject"),
        ("sdtm-ec", "--study= --subject 1", "study: '' names nothing"),
        ("sdtm-ex", "--study S --subject 1 --reference=", "--reference: "),
        ("sdtm-ex", "--study S --subject 1 --reference 2026-02-30", "--reference: "),
        ("sdtm-ex", "--study S --subject 1 --epoch maintenance=X", "has no phase 'maintenance'"),
        ("sdtm-ex", "--study S --subject 1 --leave-out aspirin", "has no 'aspirin'"),
        ("xls", "", "'xls'"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_one_line(
    form: str, options: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names the option or the setting; nothing is written."""
    _write(COURSE | {"id": "another"}, "other.json")
    course = _write(COURSE, "course.json")
    arguments = ("plan", course, "--format", form, *options.split(), "--output", "out")
    assert said in _refused(capsys, *arguments)


# Read


def test_a_bundle_is_a_course_for_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Planned, checked, compared, verified and counted like the document it was made of."""
    course = _write(COURSE, "course.json")
    for version in ("R4", "R5"):
        bundle = _done("plan", course, "--format", "fhir", "--fhir-version", version)
        Path("bundle.json").write_bytes(bundle)
        for form in ("json", "csv", "table"):
            assert _done("plan", "bundle.json", "--format", form) == _done(
                "plan", course, "--format", form
            )
        assert "a course of dcep with 1 event;" in _printed(capsys, "check", "bundle.json")
        for other in (course, "bundle.json"):
            text = _printed(capsys, "compare", "bundle.json", other)
            assert text == "0 moved, 0 changed, 0 came, 0 went\n"
        order = {"id": "o1", "drug": "cisplatin", "date": "2026-01-05", "dose": "17.9 mg"}
        orders = _write([order], "orders.json")
        for command in (["verify", "bundle.json", orders], ["intensity", "bundle.json"]):
            code = main(command)
            first = capsys.readouterr().out
            assert main([one.replace("bundle", "course") for one in command]) == code
            assert first == capsys.readouterr().out
        assert "is no protocol" in _refused(capsys, "show", "bundle.json")


def test_a_plan_definition_is_a_protocol_for_every_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Shown, checked, compared and planned like the regimen it was made of."""
    for version in ("R4", "R5"):
        made = _done("show", "dcep", "--format", "fhir", "--fhir-version", version)
        Path("protocol.json").write_bytes(made)
        assert _done("show", "protocol.json") == _done("show", "dcep")
        assert _done("plan", "protocol.json", *BODY) == _done("plan", "dcep", *BODY)
        assert "id dcep, revision 1" in _printed(capsys, "check", "protocol.json")
        assert ": 0 differences" in _printed(capsys, "compare", "protocol.json", "dcep")
        course = _write(COURSE, "course.json")
        assert ": 0 differences" in _printed(capsys, "compare", course, "protocol.json")
        for command in (["intensity", "protocol.json"], ["verify", "protocol.json", course]):
            assert "is no Bundle" in _refused(capsys, *command)
    said = _refused(capsys, "show", "dcep", "--fhir-version", "R5")
    assert "--fhir-version says nothing about table" in said


def test_a_foreign_bundle_is_planned_on_what_the_options_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By id or by protocol document; what it says itself has to agree."""
    foreign = str(FOREIGN / "actnow.json")
    assert "no regimen is stated; give --regimen" in _refused(capsys, "plan", foreign)
    said = _refused(capsys, "plan", foreign, "--regimen", "vcd-21")
    assert "no start is stated; give --start" in said
    named = ("--regimen", "vcd-21", "--start", "2026-01-05")
    table = _printed(capsys, "plan", foreign, *named)
    values = parse_json((FOREIGN / "actnow.json").read_bytes(), where="bundle")
    assert "VCd in 21-day cycles" in table
    Path("protocol.json").write_bytes(_done("show", "vcd-21", "--format", "fhir"))
    assert _printed(capsys, "plan", foreign, "--regimen", "protocol.json", *named[2:]) == table
    assert "no CarePlan names a regimen" in _refused(capsys, "check", foreign)
    mcode = str(FOREIGN / "mcode.json")
    assert "on dcep, not on vcd-21" in _refused(capsys, "plan", mcode, *named)
    assert "2026-01-05, not on" in _refused(capsys, "plan", mcode, "--start", "2026-01-06")
    assert "a course of dcep" in _printed(capsys, "check", mcode)
    mcode_values = parse_json((FOREIGN / "mcode.json").read_bytes(), where="bundle")
    assert course_from_fhir(mcode_values).start == date(2026, 1, 5)
    assert values["resourceType"] == "Bundle"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("plan", "dcep", *BODY, "--regimen", "dcep"), "--regimen belongs to a FHIR bundle"),
        (("plan", "course.json", "--regimen", "dcep"), "--regimen belongs to a FHIR bundle"),
        (("plan", "bundle.json", "--height", "170 cm"), "--height belongs to a plan from"),
        (("plan", "bundle.json", "--regimen", "nothing"), "'nothing'"),
        (("plan", "bundle.json", "--regimen", "bundle.json"), "is no protocol"),
        (("plan", "bundle.json", "--start", "tomorrow"), "--start: "),
        (("plan", "patient.json"), "is no Bundle"),
        (("check", "patient.json"), "is no Bundle"),
        (("show", "patient.json"), "is no protocol"),
        (("check", "odd.json"), "odd.json"),
    ],
)
def test_what_is_no_bundle_or_agrees_with_none_is_one_line(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names the option, or the document and the place in it."""
    course = _write(COURSE, "course.json")
    Path("bundle.json").write_bytes(_done("plan", course, "--format", "fhir"))
    _write({"resourceType": "Patient"}, "patient.json")
    _write({"resourceType": ["Bundle"]}, "odd.json")
    assert said in _refused(capsys, *arguments)


def test_pictures_of_a_regimen_are_shown() -> None:
    """As SVG, of an id and of a protocol document."""
    picture = _done("show", "dcep", "--format", "svg")
    Path("protocol.json").write_bytes(_done("show", "dcep", "--format", "json"))
    assert _done("show", "protocol.json", "--format", "svg") == picture
    assert ET.fromstring(picture).tag.endswith("svg")  # noqa: S314 - our own text
