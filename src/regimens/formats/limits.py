"""What a protocol document may hold: bounds that keep a mistake from becoming a year of rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from regimens.decimals import shown
from regimens.errors import DocumentError
from regimens.regimen import Phase, Regimen

__all__ = ["bounded", "check_rows", "with_bounds"]

_DEEPEST = 24  # the deepest definition of the catalogue has 10 levels
_VALUES = 20_000  # the largest has about a tenth of this
_ROWS = 20_000
_LONGEST_TEXT = 1000
_LONGEST_NAME = 200
_LONGEST_LIST = 400
_LONGEST: Mapping[str, int] = MappingProxyType(
    {"phases": 20, "components": 40, "timing": 40, "levels": 40, "changes": 200}
)
_SCHEDULES = 240  # of one phase: each is held against every component
_PROSE = frozenset(
    {
        *("title", "identifier", "locator", "note", "reading", "alternatives", "toxicity"),
        *("no_rule_for", "at"),
    }
)
_LARGEST_NUMBER = 10_000
_LARGEST: Mapping[str, int] = MappingProxyType(
    {
        "cycle_length": 400,
        "first_day": 1,
        "days": 400,
        "offsets": 400,
        "cycles": 400,
        "first": 400,
        "last": 400,
        "times": 24,
        "for_older_than": 120,
        "for_age_from": 120,
    }
)


def bounded(values: Any) -> Any:
    """A copy of a document's values within bounds, with TOML's own dates as text.

    Raises:
        DocumentError: for what is too deep, too long, too large or too much, with its path.

    >>> bounded({"phases": [{"cycle_length": 4000}]})
    Traceback (most recent call last):
    regimens.errors.DocumentError: phases[0].cycle_length: 4000 is above 400; state a number of \
400 or less
    """
    return _Copy().of(values, path="", key="", depth=0)


def with_bounds(schema: dict[str, Any], key: str = "") -> dict[str, Any]:
    """The schema of a value with the bounds of what stands under a key.

    >>> with_bounds({"type": "integer"}, "times")
    {'type': 'integer', 'minimum': -400, 'maximum': 24}
    """
    found: dict[str, Any] = {
        name: [with_bounds(one, key) for one in item] if name == "anyOf" else item
        for name, item in schema.items()
    }
    match schema.get("type"):
        case "integer":
            found = {"minimum": -_LONGEST_LIST, **found}
            found["maximum"] = _LARGEST.get(key, _LARGEST_NUMBER)
            return {"type": found.pop("type"), **found}
        case "array":
            found["items"] = with_bounds(schema["items"], key)
            found["maxItems"] = _LONGEST.get(key, _LONGEST_LIST)
        case "string":
            found["maxLength"] = _LONGEST_TEXT if key in _PROSE else _LONGEST_NAME
        case "object" if "properties" in schema:
            properties = schema["properties"]
            found["properties"] = {name: with_bounds(one, name) for name, one in properties.items()}
    return found


class _Copy:
    """Copies values and counts them."""

    def __init__(self) -> None:
        self._count = 0

    def of(self, value: Any, *, path: str, key: str, depth: int) -> Any:
        """One value, and what it holds."""
        self._count += 1
        if self._count > _VALUES:
            raise DocumentError(f"has more than {_VALUES} values", mend="split the protocol")
        if depth > _DEEPEST:
            raise DocumentError(f"is nested more than {_DEEPEST} deep", where=path, mend="flatten")
        match value:
            case dict():
                return {
                    name: self.of(
                        item, path=f"{path}.{name}" if path else name, key=name, depth=depth + 1
                    )
                    for name, item in value.items()
                    if _is_key(name, path)
                }
            case list():
                _check_list(value, path, key)
                return [
                    self.of(item, path=f"{path}[{index}]", key=key, depth=depth + 1)
                    for index, item in enumerate(value)
                ]
            case str():
                _check_text(value, path, key)
            case bool() | None:
                pass
            case int():
                _check_number(value, path, key)
            case date() if not isinstance(value, datetime):
                return value.isoformat()
            case float():
                pass  # refused where it stands, with how it is to be written
            case _:
                raise DocumentError(
                    f"{shown(str(value))} is neither text, number nor date",
                    where=path,
                    mend='write a date as in "2026-01-05"',
                )
        return value


def _is_key(name: object, path: str) -> bool:
    if not isinstance(name, str) or len(name) > _LONGEST_NAME or not name.isprintable():
        raise DocumentError(f"has a key {shown(name)}", where=path, mend="use a known key")
    return True


def _check_list(value: list[Any], path: str, key: str) -> None:
    most = _LONGEST.get(key, _LONGEST_LIST)
    if len(value) > most:
        raise DocumentError(
            f"{len(value)} entries are more than {most}", where=path, mend=f"state {most} or less"
        )
    if key == "components":
        schedules = sum(
            len(one["timing"])
            for one in value
            if isinstance(one, dict) and isinstance(one.get("timing"), list)
        )
        if schedules > _SCHEDULES:
            raise DocumentError(
                f"{schedules} schedules are more than {_SCHEDULES}",
                where=path,
                mend="divide the phase into several",
            )


def _check_text(value: str, path: str, key: str) -> None:
    most = _LONGEST_TEXT if key in _PROSE else _LONGEST_NAME
    if len(value) > most:
        raise DocumentError(
            f"a text of {len(value)} characters", where=path, mend=f"write {most} or less"
        )


def _check_number(value: int, path: str, key: str) -> None:
    most = _LARGEST.get(key, _LARGEST_NUMBER)
    if value > most:
        raise DocumentError(
            f"{shown(value)} is above {most}", where=path, mend=f"state a number of {most} or less"
        )
    least = -_LONGEST_LIST
    if value < least:
        raise DocumentError(
            f"{shown(value)} is below {least}",
            where=path,
            mend=f"state a number of {least} or more",
        )


def check_rows(regimen: Regimen) -> None:
    """Refuse a definition that writes more administrations than anybody could look at.

    Raises:
        DocumentError: saying how many it writes.
    """
    written = sum(_rows(phase) * (phase.cycles or 1) for phase in regimen.phases)
    if written > _ROWS:
        raise DocumentError(
            f"up to {written} administrations are more than {_ROWS}",
            where="phases",
            mend="state fewer cycles, or divide the protocol",
        )


def _rows(phase: Phase) -> int:
    """The most administrations that one cycle of a phase can have."""
    rows = 0
    for component in phase.components:
        levels = component.levels
        times = max(component.dose.times, *(one.dose.times for one in levels), 1)
        days = phase.cycle_length
        if isinstance(component.timing, tuple):
            lists = [one.days for one in component.timing]
            lists += [one.days for one in levels if one.days is not None]
            days = max(map(len, lists))
        rows += days * times
    return rows
