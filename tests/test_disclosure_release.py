"""A release as files: whole for every reader at any moment, without paths of a machine, and fresh only under the same code."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from impactlib.disclosure import inputs
from impactlib.disclosure.inputs import fresh_release, inputs_of
from impactlib.disclosure.making import make_release
from impactlib.disclosure.release import AREAS, FACTS, FINDINGS, MANIFEST, is_whole, read_areas, read_manifest, read_release, table_path
from impactlib.disclosure.writing import write_release
from impactlib.errors import ImpactError
from impactlib.sources import store
from impactlib.sources.store import fill_store
from impactlib.workspace import Workspace
from tests.small import COUNTS_COLUMNS as COUNTED
from tests.small import counted, files_of, spread, table, tiny, write

SECONDS = 2.0
"""How long readers and a writer are at it together."""


class Killed(Exception):
    """Stands for the end of a process."""


def one_release(folder: Path) -> Workspace:
    """A workspace with a release of its three areas."""
    workspace = tiny(folder, survey=spread({"altijd": 12, "vaak": 11}))
    make_release(workspace)
    return workspace


def variants(workspace: Workspace) -> list[tuple]:
    """Two releases that say in every area under which manifest they were written."""
    manifest, areas = read_manifest(workspace.release), read_areas(workspace.release).values()
    findings = [each for area in areas for each in read_release(workspace.release, area.code).findings]
    return [
        (replace(manifest, report_date=day), [replace(area, name=day) for area in areas], [replace(each, source=day) for each in findings])
        for day in ("2026-01-01", "2026-01-02")
    ]


def test_readers_get_a_whole_release_while_another_is_written(tmp_path):
    """Area and findings are of the manifest that was read, however often the release is replaced meanwhile."""
    folder, written, problems, read = (workspace := one_release(tmp_path)).release, variants(workspace), [], []
    end = time.monotonic() + SECONDS
    write_release(folder, *written[0])

    def reading() -> None:
        while time.monotonic() < end:
            try:
                found = read_release(folder, "A1")
                days = {found.manifest.report_date, found.area.name, *(each.source for each in found.findings)}
                assert len(days) == 1
                assert len(read_areas(folder)) == 3
            except Exception as problem:  # noqa: BLE001 - a thread tells of everything that went wrong in it
                problems.append(problem)
                return
            read.append(found.manifest.id)

    readers = [threading.Thread(target=reading) for _ in range(2)]
    for reader in readers:
        reader.start()
    rounds = 0
    while time.monotonic() < end:
        rounds += 1
        write_release(folder, *written[rounds % 2])
    for reader in readers:
        reader.join()
    assert problems == []
    assert (rounds > 5, len(set(read))) == (True, 2)


@pytest.mark.parametrize("step", [0, 1, 2])
def test_a_writer_that_is_killed_leaves_the_old_release(monkeypatch, tmp_path, step):
    """Before the first table, between the tables, and before the manifest: the release that was there can be read."""
    folder, written = (workspace := one_release(tmp_path)).release, variants(workspace)
    before = write_release(folder, *written[0])
    moved = []

    def killing(draft: Path, path: Path) -> None:
        if len(moved) == step:
            raise Killed
        moved.append(path)
        draft.replace(path)

    monkeypatch.setattr("impactlib.disclosure.writing.put_in_place", killing)
    with pytest.raises(Killed):
        write_release(folder, *written[1])
    assert read_release(folder, "A1").manifest == before
    monkeypatch.undo()
    after = write_release(folder, *written[1])
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [MANIFEST, *(table_path(folder, each, after.id).name for each in (FINDINGS, AREAS, FACTS))]
    )


def test_what_nobody_names_is_cleared_away_when_it_is_old(monkeypatch, tmp_path):
    """A table that a killed process left goes at a later release; one of this minute may be somebody's who is writing."""
    folder, written = (workspace := one_release(tmp_path)).release, variants(workspace)
    left = write(folder / "findings-left.parquet", "x")
    write_release(folder, *written[0])
    assert left.exists()
    monkeypatch.setattr("impactlib.disclosure.writing.LEFT_BEHIND", -1.0)
    write_release(folder, *written[1])
    assert (left.exists(), is_whole(folder, read_manifest(folder))) == (False, True)


def test_a_release_without_its_tables_is_said_to_be_so_and_made_again(monkeypatch, tmp_path):
    """The manifest alone is no release."""
    workspace = one_release(tmp_path)
    table_path(workspace.release, FINDINGS, read_manifest(workspace.release).id).unlink()
    monkeypatch.setattr("impactlib.disclosure.release.PAUSE", 0.0)
    with pytest.raises(ImpactError, match=r"outputs/2025/release: its tables are not there or cannot be read; make it again"):
        read_release(workspace.release, "A1")
    assert fresh_release(workspace) is None
    make_release(workspace)
    assert read_release(workspace.release, "A1").findings != ()


def test_a_file_outside_the_workspace_is_named_without_its_folder(tmp_path):
    """Where it lies on this machine is nobody's business; a file inside is named by its path in the workspace."""
    elsewhere = write(tmp_path / "elsewhere/counts of all.csv", table(COUNTED, [counted(leden=40)]))
    workspace = tiny(tmp_path / "own", survey=spread({"altijd": 12, "vaak": 11}), counts=[counted(leden=40)])
    settings = workspace.folder / "parameters/workspace.yml"
    write(settings, settings.read_text(encoding="utf-8").replace("data/counts.csv", f'"{elsewhere.as_posix()}"'))
    make_release(Workspace.open(workspace.folder))
    files = {source.name: [path for path, _ in source.files] for source in read_manifest(workspace.release).sources}
    assert files == {"survey": ["data/survey.csv"], "counts": ["counts of all.csv"]}
    assert str(tmp_path).encode() not in b"".join(files_of(workspace.release).values())


@pytest.mark.parametrize("library", ["duckdb", "numpy", "pyarrow", "scipy", "statsmodels"])
def test_another_version_of_what_computes_makes_a_release_stale(monkeypatch, tmp_path, library):
    """It may give another figure."""
    workspace = one_release(tmp_path)
    known, version = inputs_of(workspace), inputs.version
    monkeypatch.setattr(inputs, "version", lambda name: "0.0" if name == library else version(name))
    assert inputs_of(workspace) != known
    assert fresh_release(workspace) is None


@pytest.mark.parametrize("module", ["workspace.py", "documents.py", "errors.py"])
def test_another_module_that_reads_makes_a_release_stale(monkeypatch, tmp_path, module):
    """Also the modules beside the floors: they read settings and refuse what is wrong."""
    workspace = one_release(tmp_path)
    known, sha256 = inputs_of(workspace), inputs.sha256
    monkeypatch.setattr(inputs, "sha256", lambda path: "other" if path.name == module else sha256(path))
    assert inputs_of(workspace) != known


@pytest.mark.parametrize("step", [0, 1])
def test_a_store_that_was_being_filled_when_its_process_died_is_filled_again(monkeypatch, tmp_path, step):
    """Before the table or before its record: what is there can be read, and no record is believed about another table."""
    rows = {12: spread({"altijd": 12}), 15: spread({"altijd": 15})}
    fill_store(tiny(tmp_path, survey=rows[12]))
    place, moved = store.put_in_place, []

    def killing(draft: Path, path: Path) -> None:
        if len(moved) == step:
            raise Killed
        moved.append(path)
        place(draft, path)

    monkeypatch.setattr(store, "put_in_place", killing)
    with pytest.raises(Killed):
        fill_store(tiny(tmp_path, survey=rows[15]))
    assert sorted(files_of(tmp_path / "outputs/2025/internal/store")) == ["survey/coded.parquet", "survey/source.json"]
    monkeypatch.undo()
    again = fill_store(tiny(tmp_path, survey=rows[12]))[1][0]
    made = again.parquet.read_bytes()
    fill_store(tiny(tmp_path / "fresh", survey=rows[12]))
    assert made == (tmp_path / "fresh/outputs/2025/internal/store/survey/coded.parquet").read_bytes()
