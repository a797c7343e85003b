"""VenVd: venetoclax, bortezomib and dexamethasone as in BELLINI."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_HEPATIC_STEP,
)
from regimens.catalogue.references import VELCADE_LABEL, VELCADE_SINGAPORE
from regimens.catalogue.venetoclax.drugs import VENETOCLAX_CHILD_PUGH_C, VENETOCLAX_LIVER
from regimens.catalogue.venetoclax.references import BELLINI
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval
from regimens.schedule import Cycles, Schedule

VEN_VD = Regimen(
    id="ven-vd",
    title="VenVd: venetoclax, bortezomib and dexamethasone (BELLINI, with more deaths)",
    revision="1",
    phases=(
        Phase(
            name="cycles-1-to-8",
            cycle_length=21,
            cycles=8,
            source=BELLINI.at("study details: 21-day cycles for cycles 1 to 8"),
            components=(
                Component(
                    drug=Drug(name="venetoclax"),
                    group="VenVd",
                    dose=WrittenDose(
                        amount=amount("800 mg"),
                        source=BELLINI.at("study details: venetoclax 800 mg daily"),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 22)),
                            cycles=Cycles(1, 8),
                            source=BELLINI.at("study details: daily"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="800",
                            dose=WrittenDose(
                                amount=amount("800 mg"),
                                source=BELLINI.at("study details: venetoclax 800 mg daily"),
                            ),
                            source=BELLINI.at("study details: venetoclax 800 mg daily"),
                        ),
                        Level(
                            name="600",
                            dose=WrittenDose(
                                amount=amount("600 mg"),
                                source=BELLINI.at(
                                    "study details: reduced stepwise to 600, 400, and 200 mg daily"
                                ),
                            ),
                            source=BELLINI.at(
                                "study details: reduced stepwise to 600, 400, and 200 mg daily"
                            ),
                        ),
                        Level(
                            name="400",
                            dose=WrittenDose(
                                amount=amount("400 mg"),
                                source=BELLINI.at(
                                    "study details: reduced stepwise to 600, 400, and 200 mg daily"
                                ),
                            ),
                            source=BELLINI.at(
                                "study details: reduced stepwise to 600, 400, and 200 mg daily"
                            ),
                        ),
                        Level(
                            name="200",
                            dose=WrittenDose(
                                amount=amount("200 mg"),
                                source=BELLINI.at(
                                    "study details: reduced stepwise to 600, 400, and 200 mg daily"
                                ),
                            ),
                            source=BELLINI.at(
                                "study details: reduced stepwise to 600, 400, and 200 mg daily"
                            ),
                        ),
                        VENETOCLAX_CHILD_PUGH_C,
                    ),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VenVd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=BELLINI.at("study details: bortezomib 1.3 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 8),
                            source=BELLINI.at("study details: days 1, 4, 8, and 11"),
                        ),
                    ),
                    routes=(Route.SC, Route.IV),
                    levels=(
                        Level(
                            name="1.3",
                            dose=WrittenDose(
                                amount=amount("1.3 mg/m²"),
                                source=BELLINI.at("study details: bortezomib 1.3 mg/m²"),
                            ),
                            source=BELLINI.at("study details: bortezomib 1.3 mg/m²"),
                        ),
                        Level(
                            name="1.0",
                            dose=WrittenDose(
                                amount=amount("1 mg/m²"),
                                source=VELCADE_SINGAPORE.at("re-initiation: 1.3 to 1 mg/m²"),
                            ),
                            source=VELCADE_SINGAPORE.at("re-initiation: 1.3 to 1 mg/m²"),
                        ),
                        Level(
                            name="0.7",
                            dose=WrittenDose(
                                amount=amount("0.7 mg/m²"),
                                source=VELCADE_SINGAPORE.at("re-initiation: 1 to 0.7 mg/m²"),
                            ),
                            source=VELCADE_SINGAPORE.at("re-initiation: 1 to 0.7 mg/m²"),
                        ),
                        BORTEZOMIB_HEPATIC_STEP,
                    ),
                    tables=(BORTEZOMIB_BY_BILIRUBIN,),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VenVd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=BELLINI.at("study details: dexamethasone 20 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 4, 5, 8, 9, 11, 12),
                            cycles=Cycles(1, 8),
                            source=BELLINI.at("study details: days 1, 2, 4, 5, 8, 9, 11, and 12"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
        Phase(
            name="from-cycle-9",
            cycle_length=35,
            cycles=None,
            source=BELLINI.at("study details: 35-day cycles from cycle 9, until progression"),
            components=(
                Component(
                    drug=Drug(name="venetoclax"),
                    group="VenVd",
                    dose=WrittenDose(
                        amount=amount("800 mg"),
                        source=BELLINI.at("study details: venetoclax 800 mg daily"),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 36)),
                            cycles=Cycles(1),
                            source=BELLINI.at("study details: daily"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="800",
                            dose=WrittenDose(
                                amount=amount("800 mg"),
                                source=BELLINI.at("study details: venetoclax 800 mg daily"),
                            ),
                            source=BELLINI.at("study details: venetoclax 800 mg daily"),
                        ),
                        Level(
                            name="600",
                            dose=WrittenDose(
                                amount=amount("600 mg"),
                                source=BELLINI.at(
                                    "study details: reduced stepwise to 600, 400, and 200 mg daily"
                                ),
                            ),
                            source=BELLINI.at(
                                "study details: reduced stepwise to 600, 400, and 200 mg daily"
                            ),
                        ),
                        Level(
                            name="400",
                            dose=WrittenDose(
                                amount=amount("400 mg"),
                                source=BELLINI.at(
                                    "study details: reduced stepwise to 600, 400, and 200 mg daily"
                                ),
                            ),
                            source=BELLINI.at(
                                "study details: reduced stepwise to 600, 400, and 200 mg daily"
                            ),
                        ),
                        Level(
                            name="200",
                            dose=WrittenDose(
                                amount=amount("200 mg"),
                                source=BELLINI.at(
                                    "study details: reduced stepwise to 600, 400, and 200 mg daily"
                                ),
                            ),
                            source=BELLINI.at(
                                "study details: reduced stepwise to 600, 400, and 200 mg daily"
                            ),
                        ),
                        VENETOCLAX_CHILD_PUGH_C,
                    ),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VenVd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=BELLINI.at("study details: bortezomib 1.3 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=BELLINI.at(
                                "study details: from cycle 9 on days 1, 8, 15, and 22"
                            ),
                        ),
                    ),
                    routes=(Route.SC, Route.IV),
                    levels=(
                        Level(
                            name="1.3",
                            dose=WrittenDose(
                                amount=amount("1.3 mg/m²"),
                                source=BELLINI.at("study details: bortezomib 1.3 mg/m²"),
                            ),
                            source=BELLINI.at("study details: bortezomib 1.3 mg/m²"),
                        ),
                        Level(
                            name="1.0",
                            dose=WrittenDose(
                                amount=amount("1 mg/m²"),
                                source=VELCADE_SINGAPORE.at("re-initiation: 1.3 to 1 mg/m²"),
                            ),
                            source=VELCADE_SINGAPORE.at("re-initiation: 1.3 to 1 mg/m²"),
                        ),
                        Level(
                            name="0.7",
                            dose=WrittenDose(
                                amount=amount("0.7 mg/m²"),
                                source=VELCADE_SINGAPORE.at("re-initiation: 1 to 0.7 mg/m²"),
                            ),
                            source=VELCADE_SINGAPORE.at("re-initiation: 1 to 0.7 mg/m²"),
                        ),
                        BORTEZOMIB_HEPATIC_STEP,
                    ),
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VenVd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=BELLINI.at("study details: dexamethasone 20 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16, 22, 23),
                            cycles=Cycles(1),
                            source=BELLINI.at(
                                "study details: from cycle 9 on days 1, 2, 8, 9, 15, 16, 22, and 23"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="daily venetoclax",
            reading="venetoclax is given on every day of a cycle, in the last "
            "week of 35 days too, at its full dose from the first day",
            alternatives="a rise of the dose over the first weeks, as in other diseases",
            source=BELLINI.at("study details: 800 mg daily"),
        ),
        Interpretation(
            name="cycle numbers",
            reading="cycle 9 of the trial is cycle 1 of the second phase",
            alternatives="cycles numbered through",
            source=BELLINI.at("study details: from cycle 9 on"),
        ),
        Interpretation(
            name="withheld bortezomib",
            reading="a bortezomib dose withheld within a cycle is not made up, "
            "and the others keep their dates",
            alternatives="it is given later in the cycle; no rule was read in a reference",
            source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
        ),
        BORTEZOMIB_BILIRUBIN,
        VENETOCLAX_LIVER,
    ),
    no_rule_for=(
        "who may be given venetoclax: the trial found more deaths with it",
        "tumour lysis prophylaxis",
        "interactions (see the label)",
        "age",
        "blood counts before a cycle",
        "infection prophylaxis",
        "liver function: no laboratory value shows the Child-Pugh class; record a dose change of "
        "venetoclax to child-pugh-c from cycle 1",
    ),
    aliases=("venvd", "venetoclax-vd"),
)
