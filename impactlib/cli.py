"""The command line: each verb is a few lines around the library."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from impactlib.errors import ImpactError
from impactlib.signs import visible

if TYPE_CHECKING:
    from impactlib.batch.work import Outcome

FAILED = 1
INTERRUPTED = 130
IDS_SHOWN = 12
"""So many ids of new figures are printed of each area; 'impact ledger' lists them all."""
STOPPED = "Stopped. What was made is kept; the same command makes the rest."


def tell(line: str, *, err: bool = False, nl: bool = True) -> None:
    """Print a line; what would steer the terminal (in a file's name, or in a value that is wrong) stands in it as its number."""
    typer.echo(visible(line), err=err, nl=nl)


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

Municipality = Annotated[str, typer.Argument(help="A municipality's code or name.")]
Municipalities = Annotated[list[str] | None, typer.Argument(help="Codes or names of municipalities; all of them when left out.")]


@app.command()
def example(folder: Annotated[Path, typer.Argument(help="Where to write it; what is already there is kept.")] = Path()) -> None:
    """Write the example workspace: the 51 municipalities of Gelderland, with invented figures.

    Example: impact example my-folder
    """
    from impactlib.example import write_example

    written = write_example(folder)
    tell(f"Example workspace in {folder}: {len(written.written)} files written, {len(written.same)} already there.")
    for path in written.kept:
        tell(f"kept as it is: {path} (it differs from the example)")


@app.command()
def check(
    workspace: Folder = Path(),
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings as well.")] = False,
    only: Annotated[str, typer.Option("--only", help="Print only what concerns files whose name holds this text.")] = "",
) -> None:
    """Check settings, agreements, layouts, data and stories, and print every problem with its place.

    Warnings say what in an agreement does not hang together, each with the code of its check.

    Example: impact check --strict
    """
    from impactlib.agreement.files import agreement_files
    from impactlib.batch.check import check_workspace
    from impactlib.errors import InputError
    from impactlib.workspace import Workspace

    opened = Workspace.open(workspace)
    if only and not any(only.casefold() in path.stem.casefold() for path in agreement_files(opened)):
        raise InputError("--only", f"no agreement's file has {only!r} in its name", "write a code such as GM0200, or a part of the name")
    checked = check_workspace(opened)
    for note in checked.notes:
        tell(note)
    shown = {
        kind: [line for problem in found for line in problem.lines() if only.casefold() in line.partition(": ")[0].casefold()]
        for kind, found in (("note", checked.advice), ("warning", checked.warnings), ("problem", checked.problems))
    }
    for kind, lines in shown.items():
        for line in lines:
            tell(line if kind == "problem" else f"{kind}: {line}", err=kind == "problem")
    problems, warnings = len(shown["problem"]), len(shown["warning"])
    if warnings:
        tell(f"{warnings} {'warning' if warnings == 1 else 'warnings'}.", err=strict)
    if problems:
        tell(f"{problems} {'problem' if problems == 1 else 'problems'} found.", err=True)
    if problems or (strict and warnings):
        raise typer.Exit(FAILED)
    tell("No problems found.")


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
    tell(f"Release {manifest.id} of {manifest.period} is in {opened.shown(opened.release)}.")


@app.command()
def run(
    workspace: Folder = Path(),
    only: Annotated[list[str] | None, typer.Option("--only", help="An area's code or name; may be given more than once.")] = None,
    audience: Annotated[str, typer.Option(help="One audience instead of those of the workspace: council, alderman, officer …")] = "",
    language: Annotated[str, typer.Option(help="The reports' language instead of the workspace's: nl or en.")] = "",
    analysis: Annotated[bool, typer.Option("--analysis", help="Make the analyst's internal pages instead of the reports.")] = False,
    workers: Annotated[int, typer.Option(min=0, help="How many are made side by side; 0 is one for each processor.")] = 0,
) -> None:
    """Make the reports of every municipality.

    Example: impact run --only GM0200 --audience council
    """
    from impactlib.batch.driver import run_batch
    from impactlib.batch.progress import Progress
    from impactlib.batch.record import standing_out_line
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
    tell(f"{made} made, {len(batch.failed)} failed. Overview: {opened.shown(batch.overview)}")
    for outcome in batch.failed:
        tell(_failure(outcome), err=True)
    if not analysis and (line := standing_out_line(opened)):
        tell(line)
    if batch.failed:
        raise typer.Exit(FAILED)


@app.command()
def audit(
    folder: Annotated[Path | None, typer.Argument(help="The outputs to read; those of the workspace's period when left out.")] = None,
    workspace: Folder = Path(),
) -> None:
    """Read everything in the outputs, and print what in it may not be there, each with its place.

    It looks for hidden figures, respondents, courses, answers in somebody's own words, stories that are not told, and paths of this
    machine: in texts, properties, hidden sheets, drawings, comments and file names.

    Example: impact audit outputs/2025
    """
    from impactlib.batch.audit import audit_outputs
    from impactlib.workspace import Workspace

    here = folder is not None and folder.is_dir() and workspace == Path()
    opened = Workspace.open(folder if folder is not None and here else workspace)
    audited = audit_outputs(opened, folder if folder is None or here else opened.folder / folder)
    for problem in audited.problems:
        for line in problem.lines():
            tell(line, err=True)
    counted = f"{audited.files} files, {audited.pieces} texts and {audited.numbers} numbers read"
    if audited.problems:
        found = len(audited.problems)
        tell(f"{counted}: {found} {'problem' if found == 1 else 'problems'} found.", err=True)
        raise typer.Exit(FAILED)
    tell(f"{counted}: no problems found.")


stories = typer.Typer(
    help="Stories: a person reads each of them before it is told.\n\nExample: impact stories approve GM0200-2 --by NAME",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(stories, name="stories")


@stories.command()
def approve(
    story: Annotated[str, typer.Argument(help="The story's id.")],
    by: Annotated[str, typer.Option(help="The person who read the story as it is now.")],
    accept: Annotated[
        list[str] | None, typer.Option(help="Marked words that identify nobody, exactly; may be given more than once.")
    ] = None,
    workspace: Folder = Path(),
) -> None:
    """Write that a person read a story and approves it; what is marked in it has to be accepted word for word.

    Example: impact stories approve GM0200-2 --by "A. Jansen, coordinator"
    """
    from impactlib.agreement.files import read_agreements
    from impactlib.disclosure.approval import approve as approve_story
    from impactlib.disclosure.stories import names_known
    from impactlib.indicators.indicator import catalogue_with, own_catalogue
    from impactlib.sources.areas import read_register
    from impactlib.workspace import Workspace

    opened = Workspace.open(workspace)
    register = read_register(opened)
    agreements = read_agreements(opened, register.areas, catalogue_with(own_catalogue(opened)))
    names = names_known(register, (each.agreement for each in agreements.values()))
    done = approve_story(opened, story, by=by, day=opened.today, names=names, accept=accept or [])
    tell(f"{done.file}: {done.story} is approved as it is now" + (f", with {', '.join(done.accepted)}" if done.accepted else "") + ".")


@app.command()
def new(municipality: Municipality, workspace: Folder = Path()) -> None:
    """Write the beginnings of an agreement for a municipality, with what to fill in; 'impact check' then says what is missing.

    Example: impact new GM0200
    """
    from impactlib.batch.rounds import write_new
    from impactlib.workspace import Workspace

    opened = Workspace.open(workspace)
    tell(f"{opened.shown(write_new(opened, municipality))}: fill in what is empty, and see 'impact check'.")


@app.command()
def indicators(
    workspace: Folder = Path(),
    language: Annotated[str, typer.Option(help="nl or en; the workspace's language when left out.")] = "",
) -> None:
    """List every indicator that a goal can name: its id, what it is, and how its targets are written.

    Example: impact indicators
    """
    from impactlib.batch.rounds import indicator_lines
    from impactlib.workspace import Workspace

    opened = Workspace.open(workspace)
    for line in indicator_lines(opened, language or opened.settings.language):
        tell(line)


@app.command()
def protocol(
    municipality: Municipalities = None,
    workspace: Folder = Path(),
    language: Annotated[str, typer.Option(help="nl or en; the workspace's language when left out.")] = "",
    form: Annotated[
        list[str] | None, typer.Option("--format", help="html, pdf or docx; may be given more than once. All three usually.")
    ] = None,
) -> None:
    """Make the monitoring protocol of one or more municipalities, or of all: HTML, PDF and Word, with the calendar (.ics).

    Example: impact protocol GM0200
    """
    from impactlib.batch.dossier import FORMS
    from impactlib.batch.rounds import make_protocols
    from impactlib.workspace import Workspace

    opened = Workspace.open(workspace)
    for path in make_protocols(opened, municipality or [], language=language or opened.settings.language, forms=form or FORMS):
        tell(opened.shown(path))


@app.command()
def meeting(
    municipality: Municipalities = None,
    workspace: Folder = Path(),
    language: Annotated[str, typer.Option(help="nl or en; the workspace's language when left out.")] = "",
    form: Annotated[
        list[str] | None, typer.Option("--format", help="html, pdf or docx; may be given more than once. All three usually.")
    ] = None,
    take: Annotated[
        Path | None, typer.Option("--take", help="A form that was filled in: the file that the page saved, or the Word form.")
    ] = None,
) -> None:
    """Make the form of the interpretation meeting, with the findings as questions; or put what was filled in into the agreement.

    Example: impact meeting GM0200 --take GM0200-2025-meeting.json
    """
    from impactlib.batch.dossier import FORMS
    from impactlib.batch.meeting import make_meetings, take_meeting
    from impactlib.workspace import Workspace

    opened = Workspace.open(workspace)
    if take is None:
        for path in make_meetings(opened, municipality or [], language=language or opened.settings.language, forms=form or FORMS):
            tell(opened.shown(path))
        return
    done = take_meeting(opened, municipality or [], take)
    for line in done.lines():
        tell(line)


@app.command()
def plan(
    municipality: Municipality,
    workspace: Folder = Path(),
    language: Annotated[str, typer.Option(help="nl or en; the workspace's language when left out.")] = "",
) -> None:
    """Say for each goal how many answers it needs, how many people to invite, and what that many answers can show.

    Example: impact plan GM0200
    """
    from impactlib.batch.planning import answers_needed
    from impactlib.workspace import Workspace

    opened = Workspace.open(workspace)
    for line in answers_needed(opened, municipality, language=language or opened.settings.language):
        tell(line)


@app.command()
def state(
    municipality: Municipality,
    thing: Annotated[str, typer.Argument(help="What: protocol, statement.1.0, moment.NAME … Left out: list them.")] = "",
    to: Annotated[str, typer.Argument(help="Its new state.")] = "",
    reason: Annotated[str, typer.Option(help="Why, where the state asks for it: missed, paused, lapsed.")] = "",
    workspace: Folder = Path(),
) -> None:
    """Show the states of everything in an agreement, or set one; a step that is not allowed is refused with the reason.

    Example: impact state GM0200 protocol signed
    """
    from impactlib.batch.rounds import open_agreement, set_state, states_of
    from impactlib.workspace import Workspace

    opened = Workspace.open(workspace)
    if to:
        was = set_state(opened, municipality, thing, to, reason=reason)
        tell(f"{was.name}: {was.state} → {to}")
        return
    for each in states_of(open_agreement(opened, municipality)):
        if each.name.startswith(thing):
            after = ", ".join(each.workflow.steps[each.state])
            tell(f"{each.name}: {each.state}" + (f" (next: {after})" if after else ""))


@app.command()
def diff(
    municipality: Municipality,
    since: Annotated[str, typer.Option(help="A year (2024), a day (2024-06-01), or the file of another version.")],
    language: Annotated[str, typer.Option(help="nl or en; the workspace's language when left out.")] = "",
    workspace: Folder = Path(),
) -> None:
    """Say in words what changed in an agreement since the version that was kept then.

    Example: impact diff GM0200 --since 2024
    """
    from impactlib.batch.rounds import changes_since
    from impactlib.workspace import Workspace

    opened = Workspace.open(workspace)
    for line in changes_since(opened, municipality, since, language=language or opened.settings.language):
        tell(line)


@app.command()
def compare(
    earlier: Annotated[str, typer.Argument(help="The earlier period, such as 2024.")],
    later: Annotated[str, typer.Argument(help="The period after it, such as 2025.")],
    municipality: Municipality,
    language: Annotated[str, typer.Option(help="nl or en; the workspace's language when left out.")] = "",
    workspace: Folder = Path(),
) -> None:
    """Say in words what changed between two periods: figures that moved, verdicts that turned, definitions that are others.

    Example: impact compare 2024 2025 GM0200
    """
    from impactlib.batch.compare import compare as compare_periods
    from impactlib.workspace import Workspace

    opened = Workspace.open(workspace)
    for line in compare_periods(opened, earlier, later, municipality, language=language or opened.settings.language):
        tell(line)


@app.command()
def keep(municipality: Municipalities = None, workspace: Folder = Path()) -> None:
    """Keep a dated copy of agreements as they are now, in parameters/history/, for 'impact diff'.

    Example: impact keep GM0200
    """
    from impactlib.batch.rounds import keep_versions
    from impactlib.workspace import Workspace

    opened = Workspace.open(workspace)
    for path in keep_versions(opened, municipality or []):
        tell(opened.shown(path))


@app.command(name="next")
def next_(municipality: Municipality, workspace: Folder = Path()) -> None:
    """Write the draft of the next round, from this round's agreement, findings and decisions.

    Example: impact next GM0200
    """
    from impactlib.batch.rounds import write_next
    from impactlib.workspace import Workspace

    opened = Workspace.open(workspace)
    made = write_next(opened, municipality)
    tell(f"The draft is in {opened.shown(made.path)}. Everything in it is a proposal.")
    if made.draft.stopped:
        tell(f"Stopped goals, left out: {', '.join(made.draft.stopped)}")
    if made.draft.unused:
        tell(f"Indicators without use, marked for removal: {', '.join(made.draft.unused)}")
    tell(f"Open lessons: {made.draft.lessons}")


@app.command()
def adopt(
    municipality: Municipality,
    early: Annotated[bool, typer.Option("--early", help="Also while the present round still runs.")] = False,
    workspace: Folder = Path(),
) -> None:
    """Put the draft of the next round in the agreement's place, after keeping a copy of that.

    Example: impact adopt GM0200
    """
    from impactlib.batch.rounds import adopt_next
    from impactlib.workspace import Workspace

    opened = Workspace.open(workspace)
    now, kept = adopt_next(opened, municipality, early=early)
    tell(f"{opened.shown(now)} is the new round; the old one is in {opened.shown(kept)}.")


@app.command()
def migrate(workspace: Folder = Path()) -> None:
    """Bring agreement files of an earlier version of the format up to date, after keeping a copy of each.

    Example: impact migrate
    """
    from impactlib.batch.rounds import migrate_all
    from impactlib.workspace import Workspace

    opened = Workspace.open(workspace)
    changed = migrate_all(opened)
    for path in changed:
        tell(f"{opened.shown(path)}: brought up to date")
    tell(f"{len(changed)} {'file' if len(changed) == 1 else 'files'} changed.")


@app.command()
def schema(
    workspace: Folder = Path(),
    show: Annotated[bool, typer.Option("--print", help="Print it instead of writing it.")] = False,
) -> None:
    """Write the JSON Schema of agreements to parameters/schema/, where editors find it: they complete and check while you type.

    Example: impact schema
    """
    from impactlib.agreement.schema import schema_text, write_schema
    from impactlib.workspace import Workspace

    if show:
        tell(schema_text(), nl=False)
        return
    opened = Workspace.open(workspace)
    tell(opened.shown(write_schema(opened.parameters)))


@app.command()
def publish(
    municipality: Municipalities = None,
    by: Annotated[str, typer.Option("--by", help="Who publishes; it is kept in the ledger.")] = "",
    workspace: Folder = Path(),
) -> None:
    """Check the reports once more, and put every fact that they tell in the ledger: from then on it counts in every later release.

    Example: impact publish Apeldoorn --by "J. de Vries"
    """
    from impactlib.batch.publish import publish as publish_reports
    from impactlib.workspace import Workspace

    opened = Workspace.open(workspace)
    published = publish_reports(opened, municipality or [], by=by)
    for each in published.areas:
        tell(f"{each.code} {each.name}: {', '.join(each.documents)}")
        tell(f"    {_new_ids(each.new)}; {each.known} told before")
    if published.beside:
        tell(f"of other areas, told with it: {_new_ids(published.beside)}")
    if published.waiting:
        tell(f"Without reports, and so not published: {published.waiting} of the areas of the release.")
    for note in published.notes:
        tell(note)
    tell(f"The receipt is {opened.shown(published.receipt)}; keep it, and parameters/published/, with git or in a backup.")
    tell("These facts are out for good: every later release of this workspace is checked beside them.")


def _new_ids(ids: tuple[str, ...]) -> str:
    listed = ", ".join(ids[:IDS_SHOWN])
    more = f" and {len(ids) - IDS_SHOWN} more ('impact ledger AREA' lists them)" if len(ids) > IDS_SHOWN else ""
    return f"{len(ids)} new" + (f": {listed}{more}" if ids else "")


@app.command()
def withdraw(
    name: Annotated[str, typer.Argument(help="What: the id of a story or a figure, or the code or name of an area.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; it is kept in the ledger.")],
    document: Annotated[str, typer.Option("--document", help="Of an area: one document, such as council.nl.html.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who withdraws it.")] = "",
    workspace: Folder = Path(),
) -> None:
    """Withdraw what was published: its pages are taken from view, and you hear in which documents it stood. What it told stays known.

    Example: impact withdraw GM0200-1 --reason "consent was taken back"
    """
    from impactlib.batch.withdrawing import withdraw_published
    from impactlib.workspace import Workspace

    opened = Workspace.open(workspace)
    done = withdraw_published(opened, name, document=document, reason=reason, by=by)
    tell(f"{done.what} {done.name}: " + (f"it was withdrawn already, on {done.before}." if done.before else f"withdrawn ({reason})."))
    for each in done.documents:
        tell(f"    it stood in {each.place}, published {', '.join(each.days)}" + (f"; now in {each.moved}" if each.moved else ""))
    for path in done.moved:
        tell(f"    also taken from view, never published: now in {path}")
    if done.what == "story":
        tell("Write 'withdrawn:' with the day under its consent, and make the reports again: else the next run tells it again.")
    tell("Fetch back what others hold. What it told stays in the ledger, and later releases are checked beside it.")


@app.command()
def ledger(
    area: Annotated[str, typer.Argument(help="An area's code: list all that was published of it.")] = "",
    accept: Annotated[bool, typer.Option("--accept-loss", help="Go on with a damaged ledger that nobody can restore.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="With --accept-loss: what happened.")] = "",
    by: Annotated[str, typer.Option("--by", help="With --accept-loss: who decides so.")] = "",
    workspace: Folder = Path(),
) -> None:
    """Check the ledger of all that was ever published, and list what is in it.

    Example: impact ledger GM0200
    """
    from impactlib.batch.published import ledger_lines, loss_line
    from impactlib.disclosure.ledger import accept_loss
    from impactlib.workspace import Workspace

    opened = Workspace.open(workspace)
    if accept:
        loss = accept_loss(opened, reason=reason, by=by)
        tell(loss_line(loss))
        if loss.salvaged:
            tell(f"Kept from after the damage: {loss.salvaged} {'line' if loss.salvaged == 1 else 'lines'}.")
        return
    for line in ledger_lines(opened, area):
        tell(line)


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
        sys.stderr.write(f"{visible(line)}\n")
    sys.exit(status)


if __name__ == "__main__":
    main()
