"""The command can be stopped by hand before it has begun."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Ctrl-C at the moment when a module is imported.
STOPPED = """
import runpy, sys
class Stop:
    def find_spec(self, name, *rest):
        if name == {module!r}:
            raise KeyboardInterrupt
{before}
sys.meta_path.insert(0, Stop())
sys.argv = ["regimens", "list"]
{run}
"""
SCRIPT = "import regimens_command; sys.exit(regimens_command.main())"
MODULE = "runpy.run_module('regimens', run_name='__main__', alter_sys=True)"


@pytest.mark.parametrize(
    ("module", "before", "run"),
    [
        ("regimens", "", SCRIPT),
        ("regimens.administrations", "", SCRIPT),
        ("regimens.cli.plans", "", SCRIPT),
        # Python imports the package before a line of its __main__ runs.
        ("regimens.cli.plans", "import regimens", MODULE),
    ],
)
def test_a_stop_while_modules_are_imported_is_one_line(module: str, before: str, run: str) -> None:
    """Exit 130, as in the midst of a run, and no traceback."""
    program = STOPPED.format(module=module, before=before, run=run)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stderr == "regimens: was stopped before it was done; give the command again\n"
    assert (done.returncode, done.stdout) == (130, "")


def test_the_script_begins_outside_the_package() -> None:
    """The module is in the wheel."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["scripts"] == {"regimens": "regimens_command:main"}
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert "src/regimens_command.py" in wheel["only-include"]
