"""Daratumumab with cyclophosphamide, bortezomib and dexamethasone, then daratumumab, as in LYRA."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import BORTEZOMIB_LEVELS
from regimens.catalogue.daratumumab.references import LYRA_SUMMARY
from regimens.catalogue.drugs import DARATUMUMAB, DARATUMUMAB_SC
from regimens.catalogue.references import (
    DARZALEX_HCP,
    FASPRO_LABEL_PAGE_2,
    LYRA_ABSTRACT,
    VELCADE_LABEL,
)
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval, MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

D_VCD_LYRA = Regimen(
    id="d-vcd-lyra",
    title="D-VCd: daratumumab IV with cyclophosphamide, bortezomib and "
    "dexamethasone, then daratumumab (LYRA)",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=28,
            cycles=8,
            source=LYRA_SUMMARY.at("4 to 8 induction cycles of 28 days"),
            components=(
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="VCd",
                    dose=WrittenDose(
                        amount=amount("300 mg/m²"),
                        source=LYRA_SUMMARY.at("cyclophosphamide 300 mg/m² orally"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 8),
                            source=LYRA_SUMMARY.at("cyclophosphamide every week"),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VCd",
                    dose=WrittenDose(
                        amount=amount("1.5 mg/m²"),
                        source=LYRA_SUMMARY.at("bortezomib 1.5 mg/m² subcutaneously"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1, 8),
                            source=LYRA_SUMMARY.at("bortezomib on days 1, 8, and 15"),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=BORTEZOMIB_LEVELS[2:],
                    minimum_interval=MinimumInterval(
                        days=3,
                        hours=72,
                        source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VCd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=LYRA_SUMMARY.at("dexamethasone 40 mg orally or intravenously"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 8),
                            source=LYRA_SUMMARY.at("dexamethasone every week"),
                        ),
                    ),
                    routes=(
                        Route.PO,
                        Route.IV,
                    ),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("8 mg/kg"), source=LYRA_SUMMARY.at("daratumumab 8 mg/kg")
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2),
                            cycles=Cycles(1, 1),
                            source=LYRA_SUMMARY.at("days 1-2 of cycle 1"),
                        ),
                    ),
                    split=True,
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("Dosing and administration: missed dose"),
                    ),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"), source=LYRA_SUMMARY.at("daratumumab 16 mg/kg")
                    ),
                    timing=(
                        Schedule(
                            days=(8, 15, 22),
                            cycles=Cycles(1, 1),
                            source=LYRA_SUMMARY.at("every week from cycle 1 day 8"),
                        ),
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(2, 2),
                            source=LYRA_SUMMARY.at("every week through cycle 2"),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(3, 6),
                            source=LYRA_SUMMARY.at("every 2 weeks in cycles 3-6"),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(7, 8),
                            source=LYRA_SUMMARY.at("every 4 weeks in cycles 7-8"),
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
        Phase(
            name="maintenance",
            cycle_length=28,
            cycles=12,
            waits=True,
            source=LYRA_SUMMARY.at("up to 12 maintenance cycles"),
            components=(
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=LYRA_SUMMARY.at("maintenance: daratumumab 16 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 12),
                            source=LYRA_SUMMARY.at("maintenance: every 4 weeks"),
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
            name="induction cycles",
            reading="all 8 cycles of induction are shown; fewer are given where "
            "maintenance or a transplant begins earlier",
            alternatives="4 to 7 cycles, as many as the physician decides",
            source=LYRA_SUMMARY.at("4 to 8 induction cycles"),
        ),
        Interpretation(
            name="start of maintenance",
            reading="maintenance begins when its start is recorded, after 4 to 8 "
            "cycles of induction or the transplant",
            alternatives="directly after cycle 8 of induction; no interval was read in a reference",
            source=LYRA_SUMMARY.at("following induction therapy and/or transplant"),
        ),
        Interpretation(
            name="weekly doses",
            reading="weekly is days 1, 8, 15 and 22",
            alternatives="days 1, 8 and 15, as bortezomib is given",
            source=LYRA_ABSTRACT.at("cyclophosphamide 300 mg/m² and dexamethasone 40 mg weekly"),
        ),
        Interpretation(
            name="one steroid a day",
            reading="the dexamethasone of a day of daratumumab is also its premedication",
            alternatives="premedication in addition to dexamethasone",
            source=FASPRO_LABEL_PAGE_2.at(
                "section 2.5: background dexamethasone serves as premedication"
            ),
        ),
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "conditioning and transplant",
        "dexamethasone on day 2 of the split first dose and in maintenance",
        "dose levels of bortezomib for toxicity, and of cyclophosphamide",
        "antihistamine, antipyretic and post-infusion medication (see the label)",
        "liver function: the label's 0.7 mg/m² of bortezomib in cycle 1, with bilirubin over 1.5 "
        "times normal, is printed for 1.3 mg/m²; record a dose change to level 0.7",
    ),
    aliases=("d-vcd-mm",),
)
