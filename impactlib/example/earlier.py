"""The versions of a few agreements that were kept earlier: less far, with another target and a partner fewer."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from impactlib.documents import Document, read_document
from impactlib.example.planning import Plan
from impactlib.example.region import TEXTS
from impactlib.example.writing import Content

Part = dict[str, Any]
"""A part of an agreement that is being changed back."""


class Back(Document):
    """How an agreement was on an earlier day."""

    day: str
    """The day on which it was kept."""
    statement: str
    """The state of the first version of the statement, the only one there was."""
    said: bool
    """Whether the parties had endorsed it."""
    protocol: str
    """The state of the protocol."""
    without: str = ""
    """The id of a partner that had not joined yet."""
    goal: str
    """The id of the goal that had another target."""
    target: str
    """That other target."""


class Earlier(Document):
    """The kept versions, by municipality, oldest first."""

    kept: dict[str, list[Back]]


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """The states that the parts of an agreement had, while its protocol was in a certain state."""

    contribution: str
    indicator: str


BEFORE = {
    "draft": States(contribution="proposed", indicator="proposed"),
    "aligned": States(contribution="in-discussion", indicator="agreed"),
    "lapsed": States(contribution="agreed", indicator="active"),
}
"""What is usual while a protocol is in this state."""


CARES = frozenset({"watched_by", "set_by", "owner", "responsible", "accountable"})
"""Where one party is named that cares for something: before it joined, the library did."""


def earlier_versions(plan: Plan, now: Content) -> Iterator[tuple[str, Content]]:
    """The day and the content of each earlier version of this agreement."""
    kept = read_document(TEXTS / "earlier.yml", Earlier, shown="example/texts/earlier.yml").kept
    for back in kept.get(plan.code, []):
        content: Part = deepcopy(dict(now))
        _impact(content["impact"], back)
        _goals(content["goals"], back)
        _protocol(content["protocol"], back)
        _calendar(content, back)
        for name in ("interpretations", "decisions", "lessons"):
            content[name] = []
        yield back.day, _without(content, back.without)


def _impact(impact: Part, back: Back) -> None:
    first = impact["statements"][0]
    first["state"] = back.statement
    if back.statement == "draft":
        del first["date"]
    impact["statements"] = [first]
    said = [each for each in impact["endorsements"] if each["version"] == first["version"]]
    asked = [{"party": each["party"], "version": each["version"], "state": "asked"} for each in said]
    impact["endorsements"] = said if back.said else [] if back.statement == "draft" else asked


def _goals(goals: list[Part], back: Back) -> None:
    for goal in goals:
        goal["contribution"]["state"] = BEFORE[back.protocol].contribution
        if goal["id"] == back.goal:
            goal["target"]["value"] = int(back.target) if back.target.isdigit() else back.target


def _protocol(protocol: Part, back: Back) -> None:
    protocol["version"], protocol["state"] = "1.0", back.protocol
    for agreed in protocol["indicators"].values():
        agreed["state"] = BEFORE[back.protocol].indicator
        agreed.pop("reason", None)
    signed = [each for each in protocol.pop("signatures", []) if each["version"] == "1.0"]
    if back.protocol == "lapsed":
        protocol["signatures"] = signed


def _calendar(content: Part, back: Back) -> None:
    for moment in content["moments"]:
        moment.pop("state", None)
        moment.pop("reason", None)
    content["presentations"] = [each for each in content["presentations"] if each["date"] > back.day]
    for each in content["presentations"]:
        each["state"] = "draft"


def _without(value: Any, party: str) -> Any:
    """The same without this party: its own entry, what it said, and every list that names it."""
    if not party:
        return value
    if isinstance(value, dict):
        kept = {name: "library" if name in CARES and each == party else _without(each, party) for name, each in value.items()}
        return {name: each for name, each in kept.items() if each != [] or value[name] == []}
    if isinstance(value, list):
        gone = [each for each in value if each == party or (isinstance(each, dict) and party in (each.get("id"), each.get("party")))]
        return [_without(each, party) for each in value if each not in gone]
    return value
