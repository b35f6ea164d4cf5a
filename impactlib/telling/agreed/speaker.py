"""Says the parts of an agreement in one language: names instead of ids, labels instead of keys, dates and amounts as people write them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from pydantic import BaseModel

from impactlib.agreement.labels import field_label, value_label
from impactlib.agreement.model import AgreedGoal, Agreement
from impactlib.indicators.indicator import Indicator
from impactlib.telling.amounts import aimed
from impactlib.telling.blocks import Table
from impactlib.telling.language import Language
from impactlib.workspace import Text

if TYPE_CHECKING:
    from impactlib.indicators.planning import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One agreement in one language, with what its documents need to know beside it.

    `area` is the municipality's name, `names` those of all areas by code, `withheld` the goals whose baseline may not be told;
    `minimum_group` and `minimum_answers` are what the workspace keeps to (a share needs so many people on either side); `plans` say
    how many answers each goal needs.
    """

    agreement: Agreement
    language: Language
    area: str
    day: date
    indicators: Mapping[str, Indicator]
    names: Mapping[str, str] = field(default_factory=dict)
    audiences: Mapping[str, Text] = field(default_factory=dict)
    withheld: Collection[str] = ()
    minimum_group: int = 10
    minimum_answers: int = 3
    plans: tuple[Plan, ...] = ()

    def say(self, name: str, /, **values: str | int) -> str:
        """A whole sentence."""
        return self.language.sentence(name, **values)

    def of(self, text: Text | None) -> str:
        """A text in this language; nothing where there is none."""
        return self.language.of(text) if text is not None else ""

    def or_none(self, text: str) -> str:
        """The text, or the sign for 'nothing' in a table."""
        return text or self.say("table-none")

    def label(self, model: type[BaseModel], field_: str) -> str:
        """What a field is called, as a heading: with a capital."""
        return capital(self.of(field_label(model, field_)))

    def value(self, part: BaseModel, field_: str) -> str:
        """What the value of a field is called: 'opdrachtgever'; nothing where there is none."""
        held = getattr(part, field_)
        return self.of(value_label(type(part), held)) if held else ""

    def table(
        self, caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]], *, numeric: Collection[int] = (), **values: str
    ) -> Table:
        """A table with this sentence as its caption; a column in which nothing is filled in says nothing and is left out."""
        none = ("", self.say("table-none"))
        kept = [place for place in range(len(columns)) if place == 0 or any(row[place] not in none for row in rows)]
        return Table(
            caption=self.say(caption, **values),
            columns=tuple(columns[place] for place in kept),
            rows=tuple(tuple(row[place] for place in kept) for row in rows),
            numeric=tuple(place in numeric for place in kept),
        )

    def party(self, id_: str) -> str:
        """A party's name; nothing for no party."""
        return next((party.name for party in self.agreement.parties if party.id == id_), "")

    def parties(self, ids: Iterable[str]) -> str:
        """Several parties, as a list in a sentence."""
        return self.language.listing([self.party(each) for each in ids])

    def audience(self, id_: str) -> str:
        """Who is told something."""
        return self.of(self.audiences[id_]) if id_ in self.audiences else id_

    def indicator(self, id_: str) -> str:
        """An indicator's name and id."""
        known = self.indicators.get(id_)
        return self.say("named-indicator", name=self.of(known.name), id=id_) if known else id_

    def goal(self, goal: AgreedGoal) -> str:
        """A goal by its number and service: 'Doel 1: Cursus …'."""
        number = self.agreement.goals.index(goal) + 1
        return self.say("named-goal", n=number, service=self.of(self.agreement.service(goal.service).name))

    def goal_named(self, id_: str) -> str:
        """The goal with this id; nothing for no goal."""
        return next((self.goal(goal) for goal in self.agreement.goals if goal.id == id_), "")

    def amount(self, indicator: str, value: float) -> str:
        """A value of an indicator as it was agreed; of a change 'zoveel punt vooruitgang'."""
        known = self.indicators.get(indicator)
        if known is None:
            return self.language.number(value, 0 if value == round(value) else 2)
        return aimed(self.language, known, value)

    def on(self, day: date | None) -> str:
        """A day in full; nothing for none."""
        return self.language.date(day) if day is not None else ""

    def dates(self, days: Iterable[date]) -> str:
        """Several days, as a list in a sentence."""
        return self.language.listing([self.on(day) for day in days])


def capital(text: str) -> str:
    """The text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def sentence_of(text: str) -> str:
    """The text with a full stop at its end, where it has no other sign there."""
    return text if not text or text[-1] in ".!?…" else f"{text}."
