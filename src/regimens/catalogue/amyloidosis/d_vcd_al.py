"""D-VCd for AL amyloidosis as in ANDROMEDA: six cycles with VCd, daratumumab up to cycle 24."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import Cap, WrittenDose, amount
from regimens.catalogue.amyloidosis.references import (
    ANDROMEDA_NEWS,
    ANDROMEDA_STAGES,
    ANDROMEDA_TABLE,
    NICE_TA959,
)
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_HEPATIC_STEP,
)
from regimens.catalogue.drugs import DARATUMUMAB
from regimens.catalogue.references import FASPRO_LABEL_PAGE_2, VELCADE_LABEL, VELCADE_SINGAPORE
from regimens.components import Alternative, Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval, MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

D_VCD_AL = Regimen(
    id="d-vcd-al",
    title="D-VCd: daratumumab SC with bortezomib, cyclophosphamide, dexamethasone in AL "
    "amyloidosis (ANDROMEDA)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=24,
            source=NICE_TA959.at("1.1: stopped after 24 cycles"),
            components=(
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="VCd",
                    dose=WrittenDose(
                        amount=amount("300 mg/m²"),
                        cap=Cap(
                            value=Decimal(500),
                            source=ANDROMEDA_STAGES.at(
                                "cyclophosphamide 300 mg/m2 weekly, 500 mg maximum"
                            ),
                        ),
                        source=ANDROMEDA_TABLE.at("table: cyclophosphamide 300 mg/m2"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 6),
                            source=ANDROMEDA_TABLE.at(
                                "table: cyclophosphamide weekly, days 1, 8, 15, 22 of 28"
                            ),
                        ),
                    ),
                    routes=(Route.PO, Route.IV),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="VCd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=ANDROMEDA_TABLE.at("table: bortezomib 1.3 mg/m2 SC"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 6),
                            source=ANDROMEDA_TABLE.at(
                                "table: bortezomib weekly, days 1, 8, 15, 22 of 28"
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
                            note="a step of the label, which is for myeloma",
                            source=VELCADE_SINGAPORE.at("re-initiation: 1.3 to 1 mg/m²"),
                        ),
                        Level(
                            name="0.7",
                            dose=WrittenDose(
                                amount=amount("0.7 mg/m²"),
                                source=VELCADE_SINGAPORE.at("re-initiation: 1 to 0.7 mg/m²"),
                            ),
                            note="a step of the label, which is for myeloma",
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
                    group="VCd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=ANDROMEDA_TABLE.at(
                            "footnote: 20 mg before the injection, the remainder the day after"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16, 22, 23),
                            cycles=Cycles(1, 2),
                            source=ANDROMEDA_TABLE.at(
                                "footnote: 20 mg before the injection, the remainder the day after"
                            ),
                        ),
                        Schedule(
                            days=(1, 2, 15, 16),
                            cycles=Cycles(3, 6),
                            source=ANDROMEDA_TABLE.at(
                                "footnote: 20 mg before the injection, the remainder the day after"
                            ),
                        ),
                    ),
                    routes=(Route.PO, Route.IV),
                    alternative=Alternative(choice="weekly-dexamethasone", option="40-mg"),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VCd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=ANDROMEDA_TABLE.at("table: dexamethasone 40 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(8, 22),
                            cycles=Cycles(3, 6),
                            source=ANDROMEDA_TABLE.at(
                                "table: dexamethasone weekly, days 1, 8, 15, 22 of 28"
                            ),
                        ),
                    ),
                    routes=(Route.PO, Route.IV),
                    alternative=Alternative(choice="weekly-dexamethasone", option="40-mg"),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="VCd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=ANDROMEDA_TABLE.at("footnote: 20 mg/week over 70 years and others"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 6),
                            source=ANDROMEDA_TABLE.at(
                                "table: dexamethasone weekly, days 1, 8, 15, 22 of 28"
                            ),
                        ),
                    ),
                    routes=(Route.PO, Route.IV),
                    alternative=Alternative(
                        choice="weekly-dexamethasone", option="20-mg", for_older_than=70
                    ),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("1800 mg"),
                        source=ANDROMEDA_TABLE.at("table: daratumumab 1800 mg SC"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 2),
                            source=ANDROMEDA_TABLE.at("table: cycles 1-2 weekly, 8 doses"),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(3, 6),
                            source=ANDROMEDA_TABLE.at("table: cycles 3-6 every 2 weeks, 8 doses"),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(7, 24),
                            source=ANDROMEDA_TABLE.at("table: cycles 7+ every 4 weeks"),
                        ),
                    ),
                    routes=(Route.SC,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=FASPRO_LABEL_PAGE_2.at("2.4: missed dose"),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="one steroid a day",
            reading="on daratumumab days the 20 mg of dexamethasone before the injection is the "
            "premedication, one dose",
            alternatives="premedication in addition to it",
            source=ANDROMEDA_TABLE.at("footnote: 20 mg before the injection"),
        ),
        Interpretation(
            name="smaller weekly dexamethasone",
            reading="the trial gave 20 mg a week over 70 years, with a body mass index under "
            "18.5, hypervolaemia, poorly controlled diabetes or steroid intolerance: the "
            "option 20-mg of the choice weekly-dexamethasone, all of it on days 1, 8, 15 "
            "and 22",
            alternatives="the reduced dose divided over two days",
            source=ANDROMEDA_TABLE.at("footnote: 20 mg/week over 70 years and others"),
        ),
        Interpretation(
            name="every 2 weeks",
            reading="daratumumab every 2 weeks in cycles 3 to 6 is given on days 1 and 15",
            alternatives="days 8 and 22",
            source=FASPRO_LABEL_PAGE_2.at("Table 5: first dose of every 2 weeks at week 9"),
        ),
        Interpretation(
            name="end of treatment",
            reading="daratumumab ends with cycle 24, as the trial and NICE have it; VCd ends with "
            "cycle 6",
            alternatives="a maximum of 2 years, as in the US label: the definition d-vcd-al-2y",
            source=ANDROMEDA_NEWS.at("up to 24 cycles; six 28-day cycles of CyBorD"),
        ),
        BORTEZOMIB_BILIRUBIN,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "premedication and post-injection medication from cycle 7 on (see the label)",
        "restarting after a long interruption",
        "antiviral prophylaxis (see the label)",
    ),
    aliases=(
        "dara-vcd-al",
        "dara-cybord-al",
        "d-cybord-al",
        "andromeda",
    ),
)
