"""Withdrawing what was published: the ledger says so, the pages are taken from view, and who asks hears where it stood."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from impactlib.batch.published import unknown_published
from impactlib.batch.record import read_record, write_atomically, write_overview
from impactlib.batch.told import RECORD, WITHDRAWN, withdraw
from impactlib.disclosure.entries import DocumentEntry, WithdrawnEntry
from impactlib.disclosure.ledger import Ledger, append, now, read_ledger
from impactlib.disclosure.release import read_areas, read_manifest
from impactlib.errors import ImpactError, InputError, UnknownNameError
from impactlib.sources.areas import slug_of
from impactlib.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """A published document in which something stood: where, on which days it was published, and where its page was moved, if it was."""

    place: str
    days: tuple[str, ...]
    moved: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """What came of a withdrawal: what was withdrawn, in which documents it stood, and pages that were moved but never published."""

    what: Literal["story", "owner", "area", "document"]
    name: str
    documents: tuple[Stood, ...]
    moved: tuple[str, ...]
    before: str = ""
    """The day on which it was withdrawn already; '' when it was not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Aim:
    """What is to be withdrawn: a story or a figure by the id that reports tell it under, or documents by their places."""

    what: Literal["story", "owner", "area", "document"]
    name: str
    told: str
    documents: tuple[DocumentEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pages:
    """The files of one report or document that lie in the outputs of a period."""

    workspace: Workspace
    slug: str
    group: Literal["reports", "documents"]
    label: str
    files: tuple[str, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """Where they would have been published."""
        return tuple(f"{self.workspace.period}/{self.slug}/{name}" for name in self.files)


def withdraw_published(workspace: Workspace, name: str, *, document: str = "", reason: str, by: str = "") -> Withdrawal:
    """Mark something that was published as withdrawn, and take from view every page that tells it. What it told stays known.

    Parameters
    ----------
    workspace : Workspace
        Who published it.
    name : str
        The id of a story or a figure (`GM0200/2025/DI07`), or an area (its code, its name or its folder).
    document : str
        Of an area: one of its documents (`council.nl.html`); all of them when left out.
    reason, by : str
        Why, and who says so.

    Returns
    -------
    Withdrawal
        In which published documents it stood and when: what others hold must be fetched back.

    Raises
    ------
    ImpactError
        When the reason is empty, the ledger is damaged, or nothing of that name was published.
    """
    if not reason.strip():
        raise InputError("--reason", "it is empty", "say why; it is kept with the withdrawal")
    ledger = read_ledger(workspace)
    aim = _aim(ledger, name, document)
    pages = list(_pages(workspace, aim))
    taken = {place for each in pages for place in each.places}
    latest = {each.place: each for each in ledger.documents()}
    concerned = {each.place for each in aim.documents if not aim.told or aim.told in latest[each.place].told} | (taken & latest.keys())
    out = sorted(place for place in concerned if ("document", place) not in ledger.withdrawn)
    moment = now()
    blank = WithdrawnEntry(what="document", name="", reason=reason, day=moment.date().isoformat(), at=moment.isoformat(), by=by)
    mark = ledger.withdrawn.get((aim.what, aim.name))
    if aim.told:
        assert aim.what in ("story", "owner")
        entries = [replace(blank, what=aim.what, name=aim.name, documents=tuple(out))] if mark is None or out else []
    else:
        entries = [replace(blank, name=place) for place in out]
        earlier = [ledger.withdrawn["document", place] for place in sorted(concerned) if ("document", place) in ledger.withdrawn]
        mark = earlier[-1] if earlier and not out else None
    if entries:
        append(workspace, entries)
    moved = {place: where for each in pages for place, where in _take_from_view(each)}
    for period in {each.workspace.period: each.workspace for each in pages}.values():
        _renew_overview(period)
    return Withdrawal(
        what=aim.what,
        name=aim.name,
        documents=tuple(_stood(aim.documents, latest, taken, moved)),
        moved=tuple(where for place, where in sorted(moved.items()) if place not in latest),
        before="" if mark is None or entries else mark.day,
    )


def _stood(documents: Iterable[DocumentEntry], latest: Iterable[str], taken: set[str], moved: dict[str, str]) -> Iterator[Stood]:
    days: dict[str, list[str]] = {place: [] for place in latest if place in taken}
    for each in documents:
        days.setdefault(each.place, []).append(each.day)
    for place, then in sorted(days.items()):
        yield Stood(place=place, days=tuple(dict.fromkeys(then)), moved=moved.get(place, ""))


def _aim(ledger: Ledger, name: str, document: str) -> _Aim:
    stories = {each.id for each in ledger.stories()}
    figures = {each.owner for each in ledger.told}
    figures |= {id_ for each in ledger.documents() for id_ in each.told if not id_.startswith(("story/", "baseline/"))}
    slugs = {each.area for each in ledger.documents()}
    wanted = name.removeprefix("story/")
    if wanted in stories or name in figures:
        if document:
            raise InputError("--document", f"{name} is no area", "leave it out: every document that tells it is withdrawn")
        what: Literal["story", "owner"] = "story" if wanted in stories else "owner"
        told = f"story/{wanted}" if what == "story" else name
        return _Aim(what=what, name=wanted if what == "story" else name, told=told, documents=tuple(ledger.documents(telling=told)))
    folded, slug = name.casefold(), slug_of(name)
    found = next((each for each in sorted(slugs) if folded in (each.casefold(), each.partition("-")[0].casefold())), None)
    found = found or next((each for each in sorted(slugs) if slug == each.partition("-")[2]), None)
    if found is None:
        raise unknown_published(name, {*stories, *figures, *(part for each in slugs for part in (*each.split("-", 1), each))})
    documents = tuple(ledger.documents(area=found))
    if document:
        if document not in {each.name for each in documents}:
            raise UnknownNameError.among(f"--document ({found})", "published document", document, {each.name for each in documents})
        chosen = tuple(each for each in documents if each.name == document)
        return _Aim(what="document", name=f"{found}/{document}", told="", documents=chosen)
    return _Aim(what="area", name=found, told="", documents=documents)


def _pages(workspace: Workspace, aim: _Aim) -> Iterator[_Pages]:
    """Every report and document of any period whose files lie in the outputs and tell what is withdrawn, or are what is withdrawn."""
    places = {each.place for each in aim.documents}
    for path in sorted((workspace.folder / "outputs").glob(f"*/*/{RECORD}")):
        period, slug = path.parts[-3], path.parts[-2]
        of_period = replace(workspace, settings=workspace.settings.model_copy(update={"period": period}))
        record = read_record(path)
        groups: Sequence[Literal["reports", "documents"]] = ("reports", "documents")
        for group in groups:
            for label, each in record.get(group, {}).items():
                pages = _Pages(workspace=of_period, slug=slug, group=group, label=label, files=tuple(each["files"]))
                if pages.files and (aim.told in each["told"] if aim.told else places & {*pages.places}):
                    yield pages


def _take_from_view(pages: _Pages) -> Iterator[tuple[str, str]]:
    """Move the files inside and put that on record; for each the place it had and where it is now."""
    workspace = pages.workspace
    path = workspace.outputs / pages.slug / RECORD
    record = dict(read_record(path))
    there = [name for name in pages.files if (workspace.outputs / pages.slug / name).is_file()]
    entries: dict[str, Any] = {**record[pages.group], pages.label: withdraw(workspace, pages.slug, record[pages.group][pages.label])}
    write_atomically(path, json.dumps({**record, pages.group: entries}, indent=1, ensure_ascii=False) + "\n")
    for name in there:
        inside = workspace.internal / pages.slug / WITHDRAWN / Path(name).name
        yield f"{workspace.period}/{pages.slug}/{name}", workspace.shown(inside)


def _renew_overview(workspace: Workspace) -> None:
    """The overview of a period without what was taken from view, where there is one and the release that it is of."""
    if not (workspace.outputs / "index.html").is_file():
        return
    try:
        manifest = read_manifest(workspace.release)
        areas = list(read_areas(workspace.release).values())
    except ImpactError:
        return
    write_overview(workspace, manifest, areas)
