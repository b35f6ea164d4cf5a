"""The page of methods and indicators: that it is what its generator makes, and leaves nothing out."""

from __future__ import annotations

import ast
import inspect
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from docs.make_methods import (
    BUILDING_BLOCKS,
    LEVELS,
    METHOD_NAMES,
    PAGE,
    PRECISIONS,
    SITUATIONS,
    STATISTICS,
    Described,
    function_of,
    page,
    public_functions,
)
from docs.methods_chosen import chosen
from impactlib.indicators.evidence import DESIGN_LEVEL
from impactlib.indicators.figure import Asked, Counted
from impactlib.indicators.finding import Flag, Precision
from impactlib.indicators.indicator import catalogue, themes
from impactlib.indicators.peers import CLASSES, FEWEST
from impactlib.telling.outlook import CHANCES
from impactlib.workspace import Peers
from studies.coverage import read

ROOT = Path(__file__).parent.parent
COMMITTED = PAGE.read_text(encoding="utf-8")
LARGEST = 1024 * 1024
"""Bytes that a page may have for GitHub to show it."""

WIDEST = 9
"""Columns that a table may have to be read there."""

WITHOUT_SOURCE = {"movers_of", "invitations"}
"""Methods that count or divide, and need nobody's authority."""

BESIDE_METHODS = ("used", "peers", "comparable-", "chance-", "track", "alike", "apart", "few-groups")
"""What a report tells besides methods, under the same heading."""

WITH_FORMULA = {
    "share",
    "net_share",
    "difference_of_shares",
    "difference_of_rates",
    "difference_of_means",
    "mcnemar_mid_p",
    "signed_rank",
    "effect_of_change",
    "trend_of_counts",
    "trend_of_shares",
    "trend_of_means",
    "compare_shares",
    "chance_share_reached",
    "path_value",
    "rake",
    "clustered_mean",
}
"""Methods that somebody who checks a figure has to work out again."""

SHORT = {"complete_count", "complete_share"}
"""Complete counts whose one sentence is all there is to say."""

METHODS = [(module, name) for modules in SITUATIONS.values() for module, names in modules.items() for name in names]
BLOCKS = [(module, name) for module, names in BUILDING_BLOCKS.items() for name in names]


def method_names() -> set[str]:
    """Every text that the modules of statistics give as the `method` of a figure."""
    found: set[str] = set()
    for path in STATISTICS.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Estimate", "replace", "Shrunken"):
                for keyword in node.keywords:
                    if keyword.arg == "method":
                        found |= set(texts_in(keyword.value))
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_gathered":
                found |= {text for argument in node.args for text in texts_in(argument)}
            elif isinstance(node, ast.Assign):
                found |= set(assigned(node))
    return found


def assigned(node: ast.Assign) -> Iterator[str]:
    """What is assigned to a name that holds a method."""
    target = node.targets[-1]
    pairs: list[tuple[ast.expr, ast.expr]] = [(target, node.value)]
    if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
        pairs = list(zip(target.elts, node.value.elts, strict=True))
    for name, value in pairs:
        if isinstance(name, ast.Name) and name.id in ("method", "METHOD", "GROUP_MEAN"):
            yield from texts_in(value)


def texts_in(node: ast.expr) -> Iterator[str]:
    """The texts that an expression can be: of a choice both."""
    if isinstance(node, ast.IfExp):
        yield from texts_in(node.body)
        yield from texts_in(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def test_the_page_is_what_the_generator_makes() -> None:
    """`make methods` changes nothing."""
    assert page() == COMMITTED, "run make methods"


def test_the_generator_makes_the_same_page_twice() -> None:
    """Nothing in it hangs on the order of a set or on the time."""
    assert page() == page()


def test_every_public_function_of_statistics_has_its_place_once() -> None:
    """A method stands in one situation, or among what methods are made of."""
    all_of_them = [(module, name) for module, names in public_functions().items() for name in names]
    assert Counter(METHODS + BLOCKS) == Counter(all_of_them)


def test_every_public_function_of_statistics_stands_in_the_page() -> None:
    """A method under its own heading, a part in the list."""
    for _, name in METHODS:
        assert f"\n#### `{name}`\n" in COMMITTED
    for module, name in BLOCKS:
        assert f"\n- `{module}.{name}`: " in COMMITTED


def test_every_method_that_a_figure_can_name_is_explained() -> None:
    """What the code gives as `method`, and what a report has a sentence for."""
    found = method_names()
    funnels = {name for name in METHOD_NAMES if name.startswith("funnel-")}
    assert found == set(METHOD_NAMES) - funnels
    sentences = (ROOT / "impactlib" / "telling" / "languages" / "en.ftl").read_text(encoding="utf-8")
    told = set(re.findall(r"(?m)^method-([a-z-]+) =", sentences))
    assert {name for name in told if not name.startswith(BESIDE_METHODS)} <= set(METHOD_NAMES)
    for name, function in METHOD_NAMES.items():
        assert f"\n| `{name}` | [`{function}`](#{function}) |" in COMMITTED
        assert f"\n#### `{function}`\n" in COMMITTED


def test_every_kind_of_figure_is_in_the_chooser_s_table() -> None:
    """With a method that is explained."""
    rows = [line for line in chosen() if line.startswith("| `")]
    assert len(rows) == len(get_args(Asked)) + len(get_args(Counted))
    for row in rows:
        for name in re.findall(r"`([a-z-]+)`", "|".join(row.split("|")[3:])):
            assert name in METHOD_NAMES


@pytest.mark.parametrize(("module", "name"), METHODS, ids=[name for _, name in METHODS])
def test_a_method_says_what_it_takes_gives_refuses_and_leans_on(module: str, name: str) -> None:
    """Its docstring has every section, with an example that the doctests run."""
    function = function_of(module, name)
    described = Described.of(function)
    wanted = {"Examples"} if name in SHORT else {"Parameters", "Returns", "References", "Examples"}
    wanted -= {"References"} if name in WITHOUT_SOURCE else set()
    raises = any(isinstance(node, ast.Raise) for node in ast.walk(ast.parse(inspect.getsource(function))))
    wanted |= {"Raises"} if raises and name not in SHORT else set()
    assert wanted <= set(described.sections), sorted(wanted - set(described.sections))
    assert described.summary
    assert ">>>" in described.sections["Examples"]


def test_what_is_to_be_worked_out_again_has_its_formula() -> None:
    """Under 'Note', in the section of the method."""
    sections = dict(re.findall(r"(?ms)^#### `(\w+)`\n(.*?)(?=^###|\Z)", COMMITTED))
    for name in WITH_FORMULA:
        note = sections[name].partition("**Note.**")[2].partition("**Refuses.**")[0]
        assert re.search(r"[·√=±−~]", note), name


def test_the_page_tells_how_comparable_areas_are_chosen() -> None:
    """Both ways of the settings, each class of population, and from how many others on."""
    section = COMMITTED.partition("\n## Comparable areas\n")[2].partition("\n## ")[0]
    assert all(f"`by: {way}`" in section for way in get_args(Peers.model_fields["by"].annotation))
    assert all(f"{end:,}" in section for end in CLASSES)
    assert f"fewer than {FEWEST}" in section


def test_a_chance_is_called_in_the_page_what_a_report_calls_it() -> None:
    """Each word with the chance from which on it is used."""
    section = COMMITTED.partition("\n## Targets: reached, on track, and how likely\n")[2].partition("\n## ")[0]
    sentences = (ROOT / "impactlib" / "telling" / "languages" / "en.ftl").read_text(encoding="utf-8")
    for least, name in CHANCES:
        found = re.search(rf"(?m)^chance-{name} = .*: (.+)\.$", sentences)
        assert found is not None
        assert re.search(rf"(?m)^\| (under|{100 * least:.0f} %) .*\| {found[1]} \|$", section), name


def test_the_page_does_not_point_to_itself() -> None:
    """A text of the code that names this page is told otherwise here."""
    assert "docs/methods.md" not in COMMITTED


@pytest.mark.parametrize(("module", "name"), BLOCKS, ids=[name for _, name in BLOCKS])
def test_what_methods_are_made_of_says_what_it_is(module: str, name: str) -> None:
    """One sentence at least."""
    assert Described.of(function_of(module, name)).summary.endswith(".")


def test_every_indicator_stands_in_the_page_with_its_dutch_name_and_definition() -> None:
    """Once, under its theme."""
    assert len(re.findall(r"(?m)^#### [A-Z]{2}\d\d ", COMMITTED)) == len(catalogue())
    for theme in themes():
        assert f"\n### {theme.name.nl} – {theme.name.en}\n" in COMMITTED
    for indicator in catalogue().values():
        assert f"\n#### {indicator.id} {indicator.name.nl}\n" in COMMITTED
        assert " ".join(indicator.definition.en.split()) in COMMITTED


def test_every_flag_level_and_precision_is_explained() -> None:
    """What lowers a sentence stands in the page with what it means."""
    for flag in Flag:
        assert re.search(rf"(?m)^\| `{flag}` \| \S", COMMITTED)
    assert set(PRECISIONS) == {str(precision) for precision in Precision}
    assert {int(level) for level, *_ in LEVELS} >= set(DESIGN_LEVEL.values())


def test_the_page_holds_every_row_of_the_coverage_table() -> None:
    """No situation is left out for its outcome."""
    for row in read():
        assert f"**{row.figure}** (`{row.method}`), {row.situation}" in COMMITTED


def test_the_page_can_be_read_on_github() -> None:
    """Not too large, no table too wide, every link to a heading that is there."""
    assert PAGE.stat().st_size < LARGEST
    lines = COMMITTED.splitlines()
    assert max(line.replace("\\|", "").count("|") for line in lines if line.startswith("|")) <= WIDEST + 1
    headings = {re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-") for line in lines if line.startswith("#")}
    assert set(re.findall(r"\]\(#([^)]+)\)", COMMITTED)) <= headings
