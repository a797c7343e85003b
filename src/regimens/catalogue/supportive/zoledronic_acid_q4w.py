"""Zoledronic acid for myeloma bone disease, every 4 weeks."""

from __future__ import annotations

from decimal import Decimal

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.supportive.references import (
    BISPHOSPHONATES_RENAL,
    CALGB_70604,
    MYELOMA_IX,
    ZOLEDRONIC_NZ,
    ZOMETA_EU,
)
from regimens.components import Component, Level, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import Laboratory, LaboratoryAtLeast
from regimens.schedule import Cycles, Schedule

ZOLEDRONIC_ACID_Q4W = Regimen(
    id="zoledronic-acid-q4w",
    title="Zoledronic acid IV every 4 weeks for myeloma bone disease",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=ZOLEDRONIC_NZ.at("cycle details: 28 days, cycle 1 and all further cycles"),
            components=(
                Component(
                    drug=Drug(name="zoledronic acid"),
                    group="bone",
                    dose=WrittenDose(
                        amount=amount("4 mg"),
                        source=ZOLEDRONIC_NZ.at("cycle details: zoledronic acid 4 mg"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1),
                            source=ZOLEDRONIC_NZ.at("cycle details: day 1"),
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
                ),
            ),
        ),
    ),
    entry=(
        LaboratoryAtLeast(
            value=Laboratory.CREATININE_CLEARANCE,
            at_least=Decimal(30),
            source=ZOMETA_EU.at("severe renal impairment, below 30 mL/min: not recommended"),
        ),
    ),
    interpretations=(
        Interpretation(
            name="creatinine clearance",
            reading="the full dose is for a clearance over 60 mL/min, and exactly 60 is in the "
            "row of 3.5 mg; the level is recorded by the user, from the clearance before "
            "the first dose",
            alternatives="the dose chosen from the clearance; between the printed rows, as at "
            "49.5 or 39.5 mL/min, the EU text states nothing",
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
            reading="every 4 weeks",
            alternatives="every 3 weeks, as the label and a trial say 3 to 4 weeks, or every 12 "
            "weeks: the definition zoledronic-acid-q12w",
            source=MYELOMA_IX.at("abstract: 4 mg every 3-4 weeks"),
        ),
        Interpretation(
            name="duration",
            reading="open-ended",
            alternatives="2 years, as in the trial of both intervals",
            source=CALGB_70604.at("abstract: for 2 years"),
        ),
    ),
    no_rule_for=(
        "the dose by creatinine clearance as a rule (the levels are recorded by the user)",
        "calcium and vitamin D",
        "dental care",
        "withholding for a rise of creatinine (see the label)",
    ),
    aliases=(
        "zoledronic-acid",
        "zoledronate",
    ),
)
