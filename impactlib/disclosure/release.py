"""The release: all that may ever be told about a period, and only that. Reports read this and nothing else."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import TypeAdapter

from impactlib.agreement.model import Agreement
from impactlib.errors import InputError, UnknownNameError
from impactlib.indicators.finding import Finding
from impactlib.indicators.indicator import Indicator, catalogue_with
from impactlib.sources.layout import AreaWords
from impactlib.workspace import Privacy, Text

if TYPE_CHECKING:
    import pyarrow as pa

MANIFEST, FINDINGS, AREAS = "release.json", "findings.parquet", "areas.parquet"
EXAMPLE = "example"
"""The name that stands for the first area of an invented example: the default of notebooks, so that no real area is anybody's default."""

ID_LENGTH = 12
"""Hexadecimal digits of the release's id: the start of the SHA-256 of its content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNote:
    """What a report says of a source: what it is, whose, how people were asked, and the files behind it."""

    name: str
    kind: Literal["survey", "counts"]
    title: Text
    owner: Text
    design: str
    asked: Text | None
    activity: Text | None
    files: tuple[tuple[str, str], ...]
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemNote:
    """The question behind an item and the answers of its scale, lowest first (turned round for a reversed item)."""

    text: Text
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStory:
    """A story that may be told."""

    id: str
    indicator: str
    role: Text
    text: Text
    outcome: Literal["positive", "critical"]
    chosen: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaNote:
    """An area as its reports know it: name, population, agreement and stories."""

    code: str
    name: str
    slug: str
    part_of: str
    population: int | None
    agreement: Agreement | None
    agreement_file: str
    agreement_sha256: str
    stories: tuple[ToldStory, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What holds for the whole release."""

    period: str
    language: Literal["nl", "en"]
    report_date: str
    notice: Text | None
    privacy: Privacy
    words: dict[str, AreaWords]
    register_title: Text
    register_owner: Text
    reference_date: Text | None
    wider: dict[str, Text]
    sources: tuple[SourceNote, ...]
    items: dict[str, ItemNote]
    settings_sha256: str
    version: str
    inputs: str
    own_indicators: dict[str, Indicator] = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class Release:
    """The part of a release that concerns one area: its findings, and those of the wider area it is part of."""

    manifest: Manifest
    area: AreaNote
    findings: tuple[Finding, ...]
    wider: tuple[Finding, ...]

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """What may be told about: the packaged indicators, and those of the workspace itself."""
        return catalogue_with(self.manifest.own_indicators)


Kind = TypeVar("Kind")


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def write_release(folder: Path, manifest: Manifest, areas: Sequence[AreaNote], findings: Sequence[Finding]) -> Manifest:
    """Write a whole release beside the old one, then put it in its place; returns the manifest with its id."""
    rows = sorted(findings, key=lambda each: (each.area, each.indicator, each.period))
    told = [_json(each) for each in rows]
    notes = [_json(each) for each in areas]
    digest = hashlib.sha256("\n".join([_json(manifest), *notes, *told]).encode()).hexdigest()
    named = Manifest(**{name: getattr(manifest, name) for name in Manifest.__dataclass_fields__ if name != "id"}, id=digest[:ID_LENGTH])
    draft = folder.with_name(f".{folder.name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        _write_tables(draft, rows, told, areas, notes)
        (draft / MANIFEST).write_text(_json(named), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        draft.replace(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return named


def _write_tables(folder: Path, rows: Sequence[Finding], told: Sequence[str], areas: Sequence[AreaNote], notes: Sequence[str]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    def column(of: Any, kind: pa.DataType) -> pa.Array:
        return pa.array([of(row) for row in rows], kind)

    tidy = {
        "area": column(lambda row: row.area, pa.string()),
        "period": column(lambda row: row.period, pa.string()),
        "indicator": column(lambda row: row.indicator, pa.string()),
        "value": column(lambda row: row.estimate and row.estimate.value, pa.float64()),
        "lower": column(lambda row: row.estimate and row.estimate.lower, pa.float64()),
        "upper": column(lambda row: row.estimate and row.estimate.upper, pa.float64()),
        "n": column(lambda row: row.estimate and row.estimate.n, pa.int64()),
        "method": column(lambda row: row.estimate and row.estimate.method, pa.string()),
        "design": column(lambda row: row.design, pa.string()),
        "absent": column(lambda row: row.absent and str(row.absent), pa.string()),
        "target_verdict": column(lambda row: str(row.target_verdict), pa.string()),
        "previous_verdict": column(lambda row: str(row.previous_verdict), pa.string()),
        "finding": pa.array(told, pa.string()),
    }
    pq.write_table(pa.table(tidy), folder / FINDINGS, compression="zstd", row_group_size=2000)
    codes = pa.array([area.code for area in areas], pa.string())
    pq.write_table(
        pa.table({"code": codes, "area": pa.array(list(notes), pa.string())}), folder / AREAS, compression="zstd", row_group_size=20
    )


def read_manifest(folder: Path) -> Manifest:
    """What holds for the whole release in this folder; an error that says how to make one when there is none."""
    try:
        return _read(Manifest, (folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(
            f"outputs/{folder.parent.name}/release", "there is no release of this period yet", "make it with 'impact measure'"
        ) from None
    except ValueError as error:
        raise InputError(
            f"outputs/{folder.parent.name}/release/{MANIFEST}",
            f"it is damaged ({type(error).__name__})",
            "make it again with 'impact measure'",
        ) from None


def read_release(folder: Path, code: str) -> Release:
    """What may be told of one area; 'example' is the first area of a release whose figures are declared to be invented."""
    manifest = read_manifest(folder)
    if code == EXAMPLE:
        if manifest.notice is None:
            raise InputError(
                "municipality",
                "it is 'example', and this workspace is no example",
                "give the code of the area, such as -p municipality GM0200",
            )
        code = min(_parquet(folder / AREAS, "code"))
    area = _area(folder, code)
    findings = _findings(folder, [code, area.part_of] if area.part_of else [code])
    return Release(
        manifest=manifest,
        area=area,
        findings=tuple(each for each in findings if each.area == code),
        wider=tuple(each for each in findings if each.area != code),
    )


def read_areas(folder: Path) -> Mapping[str, AreaNote]:
    """Every area of the release, by code."""
    return {note.code: note for note in (_read(AreaNote, text) for text in _parquet(folder / AREAS, "area"))}


def _area(folder: Path, code: str) -> AreaNote:
    found = _parquet(folder / AREAS, "area", [("code", "=", code)])
    if not found:
        raise UnknownNameError.among("municipality", "area", code, _parquet(folder / AREAS, "code"))
    return _read(AreaNote, found[0])


def _findings(folder: Path, codes: Sequence[str]) -> list[Finding]:
    return [_read(Finding, text) for text in _parquet(folder / FINDINGS, "finding", [("area", "in", list(codes))])]


def _parquet(path: Path, column: str, filters: list[tuple[str, str, Any]] | None = None) -> list[Any]:
    import pyarrow.parquet as pq

    table: pa.Table = pq.read_table(path, columns=[column], filters=filters, use_threads=False)
    return list(table.column(column).to_pylist())


def _json(value: Any) -> str:
    return json.dumps(_adapter(type(value)).dump_python(value, mode="json"), ensure_ascii=False, sort_keys=True)


def _read(kind: type[Kind], text: str) -> Kind:
    found: Kind = _adapter(kind).validate_json(text)
    return found
