"""What there is to say of a calendar: each finding as a DetectedIssue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from regimens.findings import Finding, Severity
from regimens.formats.fhir.codes import FhirVersion
from regimens.formats.fhir.courses import Entry, Writing
from regimens.formats.fhir.elements import (
    day,
    extension,
    identifier,
    link,
    named,
    own_coded,
    parts,
)
from regimens.formats.fhir.texts import narrative, visible

__all__ = ["issue_entries"]

Values = dict[str, Any]
_SEVERITY = {Severity.VIOLATION: "high", Severity.CAUTION: "moderate", Severity.INFO: "low"}


def issue_entries(writing: Writing) -> Iterator[Entry]:
    """A DetectedIssue for each finding, the violations first."""
    seen: Counter[tuple[object, ...]] = Counter()
    for finding in writing.calendar.findings:
        where = (finding.code, finding.phase, finding.cycle, finding.day, finding.drug)
        seen[where] += 1
        name = writing.named("finding", *where, seen[where])
        if name not in writing.besides:
            yield Entry(name, _issue(writing, finding, name))


def _issue(writing: Writing, finding: Finding, name: UUID) -> Values:
    subject = "patient" if writing.version is FhirVersion.R4 else "subject"
    return named(
        resourceType="DetectedIssue",
        text=narrative([f"{finding.severity.value}: {finding.message}"]),
        extension=list(_place(finding)),
        identifier=[identifier(name)],
        status="final",
        code=own_coded(finding.code, finding.code),
        severity=_SEVERITY[finding.severity],
        **{subject: writing.subject},
        identifiedDateTime=None if finding.date is None else day(finding.date),
        implicated=[{"reference": link(one)} for one in _implicated(writing, finding)],
        detail=visible(finding.message),
    )


def _place(finding: Finding) -> Iterator[Values]:
    if finding.phase is not None:
        yield extension("phase", valueString=visible(finding.phase))
    if finding.cycle is not None:
        yield extension("cycle-number", valuePositiveInt=finding.cycle)
    if finding.day is not None:
        yield extension("cycle-day", valueInteger=finding.day)
    yield parts(
        "finding",
        ("code", "code", finding.code),
        ("severity", "code", finding.severity.value),
        ("drug", "string", None if finding.drug is None else visible(finding.drug)),
        ("source", "string", None if finding.source is None else visible(finding.source)),
    )


def _implicated(writing: Writing, finding: Finding) -> list[UUID]:
    """The doses it is about; or the cycle; or the course."""
    calendar = writing.calendar
    if finding.day is not None:
        doses = [
            writing.doses[row.key]
            for row in calendar
            if (row.phase, row.cycle, row.day) == (finding.phase, finding.cycle, finding.day)
            and finding.drug in (None, row.drug)
        ]
        if doses:
            return doses
    for cycle in calendar.cycles:
        if (cycle.phase, cycle.cycle) == (finding.phase, finding.cycle):
            return [writing.cycle(cycle.phase, cycle.cycle)]
    return [writing.name]
