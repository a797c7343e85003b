"""What a delay and a fraction a cycle come to, for every patient of a batch."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from regimens.cohort.columns import scaled
from regimens.cohort.layouts import Layout
from regimens.cohort.list_columns import Lists
from regimens.cohort.patients import Patients
from regimens.decimals import number
from regimens.errors import RegimensError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Sequences", "sequences_of"]

_ABSENT = -1
_MOST = 1000  # days; whoever is later is planned alone
_FULL = Decimal(1)


@frozen(kw_only=True)
class Sequences:
    """The delays and fractions of a batch that change nothing but days and doses.

    Args:
        fit: Whether the lists of a patient are such.
        late: Days by which each cycle begins later, a row a patient; None where nothing is late.
        settings: The place in `fractions` for each cycle, a row a patient; None where all doses
            are full.
        fractions: The full dose, and each other fraction.
    """

    fit: NDArray[np.bool_]
    late: NDArray[np.int32] | None
    settings: NDArray[np.int32] | None
    fractions: tuple[Decimal, ...]

    def days_late(self) -> NDArray[np.int32] | int:
        """Days by which the last cycle of each patient begins later."""
        return 0 if self.late is None else self.late[:, -1]


def sequences_of(patients: Patients, layout: Layout) -> Sequences:
    """The delays and fractions of a batch; lists that are wrong, or do more, do not fit."""
    import numpy as np  # noqa: PLC0415 - an extra

    fit = np.ones(len(patients), np.bool_)
    late = settings = None
    fractions: tuple[Decimal, ...] = (_FULL,)
    if patients.delays is not None:
        late = _late(patients.delays, layout, fit)
    if patients.fractions is not None:
        settings, fractions = _settings(patients.fractions, layout, fit)
    return Sequences(fit=fit, late=late, settings=settings, fractions=fractions)


def _of_shown_cycles(lists: Lists, layout: Layout, fit: NDArray[np.bool_]) -> NDArray[np.int32]:
    """The codes of the cycles that are shown; who says more does not fit."""
    import numpy as np  # noqa: PLC0415 - an extra

    shown = len(layout.times) if layout.is_from_first else 0
    fit &= (lists.codes[:, shown:] == _ABSENT).all(axis=1)
    if lists.wrong:
        fit[list(lists.wrong)] = False
    codes = np.full((len(lists.codes), shown), _ABSENT, np.int32)
    own = lists.codes[:, :shown]
    codes[:, : own.shape[1]] = own
    return codes


def _late(lists: Lists, layout: Layout, fit: NDArray[np.bool_]) -> NDArray[np.int32] | None:
    import numpy as np  # noqa: PLC0415 - an extra

    codes = _of_shown_cycles(lists, layout, fit)
    # The last one stands for a code of -1.
    days = np.array([*map(_days, lists.texts), 0], np.int32)[codes]
    most = _MOST if layout.may_be_late else 0
    fit &= ((days >= 0) & (days <= most)).all(axis=1)
    days[~fit] = 0
    return np.cumsum(days, axis=1, dtype=np.int32) if days.any() else None


def _days(text: str) -> int:
    """A delay in whole days, or -1 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(_MOST)) else -1


def _settings(
    lists: Lists, layout: Layout, fit: NDArray[np.bool_]
) -> tuple[NDArray[np.int32] | None, tuple[Decimal, ...]]:
    import numpy as np  # noqa: PLC0415 - an extra

    codes = _of_shown_cycles(lists, layout, fit)
    places: dict[Decimal, int] = {_FULL: 0}
    known = [_fraction(text) for text in lists.texts]
    of_code = [-1 if one is None else places.setdefault(one, len(places)) for one in known]
    fit &= (np.array([*of_code, 0], np.int32)[codes] >= 0).all(axis=1)
    # A cycle without a fraction has that of the cycle before; the last code stands for no cycle.
    width = codes.shape[1]
    said = np.where(codes == _ABSENT, -1, np.arange(width))
    np.maximum.accumulate(said, axis=1, out=said)
    filled = np.where(said < 0, _ABSENT, np.take_along_axis(codes, np.maximum(said, 0), axis=1))
    settings = np.array([*of_code, 0], np.int32)[filled]
    changes = settings != np.hstack([np.zeros((len(settings), 1), np.int32), settings[:, :-1]])
    fit &= ~(changes & ~np.array(layout.can_change, np.bool_)[:width]).any(axis=1)
    settings[~fit] = 0
    return (settings if settings.any() else None), tuple(places)


def _fraction(text: str) -> Decimal | None:
    """A fraction of the full dose that the columns can hold, or None for what is none."""
    try:
        found = number(text)
        scaled(found, name="fraction", where="fractions")
    except RegimensError:
        return None  # the patient is planned alone, and refused with the reason
    return found if 0 < found <= 1 else None
