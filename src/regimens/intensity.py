"""How much of what was planned was given: relative dose intensity and cumulative doses."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from decimal import Decimal

import attrs
from attrs import frozen

from regimens.administrations import Administration
from regimens.calendars import Calendar
from regimens.course import Course
from regimens.decimals import EXACT, percent, plain, sum_of
from regimens.dosing_surface import surface_area
from regimens.errors import BodyError, HistoryError, QuantityError
from regimens.events import (
    CycleStart,
    Delay,
    Given,
    Lab,
    Measurement,
    Response,
    Switch,
    Transplant,
)
from regimens.findings import Finding
from regimens.history import effective, overrides
from regimens.marks import keeps_interval
from regimens.patient import PriorDose
from regimens.recorded import each_name
from regimens.statuses import FIRM, Status
from regimens.timeline import Place
from regimens.working import Working

__all__ = ["Cumulative", "Intensity", "cumulative", "intensity", "unplanned"]

_NOT_OF_DOSES = CycleStart | Delay | Measurement | Lab | Response | Switch | Transplant


@frozen(kw_only=True)
class Intensity:
    """The relative dose intensity of one drug.

    Args:
        drug: Its name.
        delivered: What was given, in `unit`.
        planned: The full protocol dose on the same body over the same cycles, in `unit`.
        unit: What the drug is counted in: mg, or millions of cells.
        elapsed_days: From the first dose to the end of the last cycle given.
        planned_days: The same without any delay.
        rdi: (delivered ÷ elapsed) ÷ (planned ÷ planned time), in percent to one decimal.
    """

    drug: str
    delivered: Decimal
    planned: Decimal
    unit: str
    elapsed_days: int
    planned_days: int
    rdi: Decimal

    @classmethod
    def over(
        cls,
        *,
        drug: str,
        delivered: Decimal,
        planned: Decimal,
        unit: str,
        elapsed_days: int,
        planned_days: int,
    ) -> Intensity:
        """The intensity that amounts and days make.

        >>> Intensity.over(drug="x", delivered=Decimal(360), planned=Decimal(400), unit="mg",
        ...                elapsed_days=91, planned_days=84).rdi
        Decimal('83.1')
        """
        ratio = EXACT.divide(
            EXACT.multiply(delivered, Decimal(planned_days)),
            EXACT.multiply(planned, Decimal(elapsed_days)),
        )
        return cls(
            drug=drug,
            delivered=delivered,
            planned=planned,
            unit=unit,
            elapsed_days=elapsed_days,
            planned_days=planned_days,
            rdi=percent(ratio, 1),
        )

    @property
    def working(self) -> Working:
        """The calculation, to be redone by hand."""
        return Working(
            name=f"relative dose intensity of {self.drug}",
            formula=(
                f"({plain(self.delivered)} {self.unit} ÷ {self.elapsed_days} days) ÷ "
                f"({plain(self.planned)} {self.unit} ÷ {self.planned_days} days)"
            ),
            result=f"{plain(self.rdi)} %",
            source="time from the first dose to the end of the last cycle given",
        )


def intensity(course: Course, *, as_planned: bool = False) -> tuple[Intensity, ...]:
    """The relative dose intensity of each drug that was given.

    A dose that fulfils no planned one was given all the same, and counts. The time begins with the
    drug's first dose on the calendar, left out or not, and is longer by what its doses are late
    when they keep their interval. A drug of which the calendar plans nothing has no intensity.

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
    rows, whole = _counted(course, as_planned=as_planned)
    besides = unplanned(whole)
    if not rows and not besides:
        raise HistoryError(
            "no planned dose is recorded as given",
            where="events",
            mend="record given doses, or count doses as planned",
        )
    # On the same body: what was measured stays, and the days of the cycles with it; what changed
    # doses goes.
    holding = [event for _, event in effective(course.events)]
    kept = tuple(event for event in holding if isinstance(event, _NOT_OF_DOSES))
    full = attrs.evolve(course, events=kept)
    # The time without any delay; what has no date before its start is recorded begins when it did.
    apart = _begun_apart(whole)
    timed = tuple(
        event
        for event in holding
        if isinstance(event, Measurement | Lab)
        or (isinstance(event, CycleStart) and event.phase in apart and event.cycle == 1)
    )
    prompt = attrs.evolve(course, events=timed, clinic=None)
    found = []
    for drug in dict.fromkeys(row.drug for row in whole):
        own = [row for row in rows if row.drug == drug]
        more = [event for event, of in besides if of == drug]
        if own or more:
            first = min(row.time.place for row in whole if row.drug == drug)
            places = [row.time.place for row in own] or [_place(one.on, whole) for one in more]
            last = max(first, *places)
            found.append(
                _of_drug(
                    drug,
                    own,
                    more,
                    place=last,
                    whole=whole,
                    full=_up_to(full, last),
                    prompt=_up_to(prompt, last),
                    apart=apart,
                )
            )
    return tuple(found)


def _begun_apart(calendar: Calendar) -> set[str]:
    """The phases without a date of the one before: the first, what waits or follows none begun."""
    begun = {time.index for time in calendar.times}
    found = set()
    follows = False
    for index, phase in enumerate(calendar.regimen.phases):
        if phase.waits or not follows:
            found.add(phase.name)
            follows = index in begun
    return found


def unplanned(calendar: Calendar) -> list[tuple[Given, str]]:
    """The given doses of a recorded amount that fulfil no planned one, each with its drug."""
    fulfilling = {where for row in calendar for where in row.changed_by}
    found = []
    for where, event in effective(calendar.history):
        if isinstance(event, Given) and event.dose is not None and where not in fulfilling:
            (drug,) = calendar.regimen.drugs(each_name(event.of))  # one dose is of one drug
            found.append((event, drug))
    return found


def _counted(course: Course, *, as_planned: bool) -> tuple[list[Administration], Calendar]:
    """The doses that count, whatever is shown, and the calendar they stand in."""
    whole = _up_to_all(course).plan()
    rows = [row for row in whole if row.status is Status.GIVEN]
    if as_planned:
        rows += [row for row in course.plan() if row.status in FIRM]
    return rows, whole


def _up_to_all(course: Course) -> Course:
    """The course shown beyond everything that was recorded."""
    if course.regimen.phases[-1].cycles is not None:
        return attrs.evolve(course, until=None, cycles=None)
    days = [event.on for event in course.events if isinstance(event, Given)]
    shown = course.plan()
    days += [row.date for row in shown] or [course.start]
    longest = max(phase.cycle_length for phase in course.regimen.phases)
    return attrs.evolve(course, cycles=None, until=max(days) + timedelta(days=longest))


def _up_to(course: Course, last: Place) -> Calendar:
    """The calendar up to the end of a cycle."""
    before = [phase.cycles or 0 for phase in course.regimen.phases[: last[0]]]
    return attrs.evolve(course, until=None, cycles=sum(before) + last[1], as_of=None).plan()


def _of_drug(
    drug: str,
    given: Sequence[Administration],
    besides: Sequence[Given],
    *,
    place: Place,
    whole: Calendar,
    full: Calendar,
    prompt: Calendar,
    apart: Collection[str],
) -> Intensity:
    delivered = sum_of(
        [*(row.dose for row in given), *(one.dose.value for one in besides if one.dose)]
    )
    doses = {row.key: row.dose for row in full}
    written = [row for row in prompt if row.drug == drug]
    planned = sum_of(doses.get(row.key, row.dose) for row in written)
    days = [*(row.date for row in given), *(one.on for one in besides)]
    # A first dose that was left out is in the time: the treatment was to begin with it.
    first = min([*days, *(row.date for row in whole if row.drug == drug)])
    # A dose after its cycle's end is in the time.
    of_last = [row for row in given if row.time.place == place]
    late = _late(max(of_last, key=lambda row: row.date)) if of_last else timedelta(0)
    end = max(_end(whole, place) + late, max(days) + timedelta(days=1))
    elapsed = (end - first).days
    begin = min(written, key=lambda row: row.date)
    planned_days = (_end(prompt, place) - begin.date).days - _late_to_begin(
        begin, place, whole, apart
    )
    return Intensity.over(
        drug=drug,
        delivered=delivered,
        planned=planned,
        unit=whole.regimen.unit(drug),
        elapsed_days=elapsed,
        planned_days=planned_days,
    )


def _late_to_begin(
    begin: Administration, place: Place, whole: Calendar, apart: Collection[str]
) -> int:
    """The days by which the cycle or group of a drug's first dose was late.

    They are no delay: its time had not begun. Where all after it is planned from there they cancel
    out, but not where a phase between has a recorded start, which does not move with it.
    """
    later = whole.regimen.phases[begin.time.index + 1 : place[0] + 1]
    if not any(phase.name in apart for phase in later):
        return 0
    return sum(
        (time.start - begin.time.start).days + time.offsets.get(begin.slot.moves_with, 0)
        for time in whole.times
        if time.place == begin.time.place
    )


def _place(day: date, calendar: Calendar) -> Place:
    """The last cycle that had started by a day, or the first."""
    begun = [time for time in calendar.times if time.start <= day]
    return (begun or calendar.times[:1])[-1].place


def _late(row: Administration) -> timedelta:
    """By how much the cycle is longer for a drug: its group is late, or it keeps its interval."""
    group = timedelta(days=row.time.offsets.get(row.slot.moves_with, 0))
    if not keeps_interval(row):
        return group
    written = row.day - row.time.phase.first_day
    days = row.date - row.time.start - timedelta(days=written + row.clinic_days)
    return max(group, days)


def _end(calendar: Calendar, place: Place) -> date:
    time = next(time for time in calendar.times if time.place == place)
    return time.start + timedelta(days=time.phase.cycle_length)


@frozen(kw_only=True)
class Cumulative:
    """How much of a drug a patient has had, over this course and before it.

    Args:
        drug: Its name.
        prior: Before this course, in `unit`, as recorded.
        delivered: In this course, in `unit`.
        unit: What the drug is counted in: mg, or millions of cells.
        limit: The most over a lifetime, in mg on this body, or None where no source gives one.
        finding: What there is to say about the limit; None where it is kept.
    """

    drug: str
    prior: Decimal
    delivered: Decimal
    unit: str
    limit: Decimal | None
    finding: Finding | None

    @property
    def total(self) -> Decimal:
        """Over the lifetime, as far as it is recorded, in `unit`."""
        return EXACT.add(self.prior, self.delivered)


def cumulative(course: Course, *, as_planned: bool = False) -> tuple[Cumulative, ...]:
    """The cumulative dose of every drug of a course, and of those given before it.

    Args:
        course: With its given doses and the patient's `prior_doses`.
        as_planned: Count every dose as its calendar has it.

    Raises:
        BodyError: for a limit per m² where height or weight is not recorded.
        QuantityError: for a dose before this course in mg of what is counted in cells.

    >>> from regimens import Given, Patient, PriorDose, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg",
    ...                   prior_doses=(PriorDose(drug="cisplatin", dose="120 mg"),))
    >>> course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    >>> given = course.record(Given(of="cisplatin", on=date(2026, 1, 5)))
    >>> print(next(one.total for one in cumulative(given) if one.drug == "cisplatin"))
    137.9
    """
    rows, whole = _counted(course, as_planned=as_planned)
    besides = unplanned(whole)
    drugs = dict.fromkeys(
        [
            *(component.drug.name for _, component in course.regimen.components()),
            *(_named(dose) for dose in course.patient.prior_doses),
        ]
    )
    found = []
    for drug in drugs:
        delivered = sum_of(
            [
                *(row.dose for row in rows if row.drug == drug),
                *(event.dose.value for event, of in besides if of == drug and event.dose),
            ]
        )
        before = [dose for dose in course.patient.prior_doses if _named(dose) == drug]
        unit = course.regimen.unit(drug)
        for dose in before:
            if dose.dose.kind.value != unit:
                raise QuantityError(
                    f"{drug} is counted in {unit}, and {dose.dose} of it were given before",
                    where="patient.prior_doses",
                    mend="leave it out, and count both by hand",
                )
        prior = sum_of(dose.dose.value for dose in before)
        found.append(_against_limit(course, drug, prior, delivered))
    return tuple(found)


def _named(dose: PriorDose) -> str:
    """The drug as drugs are named here: a capital letter makes no other drug."""
    return " ".join(dose.drug.split()).lower()


def _against_limit(course: Course, drug: str, prior: Decimal, delivered: Decimal) -> Cumulative:
    rule = next((one for one in course.regimen.cumulative_limits if one.drug == drug), None)
    total, unit = EXACT.add(prior, delivered), course.regimen.unit(drug)
    found = Cumulative(
        drug=drug, prior=prior, delivered=delivered, unit=unit, limit=None, finding=None
    )
    if rule is None:
        message = (
            f"{drug} {plain(total)} {unit} in all; {course.regimen.id} states no lifetime limit"
        )
        finding = Finding(code="no-cumulative-limit", drug=drug, message=message)
        return attrs.evolve(found, finding=finding)
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
    return attrs.evolve(found, limit=limit, finding=over)
