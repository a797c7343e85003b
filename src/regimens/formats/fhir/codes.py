"""The codes FHIR resources carry, in tables that are read in both directions; none is guessed.

A drug has a RxNorm or ATC code only where one was read in a text (`docs/reference/fhir.md` says
which); what stands in no table is written as text alone. No SNOMED code of a drug is known well
enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from attrs import frozen

from regimens.amounts import Amount, Basis, Per, Unit
from regimens.drugs import Route
from regimens.statuses import Status
from regimens.units import Kind

__all__ = [
    "ATC",
    "BASE",
    "BASIS_CODES",
    "DOSE_RATE",
    "DRUGS",
    "DRUG_OF",
    "LOINC",
    "OBSERVATIONS",
    "OWN_CODES",
    "REQUEST_STATUS",
    "ROUTES",
    "ROUTE_OF",
    "RXNORM",
    "SNOMED",
    "UCUM",
    "UNITS",
    "UUIDS",
    "DrugCodes",
    "FhirVersion",
    "Measured",
    "amount_unit",
    "regimen_url",
]

# Where own extensions and codes are named. FHIR wants a URL here; it need not answer.
BASE = "https://pypi.org/project/regimens/fhir"
OWN_CODES = f"{BASE}/CodeSystem/regimens"
UUIDS = "urn:ietf:rfc:3986"  # FHIR's system for identifiers that are UUIDs

LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
UCUM = "http://unitsofmeasure.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ATC = "http://www.whocc.no/atc"
DOSE_RATE = "http://terminology.hl7.org/CodeSystem/dose-rate-type"


class FhirVersion(Enum):
    """A release of FHIR; the value is its number."""

    R4 = "4.0.1"
    R5 = "5.0.0"


def regimen_url(regimen_id: str) -> str:
    """The canonical URL of a regimen; its revision follows after ``|``.

    >>> regimen_url("dcep").removeprefix(BASE)
    '/PlanDefinition/dcep'
    """
    return f"{BASE}/PlanDefinition/{regimen_id}"


@frozen
class DrugCodes:
    """The codes of a drug.

    Args:
        rxnorm: The RxNorm ingredient, or None where none was read in a publication.
        atc: The class of the ATC index, or None.
    """

    rxnorm: str | None
    atc: str | None


DRUGS: Mapping[str, DrugCodes] = MappingProxyType(
    {
        "aciclovir": DrugCodes(None, "J05AB01"),
        "aspirin": DrugCodes(None, "B01AC06"),
        "belantamab mafodotin": DrugCodes(None, "L01FX15"),
        "bendamustine": DrugCodes("134547", "L01AA09"),
        "bortezomib": DrugCodes("358258", "L01XG01"),
        "busulfan": DrugCodes("1828", "L01AB01"),
        "carfilzomib": DrugCodes("1302966", "L01XG02"),
        "ciltacabtagene autoleucel": DrugCodes(None, "L01XL05"),
        "ciprofloxacin": DrugCodes("2551", "J01MA02"),
        "cisplatin": DrugCodes("2555", "L01XA01"),
        "cyclophosphamide": DrugCodes("3002", "L01AA01"),
        "daratumumab": DrugCodes("1721947", "L01FC01"),
        "denosumab": DrugCodes(None, "M05BX04"),
        "dexamethasone": DrugCodes(None, "H02AB02"),
        "doxorubicin": DrugCodes("3639", "L01DB01"),
        "elotuzumab": DrugCodes("1726104", "L01FX08"),
        "elranatamab": DrugCodes(None, "L01FX32"),
        "etoposide": DrugCodes("4179", "L01CB01"),
        "filgrastim": DrugCodes("68442", "L03AA02"),
        "fludarabine": DrugCodes("24698", "L01BB05"),
        "ibrutinib": DrugCodes("1442981", "L01EL01"),
        "idecabtagene vicleucel": DrugCodes(None, "L01XL07"),
        "isatuximab": DrugCodes(None, "L01FC02"),
        "ixazomib": DrugCodes("1723735", "L01XG03"),
        "lenalidomide": DrugCodes("342369", "L04AX04"),
        "melphalan": DrugCodes("6718", "L01AA03"),
        "panobinostat": DrugCodes(None, "L01XH03"),
        "pegfilgrastim": DrugCodes("338036", "L03AA13"),
        "plerixafor": DrugCodes("733003", "L03AX16"),
        "pomalidomide": DrugCodes(None, "L04AX06"),
        "prednisone": DrugCodes("8640", "H02AB07"),
        "rituximab": DrugCodes("121191", "L01FA01"),
        "selinexor": DrugCodes(None, "L01XX66"),
        "talquetamab": DrugCodes(None, "L01FX29"),
        "teclistamab": DrugCodes(None, "L01FX24"),
        "thalidomide": DrugCodes("10432", "L04AX02"),
        "tretinoin": DrugCodes(None, "L01XF01"),
        "venetoclax": DrugCodes(None, "L01XX52"),
        "vincristine": DrugCodes("11202", "L01CA02"),
        "zanubrutinib": DrugCodes(None, "L01EL03"),
        "zoledronic acid": DrugCodes(None, "M05BA08"),
    }
)
# What other systems may still write: codes that ATC moved at the end of 2020, and the product of
# daratumumab with hyaluronidase.
_READ_TOO = {
    (ATC, "L01XX32"): "bortezomib",
    (ATC, "L01XX45"): "carfilzomib",
    (ATC, "L01XX50"): "ixazomib",
    (ATC, "L01XX14"): "tretinoin",
    (RXNORM, "2372199"): "daratumumab",
}
DRUG_OF: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        **{(RXNORM, codes.rxnorm): name for name, codes in DRUGS.items() if codes.rxnorm},
        **{(ATC, codes.atc): name for name, codes in DRUGS.items() if codes.atc},
        **_READ_TOO,
    }
)

ROUTES: Mapping[Route, tuple[str, str]] = MappingProxyType(
    {
        Route.IV: ("47625008", "Intravenous route"),
        Route.SC: ("34206005", "Subcutaneous route"),
        Route.PO: ("26643006", "Oral route"),
    }
)
ROUTE_OF: Mapping[str, Route] = MappingProxyType({code: one for one, (code, _) in ROUTES.items()})

# mCODE's normalization basis. An AUC has none there, so none is written for it.
BASIS_CODES: Mapping[Basis, tuple[str, str]] = MappingProxyType(
    {
        Basis.SURFACE: ("301898006", "Body surface area"),
        Basis.WEIGHT: ("363804004", "Body weight characteristic"),
        Basis.FLAT: ("1157245009", "Fixed dose"),
    }
)

# UCUM code -> how people read it. The code never holds ² or µ; the text may.
UNITS: Mapping[str, str] = MappingProxyType(
    {
        "mg": "mg",
        "mg/m2": "mg/m²",
        "mg/kg": "mg/kg",
        "mg/d": "mg/day",
        "mg/m2/d": "mg/m²/day",
        "mg/kg/d": "mg/kg/day",
        "mg.min/mL": "AUC",
        "10*6": "×10⁶ cells",
        "10*6/kg": "×10⁶ cells/kg",
        "10*6/d": "×10⁶ cells/day",
        "10*6/kg/d": "×10⁶ cells/kg/day",
        "m2": "m²",
        "d": "days",
        "h": "hours",
    }
)
_COUNTED = {Unit.MG: "mg", Unit.CELLS: "10*6"}
_PER_BODY = {Basis.FLAT: "", Basis.SURFACE: "/m2", Basis.WEIGHT: "/kg"}


def amount_unit(amount: Amount, *, per: Per = Per.ADMINISTRATION) -> str:
    """The UCUM code of an amount as written.

    >>> from regimens.amounts import amount
    >>> [amount_unit(amount(text)) for text in ("400 mg/m²", "AUC 5", "0.75 ×10⁶ cells/kg")]
    ['mg/m2', 'mg.min/mL', '10*6/kg']
    """
    if amount.basis is Basis.AUC:
        return "mg.min/mL"
    day = "/d" if per is Per.DAY else ""
    return f"{_COUNTED[amount.unit]}{_PER_BODY[amount.basis]}{day}"


@frozen
class Measured:
    """How one measured value is written as an Observation.

    Args:
        code: LOINC, or a code of this library's own where LOINC's say more than is recorded.
        system: The code's system.
        text: What was measured.
        unit: The UCUM code of its unit.
        shown: The unit as people read it.
        vital: Whether it is a vital sign rather than a laboratory value.
    """

    code: str
    system: str
    text: str
    unit: str
    shown: str
    vital: bool = False


# (field of the document, kind) -> how it is written. The clearance and the multiple of normal have
# no LOINC code that says neither more nor less: 2164-2 is a 24-hour urine, 35591-7 is estimated.
OBSERVATIONS: Mapping[tuple[str, Kind | None], Measured] = MappingProxyType(
    {
        ("height", Kind.HEIGHT): Measured("8302-2", LOINC, "Body height", "cm", "cm", True),
        ("weight", Kind.WEIGHT): Measured("29463-7", LOINC, "Body weight", "kg", "kg", True),
        ("anc", Kind.CELL_COUNT): Measured(
            "26499-4", LOINC, "Neutrophils [#/volume] in Blood", "10*9/L", "10⁹/L"
        ),
        ("platelets", Kind.CELL_COUNT): Measured(
            "26515-7", LOINC, "Platelets [#/volume] in Blood", "10*9/L", "10⁹/L"
        ),
        ("haemoglobin", Kind.HAEMOGLOBIN): Measured(
            "718-7", LOINC, "Hemoglobin [Mass/volume] in Blood", "g/dL", "g/dL"
        ),
        ("haemoglobin", Kind.HAEMOGLOBIN_MOLAR): Measured(
            "59260-0", LOINC, "Hemoglobin [Moles/volume] in Blood", "mmol/L", "mmol/L"
        ),
        ("creatinine", Kind.CREATININE): Measured(
            "14682-9", LOINC, "Creatinine [Moles/volume] in Serum or Plasma", "umol/L", "µmol/L"
        ),
        ("creatinine", Kind.CREATININE_MASS): Measured(
            "2160-0", LOINC, "Creatinine [Mass/volume] in Serum or Plasma", "mg/dL", "mg/dL"
        ),
        ("creatinine_clearance", Kind.CLEARANCE): Measured(
            "creatinine-clearance",
            OWN_CODES,
            "Creatinine clearance as recorded",
            "mL/min",
            "mL/min",
        ),
        ("bilirubin_times_normal", None): Measured(
            "bilirubin-times-normal",
            OWN_CODES,
            "Total bilirubin as a multiple of the upper limit of normal",
            "1",
            "times the upper limit of normal",
        ),
        ("bsa", Kind.SURFACE): Measured(
            "3140-1", LOINC, "Body surface area Derived from formula", "m2", "m²"
        ),
    }
)

# A dose whose day is past and of which nobody recorded anything is "unknown": FHIR's word for
# a state that the source does not know.
REQUEST_STATUS: Mapping[Status, str] = MappingProxyType(
    {
        Status.PLANNED: "active",
        Status.CONDITIONAL: "draft",
        Status.WITHHELD: "on-hold",
        Status.UNCONFIRMED: "unknown",
        Status.GIVEN: "completed",
        Status.OMITTED: "cancelled",
        Status.DISCONTINUED: "stopped",
    }
)
