"""The figures of a report as a JSON file for machines: versioned, described by a JSON Schema, the numbers unrounded as released."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from traitlets import default

from impactlib.errors import InputError
from impactlib.publishing.document import document_of
from impactlib.publishing.html import BlocksExporter
from impactlib.publishing.pages import TEMPLATES, words
from impactlib.telling.audience import audiences
from impactlib.telling.blocks import Block, Facts, FigureRow, block_to_json

SCHEMA = "impactlib-facts/1"
"""The name and version of the form; a file of another version may have other fields."""

SCHEMA_FILE = TEMPLATES / "facts.schema.json"
"""The JSON Schema of the file."""

WORDS = frozenset({"labels", "kind"})
"""What in the block is for the spreadsheet alone."""


def facts_of(blocks: Sequence[Block]) -> Facts:
    """The figures as data that the report holds; an error that says what to do when it holds none."""
    found = [block for block in blocks if isinstance(block, Facts)]
    if len(found) != 1:
        what = "it holds no figures as data" if not found else f"it holds its figures as data {len(found)} times"
        *some, last = (name for name, audience in audiences().items() if audience.facts)
        cure = f"a spreadsheet or a JSON file is made of a report for {', '.join(some)} or {last}: make this notebook again for one of them"
        raise InputError("report", what, cure)
    return found[0]


def report_facts(blocks: Sequence[Block], language: str) -> str:
    """The figures as JSON: keys in order of name, so that two files can be compared line by line."""
    words(language)  # refuses a language that the house does not speak, as the page does
    facts, document = facts_of(blocks), document_of(blocks)
    content = {name: value for name, value in block_to_json(facts).items() if name not in WORDS}
    whole = content | {
        "schema": SCHEMA,
        "language": language,
        "title": document.title.text,
        "subtitle": document.title.subtitle,
        "notice": document.notice,
        "about": _pairs(facts.about),
        "made": [pair for block in document.closing for pair in _pairs(block.rows)],
        "rows": [_row(row, plain) for row, plain in zip(facts.rows, content["rows"], strict=True)],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


class ReportFactsExporter(BlocksExporter):
    """`jupyter nbconvert --to impact-json`: the figures of a report notebook for machines."""

    export_from_notebook = "Impact figures (JSON)"
    output_mimetype = "application/json"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".json"

    def lay_out(self, blocks: Sequence[Block], language: str) -> str:
        """The file."""
        return report_facts(blocks, language)


def _row(row: FigureRow, plain: dict[str, Any]) -> dict[str, Any]:
    """A figure; what a text does not say is null, as it is of a number."""
    found = {name: None if value == "" else value for name, value in plain.items()} | {"flags": list(row.flags)}
    return found if row.value is not None else found | {"decimals": None}


def _pairs(pairs: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"label": label, "value": value} for label, value in pairs]
