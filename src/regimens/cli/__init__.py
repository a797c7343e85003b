"""The command line: list and show regimens, work out doses, plan, compare and check courses.

Exit 0: done. Exit 1: done, and there is a finding of severity violation. Exit 2: bad input, one
line on standard error, nothing written. Exit 130: stopped by hand.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import sys
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from importlib.metadata import version
from typing import Any, NoReturn

from regimens.cli import answers, calendars, cohorts, exports, plans, protocols
from regimens.cli.writing import fail, write, write_no_more
from regimens.errors import RegimensError

__all__ = ["main"]

_NUMBER = re.compile(r"[0-9]+([.,][0-9]+)?")


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
    given = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        _check_given_once(given)
        options, rest = _parser().parse_known_args(given)
        if rest:
            raise _not_known(rest, given, options.parser)
        text, code = options.run(options)
        write(text, getattr(options, "output", None))
    except RegimensError as error:
        return fail(str(error))
    except BrokenPipeError:
        if sys.stdout is not None:
            write_no_more(sys.stdout)
        return fail("standard output was closed before everything was written; read it to the end")
    except KeyboardInterrupt:
        fail("was stopped before it was done; give the command again")
        return 130
    except OSError as error:
        if sys.stdout is not None:
            write_no_more(sys.stdout)
        return fail(f"standard output cannot be written ({error.strerror}); make room for it")
    else:
        return int(code)


def _check_given_once(arguments: Sequence[str]) -> None:
    """Refuse an option that is given twice: which one was meant is anybody's guess."""
    names = [text.partition("=")[0] for text in arguments if text.startswith("--")]
    for name in names:
        if names.count(name) > 1:
            raise RegimensError(f"{name} is given twice", where="command line", mend="give it once")


def _not_known(rest: Sequence[str], given: Sequence[str], parser: _Parser) -> RegimensError:
    """What to do about arguments that a command does not know."""
    first, mend = rest[0], f"see `{parser.prog} --help`"
    before = given[given.index(first) - 1]
    if first.startswith("--"):
        options = re.findall(r"--[\w-]+", parser.format_usage())
        near = get_close_matches(first.partition("=")[0], options, n=1)
        mend = f"did you mean {near[0]}?" if near else mend
    elif _NUMBER.fullmatch(before):  # to the shell a unit after a space is an argument of its own
        mend = f'put number and unit in quotes, as in "{before} {first}"'
    return RegimensError(
        f"unrecognized arguments: {' '.join(rest)}", where="command line", mend=mend
    )


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
        added.set_defaults(run=run, parser=added)
        added.add_argument(
            "--format", choices=formats, default=formats[0], help="in which form it is written"
        )
        return added

    command("list", plans.list_regimens, "List the built-in regimens.", "table", "json")
    text = "Show a regimen: its card, its schedule as a picture, or as a document."
    show = command("show", plans.show, text, "table", "json", "svg", "fhir")
    show.add_argument("regimen", help="an id, as in dara-dcep, or a protocol document")
    show.add_argument("--output", metavar="FILE", help="write there instead of standard output")
    show.add_argument("--fhir-version", choices=("R4", "R5"), help="of fhir; R4 unless told")
    bsa = command("bsa", plans.bsa, "Work out a body surface area.", "table", "json")
    _add_body(bsa, required=True)
    dose = command("dose", plans.dose, "Work out one dose.", "table", "json")
    dose.add_argument("dose", help='as written: "400 mg/m²", "16 mg/kg", "40 mg"')
    _add_body(dose, required=False)
    dose.add_argument("--fraction", default="1", help="of the full dose, as in 0.7")
    dose.add_argument(
        "--round",
        default="0.01 mg",
        help='a step as in "5 mg", or a form with the drug: vials:daratumumab',
    )
    _add_plan(command)
    _add_cohort(command)
    schema = command("schema", plans.schema, "Print the JSON Schema of a document.", "json")
    schema.add_argument(
        "document", choices=("course", "regimen", "calendar"), help="which document"
    )
    check = command("check", plans.check, "Check a course or protocol.", "table", "json")
    check.add_argument("file", help="a course or protocol document, or - for standard input")
    _add_answers(command)
    return parser


def _add_plan(command: Callable[..., _Parser]) -> None:
    """The command that makes calendars."""
    text = "Plan a course, or many into a folder."
    plan = command("plan", calendars.plan, text, *exports.ENDINGS)
    plan.add_argument(
        "course",
        nargs="+",
        help="a regimen id, a course or protocol document, or -; many documents, or one of "
        "courses, one a line (.jsonl), go to the folder named by --output",
    )
    plan.add_argument("--start", help="the first day of cycle 1, as in 2026-01-05")
    plan.add_argument("--regimen", help="what the patient of a FHIR bundle is treated by")
    plan.add_argument(
        "--bundle-zone",
        metavar="ZONE",
        help="whose clock times in UTC of a FHIR bundle are told by",
    )
    _add_body(plan, required=False)
    plan.add_argument("--born", help="date of birth")
    _add_horizon(plan)
    plan.add_argument(
        "--continuous", action="store_true", help="a row a day for drugs given every day"
    )
    plan.add_argument(
        "--output",
        dest="place",
        metavar="FILE",
        help="write there instead of standard output; a folder for many courses",
    )
    exports.add_export_options(plan)


def _add_cohort(command: Callable[..., _Parser]) -> None:
    """The command that plans a table of patients."""
    text = "Plan a table of patients into a table of administrations."
    cohort = command("cohort", cohorts.cohort, text, "table", "json")
    cohort.add_argument("regimen", help="an id, as in dara-dcep, or a protocol document")
    cohort.add_argument(
        "patients",
        metavar="FILE",
        help="of patients: .csv, .parquet, .arrow, .ipc or .feather; - is CSV on standard input",
    )
    cohort.add_argument(
        "--output",
        dest="place",
        metavar="FILE",
        required=True,
        help="where the administrations go, in the form its name says; a folder, with / at its "
        "end, is written in parts, and the same command goes on where it was broken off",
    )
    cohort.add_argument(
        "--rejects",
        metavar="FILE",
        help="where patients go who cannot be planned, with row and reason; also .jsonl",
    )
    cohort.add_argument(
        "--patients-per-file", metavar="N", help="of each part in a folder; 100000 unless told"
    )
    cohort.add_argument(
        "--output-format",
        choices=cohorts.OUTPUT_FORMATS,
        help="of the parts in a folder; parquet unless told",
    )
    cohort.add_argument("--formula", help="the body surface formula, mosteller unless told")
    _add_horizon(cohort)
    cohort.add_argument(
        "--intensity", metavar="FILE", help="where the relative dose intensities go"
    )
    cohort.add_argument(
        "--as-planned", action="store_true", help="count every dose as its calendar has it"
    )
    cohort.add_argument("--findings", metavar="FILE", help="where the findings go")
    cohort.add_argument(
        "--summary", metavar="FILE", help="where the summary of a phase and a group goes: .json"
    )
    cohort.add_argument("--phase", help="of the summary, as in induction")
    cohort.add_argument("--group", help="of the summary, as in DCEP")


def _add_horizon(parser: argparse.ArgumentParser) -> None:
    """How far to plan, and how doses are made up."""
    parser.add_argument("--until", help="the last day shown")
    parser.add_argument("--cycles", help="how many whole cycles to show")
    parser.add_argument("--round", help='a step as in "5 mg", or dispensable, vials, nhs-bands')
    parser.add_argument(
        "--allow-unverified", metavar="REASON", help="why a number nobody has read may be planned"
    )


def _add_answers(command: Callable[..., _Parser]) -> None:
    """The commands that hold one thing against another."""
    compare = command("compare", answers.compare, "Say what differs and why.", "table", "json")
    compare.add_argument("before", help="a course, calendar or protocol document, or an id")
    compare.add_argument("after", help="the later one; for a course also the protocol it goes on")
    revise = command(
        "revise", protocols.revise, "Carry a course over to another revision.", "table", "json"
    )
    revise.add_argument("course", help="a course document, or - for standard input")
    revise.add_argument("protocol", help="the new revision: a protocol document, or an id")
    revise.add_argument("--output", dest="kept", metavar="FILE", help="where the new course goes")
    revise.add_argument(
        "--allow-unverified",
        metavar="REASON",
        help="why new numbers nobody has read may be planned",
    )
    verify = command("verify", answers.verify, "Hold orders against a course.", "table", "json")
    verify.add_argument("course", help="a course document, or - for standard input")
    verify.add_argument("orders", help="a document with a list of orders")
    verify.add_argument("--until", help="the last day on which a dose without order is missing")
    verify.add_argument("--tolerance", default="5 %", help='of the calculated dose, as in "5 %%"')
    intensity = command(
        "intensity", answers.intensity, "Say how much of the plan was given.", "table", "json"
    )
    intensity.add_argument("course", help="a course document, or - for standard input")
    intensity.add_argument(
        "--as-planned", action="store_true", help="count every dose as its calendar has it"
    )
    summarize = command(
        "summarize", answers.summarize, "Say what a cohort was given.", "table", "json"
    )
    summarize.add_argument("courses", help="course documents, one a line, or -")
    summarize.add_argument("--phase", required=True, help="as in induction")
    summarize.add_argument("--group", required=True, help="as in DCEP")


def _add_body(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--height", required=required, help='as in "172 cm"')
    parser.add_argument("--weight", required=required, help='as in "70 kg"')
    parser.add_argument("--sex", help="female or male, for the formula of Schlich")
    parser.add_argument("--formula", help="the body surface formula, mosteller unless told")
