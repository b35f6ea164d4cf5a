"""Complementary suppression: what else goes keeps every secret, costs little, and is the same every time."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impactlib.disclosure.complementary import Complement, Told, complement
from impactlib.disclosure.known import Known, Secret
from impactlib.errors import InputError
from tests.enumerating import out

GROUP = 3
MOST = 8
"""With a group of 3 and counts to 5, numbers to 8 leave room for every alternative that must be possible."""


def cells_of(table):
    """The unknowns of a table, with their true numbers."""
    return {f"{row},{column}": int(people) for (row, column), people in np.ndenumerate(np.array(table))}


def lines_of(table, *, group=GROUP, cost_of_total=4.0):
    """The told lines of a table with all its totals, small cells and small totals left out."""
    truth = cells_of(table)
    rows, columns = np.array(table).shape
    places = {name: [name] for name in truth}
    places |= {f"row {row}": [f"{row},{column}" for column in range(columns)] for row in range(rows)}
    places |= {f"column {column}": [f"{row},{column}" for row in range(rows)] for column in range(columns)}
    places["all"] = list(truth)
    told = []
    for owner, names in places.items():
        people = sum(truth[name] for name in names)
        if not 1 <= people < group:
            cost = 1.0 if len(names) == 1 else cost_of_total
            told.append(Told(owner=owner, terms=dict.fromkeys(names, 1.0), low=people, high=people, cost=cost))
    return told


def small_cells(table, *, group=GROUP, width=None):
    """A secret for each cell of 1 to `group` - 1 people."""
    return [
        Secret(name=name, terms={name: 1.0}, group=group, least=group, width=float(width or group))
        for name, people in cells_of(table).items()
        if 1 <= people < group
    ]


def left(told, gone):
    """What an attacker has when these owners are gone."""
    return [Known(terms=each.terms, low=each.low, high=each.high, owner=each.owner) for each in told if each.owner not in gone]


def test_one_hidden_cell_takes_three_others_with_it():
    """Of two by two cells with all totals one is small: the three others are the cheapest that keep it."""
    table = [[3, 40], [50, 60]]
    told = lines_of(table, group=10)
    chosen = complement(told, cells_of(table), small_cells(table, group=10))
    assert sorted(chosen.owners) == ["0,1", "1,0", "1,1"]
    assert chosen.unprotected == ()
    assert set(chosen.because.values()) == {"0,0"}


def test_dear_cells_stay_where_totals_are_cheap():
    """What goes costs least: with cells at 100 and totals at 1 it is totals that go."""
    table = [[3, 40], [50, 60]]
    told = [
        Told(owner=each.owner, terms=each.terms, low=each.low, high=each.high, cost=100.0 if len(each.terms) == 1 else 1.0)
        for each in lines_of(table, group=10)
    ]
    chosen = complement(told, cells_of(table), small_cells(table, group=10))
    assert sorted(chosen.owners) == ["all", "column 0", "row 0"]


def test_two_hidden_cells_in_a_row_that_are_not_wide_enough_take_more():
    """Two hidden cells of a row of 4 in total can hide from each other only 0 to 4: with a width of 10 the total must go too."""
    truth = {"a": 1, "b": 3}
    told = [Told(owner="total", terms={"a": 1.0, "b": 1.0}, low=4, high=4)]
    secrets = [Secret(name="a", terms={"a": 1.0}), Secret(name="b", terms={"b": 1.0})]
    assert complement(told, truth, secrets).owners == ("total",)
    narrow = [Secret(name="a", terms={"a": 1.0}, width=4.0, least=2), Secret(name="b", terms={"b": 1.0}, width=4.0, least=2)]
    assert complement(told, truth, narrow).owners == ()


def test_all_lines_of_an_owner_go_together():
    """A figure that gives two facts goes with both: hiding it for the one leaves the other untold as well."""
    truth = {"a": 3, "b": 30, "c": 4, "d": 40}
    told = [
        Told(owner="figure", terms={"a": 1.0, "b": 1.0}, low=33, high=33),
        Told(owner="figure", terms={"c": 1.0, "d": 1.0}, low=44, high=44),
        Told(owner="b", terms={"b": 1.0}, low=30, high=30, cost=5.0),
        Told(owner="d", terms={"d": 1.0}, low=40, high=40, cost=5.0),
    ]
    secrets = [Secret(name="a", terms={"a": 1.0}), Secret(name="c", terms={"c": 1.0})]
    assert complement(told, truth, secrets).owners == ("figure",)


def test_what_nothing_can_keep_is_named_and_nothing_is_hidden_for_it():
    """A public total of two hidden cells that leaves one of them exact cannot be helped: the secret is named, not lost in an error."""
    truth = {"a": 3, "b": 40, "c": 5, "d": 50}
    told = [
        Told(owner="", terms={"a": 1.0}, low=3, high=3, cost=math.inf),
        Told(owner="b", terms={"b": 1.0}, low=40, high=40),
        Told(owner="", terms={"c": 1.0, "d": 1.0}, low=55, high=55, cost=math.inf),
        Told(owner="d", terms={"d": 1.0}, low=50, high=50),
    ]
    chosen = complement(told, truth, [Secret(name="a", terms={"a": 1.0}), Secret(name="c", terms={"c": 1.0})])
    assert chosen.unprotected == ("a",)
    assert chosen.owners == ("d",)


def test_an_owner_with_a_line_that_cannot_go_does_not_go_in_part():
    """What was told before by the same owner stays known; hiding its new line would not take that back, so it is not chosen."""
    truth = {"a": 3, "b": 40}
    told = [
        Told(owner="x", terms={"a": 1.0, "b": 1.0}, low=43, high=43),
        Told(owner="x", terms={"a": 1.0, "b": 1.0}, low=43, high=43, cost=math.inf),
        Told(owner="b", terms={"b": 1.0}, low=40, high=40, cost=50.0),
    ]
    assert complement(told, truth, [Secret(name="a", terms={"a": 1.0})]).owners == ("b",)


def test_everybody_is_certainly_in_it_is_a_reason_to_hide():
    """Twelve of twelve: the number is large enough to tell, but not that everybody is in it, so one of the two goes."""
    truth = {"yes": 12, "no": 0}
    told = [
        Told(owner="yes", terms={"yes": 1.0}, low=12, high=12, cost=2.0),
        Told(owner="total", terms={"yes": 1.0, "no": 1.0}, low=12, high=12, cost=1.0),
    ]
    secret = Secret(name="yes", terms={"yes": 1.0}, width=1.0, whole={"yes": 1.0, "no": 1.0})
    assert complement(told, truth, [secret]).owners == ("total",)
    assert complement(told, truth, [replace(secret, insiders=False)]).owners == ("total",)
    assert complement(told, truth, [replace(secret, whole={})]).owners == ()


def test_nobody_is_certainly_in_it_is_a_reason_only_where_it_is_said():
    """None of twelve may be told of a secret without `zero`, and not of one with it."""
    truth = {"yes": 0, "no": 12, "maybe": 9}
    told = [
        Told(owner="yes", terms={"yes": 1.0}, low=0, high=0),
        Told(owner="total", terms=dict.fromkeys(truth, 1.0), low=21, high=21, cost=5.0),
    ]
    whole = dict.fromkeys(truth, 1.0)
    assert complement(told, truth, [Secret(name="yes", terms={"yes": 1.0}, whole=whole)]).owners == ()
    assert complement(told, truth, [Secret(name="yes", terms={"yes": 1.0}, whole=whole, zero=True)]).owners == ("yes",)


def test_somebody_who_takes_himself_out_must_not_see_everybody_left():
    """Eleven of twelve: the one who is not in it knows that all others are; without insiders it may be told."""
    truth = {"yes": 11, "no": 1}
    told = [
        Told(owner="yes", terms={"yes": 1.0}, low=11, high=11, cost=2.0),
        Told(owner="total", terms={"yes": 1.0, "no": 1.0}, low=12, high=12, cost=1.0),
    ]
    whole = {"yes": 1.0, "no": 1.0}
    assert complement(told, truth, [Secret(name="yes", terms={"yes": 1.0}, width=1.0, whole=whole)]).owners == ("total",)
    alone = Secret(name="yes", terms={"yes": 1.0}, width=1.0, whole=whole, insiders=False)
    assert complement(told, truth, [alone]).owners == ()


def test_the_only_one_who_is_in_it_must_not_see_that_nobody_else_is():
    """One of 31, told as 0 or 1: whoever is in it takes himself out and sees that nobody else is, where nobody is a secret."""
    truth = {"yes": 1, "no": 30}
    told = [
        Told(owner="yes", terms={"yes": 1.0}, low=0, high=1),
        Told(owner="total", terms={"yes": 1.0, "no": 1.0}, low=31, high=31, cost=5.0),
    ]
    secret = Secret(name="yes", terms={"yes": 1.0}, width=1.0, least=1, whole={"yes": 1.0, "no": 1.0}, zero=True)
    assert complement(told, truth, [secret]).owners == ("yes",)
    assert complement(told, truth, [replace(secret, insiders=False)]).owners == ()
    assert complement(told, truth, [replace(secret, zero=False)]).owners == ()


def test_a_number_that_is_certainly_large_may_be_told():
    """A secret of 12 people with a group of 10 is told exactly and nothing goes for it; with a group of 20 it goes."""
    truth = {"a": 12}
    told = [Told(owner="a", terms={"a": 1.0}, low=12, high=12)]
    assert complement(told, truth, [Secret(name="a", terms={"a": 1.0})]).owners == ()
    assert complement(told, truth, [Secret(name="a", terms={"a": 1.0}, group=20, least=20)]).owners == ("a",)


def test_a_hidden_cell_becomes_a_secret_of_its_own():
    """A cell that goes for another must not stay exact: where it would, more goes."""
    truth = {"a": 3, "b": 40, "c": 50}
    told = [
        Told(owner="figure", terms={"a": 1.0, "b": 1.0}, low=43, high=43),
        Told(owner="figure", terms={"c": 1.0}, low=50, high=50),
        Told(owner="b", terms={"b": 1.0}, low=40, high=40, cost=5.0),
        Told(owner="c again", terms={"c": 1.0}, low=50, high=50, cost=2.0),
    ]
    secrets = [Secret(name="a", terms={"a": 1.0})]
    assert complement(told, truth, secrets).owners == ("figure",)
    hidden = Secret(name="c is hidden", terms={"c": 1.0}, group=1000, least=1, width=1.0)
    assert complement(told, truth, secrets, cells={"figure": hidden}).owners == ("figure", "c again")


def test_rounded_means_hide_what_they_leave_open():
    """Lines with weights and limits, as a rounded mean gives: what is chosen leaves the secret open in whole numbers."""
    truth = {"one": 2, "two": 3, "three": 9}
    told = [
        Told(owner="n", terms=dict.fromkeys(truth, 1.0), low=14, high=14, cost=3.0),
        Told(owner="mean", terms={"one": 1.0, "two": 2.0, "three": 3.0}, low=34.93, high=35.07),
        Told(owner="three", terms={"three": 1.0}, low=9, high=9, cost=2.0),
    ]
    secrets = [Secret(name=name, terms={name: 1.0}, group=GROUP, least=GROUP, width=3.0) for name in ("one", "two")]
    assert out(left(told, ()), secrets, most=16)
    chosen = complement(told, truth, secrets)
    assert chosen.unprotected == ()
    assert chosen.owners
    assert not out(left(told, chosen.owners), secrets, most=16)


def test_a_line_that_the_truth_does_not_keep_is_an_error_without_the_numbers():
    """Told lines and true numbers that disagree are the caller's fault, and said so without telling either."""
    with pytest.raises(InputError, match="told by x: it does not hold for the true numbers") as error:
        complement([Told(owner="x", terms={"a": 1.0}, low=77, high=77)], {"a": 78}, [Secret(name="a", terms={"a": 1.0})])
    assert "77" not in str(error.value)
    assert "78" not in str(error.value)


def test_an_unknown_without_a_true_number_is_an_error():
    """Every unknown that a line or a secret names needs its true number."""
    with pytest.raises(InputError, match="1 unknowns have no true number, such as 'b'"):
        complement([Told(owner="x", terms={"a": 1.0, "b": 1.0}, low=5, high=5)], {"a": 5}, [Secret(name="a", terms={"a": 1.0})])


def test_nothing_told_hides_nothing():
    """With nothing told, nothing has to go; with no secrets neither."""
    nothing = Complement(owners=(), unprotected=(), because={})
    assert complement([], {"a": 3}, [Secret(name="a", terms={"a": 1.0})]) == nothing
    assert complement(lines_of([[3, 4]]), cells_of([[3, 4]]), []) == nothing


tables = st.tuples(st.integers(2, 2), st.integers(2, 3)).flatmap(
    lambda shape: st.lists(st.lists(st.sampled_from([0, 1, 1, 2, 3, 4, 5]), min_size=shape[1], max_size=shape[1]), min_size=2, max_size=2)
)


@settings(max_examples=15, deadline=None)
@given(tables)
def test_trying_every_number_finds_no_secret(table):
    """Whatever the table, an attacker who tries every number finds no small cell after complementary suppression."""
    told, secrets = lines_of(table), small_cells(table)
    chosen = complement(told, cells_of(table), secrets)
    assert chosen.unprotected == ()
    assert not out(left(told, chosen.owners), secrets, most=MOST)


@settings(max_examples=8, deadline=None)
@given(tables)
def test_nothing_that_is_hidden_could_have_stayed(table):
    """Told again, each single owner that was hidden gives a secret away: nothing went for nothing."""
    told, secrets = lines_of(table), small_cells(table)
    gone = set(complement(told, cells_of(table), secrets).owners)
    for owner in gone:
        assert out(left(told, gone - {owner}), secrets, most=MOST + 4 if len(cells_of(table)) < 6 else MOST)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.sampled_from([1, 3, 4, 5]), min_size=2, max_size=2), min_size=2, max_size=2))
def test_for_one_secret_what_goes_costs_least(table):
    """For a single secret no other set of owners that keeps it costs less: all sets are tried."""
    told = lines_of(table)
    secrets = small_cells(table)[:1]
    chosen = complement(told, cells_of(table), secrets)
    cost = {each.owner: each.cost for each in told}
    spent = sum(cost[owner] for owner in chosen.owners)
    for size in range(len(cost)):
        for gone in combinations(cost, size):
            if sum(cost[owner] for owner in gone) < spent - 1e-9:
                assert out(left(told, gone), secrets, most=12)


@settings(max_examples=5, deadline=None)
@given(tables, st.randoms(use_true_random=False))
def test_the_same_is_hidden_every_time(table, random):
    """The same input gives the same owners, and secrets in another order are kept as well."""
    told, secrets = lines_of(table), small_cells(table)
    first = complement(told, cells_of(table), secrets)
    assert complement(told, cells_of(table), secrets) == first
    random.shuffle(secrets)
    assert complement(told, cells_of(table), secrets).owners == first.owners
