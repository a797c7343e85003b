"""What patients who share rows add to a summary, counted without planning each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import attrs
from attrs import field, frozen

from regimens.cohort.layouts import REFERENCE
from regimens.cohort.lists import delay_events, fraction_events
from regimens.cohort.settings import Cohort, reference_patient
from regimens.cohort.together import Shared
from regimens.decimals import plain
from regimens.errors import RegimensError
from regimens.events import Event
from regimens.summaries import Part, Reached, Tally, part_of, step_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["tally_of"]


def tally_of(
    shared: Shared, cohort: Cohort, *, phase: str, group: str
) -> tuple[Tally, NDArray[np.bool_]]:
    """The counts over patients who share rows, and who of them is to be counted alone.

    What such a patient reached in a cycle depends on nothing but the fraction in the cycle, how
    many of its rows are shown, and by how many days it alone is late. For each of these that occurs
    one course is planned.

    Args:
        shared: The patients.
        cohort: How all are planned.
        phase: The phase's name.
        group: The group whose fractions are counted.
    """
    import numpy as np  # noqa: PLC0415 - an extra

    examples = _Examples(shared=shared, cohort=cohort, phase=phase, group=group)
    settings, delays = shared.settings(), shared.delays()
    left = np.zeros(len(shared.rows), np.bool_)
    for place in np.unique(settings).tolist():
        if examples.part(place, 0) is None:
            left |= (settings == place).any(axis=1)
    for days in np.unique(delays).tolist():
        if examples.part(0, days) is None:
            left |= (delays == days).any(axis=1)
    kept = ~left
    return _tally(examples, settings[kept], delays[kept], shared.is_shown()[kept]), left


@frozen(kw_only=True)
class _Examples:
    """Courses of the reference patient, each planned once."""

    shared: Shared
    cohort: Cohort
    phase: str
    group: str
    _kept: dict[tuple[int, int, int], Part | None] = field(factory=dict, init=False)

    def part(self, setting: int, days: int, until: int | None = None) -> Part | None:
        """What a course adds at one fraction, with every cycle late by the same days.

        Args:
            setting: The place of the fraction, which holds from the first cycle that can have it.
            days: By which each cycle is late.
            until: Days from the start to the last day shown; None shows everything.

        Returns:
            The part, or None where the reference patient cannot be planned so.
        """
        layout = self.shared.layout
        width = len(layout.times)
        if until is None:
            until = max(0, *self.shared.from_start().tolist()) + days * width
        key = (setting, days, until)
        if key not in self._kept:
            events: list[Event] = []
            if setting:
                fraction = plain(self.shared.sequences.fractions[setting])
                first = layout.can_change.index(True)
                events += fraction_events(self.cohort.regimen, [*[None] * first, fraction])
            if days:
                events += delay_events(self.cohort.regimen, [str(days)] * width)
            self._kept[key] = self._planned(events, until)
        return self._kept[key]

    def _planned(self, events: list[Event], until: int) -> Part | None:
        try:
            course = self.cohort.course(reference_patient(), REFERENCE, events)
            if self.cohort.until is not None:
                course = attrs.evolve(course, until=REFERENCE + timedelta(days=until))
            return part_of(course.plan(), phase=self.phase, group=self.group)
        except (RegimensError, OverflowError):
            return None  # those who are like it are planned alone

    def reached(self, cycle: int, setting: int, until: int | None) -> Reached | None:
        """What was reached at a fraction in the cycle of that number of the phase."""
        part = self.part(setting, 0, until)
        return None if part is None else part.reached.get(cycle)

    def is_late(self, cycle: int, days: int) -> bool:
        """Whether the cycle of that number has a dose delay where it is late by some days."""
        part = self.part(0, days)
        return part is not None and cycle in part.reached and part.reached[cycle].late


@frozen(kw_only=True)
class _Here:
    """A cycle over the patients who share rows.

    Args:
        cycle: Its number in the phase.
        reached: What can be reached in it; None is not to reach it.
        places: Which of those each patient has.
    """

    cycle: int
    reached: list[Reached | None]
    places: NDArray[np.intp]


def _tally(
    examples: _Examples,
    settings: NDArray[np.int32],
    delays: NDArray[np.int32],
    shown: NDArray[np.bool_],
) -> Tally:
    import numpy as np  # noqa: PLC0415 - an extra

    labels, steps = Counter[tuple[int, str]](), Counter[tuple[int, int]]()
    late = Counter[int]()
    before: _Here | None = None
    for place, time in enumerate(examples.shared.layout.times):
        if time.phase.name != examples.phase:
            continue
        here = _here(examples, place, settings[:, place], shown)
        for which, often in _counts(here.places):
            one = here.reached[which]
            if one is not None:
                labels[here.cycle, one.label] += often
        is_here = np.array([one is not None for one in here.reached], np.bool_)[here.places]
        for days, often in _counts(delays[is_here, place]):
            late[here.cycle] += often * examples.is_late(here.cycle, days)
        if before is not None and before.cycle == here.cycle - 1:
            for step, often in _steps(before, here):
                steps[here.cycle, step] += often
        before = here
    return Tally(courses=len(settings), labels=dict(labels), steps=dict(steps), late=dict(+late))


def _here(
    examples: _Examples, place: int, settings: NDArray[np.int32], shown: NDArray[np.bool_]
) -> _Here:
    import numpy as np  # noqa: PLC0415 - an extra

    layout = examples.shared.layout
    cycle = layout.times[place].cycle
    columns = [column for column, of in enumerate(layout.cycles) if of == place]
    # How many rows of a cycle are shown says which: they are in the order of their days.
    most = len(columns) + 1
    codes = settings * most + shown[:, columns].sum(axis=1)
    distinct, places = np.unique(codes, return_inverse=True)
    from_start = examples.shared.from_start()
    reached = []
    for code in distinct.tolist():
        setting, count = divmod(code, most)
        until = None
        if examples.cohort.until is not None and count:
            until = max(0, int(from_start[columns[count - 1]]))
        reached.append(examples.reached(cycle, setting, until) if count else None)
    return _Here(cycle=cycle, reached=reached, places=places)


def _steps(before: _Here, here: _Here) -> Iterator[tuple[int, int]]:
    """How many patients who reached both cycles had less, the same or more, by kind."""
    count = len(here.reached)
    for pair, often in _counts(before.places * count + here.places):
        then, now = before.reached[pair // count], here.reached[pair % count]
        if then is not None and now is not None:
            yield step_of(then, now), often


def _counts(values: NDArray[np.intp] | NDArray[np.int32]) -> list[tuple[int, int]]:
    """Each value once, with how often it occurs."""
    import numpy as np  # noqa: PLC0415 - an extra

    distinct, counts = np.unique(values, return_counts=True)
    return list(zip(distinct.tolist(), counts.tolist(), strict=True))
