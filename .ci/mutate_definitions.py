"""Changes one number or day of one definition at a time, and counts which changes are noticed.

    python .ci/mutate_definitions.py [ID ...]

A change is noticed by the definition itself (it contradicts itself), by the tables written by hand
(days, doses, cycles, counts, bounds), or only by the digest that the sign-off page demands.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import test_decisions as decisions  # noqa: E402 - found under tests
import test_formulary as formulary  # noqa: E402
import test_limits as limits  # noqa: E402

from regimens import catalogue  # noqa: E402
from regimens.drugs import Drug  # noqa: E402
from regimens.errors import RegimensError  # noqa: E402
from regimens.regimen import Interpretation, Regimen  # noqa: E402
from regimens.sources import Source  # noqa: E402

Place = tuple[str, ...]


def changed(value: Any) -> Iterator[tuple[Place, Any]]:
    """Every value that differs from this one in one number or day, with its place."""
    if isinstance(value, bool | str | Enum | Source | Interpretation | Drug) or value is None:
        return
    if isinstance(value, Decimal):
        yield (), value * Decimal("1.1")
    elif isinstance(value, int):
        yield (), value + 1
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            for place, other in changed(item):
                yield place, (*value[:index], other, *value[index + 1 :])
    elif attrs.has(type(value)):
        yield from _changed_fields(value)


def _changed_fields(value: Any) -> Iterator[tuple[Place, Any]]:
    for field in attrs.fields(type(value)):
        for place, other in changed(getattr(value, field.name)) if field.init else ():
            yield (field.name, *place), _With(value, field.name, other)


class _With:
    """A value with one field to be changed; made when all of it is, since that may be refused."""

    def __init__(self, value: Any, field: str, other: Any) -> None:
        self._parts = (value, field, other)

    def made(self) -> Any:
        value, field, other = self._parts
        return attrs.evolve(value, **{field.lstrip("_"): _made(other)})


def _made(value: Any) -> Any:
    if isinstance(value, _With):
        return value.made()
    return tuple(map(_made, value)) if isinstance(value, tuple) else value


def noticed(regimen: Regimen) -> bool:
    """Whether a table written by hand differs from this definition."""
    checks: list[Any] = [
        lambda: formulary.test_days_and_doses_are_those_of_the_table(regimen),
        lambda: formulary.test_cycles_are_those_of_the_table(regimen),
        lambda: limits.test_levels_intervals_and_rules_are_those_of_the_table(regimen),
    ]
    checks += [
        lambda row=row: formulary.test_number_of_doses_is_the_one_counted_by_hand(row)
        for row in COUNTS
        if row["regimen"] == regimen.id
    ]
    if regimen.id in decisions.DECIDED:
        checks += [
            lambda row=row: decisions.test_dose_at_a_bound_is_that_of_the_text(regimen.id, row)
            for row in decisions._decisions(regimen.id)  # noqa: SLF001 - the test's own reader
        ]
    checks += [
        lambda drug=drug, row=row: decisions.test_bilirubin_decides_from_the_first_dose_to_the_last(
            drug, row
        )
        for drug in decisions.BY_BILIRUBIN
        for row in decisions._bilirubins(drug)  # noqa: SLF001
        if row["regimen"] == regimen.id
    ]
    if regimen.id in decisions.RESTARTED:
        checks += [
            lambda row=row: decisions.test_gap_at_a_bound_asks_for_what_the_text_says(
                regimen.id, row
            )
            for row in decisions._restarts(regimen.id)  # noqa: SLF001
        ]
    for check in checks:
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                check()
        except (AssertionError, RegimensError, StopIteration, IndexError, ValueError, KeyError):
            return True
    return False


COUNTS = formulary._counts()  # noqa: SLF001


def outcomes(name: str) -> Iterator[tuple[str, Place]]:
    """For each change of a definition: how it was noticed, and where it was."""
    regimen = catalogue.get(name)
    constant = name.replace("-", "_").upper()
    module = import_module(type(catalogue.REGIMENS).__getitem__.__globals__["_MODULES"][name])
    try:
        for place, with_ in changed(regimen):
            try:
                other = _made(with_)
            except RegimensError:
                yield "refused", place
                continue
            setattr(module, constant, other)
            if noticed(other):
                yield "tables", place
            elif other.digest != regimen.digest:
                yield "digest", place
            else:
                yield "unnoticed", place
    finally:
        setattr(module, constant, regimen)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main(names: list[str]) -> None:
    """Print how many changes of each kind were noticed, and by what."""
    total: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for name in names or catalogue.ids():
        for how, place in outcomes(name):
            total[how] += 1
            if how not in {"refused", "tables"}:
                left[".".join(part for part in place if part != "phases")] += 1
    changes = sum(total.values())
    _say(f"{changes} changes of {len(names or catalogue.ids())} definitions")
    for how, count in total.most_common():
        _say(f"  {how:<10} {count:>6}  {100 * count / changes:.1f} %")
    _say("noticed by the digest alone, by place:")
    for place, count in left.most_common(30):
        _say(f"  {count:>5}  {place}")


if __name__ == "__main__":
    main(sys.argv[1:])
