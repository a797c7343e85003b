"""The page on testing a rule lists the suite as it is; `test_walkthroughs` does what it says."""

from __future__ import annotations

import re

from walkthroughs import page

from regimens.testing.suite import INVARIANTS_HELD, SUITE


def test_page_lists_the_suite() -> None:
    """Every check with its sentence, in order."""
    rows = re.findall(r"^\| `([\w-]+)` \| (.*) \|$", page("docs/how-to/testing-a-rule.md"), re.M)
    assert rows[2:] == [(check.name, check.sentence) for check in (*SUITE, INVARIANTS_HELD)]
    assert [name for name, _ in rows[:2]] == ["can-be-read", "its-own-revision"]
