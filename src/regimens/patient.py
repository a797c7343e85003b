"""The patient as recorded: who, how tall, how heavy; nothing derived."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from regimens.body import Sex, check_body
from regimens.decimals import shown
from regimens.errors import BodyError
from regimens.units import Kind, Measure, measure
from regimens.validation import is_plain_text

__all__ = ["Patient", "PriorDose", "date_of", "height_of", "weight_of"]


def height_of(given: object) -> Measure | None:
    """A height from text or a pint quantity; None stays None."""
    return None if given is None else measure(given, Kind.HEIGHT, where="height")


def weight_of(given: object) -> Measure | None:
    """A body weight from text or a pint quantity; None stays None."""
    return None if given is None else measure(given, Kind.WEIGHT, where="weight")


def _dose_of(given: object) -> Measure:
    return measure(given, Kind.DRUG_MASS, where="dose")


def _sex_of(given: Any) -> Sex | None:
    if given is None or isinstance(given, Sex):
        return given
    try:
        return Sex(given)
    except ValueError:
        raise BodyError(
            f"{shown(given)} is not a sex the formulas know",
            where="sex",
            mend='write "female" or "male", or leave it out',
        ) from None


def date_of(value: object, *, where: str) -> date:
    """`value` if it is a plain date.

    Raises:
        BodyError: for a datetime (a time zone would decide the day) or anything else.
    """
    if type(value) is not date:
        raise BodyError(f"{shown(value)} is not a date", where=where, mend="give a datetime.date")
    return value


@frozen(kw_only=True)
class PriorDose:
    """A dose given before this course.

    Args:
        drug: Its name; capital letters do not count.
        dose: The total, as in ``"120 mg"``; in Python a pint quantity too.

    >>> str(PriorDose(drug="cisplatin", dose="120 mg").dose)
    '120 mg'
    """

    drug: str
    dose: Measure = field(converter=_dose_of)


@frozen(kw_only=True)
class Patient:
    """A patient, as recorded on the day the course starts.

    Args:
        sex: ``"female"`` or ``"male"``; needed only by formulas that know it.
        born: Date of birth.
        height: As in ``"165 cm"`` or ``"65 in"``; in Python a pint quantity too.
        weight: As in ``"70 kg"`` or ``"154 lb"``; in Python a pint quantity too.
        id: The caller's own identifier.
        name: For the calendars people hold.
        ecog: Performance status, 0 to 5.
        prior_therapy_ended: The last day of the treatment before.
        prior_doses: Cumulative doses from before.

    Raises:
        QuantityError: for a height or weight that is not one.
        BodyError: for a body that cannot be, and for any other value that is not what it says.

    >>> patient = Patient(sex="female", born=date(1961, 5, 4), height="165 cm", weight="70 kg")
    >>> print(patient.weight)
    70 kg
    """

    sex: Sex | None = field(default=None, converter=_sex_of)
    born: date | None = field(default=None)
    height: Measure | None = field(default=None, converter=height_of)
    weight: Measure | None = field(default=None, converter=weight_of)
    id: str | None = field(default=None)
    name: str | None = field(default=None)
    ecog: int | None = field(default=None)
    prior_therapy_ended: date | None = field(default=None)
    prior_doses: tuple[PriorDose, ...] = field(default=())

    @id.validator  # noqa: A003
    @name.validator
    def _can_be_printed(self, attribute: Any, value: str | None) -> None:
        if value is not None and not is_plain_text(value):
            raise BodyError(
                f"{shown(value)} has a control character",
                where=attribute.name,
                mend="write plain text on one line",
            )

    @ecog.validator
    def _is_a_status(self, _: object, value: int | None) -> None:
        if value is not None and (type(value) is not int or value not in range(6)):
            raise BodyError(
                f"{shown(value)} is not an ECOG performance status", where="ecog", mend="use 0 to 5"
            )

    @born.validator
    @prior_therapy_ended.validator
    def _is_a_date(self, attribute: Any, value: date | None) -> None:
        if value is not None:
            date_of(value, where=attribute.name)

    @prior_doses.validator
    def _are_doses(self, _: object, value: tuple[PriorDose, ...]) -> None:
        given: object = value
        if not isinstance(given, tuple) or not all(isinstance(one, PriorDose) for one in given):
            raise BodyError(
                f"{shown(given)} is not a tuple of doses",
                where="prior_doses",
                mend='write (PriorDose(drug="doxorubicin", dose="120 mg"),)',
            )

    def __attrs_post_init__(self) -> None:
        check_body(self.height_cm, self.weight_kg)

    @property
    def height_cm(self) -> Decimal | None:
        """The height in cm."""
        return None if self.height is None else self.height.value

    @property
    def weight_kg(self) -> Decimal | None:
        """The weight in kg."""
        return None if self.weight is None else self.weight.value
