"""Writing a release, so that whoever reads at that moment gets a whole one: the old or the new.

The tables come first, under names of their own; then the manifest that names them takes the old one's place, in one step; and
only then the old tables go. A process that is killed anywhere leaves a release that can be read, and some files to clear away.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from impactlib.disclosure.fact import Told
from impactlib.disclosure.release import AREAS, FACTS, FINDINGS, MANIFEST, AreaNote, Manifest, as_json, read_manifest, table_path
from impactlib.errors import ImpactError
from impactlib.indicators.finding import Finding
from impactlib.sources.store import put_in_place

if TYPE_CHECKING:
    import pyarrow as pa

ID_LENGTH = 12
"""Hexadecimal digits of the release's id: the start of the SHA-256 of its content."""

LEFT_BEHIND = 600.0
"""A table or draft that no manifest names is cleared away when it is this many seconds old: until then somebody may be writing it."""


def write_release(
    folder: Path, manifest: Manifest, areas: Sequence[AreaNote], findings: Sequence[Finding], facts: Sequence[Told] = ()
) -> Manifest:
    """Write a whole release in the place of the old one; returns the manifest with its id."""
    rows = sorted(findings, key=lambda each: (each.area, each.indicator, each.period))
    told = [as_json(each) for each in rows]
    notes = [as_json(each) for each in areas]
    digest = hashlib.sha256("\n".join([as_json(replace(manifest, id="", ledger_lines=0)), *notes, *told]).encode()).hexdigest()
    named = replace(manifest, id=digest[:ID_LENGTH])
    folder.mkdir(parents=True, exist_ok=True)
    drafts = {
        _draft(path): path for path in (*(table_path(folder, table, named.id) for table in (FINDINGS, AREAS, FACTS)), folder / MANIFEST)
    }
    findings_draft, areas_draft, facts_draft, manifest_draft = drafts
    before = _tables_now(folder)
    try:
        _write_tables(findings_draft, areas_draft, rows, told, areas, notes)
        _write_facts(facts_draft, facts)
        manifest_draft.write_text(as_json(named), encoding="utf-8")
        for draft, path in drafts.items():
            put_in_place(draft, path)
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)
    _clear(folder, before, keep=set(drafts.values()))
    return named


def _draft(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}")


def _tables_now(folder: Path) -> set[Path]:
    """The tables of the release that is there, if there is one."""
    try:
        id_ = read_manifest(folder).id
    except ImpactError:
        return set()
    return {table_path(folder, table, id_) for table in (FINDINGS, AREAS, FACTS)}


def _clear(folder: Path, before: set[Path], *, keep: set[Path]) -> None:
    """Take away the tables of the release before, and what killed processes left; what is held open goes the next time."""
    for path in folder.iterdir():
        with suppress(OSError):
            if path not in keep and (path in before or time.time() - path.stat().st_mtime > LEFT_BEHIND):
                path.unlink()


def _write_tables(
    findings: Path, areas: Path, rows: Sequence[Finding], told: Sequence[str], notes: Sequence[AreaNote], noted: Sequence[str]
) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    def column(of: Any, kind: pa.DataType) -> pa.Array:
        return pa.array([of(row) for row in rows], kind)

    tidy = {
        "area": column(lambda row: row.area, pa.string()),
        "period": column(lambda row: row.period, pa.string()),
        "indicator": column(lambda row: row.indicator, pa.string()),
        "value": column(lambda row: row.estimate and row.estimate.value, pa.float64()),
        "lower": column(lambda row: row.estimate and row.estimate.lower, pa.float64()),
        "upper": column(lambda row: row.estimate and row.estimate.upper, pa.float64()),
        "n": column(lambda row: row.estimate and row.estimate.n, pa.int64()),
        "method": column(lambda row: row.estimate and row.estimate.method, pa.string()),
        "design": column(lambda row: row.design, pa.string()),
        "absent": column(lambda row: row.absent and str(row.absent), pa.string()),
        "target_verdict": column(lambda row: str(row.target_verdict), pa.string()),
        "previous_verdict": column(lambda row: str(row.previous_verdict), pa.string()),
        "finding": pa.array(told, pa.string()),
    }
    pq.write_table(pa.table(tidy), findings, compression="zstd", row_group_size=2000)
    table = pa.table({"code": pa.array([note.code for note in notes], pa.string()), "area": pa.array(list(noted), pa.string())})
    pq.write_table(table, areas, compression="zstd", row_group_size=20)


def _write_facts(path: Path, facts: Sequence[Told]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = sorted(facts, key=lambda each: each.owner)
    texts = [json.dumps([fact.to_json() for fact in each.facts], ensure_ascii=False) for each in rows]
    table = pa.table({"owner": pa.array([each.owner for each in rows], pa.string()), "facts": pa.array(texts, pa.string())})
    pq.write_table(table, path, compression="zstd")
