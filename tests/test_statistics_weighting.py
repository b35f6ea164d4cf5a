"""Answers weighted to known totals: raking against a closed form and against Newton's method, figures against statsmodels."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from impactlib.errors import InputError
from impactlib.statistics.mean import mean
from impactlib.statistics.proportion import share
from impactlib.statistics.weighting import Raked, rake, weighted_mean, weighted_share

ANSWERED = {("18-44", "woman"): 40, ("18-44", "man"): 20, ("45+", "woman"): 30, ("45+", "man"): 10}
POPULATION = [{"18-44": 45, "45+": 55}, {"woman": 51, "man": 49}]
"""A table of two by two with the totals of its population, in numbers of our own: a root of a quadratic gives the weighted cell."""

AGES, SEXES, PLACES = ("18-34", "35-54", "55-74", "75+"), ("woman", "man"), ("town", "village", "farm")

steady = settings(derandomize=True, max_examples=40, deadline=None, database=None)
"""The same examples on every run and machine."""

totals = st.integers(20, 60)


@st.composite
def surveys(draw):
    """Three margins with everyone in every cell, and the totals of some population of the same size."""
    cells = {cell: draw(st.integers(10, 40)) for cell in product(AGES, SEXES, PLACES)}
    people = {cell: draw(st.floats(0.5, 2)) for cell in cells}
    margins = [
        {each: sum(n for cell, n in people.items() if cell[axis] == each) for each in names}
        for axis, names in enumerate((AGES, SEXES, PLACES))
    ]
    return cells, margins


def weighted_margin(found: Raked, cells, axis):
    """The weighted part of each category of a margin."""
    sums: dict[str, float] = {}
    for cell, people in cells.items():
        sums[cell[axis]] = sums.get(cell[axis], 0.0) + people * found.weights[cell]
    total = sum(sums.values())
    return {category: each / total for category, each in sums.items()}


def test_two_by_two_is_the_root_of_a_quadratic():
    """The fitted table has the margins asked for and the odds ratio that was found, which leaves one table."""
    odds = 40 * 10 / (20 * 30)
    cell = optimize.brentq(lambda x: x * (49 - 45 + x) - odds * (45 - x) * (51 - x), 0, 45)
    found = rake(ANSWERED, POPULATION)
    assert found.weights["18-44", "woman"] * 40 == pytest.approx(cell)
    assert found.weights["45+", "man"] * 10 == pytest.approx(49 - 45 + cell)
    assert (found.n, found.trimmed) == (100, 0)


def test_three_margins_are_those_of_maximum_entropy():
    """Newton's method on the exponential weights gives the same as fitting one margin after the other."""
    chance = np.random.default_rng(1940)
    cells = {cell: int(chance.integers(10, 40)) for cell in product(AGES, SEXES, PLACES)}
    margins = [
        dict(zip(AGES, (0.2, 0.3, 0.3, 0.2), strict=True)),
        {"woman": 0.5, "man": 0.5},
        dict(zip(PLACES, (0.3, 0.5, 0.2), strict=True)),
    ]
    people = np.array(list(cells.values()), dtype=float)
    design = np.array([[float(cell[axis] == each) for axis, margin in enumerate(margins) for each in margin] for cell in cells])
    asked = np.array([each for margin in margins for each in margin.values()]) * people.sum()
    dual = optimize.minimize(
        lambda at: people @ np.exp(design @ at) - asked @ at,
        np.zeros(9),
        jac=lambda at: design.T @ (people * np.exp(design @ at)) - asked,
        tol=1e-10,
    )
    found = rake(cells, margins)
    assert [found.weights[cell] for cell in cells] == pytest.approx(np.exp(design @ dual.x), rel=1e-6)
    weights = np.exp(design @ dual.x)
    assert found.effective == pytest.approx((people @ weights) ** 2 / (people @ weights**2), rel=1e-6)
    assert found.design_effect == pytest.approx(found.n / found.effective)


def test_independent_answers_get_the_product_of_two_ratios():
    """A table without association is fitted in closed form: (row asked / row found) × (column asked / column found)."""
    cells = {("a", "x"): 24, ("a", "y"): 36, ("b", "x"): 16, ("b", "y"): 24}
    found = rake(cells, [{"a": 50, "b": 50}, {"x": 30, "y": 70}])
    for (row, column), weight in found.weights.items():
        assert weight == pytest.approx({"a": 50 / 60, "b": 50 / 40}[row] * {"x": 30 / 40, "y": 70 / 60}[column])


def test_a_category_of_few_people_is_merged_with_its_smaller_neighbour():
    """Nine people of 75+ go with 55-74; a category in the middle goes with the smaller side, and the earlier one when equal."""
    ages = {"18-34": 30, "35-54": 25, "55-74": 20, "75+": 9}
    cells = {(age, sex): n if sex == "woman" else n + 1 for age, n in ages.items() for sex in SEXES} | {
        ("75+", "woman"): 4,
        ("75+", "man"): 5,
    }
    found = rake(cells, [dict.fromkeys(AGES, 25), {"woman": 50, "man": 50}])
    assert found.categories == ((("18-34",), ("35-54",), ("55-74", "75+")), (("woman",), ("man",)))
    assert found.weights["55-74", "man"] == found.weights["75+", "man"]
    small = {("a", "x"): 20, ("a", "y"): 20, ("b", "x"): 4, ("b", "y"): 3, ("c", "x"): 20, ("c", "y"): 20, ("d", "x"): 12, ("d", "y"): 12}
    assert rake(small, [dict.fromkeys("abcd", 25), {"x": 50, "y": 50}]).categories[0] == (("a", "b"), ("c",), ("d",))
    small |= {("c", "x"): 10, ("c", "y"): 10}
    assert rake(small, [dict.fromkeys("abcd", 25), {"x": 50, "y": 50}]).categories[0] == (("a",), ("b", "c"), ("d",))


def test_ten_people_are_no_few_and_several_small_categories_may_become_one():
    """The rule is below ten; merging goes on until all have ten."""
    cells = {("a", "x"): 30, ("a", "y"): 30, ("b", "x"): 5, ("b", "y"): 5}
    assert rake(cells, [{"a": 50, "b": 50}, {"x": 50, "y": 50}]).categories[0] == (("a",), ("b",))
    cells = {("a", "x"): 30, ("a", "y"): 30, ("b", "x"): 2, ("c", "y"): 3, ("d", "y"): 4}
    assert rake(cells, [dict.fromkeys("abcd", 25), {"x": 50, "y": 50}]).categories[0] == (("a", "b", "c", "d"),)


def test_heavy_weights_are_cut_and_the_margins_still_hold():
    """Twelve people of two rare categories at once would weigh over five times the median."""
    cells = {("a", "x"): 120, ("a", "y"): 100, ("b", "x"): 100, ("b", "y"): 12}
    margins = [{"a": 0.35, "b": 0.65}, {"x": 0.35, "y": 0.65}]
    found = rake(cells, margins)
    assert found.trimmed == 12
    assert weighted_margin(found, cells, 0) == pytest.approx(margins[0])
    assert weighted_margin(found, cells, 1) == pytest.approx(margins[1])
    odds = found.weights["a", "x"] * found.weights["b", "y"] / (found.weights["a", "y"] * found.weights["b", "x"])
    assert odds < 0.999


def test_people_outside_the_population_have_no_weight():
    """A category whose total is 0 counts for nothing, and for no minimum either; cells without people have no weight."""
    cells = ANSWERED | {("under 18", "man"): 7, ("45+", "other"): 0}
    margins = [{"under 18": 0, **POPULATION[0]}, POPULATION[1]]
    found = rake(cells, margins)
    assert found.weights["under 18", "man"] == 0
    assert ("45+", "other") not in found.weights
    assert (found.n, found.categories) == (100, rake(ANSWERED, POPULATION).categories)
    answers = {cell: (n, n) if cell[0] == "under 18" else (0, n) for cell, n in cells.items()}
    assert (weighted_share(answers, found.weights).value, weighted_share(answers, found.weights).n) == (0.0, 100)


@pytest.mark.parametrize(
    ("cells", "margins", "part"),
    [
        ({("a", "x"): 30, ("b", "y"): 19}, [{"a": 1, "b": 1}, {"x": 1, "y": 1}], "49 people have a weight"),
        ({}, [{"a": 0}, {"x": 0}], "the margins have totals 0, 0"),
        (ANSWERED, POPULATION[:1], "there are 1 margins"),
        (ANSWERED, POPULATION * 3, "there are 6 margins"),
        (ANSWERED, [POPULATION[0] | {"0-17": 20}, POPULATION[1]], "nobody answered from '0-17'"),
        (ANSWERED, [{"18-44": 100}, POPULATION[1]], "people answered from '45\\+', of which no total is known"),
        (ANSWERED, [{"18-44": 45, "45+": 57}, POPULATION[1]], "the margins have totals 102, 100"),
        (ANSWERED, [{"18-44": -45, "45+": 55}, POPULATION[1]], "the total of '18-44' is -45"),
        (ANSWERED, [{"18-44": math.nan, "45+": 55}, POPULATION[1]], "the total of '18-44' is nan"),
        (ANSWERED | {("45+", "man"): -1}, POPULATION, "-1 people in"),
        (ANSWERED | {("45+",): 1}, POPULATION, "has 1 categories"),
        ({("a", "x"): 30, ("b", "y"): 30}, [{"a": 30, "b": 70}, {"x": 50, "y": 50}], "no weights fit all margins"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_cannot_be_weighted_is_refused(cells, margins, part):
    """Too few people, groups for whom nobody speaks, totals that cannot be, and margins that contradict the table."""
    with pytest.raises(InputError, match=part):
        rake(cells, margins)


def test_totals_that_differ_by_rounding_are_scaled():
    """Shares in one margin and percentages of rounded numbers in another are refused, a hundredth of difference is not."""
    rounded = rake(ANSWERED, [{"18-44": 45.2, "45+": 55.3}, POPULATION[1]])
    assert weighted_margin(rounded, ANSWERED, 0)["18-44"] == pytest.approx(45.2 / 100.5)


def test_a_weighted_share_is_wilsons_of_the_effective_number():
    """Statsmodels' interval for p·n_eff of n_eff; with equal weights it is that of the plain share."""
    found = rake(ANSWERED, POPULATION)
    answers = dict(zip(ANSWERED, [(30, 40), (10, 20), (12, 30), (2, 10)], strict=True))
    mine = weighted_share(answers, found.weights)
    value = sum(found.weights[cell] * x for cell, (x, _) in answers.items()) / 100
    theirs = proportion_confint(value * found.effective, found.effective, method="wilson")
    assert (mine.value, mine.lower, mine.upper) == pytest.approx((value, *theirs))
    assert (mine.n, mine.method, mine.design_effect) == (100, "wilson-weighted", pytest.approx(found.design_effect))
    plain, equal = share(54, 100), weighted_share(answers, dict.fromkeys(ANSWERED, 3.0))
    assert (equal.value, equal.lower, equal.upper) == pytest.approx((plain.value, plain.lower, plain.upper))


def test_nobody_and_everybody_have_exact_ends():
    """The lower limit of none is 0 and the upper one of all is 1."""
    weights = rake(ANSWERED, POPULATION).weights
    none, everyone = (weighted_share({cell: (n * part, n) for cell, n in ANSWERED.items()}, weights) for part in (0, 1))
    assert (none.value, none.lower, everyone.value, everyone.upper) == (0.0, 0.0, 1.0, 1.0)
    assert none.upper > 0.03


def test_a_weighted_mean_agrees_with_statsmodels():
    """DescrStatsW with weights that add up to the effective number; with equal weights it is the plain mean."""
    weights = rake(ANSWERED, POPULATION).weights
    answers = {cell: {3: n // 2, 4: n - n // 2 - 3, 5: 3} for cell, n in ANSWERED.items()}
    rows = [(code, weights[cell] * n, weights[cell] ** 2 * n) for cell, table in answers.items() for code, n in table.items()]
    codes, loads, squares = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    effective = loads.sum() ** 2 / squares.sum()
    theirs = DescrStatsW(codes, weights=loads * effective / loads.sum())
    mine = weighted_mean(answers, weights)
    assert (mine.value, mine.standard_error) == pytest.approx((theirs.mean, theirs.std_mean))
    assert (mine.lower, mine.upper) == pytest.approx(theirs.tconfint_mean())
    together = {code: sum(table[code] for table in answers.values()) for code in (3, 4, 5)}
    plain, equal = mean(together), weighted_mean(answers, dict.fromkeys(ANSWERED, 0.5))
    assert (equal.value, equal.lower, equal.standard_error) == pytest.approx((plain.value, plain.lower, plain.standard_error))


@pytest.mark.parametrize(
    ("call", "part"),
    [
        (lambda: weighted_share({("a",): (20, 49)}, {("a",): 1.0}), "49 people with a weight answered"),
        (lambda: weighted_share({("a",): (20, 60)}, {("b",): 1.0}), "has no weight"),
        (lambda: weighted_share({("a",): (70, 60)}, {("a",): 1.0}), "70 of 60"),
        (lambda: weighted_share({("a",): (20, 60)}, {("a",): -1.0}), "a weight is negative"),
        (lambda: weighted_share({("a",): (20, 60)}, {("a",): math.nan}), "a weight is negative or no number"),
        (lambda: weighted_share({}, {}), "0 people with a weight answered"),
        (lambda: weighted_mean({("a",): {1: 20, 2: 60}}, {("a",): 0.0}), "weighted_mean: 0 people with a weight answered"),
        (lambda: weighted_mean({("a",): {1: -20, 2: 90}}, {("a",): 1.0}), "-20 people"),
        (lambda: weighted_mean({("a",): {math.nan: 20, 2: 90}}, {("a",): 1.0}), "an answer is nan"),
        (lambda: weighted_mean({("a",): {1: 1}, ("b",): {2: 60}}, {("a",): 1.0, ("b",): 1e-30}), "one person has all the weight"),
    ],
)
def test_what_has_no_weighted_figure_is_refused(call, part):
    """Too few people, cells without a weight and weights that cannot be."""
    with pytest.raises(InputError, match=part):
        call()


@steady
@given(surveys())
def test_margins_hold_and_odds_ratios_stay(survey):
    """Every margin is met to a billionth; without trimming the association between the margins is what it was."""
    cells, margins = survey
    found = rake(cells, margins)
    for axis, margin in enumerate(margins):
        total = sum(margin.values())
        assert weighted_margin(found, cells, axis) == pytest.approx({each: n / total for each, n in margin.items()}, abs=1e-9)
    assert sum(cells[cell] * weight for cell, weight in found.weights.items()) == pytest.approx(found.n)
    assert 0 < found.effective <= found.n + 1e-9
    if not found.trimmed:
        w = found.weights
        for age, place in product(AGES[1:], PLACES[1:]):
            corner = w[AGES[0], "woman", PLACES[0]] * w[age, "woman", place] / (w[age, "woman", PLACES[0]] * w[AGES[0], "woman", place])
            assert corner == pytest.approx(1, abs=1e-7)


@steady
@given(surveys(), st.floats(0.001, 1000))
def test_the_size_of_the_population_does_not_matter(survey, times):
    """Numbers and shares give the same weights."""
    cells, margins = survey
    other = rake(cells, [{each: n * times for each, n in margin.items()} for margin in margins])
    assert other.weights == pytest.approx(rake(cells, margins).weights, rel=1e-6)


@steady
@given(surveys())
def test_answers_that_have_the_margins_already_keep_equal_weights(survey):
    """Then weighting costs nothing."""
    cells, _ = survey
    margins = [
        {each: sum(n for cell, n in cells.items() if cell[axis] == each) for each in names}
        for axis, names in enumerate((AGES, SEXES, PLACES))
    ]
    found = rake(cells, margins)
    assert list(found.weights.values()) == pytest.approx([1.0] * len(cells))
    assert (found.design_effect, found.trimmed) == (pytest.approx(1.0), 0)
