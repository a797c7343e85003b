"""Step-up doses: given one after the other, and again after too long a gap."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from regimens.administrations import Administration, finding_at, with_status
from regimens.decimals import EXACT, plain
from regimens.findings import Finding
from regimens.intervals import written_days
from regimens.regimen import Regimen
from regimens.rules import RestartTable
from regimens.schedule import Following
from regimens.statuses import OFF, Status

__all__ = ["held"]

_HUNDRED = Decimal(100)
_ALMOST = Decimal(95)  # percent of a step: less is no step, as in the check of orders
# Where no table of restarts was read, our own reading: the longest that a step may wait, as the US
# labels of teclistamab and talquetamab print it, and how much later than written another dose may
# come.
_LATE = 7


def held(
    regimen: Regimen, rows: Sequence[Administration]
) -> tuple[list[Administration], list[Finding]]:
    """The rows with those withheld that a step-up forbids, and a finding that says why.

    A dose is withheld where a step before it was left out or was too small, or where it comes so
    long after the last one that the label asks for steps again. What follows it is withheld too,
    with what goes with it.

    Args:
        regimen: As written.
        rows: By date.
    """
    found = list(rows)
    findings: list[Finding] = []
    for drug in _stepped(regimen):
        table = next((one for one in regimen.restarts if one.drug == drug), None)
        own = [row for row in rows if row.drug == drug]
        holding = _first_held(own, table)
        if holding is None:
            continue
        first, finding = holding
        findings.append(finding)
        after = own[own.index(first) :]
        keys = {row.key for row in after if row.status not in (*OFF, Status.GIVEN)}
        places = {(row.time.place, row.day) for row in after if row.key in keys}
        names = {drug, first.group}
        for index, row in enumerate(found):
            if row.key in keys or _goes_with(row, names, places):
                found[index] = with_status(row, Status.WITHHELD, *finding.events)
    return found, findings


def _stepped(regimen: Regimen) -> list[str]:
    """The drugs that are stepped up."""
    drugs = [one.drug for one in regimen.restarts]
    drugs += [
        component.drug.name
        for phase, component in regimen.components()
        if phase.step_up and len(phase.named(component.drug.name)) > 1
    ]
    return list(dict.fromkeys(drugs))


def _goes_with(
    row: Administration, names: set[str], places: set[tuple[tuple[int, int], int]]
) -> bool:
    """Whether a dose follows one that is withheld."""
    timing = row.slot.component.timing
    return (
        isinstance(timing, Following)
        and timing.what in names
        and (row.time.place, row.slot.leader_day) in places
        and row.status not in (*OFF, Status.GIVEN)
    )


def _first_held(
    rows: Sequence[Administration], table: RestartTable | None
) -> tuple[Administration, Finding] | None:
    """The first dose that may not be given, and why."""
    before: Administration | None = None
    missing: Administration | None = None
    for row in rows:
        if row.status in OFF:
            missing = missing or (row if row.time.phase.step_up else None)
            continue
        finding = _without(missing, row) if missing is not None else None
        if finding is None and before is not None:
            finding = _needed(table, before, row)
        if finding is not None:
            return row, finding
        if row.time.phase.step_up and _is_small(row):
            missing = row
        before = row
    return None


def _is_small(row: Administration) -> bool:
    """Whether less was given than the step."""
    if row.given is None:
        return False
    return EXACT.multiply(row.given, _HUNDRED) < EXACT.multiply(row.calculated, _ALMOST)


def _without(missing: Administration, row: Administration) -> Finding:
    how = "was left out"
    if missing.given is not None:
        how = f"was given as {plain(missing.given)} {missing.unit}"
    message = (
        f"{row.drug} on {row.date}: the step of {missing.date}, {missing.written}, {how}, and each "
        f"step has to be given before the next; {_withheld(row)}. Start the steps "
        "again as a new course"
    )
    return finding_at(
        row,
        "restart-needed",
        message,
        source=row.time.phase.source,
        events=missing.changed_by[-1:],
    )


def _withheld(row: Administration) -> str:
    if row.status is Status.GIVEN:
        return "it was given all the same, and what follows is withheld"
    return "it and what follows is withheld"


def _needed(
    table: RestartTable | None, before: Administration, row: Administration
) -> Finding | None:
    days = (row.date - before.date).days
    comes = "was given" if row.status is Status.GIVEN else "would come"
    late = f"{row.drug} on {row.date} {comes} {days} days after {before.written} of {before.date}"
    written = written_days(before, row)
    if table is None:
        if written is None or days <= _longest(row, written):
            return None
        rest = (
            f"written are {written}, and the label's rule for restarting was not read: "
            f"{_withheld(row)}. Look there, and start a new course"
        )
        source = row.time.phase.source
    else:
        asked = table.row(before.phase, before.written, days)
        if asked is None:
            if written is not None and days <= written:
                return None
            rest = (
                f"the table of restarts has no row for that: {_withheld(row)}. Ask "
                "what to begin with again, and start a new course"
            )
        elif asked.option is None:
            return None
        else:
            of = "" if table.regimen is None else f" of {table.regimen}"
            rest = (
                f"{asked}; {_withheld(row)}. Start a course{of} with {table.choice} {asked.option}"
            )
        source = table.source
    return finding_at(
        row,
        "restart-needed",
        f"{late}: {rest}",
        source=source,
        events=tuple(dict.fromkeys((*before.changed_by, *row.causes))),
    )


def _longest(row: Administration, written: int) -> int:
    """The most days since the last dose that a dose may come after, without a table."""
    step = row.time.phase.step_up and written < _LATE
    return _LATE if step else written + _LATE
