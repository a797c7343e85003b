"""Long work shows how far it is: a bar on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TypeVar

__all__ = ["counted"]

_Item = TypeVar("_Item")


def counted(items: Sequence[_Item], unit: str) -> Iterable[_Item]:
    """The items one after another, with a bar on standard error where that is a terminal.

    Args:
        items: What is worked through.
        unit: What one of them is called.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        return items
    try:
        from tqdm import tqdm  # noqa: PLC0415 - an extra
    except ImportError:
        sys.stderr.write('regimens: for a progress bar: pip install "regimens[progress]"\n')
        return items
    # Short work needs no bar, and a bar that is done makes room for what follows.
    return tqdm(items, unit=f" {unit}", delay=1, leave=False, file=sys.stderr)
