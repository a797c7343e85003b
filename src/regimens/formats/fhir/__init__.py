"""Regimens and courses as FHIR resources, R4 (4.0.1) and R5 (5.0.0)."""

from regimens.formats.fhir.bundles import calendar_fhir
from regimens.formats.fhir.codes import FhirVersion
from regimens.formats.fhir.elements import fhir_json
from regimens.formats.fhir.plan_definitions import regimen_fhir

__all__ = ["FhirVersion", "calendar_fhir", "fhir_json", "regimen_fhir"]
