"""The cycle page of a municipality: where the parties are, what was agreed, endorsed, measured, told and learned, and what is due next.

It holds what reports may hold: the agreement, and of the figures only what was released.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from impactlib.agreement.cycle import STANDING, CycleStep, Due, due, steps, where
from impactlib.agreement.labels import value_label
from impactlib.agreement.learning import Decision, Interpretation
from impactlib.agreement.model import Agreement
from impactlib.agreement.protocol import Protocol
from impactlib.telling.accounting import accounted
from impactlib.telling.agreed.chain import chain_list, chain_picture
from impactlib.telling.agreed.commitments import presentations
from impactlib.telling.agreed.impact import endorsement_table, support
from impactlib.telling.agreed.speaker import Speaker, capital, sentence_of
from impactlib.telling.audience import audiences
from impactlib.telling.blocks import Block, Heading, Items, Notice, Provenance, Sentence, Title
from impactlib.telling.report import Report
from impactlib.telling.sections import goals_table


def cycle_blocks(report: Report, *, day: date, names: Mapping[str, str], made_of: tuple[tuple[str, str], ...]) -> list[Block]:
    """The page of one municipality; `report` says the figures, `names` are those of all areas by code."""
    agreement = report.release.area.agreement
    assert agreement is not None, "only an agreement has a cycle"
    speaker = Speaker(
        agreement=agreement,
        language=report.language,
        area=report.release.area.name,
        day=day,
        indicators=report.release.indicators,
        names=names,
        audiences={each.id: each.name for each in audiences().values()},
        minimum_group=report.release.manifest.privacy.minimum_group,
    )
    notice = report.release.manifest.notice
    subtitle = speaker.say("cycle-subtitle", round=agreement.round, date=speaker.on(day))
    return [
        *([Notice(text=speaker.of(notice))] if notice is not None else []),
        Title(text=speaker.say("cycle-title", area=speaker.area), subtitle=subtitle),
        *_opening(speaker),
        *_where(speaker),
        *_agreed(speaker),
        *_measured(report),
        *_told(speaker),
        *_learned(speaker),
        *_next(speaker),
        Provenance(label=speaker.say("cycle-made"), rows=made_of),
    ]


def _opening(speaker: Speaker) -> list[Block]:
    number = where(speaker.agreement, speaker.day)
    answers = [speaker.say("cycle-at", n=number, step=speaker.say(f"step-{number}")), support(speaker)]
    coming = [each for each in due(speaker.agreement, speaker.day) if each.day is not None]
    late = [each for each in coming if each.late]
    if late:
        answers.append(speaker.say("cycle-late", n=len(late)))
    elif coming:
        first = coming[0]
        answers.append(speaker.say("cycle-next", what=_what(speaker, first), date=speaker.on(first.day)))
    return [Sentence(text=text, role="answer") for text in answers]


def _where(speaker: Speaker) -> list[Block]:
    rows = tuple(_step(speaker, step) for step in steps(speaker.agreement, speaker.day))
    columns = tuple(speaker.say(name) for name in ("column-step", "column-progress", "column-there"))
    return [Heading(text=speaker.say("cycle-where")), speaker.table("caption-steps", columns, rows)]


def _step(speaker: Speaker, step: CycleStep) -> tuple[str, str, str]:
    agreement, number = speaker.agreement, step.number
    there = {
        1: lambda: speaker.say("there-1", version=agreement.impact.current.version, state=speaker.value(agreement.impact.current, "state")),
        2: lambda: speaker.say("there-2", goals=len(agreement.goals), agreed=_agreed_goals(agreement)),
        3: lambda: speaker.say("there-3", state=speaker.of(value_label(Protocol, agreement.protocol.state))),
        4: lambda: speaker.say("there-4", n=len(agreement.presentations), told=_told_ones(agreement)),
        5: lambda: speaker.say("there-5", n=len(agreement.interpretations), decisions=len(agreement.decisions)),
    }[number]()
    return speaker.say("numbered-step", n=number, step=speaker.say(f"step-{number}")), speaker.say(f"progress-{step.progress}"), there


def _agreed_goals(agreement: Agreement) -> int:
    return sum(goal.contribution.state in STANDING for goal in agreement.goals)


def _told_ones(agreement: Agreement) -> int:
    return sum(each.state == "shared" for each in agreement.presentations)


def _agreed(speaker: Speaker) -> list[Block]:
    impact = speaker.agreement.impact
    statement = Sentence(text=speaker.say("impact-statement", statement=speaker.of(impact.current.text)))
    chain: list[Block] = [Sentence(text=speaker.say("chain-reads")), chain_picture(speaker), chain_list(speaker)]
    return [
        Heading(text=speaker.say("cycle-agreed")),
        statement,
        *chain,
        Heading(text=speaker.say("cycle-endorsed")),
        endorsement_table(speaker),
    ]


def _measured(report: Report) -> list[Block]:
    """The goals side by side, then whether all that was promised is there."""
    return [*goals_table(report), *accounted(report)]


def _told(speaker: Speaker) -> list[Block]:
    told = presentations(speaker) or [Sentence(text=speaker.say("told-nothing"))]
    return [Heading(text=speaker.say("cycle-told")), *told]


def _learned(speaker: Speaker) -> list[Block]:
    agreement = speaker.agreement
    blocks: list[Block] = [Heading(text=speaker.say("cycle-learned"))]
    for each in agreement.interpretations:
        blocks += _interpretation(speaker, each)
    if agreement.decisions:
        columns = (speaker.say("column-decision"), *(speaker.label(Decision, name) for name in ("text", "goal", "owner", "date", "done")))
        rows = tuple(_decision(speaker, each) for each in agreement.decisions)
        blocks.append(speaker.table("caption-decisions", columns, rows))
    if lessons := tuple(speaker.of(each.text) for each in agreement.lessons if each.open):
        blocks += [Sentence(text=speaker.say("lessons-open")), Items(items=lessons)]
    if len(blocks) == 1:
        blocks.append(Sentence(text=speaker.say("learned-nothing")))
    return blocks


def _interpretation(speaker: Speaker, each: Interpretation) -> list[Block]:
    goal = speaker.goal_named(each.goal)
    head = (
        speaker.say("interpretation-of-goal", period=each.period, goal=goal)
        if goal
        else speaker.say("interpretation-of", period=each.period)
    )
    named = ("finding", "explanation", "alternative", "counter_voice")
    lines = [
        f"{speaker.label(Interpretation, name)}: {speaker.of(getattr(each, name))}" for name in named if getattr(each, name) is not None
    ]
    if each.by:
        lines.append(f"{speaker.label(Interpretation, 'by')}: {speaker.parties(each.by)}")
    return [Heading(text=head, level=3), Items(items=tuple(sentence_of(line) for line in lines))]


def _decision(speaker: Speaker, each: Decision) -> tuple[str, ...]:
    return (
        capital(speaker.value(each, "kind")),
        speaker.of(each.text),
        speaker.or_none(speaker.goal_named(each.goal)),
        speaker.or_none(speaker.party(each.owner)),
        speaker.or_none(speaker.on(each.date)),
        speaker.say("yes" if each.done else "no"),
    )


def _next(speaker: Speaker) -> list[Block]:
    coming = due(speaker.agreement, speaker.day)
    if not coming:
        return [Heading(text=speaker.say("cycle-due")), Sentence(text=speaker.say("due-nothing"))]
    columns = tuple(speaker.say(name) for name in ("column-what", "column-when", "column-who"))
    rows = tuple((_what(speaker, each), _when(speaker, each), speaker.or_none(speaker.parties(each.parties))) for each in coming)
    return [Heading(text=speaker.say("cycle-due")), speaker.table("caption-due", columns, rows)]


def _when(speaker: Speaker, each: Due) -> str:
    if each.day is None:
        return speaker.say("due-open")
    return speaker.say("due-late", date=speaker.on(each.day)) if each.late else speaker.on(each.day)


def _what(speaker: Speaker, each: Due) -> str:
    """What is due, in words."""
    agreement = speaker.agreement
    match each.kind:
        case "moment" | "confirm":
            name = next(moment.name for moment in agreement.moments if moment.id == each.key)
            return speaker.say(f"due-{each.kind}", name=speaker.of(name))
        case "presentation":
            told = agreement.presentations[int(each.key)]
            return speaker.say("due-presentation", audience=speaker.audience(told.audience), occasion=told.occasion)
        case "decision":
            decision = agreement.decisions[int(each.key)]
            return speaker.say("due-decision", text=speaker.of(decision.text).rstrip("."))
        case "endorsement":
            return speaker.say("due-endorsement", version=agreement.impact.current.version, party=speaker.party(each.key))
        case "signature":
            return speaker.say("due-signature", version=agreement.protocol.version)
        case kind:
            return speaker.say(f"due-{kind}")
