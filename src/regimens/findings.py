"""What is worth saying about a plan: values that come back together, never exceptions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum

from attrs import frozen

__all__ = ["ORDER_CODES", "SEVERITIES", "Finding", "Severity"]


class Severity(Enum):
    """How much a finding matters; a violation makes the command line exit with 1.

    >>> SEVERITIES["early-start"] is Severity.VIOLATION
    True
    """

    VIOLATION = "violation"
    CAUTION = "caution"
    INFO = "info"


# Every code of a finding about a plan, with its severity.
SEVERITIES: Mapping[str, Severity] = {
    "early-start": Severity.VIOLATION,
    "interval-too-short": Severity.VIOLATION,
    "fraction-not-allowed": Severity.VIOLATION,
    "not-reducible": Severity.VIOLATION,
    "washout-too-short": Severity.VIOLATION,
    "lab-below-threshold": Severity.VIOLATION,
    "transplant-window": Severity.VIOLATION,
    "unplanned": Severity.VIOLATION,
    "weight-change-unconfirmed": Severity.VIOLATION,
    "gcsf-too-close": Severity.VIOLATION,
    "entry-not-met": Severity.VIOLATION,
    "cumulative-limit": Severity.VIOLATION,
    "restart-needed": Severity.VIOLATION,
    "day-zero": Severity.VIOLATION,
    "interval-shortened": Severity.CAUTION,
    "interval-too-long": Severity.CAUTION,
    "lab-missing": Severity.CAUTION,
    "entry-unknown": Severity.CAUTION,
    "response-insufficient": Severity.CAUTION,
    "level-indicated": Severity.CAUTION,
    "out-of-turn": Severity.CAUTION,
    "given-deviates": Severity.CAUTION,
    "no-premedication": Severity.CAUTION,
    "rounding-over-tolerance": Severity.CAUTION,
    "not-as-given": Severity.CAUTION,
    "unlikely-body": Severity.CAUTION,
    "no-rule-in-source": Severity.CAUTION,
    "unverified-source": Severity.CAUTION,
    "overridden": Severity.CAUTION,
    "closed-day": Severity.CAUTION,
    "dose-delay": Severity.INFO,
    "response-pending": Severity.INFO,
    "start-pending": Severity.INFO,
    "dose-reweighed": Severity.INFO,
    "level-chosen": Severity.INFO,
    "clinic-move": Severity.INFO,
    "cap-applied": Severity.INFO,
    "no-cumulative-limit": Severity.INFO,
    "laboratory-grade": Severity.INFO,
    "interpretation": Severity.INFO,
    "horizon-reached": Severity.INFO,
}

# What is said of an order held against a calendar; each is a violation, and none is overridden.
ORDER_CODES = (
    "dose-deviation",
    "looks-like-total",
    "looks-like-half",
    "looks-like-double",
    "wrong-date",
    "wrong-route",
    "not-on-calendar",
    "duplicate-order",
    "not-to-be-given",
    "conditional-dose",
    "missing-order",
)


@frozen(kw_only=True)
class Finding:
    """One observation.

    Args:
        code: Its kind; :data:`SEVERITIES` gives each kind of a calendar its severity, and those
            of :data:`ORDER_CODES` are violations.
        message: What is observed, and the mend where there is one.
        phase: Where, as far as it has a place.
        cycle: Where, as far as it has a place.
        day: Where, as far as it has a place.
        drug: Which drug, if it is about one.
        date: When, if it has a date.
        source: The rule's source, as a reader would cite it.
        events: The places in the history of the events it comes from, as far as they are known.

    >>> Finding(code="dose-delay", message="10 days late").severity.value
    'info'
    """

    code: str
    message: str
    phase: str | None = None
    cycle: int | None = None
    day: int | None = None
    drug: str | None = None
    date: date | None = None
    source: str | None = None
    events: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        """The severity of its kind."""
        return Severity.VIOLATION if self.code in ORDER_CODES else SEVERITIES[self.code]
