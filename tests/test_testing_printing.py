"""What Hypothesis prints of a regimen is short where the catalogue has it."""

from __future__ import annotations

from datetime import date

import attrs
from hypothesis.vendor.pretty import pretty

from regimens import Course, Patient, catalogue
from regimens.testing import courses


def test_regimen_of_the_catalogue_is_printed_by_its_name() -> None:
    """A failing course names its regimen, as it is made, and so does a strategy of its courses."""
    for name in catalogue.ids():
        course = Course(catalogue.get(name), Patient(), start=date(2026, 1, 5))
        assert f"regimen=catalogue.get({name!r})" in pretty(course)
        assert f"catalogue.get({name!r})" in repr(courses(course.regimen))


def test_other_content_under_its_id_is_printed_whole() -> None:
    """A regimen that only looks like the catalogue's keeps every number of its own."""
    other = attrs.evolve(catalogue.get("dcep"), revision="of the ward")
    assert "revision='of the ward'" in pretty(other)
    assert "400" in pretty(other)


def test_large_regimen_of_ones_own_is_printed_by_its_id() -> None:
    """A definition of tens of thousands of characters warns nowhere, and says which one it is."""
    largest = max(map(catalogue.get, catalogue.ids()), key=lambda one: len(repr(one.phases)))
    own = attrs.evolve(largest, id="ward", aliases=(), revision="7")
    assert len(repr(own.phases)) > 30_000
    printed = f"<Regimen ward, revision 7, {own.digest}>"
    assert pretty(own) == printed
    assert printed in repr(courses(own))
