"""What changed between two versions of an agreement: part by part, field by field, without words of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from impactlib.agreement.model import Agreement
from impactlib.workspace import Text

KEYS: Mapping[str, Callable[[Any], str]] = {
    "Statement": lambda each: each.version,
    "Endorsement": lambda each: f"{each.party} {each.version}",
    "Link": lambda each: each.change,
    "Task": lambda each: each.task,
    "Signature": lambda each: f"{each.party} {each.version}",
    "Presentation": lambda each: each.id or f"{each.audience} {each.date}",
    "Interpretation": lambda each: f"{each.period} {each.goal} {each.finding.nl}",
    "Decision": lambda each: each.id or each.text.nl,
    "Lesson": lambda each: each.text.nl,
    "LegalEntity": lambda each: each.name,
}
"""By what the parts of a list are told apart, where that is not their id."""

IGNORED = frozenset({"schema_version"})
"""Fields of which a change means nothing to the parties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A part on the way to what changed: `field` of the part above holds it, and it has a `key` where it is one of several."""

    field: str
    part: BaseModel
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that was added, taken out or changed.

    `way` leads to the part it concerns, from the outside in. Of a changed value, `field` is its field there, `old` and `new` its values;
    of a part that was added or removed, the part is the last step of the way.
    """

    kind: Literal["added", "removed", "changed"]
    way: tuple[Step, ...]
    field: str = ""
    old: Any = None
    new: Any = None


def differences(old: Agreement, new: Agreement) -> tuple[Difference, ...]:
    """Everything that differs between two versions, in the order of the agreement."""
    return tuple(_between(old, new, ()))


def _between(old: BaseModel, new: BaseModel, way: tuple[Step, ...]) -> Iterator[Difference]:
    for field in type(new).model_fields:
        if field in IGNORED:
            continue
        before, now = getattr(old, field), getattr(new, field)
        if before == now:
            continue
        if _are_parts(before) or _are_parts(now):
            yield from _among(_keyed(before), _keyed(now), field, way)
        elif _is_part(before) and _is_part(now):
            yield from _between(before, now, (*way, Step(field=field, part=now)))
        elif _is_part(now):
            yield Difference(kind="added", way=(*way, Step(field=field, part=now)))
        elif _is_part(before):
            yield Difference(kind="removed", way=(*way, Step(field=field, part=before)))
        else:
            yield Difference(kind="changed", way=way, field=field, old=before, new=now)


def _among(old: Mapping[str, BaseModel], new: Mapping[str, BaseModel], field: str, way: tuple[Step, ...]) -> Iterator[Difference]:
    for key, part in old.items():
        if key not in new:
            yield Difference(kind="removed", way=(*way, Step(field=field, part=part, key=key)))
    for key, part in new.items():
        step = Step(field=field, part=part, key=key)
        if key not in old:
            yield Difference(kind="added", way=(*way, step))
        else:
            yield from _between(old[key], part, (*way, step))


def _is_part(value: object) -> bool:
    """Whether a value is a part of its own; words are a value, though they come in two languages."""
    return isinstance(value, BaseModel) and not isinstance(value, Text)


def _are_parts(value: object) -> bool:
    if isinstance(value, Mapping):
        return any(_is_part(each) for each in value.values())
    return isinstance(value, list) and any(_is_part(each) for each in value)


def _keyed(parts: Mapping[str, Any] | Sequence[Any]) -> dict[str, Any]:
    """The parts by what tells them apart; of several that are alike each has a number."""
    if isinstance(parts, Mapping):
        return dict(parts)
    found: dict[str, Any] = {}
    for part in parts:
        key = name = KEYS.get(type(part).__name__, _id_of)(part)
        number = 1
        while key in found:
            number += 1
            key = f"{name} ({number})"
        found[key] = part
    return found


def _id_of(part: Any) -> str:
    return str(part.id)
