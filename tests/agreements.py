"""Agreements for tests: the whole one and what is derived from it, read as a workspace reads them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from impactlib.agreement.concern import Surroundings
from impactlib.agreement.files import Filed, read_agreement
from impactlib.agreement.model import Agreement
from impactlib.documents import checked, parse_yaml
from impactlib.errors import ImpactError
from impactlib.indicators.indicator import catalogue
from tests.small import write

CASES = Path(__file__).parent / "coherence"
"""`whole.yml`, in which nothing is the matter, and for each check a file derived from it in which that is."""

WHOLE = (CASES / "whole.yml").read_text(encoding="utf-8")

CODES = ("GM0200", "GM0213")
"""The areas of the register, as far as these agreements know."""

DAY = date(2026, 3, 2)
"""The day on which the agreements are looked at."""

NAME = "GM0200-voorbeeldstad.yml"


def changed(*edits: tuple[str, str], text: str = WHOLE) -> str:
    """The text with each old part, which must stand in it once, replaced by the new one."""
    for old, new in edits:
        assert 1 == text.count(old), old
        text = text.replace(old, new)
    return text


def agreement_of(text: str) -> Agreement:
    """The agreement in a text of version 2; its names are not looked up."""
    content, lines = parse_yaml(text, shown=NAME)
    return checked(content, lines, Agreement, shown=NAME)


def agreed(*edits: tuple[str, str]) -> Agreement:
    """The whole agreement, changed."""
    return agreement_of(changed(*edits))


def filed(folder: Path, content: str | bytes) -> Filed:
    """The agreement of a file with this content, read with the packaged catalogue."""
    return read_agreement(write(folder / NAME, content), shown=NAME, codes=CODES, indicators=catalogue())


def refusal(folder: Path, content: str | bytes) -> list[str]:
    """What is told of a file that must be refused, a line for each fault."""
    with pytest.raises(ImpactError) as error:
        filed(folder, content)
    return error.value.lines()


def surroundings(earlier: Agreement | None = None, day: date = DAY) -> Surroundings:
    """What lies around the agreements: the packaged catalogue, and a workspace that makes reports for the council."""
    return Surroundings(indicators=catalogue(), day=day, minimum_group=10, delivered=("council",), earlier=earlier)
