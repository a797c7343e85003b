"""What can happen to a course: one closed set of events."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from regimens.conditions import ResponseCategory
from regimens.decimals import LONGEST, number, plain, shown
from regimens.errors import HistoryError, QuantityError
from regimens.laboratory import (
    anc_of,
    check_times_normal,
    clearance_of,
    creatinine_of,
    haemoglobin_of,
    platelets_of,
    times_normal_of,
)
from regimens.patient import height_of, weight_of
from regimens.recorded import (
    Names,
    Recorded,
    check_any_names,
    check_count,
    check_date,
    check_names,
    names_of,
)
from regimens.units import Kind, Measure, measure

__all__ = [
    "Correction",
    "CycleStart",
    "Delay",
    "Discontinuation",
    "DoseChange",
    "Event",
    "Given",
    "Lab",
    "Measurement",
    "Omission",
    "Postponement",
    "Response",
    "Switch",
    "Transplant",
]


def _fraction(given: Any) -> Decimal | None:
    if given is None or isinstance(given, Decimal):
        return given
    return number(given, where="to")


@frozen(kw_only=True)
class CycleStart(Recorded):
    """A cycle started, or will start, on a date; every group in it is realigned.

    Args:
        cycle: Which one, from 1.
        on: The first day of the cycle.
        phase: The phase, where more than one has that cycle.

    >>> CycleStart(phase="induction", cycle=2, on=date(2026, 2, 12)).cycle
    2
    """

    cycle: int = field(validator=check_count)
    on: date = field(validator=check_date)
    phase: str | None = None


@frozen(kw_only=True)
class Delay(Recorded):
    """A cycle and all after it are moved by some days; or only a group's days are.

    Args:
        cycle: The first cycle that moves.
        days: How many days later, at least 1.
        of: The group that moves; None for the whole cycle.
        phase: The phase, where more than one has that cycle.

    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    >>> later = course.record(Delay(cycle=2, days=3)).plan()
    >>> [str(cycle.start) for cycle in later.cycles]
    ['2026-01-05', '2026-02-05', '2026-03-05']
    """

    cycle: int = field(validator=check_count)
    days: int = field(validator=check_count)
    of: str | None = field(default=None, validator=check_any_names)
    phase: str | None = None


@frozen(kw_only=True)
class DoseChange(Recorded):
    """From a cycle, or a day of it, on: a fraction of the full dose, or a named level.

    Args:
        of: A drug, a group, or several drugs.
        to: The fraction of the full protocol dose that is given; it replaces earlier ones.
        level: Or the named level.
        cycle: The first cycle it holds for.
        day: The first day of that cycle.
        phase: The phase, where more than one has that cycle of that drug or group.

    Raises:
        HistoryError: for a fraction that is not above 0 and at most 1, or for both or neither.

    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    >>> reduced = course.record(DoseChange(of="DCEP", to="0.7", cycle=2)).plan()
    >>> reduced.totals()["cyclophosphamide"]  # 4 × 716 mg and 8 × 501.2 mg
    Decimal('6873.6')
    """

    of: Names = field(converter=names_of, validator=check_names)
    to: Decimal | None = field(default=None, converter=_fraction)
    level: str | None = None
    cycle: int = field(validator=check_count)
    day: int = field(default=1, validator=check_count)
    phase: str | None = None

    @to.validator
    def _is_a_fraction(self, _: object, value: Decimal | None) -> None:
        if (value is None) == (self.level is None):
            raise HistoryError(
                "a dose change needs a fraction or a level, and not both",
                where="dose_change",
                mend='give "to" or "level"',
            )
        if value is None:
            return
        if not value.is_finite():
            raise HistoryError(
                f"{value} is no fraction", where="to", mend="give one from above 0 to 1"
            )
        said = plain(value) if abs(value.adjusted()) < LONGEST else str(value)
        if value <= 0:
            raise HistoryError(
                f"a fraction of {said}",
                where="to",
                mend="record an omission or a discontinuation instead",
            )
        if value > 1:
            raise HistoryError(
                f"a fraction of {said} is above the full dose",
                where="to",
                mend="give the fraction of the full dose, from above 0 to 1",
            )
        number(said, where="to")  # what a document of it is read by


@frozen(kw_only=True)
class Measurement(Recorded):
    """A weight or height was measured.

    Args:
        on: When.
        weight: The body weight, as in ``"62 kg"`` or ``"137 lb"``.
        height: The height, as in ``"165 cm"``; the first one that is recorded is used, a later one
            stays in the history.
        from_: The date from which doses use it, where it is not the next cycle's day 1.

    Raises:
        HistoryError: for a measurement of nothing, or a use before it.

    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    >>> weighed = course.record(Measurement(on=date(2026, 1, 30), weight="62 kg")).plan()
    >>> doses = [dose for dose in weighed if dose.drug == "cyclophosphamide"]
    >>> [str(dose.dose) for dose in doses][3:5]  # 1.79 m², then 1.69 m²
    ['716', '676']
    """

    on: date = field(validator=check_date)
    weight: Measure | None = field(default=None, converter=weight_of)
    height: Measure | None = field(default=None, converter=height_of)
    from_: date | None = field(default=None, validator=check_date)

    def __attrs_post_init__(self) -> None:
        if self.weight is None and self.height is None:
            raise HistoryError(
                "a measurement of nothing", where="measurement", mend="give a weight or a height"
            )
        if self.from_ is not None and self.from_ < self.on:
            raise HistoryError(
                f"{self.from_} lies before the measurement of {self.on}",
                where="from",
                mend="doses can be made from a weight from the day it is measured on",
            )


@frozen(kw_only=True)
class Lab(Recorded):
    """Laboratory values of one day.

    Args:
        on: The day of the sample.
        anc: Absolute neutrophil count, as in ``"1.5 10^9/L"``.
        platelets: Platelet count, as in ``"50 10^9/L"``.
        haemoglobin: Haemoglobin, as in ``"9.8 g/dL"`` or ``"6.1 mmol/L"``.
        creatinine: Serum creatinine, as in ``"88 µmol/L"`` or ``"1.1 mg/dL"``.
        creatinine_clearance: As measured, as in ``"61 mL/min"``.
        bilirubin_times_normal: Total bilirubin as a multiple of the upper limit of normal.

    Raises:
        HistoryError: without any value.
        QuantityError: for a value that nobody has: neutrophils above 200 10^9/L, platelets above
            5000 10^9/L, haemoglobin above 30 g/dL, creatinine outside 0.1–25 mg/dL, a clearance
            above 300 mL/min, bilirubin above 100 times its limit.

    >>> str(Lab(on=date(2026, 2, 2), anc="0.9 10^9/L", platelets="48 10^9/L").anc)
    '0.9 10^9/L'
    """

    on: date = field(validator=check_date)
    anc: Measure | None = field(default=None, converter=anc_of)
    platelets: Measure | None = field(default=None, converter=platelets_of)
    haemoglobin: Measure | None = field(default=None, converter=haemoglobin_of)
    creatinine: Measure | None = field(default=None, converter=creatinine_of)
    creatinine_clearance: Measure | None = field(default=None, converter=clearance_of)
    bilirubin_times_normal: Decimal | None = field(default=None, converter=times_normal_of)

    @bilirubin_times_normal.validator
    def _is_measurable(self, _: object, value: Decimal | None) -> None:
        if value is not None:
            check_times_normal(value)

    def __attrs_post_init__(self) -> None:
        values = (self.anc, self.platelets, self.haemoglobin, self.creatinine)
        chemistry = (self.creatinine_clearance, self.bilirubin_times_normal)
        if all(value is None for value in (*values, *chemistry)):
            raise HistoryError(
                "laboratory values without a value", where="lab", mend="give at least one"
            )


@frozen(kw_only=True)
class Omission(Recorded):
    """A planned dose is not given, and nothing else moves.

    Args:
        of: A drug, a group, or several drugs.
        on: The day on which the calendar has it.

    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    >>> left_out = course.record(Omission(of="cisplatin", on=date(2026, 1, 6))).plan()
    >>> [dose.status.value for dose in left_out if dose.drug == "cisplatin"][:3]
    ['planned', 'omitted', 'planned']
    """

    of: Names = field(converter=names_of, validator=check_names)
    on: date = field(validator=check_date)


@frozen(kw_only=True)
class Postponement(Recorded):
    """A planned dose is given later; what follows depends on the drug's missed-dose rule.

    Args:
        of: A drug, a group, or several drugs.
        on: The day on which the calendar has it.
        to: The day on which it is given instead.

    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dara-dcep"), patient, start=date(2026, 1, 5))
    >>> moved = Postponement(of="daratumumab", on=date(2026, 1, 12), to=date(2026, 1, 14))
    >>> doses = [dose for dose in course.record(moved).plan() if dose.drug == "daratumumab"]
    >>> [str(dose.date) for dose in doses][:3]  # it keeps its interval of 7 days
    ['2026-01-05', '2026-01-14', '2026-01-21']
    """

    of: Names = field(converter=names_of, validator=check_names)
    on: date = field(validator=check_date)
    to: date = field(validator=check_date)


def _dose_of(given: object) -> Measure | None:
    return None if given is None else measure(given, Kind.DRUG_MASS, Kind.CELLS, where="dose")


@frozen(kw_only=True)
class Given(Recorded):
    """A dose was given.

    Args:
        of: The drug, a group, or several drugs given on one day.
        on: When.
        dose: How much, of one drug, as in ``"18 mg"`` or ``"62 ×10⁶ cells"``; the calendar's
            amount unless told.
        planned: The date of the planned dose it fulfils, where that differs.

    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    >>> given = course.record(Given(of="cisplatin", on=date(2026, 1, 5), dose="18 mg")).plan()
    >>> [(str(dose.dose), dose.status.value) for dose in given if dose.drug == "cisplatin"][:2]
    [('18', 'given'), ('17.9', 'planned')]
    """

    of: Names = field(converter=names_of, validator=check_names)
    on: date = field(validator=check_date)
    dose: Measure | None = field(default=None, converter=_dose_of)
    planned: date | None = field(default=None, validator=check_date)


@frozen(kw_only=True)
class Switch(Recorded):
    """From a date on, a drug is given as another product of it.

    Args:
        of: The drug.
        to: The product, as the definition names it, as in ``daratumumab-sc``.
        on: The first day with the other product.

    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dara-dcep"), patient, start=date(2026, 1, 5))
    >>> switch = Switch(of="daratumumab", to="daratumumab-sc", on=date(2026, 1, 12))
    >>> doses = [dose for dose in course.record(switch).plan() if "daratumumab" in dose.drug]
    >>> [str(dose.dose) for dose in doses][:2]  # 16 mg/kg, then 1800 mg
    ['1120', '1800']
    """

    of: str = field(validator=check_names)
    to: str = field(validator=check_names)
    on: date = field(validator=check_date)


def _category(given: Any) -> ResponseCategory:
    if isinstance(given, ResponseCategory):
        return given
    try:
        return ResponseCategory(given)
    except ValueError:
        raise QuantityError(
            f"{shown(given)} is not a response category",
            where="response",
            mend=f"use one of {', '.join(category.value for category in ResponseCategory)}",
        ) from None


@frozen(kw_only=True)
class Response(Recorded):
    """A response was assessed.

    Args:
        on: The day of the assessment.
        response: The IMWG category.

    >>> Response(on=date(2026, 3, 20), response="PR").response.value
    'PR'
    """

    on: date = field(validator=check_date)
    response: ResponseCategory = field(converter=_category)


@frozen(kw_only=True)
class Transplant(Recorded):
    """Stem cells were infused.

    Args:
        on: The day of the infusion.

    >>> str(Transplant(on=date(2026, 5, 1)).on)
    '2026-05-01'
    """

    on: date = field(validator=check_date)


@frozen(kw_only=True)
class Discontinuation(Recorded):
    """A drug, a group or (without `of`) the course stops.

    Args:
        on: The first day not given.
        of: A drug, a group, or several drugs; None for the whole course.

    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    >>> stopped = course.record(Discontinuation(of="cisplatin", on=date(2026, 2, 2))).plan()
    >>> stopped.totals()["cisplatin"]  # 4 × 17.9 mg
    Decimal('71.6')
    """

    on: date = field(validator=check_date)
    of: Names | None = field(default=None, converter=names_of, validator=check_any_names)


@frozen(kw_only=True)
class Correction(Recorded):
    """An earlier event was a mistake; both stay in the history.

    Args:
        voids: The id of that event.

    >>> from regimens import Course, Patient, catalogue
    >>> patient = Patient(height="165 cm", weight="70 kg")
    >>> course = Course(catalogue.get("dcep"), patient, start=date(2026, 1, 5))
    >>> late = course.record(CycleStart(id="e1", cycle=2, on=date(2026, 2, 12)))
    >>> right = late.record(Correction(voids="e1", reason="another patient's"))
    >>> [str(one.plan().cycles[1].start) for one in (late, right)]
    ['2026-02-12', '2026-02-02']
    """

    voids: str


# Whatever can be recorded: one of these, and nothing else.
Event = (
    CycleStart
    | Delay
    | DoseChange
    | Measurement
    | Lab
    | Omission
    | Postponement
    | Given
    | Switch
    | Response
    | Transplant
    | Discontinuation
    | Correction
)
