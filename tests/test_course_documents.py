"""Course documents: what stands in one comes in, goes out the same, and nothing else does."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
import strategies as own
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import regimens
from regimens import (
    Correction,
    Course,
    CycleStart,
    Delay,
    Discontinuation,
    DoseChange,
    Given,
    Lab,
    Measurement,
    Omission,
    Override,
    Patient,
    Policy,
    Postponement,
    PriorDose,
    RegimensError,
    Response,
    Switch,
    Transplant,
    catalogue,
)
from regimens.errors import DocumentError
from regimens.events import Event
from regimens.formats.courses import course_document, course_from, course_json
from regimens.formats.reading import parse_json, parse_toml
from regimens.formats.schemas import course_schema
from regimens.patient import height_of
from regimens.rules import ResponseCategory

# The course document as the library promises to read it, every key and kind of event in it.
PROMISED = """
{"regimen": {"id": "dara-dcep", "revision": "1", "digest": "sha256:…"}, "start": "2026-01-05",
 "patient": {"id": "p1", "name": "…", "sex": "female", "born": "1961-05-04", "height": "165 cm",
   "weight": "70 kg", "ecog": 1, "prior_therapy_ended": "2025-12-15",
   "prior_doses": [{"drug": "cisplatin", "dose": "120 mg"}]},
 "policy": {"bsa_formula": "mosteller", "bsa_rounding": "0.01 m²", "bsa_cap": null,
   "reweigh": "10 %", "rounding": "0.01 mg", "lab_validity_days": 14},
 "choices": {"antibiotic": "ciprofloxacin"},
 "until": null, "cycles": null, "as_of": null, "allow_unverified": null,
 "events": [
  {"id": "e1", "type": "dose_change", "of": "DCEP", "to": "0.7", "cycle": 1, "reason": "frail"},
  {"type": "dose_change", "of": ["cyclophosphamide", "etoposide", "cisplatin"], "to": "0.5",
   "cycle": 2, "day": 1, "reason": "cytopenia"},
  {"type": "measurement", "on": "2026-02-02", "weight": "62 kg", "from": "2026-02-02"},
  {"type": "lab", "on": "2026-02-02", "anc": "0.9 10^9/L", "platelets": "48 10^9/L",
   "haemoglobin": "9.8 g/dL", "creatinine": "88 µmol/L", "creatinine_clearance": "61 mL/min"},
  {"type": "cycle_start", "phase": "induction", "cycle": 2, "on": "2026-02-12"},
  {"type": "delay", "of": "DCEP", "cycle": 3, "days": 4, "reason": "cytopenia"},
  {"type": "omission", "of": "daratumumab", "on": "2026-02-19", "reason": "infection"},
  {"type": "postponement", "of": "daratumumab", "on": "2026-02-26", "to": "2026-02-28"},
  {"type": "given", "of": "cisplatin", "on": "2026-01-05", "dose": "12.5 mg"},
  {"type": "switch", "of": "daratumumab", "to": "daratumumab-sc", "on": "2026-03-01"},
  {"type": "response", "on": "2026-04-10", "response": "PR"},
  {"type": "transplant", "on": "2026-05-01"},
  {"type": "cycle_start", "phase": "maintenance", "cycle": 1, "on": "2026-07-20"},
  {"type": "discontinuation", "of": "cisplatin", "on": "2026-03-20", "reason": "…"},
  {"type": "correction", "voids": "e1", "reason": "wrong patient"}
 ]}
""".replace("sha256:…", catalogue.get("dara-dcep").digest)

# What any event may carry besides.
CARRIED: dict[str, Any] = {
    "id": "e9",
    "recorded": "2026-01-06",
    "by": "Dr Rivera",
    "reason": "frail",
    "override": {"code": "fraction-not-allowed", "reason": "tumour board"},
}

Path = tuple[str | int, ...]


def _promised() -> dict[str, Any]:
    values: dict[str, Any] = parse_json(PROMISED.encode(), where="course")
    return values


def _carrying() -> dict[str, Any]:
    """The promised document with everything on its events that any event may carry."""
    values = _promised()
    for index, event in enumerate(values["events"]):
        values["events"][index] = copy.deepcopy(CARRIED) | {"id": f"e{index + 1}"} | event
    values["events"][8]["planned"] = "2026-01-05"
    values["events"][2]["height"] = "166 cm"
    return values


def _walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    yield path, value
    items: Any = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    for key, item in items:
        yield from _walk(item, (*path, key))


def _with(values: Any, path: Path, item: Any) -> Any:
    """A copy of the values with another item at a path."""
    if not path:
        return item
    changed = copy.deepcopy(values)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = item
    return changed


def _text(path: Path) -> str:
    return "course" + "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)


def _refused(values: Any) -> DocumentError:
    """The error of a document that is refused, told in one line with a mend."""
    with pytest.raises(DocumentError) as caught:
        course_from(values)
    error = caught.value
    assert error.mend
    assert len(str(error).splitlines()) == 1
    return error


# Reading


def test_the_promised_document_is_read() -> None:
    """Every part of the promised document arrives where it belongs."""
    course = course_from(_promised())
    assert course.regimen is catalogue.get("dara-dcep")
    assert course.start == date(2026, 1, 5)
    assert course.patient == Patient(
        id="p1",
        name="…",
        sex="female",
        born=date(1961, 5, 4),
        height="165 cm",
        weight="70 kg",
        ecog=1,
        prior_therapy_ended=date(2025, 12, 15),
        prior_doses=(PriorDose(drug="cisplatin", dose="120 mg"),),
    )
    assert course.policy == Policy()
    assert dict(course.choices) == {"antibiotic": "ciprofloxacin"}
    assert (course.until, course.cycles, course.as_of) == (None, None, None)
    assert course.allow_unverified is None


EVENTS: tuple[Event, ...] = (
    DoseChange(id="e1", of="DCEP", to=Decimal("0.7"), cycle=1, reason="frail"),
    DoseChange(
        of=("cyclophosphamide", "etoposide", "cisplatin"),
        to=Decimal("0.5"),
        cycle=2,
        day=1,
        reason="cytopenia",
    ),
    Measurement(on=date(2026, 2, 2), weight="62 kg", from_=date(2026, 2, 2)),
    Lab(
        on=date(2026, 2, 2),
        anc="0.9 10^9/L",
        platelets="48 10^9/L",
        haemoglobin="9.8 g/dL",
        creatinine="88 µmol/L",
        creatinine_clearance="61 mL/min",
    ),
    CycleStart(phase="induction", cycle=2, on=date(2026, 2, 12)),
    Delay(of="DCEP", cycle=3, days=4, reason="cytopenia"),
    Omission(of="daratumumab", on=date(2026, 2, 19), reason="infection"),
    Postponement(of="daratumumab", on=date(2026, 2, 26), to=date(2026, 2, 28)),
    Given(of="cisplatin", on=date(2026, 1, 5), dose="12.5 mg"),
    Switch(of="daratumumab", to="daratumumab-sc", on=date(2026, 3, 1)),
    Response(on=date(2026, 4, 10), response="PR"),
    Transplant(on=date(2026, 5, 1)),
    CycleStart(phase="maintenance", cycle=1, on=date(2026, 7, 20)),
    Discontinuation(of="cisplatin", on=date(2026, 3, 20), reason="…"),
    Correction(voids="e1", reason="wrong patient"),
)


@pytest.mark.parametrize(
    "index", range(len(EVENTS)), ids=lambda i: f"{i}-{type(EVENTS[i]).__name__}"
)
def test_each_promised_event_is_read(index: int) -> None:
    """Each kind of event arrives with its values, in the order it was recorded."""
    events = course_from(_promised()).events
    assert len(events) == len(EVENTS)
    assert events[index] == EVENTS[index]


def test_the_promised_document_is_planned() -> None:
    """The promised document is not only read: a calendar comes of it."""
    calendar = course_from(_promised()).plan()
    assert [cycle.start for cycle in calendar.cycles][1:4:2] == [
        date(2026, 2, 12),
        date(2026, 7, 20),
    ]


def test_what_any_event_may_carry_is_read() -> None:
    """Id, date and author of the record, reason and override arrive on every kind of event."""
    for index, event in enumerate(course_from(_carrying()).events):
        assert event.id == f"e{index + 1}"
        assert str(event.recorded) == "2026-01-06"
        assert event.by == "Dr Rivera"
        assert event.override == Override(code="fraction-not-allowed", reason="tumour board")


def test_the_same_keys_in_toml_give_the_same_course() -> None:
    """A TOML document, with dates in quotes or as TOML's own, equals the JSON one."""
    toml = """
        start = 2026-01-05
        regimen = "dara-dcep"
        [patient]
        height = "165 cm"
        weight = "70 kg"
        born = "1961-05-04"
        [policy]
        rounding = "5 mg"
        [[events]]
        type = "dose_change"
        of = ["cisplatin", "etoposide"]
        to = "0.7"
        cycle = 1
        [[events]]
        type = "cycle_start"
        phase = "induction"
        cycle = 2
        on = 2026-02-12
    """
    values = {
        "regimen": "dara-dcep",
        "start": "2026-01-05",
        "patient": {"height": "165 cm", "weight": "70 kg", "born": "1961-05-04"},
        "policy": {"rounding": "5 mg"},
        "events": [
            {"type": "dose_change", "of": ["cisplatin", "etoposide"], "to": "0.7", "cycle": 1},
            {"type": "cycle_start", "phase": "induction", "cycle": 2, "on": "2026-02-12"},
        ],
    }
    assert course_from(parse_toml(toml.encode(), where="course")) == course_from(values)


def test_the_least_document_is_a_regimen_and_a_start() -> None:
    """All but regimen and start has a default; the regimen may be its id or alias alone."""
    course = course_from({"regimen": "dvd", "start": "2026-01-05"})
    assert course == Course(catalogue.get("dara-vd"), Patient(), start=date(2026, 1, 5))


def test_horizon_and_leave_are_read() -> None:
    """The last day, the number of cycles, the day of the report and the leave arrive."""
    values = _promised() | {
        "until": "2026-12-31",
        "cycles": 6,
        "as_of": "2026-03-01",
        "allow_unverified": "read by our pharmacist",
    }
    course = course_from(values)
    assert (course.until, course.cycles) == (date(2026, 12, 31), 6)
    assert (course.as_of, course.allow_unverified) == (date(2026, 3, 1), "read by our pharmacist")


def test_a_level_takes_the_place_of_a_fraction() -> None:
    """A dose change by level has no fraction."""
    values = _promised() | {
        "events": [{"type": "dose_change", "of": "bortezomib", "level": "weekly", "cycle": 3}]
    }
    assert course_from(values).events == (DoseChange(of="bortezomib", level="weekly", cycle=3),)


def test_a_discontinuation_without_of_is_of_the_course() -> None:
    """Where a discontinuation names nothing, the whole course stops."""
    values = _promised() | {"events": [{"type": "discontinuation", "on": "2026-03-20"}]}
    assert course_from(values).events == (Discontinuation(on=date(2026, 3, 20)),)


# Out and in


def test_every_promised_key_comes_out_as_it_went_in() -> None:
    """Nothing that a document states is lost or rewritten on its way through."""
    for values in (_promised(), _carrying()):
        out = course_document(course_from(values))
        for path, item in _walk(values):
            found: Any = out
            for key in path:
                found = found[key]
            if not isinstance(item, dict | list):
                assert found == item, path


def test_out_and_in_is_the_identity() -> None:
    """A course written and read is the same course, and written again the same bytes."""
    for values in (_promised(), _carrying()):
        course = course_from(values)
        text = course_json(course)
        again = course_from(parse_json(text.encode(), where="course"))
        assert again == course
        assert course_json(again) == text


def test_document_pins_revision_and_digest() -> None:
    """A written course says what it was planned with, however its regimen was named."""
    out = course_document(course_from({"regimen": "dcep", "start": "2026-01-05"}))
    dcep = catalogue.get("dcep")
    assert out["regimen"] == {"id": "dcep", "revision": dcep.revision, "digest": dcep.digest}


def test_the_promised_documents_fit_the_schema() -> None:
    """The schema takes the promised document, and what is written of any course."""
    validator = Draft202012Validator(course_schema())
    for values in (_promised(), _carrying()):
        validator.validate(values)
        validator.validate(course_document(course_from(values)))


_DATES = st.dates(date(2026, 1, 5), date(2030, 1, 1))
_WORDS = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs"]), min_size=1, max_size=9)
_NAMES = st.sampled_from(["DCEP", "daratumumab", "cisplatin", "G-CSF"])
_SEVERAL = _NAMES | st.lists(_NAMES, min_size=1, max_size=3).map(tuple)
_SMALL = st.integers(1, 9)


def _decimals(low: str, high: str, places: int) -> st.SearchStrategy[Decimal]:
    return st.decimals(Decimal(low), Decimal(high), places=places)


def _measures(low: str, high: str, places: int, *units: str) -> st.SearchStrategy[str]:
    return st.builds(
        "{} {}".format, _decimals(low, high, places).map("{:f}".format), st.sampled_from(units)
    )


_COUNTED = _measures("0", "200", 2, "10^9/L", "/µL", "K/uL")
_CARRIED = {
    "id": st.none() | _WORDS,
    "recorded": st.none() | _DATES,
    "by": st.none() | _WORDS,
    "reason": st.none() | _WORDS,
    "override": st.none()
    | st.builds(Override, code=_WORDS, reason=_WORDS.filter(lambda word: bool(word.strip()))),
}


def _recorded(kind: Callable[..., Event], **fields: Any) -> st.SearchStrategy[Event]:
    return st.builds(kind, **_CARRIED, **fields)


_EVENTS: st.SearchStrategy[Event] = st.one_of(
    _recorded(CycleStart, cycle=_SMALL, on=_DATES, phase=st.none() | _WORDS),
    _recorded(Delay, cycle=_SMALL, days=_SMALL, of=st.none() | _NAMES),
    _recorded(DoseChange, of=_SEVERAL, to=_decimals("0.01", "1", 2), cycle=_SMALL, day=_SMALL),
    _recorded(DoseChange, of=_SEVERAL, level=_WORDS, cycle=_SMALL),
    _recorded(
        own.measured,
        on=_DATES,
        weight=st.none() | _measures("40", "110", 2, "kg", "lb"),
        height=st.none() | _measures("5", "6", 2, "ft"),
        from_=st.none() | _DATES,
    ),
    _recorded(
        own.tested,
        on=_DATES,
        anc=st.none() | _COUNTED,
        platelets=st.none() | _COUNTED,
        haemoglobin=st.none() | _measures("3", "18", 2, "g/dL", "g/L", "mmol/L"),
        creatinine=st.none()
        | _measures("20", "900", 2, "µmol/L")
        | _measures("0.2", "12", 2, "mg/dL"),
        creatinine_clearance=st.none() | _measures("5", "150", 6, "mL/min"),
    ),
    _recorded(Omission, of=_SEVERAL, on=_DATES),
    _recorded(Postponement, of=_SEVERAL, on=_DATES, to=_DATES),
    _recorded(
        Given,
        of=_SEVERAL,
        on=_DATES,
        dose=st.none() | _measures("0", "2000", 3, "mg", "g", "mcg"),
        planned=st.none() | _DATES,
    ),
    _recorded(Switch, of=_NAMES, to=_NAMES, on=_DATES),
    _recorded(Response, on=_DATES, response=st.sampled_from(ResponseCategory)),
    _recorded(Transplant, on=_DATES),
    _recorded(Discontinuation, on=_DATES, of=st.none() | _SEVERAL),
    _recorded(Correction, voids=_WORDS),
)
_PATIENTS = st.builds(
    Patient,
    sex=st.sampled_from([None, "female", "male"]),
    born=st.none() | st.dates(date(1920, 1, 1), date(2007, 1, 1)),
    height=st.none() | _measures("1.40", "2.10", 2, "m") | _measures("60", "80", 1, "in"),
    weight=st.none() | _measures("45", "110", 2, "kg") | _measures("99", "240", 1, "lb"),
    id=st.none() | _WORDS,
    name=st.none() | _WORDS,
    ecog=st.none() | st.integers(0, 5),
    prior_therapy_ended=st.none() | _DATES,
    prior_doses=st.lists(
        st.builds(PriorDose, drug=_WORDS, dose=_measures("0", "900", 2, "mg")), max_size=2
    ).map(tuple),
)
_POLICIES = st.builds(
    Policy,
    bsa_formula=st.sampled_from(["mosteller", "du-bois", "haycock", "boyd"]),
    bsa_rounding=st.none() | _measures("0.01", "0.1", 2, "m²"),
    bsa_cap=st.none() | _measures("1.5", "2.2", 1, "m²"),
    reweigh=_decimals("0.1", "100", 1),
    rounding=_measures("0.01", "50", 2, "mg"),
    lab_validity_days=_SMALL,
)


@settings(deadline=None, max_examples=200)
@given(
    st.builds(
        Course,
        st.sampled_from(catalogue.ids()).map(catalogue.get),
        _PATIENTS,
        start=_DATES,
        policy=_POLICIES,
        choices=st.dictionaries(_WORDS, _WORDS, max_size=2),
        until=st.none() | _DATES,
        cycles=st.none() | _SMALL,
        as_of=st.none() | _DATES,
        allow_unverified=st.none() | _WORDS,
        events=st.lists(_EVENTS, max_size=5),
    )
)
def test_any_course_comes_back_from_its_document(course: Course) -> None:
    """Whatever a course holds, its document is read back as the same course."""
    text = course_json(course)
    again = course_from(parse_json(text.encode(), where="course"))
    assert again == course
    assert course_json(again) == text


@pytest.mark.parametrize("height", ["5.1234567890 ft", "65.123456789012 in"])
def test_measure_with_many_decimals_comes_back(height: str) -> None:
    """A measure that needs many decimals in the library's own unit is read back too."""
    course = Course(catalogue.get("dcep"), Patient(height=height), start=date(2026, 1, 5))
    assert course_from(course_document(course)) == course
    assert course.patient.height == height_of(height)


# Unknown and missing keys


def _objects() -> list[Path]:
    return [path for path, value in _walk(_carrying()) if isinstance(value, dict)]


@pytest.mark.parametrize("path", _objects(), ids=_text)
def test_unknown_key_is_refused_at_every_level(path: Path) -> None:
    """A key that is not known is named with its place and with those that are."""
    if path == ("choices",):  # any choice may stand there; the plan knows which there are
        course = course_from(_with(_PLANNED, (*path, "wrong_key"), "ciprofloxacin"))
        with pytest.raises(RegimensError, match=r"choices: .* no choice 'wrong_key'; use one of"):
            course.plan()
        return
    error = _refused(_with(_carrying(), (*path, "wrong_key"), "x"))
    assert "unknown key 'wrong_key'" in error.what
    assert error.where == _text(path)
    assert error.mend.startswith("known are ")


REQUIRED: dict[str, set[str]] = {
    "": {"regimen", "start"},
    "regimen": {"id"},
    "prior_doses": {"drug", "dose"},
    "override": {"code", "reason"},
    "dose_change": {"type", "of", "cycle"},
    "measurement": {"type", "on"},
    "lab": {"type", "on"},
    "cycle_start": {"type", "cycle", "on"},
    "delay": {"type", "cycle", "days"},
    "omission": {"type", "of", "on"},
    "postponement": {"type", "of", "on", "to"},
    "given": {"type", "of", "on"},
    "switch": {"type", "of", "to", "on"},
    "response": {"type", "on", "response"},
    "transplant": {"type", "on"},
    "discontinuation": {"type", "on"},
    "correction": {"type", "voids"},
}


def _needs() -> Iterator[Path]:
    for path, value in _walk(_carrying()):
        if not isinstance(value, dict):
            continue
        kind = value.get("type") or next((str(k) for k in path[::-1] if isinstance(k, str)), "")
        for key in sorted(REQUIRED.get(kind, ())):
            yield (*path, key)


@pytest.mark.parametrize("path", list(_needs()), ids=_text)
def test_missing_key_is_named(path: Path) -> None:
    """A key that must stand is named with its place where it does not."""
    values = _carrying()
    inner: Any = values
    for key in path[:-1]:
        inner = inner[key]
    del inner[path[-1]]
    error = _refused(values)
    assert error.where in {_text(path), _text(path[:-1])}
    assert str(path[-1]) in str(error)


def test_keys_that_need_not_stand_may_be_left_out() -> None:
    """Every other key of every object can go, one at a time, and the document is still read."""
    needed = set(_needs())
    for path, _ in list(_walk(_carrying())):
        if not path or path in needed or isinstance(path[-1], int) or path[-1] == "to":
            continue
        values = _carrying()
        inner: Any = values
        for key in path[:-1]:
            inner = inner[key]
        del inner[path[-1]]
        assert course_from(values).start == date(2026, 1, 5)


# Wrong types: what must not stand where, as a document would write it.


def _values(text: str) -> list[Any]:
    found: list[Any] = json.loads(text)
    return found


_TEXT = _values('[7, 1.5, true, [], {}, ["x"], {"x": 1}]')
_DATE = _values('[7, 1.5, true, [], {}, "", "2026-02-30", "20260105", "5 Jan 2026", "2026-1-5"]')
_WHOLE = _values('[1.5, 1.0, true, false, [], {}, "1", "one", -1, -100000000000000000000000000000]')
_COUNT = [*_WHOLE, 0]
_MEASURE = _values(
    '[70, 1.5, true, [], {}, ["70 kg"], "", "70", "70  ", "kg", "1,5 mg", "-5 kg", "+5 kg", '
    '"1e3 kg", "NaN kg", "inf kg", "5 bananas", "70 kg + 1 kg", "9**9**9 mg"]'
)
_OF = _values('[7, 1.5, true, {}, "", [], [1], [""], [["cisplatin"]], [null], {"x": 1}]')
_ONE = [*_OF, ["cisplatin"]]
_FRACTION = _values(
    '[0.7, 1, true, [], {}, "", "x", "0,7", "-0.7", "+0.7", "7e-1", "NaN", "1.1", '
    '"1.000000000001", "0", "0.0", ".7", "7.", "70 %", "7/10", "٠.٧", "1_0"]'
)
_WORD = _values('[7, 1.5, true, [], {}, "", "x", "FEMALE", "pr", "dosechange", "Lab"]')
_PERCENT = _values('[10, 0.1, true, [], {}, "", "10", "0 %", "-10 %", "101 %", "10,5 %", "ten %"]')
_OBJECT = _values('[7, 1.5, true, [], "", "x", [{}]]')
_NO_OBJECT = [*_OBJECT, {}]
_LIST = _values('[7, 1.5, true, {}, "", "x", {"type": "lab"}, {"drug": "cisplatin"}]')

# By the last key of a path, or by event and key.
WRONG: dict[str, list[Any]] = {
    "regimen": _values('[7, 1.5, true, [], {}, ["dcep"], "nope", ""]'),
    **dict.fromkeys(["patient", "policy", "choices"], _OBJECT),
    **dict.fromkeys(["events[]", "prior_doses[]", "override"], _NO_OBJECT),
    **dict.fromkeys(["events", "prior_doses"], _LIST),
    **dict.fromkeys(["start", "until", "as_of", "born", "prior_therapy_ended", "on"], _DATE),
    **dict.fromkeys(["from", "planned", "recorded", "postponement.to"], _DATE),
    "dose_change.to": _FRACTION,
    "ecog": [*_WHOLE, 6],
    **dict.fromkeys(["lab_validity_days", "cycles", "cycle", "day", "days"], _COUNT),
    "height": [*_MEASURE, "70 kg", "1.72 cm", "2.73 m", "0 cm"],
    "weight": [*_MEASURE, "165 cm", "70 mg", "700 kg", "0 kg"],
    "measurement.height": [*_MEASURE, "70 kg"],
    "measurement.weight": [*_MEASURE, "165 cm", "70 mg"],
    "dose": [*_MEASURE, "70 kg", "5 mL", "100 mg/m²", "1.5 Mg", "5 U", "5 units"],
    "anc": [*_MEASURE, "70 kg"],
    "platelets": [*_MEASURE, "48 g/dL"],
    "haemoglobin": [*_MEASURE, "9.8 10^9/L"],
    "creatinine": [*_MEASURE, "88 mmol/L"],
    "creatinine_clearance": [*_MEASURE, "61 mL"],
    "bsa_rounding": [*_MEASURE, "0 m²", "0.01 mg", "1.79 m"],
    "bsa_cap": [*_MEASURE, "0 m²", "2 kg"],
    "rounding": [*_MEASURE, "0 mg", "5 kg"],
    "reweigh": _PERCENT,
    **dict.fromkeys(["sex", "bsa_formula", "response", "type"], _WORD),
    "of": _OF,
    **dict.fromkeys(["delay.of", "switch.of", "switch.to"], _ONE),
    "given.of": _OF,
}


def _place(values: Any, path: Path) -> str:
    """The key of WRONG for a path of a document."""
    last = path[-1]
    if isinstance(last, int):
        return f"{path[-2]}[]"
    if len(path) == 3 and path[0] == "events":
        kind = f"{values['events'][path[1]]['type']}.{last}"
        return kind if kind in WRONG else last
    return last


def _wrong() -> Iterator[Any]:
    values = _carrying()
    for path, _ in _walk(values):
        if not path or (isinstance(path[-1], int) and path[-2] == "of"):
            continue
        for item in WRONG.get(_place(values, path), _TEXT):
            yield pytest.param(path, item, id=f"{_text(path)}={item!r}")


@pytest.mark.parametrize(("path", "item"), list(_wrong()))
def test_wrong_value_is_refused_with_its_path(path: Path, item: Any) -> None:
    """Every wrong type and every wrong value at every key is one error that names the key."""
    error = _refused(_with(_carrying(), path, item))
    place, outer = _text(path), _text(path[:-1])
    if path[-1] == "type":
        assert error.where in {place, outer}
    elif path == ("regimen",) or isinstance(item, list | dict):
        assert error.where.startswith((place, f"{outer}[{path[-1]}]"))  # or deeper inside it
    else:
        assert error.where in {place, f"{outer}[{path[-1]}]"}


# Where null may stand: what is not known, not chosen or not limited.
NULLABLE = {
    *("revision", "digest", "id", "name", "sex", "born", "height", "weight", "ecog"),
    *("prior_therapy_ended", "bsa_rounding", "bsa_cap", "until", "cycles", "as_of"),
    *("allow_unverified", "recorded", "by", "reason", "override", "phase", "from", "planned"),
    *("anc", "platelets", "haemoglobin", "creatinine", "creatinine_clearance", "given.dose"),
    *("delay.of", "discontinuation.of"),
}


def _may_be_null(values: Any, path: Path) -> bool:
    last = path[-1]
    if path in {("regimen", "id")} or path[-2:] == ("override", "reason"):
        return False
    named = str(last)
    if len(path) == 3 and path[0] == "events":
        named = f"{values['events'][path[1]]['type']}.{last}"
    return last in NULLABLE or named in NULLABLE


@pytest.mark.parametrize(
    "path", [path for path, _ in _walk(_carrying()) if path and path[-2:-1] != ("of",)], ids=_text
)
def test_null_stands_only_where_nothing_may(path: Path) -> None:
    """Null is read where a value may be missing, and refused with its path where not."""
    values = _with(_carrying(), path, None)
    if _may_be_null(_carrying(), path):
        assert course_from(values).start == date(2026, 1, 5)
    else:
        error = _refused(values)
        assert error.where.startswith((_text(path), _text(path[:-1])))


def test_messages_quote_values_as_a_document_writes_them() -> None:
    """A document has null, true and false; no message answers with the program's own words."""
    own = re.compile(r"\b(None|True|False|datetime)\b")
    found = []
    for path, _ in _walk(_carrying()):
        for item in (True, False, [None], {"a": True}):
            try:
                course_from(_with(_carrying(), path, item))
            except RegimensError as error:
                if own.search(str(error)):
                    found.append(str(error))
    assert found == []


@pytest.mark.parametrize("item", [True, [], {}, {"a": 1}, None], ids=json.dumps)
def test_what_is_no_number_is_not_called_one(item: Any) -> None:
    """Only a number is answered with how to write a number as text."""
    for path in (("events", 0, "to"), ("patient", "prior_doses", 0, "dose")):
        error = _refused(_with(_promised(), path, item))
        assert "bare number" not in error.what
        assert json.dumps(item) not in error.mend


@pytest.mark.parametrize("values", [None, True, 1, 1.5, "dcep", [], [{}]])
def test_document_that_is_no_object_is_refused(values: Any) -> None:
    """A list, a text or a number is no course."""
    error = _refused(values)
    assert error.where == "course"
    assert "is not an object" in error.what


@pytest.mark.parametrize(
    "text", ["a\x1b[31m", "a\nb", "a\tb", "\x00", "\x7f", "\x9b", "a\u202eb", "\u200b", "\ud800"]
)
@pytest.mark.parametrize(
    "path",
    [
        ("patient", "name"),
        ("patient", "id"),
        ("allow_unverified",),
        ("regimen", "id"),
        ("choices", "antibiotic"),
        ("patient", "prior_doses", 0, "drug"),
        ("events", 0, "id"),
        ("events", 0, "by"),
        ("events", 0, "reason"),
        ("events", 0, "override", "reason"),
        ("events", 4, "phase"),
        ("events", 14, "voids"),
    ],
    ids=_text,
)
def test_text_that_a_terminal_would_obey_is_refused(path: Path, text: str) -> None:
    """Escape sequences, line ends and hidden characters are refused and shown escaped."""
    error = _refused(_with(_carrying(), path, text))
    assert error.where.startswith(_text(path[:-1]))
    assert str(error).isprintable()


def test_choice_named_with_an_escape_sequence_is_shown_escaped() -> None:
    """A key is escaped in a message like any other text of a user."""
    for item in ("x", 1):
        error = _refused(_promised() | {"choices": {"\x1b[31m": item}})
        assert str(error).isprintable()


@pytest.mark.parametrize(
    ("path", "item"),
    [
        (("patient", "sex"), "x" * 100_000),
        (("policy", "bsa_formula"), "x" * 100_000),
        (("policy", "reweigh"), "x" * 100_000),
        (("patient", "ecog"), 10**4000),
        (("patient", "height"), "1" * 100_000),
        (("start",), "x" * 100_000),
        (("regimen",), "x" * 100_000),
        (("regimen", "revision"), "x" * 100_000),
        (("choices", "x" * 100_000), 1),
        (("x" * 100_000,), 1),
        (("events", 0, "type"), "x" * 100_000),
        (("events", 0, "to"), "x" * 100_000),
        (("events", 0, "to"), ["x" * 100_000]),
        (("events", 0, "of"), [["x" * 100_000]]),
        (("events", 10, "response"), "x" * 100_000),
        (("events", 4, "cycle"), -(10**4000)),
        (("events", 5, "days"), -(10**4000)),
    ],
    ids=lambda value: _text(value)[:60] if isinstance(value, tuple) else "long",
)
def test_message_stays_a_line_however_long_the_value(path: Path, item: Any) -> None:
    """A value of any length is cut where a message quotes it."""
    assert len(str(_refused(_with(_promised(), path, item)))) < 600


def test_many_unknown_keys_are_still_one_short_line() -> None:
    """Ten thousand unknown keys do not make a page of the message."""
    error = _refused(_promised() | {f"key{n}": n for n in range(10_000)})
    assert len(str(error)) < 600


# Bodies, regimens, dates


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ({"height": "1.72 cm"}, "1.72 cm is outside 50–272 cm; did you mean 1.72 m?"),
        ({"weight": "700 kg"}, "700 kg is outside 10–650 kg"),
        ({"height": "165 cm", "weight": "300 kg"}, "body mass index of 110.2, outside 8–100"),
        ({"height": "190 cm", "weight": "28 kg"}, "body mass index of 7.8, outside 8–100"),
    ],
)
def test_body_that_cannot_be_is_refused(body: dict[str, str], what: str) -> None:
    """A body that cannot be is refused with the value, the limits and what may be meant."""
    error = _refused(_promised() | {"patient": body})
    assert what in str(error)
    assert error.where.startswith("course.patient.")


@pytest.mark.parametrize("body", [{"height": "1.72 cm"}, {"weight": "700 kg"}])
def test_measured_body_that_cannot_be_is_refused(body: dict[str, str]) -> None:
    """A body that cannot be is refused where it was measured later, too."""
    values = _PLANNED | {"events": [{"type": "measurement", "on": "2026-02-02", **body}]}
    with pytest.raises(RegimensError, match=r"is outside (50–272 cm|10–650 kg)"):
        course_from(values).plan()


def test_body_that_is_unlikely_is_a_caution() -> None:
    """A body that is only unlikely is read, and the plan has a caution."""
    values = {
        "regimen": "dcep",
        "start": "2026-01-05",
        "patient": {"height": "165 cm", "weight": "154 kg"},
    }
    (finding,) = [f for f in course_from(values).plan().findings if f.code == "unlikely-body"]
    assert finding.severity.value == "caution"
    assert "154 lb" in finding.message


@pytest.mark.parametrize("regimen", ["dara-dcpe", {"id": "dara-dcpe"}])
def test_unknown_regimen_names_the_nearest(regimen: Any) -> None:
    """A slip in the id is answered with the id that was meant."""
    error = _refused(_promised() | {"regimen": regimen})
    assert error.where == "course.regimen.id"
    assert "there is no regimen 'dara-dcpe'" in error.what
    assert error.mend.startswith("did you mean dara-dcep")


@pytest.mark.parametrize(("key", "other"), [("revision", "2"), ("digest", "sha256:" + "0" * 64)])
def test_regimen_that_changed_since_is_refused(key: str, other: str) -> None:
    """A course that pins another revision or digest is not planned with this one."""
    error = _refused(_with(_promised(), ("regimen", key), other))
    assert error.where == f"course.regimen.{key}"
    assert other[:19] in error.what
    assert str(getattr(catalogue.get("dara-dcep"), key))[:19] in error.what


@pytest.mark.parametrize("start", ["0001-01-01", "2028-02-29", "9999-12-31"])
def test_first_and_last_day_there_is_are_dates(start: str) -> None:
    """The calendar's own limits and a leap day are read as they stand."""
    assert course_from({"regimen": "dcep", "start": start}).start.isoformat() == start


# Nothing but a course or an error

_ODD: list[Any] = [10**30, 10**4000, float("nan"), float("inf"), "\ud800", "\x00"]
_ODD += _values(
    '["", "NaN mg", "9999-12-31", "0001-01-01", "2026-02-12", -1, 0, 1, "0", "1", "0.5", "DCEP", '
    '"daratumumab", "daratumumab-sc", "induction", "maintenance", "e1", "PR", "70 kg", "165 cm", '
    '"5 mg", ["cisplatin"], []]'
)
_VALUES = st.sampled_from(_ODD) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
_PLANNED: dict[str, Any] = {
    "regimen": "dara-dcep",
    "start": "2026-01-05",
    "patient": {
        "height": "165 cm",
        "weight": "70 kg",
        "sex": "female",
        "born": "1961-05-04",
        "ecog": 1,
        "prior_therapy_ended": "2025-12-01",
    },
    "policy": {"bsa_rounding": "0.01 m²", "lab_validity_days": 14},
    "choices": {"antibiotic": "ciprofloxacin"},
    "until": "2026-12-31",
    "cycles": 8,
    "as_of": "2026-02-01",
    "events": [
        {"id": "e1", "type": "dose_change", "of": "DCEP", "to": "0.7", "cycle": 1},
        {"type": "dose_change", "of": ["cisplatin"], "to": "0.5", "cycle": 2, "day": 2},
        {"type": "lab", "on": "2026-01-02", "anc": "2 10^9/L", "creatinine": "88 µmol/L"},
        {"type": "cycle_start", "phase": "induction", "cycle": 2, "on": "2026-02-12"},
        {"type": "delay", "of": "DCEP", "phase": "induction", "cycle": 3, "days": 4},
        {"type": "delay", "phase": "maintenance", "cycle": 2, "days": 4},
        {"type": "response", "on": "2026-04-10", "response": "PR"},
        {"type": "transplant", "on": "2026-05-01"},
        {"type": "cycle_start", "phase": "maintenance", "cycle": 1, "on": "2026-07-20"},
        {"type": "omission", "of": "daratumumab", "on": "2026-02-19"},
        {"type": "postponement", "of": "daratumumab", "on": "2026-02-26", "to": "2026-02-28"},
        {"type": "given", "of": "cisplatin", "on": "2026-01-05", "dose": "12.5 mg"},
        {"type": "switch", "of": "daratumumab", "to": "daratumumab-sc", "on": "2026-03-01"},
        {"type": "measurement", "on": "2026-02-02", "weight": "62 kg", "from": "2026-02-12"},
        {"type": "discontinuation", "of": "cisplatin", "on": "2026-03-20"},
        {"type": "correction", "voids": "e1"},
    ],
}


def _planned_or_refused(values: Any) -> None:
    """The document is planned, or refused by an error of this library in one line."""
    line = "planned"
    try:
        course_from(values).plan()
    except RegimensError as error:
        line = str(error)
    assert len(line.splitlines()) == 1


def test_the_document_that_is_mutated_is_planned() -> None:
    """The document that the next tests change is a right one."""
    assert len(course_from(_PLANNED).plan()) > 50


@settings(deadline=None, max_examples=150)
@given(_VALUES | st.dictionaries(st.sampled_from(list(_PLANNED)), _VALUES))
@example({"regimen": "dcep", "start": "2026-01-05", "events": {}})
def test_any_values_are_a_course_or_an_error(values: Any) -> None:
    """Whatever values stand in a document, there is a course or an error of this library."""
    _planned_or_refused(values)


@settings(deadline=None, max_examples=400)
@given(
    st.lists(st.tuples(st.sampled_from([p for p, _ in _walk(_PLANNED) if p]), _VALUES), max_size=3)
)
def test_any_change_of_a_right_document_is_a_course_or_an_error(
    changes: list[tuple[Path, Any]],
) -> None:
    """Whatever is put in the place of a right value, there is a course or an error."""
    values: Any = copy.deepcopy(_PLANNED)
    for path, item in changes:
        inner = values
        try:
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = item
        except (TypeError, KeyError, IndexError):
            continue  # an earlier change took its place away
    _planned_or_refused(values)


@pytest.mark.parametrize("path", [p for p, _ in _walk(_PLANNED) if p], ids=_text)
def test_each_odd_value_in_each_place_is_a_course_or_an_error(path: Path) -> None:
    """The odd values, put into every place in turn, give a course or an error."""
    for item in (*_ODD, None, True, 1.5, {}):
        try:
            _planned_or_refused(_with(_PLANNED, path, item))
        except Exception as error:
            shown = json.dumps(item)[:40]
            raise AssertionError(f"{_text(path)} = {shown}: {error!r}") from error


@pytest.mark.parametrize(
    "change",
    [
        {"patient": {**_PLANNED["patient"], "born": "9990-01-01"}},
        {"patient": {**_PLANNED["patient"], "prior_therapy_ended": "9999-12-31"}},
        {"events": [{"type": "transplant", "on": "9999-12-31"}]},
        {"events": [_PLANNED["events"][4] | {"days": 10**18}]},
        {"events": [{"type": "dose_change", "of": None, "to": "0.7", "cycle": 1}]},
        {"events": [{"type": "omission", "of": None, "on": "2026-01-05"}]},
    ],
    ids=["born late", "washed out late", "transplant late", "delayed long", "of null", "omit null"],
)
def test_far_dates_and_missing_names_are_a_course_or_an_error(change: dict[str, Any]) -> None:
    """Dates at the end of the calendar, huge delays and missing names are no surprise."""
    _planned_or_refused(_PLANNED | change)


def test_delays_add_up_beyond_the_calendar_as_an_error() -> None:
    """A delay that leaves the calendar is refused with the year it runs past."""
    days = (date.max - date(2026, 1, 5)) // timedelta(days=1)
    for delay in (days, 10**18, 10**4000):
        change = {"type": "delay", "phase": "induction", "cycle": 2, "days": delay}
        with pytest.raises(RegimensError, match=re.escape("past the year 9999")):
            course_from(_PLANNED | {"events": [change]}).plan()


def _dates() -> list[Path]:
    iso = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
    return [path for path, item in _walk(_PLANNED) if isinstance(item, str) and iso.fullmatch(item)]


@pytest.mark.parametrize("path", _dates(), ids=_text)
def test_date_at_the_end_of_the_calendar_is_named_where_it_is_refused(path: Path) -> None:
    """The last day there is, in any place, is planned with or named: nothing else is blamed."""
    try:
        course_from(_with(_PLANNED, path, "9999-12-31")).plan()
    except RegimensError as error:
        text = str(error)
    else:
        return
    assert "9999-12-31" in text


def test_every_error_of_a_document_is_a_regimens_error() -> None:
    """A program that catches the library's one error catches what documents raise."""
    assert issubclass(DocumentError, regimens.RegimensError)
    assert issubclass(regimens.RegimensError, ValueError)


@pytest.mark.parametrize(("right", "wrong"), [("start", "strat"), ("regimen", "regimne")])
def test_misspelt_key_is_named_and_not_the_one_that_is_missing(right: str, wrong: str) -> None:
    """Who is told to add a key that stands there, as he thinks, does not see the slip."""
    values = _promised()
    values[wrong] = values.pop(right)
    assert _refused(values).what == f"unknown key '{wrong}'"
    del values[wrong]
    assert _refused(values).what == f"the key '{right}' is missing"
