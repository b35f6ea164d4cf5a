"""The items of the protocol about what the parties bind themselves to: purpose, term, tasks, people's answers, telling, and signing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from impactlib.agreement.labels import value_label
from impactlib.agreement.learning import Presentation
from impactlib.agreement.model import Agreement
from impactlib.agreement.protocol import TASKS, Basis, Effort, Privacy, Protocol, Response, Signature, StoryRule, Task
from impactlib.telling.agreed.planning import plan_blocks
from impactlib.telling.agreed.speaker import Speaker, capital, sentence_of
from impactlib.telling.blocks import Block, Items, Sentence, Table


def words(field: str) -> Callable[[Speaker], list[Block]]:
    """An item that is one text: what the parties wrote in this field of the protocol."""

    def write(speaker: Speaker) -> list[Block]:
        text = getattr(speaker.agreement.protocol, field)
        return [Sentence(text=speaker.of(text))] if text is not None else []

    return write


def purpose(speaker: Speaker) -> list[Block]:
    """Item 2: what the monitoring is for, the first before the others."""
    purposes = [speaker.of(value_label(Protocol, each)) for each in speaker.agreement.protocol.purpose]
    return [Sentence(text=speaker.say("purposes", list=speaker.language.listing(purposes)))]


def basis(speaker: Speaker) -> list[Block]:
    """Item 3: what the protocol rests on, and how long it holds."""
    agreed = speaker.agreement.protocol.basis
    if agreed is None:
        return []
    named = {
        "kind": speaker.value(agreed, "kind"),
        "reference": agreed.reference,
        "start": speaker.on(agreed.start),
        "until": speaker.on(agreed.until),
        "review": speaker.on(agreed.review),
    }
    lines = [sentence_of(f"{speaker.label(Basis, name)}: {text}") for name, text in named.items() if text]
    until = agreed.until
    if until is not None and any(day > until for day in _days(speaker.agreement)):
        lines.append(speaker.say("basis-runs-on"))
    return [Items(items=tuple(lines))]


def _days(agreement: Agreement) -> list[date]:
    """Every day on which something is measured, talked about or told."""
    held = agreement.protocol.meeting.dates if agreement.protocol.meeting is not None else []
    return [*(moment.date for moment in agreement.moments), *(told.date for told in agreement.presentations), *held]


def tasks(speaker: Speaker) -> list[Block]:
    """Item 12: who does each task, who answers for it, who is asked first and who hears of it."""
    agreed = speaker.agreement.protocol.tasks
    if not agreed:
        return []
    columns = tuple(speaker.label(Task, name) for name in ("task", "responsible", "accountable", "consulted", "informed"))
    rows = tuple(
        (
            capital(speaker.value(each, "task")),
            speaker.or_none(speaker.party(each.responsible)),
            speaker.or_none(speaker.party(each.accountable)),
            speaker.or_none(speaker.parties(each.consulted)),
            speaker.or_none(speaker.parties(each.informed)),
        )
        for each in sorted(agreed, key=lambda each: TASKS.index(each.task))
    )
    partners = {party.id for party in speaker.agreement.with_role("partner")}
    bound = [Sentence(text=speaker.say("partners-not-bound"))] if any(partners & {each.responsible} for each in agreed) else []
    return [speaker.table("caption-tasks", columns, rows), *bound]


def response(speaker: Speaker) -> list[Block]:
    """Item 13: how many answers are sought and needed, and about how few people nothing is told."""
    agreed = speaker.agreement.protocol.response
    group = max(agreed.minimum_group if agreed is not None else 0, speaker.minimum_group)
    lines = [speaker.say("minimum-group", n=group, few=speaker.minimum_answers)]
    if agreed is not None and agreed.target is not None:
        lines.insert(0, speaker.say("response-target", share=speaker.language.percent(agreed.target)))
    if agreed is not None and agreed.if_below is not None:
        lines.append(sentence_of(f"{speaker.label(Response, 'if_below')}: {speaker.of(agreed.if_below)}"))
    return [Items(items=tuple(lines)), *plan_blocks(speaker)]


def privacy(speaker: Speaker) -> list[Block]:
    """Item 15: what is agreed about personal data."""
    agreed = speaker.agreement.protocol.privacy
    if agreed is None:
        return []
    fields = ("purpose", "basis", "retention", "sharing", "consent", "children", "processors")
    lines = [f"{speaker.label(Privacy, name)}: {speaker.of(getattr(agreed, name))}" for name in fields if getattr(agreed, name) is not None]
    if agreed.dpia is not None:
        lines.append(f"{speaker.label(Privacy, 'dpia')}: {speaker.value(agreed, 'dpia')}")
    return [Items(items=tuple(sentence_of(line) for line in lines))] if lines else []


def stories(speaker: Speaker) -> list[Block]:
    """Item 16: how stories are chosen, and by whom."""
    agreed = speaker.agreement.protocol.stories
    if agreed is None:
        return []
    lines = [speaker.of(agreed.rule), speaker.say("stories-critical" if agreed.critical else "stories-not-critical")]
    if agreed.number is not None:
        lines.append(speaker.say("stories-number", n=agreed.number))
    if agreed.chosen_by:
        lines.append(speaker.say("stories-chosen-by", list=speaker.parties(agreed.chosen_by)))
    if agreed.consent is not None:
        lines.append(sentence_of(f"{speaker.label(StoryRule, 'consent')}: {speaker.of(agreed.consent)}"))
    return [Items(items=tuple(lines))]


def context(speaker: Speaker) -> list[Block]:
    """Item 17: the figures of the surroundings, for which nobody is judged."""
    agreed = speaker.agreement.protocol.context
    if agreed is None:
        return []
    named: list[Block] = [Items(items=tuple(speaker.indicator(name) for name in agreed.indicators))] if agreed.indicators else []
    return [*named, Sentence(text=speaker.of(agreed.statement))] if agreed.statement is not None else named


def meeting(speaker: Speaker) -> list[Block]:
    """Item 19: when the parties talk about the results, who is there, and in which order."""
    agreed = speaker.agreement.protocol.meeting
    if agreed is None:
        return []
    lines = [speaker.say("meeting-dates", list=speaker.dates(agreed.dates))] if agreed.dates else []
    if agreed.who:
        lines.append(speaker.say("meeting-who", list=speaker.parties(agreed.who)))
    if agreed.order is not None:
        lines.append(speaker.say("meeting-order", order=speaker.of(agreed.order)))
    return [Items(items=tuple(lines))] if lines else []


def presentations(speaker: Speaker) -> list[Block]:
    """Item 20: who is told, when, at which occasion, and what is asked."""
    told = sorted(speaker.agreement.presentations, key=lambda each: each.date)
    if not told:
        return []
    fields = ("audience", "occasion", "date", "question", "responsible", "state")
    rows = tuple(
        (
            capital(speaker.audience(each.audience)),
            each.occasion,
            speaker.on(each.date),
            speaker.or_none(speaker.of(each.question)),
            speaker.or_none(speaker.party(each.responsible)),
            speaker.value(each, "state"),
        )
        for each in told
    )
    columns = tuple(speaker.label(Presentation, name) for name in fields)
    return [speaker.table("caption-presentations", columns, rows)]


def effort(speaker: Speaker) -> list[Block]:
    """Item 23: what the monitoring costs."""
    agreed = speaker.agreement.protocol.effort
    if agreed is None:
        return []
    lines = [
        f"{speaker.label(Effort, name)}: {speaker.language.number(value)}"
        for name, value in (("hours", agreed.hours), ("euros", agreed.euros))
        if value is not None
    ]
    if agreed.share is not None:
        lines.append(f"{speaker.label(Effort, 'share')}: {speaker.language.percent(agreed.share, 0 if agreed.share * 100 % 1 == 0 else 1)}")
    if agreed.text is not None:
        lines.append(speaker.of(agreed.text))
    return [Items(items=tuple(sentence_of(line) for line in lines))] if lines else []


def signatures(speaker: Speaker) -> list[Block]:
    """Item 26: who signed this version, and room for those who did not yet."""
    protocol = speaker.agreement.protocol
    signed = {each.party: each for each in protocol.signatures if each.version == protocol.version}
    sides = [party for party in speaker.agreement.parties if party.role in ("commissioner", "contractor") or party.id in signed]
    rows = []
    for party in sides:
        given = signed.get(party.id)
        if given is None:
            rows.append((party.name, "", "", ""))
        else:
            rows.append((party.name, given.function, speaker.on(given.date), speaker.say("signed")))
    columns = (
        speaker.say("column-party"),
        *(speaker.label(Signature, name) for name in ("function", "date")),
        speaker.say("column-signature"),
    )
    older = [each for each in protocol.signatures if each.version != protocol.version]
    lines = tuple(
        speaker.say("signed-older", party=speaker.party(each.party), version=each.version, date=speaker.on(each.date)) for each in older
    )
    table = Table(caption=speaker.say("caption-signatures", version=protocol.version), columns=columns, rows=tuple(rows), role="form")
    current = speaker.agreement.impact.current
    if current.date is not None and any(each.date < current.date for each in signed.values()):
        lines = (*lines, speaker.say("signed-before-statement", version=current.version, date=speaker.on(current.date)))
    return [table, *([Items(items=lines)] if lines else [])]
