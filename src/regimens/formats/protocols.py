"""A protocol's file, whatever it is written in, to the regimen it describes."""

from __future__ import annotations

from regimens.errors import DocumentError
from regimens.formats.reading import is_fhir, read_path
from regimens.formats.regimens import is_protocol, regimen_from
from regimens.regimen import Regimen

__all__ = ["read_protocol"]


def read_protocol(path: str, *, named: str | None = None) -> Regimen:
    """The regimen of a protocol document, in JSON or TOML, or of a PlanDefinition of FHIR.

    Args:
        path: The file.
        named: What messages call it, where that is not its path.

    Raises:
        DocumentError: for a file that cannot be read or holds no protocol, with the path inside
            the document.

    >>> read_protocol("ours.json")
    Traceback (most recent call last):
    regimens.errors.DocumentError: ours.json: there is no such file; check the name
    """
    where = path if named is None else named
    values = read_path(path, named=where)
    if is_fhir(values) and values["resourceType"] == "PlanDefinition":
        from regimens.formats.fhir.reading_regimens import (  # noqa: PLC0415 - when it is read
            regimen_from_fhir,
        )

        return regimen_from_fhir(values, where=where)
    if not is_protocol(values):
        raise DocumentError(
            "is no protocol",
            where=where,
            mend="a protocol has phases or extends; keep other documents elsewhere",
        )
    return regimen_from(values, where=where)
