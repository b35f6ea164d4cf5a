"""The words of the parts of an agreement that are written out in full, read from `texts/` and checked."""

from __future__ import annotations

from functools import cache
from typing import Literal, TypeVar

from pydantic import Field

from impactlib.agreement.learning import OccasionKind
from impactlib.documents import Document, read_document
from impactlib.example.region import TEXTS
from impactlib.example.words import Partner, ThemeName
from impactlib.workspace import Text

Kind = Literal["asked", "counted"]
"""Whether an indicator asks people or counts what was done."""

Words = TypeVar("Words", bound=Document)


class KindOfParty(Document):
    """What is usual for one kind of organisation: functions to ask, the body that decides, who signs, how far it takes part."""

    contacts: list[str] = Field(min_length=1)
    body: str
    signs: list[str] = Field(min_length=1)
    participation: list[str] = Field(min_length=1)


class Want(Document):
    """Why a party takes part, and what it gains."""

    interest: Text
    benefit: Text


class Reservations(Document):
    """What parties say beside yes, and why some say no."""

    commissioner: list[str]
    contractor: list[str]
    partner: list[str]
    refused: list[str]
    withdrawn: list[str]


class PartyWords(Document):
    """The words of `parties.yml`."""

    kinds: dict[str, KindOfParty]
    wants: dict[str, Want]
    extra: dict[str, Partner]
    reservations: Reservations


class ChainTheme(Document):
    """What is said round the statement about one theme."""

    national: str | None = None
    sources: list[Text] = Field(min_length=1)
    earlier: list[Text] = Field(min_length=2)
    why: Text
    share: list[float]
    counted: Text
    hard_to_reach: bool
    children: bool = False
    alternatives: list[Text] = Field(min_length=1)


class LinkWords(Document):
    """What a link of the chain assumes, and what may come between."""

    assumption: Text
    evidence: Literal["none", "experience", "research"]
    risk: Text


class ChainWords(Document):
    """The words of `chain.yml`."""

    themes: dict[ThemeName, ChainTheme]
    heard: Text
    links: dict[str, LinkWords]
    not_covered: dict[str, Text]


class PromiseWords(Document):
    """What is agreed about the service and the goal of one indicator."""

    service: str
    function: Literal["information", "education", "reading", "meeting", "culture"]
    text: Text
    lasting: Text
    risk: Text
    municipality: Text
    external: Text
    also: list[str] = []


class Promises(Document):
    """The words of `promises.yml`."""

    indicators: dict[str, PromiseWords]
    locations: dict[ThemeName, list[Text]]
    resources: dict[ThemeName, Text]
    why: dict[Kind, list[Text]]
    sources: dict[Kind, Text]


class PrivacyWords(Document):
    """What can be agreed about personal data."""

    purpose: Text
    basis: Text
    retention: Text
    sharing: Text
    consent: Text
    children: Text
    processors: Text


class Accounting(Document):
    """The words of `accounting.yml`."""

    references: dict[str, list[str]]
    outside_influence: list[Text]
    included: list[Text]
    excluded: list[Text]
    split: Text
    methods: dict[Kind, list[Text]]
    users: dict[Kind, list[Text]]
    if_below: list[Text]
    quality: list[Text]
    privacy: PrivacyWords
    story_consent: list[Text]
    context: Text
    comparison: list[Text]
    order: Text
    changes: list[Text]
    effort: list[Text]
    openness: list[Text]
    evaluation: list[Text]
    dropped: Text


class Told(Document):
    """An occasion at which a council is told, its days, and what can be asked."""

    occasion: str
    kind: OccasionKind | None = None
    dates: list[str] = Field(min_length=1)
    questions: list[Text] = Field(min_length=1)


class CalendarWords(Document):
    """The words of `calendar.yml`."""

    moments: dict[Literal["survey", "counts", "schools"], list[Text]]
    told: list[Told]
    second: list[Told]
    last: list[Told]


class Explanations(Document):
    """How a figure's rise or fall can be explained, and what else could be true."""

    subject: Text | None = None
    """What it is called, where the catalogue's own words hold a number."""
    up: Text
    down: Text
    other: Text


class DecisionWords(Document):
    """Something the parties can decide about a theme."""

    kind: Literal["continue", "change", "stop", "scale", "investigate"]
    theme: ThemeName
    text: Text


class LessonWords(Document):
    """The words of `lessons.yml`."""

    findings: dict[Literal["up", "down", "same"], Text]
    explanations: dict[str, Explanations]
    same: Text
    counter_voices: list[Text]
    decisions: list[DecisionWords]
    without_day: Text
    """A decision of which it was not said when it is to be done."""
    lessons: list[Text]


def _read(name: str, model: type[Words]) -> Words:
    return read_document(TEXTS / name, model, shown=f"example/texts/{name}")


@cache
def party_words() -> PartyWords:
    """The words about parties."""
    return _read("parties.yml", PartyWords)


@cache
def chain_words() -> ChainWords:
    """The words about the statement and the chain of changes."""
    return _read("chain.yml", ChainWords)


@cache
def promises() -> Promises:
    """The words about services and goals."""
    return _read("promises.yml", Promises)


@cache
def accounting() -> Accounting:
    """The words about accountability."""
    return _read("accounting.yml", Accounting)


@cache
def calendar_words() -> CalendarWords:
    """The words about moments and presentations."""
    return _read("calendar.yml", CalendarWords)


@cache
def lesson_words() -> LessonWords:
    """The words about interpretations, decisions and lessons."""
    return _read("lessons.yml", LessonWords)
