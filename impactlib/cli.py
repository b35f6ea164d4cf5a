"""The command line: `impact example | check | measure | run`. Each verb is a few lines around the library."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from impactlib.errors import ImpactError

if TYPE_CHECKING:
    from impactlib.batch.work import Outcome

FAILED = 1
INTERRUPTED = 130
STOPPED = "Stopped. What was made is kept; the same command makes the rest."

app = typer.Typer(
    help="What a public library changes in a municipality, shown honestly: agreements and data in, reports out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Folder = Annotated[
    Path, typer.Option("--workspace", "-w", help="The workspace: the folder with parameters/workspace.yml, or any folder in it.")
]


@app.command()
def example(folder: Annotated[Path, typer.Argument(help="Where to write it; what is already there is kept.")] = Path()) -> None:
    """Write the example workspace: the 51 municipalities of Gelderland, with invented figures.

    Example: impact example my-folder
    """
    from impactlib.example import write_example

    written = write_example(folder)
    typer.echo(f"Example workspace in {folder}: {len(written.written)} files written, {len(written.same)} already there.")
    for path in written.kept:
        typer.echo(f"kept as it is: {path} (it differs from the example)")


@app.command()
def check(workspace: Folder = Path()) -> None:
    """Check settings, agreements, layouts, data and stories, and print every problem with its place.

    Example: impact check
    """
    from impactlib.batch.check import check_workspace
    from impactlib.workspace import Workspace

    checked = check_workspace(Workspace.open(workspace))
    for note in checked.notes:
        typer.echo(note)
    lines = [line for problem in checked.problems for line in problem.lines()]
    for line in lines:
        typer.echo(line, err=True)
    if lines:
        typer.echo(f"{len(lines)} {'problem' if len(lines) == 1 else 'problems'} found.", err=True)
        raise typer.Exit(FAILED)
    typer.echo("No problems found.")


@app.command()
def measure(
    workspace: Folder = Path(),
    force: Annotated[bool, typer.Option("--force", help="Make the release again although nothing changed.")] = False,
) -> None:
    """Read the data, take out what may not be told, and make the release that reports read.

    Example: impact measure
    """
    from impactlib.batch.record import write_overview
    from impactlib.disclosure.making import make_release
    from impactlib.disclosure.release import read_areas
    from impactlib.workspace import Workspace

    opened = Workspace.open(workspace)
    manifest = make_release(opened, force=force)
    if (opened.outputs / "index.html").is_file():
        # What an earlier report told and may no longer be told is taken from view at once, not at the next run.
        write_overview(opened, manifest, list(read_areas(opened.release).values()))
    typer.echo(f"Release {manifest.id} of {manifest.period} is in {opened.shown(opened.release)}.")


@app.command()
def run(
    workspace: Folder = Path(),
    only: Annotated[list[str] | None, typer.Option("--only", help="An area's code or name; may be given more than once.")] = None,
    audience: Annotated[str, typer.Option(help="One audience instead of those of the workspace: council, officer, public.")] = "",
    language: Annotated[str, typer.Option(help="The reports' language instead of the workspace's: nl or en.")] = "",
    analysis: Annotated[bool, typer.Option("--analysis", help="Make the analyst's internal pages instead of the reports.")] = False,
    workers: Annotated[int, typer.Option(min=0, help="How many are made side by side; 0 is one for each processor.")] = 0,
) -> None:
    """Make the reports of every municipality.

    Example: impact run --only GM0200 --audience council
    """
    from impactlib.batch.driver import run_batch
    from impactlib.batch.progress import Progress
    from impactlib.workspace import Workspace

    opened = Workspace.open(workspace)
    with Progress() as progress:
        batch = run_batch(
            opened,
            only=only or [],
            audience=audience,
            language=language,
            analysis=analysis,
            workers=workers,
            tell=progress.tell,
        )
    made = len(batch.outcomes) - len(batch.failed)
    typer.echo(f"{made} made, {len(batch.failed)} failed. Overview: {opened.shown(batch.overview)}")
    for outcome in batch.failed:
        typer.echo(_failure(outcome), err=True)
    if batch.failed:
        raise typer.Exit(FAILED)


def _failure(outcome: Outcome) -> str:
    cell = f" (cell {outcome.cell})" if outcome.cell else ""
    return f"{outcome.run.code} {outcome.run.name}, {outcome.run.label}{cell}: {outcome.cause}; repeat with '{outcome.run.repeat}'"


def main() -> None:
    """Run the command line; a user never sees a traceback (IMPACT_DEBUG=1 shows it)."""
    try:
        app()
    except ImpactError as problem:
        _end(problem.lines(), FAILED, problem)
    except KeyboardInterrupt as stop:
        _end([STOPPED], INTERRUPTED, stop)
    except SystemExit as end:
        if end.code != INTERRUPTED:
            raise
        # typer makes this of Ctrl-C before we see it.
        _end([STOPPED], INTERRUPTED, end)
    except OSError as problem:
        _end([f"{problem.filename or 'the system'}: {problem.strerror or problem}"], FAILED, problem)
    except Exception as fault:  # noqa: BLE001 - the last line of defence against a traceback on a user's screen
        what = f"this is a fault of the program ({type(fault).__name__}: {fault})"
        _end([f"impact: {what}; run it again with IMPACT_DEBUG=1 and report what it prints"], FAILED, fault)


def _end(lines: list[str], status: int, cause: BaseException) -> None:
    if os.environ.get("IMPACT_DEBUG"):
        raise cause
    for line in lines:
        sys.stderr.write(f"{line}\n")
    sys.exit(status)


if __name__ == "__main__":
    main()
