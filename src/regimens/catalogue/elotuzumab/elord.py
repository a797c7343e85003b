"""ERd as in ELOQUENT-2: elotuzumab, lenalidomide and dexamethasone, until progression."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.elotuzumab.references import (
    ELOTUZUMAB_DOSAGE,
    ELOTUZUMAB_MONOGRAPH,
    EMPLICITI_MODIFICATIONS_HCP,
    EMPLICITI_PRESCRIBERPOINT,
    EMPLICITI_US,
)
from regimens.catalogue.lenalidomide.drugs import (
    DIALYSIS_5,
    EVERY_OTHER_DAY_US,
    NO_RENAL_RULE_FOR,
    RENAL_READINGS_US,
    RENAL_TABLE_US,
)
from regimens.catalogue.lenalidomide.rd import RD
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Following, Schedule

ELORD = Regimen(
    id="elord",
    title="ERd: elotuzumab, lenalidomide and dexamethasone (ELOQUENT-2)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=EMPLICITI_PRESCRIBERPOINT.at(
                "2.1: 28-day cycle, until progression or unacceptable toxicity"
            ),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Rd",
                    dose=WrittenDose(
                        amount=amount("28 mg"),
                        source=EMPLICITI_US.at("Table 1: oral dexamethasone 28 mg"),
                    ),
                    timing=Following(
                        what="elotuzumab",
                        offsets=(0,),
                        source=EMPLICITI_US.at(
                            "recommended dosing: 28 mg orally on days of elotuzumab"
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("8 mg"),
                        source=EMPLICITI_US.at("Table 1 footnote: 8 mg intravenous dexamethasone"),
                    ),
                    timing=Following(
                        what="elotuzumab",
                        offsets=(0,),
                        source=EMPLICITI_US.at(
                            "recommended dosing: plus 8 mg intravenously on days of elotuzumab"
                        ),
                    ),
                    routes=(Route.IV,),
                    besides=True,
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Rd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=EMPLICITI_US.at("recommended dosing: 40 mg orally"),
                    ),
                    timing=(
                        Schedule(
                            days=(8, 22),
                            cycles=Cycles(3),
                            source=EMPLICITI_US.at(
                                "recommended dosing: days 8 and 22 of cycle 3 and all after it"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
                Component(
                    drug=Drug(name="elotuzumab"),
                    group="ELO",
                    dose=WrittenDose(
                        amount=amount("10 mg/kg"),
                        source=EMPLICITI_US.at("recommended dosing: 10 mg/kg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 2),
                            source=ELOTUZUMAB_DOSAGE.at(
                                "with lenalidomide, cycles 1 and 2: days 1, 8, 15, and 22"
                            ),
                        ),
                        Schedule(
                            days=(1, 15),
                            cycles=Cycles(3),
                            source=ELOTUZUMAB_DOSAGE.at(
                                "with lenalidomide, cycle 3 and beyond: days 1 and 15"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="lenalidomide"),
                    group="Rd",
                    dose=WrittenDose(
                        amount=amount("25 mg"),
                        source=EMPLICITI_US.at("Table 1: lenalidomide 25 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 22)),
                            cycles=Cycles(1),
                            source=EMPLICITI_US.at("Table 1: days 1-21"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        *RD.phases[0].components[0].levels[:6],
                        EVERY_OTHER_DAY_US,
                        DIALYSIS_5,
                    ),
                    tables=(RENAL_TABLE_US,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="two doses of dexamethasone",
            reading="on each day of elotuzumab 28 mg by mouth and 8 mg intravenously are given, "
            "and both count",
            alternatives="the premedication counted as part of the 40 mg of other days, one row",
            source=EMPLICITI_US.at("recommended dosing: 28 mg orally plus 8 mg intravenously"),
        ),
        Interpretation(
            name="day of elotuzumab",
            reading="28 mg and 8 mg keep to the day of elotuzumab wherever it moves; the 28 mg, 3 "
            "to 24 hours before it, stand on the day itself",
            alternatives="28 mg on the evening before; 40 mg on a planned day whose elotuzumab is "
            "given on another",
            source=EMPLICITI_US.at("recommended dosing: between 3 and 24 hours before elotuzumab"),
        ),
        Interpretation(
            name="dose levels of lenalidomide",
            reading="the levels are those of the definition rd, as the text refers to "
            "lenalidomide's own prescribing information",
            alternatives="other steps of another label",
            source=EMPLICITI_MODIFICATIONS_HCP.at(
                "dexamethasone, pomalidomide and lenalidomide: as in their prescribing information"
            ),
        ),
        Interpretation(
            name="age",
            reading="the doses are the same at every age",
            alternatives="less dexamethasone over 75 years, as with pomalidomide; the texts read "
            "state none with lenalidomide",
            source=ELOTUZUMAB_MONOGRAPH.at("ELOQUENT-2: doses of the elotuzumab arm"),
        ),
        *RENAL_READINGS_US,
    ),
    no_rule_for=(
        "elotuzumab left out on a day: whether dexamethasone is then 40 mg by mouth",
        "elotuzumab after dexamethasone was delayed or stopped (clinical judgement)",
        *NO_RENAL_RULE_FOR,
        "blood counts before a cycle",
        "premedication besides dexamethasone: H1 and H2 blockers and acetaminophen (see the label)",
        "infusion rates",
    ),
    aliases=("erd", "elo-rd", "elotuzumab-rd"),
)
