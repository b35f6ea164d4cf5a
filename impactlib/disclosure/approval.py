"""Approving a story: a person has read it as it is, and accepts what was marked in it. Written into the file with everything else kept."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from impactlib.agreement.editing import dump, load
from impactlib.agreement.history import write_whole
from impactlib.disclosure.stories import Seen, marks_of
from impactlib.documents import read_document, read_text
from impactlib.errors import ImpactError, InputError, Problems, UnknownNameError
from impactlib.sources.screening import NEVER
from impactlib.sources.stories import Story, StoryFile
from impactlib.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """What an approval wrote: in which file, under which code, and the marks that were accepted."""

    file: str
    story: str
    code: str
    accepted: tuple[str, ...]


def approve(workspace: Workspace, story: str, *, by: str, day: date, names: Collection[str], accept: Collection[str] = ()) -> Approved:
    """Write into a story's file that a person read it as it is now and approves it.

    Parameters
    ----------
    workspace : Workspace
        Where the stories are.
    story : str
        The story's id.
    by : str
        The person who read it.
    day : date
        Today.
    names : collection of str
        What is known by name in the workspace, of `impactlib.disclosure.stories.names_known`.
    accept : collection of str, optional
        The marked words that identify nobody, exactly as they are marked. What was accepted before is not carried over.

    Returns
    -------
    Approved
        What was written.

    Raises
    ------
    InputError
        No person is named; something in the story is never told; something is marked and not accepted. The message names the words: it is
        for the person who reads the story.
    UnknownNameError
        No story has this id.
    """
    if len(by.split()) == 0 or not any(each.isalpha() for each in by):
        raise InputError("--by", f"it is {by!r}", "give the name or the function of the person who read the story")
    path, found = _found(workspace, story)
    seen = marks_of(found, names)
    words = {" ".join(each.split()) for each in accept}
    problems = _problems(workspace.shown(path), found.id, seen, words)
    if problems:
        raise problems[0] if len(problems) == 1 else Problems(problems)
    accepted = sorted({each.words for each in seen} & words)
    code = found.code(accepted)
    _write(workspace, path, story, {"by": by.strip(), "date": day.isoformat(), "code": code}, accepted)
    return Approved(file=workspace.shown(path), story=story, code=code, accepted=tuple(accepted))


def _found(workspace: Workspace, story: str) -> tuple[Path, Story]:
    ids: list[str] = []
    for path in workspace.story_files():
        for each in read_document(path, StoryFile, shown=workspace.shown(path)).stories:
            ids.append(each.id)
            if each.id == story:
                return path, each
    raise UnknownNameError.among("stories", "story", story, ids)


def _problems(where: str, story: str, seen: Collection[Seen], words: Collection[str]) -> list[ImpactError]:
    found: list[ImpactError] = []
    for each in seen:
        at = f"{where}: {story}: {each.place}"
        if each.mark.kind in NEVER:
            found.append(InputError(at, f"{each.words!r} looks like: {each.mark.kind}", "take it out: this is never told"))
        elif each.words not in words:
            cure = f"change it, or accept it with --accept {each.words!r} when it identifies nobody"
            found.append(InputError(at, f"{each.words!r} looks like: {each.mark.kind}", cure))
    unknown = sorted(set(words) - {each.words for each in seen})
    found += [InputError("--accept", f"{each!r} is not marked in {story}", "give the marked words exactly") for each in unknown]
    return found


def _write(workspace: Workspace, path: Path, story: str, approval: dict[str, str], accepted: list[str]) -> None:
    shown = workspace.shown(path)
    text = read_text(path, shown=shown)
    content: Any = load(text, shown=shown)
    entry = next(each for each in content["stories"] if str(each["id"]) == story)
    entry.pop("approved_by", None)
    written = CommentedMap(approval)
    if accepted:
        written["accepted"] = CommentedSeq(accepted)
        written["accepted"].fa.set_flow_style()
    written.fa.set_flow_style()
    entry["approved"] = written
    old, new = path.read_bytes(), dump(content, like=text)
    if b"\r\n" in old:
        new = new.replace("\n", "\r\n")
    write_whole(path, (BOM_UTF8 if old.startswith(BOM_UTF8) else b"") + new.encode("utf-8"))
