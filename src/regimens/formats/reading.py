"""Bytes of a document to plain values: strict, bounded, and never surprised."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import IO, Any, NoReturn

from regimens.decimals import EXACT, shown
from regimens.errors import DocumentError

__all__ = [
    "LARGEST",
    "is_fhir",
    "parse_json",
    "parse_toml",
    "read_lines",
    "read_path",
    "read_stream",
]

LARGEST = 10_000_000  # bytes; a course of ten years has well under a tenth of this
_LARGEST_TOML = 300_000  # bytes; its reader's time grows faster than its input
_DEEPEST = 40
_NO_BRACKETS = re.compile(r'"[^"]*"?|[^"\[\]{}]+')  # of JSON without escapes: texts, and the rest
# The pieces of a TOML text: comments, what can be part of a key, dots and all else. None of them
# can begin and then fail, so that the time to find them all grows with the text alone.
_PIECE = re.compile(
    r"""(?P<comment>\#[^\n]*)
    |(?P<part>\"{3}(?:[^"\\]+|\\.|"(?!""))*"{0,5}|'{3}(?:[^']+|'(?!''))*'{0,5}
        |"(?:[^"\\\n]+|\\[^\n])*"?|'[^'\n]*'?|[A-Za-z0-9_-]+)
    |(?P<dot>\.)|[ \t]+|(?P<other>.)""",
    re.DOTALL | re.VERBOSE,
)
_LONGEST_PATH = 120
_MOST_NAMES = 1000
_ALIKE = 0.75
_CURLY = {"“", "”", "„", "‘", "’", "‚"}


def read_path(path: str, *, named: str | None = None) -> Any:
    """The values of a JSON document, or of a TOML one if the name ends in ``.toml``.

    Args:
        path: Where it stands.
        named: What messages call it, where that is not its path.

    Raises:
        DocumentError: for a file that cannot be read or is not such a document.
    """
    place, where = Path(path), _short(path if named is None else named)
    try:
        if place.is_dir():
            raise DocumentError("is a directory", where=where, mend="name a file")
        with place.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise _missing(place, where) from None
    except (OSError, ValueError) as error:
        if isinstance(error, DocumentError):
            raise
        reason = getattr(error, "strerror", None) or "its name has a character no name has"
        raise DocumentError(f"cannot be read ({reason})", where=where, mend="check it") from None
    parse = parse_toml if path.casefold().endswith(".toml") else parse_json
    return parse(data, where=where)


def _short(path: str) -> str:
    """A path as a message names it: printable, and its end where it is long."""
    text = path if path and path.isprintable() else shown(path)
    return text if len(text) <= _LONGEST_PATH else f"…{text[-_LONGEST_PATH:]}"


def read_lines(path: str, stream: IO[bytes] | None) -> Iterator[tuple[str, bytes]]:
    """The lines of a JSON Lines document that are not empty, each with its place.

    Args:
        path: The file; ``-`` is standard input.
        stream: Standard input, if it is open.

    Raises:
        DocumentError: for a file that cannot be read.
    """
    if path == "-":
        if stream is None:
            raise DocumentError("is closed", where="standard input", mend="give a document on it")
        yield from _numbered(stream, "standard input")
        return
    where = _short(path)
    try:
        with Path(path).open("rb") as file:
            yield from _numbered(file, where)
    except IsADirectoryError:
        raise DocumentError("is a directory", where=where, mend="name a file") from None
    except FileNotFoundError:
        raise _missing(Path(path), where) from None
    except (OSError, ValueError) as error:
        if isinstance(error, DocumentError):
            raise
        reason = getattr(error, "strerror", None) or "its name has a character no name has"
        raise DocumentError(f"cannot be read ({reason})", where=where, mend="check it") from None


def _missing(place: Path, where: str) -> DocumentError:
    """That a file is not there, and the one of nearly its name that is.

    Editors put an ending of their own behind a name, and show it without one.
    """
    near: list[str] = []
    with suppress(OSError):
        beside = sorted(entry.name for entry in islice(os.scandir(place.parent), _MOST_NAMES))
        near = get_close_matches(place.name, beside, n=1, cutoff=_ALIKE)
    mend = f"is {shown(near[0])} meant?" if near else "check the name"
    return DocumentError("there is no such file", where=where, mend=mend)


def _numbered(lines: IO[bytes], where: str) -> Iterator[tuple[str, bytes]]:
    number = 0
    while line := lines.readline(LARGEST + 1):
        number += 1
        if line.strip():
            yield f"{where} line {number}", line


def read_stream(stream: IO[bytes]) -> Any:
    """The values of a JSON document on standard input."""
    return parse_json(stream.read(LARGEST + 1), where="standard input")


def parse_json(data: bytes, *, where: str) -> Any:
    """The values of a JSON document.

    In a resource of FHIR, where doses are bare numbers, they are decimals exactly as written.

    Raises:
        DocumentError: for too much, too deep, wrong encoding, a key twice, NaN, or no JSON.

    >>> parse_json(b'{"start": "2026-01-05"}', where="course.json")
    {'start': '2026-01-05'}
    >>> parse_json(b'{"a": 1, "a": 2}', where="course.json")
    Traceback (most recent call last):
    regimens.errors.DocumentError: course.json: the key 'a' stands twice; keep one
    >>> parse_json(b'{"resourceType": "Observation", "value": 0.10}', where="x")["value"]
    Decimal('0.10')
    """
    text = _text(data, where)
    _check_depth(text, where)

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in items:
            if key in found:
                raise DocumentError(
                    f"the key {shown(key)} stands twice", where=where, mend="keep one"
                )
            found[key] = value
        return found

    def constant(name: str) -> NoReturn:
        raise DocumentError(f"{name} is not a value", where=where, mend="write a number as text")

    try:
        values = json.loads(text, object_pairs_hook=pairs, parse_constant=constant)
        if is_fhir(values):
            values = json.loads(text, parse_float=_exact)
    except json.JSONDecodeError as error:
        raise DocumentError(
            f"is not JSON (line {error.lineno}, column {error.colno}: {error.msg})",
            where=where,
            mend=_mend(text, error.pos),
        ) from None
    except DocumentError:
        raise
    except (ValueError, InvalidOperation):
        raise DocumentError(
            "has a number of too many digits", where=where, mend="shorten it"
        ) from None
    _check_text(text, where)
    return values


def _mend(text: str, place: int) -> str:
    """How to mend what is not JSON, where an editor for letters has written it."""
    if text.startswith("{\\rtf"):
        return "save it as plain text, not as rich text"
    line = text[:place].rpartition("\n")[2] + text[place : place + 1]
    if not _CURLY.isdisjoint(line):
        return 'write straight quotation marks (") in that line, in an editor of plain text'
    return "mend it there"


def parse_toml(data: bytes, *, where: str) -> Any:
    """The values of a TOML document.

    Raises:
        DocumentError: as for JSON.
    """
    if len(data) > _LARGEST_TOML:
        raise DocumentError(
            f"is larger than {_LARGEST_TOML // 1000} kB, too much for TOML",
            where=where,
            mend="write it as JSON",
        )
    text = _text(data, where)
    _check_keys(text, where)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise DocumentError("is nested too deep", where=where, mend="flatten it") from None
    except tomllib.TOMLDecodeError as error:
        message = str(error).splitlines()[0][:120]
        raise DocumentError(f"is not TOML ({message})", where=where, mend="mend it there") from None
    except ValueError:
        raise DocumentError(
            "has a number of too many digits", where=where, mend="shorten it"
        ) from None


def is_fhir(values: Any) -> bool:
    """Whether a document's values are a resource of FHIR rather than a document of this library.

    >>> is_fhir({"resourceType": "Bundle"}), is_fhir({"regimen": "dcep"})
    (True, False)
    """
    return isinstance(values, dict) and "resourceType" in values


def _exact(text: str) -> Decimal:
    """A number as written; the traps of its own context refuse an exponent no decimal has."""
    return Decimal(text, EXACT)


def _text(data: bytes, where: str) -> str:
    if len(data) > LARGEST:
        raise DocumentError(
            f"is larger than {LARGEST // 1_000_000} MB",
            where=where,
            mend="split it, one course a document",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"is not UTF-8 (byte {error.start})", where=where, mend="save it as UTF-8"
        ) from None
    if not text.strip():
        raise DocumentError("is empty", where=where, mend="give a document")
    return text


def _check_depth(text: str, where: str) -> None:
    """Refuse nesting that would exhaust the parser's stack, before it is asked."""
    # Without pairs of backslashes, one before a quotation mark keeps it from ending its text.
    bare = text.replace("\\\\", "").replace('\\"', "") if "\\" in text else text
    depth = 0
    for sign in _NO_BRACKETS.sub("", bare):
        if sign in "[{":
            depth += 1
            if depth > _DEEPEST:
                raise DocumentError(
                    f"is nested more than {_DEEPEST} deep", where=where, mend="flatten it"
                )
        else:
            depth -= 1


def _check_keys(text: str, where: str) -> None:
    """Refuse a key of TOML of many parts: its reader's time and room grow with their square."""
    parts, before = 0, None
    for piece in _PIECE.finditer(text):
        kind = piece.lastgroup
        if kind == "part":
            parts = parts + 1 if before == "dot" else 1
            if parts > _DEEPEST:
                raise DocumentError("is nested too deep", where=where, mend="flatten it")
        if kind is not None:  # space between the parts of a key changes nothing
            before = kind


def _check_text(text: str, where: str) -> None:
    # A lone surrogate can be written in JSON but never printed or stored.
    if "\\ud" in text.lower():
        try:
            json.dumps(json.loads(text), ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise DocumentError(
                "has half of a character (a lone surrogate)", where=where, mend="write it whole"
            ) from None
