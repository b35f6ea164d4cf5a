"""A whole agreement of an invented town, changed at one place, and what says it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from impactlib.agreement.model import Agreement
from impactlib.documents import checked, parse_yaml
from impactlib.indicators.indicator import catalogue
from impactlib.telling.agreed.speaker import Speaker
from impactlib.telling.audience import audiences
from impactlib.telling.blocks import Block
from impactlib.telling.language import language_named
from impactlib.telling.markup import markdown

WHOLE = Path(__file__).parent / "coherence" / "whole.yml"
DAY = date(2026, 3, 2)
"""The day of looking."""


def agreement(change: Callable[[dict[str, Any]], object] | None = None) -> Agreement:
    """The whole agreement, after `change` was done to what its file holds."""
    content, lines = parse_yaml(WHOLE.read_text(encoding="utf-8"), shown="whole.yml")
    if change is not None:
        change(content)
    return checked(content, lines, Agreement, shown="whole.yml")


def speaker(told: Agreement | None = None, *, language: str = "nl", **more: Any) -> Speaker:
    """Says an agreement (the whole one, if none is given) in a language."""
    return Speaker(
        agreement=told or agreement(),
        language=language_named(language),
        area="Voorbeeldstad",
        day=DAY,
        indicators=catalogue(),
        names={"GM0200": "Voorbeeldstad", "GM0213": "Voorbeelddorp"},
        audiences={each.id: each.name for each in audiences().values()},
        **more,
    )


def text_of(blocks: list[Block]) -> str:
    """The blocks as Markdown."""
    return markdown(blocks)
