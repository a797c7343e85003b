"""A plan as one part of a history makes it, before it is shown; and what makes such plans.

What was recorded is held against the plan of its time, and closed days against the plan without
them: both ask for plans of their own, and are given what makes them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import frozen

from regimens.administrations import Administration
from regimens.findings import Finding
from regimens.history import History
from regimens.marks import Marks
from regimens.timeline import CycleTime, Horizon

__all__ = ["Draft", "Drafting", "RowsWith"]


@frozen(kw_only=True)
class Draft:
    """A plan as one history makes it."""

    times: list[CycleTime]
    rows: list[Administration]
    findings: list[Finding]


Drafting = Callable[[History, Marks, Horizon], Draft]
RowsWith = Callable[[Marks], Sequence[Administration]]  # of one history, with some marks
