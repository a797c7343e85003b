"""What other programs ask a value for: made at the rim, which is loaded only when it is asked for.

The one door from the core to the rim. A notebook asks the value itself how it is shown, and a
library of tables asks a calendar for its rows, so values of the core have to answer, although the
core knows no format. Each function here imports what can answer when it is called. Nothing else in
the core is imported inside a function but pint, in `units`; `tests/test_imports.py` holds both.
"""

from __future__ import annotations

from typing import Any

__all__ = ["arrow_stream", "notebook_html"]


def arrow_stream(calendar: Any, requested_schema: object = None) -> object:
    """What libraries of tables take a calendar as: a capsule of the Arrow PyCapsule Interface.

    Args:
        calendar: The calendar.
        requested_schema: A capsule with the types the taker would rather have, or None.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> plan = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5)).plan()
    >>> type(arrow_stream(plan)).__name__
    'PyCapsule'
    """
    from regimens.formats import arrow  # noqa: PLC0415 - loaded only when it is asked for

    return arrow.arrow_stream(calendar, requested_schema)


def notebook_html(value: object) -> str:
    """What a notebook shows of a regimen, a course, a calendar or a dose, as HTML.

    >>> from regimens import catalogue
    >>> notebook_html(catalogue.get("dcep")).startswith("<div")
    True
    """
    from regimens.formats.notebook import html  # noqa: PLC0415 - loaded only when it is asked for

    return html(value)
