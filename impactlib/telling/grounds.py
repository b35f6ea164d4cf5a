"""What stands behind the messages of a report: context, the wider picture, limits, definitions, sources, and how it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impactlib.indicators.finding import Absence
from impactlib.telling.blocks import Block, Heading, Items, Provenance, Sentence
from impactlib.telling.drawing import chart_of
from impactlib.workspace import SETTINGS

if TYPE_CHECKING:
    from impactlib.telling.report import Report

HASH_SHOWN = 12
"""Hexadecimal digits of a file's SHA-256 that the foot of a report shows."""


def context(report: Report) -> list[Block]:
    """Figures of the surroundings, in the same period, for which the library is not judged."""
    found = [
        each
        for each in report.release.findings
        if report.release.indicators[each.indicator].kind == "context" and each.estimate is not None
    ]
    if not found:
        return []
    say = report.language.sentence
    blocks: list[Block] = [Heading(text=say("section-context"))]
    for finding in found:
        sentence = " ".join(part for part in (report.phrasing.statement(finding), report.phrasing.against_previous(finding)) if part)
        blocks.append(Sentence(text=sentence, figures=(finding.id,)))
    return [*blocks, Sentence(text=say("context-note"), role="caveat")]


def wider(report: Report) -> list[Block]:
    """Figures of the wider area that this area is part of, said to be so."""
    found = [each for each in report.release.wider if each.estimate is not None]
    if not found:
        return []
    blocks: list[Block] = [Heading(text=report.language.sentence("section-wider"))]
    charts = report.audience.charts
    for finding in found:
        phrasing = report.phrasing
        text = " ".join(part for part in (phrasing.statement(finding), phrasing.who_answered(finding), phrasing.movers(finding)) if part)
        blocks += [Heading(text=phrasing.name(finding), level=3), Sentence(text=text, figures=(finding.id,))]
        if charts > 0 and (drawn := chart_of(finding, phrasing)) is not None:
            charts -= 1
            blocks.append(drawn)
        blocks.append(Sentence(text=" ".join(phrasing.caveats(finding)), role="caveat", figures=(finding.id,)))
    return blocks


def limits(report: Report) -> list[Block]:
    """What the figures do not say, and how people are protected."""
    say, privacy = report.language.sentence, report.release.manifest.privacy
    asked = any(each.response is not None for each in report.seen)
    items = [say("limit-cause")]
    if asked:
        items += [say("limit-participants"), say("limit-margin"), say("limit-years")]
    if privacy.reason is not None:
        items.append(say("limit-privacy-reason", group=privacy.minimum_group, reason=report.language.of(privacy.reason)))
    items.append(say("limit-privacy", group=privacy.minimum_group, few=privacy.minimum_answers))
    return [Heading(text=say("section-limits")), Items(items=tuple(items))]


def definitions(report: Report) -> list[Block]:
    """What each figure means."""
    names = dict.fromkeys(each.indicator for each in report.seen)
    say, of = report.language.sentence, report.language.of
    items = tuple(
        say("definition", name=of(each.name), definition=of(each.definition))
        for name, each in report.release.indicators.items()
        if name in names
    )
    return [Heading(text=say("section-definitions")), Items(items=items)]


def sources(report: Report) -> list[Block]:
    """Where the figures come from, and how the report was made."""
    say, of, manifest, area = report.language.sentence, report.language.of, report.release.manifest, report.release.area
    items = []
    for source in manifest.sources:
        title, owner = of(source.title), of(source.owner)
        note = f" {of(source.note)}" if source.note is not None else ""
        if source.kind == "counts":
            items.append(say("source-counts", title=title, owner=owner, period=manifest.period) + note)
            continue
        findings = [each for each in report.seen if each.source == source.name]
        if not findings:
            continue  # a survey of another area than this one
        told = [each for each in findings if each.estimate and not each.years]
        answers = max((each.estimate.n for each in told if each.estimate), default=0)
        period = told[0].period if told else manifest.period
        name = "source-survey" if answers else "source-survey-none"
        if all(each.absent is Absence.NO_DATA for each in findings):
            name = "source-survey-no-data"
        items.append(say(name, title=title, owner=owner, n=answers, period=period) + note)
    items.append(say("source-register", title=of(manifest.register_title), owner=of(manifest.register_owner)))
    if area.population is not None and manifest.reference_date is not None:
        items.append(
            say("source-population", area=area.name, population=area.population, date=of(manifest.reference_date), period=manifest.period)
        )
    return [Heading(text=say("section-sources")), Items(items=tuple(items)), _provenance(report)]


def _provenance(report: Report) -> Provenance:
    say, manifest, area = report.language.sentence, report.release.manifest, report.release.area
    rows = [
        (say("provenance-version"), f"impactlib {manifest.version}"),
        (say("provenance-release"), f"{manifest.period} · {manifest.id}"),
        (say("provenance-settings"), _named_file(SETTINGS, manifest.settings_sha256)),
    ]
    if area.agreement_file:
        rows.append((say("provenance-agreement"), _named_file(area.agreement_file, area.agreement_sha256)))
    if report.notebook:
        rows.append((say("provenance-notebook"), _named_file("report.ipynb", report.notebook)))
    files = [_named_file(path, digest) for source in manifest.sources for path, digest in source.files]
    rows.append((say("provenance-sources"), "; ".join(files)))
    again = f"impact run --only {area.code} --audience {report.audience.id} --language {report.language.code}"
    return Provenance(label=say("provenance-label"), rows=(*rows, (say("provenance-again"), again)))


def _named_file(path: str, digest: str) -> str:
    return f"{path} ({digest[:HASH_SHOWN]})"
