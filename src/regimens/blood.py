"""What can be of the blood: counts and a haemoglobin that nobody has are slips of the unit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from regimens.decimals import EXACT, plain
from regimens.errors import QuantityError
from regimens.units import Kind, Measure, haemoglobin_g_per_dl

__all__ = ["MOST_CELLS", "MOST_HAEMOGLOBIN", "check_count", "check_haemoglobin"]

# The highest counts, in 10^9/L. They are this library's own, as the highest haemoglobin is: far
# above what is seen, and below what a slip of the unit makes of too little.
MOST_CELLS: Mapping[str, Decimal] = {"anc": Decimal(200), "platelets": Decimal(5000)}
# The highest haemoglobin, in g/dL.
MOST_HAEMOGLOBIN = Decimal(30)


def check_count(value: Measure, where: str) -> Measure:
    """The count, where somebody can have it: neutrophils to 200 10^9/L, platelets to 5000.

    Args:
        value: Of cells.
        where: ``"anc"`` or ``"platelets"``.

    Raises:
        QuantityError: for one above that, with what may have been meant.

    >>> from regimens.units import measure
    >>> check_count(measure("2100 10^9/L", Kind.CELL_COUNT), "anc")
    Traceback (most recent call last):
    regimens.errors.QuantityError: anc: 2100 10^9/L is more than 200 10^9/L; did you mean 2100 /µL?
    """
    most = MOST_CELLS[where]
    if value.value <= most:
        return value
    likely = value.value <= EXACT.multiply(most, Decimal(1000))
    raise QuantityError(
        f"{value} is more than {plain(most)} 10^9/L",
        where=where,
        mend=f"did you mean {plain(value.value)} /µL?" if likely else "check number and unit",
    )


def check_haemoglobin(value: Measure) -> Measure:
    """The haemoglobin, where somebody can have it: to 30 g/dL.

    Args:
        value: By mass or in mmol/L.

    Raises:
        QuantityError: for one above that, with what may have been meant.

    >>> from regimens.units import measure
    >>> check_haemoglobin(measure("102 g/dL", Kind.HAEMOGLOBIN))
    Traceback (most recent call last):
    regimens.errors.QuantityError: haemoglobin: 102 g/dL is more than 30 g/dL; did you mean 102 g/L?
    """
    if haemoglobin_g_per_dl(value) <= MOST_HAEMOGLOBIN:
        return value
    likely = value.kind is Kind.HAEMOGLOBIN and value.value <= EXACT.multiply(
        MOST_HAEMOGLOBIN, Decimal(10)
    )
    raise QuantityError(
        f"{value} is more than {plain(MOST_HAEMOGLOBIN)} g/dL",
        where="haemoglobin",
        mend=f"did you mean {plain(value.value)} g/L?" if likely else "check number and unit",
    )
