"""Intensities, findings and summaries of cohorts are those of each patient by himself."""

from __future__ import annotations

import itertools
import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import cohorts
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regimens import Course, Policy, Regimen, RegimensError, catalogue
from regimens.cohort import Cohort, counted, findings, intensities, planned
from regimens.cohort.findings import finding_schema
from regimens.cohort.intensities import intensity_schema
from regimens.errors import DocumentError, UnknownNameError
from regimens.formats.calendars import finding_document
from regimens.intensity import intensity
from regimens.summaries import Tally, summarize

SEVERAL = ("dcep", "dara-dcep", "dara-vd", "teclistamab", "cybord")

# Without events all patients of these share one layout of rows.
SHARING = ("dcep", "dara-dcep", "daratumumab-iv")


def _batch(*rows: dict[str, Any]) -> pa.RecordBatch:
    whole = {
        "patient_id": "p1",
        "start": date(2026, 1, 5),
        "height_cm": Decimal(165),
        "weight_kg": Decimal(70),
    }
    return cohorts.table([{**dict.fromkeys(cohorts.SCHEMA.names), **whole, **row} for row in rows])


def _four() -> pa.RecordBatch:
    """Four patients of 1.79 m²: in full, less from cycle 2 on, less at first and late, both."""
    return _batch(
        {"patient_id": "p1"},
        {"patient_id": "p2", "fractions": [Decimal(1), Decimal("0.7"), Decimal("0.7")]},
        {"patient_id": "p3", "fractions": [Decimal("0.7"), None, Decimal(1)], "delays": [0, 8]},
        {"patient_id": "p4", "fractions": [None, Decimal("0.5")], "delays": [0, 7, 14]},
    )


def _drawn(name: str, seed: object, count: int) -> tuple[Cohort, list[dict[str, Any]]]:
    draw = cohorts.drawing(f"{name} {seed}")
    cohort = cohorts.cohorts(draw, catalogue.get(name))
    rows = cohorts.patients(draw, cohort.regimen, count)
    return cohort, cohorts.with_doses_given(draw, cohort, rows)


def _plannable(name: str, count: int) -> tuple[Cohort, list[dict[str, Any]]]:
    """The first table drawn in which not everybody is refused: not every policy fits a drug."""
    drawn = (_drawn(name, seed, count) for seed in itertools.count())
    return next(
        (cohort, rows) for cohort, rows in drawn if planned(cohorts.table(rows), cohort).rows
    )


def _counted_groups(regimen: Regimen) -> list[tuple[str, str]]:
    return sorted({(phase.name, one.group) for phase, one in regimen.components()})


# Relative dose intensity


def _intensities(course: Course, *, as_planned: bool) -> list[dict[str, Any]]:
    names = intensity_schema(course.regimen).names[1:]
    found = intensity(course, as_planned=as_planned)
    return [{name: getattr(one, name) for name in names} for one in found]


def _check_intensities(cohort: Cohort, rows: list[dict[str, Any]], *, as_planned: bool) -> int:
    found = intensities(cohorts.table(rows), cohort, as_planned=as_planned)
    alone, refused = cohorts.alone(
        cohort, rows, lambda course: _intensities(course, as_planned=as_planned)
    )
    assert found.rows.to_pylist() == [{"patient_id": name, **one} for name, one in alone]
    assert cohorts.are_refused(found.rejects, refused)
    return len(alone)


@pytest.mark.parametrize("as_planned", [False, True])
@pytest.mark.parametrize("name", SEVERAL)
def test_intensities_of_patients_at_random(name: str, as_planned: bool) -> None:
    """Every figure, and the order of patients and drugs, is that of the single function."""
    cohort, rows = _plannable(name, 8)
    assert _check_intensities(cohort, rows, as_planned=as_planned) > 0


@settings(deadline=None, max_examples=15)
@given(st.sampled_from(catalogue.ids()), st.integers(0, 2**32), st.booleans())
def test_intensities_of_any_table(name: str, seed: int, as_planned: bool) -> None:
    """Any regimen, policy and horizon."""
    cohort, rows = _drawn(name, seed, 5)
    _check_intensities(cohort, rows, as_planned=as_planned)


def test_intensities_worked_out_by_hand() -> None:
    """Cyclophosphamide 400 mg/m² on 1.79 m²: 716 mg on 12 days of 84 days, 8592 mg.

    p2: 4 × 716 + 8 × 501.2 mg in 84 days: 80 %. p3: 8 × 501.2 + 4 × 716 mg in 92 days:
    80 % × 84 ÷ 92 = 73.04 %. p4: 4 × 716 + 8 × 358 mg in 105 days: ⅔ × 84 ÷ 105 = 53.33 %.
    """
    found = intensities(_four(), catalogue.get("dara-dcep"), as_planned=True)
    own = [
        (one["patient_id"], one["delivered"], one["planned"], one["elapsed_days"], one["rdi"])
        for one in found.rows.to_pylist()
        if one["drug"] == "cyclophosphamide"
        if (one["unit"], one["planned_days"]) == ("mg", 84)
    ]
    assert own == [
        ("p1", 8592, 8592, 84, 100),
        ("p2", Decimal("6873.6"), 8592, 84, 80),
        ("p3", Decimal("6873.6"), 8592, 92, 73),
        ("p4", 5728, 8592, 105, Decimal("53.3")),
    ]
    assert found.rejects.num_rows == 0


def test_given_doses_count_and_no_others() -> None:
    """Three of four days of cisplatin: 53.7 of 71.6 mg are 75 %; without any there is no figure."""
    events = (
        '[{"type": "given", "of": "cisplatin", "on": "2026-01-05"},'
        ' {"type": "given", "of": "cisplatin", "on": "2026-01-06"},'
        ' {"type": "given", "of": "cisplatin", "on": "2026-01-07"}]'
    )
    batch = _batch({"patient_id": "p1", "events": events}, {"patient_id": "p2"})
    found = intensities(batch, catalogue.get("dcep"), first_row=101)
    assert [tuple(one.values()) for one in found.rows.to_pylist()] == [
        ("p1", "cisplatin", Decimal("53.7"), Decimal("71.6"), "mg", 28, 28, 75)
    ]
    assert found.rejects.to_pylist() == [
        {
            "row": 102,
            "patient_id": "p2",
            "message": "events: no planned dose is recorded as given; record given doses, or count "
            "doses as planned",
        }
    ]


def _without_events(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "events": None} for row in rows]


@pytest.mark.parametrize("horizon", [{}, {"until": date(2026, 9, 9)}, {"cycles": 2}])
@pytest.mark.parametrize("name", SHARING)
def test_intensities_of_patients_who_share_rows(name: str, horizon: dict[str, Any]) -> None:
    """Whoever has no events is worked out of sums of doses, wherever the last day cuts."""
    regimen = catalogue.get(name)
    if regimen.phases[-1].cycles is None:
        horizon = horizon or {"cycles": 11}
    cohort = Cohort(regimen=regimen, **horizon)
    rows = _without_events(cohorts.patients(cohorts.drawing(name), regimen, 20))
    assert _check_intensities(cohort, rows, as_planned=True) > 5
    assert _check_intensities(cohort, rows, as_planned=False) == 0


# Findings


def _findings(course: Course) -> list[dict[str, Any]]:
    return [finding_document(one) for one in course.plan().findings]


@pytest.mark.parametrize("name", SEVERAL)
def test_findings_of_patients_at_random(name: str) -> None:
    """Every finding, and their order, is that of the single plan."""
    cohort, rows = _plannable(name, 8)
    found = findings(cohorts.table(rows), cohort)
    alone, refused = cohorts.alone(cohort, rows, _findings)
    told = [
        {**one, "date": one["date"] and one["date"].isoformat()} for one in found.rows.to_pylist()
    ]
    assert told == [{"patient_id": name, **one} for name, one in alone]
    assert alone
    assert cohorts.are_refused(found.rejects, refused)


def test_a_dose_delay_is_found_where_it_is() -> None:
    """Eight days are one, seven are none, and fourteen are one."""
    rows = findings(_four(), catalogue.get("dara-dcep")).rows.to_pylist()
    own = [
        (one["patient_id"], one["severity"], one["phase"], one["cycle"], one["date"])
        for one in rows
        if one["code"] == "dose-delay"
    ]
    assert own == [
        ("p3", "info", "induction", 2, date(2026, 2, 10)),
        ("p4", "info", "induction", 3, date(2026, 3, 23)),
    ]


# Summaries


def _counts(batch: pa.RecordBatch, cohort: Cohort | Regimen, place: tuple[str, str]) -> Any:
    return counted(batch, cohort, phase=place[0], group=place[1])


def test_summary_counted_by_hand() -> None:
    """Cycle 2: p1 and p3 as before, p2 and p4 less, p3 late. Cycle 3: p3 more, p4 late."""
    found = _counts(_four(), catalogue.get("dara-dcep"), ("induction", "DCEP"))
    rows = [
        (
            row.n,
            dict(row.fractions),
            (row.same, row.reduced, row.escalated),
            row.dose_delays,
        )
        for row in found.tally.summary().cycles
    ]
    assert rows == [
        (4, {"1": 3, "0.7": 1}, (None, None, None), 0),
        (4, {"1": 1, "0.7": 2, "0.5": 1}, (2, 2, 0), 1),
        (4, {"1": 2, "0.7": 1, "0.5": 1}, (3, 0, 1), 1),
    ]
    assert found.tally.courses == 4
    assert found.rejects.num_rows == 0


@pytest.mark.parametrize("name", SEVERAL)
def test_summaries_of_patients_at_random(name: str) -> None:
    """Each phase and group has the rows of all single courses; who is refused is in none."""
    cohort, rows = _plannable(name, 20)
    courses, refused = cohorts.alone(cohort, rows, lambda course: [course])
    for place in _counted_groups(cohort.regimen):
        found = _counts(cohorts.table(rows), cohort, place)
        alone = summarize([course for _, course in courses], phase=place[0], group=place[1])
        assert found.tally.summary() == alone
        assert found.tally.courses == len(courses)
        assert cohorts.are_refused(found.rejects, refused)


@pytest.mark.parametrize("horizon", [{}, {"until": date(2026, 9, 9)}, {"cycles": 2}])
@pytest.mark.parametrize("name", SHARING)
def test_summaries_of_patients_who_share_rows(name: str, horizon: dict[str, Any]) -> None:
    """Whoever has no events is counted by fraction and delay, wherever the last day cuts."""
    regimen = catalogue.get(name)
    if regimen.phases[-1].cycles is None:
        horizon = horizon or {"cycles": 11}
    cohort = Cohort(regimen=regimen, **horizon)
    rows = _without_events(cohorts.patients(cohorts.drawing(name), regimen, 40))
    courses = [course for _, course in cohorts.alone(cohort, rows, lambda course: [course])[0]]
    assert len(courses) > 5
    for place in _counted_groups(regimen):
        tally = _counts(cohorts.table(rows), cohort, place).tally
        assert tally.summary() == summarize(courses, phase=place[0], group=place[1])


@settings(deadline=None, max_examples=15)
@given(
    st.sampled_from(catalogue.ids()),
    st.integers(0, 2**32),
    st.lists(st.integers(0, 9), min_size=2, max_size=4),
)
def test_parts_add_up_in_any_order(name: str, seed: int, cuts: list[int]) -> None:
    """However a table is cut, and from whichever end its parts are added, the sum is the same."""
    cohort, rows = _drawn(name, seed, 9)
    place = _counted_groups(cohort.regimen)[0]
    whole = cohorts.table(rows)
    edges = [0, *sorted(cuts), 9]
    parts = [
        _counts(whole.slice(one, other - one), cohort, place).tally
        for one, other in itertools.pairwise(edges)
    ]
    forward = backward = Tally()
    for part in parts:
        forward += part
        backward = part + backward
    folded = parts[-1]
    for part in reversed(parts[:-1]):
        folded += part
    whole_tally = _counts(whole, cohort, place).tally
    assert forward == backward == folded == whole_tally
    assert forward.summary() == whole_tally.summary()


def test_a_tally_goes_to_another_process_and_back() -> None:
    """What is counted on one machine can be added on another."""
    tally = _counts(_four(), catalogue.get("dara-dcep"), ("induction", "DCEP")).tally
    assert pickle.loads(pickle.dumps(tally)) == tally  # noqa: S301 - its own
    assert (tally + tally).summary().cycles[1].n == 8


def test_a_phase_that_is_not_there_is_refused_before_any_patient() -> None:
    """With those that are there."""
    with pytest.raises(UnknownNameError, match="phases: induction; groups: DCEP"):
        _counts(_batch(), catalogue.get("dcep"), ("maintenance", "DCEP"))


# What all have in common


def test_an_empty_table_has_no_rows_and_its_columns() -> None:
    """Whoever reads them finds the columns there."""
    dcep = catalogue.get("dcep")
    for found, schema in (
        (intensities(_batch(), dcep), intensity_schema(dcep)),
        (findings(_batch(), dcep), finding_schema(dcep)),
    ):
        assert found.rows.num_rows == found.rejects.num_rows == 0
        assert found.rows.schema.equals(schema, check_metadata=True)
        assert schema.metadata[b"regimen_digest"].decode() == dcep.digest
    assert _counts(_batch(), dcep, ("induction", "DCEP")).tally == Tally()


def test_what_is_no_table_of_patients_is_refused() -> None:
    """As planning refuses it."""
    batch = pa.RecordBatch.from_pylist([{"patient": "p1"}])
    for function in (intensities, findings):
        with pytest.raises(DocumentError, match="'patient' is not a column of patients"):
            function(batch, catalogue.get("dcep"))
    with pytest.raises(RegimensError, match="'patient' is not a column of patients"):
        _counts(batch, catalogue.get("dcep"), ("induction", "DCEP"))


def test_whom_planning_refuses_for_digits_is_refused_by_all() -> None:
    """400 mg/m² × 1.7911… m² to ten decimals × a fraction of twelve have more than 18 decimals."""
    batch = pa.RecordBatch.from_pylist(
        [
            {
                "patient_id": "p1",
                "start": date(2026, 1, 5),
                "height_cm": "165",
                "weight_kg": "70",
                "fractions": "0.123456789012",
            }
        ]
    )
    cohort = Cohort(regimen=catalogue.get("dcep"), policy=Policy(bsa_rounding="0.0000000001 m²"))
    refused = planned(batch, cohort).rejects.to_pylist()
    assert "has more digits than" in refused[0]["message"]
    for found in (
        intensities(batch, cohort, as_planned=True),
        findings(batch, cohort),
        _counts(batch, cohort, ("induction", "DCEP")),
    ):
        assert found.rejects.to_pylist() == refused
