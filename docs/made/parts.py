"""Parts of a page that are made, between two marks that no reader sees."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

__all__ = ["filled"]

_PART = re.compile(r"(<!-- made: (?P<name>[^>]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(page: str, parts: Mapping[str, Sequence[str]]) -> str:
    r"""A page with each of its made parts made anew.

    Raises:
        ValueError: where the page's parts are not those that are made.

    >>> filled("<!-- made: a -->\n1\n<!-- end -->", {"a": ["2"]})
    '<!-- made: a -->\n\n2\n\n<!-- end -->'
    """
    names = [found["name"] for found in _PART.finditer(page)]
    if sorted(names) != sorted(parts):
        raise ValueError(f"the page has {sorted(names)}, made are {sorted(parts)}")
    return _PART.sub(lambda found: f"{found[1]}\n{_text(parts[found['name']])}\n\n{found[3]}", page)


def _text(lines: Sequence[str]) -> str:
    return "\n".join(lines).strip("\n")
