"""Every function of `regimens.testing` refuses wrong arguments when it is called, in one line."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import strategies as st

from regimens import Course, Patient, RegimensError, catalogue, testing
from regimens.amounts import Basis, Unit, amount
from regimens.regimen import Regimen

DCEP = catalogue.get("dcep")
COURSE = Course(DCEP, Patient(height="165 cm", weight="70 kg"), start=date(2026, 1, 5))
CALENDAR = COURSE.plan()
# A course that cannot be planned: nothing says when it ends.
ENDLESS = attrs.evolve(COURSE, regimen=catalogue.get("daratumumab-iv"), cycles=None)

NO_REGIMEN = ("dcep", None, [DCEP], 3, Regimen, COURSE)
NO_SWITCH = ("yes", 1, None)
NO_COUNT = (-1, "3", 1.0, True, None)
NO_STRATEGY = ([1, 2], "x", DCEP)
NO_LIST = ("DELAY", 3)
NO_COURSE_OR_CALENDAR = ("dcep", DCEP, None, ENDLESS)
NO_FUNCTIONS = (len, [3], "x", None)
NO_CODES = ("fraction-not-allowed", ["fraction-not-alowed"], [None], None)
_RULES = {"rules": NO_FUNCTIONS, "invariants": NO_FUNCTIONS, "allow_findings": NO_CODES}
# What each takes where nothing is wrong, and then wrong values of each of its arguments.
WRONG: Mapping[str, tuple[Mapping[str, Any], Mapping[str, tuple[Any, ...]]]] = {
    "amount_texts": ({}, {"extremes": NO_SWITCH}),
    "amounts": (
        {},
        {
            "bases": ("flat", ["flat"], Basis.FLAT, [], None, [Unit.MG]),
            "units": ("mg", ["mg"], Unit.MG, [], [Unit.CELLS, 3]),
            "extremes": NO_SWITCH,
        },
    ),
    "assert_course_holds": (
        {"course": COURSE},
        {"course": (DCEP, "course.json", None, CALENDAR), **_RULES},
    ),
    "assert_definition_holds": (
        {"regimen": DCEP},
        {"regimen": (*NO_REGIMEN, st.just(DCEP)), "where": (None, 3)},
    ),
    "assert_regimen_holds": (
        {"regimen": DCEP},
        {
            "regimen": NO_REGIMEN,
            "examples": (0, *NO_COUNT),
            "courses": (COURSE, [COURSE], "x"),
            **_RULES,
        },
    ),
    "caps": ({"amount": amount("1 mg")}, {"amount": ("400 mg", 400, None)}),
    "components": (
        {},
        {
            "drug": ("", "Drug A", None, 3),
            "group": ("", " chemotherapy", None, 3),
            "first": ("1", 1.0, None, 29),
            "last": ("28", 0, None),
            "cycles": (0, "3", 1.0, True),
            "timing": NO_STRATEGY,
            "dose": (*NO_STRATEGY, "1 mg"),
            "areas": NO_SWITCH,
            "refusing": NO_SWITCH,
        },
    ),
    "course_machine": ({"regimen": DCEP}, {"regimen": NO_REGIMEN, **_RULES}),
    "courses": (
        {},
        {
            "regimen": ("dcep", [DCEP], ["dcep"], 3, COURSE),
            "patients": ("70 kg", [COURSE.patient], 3, {}),
            "policies": ("0.01 mg", ["0.01 mg"], 3),
            "start": ("2026-01-05", datetime(2026, 1, 5, tzinfo=UTC), [date(2026, 1, 5)], 3),
            "kinds": (*NO_LIST, ["delay"], testing.EventKind.DELAY, None),
            "most_events": NO_COUNT,
            "cycles": (3, (1,), (2, 1), (0, 3), ("1", "2"), (1, 2, 3), None),
            "closed_days": NO_SWITCH,
            "choices": ({}, *NO_SWITCH),
        },
    ),
    "days": ({}, {"first": ("1", 29, None), "last": ("28", 0, None), "most": (0, *NO_COUNT)}),
    "doses": ({}, {"of": (*NO_STRATEGY, amount("1 mg")), "times": (*NO_STRATEGY, 1)}),
    "drugs": ({}, {"name": ("", "Drug A", None, 3)}),
    "events": (
        {"of": CALENDAR},
        {"of": NO_COURSE_OR_CALENDAR, "kinds": (*NO_LIST, ["delay"], [], None)},
    ),
    "height_texts": ({}, {"height": (170, "170 cm", 1.7, Decimal("NaN"), Decimal(0))}),
    "histories": (
        {"of": CALENDAR},
        {"of": NO_COURSE_OR_CALENDAR, "kinds": (*NO_LIST, ["delay"], None), "most": NO_COUNT},
    ),
    "laboratory_courses": (
        {},
        {
            "of": ("dcep", 3, [DCEP], COURSE.patient),
            "at_boundaries": NO_SWITCH,
            "refused": NO_SWITCH,
        },
    ),
    "nearly_legal_regimens": (
        {},
        {"faults": (*NO_LIST, ["no days"], testing.Fault.NO_DAYS, [], None), "of": NO_STRATEGY},
    ),
    "orders": ({"of": CALENDAR}, {"of": NO_COURSE_OR_CALENDAR}),
    "patients": (
        {},
        {
            "height": (165, "165", ["165 cm"], "165 cm tall", "3 m"),
            "weight": (70, "70", ["70 kg"], "700 kg"),
            "sex": ("f", ["female"], 1),
            "born": ("1961-05-04", 1961, [date(1961, 5, 4)]),
            "id": (3, ["a"], "a\nb"),
            "name": (3, ["a"], "a\nb"),
            "ecog": (6, "1", [0, 1], True),
            "prior_therapy_ended": ("2025-12-01", [date(2025, 12, 1)]),
            "prior_doses": ("120 mg", [3], (3,), None),
            "extremes": NO_SWITCH,
        },
    ),
    "phases": (
        {},
        {
            "name": ("", " induction", None, 3),
            "is_first": NO_SWITCH,
            "open_ended": NO_SWITCH,
            "areas": NO_SWITCH,
            "refusing": NO_SWITCH,
        },
    ),
    "policies": (
        {},
        {
            "bsa_formula": ("mostella", ["mosteller"], 3, None),
            "bsa_rounding": (0.01, "0.01", ["0.01 m²"]),
            "bsa_cap": (2, "2", ["2 m²"]),
            "reweigh": (10, "10", ["10 %"], None),
            "rounding": (1, "1", ["1 mg"], None),
            "lab_validity_days": (0, "14", [14], None),
            "plannable": NO_SWITCH,
        },
    ),
    "regimens": (
        {},
        {
            "id": ("", "Test Regimen", None, 3, DCEP),
            "open_ended": NO_SWITCH,
            "areas": NO_SWITCH,
            "refusing": NO_SWITCH,
            "unread": NO_SWITCH,
        },
    ),
    "roundings": ({}, {"plannable": NO_SWITCH}),
    "schedules": (
        {},
        {
            "first": ("1", 29, None),
            "last": ("28", 0, None),
            "from_cycle": (0, *NO_COUNT),
            "cycles": (0, "3", 1.0, True),
        },
    ),
    "spoiled_orders": (
        {"of": CALENDAR},
        {
            "of": NO_COURSE_OR_CALENDAR,
            "faults": (*NO_LIST, ["tenfold"], testing.OrderFault.TENFOLD, [], None),
        },
    ),
    "thresholds": ({"regimen": DCEP}, {"regimen": NO_REGIMEN}),
    "weight_texts": ({}, {"weight": (70, "70 kg", 70.5, Decimal("-1"))}),
}
_OF = {"calendar": CALENDAR, "before": CALENDAR, "after": CALENDAR, "course": COURSE}
FUNCTIONS = {
    name: found
    for name in testing.__all__
    if inspect.isfunction(found := getattr(testing, name)) and inspect.signature(found).parameters
}


def _table() -> Mapping[str, tuple[Mapping[str, Any], Mapping[str, tuple[Any, ...]]]]:
    """The table with the invariants, which are all alike."""
    alike = {
        name: (
            {one: _OF[one] for one in inspect.signature(FUNCTIONS[name]).parameters if one in _OF},
            {
                one: (0, *NO_COUNT) if one == "days" else (DCEP, "dcep", None, [CALENDAR])
                for one in inspect.signature(FUNCTIONS[name]).parameters
            },
        )
        for name in FUNCTIONS
        if name.startswith("assert_") and name not in WRONG
    }
    return {**WRONG, **alike}


CASES = [
    pytest.param(name, right, argument, value, id=f"{name}({argument}={value!r:.30})")
    for name, (right, wrong) in _table().items()
    for argument, values in wrong.items()
    for value in values
]


@pytest.mark.parametrize(("name", "right", "argument", "value"), CASES)
def test_wrong_argument_is_refused_at_the_call(
    name: str, right: Mapping[str, Any], argument: str, value: object
) -> None:
    """By the library's own error, on one line, with a mend; nothing has to be drawn for it."""
    with pytest.raises(RegimensError) as raised:
        FUNCTIONS[name](**{**right, argument: value})
    assert "\n" not in str(raised.value)
    assert "; " in str(raised.value)


def test_every_argument_of_every_function_is_tried() -> None:
    """A function or argument that is added has to say what it does not take."""
    tried = {name: set(wrong) for name, (_, wrong) in _table().items()}
    assert tried == {
        name: set(inspect.signature(found).parameters) for name, found in FUNCTIONS.items()
    }
