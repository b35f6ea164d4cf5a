"""What is measured: the indicator, and the catalogue of all of them.

A workspace may have indicators of its own, in `parameters/catalogue/<theme>.yml`, written as the packaged ones are; their ids start
with X, so that no later packaged one takes their place. The release carries them to its reports.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, model_validator

from impactlib.documents import Amount, Document, read_document
from impactlib.errors import Collector, InputError, UnknownNameError
from impactlib.sources.layout import Unit
from impactlib.workspace import Text, Workspace

FOLDER = Path(__file__).parent / "catalogue"
"""The folder with the catalogue, one file a theme."""

OWN_FOLDER = "catalogue"
"""The folder under `parameters/` with a workspace's own indicators."""

OWN_ID = re.compile(r"X[A-Z]\d{2}")
"""How the id of a workspace's own indicator looks; no packaged one does."""


class Count(Document):
    """A number of things: `measure` added up over the area's providers."""

    type: Literal["count"]
    measure: str


class Rate(Document):
    """Events for every `per` inhabitants. `measure` and the population are of the same period and area."""

    type: Literal["rate"]
    measure: str
    per: Literal["1", "1000"]

    @property
    def inhabitants(self) -> int:
        """For how many inhabitants the rate is given."""
        return int(self.per)


class Ratio(Document):
    """A part of a whole, both counted: `part` / `whole` of the same providers."""

    type: Literal["ratio"]
    part: str
    whole: str


class Share(Document):
    """The share of those with an opinion whose answer to `item` is `at_least` this code (reversed items turned)."""

    type: Literal["share"]
    item: str
    at_least: int


class Mean(Document):
    """The mean of the answers to `item`."""

    type: Literal["mean"]
    item: str


class ChangeOfMean(Document):
    """The mean difference, now minus before, of the people who answered `item` for both."""

    type: Literal["change_of_mean"]
    item: str


Figure = Annotated[Count | Rate | Ratio | Share | Mean | ChangeOfMean, Field(discriminator="type")]


class Phrases(Document):
    """The words of one indicator that the sentences need, in one language.

    `subject` completes 'the figure about …' (a noun phrase with its article); `claim` completes 'N of the M participants …' or
    'there were N …'.
    """

    subject: str
    claim: str


class Indicator(Document):
    """One indicator: what it is, how it is figured, and what may be read from it.

    `public` marks figures about institutions that anybody can look up, though they are counted in persons: the pupils of the
    schools with a library, say. Rules for small groups of people do not touch them.
    """

    id: str = Field(pattern=r"^[A-Z]{2}\d{2}$")
    name: Text
    definition: Text
    kind: Literal["tellen", "meten", "context"]
    unit: Unit
    figure: Figure
    direction: Literal["up", "down", "none"]
    evidence: Literal["inferred", "solicited", "observed"]
    relevant: Amount | None = None
    phrases: dict[Literal["nl", "en"], Phrases]
    decimals: int = Field(default=0, ge=0, le=2)
    public: bool = False

    @model_validator(mode="after")
    def _it_holds_together(self) -> Indicator:
        asked = isinstance(self.figure, Share | Mean | ChangeOfMean)
        if asked != (self.kind == "meten"):
            msg = f"kind is {self.kind}, and the figure is a {self.figure.type}: answers are 'meten', counts are 'tellen' or 'context'"
            raise ValueError(msg)
        if self.kind == "context" and self.direction == "none" and self.relevant is not None:
            msg = "a context figure has no smallest relevant change"
            raise ValueError(msg)
        if set(self.phrases) != {"nl", "en"}:
            msg = f"phrases are in {', '.join(sorted(self.phrases)) or 'no language'}; give nl and en"
            raise ValueError(msg)
        return self


WHOLE_PERCENT_BELOW = 1000
"""On fewer people or things a percentage is whole: a decimal would promise more than so few can tell."""


def shown_decimals(indicator: Indicator, base: int) -> int:
    """How many decimals a figure is shown with: of a share as many percent decimals as its base bears, else the indicator's own."""
    if isinstance(indicator.figure, Share | Ratio):
        return 0 if base < WHOLE_PERCENT_BELOW else 1
    return indicator.decimals


class Theme(Document):
    """A theme with its indicators: one file of the catalogue."""

    theme: str
    name: Text
    indicators: list[Indicator] = Field(min_length=1)


@cache
def themes() -> tuple[Theme, ...]:
    """All themes, in order of file name."""
    return tuple(read_document(path, Theme, shown=f"catalogue/{path.name}") for path in sorted(FOLDER.glob("*.yml")))


@cache
def catalogue() -> Mapping[str, Indicator]:
    """All indicators by id, in the catalogue's order."""
    found: dict[str, Indicator] = {}
    for theme in themes():
        for indicator in theme.indicators:
            if indicator.id in found:
                raise InputError(f"catalogue/{theme.theme}.yml", f"the id {indicator.id} is used twice", "give each indicator its own")
            found[indicator.id] = indicator
    return MappingProxyType(found)


def own_catalogue_files(workspace: Workspace) -> list[Path]:
    """The files with a workspace's own indicators, in order of name."""
    return sorted((workspace.parameters / OWN_FOLDER).glob("*.yml"))


def own_catalogue(workspace: Workspace) -> Mapping[str, Indicator]:
    """The workspace's own indicators by id, in order of file; raises all problems of all files at once."""
    found: dict[str, Indicator] = {}
    faults = Collector()
    for path in own_catalogue_files(workspace):
        where = workspace.shown(path)
        with faults.catching():
            for indicator in read_document(path, Theme, shown=where).indicators:
                if not OWN_ID.fullmatch(indicator.id):
                    faults.add(
                        InputError(
                            where,
                            f"the id {indicator.id!r} may come with impactlib",
                            "start an indicator of your own with X, such as 'XA01'",
                        )
                    )
                if indicator.id in found:
                    faults.add(InputError(where, f"the id {indicator.id!r} is used twice", "give each indicator its own"))
                found[indicator.id] = indicator
    faults.raise_any()
    return MappingProxyType(found)


def catalogue_with(own: Mapping[str, Indicator]) -> Mapping[str, Indicator]:
    """The packaged indicators and then a workspace's own."""
    return MappingProxyType({**catalogue(), **own})


def indicator_named(name: str, *, where: str) -> Indicator:
    """The indicator with this id; an error that offers the nearest when there is none."""
    try:
        return catalogue()[name]
    except KeyError:
        raise UnknownNameError.among(where, "indicator", name, catalogue()) from None


def theme_of(name: str) -> Theme:
    """The theme that holds the indicator with this id."""
    return next(theme for theme in themes() if any(each.id == name for each in theme.indicators))
