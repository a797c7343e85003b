"""RVd for relapsed and refractory myeloma, phase 2 (NCT00378209)."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_LEVELS,
    DAYS_1_TO_14,
    NEUROPATHY,
    SEVENTY_TWO_HOURS,
    WITHHELD,
)
from regimens.catalogue.bortezomib.references import RVD_RELAPSED, RVD_RELAPSED_PHASE_1
from regimens.catalogue.lenalidomide.drugs import RENAL_READING_FROM_60, RENAL_TABLE_FROM_60
from regimens.components import Alternative, Component
from regimens.drugs import Drug
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

RVD_RR = Regimen(
    id="rvd-rr",
    title="RVd in relapsed myeloma: reduced doses, eight 21-day cycles",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=21,
            cycles=8,
            source=RVD_RELAPSED.at("abstract: up to 8 21-day cycles"),
            components=(
                Component(
                    drug=Drug(name="bortezomib"),
                    group="RVd",
                    dose=WrittenDose(
                        amount=amount("1 mg/m²"),
                        source=RVD_RELAPSED.at("abstract: bortezomib 1.0 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 8),
                            source=RVD_RELAPSED.at("abstract: days 1, 4, 8, and 11"),
                        ),
                    ),
                    levels=BORTEZOMIB_LEVELS[1:],
                    minimum_interval=SEVENTY_TWO_HOURS,
                ),
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="RVd",
                    dose=WrittenDose(
                        amount=amount("15 mg"),
                        source=RVD_RELAPSED.at("abstract: lenalidomide 15 mg/day"),
                    ),
                    timing=(
                        Schedule(
                            days=DAYS_1_TO_14,
                            cycles=Cycles(1, 8),
                            source=RVD_RELAPSED.at("abstract: days 1-14"),
                        ),
                    ),
                    tables=(RENAL_TABLE_FROM_60,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="RVd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=RVD_RELAPSED.at("abstract: dexamethasone 40/20 mg/day, cycles 1-4"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 4),
                            source=RVD_RELAPSED.at(
                                "abstract: dexamethasone 40/20 mg/day, cycles 1-4, days "
                                "of/after bortezomib"
                            ),
                        ),
                    ),
                    alternative=Alternative(choice="dexamethasone", option="more-on-the-day-of"),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="RVd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=RVD_RELAPSED.at("abstract: dexamethasone 40/20 mg/day, cycles 1-4"),
                    ),
                    timing=(
                        Schedule(
                            days=(2, 5, 9, 12),
                            cycles=Cycles(1, 4),
                            source=RVD_RELAPSED.at(
                                "abstract: dexamethasone 40/20 mg/day, cycles 1-4, days "
                                "of/after bortezomib"
                            ),
                        ),
                    ),
                    alternative=Alternative(choice="dexamethasone", option="more-on-the-day-of"),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="RVd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=RVD_RELAPSED.at("abstract: dexamethasone 20/10 mg/day, cycles 5-8"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(5, 8),
                            source=RVD_RELAPSED.at(
                                "abstract: dexamethasone 20/10 mg/day, cycles 5-8, days "
                                "of/after bortezomib"
                            ),
                        ),
                    ),
                    alternative=Alternative(choice="dexamethasone", option="more-on-the-day-of"),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="RVd",
                    dose=WrittenDose(
                        amount=amount("10 mg"),
                        source=RVD_RELAPSED.at("abstract: dexamethasone 20/10 mg/day, cycles 5-8"),
                    ),
                    timing=(
                        Schedule(
                            days=(2, 5, 9, 12),
                            cycles=Cycles(5, 8),
                            source=RVD_RELAPSED.at(
                                "abstract: dexamethasone 20/10 mg/day, cycles 5-8, days "
                                "of/after bortezomib"
                            ),
                        ),
                    ),
                    alternative=Alternative(choice="dexamethasone", option="more-on-the-day-of"),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="RVd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=RVD_RELAPSED.at("abstract: dexamethasone 40/20 mg/day, cycles 1-4"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 4, 5, 8, 9, 11, 12),
                            cycles=Cycles(1, 4),
                            source=RVD_RELAPSED.at(
                                "abstract: dexamethasone 40/20 mg/day, cycles 1-4, days "
                                "of/after bortezomib"
                            ),
                        ),
                    ),
                    alternative=Alternative(choice="dexamethasone", option="40-then-20"),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="RVd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=RVD_RELAPSED.at("abstract: dexamethasone 20/10 mg/day, cycles 5-8"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 4, 5, 8, 9, 11, 12),
                            cycles=Cycles(5, 8),
                            source=RVD_RELAPSED.at(
                                "abstract: dexamethasone 20/10 mg/day, cycles 5-8, days "
                                "of/after bortezomib"
                            ),
                        ),
                    ),
                    alternative=Alternative(choice="dexamethasone", option="40-then-20"),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="RVd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=RVD_RELAPSED.at("abstract: dexamethasone 40/20 mg/day, cycles 1-4"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 4, 5, 8, 9, 11, 12),
                            cycles=Cycles(1, 4),
                            source=RVD_RELAPSED.at(
                                "abstract: dexamethasone 40/20 mg/day, cycles 1-4, days "
                                "of/after bortezomib"
                            ),
                        ),
                    ),
                    alternative=Alternative(choice="dexamethasone", option="20-then-10"),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="RVd",
                    dose=WrittenDose(
                        amount=amount("10 mg"),
                        source=RVD_RELAPSED.at("abstract: dexamethasone 20/10 mg/day, cycles 5-8"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 4, 5, 8, 9, 11, 12),
                            cycles=Cycles(5, 8),
                            source=RVD_RELAPSED.at(
                                "abstract: dexamethasone 20/10 mg/day, cycles 5-8, days "
                                "of/after bortezomib"
                            ),
                        ),
                    ),
                    alternative=Alternative(choice="dexamethasone", option="20-then-10"),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="dexamethasone 40/20",
            reading="40/20 mg is 40 mg on the day of bortezomib and 20 mg on the day after, "
            "20/10 mg likewise from cycle 5",
            alternatives="both days have one amount, 40 mg and from cycle 5 20 mg (the choice "
            "40-then-20), or 20 mg and from cycle 5 10 mg (the choice 20-then-10), "
            "if the stroke stands for a change of the protocol",
            source=RVD_RELAPSED.at(
                "abstract: 40/20 mg/day (cycles 1-4) and 20/10 mg/day "
                "(cycles 5-8), days of/after bortezomib dosing"
            ),
        ),
        Interpretation(
            name="dexamethasone of the trial before",
            reading="a pharmacist should settle the two amounts: in phase 1 of the same drugs both "
            "days had one amount, 20 mg or 40 mg, which speaks for a choice of that kind",
            alternatives="none",
            source=RVD_RELAPSED_PHASE_1.at(
                "abstract: dexamethasone 20mg or 40 mg on days 1, 2, 4, 5, 8, 9, 11, and 12"
            ),
        ),
        WITHHELD,
        NEUROPATHY,
        RENAL_READING_FROM_60,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "restarting after a long interruption",
        "antiviral prophylaxis",
        "lenalidomide by renal function under 60 mL/min and on dialysis: no row that was read is "
        "for a full dose of 15 mg",
        "prophylaxis against thrombosis",
        "maintenance in responding patients",
        "liver function: the label's 0.7 mg/m² of bortezomib in cycle 1, with bilirubin over 1.5 "
        "times normal, is printed for 1.3 mg/m²; record a dose change to level 0.7",
    ),
    aliases=("vrd-rr",),
)
