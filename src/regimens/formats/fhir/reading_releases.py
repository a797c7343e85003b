"""Which elements of a resource are known in R4 and in R5, and which of the two a document is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from regimens.decimals import shown
from regimens.formats.fhir.reading_elements import (
    Element,
    check_elements,
    child,
    children,
    refuse,
)

__all__ = ["check_resource", "check_rules", "release"]

_COMMON = frozenset({"resourceType", "id", "meta", "language", "text", "contained"})
_ANY_RELEASE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "Patient": frozenset(
            {
                *("identifier", "telecom", "address", "maritalStatus", "multipleBirthBoolean"),
                *("multipleBirthInteger", "photo", "contact", "communication"),
                *("generalPractitioner", "managingOrganization", "deceasedBoolean"),
                "deceasedDateTime",
            }
        ),
        "Observation": frozenset(
            {
                *("identifier", "basedOn", "category", "encounter", "issued"),
                *("performer", "interpretation", "note", "bodySite", "method", "specimen"),
                *("device", "derivedFrom", "hasMember", "partOf"),
            }
        ),
        "MedicationAdministration": frozenset(
            {
                *("identifier", "category", "supportingInformation", "performer", "request"),
                *("device", "note", "eventHistory"),
            }
        ),
        "Medication": frozenset({"identifier", "batch", "ingredient"}),
        "MedicationRequest": frozenset(
            {
                *("identifier", "category", "priority", "encounter", "supportingInformation"),
                *("authoredOn", "requester", "performer", "performerType", "recorder", "basedOn"),
                *("groupIdentifier", "courseOfTherapyType", "insurance", "note"),
                *("dispenseRequest", "substitution", "priorPrescription", "eventHistory"),
                *("statusReason",),
            }
        ),
        "CarePlan": frozenset(
            {
                *("identifier", "instantiatesUri", "basedOn", "replaces", "partOf", "category"),
                *("title", "description", "encounter", "created", "contributor", "careTeam"),
                *("addresses", "supportingInfo", "goal", "activity", "note"),
            }
        ),
    }
)
# What tells R4 from R5. All but the medication and the time are passed over.
_RELEASES: Mapping[str, Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "R4": MappingProxyType(
            {
                "MedicationAdministration": frozenset(
                    {
                        *("medicationCodeableConcept", "medicationReference", "effectiveDateTime"),
                        *("effectivePeriod", "context", "reasonCode", "reasonReference"),
                        "instantiates",
                    }
                ),
                "Medication": frozenset({"manufacturer", "form", "amount"}),
                "MedicationRequest": frozenset(
                    {
                        *("medicationCodeableConcept", "medicationReference", "reasonCode"),
                        *("reasonReference", "reportedBoolean", "reportedReference"),
                        *("detectedIssue", "instantiatesCanonical", "instantiatesUri"),
                    }
                ),
                "CarePlan": frozenset({"author"}),
            }
        ),
        "R5": MappingProxyType(
            {
                "Observation": frozenset(
                    {"triggeredBy", "bodyStructure", "instantiatesCanonical"}
                    | {"instantiatesReference", "valueAttachment", "valueReference"}
                ),
                "MedicationAdministration": frozenset(
                    {
                        *("medication", "occurenceDateTime", "occurencePeriod", "basedOn"),
                        *("encounter", "reason", "recorded", "isSubPotent", "subPotentReason"),
                        "occurenceTiming",
                    }
                ),
                "Medication": frozenset(
                    {"marketingAuthorizationHolder", "doseForm", "totalVolume", "definition"}
                ),
                "MedicationRequest": frozenset(
                    {
                        *("medication", "reason", "reported", "effectiveDosePeriod", "device"),
                        *("informationSource", "renderedDosageInstruction", "statusChanged"),
                    }
                ),
                "CarePlan": frozenset({"custodian"}),
            }
        ),
    }
)
_SUBSETTED = "SUBSETTED"


def check_rules(one: Element) -> None:
    """Refuse a resource that has to be read by rules that are not known.

    Raises:
        DocumentError: for `implicitRules`.
    """
    if "implicitRules" in one.values:
        refuse(
            f"follows rules of its own, {shown(one.values['implicitRules'])}, which are not known",
            where=one.at("implicitRules"),
            mend="leave the resource out",
        )


def check_resource(one: Element, type_: str, *, read: Iterable[str]) -> None:
    """Refuse a resource with anything that is not understood.

    Args:
        one: The resource.
        type_: Its type.
        read: What the caller reads of it.

    Raises:
        DocumentError: at the first such element.
    """
    check_rules(one)
    meta = child(one, "meta")
    for tag in children(meta, "tag") if meta is not None else []:
        if tag.values.get("code") == _SUBSETTED:
            refuse("the resource is not whole", where=tag.where, mend="give all of it")
    ignored = _ANY_RELEASE[type_] | _COMMON
    for of_release in _RELEASES.values():
        ignored |= of_release.get(type_, frozenset())
    if type_ == "MedicationAdministration":
        for key in one.values:
            if key.startswith("occurrence"):
                refuse(
                    "is no element of FHIR R5, which spells it with one r",
                    where=one.at(key),
                    mend=f"write occurence{key.removeprefix('occurrence')}",
                )
    check_elements(one, read=frozenset(read), ignored=ignored)


def release(resources: Iterable[tuple[str, Element]], stated: str | None) -> str | None:
    """Which release of FHIR resources are written in, or None where nothing in them tells.

    Args:
        resources: Each with its type.
        stated: What the caller says, ``"R4"`` or ``"R5"``, or None.

    Raises:
        DocumentError: for a mixture, or another release than stated.
    """
    if stated is not None and stated not in _RELEASES:
        refuse(f"{shown(stated)} is no release of FHIR", where="version", mend="use R4 or R5")
    seen: dict[str, str] = {}
    for type_, one in resources:
        for name, keys in _RELEASES.items():
            for key in one.values:
                if key in keys.get(type_, ()):
                    seen.setdefault(name, one.at(key))
    if len(seen) > 1:
        refuse(
            f"is written as R5, and {seen['R4']} as R4",
            where=seen["R5"],
            mend="give a bundle of one release",
        )
    found = next(iter(seen), None)
    if stated is not None and found is not None and found != stated:
        refuse(f"is written as {found}, not {stated}", where=seen[found], mend="check the version")
    return stated if found is None else found
