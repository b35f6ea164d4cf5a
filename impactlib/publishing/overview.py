"""The first page of a batch: which reports to look at first, what was made, what failed and why, and the way to every report."""

from __future__ import annotations

import unicodedata
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from impactlib.errors import InputError
from impactlib.publishing.pages import TEMPLATES, render, words
from impactlib.telling.language import language_named

FAILED = "failed"
MADE = "made"
TONES = {MADE: "good", FAILED: "poor"}
"""The tone of a state; any other is neutral."""

KINDS = {"failed": 3, "turned": 2, "missing": 2, "empty": 1, "hidden": 1, "unmet": 1, "peers": 1, "response": 1, "story": 1}
"""The kinds of reasons to look at a report, the gravest first, each with its weight."""

MOST_STANDING_OUT = 10
"""So many reports stand out at the most: who has to look at more than that is not helped."""

LEAST_WEIGHT = 2
"""From this weight on a report stands out: one light reason is found in nearly every report."""

ENOUGH_TO_BE_USUAL = 10
"""Of so many reports or more is seen what is usual: a reason that more than half of them have makes none of them stand out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A reason to look at a report: its kind, how heavily it weighs, and what it is in words."""

    kind: str
    weight: int
    text: str


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
    signals: tuple[Signal, ...] = ()
    """Why it may be good to read these reports first."""

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
    rows = sorted(overview.rows, key=_by_name)
    say = language_named(language).sentence
    kinds = [kind for kind in KINDS if any(kind == each.kind for row in rows for each in row.signals)]
    first = standing_out(rows)
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
        say=say,
        kinds=kinds,
        counted=lambda kind: sum(any(kind == each.kind for each in row.signals) for row in rows),
        first=first,
        most=MOST_STANDING_OUT,
        more=_as_much(rows, first),
        usual=[say(f"signal-kind-{kind}") for kind in kinds if kind in usual_kinds(rows)],
        script=script,
        script_hash=b64encode(sha256(script.encode()).digest()).decode(),
    )


def usual_kinds(rows: Iterable[OverviewRow]) -> frozenset[str]:
    """The reasons that more than half of the reports have."""
    made = [row for row in rows if row.state in TONES]
    if len(made) < ENOUGH_TO_BE_USUAL:
        return frozenset()
    times = Counter(kind for row in made for kind in {each.kind for each in row.signals})
    return frozenset(kind for kind, n in times.items() if n > len(made) / 2)


def standing_out(rows: Iterable[OverviewRow]) -> tuple[OverviewRow, ...]:
    """The reports to look at first: those with the heaviest reasons, from A to Z where these weigh the same."""
    every = list(rows)
    weights = _weights(every)
    ordered = sorted((row for row in every if weights[row.code] >= LEAST_WEIGHT), key=lambda row: (-weights[row.code], *_by_name(row)))
    return tuple(ordered[:MOST_STANDING_OUT])


def _weights(rows: list[OverviewRow]) -> dict[str, int]:
    """How heavily the reasons of each report weigh, those apart that most reports have."""
    usual = usual_kinds(rows)
    return {row.code: sum(each.weight for each in row.signals if each.kind not in usual) for row in rows}


def _as_much(rows: list[OverviewRow], first: tuple[OverviewRow, ...]) -> int:
    """How many reports that are not among the first have reasons as heavy as the last of these."""
    weights = _weights(rows)
    return sum(weights[row.code] == weights[first[-1].code] for row in rows if row not in first) if first else 0


def _by_name(row: OverviewRow) -> tuple[str, str]:
    return plain(row.name), row.code


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
