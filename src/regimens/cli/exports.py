"""The forms a calendar is handed over in, and the options that belong to each."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from regimens.calendars import Calendar
from regimens.cli.arguments import (
    as_it_is,
    clock_of,
    count_of,
    day_of,
    length_of,
    moment_of,
    pairs,
    split,
)
from regimens.cli.courses import calendar_of, read_course
from regimens.course import Course
from regimens.decimals import shown
from regimens.errors import RegimensError
from regimens.formats.calendars import calendar_csv, calendar_json
from regimens.formats.converter import structure
from regimens.formats.table import calendar_table

if TYPE_CHECKING:
    from regimens.formats.phone.clock_times import Alarm, ClockTimes

__all__ = [
    "ENDINGS",
    "Planned",
    "add_export_options",
    "check_ending",
    "check_options",
    "content",
]


# What a file of each form is called.
ENDINGS = {
    "table": "txt",
    "json": "json",
    "csv": "csv",
    "ics": "ics",
    "html": "html",
    "pdf": "pdf",
    "fhir": "json",
    "nonmem": "csv",
    "svg": "svg",
    "parquet": "parquet",
    "sdtm-ex": "csv",
    "sdtm-ec": "csv",
}
_PRINTED = ("html", "pdf")
_SDTM = ("sdtm-ex", "sdtm-ec")
# The forms that each option says something about; any other form would pass over it.
_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "audience": _PRINTED,
    "language": (*_PRINTED, "ics"),
    "paper": ("pdf",),
    "issued": ("ics", "fhir"),
    "details": ("ics",),
    "zone": ("ics",),
    "time": ("ics",),
    "lasting": ("ics",),
    "alarm": ("ics",),
    "replaces": ("ics", "fhir"),
    "fhir_version": ("fhir",),
    "patient_system": ("fhir",),
    "patient_number": ("nonmem",),
    "compartment": ("nonmem",),
    "infusion_hours": ("nonmem",),
    "hours": ("nonmem",),
    "unfolded": ("nonmem",),
    "study": _SDTM,
    "subject": _SDTM,
    "reference": _SDTM,
    "epoch": _SDTM,
    "leave_out": _SDTM,
    "in_mg": _SDTM,
    "scheduled": ("sdtm-ec",),
}


@frozen(kw_only=True)
class Planned:
    """A course with its calendar, and its number where it is one of many."""

    course: Course
    calendar: Calendar
    number: int = 1


def add_export_options(parser: argparse.ArgumentParser) -> None:
    """The options that say how a calendar is handed over."""
    paper = parser.add_argument_group("printed calendars (html, pdf)")
    paper.add_argument("--audience", choices=("patient", "pharmacy"), help="patient unless told")
    paper.add_argument("--language", help="en unless told, or it; of ics too")
    paper.add_argument("--paper", choices=("a4", "letter"), help="of pdf; a4 unless told")
    phone = parser.add_argument_group("calendars for phones (ics)")
    phone.add_argument("--details", action="store_true", help="headings name drugs and doses")
    phone.add_argument("--zone", help='the time zone of --time and --alarm: "Europe/Rome"')
    phone.add_argument(
        "--time", nargs="+", metavar="TIME", help="09:00 for all days, 2026-01-05=10:30 for one"
    )
    phone.add_argument("--lasting", metavar="HOURS:MINUTES", help="how long a timed entry lasts")
    phone.add_argument(
        "--alarm", nargs=2, metavar=("DAYS", "TIME"), help="ring so many days before, at a time"
    )
    phone.add_argument(
        "--issued", help="the moment it is made, with its zone; now unless told (fhir: not said)"
    )
    phone.add_argument(
        "--replaces",
        nargs="+",
        metavar="COURSE",
        help="documents that files or bundles were made of before, where this history does not "
        "lead from them (fhir: the last one)",
    )
    _add_system_options(parser)


def _add_system_options(parser: argparse.ArgumentParser) -> None:
    fhir = parser.add_argument_group("fhir")
    fhir.add_argument("--fhir-version", choices=("R4", "R5"), help="R4 unless told")
    fhir.add_argument("--patient-system", metavar="URI", help="what the patient's id belongs to")
    nonmem = parser.add_argument_group("nonmem")
    nonmem.add_argument("--patient-number", metavar="ID", help="1 unless told")
    nonmem.add_argument("--compartment", nargs="+", metavar="DRUG=NUMBER", help="and no others")
    nonmem.add_argument(
        "--infusion-hours", nargs="+", metavar="DRUG=HOURS", help="a bolus unless told"
    )
    nonmem.add_argument("--hours", nargs="+", metavar="DRUG=0,12", help="hours of the day")
    nonmem.add_argument("--unfolded", action="store_true", help="a record a dose, without ADDL")
    sdtm = parser.add_argument_group("sdtm-ex, sdtm-ec")
    sdtm.add_argument("--study", help="STUDYID")
    sdtm.add_argument("--subject", help="USUBJID")
    sdtm.add_argument("--reference", metavar="DATE", help="RFSTDTC, study day 1")
    sdtm.add_argument("--epoch", nargs="+", metavar="PHASE=EPOCH", help="empty unless told")
    sdtm.add_argument("--leave-out", nargs="+", metavar="DRUG", help="no treatment of the study")
    sdtm.add_argument("--in-mg", action="store_true", help="and not in the protocol's unit")
    sdtm.add_argument("--scheduled", action="store_true", help="of sdtm-ec: planned records too")


def check_options(options: argparse.Namespace) -> None:
    """Refuse an option that says nothing about the form that is asked for.

    Raises:
        RegimensError: naming the option and its forms.
    """
    for name, forms in _OPTIONS.items():
        if getattr(options, name) not in (None, False) and options.format not in forms:
            raise RegimensError(
                f"--{name.replace('_', '-')} says nothing about {options.format}",
                where="command line",
                mend=f"ask for --format {' or '.join(forms)}, or leave it out",
            )


def check_ending(place: str | None, form: str, endings: Mapping[str, str]) -> None:
    """Refuse a file whose name says another form than the one that is asked for.

    Args:
        place: The file, if one is named.
        form: The form that is asked for.
        endings: What a file of each form of the command is called.

    Raises:
        RegimensError: with the form that the name says.
    """
    ending = Path(place or "").suffix.casefold().removeprefix(".")
    said = [one for one, of in endings.items() if of == ending]
    if said and form not in said:
        raise RegimensError(
            f"{shown(place)} would hold what --format {form} writes",
            where="--output",
            mend=f"give --format {' or '.join(said)}, or another name",
        )


def content(planned: Planned, options: argparse.Namespace) -> str | bytes:
    """A calendar in the form that is asked for.

    Raises:
        RegimensError: as the form does, or for an option that is none.
    """
    return _FORMS[options.format](planned, options)


def _table(planned: Planned, _: argparse.Namespace) -> str:
    return calendar_table(planned.calendar)


def _json(planned: Planned, _: argparse.Namespace) -> str:
    return calendar_json(planned.calendar)


def _csv(planned: Planned, _: argparse.Namespace) -> str:
    return calendar_csv(planned.calendar)


def _svg(planned: Planned, _: argparse.Namespace) -> str:
    from regimens.formats.pictures.svg import course_svg  # noqa: PLC0415 - loaded when asked for

    return course_svg(planned.calendar)


def _parquet(planned: Planned, _: argparse.Namespace) -> bytes:
    from regimens.formats.arrow import calendar_parquet  # noqa: PLC0415 - loaded when asked for

    return calendar_parquet(planned.calendar)


def _printed(planned: Planned, options: argparse.Namespace) -> str | bytes:
    from regimens.formats.printed.contents import Audience  # noqa: PLC0415 - loaded when asked for

    audience = Audience(options.audience or "patient")
    language = "en" if options.language is None else options.language
    if options.format == "html":
        from regimens.formats.printed.html import calendar_html  # noqa: PLC0415 - as above

        return calendar_html(planned.calendar, audience=audience, language=language)
    from regimens.formats.printed.pdf import calendar_pdf  # noqa: PLC0415 - as above

    paper = options.paper or "a4"
    return calendar_pdf(planned.calendar, audience=audience, language=language, paper=paper)


def _ics(planned: Planned, options: argparse.Namespace) -> str:
    from regimens.formats.phone.ical import calendar_ics  # noqa: PLC0415 - as above

    if options.zone is None and (options.time or options.alarm):
        raise RegimensError(
            "a time needs the zone of its clock",
            where="--time" if options.time else "--alarm",
            mend='give --zone, as in "Europe/Rome"',
        )
    if options.zone is not None and not (options.time or options.alarm):
        raise RegimensError(
            "a zone says nothing of whole days", where="--zone", mend="give --time or --alarm too"
        )
    if bool(options.time) != bool(options.lasting):
        raise RegimensError(
            "a timed entry needs both its time and how long it lasts",
            where="--time, --lasting",
            mend="give both: --time 09:00 --lasting 3:00",
        )
    return calendar_ics(
        planned.calendar,
        issued=moment_of(options.issued) or datetime.now(UTC),
        language="en" if options.language is None else options.language,
        details=options.details,
        times=_times(options) if options.time else None,
        alarm=_alarm(options) if options.alarm else None,
        replaces=[calendar_of(read_course(named), named) for named in options.replaces or ()],
    )


def _times(options: argparse.Namespace) -> ClockTimes:
    """When the entries of phones begin."""
    from regimens.formats.phone.clock_times import ClockTimes  # noqa: PLC0415 - when asked for

    single, usual = split(options.time, "--time", named_only=False)
    if len(usual) > 1:
        raise RegimensError(
            f"{shown(usual[1])} is a second time for all days",
            where="--time",
            mend="write the day before it: 2026-01-05=10:30",
        )
    return ClockTimes(
        zone=options.zone,
        lasting=length_of(options.lasting),
        at=clock_of(usual[0], "--time") if usual else None,
        on={
            structure(day, date, where="--time"): clock_of(at, "--time")
            for day, at in single.items()
        },
    )


def _alarm(options: argparse.Namespace) -> Alarm:
    """When phones are to ring."""
    from regimens.formats.phone.clock_times import Alarm  # noqa: PLC0415 - when asked for

    days, at = options.alarm
    return Alarm(
        zone=options.zone, days_before=count_of(days, "--alarm"), at=clock_of(at, "--alarm")
    )


def _fhir(planned: Planned, options: argparse.Namespace) -> str:
    from regimens.formats.fhir import calendar_fhir, fhir_json  # noqa: PLC0415 - when asked for

    if options.continuous:
        raise RegimensError(
            "a bundle is written of the course, without a row a day for drugs given every day",
            where="--continuous",
            mend="leave it out",
        )
    issued, replaced = moment_of(options.issued), options.replaces or ()
    if len(replaced) > 1:
        raise RegimensError(
            "a bundle replaces the one that was sent last",
            where="--replaces",
            mend="name its course alone",
        )
    bundle = calendar_fhir(
        planned.course,
        version=options.fhir_version or "R4",
        authored=None if issued is None else issued.date(),
        patient_system=options.patient_system,
        before=next((calendar_of(read_course(named), named) for named in replaced), None),
    )
    return fhir_json(bundle)


def _nonmem(planned: Planned, options: argparse.Namespace) -> str:
    from regimens.formats.nonmem import calendar_nonmem  # noqa: PLC0415 - when asked for

    number = options.patient_number
    if number is not None and planned.number > 1:
        raise RegimensError(
            "many courses are numbered one after another",
            where="--patient-number",
            mend="leave it out",
        )
    compartments = pairs(options.compartment, "--compartment", count_of)
    return calendar_nonmem(
        planned.calendar,
        patient_number=planned.number if number is None else count_of(number, "--patient-number"),
        compartments=compartments or None,
        infusion_hours=pairs(options.infusion_hours, "--infusion-hours", as_it_is),
        hours=pairs(options.hours, "--hours", lambda text, _: text.split(",")),
        folded=not options.unfolded,
    )


def _sdtm(planned: Planned, options: argparse.Namespace) -> str:
    from regimens.formats.sdtm import calendar_ec, calendar_ex  # noqa: PLC0415 - when asked for

    for name in ("study", "subject"):
        if getattr(options, name) is None:
            raise RegimensError(
                f"the {name} is missing", where="command line", mend=f"give --{name}"
            )
    settings: dict[str, Any] = {
        "study": options.study,
        "subject": options.subject,
        "reference": day_of(options.reference, "--reference"),
        "epochs": pairs(options.epoch, "--epoch", as_it_is),
        "leave_out": options.leave_out or (),
        "in_mg": options.in_mg,
    }
    if options.format == "sdtm-ex":
        return calendar_ex(planned.calendar, **settings)
    return calendar_ec(planned.calendar, **settings, scheduled=options.scheduled)


_FORMS: Mapping[str, Callable[[Planned, argparse.Namespace], str | bytes]] = {
    "table": _table,
    "json": _json,
    "csv": _csv,
    "ics": _ics,
    "html": _printed,
    "pdf": _printed,
    "fhir": _fhir,
    "nonmem": _nonmem,
    "svg": _svg,
    "parquet": _parquet,
    "sdtm-ex": _sdtm,
    "sdtm-ec": _sdtm,
}
