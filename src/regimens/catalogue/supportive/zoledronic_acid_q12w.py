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
from regimens.components import Component, Level, Role
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.rules import Laboratory, LaboratoryAtLeast
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
        "the dose by creatinine clearance as a rule (the levels are recorded by the user)",
        "calcium and vitamin D",
        "dental care",
        "withholding for a rise of creatinine (see the label)",
    ),
)
