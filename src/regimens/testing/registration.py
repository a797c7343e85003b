"""Hypothesis's registry of types: what `st.from_type` draws for the classes of this library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from regimens import catalogue
from regimens.administrations import Administration
from regimens.amounts import Amount, WrittenDose
from regimens.calendars import Calendar
from regimens.components import Component
from regimens.course import Course
from regimens.drugs import Drug
from regimens.events import (
    Correction,
    CycleStart,
    Delay,
    Discontinuation,
    DoseChange,
    Event,
    Given,
    Lab,
    Measurement,
    Omission,
    Postponement,
    Response,
    Switch,
    Transplant,
)
from regimens.findings import SEVERITIES, Severity
from regimens.patient import Patient, PriorDose
from regimens.phases import Phase
from regimens.policy import Policy
from regimens.recorded import Override
from regimens.regimen import Regimen
from regimens.sources import Source
from regimens.testing.amounts import amounts, dose_texts, doses
from regimens.testing.components import components, drugs
from regimens.testing.courses import courses
from regimens.testing.definitions import regimens
from regimens.testing.events import events
from regimens.testing.invented import INVENTED
from regimens.testing.kinds import EventKind
from regimens.testing.patients import patients
from regimens.testing.phases import phases
from regimens.testing.policies import policies

__all__ = ["register", "strategy_for"]


def _prior_doses() -> st.SearchStrategy[PriorDose]:
    return st.builds(PriorDose, drug=st.sampled_from(("drug-a", "drug-b")), dose=dose_texts())


_COURSE = Course(
    catalogue.get("dara-dcep"),
    Patient(height="165 cm", weight="70 kg"),
    start=date(2026, 1, 5),
    events=[Delay(id="e1", phase="induction", cycle=3, days=3)],
)


def _recorded(kind: EventKind) -> Callable[[], st.SearchStrategy[Event]]:
    """Events of a kind as they fit one course, which has a correction's event and a product."""
    return lambda: events(_COURSE, kinds=[kind])


def _calendars() -> st.SearchStrategy[Calendar]:
    return courses().map(Course.plan)


def _administrations() -> st.SearchStrategy[Administration]:
    return st.sampled_from(_COURSE.plan().administrations)


def _overrides() -> st.SearchStrategy[Override]:
    codes = [code for code, of in SEVERITIES.items() if of is Severity.VIOLATION]
    return st.builds(Override, code=st.sampled_from(codes), reason=st.just("as agreed"))


_STRATEGIES: dict[type[Any], Callable[[], st.SearchStrategy[Any]]] = {
    Administration: _administrations,
    Amount: amounts,
    Calendar: _calendars,
    Component: components,
    Correction: _recorded(EventKind.CORRECTION),
    Course: courses,
    CycleStart: _recorded(EventKind.CYCLE_START),
    Delay: _recorded(EventKind.DELAY),
    Discontinuation: _recorded(EventKind.DISCONTINUATION),
    DoseChange: _recorded(EventKind.FRACTION),
    Drug: drugs,
    Given: _recorded(EventKind.GIVEN),
    Lab: _recorded(EventKind.LAB),
    Measurement: _recorded(EventKind.MEASUREMENT),
    Omission: _recorded(EventKind.OMISSION),
    Override: _overrides,
    Patient: patients,
    Phase: phases,
    Policy: policies,
    Postponement: _recorded(EventKind.POSTPONEMENT),
    PriorDose: _prior_doses,
    Regimen: regimens,
    Response: _recorded(EventKind.RESPONSE),
    Source: lambda: st.just(INVENTED),
    Switch: _recorded(EventKind.SWITCH),
    Transplant: _recorded(EventKind.TRANSPLANT),
    WrittenDose: doses,
}


def strategy_for(kind: Any) -> st.SearchStrategy[Any] | None:
    """The strategy of one of the library's classes; None for anything else.

    >>> from hypothesis import find
    >>> from regimens import Patient
    >>> print(find(strategy_for(Patient), lambda patient: True).height)
    170 cm
    >>> print(strategy_for(int))
    None
    """
    found = _STRATEGIES.get(kind)
    return None if found is None else found()


def register() -> None:
    """Register the strategies where Hypothesis does not run its plugins.

    It does so by itself, unless ``HYPOTHESIS_NO_PLUGINS`` is set or the library is not installed
    but only found on the path. A strategy that you register for one of the classes comes before
    ours, if you do so after this.

    >>> from hypothesis import find
    >>> from regimens import Patient
    >>> register()
    >>> print(find(st.from_type(Patient), lambda patient: True).weight)
    70 kg
    """
    for kind, strategy in _STRATEGIES.items():
        st.register_type_strategy(kind, strategy())
