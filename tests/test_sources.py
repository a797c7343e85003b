"""Every number has a source, and every source names the text and the place in it."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from regimens.errors import DefinitionError
from regimens.sources import Reference, Source

_PARTS = {
    "title": "A label",
    "identifier": "BLA 1",
    "locator": "section 2.2",
    "checked_on": date(2026, 1, 5),
}


@pytest.mark.parametrize("part", ["title", "identifier", "locator"])
@pytest.mark.parametrize("empty", ["", " ", "\t\n"])
def test_source_with_an_empty_part_is_refused(part: str, empty: str) -> None:
    """A source without text, identifier or place cannot be built."""
    parts: dict[str, Any] = _PARTS | {part: empty}
    with pytest.raises(DefinitionError) as caught:
        Source(**parts)
    assert str(caught.value) == (
        f"source: {part} is empty; name the text, its identifier and the place in it"
    )


@pytest.mark.parametrize("part", _PARTS)
def test_source_without_a_part_cannot_be_built(part: str) -> None:
    """No part of a source has a default that could stand for a fact nobody stated."""
    parts: dict[str, Any] = {name: value for name, value in _PARTS.items() if name != part}
    with pytest.raises(TypeError, match=part):
        Source(**parts)


def test_source_prints_text_and_place() -> None:
    """A reader sees which text and where in it; the identifier is kept for programs."""
    parts: dict[str, Any] = _PARTS
    assert str(Source(**parts)) == "A label, section 2.2"


def test_unverified_source_says_so_wherever_it_is_printed() -> None:
    """A statement that nobody has read is never printed as one that was."""
    parts: dict[str, Any] = _PARTS
    assert str(Source(**parts, verified=False)) == "A label, section 2.2 (unverified)"


def test_reference_makes_the_source_of_each_number() -> None:
    """A text is named once; each place in it gives a verified source of its own."""
    label = Reference(title="A label", identifier="BLA 1", checked_on=date(2026, 1, 5))
    parts: dict[str, Any] = _PARTS
    assert label.at("section 2.2") == Source(**parts)
    assert label.at("section 2.3") != label.at("section 2.2")


def test_reference_marks_what_was_not_read() -> None:
    """A number said to stand at a place, but not read there, has an unverified source."""
    label = Reference(title="A label", identifier="BLA 1", checked_on=date(2026, 1, 5))
    parts: dict[str, Any] = _PARTS
    assert label.unread("section 2.2") == Source(**parts, verified=False)


@pytest.mark.parametrize("make", [Reference.at, Reference.unread])
def test_reference_needs_the_place(make: Any) -> None:
    """A whole text is no source of a number."""
    label = Reference(title="A label", identifier="BLA 1", checked_on=date(2026, 1, 5))
    with pytest.raises(DefinitionError) as caught:
        make(label, " ")
    assert str(caught.value) == (
        "source: locator is empty; name the text, its identifier and the place in it"
    )


def test_source_cannot_be_changed() -> None:
    """A source stays what it was when the number was read."""
    parts: dict[str, Any] = _PARTS
    source: Any = Source(**parts)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        source.verified = False
