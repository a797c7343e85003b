"""What campaigns of wrong inputs found, each once wrong, and documents as large as they may be."""

from __future__ import annotations

import time
import tracemalloc
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

import pytest
from attrs import evolve
from mutations import nodes

from regimens import DoseChange, Lab, RegimensError, catalogue
from regimens.comparison import Line, compare
from regimens.errors import DocumentError, HistoryError, QuantityError
from regimens.formats.courses import course_from
from regimens.formats.fhir.reading_elements import moment
from regimens.formats.fhir.reading_zones import local_times
from regimens.formats.places import parsed
from regimens.formats.public_holidays import public_holidays
from regimens.formats.reading import parse_json, parse_toml
from regimens.formats.regimens import regimen_document, regimen_from

_BASE = {"regimen": "dcep", "start": "2026-01-05"}


@pytest.mark.parametrize("exponent", ["9" * 20, "-" + "9" * 20])
def test_an_exponent_that_no_decimal_has_is_refused(exponent: str) -> None:
    """A number of FHIR with an exponent beyond all decimals was an error of Python's."""
    document = f'{{"resourceType": "Bundle", "value": 1e{exponent}}}'.encode()
    with pytest.raises(DocumentError, match="x: has a number of too many digits; shorten it"):
        parse_json(document, where="x")


def test_such_an_exponent_is_refused_whatever_the_context() -> None:
    """A caller whose decimals trap nothing does not read NaN."""
    with localcontext() as context:
        context.clear_traps()
        with pytest.raises(DocumentError, match="too many digits"):
            parse_json(b'{"resourceType": "Bundle", "value": 1e99999999999999999999}', where="x")
        assert parse_json(b'{"resourceType": "x", "value": 1.50}', where="x")["value"] == Decimal(
            "1.50"
        )


@pytest.mark.parametrize(
    "document",
    [
        "a" * 299_000 + "=1",
        "'" * 299_000,
        'a="""' + '\\"' * 140_000,
        '"""a' * 70_000,
        "a \t" * 99_000,
        "a=[" + "1.5," * 70_000 + "]",
        "#" + "a." * 140_000,
    ],
    ids=["key", "quotes", "escapes", "texts", "spaces", "numbers", "comment"],
)
def test_the_time_to_read_toml_grows_with_its_length(document: str) -> None:
    """One key of 300 kB once took minutes, as every place in it was tried for a beginning."""
    begun = time.process_time()
    try:
        parse_toml(document.encode(), where="x")
    except DocumentError as error:
        assert "deep" not in str(error)  # noqa: PT017 - what is not TOML is refused for that
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "document",
    [
        ".".join(['"e e"'] * 41) + "=1",
        ".".join(["'e e'"] * 41) + "=1",
        " . ".join(["e"] * 41) + " = 1",
        'a = [""""a"""", {' + ".".join(["b"] * 41) + "=1}]",
        "a = ['''x'\n''', {" + ".".join(['"b b"'] * 41) + "=1}]",
        'a = ["\\"", {' + ".".join(["b"] * 41) + "=1}]",
        "[" + ".".join(["b"] * 41) + "]",
        '# "\n' + ".".join(["b"] * 41) + "=1",
    ],
)
def test_a_key_of_many_parts_is_refused_however_it_is_written(document: str) -> None:
    """The parts of a key in quotes were not counted, and a key of 49 000 took gigabytes."""
    with pytest.raises(DocumentError, match="x: is nested too deep; flatten it"):
        parse_toml(document.encode(), where="x")


def test_points_in_a_text_are_no_parts_of_a_key() -> None:
    """A TOML text may hold as many points as it likes."""
    text = "see 1.2." * 100
    assert parse_toml(f'note = "{text}" # {text}'.encode(), where="x") == {"note": text}
    assert parse_toml(f"note = '''\n{text}'''".encode(), where="x") == {"note": text}


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (
            {"events": [1] * 100_000},
            "course.events[0]: 1 is not an event; write an object with a type",
        ),
        (
            {"patient": {"prior_doses": [1] * 100_000}},
            'course.patient.prior_doses[0]: 1 is not an object; write {"…": …}',
        ),
        (
            {"clinic": {"closed_dates": ["x"] * 100_000}},
            "course.clinic.closed_dates[0]: 'x' is not a date; write it as in \"2026-01-05\"",
        ),
        (
            {"choices": {str(one): 1 for one in range(100_000)}},
            'course.choices[0]: 1 is not text; write it in quotes, as in "…"',
        ),
    ],
    ids=["events", "prior doses", "closed dates", "choices"],
)
def test_what_is_wrong_with_each_of_many_entries_is_not_kept(
    part: dict[str, Any], message: str
) -> None:
    """The errors of all entries were kept to tell the first: 10 MB took 9 GB."""
    tracemalloc.start()
    try:
        with pytest.raises(DocumentError) as refused:
            course_from(_BASE | part)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert str(refused.value) == message
    assert peak < 1_000_000


def test_the_place_of_an_entry_is_told_in_lists_and_objects() -> None:
    """A wrong entry after good ones has its own place."""
    for part, where in (
        ({"events": [{"type": "transplant", "on": "2026-05-01"}, 1]}, "course.events[1]"),
        ({"choices": {"a": "x", "b": 1}}, "course.choices[b]"),
        ({"choices": {"a\n": "x"}}, "course.choices['a\\n']"),
        ({"choices": []}, "course.choices"),
        ({"clinic": {"may_move": {"DCEP": "x"}}}, "course.clinic.may_move[DCEP]"),
    ):
        with pytest.raises(DocumentError) as refused:
            course_from(_BASE | part)
        assert refused.value.where == where


def test_the_time_to_compare_grows_with_the_rows() -> None:
    """Rows of one place were counted anew for each of them: 10 MB took minutes."""
    row = Line(
        date=date(2026, 1, 5),
        phase="induction",
        cycle=1,
        day=1,
        drug="cisplatin",
        group="DCEP",
        occurrence=1,
        dose=Decimal("17.9"),
        unit="mg",
        route=None,
        status="planned",
    )
    begun = time.process_time()
    found = compare([row] * 20_000, [evolve(row, dose=Decimal(1))] * 19_999)
    assert time.process_time() - begun < 5
    assert found.counts == {"moved": 0, "changed": 19_999, "came": 0, "went": 1}


@pytest.mark.parametrize(
    ("document", "is_deep"),
    [
        ('{"a\\\\": ' + "[" * 41, True),
        ('{"a\\"b": ' + "[" * 41, True),
        ('["' + "[" * 50 + '"]', False),
        ('["\\"' + "[" * 50 + '"]', False),
        ('["\\\\\\"' + "[" * 50 + '"]', False),
        ('["\\\\"' + "[" * 50, True),
        ("[" * 40 + "]" * 40, False),
        ("[]" * 50, False),
    ],
)
def test_brackets_in_texts_are_no_nesting(document: str, is_deep: bool) -> None:
    """How deep a document is nested is seen past texts with quotation marks and backslashes."""
    try:
        parse_json(document.encode(), where="x")
    except DocumentError as error:
        assert ("nested more than 40 deep" in str(error)) is is_deep  # noqa: PT017 - or no JSON
    else:
        assert not is_deep


@pytest.mark.parametrize("sign", ["\x00", "\n", "\x1f"])
def test_a_control_character_in_a_path_is_refused(sign: str) -> None:
    """A name in quotes with a control character was an error of the JSON reader's."""
    with pytest.raises(DocumentError, match="is not a path"):
        parsed(f'phases["a{sign}"].name', where="at")


@pytest.mark.parametrize(
    "name",
    [
        "__name__",
        "country_holidays",
        "HolidayBase",
        "HolidaySum",
        "NYSE",
        "Germany",
        "DE-",
        "de",
        "",
    ],
)
def test_a_name_that_is_no_country_has_no_holidays(name: str) -> None:
    """Any name of the holidays library was called: an error of Python's, or no holiday at all."""
    with pytest.raises(DocumentError, match="is no country or part of one"):
        public_holidays(name, [2026])
    with pytest.raises(DocumentError, match=r"course\.clinic\.holidays: .* is no country"):
        course_from(_BASE | {"clinic": {"holidays": name}})


def test_a_country_and_its_part_have_theirs() -> None:
    """The days that are known: Epiphany is a holiday in Bavaria and not in all of Germany."""
    assert date(2026, 1, 6) in public_holidays("DE-BY", [2026])
    assert date(2026, 1, 6) not in public_holidays("DE", [2026])


def _places(whole: Any) -> list[str]:
    return [path for path, _ in nodes(whole) if path]


@pytest.mark.parametrize("value", [[], {}, 0, "x", [1], [{"name": "x"}]], ids=str)
def test_a_place_of_a_base_may_be_changed_to_anything(value: Any) -> None:
    """A name that was a list, and a list in place of a number, were errors of Python's."""
    source = {"reference": "ward", "locator": "page 1"}
    places = _places(regimen_document(catalogue.get("dcep")))
    sources = [one for one in places if one.endswith("source")]
    refused = 0
    for place in places:
        own = [one for one in sources if f"{place}.".startswith(f"{one.rpartition('.')[0]}.")]
        for stated in ([], own):
            changes = [{"at": one, "to": source} for one in stated if one != place]
            document = {
                "extends": "dcep",
                "id": "ward-protocol",
                "title": "A ward's protocol",
                "revision": "1",
                "references": {
                    "ward": {"title": "x", "identifier": "none", "checked_on": "2026-11-21"}
                },
                "changes": [{"at": place, "to": value}, *changes],
            }
            try:
                regimen_from(document)
            except RegimensError as error:
                assert "\n" not in str(error)  # noqa: PT017 - a few are right
                refused += 1
    assert refused > len(places)


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity", "-1"])
def test_a_multiple_of_normal_is_a_measured_value(value: str) -> None:
    """A bilirubin that no laboratory measures was taken, and written into an unreadable course."""
    with pytest.raises(QuantityError, match=r"is not a measured value; use a finite decimal"):
        Lab(on=date(2026, 1, 5), bilirubin_times_normal=Decimal(value))
    with pytest.raises(QuantityError, match=r": 1E\+999999 is more than 100 times the upper limit"):
        Lab(on=date(2026, 1, 5), bilirubin_times_normal=Decimal("1E+999999"))
    measured = Lab(on=date(2026, 1, 5), bilirubin_times_normal=Decimal("0"))
    assert measured.bilirubin_times_normal == 0


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity", "-1", "1E+999999", "0"])
def test_a_fraction_is_a_number(value: str) -> None:
    """What is no number was an error of Python's, and a large one a message of a million digits."""
    with pytest.raises(HistoryError, match=r"fraction") as refused:
        DoseChange(of="DCEP", to=Decimal(value), cycle=1)
    assert len(str(refused.value)) < 200


def test_a_time_of_an_unknown_offset_is_in_utc() -> None:
    """-00:00 was taken for the place's own offset: near midnight for another day."""
    with pytest.raises(DocumentError, match="is in UTC: which day it was"):
        moment("2026-01-05T23:30:00-00:00", "x")
    assert moment("2026-01-05T23:30:00+00:00", "x").day == date(2026, 1, 5)
    (local,) = local_times(["2026-01-05T23:30:00-00:00"], "Europe/Rome")
    assert moment(local, "x").day == date(2026, 1, 6)


@pytest.mark.parametrize("year", [1990, 2101])
def test_a_year_without_known_holidays_is_refused(year: int) -> None:
    """The holidays library has Germany's from 1991 to 2100, and else none, without a word."""
    with pytest.raises(DocumentError, match=f"no public holiday of 'DE' is known for {year}"):
        public_holidays("DE", [2026, year])


def test_a_fraction_of_too_many_digits_is_refused() -> None:
    """Two thirds as a decimal of 28 digits made a document that could not be read."""
    with pytest.raises(RegimensError, match="more than 12 digits"):
        DoseChange(of="DCEP", to=Decimal(2) / 3, cycle=1)
    assert DoseChange(of="DCEP", to=Decimal("0.666666666667"), cycle=1).to
