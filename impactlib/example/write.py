"""Writing the example workspace, without touching what a user has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from impactlib.agreement.schema import SCHEMA_FILE, schema_text
from impactlib.errors import InputError
from impactlib.example.agreements import agreement_file, agreement_yaml, kept_files
from impactlib.example.counts_file import counts_xlsx
from impactlib.example.open_figures import population_csv, school_tests_csv
from impactlib.example.region import TEXTS, municipalities
from impactlib.example.stories import stories_yaml
from impactlib.example.survey_file import survey_csv
from impactlib.workspace import SETTINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of each file of the example, by its path in the workspace."""

    written: tuple[str, ...]
    """Made now."""
    same: tuple[str, ...]
    """Already there, with the same content."""
    kept: tuple[str, ...]
    """Already there with other content: not overwritten."""


def write_example(folder: Path) -> Written:
    """Write the example workspace: the 51 municipalities of Gelderland with invented libraries, surveys, counts and stories.

    The bytes are the same on every run. A file that is there already, with other content, is somebody's work and is kept.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError(str(folder), "this is a file, not a folder", "name a folder, which may be new")
    written: list[str] = []
    same: list[str] = []
    kept: list[str] = []
    for name, content in _files():
        path = folder / name
        if path.is_file() and path.read_bytes() == content:
            same.append(name)
        elif path.exists() or path.is_symlink():
            kept.append(name)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            written.append(name)
    return Written(written=tuple(written), same=tuple(same), kept=tuple(kept))


def _files() -> Iterator[tuple[str, bytes]]:
    # The settings come last: with them the folder becomes a workspace, and by then it is whole.
    yield "data/population.csv", population_csv()
    yield "data/survey-digital-2024.csv", survey_csv(2024)
    yield "data/survey-digital-2025.csv", survey_csv(2025)
    yield "data/counts-2021-2025.xlsx", counts_xlsx()
    yield "data/school-tests.csv", school_tests_csv()
    yield "data/stories.yml", stories_yaml()
    for municipality in municipalities():
        yield agreement_file(municipality), agreement_yaml(municipality)
        yield from kept_files(municipality)
    yield f"parameters/{SCHEMA_FILE}", schema_text().encode("utf-8")
    yield SETTINGS, (TEXTS / "workspace.yml").read_text(encoding="utf-8").encode("utf-8")
