"""The text that the definition of encorafenib with binimetinib takes its numbers from."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

BIRMA_RECORD = Reference(
    title="BRAF/MEK inhibition in relapsed/refractory multiple myeloma (BIRMA), "
    "ClinicalTrials.gov record, as reproduced on github.com/ejaybennett/healthdata",
    identifier="NCT02834364",
    checked_on=date(2026, 11, 21),
)
