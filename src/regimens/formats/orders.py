"""Orders in, and what the second check says of them out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from regimens.decimals import plain
from regimens.errors import DocumentError
from regimens.findings import Finding
from regimens.formats.calendars import finding_document
from regimens.formats.converter import structure
from regimens.verify import CheckedOrder, Order, Verification
from regimens.weekdays import with_weekday

__all__ = ["orders_from", "verification_document", "verification_text"]


def orders_from(values: Any, *, where: str = "orders") -> tuple[Order, ...]:
    """The orders of a document: a list of objects.

    Raises:
        DocumentError: with the path inside the document.

    >>> orders_from([{"id": "o1", "drug": "cisplatin", "date": "2026-01-05", "dose": "18 mg"}])
    ... # doctest: +ELLIPSIS
    (Order(id='o1', drug='cisplatin', ...),)
    """
    if not isinstance(values, list):
        raise DocumentError("is not a list of orders", where=where, mend="write [{…}, …]")
    return tuple(
        structure(value, Order, where=f"{where}[{index}]") for index, value in enumerate(values)
    )


def verification_document(found: Verification) -> dict[str, Any]:
    """What the second check found, order by order, then the doses without one."""
    return {
        "orders": [_checked(checked) for checked in found.orders],
        "findings": [finding_document(finding) for finding in found.findings],
    }


def _checked(checked: CheckedOrder) -> dict[str, Any]:
    row = checked.row
    return {
        "id": checked.order.id,
        "matches": None
        if row is None
        else {"phase": row.phase, "cycle": row.cycle, "day": row.day},
        "expected": None if row is None else f"{plain(row.calculated)} {row.unit}",
        "deviation": None if checked.deviation is None else f"{plain(checked.deviation)} %",
        "findings": [finding_document(finding) for finding in checked.findings],
    }


def verification_text(found: Verification) -> str:
    """The same for people: what is wrong, and how many orders agree."""
    lines: list[str] = []
    for checked in found.orders:
        order = checked.order
        route = f" {order.route.value}" if order.route is not None else ""
        head = f"{order.id}: {order.drug} {order.dose}{route} on {with_weekday(order.date)}"
        lines += [f"{head}: agrees"] if not checked.findings else [head]
        lines += _said(checked.findings)
    if found.findings:
        lines += ["Not ordered", *_said(found.findings)]
    wrong = sum(bool(checked.findings) for checked in found.orders)
    missing = f"{len(found.findings)} doses not ordered"
    lines.append(f"{len(found.orders)} orders, {wrong} with findings; {missing}")
    return "\n".join(lines) + "\n"


def _said(findings: Sequence[Finding]) -> list[str]:
    return [f"  !! {finding.code}: {finding.message}" for finding in findings]
