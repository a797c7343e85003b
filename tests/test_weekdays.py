"""Days of the week are English in every locale."""

from __future__ import annotations

import calendar
import re
from datetime import date
from pathlib import Path

import pytest

import regimens
from regimens.weekdays import weekday, with_weekday


@pytest.mark.parametrize("day", range(5, 12))
def test_a_day_has_its_name(day: int) -> None:
    """Monday 5 January 2026 and the six days after it, as the locale C of the tests names them."""
    on = date(2026, 1, day)
    assert weekday(on) == calendar.day_name[on.weekday()] == f"{on:%A}"
    assert with_weekday(on) == f"{on:%a} {on}"


def test_nothing_asks_the_locale_for_a_name() -> None:
    """No text is made with the names or the forms of days and months that a locale has."""
    asking = re.compile(r"%-?[aAbBcxXp](?![a-z])|%[EO][a-zA-Z]|:n\}")
    root = Path(regimens.__file__).parent
    found = [
        f"{path.name}:{number}: {line.strip()}"
        for path in sorted(root.rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if asking.search(line) and path.name != "weekdays.py"
    ]
    assert found == []
