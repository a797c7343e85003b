"""What foreign FHIR says is read as it is meant, or refused by path."""

from __future__ import annotations

import copy
import csv
import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from regimens import Course, Given, Lab, Measurement, Omission, catalogue
from regimens.errors import DocumentError
from regimens.formats.courses import course_document, course_from
from regimens.formats.fhir.reading import course_from_fhir
from regimens.formats.reading import parse_json
from regimens.regimen import Regimen

TABLES = Path(__file__).parent / "tables"
# What the caller states, where no CarePlan does.
STATED: dict[str, tuple[Regimen, date] | None] = {
    "mcode": None,
    "actnow": (catalogue.get("vcd-21"), date(2026, 1, 5)),
    "synthea": (catalogue.get("dcep"), date(2026, 1, 5)),
    "r5": (catalogue.get("vcd-21"), date(2026, 1, 5)),
}


def _document(name: str) -> Any:
    return parse_json((TABLES / "fhir" / f"{name}.json").read_bytes(), where="bundle")


def _read(name: str, values: Any, **stated: Any) -> Course:
    given = STATED[name]
    if given is not None:
        stated = {"regimen": given[0], "start": given[1], **stated}
    return course_from_fhir(values, **stated)


def _with(values: Any, at: str, value: str) -> Any:
    """The document with another value at a path; an empty one takes away what stands there."""
    holder = found = copy.deepcopy(values)
    steps = [int(one) if one.isdigit() else one for one in re.findall(r"[^.\[\]]+", at)]
    for step in steps[:-1]:
        holder = holder[step]
    if not value:
        del holder[steps[-1]]
    elif isinstance(holder, list) and steps[-1] == len(holder):
        holder.append(json.loads(value, parse_float=Decimal))
    else:
        holder[steps[-1]] = json.loads(value, parse_float=Decimal)
    return found


def _faults() -> list[tuple[str, str, str, str]]:
    with (TABLES / "fhir_faults.csv").open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in list(csv.reader(file))[1:]]  # type: ignore[misc]


@pytest.mark.parametrize(("name", "at", "value", "message"), _faults())
def test_what_is_wrong_is_refused_by_path(name: str, at: str, value: str, message: str) -> None:
    """Each wrong document gives the one line that was written for it beforehand."""
    with pytest.raises(DocumentError) as refused:
        _read(name, _with(_document(name), at, value))
    assert str(refused.value) == message
