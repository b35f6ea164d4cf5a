"""What the formats take from a municipality's house style: its colours for those of the house, and its logo as a picture."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from impactlib.publishing.pages import css_string, palette
from impactlib.publishing.typesetting import png, size
from impactlib.telling.blocks import Block, Theme, Title
from impactlib.telling.contrast import mixed
from impactlib.telling.logo import checked_logo, png_size

LOGO_WIDTH, LOGO_HEIGHT = 128.0, 54.0
"""The room for a logo in points: beside the title, and never higher than it."""

PALE = 0.09
"""How much of the colour of words is in the pale ground."""


def theme_of(blocks: Sequence[Block]) -> Theme:
    """The house style that the title of a report names; an empty one where it names none."""
    return next((block.theme for block in blocks if isinstance(block, Title) and block.theme), Theme())


def themed_palette(theme: Theme) -> dict[str, str]:
    """The colours of the house by name, with those of the theme in their place. Verdicts and drawings keep the house's."""
    own = {"accent": theme.accent} if theme.accent else {}
    if theme.words:
        own |= {"accent-dark": theme.words, "accent-pale": mixed(theme.words, PALE)}
    return dict(palette()) | own


def logo_size(theme: Theme) -> tuple[float, float]:
    """The width and height of the logo in points."""
    if theme.logo_kind == "svg":
        return size(theme.logo, widest=LOGO_WIDTH, highest=LOGO_HEIGHT)
    width, height = png_size(b64decode(theme.logo))
    scale = min(LOGO_WIDTH / width, LOGO_HEIGHT / height)
    return width * scale, height * scale


def logo_png(theme: Theme) -> bytes:
    """The logo for formats that take no SVG; empty where there is none."""
    if theme.logo_kind == "svg":
        return png(checked_logo(theme.logo), logo_size(theme)[0])
    return b64decode(theme.logo)


def logo_content(theme: Theme) -> dict[str, Any]:
    """The logo as data for the template of the PDF."""
    if not theme.logo_kind:
        return {"kind": ""}
    content: Mapping[str, Any] = {"kind": theme.logo_kind, "alt": theme.logo_alt, "width": logo_size(theme)[0]}
    if theme.logo_kind == "svg":
        return {**content, "svg": checked_logo(theme.logo)}
    return {**content, "png": list(b64decode(theme.logo))}


def logo_html(theme: Theme) -> dict[str, str | float] | None:
    """The logo for a page: an address that holds the picture itself, its words and its size. A picture runs no scripts."""
    if not theme.logo_kind:
        return None
    kind = "image/svg+xml" if theme.logo_kind == "svg" else "image/png"
    content = b64encode(checked_logo(theme.logo).encode()).decode() if theme.logo_kind == "svg" else theme.logo
    width, height = logo_size(theme)
    return {
        "address": f"data:{kind};base64,{content}",
        "alt": theme.logo_alt,
        "width": round(width * 4 / 3),
        "height": round(height * 4 / 3),
    }


def theme_css(theme: Theme) -> str:
    """The rules that put the theme's colours and font in the place of the house's on a screen; paper keeps black."""
    if not (theme.accent or theme.words or theme.font):
        return ""
    own = {name: value for name, value in themed_palette(theme).items() if value != palette()[name]}
    rules = [f"--{name}: {value};" for name, value in own.items()]
    colours = f"@media screen {{ :root {{ {' '.join(rules)} }} }}\n" if rules else ""
    return colours + (f"body {{ font-family: {css_string(theme.font)}, var(--sans); }}\n" if theme.font else "")
