"""Observations as the patient's measures and the course's measurements and laboratory values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

from attrs import frozen

from regimens.body import check_body
from regimens.decimals import EXACT, plain, shown
from regimens.errors import BodyError
from regimens.events import Event, Lab, Measurement
from regimens.formats.fhir.codes import LOINC, OWN_CODES, SNOMED
from regimens.formats.fhir.reading_bundle import Bundle, Resource, check_subject
from regimens.formats.fhir.reading_codes import (
    MEASURES,
    NOT_READ,
    Measured,
    believed,
    codings,
    measured,
    quantity,
)
from regimens.formats.fhir.reading_elements import (
    Element,
    Moment,
    check_elements,
    child,
    children,
    element,
    moment,
    one_of,
    quoted,
    refuse,
    text,
)
from regimens.formats.fhir.reading_releases import check_resource
from regimens.laboratory import MOST_TIMES_NORMAL
from regimens.units import Measure

__all__ = ["BODY", "Seen", "events_of", "last_before", "seen_in"]

BODY = ("height", "weight")
_LABS = ("anc", "platelets", "haemoglobin", "creatinine", "creatinine_clearance")
_TIMES = "bilirubin_times_normal"
_KNOWN = frozenset({"final", "amended", "corrected"})
_NOTHING = frozenset({"entered-in-error", "cancelled"})
_STATES = _KNOWN | _NOTHING | {"registered", "preliminary", "unknown"}
_EFFECTIVE = ("effectiveDateTime", "effectiveInstant", "effectivePeriod", "effectiveTiming")
_VALUES = (
    *("valueQuantity", "valueInteger", "valueCodeableConcept", "valueString", "valueBoolean"),
    *("valueRange", "valueRatio", "valueSampledData", "valueTime", "valueDateTime", "valuePeriod"),
)
_READ = frozenset({"status", "code", "subject", "dataAbsentReason", "component", "referenceRange"})
_PLACES = Decimal("1E-12")


@frozen(kw_only=True)
class Seen:
    """One value that was measured.

    Args:
        name: What, as the course document names it.
        value: The value.
        at: When.
        where: The path to its Observation.
    """

    name: str
    value: Measure | Decimal
    at: Moment
    where: str

    @property
    def text(self) -> str:
        """The value with its unit."""
        return str(self.value) if isinstance(self.value, Measure) else plain(self.value)


def seen_in(bundle: Bundle, patient: Resource) -> list[Seen]:
    """All that the Observations of a bundle say of what a course is made from, by time.

    Raises:
        DocumentError: for an Observation that is not understood, or two that contradict.
    """
    found = [
        seen
        for one in bundle.of("Observation")
        if (seen := _seen(one, bundle, patient)) is not None
    ]
    found.sort(key=lambda seen: seen.at.day)
    return _agreeing(found)


def _seen(one: Resource, bundle: Bundle, patient: Resource) -> Seen | None:
    node = one.element
    status = one_of(node, "status", _STATES)
    if status in _NOTHING:
        return None
    code = child(node, "code")
    if code is None:
        refuse("there is no code", where=node.where, mend="say what was measured")
    what = _what(code)
    for part in children(node, "component"):
        inner = child(part, "code")
        if inner is not None and _known(inner) is not None:
            refuse(
                "stands inside another Observation",
                where=part.where,
                mend="give an Observation of its own",
            )
    if what is None:
        return None
    check_resource(node, "Observation", read=_READ | set(_VALUES) | set(_EFFECTIVE))
    check_subject(one, bundle, patient)
    if status not in _KNOWN:
        refuse(
            f"is {status}", where=node.at("status"), mend="wait until it is final, or leave it out"
        )
    if "dataAbsentReason" in node.values:
        refuse(
            "says that the value is absent",
            where=node.at("dataAbsentReason"),
            mend="leave the Observation out",
        )
    if what.name in BODY:
        _check_measured(one, what, patient)
    at = _when(node)
    value = _value(what, node)
    return (
        None
        if what.name == "surface"
        else Seen(
            name=_TIMES if what.name == "bilirubin" else what.name,
            value=value,
            at=at,
            where=node.where,
        )
    )


def _check_measured(one: Resource, what: Measured, patient: Resource) -> None:
    """Refuse a size that may be a stated or an estimated one: nobody doses on that unawares."""
    node = one.element
    if "method" in node.values:
        refuse(
            f"may say that the {what.name} was stated or estimated",
            where=node.at("method"),
            mend="leave the method out if it was measured, or else the Observation",
        )
    for performer in children(node, "performer"):
        said = text(performer, "reference") or text(performer, "type") or ""
        if said == patient.full_url or said.split("/")[-2:][0] in ("Patient", "RelatedPerson"):
            refuse(
                f"says that the {what.name} is as the patient or the family states it",
                where=performer.where,
                mend="give one that was measured",
            )


def _known(code: Element) -> Measured | None:
    """What a code means here; None for one that is of no use.

    Raises:
        DocumentError: for two codes that mean different things, or one that is nearly a known one.
    """
    found: dict[str, Measured] = {}
    for one in codings(code):
        key = (one.system or "", one.code)
        if key in NOT_READ:
            refuse(
                f"{one.code} is {NOT_READ[key]}, which is not read",
                where=one.where,
                mend="leave the Observation out, or give one that was measured",
            )
        if key in MEASURES:
            found.setdefault(MEASURES[key].name, MEASURES[key])
            if MEASURES[key].units != found[MEASURES[key].name].units:
                refuse(
                    "one code is of a mass, another of an amount of substance",
                    where=code.where,
                    mend="keep the one that the unit belongs to",
                )
    if len(found) > 1:
        first, second, *_ = map(_said, found)
        refuse(
            f"one code says {first}, another {second}",
            where=code.where,
            mend="find out which of them was measured",
        )
    return next(iter(found.values()), None)


def _said(name: str) -> str:
    return name.replace("_", " ")


def _what(code: Element) -> Measured | None:
    found = _known(code)
    systems = {one.system for one in codings(code)}
    if found is None and systems.isdisjoint({LOINC, SNOMED, OWN_CODES}):
        words = text(code, "text")
        refuse(
            "has no code of LOINC or SNOMED CT" + (f", only {shown(words)}" if words else ""),
            where=code.where,
            mend="code what was measured, or leave the Observation out",
        )
    return found


def _when(node: Element) -> Moment:
    stated = [key for key in _EFFECTIVE if key in node.values]
    if len(stated) != 1:
        what = "there is no effectiveDateTime" if not stated else "two times are stated"
        refuse(what, where=node.where, mend="say once when it was measured")
    key = stated[0]
    if key == "effectiveTiming":
        refuse("is no single time", where=node.at(key), mend="write effectiveDateTime")
    if key != "effectivePeriod":
        return moment(node.values[key], node.at(key))
    period = element(node.values[key], node.at(key))
    check_elements(period, read={"start", "end"})
    start = moment(period.values.get("start"), period.at("start"))
    end = moment(period.values.get("end"), period.at("end"))
    if start.day != end.day:
        refuse("is of several days", where=period.where, mend="write effectiveDateTime")
    return start


def _value(what: Measured, node: Element) -> Measure | Decimal:
    stated = [key for key in _VALUES if key in node.values]
    if len(stated) != 1:
        problem = "there is no value" if not stated else "two values are stated"
        refuse(problem, where=node.where, mend="state one, or leave the Observation out")
    wanted = "valueInteger" if what.name == "ecog" else "valueQuantity"
    if stated[0] != wanted:
        refuse(
            f"is not how {_said(what.name)} is read",
            where=node.at(stated[0]),
            mend=f"write {wanted}",
        )
    if what.name == "ecog":
        return _ecog(node)
    holder = element(node.values[wanted], node.at(wanted))
    if what.name == _TIMES:
        return _times(holder)
    value = measured(holder, what.units, of=_said(what.name))
    if what.name == "bilirubin":
        return _times_normal(value, what, node, holder)
    believed(what.name, value, where=holder.where)
    if what.name in BODY:
        _check_body(what.name, value, holder.where)
    return value


def _ecog(node: Element) -> Decimal:
    value = node.values["valueInteger"]
    if type(value) is not int or value not in range(6):
        refuse(
            f"{quoted(value)} is not an ECOG performance status",
            where=node.at("valueInteger"),
            mend="use 0 to 5",
        )
    return Decimal(value)


def _times(holder: Element) -> Decimal:
    value, code = quantity(holder)
    if code != "1":
        refuse(
            f"{shown(code)} is no number without a unit", where=holder.at("code"), mend="write 1"
        )
    return _few_times(value, holder.where)


def _few_times(times: Decimal, where: str) -> Decimal:
    if times > MOST_TIMES_NORMAL:
        refuse(
            f"bilirubin of {plain(times)} times the upper limit of normal is outside 0–100",
            where=where,
            mend="check the unit and the decimal point",
        )
    return times


def _times_normal(value: Measure, what: Measured, node: Element, holder: Element) -> Decimal:
    """Bilirubin as a multiple of the upper limit that stands beside it.

    Where the multiple has no end it is rounded up at 12 decimals, so that it never falls to a
    limit that it is above.
    """
    ranges = children(node, "referenceRange")
    high = child(ranges[0], "high") if len(ranges) == 1 else None
    if high is None:
        refuse(
            "bilirubin is read as a multiple of its upper limit, and there is "
            + ("none" if len(ranges) < 2 else "more than one range"),
            where=node.at("referenceRange"),
            mend="state one referenceRange with its high, or leave the Observation out",
        )
    limit = measured(high, what.units, of="bilirubin")
    if limit.value == 0:
        refuse("is 0", where=high.at("value"), mend="state the upper limit of normal")
    times = EXACT.divide(value.value, limit.value)
    return _few_times(times.quantize(_PLACES, ROUND_CEILING, EXACT), holder.where)


def _check_body(name: str, value: Measure, where: str) -> None:
    try:
        check_body(
            value.value if name == "height" else None, value.value if name == "weight" else None
        )
    except BodyError as error:
        refuse(error.what, where=where, mend=error.mend)


def _agreeing(seen: Sequence[Seen]) -> list[Seen]:
    """The values without those stated twice, and of one day by the time of day.

    Raises:
        DocumentError: for two values of one day of which neither can be said to be the later.
    """
    of_day: dict[tuple[str, date], list[Seen]] = {}
    for one in seen:
        own = of_day.setdefault((one.name, one.at.day), [])
        for other in own:
            if other.value == one.value:
                break
            timed = one.at.instant is not None and other.at.instant is not None
            if not timed or one.at.instant == other.at.instant:
                refuse(
                    f"{_said(one.name)} of {one.text} on {one.at.day}, where {other.where} says "
                    f"{other.text}",
                    where=one.where,
                    mend="keep the right one, or state the times",
                )
        else:
            own.append(one)
    for own in of_day.values():
        own.sort(key=lambda one: one.at.instant.timestamp() if one.at.instant else 0)
    return [one for own in of_day.values() for one in own]


def last_before(seen: Iterable[Seen], name: str, day: date) -> Seen | None:
    """The last value of a name up to a day, that day included."""
    own = [one for one in seen if one.name == name and one.at.day <= day]
    return own[-1] if own else None


def events_of(seen: Iterable[Seen]) -> list[Event]:
    """The values as events: of one day together, where none is stated twice."""
    found: list[Event] = []
    by_day: dict[date, list[Seen]] = {}
    for one in seen:
        by_day.setdefault(one.at.day, []).append(one)
    for day in sorted(by_day):
        bodies = [one for one in by_day[day] if one.name in BODY]
        labs = [one for one in by_day[day] if one.name in (*_LABS, _TIMES)]
        found += [Measurement(on=day, **values) for values in _rounds(bodies)]
        found += [Lab(on=day, **values) for values in _rounds(labs)]
    return found


def _rounds(seen: Sequence[Seen]) -> list[dict[str, Any]]:
    """The values of a day, in as many rounds as one was measured."""
    rounds: list[dict[str, Any]] = []
    for one in seen:
        free = next((values for values in rounds if one.name not in values), None)
        if free is None:
            rounds.append({one.name: one.value})
        else:
            free[one.name] = one.value
    return rounds
