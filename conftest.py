"""What needs Spark or Dask is collected where they are installed: .ci/engines has them."""

from __future__ import annotations

from importlib.util import find_spec

_NEEDS = {
    "docs/how-to/spark.md": "pyspark",
    "src/regimens/cohort/dask.py": "dask",
    "src/regimens/cohort/spark.py": "pyspark",
}
# Sphinx reads its settings by itself.
collect_ignore = [
    "docs/conf.py",
    *(path for path, module in _NEEDS.items() if find_spec(module) is None),
]
