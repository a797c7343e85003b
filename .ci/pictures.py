"""Lays every picture out in a browser: no text may leave its picture or lie over another text.

    python .ci/pictures.py [CHROMIUM]

The library estimates how wide texts come out; a browser knows. It needs chromium on the path, or
named as the argument, and fails without it.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import attrs

from regimens import Course, Patient, Regimen, catalogue
from regimens.formats.courses import course_from
from regimens.formats.pictures.svg import course_svg, regimen_svg
from regimens.formats.reading import read_path

_BODY = Patient(id="p1", name="A Name " * 60, height="165 cm", weight="70 kg")
_START = date(2026, 1, 7)
_FONTS = ("Helvetica, Arial, sans-serif", "'DejaVu Sans', sans-serif", "serif")
_SCRIPT = """
const found = [];
for (const svg of document.querySelectorAll("svg")) {
  const name = svg.parentElement.title;
  const own = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll("text")].filter(one => one.textContent.trim());
  const boxes = texts.map(one => one.getBoundingClientRect());
  boxes.forEach((box, i) => {
    if (box.left < own.left || box.right > own.right || box.bottom > own.bottom)
      found.push([name, "leaves the picture", texts[i].textContent]);
    for (let j = 0; j < i; j++) {
      const wide = Math.min(box.right, boxes[j].right) - Math.max(box.left, boxes[j].left);
      const high = Math.min(box.bottom, boxes[j].bottom) - Math.max(box.top, boxes[j].top);
      if (wide > 0.5 && high > 4)
        found.push([name, texts[j].textContent, texts[i].textContent]);
    }
  });
}
document.body.innerHTML = "";
const report = document.createElement("pre");
report.textContent = JSON.stringify(found);
document.body.append(report);
"""


def say(line: str) -> None:
    """Write a line at once, so that a long run can be watched."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _pictures() -> Iterator[tuple[str, str]]:
    for name, regimen in catalogue.REGIMENS.items():
        yield name, regimen_svg(regimen)
        for cycles in (1, 14):
            plan = Course(
                regimen, _BODY, start=_START, cycles=cycles, allow_unverified="a check of pictures"
            )
            yield f"{name}, {cycles} cycles", course_svg(plan)
    example = course_from(read_path("docs/examples/dara-dcep-course.json"))
    yield "the example", course_svg(example)
    for name, regimen in _long_names():
        yield name, regimen_svg(regimen)
        yield f"{name}, a course", course_svg(Course(regimen, _BODY, start=_START))


def _long_names() -> Iterator[tuple[str, Regimen]]:
    dcep = catalogue.get("dcep")
    titles = {"letters": "W" * 400, "words": "many words " * 90, "kanji": "漢" * 300}
    for name, title in titles.items():
        yield name, attrs.evolve(dcep, title=title)
    phase = dcep.phases[0]
    first, *rest = phase.components
    long = attrs.evolve(first, drug=attrs.evolve(first.drug, name="mwmab" * 30))
    phases = (attrs.evolve(phase, components=(long, *rest)),)
    yield (
        "a long drug",
        attrs.evolve(dcep, phases=phases, reductions=(), interpretations=()),
    )


def _laid_out(browser: str, folder: Path, font: str) -> list[list[str]]:
    """What a browser finds with one font in place of the first that is there."""
    parts = []
    for name, svg in _pictures():
        other = re.sub('font-family="[^"]*"', f'font-family="{font}"', svg, count=1)
        parts.append(f'<div title="{name}">{other}</div>')
    body = "".join(parts)
    page = folder / "pictures.html"
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><body>{body}<script>{_SCRIPT}</script></body>',
        encoding="utf-8",
    )
    done = subprocess.run(  # noqa: S603 - the browser that whoever runs this has named
        [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", f"--user-data-dir={folder / 'profile'}", "--dump-dom", page.as_uri(),
        ],
        capture_output=True, encoding="utf-8", check=True, timeout=600,
    )  # fmt: skip
    report = re.search(r"<pre>(.*)</pre>", done.stdout, re.DOTALL)
    if report is None:
        sys.exit("the browser has laid nothing out")
    found: list[list[str]] = json.loads(unescape(report[1]))
    return found


def main() -> None:
    """Prints what lies over another text, and fails if anything does."""
    browser = sys.argv[1] if len(sys.argv) > 1 else shutil.which("chromium")
    if browser is None:
        sys.exit("chromium is not there: install it, or name a browser of its kind")
    wrong = 0
    for font in _FONTS:
        with tempfile.TemporaryDirectory() as folder:
            for line in _laid_out(browser, Path(folder), font):
                wrong += 1
                say(" | ".join((font, *(part[:60] for part in line))))
    say(f"{wrong} texts leave their picture or lie over another")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
