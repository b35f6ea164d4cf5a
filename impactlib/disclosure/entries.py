"""What stands in the ledger: one entry a line, each with the hash of the line before it, and a hash of its own at its end.

A line is `{"entry":{…},"line":7,"previous":"…","sha256":"…"}`, with its keys in the order of the alphabet. The hash at its end is of
every byte before it, so that a line can be checked as it stands.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal, TypeAlias

from impactlib.errors import InputError
from impactlib.workspace import Text

Json: TypeAlias = Any
"""What JSON can hold: a fact is a list of lists, texts and numbers."""

MARK = b',"sha256":"'
END = b'"}'
HEX = 64
"""How long a SHA-256 is in hexadecimal digits."""


class _Line:
    """What every kind of entry can do: become JSON."""

    __slots__ = ()
    kind: ClassVar[str] = ""

    def as_json(self) -> dict[str, Json]:
        """Its kind and its fields."""
        return {"kind": self.kind, **{each.name: getattr(self, each.name) for each in fields(self)}}  # type: ignore[arg-type]

    @property
    def same(self) -> tuple[Json, ...] | None:
        """What makes another entry say the same again; None where each stands for itself."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationEntry(_Line):
    """The head of a publication: who published what, and how many lines follow it.

    `day` and `at` are of the clock on the wall; `report_date` is the day that its reports are of.
    """

    kind: ClassVar[str] = "publication"

    release: str
    period: str
    day: str
    at: str
    report_date: str
    by: str = ""
    areas: tuple[str, ...] = ()
    lines: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEntry(_Line):
    """What one figure, or a part of one, told: `facts` as plain JSON, about the people that `population` describes."""

    kind: ClassVar[str] = "told"

    owner: str
    release: str
    period: str
    day: str
    population: str
    facts: tuple[Json, ...]

    def as_json(self) -> dict[str, Json]:
        """With the digest of the population, so that two that differ are seen to."""
        return {**_Line.as_json(self), "population_sha256": digest(self.population)}

    @property
    def same(self) -> tuple[Json, ...]:
        """The same facts about the same people."""
        return self.kind, self.owner, self.population, self.facts

    @property
    def names(self) -> tuple[str, str]:
        """What a withdrawal of it names."""
        return "owner", self.owner


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEntry(_Line):
    """A story that was told: never its text, only the digest of it."""

    kind: ClassVar[str] = "story"

    id: str
    area: str
    text_sha256: str
    release: str
    period: str
    day: str

    @property
    def same(self) -> tuple[Json, ...]:
        """The same text of the same teller."""
        return self.kind, self.id, self.area, self.text_sha256

    @property
    def names(self) -> tuple[str, str]:
        """What a withdrawal of it names."""
        return "story", self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry(_Line):
    """A file that was published: of which area (its folder), what is in it by digest, and the ids of what it may tell."""

    kind: ClassVar[str] = "document"

    area: str
    name: str
    sha256: str
    told: tuple[str, ...]
    release: str
    period: str
    day: str

    @property
    def same(self) -> tuple[Json, ...]:
        """The same file."""
        return self.kind, self.period, self.area, self.name, self.sha256, self.told

    @property
    def place(self) -> str:
        """Where it was published: period, area and name."""
        return f"{self.period}/{self.area}/{self.name}"

    @property
    def names(self) -> tuple[str, str]:
        """What a withdrawal of it names."""
        return "document", self.place


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnEntry(_Line):
    """What is published no longer, and why. What it told stays known: what is out is out. `documents` are the places it stood in."""

    kind: ClassVar[str] = "withdrawn"

    what: Literal["story", "owner", "document"]
    name: str
    reason: str
    day: str
    at: str
    by: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LossEntry(_Line):
    """Somebody went on with a damaged ledger: how many lines were known to be lost (None: nobody knows), why, and who said so.

    `forgiven` are the anchors that no longer hold, each as [number of lines, hash of the last]. `damaged` is the file as it was found.
    """

    kind: ClassVar[str] = "loss"

    reason: str
    day: str
    at: str
    by: str
    fault: str
    lost: int | None
    salvaged: int
    forgiven: tuple[Json, ...] = ()
    damaged: str = ""


Entry: TypeAlias = PublicationEntry | ToldEntry | StoryEntry | DocumentEntry | WithdrawnEntry | LossEntry
"""Whatever can stand on a line."""

_KINDS: dict[str, Callable[..., Entry]] = {
    each.kind: each for each in (PublicationEntry, ToldEntry, StoryEntry, DocumentEntry, WithdrawnEntry, LossEntry)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """How many lines a ledger had at a moment, and the hash of the last of them ('' of none)."""

    lines: int
    sha256: str


EMPTY = Anchor(lines=0, sha256="")
"""Of a ledger in which nothing stands yet."""


def digest(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def text_digest(text: Text) -> str:
    """The digest of a story's text in all its languages: the same whoever it is told to, and in whichever language."""
    return digest(plain(text.model_dump()))


def plain(content: Json) -> str:
    """Content as JSON, the same for the same content, on one line."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)


def as_text(entry: Entry) -> str:
    """An entry as the JSON that stands on its line; an error when it holds what JSON cannot."""
    try:
        return plain(entry.as_json())
    except (TypeError, ValueError) as error:
        where = entry.owner if isinstance(entry, ToldEntry) else entry.kind
        raise InputError(f"ledger: {where}", f"it cannot be kept ({error})", "give texts and finite numbers only") from None


def as_line(text: str, after: Anchor) -> tuple[bytes, Anchor]:
    """The line of an entry's JSON after the lines that are there, with its end of line; and where the ledger then is."""
    start = f'{{"entry":{text},"line":{after.lines + 1},"previous":"{after.sha256}"'.encode("ascii")
    hashed = hashlib.sha256(start).hexdigest()
    return start + MARK + hashed.encode("ascii") + END + b"\n", Anchor(lines=after.lines + 1, sha256=hashed)


def own_hash(line: bytes) -> str:
    """The hash that a line gives of itself, or '' when it is not of what stands there (or the line is none)."""
    start, mark, rest = line.rpartition(MARK)
    if not mark or len(rest) != HEX + len(END) or not rest.endswith(END):
        return ""
    hashed = hashlib.sha256(start).hexdigest()
    return hashed if rest[:HEX] == hashed.encode("ascii") else ""


def read_line(line: bytes) -> tuple[Entry, int, str]:
    """The entry on a line, its number, and the hash of the line before; a ValueError when it is none that we know."""
    try:
        content = json.loads(line)
        return entry_of(content["entry"]), int(content["line"]), str(content["previous"])
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(type(error).__name__) from None


def entry_of(content: dict[str, Json]) -> Entry:
    """An entry from its JSON."""
    own = (item for item in content.items() if item[0] not in ("kind", "population_sha256"))
    values: dict[str, Json] = {name: tuple(value) if isinstance(value, list) else value for name, value in own}
    return _KINDS[content["kind"]](**values)
