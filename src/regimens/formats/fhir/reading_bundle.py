"""A Bundle: its resources, whom they are about, and which release of FHIR they are written in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from regimens.decimals import shown
from regimens.formats.fhir.codes import FhirVersion
from regimens.formats.fhir.reading_elements import (
    Element,
    check_elements,
    child,
    children,
    element,
    needed,
    one_of,
    refuse,
    text,
    truth,
)
from regimens.formats.fhir.reading_releases import check_rules, release

__all__ = [
    "Bundle",
    "Resource",
    "bundle_of",
    "check_subject",
    "only_patient",
    "release_of",
    "resolved",
]

_TYPES = frozenset({"collection", "transaction", "batch", "searchset", "document"})
_READ = frozenset(
    {"Patient", "Observation", "MedicationAdministration", "Medication", "MedicationRequest"}
    | {"CarePlan"}
)
# What would be passed over without a word inside another resource.
_NOT_INSIDE = ("Observation", "MedicationAdministration", "CarePlan")
# Of no use here: they say nothing of the measures, doses and dates that a course is made from.
_OF_NO_USE = frozenset(
    {
        *(
            "ActivityDefinition",
            "AllergyIntolerance",
            "Appointment",
            "BodyStructure",
            "CareTeam",
            "Claim",
        ),
        *("ClaimResponse", "Communication", "Composition", "Condition", "Consent"),
        *("Coverage", "DetectedIssue", "Device", "DiagnosticReport", "DocumentReference"),
        "Encounter",
        *("EpisodeOfCare", "ExplanationOfBenefit", "FamilyMemberHistory", "Flag", "Goal"),
        *("ImagingStudy", "Immunization", "Location", "Media", "MedicationDispense"),
        *("Organization", "PlanDefinition", "Practitioner", "PractitionerRole", "Procedure"),
        *("Provenance", "Questionnaire", "QuestionnaireResponse", "RelatedPerson"),
        *("RequestGroup", "RequestOrchestration", "ResearchStudy", "ResearchSubject"),
        *("ServiceRequest", "Specimen", "Substance", "SupplyDelivery", "Task"),
    }
)


@frozen
class Resource:
    """A resource of a bundle.

    Args:
        type: Its type.
        element: Its elements.
        full_url: The URL it is known by within the bundle, or None.
    """

    type: str
    element: Element
    full_url: str | None


@frozen
class Bundle:
    """The resources of a bundle that are read, in its order."""

    resources: tuple[Resource, ...]
    where: str
    _by_name: Mapping[str, tuple[Resource, ...]] = field(repr=False)
    _by_type: Mapping[str, tuple[Resource, ...]] = field(repr=False)

    def of(self, type_: str) -> tuple[Resource, ...]:
        """The resources of a type."""
        return self._by_type.get(type_, ())

    def named(self, name: str) -> tuple[Resource, ...]:
        """The resources that a reference means."""
        return self._by_name.get(name, ())


def bundle_of(values: object, *, where: str) -> Bundle:
    """The resources of a Bundle.

    Raises:
        DocumentError: for anything else than a whole bundle of resources that are known.
    """
    whole = element(values, where)
    kind = needed(whole, "resourceType")
    if kind != "Bundle":
        refuse(f"{shown(kind)} is no Bundle", where=whole.at("resourceType"), mend="give a Bundle")
    check_rules(whole)
    check_elements(
        whole,
        read={"resourceType", "type", "entry", "link", "total"},
        ignored={"meta", "language", "identifier", "timestamp", "signature", "issues"},
    )
    type_ = one_of(whole, "type", _TYPES)
    entries = children(whole, "entry")
    if not entries:
        refuse("there is no entry", where=where, mend="give a bundle of resources")
    if type_ == "searchset":
        _check_whole_answer(whole, entries)
    found = [_resource(entry, type_) for entry in entries]
    kept = tuple(one for one in found if one is not None)
    names: dict[str, list[Resource]] = {}
    for one in kept:
        for name in _names(one):
            names.setdefault(name, []).append(one)
            if len(names[name]) > 1 and "|" not in name:
                refuse(
                    f"{shown(name)} stands in the bundle twice",
                    where=one.element.where,
                    mend="keep one",
                )
    return Bundle(
        kept,
        where,
        {name: tuple(those) for name, those in names.items()},
        {type_: tuple(one for one in kept if one.type == type_) for type_ in _READ},
    )


def _check_whole_answer(whole: Element, entries: Sequence[Element]) -> None:
    """A page of an answer is not all that is known of the patient."""
    for link in children(whole, "link"):
        if link.values.get("relation") == "next":
            refuse(
                "there are more pages than this one",
                where=link.where,
                mend="give a bundle of all of them",
            )
    total = whole.values.get("total")
    searched = [entry.values.get("search") for entry in entries]
    matches = sum(not isinstance(one, dict) or one.get("mode") == "match" for one in searched)
    if total is not None and total != matches:
        refuse(
            f"the answer is of {shown(total)} resources, and {matches} are here",
            where=whole.at("total"),
            mend="give a bundle of all of them",
        )


def _resource(entry: Element, type_: str) -> Resource | None:
    check_elements(
        entry,
        read={"fullUrl", "resource", "request", "search"},
        ignored={"link", "response"},
    )
    search = child(entry, "search")
    if search is not None and search.values.get("mode") == "outcome":
        return None
    request = child(entry, "request")
    if request is not None and type_ in {"transaction", "batch"}:
        one_of(
            request, "method", {"POST", "PUT"}, mend="give what there is, not what to do with it"
        )
    found = child(entry, "resource")
    if found is None:
        refuse("there is no resource", where=entry.where, mend="give the resource itself")
    kind = needed(found, "resourceType")
    for inner in children(found, "contained"):
        if inner.values.get("resourceType") in _NOT_INSIDE:
            refuse(
                f"{inner.values['resourceType']} inside {kind} is not read",
                where=inner.where,
                mend="give it an entry of its own",
            )
    if kind in _OF_NO_USE:
        return None
    if kind not in _READ:
        refuse(
            f"{shown(kind)} is not read",
            where=found.at("resourceType"),
            mend="leave it out if it says nothing of measures, drugs or dates",
        )
    return Resource(kind, found, text(entry, "fullUrl"))


def _names(one: Resource) -> set[str]:
    """All that a reference may call a resource."""
    found = set() if one.full_url is None else {one.full_url}
    own_id = text(one.element, "id")
    if own_id is not None:
        found.add(f"{one.type}/{own_id}")
    for identifier in children(one.element, "identifier"):
        value = text(identifier, "value")
        if value is not None:
            found.add(f"{one.type}?identifier={text(identifier, 'system') or ''}|{value}")
    return found


def resolved(reference: Element, bundle: Bundle, *, within: Element, type_: str) -> Resource:
    """The one resource that a Reference leads to.

    Args:
        reference: The Reference.
        bundle: Where to look.
        within: The resource it stands in, for contained ones.
        type_: What it has to lead to.

    Raises:
        DocumentError: where it leads nowhere, to several, or to another type.
    """
    check_elements(reference, read={"reference", "identifier"}, ignored={"type", "display"})
    target, identifier = text(reference, "reference"), child(reference, "identifier")
    if target is None:
        if identifier is None:
            refuse("leads nowhere", where=reference.where, mend="add a reference")
        target = (
            f"{type_}?identifier={text(identifier, 'system') or ''}|{needed(identifier, 'value')}"
        )
    if target.startswith("#"):
        for one in children(within, "contained"):
            if one.values.get("id") == target[1:] and one.values.get("resourceType") == type_:
                return Resource(type_, one, None)
    name = target.partition("/_history/")[0]
    found = bundle.named(name)
    if not found and "://" in name:
        # A server's address of what stands here under its id alone; or the other way round.
        found = tuple(
            one for one in bundle.named("/".join(name.split("/")[-2:])) if one.full_url is None
        )
    elif not found:
        found = tuple(
            one
            for one in bundle.of(type_)
            if (one.full_url or "").partition("/_history/")[0].endswith(f"/{name}")
        )
    if len(found) != 1 or found[0].type != type_:
        what = "leads to several resources" if len(found) > 1 else f"leads to no {type_} here"
        refuse(f"{shown(target)} {what}", where=reference.where, mend="put it into the bundle")
    if identifier is not None:
        _check_identifier(identifier, found[0].element)
    return found[0]


def _check_identifier(stated: Element, one: Element) -> None:
    """Refuse an identifier beside a reference that is another of the same kind."""
    system, value = stated.values.get("system"), stated.values.get("value")
    own = [held.values for held in children(one, "identifier")]
    values = [held.get("value") for held in own if held.get("system") == system]
    if values and value not in values:
        refuse(
            f"{shown(value)} is not what the reference leads to",
            where=stated.at("value"),
            mend="find out which of them is meant",
        )


def only_patient(bundle: Bundle) -> Resource:
    """The patient whom a bundle is about.

    Raises:
        DocumentError: where there is none, or a second one, or a record that is not in use.
    """
    found = bundle.of("Patient")
    if not found:
        refuse("there is no Patient", where=bundle.where, mend="add the patient it is about")
    if len(found) > 1:
        refuse(
            "is a second patient",
            where=found[1].element.where,
            mend="give a bundle of one patient only",
        )
    node = found[0].element
    if truth(node, "active") is False:
        refuse("the record is not in use", where=node.at("active"), mend="give the one that is")
    for link in children(node, "link"):
        if link.values.get("type") == "replaced-by":
            refuse("another record replaces this one", where=link.where, mend="give that one")
    return found[0]


def check_subject(one: Resource, bundle: Bundle, patient: Resource) -> None:
    """Refuse a resource that is not about the patient.

    Raises:
        DocumentError: for one about another patient, or about nobody.
    """
    subject = child(one.element, "subject")
    if subject is None:
        refuse("there is no subject", where=one.element.where, mend="say whom it is about")
    found = resolved(subject, bundle, within=one.element, type_="Patient")
    if found is not patient:
        refuse("is about another patient", where=subject.where, mend="leave the resource out")


def release_of(bundle: Bundle, stated: FhirVersion | str | None) -> str | None:
    """Which release of FHIR a bundle is written in; see :func:`~.reading_releases.release`.

    Raises:
        DocumentError: for a mixture, or another release than stated.
    """
    name = stated.name if isinstance(stated, FhirVersion) else stated
    return release(((one.type, one.element) for one in bundle.resources), name)
