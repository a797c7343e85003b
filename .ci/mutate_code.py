"""Changes the code of the core in one small place at a time, and counts what a test notices.

    python .ci/mutate_code.py [--seconds 20] [--again] [--known] [MODULE|KIND ...]

A change in a function's body is made in a copy of a process that has imported everything; one that
acts while the module is imported, in a copy of one that has imported the libraries only. So is a
change that nothing noticed, once more. What is known is kept in `.mutation`, until the function, or
the test that noticed, changes; `docs/evidence/mutation-survivors.csv` says why what stays
unnoticed may.
"""

from __future__ import annotations

import argparse
import ast
import csv
import gc
import os
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from types import CodeType

import pytest
from hypothesis import Phase, settings
from mutation import fresh_imports, live_code, tests_by_line
from mutation.fresh_imports import limit
from mutation.live_code import CodeKey
from mutation.modules import KINDS, MODULES, OTHERS, RIM
from mutation.mutants import Key, Mutant, mutants
from mutation.results import Outcome, Results, digest_of, digests, killer, listed
from mutation.tests_by_line import CACHE, CORE, ROOT, Test

Change = tuple[Path, ast.Module, dict[CodeKey, CodeType], Mutant]


class Campaign:
    """Runs in the place of pytest's loop: everything is imported, and nothing has run."""

    def __init__(
        self, modules: list[str], seconds: float, cold: fresh_imports.Server, *, again: bool
    ) -> None:
        self._modules = modules
        self._seconds = seconds
        self._cold = cold
        self._again = again
        self._failed = False
        self._sound: dict[str, bool] = {}
        self._kills: Counter[tuple[str, str]] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a failure."""
        self._failed = self._failed or report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Record what is not recorded yet, then try the mutants of each module."""
        session.config.pluginmanager.unregister(name="terminalreporter")
        self._items = {item.nodeid: item for item in session.items}
        tests_by_line.record(session.items)
        self._tests = self._in_order(session.items)
        self._alive = live_code.functions()
        self._uses = tests_by_line.uses()
        fresh_imports.warm()
        gc.freeze()
        for module in self._modules:
            self._try(module)
        return True

    def _in_order(self, items: list[pytest.Item]) -> list[Test]:
        """The quickest first, and of each function one case before a second."""
        tests = chain.from_iterable(
            tests_by_line.read(path) or () for path in dict.fromkeys(item.path for item in items)
        )
        cases: Counter[str] = Counter()
        ranked = []
        for test in tests:
            if test.id in self._items:
                cases[test.function] += 1
                ranked.append((test.seconds * cases[test.function], test))
        return [test for _, test in sorted(ranked, key=lambda pair: pair[0])]

    def _try(self, module: str) -> None:
        path = CORE / f"{module}.py"
        tree, found = mutants(path)
        results = Results(module)
        before = live_code.codes(compile(tree, str(path), "exec"))
        for mutant in found:
            outcome = results.of(mutant)
            tests = self._left_to_try(mutant, outcome)
            if outcome is None or tests is not None:
                outcome = self._outcome((path, tree, before, mutant), tests or [], outcome)
                results.keep(mutant, outcome)
        say_known(module)

    def _left_to_try(self, mutant: Mutant, known: Outcome | None) -> list[Test] | None:
        """The tests to be run, or None where what is known holds."""
        if known and known.how != "survived" and known.files == killer(known.by):
            return None
        covering = self._covering(mutant, known.by if known else "")
        if known and known.how == "survived" and known.seconds >= self._seconds:
            covering = [
                test for test in covering if known.files.get(test.file) != digest_of(test.file)
            ]
            return covering or None
        return covering

    def _outcome(self, change: Change, tests: list[Test], known: Outcome | None) -> Outcome:
        mutant = change[-1]
        how, by = "cold", ""
        chosen = list(_within(tests, self._seconds))
        if mutant.warm and any(mutant.lines & test.lines.get(mutant.module, 0) for test in tests):
            how, by = self._warm_run(change, chosen)
        if how == "cold" or (how == "survived" and self._again):
            how, by = self._cold_run(mutant, tests)
        if by:
            self._kills[mutant.module, by.partition("[")[0]] += 1
        files = killer(by) if by else digests(test.id for test in tests)
        if not by and known and known.how == "survived":
            files = known.files | files
        return Outcome(how, by, self._seconds, mutant.statement, files)

    def _covering(self, mutant: Mutant, once: str) -> list[Test]:
        """The tests of a mutant's lines, those that noticed others of the module first."""
        own = f"tests/test_{mutant.module}.py"
        lines = {mutant.module: mutant.lines} if mutant.warm else self._lines_of_use(mutant)
        covering = [
            test
            for test in self._tests
            if any(test.lines.get(name, 0) & bits for name, bits in lines.items())
        ]
        # What runs while the module is imported has no lines of its own in any test.
        if not (mutant.warm and covering):
            covering += [test for test in self._tests if test.file == own]
        kills = {test: n for (module, test), n in self._kills.items() if module == mutant.module}
        first = [test for test in covering if test.id == once or test.function in kills]
        first.sort(
            key=lambda test: (test.id != once, test.seconds / (1 + kills.get(test.function, 0)))
        )
        # A third of the time for those that noticed before, another for those of the module.
        ordered = list(_within(first, self._seconds / 3))
        ordered += _within((test for test in covering if test.file == own), self._seconds / 3)
        return list({test.id: test for test in (*ordered, *covering)}.values())

    def _lines_of_use(self, mutant: Mutant) -> dict[str, int]:
        lines: Counter[str] = Counter()
        for name in mutant.owner:
            for module, bits in self._uses.get(name, {}).items():
                lines[module] |= bits
        return lines

    def _cold_run(self, mutant: Mutant, tests: list[Test]) -> tuple[str, str]:
        """Try the module's own tests, and then those of the files with most of the others."""
        own = {f"tests/test_{mutant.module}.py", f"src/regimens/{mutant.module}.py"}
        files = Counter(test.file for test in tests if test.file not in own)
        others = {file for file, _ in files.most_common(6)}
        how, by = "survived", ""
        for chosen in (own, others):
            # The module's own tests are few, and most likely to notice.
            seconds = self._seconds * 4 if chosen is own else self._seconds
            some = list(_within((one for one in tests if one.file in chosen), seconds))
            if how == "survived" and some:
                order = list(dict.fromkeys(test.file for test in some))
                how, by = self._cold.run(mutant, order, [test.id for test in some])
        return how, by

    def _warm_run(self, change: Change, tests: list[Test]) -> tuple[str, str]:
        tests = [test for test in tests if self._sound.get(test.id, True)]
        while True:
            how, by = self._forked(tests, change)
            if not by:
                return how, by
            if by not in self._sound:
                chosen = [test for test in tests if test.id == by]
                self._sound[by] = self._forked(chosen, None)[0] == "survived"
            if self._sound[by]:
                return how, by
            say(f"left out, since it fails by itself: {by}")
            tests = [test for test in tests if test.id != by]

    def _forked(self, tests: list[Test], change: Change | None) -> tuple[str, str]:
        """Run tests in a copy of this process until one fails."""
        reader, writer = os.pipe()
        if (child := os.fork()) == 0:
            code = 3
            try:
                code = self._run(tests, change, writer)
            finally:
                os._exit(code)
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            begun = pipe.read()
        _, status = os.waitpid(child, 0)
        last = int.from_bytes(begun[-4:], "big") if begun else None
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
            return "survived", ""
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 2:
            return "cold", ""
        if last is None:
            raise SystemExit(f"could not make {change}")
        how = "killed" if os.WIFEXITED(status) else "too long"
        return how, tests[last].id

    def _run(self, tests: list[Test], change: Change | None, writer: int) -> int:
        tests_by_line.be_silent()
        if change is not None and not live_code.change(self._alive[str(change[0])], *change):
            return 2
        resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
        items = [self._items[test.id] for test in tests]
        for index, item in enumerate(items):
            os.write(writer, index.to_bytes(4, "big"))
            limit(2 + 10 * tests[index].seconds)
            following = items[index + 1] if index + 1 < len(items) else None
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self._failed:
                return 1
        return 0


def _within(tests: Iterable[Test], seconds: float) -> Iterator[Test]:
    for test in tests:
        seconds -= test.seconds
        if seconds < 0:
            return
        yield test


def say(line: str) -> None:
    """Write a line at once, so that a long run can be watched."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def say_known(module: str) -> Counter[str]:
    """Say how many changes of a module there are, and what became of them; the counts."""
    results = Results(module)
    how = Counter(
        known.how if (known := results.of(mutant)) else "not tried"
        for mutant in mutants(CORE / f"{module}.py")[1]
    )
    noticed = how["killed"] + how["too long"]
    say(
        f"{module:<16} {how.total():>5} {noticed:>8} {how['too long']:>5} "
        f"{how['survived']:>5} {how['not tried']:>5}"
    )
    return how


def say_left(modules: list[str]) -> bool:
    """Name the survivors that nobody has explained, and explanations of what is none."""
    explained = {key: why for key, why in listed().items() if key[0] in modules}
    found: dict[Key, str] = {}
    for module in modules:
        results = Results(module)
        for mutant in mutants(CORE / f"{module}.py")[1]:
            known = results.of(mutant)
            found[mutant.key] = known.how if known else "not tried"
    left = [key for key, how in found.items() if how == "survived"]
    with (CACHE / "survivors.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["module", "place", "line", "change", "number", "why"])
        rows.writerows([*key, explained.get(key, "")] for key in left)
    wrong = [f"survived: {key}" for key in left if key not in explained]
    for key in explained:
        if found.get(key) in {"killed", "too long"}:
            wrong.append(f"explained, but noticed: {key}")
        if key not in found:
            wrong.append(f"explained, but there no longer: {key}")
    for line in wrong:
        say(line)
    return bool(wrong)


def main() -> int:
    """Try the modules named, or all kinds; 1 where survivors and the list of them differ."""
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "modules",
        nargs="*",
        help="or a kind: units, doses, dates, …; all five kinds, where none is named",
    )
    parser.add_argument("--seconds", type=float, default=20, help="of tests, for each change")
    parser.add_argument("--again", action="store_true", help="import afresh for survivors too")
    parser.add_argument("--known", action="store_true", help="say what is known, and run nothing")
    options = parser.parse_args()
    modules = [one for name in options.modules for one in KINDS.get(name, [name])] or MODULES
    if wrong := set(modules) - {*MODULES, *OTHERS}:
        parser.error(f"no module or kind {min(wrong)} in .ci/mutation/modules.py")
    os.chdir(ROOT)
    say(f"{'module':<16} {'all':>5} {'noticed':>8} {'long':>5} {'left':>5} {'todo':>5}")
    if options.known:
        total = sum(map(say_known, modules), Counter())
        say(f"{total.total()} changes: {dict(total)}")
        return int(say_left(modules))
    _run(modules, options.seconds, again=options.again)
    wrong = say_left(modules)
    if not options.modules:
        definitions = [sys.executable, str(ROOT / ".ci" / "mutate_definitions.py")]
        subprocess.run(definitions, check=True)  # noqa: S603 - ours
    return int(wrong)


def _run(modules: list[str], seconds: float, *, again: bool) -> None:
    os.nice(10)
    sys.dont_write_bytecode = False
    settings.register_profile(
        "mutants",
        derandomize=True,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),
        report_multiple_bugs=False,
    )
    os.environ["HYPOTHESIS_PROFILE"] = "mutants"
    campaign = Campaign(modules, seconds, fresh_imports.Server(), again=again)
    tests = [path for path in Path("tests").glob("test_*.py") if path.stem not in RIM]
    files = sorted(map(str, [*tests, *CORE.relative_to(ROOT).glob("[a-z]*.py")]))
    pytest.main([*files, *fresh_imports.ARGUMENTS], plugins=[campaign])


if __name__ == "__main__":
    sys.exit(main())
