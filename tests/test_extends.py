"""Protocols that extend a built-in one: what differs is named, sourced and in the digest."""

from __future__ import annotations

import copy
import itertools
import json
from pathlib import Path
from typing import Any

import attrs
import pytest

from regimens import catalogue
from regimens.amounts import amount
from regimens.cli import main
from regimens.decimals import plain
from regimens.drugs import Route
from regimens.errors import DocumentError
from regimens.formats.differences import differences
from regimens.formats.places import parsed, step_text
from regimens.formats.reading import read_path
from regimens.formats.regimens import left_out, regimen_document, regimen_from

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
CYBORDEX = EXAMPLES / "cybordex-low.toml"
WARD = {"reference": "ward", "locator": "page 1"}


def _extension(*changes: dict[str, Any], base: Any = "dara-vd", **more: Any) -> dict[str, Any]:
    return {
        "extends": base,
        "id": "ward-protocol",
        "title": "A ward's protocol",
        "revision": "1",
        "references": {
            "ward": {"title": "Ward protocol", "identifier": "none", "checked_on": "2026-11-21"}
        },
        "changes": list(changes),
        **more,
    }


def _refused(*changes: dict[str, Any], **more: Any) -> str:
    with pytest.raises(DocumentError) as caught:
        regimen_from(_extension(*changes, **more), where="protocol.json")
    return str(caught.value).removeprefix("protocol.json: ")


def test_extension_is_the_base_with_what_differs() -> None:
    """The ward's CyBorDex has 20 mg of dexamethasone, bortezomib SC alone, and all else as it was.

    The New Zealand library prints both; the levels of dexamethasone and the reading on the route
    are taken out.
    """
    base, found = catalogue.get("cybord-weekly"), regimen_from(read_path(str(CYBORDEX)))
    drugs = {component.drug.name: component for _, component in found.components()}
    assert str(drugs["dexamethasone"].dose) == "20 mg"
    assert drugs["dexamethasone"].dose.source.locator == "cycle details: dexamethasone 20 mg"
    assert drugs["dexamethasone"].levels == ()
    assert drugs["bortezomib"].routes == (Route.SC,)
    assert drugs["bortezomib"].dose.amount == amount("1.3 mg/m²")
    changed = [one.path for one in differences(base, found) if one.of_content]
    assert changed == [
        "phases[induction].components[bortezomib].routes",
        "phases[induction].components[dexamethasone].dose.amount",
        'phases[induction].components[dexamethasone].levels["20"]',
    ]
    assert found.aliases == ()
    assert found.no_rule_for[0] == "dose modifications, which were not read"
    assert regimen_from(regimen_document(found)) == found


def test_digest_covers_the_result() -> None:
    """The digest is that of the same definition written whole, and another than the base's."""
    found = regimen_from(read_path(str(CYBORDEX)))
    base = catalogue.get("cybord-weekly")
    assert found.digest not in {base.digest, attrs.evolve(found, title="x").digest}
    document = read_path(str(CYBORDEX))
    assert regimen_from(document | {"digest": found.digest}) == found
    with pytest.raises(DocumentError, match="it was changed after it was printed"):
        regimen_from(document | {"digest": base.digest})


def test_extension_is_planned_at_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    """28-day cycles, days 1, 8, 15 and 22, dexamethasone 20 mg and bortezomib 1.3 × 1.79 mg."""
    arguments = ["--start", "2026-01-05", "--height", "165 cm", "--weight", "70 kg"]
    assert main(["plan", str(CYBORDEX), *arguments, "--format", "csv"]) == 0
    text = capsys.readouterr().out
    lines = [line.split(",") for line in text.splitlines()]
    days = {line[lines[0].index("date")] for line in lines[1:]}
    assert {"2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26", "2026-02-02"} < days
    assert len(lines) == 1 + 4 * 4 * 3
    dose, drug = lines[0].index("dose"), lines[0].index("drug")
    assert {line[dose] for line in lines[1:] if line[drug] == "dexamethasone"} == {"20"}
    assert {line[dose] for line in lines[1:] if line[drug] == "bortezomib"} == {"2.33"}


# Whose number is it


_DOSE = "phases[combination].components[bortezomib].dose"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"at": f"{_DOSE}.amount", "to": "1 mg/m²"}, _DOSE),
        ({"at": f"{_DOSE}.times", "to": 2}, _DOSE),
        ({"at": f"{_DOSE}.surface_cap", "to": "2"}, _DOSE),
        ({"at": "phases[0].cycle_length", "to": 28}, "phases[combination]"),
        ({"at": "phases[0].components[bortezomib].drug.name", "to": "carfilzomib"},
         "phases[combination].components[carfilzomib].dose"),
        ({"at": "phases[0].components[bortezomib].routes", "to": ["SC"]}, _DOSE),
        ({"at": "phases[0].components[bortezomib].role", "to": "supportive"}, _DOSE),
        ({"at": "phases[0].components[bortezomib].timing[0].days", "to": [1, 8]},
         "phases[combination].components[bortezomib].timing[0]"),
        ({"at": "phases[0].components[bortezomib].timing[0].cycles.last", "to": 6},
         "phases[combination].components[bortezomib].timing[0]"),
        ({"at": "phases[0].components[bortezomib].minimum_interval.days", "to": 4},
         "phases[combination].components[bortezomib].minimum_interval"),
    ],
    ids=range(10),
)  # fmt: skip
def test_another_value_under_the_citation_of_the_base_is_refused(
    change: dict[str, Any], place: str
) -> None:
    """A text that states 1.3 mg/m² does not come to vouch for 1 mg/m²."""
    assert _refused(change) == (
        f"{place}: states another value under the citation of dara-vd; "
        "state the source of the change"
    )


def test_copied_citation_is_refused_too() -> None:
    """The base's own citation, written out in the change, vouches for no other number."""
    source = regimen_document(catalogue.get("dara-vd"))["phases"][0]["components"][2]["dose"][
        "source"
    ]
    change = {"at": _DOSE, "to": {"amount": "1 mg/m²", "source": source}}
    assert "states another value" in _refused(change)
    level = {"name": "x", "dose": change["to"], "source": WARD}
    added = {"at": "phases[0].components[bortezomib].levels", "add": level}
    assert "states another value" in _refused(added)


def _component(base: str, place: str) -> dict[str, Any]:
    """A part of the base's document, at ``0.1`` for the second component of its first phase."""
    phase, number = map(int, place.split("."))
    found: dict[str, Any] = regimen_document(catalogue.get(base))["phases"][phase]["components"][
        number
    ]
    return found


def test_number_that_stands_elsewhere_under_the_citation_is_refused() -> None:
    """Where one citation states 20 and 40 mg, each stays at its own place."""
    base = "d-kd"
    third = _component(base, "0.2")
    others = {
        one["dose"]["amount"]
        for one in regimen_document(catalogue.get(base))["phases"][0]["components"]
        if one["drug"] == third["drug"] and one["dose"]["source"] == third["dose"]["source"]
    }
    assert {"20 mg", "40 mg"} <= others
    for amount_ in others - {third["dose"]["amount"]}:
        change = {"at": "phases[0].components[2].dose.amount", "to": amount_}
        assert "states another value" in _refused(change, base=base)
    full = _component("teclistamab", "0.3")["dose"]
    change = {"at": "phases[0].components[1].dose", "to": full}
    assert "states another value" in _refused(change, base="teclistamab")


def _without_sources(value: Any) -> Any:
    if isinstance(value, list):
        return [*map(_without_sources, value)]
    if isinstance(value, dict):
        return {key: _without_sources(one) for key, one in value.items() if key != "source"}
    return value


@pytest.mark.parametrize("name", catalogue.ids())
def test_doses_and_days_of_one_regimen_are_not_exchanged(name: str) -> None:
    """The dose and the days of any component, put at any other with another, are refused."""
    document = regimen_document(catalogue.get(name))
    parts = [
        (f"phases[{i}].components[{j}].{key}", one[key])
        for key in ("dose", "timing")
        for i, phase in enumerate(document["phases"])
        for j, one in enumerate(phase["components"])
    ]
    for (at, own), (_, other) in itertools.pairwise(parts):
        same = _without_sources(own) == _without_sources(other)
        if isinstance(own, list) and isinstance(other, list):  # fewer days are said, as left out
            same |= all(one in own for one in other)
        assert same or "states another" in _refused({"at": at, "to": other}, base=name)


def test_names_that_rules_select_by_need_a_source() -> None:
    """Two levels that exchange their names exchange what the table chooses."""
    at = "phases[treatment].components[0].levels"
    swap = [
        {"at": f"{at}[0].name", "to": "x"},
        {"at": f"{at}[1].name", "to": "10"},
        {"at": f"{at}[0].name", "to": "15-every-other-day"},
    ]
    assert "states another value" in _refused(*swap, base="d-rd")
    whole = copy.deepcopy(_component("d-rd", "0.0")["levels"])
    whole[0]["name"], whole[1]["name"] = whole[1]["name"], whole[0]["name"]
    assert "states another value" in _refused({"at": at, "to": whole}, base="d-rd")
    for key, value in (("group", "DCEP"), ("split", True)):
        change = {"at": f"phases[0].components[4].{key}", "to": value}
        assert "states another value" in _refused(change, base="dara-dcep")
    reading = {"at": "interpretations[0].reading", "to": "as we like it"}
    assert _refused(reading).endswith("state the source of the change")


def test_phase_takes_no_name_of_another() -> None:
    """A dose change of the maintenance is not to be one of the induction."""
    swap = [
        {"at": "phases[0].name", "to": "x"},
        {"at": "phases[1].name", "to": "induction"},
        {"at": "phases[0].name", "to": "maintenance"},
    ]
    assert _refused(*swap, base="dara-dcep") == (
        "phases[maintenance].name: is not what dara-dcep calls maintenance; "
        "give it a name of its own"
    )


def test_entries_of_the_base_keep_their_order() -> None:
    """The first option is the default: the same components in another order are another default."""
    components = regimen_document(catalogue.get("dara-vd"))["phases"][0]["components"]
    same = {"at": "phases[0].components", "to": components}
    found = regimen_from(_extension(same))
    assert found.phases == catalogue.get("dara-vd").phases
    assert _refused({"at": "phases[0].components", "to": components[::-1]}) == (
        "phases[combination].components: puts what dara-vd states in another order; "
        "keep its order, and add what is yours at the end"
    )


@pytest.mark.parametrize(
    ("key", "value"),
    [("checked_on", "2026-11-22"), ("verified", True), ("locator", " {} "), ("title", "{}\u00a0")],
    ids=["later", "verified", "spaces", "no-break space"],
)
def test_citation_is_told_apart_by_its_text_and_place_alone(key: str, value: Any) -> None:
    """A later reading, a space or another case is no other source."""
    old = _component("dara-vd", "0.2")["dose"]["source"].get(key, "")
    new = value.format(old.upper()) if isinstance(value, str) else value
    changes = [
        {"at": f"{_DOSE}.amount", "to": "13 mg/m²"},
        {"at": f"{_DOSE}.source.{key}", "to": new},
    ]
    assert "states another value" in _refused(*changes)


def test_cap_taken_away_needs_a_source() -> None:
    """A dose without its cap is another dose."""
    base = next(
        name
        for name in catalogue.ids()
        if any(one.dose.cap is not None for _, one in catalogue.get(name).components())
    )
    document = regimen_document(catalogue.get(base))
    places = [
        f"phases[{i}].components[{j}].dose"
        for i, phase in enumerate(document["phases"])
        for j, component in enumerate(phase["components"])
        if "cap" in component["dose"]
    ]
    change = {"at": f"{places[0]}.cap", "remove": True}
    assert "states another value" in _refused(change, base=base)
    sourced: list[dict[str, Any]] = [change, {"at": f"{places[0]}.source", "to": WARD}]
    assert regimen_from(_extension(*sourced, base=base)).id == "ward-protocol"


@pytest.mark.parametrize(
    "changes",
    [
        [{"at": _DOSE, "to": {"amount": "1.5 mg/m²", "source": WARD}}],
        [{"at": f"{_DOSE}.amount", "to": "1.5 mg/m²"}, {"at": f"{_DOSE}.source", "to": WARD}],
        [{"at": f"{_DOSE}.source", "to": WARD}, {"at": f"{_DOSE}.amount", "to": "1.5 mg/m²"}],
    ],
    ids=["whole", "value first", "source first"],
)
def test_change_with_its_source_is_taken(changes: list[dict[str, Any]]) -> None:
    """The source can stand in the change or beside it, before or after."""
    found = regimen_from(_extension(*changes))
    doses = [str(c.dose) for _, c in found.components() if c.drug.name == "bortezomib"]
    assert doses == ["1.5 mg/m²"]


def test_what_is_no_number_needs_no_source() -> None:
    """The name of a phase and a reading that is taken out stand as they are said."""
    found = regimen_from(
        _extension(
            {"at": "phases[combination].name", "to": "induction"},
            {"at": "interpretations[0]", "remove": True},
        )
    )
    assert found.phases[0].name == "induction"
    assert len(found.interpretations) == len(catalogue.get("dara-vd").interpretations) - 1


def test_component_is_added_with_its_own_sources() -> None:
    """A drug more is an entry at the end of its phase."""
    aciclovir = {
        "drug": {"name": "aciclovir"},
        "group": "prophylaxis",
        "role": "supportive",
        "dose": {"amount": "400 mg", "times": 2, "source": WARD},
        "timing": {"source": WARD},
    }
    found = regimen_from(_extension({"at": "phases[combination].components", "add": aciclovir}))
    assert found.phases[0].components[-1].drug.name == "aciclovir"
    assert found.phases[0].components[:-1] == catalogue.get("dara-vd").phases[0].components
    assert found.phases[0].components[-1].dose.source.title == "Ward protocol"


def test_names_of_the_base_are_not_inherited() -> None:
    """An extension has the aliases it states, and the base's silences until it states its own."""
    change = {"at": "phases[0].name", "to": "induction"}
    found = regimen_from(_extension(change, aliases=["our-dvd"]))
    assert found.aliases == ("our-dvd",)
    assert found.no_rule_for == catalogue.get("dara-vd").no_rule_for


def test_list_that_the_base_leaves_out_can_be_added_to() -> None:
    """A cumulative limit is stated where the base has none."""
    limit = {"drug": "bortezomib", "at_most": "100", "source": WARD}
    found = regimen_from(_extension({"at": "cumulative_limits", "add": limit}))
    assert [one.drug for one in found.cumulative_limits] == ["bortezomib"]


# What is left out


def test_rule_that_is_left_out_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Tables, reductions, delays, entry and limits of the base do not vanish unnoticed."""
    removed = [{"at": key, "remove": True} for key in ("reductions", "delay_rule", "entry")]
    document = _extension(*removed, base="dara-dcep", no_rule_for=["anything"])
    found = left_out(document)
    base = catalogue.get("dara-dcep")
    assert found[: len(base.reductions)] == tuple(
        f"without the base's reduction: reductions[{number}] "
        f"(of {one.of}, lowest {plain(one.lowest)})"
        for number, one in enumerate(base.reductions)
    )
    assert "without the base's rule for dose delays: delay_rule (more than 7)" in found
    assert sum("entry criterion" in one for one in found) == len(base.entry)
    assert [one for one in found if "no rule for" in one] == [
        f"without the base's “no rule for {one}”" for one in base.no_rule_for
    ]
    path = tmp_path / "ours.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert main(["check", str(path)]) == 0
    assert capsys.readouterr().out.splitlines()[-len(found) :] == [*found]
    assert main(["check", str(path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["without"] == [*found]
    assert main(["show", str(path)]) == 0
    card = capsys.readouterr().out
    part = card[card.index("## Left out") : card.index("## Review")]
    assert " ".join(part.split()).count("without the base's") == len(found)


@pytest.mark.parametrize(
    ("base", "changes", "line"),
    [
        (
            "d-rd",
            [{"at": "phases[treatment].components[0].tables", "to": []}],
            "without the base's table: phases[treatment].components[lenalidomide].tables[0] "
            "(by creatinine clearance)",
        ),
        (
            "teclistamab",
            [{"at": "restarts", "remove": True}],
            "without the base's restarts: restarts[0] (drug teclistamab, choice start)",
        ),
        (
            "dara-dcep",
            [{"at": "phases[0].components[cisplatin]", "remove": True}],
            "without the base's drug: phases[induction].components[cisplatin] (group DCEP)",
        ),
    ],
    ids=["table", "restarts", "drug"],
)
def test_what_is_left_out_is_named_by_its_place(
    base: str, changes: list[dict[str, Any]], line: str
) -> None:
    """One line each, also where the list is emptied rather than removed."""
    assert line in left_out(_extension(*changes, base=base))


def test_what_is_exchanged_is_not_left_out() -> None:
    """A rule with a source of its own takes the place of the base's."""
    rule = {"at": "delay_rule", "to": {"more_than": 10, "source": WARD}}
    assert left_out(_extension(rule, base="dara-dcep")) == ()
    assert left_out(regimen_document(catalogue.get("dcep"))) == ()


def test_no_entry_of_no_rule_for_is_taken_out_by_a_path() -> None:
    """What has no rule is stated at the top, whole."""
    for change in ({"remove": True}, {"to": "x"}):
        assert _refused({"at": "no_rule_for[0]"} | change) == (
            "changes[0].at: no_rule_for is the protocol's own; state it at the top of the document"
        )


# What is extended


def test_base_can_be_pinned() -> None:
    """A revision and digest that are not the library's are refused before anything is changed."""
    base = catalogue.get("dara-vd")
    change = {"at": "phases[0].name", "to": "induction"}
    whole = {"id": "dvd", "revision": "1", "digest": base.digest}
    assert regimen_from(_extension(change, base=whole)).phases[0].name == "induction"
    assert _refused(change, base=whole | {"digest": "sha256:0"}).startswith(
        "extends.digest: written against digest sha256:0 of dara-vd, this library has sha256:"
    )


def test_only_a_built_in_regimen_is_extended() -> None:
    """Neither a file nor another hospital's protocol is a base."""
    for base in ("ward-chop21", "docs/examples/chop21.json", "../x", "file:///x"):
        assert "only a built-in regimen can be extended" in _refused(base=base)


def test_extension_needs_an_id_of_its_own() -> None:
    """Neither the id nor an alias of a built-in regimen names an extension."""
    change = {"at": "phases[0].name", "to": "induction"}
    for name in ("dara-vd", "dvd", "dcep"):
        assert _refused(change, id=name) == (
            f"id: {name} is a built-in regimen of other content; give this one an id of its own"
        )


def test_changes_leave_the_base_as_it_was() -> None:
    """A built-in regimen is the same after it was extended, and so is the document."""
    before = regimen_document(catalogue.get("dara-vd"))
    document = _extension({"at": _DOSE, "to": {"amount": "1.5 mg/m²", "source": WARD}})
    kept = copy.deepcopy(document)
    regimen_from(document)
    assert document == kept
    assert regimen_document(catalogue.get("dara-vd")) == before


# Paths


def test_name_that_is_ambiguous_names_the_entries() -> None:
    """A drug that a phase has twice is named by its place."""
    change = {"at": "phases[combination].components[dexamethasone].group", "to": "steroid"}
    assert _refused(change) == (
        "changes[0].at: 'dexamethasone' names several entries; use one of [0], [1]"
    )


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("title", ("title",)),
        ("phases[0].name", ("phases", 0, "name")),
        ('levels["10"].dose', ("levels", ("10",), "dose")),
        ("levels[1.0]", ("levels", ("1.0",))),
        (r'a["x\"]y"]', ("a", ('x"]y',))),
        (r'a["x\\[y"]', ("a", ("x\\[y",))),
        ("interpretations[day 0, or 1]", ("interpretations", ("day 0, or 1",))),
    ],
)
def test_path_is_read_and_written(text: str, steps: tuple[Any, ...]) -> None:
    """The steps of a path, and the same text from its steps."""
    assert parsed(text, where="at") == steps
    assert "".join(map(step_text, steps)).removeprefix(".") == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        ".a",
        "a.",
        "a..b",
        "a[",
        "a[]",
        'a["x]',
        "a b",
        "A",
        "a.[0]",
        "[0]a",
        "a]",
        r'a["\q"]',
    ],
)
def test_what_is_no_path_is_refused(text: str) -> None:
    """Anything else is one message that shows how a path is written."""
    with pytest.raises(DocumentError, match="is not a path; write it as in phases"):
        parsed(text, where="at")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"at": "phases[0].name", "add": "x"},
            "nothing can be added to 'phases[0].name'; name a list, or write to instead of add",
        ),
        ({"at": "phases[0].levels[0].x", "to": 1}, "there is no levels; use one of name, "),
        ({"at": "phases[0].name[0]", "to": 1}, "no list to look for [0] in; name a key"),
        ({"at": "phases[0].gate", "remove": True}, "there is no gate; use one of name, "),
        ({"at": "phases[9]", "remove": True}, "there is no entry [9]; use [0] to [1]"),
        ({"at": "phases[x].name", "to": 1}, "there is no 'x'; use one of combination, "),
        ({"at": "phases.x", "to": 1}, "there is no x; name an entry of the list"),
        (
            {"at": "phases[0].components[bortezomib].timing[x].days", "to": 1},
            "there is no 'x'; name it by its place, as in [0]",
        ),
    ],
    ids=range(8),
)
def test_path_that_leads_nowhere_says_where_it_ends(change: Any, message: str) -> None:
    """What is not there is said with what is."""
    assert _refused(change).startswith(f"changes[0].at: {message}")
