"""The 26 items of a monitoring protocol, as data: their titles, their chapters, and what is usual where the parties wrote nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import Field

from impactlib.documents import Document, read_document
from impactlib.workspace import Text

FILE = Path(__file__).parent / "protocol_items.yml"


class Item(Document):
    """One item: its title, and what is usual: of the whole item, or of each of its fields that the parties left out."""

    title: Text
    usual: Text | None = None
    parts: dict[str, Text] = {}


class Chapter(Document):
    """Items that belong together."""

    title: Text
    items: list[int] = Field(min_length=1)


class ProtocolItems(Document):
    """All items by number, in chapters."""

    chapters: list[Chapter]
    items: dict[int, Item]


@cache
def protocol_items() -> ProtocolItems:
    """The items and their chapters."""
    return read_document(FILE, ProtocolItems, shown="agreement/protocol_items.yml")
