"""Make the template of translations, bring catalogues up to it, and compile them.

Run it after a sentence of a printed calendar has changed, translate what it names, run it again:

    python .ci/translations.py
"""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

FORMATS = Path(__file__).parent.parent / "src" / "regimens" / "formats"
LOCALE = FORMATS / "locale"
DOMAIN = "printed"
KEYWORDS = {
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "_marked": None,
}
# No clock is read: the same code gives the same template.
_MADE = datetime(2026, 11, 21, tzinfo=UTC)


def template() -> Catalog:
    """Every sentence and name in the code that can be translated."""
    catalog = Catalog(project="regimens", version="1", charset="utf-8", creation_date=_MADE)
    found = extract_from_dir(FORMATS, [("**.py", "python")], keywords=KEYWORDS)
    for _, _, message, _, context in found:
        catalog.add(message, context=context)
    return catalog


def template_text() -> bytes:
    """The template as a file has it."""
    return _po(template())


def catalogue(path: Path) -> Catalog:
    """A language's translations."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def compiled(catalog: Catalog) -> bytes:
    """Translations as programs read them; what is marked as unsure is left out."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def _po(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalog, width=96, no_location=True, ignore_obsolete=True)
    return out.getvalue()


def main() -> int:
    """Write every file; name what is not translated."""
    (LOCALE / f"{DOMAIN}.pot").write_bytes(template_text())
    missing = 0
    for path in sorted(LOCALE.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        catalog = catalogue(path)
        catalog.update(template(), no_fuzzy_matching=True, update_creation_date=False)
        path.write_bytes(_po(catalog))
        path.with_suffix(".mo").write_bytes(compiled(catalog))
        for message in catalog:
            if message.id and not (message.string and all(_texts(message.string))):
                missing += 1
                sys.stdout.write(f"{path.parent.parent.name}: {message.id!r}\n")
    return 1 if missing else 0


def _texts(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, list | tuple) else (str(string),)


if __name__ == "__main__":
    sys.exit(main())
