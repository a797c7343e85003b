"""Numbers that nobody has stated: their source says so itself, wherever it is printed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from attrs import evolve

from regimens.amounts import Amount, Basis, WrittenDose
from regimens.components import Component
from regimens.drugs import Drug
from regimens.phases import Phase
from regimens.regimen import Regimen
from regimens.schedule import Continuous
from regimens.sources import Source

__all__ = ["INVENTED", "PLAINEST", "UNREAD"]

# The source of every number that is drawn.
INVENTED = Source(
    title="Invented for a test, not for patients",
    identifier="none",
    locator="drawn by regimens.testing",
    checked_on=date(2026, 11, 21),
)
# The same for numbers that are to count as unread.
UNREAD = evolve(INVENTED, verified=False)
# A definition that names of a caller's own are tried in, so that they are refused as there.
PLAINEST = Regimen(
    id="test-regimen",
    title="An invented regimen, for tests and not for patients",
    revision="1",
    phases=(
        Phase(
            name="induction",
            cycle_length=28,
            cycles=1,
            components=(
                Component(
                    drug=Drug(name="drug-a"),
                    group="chemotherapy",
                    dose=WrittenDose(amount=Amount(Decimal(1), Basis.FLAT), source=INVENTED),
                    timing=Continuous(source=INVENTED),
                ),
            ),
            source=INVENTED,
        ),
    ),
)
