"""The batch: runs in processes side by side; one that fails, or dies, stops no other."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from impactlib.batch.plan import Run, plan
from impactlib.batch.record import record, write_overview
from impactlib.batch.work import Outcome, perform, prepare
from impactlib.disclosure.inputs import fresh_release
from impactlib.disclosure.release import Manifest, read_areas
from impactlib.workspace import Workspace

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
    try:
        for outcome in perform_all(runs, workers=workers or os.cpu_count() or 1):
            outcomes[outcome.run] = outcome
            if not analysis:
                record(workspace, manifest, areas[outcome.run.code], outcome)
            tell(len(outcomes), len(runs), outcome)
    finally:
        # Also after Ctrl-C: the overview says what there is.
        overview = write_overview(workspace, manifest, list(areas.values()))
    return Batch(manifest=manifest, outcomes=tuple(outcomes[run] for run in runs), overview=overview)


def _made(workspace: Workspace) -> Manifest:
    from impactlib.disclosure.making import make_release

    return make_release(workspace)


def perform_all(runs: Sequence[Run], *, workers: int) -> Iterator[Outcome]:
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
    with ProcessPoolExecutor(max_workers=min(workers, len(waiting)), mp_context=context, initializer=prepare) as pool:
        under_way: dict[Future[Outcome], Run] = {}
        while waiting or under_way:
            while waiting and len(under_way) < workers:
                run = waiting.popleft()
                try:
                    under_way[pool.submit(perform, run)] = run
                except BrokenProcessPool:
                    waiting.appendleft(run)
                    suspects.extend(under_way.values())
                    return
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in done:
                run = under_way.pop(future)
                try:
                    outcome = future.result()
                except BrokenProcessPool:
                    suspects.extend([run, *under_way.values()])
                    return
                yield outcome
