"""How a block of commands with what they print is coloured on the site."""

from __future__ import annotations

import re

from pygments.lexers.shell import BashSessionLexer  # type: ignore[import-untyped]

__all__ = ["Console"]


class Console(BashSessionLexer):  # type: ignore[misc]
    """Commands after `$` alone: a printed line that begins with `#` is a heading of a card."""

    _ps1rgx = re.compile(r"^(\$ )(.*\n?)")
