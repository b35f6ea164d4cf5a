"""A logo: an SVG or a PNG that somebody outside made, let in once it is sure that it is a picture and nothing more."""

from __future__ import annotations

import io
import re
import struct
from xml.parsers.expat import ExpatError, ParserCreate

from impactlib.errors import InputError
from impactlib.telling.markup import PLAIN_STYLE, SVG

LOGO_PIXELS = 4_000
"""The widest and highest a picture may be."""

PNG = b"\x89PNG\r\n\x1a\n"

_ELEMENTS = """
svg g defs path use rect circle ellipse line polyline polygon linearGradient radialGradient stop clipPath title desc
"""
_ATTRIBUTES = """
xmlns version id class style d x y x1 y1 x2 y2 cx cy r rx ry width height viewBox points transform href offset opacity fill fill-
rule fill-opacity clip-path clip-rule clipPathUnits stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-
opacity stroke-dasharray stop-color stop-opacity gradientUnits gradientTransform spreadMethod fx fy preserveAspectRatio role
"""

DRAWN, DRAWN_WITH = frozenset(_ELEMENTS.split()), frozenset(_ATTRIBUTES.split())
"""All that a logo is made of, and the attributes in it; its letters are paths."""

_OUTSIDE = re.compile(r"url\((?!#[\w-]+\))|\\|:\s*//|javascript:|data:", re.IGNORECASE)
"""What may fetch something, or hides what it says."""


def checked_logo(svg: str, where: str = "logo") -> str:
    """The SVG of a logo from its first element on, once it is sure that it only draws and asks for nothing from elsewhere."""
    found: list[str] = []
    texts: list[str] = []
    inside: list[str] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        inside.append(name)
        if not (name == "svg" if len(inside) == 1 else name in {*DRAWN, "style"}):
            found.append(f"<{name}>")
        for key, value in attributes.items():
            fetched = key == "href" and not value.startswith("#")
            styled = key == "style" and not PLAIN_STYLE.fullmatch(value)
            unsafe = key not in DRAWN_WITH or fetched or styled or (key != "xmlns" and _OUTSIDE.search(value))
            if unsafe or (key == "xmlns" and value != SVG):
                found.append(f"{key}={value[:40]!r}")

    def text(content: str) -> None:
        if inside[-1] == "style":
            texts.append(content)
        elif inside[-1] not in {"title", "desc"} and content.strip():
            found.append(f"the text {content.strip()[:40]!r}")

    def other(*_: object) -> None:
        found.append("more than elements")

    parser = ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, lambda _: inside.pop(), text
    parser.ProcessingInstructionHandler = parser.StartDoctypeDeclHandler = other
    try:
        parser.Parse(svg, True)  # noqa: FBT003 - expat's own way to say that this is all
    except (ExpatError, ValueError) as error:
        found.append(f"what is no XML ({error})")
    style = "".join(texts)
    if _OUTSIDE.search(style) or "@" in style:
        found.append(f"the style {style.strip()[:40]!r}")
    if found:
        raise InputError(
            where,
            f"the logo holds {found[0]}",
            "save it as plain SVG with its letters as paths: no scripts, pictures, texts, links or fonts",
        )
    svg = svg[svg.index("<svg") :]
    if not re.match(r"<svg[^>]*\sviewBox=", svg):
        raise InputError(where, "the logo does not say its size", 'give its <svg> element a viewBox="0 0 width height"')
    return svg


def png_size(content: bytes) -> tuple[int, int]:
    """The width and height of a PNG in pixels, as its head says."""
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def whole_png(content: bytes, where: str) -> bytes:
    """The PNG itself, when it can be read to its end and is not too large."""
    from PIL import Image

    try:
        size = png_size(content)
        if max(size) <= LOGO_PIXELS:
            Image.open(io.BytesIO(content), formats=["PNG"]).load()
            return content
    except (OSError, ValueError, SyntaxError, struct.error) as error:
        raise InputError(where, f"the logo cannot be read: {error}", "save it again as a PNG") from None
    raise InputError(where, f"the logo is {size[0]} by {size[1]} pixels", f"it can be {LOGO_PIXELS} at the most")
