"""How much of what was planned was given: relative dose intensity and cumulative doses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

import attrs
from attrs import frozen

from regimens.administrations import Administration, Status
from regimens.bsa import surface_area
from regimens.calendars import Calendar
from regimens.course import Course
from regimens.decimals import EXACT, percent, plain
from regimens.errors import BodyError, HistoryError
from regimens.events import Event, Given, Lab, Measurement
from regimens.findings import Finding
from regimens.history import effective, overrides
from regimens.timeline import Place
from regimens.units import Measure
from regimens.working import Working

__all__ = ["Cumulative", "Intensity", "cumulative", "intensity", "unplanned"]


@frozen(kw_only=True)
class Intensity:
    """The relative dose intensity of one drug.

    Args:
        drug: Its name.
        delivered: What was given, in mg.
        planned: The full protocol dose on the same body over the same cycles, in mg.
        elapsed_days: From the first dose to the end of the last cycle given.
        planned_days: The same without any delay.
        rdi: (delivered ÷ elapsed) ÷ (planned ÷ planned time), in percent to one decimal.
    """

    drug: str
    delivered: Decimal
    planned: Decimal
    elapsed_days: int
    planned_days: int
    rdi: Decimal

    @property
    def working(self) -> Working:
        """The calculation, to be redone by hand."""
        return Working(
            name=f"relative dose intensity of {self.drug}",
            formula=(
                f"({plain(self.delivered)} mg ÷ {self.elapsed_days} days) ÷ "
                f"({plain(self.planned)} mg ÷ {self.planned_days} days)"
            ),
            result=f"{plain(self.rdi)} %",
            source="time from the first dose to the end of the last cycle given",
        )


def intensity(course: Course, *, as_planned: bool = False) -> tuple[Intensity, ...]:
    """The relative dose intensity of each drug that was given.

    A dose that fulfils no planned one was given all the same, and counts.

    Args:
        course: With its given doses.
        as_planned: Count every dose as its calendar has it; conditional, withheld, omitted and
            discontinued doses never count.

    Raises:
        HistoryError: where no dose was given.

    >>> from regimens import Given, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> given = [Given(of="cisplatin", on=date(2026, 1, day)) for day in (5, 6, 7)]
    >>> (cisplatin,) = intensity(course.record(*given))
    >>> print(cisplatin.working)
    relative dose intensity of cisplatin: (53.7 mg ÷ 28 days) ÷ (71.6 mg ÷ 28 days) = 75 %  \
[time from the first dose to the end of the last cycle given]
    """
    counted = {Status.GIVEN}
    if as_planned:
        counted |= {Status.PLANNED, Status.UNCONFIRMED}
    shown = course.plan()
    rows = [row for row in shown if row.status in counted]
    besides = unplanned(shown)
    if not rows:
        raise HistoryError(
            "no planned dose is recorded as given",
            where="events",
            mend="record given doses, or count doses as planned",
        )
    # Whole cycles, whatever is shown; on the same body: what was measured stays, what changed
    # doses and dates goes.
    last = max(row.time.place for row in rows)
    actual = _whole(course, last, course.events)
    kept = tuple(one for one in course.events if isinstance(one, Measurement | Lab))
    full = _whole(course, last, kept)
    found = []
    for drug in dict.fromkeys(row.drug for row in shown):
        own = [row for row in rows if row.drug == drug]
        if own:
            more = [dose.value for event, dose in besides if event.of == drug]
            found.append(_of_drug(drug, own, more, actual, full))
    return tuple(found)


def unplanned(calendar: Calendar) -> list[tuple[Given, Measure]]:
    """The given doses of a recorded amount that fulfil no planned one."""
    fulfilling = {where for row in calendar for where in row.changed_by}
    return [
        (event, event.dose)
        for where, event in effective(calendar.history)
        if isinstance(event, Given) and event.dose is not None and where not in fulfilling
    ]


def _whole(course: Course, last: Place, events: Sequence[Event]) -> Calendar:
    """The calendar up to the end of a cycle, with some of the events."""
    before = [phase.cycles or 0 for phase in course.regimen.phases[: last[0]]]
    cycles = sum(before) + last[1]
    return attrs.evolve(course, events=tuple(events), until=None, cycles=cycles, as_of=None).plan()


def _of_drug(
    drug: str,
    given: Sequence[Administration],
    besides: Sequence[Decimal],
    actual: Calendar,
    full: Calendar,
) -> Intensity:
    last = max(row.time.place for row in given)
    delivered = _sum([*(row.dose for row in given), *besides])
    switched = {row.key: row.resolved.value for row in actual if _is_product(row)}
    written = [row for row in full if row.drug == drug and row.time.place <= last]
    planned = _sum(switched.get(row.key, row.dose) for row in written)
    first = min(row.date for row in given)
    # A dose given after its cycle's end is in the time, too.
    end = max(_end(actual, last), *(row.date + timedelta(days=1) for row in given))
    elapsed = (end - first).days
    planned_days = (_end(full, last) - min(row.date for row in written)).days
    ratio = EXACT.divide(
        EXACT.multiply(delivered, Decimal(planned_days)),
        EXACT.multiply(planned, Decimal(elapsed)),
    )
    return Intensity(
        drug=drug,
        delivered=delivered,
        planned=planned,
        elapsed_days=elapsed,
        planned_days=planned_days,
        rdi=percent(ratio, 1),
    )


def _is_product(row: Administration) -> bool:
    return any(product.dose == row.resolved.written for product in row.slot.component.products)


def _end(calendar: Calendar, place: Place) -> date:
    time = next(time for time in calendar.times if time.place == place)
    return time.start + timedelta(days=time.phase.cycle_length)


def _sum(values: Iterable[Decimal]) -> Decimal:
    total = Decimal(0)
    for value in values:
        total = EXACT.add(total, value)
    return total


@frozen(kw_only=True)
class Cumulative:
    """How much of a drug a patient has had, over this course and before it.

    Args:
        drug: Its name.
        prior: Before this course, in mg, as recorded.
        delivered: In this course, in mg.
        limit: The most over a lifetime, in mg on this body, or None where no source gives one.
        finding: What there is to say about the limit; None where it is kept.
    """

    drug: str
    prior: Decimal
    delivered: Decimal
    limit: Decimal | None
    finding: Finding | None

    @property
    def total(self) -> Decimal:
        """Over the lifetime, as far as it is recorded, in mg."""
        return EXACT.add(self.prior, self.delivered)


def cumulative(course: Course, *, as_planned: bool = False) -> tuple[Cumulative, ...]:
    """The cumulative dose of every drug of a course, and of those given before it.

    Args:
        course: With its given doses and the patient's `prior_doses`.
        as_planned: Count every dose as its calendar has it.

    Raises:
        BodyError: for a limit per m² where height or weight is not recorded.

    >>> from regimens import Given, Patient, PriorDose, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg",
    ...                   prior_doses=(PriorDose(drug="cisplatin", dose="120 mg"),))
    >>> course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    >>> given = course.record(Given(of="cisplatin", on=date(2026, 1, 5)))
    >>> print(next(one.total for one in cumulative(given) if one.drug == "cisplatin"))
    137.9
    """
    counted = {Status.GIVEN}
    if as_planned:
        counted |= {Status.PLANNED, Status.UNCONFIRMED}
    calendar = course.plan()
    besides = unplanned(calendar)
    drugs = dict.fromkeys(
        [
            *(component.drug.name for _, component in course.regimen.components()),
            *(dose.drug for dose in course.patient.prior_doses),
        ]
    )
    found = []
    for drug in drugs:
        delivered = _sum(
            [
                *(row.dose for row in calendar if row.drug == drug and row.status in counted),
                *(dose.value for event, dose in besides if event.of == drug),
            ]
        )
        prior = _sum(dose.dose.value for dose in course.patient.prior_doses if dose.drug == drug)
        found.append(_against_limit(course, drug, prior, delivered))
    return tuple(found)


def _against_limit(course: Course, drug: str, prior: Decimal, delivered: Decimal) -> Cumulative:
    rule = next((one for one in course.regimen.cumulative_limits if one.drug == drug), None)
    total = EXACT.add(prior, delivered)
    if rule is None:
        message = f"{drug} {plain(total)} mg in all; {course.regimen.id} states no lifetime limit"
        finding = Finding(code="no-cumulative-limit", drug=drug, message=message)
        return Cumulative(drug=drug, prior=prior, delivered=delivered, limit=None, finding=finding)
    limit = rule.at_most
    if rule.per_surface:
        patient = course.patient
        if patient.height_cm is None or patient.weight_kg is None:
            raise BodyError(
                f"a limit of {plain(rule.at_most)} mg/m² of {drug} needs height and weight",
                where="patient",
                mend="record both",
            )
        area = surface_area(patient.height_cm, patient.weight_kg, course.policy, sex=patient.sex)
        limit = EXACT.multiply(rule.at_most, area.used)
    over = None
    if total > limit:
        message = f"{drug} {plain(total)} mg in all, more than {plain(limit)} mg ({rule})"
        over = overrides(effective(course.events)).applied(
            Finding(code="cumulative-limit", drug=drug, message=message, source=str(rule.source))
        )
    return Cumulative(drug=drug, prior=prior, delivered=delivered, limit=limit, finding=over)
