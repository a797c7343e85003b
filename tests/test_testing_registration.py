"""What Hypothesis knows of the library by itself, and what importing the one costs the other."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import entry_points
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import regimens_hypothesis
from regimens import Administration, Calendar, Course, Override, Patient, Policy, Regimen
from regimens.amounts import Amount, WrittenDose
from regimens.components import Component
from regimens.drugs import Drug
from regimens.events import Event
from regimens.patient import PriorDose
from regimens.phases import Phase
from regimens.sources import Source
from regimens.testing.registration import register, strategy_for

_CLASSES = (
    *(Amount, Component, Drug, Patient, Phase, Policy, PriorDose, Regimen, Source, WrittenDose),
    *(Administration, Calendar, Course, Override, *get_args(Event)),
)
_LOADED = "any(name.partition('.')[0] == 'regimens' for name in sys.modules)"
# As Hypothesis does when it finds the plugin, also where the library is only on the path.
_HOOK = "import regimens_hypothesis; regimens_hypothesis.register(); "
_ASK = (
    "import hypothesis.strategies as st; from regimens import Patient; "
    "print(repr(st.from_type(Patient)).split('(')[0]); "
)


def _printed(program: str, **environment: str) -> list[str]:
    """What an interpreter of its own prints, in which a warning is an error."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"import sys; {program}"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_hypothesis_finds_the_hook() -> None:
    """The entry point by which it runs what a library registers."""
    (own,) = [one for one in entry_points(group="hypothesis") if one.name == "regimens"]
    assert own.load() is regimens_hypothesis.register


@pytest.mark.parametrize("cls", _CLASSES)
def test_every_class_has_its_strategy(cls: type) -> None:
    """What is drawn is of that class."""
    strategy = strategy_for(cls)
    assert strategy is not None

    @settings(max_examples=10)
    @given(strategy)
    def is_one(drawn: object) -> None:
        assert isinstance(drawn, cls)

    is_one()


@pytest.mark.parametrize("other", [int, str, pytest.Item])
def test_other_classes_have_none(other: type) -> None:
    """Nothing is said of what is not ours."""
    assert strategy_for(other) is None


def test_importing_hypothesis_does_not_import_the_library() -> None:
    """Nor does asking for something else; a program that draws nothing of ours pays nothing."""
    program = f"import hypothesis; {_HOOK} import hypothesis.strategies as st; st.from_type(int); "
    assert _printed(f"{program} print({_LOADED})") == ["False"]


def test_hypothesis_first() -> None:
    """The library is known although it is imported afterwards, and without its strategies."""
    assert _printed(f"import hypothesis; {_HOOK} {_ASK}") == ["_patients"]


def test_the_strategies_first() -> None:
    """The strategies import Hypothesis, which runs the hook while they are being imported."""
    assert _printed(f"import regimens.testing; {_HOOK} {_ASK}") == ["_patients"]


def test_a_strategy_of_the_user_stays() -> None:
    """What was registered before the strategies were imported is not replaced by them."""
    program = (
        f"import hypothesis; {_HOOK} import hypothesis.strategies as st; "
        "from regimens import Patient, Regimen; "
        "st.register_type_strategy(Patient, st.just(Patient(height='2 m', weight='80 kg'))); "
        "hypothesis.find(st.from_type(Regimen), lambda _: True); print(st.from_type(Patient))"
    )
    assert _printed(program)[0].startswith("just(Patient(")


def test_without_plugins_a_user_registers() -> None:
    """Where Hypothesis is told to run none, one call does it."""
    program = f"from regimens.testing import register; register(); {_ASK}"
    assert _printed(program, HYPOTHESIS_NO_PLUGINS="1") == ["_patients"]


def test_an_hypothesis_without_the_table_is_served_too() -> None:
    """Its table of modules is no public name: without it all is registered at once."""
    program = (
        "from hypothesis.strategies._internal import types; kept = types._global_extra_lookup; "
        f"del types._global_extra_lookup; {_HOOK} print({_LOADED}); "
        f"types._global_extra_lookup = {{}}; {_ASK}"
    )
    assert _printed(program, HYPOTHESIS_NO_PLUGINS="1") == ["True", "_patients"]


def test_unions_and_arguments_are_inferred() -> None:
    """As for any registered type."""
    register()

    def of(patient: Patient | None, doses: tuple[PriorDose, ...] = ()) -> bool:
        return patient is None or isinstance(patient, Patient)

    @given(st.builds(of, doses=...))
    def holds(answer: bool) -> None:
        assert answer

    holds()


def test_what_is_missing_is_one_line() -> None:
    """Without Hypothesis the import says what to install, and is an import that failed."""
    program = (
        "sys.modules['hypothesis'] = None\n"
        "try:\n    import regimens.testing\n"
        "except ModuleNotFoundError as error:\n    print(error); print(error.name)"
    )
    assert _printed(program) == [
        'regimens.testing needs hypothesis; pip install "regimens[testing]"',
        "hypothesis",
    ]
