"""What cards and pictures say of a phase and of a dose in the same words."""

from __future__ import annotations

from collections.abc import Iterator

from regimens.amounts import Per, WrittenDose
from regimens.decimals import plain
from regimens.regimen import Phase
from regimens.schedule import day_text

__all__ = ["CHECK", "UNVERIFIED", "amount_text", "phase_notes", "phase_title"]

UNVERIFIED = (
    "UNVERIFIED: a number of this definition has not been read in a reference; it is planned only "
    "on request, and every calendar says so"
)
CHECK = "Check independently before use: this supports, and never replaces, that check."


def amount_text(dose: WrittenDose) -> str:
    """How much of a dose is given, and how often a day.

    >>> from regimens import catalogue
    >>> amount_text(catalogue.get("dara-atra").phases[0].components[0].dose)
    '45 mg/m² a day in 2 doses'
    """
    text = f"{dose.amount}"
    if dose.per is Per.DAY:
        text += f" a day in {dose.times} doses" if dose.times > 1 else " a day"
    elif dose.times > 1:
        text += f", {dose.times} times a day"
    if dose.at_least is not None:
        text += f" (the upper end of {plain(dose.at_least.value)}–{dose.amount})"
    return text


def phase_title(phase: Phase) -> str:
    """A phase's name, the length of its cycles in days and how many there are.

    >>> from regimens import catalogue
    >>> phase_title(catalogue.get("dcep").phases[0])
    'induction: 28-day cycles, × 3'
    """
    count = "until stopped" if phase.cycles is None else f"× {phase.cycles}"
    return f"{phase.name}: {phase.cycle_length}-day cycles, {count}"


def phase_notes(phase: Phase) -> Iterator[str]:
    """How a phase counts its days, whether its doses build on each other, and what it waits for.

    >>> from regimens import catalogue
    >>> list(phase_notes(catalogue.get("teclistamab").phases[0]))
    ['each dose has to be given before the next one']
    """
    if phase.first_day < 1:
        yield (
            f"days are counted from day 0; a cycle starts with day {day_text(phase.first_day)}, "
            "the date that is recorded as its start"
        )
    if phase.step_up:
        yield "each dose has to be given before the next one"
    if phase.waits:
        yield "begins only when its start is recorded"
