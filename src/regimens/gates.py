"""Whether a phase is certain: its response gate, and the transplant it may follow."""

from __future__ import annotations

from datetime import date, timedelta

from attrs import frozen

from regimens.conditions import ResponseGate
from regimens.events import Response, Transplant
from regimens.findings import Finding
from regimens.history import History
from regimens.regimen import Phase, Regimen
from regimens.statuses import Status

__all__ = ["Gates", "gates"]


@frozen
class Gates:
    """The responses and transplants of a history, in recorded order."""

    responses: tuple[tuple[str, Response], ...]
    transplants: tuple[tuple[str, Transplant], ...]

    def unplaced(self, regimen: Regimen) -> frozenset[int]:
        """The places of phases that have no date until their start is recorded."""
        return frozenset(
            index
            for index, phase in enumerate(regimen.phases)
            if phase.waits or (self.transplants and phase.transplant is not None)
        )

    def status(
        self, phase: Phase, before: Status, last_dose: date | None
    ) -> tuple[Status, tuple[str, ...]]:
        """The status of a phase's doses, and the place of the response that decides it.

        Args:
            phase: The phase.
            before: The status of the phase before; what follows an uncertain phase is uncertain.
            last_dose: The date of the last planned dose of the phase before. A response of an
                earlier day is no assessment of it.
        """
        if before is not Status.PLANNED or phase.gate is None:
            return before, ()
        found = self._assessed(last_dose)
        if found is None:
            return Status.CONDITIONAL, ()
        where, response = found
        reached = response.response.reaches(phase.gate.at_least)
        return Status.PLANNED if reached else Status.WITHHELD, (where,)

    def _assessed(self, last_dose: date | None) -> tuple[str, Response] | None:
        counted = [one for one in self.responses if last_dose is None or one[1].on >= last_dose]
        latest = sorted(counted, key=lambda one: one[1].on)
        return latest[-1] if latest else None

    def findings(
        self,
        phase: Phase,
        last_dose: date | None,
        start: date | None,
        causes: tuple[str, ...] = (),
    ) -> list[Finding]:
        """What there is to say about a phase's gate and window.

        Args:
            phase: The phase.
            last_dose: The date of the last planned dose of the phase before.
            start: When its first dose is, or None where it has no date yet.
            causes: The places of the events that its start comes from.
        """
        found = [] if phase.gate is None else self._response(phase, phase.gate, last_dose, start)
        if phase.transplant is not None and self.transplants:
            found += self._window(phase, start, causes)
        elif phase.waits and start is None:
            message = f"{phase.name} has no date until its start is recorded"
            source = str(phase.source)
            found.append(
                Finding(code="start-pending", phase=phase.name, message=message, source=source)
            )
        return found

    def _response(
        self, phase: Phase, gate: ResponseGate, last_dose: date | None, start: date | None
    ) -> list[Finding]:
        assessed = self._assessed(last_dose)
        if assessed is None:
            return [
                Finding(
                    code="response-pending",
                    phase=phase.name,
                    date=start,
                    message=(
                        f"{phase.name} {gate}; its doses are conditional until a response of "
                        f"{last_dose} or later is recorded"
                    ),
                    source=str(gate.source),
                )
            ]
        where, response = assessed
        if response.response.reaches(gate.at_least):
            return []
        return [
            Finding(
                code="response-insufficient",
                phase=phase.name,
                date=response.on,
                message=(
                    f"{response.response.value} on {response.on}; {phase.name} {gate}: its doses "
                    "are withheld"
                ),
                source=str(gate.source),
                events=(where,),
            )
        ]

    def _window(self, phase: Phase, start: date | None, causes: tuple[str, ...]) -> list[Finding]:
        assert phase.transplant is not None  # noqa: S101 - the caller has looked
        where, transplant = self.transplants[-1]
        infused = transplant.on
        earliest = phase.transplant.at_least
        begin = infused + timedelta(days=earliest) if earliest else "then"
        latest = infused + timedelta(days=phase.transplant.within)
        source = str(phase.transplant.source)
        if start is None:
            message = (
                f"{phase.name} has no date until its start is recorded; transplant on {infused}, "
                f"first dose by {latest}"
            )
            return [Finding(code="start-pending", phase=phase.name, message=message, source=source)]
        days = (start - infused).days
        if not phase.transplant.at_least <= days <= phase.transplant.within:
            when = f"{days} days after" if days >= 0 else f"{-days} days before"
            message = (
                f"{phase.name} starts {when} the transplant of {infused}; the first "
                f"dose has to be given from {begin} to {latest}"
            )
            return [
                Finding(
                    code="transplant-window",
                    phase=phase.name,
                    cycle=1,
                    date=start,
                    message=message,
                    source=source,
                    events=(where, *causes),
                )
            ]
        return []


def gates(events: History) -> Gates:
    """The responses and transplants of a history."""
    return Gates(
        tuple((where, event) for where, event in events if isinstance(event, Response)),
        tuple((where, event) for where, event in events if isinstance(event, Transplant)),
    )
