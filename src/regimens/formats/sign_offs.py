"""A clinician's sign-off of a definition: for one revision and one digest, and for no other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from textwrap import wrap

from attrs import field, frozen

from regimens.errors import DefinitionError
from regimens.regimen import Regimen
from regimens.validation import is_day, is_named

__all__ = ["SignOff", "holds", "sign_off_of", "sign_off_text"]

_WIDTH = 80
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_FORM = (
    "Reviewed by: ____________________________  Role: ____________________________",
    "",
    "Date: ____________________________  Signature: ____________________________",
)


@frozen(kw_only=True)
class SignOff:
    """That somebody has compared a protocol card with its sources, and answers for it.

    A digest covers every dose, day, level, rule and name, and none of the words of citations and
    interpretations: those may be put better under one sign-off.

    Args:
        regimen: The id of the definition.
        revision: Its revision at that time.
        digest: Its whole digest at that time, `sha256:` and 64 digits.
        name: Who signs.
        role: As what: profession, and the hospital where that matters.
        on: The day of the signature.
        remarks: What the signature is not for, or is to be minded; empty where nothing.

    Raises:
        DefinitionError: if a part but the remarks is empty, or the digest is not whole.

    >>> from regimens import catalogue
    >>> dcep = catalogue.get("dcep")
    >>> signed = SignOff(regimen="dcep", revision=dcep.revision, digest=dcep.digest,
    ...                  name="A. Example", role="oncology pharmacist", on=date(2026, 11, 21))
    >>> holds(signed, dcep)
    True
    """

    regimen: str = field(validator=is_named)
    revision: str = field(validator=is_named)
    digest: str = field()
    name: str = field(validator=is_named)
    role: str = field(validator=is_named)
    on: date = field(validator=is_day)
    remarks: str = ""

    @digest.validator
    def _is_whole(self, _: object, value: str) -> None:
        if not _DIGEST.fullmatch(value):
            raise DefinitionError(
                f"{value!r} is no whole digest",
                where=f"sign-off of {self.regimen}",
                mend="copy it from `regimens check` or `regimens show --format json`",
                at="digest",
            )


def holds(sign_off: SignOff, regimen: Regimen) -> bool:
    """Whether a sign-off is for this very definition: its id, its revision and its digest."""
    signed = (sign_off.regimen, sign_off.revision, sign_off.digest)
    return signed == (regimen.id, regimen.revision, regimen.digest)


def sign_off_of(regimen: Regimen, sign_offs: Iterable[SignOff]) -> SignOff | None:
    """The sign-off that counts for a regimen: the last that holds, else the last that lapsed.

    Those of other regimens are passed over.
    """
    own = [one for one in sign_offs if one.regimen == regimen.id]
    held = [one for one in own if holds(one, regimen)]
    return next(reversed(held or own), None)


def sign_off_text(regimen: Regimen, sign_off: SignOff | None) -> Iterator[str]:
    """The lines of a card about its sign-off, at most 80 columns wide, and a form to sign.

    >>> from regimens import catalogue
    >>> print(next(sign_off_text(catalogue.get("dcep"), None)))
    **Not signed off.** No clinician's sign-off stands on this card: take revision
    """
    this = f"revision {regimen.revision}, digest `{regimen.digest[:19]}…`"
    if sign_off is None:
        said = (
            f"**Not signed off.** No clinician's sign-off stands on this card: take {this}, as "
            "unreviewed."
        )
    else:
        who = f"{sign_off.name}, {sign_off.role}, on {sign_off.on.isoformat()}"
        that = f"revision {sign_off.revision}, digest `{sign_off.digest[:19]}…`"
        if holds(sign_off, regimen):
            said = f"**Signed off** by {who}, for {that}."
        else:
            said = (
                f"**The sign-off has lapsed.** It was by {who}, for {that}. The definition has "
                f"changed since, and nobody has signed it off: take {this}, as unreviewed."
            )
        if sign_off.remarks:
            said += f" Remarks: {sign_off.remarks}"
    yield from wrap(said, _WIDTH, break_long_words=False, break_on_hyphens=False)
    yield ""
    yield from wrap(
        "A sign-off is for one revision with one digest, and lapses when either changes.", _WIDTH
    )
    if sign_off is None or not holds(sign_off, regimen):
        yield ""
        yield from _FORM
