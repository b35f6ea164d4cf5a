"""Step 3 of an agreement: the monitoring protocol. Much is left out on purpose, and has its usual value."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from impactlib.example.chance import between, happens, pick, whole
from impactlib.example.planning import SIGNED, TODAY, Plan, working_day
from impactlib.example.promises import also_of, kind_of, promised
from impactlib.example.wordings import accounting, party_words
from impactlib.example.words import agreement_words
from impactlib.example.writing import Content, given, words
from impactlib.example.yaml_text import Value
from impactlib.workspace import Text

PURPOSES: tuple[tuple[str, ...], ...] = (("learn", "account"), ("learn", "account", "communicate"), ("account", "learn"))
"""What monitoring is for, the first before the others."""

BASES = ("subsidy", "subsidy", "service-agreement", "service-agreement", "covenant", "other")
"""What a protocol rests on; a subsidy or a service agreement is what is usual."""

CONTEXT = {"reading": "LB13"}
"""The context figure of a theme, where the catalogue has one."""

DROPPED = "BR03"
"""An indicator that a few parties agreed on once, and dropped."""

OLD = "1.0"
"""The version of a protocol that was signed first."""


def protocol(plan: Plan) -> Content:
    """What was agreed about accountability."""
    chance = plan.chance("protocol")  # the first three draws fall as they always did
    purpose = pick(chance, PURPOSES)
    disappoints = pick(chance, agreement_words().if_it_disappoints)
    rule = pick(chance, agreement_words().story_rules)
    said = accounting()
    return given(
        version=_rounds(plan)[-1][0],
        state=plan.protocol,
        purpose=list(purpose),
        basis=_basis(plan),
        outside_influence=_some(plan, "outside", said.outside_influence, 0.25),
        scope=_scope(plan),
        indicators=_indicators(plan),
        tasks=_tasks(plan),
        response=_response(plan),
        quality=_some(plan, "quality", said.quality, 0.25),
        privacy=_privacy(plan),
        stories=_stories(plan, rule),
        context=_context(plan),
        comparison=_some(plan, "comparison", said.comparison, 0.2),
        meeting=_meeting(plan),
        if_it_disappoints=words(disappoints),
        changes=_some(plan, "changes", said.changes, 0.12),
        effort=_effort(plan),
        openness=_some(plan, "openness", said.openness, 0.2),
        evaluation=_some(plan, "evaluation", said.evaluation, 0.15),
        signatures=_signatures(plan),
    )


def _some(plan: Plan, purpose: str, texts: list[Text], share: float) -> Value:
    """One of the texts in this share of the agreements, else nothing: then what is usual holds."""
    chance = plan.chance(f"protocol {purpose}")
    text = pick(chance, texts)
    return words(text, municipality=plan.municipality.name) if happens(chance, share) else None


def _basis(plan: Plan) -> Content:
    chance = plan.chance("basis")
    kind = pick(chance, BASES)
    review = working_day(date(2027, whole(chance, 9, 11), whole(chance, 1, 28))).isoformat()
    return given(kind=kind, reference=pick(chance, accounting().references[kind]), start="2025-01-01", until="2027-12-31", review=review)


def _scope(plan: Plan) -> Content:
    chance, said = plan.chance("scope"), accounting()
    shares = any(member.library and len(member.library.serves) > 1 for member in plan.members)
    told, excludes, splits = happens(chance, 0.3), happens(chance, 0.5), happens(chance, 0.4)
    if not told:
        return {}
    return given(
        included=words(said.included[0], municipality=plan.municipality.name),
        excluded=words(said.excluded[0]) if excludes else None,
        split=words(said.split) if shares and splits else None,
    )


def _indicators(plan: Plan) -> Content:
    chance, said = plan.chance("indicators"), accounting()
    beside = {name for goal in plan.goals for name in also_of(plan, goal)}
    found: Content = {}
    for name in promised(plan):
        kind = kind_of(name)
        state, used, measured = chance.random(), happens(chance, 0.14), happens(chance, 0.06)
        user, method = pick(chance, said.users[kind]), pick(chance, said.methods[kind])
        stopped = name == plan.special.stopped
        agreed = "agreed" if name in beside else "active"
        proposed = "proposed" if state < 0.4 else "agreed"
        found[name] = given(
            state="paused" if stopped else agreed if plan.protocol in SIGNED else proposed,
            owner=plan.contractors[0],
            method=words(method) if measured else None,
            user=words(user) if used else None,
            reason=words(plan.special.paused) if stopped and plan.special.paused else None,
        )
    if DROPPED not in found and happens(chance, 0.05):
        found[DROPPED] = given(state="lapsed", owner="library", reason=words(said.dropped))
    return found


def _tasks(plan: Plan) -> list[Value]:
    """Who does what: whoever collects the figures does not check them."""
    chance, contractors, partners = plan.chance("tasks"), plan.contractors, plan.partners
    checker = "support" if "support" in partners else pick(chance, ["municipality", "municipality", *partners[:1]])
    informed = partners[:2]
    tasks = [
        given(task="collect", responsible=contractors[0], accountable=contractors[0], consulted=contractors[1:], informed=["municipality"]),
        given(task="check", responsible=checker, accountable="municipality", consulted=contractors[:1]),
        given(task="interpret", responsible=contractors[0], accountable="municipality", consulted=informed),
        given(task="decide", responsible="municipality", accountable="municipality", consulted=contractors[:1], informed=informed),
    ]
    return list(tasks)


def _response(plan: Plan) -> Content:
    chance, said = plan.chance("response"), accounting()
    target, group, low = pick(chance, ("40%", "50%", "50%", "60%")), happens(chance, 0.9), happens(chance, 0.25)
    below = words(pick(chance, said.if_below)) if low else None
    return given(target=target, minimum_group=10 if group else None, if_below=below)


def _privacy(plan: Plan) -> Content:
    chance, said = plan.chance("privacy"), accounting().privacy
    children = "reading" in plan.themes
    told, dpia = happens(chance, 0.35), pick(chance, ("done", "not-needed", "planned"))
    chosen = [happens(chance, share) for share in (0.5, 0.3, 0.6, 0.4, 0.2, 0.3)]
    if not told and not children:
        return {}
    texts = (said.purpose, said.basis, said.retention, said.consent, said.processors, said.sharing)
    names = ("purpose", "basis", "retention", "consent", "processors", "sharing")
    parts = {name: words(text) for name, text, wanted in zip(names, texts, chosen, strict=True) if told and wanted}
    return given(**parts, children=words(said.children) if children else None, dpia=dpia if told else None)


def _stories(plan: Plan, rule: Text) -> Content:
    chance = plan.chance("story rule")
    number, consent = whole(chance, 1, 4), happens(chance, 0.3)
    choosers = [*plan.contractors[:1], pick(chance, plan.partners)]
    return given(
        rule=words(rule),
        critical=True,
        number=min(number, 2),
        consent=words(accounting().story_consent[0]) if consent else None,
        chosen_by=choosers if "partner" in rule.nl else None,
    )


def _context(plan: Plan) -> Content:
    chance = plan.chance("context")
    told, stated = happens(chance, 0.7), happens(chance, 0.4)
    names = [CONTEXT[theme] for theme in plan.themes if theme in CONTEXT]
    if not names or not told:
        return {}
    return given(indicators=names, statement=words(accounting().context) if stated else None)


def meeting_days(plan: Plan) -> list[date]:
    """The days of the interpretation meetings, one a year; the first is past on the report date for some."""
    chance = plan.chance("meeting")
    first = date(2026, 2, whole(chance, 16, 25)) if happens(chance, 0.5) else date(2026, 3, whole(chance, 9, 27))
    return [working_day(day) for day in (first, *(date(year, 3, whole(chance, 5, 22)) for year in (2027, 2028)))]


def _meeting(plan: Plan) -> Content:
    chance = plan.chance("meeting guests")
    who, ordered = ["municipality", *plan.contractors, *plan.partners[:2]], happens(chance, 0.2)
    order = words(accounting().order) if ordered else None
    return given(dates=[day.isoformat() for day in meeting_days(plan)], who=who, order=order)


def _effort(plan: Plan) -> Content:
    chance = plan.chance("effort")
    told, weighed, costed = happens(chance, 0.4), happens(chance, 0.25), happens(chance, 0.5)
    hours, share = 10 * whole(chance, 4, 16), round(between(chance, 2.0, 5.0))
    text = words(accounting().effort[0]) if weighed else None
    return given(hours=hours, euros=50 * hours if costed else None, share=f"{share}%", text=text) if told else {}


def _signatures(plan: Plan) -> list[Content]:
    if plan.protocol not in SIGNED:
        return []
    chance = plan.chance("signers")
    sides = [member for member in plan.members if member.role != "partner"]
    return [_signature(member.id, member.type, number, day, chance) for number, day in _rounds(plan) for member in sides]


def _rounds(plan: Plan) -> list[tuple[str, date]]:
    """The versions of the protocol with the first day of signing each: a later statement was signed for anew."""
    chance = plan.chance("signatures")
    rounds = [(OLD, date(2025, 3, whole(chance, 3, 14)))]
    again = date(2026, 2, whole(chance, 9, 20))
    if plan.special.revised:
        rounds.append(("2.0", again))
    elif plan.versions[-1].day > rounds[0][1]:
        rounds.append(("1.1", again))
    return rounds


def _signature(party: str, kind: str, version: str, day: date, chance: Random) -> Content:
    signed = working_day(day + timedelta(days=whole(chance, 0, 6)))
    assert signed < TODAY
    return given(party=party, version=version, date=signed.isoformat(), function=pick(chance, party_words().kinds[kind].signs))
