"""Each number of a finished document is in the release with its unit, role and direction; planted faults are caught."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest

from impactlib.disclosure.release import read_release
from impactlib.publishing.docx import report_docx
from impactlib.publishing.html import report_page
from impactlib.publishing.pdf import report_pdf
from impactlib.telling.audience import audiences
from impactlib.telling.report import open_report
from impactlib.workspace import Workspace
from tests.rereading import NUMBER, WAYS, Rereader, passages_of_html, read_numbers

MUNICIPALITIES = ("GM0200", "GM0277", "GM0246", "GM0289", "GM0202")
"""Large, small, without data, with a target that was not met, and one more."""

LANGUAGES = ("nl", "en")
OTHER = {"hoger": "lager", "meer": "minder", "steeg": "daalde", "higher": "lower", "more": "less", "rose": "fell", "groter": "kleiner"}


@cache
def page(folder: Path, code: str, audience: str, language: str) -> tuple[str, ...]:
    """What a reader of the page reads."""
    return tuple(passages_of_html(report_page(open_report(folder, code, audience, language).blocks(), language)))


@cache
def reader(folder: Path, code: str, language: str) -> Rereader:
    """Who reads about one municipality."""
    return Rereader(read_release(folder, code), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", list(audiences()))
def test_every_number_on_the_page_is_in_the_release(example_workspace: Workspace, audience: str, language: str) -> None:
    """Of five municipalities: each paragraph, row, caption and alternative text is of one finding, of its neighbours, or of no figure."""
    for code in MUNICIPALITIES:
        passages = page(example_workspace.folder, code, audience, language)
        assert sum(bool(re.search(r"\d", passage)) for passage in passages) > 5
        assert reader(example_workspace.release, code, language).faults(passages) == []


@pytest.mark.parametrize(
    ("text", "language", "read"),
    [
        ("71,4% van de 1.234", "nl", [(71.4, "percent"), (1234.0, "number")]),
        ("71.4% of the 1,234", "en", [(71.4, "percent"), (1234.0, "number")]),
        ("van +0,8 tot -1,0", "nl", [(0.8, "number"), (-1.0, "number")]),
        ("5 procentpunt; € 45.000", "nl", [(5.0, "points"), (45000.0, "euro")]),
        ("12 percentage points; €45,000", "en", [(12.0, "points"), (45000.0, "euro")]),
        ("2,5 → 3,4", "nl", [(2.5, "number"), (3.4, "number")]),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(text: str, language: str, read: list[tuple[float, str]]) -> None:
    """With their unit: a point groups in Dutch and marks the decimals in English."""
    assert [(each.value, each.unit) for each in read_numbers(text, language)] == read


def digit_changed(passage: str) -> Iterator[str]:
    """Each number that is no year with its first digit turned."""
    for found in NUMBER.finditer(passage):
        if not re.fullmatch(r"(?:19|20)\d{2}", found["digits"]):
            start = found.start("digits")
            yield f"{passage[:start]}{(int(passage[start]) + 4) % 9 + 1}{passage[start + 1 :]}"


def percent_lost(passage: str) -> Iterator[str]:
    """Each percentage without its sign."""
    for found in re.finditer(r"(?<=\d)%", passage):
        yield passage[: found.start()] + passage[found.end() :]


def decimal_mark_lost(passage: str) -> Iterator[str]:
    """Each number with decimals without the mark before them."""
    for found in re.finditer(r"(?<=\d)[.,](?=\d(?!\d))", passage):
        yield passage[: found.start()] + passage[found.end() :]


def turned(passage: str) -> Iterator[str]:
    """Each direction the other way."""
    for pattern in WAYS.values():
        for found in pattern.finditer(passage):
            for one, other in {**OTHER, **{b: a for a, b in OTHER.items()}}.items():
                swapped = re.sub(rf"\b{one}\b", other, found[0])
                if swapped != found[0]:
                    yield passage[: found.start()] + swapped + passage[found.end() :]
                    break


def before_and_now_swapped(passage: str) -> Iterator[str]:
    """The two figures of a change in each other's place."""
    number = r"\d[\d.,]*\d%?|\d%?"
    for pattern in (
        rf"(gemiddeld )({number})( tegen )({number})",
        rf"()({number})( on average against )({number})",
        rf"()({number})(\s→\s)({number})",
        rf"(was vóór [^.\d]*? )({number})( en is nu )({number})",
    ):
        if (found := re.search(pattern, passage)) and found[2] != found[4]:
            yield passage[: found.start()] + found[1] + found[4] + found[3] + found[2] + passage[found.end() :]


def target_and_value_swapped(passage: str) -> Iterator[str]:
    """The target of a goal and the first figure of its unit in each other's place."""
    target = re.search(r"(?:doel van|goal of) (\d[\d.,]*%)", passage)
    value = re.search(r"\d[\d.,]*%", passage)
    if target and value and value.start() < target.start() and value[0] != target[1]:
        middle = passage[value.end() : target.start(1)]
        yield f"{passage[: value.start()]}{target[1]}{middle}{value[0]}{passage[target.end(1) :]}"


FAULTS: dict[str, tuple[Callable[[str], Iterator[str]], float]] = {
    "a digit changed": (digit_changed, 0.8),
    "a percent sign lost": (percent_lost, 0.93),
    "a decimal mark lost": (decimal_mark_lost, 0.93),
    "a direction turned": (turned, 1.0),
    "before and now swapped": (before_and_now_swapped, 1.0),
    "target and value swapped": (target_and_value_swapped, 1.0),
}
"""How a document can go wrong, and how many of all such faults must be seen: a changed digit may give another true number."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_caught(example_workspace: Workspace, fault: str, language: str) -> None:
    """Planted wherever it can be in the reports for council and officer of two municipalities."""
    plant, share = FAULTS[fault]
    planted, seen = 0, 0
    for code in MUNICIPALITIES[:2]:
        rereader = reader(example_workspace.release, code, language)
        for passage in {text for audience in ("council", "officer") for text in page(example_workspace.folder, code, audience, language)}:
            for worse in plant(passage):
                planted += 1
                seen += bool(rereader.faults([worse]))
    assert planted
    assert seen >= share * planted, f"{seen} of {planted}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figures_of_another_municipality_are_caught(example_workspace: Workspace, language: str) -> None:
    """The goals of Arnhem in the report about Apeldoorn, row by row and sentence by sentence."""
    own = set(page(example_workspace.folder, "GM0200", "officer", language))
    others = [text for text in page(example_workspace.folder, "GM0202", "officer", language) if text not in own and re.search(r"\d%", text)]
    rereader = reader(example_workspace.release, "GM0200", language)
    seen = sum(bool(rereader.faults([text])) for text in others)
    assert seen >= 0.8 * len(others), f"{seen} of {len(others)}"


def unexplained(rereader: Rereader, passages: list[str]) -> list[str]:
    """The lines that neither their passage as a whole nor they themselves explain: a row of key figures has a figure in each cell."""
    found = []
    for passage in passages:
        if not rereader.faults([" ".join(passage.split())]) or not rereader.faults([" | ".join(passage.splitlines())]):
            continue
        found += [line for line in passage.splitlines() if rereader.faults([line])]
    return found


@pytest.mark.parametrize("code", MUNICIPALITIES[:2])
def test_every_number_in_the_word_file_is_in_the_release(example_workspace: Workspace, code: str) -> None:
    """As python-docx reads it: paragraphs, and tables row by row."""
    for audience in ("council", "officer", "public"):
        file = docx.Document(BytesIO(report_docx(open_report(example_workspace.folder, code, audience, "nl").blocks(), "nl")))
        passages = [paragraph.text for paragraph in file.paragraphs]
        passages += ["\n".join(" ".join(cell.text.split()) for cell in row.cells) for table in file.tables for row in table.rows]
        assert sum(bool(re.search(r"\d", passage)) for passage in passages) > 5
        assert unexplained(reader(example_workspace.release, code, "nl"), passages) == []


@pytest.mark.parametrize("code", MUNICIPALITIES[:2])
def test_every_number_in_the_pdf_is_in_the_release(example_workspace: Workspace, code: str, tmp_path: Path) -> None:
    """As pdftotext reads it, in the order of the page and one block of text at a time."""
    for audience in ("council", "officer", "public"):
        path = tmp_path / f"{audience}.pdf"
        path.write_bytes(report_pdf(open_report(example_workspace.folder, code, audience, "nl").blocks(), "nl"))
        text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True).stdout
        passages = [part.replace("\u00ad", "") for part in re.split(r"\n\s*\n|\f", text) if not re.fullmatch(r"\s*\d+ / \d+\s*", part)]
        assert sum(bool(re.search(r"\d", passage)) for passage in passages) > 5
        assert unexplained(reader(example_workspace.release, code, "nl"), passages) == []
