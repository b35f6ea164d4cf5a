"""The learning step: the draft of the next round, from this round's agreement, what was found, and what was decided.

Everything in the draft is a proposal with its reason; the agreement itself is not touched until the parties adopt the draft.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from impactlib.agreement.editing import dump, load
from impactlib.agreement.migration import migrate
from impactlib.agreement.model import AgreedGoal, Agreement
from impactlib.agreement.parts import next_round_of, years_of
from impactlib.agreement.schema import FIRST_LINE, SCHEMA_FILE
from impactlib.documents import Document, read_document
from impactlib.workspace import Text

NEXT = "next"
"""The folder under `parameters/` with drafts of next rounds."""

FILE = Path(__file__).parent / "next_round.yml"


class NextWords(Document):
    """What a draft says of itself, in each language."""

    header: Text
    stopped: Text
    unused: Text
    lessons: Text
    no_goal: Text
    no_figure: Text
    baseline: Text
    source: Text
    why: dict[str, Text]


@cache
def next_words() -> NextWords:
    """All words of a draft."""
    return read_document(FILE, NextWords, shown="agreement/next_round.yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one goal: its verdict, and its figure as people write it in an agreement ('' where none may be told)."""

    verdict: str
    written: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The draft as YAML, and what in it asks for attention: stopped goals, indicators without use, open lessons."""

    text: str
    stopped: tuple[str, ...]
    unused: tuple[str, ...]
    lessons: int


def next_round(text: str, agreement: Agreement, results: Mapping[str, Result], *, period: str, language: str, shown: str) -> Draft:
    """The draft of the round after `agreement`, whose file holds `text`; `results` are those of `period`, by goal."""
    content = load(text, shown=shown)
    migrate(content, shown=shown)
    years = years_of(agreement.round)
    length = years[1] - years[0] + 1
    content["round"] = type(content["round"])(next_round_of(agreement.round))
    stopped = tuple(each.goal for each in agreement.decisions if each.kind == "stop" and each.goal)
    _restart_impact(content, agreement)
    _propose_goals(content, agreement, results, stopped=stopped, period=period, length=length)
    unused = _mark_unused(content, agreement, results, stopped=stopped, period=period, language=language)
    _restart_protocol(content, length)
    for key, state in (("moments", "planned"), ("presentations", "draft")):
        for each in content.get(key) or []:
            _later(each, "date", length)
            _later(each, "covers", length)
            _later_words(each, "name", length)
            _later_words(each, "occasion", length)
            # A question belongs to its moment; the checks ask for a new one.
            each.pop("question", None)
            each.pop("reason", None)
            each["state"] = state
    lessons = [each for each in content.get("lessons") or [] if str(each.get("open", True)).lower() != "false"]
    if "interpretations" in content:
        content["interpretations"] = []
    if "decisions" in content:
        content["decisions"] = [each for each in content["decisions"] if str(each.get("done", False)).lower() != "true"]
        content["decisions"] = [each for each in content["decisions"] if each.get("goal") not in stopped]
    if "lessons" in content:
        content["lessons"] = lessons
    draft = dump(content, like=text)
    head = _header(agreement, period, language, stopped=stopped, unused=unused, lessons=len(lessons))
    return Draft(text=_headed(draft, head), stopped=stopped, unused=unused, lessons=len(lessons))


def adopted(draft: str) -> str:
    """The text of a draft as it stands in the agreement's own place: without the header, and naming the schema from there."""
    lines = draft.splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("#! ")]
    return "".join(kept).replace(f"$schema=../{SCHEMA_FILE}", f"$schema={SCHEMA_FILE}", 1)


def _headed(draft: str, head: str) -> str:
    comments = "".join(f"#! {line}\n" for line in head.splitlines())
    line = FIRST_LINE.replace(SCHEMA_FILE, f"../{SCHEMA_FILE}")
    if draft.startswith(FIRST_LINE):
        draft = draft.removeprefix(FIRST_LINE).lstrip("\n")
    return f"{line}\n{comments}{draft}"


def _header(agreement: Agreement, period: str, language: str, *, stopped: tuple[str, ...], unused: tuple[str, ...], lessons: int) -> str:
    words = next_words()
    lines = [words.header.in_language(language).format(period=period, code=agreement.municipality)]
    lines += [words.stopped.in_language(language).format(list=", ".join(stopped))] if stopped else []
    lines += [words.unused.in_language(language).format(list=", ".join(unused))] if unused else []
    lines += [words.lessons.in_language(language).format(n=lessons)] if lessons else []
    return "\n".join(lines)


def _restart_impact(content: Any, agreement: Agreement) -> None:
    """The statement that holds is looked at again, and every party is asked anew."""
    impact, current = content["impact"], agreement.impact.current
    if current.state == "endorsed":
        impact["statements"][-1]["state"] = "under-revision"
    impact["endorsements"] = [{"party": party.id, "version": current.version, "state": "asked"} for party in agreement.parties]


def _propose_goals(
    content: Any, agreement: Agreement, results: Mapping[str, Result], *, stopped: tuple[str, ...], period: str, length: int
) -> None:
    goals = content["goals"]
    for number in reversed(range(len(goals))):
        if goals[number]["id"] in stopped:
            del goals[number]
    used = {goal["service"] for goal in goals}
    for number in reversed(range(len(content["services"]))):
        if content["services"][number]["id"] not in used:
            del content["services"][number]
    by_id = {goal.id: goal for goal in agreement.goals}
    for goal in goals:
        result = results.get(goal["id"], Result(verdict="no-data"))
        goal["baseline"] = _baseline(result, period)
        _propose_target(goal, by_id[goal["id"]], result, period=period, length=length)
        goal["contribution"]["state"] = "proposed"


def _baseline(result: Result, period: str) -> dict[str, Any]:
    if result.written:
        return {"value": result.written, "period": period, "source": _filled(next_words().source, period=period)}
    return {"reason": _filled(next_words().baseline, period=period)}


def _propose_target(goal: Any, agreed: AgreedGoal, result: Result, *, period: str, length: int) -> None:
    if agreed.target.value is None:
        return
    target = goal["target"]
    _later(target, "by", length)
    if result.verdict == "met" and result.written:
        target["value"] = result.written
    if result.verdict in next_words().why:
        target["why"] = _filled(next_words().why[result.verdict], period=period)


def _mark_unused(
    content: Any, agreement: Agreement, results: Mapping[str, Result], *, stopped: tuple[str, ...], period: str, language: str
) -> tuple[str, ...]:
    """Indicators that no goal uses become 'lapsed'; those of which nothing could be told get a remark."""
    promised = {name for goal in agreement.goals if goal.id not in stopped for name in goal.indicators}
    verdicts = {goal.indicator: results.get(goal.id, Result(verdict="no-data")).verdict for goal in agreement.goals}
    silent = {name for name, verdict in verdicts.items() if verdict in ("no-data", "too-few")}
    context = agreement.protocol.context.indicators if agreement.protocol.context else []
    listed: Any = (content.get("protocol") or {}).get("indicators") or {}
    unused = [name for name in listed if name not in (*promised, *context) and listed[name].get("state") != "lapsed"]
    for name in unused:
        listed[name]["state"] = "lapsed"
        listed[name]["reason"] = _filled(next_words().no_goal)
    for name in sorted(silent & promised):
        if name in listed:
            remark = next_words().no_figure.in_language(language).format(period=period)
            listed.yaml_set_comment_before_after_key(name, before=remark, indent=4)
    for name in listed:
        if name in promised and listed[name].get("state") != "lapsed":
            listed[name]["state"] = "proposed"
            listed[name].pop("reason", None)
    return (*unused, *sorted(silent & promised))


def _restart_protocol(content: Any, length: int) -> None:
    protocol = content.get("protocol")
    if protocol is None:
        return
    version = str(protocol.get("version", "1.0"))
    first = version.partition(".")[0]
    protocol["version"] = f"{int(first) + 1}.0" if first.isdigit() else f"{version}.1"
    protocol["state"] = "draft"
    if "signatures" in protocol:
        protocol["signatures"] = []
    for key in ("start", "until", "review"):
        _later(protocol.get("basis") or {}, key, length)
    meeting = protocol.get("meeting") or {}
    for number in range(len(meeting.get("dates") or [])):
        _later(meeting["dates"], number, length)


def _later(holder: Any, key: Any, years: int) -> None:
    """A day or a period so many years later, written as it was."""
    if isinstance(holder, Mapping) and holder.get(key) in (None, ""):
        return
    known = holder[key]
    holder[key] = type(known)(_shifted(str(known), years)) if isinstance(known, str | int) else _shifted(str(known), years)


def _later_words(holder: Any, key: str, years: int) -> None:
    """The years that words name, so many years later: 'count of 2025' becomes 'count of 2028'."""

    def later(text: Any) -> Any:
        return type(text)(re.sub(r"\b20\d\d\b", lambda found: str(int(found[0]) + years), text))

    words = holder.get(key)
    if isinstance(words, str):
        holder[key] = later(words)
    elif isinstance(words, dict):
        for language, text in words.items():
            words[language] = later(text) if isinstance(text, str) else text


def _shifted(text: str, years: int) -> str:
    parts = text.split("-")
    if len(parts) == 3:
        place = 0 if len(parts[0]) == 4 else 2
        year = int(parts[place]) + years
        if int(parts[1]) == 2 and int(parts[2 - place]) == 29 and not calendar.isleap(year):
            parts[2 - place] = "28"
        parts[place] = str(year)
        return "-".join(parts)
    return "-".join(str(int(part) + years) for part in parts)


def _filled(text: Text, **values: str) -> dict[str, str]:
    return {"nl": text.nl.format(**values), "en": text.en.format(**values)}


def draft_path(parameters: Path, agreement_file: Path) -> Path:
    """Where the draft of the next round of an agreement lies."""
    return parameters / NEXT / agreement_file.name
