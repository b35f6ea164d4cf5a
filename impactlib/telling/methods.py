"""How the figures were worked out: each method once, with the figures that it gave; how many answers they are worth; who answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from impactlib.indicators.figure import ChangeOfMean, ChangeOfShare, Mean, NetShare
from impactlib.indicators.finding import Finding, Precision
from impactlib.indicators.peers import FEWEST
from impactlib.statistics.estimate import Estimate
from impactlib.telling.blocks import Block, Heading, Items, Table
from impactlib.telling.outlook import CHANCES, MOST_NAMES, chance, looked_at, on_track, peers_of, trend

if TYPE_CHECKING:
    from impactlib.telling.report import Report

SHARES = frozenset({"wilson", "wilson-clusters", "wilson-finite", "wilson-weighted", "bonett-price"})
"""The methods without a standard error, of which two years are compared by their intervals (Newcombe); of all else by Welch."""

FEW_GROUPS = 6
"""Under this many groups it is their number that makes a margin wide, whatever people of one group have in common."""


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
    beyond = (*_chances(report), *_comparable(report, found), *_peers(report, found))
    return [Heading(text=say("section-methods")), Items(items=(*used, *courses, *beyond)), *_responses(report, found)]


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
    before = finding.previous.estimate if finding.previous is not None else None
    if finding.estimate is None or finding.previous_precision is Precision.NOT_ASKED:
        return ""
    used = {finding.estimate.method, before.method if before is not None else finding.estimate.method}
    return "newcombe" if used & SHARES else "welch"


def _chances(report: Report) -> Iterator[str]:
    """How the chances that are told were found, what their words stand for, and what is called on schedule."""
    if not report.audience.outlook:
        return
    say, phrasing, percent = report.language.sentence, report.phrasing, report.language.percent
    told = report.goals[: report.audience.messages]
    names: dict[str, dict[str, None]] = {}
    for finding, _ in (each for each in told if chance(phrasing, each[1])):
        of_mean = isinstance(phrasing.indicator(finding).figure, Mean | NetShare | ChangeOfMean | ChangeOfShare)
        names.setdefault("method-chance-mean" if of_mean else "method-chance-share", {})[phrasing.name(finding)] = None
    for name, group in sorted(names.items()):
        yield say("method-used", method=say(name), names=report.language.listing(list(group)))
    if names:
        yield say("method-chance-words", **{word.replace("-", "_"): percent(least) for least, word in CHANCES})
    if any(on_track(phrasing, finding, goal) for finding, goal in told):
        yield say("method-track")


def _compared(report: Report, findings: list[Finding]) -> list[Finding]:
    """The findings that stand beside those of comparable areas."""
    beside = [each for each in findings if each.comparison is not None] if report.audience.comparisons else []
    return [each for each in beside if each.id in looked_at(report)]


def _comparable(report: Report, findings: list[Finding]) -> list[str]:
    """What makes areas comparable, where figures are compared."""
    if not _compared(report, findings):
        return []
    by = report.release.manifest.peers_by.replace("_", "-")
    return [report.language.sentence(f"method-comparable-{by}", fewest=FEWEST, places=report.phrasing.places)]


def _peers(report: Report, findings: list[Finding]) -> list[str]:
    """With which areas figures were compared, where they are too many to be named with the figure."""
    groups: dict[str, dict[str, None]] = {}
    for finding in _compared(report, findings):
        if len(finding.peers) > MOST_NAMES:
            groups.setdefault(peers_of(report.phrasing, finding), {})[report.phrasing.name(finding)] = None
    say, listing = report.language.sentence, report.language.listing
    return [say("method-peers", names=listing(list(names)), peers=peers) for peers, names in groups.items()]


def _courses(report: Report, finding: Finding) -> str:
    """How many people who come one by one would give as wide a margin, where it is known who were in one course."""
    estimate = finding.estimate
    if estimate is None or estimate.clusters is None or (worth := _worth(estimate)) is None:
        return ""
    name = "method-few-groups" if estimate.clusters < FEW_GROUPS else "method-alike"
    return report.language.sentence(name, name=report.phrasing.name(finding), n=estimate.n, clusters=estimate.clusters, effective=worth)


def _worth(estimate: Estimate) -> int | None:
    """Of how many people who come one by one the margin is as wide; None where that is not known."""
    return max(1, round(estimate.effective)) if estimate.effective is not None else None


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
