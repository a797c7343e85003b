"""The texts that the conditioning regimens take their numbers from."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

MEL200_MEL100 = Reference(
    title="Melphalan 200 mg/m² versus melphalan 100 mg/m² in newly diagnosed myeloma. "
    "Blood 2010;115:1873, abstract (NCT00950768)",
    identifier="ashpublications.net/blood/article-split/115/10/1873/26830",
    checked_on=date(2026, 11, 21),
)
CALGB_100104 = Reference(
    title="CALGB 100104, outline of the trial as reproduced on cancer.iu.edu",
    identifier="NCT00114101",
    checked_on=date(2026, 11, 21),
)
EVOMELA_LABEL = Reference(
    title="EVOMELA (melphalan), summary of the US label on cancertherapyadvisor.com",
    identifier="cancertherapyadvisor.com/drug/evomela",
    checked_on=date(2026, 11, 21),
)
CALM_STUDY = Reference(
    title="Auner HW et al. Melphalan 140 mg/m² or 200 mg/m² for autologous transplantation in "
    "myeloma (CALM). Haematologica 2018;103(3), abstract (NCT01362972)",
    identifier="doi:10.3324/haematol.2017.181339",
    checked_on=date(2026, 11, 21),
)
BUMEL_IV = Reference(
    title="Single daily dose of intravenous busulfan and melphalan as a conditioning regimen for "
    "multiple myeloma. Leuk Lymphoma 2009;50:216-222, abstract",
    identifier="doi:10.1080/10428190802630170",
    checked_on=date(2026, 11, 21),
)
BUMEL_HOUSTON = Reference(
    title="Toxicity and early response after intravenous busulfan and melphalan in multiple "
    "myeloma. Blood 2006;108:2943, abstract",
    identifier="ashpublications.net/blood/article/108/11/2943/129122",
    checked_on=date(2026, 11, 21),
)
BUSULFAN_THIOTEPA = Reference(
    title="Busulfan and thiotepa versus high-dose melphalan as conditioning in multiple myeloma. "
    "Front Oncol 2022, abstract",
    identifier="doi:10.3389/fonc.2022.959949",
    checked_on=date(2026, 11, 21),
)
GEM2000_BUSULFAN = Reference(
    title="Busulfan 12 mg/kg plus melphalan 140 mg/m² versus melphalan 200 mg/m² (GEM2000). "
    "Haematologica 2010;95:1913-1920, abstract",
    identifier="doi:10.3324/haematol.2010.028027",
    checked_on=date(2026, 11, 21),
)
