"""Errors say where, what and the mend on one line, and travel whole."""

from __future__ import annotations

import copy
import pickle

import pytest

from regimens import errors
from regimens.errors import DefinitionError, DocumentError, RegimensError

KINDS = [getattr(errors, name) for name in errors.__all__]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_is_a_regimens_error_and_a_value_error(kind: type[RegimensError]) -> None:
    """One `except RegimensError`, or `except ValueError`, catches every refusal."""
    assert issubclass(kind, RegimensError)
    assert issubclass(kind, ValueError)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (RegimensError("day 22"), "day 22"),
        (RegimensError("day 22", where="phase 'vd'"), "phase 'vd': day 22"),
        (RegimensError("day 22", mend="use days 1 to 21"), "day 22; use days 1 to 21"),
        (
            RegimensError("day 22", where="phase 'vd'", mend="use days 1 to 21"),
            "phase 'vd': day 22; use days 1 to 21",
        ),
    ],
)
def test_text_is_where_what_and_mend(error: RegimensError, text: str) -> None:
    """The parts that are stated are printed in that order, and no empty one leaves a trace."""
    assert str(error) == text


def test_parts_can_be_read_one_by_one() -> None:
    """A program reads what, where and the mend without taking the text apart."""
    error = DocumentError("not a date", where="start", mend="write it as in 2026-01-05")
    assert (error.what, error.where, error.mend) == (
        "not a date",
        "start",
        "write it as in 2026-01-05",
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_within_puts_the_outer_place_first_and_keeps_kind_and_mend(
    kind: type[RegimensError],
) -> None:
    """An error found further out is of the same kind, and its place reads from the outside in."""
    inner = kind("not a date", where="start", mend="write it as in 2026-01-05")
    outer = inner.within("patient").within("course.json")
    assert type(outer) is kind
    assert str(outer) == ("course.json: patient: start: not a date; write it as in 2026-01-05")
    assert str(inner) == "start: not a date; write it as in 2026-01-05"


def test_within_gives_a_place_to_an_error_without_one() -> None:
    """An error without a place takes the outer one alone."""
    assert str(DefinitionError("no phase").within("dcep")) == "dcep: no phase"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_error_survives_pickling_and_copying(kind: type[RegimensError]) -> None:
    """An error raised in a worker process arrives with its kind, place and mend."""
    error = kind("'70 cm' is not a body weight", where="weight", mend="write it as in 70 kg")
    for same in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301
        assert type(same) is kind
        assert str(same) == "weight: '70 cm' is not a body weight; write it as in 70 kg"
