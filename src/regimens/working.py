"""A step of a calculation, written so that a person can redo it."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Working"]


@frozen(kw_only=True)
class Working:
    """One step of a calculation, as a person would write it down.

    Args:
        name: What is worked out.
        formula: The arithmetic with its numbers.
        result: What comes out, with its unit.
        source: Where the rule or the number stands.
    """

    name: str
    formula: str
    result: str
    source: str

    def __str__(self) -> str:
        return f"{self.name}: {self.formula} = {self.result}  [{self.source}]"
