"""The typesetter of the PDF: Typst with the house's own fonts, so that every machine sets the same pages; and drawings as pictures."""

from __future__ import annotations

import io
import re
import tempfile
from base64 import b64decode
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
import pikepdf
import typst

from impactlib.errors import InputError

FONTS = Path(__file__).parent / "fonts"

STANDARDS: list[Any] = ["ua-1", "a-2a"]
"""Readable by everybody (PDF/UA-1), and for as long as an archive keeps it (PDF/A-2a)."""

DOTS_PER_INCH = 200
"""Of a drawing where a format takes no SVG: sharp on paper, and still small."""

_SIZE = re.compile(r'<svg[^>]*?\sviewBox="\s*[\d.-]+[\s,]+[\d.-]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*"')

_PAGES = re.compile(rb"/Type/Pages/Count (\d+)")

_ALONE = """#set page(width: auto, height: auto, margin: 0pt)
#let width = float(sys.inputs.width) * 1pt
#image(bytes(sys.inputs.svg), width: width)"""


def pdf(template: Path, content: str, *, fonts: tuple[str, ...] = ()) -> bytes:
    """The pages that `template` makes of `content`, a JSON text. What is in it is data: nothing of it is read as Typst's own signs.

    `fonts` are font files in base64 beside those of the house.
    """
    source, inputs = template.read_bytes(), {"content": content}
    if not fonts:
        return _compile(source, inputs, _house_fonts(), format="pdf", pdf_standards=STANDARDS)
    with tempfile.TemporaryDirectory() as folder:
        for number, each in enumerate(fonts):
            (Path(folder) / f"{number}.ttf").write_bytes(b64decode(each))
        return _compile(source, inputs, _fonts_in(folder), format="pdf", pdf_standards=STANDARDS)


def page_count(content: bytes) -> int:
    """How many pages a file of this typesetter has; of one that is not packed yet without opening it."""
    if found := _PAGES.findall(content):
        return max(map(int, found))
    with pikepdf.open(io.BytesIO(content)) as file:
        return len(file.pages)


def packed(content: bytes) -> bytes:
    """The same file in about two thirds of the bytes: a tagged file has thousands of small objects, which Typst leaves unpacked.

    What the file says of itself (XMP) stays readable as plain bytes.
    """
    small = io.BytesIO()
    pikepdf.settings.set_flate_compression_level(9)
    with pikepdf.open(io.BytesIO(content)) as file:
        # The version in the metadata is that of PDF/A, and not pikepdf's to change.
        file.save(
            small,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=True,
            fix_metadata_version=False,
            deterministic_id=True,
        )
    return small.getvalue()


def png(svg: str, width: float) -> bytes:
    """The drawing as a picture on white, `width` points wide on paper."""
    return _compile(_ALONE.encode(), {"svg": svg, "width": str(width)}, _house_fonts(), format="png", ppi=DOTS_PER_INCH)


def size(svg: str, *, widest: float, highest: float) -> tuple[float, float]:
    """The width and height in points that a drawing gets on paper: its own, or as much as there is room for."""
    found = _SIZE.match(svg)
    if found is None or not all(float(each) > 0 for each in found.groups()):
        raise InputError("Chart", "the drawing does not say its size", 'give its <svg> element a viewBox="0 0 width height"')
    width, height = (float(each) for each in found.groups())
    scale = min(1, widest / width, highest / height)
    return width * scale, height * scale


def _compile(source: bytes, inputs: dict[str, str], fonts: typst.Fonts, **form: Any) -> bytes:
    try:
        made: bytes = typst.compile(source, font_paths=fonts, ignore_system_fonts=True, sys_inputs=inputs, **form)
    except typst.TypstError as error:
        raise InputError("PDF", f"these pages cannot be set: {error}", "change the text or the drawing that it names") from None
    return made


@cache
def _house_fonts() -> typst.Fonts:
    return _fonts_in()


def _fonts_in(*folders: str) -> typst.Fonts:
    """The bundled fonts, matplotlib's for the letters they lack, and those in `folders`; none of the machine's."""
    paths = [str(FONTS), str(Path(matplotlib.get_data_path()) / "fonts" / "ttf"), *folders]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
