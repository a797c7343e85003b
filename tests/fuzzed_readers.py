"""Every reader of what somebody else wrote, with wrong inputs for it and what has to hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import command_mutations
import course_mutations
import fhir_mutations
import patient_mutations
import protocol_mutations
import text_mutations
from attrs import frozen
from mutations import as_bytes as bytes_of
from mutations import mutated, some_text, spoiled

__all__ = ["CORPUS", "READERS", "Reader", "corpus"]

CORPUS = Path(__file__).parent / "corpus"


@frozen(kw_only=True)
class Reader:
    """A reader that has to give a value or one line of the library's own, whatever it is given.

    Args:
        made: One wrong or right input.
        hold: Reads one, holds what must hold, and says in a word what became of it.
        opened: The input that a file's bytes are.
        written: The bytes that an input is, or would be in a file.
        renewed: Other bytes made from some bytes by what is known of their structure.
        longest: The most bytes of an input that a fuzzer grows by itself.
    """

    made: Callable[[Random], Any]
    hold: Callable[[Any], str]
    opened: Callable[[bytes], Any]
    written: Callable[[Any], bytes]
    renewed: Callable[[bytes, Random], bytes]
    longest: int


def corpus(name: str) -> list[bytes]:
    """The inputs that are kept for a reader, small ones first."""
    found = [path.read_bytes() for path in (CORPUS / name).iterdir()]
    return sorted(found, key=lambda data: (len(data), data))


def _as_it_is(data: bytes) -> bytes:
    return data


def _document_bytes(document: Any) -> bytes:
    values = document.values if isinstance(document, fhir_mutations.Mutated) else document
    return values if isinstance(values, bytes) else bytes_of(values)


def _text(data: bytes) -> str:
    return data.decode(errors="surrogateescape")


def _text_bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


def _renewed_document(
    data: bytes, draw: Random, *, junk: Sequence[Any], keys: Sequence[str]
) -> bytes:
    """A JSON document changed as a document; what is none, as a text."""
    if draw.random() < 0.7:
        try:
            return bytes_of(mutated(json.loads(data), draw, junk, keys))
        except (ValueError, RecursionError):
            pass
    return spoiled(data, draw)


def _renewed_text(data: bytes, draw: Random, *, starts: Sequence[str]) -> bytes:
    half = _text(data)[: draw.randrange(1, 60)]
    text = draw.choice(
        (
            lambda: some_text(draw, starts),
            lambda: some_text(draw, (_text(data),)),
            lambda: half + some_text(draw, starts),
        )
    )()
    return _text_bytes(text)


def _document(
    made: Callable[[Random], Any],
    hold: Callable[[Any], str],
    junk: Sequence[Any],
    keys: Sequence[str],
    opened: Callable[[bytes], Any] = _as_it_is,
) -> Reader:
    return Reader(
        made=made,
        hold=hold,
        opened=opened,
        written=_document_bytes,
        renewed=partial(_renewed_document, junk=junk, keys=keys),
        longest=40_000,
    )


def _single(hold: Callable[[str], str], starts: Sequence[str]) -> Reader:
    return Reader(
        made=partial(some_text, starts=starts),
        hold=hold,
        opened=_text,
        written=_text_bytes,
        renewed=partial(_renewed_text, starts=starts),
        longest=400,
    )


_COURSE = (course_mutations.JUNK, course_mutations.KEYS)

READERS: dict[str, Reader] = {
    "course": _document(course_mutations.made_course, course_mutations.hold_course, *_COURSE),
    "protocol": _document(
        protocol_mutations.made,
        protocol_mutations.hold,
        protocol_mutations.JUNK,
        protocol_mutations.KEYS,
    ),
    "toml": Reader(
        made=course_mutations.made_toml,
        hold=course_mutations.hold_toml,
        opened=_as_it_is,
        written=_as_it_is,
        renewed=spoiled,
        longest=40_000,
    ),
    "lines": Reader(
        made=course_mutations.made_lines,
        hold=course_mutations.hold_lines,
        opened=_as_it_is,
        written=_as_it_is,
        renewed=spoiled,
        longest=40_000,
    ),
    "orders": _document(course_mutations.made_orders, course_mutations.hold_orders, *_COURSE),
    "calendar": _document(course_mutations.made_calendar, course_mutations.hold_calendar, *_COURSE),
    "fhir": _document(
        fhir_mutations.made,
        fhir_mutations.hold,
        fhir_mutations.JUNK,
        fhir_mutations.KEYS,
        fhir_mutations.opened,
    ),
    "command": Reader(
        made=command_mutations.made,
        hold=command_mutations.hold,
        opened=command_mutations.opened,
        written=command_mutations.written,
        renewed=command_mutations.renewed,
        longest=40_000,
    ),
    "patients": Reader(
        made=patient_mutations.made,
        hold=patient_mutations.hold,
        opened=patient_mutations.opened,
        written=patient_mutations.written,
        renewed=patient_mutations.renewed,
        longest=40_000,
    ),
    "phone": _single(text_mutations.hold_reason, text_mutations.REASONS),
    "csv": _single(text_mutations.hold_cell, text_mutations.REASONS),
    "units": _single(text_mutations.hold_unit, text_mutations.UNITS),
    "amounts": _single(text_mutations.hold_amount, text_mutations.AMOUNTS),
    "dates": _single(text_mutations.hold_date, text_mutations.DATES),
    "days": _single(text_mutations.hold_days, text_mutations.DAYS),
    "decimals": _single(text_mutations.hold_decimal, text_mutations.DECIMALS),
    "paths": _single(text_mutations.hold_path, text_mutations.PATHS),
}
