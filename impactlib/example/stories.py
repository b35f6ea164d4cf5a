"""The stories that invented participants tell, who approved them, and whether they may be told."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from pydantic import Field

from impactlib.documents import Document, read_document
from impactlib.example.chance import pick, seeded, whole
from impactlib.example.goals import agreed
from impactlib.example.region import TEXTS, Municipality, municipalities
from impactlib.example.yaml_text import Value, document
from impactlib.workspace import Text

CRITICAL = 0.25
"""The share of stories about what did not work; a municipality with several stories always has one."""

COMMENT = {
    "stories": "Voorbeeldverhalen – verzonnen. / Example stories, invented.\n"
    "Wat niet is toegestaan ('given: false') of is ingetrokken ('withdrawn'), wordt nooit verteld."
}


class PoolStory(Document):
    """A story that fits goals about these indicators."""

    id: str
    indicators: list[str] = Field(min_length=1)
    role: str
    outcome: Literal["positive", "critical"]
    text: Text
    chosen: Text


class Pool(Document):
    """All stories, and which municipalities are special."""

    roles: dict[str, Text]
    approved_by: dict[str, str]
    stories: list[PoolStory]
    none: list[str]
    several: list[str]
    not_given: list[str]
    withdrawn: list[str]


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
        stories.append(
            {
                "id": f"{municipality.code}-{number}",
                "municipality": municipality.code,
                "period": "2025",
                "indicator": next(indicator for indicator in goals if indicator in story.indicators),
                "role": _text(pool.roles[story.role]),
                "text": _text(story.text),
                "outcome": story.outcome,
                "chosen": _text(story.chosen),
                "consent": {"given": given, "date": asked if given else None, "withdrawn": withdrawn},
                "approved_by": pool.approved_by[story.role],
            }
        )
    return stories


def _text(text: Text) -> Value:
    return {"nl": text.nl, "en": text.en}
