"""How an indicator is figured from counts: the kinds of figures, each with the measures or the question it is made of."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from impactlib.documents import Amount, Document

POPULATION = "population"
"""The measure that, where a counts source has it, is the denominator of that source's rates; else the register's inhabitants are."""

Scale = Literal["share", "number"]
"""Whether a figure is a part of 1 (told as a percentage) or a number in a unit of its own."""


class _Figure(Document):
    """What holds for every kind of figure."""

    asked: ClassVar[bool] = False
    """Whether people were asked, or something was counted."""
    twice: ClassVar[bool] = False
    """Whether the same people are needed before and now."""
    change: ClassVar[bool] = False
    """Whether the figure is itself a difference between now and before."""
    scale: ClassVar[Scale] = "number"
    made_of: ClassVar[tuple[str, ...]] = ()
    """The fields that name measures, the one that counts first."""
    below: ClassVar[str] = ""
    """The field that names the measure under the line."""
    of_answers: ClassVar[str] = ""
    """What of an answer is added up over courses, with the figure's own fields filled in."""

    @property
    def measures(self) -> tuple[str, ...]:
        """The counted measures that the figure is made of, the one that counts first."""
        named = (getattr(self, field) for field in self.made_of)
        return tuple(name for name in named if name and name != POPULATION)

    @property
    def denominator(self) -> str:
        """The measure under the line: '' where there is none."""
        return str(getattr(self, self.below)) if self.below else ""

    @property
    def question(self) -> str:
        """The item or scale figure that people were asked; '' where nobody was."""
        return str(getattr(self, "item", ""))

    @property
    def criterion(self) -> str:
        """What of an answer is added up over courses: the answer itself, whether it counts, or a change in either; '' where nothing is."""
        return self.of_answers.format_map(self.model_dump())


class Count(_Figure):
    """A number of things: `measure` added up over the area's providers."""

    made_of: ClassVar[tuple[str, ...]] = ("measure",)
    type: Literal["count"]
    measure: str


class Balance(_Figure):
    """What came less what went: `plus` − `minus`, of the same providers. It may be negative."""

    made_of: ClassVar[tuple[str, ...]] = ("plus", "minus")
    below: ClassVar[str] = "minus"
    type: Literal["balance"]
    plus: str
    minus: str


class Rate(_Figure):
    """Events for every `per` inhabitants. `measure` and those inhabitants are of the same period and area.

    `among` is the measure with the inhabitants meant (of 18 and over, say); all inhabitants when it is left out.
    """

    made_of: ClassVar[tuple[str, ...]] = ("measure", "among")
    below: ClassVar[str] = "among"
    type: Literal["rate"]
    measure: str
    per: Literal["1", "100", "1000"]
    among: str = POPULATION

    @property
    def inhabitants(self) -> int:
        """For how many inhabitants the rate is given."""
        return int(self.per)


class Ratio(_Figure):
    """A part of a whole, both counted: `part` / `whole` of the same providers."""

    scale: ClassVar[Scale] = "share"
    made_of: ClassVar[tuple[str, ...]] = ("part", "whole")
    below: ClassVar[str] = "whole"
    type: Literal["ratio"]
    part: str
    whole: str


class Average(_Figure):
    """How much of one thing there is for each of another: `total` / `over`, such as participations for each activity."""

    made_of: ClassVar[tuple[str, ...]] = ("total", "over")
    below: ClassVar[str] = "over"
    type: Literal["average"]
    total: str
    over: str


class Given(_Figure):
    """A figure that another body published for the area as it stands: a percentage of inhabitants, a distance.

    It is never added up. `lower` and `upper` are the measures with the limits that were published with it.
    """

    made_of: ClassVar[tuple[str, ...]] = ("measure", "lower", "upper")
    type: Literal["given"]
    measure: str
    lower: str = ""
    upper: str = ""

    @model_validator(mode="after")
    def _both_limits_or_none(self) -> Given:
        if bool(self.lower) != bool(self.upper):
            msg = f"lower is {self.lower!r} and upper is {self.upper!r}: give both or neither"
            raise ValueError(msg)
        return self


class _Asked(_Figure):
    """A figure of people who were asked `item`, a question of a survey or a scale figure made of several."""

    asked: ClassVar[bool] = True
    item: str


class Share(_Asked):
    """The share of those with an opinion whose answer to `item` counts: `at_least` this code, or `one_of` these.

    Codes are after turning: of a reversed item more is better as well. `one_of` is for answers without an order.
    """

    scale: ClassVar[Scale] = "share"
    type: Literal["share"]
    at_least: Amount | None = None
    one_of: tuple[int, ...] = ()

    @model_validator(mode="after")
    def _one_of_two(self) -> Share:
        if (self.at_least is None) == (not self.one_of):
            msg = "give either 'at_least' or 'one_of'"
            raise ValueError(msg)
        return self

    def counts(self, code: float) -> bool:
        """Whether an answer with this code counts."""
        return code in self.one_of if self.at_least is None else code >= self.at_least

    @property
    def criterion(self) -> str:
        """The answers that count."""
        return f"at least {self.at_least:g}" if self.at_least is not None else f"one of {' '.join(map(str, self.one_of))}"


class Mean(_Asked):
    """The mean of the answers to `item`."""

    of_answers: ClassVar[str] = "mean"
    type: Literal["mean"]


class NetShare(_Asked):
    """The share of answers of `high` and over, less the share of `low` and under: the net promoter figure, from −1 to 1."""

    scale: ClassVar[Scale] = "share"
    of_answers: ClassVar[str] = "net {high:g} {low:g}"
    type: Literal["net_share"]
    high: Amount
    low: Amount

    @model_validator(mode="after")
    def _apart(self) -> NetShare:
        if self.low >= self.high:
            msg = f"low is {self.low:g} and high is {self.high:g}; the low ones lie under the high ones"
            raise ValueError(msg)
        return self


class _Twice(_Asked):
    twice: ClassVar[bool] = True


class ChangeOfMean(_Twice):
    """The mean difference, now minus before, of the people who answered `item` for both."""

    change: ClassVar[bool] = True
    of_answers: ClassVar[str] = "change"
    type: Literal["change_of_mean"]


class ChangeOfShare(_Twice):
    """The share that answers `at_least` this code now, minus that share before, of the people who answered `item` for both."""

    change: ClassVar[bool] = True
    scale: ClassVar[Scale] = "share"
    of_answers: ClassVar[str] = "change at least {at_least:g}"
    type: Literal["change_of_share"]
    at_least: Amount


class Improved(_Twice):
    """The share of the people who answered `item` for both whose answer now is higher than before, by at least `by`."""

    scale: ClassVar[Scale] = "share"
    of_answers: ClassVar[str] = "improved {by:g}"
    type: Literal["improved"]
    by: Amount = Field(default=0.0, ge=0)


Counted = Count | Balance | Rate | Ratio | Average | Given
Asked = Share | Mean | NetShare | ChangeOfMean | ChangeOfShare | Improved
Figure = Annotated[Counted | Asked, Field(discriminator="type")]
"""One figure; `type` says of which kind."""
