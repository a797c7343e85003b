"""Property tests for users: strategies of patients, amounts, regimens and policies.

Everything drawn is legal, and says of its numbers that they are invented.

>>> from datetime import date
>>> from hypothesis import given
>>> from regimens import Course, Patient, Regimen
>>> from regimens.testing import patients, regimens
>>> @given(regimens(), patients())
... def no_dose_comes_before_the_start(regimen: Regimen, patient: Patient) -> None:
...     calendar = Course(regimen, patient, start=date(2026, 1, 5), cycles=2).plan()
...     assert all(dose.date >= calendar.start for dose in calendar)
>>> no_dose_comes_before_the_start()
"""

try:
    import hypothesis as _hypothesis  # noqa: F401 - asked for first, to say what is missing
except ImportError:
    raise ModuleNotFoundError(
        'regimens.testing needs hypothesis; pip install "regimens[testing]"', name="hypothesis"
    ) from None

from regimens.testing.amounts import amount_texts, amounts, caps, dose_texts, doses
from regimens.testing.components import components, drugs
from regimens.testing.courses import courses, starts
from regimens.testing.days import cycle_lengths, days, schedules
from regimens.testing.definitions import entry_criteria, regimens
from regimens.testing.events import events
from regimens.testing.histories import histories
from regimens.testing.invented import INVENTED, UNREAD
from regimens.testing.kinds import EventKind
from regimens.testing.laboratory import laboratory_courses, thresholds
from regimens.testing.order_faults import OrderFault, SpoiledOrders
from regimens.testing.orders import orders, spoiled_orders
from regimens.testing.patients import bodies, height_texts, patients, weight_texts
from regimens.testing.phases import phases
from regimens.testing.policies import policies, roundings
from regimens.testing.registration import register

__all__ = [
    "INVENTED",
    "UNREAD",
    "EventKind",
    "OrderFault",
    "SpoiledOrders",
    "amount_texts",
    "amounts",
    "bodies",
    "caps",
    "components",
    "courses",
    "cycle_lengths",
    "days",
    "dose_texts",
    "doses",
    "drugs",
    "entry_criteria",
    "events",
    "height_texts",
    "histories",
    "laboratory_courses",
    "orders",
    "patients",
    "phases",
    "policies",
    "regimens",
    "register",
    "roundings",
    "schedules",
    "spoiled_orders",
    "starts",
    "thresholds",
    "weight_texts",
]
