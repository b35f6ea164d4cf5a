"""The ledger: every fact that a workspace ever published, in `parameters/published/`, where it outlives `outputs/`.

It only grows. Each line holds the hash of the line before (`entries`), and how many lines there were, with the hash of the last, is
written down in two other places: `ledger.head.json` beside it, and the receipt `published.json` of every period. So a ledger in which
anything was changed, swapped, put in, cut off or taken away is noticed, and whatever reads it stops. What this cannot show is that
somebody rewrote the ledger and every place that vouches for it; a copy that others hold (git) can.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

from impactlib.agreement.history import write_whole
from impactlib.disclosure.entries import (
    EMPTY,
    Anchor,
    DocumentEntry,
    Entry,
    Json,
    LossEntry,
    PublicationEntry,
    StoryEntry,
    ToldEntry,
    WithdrawnEntry,
    as_line,
    as_text,
    entry_of,
    own_hash,
    read_line,
)
from impactlib.disclosure.ledger_check import DAMAGED, HEAD, Examined, examine, head_of, ledger_path, many_objects
from impactlib.disclosure.ledger_lock import locked
from impactlib.errors import InputError
from impactlib.workspace import Workspace

Names = tuple[str, str]
"""What a withdrawal names: story, owner or document, and which."""


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """A ledger that is whole: its entries, oldest first, and where it ends."""

    entries: tuple[Entry, ...] = ()
    end: Anchor = EMPTY
    half_line: int = 0
    """How many bytes of a line that was never finished stand at the end of the file; the next writer takes them away."""

    def facts(self) -> list[Json]:
        """Every fact that was ever told, as plain JSON, of each owner once: also of what was withdrawn, for what is out is out."""
        told: dict[str, list[ToldEntry]] = defaultdict(list)
        for each in self.told:
            told[each.owner].append(each)
        found: list[Json] = []
        with many_objects():
            for group in told.values():
                facts = [fact for each in group for fact in each.facts]
                # Few are told twice, and to compare half a million takes seconds.
                found += facts if len(group) == 1 else {repr(fact): fact for fact in facts}.values()
        return found

    @cached_property
    def told(self) -> tuple[ToldEntry, ...]:
        """Every figure that was told; one that was told with other facts, or about other people, stands here once for each."""
        return tuple(each for each in self.entries if isinstance(each, ToldEntry))

    @cached_property
    def losses(self) -> tuple[LossEntry, ...]:
        """Every time that somebody went on with a damaged ledger: from then on it is not known what was published before."""
        return tuple(each for each in self.entries if isinstance(each, LossEntry))

    @cached_property
    def publications(self) -> tuple[PublicationEntry, ...]:
        """The head of every publication."""
        return tuple(each for each in self.entries if isinstance(each, PublicationEntry))

    @cached_property
    def withdrawn(self) -> Mapping[Names, WithdrawnEntry]:
        """What is withdrawn now: what was published again after its withdrawal is not among it."""
        found: dict[Names, WithdrawnEntry] = {}
        for each in self.entries:
            if isinstance(each, WithdrawnEntry):
                found |= dict.fromkeys(_named(each), each)
            elif isinstance(each, ToldEntry | StoryEntry | DocumentEntry):
                found.pop(each.names, None)
        return found

    def documents(self, *, area: str = "", telling: str = "") -> list[DocumentEntry]:
        """Every file that was published, also those withdrawn since: of one area (its folder), or telling one id, where that is given."""
        found = (each for each in self.entries if isinstance(each, DocumentEntry))
        return [each for each in found if area in ("", each.area) and (not telling or telling in each.told)]

    def stories(self) -> list[StoryEntry]:
        """Every story that was told, also those withdrawn since; one whose text changed stands here once for each text."""
        return [each for each in self.entries if isinstance(each, StoryEntry)]

    def told_by_others(self, release: str, *, since: int = 0) -> bool:
        """Whether anything on a line after number `since` was told by another release than this one."""
        return any(isinstance(each, ToldEntry) and each.release != release for each in self.entries[since:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What came of an append: where the ledger now ends, which entries were new to it, and which it had."""

    end: Anchor
    new: tuple[Entry, ...]
    known: tuple[Entry, ...]


def now() -> datetime:
    """The time on the clock on the wall, with its zone."""
    return datetime.now().astimezone().replace(microsecond=0)


def read_ledger(workspace: Workspace) -> Ledger:
    """Every entry of a workspace's ledger, after checking each line and every place that vouches for them.

    Parameters
    ----------
    workspace : Workspace
        Whose ledger it is. One that never published anything has an empty ledger.

    Returns
    -------
    Ledger
        What was ever published. A last line that was never finished, and that nothing vouches for, is left out.

    Raises
    ------
    InputError
        When a line was changed, swapped, put in or taken out, when the ledger was shortened or is gone, or when a place that vouches for
        it was changed or is gone; with the way out.
    """
    found = examine(workspace)
    if found.fault is not None:
        raise found.fault
    return Ledger(entries=found.entries, end=found.end, half_line=found.half_line)


def append(workspace: Workspace, entries: Sequence[Entry]) -> Receipt:
    """Write entries at the end of a workspace's ledger, so that they are there wholly or were never vouched for.

    Parameters
    ----------
    workspace : Workspace
        Whose ledger it is.
    entries : sequence of Entry
        What is published or withdrawn. What tells nothing that is not on a line already (the same facts about the same people, the same
        story, the same file), and was not withdrawn since, is not written again. A publication gets the number of lines that follow it.

    Returns
    -------
    Receipt
        Where the ledger now ends, what was new to it, and what was not.

    Raises
    ------
    InputError
        When the ledger is damaged, or another process keeps it locked; then nothing is written.
    """
    path = ledger_path(workspace)
    with locked(path.parent, shown=workspace.shown(path)):
        ledger = read_ledger(workspace)
        with many_objects():
            new, known = _sorted_out(ledger, entries)
            end, lines = ledger.end, []
            for each in new:
                line, end = as_line(as_text(each), end)
                lines.append(line)
        if not (path.parent / HEAD).is_file():
            # First the promise of nothing: a first line that was not finished is then known to be one.
            write_whole(path.parent / HEAD, head_of(ledger.end))
        with path.open("ab") as file:
            file.truncate(file.seek(0, os.SEEK_END) - ledger.half_line)
            file.write(b"".join(lines))
            file.flush()
            os.fsync(file.fileno())
        write_whole(path.parent / HEAD, head_of(end))
    return Receipt(end=end, new=tuple(new), known=tuple(known))


def accept_loss(workspace: Workspace, *, reason: str, by: str) -> LossEntry:
    """Go on with a damaged ledger, and say in it, for good, that something is lost, why, and who decided so.

    Every line before the damage stays as it is. What stands after it is kept as well, line by line, where it is whole in itself: to
    know a fact too many hides something more, to forget one gives something away. The file as it was found is put in
    `parameters/published/damaged/`.

    Parameters
    ----------
    workspace : Workspace
        Whose ledger it is.
    reason, by : str
        What happened to it, and who says so.

    Returns
    -------
    LossEntry
        The line that says so from now on.

    Raises
    ------
    InputError
        When no reason or no name is given, or nothing is wrong with the ledger.
    """
    path = ledger_path(workspace)
    shown = workspace.shown(path)
    for option, value in (("--reason", reason), ("--by", by)):
        if not value.strip():
            raise InputError(option, "it is empty", "say why the ledger cannot be restored, and who decides to go on without it")
    with locked(path.parent, shown=shown):
        found = examine(workspace)
        if found.fault is None:
            raise InputError(shown, "nothing is wrong with it", "there is no loss to accept")
        salvaged = _salvaged(found)
        most = max((each.lines for each in found.failing), default=None)
        content = path.read_bytes() if path.is_file() else b""
        moment = now()
        loss = LossEntry(
            reason=reason,
            by=by,
            day=moment.date().isoformat(),
            at=moment.isoformat(),
            fault=str(InputError(found.fault.where, found.fault.what)),
            lost=None if most is None else max(0, most - len(found.lines) - len(salvaged)),
            salvaged=len(salvaged),
            forgiven=tuple([each.lines, each.sha256] for each in found.failing),
            damaged=_put_aside(path.parent / DAMAGED, content),
        )
        lines, end = [each + b"\n" for each in found.lines], found.end
        for entry in (loss, *salvaged):
            line, end = as_line(as_text(entry), end)
            lines.append(line)
        write_whole(path, b"".join(lines))
        write_whole(path.parent / HEAD, head_of(end))
    return loss


def _put_aside(folder: Path, content: bytes) -> str:
    """Keep a damaged ledger; the name it got ('' when there was nothing to keep)."""
    if not content:
        return ""
    folder.mkdir(exist_ok=True)
    name = f"ledger-{hashlib.sha256(content).hexdigest()[:12]}.jsonl"
    write_whole(folder / name, content)
    return f"{DAMAGED}/{name}"


def _salvaged(found: Examined) -> list[Entry]:
    """The entries after the damage that are whole in themselves, and do not stand before it."""
    kept = []
    for line in found.rest:
        if own_hash(line):
            try:
                kept.append(read_line(line)[0])
            except ValueError:
                continue
    before = {repr(each) for each in found.entries}
    return [each for each in kept if repr(each) not in before]


def _sorted_out(ledger: Ledger, entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Which of these entries say something new, and which the ledger has."""
    there: dict[Names, list[Json]] = defaultdict(list)
    for each in ledger.entries:
        _note(there, each)
    new: list[Entry] = []
    known: list[Entry] = []
    for entry in entries:
        each = entry
        if isinstance(entry, ToldEntry | StoryEntry | DocumentEntry) and there.get(entry.names):
            # As it would be read back, so that what is the same compares the same.
            each = entry_of(json.loads(as_text(entry)))
            if each.same in there[entry.names]:
                known.append(each)
                continue
        _note(there, each)
        new.append(each)
    following = sum(not isinstance(each, PublicationEntry) for each in new)
    return [replace(each, lines=following) if isinstance(each, PublicationEntry) else each for each in new], known


def _note(there: dict[Names, list[Json]], entry: Entry) -> None:
    if isinstance(entry, ToldEntry | StoryEntry | DocumentEntry):
        there[entry.names].append(entry.same)
    elif isinstance(entry, WithdrawnEntry):
        for each in _named(entry):
            there.pop(each, None)


def _named(entry: WithdrawnEntry) -> list[Names]:
    """All that a withdrawal withdraws: the thing itself and the documents that went with it."""
    return [(entry.what, entry.name), *(("document", each) for each in entry.documents)]
