"""Reads many wrong FHIR documents, and counts what becomes of them.

    python .ci/fuzz_fhir.py COUNT [SEED]

Every one has to give a course, a calendar or a regimen, or one line of the library's own;
whatever else happens is printed with the document, and the exit code is 1.
"""

from __future__ import annotations

import json
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from fhir_mutations import documents, hold  # noqa: E402 - found under tests


def say(line: str) -> None:
    """Write a line at once, so that a long run can be watched."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Read them."""
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    draw = Random(seed)  # noqa: S311 - the same documents each time
    outcomes: Counter[str] = Counter()
    longest, begun, failed = 0.0, time.monotonic(), 0
    for number, document in enumerate(documents(draw), start=1):
        before = time.monotonic()
        try:
            outcomes[hold(document, draw)] += 1
        except Exception:  # that there is none is what is looked for
            failed += 1
            say(f"{traceback.format_exc()}{json.dumps(document.values, default=str)[:3000]}")
        longest = max(longest, time.monotonic() - before)
        if number % 50_000 == 0 or number == count:
            minutes = (time.monotonic() - begun) / 60
            say(f"{number} documents, seed {seed}, {minutes:.1f} minutes")
            for outcome, times in sorted(outcomes.items()):
                say(f"  {outcome:<24}{times:>9}")
            say(f"  {'anything else':<24}{failed:>9}")
            say(f"  longest {longest:.2f} s")
        if number == count or failed > 20:
            return int(failed > 0)
    return 0


sys.exit(main())
