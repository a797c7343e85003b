"""MedicationAdministrations as doses given and doses left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from attrs import frozen

from regimens.amounts import Basis, Unit
from regimens.decimals import EXACT, plain, shown
from regimens.events import Event, Given, Omission
from regimens.formats.fhir.reading_bundle import (
    Bundle,
    Resource,
    check_subject,
    resolved,
)
from regimens.formats.fhir.reading_codes import DOSE_UNITS, codings, measured, quantity
from regimens.formats.fhir.reading_drugs import check_route, drug_named
from regimens.formats.fhir.reading_elements import (
    Element,
    Moment,
    check_elements,
    child,
    children,
    element,
    moment,
    one_of,
    refuse,
    text,
    truth,
)
from regimens.formats.fhir.reading_releases import check_resource
from regimens.regimen import Regimen
from regimens.units import Kind, Measure
from regimens.validation import is_plain_text

__all__ = ["Dosed", "doses_in", "drug_of", "events_of"]

_STATES = frozenset(
    {"completed", "not-done", "entered-in-error", "in-progress", "on-hold", "stopped", "unknown"}
)
_READ = frozenset(
    {
        *("status", "statusReason", "subject", "medication", "medicationCodeableConcept"),
        *("medicationReference", "effectiveDateTime", "effectivePeriod", "occurenceDateTime"),
        *("occurencePeriod", "dosage", "isSubPotent"),
    }
)
_MEDICATIONS = ("medicationCodeableConcept", "medicationReference", "medication")
_TIMES = ("effectiveDateTime", "effectivePeriod", "occurenceDateTime", "occurencePeriod")
_PER_TIME = ("/h", "/min", "/s", "/d")
_LARGEST_BODY = {Basis.FLAT: 1, Basis.SURFACE: 3, Basis.WEIGHT: 250, Basis.AUC: 225}
_SMALLEST_BODY = {
    Basis.FLAT: Decimal(1),
    Basis.SURFACE: Decimal("0.5"),
    Basis.WEIGHT: Decimal(10),
    Basis.AUC: Decimal(25),
}
_ABOVE, _BELOW = Decimal(10), Decimal("0.01")
_LONGEST_REASON = 1000


@frozen(kw_only=True)
class Dosed:
    """One administration.

    Args:
        drug: As the regimen names it.
        at: When.
        dose: How much; None where it was not given.
        reason: Why it was not given, where that is said.
        where: The path to it.
    """

    drug: str
    at: Moment
    dose: Measure | None
    reason: str | None
    where: str


def doses_in(bundle: Bundle, patient: Resource, regimen: Regimen) -> list[Dosed]:
    """The administrations of a bundle, by time; what was entered in error is left out.

    Raises:
        DocumentError: for one that is not understood, or two that contradict.
    """
    found = [
        dosed
        for one in bundle.of("MedicationAdministration")
        if (dosed := _dosed(one, bundle, patient, regimen)) is not None
    ]
    found.sort(key=lambda one: (one.at.day, one.at.instant.timestamp() if one.at.instant else 0))
    _check_agreeing(found, regimen)
    return found


def events_of(doses: Sequence[Dosed]) -> list[Event]:
    """The administrations as events."""
    return [
        Omission(of=one.drug, on=one.at.day, reason=one.reason)
        if one.dose is None
        else Given(of=one.drug, on=one.at.day, dose=one.dose)
        for one in doses
    ]


def _dosed(one: Resource, bundle: Bundle, patient: Resource, regimen: Regimen) -> Dosed | None:
    node = one.element
    status = one_of(node, "status", _STATES)
    if status == "entered-in-error":
        return None
    check_resource(node, "MedicationAdministration", read=_READ)
    check_subject(one, bundle, patient)
    if status not in {"completed", "not-done"}:
        refuse(
            f"is {status}: whether the whole dose was given is not known",
            where=node.at("status"),
            mend="write completed with the dose that was given, or not-done",
        )
    if truth(node, "isSubPotent"):
        refuse(
            "says that what was given had not its strength",
            where=node.at("isSubPotent"),
            mend="state the dose that was given",
        )
    drug = drug_of(one, bundle, regimen)
    at = _when(node)
    if status == "not-done":
        return Dosed(drug=drug, at=at, dose=None, reason=_reason(node), where=node.where)
    return Dosed(drug=drug, at=at, dose=_dose(node, drug, regimen), reason=None, where=node.where)


def drug_of(one: Resource, bundle: Bundle, regimen: Regimen) -> str:
    """The drug that an administration or a request is of.

    Raises:
        DocumentError: where that cannot be said for sure.
    """
    node = one.element
    stated = [key for key in _MEDICATIONS if key in node.values]
    if len(stated) != 1:
        what = "two medications are stated" if stated else "there is no medication"
        refuse(what, where=node.where, mend="state one")
    holder = element(node.values[stated[0]], node.at(stated[0]))
    if stated[0] == "medicationCodeableConcept":
        return drug_named(holder, regimen)
    if stated[0] == "medication":
        check_elements(holder, read={"concept", "reference"})
        concept, reference = child(holder, "concept"), child(holder, "reference")
        if (concept is None) == (reference is None):
            refuse("states no medication, or two", where=holder.where, mend="state one")
        if concept is not None:
            return drug_named(concept, regimen)
        assert reference is not None  # noqa: S101 - one of the two is there
        holder = reference
    medication = resolved(holder, bundle, within=node, type_="Medication").element
    check_resource(medication, "Medication", read={"status", "code"})
    if "status" in medication.values:
        one_of(medication, "status", {"active", "inactive"}, mend="name another Medication")
    concept = child(medication, "code")
    if concept is None:
        refuse("there is no code", where=medication.where, mend="say which drug it is")
    return drug_named(concept, regimen)


def _when(node: Element) -> Moment:
    stated = [key for key in _TIMES if key in node.values]
    if len(stated) != 1:
        what = "two times are stated" if stated else "there is no time"
        refuse(what, where=node.where, mend="say once when it was given, or was to be given")
    key = stated[0]
    if key.endswith("DateTime"):
        return moment(node.values[key], node.at(key))
    period = element(node.values[key], node.at(key))
    check_elements(period, read={"start", "end"})
    start = moment(period.values.get("start"), period.at("start"))
    if "end" in period.values:
        end = moment(period.values["end"], period.at("end"))
        if not 0 <= (end.day - start.day).days <= 1:
            refuse(
                f"from {start.day} to {end.day} is not one dose",
                where=period.where,
                mend="give each dose by itself",
            )
    return start


def _reason(node: Element) -> str | None:
    found = ", ".join(filter(None, map(_in_words, children(node, "statusReason"))))
    if not is_plain_text(found) or len(found) > _LONGEST_REASON:
        refuse(
            f"{shown(found)} has a control character, or is too long",
            where=node.at("statusReason"),
            mend="write plain text on one line",
        )
    return found or None


def _in_words(concept: Element) -> str | None:
    """A concept's text, or else what its first code is displayed as, or that code."""
    words = text(concept, "text")
    if words is not None:
        return words
    return next((one.display or one.code for one in codings(concept)), None)


def _dose(node: Element, drug: str, regimen: Regimen) -> Measure:
    dosage = child(node, "dosage")
    if dosage is None:
        refuse("there is no dosage", where=node.where, mend="state the dose that was given")
    check_elements(
        dosage,
        read={"dose", "rateQuantity", "route"},
        ignored={"text", "site", "method", "rateRatio"},
    )
    check_route(dosage, drug, regimen)
    rate = child(dosage, "rateQuantity")
    if rate is not None:
        _, code = quantity(rate)
        if not code.endswith(_PER_TIME):
            refuse(
                f"{shown(code)} is no rate",
                where=rate.at("code"),
                mend="state the dose as the dose",
            )
    holder = child(dosage, "dose")
    if holder is None:
        refuse("there is no dose", where=dosage.where, mend="state the dose that was given")
    dose = measured(holder, DOSE_UNITS, of="a given dose")
    if dose.value == 0:
        refuse("is no dose", where=holder.at("value"), mend="write not-done")
    _check_dose(dose, drug, regimen, holder.where)
    return dose


def _check_dose(dose: Measure, drug: str, regimen: Regimen, where: str) -> None:
    """Refuse what nobody of any size is given by this regimen: a slip of the unit."""
    written = [
        one
        for _, component in regimen.components()
        if component.drug.name == drug
        for one in (component.dose, *(level.dose for level in component.levels))
    ]
    kinds = {Kind.DRUG_MASS if one.amount.unit is Unit.MG else Kind.CELLS for one in written}
    if dose.kind not in kinds:
        refuse(
            f"{drug} is not counted in {dose.kind.value}",
            where=where,
            mend=f"write it in {' or '.join(sorted(kind.value for kind in kinds))}",
        )
    most = max(
        EXACT.multiply(one.of_a_day, Decimal(_LARGEST_BODY[one.amount.basis])) for one in written
    )
    least = min(
        EXACT.divide(
            EXACT.multiply((one.at_least or one.amount).value, _SMALLEST_BODY[one.amount.basis]),
            Decimal(one.times),
        )
        for one in written
    )
    if not EXACT.multiply(least, _BELOW) <= dose.value <= EXACT.multiply(most, _ABOVE):
        refuse(
            f"{drug} {plain(dose.value)} {dose.kind.value} is far from anything that {regimen.id} "
            "writes",
            where=where,
            mend="check the unit and the decimal point",
        )


def _check_agreeing(doses: Sequence[Dosed], regimen: Regimen) -> None:
    """Refuse one dose written down twice, and one that was both given and left out."""
    of_day: dict[tuple[str, date], list[Dosed]] = {}
    for one in doses:
        several = _doses_a_day(one.drug, regimen) > 1
        for other in of_day.setdefault((one.drug, one.at.day), []):
            timed = one.at.instant is not None and other.at.instant is not None
            apart = timed and one.at.instant != other.at.instant
            untimed = one.at.instant is None and other.at.instant is None
            if (other.dose is None) != (one.dose is None):
                if not (apart and several):
                    what = "is both given and not done"
                    break
            elif not (apart or (untimed and several)):
                what = f"stands at {other.where} too"
                break
        else:
            of_day[one.drug, one.at.day].append(one)
            continue
        refuse(
            f"{one.drug} of {one.at.day} {what}",
            where=one.where,
            mend="keep the right one, or state the times",
        )


def _doses_a_day(drug: str, regimen: Regimen) -> int:
    """How many doses of a drug a regimen can give on one day."""
    return max(
        sum(
            max(one.dose.times, *(level.dose.times for level in one.levels), 1)
            for one in phase.components
            if one.drug.name == drug
        )
        for phase in regimen.phases
    )
