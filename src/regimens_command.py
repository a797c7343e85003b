"""The command ``regimens``: it can be stopped by hand from its first moment on.

It stands outside the package, whose import is most of the start.
"""

from __future__ import annotations

import sys

__all__ = ["main"]


def main() -> int:
    """Run the command that the program was called with; the exit code."""
    try:
        from regimens.cli import main as run  # noqa: PLC0415 - a stop while it is imported is told

        return run()
    except KeyboardInterrupt:
        if sys.stderr is not None:
            sys.stderr.write("regimens: was stopped before it was done; give the command again\n")
        return 130
