"""A municipality's house style: what `parameters/theme.yml` asks for, once it is sure that everybody can read it."""

from __future__ import annotations

import io
import re
import struct
from base64 import b64encode
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from impactlib.documents import Document, read_document
from impactlib.errors import Collector, InputError
from impactlib.telling.blocks import Theme
from impactlib.telling.contrast import GROUNDS, contrast, darker
from impactlib.telling.logo import PNG, checked_logo, whole_png
from impactlib.workspace import Text, Workspace

WORDS_CONTRAST, MARKS_CONTRAST = 4.5, 3.0
"""The least contrast of words and of marks with their ground (WCAG 2.2, 1.4.3 and 1.4.11)."""

LOGO_BYTES, FONT_BYTES, FONT_FILES = 100_000, 1_500_000, 4
"""The largest logo and font file, so that a report stays small enough to mail; and regular, bold and their italics at the most."""


def _colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        msg = f'{value!r} is no colour; write it as "#005b8e", with quotes around it'
        raise ValueError(msg)
    return value.lower()


Colour = Annotated[str, AfterValidator(_colour)]
"""A colour as `#rrggbb`."""


class Logo(Document):
    """The picture of a municipality, and what it is called for those who do not see it."""

    file: str = Field(min_length=1)
    alt: Text


class Colours(Document):
    """The accent of lines and marks, and the colour of headings and of the ground of white words: the accent where it is not given."""

    accent: Colour
    words: Colour | None = None

    @model_validator(mode="after")
    def _everybody_can_read_them(self) -> Colours:
        if self.words is None:
            _refuse_pale("accent", self.accent, WORDS_CONTRAST, "words, as 'words:' is not given")
        else:
            _refuse_pale("accent", self.accent, MARKS_CONTRAST, "lines and marks")
            _refuse_pale("words", self.words, WORDS_CONTRAST, "words")
        return self


class ThemeFile(Document):
    """What a theme file says."""

    logo: Logo | None = None
    colours: Colours | None = None
    fonts: list[str] = Field(default=[], max_length=FONT_FILES)


def theme_for(workspace: Workspace, municipality: str, language: str) -> Theme | None:
    """The house style of one municipality: its own file where it has one, else the workspace's; None where there is neither."""
    own = workspace.parameters / f"theme-{municipality}.yml"
    if own.is_file():
        return read_theme(workspace, own, language)
    return None if workspace.settings.theme is None else read_theme(workspace, workspace.folder / workspace.settings.theme, language)


def theme_files(workspace: Workspace) -> list[Path]:
    """The theme files of a workspace: what its settings name, and those of single municipalities."""
    named = [] if workspace.settings.theme is None else [workspace.folder / workspace.settings.theme]
    return [*named, *sorted(workspace.parameters.glob("theme-*.yml"))]


def read_theme(workspace: Workspace, path: Path, language: str) -> Theme:
    """The theme in a file; an error that names file and line where it cannot be used."""
    shown = workspace.shown(path)
    if not path.is_file():
        raise InputError("parameters/workspace.yml: theme", f"there is no {shown}", "name a file in the workspace, or take the line out")
    asked = read_document(path, ThemeFile, shown=shown)
    lines = path.read_text("utf-8").splitlines()

    def at(name: str) -> str:
        return f"{shown}:{next((number for number, line in enumerate(lines, start=1) if name in line), 1)}"

    theme = Theme()
    if asked.colours is not None:
        theme = replace(theme, accent=asked.colours.accent, words=asked.colours.words or asked.colours.accent)
    if asked.logo is not None:
        where = at(asked.logo.file)
        content = _content(workspace, asked.logo.file, LOGO_BYTES, where)
        alt = asked.logo.alt.in_language(language)
        if content.startswith(PNG):
            theme = replace(theme, logo=b64encode(whole_png(content, where)).decode(), logo_kind="png", logo_alt=alt)
        else:
            theme = replace(theme, logo=checked_logo(_decoded(content, where), where), logo_kind="svg", logo_alt=alt)
    fonts = [_content(workspace, each, FONT_BYTES, at(each)) for each in asked.fonts]
    families = {_family(content, at(name)) for content, name in zip(fonts, asked.fonts, strict=True)}
    if len(families) > 1:
        raise InputError(at("fonts"), f"the files are of {len(families)} fonts: {', '.join(sorted(families))}", "give files of one font")
    return replace(theme, font=next(iter(families), ""), fonts=tuple(b64encode(content).decode() for content in fonts))


def check_themes(workspace: Workspace) -> None:
    """Raise what is wrong with the theme files of a workspace, all at once."""
    faults = Collector()
    for path in theme_files(workspace):
        with faults.catching():
            read_theme(workspace, path, workspace.settings.language)
    faults.raise_any()


def _refuse_pale(key: str, colour: str, least: float, use: str) -> None:
    for name, ground in GROUNDS.items():
        if (found := contrast(colour, ground)) < least:
            msg = (
                f"{colour} has a contrast of {int(found * 100) / 100} with {name}, under the {least} that {use} need; "
                f'the nearest darker shade that passes is "{darker(colour, least)}"'
            )
            raise ValueError(f"{key} {msg}")


def _content(workspace: Workspace, name: str, most: int, where: str) -> bytes:
    """What is in a file of the workspace that a theme names."""
    path = (workspace.folder / name).resolve()
    if not path.is_relative_to(workspace.folder.resolve()):
        raise InputError(where, f"{name!r} lies outside the workspace", "copy the file into the workspace")
    if not path.is_file():
        raise InputError(where, f"there is no file {name!r}", "look at the path (it starts at the workspace's folder)")
    if (size := path.stat().st_size) > most:
        raise InputError(where, f"{name!r} has {size:,} bytes", f"it can have {most:,} at the most: make it smaller")
    return path.read_bytes()


def _decoded(content: bytes, where: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(where, "the logo is neither an SVG nor a PNG", "save it as one of these") from None


def _family(content: bytes, where: str) -> str:
    """The name of the font in a file that may be put in a document."""
    from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]

    restricted, whole_only = 0x0002, 0x0100
    try:
        font = TTFont(io.BytesIO(content), lazy=True)
        family, allowed = str(font["name"].getBestFamilyName() or ""), font["OS/2"].fsType
    except (TTLibError, KeyError, AttributeError, OSError, struct.error, AssertionError) as error:
        raise InputError(where, f"this is no font ({error})", "give a TTF or OTF file") from None
    if not family or not re.fullmatch(r"[\w .-]{1,60}", family):
        raise InputError(where, f"the font is called {family!r}", "give a font with a plain name")
    if allowed & (restricted | whole_only):
        raise InputError(where, f"its maker does not let the font {family!r} be put in documents", "choose another, or ask for a licence")
    return family
