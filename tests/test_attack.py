"""The attack finds what can be worked out, exactly, and nothing else: hand examples, and brute force over all small tables."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from impactlib.disclosure import verdicts
from impactlib.disclosure.attack import attack, attacked, bounds
from impactlib.disclosure.blocks import Block, Form, cut
from impactlib.disclosure.known import Known, Secret
from impactlib.disclosure.solving import Condition, Program
from impactlib.disclosure.witnesses import agrees
from impactlib.errors import InputError

CAP = 4
"""In the brute-force examples every unknown is known to be at most this."""

SLOWLY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def known(names: str, low: float, high: float | None = None, owner: str = "") -> Known:
    """The sum of unknowns of one letter each, each as often as its letter stands there."""
    return Known(terms={name: names.count(name) for name in names}, low=low, high=low if high is None else high, owner=owner)


def secret(names: str, **rule: object) -> Secret:
    """A secret sum of unknowns of one letter each; `whole` likewise."""
    whole = dict.fromkeys(str(rule.pop("whole", "")), 1.0)
    return Secret(name=names, terms=dict.fromkeys(names, 1.0), whole=whole, **rule)  # type: ignore[arg-type]


def whys(facts: Sequence[Known], *secrets: Secret) -> dict[str, tuple[str, bool]]:
    """Why each secret is out, and whether only for somebody inside."""
    return {each.secret: (each.why, each.insider) for each in attack(facts, secrets)}


def grid(rows: list[str], margins: list[list[int]]) -> list[Known]:
    """The margins of a table: rows of letters (hidden cells; '.' is nothing), sums of rows, then sums of columns."""
    columns = ["".join(cells) for cells in zip(*rows, strict=True)]
    return [known(line.replace(".", ""), total) for lines, totals in zip((rows, columns), margins, strict=True)
            for line, total in zip(lines, totals, strict=True) if line.strip(".")]  # fmt: skip


def test_one_hidden_cell_in_a_row_is_exact() -> None:
    """A row of which all but one cell are told, and the total, give the cell."""
    row = [known("abc", 40), known("a", 20), known("b", 13)]
    assert bounds(row, [secret("c")]) == [(7, 7)]
    assert whys(row, secret("c")) == {"c": ("exact", False)}


def test_two_hidden_cells_in_every_line_are_not_enough() -> None:
    """Two squares of hidden cells that one more cell ties together: with two or more in each row and column, that cell is exact."""
    table = grid(["ab..", "cde.", "..fg", "..hi"], [[12, 19, 14, 16], [13, 13, 18, 17]])
    # Rows 1 and 2 less columns 1 and 2 are the cell that lies in neither: 31 - 26.
    assert all(sum(each != "." for each in line) >= 2 for line in ("ab..", "cde.", "..fg", "..hi", "ac..", "bd..", ".efh", "..gi"))
    assert bounds(table, [secret("e")]) == [(5, 5)]
    out = whys(table, *(secret(each, width=5.0) for each in "abcdefghi"))
    assert out["e"] == ("exact", False)
    assert all(why != "exact" for name, (why, _) in out.items() if name != "e")


def test_three_markers_under_a_total_are_pinned() -> None:
    """Three groups marked '<5' that are 12 together are 4, 4 and 4."""
    facts = [*(known(name, 1, 4) for name in "abc"), known("abc", 12)]
    assert bounds(facts, [secret(name) for name in "abc"]) == [(4, 4)] * 3


@pytest.mark.parametrize(
    ("low", "high", "count"),
    [
        pytest.param(0.35 * 7.012, 0.45 * 7.012, 3, id="0.4 per 1,000 of 7,012 inhabitants"),
        pytest.param(0.705 * 7, 0.715 * 7, 5, id="71 % of seven people"),
    ],
)
def test_a_rounded_rate_is_the_count(low: float, high: float, count: int) -> None:
    """Rounding hides nothing where one whole number fits."""
    assert bounds([known("a", low, high)], [secret("a")]) == [(count, count)]


def test_a_share_of_under_ten_people_gives_both_numbers() -> None:
    """'71 % of under 10' is 5 of 7: no other number under ten has such a share."""
    facts = [known("ab", 1, 9), Known(terms={"a": 1 - 0.705, "b": -0.705}, low=0, high=math.inf),
             Known(terms={"a": 1 - 0.715, "b": -0.715}, low=-math.inf, high=0)]  # fmt: skip
    assert bounds(facts, [secret("a"), secret("ab")]) == [(5, 5), (7, 7)]


def test_before_after_and_changed_give_the_whole_table() -> None:
    """47 % before, 73 % after, n = 15 and '6 changed' leave one table: 6, 1, 5, 3."""
    # a: yes twice, b: yes then no, c: no then yes, d: no twice.
    facts = [known("abcd", 15), known("ab", 0.465 * 15, 0.475 * 15), known("ac", 0.725 * 15, 0.735 * 15), known("bc", 6)]
    assert bounds(facts, [secret(name) for name in "abcd"]) == [(6, 6), (1, 1), (5, 5), (3, 3)]


def test_margins_rounded_to_five_give_back_a_corner() -> None:
    """Cells and totals each rounded to 5 by themselves: the total narrows its parts to fewer values than rounding left."""
    facts = [known("a", 2.5, 7.5), known("b", 2.5, 7.5), known("ab", 12.5, 17.5)]
    assert bounds(facts, [secret("a"), secret("ab")]) == [(6, 7), (13, 14)]
    assert bounds(facts[:2], [secret("a")]) == [(3, 7)]


@pytest.mark.parametrize("n", [9, 10, 11])
def test_one_who_is_not_in_it_knows_that_all_others_are(n: int) -> None:
    """All but one: the one takes himself out and sees everybody; with two beside it nobody does."""
    whole = known("ab", n)
    assert whys([whole, known("b", 1)], secret("a", whole="ab", group=5, least=5))["a"] == ("all", True)
    assert whys([whole, known("b", 1)], secret("a", whole="ab", group=5, least=5, insiders=False)) == {}
    assert whys([whole, known("b", 2)], secret("a", whole="ab", group=5, least=5)) == {}


@pytest.mark.parametrize(("n", "why"), [(9, "exact"), (10, None), (11, None)])
def test_the_minimum_is_the_first_that_may_be_told(n: int, why: str | None) -> None:
    """Nine people are out, ten and eleven are not."""
    out = whys([known("a", n)], secret("a"))
    assert out == ({} if why is None else {"a": (why, False)})


def test_one_of_the_others_learns_that_nobody_else_is_in_it() -> None:
    """With zeros hidden, the only one in it, among at least two, knows that no other is; alone in the whole there are no others."""
    few = {"group": 1, "least": 1, "width": 1.0}
    assert whys([known("a", 1), known("b", 8)], secret("a", whole="ab", zero=True, **few))["a"] == ("all", True)
    assert whys([known("a", 1), known("b", 8)], secret("a", whole="ab", **few)) == {}
    assert whys([known("a", 0, 1), known("b", 0)], secret("a", whole="ab", zero=True, **few)) == {}


def test_everybody_and_nobody_are_out() -> None:
    """100 % of a group tells about each of them, and 0 % does where zeros must be hidden."""
    everybody = [known("ab", 40), known("b", 0)]
    assert whys(everybody, secret("a", whole="ab"), secret("b", whole="ab")) == {"a": ("all", False)}
    assert whys(everybody, secret("b", whole="ab", zero=True))["b"] == ("all", False)
    assert whys([known("b", 0)], secret("b", zero=True))["b"] == ("exact", False)
    assert whys([known("a", 0), known("b", 0)], secret("b", whole="ab", zero=True)) == {}


def test_a_range_under_the_minimum_is_out_and_one_from_zero_needs_width() -> None:
    """1 … 9 is under, 0 … 8 is narrow, 0 … 10 and 9 … 19 are neither."""
    assert whys([known("a", 1, 9)], secret("a")) == {"a": ("under", False)}
    wide = [known(name, *ends) for name, ends in zip("abcdef", [(1, 6), (1, 7), (1, 8), (1, 9), (2, 8), (2, 9)], strict=True)]
    assert whys(wide, *(secret(name, width=5.0) for name in "abcdef")) == dict.fromkeys("abcdef", ("under", False))
    assert whys([known("a", 0, 8)], secret("a")) == {"a": ("narrow", False)}
    assert whys([known("a", 0, 10), known("b", 9, 19)], secret("a"), secret("b")) == {}
    assert whys([known("a", 4, 8)], secret("a", least=3, width=5.0)) == {"a": ("narrow", False)}


def test_what_no_fact_names_has_no_limit() -> None:
    """An unknown in no fact may be anything, and so may one that facts limit from below only."""
    facts = [known("ab", 5, math.inf)]
    assert bounds(facts, [secret("z"), secret("a"), secret("ab")]) == [(0, math.inf), (0, math.inf), (5, math.inf)]
    difference = Secret(name="d", terms={"a": 1, "b": -1})
    assert bounds([known("ab", 5), Known(terms={"c": 1, "d": -1}, low=2, high=2)], [difference, secret("d")]) == [(-5, 5), (0, math.inf)]


def test_an_exact_count_of_millions_stays_exact() -> None:
    """The tolerance for computed limits does not make a large total a range."""
    facts = [known("ab", 8_000_007), known("b", 8_000_000)]
    assert bounds(facts, [secret("a")]) == [(7, 7)]


def test_computed_limits_do_not_refute_the_truth() -> None:
    """A limit a hair above a whole number still lets that number in."""
    assert bounds([known("a", 3 * 1.1 / 1.1 + 1e-9, 5)], [secret("a")]) == [(3, 5)]


def test_facts_that_contradict_each_other_are_named() -> None:
    """Whoever disagrees is told by name, and the rest is still attacked."""
    wrong = [known("ab", 10, owner="here"), known("a", 12, 15, owner="there"), known("c", 4, owner="elsewhere")]
    found = attacked(wrong, [secret("a"), secret("c")])
    assert [(each.owners, each.secrets) for each in found.contradictions] == [(("here", "there"), ("a",))]
    assert [each.secret for each in found.exposures] == ["c"]
    with pytest.raises(InputError, match=r"what is known contradicts itself: here, there; correct or withdraw"):
        attack(wrong, [secret("a")])
    with pytest.raises(InputError, match="here, there"):
        bounds(wrong, [secret("a")])
    exact = [known("a", 3, owner="one"), known("a", 4, owner="other"), known("b", 0.2, 0.4, owner="third")]
    assert {each.owners for each in attacked(exact, [secret("a")]).contradictions} == {("one", "other"), ("third",)}


def test_the_owners_of_an_exposure_are_those_it_hangs_on() -> None:
    """All facts that hang together by default; sharply only those of which none can be missed; a fact without an owner is no owner."""
    facts = [known("ab", 12, owner="total"), known("b", 8, 9, owner="rest"), known("a", 0, 30, owner="idle"), known("abc", 30)]
    (found,) = attack(facts, [secret("a")])
    assert found.owners == ("total", "rest", "idle")
    (found,) = attack(facts, [secret("a")], sharp=True)
    assert found.owners == ("total", "rest")
    (found,) = attack([replace(facts[1], origin="ledger", owner="old"), facts[0], known("b", 7, 9, owner="new")], [secret("a")], sharp=True)
    assert found.owners == ("old", "total")  # what was told before is out: the new fact can go, and that would not help


def test_a_secret_over_two_blocks_is_bounded_over_both() -> None:
    """A sum of numbers that no fact ties together is as certain as its parts are."""
    assert bounds([known("a", 2, 3), known("b", 4, 6)], [secret("ab")]) == [(6, 9)]


def test_answers_that_are_all_the_best_are_worked_out() -> None:
    """Two means near the top of the scale: of no answer can there be many that are not the best."""
    cells = [f"{before}{now}" for before in range(1, 6) for now in range(1, 6)]
    whole = dict.fromkeys(cells, 1.0)
    facts = [Known(terms=whole, low=30, high=30),
             *(Known(terms={cell: float(cell[place]) for cell in cells}, low=150, high=150) for place in (0, 1))]  # fmt: skip
    bars = [Secret(name=str(now), terms={cell: 1.0 for cell in cells if cell[1] == str(now)}, whole=whole) for now in range(1, 6)]
    assert [(each.secret, each.why, each.lower) for each in attack(facts, bars)] == [("5", "all", 30.0)]


def survey(name: str, seed: int) -> tuple[list[Known], list[Secret]]:
    """What a report tells of a question asked twice: n, and three means to one decimal; its bars are hidden."""
    random = np.random.default_rng(seed)
    n = int(random.integers(12, 60))
    table = random.multinomial(n, random.dirichlet(np.full(25, 0.5)))
    codes = [(before, now) for before in range(1, 6) for now in range(1, 6)]
    cells = {f"{name}{before}{now}": 1.0 for before, now in codes}
    facts = [Known(terms=cells, low=n, high=n, owner=name)]
    for weights in ([b for b, _ in codes], [c for _, c in codes], [c - b for b, c in codes]):
        mean = round(float(np.dot(weights, table)) / n, 1)
        facts.append(
            Known(terms=dict(zip(cells, map(float, weights), strict=True)), low=(mean - 0.05) * n, high=(mean + 0.05) * n, owner=name)
        )
    bars = [Secret(name=f"{name}={code}", terms={c: 1.0 for c in cells if c[-1] == str(code)}, whole=cells) for code in range(1, 6)]
    return facts, bars


def test_the_quick_way_finds_what_the_exact_way_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Witnesses for many blocks at once change no verdict: without them each secret is bounded by integer programs alone."""
    made = [survey(f"s{seed}.", seed) for seed in range(12)]
    facts, bars = [fact for each, _ in made for fact in each], [bar for _, each in made for bar in each]
    quick = attacked(facts, bars)
    monkeypatch.setattr(verdicts, "LARGEST", 0)
    assert quick == attacked(facts, bars)
    assert 0 < len(quick.exposures) < len(bars)


def test_blocks_do_not_touch_each_other_nor_do_processes() -> None:
    """The same blocks one by one, all at once, and over two processes give the same."""
    made = [survey(f"s{seed}.", seed) for seed in range(4)]
    made[1][0].append(Known(terms={"s1.55": 1.0}, low=0, high=9))
    facts, bars = [fact for each, _ in made for fact in each], [bar for _, each in made for bar in each]
    apart = [exposure for each in made for exposure in attack(*each)]
    assert attack(facts, bars) == apart
    assert attack(facts, bars, workers=2) == apart


def test_what_is_not_shown_in_time_counts_as_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that runs out of time proves nothing: the range that was seen is judged, however wide it may be."""
    facts = [known("ab", 100), known("aab", 100, 200)]
    assert whys(facts, secret("a")) == {}
    form, blocks = _only_family(facts, secret("a"))
    monkeypatch.setattr(Program, "largest", lambda *_: (-math.inf, None, False))
    for low, expected in ((12.0, "narrow"), (5.0, "exact")):
        monkeypatch.setattr(verdicts.Family, "_find_tables", lambda self, low=low: self._note(np.array([0]), np.array([[low, 100 - low]])))
        (found,) = verdicts.Family(form, blocks).verdicts()[0] or []
        assert (found.why, found.lower, found.upper) == (expected, low, low)
    with pytest.raises(InputError, match="2 unknowns that hang together took too long"):
        verdicts.Family(form, blocks).bounds()


def _only_family(facts: Sequence[Known], *secrets: Secret) -> tuple[Form, list[Block]]:
    ((form, blocks),) = cut(facts, secrets).families
    return form, list(blocks)


def test_a_witness_has_nobody_fewer_than_none_and_breaks_no_fact() -> None:
    """A table with a negative cell, or beside a limit, shows nothing."""
    form, (block,) = _only_family([known("ab", 10)], secret("a"))
    tables = np.array([[4.0, 6.0], [-1.0, 11.0], [4.0, 7.0]])
    assert agrees(form, tables, np.tile(block.low, (3, 1)), np.tile(block.high, (3, 1))).tolist() == [True, False, False]


def test_a_condition_limits_a_program() -> None:
    """A table with at least three in one cell, where there is one, and the word that there is none."""
    program = Program(np.array([[1.0, 1.0]]), np.array([5.0]), np.array([5.0]), np.zeros(2), np.full(2, 5.0))
    table, may_be = program.table(Condition(weights=np.array([1.0, 0.0]), low=3, high=math.inf))
    assert table is not None
    assert table[0] >= 3
    assert may_be
    assert program.table(Condition(weights=np.array([1.0, 0.0]), low=6, high=math.inf)) == (None, False)


Example = tuple[list[Known], list[Secret], dict[str, int]]


@st.composite
def examples(draw: st.DrawFn) -> Example:
    """Facts that are true of a small table, with what is secret of it, and the table."""
    names = "abcd"[: draw(st.integers(1, 4))]
    truth = {name: draw(st.sampled_from([0, 0, 1, 1, 2, 3, CAP])) for name in names}
    facts = [known(name, 0, CAP) for name in names]
    some = st.lists(st.sampled_from(names), min_size=1, unique=True)
    for number in range(draw(st.integers(0, 4))):
        terms = {name: float(draw(st.sampled_from([1, 1, 1, 2, -1, 0.5]))) for name in draw(some)}
        value = total(terms, truth)
        off = draw(st.sampled_from([(0, 0), (0, 0), (0.5, 1), (1, 0), (0, math.inf), (math.inf, 1)]))
        facts.append(Known(terms=terms, low=value - off[0], high=value + off[1], owner=f"fact {number}"))
    secrets = []
    for number in range(draw(st.integers(1, 3))):
        part = draw(some)
        whole = draw(st.sampled_from(["", names, "".join(part)]))
        group = draw(st.integers(1, 5))
        secrets.append(Secret(name=f"secret {number}", terms=dict.fromkeys(part, 1.0), whole=dict.fromkeys(whole, 1.0), group=group,
                              least=draw(st.integers(1, group)), width=float(draw(st.integers(1, 4))), zero=draw(st.booleans()),
                              insiders=draw(st.booleans())))  # fmt: skip
    return draw(st.permutations(facts)), secrets, truth


def total(terms: Mapping[str, float], table: Mapping[str, int]) -> float:
    """A weighted sum."""
    return sum(weight * table[name] for name, weight in terms.items())


def agreeing(facts: Sequence[Known]) -> list[dict[str, int]]:
    """Every table that agrees with the facts, by trying all."""
    names = sorted({name for fact in facts for name in fact.terms})
    tables = [dict(zip(names, each, strict=True)) for each in itertools.product(range(CAP + 1), repeat=len(names))]
    return [table for table in tables if all(fact.low - 1e-9 <= total(fact.terms, table) <= fact.high + 1e-9 for fact in facts)]


def by_brute_force(tables: Sequence[Mapping[str, int]], hidden: Secret) -> tuple[str, bool] | None:
    """Why a secret is out, as `Secret` says it, over all tables there can be."""
    parts = [total(hidden.terms, table) for table in tables]
    wholes = [total(hidden.whole, table) for table in tables]
    low, high = min(parts), max(parts)
    if low == high == 0:
        if hidden.zero and (not hidden.whole or max(wholes) > 0):
            return ("all" if hidden.whole and min(wholes) > 0 else "exact"), False
    elif low < hidden.group and low == high:
        return "exact", False
    elif low >= 1 and high < hidden.least:
        return "under", False
    elif low < hidden.group and high - low < hidden.width:
        return "narrow", False
    pairs = [(part, whole - part) for part, whole in zip(parts, wholes, strict=True)] if hidden.whole else []
    inside, outside = [(part - 1, rest) for part, rest in pairs if part], [(part, rest - 1) for part, rest in pairs if rest]
    for is_insider, seen in ((False, pairs), *(((True, inside), (True, outside)) if hidden.insiders else ())):
        others = bool(seen) and min(part + rest for part, rest in seen) > 0
        if others and (not any(rest for _, rest in seen) or (hidden.zero and not any(part for part, _ in seen))):
            return "all", is_insider
    return None


@SLOWLY
@given(examples())
def test_bounds_and_exposures_are_those_of_brute_force(example: Example) -> None:
    """Over all tables that agree with the facts: the same bounds, the same secrets out, for the same reason."""
    facts, secrets, truth = example
    tables = agreeing(facts)
    ends = [(min(values), max(values)) for each in secrets for values in [[total(each.terms, table) for table in tables]]]
    assert bounds(facts, secrets) == ends
    out = {each.name: why for each in secrets if (why := by_brute_force(tables, each)) is not None}
    assert whys(facts, *secrets) == out
    assert all(low <= total(each.terms, truth) <= high for each, (low, high) in zip(secrets, ends, strict=True))


@SLOWLY
@given(examples(), st.randoms(use_true_random=False))
def test_names_and_order_change_nothing(example: Example, random: object) -> None:
    """Other names for the unknowns and another order of facts and terms give the same."""
    facts, secrets, _ = example
    others = {name: f"{ord(name) * 7 % 11}/{name}" for name in "abcd"}

    def renamed(terms: Mapping[str, float]) -> dict[str, float]:
        return {others[name]: weight for name, weight in reversed(terms.items())}

    turned = [replace(fact, terms=renamed(fact.terms)) for fact in facts]
    random.shuffle(turned)  # type: ignore[attr-defined]
    hidden = [replace(each, terms=renamed(each.terms), whole=renamed(each.whole)) for each in secrets]
    assert whys(turned, *hidden) == whys(facts, *secrets)
    assert bounds(turned, hidden) == bounds(facts, secrets)


@SLOWLY
@given(examples())
def test_one_more_fact_never_widens(example: Example) -> None:
    """Whoever knows more bounds at least as sharply."""
    facts, secrets, _ = example
    after = bounds(facts, secrets)
    capped = [fact for fact in facts if fact.low == 0 and fact.high == CAP and len(fact.terms) == 1]
    fewer = capped + [fact for fact in facts if fact not in capped][:-1]
    for (low, high), (wider, higher) in zip(after, bounds(fewer, secrets), strict=True):
        assert wider <= low
        assert high <= higher
