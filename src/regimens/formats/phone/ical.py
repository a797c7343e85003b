"""The calendar for phones: iCalendar (RFC 5545, RFC 7986) by the icalendar library."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from attrs import frozen

from regimens.calendars import Calendar
from regimens.decimals import shown
from regimens.errors import DocumentError
from regimens.formats.languages import language_named
from regimens.formats.phone.clock_times import Alarm, ClockTimes
from regimens.formats.phone.days import CalendarDay, calendar_days
from regimens.formats.phone.texts import EntryStatus, Texts

if TYPE_CHECKING:
    import icalendar

__all__ = ["calendar_ics"]

_MADE_BY = "-//regimens//administration calendar//EN"
_REFRESH = timedelta(hours=1)
_DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Programs keep the sequence in 31 bits, which these minutes fill in the year 6053.
_YEARS = range(1970, 6000)


def calendar_ics(
    calendar: Calendar,
    *,
    issued: datetime,
    language: str = "en",
    details: bool = False,
    times: ClockTimes | None = None,
    alarm: Alarm | None = None,
    replaces: Sequence[Calendar] = (),
) -> str:
    """The calendar as an iCalendar file, an entry for each day of a cycle.

    An entry keeps its UID when its date moves; what is no longer planned stays, as cancelled. The
    same course, moment and version of icalendar give the same bytes (as UTF-8).

    Args:
        calendar: As it is now.
        issued: When the file is made, with a zone; it may be no earlier than that of the file
            before, so that programs take this one for the newer.
        language: Of the texts, as ``it``; findings and titles are quoted in English.
        details: Whether headings, which locked screens show, name drugs and doses; and texts, the
            patient.
        times: When treatment begins; without it entries last the whole day.
        alarm: When phones are to ring; without it they do not. None rings before `issued`.
        replaces: Plans that files were made of before, where this one's history does not lead
            from them: with another start or horizon, or with events that were taken out.

    Raises:
        DocumentError: for a moment without a zone, a plan without a day, a time for a date without
            an entry, a time the clocks do not show once, an alarm after its entry has begun, an
            earlier plan of another course, or without the extra.
        UnknownNameError: for a language that has no translations.

    >>> from datetime import date
    >>> from regimens import Course, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> text = calendar_ics(course.plan(), issued=datetime(2026, 1, 2, 10, tzinfo=UTC))
    >>> text.count("BEGIN:VEVENT"), text.splitlines()[0]
    (12, 'BEGIN:VCALENDAR')
    """
    try:
        import icalendar  # noqa: PLC0415 - an extra
    except ImportError:
        raise DocumentError(
            "calendars for phones need another library",
            where="icalendar",
            mend='pip install "regimens[ics]"',
        ) from None
    issued = _in_utc(issued)
    days = calendar_days(calendar, replaces=replaces)
    _check(days, times)
    words = language_named(language)
    texts = Texts(calendar=calendar, issued=issued, details=details, words=words)
    file = _head(icalendar.Calendar(), texts)
    writer = _Writer(texts=texts, times=times, alarm=alarm)
    try:
        for day in days:
            file.add_component(writer.entry(day))
    except OverflowError:
        raise DocumentError(
            "an entry or its alarm lies where there are no dates",
            where="calendar",
            mend="check the start",
        ) from None
    written: bytes = file.to_ical()
    return written.decode()


def _in_utc(issued: Any) -> datetime:
    if not isinstance(issued, datetime) or issued.tzinfo is None or issued.year not in _YEARS:
        raise DocumentError(
            f"{shown(str(issued))} is no moment with a zone from 1970 on",
            where="issued",
            mend="give one, as in datetime.now(UTC)",
        )
    return issued.astimezone(UTC).replace(microsecond=0)


def _check(days: Sequence[CalendarDay], times: ClockTimes | None) -> None:
    """Refuse a plan without entries, and a time that is for none of them."""
    if not days:
        raise DocumentError(
            "the plan has no dose, and a calendar file needs an entry",
            where="calendar",
            mend="plan to a later day",
        )
    dates = {day.on for day in days}
    for day in () if times is None else times.on:
        if day not in dates:
            raise DocumentError(
                f"nothing is planned on {day}, which has a time of day",
                where="on",
                mend="give times to days with an entry only",
            )


def _head(file: icalendar.Calendar, texts: Texts) -> icalendar.Calendar:
    """What the file says of itself, in the names that each program reads."""
    from icalendar import vDuration, vText  # noqa: PLC0415 - an extra

    # Without their types some versions write a text unescaped and a duration as 1:00:00.
    refresh = vDuration(_REFRESH)
    refresh.params["VALUE"] = "DURATION"
    file.add("prodid", vText(_MADE_BY))
    file.add("version", vText("2.0"))
    file.add("calscale", vText("GREGORIAN"))
    file.add("method", vText("PUBLISH"))
    for name in ("name", "x-wr-calname"):
        file.add(name, vText(texts.name()))
    for name in ("description", "x-wr-caldesc"):
        file.add(name, vText(texts.about()))
    file.add("last-modified", texts.issued)
    file.add("refresh-interval", refresh)
    file.add("x-published-ttl", vDuration(_REFRESH))
    return file


@frozen(kw_only=True)
class _Writer:
    """What the entries of one file are written with."""

    texts: Texts
    times: ClockTimes | None
    alarm: Alarm | None

    @property
    def sequence(self) -> int:
        """A number that rises from file to file.

        With every event that is recorded; and with the time, as a changed start or an event that
        was taken out adds none, and programs keep what has the higher number.
        """
        minutes = (self.texts.issued - _EPOCH) // timedelta(minutes=1)
        return minutes + self.texts.calendar.events

    def entry(self, day: CalendarDay) -> icalendar.Event:
        """One entry."""
        from icalendar import Event, vText  # noqa: PLC0415 - an extra

        status = self.texts.status(day)
        begins = None if self.times is None else self.times.begins(day.on)
        is_busy = begins is not None and status is not EntryStatus.CANCELLED
        entry = Event()
        entry.add("uid", vText(str(day.uid)))
        entry.add("sequence", self.sequence)
        entry.add("dtstamp", self.texts.issued)
        entry.add("last-modified", self.texts.issued)
        if begins is None or self.times is None:
            entry.add("dtstart", day.on)
            entry.add("dtend", day.on + _DAY)
        else:
            entry.add("dtstart", begins)
            entry.add("dtend", begins + self.times.lasting)
        entry.add("transp", vText("OPAQUE" if is_busy else "TRANSPARENT"))
        entry.add("status", vText(status.value))
        entry.add("summary", vText(self.texts.heading(day)))
        entry.add("description", vText(self.texts.text(day)))
        if self.alarm is not None and status is not EntryStatus.CANCELLED:
            rings = self.alarm.rings(day.on, begins)
            if rings > self.texts.issued:
                entry.add_component(_alarm(rings, self.texts.heading(day)))
        return entry


def _alarm(rings: datetime, heading: str) -> icalendar.Alarm:
    """An alarm at a moment, which no program can take for another zone's."""
    from icalendar import Alarm, vText  # noqa: PLC0415 - an extra

    alarm = Alarm()
    alarm.add("action", vText("DISPLAY"))
    alarm.add("description", vText(heading))
    alarm.add("trigger", rings, parameters={"VALUE": "DATE-TIME"})
    return alarm
