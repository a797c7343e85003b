"""What other programs ask a value for: made at the rim, which is loaded only when it is asked for.

The one door from the core to the rim; `tests/test_imports.py` holds what it may lead to.
"""

from __future__ import annotations

__all__ = ["notebook_html"]


def notebook_html(value: object) -> str:
    """What a notebook shows of a regimen, a course, a calendar or a dose, as HTML.

    >>> from regimens import catalogue
    >>> notebook_html(catalogue.get("dcep")).startswith("<div")
    True
    """
    from regimens.formats.notebook import html  # noqa: PLC0415 - loaded only when it is asked for

    return html(value)
