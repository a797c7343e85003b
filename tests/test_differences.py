"""What differs between two definitions: every change is found, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest

from regimens import Regimen, catalogue
from regimens.cli import main
from regimens.formats.differences import differences, differences_document, differences_text
from regimens.formats.reading import read_path
from regimens.formats.regimens import regimen_document, regimen_from
from regimens.schedule import Cycles, Schedule

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
CHOP_2 = str(EXAMPLES / "chop21-2.json")
FIRST = regimen_from(read_path(str(EXAMPLES / "chop21.json")))
SECOND = regimen_from(read_path(CHOP_2))


def test_differences_of_the_two_revisions() -> None:
    """One dose and its source, one reading and the revision: nothing else."""
    assert [str(one)[:80] for one in differences(FIRST, SECOND)] == [
        "revision: 1 → 2",
        "phases[treatment].components[prednisone].dose.amount: 100 mg → 45 mg/m²",
        "phases[treatment].components[prednisone].dose.source.title: Systemic Anti-Cancer",
        "phases[treatment].components[prednisone].dose.source.identifier: srl.org.nz/regi",
        "phases[treatment].components[prednisone].dose.source.locator: cycle details: pre",
        'interpretations[rounding of prednisone]: not stated → {"name": "rounding of pred',
    ]
    assert [one.of_content for one in differences(FIRST, SECOND)].count(True) == 1
    assert differences(FIRST, FIRST) == ()


@pytest.mark.parametrize("name", catalogue.ids())
def test_regimen_does_not_differ_from_itself(name: str) -> None:
    """Nothing differs after a definition went out and in, and the text says so."""
    regimen = catalogue.get(name)
    again = regimen_from(regimen_document(regimen))
    assert differences(regimen, again) == ()
    assert "0 differences, 0 of them in doses" in differences_text(regimen, again)


def test_every_change_of_a_definition_is_a_difference() -> None:
    """Days, an order, a drug more or less, a flag and a name are found where they stand."""
    phase = FIRST.phases[0]
    first, second, *rest = phase.components
    swapped = attrs.evolve(FIRST, phases=(attrs.evolve(phase, components=(second, first, *rest)),))
    assert [str(one) for one in differences(FIRST, swapped)] == [
        "phases[treatment].components, in order: prednisone, doxorubicin, vincristine, "
        "cyclophosphamide → doxorubicin, prednisone, vincristine, cyclophosphamide"
    ]
    fewer = attrs.evolve(FIRST, phases=(attrs.evolve(phase, components=(first, *rest)),))
    (gone,) = differences(FIRST, fewer)
    assert gone.path == "phases[treatment].components[doxorubicin]"
    assert gone.before["dose"]["amount"] == "50 mg/m²"
    assert gone.after is None
    renamed = attrs.evolve(FIRST, phases=(attrs.evolve(phase, name="CHOP", waits=True),))
    assert [str(one) for one in differences(FIRST, renamed)] == [
        "phases[treatment].name: treatment → CHOP",
        "phases[treatment].waits: not stated → yes",
    ]
    assert isinstance(first.timing, tuple)
    fewer_days = attrs.evolve(first, timing=(attrs.evolve(first.timing[0], days=(1, 2, 3)),))
    days = attrs.evolve(
        FIRST, phases=(attrs.evolve(phase, components=(fewer_days, second, *rest)),)
    )
    assert [str(one) for one in differences(FIRST, days)] == [
        "phases[treatment].components[prednisone].timing[0].days: 1, 2, 3, 4, 5 → 1, 2, 3"
    ]
    fewer_rules = attrs.evolve(FIRST, no_rule_for=("blood counts before a cycle",))
    assert [str(one) for one in differences(FIRST, fewer_rules)] == [
        "no_rule_for: dose modifications, which were not read → not stated"
    ]


def test_entries_without_names_are_held_side_by_side() -> None:
    """Of a list of schedules, what came, went and changed is told by its place."""
    phase = FIRST.phases[0]
    first, *rest = phase.components
    assert isinstance(first.timing, tuple)
    one = first.timing[0]
    early, late = (attrs.evolve(one, cycles=Cycles(*cycles)) for cycles in ((1, 4), (5, 8)))

    def timed(*timing: Schedule) -> Regimen:
        components = (attrs.evolve(first, timing=timing), *rest)
        return attrs.evolve(FIRST, phases=(attrs.evolve(phase, components=components),))

    where = "phases[treatment].components[prednisone].timing"
    more = [(d.path, d.before is None) for d in differences(timed(early), timed(early, late))]
    assert more == [(f"{where}[1]", True)]
    fewer = [(d.path, d.after is None) for d in differences(timed(early, late), timed(late))]
    assert fewer == [(f"{where}[0]", True)]
    both = [str(d) for d in differences(timed(one), timed(early, late))]
    assert both[0] == f"{where}[0].cycles.last: 8 → 4"
    assert both[1].startswith(f"{where}[1]: not stated → ")
    fewer_and_other = differences(timed(early, late), timed(one))
    assert str(fewer_and_other[0]) == f"{where}[0].cycles.last: 4 → 8"


def test_compare_shows_two_definitions(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Ids and documents are compared path by path, as text and as values."""
    assert main(["compare", str(EXAMPLES / "chop21.json"), CHOP_2]) == 0
    assert capsys.readouterr().out == differences_text(FIRST, SECOND)
    arguments = ["compare", "dcep", "dcep-cisplatin-15", "--format", "json"]
    assert main(arguments) == 0
    expected = differences_document(catalogue.get("dcep"), catalogue.get("dcep-cisplatin-15"))
    assert json.loads(capsys.readouterr().out) == expected
    kept = tmp_path / "dcep-of-last-year.json"
    document = regimen_document(catalogue.get("dcep"))
    del document["digest"]
    document["phases"][0]["components"][3]["dose"]["amount"] = "9 mg/m²"
    kept.write_text(json.dumps(document), encoding="utf-8")
    assert main(["compare", str(kept), "dcep"]) == 0
    text = capsys.readouterr().out
    assert "phases[induction].components[cisplatin].dose.amount: 9 mg/m² → 10 mg/m²" in text
