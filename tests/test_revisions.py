"""A running course under another revision: what differs is said, and what was given stays."""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from jsonschema import Draft202012Validator

from regimens import (
    Course,
    CycleStart,
    Delay,
    DoseChange,
    Given,
    Override,
    Patient,
    Regimen,
    RegimensError,
    Status,
    catalogue,
)
from regimens.amounts import amount
from regimens.cli import main
from regimens.drugs import Route
from regimens.errors import DocumentError, HistoryError, UnverifiedError
from regimens.formats.courses import course_document, course_from, course_json
from regimens.formats.differences import differences_document, differences_text
from regimens.formats.reading import read_path
from regimens.formats.regimens import regimen_document, regimen_from, regimen_json
from regimens.formats.schemas import course_schema

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
CHOP_2 = str(EXAMPLES / "chop21-2.json")
FIRST = regimen_from(read_path(str(EXAMPLES / "chop21.json")))
SECOND = regimen_from(read_path(CHOP_2))
PATIENT = Patient(sex="female", born=date(1961, 5, 4), height="165 cm", weight="70 kg")
START = date(2026, 1, 5)
RUNNING = Course(FIRST, PATIENT, start=START, as_of=date(2026, 1, 8)).record(
    Given(id="g1", of="CHOP", on=START),
    Given(of="prednisone", on=date(2026, 1, 6)),
    Delay(cycle=2, days=7),
)


def _dosed(regimen: Regimen, drug: str, text: str, *, revision: str = "2") -> Regimen:
    """The regimen with another dose of one drug."""
    phases = tuple(
        attrs.evolve(
            phase,
            components=tuple(
                attrs.evolve(one, dose=attrs.evolve(one.dose, amount=amount(text)))
                if one.drug.name == drug
                else one
                for one in phase.components
            ),
        )
        for phase in regimen.phases
    )
    return attrs.evolve(regimen, phases=phases, revision=revision)


def _given(course: Course) -> Counter[tuple[str, date, Any]]:
    rows = course.plan()
    return Counter((row.drug, row.date, row.dose) for row in rows if row.status is Status.GIVEN)


# Course documents


def test_course_on_the_hospitals_protocol_goes_out_and_in() -> None:
    """The document holds the whole protocol, fits the schema, and is read as the same course."""
    document = course_document(RUNNING)
    assert document["regimen"] == {
        "id": "ward-chop21",
        "revision": "1",
        "digest": FIRST.digest,
        "protocol": regimen_document(FIRST),
    }
    assert course_from(json.loads(course_json(RUNNING))) == RUNNING
    Draft202012Validator(course_schema()).validate(document)


def test_course_on_a_built_in_regimen_names_it_alone() -> None:
    """A built-in regimen is pinned by id, revision and digest."""
    course = Course(catalogue.get("dcep"), PATIENT, start=START)
    assert set(course_document(course)["regimen"]) == {"id", "revision", "digest"}


def test_protocol_in_a_course_may_extend_or_cite() -> None:
    """What stands in a course is read like a document of its own, messages name the place."""
    protocol = read_path(str(EXAMPLES / "chop21.json"))
    pinned = {"id": "ward-chop21", "digest": FIRST.digest, "protocol": protocol}
    values = {"regimen": pinned, "start": "2026-01-05"}
    assert course_from(values).regimen == FIRST
    protocol["phases"][0]["components"][1]["timing"][0]["days"] = [22]
    with pytest.raises(DocumentError) as caught:
        course_from(values, where="course.json")
    assert str(caught.value) == (
        "course.json.regimen.protocol: phases[0].components[1].timing[0].days: "
        "day 22 exceeds the 21-day cycle; use days 1 to 21, or a longer cycle"
    )


@pytest.mark.parametrize(
    ("pinned", "message"),
    [
        ({"id": "chop"}, "course.regimen.id: the protocol below is ward-chop21; name the same one"),
        (
            {"revision": "2"},
            "course.regimen.revision: the course was planned with revision 2 of ward-chop21, "
            "the protocol below is 1; put back the one it was planned with, "
            "then see `regimens revise`",
        ),
        (
            {"digest": SECOND.digest},
            f"course.regimen.digest: the course was planned with digest {SECOND.digest[:19]} of "
            f"ward-chop21, the protocol below is {FIRST.digest[:19]}; put back the one it was "
            "planned with, then see `regimens revise`",
        ),
        (
            {"digest": FIRST.digest[:19]},
            f"course.regimen.digest: '{FIRST.digest[:19]}' is only the beginning of a digest; "
            f"write it whole: {FIRST.digest}",
        ),
        (
            {"digest": FIRST.digest[7:19]},
            f"course.regimen.digest: '{FIRST.digest[7:19]}' is only the beginning of a digest; "
            f"write it whole: {FIRST.digest}",
        ),
        (
            {"digest": None},
            "course.regimen.digest: the protocol below has no digest beside it, and could be "
            "exchanged unnoticed; state the one that `regimens check` prints for it: "
            f"{FIRST.digest}",
        ),
    ],
    ids=["id", "revision", "digest", "short", "shorter", "none"],
)
def test_course_pins_what_it_was_planned_with(pinned: dict[str, str], message: str) -> None:
    """Another protocol put under a running course is refused before anything is planned."""
    document = course_document(RUNNING)
    document["regimen"] |= pinned
    with pytest.raises(DocumentError) as caught:
        course_from(document)
    assert str(caught.value) == message


def test_number_nobody_has_read_cannot_become_read_unnoticed() -> None:
    """Whoever takes the mark out of a protocol in a course changes its digest."""
    protocol = read_path(str(EXAMPLES / "chop21.json"))
    protocol["references"]["library"]["verified"] = False
    unread = regimen_from(protocol)
    del protocol["references"]["library"]["verified"]
    pinned = {"id": "ward-chop21", "digest": unread.digest, "protocol": protocol}
    with pytest.raises(DocumentError, match="the protocol below is sha256:"):
        course_from({"regimen": pinned, "start": "2026-01-05"})
    (reading,) = FIRST.interpretations
    doubtful = attrs.evolve(reading, source=attrs.evolve(reading.source, verified=False))
    assert attrs.evolve(FIRST, interpretations=(doubtful,)).digest != FIRST.digest
    mended = attrs.evolve(reading, source=attrs.evolve(reading.source, locator="elsewhere"))
    assert attrs.evolve(FIRST, interpretations=(mended,)).digest == FIRST.digest


def test_built_in_regimen_in_a_course_is_the_built_in_one_entirely() -> None:
    """Another citation or revision under a built-in id is refused, and said."""
    dcep = catalogue.get("dcep")
    phase = attrs.evolve(
        dcep.phases[0], source=attrs.evolve(dcep.phases[0].source, locator="as we remember it")
    )
    other = attrs.evolve(dcep, phases=(phase,))
    assert other.digest == dcep.digest
    document = course_document(Course(other, PATIENT, start=START))
    with pytest.raises(DocumentError, match=r"1 thing differs, first .*as we remember it"):
        course_from(document)
    document = course_document(Course(attrs.evolve(dcep, revision="0"), PATIENT, start=START))
    with pytest.raises(DocumentError, match="1 thing differs, first revision: 0 → 1"):
        course_from(document)


def test_protocol_that_is_not_there_is_asked_for() -> None:
    """A course of a hospital's regimen without the protocol says where it has to stand."""
    with pytest.raises(DocumentError, match=r"stands whole under course\.regimen\.protocol"):
        course_from({"regimen": {"id": "ward-chop21"}, "start": "2026-01-05"})


def test_course_of_another_library_version_says_what_differs() -> None:
    """Where the old definition is at hand, the refusal counts the differences and names one."""
    old = _dosed(catalogue.get("dcep"), "cisplatin", "9 mg/m²", revision="0")
    document = course_document(Course(old, PATIENT, start=START))
    with pytest.raises(DocumentError) as caught:
        course_from(document)
    assert str(caught.value) == (
        "course.regimen: the course was planned with another dcep than this library has; "
        "1 thing differs, first phases[induction].components[cisplatin].dose.amount: "
        "9 mg/m² → 10 mg/m²; see all with `regimens compare`, and carry it over with "
        "`regimens revise`"
    )
    course = course_from(document, any_revision=True)
    assert course.under(catalogue.get("dcep")).regimen == catalogue.get("dcep")


# Carried over


def test_running_course_is_carried_over() -> None:
    """What was given keeps its date and 100 mg; what is to come has 45 mg/m², which is 80.55 mg."""
    carried = RUNNING.under(SECOND)
    assert carried.regimen == SECOND
    assert _given(carried) == _given(RUNNING)
    assert _given(carried)["prednisone", START, 100] == 1
    doses = {
        str(row.dose)
        for row in carried.plan()
        if row.drug == "prednisone" and row.status is not Status.GIVEN
    }
    assert doses == {"80.55"}
    starts = [str(one.start) for one in carried.plan().cycles]
    assert starts[:3] == ["2026-01-05", "2026-02-02", "2026-02-23"]
    assert carried.as_of == RUNNING.as_of
    assert course_from(course_document(carried)) == carried


def test_course_without_history_goes_on_under_another_revision() -> None:
    """Of an open-ended regimen too, whose plan has no end of its own."""
    before = catalogue.get("daratumumab-iv")
    after = attrs.evolve(before, revision="2")
    course = Course(before, PATIENT, start=START, cycles=1)
    assert course.under(after) == Course(after, PATIENT, start=START, cycles=1)


def test_records_get_the_amounts_they_had() -> None:
    """One record of a group becomes one for each drug, with what else it carries.

    The first keeps its id, so that it is found again; no other gets one that is taken.
    """
    event = Given(
        id="e",
        of="CHOP",
        on=START,
        by="Dr Rivera",
        override=Override(code="early-start", reason="asked"),
    )
    course = Course(FIRST, PATIENT, start=START).record(event)
    events = course.under(SECOND).events
    assert [(one.id, one.of, str(one.dose)) for one in events if isinstance(one, Given)] == [
        ("e", "prednisone", "100 mg"),
        ("e-2", "doxorubicin", "89.5 mg"),
        ("e-3", "vincristine", "2 mg"),
        ("e-4", "cyclophosphamide", "1342.5 mg"),
    ]
    assert {one.by for one in events} == {"Dr Rivera"}
    assert course.under(FIRST).events == events
    taken = course.record(Given(id="e-2", of="prednisone", on=date(2026, 1, 6))).under(SECOND)
    assert [one.id for one in taken.events] == ["e", "e-3", "e-4", "e-5", "e-2"]


@pytest.mark.parametrize("name", catalogue.ids())
def test_given_doses_of_any_regimen_stay(name: str) -> None:
    """Every dose of the first eight days, recorded by its group, stands the same afterwards."""
    regimen = catalogue.get(name)
    course = Course(regimen, PATIENT, start=START, cycles=2, allow_unverified="a test of revisions")
    due = dict.fromkeys(
        (row.group, row.date)
        for row in course.plan()
        if row.date < START + timedelta(days=8) and row.status is Status.PLANNED
    )
    course = course.record(*(Given(of=group, on=day) for group, day in due))
    before = _given(course)
    assert before
    assert _given(course.under(attrs.evolve(regimen, revision="2"))) == before


def test_dose_that_the_new_revision_has_not_is_a_violation() -> None:
    """A drug that was given and is planned no more stands as unplanned, with its amount."""
    phase = SECOND.phases[0]
    without = attrs.evolve(SECOND, phases=(attrs.evolve(phase, components=phase.components[:-1]),))
    findings = [one for one in RUNNING.under(without).plan().findings if one.code == "unplanned"]
    assert [one.message[:54] for one in findings] == [
        "cyclophosphamide 1342.5 mg given on 2026-01-05 fulfils"
    ]


def test_amount_nobody_recorded_is_not_made_up() -> None:
    """A dose that fulfilled nothing, and would get an amount from the new plan, is refused."""
    course = Course(FIRST, PATIENT, start=START).record(
        Given(of="prednisone", on=date(2026, 1, 10))
    )
    phase = SECOND.phases[0]
    first = phase.components[0]
    assert isinstance(first.timing, tuple)
    longer = attrs.evolve(first, timing=(attrs.evolve(first.timing[0], days=(1, 2, 3, 4, 5, 6)),))
    later = attrs.evolve(
        SECOND, phases=(attrs.evolve(phase, components=(longer, *phase.components[1:])),)
    )
    with pytest.raises(HistoryError) as caught:
        course.under(later)
    assert str(caught.value) == (
        "events: prednisone given on 2026-01-10 would stand as 80.55 mg, "
        "which nobody has recorded; record its amount and the planned date it fulfils"
    )


def test_given_dose_is_not_put_elsewhere_in_the_regimen() -> None:
    """Cycle 2 day 1, given on 26 January, is day 8 of a cycle 2 of 14 days: that is refused.

    Where the cycle's start is recorded it stays what it was.
    """
    day_22 = date(2026, 1, 26)
    course = Course(FIRST, PATIENT, start=START).record(
        Given(of="CHOP", on=START), Given(of="CHOP", on=day_22)
    )
    shorter = attrs.evolve(
        SECOND, phases=(attrs.evolve(SECOND.phases[0], cycle_length=14, cycles=8),)
    )
    with pytest.raises(HistoryError) as caught:
        course.under(shorter)
    assert str(caught.value) == (
        "events: cyclophosphamide given on 2026-01-26 as treatment cycle 2 day 1, 1342.5 mg IV, "
        "would have no place; record the cycle starts, or stop it and start a course of the new "
        "revision"
    )
    course = Course(FIRST, PATIENT, start=START).record(
        Given(of="CHOP", on=START), CycleStart(cycle=2, on=day_22), Given(of="CHOP", on=day_22)
    )
    carried = course.under(shorter)
    places = {(row.cycle, row.day) for row in carried.plan() if row.date == day_22}
    assert places == {(2, 1)}
    named = attrs.evolve(FIRST, revision="2", phases=(attrs.evolve(FIRST.phases[0], name="all"),))
    with pytest.raises(HistoryError, match=r"would stand as all cycle 1 day 1, 1342\.5 mg IV"):
        course.under(named)


def test_dose_given_on_one_day_is_not_relabelled_as_another() -> None:
    """With a dose on days 1 and 8 of 21, the one of 26 January was day 1; of 14, it were day 8."""
    first = SECOND.phases[0].components[1]
    assert isinstance(first.timing, tuple)
    weekly = attrs.evolve(first, timing=(attrs.evolve(first.timing[0], days=(1, 8)),))
    phase = attrs.evolve(SECOND.phases[0], components=(weekly,))
    regimen = attrs.evolve(SECOND, phases=(phase,), interpretations=())
    course = Course(regimen, PATIENT, start=START).record(
        *(Given(of=weekly.group, on=START + timedelta(days=days)) for days in (0, 7, 21))
    )
    shorter = attrs.evolve(
        regimen, revision="3", phases=(attrs.evolve(phase, cycle_length=14, cycles=8),)
    )
    with pytest.raises(HistoryError, match=r"as treatment cycle 2 day 1, .* cycle 2 day 8"):
        course.under(shorter)


def test_route_that_was_used_stays() -> None:
    """What was given by the first route keeps it where the new revision puts another first."""
    bortezomib = catalogue.get("cybord-weekly")

    def routed(*routes: Route, revision: str) -> Regimen:
        phase = bortezomib.phases[0]
        components = tuple(
            attrs.evolve(one, routes=routes) if one.drug.name == "bortezomib" else one
            for one in phase.components
        )
        phases = (attrs.evolve(phase, components=components), *bortezomib.phases[1:])
        return attrs.evolve(bortezomib, phases=phases, revision=revision)

    for old in ((Route.IV, Route.SC), (Route.IV,)):
        course = Course(routed(*old, revision="a"), PATIENT, start=START).record(
            Given(of="bortezomib", on=START)
        )
        carried = course.under(routed(Route.SC, Route.IV, revision="b"))
        assert carried.choices == {"bortezomib": "IV"}
        rows = [row for row in carried.plan() if row.drug == "bortezomib"]
        assert {row.route for row in rows} == {Route.IV}
        with pytest.raises(HistoryError, match=r"mg IV, would stand as .* mg SC; "):
            course.under(routed(Route.SC, revision="b"))
    untouched = Course(routed(Route.IV, Route.SC, revision="a"), PATIENT, start=START)
    assert untouched.under(routed(Route.SC, Route.IV, revision="b")).choices == {}
    picked = attrs.evolve(untouched, choices={"bortezomib": "SC"})
    assert picked.under(routed(Route.IV, Route.SC, revision="b")).choices == {"bortezomib": "SC"}


def test_option_that_was_used_stays() -> None:
    """A split first dose that was the default is picked where the new revision has another."""
    base = catalogue.get("dara-vd")
    phase = base.phases[0]
    options = {one.alternative.option for one in phase.components if one.alternative is not None}
    assert options == {"day-1", "days-1-and-2"}
    turned = tuple(sorted(phase.components, key=lambda one: one.alternative is None))
    turned = tuple(
        sorted(turned, key=lambda one: one.alternative is None or one.alternative.option == "day-1")
    )
    other = attrs.evolve(
        base, revision="2", phases=(attrs.evolve(phase, components=turned), *base.phases[1:])
    )
    assert other.choices()["first-dose"][0] == "days-1-and-2"
    course = Course(base, PATIENT, start=START, cycles=1).record(Given(of="daratumumab", on=START))
    carried = course.under(other)
    assert carried.choices == {"first-dose": "day-1"}
    assert _given(carried) == _given(course)


def test_same_revision_of_other_content_is_refused() -> None:
    """What changed is told apart by its revision, or nobody knows what a course was planned by."""
    with pytest.raises(HistoryError) as caught:
        RUNNING.under(attrs.evolve(SECOND, revision="1"))
    assert str(caught.value) == (
        "regimen.revision: this ward-chop21 is revision 1 like the one the course was planned "
        "with, and has other content; give the changed one another revision"
    )


def _unread(regimen: Regimen, *drugs: str) -> Regimen:
    """The regimen, the doses of some drugs unread."""
    phase = regimen.phases[0]
    components = tuple(
        attrs.evolve(
            one,
            dose=attrs.evolve(one.dose, source=attrs.evolve(one.dose.source, verified=False)),
        )
        if one.drug.name in drugs
        else one
        for one in phase.components
    )
    return attrs.evolve(regimen, phases=(attrs.evolve(phase, components=components),))


def test_leave_for_unread_numbers_is_for_those_it_was_given_for() -> None:
    """A reason given for one number is no reason for another, nor for the same at a new value."""
    course = Course(_unread(FIRST, "vincristine"), PATIENT, start=START, allow_unverified="asked")
    assert course.under(_unread(SECOND, "vincristine")).allow_unverified == "asked"
    more = _unread(SECOND, "vincristine", "doxorubicin")
    other = _dosed(_unread(SECOND, "vincristine"), "vincristine", "1 mg/m²")
    for new, drug in ((more, "doxorubicin"), (other, "vincristine")):
        with pytest.raises(UnverifiedError) as caught:
            course.under(new)
        assert str(caught.value).startswith(
            f"allow_unverified: a number of {drug} that nobody has read is new in revision 2: "
        )
        assert course.under(new, allow_unverified="read").allow_unverified == "read"
        with pytest.raises(UnverifiedError):
            course.under(new, allow_unverified="")


def test_course_goes_on_only_under_its_own_regimen() -> None:
    """Another regimen is another course."""
    with pytest.raises(HistoryError) as caught:
        RUNNING.under(catalogue.get("dcep"))
    assert str(caught.value) == (
        "regimen: a course of ward-chop21 cannot go on under dcep; "
        "stop it, and start a course of the other"
    )


def test_history_that_the_new_revision_cannot_hold_is_refused() -> None:
    """A dose change to a level that is gone does not vanish."""
    base = catalogue.get("cybord-weekly")
    course = Course(base, PATIENT, start=START).record(
        DoseChange(of="bortezomib", level="1.0", cycle=2)
    )
    without = attrs.evolve(
        base,
        revision="2",
        phases=tuple(
            attrs.evolve(
                phase,
                components=tuple(
                    attrs.evolve(one, levels=(), tables=()) for one in phase.components
                ),
            )
            for phase in base.phases
        ),
    )
    with pytest.raises(RegimensError, match=r"level"):
        course.under(without)


# The command


@pytest.fixture
def running(tmp_path: Path) -> str:
    """The document of the running course."""
    path = tmp_path / "course.json"
    path.write_text(course_json(RUNNING), encoding="utf-8")
    return str(path)


def test_revise_writes_the_course_and_says_what_differs(
    running: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The definition's differences, the calendar's, and what of the past nobody has recorded."""
    output = tmp_path / "new.json"
    assert main(["revise", running, CHOP_2, "--output", str(output)]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.startswith(differences_text(FIRST, SECOND))
    lines = said.out.splitlines()
    assert "0 moved, 38 changed, 0 came, 0 went" in lines
    assert (
        "changed: treatment cycle 1 day 3 prednisone, 100 mg PO unconfirmed → "
        "80.55 mg PO unconfirmed  [regimen]"
    ) in lines
    assert lines[-1] == (
        "not recorded as given, and another dose now: 1, the last on 2026-01-07; "
        "record what was given before the course goes on"
    )
    assert course_from(read_path(str(output))) == RUNNING.under(SECOND)


def test_course_is_not_written_over_by_its_next_revision(
    running: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The course as it was planned under the old revision would be lost."""
    before = Path(running).read_bytes()
    assert main(["revise", running, CHOP_2, "--output", running]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.endswith("course.json: is what is read, and would be lost; name another file\n")
    assert Path(running).read_bytes() == before


def test_revise_without_output_prints_the_course(
    running: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The document alone stands on standard output, what differs on standard error."""
    assert main(["revise", running, CHOP_2, "--format", "json"]) == 0
    said = capsys.readouterr()
    assert course_from(json.loads(said.out)) == RUNNING.under(SECOND)
    values = json.loads(said.err)
    assert values["definition"] == differences_document(FIRST, SECOND)
    assert values["calendar"]["counts"]["changed"] == 38
    assert values["not_recorded"] == ["2026-01-07"]


def test_violations_under_the_new_revision_are_said_and_give_1(
    running: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A drug that was given and is in the protocol no more: done, and the exit code says so."""
    phase = SECOND.phases[0]
    without = attrs.evolve(SECOND, phases=(attrs.evolve(phase, components=phase.components[:-1]),))
    protocol, output = tmp_path / "without.json", tmp_path / "new.json"
    protocol.write_text(regimen_json(without), encoding="utf-8")
    assert main(["compare", running, str(protocol)]) == 1
    capsys.readouterr()
    assert main(["revise", running, str(protocol), "--output", str(output)]) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("violation unplanned: cyclophosphamide 1342.5 mg given on 2026-01-05")
    assert course_from(read_path(str(output))) == RUNNING.under(without)
    assert main(["revise", running, str(protocol), "--format", "json"]) == 1
    said = json.loads(capsys.readouterr().err)
    assert [one["code"] for one in said["violations"]] == ["unplanned"]


def test_revised_course_that_nobody_was_told_about_is_not_left_behind(
    running: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where standard output is closed there is no file, and an earlier one is as it was."""
    output = tmp_path / "new.json"
    files = set(tmp_path.iterdir())
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["revise", running, CHOP_2, "--output", str(output)]) == 2
    assert set(tmp_path.iterdir()) == files
    output.write_text("as it was", encoding="utf-8")
    assert main(["revise", running, CHOP_2, "--output", str(output)]) == 2
    assert output.read_text(encoding="utf-8") == "as it was"
    assert set(tmp_path.iterdir()) == files | {output}


def test_unread_numbers_are_carried_over_with_a_reason(
    running: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """At the command line too, a new unread number needs a reason."""
    protocol, output = tmp_path / "unread.json", tmp_path / "new.json"
    protocol.write_text(regimen_json(_unread(SECOND, "vincristine")), encoding="utf-8")
    arguments = ["revise", running, str(protocol), "--output", str(output)]
    assert main(arguments) == 2
    assert "(--allow-unverified)" in capsys.readouterr().err
    assert not output.exists()
    assert main([*arguments, "--allow-unverified", "read by our pharmacist"]) == 0
    kept = course_from(read_path(str(output)))
    assert kept.allow_unverified == "read by our pharmacist"


def test_compare_shows_a_course_under_another_revision(
    running: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What revise would change is seen before it is done, and the file stays."""
    before = Path(running).read_bytes()
    assert main(["compare", running, CHOP_2]) == 0
    text = capsys.readouterr().out
    assert text.startswith(differences_text(FIRST, SECOND))
    assert "0 moved, 38 changed, 0 came, 0 went" in text
    assert main(["compare", running, CHOP_2, "--format", "json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["calendar"]["counts"]["changed"] == 38
    assert Path(running).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["revise", "{}", "dcep"],
            "{}: regimen: a course of ward-chop21 cannot go on under dcep; "
            "stop it, and start a course of the other",
        ),
        (
            ["revise", "-", "-"],
            "command line: standard input twice; name a file for one of the two",
        ),
        (
            ["compare", CHOP_2, "{}"],
            f"command line: {CHOP_2} is a protocol, {{}} is none; "
            "name the course first, then the protocol it is to go on under",
        ),
        (
            ["revise", "{}", "{}"],
            "{}: is no protocol; name one that has phases or extends, or an id",
        ),
    ],
    ids=["another", "stdin", "order", "course"],
)
def test_what_cannot_be_carried_over_is_one_line(
    arguments: list[str], message: str, running: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written, and one line says why."""
    assert main([one.format(running) for one in arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"regimens: {message.format(running)}\n"


def test_calendar_has_no_protocol_to_compare(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A printed calendar does not hold the definition that made it."""
    path = tmp_path / "calendar.json"
    path.write_text('{"administrations": []}', encoding="utf-8")
    assert main(["compare", str(path), "dcep"]) == 2
    assert "compare the course document it was planned from" in capsys.readouterr().err


def test_course_of_an_older_library_is_revised_at_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A course that kept its definition is refused by plan, shown by compare, moved by revise."""
    old = _dosed(catalogue.get("dcep"), "cisplatin", "9 mg/m²", revision="0")
    path, new = tmp_path / "course.json", tmp_path / "new.json"
    path.write_text(course_json(Course(old, PATIENT, start=START)), encoding="utf-8")
    assert main(["plan", str(path)]) == 2
    assert "1 thing differs, first phases[induction]" in capsys.readouterr().err
    assert main(["compare", str(path), "dcep"]) == 0
    assert "12 changed" in capsys.readouterr().out
    assert main(["revise", str(path), "dcep", "--output", str(new)]) == 0
    assert main(["plan", str(new), "--format", "csv"]) == 0
