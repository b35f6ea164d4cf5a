"""The analyst's pictures: exact, drawn with seaborn on a figure of their own, each with a caption and an alternative text."""

from __future__ import annotations

import io
import math
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from impactlib.exploring.shown import Picture
from impactlib.exploring.words import ELSEWHERE, HERE
from impactlib.indicators.finding import Finding
from impactlib.telling.charts.sheet import EARLIER, GRID, INK, NOW, WIDTH, house_style
from impactlib.telling.language import language_named

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SHARPNESS = 200
"""Pixels an inch: sharp on a screen of double density."""

ON_SCREEN = round(WIDTH / 72 * 96)
"""The width at which a notebook shows a picture, in its own pixels."""

LABEL = 12
"""Letters on a line of a label."""

SHADES = ("#F2F6F9", "#8FBBD9")
"""From nobody to most people; the number that every cell holds stays legible on both (7 to 1)."""


def before_now(cells: pd.DataFrame, names: dict[float, str], ends: tuple[float, float], *, caption: str) -> Picture:
    """How many people went from which answer to which; `cells` has before, now and n, in whole codes."""
    import seaborn as sns
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.patches import Rectangle

    codes = list(range(math.floor(ends[0]), math.ceil(ends[1]) + 1))
    table = cells.pivot_table(index="before", columns="now", values="n", aggfunc="sum", fill_value=0, observed=True)
    table = table.reindex(index=codes, columns=codes, fill_value=0).astype(int)
    labels = [_broken(names.get(float(code), str(code))) for code in codes]
    with house_style():
        figure, axes = _blank(92 + 34 * len(codes))
        shades = LinearSegmentedColormap.from_list("people", SHADES)
        texts = [[str(n) if n else "" for n in row] for row in table.to_numpy().tolist()]
        sns.heatmap(table, ax=axes, cmap=shades, cbar=False, annot=texts, fmt="", annot_kws={"color": INK}, linewidths=1.5)
        axes.set_xticks([k + 0.5 for k in range(len(codes))], labels)
        axes.set_yticks([k + 0.5 for k in range(len(codes))], labels)
        for position in range(len(codes)):
            axes.add_patch(Rectangle((position + 0.03, position + 0.05), 0.94, 0.9, fill=False, edgecolor=INK, linewidth=1.5))
        axes.invert_yaxis()
        axes.set(xlabel="antwoord over nu", ylabel="antwoord over vóór")
        axes.tick_params(rotation=0, length=0)
        png = _drawn(figure)
    up, same, down = (int(cells.loc[test, "n"].sum()) for test in _directions(cells))
    most = cells.iloc[int(cells["n"].argmax())]
    most_often = [names.get(float(most[moment]), f"{most[moment]:g}") for moment in ("before", "now")]
    alt = (
        "Raster van antwoorden over vóór (omhoog) en nu (naar rechts), met in elk vak het aantal deelnemers. "
        f"Van de {_number(up + same + down)} deelnemers antwoordden er {_number(up)} over nu hoger, {_number(same)} gelijk en "
        f"{_number(down)} lager dan over vóór. "
        f"Het vaakst, {_number(most['n'])} keer, ging het van ‘{most_often[0]}’ naar ‘{most_often[1]}’."
    )
    return Picture(png=png, alt=alt, caption=caption + " Op de omlijnde vakken zijn beide antwoorden gelijk.", width=ON_SCREEN)


def distribution(shares: pd.DataFrame, *, caption: str) -> Picture:
    """The share of each answer, here beside elsewhere; `shares` has label, here, n and share."""
    import seaborn as sns
    from matplotlib.container import BarContainer

    shown = shares.assign(
        where=shares["here"].map({True: HERE, False: ELSEWHERE}),
        percent=100 * shares["share"].fillna(0.0),
        label=[_broken(label, 28) for label in shares["label"]],
    )
    sides = [side for side in (HERE, ELSEWHERE) if (shown.loc[shown["where"] == side, "n"].sum()) > 0]
    shown = shown[shown["where"].isin(sides)]
    with house_style():
        figure, axes = _blank(58 + 40 * shown["label"].nunique())
        colours = {HERE: NOW, ELSEWHERE: EARLIER}
        sns.barplot(shown, x="percent", y="label", hue="where", hue_order=sides, palette=colours, ax=axes, saturation=1, errorbar=None)
        for side, bars in zip(sides, axes.containers, strict=True):
            assert isinstance(bars, BarContainer)
            axes.bar_label(bars, fmt=_percent, padding=4, color=colours[side])
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, title=None)
        axes.set(xlabel="", ylabel="", xlim=(0, 1.12 * max(shown["percent"].max(), 1)), xticks=[])
        axes.tick_params(length=0)
        png = _drawn(figure)
    alt = "Staafdiagram. " + " ".join(_listed(shares[shares["here"] == (side == HERE)], side) for side in sides)
    return Picture(png=png, alt=alt, caption=caption, width=ON_SCREEN)


def series(points: Sequence[tuple[str, Finding | None]], *, share: bool, decimals: int, caption: str, low: float | None) -> Picture:
    """A figure over the periods, with its interval where it has one; a gap where there is no figure."""
    import pandas as pd
    import seaborn as sns

    scale = 100 if share else 1
    known = [(x, period, each.estimate) for x, (period, each) in enumerate(points) if each and each.estimate]

    def words(value: float) -> str:
        return language_named("nl").number(scale * value, decimals) + ("%" if share else "")

    frame = pd.DataFrame({"x": [x for x, _, _ in known], "value": [scale * estimate.value for *_, estimate in known]})
    frame["run"] = (frame["x"].diff() != 1).cumsum()  # a line over a missing year would tell a figure that nobody has
    with house_style():
        figure, axes = _blank(190)
        sns.lineplot(frame, x="x", y="value", units="run", estimator=None, color=NOW, linewidth=1.5, marker="o", markersize=8, ax=axes)
        for x, _, estimate in known:
            if estimate.lower is not None and estimate.upper is not None:
                axes.vlines(x, scale * estimate.lower, scale * estimate.upper, color=NOW, linewidth=1.5)
            beside = (9, 5) if estimate.lower is not None else (-14, 9)
            axes.annotate(words(estimate.value), (x, scale * estimate.value), beside, textcoords="offset points", color=INK)
        axes.set(xlabel="", ylabel="", xlim=(-0.4, len(points) - 0.3), xticks=range(len(points)))
        axes.set_xticklabels([period for period, _ in points])
        axes.margins(y=0.2)
        axes.autoscale_view()
        if low is not None:
            axes.set_ylim(bottom=min([scale * low, *(scale * estimate.lower for *_, estimate in known if estimate.lower is not None)]))
        axes.tick_params(length=0)
        axes.grid(axis="y", color=GRID, linewidth=0.8)
        axes.yaxis.set_major_formatter(lambda value, _: words(value / scale))
        png = _drawn(figure)
    told = []
    for period, each in points:
        told_of = each.estimate if each else None
        if told_of is None:
            told.append(f"{period}: geen cijfer")
        elif told_of.lower is None or told_of.upper is None:
            told.append(f"{period}: {words(told_of.value)}")
        else:
            told.append(f"{period}: {words(told_of.value)} ({words(told_of.lower)} tot {words(told_of.upper)})")
    return Picture(png=png, alt=f"Lijn over de perioden: {'; '.join(told)}.", caption=caption, width=ON_SCREEN)


def whole(code: float) -> int:
    """A code as a whole number, half upwards."""
    return math.floor(code + 0.5)


def _blank(height: float) -> tuple[Figure, Axes]:
    """A figure that pyplot knows nothing of, so that nothing is left to close."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH / 72, height / 72), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for side in axes.spines.values():
        side.set_visible(False)
    return figure, axes


def _drawn(figure: Figure) -> bytes:
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png", dpi=SHARPNESS, facecolor="white", metadata={"Software": None})
    return drawn.getvalue()


def _directions(cells: pd.DataFrame) -> tuple[Any, Any, Any]:
    return cells["now"] > cells["before"], cells["now"] == cells["before"], cells["now"] < cells["before"]


def _listed(rows: pd.DataFrame, side: str) -> str:
    answers = zip(rows["label"], rows["share"], strict=True)
    shares = "; ".join(f"{label}: {_percent(100 * share)}" for label, share in answers)
    return f"{side.capitalize()} (n = {_number(rows['n'].sum())}): {shares}."


def _broken(label: str, letters: int = LABEL) -> str:
    return "\n".join(textwrap.wrap(label, letters))


def _percent(value: float) -> str:
    return _number(value) + "%"


def _number(value: float) -> str:
    return language_named("nl").number(float(value))
