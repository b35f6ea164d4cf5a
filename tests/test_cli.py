"""The command line: clear lines, honest exit statuses, and never a traceback."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from impactlib import cli
from impactlib.example import write_example
from impactlib.workspace import Workspace

ROOT = Path(__file__).parent.parent
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def impact(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs `impact …` as a user does; gives the exit status and what was printed on either stream."""

    def call(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["impact", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return call


def test_help_answers_without_loading_pandas_or_matplotlib() -> None:
    """Whoever asks for help does not wait for libraries that help does not need."""
    program = (
        "import sys\nfrom impactlib.cli import main\nsys.argv = ['impact', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(sorted({'pandas', 'matplotlib', 'duckdb', 'papermill', 'statsmodels', 'pyarrow'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.splitlines()[-1]
    assert all(verb in done.stdout for verb in ("example", "check", "measure", "run"))


def test_every_command_has_an_example_in_its_help(impact: Command) -> None:
    """A help text without an example helps nobody."""
    for verb in ("example", "check", "measure", "run"):
        status, out, _ = impact(verb, "--help")
        assert 0 == status
        assert f"Example: impact {verb}" in " ".join(out.split())


def test_the_shipped_parameters_are_what_the_example_writes(tmp_path: Path) -> None:
    """The folder in git is the example, byte for byte."""
    write_example(tmp_path)
    written = {path.name: path.read_bytes() for path in (tmp_path / "parameters").glob("*.yml")}
    shipped = {path.name: path.read_bytes() for path in (ROOT / "parameters").glob("*.yml")}
    assert 52 == len(shipped)
    assert written == shipped


def test_the_example_keeps_what_the_user_changed(impact: Command, own_example: Workspace) -> None:
    """Writing the example again overwrites nothing, and says what it kept."""
    changed = own_example.parameters / "GM0200-apeldoorn.yml"
    changed.write_text("mine", encoding="utf-8")
    status, out, _ = impact("example", str(own_example.folder))
    assert 0 == status
    assert "kept as it is: parameters/GM0200-apeldoorn.yml" in out
    assert "mine" == changed.read_text(encoding="utf-8")


def test_a_whole_workspace_passes_its_check(impact: Command, example_workspace: Workspace) -> None:
    """The example has no problems, and the check says what it looked at."""
    status, out, err = impact("check", "-w", str(example_workspace.folder))
    assert (0, "") == (status, err)
    assert "51 agreements" in out
    assert "doubled rows left out" in out


def test_a_check_tells_every_problem_at_once(impact: Command, own_example: Workspace) -> None:
    """Faults in an agreement, a survey and the stories come in one list, each with its place."""
    agreement = own_example.parameters / "GM0200-apeldoorn.yml"
    agreement.write_text(agreement.read_text(encoding="utf-8").replace("indicator: DI07", "indicator: DIO7"), encoding="utf-8")
    survey = own_example.folder / "data" / "survey-digital-2025.csv"
    survey.write_bytes(survey.read_bytes().replace(b"helemaal mee eens", b"heel erg mee eens", 1))
    stories = own_example.folder / "data" / "stories.yml"
    stories.write_text(stories.read_text(encoding="utf-8").replace("outcome: critical", "outcome: negative", 1), encoding="utf-8")
    status, _, err = impact("check", "-w", str(own_example.folder))
    assert 1 == status
    assert "unknown indicator 'DIO7'; did you mean 'DI07'?" in err
    assert "'heel erg mee eens'" in err
    assert "data/stories.yml:" in err
    assert err.strip().splitlines()[-1] == "3 problems found."
    assert "Traceback" not in err


def test_a_run_that_cannot_start_writes_nothing(impact: Command, own_example: Workspace) -> None:
    """A fault in the data stops before any report, with status 1 and one clear line."""
    (own_example.folder / "data" / "school-tests.csv").unlink()
    status, _, err = impact("run", "-w", str(own_example.folder))
    assert 1 == status
    assert "parameters/workspace.yml: sources.school_tests: no file matches 'data/school-tests.csv'" in err
    assert not list(own_example.folder.glob("outputs/*/GM*"))
    assert not (own_example.outputs / "release").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--only", "Apeldorn"], "--only: unknown area 'Apeldorn'; did you mean 'Apeldoorn'?"),
        (["--audience", "councel"], "unknown audience 'councel'; did you mean 'council'?"),
        (["--language", "de"], "unknown language 'de'; known: en, nl"),
    ],
)
def test_a_misspelt_choice_is_refused_before_anything_starts(
    impact: Command, example_workspace: Workspace, words: list[str], message: str
) -> None:
    """The message offers the nearest name."""
    status, _, err = impact("run", "-w", str(example_workspace.folder), *words)
    assert 1 == status
    assert message in err


def test_a_folder_that_is_no_workspace_is_refused(impact: Command, tmp_path: Path) -> None:
    """The message says how to get one."""
    status, _, err = impact("check", "-w", str(tmp_path))
    assert 1 == status
    assert "make one with 'impact example FOLDER'" in err


def test_a_fault_of_the_program_shows_no_traceback(impact: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Even then a user gets one line."""

    def broken(folder: Path) -> None:
        raise ZeroDivisionError(folder)

    monkeypatch.setattr("impactlib.example.write_example", broken)
    status, _, err = impact("example", str(tmp_path))
    assert 1 == status
    assert 1 == len(err.strip().splitlines())
    assert "IMPACT_DEBUG=1" in err


def test_measuring_twice_makes_one_release(impact: Command, own_example: Workspace) -> None:
    """Unchanged inputs give the release that is there; a changed agreement gives another."""
    first = impact("measure", "-w", str(own_example.folder))[1]
    second = impact("measure", "-w", str(own_example.folder))[1]
    assert first == second
    agreement = own_example.parameters / "GM0200-apeldoorn.yml"
    agreement.write_text(agreement.read_text(encoding="utf-8").replace("main: true", "main: false"), encoding="utf-8")
    assert first != impact("measure", "-w", str(own_example.folder))[1]
