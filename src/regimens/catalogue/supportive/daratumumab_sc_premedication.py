"""Daratumumab alone, subcutaneously, with the label's medication before it."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.drugs import DARATUMUMAB
from regimens.catalogue.references import DARZALEX_FASPRO_LABEL, FASPRO_LABEL_PAGE_2
from regimens.components import Component, Level, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Following, Schedule

DARATUMUMAB_SC_PREMEDICATION = Regimen(
    id="daratumumab-sc-premedication",
    title="Daratumumab SC monotherapy with premedication (US label)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=DARZALEX_FASPRO_LABEL.at("Table 1: until disease progression"),
            components=(
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("1800 mg"),
                        source=DARZALEX_FASPRO_LABEL.at(
                            "recommended dosage for multiple myeloma: 1,800 mg"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 2),
                            source=DARZALEX_FASPRO_LABEL.at(
                                "Table 1: weeks 1 to 8, weekly, 8 doses"
                            ),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(3, 6),
                            source=DARZALEX_FASPRO_LABEL.at(
                                "Table 1: weeks 9 to 24, every 2 weeks, 8 doses"
                            ),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(7),
                            source=DARZALEX_FASPRO_LABEL.at(
                                "Table 1: week 25 onwards, every 4 weeks"
                            ),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=FASPRO_LABEL_PAGE_2.at("2.4: missed dose"),
                    ),
                ),
                Component(
                    drug=Drug(name="methylprednisolone"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("100 mg"),
                        source=FASPRO_LABEL_PAGE_2.at(
                            "2.5, monotherapy: methylprednisolone 100 mg"
                        ),
                    ),
                    timing=Following(
                        what="daratumumab",
                        offsets=(0,),
                        source=FASPRO_LABEL_PAGE_2.at("2.5: before each dose"),
                    ),
                    routes=(Route.PO, Route.IV),
                    role=Role.PREMEDICATION,
                    levels=(
                        Level(
                            name="60",
                            dose=WrittenDose(
                                amount=amount("60 mg"),
                                source=FASPRO_LABEL_PAGE_2.at(
                                    "2.5, monotherapy: 60 mg after the second dose"
                                ),
                            ),
                            note="may be considered after the second dose, by mouth or "
                            "intravenously",
                            source=FASPRO_LABEL_PAGE_2.at(
                                "2.5, monotherapy: 60 mg after the second dose"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="paracetamol"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("1000 mg"),
                        source=FASPRO_LABEL_PAGE_2.at("2.5: acetaminophen 650 to 1,000 mg orally"),
                    ),
                    timing=Following(
                        what="daratumumab",
                        offsets=(0,),
                        source=FASPRO_LABEL_PAGE_2.at("2.5: before each dose"),
                    ),
                    routes=(Route.PO,),
                    role=Role.PREMEDICATION,
                    levels=(
                        Level(
                            name="650",
                            dose=WrittenDose(
                                amount=amount("650 mg"),
                                source=FASPRO_LABEL_PAGE_2.at(
                                    "2.5: acetaminophen 650 to 1,000 mg orally"
                                ),
                            ),
                            note="the lower dose stated",
                            source=FASPRO_LABEL_PAGE_2.at(
                                "2.5: acetaminophen 650 to 1,000 mg orally"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="diphenhydramine"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("50 mg"),
                        source=FASPRO_LABEL_PAGE_2.at("2.5: diphenhydramine 25 to 50 mg"),
                    ),
                    timing=Following(
                        what="daratumumab",
                        offsets=(0,),
                        source=FASPRO_LABEL_PAGE_2.at("2.5: before each dose"),
                    ),
                    routes=(Route.PO, Route.IV),
                    role=Role.PREMEDICATION,
                    levels=(
                        Level(
                            name="25",
                            dose=WrittenDose(
                                amount=amount("25 mg"),
                                source=FASPRO_LABEL_PAGE_2.at("2.5: diphenhydramine 25 to 50 mg"),
                            ),
                            note="the lower dose stated",
                            source=FASPRO_LABEL_PAGE_2.at("2.5: diphenhydramine 25 to 50 mg"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="ranges",
            reading="the upper end of each range is the full dose, and the lower end a level",
            alternatives="the lower end, or an amount between",
            source=FASPRO_LABEL_PAGE_2.at(
                "2.5: acetaminophen 650 to 1,000 mg, diphenhydramine 25 to 50 mg"
            ),
        ),
        Interpretation(
            name="corticosteroid",
            reading="methylprednisolone, the drug the label names for monotherapy",
            alternatives="an equivalent dose of another intermediate- or long-acting "
            "corticosteroid",
            source=FASPRO_LABEL_PAGE_2.at("2.5: methylprednisolone 100 mg (or equivalent)"),
        ),
        Interpretation(
            name="every 2 weeks",
            reading="every 2 weeks from week 9 is days 1 and 15 of cycles 3 to 6",
            alternatives="weeks 10 to 24",
            source=DARZALEX_FASPRO_LABEL.at("Table 1: weeks 9 to 24"),
        ),
    ),
    no_rule_for=(
        "medication after the injection (the label has some, whose amounts were not read)",
        "blood counts before a dose",
        "antiviral prophylaxis (see zoster-prophylaxis)",
    ),
)
