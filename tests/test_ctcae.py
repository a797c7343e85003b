"""Grades by CTCAE: every limit of every version from both sides, and what is refused.

The tables are copied by hand from NCI's texts, in which the value after the dash still belongs to
the grade and the value after the sign "<" or ">" does not; the code is not asked for its limits.
"""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regimens.ctcae import (
    CREATININE,
    DECREASES,
    Grade,
    IncreaseScale,
    Version,
    creatinine_grade,
    grade,
)
from regimens.errors import DefinitionError, QuantityError, UnknownNameError
from regimens.findings import Finding
from regimens.rules import Laboratory
from regimens.units import Kind, Measure, measure

V4, V5, V6 = Version.V4_03, Version.V5_0, Version.V6_0
ANC, PLATELETS, HB = Laboratory.ANC, Laboratory.PLATELETS, Laboratory.HAEMOGLOBIN
_KINDS = (
    *(Kind.CELL_COUNT, Kind.HAEMOGLOBIN, Kind.HAEMOGLOBIN_MOLAR),
    *(Kind.CREATININE, Kind.CREATININE_MASS, Kind.CLEARANCE),
)


def _m(text: str) -> Measure:
    return measure(text, *_KINDS)


def _number(
    laboratory: Laboratory, text: str, version: Version, lower_limit: str | None = None
) -> int:
    limit = None if lower_limit is None else _m(lower_limit)
    return grade(laboratory, _m(text), version=version, lower_limit=limit).number


# Counts and haemoglobin: (value, grade), each limit with its neighbours; the lower limits of normal
# are 2 for neutrophils, 150 for platelets, 12 g/dL (7.4 mmol/L) for haemoglobin.
_ANC_4_5 = (
    *(("2.001", 0), ("2", 0), ("1.999", 1)),
    *(("1.501", 1), ("1.5", 1), ("1.499", 2)),
    *(("1.001", 2), ("1.0", 2), ("0.999", 3)),
    *(("0.501", 3), ("0.5", 3), ("0.499", 4), ("0.001", 4), ("0", 4)),
)
_ANC_6 = (
    *(("2", 0), ("1.999", 0), ("1.501", 0), ("1.5", 0), ("1.499", 1)),
    *(("1.001", 1), ("1.0", 1), ("0.999", 2)),
    *(("0.501", 2), ("0.5", 2), ("0.499", 3)),
    *(("0.101", 3), ("0.1", 3), ("0.099", 4), ("0", 4)),
)
_PLATELETS_4_5 = (
    *(("150.001", 0), ("150", 0), ("149.999", 1)),
    *(("75.001", 1), ("75.0", 1), ("74.999", 2)),
    *(("50.001", 2), ("50.0", 2), ("49.999", 3)),
    *(("25.001", 3), ("25.0", 3), ("24.999", 4), ("0", 4)),
)
_PLATELETS_6 = (
    *(("150.001", 0), ("150", 0), ("149.999", 1)),
    *(("75.001", 1), ("75.0", 1), ("74.999", 2)),
    *(("50.001", 2), ("50.0", 2), ("49.999", 3)),
    *(("25", 3), ("24.999", 3), ("10.001", 3), ("10.0", 3), ("9.999", 4), ("0", 4)),
)
_HB = (
    *(("12.001", 0), ("12", 0), ("11.999", 1)),
    *(("10.001", 1), ("10.0", 1), ("9.999", 2)),
    *(("8.001", 2), ("8.0", 2), ("7.999", 3), ("6.5", 3), ("0.1", 3)),
)
_HB_MOLAR = (
    *(("7.401", 0), ("7.4", 0), ("7.399", 1)),
    *(("6.201", 1), ("6.2", 1), ("6.199", 2)),
    *(("4.901", 2), ("4.9", 2), ("4.899", 3), ("0.1", 3)),
)
_TABLES = (
    (ANC, "10^9/L", "2", V4, _ANC_4_5),
    (ANC, "10^9/L", "2", V5, _ANC_4_5),
    (ANC, "10^9/L", "2", V6, _ANC_6),
    (PLATELETS, "10^9/L", "150", V4, _PLATELETS_4_5),
    (PLATELETS, "10^9/L", "150", V5, _PLATELETS_4_5),
    (PLATELETS, "10^9/L", "150", V6, _PLATELETS_6),
    *((HB, "g/dL", "12", version, _HB) for version in Version),
    *((HB, "mmol/L", "7.4", version, _HB_MOLAR) for version in Version),
)
_CASES = [
    (laboratory, version, f"{value} {unit}", f"{lower} {unit}", number)
    for laboratory, unit, lower, version, table in _TABLES
    for value, number in table
]


@pytest.mark.parametrize(("laboratory", "version", "value", "lower", "number"), _CASES)
def test_limits_from_both_sides(
    laboratory: Laboratory, version: Version, value: str, lower: str, number: int
) -> None:
    """Each limit belongs to the milder grade; a thousandth below it begins the worse one."""
    assert _number(laboratory, value, version, lower) == number


@pytest.mark.parametrize(("laboratory", "version", "value", "lower", "number"), _CASES)
def test_without_the_lower_limit_of_normal_only_what_is_certain(
    laboratory: Laboratory, version: Version, value: str, lower: str, number: int
) -> None:
    """From grade 2 the limit is not needed; between 0 and 1 it decides, and nothing is guessed."""
    del lower
    if number >= 2 or (laboratory, version) == (ANC, V6):
        assert _number(laboratory, value, version) == number
    else:
        with pytest.raises(QuantityError, match=r"is grade 0 or 1; state lower_limit"):
            _number(laboratory, value, version)


@pytest.mark.parametrize(
    ("value", "by_5", "by_6"),
    [("1.2", 2, 1), ("0.8", 3, 2), ("0.3", 4, 3), ("0.05", 4, 4)],
)
def test_one_count_has_another_grade_in_another_version(value: str, by_5: int, by_6: int) -> None:
    """Version 6.0 moved the neutrophils by one grade."""
    found = [_number(ANC, f"{value} 10^9/L", version) for version in (V4, V5, V6)]
    assert found == [by_5, by_5, by_6]


def test_version_6_asks_neutrophils_for_no_limit_of_normal() -> None:
    """In 6.0 grade 1 begins below 1.5 whatever the laboratory calls normal."""
    for lower in (None, "1 10^9/L", "1.5 10^9/L", "2.2 10^9/L"):
        assert _number(ANC, "1.5 10^9/L", V6, lower) == 0
        assert _number(ANC, "1.499 10^9/L", V6, lower) == 1


@pytest.mark.parametrize("version", [V4, V5])
def test_a_low_limit_of_normal_does_not_undo_grade_2(version: Version) -> None:
    """The text of grade 2 names no limit of normal: 1.45 is below 1.5 even where 1.4 is normal."""
    assert _number(ANC, "1.5 10^9/L", version, "1.4 10^9/L") == 0
    found = grade(ANC, _m("1.45 10^9/L"), version=version, lower_limit=_m("1.4 10^9/L"))
    assert found.number == 2
    assert found.criterion == "below 1.5 10^9/L and at least 1 10^9/L"
    nothing = grade(ANC, _m("1.5 10^9/L"), version=version, lower_limit=_m("1.4 10^9/L"))
    assert nothing.criterion == "at least 1.5 10^9/L"


@pytest.mark.parametrize(
    ("laboratory", "texts", "version", "number"),
    [
        (ANC, ("0.5 10^9/L", "0.5 K/µL", "500 /µL", "500/mm³", "0.5 10^3/uL"), V5, 3),
        (ANC, ("0.499 10^9/L", "499 /uL", "499 /mm3"), V5, 4),
        (ANC, ("0.1 10^9/L", "100 /mm3"), V6, 3),
        (ANC, ("0.099 10^9/L", "99 /mm3"), V6, 4),
        (PLATELETS, ("50 10^9/L", "50000 /mm3", "50 K/uL"), V4, 2),
        (PLATELETS, ("10 10^9/L", "10000 /mm3"), V6, 3),
        (PLATELETS, ("9.999 10^9/L", "9999 /mm3"), V6, 4),
        (HB, ("8 g/dL", "80 g/L", "4.9 mmol/L"), V5, 2),
        (HB, ("7.99 g/dL", "79.9 g/L", "4.89 mmol/L"), V5, 3),
    ],
)
def test_units_are_spellings_of_one_value(
    laboratory: Laboratory, texts: tuple[str, ...], version: Version, number: int
) -> None:
    """The same value in another unit has the same grade."""
    assert {_number(laboratory, text, version) for text in texts} == {number}


def test_haemoglobin_in_mmol_has_limits_of_its_own() -> None:
    """4.93 mmol/L would be 7.94 g/dL, but the text prints 4.9 mmol/L as the limit: grade 2."""
    assert _number(HB, "4.93 mmol/L", V5) == 2
    assert _number(HB, "7.94 g/dL", V5) == 3


def test_the_limit_of_normal_may_be_in_another_spelling() -> None:
    """Cells per µL and 10^9/L are one unit, and so are g/L and g/dL."""
    assert _number(PLATELETS, "149 K/µL", V5, "150000 /mm3") == 1
    assert _number(HB, "11.9 g/dL", V5, "120 g/L") == 1


@pytest.mark.parametrize("version", Version)
def test_what_no_value_tells_is_said(version: Version) -> None:
    """A transfusion or a threatened life grades higher than the number: said, never judged."""
    found = grade(HB, _m("9 g/dL"), version=version)
    assert found.number == 2
    assert [text[:8] for text in found.clinical] == ["grade 3:", "grade 4:"]
    assert "transfusion" in found.clinical[0]
    assert [text[:8] for text in grade(HB, _m("5 g/dL"), version=version).clinical] == ["grade 4:"]


def test_platelets_have_clinical_grades_in_version_6_only() -> None:
    """The older texts for platelets are numbers alone."""
    by_version = {v: grade(PLATELETS, _m("60 10^9/L"), version=v).clinical for v in Version}
    assert [len(clinical) for clinical in by_version.values()] == [0, 0, 2]
    assert grade(PLATELETS, _m("9 10^9/L"), version=V6).clinical == ()


def test_the_name_of_the_event_is_that_of_the_version() -> None:
    """Version 6.0 calls a low platelet count by another name."""
    names = [grade(PLATELETS, _m("9 10^9/L"), version=version).term for version in Version]
    assert names == ["Platelet count decreased", "Platelet count decreased", "Thrombocytopenia"]


def test_a_grade_is_shown_with_its_working_and_source() -> None:
    """What was compared with what, and where the limit was read."""
    found = grade(PLATELETS, _m("80 10^9/L"), version=V5, lower_limit=_m("150 10^9/L"))
    assert str(found) == (
        "CTCAE v5.0, Platelet count decreased: grade 1, below the lower limit of normal "
        "(150 10^9/L) and at least 75 10^9/L"
    )
    (step,) = found.working
    assert step.formula == (
        "80 10^9/L is below the lower limit of normal (150 10^9/L) and at least 75 10^9/L"
    )
    assert step.result == "grade 1"
    assert "rows 2365–2368" in step.source
    for version in Version:
        criterion = grade(ANC, _m("0.8 10^9/L"), version=version).criterion
        assert criterion == "below 1 10^9/L and at least 0.5 10^9/L"
    assert grade(ANC, _m("0.05 10^9/L"), version=V6).criterion == "below 0.1 10^9/L"
    assert grade(ANC, _m("7 10^9/L"), version=V6).criterion == "at least 1.5 10^9/L"


# Creatinine: an upper limit of 1.2 mg/dL (multiples 1.8, 3.6, 7.2), a lower limit of 0.6 mg/dL.
_BY_LIMIT = (
    *(("1.199", 0), ("1.2", 0), ("1.201", 1)),
    *(("1.799", 1), ("1.8", 1), ("1.801", 2)),
    *(("3.599", 2), ("3.6", 2), ("3.601", 3)),
    *(("7.199", 3), ("7.2", 3), ("7.201", 4), ("24", 4)),
)
# Baseline 0.5 mg/dL: multiples 0.75 and 1.5; it is below the lower limit of normal.
_LOW_BASELINE = {
    V4: (
        *(("0.499", 0), ("0.5", 0), ("0.501", 1)),
        *(("0.75", 1), ("0.751", 2), ("1.5", 2), ("1.501", 3)),
        *(("3.601", 3), ("7.2", 3), ("7.201", 4)),
    ),
    V5: (
        *(("0.5", 0), ("0.501", 0), ("0.75", 0), ("0.751", 2)),
        *(("1.5", 2), ("1.501", 3), ("7.2", 3), ("7.201", 4)),
    ),
    V6: (
        *(("0.5", 0), ("0.501", 0), ("0.75", 0), ("0.751", 2)),
        *(("1.5", 2), ("1.501", 3), ("7.2", 3), ("7.201", 4)),
    ),
}
# Baseline 0.6 mg/dL, exactly the lower limit of normal and so not below it: multiples 0.9 and 1.8.
_NORMAL_BASELINE = {
    V4: (("0.6", 0), ("0.601", 1), ("0.9", 1), ("0.901", 2), ("1.8", 2), ("1.801", 3)),
    V5: (("0.6", 0), ("0.601", 0), ("0.9", 0), ("0.901", 2), ("1.8", 2), ("1.801", 3)),
    V6: (("0.601", 0), ("0.901", 0), ("1.2", 0), ("1.201", 1), ("1.8", 1), ("1.801", 2)),
}


def _creatinine(value: str, version: Version, **references: str) -> Grade:
    return creatinine_grade(
        _m(f"{value} mg/dL"),
        version=version,
        **{name: _m(f"{text} mg/dL") for name, text in references.items()},
    )


@pytest.mark.parametrize(("value", "number"), _BY_LIMIT)
@pytest.mark.parametrize("version", [V5, V6])
def test_creatinine_by_the_upper_limit(version: Version, value: str, number: int) -> None:
    """With a baseline at the upper limit, the limit alone decides: each multiple is the milder."""
    found = _creatinine(value, version, upper_limit="1.2", baseline="1.2", lower_limit="0.6")
    assert found.number == number


@pytest.mark.parametrize(("value", "number"), _BY_LIMIT)
def test_creatinine_by_a_baseline_above_normal(value: str, number: int) -> None:
    """A raised baseline lowers no grade that the upper limit gives."""
    assert _creatinine(value, V5, upper_limit="1.2", baseline="2.4").number == number


@pytest.mark.parametrize(
    ("baseline", "version", "value", "number"),
    [
        *(("0.5", v, value, number) for v, rows in _LOW_BASELINE.items() for value, number in rows),
        *(
            ("0.6", v, value, number)
            for v, rows in _NORMAL_BASELINE.items()
            for value, number in rows
        ),
    ],
)
def test_creatinine_by_the_baseline(
    baseline: str, version: Version, value: str, number: int
) -> None:
    """The worse of both; 6.0 asks a baseline only where it is below the lower limit of normal."""
    found = _creatinine(value, version, upper_limit="1.2", baseline=baseline, lower_limit="0.6")
    assert found.number == number


@pytest.mark.parametrize("version", Version)
def test_creatinine_without_a_baseline_only_what_is_certain(version: Version) -> None:
    """From grade 3 by the upper limit no baseline raises it; below that it may."""
    assert _creatinine("3.601", version, upper_limit="1.2").number == 3
    assert _creatinine("7.201", version, upper_limit="1.2").number == 4
    for value in ("0.7", "1.201", "1.801", "3.6"):
        with pytest.raises(QuantityError, match="may be more by the baseline; state baseline"):
            _creatinine(value, version, upper_limit="1.2")


def test_creatinine_without_the_lower_limit_only_what_is_certain() -> None:
    """Version 6.0 needs it only where a low baseline would grade higher."""
    assert _creatinine("1.3", V6, upper_limit="1.2", baseline="0.9").number == 1
    assert _creatinine("0.9", V6, upper_limit="1.2", baseline="0.6").number == 0
    with pytest.raises(
        QuantityError, match=r"grade 2 if the baseline 0.6 mg/dL is below the lower"
    ):
        _creatinine("0.901", V6, upper_limit="1.2", baseline="0.6")
    assert _creatinine("0.901", V5, upper_limit="1.2", baseline="0.6").number == 2


@pytest.mark.parametrize("version", Version)
def test_creatinine_without_the_upper_limit_is_refused(version: Version) -> None:
    """Grade 4 is a multiple of it, so nothing is certain without it."""
    with pytest.raises(QuantityError, match=r"creatinine: .* no grade without the upper limit"):
        _creatinine("9", version, baseline="0.9")


def test_creatinine_in_molar_units() -> None:
    """Multiples need no conversion: 1.5 × 106 is 159 µmol/L."""
    for value, number in (("106", 0), ("106.1", 1), ("159", 1), ("159.1", 2), ("636.1", 4)):
        found = creatinine_grade(
            _m(f"{value} µmol/L"),
            version=V5,
            upper_limit=_m("106 µmol/L"),
            baseline=_m("106 umol/L"),
        )
        assert found.number == number


def test_creatinine_shows_both_comparisons() -> None:
    """The worse comparison is the criterion; the other stands beside it."""
    found = _creatinine("0.8", V6, upper_limit="1.2", baseline="0.5", lower_limit="0.6")
    assert [step.formula for step in found.working] == [
        "0.8 mg/dL is at most 1.2 mg/dL (the upper limit of normal)",
        "0.8 mg/dL is above 0.75 mg/dL (1.5 × the baseline) and at most 1.5 mg/dL (3 × it), "
        "the baseline 0.5 mg/dL being below the lower limit of normal (0.6 mg/dL)",
    ]
    assert found.criterion in found.working[1].formula
    normal = _creatinine("1.9", V6, upper_limit="1.2", baseline="0.7", lower_limit="0.6")
    assert [step.result for step in normal.working] == ["grade 2", "grade 0"]
    assert normal.working[1].formula == (
        "1.9 mg/dL is not held against the baseline (0.7 mg/dL), not below the lower limit of "
        "normal (0.6 mg/dL)"
    )
    assert normal.criterion == (
        "above 1.8 mg/dL (1.5 × the upper limit of normal) and at most 3.6 mg/dL (3 × it)"
    )
    high = _creatinine("7.3", V5, upper_limit="1.2")
    assert high.criterion == "above 7.2 mg/dL (6 × the upper limit of normal)"
    unknown = _creatinine("1.3", V6, upper_limit="1.2", baseline="0.9")
    assert (
        unknown.working[1].formula == "1.3 mg/dL is not graded higher by the baseline (0.9 mg/dL)"
    )


# Refusals


@pytest.mark.parametrize(
    ("laboratory", "text"),
    [(ANC, "9 g/dL"), (PLATELETS, "1.1 mg/dL"), (HB, "150 10^9/L"), (HB, "88 µmol/L")],
)
def test_another_quantity_is_refused(laboratory: Laboratory, text: str) -> None:
    """A haemoglobin is no count, and a creatinine is no haemoglobin."""
    with pytest.raises(QuantityError, match=f"^{laboratory.title}: .* is not a "):
        grade(laboratory, _m(text), version=V5)


def test_creatinine_refuses_another_quantity() -> None:
    """A clearance is not a creatinine."""
    with pytest.raises(QuantityError, match=r"creatinine: .* is not a creatinine concentration"):
        creatinine_grade(_m("60 mL/min"), version=V5, upper_limit=_m("1.2 mg/dL"))


def test_a_limit_of_another_unit_is_refused() -> None:
    """Nothing is converted behind one's back."""
    with pytest.raises(QuantityError, match="12 g/dL is not in the unit of the value, 7 mmol/L"):
        grade(HB, _m("7 mmol/L"), version=V5, lower_limit=_m("12 g/dL"))
    with pytest.raises(QuantityError, match="106 µmol/L is not in the unit of the value"):
        creatinine_grade(_m("2 mg/dL"), version=V5, upper_limit=_m("106 µmol/L"))
    with pytest.raises(QuantityError, match="baseline 80 µmol/L is not in the unit"):
        creatinine_grade(
            _m("2 mg/dL"), version=V5, upper_limit=_m("1.2 mg/dL"), baseline=_m("80 µmol/L")
        )
    with pytest.raises(QuantityError, match="ANC, lower limit of normal: '12 g/dL' is not a cell"):
        grade(ANC, _m("1.7 10^9/L"), version=V5, lower_limit=_m("12 g/dL"))


def test_a_limit_of_nothing_is_refused() -> None:
    """A laboratory's limit and a baseline are above 0."""
    with pytest.raises(QuantityError, match="a lower limit of normal of 0 10"):
        grade(ANC, _m("1.7 10^9/L"), version=V5, lower_limit=_m("0 10^9/L"))
    for name in ("upper_limit", "baseline", "lower_limit"):
        references = {"upper_limit": "1.2", "baseline": "0.8", name: "0"}
        with pytest.raises(QuantityError, match="state one above 0"):
            _creatinine("2", V5, **references)


@pytest.mark.parametrize("lower", ["1.2", "1.3"])
def test_limits_in_the_wrong_order_are_refused(lower: str) -> None:
    """Swapped limits would grade a normal value."""
    with pytest.raises(QuantityError, match=r"not below the upper limit of normal 1\.2 mg/dL"):
        _creatinine("2", V6, upper_limit="1.2", baseline="0.8", lower_limit=lower)


def test_what_was_not_read_is_refused() -> None:
    """A clearance has no criterion here, and a version that is none has none either."""
    with pytest.raises(UnknownNameError, match="no criterion for creatinine clearance was read"):
        grade(Laboratory.CREATININE_CLEARANCE, _m("25 mL/min"), version=V5)
    with pytest.raises(UnknownNameError, match=r"was read in CTCAE version '5\.0'"):
        grade(ANC, _m("1 10^9/L"), version="5.0")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match=r"was read in CTCAE version '3\.0'"):
        creatinine_grade(_m("1 mg/dL"), version="3.0")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="version"):
        grade(ANC, _m("1 10^9/L"))  # type: ignore[call-arg]


def test_a_version_without_criteria_is_named_by_its_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As people write it."""
    monkeypatch.setattr("regimens.ctcae.CREATININE", {})
    with pytest.raises(UnknownNameError, match=r"was read in CTCAE version 5\.0;"):
        creatinine_grade(_m("1 mg/dL"), version=V5)


def test_a_grade_is_a_finding_of_the_day_with_its_source() -> None:
    """What is graded asks for a rule; what is not asks for nothing."""
    on = date(2026, 2, 2)
    mend = ": hold or reduce only by a rule of the protocol, or by other references"
    for value, said in (("0.8", mend), ("7", "")):
        found = grade(ANC, _m(f"{value} 10^9/L"), version=V6)
        assert found.finding(on) == Finding(
            code="laboratory-grade",
            date=on,
            message=f"{found}{said}",
            source=str(DECREASES[V6, ANC][0].source),
        )


@pytest.mark.parametrize("number", [-1, 5, True, "3"])
def test_a_grade_is_0_to_4(number: Any) -> None:
    """Death is no laboratory value."""
    found = grade(ANC, _m("0.8 10^9/L"), version=V5)
    with pytest.raises(DefinitionError, match="is not a grade that a value tells"):
        attrs.evolve(found, number=number)


# The tables


def test_every_value_has_every_version() -> None:
    """Three values in three versions, haemoglobin in both units, and creatinine in three."""
    assert set(DECREASES) == {(version, one) for version in Version for one in (ANC, PLATELETS, HB)}
    assert set(CREATININE) == set(Version)
    for (_, laboratory), scales in DECREASES.items():
        kinds = [scale.kind for scale in scales]
        molar = [Kind.HAEMOGLOBIN_MOLAR] if laboratory is HB else []
        assert kinds == [laboratory.kind, *molar]


def test_every_limit_has_a_source_that_was_read() -> None:
    """Each scale names its text, its place in it and the day."""
    sources = [scale.source for found in DECREASES.values() for scale in found]
    for source in [*sources, *(scale.source for scale in CREATININE.values())]:
        assert source.verified
        assert source.checked_on == date(2026, 11, 21)
        assert source.locator.strip()
    places = {
        (V4, ANC): "code 10029366",
        (V4, PLATELETS): "code 10035528",
        (V4, HB): "code 10002272",
        (V5, ANC): "rows 2356–2359",
        (V5, PLATELETS): "rows 2365–2368",
        (V5, HB): "rows 4–7",
        (V6, ANC): "row 471",
        (V6, PLATELETS): "row 16",
        (V6, HB): "row 2",
    }
    for key, place in places.items():
        assert DECREASES[key][0].source.locator.endswith(f", {place}")
        assert f"v{key[0].value}" in DECREASES[key][0].source.title
    creatinine = [CREATININE[version].source.locator.rsplit(", ")[-1] for version in Version]
    assert creatinine == ["code 10011368", "rows 2290–2293", "row 457"]


def test_a_baseline_counts_at_any_height_unless_a_scale_says_otherwise() -> None:
    """Only version 6.0 does."""
    low_only = [CREATININE[version].low_baseline_only for version in Version]
    assert low_only == [False, False, True]
    v5 = CREATININE[V5]
    assert v5 == IncreaseScale(
        term=v5.term,
        of_upper_limit=v5.of_upper_limit,
        of_baseline=v5.of_baseline,
        source=v5.source,
    )


def test_the_tables_cannot_be_changed() -> None:
    """Neither a table nor a grade can be written to, and a grade survives pickling."""
    with pytest.raises(TypeError):
        CREATININE[V5] = CREATININE[V4]  # type: ignore[index]
    found = grade(ANC, _m("0.8 10^9/L"), version=V5)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.number = 2  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301  # our own bytes


# Properties

_COUNTS = st.decimals(min_value=0, max_value=400, places=3)
_REFERENCES = st.decimals(min_value=Decimal("0.1"), max_value=300, places=2)


@given(
    laboratory=st.sampled_from([ANC, PLATELETS, HB]),
    version=st.sampled_from(Version),
    values=st.tuples(_COUNTS, _COUNTS),
    lower=_REFERENCES,
)
def test_a_grade_never_falls_as_the_value_falls(
    laboratory: Laboratory, version: Version, values: tuple[Decimal, Decimal], lower: Decimal
) -> None:
    """Whatever the limit of normal, the lower of two values has no milder grade."""
    limit = Measure(lower, laboratory.kind)
    high, low = (
        grade(laboratory, Measure(value, laboratory.kind), version=version, lower_limit=limit)
        for value in sorted(values, reverse=True)
    )
    assert low.number >= high.number


@given(
    version=st.sampled_from(Version),
    values=st.tuples(_COUNTS, _COUNTS),
    baseline=_REFERENCES,
    limits=st.tuples(_REFERENCES, _REFERENCES).filter(lambda pair: pair[0] != pair[1]),
)
def test_a_creatinine_grade_never_falls_as_the_value_rises(
    version: Version,
    values: tuple[Decimal, Decimal],
    baseline: Decimal,
    limits: tuple[Decimal, Decimal],
) -> None:
    """Whatever the limits and the baseline, the higher of two values has no milder grade."""
    lower, upper = (Measure(limit, Kind.CREATININE) for limit in sorted(limits))
    low, high = (
        creatinine_grade(
            Measure(value, Kind.CREATININE),
            version=version,
            upper_limit=upper,
            baseline=Measure(baseline, Kind.CREATININE),
            lower_limit=lower,
        )
        for value in sorted(values)
    )
    assert high.number >= low.number


@given(laboratory=st.sampled_from([ANC, PLATELETS]), value=_COUNTS, lower=_REFERENCES)
def test_version_6_never_grades_a_count_worse(
    laboratory: Laboratory, value: Decimal, lower: Decimal
) -> None:
    """Its limits are those of 5.0 or lower, where the limit of normal is 1.5 10^9/L or more."""
    limit = Measure(max(lower, Decimal("1.5")), Kind.CELL_COUNT)
    found = Measure(value, Kind.CELL_COUNT)
    by = {v: grade(laboratory, found, version=v, lower_limit=limit).number for v in Version}
    assert by[V4] == by[V5] >= by[V6]


@given(
    laboratory=st.sampled_from([ANC, PLATELETS]), version=st.sampled_from(Version), value=_COUNTS
)
def test_a_limit_only_decides_between_0_and_1(
    laboratory: Laboratory, version: Version, value: Decimal
) -> None:
    """A grade given without the limit of normal is the grade with any limit."""
    found = Measure(value, Kind.CELL_COUNT)
    try:
        without = grade(laboratory, found, version=version).number
    except QuantityError:
        return
    for lower in ("0.1", "1.5", "150", "400"):
        limit = Measure(Decimal(lower), Kind.CELL_COUNT)
        assert grade(laboratory, found, version=version, lower_limit=limit).number == without
