"""A figure beside comparable areas, as a picture: their figure together with its limits, or all of them by size in a funnel."""

from __future__ import annotations

from impactlib.disclosure.funnels import funnel_among
from impactlib.indicators.figure import Rate
from impactlib.indicators.finding import Finding, Verdict
from impactlib.statistics.estimate import Comparison
from impactlib.telling.amounts import EQUAL, MORE_DECIMALS, plainly, written
from impactlib.telling.blocks import Chart
from impactlib.telling.figures import Bounds, Dot, FunnelWords, Lane, Others, beside_others, funnel
from impactlib.telling.phrasing import Phrasing


def benchmark_of(finding: Finding, phrasing: Phrasing) -> Chart | None:
    """The dot and interval of a finding beside the figure of comparable areas together; None where no comparison may be told."""
    told, estimate = finding.comparison, finding.estimate
    if told is None or estimate is None:
        return None
    language, indicator = phrasing.language, phrasing.indicator(finding)
    area, others = phrasing.release.area.name, _others(phrasing, finding)
    limits = [phrasing.amount(finding, limit) for limit in (*told.near, *told.far)]
    svg = beside_others(
        Lane(label=area, value=estimate.value, low=estimate.lower, high=estimate.upper, text=phrasing.value(finding)),
        Others(
            label=others,
            value=told.benchmark,
            text=_benchmark(phrasing, finding, told),
            near=told.near,
            far=told.far,
            near_label=_near(phrasing, told),
            far_label=language.sentence("chart-far"),
        ),
        share=indicator.figure.scale == "share",
        scale=finding.scale,
        number=lambda value: plainly(
            language, indicator, value, 0 if abs(value * (100 if indicator.figure.scale == "share" else 1)) % 1 < EQUAL else 1
        ),
    )
    alt = language.sentence(
        "alt-beside",
        area=area,
        value=phrasing.value(finding),
        others=others,
        benchmark=_benchmark(phrasing, finding, told),
        low=limits[0],
        high=limits[1],
    )
    return Chart(svg=svg, alt=alt, caption=_caption("caption-beside", phrasing, finding, told), figures=(finding.id,))


def funnel_of(finding: Finding, phrasing: Phrasing) -> Chart | None:
    """The finding among the released figures of comparable areas by size; None where no comparison may be told, and of a mean.

    The other areas have no names in it, and stand where their size puts them: there is no order to read from it.
    """
    told, estimate = finding.comparison, finding.estimate
    if told is None or estimate is None:
        return None
    language, indicator = phrasing.language, phrasing.indicator(finding)
    beside = phrasing.release.beside(finding.peers, finding.indicator)
    found = funnel_among(indicator, finding, beside)
    if found is None:
        return None
    share = indicator.figure.scale == "share"
    worth = indicator.figure.asked and any(each.estimate is not None and each.estimate.clusters is not None for each in (finding, *beside))
    size = "inhabitants" if isinstance(indicator.figure, Rate) else "worth" if worth else "answers" if indicator.figure.asked else "whole"
    area, others = phrasing.release.area.name, _others(phrasing, finding)
    svg = funnel(
        Dot(size=found.own.size, value=found.own.value),
        [Dot(size=each.size, value=each.value) for each in found.others],
        [Bounds(size=each.size, near=each.near, far=each.far) for each in found.limits],
        found.benchmark,
        FunnelWords(
            own=f"{area} {phrasing.value(finding)}",
            others=language.sentence("chart-together", others=others, benchmark=_benchmark(phrasing, finding, told)),
            near=_near(phrasing, told),
            far=language.sentence("chart-far"),
            size=language.sentence(f"chart-size-{size}"),
        ),
        number=lambda value: plainly(language, indicator, value, 0 if abs(value * (100 if share else 1)) % 1 < EQUAL else 1),
        size=language.number,
        share=share,
    )
    low, high = (phrasing.amount(finding, limit) for limit in told.near)
    alt = language.sentence(
        "alt-funnel",
        area=area,
        value=phrasing.value(finding),
        others=others,
        benchmark=_benchmark(phrasing, finding, told),
        low=low,
        high=high,
        size=language.sentence(f"chart-size-{size}"),
    )
    return Chart(svg=svg, alt=alt, caption=_caption("caption-funnel", phrasing, finding, told), figures=(finding.id,))


def _others(phrasing: Phrasing, finding: Finding) -> str:
    return phrasing.language.sentence("chart-others", n=len(finding.peers), places=phrasing.places)


def _near(phrasing: Phrasing, told: Comparison) -> str:
    """What the near limits are of: of chance, or of the usual differences where the others lie further apart than chance takes them."""
    return phrasing.language.sentence("chart-near-usual" if told.between > 0 else "chart-near-chance")


def _caption(name: str, phrasing: Phrasing, finding: Finding, told: Comparison) -> str:
    language, source = phrasing.language, phrasing.source(finding)
    asked = phrasing.indicator(finding).figure.asked
    assert finding.estimate is not None
    parts = [
        language.sentence(name, name=phrasing.name(finding), period=phrasing.period(finding), others=_others(phrasing, finding)),
        language.sentence("caption-limits-usual" if told.between > 0 else "caption-limits-chance", places=phrasing.places),
        language.sentence("caption-answers-of", n=finding.estimate.n) if asked else "",
        language.sentence("caption-source", source=language.of(source.title)) if source else "",
    ]
    return " ".join(part for part in parts if part)


def _benchmark(phrasing: Phrasing, finding: Finding, told: Comparison) -> str:
    """The figure of the others, with more decimals where it would else be written as this area's own that lies outside the limits."""
    assert finding.estimate is not None
    language, indicator, usual = phrasing.language, phrasing.indicator(finding), phrasing.decimals(finding)
    own = plainly(language, indicator, finding.estimate.value, usual)
    outside = finding.comparison_verdict is not Verdict.WITHIN and abs(told.benchmark - finding.estimate.value) > EQUAL
    enough = range(usual, usual + MORE_DECIMALS)
    told_apart = (each for each in enough if not outside or plainly(language, indicator, told.benchmark, each) != own)
    return written(language, indicator, told.benchmark, next(told_apart, usual + MORE_DECIMALS))
