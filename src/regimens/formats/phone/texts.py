"""What a phone shows of a day of a calendar: a heading fit for a locked screen, and the rest."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import Enum

from attrs import frozen

from regimens.administrations import Administration
from regimens.calendars import Calendar
from regimens.components import Role
from regimens.findings import Finding, Severity
from regimens.formats.languages import Language
from regimens.formats.phone.days import CalendarDay, Left
from regimens.formats.printed.contents import Audience
from regimens.formats.printed.words import (
    amount_text,
    mark_text,
    phase_text,
    pieces_text,
    route_text,
)
from regimens.formats.visible import visible_text
from regimens.schedule import day_text
from regimens.statuses import Status

__all__ = ["EntryStatus", "Texts", "shown_plainly"]

_RIGHT_TO_LEFT = {"R", "AL", "AN"}
_LEFT_TO_RIGHT_MARK = "\u200e"


class EntryStatus(Enum):
    """How sure an entry is, as calendars write it."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


def shown_plainly(text: str) -> str:
    r"""A text of somebody's on one line that no program takes for anything else.

    The backslash is shown by its number too: calendar programs read it in several ways. What is
    written from right to left ends there, so that the numbers after it stay in their place.

    >>> shown_plainly("a\x00b\nc\\n"), shown_plainly("\u202e17.9 mg")
    ('a⟨U+0000⟩b c⟨U+005C⟩n', '⟨U+202E⟩17.9 mg')
    """
    shown = visible_text(text).replace("\\", "⟨U+005C⟩")
    if any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in shown):
        return shown + _LEFT_TO_RIGHT_MARK
    return shown


@frozen(kw_only=True)
class Texts:
    """The texts of one calendar's entries.

    Args:
        calendar: As it is now.
        issued: When the file is made, in UTC.
        details: Whether headings name drugs and doses, and texts the patient.
        words: The language; findings, sources and titles are quoted in English.
    """

    calendar: Calendar
    issued: datetime
    details: bool
    words: Language

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
        return self.words.gettext("Treatment days")

    def about(self) -> str:
        """What the calendar as a whole says of itself."""
        return "\n".join([*self._not_cleared(self.calendar.findings), *self._standing()])

    def heading(self, day: CalendarDay) -> str:
        """What stands on a locked screen: no drug, phase, regimen or person unless asked for."""
        where = self._place(day)
        if self.details and day.due:
            doses = ", ".join(self._dose(row) for row in day.due)
            where = self.words.gettext("{place}: {doses}", place=where, doses=doses)
        if day.is_replaced:
            return self.words.gettext("Cancelled, see the other entry: {place}", place=where)
        if day.is_cancelled:
            return self.words.gettext("Cancelled: {place}", place=where)
        if self.calendar.violated:
            return self.words.gettext("Not cleared for use: {place}", place=where)
        if self.status(day) is EntryStatus.TENTATIVE:
            return self.words.gettext("To be confirmed: {place}", place=where)
        return where

    def text(self, day: CalendarDay) -> str:
        """All that an entry says when it is opened, the doses before what may be long."""
        about = [one for one in self.calendar.findings if _is_about(one, day)]
        lines = [*self._not_cleared(about), self._place(day)]
        if day.is_cancelled:
            lines.append(self.words.gettext("Cancelled: nothing of this entry is to be given."))
        lines += [f"- {self._dose_line(row)}" for row in day.doses]
        lines += [f"- {self._left(left)}" for left in day.left]
        if day.earlier:
            dates = ", ".join(map(self.words.day, day.earlier))
            lines.append(self.words.gettext("Moved: earlier plans had it on {dates}.", dates=dates))
        phase = shown_plainly(phase_text(day.phase, self.words))
        lines.append(self.words.gettext("Part of the treatment: {phase}", phase=phase))
        if self.details:
            lines += self._whose()
        return "\n".join([*lines, *self._standing()])

    def _not_cleared(self, about: Sequence[Finding]) -> Iterator[str]:
        """Violations before all else, if the plan has any: how many, and those in question."""
        count = _count(self.calendar, Severity.VIOLATION)
        if count:
            said = self.words.ngettext(
                "Not to be used before it is cleared: {count} violation was found.",
                "Not to be used before they are cleared: {count} violations were found.",
                count,
            )
            yield f"{self.words.gettext('Not cleared for use').upper()}. {said}"
        for finding in about:
            if finding.severity is Severity.VIOLATION:
                yield f"!! {finding.code}: {shown_plainly(finding.message)}"

    def _standing(self) -> Iterator[str]:
        """What holds for every entry."""
        unread = [one for one in self.calendar.findings if one.code == "unverified-source"]
        if unread:
            yield self.words.ngettext(
                "{count} number of this treatment plan was not checked against its source. It has "
                "to be checked before use.",
                "{count} numbers of this treatment plan were not checked against their source. "
                "They have to be checked before use.",
                len(unread),
            )
        # The message has the reason that the team wrote down for itself.
        for finding in unread if self.details else ():
            yield f"! {shown_plainly(finding.message)}"
        cautions = _count(self.calendar, Severity.CAUTION)
        if cautions:
            yield self.words.ngettext(
                "The plan itself has {count} caution.",
                "The plan itself has {count} cautions.",
                cautions,
            )
        if self.calendar.as_of is None:
            yield self._made()
        else:
            yield self._made_as_of(self.calendar.as_of)
        yield self.words.gettext(
            "Check independently before use: this supports, and never replaces, that check."
        )

    def _made_as_of(self, day: date) -> str:
        """As of when it holds where the course says so, and when it was written."""
        return self.words.ngettext(
            "As of {day}, with {count} recorded event. Written on {moment} UTC. Replaces every "
            "earlier file of this course.",
            "As of {day}, with {count} recorded events. Written on {moment} UTC. Replaces every "
            "earlier file of this course.",
            self.calendar.events,
            day=self.words.day(day),
            moment=f"{self.issued:%Y-%m-%d %H:%M}",
        )

    def _made(self) -> str:
        """As of when it holds where the course does not say so: what is recorded by now."""
        return self.words.ngettext(
            "As of {moment} UTC, with {count} recorded event. Replaces every earlier file of this "
            "course.",
            "As of {moment} UTC, with {count} recorded events. Replaces every earlier file of this "
            "course.",
            self.calendar.events,
            moment=f"{self.issued:%Y-%m-%d %H:%M}",
        )

    def _whose(self) -> Iterator[str]:
        patient = self.calendar.patient
        named = [shown_plainly(one) for one in (patient.name, patient.id) if one]
        if named:
            yield self.words.gettext("For {patient}", patient=", ".join(named))

    def _place(self, day: CalendarDay) -> str:
        """A day by numbers only, so that a name tells nothing and is never in the way."""
        names = [phase.name for phase in self.calendar.regimen.phases]
        values = {"cycle": day.cycle, "day": day_text(day.day)}
        if len(names) == 1:
            return self.words.gettext("Cycle {cycle}, day {day}", **values)
        # A phase of an earlier revision has no number.
        part = names.index(day.phase) + 1 if day.phase in names else "–"
        return self.words.gettext("Part {part}, cycle {cycle}, day {day}", part=part, **values)

    def _dose(self, row: Administration) -> str:
        """A dose as it is read aloud: the drug, the amount, the route where it is stated."""
        amount = amount_text(row.dose, row.unit, self.words, Audience.PATIENT)
        route = route_text(row.route, self.words, Audience.PATIENT)
        return " ".join(part for part in (self.words.term(row.drug), amount, route) if part)

    def _dose_line(self, row: Administration) -> str:
        """A dose with all that is said of it, what has become of it first."""
        parts = [self._dose(row)]
        if row.of > 1:
            parts.append(
                self.words.gettext("{number} of {count}", number=row.occurrence, count=row.of)
            )
        if row.pieces:
            pieces = " + ".join(pieces_text(one, self.words) for one in row.pieces)
            parts.append(self.words.gettext("from {pieces}", pieces=pieces))
            left = row.resolved.made.left_over
            if left:
                amount = self.words.number(left)
                parts.append(self.words.gettext("{amount} mg left over", amount=amount))
        parts += self._serves(row)
        mark, text = mark_text(row.status, self.words), ", ".join(parts)
        return f"{mark.upper()}: {text}" if mark else text

    def _serves(self, row: Administration) -> Iterator[str]:
        """That a dose is a premedication, and that its route is to be asked for if two differ."""
        if row.premedication is None:
            if Role.PREMEDICATION in row.roles:
                yield self.words.gettext("given beforehand (premedication)")
            return
        yield self.words.gettext("also counts as premedication: one dose")
        routes = (row.route, row.premedication.route)
        if None not in routes and len(set(routes)) > 1:
            one, other = (route_text(route, self.words, Audience.PATIENT) for route in routes)
            yield self.words.gettext("ask how it is given: {one} or {other}", one=one, other=other)

    def _left(self, left: Left) -> str:
        """Where a dose of an earlier plan is now, if it is known."""
        drug, until = self.words.term(left.before.drug), self.calendar.horizon.until
        if left.now is not None:
            on = self.words.day(left.now.date)
            return self.words.gettext("{drug}: see the entry of {day}", drug=drug, day=on)
        if until is None:
            return self.words.gettext("{drug}: no longer in the plan", drug=drug)
        return self.words.gettext(
            "{drug}: no longer in the plan, which ends on {day}. Ask whether it comes later.",
            drug=drug,
            day=self.words.day(until),
        )


def _count(calendar: Calendar, severity: Severity) -> int:
    return sum(finding.severity is severity for finding in calendar.findings)


def _is_about(finding: Finding, day: CalendarDay) -> bool:
    """Whether a finding's place, as far as it has one, is that of an entry."""
    said = (finding.phase, finding.cycle, finding.day)
    return all(
        one is None or one == own
        for one, own in zip(said, (day.phase, day.cycle, day.day), strict=True)
    )
