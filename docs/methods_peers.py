"""How comparable areas are chosen and how a target is judged, for docs/methods.md: in words, with the numbers of the code."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from impactlib.indicators.judging import FEWEST_COURSES
from impactlib.indicators.peers import CLASSES, FEWEST, USUAL_NEIGHBOURS
from impactlib.statistics.benchmark import LARGEST_PART
from impactlib.statistics.target import FEWEST_FOR_A_VERDICT
from impactlib.telling.outlook import CHANCES

WORDS = {"even": "about as likely as not"}
"""What a chance is called in a report, where its name does not say it."""


def peers() -> Iterator[str]:
    """Which areas a figure is compared with."""
    ends = [f"under {CLASSES[0]:,}", *(f"{low:,} to {high:,}" for low, high in pairwise(CLASSES)), f"{CLASSES[-1]:,} or more"]
    yield from _paragraphs(f"""
        Each figure is laid beside that of comparable areas together, without the area itself. `peers` in `parameters/workspace.yml` says
        how these are chosen, always among the areas of the workspace:

        - `by: population_class` (unless told otherwise): all areas of the same class of inhabitants as CBS has them
          ({"; ".join(ends)}). Where these are fewer than {FEWEST}, the classes on either side are taken as well, and then those beside
          these, until there are {FEWEST}. Population is that of the report's period; an area without one is nobody's peer and has none.

        - `by: neighbours`: the `number` areas ({USUAL_NEIGHBOURS} unless told otherwise, {FEWEST} at least) that are nearest in the
          logarithm of their inhabitants and in the growth of that number over five years. Both are brought to mean 0 and standard
          deviation 1 over the areas, and the distance is Euclidean: the root of the sum of both squared differences.
          A newly formed area has no growth, and is compared by population alone.

        Of the peers those count that have the figure, may tell it, and have it whole: counts without gaps, and answers of more than one
        course. With fewer than {FEWEST} of them, or one with over {LARGEST_PART * 100:g} % of their people together, the report says that
        it cannot say.

        The report lists them by name and ranks nobody. Within the near limits a difference is usual; between the near and the far ones the
        report says that it cannot say; only beyond the far ones does it call a figure higher or lower
        ([`compare_shares`](#compare_shares), [`compare_rates`](#compare_rates), [`compare_means`](#compare_means)).
    """)


def targets() -> Iterator[str]:
    """What is said of a target: reached, on track, and how likely."""
    yield from _paragraphs(f"""
        **Reached.** A target is met when the whole interval is at the target or beyond, and not yet met when all of it is short of the
        target; else the report says that it cannot say. So it does of fewer than {FEWEST_FOR_A_VERDICT} answers, and where flags forbid a
        verdict (see below). A complete count is compared as it is ([`against_target`](#against_target)).

        **On track.** While the target's year has not come, the figure is judged in the same way beside the straight path from the baseline
        to the target: baseline + (target − baseline)·(years since the baseline)/(years from the baseline to the target's year). A school
        year counts as the year in which it begins. Without a baseline, or with a break in the series since then, there is no path
        ([`path_value`](#path_value)).

        **How likely.** Beside the verdict stands the chance that the underlying figure has reached the target, given the answers alone:

        - A share, also the share that improved: the part of Beta(x + ½, n − x + ½) beyond the target (Jeffreys' prior), where n is as many
          people as the interval counts: fewer than answered when they came in courses ([`chance_share_reached`](#chance_share_reached)).

        - A mean, a change or a net share: the part of the t distribution around the figure beyond the target, with the figure's standard
          error and degrees of freedom, which are courses less one when people came in courses
          ([`chance_mean_reached`](#chance_mean_reached)). A change of share and a net share of people by themselves have no standard
          error: it is then the longer half of the interval, divided by t.

        There is none for a complete count, for fewer than {FEWEST_FOR_A_VERDICT} answers or fewer than {FEWEST_COURSES} courses, and where
        nothing is judged. In words:
    """)
    yield from ("", "| a chance of | is called |", "|---|---|")
    upper = None
    for least, name in CHANCES:
        bounds = f"{least:.0%} or more" if upper is None else f"{least:.0%} to {upper:.0%}" if least else f"under {upper:.0%}"
        yield f"| {bounds.replace('%', ' %')} | {WORDS.get(name, name.replace('-', ' '))} |"
        upper = least


def _paragraphs(text: str) -> Iterator[str]:
    """Each paragraph on one line, items of a list without a line between them."""
    last = ""
    for paragraph in text.strip().split("\n\n"):
        flat = " ".join(paragraph.split())
        if last and not (last.startswith("- ") and flat.startswith("- ")):
            yield ""
        yield flat
        last = flat
