"""What belongs to one person: numbers of respondents, codes of courses, answers in their own words, stories, e-mail and telephone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from impactlib.disclosure.measured import Measured
from impactlib.sources.layout import SurveyLayout
from impactlib.sources.table import open_table, quoted, workbench
from impactlib.workspace import Workspace

SHORTEST = 4
"""A shorter identifier ('7', 'A1') may be any word or number: it counts only in a cell by itself, beside its column's name."""

RUN = 6
"""So many words in a row of somebody's own are theirs; a shorter text counts only as a whole."""

SHORTEST_TEXT = 12
"""So many letters at the least make an answer in one's own words that can be found back."""

TOKEN = re.compile(r"[^\W_](?:[\w.\-/:]*[^\W_])?")
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w.,/-])(?:\+31[\s-]?(?:\(0\))?|0031[\s-]?|0)(?:[1-9](?:[\s-]?\d){8})(?![\w.,/-]\d|\w)")
_WORD = re.compile(r"\w+")

BY_ITSELF = frozenset(
    {"id", "person", "cluster", "course", "cursus", "respondent", "respondentnummer", "cursuscode", "deelnemer", "participant"}
)
"""Names of columns beside which a short identifier counts, besides those of the layouts."""


@dataclass(slots=True)
class Persons:
    """Every value that belongs to a person or a course, ready to be looked for."""

    tokens: dict[str, str] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)
    columns: set[str] = field(default_factory=lambda: set(BY_ITSELF))
    runs: dict[tuple[str, ...], str] = field(default_factory=dict)
    wholes: dict[str, str] = field(default_factory=dict)
    contacts: set[str] = field(default_factory=set)

    def identifier(self, value: str, what: str) -> None:
        """Look for this identifier."""
        value = value.strip().casefold()
        if value:
            (self.tokens if len(value) >= SHORTEST else self.short)[value] = what

    def own_words(self, text: str, what: str) -> None:
        """Look for this text, and for every run of words of it."""
        words = _WORD.findall(text.casefold())
        if len(text.strip()) < SHORTEST_TEXT:
            return
        self.wholes.setdefault(" ".join(words), what)
        for place in range(len(words) - RUN + 1):
            self.runs.setdefault(tuple(words[place : place + RUN]), what)

    def allow(self, texts: Iterable[str]) -> None:
        """Do not look for what these texts say themselves: stories that are told, agreements, questions."""
        for text in texts:
            words = _WORD.findall(text.casefold())
            self.wholes.pop(" ".join(words), None)
            for place in range(len(words) - RUN + 1):
                self.runs.pop(tuple(words[place : place + RUN]), None)
            self.contacts.update(each.casefold() for each in EMAIL.findall(text))
            self.contacts.update(re.sub(r"\D", "", each) for each in PHONE.findall(text))

    def found_in(self, text: str, *, under: str = "", place: str = "text") -> Iterator[str]:
        """What of a person stands in a text, in words."""
        low = text.casefold()
        for token in _tokens(low):
            if token in self.tokens:
                yield f"it holds {self.tokens[token]} {token.upper()!r}"
        if self.short and low.strip() in self.short and self.columns & set(_WORD.findall(under.casefold())):
            yield f"it holds {self.short[low.strip()]} {text.strip()!r}"
        words = _WORD.findall(low)
        if (what := self.wholes.get(" ".join(words))) is not None:
            yield f"it holds {what}"
        elif len(words) >= RUN:
            found = next((self.runs[run] for run in zip(*(words[k:] for k in range(RUN)), strict=False) if run in self.runs), None)
            if found is not None:
                yield f"it holds words of {found}"
        if "@" in text:
            yield from (f"it holds the e-mail address {each!r}" for each in EMAIL.findall(text) if each.casefold() not in self.contacts)
        if place != "attribute" and any(sign.isdigit() for sign in text):
            for each in PHONE.findall(text):
                if re.sub(r"\D", "", each) not in self.contacts:
                    yield f"it holds the telephone number {each!r}"


def _tokens(text: str) -> Iterator[str]:
    for found in TOKEN.finditer(text):
        yield found[0]
        if not found[0].isalnum():
            yield from re.split(r"[./:_]", found[0])


def persons_of(workspace: Workspace, measured: Measured) -> Persons:
    """Every identifier, course and answer in one's own words in the sources, and every story that is not told."""
    found = Persons()
    for source in measured.stored:
        layout = source.layout
        if not isinstance(layout, SurveyLayout):
            continue
        wanted = {name: f"the number of a respondent ({name})" for name in (layout.person,) if name}
        wanted |= {name: f"the code of a course ({name})" for name in (layout.cluster,) if name}
        found.columns |= {word for name in wanted for word in _WORD.findall(name.casefold())}
        for column, what in wanted.items():
            for value in _values(workspace, source.name, layout, column):
                found.identifier(value, what)
        for column in layout.free_text:
            for value in _values(workspace, source.name, layout, column):
                found.own_words(value, f"an answer in somebody's own words ({column})")
    return found


def _values(workspace: Workspace, name: str, layout: SurveyLayout, column: str) -> Iterator[str]:
    """The values of one column in a source's files; none where a file lacks it (free text may be left out of a delivery)."""
    for path in workspace.files(name):
        with workbench() as connection:
            table = open_table(connection, path, layout.file, layout.columns(), where=workspace.shown(path), view="raw")
            names = {row[0] for row in connection.execute(f"DESCRIBE {table.view}").fetchall()}
            if column in names:
                told = connection.execute(f"SELECT DISTINCT trim({quoted(column)}) FROM {table.view}").fetchall()
                yield from (str(row[0]) for row in told if row[0])
