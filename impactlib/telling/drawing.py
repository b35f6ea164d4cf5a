"""From a finding to its chart: the picture that answers its question, with an alternative text of the same numbers."""

from __future__ import annotations

from impactlib.indicators.finding import Finding, Goal
from impactlib.indicators.indicator import ChangeOfMean, Indicator, Share
from impactlib.telling.blocks import Chart
from impactlib.telling.figures import N_ANSWERS, BeforeNow, Earlier, before_now, counts_over_years, diverging_answers, share_with_target
from impactlib.telling.phrasing import Phrasing

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
    if isinstance(figure, Share):
        return _share(finding, phrasing, _with_target(goal))
    if sum(point.estimate is not None for point in finding.series) >= FEWEST_YEARS:
        return _series(finding, phrasing, _with_target(goal))
    return None


def answers_of(finding: Finding, phrasing: Phrasing) -> Chart | None:
    """All answers to the question behind a share, from most against to most in favour; None where they may not be told."""
    figure, language = phrasing.indicator(finding).figure, phrasing.language
    if not isinstance(figure, Share) or not finding.distribution:
        return None
    answers = phrasing.release.manifest.items[figure.item].answers
    given = {round(bar.code): bar.n for bar in finding.distribution}
    counts = [given.get(code, 0) for code in range(1, len(answers) + 1)]
    if len(answers) != N_ANSWERS or sum(counts) != sum(given.values()):
        return None
    points = [language.sentence("alt-answer", answer=answer, n=n) for answer, n in zip(answers, counts, strict=True)]
    return Chart(
        svg=diverging_answers(counts, answers, number=language.number),
        alt=language.sentence("alt-answers", n=sum(counts), points="; ".join(points)),
        caption=_asked_caption("caption-answers", finding, phrasing),
        figures=(finding.id,),
    )


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
    return Chart(svg=svg, alt=alt, caption=_asked_caption("caption-change", finding, phrasing), figures=(finding.id,))


def _share(finding: Finding, phrasing: Phrasing, goal: Goal | None) -> Chart:
    assert finding.estimate is not None
    language, indicator, estimate = phrasing.language, phrasing.indicator(finding), finding.estimate

    def percent(value: float) -> str:
        # The steps of the axis are whole; everything else is written as in the text.
        return language.percent(value) if value in AXIS else phrasing.amount(finding, value)

    label = language.sentence("chart-target", target=phrasing.target(indicator, goal)) if goal else ""
    earlier = None
    if finding.previous is not None and finding.previous.estimate is not None:
        old = finding.previous.estimate
        earlier = Earlier(label=finding.previous.period, value=old.value, low=old.lower, high=old.upper)
    svg = share_with_target(
        estimate.value,
        estimate.lower,
        estimate.upper,
        goal.target if goal else None,
        number=percent,
        label=finding.period,
        target_label=label,
        previous=earlier,
    )
    values = {"value": percent(estimate.value), "low": percent(estimate.lower or 0), "high": percent(estimate.upper or 0)}
    if goal:
        alt = language.sentence("alt-share-target", target=phrasing.target(indicator, goal), **values)
    else:
        alt = language.sentence("alt-share", **values)
    return Chart(svg=svg, alt=alt, caption=_asked_caption("caption-share", finding, phrasing), figures=(finding.id,))


def _series(finding: Finding, phrasing: Phrasing, goal: Goal | None) -> Chart:
    language, indicator = phrasing.language, phrasing.indicator(finding)

    def number(value: float) -> str:
        return phrasing.amount(finding, value)

    points = [
        language.sentence("alt-point", period=point.period, value=number(point.estimate.value))
        if point.estimate
        else language.sentence("alt-gap", period=point.period)
        for point in finding.series
    ]
    values: dict[str, str | int] = {"subject": phrasing.subject(finding), "points": "; ".join(points)}
    target = phrasing.target(indicator, goal) if goal else ""
    alt = language.sentence("alt-series-target", by=goal.by, target=target, **values) if goal else language.sentence("alt-series", **values)
    svg = counts_over_years(
        [point.period for point in finding.series],
        [point.estimate.value if point.estimate else None for point in finding.series],
        number=number,
        target=goal.target if goal else None,
        target_period=goal.by if goal else "",
        target_label=language.sentence("chart-target", target=target) if goal else "",
        missing_label=language.sentence("chart-gap"),
    )
    source = phrasing.source(finding)
    caption = language.sentence(
        "caption-series",
        name=phrasing.name(finding),
        first=finding.series[0].period,
        last=finding.series[-1].period,
        source=language.of(source.title) if source else "",
    )
    return Chart(svg=svg, alt=alt, caption=caption, figures=(finding.id,))


def _with_target(goal: Goal | None) -> Goal | None:
    return goal if goal is not None and goal.target is not None else None


def _answers(indicator: Indicator, phrasing: Phrasing) -> tuple[str, ...]:
    figure = indicator.figure
    note = phrasing.release.manifest.items.get(figure.item) if isinstance(figure, ChangeOfMean) else None
    return note.answers if note else ()


def _asked_caption(name: str, finding: Finding, phrasing: Phrasing) -> str:
    figure, source = phrasing.indicator(finding).figure, phrasing.source(finding)
    assert isinstance(figure, ChangeOfMean | Share)
    assert finding.estimate is not None
    language = phrasing.language
    return language.sentence(
        name,
        question=language.of(phrasing.release.manifest.items[figure.item].text),
        n=finding.estimate.n,
        source=language.of(source.title) if source else "",
    )
