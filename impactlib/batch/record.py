"""What was made and what failed: `run.json` beside each area's reports, and the overview page of the whole period."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from impactlib.batch.work import Outcome
from impactlib.disclosure.release import AreaNote, Manifest
from impactlib.publishing.overview import Overview, OverviewRow, overview_page
from impactlib.telling.audience import audience_named
from impactlib.telling.language import Language, language_named
from impactlib.workspace import Workspace, sha256

RECORD = "run.json"


def write_atomically(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old one or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def record(workspace: Workspace, manifest: Manifest, area: AreaNote, outcome: Outcome) -> None:
    """Put an outcome in the area's `run.json`, beside what was made before for other audiences."""
    path = workspace.outputs / area.slug / RECORD
    known = read_record(path)
    run = outcome.run
    reports: dict[str, Any] = dict(known.get("reports", {}))
    reports[run.label] = {
        "audience": run.audience,
        "language": run.language,
        "state": outcome.state,
        "summary": outcome.summary,
        "cause": outcome.cause,
        "cell": outcome.cell,
        "repeat": run.repeat,
        "files": outcome.files,
        "release": manifest.id,
        "version": manifest.version,
        "notebook": {"name": Path(run.path).name, "sha256": sha256(Path(run.path))},
        "parameters": {name: value for name, value in run.parameters.items() if name != "workspace"},
        "parameters_sha256": _digest({name: value for name, value in run.parameters.items() if name != "workspace"}),
        "settings_sha256": manifest.settings_sha256,
        "agreement": {"file": area.agreement_file, "sha256": area.agreement_sha256},
        "sources": {path: digest for source in manifest.sources for path, digest in source.files},
    }
    content = {"municipality": area.code, "name": area.name, "period": manifest.period, "reports": dict(sorted(reports.items()))}
    write_atomically(path, json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def read_record(path: Path) -> Mapping[str, Any]:
    """What an area's `run.json` says; nothing when there is none, or when it was damaged."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def write_overview(workspace: Workspace, manifest: Manifest, areas: Sequence[AreaNote]) -> Path:
    """The overview of every area of the release, made from the records: a partial batch never shrinks it."""
    language = language_named(manifest.language)
    words = manifest.words[manifest.language]
    rows = tuple(_row(workspace, manifest, area, language) for area in areas)
    overview = Overview(
        title=language.sentence("overview-title"),
        period=manifest.period,
        notice=language.of(manifest.notice) if manifest.notice else "",
        area_words=(words.one, words.many),
        rows=rows,
    )
    path = workspace.outputs / "index.html"
    write_atomically(path, overview_page(overview, manifest.language))
    return path


def _row(workspace: Workspace, manifest: Manifest, area: AreaNote, language: Language) -> OverviewRow:
    reports = read_record(workspace.outputs / area.slug / RECORD).get("reports", {})
    failed = [(label, each) for label, each in reports.items() if each["state"] == "failed"]
    links = tuple(
        (_link_text(each, name, language), f"{area.slug}/{name}")
        for each in reports.values()
        if each["state"] == "made"
        for name in each["files"]
        if (workspace.outputs / area.slug / name).is_file()
    )
    earlier = [label for label, each in reports.items() if each["state"] == "made" and each["release"] != manifest.id]
    row = OverviewRow(code=area.code, name=area.name, state="waiting", reports=links)
    if failed:
        label, first = failed[0]
        cell = f" (cell {first['cell']})" if first["cell"] else ""
        return replace(row, state="failed", cause=f"{label}{cell}: {first['cause']}", repeat=first["repeat"])
    if not links:
        return row
    if earlier:
        return replace(row, state="earlier release", summary=_summary(reports.values()))
    return replace(row, state="made", summary=_summary(reports.values()))


def _link_text(report: Mapping[str, Any], name: str, language: Language) -> str:
    """What a link to a report says: for whom it is, and in which language and form where that is not the usual."""
    audience = language.of(audience_named(report["audience"]).name)
    kind = ", ".join([report["language"]] * (report["language"] != language.code) + [Path(name).suffix.removeprefix(".").upper()])
    return language.sentence("overview-link", audience=audience, kind=kind)


def _summary(reports: Iterable[Mapping[str, Any]]) -> str:
    return next((str(each["summary"]) for each in reports if each.get("summary")), "")


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
