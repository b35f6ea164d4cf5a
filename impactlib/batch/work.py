"""One run, in a process of its own: papermill executes the notebook, the exporters lay it out, and files appear whole or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from impactlib.batch.plan import FORMATS, Run
from impactlib.batch.told import told_of
from impactlib.disclosure.release import read_manifest, read_release
from impactlib.errors import ImpactError, InputError
from impactlib.publishing.overview import Signal
from impactlib.workspace import Workspace

TRIES = 2
"""How often a report is made when the release under it changes: once more."""

CELL_TIMEOUT = 300
"""Seconds a cell may take; a report's cells take a few."""

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""Several reports run side by side: more threads each would only make them wait for each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a run: `made` with its files, or `failed` with the cause and the cell it happened in."""

    run: Run
    state: str
    seconds: float = 0.0
    cause: str = ""
    cell: int | None = None
    summary: str = ""
    release: str = ""
    told: tuple[str, ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    documents: dict[str, Any] = field(default_factory=dict)
    """What else was made, of the area's agreement: the cycle page, as `record` keeps it."""
    signals: tuple[Signal, ...] = ()
    """Why this area's reports stand out."""


def prepare() -> None:
    """Load once in a worker what every run needs, so that the next runs start at once."""
    if not os.environ.get("IMPACT_DEBUG"):
        # What kernels say while they are stopped is for nobody's screen; a failure's cause comes back in its outcome.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os.close(nowhere)
    os.environ.update(ONE_THREAD)
    import nbconvert.exporters
    import papermill

    assert papermill
    assert nbconvert.exporters


def perform(run: Run) -> Outcome:
    """Make one run's files. A failure is an outcome, with its cause; it never stops the other runs."""
    started = time.perf_counter()
    try:
        made = _perform(run)
    except Exception as error:  # noqa: BLE001 - whatever goes wrong, it is this run's outcome and nobody else's
        cause, cell = cause_of(error, run.workspace)
        made = Outcome(run=run, state="failed", cause=cause, cell=cell)
    return replace(made, seconds=time.perf_counter() - started)


def _perform(run: Run) -> Outcome:
    workspace = Workspace.open(run.workspace)
    internal = workspace.internal / run.slug
    internal.mkdir(parents=True, exist_ok=True)
    kept = internal / f"{run.label}.ipynb"
    failed = internal / f"{run.label}.failed.ipynb"
    # The batch's own number is in the name, so that it can clear away the drafts of its workers when it is stopped, and no other's.
    with tempfile.TemporaryDirectory(prefix=draft_prefix(os.getppid()), dir=workspace.internal) as folder:
        executed = Path(folder) / f"{run.label}.ipynb"
        try:
            release = _execute_on_one_release(run, executed, workspace)
            pages, summary = _export(run, executed)
        except Exception:
            if executed.is_file():
                shutil.move(executed, failed)
            raise
        told, documents, signals = _agreed(run, workspace, folder) if release else ((), {}, ())
        target = internal if run.notebook == "analysis" else workspace.outputs / run.slug
        files = {name: write_finished(target / name, page, folder) for name, page in pages.items()}
        executed.replace(kept)
        failed.unlink(missing_ok=True)
    return Outcome(run=run, state="made", summary=summary, files=files, release=release, told=told, documents=documents, signals=signals)


def _agreed(run: Run, workspace: Workspace, folder: str) -> tuple[tuple[str, ...], dict[str, Any], tuple[Signal, ...]]:
    """What the release tells of the area, the cycle page that is made of it, and what in it stands out."""
    from impactlib.batch.dossier import CYCLE, cycle_files
    from impactlib.batch.triage import signals_of
    from impactlib.telling.changes import earlier_release

    release = read_release(workspace.release, run.code)
    told, pages = told_of(release), cycle_files(workspace, release, run.language)
    files = {name: write_finished(workspace.outputs / run.slug / name, page, folder) for name, page in pages.items()}
    entry = {"files": files, "release": release.manifest.id, "told": list(told)}
    signals = signals_of(release, earlier_release(workspace.outputs.parent, release))
    return told, {f"{CYCLE}.{run.language}": entry} if files else {}, signals


def draft_prefix(batch: int) -> str:
    """How the folders start in which the workers of a batch (its process number) make what is not yet whole."""
    return f".making-{batch}-"


def _execute_on_one_release(run: Run, executed: Path, workspace: Workspace) -> str:
    """Execute the notebook; returns the id of the release it read, which did not change meanwhile ('' for the analysis)."""
    if run.notebook == "analysis":
        _execute(run, executed)
        return ""
    for _ in range(TRIES):
        release = read_manifest(workspace.release).id
        _execute(run, executed)
        if release == read_manifest(workspace.release).id:
            return release
    changing = f"the release changed {TRIES} times while this report was made"
    raise InputError(workspace.shown(workspace.release), changing, "wait for the other 'impact' to end, and repeat")


def _execute(run: Run, executed: Path) -> None:
    import papermill
    from traitlets.config import Config

    with tempfile.TemporaryDirectory(prefix="impact-") as sockets:
        # Sockets in a folder of their own where the system has such: no port that another takes, and nobody else listens.
        # The name must be given: all kernels of a folder would else share one, and answer each other's messages.
        place = {} if os.name == "nt" else {"transport": "ipc", "ip": f"{sockets}/kernel"}
        papermill.execute_notebook(
            run.path,
            str(executed),
            parameters=run.parameters,
            kernel_name="python3",
            progress_bar=False,
            request_save_on_cell_execute=False,
            execution_timeout=CELL_TIMEOUT,
            cwd=str(Path(run.path).parent),
            config=Config({"KernelManager": place}),
        )


def _export(run: Run, executed: Path) -> tuple[dict[str, bytes], str]:
    """The finished files by name, and the report's own first sentence for the overview."""
    import nbformat
    from nbconvert.exporters import get_exporter

    notebook = nbformat.read(executed, as_version=4)
    if run.notebook == "analysis":
        page, _ = get_exporter("impact-analysis")().from_notebook_node(notebook)
        return {"analysis.html": _bytes(page)}, ""
    pages = {}
    for each in run.formats:
        page, resources = get_exporter(FORMATS[each])().from_notebook_node(notebook)
        pages[f"{run.label}{resources.get('output_extension', '.' + each)}"] = _bytes(page)
    return pages, _first_answer(notebook)


def _first_answer(notebook: Any) -> str:
    from impactlib.publishing.html import notebook_blocks
    from impactlib.telling.blocks import Sentence

    answers = (block for block in notebook_blocks(notebook) if isinstance(block, Sentence) and block.role == "answer")
    return next((block.text for block in answers), "")


def _bytes(page: str | bytes) -> bytes:
    return page.encode() if isinstance(page, str) else page


def write_finished(target: Path, content: bytes, folder: str) -> str:
    """Put a finished file in its place in one step; returns its SHA-256."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(folder) / target.name
    draft.write_bytes(content)
    draft.replace(target)
    return hashlib.sha256(content).hexdigest()


def cause_of(error: Exception, workspace: str) -> tuple[str, int | None]:
    """Why a run failed, in one line that names no folder of this machine, and in which cell (counted from 1)."""
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    if isinstance(error, PapermillExecutionError):
        cell = error.cell_index + 1
        # Our own errors say enough by themselves; of others the kind belongs to the message.
        own = error.ename in {"InputError", "UnknownNameError", "Problems"}
        return (error.evalue if own else f"{error.ename}: {error.evalue}").strip(), cell
    if isinstance(error, DeadKernelError):
        return "the notebook's process died (killed, or out of memory)", None
    if isinstance(error, CellTimeoutError):
        return f"a cell took more than {CELL_TIMEOUT} seconds", None
    if isinstance(error, ImpactError):
        return str(error), None
    if isinstance(error, OSError) and error.filename is not None:
        path = Path(str(error.filename))
        shown = path.relative_to(workspace).as_posix() if path.is_relative_to(workspace) else path.name
        return f"{shown}: {error.strerror}", None
    return f"{type(error).__name__}: {error}", None
