"""What Hypothesis runs when it is imported: the strategies of regimens, once one is asked for.

It stands outside the package, so that a program that draws nothing of it does not import it.
"""

from __future__ import annotations

from typing import Any

from hypothesis.strategies import SearchStrategy
from hypothesis.strategies._internal import types

__all__ = ["register"]


def register() -> None:
    """Have `st.from_type` know the classes of regimens as soon as both are imported.

    Hypothesis keeps a table of modules whose types are resolved only where they are imported. It is
    no public name of Hypothesis: where it is gone, everything is imported and registered at once.
    """
    by_module = getattr(types, "_global_extra_lookup", None)
    if by_module is None:
        from regimens.testing.registration import register as register_all  # noqa: PLC0415

        register_all()
    else:
        by_module["regimens"] = _resolved


def _resolved(kind: Any) -> SearchStrategy[Any] | None:
    """The strategy of a class of the library, with the strategies imported at the first one."""
    if str(getattr(kind, "__module__", "")).partition(".")[0] != "regimens":
        return None
    from regimens.testing.registration import strategy_for  # noqa: PLC0415

    return strategy_for(kind)
