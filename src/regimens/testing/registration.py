"""Hypothesis's registry of types: what `st.from_type` draws for the classes of this library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from regimens.amounts import Amount, WrittenDose
from regimens.components import Component
from regimens.drugs import Drug
from regimens.patient import Patient, PriorDose
from regimens.phases import Phase
from regimens.policy import Policy
from regimens.regimen import Regimen
from regimens.sources import Source
from regimens.testing.amounts import amounts, dose_texts, doses
from regimens.testing.components import components, drugs
from regimens.testing.definitions import regimens
from regimens.testing.invented import INVENTED
from regimens.testing.patients import patients
from regimens.testing.phases import phases
from regimens.testing.policies import policies

__all__ = ["register", "strategy_for"]


def _prior_doses() -> st.SearchStrategy[PriorDose]:
    return st.builds(PriorDose, drug=st.sampled_from(("drug-a", "drug-b")), dose=dose_texts())


_STRATEGIES: dict[type[Any], Callable[[], st.SearchStrategy[Any]]] = {
    Amount: amounts,
    Component: components,
    Drug: drugs,
    Patient: patients,
    Phase: phases,
    Policy: policies,
    PriorDose: _prior_doses,
    Regimen: regimens,
    Source: lambda: st.just(INVENTED),
    WrittenDose: doses,
}


def strategy_for(kind: Any) -> st.SearchStrategy[Any] | None:
    """The strategy of one of the library's classes; None for anything else.

    >>> from regimens import Patient
    >>> strategy_for(Patient), strategy_for(int)
    (patients(), None)
    """
    found = _STRATEGIES.get(kind)
    return None if found is None else found()


def register() -> None:
    """Register the strategies where Hypothesis does not run its plugins.

    It does so by itself, unless ``HYPOTHESIS_NO_PLUGINS`` is set or the library is not installed
    but only found on the path. A strategy that you register for one of the classes comes before
    ours, if you do so after this.

    >>> from hypothesis import strategies as st
    >>> from regimens import Patient
    >>> register()
    >>> st.from_type(Patient)
    patients()
    """
    for kind, strategy in _STRATEGIES.items():
        st.register_type_strategy(kind, strategy())
