"""Gives every reader wrong inputs by the million, and counts what becomes of them.

    python .ci/fuzz.py READER --with hypothesis|atheris|corpus --count N [--seed S]

READER is one of those in tests/fuzzed_readers.py, or `all` for one after another. Hypothesis draws
documents and makes what fails small; atheris, of the group `campaigns`, follows which lines of the
library an input reaches; `corpus` gives the inputs that are kept again and again, so that memory
that grows is the library's. Every input has to give what the reader holds, or one line of the
library's own, in its time; whatever else happens is printed with it, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from fuzzing import LIMIT, Campaign, say

if TYPE_CHECKING:
    from fuzzed_readers import Reader

ROOT = Path(__file__).parent.parent
_BATCH = 500  # examples of one run of Hypothesis, which remembers each of them
_TOGETHER = 20  # inputs of one example, at most


def with_hypothesis(reader: Reader, campaign: Campaign, seed: int) -> None:
    """Inputs that Hypothesis draws, in runs that each forget the one before."""
    from hypothesis import HealthCheck, Phase, given, settings  # noqa: PLC0415
    from hypothesis import seed as seeded  # noqa: PLC0415
    from hypothesis import strategies as st  # noqa: PLC0415

    made = st.randoms(use_true_random=False).map(reader.made)
    # Several at once, as each example has its price; what fails is made small all the same.
    inputs = st.lists(made, min_size=1, max_size=_TOGETHER)
    number = 0
    while not campaign.is_over:
        number += 1

        @seeded(f"{seed} {number}")
        @settings(
            max_examples=min(_BATCH, 1 + (campaign.count - campaign.read) // _TOGETHER * 2),
            database=None,
            deadline=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )
        @given(inputs)
        def run(values: list[Any]) -> None:
            for value in values:
                campaign.take(value)

        try:
            run()
        except Exception as error:  # that there is none is what is looked for
            campaign.fail("\n".join(getattr(error, "__notes__", ())))


def with_corpus(reader: Reader, campaign: Campaign, kept: list[bytes]) -> None:
    """The inputs that are kept, and what is made of them, the same in every round."""
    draw = Random(1)  # noqa: S311 - the same inputs each time
    inputs = [reader.opened(data) for data in kept]
    inputs += [reader.opened(reader.renewed(draw.choice(kept), draw)) for _ in range(100)]
    while not campaign.is_over:
        for value in inputs:
            try:
                campaign.take(value)
            except Exception:  # as above
                campaign.fail(repr(value))


def with_atheris(reader: Reader, campaign: Campaign, kept: Path, seed: int) -> None:
    """Inputs that reach other lines than those before; the process ends with it."""
    import atheris  # noqa: PLC0415 - of the group `campaigns`

    def read(data: bytes) -> None:
        try:
            campaign.take(reader.opened(data))
        except Exception:  # as above
            campaign.fail(repr(data))
        if campaign.is_over:
            # libFuzzer has no way back to the program that started it.
            campaign.report()
            os._exit(int(campaign.failed > 0))

    def renew(data: bytes, longest: int, seed: int) -> bytes:
        draw = Random(seed)  # noqa: S311
        kind = draw.random()
        if kind < 0.3:
            return bytes(atheris.Mutate(data, longest))
        new = reader.written(reader.made(draw)) if kind < 0.5 else reader.renewed(data, draw)
        return new if len(new) <= longest else bytes(atheris.Mutate(data, longest))

    with tempfile.TemporaryDirectory(prefix="fuzz-") as found:
        options = [
            f"-seed={seed}",
            f"-max_len={reader.longest}",
            f"-timeout={LIMIT * 30:.0f}",  # of the clock, for what no Python signal stops
            "-rss_limit_mb=4096",
            "-verbosity=0",
            "-print_final_stats=0",
        ]
        atheris.Setup([sys.argv[0], *options, found, str(kept)], read, custom_mutator=renew)
        atheris.Fuzz()


def _readers(engine: str) -> Any:
    """The readers; for atheris, with every branch of the library counted."""
    sys.path.insert(0, str(ROOT / "tests"))
    if engine != "atheris":
        import fuzzed_readers  # noqa: PLC0415

        return fuzzed_readers
    import atheris  # noqa: PLC0415

    with atheris.instrument_imports(include=["regimens"], exclude=["regimens.catalogue"]):
        import fuzzed_readers  # noqa: PLC0415
    return fuzzed_readers


def main() -> int:
    """Run what the command line asks for; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reader", help="a reader's name, or all")
    parser.add_argument("--with", dest="engine", default="hypothesis",
                        choices=("hypothesis", "atheris", "corpus"))  # fmt: skip
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    known = _readers(options.engine)
    if options.reader == "all":
        same = [f"--with={options.engine}", f"--count={options.count}", f"--seed={options.seed}"]
        command = [sys.executable, __file__]
        codes = [
            subprocess.run([*command, name, *same], check=False).returncode  # noqa: S603
            for name in known.READERS
        ]
        return max(codes)
    if options.reader not in known.READERS:
        parser.error(f"no reader {options.reader}; use one of {', '.join(known.READERS)}, or all")
    reader = known.READERS[options.reader]
    title = f"{options.reader} by {options.engine}, seed {options.seed}"
    campaign = Campaign(title, reader.hold, options.count)
    match options.engine:
        case "hypothesis":
            with_hypothesis(reader, campaign, options.seed)
        case "corpus":
            with_corpus(reader, campaign, known.corpus(options.reader))
        case _:
            with_atheris(reader, campaign, known.CORPUS / options.reader, options.seed)
    campaign.report()
    return int(campaign.failed > 0)


if __name__ == "__main__":
    code = main()
    say(f"exit {code}")
    sys.exit(code)
