"""Publishing: what is about to leave the office is checked once more, and every fact that it tells goes into the ledger, for good."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from impactlib.agreement.history import write_whole
from impactlib.batch.audit import audit_outputs
from impactlib.batch.dossier import CALENDAR, MEETING, PROTOCOL
from impactlib.batch.published import loss_lines, story_warnings
from impactlib.batch.record import read_record
from impactlib.batch.told import RECORD, WITHDRAWN
from impactlib.disclosure.entries import DocumentEntry, Entry, PublicationEntry, StoryEntry, ToldEntry, text_digest
from impactlib.disclosure.inputs import fresh_release
from impactlib.disclosure.ledger import Ledger, Receipt, append, now, read_ledger
from impactlib.disclosure.ledger_check import RECEIPT, ledger_path, read_receipts
from impactlib.disclosure.ledger_lock import locked
from impactlib.disclosure.release import AreaNote, Manifest, read_areas
from impactlib.disclosure.telling import facts_of_release
from impactlib.errors import Collector, ImpactError, InputError, UnknownNameError
from impactlib.indicators.indicator import catalogue_with, own_catalogue
from impactlib.sources.areas import read_register
from impactlib.sources.stories import read_stories
from impactlib.workspace import Workspace, sha256

STORY = "story/"
"""How the id of a story begins among what a report tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedArea:
    """What of one area was published: the files, and the ids of what had never been told before."""

    code: str
    name: str
    documents: tuple[str, ...]
    new: tuple[str, ...]
    known: int
    """How many figures and stories it tells that the ledger had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What came of a publication."""

    areas: tuple[PublishedArea, ...]
    beside: tuple[str, ...]
    """The ids of what was told of other areas with it, and had never been told before."""
    waiting: int
    """How many areas of the release have no reports."""
    notes: tuple[str, ...]
    receipt: Path


def publish(workspace: Workspace, names: Sequence[str] = (), *, by: str = "") -> Published:
    """Check what is about to be published, and put in the ledger what it tells.

    Parameters
    ----------
    workspace : Workspace
        Whose reports of its period they are.
    names : sequence of str
        Codes or names of areas; all of which there are reports when left out.
    by : str
        Who publishes.

    Returns
    -------
    Published
        What of each area was published, and what of it is new.

    Raises
    ------
    ImpactError
        When the ledger is damaged, the release is not of what is there now, a report failed, is gone, was changed or is of another
        release, a story in it was withdrawn, or the audit finds something that may not be there. Then nothing is published.
    """
    ledger = read_ledger(workspace)
    manifest = fresh_release(workspace)
    if manifest is None:
        what = "there is no release of this period, or it is not of what is there now"
        raise InputError(workspace.shown(workspace.release), what, "make it, and the reports, with 'impact run'")
    every = list(read_areas(workspace.release).values())
    areas = _chosen(every, names) if names else [each for each in every if (workspace.outputs / each.slug).is_dir()]
    if not areas:
        raise InputError(workspace.shown(workspace.outputs), "there are no reports", "make them with 'impact run'")
    day = now()
    faults = Collector()
    documents = {each.code: list(_documents(workspace, manifest, each, day.date().isoformat(), faults)) for each in areas}
    stories = [story for each in areas for story in _stories(manifest, each, documents[each.code], day.date().isoformat())]
    for story in stories:
        if (mark := ledger.withdrawn.get(story.names)) is not None:
            what = f"it was withdrawn on {mark.day} ({mark.reason}), and reports of {story.area} tell it again"
            faults.add(InputError(f"story {story.id}", what, "write 'withdrawn:' with the day under its consent, and repeat 'impact run'"))
    faults.raise_any()
    for problem in audit_problems(workspace):
        faults.add(problem)
    faults.raise_any()
    told = [
        ToldEntry(
            owner=each.owner,
            release=manifest.id,
            period=manifest.period,
            day=day.date().isoformat(),
            population=each.population,
            facts=tuple(fact.to_json() for fact in each.facts),
        )
        for each in facts_of_release(workspace, [each.code for each in areas])
    ]
    head = PublicationEntry(
        release=manifest.id,
        period=manifest.period,
        day=day.date().isoformat(),
        at=day.isoformat(),
        report_date=workspace.day.isoformat(),
        by=by,
        areas=tuple(each.slug for each in areas),
    )
    before = (*loss_lines(ledger), *_ended(workspace, ledger))
    receipt = append(workspace, [head, *told, *stories, *(each for group in documents.values() for each in group)])
    path = _write_receipt(workspace, head, receipt, documents)
    return Published(
        areas=tuple(_published(each, documents[each.code], receipt) for each in areas),
        beside=tuple(_ids(receipt.new, lambda area: area not in documents)),
        waiting=len(every) - len(areas) if not names else 0,
        notes=(*before, *_again(ledger, receipt)),
        receipt=path,
    )


def audit_problems(workspace: Workspace) -> Sequence[ImpactError]:
    """What the audit finds in everything that was made of the period."""
    return audit_outputs(workspace).problems


def _chosen(areas: Sequence[AreaNote], names: Sequence[str]) -> list[AreaNote]:
    known = {each.name.casefold(): each for each in areas} | {each.code.casefold(): each for each in areas}
    faults = Collector()
    found = {}
    for name in names:
        area = known.get(name.casefold())
        if area is None:
            faults.add(UnknownNameError.among("impact publish", "area", name, [each for area in areas for each in (area.code, area.name)]))
        else:
            found[area.code] = area
    faults.raise_any()
    return list(found.values())


def _documents(workspace: Workspace, manifest: Manifest, area: AreaNote, day: str, faults: Collector) -> Iterable[DocumentEntry]:
    """Every file on record of an area, after holding it against its record; what is wrong goes to `faults`."""
    folder = workspace.outputs / area.slug
    shown = workspace.shown(folder)
    record = read_record(folder / RECORD)
    entries = {**record.get("reports", {}), **record.get("documents", {})}
    if not entries:
        faults.add(InputError(shown, "there is no record of any report", f"make them with 'impact run --only {area.code}'"))
        return
    on_record = {RECORD}
    for label, each in entries.items():
        on_record |= {Path(name).name for name in each["files"]}
        again = f"repeat '{_repeat(label, each, area.code)}'"
        where = f"{shown}: {label}"
        match each.get("state", ""):
            case "failed":
                faults.add(InputError(where, f"it failed ({each['cause']})", again))
                continue
            case state if state == WITHDRAWN:
                faults.add(InputError(where, "it was withdrawn, since it told what may not be told", again))
                continue
        if each["release"] != manifest.id:
            faults.add(InputError(where, f"it is of release {each['release']}, and {manifest.id} is the one that holds", again))
            continue
        for name, hashed in each["files"].items():
            path = folder / Path(name).name
            if not path.is_file():
                faults.add(InputError(workspace.shown(path), "it is on record, and it is gone", again))
            elif sha256(path) != hashed:
                faults.add(InputError(workspace.shown(path), "it was changed after it was made", again))
            else:
                told = tuple(sorted(each["told"]))
                yield DocumentEntry(
                    area=area.slug, name=name, sha256=hashed, told=told, release=manifest.id, period=manifest.period, day=day
                )
    for path in sorted(folder.iterdir()):
        if path.name not in on_record:
            faults.add(InputError(workspace.shown(path), "no record says what it tells", "take it out of this folder"))


def _repeat(label: str, entry: Mapping[str, Any], code: str) -> str:
    """The command that makes a report or a document again."""
    if entry.get("repeat"):
        return str(entry["repeat"])
    if label.partition(".")[0] == MEETING:
        return f"impact meeting {code}"
    return f"impact protocol {code}" if label.partition(".")[0] in (PROTOCOL, CALENDAR) else f"impact run --only {code}"


def _stories(manifest: Manifest, area: AreaNote, documents: Iterable[DocumentEntry], day: str) -> Iterable[StoryEntry]:
    """The stories that these documents of an area tell."""
    told = {id_ for each in documents for id_ in each.told}
    for story in area.stories:
        if f"{STORY}{story.id}" in told:
            hashed = text_digest(story.text)
            yield StoryEntry(id=story.id, area=area.slug, text_sha256=hashed, release=manifest.id, period=manifest.period, day=day)


def _published(area: AreaNote, documents: Sequence[DocumentEntry], receipt: Receipt) -> PublishedArea:
    return PublishedArea(
        code=area.code,
        name=area.name,
        documents=tuple(each.name for each in documents),
        new=tuple(_ids(receipt.new, lambda code: code == area.code)),
        known=len(list(_ids(receipt.known, lambda code: code == area.code))),
    )


def _ids(entries: Iterable[Entry], of: Any) -> Iterable[str]:
    """The ids of the figures and stories among these entries whose area's code is one `of` says yes to."""
    for each in entries:
        if isinstance(each, ToldEntry) and of(each.owner.partition("/")[0]):
            yield each.owner
        elif isinstance(each, StoryEntry) and of(each.area.partition("-")[0]):
            yield f"{STORY}{each.id}"


def _again(ledger: Ledger, receipt: Receipt) -> Iterable[str]:
    """A line for each figure that was withdrawn before, and is published again."""
    for each in receipt.new:
        if isinstance(each, ToldEntry) and (mark := ledger.withdrawn.get(each.names)) is not None:
            yield f"{each.owner} was withdrawn on {mark.day} ({mark.reason}), and is published again."


def _ended(workspace: Workspace, ledger: Ledger) -> Iterable[str]:
    """A line for each story that was published before, and whose teller does not agree any more."""
    stories = read_stories(workspace, read_register(workspace), catalogue_with(own_catalogue(workspace)))
    return map(str, story_warnings(ledger, stories, day=now().date()))


def _write_receipt(
    workspace: Workspace, head: PublicationEntry, receipt: Receipt, documents: Mapping[str, Sequence[DocumentEntry]]
) -> Path:
    """Put a publication in the period's receipt, which vouches for the ledger."""
    path = workspace.outputs / RECEIPT
    by_area: dict[str, dict[str, str]] = defaultdict(dict)
    for group in documents.values():
        for each in group:
            by_area[each.area][each.name] = each.sha256
    entry = {
        "release": head.release,
        "day": head.day,
        "at": head.at,
        "by": head.by,
        "documents": by_area,
        "new": len(receipt.new) - 1,
        "ledger": {"lines": receipt.end.lines, "sha256": receipt.end.sha256},
    }
    with locked(ledger_path(workspace).parent, shown=workspace.shown(path)):
        content = {"publications": [*read_receipts(path, shown=workspace.shown(path)), entry]}
        write_whole(path, (json.dumps(content, indent=1, ensure_ascii=True, sort_keys=True) + "\n").encode("ascii"))
    return path
