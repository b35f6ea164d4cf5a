"""The real data in `shared/`, a folder beside the project that is no part of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared_file(name: str) -> Path:
    """A file of the shared data. Where it is absent the test is skipped with that reason; in CI (CI=true) it fails."""
    if (SHARED / name).is_file():
        return SHARED / name
    reason = f"../shared/data/{name} is absent: put the shared folder beside the project to run the tests on real data"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
