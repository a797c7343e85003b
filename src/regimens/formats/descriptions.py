"""What a class and its fields are, in the words of its docstring, for the schemas of documents."""

from __future__ import annotations

import inspect
import re

__all__ = ["description", "field_descriptions"]

_SECTION = re.compile(r"\n\n(Args|Raises):\n|\n\n>>> ")
_ARGUMENTS = re.compile(r"\n\nArgs:\n((?:    .*\n|\n(?=    ))+)")
_ARGUMENT = re.compile(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)
_ROLE = re.compile(r":\w+:`~?([^`]+)`")


def description(cls: type) -> str:
    """What a class is: its docstring up to the arguments.

    >>> from regimens.events import Transplant
    >>> description(Transplant)
    'Stem cells were infused.'
    """
    return _plain(_SECTION.split(_text(cls), maxsplit=1)[0])


def field_descriptions(cls: type) -> dict[str, str]:
    """What each field of a class is, those of the classes it is made from first.

    >>> from regimens.events import Transplant
    >>> field_descriptions(Transplant)["on"]
    'The day of the infusion.'
    """
    return {
        name: _plain(text)
        for one in reversed(cls.__mro__)
        for section in _ARGUMENTS.findall(_text(one))
        for name, text in _ARGUMENT.findall(section)
    }


def _text(cls: type) -> str:
    """The docstring; none where Python leaves docstrings out (``-OO``)."""
    return inspect.cleandoc(cls.__doc__ or "") + "\n"


def _plain(text: str) -> str:
    """Text of a docstring as a reader of documents needs it."""
    said = _ROLE.sub(r"`\1`", text).replace("``", "`")
    return re.sub(r"\b(None|True|False)\b", _in_json, " ".join(said.split()))


def _in_json(found: re.Match[str]) -> str:
    return {"None": "null"}.get(found[0], found[0].lower())
