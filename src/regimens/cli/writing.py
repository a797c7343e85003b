"""What the command line writes: all of it or nothing, and errors in one line."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from regimens.errors import DocumentError

__all__ = ["fail", "prepared", "write"]

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
    with prepared(text, output):
        pass


@contextmanager
def prepared(text: str, output: str) -> Iterator[None]:
    """A file that appears, whole, once everything inside has been done, and else not at all.

    Raises:
        DocumentError: where the file cannot be written, before anything inside is done.
    """
    with _as_ours(output):
        if not output:
            raise DocumentError("names no file", where="--output ''", mend="name a file")
        place = Path(output)
        if place.is_dir():
            raise DocumentError("is a directory", where=output, mend="name a file")
        # A pipe or a device is written to, not replaced.
        beside = None if place.exists() and not place.is_file() else _beside(place, text)
    try:
        yield
        with _as_ours(output):
            if beside is None:
                place.write_text(text, encoding="utf-8")
            else:
                beside.replace(place.resolve())
    except BaseException:
        if beside is not None:
            beside.unlink(missing_ok=True)
        raise


@contextmanager
def _as_ours(output: str) -> Iterator[None]:
    """What the system says of a file, in one line that names it."""
    try:
        yield
    except (OSError, ValueError) as error:
        if isinstance(error, DocumentError):
            raise
        reason = getattr(error, "strerror", None) or "its name has a character no name has"
        raise DocumentError(
            f"cannot be written ({reason})", where=output, mend="name a place that can be"
        ) from None


def _beside(place: Path, text: str) -> Path:
    """The text in a file beside the target, to be moved over it: no half file is ever seen."""
    place = place.resolve()  # what a link leads to is replaced, not the link
    mode = place.stat().st_mode if place.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".regimens-")
    beside = Path(name)
    try:
        beside.chmod(mode)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
