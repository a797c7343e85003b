"""The functions of the core that are alive in this process, and their code changed in place."""

from __future__ import annotations

import ast
import gc
from collections import Counter
from pathlib import Path
from types import CodeType, FunctionType

from mutation.mutants import Mutant
from mutation.tests_by_line import CORE

CodeKey = tuple[str, int, int]


def codes(code: CodeType) -> dict[CodeKey, CodeType]:
    """Every function's code by name and line, and which of those that share them."""
    found: dict[CodeKey, CodeType] = {}
    counted: Counter[tuple[str, int]] = Counter()
    todo = [code]
    for one in todo:
        key = (one.co_qualname, one.co_firstlineno)
        found[(*key, counted[key])] = one
        counted[key] += 1
        todo += [inner for inner in one.co_consts if isinstance(inner, CodeType)]
    return found


def functions() -> dict[str, list[FunctionType]]:
    """The functions of the core that are alive, by file."""
    found: dict[str, list[FunctionType]] = {}
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename.startswith(str(CORE)):
            found.setdefault(one.__code__.co_filename, []).append(one)
    return found


def change(
    alive: list[FunctionType],
    path: Path,
    tree: ast.Module,
    before: dict[CodeKey, CodeType],
    mutant: Mutant,
) -> bool:
    """Give each function of a module that is alive its changed code; whether that is all of it.

    Args:
        alive: Those of the module.
        path: The module.
        tree: What the mutant was found in; it is changed.
        before: The codes of the tree as it was.
        mutant: The change.
    """
    mutant.put()
    after = codes(compile(tree, str(path), "exec"))
    done = False
    for function in alive:
        code = function.__code__
        name = (code.co_qualname, code.co_firstlineno)
        same = [key for key, one in before.items() if key[:2] == name and _is_same(one, code)]
        if not same or same[0] not in after:
            return False
        other = after[same[0]]
        if _is_same(other, code):
            continue
        if other.co_freevars != code.co_freevars:
            return False
        function.__code__ = other
        done = True
    return done


def _is_same(one: object, other: object) -> bool:
    """Whether code does the same; its own equality asks how it was specialised by running, too."""
    if isinstance(one, CodeType) and isinstance(other, CodeType):
        return (
            (one.co_code, one.co_names, one.co_varnames, one.co_freevars)
            == (other.co_code, other.co_names, other.co_varnames, other.co_freevars)
            and one.co_exceptiontable == other.co_exceptiontable
            and len(one.co_consts) == len(other.co_consts)
            and all(map(_is_same, one.co_consts, other.co_consts))
        )
    return repr(one) == repr(other)
