"""The example's words about agreements, read from `texts/` and checked."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import Field

from impactlib.agreement.learning import OccasionKind
from impactlib.agreement.model import ExpectedChange
from impactlib.documents import Document, read_document
from impactlib.example.region import TEXTS
from impactlib.workspace import Text

ThemeName = Literal["digital", "lifelong", "reading", "reach"]
"""The themes the example's agreements are about."""


class ChangeWords(Document):
    """One link in the chain of changes of a theme."""

    id: str
    level: str
    text: Text
    leads_to: list[str]


class SecondWords(Document):
    """What is said of a theme that is not the first of an agreement."""

    challenge: Text
    statement: Text


class ThemeWords(Document):
    """What the parties in a municipality want, about one theme."""

    challenges: list[Text] = Field(min_length=1)
    statements: list[Text] = Field(min_length=1)
    second: SecondWords
    group: str
    group_name: Text
    changes: list[ChangeWords]

    def expected(self) -> list[ExpectedChange]:
        """The chain as an agreement holds it."""
        return [ExpectedChange.model_validate({**each.model_dump(), "target_group": self.group}) for each in self.changes]


class Themes(Document):
    """The words of every theme."""

    digital: ThemeWords
    lifelong: ThemeWords
    reading: ThemeWords
    reach: ThemeWords

    def named(self, name: ThemeName) -> ThemeWords:
        """The words of this theme."""
        found: ThemeWords = getattr(self, name)
        return found


class GoalWords(Document):
    """What can be agreed about one indicator."""

    theme: ThemeName
    change: str
    contributions: list[Literal["direct", "shared", "conditional"]] = Field(min_length=1)
    services: list[Text] = Field(min_length=1)
    questions: list[Text] = Field(min_length=1)


class Goals(Document):
    """The words for every indicator that the example has goals about."""

    DI03: GoalWords
    DI05: GoalWords
    DI06: GoalWords
    DI07: GoalWords
    DI08: GoalWords
    LB01: GoalWords
    LB04: GoalWords
    LB05: GoalWords
    LB06: GoalWords
    LO02: GoalWords
    LO04: GoalWords
    LO06: GoalWords
    LO08: GoalWords
    BR01: GoalWords
    BR02: GoalWords

    def about(self, indicator: str) -> GoalWords:
        """The words for this indicator."""
        found: GoalWords = getattr(self, indicator)
        return found


class Partner(Document):
    """An invented organisation that takes part in agreements about these themes."""

    name: str
    type: str
    themes: list[ThemeName]


class BaselineReasons(Document):
    """Why a goal has no baseline."""

    few: Text
    new: Text
    unknown: Text


class Occasion(Document):
    """When a council is told, and on which days that can be."""

    name: str
    kind: OccasionKind | None = None
    dates: list[str] = Field(min_length=1)


class AgreementWords(Document):
    """The rest of what an agreement says, and the comments in it."""

    comments: dict[str, str]
    unfinished: str
    partners: dict[str, Partner]
    baseline_reasons: BaselineReasons
    target_reasons: list[Text]
    if_it_disappoints: list[Text]
    story_rules: list[Text]
    occasions: list[Occasion]


@cache
def themes() -> Themes:
    """The words of every theme."""
    return read_document(TEXTS / "themes.yml", Themes, shown="example/texts/themes.yml")


@cache
def goals() -> Goals:
    """The words for every indicator."""
    return read_document(TEXTS / "goals.yml", Goals, shown="example/texts/goals.yml")


@cache
def agreement_words() -> AgreementWords:
    """The rest of the words of an agreement."""
    return read_document(TEXTS / "agreement.yml", AgreementWords, shown="example/texts/agreement.yml")
