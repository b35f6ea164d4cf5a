"""The sweep: reads everything that was made and says what in it may not be there. It runs in the office, and knows the exact figures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from impactlib.batch.reading import Piece, read_artefact
from impactlib.batch.sweep.about import About, Stated, Words, about_areas, own_texts
from impactlib.batch.sweep.judge import Judge
from impactlib.batch.sweep.numbers import in_texts
from impactlib.batch.sweep.order import unordered
from impactlib.batch.sweep.persons import SHORTEST, SHORTEST_TEXT, persons_of
from impactlib.batch.sweep.places import this_machine
from impactlib.disclosure.measured import Measured, measure
from impactlib.disclosure.release import Release, as_json, read_areas, read_release
from impactlib.errors import ImpactError, InputError
from impactlib.telling.language import language_codes, language_source
from impactlib.workspace import Workspace

CURE = "take it out where it comes from, and make the file again"

INTERNAL = re.compile(r"\b(?:intern|internal)\b", re.IGNORECASE)
"""The mark of a page that stays in the office."""

_CODE = re.compile(r"\b[A-Z]{1,4}\d{2,6}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """What an audit came to: the problems, each with its place, and how much was read.

    `stated` are the exact hidden numbers that were found: what they give away together with the release is for the attack to say.
    """

    problems: tuple[ImpactError, ...]
    files: int
    pieces: int
    numbers: int
    stated: tuple[Stated, ...] = ()


def audit_outputs(workspace: Workspace, folder: Path | None = None) -> Audited:
    """Read every artefact in a folder of outputs and hold it against what may be told.

    Parameters
    ----------
    workspace
        The workspace whose outputs they are; its exact figures are measured anew, and its release is read.
    folder
        The outputs of the workspace's period, when it is left out. What is in its folder `internal` is only looked at for its mark.

    Returns
    -------
    Audited
        Every problem once, in the order of the files.

    Raises
    ------
    InputError
        There is no such folder, it is of another period, or there is no release to hold it against.
    """
    folder = workspace.outputs if folder is None else folder.resolve()
    if not folder.is_dir():
        raise InputError(workspace.shown(folder), "there is no such folder", f"the outputs are in {workspace.shown(workspace.outputs)}")
    if folder.is_relative_to(workspace.outputs.parent) and not folder.is_relative_to(workspace.outputs):
        what = f"it is no folder of {workspace.period}, the period of the workspace"
        raise InputError(workspace.shown(folder), what, "set 'period' in parameters/workspace.yml to its period, and audit again")
    measured = measure(workspace)
    releases = {code: read_release(workspace.release, code) for code in read_areas(workspace.release)}
    sweep = _Sweep(workspace, measured, releases)
    return sweep.over(folder)


class _Sweep:
    """One audit under way."""

    def __init__(self, workspace: Workspace, measured: Measured, releases: Mapping[str, Release]) -> None:
        self._workspace, self._measured, self._releases = workspace, measured, releases
        self._areas = about_areas(measured, releases)
        self._by_slug = {each.slug: each for each in self._areas.values()}
        self._by_name = {each.name.casefold(): each for each in self._areas.values()}
        self._names = {area.name: code for code, area in measured.register.areas.items()}
        self._machine = this_machine(workspace)
        self._persons = persons_of(workspace, measured)
        texts = {code: list(_texts(_plain(release.area))) for code, release in releases.items()}
        told = {story.id for release in releases.values() for story in release.area.stories}
        for story in measured.stories:
            if story.id not in told:
                for text in (story.text.nl, story.text.en):
                    self._persons.own_words(text, f"the story {story.id}, which may not be told")
        manifests = [_plain(release.manifest) for release in list(releases.values())[:1]]
        own = [text for each in texts.values() for text in each] + [text for each in manifests for text in _texts(each)]
        houses = [language_source(code) for code in language_codes()]
        self._persons.allow([*own, *houses])
        privacy = workspace.settings.privacy
        few = frozenset({0.95})
        first = next(iter(releases.values()))
        said = [text for each in measured.indicators.values() for text in own_texts(each, first)]
        self._judge = Judge(
            indicators=measured.indicators,
            words=Words(
                {id_: measured.indicators[id_] for each in self._areas.values() for id_ in each.told if id_ in measured.indicators},
                releases.values(),
            ),
            constants=in_texts(houses) | few | {0.99, 1000.0, float(privacy.minimum_group), float(privacy.minimum_answers)},
            few=few,
            texts={
                code: sorted({each for each in (*found, *said) if in_texts([each]) and len(each) > SHORTEST_TEXT}, key=len, reverse=True)
                for code, found in texts.items()
            },
        )
        self._problems: dict[str, ImpactError] = {}
        self._stated: dict[Stated, None] = {}
        self._pieces = 0
        self._clean: set[tuple[str, str]] = set()
        self._base = workspace.outputs

    def over(self, folder: Path) -> Audited:
        """All files of the folder."""
        self._base = self._workspace.outputs if folder.is_relative_to(self._workspace.outputs) else folder
        paths = [path for path in sorted(folder.rglob("*")) if not path.is_dir() or path.is_symlink()]
        for path in paths:
            shown = self._workspace.shown(path)
            try:
                self._file(path, shown)
            except ImpactError as error:
                self._add(f"{shown}: {error.where}", error.what, error.cure)
            except OSError as error:
                self._add(shown, f"it cannot be read ({error.strerror or error})", "look at who may read it")
        self._attack(folder)
        return Audited(
            problems=tuple(self._problems.values()),
            files=len(paths),
            pieces=self._pieces,
            numbers=self._judge.read,
            stated=tuple(self._stated),
        )

    def _attack(self, folder: Path) -> None:
        """What the hidden numbers that were found give away besides."""
        if self._stated:
            from impactlib.batch.sweep.found import given_away

            for secret in given_away(self._workspace, self._measured, self._releases, list(self._stated)):
                self._add(self._workspace.shown(folder), f"with the hidden numbers in it this can be worked out: {secret}", CURE)

    def _file(self, path: Path, shown: str) -> None:
        if path.is_symlink():
            self._add(shown, "it is a link to another place", "put the file itself there, or take the link away")
            return
        parts = path.relative_to(self._base).parts
        if parts[0] == self._workspace.internal.name:
            self._internal(path, shown)
            return
        about = self._by_slug.get(parts[0])
        release = parts[0] == self._workspace.release.name
        pieces: list[Piece] = []
        try:
            for piece in read_artefact(path, within=self._base):
                self._piece(piece, shown, about)
                if not release:
                    pieces.append(piece)
        finally:
            for place, names in unordered(pieces, self._names):
                self._add(f"{shown}: {place}", f"areas stand in an order of their own: {', '.join(names)}", "list them by name or by code")

    def _piece(self, piece: Piece, shown: str, about: About | None) -> None:
        self._pieces += 1
        where = f"{shown}: {piece.where}"
        if (piece.text, piece.place) not in self._clean:
            found = [*self._machine.found_in(piece.text), *self._persons.found_in(piece.text, under=piece.under, place=piece.place)]
            for what in found:
                self._add(where, f"{what} ({piece.place})", CURE)
            if not found and len(piece.text) >= SHORTEST:
                self._clean.add((piece.text, piece.place))
        here = about or self._area_of(piece)
        if here is not None:
            for wrong in self._judge.judge(here, piece):
                self._add(where, f"{wrong.what} ({piece.place}, {here.name})", CURE)
                if wrong.stated is not None:
                    self._stated[wrong.stated] = None

    def _area_of(self, piece: Piece) -> About | None:
        """The one area that a piece in no area's folder names."""
        text = f"{piece.text} {piece.under}"
        found = {self._areas[code].code for code in _CODE.findall(text) if code in self._areas}
        if not found:
            low = text.casefold()
            found = {each.code for name, each in self._by_name.items() if name in low and re.search(rf"\b{re.escape(name)}\b", low)}
        return self._areas[found.pop()] if len(found) == 1 else None

    def _internal(self, path: Path, shown: str) -> None:
        """What stays in the office: a page of it must say so."""
        if path.suffix == ".html" and not any(INTERNAL.search(piece.text) for piece in read_artefact(path)):
            self._add(shown, "this page does not say that it is internal", "make it with 'impact run --analysis', or mark it")

    def _add(self, where: str, what: str, cure: str) -> None:
        problem = InputError(where, what, cure)
        self._problems.setdefault(str(problem), problem)


def _plain(value: Any) -> Any:
    """A note or a manifest as plain data."""
    return json.loads(as_json(value))


def _texts(content: Any) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(content, str):
        yield " ".join(content.split())
    elif isinstance(content, Mapping):
        for each in content.values():
            yield from _texts(each)
    elif isinstance(content, list):
        for each in content:
            yield from _texts(each)
