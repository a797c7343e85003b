"""Which drug a coded concept names, or none that could be sworn to."""

from __future__ import annotations

import re
from collections.abc import Mapping

from regimens.decimals import shown
from regimens.formats.fhir.codes import ATC, DRUG_OF, ROUTE_OF, SNOMED
from regimens.formats.fhir.reading_codes import Coding, codings
from regimens.formats.fhir.reading_elements import Element, child, refuse, text
from regimens.regimen import Regimen

__all__ = ["check_route", "drug_named"]

_GERMAN_ATC = ("http://fhir.de/CodeSystem/bfarm/atc", "http://fhir.de/CodeSystem/dimdi/atc")
# Other ways in, which no dose of a regimen is by.
_OTHER_ROUTES = {"78421000": "IM", "72607000": "intrathecal"}
_ROUTE_WORDS = {
    "IV": ("iv", "intravenous", "intravenous route"),
    "SC": ("sc", "subcutaneous", "subcutaneous route"),
    "PO": ("po", "oral", "oral route", "by mouth"),
    "IM": ("im", "intramuscular", "intramuscular route"),
    "intrathecal": ("it", "intrathecal", "intrathecal route"),
}
_ROUTE_SAID = {word: route for route, words in _ROUTE_WORDS.items() for word in words}
# One code of ATC for two drugs of other doses.
_DOXORUBICINS = "doxorubicin or pegylated liposomal doxorubicin"


def drug_named(concept: Element, regimen: Regimen) -> str:
    """The drug of a regimen that a CodeableConcept names.

    Codes decide, of RxNorm's ingredients and of ATC; where none is known the text has to be the
    drug's name as the regimen writes it, letter for letter.

    Raises:
        DocumentError: for two codes of two drugs, a code that stands for two, a text that is no
            drug's name or another's, and a drug that the regimen has not.
    """
    own = tuple(dict.fromkeys(component.drug.name for _, component in regimen.components()))
    words = text(concept, "text")
    meant: dict[str, str] = {}
    for coding in codings(concept):
        name = _drug_of(coding)
        if name is not None:
            meant.setdefault(name, coding.where)
    found = _agreed(meant, concept)
    if found == _DOXORUBICINS:
        found = words if words in found.split(" or ") else _refused_two(concept)
    if found is None:
        if words is None or words not in own:
            named = "no known code" if words is None else f"no known code, and {shown(words)}"
            refuse(
                f"has {named} names no drug of {regimen.id}" if words else f"has {named}",
                where=concept.where,
                mend=f"code it by RxNorm or ATC, or write one of {', '.join(own)} as its text",
            )
        return words
    others = {*own, *DRUG_OF.values()} - {found}
    for said in (words, *(coding.display for coding in codings(concept))):
        if said is None or _names(said, found) or not any(_names(said, one) for one in others):
            continue
        refuse(
            f"the code says {found}, the text says {shown(said)}",
            where=concept.where,
            mend="find out which of them was given",
        )
    if found not in own:
        refuse(
            f"{found} is no drug of {regimen.id}",
            where=concept.where,
            mend=f"leave it out if it belongs to another treatment; there are {', '.join(own)}",
        )
    return found


def check_route(dosage: Element, drug: str, regimen: Regimen) -> None:
    """Refuse a dose by a route that is known, and that a regimen does not give the drug by.

    Raises:
        DocumentError: such a dose is another one than the regimen's.
    """
    concept = child(dosage, "route")
    if concept is None:
        return
    own = {
        route.value
        for _, component in regimen.components()
        if component.drug.name == drug
        for route in (*component.routes, *(product.route for product in component.products))
    }
    coded = [
        ROUTE_OF[one.code].value if one.code in ROUTE_OF else _OTHER_ROUTES.get(one.code)
        for one in codings(concept)
        if one.system == SNOMED
    ]
    said = _ROUTE_SAID.get((text(concept, "text") or "").strip().casefold())
    for route in filter(None, (*coded, said)):
        if route not in (own or {"IV", "SC", "PO"}):
            refuse(
                f"{drug} was given {route}, and {regimen.id} gives it "
                f"{' or '.join(sorted(own)) or 'otherwise'}",
                where=concept.where,
                mend="leave it out if it belongs to another treatment, or mend the route",
            )


def _names(said: str, drug: str) -> bool:
    """Whether a text has the name of a drug in it, among other words."""
    words, name = said.casefold(), re.escape(drug.casefold())
    return re.search(rf"(?<!\w){name}(?!\w)", words) is not None


def _drug_of(coding: Coding) -> str | None:
    system = ATC if coding.system in _GERMAN_ATC else coding.system
    if (system, coding.code) == (ATC, "L01DB01"):
        return _DOXORUBICINS
    return DRUG_OF.get((system or "", coding.code))


def _agreed(meant: Mapping[str, str], concept: Element) -> str | None:
    """The one drug that all codes name; a code for two drugs agrees with each of them."""
    if not meant:
        return None
    single = [name for name in meant if name != _DOXORUBICINS]
    if not single:
        return _DOXORUBICINS
    clash = single[1:] or [
        name for name in meant if name not in single and single[0] not in name.split(" or ")
    ]
    if clash:
        refuse(
            f"one code says {single[0]}, another {clash[0]}",
            where=concept.where,
            mend="find out which of them was given",
        )
    return single[0]


def _refused_two(concept: Element) -> str:
    refuse(
        f"L01DB01 stands for {_DOXORUBICINS}",
        where=concept.where,
        mend="write which of them as its text",
    )
