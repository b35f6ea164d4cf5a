"""For whom a report is written: an audience is data, not code."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from impactlib.documents import Document, read_document
from impactlib.errors import UnknownNameError
from impactlib.telling.language import Register
from impactlib.workspace import Text

FILE = Path(__file__).parent / "audiences.yml"

Section = Literal[
    "opening",
    "key-figures",
    "goals",
    "goals-table",
    "accounted",
    "counted",
    "story",
    "context",
    "wider",
    "limits",
    "question",
    "definitions",
    "methods",
    "sources",
]


class Audience(Document):
    """One audience: the sections of its report in order, and how much it is told."""

    id: str
    name: Text
    wording: Register
    """The register in which it is spoken to."""
    sections: list[Section] = Field(min_length=1)
    charts: int = Field(ge=0)
    key_figures: int = Field(ge=0, le=3)
    messages: int = Field(ge=1)
    definitions: bool
    distributions: bool
    outlook: bool
    """Whether it is told how figures went over the years, whether they are on schedule, and how likely a target was reached."""
    comparisons: bool
    """Whether figures stand beside those of comparable areas."""


class _Audiences(Document):
    audiences: list[Audience] = Field(min_length=1)


@cache
def audiences() -> dict[str, Audience]:
    """All audiences by id."""
    return {each.id: each for each in read_document(FILE, _Audiences, shown="telling/audiences.yml").audiences}


def audience_named(name: str) -> Audience:
    """The audience with this id; an error that offers the nearest when there is none."""
    try:
        return audiences()[name]
    except KeyError:
        raise UnknownNameError.among("audience", "audience", name, audiences()) from None
