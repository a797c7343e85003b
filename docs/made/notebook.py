"""A notebook with what its cells show, and the page of the site that it makes."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat

__all__ = ["FOLDER", "executed", "page"]

FOLDER = Path(__file__).parent.parent / "notebooks"
# In a process of its own, whose sockets are files: no port can be taken by another kernel.
_RUN = """
import sys, nbformat
from nbclient import NotebookClient
from traitlets.config import Config

book = nbformat.read(sys.stdin, as_version=4)
config = Config({"KernelManager": {"transport": "ipc", "ip": "k"}})
NotebookClient(book, timeout=120, kernel_name="python3", config=config).execute()
nbformat.write(book, sys.stdout)
"""


def executed(text: str) -> str:
    """A notebook with the outputs of all its cells, run in an empty folder.

    Left out is what differs from run to run: counts, times and versions.

    Raises:
        subprocess.CalledProcessError: a cell fails; its standard error says which and why.
    """
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(  # noqa: S603 - this Python, and the text above
            [sys.executable, "-c", _RUN],
            input=text,
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=300,
        )
    book = nbformat.reads(done.stdout, as_version=4)  # type: ignore[no-untyped-call]
    book.metadata = nbformat.reads(text, as_version=4).metadata  # type: ignore[no-untyped-call]
    for cell in book.cells:
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.outputs = list(_told(cell.outputs))
    return str(nbformat.writes(book)) + "\n"  # type: ignore[no-untyped-call]


def _told(outputs: list[Any]) -> Iterator[Any]:
    """The outputs of a cell: texts that came in parts as one, and no counts."""
    text = None
    for output in outputs:
        if text is not None and output.get("name") == text.name:
            text.text += output.text
            continue
        text = output if output.output_type == "stream" else None
        if "execution_count" in output:
            output.execution_count = None
        yield output


def page(text: str) -> str:
    """A notebook as a page of the site: its texts, its code, and below it what that shows."""
    book = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    return "\n\n".join(part for cell in book.cells for part in _parts(cell)) + "\n"


def _parts(cell: Any) -> Iterator[str]:
    if cell.cell_type == "markdown":
        yield cell.source
        return
    yield f"```python\n{cell.source}\n```"
    for output in cell.outputs:
        if output.output_type == "stream":
            yield f"```text\n{output.text.rstrip()}\n```"
        elif "text/html" in output.data:
            shown = output.data["text/html"]
            yield f'```{{raw}} html\n<div class="shown">\n{shown}\n</div>\n```'
        else:
            yield f"```text\n{output.data['text/plain']}\n```"
