"""Isa-Kd as in IKEMA: isatuximab with carfilzomib 20/56 mg/m² twice weekly and dexamethasone."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.carfilzomib.kd_20_56 import KD_20_56
from regimens.catalogue.carfilzomib.references import DRUG_GUIDE_CARFILZOMIB
from regimens.catalogue.isatuximab.references import (
    SARCLISA_EU,
    SARCLISA_LABEL,
    SARCLISA_LEAFLET,
    SARCLISA_MPR,
)
from regimens.components import Component, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Following, Schedule

ISAKD = Regimen(
    id="isakd",
    title="Isa-Kd: isatuximab with carfilzomib 20/56 mg/m² and dexamethasone (IKEMA)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=SARCLISA_MPR.at("adult: each cycle a 28-day period, until progression"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=SARCLISA_EU.at(
                            "Premedication: dexamethasone 20 mg with carfilzomib"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16, 22),
                            cycles=Cycles(1, 1),
                            source=SARCLISA_LEAFLET.at(
                                "Isa-Kd: dexamethasone on days 1, 2, 8, 9, 15, 16, 22, and 23"
                            ),
                        ),
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16),
                            cycles=Cycles(2),
                            source=SARCLISA_LEAFLET.at(
                                "Isa-Kd: dexamethasone on days 1, 2, 8, 9, 15, 16, 22, and 23"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=SARCLISA_EU.at("Premedication: oral on the other days"),
                    ),
                    timing=(
                        Schedule(
                            days=(23,),
                            cycles=Cycles(1, 1),
                            source=SARCLISA_LEAFLET.at(
                                "Isa-Kd: dexamethasone on days 1, 2, 8, 9, 15, 16, 22, and 23"
                            ),
                        ),
                        Schedule(
                            days=(22, 23),
                            cycles=Cycles(2),
                            source=SARCLISA_LEAFLET.at(
                                "Isa-Kd: dexamethasone on days 1, 2, 8, 9, 15, 16, 22, and 23"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=SARCLISA_EU.at(
                            "Premedication: dexamethasone 20 mg with carfilzomib"
                        ),
                    ),
                    timing=Following(
                        what="isatuximab",
                        offsets=(0,),
                        source=SARCLISA_EU.at("Premedication: prior to isatuximab infusion"),
                    ),
                    routes=(Route.IV,),
                    role=Role.PREMEDICATION,
                ),
                Component(
                    drug=Drug(name="isatuximab"),
                    group="ISA",
                    dose=WrittenDose(
                        amount=amount("10 mg/kg"),
                        source=SARCLISA_LABEL.at("2.1 Recommended dosage: actual body weight"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 1),
                            source=SARCLISA_EU.at("Table 1: cycle 1"),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(2),
                            source=SARCLISA_EU.at("Table 1: cycle 2 and beyond"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=SARCLISA_LABEL.at("2.1 Recommended dosage: missed doses"),
                    ),
                ),
                Component(
                    drug=Drug(name="carfilzomib"),
                    group="Kd",
                    dose=WrittenDose(
                        amount=amount("20 mg/m²"),
                        surface_cap=Decimal("2.2"),
                        source=DRUG_GUIDE_CARFILZOMIB.at(
                            "with isatuximab and dexamethasone, twice weekly: cycle 1, 20 mg/m²"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2),
                            cycles=Cycles(1, 1),
                            source=DRUG_GUIDE_CARFILZOMIB.at(
                                "with isatuximab and dexamethasone, twice weekly: days 1 and 2"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                KD_20_56.phases[0].components[2],
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="one steroid a day",
            reading="dexamethasone on an isatuximab day is premedication and backbone in one, "
            "given once; an infusion that is moved takes its 20 mg along",
            alternatives="premedication in addition to the backbone's dexamethasone",
            source=SARCLISA_EU.at("Premedication: total dose to be administered only once"),
        ),
        Interpretation(
            name="carfilzomib",
            reading="carfilzomib has the days, the 2.2 m² and the dose levels of Kd twice weekly",
            alternatives="once weekly 20 mg/m² in cycle 1 and 56 mg/m² every other week after it, "
            "as the International Myeloma Foundation's tip card prints",
            source=DRUG_GUIDE_CARFILZOMIB.at("with isatuximab and dexamethasone, twice weekly"),
        ),
        *KD_20_56.interpretations,
    ),
    no_rule_for=(
        "blood counts before a cycle, but for isatuximab at grade 4 neutropenia (delayed until "
        "1.0 × 10⁹/L)",
        "premedication besides dexamethasone: paracetamol and an antihistamine (see the label)",
        "renal function and dialysis",
        "a carfilzomib dose that is late or missed",
        "dexamethasone at an older age",
        "liver function (see the label of carfilzomib; its row was not read)",
    ),
    aliases=("isa-kd", "i-kd"),
)
