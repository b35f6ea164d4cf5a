"""The batch: runs in processes side by side; one that fails, or dies, stops no other."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from impactlib.batch.plan import Run, plan
from impactlib.batch.record import record, write_overview
from impactlib.batch.work import Outcome, cause_of, draft_prefix, perform, prepare
from impactlib.disclosure.inputs import fresh_release
from impactlib.disclosure.release import AreaNote, Manifest, read_areas
from impactlib.workspace import Workspace

PATIENCE = 10.0
"""Seconds that a worker that is stopped may take to end its kernel and clear its draft away."""

Tell = Callable[[int, int, Outcome], None]
"""Is told of every outcome: how many are done, of how many, and what came out."""


def silent(done: int, total: int, outcome: Outcome) -> None:
    """Tell nobody."""
    del done, total, outcome


@dataclass(frozen=True, kw_only=True)
class Batch:
    """What a batch came to: its outcomes in the order of the plan, and where the overview is."""

    manifest: Manifest
    outcomes: tuple[Outcome, ...]
    overview: Path

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The runs that failed."""
        return tuple(each for each in self.outcomes if each.state == "failed")


def run_batch(
    workspace: Workspace,
    *,
    only: Sequence[str] = (),
    audience: str = "",
    language: str = "",
    analysis: bool = False,
    workers: int = 0,
    tell: Tell = silent,
) -> Batch:
    """Make the release if anything changed, then every run of the plan; records each outcome as it comes."""
    # What is misspelt is refused at once, not after the data were read.
    plan(workspace, [], audience=audience, language=language, analysis=analysis)
    manifest = fresh_release(workspace) or _made(workspace)
    areas = read_areas(workspace.release)
    runs = plan(workspace, list(areas.values()), only=only, audience=audience, language=language, analysis=analysis)
    outcomes: dict[Run, Outcome] = {}
    unrecorded: dict[str, Outcome] = {}
    try:
        with closing(perform_all(runs, workers=workers or os.cpu_count() or 1)) as performed:
            for each in performed:
                outcome = each if analysis else _recorded(workspace, manifest, areas[each.run.code], each, unrecorded)
                outcomes[outcome.run] = outcome
                tell(len(outcomes), len(runs), outcome)
    finally:
        # Also after Ctrl-C: no half-made drafts stay, and the overview says what there is.
        for draft in workspace.internal.glob(f"{draft_prefix(os.getpid())}*"):
            shutil.rmtree(draft, ignore_errors=True)
        overview = write_overview(workspace, manifest, list(areas.values()), unrecorded)
    return Batch(manifest=manifest, outcomes=tuple(outcomes[run] for run in runs), overview=overview)


def _recorded(workspace: Workspace, manifest: Manifest, area: AreaNote, outcome: Outcome, unrecorded: dict[str, Outcome]) -> Outcome:
    """The outcome after putting it on record; where that cannot be done, a failure that the overview shows without a record."""
    try:
        record(workspace, manifest, area, outcome)
    except Exception as error:  # noqa: BLE001 - one area's folder never stops the others
        cause, _ = cause_of(error, str(workspace.folder))
        known = outcome.cause if outcome.state == "failed" else f"it cannot be put on record: {cause}"
        outcome = replace(outcome, state="failed", cause=known)
        unrecorded[area.code] = outcome
    return outcome


def _made(workspace: Workspace) -> Manifest:
    from impactlib.disclosure.making import make_release

    return make_release(workspace)


def perform_all(runs: Sequence[Run], *, workers: int) -> Generator[Outcome, None, None]:
    """Every run's outcome, as it comes. A worker that dies takes down only the run it was at."""
    waiting = deque(runs)
    while waiting:
        suspects: list[Run] = []
        yield from _perform(waiting, workers, suspects)
        for run in suspects:
            # One of these killed its process; alone in a process of its own each shows whether it was the one.
            again: list[Run] = []
            yield from _perform(deque([run]), 1, again)
            if again:
                yield Outcome(run=run, state="failed", cause="the process that made it died (killed, or out of memory)")


def _perform(waiting: deque[Run], workers: int, suspects: list[Run]) -> Iterator[Outcome]:
    """Work through `waiting`; when a process dies, stop, with the runs that were under way in `suspects`."""
    context = multiprocessing.get_context("spawn")
    others = set(multiprocessing.active_children())
    with ProcessPoolExecutor(max_workers=min(workers, len(waiting)), mp_context=context, initializer=prepare) as pool:
        try:
            yield from _outcomes(pool, waiting, workers, suspects)
        except BaseException:
            # Ctrl-C, or nobody wants the rest: what is under way is stopped too, with its kernels, and not waited for.
            pool.shutdown(wait=False, cancel_futures=True)
            stopped = set(multiprocessing.active_children()) - others
            for worker in stopped:
                worker.terminate()
            for worker in stopped:
                worker.join(PATIENCE)
                if worker.is_alive():
                    worker.kill()
            raise


def _outcomes(pool: ProcessPoolExecutor, waiting: deque[Run], workers: int, suspects: list[Run]) -> Iterator[Outcome]:
    under_way: dict[Future[Outcome], Run] = {}
    while waiting or under_way:
        while waiting and len(under_way) < workers:
            run = waiting.popleft()
            try:
                with _ctrl_c_is_ours():
                    future = pool.submit(perform, run)
            except BrokenProcessPool:
                waiting.appendleft(run)
                suspects.extend(under_way.values())
                return
            under_way[future] = run
        done, _ = wait(under_way, return_when=FIRST_COMPLETED)
        for future in done:
            run = under_way.pop(future)
            try:
                outcome = future.result()
            except BrokenProcessPool:
                suspects.extend([run, *under_way.values()])
                return
            except Exception as error:  # noqa: BLE001 - also what cannot be sent between processes is this run's failure alone
                outcome = Outcome(run=run, state="failed", cause=cause_of(error, run.workspace)[0])
            yield outcome


@contextmanager
def _ctrl_c_is_ours() -> Iterator[None]:
    """Processes started here never see Ctrl-C, which a terminal sends to all: this process stops them, and says so once."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
