"""Command lines with something wrong in them, and with a wrong document on standard input."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Callable
from random import Random
from typing import Any
from unittest import mock

import course_mutations
import fhir_mutations
import protocol_mutations
import text_mutations
from attrs import frozen
from mutations import as_bytes, in_parts, some_text, spoiled

from regimens.cli import main

__all__ = ["Command", "hold", "made", "opened", "renewed", "written"]

_TEXTS = (
    *(text_mutations.UNITS + text_mutations.AMOUNTS + text_mutations.DATES),
    *(text_mutations.DECIMALS + text_mutations.DAYS),
    *("female", "mosteller", "DCEP", "induction", "dara-dcep", "dcep", "Europe/Rome", "it", "x"),
    *("R4", "R5", "json", "6", "-1", "", "a test", "cisplatin=AB", "2026-01-05=09:00", "1@18:00"),
    *("cisplatin=1", "cisplatin=0,12", "induction=TREATMENT", "patient", "https://example.org/x"),
)
_DOSES = ("--height", "--weight", "--sex", "--formula", "--fraction", "--round")
_PLANS = (
    *("--start", "--height", "--weight", "--until", "--cycles", "--round", "--born", "--formula"),
    *("--regimen", "--bundle-zone", "--allow-unverified", "--continuous"),
)
_PHONES = ("--language", "--issued", "--details", "--zone", "--time", "--alarm", "--lasting")
_RECORDS = ("--patient-number", "--compartment", "--infusion-hours", "--hours", "--unfolded")
_STUDIES = ("--study", "--subject", "--reference", "--epoch", "--leave-out", "--in-mg")
_FORMATS = ("table", "json", "csv", "html", "svg", "fhir", "parquet", "x")
_BODY = ("--height", "165 cm", "--weight", "70 kg")
_DCEP = ("plan", "dcep", "--start", "2026-01-05", *_BODY, "--cycles", "1")
# Right command lines, each with the options that more may be taken from.
_LINES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("bsa", *_BODY), _DOSES),
    (("dose", "400 mg/m²", *_BODY), _DOSES),
    (("show", "dcep"), ("--format", "--fhir-version")),
    (_DCEP, _PLANS),
    ((*_DCEP, "--format", "ics"), _PHONES),
    ((*_DCEP, "--format", "nonmem"), _RECORDS),
    ((*_DCEP, "--format", "sdtm-ex", "--study", "S", "--subject", "1"), _STUDIES),
    ((*_DCEP, "--format", "fhir"), ("--fhir-version", "--issued", "--patient-system")),
    ((*_DCEP, "--format", "html"), ("--language", "--audience")),
    (("plan", "-"), _PLANS),
    (("plan", "-", "--cycles", "1"), _PLANS),
    (("check", "-"), ("--format",)),
    (("show", "-"), ("--format",)),
    (("compare", "-", "dcep"), ("--format",)),
    (("revise", "-", "dcep"), ("--format", "--allow-unverified")),
    (("intensity", "-"), ("--format", "--as-planned")),
    (("summarize", "-", "--phase", "induction", "--group", "DCEP"), ("--phase", "--group")),
    (("schema", "course"), ("--format",)),
)


@frozen
class Command:
    """What a shell hands over.

    Args:
        arguments: After the program's own name.
        document: What stands on standard input.
    """

    arguments: tuple[str, ...]
    document: bytes


def made(draw: Random) -> Command:
    """A command line with a document, both mostly nearly right."""
    arguments, options = draw.choice(_LINES)
    found = list(arguments)
    for _ in range(draw.choice((0, 0, 1, 1, 2))):
        found += [draw.choice(options), some_text(draw, _TEXTS)]
    if "--format" not in found and draw.random() < 0.3:
        found += ["--format", draw.choice(_FORMATS)]
    if draw.random() < 0.3:
        place = draw.randrange(len(found))
        found[place] = draw.choice((some_text(draw, _TEXTS), in_parts(found[place], draw)))
    return Command(tuple(found), _document(draw) if "-" in found else b"")


def _document(draw: Random) -> bytes:
    makers: tuple[Callable[[Random], Any], ...] = (
        course_mutations.made_course,
        course_mutations.made_course,
        protocol_mutations.made,
        course_mutations.made_calendar,
        course_mutations.made_lines,
        lambda given: fhir_mutations.made(given).values,
        lambda given: given.choice(course_mutations.wholes()),
    )
    document = draw.choice(makers)(draw)
    return document if isinstance(document, bytes) else as_bytes(document)


def written(command: Command) -> bytes:
    """A command as the bytes of a file: its arguments in a line, and the document."""
    return json.dumps(command.arguments).encode() + b"\n" + command.document


def opened(data: bytes) -> Command:
    """The command that the bytes of a file are."""
    head, _, document = data.partition(b"\n")
    try:
        arguments = json.loads(head)
    except (ValueError, RecursionError):
        arguments = head.decode(errors="surrogateescape").split("\x00")
    if not isinstance(arguments, list):
        arguments = [arguments]
    return Command(tuple(one if isinstance(one, str) else "-" for one in arguments), document)


def renewed(data: bytes, draw: Random) -> bytes:
    """A command with something else wrong in it."""
    command, other = opened(data), made(draw)
    kind = draw.random()
    if kind < 0.3:
        return written(Command(command.arguments, other.document))
    if kind < 0.6 and command.document:
        return written(Command(command.arguments, spoiled(command.document, draw)))
    return written(Command(other.arguments, command.document or other.document))


def hold(command: Command) -> str:
    """What becomes of a command: an exit code of the contract, with one line where it is 2."""
    # Nothing is to be written but to standard output, whatever a fuzzer thinks of.
    arguments = [one for one in command.arguments if not one.startswith("--o")]
    out, said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    given = io.TextIOWrapper(io.BytesIO(command.document), encoding="utf-8")
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(said),
        mock.patch.object(sys, "stdin", given),
    ):
        try:
            code = main(arguments)
        except SystemExit as asked:  # of --help and --version
            if asked.code or not {"-h", "--help", "--version"} & set(arguments):
                raise
            return "help"
    assert code in {0, 1, 2}
    out.flush()
    lines, printed = said.getvalue().splitlines(), bool(out.buffer.tell())
    if code == 2:
        assert not printed, arguments
        assert len(lines) == 1, lines
        assert lines[0].startswith("regimens: ")
        assert len(lines[0]) < 600
        assert lines[0].isprintable()
        return "refused"
    assert printed, arguments
    assert not lines or arguments[0] == "revise", lines
    return "done" if code == 0 else "done, with a violation"
