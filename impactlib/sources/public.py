"""Public facts: what others publish about the same figures, as the workspace declares it in YAML.

    facts:
      - {measure: course_participants, period: "2025", areas: all, value: 2310, source: "KB, Bibliotheekstatistiek 2025"}
      - {measure: loans, period: "2025", areas: [GM0200, GM0202], low: 1450000, high: 1550000, source: "Yearly report, rounded"}
      - {survey: digital_course_survey, period: "2025", areas: P1, value: 640, source: "Newsletter of the province"}

Each is about the areas added together: one area, some, all of the register, or all that are part of a wider one. Whoever reads our
reports has these as well, so no figure may follow from both. Population figures of the register are public by themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from impactlib.documents import Amount, Document, Location, checked, line_of, read_yaml
from impactlib.errors import Collector, ImpactError, InputError, UnknownNameError
from impactlib.sources.areas import Register, area_of
from impactlib.workspace import Period, Workspace

ALL = "all"
"""The word for all areas of the register."""

Kind = Literal["measure", "survey"]
"""Whether a measure was counted, or people who answered a survey."""


class DeclaredFact(Document):
    """One fact as it is written: an exact `value`, or the lowest and highest it can be (of a rounded one)."""

    measure: str = ""
    survey: str = ""
    period: Period
    areas: list[str] | str = Field(min_length=1)
    value: Amount | None = Field(default=None, ge=0)
    low: Amount | None = Field(default=None, ge=0)
    high: Amount | None = Field(default=None, ge=0)
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _one_thing_with_one_size(self) -> DeclaredFact:
        if bool(self.measure) == bool(self.survey):
            msg = "give either 'measure' or 'survey'"
            raise ValueError(msg)
        limits = [each for each in (self.low, self.high) if each is not None]
        if (self.value is None) == (not limits):
            msg = "give either 'value', or 'low' and 'high'"
            raise ValueError(msg)
        if len(limits) == 1:
            msg = "give both 'low' and 'high', or 'value'"
            raise ValueError(msg)
        if limits and limits[0] > limits[1]:
            msg = f"low is {limits[0]:g} and high is {limits[1]:g}; the lowest comes first"
            raise ValueError(msg)
        return self


class DeclaredFacts(Document):
    """A file with public facts."""

    facts: list[DeclaredFact] = Field(min_length=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFact:
    """One public fact: what `name` (a measure, or of a survey the people who answered) comes to in these areas together.

    `where` is the file and line that declares it, `source` who published it.
    """

    kind: Kind
    name: str
    period: str
    areas: tuple[str, ...]
    low: float
    high: float
    source: str
    where: str


def read_public_facts(
    workspace: Workspace, register: Register, measures: Collection[str], *, surveys: Collection[str] = ()
) -> list[PublicFact]:
    """The public facts that a workspace declares, in the order of its files; raises every fault of all files at once.

    Parameters
    ----------
    workspace : Workspace
        Its setting `public` names the files.
    register : Register
        The areas that facts may be about.
    measures : collection of str
        The measures that its sources count.
    surveys : collection of str
        The names of its surveys.

    Returns
    -------
    list of PublicFact
        Empty when it declares none.

    Raises
    ------
    InputError, UnknownNameError, Problems
        A file cannot be read, an area, measure or survey is unknown, or a fact stands there twice.
    """
    faults = Collector()
    found: dict[tuple[str, str, str, frozenset[str]], PublicFact] = {}
    known: Mapping[Kind, Collection[str]] = {"measure": measures, "survey": surveys}
    for path in workspace.public_files():
        with faults.catching():
            for fact in _read(path, workspace.shown(path), register, known, faults):
                key = fact.kind, fact.name, fact.period, frozenset(fact.areas)
                if (first := found.setdefault(key, fact)) is not fact:
                    faults.add(InputError(fact.where, f"{_named(fact)} stands at {first.where} as well", "keep one of them"))
    faults.raise_any()
    return list(found.values())


def contradictions(facts: Sequence[PublicFact], totals: Mapping[tuple[str, str, str], float]) -> list[ImpactError]:
    """The public facts that cannot be true of what was handed in.

    Parameters
    ----------
    facts : sequence of PublicFact
        What others publish.
    totals : mapping of (name, area, period) to float
        Every total that is complete, and of surveys how many people answered; a total that lacks a provider is left out.

    Returns
    -------
    list of ImpactError
        One for each fact that the totals are over, or that they are under where no area lacks one; without the totals themselves, which
        may be among what is not told.
    """
    found: list[ImpactError] = []
    for fact in facts:
        there = [totals[key] for area in fact.areas if (key := (fact.name, area, fact.period)) in totals]
        over = sum(there) > fact.high + _slack(fact.high)
        under = len(there) == len(fact.areas) and sum(there) < fact.low - _slack(fact.low)
        if over or under:
            limits = f"{fact.high:g}" if fact.low == fact.high else f"{fact.low:g} to {fact.high:g}"
            what = f"{_named(fact)} is {limits} ({fact.source}), and what was handed in is {'more' if over else 'less'}"
            found.append(InputError(fact.where, what, "correct it, or find out which of the two counts otherwise"))
    return found


def _read(path: Path, shown: str, register: Register, known: Mapping[Kind, Collection[str]], faults: Collector) -> list[PublicFact]:
    content, lines = read_yaml(path, shown=shown)
    found: list[PublicFact] = []
    for number, fact in enumerate(checked(content, lines, DeclaredFacts, shown=shown).facts):
        location: Location = ("facts", number)
        where = f"{shown}:{line_of(location, lines)}"
        kind: Kind = "measure" if fact.measure else "survey"
        name = fact.measure or fact.survey
        with faults.catching():
            if name not in known[kind]:
                raise UnknownNameError.among(where, kind, name, known[kind])
            low, high = (fact.value, fact.value) if fact.value is not None else (fact.low, fact.high)
            assert low is not None
            assert high is not None
            areas = _areas(fact.areas, register, where)
            found.append(
                PublicFact(kind=kind, name=name, period=fact.period, areas=areas, low=low, high=high, source=fact.source, where=where)
            )
    return found


def _areas(named: list[str] | str, register: Register, where: str) -> tuple[str, ...]:
    """The codes of the areas that are meant, each once."""
    if named == ALL:
        return tuple(register.areas)
    codes = [area_of(each, register, where) for each in ([named] if isinstance(named, str) else named)]
    found: list[str] = []
    for code in codes:
        parts = [code] if code in register.areas else [each.code for each in register.areas.values() if each.part_of == code]
        if not parts:
            raise InputError(where, f"no area of the register is part of {code!r}", "name the areas themselves")
        found += parts
    if len(found) > len(set(found)):
        twice = next(each for each in found if found.count(each) > 1)
        raise InputError(where, f"the area {twice!r} is meant twice", "name it once")
    return tuple(found)


def _named(fact: PublicFact) -> str:
    areas = fact.areas[0] if len(fact.areas) == 1 else f"{len(fact.areas)} areas"
    return f"{fact.name} of {areas} in {fact.period}"


def _slack(limit: float) -> float:
    """What adding amounts with decimals may leave."""
    return 1e-9 * max(1.0, abs(limit))
