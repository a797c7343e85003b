"""Courses and everything that is made of them, as digests: the same on every computer."""

from __future__ import annotations

import hashlib
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import attrs
from fhir_courses import EVERY_EVENT

from regimens import Calendar, Course
from regimens.errors import DocumentError
from regimens.formats.arrow import calendar_parquet
from regimens.formats.calendars import calendar_csv, calendar_json
from regimens.formats.card import card
from regimens.formats.courses import course_from, course_json
from regimens.formats.fhir import calendar_fhir, fhir_json
from regimens.formats.nonmem import calendar_nonmem
from regimens.formats.notebook import html
from regimens.formats.phone.ical import calendar_ics
from regimens.formats.pictures.svg import course_svg
from regimens.formats.printed.contents import Audience
from regimens.formats.printed.html import calendar_html
from regimens.formats.printed.pdf import calendar_pdf
from regimens.formats.regimens import regimen_json
from regimens.formats.sdtm import calendar_ec
from regimens.formats.table import calendar_table
from regimens.intensity import intensity

__all__ = ["DOCUMENTS", "FORMS", "QUICK", "at_once", "digests"]

ISSUED = datetime(2026, 1, 2, 10, tzinfo=UTC)
_WOMAN = {"sex": "female", "born": "1951-05-04"}

# Each shows something of its own that surroundings could reach.
DOCUMENTS: Mapping[str, dict[str, Any]] = {
    "simple": {"regimen": "dcep", "patient": {"height": "165 cm", "weight": "70 kg"}},
    "long history": EVERY_EVENT,
    "table of levels": {
        "regimen": "rd",
        "patient": {"id": "p2", **_WOMAN, "height": "5.4 ft", "weight": "143 lb"},
        "events": [{"type": "lab", "on": "2026-01-05", "creatinine": "150 µmol/L"}],
        "cycles": 4,
    },
    "vials and tablets": {
        "regimen": "dara-vd",
        "patient": {"id": "p3", **_WOMAN, "height": "1.631 m", "weight": "58.7 kg"},
        "policy": {"rounding": "vials + dispensable", "bsa_rounding": None},
        "cycles": 5,
    },
    "dose bands": {
        "regimen": "dcep",
        "patient": {"id": "p4", **_WOMAN, "height": "64.5 in", "weight": "70 kg"},
        "policy": {"bsa_formula": "schlich", "rounding": "nhs-bands-b"},
        "events": [{"type": "dose_change", "of": "DCEP", "to": "0.7", "cycle": 2}],
    },
    "a step too small": {
        "regimen": "teclistamab",
        "patient": {"id": "p6", "height": "165 cm", "weight": "70 kg"},
        # 3.99 mg would be the 95 % of 4.2 mg that still count as the step.
        "events": [{"type": "given", "of": "teclistamab", "on": "2026-01-05", "dose": "3.98 mg"}],
        "cycles": 1,
    },
    "closed days": {
        "regimen": "dara-dcep",
        "patient": {"id": "p5", "height": "165 cm", "weight": "70 kg"},
        "policy": {"bsa_formula": "boyd"},
        "clinic": {
            "closed_weekdays": ["saturday", "sunday"],
            "closed_dates": ["2026-04-06"],
            "may_move": {"DARA": 3, "DCEP": 0},
        },
        "events": [{"type": "delay", "of": "DCEP", "cycle": 2, "days": 5}],
    },
}


def _course(name: str) -> Course:
    return course_from({"start": "2026-01-05", "allow_unverified": "a test", **DOCUMENTS[name]})


def _ics(calendar: Calendar) -> str:
    return calendar_ics(calendar, issued=ISSUED, details=True, language="it")


def _fhir(calendar: Calendar) -> str:
    return fhir_json(calendar_fhir(calendar))


def _html(calendar: Calendar) -> str:
    pages = [
        calendar_html(calendar, audience=audience, language=language)
        for audience in Audience
        for language in ("en", "it")
    ]
    return "".join(pages)


def _nonmem(calendar: Calendar) -> str:
    try:
        return calendar_nonmem(calendar)
    except DocumentError as refused:  # a dose that nobody has confirmed; the sentence counts too
        return str(refused)


def _sdtm(calendar: Calendar) -> str:
    return calendar_ec(calendar, study="S", subject="S-1", scheduled=True, in_mg=True)


def _texts(calendar: Calendar) -> str:
    """Every working, the sums, and the finding of each place as people read it."""
    parts = [row.explain() for row in calendar] + [str(one) for one in calendar.findings]
    return "\n".join([*parts, str(calendar), str(calendar.totals()), html(calendar)])


FORMS: Mapping[str, Callable[[Calendar], str | bytes]] = {
    "json": calendar_json,
    "csv": calendar_csv,
    "table": calendar_table,
    "html": _html,
    "ics": _ics,
    "svg": course_svg,
    "fhir": _fhir,
    "nonmem": _nonmem,
    "sdtm": _sdtm,
    "texts": _texts,
    "parquet": calendar_parquet,
    "pdf": calendar_pdf,
}
QUICK = tuple(form for form in FORMS if form != "pdf")  # a PDF takes a second


def _made(name: str, forms: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Everything that is made of one course, each with its name."""
    course = _course(name)
    calendar = course.plan()
    for form in forms:
        content = FORMS[form](calendar)
        yield f"{name}, {form}", content if isinstance(content, bytes) else content.encode()
    yield f"{name}, course", course_json(course).encode()
    yield f"{name}, regimen", regimen_json(course.regimen).encode()
    yield f"{name}, card", card(course.regimen).encode()
    yield f"{name}, intensity", str(intensity(course, as_planned=True)).encode()
    undisturbed = attrs.evolve(course, events=())
    yield f"{name}, difference", str(calendar.compare(undisturbed.plan())).encode()


def digests(names: Sequence[str], forms: Sequence[str]) -> dict[str, str]:
    """The SHA-256 of everything, by name."""
    return {
        what: hashlib.sha256(content).hexdigest()
        for name in names
        for what, content in _made(name, forms)
    }


def at_once(names: Sequence[str], forms: Sequence[str], threads: int) -> list[dict[str, str]]:
    """The same in so many threads, which begin together and take turns after every few steps."""
    together = threading.Barrier(threads)

    def run(_: int) -> dict[str, str]:
        together.wait()
        return digests(names, forms)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(run, range(threads)))
    finally:
        sys.setswitchinterval(before)
