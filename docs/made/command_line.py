"""The tables of arguments of the page about the command line, made from the parsers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping

from regimens.cli import _parser
from regimens.cli.exports import _OPTIONS

__all__ = ["commands", "listed", "tables"]


def commands() -> Mapping[str, argparse.ArgumentParser]:
    """The parser of each command, by its name, in the order of the help."""
    (found,) = (one for one in _parser()._actions if isinstance(one, argparse._SubParsersAction))  # noqa: SLF001
    parsers: Mapping[str, argparse.ArgumentParser] = found.choices
    return parsers


def listed() -> Iterator[str]:
    """The row of each command in the list of all."""
    for name, parser in commands().items():
        yield f"| [`{name}`](#{name}) | {parser.description} |"


def tables() -> dict[str, list[str]]:
    """The rows of each table of the page, by its head."""
    found: dict[str, list[str]] = {}
    for name, parser in commands().items():
        own = [group for group in parser._action_groups if group.title not in _PLAIN]  # noqa: SLF001
        theirs = {id(action) for group in own for action in group._group_actions}  # noqa: SLF001
        plain = [one for one in parser._actions if id(one) not in theirs]  # noqa: SLF001
        found[f"| `{name}` | {_HEAD}"] = list(_rows(name, plain))
        for group in own:
            found[f"| `{name}`: {group.title} | {_HEAD}"] = list(_rows(name, group._group_actions))  # noqa: SLF001
    return found


_HEAD = "value | unless told | what it says |"
_PLAIN = ("positional arguments", "options")


def _rows(command: str, actions: list[argparse.Action]) -> Iterator[str]:
    for one in actions:
        if not isinstance(one, argparse._HelpAction):  # noqa: SLF001
            yield f"| {_name(one)} | {_values(one)} | {_default(one)} | {_told(command, one)} |"


def _name(action: argparse.Action) -> str:
    if action.option_strings:
        return f"`{action.option_strings[-1]}`"
    named = action.metavar or action.dest
    return f"`{str(named).upper()}`" + (" and more" if action.nargs == "+" else "")


def _values(action: argparse.Action) -> str:
    if action.nargs == 0:
        return "none"
    if action.choices is not None:
        return ", ".join(f"`{one}`" for one in action.choices)
    named = action.metavar or action.dest.upper()
    if isinstance(named, tuple):
        return " ".join(f"`{one}`" for one in named)
    if not action.option_strings:
        return "text"
    return f"`{named}`" + (" and more" if action.nargs == "+" else "")


def _default(action: argparse.Action) -> str:
    if action.required:
        return "needed"
    if action.nargs == 0 or action.default is None:
        return ""
    return f"`{action.default}`"


def _told(command: str, action: argparse.Action) -> str:
    told = (action.help or "").replace("%%", "%").replace("|", "or")
    forms = _OPTIONS.get(action.dest) if command == "plan" else None
    if forms is not None:
        told += f" (with {', '.join(f'`{form}`' for form in forms)})"
    return told
