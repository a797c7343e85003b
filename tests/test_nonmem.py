"""Event data for NONMEM and mrgsolve: by hand, and unfolded again by a reader of its own."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

import attrs
import pandas as pd  # type: ignore[import-untyped]
import pytest
from hostile_texts import TEXTS, with_texts
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
    RegimensError,
    Status,
    Switch,
    catalogue,
)
from regimens.errors import DocumentError
from regimens.events import Event
from regimens.formats.nonmem import NONMEM_COLUMNS, calendar_nonmem, nonmem_compartments
from regimens.testing import EventKind, courses

START = date(2026, 1, 5)
_IN_MG = st.sampled_from([name for name in catalogue.ids() if not name.endswith("-cel")]).map(
    catalogue.get
)
HEADING = "ID,TIME,EVID,CMT,AMT,RATE,II,ADDL"
DISTURBED: tuple[Event, ...] = (
    DoseChange(of="DCEP", to="0.7", cycle=2, reason="cytopenia"),
    CycleStart(phase="induction", cycle=2, on=date(2026, 2, 12)),
    Omission(of="daratumumab", on=date(2026, 2, 19), reason="infection"),
)


def _calendar(name: str, *events: Event, cycles: int | None = None, **more: Any) -> Calendar:
    patient = Patient(height="165 cm", weight="70 kg")
    course = Course(catalogue.get(name), patient, start=START, cycles=cycles, events=events, **more)
    return course.plan()


def _records(text: str) -> list[tuple[Decimal, ...]]:
    """The records as numbers, read by pandas without a float."""
    table = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    assert tuple(table.columns) == NONMEM_COLUMNS
    return [tuple(map(Decimal, row)) for row in table.itertuples(index=False)]


def _unfolded(text: str) -> Counter[tuple[Decimal, ...]]:
    """Every dose on its own, as NONMEM and `realize_addl` read II and ADDL."""
    found: Counter[tuple[Decimal, ...]] = Counter()
    for number, time, kind, compartment, amount, rate, interval, more in _records(text):
        for dose in range(int(more) + 1):
            found[number, time + dose * interval, kind, compartment, amount, rate] += 1
    return found


# By hand


def test_dara_dcep_with_delay_reduction_and_omission() -> None:
    """Cycle 2 ten days late at 70 %, and one daratumumab left out: each ends its fold.

    38 days are 912 h, 52 are 1248 h, 66 are 1584 h, 80 are 1920 h; 71.6 mg × 0.7 = 50.12 mg.
    """
    expected = """\
ID,TIME,EVID,CMT,AMT,RATE,II,ADDL
1,0,1,1,40,0,24,3
1,0,1,3,716,0,24,3
1,0,1,4,71.6,0,24,3
1,0,1,5,17.9,0,24,3
1,0,1,6,1120,0,168,3
1,120,1,8,6,0,0,0
1,912,1,1,28,0,24,3
1,912,1,3,501.2,0,24,3
1,912,1,4,50.12,0,24,3
1,912,1,5,12.53,0,24,3
1,912,1,6,1120,0,0,0
1,1032,1,8,6,0,672,1
1,1248,1,6,1120,0,168,2
1,1584,1,1,28,0,24,3
1,1584,1,3,501.2,0,24,3
1,1584,1,4,50.12,0,24,3
1,1584,1,5,12.53,0,24,3
1,1920,1,6,1120,0,0,0
"""
    assert calendar_nonmem(_calendar("dara-dcep", *DISTURBED)) == expected


def test_tretinoin_twice_daily_with_the_hours_it_is_given_at() -> None:
    """80.55 mg a day are 40.28 and 40.27 mg; daratumumab comes on the third day, 48 h."""
    calendar = _calendar("dara-atra", cycles=1)
    text = calendar_nonmem(
        calendar,
        patient_number=7,
        compartments={"tretinoin": 1, "daratumumab": 3},
        infusion_hours={"daratumumab": "3.5"},
        hours={"tretinoin": ("8", "20.5")},
    )
    assert text == (
        f"{HEADING}\n"
        "7,8,1,1,40.28,0,24,2\n"
        "7,20.5,1,1,40.27,0,24,2\n"
        "7,48,1,3,1120,320,168,3\n"
        "7,176,1,1,40.28,0,24,2\n"
        "7,188.5,1,1,40.27,0,24,2\n"
        "7,344,1,1,40.28,0,24,2\n"
        "7,356.5,1,1,40.27,0,24,2\n"
        "7,512,1,1,40.28,0,24,2\n"
        "7,524.5,1,1,40.27,0,24,2\n"
    )


def test_weekly_then_every_two_then_every_four_weeks() -> None:
    """Week 9 is a week after week 8, and week 25 two weeks after week 23: nine, eight, the rest."""
    calendar = _calendar("daratumumab-iv", cycles=10)
    assert calendar_nonmem(calendar, compartments={"daratumumab": 1}) == (
        f"{HEADING}\n1,0,1,1,1120,0,168,8\n1,1680,1,1,1120,0,336,7\n1,4704,1,1,1120,0,672,2\n"
    )


def test_given_doses_are_written_as_they_were_given() -> None:
    """Another amount and another day stand in the record, and end the fold."""
    calendar = _calendar(
        "daratumumab-iv",
        Given(of="daratumumab", on=date(2026, 1, 5)),
        Given(of="daratumumab", on=date(2026, 1, 12), dose="1100 mg"),
        Given(of="daratumumab", on=date(2026, 1, 21), planned=date(2026, 1, 19)),
        cycles=1,
    )
    records = _records(calendar_nonmem(calendar, compartments={"daratumumab": 1}))
    assert [(int(one[1]), int(one[4]), int(one[6]), int(one[7])) for one in records] == [
        (0, 1120, 0, 0),
        (168, 1100, 0, 0),
        (384, 1120, 168, 1),
    ]


def test_rate_is_amount_by_hours_to_six_decimals() -> None:
    """1120 mg over 3 h are 373.333333 mg/h."""
    calendar = _calendar("daratumumab-iv", cycles=1)
    text = calendar_nonmem(
        calendar, compartments={"daratumumab": 1}, infusion_hours={"daratumumab": Decimal(3)}
    )
    assert text.splitlines()[1] == "1,0,1,1,1120,373.333333,168,3"


def test_time_is_from_the_first_dose_of_the_course() -> None:
    """Daratumumab of part B stands at 48 h although tretinoin, on day 1, is not written."""
    text = calendar_nonmem(_calendar("dara-atra", cycles=1), compartments={"daratumumab": 1})
    assert text.splitlines()[1] == "1,48,1,1,1120,0,168,3"


# Which doses, and where


def test_conditional_omitted_and_discontinued_doses_are_not_written() -> None:
    """Only planned doses count, each with its own amount."""
    calendar = _calendar("dara-dcep", *DISTURBED)
    planned = [row for row in calendar if row.status is Status.PLANNED]
    assert len(planned) < len(calendar)
    text = calendar_nonmem(calendar, folded=False)
    assert len(text.splitlines()) == len(planned) + 1
    assert all(line.endswith(",0,0") for line in text.splitlines()[1:])


def test_compartments_depend_on_the_regimen_alone() -> None:
    """The same numbers for another patient, another history and other choices."""
    plain = nonmem_compartments(_calendar("dara-dcep"))
    assert nonmem_compartments(_calendar("dara-dcep", *DISTURBED)) == plain
    switched = _calendar(
        "dara-dcep", Switch(of="daratumumab", to="daratumumab-sc", on=date(2026, 2, 1))
    )
    assert nonmem_compartments(switched) == plain
    assert list(plain.values()) == list(range(1, len(plain) + 1))


def test_routes_have_compartments_of_their_own() -> None:
    """After the switch the subcutaneous doses go where the caller or the regimen puts them."""
    event = Switch(of="daratumumab", to="daratumumab-sc", on=date(2026, 1, 26))
    calendar = _calendar("daratumumab-iv", event, cycles=2)
    routes = {row.route and row.route.value for row in calendar if row.drug == "daratumumab"}
    assert routes == {"IV", "SC"}
    own = nonmem_compartments(calendar)
    assert own["daratumumab IV"] != own["daratumumab SC"]
    text = calendar_nonmem(calendar, compartments={"daratumumab": 2, "daratumumab SC": 1})
    assert text == f"{HEADING}\n1,0,1,2,1120,0,168,2\n1,504,1,1,1800,0,168,4\n"
    with pytest.raises(RegimensError, match="daratumumab IV and daratumumab SC in one compartment"):
        calendar_nonmem(calendar, compartments={"daratumumab": 2})


# What is refused


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        (
            "dara-atra",
            {},
            "tretinoin on 2026-01-05: 2 doses a day and no hours: a calendar knows no time of "
            'day; give its 2 hours of the day, as in hours={"tretinoin": ("0", "12")}',
        ),
        (
            "dara-atra",
            {"hours": {"tretinoin": ("0", "8", "16")}},
            "tretinoin on 2026-01-05: 2 doses a day and 3 hours: a calendar knows no time of "
            'day; give its 2 hours of the day, as in hours={"tretinoin": ("0", "12")}',
        ),
        (
            "dara-atra",
            {"hours": {"tretinoin": ("12", "0")}},
            "tretinoin: hours 12, 0; give rising hours of a day, from 0 to below 24",
        ),
        (
            "dara-atra",
            {"hours": {"tretinoin": ("12", "24")}},
            "tretinoin: hours 12, 24; give rising hours of a day, from 0 to below 24",
        ),
        (
            "dara-atra",
            {"hours": {"tretinoin": ()}},
            "tretinoin: hours without any; give rising hours of a day, from 0 to below 24",
        ),
        ("dcep", {"patient_number": 0}, "ID: 0 is no patient's number; use 1 or more"),
        ("dcep", {"patient_number": True}, "ID: true is no patient's number; use 1 or more"),
        (
            "dcep",
            {"compartments": {"cisplatin": 0}},
            "cisplatin: 0 is no compartment; use 1 or more",
        ),
        (
            "dcep",
            {"compartments": {"carboplatin": 1}},
            "nonmem: dcep has no 'carboplatin'; use cisplatin, cyclophosphamide, dexamethasone, "
            "dexamethasone IV, dexamethasone PO, etoposide",
        ),
        (
            "dcep",
            {"infusion_hours": {"etoposide": "0"}},
            "etoposide: an infusion of 0 h; leave out what is not infused",
        ),
        (
            "dcep",
            {"infusion_hours": {"etoposide": "1 h"}},
            "etoposide: '1 h' is not a plain number; write digits and at most one decimal point, "
            "without sign or exponent, as in 0.7",
        ),
        (
            "dcep",
            {"infusion_hours": {"cisplatin": "999999999999"}},
            "cisplatin on 2026-01-05: an infusion of 17.9 mg over 999999999999 h is no rate; "
            "mend infusion_hours",
        ),
    ],
)
def test_settings_that_are_none(name: str, options: Mapping[str, Any], message: str) -> None:
    """Each is one line that says what, where and the mend."""
    with pytest.raises(RegimensError) as caught:
        calendar_nonmem(_calendar(name, cycles=1), **options)
    assert str(caught.value) == message


def test_cells_are_no_milligrams() -> None:
    """A CAR-T product is refused by name; the drugs before it can be written by themselves."""
    calendar = _calendar("cilta-cel")
    with pytest.raises(RegimensError, match=r"^ciltacabtagene autoleucel on .*×10⁶ cells"):
        calendar_nonmem(calendar)
    text = calendar_nonmem(calendar, compartments={"fludarabine": 1})
    assert text.splitlines()[1].startswith("1,0,1,1,53.7,0,24,2")


def test_what_nobody_has_confirmed_is_refused() -> None:
    """Neither counted nor left out silently."""
    calendar = _calendar("dcep", as_of=date(2026, 1, 7))
    with pytest.raises(RegimensError) as caught:
        calendar_nonmem(calendar)
    assert str(caught.value) == (
        "dexamethasone on 2026-01-05: nobody has recorded whether this dose was given; record it "
        "as given or omitted, or plan without as_of"
    )


def test_a_dose_of_nothing_is_refused() -> None:
    """A given dose of 0 mg is no event."""
    calendar = _calendar("dcep", Given(of="cisplatin", on=START, dose="0 mg"))
    with pytest.raises(RegimensError, match="cisplatin on 2026-01-05: a dose of 0 mg"):
        calendar_nonmem(calendar)


# Whatever the course


@st.composite
def _settings(draw: st.DrawFn) -> tuple[Calendar, dict[str, Any]]:
    """A calendar in mg, and hours and infusions for some of its drugs."""
    # What is given besides the plan has its own tests; a dose that nobody confirmed is refused.
    planned = [kind for kind in EventKind if kind is not EventKind.GIVEN]
    course = draw(courses(_IN_MG, kinds=planned))
    calendar = attrs.evolve(course, as_of=None).plan()
    hours = {
        row.drug: [str(hour) for hour in range(0, 24, 24 // row.of)][: row.of]
        for row in calendar
        if row.of > 1
    }
    infused = draw(st.sets(st.sampled_from(sorted({row.drug for row in calendar}) or ["x"])))
    known = {row.drug for row in calendar}
    return calendar, {
        "hours": hours,
        "infusion_hours": {
            drug: draw(st.sampled_from(["0.5", "1", "3", "7"])) for drug in sorted(infused & known)
        },
    }


@settings(max_examples=60)
@given(_settings())
def test_folds_hold_exactly_the_doses(drawn: tuple[Calendar, dict[str, Any]]) -> None:
    """Unfolded by another reader, the records are those written unfolded, and all in order."""
    calendar, options = drawn
    folded = calendar_nonmem(calendar, **options)
    single = calendar_nonmem(calendar, folded=False, **options)
    assert _unfolded(folded) == _unfolded(single)
    for text in (folded, single):
        records = _records(text)
        assert [one[1] for one in records] == sorted(one[1] for one in records)
        for one in records:
            assert (one[6] > 0) is (one[7] > 0)
            assert min(one) >= 0
            assert one[4] > 0
        assert text.splitlines()[0].isupper()
    assert all(one[6] == one[7] == 0 for one in _records(single))


@settings(max_examples=60)
@given(_settings())
def test_amounts_and_days_are_the_calendars(drawn: tuple[Calendar, dict[str, Any]]) -> None:
    """Every planned dose stands once, on its day, in its drug's compartment."""
    calendar, options = drawn
    own = nonmem_compartments(calendar)
    rows = [row for row in calendar if row.status in (Status.PLANNED, Status.GIVEN)]
    first = min((row.date for row in rows), default=START)
    expected = Counter(
        (
            (row.date - first).days,
            own.get(f"{row.drug} {row.route.value}" if row.route else "", own.get(row.drug)),
            row.dose,
        )
        for row in rows
    )
    found = Counter(
        (int(one[1] // 24), int(one[3]), one[4])
        for one in _unfolded(calendar_nonmem(calendar, **options)).elements()
    )
    assert found == expected


def test_no_text_stands_in_the_file() -> None:
    """Whatever a definition's texts are, the file has numbers only."""
    text = calendar_nonmem(with_texts(_calendar("dcep"), TEXTS[:48]))
    assert set(text.removeprefix(HEADING)) <= set("0123456789.,\n")


def test_a_dose_given_besides_the_calendar_is_never_lost() -> None:
    """Day 16 has no cisplatin: event data without it would be of another patient."""
    patient = Patient(height="165 cm", weight="70 kg")
    extra = Given(of="cisplatin", on=date(2026, 1, 20), dose="17.9 mg")
    course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5), events=(extra,))
    plan = course.plan()
    for chosen in (None, {"cisplatin": 1}):
        with pytest.raises(DocumentError, match="cisplatin on 2026-01-20: this dose was given"):
            calendar_nonmem(plan, compartments=chosen)
    assert len(calendar_nonmem(plan, compartments={"etoposide": 1}).splitlines()) == 4


def test_intervals_do_not_depend_on_the_decimal_context() -> None:
    """Four doses a day apart are 24 h apart, also for a caller who counts in one digit."""
    calendar = _calendar("dcep", cycles=1)
    with localcontext(prec=1):
        text = calendar_nonmem(calendar)
    assert text.splitlines()[1] == "1,0,1,1,40,0,24,3"
