"""Layouts: how a supplier's file maps to our coded tables, as data (YAML), never as code."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from impactlib.documents import Amount, Document, Named, read_document, read_yaml
from impactlib.errors import InputError, UnknownNameError
from impactlib.sources.scores import Question, ScaleScore, score_fault
from impactlib.sources.together import Partition, Together, partitions_of_answers, partitions_of_numbers, turned
from impactlib.workspace import Period, Text

PACKAGED = Path(__file__).parent / "layouts"
"""The folder with the layouts that come with impactlib."""

NO_OPINION = -1
"""The code of 'don't know' and 'does not apply': an answer, but none on the scale."""

Unit = Literal[
    "person", "participation", "contact", "question", "loan", "visit", "activity", "school", "pupil", "story", "inhabitant",
    "baby", "household", "organisation", "use", "hour", "euro", "percent", "kilometre",
]  # fmt: skip
"""What one of something is; units that differ are never added."""

DECIMAL_UNITS = frozenset({"hour", "euro", "percent", "kilometre"})
"""Units that come in parts: of all others there are whole ones only."""

NOT_ADDED = frozenset({"percent", "kilometre"})
"""Units of which two providers' figures make no total."""


class FileFormat(Document):
    """How the file is written. What is left out is found out, and the finding is checked against the columns."""

    format: Literal["csv", "xlsx", "parquet", "odata"]
    delimiter: Literal[";", ",", "tab", "|"] | None = None
    encoding: Literal["utf-8", "windows-1252", "utf-16"] | None = None
    decimal: Literal[",", "."] = "."
    sheet: str | None = None


class Rows(Document):
    """Which rows count. Values are patterns (`*` stands for any text), without regard to capitals."""

    keep: dict[str, list[str]] = {}
    drop: dict[str, list[str]] = {}


class AreaColumn(Document):
    """Where the file says which area a row is about: a column with codes or names, or one area for all rows."""

    column: str | None = None
    constant: str | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> AreaColumn:
        if (self.column is None) == (self.constant is None):
            msg = "give either 'column' or 'constant'"
            raise ValueError(msg)
        return self


class PeriodColumn(Document):
    """Where the file says when: a column (a year, or a date in `date` form such as %d-%m-%Y), or one period for all.

    Dates give calendar years; with `school_year_starts` (a month, such as 8) they give school years.
    """

    column: str | None = None
    constant: Period | None = None
    date: str | None = None
    pattern: str = "{year}"
    school_year_starts: int | None = Field(default=None, ge=1, le=12)

    @model_validator(mode="after")
    def _one_of_two(self) -> PeriodColumn:
        if (self.column is None) == (self.constant is None):
            msg = "give either 'column' or 'constant'"
            raise ValueError(msg)
        if self.school_year_starts is not None and self.date is None:
            msg = "school_year_starts goes with dates; add 'date', or leave it out"
            raise ValueError(msg)
        return self


class AnswerScale(Document):
    """The answer texts with their codes, and the texts that are no answer; `ordered: false` where the codes only tell answers apart.

    `together` says which answers may be told as one where one of them was given by too few people: one way to do it, or several from
    fine to coarse.
    """

    answers: dict[str, int] = Field(min_length=2)
    ordered: bool = True
    no_opinion: list[str] = []
    together: Together = []

    @model_validator(mode="after")
    def _codes_are_positive(self) -> AnswerScale:
        if low := [text for text, code in self.answers.items() if code < 1]:
            msg = f"the answer {low[0]!r} has code {self.answers[low[0]]}; codes start at 1"
            raise ValueError(msg)
        if self.together and not self.ordered:
            msg = "these answers have no order, so none are neighbours; leave 'together' out"
            raise ValueError(msg)
        partitions_of_answers(self.together, self.answers)
        return self

    @property
    def partitions(self) -> tuple[Partition, ...]:
        """The ways in which the answers may be told together, the finest first."""
        return partitions_of_answers(self.together, self.answers)

    @property
    def lowest(self) -> float:
        """The lowest code."""
        return min(self.answers.values())

    @property
    def highest(self) -> float:
        """The highest code."""
        return max(self.answers.values())


class NumberScale(Document):
    """A number people give, such as a report mark from 1 to 10; `together` gives the first and the last number of each part."""

    lowest: Amount
    highest: Amount
    no_opinion: list[str] = []
    together: Together = []

    @model_validator(mode="after")
    def _from_low_to_high(self) -> NumberScale:
        if self.lowest < 0:
            msg = f"lowest is {self.lowest:g}; -1 stands for 'no opinion', so a scale starts at 0 or higher"
            raise ValueError(msg)
        if self.lowest >= self.highest:
            msg = f"lowest is {self.lowest:g} and highest is {self.highest:g}; the lowest comes first"
            raise ValueError(msg)
        partitions_of_numbers(self.together, self.lowest, self.highest)
        return self

    @property
    def partitions(self) -> tuple[Partition, ...]:
        """The ways in which the numbers may be told together, the finest first."""
        return partitions_of_numbers(self.together, self.lowest, self.highest)


Scale = AnswerScale | NumberScale


class Item(Document):
    """One question, asked once (`column`) or about before and now (`before`, `now`)."""

    scale: str
    text: Text
    column: str | None = None
    before: str | None = None
    now: str | None = None
    reversed: bool = False

    @model_validator(mode="after")
    def _asked_once_or_twice(self) -> Item:
        once, twice = self.column is not None, self.before is not None and self.now is not None
        if once == twice or (once and (self.before is not None or self.now is not None)):
            msg = "give either 'column', or both 'before' and 'now'"
            raise ValueError(msg)
        return self

    def question(self, scale: Scale) -> Question:
        """The item as a question whose answers are on this scale."""
        low, high = float(scale.lowest), float(scale.highest)
        answers: dict[float, str] = {}
        for text, code in scale.answers.items() if isinstance(scale, AnswerScale) else ():
            answers.setdefault(low + high - code if self.reversed else float(code), text)
        return Question(
            text=self.text,
            lowest=low,
            highest=high,
            twice=self.before is not None,
            ordered=not isinstance(scale, AnswerScale) or scale.ordered,
            answers=dict(sorted(answers.items())),
            partitions=turned(scale.partitions, low, high) if self.reversed else scale.partitions,
        )


class Measure(Document):
    """One column of counts. `{year}` in the column's name stands for the period."""

    column: str
    unit: Unit
    complete: bool = True
    confidential: bool = False
    """Whether what one provider gave is its own affair: euros, hours or loans of a single institution or partner.

    Then a total that gives a provider's number to the others is not told. Without a `provider` column each area is one provider.
    """


class _Layout(Document):
    layout: str
    title: Text
    owner: Text
    file: FileFormat
    rows: Rows = Rows()
    missing: list[str] = []
    note: Text | None = None
    """What a reader must know of these figures that the indicators' definitions do not say; told with the source."""


class SurveyLayout(_Layout):
    """A file with one row for each person who answered."""

    kind: Literal["survey"]
    design: Literal["post-only", "retrospective", "paired"]
    asked: Text
    activity: Text
    people: Text | None = None
    """What those who are asked are called, in one word: pupils, parents. Participants, when it is left out."""
    together_years: int | None = Field(default=None, ge=2, le=2)
    """Tell the figure of two years together where that of one year may not be told: 2, or nothing."""
    in_groups: bool = False
    """Whether they came in groups, such as courses or classes: then figures without a `cluster` column are told with more care."""
    area: AreaColumn
    period: PeriodColumn
    person: str | None = None
    cluster: str | None = None
    invited: str | None = None
    free_text: list[str] = []
    scales: Named[Scale]
    items: Named[Item] = Field(min_length=1)
    scores: Named[ScaleScore] = {}

    @model_validator(mode="after")
    def _scales_and_scores_exist(self) -> SurveyLayout:
        for name, item in self.items.items():
            if item.scale not in self.scales:
                msg = f"items.{name} names the unknown scale {item.scale!r}; known: {', '.join(self.scales)}"
                raise ValueError(msg)
            if item.reversed and not item.question(self.scales[item.scale]).ordered:
                msg = f"items.{name} is reversed, and the answers of {item.scale!r} have no order; leave 'reversed' out"
                raise ValueError(msg)
        if fault := score_fault(self.scores, self._asked()):
            raise ValueError(fault)
        return self

    @property
    def questions(self) -> dict[str, Question]:
        """What the coded table holds of each person: the items in their order, and then the scores."""
        items = self._asked()
        return {**items, **{name: score.question(items) for name, score in self.scores.items()}}

    def _asked(self) -> dict[str, Question]:
        return {name: item.question(self.scales[item.scale]) for name, item in self.items.items()}

    def columns(self) -> list[str]:
        """Every column that must be in the file."""
        named = [self.area.column, self.period.column, self.person, self.cluster, *self.rows.keep, *self.rows.drop]
        for item in self.items.values():
            named += [item.column, item.before, item.now]
        return list(dict.fromkeys(name for name in named if name is not None))


class CountsLayout(_Layout):
    """A file with counts, one row for each area, or for each provider in it, and perhaps each year."""

    kind: Literal["counts"]
    area: AreaColumn
    period: PeriodColumn | None = None
    provider: str | None = None
    absent: list[str] = []
    measures: Named[Measure] = Field(min_length=1)

    @model_validator(mode="after")
    def _a_period_somewhere(self) -> CountsLayout:
        wide = [name for name, measure in self.measures.items() if "{year}" in measure.column]
        if self.period is None and len(wide) < len(self.measures):
            msg = "add 'period:', or write {year} in the column name of every measure"
            raise ValueError(msg)
        if self.period is not None and wide:
            msg = f"measures.{wide[0]} has {{year}} in its column, and 'period' is given as well; keep one of them"
            raise ValueError(msg)
        apart = [name for name, measure in self.measures.items() if measure.unit in NOT_ADDED]
        if self.provider is not None and apart:
            msg = f"measures.{apart[0]} is in {self.measures[apart[0]].unit}, and figures of providers are added up; leave 'provider' out"
            raise ValueError(msg)
        return self

    def columns(self) -> list[str]:
        """Every column that must be in the file, years left out."""
        named = [self.area.column, self.period.column if self.period else None, self.provider, *self.rows.keep, *self.rows.drop]
        named += [measure.column for measure in self.measures.values() if "{year}" not in measure.column]
        return list(dict.fromkeys(name for name in named if name is not None))


class AreaWords(Document):
    """What an area is called in a sentence: one, many, and 'the …'; and its council, where that is no municipal council."""

    one: str
    many: str
    the: str
    council: str = ""


class RegisterLayout(_Layout):
    """A file that says which areas there are: code, name, what they are part of, and population per year."""

    kind: Literal["register"]
    code: str
    name: str
    name_suffix: str = Field(default="")
    part_of: str | None = None
    population: str | None = None
    period: PeriodColumn | None = None
    reference_date: Text | None = None
    words: dict[Literal["nl", "en"], AreaWords]
    wider: dict[str, Text] = {}

    def columns(self) -> list[str]:
        """Every column that must be in the file, years left out."""
        named = [self.code, self.name, self.part_of, self.period.column if self.period else None, *self.rows.keep, *self.rows.drop]
        if self.population and "{year}" not in self.population:
            named.append(self.population)
        return list(dict.fromkeys(name for name in named if name is not None))


Layout = Annotated[SurveyLayout | CountsLayout | RegisterLayout, Field(discriminator="kind")]
MODELS: dict[str, type[SurveyLayout] | type[CountsLayout] | type[RegisterLayout]] = {
    "survey": SurveyLayout,
    "counts": CountsLayout,
    "register": RegisterLayout,
}


def read_layout(name: str, *, folders: tuple[Path, ...] = (), where: str = "") -> SurveyLayout | CountsLayout | RegisterLayout:
    """The layout `name`: from one of `folders` (a workspace's own), else the packaged one."""
    for folder in (*folders, PACKAGED):
        if (path := folder / f"{name}.yml").is_file():
            return _read(path, path.stat().st_mtime_ns)
    known = {path.stem for folder in (*folders, PACKAGED) for path in folder.glob("*.yml")}
    raise UnknownNameError.among(where, "layout", name, known)


@cache
def _read(path: Path, changed: int) -> SurveyLayout | CountsLayout | RegisterLayout:
    del changed  # part of the key, so that a layout that somebody mends is read again
    shown = f"layouts/{path.name}"
    content, lines = read_yaml(path, shown=shown)
    kind = content.get("kind") if isinstance(content, dict) else None
    if kind not in MODELS:
        raise InputError(f"{shown}:{lines.get(('kind',), 1)}", f"kind is {kind!r}", f"it can be {', '.join(MODELS)}")
    layout = read_document(path, MODELS[kind], shown=shown)
    if layout.layout != path.stem:
        raise InputError(f"{shown}:{lines[('layout',)]}", f"layout is {layout.layout!r}", f"it must be the file's name, {path.stem!r}")
    return layout
