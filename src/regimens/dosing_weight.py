"""The dosing weight: which measured body the doses of which day are made from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from attrs import evolve, field, frozen

from regimens.amounts import Basis, WrittenDose
from regimens.body import check_body
from regimens.decimals import EXACT, fewest_digits, plain
from regimens.dosing import Body
from regimens.errors import RegimensError
from regimens.events import Lab, Measurement
from regimens.findings import Finding
from regimens.history import History
from regimens.patient import Patient
from regimens.policy import Policy
from regimens.timeline import CycleTime

__all__ = ["Bodies", "bodies", "bodies_of"]

# A change of more than this share of the dosing weight is taken for a slip until confirmed.
_SLIP = Decimal(20)
_POLICY = "policy: reweigh"


@frozen(kw_only=True)
class _Version:
    """A body, and from when doses are made from it."""

    body: Body
    since: date | None = None  # doses of this day and later
    after: date | None = None  # cycles that start after this day
    cause: str = ""
    clearance_cause: str = ""

    def holds(self, time: CycleTime, day: date) -> bool:
        if self.since is not None:
            return day >= self.since
        return self.after is None or time.start > self.after

    def begins(self, starts: Sequence[date]) -> date | None:
        """The first day it counts from, or None where it is beyond the cycles."""
        after = self.after
        if after is None:
            return self.since
        return next((start for start in starts if start > after), None)

    def in_use(self, day: date, starts: Sequence[date]) -> bool:
        """Whether doses of a day are made from it, as far as the day alone can tell."""
        if self.since is not None:
            return day >= self.since
        after = self.after
        return after is None or any(after < start <= day for start in starts)


@frozen
class Bodies:
    """The bodies of a course, each with when it holds.

    A weight and a creatinine clearance hold independently: a blood test neither brings a weight
    forward nor holds it back.
    """

    weighed: tuple[_Version, ...]
    cleared: tuple[tuple[date, Decimal, str], ...] = ()
    versions: tuple[_Version, ...] = field(init=False)

    @versions.default
    def _each_weight_with_each_clearance(self) -> tuple[_Version, ...]:
        return tuple(
            _Version(
                body=weight.body if known is None else evolve(weight.body, clearance=known[1]),
                cause=weight.cause,
                clearance_cause="" if known is None else known[2],
            )
            for weight in self.weighed
            for known in (None, *self.cleared)
        )

    def on(self, time: CycleTime, day: date) -> int:
        """The number of the body of a day of a cycle."""
        weight = max(index for index, one in enumerate(self.weighed) if one.holds(time, day))
        known = bisect_right(self.cleared, day, key=lambda one: one[0])
        return weight * (len(self.cleared) + 1) + known

    def causes(self, number: int, written: WrittenDose) -> tuple[str, ...]:
        """The place of the measurement that a dose as written is made from, where it needs one."""
        version = self.versions[number]
        match written.amount.basis:
            case Basis.FLAT if written.cap is None or written.cap.basis is Basis.FLAT:
                cause = ""
            case Basis.AUC:
                cause = version.clearance_cause
            case _:
                cause = version.cause
        return (cause,) if cause else ()


def bodies_of(body: Body) -> Bodies:
    """The bodies of a course in which nothing is measured again."""
    return Bodies((_Version(body=body),))


def bodies(
    patient: Patient,
    history: History,
    policy: Policy,
    starts: Sequence[date] = (),
) -> tuple[Bodies, list[Finding]]:
    """The bodies that a history makes, and what there is to say about them.

    Weights count in the order of the days they were measured on, whenever they were recorded. A new
    weight replaces the dosing weight, the one inside the doses of its day, when it differs
    from that by the policy's share or more, from day 1 of the next cycle or from the date the
    event names. A change of more than 20 % is used only where an override confirms it. The first
    recorded height stays.

    Args:
        patient: As first recorded.
        history: With the place of each event.
        policy: How much a weight may differ.
        starts: The first day of each cycle up to the last measurement, shown or not, which say
            whether a weight is in use yet.

    Raises:
        BodyError: for a measured body that cannot be.
    """
    versions = [
        _Version(body=Body(height=patient.height_cm, weight=patient.weight_kg, sex=patient.sex))
    ]
    findings: list[Finding] = []
    measured = [(where, event) for where, event in history if isinstance(event, Measurement)]
    waiting: list[tuple[int, date]] = []  # the findings of weights to come, and when they would
    for where, event in sorted(measured, key=lambda one: one[1].on):
        current = max(i for i, one in enumerate(versions) if one.in_use(event.on, starts))
        try:
            found, version = _measured(
                versions[current].body, versions[-1].body, event, where, policy
            )
        except RegimensError as error:
            raise error.within(where) from None
        findings += found
        if version is None:
            continue
        versions.append(version)
        begins = version.begins(starts)
        if begins is None and starts:
            findings[-1] = _without_a_cycle(findings[-1])
        if begins is not None:
            for number, day in waiting:
                if day >= begins:
                    findings[number] = _never_used(findings[number], event)
            waiting = [(number, day) for number, day in waiting if day < begins]
            if found:  # nothing is said of a first height or weight
                waiting.append((len(findings) - 1, begins))
    # Of one day's values the one recorded last counts, whichever is the higher.
    cleared = sorted(
        (
            (event.on, event.creatinine_clearance.value, where)
            for where, event in history
            if isinstance(event, Lab) and event.creatinine_clearance is not None
        ),
        key=lambda one: one[0],
    )
    return Bodies(tuple(versions), tuple(cleared)), findings


def _without_a_cycle(finding: Finding) -> Finding:
    text = finding.message.partition(": doses are made")[0]
    message = f"{text}: not used, because no cycle begins after it; name the first day in from"
    return evolve(finding, message=message)


def _never_used(finding: Finding, later: Measurement) -> Finding:
    text = finding.message.partition(": doses are made")[0]
    message = f"{text}: not used, because the weight of {later.on} takes its place before"
    return evolve(finding, message=message)


def _measured(
    before: Body, latest: Body, event: Measurement, where: str, policy: Policy
) -> tuple[list[Finding], _Version | None]:
    weight = None if event.weight is None else event.weight.value
    height = None if event.height is None else event.height.value
    check_body(before.height if height is None else height, weight)
    body = before
    first = False
    if height is not None and before.height is None:
        body, first = evolve(body, height=height), True
    if weight is not None and before.weight is None:
        body, first = evolve(body, weight=weight), True
    if first:
        return [], _Version(body=body, since=event.from_ or event.on, cause=where)
    findings = [_kept(event)] if height not in (None, before.height) else []
    if weight is None or before.weight is None:
        return findings, None
    change = EXACT.divide(
        EXACT.multiply(EXACT.abs(EXACT.subtract(weight, before.weight)), Decimal(100)),
        before.weight,
    )
    limits = (policy.reweigh, _SLIP)
    sides = _sides(change, limits)
    told = fewest_digits(change, lambda one: _sides(one, limits) == sides)
    text = (
        f"{plain(weight)} kg on {event.on} against a dosing weight of {plain(before.weight)} kg, "
        f"{plain(told)} % different"
    )
    if change < policy.reweigh:
        if latest.weight in (None, before.weight):
            return findings, None
        message = f"{text}: the weight of {plain(latest.weight)} kg waiting to be used is dropped"
        findings.append(
            Finding(code="dose-reweighed", date=event.on, message=message, source=_POLICY)
        )
        return findings, _Version(body=before, since=event.on, cause=where)
    override = event.override
    confirmed = override is not None and override.code == "weight-change-unconfirmed"
    if change > _SLIP:
        message = f"{text}: used only where an override with a reason confirms it"
        findings.append(
            Finding(
                code="weight-change-unconfirmed",
                date=event.on,
                message=message,
                source=_POLICY,
                events=(where,),
            )
        )
        if not confirmed:
            return findings, None
    since = f"from {event.from_}" if event.from_ else "from day 1 of the next cycle"
    findings.append(
        Finding(
            code="dose-reweighed",
            date=event.from_ or event.on,
            message=f"{text}: doses are made from it {since}",
            source=_POLICY,
        )
    )
    version = _Version(
        body=evolve(before, weight=weight),
        since=event.from_,
        after=None if event.from_ else event.on,
        cause=where,
    )
    return findings, version


def _sides(change: Decimal, limits: Iterable[Decimal]) -> list[int]:
    """Whether a change is below each of some limits, at it or above."""
    return [(change > limit) - (change < limit) for limit in limits]


def _kept(event: Measurement) -> Finding:
    return Finding(
        code="interpretation",
        date=event.on,
        message=(
            f"the height of {event.height} on {event.on} is recorded and not used: the first "
            "recorded height stays; correct the patient's record if it was wrong"
        ),
    )
