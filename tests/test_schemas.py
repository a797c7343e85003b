"""The printed schemas: valid themselves, and as strict as the readers they speak for."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from regimens import Course, Patient, RegimensError, catalogue
from regimens.findings import SEVERITIES
from regimens.formats.calendars import calendar_document
from regimens.formats.converter import EVENT_TYPES
from regimens.formats.courses import course_from
from regimens.formats.regimens import regimen_document
from regimens.formats.schemas import calendar_schema, course_schema, regimen_schema
from regimens.surface import BsaFormula

SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "course": course_schema,
    "regimen": regimen_schema,
    "calendar": calendar_schema,
}
COURSE = Draft202012Validator(course_schema())
REGIMEN = Draft202012Validator(regimen_schema())
CALENDAR = Draft202012Validator(calendar_schema())
Path = tuple[str | int, ...]

# Every key that a course document may have, on every kind of event.
_CARRIED: dict[str, Any] = {
    "recorded": "2026-01-06",
    "by": "Dr Rivera",
    "reason": "frail",
    "override": {"code": "early-start", "reason": "tumour board"},
}
_EVENTS: dict[str, dict[str, Any]] = {
    "cycle_start": {"phase": "induction", "cycle": 2, "on": "2026-02-12"},
    "delay": {"phase": "induction", "cycle": 3, "days": 4, "of": "DCEP"},
    "dose_change": {"of": ["cisplatin"], "to": "0.7", "cycle": 1, "day": 2, "phase": "induction"},
    "measurement": {
        "on": "2026-02-02",
        "weight": "62 kg",
        "height": "165 cm",
        "from": "2026-02-02",
    },
    "lab": {
        "on": "2026-02-02",
        "anc": "0.9 10^9/L",
        "platelets": "48 10^9/L",
        "haemoglobin": "9.8 g/dL",
        "creatinine": "88 µmol/L",
        "creatinine_clearance": "61 mL/min",
    },
    "omission": {"of": "daratumumab", "on": "2026-02-19"},
    "postponement": {"of": ["daratumumab"], "on": "2026-02-26", "to": "2026-02-28"},
    "given": {"of": "cisplatin", "on": "2026-01-05", "dose": "12.5 mg", "planned": "2026-01-05"},
    "switch": {"of": "daratumumab", "to": "daratumumab-sc", "on": "2026-03-01"},
    "response": {"on": "2026-04-10", "response": "PR"},
    "transplant": {"on": "2026-05-01"},
    "discontinuation": {"of": "cisplatin", "on": "2026-03-20"},
    "correction": {"voids": "e1"},
}
FULL: dict[str, Any] = {
    "regimen": {
        "id": "dara-dcep",
        "revision": catalogue.get("dara-dcep").revision,
        "digest": catalogue.get("dara-dcep").digest,
    },
    "start": "2026-01-05",
    "patient": {
        "id": "p1",
        "name": "Zoë",
        "sex": "female",
        "born": "1961-05-04",
        "height": "165 cm",
        "weight": "70 kg",
        "ecog": 1,
        "prior_therapy_ended": "2025-12-15",
        "prior_doses": [{"drug": "cisplatin", "dose": "120 mg"}],
    },
    "policy": {
        "bsa_formula": "mosteller",
        "bsa_rounding": "0.01 m²",
        "bsa_cap": "2 m²",
        "reweigh": "10 %",
        "rounding": "0.01 mg",
        "lab_validity_days": 14,
    },
    "choices": {"antibiotic": "ciprofloxacin"},
    "until": "2026-12-31",
    "cycles": 8,
    "as_of": "2026-02-01",
    "allow_unverified": "read by our pharmacist",
    "events": [
        {"id": f"e{number}", "type": name, **_CARRIED, **fields}
        for number, (name, fields) in enumerate(_EVENTS.items(), start=1)
    ],
}


def _walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    yield path, value
    items: Any = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    for key, item in items:
        yield from _walk(item, (*path, key))


def _at(values: Any, path: Path) -> Any:
    for key in path:
        values = values[key]
    return values


def _changed(values: Any, path: Path, item: Any) -> Any:
    changed = copy.deepcopy(values)
    _at(changed, path[:-1])[path[-1]] = item
    return changed


def _without(values: Any, path: Path) -> Any:
    changed = copy.deepcopy(values)
    del _at(changed, path[:-1])[path[-1]]
    return changed


def _read(values: Any) -> bool:
    """Whether the reader takes the document."""
    try:
        course_from(values)
    except RegimensError:
        return False
    return True


def _text(path: Path) -> str:
    return ".".join(map(str, path)) or "document"


def _paths(*kinds: type) -> list[Path]:
    return [path for path, value in _walk(FULL) if path and (not kinds or type(value) in kinds)]


# The schemas themselves


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_a_valid_one(name: str) -> None:
    """Each schema is valid by the draft it names."""
    schema = SCHEMAS[name]()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_plain_json_and_the_same_each_time(name: str) -> None:
    """A schema survives being written and read, and has no chance in it."""
    schema = SCHEMAS[name]()
    assert json.loads(json.dumps(schema)) == schema
    assert json.dumps(SCHEMAS[name]()) == json.dumps(schema)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_reference_leads_somewhere(name: str) -> None:
    """Each reference names a definition of the same schema, and each definition is used."""
    schema = SCHEMAS[name]()
    references = {value["$ref"] for _, value in _walk(schema) if _has(value, "$ref")}
    assert references == {f"#/$defs/{one}" for one in schema.get("$defs", {})}


def _has(value: Any, key: str) -> bool:
    return isinstance(value, dict) and isinstance(value.get(key), str)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_object_is_closed(name: str) -> None:
    """No object of any schema takes keys it does not name, but for maps of choices."""
    for path, value in _walk(SCHEMAS[name]()):
        if isinstance(value, dict) and value.get("type") == "object":
            assert value["additionalProperties"] is False or "properties" not in value, path
            assert "additionalProperties" in value
            assert set(value.get("required", ())) <= set(value.get("properties", ()))


def test_course_schema_knows_every_kind_of_event() -> None:
    """Each kind of event has its own branch, with its own type."""
    branches = course_schema()["properties"]["events"]["items"]["anyOf"]
    assert [branch["properties"]["type"]["const"] for branch in branches] == list(EVENT_TYPES)
    assert set(_EVENTS) == set(EVENT_TYPES)


def test_schemas_name_the_closed_sets() -> None:
    """Formulas, states and codes of findings stand in the schemas as closed sets."""
    policy = course_schema()["properties"]["policy"]["properties"]
    assert policy["bsa_formula"]["enum"] == [formula.value for formula in BsaFormula]
    assert policy["bsa_formula"]["enum"] == [
        *("mosteller", "du-bois", "haycock", "gehan-george", "boyd", "fujimoto"),
        *("takahira", "shuter-aslani", "schlich"),
    ]
    calendar = calendar_schema()["properties"]
    status = calendar["administrations"]["items"]["properties"]["status"]["enum"]
    assert status == [
        *("planned", "conditional", "withheld", "unconfirmed", "given", "omitted", "discontinued")
    ]
    finding = calendar["findings"]["items"]["properties"]
    assert set(finding["code"]["enum"]) == set(SEVERITIES)
    assert finding["severity"]["enum"] == ["violation", "caution", "info"]


# Courses: schema and reader agree


def test_full_document_is_taken_by_both() -> None:
    """A document with every key there is passes the schema and the reader."""
    COURSE.validate(FULL)
    assert _read(FULL)


@pytest.mark.parametrize("values", [None, True, 1, 1.5, "dcep", [], {}, {"regimen": "dcep"}])
def test_what_is_no_course_is_refused_by_both(values: Any) -> None:
    """No other JSON value is a course to either."""
    assert not COURSE.is_valid(values)
    assert not _read(values)


@pytest.mark.parametrize(
    "path", [path for path in [(), *_paths(dict)] if path != ("choices",)], ids=_text
)
def test_unknown_key_is_refused_by_both(path: Path) -> None:
    """A key that is not known is refused at every level by schema and reader."""
    values = _changed(FULL, (*path, "wrong_key"), "x")
    assert not COURSE.is_valid(values)
    assert not _read(values)


@pytest.mark.parametrize("path", _paths(), ids=_text)
def test_key_left_out_is_missed_by_both_or_by_neither(path: Path) -> None:
    """A key that must stand must stand for both, and may be left out for both."""
    values, place = _narrowed(path)
    values = _without(values, place)
    if path[-1] == "to" and _at(FULL, path[:-1])["type"] == "dose_change":
        assert not _read(values)  # either a fraction or a level: the reader alone knows
    elif path[-2:] == ("of", 0):
        assert not _read(values)  # a list of no names: likewise
    else:
        assert COURSE.is_valid(values) is _read(values)


# One value of each JSON type, and containers that hold something.
_JUNK: list[Any] = [None, True, 7, 1.5, 1.0, [], {}, ["x"], [1], [None], {"x": 1}, [[]], [{}]]


def _disagreements(path: Path, items: list[Any]) -> Iterator[str]:
    """Where schema and reader differ on values put at a path."""
    values, place = _narrowed(path)
    kind = values["events"][0]["type"] if len(place) == 3 and place[0] == "events" else None
    for item in items:
        if item == 1.0 and type(item) is float:
            continue  # JSON Schema calls 1.0 a whole number; the reader wants 1
        changed = _changed(values, place, item)
        valid, taken = COURSE.is_valid(changed), _read(changed)
        known_to_the_reader_alone = valid and (
            (item == 7 and path[-1] == "ecog")  # the status goes up to 5
            or (item is None and (kind, path[-1]) == ("dose_change", "to"))  # or a level
            or (item == [] and path[-1] == "of")  # a list of no names
        )
        if valid is not taken and not known_to_the_reader_alone:
            yield f"{item!r}: schema {valid}, reader {taken}"


def _narrowed(path: Path) -> tuple[dict[str, Any], Path]:
    """The full document with only the event that a path leads into, and the path in it."""
    if path == ("events",):
        return FULL, path
    if path[0] != "events":
        return FULL | {"events": []}, path
    return FULL | {"events": [_at(FULL, path[:2])]}, ("events", 0, *path[2:])


@pytest.mark.parametrize("path", _paths(), ids=_text)
def test_type_is_refused_by_both_or_by_neither(path: Path) -> None:
    """A value of any JSON type, at any place, is taken by both or refused by both."""
    assert list(_disagreements(path, _JUNK)) == []


# Text of another form than the key has; no text of a right form with a wrong value.
_FORMS = ["", "x", "70", "7.5", "-5 kg", "+5 kg", "kg", "NaN kg", "1,5 mg", "05.01.2026", "1e3 kg"]


@pytest.mark.parametrize("path", _paths(str), ids=_text)
def test_text_that_the_schema_refuses_is_refused_by_the_reader(path: Path) -> None:
    """Where the schema refuses the form of a text the reader does too."""
    values, place = _narrowed(path)
    for text in _FORMS:
        changed = _changed(values, place, text)
        assert COURSE.is_valid(changed) or not _read(changed), text


_MEASURES = [
    ("patient", "height"),
    ("patient", "weight"),
    ("patient", "prior_doses", 0, "dose"),
    ("policy", "bsa_rounding"),
    ("policy", "bsa_cap"),
    ("policy", "rounding"),
    ("events", 3, "weight"),
    ("events", 4, "anc"),
    ("events", 7, "dose"),
]


@pytest.mark.parametrize("path", _MEASURES, ids=_text)
def test_quantity_without_number_or_unit_is_refused_by_the_schema(path: Path) -> None:
    """A quantity has a plain number and a unit for the schema as for the reader."""
    values, place = _narrowed(path)
    for text in ("", "x", "-5 kg", "kg", ".5 mg", "7", "70", "7.5", "70 ", "1,5 mg"):
        changed = _changed(values, place, text)
        assert not _read(changed), text
        assert not COURSE.is_valid(changed), text


@pytest.mark.parametrize(
    "text", ["", "x", "2026-1-5", "20260105", "05.01.2026", "2026-01-05T00:00"]
)
@pytest.mark.parametrize(
    "path", [("start",), ("until",), ("patient", "born"), ("events", 0, "on")], ids=_text
)
def test_text_that_is_no_date_is_refused_by_both(path: Path, text: str) -> None:
    """A date has one form for both."""
    values, place = _narrowed(path)
    changed = _changed(values, place, text)
    assert not _read(changed)
    assert not COURSE.is_valid(changed)


@pytest.mark.parametrize("text", ["70 kg", "70kg", "70.5  kg", "154 lb", " 70 kg "])
def test_quantity_that_the_reader_takes_is_taken_by_the_schema(text: str) -> None:
    """The spellings of a quantity that are read pass the schema too."""
    values = _changed(FULL, ("patient", "weight"), text)
    assert _read(values)
    assert COURSE.is_valid(values)


@pytest.mark.parametrize("of", ["DCEP", ["cisplatin", "etoposide"]])
def test_names_are_one_or_several(of: Any) -> None:
    """A drug, a group or a list of them passes both."""
    values = _changed(FULL, ("events", 2, "of"), of)
    assert _read(values)
    assert COURSE.is_valid(values)


def test_regimen_may_be_its_id_alone() -> None:
    """The id in place of the object passes both."""
    assert COURSE.is_valid(FULL | {"regimen": "dcep"})
    assert _read(FULL | {"regimen": "dcep"})


# Calendars and regimens


def _calendar() -> dict[str, Any]:
    patient = Patient(height="165 cm", weight="70 kg")
    return calendar_document(
        Course(catalogue.get("dara-dcep"), patient, start=date(2026, 1, 5)).plan()
    )


def test_calendar_schema_wants_every_key() -> None:
    """A calendar document without one of its keys, or with another, is refused."""
    document = _calendar()
    CALENDAR.validate(document)
    for place in ((), ("administrations", 0), ("cycles", 0), ("findings", 0), ("regimen",)):
        for key in list(_at(document, place)):
            assert not CALENDAR.is_valid(_without(document, (*place, key))), (place, key)
        assert not CALENDAR.is_valid(_changed(document, (*place, "wrong_key"), "x"))


@pytest.mark.parametrize(
    ("key", "item"),
    [
        ("dose", 716),
        ("dose", 716.0),
        ("dose", "716 mg"),
        ("dose", "7.16E+2"),
        ("calculated", "-1"),
        ("fraction", 1),
        ("date", "5 January 2026"),
        ("cycle", "1"),
        ("cycle", 0),
        ("day", None),
        ("unit", "g"),
        ("status", "done"),
        ("occurrence", 0),
        ("drug", None),
    ],
)
def test_calendar_schema_refuses_wrong_values(key: str, item: Any) -> None:
    """A dose that is no plain text, a state that is none and the like are refused."""
    assert not CALENDAR.is_valid(_changed(_calendar(), ("administrations", 0, key), item))


def test_regimen_schema_wants_every_key_it_requires() -> None:
    """A regimen document without a required key, or with another, is refused at any level."""
    document = regimen_document(catalogue.get("dara-vd"))
    for place in (
        (),
        ("phases", 0),
        ("phases", 0, "components", 0),
        ("phases", 0, "components", 0, "dose"),
        ("phases", 0, "components", 0, "dose", "source"),
        ("phases", 0, "components", 0, "timing", 0, "cycles"),
        ("phases", 0, "components", 0, "drug"),
    ):
        assert not REGIMEN.is_valid(_changed(document, (*place, "wrong_key"), "x")), place
    for path in (
        ("id",),
        ("phases",),
        ("phases", 0, "cycle_length"),
        ("phases", 0, "components", 0, "dose"),
        ("phases", 0, "components", 0, "dose", "source"),
        ("phases", 0, "components", 0, "dose", "source", "locator"),
        ("phases", 0, "components", 0, "timing", 0, "days"),
    ):
        assert not REGIMEN.is_valid(_without(document, path)), path


@pytest.mark.parametrize(
    ("path", "item"),
    [
        (("phases", 0, "cycle_length"), "21"),
        (("phases", 0, "cycles"), 1.5),
        (("phases", 0, "components", 0, "dose", "amount"), 20),
        (("phases", 0, "components", 0, "timing", 0, "days"), ["1"]),
        (("phases", 0, "components", 0, "routes"), ["IT"]),
        (("phases", 0, "source"), "the paper"),
        (("aliases",), "dvd"),
    ],
)
def test_regimen_schema_refuses_wrong_types(path: Path, item: Any) -> None:
    """A number as text, text as a number and an unknown route are refused."""
    document = _changed(regimen_document(catalogue.get("dara-vd")), path, item)
    assert not REGIMEN.is_valid(document)
