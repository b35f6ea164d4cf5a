"""The first page of a batch: what was made, what failed and why, and the way to every report."""

from __future__ import annotations

import unicodedata
from base64 import b64encode
from collections import Counter
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from impactlib.errors import InputError
from impactlib.publishing.pages import TEMPLATES, render, words

FAILED = "failed"
MADE = "made"
TONES = {MADE: "good", FAILED: "poor"}
"""The tone of a state; any other is neutral."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewRow:
    """One municipality: its state (`made`, `failed`, `too few data` …), its reports, and for a failure the cause and how to repeat it."""

    code: str
    name: str
    state: str
    reports: tuple[tuple[str, str], ...] = ()
    cause: str = ""
    repeat: str = ""
    summary: str = ""

    def __post_init__(self) -> None:
        for _, href in self.reports:
            if ":" in href or href.startswith(("/", "\\")):
                raise InputError(self.code, f"the link {href!r} is not relative", "the folder must work wherever it is put")
        if self.state == FAILED and not self.cause:
            raise InputError(self.code, "it failed and does not say why", "give 'cause'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A batch: title, period, the notice that holds for all of it, when it was made (may be empty), and what areas are called."""

    title: str
    period: str
    notice: str = ""
    made_on: str = ""
    area_words: tuple[str, str] = ("gemeente", "gemeenten")
    rows: tuple[OverviewRow, ...] = ()


def overview_page(overview: Overview, language: str) -> str:
    """The overview as one page: counts in words, failures first, then every municipality from A to Z."""
    said = words(language)
    rows = sorted(overview.rows, key=lambda row: (plain(row.name), row.code))
    script = _script()
    return render(
        "overview.html.j2",
        language=language,
        title=f"{overview.title} – {overview.period}" if overview.period else overview.title,
        overview=overview,
        rows=rows,
        counts=_counts(rows, overview.area_words, language),
        failures=[row for row in rows if row.state == FAILED],
        states=said["states"],
        tones=TONES,
        plain=plain,
        script=script,
        script_hash=b64encode(sha256(script.encode()).digest()).decode(),
    )


def plain(text: str) -> str:
    """The text as people type it when they search: no capitals, no accents, no leading apostrophe ('s-Hertogenbosch, Súdwest-Fryslân)."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(letter))
    return bare.lstrip("'’‘ ")


def _counts(rows: list[OverviewRow], area_words: tuple[str, str], language: str) -> list[str]:
    """How many areas are in each state, in words; failures first, then what was made."""
    said = words(language)
    states = Counter(row.state for row in rows)
    order = sorted(states, key=lambda state: (state != FAILED, state != MADE, state))
    one, many = area_words
    return [said["counted"].format(n=states[s], areas=one if states[s] == 1 else many, state=said["states"].get(s, s)) for s in order]


@cache
def _script() -> str:
    return (TEMPLATES / "overview.js").read_text("utf-8")
