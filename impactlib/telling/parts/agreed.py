"""What was agreed, as an audience needs it: the challenge, who contributes what, risks, cost, decisions and lessons."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from impactlib.agreement.learning import Decision
from impactlib.agreement.model import AgreedGoal, Agreement
from impactlib.telling.agreed.speaker import Speaker, capital, sentence_of
from impactlib.telling.blocks import Block, Heading, Items, Sentence, Table

if TYPE_CHECKING:
    from impactlib.telling.report import Report


def speaker_of(report: Report, agreement: Agreement) -> Speaker:
    """Says the parts of the agreement in the report's language."""
    manifest = report.release.manifest
    return Speaker(
        agreement=agreement,
        language=report.language,
        area=report.release.area.name,
        day=date.fromisoformat(manifest.report_date) if manifest.report_date else date.min,
        indicators=report.release.indicators,
        names=manifest.area_names,
        minimum_group=manifest.privacy.minimum_group,
    )


def challenge(report: Report) -> list[Block]:
    """The challenge, where the municipality says so, and what the parties want to be different."""
    agreement = report.release.area.agreement
    if agreement is None:
        return []
    say, of, impact = report.language.sentence, report.language.of, agreement.impact
    blocks: list[Block] = [Heading(text=say("section-challenge")), Sentence(text=of(impact.challenge.text))]
    if impact.challenge.source is not None and report.audience.wording == "precise":
        blocks.append(Sentence(text=say("challenge-written-in", source=of(impact.challenge.source).rstrip(".")), role="note"))
    return [*blocks, Sentence(text=say("impact-statement", statement=of(impact.current.text)))]


def contributions(report: Report) -> list[Block]:
    """Who contributes what to each goal, how far it is the contractor's, and what it depends on."""
    agreement = report.release.area.agreement
    if agreement is None:
        return []
    speaker = speaker_of(report, agreement)
    say, none = report.language.sentence, report.language.sentence("table-none")
    rows = [
        (
            speaker.of(agreement.service(goal.service).name),
            report.language.listing([each.name for each in agreement.with_role("contractor")]),
            speaker.or_none(speaker.of(goal.contribution.text)),
            _others(speaker, goal) or none,
            _depends(speaker, goal) or none,
        )
        for goal in agreement.goals
    ]
    columns = [say(f"column-{name}") for name in ("service", "carries-out", "contributes", "others", "depends")]
    lead = say("contributions-together", list=report.language.listing([each.name for each in agreement.parties]))
    blocks: list[Block] = [Heading(text=say("section-contributions")), Sentence(text=lead)]
    return [*blocks, speaker.table("caption-contributions", columns, rows)]


def _others(speaker: Speaker, goal: AgreedGoal) -> str:
    """Who takes part beside the contractor, and what the municipality itself does."""
    partners = dict.fromkeys([*goal.contribution.others, *speaker.agreement.service(goal.service).partners])
    parts = [sentence_of(speaker.parties(partners))] if partners else []
    if goal.contribution.municipality is not None:
        parts.append(sentence_of(speaker.of(goal.contribution.municipality)))
    return " ".join(parts)


def _depends(speaker: Speaker, goal: AgreedGoal) -> str:
    return sentence_of(speaker.of(goal.contribution.external)) if goal.contribution.external is not None else ""


def cost(report: Report) -> list[Block]:
    """What each service costs a year, as the parties wrote it down; nothing is added up here."""
    agreement = report.release.area.agreement
    if agreement is None:
        return []
    say, of = report.language.sentence, report.language.of
    blocks: list[Block] = [Heading(text=say("section-cost"))]
    costed = [each for each in agreement.services if each.cost is not None]
    if costed:
        euros = {each.id: say("amount-euro", n=report.language.number(each.cost or 0)) for each in costed}
        rows = tuple((of(each.name), euros.get(each.id, say("cost-unknown"))) for each in agreement.services)
        columns = (say("column-service"), say("column-cost"))
        blocks.append(Table(caption=say("caption-cost"), columns=columns, rows=rows, numeric=(False, True)))
        return [*blocks, Sentence(text=say("cost-note"), role="caveat")]
    return [*blocks, Sentence(text=say("cost-none"))]


def risks(report: Report) -> list[Block]:
    """What may make it turn out otherwise: of each goal, of the links of the chain, and of what is still open."""
    agreement = report.release.area.agreement
    if agreement is None:
        return []
    speaker, say = speaker_of(report, agreement), report.language.sentence
    lines = [
        say("risk-of-goal", service=speaker.of(agreement.service(goal.service).name), risk=sentence_of(speaker.of(goal.risk)))
        for goal in agreement.goals
        if goal.risk is not None
    ]
    for change in agreement.impact.changes:
        for link in change.leads_to:
            after = speaker.of(agreement.change(link.change).text).rstrip(".")
            if link.risk is not None:
                lines.append(say("risk-of-link", after=after, risk=sentence_of(speaker.of(link.risk))))
            if link.assumption is not None and link.evidence in (None, "none"):
                lines.append(say("risk-assumed", after=after, assumption=sentence_of(speaker.of(link.assumption))))
    if not lines:
        lines = [say("risks-none")]
    return [Heading(text=say("section-risks")), Items(items=tuple(dict.fromkeys(lines)))]


def choices(report: Report) -> list[Block]:
    """What can be chosen, with what the service costs: decisions that are still open, and what was decided before."""
    agreement = report.release.area.agreement
    if agreement is None:
        return []
    say = report.language.sentence
    undone = [each for each in agreement.decisions if not each.done]
    blocks: list[Block] = [Heading(text=say("section-choices"))]
    if not undone:
        blocks.append(Sentence(text=say("choices-none")))
    else:
        speaker = speaker_of(report, agreement)
        rows = [(*_decision(speaker, each), _cost_of(report, agreement, each)) for each in undone]
        columns = [say(f"column-{name}") for name in ("decision", "what", "who", "when", "cost")]
        blocks += [speaker.table("caption-choices", columns, rows), Sentence(text=say("choices-besides"))]
    return [*blocks, *cost(report)] if "cost" not in report.audience.sections else blocks


def _cost_of(report: Report, agreement: Agreement, decision: Decision) -> str:
    """What the service of the decision's goal costs now; the sign for 'none' where that is not on record."""
    goal = next((each for each in agreement.goals if each.id == decision.goal), None)
    found = agreement.service(goal.service).cost if goal is not None else None
    say = report.language.sentence
    return say("amount-euro", n=report.language.number(found)) if found is not None else say("table-none")


def decisions(report: Report) -> list[Block]:
    """What the parties decided, who sees to it, by when, and whether it was done."""
    agreement = report.release.area.agreement
    if agreement is None:
        return []
    say = report.language.sentence
    heading = Heading(text=say("section-decisions"))
    if not agreement.decisions:
        return [heading, Sentence(text=say("decisions-none"))]
    speaker = speaker_of(report, agreement)
    rows = [(*_decision(speaker, each), say("decision-done" if each.done else "decision-open")) for each in agreement.decisions]
    columns = [say(f"column-{name}") for name in ("decision", "what", "who", "when", "progress")]
    return [heading, speaker.table("caption-decisions", columns, rows)]


def _decision(speaker: Speaker, each: Decision) -> tuple[str, str, str, str]:
    none = speaker.say("table-none")
    return (capital(speaker.value(each, "kind")), speaker.of(each.text), speaker.party(each.owner) or none, speaker.on(each.date) or none)


def try_next(report: Report) -> list[Block]:
    """What was learned and what was decided, as things to try next."""
    agreement, say, of = report.release.area.agreement, report.language.sentence, report.language.of
    learned = [say("lesson", text=sentence_of(of(each.text))) for each in agreement.lessons if each.open] if agreement else []
    decided = [say("decided", text=sentence_of(of(each.text))) for each in agreement.decisions if not each.done] if agreement else []
    lines = (*learned, *decided, say("next-yours"))
    return [Heading(text=say("section-next")), Items(items=lines)]
