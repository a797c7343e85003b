"""What is sent as FHIR again and again: names, what is gone, and texts that try to do something."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

import attrs
import pytest
from fhir_courses import EVERY_EVENT, HOSTILE, courses, hidden_course
from fhir_resources import named, own, place, read, resources

from regimens import Correction, Course, CycleStart, DoseChange, Given, Patient, catalogue
from regimens.comparison import lines
from regimens.errors import DocumentError
from regimens.formats.courses import course_from
from regimens.formats.fhir import FhirVersion, calendar_fhir, fhir_json, regimen_fhir
from regimens.formats.fhir.reading import course_from_fhir
from regimens.formats.fhir.reading_calendars import calendar_lines_from_fhir
from regimens.formats.identity import dose_uuids

PATIENT = Patient(id="p1", height="165 cm", weight="70 kg")
START = date(2026, 1, 5)
each_version = pytest.mark.parametrize("version", FhirVersion, ids=lambda one: one.name)


def test_a_dose_with_its_date_moved_keeps_its_name() -> None:
    """So that sending the bundle again moves it on the server, and doubles nothing."""
    course = Course(catalogue.get("dcep"), PATIENT, start=START)
    later = course.record(CycleStart(cycle=2, on=date(2026, 2, 12)))
    before, after = (
        {
            place(one): (one["identifier"][0]["value"], one["dosageInstruction"][0]["timing"])
            for one in resources(read(calendar_fhir(given)), "MedicationRequest")
        }
        for given in (course, later)
    )
    moved = ("cisplatin", "induction", 2, 1)
    assert before[moved][0] == after[moved][0]
    assert (before[moved][1]["event"], after[moved][1]["event"]) == (["2026-02-02"], ["2026-02-12"])


def test_a_last_zero_of_a_size_changes_no_name() -> None:
    """165.0 cm is 165 cm, also where a body surface is named by what it was made from."""
    bundles = [
        calendar_fhir(
            Course(
                catalogue.get("dcep"),
                Patient(id="p1", height=height, weight="70 kg"),
                start=START,
            )
        )
        for height in ("165 cm", "165.0 cm")
    ]
    assert list(named(bundles[0])) == list(named(bundles[1]))


def test_a_dose_that_a_level_takes_away_is_cancelled() -> None:
    """Bortezomib once a week has no day 4: its order is sent again, as cancelled and gone."""
    course = Course(catalogue.get("dara-vd"), PATIENT, start=START, cycles=3)
    weekly = course.record(DoseChange(of="bortezomib", level="weekly", cycle=2))
    orders = resources(read(calendar_fhir(weekly)), "MedicationRequest")
    gone = [one for one in orders if own(one, "dose-status") == "gone"]
    assert ("bortezomib", "treatment", 2, 4) in {
        (drug, "treatment", cycle, day) for drug, _, cycle, day in map(place, gone)
    }
    assert {(one["status"], one["statusReason"]["text"]) for one in gone} == {
        ("cancelled", "no longer in the plan")
    }
    assert all("planned" not in one["text"]["div"] for one in gone)
    assert len(orders) - len(gone) == len(weekly.plan())


def test_a_dose_that_comes_back_is_an_order_again() -> None:
    """A correction of the level brings the days back, and nothing of them is gone."""
    course = Course(catalogue.get("dara-vd"), PATIENT, start=START, cycles=3)
    change = DoseChange(id="e1", of="bortezomib", level="weekly", cycle=2)
    back = course.record(change, Correction(voids="e1"))
    plain, again = (
        {
            one["identifier"][0]["value"]: own(one, "dose-status")
            for one in resources(read(calendar_fhir(given)), "MedicationRequest")
        }
        for given in (course, back)
    )
    assert {name: again[name] for name in plain} == plain
    assert set(again.values()) == {"planned", "gone"}  # the weekly day 15 came and went


def test_what_another_choice_leaves_behind_is_cancelled_if_the_calendar_sent_is_named() -> None:
    """One cycle less is no event: its four days of four drugs, and its plan, are sent as gone."""
    course = Course(catalogue.get("dcep"), PATIENT, start=START, cycles=2)
    shorter = attrs.evolve(course, cycles=1)
    bundle = read(calendar_fhir(shorter, before=course.plan()))
    orders = resources(bundle, "MedicationRequest")
    gone = [place(one)[2] for one in orders if own(one, "dose-status") == "gone"]
    assert gone == [2] * 16
    assert {one["status"] for one in orders if place(one)[2] == 2} == {"cancelled"}
    cycle = resources(bundle, "CarePlan")[-1]
    assert (own(cycle, "cycle-number"), cycle["status"]) == (2, "revoked")
    assert calendar_fhir(course, before=course.plan()) == calendar_fhir(course)


def test_a_patient_without_an_id_who_was_recorded_anew_leaves_nothing_open() -> None:
    """Without an id a corrected weight makes another name: all orders of the old one are gone."""
    old = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"), start=START)
    new = attrs.evolve(old, patient=Patient(height="165 cm", weight="62 kg"))
    bundle = read(calendar_fhir(new, before=old.plan()))
    states = Counter(
        (one["status"], own(one, "dose-status")) for one in resources(bundle, "MedicationRequest")
    )
    assert states == {("active", "planned"): 48, ("cancelled", "gone"): 48}
    referred = set(re.findall(r'"reference": "([^"]+)"', fhir_json(bundle)))
    assert referred <= set(named(bundle))


def test_a_calendar_of_another_patient_is_not_cancelled() -> None:
    """Of two ids one is wrong, and nothing is written."""
    course = Course(catalogue.get("dcep"), PATIENT, start=START)
    other = attrs.evolve(course, patient=attrs.evolve(PATIENT, id="p2"))
    with pytest.raises(DocumentError, match="another patient's"):
        calendar_fhir(course, before=other.plan())


def test_every_entry_is_put_by_its_own_identifier_and_the_patient_never() -> None:
    """A patient the server knows is left as the server has them."""
    course = attrs.evolve(course_from(EVERY_EVENT))
    bundle = read(calendar_fhir(course, patient_system="urn:oid:1.2.3"))
    assert bundle["type"] == "transaction"
    for entry in bundle["entry"]:
        kind, name = entry["resource"]["resourceType"], entry["resource"]["identifier"][0]["value"]
        # A server may put its own id wherever the name of an entry stands.
        assert entry["fullUrl"] not in fhir_json(entry["resource"])
        if kind == "Patient":
            assert entry["request"] == {
                "method": "POST",
                "url": "Patient",
                "ifNoneExist": "identifier=urn:oid:1.2.3|p1",
            }
        else:
            url = f"{kind}?identifier=urn:ietf:rfc:3986|{name}"
            assert entry["request"] == {"method": "PUT", "url": url}
    names = [one["identifier"][0]["value"] for one in resources(bundle, "MedicationRequest")]
    whole = resources(bundle, "CarePlan")[0]["identifier"][0]["value"].removeprefix("urn:uuid:")
    rows = dose_uuids(course.plan(), course=UUID(whole))
    assert names == [f"urn:uuid:{name}" for name in rows]


def _put(course: Course, **settings: Any) -> set[str]:
    """What a server is asked to put something in the place of."""
    entries = calendar_fhir(course, **settings)["entry"]
    return {one["request"]["url"] for one in entries if one["request"]["method"] == "PUT"}


def test_no_patient_or_course_is_put_over_another() -> None:
    """Not a namesake of another hospital, not another patient's course 1, not a second course."""
    course = Course(catalogue.get("dcep"), PATIENT, start=START, id="1")
    other = attrs.evolve(course, patient=attrs.evolve(PATIENT, id="p2"))
    second = attrs.evolve(course, id="2")
    bare = attrs.evolve(course, id=None)
    sets = [
        _put(course),
        _put(other),
        _put(second),
        _put(bare),
        _put(bare, patient_system="urn:oid:1.2.3"),
        _put(bare, patient_system="urn:oid:1.2.4"),
    ]
    assert len(set.union(*sets)) == sum(map(len, sets))
    moved = attrs.evolve(bare, start=date(2026, 2, 2))
    assert _put(moved) == _put(bare)


@each_version
def test_what_is_named_after_nobody_is_no_transaction(version: FhirVersion) -> None:
    """Two patients of one size without ids have one name: a server must not mix them up."""
    course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"), start=START)
    bundle = read(calendar_fhir(course, version=version))
    assert bundle["type"] == "collection"
    assert all(set(entry) == {"fullUrl", "resource"} for entry in bundle["entry"])
    named_so = calendar_fhir(attrs.evolve(course, id="c1"), version=version)
    assert named_so["type"] == "transaction"
    assert all("request" in entry for entry in named_so["entry"])


def test_a_stopped_course_is_revoked_with_its_reason() -> None:
    """And its later doses are stopped."""
    course = dict(courses())["stopped"]
    bundle = read(calendar_fhir(course))
    plan = resources(bundle, "CarePlan")[0]
    assert (plan["status"], own(plan, "stopped-reason")) == ("revoked", {"text": "progression"})
    late = [
        (one["status"], one["statusReason"]["text"])
        for one in resources(bundle, "MedicationRequest")
        if one["dosageInstruction"][0]["timing"]["event"] >= ["2026-02-10"]
    ]
    assert set(late) == {("stopped", "progression")}


@pytest.mark.parametrize(("as_of", "status"), [("2026-02-01", "active"), ("2026-02-06", "revoked")])
def test_a_stop_that_is_to_come_ends_nothing_yet(as_of: str, status: str) -> None:
    """Stopped from 10 February: on the 1st those of 2 to 5 February are due, on the 6th none."""
    course = attrs.evolve(dict(courses())["stopped"], as_of=date.fromisoformat(as_of))
    bundle = read(calendar_fhir(course))
    plan = resources(bundle, "CarePlan")[0]
    assert (plan["status"], own(plan, "stopped-reason")["text"]) == (status, "progression")
    orders = Counter(one["status"] for one in resources(bundle, "MedicationRequest"))
    due = 16 if status == "active" else 0
    assert (orders["active"], orders["unknown"], orders["stopped"]) == (due, 32 - due, 16)


def test_a_course_that_is_all_given_is_completed() -> None:
    """Every dose of one cycle recorded as given."""
    course = Course(catalogue.get("dcep"), PATIENT, start=START, cycles=1)
    rows = course.plan()
    done = course.record(*(Given(of=row.drug, on=row.date) for row in rows))
    plans = resources(read(calendar_fhir(done)), "CarePlan")
    assert [one["status"] for one in plans] == ["completed", "completed"]


def test_a_calendar_says_what_its_course_says() -> None:
    """But for the leave to plan unread numbers, which a calendar does not hold."""
    course = course_from(EVERY_EVENT)
    assert calendar_fhir(course.plan()) == calendar_fhir(course)


def test_continuous_drugs_are_named_where_no_order_is_written_for_them() -> None:
    """The antibiotic has a note; asked for day by day it has its orders."""
    course = Course(catalogue.get("dara-dcep"), PATIENT, start=START)
    note = {"text": "ciprofloxacin: every day of induction; no order is written for it"}
    bundle = read(calendar_fhir(course))
    assert note in resources(bundle, "CarePlan")[0]["note"]
    daily = read(calendar_fhir(course.plan(continuous=True)))
    assert note not in resources(daily, "CarePlan")[0].get("note", [])


@each_version
def test_the_same_course_gives_the_same_bytes(version: FhirVersion) -> None:
    """No clock and no order of a set goes in; the day it was written is the caller's."""
    one, other = (
        fhir_json(calendar_fhir(course_from(EVERY_EVENT), version=version)) for _ in range(2)
    )
    assert one == other
    dated = read(calendar_fhir(course_from(EVERY_EVENT), version=version, authored=START))
    assert resources(dated, "MedicationRequest")[0]["authoredOn"] == "2026-01-05"


class Words(HTMLParser):
    """What a browser shows of a narrative, and the elements it is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags = "", Counter[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags[tag] += 1

    def handle_data(self, data: str) -> None:
        self.text += data


@each_version
def test_hostile_texts_are_shown_and_do_nothing(version: FhirVersion) -> None:
    """Markup is words, hidden signs are spelt out, and a long text is cut where it is shown."""
    course = hidden_course()
    text = fhir_json(calendar_fhir(course, version=version))
    plan = fhir_json(regimen_fhir(course.regimen, version=version))
    assert not re.search("[\x00-\x09\x0b-\x1f\u2028\u202e\ufffe]", text + plan)
    bundle = json.loads(text)
    words = Words()
    words.feed(resources(bundle, "CarePlan")[0]["text"]["div"])
    assert HOSTILE in words.text
    assert "dose⟨U+0000⟩ 10⟨U+202E⟩ mg⟨U+2028⟩⟨U+FFFE⟩" in words.text
    assert set(words.tags) == {"div", "p"}
    (person,) = resources(bundle, "Patient")
    assert person["name"] == [{"text": HOSTILE}]
    assert person["identifier"][1]["value"] == "a&b=c|d 1"
    known = bundle["entry"][0]["request"]["ifNoneExist"]
    assert known == f"identifier=urn:ietf:rfc:3986|{person['identifier'][0]['value']}"
    bundle = calendar_fhir(course, version=version, patient_system="https://hospital.example/id")
    known = bundle["entry"][0]["request"]["ifNoneExist"]
    assert known == r"identifier=https://hospital.example/id|a%26b%3Dc%5C%7Cd%201"
    assert "x" * 10_000 in json.loads(plan)["description"]
    assert json.loads(plan)["description"].endswith("…")


@each_version
def test_a_dose_given_besides_the_calendar_is_an_administration(version: FhirVersion) -> None:
    """Day 16 has no cisplatin: what was given is a fact, with its amount where that is recorded."""
    course = Course(catalogue.get("dcep"), PATIENT, start=date(2026, 1, 5))
    course = course.record(
        Given(of="cisplatin", on=date(2026, 1, 20), dose="17.90 mg"),
        Given(of="etoposide", on=date(2026, 1, 21)),
    )
    bundle = read(calendar_fhir(course, version=version))
    cisplatin, etoposide = resources(bundle, "MedicationAdministration")
    when = "effectiveDateTime" if version is FhirVersion.R4 else "occurenceDateTime"
    assert [one["status"] for one in (cisplatin, etoposide)] == ["completed", "completed"]
    assert [one[when] for one in (cisplatin, etoposide)] == ["2026-01-20", "2026-01-21"]
    assert cisplatin["dosage"]["dose"]["value"] == Decimal("17.9")
    assert cisplatin["dosage"]["dose"]["code"] == "mg"
    assert "dosage" not in etoposide
    assert "request" not in cisplatin
    assert course_from_fhir(bundle) == course
    assert calendar_lines_from_fhir(bundle) == lines(course.plan())
