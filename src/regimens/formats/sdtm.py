"""What was given as CDISC SDTM datasets: EX in the protocol's units, EC in milligrams.

After the SDTM Implementation Guide for Human Clinical Trials, version 3.4: EX has one record a dose
given; EC besides them what was missed, and what was scheduled where that is asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from attrs import frozen

from regimens.administrations import Administration
from regimens.amounts import Basis, Per, Unit
from regimens.calendars import Calendar
from regimens.components import Role
from regimens.decimals import EXACT, plain, shown
from regimens.drugs import Route
from regimens.errors import DocumentError, UnknownNameError
from regimens.events import DoseChange, Given
from regimens.formats.besides import check_none_besides
from regimens.formats.cells import csv_text
from regimens.formats.identity import dose_names
from regimens.history import recorded
from regimens.statuses import Status
from regimens.validation import is_plain_text

__all__ = ["EC_LABELS", "EX_LABELS", "calendar_ec", "calendar_ex"]

# Variables in the order of the guide, with its labels.
EX_LABELS: Mapping[str, str] = {
    "STUDYID": "Study Identifier",
    "DOMAIN": "Domain Abbreviation",
    "USUBJID": "Unique Subject Identifier",
    "EXSEQ": "Sequence Number",
    "EXLNKID": "Link ID",
    "EXLNKGRP": "Link Group ID",
    "EXTRT": "Name of Treatment",
    "EXDOSE": "Dose",
    "EXDOSU": "Dose Units",
    "EXDOSFRM": "Dose Form",
    "EXDOSFRQ": "Dosing Frequency per Interval",
    "EXROUTE": "Route of Administration",
    "EXADJ": "Reason for Dose Adjustment",
    "EPOCH": "Epoch",
    "EXSTDTC": "Start Date/Time of Treatment",
    "EXENDTC": "End Date/Time of Treatment",
    "EXSTDY": "Study Day of Start of Treatment",
    "EXENDY": "Study Day of End of Treatment",
}
# The same for EC.
EC_LABELS: Mapping[str, str] = {
    "STUDYID": "Study Identifier",
    "DOMAIN": "Domain Abbreviation",
    "USUBJID": "Unique Subject Identifier",
    "ECSEQ": "Sequence Number",
    "ECLNKID": "Link ID",
    "ECLNKGRP": "Link Group ID",
    "ECTRT": "Name of Treatment",
    "ECMOOD": "Mood",
    "ECPRESP": "Pre-Specified",
    "ECOCCUR": "Occurrence",
    "ECREASOC": "Reason for Occur Value",
    "ECDOSE": "Dose",
    "ECDOSU": "Dose Units",
    "ECDOSFRM": "Dose Form",
    "ECDOSFRQ": "Dosing Frequency per Interval",
    "ECROUTE": "Route of Administration",
    "ECADJ": "Reason for Dose Adjustment",
    "EPOCH": "Epoch",
    "ECSTDTC": "Start Date/Time of Treatment",
    "ECENDTC": "End Date/Time of Treatment",
    "ECSTDY": "Study Day of Start of Treatment",
    "ECENDY": "Study Day of End of Treatment",
}
_ROUTES = {Route.IV: "INTRAVENOUS", Route.SC: "SUBCUTANEOUS", Route.PO: "ORAL"}
_UNITS = {Basis.SURFACE: "mg/m2", Basis.WEIGHT: "mg/kg"}
_SCHEDULED = (Status.PLANNED, Status.GIVEN, Status.UNCONFIRMED, Status.OMITTED)

_Record = dict[str, str | int | None]
_Kind = TypeVar("_Kind")


@frozen(kw_only=True)
class _Study:
    """What the calendar does not know: whose it is, and where study days and epochs begin."""

    study: str
    subject: str
    reference: date | None
    epochs: Mapping[str, str]
    in_mg: bool


def calendar_ex(
    calendar: Calendar,
    *,
    study: str,
    subject: str,
    reference: date | None = None,
    epochs: Mapping[str, str] | None = None,
    leave_out: Collection[str] = (),
    in_mg: bool = False,
) -> str:
    """The EX dataset as CSV: one record for each dose of the treatment that was given.

    Premedication and supportive drugs are no study treatment and belong into CM; they are left
    out. EXDOSE is what the protocol asked for in its own unit: 400 mg/m² at a fraction of 0.7 is
    280 mg/m2. It is in mg where the protocol's unit would not be true or exact: a flat dose, a
    target AUC, a dose that reached a cap, another amount given than planned, a day's amount that
    its doses do not divide evenly. EXADJ is the recorded reason of a reduction or of another
    amount. EXDOSFRM is filled where the policy makes doses up from tablets or capsules.

    Args:
        calendar: What happened.
        study: STUDYID.
        subject: USUBJID, unique over all studies of the product.
        reference: The subject's RFSTDTC, study day 1; without it the day of the first dose given.
        epochs: EPOCH by phase; empty for phases that are not named.
        leave_out: Drugs that are not the study's treatment.
        in_mg: Whether every dose is in mg.

    Raises:
        DocumentError: for an empty study or subject, a dose in cells or of 0 mg, one that was
            given and stands in no row, and doses of one drug some of which are in mg and others
            in the protocol's unit.
        UnknownNameError: for a phase or drug that the regimen has not.

    >>> from datetime import date
    >>> from regimens import Course, Given, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> course = course.record(Given(of="cyclophosphamide", on=date(2026, 1, 5)))
    >>> print(calendar_ex(course.plan(), study="S1", subject="S1-001").splitlines()[1])
    S1,EX,S1-001,1,induction/1/1/cyclophosphamide/1,induction/1/1/cyclophosphamide/1,\
CYCLOPHOSPHAMIDE,400,mg/m2,,ONCE,,,,2026-01-05,2026-01-05,1,1
    """
    about = _about(calendar, study, subject, reference, epochs, in_mg=in_mg)
    records = [
        _exposure(calendar, row, name, about)
        for row, name in _rows(calendar, leave_out)
        if row.status is Status.GIVEN
    ]
    _check_one_unit(records, "EX")
    return _csv(EX_LABELS, "EXSEQ", records)


def calendar_ec(
    calendar: Calendar,
    *,
    study: str,
    subject: str,
    reference: date | None = None,
    epochs: Mapping[str, str] | None = None,
    leave_out: Collection[str] = (),
    in_mg: bool = False,
    scheduled: bool = False,
) -> str:
    """The EC dataset as CSV: the doses given in mg, and those that were missed.

    A given dose has ECOCCUR Y and ECDOSE in mg. An omitted one has ECOCCUR N, the recorded reason
    in ECREASOC, and no ECDOSE. What nobody has confirmed, and what is withheld, conditional or
    discontinued, is neither. Records of one dose share ECLNKGRP; ECLNKID leads to its EX record.

    Args:
        calendar: What happened.
        study: STUDYID.
        subject: USUBJID, unique over all studies of the product.
        reference: The subject's RFSTDTC, study day 1; without it the day of the first dose given,
            and without one no study day.
        epochs: EPOCH by phase; empty for phases that are not named.
        leave_out: Drugs that are not the study's treatment.
        in_mg: Whether scheduled doses are in mg, and not in the protocol's unit.
        scheduled: Whether each dose that was or is to be given, or was missed, has a record of
            its plan too, with ECMOOD SCHEDULED.

    Raises:
        DocumentError: for an empty study or subject, a dose in cells or of 0 mg, one that was
            given and stands in no row, and scheduled doses of one drug some of which are in mg and
            others in the protocol's unit.
        UnknownNameError: for a phase or drug that the regimen has not.

    >>> from datetime import date
    >>> from regimens import Course, Omission, Patient, catalogue
    >>> course = Course(catalogue.get("dcep"), Patient(height="165 cm", weight="70 kg"),
    ...                 start=date(2026, 1, 5))
    >>> course = course.record(Omission(of="cisplatin", on=date(2026, 1, 5), reason="nausea"))
    >>> print(calendar_ec(course.plan(), study="S1", subject="S1-001",
    ...                   reference=date(2026, 1, 6)).splitlines()[1])
    S1,EC,S1-001,1,induction/1/1/cisplatin/1,induction/1/1/cisplatin/1,\
CISPLATIN,PERFORMED,Y,N,nausea,,mg,,ONCE,,,,2026-01-05,2026-01-05,-1,-1
    """
    about = _about(calendar, study, subject, reference, epochs, in_mg=in_mg)
    records: list[_Record] = []
    for row, name in _rows(calendar, leave_out):
        if scheduled and row.status in _SCHEDULED:
            records.append(_planned(calendar, row, name, about))
        if row.status in (Status.GIVEN, Status.OMITTED):
            records.append(_performed(calendar, row, name, about))
    _check_one_unit([one for one in records if one["ECMOOD"] == "SCHEDULED"], "EC")
    return _csv(EC_LABELS, "ECSEQ", records)


def _about(
    calendar: Calendar,
    study: str,
    subject: str,
    reference: date | None,
    epochs: Mapping[str, str] | None,
    *,
    in_mg: bool,
) -> _Study:
    """The settings, checked."""
    for text, where in ((study, "study"), (subject, "subject")):
        if not is_plain_text(text) or not text.strip():
            raise DocumentError(
                f"{shown(text)} names nothing", where=where, mend="write it on one line"
            )
    phases = [phase.name for phase in calendar.regimen.phases]
    for phase in epochs or {}:
        if phase not in phases:
            raise UnknownNameError(
                f"{calendar.regimen.id} has no phase {shown(phase)}",
                where="epochs",
                mend=f"use {', '.join(phases)}",
            )
    first = min(
        (row.date for row in calendar if row.status is Status.GIVEN and _is_treatment(row)),
        default=None,
    )
    return _Study(
        study=study,
        subject=subject,
        reference=first if reference is None else reference,
        epochs=epochs or {},
        in_mg=in_mg,
    )


def _is_treatment(row: Administration) -> bool:
    return row.slot.component.role is Role.TREATMENT


def _rows(calendar: Calendar, leave_out: Collection[str]) -> Iterator[tuple[Administration, str]]:
    """The doses of the treatment with their names."""
    drugs = {component.drug.name: None for _, component in calendar.regimen.components()}
    for drug in leave_out:
        if drug not in drugs:
            raise UnknownNameError(
                f"{calendar.regimen.id} has no {shown(drug)}",
                where="leave_out",
                mend=f"use {', '.join(drugs)}",
            )
    treatment = {
        component.drug.name
        for _, component in calendar.regimen.components()
        if component.role is Role.TREATMENT and component.drug.name not in leave_out
    }
    check_none_besides(calendar, treatment)
    for row, name in zip(calendar, dose_names(calendar), strict=True):
        if _is_treatment(row) and row.drug not in leave_out:
            yield row, name


def _exposure(calendar: Calendar, row: Administration, name: str, about: _Study) -> _Record:
    """A dose that was given, as EX has it."""
    amount, unit = _in_protocol_units(row, about, given=True)
    return {
        **_common(row, about, "EX", row.date),
        "EXLNKID": name,
        "EXLNKGRP": name,
        "EXDOSE": plain(amount),
        "EXDOSU": unit,
        "EXADJ": _adjusted(calendar, row, given=True),
    }


def _performed(calendar: Calendar, row: Administration, name: str, about: _Study) -> _Record:
    """A dose that was given or missed, as EC has it."""
    given = row.status is Status.GIVEN
    _check_mg(row)
    return {
        **_common(row, about, "EC", row.date),
        "ECLNKID": name,
        "ECLNKGRP": name,
        "ECMOOD": "PERFORMED",
        "ECPRESP": "Y",
        "ECOCCUR": "Y" if given else "N",
        "ECREASOC": None if given else _missed(calendar, row),
        "ECDOSE": plain(row.dose) if given else None,
        "ECDOSU": "mg",
        "ECADJ": _adjusted(calendar, row, given=True) if given else None,
    }


def _planned(calendar: Calendar, row: Administration, name: str, about: _Study) -> _Record:
    """A dose as it was to be given, as EC has it."""
    amount, unit = _in_protocol_units(row, about, given=False)
    on = row.date
    if row.status is Status.GIVEN:
        event = _events(calendar, row, Given)[-1]
        on = event.planned or on
    return {
        **_common(row, about, "EC", on),
        "ECLNKGRP": name,
        "ECMOOD": "SCHEDULED",
        "ECDOSE": plain(amount),
        "ECDOSU": unit,
        "ECADJ": _adjusted(calendar, row, given=False),
    }


def _common(row: Administration, about: _Study, domain: str, on: date) -> _Record:
    """The variables that EX and EC have alike."""
    study_day = None
    if about.reference is not None:
        days = (on - about.reference).days
        study_day = days + 1 if days >= 0 else days  # there is no study day 0
    return {
        "STUDYID": about.study,
        "DOMAIN": domain,
        "USUBJID": about.subject,
        f"{domain}TRT": row.drug.upper(),
        f"{domain}DOSFRM": _form(row),
        f"{domain}DOSFRQ": "ONCE",
        f"{domain}ROUTE": None if row.route is None else _ROUTES[row.route],
        "EPOCH": about.epochs.get(row.phase),
        f"{domain}STDTC": on.isoformat(),
        f"{domain}ENDTC": on.isoformat(),
        f"{domain}STDY": study_day,
        f"{domain}ENDY": study_day,
    }


def _form(row: Administration) -> str | None:
    """Tablets or capsules, where the dose is made up of one of them and given as it was made."""
    made_of = {piece.presentation.form for piece in row.pieces if piece.presentation.is_swallowed}
    return made_of.pop().upper() if len(made_of) == 1 else None


def _check_mg(row: Administration) -> None:
    """Refuse what has no unit here, and a dose that is none."""
    where = f"{row.drug} on {row.date}"
    if row.resolved.written.amount.unit is not Unit.MG:
        raise DocumentError(
            f"a dose in {row.unit}, for which no term of the codelist of units has been read",
            where=where,
            mend=f"leave out {row.drug} and write its record by hand",
        )
    if row.given == 0:
        raise DocumentError("a dose of 0 mg", where=where, mend="record it as omitted")


def _differs(row: Administration) -> bool:
    """Whether another amount was given than was to be given."""
    return row.given is not None and row.given not in (row.resolved.value, row.calculated)


def _in_protocol_units(row: Administration, about: _Study, *, given: bool) -> tuple[Decimal, str]:
    """A dose in the unit it is written in, where that is true and exact, and otherwise in mg."""
    _check_mg(row)
    dose = row.resolved
    in_mg = (row.dose if given else dose.value, "mg")
    unit = _UNITS.get(dose.written.amount.basis)
    if about.in_mg or unit is None or dose.capped or (given and _differs(row)):
        return in_mg
    amount = dose.written.amount.value
    if dose.fraction is not None:
        amount = EXACT.multiply(amount, dose.fraction)
    if dose.written.per is Per.DAY:
        times = Decimal(dose.written.times)
        share = EXACT.divide(amount, times)
        if EXACT.multiply(share, times) != amount:
            return in_mg
        amount = share
    return amount, unit


def _check_one_unit(records: Sequence[_Record], domain: str) -> None:
    """Refuse a drug of which some doses are in mg and others not: their sum would be of nothing."""
    units: dict[object, tuple[object, object]] = {}
    for one in records:
        unit, day = one[f"{domain}DOSU"], one[f"{domain}STDTC"]
        first, since = units.setdefault(one[f"{domain}TRT"], (unit, day))
        if unit != first:
            raise DocumentError(
                f"the dose of {day} is in {unit}, that of {since} in {first}",
                where=f"{domain} {one[f'{domain}TRT']}",
                mend="write all in mg: in_mg, or --in-mg on the command line",
            )


def _adjusted(calendar: Calendar, row: Administration, *, given: bool) -> str | None:
    """Why a dose is not the full one, and why another amount was given, as it was recorded."""
    reasons: list[str | None] = []
    if row.level is not None or row.fraction not in (None, 1):
        reasons += [event.reason for event in _events(calendar, row, DoseChange)[-1:]]
    if given and _differs(row):
        reasons += [event.reason for event in _events(calendar, row, Given)[-1:]]
    return "; ".join(dict.fromkeys(filter(None, reasons))) or None


def _missed(calendar: Calendar, row: Administration) -> str | None:
    """Why a dose was not given: the reason of what was last recorded of it."""
    last = recorded(row.changed_by[-1])
    return calendar.history[last].reason


def _events(calendar: Calendar, row: Administration, kind: type[_Kind]) -> list[_Kind]:
    """The events of a kind that changed a dose, in the order they took effect."""
    places = (recorded(place) for place in row.changed_by)
    events = (calendar.history[place] for place in places if place >= 0)
    return [event for event in events if isinstance(event, kind)]


def _csv(labels: Mapping[str, str], sequence: str, records: list[_Record]) -> str:
    """Records as CSV, numbered in their order."""
    rows = (
        [number if name == sequence else record.get(name) for name in labels]
        for number, record in enumerate(records, start=1)
    )
    return csv_text(tuple(labels), rows)
