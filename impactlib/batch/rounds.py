"""What is done with one agreement from the command line: its protocol, its states, its history, and its next round."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from impactlib.agreement.differences import differences
from impactlib.agreement.editing import migrate_file, rewrite, set_value
from impactlib.agreement.files import NEW, Filed, agreement_files, agreement_path, read_agreement, the_agreement
from impactlib.agreement.history import keep, read_kept, version_since, write_whole
from impactlib.agreement.migration import migrate
from impactlib.agreement.moves import Stateful, stateful
from impactlib.agreement.next_round import Draft, Result, adopted, draft_path, next_round
from impactlib.agreement.parts import years_of
from impactlib.agreement.schema import write_schema
from impactlib.batch.dossier import FORMS, PROTOCOL, protocol_files, told_in
from impactlib.batch.record import record_documents, write_overview
from impactlib.batch.work import write_finished
from impactlib.disclosure.inputs import fresh_release
from impactlib.disclosure.release import Manifest, Release, read_areas, read_release
from impactlib.errors import InputError, UnknownNameError
from impactlib.indicators.finding import Finding, Goal
from impactlib.indicators.indicator import catalogue_with, own_catalogue
from impactlib.sources.areas import read_register, slug_of
from impactlib.telling.agreed.differences import difference_sentences
from impactlib.telling.agreed.speaker import Speaker
from impactlib.telling.amounts import as_typed
from impactlib.telling.audience import audiences
from impactlib.telling.language import language_named
from impactlib.workspace import Workspace

YEARS = 3
"""The years of a new round, unless the parties choose otherwise."""


def open_agreement(workspace: Workspace, name: str) -> Filed:
    """The agreement of one municipality, by its code or its name."""
    register = read_register(workspace)
    codes = {area.name.casefold(): code for code, area in register.areas.items()}
    code = codes.get(name.casefold(), name)
    if code in register.areas and agreement_path(workspace, code) is None:
        raise InputError("parameters", f"{register.areas[code].name} ({code}) has no agreement yet", f"begin with 'impact new {code}'")
    path = the_agreement(workspace, code)
    indicators = catalogue_with(own_catalogue(workspace))
    return read_agreement(path, shown=workspace.shown(path), codes=register.areas, indicators=indicators)


def indicator_lines(workspace: Workspace, language: str) -> list[str]:
    """Every indicator of the catalogue and the workspace's own: id, name, how a target is written, and what it is."""
    told = language_named(language)
    found = catalogue_with(own_catalogue(workspace))
    lines = []
    for id_, each in found.items():
        form = "form-context" if each.kind == "context" else f"form-{each.figure.type.replace('_', '-')}"
        lines.append(f"{id_}  {told.of(each.name)} ({told.sentence(form)})")
        lines.append(f"      {told.of(each.definition)}")
    return lines


def current_release(workspace: Workspace) -> Manifest:
    """The release of the workspace's period; made when it is not there, or not of what is there now."""
    if (fresh := fresh_release(workspace)) is not None:
        return fresh
    from impactlib.disclosure.making import make_release

    return make_release(workspace)


def make_protocols(workspace: Workspace, names: Sequence[str], *, language: str, forms: Sequence[str] = FORMS) -> list[Path]:
    """The monitoring protocols of these municipalities, or of all; beside their reports, in each form, with the calendar."""
    for form in forms:
        if form not in FORMS:
            raise UnknownNameError.among("--format", "format", form, FORMS)
    language_named(language)
    found = [open_agreement(workspace, name) for name in names or [path.stem.partition("-")[0] for path in agreement_files(workspace)]]
    manifest = current_release(workspace)
    areas = read_areas(workspace.release)
    made: list[Path] = []
    workspace.internal.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=workspace.internal) as folder:
        for filed in found:
            release = read_release(workspace.release, filed.agreement.municipality)
            folder_of = workspace.outputs / release.area.slug
            pages = protocol_files(workspace, release, filed.agreement, language, forms)
            files = {name: write_finished(folder_of / name, page, folder) for name, page in pages.items()}
            entry = {"files": files, "release": release.manifest.id, "told": list(told_in(release, filed.agreement))}
            record_documents(workspace, manifest, release.area, {f"{PROTOCOL}.{language}": entry})
            made += [folder_of / name for name in files]
    write_overview(workspace, manifest, list(areas.values()))
    return made


def changes_since(workspace: Workspace, name: str, since: str, *, language: str) -> list[str]:
    """What changed in an agreement since a year or a day, or since the version in another file: a head, and a sentence a change."""
    filed = open_agreement(workspace, name)
    other = Path(since)
    if other.is_file():
        earlier, called = read_kept(other, shown=since), since
    else:
        kept = version_since(workspace, filed.path, since)
        earlier, called = read_kept(kept.path, shown=workspace.shown(kept.path)), language_named(language).date(kept.day)
    register = read_register(workspace)
    speaker = Speaker(
        agreement=filed.agreement,
        language=language_named(language),
        area=register.areas[filed.agreement.municipality].name,
        day=workspace.day,
        indicators=catalogue_with(own_catalogue(workspace)),
        names={code: area.name for code, area in register.areas.items()},
        audiences={each.id: each.name for each in audiences().values()},
    )
    found = difference_sentences(speaker, earlier, differences(earlier, filed.agreement))
    if not found:
        return [speaker.say("differences-none", since=called)]
    return [speaker.say("differences-head", since=called, area=speaker.area), *(f"- {each}" for each in found)]


def states_of(filed: Filed) -> list[Stateful]:
    """Everything in an agreement that has a state."""
    return list(stateful(filed.agreement))


def set_state(workspace: Workspace, name: str, thing: str, state: str, *, reason: str = "") -> Stateful:
    """Give one thing of an agreement another state, where that step is allowed; the thing as it was.

    A `thing` is named as `states_of` names it, or by the beginning of that where only one begins so: `protocol`, `moment.spring`.
    """
    filed = open_agreement(workspace, name)
    known = {each.name: each for each in states_of(filed)}
    near = [thing] if thing in known else [each for each in known if each.startswith(thing)]
    if len(near) != 1:
        if len(near) > 1:
            raise InputError(filed.shown, f"{thing!r} may be {', '.join(near)}", "write one of them")
        raise UnknownNameError.among(filed.shown, "thing with a state", thing, known)
    found = known[near[0]]
    found.workflow.check(found.state, state, where=f"{filed.shown}: {found.name}")

    def change(content: Any) -> None:
        migrate(content, shown=filed.shown)
        set_value(content, found.place, state)
        if reason:
            set_value(content, (*found.place[:-1], "reason"), reason)

    rewrite(workspace, filed.path, change, workspace.day)
    return found


def keep_versions(workspace: Workspace, names: Sequence[str]) -> list[Path]:
    """Keep a copy of these agreements, or of all, as they are now."""
    paths = [open_agreement(workspace, name).path for name in names] if names else agreement_files(workspace)
    return [keep(workspace, path, workspace.day) for path in paths]


def migrate_all(workspace: Workspace) -> list[Path]:
    """Bring every agreement file up to the newest version of the format, and name the schema in it; those that were changed."""
    changed = [path for path in agreement_files(workspace) if migrate_file(workspace, path, workspace.day)]
    if changed:
        write_schema(workspace.parameters)
    return changed


def write_new(workspace: Workspace, name: str) -> Path:
    """Write the beginnings of an agreement for a municipality that has none, with the schema that editors complete it from."""
    register = read_register(workspace)
    codes = {area.name.casefold(): code for code, area in register.areas.items()}
    code = codes.get(name.casefold(), name)
    if code not in register.areas:
        raise UnknownNameError.among("municipality", "area", name, [*register.areas, *(area.name for area in register.areas.values())])
    if (there := agreement_path(workspace, code)) is not None:
        raise InputError(workspace.shown(there), f"{code} has an agreement already", f"go on with it, or make 'impact next {code}'")
    area = register.areas[code]
    first = int(workspace.period[:4])
    last = str(first + YEARS - 1)
    values = {"name": area.name, "code": code, "round": f"{first}-{last}", "first": str(first), "second": str(first + 1), "last": last}
    values["party"] = _scalar(f"Gemeente {area.name}")
    # All at once: what stands in a name is no place to fill in.
    text = re.sub(r"\{(\w+)\}", lambda place: values.get(place[1], place[0]), NEW.read_text(encoding="utf-8"))
    target = workspace.parameters / f"{code}-{slug_of(area.name)}.yml"
    write_whole(target, text.encode("utf-8"))
    write_schema(workspace.parameters)
    return target


def _scalar(text: str) -> str:
    """The text as YAML writes it: between quotes where it holds more than words."""
    return text if re.fullmatch(r"[\w'’. -]+(?<! )", text) else json.dumps(text, ensure_ascii=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NextRound:
    """The draft of a next round: where it is, and what in it asks for attention."""

    path: Path
    draft: Draft


def write_next(workspace: Workspace, name: str) -> NextRound:
    """Write the draft of a municipality's next round, from its agreement and what was released of the workspace's period."""
    filed = open_agreement(workspace, name)
    target = draft_path(workspace.parameters, filed.path)
    if target.exists():
        raise InputError(workspace.shown(target), "this draft is there already", "go on with it, or move it away first")
    current_release(workspace)
    release = read_release(workspace.release, filed.agreement.municipality)
    draft = next_round(
        filed.path.read_text(encoding="utf-8-sig"),
        filed.agreement,
        _results(release),
        period=workspace.period,
        language=workspace.settings.language,
        shown=filed.shown,
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, draft.text.encode("utf-8"))
    return NextRound(path=target, draft=draft)


def _results(release: Release) -> dict[str, Result]:
    """What became of every goal, from what may be told."""
    return {goal.id: _result(release, finding, goal) for finding in release.findings for goal in finding.goals}


def _result(release: Release, finding: Finding, goal: Goal) -> Result:
    if finding.estimate is None:
        return Result(verdict=str(goal.verdict))
    indicator = release.indicators[finding.indicator]
    return Result(verdict=str(goal.verdict), written=as_typed(indicator, finding.estimate.value))


def adopt_next(workspace: Workspace, name: str, *, early: bool = False) -> tuple[Path, Path]:
    """Put the draft of the next round, which must be a whole agreement, in the agreement's place, after keeping that; both files' paths.

    A round that still runs is left alone unless this is done `early`.
    """
    filed = open_agreement(workspace, name)
    last = years_of(filed.agreement.round)[1]
    if workspace.day.year <= last and not early:
        what = f"the round {filed.agreement.round} runs until the end of {last}, and it is {workspace.day}"
        raise InputError(filed.shown, what, "wait, or adopt the next one all the same with --early")
    source = draft_path(workspace.parameters, filed.path)
    if not source.is_file():
        raise InputError(workspace.shown(source), "there is no draft", f"make it with 'impact next {filed.agreement.municipality}'")
    register = read_register(workspace)
    indicators = catalogue_with(own_catalogue(workspace))
    read_agreement(source, shown=workspace.shown(source), codes=register.areas, indicators=indicators)
    kept = keep(workspace, filed.path, workspace.day)
    write_whole(filed.path, adopted(source.read_text(encoding="utf-8-sig")).encode("utf-8"))
    source.unlink()
    return filed.path, kept
