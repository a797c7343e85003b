"""This library's own extensions: what each is called, where it stands, what it holds and means.

The one table behind what is written, what is read, the list in `docs/reference/fhir.md` and the
check of extension contents, which no validator does by itself.
"""

from __future__ import annotations

from attrs import frozen

from regimens.formats.fhir.codes import BASE

__all__ = [
    "DAYS_OF_CYCLE",
    "NORMALIZATION_BASIS",
    "OWN",
    "OwnExtension",
    "own_url",
]

# Of others: HL7's, with a nested `day` each, and mCODE's.
DAYS_OF_CYCLE = "http://hl7.org/fhir/StructureDefinition/timing-daysOfCycle"
NORMALIZATION_BASIS = "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-normalization-basis"

_DOSES = ("MedicationRequest", "MedicationAdministration")
_PLACES = ("CarePlan", *_DOSES, "DetectedIssue")


@frozen(kw_only=True)
class OwnExtension:
    """One extension of this library.

    Args:
        name: The end of its URL.
        on: The resources or elements it stands on.
        value: The type of its value, as in ``positiveInt``; empty where it has parts.
        parts: Its parts: name, type, and how often, as in ``1``, ``0..1``, ``1..*``.
        meaning: What it says.
    """

    name: str
    on: tuple[str, ...]
    value: str = ""
    parts: tuple[tuple[str, str, str], ...] = ()
    meaning: str


OWN: tuple[OwnExtension, ...] = (
    OwnExtension(
        name="regimen-document",
        on=("PlanDefinition",),
        value="Attachment",
        meaning="The whole protocol document (JSON, UTF-8): every rule FHIR has no element for.",
    ),
    OwnExtension(
        name="regimen-digest",
        on=("PlanDefinition", "CarePlan"),
        value="string",
        meaning="The fingerprint of everything that makes doses and dates, sha256:…",
    ),
    OwnExtension(
        name="course-document",
        on=("CarePlan",),
        value="Attachment",
        meaning="The whole course document (JSON, UTF-8): patient, policy, choices, events.",
    ),
    OwnExtension(
        name="stopped-reason",
        on=("CarePlan",),
        value="CodeableConcept",
        meaning="Why the course was stopped.",
    ),
    OwnExtension(
        name="phase", on=_PLACES, value="string", meaning="The phase of the regimen, by its name."
    ),
    OwnExtension(
        name="cycle-number",
        on=_PLACES,
        value="positiveInt",
        meaning="The cycle of the phase, from 1.",
    ),
    OwnExtension(
        name="cycle-day",
        on=(*_DOSES, "DetectedIssue"),
        value="integer",
        meaning="The day of the cycle as written; it stays when the date moves; 0 and below occur.",
    ),
    OwnExtension(
        name="cycle-length",
        on=("CarePlan",),
        value="Duration",
        meaning="The length of the cycle as written, in days.",
    ),
    OwnExtension(
        name="cycle-planned-start",
        on=("CarePlan",),
        value="date",
        meaning="The start the cycle before it gives; the period holds the actual start.",
    ),
    OwnExtension(
        name="drug-group",
        on=(*_DOSES, "ActivityDefinition"),
        value="string",
        meaning="The drugs it is delayed and reduced with.",
    ),
    OwnExtension(
        name="dose-role",
        on=(*_DOSES, "ActivityDefinition"),
        value="code",
        meaning="What it is given for: treatment, premedication or supportive; each once.",
    ),
    OwnExtension(
        name="dose-status",
        on=("MedicationRequest",),
        value="code",
        meaning=(
            "planned, conditional, withheld, unconfirmed, given, omitted or discontinued, as the "
            "calendar has it; or gone: an earlier calendar had this dose and the present one has "
            "not."
        ),
    ),
    OwnExtension(
        name="dose-occurrence",
        on=_DOSES,
        parts=(("number", "positiveInt", "1"), ("of", "positiveInt", "1")),
        meaning="Which of the day's doses this is, where the day has several.",
    ),
    OwnExtension(
        name="dose-fraction",
        on=_DOSES,
        parts=(("fraction", "decimal", "1"), ("reason", "CodeableConcept", "0..1")),
        meaning="The fraction of the full protocol dose, and why; without it a level holds.",
    ),
    OwnExtension(
        name="dose-level",
        on=_DOSES,
        parts=(("level", "string", "1"), ("reason", "CodeableConcept", "0..1")),
        meaning="The named dose level, and why it holds.",
    ),
    OwnExtension(
        name="dose-before-rounding",
        on=_DOSES,
        value="Quantity",
        meaning="The dose before the one rounding.",
    ),
    OwnExtension(
        name="dose-written",
        on=_DOSES,
        value="string",
        meaning="The dose as the protocol writes it.",
    ),
    OwnExtension(
        name="finding",
        on=("DetectedIssue",),
        parts=(
            ("code", "code", "1"),
            ("severity", "code", "1"),
            ("drug", "string", "0..1"),
            ("source", "string", "0..1"),
        ),
        meaning="The kind of the finding, its severity, its drug and the rule's source.",
    ),
    OwnExtension(
        name="cycles",
        on=("PlanDefinition.action",),
        parts=(("first", "positiveInt", "1"), ("last", "positiveInt", "0..1")),
        meaning="The cycles of the phase that the days hold for; no last means to its end.",
    ),
    OwnExtension(
        name="follows",
        on=("PlanDefinition.action",),
        parts=(
            ("what", "string", "1"),
            ("offset", "integer", "1..*"),
            ("anchor", "code", "1"),
        ),
        meaning=(
            "Given so many days from each day, or from the last day, of a drug or group; the days "
            "beside it are those of the undisturbed plan."
        ),
    ),
    OwnExtension(
        name="continuous",
        on=("PlanDefinition.action",),
        value="boolean",
        meaning="Given every day of the phase; the source names no days.",
    ),
    OwnExtension(
        name="minimum-interval",
        on=("ActivityDefinition",),
        value="Duration",
        meaning="The shortest time between two doses.",
    ),
    OwnExtension(
        name="other-route",
        on=("ActivityDefinition",),
        value="CodeableConcept",
        meaning="A route the source allows besides the default one.",
    ),
    OwnExtension(
        name="surface-cap",
        on=("ActivityDefinition",),
        value="Quantity",
        meaning="The largest body surface area to dose on.",
    ),
)
_NAMES = frozenset(one.name for one in OWN)


def own_url(name: str) -> str:
    """The URL of one of :data:`OWN`.

    Raises:
        KeyError: for a name that is not in the table.

    >>> own_url("cycle-day").removeprefix(BASE)
    '/StructureDefinition/cycle-day'
    """
    if name not in _NAMES:
        raise KeyError(name)
    return f"{BASE}/StructureDefinition/{name}"
