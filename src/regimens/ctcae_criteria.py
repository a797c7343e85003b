"""The criteria of CTCAE as they are printed, by version: where each grade of a value begins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType

from attrs import frozen

from regimens.conditions import Laboratory
from regimens.sources import Reference, Source
from regimens.units import Kind

__all__ = ["CREATININE", "DECREASES", "DecreaseScale", "IncreaseScale", "Version"]

_READ = date(2026, 11, 21)


class Version(Enum):
    """The versions of CTCAE whose criteria were read.

    >>> Version("6.0")
    <Version.V6_0: '6.0'>
    """

    V4_03 = "4.03"
    V5_0 = "5.0"
    V6_0 = "6.0"


@frozen(kw_only=True)
class DecreaseScale:
    """The criteria for a value that is worse the lower it is, in one kind of unit.

    Args:
        term: The name of the adverse event in that version.
        kind: The unit the limits are stated in.
        below: Grade 1, 2 and so on begin below these; None is the laboratory's lower limit of
            normal. A value of exactly the limit has the milder grade.
        clinical: What gives a grade whatever the value, with that grade.
        source: Where the criteria were read.

    >>> DECREASES[Version.V6_0, Laboratory.ANC][0].below
    (Decimal('1.5'), Decimal('1.0'), Decimal('0.5'), Decimal('0.1'))
    """

    term: str
    kind: Kind
    below: tuple[Decimal | None, ...]
    clinical: tuple[tuple[int, str], ...] = ()
    source: Source


@frozen(kw_only=True)
class IncreaseScale:
    """The criteria for a value that is worse the higher it is, in multiples of two references.

    Args:
        term: The name of the adverse event in that version.
        of_upper_limit: Grade 1, 2 and so on begin above these multiples of the upper limit of
            normal. A value of exactly the multiple has the milder grade.
        of_baseline: The same for the patient's baseline; None where there is no such criterion.
        low_baseline_only: Whether the baseline counts only where it is below the lower limit of
            normal.
        source: Where the criteria were read.

    >>> CREATININE[Version.V5_0].of_baseline
    (None, Decimal('1.5'), Decimal('3.0'))
    """

    term: str
    of_upper_limit: tuple[Decimal, ...]
    of_baseline: tuple[Decimal | None, ...]
    low_baseline_only: bool = False
    source: Source


_WORKBOOK = "dctd.cancer.gov/research/ctep-trials/trial-development/ctcae-v6.0.xlsx"
_REFERENCES: Mapping[Version, Reference] = {
    Version.V4_03: Reference(
        title="NCI CTCAE v4.03 (14 June 2010)",
        identifier="CTCAE_4.03_2010-06-14, as transcribed in "
        "github.com/uscnewplatform/irccs-docker (importCrfLibraries/ctcae-v4/ctcae-v4-bundle.json) "
        "and in github.com/pharmaverse/admiral (data-raw/adlb_grading/ncictcaev4.json)",
        checked_on=_READ,
    ),
    Version.V5_0: Reference(
        title="NCI CTCAE v5.0 (27 November 2017), as printed in NCI's workbook of v6.0",
        identifier=_WORKBOOK,
        checked_on=_READ,
    ),
    Version.V6_0: Reference(
        title="NCI CTCAE v6.0 (2025, corrected 20 January 2026)",
        identifier=_WORKBOOK,
        checked_on=_READ,
    ),
}


# Where a term stands in each: version 4.03 was read term by term.
_SHEETS: Mapping[Version, str] = {
    Version.V4_03: "",
    Version.V5_0: "sheet CTCAE v5.0 to v6.0 Mapping, ",
    Version.V6_0: "sheet CTCAE v6.0 Clean Copy, ",
}


def _source(version: Version, term: str, place: str) -> Source:
    return _REFERENCES[version].at(f"{term}, {_SHEETS[version]}{place}")


def _decrease(
    version: Version,
    term: str,
    place: str,
    *limits: tuple[Kind, tuple[str | None, ...]],
    clinical: tuple[tuple[int, str], ...] = (),
) -> tuple[DecreaseScale, ...]:
    return tuple(
        DecreaseScale(
            term=term,
            kind=kind,
            below=tuple(None if one is None else Decimal(one) for one in below),
            clinical=clinical,
            source=_source(version, term, place),
        )
        for kind, below in limits
    )


_NEUTROPHILS = (Kind.CELL_COUNT, (None, "1.5", "1.0", "0.5"))
_PLATELETS = (Kind.CELL_COUNT, (None, "75", "50", "25"))
# The mmol/L are NCI's own roundings, and are not converted from the g/dL.
_HAEMOGLOBIN = (
    (Kind.HAEMOGLOBIN, (None, "10.0", "8.0")),
    (Kind.HAEMOGLOBIN_MOLAR, (None, "6.2", "4.9")),
)
_CLINICAL = (
    (3, "where a transfusion is indicated"),
    (4, "where life is threatened or intervention is urgent"),
)

# How low neutrophils, platelets and haemoglobin are graded, by version.
DECREASES: Mapping[tuple[Version, Laboratory], tuple[DecreaseScale, ...]] = MappingProxyType(
    {
        (Version.V4_03, Laboratory.ANC): _decrease(
            Version.V4_03, "Neutrophil count decreased", "code 10029366", _NEUTROPHILS
        ),
        (Version.V5_0, Laboratory.ANC): _decrease(
            Version.V5_0, "Neutrophil count decreased", "rows 2356–2359", _NEUTROPHILS
        ),
        (Version.V6_0, Laboratory.ANC): _decrease(
            Version.V6_0,
            "Neutrophil count decreased",
            "row 471",
            (Kind.CELL_COUNT, ("1.5", "1.0", "0.5", "0.1")),
        ),
        (Version.V4_03, Laboratory.PLATELETS): _decrease(
            Version.V4_03, "Platelet count decreased", "code 10035528", _PLATELETS
        ),
        (Version.V5_0, Laboratory.PLATELETS): _decrease(
            Version.V5_0, "Platelet count decreased", "rows 2365–2368", _PLATELETS
        ),
        (Version.V6_0, Laboratory.PLATELETS): _decrease(
            Version.V6_0,
            "Thrombocytopenia",
            "row 16",
            (Kind.CELL_COUNT, (None, "75", "50", "10")),
            clinical=_CLINICAL,
        ),
        (Version.V4_03, Laboratory.HAEMOGLOBIN): _decrease(
            Version.V4_03, "Anemia", "code 10002272", *_HAEMOGLOBIN, clinical=_CLINICAL
        ),
        (Version.V5_0, Laboratory.HAEMOGLOBIN): _decrease(
            Version.V5_0, "Anemia", "rows 4–7", *_HAEMOGLOBIN, clinical=_CLINICAL
        ),
        (Version.V6_0, Laboratory.HAEMOGLOBIN): _decrease(
            Version.V6_0, "Anemia", "row 2", *_HAEMOGLOBIN, clinical=_CLINICAL
        ),
    }
)


def _creatinine(
    version: Version, place: str, of_baseline: tuple[str | None, ...], *, low_only: bool = False
) -> IncreaseScale:
    term = "Creatinine increased"
    return IncreaseScale(
        term=term,
        of_upper_limit=(Decimal(1), Decimal("1.5"), Decimal("3.0"), Decimal("6.0")),
        of_baseline=tuple(None if one is None else Decimal(one) for one in of_baseline),
        low_baseline_only=low_only,
        source=_source(version, term, place),
    )


# How a raised creatinine is graded, by version.
CREATININE: Mapping[Version, IncreaseScale] = MappingProxyType(
    {
        Version.V4_03: _creatinine(Version.V4_03, "code 10011368", ("1", "1.5", "3.0")),
        Version.V5_0: _creatinine(Version.V5_0, "rows 2290–2293", (None, "1.5", "3.0")),
        Version.V6_0: _creatinine(Version.V6_0, "row 457", (None, "1.5", "3.0"), low_only=True),
    }
)
