"""Changing an agreement's file as a careful person would: comments, order and everything that was not touched stay as they are."""

from __future__ import annotations

import io
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.scalarstring import LiteralScalarString

from impactlib.agreement.history import keep, write_whole
from impactlib.agreement.migration import migrate
from impactlib.agreement.model import Agreement
from impactlib.agreement.schema import FIRST_LINE, SCHEMA_MARK
from impactlib.documents import Location, checked, parse_yaml, read_text
from impactlib.errors import ImpactError, InputError
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

    def changed(text: str) -> str:
        content = _keys(text, shown=shown)
        change(content)
        new = dump(content, like=text)
        return f"{head}\n{new}" if head and new != text and SCHEMA_MARK not in text else new

    return rewrite_text(workspace, path, changed, day)


def rewrite_text(workspace: Workspace, path: Path, change: Callable[[str], str], day: date) -> bool:
    """Change the text of an agreement's file, after keeping it as it was; whether the file is another now.

    Nothing is written when `change` leaves no valid agreement.
    """
    shown = workspace.shown(path)
    text = read_text(path, shown=shown)
    new = change(text)
    if new == text:
        return False
    written, lines = parse_yaml(new, shown=shown)
    checked(written, lines, Agreement, shown=shown)
    keep(workspace, path, day)
    write_whole(path, _as_it_was(path.read_bytes(), new))
    return True


def _keys(text: str, *, shown: str) -> Any:
    content = load(text, shown=shown)
    if not isinstance(content, dict):
        raise InputError(shown, "holds no keys", "write for example 'municipality: GM0200'")
    return content


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


def with_items(text: str, key: str, items: Sequence[Mapping[str, Any]], *, shown: str) -> str:
    """The text with more items at the end of one of its lists; every other line stays as it is.

    The items are put in as lines, since ruamel.yaml takes the comment under a list's last item along with that item. A list that is
    not written with a dash an item is written anew.
    """
    content = _keys(text, shown=shown)
    before, _ = parse_yaml(text, shown=shown)
    wanted = {**before, key: [*(before.get(key) or []), *(dict(each) for each in items)]}
    for blocks in (True, False):
        new = _put_in(text, content, key, [_as_typed(each, blocks=blocks) for each in items])
        if _holds(new, wanted, shown):
            return new
    content[key] = [*(content.get(key) or []), *(dict(each) for each in items)]
    return dump(content, like=text)


def _put_in(text: str, content: Any, key: str, items: list[Any]) -> str:
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if key not in content:
        return "".join([*lines, f"\n{key}:\n", _as_lines(items, like=text)])
    tops = [content.lc.key(name)[0] for name in content]
    first = content.lc.key(key)[0]
    end = min((line for line in tops if line > first), default=len(lines))
    while end > first + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    if not content[key]:
        emptied = re.sub(r"^([^:]+:)[ ]*(?:\[[ ]*\]|null|~)?", r"\1", lines[first], count=1)
        return "".join([*lines[:first], emptied, _as_lines(items, like=text), *lines[first + 1 :]])
    dash = next((found[1] for line in lines[first + 1 : end] if (found := re.match(r"( *)-\s", line))), "")
    return "".join([*lines[:end], _as_lines(items, like=text, indent=dash), *lines[end:]])


def _as_lines(items: list[Any], *, like: str, indent: str | None = None) -> str:
    """The items as lines of a list, indented as the text `like` is, or by `indent`."""
    lines = dump({"items": items}, like=like).splitlines()[1:]
    usual = len(lines[0]) - len(lines[0].lstrip())
    start = " " * usual if indent is None else indent
    return "".join(f"{start}{line[usual:]}\n" if line.strip() else "\n" for line in lines)


def _as_typed(item: Mapping[str, Any], *, blocks: bool) -> dict[str, Any]:
    """An item as people write it: a list in one line, and a text of several lines as a block."""
    written: dict[str, Any] = {}
    for name, value in item.items():
        written[name] = value
        if isinstance(value, list):
            written[name] = CommentedSeq(value)
            written[name].fa.set_flow_style()
        elif blocks and isinstance(value, str) and "\n" in value:
            written[name] = LiteralScalarString(value)
    return written


def _holds(text: str, wanted: Mapping[str, Any], shown: str) -> bool:
    try:
        return bool(parse_yaml(text, shown=shown)[0] == wanted)
    except ImpactError:
        return False


def set_before_last(item: Any, key: str, value: Any) -> None:
    """Give an item of a list a key; a new one goes before its last, to which the comment under the item belongs."""
    if key in item:
        item[key] = value
    else:
        item.insert(max(len(item) - 1, 0), key, value)
