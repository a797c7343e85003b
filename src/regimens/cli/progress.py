"""Long work shows how far it is: a bar on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

__all__ = ["counted", "measured"]

_Item = TypeVar("_Item")


def counted(items: Sequence[_Item], unit: str) -> Iterable[_Item]:
    """The items one after another, with a bar on standard error where that is a terminal.

    Args:
        items: What is worked through.
        unit: What one of them is called.
    """
    bar = _bar()
    if bar is None:
        return items
    # Short work needs no bar, and a bar that is done makes room for what follows.
    found: Iterable[_Item] = bar(items, unit=f" {unit}", delay=1, leave=False, file=sys.stderr)
    return found


@contextmanager
def measured(total: int, unit: str) -> Iterator[Callable[[int], object]]:
    """What is told how much more has been done, with a bar as in :func:`counted`.

    Args:
        total: How much there is to do.
        unit: What is counted.
    """
    bar = _bar()
    if bar is None:
        yield lambda more: None
        return
    with bar(
        total=total, unit=f" {unit}", unit_scale=True, delay=1, leave=False, file=sys.stderr
    ) as shown:
        yield shown.update


def _bar() -> Any:
    """What makes a bar; None where there is no terminal to show one on, or no such library."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None
    try:
        from tqdm import tqdm  # noqa: PLC0415 - an extra
    except ImportError:
        sys.stderr.write('regimens: for a progress bar: pip install "regimens[progress]"\n')
        return None
    return tqdm
