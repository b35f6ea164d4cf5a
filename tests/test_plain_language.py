"""Plain reports are plain: short sentences, everyday words, and never three related numbers at once. Read from what is rendered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import median

import pytest
import textstat

from impactlib.indicators.figure import Ratio
from impactlib.indicators.finding import Finding, Flag, Goal, Precision, Verdict
from impactlib.indicators.indicator import catalogue
from impactlib.statistics.change import change_of_mean
from impactlib.statistics.estimate import Change, Estimate
from impactlib.statistics.mean import mean
from impactlib.statistics.proportion import net_promoter, share
from impactlib.statistics.rate import complete_share
from impactlib.telling.audience import audiences
from impactlib.telling.blocks import Block, Sentence
from impactlib.telling.language import language_codes, language_named
from impactlib.telling.phrasing import Phrasing
from impactlib.telling.plain_language import LONGEST, MEDIAN, all_text, jargon, jargon_in, related, running_text, sentences_of, words_of
from impactlib.telling.report import Report, open_report
from impactlib.workspace import Text, Workspace
from tests.told import changed, one_of_each, release_of, told, two_by_two

PLAIN = [each.id for each in audiences().values() if each.wording == "plain"]

PLACES = ("GM0200", "GM0203", "GM0213", "GM0221", "GM0246", "GM0277", "GM0285", "GM0289")
"""Large and small, with suppressed figures and with none: Apeldoorn, Rozendaal and Heerde among them."""

EASY = {"nl": 60.0, "en": 70.0}
"""At least this reading ease: Flesch-Douma in Dutch, Flesch in English. From 60 on a text is plain, from 70 on fairly easy."""


@cache
def _opened(folder: Path, code: str, audience: str, language: str) -> tuple[Report, tuple[Block, ...]]:
    report = open_report(folder, code, audience, language)
    return report, tuple(report.blocks())


def _read(workspace: Workspace, audience: str, language: str) -> Iterator[tuple[str, list[str]]]:
    """(code, sentences) of what each of the places is told."""
    for code in PLACES:
        _, blocks = _opened(workspace.folder, code, audience, language)
        yield code, [sentence for block in blocks for text in running_text(block) for sentence in sentences_of(text)]


def reading_level(text: str, language: str) -> float:
    """How easy a text reads by Flesch's formula, in Dutch with the numbers of Douma: from 0 (hard) to 100 (easy)."""
    textstat.set_lang(language)
    return float(textstat.flesch_reading_ease(text))


@pytest.mark.parametrize("language", language_codes())
@pytest.mark.parametrize("audience", PLAIN)
def test_plain_sentences_are_short(example_workspace: Workspace, audience: str, language: str) -> None:
    """Half have at most fourteen words and none more than twenty-five, what the parties and the stories say among them."""
    for code, sentences in _read(example_workspace, audience, language):
        lengths = {sentence: len(words_of(sentence)) for sentence in sentences}
        assert [] == [sentence for sentence, words in lengths.items() if words > LONGEST], code
        assert median(lengths.values()) <= MEDIAN, code


@pytest.mark.parametrize("language", language_codes())
@pytest.mark.parametrize("audience", PLAIN)
def test_plain_reports_hold_no_jargon(example_workspace: Workspace, audience: str, language: str) -> None:
    """Nor do their tables and large figures: each word of the list has something else to say it with."""
    for code in PLACES:
        _, blocks = _opened(example_workspace.folder, code, audience, language)
        found = [(word, text) for block in blocks for text in all_text(block) for word in jargon_in(text, language)]
        assert [] == found, code


@pytest.mark.parametrize("language", language_codes())
@pytest.mark.parametrize("audience", PLAIN)
def test_the_reading_level_of_plain_reports_is_easy(
    example_workspace: Workspace, audience: str, language: str, record_property: Callable[[str, object], None]
) -> None:
    """By a library's formula; the figure is printed at the end of the run."""
    levels = {code: reading_level(" ".join(sentences), language) for code, sentences in _read(example_workspace, audience, language)}
    formula = {"nl": "Flesch-Douma", "en": "Flesch"}[language]
    low, high = min(levels.values()), max(levels.values())
    record_property("reading level", f"{language} {audience}: {low:.0f} to {high:.0f} of 100 ({formula}; higher is easier)")
    assert low >= EASY[language], levels


@pytest.mark.parametrize("language", language_codes())
def test_the_list_of_jargon_gives_another_word_for_each(language: str) -> None:
    """At least sixty, and no alternative is itself on the list."""
    words = jargon(language)
    assert len(words) >= 60
    assert [] == [(word, instead) for word, instead in words.items() if not instead or jargon_in(instead, language)]


@pytest.mark.parametrize("language", language_codes())
@pytest.mark.parametrize("audience", list(audiences()))
def test_the_opening_is_three_sentences_at_the_most(example_workspace: Workspace, audience: str, language: str) -> None:
    """Counted over the rendered words, and not over blocks."""
    for code in PLACES:
        _, blocks = _opened(example_workspace.folder, code, audience, language)
        answers = [block.text for block in blocks if isinstance(block, Sentence) and block.role == "answer"]
        assert 1 <= sum(len(sentences_of(text)) for text in answers) <= 3, (code, answers)


@pytest.mark.parametrize("audience", list(audiences()))
def test_no_sentence_tells_a_part_its_whole_and_the_share(example_workspace: Workspace, audience: str) -> None:
    """Two of three related numbers, over all figures that are shares and every rendered sentence."""
    seen = 0
    for code in PLACES:
        report, blocks = _opened(example_workspace.folder, code, audience, "nl")
        numbers = [each for finding in report.seen if (each := _related(report.phrasing, finding)) is not None]
        for sentence in (each for block in blocks for text in running_text(block) for each in sentences_of(text)):
            stated = [related(sentence, *each) for each in numbers]
            seen += sum(len(each) == 2 for each in stated)
            assert [] == [each for each in stated if len(each) > 2], sentence
    assert seen or "goals" not in audiences()[audience].sections


def _related(phrasing: Phrasing, finding: Finding) -> tuple[str, str, str] | None:
    """A part, its whole and the share, as they would be written; None of what is no share."""
    figure, estimate = phrasing.indicator(finding).figure, finding.estimate
    if estimate is None or figure.scale != "share" or finding.change is not None:
        return None
    part, whole = phrasing.part_of(finding) if isinstance(figure, Ratio) else (round(estimate.value * estimate.n), estimate.n)
    return phrasing.language.number(part), phrasing.language.number(whole), phrasing.amount(finding, estimate.value)


@pytest.mark.parametrize("register", ["plain", "precise"])
@pytest.mark.parametrize("language", language_codes())
def test_a_counted_part_is_told_with_two_of_its_three_numbers(language: str, register: str) -> None:
    """The share of the whole; of a few things, and of a single one, the part of the whole."""
    for part, whole, count in ((571, 663, 2), (1, 663, 2), (6, 9, 2), (0, 663, 2)):
        finding = told("DI06", complete_share(part, whole), population=whole)
        phrasing = Phrasing(release=release_of(finding), language=language_named(language).in_register(register))  # type: ignore[arg-type]
        numbers = _related(phrasing, finding)
        assert numbers is not None
        assert len(related(phrasing.statement(finding), *numbers)) == count


def test_three_related_numbers_in_a_sentence_are_found() -> None:
    """Or the tests above would pass whatever is written."""
    assert related("In 2025: 571 van de 663 deelnemers (86%).", "571", "663", "86%") == ["571", "663", "86%"]
    assert related("In 2025: 1.571 van de 663,5 deelnemers (8,86%).", "571", "663", "86%") == []


CLAIMS = [name for name, each in catalogue().items() if each.phrases["nl"].claim and each.kind == "meten"]


def _estimate_of(indicator: str) -> Finding:
    """A finding of an asked indicator, whatever its figure."""
    entry, marks = catalogue()[indicator], {9.0: 30, 8.0: 20, 5.0: 12}
    match entry.figure.type:
        case "mean":
            return told(indicator, mean(marks))
        case "net_share":
            return told(indicator, net_promoter(marks))
        case "change_of_share":
            return changed(indicator, two_by_two(40, 8), Precision.SOME)
        case "change_of_mean":
            return changed(indicator, steps(0.4), Precision.SOME)
        case _:
            return told(indicator, share(82, 100), design="paired" if entry.figure.type == "improved" else "")


def steps(mean_step: float) -> Change:
    """A change of a mean by about so much, of sixty people."""
    up = round(60 * mean_step)
    return change_of_mean({(2.0, 3.0): up, (3.0, 3.0): 50 - up, (3.0, 4.0): 6, (4.0, 3.0): 4})


@pytest.mark.parametrize("language", language_codes())
@pytest.mark.parametrize("indicator", CLAIMS)
def test_a_plain_statement_is_short_with_every_claim_of_the_catalogue(indicator: str, language: str) -> None:
    """Also the longest, with its number of people and its period; the opening has it in one sentence."""
    finding = _estimate_of(indicator)
    phrasing = Phrasing(release=release_of(finding), language=language_named(language, "plain"))
    statement, answer = phrasing.statement(finding), phrasing.answer(finding)
    for text in (statement, answer):
        assert max(len(words_of(each)) for each in sentences_of(text)) <= LONGEST, text
        assert finding.estimate is not None
        assert str(finding.estimate.n) in words_of(text)
        assert "2025" in text
    assert len(sentences_of(answer)) == 1


STRENGTHS = ("clear-up", "clear-down", "some-up", "some-down", "open", "none-of-note")

WEAKER = {"nl": ("mogelijk", "niet zeggen", "geen verschil van belang"), "en": ("possibly", "cannot say", "no difference of importance")}


@pytest.mark.parametrize("language", language_codes())
@pytest.mark.parametrize("kind", ["change", "paired", "change-of-share", "paired-share", "previous", "previous-change"])
def test_a_plain_sentence_is_as_strong_as_the_precise_one(kind: str, language: str) -> None:
    """The words that weaken a claim stand in both registers, or in neither; so does that people look back themselves."""
    names = ("subject", "people", "period", "now", "before", "activity", "scale", "n", "claim", "value", "earlier")
    values = {name: f"<{name}>" for name in names}
    for step in STRENGTHS:
        precise, plain = (language_named(language, each).sentence(f"{kind}-{step}", **values) for each in ("precise", "plain"))
        for word in (*WEAKER[language], "erugkijkend", "ooking back"):
            assert (word in precise) == (word in plain), (precise, plain)


@pytest.mark.parametrize("language", language_codes())
@pytest.mark.parametrize("register", ["plain", "precise"])
def test_a_change_with_a_margin_beside_nought_says_what_makes_it_too_weak(language: str, register: str) -> None:
    """'We cannot say' beside a margin without 0 would contradict itself; with 0 in the margin there is nothing to add."""
    flags = (Flag.LOW_RESPONSE, Flag.COURSES_UNKNOWN)
    weak, unsure = changed("LB10", two_by_two(40, 8), Precision.OPEN, flags=flags), changed("LB10", two_by_two(12, 10), Precision.OPEN)
    said = {"nl": ("te zwak", "minder dan 40% antwoordde"), "en": ("too weak", "less than 40% answered")}[language]
    speaking = language_named(language, register)  # type: ignore[arg-type]
    told_weak, told_unsure = (Phrasing(release=release_of(each), language=speaking).statement(each) for each in (weak, unsure))
    assert all(word in told_weak.casefold() for word in said)
    assert said[0] not in told_unsure


@pytest.mark.parametrize("register", ["plain", "precise"])
@pytest.mark.parametrize("language", language_codes())
def test_a_change_is_told_without_its_difference(language: str, register: str) -> None:
    """Two means and their difference are three related numbers: rounded, 2,5 and 3,4 beside +0,8 would look like a mistake."""
    wide, step = Estimate(value=2.549, n=100, method="t"), Estimate(value=0.802, n=100, method="t", lower=0.61, upper=0.99)
    change = Change(before=wide, now=replace(wide, value=3.351), difference=step, movers=None)
    word = Text(nl="de cursus", en="the course")
    goal = Goal(id="g", service=word, change=word, indicator="DI07", contribution="direct", target=0.4, by="2025", verdict=Verdict.MET)
    finding = replace(changed("DI07", change, Precision.CLEAR), goals=(goal,))
    saying = Phrasing(release=release_of(finding), language=language_named(language, register))  # type: ignore[arg-type]
    against = saying.against_target(finding, goal)
    assert all(each in against for each in ({"nl": ("+0,6", "+1,0"), "en": ("+0.6", "+1.0")}[language]))
    assert {"nl": "+0,8", "en": "+0.8"}[language] not in against


@pytest.mark.parametrize("finding", one_of_each(), ids=lambda finding: finding.indicator)
@pytest.mark.parametrize("language", language_codes())
def test_both_registers_state_the_same_figures(finding: Finding, language: str) -> None:
    """No number of the precise sentence is missing from the plain one, but for how a balance is worked out."""
    phrasings = [Phrasing(release=release_of(finding), language=language_named(language, each)) for each in ("precise", "plain")]
    precise, plain = (set(re.findall(r"\d[\d.,]*\d|\d", saying.statement(finding))) for saying in phrasings)
    assert precise == plain
