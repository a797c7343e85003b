"""A folder that one run at a time writes into."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from regimens.errors import DocumentError
from regimens.formats.files import in_one_line

__all__ = ["LOCK", "held"]

LOCK = "_lock"  # stays in the folder: to delete it would let two runs hold one name


@contextmanager
def held(folder: str) -> Iterator[None]:
    """Hold a folder as long as this process writes into it; it is made where it is not there.

    The system itself holds it, and lets go of it when the process ends in whatever way: a run that
    was killed is in nobody's way.

    Args:
        folder: The folder.

    Raises:
        DocumentError: where another run holds it, or it cannot be made.

    >>> folder = str(getfixture("tmp_path") / "parts")
    >>> with held(folder), held(folder):
    ...     pass
    Traceback (most recent call last):
    regimens.errors.DocumentError: ...parts: another run is writing into it; wait until that is \
done, or name another folder
    """
    with in_one_line(folder):
        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        lock = os.open(place / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        with in_one_line(folder):
            if not _taken(lock):
                raise DocumentError(
                    "another run is writing into it",
                    where=folder,
                    mend="wait until that is done, or name another folder",
                )
        yield
    finally:
        os.close(lock)


def _taken(lock: int) -> bool:
    """Whether an open file is now held by this process; another may hold it already."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - of Windows alone

        try:
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl  # noqa: PLC0415 - of all other systems

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
