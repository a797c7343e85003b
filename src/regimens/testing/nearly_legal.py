"""A strategy for regimens that are legal but for one fault, which is named with its place."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from types import NoneType
from typing import Any

from attrs import evolve, frozen
from hypothesis import strategies as st

from regimens.errors import DefinitionError
from regimens.formats.regimens import document_value, regimen_document
from regimens.regimen import Regimen
from regimens.testing.arguments import check_is, members
from regimens.testing.definitions import regimens
from regimens.testing.drawing import among
from regimens.testing.fault_room import with_room
from regimens.testing.faults import Fault
from regimens.testing.spoiling import SPOILINGS

__all__ = ["NearlyLegal", "nearly_legal_regimens"]

_STEP = re.compile(r"([a-z_]+)|\[(-?[0-9]+)\]")
_Path = tuple[str | int, ...]


@frozen(kw_only=True)
class NearlyLegal:
    """A regimen that is legal but for one wrong value.

    Args:
        fault: What is wrong.
        legal: The regimen without it.
        path: The place of the wrong value, as in ``phases[0].components[2].timing[0].days``.
        value: The wrong value.
        at: The place that the error of the constructors names.
        document: The same as a protocol document, or None where no document can say it.
        document_at: The place that the error of the reader names.
    """

    fault: Fault
    legal: Regimen
    path: str
    value: Any
    at: str
    document: dict[str, Any] | None
    document_at: str

    def build(self) -> Regimen:
        """The regimen from its parts, anew: it is refused.

        Raises:
            DefinitionError: with the place in `at`, as it is seen from the regimen.
        """
        built: Regimen = _rebuilt(self.legal, _steps(self.path), self.value, "")
        return built


def nearly_legal_regimens(
    *,
    faults: Sequence[Fault] = tuple(Fault),
    of: st.SearchStrategy[Regimen] | None = None,
) -> st.SearchStrategy[NearlyLegal]:
    """Regimens of which one value is wrong, each kind of fault that the constructors know.

    The fault is in a phase or a rule that is added to a regimen as :func:`regimens` draws it, so
    that what is legal around it varies.

    Args:
        faults: The faults; all where they are left out.
        of: The regimens that are spoiled; :func:`regimens` where it is left out.

    Raises:
        UnknownNameError: for what is no fault.

    >>> import pytest
    >>> from hypothesis import given
    >>> from regimens import RegimensError
    >>> @given(nearly_legal_regimens())
    ... def is_refused(spoiled: NearlyLegal) -> None:
    ...     with pytest.raises(RegimensError):
    ...         spoiled.build()
    >>> is_refused()
    """
    check_is("of", of, st.SearchStrategy, NoneType)
    return _nearly_legal(members("faults", faults, Fault), regimens() if of is None else of)


@st.composite
def _nearly_legal(
    draw: st.DrawFn, faults: Sequence[Fault], of: st.SearchStrategy[Regimen]
) -> NearlyLegal:
    fault = draw(among(*faults))
    legal = with_room(draw(of))
    spoiling = SPOILINGS[fault]
    index = draw(among(*range(len(spoiling.values))))
    value = spoiling.values[index]
    if callable(value):
        value = value(legal)
    at = spoiling.at or spoiling.path
    if at.endswith("[-1]"):
        at = f"{at[:-4]}[{len(value) - 1}]"
    document = None
    if spoiling.in_documents:
        written = document_value(value) if spoiling.written is None else spoiling.written[index]
        document = regimen_document(legal)
        del document["digest"]
        document = _written(document, _steps(spoiling.document_path or spoiling.path), written)
    return NearlyLegal(
        fault=fault,
        legal=legal,
        path=spoiling.path,
        value=value,
        at=at,
        document=document,
        document_at=spoiling.document_at or at,
    )


def _steps(path: str) -> _Path:
    return tuple(name or int(index) for name, index in _STEP.findall(path))


def _rebuilt(part: Any, steps: _Path, value: Any, where: str) -> Any:
    """A part with another value at a place inside it, built anew up to itself."""
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(step, int):
        inner = _rebuilt(part[step], rest, value, f"{where}[{step}]")
        return (*part[:step], inner, *part[step + 1 :])
    below = f"{where}.{step}" if where else step
    inner = _rebuilt(getattr(part, step), rest, value, below)
    try:
        return evolve(part, **{step: inner})
    except DefinitionError as error:
        place = ".".join(filter(None, (where, error.at)))
        raise DefinitionError(error.what, where=error.where, mend=error.mend, at=place) from None


def _written(document: Any, steps: _Path, value: Any) -> Any:
    """A copy of a document with another value at a place."""
    copied = copy.deepcopy(document)
    holder = copied
    for step in steps[:-1]:
        holder = holder[step]
    holder[steps[-1]] = value
    return copied
