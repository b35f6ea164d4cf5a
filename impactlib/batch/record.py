"""What was made and what failed: `run.json` beside each area's reports, and the overview page of the whole period."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from impactlib.batch.told import RECORD, WITHDRAWN, may_be_told, withdraw, withdraw_unknown
from impactlib.batch.triage import failure_signal, signals_on_record
from impactlib.batch.work import Outcome
from impactlib.disclosure.release import MANIFEST, AreaNote, Manifest, read_areas, read_manifest, read_release
from impactlib.publishing.overview import Overview, OverviewRow, overview_page, standing_out
from impactlib.telling.audience import audience_named, audiences
from impactlib.telling.language import Language, language_named
from impactlib.workspace import Workspace, sha256

KEPT = frozenset({"audience", "language", "state", "summary", "cause", "cell", "repeat", "files", "release", "told"})
"""What must be in a report's entry of a record; a record without it is of another version, or was changed by hand."""


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
    earlier = reports.get(run.label)
    entry: dict[str, Any] = {
        "audience": run.audience,
        "language": run.language,
        "state": outcome.state,
        "summary": outcome.summary,
        "cause": outcome.cause,
        "cell": outcome.cell,
        "repeat": run.repeat,
        "files": outcome.files,
        "release": outcome.release or manifest.id,
        "told": list(outcome.told),
        "version": manifest.version,
        "notebook": {"name": Path(run.path).name, "sha256": sha256(Path(run.path))},
        "parameters": {name: value for name, value in run.parameters.items() if name != "workspace"},
        "parameters_sha256": _digest({name: value for name, value in run.parameters.items() if name != "workspace"}),
        "settings_sha256": manifest.settings_sha256,
        "agreement": {"file": area.agreement_file, "sha256": area.agreement_sha256},
        "sources": {path: digest for source in manifest.sources for path, digest in source.files},
    }
    if outcome.state == "failed" and earlier is not None and earlier["files"]:
        # The page that was made before still lies there: what it is made of, and what it tells, stays on record.
        entry = {**earlier, **{name: entry[name] for name in ("state", "cause", "cell", "repeat")}}
    reports[run.label] = entry
    documents = {**known.get("documents", {}), **outcome.documents}
    signals = known.get("signals", {})
    if outcome.state == "made":
        found = [{"kind": each.kind, "text": each.text} for each in outcome.signals]
        signals = {"release": outcome.release or manifest.id, "found": found}
    _write_record(path, manifest, area, reports, documents, signals)


def record_documents(workspace: Workspace, manifest: Manifest, area: AreaNote, documents: Mapping[str, Any]) -> None:
    """Put documents about an area's agreement in its `run.json`, beside its reports: each with its files, its release and what it tells."""
    path = workspace.outputs / area.slug / RECORD
    known = read_record(path)
    _write_record(path, manifest, area, known.get("reports", {}), {**known.get("documents", {}), **documents}, known.get("signals", {}))


def _write_record(
    path: Path, manifest: Manifest, area: AreaNote, reports: Mapping[str, Any], documents: Mapping[str, Any], signals: Mapping[str, Any]
) -> None:
    content = {
        "municipality": area.code,
        "name": area.name,
        "period": manifest.period,
        "reports": dict(sorted(reports.items())),
        "documents": dict(sorted(documents.items())),
        "signals": signals,
    }
    write_atomically(path, json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def read_record(path: Path) -> Mapping[str, Any]:
    """What an area's `run.json` says; nothing when there is none, or when it was damaged or lacks something."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    reports = content.get("reports") if isinstance(content, dict) else None
    if not isinstance(reports, dict) or not all(_whole(each) for each in reports.values()):
        return {}
    documents = content.get("documents", {})
    if not isinstance(documents, dict) or not all(_is_document(each) for each in documents.values()):
        return {}
    return dict(content)


def _is_document(entry: object) -> bool:
    """A document's entry has all that is read from it."""
    kinds = {"files": dict, "told": list, "release": str}
    return isinstance(entry, dict) and all(isinstance(entry.get(name), kind) for name, kind in kinds.items())


def _whole(report: object) -> bool:
    """A report's entry has all that is read from it, and for an audience that exists."""
    if not isinstance(report, dict) or not report.keys() >= KEPT:
        return False
    return isinstance(report["files"], dict) and isinstance(report["told"], list) and report["audience"] in audiences()


def write_overview(
    workspace: Workspace, manifest: Manifest, areas: Sequence[AreaNote], unrecorded: Mapping[str, Outcome] | None = None
) -> Path:
    """The overview of every area of the release, made from the records: a partial batch never shrinks it.

    First it takes from view what may no longer be told. `unrecorded` are failures that could not be put on record, by area.
    """
    withdraw_outdated(workspace, manifest, areas)
    language = language_named(manifest.language)
    words = manifest.words[manifest.language]
    rows = _rows(workspace, manifest, areas, unrecorded or {})
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


def standing_out_line(workspace: Workspace) -> str:
    """How many reports stand out, and whose, as the overview has it; '' where none does, or there is no release."""
    if not (workspace.release / MANIFEST).is_file():
        return ""
    manifest, areas = read_manifest(workspace.release), read_areas(workspace.release)
    found = [row.name for row in standing_out(_rows(workspace, manifest, list(areas.values()), {}))]
    return f"{len(found)} {'report stands' if len(found) == 1 else 'reports stand'} out: {', '.join(found)}" if found else ""


def _rows(
    workspace: Workspace, manifest: Manifest, areas: Sequence[AreaNote], unrecorded: Mapping[str, Outcome]
) -> tuple[OverviewRow, ...]:
    language = language_named(manifest.language)
    return tuple(_row(workspace, manifest, area, language, unrecorded.get(area.code)) for area in areas)


def withdraw_outdated(workspace: Workspace, manifest: Manifest, areas: Sequence[AreaNote]) -> None:
    """Take from view every page of an earlier release that could tell what this release does not: a story, a figure, a whole area."""
    codes = {area.slug: area.code for area in areas}
    for path in sorted(workspace.outputs.glob(f"*/{RECORD}")):
        slug, known = path.parent.name, read_record(path)
        withdraw_unknown(workspace, slug, known, manifest)
        reports, documents = dict(known.get("reports", {})), dict(known.get("documents", {}))
        older = [each for each in (*reports.values(), *documents.values()) if each["files"] and each["release"] != manifest.id]
        if not older:
            continue
        now = may_be_told(read_release(workspace.release, codes[slug])) if slug in codes else frozenset()
        outdated = [each for each in older if slug not in codes or not set(each["told"]) <= now]
        if outdated:
            for entries in (reports, documents):
                for label, each in entries.items():
                    if each in outdated:
                        entries[label] = withdraw(workspace, slug, each)
            write_atomically(path, json.dumps({**known, "reports": reports, "documents": documents}, indent=1, ensure_ascii=False) + "\n")


def _row(workspace: Workspace, manifest: Manifest, area: AreaNote, language: Language, unrecorded: Outcome | None) -> OverviewRow:
    if unrecorded is not None:
        cause = f"{unrecorded.run.label}: {unrecorded.cause}"
        stopped = (failure_signal(1, language.code),)
        return OverviewRow(code=area.code, name=area.name, state="failed", cause=cause, repeat=unrecorded.run.repeat, signals=stopped)
    known = read_record(workspace.outputs / area.slug / RECORD)
    reports = known.get("reports", {})
    failed = [(label, each) for label, each in reports.items() if each["state"] == "failed"]
    links = tuple(
        (_link_text(each, name, language), f"{area.slug}/{name}")
        for each in reports.values()
        if each["state"] == "made"
        for name in each["files"]
        if (workspace.outputs / area.slug / name).is_file()
    )
    documents = tuple(
        (
            language.sentence(f"overview-{label.partition('.')[0]}", kind=_kind(label.partition(".")[2], name, language)),
            f"{area.slug}/{name}",
        )
        for label, each in known.get("documents", {}).items()
        for name in each["files"]
        if (workspace.outputs / area.slug / name).is_file()
    )
    earlier = [label for label, each in reports.items() if each["state"] == "made" and each["release"] != manifest.id]
    row = OverviewRow(code=area.code, name=area.name, state="waiting", reports=(*links, *documents))
    signals = signals_on_record(known, manifest.id)
    if failed:
        label, first = failed[0]
        cell = f" (cell {first['cell']})" if first["cell"] else ""
        cause, signals = f"{label}{cell}: {first['cause']}", (failure_signal(len(failed), language.code), *signals)
        return replace(row, state="failed", cause=cause, repeat=first["repeat"], signals=signals)
    if taken := [f"{label}: {each['repeat']}" for label, each in reports.items() if each["state"] == WITHDRAWN]:
        return replace(row, state=WITHDRAWN, cause="; ".join(taken), summary=_summary(reports.values()))
    if not links:
        return row
    if earlier:
        return replace(row, state="earlier release", summary=_summary(reports.values()))
    return replace(row, state="made", summary=_summary(reports.values()), signals=signals)


def _link_text(report: Mapping[str, Any], name: str, language: Language) -> str:
    """What a link to a report says: for whom it is, and in which language and form where that is not the usual."""
    audience = language.of(audience_named(report["audience"]).name)
    return language.sentence("overview-link", audience=audience, kind=_kind(report["language"], name, language))


def _kind(code: str, name: str, language: Language) -> str:
    """The language of a file, where it is not the page's own, and its form."""
    return ", ".join([code] * (code != language.code) + [Path(name).suffix.removeprefix(".").upper()])


def _summary(reports: Iterable[Mapping[str, Any]]) -> str:
    return next((str(each["summary"]) for each in reports if each.get("summary")), "")


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
