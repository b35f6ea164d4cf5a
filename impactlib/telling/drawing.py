"""From a finding to its chart: the picture that answers its question, with an alternative text of the same numbers."""

from __future__ import annotations

from collections.abc import Sequence

from impactlib.indicators.figure import ChangeOfMean, ChangeOfShare, Improved, Ratio, Share
from impactlib.indicators.finding import Finding, Goal, Verdict
from impactlib.indicators.indicator import Indicator
from impactlib.telling.blocks import Chart
from impactlib.telling.figures import (
    N_ANSWERS,
    BeforeNow,
    Cut,
    Earlier,
    Part,
    before_now,
    counts_over_years,
    diverging_answers,
    joined_answers,
    share_with_target,
)
from impactlib.telling.language import Language
from impactlib.telling.phrasing import FEWEST_FOR_A_PERCENTAGE, Phrasing

AXIS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""The steps of the axis of a share."""

FEWEST_YEARS = 2
"""A line of one point is no line."""


def chart_of(finding: Finding, phrasing: Phrasing, goal: Goal | None = None) -> Chart | None:
    """The chart of a finding, with the target of this goal; None where there is nothing to draw that the sentence does not say as well."""
    if finding.estimate is None:
        return None
    figure = phrasing.indicator(finding).figure
    if isinstance(figure, ChangeOfMean):
        return _change(finding, phrasing)
    if isinstance(figure, ChangeOfShare):
        return _change_of_share(finding, phrasing)
    if isinstance(figure, Share | Improved):
        return _share(finding, phrasing, _with_target(goal))
    points = [point.estimate for point in finding.series if point.estimate is not None]
    if isinstance(figure, Ratio) and min((each.n for each in points), default=0) < FEWEST_FOR_A_PERCENTAGE:
        return None
    known = [each.value for each in points]
    if _n_since_the_break(finding, phrasing) >= FEWEST_YEARS and min(known) >= 0 and (goal is None or (goal.target or 0) >= 0):
        return _series(finding, phrasing, _with_target(goal))
    return None


def answers_of(finding: Finding, phrasing: Phrasing) -> Chart | None:
    """All answers to the question behind a share, from most against to most in favour; None where they may not be told."""
    figure, language = phrasing.indicator(finding).figure, phrasing.language
    if not isinstance(figure, Share) or not finding.distribution:
        return None
    answers = phrasing.release.manifest.items[figure.item].answers
    parts = _parts(finding, answers, language)
    if len(answers) != N_ANSWERS or sum(part.n for part in parts) != sum(bar.n for bar in finding.distribution):
        return None
    counts, labels = [part.n for part in parts], [part.label for part in parts]
    whole = finding.is_whole
    svg = diverging_answers(counts, labels, number=language.percent) if whole else joined_answers(parts, number=language.number)
    points = [language.sentence("alt-answer", answer=part.label, n=part.n) for part in parts]
    alt = language.sentence("alt-answers", n=sum(counts), points="; ".join(points))
    return Chart(
        svg=svg,
        alt=_with_years(alt, finding, phrasing),
        caption=_asked_caption("caption-answers" if whole else "caption-answers-joined", finding, phrasing),
        figures=(finding.id,),
    )


def _parts(finding: Finding, answers: Sequence[str], language: Language) -> list[Part]:
    """Every answer of the scale in order, or those that are told together as one; what nobody answered has no bar, and stands by itself."""
    first = {round(bar.code): bar for bar in finding.distribution}
    parts, code = [], 1
    while code <= len(answers):
        bar = first.get(code)
        last = round(bar.last) if bar is not None else code
        label = language.of(bar.label) if bar is not None and bar.label is not None else language.choice(answers[code - 1 : last])
        parts.append(Part(first=code, last=last, n=bar.n if bar is not None else 0, label=label))
        code = last + 1
    return parts


def _change(finding: Finding, phrasing: Phrasing) -> Chart:
    assert finding.change is not None
    assert finding.scale is not None
    language, indicator = phrasing.language, phrasing.indicator(finding)
    before, now = finding.change.before, finding.change.now

    def number(value: float) -> str:
        return language.number(value, indicator.decimals)

    answers = _answers(indicator, phrasing)
    row = BeforeNow(
        label="",
        label_before=language.sentence("chart-before", activity=phrasing.activity(finding)),
        label_now=language.sentence("chart-now"),
        before=before.value,
        now=now.value,
        before_low=before.lower,
        before_high=before.upper,
        now_low=now.lower,
        now_high=now.upper,
    )
    low, high = finding.scale
    alt = language.sentence(
        "alt-change",
        activity=phrasing.activity(finding),
        low=language.number(low),
        high=language.number(high),
        before=number(before.value),
        before_low=number(before.lower or 0),
        before_high=number(before.upper or 0),
        now=number(now.value),
        now_low=number(now.lower or 0),
        now_high=number(now.upper or 0),
    )
    svg = before_now([row], scale=finding.scale, end_labels=(answers[0], answers[-1]) if answers else ("", ""), number=number)
    # What is computed of several questions is no question, and has no answers of its own.
    name = "caption-change" if answers else "caption-change-score"
    return Chart(svg=svg, alt=_with_years(alt, finding, phrasing), caption=_asked_caption(name, finding, phrasing), figures=(finding.id,))


def _share(finding: Finding, phrasing: Phrasing, goal: Goal | None) -> Chart:
    assert finding.estimate is not None
    language, indicator, estimate = phrasing.language, phrasing.indicator(finding), finding.estimate

    def percent(value: float) -> str:
        # The steps of the axis are whole; everything else is written as in the text.
        return language.percent(value) if value in AXIS else phrasing.amount(finding, value)

    label = language.sentence("chart-target", target=phrasing.target(indicator, goal)) if goal else ""
    earlier = None
    comparable = finding.previous_verdict is not Verdict.NOT_COMPARABLE
    if comparable and finding.previous is not None and finding.previous.estimate is not None:
        old = finding.previous.estimate
        earlier = Earlier(label=finding.previous.period, value=old.value, low=old.lower, high=old.upper)
    svg = share_with_target(
        estimate.value,
        estimate.lower,
        estimate.upper,
        goal.target if goal else None,
        number=percent,
        label=phrasing.period(finding),
        target_label=label,
        previous=earlier,
    )
    values = {"value": percent(estimate.value), "low": percent(estimate.lower or 0), "high": percent(estimate.upper or 0)}
    if goal:
        alt = language.sentence("alt-share-target", target=phrasing.target(indicator, goal), **values)
    else:
        alt = language.sentence("alt-share", **values)
    return Chart(
        svg=svg, alt=_with_years(alt, finding, phrasing), caption=_asked_caption("caption-share", finding, phrasing), figures=(finding.id,)
    )


def _change_of_share(finding: Finding, phrasing: Phrasing) -> Chart:
    """The share before and now on one scale; the target is of their difference, and so no line on it."""
    assert finding.change is not None
    language, before, now = phrasing.language, finding.change.before, finding.change.now

    def percent(value: float) -> str:
        return language.percent(value) if value in AXIS else phrasing.share(finding, value)

    svg = share_with_target(
        now.value,
        now.lower,
        now.upper,
        number=percent,
        label=language.sentence("chart-now"),
        previous=Earlier(
            label=language.sentence("chart-before", activity=phrasing.activity(finding)),
            value=before.value,
            low=before.lower,
            high=before.upper,
        ),
    )
    alt = language.sentence(
        "alt-change-of-share",
        activity=phrasing.activity(finding),
        before=percent(before.value),
        before_low=percent(before.lower or 0),
        before_high=percent(before.upper or 0),
        now=percent(now.value),
        now_low=percent(now.lower or 0),
        now_high=percent(now.upper or 0),
    )
    return Chart(
        svg=svg, alt=_with_years(alt, finding, phrasing), caption=_asked_caption("caption-share", finding, phrasing), figures=(finding.id,)
    )


def _n_since_the_break(finding: Finding, phrasing: Phrasing) -> int:
    """How many figures may be compared with that of now, that one included: of one alone what came before says nothing."""
    indicator = phrasing.indicator(finding)
    told = (point for point in finding.series if point.estimate is not None)
    return sum(indicator.break_between(point.period, finding.period) is None for point in told)


def _series(finding: Finding, phrasing: Phrasing, goal: Goal | None) -> Chart:
    """All figures over the years; a break in the series is marked, and said in the caption and in the alternative text."""
    language, indicator, series = phrasing.language, phrasing.indicator(finding), finding.series

    def number(value: float) -> str:
        return phrasing.amount(finding, value)

    points = [
        language.sentence("alt-point", period=point.period, value=number(point.estimate.value))
        if point.estimate
        else language.sentence("alt-gap", period=point.period)
        for point in series
    ]
    values: dict[str, str | int] = {"subject": phrasing.subject(finding), "points": "; ".join(points)}
    target = phrasing.target(indicator, goal) if goal else ""
    alt = language.sentence("alt-series-target", by=goal.by, target=target, **values) if goal else language.sentence("alt-series", **values)
    told = [point.period for point in series if point.estimate is not None]
    breaks = [each for each in indicator.breaks if told[0] < each.period <= told[-1]]
    svg = counts_over_years(
        [point.period for point in series],
        [point.estimate.value if point.estimate else None for point in series],
        number=number,
        target=goal.target if goal else None,
        target_period=goal.by if goal else "",
        target_label=language.sentence("chart-target", target=target) if goal else "",
        missing_label=language.sentence("chart-gap"),
        breaks=[Cut(period=each.period, label=language.sentence("chart-break", period=each.period)) for each in breaks],
    )
    source = phrasing.source(finding)
    caption = language.sentence(
        "caption-series",
        name=phrasing.name(finding),
        first=series[0].period,
        last=series[-1].period,
        source=language.of(source.title) if source else "",
    )
    apart = [language.sentence("chart-break-why", period=each.period, why=language.of(each.why).rstrip(".")) for each in breaks]
    return Chart(svg=svg, alt=" ".join([alt, *apart]), caption=" ".join([caption, *apart]), figures=(finding.id,))


def _with_target(goal: Goal | None) -> Goal | None:
    return goal if goal is not None and goal.target is not None else None


def _answers(indicator: Indicator, phrasing: Phrasing) -> tuple[str, ...]:
    figure = indicator.figure
    note = phrasing.release.manifest.items.get(figure.item) if isinstance(figure, ChangeOfMean) else None
    return note.answers if note else ()


def _asked_caption(name: str, finding: Finding, phrasing: Phrasing) -> str:
    figure, source = phrasing.indicator(finding).figure, phrasing.source(finding)
    assert isinstance(figure, ChangeOfMean | ChangeOfShare | Improved | Share)
    assert finding.estimate is not None
    language = phrasing.language
    caption = language.sentence(
        name,
        name=phrasing.name(finding),
        question=language.of(phrasing.release.manifest.items[figure.item].text),
        n=finding.estimate.n,
        source=language.of(source.title) if source else "",
    )
    return _with_years(caption, finding, phrasing)


def _with_years(text: str, finding: Finding, phrasing: Phrasing) -> str:
    """A caption or an alternative text; of a figure of two periods together it says so."""
    if not finding.years:
        return text
    return f"{text} {phrasing.language.sentence('caption-years-together', period=phrasing.period(finding))}"
