"""Writes the FHIR of the whole catalogue and of eventful courses, to be validated elsewhere.

    python .ci/fhir/resources.py DIRECTORY

In DIRECTORY: `R4/` and `R5/` with a file a resource; `resend/`, courses before and after some
events; and `extensions.json`, the table of this library's own extensions.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import attrs

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from fhir_courses import courses, plain_course  # noqa: E402 - found under tests

from regimens import catalogue  # noqa: E402 - after the path is set
from regimens.formats.fhir import (  # noqa: E402 - after the path is set
    FhirVersion,
    calendar_fhir,
    fhir_json,
    regimen_fhir,
)
from regimens.formats.fhir.extensions import OWN, own_url  # noqa: E402 - after the path is set


def written(version: FhirVersion) -> Iterator[tuple[str, str]]:
    """Every resource's text by a name for its file."""
    for regimen_id in catalogue.ids():
        regimen = catalogue.get(regimen_id)
        yield f"plan-{regimen_id}", fhir_json(regimen_fhir(regimen, version=version))
        bundle = calendar_fhir(plain_course(regimen_id), version=version)
        yield f"course-{regimen_id}", fhir_json(bundle)
    for name, course in courses():
        file = f"eventful-{name.replace(' ', '-')}"
        yield f"plan-{file}", fhir_json(regimen_fhir(course.regimen, version=version))
        yield f"course-{file}", fhir_json(calendar_fhir(course, version=version))


def main() -> int:
    """Write them."""
    directory, begun, count = Path(sys.argv[1]), time.monotonic(), 0
    for version in FhirVersion:
        place = directory / version.name
        place.mkdir(parents=True, exist_ok=True)
        for name, text in written(version):
            (place / f"{name}.json").write_text(text, encoding="utf-8")
            count += 1
    resend = directory / "resend"
    resend.mkdir(exist_ok=True)
    for name, course in courses():
        if name in ("every event", "hostile"):
            before = attrs.evolve(course, events=course.events[: len(course.events) // 3])
            for when, one in (("before", before), ("after", course)):
                file = resend / f"{name.replace(' ', '-')}-{when}.json"
                file.write_text(fhir_json(calendar_fhir(one)), encoding="utf-8")
    table = [{**attrs.asdict(one), "url": own_url(one.name)} for one in OWN]
    (directory / "extensions.json").write_text(json.dumps(table), encoding="utf-8")
    sys.stdout.write(f"{count} resources written in {time.monotonic() - begun:.1f} s\n")
    return 0 if count else 1


if __name__ == "__main__":
    sys.exit(main())
