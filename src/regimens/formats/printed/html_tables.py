"""The tables of a page: a month as a grid of weeks, a month dose by dose, and small ones."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from regimens.formats.printed.contents import Day, Entry, Month, PrintedCalendar, Tick, Week

__all__ = ["add", "dose_table", "month_table", "simple_table"]

_MOST_LINES = 30  # of the larger type, on the lower of A4 and Letter
_LONG_WORD = 13  # letters of the larger type that a seventh of the narrower one holds
_LONG_AMOUNT = 12  # signs; a longer one, as of cells, may go on in the next line
_FEW = 2  # days of the week with something on them


def add(parent: Element, tag: str, text: str = "", kind: str = "", **attributes: str) -> Element:
    """A new element with a text at the end of another one.

    Args:
        parent: The other one.
        tag: Its name.
        text: Its text; it is escaped when the page is written.
        kind: Its class.
        attributes: Its other attributes.
    """
    if kind:
        attributes["class"] = kind
    element = SubElement(parent, tag, attributes)
    element.text = text
    return element


def _caption(table: Element, month: Month, printed: PrintedCalendar) -> None:
    """The month, whose calendar it is, and that it is not cleared where that is so.

    Pages get separated: each month says for itself what it must not be taken without.
    """
    caption = SubElement(table, "caption")
    add(caption, "h3", month.title)
    _whose(caption, printed)


def _head(table: Element, names: Sequence[str], month: Month, printed: PrintedCalendar) -> None:
    """The names of the columns, and on paper, where they stand on each sheet, the caption again."""
    head = SubElement(table, "thead")
    again = SubElement(head, "tr", {"class": "again", "aria-hidden": "true"})
    cell = SubElement(again, "td", colspan=str(len(names)))
    add(cell, "b", month.title)
    _whose(cell, printed)
    row = SubElement(head, "tr")
    for name in names:
        add(row, "th", name, scope="col")


def _whose(parent: Element, printed: PrintedCalendar) -> None:
    if printed.stop:
        add(parent, "strong", printed.headings.stop, "not-cleared")
    if printed.owner:
        add(parent, "span", printed.owner, "owner")


def month_table(parent: Element, month: Month, printed: PrintedCalendar) -> None:
    """A month as a grid: a row a week, a column a weekday; a list of days on a narrow screen."""
    busy = {place for week in month.weeks for place, day in enumerate(week.days) if _doses(day)}
    kind = "month full" if _lines(month) > _MOST_LINES else "month"
    table = SubElement(parent, "table", {"class": f"{kind} few" if len(busy) <= _FEW else kind})
    _caption(table, month, printed)
    columns = SubElement(table, "colgroup")
    for place in range(7):
        add(columns, "col", "", "busy" if place in busy else "quiet")
    _head(table, printed.headings.weekdays, month, printed)
    body = SubElement(table, "tbody")
    for week in month.weeks:
        _week(body, week)


def _lines(month: Month) -> int:
    """About how many lines a month's weeks take one under the other."""
    return sum(
        max(2 if day is None or day.is_empty else 2 + _lines_of(day) for day in week.days)
        for week in month.weeks
    )


def _lines_of(day: Day) -> int:
    return (
        sum(
            2 + bool(entry.mark) + bool(entry.moved) + len(entry.notes) + len(entry.made_of)
            for entry in day.entries
        )
        + len(day.events)
        + 3 * len(day.besides)
    )


def _doses(day: Day | None) -> bool:
    return day is not None and not day.is_empty


def _week(body: Element, week: Week) -> None:
    full = any(_doses(day) for day in week.days)
    row = SubElement(body, "tr", {"class": "week" if full else "week free"})
    for day in week.days:
        if day is None:
            add(row, "td", "", "outside")
            continue
        cell = SubElement(row, "td", {"class": "day free" if day.is_empty else "day"})
        _date(cell, day)
        _what_happens(cell, day)


def _date(cell: Element, day: Day) -> None:
    moment = SubElement(cell, "time", datetime=day.date.isoformat())
    # The number is what a grid shows; the whole date is read aloud, and shown in a list.
    SubElement(moment, "span", {"class": "number", "aria-hidden": "true"}).text = str(day.date.day)
    add(moment, "span", day.text, "whole")


def _what_happens(cell: Element, day: Day) -> None:
    if day.where:
        add(cell, "p", day.where, "where")
    for event in day.events:
        add(cell, "p", event, "event")
    if day.entries:
        doses = SubElement(cell, "ul", {"class": "doses"})
        for entry in day.entries:
            _dose(doses, entry, with_place=not day.where)
    for text in day.besides:
        add(cell, "p", text, "besides")


def _dose(doses: Element, entry: Entry, *, with_place: bool) -> None:
    """One dose as a patient reads it: a box to tick, what, how much, how; or that it is not."""
    off = "" if entry.to_give else " off"
    item = SubElement(doses, "li", {"class": f"dose {entry.status.value}{off}"})
    _box(item, entry.tick)
    what = SubElement(item, "div")
    if entry.mark:
        add(what, "strong", entry.mark, "mark")
    longest = max(map(len, entry.drug.split()), default=0)
    kind = "drug long" if longest > _LONG_WORD else "drug"
    add(what, "span" if entry.to_give else "s", entry.drug, kind)
    kind = "amount wide" if len(entry.amount) > _LONG_AMOUNT else "amount"
    add(what, "span" if entry.to_give else "s", entry.amount, kind)
    if entry.route and entry.to_give:
        add(what, "span", entry.route, "route")
    if entry.occurrence:
        add(what, "span", entry.occurrence, "occurrence")
    for text in entry.made_of:
        add(what, "span", text, "made-of")
    if with_place:
        add(what, "span", entry.where, "where")
    if entry.moved:
        add(what, "span", entry.moved, "moved")
    for text in entry.notes:
        add(what, "span", text, "note")


def _box(parent: Element, tick: Tick) -> None:
    """A box drawn by the style; what it says is said in words beside it."""
    signs = {Tick.OPEN: "", Tick.TICKED: "✓", Tick.NONE: "✕"}
    box = SubElement(parent, "span", {"class": f"box {tick.value}", "aria-hidden": "true"})
    box.text = signs[tick]


def dose_table(parent: Element, month: Month, printed: PrintedCalendar) -> None:
    """A month dose by dose, with what a pharmacist compares, each day kept together."""
    words = printed.headings
    table = SubElement(parent, "table", {"class": "doses-of-month"})
    _caption(table, month, printed)
    names = (
        words.date,
        words.drug,
        words.written,
        words.calculated,
        words.dose,
        words.route,
        words.made_of,
        words.status,
        words.working,
        words.given,
    )
    _head(table, names, month, printed)
    for day in month.days():
        _dose_rows(table, day, names, words.as_planned)


def _dose_rows(table: Element, day: Day, names: Sequence[str], as_planned: str) -> None:
    body = SubElement(table, "tbody")
    if not day.entries:
        row = SubElement(body, "tr")
        _day_head(row, day, rows=1)
        add(row, "td", "", "nothing", colspan=str(len(names) - 1))
        return
    for index, entry in enumerate(day.entries):
        off = "" if entry.to_give else " off"
        row = SubElement(body, "tr", {"class": f"{entry.status.value}{off}"})
        if index == 0:
            _day_head(row, day, rows=len(day.entries))
        _dose_cells(row, entry, names, as_planned, with_place=not day.where)


def _day_head(row: Element, day: Day, *, rows: int) -> None:
    cell = SubElement(row, "th", scope="row", rowspan=str(rows))
    add(cell, "time", day.text, datetime=day.date.isoformat())
    if day.where:
        add(cell, "span", day.where, "where")
    for event in day.events:
        add(cell, "span", event, "event")
    for text in day.besides:
        add(cell, "span", text, "besides")


def _dose_cells(
    row: Element, entry: Entry, names: Sequence[str], as_planned: str, *, with_place: bool
) -> None:
    """The cells of a dose; each carries its column's name, for a screen too narrow for columns."""
    labels = iter(names[1:])

    def cell(kind: str = "") -> Element:
        attributes = {"data-label": next(labels)}
        if kind:
            attributes["class"] = kind
        return SubElement(row, "td", attributes)

    drug = cell("drug")
    given = "span" if entry.to_give else "s"
    add(drug, given, entry.drug)
    places = [entry.occurrence, entry.where if with_place else "", entry.moved, *entry.notes]
    for text in filter(None, places):
        add(drug, "span", text, "note")
    written = cell()
    add(written, "span", entry.written)
    if entry.reduced:
        add(written, "strong", entry.reduced, "reduced")
    add(cell(), given, entry.calculated)
    add(cell("amount"), given, entry.amount)
    add(cell(), "span", entry.route)
    made_of = cell()
    for text in entry.made_of:
        add(made_of, "span", text, "note")
    add(cell("status"), "strong" if entry.mark else "span", entry.mark or as_planned)
    add(cell(), "a", str(entry.working), href=f"#working-{entry.working}")
    _box(cell("given"), entry.tick)


def simple_table(
    parent: Element,
    caption: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    language: str = "",
) -> None:
    """A table of texts whose first column says what each row is about.

    Args:
        parent: Where it stands.
        caption: What it is a table of, for what reads it aloud.
        heads: The names of its columns.
        rows: The texts.
        language: The language of the rows, where it is not the page's.
    """
    table = SubElement(parent, "table", {"class": "plain"})
    add(table, "caption", caption, "hidden")
    head = SubElement(SubElement(table, "thead"), "tr")
    for name in heads:
        add(head, "th", name, scope="col")
    body = SubElement(table, "tbody", {"lang": language} if language else {})
    for texts in rows:
        row = SubElement(body, "tr")
        add(row, "th", texts[0], scope="row")
        for name, text in zip(heads[1:], texts[1:], strict=True):
            SubElement(row, "td", {"data-label": name}).text = text
