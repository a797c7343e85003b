"""What an engine answered, held against each patient planned by himself."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
from cohorts import differences

from regimens.cohort import Cohort

__all__ = ["wrong"]


def wrong(cohort: Cohort, patients: Sequence[dict[str, Any]], answered: pa.Table) -> list[str]:
    """What differs between rows with a column ``message`` and the single plans.

    An engine has partitions in any order, so the patients are brought back into theirs; the rows of
    each stay as they came.
    """
    place = {row["patient_id"]: number for number, row in enumerate(patients, start=1)}
    answered = answered.combine_chunks()
    planned = answered.filter(pc.is_null(answered["message"]))
    places = [place[name] for name in planned["patient_id"].to_pylist()]
    order = sorted(range(len(places)), key=places.__getitem__)
    nameless = (number for number, row in enumerate(patients, 1) if row["patient_id"] is None)
    rejects = [
        {"row": place[name] if name is not None else next(nameless), "message": message}
        for name, message in zip(
            *(
                answered.filter(pc.is_valid(answered["message"]))[name].to_pylist()
                for name in ("patient_id", "message")
            ),
            strict=True,
        )
    ]
    found = SimpleNamespace(rows=planned.take(order), rejects=pa.Table.from_pylist(rejects))
    twice = len(rejects) - len({one["row"] for one in rejects})
    return differences(cohort, patients, found) + ["rejected twice"] * twice
