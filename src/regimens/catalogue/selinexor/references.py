"""The texts that the selinexor definitions take their numbers from."""

from __future__ import annotations

from datetime import date

from regimens.sources import Reference

XPOVIO_US = Reference(
    title="XPOVIO US prescribing information, as reproduced on drugs.com",
    identifier="drugs.com/dosage/xpovio.html",
    checked_on=date(2026, 11, 21),
)
NEXPOVIO_UK = Reference(
    title="NEXPOVIO summary of product characteristics (UK, 7 February 2024)",
    identifier="medicines.org.uk/emc/product/15279/smpc",
    checked_on=date(2026, 11, 21),
)
XPOVIO_MALAYSIA = Reference(
    title="Xpovio prescribing information (Malaysia), MIMS",
    identifier="sit.mimsdev.com/malaysia/drug/info/xpovio/dosage",
    checked_on=date(2026, 11, 21),
)
XPOVIO_MEDSCAPE = Reference(
    title="Xpovio (selinexor), Medscape drug reference",
    identifier="reference.medscape.com/drug/xpovio-selinexor-1000301",
    checked_on=date(2026, 11, 21),
)
STORM = Reference(
    title="Selinexor for refractory myeloma (STORM), Multiple Myeloma Hub",
    identifier="multiplemyelomahub.com/medical-information/selinexor-for-refractory-myeloma",
    checked_on=date(2026, 11, 21),
)
