"""What every dose is made from: the body, the product and the level that were recorded."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from regimens.administrations import Administration
from regimens.amounts import Basis, WrittenDose
from regimens.calendars import Calendar
from regimens.drugs import Route
from regimens.events import DoseChange, Lab, Measurement, Response, Switch, Transplant
from regimens.regimen import Regimen
from regimens.rules import RestartRow, RestartTable
from regimens.statuses import Status
from regimens.testing.arguments import check_is
from regimens.testing.breaches import at, breach, holding, is_live

__all__ = [
    "assert_measurements_followed",
    "assert_phases_wait",
    "assert_products_followed",
    "assert_steps_kept",
    "assert_tables_followed",
]

_SLIP = 20  # percent of the dosing weight; more is used only where an override confirms it
_FIRM = (Status.PLANNED, Status.UNCONFIRMED)
_HELD = (Status.WITHHELD, Status.GIVEN, Status.OMITTED, Status.DISCONTINUED)


def assert_measurements_followed(calendar: Calendar) -> None:
    """A dose is made from the body recorded for its day, a new weight from when it counts.

    Why: a dose of a body that the patient has no more is too large or too small every time.
    Source: docs/explanation/how-doses-are-made.md, Which weight.

    Of two and more recorded weights only that one of them is used is looked at. A given dose is
    of the body that was known when it was recorded.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the dose, what it is made from and what was recorded.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5),
    ...                 events=[Measurement(on=date(2026, 1, 20), weight="62 kg")])
    >>> assert_measurements_followed(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    measured = sorted(
        (event for _, event in holding(calendar.history) if isinstance(event, Measurement)),
        key=lambda event: event.on,
    )
    labs = sorted(
        (event for _, event in holding(calendar.history) if isinstance(event, Lab)),
        key=lambda event: event.on,
    )
    heights = [one.height.value for one in measured if one.height is not None]
    height = calendar.patient.height_cm or next(iter(heights), None)
    for row in calendar:
        for what, used, known in _used(row, calendar, measured, labs, height):
            if row.status is not Status.GIVEN and used is not None and used not in known:
                recorded = " or ".join(str(one) for one in known) or "none"
                text = f"made from a {what} of {used}, and {recorded} is recorded for it"
                raise breach("assert_measurements_followed", at(row), text)


def _used(
    row: Administration,
    calendar: Calendar,
    measured: list[Measurement],
    labs: list[Lab],
    height: Decimal | None,
) -> Iterator[tuple[str, Decimal | None, list[Decimal | None]]]:
    """What a dose is made from: its name, what was used, and what may be."""
    dose = row.resolved
    weights = _weights(row, calendar, measured)
    if dose.surface is not None:
        yield "height", dose.surface.height, [height]
        yield "weight", dose.surface.weight, weights
    yield "weight", dose.capped_on, weights
    match dose.written.amount.basis:
        case Basis.WEIGHT:
            yield "weight", dose.measure, weights
        case Basis.AUC:
            known = [lab.creatinine_clearance for lab in labs if lab.on <= row.date]
            values = [one.value for one in known if one is not None]
            yield "clearance", dose.measure, [*values[-1:]]


def _weights(
    row: Administration, calendar: Calendar, measured: list[Measurement]
) -> list[Decimal | None]:
    """The weights that a dose may be made from: one, unless several were measured."""
    first = calendar.patient.weight_kg
    later = [one for one in measured if one.weight is not None]
    if first is None or len(later) != 1:
        return [first, *(one.weight.value for one in later if one.weight is not None)]
    (event,) = later
    assert event.weight is not None  # noqa: S101 - it was chosen for it
    weight = event.weight.value
    percent = abs(Fraction(weight) - Fraction(first)) * 100 / Fraction(first)
    over = event.override
    confirmed = over is not None and over.code == "weight-change-unconfirmed"
    counts = percent >= calendar.policy.reweigh and (percent <= _SLIP or confirmed)
    begun = row.date >= event.from_ if event.from_ else row.time.start > event.on
    return [weight if counts and begun else first]


def assert_products_followed(calendar: Calendar) -> None:
    """From the day of a switch on a dose is that of the product named, by its route.

    Why: a dose in milligrams per kilogram under the skin, or a flat one in the vein, is another.
    Source: docs/explanation/how-dates-are-made.md, What each event does to dates.

    Before it, the dose is the drug's own as written, by the route that is chosen.

    Args:
        calendar: Any calendar. A given dose is of the product of its day, as then recorded.

    Raises:
        AssertionError: naming the dose, its amount as written and route, and the right ones.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> switch = Switch(of="daratumumab", to="daratumumab-sc", on=date(2026, 1, 12))
    >>> course = Course(catalogue.get("daratumumab-iv"), Patient(weight="70 kg"), cycles=1,
    ...                 start=date(2026, 1, 5), events=[switch])
    >>> assert_products_followed(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    switches = [event for _, event in holding(calendar.history) if isinstance(event, Switch)]
    for row in calendar:
        if row.status is Status.GIVEN or not is_live(row) or row.premedication is not None:
            continue
        written, route = _as_written(row, calendar), _route(row, calendar)
        begun = [one for one in switches if one.of == row.drug and one.on <= row.date]
        last = max(reversed(begun), key=lambda one: one.on, default=None)
        product = None if last is None else row.slot.component.product(last.to)
        if product is not None:
            written, route = product.dose, product.route
        if (row.resolved.written, row.route) != (written, route):
            by = "no route" if row.route is None else row.route.value
            should = "no route" if route is None else route.value
            what = f"is {row.written} by {by}, and should be {written} by {should}"
            raise breach("assert_products_followed", at(row), what)


def _as_written(row: Administration, calendar: Calendar) -> WrittenDose:
    component = calendar.regimen.phases[row.time.index].components[row.slot.position]
    level = None if row.level is None else component.level(row.level)
    return component.dose if level is None else level.dose


def _route(row: Administration, calendar: Calendar) -> Route | None:
    """The route that is chosen, or the first that is written."""
    component = calendar.regimen.phases[row.time.index].components[row.slot.position]
    if len(component.routes) > 1 and row.drug in calendar.choices:
        return Route(calendar.choices[row.drug])
    return component.routes[0] if component.routes else None


def assert_tables_followed(calendar: Calendar) -> None:
    """The level that a table has chosen is that of the doses, until a change is recorded.

    Why: a dose that is said to be reduced for the kidneys, and is not, is checked by nobody.
    Source: docs/explanation/how-doses-are-made.md, Tables of levels.

    Args:
        calendar: Any calendar; one with a recorded dose change is not looked at.

    Raises:
        AssertionError: naming the dose and what is said of it.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> assert_tables_followed(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    if any(isinstance(event, DoseChange) for event in calendar.history):
        return
    said = {
        (one.phase, one.drug): one.message
        for one in calendar.findings
        if one.code == "level-chosen"
    }
    for row in calendar:
        message = said.get((row.phase, row.drug))
        component = row.slot.component
        if message is None or row.status is Status.GIVEN or row.premedication is not None:
            continue
        named = [one for one in component.levels if message.startswith(f"{row.drug} at {one}")]
        if named and row.level not in {one.name for one in named}:
            what = f"is at level {row.level}, and the calendar says: {message}"
            raise breach("assert_tables_followed", at(row), what)


def assert_steps_kept(calendar: Calendar) -> None:
    """After a step-up dose that was left out, or too long a gap, nothing of the drug is planned.

    Why: a full dose after no step, or long after it, brings the reaction the steps are there for.
    Source: docs/explanation/how-dates-are-made.md, What each event does to dates.

    Gaps are held against the protocol's table of restarts, where it has one.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the dose, and the step or the days before it.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("teclistamab"), Patient(weight="70 kg"),
    ...                 start=date(2026, 1, 5), cycles=2, allow_unverified="an example")
    >>> assert_steps_kept(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    for drug in _stepped(calendar.regimen):
        table = next((one for one in calendar.regimen.restarts if one.drug == drug), None)
        missing: Administration | None = None
        before: Administration | None = None
        for row in (one for one in calendar if one.drug == drug):
            if not is_live(row) and row.status is not Status.WITHHELD:
                missing = row if row.time.phase.step_up else missing
                continue
            if missing is not None and row.status not in _HELD:
                what = f"{row.status.value}, and the step of {missing.date} was left out"
                raise breach("assert_steps_kept", at(row), what)
            if table is not None and before is not None and row.status not in _HELD:
                for asked in _restarts(table, before, row):
                    what = f"{row.status.value}, and the dose before was on {before.date}: {asked}"
                    raise breach("assert_steps_kept", at(row), what)
            before = row


def _restarts(
    table: RestartTable, before: Administration, row: Administration
) -> Iterator[RestartRow]:
    """The rows of a table that ask for a new beginning after so many days."""
    days = (row.date - before.date).days
    for one in table.rows:
        last = (one.phase, one.dose) == (before.phase, before.written)
        within = one.at_least <= days and (one.at_most is None or days <= one.at_most)
        if last and within and one.option is not None:
            yield one


def assert_phases_wait(calendar: Calendar) -> None:
    """A phase that needs a response, or the start after a transplant, is not planned without it.

    Why: a phase that nobody has decided on is given to a patient who should not have it.
    Source: docs/explanation/how-dates-are-made.md, Phases that wait.

    Args:
        calendar: Any calendar.

    Raises:
        AssertionError: naming the dose, and what its phase waits for.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dara-dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> assert_phases_wait(course.plan())
    """
    check_is("calendar", calendar, Calendar)
    events = [event for _, event in holding(calendar.history)]
    responses = [event.response for event in events if isinstance(event, Response)]
    infused = any(isinstance(event, Transplant) for event in events)
    for row in calendar:
        phase = row.time.phase
        gate = phase.gate
        reached = gate is None or any(one.reaches(gate.at_least) for one in responses)
        if row.status in _FIRM and not reached:
            what = f"{row.status.value}, and no such response is recorded: {phase.name} {gate}"
            raise breach("assert_phases_wait", at(row), what)
        waits = phase.waits or (infused and phase.transplant is not None)
        begun = row.time.recorded or row.time.realigned[0] == row.time.index
        if waits and not begun and row.status is not Status.GIVEN:
            what = f"dated, and no start of {phase.name} is recorded"
            raise breach("assert_phases_wait", at(row), what)


def _stepped(regimen: Regimen) -> set[str]:
    """The drugs that are stepped up."""
    return {one.drug for one in regimen.restarts} | {
        component.drug.name
        for phase, component in regimen.components()
        if phase.step_up and len(phase.named(component.drug.name)) > 1
    }
