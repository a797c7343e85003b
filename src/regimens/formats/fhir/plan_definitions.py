"""A regimen as a PlanDefinition: its phases, cycles, days and drugs, and the whole document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from regimens.components import Component
from regimens.expansion import expand
from regimens.formats.fhir.activities import activity_definition
from regimens.formats.fhir.codes import BASE, FhirVersion, regimen_url
from regimens.formats.fhir.elements import attachment, coded, extension, named, parts, version_named
from regimens.formats.fhir.extensions import DAYS_OF_CYCLE
from regimens.formats.fhir.texts import narrative, version_text, visible
from regimens.formats.regimens import regimen_document
from regimens.phases import Phase
from regimens.regimen import Regimen, sources
from regimens.schedule import Continuous, Cycles, Following
from regimens.sources import Source

__all__ = ["regimen_fhir"]

Values = dict[str, Any]
_PLAN_TYPE = "http://terminology.hl7.org/CodeSystem/plan-definition-type"
_RESOLVER = "https://doi.org/"


def regimen_fhir(regimen: Regimen, *, version: FhirVersion | str = FhirVersion.R4) -> Values:
    """A regimen as a PlanDefinition, with the drugs' ActivityDefinitions contained.

    What FHIR has no element for (reductions, levels, tables, gates) stands in the protocol document
    that is attached whole; reading it gives the same regimen with the same digest.

    Args:
        regimen: As written.
        version: The release to write, R4 or R5.

    Returns:
        JSON values with exact decimals; :func:`~regimens.formats.fhir.elements.fhir_json` writes
        them.

    Raises:
        DocumentError: for another release.

    >>> from regimens import catalogue
    >>> plan = regimen_fhir(catalogue.get("dcep"))
    >>> plan["version"], [phase["title"] for phase in plan["action"]]
    ('1', ['induction'])
    """
    release = version_named(version)
    said = list(_rules(regimen))
    return named(
        resourceType="PlanDefinition",
        text=narrative([regimen.title, *map(_phase_text, regimen.phases), *said]),
        contained=[
            activity_definition(component, release, name=_drug_id(place, index))
            for place, phase in enumerate(regimen.phases)
            for index, component in enumerate(phase.components)
        ],
        extension=[
            extension("regimen-digest", valueString=regimen.digest),
            extension(
                "regimen-document",
                valueAttachment=attachment(
                    regimen_document(regimen), f"Protocol document of {regimen.id}"
                ),
            ),
        ],
        url=regimen_url(regimen.id),
        identifier=[
            {"system": f"{BASE}/regimen-id", "value": one} for one in (regimen.id, *regimen.aliases)
        ],
        version=version_text(regimen.revision),
        name=_computable(regimen.id),
        title=visible(regimen.title),
        type=coded(_PLAN_TYPE, "clinical-protocol", "Clinical Protocol"),
        status="draft" if regimen.unverified else "active",
        description=visible("; ".join(said)) if said else None,
        usage="It supports, and never replaces, an independent clinical check.",
        relatedArtifact=list(_citations(regimen)),
        action=[_phase(regimen, place, release) for place in range(len(regimen.phases))],
    )


def _computable(name: str) -> str:
    """An id as FHIR names things for programs: a capital first, then letters, digits and _."""
    return f"Regimen_{name.replace('-', '_')}"[:255]


def _rules(regimen: Regimen) -> Iterator[str]:
    """The rules that no element of FHIR holds, in words."""
    yield from (f"reduction: {one}" for one in regimen.reductions)
    yield from map(str, regimen.alternating)
    if regimen.delay_rule is not None:
        yield f"a dose delay is {regimen.delay_rule}"
    yield from map(str, regimen.spacing)
    yield from (f"over a lifetime: {one}" for one in regimen.cumulative_limits)
    yield from map(str, regimen.restarts)
    yield from (f"entry: {one}" for one in regimen.entry)
    for reading in regimen.interpretations:
        yield f"read as: {reading.reading} (it could mean: {reading.alternatives})"
    yield from (f"no rule in the source for {one}" for one in regimen.no_rule_for)
    yield from (f"nobody has read: {source}" for source in regimen.unverified)


def _citations(regimen: Regimen) -> Iterator[Values]:
    """Every text once, with the places in it that were read."""
    texts: dict[tuple[str, str], dict[Source, None]] = {}
    for source in sources(regimen):
        texts.setdefault((source.title, source.identifier), {}).setdefault(source)
    for (title, name), cited in texts.items():
        places = dict.fromkeys(f"{one.locator} ({_checked(one)})" for one in cited)
        yield named(
            type="citation",
            display=visible(title),
            citation=visible(f"{title}; {name}: {'; '.join(places)}"),
            document=_linked(name),
        )


def _checked(source: Source) -> str:
    return f"checked on {source.checked_on}" if source.verified else "not read"


def _linked(name: str) -> Values | None:
    """Where a text can be opened, if its identifier says so."""
    if name.startswith("doi:") and " " not in name:
        return {"url": f"{_RESOLVER}{name.removeprefix('doi:')}"}
    if name.startswith("https://") and name.isascii() and " " not in name:
        return {"url": name}
    return None


def _phase_text(phase: Phase) -> str:
    cycles = "until stopped" if phase.cycles is None else f"{phase.cycles} cycles"
    text = f"{phase.name}: {cycles} of {phase.cycle_length} days"
    if phase.first_day != 1:
        text += f", from day {phase.first_day}"
    if phase.waits:
        text += ", begins when its start is recorded"
    if phase.step_up:
        text += ", each dose of a drug only after the one before it"
    rules = [str(one) for one in (phase.gate, phase.transplant) if one is not None]
    return "; ".join([text, *rules])


def _phase(regimen: Regimen, place: int, version: FhirVersion) -> Values:
    phase = regimen.phases[place]
    length = Decimal(phase.cycle_length)
    repeat = named(
        count=phase.cycles, duration=length, durationUnit="d", period=length, periodUnit="d"
    )
    return named(
        **_id(f"phase-{place + 1}", version),
        title=visible(phase.name),
        description=visible(_phase_text(phase)),
        timingTiming={"repeat": repeat},
        relatedAction=[_after(place, version)] if place else [],
        action=list(_components(phase, place, version)),
    )


def _id(name: str, version: FhirVersion) -> Values:
    """What an action is referred to by: its element's id, in R5 a linkId besides."""
    return {"id": name} if version is FhirVersion.R4 else {"id": name, "linkId": name}


def _after(place: int, version: FhirVersion) -> Values:
    key = "actionId" if version is FhirVersion.R4 else "targetId"
    return {key: f"phase-{place}", "relationship": "after-end"}


def _drug_id(place: int, index: int) -> str:
    return f"drug-{place + 1}-{index + 1}"


def _components(phase: Phase, place: int, version: FhirVersion) -> Iterator[Values]:
    """An action for each drug; the options of a choice stand in a group of which one is taken."""
    written: set[str] = set()
    for index, component in enumerate(phase.components):
        own = component.alternative
        if own is None:
            yield _component(phase, place, index, version)
        elif own.choice not in written:
            written.add(own.choice)
            yield _choice(phase, place, own.choice, len(written), version)


def _choice(phase: Phase, place: int, choice: str, number: int, version: FhirVersion) -> Values:
    options: dict[str, list[int]] = {}
    for index, component in enumerate(phase.components):
        own = component.alternative
        if own is not None and own.choice == choice:
            options.setdefault(own.option, []).append(index)
    return named(
        **_id(f"choice-{place + 1}-{number}", version),
        title=visible(choice),
        description=visible(f"one of {', '.join(options)}; by default {next(iter(options))}"),
        selectionBehavior="exactly-one",
        action=[
            named(
                **_id(f"option-{place + 1}-{number}-{nth}", version),
                title=visible(option),
                action=[_component(phase, place, index, version) for index in members],
            )
            for nth, (option, members) in enumerate(options.items(), start=1)
        ],
    )


def _component(phase: Phase, place: int, index: int, version: FhirVersion) -> Values:
    component = phase.components[index]
    name = f"component-{place + 1}-{index + 1}"
    head: Values = {**_id(name, version), "title": visible(component.drug.name)}
    definition = {"definitionCanonical": f"#{_drug_id(place, index)}"}
    if isinstance(component.timing, Continuous):
        every = {"frequency": 1, "period": Decimal(1), "periodUnit": "d"}
        mark = [extension("continuous", valueBoolean=True)]
        return {**head, "extension": mark, "timingTiming": {"repeat": every}, **definition}
    follows = _follows(component)
    runs = list(_runs(phase, component))
    if len(runs) == 1:
        days = _days(phase, *runs[0])
        return {**head, "extension": [*follows, *days], **definition}
    inner = [
        {
            **_id(f"{name}-{nth}", version),
            "title": visible(f"{component.drug.name}, {cycles}"),
            "extension": _days(phase, cycles, days),
            **definition,
        }
        for nth, (cycles, days) in enumerate(runs, start=1)
    ]
    return named(**head, extension=follows, action=inner)


def _follows(component: Component) -> list[Values]:
    timing = component.timing
    if not isinstance(timing, Following):
        return []
    return [
        parts(
            "follows",
            ("what", "string", visible(timing.what)),
            *(("offset", "integer", offset) for offset in timing.offsets),
            ("anchor", "code", "each" if timing.anchor.value == "each day" else "last"),
        )
    ]


def _days(phase: Phase, cycles: Cycles, days: Sequence[int]) -> list[Values]:
    """The days of the cycle, and which cycles have them where not all do."""
    values = [{"url": "day", "valueInteger": day} for day in days]
    found: list[Values] = [{"url": DAYS_OF_CYCLE, "extension": values}]
    if cycles.first != 1 or cycles.last not in (None, phase.cycles):
        first, last = ("first", "positiveInt", cycles.first), ("last", "positiveInt", cycles.last)
        found.append(parts("cycles", first, last))
    return found


def _runs(phase: Phase, component: Component) -> Iterator[tuple[Cycles, tuple[int, ...]]]:
    """Runs of cycles with the same days of a component; those of a follower are worked out."""
    if isinstance(component.timing, tuple):
        yield from ((one.cycles, one.days) for one in component.timing)
        return
    own = component.alternative
    choices = () if own is None else ((own.choice, own.option),)
    place = phase.components.index(component)
    by_turn = [
        (
            turn,
            tuple(
                slot.day
                for slot in expand(phase, turn, choices=choices)
                if slot.position == place and slot.occurrence == 1
            ),
        )
        for turn in _turns(phase)
    ]
    runs = [
        (days, [turn for turn, _ in same]) for days, same in groupby(by_turn, lambda one: one[1])
    ]
    for (days, turns), after in zip(runs, [*runs[1:], None], strict=True):
        last = phase.cycles if after is None else after[1][0] - 1
        if days:
            yield Cycles(turns[0], last), days


def _turns(phase: Phase) -> list[int]:
    """The cycles in which a schedule begins or has ended: the days change in no other."""
    ranges = [
        one.cycles
        for component in phase.components
        if isinstance(component.timing, tuple)
        for one in component.timing
    ]
    ends = {one.last + 1 for one in ranges if one.last is not None and one.last != phase.cycles}
    return sorted({1, *(one.first for one in ranges), *ends})
