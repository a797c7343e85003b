"""The languages of printed calendars: complete, compiled, and a matter of files alone."""

from __future__ import annotations

import ast
import gettext
import importlib.util
import re
import string
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from regimens import Course, Patient, catalogue
from regimens.formats import terms
from regimens.formats.languages import LOCALE, Language, language_named, languages
from regimens.formats.printed.contents import Audience
from regimens.formats.printed.html import calendar_html
from regimens.formats.printed.printing import printed_calendar

ROOT = Path(__file__).parent.parent
_SPEC = importlib.util.spec_from_file_location("translations", ROOT / ".ci" / "translations.py")
assert _SPEC is not None
assert _SPEC.loader is not None
MADE = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(MADE)
CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/printed.po"))
START = date(2026, 1, 5)


def _key(message: Message) -> tuple[object, object]:
    return message.context, message.id


def _keys(catalog: Catalog) -> set[tuple[object, object]]:
    return {_key(message) for message in catalog if message.id}


def _strings(message: Message) -> tuple[str, ...]:
    own = message.string
    return tuple(own) if isinstance(own, list | tuple) else (str(own),)


def _holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _code(path: Path) -> str:
    return path.parent.parent.name


def test_the_template_is_what_the_code_says() -> None:
    """To renew it: ``python .ci/translations.py``."""
    with (LOCALE / "printed.pot").open("rb") as file:
        stored = MADE.read_po(file)
    assert _keys(stored) == _keys(MADE.template())


def test_no_sentence_of_the_code_is_missed_by_the_template() -> None:
    """Every call is found by a walk over the code too, which knows no quoting that hides one."""
    found: set[tuple[object, object]] = set()
    for path in MADE.FORMATS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            texts = [one.value for one in node.args if isinstance(one, ast.Constant)]
            if not texts:
                continue
            match name:
                case "gettext" | "_marked":
                    found.add((None, texts[0]))
                case "ngettext":
                    found.add((None, (texts[0], texts[1])))
                case "pgettext":
                    found.add((texts[0], texts[1]))
    assert found == _keys(MADE.template())


@pytest.mark.parametrize("path", CATALOGUES, ids=_code)
def test_everything_is_translated_and_nothing_is_unsure(path: Path) -> None:
    """Each sentence of the template, every plural form, with the same holes to be filled."""
    catalog = MADE.catalogue(path)
    assert _keys(catalog) == _keys(MADE.template())
    assert not catalog.obsolete
    for message in catalog:
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        wanted = message.id if isinstance(message.id, tuple | list) else (message.id,)
        given = _strings(message)
        assert all(text.strip() for text in given), message.id
        assert len(given) == (catalog.num_plurals if len(wanted) > 1 else 1), message.id
        for text in given:
            assert _holes(text) == _holes(wanted[-1]), message.id
            assert text == text.strip(), message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=_code)
def test_the_compiled_file_is_that_of_the_translations(path: Path) -> None:
    """To renew it: ``python .ci/translations.py``."""
    fresh = gettext.GNUTranslations(BytesIO(MADE.compiled(MADE.catalogue(path))))
    with path.with_suffix(".mo").open("rb") as file:
        stored = gettext.GNUTranslations(file)
    own, new = _messages(stored), _messages(fresh)
    own.pop("")
    new.pop("")
    assert own == new
    for count in range(12):
        assert stored.ngettext("{count} dose", "{count} doses", count) == fresh.ngettext(
            "{count} dose", "{count} doses", count
        )


def _messages(translations: gettext.GNUTranslations) -> dict[object, str]:
    return dict(vars(translations)["_catalog"])


def test_every_drug_and_phase_of_the_catalogue_can_be_translated() -> None:
    """A new one has to be listed among the terms."""
    components = [one for name in catalogue.ids() for one in catalogue.get(name).components()]
    told = "list it in regimens/formats/terms.py, then run python .ci/translations.py"
    assert {component.drug.name for _, component in components} == set(terms.DRUGS), told
    assert {phase.name for phase, _ in components} == set(terms.PHASES), told


def test_italian_by_hand() -> None:
    """Dates, a first of a month, numbers and plurals, as an Italian reader has them."""
    italian = language_named("it")
    assert italian.day(date(2026, 1, 5)) == "lunedì 5 gennaio 2026"
    assert italian.day(date(2026, 3, 1)) == "domenica 1º marzo 2026"
    assert italian.number(Decimal("1234567.50")) == "1234567,5"
    assert italian.number(Decimal("0.70")) == "0,7"
    for count, text in ((0, "0 dosi"), (1, "1 dose"), (2, "2 dosi"), (21, "21 dosi")):
        assert italian.ngettext("{count} dose", "{count} doses", count) == text
    assert italian.term("cyclophosphamide") == "ciclofosfamide"
    assert italian.term("a drug of a hospital") == "a drug of a hospital"


def test_every_day_of_the_week_and_month_has_its_own_name() -> None:
    """In the order of the calendar, in every language."""
    for code in languages():
        words = language_named(code)
        assert len({words.weekday(number) for number in range(7)}) == 7
        assert len({words.month(2026, number) for number in range(1, 13)}) == 12
    english = language_named("en")
    for number in range(1, 13):
        day = date(2026, number, number)
        assert english.day(day) == f"{day:%A} {day.day} {day:%B} {day.year}"


def test_an_italian_calendar_for_a_patient_has_no_english_sentence() -> None:
    """Every text of its words differs from the English one, but for names and numbers."""
    patient = Patient(name="M. Rossi", height="165 cm", weight="70 kg")
    plan = Course(catalogue.get("dara-dcep"), patient, start=START).plan()
    english, italian = (printed_calendar(plan, language=code) for code in ("en", "it"))
    assert english.regimen == italian.regimen
    pairs = [
        (english.title, italian.title),
        (english.holds, italian.holds),
        (english.check, italian.check),
        *zip(english.first, italian.first, strict=True),
        *zip(english.notes, italian.notes, strict=True),
        *(
            (one.value, other.value)
            for one, other in zip(english.marks, italian.marks, strict=True)
        ),
    ]
    assert all(one != other for one, other in pairs)
    said = " ".join(other for _, other in pairs)
    assert not re.search(r"\b(the|dose of|not to be|treatment|days?|given)\b", said)


def _made_up(folder: Path) -> None:
    """Brackets round every sentence, in the plural forms of Polish, written as a file alone."""
    catalog = Catalog(locale="pl", project="regimens", version="1", charset="utf-8")
    for message in MADE.template():
        if message.context == "direction of writing: ltr or rtl":
            catalog.add(message.id, "rtl", context=message.context)
        elif message.context == "decimal sign":
            catalog.add(message.id, "·", context=message.context)
        elif isinstance(message.id, tuple | list):
            catalog.add(message.id, tuple(f"⟦{form}: {message.id[1]}⟧" for form in range(3)))
        elif message.id:
            catalog.add(message.id, f"⟦{message.id}⟧", context=message.context)
    path = folder / "pl" / "LC_MESSAGES" / "printed.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(MADE.compiled(catalog))


def test_a_third_language_is_a_file(tmp_path: Path) -> None:
    """It is found by being there, and every sentence of a calendar comes from it."""
    _made_up(tmp_path)
    assert languages(tmp_path) == ("en", "pl")
    patient = Patient(name="A. Example", height="165 cm", weight="70 kg")
    plan = Course(catalogue.get("dcep"), patient, start=START, cycles=1).plan()
    for audience in Audience:
        text = calendar_html(plan, audience=audience, language="pl", locale=tmp_path)
        assert '<html lang="pl" dir="rtl">' in text
        assert "⟦cisplatin⟧" in text
        assert "17·9 mg" in text
    printed = printed_calendar(plan, language="pl", locale=tmp_path)
    for sentence in (printed.title, *printed.first, *printed.notes, printed.check):
        assert sentence.startswith("⟦"), sentence
    assert printed.months[0].title == "⟦⟦January⟧ 2026⟧"


def test_plural_forms_are_the_languages_own(tmp_path: Path) -> None:
    """Polish has one form for 1, one for 2 to 4, 22 to 24, and one for 0, 5 and 12."""
    _made_up(tmp_path)
    words = language_named("pl", tmp_path)
    forms = [words.ngettext("{count} dose", "{count} doses", count)[1] for count in (1, 2, 24)]
    assert forms == ["0", "1", "1"]
    forms = [words.ngettext("{count} dose", "{count} doses", count)[1] for count in (0, 5, 12)]
    assert forms == ["2", "2", "2"]


def test_values_are_put_in_as_they_are() -> None:
    """A brace in a name asks for nothing."""
    words = Language(code="en", catalogue=gettext.NullTranslations())
    assert words.gettext("As of {day}.", day="{0.__class__}") == "As of {0.__class__}."
    assert words.ngettext("{count} dose", "{count} doses", 1) == "1 dose"
    assert words.term("") == ""
