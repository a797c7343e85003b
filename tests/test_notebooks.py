"""The notebooks of the docs: they run, and show what they showed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from made.notebook import FOLDER, executed, page

NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _notebook(*sources: str) -> str:
    cells: list[dict[str, Any]] = [
        {
            "id": f"cell-{place}",
            "cell_type": "code",
            "source": source,
            "metadata": {},
            "execution_count": None,
            "outputs": [],
        }
        for place, source in enumerate(sources)
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def _outputs(text: str) -> list[dict[str, Any]]:
    return [output for cell in json.loads(text)["cells"] for output in cell.get("outputs", ())]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_shows_what_it_showed(path: Path) -> None:
    """All its cells run, and what they show is what is kept. To renew: ``python docs/pages.py``."""
    assert executed(_text(path)) == _text(path)


def test_every_notebook_stands_among_the_tutorials() -> None:
    """A page of the site is found from its part."""
    index = _text(FOLDER.parent / "tutorial" / "index.md")
    assert NOTEBOOKS
    assert [path for path in NOTEBOOKS if f"](../notebooks/{path.name}): " not in index] == []


def test_first_course_tells_what_was_worked_out_by_hand() -> None:
    """√(165 × 70 ÷ 3600) = 1.79 m²; × 400 = 716 mg; × 0.7 = 501.2 mg; 4 × 12.53 mg cisplatin."""
    told = page(_text(FOLDER / "first-course.ipynb"))
    for words in ("400 mg/m² × 1.79 m²", "716 mg", "501.2 mg", "10 days late", "50.12"):
        assert words in told
    assert "o3 dose-deviation, looks-like-total\nmissing-order dexamethasone" in told


def test_what_a_cell_shows_is_kept() -> None:
    """A text printed in parts is one; counts, which differ from run to run, are left out."""
    run = executed(_notebook("print(1)\nprint(2)", "3"))
    first, second = _outputs(run)
    assert first["text"] == ["1\n", "2\n"]
    assert second["data"] == {"text/plain": ["3"]}
    assert {cell["execution_count"] for cell in json.loads(run)["cells"]} == {None}
    assert second["execution_count"] is None


def test_a_cell_that_fails_is_an_error() -> None:
    """It is named with what went wrong, and no notebook comes out."""
    with pytest.raises(subprocess.CalledProcessError) as caught:
        executed(_notebook("1 / 0"))
    assert "ZeroDivisionError" in caught.value.stderr


def test_page_of_the_site_has_texts_code_and_what_it_shows() -> None:
    """Markdown as it is, code as code, HTML as HTML, other texts as texts."""
    book = json.loads(_notebook("a", "b", "c"))
    book["cells"][0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "one\n"}]
    for place, data in (
        (1, {"text/html": "<p>two</p>", "text/plain": "2"}),
        (2, {"text/plain": "3"}),
    ):
        book["cells"][place]["outputs"] = [
            {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": None}
        ]
    book["cells"].insert(
        0, {"id": "words", "cell_type": "markdown", "source": "# Title", "metadata": {}}
    )
    assert page(json.dumps(book)) == (
        "# Title\n\n```python\na\n```\n\n```text\none\n```\n\n```python\nb\n```\n\n"
        '```{raw} html\n<div class="shown">\n<p>two</p>\n</div>\n```\n\n'
        "```python\nc\n```\n\n```text\n3\n```\n"
    )
