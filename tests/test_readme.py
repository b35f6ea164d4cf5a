"""The README's commands, word for word, in a fresh clone."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
import typer

from impactlib.agreement.coherence import CHECKS
from impactlib.agreement.concern import Check
from impactlib.agreement.states import WORKFLOWS
from impactlib.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
AGREEMENT = (ROOT / "docs" / "agreement.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    """What stands behind a prompt in the README."""
    return re.findall(r"(?m)^\$ (.+)$", README)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command as a stranger types it: nothing of this environment, but the machine's own settings."""
    mine = ("VIRTUAL_ENV", "PYTEST_CURRENT", "PYTEST_XDIST", "CI", "MPL", "COV", "MAKE", "MFLAGS")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(mine)}
    return subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_readme_gives_the_two_commands() -> None:
    """One for the reports, one for the tests."""
    assert ["make reports", "make test"] == commands()


def test_the_picture_of_the_readme_is_there_with_an_alternative_text() -> None:
    """A reader sees a report page before any command."""
    found = re.search(r"!\[([^\]]{40,})\]\(([^)]+)\)", README)
    assert found is not None
    assert (ROOT / found[2]).is_file()


VERBS = sorted(typer.main.get_group(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("verb", VERBS)
def test_the_readme_names_every_command(verb: str) -> None:
    """An undocumented command is not there for users."""
    assert f"impact {verb}" in README


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_gives_an_example_of_itself(verb: str) -> None:
    """In its help."""
    command = typer.main.get_group(app).commands[verb]  # type: ignore[attr-defined]
    assert f"Example: impact {verb}" in (command.help or "")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_the_page_about_agreements_names_every_check(check: Check) -> None:
    """With its severity and what it is about, as they are."""
    assert f"| {check.code} | {check.severity} | {check.about} |" in AGREEMENT


def test_the_page_about_agreements_names_every_state_and_nothing_that_is_gone() -> None:
    """As the workflows have them, in their order."""
    for workflow in WORKFLOWS.values():
        assert f"| {workflow.name} | {', '.join(workflow.states)} |" in AGREEMENT
    assert {check.code for check in CHECKS} == set(re.findall(r"^\| (A\d{3}) ", AGREEMENT, re.MULTILINE))


def test_the_readme_says_what_each_folder_is() -> None:
    """Every folder that git keeps has its line."""
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    folders = {line.split("/")[0] for line in done.stdout.splitlines() if "/" in line and not line.startswith(".")}
    assert {folder for folder in folders if f"`{folder}/`" not in README} == set()


@pytest.mark.slow
def test_the_commands_work_in_a_fresh_clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`make reports` makes 51 reports with nothing but Python, and `make test` comes to its end.

    The suite itself runs around this test: here it is narrowed, from outside the command, to show that the command works.
    """
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(tmp_path / "clone")], check=True)
    (tmp_path / "shared").symlink_to((ROOT.parent / "shared").resolve())
    monkeypatch.setenv("PYTEST_ADDOPTS", "-k 'test_floors or test_packaging or test_language'")
    for command in commands():
        done = run(command, tmp_path / "clone")
        assert 0 == done.returncode, done.stdout[-3000:] + done.stderr[-3000:]
        if command == "make reports":
            assert "51 made, 0 failed. Overview: outputs/2025/index.html" in done.stdout
            assert 51 == len(list((tmp_path / "clone" / "outputs" / "2025").glob("GM*/council.nl.html")))
        else:
            assert re.search(r"\d+ passed", done.stdout.splitlines()[-1])
