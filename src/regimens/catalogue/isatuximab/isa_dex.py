"""Isatuximab with dexamethasone, as in the phase 2 study."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.isatuximab.isatuximab import ISATUXIMAB
from regimens.catalogue.isatuximab.references import ISA_DEX_STUDY
from regimens.components import Component, Level
from regimens.drugs import Drug
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

ISA_DEX = Regimen(
    id="isa-dex",
    title="Isa-dex: isatuximab 20 mg/kg with dexamethasone (phase 2)",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=None,
            source=ISA_DEX_STUDY.unread("Methods: length of a cycle"),
            components=(
                Component(
                    drug=Drug(name="dexamethasone"),
                    group="dexamethasone",
                    dose=WrittenDose(
                        amount=amount("40 mg"),
                        source=ISA_DEX_STUDY.at("abstract: dexamethasone 40 mg/d"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 8, 15, 22),
                            cycles=Cycles(1),
                            source=ISA_DEX_STUDY.at("abstract: once weekly"),
                        ),
                    ),
                    levels=(
                        Level(
                            name="20",
                            dose=WrittenDose(
                                amount=amount("20 mg"),
                                source=ISA_DEX_STUDY.at("abstract: 20 mg/d from 75 years on"),
                            ),
                            note="for patients of 75 years and older",
                            for_age_from=75,
                            source=ISA_DEX_STUDY.at("abstract: 20 mg/d from 75 years on"),
                        ),
                    ),
                ),
                *ISATUXIMAB.phases[0].components,
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="weekly dexamethasone",
            reading="dexamethasone once weekly is on days 1, 8, 15 and 22; on infusion days it is "
            "the premedication too",
            alternatives="other days of the week; premedication besides",
            source=ISA_DEX_STUDY.at("abstract: once weekly"),
        ),
        Interpretation(
            name="75 years",
            reading="20 mg is pointed out from the 75th birthday on",
            alternatives="from the day after it",
            source=ISA_DEX_STUDY.at("abstract: 20 mg/d from 75 years on"),
        ),
        *ISATUXIMAB.interpretations,
    ),
    no_rule_for=(
        "dexamethasone for an infusion moved to a day without it",
        *ISATUXIMAB.no_rule_for,
    ),
    aliases=("isadex",),
)
