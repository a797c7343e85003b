"""The dosing weight: which measured body the doses of which day are made from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from attrs import evolve, frozen

from regimens.administrations import Administration
from regimens.body import check_body
from regimens.decimals import EXACT, plain, round_half_up
from regimens.dosing import Body
from regimens.errors import RegimensError
from regimens.events import Event, Lab, Measurement
from regimens.findings import Finding
from regimens.patient import Patient
from regimens.policy import Policy
from regimens.timeline import CycleTime

__all__ = ["Bodies", "bodies"]

# A change of more than this share of the dosing weight is taken for a slip until confirmed.
_SLIP = Decimal(20)
_TENTH = Decimal("0.1")
_POLICY = "policy: reweigh"


@frozen(kw_only=True)
class _Version:
    """A body, and from when doses are made from it."""

    body: Body
    since: date | None = None  # doses of this day and later
    after: date | None = None  # cycles that start after this day
    cause: str = ""

    def holds(self, time: CycleTime, day: date) -> bool:
        if self.since is not None:
            return day >= self.since
        return self.after is None or time.start > self.after


@frozen
class Bodies:
    """The bodies of a course, each with when it holds; the last one that holds is used."""

    versions: tuple[_Version, ...]

    def on(self, time: CycleTime, day: date) -> tuple[int, Body]:
        """The body of a day of a cycle, with its number."""
        number = 0
        for index, version in enumerate(self.versions):
            if version.holds(time, day):
                number = index
        return number, self.versions[number].body

    def cause(self, row: Administration) -> str:
        """The place of the measurement that a dose is made from, or ""."""
        return self.versions[self.on(row.time, row.date)[0]].cause


def bodies(
    patient: Patient, history: Sequence[tuple[str, Event]], policy: Policy
) -> tuple[Bodies, list[Finding]]:
    """The bodies that a history makes, and what there is to say about them.

    A new weight replaces the dosing weight when it differs from it by the policy's share or more,
    from day 1 of the next cycle or from the date the event names. A change of more than 20 % is
    used only where an override confirms it. The first recorded height stays.

    Raises:
        BodyError: for a measured body that cannot be.
    """
    versions = [
        _Version(body=Body(height=patient.height_cm, weight=patient.weight_kg, sex=patient.sex))
    ]
    findings: list[Finding] = []
    for where, event in history:
        if isinstance(event, Measurement):
            try:
                found, version = _measured(versions[-1].body, event, where, policy)
            except RegimensError as error:
                raise error.within(where) from None
            findings += found
            if version is not None:
                versions.append(version)
        elif isinstance(event, Lab) and event.creatinine_clearance is not None:
            body = evolve(versions[-1].body, clearance=event.creatinine_clearance.value)
            versions.append(_Version(body=body, since=event.on, cause=where))
    return Bodies(tuple(versions)), findings


def _measured(
    before: Body, event: Measurement, where: str, policy: Policy
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
    if weight is None or before.weight is None:
        return [_kept(event)] if height not in (None, before.height) else [], None
    change = EXACT.divide(
        EXACT.multiply(abs(EXACT.subtract(weight, before.weight)), Decimal(100)), before.weight
    )
    text = (
        f"{plain(weight)} kg on {event.on} against a dosing weight of {plain(before.weight)} kg, "
        f"{plain(round_half_up(change, _TENTH))} % different"
    )
    if change < policy.reweigh:
        return [], None
    override = event.override
    confirmed = override is not None and override.code == "weight-change-unconfirmed"
    findings = []
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


def _kept(event: Measurement) -> Finding:
    return Finding(
        code="interpretation",
        date=event.on,
        message=(
            f"the height of {event.height} on {event.on} is recorded and not used: the first "
            "recorded height stays; correct the patient's record if it was wrong"
        ),
    )
