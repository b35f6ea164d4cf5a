"""Comparable areas: of a class, or the nearest; without the area itself, by name, and whatever order they came in."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impactlib.errors import InputError, UnknownNameError
from impactlib.indicators.peers import (
    CLASSES,
    FEWEST,
    nearest_neighbours,
    peers_by_class,
    peers_of,
    population_class,
    register_variables,
)
from impactlib.sources.areas import Area, Register, default_register
from impactlib.workspace import Peers, Text

DUTCH = default_register()
"""The Dutch municipalities with CBS's population."""


def register(people: dict[str, int | None], *, earlier: dict[str, int] | None = None, names: dict[str, str] | None = None) -> Register:
    """Areas with so many inhabitants in 2025, and perhaps in 2020; an area's name is its code unless another is given."""
    areas = {}
    for code, number in people.items():
        population = {"2025": number} if number is not None else {}
        if earlier and code in earlier:
            population["2020"] = earlier[code]
        areas[code] = Area(code=code, name=(names or {}).get(code, code), population=population)
    text = Text(nl="x", en="x")
    return Register(areas=areas, words={}, wider={}, title=text, owner=text, reference_date=None)


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (0, (0, 5_000)),
        (4_999, (0, 5_000)),
        (5_000, (5_000, 10_000)),
        (9_999, (5_000, 10_000)),
        (10_000, (10_000, 20_000)),
        (20_000, (20_000, 50_000)),
        (49_999, (20_000, 50_000)),
        (50_000, (50_000, 100_000)),
        (100_000, (100_000, 150_000)),
        (149_999, (100_000, 150_000)),
        (150_000, (150_000, 250_000)),
        (249_999, (150_000, 250_000)),
        (250_000, (250_000, None)),
        (900_000, (250_000, None)),
    ],
)
def test_a_class_runs_from_its_lower_end_up_to_the_next(people, expected):
    """The lower end belongs to the class, the upper one to the next."""
    assert population_class(people) == expected


@pytest.mark.parametrize("people", [-1, math.nan, math.inf])
def test_a_population_that_cannot_be_has_no_class(people):
    """Below zero, not a number, or endless."""
    with pytest.raises(InputError, match=r"population_class: the population is -?\w+; give 0 or more"):
        population_class(people)


def test_peers_are_of_the_same_class_and_never_the_area_itself():
    """Six of 20,000 up to 50,000, the boundaries among them; 19,999 and 50,000 are of other classes."""
    found = register({"a": 20_000, "b": 30_000, "c": 49_999, "d": 25_000, "e": 40_000, "f": 21_000, "x": 19_999, "y": 50_000})
    assert peers_by_class(found, "a", "2025") == ("b", "c", "d", "e", "f")
    assert peers_by_class(found, "c", "2025") == ("a", "b", "d", "e", "f")


def test_a_class_with_too_few_is_widened_by_the_classes_beside_it():
    """Four in the class are no benchmark; with the classes just below and just above they are six, and no further ones come in."""
    people = {"own": 30_000, "a": 20_000, "b": 25_000, "c": 40_000, "d": 45_000, "low": 15_000, "high": 60_000, "far": 300_000, "tiny": 900}
    assert peers_by_class(register(people), "own", "2025") == ("a", "b", "c", "d", "high", "low")
    assert peers_by_class(register({**people, "e": 30_001}), "own", "2025") == ("a", "b", "c", "d", "e")


def test_where_there_are_not_enough_at_all_every_other_area_is_a_peer():
    """Three areas have two peers each, however unlike; whoever compares then says that it cannot say."""
    found = register({"a": 900, "b": 30_000, "c": 900_000})
    assert peers_by_class(found, "a", "2025") == ("b", "c")


def test_an_area_without_inhabitants_has_no_peers_and_is_none():
    """What is not known cannot be compared."""
    found = register({"a": 20_000, "b": 30_000, "c": 25_000, "d": 40_000, "e": 45_000, "f": 21_000, "none": None})
    assert peers_by_class(found, "none", "2025") == ()
    assert "none" not in peers_by_class(found, "a", "2025")


def test_a_school_year_takes_the_inhabitants_of_its_first_year():
    """2025-2026 is of 2025."""
    assert peers_by_class(DUTCH, "GM0200", "2025-2026") == peers_by_class(DUTCH, "GM0200", "2025")


def test_only_the_areas_that_are_meant_are_chosen_from():
    """A workspace of a few areas has peers among those."""
    codes = ["GM0200", "GM0202", "GM0268", "GM0222"]
    assert set(peers_by_class(DUTCH, "GM0200", "2025", among=codes)) <= set(codes) - {"GM0200"}


def test_an_unknown_area_is_refused():
    """With the nearest code."""
    with pytest.raises(UnknownNameError, match="unknown area 'GM020O'; did you mean 'GM0820'"):
        peers_by_class(DUTCH, "GM020O", "2025")
    with pytest.raises(UnknownNameError, match="unknown area 'GM020O'; did you mean 'GM0820'"):
        nearest_neighbours(DUTCH, "GM020O", {"a": {}})


def test_names_are_in_order_of_the_alphabet_and_not_of_size():
    """Capitals, and the apostrophe of 's-Hertogenbosch, do not matter; nobody is ranked."""
    names = {"a": "'s-Zand", "b": "Zeeburg", "c": "aalst", "d": "Bergen", "e": "Ton", "own": "Mil"}
    found = register({"own": 30_000, "a": 21_000, "b": 22_000, "c": 23_000, "d": 24_000, "e": 25_000}, names=names)
    assert [names[code] for code in peers_by_class(found, "own", "2025")] == ["aalst", "Bergen", "'s-Zand", "Ton", "Zeeburg"]


def nearest_by_hand(code: str, variables: dict[str, dict[str, float]], number: int, codes: list[str]) -> set[str]:
    """The nearest areas by brute force: standardised over all of them, and the whole matrix of distances."""
    table = np.array([[variables[name][each] for name in sorted(variables)] for each in codes])
    spread = table.std(axis=0)
    standard = (table - table.mean(axis=0))[:, spread > 0] / spread[spread > 0]
    distances = np.sqrt(((standard[:, None, :] - standard[None, :, :]) ** 2).sum(axis=2))[codes.index(code)]
    away = {each: distance for each, distance in zip(codes, distances, strict=True) if each != code}
    return set(sorted(away, key=lambda each: away[each])[:number])


@pytest.mark.parametrize("code", ["GM0200", "GM0363", "GM0277", "GM1955"])
@pytest.mark.parametrize("number", [5, 10, 25])
def test_neighbours_are_those_of_brute_force(code, number):
    """On the population and growth of all Dutch municipalities, for a middling, the largest, a tiny and another one."""
    variables = register_variables(DUTCH, "2025")
    codes = [each for each in DUTCH.areas if all(each in values for values in variables.values())]
    found = nearest_neighbours(DUTCH, code, variables, number=number)
    assert len(found) == number
    assert set(found) == nearest_by_hand(code, variables, number, codes)
    assert list(found) == sorted(found, key=lambda each: (DUTCH.areas[each].name.casefold().lstrip("'"), each))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.floats(-9, 9, width=16), st.floats(0, 1000, width=16)), min_size=7, max_size=20), st.integers(5, 9))
def test_neighbours_of_any_areas_are_no_farther_than_those_left_out(values, number):
    """Every area that was taken is as near as every one that was not, and their number is what was asked, or all there are."""
    codes = [f"c{each:02d}" for each in range(len(values))]
    variables = {name: {code: float(pair[place]) for code, pair in zip(codes, values, strict=True)} for place, name in enumerate("pq")}
    found = nearest_neighbours(register(dict.fromkeys(codes, 9)), "c00", variables, number=number)
    table = np.array(values, dtype=float)
    spread = table.std(axis=0)
    standard = (table - table.mean(axis=0)) / np.where(spread > 0, spread, 1)
    away = dict(zip(codes, np.sqrt(((standard - standard[0]) ** 2).sum(axis=1)), strict=True))
    assert len(found) == min(number, len(codes) - 1)
    assert "c00" not in found
    assert max(away[code] for code in found) <= min((away[code] for code in codes[1:] if code not in found), default=np.inf) + 1e-6


def test_a_variable_in_another_unit_chooses_the_same_neighbours():
    """What is standardised does not mind thousands or another zero; what is the same everywhere counts for nothing."""
    variables = register_variables(DUTCH, "2025")
    other = {name: {code: 1000 * value - 7 for code, value in values.items()} for name, values in variables.items()}
    expected = nearest_neighbours(DUTCH, "GM0200", variables)
    assert nearest_neighbours(DUTCH, "GM0200", other) == expected
    assert nearest_neighbours(DUTCH, "GM0200", {**variables, "one": dict.fromkeys(DUTCH.areas, 3.0)}) == expected


def test_of_two_that_are_just_as_near_the_lower_code_is_taken():
    """Whatever the order: a and b lie on either side of the own area, and four others lie nearer."""
    values = {"own": 0.0, "c": 0.1, "d": 0.1, "e": -0.1, "f": -0.1, "b": 2.0, "a": -2.0}
    for order in (list(values), list(reversed(values))):
        found = register(dict.fromkeys(order, 9))
        assert nearest_neighbours(found, "own", {"x": {code: values[code] for code in order}}, number=5) == ("a", "c", "d", "e", "f")


@pytest.mark.parametrize(
    ("variables", "number", "message"),
    [
        ({"x": {"a": 1.0, "b": 2.0}}, 4, "number is 4; give 5 or more"),
        ({}, 5, "there is no variable; give one at least"),
        ({"x": {"b": 2.0}}, 5, "a has no 'x'; give it, or leave the variable out"),
    ],
)
def test_neighbours_that_cannot_be_chosen_are_refused(variables, number, message):
    """Too few, nothing to go by, or nothing known of the area itself."""
    with pytest.raises(InputError, match=f"nearest_neighbours: {message}"):
        nearest_neighbours(register({"a": 1, "b": 2}), "a", variables, number=number)


def test_an_area_of_which_a_variable_is_not_known_is_no_neighbour():
    """It is left out, rather than taken as average."""
    codes = [f"c{each}" for each in range(8)]
    variables = {"x": {code: float(place) for place, code in enumerate(codes)}, "y": dict.fromkeys(codes[:2] + codes[3:], 1.0)}
    assert nearest_neighbours(register(dict.fromkeys(codes, 9)), "c0", variables, number=5) == ("c1", "c3", "c4", "c5", "c6")


def test_a_register_gives_the_logarithm_of_the_population_and_its_growth():
    """20,000 after 16,000 is a quarter more; an area without that year has no growth, one without people is left out."""
    found = register_variables(register({"a": 20_000, "b": 9_000, "none": None, "empty": 0}, earlier={"a": 16_000}), "2025")
    assert found["population"] == {"a": math.log(20_000), "b": math.log(9_000)}
    assert found["growth"] == {"a": 0.25}
    assert list(register_variables(register({"a": 9}), "2025")) == ["population"]


def test_a_year_of_which_no_population_is_known_has_no_variables():
    """The error names the year."""
    with pytest.raises(InputError, match="no area has a population in 1890; give a period that the register has"):
        register_variables(register({"a": 9}), "1890")


@pytest.mark.parametrize("settings_", [Peers(), Peers(by="neighbours", number=6)], ids=["class", "neighbours"])
def test_the_order_of_areas_changes_no_peers(settings_):
    """A register and a list in another order give the same peers, in the same order of names."""
    codes = sorted(DUTCH.areas)[:60]
    straight = peers_of(DUTCH, codes, settings_, "2025")
    for seed in range(3):
        mixed = codes.copy()
        Random(seed).shuffle(mixed)
        turned = Register(
            areas={code: DUTCH.areas[code] for code in mixed}, words={}, wider={}, title=DUTCH.title, owner=DUTCH.owner, reference_date=None
        )
        assert peers_of(turned, mixed, settings_, "2025") == straight
    for code, peers in straight.items():
        assert code not in peers
        assert len(peers) >= FEWEST
        assert set(peers) <= set(codes)


def test_the_settings_say_how_peers_are_chosen():
    """Of a class all are taken; of neighbours as many as is said."""
    codes = list(DUTCH.areas)
    of_class, nearest = peers_of(DUTCH, codes, Peers(), "2025"), peers_of(DUTCH, codes, Peers(by="neighbours", number=7), "2025")
    assert of_class["GM0200"] == peers_by_class(DUTCH, "GM0200", "2025")
    assert {len(peers) for peers in nearest.values()} == {7}
    assert set(of_class) == set(nearest) == set(codes)
    own = population_class(DUTCH.areas["GM0200"].population_in("2025"))
    assert own[0] in CLASSES
    assert {population_class(DUTCH.areas[code].population_in("2025")) for code in of_class["GM0200"]} == {own}


def test_a_newly_formed_municipality_has_neighbours_of_its_size():
    """It has no growth yet: the population alone chooses for it, and it is nobody's neighbour in a growth that it has not."""
    codes = [f"c{each}" for each in range(9)]
    people = {code: 10_000 + 1_000 * place for place, code in enumerate(codes)}
    made = register(people, earlier={code: 9_000 for code in codes if code != "c4"})
    found = peers_of(made, codes, Peers(by="neighbours", number=5), "2025")
    assert set(found["c4"]) >= {"c3", "c5", "c6"}
    assert len(found["c4"]) == 5
    assert all("c4" not in peers for peers in found.values())


@pytest.mark.parametrize("settings_", [Peers(), Peers(by="neighbours")], ids=["class", "neighbours"])
def test_without_a_population_nobody_has_peers(settings_):
    """A year that the register does not know, or an area of which it knows nothing: no peers, and no error."""
    assert peers_of(DUTCH, ["GM0200", "GM0202"], settings_, "1890") == {"GM0200": (), "GM0202": ()}
    codes = [f"c{each}" for each in range(8)]
    found = peers_of(register({**dict.fromkeys(codes, 9_000), "c3": None}), codes, settings_, "2025")
    assert found["c3"] == ()
    assert all("c3" not in peers and len(peers) == 6 for code, peers in found.items() if code != "c3")


def test_fewer_than_five_neighbours_cannot_be_asked_for():
    """The settings are refused before anything is chosen."""
    with pytest.raises(ValueError, match="greater than or equal to 5"):
        Peers(by="neighbours", number=4)
