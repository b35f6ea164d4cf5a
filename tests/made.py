"""Workspaces with reports in them, to be changed and broken: copies of the example."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import nbformat

from impactlib.batch.driver import run_batch
from impactlib.workspace import Workspace

ROOT = Path(__file__).parent.parent
MADE = ("GM0200-apeldoorn", "GM0277-rozendaal")
"""The folders of the areas of which `made_in` makes the reports."""


def made_in(folder: Path, example: Workspace) -> Workspace:
    """A copy of the example in which two municipalities' reports were made."""
    workspace = copied(example, folder)
    batch = run_batch(workspace, only=[slug.partition("-")[0] for slug in MADE])
    assert () == batch.failed
    return workspace


def workspace_with(example: Workspace, folder: Path, *, cell: str = "", parameters: str = "") -> Workspace:
    """A copy of the example, with a report notebook that runs `cell` first, or has these parameters."""
    shutil.copytree(example.folder, folder, dirs_exist_ok=True)
    (folder / "notebooks").mkdir(exist_ok=True)
    notebook = nbformat.read(ROOT / "notebooks" / "report.ipynb", as_version=4)
    if parameters:
        notebook.cells[0].source = parameters
    if cell:
        notebook.cells.insert(1, nbformat.v4.new_code_cell(cell))
    nbformat.write(notebook, folder / "notebooks" / "report.ipynb")
    return Workspace.open(folder)


def changed(workspace: Workspace, path: str, old: str, new: str) -> None:
    """Something else in one of the workspace's files."""
    file = workspace.folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def copied(workspace: Workspace, folder: Path) -> Workspace:
    """A copy to be changed."""
    shutil.copytree(workspace.folder, folder)
    return Workspace.open(folder)


def record_of(workspace: Workspace, slug: str) -> dict[str, Any]:
    """An area's record of its Dutch council report."""
    reports = json.loads((workspace.outputs / slug / "run.json").read_text(encoding="utf-8"))["reports"]
    return dict(reports["council.nl"])
