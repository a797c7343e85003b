"""Public holidays by country, from the holidays library, as closed days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from regimens.decimals import shown
from regimens.errors import DocumentError

__all__ = ["public_holidays"]


def public_holidays(country: str, years: Sequence[int]) -> frozenset[date]:
    """The public holidays of some years.

    Args:
        country: A country's ISO 3166 code, with its part where holidays differ: ``"DE"``,
            ``"DE-BY"``.
        years: The calendar years.

    Raises:
        DocumentError: for a country or part that is not known, a year of which no holiday is known,
            or without the extra.

    >>> date(2026, 12, 25) in public_holidays("DE", [2026])
    True
    """
    try:
        import holidays  # noqa: PLC0415 - an extra
    except ImportError:
        raise DocumentError(
            "public holidays need another library",
            where="holidays",
            mend='pip install "regimens[holidays]", or list the days in closed_dates',
        ) from None
    name, dash, part = country.partition("-")
    try:
        # That library takes any name of its own for a country: "HolidayBase" has no holidays.
        if name not in holidays.list_supported_countries() or (dash and not part):
            raise NotImplementedError
        found = holidays.country_holidays(name, subdiv=part or None, years=list(years))
    except NotImplementedError:
        raise DocumentError(
            f"{shown(country)} is no country or part of one whose holidays are known",
            where="holidays",
            mend='use an ISO 3166 code, as in "DE" or "DE-BY", or list the days in closed_dates',
        ) from None
    # That library has no holidays in years it does not know, as if nobody ever closed.
    for year in sorted(set(years) - {day.year for day in found}):
        raise DocumentError(
            f"no public holiday of {shown(country)} is known for {year}",
            where="holidays",
            mend="list the days in closed_dates",
        )
    return frozenset(found)
