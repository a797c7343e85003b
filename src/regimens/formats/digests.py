"""A digest that a document states: the whole of it, or none."""

from __future__ import annotations

from typing import Any

from regimens.errors import DocumentError

__all__ = ["check_whole"]


def check_whole(stated: Any, digest: str, *, where: str) -> None:
    """Refuse the beginning of a digest, as cards and lists print it.

    Raises:
        DocumentError: saying that it is too short.

    >>> check_whole("sha256:0a1b…", "sha256:0a1b2c", where="digest")
    Traceback (most recent call last):
    regimens.errors.DocumentError: digest: 'sha256:0a1b…' is only the beginning of a digest; \
write it whole: sha256:0a1b2c
    """
    if not isinstance(stated, str):
        return
    part = stated.strip().rstrip("….").casefold()
    starts = (digest, digest.removeprefix("sha256:"))
    if part and stated != digest and any(one.startswith(part) for one in starts):
        raise DocumentError(
            f"{stated!r} is only the beginning of a digest"
            if part != digest
            else f"{stated!r} is not written as a digest is",
            where=where,
            mend=f"write it whole: {digest}",
        )
