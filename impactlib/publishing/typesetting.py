"""The typesetter of the PDF: Typst with the house's own fonts, so that every machine sets the same pages; and drawings as pictures."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
import typst

from impactlib.errors import InputError

FONTS = Path(__file__).parent / "fonts"

STANDARDS: list[Any] = ["ua-1", "a-2a"]
"""Readable by everybody (PDF/UA-1), and for as long as an archive keeps it (PDF/A-2a)."""

DOTS_PER_INCH = 200
"""Of a drawing where a format takes no SVG: sharp on paper, and still small."""

_SIZE = re.compile(r'<svg[^>]*?\sviewBox="\s*[\d.-]+[\s,]+[\d.-]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*"')

_ALONE = """#set page(width: auto, height: auto, margin: 0pt)
#let width = float(sys.inputs.width) * 1pt
#image(bytes(sys.inputs.svg), width: width)"""


def pdf(template: Path, content: str) -> bytes:
    """The pages that `template` makes of `content`, a JSON text. What is in it is data: nothing of it is read as Typst's own signs."""
    return _compile(template.read_bytes(), {"content": content}, format="pdf", pdf_standards=STANDARDS)


def png(svg: str, width: float) -> bytes:
    """The drawing as a picture on white, `width` points wide on paper."""
    return _compile(_ALONE.encode(), {"svg": svg, "width": str(width)}, format="png", ppi=DOTS_PER_INCH)


def size(svg: str, *, widest: float, highest: float) -> tuple[float, float]:
    """The width and height in points that a drawing gets on paper: its own, or as much as there is room for."""
    found = _SIZE.match(svg)
    if found is None or not all(float(each) > 0 for each in found.groups()):
        raise InputError("Chart", "the drawing does not say its size", 'give its <svg> element a viewBox="0 0 width height"')
    width, height = (float(each) for each in found.groups())
    scale = min(1, widest / width, highest / height)
    return width * scale, height * scale


def _compile(source: bytes, inputs: dict[str, str], **form: Any) -> bytes:
    try:
        made: bytes = typst.compile(source, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=inputs, **form)
    except typst.TypstError as error:
        raise InputError("PDF", f"these pages cannot be set: {error}", "change the text or the drawing that it names") from None
    return made


@cache
def _fonts() -> typst.Fonts:
    """The bundled fonts, and matplotlib's for the letters they lack; none of the machine's."""
    folders = [str(FONTS), str(Path(matplotlib.get_data_path()) / "fonts" / "ttf")]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
