"""What was published before, as lines for who checks, publishes or looks it up: stories whose consent ended, and losses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from impactlib.disclosure.entries import LossEntry
from impactlib.disclosure.ledger import Ledger, read_ledger
from impactlib.disclosure.ledger_check import ledger_path
from impactlib.disclosure.stories import withdrawn_after_publication
from impactlib.disclosure.story_reasons import SENTENCES
from impactlib.errors import ImpactError, InputError, UnknownNameError
from impactlib.sources.stories import Story
from impactlib.workspace import Workspace


def published_stories(ledger: Ledger) -> Mapping[str, list[tuple[str, date]]]:
    """The documents that told each story, with the day of each; a story that was withdrawn is not among them.

    Parameters
    ----------
    ledger : Ledger
        What was ever published.

    Returns
    -------
    mapping of str to list of (str, date)
        By the story's id: where each document was published (`2025/GM0200-apeldoorn/council.nl.html`), and when.
    """
    told = {each.id for each in ledger.stories() if each.names not in ledger.withdrawn}
    found: dict[str, list[tuple[str, date]]] = defaultdict(list)
    for each in ledger.documents():
        for id_ in each.told:
            story = id_.removeprefix("story/")
            if story != id_ and story in told:
                found[story].append((each.place, date.fromisoformat(each.day)))
    return dict(found)


def story_warnings(ledger: Ledger, stories: Iterable[Story], *, day: date) -> list[ImpactError]:
    """A warning for each published story whose teller does not agree any more, and for each withdrawn one that may be told again."""
    listed = list(stories)
    by_story: dict[str, list[str]] = defaultdict(list)
    why: dict[str, str] = {}
    for each in withdrawn_after_publication(listed, published_stories(ledger), day=day):
        by_story[each.story].append(f"{each.document} (published {each.published})")
        why[each.story] = SENTENCES[each.reason][0]
    found: list[ImpactError] = [
        InputError(
            f"story {id_}",
            f"{why[id_]}, and it stands in {', '.join(dict.fromkeys(documents))}",
            f"take it from view and fetch back what others hold: 'impact withdraw {id_} --reason …'",
        )
        for id_, documents in by_story.items()
    ]
    for story in listed:
        mark = ledger.withdrawn.get(("story", story.id))
        if mark is not None and story.consent.holds:
            what = f"it was withdrawn on {mark.day}, and its consent says that it may be told"
            found.append(InputError(f"story {story.id}", what, "write 'withdrawn:' with the day under its consent"))
    return found


def loss_lines(ledger: Ledger) -> Iterator[str]:
    """A line for each time that somebody went on with a damaged ledger: it says so for good."""
    for each in ledger.losses:
        yield loss_line(each)


def loss_line(loss: LossEntry) -> str:
    """What was lost, in one line."""
    lost = "an unknown number of lines" if loss.lost is None else f"{loss.lost} {'line' if loss.lost == 1 else 'lines'}"
    return (
        f"The ledger of what was published lost {lost} (found on {loss.day}; {loss.by}: {loss.reason}). "
        "What stood there may still be known outside, and no release is checked beside it."
    )


def ledger_lines(workspace: Workspace, name: str = "") -> Iterator[str]:
    """What the ledger holds, as lines: its publications and losses, or all of one area (its code, or the name of its folder).

    Raises
    ------
    InputError
        When the ledger is damaged, or holds nothing of that area.
    """
    ledger = read_ledger(workspace)
    if name:
        yield from _area_lines(ledger, name)
        return
    shown = workspace.shown(ledger_path(workspace))
    told = len({each.owner for each in ledger.told})
    yield f"{shown}: {ledger.end.lines} lines, whole; {told} figures told, {len({each.id for each in ledger.stories()})} stories."
    if ledger.half_line:
        yield "A last line was never finished (a process was stopped in it); the next publication takes it away."
    for each in ledger.publications:
        by = f" by {each.by}" if each.by else ""
        yield f"{each.at}  {each.period}, release {each.release}{by}: {len(each.areas)} areas, {each.lines} new lines"
    for (what, thing), mark in ledger.withdrawn.items():
        yield f"{mark.at}  withdrawn: {what} {thing} ({mark.reason})"
    yield from loss_lines(ledger)


def _area_lines(ledger: Ledger, name: str) -> Iterator[str]:
    documents = [each for each in ledger.documents() if name.casefold() in (each.area.casefold(), each.area.partition("-")[0].casefold())]
    if not documents:
        raise unknown_published(name, {part for each in ledger.documents() for part in (each.area, each.area.partition("-")[0])})
    for each in documents:
        yield f"{each.day}  {each.place}{' (withdrawn)' if each.names in ledger.withdrawn else ''}"
    code = documents[0].area.partition("-")[0]
    for owner in dict.fromkeys(each.owner for each in ledger.told if each.owner.partition("/")[0] == code):
        yield f"{owner}{' (withdrawn)' if ('owner', owner) in ledger.withdrawn else ''}"
    for story in dict.fromkeys(each.id for each in ledger.stories() if each.area == documents[0].area):
        yield f"story {story}{' (withdrawn)' if ('story', story) in ledger.withdrawn else ''}"


def unknown_published(name: str, known: Iterable[str]) -> ImpactError:
    """The error for a name of which nothing was published."""
    return UnknownNameError.among("the ledger", "published story, figure or area", name, known)
