"""The regimen as written: phases of cycles, components with their doses and relative days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from attrs import field, frozen

from regimens.amounts import Unit
from regimens.choices import check_choices, offered, options_of
from regimens.components import Component
from regimens.conditions import EntryCriterion
from regimens.errors import DefinitionError
from regimens.fingerprints import digest_of
from regimens.handover import notebook_html
from regimens.levels import LevelTable
from regimens.phases import Phase, placed_components
from regimens.rules import (
    AlternatingReduction,
    CumulativeLimit,
    DelayRule,
    ReductionRule,
    RestartTable,
    Spacing,
)
from regimens.sources import Interpretation, Source, sources
from regimens.validation import check_told_apart, folded, is_named, is_tuple

__all__ = ["Interpretation", "Phase", "Regimen", "sources"]

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _is_id(value: object) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


@frozen(kw_only=True, cache_hash=True, repr=False)
class Regimen:
    """A regimen as written, before any patient is known.

    Args:
        id: The field's abbreviation, in lower case with hyphens.
        title: The full title, printed with every result.
        revision: Changes whenever a dose or a day does.
        phases: In order; only the last may be open-ended.
        reductions: The fractions allowed; what has no rule is never reduced by a fraction.
        alternating: Drugs that are reduced in turn.
        delay_rule: What counts as a dose delay.
        spacing: How far growth factors keep from chemotherapy.
        cumulative_limits: The most of a drug over a lifetime, where the source gives one.
        restarts: What is begun with again after a long gap.
        entry: What a patient must meet on day 1.
        interpretations: The readings taken.
        no_rule_for: What the source gives no rule for, so that silence does not read as safe.
        aliases: Other names the field uses.

    Raises:
        DefinitionError: for what contradicts itself, with where and the mend.
    """

    id: str = field()
    title: str = field(validator=is_named)
    revision: str = field(validator=is_named)
    phases: tuple[Phase, ...] = field(validator=is_tuple)
    reductions: tuple[ReductionRule, ...] = field(default=(), validator=is_tuple)
    alternating: tuple[AlternatingReduction, ...] = field(default=(), validator=is_tuple)
    delay_rule: DelayRule | None = None
    spacing: tuple[Spacing, ...] = field(default=(), validator=is_tuple)
    cumulative_limits: tuple[CumulativeLimit, ...] = field(default=(), validator=is_tuple)
    restarts: tuple[RestartTable, ...] = field(default=(), validator=is_tuple)
    entry: tuple[EntryCriterion, ...] = field(default=(), validator=is_tuple)
    interpretations: tuple[Interpretation, ...] = field(default=(), validator=is_tuple)
    no_rule_for: tuple[str, ...] = field(default=(), validator=is_tuple)
    aliases: tuple[str, ...] = field(default=(), validator=is_tuple)

    @aliases.validator
    def _are_other_names(self, _: object, aliases: tuple[str, ...]) -> None:
        for index, alias in enumerate(aliases):
            what, mend = "", "leave it out"
            if not _is_id(alias):
                what, mend = "is no id", "use lower case, digits and hyphens"
            elif alias == self.id:
                what = "is its own id"
            elif alias in aliases[:index]:
                what = "stands twice"
            if what:
                at = f"aliases[{index}]"
                raise DefinitionError(
                    f"the alias {alias!r} {what}", where=self.id, mend=mend, at=at
                )

    @id.validator  # noqa: A003
    def _is_an_id(self, _: object, value: str) -> None:
        if not _is_id(value):
            raise DefinitionError(
                f"{value!r} is not a regimen id",
                where="regimen",
                mend='use lower case, digits and hyphens, as in "d-vrd"',
                at="id",
            )

    @phases.validator
    def _are_reached(self, _: object, phases: tuple[Phase, ...]) -> None:
        if not phases:
            raise DefinitionError("no phase", where=self.id, mend="state at least one", at="phases")
        names = [phase.name for phase in phases]
        for index, phase in enumerate(phases):
            if names.count(phase.name) > 1:
                raise DefinitionError(
                    "two phases of one name",
                    where=f"{self.id}, phase {phase.name!r}",
                    mend="name them apart",
                    at=f"phases[{index}].name",
                )
            if phase.gate is not None and index == 0:
                raise DefinitionError(
                    f"{phase.name!r} {phase.gate}, and there is none",
                    where=self.id,
                    mend="leave the gate of the first phase out",
                    at="phases[0].gate",
                )
            if phase.cycles is None and index + 1 < len(phases):
                raise DefinitionError(
                    f"phase {names[index + 1]!r} cannot be reached",
                    where=self.id,
                    mend=f"state how many cycles {phase.name!r} has",
                    at=f"phases[{index}].cycles",
                )
        check_told_apart(
            ((name, f"phases[{index}].name") for index, name in enumerate(names)),
            what="phase",
            where=self.id,
        )

    def __attrs_post_init__(self) -> None:
        for name, what, at in self._named_in_rules():
            self._is_there(name, what, at=at)
        self._has_one_rule_each()
        self._counts_each_drug_in_one_unit()
        check_choices(self.phases, where=self.id)
        self._groups_are_told_apart()
        for index, table in enumerate(self.restarts):
            self._restarts(table, at=f"restarts[{index}]")

    def _named_in_rules(self) -> Iterator[tuple[str, str, str]]:
        """The drugs and groups that rules speak of, with the rule and the place."""
        for index, rule in enumerate(self.reductions):
            yield rule.of, "reduction", f"reductions[{index}].of"
        for index, turns in enumerate(self.alternating):
            for drug in turns.drugs:
                yield drug, "alternating reduction", f"alternating[{index}].drugs"
        for index, spacing in enumerate(self.spacing):
            yield spacing.drug, "spacing", f"spacing[{index}].drug"
            yield spacing.of, "spacing", f"spacing[{index}].of"
        for index, limit in enumerate(self.cumulative_limits):
            yield limit.drug, "cumulative limit", f"cumulative_limits[{index}].drug"
        for index, table in enumerate(self.restarts):
            yield table.drug, "restart", f"restarts[{index}].drug"
        for index, reading in enumerate(self.interpretations):
            if reading.on_reduction_of:
                at = f"interpretations[{index}].on_reduction_of"
                yield reading.on_reduction_of, "interpretation", at

    def _has_one_rule_each(self) -> None:
        """Refuse a second rule of one kind about one name, and a group where a drug is meant."""
        drugs = {component.drug.name for _, component in self.components()}
        limited = [limit.drug for limit in self.cumulative_limits]
        rules = (
            ("cumulative limit", "cumulative_limits", "drug", limited),
            ("table of restarts", "restarts", "drug", [table.drug for table in self.restarts]),
            ("reduction rule", "reductions", "of", [rule.of for rule in self.reductions]),
        )
        for what, field_, key, names in rules:
            for index, name in enumerate(names):
                at = f"{field_}[{index}].{key}"
                if name in names[:index]:
                    raise DefinitionError(
                        f"a second {what} of {name}", where=self.id, mend="state one", at=at
                    )
                if key == "drug" and name not in drugs:
                    raise DefinitionError(
                        f"a {what} of {name!r}, which is a group",
                        where=self.id,
                        mend=f"name a drug of it: {', '.join(self.drugs([name]))}",
                        at=at,
                    )

    def _counts_each_drug_in_one_unit(self) -> None:
        """Refuse milligrams and cells of one drug: a total and a given dose are in one unit."""
        for at, component in placed_components(self.phases):
            drug, unit = component.drug.name, component.dose.amount.unit.value
            if unit != self.unit(drug):
                raise DefinitionError(
                    f"{drug} is counted in {self.unit(drug)} and in {unit}",
                    where=self.id,
                    mend="name apart what is counted otherwise",
                    at=f"{at}.dose.amount",
                )

    def _groups_are_told_apart(self) -> None:
        """Refuse names of groups that can be taken for one another, or for a drug of another."""
        placed = list(placed_components(self.phases))
        groups = [(component.group, f"{at}.group") for at, component in placed]
        check_told_apart(groups, what="group", where=self.id)
        for group, at in groups:
            named = (one.group for _, one in placed if one.drug.name == folded(group))
            other = next((name for name in named if name != group), None)
            if other is not None:
                raise DefinitionError(
                    f"the group {group!r} has the name of a drug of the group {other!r}",
                    where=self.id,
                    mend="name the group otherwise",
                    at=at,
                )

    def _is_there(self, name: str, what: str, *, at: str) -> None:
        if not any(phase.named(name) for phase in self.phases):
            raise DefinitionError(
                f"there is no drug or group {name!r}",
                where=f"{self.id}, {what}",
                mend=f"use one of {', '.join(self.names())}",
                at=at,
            )

    def _restarts(self, table: RestartTable, *, at: str) -> None:
        """Refuse a table of restarts that names what is not there."""
        where = f"{self.id}, restart of {table.drug}"
        written = {
            (phase.name, str(component.dose))
            for phase, component in self.components()
            if component.drug.name == table.drug
        }
        for index, row in enumerate(table.rows):
            if (row.phase, row.dose) not in written:
                raise DefinitionError(
                    f"{row.phase!r} has no dose of {row.dose}",
                    where=where,
                    mend=f"use one of {', '.join(f'{p} {d}' for p, d in sorted(written))}",
                    at=f"{at}.rows[{index}].dose",
                )
            known = options_of(self.phases).get(table.choice, ())
            # Of another definition's options only the catalogue knows; a test holds them to it.
            here = row.option is not None and table.regimen is None
            if here and row.option not in known:
                raise DefinitionError(
                    f"{table.choice!r} has no option {row.option!r}",
                    where=where,
                    mend=f"use one of {', '.join(known)}" if known else "state the choice",
                    at=f"{at}.rows[{index}].option",
                )

    def components(self) -> Iterator[tuple[Phase, Component]]:
        """Every component with its phase, in order.

        >>> from regimens import catalogue
        >>> [component.drug.name for _, component in catalogue.get("dara-atra").components()]
        ['tretinoin', 'daratumumab']
        """
        for phase in self.phases:
            for component in phase.components:
                yield phase, component

    def names(self) -> tuple[str, ...]:
        """The drugs and groups that events may name, each once.

        >>> from regimens import catalogue
        >>> catalogue.get("dara-atra").names()
        ('ATRA', 'tretinoin', 'DARA', 'daratumumab')
        """
        names: dict[str, None] = {}
        for _, component in self.components():
            names.setdefault(component.group)
            names.setdefault(component.drug.name)
        return tuple(names)

    def drugs(self, names: Sequence[str]) -> tuple[str, ...]:
        """The drugs that names of drugs, products and groups stand for.

        An unknown name stands for itself.

        >>> from regimens import catalogue
        >>> catalogue.get("dara-vd").drugs(["Vd", "rituximab"])
        ('dexamethasone', 'bortezomib', 'rituximab')
        """
        found: dict[str, None] = {}
        for name in names:
            own = [
                component.drug.name
                for _, component in self.components()
                if name in (component.drug.name, component.group)
                or component.product(name) is not None
            ]
            found |= dict.fromkeys(own or [name])
        return tuple(found)

    def choices(self) -> dict[str, tuple[str, ...]]:
        """What a course may choose: the options of each choice, the default first.

        >>> from regimens import catalogue
        >>> catalogue.get("dara-vd").choices()
        {'bortezomib': ('SC', 'IV'), 'first-dose': ('day-1', 'days-1-and-2')}
        """
        return offered(self.phases)

    def unit(self, drug: str) -> str:
        """The unit a drug is counted in.

        >>> from regimens import catalogue
        >>> catalogue.get("dcep").unit("cisplatin")
        'mg'
        """
        units = (
            component.dose.amount.unit.value
            for _, component in self.components()
            if component.drug.name == drug
        )
        return next(units, Unit.MG.value)

    def tables_read(self, phase: Phase, component: Component) -> tuple[LevelTable, ...]:
        """The tables of a component, without those by which an earlier phase has begun its drug.

        >>> from regimens import catalogue
        >>> written = catalogue.get("d-rvd-griffin")
        >>> own = [(phase, one) for phase, one in written.components() if one.tables]
        >>> [(phase.name, one.drug.name) for phase, one in own if written.tables_read(phase, one)]
        [('induction', 'lenalidomide'), ('induction', 'bortezomib')]
        """
        earlier = {
            table.by
            for before in self.phases[: self.phases.index(phase)]
            for other in before.components
            if other.drug.name == component.drug.name
            for table in other.tables
        }
        return tuple(table for table in component.tables if table.by not in earlier)

    @cached_property
    def has_tables(self) -> bool:
        """Whether a value known at the start chooses the level of any component."""
        return any(component.tables for _, component in self.components())

    @cached_property
    def unverified(self) -> tuple[Source, ...]:
        """The sources of this definition that nobody has read."""
        found: dict[Source, None] = {}
        for source in sources(self):
            if not source.verified:
                found.setdefault(source)
        return tuple(found)

    @cached_property
    def digest(self) -> str:
        """A fingerprint of everything that makes doses and dates.

        Sources and interpretations are left out: a mended citation is not a changed dose. Only
        that nobody has read one is in it: whoever takes that mark away changes what is planned.
        """
        return digest_of(self)

    def __repr__(self) -> str:
        # All its numbers are tens of thousands of letters, in each course and each failing test.
        return f"<Regimen {self.id}, revision {self.revision}, {self.digest}>"

    def _repr_html_(self) -> str:
        return notebook_html(self)
