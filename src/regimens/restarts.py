"""Step-up doses that a long gap asks for again: what is held, and what the table says."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from regimens.administrations import Administration, Status, finding_at
from regimens.findings import Finding
from regimens.regimen import Regimen
from regimens.rules import RestartTable

__all__ = ["held"]

_NOT_GIVEN = (Status.OMITTED, Status.DISCONTINUED)


def held(
    regimen: Regimen, rows: Sequence[Administration]
) -> tuple[list[Administration], list[Finding]]:
    """The rows with those withheld that come after too long a gap, and a finding for each gap.

    The days are counted from the last dose given, or still to be given, to the next one.

    Args:
        regimen: As written.
        rows: By date.
    """
    found = list(rows)
    findings: list[Finding] = []
    for table in regimen.restarts:
        before: Administration | None = None
        holding: Finding | None = None
        for place, row in enumerate(found):
            if row.drug != table.drug or row.status in _NOT_GIVEN:
                continue
            if holding is None and before is not None:
                holding = _needed(table, before, row)
                findings += [holding] if holding is not None else []
            if holding is not None and row.status is not Status.GIVEN:
                by = (*row.changed_by, *holding.events)
                found[place] = evolve(row, status=Status.WITHHELD, changed_by=by)
            if row.status is Status.GIVEN:
                holding = None
            before = row
    return found, findings


def _needed(table: RestartTable, before: Administration, row: Administration) -> Finding | None:
    days = (row.date - before.date).days
    asked = table.row(before.phase, before.written, days)
    if asked is None or asked.option is None:
        return None
    message = (
        f"{row.drug} on {row.date} would come {days} days after {before.written} of {before.date}: "
        f"{asked}; it and what follows is withheld. Start a course with {table.choice} "
        f"{asked.option}"
    )
    return finding_at(
        row,
        "restart-needed",
        message,
        source=table.source,
        events=tuple(dict.fromkeys((*before.changed_by, *row.causes))),
    )
