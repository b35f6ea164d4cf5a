"""Before any notebook is run by nbmake: the project's own folder is the example workspace, with data and a release."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_collection_finish(session: pytest.Session) -> None:
    """Make the example's data and release when a notebook of the project is among the tests (nbmake knows no fixtures)."""
    if not any(item.path.suffix == ".ipynb" for item in session.items):
        return
    from impactlib.disclosure.making import make_release
    from impactlib.example import write_example
    from impactlib.workspace import Workspace

    root = Path(__file__).parent
    write_example(root)
    make_release(Workspace.open(root))
