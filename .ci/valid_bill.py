"""Holds a bill of materials to the schema of CycloneDX 1.6.

python .ci/valid_bill.py regimens.cdx.json
"""

from __future__ import annotations

import sys
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(Path(sys.argv[1]).read_text("utf-8"))
if fault is not None:
    sys.exit(f"{sys.argv[1]}: {fault}")
