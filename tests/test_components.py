"""One drug of a protocol: its schedules do not overlap, and its levels lie below its full dose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from regimens.amounts import Basis, Cap, Per, WrittenDose, amount
from regimens.components import Alternative, Component, Level, Product
from regimens.drugs import Drug, Route
from regimens.errors import DefinitionError
from regimens.schedule import Continuous, Cycles, Following, Schedule
from regimens.sources import Source

_SOURCE = Source(
    title="A paper", identifier="doi:1", locator="Table 1", checked_on=date(2026, 1, 5)
)


def _dose(text: str, **parts: Any) -> WrittenDose:
    return WrittenDose(amount=amount(text), source=_SOURCE, **parts)


def _schedule(*days: int, cycles: Cycles | None = None) -> Schedule:
    return Schedule(days=days, cycles=cycles or Cycles(1), source=_SOURCE)


def _level(name: str, text: str, **parts: Any) -> Level:
    dose = _dose(text, **parts.pop("dose", {}))
    return Level(name=name, dose=dose, source=_SOURCE, **parts)


def _bortezomib(**parts: Any) -> Component:
    facts: dict[str, Any] = {
        "drug": Drug(name="bortezomib"),
        "group": "Vd",
        "dose": _dose("1.3 mg/m²"),
        "timing": (_schedule(1, 4, 8, 11),),
    }
    return Component(**(facts | parts))


def _refusal(make: Callable[[], object]) -> str:
    with pytest.raises(DefinitionError) as caught:
        make()
    return str(caught.value)


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        (Cycles(1, 3), Cycles(3, 8), "cycles 1–3 overlap cycles 3–8"),
        (Cycles(1, 8), Cycles(4, 4), "cycles 1–8 overlap cycle 4"),
        (Cycles(1), Cycles(9), "cycle 1 onwards overlap cycle 9 onwards"),
        (Cycles(4, 8), Cycles(1, 4), "cycles 4–8 overlap cycles 1–4"),
    ],
)
def test_overlapping_cycle_ranges_are_refused(one: Cycles, other: Cycles, text: str) -> None:
    """No cycle has two schedules of one component."""
    timing = (_schedule(1, cycles=one), _schedule(8, cycles=other))
    assert _refusal(lambda: _bortezomib(timing=timing)) == (
        f"bortezomib: {text}; give each cycle one schedule"
    )


def test_overlap_of_ranges_that_do_not_stand_side_by_side_is_refused() -> None:
    """The first and the third range of three are held against each other too."""
    timing = (
        _schedule(1, cycles=Cycles(1, 2)),
        _schedule(1, cycles=Cycles(3, 4)),
        _schedule(1, cycles=Cycles(2, 2)),
    )
    assert _refusal(lambda: _bortezomib(timing=timing)) == (
        "bortezomib: cycles 1–2 overlap cycle 2; give each cycle one schedule"
    )


def test_adjoining_cycle_ranges_are_accepted() -> None:
    """Ranges that meet without sharing a cycle, with or without a gap, are a schedule."""
    timing = (
        _schedule(1, 8, 15, cycles=Cycles(1, 3)),
        _schedule(1, cycles=Cycles(4, 8)),
        _schedule(1, cycles=Cycles(10)),
    )
    assert _bortezomib(timing=timing).timing == timing


def test_component_without_days_is_refused() -> None:
    """An empty schedule would leave a drug out without a word."""
    assert _refusal(lambda: _bortezomib(timing=())) == (
        "bortezomib: no schedule; state the days of its cycles"
    )


@pytest.mark.parametrize(
    "timing",
    [_schedule(1, 4), [_schedule(1, 4)], (1, 4), (_schedule(1), 4), None, "days 1, 4"],
    ids=["alone", "list", "days", "mixed", "none", "text"],
)
def test_schedule_outside_a_tuple_is_refused(timing: Any) -> None:
    """A schedule alone would give no day, and a list could be changed: neither is a timing."""
    assert _refusal(lambda: _bortezomib(timing=timing)) == (
        "bortezomib: a timing that is no tuple of schedules; "
        "write (Schedule(…),), Following(…) or Continuous(…)"
    )


@pytest.mark.parametrize(
    ("levels", "message"),
    [
        (
            (_level("1.5", "1.5 mg/m²"),),
            "bortezomib, level '1.5': 1.5 mg/m² is above the full dose 1.3 mg/m²; "
            "make the highest level the full dose",
        ),
        (
            (_level("1.0", "1 mg/m²"), _level("more", "1.3001 mg/m²")),
            "bortezomib, level 'more': 1.3001 mg/m² is above the full dose 1.3 mg/m²; "
            "make the highest level the full dose",
        ),
        (
            (_level("flat", "1 mg"),),
            "bortezomib, level 'flat': 1 mg is not written like the full dose 1.3 mg/m²; "
            "state the level on the same basis",
        ),
        (
            (_level("kg", "0.03 mg/kg"),),
            "bortezomib, level 'kg': 0.03 mg/kg is not written like the full dose 1.3 mg/m²; "
            "state the level on the same basis",
        ),
        (
            (_level("day", "1 mg/m²", dose={"per": Per.DAY, "times": 2}),),
            "bortezomib, level 'day': 1 mg/m²/day is not written like the full dose 1.3 mg/m²; "
            "state the level on the same basis",
        ),
        (
            (_level("low", "1 mg/m²"), _level("low", "0.7 mg/m²")),
            "bortezomib, level 'low': two levels of one name; name them apart",
        ),
    ],
)
def test_level_that_cannot_be_is_refused(levels: tuple[Level, ...], message: str) -> None:
    """A level above the full dose, on another basis or of a name twice names its mend."""
    assert _refusal(lambda: _bortezomib(levels=levels)) == message


def _cap(value: str, **parts: Any) -> Cap:
    return Cap(value=Decimal(value), source=_SOURCE, **parts)


_DAY = {"cap": _cap("2", per=Per.DAY)}


@pytest.mark.parametrize(
    ("full", "level", "of"),
    [
        ({"cap": _cap("2")}, {}, "2 mg per administration"),
        ({"cap": _cap("2")}, {"cap": _cap("2.1")}, "2 mg per administration"),
        ({"cap": _cap("2")}, {"cap": _cap("1", basis=Basis.SURFACE)}, "2 mg per administration"),
        ({"cap": _cap("2")}, {"cap": _cap("2"), "times": 2}, "2 mg per administration"),
        ({"cap": _cap("2"), "times": 2}, _DAY, "2 mg per administration"),
        (_DAY | {"times": 2}, {"times": 2, "cap": _cap("2")}, "2 mg per day"),
        ({"cap": _cap("2")}, {"surface_cap": Decimal(3)}, "2 mg per administration"),
        (_DAY | {"times": 2}, {"times": 2, "surface_cap": Decimal(2)}, "2 mg per day"),
    ],
    ids=[
        "none", "higher", "other basis", "twice a day", "of a day", "of each", "surface", "a day",
    ],
)  # fmt: skip
def test_level_without_the_cap_of_the_full_dose_is_refused(
    full: dict[str, Any], level: dict[str, Any], of: str
) -> None:
    """A reduced dose that is not capped can be more than a full one that is."""
    with pytest.raises(DefinitionError) as caught:
        _bortezomib(
            dose=_dose("1.4 mg/m²", **full), levels=(_level("75", "0.7 mg/m²", dose=level),)
        )
    assert str(caught.value) == (
        f"bortezomib, level '75': 0.7 mg/m² has no cap of at most {of}, as the full dose has; "
        "state the same cap for the level, or a lower one"
    )
    assert caught.value.at == "levels[0].dose"


@pytest.mark.parametrize(
    ("full", "level"),
    [
        ({"cap": _cap("2")}, {"cap": _cap("2")}),
        ({"cap": _cap("2")}, {"cap": _cap("1.5")}),
        ({"cap": _cap("2")}, _DAY),
        ({"cap": _cap("2")}, {"cap": _cap("1"), "times": 2}),
        (_DAY, {"cap": _cap("2")}),
        ({"cap": _cap("1", basis=Basis.SURFACE)}, {"cap": _cap("1", basis=Basis.SURFACE)}),
        ({"cap": _cap("2")}, {"surface_cap": Decimal("2.8")}),
        ({}, {}),
        ({}, {"cap": _cap("2")}),
    ],
    ids=[
        "same", "lower", "once a day", "half twice", "of each", "per m²", "out of reach", "neither",
        "own",
    ],
)  # fmt: skip
def test_level_capped_like_the_full_dose_is_accepted(
    full: dict[str, Any], level: dict[str, Any]
) -> None:
    """The same cap, a lower one, or none where no body is large enough for it."""
    levels = (_level("50", "0.7 mg/m²", dose=level),)
    assert _bortezomib(dose=_dose("1.4 mg/m²", **full), levels=levels).levels == levels


@pytest.mark.parametrize("own", [None, Decimal("2.3")])
def test_level_without_the_surface_of_the_full_dose_is_refused(own: Decimal | None) -> None:
    """A level on the whole surface can be more than the full dose on a capped one."""
    full = _dose("56 mg/m²", surface_cap=Decimal("2.2"))
    with pytest.raises(DefinitionError) as caught:
        _bortezomib(dose=full, levels=(_level("45", "45 mg/m²", dose={"surface_cap": own}),))
    assert str(caught.value) == (
        "bortezomib, level '45': 45 mg/m² is not on a body surface of at most 2.2 m², as the full "
        "dose is; state the same surface_cap for the level, or a lower one"
    )
    assert caught.value.at == "levels[0].dose"
    levels = (_level("45", "45 mg/m²", dose={"surface_cap": Decimal("2.2")}),)
    assert _bortezomib(dose=full, levels=levels).level("45") is levels[0]


@pytest.mark.parametrize(("amount_", "is_accepted"), [("30 mg", True), ("30.1 mg", False)])
def test_flat_level_below_the_cap_needs_none(amount_: str, *, is_accepted: bool) -> None:
    """What is never more than the cap allows has no need of it."""
    full = _dose("100 mg", cap=_cap("30"))

    def make() -> Component:
        return _bortezomib(dose=full, levels=(_level("low", amount_),))

    if is_accepted:
        assert make().level("low")
    else:
        assert "has no cap of at most 30 mg per administration" in _refusal(make)


@pytest.mark.parametrize(
    ("days", "message"),
    [
        ((), "level 'weekly': no days; state at least one day"),
        ((8, 1), "level 'weekly': days 8, 1 do not rise; write each day once, in order"),
    ],
)
def test_days_of_a_level_are_held_to_the_same_rules(days: tuple[int, ...], message: str) -> None:
    """A level's own days are days of a cycle like any others."""
    assert _refusal(lambda: _level("weekly", "1.3 mg/m²", days=days)) == message


@pytest.mark.parametrize(
    "timing",
    [Following(what="daratumumab", offsets=(0,), source=_SOURCE), Continuous(source=_SOURCE)],
    ids=["following", "continuous"],
)
def test_level_with_days_needs_a_schedule(timing: Following | Continuous) -> None:
    """What follows another component, or is given every day, has no days a level could change."""
    levels = (_level("weekly", "1.3 mg/m²", days=(1, 8)),)
    assert _refusal(lambda: _bortezomib(timing=timing, levels=levels)) == (
        "bortezomib, level 'weekly': a level with days of its own on a component without "
        "schedule; leave the level's days out"
    )
    assert _bortezomib(timing=timing, levels=(_level("low", "1 mg/m²"),)).level("low")


def test_level_is_found_by_its_name() -> None:
    """A level at the full dose, a lower one and one of its own days are found, and no other."""
    levels = (
        _level("1.3", "1.3 mg/m²"),
        _level("0.7", "0.7 mg/m²"),
        _level("weekly", "1.3 mg/m²", days=(1, 8, 15)),
    )
    component = _bortezomib(levels=levels)
    assert [component.level(level.name) for level in levels] == list(levels)
    assert component.level("1.0") is None
    assert component.level("WEEKLY") is None


@pytest.mark.parametrize(
    ("drug", "product", "text"),
    [
        ({}, {"times": 2}, "has 2 doses a day, and the drug 1"),
        ({"times": 2}, {}, "has 1 doses a day, and the drug 2"),
        (
            {"levels": (_level("low", "0.5 mg/m²", dose={"times": 2}),)},
            {},
            "has 1 doses a day, and the drug 1 or 2",
        ),
    ],
)
def test_product_of_another_number_of_doses_a_day_is_refused(
    drug: dict[str, Any], product: dict[str, Any], text: str
) -> None:
    """Switched to it, a drug given once a day would be given half of its day's dose."""
    other = Product(name="new", dose=_dose("2.5 mg", **product), route=Route.SC, source=_SOURCE)
    levels = drug.pop("levels", ())
    dose = _dose("1.3 mg/m²", **drug)
    assert _refusal(lambda: _bortezomib(dose=dose, levels=levels, products=(other,))) == (
        f"bortezomib: new {text}; state a product with as many doses a day, or a regimen of its own"
    )


def test_level_or_product_counted_in_another_unit_is_refused() -> None:
    """0.5 million cells are no level of 1 mg, and no dose to take over from it."""
    dose, cells = _dose("1 mg"), _dose("0.5 ×10⁶ cells")
    level = Level(name="low", dose=cells, source=_SOURCE)
    product = Product(name="in cells", dose=cells, route=Route.IV, source=_SOURCE)
    assert _refusal(lambda: _bortezomib(dose=dose, levels=(level,))) == (
        "bortezomib, level 'low': 0.5 ×10⁶ cells is not written like the full dose 1 mg; "
        "state the level on the same basis"
    )
    assert _refusal(lambda: _bortezomib(dose=dose, products=(product,))) == (
        "bortezomib: in cells is 0.5 ×10⁶ cells, and the drug 1 mg; "
        "count both in one unit, or name apart what is counted otherwise"
    )


@pytest.mark.parametrize("field", ["for_older_than", "for_age_from"])
@pytest.mark.parametrize("age", [-1, 121, 75.0, "75", True])
def test_age_that_is_none_is_refused(field: str, age: Any) -> None:
    """An age is whole years from 0 to 120, for a level and for an option."""
    own: dict[str, Any] = {field: age}
    for name, build in (
        ("Level", lambda: _level("low", "1 mg/m²", **own)),
        ("Alternative", lambda: Alternative(choice="way", option="one", **own)),
    ):
        said = "true" if age is True else repr(age)
        assert _refusal(build) == (
            f"{name}.{field}: an age of {said}; state whole years, from 0 to 120"
        )


@pytest.mark.parametrize("age", [0, 120])
def test_first_and_last_age_are_ages(age: int) -> None:
    """Both ends belong to it."""
    assert _level("low", "1 mg/m²", for_older_than=age).for_older_than == age
    assert _level("low", "1 mg/m²", for_age_from=age).for_age_from == age


def test_level_is_for_one_age() -> None:
    """Over 70 and from 75 years on are two ages; which one holds is not guessed."""
    assert _refusal(lambda: _level("low", "1 mg/m²", for_older_than=70, for_age_from=75)) == (
        "Level.for_age_from: for patients older than 70 and from 75 years on; state one of the two"
    )


def test_product_is_found_by_its_name() -> None:
    """What a course can be switched to is found by the name of the switch, and nothing else."""
    product = Product(name="bortezomib-new", dose=_dose("2.5 mg"), route=Route.SC, source=_SOURCE)
    component = _bortezomib(products=(product,))
    assert component.product("bortezomib-new") is product
    assert component.product("bortezomib") is None
    assert _bortezomib().product("bortezomib-new") is None


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("CHOP ", "'CHOP ' has spaces or signs that do not show; write 'CHOP'"),
        (" CHOP", "' CHOP' has spaces or signs that do not show; write 'CHOP'"),
        ("CH  OP", "'CH  OP' has spaces or signs that do not show; write 'CH OP'"),
        ("CH\u00a0OP", "'CH\\xa0OP' has spaces or signs that do not show; write 'CH OP'"),
        ("e\u0301", "'e\\u0301' has spaces or signs that do not show; write '\u00e9'"),
        (
            "\uff15\uff10 mg",
            "'\\uff15\\uff10 mg' has spaces or signs that do not show; write '50 mg'",
        ),
        (
            "\u0421HOP",
            "'\u0421HOP' mixes Latin and Cyrillic letters in a word; "
            "write each word in one alphabet",
        ),
        (
            "IFN\u03b1",
            "'IFN\u03b1' mixes Latin and Greek letters in a word; write each word in one alphabet",
        ),
        ("", "'' names nothing; give it a name"),
    ],
)
def test_name_that_only_looks_like_another_is_refused(name: str, message: str) -> None:
    """A group, level, choice or option that cannot be typed as it is read would not be found."""
    assert _refusal(lambda: _bortezomib(group=name)) == f"Component.group: {message}"
    assert _refusal(lambda: _level(name, "1 mg/m²")) == f"Level.name: {message}"
    for field in ("choice", "option"):
        facts: Any = {"choice": "c", "option": "o"} | {field: name}
        assert _refusal(partial(Alternative, **facts)) == f"Alternative.{field}: {message}"


@pytest.mark.parametrize(
    "name", ["1.5 µg/m²", "½", "Дара", "IFN-α", "β2", "50 %", "5 ×10⁶", "Müller"]
)
def test_name_as_people_write_it_is_accepted(name: str) -> None:
    """Units, other alphabets and a Greek letter of its own."""
    assert _bortezomib(group=name).group == name


def test_levels_that_differ_in_case_alone_are_refused() -> None:
    """Whoever records a level is not to pick another by a capital letter, or m2 for m²."""
    for one, other in (("low", "Low"), ("1 mg/m2", "1 mg/m²")):
        levels = (_level(one, "1 mg/m²"), _level(other, "0.7 mg/m²"))
        with pytest.raises(DefinitionError) as caught:
            _bortezomib(levels=levels)
        assert str(caught.value) == (
            f"bortezomib: the level {other!r} is also written {one!r}; "
            "spell one name one way, or name them apart"
        )
        assert caught.value.at == "levels[1].name"
