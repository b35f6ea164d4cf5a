"""The words of whole reports, as they are rendered: none is stronger than the figures it stands beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from impactlib.errors import InputError
from impactlib.publishing.html import report_page
from impactlib.telling.audience import audiences
from impactlib.telling.blocks import Block, Quote, Sentence
from impactlib.telling.ladder import refuse_stronger_blocks, strength_of
from impactlib.telling.markup import block_html
from impactlib.telling.report import Report, open_report
from impactlib.workspace import Workspace

SOME = {"nl": 1, "en": 5}
"""Every municipality in Dutch, every fifth in English: the sentences are the same ones."""

PARTIES_OWN = 3
"""From this level on a word is refused wherever we say it ourselves, whether a figure stands beside it or not."""


@pytest.fixture(scope="module")
def codes(example_workspace: Workspace) -> list[str]:
    """The codes of all municipalities of the example."""
    return sorted(path.name[:6] for path in example_workspace.parameters.glob("GM*.yml"))


def reports(workspace: Workspace, codes: list[str], audience: str, language: str) -> Iterator[tuple[Report, list[Block]]]:
    """All reports of the example for one audience in one language."""
    for code in codes[:: SOME[language]]:
        report = open_report(workspace.folder, code, audience, language)
        yield report, report.blocks()


@pytest.mark.parametrize("language", SOME)
@pytest.mark.parametrize("audience", list(audiences()))
def test_no_report_says_more_than_its_figures_bear(example_workspace: Workspace, codes: list[str], audience: str, language: str) -> None:
    """Block by block: sentences, captions, alternative texts, notes and cells, beside the evidence of the figures they state."""
    found = []
    for report, blocks in reports(example_workspace, codes, audience, language):
        findings = (*report.release.findings, *report.release.wider)
        for block in blocks:
            try:
                refuse_stronger_blocks([block], findings, language)
            except InputError as error:
                found.append((report.release.area.name, str(error)))
    assert found == []


@pytest.mark.parametrize("language", SOME)
@pytest.mark.parametrize("audience", list(audiences()))
def test_what_is_rendered_is_no_stronger_than_what_was_weighed(
    example_workspace: Workspace, codes: list[str], audience: str, language: str
) -> None:
    """A template adds no words: each rendered sentence is as strong as its block, stands on the page, and names no cause."""
    for report, blocks in reports(example_workspace, codes[::10], audience, language):
        for block in blocks:
            if isinstance(block, Sentence) and block.figures:
                seen = BeautifulSoup(block_html(block), "html.parser").get_text(" ", strip=True)
                assert strength_of(seen, language) == strength_of(block.text, language), report.release.area.name
        ours = [block for block in blocks if isinstance(block, Sentence) and block.figures]
        page = BeautifulSoup(report_page(blocks, language), "html.parser").get_text(" ", strip=True)
        assert all(" ".join(block.text.split())[:40] in " ".join(page.split()) for block in ours)
        assert all(strength_of(block.text, language).level < PARTIES_OWN for block in ours)


@pytest.mark.parametrize(
    ("language", "worse"),
    [
        ("nl", "Dankzij de bibliotheek is dat zo."),
        ("nl", "Dat komt door de cursus."),
        ("nl", "De cursus helpt."),
        ("en", "Thanks to the library this is so."),
        ("en", "The course led to this."),
    ],
)
def test_one_word_too_strong_is_found_with_its_place(example_workspace: Workspace, language: str, worse: str) -> None:
    """In every block that states figures, with the figure that it is said of."""
    report = open_report(example_workspace.folder, "GM0200", "officer", language)
    findings = (*report.release.findings, *report.release.wider)
    stating = [block for block in report.blocks() if isinstance(block, Sentence) and block.figures]
    assert stating
    for block in stating:
        with pytest.raises(InputError, match=r"GM0200/2025/.*needs evidence of level"):
            refuse_stronger_blocks([replace(block, text=f"{block.text} {worse}")], findings, language)


@pytest.mark.parametrize("language", SOME)
def test_no_story_of_the_example_names_the_library_as_a_cause(example_workspace: Workspace, codes: list[str], language: str) -> None:
    """Stories are people's own words, and quoted; the example sets no bad example."""
    for _, blocks in reports(example_workspace, codes[::5], "council", language):
        for block in blocks:
            if isinstance(block, Quote):
                assert strength_of(block.text, language).level < PARTIES_OWN, block.text
