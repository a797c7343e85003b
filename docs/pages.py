"""Writes what is made from data: cards, pictures, lists, hazards, schemas, the gallery and more.

    python docs/pages.py

Nothing on those pages is typed by hand; a test holds them to what this makes.
"""

from __future__ import annotations

import csv
import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import wrap

from made import command_line, documents, gallery, hazards, house, interpretations, notebook
from made.parts import filled

from regimens import catalogue
from regimens.formats.card import card
from regimens.formats.courses import course_from
from regimens.formats.pictures.svg import course_svg, regimen_svg
from regimens.formats.reading import read_path
from regimens.formats.schemas import calendar_schema, course_schema, regimen_schema
from regimens.formats.sign_offs import SignOff, holds, sign_off_of
from regimens.formats.visible import visible_text
from regimens.regimen import Regimen, sources

__all__ = ["pages"]

DOCS = Path(__file__).parent
NAMES = DOCS.parent / "tests" / "tables" / "names.csv"
_WIDTH = 96
_COURSE = "dara-dcep-course"
_SCHEMAS = {"course": course_schema, "regimen": regimen_schema, "calendar": calendar_schema}


def pages() -> dict[Path, str]:
    """Every page and its text, by path."""
    signed = _signed()
    made = {
        DOCS / "protocols" / f"{name}.md": _card(one, signed) for name, one in _regimens().items()
    }
    made |= {
        DOCS / "protocols" / f"{name}.svg": regimen_svg(one) for name, one in _regimens().items()
    }
    course = course_from(read_path(str(DOCS / "examples" / f"{_COURSE}.json")))
    made[DOCS / "pictures" / f"{_COURSE}.svg"] = course_svg(course)
    readme = DOCS / "protocols" / "README.md"
    made[readme] = _between(readme, "| card | regimen |", _list())
    told = hazards.log()
    log, safety = DOCS / "evidence" / "hazard-log.md", DOCS / "evidence" / "safety.md"
    made[safety] = _between(safety, "| hazard | what happens |", hazards.first(told))
    made[log] = filled(log.read_text(encoding="utf-8"), hazards.parts(told))
    made[log.with_suffix(".csv")] = hazards.spreadsheet(told)
    page = DOCS / "evidence" / "sign-offs.md"
    made[page] = _between(page, "| id | revision | digest |", _sign_offs(signed))
    made[DOCS / "evidence" / "coverage.md"] = "\n".join(_coverage()) + "\n"
    page = DOCS / "reference" / "command-line.md"
    made[page] = _between(page, "| command | what it does |", command_line.listed())
    for head, rows in command_line.tables().items():
        made[page] = _replaced(made[page], head, rows)
    page = DOCS / "explanation" / "the-house.md"
    made[page] = filled(page.read_text(encoding="utf-8"), house.parts())
    page = DOCS / "explanation" / "interpretations.md"
    made[page] = filled(page.read_text(encoding="utf-8"), interpretations.readings())
    page = DOCS / "reference" / "documents.md"
    made[page] = filled(page.read_text(encoding="utf-8"), documents.sections())
    for name, schema in _SCHEMAS.items():
        text = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
        made[DOCS / "schemas" / f"{name}.json"] = text
    return made


def _regimens() -> Mapping[str, Regimen]:
    return catalogue.REGIMENS


def _card(regimen: Regimen, signed: Sequence[SignOff]) -> str:
    """A card with its picture, which no terminal could show, above the first phase."""
    head, phases = card(regimen, sign_offs=signed).split("\n## ", 1)
    shows = f"Schedule of {regimen.id}, drug by day"
    return f"{head}\n![{shows}]({regimen.id}.svg)\n\n## {phases}"


def _between(page: Path, head: str, rows: Iterator[str]) -> str:
    """A page with the rows of one of its tables made anew."""
    return _replaced(page.read_text(encoding="utf-8"), head, rows)


def _replaced(text: str, head: str, rows: Iterator[str]) -> str:
    lines = text.splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith(head)) + 2
    last = first
    while last < len(lines) and lines[last].startswith("|"):
        last += 1
    return "\n".join([*lines[:first], *rows, *lines[last:]]) + "\n"


def _list() -> Iterator[str]:
    for name, regimen in _regimens().items():
        mark = " (a number unread)" if regimen.unverified else ""
        yield f"| [{name}]({name}.md) | {regimen.title}{mark} |"


def _signed() -> list[SignOff]:
    """What clinicians have signed, as it was recorded by hand; nothing is ever taken out of it."""
    written = tomllib.loads((DOCS / "evidence" / "sign-offs.toml").read_text(encoding="utf-8"))
    return [SignOff(**row) for row in written.get("sign-offs", [])]


def _sign_offs(signed: Sequence[SignOff]) -> Iterator[str]:
    """A row a regimen, with who signed it, or that nobody has, or that it has lapsed."""
    for name, regimen in _regimens().items():
        one = sign_off_of(regimen, signed)
        if one is None:
            cells = ["not signed off", "", "", ""]
        else:
            cells = [one.name, one.role, one.on.isoformat(), one.remarks]
            if not holds(one, regimen):
                cells[0] = f"lapsed: {one.name}, for revision {one.revision}, `{one.digest[7:19]}`"
        told = " | ".join(visible_text(cell).replace("|", "/") for cell in cells)
        link = f"[{name}](../protocols/{name}.md)"
        yield f"| {link} | {regimen.revision} | `{regimen.digest[7:19]}` | {told} |"


def _coverage() -> Iterator[str]:
    """Every name of the source documents: its regimens, or the number that is missing."""
    with NAMES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    covered = [row for row in rows if row["regimens"]]
    unread = [name for name, regimen in _regimens().items() if regimen.unverified]
    yield "# Coverage"
    yield ""
    yield from wrap(
        "Every regimen, schedule and supportive measure that the source documents name, with the "
        "definitions that cover it, or the number that no text read so far gives. Made by "
        "`python docs/pages.py` from the catalogue and the list of names; a test holds it to both.",
        _WIDTH,
    )
    yield ""
    yield f"- {len(rows)} names: {len(covered)} covered, {len(rows) - len(covered)} not."
    yield f"- {len(_regimens())} definitions, {len(unread)} of them with a number unread."
    yield ""
    yield "## Definitions with an unread number"
    yield ""
    yield from wrap(
        "They are planned only with a reason (`allow_unverified`), and every calendar made from "
        "them says which number it is.",
        _WIDTH,
    )
    yield ""
    for name in unread:
        yield f"- [{name}](../protocols/{name}.md)"
        for source in _regimens()[name].unverified:
            yield from wrap(
                f"- {source.title}, {source.locator}",
                _WIDTH,
                initial_indent="  ",
                subsequent_indent="    ",
                break_long_words=False,
                break_on_hyphens=False,
            )
    yield ""
    yield "## Tables of restarts that were not read"
    yield ""
    yield from wrap(
        "What a label begins with again after a gap in step-up dosing, by the days since the last "
        "dose. Without it, doses are withheld after a limit of our own.",
        _WIDTH,
    )
    yield ""
    for name, regimen in _regimens().items():
        for reading in regimen.interpretations:
            if reading.name == "table of restarts":
                yield from wrap(
                    f"- [{name}](../protocols/{name}.md): {reading.alternatives}",
                    _WIDTH,
                    subsequent_indent="  ",
                    break_long_words=False,
                    break_on_hyphens=False,
                )
    yield ""
    yield "## Definitions and their sources"
    yield ""
    yield from wrap(
        "Of each the texts its numbers were taken from, those with the most numbers first; which "
        "number stands where is on its card.",
        _WIDTH,
    )
    yield ""
    yield "| definition | numbers | texts |"
    yield "| --- | --- | --- |"
    for name, regimen in _regimens().items():
        verified = "one or more unread" if regimen.unverified else "all read"
        texts = Counter(source.title for source in sources(regimen) if source.verified)
        named = "; ".join(title.replace("|", "/") for title, _ in texts.most_common())
        yield f"| [{name}](../protocols/{name}.md) | {verified} | {named} |"
    yield ""
    yield "## Names"
    document = None
    for row in sorted(rows, key=_document):
        place = row["part"].partition(", line ")[2]
        if _document(row) != document:
            document = _document(row)
            yield ""
            yield f"### {document}"
            yield ""
        text = f"- {row['name']} (line {place}): {_answer(row)}"
        yield from wrap(
            text, _WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
        )


def _document(row: Mapping[str, str]) -> str:
    return row["part"].partition(", line ")[0]


def _answer(row: Mapping[str, str]) -> str:
    if not row["regimens"]:
        return f"**not covered.** {row['missing']}"
    return ", ".join(
        f"[{name}](../protocols/{name}.md)" + (" (unread)" if _regimens()[name].unverified else "")
        for name in row["regimens"].split()
    )


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
    for path, content in gallery.shown().items():
        path.write_bytes(content)
    for path in notebook.FOLDER.glob("*.ipynb"):
        path.write_text(notebook.executed(path.read_text(encoding="utf-8")), encoding="utf-8")
