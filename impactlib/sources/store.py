"""The store: every source of a workspace as coded Parquet, one folder a source, made anew only when its files or layout changed.

A coded table takes the place of the old one in one step, and its record follows: whoever is killed in between leaves a table that no
record knows, and the next one makes it again.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from impactlib.errors import Collector
from impactlib.sources.areas import Register, read_register
from impactlib.sources.counted import code_counts
from impactlib.sources.layout import CountsLayout, RegisterLayout, SurveyLayout, read_layout
from impactlib.sources.survey import SurveyRows, code_survey
from impactlib.sources.table import open_table, workbench
from impactlib.workspace import SETTINGS, Workspace, sha256

CODED = "coded.parquet"
RECORD = "source.json"
CODE = sorted(Path(__file__).parent.glob("*.py"))
"""The code that makes a coded table: when it changes, older tables are made anew."""

TRIES, PAUSE = 20, 0.05
"""How often, and after how many seconds each time, a file is put in its place while a reader holds the old one open (on Windows)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file that went into a source: its path in the workspace and the SHA-256 of its bytes."""

    path: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class StoredSource:
    """One coded source: where it is, under which layout it was read, and what became of its rows."""

    name: str
    folder: Path
    layout: SurveyLayout | CountsLayout
    files: tuple[StoredFile, ...]
    rows: SurveyRows | None
    coded: int

    @property
    def parquet(self) -> Path:
        """The coded table."""
        return self.folder / CODED


def fill_store(workspace: Workspace) -> tuple[Register, list[StoredSource]]:
    """Read every source of the workspace, check it, and store it coded; raises all problems of all sources at once."""
    register = read_register(workspace)
    faults = Collector()
    stored = []
    for name, source in workspace.settings.sources.items():
        with faults.catching():
            layout = read_layout(source.layout, folders=(workspace.parameters / "layouts",), where=f"{SETTINGS}: sources.{name}")
            if not isinstance(layout, RegisterLayout):
                stored.append(_store(workspace, name, layout, register))
    faults.raise_any()
    return register, stored


def _store(workspace: Workspace, name: str, layout: SurveyLayout | CountsLayout, register: Register) -> StoredSource:
    paths = workspace.files(name)
    files = tuple(StoredFile(path=workspace.shown(path), sha256=sha256(path)) for path in paths)
    folder = workspace.store / name
    record = {
        "code": [sha256(path) for path in CODE],
        "files": [asdict(file) for file in files],
        "layout": hashlib.sha256(layout.model_dump_json().encode()).hexdigest(),
        "areas": hashlib.sha256(json.dumps(sorted(register.names())).encode()).hexdigest(),
    }
    known = _known(folder)
    if {key: known.get(key) for key in record} == record and known.get("table") == sha256(folder / CODED):
        rows = SurveyRows(**known["rows"]) if known["rows"] else None
        return StoredSource(name=name, folder=folder, layout=layout, files=files, rows=rows, coded=known["coded"])
    draft = folder.with_name(f".{name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        rows, coded = _code(workspace, paths, layout, register, draft / CODED)
        content = {**record, "rows": asdict(rows) if rows else None, "coded": coded, "table": sha256(draft / CODED)}
        (draft / RECORD).write_text(json.dumps(content, indent=1), encoding="utf-8")
        folder.mkdir(exist_ok=True)
        for name_ in (CODED, RECORD):
            put_in_place(draft / name_, folder / name_)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return StoredSource(name=name, folder=folder, layout=layout, files=files, rows=rows, coded=coded)


def put_in_place(draft: Path, path: Path) -> None:
    """The draft takes the place of the file in one step; on Windows, where an open file cannot be replaced, it waits for its readers."""
    for _ in range(TRIES - 1):
        try:
            draft.replace(path)
        except PermissionError:
            time.sleep(PAUSE)
        else:
            return
    draft.replace(path)


def _known(folder: Path) -> dict[str, Any]:
    """What was stored before; nothing when it is not there, or damaged: then it is made anew."""
    try:
        content = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) and (folder / CODED).is_file() else {}


def _code(
    workspace: Workspace, paths: list[Path], layout: SurveyLayout | CountsLayout, register: Register, target: Path
) -> tuple[SurveyRows | None, int]:
    """Write the coded table of these files; returns what became of a survey's rows, and how many were coded."""
    with workbench() as connection:
        tables = [
            open_table(connection, path, layout.file, layout.columns(), where=workspace.shown(path), view=f"raw_{number}")
            for number, path in enumerate(paths)
        ]
        if isinstance(layout, SurveyLayout):
            rows = code_survey(connection, tables, layout, register, target)
            return rows, rows.coded
        return None, code_counts(tables, layout, register, target)
