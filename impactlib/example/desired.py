"""Step 1 of an agreement: the challenge, the statement in its versions, the target groups, and the chain of changes."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import get_args

from impactlib.agreement.chain import reached_from
from impactlib.agreement.model import ExpectedChange
from impactlib.example.chance import between, happens, pick
from impactlib.example.counts import totals
from impactlib.example.parties import broadly_supported, endorsements
from impactlib.example.planning import Plan, drawn_version
from impactlib.example.wordings import chain_words
from impactlib.example.words import ThemeName, ThemeWords, themes
from impactlib.example.writing import Content, given, joined, words
from impactlib.example.yaml_text import Value

TERMS = {
    "knowledge": "short",
    "attitude": "short",
    "skill": "medium",
    "behaviour": "medium",
    "situation": "long",
    "society": "long",
}
"""How soon a change of each level can be expected: said of the chain of the main theme."""

EXPLAINED = 0.3
"""The share of links that say what they assume; the first of an agreement always does."""


def impact(plan: Plan) -> Content:
    """The impact that the parties want."""
    chance = plan.chance("impact")
    drawn_version(chance)  # comes first, so that challenges and statements fall as they always did
    first, *others = [themes().named(name) for name in plan.themes]
    name = plan.municipality.name
    challenge = joined([pick(chance, first.challenges), *(other.second.challenge for other in others[:1])], municipality=name)
    statement = joined([pick(chance, first.statements), *(other.second.statement for other in others)], municipality=name)
    changes = _changes(plan)
    # A target group needs a change; which themes have changes follows from the goals.
    used: list[ThemeName] = [name for name in get_args(ThemeName) if name in plan.themes]
    return given(
        challenge=_challenge(plan, challenge),
        statements=list(_statements(plan, statement)),
        target_groups={themes().named(theme).group: _group(plan, theme) for theme in used},
        changes=list(_written(plan, changes)),
        endorsements=endorsements(plan),
        alternatives=_alternatives(plan),
    )


def _challenge(plan: Plan, text: Value) -> Content:
    about = chain_words().themes[plan.themes[0]]
    return given(text=text, source=words(pick(plan.chance("source"), about.sources)), theme=about.national)


def _statements(plan: Plan, text: Value) -> Iterator[Content]:
    *older, current = plan.versions
    about, name = chain_words().themes[plan.themes[0]], plan.municipality.name
    for version, earlier in zip(older, about.earlier, strict=False):
        state = "withdrawn" if version.number == plan.special.withdrawn else "superseded"
        yield given(version=version.number, text=words(earlier, municipality=name), date=version.day.isoformat(), state=state)
    yield given(
        version=current.number,
        text=text,
        date=current.day.isoformat(),
        state="endorsed" if broadly_supported(plan) else "submitted",
        by="2027",
        why=words(about.why) if happens(plan.chance("why"), 0.4) else None,
    )


def _group(plan: Plan, theme: ThemeName) -> Content:
    about, people = chain_words().themes[theme], plan.municipality.population[2025]
    chance = plan.chance(f"group {theme}")
    size = people * between(chance, *about.share) if about.share else float(totals()[plan.code, 2025, "pupils"] or 0)
    return given(
        name=words(themes().named(theme).group_name),
        size=people if about.share == [1.0, 1.0] else 50 * round(size / 50),
        source=words(about.counted),
        hard_to_reach=about.hard_to_reach,
        children=about.children,
    )


def _changes(plan: Plan) -> list[ExpectedChange]:
    used: list[ThemeName] = [name for name in get_args(ThemeName) if name in plan.themes]
    return [each for name in used for each in _chain(plan, themes().named(name), whole=name == plan.themes[0])]


def _chain(plan: Plan, theme: ThemeWords, *, whole: bool) -> list[ExpectedChange]:
    """The changes of a theme: all of them, or only those that a goal aims at and what these lead to."""
    if whole:
        return theme.expected()
    reached = {goal.change for goal in plan.goals}
    kept: list[ExpectedChange] = []
    for each in theme.expected():
        if each.id in reached:
            kept.append(each)
            reached.update(link.change for link in each.leads_to)
    return kept


def _written(plan: Plan, changes: list[ExpectedChange]) -> Iterator[Content]:
    chance = plan.chance("links")
    served = {each for goal in plan.goals for each in reached_from(goal.change, changes)}
    explained, main = False, themes().named(plan.themes[0]).group
    for change in changes:
        links = [_link(plan, change, each.change, chance, always=not explained) for each in change.leads_to]
        explained = explained or any(isinstance(link, dict) for link in links)
        reason = chain_words().not_covered.get(change.id) if change.id not in served else None
        yield given(
            id=change.id,
            text=words(change.text),
            target_group=change.target_group,
            level=change.level,
            term=TERMS[change.level] if change.target_group == main else None,
            leads_to=links,
            not_covered=words(reason) if reason else None,
        )


def _link(plan: Plan, change: ExpectedChange, to: str, chance: Random, *, always: bool) -> Value:
    """A link: only where it leads, or also what it assumes or risks, and who watches that."""
    about, explained, both = chain_words().links[change.id], happens(chance, EXPLAINED), happens(chance, 0.3)
    theme = next(name for name in get_args(ThemeName) if themes().named(name).group == change.target_group)
    watcher = pick(chance, [*plan.contractors, *plan.partners_for(theme)])
    risky = happens(chance, 0.35)
    if not (explained or always):
        return to
    if risky and not both:
        return given(change=to, risk=words(about.risk), watched_by=watcher)
    risk = words(about.risk) if both else None
    return given(change=to, assumption=words(about.assumption), evidence=about.evidence, risk=risk, watched_by=watcher)


def _alternatives(plan: Plan) -> Value:
    text = pick(plan.chance("alternatives"), chain_words().themes[plan.themes[0]].alternatives)
    heard = any(member.type == "residents" for member in plan.members)
    return joined([text] if heard else [text, chain_words().heard])
