"""DaraVd as in CASTOR: eight 21-day cycles with bortezomib and dexamethasone, then daratumumab."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_HEPATIC_STEP,
)
from regimens.catalogue.drugs import DARATUMUMAB, DARATUMUMAB_SC
from regimens.catalogue.references import (
    CASTOR_AGE,
    DARAVD_STUDY,
    DARZALEX_DOSAGE,
    DARZALEX_HCP,
    NICE_TA573,
    OPTIMUM_PROTOCOL,
    VELCADE_LABEL,
    VELCADE_SINGAPORE,
)
from regimens.components import Alternative, Component, Level, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval, MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Following, Schedule

DARA_VD = Regimen(
    id="dara-vd",
    title="DaraVd: daratumumab IV with bortezomib and dexamethasone (CASTOR)",
    revision="1",
    phases=(
        Phase(
            name="combination",
            cycle_length=21,
            cycles=8,
            source=NICE_TA573.at("section 2: 8 cycles of 21 days"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Vd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=DARAVD_STUDY.at("Results: full dose 20 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 4, 5, 8, 9, 11, 12),
                            cycles=Cycles(1, 8),
                            source=DARAVD_STUDY.at("Results: days 1, 2, 4, 5, 8, 9, 11, 12 of 21"),
                        ),
                    ),
                    levels=(
                        Level(
                            name="weekly",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=CASTOR_AGE.at("abstract: 20 mg weekly"),
                            ),
                            days=(1, 8, 15),
                            note="for patients over 75 years; also used under a body mass index "
                            "of 18.5, which was not read in a reference",
                            for_older_than=75,
                            source=CASTOR_AGE.at("abstract: older than 75 years, 20 mg weekly"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=DARZALEX_HCP.at("DVd regimen: 20 mg before the infusion"),
                    ),
                    timing=Following(
                        what="daratumumab",
                        offsets=(0,),
                        source=DARZALEX_HCP.at("DVd regimen: on infusion days"),
                    ),
                    role=Role.PREMEDICATION,
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="Vd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=NICE_TA573.at("section 2: bortezomib"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 4, 8, 11),
                            cycles=Cycles(1, 8),
                            source=NICE_TA573.at("section 2: days 1, 4, 8 and 11"),
                        ),
                    ),
                    routes=(Route.SC, Route.IV),
                    levels=(
                        Level(
                            name="1.3",
                            dose=WrittenDose(
                                amount=amount("1.3 mg/m²"),
                                source=NICE_TA573.at("section 2: bortezomib"),
                            ),
                            source=NICE_TA573.at("section 2: bortezomib"),
                        ),
                        Level(
                            name="1.0",
                            dose=WrittenDose(
                                amount=amount("1 mg/m²"),
                                source=VELCADE_SINGAPORE.at("re-initiation: 1.3 to 1 mg/m²"),
                            ),
                            source=DARAVD_STUDY.at("Results: reduced starting dose"),
                        ),
                        Level(
                            name="0.7",
                            dose=WrittenDose(
                                amount=amount("0.7 mg/m²"),
                                source=VELCADE_SINGAPORE.at("re-initiation: 1 to 0.7 mg/m²"),
                            ),
                            source=DARAVD_STUDY.at("Results: reduced starting dose"),
                        ),
                        Level(
                            name="weekly",
                            dose=WrittenDose(
                                amount=amount("1.3 mg/m²"),
                                source=OPTIMUM_PROTOCOL.at("Table 3: twice weekly schedules, -1"),
                            ),
                            days=(1, 8, 15),
                            source=OPTIMUM_PROTOCOL.at(
                                "Table 3: twice weekly schedules, level -1, days 1, 8, 15"
                            ),
                        ),
                        Level(
                            name="weekly-1.0",
                            dose=WrittenDose(
                                amount=amount("1 mg/m²"),
                                source=OPTIMUM_PROTOCOL.at("Table 3: twice weekly schedules, -2"),
                            ),
                            days=(1, 8, 15),
                            source=OPTIMUM_PROTOCOL.at(
                                "Table 3: twice weekly schedules, level -2, days 1, 8, 15"
                            ),
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
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=NICE_TA573.at("section 2: daratumumab"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(1, 3),
                            source=NICE_TA573.at("section 2: weeks 1 to 9, every week"),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(4, 8),
                            source=NICE_TA573.at("section 2: weeks 10 to 24, every 3 weeks"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("DVd regimen: missed dose"),
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
                        source=DARZALEX_HCP.at("DVd regimen: missed dose"),
                    ),
                    alternative=Alternative(choice="first-dose", option="days-1-and-2"),
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=NICE_TA573.at("section 2: daratumumab"),
                    ),
                    timing=(
                        Schedule(
                            days=(8, 15),
                            cycles=Cycles(1, 1),
                            source=NICE_TA573.at("section 2: weeks 1 to 9, every week"),
                        ),
                        Schedule(
                            days=(1, 8, 15),
                            cycles=Cycles(2, 3),
                            source=NICE_TA573.at("section 2: weeks 1 to 9, every week"),
                        ),
                        Schedule(
                            days=(1,),
                            cycles=Cycles(4, 8),
                            source=NICE_TA573.at("section 2: weeks 10 to 24, every 3 weeks"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("DVd regimen: missed dose"),
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
            source=NICE_TA573.at("section 2: every 4 weeks from week 25 onwards"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=DARZALEX_HCP.at("DVd regimen: continued after Vd stops"),
                    ),
                    timing=Following(
                        what="daratumumab",
                        offsets=(0,),
                        source=DARZALEX_HCP.at("DVd regimen: continued after Vd stops"),
                    ),
                    role=Role.PREMEDICATION,
                ),
                Component(
                    drug=DARATUMUMAB,
                    group="DARA",
                    dose=WrittenDose(
                        amount=amount("16 mg/kg"),
                        source=NICE_TA573.at("section 2: daratumumab"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1),
                            source=NICE_TA573.at("section 2: every 4 weeks from week 25 onwards"),
                        ),
                    ),
                    routes=(Route.IV,),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.MAINTAIN_INTERVAL,
                        source=DARZALEX_HCP.at("DVd regimen: missed dose"),
                    ),
                    products=(DARATUMUMAB_SC,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="one steroid a day",
            reading="on daratumumab days the backbone's dexamethasone is the premedication, one "
            "dose; where there is none (day 15 of cycles 1 to 3, and after cycle 8) 20 mg is given",
            alternatives="premedication in addition to the backbone's dexamethasone",
            source=DARZALEX_HCP.at("DVd regimen: dexamethasone on infusion days"),
        ),
        Interpretation(
            name="weekly dexamethasone",
            reading="dexamethasone 20 mg weekly is given on days 1, 8 and 15",
            alternatives="other days of the week; the source states none",
            source=CASTOR_AGE.at("abstract: 20 mg weekly"),
        ),
        Interpretation(
            name="weekly bortezomib",
            reading="weekly bortezomib is given on days 1, 8 and 15 of the 21-day cycle, as the "
            "first reduction of a twice-weekly schedule in another trial",
            alternatives="days 1 and 8 of 21, or 3 of every 4 weeks; the DaraVd study states none",
            source=DARAVD_STUDY.at("Results: switched to weekly administration"),
        ),
        Interpretation(
            name="withheld bortezomib",
            reading="a bortezomib dose withheld within a cycle is not made up, and the others keep "
            "their dates",
            alternatives="it is given later in the cycle; no rule was read in a reference",
            source=VELCADE_LABEL.at("at least 72 hours between consecutive doses"),
        ),
        Interpretation(
            name="monthly",
            reading="every 4 weeks from week 25 is day 1 of 28-day cycles",
            alternatives="calendar months",
            source=CASTOR_AGE.at("abstract: monthly until progression"),
        ),
        BORTEZOMIB_BILIRUBIN,
    ),
    no_rule_for=(
        "blood counts before a cycle",
        "renal function",
        "restarting after a long interruption",
        "antiviral prophylaxis",
    ),
    aliases=("d-vd", "dvd", "daravd"),
)
