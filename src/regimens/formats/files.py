"""Files that appear whole under their names or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from regimens.errors import DocumentError

__all__ = ["MARK", "beside", "in_one_line", "led_to", "replacing"]

MARK = ".regimens-"  # what the names of unfinished files begin with
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def in_one_line(output: str) -> Iterator[None]:
    """What the system says of a file that is written, in one line that names it.

    Raises:
        DocumentError: for what the system refuses.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        if isinstance(error, DocumentError):
            raise
        reason = getattr(error, "strerror", None) or "its name has a character no name has"
        full = isinstance(error, OSError) and error.errno in _FULL
        raise DocumentError(
            f"cannot be written ({reason})",
            where=output,
            mend="make room for it" if full else "name a place that can be",
        ) from None


def led_to(name: str | Path) -> Path:
    """Where a name leads through links, whether something is there or not.

    Args:
        name: Of a file.

    Raises:
        OSError: for links that lead round in a ring.
        ValueError: for a name that no file has.
    """
    place = Path(os.path.realpath(name))
    if place.is_symlink():  # only what leads nowhere is a link still
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(name))
    return place


def beside(place: Path) -> tuple[IO[bytes], Path]:
    """A new file beside a target, with the rights that the target has or would have.

    Args:
        place: The target.
    """
    mode = place.stat().st_mode if place.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=MARK)
    try:
        Path(name).chmod(mode)
    except BaseException:
        os.close(handle)
        Path(name).unlink(missing_ok=True)
        raise
    return os.fdopen(handle, "wb"), Path(name)


@contextmanager
def replacing(outputs: Sequence[str]) -> Iterator[list[IO[bytes]]]:
    """Files to write into that take their names once everything inside has been done, else none.

    Args:
        outputs: The names. What a link leads to is replaced, not the link.

    Raises:
        DocumentError: where one cannot be written, before anything inside is done.
        OSError: of what is inside, as it came.

    >>> folder = getfixture("tmp_path")
    >>> with replacing([str(folder / "a.txt")]) as (file,):
    ...     _ = file.write(b"whole")
    >>> [path.name for path in folder.iterdir()]
    ['a.txt']
    """
    with ExitStack() as stack:
        files, moves = [], []
        for output in outputs:
            with in_one_line(output):
                place = led_to(output)
                if not output or place.is_dir() or (place.exists() and not place.is_file()):
                    raise DocumentError(
                        "is no file", where=output or "''", mend="name one to write to"
                    )
                file, new = beside(place)
            stack.callback(new.unlink, missing_ok=True)
            stack.callback(_closed, file)
            files.append(file)
            moves.append((output, file, new, place))
        yield files
        for output, file, _, _ in moves:
            with in_one_line(output):
                file.flush()
                os.fsync(file.fileno())
                file.close()
        for output, _, new, place in moves:
            with in_one_line(output):
                new.replace(place)


def _closed(file: IO[bytes]) -> None:
    """Close a file of which nothing is wanted any more."""
    try:
        file.close()
    except OSError:
        # What is left in its buffer has no room; the file is thrown away.
        return


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
