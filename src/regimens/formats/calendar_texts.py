"""What a phone shows of a day of a calendar: a heading fit for a locked screen, and the rest.

Every sentence goes through :func:`_say` as a whole, with its values put in by name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import Enum

from attrs import frozen

from regimens.administrations import Administration, Status
from regimens.calendars import Calendar
from regimens.components import Role
from regimens.decimals import plain
from regimens.findings import Finding, Severity
from regimens.formats.calendar_days import CalendarDay, Left
from regimens.schedule import day_text

__all__ = ["EntryStatus", "Texts", "shown_plainly"]

# What joins letters and pictures; every other invisible sign is shown by its number.
_JOINERS = "\u200c\u200d"
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_RIGHT_TO_LEFT = {"R", "AL", "AN"}
_LEFT_TO_RIGHT_MARK = "\u200e"
_CHECK = "Check independently before use: this supports, and never replaces, that check."


class EntryStatus(Enum):
    """How sure an entry is, as calendars write it."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


def shown_plainly(text: str) -> str:
    r"""A text of somebody's on one line that no program takes for anything else.

    Signs that cannot be seen, end a line or turn its direction are shown by their numbers. So is
    the backslash, which calendar programs read in several ways. What is written from right to
    left ends there, so that the numbers after it stay in their place.

    >>> shown_plainly("a\x00b\nc\\n"), shown_plainly("\u202e17.9 mg")
    ('a<U+0000>b<U+000A>c<U+005C>n', '<U+202E>17.9 mg')
    """
    signs = "".join(f"<U+{ord(sign):04X}>" if _is_hidden(sign) else sign for sign in text)
    if any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in signs):
        return signs + _LEFT_TO_RIGHT_MARK
    return signs


def _is_hidden(sign: str) -> bool:
    if sign == "\\":
        return True
    return sign not in _JOINERS and unicodedata.category(sign) in _INVISIBLE


def _say(message: str, **values: object) -> str:
    """A sentence with its values put in; a brace in a value stays a brace."""
    return message.format(**values)


@frozen(kw_only=True)
class Texts:
    """The texts of one calendar's entries.

    Args:
        calendar: As it is now.
        issued: When the file is made, in UTC.
        details: Whether headings name drugs and doses, and texts the patient.
    """

    calendar: Calendar
    issued: datetime
    details: bool

    def status(self, day: CalendarDay) -> EntryStatus:
        """How sure an entry is; none is confirmed while there is a violation."""
        if day.is_cancelled:
            return EntryStatus.CANCELLED
        sure = any(row.status in {Status.PLANNED, Status.GIVEN} for row in day.due)
        if self.calendar.violated or not sure:
            return EntryStatus.TENTATIVE
        return EntryStatus.CONFIRMED

    def name(self) -> str:
        """The calendar's name."""
        if self.details:
            return shown_plainly(self.calendar.regimen.title)
        return _say("Treatment days")

    def about(self) -> str:
        """What the calendar as a whole says of itself."""
        return "\n".join([*self._not_cleared(self.calendar.findings), *self._standing()])

    def heading(self, day: CalendarDay) -> str:
        """What stands on a locked screen: no drug, phase, regimen or person unless asked for."""
        where = self._place(day)
        if self.details and day.due:
            doses = ", ".join(_dose_text(row) for row in day.due)
            where = _say("{place}: {doses}", place=where, doses=doses)
        if day.is_replaced:
            return _say("Cancelled, see the other entry: {place}", place=where)
        if day.is_cancelled:
            return _say("Cancelled: {place}", place=where)
        if self.calendar.violated:
            return _say("Not cleared for use: {place}", place=where)
        if self.status(day) is EntryStatus.TENTATIVE:
            return _say("To be confirmed: {place}", place=where)
        return where

    def text(self, day: CalendarDay) -> str:
        """All that an entry says when it is opened."""
        about = [one for one in self.calendar.findings if _is_about(one, day)]
        lines = list(self._not_cleared(about))
        lines.append(self._place(day))
        if day.is_cancelled:
            lines.append(_say("Cancelled: nothing of this entry is to be given."))
        lines += [_dose_line(row) for row in day.doses]
        lines += [_left_line(left, self.calendar.horizon.until) for left in day.left]
        if day.earlier:
            dates = ", ".join(map(str, day.earlier))
            lines.append(_say("Moved: earlier plans had it on {dates}.", dates=dates))
        lines.append(_say("Phase: {phase}", phase=shown_plainly(day.phase)))
        if self.details and (whose := self._whose()):
            lines.append(whose)
        return "\n".join([*lines, *self._standing()])

    def _not_cleared(self, about: Sequence[Finding]) -> Iterator[str]:
        """Violations before all else, if the plan has any: how many, and those in question."""
        count = _count(self.calendar, Severity.VIOLATION)
        if count:
            yield _say(
                "NOT CLEARED FOR USE. Violations in this plan: {count}. It must not be used "
                "before they are cleared.",
                count=count,
            )
        for finding in about:
            if finding.severity is Severity.VIOLATION:
                yield f"!! {finding.code}: {shown_plainly(finding.message)}"

    def _standing(self) -> Iterator[str]:
        """What holds for every entry."""
        for finding in self.calendar.findings:
            if finding.code == "unverified-source":
                yield _say("Unverified number: {said}", said=shown_plainly(finding.message))
        cautions = _count(self.calendar, Severity.CAUTION)
        if cautions:
            yield _say("Cautions in this plan: {count}; the plan itself says them.", count=cautions)
        yield _say(
            "As of {moment} UTC, recorded events: {count}. Replaces every earlier file of this "
            "course.",
            moment=f"{self.issued:%Y-%m-%d %H:%M}",
            count=self.calendar.events,
        )
        yield _say(_CHECK)

    def _whose(self) -> str:
        patient = self.calendar.patient
        named = [shown_plainly(one) for one in (patient.name, patient.id) if one]
        return _say("For {patient}", patient=", ".join(named)) if named else ""

    def _place(self, day: CalendarDay) -> str:
        """A day by numbers only, so that a name tells nothing and is never in the way."""
        names = [phase.name for phase in self.calendar.regimen.phases]
        values = {"cycle": day.cycle, "day": day_text(day.day)}
        if len(names) == 1:
            return _say("Cycle {cycle}, day {day}", **values)
        # A phase of an earlier revision has no number.
        part = names.index(day.phase) + 1 if day.phase in names else "–"
        return _say("Part {part}, cycle {cycle}, day {day}", part=part, **values)


def _count(calendar: Calendar, severity: Severity) -> int:
    return sum(finding.severity is severity for finding in calendar.findings)


def _is_about(finding: Finding, day: CalendarDay) -> bool:
    """Whether a finding's place, as far as it has one, is that of an entry."""
    said = (finding.phase, finding.cycle, finding.day)
    return all(
        one is None or one == own
        for one, own in zip(said, (day.phase, day.cycle, day.day), strict=True)
    )


def _dose_text(row: Administration) -> str:
    """A dose as it is read aloud: the drug, the amount, the route."""
    route = "" if row.route is None else f" {row.route.value}"
    return f"{row.drug} {plain(row.dose)} {row.unit}{route}"


def _dose_line(row: Administration) -> str:
    text = _dose_text(row)
    if row.of > 1:
        text = _say("{dose} (dose {number} of {of})", dose=text, number=row.occurrence, of=row.of)
    if row.pieces:
        text = _say("{dose}, from {pieces}", dose=text, pieces=" + ".join(map(str, row.pieces)))
        if row.resolved.made.left_over:
            left = plain(row.resolved.made.left_over)
            text = _say("{dose}, {amount} mg left over", dose=text, amount=left)
    if Role.PREMEDICATION in row.roles:
        text = _say("{dose}, premedication", dose=text)
    return f"- {_marked(row.status, text)}"


def _marked(status: Status, dose: str) -> str:
    """A dose with what has become of it in front, so that it is not read as one to give."""
    match status:
        case Status.PLANNED:
            return dose
        case Status.CONDITIONAL:
            return _say("CONDITIONAL, only if its condition is met: {dose}", dose=dose)
        case Status.UNCONFIRMED:
            return _say("NOT CONFIRMED, no record that it was given: {dose}", dose=dose)
        case Status.GIVEN:
            return _say("Given: {dose}", dose=dose)
        case Status.OMITTED:
            return _say("NOT TO BE GIVEN (omitted): {dose}", dose=dose)
        case Status.DISCONTINUED:
            return _say("NOT TO BE GIVEN (discontinued): {dose}", dose=dose)
        case Status.WITHHELD:
            return _say("NOT TO BE GIVEN (withheld): {dose}", dose=dose)


def _left_line(left: Left, until: date | None) -> str:
    """Where a dose of an earlier plan is now, if it is known."""
    drug = left.before.drug
    if left.now is not None:
        return "- " + _say("{drug}: see the entry of {date}", drug=drug, date=left.now.date)
    if until is None:
        return "- " + _say("{drug}: no longer in the plan", drug=drug)
    return "- " + _say(
        "{drug}: no longer in the plan, which ends on {date}; ask whether it comes later",
        drug=drug,
        date=until,
    )
