"""What changed between two versions of an agreement, in words: one sentence a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import BaseModel

from impactlib.agreement.differences import Difference, Step
from impactlib.agreement.labels import choices, field_label, part_label, value_label
from impactlib.agreement.model import AgreedGoal, Agreement
from impactlib.telling.agreed.speaker import Speaker, capital
from impactlib.workspace import Text

PARTIES = frozenset(
    {"party", "watched_by", "owner", "responsible", "accountable", "consulted", "informed", "others", "set_by", "who", "by", "chosen_by"}
)
"""Fields that mean parties by their ids."""

AMOUNTS = frozenset({("Baseline", "value"), ("Target", "value")})
"""Fields whose number is an amount of the goal's indicator."""

SHARES = frozenset({("Response", "target"), ("Effort", "share")})
"""Fields whose number is a share."""


def difference_sentences(speaker: Speaker, earlier: Agreement, found: Sequence[Difference]) -> list[str]:
    """A sentence for each difference; `speaker` has the newer version, `earlier` knows the names of what is gone."""
    return [_sentence(speaker, replace(speaker, agreement=earlier), each) for each in found]


def _sentence(speaker: Speaker, before: Speaker, found: Difference) -> str:
    if found.kind != "changed":
        who = before if found.kind == "removed" else speaker
        return speaker.say(f"difference-{found.kind}", what=_way(who, found.way))
    holder = found.way[-1].part if found.way else speaker.agreement
    where = _way(speaker, found.way) if found.way else capital(speaker.of(part_label(Agreement)))
    field = speaker.of(field_label(type(holder), found.field))
    old = _value(before, found, holder, found.old)
    new = _value(speaker, found, holder, found.new)
    if not old:
        return speaker.say("difference-filled", where=where, field=field, new=new)
    if not new:
        return speaker.say("difference-emptied", where=where, field=field, old=old)
    return speaker.say("difference-changed", where=where, field=field, old=old, new=new)


def _way(speaker: Speaker, way: Sequence[Step]) -> str:
    """The way to a part in words: 'doel 1: Cursus …, streefwaarde'; the folders of the file are left out."""
    told = [step for step in way if step.key or step.field not in ("impact", "protocol")] or list(way)
    return capital(", ".join(_step(speaker, step) for step in told))


def _step(speaker: Speaker, step: Step) -> str:
    label = speaker.of(part_label(type(step.part)))
    if not step.key:
        return label
    name = _name(speaker, step)
    return name if isinstance(step.part, AgreedGoal) else speaker.say("difference-named", part=label, name=name)


def _name(speaker: Speaker, step: Step) -> str:
    """What people call one of several parts."""
    part: Any = step.part
    kind = type(part).__name__
    if kind in ("Endorsement", "Signature"):
        said = {"party": speaker.party(part.party), "version": part.version}
        said |= {"state": speaker.value(part, "state")} if kind == "Endorsement" else {}
        return speaker.say(f"difference-{kind.lower()}", **said)
    named = {
        "AgreedGoal": lambda: speaker.goal_named(part.id),
        "Presentation": lambda: speaker.say(
            "difference-presentation", audience=speaker.audience(part.audience), date=speaker.on(part.date)
        ),
        "AgreedIndicator": lambda: speaker.indicator(step.key),
        "Link": lambda: next((_text(speaker, each.text) for each in speaker.agreement.impact.changes if each.id == part.change), ""),
        "Statement": lambda: str(part.version),
        "Task": lambda: speaker.value(part, "task"),
        "Interpretation": lambda: _text(speaker, part.finding),
    }
    own = (_text(speaker, getattr(part, field)) for field in ("name", "text") if hasattr(part, field))
    return (named[kind]() if kind in named else next(own, "")) or step.key


def _text(speaker: Speaker, text: Text | str) -> str:
    return text if isinstance(text, str) else speaker.of(text).rstrip(".")


def _value(speaker: Speaker, found: Difference, holder: BaseModel, value: Any) -> str:
    """A value as people write it; nothing where there is none."""
    if value is None or value in ("", []):
        return ""
    match value:
        case bool():
            return speaker.say("yes" if value else "no")
        case Text():
            return speaker.of(value)
        case date():
            return speaker.on(value)
        case int() | float():
            return _number(speaker, found, holder, value)
        case list():
            return speaker.language.listing([_value(speaker, found, holder, each) for each in value])
    if value in choices(type(holder), found.field):
        return speaker.of(value_label(type(holder), value))
    return (speaker.party(value) if found.field in PARTIES else "") or str(value)


def _number(speaker: Speaker, found: Difference, holder: BaseModel, value: float) -> str:
    place = (type(holder).__name__, found.field)
    goal = next((step.part for step in found.way if isinstance(step.part, AgreedGoal)), None)
    if place in AMOUNTS and goal is not None:
        return speaker.amount(goal.indicator, value)
    if place in SHARES:
        return speaker.language.percent(value)
    return speaker.language.number(value, 0 if value == round(value) else 2)
