"""Regimens with one fault: each is refused, by the classes and by the reader, at its place."""

from __future__ import annotations

import ast
import traceback
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase as Stage
from hypothesis import find, given, settings
from hypothesis import strategies as st

from regimens import (
    amounts,
    components,
    drugs,
    phases,
    regimen,
    rules,
    schedule,
    sources,
    validation,
)
from regimens.errors import DefinitionError, DocumentError
from regimens.formats.regimens import regimen_document, regimen_from
from regimens.testing import Fault, NearlyLegal, nearly_legal_regimens, regimens
from regimens.testing.fault_room import with_room
from regimens.testing.spoiling import SPOILINGS

_PLAIN = find(
    regimens(), lambda _: True, settings=settings(database=None, report_multiple_bugs=False)
)
_MODULES = (amounts, components, drugs, phases, regimen, rules, schedule, sources, validation)


def _all_of(fault: Fault) -> list[NearlyLegal]:
    """The plainest regimen with every wrong value of a fault."""
    found: dict[str, NearlyLegal] = {}

    @settings(max_examples=60, database=None, phases=[Stage.generate], derandomize=True)
    @given(nearly_legal_regimens(faults=[fault], of=st.just(_PLAIN)))
    def look(spoiled: NearlyLegal) -> None:
        found[repr(spoiled.value)] = spoiled

    look()
    return list(found.values())


SPOILED = {fault: _all_of(fault) for fault in Fault}


def _refusal(spoiled: NearlyLegal) -> DefinitionError:
    with pytest.raises(DefinitionError) as caught:
        spoiled.build()
    return caught.value


@given(nearly_legal_regimens())
def test_every_spoiled_regimen_is_refused_at_its_place(spoiled: NearlyLegal) -> None:
    """By the constructors with the path of the value, by the reader with that of the document."""
    error = _refusal(spoiled)
    assert error.at == spoiled.at
    assert error.mend
    if spoiled.document is not None:
        with pytest.raises(DocumentError) as caught:
            regimen_from(spoiled.document)
        assert str(caught.value).startswith(f"protocol: {spoiled.document_at}: ")


@pytest.mark.parametrize("fault", Fault, ids=lambda fault: fault.name)
def test_every_value_of_a_fault_is_refused(fault: Fault) -> None:
    """Each wrong value there is, in the constructors and in documents."""
    assert len(SPOILED[fault]) == len({repr(one) for one in SPOILINGS[fault].values})
    for spoiled in SPOILED[fault]:
        assert spoiled.fault is fault
        assert _refusal(spoiled).at == spoiled.at
        if spoiled.document is not None:
            with pytest.raises(DocumentError, match="protocol: ") as caught:
                regimen_from(spoiled.document)
            assert str(caught.value).startswith(f"protocol: {spoiled.document_at}: ")


def test_only_a_list_in_place_of_a_tuple_has_no_document() -> None:
    """Every other fault can stand in a hospital's protocol file."""
    without = {fault for fault, own in SPOILED.items() if any(one.document is None for one in own)}
    assert without == {Fault.TIMING_NO_TUPLE, Fault.PHASES_NO_TUPLE}


@given(regimens())
def test_what_is_spoiled_was_legal(drawn: regimen.Regimen) -> None:
    """Around the fault nothing is wrong, in documents neither."""
    legal = with_room(drawn)
    assert regimen_from(regimen_document(legal)) == legal


def test_every_fault_is_drawn() -> None:
    """Each of them comes up, in a thousand draws on a plain regimen."""
    seen: set[Fault] = set()

    @settings(max_examples=1500, database=None, phases=[Stage.generate], derandomize=True)
    @given(nearly_legal_regimens(of=st.just(_PLAIN)))
    def look(spoiled: NearlyLegal) -> None:
        seen.add(spoiled.fault)

    look()
    assert set(Fault) - seen == set()


def test_every_fault_has_a_sentence_and_a_place() -> None:
    """A sentence of its own, which says what is wrong."""
    assert set(SPOILINGS) == set(Fault)
    assert all(" " in fault.value and fault.value[0].islower() for fault in Fault)


def _raising_lines(module: Any) -> set[tuple[str, int]]:
    """Where a module refuses something."""
    path = Path(module.__file__)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        (path.name, node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and isinstance(node.exc.func, ast.Name)
        and node.exc.func.id == "DefinitionError"
    }


def test_every_refusal_of_the_constructors_has_its_fault() -> None:
    """No line that refuses a definition is left without a regimen that is refused there."""
    reached = set()
    for own in SPOILED.values():
        for spoiled in own:
            inner: BaseException | None = _refusal(spoiled)
            while inner is not None:
                for frame in traceback.extract_tb(inner.__traceback__):
                    reached.add((Path(frame.filename).name, frame.lineno))
                inner = inner.__context__
    lines = {line for module in _MODULES for line in _raising_lines(module)}
    assert len(lines) > 60
    assert sorted(lines - reached) == []
