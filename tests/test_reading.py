"""Bytes of a document: every byte string is values, or one error that says where."""

from __future__ import annotations

import io
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from regimens.errors import DocumentError
from regimens.formats.reading import (
    LARGEST,
    parse_json,
    parse_toml,
    read_lines,
    read_path,
    read_stream,
)

_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=12,
)


def _check(error: DocumentError, where: str) -> str:
    text = str(error)
    assert error.where == where
    assert error.what
    assert error.mend
    assert len(text.splitlines()) == 1
    assert len(text) < 400
    return text


def _json_error(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        parse_json(data, where="course.json")
    return _check(caught.value, "course.json")


def _toml_error(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        parse_toml(data, where="course.toml")
    return _check(caught.value, "course.toml")


def test_json_is_read_as_its_values() -> None:
    """Objects, lists, text, whole numbers and the three words come out as they stand."""
    data = '{"start": "2026-01-05", "n": [1, true, null], "name": "Zoë"}'.encode()
    assert parse_json(data, where="x") == {
        "start": "2026-01-05",
        "n": [1, True, None],
        "name": "Zoë",
    }


def test_toml_is_read_as_its_values() -> None:
    """Tables, arrays of tables and TOML's own dates come out as they stand."""
    data = b'regimen = "dcep"\nstart = 2026-01-05\n[[events]]\ntype = "lab"\n'
    assert parse_toml(data, where="x") == {
        "regimen": "dcep",
        "start": date(2026, 1, 5),
        "events": [{"type": "lab"}],
    }


@given(_JSON)
def test_every_json_value_is_read_back(value: Any) -> None:
    """What the json module writes is read as the same values."""
    assert parse_json(json.dumps(value).encode(), where="x") == value


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")))
@example(b"\xff\xfe")
@example(b'{"a": 1e999}')
@example(b"-")
@example(b"\x00")
def test_any_bytes_are_json_or_one_line(data: bytes) -> None:
    """No byte string does anything but give values or one error with its place."""
    try:
        parse_json(data, where="course.json")
    except DocumentError as error:
        _check(error, "course.json")


_TOML_PIECES = st.lists(
    st.sampled_from(["nan", "inf", "2026-01-05", "2026-02-30", "07:32:00", "0x", "\\u", "true"])
    | st.sampled_from(["D800", '"""', "'''"])
    | st.sampled_from("a.=[]{}\"'\\#,1-fTZé \n\r\t\x00"),
    max_size=30,
).map("".join)


@settings(deadline=None, max_examples=200)
@given(_TOML_PIECES)
@example("a = 0x" + "f" * 5000)
@example("a = 1_0")
def test_any_text_is_toml_or_one_line(text: str) -> None:
    """No text does anything but give values or one error with its place."""
    try:
        parse_toml(text.encode(), where="course.toml")
    except DocumentError as error:
        _check(error, "course.toml")


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf"], ids=["none", "space", "bom"])
def test_empty_document_is_said_to_be_empty(data: bytes) -> None:
    """Nothing, white space and a lone byte order mark are an empty document in both formats."""
    assert "is empty; give a document" in _json_error(data)
    assert "is empty; give a document" in _toml_error(data)


def test_byte_order_mark_is_passed_over() -> None:
    """A UTF-8 document that Windows saved with a byte order mark is read."""
    assert parse_json(b'\xef\xbb\xbf{"a": 1}', where="x") == {"a": 1}
    assert parse_toml(b"\xef\xbb\xbfa = 1", where="x") == {"a": 1}


@pytest.mark.parametrize(
    "data",
    [
        '{"name": "é"}'.encode("latin-1"),
        '{"a": 1}'.encode("utf-16"),
        "é".encode("utf-16-le"),
        b"\xc3",
        b"\xed\xa0\x80",
    ],
    ids=["latin-1", "utf-16", "utf-16-le", "cut", "surrogate"],
)
def test_wrong_encoding_names_the_byte(data: bytes) -> None:
    """Bytes that are not UTF-8 are refused with the place of the first wrong one."""
    for text in (_json_error(data), _toml_error(data)):
        assert "is not UTF-8 (byte " in text
        assert text.endswith("; save it as UTF-8")


def test_utf_16_without_mark_is_not_json() -> None:
    """UTF-16 that happens to be UTF-8 with null characters is refused all the same."""
    assert "is not JSON" in _json_error('{"a": 1}'.encode("utf-16-le"))


@pytest.mark.parametrize(
    "data",
    [b'{"a" 1}', b"{'a': 1}", b'{"a": 1,}', b"{} {}", b'{"a": 1', b"start: 2026-01-05", b"<a/>"],
)
def test_what_is_not_json_has_line_and_column(data: bytes) -> None:
    """A slip of syntax is named by its line and column."""
    text = _json_error(data)
    assert text.startswith("course.json: is not JSON (line 1, column ")
    assert text.endswith("; mend it there")


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("{“start”: 1}", 'write straight quotation marks (") in that line, in an editor of plain'),
        ('{\n"start": "2026-01-05”\n}', 'write straight quotation marks (") in that line'),
        ('{"a": "O’Hara",\n"b": 1,}', "mend it there"),
        (r"{\rtf1\ansi\deff0 }", "save it as plain text, not as rich text"),
    ],
)
def test_what_an_editor_of_letters_made_of_json_is_told(text: str, mend: str) -> None:
    """Curly quotation marks and rich text are what people have who write no programs."""
    assert f"); {mend}" in _json_error(text.encode())


@pytest.mark.parametrize(
    ("named", "mend"),
    [
        ("course.json", "is 'course.json.txt' meant?"),
        ("anna-1.jsn", "is 'anna-1.json' meant?"),
        ("zzz.json", "check the name"),
        ("none/course.json", "check the name"),
    ],
)
def test_file_of_nearly_the_name_is_told(tmp_path: Path, named: str, mend: str) -> None:
    """An editor's own ending behind a name does not show in many a folder."""
    for name in ("course.json.txt", "anna-1.json"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    path = str(tmp_path / named)
    with pytest.raises(DocumentError) as caught:
        read_path(path)
    assert (caught.value.what, caught.value.mend) == ("there is no such file", mend)
    with pytest.raises(DocumentError) as caught:
        list(read_lines(path, None))
    assert caught.value.mend == mend


@pytest.mark.parametrize("data", [b"a =", b"a = 2026-02-30", b"a = 1\na = 2", b'{"a": 1}'])
def test_what_is_not_toml_has_its_place(data: bytes) -> None:
    """A slip of syntax, a day that is none and a key twice are named by their place."""
    text = _toml_error(data)
    assert text.startswith("course.toml: is not TOML (")
    assert text.endswith("; mend it there")


@pytest.mark.parametrize(
    "data",
    [
        b'{"start": "2026-01-05", "start": "2026-02-05"}',
        b'{"start": 1, "st\\u0061rt": 1}',
        b'{"events": [{"deep": {"start": 1, "start": 1}}]}',
    ],
    ids=["plain", "escaped", "deep"],
)
def test_key_that_stands_twice_is_named(data: bytes) -> None:
    """A key given twice is refused wherever it stands and however it is written."""
    assert "the key 'start' stands twice; keep one" in _json_error(data)


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_words_that_json_does_not_have_are_refused(word: str) -> None:
    """The three words some programs write for numbers that are none are named and refused."""
    assert f"{word} is not a value" in _json_error(f'{{"to": {word}}}'.encode())


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b'[{"a":' * 50_000,
        b'{"x": "\\"", "a": ' + b"[" * 100_000,
    ],
    ids=["open", "closed", "objects", "mixed", "after a quote"],
)
def test_json_nested_100_000_deep_is_refused(data: bytes) -> None:
    """Nesting that would exhaust the stack is refused before it is parsed."""
    text = _json_error(data)
    assert "is nested more than 40 deep; flatten it" in text


@pytest.mark.parametrize(
    "data",
    [
        b"a = " + b"[" * 100_000,
        b"a = " + b"[" * 100_000 + b"]" * 100_000,
        b"a = " + b"{a = " * 100_000,
        b"x = '\"'\na = " + b"[" * 100_000,
        b'# a lone " in a comment\na = ' + b"[" * 100_000,
        b'x = """ " """\na = ' + b"[" * 100_000,
        b"x = '\\'\ny = '\"'\na = " + b"[" * 100_000,
    ],
    ids=["open", "closed", "tables", "literal", "comment", "long text", "backslash"],
)
def test_toml_nested_100_000_deep_is_refused(data: bytes) -> None:
    """Nesting is counted in TOML too, whatever quotes and comments stand before it."""
    _toml_error(data)


@pytest.mark.parametrize("deep", [1, 39, 40])
def test_nesting_that_a_course_may_have_is_read(deep: int) -> None:
    """Nesting up to the limit is read."""
    value = parse_json(b"[" * deep + b"]" * deep, where="x")
    for _ in range(deep - 1):
        (value,) = value
    assert value == []


def test_nesting_one_over_the_limit_is_refused() -> None:
    """The limit is 40; 41 is refused."""
    assert "more than 40 deep" in _json_error(b"[" * 41 + b"]" * 41)


def test_brackets_in_text_are_no_nesting() -> None:
    """Brackets inside text count for nothing, escaped quotes or not."""
    text = '[{"' * 30
    assert parse_json(json.dumps({"a": text}).encode(), where="x") == {"a": text}


@pytest.mark.parametrize(
    "data",
    [
        b"a = 1\n" + b"# [see the note\n" * 41,
        b"a = 1\nb = '" + b"[" * 41 + b"'\n",
        b"a = 1\nb = '''\n" + b'"' + b"[" * 41 + b"'''\n",
    ],
    ids=["comments", "literal", "long literal"],
)
def test_brackets_in_toml_text_and_comments_are_no_nesting(data: bytes) -> None:
    """A flat TOML document is read, whatever its comments and literals hold."""
    assert parse_toml(data, where="x")["a"] == 1


def test_file_of_100_mb_is_refused_unread(tmp_path: Path) -> None:
    """A file of 100 MB is refused for its size, without being read to its end."""
    place = tmp_path / "big.json"
    with place.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(DocumentError) as caught:
        read_path(str(place))
    text = _check(caught.value, str(place))
    assert "is larger than 10 MB; split it" in text


def test_largest_document_is_read_and_one_byte_more_is_not() -> None:
    """The limit itself passes, one byte more does not."""
    assert parse_json(b"{}" + b" " * (LARGEST - 2), where="x") == {}
    assert "is larger than 10 MB" in _json_error(b"{}" + b" " * (LARGEST - 1))
    assert "is larger than 300 kB, too much for TOML" in _toml_error(b" " * (LARGEST + 1))


class _Endless(io.RawIOBase):
    """A stream that never ends, and counts what was asked of it."""

    asked = 0

    def read(self, size: int = -1) -> bytes:
        """So many blanks."""
        assert size >= 0, "read without a limit"
        self.asked += size
        return b" " * size


def test_endless_stream_is_refused_at_the_limit() -> None:
    """Standard input without an end is read to the limit and no further."""
    stream = _Endless()
    with pytest.raises(DocumentError) as caught:
        read_stream(stream)  # type: ignore[arg-type]  # only read is needed
    assert "is larger than 10 MB" in _check(caught.value, "standard input")
    assert stream.asked <= 2 * LARGEST


def test_stream_is_read_as_json() -> None:
    """Standard input is a JSON document."""
    assert read_stream(io.BytesIO(b'{"a": [1]}')) == {"a": [1]}


@pytest.mark.parametrize(
    "data",
    [
        b'{"name": "\\ud800"}',
        b'{"\\uDFFF": 1}',
        b'{"name": "\\ud83d x"}',
        b'{"name": "\\ude00\\ud83d"}',
        b'{"a": {"b": ["\\uD800"]}}',
    ],
)
def test_half_of_a_character_is_refused(data: bytes) -> None:
    """A lone surrogate is refused in values and keys, since it can never be printed."""
    assert "half of a character" in _json_error(data)


def test_both_halves_of_a_character_are_read() -> None:
    """A character written as its two halves is one character."""
    assert parse_json(b'{"name": "\\ud83d\\ude00 \\\\ud800"}', where="x") == {
        "name": "\U0001f600 \\ud800"
    }


@pytest.mark.parametrize("data", [b'{"n": ' + b"9" * 5000 + b"}", b"-" + b"1" * 100_000])
def test_number_of_thousands_of_digits_is_refused(data: bytes) -> None:
    """A number too long to be read is refused in words that speak of the document."""
    text = _json_error(data)
    assert "sys." not in text


@pytest.mark.parametrize("number", ["9" * 5000, "-" + "9" * 5000])
def test_toml_number_of_thousands_of_digits_is_refused(number: str) -> None:
    """A TOML number too long to be read is refused in words that speak of the document."""
    assert "sys." not in _toml_error(f"n = {number}".encode())


def test_file_is_read_by_the_end_of_its_name(tmp_path: Path) -> None:
    """A name that ends in .toml is TOML, any other is JSON."""
    (tmp_path / "a.toml").write_text("a = 1", encoding="utf-8")
    (tmp_path / "a.json").write_text('{"a": 1}', encoding="utf-8")
    (tmp_path / "a").write_text('{"a": 1}', encoding="utf-8")
    for name in ("a.toml", "a.json", "a"):
        assert read_path(str(tmp_path / name)) == {"a": 1}


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("", "is a directory"),
        ("missing.json", "there is no such file"),
        ("missing/course.json", "there is no such file"),
        ("file/course.json", "cannot be read"),
        ("a" * 300 + ".json", "cannot be read"),
    ],
    ids=["directory", "missing", "folder", "under a file", "long name"],
)
def test_file_that_cannot_be_read_says_why(tmp_path: Path, name: str, what: str) -> None:
    """A directory, a missing file, a file as folder and an impossible name are each one line."""
    (tmp_path / "file").touch()
    with pytest.raises(DocumentError) as caught:
        read_path(str(tmp_path / name))
    text = str(caught.value)
    assert what in text
    assert text.count(";") >= 1
    assert len(text.splitlines()) == 1


def test_path_with_a_nul_is_refused() -> None:
    """A name that no file can have is refused, its null character shown escaped."""
    with pytest.raises(DocumentError) as caught:
        read_path("a\0b.json")
    text = str(caught.value)
    assert "a\\x00b.json" in text
    assert "\0" not in text


def test_file_that_the_system_keeps_closed_says_why(tmp_path: Path) -> None:
    """What the system says against reading a file is passed on in one line."""
    place = tmp_path / "secret.json"
    place.write_text("{}", encoding="utf-8")
    place.chmod(0)
    if os.access(place, os.R_OK):  # the superuser reads anything but this
        place = Path("/proc/self/mem")
    if not place.exists():
        pytest.skip("no file that cannot be read")
    with pytest.raises(DocumentError) as caught:
        read_path(str(place))
    text = str(caught.value)
    assert str(place) in text
    assert "cannot be read (" in text
    assert len(text.splitlines()) == 1
