"""The house's own master of slides, made in code: 16:9, its font and colours, a slide of the title and a slide of all else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as SlideFile
from pptx.util import Pt

WIDE, HIGH = 960.0, 540.0
"""The measures of a slide in points: 16 to 9."""

FONT = '<a:latin typeface="Source Sans 3" panose="020B0503030403020204" pitchFamily="34" charset="0"/>'
"""The font of the house. Where it is not installed another without serifs takes its place; the room for text allows for a wider one."""

TITLE, MESSAGE = 0, 1
"""The two layouts, by place."""

_KEPT = {"Title Slide": "Titel", "Title Only": "Boodschap"}
_COLOURS = {
    "dk1": "ink", "lt1": "paper", "dk2": "accent-dark", "lt2": "pale", "accent1": "accent", "accent2": "good", "accent3": "short",
    "accent4": "poor", "accent5": "grey", "accent6": "notice-line", "hlink": "accent", "folHlink": "accent-dark",
}  # fmt: skip
_DROPPED = ("printerSettings", "thumbnail")


def house(region: str, colours: Mapping[str, str]) -> SlideFile:
    """An empty file of slides in the house style with these colours, in a language."""
    file = Presentation()
    file.slide_width, file.slide_height = Pt(WIDE), Pt(HIGH)
    for layout in list(file.slide_layouts):
        if layout.name in _KEPT:
            layout.name = _KEPT[layout.name]
        else:
            file.slide_layouts.remove(layout)
    _drop(file)
    _theme(file, colours)
    master: Any = file.slide_master
    _bar(master)
    styles = master.element.find(qn("p:txStyles"))
    _style(styles.find(qn("p:titleStyle")), size=28, bold=True)
    layouts: Any = file.slide_layouts
    drawn: list[Any] = [master, *layouts]
    for each in drawn:
        for shape in tuple(each.placeholders):
            kind = shape.placeholder_format.type
            if kind is not None and kind.name in ("DATE", "FOOTER", "SLIDE_NUMBER"):
                shape.element.getparent().remove(shape.element)
            else:
                _place(shape, 48, *((150, 864, 130) if each.name == "Titel" and shape.placeholder_format.idx == 0 else (40, 864, 68)))
    body = next(shape for shape in master.placeholders if shape.placeholder_format.idx == 1)
    _place(body, 48, 124, 864, 290)
    opening: Any = layouts[TITLE]
    subtitle = next(shape for shape in opening.placeholders if shape.placeholder_format.idx == 1)
    _place(subtitle, 48, 290, 864, 56)
    for level in subtitle.element.iter(qn("a:lvl1pPr")):
        level.set("algn", "l")
    for part in (file.element, master.element, *(layout.element for layout in file.slide_layouts)):
        for marked in part.xpath(".//*[@lang]"):
            marked.set("lang", region)
    return file


def _drop(file: SlideFile) -> None:
    """Leave out the library's settings of a printer and its picture of an empty slide."""
    for relations in (file.part.package._rels, file.part.rels):  # noqa: SLF001 - the library has no other way to drop a part
        for key in [key for key, relation in relations.items() if relation.reltype.rpartition("/")[2] in _DROPPED]:
            relations.pop(key)


def _theme(file: SlideFile, colours: Mapping[str, str]) -> None:
    """The colours and the font by name, so that what somebody adds looks the same."""
    part: Any = file.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = part.blob.decode("utf-8")
    for name, colour in _COLOURS.items():
        value = colours[colour].removeprefix("#").upper()
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>', text)
    text = re.sub(r"<a:(major|minor)Font>.*?</a:\1Font>", rf'<a:\1Font>{FONT}<a:ea typeface=""/><a:cs typeface=""/></a:\1Font>', text)
    part._blob = re.sub(r'name="Office( Theme)?"', 'name="impactlib"', text).encode()  # noqa: SLF001 - a theme has no other way in


def _bar(master: Any) -> None:
    """The bar of the house at the head of every slide: an ornament, which is not read out."""
    space = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    master.shapes._spTree.insert(  # noqa: SLF001 - a master takes no shapes otherwise
        2,
        parse_xml(
            f'<p:sp {space}><p:nvSpPr><p:cNvPr id="90" name="Bar"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
            f'<a:off x="0" y="0"/><a:ext cx="{Pt(WIDE)}" cy="{Pt(8)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>'
        ),
    )


def _style(style: Any, *, size: int, bold: bool) -> None:
    level = style.find(qn("a:lvl1pPr"))
    level.set("algn", "l")
    run = level.find(qn("a:defRPr"))
    run.set("sz", str(size * 100))
    run.set("b", "1" if bold else "0")
    for colour in run.iter(qn("a:schemeClr")):
        colour.set("val", "tx2")


def _place(shape: Any, left: float, top: float, width: float, high: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(left), Pt(top), Pt(width), Pt(high)
    body = shape.element.find(qn("p:txBody")).find(qn("a:bodyPr"))
    for child in list(body):
        body.remove(child)
    for side in ("lIns", "tIns", "rIns", "bIns"):
        body.set(side, "0")
    body.set("anchor", "t")
