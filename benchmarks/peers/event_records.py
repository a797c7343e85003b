"""Folded event records expanded by pharmpy."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from answering import answer
from pharmpy.modeling import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
    expand_additional_doses,
    read_model,
)


def main() -> None:
    """Read the model and its data once, and expand it again and again."""
    model = read_model(Path(sys.argv[1]))
    model.dataset  # noqa: B018 - it is read when it is first asked for

    def expanded() -> Any:
        return expand_additional_doses(model).dataset

    table = expanded()
    doses = table[table["AMT"] > 0]
    answer(
        [
            [str(int(cmt)), float(hour)]
            for cmt, hour in zip(doses["CMT"], doses["TIME"], strict=True)
        ],
        expanded,
    )


if __name__ == "__main__":
    main()
