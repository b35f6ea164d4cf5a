"""On which occasion a report is told: it changes how the report opens and what it asks. Occasions are data, not code."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from impactlib.agreement.learning import OccasionKind, Presentation
from impactlib.agreement.model import Agreement
from impactlib.documents import Document, read_document
from impactlib.indicators.accounted import Delivery
from impactlib.telling.blocks import Block, Sentence
from impactlib.workspace import Text

if TYPE_CHECKING:
    from impactlib.telling.report import Report

FILE = Path(__file__).parent / "occasions.yml"

MOST_SENTENCES = 3
"""A report opens with at most so many sentences, that of the occasion among them."""

ENDS = re.compile(r"[.!?](?=\s+[‘“\"'(]?[A-ZÀ-Ý0-9])")
"""Where one sentence ends and the next begins."""


class Occasion(Document):
    """One occasion: what it is called, and whether its sentence stands before the answer or after it."""

    id: OccasionKind
    name: Text
    opens: Literal["before", "after"]


class _Occasions(Document):
    occasions: list[Occasion] = Field(min_length=1)


@cache
def occasions() -> dict[str, Occasion]:
    """All occasions by id."""
    return {each.id: each for each in read_document(FILE, _Occasions, shown="telling/occasions.yml").occasions}


def presentation_of(report: Report) -> Presentation | None:
    """The presentation that this report is for: the first to this audience that is still to come, else the last one there was."""
    agreement, day = report.release.area.agreement, report.release.manifest.report_date
    told = sorted((each for each in agreement.presentations if each.audience == report.audience.id), key=_date) if agreement else []
    coming = [each for each in told if each.state != "shared" and each.date.isoformat() >= day]
    return next(iter(coming), told[-1] if told else None)


def occasion_of(report: Report) -> Occasion | None:
    """The kind of occasion that this report is for; None where the parties named none."""
    told = presentation_of(report)
    return occasions()[told.kind] if told is not None and told.kind else None


def asked_of(report: Report) -> str:
    """What this reader is asked: by the parties, else by the occasion, else what this audience is always asked; '' for nothing."""
    told, occasion, language = presentation_of(report), occasion_of(report), report.language
    if told is not None and told.question is not None:
        return language.of(told.question)
    names = [f"occasion-{occasion.id}-question"] if occasion is not None else []
    names += [f"question-{report.audience.id}"] if report.release.area.agreement is not None else []
    return next((language.sentence(name) for name in names if language.has(name)), "")


def opened(report: Report, answers: list[Block]) -> list[Block]:
    """The opening as this audience and occasion have it: where the goals stand always stays, and what was counted gives way first."""
    kept: list[Block] = list(answers[: report.audience.answers])
    occasion, agreement = occasion_of(report), report.release.area.agreement
    if occasion is None or agreement is None:
        return kept
    lead = Sentence(text=_lead(report, occasion, agreement), role="answer")
    while len(kept) > 1 and (len(kept) >= MOST_SENTENCES or _sentences([lead, *kept]) > MOST_SENTENCES):
        kept.pop()
    return [lead, *kept] if occasion.opens == "before" else [*kept, lead]


def _lead(report: Report, occasion: Occasion, agreement: Agreement) -> str:
    """The sentence with which a report opens on this occasion."""
    say, of = report.language.sentence, report.language.of
    main = next((goal for goal in agreement.goals if goal.main), agreement.goals[0])
    service = agreement.service(main.service)
    accounts = report.release.area.accounts
    name = f"occasion-{occasion.id}"
    match occasion.id:
        case "accountability":
            told = sum(each.delivery is Delivery.TOLD for each in accounts)
            return say(name, told=told, n=len(accounts), period=report.release.manifest.period)
        case "budget-debate" if service.cost is not None:
            return say(name, service=of(service.name), euros=say("amount-euro", n=report.language.number(service.cost)))
        case "budget-debate":
            return say(f"{name}-unknown", service=of(service.name))
        case "new-council":
            library, commissioner = (report.language.listing([each.name for each in agreement.with_role(role)]) for role in _SIDES)
            return say(name, library=library, commissioner=commissioner, round=agreement.round)
        case "working-visit":
            return say(name, service=of(service.name))
        case "campaign":
            return say(name, area=report.release.area.name, period=report.release.manifest.period)
        case _:
            return say(name)


_SIDES = ("contractor", "commissioner")


def _sentences(blocks: list[Block]) -> int:
    """How many sentences stand in these blocks."""
    return sum(1 + len(ENDS.findall(block.text)) for block in blocks if isinstance(block, Sentence))


def _date(told: Presentation) -> date:
    return told.date
