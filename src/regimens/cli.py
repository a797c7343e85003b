"""The command line: list and show regimens, work out doses, plan courses, check documents.

Exit 0: done. Exit 1: done, and there is a finding of severity violation. Exit 2: bad input, one
line on standard error, nothing written.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any, NoReturn

import attrs

from regimens import catalogue
from regimens.amounts import Basis, WrittenDose, amount
from regimens.body import unlikely_body
from regimens.bsa import SurfaceArea, surface_area
from regimens.calendars import Calendar
from regimens.course import Course
from regimens.decimals import number, plain
from regimens.dosing import Body, resolve
from regimens.errors import DocumentError, DoseError, RegimensError
from regimens.findings import Severity
from regimens.formats.calendars import calendar_csv, calendar_json
from regimens.formats.card import card
from regimens.formats.converter import structure
from regimens.formats.courses import course_from
from regimens.formats.reading import read_path, read_stream
from regimens.formats.regimens import regimen_json
from regimens.formats.schemas import calendar_schema, course_schema, regimen_schema
from regimens.formats.table import calendar_table
from regimens.patient import Patient, height_of, weight_of
from regimens.policy import Policy
from regimens.sources import Source
from regimens.working import Working

__all__ = ["main"]

_TYPED = Source(
    title="typed at the command line",
    identifier="none",
    locator="argument",
    checked_on=date(2026, 11, 21),
)


_LONGEST_LINE = 500


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, like all others."""

    def error(self, message: str) -> NoReturn:
        raise RegimensError(message, where="command line", mend=f"see `{self.prog} --help`")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code.

    >>> main(["bsa", "--height", "172 cm", "--weight", "70 kg"])
    1.828782 m², used as 1.83 m² (mosteller)
    0
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        _check_given_once(sys.argv[1:] if arguments is None else arguments)
        options = _parser().parse_args(arguments)
        text, code = options.run(options)
        _write(text, getattr(options, "output", None))
    except RegimensError as error:
        return _fail(str(error))
    except BrokenPipeError:
        # Nobody reads what is left; keep the interpreter from writing it at exit.
        if sys.stdout is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _fail("standard output was closed before everything was written; read it to the end")
    except OSError as error:
        return _fail(f"standard output cannot be written ({error.strerror}); make room for it")
    else:
        return int(code)


def _check_given_once(arguments: Sequence[str]) -> None:
    """Refuse an option that is given twice: which one was meant is anybody's guess."""
    names = [text.partition("=")[0] for text in arguments if text.startswith("--")]
    for name in names:
        if names.count(name) > 1:
            raise RegimensError(f"{name} is given twice", where="command line", mend="give it once")


def _fail(message: str) -> int:
    line = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in message)
    if len(line) > _LONGEST_LINE:
        line = f"{line[: _LONGEST_LINE // 2]} … {line[-_LONGEST_LINE // 2 :]}"
    if sys.stderr is not None:
        sys.stderr.write(f"regimens: {line}\n")
    return 2


def _write(text: str, output: str | None) -> None:
    if output is None:
        if sys.stdout is None:  # closed before the program began
            raise BrokenPipeError
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    place = Path(output)
    try:
        if not output:
            raise DocumentError("names no file", where="--output ''", mend="name a file")
        if place.is_dir():
            raise DocumentError("is a directory", where=output, mend="name a file")
        if place.exists() and not place.is_file():  # a pipe or a device is written to, not replaced
            place.write_text(text, encoding="utf-8")
            return
        _replace(place, text)
    except (OSError, ValueError) as error:
        if isinstance(error, DocumentError):
            raise
        reason = getattr(error, "strerror", None) or "its name has a character no name has"
        raise DocumentError(
            f"cannot be written ({reason})", where=output, mend="name a place that can be"
        ) from None


def _replace(place: Path, text: str) -> None:
    """Write beside the target and move over it, so that no half file is ever seen."""
    place = place.resolve()  # what a link leads to is replaced, not the link
    mode = place.stat().st_mode if place.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".regimens-")
    try:
        Path(name).chmod(mode)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _parser() -> _Parser:
    parser = _Parser(
        prog="regimens",
        description="A typed oncology regimen and a patient give a dated, dosed calendar. It "
        "supports, and never replaces, an independent clinical check.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"regimens {version('regimens')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Any, text: str, *formats: str) -> _Parser:
        added: _Parser = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        added.set_defaults(run=run)
        added.add_argument("--format", choices=formats, default=formats[0])
        return added

    command("list", _list, "List the built-in regimens.", "table", "json")
    show = command("show", _show, "Show a regimen: its card and schedule.", "table", "json")
    show.add_argument("regimen", help="an id, as in dara-dcep")
    show.add_argument("--output", metavar="FILE", help="write there instead of standard output")
    bsa = command("bsa", _bsa, "Work out a body surface area.", "table", "json")
    _add_body(bsa, required=True)
    dose = command("dose", _dose, "Work out one dose.", "table", "json")
    dose.add_argument("dose", help='as written: "400 mg/m²", "16 mg/kg", "40 mg"')
    _add_body(dose, required=False)
    dose.add_argument("--fraction", default="1", help="of the full dose, as in 0.7")
    dose.add_argument("--round", default="0.01 mg", help='the step, as in "5 mg"')
    plan = command("plan", _plan, "Plan a course.", "table", "json", "csv")
    plan.add_argument("course", help="a regimen id, a course document, or - for standard input")
    plan.add_argument("--start", help="day 1 of cycle 1, as in 2026-01-05")
    _add_body(plan, required=False)
    plan.add_argument("--born", help="date of birth")
    plan.add_argument("--until", help="the last day shown")
    plan.add_argument("--cycles", help="how many whole cycles to show")
    plan.add_argument("--round", help='the rounding step of doses, as in "5 mg"')
    plan.add_argument(
        "--continuous", action="store_true", help="a row a day for drugs given every day"
    )
    plan.add_argument("--output", metavar="FILE", help="write there instead of standard output")
    schema = command("schema", _schema, "Print the JSON Schema of a document.", "json")
    schema.add_argument("document", choices=("course", "regimen", "calendar"))
    check = command("check", _check, "Check a course document and plan it.", "table", "json")
    check.add_argument("file", help="a course document, or - for standard input")
    return parser


def _add_body(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--height", required=required, help='as in "172 cm"')
    parser.add_argument("--weight", required=required, help='as in "70 kg"')
    parser.add_argument("--sex", help="female or male, for the formula of Schlich")
    parser.add_argument("--formula", help="the body surface formula, mosteller unless told")


Result = tuple[str, int]


def _list(options: argparse.Namespace) -> Result:
    regimens = [catalogue.get(name) for name in catalogue.ids()]
    if options.format == "json":
        values = [
            {"id": one.id, "title": one.title, "revision": one.revision, "digest": one.digest}
            for one in regimens
        ]
        return _json({"regimens": values}), 0
    width = max(len(one.id) for one in regimens) + 2
    return "".join(f"{one.id:<{width}}{one.title}\n" for one in regimens), 0


def _show(options: argparse.Namespace) -> Result:
    regimen = catalogue.get(options.regimen)
    return (regimen_json(regimen) if options.format == "json" else card(regimen)), 0


def _bsa(options: argparse.Namespace) -> Result:
    area = _surface(options, _policy(options))
    if options.format == "json":
        values = {
            "bsa": area.shown,
            "used": plain(area.used),
            "unit": "m²",
            "formula": area.formula.value,
            "working": _steps(area.working),
        }
        return _json(values | _cautions(options)), 0
    caution = "".join(f"caution: {text}\n" for text in _cautions(options).get("cautions", ()))
    return f"{caution}{area.shown} m², used as {plain(area.used)} m² ({area.formula.value})\n", 0


def _surface(options: argparse.Namespace, policy: Policy) -> SurfaceArea:
    patient = _patient(options)
    assert patient.height_cm is not None  # noqa: S101 - the parser requires both
    assert patient.weight_kg is not None  # noqa: S101
    return surface_area(patient.height_cm, patient.weight_kg, policy, sex=patient.sex)


def _dose(options: argparse.Namespace) -> Result:
    written = WrittenDose(amount=amount(options.dose, where="dose"), source=_TYPED)
    if written.amount.basis is Basis.AUC:
        raise DoseError(
            f"{written.amount} needs a creatinine clearance",
            where="dose",
            mend="plan it in a course that records one, or work it out by Calvert's formula",
        )
    patient = _patient(options)
    body = Body(height=patient.height_cm, weight=patient.weight_kg, sex=patient.sex)
    fraction = number(options.fraction, where="--fraction")
    try:
        if not 0 < fraction <= 1:
            raise DoseError(
                f"a fraction of {plain(fraction)}",
                where="--fraction",
                mend="give the fraction of the full dose, above 0 and at most 1",
            )
        (dose,) = resolve(written, body, _policy(options), fraction=fraction, drug="dose")
    except DoseError as error:
        raise _by_option(error) from None
    if options.format == "json":
        values = {
            "calculated": plain(dose.calculated),
            "dose": plain(dose.value),
            "unit": "mg",
            "working": _steps(dose.working),
        }
        return _json(values | _cautions(options)), 0
    caution = "".join(f"caution: {text}\n" for text in _cautions(options).get("cautions", ()))
    return caution + "".join(f"{step}\n" for step in dose.working) + f"dose: {dose}\n", 0


def _cautions(options: argparse.Namespace) -> dict[str, list[str]]:
    """What is unlikely of a body; nothing where there is nothing to say."""
    patient = _patient(options)
    if patient.height_cm is None or patient.weight_kg is None:
        return {}
    unlikely = unlikely_body(patient.height_cm, patient.weight_kg)
    return {} if unlikely is None else {"cautions": [unlikely]}


def _plan(options: argparse.Namespace) -> Result:
    calendar = _calendar(_course(options), options.course, continuous=options.continuous)
    match options.format:
        case "json":
            text = calendar_json(calendar)
        case "csv":
            text = calendar_csv(calendar)
        case _:
            text = calendar_table(calendar)
    return text, int(calendar.violated)


def _calendar(course: Course, named: str, *, continuous: bool = False) -> Calendar:
    """The calendar; what is wrong with a document's course names the document."""
    try:
        return course.plan(continuous=continuous)
    except RegimensError as error:
        if _is_document(named):
            raise error.within(_document_name(named)) from None
        raise _by_option(error) from None


_OPTIONS = {
    **{name: name for name in ("start", "height", "weight", "sex", "born", "until", "cycles")},
    "bsa_formula": "formula",
    "rounding": "round",
}


def _by_option(error: RegimensError) -> RegimensError:
    """The same error, speaking of the options of the command line."""
    name = error.where.rpartition(".")[2]
    where = f"--{_OPTIONS[name]}" if name in _OPTIONS else error.where
    mend = error.mend
    needed = mend.removeprefix("record the ")
    if needed in _OPTIONS:
        mend = f"give --{needed}"
    if error.where == "horizon":
        mend = "give --until or --cycles"
    return type(error)(error.what, where=where, mend=mend)


def _is_document(named: str) -> bool:
    if named == "-" or named.endswith((".json", ".toml")):
        return True
    if not named or catalogue.is_known(named):
        return False
    try:
        return Path(named).exists()
    except (OSError, ValueError):
        return False


def _document_name(named: str) -> str:
    return "standard input" if named == "-" else named


def _course(options: argparse.Namespace) -> Course:
    given = {
        name: getattr(options, name)
        for name in ("start", "height", "weight", "sex", "born", "formula", "round")
        if getattr(options, name) is not None
    }
    named = options.course
    if _is_document(named):
        if given:
            raise RegimensError(
                f"--{next(iter(given))} belongs to a plan from a regimen id",
                where="command line",
                mend=f"write it into the document {named!r}",
            )
        course = _document(named)
    else:
        regimen = catalogue.get(named)
        if options.start is None:
            raise RegimensError(
                "the start is missing", where="command line", mend="give --start, as in 2026-01-05"
            )
        body = {name: given[name] for name in ("height", "weight", "sex", "born") if name in given}
        values = {"regimen": regimen.id, "start": options.start, "patient": body}
        try:
            course = course_from(values, where="command line")
        except DocumentError as error:
            raise _by_option(error) from None
        course = attrs.evolve(course, policy=_policy(options))
    return _within_horizon(course, options)


def _within_horizon(course: Course, options: argparse.Namespace) -> Course:
    changed: dict[str, Any] = {}
    if options.until is not None:
        changed |= {"until": structure(options.until, date, where="--until"), "cycles": None}
    if options.cycles is not None:
        if changed:
            raise RegimensError(
                "both a last day and a number of cycles",
                where="--until, --cycles",
                mend="give one of them",
            )
        if not (options.cycles.isascii() and options.cycles.isdigit() and len(options.cycles) < 7):
            raise RegimensError(
                f"{options.cycles!r} is not a number of cycles",
                where="--cycles",
                mend="write a whole number, as in 6",
            )
        changed |= {"until": None, "cycles": int(options.cycles)}
    try:
        return attrs.evolve(course, **changed) if changed else course
    except RegimensError as error:
        raise _by_option(error) from None


def _document(named: str) -> Course:
    if named == "-" and sys.stdin is None:
        raise DocumentError("is closed", where="standard input", mend="give a document on it")
    values = read_stream(sys.stdin.buffer) if named == "-" else read_path(named)
    return course_from(values, where=_document_name(named))


def _schema(options: argparse.Namespace) -> Result:
    schemas = {"course": course_schema, "regimen": regimen_schema, "calendar": calendar_schema}
    return _json(schemas[options.document]()), 0


def _check(options: argparse.Namespace) -> Result:
    course = _document(options.file)
    calendar = _calendar(course, options.file)
    if options.format == "json":
        values = {
            "regimen": course.regimen.id,
            "events": len(course.events),
            "administrations": len(calendar),
            "violations": sum(one.severity.value == "violation" for one in calendar.findings),
            "findings": len(calendar.findings),
        }
        return _json(values), int(calendar.violated)
    events = f"{len(course.events)} event{'' if len(course.events) == 1 else 's'}"
    text = (
        f"{options.file}: a course of {course.regimen.id} with {events}; "
        f"{len(calendar)} administrations, {len(calendar.findings)} findings\n"
    )
    text += "".join(
        f"{one.severity.value} {one.code}: {one.message}\n"
        for one in calendar.findings
        if one.severity is not Severity.INFO
    )
    return text, int(calendar.violated)


def _patient(options: argparse.Namespace) -> Patient:
    try:
        return Patient(
            height=height_of(options.height), weight=weight_of(options.weight), sex=options.sex
        )
    except RegimensError as error:
        raise _by_option(error) from None


def _policy(options: argparse.Namespace) -> Policy:
    changed: dict[str, Any] = {}
    if options.formula is not None:
        changed["bsa_formula"] = options.formula
    if getattr(options, "round", None) is not None:
        changed["rounding"] = options.round
    try:
        return Policy(**changed)
    except RegimensError as error:
        raise _by_option(error) from None


def _steps(working: Sequence[Working]) -> list[dict[str, str]]:
    return [attrs.asdict(step) for step in working]


def _json(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main())
