"""How Sphinx makes the site of this folder; ``.ci/site`` runs it."""

from __future__ import annotations

import re
import sys
import tomllib
from os.path import relpath
from pathlib import Path
from typing import Any

from pygments.lexers.python import PythonConsoleLexer  # type: ignore[import-untyped]
from sphinx.application import Sphinx

_DOCS = Path(__file__).parent
_ROOT = _DOCS.parent
sys.path.insert(0, str(_DOCS))
from made import console, names, notebook  # noqa: E402 - beside this file

project = "regimens"
author = "The regimens maintainers"
project_copyright = "The regimens maintainers, Apache-2.0"
release = version = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"][
    "version"
]
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {
    ".md": "markdown",
    ".rst": "restructuredtext",
    ".ipynb": "markdown",  # which _page_read makes of it
}
default_role = "py:obj"
language = "en-GB"
smartquotes = False  # what is typed and what is printed has straight ones

myst_heading_anchors = 4
myst_links_external_new_tab = False

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_maximum_signature_line_length = 80
napoleon_numpy_docstring = False
add_module_names = False

html_theme = "furo"
html_title = f"regimens {release}"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_search_scorer = str(_DOCS / "static" / "scorer.js")
html_favicon = "static/favicon.svg"
templates_path = ["templates"]
html_copy_source = False
html_show_sphinx = False
html_last_updated_fmt = None

_CARDS = "protocols/README"
# The parts, in the order of the navigation.
_PARTS = (
    "tutorial/index",
    "gallery",
    "how-to/index",
    "explanation/index",
    _CARDS,
    "reference/index",
    "evidence/index",
    "changelog",
    "security",
    "contributing",
)
# Files above this folder that have a page here; links to any other file are downloads.
_ABOVE = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "README.md": "index.md",
}
_BELOW = re.compile(r"[\w-]+\.md|\.\./notebooks/[\w-]+\.ipynb")
# What a browser shows; Sphinx would have it saved, like every file that is no page.
_SHOWN = re.compile(
    r'(class="reference )download (internal") download=""( href="[^"]+\.(?:html|pdf|svg)")'
)
# Sphinx writes the parameters of a long signature as definitions without a term.
_SIGNATURE = re.compile(r"<dl>\n((?:<dd>.*?</dd>\n)+)</dl>")
_LINK = re.compile(r"(\]\(|\]: +)([^)\s#:]+)(?=[)\s#])")


def _linked(text: str, before: Path, after: Path) -> str:
    """A page's text as it stands in another folder, each link to the place it was to."""

    def there(match: re.Match[str]) -> str:
        target = (before / match[2]).resolve()
        if not target.exists():
            return match[0]
        top = _ABOVE.get(target.name) if target.parent == _ROOT else None
        return match[1] + Path(relpath(_DOCS / top if top else target, after)).as_posix()

    return _LINK.sub(there, text)


def _navigation(page: str, text: str) -> tuple[str, ...]:
    """The pages below a part's page: those beside it and notebooks, as it links them."""
    if page == "index":
        return _PARTS
    if page.endswith("/index"):
        return tuple(link for _, link in _LINK.findall(text) if _BELOW.fullmatch(link))
    return ()


def _page_read(app: Sphinx, page: str, source: list[str]) -> None:
    """Put in what a page has on the site only: another file's text, lists, the navigation."""
    text, folder = source[0], (_DOCS / page).parent
    above = [name for name, stands in _ABOVE.items() if stands == f"{page}.md" and page != "index"]
    text = (_ROOT / above[0]).read_text(encoding="utf-8") if above else text
    if page.startswith("notebooks/"):
        text = notebook.page(text)
        app.env.note_dependency(notebook.__file__, docname=page)
    text = _linked(text, _ROOT if above else folder, folder)
    if page == "reference/names":
        text += names.contents()
    if page.startswith("protocols/") and page != _CARDS:
        # Hundreds of cards would make the navigation of every page long, and slow to make.
        text = f"---\norphan: true\n---\n\n[All cards]({Path(_CARDS).name}.md)\n\n{text}"
    below = dict.fromkeys(_navigation(page, text))
    if below:
        text += "\n".join(["", "```{toctree}", ":hidden:", "", *below, "```", ""])
    source[0] = text


def _page_made(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Have calendars and pictures opened where they are linked, and signatures be lists."""
    if "body" in context:
        body = _SHOWN.sub(r"\1\2\3", context["body"])
        context["body"] = _SIGNATURE.sub(_as_list, body)


def _as_list(match: re.Match[str]) -> str:
    items = match[1].replace("<dd>", "<li>").replace("</dd>", "</li>")
    return f'<ul class="signature">\n{items}</ul>'


def _said(
    _app: Sphinx, kind: str, name: str, _value: object, _options: object, lines: list[str]
) -> None:
    """Leave out of what the package says of itself the line that is for pytest."""
    if (kind, name) == ("module", "regimens"):
        lines[:] = "\n".join(lines).partition("(PYTEST_DONT_REWRITE")[0].splitlines()


def setup(app: Sphinx) -> dict[str, bool]:
    """What Sphinx asks this file for."""
    names.write()
    app.add_lexer("console", console.Console)
    app.add_lexer("pycon", PythonConsoleLexer)  # Sphinx's own keeps the empty line at the end
    app.connect("source-read", _page_read)
    app.connect("html-page-context", _page_made)
    app.connect("autodoc-process-docstring", _said)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
