"""What the pages that lie there could tell, beside what may be told now: a withdrawn story or a newly hidden figure is taken from view."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from impactlib.batch.plan import FORMATS
from impactlib.disclosure.release import Manifest, Release
from impactlib.workspace import Workspace, sha256

RECORD = "run.json"
"""What was made of an area and what it tells: the one file beside its pages that is none."""

OFFICE = frozenset({".docx", ".pptx", ".xlsx"})
"""The files that are packed as a whole."""

WITHDRAWN = "withdrawn"
"""The state of a report that could tell something that may no longer be told; and the folder, inside, where its pages go."""


def told_of(release: Release) -> tuple[str, ...]:
    """The ids of all that may be told of an area: its stories, its figures of each period, and the parts of its figures."""
    found = {f"story/{story.id}" for story in release.area.stories}
    for each in (*release.findings, *release.wider):
        if each.estimate is not None:
            found.add(each.owner)
        found |= {f"{each.area}/{point.period}/{each.indicator}" for point in each.series if point.estimate is not None}
        parts = {
            "distribution": bool(each.distribution),
            "movers": each.change is not None and each.change.movers is not None,
            "invited": each.response is not None and each.response.invited is not None,
            "no-opinion": each.response is not None and each.response.no_opinion is not None,
            "blank": each.response is not None and each.response.blank is not None,
        }
        found |= {f"{each.owner}#{part}" for part, is_told in parts.items() if is_told}
    return tuple(sorted(found))


def may_be_told(release: Release) -> frozenset[str]:
    """The ids of all that may stand in anything about an area: what reports tell, and the baselines that protocols tell."""
    return frozenset((*told_of(release), *(baseline_id(goal) for goal in release.area.told_baselines)))


def baseline_id(goal: str) -> str:
    """How a record names the baseline of a goal."""
    return f"baseline/{goal}"


def withdraw_unknown(workspace: Workspace, slug: str, record: Mapping[str, Any], manifest: Manifest) -> None:
    """Move pages inside of which no record says what they tell (it was damaged, or another version's), unless this release made them."""
    entries = [*record.get("reports", {}).values(), *record.get("documents", {}).values()]
    known = {name: digest for entry in entries for name, digest in entry["files"].items()}
    for page in sorted((workspace.outputs / slug).iterdir()):
        if page.name == RECORD or page.suffix.removeprefix(".") not in FORMATS or known.get(page.name) == sha256(page):
            continue
        if manifest.id.encode() not in _plain(page):
            _move_inside(workspace, slug, page)


def withdraw(workspace: Workspace, slug: str, report: Mapping[str, Any]) -> dict[str, Any]:
    """Move a report's pages inside, and return its record as it is from now on: without pages, and without what they told."""
    for name in report["files"]:
        page = workspace.outputs / slug / Path(name).name
        if page.is_file():
            _move_inside(workspace, slug, page)
    return {**report, "state": WITHDRAWN, "files": {}, "told": [], "summary": ""}


def _plain(page: Path) -> bytes:
    """A report's file as text in which it names its release: a page, what a PDF says about itself, the parts of an Office file."""
    if page.suffix not in OFFICE:
        return page.read_bytes()
    try:
        with zipfile.ZipFile(page) as packed:
            return b"\n".join(packed.read(name) for name in packed.namelist() if name.endswith(".xml"))
    except zipfile.BadZipFile:
        return b""


def _move_inside(workspace: Workspace, slug: str, page: Path) -> None:
    folder = workspace.internal / slug / WITHDRAWN
    folder.mkdir(parents=True, exist_ok=True)
    page.replace(folder / page.name)
