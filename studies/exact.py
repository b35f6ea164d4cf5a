"""Coverage without chance: over every outcome that there can be, the chance of the outcomes whose interval holds the truth.

The limits are those that the library gives, worked out once for each outcome.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy import fft, special

from impactlib.indicators.choosing import FEWEST_OTHERS, MOST_ALIKE
from impactlib.statistics.estimate import Estimate
from impactlib.statistics.mean import mean, moments
from impactlib.statistics.paired import change_of_share, share_improved
from impactlib.statistics.proportion import difference_of_shares, net_promoter, share, share_of_finite_group
from impactlib.statistics.rate import rate
from studies.situations import CHANGES, PEOPLE, SPREADS, Floats, Row, Spread

Limits = NDArray[np.float64]
ROOM = 1e-9
"""So close to a limit is on it."""

SHARES = np.linspace(0.05, 0.95, 91)
NEAR_THE_TOP = np.linspace(0.75, 0.85, 21)


def exact_rows() -> Iterator[Row]:
    """Every row that needs no chance."""
    yield from shares_rows()
    yield from _finite()
    yield from _of_three()
    yield from _differences()
    yield from _rates()
    for situation, spread in SPREADS.items():
        for n in PEOPLE:
            yield _mean_row("mean", situation, spread, n, ends=(min(spread), max(spread)))
    for situation, table in CHANGES.items():
        spread = _differences_in(table)
        for n in PEOPLE:
            yield _mean_row("change of mean", situation, spread, n, ends=(0.0,))


def _limits(estimates: Iterable[Estimate]) -> Limits:
    return np.array([(each.lower, each.upper) for each in estimates], dtype=float)


def _held(limits: Limits, truth: float) -> NDArray[np.bool_]:
    return (limits[..., 0] - ROOM <= truth) & (truth <= limits[..., 1] + ROOM)


def _row(method: str, figure: str, situation: str, people: str, held: Sequence[float]) -> Row:
    percent = 100 * np.array(held)
    return Row(
        method=method,
        figure=figure,
        situation=situation,
        people=people,
        coverage=float(percent.mean()),
        lowest=float(percent.min()),
        made="exact",
    )


def _binomial(n: int, chance: float) -> Floats:
    k = np.arange(n + 1)
    logs = special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1)
    return np.asarray(np.exp(logs + special.xlogy(k, chance) + special.xlog1py(n - k, -chance)), dtype=np.float64)


def shares_rows(truths: Floats = SHARES) -> Iterator[Row]:
    """The rows of shares, at these true shares."""
    kinds: list[tuple[str, str, Callable[[int, int], Estimate], Floats]] = [
        ("share", "5-95 % count", share, truths),
        ("share", "75-85 % count", share, NEAR_THE_TOP),
        ("share that improved", "5-95 % improved", lambda x, n: share_improved({(1, 2): x, (1, 1): n - x}), SHARES),
    ]
    for figure, situation, estimate, asked in kinds:
        for n in PEOPLE:
            limits = _limits(estimate(x, n) for x in range(n + 1))
            held = [float(_binomial(n, truth) @ _held(limits, truth)) for truth in asked]
            yield _row("wilson", figure, situation, str(n), held)


def _finite() -> Iterator[Row]:
    for group, n in ((20, 10), (20, 15), (60, 20), (60, 30), (60, 45), (200, 50), (200, 100), (200, 150)):
        limits = _limits(share_of_finite_group(x, n, group) for x in range(n + 1))
        x = np.arange(n + 1)
        held = []
        for count in range(math.ceil(0.05 * group), math.floor(0.95 * group) + 1):
            possible = (x <= count) & (n - x <= group - count)
            chances = np.zeros(n + 1)
            among, outside = x[possible], n - x[possible]
            chances[possible] = special.binom(count, among) * special.binom(group - count, outside) / special.binom(group, n)
            held.append(float(chances @ _held(limits, count / group)))
        yield _row("wilson-finite", "share of a finite group", f"5-95 % of {group} people count", str(n), held)


def _of_three() -> Iterator[Row]:
    """Figures of three groups: those who went up, those who went down, and the others."""
    usual = [(up, down) for up in np.arange(0.05, 0.51, 0.05) for down in (0.02, 0.05, 0.10, 0.20, 0.30)]
    top = [(up, down) for up in (0.05, 0.10, 0.15, 0.20) for down in (0.02, 0.05, 0.10)]
    liked = [(up, down) for up in np.arange(0.20, 0.71, 0.05) for down in (0.05, 0.10, 0.20, 0.30)]
    loved = [(up, down) for up in (0.75, 0.80, 0.85) for down in (0.02, 0.05, 0.10)]
    kinds: list[tuple[str, str, Callable[[int, int, int], Estimate], list[tuple[float, float]]]] = [
        ("change of share", "5-50 % came to the line, 2-30 % fell below it", _crossed, usual),
        ("change of share", "about 80 % at the top before: 5-20 % came to it, 2-10 % left it", _crossed, top),
        ("net share", "20-70 % promoters, 5-30 % detractors", _promoted, liked),
        ("net share", "75-85 % promoters, 2-10 % detractors", _promoted, loved),
    ]
    for figure, situation, estimate, truths in kinds:
        for n in PEOPLE:
            up, down = (each[: n + 1, : n + 1] for each in np.indices((n + 1, n + 1)))
            possible = up + down <= n
            first, second = up[possible], down[possible]
            limits = _three_limits(estimate, n)
            logs = (
                special.gammaln(n + 1) - special.gammaln(first + 1) - special.gammaln(second + 1) - special.gammaln(n - first - second + 1)
            )
            held = []
            for one, other in truths:
                chances = np.exp(logs + first * np.log(one) + second * np.log(other) + special.xlogy(n - first - second, 1 - one - other))
                held.append(float(chances @ _held(limits, one - other)))
            yield _row("bonett-price", figure, situation, str(n), held)


@cache
def _three_limits(estimate: Callable[[int, int, int], Estimate], n: int) -> Limits:
    return _limits(estimate(up, down, n) for up in range(n + 1) for down in range(n + 1 - up))


def _crossed(up: int, down: int, n: int) -> Estimate:
    return change_of_share({(3, 4): up, (4, 3): down, (4, 4): n - up - down}, at_least=4).difference


def _promoted(up: int, down: int, n: int) -> Estimate:
    return net_promoter({9: up, 6: down, 8: n - up - down}, promoters_from=9, detractors_to=6)


def _differences() -> Iterator[Row]:
    usual = list(product(np.linspace(0.1, 0.9, 9), repeat=2))
    top = list(product(np.linspace(0.70, 0.90, 9), repeat=2))
    for now, earlier in ((10, 10), (10, 100), (20, 20), (50, 50), (100, 100), (200, 200)):
        shares_now = [share(x, now) for x in range(now + 1)]
        shares_earlier = [share(x, earlier) for x in range(earlier + 1)]
        limits = _limits(difference_of_shares(one, other) for one in shares_now for other in shares_earlier)
        limits = limits.reshape(now + 1, earlier + 1, 2)
        for situation, truths in (("10-90 % count in either year", usual), ("70-90 % count in either year", top)):
            held = [float(_binomial(now, one) @ _held(limits, one - other) @ _binomial(earlier, other)) for one, other in truths]
            yield _row("newcombe", "difference of two years' shares", situation, f"{now} v {earlier}", held)


def _rates() -> Iterator[Row]:
    events = np.arange(400)
    limits = _limits(rate(int(each), 1.0, per=1) for each in events)
    for first, last in ((1, 10), (10, 50), (50, 200)):
        held = []
        for truth in np.linspace(first, last, 181):
            chances = np.exp(special.xlogy(events, truth) - truth - special.gammaln(events + 1))
            held.append(float(chances @ _held(limits, float(truth))))
        yield _row("garwood" if last <= 10 else "byar", "rate", f"{first}-{last} independent events expected", f"{first}-{last}", held)


def _differences_in(table: Mapping[tuple[float, float], float]) -> dict[float, float]:
    found: Counter[float] = Counter()
    for (before, now), part in table.items():
        found[float(now - before)] += part
    return dict(sorted(found.items()))


def _mean_row(figure: str, situation: str, spread: Spread, n: int, *, ends: tuple[float, ...]) -> Row:
    missed = 1 - coverage_of_t(spread, n)
    flagged, hidden = lopsided(tuple(spread.items()), n, ends)
    return Row(
        method="t",
        figure=figure,
        situation=situation,
        people=str(n),
        coverage=100 * (1 - missed),
        flagged=100 * flagged,
        wrong=max(0.0, 100 * (missed - hidden)),
        made="exact",
    )


def coverage_of_t(spread: Spread, n: int) -> float:
    """How often the t interval of a mean of `n` answers, spread like this over whole codes, holds the true mean.

    The interval depends on the sum and the sum of squares of the answers alone. Their joint chances are those of one answer,
    convolved n times with themselves. A t interval is as wide as the standard deviation is large: how wide, the library says once.
    """
    low = min(spread)
    codes = np.array([round(code - low) for code in spread])
    shape = tuple(fft.next_fast_len(int(most) * n + 1, real=True) for most in (codes.max(), codes.max() ** 2))
    one = np.zeros(shape)
    for code, part in zip(codes, spread.values(), strict=True):
        one[code, code**2] += part
    chances = fft.irfft2(fft.rfft2(one) ** n, s=shape)
    total, squares = np.arange(shape[0])[:, None], np.arange(shape[1])[None, :]
    deviation = np.sqrt(np.maximum(squares - total**2 / n, 0.0) / (n - 1))
    truth = float(codes @ np.array(list(spread.values())))
    return float(chances[np.abs(total / n - truth) <= half_per_deviation(n) * deviation + ROOM].sum())


@cache
def half_per_deviation(n: int) -> float:
    """Half of the library's interval of a mean of `n` answers, for each standard deviation of the answers."""
    table = {0.0: n - 1, 1.0: 1}
    found = mean(table)
    assert found.upper is not None
    return (found.upper - found.value) / math.sqrt(moments(table, where="half_per_deviation").variance)


@cache
def lopsided(spread: tuple[tuple[float, float], ...], n: int, ends: tuple[float, ...]) -> tuple[float, float]:
    """The chance of a table that is flagged as lopsided, and of one that is flagged and of which the interval does not hold the truth."""
    codes, parts = np.array([code for code, _ in spread]), np.array([part for _, part in spread])
    truth = float(codes @ parts)
    flagged = hidden = 0.0
    done = []
    for end in ends:
        at = int(np.flatnonzero(codes == end)[0])
        tables = _few(len(codes) - 1, min(FEWEST_OTHERS - 1, math.floor(n * (1 - MOST_ALIKE))))
        tables = np.insert(tables, at, n - tables.sum(axis=1), axis=1)
        for other in done:
            alike = (tables[:, other] >= MOST_ALIKE * n) & (n - tables[:, other] < FEWEST_OTHERS)
            tables = tables[~alike]
        done.append(at)
        chances = np.exp(special.gammaln(n + 1) + (special.xlogy(tables, parts) - special.gammaln(tables + 1)).sum(axis=1))
        middle = tables @ codes / n
        deviation = np.sqrt(np.maximum(tables @ codes**2 - n * middle**2, 0.0) / (n - 1))
        missed = np.abs(middle - truth) > half_per_deviation(n) * deviation + ROOM
        flagged += float(chances.sum())
        hidden += float(chances[missed].sum())
    return flagged, hidden


@cache
def _few(codes: int, most: int) -> NDArray[np.int64]:
    """Every way in which no more than `most` people give these many answers."""
    ways = np.zeros((1, 0), dtype=np.int64)
    for _ in range(codes):
        left = most - ways.sum(axis=1)
        ways = np.concatenate([np.column_stack([ways[left >= k], np.full((left >= k).sum(), k)]) for k in range(most + 1)])
    return ways
