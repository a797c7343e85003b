"""What a caller asks of a field: a value, a strategy for it, or nothing."""

from __future__ import annotations

from types import EllipsisType
from typing import Any, TypeAlias, TypeVar

from hypothesis import strategies as st

__all__ = ["Asked", "asked"]

T = TypeVar("T")
Asked: TypeAlias = T | st.SearchStrategy[T] | EllipsisType


def asked(draw: st.DrawFn, given: Any, otherwise: st.SearchStrategy[Any]) -> Any:
    """The value that was fixed, or one drawn from what was asked for, or from what there is else.

    Args:
        draw: Given by Hypothesis.
        given: A value, a strategy, or ``...`` where nothing was asked for.
        otherwise: What there is else.
    """
    if isinstance(given, EllipsisType):
        return draw(otherwise)
    return draw(given) if isinstance(given, st.SearchStrategy) else given
