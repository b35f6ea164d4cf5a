"""From a workspace to its release: read, count, measure, protect, judge, write. The exact figures stay behind."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from impactlib.agreement.model import Agreement, Baseline
from impactlib.disclosure.blurring import blurred
from impactlib.disclosure.ground import ground_of, primary_besides
from impactlib.disclosure.inputs import fresh_release, inputs_of
from impactlib.disclosure.joint import Accepted, accepted
from impactlib.disclosure.ledger import Ledger, read_ledger
from impactlib.disclosure.measured import Measured, measure
from impactlib.disclosure.protect import Decision, Protected, protect
from impactlib.disclosure.release import AreaNote, ItemNote, Manifest, SourceNote, ToldStory
from impactlib.disclosure.stories import Refused, refused_stories, stories_of
from impactlib.disclosure.writing import write_release
from impactlib.indicators.accounted import accounts_of
from impactlib.indicators.comparing import compared
from impactlib.indicators.defined import definition_of
from impactlib.indicators.families import in_families
from impactlib.indicators.finding import Absence, Finding, Goal
from impactlib.indicators.indicator import own_catalogue
from impactlib.indicators.judging import judged
from impactlib.indicators.peers import peers_of
from impactlib.signs import spreadsheet_text
from impactlib.sources.areas import slug_of
from impactlib.sources.layout import SurveyLayout
from impactlib.sources.store import StoredSource
from impactlib.workspace import SETTINGS, Text, Workspace, sha256

LOG = "disclosure.csv"
"""What was not told and why, for the office; it holds no values."""

NO_BASELINE = Baseline(
    reason=Text(nl="Nulmetingen staan niet in wat verteld mag worden.", en="Baselines are not part of what may be told.")
)
"""What a release has in the place of every agreed baseline: a figure of an earlier period that may be one that is not told."""


def make_release(workspace: Workspace, *, force: bool = False) -> Manifest:
    """The release of the workspace's period; made only when something that goes into it changed."""
    if not force and (fresh := fresh_release(workspace)) is not None:
        return fresh
    ledger = read_ledger(workspace)
    fingerprint = inputs_of(workspace)
    measured = measure(workspace)
    safe = safe_release(measured, workspace, ledger)
    notes = [_area_note(workspace, measured, code, safe.findings) for code in measured.areas]
    workspace.internal.mkdir(parents=True, exist_ok=True)
    _write_log(workspace.internal / LOG, safe.decisions, refused_stories(measured, workspace, safe.findings))
    return write_release(
        workspace.release, _manifest(workspace, measured, fingerprint, safe.findings, len(ledger.entries)), notes, safe.findings, safe.facts
    )


def safe_release(measured: Measured, workspace: Workspace, ledger: Ledger, *, workers: int = 1) -> Accepted:
    """What may be told of a workspace's period beside all that it ever published: accepted only when the attack found nothing in it."""
    published = [each.owner for each in ledger.told]

    def make(more: Sequence[Decision]) -> tuple[Sequence[Finding], Sequence[Decision]]:
        protected = primary(measured, workspace, more=more, published=published)
        judged_ones = judged_findings(measured, protected.findings, workspace)
        return blurred(judged_ones, protected.findings, measured.indicators), protected.decisions

    return accepted(make, measured.indicators, ground_of(measured, workspace, ledger), workers=workers)


def primary(measured: Measured, workspace: Workspace, *, more: Sequence[Decision] = (), published: Collection[str] = ()) -> Protected:
    """The findings by the protector's own rules, and these decisions besides."""
    privacy = workspace.settings.privacy
    return protect(measured.findings, measured.indicators, privacy, extra=[*primary_besides(measured, privacy), *more], published=published)


def judged_findings(measured: Measured, findings: Sequence[Finding], workspace: Workspace) -> list[Finding]:
    """One finding of the period for each area and indicator, with its series, goals, comparison and verdicts."""
    by_indicator: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in [*findings, *_promised(measured, findings, workspace.period)]:
        by_indicator[(finding.area, finding.indicator)].append(finding)
    current: dict[tuple[str, str], Finding] = {}
    for (area, name), group in by_indicator.items():
        # A wider area is told about with its latest figure; an area itself only with this period's.
        now = next((each for each in group if each.period == workspace.period), None)
        if now is None and area not in measured.register.areas:
            now = max(group, key=lambda each: each.period)
        if now is not None:
            current[area, name] = judged(measured.indicators[name], now, group, _goals(measured.agreements.get(area), name, group))
    by_area: dict[str, list[Finding]] = defaultdict(list)
    for finding in _compared(measured, current, workspace):
        by_area[finding.area].append(finding)
    families = (in_families([(measured.indicators[each.indicator], each) for each in group]) for group in by_area.values())
    told = {(each.area, each.indicator): each for family in families for each in family}
    return [told[key] for key in current]


def _compared(measured: Measured, current: Mapping[tuple[str, str], Finding], workspace: Workspace) -> list[Finding]:
    """Every finding beside those of its area's peers."""
    here = [code for code in measured.areas if code in measured.register.areas]
    peers = peers_of(measured.register, here, workspace.settings.peers, workspace.period)
    by_indicator: dict[str, dict[str, Finding]] = defaultdict(dict)
    for (area, name), finding in current.items():
        by_indicator[name][area] = finding
    return [
        compared(
            measured.indicators[name],
            finding,
            [by_indicator[name][code] for code in peers[area] if code in by_indicator[name]],
            peers[area],
        )
        if area in peers
        else finding
        for (area, name), finding in current.items()
    ]


def _promised(measured: Measured, findings: Sequence[Finding], period: str) -> list[Finding]:
    """A finding that says so for every promised indicator that no source of the workspace gives."""
    there = {(finding.area, finding.indicator) for finding in findings}
    promised = {(code, name) for code in measured.areas if code in measured.agreements for name in measured.agreements[code].promised}
    return [
        Finding(id=f"{area}/{period}/{name}", area=area, period=period, indicator=name, source="", design="", absent=Absence.NO_DATA)
        for area, name in sorted(promised - there)
    ]


def _goals(agreement: Agreement | None, indicator: str, findings: Sequence[Finding]) -> tuple[Goal, ...]:
    """The goals of an agreement about an indicator. A baseline is among them only where no figure of its period may not be told."""
    if agreement is None:
        return ()
    changes = {change.id: change.text for change in agreement.impact.changes}
    hidden = {each.period for each in findings if each.estimate is None and each.absent is not Absence.NO_DATA}
    hidden |= {year for each in findings for year in each.years}
    days = agreed_days(agreement)
    found = []
    for goal in agreement.goals:
        if goal.indicator != indicator:
            continue
        baseline = goal.baseline if goal.baseline is not None and goal.baseline.period not in hidden else None
        found.append(
            Goal(
                id=goal.id,
                service=agreement.service(goal.service).name,
                change=changes[goal.change],
                indicator=goal.indicator,
                contribution=goal.contribution.strength,
                main=goal.main,
                direction=goal.direction or "",
                target=goal.target.value,
                by=goal.target.by,
                no_target_reason=goal.target.reason,
                agreed=min(days).isoformat() if days else "",
                baseline=baseline.value if baseline is not None else None,
                baseline_period=baseline.period if baseline is not None else "",
            )
        )
    return tuple(found)


def agreed_days(agreement: Agreement) -> list[date]:
    """The days on which a party endorsed the desired impact or signed the protocol: from then on what is measured was agreed."""
    endorsed = [each.date for each in agreement.impact.endorsements if each.date is not None]
    return [*endorsed, *(each.date for each in agreement.protocol.signatures)]


def _area_note(workspace: Workspace, measured: Measured, code: str, findings: Sequence[Finding]) -> AreaNote:
    area = measured.register.areas[code]
    agreement = measured.agreements.get(code)
    path = measured.filed[code].path if agreement is not None else None
    told = {each.indicator: each for each in findings if each.area == code}
    return AreaNote(
        code=code,
        name=area.name,
        slug=f"{code}-{slug_of(area.name)}",
        part_of=area.part_of,
        population=area.population_in(workspace.period),
        agreement=agreement and _without_baselines(agreement),
        agreement_file=workspace.shown(path) if path else "",
        agreement_sha256=sha256(path) if path else "",
        stories=_told_stories(workspace, measured, code, findings),
        accounts=accounts_of(agreement, told, period=workspace.period, day=workspace.settings.report_date) if agreement else (),
        told_baselines=_told_baselines(agreement, told) if agreement else (),
    )


def _told_baselines(agreement: Agreement, told: Mapping[str, Finding]) -> tuple[str, ...]:
    """The goals of which the figure that the parties started from is told as well, or was never measured here."""

    def is_hidden(indicator: str, period: str) -> bool:
        series = told[indicator].series if indicator in told else ()
        return any(point.period == period and point.estimate is None for point in series)

    given = [(goal.id, goal.indicator, goal.baseline) for goal in agreement.goals if goal.baseline is not None]
    return tuple(id_ for id_, indicator, baseline in given if baseline.value is not None and not is_hidden(indicator, baseline.period))


def _without_baselines(agreement: Agreement) -> Agreement:
    return agreement.model_copy(update={"goals": [goal.model_copy(update={"baseline": NO_BASELINE}) for goal in agreement.goals]})


def _told_stories(workspace: Workspace, measured: Measured, code: str, findings: Sequence[Finding]) -> tuple[ToldStory, ...]:
    """The stories that may be told: `disclosure.stories` has the rules."""
    return tuple(stories_of(measured, workspace, code, findings)[0])


def _manifest(workspace: Workspace, measured: Measured, fingerprint: str, findings: Sequence[Finding], lines: int) -> Manifest:
    settings, register = workspace.settings, measured.register
    items: dict[str, ItemNote] = {}
    for source in measured.stored:
        if isinstance(source.layout, SurveyLayout):
            for name, question in source.layout.questions.items():
                items[name] = ItemNote(text=question.text, answers=tuple(question.answers.values()))
    return Manifest(
        period=workspace.period,
        language=settings.language,
        report_date=settings.report_date.isoformat() if settings.report_date else "",
        notice=settings.notice,
        privacy=settings.privacy,
        words={str(language): words for language, words in register.words.items()},
        register_title=register.title,
        register_owner=register.owner,
        reference_date=register.reference_date,
        wider=dict(register.wider),
        sources=tuple(_source_note(source) for source in measured.stored),
        items=items,
        own_indicators=dict(own_catalogue(workspace)),
        area_names={code: register.areas[code].name for code in measured.areas if code in register.areas},
        peers_by=settings.peers.by,
        definitions={name: definition_of(measured.indicators[name]) for name in sorted({each.indicator for each in findings})},
        settings_sha256=sha256(workspace.folder / SETTINGS),
        version=version("impactlib"),
        inputs=fingerprint,
        ledger_lines=lines,
    )


def _source_note(source: StoredSource) -> SourceNote:
    survey = source.layout if isinstance(source.layout, SurveyLayout) else None
    return SourceNote(
        name=source.name,
        kind="survey" if survey else "counts",
        title=source.layout.title,
        owner=source.layout.owner,
        design=survey.design if survey else "register",
        asked=survey.asked if survey else None,
        activity=survey.activity if survey else None,
        files=tuple((_within(file.path), file.sha256) for file in source.files),
        note=source.layout.note,
        people=survey.people if survey else None,
    )


def _within(path: str) -> str:
    """A path as a report may name it: of a file elsewhere on this machine its name only."""
    return Path(path).name if Path(path).is_absolute() else path


def _write_log(path: Path, decisions: Iterable[Decision], stories: Iterable[Refused]) -> None:
    draft = path.with_name(f".{path.name}")
    with draft.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["area", "period", "indicator", "part", "reason"])
        rows = [(*decision.finding.split("/"), decision.part, str(decision.reason)) for decision in decisions]
        for cells in [*rows, *(row for each in stories for row in each.rows())]:
            writer.writerow([spreadsheet_text(cell) for cell in cells])
    draft.replace(path)
