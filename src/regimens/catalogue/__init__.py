"""The built-in regimens by family, one module and one constant each, loaded when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from importlib import import_module
from types import MappingProxyType

from regimens.errors import UnknownNameError
from regimens.regimen import Regimen

__all__ = ["FAMILIES", "REGIMENS", "get", "ids", "is_known"]

FAMILIES = ("chemotherapy", "daratumumab", "optimum")
_MODULES: Mapping[str, str] = MappingProxyType(
    {
        name: f"{__name__}.{family}.{name.replace('-', '_')}"
        for family in FAMILIES
        for name in import_module(f"{__name__}.{family}").NAMES
    }
)
_IDS: Mapping[str, str] = MappingProxyType(
    {
        name: regimen
        for family in FAMILIES
        for regimen, aliases in import_module(f"{__name__}.{family}").NAMES.items()
        for name in (regimen, *aliases)
    }
)


class _Definitions(Mapping[str, Regimen]):
    """Every built-in regimen by its id; each is loaded the first time it is asked for."""

    def __getitem__(self, name: str) -> Regimen:
        module = _MODULES[name]
        regimen: Regimen = getattr(import_module(module), module.rpartition(".")[2].upper())
        return regimen

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(_MODULES))

    def __len__(self) -> int:
        return len(_MODULES)


REGIMENS: Mapping[str, Regimen] = _Definitions()


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
    found = _IDS.get(name)
    if found is not None:
        return REGIMENS[found]
    near = get_close_matches(str(name)[:60].lower(), _IDS, n=3, cutoff=0.5)
    meant = ", ".join(dict.fromkeys(_IDS[one] for one in near))
    guess = f"did you mean {meant}, or see" if near else "see"
    raise UnknownNameError(
        f"there is no regimen {str(name)[:60]!r}", where="regimen", mend=f"{guess} `regimens list`"
    )


def is_known(name: str) -> bool:
    """Whether a regimen has that id or alias.

    >>> is_known("dvd"), is_known("chop")
    (True, False)
    """
    return name in _IDS


def ids() -> tuple[str, ...]:
    """The ids, in alphabetical order.

    >>> ids()[:3]
    ('dara-atra', 'dara-dcep', 'dara-vd')
    """
    return tuple(REGIMENS)
