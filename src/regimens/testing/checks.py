"""What a check of a definition is, and what it says where a definition does not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import frozen

from regimens.errors import RegimensError
from regimens.regimen import Regimen
from regimens.testing.arguments import check_is

__all__ = ["Breach", "Check", "refused"]


@frozen(kw_only=True)
class Breach:
    """One place of a definition that does not hold what a check asks.

    Args:
        where: The place, as people or documents name it.
        what: What is wrong there, in one clause.
        mend: What to do instead, in one clause.

    >>> print(Breach(where="phases[0].source", what="was read on 2999-01-01, a day to come",
    ...              mend="write the day it was read"))
    phases[0].source: was read on 2999-01-01, a day to come; write the day it was read
    """

    where: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.mend}"


@frozen(kw_only=True)
class Check:
    """One thing that every definition has to hold.

    Args:
        name: A short handle, as in ``days-inside-cycle``.
        sentence: What holds.
        why: What a breach of it would do.
        function: Gives the places of a regimen where it does not hold; none where it does.

    >>> from regimens import catalogue
    >>> def is_not_too_long(regimen):
    ...     for index, phase in enumerate(regimen.phases):
    ...         if phase.cycle_length > 21:
    ...             yield Breach(where=f"phases[{index}].cycle_length", what="is over 21 days",
    ...                          mend="ask the ward's pharmacist")
    >>> ours = Check(name="three-weeks", sentence="No cycle is longer than three weeks.",
    ...              why="The ward's lists end there.", function=is_not_too_long)
    >>> print(*ours.breaches(catalogue.get("dcep")))
    phases[0].cycle_length: is over 21 days; ask the ward's pharmacist
    """

    name: str
    sentence: str
    why: str
    function: Callable[[Regimen], Iterable[Breach]]

    def breaches(self, regimen: Regimen) -> tuple[Breach, ...]:
        """The places where a regimen does not hold this; what the library refuses is one too.

        Args:
            regimen: As written.

        Raises:
            RegimensError: for what is no regimen, such as an id.

        >>> from regimens import catalogue
        >>> from regimens.testing.suite import SUITE
        >>> [one.breaches(catalogue.get("dcep")) for one in SUITE][0]
        ()
        """
        check_is("regimen", regimen, Regimen)
        try:
            return tuple(self.function(regimen))
        except RegimensError as error:
            return (refused(error),)


def refused(error: RegimensError, *, where: str = "") -> Breach:
    """The breach that a refusal is.

    Args:
        error: What the library said.
        where: What was asked of it, where the error does not say.

    >>> print(refused(RegimensError("no weight", where="patient", mend="record it"), where="plan"))
    plan: patient: no weight; record it
    """
    place = ": ".join(part for part in (where, error.where) if part)
    return Breach(where=place or "definition", what=error.what, mend=error.mend or "mend it there")
