"""One course gives one set of bytes, whatever the threads and the computer around it."""

from __future__ import annotations

import decimal
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from decimal import Context, localcontext
from pathlib import Path

import pytest
import reproducible
from reproducible import DOCUMENTS, FORMS, QUICK

_THREADS = 8
_SIGNALS = [
    decimal.Clamped,
    decimal.DivisionByZero,
    decimal.FloatOperation,
    decimal.Inexact,
    decimal.InvalidOperation,
    decimal.Overflow,
    decimal.Rounded,
    decimal.Subnormal,
    decimal.Underflow,
]
_LOCALES = ("de_DE.UTF-8", "tr_TR.UTF-8")


@pytest.fixture(scope="module")
def expected() -> dict[str, str]:
    """The digests of everything, made here and alone."""
    return reproducible.digests(list(DOCUMENTS), list(FORMS))


def _of(expected: Mapping[str, str], names: Sequence[str], forms: Sequence[str]) -> dict[str, str]:
    left_out = set(FORMS) - set(forms)
    return {
        what: digest
        for what, digest in expected.items()
        if what.split(", ")[0] in names and what.split(", ")[1] not in left_out
    }


def _differing(found: Mapping[str, str], expected: Mapping[str, str]) -> list[str]:
    assert found.keys() == expected.keys()
    return [what for what in expected if found[what] != expected[what]]


# --- threads -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "forms"),
    [
        (["long history", "dose bands"], QUICK),
        (["simple"], ["pdf"]),
    ],
    ids=["every form", "pdf"],
)
def test_eight_threads_at_once_make_the_same(
    names: Sequence[str], forms: Sequence[str], expected: Mapping[str, str]
) -> None:
    """Threads that interrupt each other all the time neither share nor spoil a value."""
    alone = _of(expected, names, forms)
    for found in reproducible.at_once(names, forms, _THREADS):
        assert _differing(found, alone) == []


# --- another process -----------------------------------------------------------------------------

_SHOW = "import json, reproducible; print(json.dumps(reproducible.digests({names}, {forms})))"
_FIRST_USE = """
import json, sys, threading
from concurrent.futures import ThreadPoolExecutor
sys.setswitchinterval(1e-5)
together = threading.Barrier({threads})
def run(number):
    together.wait()
    import reproducible
    from regimens.units import Kind, measure, quantity
    registry = quantity(measure("165 cm", Kind.HEIGHT))._REGISTRY
    return id(registry), reproducible.digests({names}, {forms})
with ThreadPoolExecutor({threads}) as pool:
    print(json.dumps(list(pool.map(run, range({threads})))))
"""
# The defaults of every context that is made later, and the one in use.
_IN_ONE_DIGIT = """
import decimal
decimal.DefaultContext.prec = 1
decimal.DefaultContext.Emax, decimal.DefaultContext.Emin = 1, -1
decimal.DefaultContext.rounding = decimal.ROUND_UP
decimal.DefaultContext.capitals, decimal.DefaultContext.clamp = 0, 1
decimal.setcontext(decimal.Context())
"""
_BY_THE_LOCALE = """
import locale, os
locale.setlocale(locale.LC_ALL, "")
assert locale.setlocale(locale.LC_TIME) == os.environ["LC_ALL"]
"""


def _elsewhere(program: str, folder: Path, *flags: str, **environment: str) -> str:
    """What a program prints in a process of its own, with this environment, in this folder."""
    paths = [str(Path(reproducible.__file__).parent), os.environ.get("PYTHONPATH", "")]
    done = subprocess.run(
        [sys.executable, *flags, "-c", program],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
            "PYTHONIOENCODING": "utf-8",
            **environment,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


_SURROUNDINGS: Mapping[str, tuple[str, tuple[str, ...], dict[str, str]]] = {
    "-O, far east, seed 0, ASCII": (
        "",
        ("-O",),
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "0", "LC_ALL": "C", "PYTHONUTF8": "0"},
    ),
    "-OO, half an hour, seed 1, UTF-8": (
        "",
        ("-OO",),
        {"TZ": "America/St_Johns", "PYTHONHASHSEED": "1", "LC_ALL": "C", "PYTHONUTF8": "1"},
    ),
    "one digit, any seed": (_IN_ONE_DIGIT, (), {"PYTHONHASHSEED": "random"}),
}


@pytest.mark.parametrize("name", _SURROUNDINGS)
def test_another_process_makes_the_same(
    name: str, expected: Mapping[str, str], tmp_path: Path
) -> None:
    """Seed, clock, encoding, folder, optimisation and decimal defaults leave no trace."""
    setup, flags, environment = _SURROUNDINGS[name]
    program = setup + _SHOW.format(names=list(DOCUMENTS), forms=list(QUICK))
    found = json.loads(_elsewhere(program, tmp_path, *flags, **environment))
    assert _differing(found, _of(expected, list(DOCUMENTS), QUICK)) == []


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with locales made for the test, as few machines have them."""
    localedef = shutil.which("localedef")
    folder = tmp_path_factory.mktemp("locales")
    for name in _LOCALES:
        made = localedef is not None and subprocess.run(
            [localedef, "-i", name.partition(".")[0], "-f", "UTF-8", str(folder / name)],
            capture_output=True,
            check=False,
        )
        # It ends with 1 for a warning, and for sources that are not there.
        if not made or made.returncode not in (0, 1) or not (folder / name / "LC_CTYPE").is_file():
            pytest.skip(f"localedef and its sources are needed to make {name}")
    return folder


@pytest.mark.parametrize("name", _LOCALES)
def test_a_program_in_another_locale_makes_the_same(
    name: str, expected: Mapping[str, str], locales: Path
) -> None:
    """Neither German names and commas nor the Turkish dotless i get into anything."""
    forms = FORMS if name == "tr_TR.UTF-8" else QUICK
    program = _BY_THE_LOCALE + _SHOW.format(names=list(DOCUMENTS), forms=list(forms))
    found = json.loads(_elsewhere(program, locales, LOCPATH=str(locales), LC_ALL=name))
    assert _differing(found, _of(expected, list(DOCUMENTS), list(forms))) == []


def test_first_use_in_eight_threads_makes_the_same(
    expected: Mapping[str, str], tmp_path: Path
) -> None:
    """Modules and caches that are filled by eight threads at once are as if filled by one."""
    names = ["table of levels", "dose bands"]
    program = _FIRST_USE.format(names=names, forms=list(QUICK), threads=_THREADS)
    found = json.loads(_elsewhere(program, tmp_path))
    assert len(found) == _THREADS
    for _, one in found:
        assert _differing(one, _of(expected, names, QUICK)) == []
    # Quantities of two registries can be neither added nor compared.
    assert len({registry for registry, _ in found}) == 1


# --- decimal contexts ----------------------------------------------------------------------------


def _contexts() -> Iterator[tuple[str, Context]]:
    yield "1 digit", Context(prec=1)
    yield "1 digit, every trap", Context(prec=1, traps=_SIGNALS)
    yield "no trap", Context(prec=1, traps=[])
    yield "no exponents", Context(prec=1, Emin=0, Emax=0, clamp=1, capitals=0)
    for rounding in (
        decimal.ROUND_CEILING,
        decimal.ROUND_DOWN,
        decimal.ROUND_FLOOR,
        decimal.ROUND_HALF_DOWN,
        decimal.ROUND_HALF_EVEN,
        decimal.ROUND_UP,
        decimal.ROUND_05UP,
    ):
        yield rounding, Context(prec=2, rounding=rounding)


@pytest.mark.parametrize("context", [pytest.param(one, id=name) for name, one in _contexts()])
def test_the_decimal_context_of_the_caller_changes_nothing(
    context: Context, expected: Mapping[str, str]
) -> None:
    """Precision, rounding, limits and traps are those of whoever calls, and count for nothing."""
    names = ["vials and tablets", "dose bands", "a step too small"]
    with localcontext(context):
        found = reproducible.digests(names, QUICK)
    assert _differing(found, _of(expected, names, QUICK)) == []
