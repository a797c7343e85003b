"""The grade of a laboratory value by CTCAE, the version always named: they differ.

A grade here is only what a number tells. Where a version also has a criterion that no number
tells (a transfusion is indicated, life is threatened), the grade says so and leaves it to people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from attrs import field, frozen

from regimens.conditions import Laboratory
from regimens.ctcae_criteria import CREATININE, DECREASES, DecreaseScale, IncreaseScale, Version
from regimens.decimals import EXACT, plain, shown
from regimens.errors import DefinitionError, QuantityError, UnknownNameError
from regimens.findings import Finding
from regimens.sources import Source
from regimens.units import Kind, Measure, measure
from regimens.working import Working

__all__ = [
    "CREATININE",
    "DECREASES",
    "DecreaseScale",
    "Grade",
    "IncreaseScale",
    "Version",
    "creatinine_grade",
    "grade",
]

_LOWER = "lower limit of normal"
_UPPER = "upper limit of normal"
_OTHER_UNIT: Mapping[Kind, tuple[Kind, ...]] = {
    Kind.HAEMOGLOBIN: (Kind.HAEMOGLOBIN_MOLAR,),
    Kind.HAEMOGLOBIN_MOLAR: (Kind.HAEMOGLOBIN,),
    Kind.CREATININE: (Kind.CREATININE_MASS,),
    Kind.CREATININE_MASS: (Kind.CREATININE,),
}


@frozen(kw_only=True)
class Grade:
    """What a laboratory value is graded as.

    Args:
        number: 0 to 4; 0 says that no criterion is met. 5 is death, which no value tells.
        term: The name of the adverse event in that version.
        version: The version graded by.
        criterion: The criterion that decided, with its numbers.
        clinical: The higher grades that the version gives for something else than the value.
        working: How the value was compared.
        source: Where the criterion was read.

    Raises:
        DefinitionError: for a number outside 0 to 4.

    >>> anc = measure("0.8 10^9/L", Kind.CELL_COUNT)
    >>> print(grade(Laboratory.ANC, anc, version=Version.V5_0))
    CTCAE v5.0, Neutrophil count decreased: grade 3, below 1 10^9/L and at least 0.5 10^9/L
    """

    number: int = field()
    term: str
    version: Version
    criterion: str
    clinical: tuple[str, ...] = ()
    working: tuple[Working, ...]
    source: Source

    @number.validator
    def _can_be_told(self, _: object, number: int) -> None:
        if type(number) is not int or number not in range(5):
            raise DefinitionError(
                f"{shown(number)} is not a grade that a value tells", where="grade", mend="use 0–4"
            )

    def __str__(self) -> str:
        head = f"CTCAE v{self.version.value}, {self.term}: grade {self.number}"
        return f"{head}, {self.criterion}"

    def finding(self, on: date) -> Finding:
        """The grade as a finding, of the day of the value.

        >>> anc = measure("0.8 10^9/L", Kind.CELL_COUNT)
        >>> grade(Laboratory.ANC, anc, version=Version.V5_0).finding(date(2026, 2, 2)).code
        'laboratory-grade'
        """
        mend = "hold or reduce only by a rule of the protocol, or by other references"
        return Finding(
            code="laboratory-grade",
            date=on,
            message=f"{self}: {mend}" if self.number else str(self),
            source=str(self.source),
        )


def grade(
    laboratory: Laboratory,
    found: Measure,
    *,
    version: Version,
    lower_limit: Measure | None = None,
) -> Grade:
    """The grade of a neutrophil count, a platelet count or a haemoglobin.

    Where grade 1 begins at the laboratory's lower limit of normal, that limit is needed to tell
    grade 1 from 0, and only for that. The sources are in :data:`DECREASES`. Haemoglobin in mmol/L
    is held against the limits printed in mmol/L; nothing is converted.

    Args:
        laboratory: ANC, platelets or haemoglobin.
        found: The value: cells per volume (kept in 10^9/L), or haemoglobin in g/dL or mmol/L.
        version: The version of CTCAE; there is no default.
        lower_limit: The laboratory's own lower limit of normal, in the unit of the value.

    Raises:
        UnknownNameError: for a value or version whose criteria were not read.
        QuantityError: for a value that is no such quantity, for a limit of 0 or of another unit,
            or where the limit is missing and decides.

    >>> platelets = measure("75 K/µL", Kind.CELL_COUNT)
    >>> normal = measure("150 K/µL", Kind.CELL_COUNT)
    >>> found = grade(Laboratory.PLATELETS, platelets, version=Version.V5_0, lower_limit=normal)
    >>> found.number, found.criterion
    (1, 'below the lower limit of normal (150 10^9/L) and at least 75 10^9/L')
    >>> try:
    ...     grade(Laboratory.PLATELETS, platelets, version=Version.V5_0)
    ... except ValueError as error:
    ...     print(error)
    platelets: 75 10^9/L is grade 0 or 1; state lower_limit, the laboratory's lower limit of normal
    """
    scales = DECREASES.get((version, laboratory))
    if scales is None:
        raise UnknownNameError(
            f"no criterion for {_named(laboratory)} was read in CTCAE version {_named(version)}",
            where="CTCAE",
            mend="graded are ANC, platelets and haemoglobin by Version 4.03, 5.0 and 6.0, and "
            "creatinine by creatinine_grade",
        )
    where = laboratory.title
    value = measure(found, *(scale.kind for scale in scales), where=where)
    scale = next(one for one in scales if one.kind is value.kind)
    lower = _reference(lower_limit, value, _LOWER, where)
    found_at = _fallen(value, scale, lower)
    if found_at is None:
        raise QuantityError(
            f"{value} is grade 0 or 1",
            where=where,
            mend=f"state lower_limit, the laboratory's {_LOWER}",
        )
    return Grade(
        number=found_at.number,
        term=scale.term,
        version=version,
        criterion=found_at.criterion,
        clinical=tuple(f"grade {n}: {text}" for n, text in scale.clinical if n > found_at.number),
        working=(_step(scale.term, value, found_at, scale.source),),
        source=scale.source,
    )


def creatinine_grade(
    found: Measure,
    *,
    version: Version,
    upper_limit: Measure | None = None,
    baseline: Measure | None = None,
    lower_limit: Measure | None = None,
) -> Grade:
    """The grade of a creatinine: the higher of those by the upper limit of normal and the baseline.

    Version 6.0 asks for the baseline only where it is below the lower limit of normal. The sources
    are in :data:`CREATININE`.

    Args:
        found: In µmol/L or mg/dL; the limits and the baseline in the same.
        version: The version of CTCAE; there is no default.
        upper_limit: The laboratory's own upper limit of normal, always needed.
        baseline: The patient's own value before treatment, needed unless the grade by the upper
            limit is 3 or more, which no baseline raises.
        lower_limit: The laboratory's own lower limit of normal, needed where version 6.0 would
            grade higher by the baseline.

    Raises:
        UnknownNameError: for a version whose criteria were not read.
        QuantityError: for what is not a creatinine, for a limit or baseline of 0 or of another
            unit, for limits in the wrong order, or where one is missing and decides.

    >>> def mg(text: str) -> Measure:
    ...     return measure(text, Kind.CREATININE_MASS)
    >>> found = creatinine_grade(mg("1.9 mg/dL"), version=Version.V5_0,
    ...                          upper_limit=mg("1.2 mg/dL"), baseline=mg("0.6 mg/dL"))
    >>> print(found)
    CTCAE v5.0, Creatinine increased: grade 3, above 1.8 mg/dL (3 × the baseline)
    >>> [step.result for step in found.working]  # by the limit, by the baseline
    ['grade 2', 'grade 3']
    """
    where = "creatinine"
    scale = CREATININE.get(version)
    if scale is None:
        raise UnknownNameError(
            f"no criterion for creatinine was read in CTCAE version {_named(version)}",
            where="CTCAE",
            mend="use Version 4.03, 5.0 or 6.0",
        )
    value = measure(found, Kind.CREATININE, Kind.CREATININE_MASS, where=where)
    upper = _reference(upper_limit, value, _UPPER, where)
    before = _reference(baseline, value, "baseline", where)
    lower = _reference(lower_limit, value, _LOWER, where)
    if upper is None:
        raise QuantityError(
            f"{value} has no grade without the {_UPPER}",
            where=where,
            mend="state upper_limit, the laboratory's own",
        )
    if lower is not None and lower.value >= upper.value:
        raise QuantityError(
            f"the {_LOWER} {lower} is not below the {_UPPER} {upper}",
            where=where,
            mend="check both",
        )
    readings = [_risen(value, scale.of_upper_limit, _UPPER, upper)]
    if readings[0].number < len(scale.of_baseline):
        readings.append(_by_baseline(scale, value, readings[0], baseline=before, lower=lower))
    worst = max(readings, key=lambda reading: reading.number)
    return Grade(
        number=worst.number,
        term=scale.term,
        version=version,
        criterion=worst.criterion,
        working=tuple(_step(scale.term, value, one, scale.source) for one in readings),
        source=scale.source,
    )


@frozen
class _Reading:
    """A value held against one reference."""

    number: int
    criterion: str


def _fallen(value: Measure, scale: DecreaseScale, lower: Measure | None) -> _Reading | None:
    """The grade of a value that is worse the lower; None where the missing limit decides."""
    starts = []  # where the grades begin, as far as it is known, with the words for it
    for number, below in enumerate(scale.below, 1):
        if below is not None:
            starts.append((number, below, str(Measure(below, value.kind))))
        elif lower is not None:
            starts.append((number, lower.value, f"the {_LOWER} ({lower})"))
    met = [start for start in starts if value.value < start[1]]
    if met:
        number, _, limit = met[-1]
        worse = [f" and at least {text}" for _, _, text in starts[starts.index(met[-1]) + 1 :]]
        return _Reading(number, f"below {limit}{''.join(worse[:1])}")
    if len(starts) < len(scale.below):
        return None
    _, _, limit = max(starts, key=lambda start: start[1])
    return _Reading(0, f"at least {limit}")


def _risen(
    value: Measure, factors: Sequence[Decimal | None], name: str, reference: Measure
) -> _Reading:
    """The grade by multiples of one reference, of a value that is worse the higher."""
    starts = [
        (number, factor, EXACT.multiply(factor, reference.value))
        for number, factor in enumerate(factors, 1)
        if factor is not None
    ]

    def limit(start: tuple[int, Decimal, Decimal], of: str) -> str:
        _, factor, product = start
        times = of if factor == 1 else f"{plain(factor)} × {of}"
        return f"{Measure(product, value.kind)} ({times})"

    met = [start for start in starts if value.value > start[2]]
    if not met:
        return _Reading(0, f"at most {limit(starts[0], f'the {name}')}")
    criterion = f"above {limit(met[-1], f'the {name}')}"
    if len(met) < len(starts):
        criterion += f" and at most {limit(starts[len(met)], 'it')}"
    return _Reading(met[-1][0], criterion)


def _by_baseline(
    scale: IncreaseScale,
    value: Measure,
    by_limit: _Reading,
    *,
    baseline: Measure | None,
    lower: Measure | None,
) -> _Reading:
    """The grade by the baseline, where the version asks for it."""
    where = "creatinine"
    if baseline is None:
        raise QuantityError(
            f"{value} is grade {by_limit.number} by the {_UPPER}, and may be more by the baseline",
            where=where,
            mend="state baseline, the patient's own value before treatment",
        )
    found = _risen(value, scale.of_baseline, "baseline", baseline)
    if not scale.low_baseline_only:
        return found
    if lower is None:
        if found.number > by_limit.number:
            raise QuantityError(
                f"{value} is grade {found.number} if the baseline {baseline} is below the {_LOWER},"
                f" and grade {by_limit.number} if not",
                where=where,
                mend="state lower_limit, the laboratory's own",
            )
        return _Reading(by_limit.number, f"not graded higher by the baseline ({baseline})")
    if baseline.value >= lower.value:
        return _Reading(
            0, f"not held against the baseline ({baseline}), not below the {_LOWER} ({lower})"
        )
    low = f"the baseline {baseline} being below the {_LOWER} ({lower})"
    return _Reading(found.number, f"{found.criterion}, {low}")


def _reference(given: Measure | None, value: Measure, name: str, where: str) -> Measure | None:
    """A limit or baseline in the unit of the value; None where there is none."""
    if given is None:
        return None
    given = measure(given, value.kind, *_OTHER_UNIT.get(value.kind, ()), where=f"{where}, {name}")
    if given.kind is not value.kind:
        raise QuantityError(
            f"the {name} {given} is not in the unit of the value, {value}",
            where=where,
            mend=f"state both in {value.kind.value}",
        )
    if given.value == 0:
        raise QuantityError(
            f"a {name} of {given}", where=where, mend="state one above 0, or leave it out"
        )
    return given


def _step(term: str, value: Measure, reading: _Reading, source: Source) -> Working:
    return Working(
        name=term,
        formula=f"{value} is {reading.criterion}",
        result=f"grade {reading.number}",
        source=str(source),
    )


def _named(given: object) -> str:
    """A value or version as a message names it, whatever was given."""
    if isinstance(given, Laboratory):
        return given.title
    return given.value if isinstance(given, Version) else shown(given)
