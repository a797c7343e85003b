"""Sign-offs: every card says whether a clinician has signed it, who, and for what; and lapses."""

from __future__ import annotations

import importlib.util
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from regimens import catalogue
from regimens.errors import DefinitionError
from regimens.formats.card import card
from regimens.formats.sign_offs import SignOff, holds, sign_off_of

DOCS = Path(__file__).parent.parent / "docs"
DCEP = catalogue.get("dcep")
SIGNED = SignOff(
    regimen="dcep",
    revision=DCEP.revision,
    digest=DCEP.digest,
    name="Dr A. Example",
    role="consultant haematologist, Example Hospital",
    on=date(2026, 11, 21),
)
OTHER_DIGEST = "sha256:" + "0123456789abcdef" * 4
FORM = ("Reviewed by: ___", "Role: ___", "Date: ___", "Signature: ___")


def _review(*sign_offs: SignOff) -> str:
    """What the card of DCEP says after the heading of its last section, in one line."""
    return " ".join(card(DCEP, sign_offs=sign_offs).partition("## Review\n")[2].split())


@pytest.mark.parametrize("name", catalogue.ids())
def test_every_card_says_in_words_whether_it_is_signed(name: str) -> None:
    """Exactly one of the three states, for the revision and digest of the definition."""
    regimen = catalogue.get(name)
    file = DOCS / "protocols" / f"{name}.md"
    assert file.exists(), "run python docs/pages.py, and read the diff"
    page = file.read_text(encoding="utf-8")
    said = " ".join(page.partition("## Review\n")[2].split())
    states = ("**Not signed off.**", "**Signed off** by ", "**The sign-off has lapsed.**")
    assert [said.count(state) for state in states].count(1) == 1
    assert sum(said.count(state) for state in states) == 1
    assert f"revision {regimen.revision}, digest `{regimen.digest[:19]}…`" in said
    assert "lapses when either changes" in said
    for part in FORM:
        assert (part in said) is ("**Signed off** by " not in said)


def test_unsigned_card_says_so_and_has_its_form() -> None:
    """In plain words, with the place for name, role, date and signature."""
    assert _review() == (
        "**Not signed off.** No clinician's sign-off stands on this card: take revision 1, digest "
        f"`{DCEP.digest[:19]}…`, as unreviewed. A sign-off is for one revision with one digest, "
        f"and lapses when either changes. Reviewed by: {'_' * 28} Role: {'_' * 28} "
        f"Date: {'_' * 28} Signature: {'_' * 28}"
    )


def test_signed_card_names_person_role_day_revision_and_digest() -> None:
    """And asks for no signature any more."""
    assert _review(SIGNED) == (
        "**Signed off** by Dr A. Example, consultant haematologist, Example Hospital, on "
        f"2026-11-21, for revision 1, digest `{DCEP.digest[:19]}…`. A sign-off is for one revision "
        "with one digest, and lapses when either changes."
    )


@pytest.mark.parametrize(
    ("change", "was"),
    [
        ({"digest": OTHER_DIGEST}, "revision 1, digest `sha256:0123456789ab…`"),
        ({"revision": "0"}, f"revision 0, digest `{DCEP.digest[:19]}…`"),
    ],
)
def test_sign_off_lapses_with_the_definition(change: dict[str, Any], was: str) -> None:
    """Another digest or revision is another definition: what was signed is named, and unsigned."""
    lapsed = evolve(SIGNED, **change)
    assert not holds(lapsed, DCEP)
    said = _review(lapsed)
    assert said.startswith(
        "**The sign-off has lapsed.** It was by Dr A. Example, consultant haematologist, Example "
        f"Hospital, on 2026-11-21, for {was}. The definition has changed since, and nobody has "
        f"signed it off: take revision 1, digest `{DCEP.digest[:19]}…`, as unreviewed. "
    )
    assert "**Signed off**" not in said
    for part in FORM:
        assert part in said


def test_changed_dose_lapses_what_was_signed() -> None:
    """One drug's amount of the very definition that was signed."""
    (phase,) = DCEP.phases
    first, *rest = phase.components
    changed = evolve(
        DCEP, phases=(evolve(phase, components=(evolve(first, group="DCEP-2"), *rest)),)
    )
    assert holds(SIGNED, DCEP)
    assert "**The sign-off has lapsed.**" in card(changed, sign_offs=[SIGNED])


def test_remarks_of_a_sign_off_are_told() -> None:
    """What it is not for stands beside it."""
    said = _review(evolve(SIGNED, remarks="Not for mobilisation."))
    assert f"`{DCEP.digest[:19]}…`. Remarks: Not for mobilisation. A sign-off" in said


def test_last_sign_off_that_holds_counts() -> None:
    """One that has lapsed since does not hide it, and of two that hold the later entry is told."""
    lapsed = evolve(SIGNED, digest=OTHER_DIGEST, name="Before")
    again = evolve(SIGNED, name="Again")
    assert sign_off_of(DCEP, [SIGNED, lapsed]) == SIGNED
    assert sign_off_of(DCEP, [SIGNED, again, lapsed]) == again
    assert sign_off_of(DCEP, [lapsed]) == lapsed


def test_sign_off_of_another_regimen_is_none() -> None:
    """Also where somebody copied the digest."""
    assert sign_off_of(DCEP, [evolve(SIGNED, regimen="dara-dcep")]) is None
    assert not holds(evolve(SIGNED, regimen="dara-dcep"), DCEP)


def test_name_of_a_signature_forges_no_card() -> None:
    """A line break begins no section, and a mark that turns the writing round is shown."""
    said = card(DCEP, sign_offs=[evolve(SIGNED, name="A\n## Rules\u202e")])
    assert said.count("\n## Rules\n") == 1
    assert "⟨U+202E⟩" in said


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"digest": DCEP.digest[:19]}, "is no whole digest"),
        ({"digest": DCEP.digest.removeprefix("sha256:")}, "is no whole digest"),
        ({"name": " "}, "SignOff.name: ' ' names nothing"),
        ({"role": ""}, "SignOff.role: '' names nothing"),
        ({"on": "2026-11-21"}, "SignOff.on: '2026-11-21' is not a date"),
        ({"on": datetime(2026, 11, 21, tzinfo=UTC)}, "SignOff.on: .* is not a date"),
    ],
)
def test_what_is_no_sign_off_is_refused(change: dict[str, Any], message: str) -> None:
    """A part of a digest would be that of many definitions; nobody signs without name and role."""
    with pytest.raises(DefinitionError, match=message.replace("(", r"\(")):
        evolve(SIGNED, **change)


def test_page_of_sign_offs_tells_the_three_states() -> None:
    """Unsigned, signed and lapsed, a row each; a bar in a name makes no cell."""
    spec = importlib.util.spec_from_file_location("pages", DOCS / "pages.py")
    assert spec is not None
    assert spec.loader is not None
    pages = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pages)
    lapsed = evolve(SIGNED, regimen="sd", digest=OTHER_DIGEST, name="B|C")
    rows = {row.split("]")[0][3:]: row for row in pages._sign_offs([SIGNED, lapsed])}
    assert set(rows) == set(catalogue.ids())
    digest = f"| 1 | `{DCEP.digest[7:19]}` |"
    assert rows["dcep"] == (
        f"| [dcep](../protocols/dcep.md) {digest} Dr A. Example | "
        "consultant haematologist, Example Hospital | 2026-11-21 |  |"
    )
    assert "| lapsed: B/C, for revision 1, `0123456789ab` | consultant" in rows["sd"]
    assert rows["rd"].endswith("| not signed off |  |  |  |")


def test_every_recorded_sign_off_is_of_a_regimen_that_is_there() -> None:
    """A slip in an id would leave a card unsigned without a word."""
    spec = importlib.util.spec_from_file_location("pages", DOCS / "pages.py")
    assert spec is not None
    assert spec.loader is not None
    pages = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pages)
    assert {one.regimen for one in pages._signed()} <= set(catalogue.ids())
