"""Every small change of one module of the core: bounds, signs, numbers, conditions, statements.

Made over the whole syntax tree: decorators, validators, properties, defaults and data tables too.
Left alone are texts that only people read, sources, annotations, imports, the sizes of caches, and
whether a field may be given without its name (tests/test_public_names.py holds that for all).
"""

from __future__ import annotations

import ast
import copy
import hashlib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import attrs

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_NAMED = {"min": "max", "max": "min", "any": "all", "all": "any"}
_AS_GIVEN = {"sorted": "list", "reversed": "list", "abs": "", "set": "list"}
_ROUNDED = {
    "ROUND_HALF_UP": "ROUND_HALF_DOWN",
    "ROUND_HALF_EVEN": "ROUND_HALF_UP",
    "ROUND_HALF_DOWN": "ROUND_HALF_UP",
    "ROUND_FLOOR": "ROUND_CEILING",
    "ROUND_CEILING": "ROUND_FLOOR",
    "ROUND_DOWN": "ROUND_UP",
    "ROUND_UP": "ROUND_DOWN",
}
_LONG = 100
_EITHER_WAY = {"add", "gcd", "getattr", "isinstance", "max", "min", "multiply"}
_LEFT_ALONE = {"init", "kw_only", "maxsize", "strict"}
_Node = TypeVar("_Node", bound=ast.AST)
Key = tuple[str, str, str, str, int]
_NO_VALUE = (ast.Import, ast.ImportFrom, ast.Pass, ast.Global, ast.Nonlocal)


@attrs.frozen(kw_only=True, eq=False)
class Mutant:
    """One change: a node of the tree, and what stands in its place.

    Args:
        module: The module's name.
        place: The class and function it is in.
        line: The text of its line.
        change: The node before and after, as source.
        number: Which of those that read alike, from 1.
        statement: A digest of the whole function, class or constant.
        lines: The lines of its statement, as the bits of a number.
        owner: The names that its value goes by, where it is made while the module is imported.
        warm: Whether it is in a function's body.
        node: What is changed.
        parent: What that hangs on.
        field: By which name, and at which place of a list.
        new: What is put there.
    """

    module: str
    place: str
    line: str
    change: str
    number: int
    statement: str
    lines: int
    owner: tuple[str, ...]
    warm: bool
    parent: ast.AST
    field: tuple[str, int | None]
    new: ast.AST

    @property
    def key(self) -> Key:
        """What it is known by, whatever its line's number."""
        return self.module, self.place, self.line, self.change, self.number

    def put(self) -> None:
        """Change the tree it was found in."""
        name, index = self.field
        if index is None:
            setattr(self.parent, name, self.new)
        else:
            getattr(self.parent, name)[index] = self.new


@attrs.frozen(kw_only=True)
class _Within:
    """Where the walk is."""

    place: tuple[str, ...] = ()
    warm: bool = False
    raised: bool = False
    lines: int = 0
    line: int = 0
    statement: str = ""
    owner: tuple[str, ...] = ()


def mutants(path: Path) -> tuple[ast.Module, list[Mutant]]:
    """A module's tree, and every change of it.

    Args:
        path: The module.
    """
    source = path.read_text()
    tree = ast.parse(source)
    rows = source.splitlines()
    deciding = set(_deciding(tree))
    # Where a comparison is a whole condition, making it true and false says more than its reverse.
    whole = {
        id(part)
        for node in ast.walk(tree)
        for one in [getattr(node, "test", None), *getattr(node, "ifs", [])]
        for part in (one.values if isinstance(one, ast.BoolOp) else [one])
    }
    seen: Counter[tuple[Any, ...]] = Counter()
    found = []
    for parent, field, node, within in _walk(tree, _Within()):
        if id(node) in whole and isinstance(node, ast.Compare) and not _is_bound(node):
            continue
        for new in _changes(node, within, deciding):
            key = (
                path.stem,
                ".".join(within.place),
                rows[within.line - 1].strip(),
                _told(node, new),
            )
            seen[key] += 1
            found.append(
                Mutant(
                    module=key[0],
                    place=key[1],
                    line=key[2],
                    change=key[3],
                    number=seen[key],
                    statement=within.statement,
                    lines=within.lines,
                    owner=(node.name,) if isinstance(node, ast.FunctionDef) else within.owner,
                    warm=within.warm,
                    parent=parent,
                    field=field,
                    new=ast.fix_missing_locations(ast.copy_location(new, node)),
                )
            )
    return tree, found


def _is_bound(node: ast.Compare) -> bool:
    return any(isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for op in node.ops)


def _told(node: ast.AST, new: ast.AST) -> str:
    match node, new:
        case (ast.If() | ast.While(), ast.If() | ast.While()):
            return f"{_short(ast.unparse(node.test))} → {ast.unparse(new.test)}"
        case (ast.Call(), ast.Call()) if len(new.keywords) < len(node.keywords):
            gone = next(one for one in node.keywords if one not in new.keywords)
            return f"{_short(ast.unparse(node.func))} without {_short(ast.unparse(gone))}"
        case (ast.FunctionDef(), ast.FunctionDef()):
            return f"without @{ast.unparse(node.decorator_list[0])}"
    before, after = (" ".join(ast.unparse(one).split()) for one in (node, new))
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    # A long node is told from shortly before the first sign that differs.
    begin = max(0, same - 40) if len(before) > _LONG else 0
    return f"{_short(before[begin:])} → {_short(after[begin:])}"


def _short(text: str) -> str:
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"


def _deciding(tree: ast.Module) -> Iterator[int]:
    """The texts that something hangs on: keys, and what is compared."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare(left=left, comparators=others):
                for one in (left, *others):
                    yield from map(id, getattr(one, "elts", [one]))
            case ast.Dict(keys=keys):
                yield from map(id, keys)
            case ast.Subscript(slice=one) | ast.MatchValue(value=one):
                yield id(one)


def _walk(
    node: ast.AST, within: _Within
) -> Iterator[tuple[ast.AST, tuple[str, int | None], ast.AST, _Within]]:
    """Each node with what it hangs on, but for annotations, imports, docstrings and `__all__`."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "op", "ops"}:
            continue
        for index, child in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(child, ast.AST) or _is_left_alone(child, within):
                continue
            inner = _inner(node, name, child, within)
            yield node, (name, index if isinstance(value, list) else None), child, inner
            yield from _walk(child, inner)


def _is_left_alone(node: ast.AST, within: _Within) -> bool:
    match node:
        case ast.Expr(value=ast.Constant(value=str())) | ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__" | "_READ")]):
            return True
        case ast.BinOp(op=ast.BitOr()) if not within.warm:  # a union of types
            return True
        case ast.Call(func=ast.Name(id="assert_never" | "Source" | "TypeVar" | "cast")):
            return True
        case ast.Expr(value=ast.Call(func=ast.Name(id="assert_never"))):
            return True
        case ast.Assert():  # for the type checker
            return True
        case ast.keyword(arg=name) if name in _LEFT_ALONE:
            return True
    return isinstance(node, _NO_VALUE)


def _inner(node: ast.AST, field: str, child: ast.AST, within: _Within) -> _Within:
    """Where a child of a node is."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        within = attrs.evolve(
            within,
            place=(*within.place, node.name) if field != "decorator_list" else within.place,
            warm=within.warm or (isinstance(node, ast.FunctionDef) and field == "body"),
            owner=(node.name,) if not within.warm else within.owner,
        )
    if isinstance(child, ast.stmt):
        if isinstance(node, ast.Module):
            within = attrs.evolve(within, statement=_digest(child))
        if isinstance(child, ast.Assign | ast.AnnAssign) and not within.warm:
            targets = child.targets if isinstance(child, ast.Assign) else [child.target]
            names = tuple(one.id for one in targets if isinstance(one, ast.Name))
            within = attrs.evolve(within, owner=names or within.owner)
        within = attrs.evolve(within, lines=_lines(child), line=child.lineno)
        within = attrs.evolve(within, raised=isinstance(child, ast.Raise))
    if isinstance(child, ast.expr) and within.lines >> child.lineno & 1:
        within = attrs.evolve(within, line=child.lineno)
    if isinstance(child, ast.match_case | ast.ExceptHandler):
        first = child.pattern.lineno if isinstance(child, ast.match_case) else child.lineno
        within = attrs.evolve(within, lines=1 << first, line=first)
    return within


def _digest(node: ast.AST) -> str:
    return hashlib.sha256(ast.dump(node).encode()).hexdigest()[:16]


def _lines(node: ast.stmt) -> int:
    body = getattr(node, "body", None) or getattr(node, "cases", None)
    last = node.end_lineno or node.lineno
    if body:
        first = body[0]
        begins = first.pattern.lineno if isinstance(first, ast.match_case) else first.lineno
        last = max(node.lineno, begins - 1)
    return sum(1 << line for line in range(node.lineno, last + 1))


def _changes(node: ast.AST, within: _Within, deciding: set[int]) -> Iterator[ast.AST]:
    """What may stand in place of a node."""
    match node:
        case ast.Constant():
            yield from _other_values(node, id(node) in deciding)
        case ast.Call():
            yield from _other_calls(node, within)
        case ast.expr():
            yield from _other_expressions(node)
        case ast.comprehension(ifs=ifs):
            for index in range(len(ifs)):
                yield _changed(node, ifs=_without(ifs, index))
        case ast.match_case(guard=ast.expr()):
            yield _changed(node, guard=None)
        case ast.FunctionDef(decorator_list=[ast.Attribute(attr="validator" | "default")]):
            yield _changed(node, decorator_list=[])
        case ast.stmt():
            yield from _other_statements(node)


def _other_expressions(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.Compare(ops=ops):
            for index, op in enumerate(ops):
                other = _COMPARED[type(op)]()
                yield _changed(node, ops=[*ops[:index], other, *ops[index + 1 :]])
        case ast.BoolOp(values=values):
            for index in range(len(values)):
                rest = _without(values, index)
                yield rest[0] if len(rest) == 1 else ast.BoolOp(op=node.op, values=rest)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.BinOp(op=op) if type(op) in _COUNTED:
            yield ast.BinOp(left=node.left, op=_COUNTED[type(op)](), right=node.right)
        case ast.IfExp(body=body, orelse=orelse):
            yield from (body, orelse)
        case ast.Name(id=name) if name in _ROUNDED:
            yield ast.Constant(value=_ROUNDED[name])


def _changed(node: _Node, **parts: Any) -> _Node:
    other = copy.copy(node)
    for name, value in parts.items():
        setattr(other, name, value)
    return other


def _without(values: list[Any], index: int) -> list[Any]:
    return [*values[:index], *values[index + 1 :]]


def _other_statements(node: ast.stmt) -> Iterator[ast.stmt]:
    match node:
        case ast.If() | ast.While():
            for value in (True, False):
                if value and isinstance(node, ast.While):
                    continue
                yield _changed(node, test=ast.copy_location(ast.Constant(value=value), node.test))
        case ast.Return(value=ast.expr() as value) if getattr(value, "value", 0) is not None:
            yield ast.Return(value=None)
        case ast.Expr(value=ast.Yield()):
            yield ast.Pass()
        case ast.Continue():
            yield from (ast.Pass(), ast.Break())
        case ast.Break():
            yield from (ast.Pass(), ast.Continue())
        case ast.Expr() | ast.Raise() | ast.AugAssign() | ast.Delete():
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()


def _other_values(node: ast.Constant, decides: bool) -> Iterator[ast.expr]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(value=not value)
    elif isinstance(value, int):
        yield ast.Constant(value=value + 1)
        if value > 1:
            yield ast.Constant(value=value - 1)
    elif isinstance(value, float):
        yield ast.Constant(value=value * 1.1)
    elif isinstance(value, str) and decides:
        yield ast.Constant(value=f"{value}~")


def _other_decimal(text: str) -> str:
    """Ten times as much for a power of ten, as of a step; the last digit one more for others."""
    value = Decimal(text)
    if value.as_tuple().digits == (1,):
        return str(value.scaleb(1))
    return text[:-1] + str((int(text[-1]) + 1) % 10)


def _other_calls(node: ast.Call, within: _Within) -> Iterator[ast.expr]:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    first = node.args[0] if node.args else None
    if name == "Decimal" and isinstance(first, ast.Constant) and isinstance(first.value, str):
        if first.value[-1:].isdigit():
            yield _changed(node, args=[ast.Constant(value=_other_decimal(first.value))])
    elif name in _NAMED:
        yield _changed(node, func=ast.Name(id=_NAMED[name], ctx=ast.Load()))
    elif name in _AS_GIVEN and first is not None:
        plain = _AS_GIVEN[name]
        yield (
            first
            if not plain
            else ast.Call(func=ast.Name(id=plain, ctx=ast.Load()), args=[first], keywords=[])
        )
    called = node.func.attr if isinstance(node.func, ast.Attribute) else name
    if len(node.args) == 2 and called not in _EITHER_WAY:
        one, other = node.args
        if ast.dump(one) != ast.dump(other) and not any(
            isinstance(arg, ast.Starred) for arg in node.args
        ):
            yield _changed(node, args=[other, one])
    if not within.raised and name not in {"lru_cache", "frozen"}:
        for index, keyword in enumerate(node.keywords):
            if keyword.arg not in _LEFT_ALONE:
                yield _changed(node, keywords=_without(node.keywords, index))
