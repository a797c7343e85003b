"""The forms that a table is read and written in, told by what its name ends with."""

from __future__ import annotations

from collections.abc import Container
from enum import Enum
from pathlib import Path

from regimens.decimals import shown
from regimens.errors import DocumentError

__all__ = ["Form", "form_of"]


class Form(Enum):
    """How a table stands in a file."""

    CSV = "csv"
    PARQUET = "parquet"
    ARROW = "arrow"  # Arrow's IPC: with a footer, as Feather has it, or as a stream
    LINES = "jsonl"


_ENDINGS = {
    ".csv": Form.CSV,
    ".parquet": Form.PARQUET,
    ".arrow": Form.ARROW,
    ".ipc": Form.ARROW,
    ".feather": Form.ARROW,
    ".jsonl": Form.LINES,
}


def form_of(name: str, forms: Container[Form] = (Form.CSV, Form.PARQUET, Form.ARROW)) -> Form:
    """The form of a file.

    Args:
        name: The file.
        forms: Those that it may have.

    Raises:
        DocumentError: for a name that ends in no known way.

    >>> form_of("patients.parquet").value
    'parquet'
    """
    form = _ENDINGS.get(Path(name).suffix.casefold())
    if form is None or form not in forms:
        endings = [ending for ending, one in _ENDINGS.items() if one in forms]
        raise DocumentError(
            "its name does not say what form it has",
            where=name if name and name.isprintable() else shown(name),
            mend=f"let it end in {', '.join(endings[:-1])} or {endings[-1]}",
        )
    return form
