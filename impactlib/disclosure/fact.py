"""What a published figure says of a group of people or of a count, in a form that can be kept for ever and worked with by anybody.

A fact is a weighted sum over groups: the answers that count among who answered, their sum, a number that was counted. It says between
which limits that sum lies: twice the same number where a figure was told exactly, a little apart where it was rounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from impactlib.errors import InputError

NO_OPINION = -1.0
"""The code of 'no opinion' in a pair of answers; a blank is None."""

STEP = 1e-6
"""Answers are stored with four decimals: a line counts as reached this much before it is."""

Cell = tuple[float | None, float | None]
"""The answer before and the answer now of one person."""

Kind = Literal[
    "number", "people", "is", "at least", "one of", "sum", "squares", "before is", "before at least", "before sum", "before squares",
    "change sum", "change squares", "improved", "declined", "crossed up", "crossed down", "no opinion", "blank", "returned",
]  # fmt: skip
"""What is added up: see `What.weight`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The people who got one question in an area and period, or what one measure counts there.

    `codes` are the answers there can be, lowest first; () for a measure, and for a question whose answers are too many to list.
    """

    source: str
    area: str
    period: str
    name: str
    asked: bool = True
    twice: bool = False
    codes: tuple[float, ...] = ()

    @property
    def key(self) -> str:
        """Its name among the unknowns."""
        return f"{self.source}/{self.area}/{self.period}/{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class What:
    """What of a group is added up: everybody who answered, those of one answer, the answers themselves.

    `both` says who belongs to it: who answered at both moments, or who answered now.
    """

    kind: Kind
    values: tuple[float, ...] = ()
    both: bool = False

    def weight(self, cell: Cell) -> float:
        """How much one person with these two answers adds."""
        before, now = cell
        valid = now is not None and now != NO_OPINION and (not self.both or (before is not None and before != NO_OPINION))
        if self.kind in ("no opinion", "blank", "returned", "number"):
            no_opinion = now == NO_OPINION or (self.both and before == NO_OPINION)
            return float({"no opinion": no_opinion, "blank": not valid and not no_opinion}.get(self.kind, True))
        if not valid:
            return 0.0
        assert now is not None
        return _weight(self.kind, self.values, before if before is not None else now, now)


def _weight(kind: Kind, values: tuple[float, ...], before: float, now: float) -> float:
    """What an answer on the scale adds; of a question that is asked once `before` repeats `now`."""
    match kind.split():
        case ["people"]:
            return 1.0
        case ["improved"]:
            return float(now - before >= max(values[0] - STEP, STEP))
        case ["declined"]:
            return float(before - now >= max(values[0] - STEP, STEP))
        case ["crossed", way]:
            lower, upper = (before, now) if way == "up" else (now, before)
            return float(upper >= values[0] - STEP > lower)
        case ["before", *test]:
            return _tested(" ".join(test), before, values)
        case ["change", *test]:
            return _tested(" ".join(test), now - before, values)
        case _:
            return _tested(kind, now, values)


def _tested(test: str, answer: float, values: tuple[float, ...]) -> float:
    """What one answer adds: itself, its square, or 1 where it is among the values."""
    if test in ("sum", "squares"):
        return answer if test == "sum" else answer * answer
    if test == "at least":
        return float(answer >= values[0] - STEP)
    if test == "one of":
        return float(any(abs(answer - each) <= STEP for each in values))
    if test == "is":
        return float(values[0] - STEP <= answer <= values[-1] + STEP)
    raise InputError("disclosure", f"nothing is known of {test!r}", "look at the kinds in impactlib/disclosure/fact.py")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One part of a sum: what of which group, and how many times."""

    group: Group
    what: What
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """The sum of some terms lies from `low` to `high`."""

    terms: tuple[Term, ...]
    low: float
    high: float

    def to_json(self) -> list[Any]:
        """As plain values, for the ledger: [[term, …], low, high]."""
        return [[_plain(term) for term in self.terms], self.low, self.high]

    @classmethod
    def from_json(cls, content: Any) -> Fact:
        """The fact that `to_json` wrote; an error that says so when it is none."""
        try:
            terms, low, high = content
            return cls(terms=tuple(_term(each) for each in terms), low=float(low), high=float(high))
        except (TypeError, ValueError, KeyError, IndexError) as error:
            raise InputError("ledger", f"a fact cannot be read ({type(error).__name__})", "restore the ledger from a copy") from None


def _plain(term: Term) -> list[Any]:
    group, what = term.group, term.what
    of = [group.source, group.area, group.period, group.name, int(group.asked), int(group.twice), list(group.codes)]
    return [of, what.kind, list(what.values), int(what.both), term.weight]


def _term(content: Any) -> Term:
    (source, area, period, name, asked, twice, codes), kind, values, both, weight = content
    group = Group(source=source, area=area, period=period, name=name, asked=bool(asked), twice=bool(twice), codes=tuple(map(float, codes)))
    return Term(group=group, what=What(kind=kind, values=tuple(map(float, values)), both=bool(both)), weight=float(weight))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one figure, or one part of it, tells: 'GM0200/2025/DI07' the figure itself, 'GM0200/2025/DI07#movers' who moved."""

    owner: str
    facts: tuple[Fact, ...]
