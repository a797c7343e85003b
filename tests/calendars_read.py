"""Each format as a program that is not ours reads it: its doses, in the words of the calendar."""

from __future__ import annotations

import io
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import icalendar
import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pypdf
from fhir.resources.bundle import Bundle as BundleR5
from fhir.resources.R4B.bundle import Bundle as BundleR4

from regimens import Calendar
from regimens.decimals import plain
from regimens.formats.arrow import calendar_parquet
from regimens.formats.calendars import COLUMNS, calendar_csv
from regimens.formats.fhir import FhirVersion, calendar_fhir, fhir_json
from regimens.formats.nonmem import calendar_nonmem
from regimens.formats.notebook import html
from regimens.formats.phone.ical import calendar_ics
from regimens.formats.pictures.svg import course_svg
from regimens.formats.printed.contents import Audience
from regimens.formats.printed.html import calendar_html
from regimens.formats.printed.pdf import calendar_pdf
from regimens.formats.sdtm import calendar_ec, calendar_ex
from regimens.formats.table import calendar_table

__all__ = ["READERS", "Row", "nonmem", "sdtm"]

Row = dict[str, str]  # some of the columns of the JSON calendar, as text

_MARKS = {
    "planned": "planned",
    "given": "given",
    "conditional": "only if confirmed",
    "unconfirmed": "not recorded",
    "omitted": "left out: not to be given",
    "discontinued": "stopped: not to be given",
    "withheld": "on hold: not to be given",
}
_STATUS = {mark: status for status, mark in _MARKS.items()}
_ROUTES = {"into a vein": "IV", "under the skin": "SC", "by mouth": "PO", "not stated": ""}
_UNITS = {"million cells": "×10⁶ cells"}
_PLACED = re.compile(r"[Cc]ycle (\d+), day ([−-]?\d+)")
_MONTHS = [date(2026, number, 1).strftime("%B") for number in range(1, 13)]


def _place(words: str) -> dict[str, str]:
    """The one cycle and day that are named, as in ``Part 1, cycle 2, day −3``."""
    ((cycle, day),) = _PLACED.findall(words)
    return {"cycle": cycle, "day": day.replace("−", "-")}


def _amount(words: str) -> dict[str, str]:
    """A dose and its unit."""
    dose, unit = " ".join(words.split()).removeprefix("up to ").split(" ", 1)
    return {"dose": dose, "unit": _UNITS.get(unit, unit)}


def _often(words: str) -> str | None:
    found = re.search(r"\d+ of \d+", words)
    return found and found[0]


def _occurrence(words: str | None) -> dict[str, str]:
    number, _, of = (words or "1 of 1").partition(" of ")
    return {"occurrence": number, "of": of}


# Tables


def by_pandas(calendar: Calendar) -> list[Row]:
    """The CSV by pandas."""
    text = io.StringIO(calendar_csv(calendar), newline="")
    table = pd.read_csv(text, dtype=str, keep_default_na=False)
    return [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]


def by_polars_csv(calendar: Calendar) -> list[Row]:
    """The CSV by Polars."""
    table = pl.read_csv(calendar_csv(calendar).encode(), infer_schema=False)
    return [{name: row[name] or "" for name in COLUMNS} for row in table.rows(named=True)]


def _told(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    return "" if value is None else str(value)


def by_polars(calendar: Calendar) -> list[Row]:
    """The Arrow table by Polars."""
    rows = pl.from_dataframe(calendar).rows(named=True)
    return [{name: _told(row[name]) for name in COLUMNS} for row in rows]


def by_duckdb(calendar: Calendar) -> list[Row]:
    """The Parquet file by DuckDB."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder) / "calendar.parquet"
        path.write_bytes(calendar_parquet(calendar))
        found = connection.execute("select * from read_parquet(?)", [str(path)])
        names = [column[0] for column in found.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return [{name: _told(row[name]) for name in COLUMNS} for row in rows]


# What people read


def by_icalendar(calendar: Calendar) -> list[Row]:
    """The calendar for phones by icalendar: each dose is a line of its day's description."""
    marks = {mark.upper(): status for mark, status in _STATUS.items()}
    pattern = re.compile(
        rf"- (?:(?P<mark>{'|'.join(marks)}): )?(?P<drug>.+?) (?P<amount>(?:up to )?\d[\d.]*"
        r" (?:mg|million cells))(?: (?P<route>into a vein|under the skin|by mouth))?"
        r"(?:, (?P<often>\d+ of \d+))?(?:, .*)?"
    )
    file = icalendar.Calendar.from_ical(
        calendar_ics(calendar, issued=datetime(2026, 1, 2, 10, tzinfo=UTC))
    )
    found = []
    for event in file.walk("VEVENT"):
        lines = str(event["description"]).replace("\xa0", " ").split("\n")
        found += [
            {
                "date": event.decoded("dtstart").isoformat(),
                "drug": match["drug"],
                **_amount(match["amount"]),
                "status": marks[match["mark"] or "PLANNED"],
                "route": _ROUTES[match["route"] or "not stated"],
                **_occurrence(match["often"]),
                **_place(next(line for line in lines if _PLACED.search(line))),
            }
            for match in filter(None, map(pattern.fullmatch, lines))
        ]
    return found


class _Page(HTMLParser):
    """The texts of a page with what they stand in: days, and the doses that follow them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.kind = self.day = ""
        self.places: dict[str, str] = {}
        self.doses: list[dict[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        kinds = own.get("class", "").split()
        if "data-label" in own:
            self.kind = own["data-label"]
        elif tag == "time":
            self.kind, self.day = "", own["datetime"]
        elif kinds:
            self.kind = kinds[0]
        if tag == "li" and kinds[:1] == ["dose"]:
            self.doses.append({"date": self.day, "status": kinds[1]})
        if self.kind == "Medicine" and tag == "td":
            self.doses.append({"date": self.day})

    def handle_data(self, data: str) -> None:
        is_of_day = not self.doses or self.doses[-1]["date"] != self.day
        if data.strip() and self.kind == "where" and is_of_day:
            self.places[self.day] = data
        elif data.strip() and self.doses:
            dose = self.doses[-1]
            dose[self.kind] = f"{dose.get(self.kind, '')} {data.strip()}".strip()


def by_html_parser(calendar: Calendar) -> list[Row]:
    """The patient's page by Python's parser."""
    page = _Page(calendar_html(calendar))
    return [
        {
            "date": dose["date"],
            "drug": dose["drug"],
            **_amount(dose["amount"]),
            "status": dose["status"],
            "route": _ROUTES[dose.get("route", "not stated")],
            **_occurrence(dose.get("occurrence")),
            **_place(dose.get("where") or page.places[dose["date"]]),
        }
        for dose in page.doses
    ]


def by_html_parser_pharmacy(calendar: Calendar) -> list[Row]:
    """The pharmacy's page by Python's parser."""
    page = _Page(calendar_html(calendar, audience=Audience.PHARMACY))
    return [
        {
            "date": dose["date"],
            "drug": dose["Medicine"],
            **_amount(dose["Dose"]),
            "status": _STATUS[dose["Status"].partition(" planned:")[0].lower()],
            "route": dose["How"].replace("not stated", ""),
            **_occurrence(_often(dose.get("note", ""))),
            "written": dose["As written"],
            "calculated": dose["Calculated"].split()[0],
            **_place(f"{dose.get('note', '')} {page.places.get(dose['date'], '')}"),
        }
        for dose in page.doses
        if "Dose" in dose
    ]


def _pdf_text(calendar: Calendar, audience: Audience) -> str:
    """The text from the first month on, up to what follows the months."""
    reader = pypdf.PdfReader(io.BytesIO(calendar_pdf(calendar, audience=audience)))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    text = text.partition("How each dose comes about")[0]
    start = re.search(
        rf"(?:{'|'.join(_MONTHS)}) \d{{4}} (?:Not cleared for use )?(?:Monday|• |Medicine)", text
    )
    return text[start.start() :] if start else ""


_BEGINS = r"(?:[\w-]+, )?[Cc]ycle \d+ begins"
_PLACE = r"(?P<place>(?:[\w-]+, )?[Cc]ycle \d+, day −?\d+)"


def by_pypdf(calendar: Calendar) -> list[Row]:
    """The patient's PDF by pypdf: month, day and marks as they follow each other."""
    drugs = "|".join(sorted((re.escape(row.drug) for row in calendar), key=len, reverse=True))
    marks = "|".join(mark.capitalize() for mark in _MARKS.values())
    pattern = re.compile(
        rf"(?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}}) "
        r"(?:Not cleared for use )?(?:Nothing is planned [^.]*\. )?(?:Monday|Name:)"
        rf"|\b(?P<day>\d{{1,2}}) (?:{_PLACE}|(?={_BEGINS}|(?:✓ )?(?:(?:{marks}) )?(?:{drugs}) ))"
        rf"|(?:(?P<mark>{marks}) )?(?<!besides the plan: )(?<![\w-])(?P<drug>{drugs})"
        r" (?P<amount>(?:up to )?\d[\d.]* (?:mg|million cells))"
        r"(?: (?P<route>into a vein|under the skin|by mouth))?(?:, (?P<often>\d+ of \d+))?"
        rf"(?:,? {_PLACE.replace('place', 'own')})?"
    )
    found: list[Row] = []
    year = month = day = 0
    place = ""
    for match in pattern.finditer(_pdf_text(calendar, Audience.PATIENT)):
        if match["month"]:
            year, month = int(match["year"]), _MONTHS.index(match["month"]) + 1
        elif match["day"]:
            day, place = int(match["day"]), match["place"] or ""
        else:
            found.append(
                {
                    "date": date(year, month, day).isoformat(),
                    "drug": match["drug"],
                    **_amount(match["amount"]),
                    "status": _STATUS[(match["mark"] or "planned").lower()],
                    "route": _ROUTES[match["route"] or "not stated"],
                    **_occurrence(match["often"]),
                    **_place(match["own"] or place),
                }
            )
    return found


def by_pypdf_pharmacy(calendar: Calendar) -> list[Row]:
    """The pharmacy's PDF by pypdf: the cells of each row as they follow each other."""
    drugs = "|".join(sorted((re.escape(row.drug) for row in calendar), key=len, reverse=True))
    marks = "|".join(mark.capitalize() for mark in _MARKS.values())
    pattern = re.compile(
        rf"(?<!for )(?<!from )\b[MTWFS][a-z]+day (?P<day>\d+) "
        rf"(?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}})(?:: {_PLACE})?"
        rf"|(?<![\w-])(?P<drug>{drugs})(?: {_PLACE.replace('place', 'own')})?"
        r" (?P<amount>(?:up to )?\d[\d.]* (?:mg|×10⁶ cells))(?: (?P<often>\d+ of \d+))?"
        rf"(?: {_PLACE.replace('place', 'after')})?"
        r" (?P<route>IV|SC|PO|not stated) "
        rf"|(?P<mark>{marks}) "
    )
    found: list[Row] = []
    on, place = date.min, ""
    for match in pattern.finditer(_pdf_text(calendar, Audience.PHARMACY)):
        if match["day"]:
            month = _MONTHS.index(match["month"]) + 1
            on, place = date(int(match["year"]), month, int(match["day"])), match["place"] or ""
        elif match["drug"]:
            found.append(
                {
                    "date": on.isoformat(),
                    "drug": match["drug"],
                    **_amount(match["amount"]),
                    "route": match["route"].replace("not stated", ""),
                    **_occurrence(match["often"]),
                    **_place(match["own"] or match["after"] or place),
                }
            )
        elif found and "status" not in found[-1]:  # a heading of a later page says "Given by" too
            found[-1]["status"] = _STATUS[match["mark"].lower()]
    return found


def by_eye(calendar: Calendar) -> list[Row]:
    """The table for terminals, line by line, as a person reads it."""
    heading = re.compile(r"(?P<phase>\S+) cycle (?P<cycle>\d+), starts .*")
    line = re.compile(
        r"(?:\w{3} (?P<date>\S+)  day (?P<day>\S+) *| {23})(?P<drug>\S.*?) +(?P<dose>\d[\d.]*) "
        r"(?P<unit>mg|×10⁶ cells)(?: (?P<route>IV|SC|PO))?(?:  (?P<note>.*))?"
    )
    found: list[Row] = []
    where: dict[str, str] = {}
    for text in calendar_table(calendar).partition("\nTotals\n")[0].splitlines():
        if match := heading.fullmatch(text):
            where = match.groupdict()
        elif where and (match := line.fullmatch(text)):
            if match["date"]:
                where |= {"date": match["date"], "day": match["day"].replace("−", "-")}
            own = {name: match[name] or "" for name in ("drug", "dose", "unit", "route", "note")}
            found.append(where | own)
        elif found and text.startswith(" " * 56):
            found[-1]["note"] += f" {text.strip()}"
    for row in found:
        note = row.pop("note")
        said = [part.lower() for part in note.split(", ") if part.isupper()]
        row["status"] = said[-1] if said else "planned"
        row.update(_occurrence(_often(note)))
    return found


def by_tree_notebook(calendar: Calendar) -> list[Row]:
    """What a notebook shows, by Python's parser of XML: its first table is that of the doses."""
    table = ET.fromstring(html(calendar)).findall(".//tbody")  # noqa: S314 - our own text
    found = []
    where: dict[str, str] = {}
    for line in table[0]:
        cells = ["".join(cell.itertext()) for cell in line]
        if len(cells) == 1:
            phase, _, rest = cells[0].partition(" cycle ")
            where = {"phase": phase, "cycle": rest.split(",")[0]}
            continue
        on, day, drug, amount, route, written, _, status = cells
        amount, _, often = amount.partition(", ")
        found.append(
            {
                **where,
                "date": on.split()[1],
                "day": day.replace("−", "-"),
                "drug": drug,
                **_amount(amount),
                "route": route,
                "written": written,
                "status": status.partition(",")[0],  # what was planned otherwise stands after it
                **_occurrence(often or None),
            }
        )
    return found


def by_tree_svg(calendar: Calendar) -> list[Row]:
    """The picture by Python's parser of XML."""
    found = []
    for mark in ET.fromstring(course_svg(calendar)).iterfind(".//*[@data-name]"):  # noqa: S314
        phase, cycle, day, drug, _ = mark.attrib["data-name"].split("/")
        found.append(
            {
                "date": mark.attrib["data-date"],
                "phase": phase,
                "cycle": cycle,
                "day": day,
                "drug": drug,
                **_amount(mark.attrib["data-dose"]),
                "status": mark.attrib["data-status"],
            }
        )
    return found


# What systems read


def _own(resource: Any, name: str) -> Any:
    (found,) = (one for one in resource.extension if one.url.endswith(f"/{name}"))
    return found


def _fhir_row(resource: Any, names: Mapping[str, Any]) -> Row:
    """An order that stands, or what was given for it where that is recorded."""
    given = names.get(resource.identifier[0].value)
    concept = getattr(resource, "medicationCodeableConcept", None) or resource.medication.concept
    (dosage,) = resource.dosageInstruction
    (on,) = dosage.timing.event
    quantity = dosage.doseAndRate[0].doseQuantity
    if given is not None:
        on = getattr(given, "effectiveDateTime", None) or given.occurenceDateTime
        quantity = given.dosage.dose
    often = [
        part.valuePositiveInt
        for one in resource.extension
        if one.url.endswith("/dose-occurrence")
        for part in one.extension
    ] or [1, 1]
    return {
        "date": on.isoformat()[:10],
        "phase": _own(resource, "phase").valueString,
        "cycle": str(_own(resource, "cycle-number").valuePositiveInt),
        "day": str(_own(resource, "cycle-day").valueInteger),
        "drug": concept.text,
        "group": _own(resource, "drug-group").valueString,
        "written": _own(resource, "dose-written").valueString,
        "calculated": plain(_own(resource, "dose-before-rounding").valueQuantity.value),
        "dose": plain(quantity.value),
        "unit": {"mg": "mg", "10*6": "×10⁶ cells"}[quantity.code],
        "route": "" if dosage.route is None else dosage.route.text,
        "occurrence": str(often[0]),
        "of": str(often[1]),
        "status": _own(resource, "dose-status").valueCode,
    }


def _fhir(bundle: Any) -> list[Row]:
    entries = {one.fullUrl: one.resource for one in bundle.entry}
    kinds: dict[str, list[Any]] = {"MedicationRequest": [], "MedicationAdministration": []}
    for one in entries.values():
        kinds.setdefault(one.get_resource_type(), []).append(one)
    given = {
        entries[one.request.reference].identifier[0].value: one
        for one in kinds["MedicationAdministration"]
        # What was given besides the plan answers no request.
        if one.status == "completed" and one.request is not None
    }
    rows = [_fhir_row(one, given) for one in kinds["MedicationRequest"]]
    # An order that an earlier plan had and this one has no more is there to be called back.
    return [row for row in rows if row["status"] != "gone"]


def by_fhir_r4(calendar: Calendar) -> list[Row]:
    """The R4 bundle by fhir.resources."""
    text = fhir_json(calendar_fhir(calendar, version=FhirVersion.R4))
    return _fhir(BundleR4.model_validate_json(text))


def by_fhir_r5(calendar: Calendar) -> list[Row]:
    """The R5 bundle by fhir.resources."""
    text = fhir_json(calendar_fhir(calendar, version=FhirVersion.R5))
    return _fhir(BundleR5.model_validate_json(text))


READERS = {
    "csv, pandas": by_pandas,
    "csv, Polars": by_polars_csv,
    "Arrow, Polars": by_polars,
    "Parquet, DuckDB": by_duckdb,
    "ics, icalendar": by_icalendar,
    "html for the patient": by_html_parser,
    "html for the pharmacy": by_html_parser_pharmacy,
    "pdf for the patient, pypdf": by_pypdf,
    "pdf for the pharmacy, pypdf": by_pypdf_pharmacy,
    "table": by_eye,
    "notebook": by_tree_notebook,
    "svg": by_tree_svg,
    "FHIR R4, fhir.resources": by_fhir_r4,
    "FHIR R5, fhir.resources": by_fhir_r5,
}


# Formats that by design have not every dose, or not as the calendar has it


def nonmem(
    calendar: Calendar, drugs: Sequence[str], *, folded: bool
) -> Iterator[tuple[str, str, str]]:
    """The date, drug and dose of each record, by pandas; repeats unfolded as the manual says."""
    numbers = {drug: number for number, drug in enumerate(drugs, start=1)}
    hours = {
        row.drug: [str(hour) for hour in range(row.of)]
        for row in calendar
        if row.of > 1 and row.drug in numbers
    }
    text = calendar_nonmem(calendar, compartments=numbers, hours=hours, folded=folded)
    counted = [row.date for row in calendar if row.status.value in {"planned", "given"}]
    for record in pd.read_csv(io.StringIO(text), dtype=str).to_dict("records"):
        for repeat in range(int(record["ADDL"]) + 1):
            at = int(record["TIME"]) + repeat * int(record["II"])
            on = min(counted) + timedelta(hours=at)
            drug = drugs[int(record["CMT"]) - 1]
            yield on.isoformat(), drug, plain(Decimal(record["AMT"]))


def sdtm(calendar: Calendar, domain: str, *, leave_out: Iterable[str]) -> list[Row]:
    """The records of EX or EC by pandas, with every amount in mg."""
    write = calendar_ex if domain == "EX" else calendar_ec
    text = write(calendar, study="S", subject="S-1", leave_out=list(leave_out), in_mg=True)
    table = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    routes = {"INTRAVENOUS": "IV", "SUBCUTANEOUS": "SC", "ORAL": "PO", "": ""}
    found = []
    for record in json.loads(table.to_json(orient="records")):
        phase, cycle, day, drug, _ = record[f"{domain}LNKID"].split("/")
        assert record[f"{domain}TRT"] == drug.upper()
        found.append(
            {
                "date": record[f"{domain}STDTC"],
                "phase": phase,
                "cycle": cycle,
                "day": day,
                "drug": drug,
                "dose": record[f"{domain}DOSE"],
                "unit": record[f"{domain}DOSU"],
                "route": routes[record[f"{domain}ROUTE"]],
                "status": "omitted" if record.get("ECOCCUR") == "N" else "given",
            }
        )
    return found
