"""The suite that every built-in definition passes, for a hospital's own as well.

`SUITE` has its checks one by one, in the order in which their breaches are told.

>>> from regimens import catalogue
>>> [check.name for check in SUITE if check.breaches(catalogue.get("dcep"))]
[]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regimens.regimen import Regimen
from regimens.testing import definition_checks, plan_checks, table_checks
from regimens.testing.arguments import check_is
from regimens.testing.checks import Breach, Check
from regimens.testing.holding import assert_regimen_holds

__all__ = ["INVARIANTS_HELD", "SUITE", "assert_definition_holds", "told"]

_COURSES = 20  # drawn for a definition
_SHOWN = 10  # breaches; a protocol that breaks one rule on every row is not told row by row

# Every check that a definition is put through, with why.
SUITE: tuple[Check, ...] = (
    Check(
        name="sources-read",
        sentence="Every source was read on a day that has been.",
        why="A citation that nobody can have read vouches for no number.",
        function=definition_checks.sources_were_read,
    ),
    Check(
        name="unread-numbers-marked",
        sentence="A number nobody has read is planned only with a reason, and marked everywhere.",
        why="An unread number that looks like a read one is given as it stands.",
        function=definition_checks.unread_numbers_are_marked,
    ),
    Check(
        name="silences-named",
        sentence="What the protocol gives no rule for is listed, and each reading stands once.",
        why="Silence is read as safe: nobody looks elsewhere for a rule that is not missed.",
        function=definition_checks.silences_are_named,
    ),
    Check(
        name="names-its-own",
        sentence="Its id and aliases lead to no built-in regimen of other content.",
        why="Under a name that two protocols share, the other one is planned.",
        function=definition_checks.names_are_its_own,
    ),
    Check(
        name="document-round-trip",
        sentence="Written as a document and read again it is the same, with the same digest.",
        why="What is kept or sent would be planned otherwise than what was reviewed.",
        function=definition_checks.comes_back_from_its_document,
    ),
    Check(
        name="card-whole",
        sentence="Its card names every phase, drug, amount, text, reading and silence.",
        why="A clinician signs for what stands on the card, and only for that.",
        function=definition_checks.card_is_whole,
    ),
    Check(
        name="days-inside-cycle",
        sentence="Every day, as written and as planned, lies inside its cycle.",
        why="A day beyond the cycle is a dose in the next one, beside that one's own.",
        function=plan_checks.days_lie_inside_their_cycle,
    ),
    Check(
        name="every-drug-planned",
        sentence="Every cycle is there and has a dose, and every drug not deselected has doses.",
        why="A drug that is written and never due is not given, and nobody is told.",
        function=plan_checks.every_drug_is_planned,
    ),
    Check(
        name="rows-in-order",
        sentence="Rows come by date, then in the protocol's order, and no dose comes twice.",
        why="A dose that stands twice is given twice.",
        function=plan_checks.rows_are_in_order,
    ),
    Check(
        name="parts-complete",
        sentence="A drug given several times a day has each of its doses on each of its days.",
        why="Half a day's dose looks like a whole one.",
        function=plan_checks.parts_of_a_day_are_complete,
    ),
    Check(
        name="no-rule-broken",
        sentence="Undisturbed, the protocol keeps its own intervals, distances and limits.",
        why="A warning that always stands there is not read when it matters.",
        function=plan_checks.no_rule_is_broken,
    ),
    Check(
        name="dates-read-twice",
        sentence="Each date is the one that dateutil's recurrence rules give, no more, no fewer.",
        why="A wrong date that looks right is given on that day.",
        function=plan_checks.dates_are_read_twice,
    ),
    Check(
        name="doses-read-twice",
        sentence="Each dose is the amount as written times the measure, within its caps.",
        why="A wrong dose that looks right is given.",
        function=plan_checks.milligrams_are_read_twice,
    ),
    Check(
        name="every-body-planned",
        sentence="From 120 cm and 20 kg to 210 cm and 220 kg each dose is above 0, and none falls.",
        why="A patient out of the ordinary is the one whose dose nobody knows by heart.",
        function=plan_checks.bodies_are_planned,
    ),
    Check(
        name="every-choice-planned",
        sentence="Each option of each choice can be planned, and breaks no rule of the protocol.",
        why="An option that cannot be planned is found on the day it is needed.",
        function=plan_checks.choices_are_planned,
    ),
    Check(
        name="every-level-planned",
        sentence="Each named dose level can be ordered from the component's first cycle on.",
        why="A reduction that cannot be ordered is found on the day the patient is toxic.",
        function=plan_checks.levels_are_planned,
    ),
    Check(
        name="tables-decide",
        sentence="A table of levels has one row for each value, or a reading says where not.",
        why="A value on the bound of two rows, or of none, gets a dose by whoever reads it.",
        function=table_checks.tables_decide,
    ),
    Check(
        name="tables-followed",
        sentence="A value on, beside or between the bounds of a table gets its row's level.",
        why="A comparison that is off by its own bound is wrong for one patient, on that day.",
        function=table_checks.tables_are_followed,
    ),
)


def _invariants_are_held(regimen: Regimen) -> Iterator[Breach]:
    try:
        assert_regimen_holds(regimen, examples=_COURSES)
    except AssertionError as error:
        what, _, course = str(error).partition("\n")
        yield Breach(
            where="a course that was drawn", what=what, mend=f"report it, with the course\n{course}"
        )


# Apart from the suite, as it draws and takes seconds: the built-in definitions have it elsewhere.
INVARIANTS_HELD = Check(
    name="invariants-held",
    sentence="Every invariant is held by courses that are drawn, whatever is recorded of them.",
    why="Most patients do not stay as planned: doses are late, left out, reduced and corrected.",
    function=_invariants_are_held,
)


def told(check: Check, breaches: Iterable[Breach], *, where: str) -> str:
    """What a breach of a check is told in: short, with what, where and the mend.

    Args:
        check: What does not hold.
        breaches: Where; at least one.
        where: The document or regimen.

    >>> breach = Breach(where="no_rule_for", what="is empty", mend="list what has no rule")
    >>> print(told(SUITE[2], [breach], where="ours.json"))
    ours.json: no_rule_for: is empty; list what has no rule
    Held by every definition: What the protocol gives no rule for is listed, and each reading \
stands once.
    Why: Silence is read as safe: nobody looks elsewhere for a rule that is not missed.
    """
    lines = [f"{where}: {one}" for one in breaches]
    if len(lines) > _SHOWN:
        lines[_SHOWN:] = [f"and {len(lines) - _SHOWN} more like these"]
    return "\n".join([*lines, f"Held by every definition: {check.sentence}", f"Why: {check.why}"])


def assert_definition_holds(regimen: Regimen, *, where: str = "") -> None:
    """Run the suite over a definition.

    Args:
        regimen: As written.
        where: What it is called in messages, such as its document; its id by default.

    Raises:
        AssertionError: with every breach, what holds and why it matters.
        RegimensError: for what is no regimen, such as an id.

    >>> from regimens import catalogue
    >>> assert_definition_holds(catalogue.get("dara-vd"))
    """
    check_is("regimen", regimen, Regimen)
    check_is("where", where, str)
    failed = [
        told(check, breaches, where=where or regimen.id)
        for check in SUITE
        if (breaches := check.breaches(regimen))
    ]
    if failed:
        raise AssertionError("\n\n".join(failed))
