"""The chooser: which method a figure gets from its answers and courses, and that its numbers are those of the method."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from impactlib.errors import InputError
from impactlib.indicators.choosing import UNITS_OF_ANALYSIS, answers_of, figure_of_answers, figure_of_counts, is_lopsided
from impactlib.indicators.counting import Total
from impactlib.indicators.figure import Asked, Figure
from impactlib.statistics.clusters import ClusterSums, clustered_error
from impactlib.statistics.mean import mean
from impactlib.statistics.proportion import net_promoter, net_share, share
from impactlib.statistics.quantiles import normal_quantile, t_quantile
from impactlib.telling.language import language_codes, language_named

Person = tuple[float, float]
"""The answer before and now; of a question asked once the two are the same."""

ONCE = [[(4, 4), (4, 4), (2, 2), (5, 5)], [(3, 3), (4, 4), (5, 5)], [(1, 1), (2, 2), (2, 2), (4, 4), (4, 4)]]
"""Twelve people of three courses, who were asked once."""

TWICE = [[(2, 4), (3, 4), (4, 4), (3, 2)], [(1, 2), (4, 5), (2, 4)], [(3, 3), (2, 2), (4, 3), (1, 4), (2, 3)]]
"""Twelve people of three courses, who were asked about before and now."""


def figure(**fields: object) -> Figure:
    """A figure, read as the catalogue's are."""
    return TypeAdapter(Figure).validate_python(fields)


SHARE = figure(type="share", item="x", at_least=4)
ONE_OF = figure(type="share", item="x", one_of=[2, 5])
MEAN = figure(type="mean", item="x")
NET = figure(type="net_share", item="x", high=4, low=2)
CHANGE = figure(type="change_of_mean", item="x")
CHANGE_OF_SHARE = figure(type="change_of_share", item="x", at_least=4)
IMPROVED = figure(type="improved", item="x")
IMPROVED_BY_TWO = figure(type="improved", item="x", by=2)
NAMES = ["share", "one of", "mean", "net share", "change of mean", "change of share", "improved", "improved by two"]
"""What the kinds of figures are called here, in their order."""

ASKED = [SHARE, ONE_OF, MEAN, NET, CHANGE, CHANGE_OF_SHARE, IMPROVED, IMPROVED_BY_TWO]


def value_of(kind: Asked, before: float, now: float) -> float:
    """What one person adds to a figure: written here apart from how the chooser and the counting do it."""
    match kind.type:
        case "share":
            return float(now in kind.one_of if kind.one_of else now >= kind.at_least)
        case "mean":
            return now
        case "net_share":
            return float(now >= kind.high) - float(now <= kind.low)
        case "change_of_mean":
            return now - before
        case "change_of_share":
            return float(now >= kind.at_least) - float(before >= kind.at_least)
        case _:
            return float(now > before and now - before >= kind.by)


def sums_of(kind: Asked, courses: list[list[Person]]) -> dict[str, ClusterSums]:
    """The sums over courses that counting gives for a figure, added up person by person."""

    def over(values: list[list[float]]) -> ClusterSums:
        if len(values) == 1:
            return ClusterSums(clusters=1, n=len(values[0]), total=math.fsum(values[0]), jackknife=0.0)
        return ClusterSums.of([(len(each), math.fsum(each)) for each in values])

    found = {kind.criterion: over([[value_of(kind, *person) for person in course] for course in courses])}
    if kind.type == "change_of_mean":
        found |= {
            name: over([[person[moment] for person in course] for course in courses]) for moment, name in enumerate(("before", "now"))
        }
    if kind.type == "change_of_share":
        for moment, name in enumerate(("before", "now")):
            found[f"{name} at least 4"] = over([[float(person[moment] >= 4) for person in course] for course in courses])
    return found


def table_of(courses: list[list[Person]]) -> dict[Person, int]:
    """The frequency table of all people."""
    return dict(Counter(person for course in courses for person in course))


def people_of(kind: Asked) -> list[list[Person]]:
    """The twelve people who were asked as a figure needs."""
    return TWICE if kind.twice else ONCE


def found_of(kind: Asked, courses: list[list[Person]], *, sums: bool = True):
    """What the chooser gives."""
    return figure_of_answers(kind, table_of(courses), sums_of(kind, courses) if sums else {})


def test_the_tables_are_as_counted_by_hand():
    """Of the once asked 7 gave 4 or 5, 5 gave 2 or 5; of the twice asked 7 went up, 3 of them by two and more."""
    now = Counter(now for course in ONCE for _, now in course)
    assert now == {1: 1, 2: 3, 3: 1, 4: 5, 5: 2}
    steps = Counter(now - before for course in TWICE for before, now in course)
    assert steps == {2: 2, 1: 4, 0: 3, -1: 2, 3: 1}


@pytest.mark.parametrize(
    ("kind", "method", "plain"),
    [
        (SHARE, "wilson", share(7, 12)),
        (ONE_OF, "wilson", share(5, 12)),
        (MEAN, "t", mean({1: 1, 2: 3, 3: 1, 4: 5, 5: 2})),
        (NET, "bonett-price", net_promoter({1: 1, 2: 3, 3: 1, 4: 5, 5: 2}, promoters_from=4, detractors_to=2)),
        (CHANGE, "t", mean({-1: 2, 0: 3, 1: 4, 2: 2, 3: 1})),
        (CHANGE_OF_SHARE, "bonett-price", net_share(4, 1, 12)),
        (IMPROVED, "wilson", share(7, 12)),
        (IMPROVED_BY_TWO, "wilson", share(3, 12)),
    ],
    ids=NAMES,
)
def test_without_courses_every_person_counts_by_itself(kind, method, plain):
    """The method, and its value, limits and n, are those of the statistic for the counts worked out by hand; one course is no courses."""
    for found in (
        found_of(kind, people_of(kind), sums=False),
        found_of(kind, [[person for course in people_of(kind) for person in course]]),
    ):
        assert found.estimate == plain
        assert (found.estimate.method, found.estimate.clusters, found.estimate.design_effect) == (method, None, None)
        assert (found.change is not None) == kind.change


@pytest.mark.parametrize(
    ("kind", "method"),
    [(each, "wilson-clusters" if each.type in ("share", "improved") else "t-clusters") for each in ASKED],
    ids=NAMES,
)
def test_with_courses_the_interval_allows_for_them(kind, method):
    """The method, three clusters, the value over all people, and the design effect of the two variances."""
    courses = people_of(kind)
    found, plain = found_of(kind, courses).estimate, found_of(kind, courses, sums=False).estimate
    values = [value_of(kind, *person) for course in courses for person in course]
    assert (found.method, found.clusters, found.n) == (method, 3, 12)
    assert found.value == pytest.approx(math.fsum(values) / 12)
    assert found.value == pytest.approx(plain.value)
    error = clustered_error(sums_of(kind, courses)[kind.criterion])
    if method == "wilson-clusters":
        simple = math.sqrt(found.value * (1 - found.value) / 12)
    else:
        simple = plain.standard_error or (plain.upper - plain.lower) / 2 / normal_quantile(0.95)
        assert found.upper - found.value <= t_quantile(0.95, 2) * max(error, simple) + 1e-12
    assert found.design_effect == pytest.approx(max(1.0, (error / simple) ** 2))


@pytest.mark.parametrize("kind", [CHANGE, CHANGE_OF_SHARE], ids=lambda each: each.type)
def test_a_change_holds_the_two_figures_that_it_lies_between(kind):
    """Each with the courses' interval, of the same people, and now minus before is the difference; the movers are counted as they are."""
    change = found_of(kind, TWICE).change
    assert change.now.value - change.before.value == pytest.approx(change.difference.value)
    assert {part.clusters for part in (change.before, change.now, change.difference)} == {3}
    plain = found_of(kind, TWICE, sums=False).change
    assert change.movers == plain.movers
    for wide, narrow in zip((change.before, change.now), (plain.before, plain.now), strict=True):
        assert wide.lower <= narrow.lower
        assert wide.upper >= narrow.upper


def test_the_movers_of_a_change_are_those_of_the_table():
    """7 went up, 3 stayed, 2 went down; over the line of 4 came 4 and 1 fell below it."""
    up, over = found_of(CHANGE, TWICE).change.movers, found_of(CHANGE_OF_SHARE, TWICE).change.movers
    assert (up.improved, up.same, up.declined) == (7, 3, 2)
    assert (over.improved, over.same, over.declined) == (4, 7, 1)


steady = settings(max_examples=60, deadline=None, derandomize=True)
person = st.tuples(st.integers(1, 5), st.integers(1, 5))
some_courses = st.lists(st.lists(person, min_size=1, max_size=8), min_size=2, max_size=25)


@steady
@given(some_courses)
def test_courses_never_make_an_interval_narrower_nor_a_difference_of_shares_larger_than_one(courses):
    """Of every kind of figure, the interval over courses holds the one that takes each person by itself; net shares stay in −1 to 1."""
    for kind in ASKED:
        own = [[(now, now) for _, now in course] for course in courses] if not kind.twice else courses
        wide, narrow = found_of(kind, own).estimate, found_of(kind, own, sums=False).estimate
        assert wide.lower <= narrow.lower + 1e-9
        assert wide.upper >= narrow.upper - 1e-9
        assert wide.value == pytest.approx(narrow.value, abs=1e-9)
        if kind.scale == "share":
            low = -1.0 if kind.type in ("net_share", "change_of_share") else 0.0
            assert low <= wide.lower <= wide.value <= wide.upper <= 1.0


@steady
@given(some_courses)
def test_the_order_of_people_and_courses_changes_no_figure(courses):
    """Turned round, the same figure to the last bit but rounding."""
    for kind in (MEAN, CHANGE, NET, SHARE):
        own = [[(now, now) for _, now in course] for course in courses] if not kind.twice else courses
        turned = [list(reversed(course)) for course in reversed(own)]
        one, other = found_of(kind, own).estimate, found_of(kind, turned).estimate
        assert (one.value, one.lower, one.upper) == pytest.approx((other.value, other.lower, other.upper))


@pytest.mark.parametrize("kind", [NET, CHANGE_OF_SHARE], ids=lambda each: each.type)
def test_when_everybody_went_up_many_courses_are_no_certainty(kind):
    """Twenty courses of one person, all of them from low to high: the interval is at least as wide as that of twenty people."""
    all_up = [[(5, 5) if kind is NET else (1, 5)] for _ in range(20)]
    found, plain = found_of(kind, all_up).estimate, found_of(kind, all_up, sums=False).estimate
    assert (found.value, found.upper) == (1.0, 1.0)
    assert found.lower <= plain.lower < 0.8


def test_answers_are_those_on_the_scale():
    """Of one moment only now counts; of two moments both must be on the scale; 'no opinion' is −1 and blank is None."""
    table = {(None, 4): 2, (3, 4): 5, (-1, 4): 1, (3, -1): 7, (3, None): 8, (None, None): 9}
    assert answers_of(MEAN, table) == {(4, 4): 8}
    assert answers_of(CHANGE, table) == {(3, 4): 5}


def test_half_a_point_or_more_counts_though_thirds_are_not_exact():
    """Improved by 0.5: 2.6667 − 2.1667 is 0.5, and 0.3334 is less; without a least step any rise counts, and no noise does."""
    half = figure(type="improved", item="x", by=0.5)
    table = {(2.1667, 2.6667): 3, (2.3333, 2.6667): 2, (3.0, 3.0): 5}
    assert figure_of_answers(half, table, {}).estimate.value == 0.3
    assert figure_of_answers(IMPROVED, table, {}).estimate.value == 0.5
    assert figure_of_answers(IMPROVED, {(0.1 + 0.2, 0.3): 5, (0.3, 0.1 + 0.2): 5}, {}).estimate.value == 0.0


@pytest.mark.parametrize(
    ("top", "others", "lopsided"),
    [(12, 12, True), (13, 13, False), (11, 12, False), (12, 13, False), (40, 12, True), (40, 13, False), (12, 0, True)],
)
def test_answers_are_lopsided_from_half_at_one_end_with_fewer_than_thirteen_others(top, others, lopsided):
    """The boundary: half, and twelve others; at the bottom of the scale as well, and of changes when nobody moves."""
    for end in (1.0, 5.0):
        table = {(end, end): top} | ({(3.0, 3.0): others} if others else {})
        assert is_lopsided(MEAN, table, (1.0, 5.0)) is lopsided
    still = {(2.0, 2.0): top} | ({(2.0, 3.0): others} if others else {})
    assert is_lopsided(CHANGE, still, (1.0, 5.0)) is lopsided


def test_only_means_and_changes_of_means_can_be_lopsided():
    """A share has Wilson's interval, which holds its level at the ends."""
    table = {(5.0, 5.0): 40}
    assert [kind.type for kind in ASKED if is_lopsided(kind, table, (1.0, 5.0))] == ["mean", "change_of_mean"]


def test_in_courses_more_must_answer_otherwise():
    """Fifteen effective people: fourteen others are too few, and with a design effect of two so are twenty-nine."""
    table = {(5.0, 5.0): 60, (3.0, 3.0): 14}
    alone = mean({5.0: 60, 3.0: 14})
    in_courses = replace(alone, clusters=8, design_effect=1.0)
    assert not is_lopsided(MEAN, table, (1.0, 5.0), alone)
    assert is_lopsided(MEAN, table, (1.0, 5.0), in_courses)
    assert not is_lopsided(MEAN, {(5.0, 5.0): 60, (3.0, 3.0): 15}, (1.0, 5.0), in_courses)
    assert is_lopsided(MEAN, {(5.0, 5.0): 60, (3.0, 3.0): 29}, (1.0, 5.0), replace(in_courses, design_effect=2.0))


@pytest.mark.parametrize("lopsided", [True, False])
def test_in_courses_differences_of_shares_are_lopsided_too(lopsided):
    """A t interval over courses: of nearly all promoters with under 15 others, or of stayers on one side of the line with under 13."""
    others, movers = (14, 12) if lopsided else (15, 13)
    net, change = replace(NET_ALONE, clusters=8, design_effect=1.0), replace(CHANGE_ALONE, clusters=8, design_effect=1.0)
    assert is_lopsided(NET, {(5.0, 5.0): 60, (3.0, 3.0): others}, (1.0, 5.0), net) is lopsided
    assert is_lopsided(CHANGE_OF_SHARE, {(2.0, 3.0): 60, (2.0, 4.0): movers}, (1.0, 5.0), change) is lopsided
    assert not is_lopsided(NET, {(5.0, 5.0): 60, (3.0, 3.0): others}, (1.0, 5.0), NET_ALONE)


def test_answers_that_pile_up_within_the_scale_are_not_lopsided():
    """Thirty times a 7 of 1 to 10 is no end of the scale; many who all rose by one did change."""
    assert not is_lopsided(MEAN, {(7.0, 7.0): 30, (8.0, 8.0): 2}, (1.0, 10.0))
    assert not is_lopsided(CHANGE, {(2.0, 3.0): 30, (2.0, 2.0): 2}, (1.0, 5.0))


NET_ALONE, CHANGE_ALONE = net_share(60, 0, 74), net_share(14, 0, 74)
"""Differences of shares of people who came one by one."""

COUNTED = [
    (figure(type="count", measure="a"), (42, None), 42.0, 42),
    (figure(type="balance", plus="a", minus="b"), (30, 45), -15.0, 75),
    (figure(type="rate", measure="a", per="1"), (40, 2000), 0.02, 40),
    (figure(type="rate", measure="a", per="1000"), (40, 2000), 20.0, 40),
    (figure(type="ratio", part="a", whole="b"), (9, 12), 0.75, 12),
    (figure(type="average", total="a", over="b"), (450, 30), 15.0, 30),
]


def total(value: float, below: float | None) -> Total:
    """A complete total of one provider."""
    return Total(value=value, denominator=below, reported=1, expected=1)


@pytest.mark.parametrize(("kind", "counts", "value", "n"), COUNTED, ids=["count", "balance", "each", "per thousand", "ratio", "average"])
def test_what_was_counted_in_full_has_no_sampling_interval(kind, counts, value, n):
    """The figure worked out by hand, without limits."""
    found = figure_of_counts(kind, total(*counts), where="here")
    assert (found.value, found.n, found.lower, found.upper) == (value, n, None, None)
    assert found.method == "complete-count"


@pytest.mark.parametrize("kind", [each for each, *_ in COUNTED[2:]], ids=["each", "per thousand", "ratio", "average"])
def test_over_nothing_there_is_no_figure(kind):
    """No inhabitants, no whole, no activities: no figure rather than an endless one."""
    assert figure_of_counts(kind, total(0, 0), where="here") is None
    assert figure_of_counts(kind, total(3, None), where="here") is None


def test_a_rate_of_euros_has_parts():
    """€ 1,234.50 for 2000 inhabitants is € 0.61725 each: money comes in cents."""
    euros = figure(type="rate", measure="a", per="1")
    assert figure_of_counts(euros, total(1234.5, 2000), where="here").value == pytest.approx(0.61725)


def test_a_ratio_of_hours_has_parts():
    """7.5 of 10 hours is three quarters."""
    hours = figure(type="ratio", part="a", whole="b")
    assert figure_of_counts(hours, total(7.5, 10), where="here").value == 0.75


def test_a_part_above_its_whole_is_refused_with_the_place():
    """The error names the indicator and place it was given."""
    with pytest.raises(InputError, match="A1 in 2025: DI06: 12 of 10; a part is no more than its whole: correct the counts"):
        figure_of_counts(figure(type="ratio", part="a", whole="b"), total(12, 10), where="A1 in 2025: DI06")


def test_a_published_figure_stands_as_it_is_with_its_own_limits():
    """Nothing is figured; of how many people it is, is not ours to say."""
    kind = figure(type="given", measure="a", lower="low", upper="high")
    found = figure_of_counts(kind, total(11.3, None), where="here", limits=(10.1, 12.6))
    assert (found.value, found.lower, found.upper, found.n, found.method) == (11.3, 10.1, 12.6, 0, "published")
    assert figure_of_counts(kind, total(11.3, None), where="here").lower is None


def every_method() -> set[str]:
    """Every method that the chooser gives, of all kinds of figures, with and without courses."""
    found = set()
    for kind, sums in product(ASKED, (True, False)):
        chosen = found_of(kind, people_of(kind), sums=sums)
        found.add(chosen.estimate.method)
        if chosen.change is not None:
            found |= {part.method for part in (chosen.change.before, chosen.change.now, chosen.change.difference)}
    found |= {figure_of_counts(kind, total(*counts), where="here").method for kind, counts, _, _ in COUNTED}
    return found | {figure_of_counts(figure(type="given", measure="a"), total(1, None), where="here").method}


def test_every_method_has_its_unit_of_analysis():
    """Courses where the interval is over courses, areas where everything was counted, and people else; no name is left over."""
    methods = every_method()
    assert methods == {"wilson", "wilson-clusters", "t", "t-clusters", "bonett-price", "complete-count", "published"}
    assert set(UNITS_OF_ANALYSIS) <= methods
    assert {each: UNITS_OF_ANALYSIS.get(each, "person") for each in sorted(methods)} == {
        "bonett-price": "person",
        "complete-count": "area",
        "published": "area",
        "t": "person",
        "t-clusters": "course",
        "wilson": "person",
        "wilson-clusters": "course",
    }


@pytest.mark.parametrize("code", language_codes())
def test_every_method_has_a_sentence(code):
    """In each language; so do the methods of differences, trends and comparisons that a finding may hold."""
    others = {"newcombe", "welch", "quasi-poisson", "quasi-poisson-expected", "cochran-armitage", "ols", "ols-hac"}
    funnels = {f"funnel-{name}{more}" for name in ("binomial", "poisson", "normal") for more in ("", "-overdispersed")}
    language = language_named(code)
    assert [name for name in sorted(every_method() | others | funnels) if not language.has(f"method-{name}")] == []
