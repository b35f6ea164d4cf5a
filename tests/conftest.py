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
