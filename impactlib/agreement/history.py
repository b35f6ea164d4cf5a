"""The versions of an agreement that were kept: dated copies in `parameters/history/`, made on request and before a file is rewritten."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from impactlib.agreement.migration import migrate
from impactlib.agreement.model import Agreement
from impactlib.documents import checked, parse_date, parse_yaml, read_text
from impactlib.errors import InputError
from impactlib.workspace import Workspace

FOLDER = "history"
"""The folder under `parameters/` with the kept versions, a folder an agreement."""

DATED = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d+))?\.yml")
"""How a kept version is called: its day, and a number where there are several of one day."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Kept:
    """A kept version: the day it was kept, its number of that day, and its file."""

    day: date
    number: int
    path: Path


def kept_versions(workspace: Workspace, path: Path) -> list[Kept]:
    """The kept versions of the agreement in this file, oldest first."""
    files = (workspace.parameters / FOLDER / path.stem).glob("*.yml")
    dated = [(each, match) for each in files if (match := DATED.fullmatch(each.name))]
    return sorted(Kept(day=day, number=int(match[2] or 1), path=each) for each, match in dated if (day := _day(match[1])) is not None)


def _day(text: str) -> date | None:
    try:
        found = parse_date(text)
    except ValueError:
        return None
    return found if isinstance(found, date) else None


def keep(workspace: Workspace, path: Path, day: date) -> Path:
    """Keep a copy of an agreement's file as it is, byte for byte; the one that was kept last, when nothing changed since."""
    content = path.read_bytes()
    versions = kept_versions(workspace, path)
    if versions and versions[-1].path.read_bytes() == content:
        return versions[-1].path
    folder = workspace.parameters / FOLDER / path.stem
    folder.mkdir(parents=True, exist_ok=True)
    number = 1 + max((each.number for each in versions if each.day == day), default=0)
    target = folder / (f"{day.isoformat()}.yml" if number == 1 else f"{day.isoformat()}-{number}.yml")
    write_whole(target, content)
    return target


def write_whole(target: Path, content: bytes) -> None:
    """Write a file so that it is there whole or as it was before, also when the power fails."""
    draft = target.with_name(f".{target.name}.draft")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)


def read_kept(path: Path, *, shown: str) -> Agreement:
    """A kept version, brought up to date; its names are not looked up, since the register and the catalogue move on."""
    content, lines = parse_yaml(read_text(path, shown=shown), shown=shown)
    if isinstance(content, dict):
        migrate(content, shown=shown, lines=lines)
    return checked(content, lines, Agreement, shown=shown)


def version_since(workspace: Workspace, path: Path, since: str) -> Kept:
    """The version to compare with: of a year the last one kept in it or before it, of a day the last one kept by then."""
    versions = kept_versions(workspace, path)
    shown = workspace.shown(path)
    folder = f"parameters/{FOLDER}/{path.stem}"
    if not versions:
        raise InputError(f"--since {since}", f"no earlier version of {shown} was kept in {folder}/", "keep one with 'impact keep'")
    if re.fullmatch(r"\d{4}", since):
        until = date(int(since), 12, 31) if int(since) else date.min
    elif (day := _day(since)) is not None:
        until = day
    else:
        raise InputError(f"--since {since}", "this is no year and no day", "write for example 2024 or 2024-06-01")
    before = [each for each in versions if each.day <= until]
    if not before:
        first = versions[0].day.isoformat()
        raise InputError(f"--since {since}", f"the oldest version of {shown} that was kept is of {first}", f"ask since {first}")
    return before[-1]
