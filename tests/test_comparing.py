"""Beside comparable areas: never with oneself, never with a few or with a hidden one, and without a rank."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from impactlib.indicators.comparing import compared
from impactlib.indicators.finding import Absence, Evidence, Finding, Flag, Precision, Verdict
from impactlib.indicators.indicator import Indicator, catalogue
from impactlib.statistics.amount import complete_amount, complete_balance
from impactlib.statistics.benchmark import compare_means, compare_rates, compare_shares
from impactlib.statistics.estimate import Estimate
from impactlib.statistics.mean import mean
from impactlib.statistics.proportion import share
from impactlib.statistics.rate import complete_share, realised_rate
from tests.small import indicator_like

LEARNED, MARK, MEMBERS, COMPLETED = (catalogue()[name] for name in ("LO04", "BR08", "BR01", "DI06"))
PEERS = ("b", "c", "d", "e", "f", "g")
"""Six comparable areas, in order of name."""

PARTS = {"b": 60, "c": 55, "d": 65, "e": 58, "f": 62, "g": 60}
"""How many of 100 people each of them: 360 of 600, so the benchmark is 0.6."""


def finding(
    indicator: Indicator, area: str, estimate: Estimate | None, *, population: int | None = None, flags: tuple[Flag, ...] = ()
) -> Finding:
    """The figure of one area in 2025."""
    design = "post-only" if indicator.figure.asked else "register"
    return Finding(
        id=f"{area}/2025/{indicator.id}",
        area=area,
        period="2025",
        indicator=indicator.id,
        source="s",
        design=design,
        absent=None if estimate else Absence.PROTECTED,
        estimate=estimate,
        population=population if estimate else None,
        evidence=Evidence(design=design, level=int(indicator.figure.asked), precision=Precision.NOT_ASKED, flags=flags)
        if estimate
        else None,
    )


def others(parts: dict[str, int] | None = None, n: int = 100) -> list[Finding]:
    """The shares of the comparable areas."""
    return [finding(LEARNED, area, share(part, n)) for area, part in (parts or PARTS).items()]


def own(part: int, n: int = 100, **more) -> Finding:
    """The share of the own area."""
    return finding(LEARNED, "a", share(part, n), **more)


@pytest.mark.parametrize(
    ("part", "verdict"),
    [
        (85, Verdict.HIGHER),
        (72, Verdict.CANNOT_SAY),
        (66, Verdict.WITHIN),
        (60, Verdict.WITHIN),
        (54, Verdict.WITHIN),
        (48, Verdict.CANNOT_SAY),
        (35, Verdict.LOWER),
    ],
)
def test_a_share_is_higher_lower_or_within_what_chance_gives(part, verdict):
    """Around 0.6 for 100 people chance gives about 0.50 to 0.70 (95 %) and 0.44 to 0.75 (99.8 %): between them we cannot say."""
    found = compared(LEARNED, own(part), others(), PEERS)
    assert found.comparison_verdict is verdict
    assert found.comparison == compare_shares((part, 100), {area: (n, 100) for area, n in PARTS.items()})
    assert found.comparison.benchmark == pytest.approx(0.6)
    assert found.peers == PEERS


def test_the_direction_of_the_indicator_does_not_matter():
    """A benchmark is no target: above it is 'higher', whether more is better or worse."""
    down = indicator_like("LO04", direction="down")
    assert compared(down, own(85), others(), PEERS).comparison_verdict is Verdict.HIGHER


@pytest.mark.parametrize("among", [PEERS, ("a", *PEERS)], ids=["without", "with"])
def test_the_own_area_is_never_in_its_benchmark(among):
    """Whatever the own figure is, benchmark and limits stay where they are, also when the area is offered as its own peer."""
    found = [compared(LEARNED, own(part), [own(part), *others()], among) for part in (5, 45, 60, 95)]
    assert {each.peers for each in found} == {PEERS}
    assert len({(each.comparison.benchmark, each.comparison.near, each.comparison.far, each.comparison.others) for each in found}) == 1


def test_the_own_size_moves_the_limits_and_not_their_centre():
    """Of fewer people chance gives more: the limits lie wider around the same benchmark."""
    small, large = (compared(LEARNED, own(n * 6 // 10, n), others(), PEERS).comparison for n in (40, 400))
    assert small.benchmark == large.benchmark
    assert small.near[0] < large.near[0] < 0.6 < large.near[1] < small.near[1]


@pytest.mark.parametrize("number", range(7))
def test_fewer_than_five_others_are_no_benchmark(number):
    """With four others we cannot say, and there is no comparison; with five there is. Which ones they are is told."""
    told = others()[:number]
    found = compared(LEARNED, own(85), told, PEERS)
    assert (found.comparison is not None) == (number >= 5)
    assert found.comparison_verdict is (Verdict.HIGHER if number >= 5 else Verdict.CANNOT_SAY)
    assert found.peers == PEERS[:number]


@pytest.mark.parametrize(("largest", "says"), [(500, Verdict.HIGHER), (501, Verdict.CANNOT_SAY)])
def test_one_area_over_half_of_all_is_no_benchmark(largest, says):
    """It would be a comparison with that area: 500 of 1000 people is half and allowed, 501 of 1001 is not."""
    told = [finding(LEARNED, "b", share(largest * 6 // 10, largest)), *others(dict.fromkeys(PEERS[1:], 60))]
    found = compared(LEARNED, own(80), told, PEERS)
    assert found.comparison_verdict is says
    assert (found.comparison is None) == (says is Verdict.CANNOT_SAY)


def test_a_hidden_neighbour_is_not_used_and_not_named():
    """What may not be told of g is in no benchmark: the comparison is that with the five others."""
    told = [*others()[:5], finding(LEARNED, "g", None)]
    found = compared(LEARNED, own(85), told, PEERS)
    assert found.peers == PEERS[:5]
    assert found == compared(LEARNED, own(85), others()[:5], PEERS[:5])
    assert compared(LEARNED, own(85), [*told[:4], finding(LEARNED, "f", None)], PEERS).comparison is None


@pytest.mark.parametrize("flag", [Flag.INCOMPLETE, Flag.ONE_COURSE])
def test_a_neighbour_that_is_not_whole_is_not_used(flag):
    """A count without everybody, or the answers of one course, tell too little of that area."""
    told = [*others()[:5], finding(LEARNED, "g", share(99, 100), flags=(flag,))]
    assert compared(LEARNED, own(85), told, PEERS).peers == PEERS[:5]


@pytest.mark.parametrize(
    "flags", [(Flag.INCOMPLETE,), (Flag.ONE_COURSE,), (Flag.LOPSIDED,), (Flag.FEW_ANSWERS, Flag.LOW_RESPONSE)], ids=str
)
def test_an_own_figure_that_is_too_weak_is_not_compared(flags):
    """We cannot say, and there are no limits either."""
    found = compared(LEARNED, own(85, flags=flags), others(), PEERS)
    assert (found.comparison, found.comparison_verdict) == (None, Verdict.CANNOT_SAY)


def test_an_area_that_is_no_peer_is_not_used():
    """Also where its figure is there."""
    told = [*others(), finding(LEARNED, "z", share(1, 500))]
    assert compared(LEARNED, own(85), told, PEERS) == compared(LEARNED, own(85), others(), PEERS)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_others_changes_nothing(seed):
    """Peers are listed in the order of their names, and the comparison is the same."""
    mixed = others()
    Random(seed).shuffle(mixed)
    assert compared(LEARNED, own(85), mixed, PEERS) == compared(LEARNED, own(85), others(), PEERS)


def test_without_a_figure_there_is_nothing_to_compare():
    """It stays as it is: no peers, no verdict but 'no data'."""
    hidden = finding(LEARNED, "a", None)
    assert compared(LEARNED, hidden, others(), PEERS) == hidden
    assert hidden.comparison_verdict is Verdict.NO_DATA


def test_people_of_courses_are_compared_as_so_many_who_came_one_by_one():
    """With a design effect of four, 100 answers are 25: 70 of 100 becomes 18 of 25, and 48 of 100 as 12 of 25 lies within."""
    courses = replace(share(48, 100), design_effect=4.0, clusters=10)
    found = compared(LEARNED, finding(LEARNED, "a", courses), others(), PEERS)
    assert found.comparison == compare_shares((12, 25), {area: (n, 100) for area, n in PARTS.items()})
    assert found.comparison_verdict is Verdict.WITHIN


def test_a_rate_is_beside_the_rates_of_the_others():
    """Members per 1000: the events of the others over their inhabitants; the events of each are given back exactly."""
    events = {area: 2000 + 10 * place for place, area in enumerate(PEERS)}
    told = [finding(MEMBERS, area, realised_rate(n, 10_007), population=10_007) for area, n in events.items()]
    found = compared(MEMBERS, finding(MEMBERS, "a", realised_rate(1500, 9_001), population=9_001), told, PEERS)
    assert found.comparison == compare_rates((1500, 9_001.0), {area: (n, 10_007.0) for area, n in events.items()}, per=1000)
    assert found.comparison.benchmark == pytest.approx(sum(events.values()) / (6 * 10_007) * 1000)
    assert found.comparison_verdict is Verdict.LOWER


def test_a_counted_share_is_of_its_whole():
    """30 of 40 completed, beside 360 of 600."""
    told = [finding(COMPLETED, area, complete_share(n, 100), population=100) for area, n in PARTS.items()]
    found = compared(COMPLETED, finding(COMPLETED, "a", complete_share(30, 40), population=40), told, PEERS)
    assert found.comparison == compare_shares((30, 40), {area: (n, 100) for area, n in PARTS.items()})


def test_a_mean_is_beside_the_mean_of_all_people_of_the_others():
    """Marks: with their standard errors and numbers."""
    marks = {area: mean({7: 20 + place, 8: 30 - place}) for place, area in enumerate(PEERS)}
    found = compared(MARK, finding(MARK, "a", mean({8: 30, 9: 20})), [finding(MARK, area, each) for area, each in marks.items()], PEERS)
    a_mark = mean({8: 30, 9: 20})
    assert found.comparison == compare_means(
        (a_mark.value, a_mark.standard_error, 50), {area: (each.value, each.standard_error, each.n) for area, each in marks.items()}
    )
    assert found.comparison_verdict is Verdict.HIGHER


@pytest.mark.parametrize("parts", [dict.fromkeys(PEERS, 0), dict.fromkeys(PEERS, 100)], ids=["nobody", "everybody"])
def test_others_of_whom_nobody_or_everybody_counts_are_no_benchmark(parts):
    """No limits of chance lie around none or all: we cannot say."""
    found = compared(LEARNED, own(85), others(parts), PEERS)
    assert (found.comparison, found.comparison_verdict) == (None, Verdict.CANNOT_SAY)


@pytest.mark.parametrize("number", [2, 6], ids=["two others", "six others"])
@pytest.mark.parametrize(
    ("name", "estimate"),
    [
        ("LO01", complete_amount(12)),
        ("BR04", complete_balance(12, 10)),
        ("DI07", Estimate(value=0.3, n=60, method="t", lower=0.1, upper=0.5, standard_error=0.1)),
    ],
)
def test_amounts_and_changes_have_no_comparison(name, estimate, number):
    """A count is of the size of the place, and a change of who took part: the same is said whatever the number of others."""
    entry = catalogue()[name]
    told = [finding(entry, area, estimate) for area in PEERS[:number]]
    found = compared(entry, finding(entry, "a", estimate), told, PEERS)
    assert (found.comparison, found.peers, found.comparison_verdict) == (None, (), Verdict.NO_DATA)


def test_everything_else_of_the_finding_stays():
    """Only the comparison, its verdict and the peers are added."""
    before = own(85)
    found = compared(LEARNED, before, others(), PEERS)
    assert replace(found, comparison=None, comparison_verdict=Verdict.NO_DATA, peers=()) == before
