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

from regimens.testing import printing as _printing  # noqa: F401 - Hypothesis prints by it
from regimens.testing.amounts import amount_texts, amounts, caps, dose_texts, doses
from regimens.testing.body_invariants import (
    assert_measurements_followed,
    assert_phases_wait,
    assert_products_followed,
    assert_steps_kept,
    assert_tables_followed,
)
from regimens.testing.change_invariants import assert_changes_explained, assert_past_immutable
from regimens.testing.checks import Breach, Check
from regimens.testing.closed_invariants import assert_closed_days_kept
from regimens.testing.components import components, drugs
from regimens.testing.course_invariants import (
    assert_as_of_changes_no_dose,
    assert_corrections_followed,
    assert_delay_moves_later_cycles,
    assert_document_round_trip,
    assert_fraction_never_raises,
    assert_horizon_only_cuts,
    assert_recorded_at_once,
    assert_same_bytes,
    assert_units_agree,
)
from regimens.testing.courses import courses, starts
from regimens.testing.date_invariants import (
    assert_cycles_follow_each_other,
    assert_dates_follow_cycles,
    assert_growth_factors_kept_apart,
    assert_intervals_kept,
    assert_no_dose_twice,
    assert_nothing_after_stop,
    assert_rows_in_order,
    assert_statuses_fit_as_of,
)
from regimens.testing.days import cycle_lengths, days, schedules
from regimens.testing.definitions import entry_criteria, regimens
from regimens.testing.dose_invariants import (
    assert_caps_kept,
    assert_days_add_up,
    assert_doses_follow_working,
    assert_one_rounding,
    assert_totals_are_sums,
)
from regimens.testing.events import events
from regimens.testing.faults import Fault
from regimens.testing.histories import histories
from regimens.testing.holding import Rule, assert_course_holds, assert_regimen_holds
from regimens.testing.invariants import INVARIANTS, Held, Invariant
from regimens.testing.invented import INVENTED, UNREAD
from regimens.testing.kinds import EventKind
from regimens.testing.laboratory import laboratory_courses, thresholds
from regimens.testing.machine import CourseMachine, course_machine
from regimens.testing.nearly_legal import NearlyLegal, nearly_legal_regimens
from regimens.testing.order_faults import OrderFault, SpoiledOrders
from regimens.testing.orders import orders, spoiled_orders
from regimens.testing.patients import bodies, height_texts, patients, weight_texts
from regimens.testing.phases import phases
from regimens.testing.policies import policies, roundings
from regimens.testing.record_invariants import (
    assert_dose_changes_followed,
    assert_omissions_followed,
    assert_postponements_followed,
    assert_stops_followed,
)
from regimens.testing.registration import register
from regimens.testing.suite import SUITE, assert_definition_holds
from regimens.testing.told_invariants import (
    assert_documents_carry_the_numbers,
    assert_every_dose_explained,
    assert_given_doses_told,
    assert_overrides_told,
    assert_reductions_told,
    assert_unread_numbers_marked,
)
from regimens.testing.whole_invariants import (
    assert_amounts_as_written,
    assert_every_dose_stands,
    assert_history_followed,
)

__all__ = [
    "INVARIANTS",
    "INVENTED",
    "SUITE",
    "UNREAD",
    "Breach",
    "Check",
    "CourseMachine",
    "EventKind",
    "Fault",
    "Held",
    "Invariant",
    "NearlyLegal",
    "OrderFault",
    "Rule",
    "SpoiledOrders",
    "amount_texts",
    "amounts",
    "assert_amounts_as_written",
    "assert_as_of_changes_no_dose",
    "assert_caps_kept",
    "assert_changes_explained",
    "assert_closed_days_kept",
    "assert_corrections_followed",
    "assert_course_holds",
    "assert_cycles_follow_each_other",
    "assert_dates_follow_cycles",
    "assert_days_add_up",
    "assert_definition_holds",
    "assert_delay_moves_later_cycles",
    "assert_document_round_trip",
    "assert_documents_carry_the_numbers",
    "assert_dose_changes_followed",
    "assert_doses_follow_working",
    "assert_every_dose_explained",
    "assert_every_dose_stands",
    "assert_fraction_never_raises",
    "assert_given_doses_told",
    "assert_growth_factors_kept_apart",
    "assert_history_followed",
    "assert_horizon_only_cuts",
    "assert_intervals_kept",
    "assert_measurements_followed",
    "assert_no_dose_twice",
    "assert_nothing_after_stop",
    "assert_omissions_followed",
    "assert_one_rounding",
    "assert_overrides_told",
    "assert_past_immutable",
    "assert_phases_wait",
    "assert_postponements_followed",
    "assert_products_followed",
    "assert_recorded_at_once",
    "assert_reductions_told",
    "assert_regimen_holds",
    "assert_rows_in_order",
    "assert_same_bytes",
    "assert_statuses_fit_as_of",
    "assert_steps_kept",
    "assert_stops_followed",
    "assert_tables_followed",
    "assert_totals_are_sums",
    "assert_units_agree",
    "assert_unread_numbers_marked",
    "bodies",
    "caps",
    "components",
    "course_machine",
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
    "nearly_legal_regimens",
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
