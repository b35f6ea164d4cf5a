"""Names that must exist: every place in an agreement that means a party, a change, a goal or an indicator by its id.

They are looked up in the file's content as it was read, before it is a model, so that a date that does not exist and an unknown
change are told together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from impactlib.documents import Location, line_of, place_of
from impactlib.errors import ImpactError, InputError, UnknownNameError

Path = tuple[str, ...]
"""Keys that lead to a value; `*` stands for every item of a list or every value of a mapping, `#` for every key of a mapping."""

OWN: Mapping[str, Path] = {
    "party": ("parties", "*", "id"),
    "target group": ("impact", "target_groups", "#"),
    "change": ("impact", "changes", "*", "id"),
    "service": ("services", "*", "id"),
    "goal": ("goals", "*", "id"),
    "presentation": ("presentations", "*", "id"),
}
"""Where each kind of thing gets its id, within the file itself."""

UNIQUE: tuple[Path, ...] = (*OWN.values(), ("moments", "*", "id"), ("decisions", "*", "id"), ("impact", "statements", "*", "version"))
"""Ids of which each may stand once."""

USES: tuple[tuple[str, Path], ...] = (
    ("target group", ("impact", "changes", "*", "target_group")),
    ("change", ("impact", "changes", "*", "leads_to", "*")),
    ("change", ("impact", "changes", "*", "leads_to", "*", "change")),
    ("party", ("impact", "changes", "*", "leads_to", "*", "watched_by")),
    ("party", ("impact", "endorsements", "*", "party")),
    ("party", ("services", "*", "partners", "*")),
    ("service", ("goals", "*", "service")),
    ("change", ("goals", "*", "change")),
    ("target group", ("goals", "*", "target_group")),
    ("indicator", ("goals", "*", "indicator")),
    ("indicator", ("goals", "*", "also", "*")),
    ("party", ("goals", "*", "target", "set_by")),
    ("party", ("goals", "*", "contribution", "others", "*")),
    ("indicator", ("protocol", "indicators", "#")),
    ("party", ("protocol", "indicators", "*", "owner")),
    ("party", ("protocol", "tasks", "*", "responsible")),
    ("party", ("protocol", "tasks", "*", "accountable")),
    ("party", ("protocol", "tasks", "*", "consulted", "*")),
    ("party", ("protocol", "tasks", "*", "informed", "*")),
    ("party", ("protocol", "stories", "chosen_by", "*")),
    ("indicator", ("protocol", "context", "indicators", "*")),
    ("party", ("protocol", "meeting", "who", "*")),
    ("party", ("protocol", "signatures", "*", "party")),
    ("indicator", ("moments", "*", "indicators", "*")),
    ("party", ("moments", "*", "responsible")),
    ("presentation", ("moments", "*", "feeds", "*")),
    ("party", ("presentations", "*", "responsible")),
    ("goal", ("interpretations", "*", "goal")),
    ("party", ("interpretations", "*", "by", "*")),
    ("goal", ("decisions", "*", "goal")),
    ("party", ("decisions", "*", "owner")),
    ("area", ("municipality",)),
    ("area", ("parties", "*", "serves", "*")),
)
"""What kind of thing is meant where."""


def reference_faults(
    content: Mapping[str, Any], lines: Mapping[Location, int], *, shown: str, codes: Collection[str], indicators: Collection[str]
) -> Iterator[ImpactError]:
    """Every name in an agreement's content that nothing has, and every id that stands twice.

    `codes` are the areas of the register, `indicators` the ids of the catalogue, `shown` how messages name the file.
    """
    known: dict[str, Collection[str]] = {kind: [str(name) for _, name in values_at(content, path) if name] for kind, path in OWN.items()}
    known |= {"area": codes, "indicator": indicators}
    for path in UNIQUE:
        yield from _doubles(content, path, lines, shown)
    for kind, path in USES:
        for location, name in values_at(content, path):
            if isinstance(name, str) and name and name not in known[kind]:
                where = f"{shown}:{line_of(location, lines)}: {place_of(content, location)}"
                names = known[kind]
                fault = UnknownNameError.among(where, kind, name, names)
                cure = _code_of(name, codes) if kind == "area" else ""
                if cure or not names:
                    fault = UnknownNameError(where, fault.what, cure or f"there is no {kind} in this file yet")
                yield fault


def _code_of(name: str, areas: Collection[str]) -> str:
    """What would do where an area is meant by its name; '' where no area is called so."""
    named = areas.items() if isinstance(areas, Mapping) else ()
    return next((f"write its code: {code}" for code, area in named if getattr(area, "name", "").casefold() == name.casefold()), "")


def values_at(content: object, path: Path, location: Location = ()) -> Iterator[tuple[Location, Any]]:
    """The location and the value of everything that a path leads to; what is not there, or is not of the right shape, gives nothing."""
    if not path:
        yield location, content
        return
    first, rest = path[0], path[1:]
    if first == "#":
        if isinstance(content, Mapping):
            yield from ((((*location, key)), key) for key in content)
    elif first == "*":
        items: Iterator[tuple[str | int, Any]] = iter(())
        if isinstance(content, Mapping):
            items = iter(content.items())
        elif isinstance(content, list):
            items = iter(enumerate(content))
        for key, value in items:
            yield from values_at(value, rest, (*location, key))
    elif isinstance(content, Mapping) and first in content:
        yield from values_at(content[first], rest, (*location, first))


def _doubles(content: Mapping[str, Any], path: Path, lines: Mapping[Location, int], shown: str) -> Iterator[ImpactError]:
    found = [(location, name) for location, name in values_at(content, path) if isinstance(name, str) and name]
    often = Counter(name for _, name in found)
    seen: set[str] = set()
    for location, name in found:
        if often[name] > 1 and name in seen:
            kind = path[-1] if path[-1] == "version" else "id"
            where = f"{shown}:{line_of(location, lines)}"
            within = ".".join(part for part in path[:-1] if part not in "*#")
            yield InputError(where, f"{within}: the {kind} {name!r} is used twice", "give each its own")
        seen.add(name)
