"""Which answers of a scale may be told together where one of them was given by too few people: as a layout says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Annotated

from pydantic import BeforeValidator, Field

from impactlib.documents import Document, parse_amount
from impactlib.errors import suggestion
from impactlib.workspace import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Answers that are told as one: those from `low` up to and including `high`; `label` is what they are called, where that is said."""

    low: float
    high: float
    label: Text | None = None


Partition = tuple[Joined, ...]
"""One way to tell a scale: parts from low to high in which every answer stands once."""


class NamedPart(Document):
    """Answers that are told as one, with a name of their own; of numbers the first and the last one."""

    answers: list[str] = Field(min_length=1)
    label: Text


Part = list[str] | NamedPart


def _as_ways(value: object) -> object:
    """One way to tell a scale may stand without the brackets of a list of ways."""
    if not isinstance(value, list) or not value:
        return value
    first = value[0]
    is_way = isinstance(first, list) and bool(first) and isinstance(first[0], list | dict)
    return value if is_way else [value]


Together = Annotated[list[list[Part]], BeforeValidator(_as_ways)]
"""The ways in which answers may be told together, the finest first; or one way by itself."""


def partitions_of_answers(together: Sequence[Sequence[Part]], answers: Mapping[str, int]) -> tuple[Partition, ...]:
    """The ways to tell a scale of answer texts; `ValueError` with the place, the value and what would do for what is no such way.

    Examples
    --------
    >>> scale = {"oneens": 1, "neutraal": 2, "eens": 3}
    >>> [(part.low, part.high) for part in partitions_of_answers([[["oneens", "neutraal"], ["eens"]]], scale)[0]]
    [(1.0, 2.0), (3.0, 3.0)]
    """
    order = sorted(set(answers.values()))
    first = {code: next(text for text, each in answers.items() if each == code) for code in order}
    found = []
    for number, way in enumerate(together, 1):
        place = _place(together, number)
        parts = [(_named(part), _codes(part, answers, place)) for part in way]
        given = [code for _, codes in parts for code in codes]
        _check_each_once(given, order, first, place)
        found.append(tuple(Joined(low=float(codes[0]), high=float(codes[-1]), label=label) for label, codes in parts))
    _check_ways(found, [len(order)] * len(found), together)
    return tuple(found)


def partitions_of_numbers(together: Sequence[Sequence[Part]], lowest: float, highest: float) -> tuple[Partition, ...]:
    """The ways to tell a scale of numbers, each part given by its first and its last number; `ValueError` for what is no such way.

    Who gave a number between two parts (5.5 between 1-5 and 6-7) is in neither: then that way does not do for those answers.

    Examples
    --------
    >>> [(part.low, part.high) for part in partitions_of_numbers([[["1", "5"], ["6", "10"]]], 1, 10)[0]]
    [(1.0, 5.0), (6.0, 10.0)]
    """
    found = []
    for number, way in enumerate(together, 1):
        place = _place(together, number)
        parts = [Joined(low=low, high=high, label=_named(part)) for part in way for low, high in [_range(part, place)]]
        for one, next_ in pairwise(parts):
            if next_.low <= one.high:
                msg = f"{place}: {next_.low:g} comes after {one.high:g}; give the parts from low to high, each number in one of them"
                raise ValueError(msg)
        if (parts[0].low, parts[-1].high) != (lowest, highest):
            msg = f"{place} goes from {parts[0].low:g} to {parts[-1].high:g}, and the scale from {lowest:g} to {highest:g}; give all of it"
            raise ValueError(msg)
        found.append(tuple(parts))
    _check_ways(found, [None] * len(found), together)
    return tuple(found)


def turned(partitions: Sequence[Partition], low: float, high: float) -> tuple[Partition, ...]:
    """The same ways for a reversed item, whose codes are turned round between the ends of its scale."""

    def part(each: Joined) -> Joined:
        return replace(each, low=low + high - each.high, high=low + high - each.low)

    return tuple(tuple(part(each) for each in reversed(way)) for way in partitions)


def _place(together: Sequence[Sequence[Part]], number: int) -> str:
    return "together" if len(together) == 1 else f"together.{number}"


def _named(part: Part) -> Text | None:
    return part.label if isinstance(part, NamedPart) else None


def _answers(part: Part) -> list[str]:
    return part.answers if isinstance(part, NamedPart) else part


def _codes(part: Part, answers: Mapping[str, int], place: str) -> list[int]:
    if not (texts := _answers(part)):
        msg = f"{place} has an empty part; name the answers in it, or leave it out"
        raise ValueError(msg)
    for text in texts:
        if text not in answers:
            msg = f"{place} names the unknown answer {text!r}; {suggestion(text, answers)}"
            raise ValueError(msg)
    # Two wordings of one answer have one code.
    return list(dict.fromkeys(answers[text] for text in texts))


def _check_each_once(given: Sequence[int], order: Sequence[int], first: Mapping[int, str], place: str) -> None:
    if left := [code for code in order if code not in given]:
        msg = f"{place} leaves out {first[left[0]]!r}; name every answer once"
        raise ValueError(msg)
    if twice := [code for code in order if list(given).count(code) > 1]:
        msg = f"{place} names {first[twice[0]]!r} twice; name every answer once"
        raise ValueError(msg)
    for one, next_ in pairwise(given):
        if next_ < one:
            msg = f"{place} has {first[next_]!r} after {first[one]!r}; keep the order of the scale, and join only neighbours"
            raise ValueError(msg)


def _range(part: Part, place: str) -> tuple[float, float]:
    texts = _answers(part)
    if len(texts) != 2:
        msg = f"{place} has a part of {len(texts)} numbers; give the first and the last number of each part, such as [1, 5]"
        raise ValueError(msg)
    low, high = (parse_amount(text) for text in texts)
    assert isinstance(low, float)
    assert isinstance(high, float)
    if low > high:
        msg = f"{place} has a part from {low:g} to {high:g}; the lowest comes first"
        raise ValueError(msg)
    return low, high


def _check_ways(found: Sequence[Partition], answers: Sequence[int | None], together: Sequence[Sequence[Part]]) -> None:
    """Each way joins something, tells something, and is no finer than the one before it."""
    for number, (way, most) in enumerate(zip(found, answers, strict=True), 1):
        if len(way) < 2 or len(way) == most:
            why = "joins all answers" if len(way) < 2 else "joins no answers"
            msg = f"{_place(together, number)} {why}; give two parts or more, and fewer than there are answers"
            raise ValueError(msg)
    for number, (one, next_) in enumerate(pairwise(found), 2):
        if len(next_) > len(one):
            msg = f"{_place(together, number)} has {len(next_)} parts, and the one before it {len(one)}; give the finest first"
            raise ValueError(msg)
