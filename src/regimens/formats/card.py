"""The protocol card: a regimen on a page, for a clinician to review."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from regimens.amounts import WrittenDose
from regimens.components import Alternative, Component, Role
from regimens.decimals import plain
from regimens.drugs import Presentation
from regimens.expansion import expand
from regimens.formats.cycle_runs import cycle_runs
from regimens.formats.phrases import UNVERIFIED, amount_text, phase_notes, phase_title
from regimens.formats.sign_offs import SignOff, sign_off_of, sign_off_text
from regimens.formats.visible import visible_text
from regimens.levels import Level, LevelTable
from regimens.regimen import Phase, Regimen
from regimens.schedule import Continuous, Following, day_text
from regimens.sources import Source

__all__ = ["card", "grid"]

_WIDTH = 80
# A word that Markdown takes for the beginning of a list, a quotation or a heading where a line
# begins with it, as "1)" of "(cycle 1)": it stays on the line of the word before it.
_MARK = re.compile(r" (?=(?:\d+[.)]|[-+*>]|#+|=+)(?: |$))")
_STAYS = "\x1f"


def card(regimen: Regimen, *, sign_offs: Iterable[SignOff] = ()) -> str:
    """The card as Markdown, 80 columns wide, readable as it is.

    Args:
        regimen: The definition.
        sign_offs: Clinicians' sign-offs; those of other regimens are passed over. Without one that
            is for this revision and digest the card says that it is not signed off.

    >>> from regimens import catalogue
    >>> print(card(catalogue.get("dcep")).splitlines()[0])
    # DCEP: dexamethasone, cyclophosphamide, etoposide, cisplatin (DARA-DCEP trial)
    """
    references = _References()
    body = [
        *_head(regimen),
        *(line for phase in regimen.phases for line in _phase(regimen, phase, references)),
        *_rules(regimen, references),
        *_readings(regimen, references),
        "## Sources",
        "",
        *references.lines(),
        "",
        "## Review",
        "",
        *sign_off_text(regimen, sign_off_of(regimen, sign_offs)),
    ]
    return "".join(f"{visible_text(line)}\n" for line in body)  # a terminal obeys none of it


class _References:
    """Numbers the sources in the order the card cites them."""

    def __init__(self) -> None:
        self._titles: dict[tuple[str, str], int] = {}

    def cite(self, source: Source) -> str:
        """The mark of a source: its number and the place in it."""
        number = self._titles.setdefault((source.title, source.identifier), len(self._titles) + 1)
        mark = "" if source.verified else " UNVERIFIED"
        return f"[{number}: {source.locator}{mark}]"

    def lines(self) -> Iterator[str]:
        """The list of what was cited."""
        for (title, identifier), number in self._titles.items():
            yield from _item(f"[{number}] {title}. {identifier}.")


def _item(text: str, width: int = _WIDTH) -> list[str]:
    return _lines(text, width, "- ", "  ")


def _lines(text: str, width: int = _WIDTH, first: str = "", later: str = "") -> list[str]:
    lines = wrap(
        _MARK.sub(_STAYS, text),
        width,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(_STAYS, " ") for line in lines]


def _head(regimen: Regimen) -> list[str]:
    lines = [f"# {regimen.title}", "", f"- id: `{regimen.id}`, revision {regimen.revision}"]
    lines.append(f"- digest: `{regimen.digest[:19]}…`")
    if regimen.aliases:
        lines += _item(f"also known as: {', '.join(f'`{name}`' for name in regimen.aliases)}")
    if regimen.unverified:
        lines += _item(UNVERIFIED)
    for choice, options in regimen.choices().items():
        others = ", ".join(options[1:])
        lines += _item(f"choice `{choice}`: {options[0]} unless chosen otherwise ({others})")
    return [*lines, ""]


def _phase(regimen: Regimen, phase: Phase, references: _References) -> Iterator[str]:
    yield f"## {phase_title(phase)}"
    for note in phase_notes(phase):
        yield ""
        yield from _item(note)
    yield ""
    yield from _lines(references.cite(phase.source))
    yield ""
    if phase.gate is not None:
        yield from _item(f"{phase.gate} {references.cite(phase.gate.source)}")
    if phase.transplant is not None:
        yield from _item(f"{phase.transplant} {references.cite(phase.transplant.source)}")
    if phase.gate is not None or phase.transplant is not None:
        yield ""
    yield "```text"
    yield from grid(phase)
    yield "```"
    yield ""
    for component in phase.components:
        yield from _component(component, regimen.tables_read(phase, component), references)
    yield ""


def _component(
    component: Component, tables: Sequence[LevelTable], references: _References
) -> Iterator[str]:
    dose = component.dose
    routes = " or ".join(route.value for route in component.routes) or "route not stated"
    amount = amount_text(dose)
    parts = [f"**{component.drug.name}** {amount}, {routes} {references.cite(dose.source)}"]
    timing = component.timing
    if isinstance(timing, Following | Continuous):
        parts.append(f"{timing} {references.cite(timing.source)}")
    else:
        parts += [f"{one} {references.cite(one.source)}" for one in timing]
    parts += _limits(component, references)
    yield from _item(f"{'; '.join(parts)}; group {component.group}")
    for product in component.products:
        marks = f"{references.cite(product.dose.source)} {references.cite(product.source)}"
        own = f"{amount_text(product.dose)}, {product.route.value} {marks}"
        text = "; ".join(
            (f"can be switched to `{product.name}`: {own}", *_most(product.dose, references))
        )
        for line in _item(text, _WIDTH - 2):
            yield f"  {line}"
    for table in tables:
        text = f"{table} {references.cite(table.source)}"
        for line in _item(text, _WIDTH - 2):
            yield f"  {line}"
    for level in component.levels:
        for line in _item(_level(level, references), _WIDTH - 2):
            yield f"  {line}"
    if component.drug.presentations:
        own = ", ".join(_presentation(one, references) for one in component.drug.presentations)
        for line in _item(f"comes as {own}", _WIDTH - 2):
            yield f"  {line}"


def _most(dose: WrittenDose, references: _References) -> Iterator[str]:
    """What a dose is capped at."""
    if dose.surface_cap is not None:
        yield f"on a body surface of at most {plain(dose.surface_cap)} m²"
    if dose.cap is not None:
        yield f"at most {dose.cap} {references.cite(dose.cap.source)}"


def _ages(own: Alternative | Level) -> Iterator[str]:
    """Whom the source uses an option or a level for."""
    if own.for_older_than is not None:
        yield f"for patients older than {own.for_older_than} years"
    if own.for_age_from is not None:
        yield f"for patients {own.for_age_from} years or older"


def _limits(component: Component, references: _References) -> Iterator[str]:
    minimum, missed = component.minimum_interval, component.missed_dose
    if component.role is not Role.TREATMENT:
        yield f"given as {component.role.value}"
    if component.split:
        yield "its days of a cycle are parts of one dose"
    if component.besides:
        yield "besides the other dose of its days"
    if component.alternative is not None:
        own = component.alternative
        yield ", ".join((f"only with {own.choice} {own.option}", *_ages(own)))
    yield from _most(component.dose, references)
    if minimum is not None:
        yield f"{minimum} {references.cite(minimum.source)}"
    if missed is not None:
        yield f"late dose: {missed} {references.cite(missed.source)}"


def _level(level: Level, references: _References) -> str:
    text = f"level `{level.name}`: {amount_text(level.dose)}"
    if level.days is not None:
        text += f" on days {', '.join(map(day_text, level.days))}"
    text += f" {references.cite(level.dose.source)}"
    if level.source != level.dose.source:
        text += f" {references.cite(level.source)}"
    notes = [level.note] if level.note else []
    return "; ".join((text, *_most(level.dose, references), *_ages(level), *notes))


def _presentation(one: Presentation, references: _References) -> str:
    liquid = "" if one.concentration is None else f" ({plain(one.concentration)} mg/mL)"
    route = "" if one.route is None else f" for {one.route.value}"
    return f"{one}{liquid}{route} {references.cite(one.source)}"


def grid(phase: Phase) -> Iterator[str]:
    """The phase as drug by day, a line a drug for each run of cycles with the same days."""
    names = list(dict.fromkeys(component.drug.name for component in phase.components))
    width = max(map(len, names)) + 2
    whole_weeks = (_WIDTH - width) // 7 * 7
    for title, pattern in _patterns(phase):
        yield title
        for first in range(phase.first_day, phase.last_day + 1, whole_weeks):
            days = range(first, min(first + whole_weeks, phase.last_day + 1))
            tens = "".join(_ten(day) for day in days)
            yield f"{'':<{width}}{tens}".rstrip()
            yield f"{'day':<{width}}" + "".join(str(abs(day) % 10) for day in days)
            for name in names:
                if pattern.get(name):
                    marks = "".join("x" if day in pattern[name] else "·" for day in days)
                    yield f"{name:<{width}}{marks}"


def _ten(day: int) -> str:
    """What stands above a day: its ten, or the sign of a day before day 0."""
    if day < 0:
        return "−"
    return str(day // 10) if day % 10 == 0 and day > 0 else " "


def _patterns(phase: Phase) -> Iterator[tuple[str, dict[str, frozenset[int]]]]:
    def days_by_drug(cycle: int) -> dict[str, frozenset[int]]:
        days: dict[str, set[int]] = {}
        for slot in expand(phase, cycle):
            days.setdefault(slot.drug, set()).add(slot.day)
        return {drug: frozenset(own) for drug, own in days.items()}

    for run in cycle_runs(phase, days_by_drug):
        yield str(run), run.look


def _rules(regimen: Regimen, references: _References) -> list[str]:
    lines = ["## Rules", ""]
    for reduction in regimen.reductions:
        lines += _item(f"reduction of {reduction} {references.cite(reduction.source)}")
    if not regimen.reductions:
        lines += _item("no reduction by a fraction")
    for turns in regimen.alternating:
        lines += _item(f"{turns} {references.cite(turns.source)}")
    if regimen.delay_rule is not None:
        rule = regimen.delay_rule
        lines += _item(f"dose delay: {rule} {references.cite(rule.source)}")
    for limit in regimen.cumulative_limits:
        lines += _item(f"{limit} {references.cite(limit.source)}")
    for table in regimen.restarts:
        lines += _item(f"{table.drug}: {table} {references.cite(table.source)}")
    for spacing in regimen.spacing:
        marks = f"{references.cite(spacing.after_source)} {references.cite(spacing.before_source)}"
        lines += _item(f"{spacing} {marks}")
    for criterion in regimen.entry:
        lines += _item(f"entry: {criterion} {references.cite(criterion.source)}")
    if regimen.no_rule_for:
        lines += _item(f"no rule in the source for {', '.join(regimen.no_rule_for)}")
    return [*lines, ""]


def _readings(regimen: Regimen, references: _References) -> list[str]:
    lines = ["## Interpretations", ""]
    for reading in regimen.interpretations:
        lines += _item(
            f"{reading.name}: {reading.reading}. The words could also mean: "
            f"{reading.alternatives}. {references.cite(reading.source)}"
        )
    return [*lines, ""] if regimen.interpretations else []
