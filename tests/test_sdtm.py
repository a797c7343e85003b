"""SDTM's EX and EC: what was given, missed and scheduled, in the units each of them has."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
import pytest
from attrs import evolve
from hostile_texts import FORMULAS
from hypothesis import given, settings
from hypothesis import strategies as st

from regimens import (
    Calendar,
    Course,
    CycleStart,
    DoseChange,
    Given,
    Omission,
    Patient,
    Policy,
    RegimensError,
    Status,
    catalogue,
)
from regimens.amounts import amount
from regimens.components import Role
from regimens.errors import DocumentError
from regimens.events import Event
from regimens.formats.cells import text_of
from regimens.formats.sdtm import EC_LABELS, EX_LABELS, calendar_ec, calendar_ex
from regimens.testing import EventKind, courses

START = date(2026, 1, 5)
_IN_MG = st.sampled_from([name for name in catalogue.ids() if not name.endswith("-cel")]).map(
    catalogue.get
)
WHO: dict[str, Any] = {"study": "S1", "subject": "S1-001"}
DISTURBED: tuple[Event, ...] = (
    Given(of="daratumumab", on=START),
    Given(of="DCEP", on=START),
    DoseChange(of="DCEP", to="0.7", cycle=2, reason="cytopenia"),
    CycleStart(phase="induction", cycle=2, on=date(2026, 2, 12)),
    Given(of="DCEP", on=date(2026, 2, 12)),
    Given(of="etoposide", on=date(2026, 2, 13), dose="50 mg", reason="whole vials"),
    Omission(of="daratumumab", on=date(2026, 2, 19), reason="infection"),
    Given(of="daratumumab", on=date(2026, 2, 27), planned=date(2026, 2, 26)),
)
_FIFTY = amount("50 mg/m²")
# Submission values of the controlled terminology, as far as they are written.
UNITS = {"mg", "mg/m2", "mg/kg"}
ROUTES = {"", "INTRAVENOUS", "SUBCUTANEOUS", "ORAL"}
FORMS = {"", "TABLET", "CAPSULE"}


def _calendar(
    name: str, *events: Event, height: str = "165 cm", weight: str = "70 kg", **more: Any
) -> Calendar:
    patient = Patient(height=height, weight=weight)
    return Course(catalogue.get(name), patient, start=START, events=events, **more).plan()


def _read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _ex(calendar: Calendar, **more: Any) -> list[dict[str, str]]:
    return _read(calendar_ex(calendar, **WHO, **more))


def _ec(calendar: Calendar, **more: Any) -> list[dict[str, str]]:
    return _read(calendar_ec(calendar, **WHO, **more))


def _table(records: list[dict[str, str]], *names: str) -> list[str]:
    return [" | ".join(record[name] for name in names) for record in records]


# By hand


def test_ex_of_dara_dcep_with_delay_reduction_and_omission() -> None:
    """In the protocol's units: 400 mg/m² × 0.7 is 280 mg/m2, on day 39 (38 days after day 1).

    The omitted daratumumab has no record; the late one has the day it was given on.
    """
    as_planned = [one for one in DISTURBED if getattr(one, "dose", None) is None]
    records = _ex(_calendar("dara-dcep", *as_planned))
    names = ("EXSEQ", "EXTRT", "EXDOSE", "EXDOSU", "EXADJ", "EXSTDTC", "EXSTDY")
    assert _table(records, *names) == [
        "1 | DEXAMETHASONE | 40 | mg |  | 2026-01-05 | 1",
        "2 | CYCLOPHOSPHAMIDE | 400 | mg/m2 |  | 2026-01-05 | 1",
        "3 | ETOPOSIDE | 40 | mg/m2 |  | 2026-01-05 | 1",
        "4 | CISPLATIN | 10 | mg/m2 |  | 2026-01-05 | 1",
        "5 | DARATUMUMAB | 16 | mg/kg |  | 2026-01-05 | 1",
        "6 | DEXAMETHASONE | 28 | mg | cytopenia | 2026-02-12 | 39",
        "7 | CYCLOPHOSPHAMIDE | 280 | mg/m2 | cytopenia | 2026-02-12 | 39",
        "8 | ETOPOSIDE | 28 | mg/m2 | cytopenia | 2026-02-12 | 39",
        "9 | CISPLATIN | 7 | mg/m2 | cytopenia | 2026-02-12 | 39",
        "10 | DARATUMUMAB | 16 | mg/kg |  | 2026-02-27 | 54",
    ]
    assert {record["EXDOSFRQ"] for record in records} == {"ONCE"}


def test_a_drug_is_in_one_unit_throughout() -> None:
    """50 mg of etoposide for 50.12 mg is no number of mg/m²: beside 40 mg/m2 it is refused."""
    calendar = _calendar("dara-dcep", *DISTURBED)
    line = (
        "EX ETOPOSIDE: the dose of 2026-02-13 is in mg, that of 2026-01-05 in mg/m2; "
        "write all in mg: in_mg, or --in-mg on the command line"
    )
    with pytest.raises(DocumentError) as refused:
        _ex(calendar)
    assert str(refused.value) == line
    last = [one for one in _ex(calendar, in_mg=True) if one["EXTRT"] == "ETOPOSIDE"]
    assert _table(last, "EXDOSE", "EXDOSU", "EXADJ") == [
        "71.6 | mg | ",
        "50.12 | mg | cytopenia",
        "50 | mg | cytopenia; whole vials",
    ]


@pytest.mark.parametrize(
    "extra",
    [
        Given(of="cisplatin", on=date(2026, 1, 20), dose="17.9 mg"),
        Given(of=["etoposide", "cisplatin"], on=date(2026, 1, 20)),
    ],
)
def test_a_dose_given_besides_the_calendar_is_never_lost(extra: Given) -> None:
    """Day 16 has no cisplatin: a dataset without it would say too little, so none is written."""
    calendar = _calendar("dcep", extra)
    for write in (_ex, _ec):
        with pytest.raises(DocumentError, match="on 2026-01-20: this dose was given, and the cal"):
            write(calendar)
        assert write(calendar, leave_out=["cisplatin", "etoposide"]) == []


def test_a_dose_given_after_the_last_day_shown_is_never_lost() -> None:
    """A calendar until 31 January does not have what was given in February."""
    later = Given(of="cisplatin", on=date(2026, 2, 2))
    with pytest.raises(DocumentError, match="cisplatin on 2026-02-02: this dose was given"):
        _ex(_calendar("dcep", later, until=date(2026, 1, 31)))
    assert len(_ex(_calendar("dcep", later, until=date(2026, 2, 2)))) == 1


def test_ec_has_milligrams_and_what_was_missed() -> None:
    """400 mg/m² on 1.79 m² are 716 mg, at 0.7 501.2 mg; a missed dose has a reason, no dose."""
    records = _ec(_calendar("dara-dcep", *DISTURBED))
    names = ("ECTRT", "ECMOOD", "ECPRESP", "ECOCCUR", "ECREASOC", "ECDOSE", "ECDOSU", "ECADJ")
    assert _table(records, *names, "ECSTDY") == [
        "DEXAMETHASONE | PERFORMED | Y | Y |  | 40 | mg |  | 1",
        "CYCLOPHOSPHAMIDE | PERFORMED | Y | Y |  | 716 | mg |  | 1",
        "ETOPOSIDE | PERFORMED | Y | Y |  | 71.6 | mg |  | 1",
        "CISPLATIN | PERFORMED | Y | Y |  | 17.9 | mg |  | 1",
        "DARATUMUMAB | PERFORMED | Y | Y |  | 1120 | mg |  | 1",
        "DEXAMETHASONE | PERFORMED | Y | Y |  | 28 | mg | cytopenia | 39",
        "CYCLOPHOSPHAMIDE | PERFORMED | Y | Y |  | 501.2 | mg | cytopenia | 39",
        "ETOPOSIDE | PERFORMED | Y | Y |  | 50.12 | mg | cytopenia | 39",
        "CISPLATIN | PERFORMED | Y | Y |  | 12.53 | mg | cytopenia | 39",
        "ETOPOSIDE | PERFORMED | Y | Y |  | 50 | mg | cytopenia; whole vials | 40",
        "DARATUMUMAB | PERFORMED | Y | N | infection |  | mg |  | 46",
        "DARATUMUMAB | PERFORMED | Y | Y |  | 1120 | mg |  | 54",
    ]


def test_ec_with_what_was_scheduled() -> None:
    """A plan stands beside each dose, in the protocol's unit and on its own day."""
    records = _ec(_calendar("dara-dcep", *DISTURBED), scheduled=True)
    late = [record for record in records if record["ECTRT"] == "DARATUMUMAB"]
    names = ("ECMOOD", "ECPRESP", "ECOCCUR", "ECDOSE", "ECDOSU", "ECSTDTC", "ECLNKID", "ECLNKGRP")
    dose = "induction/2/15/daratumumab/1"
    missed = "induction/2/8/daratumumab/1"
    assert [line for line in _table(late, *names) if "/2/8/" in line or "/2/15/" in line] == [
        f"SCHEDULED |  |  | 16 | mg/kg | 2026-02-19 |  | {missed}",
        f"PERFORMED | Y | N |  | mg | 2026-02-19 | {missed} | {missed}",
        f"SCHEDULED |  |  | 16 | mg/kg | 2026-02-26 |  | {dose}",
        f"PERFORMED | Y | Y | 1120 | mg | 2026-02-27 | {dose} | {dose}",
    ]
    etoposide = [record for record in records if record["ECSTDTC"] == "2026-02-13"]
    assert "SCHEDULED | ETOPOSIDE | 28 | mg/m2 | cytopenia" in _table(
        etoposide, "ECMOOD", "ECTRT", "ECDOSE", "ECDOSU", "ECADJ"
    )
    assert {record["ECMOOD"] for record in records} == {"SCHEDULED", "PERFORMED"}
    assert not [record for record in records if "maintenance" in record["ECLNKGRP"]]  # conditional


def test_tretinoin_twice_daily() -> None:
    """45 mg/m² a day are 22.5 mg/m2 twice, once 40.28 and once 40.27 mg."""
    calendar = _calendar("dara-atra", Given(of="ATRA", on=START), cycles=1)
    assert _table(_ex(calendar), "EXTRT", "EXDOSE", "EXDOSU", "EXROUTE", "EXDOSFRM") == [
        "TRETINOIN | 22.5 | mg/m2 | ORAL | ",
        "TRETINOIN | 22.5 | mg/m2 | ORAL | ",
    ]
    assert [record["ECDOSE"] for record in _ec(calendar)] == ["40.28", "40.27"]
    assert len({record["EXLNKID"] for record in _ex(calendar)}) == 2


def test_the_dose_form_is_known_where_doses_are_made_up_of_it() -> None:
    """Made up of capsules of 10 mg, tretinoin has a dose form; vials have none in the codelist."""
    calendar = _calendar(
        "dara-atra",
        Given(of="ATRA", on=START),
        Given(of="tretinoin", on=date(2026, 1, 6), dose="30 mg"),
        Given(of="daratumumab", on=date(2026, 1, 7)),
        cycles=1,
        policy=Policy(rounding="dispensable + vials"),
    )
    assert _table(_ex(calendar, in_mg=True), "EXTRT", "EXDOSE", "EXDOSU", "EXDOSFRM") == [
        "TRETINOIN | 40 | mg | CAPSULE",
        "TRETINOIN | 40 | mg | CAPSULE",
        "TRETINOIN | 30 | mg | ",
        "DARATUMUMAB | 1100 | mg | ",
    ]


def test_everything_in_milligrams_where_asked() -> None:
    """The same amounts as in EC."""
    calendar = _calendar("dara-dcep", *DISTURBED)
    given = [record for record in _ec(calendar) if record["ECOCCUR"] == "Y"]
    ex = _ex(calendar, in_mg=True)
    assert {record["EXDOSU"] for record in ex} == {"mg"}
    assert [record["EXDOSE"] for record in ex] == [record["ECDOSE"] for record in given]
    scheduled = _ec(calendar, in_mg=True, scheduled=True)
    assert {record["ECDOSU"] for record in scheduled} == {"mg"}


def test_a_cap_that_was_reached_leaves_milligrams() -> None:
    """Carfilzomib 20 mg/m² on at most 2.2 m²: a larger body got 44 mg, and not 20 mg/m2."""
    event = Given(of="carfilzomib", on=START)
    usual = _calendar("carfilzomib-20-27", event, cycles=1)
    large = _calendar("carfilzomib-20-27", event, height="195 cm", weight="120 kg", cycles=1)
    assert _table(_ex(usual), "EXDOSE", "EXDOSU") == ["20 | mg/m2"]
    assert _table(_ex(large), "EXDOSE", "EXDOSU") == ["44 | mg"]


def test_a_level_is_written_as_its_own_amount() -> None:
    """Bortezomib at 1.0 instead of 1.3 mg/m² is 1 mg/m2, with the reason."""
    calendar = _calendar(
        "dara-vd",
        DoseChange(of="bortezomib", level="1.0", cycle=1, reason="neuropathy"),
        Given(of="bortezomib", on=START),
        cycles=1,
    )
    assert _table(_ex(calendar), "EXTRT", "EXDOSE", "EXDOSU", "EXADJ") == [
        "BORTEZOMIB | 1 | mg/m2 | neuropathy"
    ]


def test_the_amount_that_was_planned_is_no_other_amount() -> None:
    """Recorded as 716 mg, what was planned stays 400 mg/m2 without an adjustment."""
    calendar = _calendar("dcep", Given(of="cyclophosphamide", on=START, dose="716 mg", reason="x"))
    assert _table(_ex(calendar), "EXDOSE", "EXDOSU", "EXADJ") == ["400 | mg/m2 | "]


def test_a_day_that_does_not_divide_evenly_is_in_milligrams() -> None:
    """50 mg/m² a day in three doses is no exact number of mg/m2 a dose."""
    calendar = _calendar("dara-atra", Given(of="ATRA", on=START), cycles=1)
    rows = [
        evolve(row, resolved=evolve(dose, written=evolve(dose.written, amount=_FIFTY, times=3)))
        for row in calendar
        for dose in [row.resolved]
        if row.status is Status.GIVEN
    ]
    uneven = evolve(calendar, administrations=tuple(rows))
    assert _table(_ex(uneven), "EXDOSE", "EXDOSU") == ["40.28 | mg", "40.27 | mg"]


# Days, epochs, and what is left out


def test_there_is_no_study_day_zero() -> None:
    """The day before the reference date is −1, the date itself 1."""
    calendar = _calendar("dcep", Given(of="DCEP", on=START), Given(of="DCEP", on=date(2026, 1, 6)))
    records = _ex(calendar, reference=date(2026, 1, 6))
    assert [record["EXSTDY"] for record in records] == ["-1"] * 4 + ["1"] * 4
    assert [record["EXSTDY"] for record in _ex(calendar)] == ["1"] * 4 + ["2"] * 4


def test_without_a_dose_there_is_no_study_day() -> None:
    """Nothing given and no reference date: the study day is empty, the date is there."""
    calendar = _calendar("dcep", Omission(of="cisplatin", on=START))
    (record,) = _ec(calendar)
    assert (record["ECSTDY"], record["ECSTDTC"], record["ECREASOC"]) == ("", "2026-01-05", "")
    assert _ex(calendar) == []


def test_epochs_are_the_callers() -> None:
    """A phase has the epoch it is given, and otherwise none."""
    calendar = _calendar("dcep", Given(of="cisplatin", on=START))
    (record,) = _ex(calendar, epochs={"induction": "INDUCTION TREATMENT"})
    assert record["EPOCH"] == "INDUCTION TREATMENT"
    assert _ex(calendar)[0]["EPOCH"] == ""


def test_premedication_support_and_what_is_left_out_are_no_exposure() -> None:
    """Growth factor belongs into CM; a drug that the study does not study is named."""
    calendar = _calendar(
        "dara-dcep", Given(of="DCEP", on=START), Given(of="G-CSF", on=date(2026, 1, 10))
    )
    assert [row.drug for row in calendar if row.status is Status.GIVEN][-1] == "pegteograstim"
    drugs = {record["EXTRT"] for record in _ex(calendar, leave_out=["dexamethasone"])}
    assert drugs == {"CYCLOPHOSPHAMIDE", "ETOPOSIDE", "CISPLATIN"}


@pytest.mark.parametrize("as_of", [None, date(2026, 2, 1)])
def test_what_is_not_known_is_no_record(as_of: date | None) -> None:
    """Planned and unconfirmed doses are neither given nor missed."""
    calendar = _calendar("dcep", as_of=as_of)
    assert (_ex(calendar), _ec(calendar)) == ([], [])
    assert len(_ec(calendar, scheduled=True)) == len(calendar)


# What is refused


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"study": " "}, "study: ' ' names nothing; write it on one line"),
        ({"subject": "a\nb"}, "subject: 'a\\nb' names nothing; write it on one line"),
        (
            {"epochs": {"week": "TREATMENT"}},
            "epochs: dcep has no phase 'week'; use induction",
        ),
        (
            {"leave_out": ["carboplatin"]},
            "leave_out: dcep has no 'carboplatin'; use dexamethasone, cyclophosphamide, "
            "etoposide, cisplatin",
        ),
    ],
)
@pytest.mark.parametrize("call", [calendar_ex, calendar_ec])
def test_settings_that_are_none(call: Any, options: dict[str, Any], message: str) -> None:
    """Each is one line that says what, where and the mend."""
    with pytest.raises(RegimensError) as caught:
        call(_calendar("dcep"), **{**WHO, **options})
    assert str(caught.value) == message


def test_cells_have_no_unit_here() -> None:
    """A CAR-T product is refused by name, and the rest can be written without it."""
    calendar = _calendar("cilta-cel")
    infusion = next(row for row in calendar if row.drug == "ciltacabtagene autoleucel")
    calendar = _calendar("cilta-cel", Given(of=infusion.drug, on=infusion.date))
    for call in (calendar_ex, calendar_ec):
        with pytest.raises(RegimensError, match=r"^ciltacabtagene autoleucel on .*×10⁶ cells"):
            call(calendar, **WHO)
        assert len(_read(call(calendar, **WHO, leave_out=[infusion.drug]))) == 0


def test_a_dose_of_nothing_is_refused() -> None:
    """0 mg given is no exposure, and an ECDOSE of 0 is forbidden."""
    calendar = _calendar("dcep", Given(of="cisplatin", on=START, dose="0 mg"))
    for call in (calendar_ex, calendar_ec):
        with pytest.raises(RegimensError, match="cisplatin on 2026-01-05: a dose of 0 mg"):
            call(calendar, **WHO)


# The datasets


def test_variables_have_the_order_and_names_of_the_guide() -> None:
    """Names of at most 8 characters, labels of at most 40, one heading."""
    for labels, text in (
        (EX_LABELS, calendar_ex(_calendar("dcep"), **WHO)),
        (EC_LABELS, calendar_ec(_calendar("dcep"), **WHO)),
    ):
        assert text.splitlines() == [",".join(labels)]
        assert all(re.fullmatch("[A-Z][A-Z0-9]{1,7}", name) for name in labels)
        assert all(len(label) <= 40 for label in labels.values())


def test_hostile_texts_are_no_formulas_and_come_back() -> None:
    """Reasons and names that a spreadsheet would work out are marked, and unmarked again."""
    reasons = [text for text in FORMULAS if text.isprintable() and text.strip()]
    assert len(reasons) > 8
    for reason in reasons:
        omission = Omission(of="cisplatin", on=START, reason=reason)
        text = calendar_ec(_calendar("dcep", omission), study=reason, subject=f"{reason}-1")
        (record,) = _read(text)
        assert record["ECREASOC"] != reason
        assert text_of(record["ECREASOC"]) == text_of(record["STUDYID"]) == reason
        assert text_of(record["USUBJID"]) == f"{reason}-1"


@st.composite
def _recorded(draw: st.DrawFn) -> Calendar:
    """A course of which some doses were given, with or without an amount, and some omitted."""
    # A dose that was given besides the plan is refused, as another test holds.
    planned = [kind for kind in EventKind if kind is not EventKind.GIVEN]
    course = draw(courses(_IN_MG, kinds=planned))
    calendar = course.plan()
    due = [row for row in calendar if row.status is Status.PLANNED][:12]
    for row in due:
        kind = draw(st.sampled_from(["given", "given", "amount", "omitted", "nothing"]))
        if kind in {"given", "amount"}:
            dose = f"{row.dose + 1:f} mg" if kind == "amount" else None
            course = course.record(Given(of=row.drug, on=row.date, dose=dose))
        elif kind == "omitted":
            course = course.record(Omission(of=row.drug, on=row.date, reason="a test"))
        try:
            calendar = course.plan()
        except RegimensError:
            course = evolve(course, events=course.events[:-1])
    return course.plan()


@settings(max_examples=40)
@given(_recorded(), st.booleans())
def test_records_hold_for_every_course(calendar: Calendar, scheduled: bool) -> None:
    """One EX record a given dose, the codelists' terms, days that fit, and links that meet."""
    treatment = [row for row in calendar if row.slot.component.role is Role.TREATMENT]
    try:
        ex = _ex(calendar)
    except DocumentError as refused:
        assert "write all in mg" in str(refused)  # noqa: PT017 - the refusal is one of two outcomes
        ex = _ex(calendar, in_mg=True)
    try:
        ec = _ec(calendar, scheduled=scheduled)
    except DocumentError as refused:
        assert "write all in mg" in str(refused)  # noqa: PT017 - as above
        ec = _ec(calendar, scheduled=scheduled, in_mg=True)
    given_rows = [row for row in treatment if row.status is Status.GIVEN]
    assert [record["EXTRT"] for record in ex] == [row.drug.upper() for row in given_rows]
    for record, row in zip(ex, given_rows, strict=True):
        assert record["EXSTDTC"] == record["EXENDTC"] == row.date.isoformat()
        assert int(record["EXSTDY"]) >= 1
        first = START.fromisoformat(ex[0]["EXSTDTC"])
        assert row.date == first + timedelta(days=int(record["EXSTDY"]) - 1)
        assert record["EXDOSU"] in UNITS
        assert record["EXROUTE"] in ROUTES
        assert record["EXDOSFRM"] in FORMS
        measure = row.resolved.measure
        if record["EXDOSU"] != "mg" and measure is not None:
            # The protocol's unit times what the dose was made with is the calculated dose.
            difference = Decimal(record["EXDOSE"]) * measure - row.calculated
            assert abs(difference) <= Decimal("0.000001")
        else:
            assert Decimal(record["EXDOSE"]) == row.dose
    performed = [record for record in ec if record["ECMOOD"] == "PERFORMED"]
    assert {record["ECDOSE"] == "" for record in performed if record["ECOCCUR"] == "N"} <= {True}
    assert "0" not in {record["ECDOSE"] for record in ec}
    links = [record["ECLNKID"] for record in performed if record["ECOCCUR"] == "Y"]
    assert links == [record["EXLNKID"] for record in ex]
    assert [int(record["ECSEQ"]) for record in ec] == list(range(1, len(ec) + 1))
    missed = [row for row in treatment if row.status is Status.OMITTED]
    assert len(performed) == len(given_rows) + len(missed)


def test_pandas_reads_the_numbers() -> None:
    """Doses and study days are numbers to a program that knows no SDTM."""
    text = calendar_ex(_calendar("dara-dcep", *DISTURBED), **WHO, in_mg=True)
    table = pd.read_csv(io.StringIO(text))
    assert list(table["EXDOSE"]) == [40, 716, 71.6, 17.9, 1120, 28, 501.2, 50.12, 12.53, 50, 1120]
    assert table["EXSTDY"].dtype.kind == "i"
    assert list(table["EXSEQ"]) == list(range(1, 12))
