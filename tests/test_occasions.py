"""Occasions: each opens a report in its own way and asks its own question, and the answer stays first among what is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from impactlib.agreement.labels import value_label
from impactlib.agreement.learning import OccasionKind, Presentation
from impactlib.agreement.model import Agreement
from impactlib.disclosure.release import Release, read_release
from impactlib.telling.audience import audiences
from impactlib.telling.blocks import Sentence
from impactlib.telling.language import language_named
from impactlib.telling.occasion import ENDS, occasions
from impactlib.telling.report import Report
from impactlib.workspace import Workspace

KINDS = get_args(OccasionKind)


@pytest.fixture(scope="module")
def release(example_workspace: Workspace) -> Release:
    """A municipality with goals, stories, services and decisions."""
    return read_release(example_workspace.release, "GM0200")


def told_at(release: Release, audience: str, language: str, kind: str | None, *, question: str = "") -> Report:
    """The report for a presentation of this kind."""
    agreement = release.area.agreement
    assert agreement is not None
    given = {"audience": audience, "occasion": "Avond", "kind": kind, "date": date(2026, 9, 1), "question": question or None}
    shown = Presentation.model_validate(given)
    changed = replace(release, area=replace(release.area, agreement=agreement.model_copy(update={"presentations": [shown]})))
    reader = audiences()[audience]
    return Report(release=changed, audience=reader, language=language_named(language, reader.wording))


def opening_of(report: Report) -> list[str]:
    """The sentences that the report opens with, block by block."""
    return [block.text for block in report.blocks() if isinstance(block, Sentence) and block.role == "answer"]


def asked_in(report: Report) -> list[str]:
    """What the report asks."""
    return [block.text for block in report.blocks() if isinstance(block, Sentence) and block.role == "question"]


def test_an_agreement_knows_the_occasions_that_reports_know() -> None:
    """What may be written as 'kind' is what there is an opening for, and each has a label."""
    assert set(KINDS) == set(occasions())
    for kind in KINDS:
        assert value_label(Presentation, kind).nl == occasions()[kind].name.nl


def test_an_occasion_that_nobody_knows_is_refused(release: Release) -> None:
    """A kind that no report can open for is a fault in the agreement."""
    agreement = release.area.agreement
    assert agreement is not None
    content = agreement.model_dump(mode="json", exclude_none=True)
    content["presentations"][0]["kind"] = "party"
    with pytest.raises(ValueError, match="annual-talk"):
        Agreement.model_validate(content)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_an_occasion_changes_the_opening_and_keeps_where_the_goals_stand(release: Release, kind: str, language: str) -> None:
    """The occasion has a sentence of its own, at most three are told, and how many goals were reached always is."""
    for audience in audiences():
        usual, told = opening_of(told_at(release, audience, language, None)), opening_of(told_at(release, audience, language, kind))
        leads = [text for text in told if text not in usual]
        assert len(leads) == 1, audience
        assert usual[0] in told, audience
        assert told.index(leads[0]) == (0 if occasions()[kind].opens == "before" else len(told) - 1)
        assert sum(1 + len(ENDS.findall(text)) for text in told) <= 3, (audience, told)


def test_every_occasion_opens_otherwise(release: Release) -> None:
    """No two occasions have the same opening or the same question."""
    reports = [told_at(release, "council", "nl", kind) for kind in KINDS]
    assert len({tuple(opening_of(report)) for report in reports}) == len(KINDS)
    assert len({tuple(asked_in(report)) for report in reports}) == len(KINDS)


def test_the_question_of_the_parties_goes_before_that_of_the_occasion(release: Release) -> None:
    """What the parties want to know is asked; the occasion asks only where they ask nothing."""
    assert asked_in(told_at(release, "council", "nl", "budget-debate", question="Wat vindt u?")) == ["Wat vindt u?"]
    language = language_named("nl", "plain")
    assert asked_in(told_at(release, "council", "nl", "budget-debate")) == [language.sentence("occasion-budget-debate-question")]
    assert asked_in(told_at(release, "council", "nl", None)) == [language.sentence("question-council")]


def test_a_budget_debate_opens_with_what_the_service_costs(release: Release) -> None:
    """The cost of the main goal's service stands in the first sentence; where it is not on record, that is said."""
    agreement = release.area.agreement
    assert agreement is not None
    main = next(goal for goal in agreement.goals if goal.main)

    def with_cost(cost: float | None) -> Release:
        services = [each.model_copy(update={"cost": cost}) if each.id == main.service else each for each in agreement.services]
        return replace(release, area=replace(release.area, agreement=agreement.model_copy(update={"services": services})))

    assert "€ 12.500" in opening_of(told_at(with_cost(12500), "council", "nl", "budget-debate"))[0]
    assert "€" not in opening_of(told_at(with_cost(None), "council", "nl", "budget-debate"))[0]


def test_accountability_opens_with_what_was_promised_and_delivered(release: Release) -> None:
    """The first sentence says of how many promised figures how many are there."""
    accounts = release.area.accounts
    first = opening_of(told_at(release, "officer", "en", "accountability"))[0]
    assert f"of the {len(accounts)} figures" in first
