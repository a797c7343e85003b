"""BR: bendamustine and rituximab, up to six cycles of 28 days."""

from __future__ import annotations

from regimens.amounts import WrittenDose, amount
from regimens.catalogue.waldenstrom.references import (
    BENDAMUSTINE_THAILAND,
    BR_ITALY,
    NZ_RITUXIMAB_BENDAMUSTINE,
    WMUK_REGIMENS,
)
from regimens.components import Component, Level
from regimens.drugs import Drug, Route
from regimens.regimen import Interpretation, Phase, Regimen
from regimens.schedule import Cycles, Schedule

BR = Regimen(
    id="br",
    title="BR: bendamustine and rituximab in macroglobulinaemia",
    revision="1",
    phases=(
        Phase(
            name="treatment",
            cycle_length=28,
            cycles=6,
            source=NZ_RITUXIMAB_BENDAMUSTINE.at("treatment overview: cycles 1 to 6, 28 days"),
            components=(
                Component(
                    drug=Drug(name="rituximab"),
                    group="BR",
                    dose=WrittenDose(
                        amount=amount("375 mg/m²"),
                        source=NZ_RITUXIMAB_BENDAMUSTINE.at("cycle details: rituximab 375 mg/m2"),
                    ),
                    timing=(
                        Schedule(
                            days=(1,),
                            cycles=Cycles(1, 6),
                            source=NZ_RITUXIMAB_BENDAMUSTINE.at(
                                "cycle details: rituximab on day 1"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                ),
                Component(
                    drug=Drug(name="bendamustine"),
                    group="BR",
                    dose=WrittenDose(
                        amount=amount("90 mg/m²"),
                        source=NZ_RITUXIMAB_BENDAMUSTINE.at("cycle details: bendamustine 90 mg/m2"),
                    ),
                    timing=(
                        Schedule(
                            days=(1, 2),
                            cycles=Cycles(1, 6),
                            source=NZ_RITUXIMAB_BENDAMUSTINE.at(
                                "cycle details: bendamustine on days 1 and 2"
                            ),
                        ),
                    ),
                    routes=(Route.IV,),
                    levels=(
                        Level(
                            name="70",
                            dose=WrittenDose(
                                amount=amount("70 mg/m²"),
                                source=BR_ITALY.at("methods and results: 70 mg/m2"),
                            ),
                            source=BR_ITALY.at(
                                "methods and results: 22 of 71 patients had 70 mg/m2"
                            ),
                        ),
                        Level(
                            name="50",
                            dose=WrittenDose(
                                amount=amount("50 mg/m²"),
                                source=BR_ITALY.at("methods and results: 50 mg/m2"),
                            ),
                            note="given where the cumulative illness rating was 6 or more",
                            source=BR_ITALY.at(
                                "methods and results: 4 patients with a cumulative illness score "
                                "of 6 or more"
                            ),
                        ),
                        Level(
                            name="bilirubin-1.2-to-3-mg-dl",
                            dose=WrittenDose(
                                amount=amount("63 mg/m²"),
                                source=BENDAMUSTINE_THAILAND.at(
                                    "hepatic impairment: a 30 % dose reduction, of 90 mg/m²"
                                ),
                            ),
                            note="with moderate hepatic impairment, a serum bilirubin of 1.2 to "
                            "3 mg/dL",
                            source=BENDAMUSTINE_THAILAND.at(
                                "hepatic impairment: serum bilirubin 1.2-3.0 mg/dL"
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    interpretations=(
        Interpretation(
            name="number of cycles",
            reading="six cycles, the most that the sources give",
            alternatives="4 to 6 cycles, as WMUK states",
            source=WMUK_REGIMENS.at("bendamustine-rituximab: 4-6 times"),
        ),
        Interpretation(
            name="indication",
            reading="the library's regimen is for B-cell lymphoma; the same doses and days were "
            "given in macroglobulinaemia",
            alternatives="another dose of bendamustine for age and kidney function",
            source=BR_ITALY.at(
                "methods and results: rituximab day 1, bendamustine days 1 and 2, every 4 weeks, "
                "up to 6 courses"
            ),
        ),
        Interpretation(
            name="IgM flare",
            reading="rituximab from the first cycle",
            alternatives="rituximab from a later cycle on where IgM is high",
            source=WMUK_REGIMENS.at("bendamustine-rituximab: rituximab may be delayed"),
        ),
        Interpretation(
            name="liver disease",
            reading="63 mg/m² by a bilirubin in mg/dL, which no recorded multiple of normal shows, "
            "exists by name and is taken only where a dose change records it",
            alternatives="no bendamustine in moderate impairment, as another country's label says",
            source=BENDAMUSTINE_THAILAND.at("hepatic impairment"),
        ),
    ),
    no_rule_for=(
        "blood counts before a cycle (see the label of bendamustine)",
        "renal function",
        "which patients have 70 mg/m²",
        "premedication of rituximab",
        "liver function: a serum bilirubin over 3 mg/dL, for which the label has no data",
    ),
    aliases=("bendamustine-rituximab",),
)
