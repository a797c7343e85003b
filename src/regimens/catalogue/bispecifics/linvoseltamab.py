"""Linvoseltamab with step-up doses of 5 and 25 mg, then 200 mg."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bispecifics.references import LINVOSELTAMAB_EU, LYNOZYFIC_LABEL
from regimens.components import Component, Level, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval, MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Following, Schedule

LINVOSELTAMAB = Regimen(
    id="linvoseltamab",
    title="Linvoseltamab 200 mg weekly, then every two weeks",
    revision="1",
    phases=(
        Phase(
            name="step-up",
            step_up=True,
            cycle_length=21,
            cycles=1,
            source=LYNOZYFIC_LABEL.at("Table 1: days 1, 8 and 15"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=LINVOSELTAMAB_EU.at("Table 1, pretreatment: 40 mg dexamethasone IV"),
                    ),
                    timing=Following(
                        what="linvoseltamab",
                        offsets=(0,),
                        source=LINVOSELTAMAB_EU.at(
                            "Table 1, pretreatment: 1 to 3 hours before step-up doses and the "
                            "1st 200 mg"
                        ),
                    ),
                    routes=(Route.IV,),
                    role=Role.PREMEDICATION,
                ),
                Component(
                    drug=Drug(name="linvoseltamab"),
                    group="LINVO",
                    dose=WrittenDose(
                        amount=amount("5 mg"), source=LYNOZYFIC_LABEL.at("Table 1: step-up dose 1")
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 1),
                            source=LYNOZYFIC_LABEL.at("Table 1: day 1"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=LYNOZYFIC_LABEL.at(
                            "recommended dosage: 200 mg weekly for 10 doses, then biweekly"
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="linvoseltamab"),
                    group="LINVO",
                    dose=WrittenDose(
                        amount=amount("25 mg"), source=LYNOZYFIC_LABEL.at("Table 1: step-up dose 2")
                    ),
                    timing=(
                        Schedule(
                            days=(8,),
                            cycles=Cycles(1, 1),
                            source=LYNOZYFIC_LABEL.at("Table 1: day 8"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=LYNOZYFIC_LABEL.at(
                            "recommended dosage: 200 mg weekly for 10 doses, then biweekly"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=5,
                        hours=120,
                        source=LYNOZYFIC_LABEL.at("Table 1: weekly doses at least 5 days apart"),
                    ),
                ),
                Component(
                    drug=Drug(name="linvoseltamab"),
                    group="LINVO",
                    dose=WrittenDose(
                        amount=amount("200 mg"),
                        source=LYNOZYFIC_LABEL.at(
                            "recommended dosage: step-up doses of 5 mg, 25 mg, and 200 mg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(15,),
                            cycles=Cycles(1, 1),
                            source=LYNOZYFIC_LABEL.at("Table 1: day 15"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=LYNOZYFIC_LABEL.at(
                            "recommended dosage: 200 mg weekly for 10 doses, then biweekly"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=5,
                        hours=120,
                        source=LYNOZYFIC_LABEL.at("Table 1: weekly doses at least 5 days apart"),
                    ),
                ),
            ),
        ),
        Phase(
            name="treatment",
            cycle_length=7,
            cycles=10,
            source=LYNOZYFIC_LABEL.at("recommended dosage: 200 mg weekly for 10 doses"),
            components=(
                Component(
                    drug=Drug(name="linvoseltamab"),
                    group="LINVO",
                    dose=WrittenDose(
                        amount=amount("200 mg"),
                        source=LYNOZYFIC_LABEL.at("recommended dosage: 200 mg weekly"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 10),
                            source=LYNOZYFIC_LABEL.at("recommended dosage: weekly for 10 doses"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=LYNOZYFIC_LABEL.at(
                            "recommended dosage: 200 mg weekly for 10 doses, then biweekly"
                        ),
                    ),
                    minimum_interval=MinimumInterval(
                        days=5,
                        hours=120,
                        source=LYNOZYFIC_LABEL.at("Table 1: weekly doses at least 5 days apart"),
                    ),
                ),
            ),
        ),
        Phase(
            name="every-2-weeks",
            cycle_length=28,
            cycles=None,
            source=LINVOSELTAMAB_EU.at("regimen: week 14 and every 2 weeks thereafter"),
            components=(
                Component(
                    drug=Drug(name="linvoseltamab"),
                    group="LINVO",
                    dose=WrittenDose(
                        amount=amount("200 mg"),
                        source=LYNOZYFIC_LABEL.at(
                            "recommended dosage: 200 mg biweekly (every 2 weeks)"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(1),
                            source=LYNOZYFIC_LABEL.at(
                                "recommended dosage: biweekly (every 2 weeks)"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=(
                        Level(
                            name="every-4-weeks",
                            dose=WrittenDose(
                                amount=amount("200 mg"),
                                source=LYNOZYFIC_LABEL.at(
                                    "recommended dosage: 200 mg every 4 weeks"
                                ),
                            ),
                            days=(1,),
                            note="after a very good partial response or better, kept, at or after "
                            "week 24, and at least 17 doses of 200 mg",
                            source=LYNOZYFIC_LABEL.at(
                                "recommended dosage: decrease the dosing frequency to every 4 weeks"
                            ),
                        ),
                    ),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=LYNOZYFIC_LABEL.at(
                            "recommended dosage: 200 mg weekly for 10 doses, then biweekly"
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="biweekly",
            reading="every two weeks, from week 14",
            alternatives="twice a week",
            source=LINVOSELTAMAB_EU.at("regimen: week 14 and every 2 weeks thereafter"),
        ),
        Interpretation(
            name="17 doses",
            reading="with none left out, the 17th dose of 200 mg is that of week 24: "
            "one of the step-up, 10 weekly, 6 every two weeks",
            alternatives="the doses are counted from the first weekly one",
            source=LYNOZYFIC_LABEL.at("recommended dosage: at least 17 doses of 200 mg"),
        ),
        Interpretation(
            name="premedication",
            reading="dexamethasone 40 mg with the step-up doses and the first 200 mg",
            alternatives="also with later doses, 40 or 10 mg by the reaction to the one "
            "before, and an antihistamine and paracetamol",
            source=LINVOSELTAMAB_EU.at("Table 1, pretreatment"),
        ),
        Interpretation(
            name="late dose",
            reading="the doses after a late one keep their interval to it, because each "
            "is counted from the one before",
            alternatives="the later doses keep their dates",
            source=LYNOZYFIC_LABEL.at(
                "recommended dosage: 200 mg weekly for 10 doses, then biweekly"
            ),
        ),
        Interpretation(
            name="table of restarts",
            reading="no table of restarts was read: a dose more than a week later than written "
            "is withheld with what follows",
            alternatives="the tables of the US and the European label. Where they were looked "
            "for, the text breaks off before them: drugs.com, rxreasoner.com, "
            "api.fda.gov",
            source=LYNOZYFIC_LABEL.at("recommended dosage, read as far as Table 1"),
        ),
    ),
    no_rule_for=(
        "restarting after a delay: neither the US label's nor the European table was read",
        "when a step-up dose is given on another day than its own",
        "the shortest time between two doses from week 14 on, which the label states and "
        "whose number was not read",
        "hospital stay and monitoring after a dose",
        "cytokine release syndrome and neurologic toxicity",
        "infection, blood counts, immunoglobulin",
        "renal function",
        "hepatic function",
        "premedication from the second 200 mg dose on, which depends on the "
        "reaction to the dose before",
        "infusion reactions",
    ),
    aliases=(
        "lynozyfic",
        "linvoseltamab-us",
    ),
)
