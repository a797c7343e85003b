"""Laboratory values as they are read, and what they can be: what nobody has is a slip."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from regimens.decimals import EXACT, number, plain
from regimens.errors import QuantityError
from regimens.renal import CREATININES
from regimens.units import (
    Kind,
    Measure,
    creatinine_mg_per_dl,
    haemoglobin_g_per_dl,
    measure,
    split_text,
)

__all__ = [
    "MOST_CELLS",
    "MOST_CLEARANCE",
    "MOST_HAEMOGLOBIN",
    "MOST_TIMES_NORMAL",
    "anc_of",
    "check_times_normal",
    "clearance_of",
    "creatinine_of",
    "haemoglobin_of",
    "platelets_of",
    "times_normal_of",
]

# These limits are this library's own, from no publication: far above what is seen, and below what
# a slip of the unit makes of a value that matters.
# The highest counts, in 10^9/L.
MOST_CELLS: Mapping[str, Decimal] = {"anc": Decimal(200), "platelets": Decimal(5000)}
# The highest haemoglobin, in g/dL.
MOST_HAEMOGLOBIN = Decimal(30)
# The highest creatinine clearance, in mL/min.
MOST_CLEARANCE = Decimal(300)
# The highest bilirubin, as a multiple of its upper limit of normal.
MOST_TIMES_NORMAL = Decimal(100)
_CHECK = "check number and unit"


def anc_of(given: object) -> Measure | None:
    """A neutrophil count as it is read, to 200 10^9/L; None for none.

    Raises:
        QuantityError: for what is no count, or above that, with what may have been meant.

    >>> anc_of("2100 10^9/L")
    Traceback (most recent call last):
    regimens.errors.QuantityError: anc: 2100 10^9/L is more than 200 10^9/L; did you mean 2100 /µL?
    """
    return None if given is None else _count_of(given, "anc")


def platelets_of(given: object) -> Measure | None:
    """A platelet count as it is read, to 5000 10^9/L; None for none.

    Raises:
        QuantityError: for what is no count, or above that, with what may have been meant.

    >>> str(platelets_of("50 K/µL"))
    '50 10^9/L'
    """
    return None if given is None else _count_of(given, "platelets")


def _count_of(given: object, where: str) -> Measure:
    value = measure(given, Kind.CELL_COUNT, where=where)
    most = MOST_CELLS[where]
    if value.value <= most:
        return value
    likely = _is_as_written(value, given) and value.value <= EXACT.multiply(most, Decimal(1000))
    raise _too_much(value, f"{plain(most)} 10^9/L", where, "/µL" if likely else None)


def haemoglobin_of(given: object) -> Measure | None:
    """A haemoglobin as it is read, by mass or in mmol/L, to 30 g/dL; None for none.

    Raises:
        QuantityError: for what is no haemoglobin, or above that, with what may have been meant.

    >>> haemoglobin_of("102 g/dL")
    Traceback (most recent call last):
    regimens.errors.QuantityError: haemoglobin: 102 g/dL is more than 30 g/dL; did you mean 102 g/L?
    """
    if given is None:
        return None
    value = measure(given, Kind.HAEMOGLOBIN, Kind.HAEMOGLOBIN_MOLAR, where="haemoglobin")
    if haemoglobin_g_per_dl(value) <= MOST_HAEMOGLOBIN:
        return value
    by_mass = value.kind is Kind.HAEMOGLOBIN and _is_as_written(value, given)
    likely = by_mass and value.value <= EXACT.multiply(MOST_HAEMOGLOBIN, Decimal(10))
    most = f"{plain(MOST_HAEMOGLOBIN)} g/dL"
    raise _too_much(value, most, "haemoglobin", "g/L" if likely else None)


def creatinine_of(given: object) -> Measure | None:
    """A creatinine as it is read, in µmol/L or mg/dL, from 0.1 to 25 mg/dL; None for none.

    Raises:
        QuantityError: for what is no creatinine, or outside that, with what may have been meant.

    >>> str(creatinine_of("85 µmol/L"))
    '85 µmol/L'
    """
    if given is None:
        return None
    value = measure(given, Kind.CREATININE, Kind.CREATININE_MASS, where="creatinine")
    by_mass = value.kind is Kind.CREATININE_MASS
    least, most = CREATININES
    found = creatinine_mg_per_dl(value)
    if found > most:
        likely = by_mass and creatinine_mg_per_dl(Measure(value.value, Kind.CREATININE)) <= most
        raise _too_much(value, f"{plain(most)} mg/dL", "creatinine", "µmol/L" if likely else None)
    if found < least:
        meant = plain(value.value)
        likely = not by_mass and value.value >= least
        raise QuantityError(
            f"{value} is less than {plain(least)} mg/dL",
            where="creatinine",
            mend=f"did you mean {meant} mg/dL?" if likely else _CHECK,
        )
    return value


def clearance_of(given: object) -> Measure | None:
    """A creatinine clearance as it is read, in mL/min, to 300; None for none.

    Raises:
        QuantityError: for what is no clearance, or above that.

    >>> str(clearance_of("61 mL/min"))
    '61 mL/min'
    """
    if given is None:
        return None
    value = measure(given, Kind.CLEARANCE, where="creatinine_clearance")
    if value.value > MOST_CLEARANCE:
        raise _too_much(value, f"{plain(MOST_CLEARANCE)} mL/min", "creatinine_clearance", None)
    return value


def times_normal_of(given: object) -> Decimal | None:
    """A multiple of the upper limit of normal as it is read; None for none.

    Raises:
        QuantityError: for what is no plain number.

    >>> times_normal_of("1.5")
    Decimal('1.5')
    """
    if given is None or isinstance(given, Decimal):
        return given
    return number(given, where="bilirubin_times_normal")


def check_times_normal(value: Decimal) -> None:
    """Pass a multiple of the upper limit of normal from 0 to 100.

    Raises:
        QuantityError: for another, for one that is not finite, and for one of more digits than a
            document can hold.

    >>> check_times_normal(Decimal("1.5"))
    """
    where = "bilirubin_times_normal"
    if not value.is_finite() or value < 0:
        raise QuantityError(
            f"{value} is not a measured value", where=where, mend="use a finite decimal from 0"
        )
    if value > MOST_TIMES_NORMAL:
        shown = plain(value) if value.adjusted() < 12 else str(value)
        raise QuantityError(
            f"{shown} is more than {plain(MOST_TIMES_NORMAL)} times the upper limit",
            where=where,
            mend="divide the bilirubin by its upper limit of normal",
        )
    number(plain(value), where=where)  # what a document of it is read by


def _is_as_written(value: Measure, given: object) -> bool:
    """Whether the number is the one that was written, so that another unit may have been meant."""
    if isinstance(given, str):
        return split_text(given, where="", example="")[0] == value.value
    return bool(getattr(given, "magnitude", value.value) == value.value)


def _too_much(value: Measure, most: str, where: str, unit: str | None) -> QuantityError:
    """What refuses a value above what anybody has; with the unit that may have been meant."""
    return QuantityError(
        f"{value} is more than {most}",
        where=where,
        mend=_CHECK if unit is None else f"did you mean {plain(value.value)} {unit}?",
    )
