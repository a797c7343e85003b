"""What the command line writes: all of it or nothing, and errors in one line."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from regimens.errors import DocumentError

__all__ = ["fail", "write"]

_LONGEST_LINE = 500


def fail(message: str) -> int:
    """Say what is wrong in one line on standard error; the exit code."""
    line = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in message)
    if len(line) > _LONGEST_LINE:
        line = f"{line[: _LONGEST_LINE // 2]} … {line[-_LONGEST_LINE // 2 :]}"
    if sys.stderr is not None:
        sys.stderr.write(f"regimens: {line}\n")
    return 2


def write(text: str, output: str | None) -> None:
    """Write to a file, or to standard output where none is named.

    Raises:
        DocumentError: where the file cannot be written.
        BrokenPipeError: where standard output was closed.
    """
    if output is None:
        if sys.stdout is None:  # closed before the program began
            raise BrokenPipeError
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    place = Path(output)
    try:
        if not output:
            raise DocumentError("names no file", where="--output ''", mend="name a file")
        if place.is_dir():
            raise DocumentError("is a directory", where=output, mend="name a file")
        if place.exists() and not place.is_file():  # a pipe or a device is written to, not replaced
            place.write_text(text, encoding="utf-8")
            return
        _replace(place, text)
    except (OSError, ValueError) as error:
        if isinstance(error, DocumentError):
            raise
        reason = getattr(error, "strerror", None) or "its name has a character no name has"
        raise DocumentError(
            f"cannot be written ({reason})", where=output, mend="name a place that can be"
        ) from None


def _replace(place: Path, text: str) -> None:
    """Write beside the target and move over it, so that no half file is ever seen."""
    place = place.resolve()  # what a link leads to is replaced, not the link
    mode = place.stat().st_mode if place.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".regimens-")
    try:
        Path(name).chmod(mode)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
