"""The study of how often 95 % intervals hold: that it sums and simulates rightly, and that its table is what it gives."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from impactlib.indicators.choosing import FEWEST, figure_of_answers
from impactlib.statistics.mean import mean, moments
from studies.coverage import HEADER, TABLE, read, told_at_most, write, written
from studies.exact import coverage_of_t, exact_rows, half_per_deviation, lopsided, shares_rows
from studies.flagged import ENDS, is_flagged
from studies.sampling import MEAN
from studies.simulated import situations
from studies.situations import BAND, CEILING, CHANGES, COURSES, OTHERS, PEOPLE, SPREADS, YEARS, twice

PART = 0.1
"""The part of the simulations that is done again here."""

ERRORS = 3.0
"""So many standard errors of the simulation a coverage may lie outside the band."""

APART = 4.0
"""So many two simulations of one situation may lie apart: of three hundred pairs one in fifty would lie further."""


def test_a_share_of_ten_at_a_half_is_held_as_often_as_can_be_worked_out_by_hand() -> None:
    """Wilson's interval of 2 to 8 out of 10 holds a half, that of fewer or more does not: 1 − 2 × 11/1024."""
    row = next(row for row in shares_rows(truths=np.array([0.5])) if row.people == "10")
    assert row.coverage == pytest.approx(100 * (1 - 22 / 1024))


@pytest.mark.parametrize("n", [2, 3, 5])
def test_the_coverage_of_a_mean_is_that_of_every_sample_one_by_one(n: int) -> None:
    """Few answers in every order, each with the library's own interval and its chance."""
    truth, held = sum(code * part for code, part in CEILING.items()), 0.0
    for answers in product(CEILING, repeat=n):
        found = mean({code: answers.count(code) for code in set(answers)})
        assert found.lower is not None
        assert found.upper is not None
        if found.lower - 1e-9 <= truth <= found.upper + 1e-9:
            held += float(np.prod([CEILING[answer] for answer in answers]))
    assert coverage_of_t(CEILING, n) == pytest.approx(held)


def test_an_interval_of_a_mean_is_as_wide_as_its_answers_are_spread() -> None:
    """What the exact sums lean on: half the interval is one number for each n, times the standard deviation."""
    generator = np.random.default_rng(3)
    for n in (2, 10, 57, 200):
        people = generator.multinomial(n, [0.2] * 5)
        table = dict(zip((1, 2, 3, 4, 5), map(int, people), strict=True))
        found, deviation = mean(table), moments(table, where="test").variance ** 0.5
        assert found.upper is not None
        assert found.upper - found.value == pytest.approx(half_per_deviation(n) * deviation)


def test_what_is_flagged_exactly_is_what_the_library_flags() -> None:
    """The chance of a flag is the part of many samples that the library's own rule flags."""
    generator = np.random.default_rng(4)
    for n in (10, 30, 50):
        chance, _ = lopsided(tuple(CEILING.items()), n, ENDS)
        samples = generator.multinomial(n, list(CEILING.values()), size=2000).tolist()
        flagged = 0
        for people in samples:
            answers = {(code, code): each for code, each in zip(CEILING, people, strict=True) if each}
            flagged += is_flagged(MEAN, answers, figure_of_answers(MEAN, answers, {}).estimate)
        assert flagged / len(samples) == pytest.approx(chance, abs=0.05)


def test_answers_before_and_now_have_the_margins_that_were_asked() -> None:
    """Added up over one of the moments they are the answers of the other."""
    before, now = SPREADS["60 % at the top"], CEILING
    table = twice(before, now)
    for code in before:
        assert sum(part for (first, _), part in table.items() if first == code) == pytest.approx(before[code])
        assert sum(part for (_, second), part in table.items() if second == code) == pytest.approx(now[code], abs=1e-6)


def test_every_population_is_whole() -> None:
    """Parts of a population add up to it."""
    for spread in (*SPREADS.values(), *CHANGES.values()):
        assert sum(spread.values()) == pytest.approx(1)


def test_the_table_covers_what_was_asked() -> None:
    """People from 10 to 200, courses from 2 to 20, years from 5 to 10, 5 to 30 others, and four in five at the top of the scale."""
    rows = read()
    assert len({row.key for row in rows}) == len(rows)
    assert {str(n) for n in PEOPLE} <= {row.people for row in rows}
    assert {str(n) for n in COURSES} <= {row.courses for row in rows}
    assert {str(n) for n in YEARS} <= {row.years for row in rows}
    assert {(kind, str(n)) for kind in ("share", "rate", "mean") for n in OTHERS} == {
        (row.figure.removesuffix(" beside other areas"), row.others) for row in rows if row.others
    }
    of_two = {row.figure for row in rows if row.courses == str(FEWEST)}
    assert {"share", "mean", "net share", "share that improved", "change of mean", "change of share"} <= of_two
    ceiling = {row.figure for row in rows if "80 %" in row.situation or "75-85 %" in row.situation}
    assert {"share", "mean", "change of mean", "change of share", "net share", "trend of means"} <= ceiling


def test_no_interval_of_the_table_is_too_often_wrong_without_a_flag() -> None:
    """Where coverage is under 93 %, the samples that are told without a flag and are wrong are no more than 7 % of all."""
    assert not [written(row) for row in read() if not told_at_most(row)]


def test_the_table_has_a_row_for_everything_that_is_studied_and_no_other() -> None:
    """A situation that is added or renamed is run."""
    simulated = [each.key for each in situations()]
    assert [row.key for row in read() if row.made != "exact"] == simulated


def test_a_table_that_is_written_is_read_again(tmp_path: Path) -> None:
    """The file holds everything that a row has, as it is printed."""
    rows = read()
    path = tmp_path / "again.csv"
    write(rows, path)
    assert path.read_bytes() == TABLE.read_bytes()
    assert TABLE.read_text(encoding="utf-8").splitlines()[0] == ",".join(HEADER)


def test_a_simulation_gives_the_same_row_each_time() -> None:
    """Its seed is fixed: the row of the table is had again, digit by digit."""
    first = next(iter(situations()))
    assert written(first.row()) == written(next(row for row in read() if row.made != "exact"))


def test_a_figure_of_an_area_like_the_others_is_seldom_called_different() -> None:
    """Higher or lower wrongly in fewer than 1 of 100 comparisons with 10 others or more, and in fewer than 3 with 5."""
    for row in read():
        if row.others:
            assert row.wrong is not None
            assert row.wrong < (3 if int(row.others) < 10 else 1), row


@pytest.mark.slow
def test_exact_coverage_is_what_the_table_says() -> None:
    """Every exact row, worked out again."""
    committed = {row.key: row for row in read() if row.made == "exact"}
    found = {row.key: row for row in exact_rows()}
    assert list(found) == list(committed)
    for key, row in found.items():
        for name in ("coverage", "lowest", "flagged", "wrong"):
            now, then = getattr(row, name), getattr(committed[key], name)
            assert (now is None) == (then is None), (key, name)
            assert now is None or abs(now - then) <= 0.05 + 1e-6, (key, name, now, then)


@pytest.mark.slow
def test_simulated_coverage_is_in_the_band_or_flagged_and_is_what_the_table_says() -> None:
    """Every simulated row with a tenth of the simulations: between 93 and 98 % or told with a flag, within the error of simulating."""
    committed = {row.key: row for row in read() if row.made != "exact"}
    low, _ = BAND
    for situation in situations():
        row = situation.row(part=PART)
        then = committed[row.key]
        times, often = int(row.made), int(then.made)
        # Of so few simulations none may be wrong: as many more as it takes to be sure that something is.
        error = 100 * max(np.sqrt(then.coverage / 100 * (1 - then.coverage / 100)), 0.05) * np.sqrt(1 / times + 1 / often)
        assert abs(row.coverage - then.coverage) <= APART * error, (row, then)
        margin = ERRORS * 100 * np.sqrt(0.07 * 0.93 / times)
        told = row.wrong if row.wrong is not None else 100 - row.coverage
        assert told <= 100 - low + margin, row
