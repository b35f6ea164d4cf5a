"""Pages and drawings: everything an HTML or SVG text holds, seen or not. Nothing of it is executed or fetched."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from urllib.parse import unquote_to_bytes

from impactlib.batch.reading.glyphs import letter_of, letters_in
from impactlib.batch.reading.piece import Found, Packed, Piece, broken

_BREAKS = (
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 head header hr label legend li main nav noscript ol option p pre section select summary table tbody template "
    "textarea tfoot thead title tr ul text tspan desc metadata"
)
BREAKS = frozenset(_BREAKS.split())
"""The elements that begin and end a text of their own."""

CELLS = frozenset({"td", "th"})
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
RAW = frozenset({"script", "style"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
METERS = frozenset({"meter", "progress"})
SIGN = "shape"
"""The class of the small signs of verdicts, which draw no figure."""

_GEOMETRY = (
    "d transform points viewbox x y x1 x2 y1 y2 cx cy r rx ry dx dy width height offset fill-rule stroke-width stroke-linejoin "
    "preserveaspectratio gradienttransform patterntransform"
)
GEOMETRY = frozenset(_GEOMETRY.split())
"""What in a drawing only says where something is. Its numbers are places on paper; what is drawn with them is read as letters."""

_DATA = re.compile(r"data:([\w/+.-]*)((?:;[\w=.-]+)*),([^\"')\s]*)")
_SIZES = re.compile(r"(?:width|height|flex|inset|left|right|top|bottom)\s*:\s*[\d.]+\s*(?:%|[a-z]+)|scale", re.IGNORECASE)

_LETTER = re.compile(r"#?f[0-9a-f]{6}-\d+|currentColor|none")
"""The name of a letter within our drawings, and colours: they say nothing."""

MOST_SHAPES = 4000
"""Of so many path data of one path a text is looked for; a longer one is a drawing."""


@dataclass(slots=True)
class _Drawing:
    """The drawing that is being read: the letters it defines by id, and those of the group that is open."""

    number: int
    letters: dict[str, str] = field(default_factory=dict)
    word: list[str] = field(default_factory=list)
    words: int = 0


def read_markup(text: str, *, where: str = "") -> Found:
    """All pieces of a page or drawing, in order: texts by block and row, attributes, comments, scripts, letters that are drawn."""
    reader = _Reader(where)
    try:
        reader.feed(text)
        reader.close()
    except (AssertionError, ValueError) as error:
        raise broken(where.rstrip(" ,:") or "page", f"it cannot be read as a page ({error})") from None
    reader.flush()
    yield from reader.found


def data_uris(text: str, *, where: str, under: str = "") -> Iterator[Packed]:
    """What is embedded in a text as data: addresses, decoded."""
    for kind, options, content in _DATA.findall(text):
        raw = unquote_to_bytes(content)
        if ";base64" in options:
            try:
                raw = b64decode(raw + b"=" * (-len(raw) % 4))
            except binascii.Error:
                raise broken(where, "its embedded data are no base64") from None
        yield Packed(where=f"{where}, embedded {kind or 'data'}", content=raw, kind=kind or "text/plain", under=under)


class _Reader(HTMLParser):
    def __init__(self, where: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Piece | Packed] = []
        self._where, self._under, self._raw, self._heading = where, "", "", ""
        self._text: list[str] = []
        self._drawing: _Drawing | None = None
        self._drawings = 0
        self._figure: list[int] = []
        self._tables: list[str | None] = []
        self._defining = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "svg":
            self._open_drawing(given)
        if tag in BREAKS or tag == "br":
            self.flush()
        if tag == "figure":
            self._figure.append(len(self.found))
        if tag == "table":
            self._tables.append(None)
        if tag in HEADINGS:
            self._heading = tag
        if tag in CELLS and self._text:
            self._text.append(" | ")
        if tag in RAW:
            self.flush()
            self._raw = tag
        self._attributes(tag, given)
        if self._drawing is not None:
            self._draw(tag, given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in BREAKS:
            self.flush(tag)
        if tag in RAW:
            self.flush()
            self._raw = ""
        if tag == "table" and self._tables:
            self._tables.pop()
        if tag == "figure" and self._figure:
            self._tell_caption(self._figure.pop())
        if self._drawing is not None:
            if tag in ("g", "svg"):
                self._finish_word()
            if tag in ("defs", "symbol"):
                self._defining = max(0, self._defining - 1)
            if tag == "svg":
                self._drawing = None

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_comment(self, data: str) -> None:
        self._hidden("comment", data)

    def handle_decl(self, decl: str) -> None:
        self._hidden("declaration", decl)

    def unknown_decl(self, data: str) -> None:
        self._hidden("declaration", data)

    def handle_pi(self, data: str) -> None:
        self._hidden("instruction", data)

    def flush(self, tag: str = "") -> None:
        """Give the text that was gathered as one piece."""
        text = " ".join("".join(self._text).split())
        self._text.clear()
        if text:
            if self._raw:
                self._add(Piece(place="hidden", where=self._here(self._raw), text=text, under=self._under))
                self.found += data_uris(text, where=self._here(self._raw))
            else:
                self._tell(text, tag)
        if tag and tag == self._heading:
            self._under, self._heading = text or self._under, ""

    def _tell(self, text: str, tag: str) -> None:
        """A text as a piece; a row of a table stands under the table's first row too."""
        under = self._under
        if tag == "tr" and self._tables:
            if self._tables[-1] is None:
                self._tables[-1] = text
            else:
                under = f"{under} {self._tables[-1]}"
        self._add(Piece(place="text", where=self._here(tag), text=text, under=under, drawn=self._drawing is not None))

    def _add(self, piece: Piece) -> None:
        self.found.append(piece)

    def _here(self, what: str) -> str:
        line, _ = self.getpos()
        return f"{self._where}line {line}" + (f", {what}" if what else "")

    def _hidden(self, what: str, text: str) -> None:
        if text.strip():
            self._add(Piece(place="hidden", where=self._here(what), text=" ".join(text.split()), under=self._under))

    def _attributes(self, tag: str, given: dict[str, str]) -> None:
        for name, value in given.items():
            if not value.strip() or name.startswith("xmlns") or (self._drawing is not None and _LETTER.fullmatch(value)):
                continue
            where = self._here(f"{tag} {name}")
            sized = name == "style" and bool(_SIZES.search(value))
            if self._drawing is not None and (name in GEOMETRY or (name == "style" and not sized)):
                continue
            drawn = sized or tag in METERS
            shown = value
            if "data:" in value:
                self.found += data_uris(value, where=where, under=self._under)
                shown = _DATA.sub(" ", value)
            if name == "srcdoc":
                self.found.append(Packed(where=where, content=value.encode(), kind="text/html", under=self._under))
            self._add(Piece(place="attribute", where=where, text=" ".join(shown.split()), under=self._under, drawn=drawn))

    def _open_drawing(self, given: dict[str, str]) -> None:
        self.flush()
        self._drawings += 1
        self._drawing = _Drawing(number=self._drawings)
        if given.get("class") != SIGN:
            # Also without a letter in it: a bar tells a number by its length.
            self._add(Piece(place="text", where=self._here(f"drawing {self._drawings}"), text="", under=self._under, drawn=True))

    def _draw(self, tag: str, given: dict[str, str]) -> None:
        assert self._drawing is not None
        if tag in ("defs", "symbol"):
            self._defining += 1
        elif tag == "path":
            outline, name = given.get("d", ""), given.get("id", "")
            if name:
                self._drawing.letters[name] = letter_of(outline, name)
            if not self._defining and 20 < len(outline) < MOST_SHAPES:
                text = letters_in(outline)
                if any(letter.isdigit() for letter in text):
                    self._drawing.word.append(text)
        elif tag == "use":
            link = given.get("href") or given.get("xlink:href") or ""
            self._drawing.word.append(self._drawing.letters.get(link.removeprefix("#"), ""))

    def _finish_word(self) -> None:
        assert self._drawing is not None
        text = " ".join("".join(self._drawing.word).split())
        self._drawing.word.clear()
        if text:
            self._drawing.words += 1
            where = self._here(f"drawing {self._drawing.number}, drawn text {self._drawing.words}")
            self._add(Piece(place="text", where=where, text=text, under=self._under, drawn=True))

    def _tell_caption(self, start: int) -> None:
        """What stands in a figure stands under its caption as well."""
        inside = self.found[start:]
        caption = next((each.text for each in inside if isinstance(each, Piece) and each.where.endswith("figcaption")), "")
        if caption:
            self.found[start:] = [replace(each, under=f"{each.under} {caption}".strip()) for each in inside]
