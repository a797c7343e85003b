"""Tables of levels beside other events: found by a pharmacist who tried to break them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from regimens import (
    Correction,
    Course,
    CycleStart,
    Delay,
    Discontinuation,
    DoseChange,
    Given,
    Lab,
    Patient,
    catalogue,
)
from regimens.calendars import Calendar
from regimens.errors import DoseError
from regimens.events import Event
from regimens.intensity import cumulative
from regimens.patient import PriorDose
from regimens.whole_pieces import WholePieces

_DAY_1 = date(2026, 1, 5)
_PATIENT = Patient(sex="male", born=date(1960, 3, 1), height="175 cm", weight="80 kg")


def _lab(
    on: date = _DAY_1,
    *,
    clearance: str | None = None,
    creatinine: str | None = None,
    bilirubin: str | None = None,
) -> Lab:
    return Lab(
        on=on,
        creatinine_clearance=None if clearance is None else f"{clearance} mL/min",
        creatinine=None if creatinine is None else f"{creatinine} mg/dL",
        bilirubin_times_normal=bilirubin,
    )


def _plan(regimen: str, *events: Event, cycles: int = 1, patient: Patient = _PATIENT) -> Calendar:
    return Course(
        catalogue.get(regimen), patient, start=_DAY_1, cycles=cycles, events=events
    ).plan()


def _first(calendar: Calendar, drug: str) -> tuple[str, str | None]:
    row = next(row for row in calendar if row.drug == drug and row.roles[0].value == "treatment")
    return str(row.dose), row.level


def _indicated(calendar: Calendar) -> list[str]:
    return [one.message for one in calendar.findings if one.code == "level-indicated"]


@pytest.mark.parametrize(
    ("regimen", "events", "drug", "expected"),
    [
        ("vrd", [_lab(clearance="20", bilirubin="1"), DoseChange(of="VRd", cycle=1, level="1.0")],
         "lenalidomide", ("15", "15-every-other-day")),
        ("ird", [_lab(clearance="20", bilirubin="2"), DoseChange(of="IRd", cycle=1, level="20")],
         "ixazomib", ("3", "3")),
        ("vrd", [_lab(clearance="20", bilirubin="2"),
                 DoseChange(of=["lenalidomide", "bortezomib"], cycle=1, level="10",
                            phase="induction")],
         "bortezomib", ("1.38", "0.7")),
    ],
)  # fmt: skip
def test_level_that_a_drug_does_not_have_leaves_its_table(
    regimen: str, events: list[Event], drug: str, expected: tuple[str, str]
) -> None:
    """A change of the group says nothing of a drug without that level: its table decides."""
    assert _first(_plan(regimen, *events), drug) == expected


def test_recorded_level_above_the_row_is_said() -> None:
    """Level 20 is for dexamethasone over 75, and lenalidomide has one of that name."""
    old = Patient(sex="male", born=date(1940, 3, 1), height="175 cm", weight="80 kg")
    calendar = _plan(
        "rd", _lab(clearance="20"), DoseChange(of="Rd", cycle=1, level="20"), patient=old
    )
    assert _first(calendar, "lenalidomide") == ("20", "20")
    (said,) = [one for one in _indicated(calendar) if one.startswith("lenalidomide")]
    assert said.startswith("lenalidomide begins at level '20' (20 mg, ")
    assert "creatinine clearance 20 mL/min has level '15-every-other-day'" in said


def test_recorded_level_of_the_row_is_not_said() -> None:
    """Who records what the table says has nothing to check."""
    change = DoseChange(of="lenalidomide", cycle=1, level="10")
    assert _indicated(_plan("rd", _lab(clearance="40"), change)) == []


def test_fraction_recorded_over_a_row_is_said() -> None:
    """Where the table has no row for the value; a reduced full dose needs no word."""
    change = DoseChange(of="lenalidomide", cycle=1, to="0.5")
    (said,) = _indicated(_plan("rd", _lab(clearance="8"), change))
    assert said.endswith("creatinine clearance 8 mL/min has no dose")
    assert _indicated(_plan("rd", _lab(clearance="80"), change)) == []


def test_delayed_start_is_the_day_of_the_table() -> None:
    """A delay of cycle 1 and a recorded start of it are the same fact."""
    on = date(2026, 1, 26)
    lab = _lab(on=date(2026, 1, 24), clearance="20")
    for late in (Delay(cycle=1, days=21), CycleStart(cycle=1, on=on)):
        calendar = _plan("rd", late, lab)
        assert _first(calendar, "lenalidomide") == ("15", "15-every-other-day")
        assert calendar[0].date == on


def test_group_that_is_late_is_read_on_its_own_day() -> None:
    """VRd a week later: the value of that week counts."""
    late = Delay(of="VRd", cycle=1, days=10, phase="induction")
    labs = (_lab(clearance="80"), _lab(on=date(2026, 1, 15), clearance="20"))
    assert _first(_plan("vrd", late, *labs), "lenalidomide") == ("15", "15-every-other-day")


def test_last_of_two_values_of_a_day_counts() -> None:
    """Of bilirubin as of a clearance."""
    labs = [_lab(bilirubin="1"), _lab(bilirubin="2"), _lab(clearance="70"), _lab(clearance="20")]
    calendar = _plan("vrd", *labs)
    assert _first(calendar, "bortezomib")[1] == "0.7"
    assert _first(calendar, "lenalidomide")[1] == "15-every-other-day"


def test_later_creatinine_is_read_too() -> None:
    """4 mg/dL in cycle 1 after 1 mg/dL on day 1, both estimated."""
    labs = [_lab(creatinine="1"), _lab(on=date(2026, 1, 15), creatinine="4")]
    calendar = _plan("rd", *labs)
    assert _first(calendar, "lenalidomide")[0] == "25"
    (said,) = _indicated(calendar)
    # (140 − 65) × 80 ÷ (72 × 4) = 20.8 mL/min
    assert "creatinine clearance 20.8 mL/min on 2026-01-15 is 11 or more and less than 30" in said


def test_newer_creatinine_beside_an_older_clearance_is_said() -> None:
    """75 mL/min measured 13 days ago, 4 mg/dL today."""
    labs = [_lab(on=date(2025, 12, 23), clearance="75"), _lab(creatinine="4")]
    calendar = _plan("rd", *labs)
    assert _first(calendar, "lenalidomide")[0] == "25"
    (said,) = _indicated(calendar)
    assert "the creatinine of 2026-01-05 is newer than the clearance of 2025-12-23" in said
    assert "creatinine clearance 20.8 mL/min, in another row" in said


def test_creatinine_that_makes_no_clearance_is_named() -> None:
    """Without sex it cannot be estimated, and it is not called unrecorded."""
    nobody = Patient(height="175 cm", weight="80 kg")
    (said,) = [
        one.message
        for one in _plan("rd", _lab(creatinine="4"), patient=nobody).findings
        if one.code == "lab-missing" and one.drug == "lenalidomide"
    ]
    assert "which cannot be estimated from the creatinine recorded: that needs sex" in said


def test_later_value_that_was_answered_is_not_said() -> None:
    """A dose change recorded after it has taken it up."""
    later = _lab(on=date(2026, 1, 16), clearance="20")
    change = DoseChange(of="lenalidomide", cycle=2, level="15-every-other-day")
    assert _indicated(_plan("rd", _lab(clearance="80"), later, cycles=2)) != []
    assert _indicated(_plan("rd", _lab(clearance="80"), later, change, cycles=2)) == []


def test_level_recorded_by_hand_that_a_later_phase_has_not_is_said() -> None:
    """On dialysis 5 mg, and 10 mg in maintenance."""
    change = DoseChange(of="lenalidomide", cycle=1, level="dialysis-5", phase="induction")
    said = _indicated(_plan("d-rvd-griffin", _lab(clearance="5", bilirubin="1"), change, cycles=4))
    (found,) = [one for one in said if "maintenance" in one]
    assert found.startswith("lenalidomide is begun at level 'dialysis-5' (5 mg, ")
    assert "as recorded; phase 'maintenance' has no such level" in found


@pytest.mark.parametrize(
    "changes",
    [
        [DoseChange(of="dexamethasone", cycle=1, level="20"),
         DoseChange(of="dexamethasone", cycle=2, to="1")],
        [DoseChange(of="dexamethasone", cycle=2, level="20")],
    ],
)  # fmt: skip
def test_dose_for_an_age_is_said_where_it_is_not_given(changes: Sequence[Event]) -> None:
    """86 years: the level was used for one cycle, and 40 mg stand in the other."""
    old = Patient(sex="male", born=date(1940, 3, 1), height="175 cm", weight="80 kg")
    said = _indicated(_plan("rd", _lab(clearance="80"), *changes, cycles=2, patient=old))
    assert [one for one in said if "older than 75 years" in one]


@pytest.mark.parametrize(
    "change",
    [
        DoseChange(of="dexamethasone", cycle=1, to="0.5"),
        Discontinuation(of="dexamethasone", on=_DAY_1),
    ],
)
def test_dose_for_an_age_is_not_said_where_no_more_is_given(change: Event) -> None:
    """Half of 40 mg is the 20 mg that the source gives."""
    old = Patient(sex="male", born=date(1940, 3, 1), height="175 cm", weight="80 kg")
    said = _indicated(_plan("rd", _lab(clearance="80"), change, patient=old))
    assert [one for one in said if "older than 75 years" in one] == []


def test_slip_of_a_laboratory_value_is_corrected_after_a_dose() -> None:
    """8 mL/min was a slip; a dose was recorded before it was noticed."""
    events: list[Event] = [
        Lab(id="x", on=_DAY_1, creatinine_clearance="8 mL/min"),
        Given(of="dexamethasone", on=_DAY_1),
        Correction(voids="x", reason="slip"),
        _lab(clearance="80"),
    ]
    assert _first(_plan("rd", *events), "lenalidomide") == ("25", None)


def test_dose_decided_on_after_a_dose_was_recorded_is_taken() -> None:
    """The mend that the refusal offers works whenever it is recorded."""
    events: list[Event] = [
        _lab(clearance="8"),
        Given(of="dexamethasone", on=_DAY_1),
        DoseChange(of="lenalidomide", cycle=1, level="5"),
    ]
    assert _first(_plan("rd", *events), "lenalidomide") == ("5", "5")
    with pytest.raises(DoseError, match="lies in no row"):
        _plan("rd", *events[:2])


def test_drug_that_is_not_given_needs_no_row() -> None:
    """8 mL/min, and lenalidomide stopped before its first dose."""
    stop = Discontinuation(of="lenalidomide", on=_DAY_1)
    assert {row.status.value for row in _plan("rd", _lab(clearance="8"), stop)
            if row.drug == "lenalidomide"} == {"discontinued"}  # fmt: skip


def test_prior_doses_are_counted_however_they_are_written() -> None:
    """1000 mg of Doxorubicin with a capital letter."""
    patient = Patient(
        height="175 cm",
        weight="80 kg",
        prior_doses=(PriorDose(drug=" Doxorubicin", dose="1000 mg"),),
    )
    course = Course(catalogue.get("vad"), patient, start=_DAY_1, cycles=1)
    (found,) = [one for one in cumulative(course) if one.drug == "doxorubicin"]
    assert found.total >= Decimal(1000)


def test_split_that_needs_a_larger_first_part() -> None:
    """9 in three parts of 2 and 5: 3 and 4 go first to nothing, 5 + 2 + 2 is found."""
    assert WholePieces([Decimal(2), Decimal(5)]).split(Decimal(9), 3) == tuple(
        map(Decimal, (5, 2, 2))
    )
    assert WholePieces([Decimal(2), Decimal(5)]).split(Decimal(3), 2) == ()
