"""Write calendars of every kind for the browser check, and one page that must fail it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from regimens import (
    Calendar,
    Course,
    CycleStart,
    Discontinuation,
    DoseChange,
    Given,
    Omission,
    Patient,
    Policy,
    Postponement,
    catalogue,
)
from regimens.formats.languages import languages
from regimens.formats.printed.contents import Audience
from regimens.formats.printed.html import calendar_html

START = date(2026, 1, 5)
PATIENT = Patient(
    name="Maria Rossi", id="H-20431", sex="female", born=date(1961, 5, 4), height="165 cm",
    weight="70 kg",
)  # fmt: skip
BAD = (
    "<!DOCTYPE html><html><head><title>x</title></head><body><img src='data:,'>"
    "<p style='color:#ccc;background:#fff'>A dose that cannot be read</p>"
    "<a href='#x'></a><div style='width:2000px'>wide</div></body></html>"
)


def calendars() -> Iterator[tuple[str, Calendar]]:
    """A month, a disturbed course, crowded days, fourteen months, a violation, no name."""
    yield "month", Course(catalogue.get("dcep"), PATIENT, start=START, cycles=1).plan()
    course = Course(catalogue.get("dara-dcep"), PATIENT, start=START, as_of=date(2026, 1, 8))
    yield (
        "disturbed",
        course.record(
            CycleStart(phase="induction", cycle=2, on=date(2026, 2, 12), reason="neutropenia"),
            DoseChange(of="DCEP", to="0.7", phase="induction", cycle=2, reason="neutropenia"),
            Omission(of="cisplatin", on=date(2026, 2, 13), reason="creatinine"),
            Given(of="DCEP", on=START),
            Postponement(of="daratumumab", on=date(2026, 2, 19), to=date(2026, 2, 21)),
            Discontinuation(of="pegteograstim", on=date(2026, 3, 1)),
        ).plan(),
    )
    yield "crowded", Course(catalogue.get("vtd-pace"), PATIENT, start=START, cycles=2).plan()
    zoledronic = catalogue.get("zoledronic-acid-q4w")
    yield "long", Course(zoledronic, PATIENT, start=START, cycles=14).plan()
    early = Course(catalogue.get("dara-dcep"), PATIENT, start=START)
    yield (
        "violated",
        early.record(CycleStart(phase="induction", cycle=2, on=date(2026, 1, 30))).plan(),
    )
    nobody = Patient(height="165 cm", weight="70 kg")
    vials = Policy(rounding="dispensable + vials")
    regimen = catalogue.get("d-rvd-griffin")
    yield "as-given", Course(regimen, nobody, start=START, cycles=3, policy=vials).plan()


def main(folder: Path) -> None:
    """Write every calendar, for both audiences, in every language."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, calendar in calendars():
        for audience in Audience:
            for language in languages():
                page = calendar_html(calendar, audience=audience, language=language)
                path = folder / f"{name}-{audience.value}-{language}.html"
                path.write_text(page, encoding="utf-8")
    (folder / "bad-page.html").write_text(BAD, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
