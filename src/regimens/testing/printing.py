"""How Hypothesis prints a regimen of the catalogue: by its name, not by all its numbers."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis.vendor.pretty import for_type_by_name

from regimens import catalogue
from regimens.regimen import Regimen

__all__ = ["print_by_name"]

_LONG = 10_000  # characters; of a test's arguments together Hypothesis takes 30 000


def print_by_name(regimen: Regimen, printer: Any, _: bool) -> None:
    """Print ``catalogue.get('dcep')`` for a regimen of the catalogue, and another one whole.

    The arguments of a failing test are read by people, and Hypothesis warns of long ones: a large
    regimen of one's own is printed by its id, revision and digest.

    Args:
        regimen: What is printed.
        printer: Hypothesis' own.

    >>> from hypothesis.vendor.pretty import pretty
    >>> pretty(catalogue.get("dcep"))
    "catalogue.get('dcep')"
    """
    if catalogue.is_known(regimen.id) and catalogue.get(regimen.id) == regimen:
        printer.text(f"catalogue.get({regimen.id!r})")
        return
    fields = {one.name: getattr(regimen, one.name) for one in attrs.fields(Regimen) if one.init}
    if len(repr(fields)) > _LONG:
        printer.text(repr(regimen))
    else:
        printer.repr_call("Regimen", (), fields)


for_type_by_name("regimens.regimen", "Regimen", print_by_name)
