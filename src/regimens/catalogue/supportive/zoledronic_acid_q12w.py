"""Zoledronic acid for myeloma bone disease, every 12 weeks."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.supportive.references import (
    BISPHOSPHONATES_RENAL,
    CALGB_70604,
    PDQ_MYELOMA,
    ZOLEDRONIC_NZ_Q12W,
    ZOMETA_EU,
)
from regimens.components import Band, Component, Level, LevelTable, Role, TableValue
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

ZOLEDRONIC_ACID_Q12W = Regimen(
    id="zoledronic-acid-q12w",
    title="Zoledronic acid IV every 12 weeks for myeloma bone disease",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=84,
            cycles=None,
            source=CALGB_70604.at("abstract: every 12 weeks"),
            components=(
                Component(
                    drug=Drug(name="zoledronic acid"),
                    group="bone",
                    dose=WrittenDose(
                        amount=amount("4 mg"),
                        source=ZOLEDRONIC_NZ_Q12W.at("cycle details: zoledronic acid 4 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1),
                            source=ZOLEDRONIC_NZ_Q12W.at("cycle details: day 1 of 84 days"),
                        ),
                    ),
                    routes=(Route.IV,),
                    role=Role.SUPPORTIVE,
                    levels=(
                        Level(
                            name="3.5",
                            dose=WrittenDose(
                                amount=amount("3.5 mg"),
                                source=ZOMETA_EU.at("table: 3.5 mg"),
                            ),
                            note="for a baseline creatinine clearance of 50 to 60 mL/min",
                            source=ZOMETA_EU.at("table: creatinine clearance 50-60 mL/min"),
                        ),
                        Level(
                            name="3.3",
                            dose=WrittenDose(
                                amount=amount("3.3 mg"),
                                source=ZOMETA_EU.at("table: 3.3 mg"),
                            ),
                            note="for a baseline creatinine clearance of 40 to 49 mL/min",
                            source=ZOMETA_EU.at("table: creatinine clearance 40-49 mL/min"),
                        ),
                        Level(
                            name="3.0",
                            dose=WrittenDose(
                                amount=amount("3 mg"),
                                source=ZOMETA_EU.at("table: 3.0 mg"),
                            ),
                            note="for a baseline creatinine clearance of 30 to 39 mL/min",
                            source=ZOMETA_EU.at("table: creatinine clearance 30-39 mL/min"),
                        ),
                    ),
                    tables=(
                        LevelTable(
                            by=TableValue.CREATININE_CLEARANCE,
                            bands=(
                                Band(
                                    low=Decimal(60),
                                    low_included=False,
                                ),
                                Band(
                                    low=Decimal(50),
                                    high=Decimal(60),
                                    level="3.5",
                                ),
                                Band(
                                    low=Decimal(40),
                                    high=Decimal(49),
                                    level="3.3",
                                ),
                                Band(
                                    low=Decimal(30),
                                    high=Decimal(39),
                                    level="3.0",
                                ),
                                Band(
                                    high=Decimal(30),
                                    high_included=False,
                                    not_given=True,
                                ),
                            ),
                            source=ZOMETA_EU.at(
                                "table and text: > 60, 50-60, 40-49, 30-39 mL/min; not recommended "
                                "below 30"
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="creatinine clearance",
            reading="the dose is chosen once, by the clearance before the first dose, row by row "
            "as the EU text prints it: exactly 60 mL/min is in the row of 3.5 mg, and a "
            "clearance between two rows, as 49.5 or 39.5, is refused",
            alternatives="a clearance between two rows counted to one of them, or a dose chosen "
            "anew before each infusion",
            source=ZOMETA_EU.at("table: > 60, 50-60, 40-49, 30-39 mL/min"),
        ),
        Interpretation(
            name="another table",
            reading="the rows of the EU text: over 60, 50 to 60, 40 to 49, 30 to 39 mL/min",
            alternatives="the Swiss rows 90-60, 60-50, 50-40 and 40-30 mL/min with the same "
            "doses, which overlap at 60, 50 and 40",
            source=BISPHOSPHONATES_RENAL.at("zoledronic acid: 4, 3.5, 3.3, 3.0 mg"),
        ),
        Interpretation(
            name="interval",
            reading="every 12 weeks from the first dose on",
            alternatives="every 4 weeks first, and every 12 weeks from the best response on",
            source=PDQ_MYELOMA.at(
                "zoledronate: 12-week schedule at the start of therapy or at maximal response"
            ),
        ),
        Interpretation(
            name="patients",
            reading="myeloma was one of the diseases of the trial, 278 of 1,822 patients; the "
            "library's regimen is for breast cancer",
            alternatives="every 4 weeks: the definition zoledronic-acid-q4w",
            source=CALGB_70604.at("abstract: 278 with multiple myeloma"),
        ),
        Interpretation(
            name="duration",
            reading="open-ended",
            alternatives="2 years, as in the trial",
            source=CALGB_70604.at("abstract: for 2 years"),
        ),
    ),
    no_rule_for=(
        "calcium and vitamin D",
        "dental care",
        "withholding for a rise of creatinine (see the label)",
    ),
)
