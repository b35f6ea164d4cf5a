"""What every test can lean on: one example workspace with its release, and a browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from impactlib.disclosure.making import make_release
from impactlib.example import write_example
from impactlib.workspace import Workspace

pytest_plugins = ["tests.browser"]


@pytest.fixture(scope="session")
def example_workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The example workspace with its release, made once for the whole run. Tests read it and change nothing in it."""
    folder = tmp_path_factory.mktemp("example")
    write_example(folder)
    workspace = Workspace.open(folder)
    make_release(workspace)
    return workspace


@pytest.fixture
def own_example(tmp_path: Path) -> Workspace:
    """An example workspace of the test's own, without a release, to be changed and broken."""
    write_example(tmp_path / "workspace")
    return Workspace.open(tmp_path / "workspace")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the reading levels that the tests of plain language worked out."""
    passed = [report for outcome in ("passed", "failed") for report in terminalreporter.stats.get(outcome, [])]
    levels = sorted({str(value) for report in passed for name, value in report.user_properties if name == "reading level"})
    if levels:
        terminalreporter.section("reading level of plain reports")
        for level in levels:
            terminalreporter.write_line(level)
