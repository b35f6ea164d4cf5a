"""A report on paper: the blocks as a PDF that screen readers can read (PDF/UA-1) and archives keep (PDF/A-2a)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from traitlets import default

from impactlib.publishing.compact import DENSITIES, compact
from impactlib.publishing.document import column_widths, document_of, seen
from impactlib.publishing.html import BlocksExporter
from impactlib.publishing.pages import TEMPLATES, words
from impactlib.publishing.theme import logo_content, theme_of, themed_palette
from impactlib.publishing.typesetting import packed, page_count, pdf, size
from impactlib.telling.blocks import Block, Chart, Heading, KeyFigures, Table, Theme, Title, block_to_json
from impactlib.telling.markup import checked_drawing, mark

WIDEST, HIGHEST = 476.0, 620.0
"""The room for a drawing in points: the width between the margins, and what a page leaves beside its caption."""

WHOLE = 1500
"""The letters of a table that is never torn: less than half a page. A longer one goes on with its header on the next."""


def report_pdf(blocks: Sequence[Block], language: str) -> bytes:
    """The blocks as pages of A4, with the notice at the head and the title and page number at the foot of each.

    A report that is meant to fit some pages is set closer until it does; where it cannot, it runs on, and nothing is left out.
    """
    words(language)  # refuses a language that the house does not speak, as the page does
    document = document_of(blocks)
    theme = theme_of(blocks)
    content: dict[str, Any] = {
        "language": language,
        "name": document.name,
        "description": document.description,
        "title": document.title.text,
        "notice": document.notice,
        "palette": themed_palette(theme),
        "font": theme.font,
        "logo": logo_content(theme),
        "marks": {code: mark(code) for code in _verdicts(document.body)},
    }
    closing = [_laid_out(block, WIDEST) for block in document.closing]
    if not document.title.pages:
        return packed(_set(content | {"blocks": [*(_laid_out(block, WIDEST) for block in document.body), *closing]}, theme))
    content |= {"blocks": closing, "parts": compact(document.body, _laid_out)}
    made = b""
    for density in DENSITIES:
        tried = _set(content | {"density": asdict(density)}, theme)
        if not made or page_count(tried) < page_count(made):
            made = tried
        if page_count(made) <= document.title.pages:
            break
    return packed(made)


def _set(content: dict[str, Any], theme: Theme) -> bytes:
    return pdf(TEMPLATES / "report.typ", json.dumps(_seen(content), ensure_ascii=False), fonts=theme.fonts)


class ReportPdfExporter(BlocksExporter):
    """`jupyter nbconvert --to impact-pdf`: a report notebook as the file that is printed and archived."""

    export_from_notebook = "Impact report (PDF)"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def lay_out(self, blocks: Sequence[Block], language: str) -> bytes:
        """The file."""
        return report_pdf(blocks, language)


def _laid_out(block: Block, widest: float) -> dict[str, Any]:
    """The block as data for the template, with what the template cannot reckon itself."""
    plain = block_to_json(block)
    if isinstance(block, Title):
        del plain["theme"]
    if isinstance(block, Chart):
        width, _ = size(checked_drawing(block.svg), widest=widest, highest=HIGHEST)
        return plain | {"width": width}
    if isinstance(block, Table):
        letters = sum(len(cell) for row in block.rows for cell in row)
        return plain | {"widths": column_widths(block), "whole": letters < WHOLE and len(block.rows) <= 12}
    return plain


def _verdicts(blocks: Sequence[Block]) -> set[str]:
    headed = {block.verdict for block in blocks if isinstance(block, Heading) and block.verdict_text}
    figures = (item for block in blocks if isinstance(block, KeyFigures) for item in block.items)
    return headed | {item.verdict for item in figures if item.verdict_text}


def _seen(value: Any) -> Any:
    """The data with `seen` done to every text in it."""
    if isinstance(value, str):
        return seen(value)
    if isinstance(value, dict):
        return {name: _seen(each) for name, each in value.items()}
    return [_seen(each) for each in value] if isinstance(value, list | tuple) else value
