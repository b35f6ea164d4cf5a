"""What stands in a survey's coded table: the questions people answered, and the scale scores that are computed of several of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field, model_validator

from impactlib.documents import Amount, Document
from impactlib.errors import suggestion
from impactlib.sources.together import Partition
from impactlib.workspace import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A column of the coded table, or two where it was asked about before and now: an item of the file, or a scale score.

    Attributes
    ----------
    text
        The question as it was put, or what a score is about.
    lowest, highest
        The ends of its scale; 0 and 1 for a score that is a share.
    twice
        Whether there is a value of before as well as of now.
    ordered
        Whether a higher code is more of something; of answers without an order no mean or change is figured.
    answers
        Every code as it is stored (turned round for a reversed item) with its text, lowest first; empty where a number was given or
        computed.
    partitions
        The ways in which answers may be told together, the finest first.
    """

    text: Text
    lowest: float
    highest: float
    twice: bool
    ordered: bool = True
    answers: Mapping[float, str] = field(default_factory=dict)
    partitions: tuple[Partition, ...] = ()

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest value."""
        return self.lowest, self.highest


class ScaleScore(Document):
    """One figure a person of several items on scales with the same ends.

    `mean` is the mean of the items answered; `share` is the part of them whose code is `at_least` so much, from 0 to 1. Who answered
    fewer than `fewest` of the items has none; 'no opinion' is no answer here.

    References
    ----------
    Newman, D.A. (2014), Missing data: five practical guidelines, Organizational Research Methods 17(4), 372-411: the mean of the items
    that were answered, rather than no figure at all for who skipped one. The two thirds are DOMAIN.md, section 3.7.

    Examples
    --------
    >>> about = {"nl": "Digitale vaardigheden", "en": "Digital skills"}
    >>> ScaleScore(text=about, items=["email", "files", "search", "forms"], method="mean").needed
    3
    """

    text: Text
    items: list[str] = Field(min_length=2)
    method: Literal["mean", "share"]
    at_least: Amount | None = None
    fewest: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _it_holds_together(self) -> ScaleScore:
        if len(set(self.items)) < len(self.items):
            twice = next(name for name in self.items if self.items.count(name) > 1)
            msg = f"the item {twice!r} stands here twice; it would count double"
            raise ValueError(msg)
        if (self.method == "share") != (self.at_least is not None):
            msg = f"method is {self.method}; 'at_least' goes with share, and only with it"
            raise ValueError(msg)
        if self.fewest is not None and self.fewest > len(self.items):
            msg = f"fewest is {self.fewest}, and there are {len(self.items)} items"
            raise ValueError(msg)
        return self

    @property
    def needed(self) -> int:
        """How many items a person must have answered: `fewest`, by default two thirds of them, rounded up."""
        return self.fewest if self.fewest is not None else -(-2 * len(self.items) // 3)

    def question(self, items: Mapping[str, Question]) -> Question:
        """The score as a question, beside those of its items."""
        first = items[self.items[0]]
        low, high = (0.0, 1.0) if self.method == "share" else first.ends
        return Question(text=self.text, lowest=low, highest=high, twice=first.twice)


def score_fault(scores: Mapping[str, ScaleScore], items: Mapping[str, Question]) -> str | None:
    """What is wrong with the first score that these items cannot give; None when all can be computed.

    Parameters
    ----------
    scores
        The scores by name.
    items
        The questions of the file by name.

    Returns
    -------
    str | None
        The place, the value and what would do, as a layout's message has them.
    """
    for name, score in scores.items():
        if name in items:
            return f"scores.{name} has the name of an item; give it another"
        if unknown := [item for item in score.items if item not in items]:
            return f"scores.{name} names the unknown item {unknown[0]!r}; {suggestion(unknown[0], items)}"
        if fault := _of_these(score, {item: items[item] for item in score.items}):
            return f"scores.{name}: {fault}"
    return None


def _of_these(score: ScaleScore, items: Mapping[str, Question]) -> str | None:
    first, *others = items
    if nominal := [name for name, item in items.items() if not item.ordered]:
        return f"the answers to {nominal[0]!r} have no order; leave it out"
    low, high = items[first].ends
    for name in others:
        if items[name].ends != (low, high):
            a, b = items[name].ends
            return f"{first!r} goes from {low:g} to {high:g} and {name!r} from {a:g} to {b:g}; take items on one scale"
        if items[name].twice != items[first].twice:
            once, twice = (first, name) if items[name].twice else (name, first)
            return f"{twice!r} is asked about before and now and {once!r} is not; take items that are asked alike"
    if score.at_least is not None and not low < score.at_least <= high:
        return f"at_least is {score.at_least:g}; on this scale it lies above {low:g} and is no more than {high:g}"
    return None
