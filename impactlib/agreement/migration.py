"""Files of an earlier version of the format: brought up to date in memory when they are read, and on disk by `impact migrate`.

The same steps work on plain dictionaries and on ruamel.yaml's, which carry the comments of the file; what moves takes its comments and
its line numbers along.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

from ruamel.yaml.comments import CommentedMap

from impactlib.agreement.impact import POSITIVE
from impactlib.agreement.model import SCHEMA_VERSION
from impactlib.documents import Location
from impactlib.errors import InputError

Content = MutableMapping[str, Any]
"""What a file holds: a plain dictionary, or ruamel.yaml's with its comments."""

Lines = dict[Location, int]
"""The line of every value of a file, by its place."""


def version_of(content: object, *, shown: str) -> str:
    """The version of the format that a file is of, '' where it does not say; refuses one that this impactlib does not know."""
    given = content.get("schema_version") if isinstance(content, Mapping) else None
    known = (*STEPS, SCHEMA_VERSION)
    if given is None or str(given) in known:
        return "" if given is None else str(given)
    what = f"schema_version is {str(given)!r}"
    if str(given).isdigit() and int(str(given)) > int(SCHEMA_VERSION):
        raise InputError(shown, f"{what}: this file is of a newer version than this impactlib knows", "install a newer impactlib")
    raise InputError(shown, what, f"it can be {', '.join(repr(each) for each in known)}; a new file has '{SCHEMA_VERSION}'")


def migrate(content: Content, *, shown: str, lines: Lines | None = None) -> bool:
    """Bring the content up to the newest version, in place, and `lines` with it; whether anything was to be done."""
    version = version_of(content, shown=shown)
    old = version in STEPS
    while version in STEPS:
        STEPS[version](content, {} if lines is None else lines)
        version = str(content["schema_version"])
    return old


def _from_1_to_2(content: Content, lines: Lines) -> None:
    """Version 2 keeps every version of the statement, lists services apart from goals, and says more of each contribution."""
    # Quoted as the old one was: ruamel.yaml keeps quotes in the type of the text.
    content["schema_version"] = type(content["schema_version"])("2")
    impact = content.get("impact")
    if isinstance(impact, MutableMapping):
        _impact_to_2(impact, content, lines)
    goals = content.get("goals")
    if isinstance(goals, list):
        _goals_to_2(content, goals, lines)
    decided = content.get("decisions")
    if decided and isinstance(decided, list) and all(isinstance(each, str) for each in decided):
        # What was written as plain text may be a lesson or a decision; nothing of it says who does what, so it is kept as a lesson.
        for number, each in enumerate(decided):
            decided[number] = _like(content, {"text": each})
            _moved(lines, ("decisions", number), ("lessons", number, "text"))
        _rename(content, "decisions", "lessons", decided)


def _impact_to_2(impact: Content, content: Content, lines: Lines) -> None:
    challenge = impact.get("challenge")
    if isinstance(challenge, Mapping) and "text" not in challenge:
        impact["challenge"] = _like(impact, {"text": challenge})
        _moved(lines, ("impact", "challenge"), ("impact", "challenge", "text"))
    groups = impact.get("target_groups")
    if isinstance(groups, MutableMapping):
        for name, group in groups.items():
            if isinstance(group, Mapping) and "name" not in group:
                groups[name] = _like(impact, {"name": group})
                _moved(lines, ("impact", "target_groups", name), ("impact", "target_groups", name, "name"))
    if "statement" in impact and "statements" not in impact:
        state = _state(impact, content)
        remark = _remark(impact, "version")
        statement = _like(impact, {"version": impact.pop("version", None) or "1.0", "text": impact["statement"], "state": state})
        _remarked(statement, "state", remark)
        for old in ("version", "statement"):
            _moved(lines, ("impact", old), ("impact", "statements", 0, "text" if old == "statement" else old))
        _moved(lines, ("impact", "statement"), ("impact", "statements", 0), deep=False)
        _rename(impact, "statement", "statements", [statement])


def _state(impact: Mapping[str, Any], content: Mapping[str, Any]) -> str:
    """Endorsed where every party that matters endorsed this version; else it lies with the parties."""
    given = impact.get("endorsements")
    said = {
        str(each.get("party"))
        for each in (given if isinstance(given, list) else [])
        if isinstance(each, Mapping) and str(each.get("version")) == str(impact.get("version")) and each.get("state") in POSITIVE
    }
    listed = content.get("parties")
    parties = [party for party in (listed if isinstance(listed, list) else []) if isinstance(party, Mapping)]
    needed = {str(party.get("id")) for party in parties if party.get("role") in ("commissioner", "contractor") or _is_essential(party)}
    return "endorsed" if needed and needed <= said else "submitted"


def _is_essential(party: Mapping[str, Any]) -> bool:
    return str(party.get("essential")).lower() == "true"


def _goals_to_2(content: Content, goals: list[Any], lines: Lines) -> None:
    services: list[Content] = []
    for number, goal in enumerate(goals):
        if not isinstance(goal, MutableMapping):
            continue
        named = goal.get("service")
        if isinstance(named, Mapping):
            same = next((each for each in services if dict(each["name"]) == dict(named)), None)
            remark = _last_remark(named) or _remark(goal, "service")
            if same is None:
                same = _like(content, {"id": f"service-{len(services) + 1}", "name": named})
                _moved(lines, ("goals", number, "service"), ("services", len(services)), deep=False)
                _moved(lines, ("goals", number, "service"), ("services", len(services), "name"))
                services.append(same)
            goal["service"] = same["id"]
            _remarked(goal, "service", remark)
        if isinstance(goal.get("contribution"), str):
            remark = _remark(goal, "contribution")
            goal["contribution"] = _like(content, {"strength": goal["contribution"], "state": "agreed"})
            _remarked(goal["contribution"], "state", remark)
            _moved(lines, ("goals", number, "contribution"), ("goals", number, "contribution", "strength"))
    if services and "services" not in content:
        _insert_before(content, "goals", "services", services)


def _moved(lines: Lines, old: Location, new: Location, *, deep: bool = True) -> None:
    """The lines of a value, and of all in it, at its new place as well."""
    for place in [place for place in lines if place[: len(old)] == old and (deep or place == old)]:
        lines.setdefault((*new, *place[len(old) :]), lines[place])


def _like(holder: Content, values: dict[str, Any]) -> Content:
    """A mapping that can carry comments where its holder can."""
    return CommentedMap(values) if isinstance(holder, CommentedMap) else values


def _remark(mapping: Any, key: str) -> Any:
    """The comment after a key's value, taken off; None where there is none."""
    return mapping.ca.items.pop(key, None) if isinstance(mapping, CommentedMap) else None


def _last_remark(value: Any) -> Any:
    """The comment after the last value within a mapping, taken off: it belongs to what comes next in the file."""
    if not isinstance(value, CommentedMap) or not value:
        return None
    last = list(value)[-1]
    return _last_remark(value[last]) or _remark(value, last)


def _remarked(mapping: Any, key: str, remark: Any) -> None:
    """Put a comment after a key's value."""
    if remark is not None and isinstance(mapping, CommentedMap):
        mapping.ca.items[key] = remark


def _rename(mapping: Content, old: str, new: str, value: Any) -> None:
    """Another key and value in the place of one, with its comments."""
    if isinstance(mapping, CommentedMap):
        place, remark = list(mapping).index(old), _remark(mapping, old)
        del mapping[old]
        mapping.insert(place, new, value)
        _remarked(mapping, new, remark)
    else:
        del mapping[old]
        mapping[new] = value


def _insert_before(mapping: Content, other: str, new: str, value: Any) -> None:
    if isinstance(mapping, CommentedMap):
        mapping.insert(list(mapping).index(other), new, value)
    else:
        mapping[new] = value


STEPS: Mapping[str, Callable[[Content, Lines], None]] = {"1": _from_1_to_2}
"""What brings each earlier version to the next."""
