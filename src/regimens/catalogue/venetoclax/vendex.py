"""VenDex: venetoclax with weekly dexamethasone as in CANOVA."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.venetoclax.drugs import VENETOCLAX_CHILD_PUGH_C, VENETOCLAX_LIVER
from regimens.catalogue.venetoclax.references import CANOVA
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

VENDEX = Regimen(
    id="vendex",
    title="VenDex: venetoclax and dexamethasone (CANOVA)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=CANOVA.at("abstract, Methods: 28-day cycle"),
            components=(
                Component(
                    drug=Drug(name="venetoclax"),
                    group="VenDex",
                    dose=WrittenDose(
                        amount=amount("800 mg"),
                        source=CANOVA.at("abstract, Methods: venetoclax 800 mg, no dose ramp-up"),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 29)),
                            cycles=Cycles(1),
                            source=CANOVA.at("abstract, Methods: once daily"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(VENETOCLAX_CHILD_PUGH_C,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VenDex",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=CANOVA.at("abstract, Methods: dexamethasone 40 mg once weekly"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=CANOVA.at("abstract, Methods: once weekly in each 28-day cycle"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="weekly dexamethasone",
            reading="weekly dexamethasone is given on days 1, 8, 15 and 22",
            alternatives="another day of the week; the abstract states none",
            source=CANOVA.at("abstract, Methods: once weekly"),
        ),
        Interpretation(
            name="end of treatment",
            reading="treatment goes on until it is stopped",
            alternatives="a fixed number of cycles; the abstract as read states none",
            source=CANOVA.at("abstract, Methods: each 28-day cycle"),
        ),
        VENETOCLAX_LIVER,
    ),
    no_rule_for=(
        "who may be given venetoclax: the trial was for t(11;14)",
        "dose steps",
        "tumour lysis prophylaxis",
        "interactions (see the label)",
        "age",
        "infection prophylaxis",
        "liver function: no laboratory value shows the Child-Pugh class; record a dose change of "
        "venetoclax to child-pugh-c from cycle 1",
    ),
    aliases=("ven-dex", "venetoclax-dexamethasone"),
)
