"""Strategies that are made once: to make one costs more than to draw from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from types import EllipsisType
from typing import Any, TypeAlias, TypeVar

from hypothesis import strategies as st

__all__ = [
    "ONE_IN_FOUR",
    "Asked",
    "among",
    "asked",
    "fixed",
    "perhaps",
    "some_of",
    "up_to",
    "whole",
]

T = TypeVar("T")
Asked: TypeAlias = T | st.SearchStrategy[T] | EllipsisType

_MORE = st.booleans()
ONE_IN_FOUR = st.sampled_from((False, False, False, True))


@cache
def whole(low: int, high: int) -> st.SearchStrategy[int]:
    """Whole numbers, both limits included; the simplest is the one nearest to 0."""
    return st.integers(low, high)


@cache
def among(*values: Any) -> st.SearchStrategy[Any]:
    """One of some values; the simplest is the first."""
    return st.sampled_from(values)


@cache
def some_of(values: st.SearchStrategy[T], least: int, most: int) -> st.SearchStrategy[list[T]]:
    """Some of the values a strategy draws, each once."""
    return st.lists(values, min_size=least, max_size=most, unique=True)


def up_to(draw: st.DrawFn, most: int, *, least: int = 0) -> Iterator[int]:
    """The numbers from 0 on, at most so many: whether there is another is asked before each.

    So any of what is drawn for them can be left out when a failure is shrunk, not the last alone.
    """
    for number in range(most):
        if number >= least and not draw(_MORE):
            return
        yield number


@st.composite
def perhaps(draw: st.DrawFn, make: Callable[[st.DrawFn], T], *, rarely: bool = False) -> T | None:
    """What a function draws, or nothing; large things are so left out in one piece."""
    return make(draw) if draw(ONE_IN_FOUR if rarely else _MORE) else None


def asked(given: Any, otherwise: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Draws the value that was fixed, or what was asked for, or what there is else.

    Args:
        given: A value, a strategy, or ``...`` where nothing was asked for.
        otherwise: What there is else.
    """
    if isinstance(given, EllipsisType):
        return otherwise
    return given if isinstance(given, st.SearchStrategy) else st.just(given)


def fixed(**given: Any) -> dict[str, Any]:
    """Those of some arguments that are values: neither strategies nor left out."""
    return {
        name: value
        for name, value in given.items()
        if not isinstance(value, st.SearchStrategy | EllipsisType)
    }
