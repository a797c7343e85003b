"""Daratumumab with bortezomib, melphalan and prednisone, as in ALCYONE."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_HEPATIC_STEP,
)
from regimens.catalogue.daratumumab.references import ALCYONE_HCP, ALCYONE_REGISTRY
from regimens.catalogue.drugs import DARATUMUMAB, DARATUMUMAB_SC
from regimens.catalogue.references import (
    DARZALEX_DOSAGE,
    DARZALEX_HCP,
    DARZALEX_LABEL,
    VELCADE_LABEL,
    VELCADE_SINGAPORE,
)
from regimens.components import Alternative, Component, Level, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval, MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Following, Schedule

D_VMP = Regimen(
    id="d-vmp",
    title="D-VMP: daratumumab IV with bortezomib, melphalan and prednisone (ALCYONE)",
    revision="1",
    phases=(
        Phase(
            name="combination",
            cycle_length=42,
            cycles=9,
            source=ALCYONE_HCP.at("nine 6-week cycles"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VMP",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=ALCYONE_HCP.at("bortezomib 1.3 mg/m² as subcutaneous injection"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11, 22, 25, 29, 32),
                            cycles=Cycles(1, 1),
                            source=VELCADE_SINGAPORE.at(
                                "with melphalan and prednisone, twice weekly: days 1, 4, 8, 11, "
                                "22, 25, 29, 32"
                            ),
                        ),
                        Schedule(
                            days=(1, 8, 22, 29),
                            cycles=Cycles(2, 9),
                            source=VELCADE_SINGAPORE.at(
                                "with melphalan and prednisone, once weekly: days 1, 8, 22, 29"
                            ),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=(
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
                    drug=Drug(name="melphalan"),
                    group="VMP",
                    dose=WrittenDose(
                        amount=amount("9 mg/m²"), source=ALCYONE_HCP.at("melphalan 9 mg/m²")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 9),
                            source=ALCYONE_HCP.at("days 1 to 4 of the nine cycles"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="prednisone"),
                    group="VMP",
                    dose=WrittenDose(
                        amount=amount("60 mg/m²"), source=ALCYONE_HCP.at("prednisone 60 mg/m²")
                    ),
                    timing=(
                        Schedule(
                            days=(2, 3, 4),
                            cycles=Cycles(1, 9),
                            source=ALCYONE_HCP.at("days 1 to 4; withheld on day 1 of each cycle"),
                        ),
                    ),
                    routes=(Route.PO,),
                    alternative=Alternative(choice="first-dose", option="day-1"),
                ),
                Component(
                    drug=Drug(name="prednisone"),
                    group="VMP",
                    dose=WrittenDose(
                        amount=amount("60 mg/m²"), source=ALCYONE_HCP.at("prednisone 60 mg/m²")
                    ),
                    timing=(
                        Schedule(
                            days=(3, 4),
                            cycles=Cycles(1, 1),
                            source=ALCYONE_HCP.at("withheld when dexamethasone was used"),
                        ),
                        Schedule(
                            days=(2, 3, 4),
                            cycles=Cycles(2, 9),
                            source=ALCYONE_HCP.at("days 1 to 4; withheld on day 1 of each cycle"),
                        ),
                    ),
                    routes=(Route.PO,),
                    alternative=Alternative(choice="first-dose", option="days-1-and-2"),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=ALCYONE_REGISTRY.at("dexamethasone 20 mg before daratumumab"),
                    ),
                    timing=Following(
                        what="daratumumab",
                        offsets=(0,),
                        source=ALCYONE_REGISTRY.at(
                            "dexamethasone as premedication and prednisone substitute"
                        ),
                    ),
                    role=Role.PREMEDICATION,
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=ALCYONE_REGISTRY.at("daratumumab 16 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22, 29, 36),
                            cycles=Cycles(1, 1),
                            source=DARZALEX_LABEL.at("VMP, weeks 1 to 6: weekly, 6 doses"),
                        ),
                        Schedule(
                            days=(1, 22),
                            cycles=Cycles(2, 9),
                            source=DARZALEX_LABEL.at(
                                "VMP, weeks 7 to 54: every 3 weeks, 16 doses, first at week 7"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                    products=(DARATUMUMAB_SC,),
                    alternative=Alternative(choice="first-dose", option="day-1"),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("8 mg/kg"),
                        source=DARZALEX_DOSAGE.at("split first dose: 8 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2),
                            cycles=Cycles(1, 1),
                            source=DARZALEX_DOSAGE.at("split first dose: days 1 and 2"),
                        ),
                    ),
                    split=True,
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                    alternative=Alternative(choice="first-dose", option="days-1-and-2"),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=ALCYONE_REGISTRY.at("daratumumab 16 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(8, 15, 22, 29, 36),
                            cycles=Cycles(1, 1),
                            source=DARZALEX_LABEL.at("VMP, weeks 1 to 6: weekly, 6 doses"),
                        ),
                        Schedule(
                            days=(1, 22),
                            cycles=Cycles(2, 9),
                            source=DARZALEX_LABEL.at(
                                "VMP, weeks 7 to 54: every 3 weeks, 16 doses, first at week 7"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                    products=(DARATUMUMAB_SC,),
                    alternative=Alternative(choice="first-dose", option="days-1-and-2"),
                ),
            ),
        ),
        Phase(
            name="continuation",
            cycle_length=28,
            cycles=None,
            source=DARZALEX_LABEL.at("VMP, week 55 onwards: every 4 weeks, until progression"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=ALCYONE_REGISTRY.at("dexamethasone 20 mg before daratumumab"),
                    ),
                    timing=Following(
                        what="daratumumab",
                        offsets=(0,),
                        source=ALCYONE_REGISTRY.at("dexamethasone as premedication"),
                    ),
                    role=Role.PREMEDICATION,
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=ALCYONE_REGISTRY.at("daratumumab 16 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1),
                            source=DARZALEX_LABEL.at(
                                "VMP, week 55 onwards: every 4 weeks, first at week 55"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                    products=(DARATUMUMAB_SC,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="days of bortezomib",
            reading="twice weekly in weeks 1, 2, 4 and 5 is days 1, 4, 8, 11, 22, "
            "25, 29 and 32, once weekly days 1, 8, 22 and 29, as on "
            "bortezomib's label",
            alternatives="other days of the same weeks; the trial's pages state weeks",
            source=ALCYONE_HCP.at("weeks 1, 2, 4, and 5"),
        ),
        Interpretation(
            name="prednisone of day 1",
            reading="on day 1 of each cycle dexamethasone 20 mg before daratumumab "
            "takes the place of prednisone",
            alternatives="prednisone on days 1 to 4 where no dexamethasone is given",
            source=ALCYONE_HCP.at("prednisone was withheld on day 1 when dexamethasone was used"),
        ),
        Interpretation(
            name="once weekly from cycle 2",
            reading="bortezomib is given twice weekly in cycle 1 only",
            alternatives="twice weekly in cycles 1 to 4, as with melphalan and prednisone alone",
            source=ALCYONE_HCP.at("twice weekly in cycle 1, once weekly in cycles 2-9"),
        ),
        Interpretation(
            name="days of daratumumab",
            reading="every 3 weeks is days 1 and 22 of the 42-day cycle",
            alternatives="other days of weeks 7, 10, 13 and so on",
            source=DARZALEX_LABEL.at(
                "VMP, weeks 7 to 54: every 3 weeks, 16 doses, first at week 7"
            ),
        ),
        Interpretation(
            name="every 4 weeks",
            reading="week 55 begins cycles of 28 days, with daratumumab on day 1",
            alternatives="calendar months",
            source=DARZALEX_LABEL.at("VMP, week 55 onwards"),
        ),
        BORTEZOMIB_BILIRUBIN,
    ),
    no_rule_for=(
        "prednisone or dexamethasone on a day whose infusion is moved or left out",
        "renal function, on which the dose of melphalan may depend",
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "dose levels of melphalan and prednisone",
        "antihistamine, antipyretic and post-infusion medication (see the label)",
    ),
    aliases=("dvmp",),
)
