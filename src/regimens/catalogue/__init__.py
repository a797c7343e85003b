"""The built-in regimens by family, one module and one constant each, loaded when asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher, get_close_matches
from importlib import import_module
from types import MappingProxyType

from regimens.errors import UnknownNameError
from regimens.regimen import Regimen

__all__ = ["FAMILIES", "REGIMENS", "get", "ids", "is_known"]

# The folders that definitions stand in, one a family of regimens.
FAMILIES = (
    "amyloidosis",
    "belantamab",
    "bispecifics",
    "bortezomib",
    "carfilzomib",
    "cell_therapy",
    "chemotherapy",
    "daratumumab",
    "elotuzumab",
    "encorafenib",
    "isatuximab",
    "ixazomib",
    "lenalidomide",
    "melflufen",
    "optimum",
    "pomalidomide",
    "selinexor",
    "supportive",
    "transplant",
    "venetoclax",
    "waldenstrom",
)
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


# Every built-in regimen by its id, in alphabetical order; aliases are for `get` alone.
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
dara-dcep, dara-vd, daratumumab-sc, or see `regimens list`
    """
    found = _IDS.get(name)
    if found is not None:
        return REGIMENS[found]
    plain = re.sub(r"[\s_]+", "-", str(name)[:60].strip().lower())
    near = [plain] if plain in _IDS else _nearest(plain)
    meant = ", ".join(dict.fromkeys(_IDS[one] for one in near))
    guess = f"did you mean {meant}, or see" if near else "see"
    raise UnknownNameError(
        f"there is no regimen {str(name)[:60]!r}", where="regimen", mend=f"{guess} `regimens list`"
    )


def _nearest(name: str) -> list[str]:
    """The ids and aliases that go on from a name, and the three nearest with all as near as those.

    Who asks for "d-vrd" means one of its variants first, whatever other name has its letters.
    """
    variants = [one for one in _IDS if one.startswith(f"{name}-") and len(name) > 1]
    near = get_close_matches(name, _IDS, n=len(_IDS), cutoff=0.5)
    likeness = [SequenceMatcher(None, one, name).ratio() for one in near]
    like = zip(near, likeness, strict=True)
    return [*variants, *(one for one, ratio in like if ratio >= likeness[:3][-1])]


def is_known(name: str) -> bool:
    """Whether a regimen has that id or alias.

    >>> is_known("dvd"), is_known("chop")
    (True, False)
    """
    return name in _IDS


def ids() -> tuple[str, ...]:
    """The ids, in alphabetical order.

    >>> [name for name in ids() if name.startswith("dara-")][:2]
    ['dara-atra', 'dara-dcep']
    """
    return tuple(REGIMENS)
