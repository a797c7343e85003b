"""What a protocol leaves to choose, options and routes; and what of it a course has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from regimens.components import Component
from regimens.decimals import shown
from regimens.drugs import Route
from regimens.errors import DefinitionError, UnknownNameError
from regimens.phases import Phase, placed_components
from regimens.validation import check_told_apart, folded

__all__ = [
    "Choices",
    "check_choices",
    "is_chosen",
    "offered",
    "options_of",
    "picked",
    "route_of",
]

Choices = tuple[tuple[str, str], ...]  # as (choice, option); what is not picked has its default


def options_of(phases: Sequence[Phase]) -> dict[str, tuple[str, ...]]:
    """The options of each choice between components, in the order they are written."""
    found: dict[str, dict[str, None]] = {}
    for _, component in placed_components(phases):
        own = component.alternative
        if own is not None:
            found.setdefault(own.choice, {}).setdefault(own.option)
    return {choice: tuple(options) for choice, options in found.items()}


def offered(phases: Sequence[Phase]) -> dict[str, tuple[str, ...]]:
    """What a course may choose: the options of each choice, and routes under the drug's name."""
    found: dict[str, dict[str, None]] = {}
    for _, component in placed_components(phases):
        if component.alternative is not None:
            options = found.setdefault(component.alternative.choice, {})
            options.setdefault(component.alternative.option)
        if len(component.routes) > 1:
            options = found.setdefault(component.drug.name, {})
            for route in component.routes:
                options.setdefault(route.value)
    return {choice: tuple(options) for choice, options in found.items()}


def picked(choices: Mapping[str, str], known: Mapping[str, Sequence[str]], *, of: str) -> Choices:
    """The options that a course picks, held against what there is to choose.

    Args:
        choices: By choice.
        known: The options of each choice.
        of: The regimen, for messages.

    Raises:
        UnknownNameError: for a choice or an option that is not there.
    """
    for choice, option in choices.items():
        if choice not in known:
            raise UnknownNameError(
                f"{of} has no choice {shown(choice)}",
                where="choices",
                mend=f"use one of {', '.join(known)}" if known else "leave choices out",
            )
        if option not in known[choice]:
            raise UnknownNameError(
                f"{shown(option)} is not an option of {choice!r}",
                where="choices",
                mend=f"use one of {', '.join(known[choice])}",
            )
    return tuple(sorted(choices.items()))


def route_of(component: Component, choices: Mapping[str, str]) -> Route | None:
    """The route a course has of a component: the one picked, else the first written."""
    routes = component.routes
    if len(routes) > 1 and component.drug.name in choices:
        return Route(choices[component.drug.name])
    return routes[0] if routes else None


def is_chosen(phase: Phase, component: Component, choices: Choices) -> bool:
    """Whether a component is given at all: it has no alternative, or is the one picked."""
    own = component.alternative
    if own is None:
        return True
    for choice, option in choices:
        if choice == own.choice:
            return option == own.option
    default = next(
        other.alternative.option
        for other in phase.components
        if other.alternative is not None and other.alternative.choice == own.choice
    )
    return own.option == default


def check_choices(phases: Sequence[Phase], *, where: str) -> None:
    """Refuse choices that contradict themselves, or that can be taken for others.

    Args:
        phases: Those of a regimen.
        where: The regimen, for messages.

    Raises:
        DefinitionError: for a choice of one option, one that begins with another option in a later
            phase, one named like a drug of several routes, and names that look alike.
    """
    _are_apart_from_routes(phases, where)
    _are_told_apart(phases, where)
    options = options_of(phases)
    _have_alternatives(options, where)
    _begin_alike(phases, options, where)


def _are_apart_from_routes(phases: Sequence[Phase], where: str) -> None:
    """Refuse a choice named like a drug whose route is chosen under that name."""
    routed = {one.drug.name for _, one in placed_components(phases) if len(one.routes) > 1}
    for at, component in placed_components(phases):
        own = component.alternative
        if own is not None and folded(own.choice) in routed:
            raise DefinitionError(
                f"the choice {own.choice!r} has the name of a drug of several routes, "
                "which are chosen under it",
                where=where,
                mend="name the choice otherwise",
                at=f"{at}.alternative.choice",
            )


def _are_told_apart(phases: Sequence[Phase], where: str) -> None:
    """Refuse names of choices, or of options of one, that can be taken for one another."""
    placed = placed_components(phases)
    own = [(one.alternative, f"{at}.alternative") for at, one in placed if one.alternative]
    choices = [(one.choice, f"{at}.choice") for one, at in own]
    check_told_apart(choices, what="choice", where=where)
    for choice in dict.fromkeys(one.choice for one, _ in own):
        options = [(one.option, f"{at}.option") for one, at in own if one.choice == choice]
        check_told_apart(options, what="option", where=f"{where}, {choice}")


def _have_alternatives(options: Mapping[str, Sequence[str]], where: str) -> None:
    for choice, named in options.items():
        if len(named) < 2:
            raise DefinitionError(
                f"the choice {choice!r} has one option",
                where=where,
                mend="state its alternatives, or make it no choice",
                at="phases",
            )


def _begin_alike(phases: Sequence[Phase], options: Mapping[str, Sequence[str]], where: str) -> None:
    """Refuse a phase whose first option is not the first of all: one is taken unless told."""
    for place, phase in enumerate(phases):
        begun: set[str] = set()
        for index, component in enumerate(phase.components):
            own = component.alternative
            if own is None or own.choice in begun:
                continue
            begun.add(own.choice)
            first = options[own.choice][0]
            if own.option != first:
                raise DefinitionError(
                    f"the choice {own.choice!r} begins with {own.option!r} in phase "
                    f"{phase.name!r}, and with {first!r} before it",
                    where=where,
                    mend="begin with the same option in each phase: it is taken unless told",
                    at=f"phases[{place}].components[{index}].alternative.option",
                )
