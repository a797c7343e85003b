"""DCEP with cisplatin 15 mg/m², as a Greek study gave it."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.chemotherapy.references import DCEP_THIRD_LINE
from regimens.components import Component
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

DCEP_CISPLATIN_15 = Regimen(
    id="dcep-cisplatin-15",
    title="DCEP with cisplatin 15 mg/m² (third line, 24-hour infusions)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=DCEP_THIRD_LINE.at("abstract, patients and methods: repeated every 28 days"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="DCEP",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=DCEP_THIRD_LINE.at("abstract, patients and methods: dexamethasone"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1),
                            source=DCEP_THIRD_LINE.at("abstract, patients and methods: days 1-4"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="DCEP",
                    dose=WrittenDose(
                        amount=amount("400 mg/m²"),
                        source=DCEP_THIRD_LINE.at(
                            "abstract, patients and methods: cyclophosphamide"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1),
                            source=DCEP_THIRD_LINE.at("abstract, patients and methods: days 1-4"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="etoposide"),
                    group="DCEP",
                    dose=WrittenDose(
                        amount=amount("40 mg/m²"),
                        source=DCEP_THIRD_LINE.at("abstract, patients and methods: etoposide"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1),
                            source=DCEP_THIRD_LINE.at("abstract, patients and methods: days 1-4"),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="cisplatin"),
                    group="DCEP",
                    dose=WrittenDose(
                        amount=amount("15 mg/m²"),
                        source=DCEP_THIRD_LINE.at("abstract, patients and methods: cisplatin"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1),
                            source=DCEP_THIRD_LINE.at("abstract, patients and methods: days 1-4"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="per day",
            reading="the amounts of DCEP are for each of the days 1 to 4, as the "
            "abstract writes daily",
            alternatives="the amounts are totals over the four days",
            source=DCEP_THIRD_LINE.at("abstract, patients and methods: daily, days 1-4"),
        ),
        Interpretation(
            name="number of cycles",
            reading="the cycles go on until they are stopped; the abstract counts 28 "
            "cycles of 12 patients",
            alternatives="a fixed number of cycles",
            source=DCEP_THIRD_LINE.at("abstract, patients and methods: 28 cycles of DCEP"),
        ),
        Interpretation(
            name="every 28 days",
            reading="a cycle has 28 days; the 5 to 10 days by which it was delayed for "
            "the patient's condition are a recorded delay",
            alternatives="cycles of 33 to 38 days",
            source=DCEP_THIRD_LINE.at(
                "abstract, patients and methods: repeated every 28 days or delayed 5-10 days"
            ),
        ),
        Interpretation(
            name="other DCEP",
            reading="cisplatin 15 mg/m² a day, as this study gave it",
            alternatives="cisplatin 10 mg/m² a day (dcep), or cyclophosphamide 500 mg/m² and "
            "limits in mg (dcep-mobilisation), under the same name",
            source=DCEP_THIRD_LINE.at("abstract, patients and methods: cisplatin"),
        ),
    ),
    no_rule_for=(
        "the cisplatin dose in renal impairment, which was adjusted in a "
        "way the abstract does not state",
        "the dose of the growth factor given from day 5 to recovery",
        "blood counts before a cycle",
        "hepatic function",
        "stopping after a number of cycles",
    ),
    aliases=("dcep-15",),
)
