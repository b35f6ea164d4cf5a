"""The house style of a municipality: seen in every format, readable by everybody, and never a way in."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import matplotlib
import pikepdf
import pytest

from impactlib.errors import InputError, Problems
from impactlib.publishing.html import report_page
from impactlib.publishing.pages import palette
from impactlib.publishing.pdf import report_pdf
from impactlib.publishing.theme import logo_png, theme_of, themed_palette
from impactlib.telling.blocks import Block, Chart, Theme, Title, block_from_json, block_to_json
from impactlib.telling.contrast import contrast, darker
from impactlib.telling.logo import checked_logo
from impactlib.telling.theme import check_themes, read_theme, theme_for
from impactlib.workspace import Workspace
from tests import pdf_rules
from tests.sample_report import sample_report

LOGO = """<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 50"><style>.a{fill:#c8102e}</style>
<rect class="a" width="50" height="50"/></svg>"""

THEME = """logo:
  file: parameters/logo.svg
  alt: {nl: Gemeente Voorbeeldstad, en: Municipality of Voorbeeldstad}
colours:
  accent: "#c8102e"
  words: "#7a0019"
fonts: [parameters/font.ttf]
"""

SETTINGS = "period: '2025'\ntheme: parameters/theme.yml\nsources: {}\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with a house style that nothing is wrong with."""
    folder = tmp_path / "parameters"
    folder.mkdir()
    (folder / "workspace.yml").write_text(SETTINGS, "utf-8")
    (folder / "theme.yml").write_text(THEME, "utf-8")
    (folder / "logo.svg").write_text(LOGO, "utf-8")
    font = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSerif.ttf"
    (folder / "font.ttf").write_bytes(font.read_bytes())
    return Workspace.open(tmp_path)


def themed(theme: Theme | None, *, pages: int = 0) -> list[Block]:
    """The sample report in a house style."""
    return [replace(block, theme=theme, pages=pages) if isinstance(block, Title) else block for block in sample_report()]


def spoiled(workspace: Workspace, old: str, new: str) -> Workspace:
    """The workspace with something else in its theme."""
    path = workspace.parameters / "theme.yml"
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return workspace


def test_a_theme_reaches_the_page_and_the_pdf(workspace: Workspace, tmp_path: Path) -> None:
    """Its colours, its logo with its words and its letters; the file stays one that everybody can read."""
    theme = theme_for(workspace, "GM9999", "nl")
    assert theme is not None
    blocks = themed(theme)
    page, made = report_page(blocks, "nl"), report_pdf(blocks, "nl")
    assert 'alt="Gemeente Voorbeeldstad"' in page
    assert "--accent: #c8102e;" in page
    assert base64.b64encode(checked_logo(LOGO).encode()).decode() in page
    assert ("Figure", "Gemeente Voorbeeldstad") in pdf_rules.tags(made)
    with pikepdf.open(io.BytesIO(made)) as file:
        assert "DejaVuSerif" in str([font["/BaseFont"] for font in file.pages[0]["/Resources"]["/Font"].values()])
    close = report_pdf(themed(theme, pages=2), "nl")
    assert pdf_rules.broken_rules({"themed": made, "close": close}, tmp_path) == {"themed": [], "close": []}


def test_only_the_colours_of_the_theme_take_the_place_of_the_houses(workspace: Workspace) -> None:
    """Those of verdicts stay what they are, and nothing of the house's accent is left."""
    theme = read_theme(workspace, workspace.parameters / "theme.yml", "nl")
    plain = [block for block in themed(replace(theme, logo="", logo_kind="")) if not isinstance(block, Chart)]
    used = pdf_rules.colours(report_pdf(plain, "nl"))
    assert {"#c8102e", "#7a0019", palette()["good"]} <= used
    assert used <= {*themed_palette(theme).values(), "#000000"}
    assert not {palette()["accent"], palette()["accent-dark"]} & used


def test_a_report_without_a_theme_is_as_it_was() -> None:
    """The house's own colours, and no logo."""
    assert theme_of(sample_report()) == Theme()
    assert themed_palette(Theme()) == palette()
    assert "<img" not in report_page(sample_report(), "nl")


def test_a_theme_goes_with_the_notebook(workspace: Workspace) -> None:
    """As a part of the title, files and all: an exporter reads no workspace."""
    title = themed(theme_for(workspace, "GM9999", "en"))[1]
    assert block_from_json(block_to_json(title)) == title


def test_a_municipality_of_its_own_goes_before_the_workspaces(workspace: Workspace) -> None:
    """By a file with its code in the name."""
    (workspace.parameters / "theme-GM0200.yml").write_text('colours: {accent: "#00573f"}\n', "utf-8")
    own, other = theme_for(workspace, "GM0200", "nl"), theme_for(workspace, "GM0202", "nl")
    assert own is not None
    assert other is not None
    assert (own.accent, own.words, own.logo) == ("#00573f", "#00573f", "")
    assert other.accent == "#c8102e"


def test_a_logo_becomes_a_picture_where_no_drawing_fits(workspace: Workspace) -> None:
    """And a PNG stays the file it was."""
    theme = read_theme(workspace, workspace.parameters / "theme.yml", "nl")
    made = logo_png(theme)
    assert made.startswith(b"\x89PNG")
    (workspace.parameters / "logo.png").write_bytes(made)
    taken = read_theme(spoiled(workspace, "logo.svg", "logo.png"), workspace.parameters / "theme.yml", "nl")
    assert logo_png(taken) == made
    assert ("Figure", "Gemeente Voorbeeldstad") in pdf_rules.tags(report_pdf(themed(taken), "nl"))


def test_contrast_is_that_of_the_guidelines() -> None:
    """Black on white is 21; the lightest grey for words on white is #767676."""
    assert round(contrast("#000000", "#ffffff"), 3) == 21
    assert contrast("#767676", "#ffffff") >= 4.5 > contrast("#777777", "#ffffff")


@pytest.mark.parametrize(("least", "colour"), [(4.5, "#ff9900"), (3.0, "#ffee00")], ids=["words", "marks"])
def test_the_shade_that_is_offered_passes_and_is_the_lightest(least: float, colour: str) -> None:
    """What the message tells can be copied."""
    offered = darker(colour, least)
    lighter = "#" + "".join(f"{min(255, int(offered[place : place + 2], 16) + 3):02x}" for place in (1, 3, 5))
    assert contrast(offered, "#f3f6f8") >= least > contrast(lighter, "#f3f6f8")


def _large(workspace: Workspace) -> None:
    (workspace.parameters / "logo.svg").write_bytes(LOGO.encode() + b" " * 5_000_000)


def _no_font(workspace: Workspace) -> None:
    (workspace.parameters / "font.ttf").write_text("no font", "utf-8")


def _torn(workspace: Workspace) -> None:
    theme = read_theme(workspace, workspace.parameters / "theme.yml", "nl")
    (workspace.parameters / "logo.svg").write_bytes(logo_png(theme)[:200])


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda place: spoiled(place, '"#7a0019"', '"#ff9900"'), r"theme\.yml:\d: colours: words #ff9900 has a contrast of 2\.\d+"),
        (lambda place: spoiled(place, '"#c8102e"', '"#ffee00"'), r"accent #ffee00 .* under the 3\.0 that lines and marks need"),
        (lambda place: spoiled(place, '"#c8102e"', "red"), "'red' is no colour"),
        (lambda place: spoiled(place, "fonts: [parameters/font.ttf]", "fonts: [parameters/gone.ttf]"), r"yml:7: there is no file"),
        (lambda place: spoiled(place, "parameters/logo.svg", "../logo.svg"), "lies outside the workspace"),
        (lambda place: spoiled(place, "fonts:", "font:"), "unknown key 'font'; did you mean 'fonts'"),
        (lambda place: (place.parameters / "theme.yml").unlink(), r"there is no parameters/theme\.yml"),
        (_large, "has 5,000,1.. bytes; it can have 100,000 at the most"),
        (_no_font, "this is no font"),
        (_torn, "cannot be read"),
    ],
    ids=["pale words", "pale marks", "no colour", "font gone", "outside", "misspelt", "theme gone", "5 MB", "no font", "torn"],
)
def test_a_theme_that_does_not_do_is_refused(workspace: Workspace, spoil: Callable[[Workspace], object], words: str) -> None:
    """With file and line, what was found and what would do."""
    check_themes(workspace)
    spoil(workspace)
    with pytest.raises((InputError, Problems), match=words):
        check_themes(workspace)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="data:image/png;base64,AA"/>',
        '<use href="https://example.org/a.svg#b"/>',
        '<rect width="1" height="1" onclick="alert(1)"/>',
        '<rect width="1" height="1" style="fill:url(https://example.org/a)"/>',
        '<rect width="1" height="1" fill="url(https://example.org/a)"/>',
        "<style>@import 'https://example.org/a.css';</style>",
        "<style>rect{fill:u\\72l(https://example.org/a)}</style>",
        "<foreignObject><p>x</p></foreignObject>",
        "<text>Gemeente</text>",
        '<a href="#x"><rect width="1" height="1"/></a>',
        '<animate attributeName="x"/>',
        "<?xml-stylesheet href='https://example.org/a.css'?>",
    ],
    ids=["script", "picture", "use", "event", "style", "fill", "import", "escaped", "html", "text", "link", "motion", "stylesheet"],
)
def test_a_hostile_logo_is_refused(inside: str) -> None:
    """It may only draw; the same logo without it is let in."""
    with pytest.raises(InputError, match="the logo holds"):
        checked_logo(LOGO.replace("</svg>", f"{inside}</svg>"))
    assert checked_logo(LOGO).startswith("<svg")


def test_a_logo_with_a_document_type_is_refused() -> None:
    """Entities in it may grow without end or read files."""
    with pytest.raises(InputError, match="the logo holds"):
        checked_logo(LOGO.replace("<svg", '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg', 1))
