"""The agreement of each municipality, as the file that the parties would have written."""

from __future__ import annotations

from random import Random
from typing import get_args

from impactlib.agreement.model import SCHEMA_VERSION, ExpectedChange
from impactlib.example.chance import happens, pick, seeded, whole
from impactlib.example.goals import ExampleGoal, agreed
from impactlib.example.region import Municipality
from impactlib.example.words import ThemeName, ThemeWords, agreement_words, themes
from impactlib.example.yaml_text import Value, document
from impactlib.workspace import Text

ROUND = "2025-2027"
"""The round of the impact cycle that all of the example's agreements are in."""

PURPOSES: tuple[tuple[str, ...], ...] = (("learn", "account"), ("learn", "account", "communicate"), ("account", "learn"))
"""What monitoring is for, the first before the others."""


def agreement_file(municipality: Municipality) -> str:
    """The name of the agreement's file: code and name."""
    return f"parameters/{municipality.code}-{municipality.slug}.yml"


def agreement_yaml(municipality: Municipality) -> bytes:
    """The agreement of one municipality, readable and with a comment for each step of the cycle."""
    goals = agreed(municipality)
    parties = _parties(municipality, goals)
    content: dict[str, Value] = {
        "schema_version": SCHEMA_VERSION,
        "municipality": municipality.code,
        "round": ROUND,
        "parties": parties,
        "impact": _impact(municipality, goals, [str(party["id"]) for party in parties]),
        "goals": [_goal(goal, number) for number, goal in enumerate(goals, start=1)],
        "protocol": _protocol(municipality),
        "presentations": [_presentation(municipality, goals)],
        "decisions": [],
    }
    return document(content, agreement_words().comments).encode("utf-8")


def _in_order(goals: tuple[ExampleGoal, ...]) -> list[ThemeName]:
    """The themes of the goals, that of the main goal first."""
    return list(dict.fromkeys(goal.theme for goal in sorted(goals, key=lambda goal: not goal.main)))


def _parties(municipality: Municipality, goals: tuple[ExampleGoal, ...]) -> list[dict[str, Value]]:
    chance = seeded(municipality.code, "parties")
    name = f"Gemeente {municipality.name}"
    parties: list[dict[str, Value]] = [
        {"id": "municipality", "name": name, "role": "commissioner", "type": "municipality", "essential": True}
    ]
    for number, library in enumerate(municipality.libraries, start=1):
        key = "library" if number == 1 else f"library-{number}"
        parties.append({"id": key, "name": library.name, "role": "contractor", "type": library.type, "essential": True})
    concerned = [(key, each) for key, each in agreement_words().partners.items() if set(each.themes) & set(_in_order(goals))]
    for place, (key, partner) in enumerate(concerned):
        if place == 0 or happens(chance, 0.45):
            essential = place == 0 and happens(chance, 0.5)
            parties.append({"id": key, "name": partner.name, "role": "partner", "type": partner.type, "essential": essential})
    return parties


def _impact(municipality: Municipality, goals: tuple[ExampleGoal, ...], parties: list[str]) -> dict[str, Value]:
    chance, names = seeded(municipality.code, "impact"), _in_order(goals)
    first, *others = [themes().named(name) for name in names]
    version = pick(chance, ("1.0", "1.1", "2.0"))
    used = [themes().named(name) for name in get_args(ThemeName) if name in names]
    return {
        "challenge": _joined([pick(chance, first.challenges), *(other.second.challenge for other in others[:1])], municipality),
        "statement": _joined([pick(chance, first.statements), *(other.second.statement for other in others)], municipality),
        "version": version,
        "target_groups": {theme.group: _text(theme.group_name) for theme in used},
        "changes": [
            {"id": each.id, "text": _text(each.text), "target_group": each.target_group, "level": each.level, "leads_to": each.leads_to}
            for theme in used
            for each in _chain(theme, goals, whole=theme is first)
        ],
        "endorsements": [entry for party in parties for entry in _endorsement(party, version, chance)],
    }


def _chain(theme: ThemeWords, goals: tuple[ExampleGoal, ...], *, whole: bool) -> list[ExpectedChange]:
    """The changes of a theme: all of them, or only those that a goal aims at and what these lead to."""
    if whole:
        return theme.expected()
    reached = {goal.change for goal in goals}
    kept: list[ExpectedChange] = []
    for each in theme.expected():
        if each.id in reached:
            kept.append(each)
            reached.update(each.leads_to)
    return kept


def _endorsement(party: str, version: str, chance: Random) -> list[Value]:
    """What the party said; not every partner has answered, and some answered an earlier version only."""
    day = f"2025-{whole(chance, 1, 4):02d}-{whole(chance, 6, 24):02d}"
    draw = chance.random() if party not in ("municipality", "library") else 0.35 + 0.65 * chance.random()
    if draw < 0.08:
        return []
    if draw < 0.18:
        return [{"party": party, "version": version, "state": "asked"}]
    if draw < 0.26 and version != "1.0":
        return [{"party": party, "version": "1.0", "state": "endorsed", "date": day.replace("2025", "2024")}]
    if draw < 0.42:
        reservation = pick(chance, agreement_words().reservations)
        return [{"party": party, "version": version, "state": "endorsed-with-reservation", "date": day, "reservation": reservation}]
    return [{"party": party, "version": version, "state": "endorsed", "date": day}]


def _goal(goal: ExampleGoal, number: int) -> Value:
    baseline: dict[str, Value] = {"value": goal.baseline.written, "period": goal.baseline.period}
    target: dict[str, Value] = {"value": goal.target.written, "by": goal.target.by}
    content: dict[str, Value] = {
        "id": f"goal-{number}",
        "service": _text(goal.service),
        "change": goal.change,
        "indicator": goal.indicator,
        "baseline": {"reason": _text(goal.baseline.reason)} if goal.baseline.reason else baseline,
        "target": {"reason": _text(goal.target.reason)} if goal.target.reason else target,
        "contribution": goal.contribution,
    }
    return {**content, "main": True} if goal.main else content


def _protocol(municipality: Municipality) -> Value:
    chance, words = seeded(municipality.code, "protocol"), agreement_words()
    return {
        "purpose": pick(chance, PURPOSES),
        "if_it_disappoints": _text(pick(chance, words.if_it_disappoints)),
        "stories": {"rule": _text(pick(chance, words.story_rules)), "critical": True},
    }


def _presentation(municipality: Municipality, goals: tuple[ExampleGoal, ...]) -> Value:
    chance = seeded(municipality.code, "presentation")
    occasion = pick(chance, agreement_words().occasions)
    question = next(goal.question for goal in goals if goal.main)
    return {"audience": "council", "occasion": occasion.name, "date": pick(chance, occasion.dates), "question": _text(question)}


def _text(text: Text) -> Value:
    return {"nl": text.nl, "en": text.en}


def _joined(texts: list[Text], municipality: Municipality) -> Value:
    nl, en = " ".join(text.nl for text in texts), " ".join(text.en for text in texts)
    return {"nl": nl.replace("{municipality}", municipality.name), "en": en.replace("{municipality}", municipality.name)}
