"""Several comparisons at once: the example of Benjamini and Hochberg, and what must hold for every family."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impactlib.errors import InputError
from impactlib.statistics.several import benjamini_hochberg

BENJAMINI_HOCHBERG_1995 = (
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
)
"""Benjamini and Hochberg (1995), section 4.1: the 15 p-values of a trial of thrombolysis; they reject 4, Bonferroni 3."""

steady = settings(derandomize=True, max_examples=60, deadline=None, database=None)
"""The same examples on every run and machine."""

families = st.dictionaries(st.integers(0, 99).map(str), st.floats(0, 1), min_size=1, max_size=20)


def named(values):
    """The p-values, named by their place."""
    return {str(i): value for i, value in enumerate(values)}


def test_the_example_of_its_authors_gives_four_rejections():
    """At 5 %, where Bonferroni gives three."""
    found = benjamini_hochberg(named(BENJAMINI_HOCHBERG_1995))
    assert sum(value <= 0.05 for value in found.values()) == 4
    assert sum(value * 15 <= 0.05 for value in BENJAMINI_HOCHBERG_1995) == 3


def test_adjusted_values_are_those_of_the_definition():
    """The least of p·m/rank over all that are as large or larger, written out."""
    values = BENJAMINI_HOCHBERG_1995
    expected = [min(min(1.0, values[j] * 15 / (j + 1)) for j in range(i, 15)) for i in range(15)]
    assert list(benjamini_hochberg(named(values)).values()) == pytest.approx(expected)


def test_a_primary_comparison_is_no_part_of_the_family():
    """It keeps its own p-value, and the others are adjusted as if it were not there."""
    found = benjamini_hochberg({"primary": 0.04, "b": 0.02, "c": 0.03}, exempt={"primary"})
    assert found == pytest.approx({"primary": 0.04, "b": 0.03, "c": 0.03})
    assert list(found) == ["primary", "b", "c"]


def test_no_comparisons_and_only_primary_ones_stay_as_they_are():
    """An empty family is no error."""
    assert benjamini_hochberg({}) == {}
    assert benjamini_hochberg({"a": 0.2}, exempt=["a"]) == {"a": 0.2}


@pytest.mark.parametrize("value", [-0.1, 1.1, math.nan])
def test_what_is_no_p_value_is_refused(value):
    """Also of a primary comparison."""
    with pytest.raises(InputError, match="the p-value of a is"):
        benjamini_hochberg({"a": value}, exempt=["a"])


def test_an_unknown_primary_comparison_is_refused():
    """A misspelt name would leave the real one in the family."""
    with pytest.raises(InputError, match="b is exempt but has no p-value"):
        benjamini_hochberg({"a": 0.1}, exempt=["b"])


@steady
@given(families)
def test_adjusting_never_makes_a_finding_or_changes_the_order(p):
    """Adjusted values are no smaller than raw ones, at most 1, and in the same order; one alone stays as it is."""
    found = benjamini_hochberg(p)
    names = sorted(p, key=lambda name: p[name])
    assert all(p[name] <= found[name] + 1e-12 <= 1 + 1e-9 for name in p)
    assert all(found[one] <= found[other] + 1e-12 for one, other in pairwise(names))
    first = names[0]
    assert benjamini_hochberg({first: p[first]}) == pytest.approx({first: p[first]})
