"""How far a batch is: a bar with the time left in a terminal, one line a run elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from impactlib.batch.work import Outcome
from impactlib.signs import visible


class Progress:
    """Tells of each outcome as it comes; use it as a context manager."""

    def __init__(self) -> None:
        self._console = Console(file=sys.stdout)
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(compact=True))
        self._bar = Bar(*columns, console=self._console) if self._console.is_terminal else None
        self._task: TaskID | None = None

    def __enter__(self) -> Progress:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def tell(self, done: int, total: int, outcome: Outcome) -> None:
        """One run is done."""
        run = outcome.run
        if self._bar is None:
            note = f": {outcome.cause}" if outcome.cause else ""
            line = f"[{done}/{total}] {run.code} {run.name} {run.label} {outcome.state} ({outcome.seconds:.1f} s){note}"
            print(visible(line), flush=True)  # noqa: T201
            return
        if self._task is None:
            self._task = self._bar.add_task("reports", total=total)
        self._bar.update(self._task, completed=done, total=total, description=visible(f"{run.code} {run.name}"))
        if outcome.cause:
            self._bar.console.print(visible(f"{run.code} {run.name}: {outcome.cause}"), style="bold", markup=False)
