"""DCEP for mobilisation of stem cells, with its limits in mg."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import Cap, WrittenDose, amount
from regimens.catalogue.chemotherapy.references import DCEP_MOBILISATION_ABSTRACT
from regimens.components import Alternative, Component, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Anchor, Cycles, Following, Schedule

DCEP_MOBILISATION = Regimen(
    id="dcep-mobilisation",
    title="DCEP for stem cell mobilisation, with etoposide and cisplatin capped in mg",
    revision="1",
    phases=(
        Phase(
            name="mobilisation",
            cycle_length=14,
            cycles=1,
            source=DCEP_MOBILISATION_ABSTRACT.at(
                "abstract: over 80 % were ready for collection on day 14"
            ),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="DCEP",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=DCEP_MOBILISATION_ABSTRACT.at(
                            "abstract, our regimen: dexamethasone"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 1),
                            source=DCEP_MOBILISATION_ABSTRACT.at("abstract, our regimen: x 4 days"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="cyclophosphamide"),
                    group="DCEP",
                    dose=WrittenDose(
                        amount=amount("500 mg/m²"),
                        source=DCEP_MOBILISATION_ABSTRACT.at(
                            "abstract, our regimen: cyclophosphamide"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 1),
                            source=DCEP_MOBILISATION_ABSTRACT.at("abstract, our regimen: x 4 days"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="etoposide"),
                    group="DCEP",
                    dose=WrittenDose(
                        amount=amount("40 mg/m²"),
                        cap=Cap(
                            value=Decimal(75),
                            source=DCEP_MOBILISATION_ABSTRACT.at(
                                "abstract, our regimen: etoposide capped at 75 mg"
                            ),
                        ),
                        source=DCEP_MOBILISATION_ABSTRACT.at("abstract, our regimen: etoposide"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 1),
                            source=DCEP_MOBILISATION_ABSTRACT.at("abstract, our regimen: x 4 days"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="cisplatin"),
                    group="DCEP",
                    dose=WrittenDose(
                        amount=amount("15 mg/m²"),
                        cap=Cap(
                            value=Decimal(25),
                            source=DCEP_MOBILISATION_ABSTRACT.at(
                                "abstract, our regimen: cisplatin capped at 25 mg"
                            ),
                        ),
                        source=DCEP_MOBILISATION_ABSTRACT.at("abstract, our regimen: cisplatin"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 3, 4),
                            cycles=Cycles(1, 1),
                            source=DCEP_MOBILISATION_ABSTRACT.at("abstract, our regimen: x 4 days"),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="g-csf"),
                    group="G-CSF",
                    dose=WrittenDose(
                        amount=amount("5 mcg/kg"),
                        source=DCEP_MOBILISATION_ABSTRACT.at(
                            "abstract, our regimen: 5 mcg/kg x 6 days"
                        ),
                    ),
                    timing=Following(
                        what="DCEP",
                        offsets=(2, 3, 4, 5, 6, 7),
                        anchor=Anchor.LAST,
                        source=DCEP_MOBILISATION_ABSTRACT.at(
                            "abstract, our regimen: 24-48 h after chemotherapy, for 6 days, "
                            "then until pheresis is completed"
                        ),
                    ),
                    routes=(Route.SC,),
                    role=Role.SUPPORTIVE,
                    alternative=Alternative(choice="g-csf-start", option="day-6"),
                ),
                Component(
                    drug=Drug(name="g-csf"),
                    group="G-CSF",
                    dose=WrittenDose(
                        amount=amount("10 mcg/kg"),
                        source=DCEP_MOBILISATION_ABSTRACT.at(
                            "abstract, our regimen: then 10 mcg/kg daily"
                        ),
                    ),
                    timing=Following(
                        what="DCEP",
                        offsets=(8, 9, 10),
                        anchor=Anchor.LAST,
                        source=DCEP_MOBILISATION_ABSTRACT.at(
                            "abstract, our regimen: 24-48 h after chemotherapy, for 6 days, "
                            "then until pheresis is completed"
                        ),
                    ),
                    routes=(Route.SC,),
                    role=Role.SUPPORTIVE,
                    alternative=Alternative(choice="g-csf-start", option="day-6"),
                ),
                Component(
                    drug=Drug(name="g-csf"),
                    group="G-CSF",
                    dose=WrittenDose(
                        amount=amount("5 mcg/kg"),
                        source=DCEP_MOBILISATION_ABSTRACT.at(
                            "abstract, our regimen: 5 mcg/kg x 6 days"
                        ),
                    ),
                    timing=Following(
                        what="DCEP",
                        offsets=(3, 4, 5, 6, 7, 8),
                        anchor=Anchor.LAST,
                        source=DCEP_MOBILISATION_ABSTRACT.at(
                            "abstract, our regimen: 24-48 h after chemotherapy, for 6 days, "
                            "then until pheresis is completed"
                        ),
                    ),
                    routes=(Route.SC,),
                    role=Role.SUPPORTIVE,
                    alternative=Alternative(choice="g-csf-start", option="day-7"),
                ),
                Component(
                    drug=Drug(name="g-csf"),
                    group="G-CSF",
                    dose=WrittenDose(
                        amount=amount("10 mcg/kg"),
                        source=DCEP_MOBILISATION_ABSTRACT.at(
                            "abstract, our regimen: then 10 mcg/kg daily"
                        ),
                    ),
                    timing=Following(
                        what="DCEP",
                        offsets=(9, 10),
                        anchor=Anchor.LAST,
                        source=DCEP_MOBILISATION_ABSTRACT.at(
                            "abstract, our regimen: 24-48 h after chemotherapy, for 6 days, "
                            "then until pheresis is completed"
                        ),
                    ),
                    routes=(Route.SC,),
                    role=Role.SUPPORTIVE,
                    alternative=Alternative(choice="g-csf-start", option="day-7"),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="per day",
            reading="the amounts and their limits in mg are for each of the four days, "
            "whose infusions run for 24 hours",
            alternatives="the amounts, or the limits, are totals over the four days",
            source=DCEP_MOBILISATION_ABSTRACT.at("abstract, our regimen: x 4 days"),
        ),
        Interpretation(
            name="start of G-CSF",
            reading="four infusions of 24 hours from day 1 end on day 5; 24 to 48 hours "
            "later is day 6 or day 7, by choice, day 6 unless chosen",
            alternatives="24 to 48 hours after day 4",
            source=DCEP_MOBILISATION_ABSTRACT.at(
                "abstract, our regimen: starting 24-48 h after completion of chemotherapy"
            ),
        ),
        Interpretation(
            name="end of G-CSF",
            reading="G-CSF is shown to day 14, the day on which most were ready for "
            "collection; it goes on at 10 mcg/kg until pheresis is completed",
            alternatives="until a number of days after the first collection",
            source=DCEP_MOBILISATION_ABSTRACT.at(
                "abstract, our regimen: until pheresis is completed"
            ),
        ),
        Interpretation(
            name="other DCEP",
            reading="cyclophosphamide 500 mg/m², with limits of 75 mg and 25 mg on "
            "etoposide and cisplatin, as this abstract prints them",
            alternatives="the doses of dcep or dcep-cisplatin-15, under the same name",
            source=DCEP_MOBILISATION_ABSTRACT.at("abstract, our regimen"),
        ),
    ),
    no_rule_for=(
        "renal function",
        "hepatic function",
        "the CD34 count at which to collect",
        "a second course",
    ),
    aliases=(
        "dcep-mobilization",
        "dcep-g-csf",
    ),
)
