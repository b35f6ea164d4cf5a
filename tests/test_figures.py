"""The figures: what is drawn, that it fits, and that it is always the same."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from xml.etree import ElementTree

import matplotlib as mpl
import pytest

from impactlib.errors import InputError
from impactlib.telling import figures
from impactlib.telling.charts import sheet
from impactlib.telling.charts.answers import COLOURS
from impactlib.telling.charts.panels import TONES
from impactlib.telling.charts.sheet import spread, width_of, wrap
from tests.sample_report import answers_chart, before_now_chart, count, percent, share_chart, years_chart

LABELS = (
    "zeer onwaarschijnlijk",
    "onwaarschijnlijk",
    "niet waarschijnlijk, niet onwaarschijnlijk",
    "waarschijnlijk",
    "zeer waarschijnlijk",
)
LONG = "aan het begin van het schooljaar 2024-2025, dus in september, op een van de vestigingen"


def small_chain() -> str:
    """Two changes of which the first leads to the second."""
    boxes = [
        figures.ChainBox(id="dare", text="Deelnemers durven digitale dingen.", tag="houding", tone="served", services=("1",)),
        figures.ChainBox(id="can", text="Deelnemers redden zich online.", tag="vaardigheid", tone="not-covered"),
    ]
    return figures.chain(boxes, [("dare", "can")], end_labels=("eerst", "uiteindelijk"), not_covered_label="geen dienst")


def broken_years(label: str = "vanaf 2023 anders") -> str:
    """Counts with a break in the series."""
    return figures.counts_over_years(
        ["2021", "2022", "2023", "2024"],
        [820, 900, 1390, 1611],
        number=count,
        missing_label="geen gegevens",
        breaks=[figures.Cut(period="2023", label=label)],
    )


def beside_chart(
    value: float = 0.62, benchmark: float = 0.55, near: float = 0.08, far: float = 0.12, *, label: str = "Voorbeeldstad"
) -> str:
    """A share beside that of others, with limits so far on both sides of it."""

    def around(reach: float) -> tuple[float, float]:
        return max(benchmark - reach, 0.0), min(benchmark + reach, 1.0)

    others = figures.Others(
        label=f"7 vergelijkbare gemeenten samen {label if label == LONG else ''}".strip(),
        value=benchmark,
        text=percent(benchmark),
        near=around(near),
        far=around(far),
        near_label="gewone verschillen (95%)",
        far_label="99,8%",
    )
    own = figures.Lane(label=label, value=value, low=max(value - 0.05, 0), high=min(value + 0.05, 1), text=percent(value))
    return figures.beside_others(own, others, share=True, number=percent)


def funnel_chart(value: float = 0.62, size: float = 150, benchmark: float = 0.55, *, label: str = "Voorbeeldstad 62%") -> str:
    """A share among six others by size."""
    limits = [
        figures.Bounds(
            size=each,
            near=(max(benchmark - 2 / each**0.5, 0.0), min(benchmark + 2 / each**0.5, 1.0)),
            far=(max(benchmark - 3 / each**0.5, 0.0), min(benchmark + 3 / each**0.5, 1.0)),
        )
        for each in (20, 40, 80, 160, 320)
    ]
    others = [figures.Dot(size=20 + 50 * k, value=benchmark) for k in range(6)]
    words = figures.FunnelWords(
        own=label, others="7 vergelijkbare gemeenten samen: 55%", near="gewone verschillen (95%)", far="99,8%", size="antwoorden"
    )
    own = figures.Dot(size=size, value=value)
    return figures.funnel(own, others, limits, benchmark, words, number=percent, size=count, share=True)


def panel(
    value: float | None, target: float | None = 0.75, *, name: str = "Bereikte leerlingen", verdict: str = "doel gehaald"
) -> figures.Panel:
    """One goal of a share, or one without a figure."""
    scale = figures.PanelScale(low=0, high=1, ends=("0%", "100%"))
    figure = None
    if value is not None:
        low, high = max(value - 0.1, 0), min(value + 0.1, 1)
        aim = f"doel {target:.0%}" if target is not None else ""
        figure = figures.PanelFigure(value=value, low=low, high=high, text=percent(value), target=target, target_text=aim, scale=scale)
    return figures.Panel(name=name, verdict=verdict, tone="good", outline="M8 .5 15.5 8 8 15.5.5 8z", figure=figure, absent="geen cijfers")


def goals_chart() -> str:
    """Goals that were met, that have no target, and that have no figure."""
    return figures.goal_panels([panel(0.8), panel(0.5, None), panel(None)])


DRAWINGS: dict[str, Callable[[], str]] = {
    "share": share_chart,
    "before and now": before_now_chart,
    "answers": answers_chart,
    "years": years_chart,
    "chain": small_chain,
    "broken years": broken_years,
    "beside others": beside_chart,
    "funnel": funnel_chart,
    "goals": goals_chart,
}
EACH = pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)

Extent = tuple[float, float, float, float]


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Extent]]:
    """All words that are drawn, each line with its left, lower, right and upper edge."""
    drawn: list[tuple[str, Extent]] = []
    text = sheet.Sheet.text

    def spy(self: sheet.Sheet, x: float, y: float, words: str, *, align: sheet.Align = "left", **style: object) -> None:
        size = float(str(style.get("size", sheet.TEXT)))
        lines = words.split("\n")
        for number, line in enumerate(lines):
            wide = width_of(line, bold=bool(style.get("bold")), size=size)
            left = x - {"left": 0.0, "center": wide / 2, "right": wide}[align]
            middle = y + ((len(lines) - 1) / 2 - number) * size * sheet.LEADING
            drawn.append((line, (left, middle - size / 2, left + wide, middle + size / 2)))
            assert left > -1, f"{line!r} begins left of the figure"
            assert left + wide < sheet.WIDTH + 1, f"{line!r} ends right of the figure"
            assert middle - size / 2 > -1, f"{line!r} lies under the figure"
            assert middle + size / 2 < self.height + 1, f"{line!r} lies over the figure"
        text(self, x, y, words, align=align, **style)  # type: ignore[arg-type]

    monkeypatch.setattr(sheet.Sheet, "text", spy)
    return drawn


def overlapping(drawn: list[tuple[str, Extent]]) -> list[tuple[str, str]]:
    """The pairs of words that lie over each other."""
    pairs = []
    for k, (one, (left, low, right, high)) in enumerate(drawn):
        for other, (left_2, low_2, right_2, high_2) in drawn[k + 1 :]:
            if min(right, right_2) - max(left, left_2) > 0.5 and min(high, high_2) - max(low, low_2) > 0.5:
                pairs.append((one, other))
    return pairs


@EACH
def test_the_same_figure_has_the_same_bytes(draw: Callable[[], str]) -> None:
    """A report that has not changed is the same file."""
    assert draw() == draw()


@EACH
def test_a_figure_is_only_lines_and_shapes(draw: Callable[[], str]) -> None:
    """No font, date, comment, title, style rule or outside address is needed to show it."""
    svg = draw()
    assert svg.startswith("<svg ")
    for unwanted in ("<text", "<title", "<metadata", "<style", "<!--", "<?xml", "date", "http://www.w3.org/1999/xlink", "\n"):
        assert unwanted not in svg
    root = ElementTree.fromstring(svg)
    assert "width" not in root.attrib
    assert root.attrib["viewBox"].startswith("0 0 476.22")


@EACH
def test_a_figure_is_small(draw: Callable[[], str]) -> None:
    """A dozen of them leave room in a page of 300 kB."""
    assert len(draw().encode()) < 30_000


def test_two_figures_on_one_page_share_no_id() -> None:
    """An id stands for one element of a page."""
    ids = [found for draw in DRAWINGS.values() for found in re.findall(r'\bid="([^"]+)"', draw())]
    assert ids
    assert len(ids) == len(set(ids))


@EACH
def test_every_reference_is_met(draw: Callable[[], str]) -> None:
    """No letter is lost when the ids are renamed."""
    svg = draw()
    assert set(re.findall(r'href="#([^"]+)"', svg)) == set(re.findall(r'\bid="([^"]+)"', svg))


def test_drawing_leaves_the_settings_of_a_notebook_alone_and_ignores_them() -> None:
    """An analyst's own rcParams neither change a published figure nor are changed by it."""
    plain = share_chart()
    with mpl.rc_context({"font.size": 30, "svg.fonttype": "none", "font.family": "serif"}):
        before = dict(mpl.rcParams)
        assert share_chart() == plain
        assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("value", [0.0, 0.01, 0.5, 0.99, 1.0])
@pytest.mark.parametrize("target", [None, 0.0, 0.5, 1.0])
@pytest.mark.parametrize("label", ["2025", LONG])
def test_no_words_of_a_share_overlap(words: list[tuple[str, Extent]], value: float, target: float | None, label: str) -> None:
    """Whatever the share, the target and the length of their words."""
    figures.share_with_target(
        value,
        max(value - 0.1, 0),
        min(value + 0.1, 1),
        target,
        number=percent,
        label=label,
        target_label=f"doel {LONG}",
        previous=figures.Earlier(label="2023", value=value),
    )
    assert overlapping(words) == []


@pytest.mark.parametrize(("before", "now"), [(1.0, 5.0), (5.0, 1.0), (3.0, 3.0), (3.0, 3.01)])
@pytest.mark.parametrize("label", ["", "Kort", LONG])
def test_no_words_of_then_and_now_overlap(words: list[tuple[str, Extent]], before: float, now: float, label: str) -> None:
    """Whatever the change and the length of its words."""
    row = figures.BeforeNow(label=label, label_before=label or "vóór", label_now="na", before=before, now=now)
    figures.before_now([row, row], scale=(1, 5), end_labels=(LONG, LONG), number=lambda value: f"{value:.2f}")
    assert overlapping(words) == []


@pytest.mark.parametrize(
    "counts", [(1, 0, 0, 0, 0), (0, 0, 0, 0, 1), (0, 0, 9, 0, 0), (1, 1, 1, 1, 999), (999, 1, 1, 1, 1), (20, 20, 20, 20, 20)]
)
@pytest.mark.parametrize("labels", [LABELS, ("oneens",) * 5, ("onvergelijkbaarheidsverklaringen",) * 5])
def test_no_words_of_the_answers_overlap(words: list[tuple[str, Extent]], counts: tuple[int, ...], labels: tuple[str, ...]) -> None:
    """Whatever the answers and the length of their words."""
    figures.diverging_answers(counts, labels, number=percent, n_text="1.003 deelnemers")
    assert overlapping(words) == []


@pytest.mark.parametrize(
    "values",
    [
        (0, 0, 0, 0, 0),
        (99_999, 50_000, 10, 20, 0),
        (0, 10, 20, 50_000, 99_999),
        (None, 12_000, 11_000, 11_500, None),
        (12_000, None, None, None, 12_000),
        (None, None, 5, None, None),
        (None,) * 5,
    ],
)
@pytest.mark.parametrize(("target", "period"), [(None, ""), (0, "2025"), (99_999, "2025"), (12_000, "2024"), (12_000, "2026"), (0, "2023")])
def test_no_words_of_the_years_overlap(
    words: list[tuple[str, Extent]], values: tuple[float | None, ...], target: float | None, period: str
) -> None:
    """Whatever the figures, the gaps and the place of the target."""
    figures.counts_over_years(
        ["2021", "2022", "2023", "2024", "2025"],
        values,
        number=count,
        target=target,
        target_period=period,
        target_label="doel 99.999 leden",
        missing_label="geen gegevens",
    )
    assert overlapping(words) == []


@pytest.mark.parametrize("value", [0.0, 0.3, 0.55, 1.0])
@pytest.mark.parametrize("benchmark", [0.01, 0.55, 0.99])
@pytest.mark.parametrize(("near", "far"), [(0.001, 0.002), (0.08, 0.12), (0.5, 1.0)])
@pytest.mark.parametrize("label", ["Ede", LONG])
def test_no_words_beside_others_overlap(
    words: list[tuple[str, Extent]], value: float, benchmark: float, near: float, far: float, label: str
) -> None:
    """Whatever the figure, the limits and the length of their words."""
    beside_chart(value, benchmark, near, far, label=label)
    assert overlapping(words) == []


@pytest.mark.parametrize("value", [0.0, 0.3, 0.55, 1.0])
@pytest.mark.parametrize("size", [20, 150, 320])
@pytest.mark.parametrize("benchmark", [0.02, 0.55, 0.98])
@pytest.mark.parametrize("label", ["Ede 3%", "Bergen op Zoom en Steenbergen 100%"])
def test_no_words_of_a_funnel_overlap(words: list[tuple[str, Extent]], value: float, size: float, benchmark: float, label: str) -> None:
    """Wherever the own area lies, also in a corner."""
    funnel_chart(value, size, benchmark, label=label)
    assert overlapping(words) == []


@pytest.mark.parametrize("size", [40, 150, 250])
def test_the_name_in_a_funnel_lies_over_no_dot(words: list[tuple[str, Extent]], monkeypatch: pytest.MonkeyPatch, size: float) -> None:
    """Neither over its own nor over that of another, where they lie close together."""
    dots: list[Extent] = []
    dot = sheet.Sheet.dot

    def spy(self: sheet.Sheet, x: float, y: float, **style: object) -> None:
        dots.append((x - 4, y - 4, x + 4, y + 4))
        dot(self, x, y, **style)  # type: ignore[arg-type]

    monkeypatch.setattr(sheet.Sheet, "dot", spy)
    funnel_chart(0.56, size)
    name = next(each for each in words if each[0].startswith("Voorbeeldstad"))
    assert len(dots) == 7
    assert [each for each in dots if overlapping([name, ("dot", each)])] == []


def test_only_the_own_area_is_named_in_a_funnel(words: list[tuple[str, Extent]]) -> None:
    """The others are dots without words: nobody is ranked."""
    funnel_chart()
    named = [text for text, _ in words if not text.rstrip("%").replace(".", "").isdigit()]
    expected = ["antwoorden", "99,8%", "gewone verschillen (95%)", "7 vergelijkbare gemeenten", "samen: 55%", "Voorbeeldstad 62%"]
    assert sorted(named) == sorted(expected)


@pytest.mark.parametrize("value", [None, 0.0, 0.5, 1.0])
@pytest.mark.parametrize("target", [None, 0.0, 0.5, 1.0])
@pytest.mark.parametrize("words_of", ["kort", LONG])
def test_no_words_of_the_goals_overlap(words: list[tuple[str, Extent]], value: float | None, target: float | None, words_of: str) -> None:
    """Whatever became of a goal and however long its name and its verdict are."""
    one = panel(value, target, name=words_of, verdict=words_of)
    figures.goal_panels([one, one])
    assert overlapping(words) == []


@pytest.mark.parametrize("values", [(0, 0, 0, 0), (99_999, 50_000, 10, 0), (5, None, 7, 99_999), (5, 5, None, 5)])
@pytest.mark.parametrize("cuts", [("2022",), ("2023",), ("2022", "2023"), ("2022", "2023", "2024")])
@pytest.mark.parametrize("label", ["vanaf hier anders", LONG])
def test_no_words_of_broken_years_overlap(
    words: list[tuple[str, Extent]], values: tuple[float | None, ...], cuts: tuple[str, ...], label: str
) -> None:
    """Whatever the figures and however many breaks there are."""
    figures.counts_over_years(
        ["2021", "2022", "2023", "2024"],
        values,
        number=count,
        target=5,
        target_period="2024",
        target_label="doel 5",
        missing_label="geen gegevens",
        breaks=[figures.Cut(period=period, label=label) for period in cuts],
    )
    assert overlapping(words) == []


def test_no_line_runs_over_a_break(monkeypatch: pytest.MonkeyPatch) -> None:
    """What came before the break and what came after it are two series."""
    lines: list[tuple[tuple[float, float], ...]] = []
    line = sheet.Sheet.line

    def spy(self: sheet.Sheet, points: list[tuple[float, float]], **style: object) -> None:
        if style.get("colour") == sheet.NOW:
            lines.append(tuple(points))
        line(self, points, **style)  # type: ignore[arg-type]

    monkeypatch.setattr(sheet.Sheet, "line", spy)
    broken_years()
    assert len(lines) == 2
    assert lines[0][-1][0] < lines[1][0][0]


def test_a_break_is_marked_with_its_words(words: list[tuple[str, Extent]]) -> None:
    """Who sees the gap reads why it is there, and what the last figure before it was."""
    broken_years()
    assert {"vanaf 2023 anders", "900"} <= {text for text, _ in words}


def test_a_goal_without_a_figure_is_an_open_lane(words: list[tuple[str, Extent]]) -> None:
    """It has its row, its verdict and no dot."""
    svg = figures.goal_panels([panel(None)])
    assert "geen cijfers" in {text for text, _ in words}
    assert "stroke-dasharray" in svg
    assert "a4.5 4.5" not in svg
    assert "a4.5 4.5" in figures.goal_panels([panel(0.5)])


def test_many_school_years_are_thinned_not_stacked(words: list[tuple[str, Extent]]) -> None:
    """Of sixteen school years some names are left out; the last always stands there."""
    periods = [f"{year}-{year + 1}" for year in range(2010, 2026)]
    figures.counts_over_years(periods, [float(k) for k in range(16)], number=count, missing_label="geen gegevens")
    assert overlapping(words) == []
    assert "2025-2026" in [text for text, _ in words]


def test_a_missing_year_is_a_gap_with_words(words: list[tuple[str, Extent]]) -> None:
    """A year without figures is neither zero nor bridged."""
    years_chart()
    assert "geen gegevens" in {text for text, _ in words}


def test_a_year_that_nobody_names_still_takes_its_room(words: list[tuple[str, Extent]]) -> None:
    """The axis is one of time: from 2021 to 2023 is twice as far as from 2023 to 2024."""
    figures.counts_over_years(["2021", "2023", "2024"], [1, 2, 3], number=count, missing_label="geen gegevens")
    at = {text: (extent[0] + extent[2]) / 2 for text, extent in words}
    assert math.isclose(at["2023"] - at["2021"], 2 * (at["2024"] - at["2023"]))


IMPOSSIBLE: dict[str, Callable[[], str]] = {
    "share of 62": lambda: figures.share_with_target(62, 55, 69, number=percent, label="2025"),
    "no answers": lambda: figures.diverging_answers((0, 0, 0, 0, 0), LABELS, number=percent),
    "three answers": lambda: figures.diverging_answers((1, 2, 3), LABELS, number=percent),
    "years out of order": lambda: figures.counts_over_years(["2025", "2024"], [1, 2], number=count, missing_label="-"),
    "count below zero": lambda: figures.counts_over_years(["2024"], [-1], number=count, missing_label="-"),
    "target without a year": lambda: figures.counts_over_years(["2024"], [1], number=count, target=2, missing_label="-"),
    "no rows": lambda: figures.before_now([], scale=(1, 5), end_labels=("", ""), number=percent),
    "limits inside out": lambda: beside_chart(near=0.2, far=0.1),
    "area of no size in the funnel": lambda: funnel_chart(size=5),
    "no goals": lambda: figures.goal_panels([]),
    "mean off its scale": lambda: figures.before_now(
        [figures.BeforeNow(label="", label_before="a", label_now="b", before=0.5, now=3)], scale=(1, 5), end_labels=("", ""), number=percent
    ),
}


@pytest.mark.parametrize("draw", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_what_cannot_be_is_not_drawn(draw: Callable[[], str]) -> None:
    """A share of 62, an answer nobody gave, years out of order or a mean off its scale is an error, not a picture."""
    with pytest.raises(InputError):
        draw()


def test_dollars_and_underscores_are_words_not_formulas() -> None:
    """A label that looks like a formula is drawn as it is typed: one glyph for each sign, the dollars too."""

    def glyphs(label: str) -> int:
        return figures.share_with_target(0.5, None, None, number=percent, label=label).count("<use")

    assert glyphs("$x_1$") == glyphs("x") + len("$_1$")
    assert glyphs(r"$\frac{a}{0}$") == glyphs("x") + len(r"$\frac{a}{0}")


def test_wrapped_words_fit_their_room() -> None:
    """Also a word that is longer than the room itself."""
    for line in wrap(f"{LONG} onvergelijkbaarheidsverklaringen", 60).split("\n"):
        assert width_of(line) <= 60


def test_spread_keeps_order_room_and_edges() -> None:
    """Marks at one place get labels side by side, within the figure."""
    sizes = [80.0, 40.0, 60.0]
    for wanted in ([0.0, 0.0, 0.0], [300.0, 300.0, 300.0], [10.0, 150.0, 290.0]):
        placed = spread(wanted, sizes, low=0, high=300, gap=5)
        assert placed[0] - 40 >= -1e-9
        assert placed[2] + 30 <= 300 + 1e-9
        assert placed[1] - placed[0] >= 65 - 1e-9
        assert placed[2] - placed[1] >= 55 - 1e-9


@pytest.mark.parametrize("colour", sorted({sheet.INK, sheet.MUTED, sheet.NOW, sheet.TARGET, sheet.EARLIER, *TONES.values()}))
def test_words_in_a_figure_can_be_read(colour: str) -> None:
    """At least 4.5 to 1 on white for every colour that words are set in (WCAG 1.4.3)."""
    assert contrast_on_white(colour) >= 4.5


def test_shapes_in_a_figure_can_be_seen() -> None:
    """At least 3 to 1 on white for every bar (WCAG 1.4.11)."""
    assert min(contrast_on_white(colour) for colour in COLOURS) >= 3


def contrast_on_white(colour: str) -> float:
    """The contrast ratio of WCAG 2."""
    channels = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


def test_a_long_scale_has_few_ticks(words: list[tuple[str, Extent]]) -> None:
    """From 0 to 100 there is no line for every number, and both ends are named."""
    row = figures.BeforeNow(label="", label_before="vóór", label_now="na", before=0, now=100)
    figures.before_now([row], scale=(0, 100), end_labels=("", ""), number=count)
    ticks = [text for text, _ in words if text.isdigit()]
    assert {"0", "100"} <= set(ticks)
    assert len(ticks) <= figures.MOST_TICKS + 2
