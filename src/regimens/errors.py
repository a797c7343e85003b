"""What can go wrong with an input, each kind with what, where and the mend."""

from __future__ import annotations

__all__ = [
    "BodyError",
    "DefinitionError",
    "DocumentError",
    "DoseError",
    "HistoryError",
    "HorizonError",
    "QuantityError",
    "RegimensError",
    "UnknownNameError",
    "UnverifiedError",
]


class RegimensError(ValueError):
    """An input that the library refuses; its text is one line: where, what, the mend.

    Args:
        what: What is wrong, in one clause.
        where: The place, as the user would find it (a file and key, a phase and component).
        mend: What to do instead, in one clause.

    >>> print(RegimensError("day 22 exceeds the 21-day cycle", where="phase 'vd'",
    ...                     mend="use days 1 to 21"))
    phase 'vd': day 22 exceeds the 21-day cycle; use days 1 to 21
    """

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        super().__init__(what, where, mend)
        self.what = what
        self.where = where
        self.mend = mend

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}; {self.mend}" if self.mend else text

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions pickle by position; the place and the mend are named.
        return (_restored, (type(self), self.what, self.where, self.mend), dict(self.__dict__))

    def within(self, place: str) -> RegimensError:
        """The same error, found one level further out.

        >>> str(RegimensError("not a date", where="start").within("course.json"))
        'course.json: start: not a date'
        """
        where = f"{place}: {self.where}" if self.where else place
        return type(self)(self.what, where=where, mend=self.mend)


class DefinitionError(RegimensError):
    """A regimen that contradicts itself or lacks what it needs.

    Args:
        what: What is wrong, in one clause.
        where: The place, as people speak of it: a phase, a drug.
        mend: What to do instead, in one clause.
        at: The path of the value inside the object that refuses it, as in
            ``components[2].timing[0].days``; a document's messages name it.
    """

    def __init__(self, what: str, *, where: str = "", mend: str = "", at: str = "") -> None:
        super().__init__(what, where=where, mend=mend)
        self.at = at


class QuantityError(RegimensError):
    """A text or number that is not a quantity of the kind asked for."""


class BodyError(RegimensError):
    """A body that cannot be, or one outside a formula's range."""


class DoseError(RegimensError):
    """A dose that cannot be worked out from what is known."""


class HistoryError(RegimensError):
    """A recorded event that contradicts the regimen or an earlier event."""


class HorizonError(RegimensError):
    """A plan without an end, or one that runs past the last date there is."""


class UnknownNameError(RegimensError):
    """A regimen, drug, group, phase, level or choice that is not there."""


class UnverifiedError(RegimensError):
    """A definition with a number nobody has read in a reference, planned without leave."""


class DocumentError(RegimensError):
    """A document that is not what it should be; the text names the path inside it."""


def _restored(kind: type[RegimensError], what: str, where: str, mend: str) -> RegimensError:
    return kind(what, where=where, mend=mend)
