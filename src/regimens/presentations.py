"""What drugs are sold as: the vials, capsules and tablets that doses are made of.

A hospital that has others states them with the drug in its own protocol, and those are used. No
concentration stands where products of one drug differ in it, or where a whole vial is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from regimens.drugs import Presentation, Route
from regimens.sources import Reference, Source

__all__ = ["sold_as"]

_READ = date(2026, 11, 21)


def _text(title: str, identifier: str) -> Reference:
    return Reference(title=title, identifier=identifier, checked_on=_READ)


def _vials(
    source: Source, *strengths: str, per_ml: str | None = None, route: Route | None = None
) -> Iterator[Presentation]:
    for strength in strengths:
        yield Presentation(
            form="vial",
            strength=Decimal(strength),
            concentration=None if per_ml is None else Decimal(per_ml),
            route=route,
            source=source,
        )


def _swallowed(form: str, source: Source, *strengths: str) -> Iterator[Presentation]:
    for strength in strengths:
        yield Presentation(form=form, strength=Decimal(strength), route=Route.PO, source=source)


_BORTEZOMIB_US = _text(
    "Bortezomib US prescribing information, as reproduced on medlibrary.org",
    "medlibrary.org/lib/rx/meds/bortezomib-14/page/3",
)
_KYPROLIS = _text(
    "KYPROLIS preparation and administration (US), Amgen",
    "kyprolis-hcp.com/dosing/administration-and-dose-modifications",
)
_DARZALEX = _text(
    "DARZALEX US prescribing information, DailyMed",
    "dailymed.nlm.nih.gov, set a4d0efe9-5e54-467e-9eb4-56fa7d53b60b",
)
_FASPRO = _text("openFDA NDC directory, DARZALEX FASPRO", "NDC 57894-503-01")
_SARCLISA = _text(
    "SARCLISA US prescribing information, DailyMed",
    "dailymed.nlm.nih.gov, set a0473462-6f9d-4eca-a5bf-8620aea68e8a",
)
_ELOTUZUMAB = _text("Elotuzumab, description (US), mdtodate.com", "mdtodate.com/elotuzumab")
_TECVAYLI = _text(
    "Tecvayli product information (Hong Kong), MIMS",
    "sit.mimsdev.com/hongkong/drug/info/tecvayli",
)
_TALVEY = _text(
    "Talvey product information (Hong Kong), MIMS", "sit.mimsdev.com/hongkong/drug/info/talvey"
)
_ELRANATAMAB = _text(
    "Elranatamab, HealthTree", "healthtree.org/blood-cancer/medications/elranatamab"
)
_MELPHALAN_IV = _text(
    "Melphalan 50 mg powder and solvent, summary of product characteristics (UK)",
    "medicines.org.uk/emc/product/10008/smpc",
)
_ALKERAN = _text(
    "Alkeran instructions for use, medixlife.com", "medixlife.com/alkeran-instructions"
)
_CYCLOPHOSPHAMIDE = _text(
    "Cyclophosphamide US prescribing information, DailyMed",
    "dailymed.nlm.nih.gov, set 6bae5c14-9e87-4fb6-ae9c-4d875c1ecffe",
)
_ETOPOSIDE = _text("Etoposide (Singapore), medpath.com", "app.medpath.com/drug/c2b13db939b81685")
_CISPLATIN = _text(
    "BNF for Children, page on cisplatin, as reproduced on issuhub.com",
    "issuhub.com/view/index/3493?pageIndex=574",
)
_BENDAMUSTINE_UK = _text(
    "Bendamustine hydrochloride 2.5 mg/mL powder for concentrate, summary of product "
    "characteristics (UK), as reproduced on medine.co.uk",
    "medine.co.uk/bendamustine-hydrochloride-2-5mg-ml-powder-for-concentrate-for-solution-for-"
    "infusion/summary",
)
_BENDEKA = _text(
    "Bendeka and Belrapzo, Medscape", "reference.medscape.com/drug/bendeka-belrapzo-bendamustine"
)
_BUSULFAN = _text(
    "Busulfan injection, Pfizer medical information (US)",
    "pfizermedicalinformation.com/en-us/busulfan/storage-handling",
)
_FLUDARABINE = _text("Fludarabine, rx-index.ru", "rx-index.ru/tags/Fludarabine")
_ZOLEDRONIC_ACID = _text(
    "Zoledronic acid US prescribing information, as reproduced on 120ty.net",
    "120ty.net/bencandy.php?aid=2333&fid=134&page=2",
)
_XGEVA = _text(
    "XGEVA US prescribing information, DailyMed",
    "dailymed.nlm.nih.gov, set 628f0998-1206-4001-aeee-18133aa9f3bf",
)
_LENALIDOMIDE = _text("Lenalidomide (US), drugs.com", "drugs.com/cdi/lenalidomide.html")
_HIGHLAND = _text(
    "NHS Highland formulary, other immunomodulating drugs",
    "rds.staging.tactuum.com, Highland formulary",
)
_NINLARO = _text(
    "NINLARO US prescribing information, as reproduced on 120ty.net",
    "120ty.net/bencandy.php?fid=134&id=44325",
)
_XPOVIO = _text("Xpovio dosage (US), themeditary.com", "themeditary.com/dosage-information/xpovio")
_DEXAMETHASONE = _text(
    "Dexamethasone tablets (US), as listed on pillsync.com",
    "pillsync.com/drug/Dexamethasone-15-MG-Oral-Tablet/ROUND_PINK_54-943",
)
_TRETINOIN = _text("Tretinoin dosage (US), drugs.com", "drugs.com/dosage/tretinoin.html")
_BRUKINSA = _text("openFDA NDC directory, BRUKINSA", "NDC 72579-011-02")
_IMBRUVICA_EU = _text(
    "IMBRUVICA, annex I to the EU marketing authorisation (2022)",
    "ec.europa.eu/health/documents/community-register/2022/20220824156747",
)

_SOLD: Mapping[str, tuple[Presentation, ...]] = {
    "bortezomib": (
        *_vials(
            _BORTEZOMIB_US.at("2.9: 3.5 mg vial, 2.5 mg/mL for subcutaneous use"),
            "3.5",
            per_ml="2.5",
            route=Route.SC,
        ),
        *_vials(
            _BORTEZOMIB_US.at("2.9: 3.5 mg vial, 1 mg/mL for intravenous use"),
            "3.5",
            per_ml="1",
            route=Route.IV,
        ),
    ),
    "carfilzomib": tuple(
        _vials(_KYPROLIS.at("preparation: 10, 30 and 60 mg"), "10", "30", "60", per_ml="2")
    ),
    "daratumumab": (
        *_vials(
            _DARZALEX.at("section 3: 100 mg/5 mL and 400 mg/20 mL"),
            "100",
            "400",
            per_ml="20",
            route=Route.IV,
        ),
        *_vials(_FASPRO.at("1800 mg/15 mL"), "1800", per_ml="120", route=Route.SC),
    ),
    "isatuximab": tuple(
        _vials(
            _SARCLISA.at("section 3: 100 mg/5 mL and 500 mg/25 mL"),
            "100",
            "500",
            per_ml="20",
            route=Route.IV,
        )
    ),
    "elotuzumab": tuple(
        _vials(
            _ELOTUZUMAB.at("300 and 400 mg, 25 mg/mL"), "300", "400", per_ml="25", route=Route.IV
        )
    ),
    "teclistamab": (
        *_vials(_TECVAYLI.at("contents: 30 mg/3 mL"), "30", per_ml="10", route=Route.SC),
        *_vials(_TECVAYLI.at("contents: 153 mg/1.7 mL"), "153", per_ml="90", route=Route.SC),
    ),
    "talquetamab": (
        *_vials(_TALVEY.at("contents: 3 mg/1.5 mL"), "3", per_ml="2", route=Route.SC),
        *_vials(_TALVEY.at("contents: 40 mg/1 mL"), "40", per_ml="40", route=Route.SC),
    ),
    "elranatamab": tuple(
        _vials(
            _ELRANATAMAB.at("44 mg/1.1 mL and 76 mg/1.9 mL"),
            "44",
            "76",
            per_ml="40",
            route=Route.SC,
        )
    ),
    "melphalan": (
        *_vials(_MELPHALAN_IV.at("section 2: 50 mg, 5 mg/mL"), "50", per_ml="5", route=Route.IV),
        *_swallowed("tablet", _ALKERAN.at("composition: 2 mg"), "2"),
    ),
    "cyclophosphamide": tuple(
        _vials(
            _CYCLOPHOSPHAMIDE.at("section 3: 500 mg, 1 g, 2 g"),
            "500",
            "1000",
            "2000",
            route=Route.IV,
        )
    ),
    "etoposide": tuple(_vials(_ETOPOSIDE.at("100 mg/5 mL"), "100", per_ml="20", route=Route.IV)),
    "cisplatin": tuple(
        _vials(
            _CISPLATIN.at("10, 50 and 100 mL of 1 mg/mL"),
            "10",
            "50",
            "100",
            per_ml="1",
            route=Route.IV,
        )
    ),
    "bendamustine": (
        *_vials(
            _BENDAMUSTINE_UK.at("section 2: 25 and 100 mg, 2.5 mg/mL"),
            "25",
            "100",
            per_ml="2.5",
            route=Route.IV,
        ),
        *_vials(_BENDEKA.at("100 mg/4 mL"), "100", per_ml="25", route=Route.IV),
    ),
    "busulfan": tuple(_vials(_BUSULFAN.at("16.1: 60 mg/10 mL"), "60", per_ml="6", route=Route.IV)),
    "fludarabine": tuple(
        _vials(_FLUDARABINE.at("50 mg in 2 mL"), "50", per_ml="25", route=Route.IV)
    ),
    "zoledronic acid": tuple(_vials(_ZOLEDRONIC_ACID.at("2.3: 4 mg/5 mL"), "4", route=Route.IV)),
    "denosumab": tuple(_vials(_XGEVA.at("section 3: 120 mg/1.7 mL"), "120", route=Route.SC)),
    "lenalidomide": tuple(
        _swallowed(
            "capsule",
            _LENALIDOMIDE.at("capsules: 2.5, 5, 10, 15, 20, 25 mg"),
            "2.5",
            "5",
            "10",
            "15",
            "20",
            "25",
        )
    ),
    "pomalidomide": tuple(
        _swallowed("capsule", _HIGHLAND.at("pomalidomide: 1 to 4 mg"), "1", "2", "3", "4")
    ),
    "thalidomide": tuple(_swallowed("capsule", _HIGHLAND.at("thalidomide: 50 mg"), "50")),
    "ixazomib": tuple(
        _swallowed("capsule", _NINLARO.at("section 3: 2.3, 3, 4 mg"), "2.3", "3", "4")
    ),
    "selinexor": tuple(
        _swallowed("tablet", _XPOVIO.at("tablets: 20, 40, 50, 60 mg"), "20", "40", "50", "60")
    ),
    "dexamethasone": tuple(
        _swallowed(
            "tablet",
            _DEXAMETHASONE.at("strengths: 0.5 to 6 mg"),
            "0.5",
            "0.75",
            "1",
            "1.5",
            "2",
            "4",
            "6",
        )
    ),
    "tretinoin": tuple(_swallowed("capsule", _TRETINOIN.at("10 mg capsules"), "10")),
    "zanubrutinib": tuple(_swallowed("capsule", _BRUKINSA.at("80 mg"), "80")),
    "ibrutinib": tuple(_swallowed("capsule", _IMBRUVICA_EU.at("sections 1 and 2: 140 mg"), "140")),
}


def sold_as(drug: str) -> tuple[Presentation, ...]:
    """What a drug is sold as, as far as it was read; nothing where it was not.

    >>> [str(piece) for piece in sold_as("daratumumab")]
    ['vial of 100 mg', 'vial of 400 mg', 'vial of 1800 mg']
    >>> sold_as("prednisone")
    ()
    """
    return _SOLD.get(drug, ())
