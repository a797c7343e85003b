"""Prints the software bill of materials of the wheel as CycloneDX 1.6, from the locks.

    python .ci/sbom.py > regimens.cdx.json

No clock and no chance goes in, so that a wheel built twice holds the same bytes.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable

from locked import PROJECT, Pin, asked_for, every_pin
from packaging.utils import canonicalize_name

__all__ = ["bill"]

_SAYS = (
    "The wheel holds none of these components: pip installs them beside it. The versions are those "
    "that this build was tested with; what is installed elsewhere may differ."
)


def bill() -> dict[str, object]:
    """The bill of materials: what any installation needs, and what each extra brings."""
    project = PROJECT["project"]
    locked = every_pin()
    asked = asked_for() | asked_for(engines=True)
    needs = {
        name: _reached(locked, {canonicalize_name(one.name) for one in wanted})
        for name, wanted in asked.items()
        if name == "" or name in project["optional-dependencies"]
    }
    chosen = [one for one in locked if any(one.name in names for names in needs.values())]
    own = f"pkg:pypi/{project['name']}@{project['version']}"
    roots = {canonicalize_name(one.name) for name in needs for one in asked[name]}
    document: dict[str, object] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "lifecycles": [{"phase": "build"}],
            "authors": [{"name": one["name"]} for one in project["authors"]],
            "component": {
                "type": "library",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "description": _SAYS,
                "licenses": [{"license": {"id": project["license"]}}],
                "purl": own,
            },
        },
        "components": [_component(one, needs) for one in chosen],
        "dependencies": [
            {"ref": own, "dependsOn": sorted(_ref(one) for one in chosen if one.name in roots)},
            *(
                {
                    "ref": _ref(one),
                    "dependsOn": sorted(_ref(other) for other in chosen if one.name in other.via),
                }
                for one in chosen
            ),
        ],
    }
    content = json.dumps(document, sort_keys=True)
    return {"serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, content)}"} | document


def _ref(one: Pin) -> str:
    return f"pkg:pypi/{one.name}@{one.version}"


def _component(one: Pin, needs: dict[str, set[str]]) -> dict[str, object]:
    extras = sorted(extra for extra, names in needs.items() if extra and one.name in names)
    properties = [{"name": "regimens:extra", "value": extra} for extra in extras]
    if one.marker:
        properties.append({"name": "regimens:marker", "value": one.marker})
    component: dict[str, object] = {
        "type": "library",
        "bom-ref": _ref(one),
        "name": one.name,
        "version": one.version,
        "scope": "required" if one.name in needs[""] else "optional",
        "purl": _ref(one),
    }
    return component | ({"properties": properties} if properties else {})


def _reached(locked: Iterable[Pin], names: set[str]) -> set[str]:
    """These names and all that they need in turn."""
    found = set(names)
    while more := {one.name for one in locked if found & set(one.via)} - found:
        found |= more
    return found


if __name__ == "__main__":
    print(json.dumps(bill(), ensure_ascii=False, indent=2))  # noqa: T201
