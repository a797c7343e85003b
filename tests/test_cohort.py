"""Cohorts: the rows of many patients are those of each by itself, to the last digit."""

from __future__ import annotations

import pickle
import sys
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import cohorts
import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regimens import Course, Patient, Policy, RegimensError, catalogue
from regimens.cohort import Cohort, answers, dose_tables, plan_batch, planned
from regimens.cohort.columns import decoded, row_schema
from regimens.cohort.doses import Doses
from regimens.cohort.measures import bodies_of_batch, surfaces
from regimens.cohort.patients import patients_of
from regimens.dosing_surface import surface_area
from regimens.errors import DocumentError, HorizonError, UnverifiedError
from regimens.events import Delay, Omission
from regimens.surface import BsaFormula

DCEP = catalogue.get("dcep")
ROUNDINGS = cohorts.CHOICES["rounding"]


def _batch(*rows: dict[str, Any]) -> pa.RecordBatch:
    whole = {
        "patient_id": "p1",
        "start": date(2026, 1, 5),
        "height_cm": Decimal(165),
        "weight_kg": Decimal(70),
    }
    return cohorts.table([{**dict.fromkeys(cohorts.SCHEMA.names), **whole, **row} for row in rows])


def _messages(batch: pa.RecordBatch, regimen: Any = DCEP) -> list[tuple[int, str]]:
    rejects = planned(batch, regimen).rejects.to_pylist()
    return [(one["row"], one["message"]) for one in rejects]


@pytest.mark.parametrize("name", catalogue.ids())
def test_each_regimen_of_the_catalogue(name: str) -> None:
    """Rows, order, doses, dates and refusals are those of single plans."""
    draw = cohorts.drawing(name)
    cohort = cohorts.cohorts(draw, catalogue.get(name))
    rows = cohorts.patients(draw, cohort.regimen, 12)
    assert cohorts.differences(cohort, rows, planned(cohorts.table(rows), cohort)) == []


@pytest.mark.parametrize("formula", BsaFormula)
@pytest.mark.parametrize("rounding", ROUNDINGS)
@pytest.mark.parametrize("bsa_rounding", ["0.01 m²", "0.1 m²", None])
def test_each_formula_and_rounding(formula: BsaFormula, rounding: str, bsa_rounding: Any) -> None:
    """Of body surface and of doses, on a regimen by surface and on one by weight."""
    policy = Policy(bsa_formula=formula, rounding=rounding, bsa_rounding=bsa_rounding)
    for name in ("dcep", "dara-dcep"):
        cohort = Cohort(regimen=catalogue.get(name), policy=policy)
        rows = cohorts.patients(cohorts.drawing(f"{formula}{rounding}"), cohort.regimen, 8)
        assert cohorts.differences(cohort, rows, planned(cohorts.table(rows), cohort)) == []


@settings(deadline=None)
@given(st.sampled_from(catalogue.ids()), st.integers(0, 2**32), st.integers(0, 30))
def test_patients_at_random(name: str, seed: int, count: int) -> None:
    """Any table, any regimen, any policy, any horizon."""
    draw = cohorts.drawing(seed)
    cohort = cohorts.cohorts(draw, catalogue.get(name))
    rows = cohorts.patients(draw, cohort.regimen, count)
    assert cohorts.differences(cohort, rows, planned(cohorts.table(rows), cohort)) == []


def test_a_course_worked_out_by_hand() -> None:
    """165 cm and 70 kg: √(165 × 70 ÷ 3600) = 1.7911…, so 1.79 m², and 400 mg/m² are 716 mg.

    From cycle 2 on 70 %: 501.2 mg. Cycle 2 begins 28 days after 5 January and 3 days late, on
    5 February; cycle 3 28 days after that, on 5 March.
    """
    batch = _batch({"fractions": [Decimal(1), Decimal("0.7")], "delays": [0, 3]})
    rows = plan_batch(batch, DCEP).to_pylist()
    own = [
        (row["date"], row["cycle"], row["day"], row["fraction"], row["dose"])
        for row in rows
        if row["drug"] == "cyclophosphamide" and row["day"] in {1, 4}
    ]
    assert own == [
        (date(2026, 1, 5), 1, 1, 1, 716),
        (date(2026, 1, 8), 1, 4, 1, 716),
        (date(2026, 2, 5), 2, 1, Decimal("0.7"), Decimal("501.2")),
        (date(2026, 2, 8), 2, 4, Decimal("0.7"), Decimal("501.2")),
        (date(2026, 3, 5), 3, 1, Decimal("0.7"), Decimal("501.2")),
        (date(2026, 3, 8), 3, 4, Decimal("0.7"), Decimal("501.2")),
    ]
    assert rows[0]["patient_id"] == "p1"
    assert {row["status"] for row in rows} == {"planned"}


@pytest.mark.parametrize(
    ("weight", "surface"),
    [("70.8890625", "1.78"), ("70.8890624", "1.77"), ("70.8890626", "1.78")],
)
def test_a_surface_on_the_edge_of_rounding(weight: str, surface: str) -> None:
    """1.775² × 3600 ÷ 160 is 70.8890625 kg exactly: from there on 1.78 m² are used."""
    column = pa.array([Decimal(160)]), pa.array([Decimal(weight)], pa.decimal128(12, 7))
    batch = pa.RecordBatch.from_pydict(
        {
            "patient_id": ["p"],
            "start": [date(2026, 1, 5)],
            "height_cm": column[0],
            "weight_kg": column[1],
        }
    )
    rows = plan_batch(batch, DCEP).to_pylist()
    doses = {row["dose"] for row in rows if row["drug"] == "cyclophosphamide"}
    assert doses == {400 * Decimal(surface)}


def test_many_edges_of_rounding_are_decided_exactly() -> None:
    """Bodies whose surface is on a half step or a billionth beside it, by exact arithmetic."""
    rows = []
    for steps in range(120, 260):
        half = (Decimal(steps) + Decimal("0.5")) / 100
        weight = half * half * 3600 / 160
        rows += [
            {**_batch({}).to_pylist()[0], "patient_id": f"{steps}{add}", "weight_kg": weight + add}
            for add in (Decimal("-1e-9"), Decimal(0), Decimal("1e-9"))
        ]
    table = pa.RecordBatch.from_pylist(
        [{**row, "height_cm": Decimal(160)} for row in rows],
        schema=pa.schema(
            [
                ("patient_id", pa.string()),
                ("start", pa.date32()),
                ("height_cm", pa.int64()),
                ("weight_kg", pa.decimal128(20, 12)),
            ]
        ),
    )
    found = plan_batch(table, DCEP).to_pylist()
    doses = {row["patient_id"]: row["dose"] for row in found if row["drug"] == "cyclophosphamide"}
    for row in rows:
        steps = int(row["patient_id"][:3]) + (not row["patient_id"].endswith("-1E-9"))
        assert doses[row["patient_id"]] == 4 * steps, row


@pytest.mark.parametrize("formula", [one for one in BsaFormula if one is not BsaFormula.SCHLICH])
@pytest.mark.parametrize("step", ["0.01", "0.1", "0.0001"])
def test_surfaces_in_floats_are_those_of_exact_arithmetic(formula: BsaFormula, step: str) -> None:
    """The number of steps of 600 bodies, so many that a wrong one would be another's."""
    policy = Policy(bsa_formula=formula, bsa_rounding=f"{step} m²")
    draw = cohorts.drawing(formula)
    rows = [
        {
            "height_cm": Decimal(draw.randrange(1400, 2050)) / 10,
            "weight_kg": Decimal(draw.randrange(400, 1300)) / 10,
        }
        for _ in range(600)
    ]
    bodies = bodies_of_batch(patients_of(_batch(*rows)))
    every = np.flatnonzero(bodies.can_be)
    found = surfaces(bodies, every, policy)
    assert found is not None
    assert len(every) > 500
    for place, number in zip(every.tolist(), found.tolist(), strict=True):
        exact = surface_area(rows[place]["height_cm"], rows[place]["weight_kg"], policy).used
        assert number * Decimal(step) == exact


def test_a_formula_that_needs_the_sex_has_no_surfaces() -> None:
    """A table of patients has none."""
    bodies = bodies_of_batch(patients_of(_batch({})))
    assert surfaces(bodies, np.array([0]), Policy(bsa_formula="schlich")) is None


@pytest.mark.parametrize("cap", ["2 m²", "1.8 m²", "1.805 m²"])
@pytest.mark.parametrize("step", ["0.01 m²", "0.1 m²"])
def test_a_cap_on_the_surface(cap: str, step: str) -> None:
    """On either side of it, and of half a step beside it."""
    cohort = Cohort(regimen=DCEP, policy=Policy(bsa_cap=cap, bsa_rounding=step))
    rows = [
        {**_batch({}).to_pylist()[0], "patient_id": str(one), "weight_kg": Decimal(one) / 10}
        for one in range(650, 950, 2)
    ]
    assert cohorts.differences(cohort, rows, planned(cohorts.table(rows), cohort)) == []


@pytest.mark.parametrize(
    ("height", "weight"),
    [
        *[("50", "10"), ("49.999", "10"), ("50", "9.999"), ("50", "24.999"), ("50", "25.001")],
        *[("272", "100"), ("272.001", "100"), ("272", "650"), ("272", "650.001")],
        *[("272", "59.187"), ("272", "59.188"), ("111.803", "10"), ("111.804", "10")],
    ],
)
def test_bodies_at_the_edge_of_what_can_be(height: str, weight: str) -> None:
    """50 to 272 cm, 10 to 650 kg, and an index of 8 to 100, by surface and by weight."""
    body = {"height_cm": Decimal(height), "weight_kg": Decimal(weight)}
    rows = _batch(body, {"patient_id": "p2"}).to_pylist()
    for name in ("dcep", "dara-dcep"):
        cohort = Cohort(regimen=catalogue.get(name))
        assert cohorts.differences(cohort, rows, planned(cohorts.table(rows), cohort)) == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"patient_id": None}, "patient_id: names no patient; give each row a text"),
        ({"patient_id": " "}, "patient_id: names no patient; give each row a text"),
        ({"patient_id": "a\nb"}, "id: 'a\\nb' has a control character"),
        ({"start": None}, "start: nothing; give the day of cycle 1 day 1"),
        ({"weight_kg": Decimal(700)}, "weight"),
        ({"height_cm": Decimal("1.72")}, "height"),
        ({"weight_kg": None}, "weight"),
        ({"fractions": [Decimal("1.2")]}, "fractions[0]: a fraction of 1.2 is above the full dose"),
        ({"fractions": [Decimal(0)]}, "fractions[0]: a fraction of 0; record an omission"),
        ({"fractions": [Decimal(1)] * 4}, "fractions[3]: dcep has 3 cycles; give 3 values at most"),
        ({"delays": [0, -3]}, "delays[1]: '-3' is no delay; give whole days from 0"),
        ({"delays": [0, 0, 0, 5]}, "delays[3]: dcep has 3 cycles; give 3 values at most"),
        ({"delays": [0, 0, 0, None, 5]}, "delays[4]: dcep has 3 cycles; give 3 values at most"),
        ({"events": "{"}, "events"),
        ({"events": '[{"type": "nothing"}]'}, "events"),
        (
            {
                "fractions": [Decimal("0.7")],
                "events": '[{"type": "dose_change", "of": "DCEP", "to": "0.7", "cycle": 2}]',
            },
            "events[0]: a dose change of DCEP, of which fractions speak too",
        ),
    ],
)
def test_a_bad_row_stops_no_other(row: dict[str, Any], message: str) -> None:
    """It is refused with its column and the mend; the others are planned."""
    batch = _batch({}, row, {"patient_id": "p3"})
    found = planned(batch, DCEP, first_row=11)
    ((number, said),) = [(one["row"], one["message"]) for one in found.rejects.to_pylist()]
    assert number == 12
    assert message in said
    assert found.rows.num_rows == 96
    assert found.rows.column("patient_id").unique().to_pylist() == ["p1", "p3"]
    with pytest.raises(DocumentError, match="row 2"):
        plan_batch(batch, DCEP)


def test_a_delay_of_centuries_is_refused_alone() -> None:
    """Its message is that of a single plan, and the others have their rows."""
    messages = _messages(_batch({"delays": [0, 999_999_999]}, {}))
    assert [row for row, _ in messages] == [1]


@pytest.mark.parametrize("start", [date(1, 1, 1), date(9999, 12, 30), date(9998, 6, 1)])
def test_a_start_at_either_end_of_time(start: date) -> None:
    """Planned or refused, as alone."""
    rows = _batch({"start": start}, {"patient_id": "p2"}).to_pylist()
    cohort = Cohort(regimen=DCEP)
    assert cohorts.differences(cohort, rows, planned(cohorts.table(rows), cohort)) == []


def test_a_start_after_the_last_day_is_refused() -> None:
    """It has no rows, and says why."""
    cohort = Cohort(regimen=DCEP, until=date(2026, 2, 1))
    rows = _batch({"start": date(2026, 2, 2)}, {"patient_id": "p2"}).to_pylist()
    found = planned(cohorts.table(rows), cohort)
    assert [one["row"] for one in found.rejects.to_pylist()] == [1]
    assert cohorts.differences(cohort, rows, found) == []


def test_events_are_planned_as_in_a_course() -> None:
    """A column of them, beside fractions of another cycle and delays."""
    text = '[{"type": "omission", "of": "cisplatin", "on": "2026-01-06"}]'
    found = planned(_batch({"events": text, "delays": [0, 4]}, {"patient_id": "p2"}), DCEP)
    assert found.rejects.num_rows == 0, found.rejects.to_pylist()
    rows = [row for row in found.rows.to_pylist() if row["patient_id"] == "p1"]
    plan = Course(
        DCEP,
        Patient(height="165 cm", weight="70 kg"),
        start=date(2026, 1, 5),
        events=(
            Delay(cycle=2, days=4),
            Omission(of="cisplatin", on=date(2026, 1, 6)),
        ),
    ).plan()
    assert [(row["date"], row["drug"], row["status"]) for row in rows] == [
        (one.date, one.drug, one.status.value) for one in plan
    ]
    assert "omitted" in {row["status"] for row in rows}


def _columns(**columns: Any) -> pa.RecordBatch:
    whole = {
        "patient_id": ["p1"],
        "start": [date(2026, 1, 5)],
        "height_cm": [165.0],
        "weight_kg": [70.0],
    }
    return pa.RecordBatch.from_pydict({**whole, **columns})


@pytest.mark.parametrize(
    "columns",
    [
        {"height_cm": pa.array(["165"]), "weight_kg": pa.array(["70.0"])},
        {"height_cm": pa.array([165], pa.int16()), "weight_kg": pa.array([70], pa.uint8())},
        {"start": ["2026-01-05"]},
        {"patient_id": pa.array(["p1"], pa.large_string())},
        {"patient_id": pa.array(["p1"]).dictionary_encode()},
        {"fractions": ["1;1;1"], "delays": ["0;;0"]},
        {"fractions": ["[1.0, null, 1]"], "delays": ["[0]"]},
        {"fractions": [[1, None]], "delays": [[0, None]]},
        {"fractions": pa.array([[1.0]], pa.large_list(pa.float64())), "delays": [None]},
        {"fractions": [""], "delays": ["[]"], "events": ["  "]},
        {"events": pa.nulls(1)},
    ],
)
def test_columns_may_be_of_many_types(columns: dict[str, Any]) -> None:
    """What is the same in another type is planned the same."""
    assert plan_batch(_columns(**columns), DCEP).equals(plan_batch(_columns(), DCEP))


def test_a_double_is_the_decimal_it_was_written_as() -> None:
    """70.1 kg are 70.1 kg, and not 70.099999999999994."""
    as_double = plan_batch(_columns(weight_kg=[70.1]), catalogue.get("dara-dcep"))
    as_text = plan_batch(_columns(weight_kg=["70.1"]), catalogue.get("dara-dcep"))
    assert as_double.equals(as_text)
    doses = {row["dose"] for row in as_text.to_pylist() if row["drug"] == "daratumumab"}
    assert doses == {Decimal("1121.6")}


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"hight": [1]}, "columns: 'hight' is not a column of patients; use patient_id"),
        ({"weight_kg": pa.array([70.0], pa.float32())}, "weight_kg: is of type float; write"),
        ({"weight_kg": [True]}, "weight_kg: is of type bool; write"),
        ({"delays": [[True]]}, "delays: is of type bool; write whole numbers"),
        ({"delays": [[1.0]]}, "delays: is of type double; write whole numbers"),
        ({"delays": [1]}, "delays: is of type int64; write lists"),
        ({"start": [1]}, "start: is of type int64; write dates"),
        ({"patient_id": [1]}, "patient_id: is of type int64; write it as text"),
        ({"events": [1]}, "events: is of type int64; write it as text"),
    ],
)
def test_a_column_that_is_none_is_refused(columns: dict[str, Any], message: str) -> None:
    """Before anybody is planned: a wrong type is a wrong file."""
    with pytest.raises(DocumentError) as caught:
        planned(_columns(**columns), DCEP)
    assert str(caught.value).startswith(message)


def test_a_time_of_day_is_no_start() -> None:
    """A time zone would decide the day."""
    batch = _columns(start=pa.array([0], pa.timestamp("us")))
    with pytest.raises(DocumentError, match="start: is of type timestamp"):
        planned(batch, DCEP)


def test_columns_that_lack_or_repeat_one() -> None:
    """Which column holds, nobody knows."""
    with pytest.raises(DocumentError, match="there is no weight_kg"):
        planned(_columns().drop_columns(["weight_kg"]), DCEP)
    twice = _columns()
    twice = pa.RecordBatch.from_arrays(
        [*twice.columns, twice.column(3)], names=[*twice.schema.names, "weight_kg"]
    )
    with pytest.raises(DocumentError, match="weight_kg is there twice"):
        planned(twice, DCEP)


@pytest.mark.parametrize("text", ["[1", "[[1]]", "[true]", "{}", '["x"]', "1,0.7", "[NaN]"])
def test_a_list_that_is_none_refuses_its_row(text: str) -> None:
    """And no other."""
    batch = pa.RecordBatch.from_pydict(
        {
            "patient_id": ["p1", "p2"],
            "start": ["2026-01-05"] * 2,
            "height_cm": [165.0] * 2,
            "weight_kg": [70.0] * 2,
            "fractions": [text, "1;0.7"],
        }
    )
    ((row, message),) = _messages(batch)
    assert (row, message.startswith("fractions")) == (1, True)


def test_what_nobody_could_be_planned_with_is_said_once() -> None:
    """An open end, and a number that nobody has read."""
    with pytest.raises(HorizonError):
        Cohort(regimen=catalogue.get("daravd"))
    unread = next(one for one in cohorts.regimens() if one.unverified)
    with pytest.raises(UnverifiedError):
        Cohort(regimen=unread, cycles=1)
    cohort = Cohort(regimen=unread, cycles=1, allow_unverified="to try")
    rows = planned(_columns(), cohort).rows
    assert rows.schema.names[-1] == "unverified"
    assert all(rows.column("unverified").to_pylist())
    with pytest.raises(RegimensError):
        Cohort(regimen=DCEP, choices={"nothing": "such"})


def test_a_cohort_travels() -> None:
    """To another process, and plans the same there."""
    cohort = Cohort(regimen=DCEP, policy=Policy(rounding="5 mg"), until=date(2026, 3, 1))
    again = pickle.loads(pickle.dumps(cohort))  # noqa: S301 - what was dumped here
    assert again == cohort
    assert planned(_columns(), again).rows.equals(planned(_columns(), cohort).rows)


def test_an_empty_batch_has_no_rows() -> None:
    """And the columns of any other."""
    found = planned(_columns().slice(0, 0), DCEP)
    assert (found.rows.num_rows, found.rejects.num_rows) == (0, 0)
    assert found.rows.schema == row_schema(DCEP)


def test_decoded_rows_are_the_same() -> None:
    """Text in every row, for programs that take no dictionaries."""
    rows = plan_batch(_columns(), DCEP)
    text = decoded(rows, DCEP)
    assert text.to_pylist() == rows.to_pylist()
    assert {str(one.type) for one in text.schema} == {
        "string",
        "date32[day]",
        "int32",
        "decimal128(38, 18)",
    }


def test_one_patient_twice_has_rows_twice() -> None:
    """Each row of the table is a course of its own."""
    rows = planned(_batch({}, {"start": date(2026, 6, 1)}), DCEP).rows
    assert rows.num_rows == 96
    rows.validate(full=True)


def test_doses_go_on_over_batches() -> None:
    """What was worked out for one batch is not another's."""
    draw = cohorts.drawing(7)
    cohort = Cohort(regimen=catalogue.get("dara-dcep"))
    doses = Doses(cohort)
    for _ in range(3):
        rows = cohorts.patients(draw, cohort.regimen, 40)
        found = planned(cohorts.table(rows), cohort, doses=doses)
        assert cohorts.differences(cohort, rows, found) == []


def test_doses_of_another_cohort_are_not_taken() -> None:
    """Their policy may be another."""
    other = Doses(Cohort(regimen=DCEP, policy=Policy(rounding="5 mg")))
    planned(_columns(weight_kg=[71.3]), other.cohort, doses=other)
    rows = planned(_columns(weight_kg=[71.3]), Cohort(regimen=DCEP), doses=other).rows
    assert rows.equals(planned(_columns(weight_kg=[71.3]), DCEP).rows)


@pytest.mark.parametrize("name", ["dcep", "dara-dcep", "daravd", "vd"])
@pytest.mark.parametrize("until", [None, date(2026, 4, 1)])
def test_whoever_has_no_events_is_not_planned_alone(
    name: str, until: date | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of such patients, with fractions and delays too, none is planned alone but the first."""
    regimen = catalogue.get(name)
    reduces = len(regimen.reductions) == 1
    rows = [
        {
            "patient_id": str(place),
            "weight_kg": Decimal(600 + place) / 10,
            "start": date(2026, 1, 1 + place % 28),
            "fractions": [Decimal(1), Decimal("0.7")] if reduces and place % 2 else None,
            "delays": [0, 9] if place % 3 else None,
        }
        for place in range(60)
    ]
    cohort = Cohort(regimen=regimen, until=until, cycles=3)
    batch = _batch(*rows)
    expected = planned(batch, cohort)

    def refuse(*_: object) -> None:
        raise AssertionError("planned alone")

    monkeypatch.setattr(answers, "course_of", refuse)
    assert planned(batch, cohort).rows.equals(expected.rows)
    assert cohorts.differences(cohort, batch.to_pylist(), expected) == []


def test_very_many_measures_are_told_apart_by_sorting(monkeypatch: pytest.MonkeyPatch) -> None:
    """As those are that have a place each."""
    draw = cohorts.drawing(3)
    cohort = Cohort(regimen=catalogue.get("dara-dcep"), policy=Policy(bsa_rounding=None))
    rows = cohorts.patients(draw, cohort.regimen, 60)
    expected = planned(cohorts.table(rows), cohort).rows
    monkeypatch.setattr(dose_tables, "_NUMBERED", 0)
    assert planned(cohorts.table(rows), cohort).rows.equals(expected)


def test_whose_dose_is_refused_is_refused_alone() -> None:
    """8.2 mg of cisplatin in steps of 20 mg are 0 mg; 17.9 mg are 20 mg."""
    cohort = Cohort(regimen=DCEP, policy=Policy(rounding="20 mg"))
    body = {"height_cm": Decimal(120), "weight_kg": Decimal(20)}
    rows = _batch({}, {"patient_id": "p2", **body}, {"patient_id": "p3"}).to_pylist()
    found = planned(cohorts.table(rows), cohort)
    assert [one["row"] for one in found.rejects.to_pylist()] == [2]
    assert cohorts.differences(cohort, rows, found) == []


def test_a_fraction_that_is_not_allowed_is_told() -> None:
    """0.3 from cycle 2 and 0.5 in cycle 1; 0.5 from cycle 2, and back to 1, are allowed."""
    lists = [["1", "0.3", "1"], ["0.5"], ["1", "0.5", "1"], ["0.3", "0.3"]]
    batch = _batch(*({"fractions": [Decimal(one) for one in each]} for each in lists))
    found = planned(batch, DCEP, first_row=5)
    assert found.rejects.num_rows == 0
    assert found.rows.num_rows == 4 * 48
    told = found.violations.to_pylist()
    assert [(one["row"], one["code"], one["message"][:32]) for one in told] == [
        (5, "fraction-not-allowed", "0.3 of the full dose of dexameth"),
        (6, "fraction-not-allowed", "0.5 of the full dose of dexameth"),
        (8, "fraction-not-allowed", "0.3 of the full dose of dexameth"),
    ]


def test_a_protocol_that_breaks_its_own_rule_is_told_of_each() -> None:
    """Bortezomib on days 1 and 2 comes before its 72 hours are over, in each patient's plan."""
    vd = catalogue.get("vd")
    (phase,) = vd.phases
    bortezomib, *others = phase.components
    timing = bortezomib.timing
    assert isinstance(timing, tuple)
    (days,) = timing
    soon = attrs.evolve(bortezomib, timing=(attrs.evolve(days, days=(1, 2)),))
    too_soon = attrs.evolve(vd, phases=(attrs.evolve(phase, components=(soon, *others)),))
    rows = _batch({}, {"patient_id": "p2", "start": date(2026, 2, 2)}).to_pylist()
    cohort = Cohort(regimen=too_soon, cycles=1)
    found = planned(cohorts.table(rows), cohort)
    assert cohorts.differences(cohort, rows, found) == []
    assert [one["row"] for one in found.violations.to_pylist()] == [1, 2]


@pytest.mark.parametrize("module", ["pyarrow", "numpy"])
def test_a_missing_extra_is_one_line(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install, in the words that a shell takes."""
    batch = _columns()
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(DocumentError) as caught:
        planned(batch, DCEP)
    assert 'pip install "regimens[cohort]"' in str(caught.value)
