"""Tables: whatever is told of them is true, and nothing that is hidden can be worked out from it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from impactlib.disclosure import tables as protecting
from impactlib.disclosure.attack import attack
from impactlib.disclosure.known import Exposure, Known
from impactlib.disclosure.table_rules import Grid
from impactlib.disclosure.tables import protect_table
from impactlib.errors import InputError
from tests.enumerating import out
from tests.tabulating import all_places, exactly, facts, faults, number, secrets_of, terms

PEOPLE = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 15, 20, 33, 60])
"""How many people a cell has: mostly few."""

SHAPES_OF_TWO = st.tuples(st.integers(2, 4), st.integers(2, 4))
SHAPES_OF_THREE = st.tuples(st.integers(2, 3), st.integers(2, 3), st.integers(2, 4))
GROUPS = st.integers(5, 10)


def tables(shapes):
    """Tables of these shapes with mostly small numbers."""
    return shapes.flatmap(lambda shape: arrays(np.int64, shape, elements=PEOPLE))


def kept(axes, place):
    """Whether a place is in the table with these axes."""
    return tuple(axis for axis, category in enumerate(place) if category is not None) == axes


def margins_of(dimensions):
    """Some of the tables that a table of so many dimensions has, by their axes."""
    every = [axes for axes in [(), (0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2)] if all(axis < dimensions for axis in axes)]
    return st.sets(st.sampled_from(every), min_size=1).map(sorted)


def assert_safe(table, published, *, group, margins=None, public=()):
    """What is told is true, and of what must be hidden in the told tables nothing comes out."""
    axes = margins if margins is not None else list(Grid(counts=table, parts=published.parts).tables)
    places = [place for place in all_places(table.shape) if any(kept(each, place) for each in axes)]
    assert set(published.told) <= set(places)
    assert faults(table, exactly(published.told), group=group, places=places, public=public) == []


@settings(max_examples=12, deadline=None)
@given(tables(SHAPES_OF_TWO), GROUPS, margins_of(2))
def test_nothing_hidden_in_a_table_of_two_dimensions_can_be_worked_out(table, group, margins):
    """Whatever the numbers, the threshold and the told margins: all told is true, and the attack finds nothing."""
    assert_safe(table, protect_table(table, group=group, margins=margins), group=group, margins=margins)


@settings(max_examples=5, deadline=None)
@given(tables(SHAPES_OF_THREE), GROUPS, margins_of(3))
def test_nothing_hidden_in_a_table_of_three_dimensions_can_be_worked_out(table, group, margins):
    """The same where tables are linked in three dimensions."""
    assert_safe(table, protect_table(table, group=group, margins=margins), group=group, margins=margins)


@settings(max_examples=10, deadline=None)
@given(arrays(np.int64, st.tuples(st.just(2), st.integers(2, 3)), elements=st.sampled_from([0, 0, 1, 2, 3, 4, 5])))
def test_somebody_who_tries_every_number_finds_nothing(table):
    """An attacker without any mathematics, who tries all numbers that agree with what is told, finds no secret either."""
    published = protect_table(table, group=3)
    secrets = secrets_of(table, 3, all_places(table.shape))
    assert out(published.known(), secrets, most=8) == []


@settings(max_examples=10, deadline=None)
@given(tables(SHAPES_OF_TWO), GROUPS, st.data())
def test_a_table_is_refused_only_when_public_facts_alone_give_it_away(table, group, data):
    """With totals that everybody knows, a table is either safe together with them, or they alone say too much."""
    public = data.draw(st.lists(st.sampled_from([place for place in all_places(table.shape) if None in place]), max_size=3, unique=True))
    alone = attack(facts(table.shape, {place: (number(table, place),) * 2 for place in public}), secrets_of(table, group, ()))
    known_by_all = {frozenset(terms(table.shape, place)) for place in public}
    try:
        published = protect_table(table, group=group, public=public)
    except InputError:
        assert alone
        return
    assert all(people == number(table, place) for place, people in published.told.items())
    assert attack([*published.known(), *published.given()], published.secrets()) == []
    assert {frozenset(each.terms) for each in published.secrets()} | known_by_all >= {
        frozenset(terms(table.shape, place)) for place in all_places(table.shape) if 1 <= number(table, place) < group
    }


@settings(max_examples=5, deadline=None)
@given(tables(SHAPES_OF_TWO), GROUPS)
def test_the_same_table_is_published_the_same_every_time(table, group):
    """Twice the same in every part, whatever was published in between."""
    first = protect_table(table, group=group)
    protect_table(table + 1, group=group)
    assert protect_table(table, group=group) == first


@settings(max_examples=5, deadline=None)
@given(tables(SHAPES_OF_TWO), GROUPS, st.randoms(use_true_random=False))
def test_categories_in_another_order_are_as_safe(table, group, random):
    """Rows and columns in another order: what must be hidden by itself is the same, and the rest is as safe."""
    rows, columns = (random.sample(range(size), size) for size in table.shape)
    turned = table[np.ix_(rows, columns)]
    first, second = protect_table(table, group=group), protect_table(turned, group=group)

    def back(place):
        return tuple(None if each is None else order[each] for each, order in zip(place, (rows, columns), strict=True))

    by_itself = {each.place for each in first.decisions if each.reason != "complementary"}
    assert {back(each.place) for each in second.decisions if each.reason != "complementary"} == by_itself
    assert_safe(turned, second, group=group)


@settings(max_examples=5, deadline=None)
@given(tables(SHAPES_OF_TWO))
def test_a_second_table_with_a_lower_threshold_is_safe_with_the_first(table):
    """First with groups of 10, then with groups of 5: together they give no group of 1 to 4 away."""
    first = protect_table(table, group=10)
    second = protect_table(table, group=5, earlier=first.known("ledger"))
    assert attack([*first.known(), *second.known()], [*secrets_of(table, 5, all_places(table.shape)), *second.secrets()]) == []


@pytest.mark.parametrize(
    "table",
    [[[12, 12, 30], [50, 2, 3], [40, 50, 6]], [[2, 2, 40], [30, 40, 12], [40, 6, 12]], [[50, 6, 30], [3, 6, 50], [7, 12, 6]]],
    ids=["exact", "narrow", "one-of-three"],
)
def test_two_thresholds_that_know_nothing_of_each_other_give_away_what_each_hides(table):
    """Groups of 10 first and of 5 later: each safe by itself, not together, unless the second is made with what the first told."""
    first, alone = protect_table(table, group=10), protect_table(table, group=5)
    secrets = secrets_of(np.array(table), 5, all_places((3, 3)))
    assert attack(first.known(), secrets) == []
    assert attack(alone.known(), secrets) == []
    assert attack([*first.known(), *alone.known()], secrets)
    second = protect_table(table, group=5, earlier=first.known("ledger"))
    assert attack([*first.known(), *second.known()], secrets) == []


def test_two_hidden_in_each_row_and_column_of_which_one_is_exact_is_caught():
    """Two rings of hidden cells and one hidden cell between them: no row or column has one alone, and the one between is exact."""
    table = np.array([[3, 40, 6, 30, 25], [40, 7, 33, 44, 26], [45, 23, 8, 40, 27], [35, 28, 40, 9, 29], [31, 32, 37, 38, 39]])
    rings, between = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 2), (2, 3), (3, 2), (3, 3)], (0, 2)
    hidden = {*rings, between}
    for line in [{place[axis] for place in hidden} for axis in (0, 1)]:
        assert line == {0, 1, 2, 3}
    for axis, category in [(axis, category) for axis in (0, 1) for category in range(4)]:
        assert sum(place[axis] == category for place in hidden) >= 2
    told = {place: number(table, place) for place in all_places(table.shape) if place not in hidden}
    assert faults(table, exactly(told), group=10) == [f"exact small {between}", f"exact hidden {between}"]
    assert_safe(table, protect_table(table, group=10), group=10)


@pytest.mark.parametrize(("people", "told"), [(9, False), (10, True), (11, True)], ids=["9", "10", "11"])
def test_ten_people_may_be_told_of_and_nine_not(people, told):
    """The threshold is the fewest who may be told of: a cell of 10 is told and a cell of 9 is hidden."""
    table = np.array([[people, 40, 30], [50, 60, 70], [45, 55, 65]])
    published = protect_table(table)
    assert ((0, 0) in published.told) == told
    assert bool(published.decisions) != told
    assert_safe(table, published, group=10)


def test_a_single_person_is_hidden_from_all_sides():
    """One person in a large table: not his cell, and no other way to him."""
    table = np.array([[1, 40, 30], [50, 60, 70], [45, 55, 65]])
    published = protect_table(table)
    reasons = {each.place: each.reason for each in published.decisions}
    assert reasons.pop((0, 0)) == "too-few"
    assert set(reasons.values()) == {"complementary"}
    assert len(reasons) == 3
    assert_safe(table, published, group=10)


def test_a_row_with_everybody_in_one_cell_hides_its_zeros_and_more():
    """All 40 of a row gave one answer: its zeros are hidden for it, and that it is everybody cannot be worked out."""
    table = np.array([[0, 40, 0], [50, 60, 70], [45, 55, 65]])
    published = protect_table(table)
    reasons = {each.place: each.reason for each in published.decisions}
    assert reasons[0, 0] == reasons[0, 2] == "group-disclosing zero"
    assert (0, 1) not in published.told or (0, None) not in published.told
    assert_safe(table, published, group=10)


def test_everybody_in_one_cell_of_a_table_that_is_not_told_cannot_be_worked_out_from_those_that_are():
    """Two told tables of two dimensions each have a zero that is harmless, and together they say that all 30 of a group gave one answer."""
    answers = np.arange(30, 57).reshape(3, 3, 3)
    answers[0], answers[:, 0] = [[30, 0, 0], [15, 20, 0], [16, 22, 0]], [[30, 0, 0], [17, 0, 25], [18, 0, 26]]
    margins = [(0, 1), (0, 2), (1, 2)]
    every = {place: number(answers, place) for place in all_places(answers.shape) if any(kept(axes, place) for axes in margins)}
    assert faults(answers, exactly(every), group=10, places=list(every)) == ["all all of (0, 0, None) in (0, 0, 0)"]
    published = protect_table(answers, margins=margins)
    assert published.decisions
    assert_safe(answers, published, group=10, margins=margins)


def test_a_zero_among_others_is_told():
    """A zero in a row and a column with more than one number gives no group away: it is told, and nothing is hidden."""
    table = np.array([[0, 40, 30], [50, 60, 70], [45, 55, 65]])
    published = protect_table(table)
    assert published.told[0, 0] == 0
    assert published.decisions == ()


def test_an_empty_group_is_told_to_be_empty():
    """A course that nobody took has zeros and a total of zero; they are told, as nobody is in it."""
    table = np.array([[0, 0, 0], [50, 60, 70], [45, 55, 65]])
    published = protect_table(table, margins=[(0, 1), (0,), ()])
    assert [published.told.get((0, column)) for column in (0, 1, 2, None)] == [0, 0, 0, 0]
    assert protect_table(np.zeros((2, 3), dtype=int)).decisions == ()


def test_areas_that_merge_do_not_give_away_what_each_hid():
    """Areas A and B were told apart and are one now: the total of the new area, with what was told of the old ones, hides both."""
    table = np.array([[3, 40, 30], [50, 4, 70], [45, 55, 65]])
    old = protect_table(table, margins=[(0, 1), (0,)])
    new = protect_table(table, grouped={0: [(0, 1)]}, earlier=old.known("ledger"))
    secrets = [*old.secrets(), *new.secrets()]
    assert attack([*old.known(), *new.known()], secrets) == []
    told = {(0, column): number(table[:2], (None, column)) for column in range(3)}
    careless = [Known(terms={f"{row}|{column}": 1 for row in (0, 1)}, low=people, high=people) for (_, column), people in told.items()]
    assert len(new.told) > 3
    assert attack([*old.known(), *careless], secrets)


def test_one_table_by_area_by_course_and_by_province_hides_the_same_people():
    """Three ways to the same answers: told one knowing of the other they give nothing away; not knowing, a single answer is exact."""
    answers = np.array([[[2, 14], [20, 14]], [[33, 12], [20, 33]], [[41, 14], [2, 30]], [[20, 33], [14, 12]]])
    area, course, province = [(0, 2), (0,)], [(1, 2), (0, 1, 2)], {0: [(0, 1), (2, 3)]}
    by_area = protect_table(answers, margins=area)
    alone = protect_table(answers, margins=course)
    found = attack([*by_area.known(), *alone.known()], [*by_area.secrets(), *alone.secrets()])
    assert ("cell 0, 0, 0", "exact") in {(each.secret, each.why) for each in found}
    by_course = protect_table(answers, margins=course, earlier=by_area.known("ledger"))
    before = [*by_area.known("ledger"), *by_course.known("ledger")]
    by_province = protect_table(answers, margins=[(0, 1, 2), (0, 2), (0,), ()], grouped=province, earlier=before)
    assert len(by_province.told) > 3
    secrets = [*by_area.secrets(), *by_course.secrets(), *by_province.secrets()]
    assert attack([*before, *by_province.known()], secrets) == []


def test_categories_that_may_be_one_are_made_one_before_anything_is_hidden():
    """Ages in order: two neighbours of which one is small become one, and then nothing is hidden."""
    table = np.array([[30, 4, 40, 50], [33, 12, 44, 54]])
    published = protect_table(table, merge={1: "neighbours"})
    assert published.decisions == ()
    assert published.parts[1] == ((0, 1), (2,), (3,))
    assert published.labels[1] == ("0+1", "2", "3")
    assert published.told[0, 0] == 34
    assert published.log() == ["axis 1: categories 0, 1 are told as one"]
    assert protect_table(table).decisions


def test_only_those_groups_are_made_one_that_are_allowed_and_needed():
    """Of two groups that may be made one, only the one with a small number is."""
    table = np.array([[30, 4, 40, 50], [33, 12, 44, 54]])
    assert protect_table(table, merge={1: [(0, 1), (2, 3)]}).parts[1] == ((0, 1), (2,), (3,))
    assert protect_table(table, merge={1: [(2, 3)]}).parts[1] == ((0,), (1,), (2,), (3,))


def test_an_axis_keeps_two_categories():
    """However small the numbers, an axis is not merged into one category; what is left is hidden."""
    published = protect_table(np.array([[1, 1, 1, 1], [40, 50, 60, 70]]), merge={1: "neighbours"})
    assert len(published.parts[1]) == 2
    assert published.decisions


def test_a_small_cell_within_merged_categories_cannot_be_worked_out():
    """What was made one with others is a secret still: a public total of the category alone must not give it back."""
    table = np.array([[30, 4, 40], [33, 12, 44]])
    published = protect_table(table, merge={1: "neighbours"}, public=[(None, 0), (None, 1)])
    assert any(each.terms == {"0|1": 1.0} for each in published.secrets())
    assert attack([*published.known(), *published.given()], published.secrets()) == []


def test_a_public_total_that_gives_a_number_away_is_refused_without_the_number():
    """Everybody knows the totals of a row and of its only other cell: nothing we hide helps, so the table is refused, by name."""
    table = np.array([[7, 40], [50, 60]])
    with pytest.raises(InputError, match="gives away cell 0, 0") as error:
        protect_table(table, public=[(0, None), (0, 1)])
    assert not {"7", "40", "47"} & set(str(error.value).replace(",", " ").split())


def test_what_everybody_knows_to_be_empty_is_told_to_be_empty():
    """Everybody knows that nobody is in a row: its zeros are no secret, also where they leave somebody alone in a column."""
    table = np.array([[0, 0], [1, 40]])
    assert protect_table(table, public=[(0, None)]).told.items() >= {(0, 0): 0, (0, 1): 0, (0, None): 0}.items()
    assert (0, 0) not in protect_table(table).told


def test_a_group_that_everybody_knows_to_be_small_is_hidden_as_far_as_it_can_be():
    """Everybody knows that a row has 6 people: how they are divided stays open between 0 and 6, and is not refused for want of 10."""
    table = np.array([[2, 4], [50, 60]])
    published = protect_table(table, public=[(0, None)])
    assert published.told[0, None] == 6
    assert {(0, 0), (0, 1)}.isdisjoint(published.told)
    cell = next(each for each in published.secrets() if each.terms == {"0|0": 1.0})
    assert cell.width == 6
    assert attack([*published.known(), *published.given()], published.secrets()) == []


def test_what_the_attack_finds_is_hidden_further_and_what_stays_out_is_refused(monkeypatch):
    """The attack has the last word: what it reports is hidden further, and when it goes on reporting, the table is not given out."""
    table = [[3, 40, 25, 60], [50, 60, 30, 70], [55, 65, 75, 85]]
    before = protect_table(table)
    reports = [[Exposure(secret="cell 0, 0", why="narrow", lower=0, upper=9, owners=())]]
    monkeypatch.setattr(protecting, "attack", lambda *_: reports.pop() if reports else [])
    assert len(protect_table(table).decisions) >= len(before.decisions)
    assert reports == []
    asked = []
    monkeypatch.setattr(
        protecting, "attack", lambda *_: asked.append(1) or [Exposure(secret="cell 0, 0", why="exact", lower=3, upper=3, owners=())]
    )
    with pytest.raises(InputError, match="cannot be made safe: cell 0, 0 can be worked out"):
        protect_table(table)
    assert len(asked) == protecting.ROUNDS


def test_a_small_number_that_was_told_before_is_out_and_not_told_again():
    """Groups of 5 first, and of 10 since: what stood there exactly cannot be taken back, and the new table neither tells it nor stops."""
    table = np.array([[7, 40, 20], [50, 60, 30], [45, 55, 65]])
    first = protect_table(table, group=5)
    assert first.told[0, 0] == 7
    assert (0, 0) not in protect_table(table, group=10, earlier=first.known("ledger")).told


def test_the_log_has_names_and_reasons_and_no_numbers():
    """The log says what is hidden and why, by the categories' names; a number of people is nowhere in it."""
    counts = {("north", "yes"): 3, ("north", "no"): 41, ("south", "yes"): 57, ("south", "no"): 68}
    published = protect_table(counts)
    assert published.log()[0] == "cell north, yes: hidden, too-few"
    assert all(line.endswith(("hidden, too-few", "hidden, complementary")) for line in published.log())
    assert not any(character.isdigit() for line in published.log() for character in line)
    assert published.known()[0].terms.keys() <= {"north|yes", "north|no", "south|yes", "south|no"}


def test_a_table_of_one_dimension_is_protected_too():
    """One row of numbers with its total: of one small number another goes with it."""
    published = protect_table([3, 40, 55, 60])
    assert [each.reason for each in published.decisions] == ["too-few", "complementary"]
    assert published.told[None,] == 158


@pytest.mark.parametrize(
    ("counts", "options", "what"),
    [
        ([[1, -2]], {}, "give whole numbers of people"),
        ([[1.5, 2]], {}, "give whole numbers of people"),
        (np.zeros((2, 2, 2, 2), dtype=int), {}, "one to 3 axes"),
        ([], {}, "at least one cell"),
        ({}, {}, "one for each axis"),
        ({("a",): 3, ("a", "b"): 4}, {}, "one for each axis"),
        ({("a",): 2.5}, {}, "give whole numbers of people"),
        ([[1, 2]], {"group": 0}, "give 1 or more"),
        ([[1, 2]], {"margins": [(0, 3)]}, "give axes from"),
        ([[1, 2]], {"margins": []}, "give axes from"),
        ([[1, 2]], {"merge": {2: "neighbours"}}, "the table has the axes"),
        ([[1, 2]], {"merge": {1: "all"}}, "or 'neighbours'"),
        ([[1, 2]], {"merge": {1: [(0, 1), (1,)]}}, "once at the most"),
        ([[1, 2]], {"grouped": {1: [(0, 2)]}}, "once at the most"),
        ([[1, 2]], {"public": [(0, 5)]}, "there is no place"),
        ([[1, 2]], {"public": [(0,)]}, "there is no place"),
        ([[1, 2]], {"earlier": [Known(terms={"z": 1}, low=1, high=1)]}, "about the cells of this table only"),
    ],
    ids=[
        "negative", "fraction", "four-axes", "nothing", "empty-mapping", "ragged", "fraction-in-mapping", "no-group", "no-such-margin",
        "no-margins", "no-such-axis", "no-such-merge", "twice", "no-such-category", "no-such-place", "short-place", "other-cells",
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said_with_what_would_do(counts, options, what):
    """Each wrong input is refused with what would do in its place."""
    with pytest.raises(InputError, match=what):
        protect_table(counts, **options)
