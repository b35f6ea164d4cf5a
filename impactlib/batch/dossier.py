"""The documents about an agreement, beside its reports: the cycle page, the monitoring protocol in its forms, and the calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from impactlib.agreement.model import Agreement
from impactlib.batch.told import baseline_id
from impactlib.disclosure.release import Release, read_areas
from impactlib.publishing.calendar import calendar_file
from impactlib.publishing.html import report_page
from impactlib.publishing.meeting import meeting_page
from impactlib.telling.agreed.calendar import agreed_days
from impactlib.telling.agreed.cycle_page import cycle_blocks
from impactlib.telling.agreed.meeting import form_blocks, meeting_form
from impactlib.telling.agreed.protocol import protocol_blocks
from impactlib.telling.agreed.speaker import Speaker
from impactlib.telling.audience import audience_named, audiences
from impactlib.telling.blocks import Block
from impactlib.telling.grounds import HASH_SHOWN
from impactlib.telling.language import Language, language_named
from impactlib.telling.report import Report
from impactlib.workspace import Workspace

if TYPE_CHECKING:
    from impactlib.indicators.planning import Plan

CYCLE, PROTOCOL, CALENDAR, MEETING = "cycle", "protocol", "calendar", "meeting"
"""The documents by name; a file is called `protocol.nl.pdf`."""

FORMS = ("html", "pdf", "docx")
"""The forms of a protocol."""

READER = "officer"
"""The audience whose words the cycle page uses for figures."""


def cycle_files(workspace: Workspace, release: Release, language: str) -> dict[str, bytes]:
    """The cycle page of an area, by file name; nothing where there is no agreement."""
    if release.area.agreement is None:
        return {}
    told = Report(release=release, audience=audience_named(READER), language=language_named(language))
    again = f"impact run --only {release.area.code}"
    blocks = cycle_blocks(told, day=workspace.day, names=_names(workspace), made_of=_made_of(release, told.language, again))
    return {f"{CYCLE}.{language}.html": report_page(blocks, language).encode()}


def protocol_of(workspace: Workspace, release: Release, agreement: Agreement, language: str) -> list[Block]:
    """The blocks of an area's monitoring protocol; `agreement` is the whole one, with its baselines."""
    again = f"impact protocol {release.area.code} --language {language}"
    made_of = _made_of(release, language_named(language), again)
    return protocol_blocks(speaker_of(workspace, release, agreement, language), notice=release.manifest.notice, made_of=made_of)


def protocol_files(
    workspace: Workspace, release: Release, agreement: Agreement, language: str, forms: Sequence[str] = FORMS
) -> dict[str, bytes]:
    """The monitoring protocol in these forms and the calendar that belongs to it, by file name."""
    blocks = protocol_of(workspace, release, agreement, language)
    files = {f"{PROTOCOL}.{language}.{form}": _in_form(blocks, language, form) for form in forms}
    speaker = speaker_of(workspace, release, agreement, language)
    name = speaker.say("calendar-name", area=speaker.area, round=agreement.round)
    calendar = calendar_file(agreed_days(speaker), name=name, language=language, stamp=workspace.day)
    return {**files, f"{CALENDAR}.{language}.ics": calendar}


def _in_form(blocks: Sequence[Block], language: str, form: str) -> bytes:
    """The blocks in one form. The libraries behind a PDF and a Word file are loaded only for those who want one."""
    match form:
        case "pdf":
            from impactlib.publishing.pdf import report_pdf

            return report_pdf(blocks, language)
        case "docx":
            from impactlib.publishing.docx import report_docx

            return report_docx(blocks, language)
        case _:
            return report_page(blocks, language).encode()


def meeting_files(workspace: Workspace, release: Release, language: str, forms: Sequence[str] = FORMS) -> dict[str, bytes]:
    """The form of the interpretation meeting in these forms, by file name; of a release whose area has an agreement."""
    spoken = language_named(language, "plain")
    told = Report(release=release, audience=audience_named(READER), language=spoken)
    again = f"impact meeting {release.area.code} --language {language}"
    form = meeting_form(told, day=workspace.day, made_of=_made_of(release, spoken, again))
    blocks = form_blocks(form, spoken)
    made = {each: meeting_page(form).encode() if each == "html" else _in_form(blocks, language, each) for each in forms}
    return {f"{MEETING}.{language}.{each}": page for each, page in made.items()}


def told_in(release: Release, agreement: Agreement) -> tuple[str, ...]:
    """The ids of what a protocol tells that may no longer be told one day: the baselines that stand in it, and what plans are made of."""
    given = [goal.id for goal in agreement.goals if goal.baseline is not None and goal.baseline.value is not None]
    baselines = (baseline_id(id_) for id_ in given if id_ in release.area.told_baselines)
    return tuple(dict.fromkeys((*baselines, *(used for plan in plans_in(release, agreement) for used in plan.uses))))


def plans_in(release: Release, agreement: Agreement) -> tuple[Plan, ...]:
    """How many answers each goal of an area needs; the library behind it is loaded only for those who plan."""
    from impactlib.indicators.planning import plans_of

    return plans_of(agreement, release.findings, release.indicators, minimum_group=release.manifest.privacy.minimum_group)


def speaker_of(workspace: Workspace, release: Release, agreement: Agreement, language: str) -> Speaker:
    """What says the documents about an area's agreement in a language, with all that they need to know beside it."""
    given = [goal.id for goal in agreement.goals if goal.baseline is not None and goal.baseline.value is not None]
    return Speaker(
        agreement=agreement,
        language=language_named(language),
        area=release.area.name,
        day=workspace.day,
        indicators=release.indicators,
        names=_names(workspace),
        audiences={each.id: each.name for each in audiences().values()},
        withheld=tuple(id_ for id_ in given if id_ not in release.area.told_baselines),
        minimum_group=release.manifest.privacy.minimum_group,
        minimum_answers=release.manifest.privacy.minimum_answers,
        plans=plans_in(release, agreement),
    )


def _names(workspace: Workspace) -> Mapping[str, str]:
    return {code: area.name for code, area in read_areas(workspace.release).items()}


def _made_of(release: Release, language: Language, again: str) -> tuple[tuple[str, str], ...]:
    area, manifest = release.area, release.manifest
    rows: list[tuple[str, Any]] = [
        ("made-version", f"impactlib {manifest.version}"),
        ("made-release", f"{manifest.period} · {manifest.id}"),
        ("made-agreement", f"{area.agreement_file} ({area.agreement_sha256[:HASH_SHOWN]})"),
        ("made-again", again),
    ]
    return tuple((language.sentence(name), value) for name, value in rows)
