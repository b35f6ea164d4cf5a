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
    "challenge",
    "goals",
    "goals-picture",
    "goals-table",
    "on-course",
    "not-reached",
    "one-change",
    "changed",
    "accounted",
    "counted",
    "figures",
    "contributions",
    "cost",
    "risks",
    "choices",
    "decisions",
    "answers",
    "said",
    "next",
    "still-open",
    "chain",
    "gaps",
    "story",
    "invitation",
    "context",
    "wider",
    "limits",
    "question",
    "definitions",
    "methods",
    "sources",
]

Must = Literal[
    "impact-statement",
    "policy-source",
    "verdict-of-every-goal",
    "what-did-not-work",
    "at-most-three-charts",
    "story",
    "question",
    "risks",
    "choices",
    "questions-and-answers",
    "definitions",
    "methods",
    "designs",
    "numbers-of-answers",
    "margins",
    "contributions",
    "cost",
    "decisions",
    "what-participants-said",
    "what-to-try-next",
    "still-open",
    "chain",
    "gaps",
    "together",
    "one-figure",
    "invitation",
    "few-words",
]
"""What the report of an audience has to have in it, wherever there is any to tell."""

MustNot = Literal[
    "methods",
    "comparisons",
    "ranking",
    "many-figures",
    "single-courses",
    "our-result",
    "margins",
    "percentages-of-few",
    "stories",
    "local-words",
]
"""What the report of an audience never has in it."""


class Audience(Document):
    """One audience: what it wants to know, the sections of its report in order, and how much it is told."""

    id: str
    name: Text
    question: Text
    """The question that its report answers."""
    wording: Register
    """The register in which it is spoken to."""
    sections: list[Section] = Field(min_length=1)
    pages: int = Field(ge=0)
    """How many A4 pages its report is meant to fit; 0 is any number."""
    most_words: int = Field(ge=0)
    """How many words of running text it is told at most, limits, sources and notices apart; 0 is any number."""
    answers: int = Field(ge=1, le=3)
    """How many answers its report opens with at most."""
    charts: int = Field(ge=0)
    key_figures: int = Field(ge=0, le=3)
    messages: int = Field(ge=1)
    """How many goals, or other findings, are told one by one."""
    stories: int = Field(ge=0)
    """How many stories it is told at most."""
    brief: bool
    """Whether a goal is told in few words: what was found and whether it was reached, without all that was agreed about it."""
    definitions: bool
    distributions: bool
    outlook: bool
    """Whether it is told how figures went over the years, whether they are on schedule, and how likely a target was reached."""
    comparisons: bool
    """Whether figures stand beside those of comparable areas."""
    facts: bool
    """Whether its report carries its figures as data, for a spreadsheet and a JSON file."""
    must: list[Must]
    must_not: list[MustNot]


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
