"""Whether a ledger is as it was written: its lines one by one, and every place that vouches for them."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from impactlib.disclosure.entries import Anchor, Entry, Json, LossEntry, own_hash, plain, read_line
from impactlib.errors import InputError
from impactlib.workspace import Workspace

FOLDER, LEDGER, HEAD, RECEIPT, DAMAGED = "published", "ledger.jsonl", "ledger.head.json", "published.json", "damaged"
"""The folder under `parameters/`; in it the ledger, what vouches for it, and ledgers that were found damaged; and a period's receipt."""

WAY_OUT = (
    f"put {LEDGER} and {HEAD} back from git or a backup; "
    "where there is none, go on without what is lost: 'impact ledger --accept-loss --reason … --by …'"
)


@dataclass(frozen=True, kw_only=True)
class Examined:
    """A ledger's file, whole or not: the entries and lines that are right, from the first on, the rest, and what is wrong."""

    entries: tuple[Entry, ...]
    end: Anchor
    half_line: int
    """How many bytes of a line that was never finished stand at the end."""
    lines: Sequence[bytes]
    rest: Sequence[bytes]
    fault: InputError | None
    failing: Sequence[Anchor]
    """What places vouch for that is not there."""


@contextmanager
def many_objects() -> Iterator[None]:
    """While the block makes many objects that stay, nobody looks among them for what could go: that takes longer than making them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def ledger_folder(workspace: Workspace) -> Path:
    """The folder with the ledger."""
    return workspace.parameters / FOLDER


def ledger_path(workspace: Workspace) -> Path:
    """The ledger itself."""
    return ledger_folder(workspace) / LEDGER


def examine(workspace: Workspace) -> Examined:
    """Read the ledger as far as it is right, and find what is wrong with it."""
    path = ledger_path(workspace)
    shown = workspace.shown(path)
    # What vouches is read before what it vouches for: a ledger that grows meanwhile then has too much, never too little.
    head = path.with_name(HEAD).read_bytes() if path.with_name(HEAD).is_file() else None
    anchors = [*_head_anchor(head, workspace.shown(path.with_name(HEAD))), *_receipt_anchors(workspace)]
    content = path.read_bytes() if path.is_file() else None
    *raw, unfinished = (content or b"").split(b"\n")
    entries: list[Entry] = []
    hashes: list[str] = []
    fault: InputError | None = None
    with many_objects():
        for line in raw:
            what = _wrong(line, entries, hashes)
            if what:
                fault = InputError(f"{shown}: line {len(entries) + 1}", what, WAY_OUT)
                break
    end = Anchor(lines=len(entries), sha256=hashes[-1] if hashes else "")
    forgiven = {tuple(each) for entry in entries if isinstance(entry, LossEntry) for each in entry.forgiven}
    failing = []
    for place, anchor in anchors:
        holds = anchor.lines <= len(hashes) and anchor.sha256 == (hashes[anchor.lines - 1] if anchor.lines else "")
        if holds or (anchor.lines, anchor.sha256) in forgiven:
            continue
        failing.append(anchor)
        fault = fault or InputError(shown, _unlike(anchor, len(hashes), place, is_there=content is not None), WAY_OUT)
    if head is None and content:
        fault = fault or InputError(workspace.shown(path.with_name(HEAD)), "it is gone, and there is a ledger", WAY_OUT)
    elif head is not None and not _head_anchor(head, ""):
        fault = fault or InputError(workspace.shown(path.with_name(HEAD)), "it was changed or damaged", WAY_OUT)
    return Examined(
        entries=tuple(entries),
        end=end,
        half_line=len(unfinished),
        lines=raw[: len(entries)],
        rest=raw[len(entries) :],
        fault=fault,
        failing=failing,
    )


def _wrong(line: bytes, entries: list[Entry], hashes: list[str]) -> str:
    """What is wrong with the next line; when nothing is, its entry and its hash are taken in."""
    hashed = own_hash(line)
    if not hashed:
        return "it was changed or damaged (it does not give its own SHA-256)"
    try:
        entry, number, previous = read_line(line)
    except ValueError:
        return "it is not of a kind that this version knows (made by a newer impactlib, or changed by hand)"
    if number != len(entries) + 1 or previous != (hashes[-1] if hashes else ""):
        return f"it does not follow the line before it (it says it is line {number}): lines were swapped, put in or taken out"
    entries.append(entry)
    hashes.append(hashed)
    return ""


def _unlike(anchor: Anchor, lines: int, place: str, *, is_there: bool) -> str:
    if not is_there:
        return f"it is gone, and {place} says that {anchor.lines} lines were published"
    if anchor.lines > lines:
        return f"it was shortened: it has {lines} whole lines, and {place} says that {anchor.lines} were published"
    return f"line {anchor.lines} is not the one that {place} vouches for"


def head_of(end: Anchor) -> bytes:
    """What the file beside the ledger says of a ledger that ends there."""
    return f"{plain({'lines': end.lines, 'sha256': end.sha256})}\n".encode("ascii")


def _head_anchor(content: bytes | None, place: str) -> list[tuple[str, Anchor]]:
    """What the file beside the ledger says; nothing when it is not there, or is not as we write it."""
    if content is None:
        return []
    try:
        anchor = _anchor(json.loads(content))
    except ValueError:
        return []
    return [(place, anchor)] if content == head_of(anchor) else []


def _receipt_anchors(workspace: Workspace) -> Iterator[tuple[str, Anchor]]:
    """What the receipts of all periods say."""
    for path in sorted((workspace.folder / "outputs").glob(f"*/{RECEIPT}")):
        shown = workspace.shown(path)
        for each in read_receipts(path, shown=shown):
            yield shown, _anchor(each["ledger"])


def read_receipts(path: Path, *, shown: str) -> list[dict[str, Json]]:
    """The publications that a period's receipt is of, oldest first; an error when the file is damaged."""
    try:
        found = json.loads(path.read_bytes())["publications"]
        for each in found:
            _anchor(each["ledger"])
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError) as error:
        what = f"it is no receipt any more ({type(error).__name__})"
        raise InputError(shown, what, "put it back from a backup, or move it away: what was published stands in the ledger") from None
    return list(found)


def _anchor(content: Json) -> Anchor:
    try:
        lines, hashed = content["lines"], content["sha256"]
    except (KeyError, TypeError) as error:
        raise ValueError(type(error).__name__) from None
    if type(lines) is not int or lines < 0 or not isinstance(hashed, str):
        raise ValueError("anchor")
    return Anchor(lines=lines, sha256=hashed)
