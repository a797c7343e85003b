"""Planning that is broken from inside, in one way each, is seen by the invariant of that way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import chain
from typing import Any

import attrs
import pytest

from regimens import (
    Correction,
    Course,
    Delay,
    Discontinuation,
    DoseChange,
    Given,
    Lab,
    Measurement,
    Omission,
    Patient,
    Policy,
    Postponement,
    Switch,
    Transplant,
    catalogue,
    closures,
    course_doses,
    dispensing,
    dose_changes,
    dosing_weight,
    marked_rows,
    planning,
    replay,
    single_doses,
)
from regimens import events as events_module
from regimens.clinic import ClinicDays
from regimens.closures import Fitted
from regimens.events import Event
from regimens.gates import Gates, gates
from regimens.history import place
from regimens.marks import Marks
from regimens.regimen import Regimen
from regimens.statuses import Status
from regimens.testing import assert_course_holds
from regimens.testing import told_invariants as of_texts
from regimens.units import measure

START = date(2026, 1, 5)  # a Monday
PATIENT = Patient(height="165 cm", weight="70 kg")
_Breaks = Sequence[tuple[Any, str, Any]]


def _january(day: int) -> date:
    return date(2026, 1, day)


def _course(name: str, *events: Event, cycles: int = 4, **more: Any) -> Course:
    regimen = catalogue.get(name)
    shown = cycles if regimen.phases[-1].cycles is None else None
    return Course(
        regimen, PATIENT, start=START, cycles=shown, events=events, allow_unverified="-", **more
    )


def _closed(*days: int, by: int, name: str = "daratumumab-iv") -> Course:
    closed = [START + timedelta(days=day) for day in days]
    return _course(name, clinic=ClinicDays(closed_dates=closed, may_move={"daratumumab": by}))


# --- ways to be wrong: what is replaced where, given what is right -------------------------------


def _without(kind: type, module: Any, name: str) -> _Breaks:
    """A step that does not see events of a kind."""
    right = getattr(module, name)

    def wrong(*given: Any, **named: Any) -> Any:
        seen = [
            [one for one in each if not isinstance(one[1], kind)] if _is_history(each) else each
            for each in given
        ]
        return right(*seen, **named)

    return [(module, name, wrong)]


def _is_history(given: Any) -> bool:
    return isinstance(given, list) and bool(given) and isinstance(given[0], tuple)


def _after(module: Any, name: str, change: Callable[[Any], Any]) -> _Breaks:
    """A step whose result is changed."""
    right = getattr(module, name)
    return [(module, name, lambda *given, **named: change(right(*given, **named)))]


def _recorded_as(module: Any, name: str, change: Callable[[Any], Any]) -> _Breaks:
    """A mark that is kept otherwise than it was made."""
    right = getattr(module, name)
    return [(module, name, lambda self, mark: right(self, change(mark)))]


def _one_omission(found: Any) -> Any:
    marks, findings = found
    return attrs.evolve(marks, omitted=dict(list(marks.omitted.items())[:1])), findings


def _twice(found: Any) -> Any:
    marks, findings = found
    return attrs.evolve(marks, postponed=marks.postponed * 2), findings


def _alone(found: Any) -> Any:
    marks, findings = found
    alone = [attrs.evolve(one, keeps_interval=False) for one in marks.postponed]
    return attrs.evolve(marks, postponed=tuple(alone)), findings


def _at_once(found: Any) -> Any:
    findings, version = found
    return findings, attrs.evolve(version, since=version.after, after=None)


def _heavier(found: Any) -> Any:
    findings, version = found
    return findings, attrs.evolve(version, body=attrs.evolve(version.body, weight=Decimal(61)))


def _stronger(making: Any) -> Any:
    pieces = [attrs.evolve(one, strength=one.strength * 2) for one in making.pieces]
    return attrs.evolve(making, pieces=tuple(pieces))


def _first_phase(found: Any) -> Any:
    return [one for one in found if one[0][0] == 0]


def _redosed(build: Any, row: Any) -> Any:
    given = build.marks.given.get(row.key)
    return None if given is None else attrs.evolve(given, resolved=row.resolved)


def _fit_nothing(
    clinic: Any, regimen: Any, history: Any, *, marks: Any, horizon: Any, draft: Any
) -> Fitted:
    del clinic, regimen, horizon, draft
    return Fitted(history=history, marks=marks, findings=())


def _far_first(limit: int) -> Any:
    return chain.from_iterable((days, -days) for days in range(limit, 0, -1))


def _early_first(limit: int) -> Any:
    return chain.from_iterable((-days, days) for days in range(1, limit + 1))


def _too_late(search: Any, time: Any, named: Any) -> None:
    del named
    later = Delay(phase=time.phase.name, cycle=time.cycle, days=2)
    search.later.append(("clinic days", later))


def _still_there(events: Sequence[Event]) -> list[tuple[str, Event]]:
    return [
        (place(index, event), event)
        for index, event in enumerate(events)
        if not isinstance(event, Correction)
    ]


def _as_milligrams(given: Any, *kinds: Any, where: str = "") -> Any:
    return measure(str(given).replace("µg", "mg"), *kinds, where=where)


def _without_unread(text: str) -> str:
    return text.replace("unverified-source", "interpretation")


IV, DCEP = "daratumumab-iv", "dcep"
SWITCH = Switch(of="daratumumab", to="daratumumab-sc", on=_january(12))
LIGHTER = Measurement(on=_january(6), weight="60 kg")
UNREAD = next(name for name in catalogue.ids() if catalogue.get(name).unverified)
VIALS = Policy(rounding="vials")
# (the invariant, the course, what is broken, words of the message)
BROKEN: tuple[tuple[str, Course, Callable[[], _Breaks], str], ...] = (
    (
        "assert_omissions_followed",
        _course(DCEP, Omission(of="cisplatin", on=START)),
        lambda: [(Marks, "omit", lambda marks, *_: marks)],
        "2026-01-05 .*cisplatin: recorded as left out, and planned",
    ),
    (
        "assert_omissions_followed",
        _course(DCEP, Omission(of="DCEP", on=START)),
        lambda: _after(single_doses, "_omit", _one_omission),
        "2026-01-05 .*: recorded as left out, and planned",
    ),
    (
        "assert_postponements_followed",
        _course(DCEP, Postponement(of="cisplatin", on=_january(8), to=_january(10))),
        lambda: [(Marks, "postpone", lambda marks, *_: marks)],
        "2026-01-08 .*cisplatin: postponed to 2026-01-10, and planned on 2026-01-08",
    ),
    (
        "assert_postponements_followed",
        _course(DCEP, Postponement(of="cisplatin", on=_january(8), to=_january(10))),
        lambda: _after(single_doses, "_postpone", _twice),
        "2026-01-08 .*cisplatin: postponed to 2026-01-10, and planned on 2026-01-12",
    ),
    (
        "assert_postponements_followed",
        _course(IV, Postponement(of="daratumumab", on=_january(12), to=_january(14))),
        lambda: _after(single_doses, "_postpone", _alone),
        "2026-01-19 .*daratumumab: moved by 0 days by a postponement of 2",
    ),
    (
        "assert_measurements_followed",
        _course(DCEP, LIGHTER),
        lambda: _without(Measurement, planning, "bodies"),
        "2026-02-02 .*: made from a weight of 70, and 60 is recorded for it",
    ),
    (
        "assert_measurements_followed",
        _course(DCEP, LIGHTER),
        lambda: _after(dosing_weight, "_measured", _at_once),
        "2026-01-06 .*: made from a weight of 60, and 70 is recorded for it",
    ),
    (
        "assert_measurements_followed",
        _course(IV, LIGHTER),
        lambda: _after(dosing_weight, "_measured", _heavier),
        "2026-02-02 .*: made from a weight of 61, and 60 is recorded for it",
    ),
    (
        "assert_dose_changes_followed",
        _course(DCEP, DoseChange(of=["cisplatin", "etoposide"], to="0.7", cycle=2)),
        lambda: [(dose_changes, "_covered", _first_name(dose_changes._covered))],
        "2026-02-02 .*etoposide: is at fraction 1, level None, and should be at fraction 0.7",
    ),
    (
        "assert_dose_changes_followed",
        _course(
            "dara-vd",
            DoseChange(of="daratumumab", to="0.8", cycle=1, phase="combination"),
            DoseChange(of="daratumumab", to="0.7", cycle=2, phase="combination"),
            cycles=12,
        ),
        lambda: _after(dose_changes, "_covered", _first_phase),
        "continuation cycle 1 .*daratumumab: is at fraction 1, .* should be at fraction 0.8",
    ),
    (
        "assert_dose_changes_followed",
        _course("vd", DoseChange(of="bortezomib", level="1.0", cycle=2)),
        lambda: _without(DoseChange, planning, "dose_settings"),
        "cycle 2 day 1 bortezomib: is at fraction 1, level None, and should be at .* level 1.0",
    ),
    (
        "assert_stops_followed",
        _course(DCEP, Discontinuation(of="cisplatin", on=date(2026, 2, 2))),
        lambda: _recorded_as(Marks, "stop", partial(attrs.evolve, names=None)),
        "2026-02-02 .*: stopped, and the stop is of cisplatin from 2026-02-02 on",
    ),
    (
        "assert_nothing_after_stop",
        _course(DCEP, Discontinuation(of=["cisplatin", "etoposide"], on=date(2026, 2, 2))),
        lambda: _recorded_as(Marks, "stop", partial(attrs.evolve, names="cisplatin")),
        "2026-02-02 .*etoposide: planned, stopped 2026-02-02",
    ),
    (
        "assert_products_followed",
        _course(IV, SWITCH),
        lambda: [(Marks, "switch", lambda marks, _: marks)],
        "2026-01-12 .*: is 16 mg/kg by IV, and should be 1800 mg by SC",
    ),
    (
        "assert_products_followed",
        _course(IV, SWITCH),
        lambda: _recorded_as(Marks, "switch", partial(attrs.evolve, on=START)),
        "2026-01-05 .*: is 1800 mg by SC, and should be 16 mg/kg by IV",
    ),
    (
        "assert_products_followed",
        _course(DCEP, choices={"dexamethasone": "IV"}),
        lambda: [(planning, "route_of", lambda component, _: next(iter(component.routes), None))],
        "dexamethasone: is 40 mg by PO, and should be 40 mg by IV",
    ),
    (
        "assert_tables_followed",
        _course("zoledronic-acid-q4w", Lab(on=START, creatinine_clearance="45 mL/min")),
        lambda: _after(planning, "chosen_levels", partial(attrs.evolve, changes=[])),
        "zoledronic acid: is at level None, and the calendar says: zoledronic acid at",
    ),
    (
        "assert_steps_kept",
        _course("teclistamab", Omission(of="teclistamab", on=_january(8))),
        lambda: [(planning, "held", lambda _, rows: (list(rows), []))],
        "teclistamab: planned, and the step of 2026-01-08 was left out",
    ),
    (
        "assert_steps_kept",
        _course(
            "teclistamab",
            Postponement(of="teclistamab", on=_january(8), to=date(2026, 3, 30)),
        ),
        lambda: [(planning, "held", lambda _, rows: (list(rows), []))],
        "2026-03-30 .*teclistamab: planned, and the dose before was on 2026-01-05: ",
    ),
    (
        "assert_phases_wait",
        _course("dara-dcep"),
        lambda: [(Gates, "status", lambda *_: (Status.PLANNED, ()))],
        "maintenance .*daratumumab: planned, and no such response is recorded",
    ),
    (
        "assert_phases_wait",
        _course("dara-dcep", Transplant(on=date(2026, 5, 1))),
        lambda: [(planning, "gates", lambda events: attrs.evolve(gates(events), transplants=()))],
        "maintenance .*daratumumab: dated, and no start of maintenance is recorded",
    ),
    (
        "assert_closed_days_kept",
        _closed(7, by=2),
        lambda: [
            (planning, "fit", _fit_nothing),
            (planning, "closed_findings", lambda *_: []),
        ],
        "2026-01-12 .*: the clinic is closed, and no finding says so",
    ),
    (
        "assert_closed_days_kept",
        _closed(7, by=2),
        lambda: [(planning, "fit", _fit_nothing)],
        "2026-01-12 .*: stays on a closed day, and 1 days later the clinic is open",
    ),
    (
        "assert_closed_days_kept",
        _closed(7, by=2),
        lambda: [(closures, "_nearest_first", _early_first)],
        "2026-01-11 .*: moved by -1 days, and 1 days later the clinic is open",
    ),
    (
        "assert_closed_days_kept",
        _closed(7, by=2),
        lambda: [(closures, "_nearest_first", _far_first)],
        "2026-01-14 .*: moved by 2 days, and 1 days later the clinic is open",
    ),
    (
        "assert_closed_days_kept",
        _closed(6, 7, 8, by=1),
        lambda: [(closures, "_limit", lambda *_: 4)],
        "2026-01-14 .*: moved by 2 days, and at most 1 are allowed",
    ),
    (
        "assert_closed_days_kept",
        _closed(28, by=3),
        lambda: [(closures._Search, "_start_later", _too_late)],
        "treatment cycle 2: starts 2 days later, and could after 1",
    ),
    (
        "assert_one_rounding",
        _course(IV, policy=VIALS),
        lambda: _rounded_first("_vials"),
        "daratumumab: 1200 is made of 1120, and 1100 is nearer",
    ),
    (
        "assert_one_rounding",
        _course("dara-atra", policy=Policy(rounding="dispensable")),
        lambda: [(dispensing, "_nearest", lambda _, __, above, **___: above)],
        "tretinoin .1 of 2.: .* is nearer",
    ),
    (
        "assert_one_rounding",
        _course(IV, policy=VIALS),
        lambda: [(course_doses, "making", lambda *given: _stronger(dispensing.making(*given)))],
        "made of vial of 200 mg, vial of 800 mg, in which daratumumab does not come",
    ),
    (
        "assert_past_immutable",
        _course(DCEP, Given(of="cisplatin", on=START), DoseChange(of="DCEP", to="0.7", cycle=1)),
        lambda: [(marked_rows.Marking, "_given", _redosed)],
        "2026-01-05 .*cisplatin: given, and now 12.53 on 2026-01-05",
    ),
    (
        "assert_corrections_followed",
        _course(DCEP, Delay(id="e1", cycle=2, days=3), Correction(voids="e1")),
        lambda: [(planning, "effective", _still_there), (replay, "effective", _still_there)],
        "2026-02-02 .*: with what is taken back it is .* on 2026-02-05",
    ),
    (
        "assert_units_agree",
        _course(DCEP, Given(of="cisplatin", on=START, dose="18 mg")),
        lambda: [(events_module, "measure", _as_milligrams)],
        "18 mg given on 2026-01-05: 18000 µg is recorded as 18000 mg",
    ),
    (
        "assert_totals_are_sums",
        _course(DCEP),
        lambda: [(Regimen, "unit", lambda *_: "g")],
        "counted in mg, and its total in g",
    ),
    (
        "assert_unread_numbers_marked",
        _course(UNREAD),
        lambda: _after(of_texts, "calendar_json", _without_unread),
        "no finding of the JSON names it",
    ),
)


def _first_name(right: Any) -> Any:
    return lambda regimen, index, names: right(regimen, index, names[:1])


def _rounded_first(name: str) -> _Breaks:
    """A dose that is rounded to 100 mg, up, before it is rounded again."""
    right = getattr(dispensing.Making, name)

    def wrong(making: Any, dose: Decimal, *more: Any) -> Any:
        return right(making, (dose + 99) // 100 * 100, *more)

    return [(dispensing.Making, name, wrong)]


@pytest.mark.parametrize(
    ("name", "course", "broken", "words"),
    BROKEN,
    ids=[f"{number}-{one[0]}" for number, one in enumerate(BROKEN)],
)
def test_broken_planning_is_seen(
    name: str,
    course: Course,
    broken: Callable[[], _Breaks],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The course holds as it is, and is named with what is wrong where planning is broken."""
    assert_course_holds(course)
    for where, what, wrong in broken():
        monkeypatch.setattr(where, what, wrong)
    with pytest.raises(AssertionError, match=rf"^{name}: .*{words}"):
        assert_course_holds(course)
