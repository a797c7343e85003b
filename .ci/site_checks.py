"""Says what is wrong with the built site: links, pictures, requests, and what has no page.

    python .ci/site_checks.py .site/html

Only what lies in the folder is looked at; addresses elsewhere are for ``.ci/site --external``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from attrs import Factory, frozen

from regimens import catalogue
from regimens.findings import ORDER_CODES, SEVERITIES

__all__ = ["Page", "faults", "missing", "read_page", "sheet_faults"]

_DOCS = Path(__file__).parent.parent / "docs"
# What a browser fetches by itself while it shows a page.
_FETCHED = {"img": "src", "script": "src", "source": "src", "iframe": "src", "embed": "src"}
_FETCHED_LINKS = {"stylesheet", "icon", "preload", "preconnect", "dns-prefetch", "manifest"}
_ADDRESS = re.compile(r"(?:url\(|@import )\s*[\"']?((?:https?:)?//[^\"')\s]+)")
# Made by Sphinx beside what is written; its templates link what of it they have a use for.
_BY_SPHINX = {"genindex.html", "py-modindex.html", "search.html"}


@frozen
class Page:
    """What a page has: anchors, what it links, what it fetches, pictures without a text."""

    anchors: set[str] = Factory(set)
    links: list[str] = Factory(list)
    fetched: list[str] = Factory(list)
    silent: list[str] = Factory(list)


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._page.anchors.update(given[name] for name in ("id", "name") if name in given)
        if tag == "a" and "href" in given:
            self._page.links.append(given["href"])
        if tag == "link" and _FETCHED_LINKS & set(given.get("rel", "").split()):
            self._page.fetched.append(given["href"])
        if source := given.get(_FETCHED.get(tag, "")):
            self._page.fetched.append(source)
            if tag == "img" and not given.get("alt", "").strip():
                self._page.silent.append(source)


def read_page(text: str) -> Page:
    """What one page has.

    >>> read_page('<p id="a"><a href="b.html#c">b</a><img src="d.svg">').links
    ['b.html#c']
    """
    page = Page()
    reader = _Reader(page)
    reader.feed(text)
    reader.close()
    return page


def faults(folder: Path) -> Iterator[str]:
    """A line for each link, picture, request or page of a site that is not right."""
    pages = {
        path.relative_to(folder).as_posix(): read_page(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.html"))
        if "_downloads" not in path.parts
    }
    linked = {"index.html", *_BY_SPHINX}
    for name, page in pages.items():
        for link in [*page.links, *page.fetched]:
            path, anchor = _target(name, link)
            if path is None:
                if link in page.fetched and not link.startswith("data:"):
                    yield f"{name}: {link} is fetched from elsewhere"
            elif path.startswith("../") or not (folder / path).is_file():
                yield f"{name}: {link} leads nowhere"
            elif anchor and path in pages and anchor not in pages[path].anchors:
                yield f"{name}: {link} leads to no place of that page"
            elif path != name:
                linked.add(path)
        for source in page.silent:
            yield f"{name}: {source} has no words for who cannot see it"
    yield from (f"{name}: no page links it" for name in pages if name not in linked)


def sheet_faults(folder: Path) -> Iterator[str]:
    """A line for each font, picture or sheet that a style sheet takes from elsewhere."""
    for sheet in sorted(folder.rglob("*.css")):
        for address in _ADDRESS.findall(sheet.read_text(encoding="utf-8")):
            yield f"{sheet.relative_to(folder).as_posix()}: {address} is fetched from elsewhere"


def _target(name: str, link: str) -> tuple[str | None, str]:
    """The file of this site that a page's link leads to, if it does, and the place there."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None, ""
    path = normpath(join(dirname(name), unquote(parts.path))) if parts.path else name
    return path, unquote(parts.fragment)


def missing(folder: Path, wanted: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """A line for each page, or place on a page, that ought to be there."""
    for name, places in wanted.items():
        path = folder / name
        if not path.is_file():
            yield f"{name} is not there"
            continue
        page = read_page(path.read_text(encoding="utf-8"))
        for anchor, what in places.items():
            if anchor not in page.anchors and anchor not in page.fetched:
                yield f"{name}: nothing about {what}"


def _wanted() -> dict[str, dict[str, str]]:
    """Of each public name, code and regimen the page, and the place or picture on it."""
    sys.path.insert(0, str(_DOCS))
    from made import names  # noqa: PLC0415 - it lies beside the pages

    wanted: dict[str, dict[str, str]] = {}
    for (module, name), home in names.places().items():
        wanted.setdefault(f"reference/names/{home}.html", {})[f"{home}.{name}"] = f"{module}.{name}"
    for page, codes in (("findings", SEVERITIES), ("orders", ORDER_CODES)):
        wanted[f"reference/{page}.html"] = {code: code for code in codes}
    for name in catalogue.ids():
        wanted[f"protocols/{name}.html"] = {
            f"../_images/{name}.svg": "its schedule",
            "sources": "its sources",
        }
    return wanted


def main() -> None:
    """Print what is wrong, and fail if anything is."""
    folder = Path(sys.argv[1])
    found = [*faults(folder), *sheet_faults(folder), *missing(folder, _wanted())]
    for line in found:
        sys.stdout.write(f"{line}\n")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
