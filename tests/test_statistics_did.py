"""Difference in differences against published data and statsmodels, and what must hold for every panel."""

from __future__ import annotations

import math

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from impactlib.errors import InputError
from impactlib.statistics.difference_in_differences import FEWEST_AREAS, difference_in_differences

CARD_KRUEGER_1994 = {
    ("New Jersey", "1991"): 20.44,
    ("New Jersey", "1992"): 21.03,
    ("Pennsylvania", "1991"): 23.33,
    ("Pennsylvania", "1992"): 21.17,
}
CARD_KRUEGER_1994_EFFECT = 2.76
"""Card and Krueger (1994), American Economic Review 84, table 3: mean full-time equivalents a store, and their difference (of means
that were not rounded)."""

QUARTERS = ("2010-Q4", "2011-Q1", "2011-Q2", "2011-Q3", "2011-Q4", "2012-Q1")
KESSLER_ROTH_2014 = {
    "Alaska": (0.75, 0.77, 0.77, 0.78, 0.78, 0.79),
    "Arizona": (0.2634, 0.2092, 0.2261, 0.2503, 0.2351, 0.2587),
    "California": (0.2666, 0.2731, 0.2743, 0.2636, 0.2607, 0.2641),
    "Colorado": (0.6653, 0.6674, 0.6736, 0.6715, 0.6699, 0.6594),
    "Connecticut": (0.3905, 0.3853, 0.3952, 0.4031, 0.3864, 0.3984),
    "District of Columbia": (0.3319, 0.2866, 0.2951, 0.4024, 0.3791, 0.3646),
    "Florida": (0.3753, 0.3795, 0.3947, 0.4181, 0.4037, 0.407),
    "Hawaii": (0.417, 0.4105, 0.4271, 0.4294, 0.4307, 0.4108),
    "Louisiana": (0.5372, 0.546, 0.5619, 0.5949, 0.551, 0.5486),
    "Maryland": (0.4635, 0.4529, 0.4679, 0.459, 0.495, 0.456),
    "Michigan": (0.1563, 0.1491, 0.1923, 0.2461, 0.2294, 0.4216),
    "Minnesota": (0.5358, 0.5173, 0.5202, 0.5246, 0.528, 0.5398),
    "Missouri": (0.4025, 0.3987, 0.4063, 0.4089, 0.415, 0.4127),
    "Montana": (0.6429, 0.6406, 0.6578, 0.6683, 0.6674, 0.6523),
    "Nebraska": (0.4541, 0.4337, 0.436, 0.4405, 0.4389, 0.4519),
    "New Hampshire": (0.5576, 0.5594, 0.5643, 0.5334, 0.5248, 0.5253),
    "New Jersey": (0.3037, 0.3109, 0.3039, 0.3109, 0.3127, 0.3334),
    "New York": (0.1249, 0.1267, 0.1314, 0.1451, 0.1277, 0.1229),
    "North Carolina": (0.5239, 0.519, 0.532, 0.534, 0.5284, 0.5126),
    "Ohio": (0.5545, 0.5593, 0.5701, 0.5701, 0.5751, 0.5645),
    "Pennsylvania": (0.4531, 0.4536, 0.4553, 0.4559, 0.4551, 0.4527),
    "South Carolina": (0.3083, 0.2617, 0.2556, 0.2641, 0.2966, 0.228),
    "Tennessee": (0.3268, 0.3249, 0.3382, 0.3428, 0.3385, 0.34),
    "Virginia": (0.2645, 0.3623, 0.3455, 0.359, 0.3443, 0.3701),
    "Washington": (0.5811, 0.5893, 0.5882, 0.5846, 0.5842, 0.5947),
    "Wisconsin": (0.5735, 0.571, 0.572, 0.5688, 0.566, 0.5814),
    "Wyoming": (0.5931, 0.5946, 0.5937, 0.5911, 0.5854, 0.5881),
}
"""Organ donor registration by state and quarter (Kessler and Roth 2014; data set organ_donations of the package causaldata 0.1.5,
MIT licence): California asked for an active choice from the third quarter of 2011."""

KESSLER_ROTH_RANK, KESSLER_ROTH_P, KESSLER_ROTH_CLUSTERED_P = 5, 0.185, 0.0008
"""The rank and p of the placebo test among 27 states, and the p that statsmodels gives by clusters (STATISTICS.md, section 2.1)."""

steady = settings(derandomize=True, max_examples=40, deadline=None, database=None)
"""The same examples on every run and machine."""

PERIODS = ("2021", "2022", "2023", "2024", "2025")
panels = st.lists(st.lists(st.integers(-500, 500), min_size=5, max_size=5), min_size=2, max_size=8)


def panel(rows: list[list[float]]) -> dict[tuple[str, str], float]:
    """The first row is of Apeldoorn, the treated one."""
    names = ["Apeldoorn", *(f"area {i}" for i in range(1, len(rows)))]
    return {(name, period): value for name, row in zip(names, rows, strict=True) for period, value in zip(PERIODS, row, strict=False)}


def organ_donors() -> dict[tuple[str, str], float]:
    """The data of Kessler and Roth by state and quarter."""
    return {(state, quarter): rate for state, row in KESSLER_ROTH_2014.items() for quarter, rate in zip(QUARTERS, row, strict=True)}


def dummies(values: dict[tuple[str, str], float], treated: str, from_period: str):
    """The regression with an effect for each area and period, clustered by area."""
    areas, periods = sorted({area for area, _ in values}), sorted({period for _, period in values})
    rows = [
        [area == treated and period >= from_period, 1, *(area == other for other in areas[1:]), *(period == other for other in periods[1:])]
        for area, period in values
    ]
    groups = np.array([areas.index(area) for area, _ in values])
    model = sm.OLS(np.array(list(values.values())), np.array(rows, dtype=float))
    return model.fit(cov_type="cluster", cov_kwds={"groups": groups})


def test_the_minimum_wage_of_new_jersey_is_as_published():
    """To a hundredth, since the printed means are rounded; two states are no test."""
    found = difference_in_differences(CARD_KRUEGER_1994, treated="New Jersey", from_period="1992")
    assert found.effect == pytest.approx(CARD_KRUEGER_1994_EFFECT, abs=0.0101)
    assert (found.now.p, found.now.rank, found.enough, found.clear, found.parallel_shown) == (1.0, 1, False, False, False)
    assert found.earlier is None
    assert not found.now.others


def test_the_organ_donors_of_california_are_as_computed_before():
    """The placebo test says 'cannot say' where the formula with clusters is sure."""
    found = difference_in_differences(organ_donors(), treated="California", from_period="2011-Q3")
    assert (found.now.rank, round(found.now.p, 3)) == (KESSLER_ROTH_RANK, KESSLER_ROTH_P)
    assert (found.areas, found.enough, found.clear, found.parallel_shown) == (27, True, False, True)
    fit = dummies(organ_donors(), "California", "2011-Q3")
    assert found.effect == pytest.approx(fit.params[0])
    assert fit.pvalues[0] == pytest.approx(KESSLER_ROTH_CLUSTERED_P, abs=5e-5)


@pytest.mark.parametrize("seed", range(6))
def test_the_effect_is_that_of_a_regression_with_dummies(seed):
    """And each placebo is that of the panel without the treated area."""
    random = np.random.default_rng(seed)
    size = int(random.integers(3, 9))
    values = panel(random.normal(50, 9, (size, 5)).tolist())
    start = PERIODS[int(random.integers(1, 5))]
    found = difference_in_differences(values, treated="Apeldoorn", from_period=start)
    assert found.effect == pytest.approx(dummies(values, "Apeldoorn", start).params[0])
    rest = {key: value for key, value in values.items() if key[0] != "Apeldoorn"}
    for area, effect in found.now.others.items():
        assert effect == pytest.approx(dummies(rest, area, start).params[0])


def test_a_formula_with_clusters_is_sure_of_nothing_in_particular():
    """With one treated area and no change at all, clusters by area reject at 5 % in over half of panels; the placebo test in about 5 %."""
    random, formula, placebo, panels_made = np.random.default_rng(20261124), 0, 0, 150
    treatment = np.zeros((20, 5))
    treatment[0, 2:] = 1
    within = treatment - treatment.mean(0) - treatment.mean(1, keepdims=True) + treatment.mean()
    for _ in range(panels_made):
        rows = random.normal(0, 1, (20, 5)) + random.normal(0, 1, (20, 1))
        fit = sm.OLS(rows.ravel(), within.ravel()).fit(cov_type="cluster", cov_kwds={"groups": np.repeat(np.arange(20), 5)})
        formula += fit.pvalues[0] <= 0.05
        placebo += difference_in_differences(panel(rows.tolist()), treated="Apeldoorn", from_period="2023").clear
    assert formula > 0.5 * panels_made
    assert placebo <= 0.1 * panels_made


@pytest.mark.parametrize(("areas", "enough"), [(2, False), (3, False), (19, False), (20, True), (30, True)])
def test_twenty_areas_are_needed(areas, enough):
    """However large the change in the treated one is, fewer cannot come to p ≤ 0.05."""
    rows = [[float(i % 4), 0, 0, 1, 0] for i in range(areas)]
    rows[0] = [0, 0, 0, 900, 900]
    found = difference_in_differences(panel(rows), treated="Apeldoorn", from_period="2024")
    assert found.now.p == pytest.approx(1 / areas) if areas > 2 else found.now.p == 1
    assert (found.enough, found.clear) == (enough, enough)


def test_a_stricter_test_needs_more_areas():
    """At 99 % a rank among 100; a laxer one still needs twenty."""
    rows = [[float(i), 0, 0, 1, 0] for i in range(99)]
    assert not difference_in_differences(panel(rows), treated="Apeldoorn", from_period="2024", confidence=0.99).enough
    assert difference_in_differences(panel([*rows, [0] * 5]), treated="Apeldoorn", from_period="2024", confidence=0.99).enough
    few = panel(rows[: FEWEST_AREAS - 1])
    assert not difference_in_differences(few, treated="Apeldoorn", from_period="2024", confidence=0.8).enough


@pytest.mark.parametrize(("start", "shown", "tested"), [("2022", False, False), ("2023", False, True), ("2024", True, True)])
def test_three_earlier_periods_show_whether_the_areas_went_alike(start, shown, tested):
    """Two are enough for the test of the earlier periods, one for neither; the path has them all."""
    rows = [[1.0, 2, 3, 9, 9], [2, 3, 4, 4, 4], [4, 5, 6, 7, 6]]
    found = difference_in_differences(panel(rows), treated="Apeldoorn", from_period=start)
    assert found.parallel_shown is shown
    assert (found.earlier is not None) is tested
    assert [(each.period, each.treated, each.comparison) for each in found.path][:2] == [("2021", 1, 3), ("2022", 2, 4)]
    assert len(found.path) == 5


def test_an_area_that_went_its_own_way_before_is_found_out():
    """A trend of its own gives an effect, and the same test of the earlier periods ranks it first."""
    random = np.random.default_rng(7)
    rows = random.normal(0, 0.1, (24, 5))
    rows[0] += np.arange(5)
    found = difference_in_differences(panel(rows.tolist()), treated="Apeldoorn", from_period="2025")
    assert found.clear
    assert found.earlier.rank == 1
    assert found.earlier.effect == pytest.approx(2, abs=0.3)


def test_no_differences_at_all_are_the_largest_rank():
    """All areas alike: nothing is larger than anything."""
    found = difference_in_differences(panel([[0.1, 0.2, 0.3, 0.4, 0.5]] * 25), treated="Apeldoorn", from_period="2023")
    assert found.effect == pytest.approx(0)
    assert (found.now.p, found.clear) == (1.0, False)


@pytest.mark.parametrize(
    ("change", "options", "says"),
    [
        ({("area 1", "2023"): None}, {}, r"area 1 has no value of 2023 \(1 missing\)"),
        ({("Apeldoorn", "2021"): None}, {}, "Apeldoorn has no value of 2021"),
        ({("area 1", "2023"): math.nan}, {}, "value of area 1 in 2023 is nan"),
        ({("area 1", "2023-2024"): 1}, {}, "more than one kind"),
        ({}, {"treated": "Atlantis"}, "no area 'Atlantis'"),
        ({}, {"from_period": "2030"}, "no period '2030'; take one of 2021"),
        ({}, {"from_period": "2021"}, "no period before 2021"),
        ({}, {"confidence": 0.0}, "confidence is 0"),
    ],
)
def test_what_is_no_panel_is_refused(change, options, says):
    """With the area and period that it is about, and what would do."""
    values = panel([[1.0, 2, 3, 4, 5], [2.0, 3, 3, 3, 3], [1.0, 1, 1, 1, 2]])
    changed = {key: value for key, value in (values | change).items() if value is not None}
    with pytest.raises(InputError, match=says):
        difference_in_differences(changed, **{"treated": "Apeldoorn", "from_period": "2023"} | options)


def test_a_panel_of_one_area_or_none_is_refused():
    """There is nothing to compare with."""
    with pytest.raises(InputError, match="no area beside Apeldoorn"):
        difference_in_differences(panel([[1.0, 2, 3, 4, 5]]), treated="Apeldoorn", from_period="2023")
    with pytest.raises(InputError, match="there is no period"):
        difference_in_differences({}, treated="Apeldoorn", from_period="2023")


@steady
@given(panels, st.lists(st.integers(-999, 999), min_size=13, max_size=13), st.randoms(use_true_random=False))
def test_what_an_area_or_a_period_has_of_its_own_changes_nothing(rows, own, random):
    """A constant for each area and each period, and another order, leave effect, placebos and ranks as they are."""
    values = panel(rows)
    found = difference_in_differences(values, treated="Apeldoorn", from_period="2024")
    moved = panel([[value + own[i] + own[8 + j] for j, value in enumerate(row)] for i, row in enumerate(rows)])
    shuffled = list(moved.items())
    random.shuffle(shuffled)
    again = difference_in_differences(dict(shuffled), treated="Apeldoorn", from_period="2024")
    assert again.effect == pytest.approx(found.effect, abs=1e-9)
    assert again.now.others == pytest.approx(dict(found.now.others), abs=1e-9)
    assert (again.now.rank, again.earlier.rank) == (found.now.rank, found.earlier.rank)


@steady
@given(panels, st.integers(-99, 99))
def test_a_change_in_the_treated_area_is_found_as_it_is(rows, change):
    """Added to its later periods it adds to the effect, and leaves the placebos alone."""
    found = difference_in_differences(panel(rows), treated="Apeldoorn", from_period="2024")
    moved = [[*rows[0][:3], *(value + change for value in rows[0][3:])], *rows[1:]]
    again = difference_in_differences(panel(moved), treated="Apeldoorn", from_period="2024")
    assert again.effect == pytest.approx(found.effect + change)
    assert again.now.others == found.now.others
    assert again.earlier == found.earlier


@steady
@given(panels)
def test_a_rank_is_among_the_areas(rows):
    """The share is never 0, and 1 at the most."""
    found = difference_in_differences(panel(rows), treated="Apeldoorn", from_period="2023")
    assert 1 <= found.now.rank <= found.areas
    assert 0 < found.now.p <= 1
