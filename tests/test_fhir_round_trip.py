"""What this library writes as FHIR it reads back, and sees when it was changed in between."""

from __future__ import annotations

import base64
import copy
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
from fhir_mutations import OWN
from hypothesis import example, given, settings
from hypothesis import strategies as st

from regimens import Course, Discontinuation, Patient, RegimensError, catalogue
from regimens.comparison import compare, lines
from regimens.errors import DocumentError
from regimens.formats.courses import course_from
from regimens.formats.fhir.bundles import calendar_fhir
from regimens.formats.fhir.codes import SNOMED
from regimens.formats.fhir.elements import fhir_json
from regimens.formats.fhir.extensions import own_url
from regimens.formats.fhir.plan_definitions import regimen_fhir
from regimens.formats.fhir.reading import course_from_fhir
from regimens.formats.fhir.reading_calendars import calendar_lines_from_fhir
from regimens.formats.fhir.reading_regimens import regimen_from_fhir
from regimens.formats.reading import parse_json
from regimens.formats.regimens import regimen_document, regimen_from
from regimens.testing import courses

Values = dict[str, Any]
VERSIONS = ("R4", "R5")
# A course with everything in it that happens.
CARRYING: Values = {
    "id": "c-1",
    "regimen": "dara-dcep",
    "start": "2026-01-05",
    "patient": {"id": "p1", "name": "Ann", "sex": "female", "born": "1961-05-04",
                "height": "165 cm", "weight": "70 kg", "ecog": 1},
    "policy": {"rounding": "0.5 mg"},
    "choices": {"antibiotic": "ciprofloxacin"},
    "as_of": "2026-03-01",
    "cycles": 5,
    "clinic": {"closed_weekdays": ["sunday"], "may_move": {"daratumumab": 1}},
    "events": [
        {"type": "given", "of": "cisplatin", "on": "2026-01-05", "dose": "17.5 mg"},
        {"type": "omission", "of": "etoposide", "on": "2026-01-06", "reason": "infection"},
        {"type": "lab", "on": "2026-02-02", "anc": "0.9 10^9/L", "bilirubin_times_normal": "1.2",
         "creatinine_clearance": "61 mL/min", "haemoglobin": "6.1 mmol/L"},
        {"type": "measurement", "on": "2026-02-02", "weight": "62 kg"},
        {"id": "e1", "type": "delay", "cycle": 2, "days": 3, "phase": "induction"},
        {"type": "correction", "voids": "e1"},
        {"type": "dose_change", "of": "DCEP", "to": "0.75", "cycle": 2, "phase": "induction"},
    ],
}  # fmt: skip


def _written(given: Course, version: str = "R4") -> Values:
    text = fhir_json(calendar_fhir(given, version=version))
    values: Values = parse_json(text.encode(), where="bundle")
    return values


def _resources(values: Values, kind: str) -> list[Values]:
    found = [entry["resource"] for entry in values["entry"]]
    return [one for one in found if one["resourceType"] == kind]


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=12)
@given(course=courses())
@example(course=course_from(CARRYING))
def test_a_course_comes_back(version: str, course: Course) -> None:
    """A course goes out and in the same, and so does its calendar, line by line."""
    calendar = course.plan()
    values = _written(course, version)
    assert course_from_fhir(values, version=version) == course
    assert calendar_lines_from_fhir(values, version=version) == lines(calendar)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", catalogue.ids())
def test_a_regimen_comes_back(name: str, version: str) -> None:
    """Every regimen of the catalogue goes out and in the same, with the same digest."""
    regimen = catalogue.get(name)
    text = fhir_json(regimen_fhir(regimen, version=version))
    assert regimen_from_fhir(parse_json(text.encode(), where="plan")) == regimen


def test_a_regimen_of_ones_own_comes_back() -> None:
    """A course on a protocol that is not built in carries it whole."""
    document = regimen_document(catalogue.get("dcep")) | {"id": "ward-dcep", "aliases": []}
    del document["digest"]
    regimen = regimen_from(document)
    course = attrs.evolve(OWN, regimen=regimen)
    assert course_from_fhir(_written(course)) == course
    assert regimen_from_fhir(regimen_fhir(regimen)) == regimen


def test_two_bundles_are_compared() -> None:
    """What a replanned course changed is seen between the two bundles."""
    later = OWN.record(Discontinuation(of="cisplatin", on=date(2026, 2, 3)))
    before, after = (calendar_lines_from_fhir(_written(one)) for one in (OWN, later))
    assert [change.kind for change in compare(before, after).changes] == ["changed"] * 3


def test_a_server_may_write_its_own_ids() -> None:
    """References by a server's ids, its metadata and its narrative change nothing."""
    values = _written(OWN)
    ids = {
        entry["fullUrl"]: f"{entry['resource']['resourceType']}/{number}"
        for number, entry in enumerate(values["entry"])
    }
    text = fhir_json(values)
    for url, name in ids.items():
        text = text.replace(f'"reference": "{url}"', f'"reference": "{name}"')
    values = parse_json(text.encode(), where="bundle")
    values["type"] = "searchset"
    for entry in values["entry"]:
        name = ids[entry["fullUrl"]]
        resource = entry["resource"]
        resource |= {"id": name.split("/")[1], "meta": {"versionId": "1"}}
        resource.pop("text", None)
        entry |= {"fullUrl": f"https://example.org/fhir/{name}", "search": {"mode": "match"}}
        del entry["request"]
    assert course_from_fhir(values) == OWN
    assert calendar_lines_from_fhir(values) == lines(OWN.plan())


@pytest.mark.parametrize("system", [None, "https://example.org/mrn"])
def test_a_patient_may_have_other_identifiers(system: str | None) -> None:
    """A server keeps the patient it knows, with a number of another kind that looks the same."""
    values = parse_json(fhir_json(calendar_fhir(OWN, patient_system=system)).encode(), where="b")
    identifiers = _resources(values, "Patient")[0]["identifier"]
    identifiers.insert(0, {"system": "https://example.org/visits", "value": "p1"})
    assert course_from_fhir(values) == OWN


@pytest.mark.parametrize("version", VERSIONS)
def test_a_course_that_replaces_another_comes_back(version: str) -> None:
    """What was sent before stands in the bundle as cancelled, and is no part of the course."""
    earlier = attrs.evolve(OWN, id="a", cycles=3)
    later = attrs.evolve(OWN, id="b", start=date(2026, 1, 12), events=())
    text = fhir_json(calendar_fhir(later, version=version, before=earlier.plan()))
    values = parse_json(text.encode(), where="bundle")
    assert len(_resources(values, "MedicationRequest")) == 32 + 48
    assert course_from_fhir(values) == later
    assert calendar_lines_from_fhir(values) == lines(later.plan())


def test_digits_that_say_the_same_are_the_same() -> None:
    """A weight of 69.0 kg is one of 69 kg, whatever its Observations are named after."""
    course = attrs.evolve(OWN, patient=Patient(id="p1", height="140.00 cm", weight="69.0 kg"))
    assert course_from_fhir(_written(course)) == course


@pytest.mark.parametrize("name", ["dara-dcep", "drc", "rd-clarithromycin", "zanubrutinib"])
def test_several_doses_of_a_day_come_back(name: str) -> None:
    """Which of the day's doses one is comes back too."""
    patient = Patient(id="p1", height="165 cm", weight="70 kg")
    course = Course(catalogue.get(name), patient, start=date(2026, 1, 5), cycles=1)
    found = calendar_lines_from_fhir(_written(attrs.evolve(course, allow_unverified="a test")))
    rows = attrs.evolve(course, allow_unverified="a test").plan()
    assert found == lines(rows)


def _patient(values: Values) -> None:
    _resources(values, "Patient")[0]["gender"] = "male"


def _weight(values: Values) -> None:
    _resources(values, "Observation")[1]["valueQuantity"]["value"] = 60


def _mistaken(values: Values) -> None:
    _resources(values, "Observation")[1]["status"] = "entered-in-error"


def _added(values: Values) -> None:
    again = copy.deepcopy(_resources(values, "Observation")[1])
    again["identifier"] = [{"system": "https://example.org", "value": "w2"}]
    again["valueQuantity"]["value"] = 71
    values["entry"].append({"resource": again})


def _given(values: Values) -> None:
    _resources(values, "MedicationAdministration")[0]["dosage"]["dose"]["value"] = 75


def _not_given(values: Values) -> None:
    _resources(values, "MedicationAdministration")[0]["status"] = "not-done"


def _cancelled(values: Values) -> None:
    _resources(values, "MedicationRequest")[5]["status"] = "cancelled"


def _moved(values: Values) -> None:
    timing = _resources(values, "MedicationRequest")[5]["dosageInstruction"][0]["timing"]
    timing["event"] = ["2026-01-07"]


def _stopped(values: Values) -> None:
    _resources(values, "CarePlan")[0]["status"] = "revoked"


def _another_document(values: Values) -> None:
    (holder,) = (
        one
        for one in _resources(values, "CarePlan")[0]["extension"]
        if one["url"] == own_url("course-document")
    )
    attachment = holder["valueAttachment"]
    document = json.loads(base64.b64decode(attachment["data"]))
    document["patient"]["weight"] = "60 kg"
    attachment["data"] = base64.b64encode(json.dumps(document).encode()).decode()


def _no_base64(values: Values) -> None:
    extensions = _resources(values, "CarePlan")[0]["extension"]
    extensions[1]["valueAttachment"]["data"] = "ä"


def _no_attachment(values: Values) -> None:
    extensions = _resources(values, "CarePlan")[0]["extension"]
    extensions[1] = {"url": extensions[1]["url"], "valueString": "x"}


def _two_courses(values: Values) -> None:
    values["entry"].append({"resource": copy.deepcopy(_resources(values, "CarePlan")[0])})


def _cycle(values: Values) -> Values:
    (found,) = (
        one for one in _resources(values, "CarePlan") if one["title"] == "induction cycle 2"
    )
    return found


def _cycle_moved(values: Values) -> None:
    _cycle(values)["period"]["start"] = "2026-02-12"


def _cycle_stopped(values: Values) -> None:
    _cycle(values)["status"] = "revoked"


def _cycle_added(values: Values) -> None:
    again = copy.deepcopy(_cycle(values))
    again["identifier"] = [{"system": "https://example.org", "value": "c9"}]
    values["entry"].append({"resource": again})


def _given_again(values: Values) -> None:
    again = copy.deepcopy(_resources(values, "MedicationAdministration")[0])
    again["identifier"] = [{"system": "https://example.org", "value": "a2"}]
    values["entry"].append({"resource": again})


def _of_another(values: Values) -> None:
    _resources(values, "Patient")[0]["identifier"][-1]["value"] = "p2"


def _replaced(values: Values) -> None:
    link = {"type": "replaced-by", "other": {"display": "another record"}}
    _resources(values, "Patient")[0]["link"] = [link]


def _modified(values: Values) -> None:
    _resources(values, "MedicationRequest")[0]["modifierExtension"] = [{"url": "https://x.org/a"}]


def _ruled(values: Values) -> None:
    _resources(values, "CarePlan")[0]["implicitRules"] = "https://x.org/rules"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_cycle_moved, "period.start: says '2026-02-12', and the course document gives '2026-02"),
        (_cycle_stopped, "status: says 'revoked', and the course document gives 'active'"),
        (_cycle_added, "is not in the course document, which this library wrote"),
        (_given_again, "is not in the course document, which this library wrote"),
        (_of_another, "has not the id 'p1' of the course document's patient"),
        (_replaced, "link[0]: another record replaces this one"),
        (_modified, "modifierExtension: the modifier extension 'https://x.org/a' may change"),
        (_ruled, "implicitRules: follows rules of its own, 'https://x.org/rules'"),
        (_patient, "gender: says 'male', and the course document gives 'female'"),
        (_weight, "valueQuantity.value: says 60, and the course document gives 70"),
        (_mistaken, "status: says 'entered-in-error', and the course document gives 'final'"),
        (_added, "is not in the course document, which this library wrote"),
        (_given, "dosage.dose.value: says 75, and the course document gives 17.5"),
        (_not_given, "status: says 'not-done', and the course document gives 'completed'"),
        (_cancelled, "status: says 'cancelled', and the course document gives 'active'"),
        (_moved, "timing.event[0]: says '2026-01-07', and the course document gives '2026-01-06'"),
        (_stopped, "status: says 'revoked', and the course document gives 'active'"),
        (_another_document, "valueAttachment.data: was changed: its hash is another"),
        (_no_base64, "valueAttachment.data: is no base64; write it out again"),
        (_no_attachment, "extension[1]: there is no valueAttachment; write it out again"),
        (_two_courses, "is a second course, bundle.entry["),
    ],
)
@pytest.mark.parametrize("version", VERSIONS)
def test_a_changed_bundle_is_refused(
    change: Callable[[Values], None], message: str, version: str
) -> None:
    """What somebody changed beside the course document is never passed over."""
    values = _written(OWN, version)
    change(values)
    with pytest.raises(DocumentError) as refused:
        course_from_fhir(values)
    assert message in str(refused.value)
    assert str(refused.value).startswith("bundle.entry[")


def _hidden_phase(request: Values) -> None:
    request["extension"][0]["valueString"] = "induc\u202etion"


def _no_number(request: Values) -> None:
    part = {"url": "of", "valuePositiveInt": 2}
    request["extension"].append({"url": own_url("dose-occurrence"), "extension": [part]})


def _no_phase(request: Values) -> None:
    request["extension"] = [one for one in request["extension"] if one["url"] != own_url("phase")]


def _text_day(request: Values) -> None:
    for one in request["extension"]:
        if one["url"] == own_url("cycle-day"):
            one["valueInteger"] = "2"


def _twice(request: Values) -> None:
    request["extension"].append(request["extension"][0])


def _other_day(request: Values) -> None:
    repeat = request["dosageInstruction"][0]["timing"]["repeat"]
    repeat["boundsPeriod"]["end"] = "2026-01-09"


def _ordered_first(request: Values) -> None:
    del request["dosageInstruction"][0]["doseAndRate"][0]


def _two_instructions(request: Values) -> None:
    request["dosageInstruction"] *= 2


def _other_route(request: Values) -> None:
    coding = [{"system": SNOMED, "code": "78421000", "display": "Intramuscular route"}]
    request["dosageInstruction"][0]["route"] = {"coding": coding}


def _other_drug(request: Values) -> None:
    request["medicationCodeableConcept"]["text"] = "carboplatin"


def _forbidden(request: Values) -> None:
    request["doNotPerform"] = True


def _off(request: Values) -> None:
    request["status"] = "stopped"


def _ordered(request: Values) -> None:
    request["intent"] = "order"


def _as_needed(request: Values) -> None:
    request["dosageInstruction"][0]["asNeededBoolean"] = True


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_no_phase, ": has no phase of this library; give a calendar that this library wrote"),
        (_text_day, ".extension[2].valueInteger: '2' is not a whole number; put it back"),
        (_twice, ": stands twice; keep one"),
        (_hidden_phase, ".extension[0].valueString: 'induc\\u202etion' is no plain text; put it"),
        (_no_number, ".extension[10]: has no number; put it back"),
        (_other_day, ".end: says 2026-01-09, and timing.event 2026-01-06; record what happened"),
        (_ordered_first, ".dosageInstruction[0]: there is no calculated doseQuantity, or a second"),
        (_two_instructions, ".dosageInstruction: there are 2; give one"),
        (_other_route, ".route: is no route that is known; put it back"),
        (_other_drug, "the code says cisplatin, the text says 'carboplatin'; find out which"),
        (_forbidden, ".doNotPerform: forbids the dose; leave the request out"),
        (_off, ".status: is 'stopped', and the calendar has it planned; record what happened"),
        (_ordered, ".intent: 'order' is not read; give a calendar that this library wrote"),
        (_as_needed, ".asNeededBoolean: is not understood; leave it out"),
    ],
)
def test_a_changed_order_is_refused(change: Callable[[Values], None], message: str) -> None:
    """A request that says anything else than its calendar is no line to compare."""
    values = _written(OWN)
    change(
        next(
            one
            for one in _resources(values, "MedicationRequest")
            if one["medicationCodeableConcept"]["text"] == "cisplatin" and one["status"] == "active"
        )
    )
    with pytest.raises(DocumentError) as refused:
        calendar_lines_from_fhir(values)
    assert message in str(refused.value)


def test_a_given_dose_needs_its_administration() -> None:
    """A request that says given, and nothing that says how much, is refused; so is the reverse."""
    values = _written(OWN)
    values["entry"] = [
        one
        for one in values["entry"]
        if one["resource"]["resourceType"] != "MedicationAdministration"
    ]
    with pytest.raises(DocumentError, match="is given, and there is no dose given on it"):
        calendar_lines_from_fhir(values)


def test_a_dose_is_given_once_on_an_order() -> None:
    """Two administrations of one request, one without a request, and a hidden word are refused."""
    values = _written(OWN)
    (given,) = (
        one for one in _resources(values, "MedicationAdministration") if one["status"] != "not-done"
    )
    again = copy.deepcopy(given) | {"identifier": []}
    again.pop("identifier")
    twice = values | {"entry": [*values["entry"], {"resource": again}]}
    with pytest.raises(DocumentError, match="is a second dose on"):
        calendar_lines_from_fhir(twice)
    del given["request"]
    with pytest.raises(DocumentError, match="has no request, or no dose"):
        calendar_lines_from_fhir(values)
    values = _written(OWN)
    request = _resources(values, "MedicationRequest")[0]
    del request["medicationCodeableConcept"]["text"]
    with pytest.raises(DocumentError, match="names no drug; give a calendar"):
        calendar_lines_from_fhir(values)


def test_an_order_of_another_system_is_refused() -> None:
    """A foreign request is no dose of a calendar of this library."""
    values = _written(OWN)
    for request in _resources(values, "MedicationRequest"):
        request["extension"] = [{"url": "https://example.org", "valueString": "x"}]
    with pytest.raises(DocumentError, match="has no dose-status of this library"):
        calendar_lines_from_fhir(values)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("title",), "Other", "plan.title: says 'Other', and the protocol document inside gives "),
        (
            ("action", 0, "timingTiming", "repeat", "duration"),
            21,
            "plan.action[0].timingTiming.repeat.duration: says 21, and the protocol document "
            "inside gives 28; it was changed after it was written",
        ),
        (
            ("contained", 1, "dosage", 0, "doseAndRate", 0, "doseQuantity", "value"),
            500,
            "plan.contained[1].dosage[0].doseAndRate[0].doseQuantity.value: says 500, and the "
            "protocol document inside gives 400",
        ),
        (("modifierExtension",), [{"url": "x"}], 'plan.modifierExtension: says [{"url": "x"}]'),
        (("status",), "retired", "plan.status: says 'retired', and the protocol document inside"),
        (("resourceType",), "ActivityDefinition", "plan.resourceType: 'ActivityDefinition' is no"),
        (("extension",), [{"url": "x"}], "plan: carries no protocol document of this library"),
        (("library",), ["x"], 'plan.library: says ["x"], and the protocol document inside gives'),
    ],
)
def test_a_changed_regimen_is_refused(
    path: tuple[str | int, ...], value: object, message: str
) -> None:
    """A PlanDefinition that says anything else than the document it carries is refused."""
    plan = holder = regimen_fhir(catalogue.get("dcep"))
    for step in path[:-1]:
        holder = holder[step]  # type: ignore[index]  # a path of keys and places
    holder[path[-1]] = value  # type: ignore[index]
    with pytest.raises(DocumentError) as refused:
        regimen_from_fhir(plan)
    assert str(refused.value).startswith(message)


def test_a_server_may_date_a_regimen() -> None:
    """Metadata around a PlanDefinition are not its rules."""
    plan = regimen_fhir(catalogue.get("dcep")) | {"id": "7", "date": "2026-02-01"}
    del plan["text"]
    assert regimen_from_fhir(plan) == catalogue.get("dcep")


def test_what_people_write_comes_back_whole() -> None:
    """Marks, quotes and characters that FHIR cannot hold are no loss: the document holds them."""
    person = Patient(id='<script>"=1+1', name="O’Brien 👩 " + "x" * 5000, height="165 cm",
                     weight="70 kg")  # fmt: skip
    course = Course(catalogue.get("dcep"), person, start=date(2026, 1, 5), id="é=2")
    assert course_from_fhir(_written(course)) == course


# Anything whatever


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["resourceType", "type", "entry", "resource", "x"]), inner
        )
    ),
    max_leaves=8,
)


@given(_JSON)
def test_any_values_are_refused_in_one_line(values: Any) -> None:
    """Whatever stands in a document, nothing but the library's own error comes out."""
    for read in (course_from_fhir, calendar_lines_from_fhir, regimen_from_fhir):
        with pytest.raises(RegimensError) as refused:
            read(values)
        assert "\n" not in str(refused.value)
