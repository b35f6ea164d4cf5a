"""YAML as a careful person types it: short things on one line, long texts folded, quotes only where they are needed."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Value = None | bool | int | float | str | Mapping[str, "Value"] | Sequence["Value"]
"""What can be written."""

WIDTH = 110
"""How long a line may be, unless somebody asks for another width."""

PLAIN = re.compile(r"[A-Za-zÀ-ž0-9][A-Za-zÀ-ž0-9 '’()./%–+-]*(?<![ :-])")
"""Text that means the same with and without quotes, also inside { } and [ ]."""

NOT_TEXT = re.compile(r"(?i)[-+]?[\d._]+([e:-][\d.:-]+)*|yes|no|on|off|true|false|null|y|n")
"""Text that other readers of YAML would take for a number, a date or a truth value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a document is laid out: how long a line may be, and what counts as short enough to stand on one line within something else."""

    width: int = WIDTH
    inline: frozenset[str] = frozenset()
    """The keys of a mapping that may stand within another one on its line, such as a text in two languages."""


PLAIN_STYLE = Style()
"""How a document is laid out when nothing else is asked for."""


def document(value: Mapping[str, Value], comments: Mapping[str, str], *, style: Style = PLAIN_STYLE) -> str:
    """A whole document; `comments` stand above the top-level keys they are named after."""
    lines: list[str] = []
    for key, each in value.items():
        if key in comments:
            lines += ["", *(f"# {line}".rstrip() for line in comments[key].splitlines())]
        lines += _entry(key, each, 0, style)
    return "\n".join(lines).lstrip("\n") + "\n"


def _entry(key: str, value: Value, depth: int, style: Style) -> list[str]:
    start = "  " * depth + f"{key}:"
    one_line = _flow(value, style)
    if one_line is not None and len(start) + 1 + len(one_line) <= style.width:
        return [f"{start} {one_line}"]
    if isinstance(value, str):
        inner = "  " * (depth + 1)
        return [f"{start} >-", *(inner + line for line in _wrapped(value, style.width - len(inner)))]
    if isinstance(value, Mapping):
        return [start, *(line for name, each in value.items() for line in _entry(name, each, depth + 1, style))]
    assert isinstance(value, Sequence)
    return [start, *(line for each in value for line in _item(each, depth + 1, style))]


def _item(value: Value, depth: int, style: Style) -> list[str]:
    indent = "  " * depth
    one_line = _flow(value, style)
    if one_line is not None and len(indent) + 2 + len(one_line) <= style.width:
        return [f"{indent}- {one_line}"]
    assert isinstance(value, Mapping), "a list holds short things or mappings"
    lines = [line for name, each in value.items() for line in _entry(name, each, depth + 1, style)]
    return [f"{indent}- {lines[0].lstrip()}", *lines[1:]]


def _flow(value: Value, style: Style) -> str | None:
    """The value on one line, or None where that would be hard to read."""
    if isinstance(value, str):
        return _scalar(value)
    if not isinstance(value, Mapping | Sequence):
        # None, true, false and numbers are written as in JSON.
        return json.dumps(value)
    parts = [_flow(each, style) for each in (value.values() if isinstance(value, Mapping) else value)]
    written = [part for part in parts if part is not None]
    nested = isinstance(value, Mapping) and any(isinstance(each, Mapping) and not set(each) <= style.inline for each in value.values())
    listed = not isinstance(value, Mapping) and any(isinstance(each, Mapping) for each in value)
    if len(written) < len(parts) or nested or listed:
        return None
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {part}" for key, part in zip(value, written, strict=True)) + "}"
    return "[" + ", ".join(written) + "]"


def _scalar(text: str) -> str:
    if PLAIN.fullmatch(text) and not NOT_TEXT.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def _wrapped(text: str, width: int) -> list[str]:
    """The text over lines; a folded YAML text puts the spaces back."""
    assert text == " ".join(text.split()), text
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
