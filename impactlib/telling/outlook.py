"""Beyond the figure itself: how it went over the years, whether it is on its way to its target, and how comparable areas do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impactlib.indicators.accounted import Delivery
from impactlib.indicators.figure import Count, Mean, Rate
from impactlib.indicators.finding import Finding, Goal, Verdict
from impactlib.telling.amounts import EQUAL, MORE_DECIMALS, plainly, written
from impactlib.telling.blocks import Sentence

if TYPE_CHECKING:
    from impactlib.telling.phrasing import Phrasing
    from impactlib.telling.report import Report

DIRECTED = (Verdict.BETTER, Verdict.WORSE, Verdict.HIGHER, Verdict.LOWER)
"""The verdicts on a trend that has a direction."""

UNDER_WAY = (Verdict.NOT_YET, Verdict.CANNOT_SAY)
"""The verdicts on a target that may still be reached: only then is there a path to be on."""

MOST_NAMES = 10
"""So many areas are named in the sentence itself; more are named once, at the end of the report."""

CHANCES = ((0.9, "very-likely"), (0.66, "likely"), (0.33, "even"), (0.1, "unlikely"), (0.0, "very-unlikely"))
"""What a chance is called from which chance on: five words as those of the IPCC, in their simplest form."""


def outlook_of(report: Report, finding: Finding, goal: Goal | None = None) -> list[Sentence]:
    """What this audience is told beyond the figure: nothing, or one paragraph about the years and the path and one about other areas."""
    phrasing = report.phrasing
    ahead = [trend(phrasing, finding)] if report.audience.outlook else []
    if goal is not None and report.audience.outlook:
        ahead += [on_track(phrasing, finding, goal), chance(phrasing, goal)]
    beside = [comparison(phrasing, finding)] if report.audience.comparisons else []
    paragraphs = (" ".join(part for part in parts if part) for parts in (ahead, beside))
    return [Sentence(text=text, figures=(finding.id,)) for text in paragraphs if text]


def trend(phrasing: Phrasing, finding: Finding) -> str:
    """How the figure went over the years; empty where there are too few of them to say anything."""
    found = finding.trend
    if found is None or found.yearly is None or finding.trend_verdict not in (*DIRECTED, Verdict.NO_CLEAR_CHANGE):
        return ""
    years = {"first": found.first, "last": found.last}
    if finding.trend_verdict is Verdict.NO_CLEAR_CHANGE:
        return phrasing.language.sentence("trend-none", **years)
    if found.yearly.value == 0:
        return ""  # of a mean a step is told rounded, and this one is too small for it
    assert found.yearly.lower is not None
    assert found.yearly.upper is not None
    yearly, low, high = _steps(phrasing, finding, found.yearly.value, found.yearly.lower, found.yearly.upper)
    way = "up" if found.yearly.value > 0 else "down"
    return phrasing.language.sentence(f"trend-found-{way}", yearly=yearly, low=low, high=high, **years)


def _steps(phrasing: Phrasing, finding: Finding, yearly: float, lower: float, upper: float) -> tuple[str, str, str]:
    """A yearly step and its limits, without the sign that the sentence says; the unit of points stands at the step and at the last limit.

    Limits on both sides of nought keep their signs.
    """
    language, indicator = phrasing.language, phrasing.indicator(finding)
    grows, mean = isinstance(indicator.figure, Count | Rate), isinstance(indicator.figure, Mean)
    usual = indicator.decimals if mean else 0
    signed = lower < 0 < upper
    steps = (abs(yearly), lower, upper) if signed else (abs(yearly), *sorted((abs(lower), abs(upper))))

    def number(value: float, decimals: int) -> str:
        told = language.percent(value, decimals) if grows else language.number(value if mean else value * 100, decimals)
        return f"+{told}" if signed and value > 0 else told

    decimals = next(
        (each for each in range(usual, usual + MORE_DECIMALS) if all(number(step, each).strip("+-%0.,") or step == 0 for step in steps)),
        usual + MORE_DECIMALS,
    )
    step, low, high = (number(each, decimals).removeprefix("" if place else "+") for place, each in enumerate(steps))
    if grows or mean:
        return step, low, high
    points = (language.sentence("amount-points", n=each, count=1 if each.strip("+-") == "1" else 2) for each in (step, high))
    return next(points), low, next(points)


def on_track(phrasing: Phrasing, finding: Finding, goal: Goal) -> str:
    """Whether the figure is where it should be by now, while its target may still be reached; empty where there is no path."""
    if finding.estimate is None or goal.by <= finding.period or goal.verdict not in UNDER_WAY:
        return ""
    if goal.on_track not in (Verdict.MET, *UNDER_WAY):
        return ""
    return phrasing.language.sentence(f"track-{goal.on_track}", by=goal.by)


def chance(phrasing: Phrasing, goal: Goal) -> str:
    """How likely the target has been reached, in a word and as a percentage that is never 0 or 100; empty where that is no question."""
    if goal.chance is None:
        return ""
    language = phrasing.language
    name = next(word for least, word in CHANCES if goal.chance >= least)
    return language.sentence(f"chance-{name}", chance=_percentage(phrasing, goal.chance))


def _percentage(phrasing: Phrasing, chance: float) -> str:
    language = phrasing.language
    if chance < 0.01:
        return language.sentence("less-than", value=language.percent(0.01))
    if chance > 0.99:
        return language.sentence("more-than", value=language.percent(0.99))
    return language.percent(chance)


def comparison(phrasing: Phrasing, finding: Finding) -> str:
    """The figure beside that of comparable areas together, which are named; no order among them. Empty where none was made."""
    say, verdict, found = phrasing.language.sentence, finding.comparison_verdict, finding.comparison
    if finding.estimate is None or verdict not in (Verdict.WITHIN, Verdict.HIGHER, Verdict.LOWER, Verdict.CANNOT_SAY):
        return ""
    if found is None:
        return say("comparison-cannot-say", places=phrasing.places)
    few = len(finding.peers) <= MOST_NAMES
    others = say("comparison-of-few", places=phrasing.places, peers=peers_of(phrasing, finding))
    # Where the others lie further apart than chance takes them, the limits are those of their usual differences and not of chance.
    limits = "comparison-usual" if found.between > 0 else "comparison"
    return say(
        f"{limits}-between" if verdict is Verdict.CANNOT_SAY else f"{limits}-{verdict}",
        others=others if few else say("comparison-of-many", n=len(finding.peers), places=phrasing.places),
        benchmark=_benchmark(phrasing, finding, found.benchmark),
        area=phrasing.release.area.name,
        places=phrasing.places,
    )


def peers_of(phrasing: Phrasing, finding: Finding) -> str:
    """The areas that a figure is compared with, by name and in the order of their names."""
    names = phrasing.release.manifest.area_names
    return phrasing.language.listing([names.get(code, code) for code in finding.peers])


def looked_at(report: Report) -> frozenset[str]:
    """The findings about which more is told than the figure: those of the goals, of what was promised beside them, or of all else."""
    told = [finding for finding, _ in report.goals] or [each for each in report.others if each.estimate is not None]
    beside = [account.indicator for account in report.release.area.accounts if account.delivery is Delivery.TOLD]
    promised = (each.id for each in report.release.findings if each.indicator in beside and "accounted" in report.audience.sections)
    return frozenset([*(each.id for each in told[: report.audience.messages]), *promised])


def _benchmark(phrasing: Phrasing, finding: Finding, value: float) -> str:
    """The figure of the others, with more decimals where it would else be written as this area's own that lies outside the limits."""
    assert finding.estimate is not None
    language, indicator = phrasing.language, phrasing.indicator(finding)
    usual = phrasing.decimals(finding)
    own = plainly(language, indicator, finding.estimate.value, usual)
    outside = finding.comparison_verdict is not Verdict.WITHIN and abs(value - finding.estimate.value) > EQUAL
    enough = (each for each in range(usual, usual + MORE_DECIMALS) if not outside or plainly(language, indicator, value, each) != own)
    return written(language, indicator, value, next(enough, usual + MORE_DECIMALS))
