"""The interpretation meeting: the forms of municipalities beside their reports, and what was filled in back into the agreement."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from impactlib.agreement.editing import dump, load, rewrite_text, set_before_last, with_items
from impactlib.agreement.files import Filed, agreement_files
from impactlib.agreement.meeting import Taken, taken
from impactlib.agreement.migration import migrate
from impactlib.agreement.model import SCHEMA_VERSION
from impactlib.batch.dossier import FORMS, MEETING, meeting_files
from impactlib.batch.record import record_documents, write_overview
from impactlib.batch.rounds import current_release, open_agreement
from impactlib.batch.told import told_of
from impactlib.batch.work import write_finished
from impactlib.disclosure.release import read_areas, read_release
from impactlib.errors import InputError, UnknownNameError
from impactlib.publishing.meeting import read_filled
from impactlib.telling.language import language_named
from impactlib.workspace import Workspace


def make_meetings(workspace: Workspace, names: Sequence[str], *, language: str, forms: Sequence[str] = FORMS) -> list[Path]:
    """The meeting forms of these municipalities, or of all that have an agreement; beside their reports, on record like those."""
    for form in forms:
        if form not in FORMS:
            raise UnknownNameError.among("--format", "format", form, FORMS)
    language_named(language)
    codes = [open_agreement(workspace, name).agreement.municipality for name in names or _every(workspace)]
    manifest = current_release(workspace)
    made: list[Path] = []
    workspace.internal.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=workspace.internal) as folder:
        for code in dict.fromkeys(codes):
            release = read_release(workspace.release, code)
            place = workspace.outputs / release.area.slug
            pages = meeting_files(workspace, release, language, forms)
            files = {name: write_finished(place / name, page, folder) for name, page in pages.items()}
            entry = {"files": files, "release": release.manifest.id, "told": list(told_of(release))}
            record_documents(workspace, manifest, release.area, {f"{MEETING}.{language}": entry})
            made += [place / name for name in files]
    write_overview(workspace, manifest, list(read_areas(workspace.release).values()))
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a form brought into an agreement's file."""

    shown: str
    taken: Taken

    def lines(self) -> list[str]:
        """That in words, a line each."""
        counted = (
            (len(self.taken.interpretations), "interpretation", "interpretations"),
            (len(self.taken.decisions), "decision", "decisions"),
            (len(self.taken.lessons), "lesson", "lessons"),
            (len(self.taken.done), "earlier decision that is done", "earlier decisions that are done"),
        )
        new = [f"{n} {one if n == 1 else many}" for n, one, many in counted if n]
        lines = [f"{self.shown}: {', '.join(new)} added." if new else f"{self.shown}: nothing new."]
        if self.taken.known:
            lines.append(f"{self.taken.known} of what was filled in stood there already.")
        return [*lines, "'impact check' says what the texts still ask for."] if new else lines


def take_meeting(workspace: Workspace, names: Sequence[str], file: Path) -> Brought:
    """Put what was filled in into a municipality's agreement, all of it or nothing; what stands there already is not added again.

    Parameters
    ----------
    workspace : Workspace
        Whose agreement it is, of the period that was talked about.
    names : sequence of str
        The one municipality, by its code or its name.
    file : Path
        The file that the page saved, or the Word form. It stays where it is.

    Raises
    ------
    ImpactError
        With every place that holds what does not fit; then nothing is written.
    """
    if len(names) != 1:
        raise InputError("--take", f"{len(names)} municipalities were named", "name the one that the form is of")
    filed = open_agreement(workspace, names[0])
    where = file.name
    if not file.is_file():
        raise InputError(where, "this file is not there", "give the file that the page saved, or the Word form")
    filled = read_filled(file.read_bytes(), where)
    code = filed.agreement.municipality
    if filled.code != code:
        raise InputError(where, f"it is of {filled.code!r}, and not of {code}", f"repeat it with 'impact meeting {filled.code} --take …'")
    if filled.period != workspace.period:
        what = f"it is about {filled.period!r}, and the workspace is about {workspace.period}"
        raise InputError(where, what, "give the form of this period, or set 'period' in the settings")
    found = taken(filled.groups, filed.agreement, period=filled.period)
    if not found.is_empty:
        rewrite_text(workspace, filed.path, lambda text: _with(text, filed, found), workspace.day)
    return Brought(shown=filed.shown, taken=found)


def _with(text: str, filed: Filed, found: Taken) -> str:
    """The agreement's text with what was taken."""
    if filed.version != SCHEMA_VERSION:
        content = load(text, shown=filed.shown)
        migrate(content, shown=filed.shown)
        text = dump(content, like=text)
    if found.done:
        content = load(text, shown=filed.shown)
        for number in found.done:
            set_before_last(content["decisions"][number], "done", True)  # noqa: FBT003 - the value itself
        text = dump(content, like=text)
    for key, items in (("interpretations", found.interpretations), ("decisions", found.decisions), ("lessons", found.lessons)):
        text = with_items(text, key, items, shown=filed.shown) if items else text
    return text


def _every(workspace: Workspace) -> list[str]:
    return [path.stem.partition("-")[0] for path in agreement_files(workspace)]
