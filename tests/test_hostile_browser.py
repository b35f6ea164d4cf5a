"""Hostile texts in a real browser: nothing runs, nothing is asked of anybody, no element is added, and the reader sees the text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Page

from impactlib.exploring.shown import Said
from impactlib.publishing.html import AnalysisExporter, report_page
from impactlib.publishing.overview import overview_page
from impactlib.telling.agreed.protocol import protocol_blocks
from tests.agreed import agreement, speaker
from tests.hostile import KEPT
from tests.poisoning import harmless, overview_of, poisoned_content, report_of, restored

TEXTS = [each.text for each in KEPT]
LINES = [" ".join(text.split()) for text in TEXTS]

WALK = """() => {
    const found = [];
    const walk = (element, depth) => {
        if (element.localName === "svg") return;
        const own = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join("");
        const attributes = [...element.attributes].map(each => [each.name, each.value]).filter(each => each[0] !== "data-name");
        found.push([depth, element.namespaceURI.slice(-5), element.localName, attributes, element.localName === "style" ? "" : own]);
        const within = element.localName === "template" ? element.content : element;
        for (const child of within.children) walk(child, depth + 1);
    };
    walk(document.documentElement, 0);
    return found;
}"""
"""Every element as the browser made it, in its own kind of element (HTML, SVG, MathML), with its attributes and its own text."""

ACT = """() => {
    for (const each of document.querySelectorAll("*")) {
        for (const kind of ["mouseover", "click", "focus", "toggle", "error", "load"]) each.dispatchEvent(new Event(kind));
    }
}"""
"""Wakes whatever waits for a reader."""

WIDER = """width => [...document.querySelectorAll("body *")].filter(each => !each.closest(".scroll, svg, .skip"))
    .filter(each => each.getBoundingClientRect().right > width + 1).map(each => each.localName + "." + each.className)"""
"""What stands out of the window, but for tables that are scrolled in a box of their own."""


def analysis(texts: list[str]) -> str:
    """An analysis that says these."""
    said = [nbformat.v4.new_output("display_data", data={"text/markdown": Said(text=text)._repr_markdown_()}) for text in texts]
    return str(AnalysisExporter().from_notebook_node(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=said)]))[0])


def analysis_of_somebody_else(texts: list[str]) -> str:
    """An analysis whose writer put these in as HTML and as Markdown: what they do is taken out."""
    cells: list[Any] = []
    for text in texts:
        if "<img" not in text.casefold() and "![" not in text and "<image" not in text.casefold():  # those are refused
            cells.append(nbformat.v4.new_markdown_cell(text))
            cells.append(nbformat.v4.new_code_cell("x", outputs=[nbformat.v4.new_output("display_data", data={"text/html": text})]))
    return str(AnalysisExporter().from_notebook_node(nbformat.v4.new_notebook(cells=cells))[0])


def protocol(texts: list[str]) -> str:
    """The protocol of an agreement in which people worded everything so."""
    poisoned = agreement(lambda content: content.update(poisoned_content(dict(content), texts)))
    return report_page(protocol_blocks(speaker(poisoned), notice=None, made_of=()), "nl")


PAGES: dict[str, tuple[list[str], Callable[[list[str]], str]]] = {
    "report": (TEXTS, lambda texts: report_page(report_of(texts), "nl")),
    "overview": (TEXTS, lambda texts: overview_page(overview_of(texts), "nl")),
    "protocol": (LINES, protocol),
    "analysis": (LINES, analysis),
}
"""Pages, made of texts, with the texts."""


class Seen:
    """What a page did while it was open: what it asked for, what it said, whether a window sprang up."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.said: list[str] = []
        page.context.route("**/*", self._route)
        page.context.on("page", lambda opened: self.said.append(f"window {opened.url}"))
        page.on("dialog", self._dismiss)
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("framenavigated", lambda frame: self.said.append(f"frame {frame.url}") if frame != page.main_frame else None)

    def _route(self, route: Any) -> None:
        self.asked.append(route.request.url)
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            route.abort()

    def _dismiss(self, dialog: Any) -> None:
        self.said.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def open(self, content: str, folder: Path) -> list[Any]:
        """Open a page from a file, wake what sleeps in it, and give its elements."""
        file = folder / "page.html"
        file.write_text(content, encoding="utf-8")
        self.page.goto(file.as_uri())
        elements: list[Any] = self.page.evaluate(WALK)
        self.page.evaluate(ACT)
        self.page.wait_for_timeout(200)
        assert self.page.evaluate("window.__pwned") is None
        assert self.page.url == file.as_uri()
        assert set(self.asked) == {file.as_uri()}
        assert self.said == []
        return elements


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_nothing_comes_of_hostile_texts_and_they_are_seen_as_they_were_typed(page: Page, name: str, tmp_path: Path) -> None:
    """The elements that the browser made are those of the page with harmless texts, in which each text is replaced."""
    texts, make = PAGES[name]
    seen = Seen(page)
    hostile = seen.open(make(texts), tmp_path)
    plain = seen.open(make(harmless(texts)), tmp_path)
    assert hostile == restored(plain, texts)


@pytest.mark.browser
def test_nothing_runs_in_an_analysis_that_somebody_else_wrote(page: Page, tmp_path: Path) -> None:
    """Its HTML is the writer's own, without what acts."""
    Seen(page).open(analysis_of_somebody_else(TEXTS), tmp_path)


@pytest.mark.browser
def test_the_policy_of_the_page_stops_what_the_first_defence_would_let_through(page: Page, tmp_path: Path) -> None:
    """With every text put into the body as HTML nothing runs and nothing is fetched; the browser only complains."""
    content = report_page(report_of(TEXTS[:3], charts=False), "nl")
    asked: list[str] = []

    def route(asking: Any) -> None:
        asked.append(asking.request.url)
        if asking.request.url.startswith("file:"):
            asking.continue_()
        else:
            asking.abort()

    page.context.route("**/*", route)
    file = tmp_path / "page.html"
    for each in KEPT:
        if each.kind in ("html", "css") and "http-equiv" not in each.text:  # a page that refreshes itself is no script and no request
            file.write_text(content.replace("</main>", f"{each.text}</main>"), encoding="utf-8")
            page.goto(file.as_uri())
            page.evaluate(ACT)
            assert page.evaluate("window.__pwned") is None, each.id
            assert [url for url in asked if not url.startswith(("file:", "data:"))] == [], each.id


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_a_long_word_does_not_push_a_page_aside(page: Page, width: int) -> None:
    """Two thousand letters without a space are broken where the line ends."""
    page.set_viewport_size({"width": width, "height": 800})
    word = "x" * 2000
    for content in (report_page(report_of([word] * 60), "nl"), overview_page(overview_of([word] * 6), "nl")):
        page.set_content(content)
        assert page.evaluate(WIDER, width) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("each", KEPT, ids=lambda each: each.id)
def test_each_text_alone_fills_a_page_and_does_nothing(page: Page, each: Any, tmp_path: Path) -> None:
    """In every place of every kind of block at once: no text needs another to be harmless."""
    seen = Seen(page)
    hostile, plain = (
        # Whether a section is so short that it may stand beside another depends on its words, and on nothing else in them.
        seen.open(report_page(report_of([text] * 60, charts=False), "nl").replace('class="section brief"', 'class="section"'), tmp_path)
        for text in (each.text, "qz0zq")
    )
    assert hostile == restored(plain, [each.text])
