"""A block as an accessible HTML fragment, and as plain Markdown: the two forms an executed notebook shows of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast
from xml.parsers.expat import ExpatError, ParserCreate

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from impactlib.errors import InputError, UnknownNameError
from impactlib.indicators.finding import Verdict
from impactlib.telling.blocks import (
    Block,
    Chart,
    Facts,
    Heading,
    Items,
    KeyFigure,
    KeyFigures,
    Notice,
    Outline,
    OutlineItem,
    Provenance,
    Quote,
    Sentence,
    Table,
    Title,
)
from impactlib.telling.plain_markdown import plain_markdown

TEMPLATES = Path(__file__).parent / "templates"

SVG = "http://www.w3.org/2000/svg"

_TICK = "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM6.9 11.6 3.6 8.3 4.9 7l2 2 4.3-4.3L12.5 6z"
_HALF = "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 2a5 5 0 0 1 0 10z"
_CROSS = "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM4.9 6.2 6.2 4.9 8 6.7l1.8-1.8 1.3 1.3L9.3 8l1.8 1.8-1.3 1.3L8 9.3l-1.8 1.8-1.3-1.3L6.7 8z"
_UNEQUAL = "M2 4h6.6L10 1.6l2.2 1.3-.6 1.1H14v2.6h-4L8.4 9.4H14V12H6.9l-1.4 2.4-2.2-1.3.6-1.1H2V9.4h3.4L7 6.6H2z"
_BETWEEN = "M1 2h2.4v12H1zm11.6 0H15v12h-2.4zM5.5 8a2.5 2.5 0 1 1 5 0 2.5 2.5 0 0 1-5 0z"
_TRIANGLE_UP = "M8 1.5 15.5 14.5H.5z"
_TRIANGLE_DOWN = "M8 14.5.5 1.5h15z"
_ARROW_UP = "M8 1l6 7h-4v7H6V8H2z"
_ARROW_DOWN = "M8 15 2 8h4V1h4v7h4z"
_DIAMOND = "M8 .5 15.5 8 8 15.5.5 8z"
_HOLLOW_DIAMOND = "M8 .5 15.5 8 8 15.5.5 8zM8 3.6 3.6 8 8 12.4 12.4 8z"
_EQUALS = "M2 4h12v2.6H2zM2 9.4h12V12H2z"
_DOTS = "M1 8a2 2 0 1 1 4 0 2 2 0 0 1-4 0zm5 0a2 2 0 1 1 4 0 2 2 0 0 1-4 0zm5 0a2 2 0 1 1 4 0 2 2 0 0 1-4 0z"
_DASH = "M2 6.6h12v2.8H2z"

MARKS = MappingProxyType(
    {
        Verdict.MET: ("good", _TICK),
        Verdict.NOT_YET: ("under-way", _HALF),
        Verdict.NOT_MET: ("poor", _CROSS),
        Verdict.BETTER: ("good", _TRIANGLE_UP),
        Verdict.WORSE: ("poor", _TRIANGLE_DOWN),
        Verdict.HIGHER: ("direction", _ARROW_UP),
        Verdict.LOWER: ("direction", _ARROW_DOWN),
        Verdict.NO_CLEAR_CHANGE: ("neutral", _DIAMOND),
        Verdict.SAME: ("neutral", _EQUALS),
        Verdict.CANNOT_SAY: ("neutral", _HOLLOW_DIAMOND),
        Verdict.TOO_FEW: ("neutral", _DOTS),
        Verdict.NO_DATA: ("neutral", _DASH),
        Verdict.NO_TARGET: ("neutral", _DASH),
        Verdict.NO_EARLIER: ("neutral", _DASH),
        Verdict.NOT_COMPARABLE: ("neutral", _UNEQUAL),
        Verdict.WITHIN: ("neutral", _BETWEEN),
    }
)
"""The tone and the shape of each verdict. Where the data say nothing the tone is neutral: silence is no alarm."""

DRAWN = frozenset({"svg", "g", "defs", "path", "use"})
"""All that our own drawings are made of; letters in them are paths. A block may come from a notebook file that somebody else wrote."""

DRAWN_WITH = frozenset({"xmlns", "viewBox", "style", "stroke-linejoin", "d", "id", "transform", "href"})
"""The attributes in them."""

PLAIN_STYLE = re.compile(r"(?:\s*[a-z-]+:\s*(?:[#\w%. ,-]|url\(#[\w-]+\))*;?)*")
"""What a style in them is made of: words, numbers and colours, and nothing that is fetched."""


def block_html(block: Block) -> str:
    """The block as an HTML fragment, with all of its text escaped."""
    return _macro(block.kind.replace("-", "_"))(block)


def heading_html(heading: Heading, *, name: str) -> str:
    """The heading with `name` as its id, so that the section it opens can be named after it."""
    return _macro("heading")(heading, name)


def markdown(blocks: Iterable[Block]) -> str:
    """A whole report as Markdown: what the golden files hold and a terminal shows."""
    return "\n\n".join(text for block in blocks if (text := block_text(block))) + "\n"


def block_text(block: Block) -> str:
    """The block as plain Markdown."""
    return _WRITERS[type(block)](block)


def chip_html(code: str, words: str) -> str:
    """A verdict: a shape, its words and a tone, so that it never hangs on colour alone."""
    return _macro("chip")(code, words)


def mark(code: str) -> tuple[str, str]:
    """The tone and the shape (an SVG path in a square of 16) of a verdict's code."""
    try:
        return MARKS[Verdict(code)]
    except ValueError:
        raise UnknownNameError.among("block", "verdict", code, [verdict.value for verdict in Verdict]) from None


def checked_drawing(svg: str) -> str:
    """The SVG of a chart, once it is sure that it only draws."""
    if not svg.startswith("<svg"):
        raise InputError("Chart", f"the drawing begins with {svg[:20]!r}", "give an <svg> element as impactlib.telling.figures makes it")
    if found := _not_drawn(svg):
        raise InputError("Chart", f"the drawing holds {found}", "a drawing only draws: no scripts, pictures or links")
    return svg


@lru_cache(maxsize=256)
def _not_drawn(svg: str) -> str:
    """What in a drawing does more than draw; empty when nothing does. It is read as XML, which a browser can read in one way only."""
    found: list[str] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        if name not in DRAWN:
            found.append(f"<{name}>")
        for key, value in attributes.items():
            unsafe = key not in DRAWN_WITH or (key == "href" and not value.startswith("#"))
            if unsafe or (key == "style" and not PLAIN_STYLE.fullmatch(value)) or (key == "xmlns" and value != SVG):
                found.append(f"{key}={value[:40]!r}")

    def other(*_: object) -> None:
        found.append("more than elements")

    parser = ParserCreate()
    parser.StartElementHandler = begin
    parser.CharacterDataHandler = lambda text: other() if text.strip() else None
    parser.CommentHandler = parser.ProcessingInstructionHandler = parser.StartCdataSectionHandler = parser.StartDoctypeDeclHandler = other
    try:
        parser.Parse(svg, True)  # noqa: FBT003 - expat's own way to say that this is all
    except (ExpatError, ValueError) as error:
        return found[0] if found else f"what is no XML ({error})"
    return found[0] if found else ""


def is_numeric(block: Table, column: int) -> bool:
    """Whether the column, counted from 0, holds numbers."""
    return column < len(block.numeric) and block.numeric[column]


def _title(block: Title) -> str:
    return f"# {_one_line(block.text)}" + (f"\n\n{plain_markdown(block.subtitle)}" if block.subtitle else "")


def _notice(block: Notice) -> str:
    return f"**{plain_markdown(block.text)}**"


def _heading(block: Heading) -> str:
    return f"{'#' * block.level} {_one_line(block.text)}" + (f" ({_one_line(block.verdict_text)})" if block.verdict_text else "")


def _sentence(block: Sentence) -> str:
    around = {"answer": "", "plain": "", "note": "", "caveat": "*", "question": "**"}[block.role]
    return f"{around}{plain_markdown(block.text)}{around}"


def _key_figures(block: KeyFigures) -> str:
    return f"{_one_line(block.label)}:\n\n" + "\n".join(_key_figure(item) for item in block.items)


def _key_figure(item: KeyFigure) -> str:
    line = f"- **{_one_line(item.value)}** {_one_line(item.label)}"
    line += f". {_one_line(item.note)}" if item.note else ""
    return line + (f" ({_one_line(item.verdict_text)})" if item.verdict_text else "")


def _chart(block: Chart) -> str:
    return f"![{_one_line(block.alt)}](figure)\n\n*{plain_markdown(block.caption)}*"


def _table(block: Table) -> str:
    ruler = ("---:" if is_numeric(block, column) else "---" for column in range(len(block.columns)))
    lines = [_table_row(block.columns), f"| {' | '.join(ruler)} |", *(_table_row(row) for row in block.rows)]
    note = f"\n\n{plain_markdown(block.note)}" if block.note else ""
    return f"**{plain_markdown(block.caption)}**\n\n" + "\n".join(lines) + note


def _table_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_one_line(cell) for cell in cells)} |"


def _quote(block: Quote) -> str:
    quoted = "\n".join(f"> {line}".rstrip() for line in plain_markdown(block.text).splitlines())
    chosen = f"\n\n{plain_markdown(block.chosen)}" if block.chosen else ""
    return f"{quoted}\n>\n> – {_one_line(block.by)}{chosen}"


def _items(block: Items) -> str:
    return "\n".join(f"- {_one_line(item)}" for item in block.items)


def _outline(block: Outline) -> str:
    return "\n".join(_branch(block.items, indent=""))


def _branch(items: Iterable[OutlineItem], *, indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}- {_one_line(item.text)}"
        yield from _branch(item.items, indent=f"{indent}  ")


def _provenance(block: Provenance) -> str:
    rows = "\n".join(f"- {_one_line(label)}: {_one_line(value)}" for label, value in block.rows)
    return f"**{plain_markdown(block.label)}**\n\n{rows}"


def _one_line(text: str) -> str:
    """The text as Markdown where a line end would end it: in a heading, a cell and an item."""
    return plain_markdown(" ".join(text.split()))


_WRITERS: dict[type[Block], Callable[[Any], str]] = {
    Title: _title,
    Notice: _notice,
    Heading: _heading,
    Sentence: _sentence,
    KeyFigures: _key_figures,
    Chart: _chart,
    Table: _table,
    Quote: _quote,
    Items: _items,
    Outline: _outline,
    Provenance: _provenance,
    Facts: lambda _: "",
}


def _drawing(svg: str) -> Markup:
    """The drawing for a page; the `role="img"` around it speaks for it."""
    return Markup(checked_drawing(svg).replace("<svg", '<svg aria-hidden="true" focusable="false"', 1))  # noqa: S704 - checked here


@cache
def _environment() -> Environment:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.globals.update(is_numeric=is_numeric, tone=lambda code: mark(code)[0], shape=lambda code: mark(code)[1])
    environment.filters["drawing"] = _drawing
    return environment


@cache
def _macro(name: str) -> Callable[..., str]:
    """The macro as a function to `str`. The template is compiled once a process."""
    macro = cast(Callable[..., str], getattr(_environment().get_template("blocks.html.j2").module, name))
    return lambda *arguments: str(macro(*arguments))
