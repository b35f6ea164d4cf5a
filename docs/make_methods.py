"""Write docs/methods.md: every statistical method, when each is chosen, how far its interval can be trusted, and every indicator.

Run it from the project's folder: make methods (or .venv/bin/python docs/make_methods.py). It takes what it says from the docstrings of
`impactlib.statistics`, from the chooser and the judges of `impactlib.indicators`, from studies/coverage.csv, and from the catalogue.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType

from docs.methods_chosen import chosen
from docs.methods_indicators import indicators
from docs.methods_peers import peers as comparable
from docs.methods_peers import targets as judged_targets
from impactlib.indicators import choosing, evidence, finding, judging, measuring, peers
from impactlib.statistics import benchmark, shrinkage, target, trend, weighting
from studies.coverage import read
from studies.situations import BAND, Row

PAGE = Path(__file__).with_name("methods.md")
STATISTICS = Path(target.__file__).parent

SITUATIONS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "A share": {"proportion": ("share", "share_of_finite_group", "top_box")},
    "A mean of a scale": {"mean": ("mean",)},
    "A change of the same people": {
        "change": ("change_of_mean", "signed_rank"),
        "paired": ("share_improved", "change_of_share", "mcnemar_mid_p", "movers_of"),
        "proportion": ("net_share", "net_promoter"),
    },
    "Different people before and now": {"proportion": ("difference_of_shares",), "mean": ("difference_of_means",)},
    "How large a difference is": {"change": ("effect_of_change",), "ordinal": ("cliffs_delta", "common_language")},
    "Events for so many inhabitants": {"rate": ("rate", "difference_of_rates", "rate_ratio")},
    "Complete counts, and figures of others": {
        "rate": ("realised_rate", "complete_count", "complete_share"),
        "amount": ("complete_amount", "complete_balance", "complete_average", "published"),
    },
    "A trend over years": {"trend": ("trend_of_counts", "expected_rate", "trend_of_means", "trend_of_shares")},
    "An interrupted series": {"interrupted": ("interrupted_series",)},
    "Beside other areas": {"benchmark": ("compare_shares", "compare_rates", "compare_means")},
    "Small areas": {"shrinkage": ("shrunken_shares", "shrunken_rates", "shrunken_means")},
    "Beside a target": {
        "target": ("against_target", "on_track", "path_value", "chance_share_reached", "chance_rate_reached", "chance_mean_reached")
    },
    "Non-response": {"weighting": ("rake", "weighted_share", "weighted_mean")},
    "Missing pairs": {"missing_pairs": ("bounds_of_change",)},
    "Many tests at once": {"several": ("benjamini_hochberg",)},
    "People in courses": {"clusters": ("clustered_share", "clustered_mean", "clustered_error", "of_two_periods", "effective_people")},
    "Against comparison areas, before and after": {"difference_in_differences": ("difference_in_differences",)},
    "Planning: how many answers": {
        "planning": (
            "margin_of_share",
            "answers_for_margin",
            "margin_of_mean",
            "answers_for_margin_of_mean",
            "design_effect",
            "invitations",
        ),
        "power": ("detectable_change", "pairs_for_change", "detectable_difference"),
        "power_shares": (
            "pairs_for_paired_share",
            "detectable_paired_share",
            "detectable_difference_of_shares",
            "answers_for_share_target",
        ),
    },
}
"""The methods by situation, in the order of the specification."""

BUILDING_BLOCKS: Mapping[str, Sequence[str]] = {
    "mean": ("moments",),
    "planning": ("fewest_with", "whole", "check_answers", "check_fraction", "check_effect"),
    "power": ("check_chances",),
    "proportion": ("wilson_limits", "reaches"),
    "quantiles": ("check_confidence", "normal_quantile", "t_quantile", "two_sided_p"),
    "series": ("exponential", "span_of", "times_of", "counts_in", "fit_rates"),
    "tables": ("check_frequencies", "differences_of"),
}
"""What methods are made of: functions that give no figure to tell."""

METHOD_NAMES: Mapping[str, str] = {
    "wilson": "share",
    "wilson-finite": "share_of_finite_group",
    "wilson-clusters": "clustered_share",
    "wilson-weighted": "weighted_share",
    "bonett-price": "net_share",
    "newcombe": "difference_of_shares",
    "t": "mean",
    "t-clusters": "clustered_mean",
    "t-weighted": "weighted_mean",
    "welch": "difference_of_means",
    "hedges-g-av": "effect_of_change",
    "cliffs-delta": "cliffs_delta",
    "common-language": "common_language",
    "garwood": "rate",
    "byar": "rate",
    "mover": "difference_of_rates",
    "rate-ratio-exact": "rate_ratio",
    "complete-count": "realised_rate",
    "published": "published",
    "quasi-poisson": "trend_of_counts",
    "quasi-poisson-expected": "expected_rate",
    "cochran-armitage": "trend_of_shares",
    "ols": "trend_of_means",
    "ols-hac": "trend_of_means",
    "segmented-quasi-poisson": "interrupted_series",
    "mean": "bounds_of_change",
    "funnel-binomial": "compare_shares",
    "funnel-binomial-overdispersed": "compare_shares",
    "funnel-poisson": "compare_rates",
    "funnel-poisson-overdispersed": "compare_rates",
    "funnel-normal": "compare_means",
    "funnel-normal-overdispersed": "compare_means",
    "beta-binomial": "shrunken_shares",
    "gamma-poisson": "shrunken_rates",
    "normal-normal": "shrunken_means",
    "group-mean": "shrunken_shares",
}
"""What `method` of a figure may be, and the function that gives it."""

THRESHOLDS: Sequence[tuple[ModuleType, str]] = (
    (target, "FEWEST_FOR_A_VERDICT"),
    (measuring, "INDICATIVE_BELOW"),
    (measuring, "LOW_RESPONSE"),
    (measuring, "ENOUGH_PROVIDERS"),
    (choosing, "FEWEST"),
    (choosing, "MOST_ALIKE, FEWEST_OTHERS"),
    (choosing, "FEWEST_IN_COURSES"),
    (judging, "FEWEST_COURSES"),
    (evidence, "TOO_MANY_FLAGS"),
    (trend, "FEWEST_FOR_A_LINE"),
    (trend, "FEWEST_YEARS"),
    (trend, "FEWEST_FOR_LAGS"),
    (benchmark, "FEWEST_OTHERS"),
    (peers, "FEWEST"),
    (shrinkage, "FEWEST_AREAS"),
    (weighting, "FEWEST_WEIGHTED"),
    (weighting, "FEWEST_IN_CATEGORY"),
    (weighting, "HEAVIEST"),
)
"""The numbers that decide what may be said; those that are explained together stand together."""

LEVELS = (
    ("0", "counted activity or output (`register`)", "“X people took part”; no word about effect"),
    ("1", "asked once, or asked afterwards about before and now (`post-only`, `retrospective`)", "“participants report that …”"),
    ("2", "the same people before and after, without comparison (`paired`)", "“participants answered higher after than before”"),
    ("3", "comparison areas before and after, with a placebo test; no part of a report yet", "“probably contributed to”"),
    ("4", "allocation by chance; no part of a report", "“led to”"),
)
HERE = "see [how often the intervals hold](#how-often-the-intervals-hold)"
"""What a text of the code that names this page says on the page itself."""

PRECISIONS = {
    "clear": "The interval lies wholly beyond the smallest change that matters: the full sentence of the level.",
    "some": "The interval leaves zero, and may hold changes too small to matter: a weakened sentence.",
    "open": "The interval holds zero and changes that matter: “we cannot say”.",
    "none-of-note": "The interval lies within the smallest change that matters: “no change of importance”.",
    "not-asked": "There is no difference to be sharp about.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A docstring in numpy's form: its first paragraphs, and its sections by name."""

    summary: str
    sections: Mapping[str, str]

    @classmethod
    def of(cls, described: object) -> Described:
        """The docstring of a function or a class."""
        parts = re.split(r"(?m)^([A-Z][A-Za-z]+)\n-{3,}\n", inspect.getdoc(described) or "")
        return cls(summary=parts[0].strip(), sections={name: text.strip("\n") for name, text in zip(parts[1::2], parts[2::2], strict=True)})


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The whole page."""
    parts = {
        "Which figure gets which method": chosen(),
        "Methods by situation": _methods(),
        "What `method` may be": _names(),
        "Comparable areas": comparable(),
        "Targets: reached, on track, and how likely": judged_targets(),
        "Evidence: how strong a sentence may be": _evidence(),
        "How often the intervals hold": _coverage(read()),
        "Indicators": indicators(),
    }
    lines = [
        "# Methods and indicators",
        "",
        "What every figure in a report is, how it was worked out, and how far it can be trusted. This page is made from the code and the",
        "catalogue by `make methods`; a test compares them.",
        "",
        *(f"- [{title}](#{_anchor(title)})" for title in parts),
    ]
    for title, body in parts.items():
        lines += ["", f"## {title}", "", *body]
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def _anchor(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def public_functions() -> dict[str, list[str]]:
    """The public functions of each module of `impactlib.statistics`, as they stand in it."""
    found: dict[str, list[str]] = {}
    for path in sorted(STATISTICS.glob("*.py")):
        names = [
            node.name
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        ]
        if names:
            found[path.stem] = names
    return found


def function_of(module: str, name: str) -> object:
    """A function of `impactlib.statistics`."""
    return getattr(importlib.import_module(f"impactlib.statistics.{module}"), name)


def _methods() -> Iterator[str]:
    yield "Each with what it gives, when it refuses, and the source. A departure from the source is said where it is made."
    for situation, modules in SITUATIONS.items():
        yield from ("", f"### {situation}")
        for module, names in modules.items():
            for name in names:
                yield from _method(module, name)
    yield from ("", "### What methods are made of", "", "Parts that give no figure to tell.", "")
    for module, names in BUILDING_BLOCKS.items():
        for name in names:
            yield f"- `{module}.{name}`: {_flat(Described.of(function_of(module, name)).summary)}"


def _method(module: str, name: str) -> Iterator[str]:
    function = function_of(module, name)
    described = Described.of(function)
    yield from ("", f"#### `{name}`", "", f"`statistics.{module}.{name}{_signature(function)}`", "", _flat(described.summary))
    if "Returns" in described.sections:
        yield from ("", "**Gives.** " + _body(described.sections["Returns"].partition("\n")[2]))
    if "Notes" in described.sections:
        yield from ("", "**Note.** " + _body(described.sections["Notes"]))
    if "Raises" in described.sections:
        yield from ("", "**Refuses.** " + _body(described.sections["Raises"].partition("\n")[2]))
    if "References" in described.sections:
        yield from ("", "**Source.** " + _body(described.sections["References"]))


def _signature(function: object) -> str:
    assert callable(function)
    found = inspect.signature(function)
    bare = [each.replace(annotation=inspect.Parameter.empty) for each in found.parameters.values()]
    return str(found.replace(parameters=bare, return_annotation=inspect.Signature.empty))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _body(text: str) -> str:
    """The paragraphs of a section, each on one line, and its lists as they are."""
    paragraphs = []
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(text)):
        items = re.split(r"(?m)^\* ", paragraph)
        paragraphs.append(_flat(paragraph) if len(items) == 1 else "\n".join(f"* {_flat(item)}" for item in items if item.strip()))
    return "\n\n".join(paragraphs)


def _names() -> Iterator[str]:
    yield from ("Every figure carries the name of the method that gave it.", "", "| `method` | given by | observes |", "|---|---|---|")
    for name, function in METHOD_NAMES.items():
        unit = choosing.UNITS_OF_ANALYSIS.get(name, "area" if name.startswith(("funnel", "group")) else "person or event")
        yield f"| `{name}` | [`{function}`](#{function}) | {unit} |"


def _evidence() -> Iterator[str]:
    yield from (
        "The design gives the level, the interval the precision; flags only lower.",
        "",
        "| D | what there is | the strongest sentence |",
        "|---|---|---|",
    )
    for row in LEVELS:
        yield f"| {' | '.join(row)} |"
    levels = ", ".join(f"`{design}` {level}" for design, level in evidence.DESIGN_LEVEL.items())
    yield from ("", f"As the code has it: {levels}.", "", "| P | when, and what it allows |", "|---|---|")
    for precision in finding.Precision:
        yield f"| `{precision}` | {PRECISIONS[precision]} |"
    yield from ("", "| flag | what it means |", "|---|---|")
    for flag, told in _told_of(finding.Flag).items():
        yield f"| `{flag}` | {told.replace('docs/methods.md', HERE)} |"
    neutral = ", ".join(f"`{flag}`" for flag in sorted(evidence.NEUTRAL))
    one = ", ".join(f"`{flag}`" for flag in (finding.Flag.ONE_COURSE, finding.Flag.LOPSIDED))
    yield from (
        "",
        f"Each flag is one step down: clear becomes some, some becomes open. Either of {one}, or {evidence.TOO_MANY_FLAGS} others, and no",
        f"verdict is given: “we cannot say”. {neutral} take nothing from how sharp a figure itself is.",
        "",
        "| number | is | |",
        "|---|---|---|",
    )
    for module, together in THRESHOLDS:
        place, names = module.__name__.removeprefix("impactlib."), together.split(", ")
        told = ", ".join(f"`{place}.{name}`" for name in names)
        yield f"| {told} | {', '.join(str(getattr(module, name)) for name in names)} | {_constants(module).get(names[0], '')} |"


def _told_of(flags: type[finding.Flag]) -> dict[str, str]:
    """The text under each member of an enumeration."""
    (body,) = ast.parse(inspect.getsource(flags)).body
    assert isinstance(body, ast.ClassDef)
    values = {flag.name: str(flag) for flag in flags}
    return {values[name]: text for name, text in _texts(body.body).items()}


def _constants(module: ModuleType) -> dict[str, str]:
    return _texts(ast.parse(inspect.getsource(module)).body)


def _texts(body: Sequence[ast.stmt]) -> dict[str, str]:
    """The text that stands under an assignment, for each name that is assigned."""
    found: dict[str, str] = {}
    for here, after in pairwise(body):
        if isinstance(here, ast.Assign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            targets = here.targets[0]
            for name in targets.elts if isinstance(targets, ast.Tuple) else [targets]:
                if isinstance(name, ast.Name):
                    found[name.id] = _flat(str(after.value.value))
    return found


def _coverage(rows: Sequence[Row]) -> Iterator[str]:
    low, high = BAND
    yield from (
        f"Of every hundred samples, how often the 95 % interval holds the truth: it should be {low:g} to {high:g}. What is called exact is",
        "summed over all outcomes; the rest is simulated with fixed seeds, and a few tenths of a percent off. `python studies/coverage.py`",
        "makes the figures again, in [studies/coverage.csv](../studies/coverage.csv); a slow test does so with fewer simulations.",
        "",
        f"- **▼** is under {low:g}. The flag `lopsided` then keeps the figure from being judged. In parentheses stand how often it is",
        f"  flagged, and how often it is told without a flag and is wrong, which is nowhere over {100 - low:g} %.",
        f"- **▲** is over {high:g}: wider than it need be. It is not flagged; it can only make a report say too little.",
        "- Where a situation holds many truths, such as every share from 5 to 95 %, the figure is the mean over them, and “lowest” the",
        f"  coverage at the truth where it is lowest. The marks look at that mean: a single truth under {low:g} has none.",
        "- People of one course are alike by the correlation given as likeness; a course has 4 to 20 people.",
    )
    for title, field, unit, others in (
        ("People by themselves", "people", "answers", ("courses", "years", "others")),
        ("People in courses", "courses", "courses", ("years",)),
        ("Years", "years", "years", ()),
    ):
        used = [row for row in rows if getattr(row, field) and not any(getattr(row, other) for other in others)]
        yield from ("", f"### {title}")
        groups: dict[tuple[str, ...], dict[str, Row]] = {}
        for row in used:
            people = row.people if field == "years" else ""
            groups.setdefault((row.figure, row.method, row.situation, people, "exact" if row.made == "exact" else ""), {})[
                getattr(row, field)
            ] = row
        yield from _tables(groups, unit)
    yield from _alarms([row for row in rows if row.others])


def _tables(groups: Mapping[tuple[str, ...], Mapping[str, Row]], unit: str) -> Iterator[str]:
    """One table for the lines that have the same columns; what has one column stands together in the last."""
    tables: dict[tuple[str, ...], list[tuple[tuple[str, ...], Mapping[str, Row]]]] = {}
    for key, cells in groups.items():
        tables.setdefault(tuple(cells), []).append((key, cells))
    alone = [(key, next(iter(cells.values()))) for columns, lines in tables.items() if len(columns) == 1 for key, cells in lines]
    for columns, lines in tables.items():
        if len(columns) > 1:
            yield from ("", f"| figure, situation | {' | '.join(f'{each} {unit}' for each in columns)} |", f"|---|{'---|' * len(columns)}")
            for key, cells in lines:
                yield f"| {_named(*key)} | {' | '.join(_cell(cells[column]) for column in columns)} |"
    if alone:
        yield from ("", "| figure, situation | coverage |", "|---|---|")
        yield from (f"| {_named(*key)} | {_cell(row)} |" for key, row in alone)


def _alarms(rows: Sequence[Row]) -> Iterator[str]:
    """How often the limits of a funnel call an area that is like the others different."""
    columns = list(dict.fromkeys(row.others for row in rows))
    yield from (
        "",
        "### Beside other areas: false alarms",
        "",
        "Of every hundred areas that are like the others, how many lie outside the near limits, and how many of these outside the far ones",
        "as well. It should be 5 and 0.2. Between the near and the far ones a report says that it cannot say; only outside the far ones",
        "does it call a figure higher or lower, and is wrong. The areas differ by chance alone, or their true figures are spread normally",
        "besides. Of few others it is then not sure that they differ by more than chance, and the limits of chance are too narrow.",
        "",
        f"| figure, situation | {' | '.join(f'{each} others' for each in columns)} |",
        f"|---|{'---|' * len(columns)}",
    )
    groups: dict[tuple[str, ...], dict[str, Row]] = {}
    for row in rows:
        groups.setdefault((row.figure, row.method, row.situation, row.people), {})[row.others] = row
    for key, cells in groups.items():
        yield f"| {_named(*key)} | {' | '.join(f'{100 - cells[each].coverage:.1f}; {cells[each].wrong:.1f}' for each in columns)} |"


def _named(figure: str, method: str, *others: str) -> str:
    return ", ".join(part for part in (f"**{figure}** (`{method}`)", *others) if part)


def _cell(row: Row) -> str:
    mark = {"below": " ▼", "above": " ▲", "within": ""}[row.band]
    lowest = f" (lowest {row.lowest:.1f})" if row.lowest is not None else ""
    flagged = f" ({row.flagged:.0f}; {row.wrong:.1f})" if row.band == "below" and row.flagged is not None and row.wrong is not None else ""
    return f"{row.coverage:.1f}{mark}{lowest}{flagged}"


if __name__ == "__main__":
    sys.exit(main())
