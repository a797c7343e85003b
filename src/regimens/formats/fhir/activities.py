"""One drug of a protocol as an ActivityDefinition: which drug, by which route, how much."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from regimens.amounts import Amount, Cap, Per, WrittenDose
from regimens.components import Component
from regimens.decimals import plain
from regimens.formats.fhir.codes import DOSE_RATE, UNITS, FhirVersion, amount_unit
from regimens.formats.fhir.elements import (
    coded,
    drug_concept,
    duration,
    extension,
    named,
    quantity,
    route_concept,
)
from regimens.formats.fhir.texts import visible
from regimens.schedule import Continuous, Following

__all__ = ["activity_definition", "ordered"]

Values = dict[str, Any]


def activity_definition(component: Component, version: FhirVersion, *, name: str) -> Values:
    """A component's ActivityDefinition, to be contained in its PlanDefinition.

    Args:
        component: The component.
        version: The release to write.
        name: The id inside the PlanDefinition.
    """
    return named(
        resourceType="ActivityDefinition",
        id=name,
        extension=list(_rules(component)),
        status="active",
        title=visible(component.drug.name),
        description=visible("; ".join(_said(component))),
        kind="MedicationRequest",
        intent="plan",
        productCodeableConcept=drug_concept(component.drug.name),
        dosage=[_dosage(component, version)],
    )


def _rules(component: Component) -> Iterator[Values]:
    yield extension("drug-group", valueString=visible(component.group))
    yield extension("dose-role", valueCode=component.role.value)
    interval = component.minimum_interval
    if interval is not None:
        yield extension("minimum-interval", valueDuration=duration(interval.hours, "h"))
    for route in component.routes[1:]:
        yield extension("other-route", valueCodeableConcept=route_concept(route))
    if component.dose.surface_cap is not None:
        cap = quantity(component.dose.surface_cap, "m2")
        yield extension("surface-cap", valueQuantity=cap)


def _said(component: Component) -> Iterator[str]:
    """What people read of it, the rules that no element of FHIR holds among it."""
    yield f"{component.drug.name} {_dose_text(component.dose)}"
    if component.routes:
        yield " or ".join(route.value for route in component.routes)
    if isinstance(component.timing, Following | Continuous):
        yield str(component.timing)
    else:
        yield from map(str, component.timing)
    yield from map(str, component.levels)
    yield from map(str, component.tables)
    if component.missed_dose is not None:
        yield str(component.missed_dose)
    if component.minimum_interval is not None:
        yield str(component.minimum_interval)
    for product in component.products:
        yield f"or as {product.name} {product.dose} {product.route.value}"


def _dose_text(dose: WrittenDose) -> str:
    text = str(dose)
    if dose.times > 1:
        text += f" in {dose.times} doses" if dose.per is Per.DAY else f", {dose.times} times a day"
    if dose.cap is not None:
        text += f", at most {dose.cap}"
    if dose.surface_cap is not None:
        text += f", on a body surface of at most {plain(dose.surface_cap)} m²"
    return text


def _dosage(component: Component, version: FhirVersion) -> Values:
    dose = component.dose
    many = {"frequency": dose.times, "period": Decimal(1), "periodUnit": "d"}
    return named(
        text=visible(_dose_text(dose)),
        timing={"repeat": many} if dose.times > 1 else None,
        route=route_concept(component.routes[0]) if component.routes else None,
        doseAndRate=[ordered(dose)],
        **({} if dose.cap is None else _cap(dose.cap, version)),
    )


def ordered(dose: WrittenDose) -> Values:
    """A dose as written, in the unit it is written in: ``400 mg/m2`` or a range.

    >>> from regimens import catalogue
    >>> written = catalogue.get("dcep").phases[0].components[1].dose
    >>> ordered(written)["doseQuantity"]["code"]
    'mg/m2'
    """
    kind = coded(DOSE_RATE, "ordered", "Ordered")
    per = dose.per if dose.times > 1 else Per.ADMINISTRATION
    code = amount_unit(dose.amount, per=per)
    most = quantity(dose.amount.value, code)
    if dose.at_least is None:
        return {"type": kind, "doseQuantity": most}
    return {"type": kind, "doseRange": {"low": quantity(dose.at_least.value, code), "high": most}}


def _cap(cap: Cap, version: FhirVersion) -> Values:
    code = amount_unit(Amount(cap.value, cap.basis, cap.unit))
    most = quantity(cap.value, code)
    if cap.per is Per.ADMINISTRATION:
        return {"maxDosePerAdministration": most}
    ratio = {"numerator": most, "denominator": quantity(Decimal(1), "d", UNITS["d"])}
    # R5 lets there be several.
    return {"maxDosePerPeriod": ratio if version is FhirVersion.R4 else [ratio]}
