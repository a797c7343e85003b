"""Reads many wrong FHIR documents, and counts what becomes of them.

    python .ci/fuzz_fhir.py COUNT [SEED]

Every one has to give a course, a calendar or a regimen, or one line of the library's own;
whatever else happens is printed with the document, and the exit code is 1.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fuzzing import fuzz

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from fhir_mutations import documents, hold  # noqa: E402 - found under tests

sys.exit(fuzz(documents, hold, lambda document: document.values))
