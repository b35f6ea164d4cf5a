"""Changing an agreement's file as a careful person would: comments, order and everything that was not touched stay as they are."""

from __future__ import annotations

import io
import re
from codecs import BOM_UTF8
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from impactlib.agreement.history import keep, write_whole
from impactlib.agreement.migration import migrate
from impactlib.agreement.model import Agreement
from impactlib.agreement.schema import FIRST_LINE, SCHEMA_MARK
from impactlib.documents import Location, checked, parse_yaml, read_text
from impactlib.errors import InputError
from impactlib.workspace import Workspace

ENDLESS = 1_000_000
"""No line is folded anew: it stays as long as its writer made it."""

LIST_ITEM = re.compile(r"^( *)[^\s#][^\n]*:[ ]*\n(?:[ ]*(?:#[^\n]*)?\n)*( *)- ", re.MULTILINE)
"""A key, and the first item of the list under it."""


def load(text: str, *, shown: str) -> Any:
    """The content of a YAML text with its comments, quotes and order (ruamel.yaml's round trip)."""
    parse_yaml(text, shown=shown)  # what is no YAML, or holds a key twice, is told in our own words
    return _yaml(text).load(text)


def dump(content: Any, *, like: str) -> str:
    """The content as YAML, indented as the text `like` is."""
    written = io.StringIO()
    _yaml(like).dump(content, written)
    return written.getvalue()


def _yaml(like: str) -> YAML:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = ENDLESS
    yaml.explicit_start = like.startswith("---")
    # 'sequence' counts from the key to the item's content, 'offset' from the key to its dash.
    deeper = any(len(found[2]) > len(found[1]) for found in LIST_ITEM.finditer(like))
    yaml.indent(mapping=2, sequence=4 if deeper else 2, offset=2 if deeper else 0)
    return yaml


def rewrite(workspace: Workspace, path: Path, change: Callable[[Any], None], day: date, *, head: str = "") -> bool:
    """Change an agreement's file in place, after keeping it as it was; whether the file is another now.

    `change` gets ruamel.yaml's content; `head` is put above a file that changed and does not name a schema yet. Nothing is written when
    that leaves no valid agreement.
    """
    shown = workspace.shown(path)
    text = read_text(path, shown=shown)
    content = load(text, shown=shown)
    if not isinstance(content, dict):
        raise InputError(shown, "holds no keys", "write for example 'municipality: GM0200'")
    change(content)
    new = dump(content, like=text)
    if new == text:
        return False
    if head and SCHEMA_MARK not in text:
        new = f"{head}\n{new}"
    written, lines = parse_yaml(new, shown=shown)
    checked(written, lines, Agreement, shown=shown)
    keep(workspace, path, day)
    write_whole(path, _as_it_was(path.read_bytes(), new))
    return True


def _as_it_was(old: bytes, new: str) -> bytes:
    """The new text with the line ends and the byte order mark of the old file."""
    if b"\r\n" in old:
        new = new.replace("\n", "\r\n")
    return (BOM_UTF8 if old.startswith(BOM_UTF8) else b"") + new.encode("utf-8")


def migrate_file(workspace: Workspace, path: Path, day: date) -> bool:
    """Bring an agreement's file up to the newest version of the format; whether there was anything to do."""
    shown = workspace.shown(path)

    def change(content: Any) -> None:
        migrate(content, shown=shown)

    return rewrite(workspace, path, change, day, head=FIRST_LINE)


def set_value(content: Any, place: Location, value: Any) -> None:
    """Another value at a place of the file; parts on the way that were left out are added."""
    *above, key = place
    for part in above:
        if isinstance(part, str) and content.get(part) is None:
            content[part] = {}
        content = content[part]
    known: Any = content[key] if isinstance(key, int) or key in content else None
    # Quoted as it was quoted.
    content[key] = type(known)(value) if isinstance(known, str) and isinstance(value, str) else value
