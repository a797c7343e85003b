"""Daratumumab alone, intravenously, with the label's medication before and after it."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.drugs import DARATUMUMAB
from regimens.catalogue.references import DARZALEX_HCP, DARZALEX_LABEL
from regimens.catalogue.supportive.references import DARZALEX_PAGE_2
from regimens.components import Component, Level, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Following, Schedule

DARATUMUMAB_IV_PREMEDICATION = Regimen(
    id="daratumumab-iv-premedication",
    title="Daratumumab IV monotherapy with pre- and post-infusion medication (US label)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=DARZALEX_LABEL.at("monotherapy schedule: 4-week cycle, until progression"),
            components=(
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=DARZALEX_LABEL.at("recommended dose, actual body weight"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 2),
                            source=DARZALEX_LABEL.at("weeks 1 to 8, weekly, 8 doses"),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(3, 6),
                            source=DARZALEX_LABEL.at(
                                "weeks 9 to 24, every 2 weeks, 8 doses, first at week 9"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(7),
                            source=DARZALEX_LABEL.at("week 25 onwards, every 4 weeks"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                ),
                Component(
                    drug=Drug(name="methylprednisolone"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("100 mg"),
                        source=DARZALEX_PAGE_2.at(
                            "2.3 pre-infusion, monotherapy: methylprednisolone 100 mg"
                        ),
                    ),
                    timing=Following(
                        what="daratumumab",
                        offsets=(0,),
                        source=DARZALEX_PAGE_2.at("2.3 pre-infusion: before each dose"),
                    ),
                    routes=(Route.IV,),
                    role=Role.PREMEDICATION,
                    levels=(
                        Level(
                            name="60",
                            dose=WrittenDose(
                                amount=amount("60 mg"),
                                source=DARZALEX_PAGE_2.at(
                                    "2.3 pre-infusion, monotherapy: 60 mg after the second dose"
                                ),
                            ),
                            note="may be considered after the second dose, by mouth or "
                            "intravenously",
                            source=DARZALEX_PAGE_2.at(
                                "2.3 pre-infusion, monotherapy: 60 mg after the second dose"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="paracetamol"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("1000 mg"),
                        source=DARZALEX_PAGE_2.at(
                            "2.3 pre-infusion: acetaminophen 650 to 1,000 mg orally"
                        ),
                    ),
                    timing=Following(
                        what="daratumumab",
                        offsets=(0,),
                        source=DARZALEX_PAGE_2.at("2.3 pre-infusion: before each dose"),
                    ),
                    routes=(Route.PO,),
                    role=Role.PREMEDICATION,
                    levels=(
                        Level(
                            name="650",
                            dose=WrittenDose(
                                amount=amount("650 mg"),
                                source=DARZALEX_PAGE_2.at(
                                    "2.3 pre-infusion: acetaminophen 650 to 1,000 mg orally"
                                ),
                            ),
                            note="the lower dose stated",
                            source=DARZALEX_PAGE_2.at(
                                "2.3 pre-infusion: acetaminophen 650 to 1,000 mg orally"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="diphenhydramine"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("50 mg"),
                        source=DARZALEX_PAGE_2.at("2.3 pre-infusion: diphenhydramine 25 to 50 mg"),
                    ),
                    timing=Following(
                        what="daratumumab",
                        offsets=(0,),
                        source=DARZALEX_PAGE_2.at("2.3 pre-infusion: before each dose"),
                    ),
                    routes=(Route.PO, Route.IV),
                    role=Role.PREMEDICATION,
                    levels=(
                        Level(
                            name="25",
                            dose=WrittenDose(
                                amount=amount("25 mg"),
                                source=DARZALEX_PAGE_2.at(
                                    "2.3 pre-infusion: diphenhydramine 25 to 50 mg"
                                ),
                            ),
                            note="the lower dose stated",
                            source=DARZALEX_PAGE_2.at(
                                "2.3 pre-infusion: diphenhydramine 25 to 50 mg"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="methylprednisolone"),
                    group="post-infusion",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=DARZALEX_PAGE_2.at(
                            "2.3 post-infusion, monotherapy: methylprednisolone 20 mg orally"
                        ),
                    ),
                    timing=Following(
                        what="daratumumab",
                        offsets=(1, 2),
                        source=DARZALEX_PAGE_2.at(
                            "2.3 post-infusion, monotherapy: for 2 days starting the day after"
                        ),
                    ),
                    routes=(Route.PO,),
                    role=Role.SUPPORTIVE,
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="ranges",
            reading="the upper end of each range is the full dose, and the lower end a level",
            alternatives="the lower end, or an amount between",
            source=DARZALEX_PAGE_2.at(
                "2.3 pre-infusion: acetaminophen 650 to 1,000 mg, diphenhydramine 25 to 50 mg"
            ),
        ),
        Interpretation(
            name="corticosteroid",
            reading="methylprednisolone, the drug the label names for monotherapy",
            alternatives="an equivalent dose of another intermediate- or long-acting "
            "corticosteroid",
            source=DARZALEX_PAGE_2.at("2.3: methylprednisolone (or equivalent)"),
        ),
        Interpretation(
            name="first dose",
            reading="the first infusion on one day",
            alternatives="8 mg/kg on days 1 and 2, each with its premedication",
            source=DARZALEX_PAGE_2.at("2.3: before every infusion"),
        ),
    ),
    no_rule_for=(
        "inhaled medication for chronic obstructive pulmonary disease (see the label)",
        "blood counts before a dose",
        "antiviral prophylaxis (see zoster-prophylaxis)",
    ),
)
