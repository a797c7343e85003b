"""What the command line writes: all of it or nothing, and errors in one line."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from errno import EISDIR
from pathlib import Path
from typing import IO

from regimens.errors import DocumentError
from regimens.formats.files import MARK, beside, in_one_line, led_to

__all__ = [
    "check_kept",
    "fail",
    "on_one_line",
    "prepared",
    "say",
    "write",
    "write_all",
    "write_no_more",
]

_LONGEST_LINE = 500


def fail(message: str) -> int:
    """Say what is wrong in one line on standard error; the exit code."""
    say(message)
    return 2


def say(message: str) -> None:
    """Say something to whoever reads along, in one line on standard error."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"regimens: {on_one_line(message)}\n")
        sys.stderr.flush()
    except OSError:  # there is nowhere to say so; the exit code still tells
        write_no_more(sys.stderr)


def write_no_more(stream: IO[str]) -> None:
    """Keep the interpreter from trying a stream again at exit, which would end with 120."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def on_one_line(message: str) -> str:
    """A message without line breaks or other signs that do not show, cut where it is long."""
    line = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in message)
    if len(line) > _LONGEST_LINE:
        line = f"{line[: _LONGEST_LINE // 2]} … {line[-_LONGEST_LINE // 2 :]}"
    return line


def check_kept(inputs: Iterable[str], *outputs: str | None) -> None:
    """Refuse to write over a document that is read: what is written does not give it back.

    Args:
        inputs: Documents, or what else is planned, such as an id.
        outputs: The files that are to be written.

    Raises:
        DocumentError: naming the document.
    """
    read = {os.path.realpath(one) for one in inputs if os.path.isfile(one)}
    for output in outputs:
        if output and os.path.isfile(output) and os.path.realpath(output) in read:
            raise DocumentError(
                "is what is read, and would be lost", where=output, mend="name another file"
            )


def write(content: str | bytes, output: str | None) -> None:
    """Write to a file, or to standard output where none is named.

    Raises:
        DocumentError: where the file cannot be written, or bytes would go to a terminal.
        BrokenPipeError: where standard output was closed.
    """
    if not content:  # all has been written where it belongs
        return
    if output is not None:
        with prepared(content, output):
            return
    if sys.stdout is None:  # closed before the program began
        raise BrokenPipeError
    if isinstance(content, str):
        sys.stdout.write(content)
    elif sys.stdout.isatty():
        raise DocumentError(
            "is a terminal, and this is no text", where="standard output", mend="give --output"
        )
    else:
        sys.stdout.buffer.write(content)
    sys.stdout.flush()


def write_all(contents: Iterable[tuple[str, str | bytes]], folder: str) -> None:
    """Write files into a folder, all of them or none; the folder is made where it is not there.

    Args:
        contents: Each file's name in the folder and what goes into it, taken one at a time.
        folder: The folder.

    Raises:
        DocumentError: where one of them cannot be written.
    """
    if not folder:
        raise DocumentError("names no folder", where="--output ''", mend="name a folder")
    place = Path(folder)
    with in_one_line(folder):
        made = [one for one in (place, *place.parents) if not one.exists()]
        place.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(dir=place, prefix=MARK))
    try:
        names = []
        for name, content in contents:
            names.append(name)
            with in_one_line(str(place / name)):
                if (place / name).is_dir():
                    raise IsADirectoryError(EISDIR, "there is a folder of that name")
                data = content.encode() if isinstance(content, str) else content
                (unfinished / name).write_bytes(data)
        made.clear()
        for name in names:
            with in_one_line(str(place / name)):
                (unfinished / name).replace(place / name)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
        for one in made:
            one.rmdir()


@contextmanager
def prepared(content: str | bytes, output: str) -> Iterator[None]:
    """A file that appears, whole, once everything inside has been done, and else not at all.

    Raises:
        DocumentError: where the file cannot be written, before anything inside is done.
    """
    data = content.encode() if isinstance(content, str) else content
    with in_one_line(output):
        if not output:
            raise DocumentError("names no file", where="--output ''", mend="name a file")
        place = Path(output)
        if place.is_dir():
            raise DocumentError("is a directory", where=output, mend="name a file")
        # A pipe or a device is written to, not replaced.
        kept = None if place.exists() and not place.is_file() else _beside(place, data)
    try:
        yield
        with in_one_line(output):
            if kept is None:
                place.write_bytes(data)
            else:
                kept.replace(led_to(place))
    except BaseException:
        if kept is not None:
            kept.unlink(missing_ok=True)
        raise


def _beside(place: Path, data: bytes) -> Path:
    """The content in a file beside the target, to be moved over it: no half file is ever seen."""
    # What a link leads to is replaced, not the link.
    opened, name = beside(led_to(place))
    try:
        with opened as file:
            file.write(data)
    except BaseException:
        name.unlink(missing_ok=True)
        raise
    return name
