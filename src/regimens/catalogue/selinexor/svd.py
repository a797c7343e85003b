"""SVd: selinexor, bortezomib and dexamethasone in 35-day cycles."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import Basis, Cap, WrittenDose, amount
from regimens.catalogue.bortezomib.drugs import (
    BORTEZOMIB_BILIRUBIN,
    BORTEZOMIB_BY_BILIRUBIN,
    BORTEZOMIB_HEPATIC_STEP,
)
from regimens.catalogue.references import VELCADE_LABEL, VELCADE_SINGAPORE
from regimens.catalogue.selinexor.references import (
    NEXPOVIO_UK,
    XPOVIO_MALAYSIA,
    XPOVIO_MEDSCAPE,
    XPOVIO_US,
)
from regimens.components import Alternative, Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import MinimumInterval, MissedDose, MissedDoseRule
from regimens.schedule import Cycles, Schedule

SVD = Regimen(
    id="svd",
    title="SVd: selinexor, bortezomib and dexamethasone (35-day cycles)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=35,
            cycles=None,
            source=NEXPOVIO_UK.at("section 4.2: based on a 35-day cycle"),
            components=(
                Component(
                    drug=Drug(name="selinexor"),
                    group="SVd",
                    dose=WrittenDose(
                        amount=amount("100 mg"),
                        cap=Cap(
                            value=Decimal(70),
                            basis=Basis.SURFACE,
                            source=NEXPOVIO_UK.at(
                                "section 4.2: should not exceed 70 mg/m² per dose"
                            ),
                        ),
                        source=NEXPOVIO_UK.at("section 4.2: selinexor 100 mg once weekly"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22, 29),
                            cycles=Cycles(1),
                            source=NEXPOVIO_UK.at("section 4.2: day 1 of each week"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="100",
                            dose=WrittenDose(
                                amount=amount("100 mg"),
                                cap=Cap(
                                    value=Decimal(70),
                                    basis=Basis.SURFACE,
                                    source=NEXPOVIO_UK.at(
                                        "section 4.2: should not exceed 70 mg/m² per dose"
                                    ),
                                ),
                                source=NEXPOVIO_UK.at("section 4.2: selinexor 100 mg once weekly"),
                            ),
                            source=NEXPOVIO_UK.at("section 4.2: selinexor 100 mg once weekly"),
                        ),
                        Level(
                            name="80",
                            dose=WrittenDose(
                                amount=amount("80 mg"),
                                cap=Cap(
                                    value=Decimal(70),
                                    basis=Basis.SURFACE,
                                    source=NEXPOVIO_UK.at(
                                        "section 4.2: should not exceed 70 mg/m² per dose"
                                    ),
                                ),
                                source=XPOVIO_MEDSCAPE.at(
                                    "SVd, dose reductions: 80, 60, 40 mg once weekly"
                                ),
                            ),
                            source=XPOVIO_MEDSCAPE.at(
                                "SVd, dose reductions: 80, 60, 40 mg once weekly"
                            ),
                        ),
                        Level(
                            name="60",
                            dose=WrittenDose(
                                amount=amount("60 mg"),
                                cap=Cap(
                                    value=Decimal(70),
                                    basis=Basis.SURFACE,
                                    source=NEXPOVIO_UK.at(
                                        "section 4.2: should not exceed 70 mg/m² per dose"
                                    ),
                                ),
                                source=XPOVIO_MEDSCAPE.at(
                                    "SVd, dose reductions: 80, 60, 40 mg once weekly"
                                ),
                            ),
                            source=XPOVIO_MEDSCAPE.at(
                                "SVd, dose reductions: 80, 60, 40 mg once weekly"
                            ),
                        ),
                        Level(
                            name="40",
                            dose=WrittenDose(
                                amount=amount("40 mg"),
                                cap=Cap(
                                    value=Decimal(70),
                                    basis=Basis.SURFACE,
                                    source=NEXPOVIO_UK.at(
                                        "section 4.2: should not exceed 70 mg/m² per dose"
                                    ),
                                ),
                                source=XPOVIO_MEDSCAPE.at(
                                    "SVd, dose reductions: 80, 60, 40 mg once weekly"
                                ),
                            ),
                            note="the lowest step",
                            source=XPOVIO_MEDSCAPE.at(
                                "SVd, dose reductions: 80, 60, 40 mg once weekly"
                            ),
                        ),
                    ),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.KEEP_DATES,
                        source=XPOVIO_MALAYSIA.at(
                            "delayed or missed doses: not repeated, next dose on its day"
                        ),
                    ),
                    alternative=Alternative(choice="selinexor-cap", option="70-mg-per-m2"),
                ),
                Component(
                    drug=Drug(name="selinexor"),
                    group="SVd",
                    dose=WrittenDose(
                        amount=amount("100 mg"),
                        source=NEXPOVIO_UK.at("section 4.2: selinexor 100 mg once weekly"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22, 29),
                            cycles=Cycles(1),
                            source=NEXPOVIO_UK.at("section 4.2: day 1 of each week"),
                        ),
                    ),
                    routes=(Route.PO,),
                    levels=(
                        Level(
                            name="100",
                            dose=WrittenDose(
                                amount=amount("100 mg"),
                                source=NEXPOVIO_UK.at("section 4.2: selinexor 100 mg once weekly"),
                            ),
                            source=NEXPOVIO_UK.at("section 4.2: selinexor 100 mg once weekly"),
                        ),
                        Level(
                            name="80",
                            dose=WrittenDose(
                                amount=amount("80 mg"),
                                source=XPOVIO_MEDSCAPE.at(
                                    "SVd, dose reductions: 80, 60, 40 mg once weekly"
                                ),
                            ),
                            source=XPOVIO_MEDSCAPE.at(
                                "SVd, dose reductions: 80, 60, 40 mg once weekly"
                            ),
                        ),
                        Level(
                            name="60",
                            dose=WrittenDose(
                                amount=amount("60 mg"),
                                source=XPOVIO_MEDSCAPE.at(
                                    "SVd, dose reductions: 80, 60, 40 mg once weekly"
                                ),
                            ),
                            source=XPOVIO_MEDSCAPE.at(
                                "SVd, dose reductions: 80, 60, 40 mg once weekly"
                            ),
                        ),
                        Level(
                            name="40",
                            dose=WrittenDose(
                                amount=amount("40 mg"),
                                source=XPOVIO_MEDSCAPE.at(
                                    "SVd, dose reductions: 80, 60, 40 mg once weekly"
                                ),
                            ),
                            note="the lowest step",
                            source=XPOVIO_MEDSCAPE.at(
                                "SVd, dose reductions: 80, 60, 40 mg once weekly"
                            ),
                        ),
                    ),
                    missed_dose=MissedDoseRule(
                        rule=MissedDose.KEEP_DATES,
                        source=XPOVIO_MALAYSIA.at(
                            "delayed or missed doses: not repeated, next dose on its day"
                        ),
                    ),
                    alternative=Alternative(choice="selinexor-cap", option="none"),
                ),
                Component(
                    drug=Drug(name="bortezomib"),
                    group="SVd",
                    dose=WrittenDose(
                        amount=amount("1.3 mg/m²"),
                        source=NEXPOVIO_UK.at("section 4.2: bortezomib 1.3 mg/m²"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=NEXPOVIO_UK.at(
                                "section 4.2: day 1 of each week for 4 weeks, 1 week off"
                            ),
                        ),
                    ),
                    routes=(Route.SC,),
                    levels=(
                        Level(
                            name="1.3",
                            dose=WrittenDose(
                                amount=amount("1.3 mg/m²"),
                                source=NEXPOVIO_UK.at("section 4.2: bortezomib 1.3 mg/m²"),
                            ),
                            source=NEXPOVIO_UK.at("section 4.2: bortezomib 1.3 mg/m²"),
                        ),
                        Level(
                            name="1.0",
                            dose=WrittenDose(
                                amount=amount("1 mg/m²"),
                                source=VELCADE_SINGAPORE.at("re-initiation: 1.3 to 1 mg/m²"),
                            ),
                            source=VELCADE_SINGAPORE.at("re-initiation: 1.3 to 1 mg/m²"),
                        ),
                        Level(
                            name="0.7",
                            dose=WrittenDose(
                                amount=amount("0.7 mg/m²"),
                                source=VELCADE_SINGAPORE.at("re-initiation: 1 to 0.7 mg/m²"),
                            ),
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
                    group="SVd",
                    dose=WrittenDose(
                        amount=amount("20 mg"),
                        source=XPOVIO_US.at("in combination with bortezomib: dexamethasone 20 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2, 8, 9, 15, 16, 22, 23, 29, 30),
                            cycles=Cycles(1),
                            source=XPOVIO_US.at(
                                "in combination with bortezomib: days 1 and 2 of each week"
                            ),
                        ),
                    ),
                    routes=(Route.PO,),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="weeks",
            reading="the weeks of a cycle are five, and selinexor and "
            "dexamethasone have no week off",
            alternatives="only bortezomib's four weeks",
            source=NEXPOVIO_UK.at("section 4.2: 35-day cycle, each week"),
        ),
        Interpretation(
            name="largest dose",
            reading="a dose of selinexor is at most 70 mg/m², as the EU and UK "
            "texts print, which is less than 100 mg under 1.43 m²",
            alternatives="100 mg whatever the body surface, as in the US label (the "
            "choice selinexor-cap=none)",
            source=XPOVIO_US.at("in combination with bortezomib: 100 mg"),
        ),
        BORTEZOMIB_BILIRUBIN,
    ),
    no_rule_for=(
        "blood counts (see the label)",
        "age",
        "dose steps of dexamethasone",
        "antiemetics",
        "antiviral prophylaxis",
    ),
    aliases=("xvd", "sel-vd"),
)
