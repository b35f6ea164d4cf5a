"""How the figures were worked out: each method once, with the figures that it gave; how many answers they are worth; who answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impactlib.indicators.finding import Finding, Precision
from impactlib.telling.blocks import Block, Heading, Items, Table
from impactlib.telling.outlook import MOST_NAMES, looked_at, peers_of, trend

if TYPE_CHECKING:
    from impactlib.telling.report import Report

SHARES = frozenset({"wilson", "wilson-clusters"})
"""The methods of shares, of which two years are compared as shares; of all else as means."""


def methods(report: Report) -> list[Block]:
    """Each method with what it was used for, the answers that courses are worth, and a table of who was asked and who answered."""
    found = [each for each in report.seen if each.estimate is not None]
    names: dict[tuple[int, str], dict[str, None]] = {}
    for finding in found:
        for kind, method in enumerate(methods_of(report, finding)):
            if method:
                names.setdefault((kind, method), {})[report.phrasing.name(finding)] = None
    if not names:
        return []
    say, listing = report.language.sentence, report.language.listing
    used = []
    for method in dict.fromkeys(method for _, method in sorted(names, key=lambda key: key[0])):
        told = dict.fromkeys(name for (_, other), group in names.items() if other == method for name in group)
        used.append(say("method-used", method=say(f"method-{method}", places=report.phrasing.places), names=listing(list(told))))
    courses = [text for finding in found if (text := _courses(report, finding))]
    return [Heading(text=say("section-methods")), Items(items=(*used, *courses, *_peers(report, found))), *_responses(report, found)]


def methods_of(report: Report, finding: Finding) -> tuple[str, str, str, str, str]:
    """The methods of a figure, of the two that it lies between, of the difference with the year before, of its trend and its comparison.

    '' where there is none, or it is not told to this audience.
    """
    assert finding.estimate is not None
    more = finding.id in looked_at(report)
    between = finding.change
    trending = finding.trend.yearly if finding.trend is not None and report.audience.outlook and trend(report.phrasing, finding) else None
    comparison = finding.comparison if report.audience.comparisons else None
    return (
        finding.estimate.method,
        between.now.method if between is not None else "",
        _between_years(finding) if more else "",
        trending.method if trending is not None and more else "",
        comparison.method if comparison is not None and more else "",
    )


def _between_years(finding: Finding) -> str:
    """The method of the difference with the year before; a release holds what that difference said, and not the difference itself."""
    if finding.estimate is None or finding.previous_precision is Precision.NOT_ASKED:
        return ""
    return "newcombe" if finding.estimate.method in SHARES else "welch"


def _peers(report: Report, findings: list[Finding]) -> list[str]:
    """With which areas figures were compared, where they are too many to be named with the figure."""
    groups: dict[str, dict[str, None]] = {}
    for finding in findings:
        compared = report.audience.comparisons and finding.comparison is not None and finding.id in looked_at(report)
        if compared and len(finding.peers) > MOST_NAMES:
            groups.setdefault(peers_of(report.phrasing, finding), {})[report.phrasing.name(finding)] = None
    say, listing = report.language.sentence, report.language.listing
    return [say("method-peers", names=listing(list(names)), peers=peers) for peers, names in groups.items()]


def _courses(report: Report, finding: Finding) -> str:
    """How many people who come one by one would give as wide a margin, where it is known who were in one course."""
    estimate = finding.estimate
    if estimate is None or estimate.clusters is None or estimate.design_effect is None:
        return ""
    effective = max(1, round(estimate.effective or estimate.n / estimate.design_effect))
    name = "method-apart" if effective >= estimate.n else "method-alike"
    return report.language.sentence(name, name=report.phrasing.name(finding), n=estimate.n, clusters=estimate.clusters, effective=effective)


def _responses(report: Report, findings: list[Finding]) -> list[Block]:
    """How many people were asked and how they answered, of each figure of a survey."""
    say, none = report.language.sentence, report.language.sentence("table-none")
    asked = [(each, each.response) for each in findings if each.response is not None]
    if not asked:
        return []
    rows = tuple(
        (
            report.phrasing.name(finding),
            *(
                none if number is None else report.language.number(number)
                for number in (response.invited, response.answered, response.no_opinion, response.blank)
            ),
        )
        for finding, response in asked
    )
    columns = ("table-indicator", "column-invited", "column-answered", "column-no-opinion", "column-blank")
    return [
        Table(
            caption=say("caption-responses"),
            columns=tuple(say(name) for name in columns),
            rows=rows,
            numeric=(False, True, True, True, True),
            figures=tuple(finding.id for finding, _ in asked),
        )
    ]
