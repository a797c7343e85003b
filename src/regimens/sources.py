"""Where a number comes from, and how its words were read: no number here exists without."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import field, fields, frozen, has

from regimens.errors import DefinitionError
from regimens.validation import is_day, is_named

__all__ = ["Interpretation", "Reference", "Source", "sources"]


@frozen(kw_only=True)
class Source:
    """The place in a text where a number can be read.

    Args:
        title: The text, as a reader would cite it.
        identifier: Its DOI, trial number or address.
        locator: The section, table or page that states the number.
        checked_on: The day the statement was last read there.
        verified: False where nobody has read the statement in the text; such a definition
            is marked on its card and on every calendar and is planned only on request.

    Raises:
        DefinitionError: if a part is empty.

    >>> source = Source(title="Mosteller RD. N Engl J Med 1987;317:1098",
    ...                 identifier="doi:10.1056/NEJM198710223171717",
    ...                 locator="equation", checked_on=date(2026, 11, 21))
    >>> print(source)
    Mosteller RD. N Engl J Med 1987;317:1098, equation
    """

    title: str = field()
    identifier: str = field()
    locator: str = field()
    checked_on: date = field(validator=is_day)
    verified: bool = True

    @title.validator
    @identifier.validator
    @locator.validator
    def _is_stated(self, attribute: object, value: str) -> None:
        if not value.strip():
            raise DefinitionError(
                f"{getattr(attribute, 'name', 'a part')} is empty",
                where="source",
                mend="name the text, its identifier and the place in it",
                at=getattr(attribute, "name", ""),
            )

    def __str__(self) -> str:
        mark = "" if self.verified else " (unverified)"
        return f"{self.title}, {self.locator}{mark}"


@frozen(kw_only=True)
class Reference:
    """A text that several numbers are taken from; :meth:`at` makes the source of one of them.

    >>> label = Reference(title="DARZALEX US prescribing information",
    ...                   identifier="BLA 761036", checked_on=date(2026, 11, 21))
    >>> label.at("section 2.2").locator
    'section 2.2'
    """

    title: str = field(validator=is_named)
    identifier: str = field(validator=is_named)
    checked_on: date = field(validator=is_day)

    def at(self, locator: str) -> Source:
        """The source of a number that stands at `locator` and has been read there."""
        return Source(
            title=self.title,
            identifier=self.identifier,
            locator=locator,
            checked_on=self.checked_on,
        )

    def unread(self, locator: str) -> Source:
        """The source of a number that is said to stand at `locator`, but was not read there."""
        return Source(
            title=self.title,
            identifier=self.identifier,
            locator=locator,
            checked_on=self.checked_on,
            verified=False,
        )


@frozen(kw_only=True)
class Interpretation:
    """A reading taken where the source leaves more than one.

    Args:
        name: A short handle.
        reading: What this library takes it to mean.
        alternatives: What it could have meant.
        on_reduction_of: The group whose reduction makes it matter; empty where it always does.
        source: The words in question.
    """

    name: str
    reading: str
    alternatives: str
    on_reduction_of: str = ""
    source: Source


def sources(value: object) -> Iterator[Source]:
    """Every source of a definition or of a part of it, in order, as often as it is cited.

    >>> from regimens import catalogue
    >>> len({source.title for source in sources(catalogue.get("dcep"))})
    1
    """
    if isinstance(value, Source):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from sources(item)
    elif has(cls := type(value)):
        for attribute in fields(cls):
            yield from sources(getattr(value, attribute.name))
