"""The text of a PDF page, as its strokes draw it: each marked piece of it by itself, so that the structure can put them together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_INSIDE = rb"(?:\\.|[^\\()])"
_NESTED = rb"\((?:" + _INSIDE + rb"|\((?:" + _INSIDE + rb"|\(" + _INSIDE + rb"*\))*\))*\)"
"""A text in brackets. Brackets in it that match need no backslash: so it goes three deep."""

_NAME = rb"[^\s/<>\[\]()]+"
_TOKEN = re.compile(
    rb"(?P<open>/" + _NAME + rb"\s*(?:<<(?:[^<>]|<<[^<>]*>>|<[^<>]*>)*>>|/" + _NAME + rb")?\s*B(?:DC|MC))"
    rb"|(?P<close>\bEMC\b)|/(?P<font>" + _NAME + rb")\s+[-\d.]+\s+Tf|(?P<plain>" + _NESTED + rb")"
    rb"|(?<!<)<(?P<hex>[0-9A-Fa-f\s]*)>(?!>)|(?P<gap>-\d{3,}(?:\.\d+)?)(?=[\s(<])|(?P<end>\bET\b)",
    re.DOTALL,
)
_MARK = re.compile(rb"/MCID\s+(\d+)")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r\n": b""}
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_CODE = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


@dataclass(slots=True)
class Page:
    """The texts of a page by their mark (None: drawn outside the structure); whether some could not be read so."""

    number: int
    id: int
    texts: dict[int | None, str] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Font:
    """How the codes of a font are turned into letters: how many bytes one is, and what each stands for."""

    width: int
    letters: Mapping[int, str]


def page_texts(page: Page, content: bytes, fonts: Mapping[str, Font]) -> None:
    """Fill in the texts of a page from what draws it."""
    marks: list[int | None] = []
    texts: dict[int | None, list[str]] = {}
    font: Font | None = None
    for found in _TOKEN.finditer(content):
        kind = found.lastgroup
        if kind == "open":
            own = _MARK.search(found["open"])
            marks.append(int(own[1]) if own else marks[-1] if marks else None)
        elif kind == "close":
            if marks:
                marks.pop()
        elif kind == "font":
            font = fonts.get(found["font"].decode("latin-1"))
        else:
            here = texts.setdefault(marks[-1] if marks else None, [])
            if kind in ("gap", "end"):
                here.append(" ")
                continue
            code = _plain(found["plain"][1:-1]) if kind == "plain" else bytes.fromhex(_even(found["hex"]))
            if font is None:
                page.unread = page.unread or bool(code)
                continue
            for each in _codes(code, font.width):
                letter = font.letters.get(each)
                if letter is None:
                    page.unread = True
                else:
                    here.append(letter)
    page.texts = {mark: told for mark, parts in texts.items() if (told := " ".join("".join(parts).split()))}


def font_maps(resources: Any) -> dict[str, Font]:
    """The fonts of a page that say which letters their codes are, by name."""
    resources = resources.get_object()
    found = {}
    for name, reference in (resources.get("/Font") or {}).items():
        font = reference.get_object()
        if "/ToUnicode" in font:
            width = 2 if font.get("/Subtype") == "/Type0" else 1
            found[str(name).removeprefix("/")] = Font(width, dict(_letters(font["/ToUnicode"].get_object().get_data())))
    return found


def _letters(table: bytes) -> Iterator[tuple[int, str]]:
    for kind, block in _BLOCK.findall(table):
        codes: list[bytes | list[bytes]] = []
        within: list[bytes] | None = None
        for code, opens, closes in _CODE.findall(block):
            if opens:
                within = []
            elif closes:
                codes.append(within or [])
                within = None
            else:
                value = bytes.fromhex(_even(code))
                (codes if within is None else within).append(value)
        size = 2 if kind == b"bfchar" else 3
        for place in range(0, len(codes) - size + 1, size):
            yield from _mapped(codes[place : place + size])


def _mapped(entry: list[bytes | list[bytes]]) -> Iterator[tuple[int, str]]:
    match entry:
        case [bytes(code), bytes(text)]:
            yield int.from_bytes(code), text.decode("utf-16-be", errors="replace")
        case [bytes(first), bytes(last), bytes(text)]:
            base = text.decode("utf-16-be", errors="replace")
            for step in range(min(int.from_bytes(last) - int.from_bytes(first) + 1, 65536)):
                if base:
                    yield int.from_bytes(first) + step, base[:-1] + chr(min(ord(base[-1]) + step, 0x10FFFF))
        case [bytes(first), bytes(), list(texts)]:
            for step, each in enumerate(texts):
                yield int.from_bytes(first) + step, each.decode("utf-16-be", errors="replace")


def _codes(code: bytes, width: int) -> Iterator[int]:
    for place in range(0, len(code), width):
        yield int.from_bytes(code[place : place + width])


def _plain(text: bytes) -> bytes:
    def meant(found: re.Match[bytes]) -> bytes:
        sign = found[1]
        return bytes([int(sign, 8) & 255]) if sign.isdigit() else _PLAIN.get(sign, sign)

    return _ESCAPE.sub(meant, text) if b"\\" in text else text


def _even(digits: bytes) -> str:
    plain = b"".join(digits.split()).decode("ascii")
    return plain + "0" * (len(plain) % 2)
