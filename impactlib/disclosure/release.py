"""The release: all that may ever be told about a period, and only that. Reports read this and nothing else.

Its tables are named after its id, and the manifest names the id: who reads a manifest reads the tables that belong to it, also
when a newer release is written at that moment (`writing` says how).
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import TypeAdapter

from impactlib.agreement.model import Agreement
from impactlib.disclosure.fact import Fact, Told
from impactlib.errors import InputError, UnknownNameError
from impactlib.indicators.accounted import Account
from impactlib.indicators.defined import Definition
from impactlib.indicators.finding import Finding
from impactlib.indicators.indicator import Indicator, catalogue_with
from impactlib.sources.layout import AreaWords
from impactlib.workspace import Privacy, Text

if TYPE_CHECKING:
    import pyarrow as pa

MANIFEST, FINDINGS, AREAS, FACTS = "release.json", "findings", "areas", "facts"
EXAMPLE = "example"
"""The name that stands for the first area of an invented example: the default of notebooks, so that no real area is anybody's default."""

TRIES, PAUSE = 50, 0.02
"""How often, and after how many seconds each time, a reader looks again when the tables it was about to read made way for newer ones."""


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
    people: Text | None = None
    """What those who were asked are called, in one word: pupils, parents; None for participants."""


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
    """An area as its reports know it: name, population, agreement, stories, and what became of each promised figure."""

    code: str
    name: str
    slug: str
    part_of: str
    population: int | None
    agreement: Agreement | None
    agreement_file: str
    agreement_sha256: str
    stories: tuple[ToldStory, ...]
    accounts: tuple[Account, ...] = ()
    told_baselines: tuple[str, ...] = ()
    """The goals whose agreed baseline may stand in a document: no figure of its period was measured that may not be told."""


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
    area_names: dict[str, str] = field(default_factory=dict)
    """What each area of the release is called, by code: comparable areas are named."""
    peers_by: Literal["population_class", "neighbours"] = "population_class"
    """How comparable areas were chosen."""
    definitions: dict[str, Definition] = field(default_factory=dict)
    """What each indicator that is told means, for who compares a later release with this one; a release of before has none."""
    ledger_lines: int = 0
    """How many lines the ledger had when this release was attacked together with them; no part of what the release is."""


@dataclass(frozen=True, kw_only=True)
class Release:
    """The part of a release that concerns one area: its findings, and those of the wider area it is part of."""

    manifest: Manifest
    area: AreaNote
    findings: tuple[Finding, ...]
    wider: tuple[Finding, ...]
    folder: Path | None = field(default=None, compare=False, repr=False)
    """Where the release lies, for what it tells of other areas; None for one that lies nowhere."""

    def beside(self, codes: Sequence[str], indicator: str) -> tuple[Finding, ...]:
        """What the same release tells of other areas, read when it is asked for; nothing of a release that lies nowhere."""
        return read_beside(self.folder, codes, [indicator]) if self.folder is not None else ()

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


def table_path(folder: Path, table: str, id_: str) -> Path:
    """Where the table `findings`, `areas` or `facts` of the release with this id is."""
    return folder / f"{table}-{id_}.parquet"


def is_whole(folder: Path, manifest: Manifest) -> bool:
    """Whether the tables that this manifest names are there."""
    return all(table_path(folder, table, manifest.id).is_file() for table in (FINDINGS, AREAS, FACTS))


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
    return _consistently(folder, lambda manifest: _release(folder, manifest, code))


def read_beside(folder: Path, codes: Sequence[str], indicators: Sequence[str]) -> tuple[Finding, ...]:
    """What may be told of these indicators in these areas, in no order that means anything: by code and indicator."""

    def beside(manifest: Manifest) -> tuple[Finding, ...]:
        wanted = [("area", "in", list(codes)), ("indicator", "in", list(indicators))]
        texts = _parquet(table_path(folder, FINDINGS, manifest.id), "finding", wanted)
        return tuple(sorted((_read(Finding, text) for text in texts), key=lambda each: (each.area, each.indicator)))

    return _consistently(folder, beside) if codes and indicators else ()


def read_areas(folder: Path) -> Mapping[str, AreaNote]:
    """Every area of the release, by code."""

    def areas(manifest: Manifest) -> Mapping[str, AreaNote]:
        texts = _parquet(table_path(folder, AREAS, manifest.id), "area")
        return {note.code: note for note in (_read(AreaNote, text) for text in texts)}

    return _consistently(folder, areas)


def read_facts(folder: Path) -> tuple[Manifest, Sequence[Told]]:
    """What the release says as facts, figure by figure in order of name, and the manifest they belong to."""

    def facts(manifest: Manifest) -> tuple[Manifest, Sequence[Told]]:
        path = table_path(folder, FACTS, manifest.id)
        owners, texts = _parquet(path, "owner"), _parquet(path, "facts")
        found = (tuple(map(Fact.from_json, json.loads(text))) for text in texts)
        return manifest, [Told(owner=owner, facts=facts) for owner, facts in zip(owners, found, strict=True)]

    return _consistently(folder, facts)


def _consistently(folder: Path, read: Callable[[Manifest], Kind]) -> Kind:
    """What `read` finds in the tables of the manifest that is there; reads both again when the tables are gone in between."""
    for each in range(TRIES):
        time.sleep(PAUSE if each else 0)
        manifest = read_manifest(folder)
        try:
            return read(manifest)
        except (FileNotFoundError, PermissionError):
            continue
    raise InputError(
        f"outputs/{folder.parent.name}/release",
        "its tables are not there or cannot be read",
        "make it again with 'impact measure'",
    )


def _release(folder: Path, manifest: Manifest, code: str) -> Release:
    areas = table_path(folder, AREAS, manifest.id)
    if code == EXAMPLE:
        if manifest.notice is None:
            raise InputError(
                "municipality",
                "it is 'example', and this workspace is no example",
                "give the code of the area, such as -p municipality GM0200",
            )
        code = min(_parquet(areas, "code"))
    found = _parquet(areas, "area", [("code", "=", code)])
    if not found:
        raise UnknownNameError.among("municipality", "area", code, _parquet(areas, "code"))
    area = _read(AreaNote, found[0])
    codes = [code, area.part_of] if area.part_of else [code]
    texts = _parquet(table_path(folder, FINDINGS, manifest.id), "finding", [("area", "in", codes)])
    findings = [_read(Finding, text) for text in texts]
    return Release(
        manifest=manifest,
        area=area,
        findings=tuple(each for each in findings if each.area == code),
        wider=tuple(each for each in findings if each.area != code),
        folder=folder,
    )


def _parquet(path: Path, column: str, filters: list[tuple[str, str, Any]] | None = None) -> list[Any]:
    import pyarrow.parquet as pq

    table: pa.Table = pq.read_table(path, columns=[column], filters=filters, use_threads=False)
    return list(table.column(column).to_pylist())


def as_json(value: Any) -> str:
    """A manifest, an area's note or a finding as one line of JSON, the same for the same content."""
    return json.dumps(_adapter(type(value)).dump_python(value, mode="json"), ensure_ascii=False, sort_keys=True)


def _read(kind: type[Kind], text: str) -> Kind:
    found: Kind = _adapter(kind).validate_json(text)
    return found
