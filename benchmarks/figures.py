"""What a figure costs, beside the seaborn call that one would write by hand for the same figure.

Both make an SVG of the same size with text as paths, in one process, warm; the median of the processor seconds of each.

    python benchmarks/figures.py              # 15 rounds: about half a minute
    python benchmarks/figures.py --rounds 50

Exit status 1 when a figure takes more than half of what its seaborn call takes.
"""

from __future__ import annotations

import argparse
import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("svg")

import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from impactlib.telling import figures

AIM = 0.5
"""The most that ours may take, as a part of the seaborn call."""

ROUNDS, LEAST = 15, 15
WIDE = 16.8 / 2.54
BLUE, GREY, RED = "#005B8E", "#5B6B79", "#A84300"
YEARS = ["2021", "2022", "2023", "2024", "2025"]
COUNTS = [820.0, 990.0, 1390.0, 1500.0, 1611.0]
ANSWERS = (3, 11, 25, 80, 42)
LABELS = ("helemaal mee oneens", "oneens", "niet eens, niet oneens", "eens", "helemaal mee eens")
PEERS = [(60, 0.5), (90, 0.58), (120, 0.52), (150, 0.56), (200, 0.6), (260, 0.55), (310, 0.53)]
SIZES = [60.0 + 10 * k for k in range(26)]
GOALS = [("Bereikte leerlingen", 0.58, 0.6), ("Iets geleerd", 0.82, 0.8), ("Afgeronde cursussen", 0.86, 0.75), ("Durft meer", 0.44, 0.5)]
TICK = "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM6.9 11.6 3.6 8.3 4.9 7l2 2 4.3-4.3L12.5 6z"


def percent(share: float) -> str:
    """A whole percentage."""
    return f"{share:.0%}"


def count(value: float) -> str:
    """A whole number with Dutch thousands."""
    return f"{value:,.0f}".replace(",", ".")


def limits(size: float) -> figures.Bounds:
    """The limits around 55 % for a size."""
    half = (0.55 * 0.45 / size) ** 0.5
    return figures.Bounds(size=size, near=(0.55 - 1.96 * half, 0.55 + 1.96 * half), far=(0.55 - 3.09 * half, 0.55 + 3.09 * half))


def our_share() -> str:
    """Dot and interval with the target."""
    earlier = figures.Earlier(label="2024", value=0.58, low=0.5, high=0.66)
    return figures.share_with_target(0.62, 0.55, 0.69, 0.6, number=percent, label="2025", target_label="doel 60%", previous=earlier)


def our_change() -> str:
    """Then and now."""
    row = figures.BeforeNow(
        label="", label_before="vóór", label_now="nu", before=2.4, now=3.3, before_low=2.2, before_high=2.6, now_low=3.1, now_high=3.5
    )
    return figures.before_now([row], scale=(1, 5), end_labels=("oneens", "eens"), number=lambda value: f"{value:.1f}")


def our_answers() -> str:
    """Five answers."""
    return figures.diverging_answers(ANSWERS, LABELS, number=percent, n_text="161 deelnemers")


def our_years() -> str:
    """Counts over the years with a break and a target."""
    return figures.counts_over_years(
        YEARS,
        COUNTS,
        number=count,
        target=1750,
        target_period="2025",
        target_label="doel 1.750",
        missing_label="geen cijfer",
        breaks=[figures.Cut(period="2023", label="vanaf 2023 anders")],
    )


def our_beside() -> str:
    """A figure beside that of others."""
    bounds = limits(161)
    others = figures.Others(
        label="7 gemeenten samen", value=0.55, text="55%", near=bounds.near, far=bounds.far, near_label="toeval (95%)", far_label="99,8%"
    )
    own = figures.Lane(label="Voorbeeldstad", value=0.62, low=0.55, high=0.69, text="62%")
    return figures.beside_others(own, others, share=True, number=percent)


def our_funnel() -> str:
    """A figure among others by size."""
    words = figures.FunnelWords(own="Voorbeeldstad 62%", others="7 gemeenten: 55%", near="toeval (95%)", far="99,8%", size="antwoorden")
    return figures.funnel(
        figures.Dot(size=161, value=0.62),
        [figures.Dot(size=size, value=value) for size, value in PEERS],
        [limits(size) for size in SIZES],
        0.55,
        words,
        number=percent,
        size=count,
        share=True,
    )


def our_goals() -> str:
    """A small panel for each goal."""
    scale = figures.PanelScale(low=0, high=1, ends=("0%", "100%"))
    return figures.goal_panels(
        [
            figures.Panel(
                name=name,
                verdict="doel gehaald" if value >= target else "niet gehaald",
                tone="good" if value >= target else "poor",
                outline=TICK,
                figure=figures.PanelFigure(
                    value=value,
                    low=value - 0.06,
                    high=value + 0.06,
                    text=percent(value),
                    target=target,
                    target_text=f"doel {target:.0%}",
                    scale=scale,
                ),
            )
            for name, value, target in GOALS
        ]
    )


def by_hand(height: float, draw: Callable[[Any], None]) -> str:
    """A seaborn figure of the size of ours, as an SVG."""
    figure = Figure(figsize=(WIDE, height / 72), layout="constrained")
    axes = figure.subplots()
    draw(axes)
    sns.despine(ax=axes)
    written = io.StringIO()
    figure.savefig(written, format="svg", metadata={"Date": None})
    return written.getvalue()


def interval(axes: Any, frame: pd.DataFrame, x: str, y: str) -> None:
    """Dots with the intervals in the columns low and high."""
    sns.pointplot(
        frame, x=x, y=y, hue=y, palette=([GREY, BLUE] * len(frame))[: len(frame)], ax=axes, linestyle="none", errorbar=None, legend=False
    )
    for k, row in enumerate(frame.itertuples()):
        axes.errorbar(getattr(row, x), k, xerr=[[getattr(row, x) - row.low], [row.high - getattr(row, x)]], color=BLUE, capsize=4)
        axes.annotate(f"{getattr(row, x):.2f}", (getattr(row, x), k), (0, 8), textcoords="offset points")


def their_share() -> str:
    """The same dots and intervals."""

    def draw(axes: Any) -> None:
        interval(
            axes,
            pd.DataFrame({"period": ["2024", "2025"], "value": [0.58, 0.62], "low": [0.5, 0.55], "high": [0.66, 0.69]}),
            "value",
            "period",
        )
        axes.axvline(0.6, color=RED)
        axes.annotate("doel 60%", (0.6, 0), color=RED)
        axes.set(xlim=(0, 1), xlabel="", ylabel="", xticks=[0, 0.25, 0.5, 0.75, 1], xticklabels=["0%", "25%", "50%", "75%", "100%"])

    return by_hand(96, draw)


def their_change() -> str:
    """The same two dots."""

    def draw(axes: Any) -> None:
        interval(axes, pd.DataFrame({"when": ["vóór", "nu"], "value": [2.4, 3.3], "low": [2.2, 3.1], "high": [2.6, 3.5]}), "value", "when")
        axes.set(xlim=(1, 5), xlabel="oneens – eens", ylabel="")

    return by_hand(84, draw)


def their_answers() -> str:
    """The same five bars."""
    shares = [each / sum(ANSWERS) for each in ANSWERS]
    starts = [-shares[1] - shares[0], -shares[1], 0.9, 0.0, shares[3]]

    def draw(axes: Any) -> None:
        frame = pd.DataFrame({"answer": LABELS, "share": shares, "row": "q"})
        for k, colour in enumerate(("#8F3A00", "#D55E00", "#767F87", "#2E86BD", "#004A75")):
            sns.barplot(frame.iloc[[k]], x="share", y="row", left=starts[k], color=colour, ax=axes, errorbar=None)
            axes.annotate(f"{LABELS[k]}\n{shares[k]:.0%}", (starts[k], -0.6))
        axes.axvline(0, color="black")
        axes.set(xlabel="", ylabel="", yticks=[])

    return by_hand(116, draw)


def their_years() -> str:
    """The same line in two parts."""

    def draw(axes: Any) -> None:
        frame = pd.DataFrame({"year": YEARS, "value": COUNTS, "part": [0, 0, 1, 1, 1]})
        sns.lineplot(frame, x="year", y="value", units="part", estimator=None, color=BLUE, marker="o", ax=axes)
        axes.axvline(1.5, color=GREY, linestyle="--")
        axes.annotate("vanaf 2023 anders", (1.5, 1800))
        axes.scatter(["2025"], [1750], marker="D", color=RED)
        axes.annotate("doel 1.750", ("2025", 1750), color=RED)
        axes.annotate("1.611", ("2025", 1611), color=BLUE)
        axes.set(ylim=(0, None), xlabel="", ylabel="")

    return by_hand(175, draw)


def their_beside() -> str:
    """The same dot, square and limits."""
    bounds = limits(161)

    def draw(axes: Any) -> None:
        frame = pd.DataFrame(
            {"who": ["Voorbeeldstad", "7 gemeenten samen"], "value": [0.62, 0.55], "low": [0.55, 0.55], "high": [0.69, 0.55]}
        )
        interval(axes, frame, "value", "who")
        axes.axvspan(*bounds.near, color="#EDF4F9")
        for limit in bounds.far:
            axes.axvline(limit, color=GREY, linestyle="--")
        axes.annotate("toeval (95%)", (0.55, -0.4))
        axes.set(xlim=(0, 1), xlabel="", ylabel="")

    return by_hand(105, draw)


def their_funnel() -> str:
    """The same dots and curves."""
    bounds = [limits(size) for size in SIZES]

    def draw(axes: Any) -> None:
        sns.scatterplot(pd.DataFrame(PEERS, columns=["size", "value"]), x="size", y="value", color=GREY, ax=axes)
        for name, style in (("near", "-"), ("far", "--")):
            for side in (0, 1):
                curve = pd.DataFrame({"size": SIZES, "limit": [getattr(each, name)[side] for each in bounds]})
                sns.lineplot(curve, x="size", y="limit", color=GREY, linestyle=style, ax=axes)
        axes.axhline(0.55, color="black")
        axes.scatter([161], [0.62], color=BLUE)
        axes.annotate("Voorbeeldstad 62%", (161, 0.62), color=BLUE)
        axes.set(xlabel="antwoorden", ylabel="")

    return by_hand(214, draw)


def their_goals() -> str:
    """The same dots, intervals, targets and verdicts, on one axis."""

    def draw(axes: Any) -> None:
        frame = pd.DataFrame(GOALS, columns=["goal", "value", "target"]).assign(
            low=lambda found: found["value"] - 0.06, high=lambda found: found["value"] + 0.06
        )
        interval(axes, frame, "value", "goal")
        axes.scatter(frame["target"], range(len(frame)), marker="D", color=RED)
        for k, (_, value, target) in enumerate(GOALS):
            axes.annotate("doel gehaald" if value >= target else "niet gehaald", (1.02, k))
        axes.set(xlim=(0, 1.3), xlabel="", ylabel="")

    return by_hand(200, draw)


PAIRS: dict[str, tuple[Callable[[], str], Callable[[], str]]] = {
    "dot, interval and target": (our_share, their_share),
    "then and now": (our_change, their_change),
    "diverging answers": (our_answers, their_answers),
    "years, break and target": (our_years, their_years),
    "beside comparable areas": (our_beside, their_beside),
    "funnel": (our_funnel, their_funnel),
    "goals": (our_goals, their_goals),
}
"""Each kind of figure, ours and by hand. Seaborn has no picture of a chain."""


def main() -> int:
    """Time each pair, interleaved; prints a line for each kind."""
    parser = argparse.ArgumentParser(description="CPU seconds of each figure, and the ratio to the seaborn call for the same figure.")
    parser.add_argument(
        "--rounds", type=int, default=ROUNDS, help=f"how often each is drawn (default and least {LEAST}); the median is shown"
    )
    rounds = max(parser.parse_args().rounds, LEAST)
    sns.set_theme(style="ticks")
    mpl.rcParams["svg.fonttype"] = "path"
    print(f"the median of {rounds} rounds; a ratio of at most {AIM} is the aim")
    print(f"{'figure':28}{'ours (ms)':>11}{'seaborn (ms)':>14}{'ratio':>9}{'ours (kB)':>11}{'seaborn (kB)':>14}")
    missed = []
    for name, pair in PAIRS.items():
        sizes = [len(draw().encode()) / 1000 for draw in pair]
        taken: tuple[list[float], list[float]] = ([], [])
        for _ in range(rounds):
            for draw, seconds in zip(pair, taken, strict=True):
                start = time.process_time()
                draw()
                seconds.append(time.process_time() - start)
        ours, theirs = (statistics.median(seconds) for seconds in taken)
        if ours > AIM * theirs:
            missed.append(name)
        print(f"{name:28}{ours * 1000:>11.2f}{theirs * 1000:>14.1f}{ours / theirs:>9.3f}{sizes[0]:>11.1f}{sizes[1]:>14.1f}", flush=True)
    for name in missed:
        print(f"missed: {name}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
