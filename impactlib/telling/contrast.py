"""How well one colour can be seen on another, as the Web Content Accessibility Guidelines reckon it."""

from __future__ import annotations

GROUNDS = {"white": "#ffffff", "the pale ground": "#f3f6f8"}
"""What colours stand on; the second is `--pale` of house.css."""


def contrast(first: str, second: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG reckons it."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, share: float) -> str:
    """So much of the colour in white."""
    return "#" + "".join(f"{round(255 + share * (part - 255)):02x}" for part in _parts(colour))


def darker(colour: str, least: float) -> str:
    """The lightest shade of a colour that can be read on every ground."""
    shades = ("#" + "".join(f"{round(part * share / 255):02x}" for part in _parts(colour)) for share in range(255, -1, -1))
    return next(each for each in shades if all(contrast(each, ground) >= least for ground in GROUNDS.values()))


def _luminance(colour: str) -> float:
    shares = [part / 255 for part in _parts(colour)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
