"""Stories: what somebody told, how many people it could be from, with which consent, who approved it, and why it was chosen."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection, Iterator
from datetime import date
from typing import Literal

from pydantic import Field, field_validator

from impactlib.documents import Day, Document, read_document
from impactlib.errors import Collector, InputError, UnknownNameError
from impactlib.sources.areas import Register
from impactlib.workspace import Period, Text, Workspace

Use = Literal["report", "web", "campaign"]
"""What a teller can agree to: a place in reports, on a site of its own, or in a campaign."""

Attribute = Literal[
    "role", "course", "month", "age", "gender", "place", "school", "origin", "language", "education", "work", "family", "health"
]
"""What words beside a story, or in it, can say of the person who tells it."""

CODE_LENGTH = 16
"""So many hexadecimal digits of the SHA-256 of what was approved stand in the approval."""


class Consent(Document):
    """Whether and when the teller agreed, to what, until when, and whether they took it back."""

    given: bool
    date: Day | None = None
    scope: list[Use] = Field(default=["report"], min_length=1)
    """Where the story may be told."""
    until: Day | None = None
    """The last day on which it may be told; without it there is no end."""
    withdrawn: Day | None = None

    @property
    def holds(self) -> bool:
        """Consent was given, on a day that is known, and not taken back."""
        return self.given and self.date is not None and self.withdrawn is None


class Described(Document):
    """Which properties of the teller a reader learns, and how many people have all of them."""

    attributes: list[Attribute] = Field(min_length=1)
    people: int | None = Field(default=None, ge=0)
    """How many people in the area and period all of this is true of. Left out: the teller is one of those whom the figure is about."""

    @field_validator("attributes")
    @classmethod
    def _each_once(cls, value: list[Attribute]) -> list[Attribute]:
        if len(set(value)) < len(value):
            msg = f"an attribute stands twice in {', '.join(value)}; name each once"
            raise ValueError(msg)
        return value


class Approval(Document):
    """Who read the story as it is now and found that it may be told; `impact stories approve` writes it."""

    by: str = Field(min_length=2)
    """The person who approved."""
    date: Day
    code: str
    """The digest of all that was approved: another text has another one, and is not approved."""
    accepted: list[str] = []
    """Marked words that the person looked at, and that identify nobody: exactly as they stand in the story."""


class Story(Document):
    """One story, about one indicator in one area and period."""

    id: str
    municipality: str
    period: Period
    indicator: str
    role: Text
    text: Text
    outcome: Literal["positive", "critical"]
    chosen: Text
    consent: Consent
    described: Described | None = None
    approved: Approval | None = None
    approved_by: str = ""
    """The form of an approval until 2026, which says neither when nor of which text: it is read, and approves nothing."""

    @property
    def told_texts(self) -> Iterator[tuple[str, str]]:
        """Everything of the story that a reader sees, by its place in the file: `text.nl`."""
        for name, text in (("role", self.role), ("text", self.text), ("chosen", self.chosen)):
            yield f"{name}.nl", text.nl
            yield f"{name}.en", text.en

    def code(self, accepted: Collection[str]) -> str:
        """The digest of all that a person approves: words, place, group, and the marked words that were accepted.

        Parameters
        ----------
        accepted : collection of str
            The marked words that the person accepts.

        Returns
        -------
        str
            The first 16 hexadecimal digits of the SHA-256. How lines are broken does not matter; any other change gives another one.
        """
        described = self.described
        parts = [
            self.municipality,
            self.period,
            self.indicator,
            self.outcome,
            *(text for _, text in self.told_texts),
            " ".join(sorted(described.attributes)) if described else "",
            str(described.people) if described else "",
            *sorted(set(accepted)),
        ]
        lines = "\x1f".join(unicodedata.normalize("NFC", " ".join(part.split())) for part in parts)
        return hashlib.sha256(lines.encode("utf-8")).hexdigest()[:CODE_LENGTH]

    @property
    def is_approved(self) -> bool:
        """A person approved the story as it is now."""
        return self.approved is not None and self.approved.code == self.code(self.approved.accepted)

    def consent_holds(self, day: date, use: Use = "report") -> bool:
        """Whether the teller agrees to this use on this day."""
        consent = self.consent
        ended = consent.until is not None and consent.until < day
        return consent.holds and use in consent.scope and not ended and consent.date is not None and consent.date <= day


class StoryFile(Document):
    """A file with stories."""

    stories: list[Story] = Field(min_length=1)


def read_stories(workspace: Workspace, register: Register, indicators: Collection[str]) -> list[Story]:
    """Every story of the workspace, in order of file and place; raises all problems at once.

    `indicators` are the ids of the catalogue: a story is about one of them, and about an area of the register.
    """
    faults = Collector()
    found: list[Story] = []
    seen: set[str] = set()
    for path in workspace.story_files():
        where = workspace.shown(path)
        with faults.catching():
            for story in read_document(path, StoryFile, shown=where).stories:
                if story.municipality not in register.areas:
                    faults.add(UnknownNameError.among(f"{where}: {story.id}", "area", story.municipality, register.areas))
                if story.indicator not in indicators:
                    faults.add(UnknownNameError.among(f"{where}: {story.id}", "indicator", story.indicator, indicators))
                if story.id in seen:
                    faults.add(InputError(where, f"the id {story.id!r} is used twice", "give each story its own"))
                seen.add(story.id)
                found.append(story)
    faults.raise_any()
    return found
