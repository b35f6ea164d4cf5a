"""The stories that invented participants tell, how many people they could be from, who approved them, and whether they may be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from impactlib.documents import Document, read_document
from impactlib.example.chance import pick, seeded, whole
from impactlib.example.counts import totals
from impactlib.example.goals import agreed
from impactlib.example.region import TEXTS, Municipality, municipalities
from impactlib.example.yaml_text import Value, document
from impactlib.sources.stories import Attribute, Story
from impactlib.workspace import Text

CRITICAL = 0.25
"""The share of stories about what did not work; a municipality with several stories always has one."""

PUPILS_PER_TEACHER = 22
"""Schools do not count their teachers, so the example reckons with so many pupils for each."""

READ_WITHIN = 10
"""So many days after the teller agreed, the story was read and approved at the latest."""

COMMENT = {
    "stories": "Voorbeeldverhalen – verzonnen. / Example stories, invented.\n"
    "Wat niet is toegestaan ('given: false') of is ingetrokken ('withdrawn'), wordt nooit verteld.\n"
    "described: welke eigenschappen van de verteller te zien zijn, en op hoeveel mensen dat alles past.\n"
    "approved: wie de tekst las en goedkeurde; 'code' hoort bij precies deze tekst. 'impact stories approve' schrijft deze regel."
}


class PoolStory(Document):
    """A story that fits goals about these indicators."""

    id: str
    indicators: list[str] = Field(min_length=1)
    role: str
    outcome: Literal["positive", "critical"]
    text: Text
    chosen: Text
    accepted: list[str] = []
    """What in it is marked and identifies nobody."""


class RefusedStory(Document):
    """A story of the pool that one municipality tells in a way that may not be told."""

    municipality: str
    story: str
    why: Literal["small-group", "changed", "marked"]
    role: Text | None = None
    added: Text | None = None
    """What is put behind the text."""


class Pool(Document):
    """All stories, and which municipalities are special."""

    roles: dict[str, Text]
    approved_by: dict[str, str]
    stories: list[PoolStory]
    none: list[str]
    several: list[str]
    not_given: list[str]
    withdrawn: list[str]
    refused: list[RefusedStory]


def stories_yaml() -> bytes:
    """The file with all stories."""
    pool = read_document(TEXTS / "stories.yml", Pool, shown="example/texts/stories.yml")
    used: Counter[str] = Counter()
    told = [
        story for municipality in municipalities() if municipality.code not in pool.none for story in _stories(municipality, pool, used)
    ]
    return document({"stories": told}, COMMENT).encode("utf-8")


def _stories(municipality: Municipality, pool: Pool, used: Counter[str]) -> list[Value]:
    chance, goals = seeded(municipality.code, "stories"), [goal.indicator for goal in agreed(municipality)]
    # What has been told least so far comes first, so that readers of several reports seldom meet the same story.
    fitting = sorted((story for story in pool.stories if set(story.indicators) & set(goals)), key=lambda story: used[story.id])
    critical = [story for story in fitting if story.outcome == "critical"]
    positive = [story for story in fitting if story.outcome == "positive"]
    if municipality.code in pool.several:
        chosen = [*positive[:2], *critical[:1]]
    else:
        wanted = sum(used[story.id] for story in pool.stories if story.outcome == "critical") < CRITICAL * used.total()
        chosen = (critical + positive if wanted else positive + critical)[:1]
    stories: list[Value] = []
    for number, story in enumerate(chosen, start=1):
        used[story.id] += 1
        # The first is the one that may not be told; for a municipality with one story, that is its only one.
        given = not (number == 1 and municipality.code in pool.not_given)
        withdrawn = f"2026-01-{whole(chance, 8, 28):02d}" if number == 1 and municipality.code in pool.withdrawn else None
        asked = f"2025-{pick(chance, ('05', '06', '10', '11', '12'))}-{whole(chance, 3, 20):02d}"
        entry: dict[str, Value] = {
            "id": f"{municipality.code}-{number}",
            "municipality": municipality.code,
            "period": "2025",
            "indicator": _indicator(story, goals),
            "role": _text(pool.roles[story.role]),
            "text": _text(story.text),
            "outcome": story.outcome,
            "chosen": _text(story.chosen),
            "described": {"attributes": ["role"], "people": _people(municipality.code, story.role)},
            "consent": {"given": given, "date": asked if given else None, "scope": ["report"], "until": None, "withdrawn": withdrawn},
        }
        stories.append(_approved(entry, pool.approved_by[story.role], asked, story.accepted))
    return [*stories, *_refused(municipality, pool, goals, len(stories))]


def _refused(municipality: Municipality, pool: Pool, goals: list[str], before: int) -> list[Value]:
    """Stories that are refused on purpose: too small a group, changed after it was approved, and a name that nobody accepted."""
    found: list[Value] = []
    for number, each in enumerate((each for each in pool.refused if each.municipality == municipality.code), start=before + 1):
        story = next(known for known in pool.stories if known.id == each.story)
        chance = seeded(municipality.code, "refused stories", each.why)
        asked = f"2025-{pick(chance, ('05', '06', '10', '11', '12'))}-{whole(chance, 3, 20):02d}"
        attributes: list[Attribute] = ["role", "age"] if each.why == "small-group" else ["role"]
        people = whole(chance, 3, 8) if each.why == "small-group" else _people(municipality.code, story.role)
        text = _text(story.text)
        entry: dict[str, Value] = {
            "id": f"{municipality.code}-{number}",
            "municipality": municipality.code,
            "period": "2025",
            "indicator": _indicator(story, goals),
            "role": _text(each.role or pool.roles[story.role]),
            "text": text,
            "outcome": story.outcome,
            "chosen": _text(story.chosen),
            "described": {"attributes": attributes, "people": people},
            "consent": {"given": True, "date": asked, "scope": ["report"], "until": None, "withdrawn": None},
        }
        longer = {language: f"{text[language]} {added}" for language, added in _text(each.added).items()} if each.added else text
        if each.why == "changed":
            found.append({**_approved(entry, pool.approved_by[story.role], asked, []), "text": longer})
        else:
            found.append(_approved({**entry, "text": longer}, pool.approved_by[story.role], asked, []))
    return found


def _indicator(story: PoolStory, goals: list[str]) -> str:
    return next(indicator for indicator in goals if indicator in story.indicators)


def _people(code: str, role: str) -> int:
    """How many people of the municipality have the role: those who took a course, are members, have a child at school, or teach."""
    counted = {measure: totals()[code, 2025, measure] or 0 for measure in ("course_participants", "members", "pupils")}
    found = {
        "course": counted["course_participants"],
        "visitor": counted["members"],
        "parent": counted["pupils"],
        "teacher": counted["pupils"] // PUPILS_PER_TEACHER,
    }
    return found[role]


def _approved(entry: Mapping[str, Value], by: str, asked: str, accepted: list[str]) -> dict[str, Value]:
    """The story with the approval of a person who read it as it is."""
    story = Story.model_validate(entry)
    chance = seeded(story.id, "approval")
    day = date.fromisoformat(asked) + timedelta(days=whole(chance, 1, READ_WITHIN))
    found = [each for each in accepted if any(each in text for _, text in story.told_texts)]
    approval: dict[str, Value] = {"by": by, "date": day.isoformat(), "code": story.code(found)}
    return {**entry, "approved": {**approval, "accepted": found} if found else approval}


def _text(text: Text) -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}
