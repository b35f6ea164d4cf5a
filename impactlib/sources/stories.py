"""Stories: what somebody told, in which role, with which consent, and why it was chosen."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from pydantic import Field

from impactlib.documents import Day, Document, read_document
from impactlib.errors import Collector, InputError, UnknownNameError
from impactlib.sources.areas import Register
from impactlib.workspace import Period, Text, Workspace


class Consent(Document):
    """Whether and when the teller agreed to publication, and whether they took it back."""

    given: bool
    date: Day | None = None
    withdrawn: Day | None = None

    @property
    def holds(self) -> bool:
        """Consent was given and not withdrawn."""
        return self.given and self.date is not None and self.withdrawn is None


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
    approved_by: str = ""

    @property
    def may_be_told(self) -> bool:
        """The teller agrees, and a person read it and approved it."""
        return self.consent.holds and bool(self.approved_by)


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
