"""A notebook as an accessible page for inside: words, figures with their alternative text, tables with headers, code folded away."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString
from markupsafe import Markup, escape
from nbconvert.filters import strip_ansi
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

from impactlib.errors import InputError
from impactlib.publishing.pages import css_string, render, words
from impactlib.telling.blocks import BLOCK_TYPE, block_from_json
from impactlib.telling.markup import block_html

PICTURES = ("image/svg+xml", "image/png", "image/jpeg")

NUMBER = re.compile(r"^[-+−]?[\d.,\s]+\s?%?$|^(NaN|nan|<NA>|None)?$")
"""What a cell of a column of numbers looks like, in Dutch and in English."""

PARAMETERS = frozenset({"parameters", "injected-parameters"})
"""The notebook's own parameters and the ones that papermill gave, which name folders of this machine."""

OUTSIDE = re.compile(r"^\s*(https?:)?//", re.IGNORECASE)

REMOVED_WITH_THEIR_WORDS = (
    "script", "link", "iframe", "frame", "frameset", "object", "embed", "applet", "portal", "base", "meta", "form", "noscript", "template",
    "math", "title", "xmp", "plaintext", "noembed", "noframes", "animate", "set", "animatetransform", "animatemotion", "foreignobject",
)  # fmt: skip
"""What would ask another host, run, or be read by a browser otherwise than here; the page's own policy would stop it as well."""

ASKS = re.compile(r"@import|url\s*\(\s*[\"']?(?!#|data:)|expression\s*\(|\\\\", re.IGNORECASE)
"""What in a style asks for something, or hides that it does."""

PLACES = re.compile(r"^(#|data:image/|https?://|mailto:)", re.IGNORECASE)
"""Where a link of a page may lead; only the person who follows it goes there."""

LEADS = ("href", "src", "xlink:href", "action", "formaction", "poster", "data", "srcset", "background", "ping", "srcdoc", "manifest")
"""The attributes that name a place."""


def analysis_page(notebook: NotebookNode, language: str) -> str:
    """The notebook as one page, marked as internal."""
    said = words(language)
    content = BeautifulSoup("\n".join(_cell(cell, number, said) for number, cell in enumerate(notebook.cells, start=1)), "html.parser")
    for element in content.find_all(REMOVED_WITH_THEIR_WORDS):
        element.decompose()
    for comment in content.find_all(string=lambda text: isinstance(text, PreformattedString)):
        comment.extract()
    for style in content.find_all("style"):
        # Those of pandas are scoped, which no browser heeds: they would reach the whole page.
        if style.get("scoped") is not None or ASKS.search(style.get_text()):
            style.decompose()
    _refuse_pictures_that_say_nothing(content)
    _leave_out_what_acts(content)
    title = _one_title(content, said["analysis"])
    for number, table in enumerate(content.find_all("table"), start=1):
        _make_table_accessible(content, table, said["table"].format(number=number))
    page = Markup(str(content))  # noqa: S704 - the analyst's own words
    return render("analysis.html.j2", language=language, title=title, running_head=css_string(said["internal"]), content=page)


def _cell(cell: Any, number: int, said: dict[str, Any]) -> str:
    tags = cell.metadata.get("tags", [])
    if "remove-cell" in tags:
        return ""
    if cell.cell_type == "markdown":
        return _markdown(cell.source)
    if cell.cell_type != "code":
        return ""
    shown = [_output(output, number) for output in cell.outputs]
    if cell.source.strip() and "remove-input" not in tags and not PARAMETERS.intersection(tags):
        # Code is folded away whether or not it is tagged 'hide-input': the reader comes for the answer.
        shown.insert(
            0, f'<details class="code"><summary>{escape(said["code"])}</summary><pre tabindex="0">{escape(cell.source)}</pre></details>'
        )
    return "\n".join(shown)


def _markdown(source: str) -> str:
    renderer = IPythonRenderer(escape=False, exclude_anchor_links=True)
    return str(MarkdownWithMath(renderer=renderer).render(source))


def _output(output: Any, number: int) -> str:
    if output.output_type == "stream":
        # Warnings on stderr name paths of this machine; whoever runs the notebook sees them there.
        return f'<pre tabindex="0">{escape(_plain(output.text))}</pre>' if output.name == "stdout" else ""
    data, metadata = output.get("data", {}), output.get("metadata", {})
    if BLOCK_TYPE in data:
        return block_html(block_from_json(data[BLOCK_TYPE]))
    if "text/html" in data:
        return f'<div class="output">{data["text/html"]}</div>'
    for mime in PICTURES:
        if mime in data:
            return _picture(mime, data[mime], metadata.get(mime, {}).get("alt", ""), number)
    if "text/markdown" in data:
        return _markdown(data["text/markdown"])
    return f'<pre tabindex="0">{escape(_plain(data["text/plain"]))}</pre>' if "text/plain" in data else ""


def _picture(mime: str, content: str, alt: str, number: int) -> str:
    if not alt.strip():
        raise InputError(
            f"notebook, cell {number}",
            f"a figure ({mime}) has no alternative text",
            f"display it with metadata {{{mime!r}: {{'alt': '…'}}}}",
        )
    if mime == "image/svg+xml":
        drawing = content[content.index("<svg") :]
        return f'<div class="picture" role="img" aria-label="{escape(alt)}">{drawing}</div>'
    return f'<div class="picture"><img src="data:{mime};base64,{"".join(content.split())}" alt="{escape(alt)}"></div>'


def _refuse_pictures_that_say_nothing(content: BeautifulSoup) -> None:
    for image in content.find_all("img"):
        source = str(image.get("src", ""))
        if not str(image.get("alt", "")).strip():
            raise InputError("notebook", f"the image {source[:60]!r} has no alternative text", "write ![what it shows](file)")
        if not source.startswith("data:"):
            what = "another host" if OUTSIDE.match(source) else "a file beside the page"
            raise InputError(
                "notebook", f"the image {source[:60]!r} is in {what}", "the page is one file: display the figure from a code cell"
            )


def _leave_out_what_acts(content: BeautifulSoup) -> None:
    """Take from elements what would run, or ask another host before the reader follows a link."""
    for element in (each for each in content.descendants if isinstance(each, Tag)):
        for name, value in list(element.attrs.items()):
            text = " ".join(value) if isinstance(value, list) else str(value)
            key = name.casefold()
            leads_away = key in LEADS and not PLACES.match(text.strip())
            if key.startswith("on") or leads_away or (key == "style" and ASKS.search(text)):
                del element[name]


def _one_title(content: BeautifulSoup, otherwise: str) -> str:
    """The words of the first heading of level 1; any other goes down a level, and a page without gets one."""
    first, *others = content.find_all("h1") or [None]
    for heading in others:
        if isinstance(heading, Tag):
            heading.name = "h2"
    if first is None:
        first = content.new_tag("h1")
        first.string = otherwise
        content.insert(0, first)
    return " ".join(first.get_text().split())


def _make_table_accessible(content: BeautifulSoup, table: Tag, name: str) -> None:
    """Headers that say what they head, numbers to the right, and a region that can be scrolled with the keyboard."""
    del table["border"]
    _join_index_names(table)
    for cell in table.select("thead th"):
        if cell.get_text(strip=True):
            cell["scope"] = "colgroup" if int(str(cell.get("colspan", "1"))) > 1 else "col"
        else:
            cell.name = "td"
    for cell in table.find_all("th", scope=False):
        cell["scope"] = "rowgroup" if int(str(cell.get("rowspan", "1"))) > 1 else "row"
    for row in table.find_all("tr"):
        del row["style"]
    _align_numbers(table)
    caption = table.find("caption")
    region = content.new_tag("div", attrs={"class": "scroll", "role": "region", "tabindex": "0"})
    region["aria-label"] = caption.get_text(strip=True) if caption else name
    table.wrap(region)


def _join_index_names(table: Tag) -> None:
    """Pandas gives the names of the index a header row of their own, under empty cells: they move up into those."""
    rows = [row.find_all(["th", "td"]) for row in table.select("thead tr")]
    if len(rows) != 2 or len(rows[0]) != len(rows[1]):
        return
    words = [[cell.get_text(strip=True) for cell in row] for row in rows]
    if any(upper and lower for upper, lower in zip(*words, strict=True)) or not any(words[1]):
        return
    for upper, lower in zip(rows[0], words[1], strict=True):
        if lower:
            upper.string = lower
    table.select("thead tr")[1].decompose()


def _plain(text: str) -> str:
    return str(strip_ansi(text))


def _align_numbers(table: Tag) -> None:
    rows = [row.find_all(["th", "td"]) for row in table.select("tbody tr")]
    if not rows or len({len(row) for row in rows}) != 1:
        return
    heads = table.select("thead tr")
    heading = heads[0].find_all(["th", "td"]) if len(heads) == 1 else []
    for column, cells in enumerate(zip(*rows, strict=True)):
        if column and all(NUMBER.match(cell.get_text(strip=True)) for cell in cells):
            for cell in [*cells, *heading[column : column + 1]]:
                cell["class"] = [*cell.get_attribute_list("class", []), "number"] if cell.get("class") else "number"
