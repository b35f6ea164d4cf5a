"""The store: every source of a workspace as coded Parquet, one folder a source, made anew only when its files or layout changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from impactlib.errors import Collector
from impactlib.sources.areas import Register, read_register
from impactlib.sources.counted import code_counts
from impactlib.sources.layout import CountsLayout, RegisterLayout, SurveyLayout, read_layout
from impactlib.sources.survey import SurveyRows, code_survey
from impactlib.sources.table import open_table, workbench
from impactlib.workspace import SETTINGS, Workspace, sha256

CODED = "coded.parquet"
RECORD = "source.json"
FORMAT = 1
"""Raised when the coded tables change, so that older stores are made anew."""


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
        "format": FORMAT,
        "files": [asdict(file) for file in files],
        "layout": hashlib.sha256(layout.model_dump_json().encode()).hexdigest(),
        "areas": hashlib.sha256(json.dumps(sorted(register.names())).encode()).hexdigest(),
    }
    known = json.loads((folder / RECORD).read_text(encoding="utf-8")) if (folder / RECORD).is_file() else {}
    if {key: known.get(key) for key in record} == record and (folder / CODED).is_file():
        rows = SurveyRows(**known["rows"]) if known["rows"] else None
        return StoredSource(name=name, folder=folder, layout=layout, files=files, rows=rows, coded=known["coded"])
    return _code(workspace, name, layout, register, record, paths, files, folder)


def _code(
    workspace: Workspace,
    name: str,
    layout: SurveyLayout | CountsLayout,
    register: Register,
    record: dict[str, object],
    paths: list[Path],
    files: tuple[StoredFile, ...],
    folder: Path,
) -> StoredSource:
    draft = folder.with_name(f".{name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        with workbench() as connection:
            tables = [
                open_table(connection, path, layout.file, layout.columns(), where=workspace.shown(path), view=f"raw_{number}")
                for number, path in enumerate(paths)
            ]
            if isinstance(layout, SurveyLayout):
                rows: SurveyRows | None = code_survey(connection, tables, layout, register, draft / CODED)
                coded = rows.coded if rows else 0
            else:
                rows, coded = None, code_counts(tables, layout, register, draft / CODED)
        content = {**record, "rows": asdict(rows) if rows else None, "coded": coded}
        (draft / RECORD).write_text(json.dumps(content, indent=1), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        draft.replace(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return StoredSource(name=name, folder=folder, layout=layout, files=files, rows=rows, coded=coded)
