"""The folder a team works in: parameters, data and outputs, and the settings that hold for all of its areas."""

from __future__ import annotations

import glob
import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from impactlib.documents import Amount, Day, Document, Named, read_document
from impactlib.errors import InputError
from impactlib.signs import refuse_unfit

SETTINGS = "parameters/workspace.yml"
"""The file that makes a folder a workspace."""

LOWEST_GROUP = 5
"""Never publish about fewer people than this, whatever the parties agree (DOMAIN.md, section 6)."""

USUAL_GROUP = 10
"""The group size below which nothing is published unless the parties give a reason (STATISTICS.md, section 3)."""

USUAL_ANSWERS = 3
"""Within a group that may be shown: the fewest people on either side of a share (STATISTICS.md, section 3.1)."""

USUAL_DOMINANCE = 10.0
"""How near, in percent, a provider may come to another's number before a total is withheld (STATISTICS.md, section 3.1)."""

LOWEST_DOMINANCE = 5.0
"""A total that tells a provider's number to within less than this is never published."""


def check_period(value: str) -> str:
    """The period itself, when it is a year or two school years that follow each other."""
    if not re.fullmatch(r"\d{4}(-\d{4})?", value):
        msg = f"{value!r} is not a period; write a year such as 2025, or a school year such as 2025-2026"
        raise ValueError(msg)
    first, _, second = value.partition("-")
    if second and int(second) != int(first) + 1:
        msg = f"{value!r} is not a school year; write for example {first}-{int(first) + 1}"
        raise ValueError(msg)
    return value


Period = Annotated[str, AfterValidator(check_period)]
"""A calendar year (`2025`) or a school year (`2025-2026`)."""

Formats = Annotated[list[str], Field(min_length=1)]
"""The forms in which a report is delivered: one at least."""


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Text(Document):
    """A text in each of the report's languages; Dutch first."""

    nl: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def in_language(self, language: str) -> str:
        """The text in `language` (nl or en)."""
        return str(getattr(self, language))


class SourceSettings(Document):
    """Where a source's files are, and the layout that reads them."""

    path: str
    layout: str


class Dominance(Document):
    """When a confidential total gives a provider's number to the others: the p % rule, and with `two` the (2, k) rule as well.

    What p is stays in the office: who knows it comes nearer (Handbook on SDC, section 4.2).
    """

    p: Amount = Field(default=USUAL_DOMINANCE, ge=LOWEST_DOMINANCE, le=100)
    two: Amount | None = Field(default=None, gt=0, lt=100)


class Privacy(Document):
    """How few people may stand behind a published figure, and how much of a confidential total one provider may be."""

    minimum_group: int = Field(default=USUAL_GROUP, ge=LOWEST_GROUP)
    minimum_answers: int = Field(default=USUAL_ANSWERS, ge=USUAL_ANSWERS)
    dominance: Dominance = Field(default=Dominance(), exclude=True)
    reason: Text | None = None

    @model_validator(mode="after")
    def _a_lower_minimum_has_a_reason(self) -> Privacy:
        if self.minimum_group < USUAL_GROUP and self.reason is None:
            msg = f"minimum_group is {self.minimum_group}, under the usual {USUAL_GROUP}; add 'reason:' (it is printed in the reports)"
            raise ValueError(msg)
        return self


class Peers(Document):
    """How comparable areas are chosen: of the same class of population, or the nearest in what the register knows."""

    by: Literal["population_class", "neighbours"] = "population_class"
    number: int = Field(default=10, ge=5)
    """How many nearest ones; of a class all are taken."""


class Settings(Document):
    """What `parameters/workspace.yml` says."""

    period: Period
    language: Literal["nl", "en"] = "nl"
    report_date: Day | None = None
    areas: Literal["agreed", "all"] = "agreed"
    notice: Text | None = None
    theme: str | None = None
    """The file with the house style of the reports, such as parameters/theme.yml."""
    sources: Named[SourceSettings]
    stories: str | None = None
    public: list[str] = []
    """Files with what others publish about the same figures, such as data/public-facts.yml; patterns may be among them."""
    formerly: dict[str, list[str]] = {}
    """Of an area that was made of others since something was published: their codes."""
    retired: list[str] = []
    """Sources, or questions and measures as source/name, of which something was published and that are gone for good."""
    privacy: Privacy = Privacy()
    peers: Peers = Peers()
    deliver: dict[str, Formats] = {"council": ["html"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A folder with `parameters/workspace.yml`; resolves every path that belongs to it."""

    folder: Path
    settings: Settings

    @classmethod
    def open(cls, folder: str | Path = ".") -> Workspace:
        """The workspace in `folder` or in the nearest folder above it."""
        start = Path(folder).expanduser().resolve()
        for each in (start, *start.parents):
            if (each / SETTINGS).is_file():
                return cls(folder=each, settings=read_document(each / SETTINGS, Settings, shown=SETTINGS))
        missing = f"there is no {SETTINGS} here or above"
        raise InputError(str(folder), missing, "go to your workspace, or make one with 'impact example FOLDER'")

    @property
    def period(self) -> Period:
        """The period the reports are about."""
        return self.settings.period

    @property
    def day(self) -> date:
        """The day that reports are of: the one the settings name, so that the same inputs give the same reports; else today."""
        return self.settings.report_date or datetime.now().astimezone().date()

    @property
    def today(self) -> date:
        """The day on the calendar, for what people do now: approving, publishing, withdrawing."""
        return datetime.now().astimezone().date()

    @property
    def parameters(self) -> Path:
        """The folder with the agreements."""
        return self.folder / "parameters"

    @property
    def outputs(self) -> Path:
        """The folder for everything made about this period."""
        return self.folder / "outputs" / self.period

    @property
    def release(self) -> Path:
        """The folder with what may be told."""
        return self.outputs / "release"

    @property
    def internal(self) -> Path:
        """The folder for what holds exact figures and never leaves the office."""
        return self.outputs / "internal"

    @property
    def store(self) -> Path:
        """The folder with the coded tables, one folder a source."""
        return self.internal / "store"

    def files(self, name: str) -> list[Path]:
        """The files of the source `name`, in order of name; an error when there are none."""
        return self._matching(self.settings.sources[name].path, f"{SETTINGS}: sources.{name}")

    def story_files(self) -> list[Path]:
        """The files with stories, in order of name."""
        return self._matching(self.settings.stories, f"{SETTINGS}: stories") if self.settings.stories else []

    def public_files(self) -> list[Path]:
        """The files with public facts, each once, in the order of the settings."""
        found = [path for pattern in self.settings.public for path in self._matching(pattern, f"{SETTINGS}: public")]
        return list(dict.fromkeys(found))

    def shown(self, path: Path) -> str:
        """A path as messages name it: relative to the workspace where it lies inside."""
        return path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else str(path)

    def notebook(self, name: str) -> Path:
        """The notebook `name`: the workspace's own where it has one, else the one that comes with impactlib."""
        package = Path(__file__).parent
        candidates = [self.folder / "notebooks", package / "notebooks", package.parent / "notebooks"]
        for folder in candidates:
            if (folder / f"{name}.ipynb").is_file():
                return folder / f"{name}.ipynb"
        raise InputError(f"notebooks/{name}.ipynb", "this notebook does not exist", "install impactlib again, or take it from the project")

    def _matching(self, pattern: str, where: str) -> list[Path]:
        relative = Path(pattern).expanduser()
        full = self.folder / relative
        if full.is_file():
            refuse_unfit(full.name, where, "the name of this file", name=True)
            return [full]
        if full.is_dir():
            raise InputError(where, f"{pattern!r} is a folder, not a file", f"name the files in it, such as {pattern.rstrip('/')}/*.csv")
        # Only what the user wrote is a pattern: the workspace's own folder may be called anything, also 'ws [2025]'.
        hits = glob.glob(str(relative), root_dir=self.folder, recursive=True)
        found = [path for path in sorted(self.folder / each for each in hits) if path.is_file()]
        if not found:
            raise InputError(where, f"no file matches {pattern!r}", "look at the path (it starts at the workspace's folder)")
        for path in found:
            refuse_unfit(path.name, where, "the name of a file", name=True)
        return found
