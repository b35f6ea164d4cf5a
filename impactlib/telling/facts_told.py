"""The figures of a report as data: of what a release tells, what this audience is told, each with all that must stand beside it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from impactlib.indicators.figure import Average, ChangeOfMean, ChangeOfShare, Given, Mean, NetShare, Rate
from impactlib.indicators.finding import Finding, Goal, Precision, Verdict
from impactlib.indicators.indicator import Indicator, themes
from impactlib.telling.blocks import Facts, FigureRow

if TYPE_CHECKING:
    from impactlib.telling.report import Report

LABELS = (
    "about", "how-to-read", "sources", "made", "definitions", "other-theme", "id", "theme", "indicator", "name", "definition", "period",
    "value", "unit", "lower", "upper", "before", "now", "n", "invited", "absent", "design", "evidence", "precision", "flags", "caveat",
    "goal", "target", "by", "verdict", "previous", "previous-period", "previous-verdict", "source", "kind",
)  # fmt: skip
"""The words that a file of facts says of itself, by the end of their sentence's name."""

READING = ("released", "empty", "margin", "evidence", "cause", "rounding")
"""What a reader of the file must know, in this order."""


def told_facts(report: Report) -> Facts:
    """What this report tells as data: a row for each goal and for each figure that no goal asks for, by theme."""
    say, manifest, language = report.language.sentence, report.release.manifest, report.language
    rows = [_row(report, finding, goal) for finding, goal in report.goals]
    rows += [_row(report, finding, None) for finding in _without_goal(report)]
    order = [theme.theme for theme in themes()]
    rows.sort(key=lambda row: order.index(row.theme) if row.theme in order else len(order))
    about = [
        (say("fact-about-area"), f"{report.release.area.name} ({report.release.area.code})"),
        (say("fact-about-period"), manifest.period),
        (say("fact-about-audience"), language.of(report.audience.name)),
    ]
    if manifest.report_date:
        about.append((say("fact-about-date"), language.date(date.fromisoformat(manifest.report_date))))
    used = {finding.source for finding in (*report.release.findings, *report.release.wider) if any(row.id == finding.id for row in rows)}
    sources = [f"{language.of(each.title)} ({language.of(each.owner)})" for each in manifest.sources if each.name in used]
    return Facts(
        area=report.release.area.code,
        area_name=report.release.area.name,
        period=manifest.period,
        audience=report.audience.id,
        release=manifest.id,
        labels=tuple((name, say(f"fact-{name}")) for name in LABELS),
        about=tuple(about),
        reading=tuple(say(f"fact-reading-{name}") for name in READING),
        sources=(*sources, f"{language.of(manifest.register_title)} ({language.of(manifest.register_owner)})"),
        rows=tuple(rows),
    )


def _without_goal(report: Report) -> list[Finding]:
    """The figures beside the goals that have a section in this audience's report."""
    sections, indicators = report.audience.sections, report.release.indicators
    beside = list(report.others) if "counted" in sections or not report.goals else []
    if "context" in sections:
        beside += [each for each in report.release.findings if not each.goals and indicators[each.indicator].kind == "context"]
    return [*beside, *(report.release.wider if "wider" in sections else ())]


def _row(report: Report, finding: Finding, goal: Goal | None) -> FigureRow:
    say, language, phrasing = report.language.sentence, report.language, report.phrasing
    indicator, estimate, evidence = phrasing.indicator(finding), finding.estimate, finding.evidence
    theme = next((each for each in themes() if any(one.id == indicator.id for one in each.indicators)), None)
    source, response = phrasing.source(finding), finding.response
    verdict = phrasing.verdict_of(finding, goal) if goal is not None else ""
    told = finding.previous is not None and finding.previous.estimate is not None and estimate is not None
    comparable = told and finding.previous_verdict is not Verdict.NOT_COMPARABLE
    previous = finding.previous if comparable else None
    weighed = comparable and finding.previous_precision is not Precision.NOT_ASKED
    flags = tuple(dict.fromkeys(str(each) for each in evidence.flags)) if evidence is not None and estimate is not None else ()
    return FigureRow(
        id=finding.id,
        theme=theme.theme if theme is not None else "",
        theme_name=language.of(theme.name) if theme is not None else say("fact-other-theme"),
        indicator=finding.indicator,
        name=phrasing.name(finding),
        definition=language.of(indicator.definition),
        kind=say(f"fact-kind-{indicator.kind}"),
        period=phrasing.period(finding),
        area=finding.area,
        scale=_scale(indicator),
        decimals=phrasing.decimals(finding),
        unit=_unit(report, finding, indicator),
        value=estimate.value if estimate is not None else None,
        lower=estimate.lower if estimate is not None else None,
        upper=estimate.upper if estimate is not None else None,
        before=finding.change.before.value if finding.change is not None else None,
        now=finding.change.now.value if finding.change is not None else None,
        n=estimate.n if estimate is not None and not isinstance(indicator.figure, Given) else None,
        invited=response.invited if response is not None else None,
        absent=str(finding.absent or ""),
        absent_text=say(f"short-{finding.absent}") if finding.absent is not None else "",
        design=finding.design,
        design_text=say(f"fact-design-{finding.design}") if finding.design else "",
        evidence=evidence.level if evidence is not None and estimate is not None else None,
        evidence_text=say(f"fact-evidence-{evidence.level}") if evidence is not None and estimate is not None else "",
        precision=str(finding.previous_precision) if weighed else "",
        precision_text=say(f"fact-precision-{finding.previous_precision}") if weighed else "",
        flags=flags,
        flag_texts=tuple(say(f"fact-flag-{each}") for each in flags),
        caveat=" ".join(phrasing.caveats(finding)),
        goal=goal.id if goal is not None else "",
        target=goal.target if goal is not None else None,
        by=goal.by if goal is not None else "",
        verdict=str(verdict),
        verdict_text=phrasing.verdict_text(verdict),
        previous=previous.estimate.value if previous is not None and previous.estimate is not None else None,
        previous_period=previous.period if previous is not None else "",
        previous_verdict=str(finding.previous_verdict) if estimate is not None else "",
        previous_text=phrasing.verdict_text(finding.previous_verdict) if estimate is not None else "",
        source=f"{language.of(source.title)} ({language.of(source.owner)})" if source is not None else "",
    )


def _scale(indicator: Indicator) -> Literal["share", "points", "number"]:
    if isinstance(indicator.figure, ChangeOfShare | NetShare):
        return "points"
    return "share" if indicator.figure.scale == "share" else "number"


def _unit(report: Report, finding: Finding, indicator: Indicator) -> str:
    """What one of the figure is, in words."""
    say, figure = report.language.sentence, indicator.figure
    if (scale := _scale(indicator)) != "number":
        return say(f"fact-unit-{scale}")
    if isinstance(figure, Mean | ChangeOfMean):
        low, high = finding.scale or (0, 0)
        return say("fact-unit-scale", low=f"{low:g}", high=f"{high:g}") if finding.scale else say("fact-unit-point")
    unit = say(f"fact-unit-{indicator.unit}")
    if isinstance(figure, Rate):
        return say("fact-unit-rate", unit=unit, per=figure.inhabitants)
    return say("fact-unit-average", unit=unit) if isinstance(figure, Average) else unit
