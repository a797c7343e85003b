"""The rules that the plans of a batch break, and whose plans they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from regimens.cohort.columns import arrow
from regimens.cohort.lists import fraction_events
from regimens.cohort.together import Shared
from regimens.decimals import plain
from regimens.dose_changes import dose_settings
from regimens.findings import Finding, Severity
from regimens.regimen import Regimen

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

__all__ = ["Violated", "shared_violations", "violation_schema", "violations", "violations_of"]

Violated = tuple[int, Finding]  # the place of a patient in the batch, and the violation


def violation_schema() -> pa.Schema:
    """The schema of violations: the row of the input from 1, its patient, code and message."""
    pa = arrow()
    return pa.schema(
        [
            pa.field("row", pa.int64(), nullable=False),
            pa.field("patient_id", pa.string(), nullable=False),
            pa.field("code", pa.string(), nullable=False),
            pa.field("message", pa.string(), nullable=False),
        ]
    )


def violations(ids: pa.Array, found: Sequence[Violated], first_row: int) -> pa.RecordBatch:
    """The violations of a batch, in the order of its patients.

    Args:
        ids: The identifier of each patient.
        found: Whose they are.
        first_row: The number of the batch's first row in its file.
    """
    told = [
        {
            "row": first_row + place,
            "patient_id": ids[place].as_py(),
            "code": finding.code,
            "message": finding.message,
        }
        for place, finding in sorted(found, key=lambda one: one[0])
    ]
    return arrow().RecordBatch.from_pylist(told, schema=violation_schema())


def violations_of(findings: Sequence[Finding]) -> list[Finding]:
    """Those of some findings that are violations."""
    return [finding for finding in findings if finding.severity is Severity.VIOLATION]


def shared_violations(shared: Shared, regimen: Regimen) -> list[Violated]:
    """The violations of patients who share rows.

    Their delays only widen the distance of doses, so that a fraction from a cycle on is all that
    can break a rule; which fractions may be given depends on nothing but the cycle.

    Args:
        shared: The patients.
        regimen: As written.
    """
    import numpy as np  # noqa: PLC0415 - an extra

    found: list[Violated] = []
    if shared.sequences.settings is None:
        return found
    settings = shared.settings()
    before = np.zeros(len(settings), settings.dtype)
    for cycle in range(settings.shape[1]):
        now = settings[:, cycle]
        for place in np.unique(now[now != before]).tolist():
            fraction = plain(shared.sequences.fractions[place])
            events = fraction_events(regimen, [*[None] * cycle, fraction])
            _, said = dose_settings(regimen, [("fractions", event) for event in events])
            own = violations_of(said)
            if own:
                patients = shared.rows[(now == place) & (now != before)].tolist()
                found += [(row, finding) for row in patients for finding in own]
        before = now
    return found
