"""EPd as in ELOQUENT-3: elotuzumab, pomalidomide and dexamethasone, until progression."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.elotuzumab.references import (
    ELO_PD_RESULTS,
    ELOQUENT_3_RECORD,
    ELOTUZUMAB_DOSAGE,
    EMPLICITI_EPD_HCP,
    EMPLICITI_MODIFICATIONS_HCP,
    EMPLICITI_PRESCRIBERPOINT,
)
from regimens.catalogue.pomalidomide.drugs import POMALIDOMIDE_LIVER
from regimens.catalogue.pomalidomide.pd import PD
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Following, Schedule

ELOPD = Regimen(
    id="elopd",
    title="EPd: elotuzumab, pomalidomide and dexamethasone (ELOQUENT-3)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=ELOTUZUMAB_DOSAGE.at(
                "with pomalidomide: 28-day cycle, until progression or unacceptable toxicity"
            ),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Pd",
                    dose=WrittenDose(
                        amount=amount("28 mg"),
                        source=ELOTUZUMAB_DOSAGE.at(
                            "with pomalidomide, 75 years and younger: 28 mg orally"
                        ),
                    ),
                    timing=Following(
                        what="elotuzumab",
                        offsets=(0,),
                        source=ELOTUZUMAB_DOSAGE.at(
                            "with pomalidomide, 75 years and younger: on days of elotuzumab"
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="over-75",
                            dose=WrittenDose(
                                amount=amount("8 mg"),
                                source=EMPLICITI_EPD_HCP.at(
                                    "footnote: oral dexamethasone (28 mg or 8 mg)"
                                ),
                            ),
                            note="the text read prints 28 mg or 8 mg without saying for whom",
                            for_older_than=75,
                            source=EMPLICITI_PRESCRIBERPOINT.unread(
                                "2.2, older than 75 years: 8 mg orally on days of elotuzumab"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="premedication",
                    dose=WrittenDose(
                        amount=amount("8 mg"),
                        source=ELOTUZUMAB_DOSAGE.at(
                            "with pomalidomide, premedication: dexamethasone 8 mg IV"
                        ),
                    ),
                    timing=Following(
                        what="elotuzumab",
                        offsets=(0,),
                        source=ELOTUZUMAB_DOSAGE.at(
                            "with pomalidomide, premedication: 45 to 90 minutes before elotuzumab"
                        ),
                    ),
                    routes=(Route.IV,),
                    besides=True,
                ),
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="Pd",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=EMPLICITI_PRESCRIBERPOINT.unread(
                            "2.2, 75 years and younger: 40 mg orally on days without elotuzumab"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(8, 15, 22),
                            cycles=Cycles(3),
                            source=ELO_PD_RESULTS.at(
                                "treatment: by mouth on days 8, 15, and 22 of subsequent cycles"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="over-75",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=EMPLICITI_PRESCRIBERPOINT.unread(
                                    "2.2, older than 75 years: 20 mg on days without elotuzumab"
                                ),
                            ),
                            for_older_than=75,
                            source=EMPLICITI_PRESCRIBERPOINT.unread(
                                "2.2, older than 75 years: 20 mg on days without elotuzumab"
                            ),
                        ),
                    ),
                ),
                Component(
                    drug=Drug(name="elotuzumab"),
                    group="ELO",
                    dose=WrittenDose(
                        amount=amount("10 mg/kg"),
                        source=ELOTUZUMAB_DOSAGE.at(
                            "with pomalidomide, cycles 1 and 2: 10 mg/kg IV"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1, 2),
                            source=ELOTUZUMAB_DOSAGE.at(
                                "with pomalidomide, cycles 1 and 2: days 1, 8, 15, and 22"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="elotuzumab"),
                    group="ELO",
                    dose=WrittenDose(
                        amount=amount("20 mg/kg"),
                        source=ELOTUZUMAB_DOSAGE.at(
                            "with pomalidomide, cycle 3 and beyond: 20 mg/kg IV"
                        ),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(3),
                            source=ELOTUZUMAB_DOSAGE.at(
                                "with pomalidomide, cycle 3 and beyond: day 1, every 4 weeks"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="pomalidomide"),
                    group="Pd",
                    dose=WrittenDose(
                        amount=amount("4 mg"),
                        source=ELOQUENT_3_RECORD.at("elotuzumab arm: capsules, oral, 4 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=tuple(range(1, 22)),
                            cycles=Cycles(1),
                            source=ELOQUENT_3_RECORD.at("elotuzumab arm: on days 1-21"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=PD.phases[0].components[0].levels,
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="dexamethasone without elotuzumab",
            reading="40 mg up to 75 years and 20 mg over 75 years, the larger dose for the younger",
            alternatives="20 mg up to 75 years and 40 mg over 75 years, as the manufacturer's page "
            "prints it, against the order of every other line",
            source=EMPLICITI_EPD_HCP.at(
                "footnote: 20 mg (75 years or younger) or 40 mg (older than 75 years)"
            ),
        ),
        Interpretation(
            name="two doses of dexamethasone",
            reading="on each day of elotuzumab the dose by mouth and 8 mg intravenously are given, "
            "and both count",
            alternatives="the premedication counted as part of the dose of other days, one row",
            source=ELOTUZUMAB_DOSAGE.at(
                "with pomalidomide: 28 mg orally in addition to 8 mg intravenously"
            ),
        ),
        Interpretation(
            name="day of elotuzumab",
            reading="both doses keep to the day of elotuzumab wherever it moves; the dose by "
            "mouth, 3 to 24 hours before it, stands on the day itself",
            alternatives="the dose by mouth on the evening before; the dose of a day without "
            "elotuzumab on a planned day whose elotuzumab is given on another",
            source=ELOTUZUMAB_DOSAGE.at(
                "with pomalidomide: between 3 and 24 hours before elotuzumab"
            ),
        ),
        Interpretation(
            name="dose levels of pomalidomide",
            reading="the levels are those of the definition pd, as the text refers to "
            "pomalidomide's own prescribing information",
            alternatives="other steps of another label",
            source=EMPLICITI_MODIFICATIONS_HCP.at(
                "dexamethasone, pomalidomide and lenalidomide: as in their prescribing information"
            ),
        ),
        Interpretation(
            name="age",
            reading="older than 75 years is counted from the day after the 75th birthday",
            alternatives="from the 76th birthday, in completed years",
            source=ELOTUZUMAB_DOSAGE.at("with pomalidomide: 75 years and younger"),
        ),
        POMALIDOMIDE_LIVER,
    ),
    no_rule_for=(
        "elotuzumab left out on a day: which dose of dexamethasone is then given by mouth",
        "elotuzumab after dexamethasone was delayed or stopped (clinical judgement)",
        "blood counts before a cycle",
        "renal function: pomalidomide (see its label)",
        "premedication besides dexamethasone: H1 and H2 blockers and acetaminophen (see the label)",
        "infusion rates",
        "liver function: no laboratory value shows the Child-Pugh class; record a dose change of "
        "pomalidomide to its level from cycle 1",
    ),
    aliases=("epd", "elo-pd", "elotuzumab-pd"),
)
