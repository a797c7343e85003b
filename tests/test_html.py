"""The page of a calendar, read back by a parser that is not ours."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import attrs
import pytest
from hypothesis import given

from regimens import Calendar, Course, CycleStart, Omission, Patient, catalogue
from regimens.errors import UnknownNameError
from regimens.formats.calendars import calendar_document
from regimens.formats.languages import language_named, languages
from regimens.formats.printed.contents import Audience
from regimens.formats.printed.html import calendar_html
from regimens.testing import courses

START = date(2026, 1, 5)
PATIENT = Patient(name="A. Example", id="42", height="165 cm", weight="70 kg")
EMPTY = {"meta", "col", "br", "link", "img", "input", "hr"}
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>alert(1)</script>",
    "a */ } body { display: none } /*",
    '\\"; } @import url(http://example.org/x.css); {',
    "=cmd()|' /C calc'!A0",
    "🧪 Zoë & Søn  <3",
    "x" * 10_000,
)


class Page(HTMLParser):
    """What a page has: its elements with their texts, in order, well nested."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[tuple[tuple[str, dict[str, str | None]], ...], str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        self.tags[tag] += 1
        self.attributes.append((tag, own))
        if tag not in EMPTY:
            self.open.append((tag, own))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((tuple(self.open), data))

    def text(self) -> str:
        """All that is read, without the style."""
        return " ".join(
            " ".join(text.split()) for path, text in self.texts if path[-1][0] not in {"style"}
        )

    def named(self, kind: str) -> list[str]:
        """The texts of the elements of a class."""
        return [
            text for path, text in self.texts if kind in (path[-1][1].get("class") or "").split()
        ]


class Doses(HTMLParser):
    """The doses of a patient's page, day by day, as its markup has them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.day = ""
        self.kind = ""
        self.found: list[dict[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        self.kind = (own.get("class") or "").split(" ")[0]
        if tag == "time":
            self.day = own.get("datetime") or ""
        if tag == "li" and self.kind == "dose":
            status = (own.get("class") or "").split()[1]
            self.found.append({"date": self.day, "status": status, "tags": ""})
        if self.kind in {"drug", "amount"}:
            self.found[-1]["tags"] += tag + " "

    def handle_data(self, data: str) -> None:
        if self.found and data.strip() and self.kind:
            own = self.found[-1]
            own[self.kind] = (own.get(self.kind, "") + " " + data.strip()).strip()


class Rows(HTMLParser):
    """The rows of the tables of a pharmacy's page, cell by cell."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.day = ""
        self.rows: list[list[str]] = []
        self.inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        if tag == "table":
            self.inside = own.get("class") == "doses-of-month"
        if tag == "time" and self.inside:
            self.day = own.get("datetime") or ""
        if tag == "td" and self.inside and own.get("class") == "drug":
            self.rows.append([self.day])
        if tag == "td" and self.inside and "data-label" in own:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.inside and self.rows and data.strip() and len(self.rows[-1]) > 1:
            self.rows[-1][-1] = (self.rows[-1][-1] + " " + data.strip()).strip()

    def handle_endtag(self, tag: str) -> None:
        if tag == "td" and self.inside and self.rows and len(self.rows[-1]) == 10:
            self.rows[-1].append("end")


def _disturbed() -> Calendar:
    course = Course(catalogue.get("dara-dcep"), PATIENT, start=START)
    return course.record(
        CycleStart(phase="induction", cycle=2, on=date(2026, 2, 12)),
        Omission(of="cisplatin", on=date(2026, 2, 13)),
    ).plan()


@given(courses())
def test_every_dose_of_the_json_calendar_is_on_the_page(course: Course) -> None:
    """On its date, with its number and status, and struck out where it is not to be given."""
    calendar = course.plan()
    expected = [
        (row["date"], row["drug"], row["dose"], row["status"])
        for row in calendar_document(calendar)["administrations"]
    ]
    doses = Doses(calendar_html(calendar)).found
    found = [
        (one["date"], one["drug"], one["amount"].removeprefix("up to ").split()[0], one["status"])
        for one in doses
    ]
    assert found == expected
    for one in doses:
        off = one["status"] in {"omitted", "withheld", "discontinued"}
        assert one["tags"] == ("s s " if off else "span span ")
        assert "✕" in one["box"] if off else "✕" not in one.get("box", "")
    rows = Rows(calendar_html(calendar, audience=Audience.PHARMACY)).rows
    assert [(row[0], row[4].removeprefix("up to ").split()[0]) for row in rows] == [
        (day, dose) for day, _, dose, _ in expected
    ]
    for row, (_, drug, _, _) in zip(rows, expected, strict=True):
        assert row[1].startswith(drug)


def test_italian_numbers_are_the_same_with_a_decimal_comma() -> None:
    """Digit for digit; and no thousands are set apart."""
    calendar = _disturbed()
    english = [one["amount"] for one in Doses(calendar_html(calendar)).found]
    italian = [one["amount"] for one in Doses(calendar_html(calendar, language="it")).found]
    assert [text.replace(".", ",") for text in english] == italian
    assert "17,9 mg" in italian
    assert "1120 mg" in italian


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("audience", Audience)
def test_page_is_whole_and_asks_for_nothing(audience: Audience, code: str) -> None:
    """One file: no script, no address, no picture, no font; its language is named."""
    text = calendar_html(_disturbed(), audience=audience, language=code)
    page = Page(text)
    assert text.startswith(f'<!DOCTYPE html>\n<html lang="{code}" dir="ltr">')
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(page.tags)
    assert all((own["href"] or "").startswith("#") for _, own in page.attributes if "href" in own)
    assert not any("src" in own for _, own in page.attributes)
    assert not re.search(r"url\(|@import|javascript:|\son[a-z]+=", text)
    assert page.tags["h1"] == page.tags["main"] == page.tags["header"] == page.tags["footer"] == 1


@pytest.mark.parametrize("audience", Audience)
def test_page_is_ordered_for_those_who_hear_it(audience: Audience) -> None:
    """Headings step down by one, ids are unique, tables have captions and heads with scope."""
    page = Page(calendar_html(_disturbed(), audience=audience))
    levels = [int(tag[1]) for tag, _ in page.attributes if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [own["id"] for _, own in page.attributes if "id" in own]
    assert len(ids) == len(set(ids))
    targets = {
        (own["href"] or "")[1:] for tag, own in page.attributes if tag == "a" and "href" in own
    }
    assert targets <= set(ids)
    assert page.tags["table"] == page.tags["caption"] == page.tags["thead"]
    assert all("scope" in own for tag, own in page.attributes if tag == "th")
    labels = {own.get("aria-labelledby") for tag, own in page.attributes if tag == "section"}
    assert labels <= set(ids)


def test_what_is_quoted_in_english_says_so() -> None:
    """So that it is read aloud as English on an Italian page."""
    page = Page(calendar_html(_disturbed(), audience=Audience.PHARMACY, language="it"))
    marked = [own.get("class") for _, own in page.attributes if own.get("lang") == "en"]
    assert "regimen" in marked
    assert "message" in marked


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("audience", Audience)
def test_hostile_names_come_out_harmless_and_whole(hostile: str, audience: Audience) -> None:
    """In the patient's name and id, the reason of an event and the regimen's title."""
    patient = Patient(name=hostile, id=hostile, height="165 cm", weight="70 kg")
    regimen = attrs.evolve(catalogue.get("dcep"), title=f"A {hostile}")
    course = Course(regimen, patient, start=START, cycles=1)
    off = Omission(of="cisplatin", on=date(2026, 1, 6), reason=hostile)
    text = calendar_html(course.record(off).plan(), audience=audience)
    page, plain = Page(text), Page(calendar_html(_plain_course(), audience=audience))
    assert page.tags["style"] == 1
    assert not {"script", "img"} & set(page.tags)
    assert not any(name.startswith("on") for _, own in page.attributes for name in own)
    whole = " ".join(hostile.split())
    said = page.text()
    assert said.count(whole) >= (4 if audience is Audience.PHARMACY else 3)
    # The style of the page differs in nothing but the name at the foot of its sheets.
    styles = [_style(one).split("@bottom-left")[0] for one in (page, plain)]
    assert styles[0] == styles[1]
    assert re.fullmatch(
        r"@bottom-left \{ content: \"(?:[A-Za-z0-9]|\\[0-9a-f]+ )*\"; font.*", _foot(page)
    )


def _plain_course() -> Calendar:
    return Course(catalogue.get("dcep"), PATIENT, start=START, cycles=1).plan()


def _style(page: Page) -> str:
    return "".join(text for path, text in page.texts if path[-1][0] == "style")


def _foot(page: Page) -> str:
    return _style(page)[_style(page).index("@bottom-left") :].split("\n")[0]


def test_hidden_signs_of_a_title_are_shown_by_their_numbers() -> None:
    """A control sign ends nothing and a mark that turns the writing round turns nothing."""
    regimen = attrs.evolve(catalogue.get("dcep"), title="A\x00\u202e\nB")
    course = Course(regimen, PATIENT, start=START, cycles=1)
    assert Page(calendar_html(course.plan())).named("regimen") == ["A⟨U+0000⟩⟨U+202E⟩ B"]


@pytest.mark.parametrize("audience", Audience)
def test_a_violation_stands_at_the_top_and_on_every_month(audience: Audience) -> None:
    """And at the foot of every sheet: pages get separated."""
    course = Course(catalogue.get("dara-dcep"), PATIENT, start=START)
    early = course.record(CycleStart(phase="induction", cycle=2, on=date(2026, 1, 30))).plan()
    text = calendar_html(early, audience=audience)
    page = Page(text)
    months = page.tags["h3"] if audience is Audience.PATIENT else text.count('doses-of-month">')
    assert page.named("not-cleared") == ["Not cleared for use"] * 2 * months
    section = text.index('<section id="stop"')
    assert text.index("</header>") < section < text.index('<section id="days"')
    first = "Do not use this" if audience is Audience.PATIENT else "Not to be used"
    assert any(one.startswith(first) for _, one in page.texts)
    assert "@bottom-center" in _style(page)
    assert "@bottom-center" not in _style(Page(calendar_html(_plain_course())))


def test_a_nameless_patient_has_a_line_to_write_on() -> None:
    """The name is asked for, never made up."""
    nobody = Patient(height="165 cm", weight="70 kg")
    plan = Course(catalogue.get("dcep"), nobody, start=START, cycles=1).plan()
    page = Page(calendar_html(plan))
    assert next(own for tag, own in page.attributes if tag == "dd") == {"class": "blank"}


def test_the_same_course_gives_the_same_bytes() -> None:
    """No clock is read and no order is left to chance."""
    for audience in Audience:
        pages = {calendar_html(_disturbed(), audience=audience) for _ in range(3)}
        assert len(pages) == 1


def test_an_unknown_language_names_those_there_are() -> None:
    """Also where its name is a path."""
    for code in ("xx", "../it", "", "IT"):
        with pytest.raises(UnknownNameError, match=r"use one of en, it$"):
            calendar_html(_plain_course(), language=code)
    assert language_named("it").code == "it"
