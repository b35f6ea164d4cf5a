"""Items 1 and 4 to 6 of the protocol: the parties, the statement and who endorses it, the chain with its contributions, and for whom."""

from __future__ import annotations

from impactlib.agreement.endorsement import Standing, missing_support, needed, standings
from impactlib.agreement.goals import AgreedGoal, Contribution, Service
from impactlib.agreement.impact import Endorsement, Party, TargetGroup
from impactlib.agreement.protocol import Protocol, Scope
from impactlib.telling.agreed.chain import chain_links, chain_list, chain_picture
from impactlib.telling.agreed.speaker import Speaker, capital, sentence_of
from impactlib.telling.blocks import Block, Items, Outline, OutlineItem, Sentence, Table


def parties(speaker: Speaker) -> list[Block]:
    """Item 1: every party with its role, and what is special about it."""
    columns = [speaker.say("column-party"), *(speaker.label(Party, name) for name in ("role", "type", "contact", "participation"))]
    rows = [
        (
            party.name,
            speaker.value(party, "role"),
            speaker.value(party, "type"),
            speaker.or_none(party.contact),
            speaker.or_none(speaker.value(party, "participation")),
        )
        for party in speaker.agreement.parties
    ]
    notes = [note for party in speaker.agreement.parties for note in _party_notes(speaker, party)]
    if len(speaker.agreement.with_role("contractor")) > 1:
        notes.append(speaker.say("contractors-several"))
    table = speaker.table("caption-parties", columns, rows)
    return [table, *([Items(items=tuple(notes))] if notes else [])]


def _party_notes(speaker: Speaker, party: Party) -> list[str]:
    found = []
    if party.entities:
        names = [f"{each.name} ({speaker.of(each.functions)})" if each.functions else each.name for each in party.entities]
        found.append(speaker.say("party-entities", party=party.name, list=speaker.language.listing(names)))
    others = [speaker.names.get(code, code) for code in party.serves if code != speaker.agreement.municipality]
    if others:
        found.append(speaker.say("party-serves", party=party.name, list=speaker.language.listing(others)))
    if party.lead:
        found.append(speaker.say("party-lead", party=party.name))
    if party.interest is not None:
        found.append(speaker.say("party-interest", party=party.name, interest=sentence_of(speaker.of(party.interest))))
    if party.benefit is not None:
        found.append(speaker.say("party-benefit", party=party.name, benefit=sentence_of(speaker.of(party.benefit))))
    return found


def statement(speaker: Speaker) -> list[Block]:
    """Item 4: the challenge, the statement that holds, and what every party said of it."""
    impact, say = speaker.agreement.impact, speaker.say
    current = impact.current
    blocks: list[Block] = [Sentence(text=say("challenge", text=sentence_of(speaker.of(impact.challenge.text))))]
    if impact.challenge.source is not None:
        blocks.append(Sentence(text=say("challenge-source", source=sentence_of(speaker.of(impact.challenge.source))), role="note"))
    said = [say("of-date", date=speaker.on(current.date))] if current.date is not None else []
    said += [speaker.value(current, "state"), *([say("by-year", year=current.by)] if current.by else [])]
    head = say("statement-version", version=current.version, said=", ".join(said))
    blocks += [Sentence(text=head), Sentence(text=speaker.of(current.text))]
    if current.why is not None:
        blocks.append(Sentence(text=say("statement-why", why=sentence_of(speaker.of(current.why)))))
    if impact.alternatives is not None:
        blocks.append(Sentence(text=say("alternatives", text=sentence_of(speaker.of(impact.alternatives)))))
    blocks += [endorsement_table(speaker), Sentence(text=support(speaker))]
    wanted = speaker.language.listing([party.name for party in needed(speaker.agreement)])
    blocks.append(Sentence(text=say("support-needs", list=wanted), role="note"))
    older = [say("statement-older", version=each.version, state=speaker.value(each, "state")) for each in impact.statements[:-1]]
    return [*blocks, *([Items(items=tuple(older))] if older else [])]


def endorsement_table(speaker: Speaker) -> Table:
    """What every party last said, of which version; what it said of an earlier text is marked."""
    columns = (
        speaker.say("column-party"),
        speaker.say("column-said"),
        *(speaker.label(Endorsement, name) for name in ("version", "date", "body", "reservation")),
    )
    rows = tuple(_standing(speaker, each) for each in standings(speaker.agreement))
    return speaker.table("caption-endorsements", columns, rows, version=speaker.agreement.impact.current.version)


def _standing(speaker: Speaker, standing: Standing) -> tuple[str, ...]:
    said, none = standing.said, speaker.say("table-none")
    if said is None:
        return standing.party.name, speaker.say("said-nothing"), none, none, none, none
    words = capital(speaker.value(said, "state"))
    return (
        standing.party.name,
        speaker.say("said-stale", said=words) if standing.stale else words,
        said.version,
        speaker.or_none(speaker.on(said.date)),
        speaker.or_none(said.body),
        speaker.or_none(said.reservation),
    )


def support(speaker: Speaker) -> str:
    """Whether the statement is broadly supported, and who is still missing."""
    missing = missing_support(speaker.agreement)
    if not missing:
        return speaker.say("supported", version=speaker.agreement.impact.current.version)
    names = speaker.language.listing([party.name for party in missing])
    return speaker.say("not-supported", version=speaker.agreement.impact.current.version, list=names)


def chain(speaker: Speaker) -> list[Block]:
    """Item 5: the chain as a picture and as a list, its links, and the contribution to every goal."""
    protocol = speaker.agreement.protocol
    blocks: list[Block] = [chain_picture(speaker), Sentence(text=speaker.say("chain-list-follows")), chain_list(speaker)]
    blocks += [*chain_links(speaker), services(speaker), Sentence(text=speaker.say("contributions-follow")), contributions(speaker)]
    if protocol.outside_influence is not None:
        outside = f"{speaker.label(Protocol, 'outside_influence')}: {speaker.of(protocol.outside_influence)}"
        blocks.append(Sentence(text=sentence_of(outside)))
    return blocks


def services(speaker: Speaker) -> Table:
    """The products and services, with where and with whom they are given and what they cost."""
    fields = ("function", "location", "partners", "cost")
    columns = (speaker.say("column-service"), *(speaker.label(Service, name) for name in fields))
    rows = tuple(
        (
            speaker.of(each.name),
            speaker.or_none(speaker.value(each, "function")),
            speaker.or_none(speaker.of(each.location)),
            speaker.or_none(speaker.parties(each.partners)),
            speaker.or_none(speaker.language.number(each.cost) if each.cost is not None else ""),
        )
        for each in speaker.agreement.services
    )
    return speaker.table("caption-services", columns, rows, numeric={4})


def contributions(speaker: Speaker) -> Outline:
    """What is contributed to every goal, by whom, and how far the parties are."""
    return Outline(
        items=tuple(OutlineItem(text=speaker.goal(goal), items=_contribution(speaker, goal)) for goal in speaker.agreement.goals)
    )


def _contribution(speaker: Speaker, goal: AgreedGoal) -> tuple[OutlineItem, ...]:
    given = goal.contribution
    named = {
        "strength": speaker.value(given, "strength"),
        "others": speaker.parties(given.others),
        "municipality": speaker.of(given.municipality),
        "external": speaker.of(given.external),
        "resources": speaker.of(given.resources),
        "state": speaker.value(given, "state"),
    }
    lines = [speaker.of(given.text)] if given.text is not None else []
    lines += [sentence_of(f"{speaker.label(Contribution, name)}: {words}") for name, words in named.items() if words]
    lines += [
        sentence_of(f"{speaker.label(AgreedGoal, name)}: {speaker.of(getattr(goal, name))}")
        for name in ("lasting", "risk")
        if getattr(goal, name)
    ]
    return tuple(OutlineItem(text=line) for line in lines)


def scope(speaker: Speaker) -> list[Block]:
    """Item 6: who and where is included, and the target groups."""
    agreed = speaker.agreement.protocol.scope
    blocks: list[Block] = []
    if agreed is not None:
        texts = [(name, getattr(agreed, name)) for name in ("included", "excluded", "split")]
        lines = [f"{speaker.label(Scope, name)}: {sentence_of(speaker.of(text))}" for name, text in texts if text is not None]
        blocks.append(Items(items=tuple(lines)))
    columns = (speaker.say("column-group"), *(speaker.label(TargetGroup, name) for name in ("size", "source", "hard_to_reach")))
    yes, no = speaker.say("yes"), speaker.say("no")
    rows = tuple(
        (
            speaker.of(group.name),
            speaker.or_none(speaker.language.number(group.size) if group.size is not None else ""),
            speaker.or_none(speaker.of(group.source)),
            {True: yes, False: no, None: speaker.say("table-none")}[group.hard_to_reach],
        )
        for group in speaker.agreement.impact.target_groups.values()
    )
    table = speaker.table("caption-groups", columns, rows, numeric={1})
    return [*blocks, table]
