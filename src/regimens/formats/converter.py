"""The one adaptor between plain values and the library's classes, strict in every type."""

from __future__ import annotations

import json
import math
import re
import typing
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

import attrs
from cattrs import ClassValidationError, Converter, IterableValidationError
from cattrs.errors import ForbiddenExtraKeysError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, override

from regimens import events
from regimens.amounts import Amount, amount
from regimens.conditions import AgeOver, EcogAtMost, EntryCriterion, LaboratoryAtLeast, Washout
from regimens.decimals import LONGEST, number, shown
from regimens.errors import DefinitionError, DocumentError, RegimensError
from regimens.events import Event
from regimens.schedule import Continuous, Following, Schedule, Timing
from regimens.validation import is_plain_text

__all__ = ["EVENT_TYPES", "accept_text_as", "event_type", "structure"]

T = TypeVar("T")
_LONGEST_KEY = 80
_COUNTED = re.compile(r"(?P<count>[0-9]{1,6})\s*(?P<unit>(days?|weeks?)?)")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

EVENT_TYPES: dict[str, type[Any]] = {
    "cycle_start": events.CycleStart,
    "delay": events.Delay,
    "dose_change": events.DoseChange,
    "measurement": events.Measurement,
    "lab": events.Lab,
    "omission": events.Omission,
    "postponement": events.Postponement,
    "given": events.Given,
    "switch": events.Switch,
    "response": events.Response,
    "transplant": events.Transplant,
    "discontinuation": events.Discontinuation,
    "correction": events.Correction,
}


def event_type(event: Event) -> str:
    """The word a document uses for this kind of event.

    >>> event_type(events.Delay(cycle=2, days=3))
    'delay'
    """
    return next(name for name, cls in EVENT_TYPES.items() if type(event) is cls)


def structure(value: object, cls: Callable[..., T], *, where: str) -> T:
    """The value as an instance of `cls`.

    Raises:
        DocumentError: naming the path inside the document.
    """
    try:
        return _CONVERTER.structure(value, cls)  # type: ignore[arg-type]  # cattrs takes unions
    except (ClassValidationError, IterableValidationError, RegimensError) as error:
        raise _first(error, where) from None


def _first(error: BaseException, path: str) -> DocumentError:
    """The first thing that is wrong, with the path to it."""
    if isinstance(error, DefinitionError):
        return DocumentError(error.what, where=_joined(path, error.at), mend=error.mend)
    if isinstance(error, RegimensError):
        inner = error.where
        joined = path if not inner or path.endswith(inner) else _joined(path, inner)
        return DocumentError(error.what, where=joined, mend=error.mend)
    if isinstance(error, ForbiddenExtraKeysError):
        unknown = sorted(error.extra_fields)
        keys = ", ".join(shown(key) for key in unknown[:3]) + (", …" if len(unknown) > 3 else "")
        known = ", ".join(_key(attribute) for attribute in attrs.fields(error.cl))
        return DocumentError(f"unknown key {keys}", where=path, mend=f"known are {known}")
    if isinstance(error, ClassValidationError):
        placed, plain = error.group_exceptions()
        if placed and not (isinstance(placed[0][0], KeyError) and _is_one_more(plain)):
            inner_error, note = placed[0]
            return _first(inner_error, _joined(path, _safe(note.name.removesuffix("_"))))
        return _first(plain[0], path)
    if isinstance(error, IterableValidationError):
        placed_items, plain_items = error.group_exceptions()
        if placed_items:
            inner_error, item_note = placed_items[0]
            return _first(inner_error, f"{path}[{_safe(str(item_note.index))}]")
        return _first(plain_items[0], path)
    if isinstance(error, KeyError):
        return DocumentError(f"the key {error.args[0]!r} is missing", where=path, mend="add it")
    return DocumentError("is not an object", where=path, mend='write {"…": …}')


def _is_one_more(errors: Sequence[BaseException]) -> bool:
    """Whether there is one key that is not known: where another is missing, it is misspelt."""
    return any(
        isinstance(one, ForbiddenExtraKeysError) and len(one.extra_fields) == 1 for one in errors
    )


def _joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path and key else path or key


def _quoted(value: object) -> str:
    """A value as the document writes it, cut where it is long."""
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return shown(value)
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    text = json.dumps(value, ensure_ascii=True, default=str)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _safe(key: str) -> str:
    """A key of the document as a path names it: printable and short."""
    return key if key.isprintable() and len(key) <= _LONGEST_KEY else shown(key)


def _key(attribute: Any) -> str:
    return str(attribute.name).removesuffix("_")


def _whole(value: Any) -> str:
    """How a whole number is written that was meant; weeks are counted in days everywhere."""
    found = _COUNTED.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return "write digits alone, without quotes, a unit or a point"
    count = int(found["count"])
    if found["unit"].startswith("w"):
        return f"count the days, and write {7 * count} without quotes"
    return f"write {count} without quotes"


def _integer(value: Any, _: Any) -> int:
    if type(value) is not int:
        raise DocumentError(
            f"{_quoted(value)} is not a whole number",
            mend=_whole(value),
        )
    return value


def _string(value: Any, _: Any) -> str:
    if not isinstance(value, str):
        raise DocumentError(f"{_quoted(value)} is not text", mend='write it in quotes, as in "…"')
    if not is_plain_text(value):
        raise DocumentError(
            f"{_quoted(value)} has a control character", mend="write plain text on one line"
        )
    return value


def _day(value: Any, _: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value  # TOML has dates of its own
    if isinstance(value, str) and _ISO.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise DocumentError(
                f"{value!r} is not a day of the calendar", mend="check month and day"
            ) from None
    raise DocumentError(f"{_quoted(value)} is not a date", mend='write it as in "2026-01-05"')


def _truth(value: Any, _: Any) -> bool:
    if type(value) is not bool:
        raise DocumentError(
            f"{_quoted(value)} is neither true nor false", mend="write one without quotes"
        )
    return value


def _amount(value: Any, _: Any) -> Amount:
    return amount(_string(value, str))


def _decimal(value: Any, _: Any) -> Decimal:
    return number(value)


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _category(value: Any, kind: Any) -> Any:
    known = {member.value: member for member in kind}
    if not isinstance(value, str) or value not in known:
        raise DocumentError(
            f"{_quoted(value)} is not one of its values", mend=f"use one of {', '.join(known)}"
        )
    return known[value]


def _timing(value: Any, _: Any) -> Any:
    """A list is schedules; of the two objects only one says what it follows."""
    if isinstance(value, dict):
        follows = not {"what", "offsets", "anchor"}.isdisjoint(value)
        if not follows and not {"days", "cycles"}.isdisjoint(value):
            raise DocumentError("a schedule outside a list", mend="write [{…}]")
        return _CONVERTER.structure(value, Following if follows else Continuous)
    if not isinstance(value, list):
        raise DocumentError(
            f"{_quoted(value)} is no timing", mend='write a list of schedules, or {"what": …}'
        )
    return _CONVERTER.structure(value, tuple[Schedule, ...])


_CRITERIA: dict[str, type[Any]] = {
    "value": LaboratoryAtLeast,
    "years": AgeOver,
    "status": EcogAtMost,
    "days": Washout,
}


def _criterion(value: Any, _: Any) -> Any:
    _is_object(value)
    named = [key for key in _CRITERIA if key in value]
    if len(named) != 1:
        raise DocumentError("is no entry criterion", mend=f"state one of {', '.join(_CRITERIA)}")
    return _CONVERTER.structure(value, _CRITERIA[named[0]])


def _event(value: Any, _: Any) -> Any:
    if not isinstance(value, dict):
        raise DocumentError(f"{_quoted(value)} is not an event", mend="write an object with a type")
    kind = value.get("type")
    cls = EVENT_TYPES.get(kind) if isinstance(kind, str) else None
    if cls is None:
        what = "an event without type" if kind is None else f"{_quoted(kind)} is not an event type"
        raise DocumentError(what, mend=f"use one of {', '.join(EVENT_TYPES)}")
    rest = {key: item for key, item in value.items() if key != "type"}
    return _CONVERTER.structure(rest, cls)


def _is_tuple(kind: Any) -> bool:
    return bool(typing.get_origin(kind) is tuple)


def _is_mapping(kind: Any) -> bool:
    return bool(typing.get_origin(kind) is dict)


def _list_hook(kind: Any) -> Callable[[Any, Any], Any]:
    (item, _) = typing.get_args(kind)

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, list):
            raise DocumentError(f"{_quoted(value)} is not a list", mend="write […]")
        return tuple(_placed(one, item, index) for index, one in enumerate(value))

    return hook


def _mapping_hook(kind: Any) -> Callable[[Any, Any], Any]:
    key, item = typing.get_args(kind)

    def hook(value: Any, _: Any) -> Any:
        _is_object(value)
        return {_placed(name, key, name): _placed(one, item, name) for name, one in value.items()}

    return hook


def _placed(value: Any, kind: Any, place: int | str) -> Any:
    """An entry, or what is wrong with it, with its place.

    The first that is wrong is all that is told: to keep what is wrong with each of a million
    would take gigabytes.
    """
    try:
        return _CONVERTER.structure(value, kind)
    except (ClassValidationError, IterableValidationError, RegimensError) as error:
        error.add_note(IterableValidationNote("an entry", place, kind))
        raise IterableValidationError("wrong", [error], kind) from None


def _is_object(value: Any) -> None:
    if not isinstance(value, dict):
        raise DocumentError(f"{_quoted(value)} is not an object", mend='write {"…": …}')


def _class_hook(cls: Any) -> Callable[[Any, Any], Any]:
    renamed = {
        attribute.name: override(rename=_key(attribute))
        for attribute in attrs.fields(cls)
        if attribute.name.endswith("_")
    }
    inner = make_dict_structure_fn(
        cls,
        _CONVERTER,
        _cattrs_forbid_extra_keys=True,
        _cattrs_prefer_attrib_converters=True,
        _cattrs_detailed_validation=True,
        **renamed,  # type: ignore[arg-type]  # names of attributes
    )

    def hook(value: Any, kind: Any) -> Any:
        _is_object(value)
        return inner(value, kind)

    return hook


_CONVERTER = Converter(forbid_extra_keys=True, prefer_attrib_converters=True)
_CONVERTER.register_structure_hook(int, _integer)
_CONVERTER.register_structure_hook(str, _string)
_CONVERTER.register_structure_hook(date, _day)
_CONVERTER.register_structure_hook(bool, _truth)
_CONVERTER.register_structure_hook(Decimal, _decimal)
_CONVERTER.register_structure_hook(Event, _event)
_CONVERTER.register_structure_hook(Timing, _timing)
_CONVERTER.register_structure_hook(EntryCriterion, _criterion)
_CONVERTER.register_structure_hook_factory(_is_enum, lambda _: _category)
_CONVERTER.register_structure_hook_factory(attrs.has, _class_hook)
_CONVERTER.register_structure_hook_factory(_is_tuple, _list_hook)
_CONVERTER.register_structure_hook_factory(_is_mapping, _mapping_hook)
_CONVERTER.register_structure_hook(Amount, _amount)


def accept_text_as(cls: type[T], from_text: Callable[[str], T]) -> None:
    """Let a document write plain text where an instance of `cls` may stand."""
    inner = _class_hook(cls)

    def hook(value: Any, kind: Any) -> T:
        found: T = from_text(_string(value, str)) if isinstance(value, str) else inner(value, kind)
        return found

    _CONVERTER.register_structure_hook(cls, hook)
