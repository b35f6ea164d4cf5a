"""The interpretation meeting: what was found as questions, and room for what the parties make of it and decide.

First the figures, then the stories, then explanations, then decisions (DOMAIN.md, item 19). Every question is open: none gives an
answer, and none says what came of what.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from impactlib.agreement.labels import value_label
from impactlib.agreement.learning import Decision
from impactlib.agreement.meeting import KINDS, WHOLE, Kind, decision_key
from impactlib.indicators.finding import Finding, Goal
from impactlib.telling.agreed.speaker import Speaker, sentence_of
from impactlib.telling.audience import audiences
from impactlib.telling.blocks import Block, Heading, Items, Notice, Provenance, Quote, Sentence, Table, Title
from impactlib.telling.drawing import chart_of
from impactlib.telling.grounds import context
from impactlib.telling.language import Language
from impactlib.telling.report import Report

LESSONS = 3
"""The room for lessons."""

OTHERS = 2
"""The room for decisions that are about no goal."""

NEED = ("cannot-say", "too-few", "no-data", "no-target")
"""The verdicts after which a decision begins with what is needed to say more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One place to fill in: a `text` of some lines, a short `line`, `one` of the options, or `some` of them; each is (value, words)."""

    name: str
    question: str
    form: Literal["text", "line", "one", "some"]
    options: tuple[tuple[str, str], ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked about one thing: a goal, everything together, an earlier decision. `note` says again what it is about."""

    kind: Kind
    about: str
    title: str
    fields: tuple[Field, ...]
    note: str = ""

    @property
    def key(self) -> str:
        """How the printed form names it."""
        return f"{self.kind} {self.about}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the meeting: what is told in it, and then what is asked."""

    title: str
    note: str
    told: tuple[Block, ...] = ()
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingForm:
    """The whole form of one area, in one language. `words` are those of the page itself, by the name of their sentence."""

    code: str
    period: str
    release: str
    language: str
    head: tuple[Block, ...]
    held: Asked
    steps: tuple[Step, ...]
    words: Mapping[str, str]
    closing: tuple[Provenance, ...]

    @property
    def asked(self) -> tuple[Asked, ...]:
        """All that is asked, in order."""
        return (self.held, *(each for step in self.steps for each in step.asked))


PAGE_WORDS = ("back-page", "kept", "saved", "not-kept", "taken-down", "erased", "erase-sure", "button-save", "button-print", "button-erase")
"""What the page says of itself."""


def meeting_form(report: Report, *, day: date, made_of: tuple[tuple[str, str], ...]) -> MeetingForm:
    """The form of one area, from its release. `made_of` says in pairs of label and value what it was made of."""
    agreement, manifest = report.release.area.agreement, report.release.manifest
    assert agreement is not None, "only an agreement is talked about"
    speaker = Speaker(
        agreement=agreement,
        language=report.language,
        area=report.release.area.name,
        day=day,
        indicators=report.release.indicators,
        audiences={each.id: each.name for each in audiences().values()},
    )
    return MeetingForm(
        code=report.release.area.code,
        period=manifest.period,
        release=manifest.id,
        language=report.language.code,
        head=tuple(_head(report, speaker)),
        held=_held(speaker),
        steps=(
            _step(speaker, "figures", told=tuple(_figures(report, speaker))),
            _step(speaker, "stories", told=tuple(_stories(report, speaker))),
            _step(speaker, "explain", asked=tuple(_explanations(report, speaker))),
            _step(speaker, "decide", asked=tuple(_decisions(report, speaker))),
            _step(speaker, "earlier", asked=(*_earlier(speaker), *_lessons(speaker))),
        ),
        words={name: speaker.say(f"meeting-{name}", **({"file": "{file}"} if name == "taken-down" else {})) for name in PAGE_WORDS},
        closing=(Provenance(label=speaker.say("meeting-made"), rows=made_of),),
    )


def form_blocks(form: MeetingForm, language: Language) -> list[Block]:
    """The form as blocks, to print or to fill in as a Word file: a table of one column for all that is asked about one thing."""
    say = language.sentence
    blocks: list[Block] = [*form.head, Heading(text=say("meeting-held")), _table(form, form.held, language)]
    for step in form.steps:
        blocks += [Heading(text=step.title), Sentence(text=step.note), *step.told, *(_table(form, each, language) for each in step.asked)]
    return [*blocks, Heading(text=say("meeting-back")), Sentence(text=say("meeting-back-word")), *form.closing]


def _table(form: MeetingForm, asked: Asked, language: Language) -> Table:
    """Each question in a row of its own, and under it room to write."""
    rows: list[tuple[str, ...]] = []  # no more than 12, so that the PDF keeps them on one page
    for number, each in enumerate(asked.fields, start=1):
        named = [words for value, words in each.options if value]
        choose = language.sentence("meeting-choose", list=language.choice(named)) if named else ""
        rows.append((f"{number} · {' '.join(part for part in (each.question, choose) if part)}",))
        rows.append((each.value,))
    caption = f"{asked.title}. {asked.note}" if asked.note else asked.title
    key = language.sentence("meeting-key", key=f"{form.code} · {form.period} · {asked.key}")
    return Table(caption=caption, columns=(key,), rows=tuple(rows), role="form")


def _step(speaker: Speaker, name: str, *, told: tuple[Block, ...] = (), asked: tuple[Asked, ...] = ()) -> Step:
    title, note = speaker.say(f"meeting-step-{name}"), speaker.say(f"meeting-step-{name}-note")
    return Step(title=title, note=note, told=told, asked=asked)


def _head(report: Report, speaker: Speaker) -> Iterator[Block]:
    manifest, meeting = report.release.manifest, speaker.agreement.protocol.meeting
    if manifest.notice is not None:
        yield Notice(text=speaker.of(manifest.notice))
    subtitle = speaker.say("meeting-subtitle", period=manifest.period)
    yield Title(text=speaker.say("meeting-title", area=speaker.area), subtitle=subtitle)
    yield Sentence(text=speaker.say("meeting-answer"), role="answer")
    agreed = []
    if meeting is not None and meeting.dates:
        agreed.append(speaker.say("meeting-when", dates=speaker.dates(meeting.dates)))
    if meeting is not None and meeting.who:
        agreed.append(speaker.say("meeting-with", list=speaker.parties(meeting.who)))
    if meeting is not None and meeting.order is not None:
        agreed.append(sentence_of(speaker.say("meeting-agreed-order", order=speaker.of(meeting.order))))
    if agreed:
        yield Sentence(text=" ".join(agreed))
    yield Sentence(text=f"{speaker.say('meeting-rules')}:")
    yield Items(items=tuple(speaker.say(f"meeting-rule-{name}") for name in ("open", "voice", "figures", "names")))


def _held(speaker: Speaker) -> Asked:
    meeting = speaker.agreement.protocol.meeting
    coming = [each for each in (meeting.dates if meeting else ()) if each >= speaker.day]
    value = f"{coming[0].day}-{coming[0].month}-{coming[0].year}" if coming else ""
    field = Field(name="date", question=speaker.say("meeting-held-date"), form="line", value=value)
    return Asked(kind="meeting", about=WHOLE, title=speaker.say("meeting-held"), fields=(field,))


def _figures(report: Report, speaker: Speaker) -> Iterator[Block]:
    """Each goal: what we see, how sure that is, and its picture; then the surroundings in the same period."""
    phrasing = report.phrasing
    for finding, goal in report.goals:
        verdict = phrasing.verdict_of(finding, goal)
        name = speaker.say("meeting-goal", goal=_numbered(speaker, goal), name=phrasing.name(finding))
        yield Heading(text=name, level=3, verdict=str(verdict), verdict_text=phrasing.verdict_text(verdict))
        parts = [phrasing.statement(finding), phrasing.against_previous(finding), phrasing.who_answered(finding)]
        parts.append(phrasing.against_target(finding, goal))
        yield Sentence(text=" ".join(part for part in parts if part), figures=(finding.id,))
        if (drawn := chart_of(finding, phrasing, goal)) is not None:
            yield drawn
        if caveats := phrasing.caveats(finding):
            yield Sentence(text=" ".join(caveats), role="caveat", figures=(finding.id,))
    if around := context(report):
        yield Heading(text=speaker.say("meeting-context"), level=3)
        yield from around[1:]


def _stories(report: Report, speaker: Speaker) -> Iterator[Block]:
    of, told = speaker.of, report.release.area.stories
    if not told:
        yield Sentence(text=speaker.say("meeting-no-stories"))
    for each in told:
        by, chosen = speaker.say("story-by", role=of(each.role)), speaker.say("story-chosen", chosen=of(each.chosen))
        yield Quote(text=of(each.text), by=by, chosen=chosen)


def _explanations(report: Report, speaker: Speaker) -> Iterator[Asked]:
    phrasing = report.phrasing
    for finding, goal in report.goals:
        verdict = phrasing.verdict_text(phrasing.verdict_of(finding, goal))
        found = sentence_of(speaker.say("meeting-found", name=phrasing.name(finding), period=finding.period, verdict=verdict))
        title = speaker.say("meeting-goal", goal=_numbered(speaker, goal), name=phrasing.name(finding))
        note = speaker.say("meeting-goal-now", period=finding.period, verdict=verdict)
        yield Asked(kind="explain", about=goal.id, title=title, note=note, fields=tuple(_explain(report, speaker, finding, goal, found)))
    note = speaker.say("meeting-whole-note")
    yield Asked(kind="explain", about=WHOLE, title=speaker.say("meeting-whole"), note=note, fields=tuple(_explain_whole(speaker)))


def _explain(report: Report, speaker: Speaker, finding: Finding, goal: Goal, found: str) -> Iterator[Field]:
    say, has = speaker.say, finding.estimate is not None
    kind = "" if not has else "-asked" if report.phrasing.indicator(finding).figure.asked else "-counted"
    yield _text("finding", say("meeting-ask-finding"), value=found)
    yield _text("explanation", say(f"meeting-ask-explanation-{report.phrasing.verdict_of(finding, goal)}"))
    yield _text("alternative", say("meeting-ask-alternative" if has else "meeting-ask-alternative-none"))
    yield _text("counter_voice", say(f"meeting-ask-voice{kind}"))
    yield _by(speaker)


def _explain_whole(speaker: Speaker) -> Iterator[Field]:
    yield _text("finding", speaker.say("meeting-ask-finding-whole"))
    yield _text("explanation", speaker.say("meeting-ask-explanation-whole"))
    yield _text("alternative", speaker.say("meeting-ask-alternative-none"))
    yield _text("counter_voice", speaker.say("meeting-ask-voice"))
    yield _by(speaker)


def _text(name: str, question: str, *, value: str = "") -> Field:
    return Field(name=name, question=question, form="text", value=value)


def _by(speaker: Speaker) -> Field:
    return Field(name="by", question=speaker.say("meeting-ask-by"), form="some", options=_parties(speaker))


def _parties(speaker: Speaker) -> tuple[tuple[str, str], ...]:
    return tuple((party.id, party.name) for party in speaker.agreement.parties)


def _decisions(report: Report, speaker: Speaker) -> Iterator[Asked]:
    phrasing = report.phrasing
    for finding, goal in report.goals:
        verdict = phrasing.verdict_of(finding, goal)
        title = speaker.say("meeting-decision-goal", goal=_numbered(speaker, goal).lower())
        now = speaker.say("meeting-goal-now", period=finding.period, verdict=phrasing.verdict_text(verdict))
        ask = f"meeting-ask-text-{verdict}" if str(verdict) in NEED else "meeting-ask-text"
        fields = tuple(_decide(speaker, speaker.say(ask)))
        yield Asked(kind="decide", about=goal.id, title=title, note=f"{phrasing.name(finding)}. {now}", fields=fields)
    for number in range(1, OTHERS + 1):
        title = speaker.say("meeting-decision-whole", n=number)
        yield Asked(kind="decide", about=f"{WHOLE} {number}", title=title, fields=tuple(_decide(speaker, speaker.say("meeting-ask-text"))))


def _decide(speaker: Speaker, text: str) -> Iterator[Field]:
    say = speaker.say
    kinds = tuple((kind, speaker.of(value_label(Decision, kind))) for kind in KINDS)
    yield Field(name="kind", question=say("meeting-ask-kind"), form="one", options=(("", say("meeting-option-none-kind")), *kinds))
    yield _text("text", text)
    parties = (("", say("meeting-option-none-owner")), *_parties(speaker))
    yield Field(name="owner", question=say("meeting-ask-owner"), form="one", options=parties)
    yield Field(name="date", question=say("meeting-ask-decided-date"), form="line")


def _earlier(speaker: Speaker) -> Iterator[Asked]:
    """Every decision that has not been done yet."""
    say = speaker.say
    options = (("", "meeting-option-none-done"), ("yes", "meeting-option-yes"), ("no", "meeting-option-no"))
    answers = tuple((value, say(name)) for value, name in options)
    field = Field(name="done", question=say("meeting-ask-done"), form="one", options=answers)
    for each in speaker.agreement.decisions:
        if not each.done:
            title = say("meeting-earlier", text=speaker.of(each.text).rstrip("."))
            yield Asked(kind="done", about=decision_key(each), title=title, note=_whose(speaker, each), fields=(field,))


def _whose(speaker: Speaker, decision: Decision) -> str:
    owner, day = speaker.party(decision.owner), speaker.on(decision.date)
    if owner and day:
        return speaker.say("meeting-earlier-more", owner=owner, date=day)
    if owner:
        return speaker.say("meeting-earlier-owner", owner=owner)
    return speaker.say("meeting-earlier-date", date=day) if day else ""


def _lessons(speaker: Speaker) -> Iterator[Asked]:
    field = _text("text", speaker.say("meeting-ask-lesson"))
    for number in range(1, LESSONS + 1):
        yield Asked(kind="lesson", about=str(number), title=speaker.say("meeting-lesson", n=number), fields=(field,))


def _numbered(speaker: Speaker, goal: Goal) -> str:
    """A goal by its number, as the agreement's documents call it: 'Doel 1'."""
    return next((speaker.goal(each) for each in speaker.agreement.goals if each.id == goal.id), goal.id).partition(":")[0]
