"""The built-in regimens, one module and one constant each."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType

from regimens.catalogue.dara_atra import DARA_ATRA
from regimens.catalogue.dara_dcep import DARA_DCEP
from regimens.catalogue.dara_vd import DARA_VD
from regimens.catalogue.daratumumab_iv import DARATUMUMAB_IV
from regimens.catalogue.dcep import DCEP
from regimens.errors import UnknownNameError
from regimens.regimen import Regimen

__all__ = ["REGIMENS", "get", "ids", "is_known"]

REGIMENS: Mapping[str, Regimen] = MappingProxyType(
    {regimen.id: regimen for regimen in (DARA_ATRA, DARA_DCEP, DARA_VD, DARATUMUMAB_IV, DCEP)}
)
_NAMES: Mapping[str, Regimen] = MappingProxyType(
    {name: regimen for regimen in REGIMENS.values() for name in (regimen.id, *regimen.aliases)}
)


def get(name: str) -> Regimen:
    """The regimen of that id or alias.

    Raises:
        UnknownNameError: naming the nearest ids.

    >>> get("d-vd").id
    'dara-vd'
    >>> get("dara-dcpe")
    Traceback (most recent call last):
    regimens.errors.UnknownNameError: regimen: there is no regimen 'dara-dcpe'; did you mean \
dara-dcep, dara-vd, or see `regimens list`
    """
    found = _NAMES.get(name)
    if found is not None:
        return found
    near = get_close_matches(str(name)[:60].lower(), _NAMES, n=3, cutoff=0.5)
    meant = ", ".join(dict.fromkeys(_NAMES[one].id for one in near))
    guess = f"did you mean {meant}, or see" if near else "see"
    raise UnknownNameError(
        f"there is no regimen {str(name)[:60]!r}", where="regimen", mend=f"{guess} `regimens list`"
    )


def is_known(name: str) -> bool:
    """Whether a regimen has that id or alias.

    >>> is_known("dvd"), is_known("chop")
    (True, False)
    """
    return name in _NAMES


def ids() -> tuple[str, ...]:
    """The ids, in alphabetical order.

    >>> ids()
    ('dara-atra', 'dara-dcep', 'dara-vd', 'daratumumab-iv', 'dcep')
    """
    return tuple(sorted(REGIMENS))
