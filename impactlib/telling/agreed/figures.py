"""Items 7 to 11 of the protocol: which indicators, from where to where, how they are measured, and when."""

from __future__ import annotations

from impactlib.agreement.goals import Target
from impactlib.agreement.model import AgreedGoal
from impactlib.agreement.protocol import AgreedIndicator, Moment
from impactlib.telling.agreed.speaker import Speaker, capital, sentence_of
from impactlib.telling.blocks import Block, Items, Sentence


def indicators(speaker: Speaker) -> list[Block]:
    """Item 7: every promised indicator with its definition, and what was agreed about it."""
    say = speaker.say
    columns = ("column-indicator", "column-definition", "column-kind", "column-direction", "column-goal-short")
    rows = []
    for name in speaker.agreement.promised:
        known = speaker.indicators[name]
        goals = [str(n) for n, goal in enumerate(speaker.agreement.goals, start=1) if name in goal.indicators]
        direction = next((goal.direction for goal in speaker.agreement.goals if goal.indicator == name and goal.direction), known.direction)
        cells = (speaker.of(known.definition), say(f"kind-{known.kind}"), say(f"direction-{direction}"), speaker.language.listing(goals))
        rows.append((speaker.indicator(name), *cells))
    blocks: list[Block] = [speaker.table("caption-indicators", [say(each) for each in columns], rows)]
    agreed = speaker.agreement.protocol.indicators
    if agreed:
        fields = ("owner", "state", "user", "reason")
        told = tuple(
            (
                speaker.indicator(name),
                speaker.or_none(speaker.party(each.owner)),
                speaker.value(each, "state"),
                speaker.or_none(speaker.of(each.user)),
                speaker.or_none(speaker.of(each.reason)),
            )
            for name, each in agreed.items()
        )
        heads = (say("column-indicator"), *(speaker.label(AgreedIndicator, field) for field in fields))
        blocks.append(speaker.table("caption-agreed-indicators", heads, told))
    return blocks


def baselines(speaker: Speaker) -> list[Block]:
    """Item 8: where things stood, or why that is not known; a figure that may not be told stays in the agreement's own file."""
    rows = []
    for goal in speaker.agreement.goals:
        value, period, source = _baseline(speaker, goal)
        rows.append((speaker.goal(goal), speaker.indicator(goal.indicator), value, period, source))
    columns = tuple(speaker.say(name) for name in ("column-goal", "column-indicator", "column-value", "column-period", "column-how"))
    return [speaker.table("caption-baselines", columns, rows, numeric={2})]


def _baseline(speaker: Speaker, goal: AgreedGoal) -> tuple[str, str, str]:
    baseline, none = goal.baseline, speaker.say("table-none")
    if baseline is None:
        return none, none, speaker.say("baseline-none")
    if baseline.value is None:
        return none, none, speaker.of(baseline.reason)
    if goal.id in speaker.withheld:
        return none, baseline.period, speaker.say("baseline-withheld")
    return speaker.amount(goal.indicator, baseline.value), baseline.period, speaker.or_none(speaker.of(baseline.source))


def targets(speaker: Speaker) -> list[Block]:
    """Item 9: what is to be reached by when, why, and who proposed it."""
    rows = []
    for goal in speaker.agreement.goals:
        aim, none = goal.target, speaker.say("table-none")
        value = none
        if aim.value is not None:
            down = (goal.direction or speaker.indicators[goal.indicator].direction) == "down"
            value = speaker.say("target-at-most" if down else "target-at-least", value=speaker.amount(goal.indicator, aim.value))
        why = speaker.of(aim.reason if aim.value is None else aim.why)
        rows.append((speaker.goal(goal), value, aim.by or none, speaker.or_none(why), speaker.or_none(speaker.party(aim.set_by))))
    columns = (speaker.say("column-goal"), speaker.say("column-target"), *(speaker.label(Target, name) for name in ("by", "why", "set_by")))
    return [speaker.table("caption-targets", columns, rows, numeric={1})]


def methods(speaker: Speaker) -> list[Block]:
    """Item 10: for every indicator what kind of evidence it is, and how it is measured here."""
    rows = []
    for name in speaker.agreement.promised:
        known, agreed = speaker.indicators[name], speaker.agreement.protocol.indicators.get(name)
        method = speaker.of(agreed.method) if agreed is not None else ""
        rows.append((speaker.indicator(name), speaker.say(f"evidence-{known.evidence}"), method or speaker.say("method-catalogue")))
    columns = tuple(speaker.say(each) for each in ("column-indicator", "column-evidence", "column-method"))
    return [speaker.table("caption-methods", columns, rows)]


def calendar(speaker: Speaker) -> list[Block]:
    """Item 11: the measurement moments by date, and what each is needed for."""
    moments = sorted(speaker.agreement.moments, key=lambda moment: moment.date)
    if not moments:
        return []
    fields = ("date", "covers", "indicators", "responsible", "feeds", "state")
    columns = (speaker.say("column-moment"), *(speaker.label(Moment, name) for name in fields))
    rows = tuple(
        (
            speaker.of(moment.name),
            speaker.on(moment.date),
            speaker.or_none(moment.covers),
            speaker.language.listing(moment.indicators) if moment.indicators else speaker.say("all-indicators"),
            speaker.or_none(speaker.party(moment.responsible)),
            speaker.or_none(speaker.language.listing([_presentation(speaker, each) for each in moment.feeds])),
            speaker.value(moment, "state"),
        )
        for moment in moments
    )
    table = speaker.table("caption-moments", columns, rows)
    missed = [
        sentence_of(speaker.say("moment-missed", moment=speaker.of(moment.name), reason=speaker.of(moment.reason)))
        for moment in moments
        if moment.reason is not None
    ]
    return [table, *([Items(items=tuple(missed))] if missed else []), Sentence(text=speaker.say("calendar-file"), role="note")]


def _presentation(speaker: Speaker, id_: str) -> str:
    return next((capital(each.occasion) for each in speaker.agreement.presentations if each.id == id_), id_)
