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
from typing import Literal

from pydantic import Field, model_validator

from impactlib.documents import Amount, Document, Named, read_document
from impactlib.errors import Collector, InputError, UnknownNameError
from impactlib.indicators.figure import Figure
from impactlib.sources.layout import Unit
from impactlib.workspace import Period, Text, Workspace

FOLDER = Path(__file__).parent / "catalogue"
"""The folder with the catalogue, one file a theme."""

OWN_FOLDER = "catalogue"
"""The folder under `parameters/` with a workspace's own indicators."""

OWN_ID = re.compile(r"X[A-Z]\d{2}")
"""How the id of a workspace's own indicator looks; no packaged one does."""

Design = Literal["register", "post-only", "retrospective", "paired"]
"""How figures came about: counted; asked once; asked afterwards about before and now; asked of the same people before and after."""

Frequency = Literal[
    "quarter", "year", "school-year", "course", "activity", "trajectory", "measurement", "two-years", "four-years", "several-years"
]
"""How often the figure comes."""

Dimension = Literal["what", "who", "how-much", "contribution", "risk"]
"""Which of the five dimensions of impact it is about (Impact Management Project; DOMAIN.md, section 1.3)."""


class Phrases(Document):
    """The words of one indicator that the sentences need, in one language.

    `subject` completes 'the figure about …' (a noun phrase with its article); `claim` completes 'N of the M participants …' or
    'there were N …'.
    """

    subject: str
    claim: str


class Break(Document):
    """A break in a series: from `period` on the figure is counted or asked otherwise, or libraries were open again.

    What came before is no comparison.
    """

    period: Period
    why: Text


class Indicator(Document):
    """One indicator: what it is, how it is figured, and what may be read from it."""

    id: str = Field(pattern=r"^[A-Z]{2}\d{2}$")
    name: Text
    definition: Text
    kind: Literal["tellen", "meten", "context"]
    """Counted output, asked or observed outcome, or a figure of the surroundings for which nobody here is judged."""
    unit: Unit
    """What is counted: a person, a participation, a contact, a question. Figures of different units are never added."""
    figure: Figure
    """How it is figured."""
    also: Named[Figure] = {}
    """Other figures of the same questions or counts, for who explores: the mean beside a share, hours beside volunteers."""
    numerator: Text | None = None
    """What is above the line, or is counted."""
    denominator: Text | None = None
    """What is under the line: among whom or what."""
    scale: Text | None = None
    """The scale of the answers, for a figure of people who were asked."""
    design: tuple[Design, ...] = ()
    """The designs that it may come from; any, when none is given."""
    direction: Literal["up", "down", "none"]
    """Whether more is better, less is better, or neither."""
    evidence: Literal["inferred", "solicited", "observed"]
    """The kind of evidence (ISO 16439:2014)."""
    dimension: Dimension | None = None
    source: Text | None = None
    """Where it usually comes from."""
    frequency: Frequency | None = None
    reference: Text | None = None
    """The day or the span of time that it is about."""
    calendar: Literal["year", "school-year", "either"] = "either"
    """Whether its periods are calendar years or school years; the two are never in one series."""
    breaks: list[Break] = []
    """The breaks in its series."""
    relevant: Amount | None = None
    """The smallest change that matters, in units of the figure (a fraction of 1 for shares)."""
    phrases: dict[Literal["nl", "en"], Phrases]
    decimals: int = Field(default=0, ge=0, le=2)
    public: bool = False
    """Figures about institutions that anybody can look up, though they are counted in persons: the pupils of schools with a library, say.

    Rules for small groups of people do not touch them.
    """

    @property
    def figures(self) -> Mapping[str, Figure]:
        """Its figure, under the name '', and then the other ones by name."""
        return {"": self.figure, **self.also}

    def break_between(self, earlier: str, now: str) -> Break | None:
        """The first break in the series after the earlier period, up to and including now."""
        return next((each for each in sorted(self.breaks, key=lambda each: each.period) if earlier < each.period <= now), None)

    @model_validator(mode="after")
    def _it_holds_together(self) -> Indicator:
        for figure in self.figures.values():
            if figure.asked != (self.kind == "meten"):
                msg = f"kind is {self.kind}, and the figure is a {figure.type}: answers are 'meten', counts are 'tellen' or 'context'"
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
    if indicator.figure.scale == "share":
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
