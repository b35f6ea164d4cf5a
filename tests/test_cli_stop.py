"""Ctrl-C during a batch: one line, exit status 130, what was made is kept, and nothing half-made stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from impactlib.workspace import Workspace
from tests.made import copied


@pytest.mark.skipif(os.name == "nt", reason="Windows has no process groups that get a signal")
def test_ctrl_c_keeps_what_was_made_and_says_so_once(example_workspace: Workspace, tmp_path: Path) -> None:
    """The signal goes to the whole process group, as a terminal sends it, while two reports are being made."""
    workspace = copied(example_workspace, tmp_path / "workspace")
    command = [sys.executable, "-m", "impactlib.cli", "run", "-w", str(workspace.folder), "--workers", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        rest, err = process.communicate(timeout=60)
    assert first.startswith("[1/51]")
    assert "Traceback" not in rest
    assert "Stopped. What was made is kept; the same command makes the rest.\n" == err
    assert 130 == process.returncode
    assert (workspace.outputs / "index.html").is_file()
    assert [] == list(workspace.outputs.rglob(".making-*"))
    assert [] == list(workspace.outputs.rglob("*.draft"))


@pytest.mark.parametrize(
    ("words", "status", "stream"), [(["--help"], 0, "out"), (["run", "--wrong"], 2, "err"), (["check", "-w", "/nowhere-at-all"], 1, "err")]
)
def test_other_ends_keep_their_status_and_their_words(words: list[str], status: int, stream: str) -> None:
    """Help is 0, a wrong option 2, a problem 1: each with its text."""
    done = subprocess.run([sys.executable, "-m", "impactlib.cli", *words], capture_output=True, text=True, check=False)
    assert status == done.returncode
    assert "" != (done.stdout if stream == "out" else done.stderr)
    assert "Stopped" not in done.stdout + done.stderr
