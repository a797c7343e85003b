"""The pytest plugin as a hospital sees it, word by word: protocol files, fixtures and marker."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from regimens import catalogue
from regimens.formats.reading import read_path
from regimens.formats.regimens import regimen_document
from regimens.testing.suite import INVARIANTS_HELD, SUITE

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parent.parent
CHOP: dict[str, Any] = read_path(str(ROOT / "docs" / "examples" / "chop21.json"))
DRAWN = INVARIANTS_HELD.name
UNDRAWN = ("-k", f"not {DRAWN}")  # it takes seconds
ITEMS = ("can-be-read", "its-own-revision", *(check.name for check in SUITE), DRAWN)


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other plugin takes part, and lines are as long as on a plain terminal."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    monkeypatch.setenv("COLUMNS", "80")


def _run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """A run of pytest with the plugin, every warning being an error."""
    plugin = ("-p", "regimens_pytest", "-p", "no:cacheprovider", "-W", "error")
    return pytester.runpytest_subprocess(*plugin, *arguments)


def _ids(result: pytest.RunResult) -> list[str]:
    """What ``--collect-only -q`` prints."""
    return [line for line in result.outlines if "::" in line]


def _write(folder: Path, name: str, values: Any) -> Path:
    path = folder / "protocols" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = values if isinstance(values, str) else json.dumps(values, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path


def _failures(result: pytest.RunResult) -> list[str]:
    """The lines between the headings of the failures and the summary."""
    start = next(i for i, line in enumerate(result.outlines) if " FAILURES " in line)
    end = next(i for i, line in enumerate(result.outlines) if " short test summary " in line)
    return result.outlines[start + 1 : end]


# A run that does not ask for it


def test_importing_the_plugin_imports_neither_regimens_nor_hypothesis() -> None:
    """Pytest imports it in every run of every project."""
    code = (
        "import sys, regimens_pytest; "
        "print([one for one in ('regimens', 'hypothesis', 'pint', 'attrs') if one in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_pytest_finds_the_plugin_by_its_entry_point() -> None:
    """The module stands beside the package, in the wheel and in the source archive."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["entry-points"]["pytest11"] == {"regimens_pytest": "regimens_pytest"}
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert "src/regimens_pytest.py" in wheel["only-include"]
    assert wheel["sources"] == ["src"]
    assert (ROOT / "src" / "regimens_pytest.py").is_file()


def test_a_run_that_does_not_ask_is_left_alone(pytester: pytest.Pytester) -> None:
    """Nothing is imported, and the fixtures of a conftest, class or parameter are the user's."""
    pytester.makeconftest(
        """
        import pytest

        @pytest.fixture(params=["a", "b"])
        def regimen(request):
            return request.param

        def pytest_generate_tests(metafunc):
            if "patient" in metafunc.fixturenames:
                metafunc.parametrize("patient", ["one"])
        """
    )
    pytester.makepyfile(
        """
        import sys

        import pytest

        def test_conftest_wins(regimen, patient):
            assert regimen in ("a", "b") and patient == "one"

        @pytest.mark.parametrize("regimen", [1, 2, 3])
        def test_parameter_wins(regimen):
            assert regimen in (1, 2, 3)

        class TestOwn:
            @pytest.fixture
            def regimen(self):
                return "own"

            def test_class_wins(self, regimen):
                assert regimen == "own"

        def test_nothing_is_imported():
            assert not {"regimens", "hypothesis", "pint"} & sys.modules.keys()
        """
    )
    result = _run(pytester, "--strict-markers")
    result.assert_outcomes(passed=7)
    assert "warning" not in result.stdout.str()


def test_a_generated_parameter_wins_over_the_fixture(pytester: pytest.Pytester) -> None:
    """A conftest that makes the regimens of a test itself, without a fixture."""
    pytester.makeconftest(
        """
        def pytest_generate_tests(metafunc):
            if "regimen" in metafunc.fixturenames:
                metafunc.parametrize("regimen", ["mine"])
        """
    )
    pytester.makepyfile("def test_mine(regimen): assert regimen == 'mine'")
    _run(pytester).assert_outcomes(passed=1)


# Protocol files


def test_every_document_is_run_through_the_suite(pytester: pytest.Pytester) -> None:
    """A whole one, one that extends, and a built-in one as it is printed; each by readable ids."""
    _write(pytester.path, "chop21.json", CHOP)
    extends = ROOT / "docs" / "examples" / "cybordex-low.toml"
    _write(pytester.path, "low.toml", extends.read_text(encoding="utf-8"))
    _write(pytester.path, "ward/dcep.json", regimen_document(catalogue.get("dcep")))
    result = _run(pytester, "--regimens", "protocols/", "-v")
    names = ("chop21.json", "low.toml", "ward/dcep.json")
    result.assert_outcomes(passed=len(names) * len(ITEMS))
    passed = [line.partition(" ")[0] for line in result.outlines if " PASSED" in line]
    assert passed == [f"protocols/{name}::{item}" for name in names for item in ITEMS]
    assert any(line.endswith(f"collected {len(passed)} items") for line in result.outlines)


def test_a_document_that_cannot_be_read_is_one_failing_item(pytester: pytest.Pytester) -> None:
    """The library's own line, with file and place, and no traceback."""
    wrong = json.loads(json.dumps(CHOP))
    wrong["phases"][0]["components"][2]["timing"][0]["days"] = [1, 22]
    _write(pytester.path, "broken.json", wrong)
    _write(pytester.path, "course.json", {"regimen": "dcep"})
    _write(pytester.path, "torn.toml", "extends = ")
    result = _run(pytester, "--regimens", "protocols", "-q")
    result.assert_outcomes(failed=3)
    assert result.ret is pytest.ExitCode.TESTS_FAILED
    assert _failures(result) == [
        "______________________ protocols/broken.json: can-be-read ______________________",
        "protocols/broken.json: phases[0].components[2].timing[0].days: day 22 exceeds the 21-day "
        "cycle; use days 1 to 21, or a longer cycle",
        "______________________ protocols/course.json: can-be-read ______________________",
        "protocols/course.json: is no protocol; a protocol has phases or extends; keep other "
        "documents elsewhere",
        "_______________________ protocols/torn.toml: can-be-read _______________________",
        "protocols/torn.toml: is not TOML (Invalid value (at end of document)); mend it there",
    ]


def test_what_does_not_hold_is_told_in_words(pytester: pytest.Pytester) -> None:
    """What, where and the mend, what every definition holds, and why."""
    _write(pytester.path, "chop21.json", CHOP | {"no_rule_for": []})
    result = _run(pytester, "--regimens", "protocols/chop21.json", "-q", *UNDRAWN)
    result.assert_outcomes(failed=1, passed=len(ITEMS) - 2, deselected=1)
    assert _failures(result) == [
        "____________________ protocols/chop21.json: silences-named _____________________",
        "protocols/chop21.json: no_rule_for: is empty, as if the protocol had a rule for "
        'everything; list what it gives no rule for, as in ["dose reductions", "kidney function"]',
        "Held by every definition: What the protocol gives no rule for is listed, and each reading "
        "stands once.",
        "Why: Silence is read as safe: nobody looks elsewhere for a rule that is not missed.",
    ]
    assert "regimens_pytest.py" not in result.stdout.str()


@pytest.mark.parametrize("option", ["-vv", "--full-trace"])
def test_a_traceback_is_there_when_asked_for(pytester: pytest.Pytester, option: str) -> None:
    """For whoever looks for a fault of the library."""
    _write(pytester.path, "chop21.json", CHOP | {"no_rule_for": []})
    result = _run(pytester, "--regimens", "protocols", "-k", "silences", option)
    result.assert_outcomes(failed=1, deselected=len(ITEMS) - 1)
    assert "regimens_pytest.py" in result.stdout.str()


def test_one_id_and_revision_with_two_contents_is_told(pytester: pytest.Pytester) -> None:
    """Each of the two names the other; another revision or citation is no other dose."""
    cited = json.loads(json.dumps(CHOP))
    cited["references"]["library"]["title"] += ", as printed"
    _write(pytester.path, "a.json", CHOP)
    _write(pytester.path, "b.json", cited)
    _write(pytester.path, "c.json", CHOP | {"revision": "2"})
    result = _run(pytester, "--regimens", "protocols", *UNDRAWN)
    result.assert_outcomes(passed=3 * (len(ITEMS) - 1), deselected=3)
    other = json.loads(json.dumps(CHOP))
    other["phases"][0]["cycles"] = 7
    for component in other["phases"][0]["components"]:
        for schedule in component["timing"]:
            schedule["cycles"]["last"] = 7
    _write(pytester.path, "b.json", other)
    result = _run(pytester, "--regimens", "protocols", "-k", "its-own-revision")
    result.assert_outcomes(failed=2, passed=1, deselected=3 * (len(ITEMS) - 1))
    assert _failures(result)[1:4] == [
        "protocols/a.json: ward-chop21, revision 1, has other doses or days in protocols/b.json; "
        "give one of them another revision",
        "Held by every definition: One id and revision is one content.",
        "Why: A course that names them would be planned with either.",
    ]


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("nowhere", "ERROR: --regimens nowhere: there is no such file or folder"),
        ("empty", "ERROR: --regimens empty: the folder holds no protocol (.json or .toml)"),
    ],
)
def test_a_folder_without_a_protocol_is_an_error(
    pytester: pytest.Pytester, named: str, message: str
) -> None:
    """Not a pass: whoever typed the wrong name would believe the protocols tested."""
    folder = pytester.mkdir("empty")
    (folder / "notes.txt").write_text("none", encoding="utf-8")
    (folder / ".hidden.json").write_text("{}", encoding="utf-8")
    result = _run(pytester, "--regimens", named)
    assert result.ret is pytest.ExitCode.USAGE_ERROR
    assert [line for line in result.errlines if line] == [message]


def test_a_missing_library_is_one_line(pytester: pytest.Pytester) -> None:
    """What to install, in the words that a shell takes."""
    _write(pytester.path, "a.json", CHOP)
    pytester.makepyfile(without="import sys; sys.modules['hypothesis'] = None")
    result = _run(pytester, "-p", "without", "--regimens", "protocols")
    assert result.ret is pytest.ExitCode.USAGE_ERROR
    assert [line for line in result.errlines if line] == [
        'ERROR: --regimens: regimens.testing needs hypothesis; pip install "regimens[testing]"'
    ]


def test_no_document_is_passed_over(pytester: pytest.Pytester) -> None:
    """In a folder that pytest does not walk, named with brackets, named twice, beside tests."""
    _write(pytester.path, "build/a[1].json", CHOP)
    _write(pytester.path, "b.json", CHOP)
    pytester.makepyfile("def test_other(): pass")
    asked = ("--regimens", "protocols", "--regimens", "protocols/b.json")
    result = _run(pytester, *asked, "--collect-only", "-q")
    assert sorted(_ids(result)) == sorted(
        [
            *(
                f"protocols/{name}::{item}"
                for name in ("b.json", "build/a[1].json")
                for item in ITEMS
            ),
            "test_no_document_is_passed_over.py::test_other",
        ]
    )


def test_capital_endings_and_links_to_nothing_are_not_passed_over(
    pytester: pytest.Pytester,
) -> None:
    """A file named by another system is a protocol too, and one that is gone is told."""
    _write(pytester.path, "CHOP.JSON", CHOP)
    folder = pytester.path / "protocols"
    (folder / "OURS.TOML").write_text('extends = "dcep"\n', encoding="utf-8")
    (folder / "gone.json").symlink_to("nowhere")
    result = _run(pytester, "--regimens", "protocols", "-k", "can-be-read")
    result.assert_outcomes(passed=1, failed=2, deselected=len(ITEMS) - 1)
    result.stdout.fnmatch_lines(
        [
            "protocols/OURS.TOML: id: the key 'id' is missing; add it",
            "protocols/gone.json: *",
        ]
    )


def test_documents_outside_the_root_directory_have_their_path(
    pytester: pytest.Pytester, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """They are named as they lie on the disk."""
    folder = tmp_path_factory.mktemp("elsewhere")
    path = _write(folder, "chop21.json", CHOP)
    result = _run(pytester, "--regimens", str(folder), "--rootdir", ".", "--collect-only", "-q")
    assert _ids(result) == [f"{path.as_posix()}::{item}" for item in ITEMS]


def test_a_failed_item_is_run_again_by_its_id(pytester: pytest.Pytester) -> None:
    """The id that the summary prints, beside the option, runs that item alone."""
    _write(pytester.path, "a.json", CHOP)
    _write(pytester.path, "b.json", CHOP)
    again = "protocols/a.json::card-whole"
    result = _run(pytester, "--regimens", "protocols", again, "-v")
    result.assert_outcomes(passed=1)
    assert any(line.startswith(f"{again} PASSED") for line in result.outlines)


def test_other_processes_run_the_same_items(pytester: pytest.Pytester) -> None:
    """pytest-xdist, files and fixtures together."""
    _write(pytester.path, "a.json", CHOP)
    _write(pytester.path, "b.json", "{}")
    pytester.makepyfile("def test_named(regimen): assert regimen.id == 'ward-chop21'")
    result = _run(pytester, "--regimens", "protocols", "-p", "xdist", "-n", "2", "-q", *UNDRAWN)
    result.assert_outcomes(passed=len(ITEMS), failed=1, errors=1)


# The fixtures and the marker


def test_the_fixture_is_each_protocol(pytester: pytest.Pytester) -> None:
    """Of the option; a marker on a module, class or test names others; all with a patient."""
    _write(pytester.path, "a.json", CHOP)
    _write(pytester.path, "b.json", CHOP)
    _write(pytester.path, "sub/c.json", CHOP | {"id": "other"})
    pytester.makepyfile(
        test_asked="""
        from datetime import date

        import pytest

        from regimens import Course

        def test_option(regimen, patient):
            assert (str(patient.height), str(patient.weight)) == ("165 cm", "70 kg")
            assert patient.born == date(1961, 5, 4)
            assert len(Course(regimen, patient, start=date(2026, 1, 5)).plan()) > 0

        @pytest.mark.regimens("protocols/a.json", "protocols/sub")
        def test_marked(regimen):
            assert regimen.title

        @pytest.mark.regimens("protocols/sub/c.json")
        class TestOther:
            def test_in_class(self, regimen):
                assert regimen.id == "other"

        @pytest.fixture(scope="module")
        def calendar(regimen, patient):
            return Course(regimen, patient, start=date(2026, 1, 5)).plan()

        def test_through_a_fixture_of_their_own(calendar):
            assert len(calendar) > 0
        """,
    )
    asked = ("--regimens", "protocols/a.json", "--regimens", "protocols/b.json", "test_asked.py")
    result = _run(pytester, *asked, "--strict-markers", "-v", "-k", "test_asked")
    result.assert_outcomes(passed=7, deselected=2 * len(ITEMS))
    found = {line.partition(" ")[0] for line in result.outlines if " PASSED" in line}
    assert found == {
        "test_asked.py::test_option[protocols/a.json]",
        "test_asked.py::test_option[protocols/b.json]",
        "test_asked.py::test_marked[protocols/a.json]",
        "test_asked.py::test_marked[protocols/sub/c.json]",
        "test_asked.py::TestOther::test_in_class[protocols/sub/c.json]",
        "test_asked.py::test_through_a_fixture_of_their_own[protocols/a.json]",
        "test_asked.py::test_through_a_fixture_of_their_own[protocols/b.json]",
    }


def test_what_the_fixture_cannot_give_is_one_line(pytester: pytest.Pytester) -> None:
    """Neither option nor marker, a document that cannot be read, a marker that leads nowhere."""
    _write(pytester.path, "a.json", "{}")
    pytester.makepyfile(
        test_a="def test_plain(regimen): pass",
        test_b="""
        import pytest

        @pytest.mark.regimens("protocols")
        def test_unread(regimen): pass
        """,
        test_c="""
        import pytest

        @pytest.mark.regimens("nowhere")
        def test_lost(regimen): pass
        """,
    )
    result = _run(pytester, "--continue-on-collection-errors")
    result.assert_outcomes(errors=3)
    result.stdout.fnmatch_lines_random(
        [
            "the fixture 'regimen' needs protocol files: run pytest --regimens PATH, or mark the "
            'test @pytest.mark.regimens("PATH")',
            "protocols/a.json: is no protocol; a protocol has phases or extends; keep other "
            "documents elsewhere",
            "@pytest.mark.regimens: nowhere: there is no such file or folder",
        ]
    )
    assert "regimens_pytest.py" not in result.stdout.str()


def test_the_fixture_serves_a_property(pytester: pytest.Pytester) -> None:
    """Hypothesis takes it, as it is the same for every example."""
    _write(pytester.path, "a.json", CHOP)
    pytester.makepyfile(
        """
        from datetime import date

        from hypothesis import given, settings, strategies as st
        from regimens import Course, Patient

        @given(weight=st.integers(40, 120))
        @settings(max_examples=5, deadline=None, database=None)
        def test_any_weight(regimen, weight):
            body = Patient(height="170 cm", weight=f"{weight} kg")
            assert Course(regimen, body, start=date(2026, 1, 5)).plan()[0].dose > 0
        """
    )
    result = _run(
        pytester, "--regimens", "protocols", "-k", "weight", "-p", "_hypothesis_pytestplugin"
    )
    result.assert_outcomes(passed=1, deselected=len(ITEMS))


def test_the_marker_and_fixtures_say_what_they_are(pytester: pytest.Pytester) -> None:
    """`pytest --markers`, `--fixtures` and `--help` list them."""
    assert "@pytest.mark.regimens(path, ...): run the test for the regimen of each" in (
        _run(pytester, "--markers").stdout.str()
    )
    fixtures = _run(pytester, "--fixtures").stdout.str()
    assert "The regimen of each protocol file that ``--regimens`` or the marker names." in fixtures
    assert "--regimens=PATH" in _run(pytester, "--help").stdout.str()
