"""Layouts: each packaged one loads and agrees with the catalogue, and a layout that contradicts itself is refused with its line."""

from __future__ import annotations

import pytest

from impactlib.errors import ImpactError, UnknownNameError
from impactlib.indicators.counting import count_sources
from impactlib.indicators.indicator import catalogue
from impactlib.sources.layout import PACKAGED, CountsLayout, SurveyLayout, read_layout
from impactlib.sources.store import fill_store
from tests.small import COUNTS_LAYOUT, SURVEY_LAYOUT, counted, people, tiny, write

NAMES = sorted(path.stem for path in PACKAGED.glob("*.yml"))


def each(test):
    """Run a test for every packaged layout."""
    return pytest.mark.parametrize("name", NAMES)(test)


@each
def test_a_packaged_layout_is_valid_and_bears_its_files_name(name):
    """Title and owner in both languages."""
    layout = read_layout(name)
    assert layout.layout == name
    assert all((layout.title.nl, layout.title.en, layout.owner.nl, layout.owner.en))


@each
def test_no_packaged_layout_reads_a_column_twice(name):
    """Two items or measures of one column would be one answer counted twice."""
    layout = read_layout(name)
    if isinstance(layout, SurveyLayout):
        columns = [column for item in layout.items.values() for column in (item.column, item.before, item.now) if column]
    elif isinstance(layout, CountsLayout):
        columns = [measure.column for measure in layout.measures.values()]
    else:
        columns = [layout.code, layout.name]
    assert len(columns) == len(set(columns))


@each
def test_a_survey_says_who_was_asked_and_how_many_were_invited(name):
    """The measure of the invited is counted in persons, by some packaged layout."""
    layout = read_layout(name)
    if isinstance(layout, SurveyLayout) and layout.invited:
        counts = [other for other in map(read_layout, NAMES) if isinstance(other, CountsLayout) and layout.invited in other.measures]
        assert [other.measures[layout.invited].unit for other in counts] == ["person"]


FAULTS = {
    "an unknown kind": ("kind: survey", "kind: enquete", "2: kind is 'enquete'; it can be survey, counts, register"),
    "another name than its file": ("layout: tiny-survey", "layout: mine", "1: layout is 'mine'; it must be the file's name, 'tiny-survey'"),
    "an unknown scale": (
        "{column: cijfer, scale: mark",
        "{column: cijfer, scale: marks",
        "1: items.mark names the unknown scale 'marks'; known: often, mark",
    ),
    "a code that is text": ("altijd: 5", "altijd: vijf", "16: scales.often.answers.altijd is 'vijf'; write a whole number, such as 10"),
    "a code of nought": ("nooit: 1", "nooit: 0", "16: scales.often: the answer 'nooit' has code 0; codes start at 1"),
    "an answer twice": ("altijd: 5", "vaak: 5", "16: the key 'vaak' stands here twice (first on line 16); keep one of them"),
    "a scale of which the end is missing": ("lowest: 1, highest: 10", "lowest: 1", "17: the key 'highest' is missing; add 'highest: …'"),
    "a scale upside down": (
        "lowest: 1, highest: 10",
        "lowest: 10, highest: 1",
        "17: scales.mark: lowest is 10 and highest is 1; the lowest comes first",
    ),
    "an unknown key in a scale": (
        "no_opinion: [weet niet]}\n  mark",
        "no_opnion: [weet niet]}\n  mark",
        "16: unknown key 'no_opnion' (in scales.often); did you mean 'no_opinion'?",
    ),
    "an item without a column": ("{column: cijfer, scale", "{scale", "21: items.mark: give either 'column', or both 'before' and 'now'"),
    "half a pair": (
        "before: eerst, now: nu",
        "before: eerst",
        "20: items.digital_skills: give either 'column', or both 'before' and 'now'",
    ),
    "two areas": ("{column: gemeente}", "{column: gemeente, constant: A1}", "9: area: give either 'column' or 'constant'"),
    "no area": ("area: {column: gemeente}\n", "", "1: the key 'area' is missing; add 'area: …'"),
    "a period that is none": (
        '{column: jaar, pattern: "{year}"}',
        "{constant: nu}",
        "10: period.constant: 'nu' is not a period; write a year such as 2025, or a school year such as 2025-2026",
    ),
    "an unknown encoding": (
        "encoding: utf-8",
        "encoding: latin-1",
        "8: file.encoding is 'latin-1'; it can be 'utf-8', 'windows-1252', 'utf-16'",
    ),
    "an unknown design": (
        "design: retrospective",
        "design: achteraf",
        "5: design is 'achteraf'; it can be 'post-only', 'retrospective', 'paired'",
    ),
    "a title in one language": ("title: {nl: Vragen, en: Questions}", "title: {nl: Vragen}", "3: the key 'en' is missing; add 'en: …'"),
}


@pytest.mark.parametrize(("old", "new", "line"), FAULTS.values(), ids=FAULTS)
def test_a_layout_that_cannot_be_is_refused_with_one_line(tmp_path, old, new, line):
    """The line of the file, the value, and what would do; of a scale only what is wrong with the scale it looks like."""
    assert old in SURVEY_LAYOUT
    workspace = tiny(tmp_path, survey=people(3, geleerd="soms"), layouts={"tiny-survey": SURVEY_LAYOUT.replace(old, new, 1)})
    with pytest.raises(ImpactError) as refused:
        fill_store(workspace)
    assert refused.value.lines() == [f"layouts/tiny-survey.yml:{line}"]


SCORES = """\
scales:
  often: {answers: {nooit: 1, soms: 2, vaak: 3, meestal: 4, altijd: 5}, no_opinion: [weet niet]}
  where: {answers: {thuis: 1, elders: 5}, ordered: false}
  mark: {lowest: 1, highest: 10}
items:
  learned: {column: geleerd, scale: often, text: {nl: Geleerd, en: Learned}}
  digital_skills: {before: eerst, now: nu, scale: often, text: {nl: Regelen, en: Manage}}
  mark: {column: cijfer, scale: mark, text: {nl: Cijfer, en: Mark}}
  place: {column: plaats, scale: where, text: {nl: Plaats, en: Place}}
  again: {column: weer, scale: often, text: {nl: Weer, en: Again}}
scores:
  skilled: {items: [learned, again], method: mean, text: {nl: Vaardig, en: Skilled}}
"""
"""The second half of a layout with one score of two items."""

SCORE_FAULTS = {
    "an unknown item": ("[learned, again]", "[learned, agian]", "scores.skilled names the unknown item 'agian'; did you mean 'again'?"),
    "one item": ("[learned, again]", "[learned]", "scores.skilled.items is ['learned']; give at least 2"),
    "an item twice": ("[learned, again]", "[again, again]", "scores.skilled: the item 'again' stands here twice; it would count double"),
    "another scale": (
        "[learned, again]",
        "[learned, mark]",
        "scores.skilled: 'learned' goes from 1 to 5 and 'mark' from 1 to 10; take items on one scale",
    ),
    "an item asked otherwise": (
        "[learned, again]",
        "[learned, digital_skills]",
        "scores.skilled: 'digital_skills' is asked about before and now and 'learned' is not; take items that are asked alike",
    ),
    "answers without an order": (
        "[learned, again]",
        "[learned, place]",
        "scores.skilled: the answers to 'place' have no order; leave it out",
    ),
    "a reversed item without an order": (
        "scale: where, text",
        "scale: where, reversed: true, text",
        "items.place is reversed, and the answers of 'where' have no order; leave 'reversed' out",
    ),
    "the name of an item": ("skilled:", "again:", "scores.again has the name of an item; give it another"),
    "another way": ("method: mean", "method: sum", "scores.skilled.method is 'sum'; it can be 'mean', 'share'"),
    "a share of nothing": (
        "method: mean",
        "method: share",
        "scores.skilled: method is share; 'at_least' goes with share, and only with it",
    ),
    "a mean of those at least so high": (
        "method: mean",
        "method: mean, at_least: 4",
        "scores.skilled: method is mean; 'at_least' goes with share, and only with it",
    ),
    "a share above the scale": (
        "method: mean",
        "method: share, at_least: 6",
        "scores.skilled: at_least is 6; on this scale it lies above 1 and is no more than 5",
    ),
    "a share of everybody": (
        "method: mean",
        "method: share, at_least: 1",
        "scores.skilled: at_least is 1; on this scale it lies above 1 and is no more than 5",
    ),
    "more answers than there are": ("method: mean", "method: mean, fewest: 3", "scores.skilled: fewest is 3, and there are 2 items"),
    "no answers": ("method: mean", "method: mean, fewest: 0", "scores.skilled.fewest is '0'; it can be 1 or more"),
}


def scored(old: str = "", new: str = "") -> str:
    """The tiny survey layout with a score, with something else in it."""
    assert old in SCORES
    return SURVEY_LAYOUT[: SURVEY_LAYOUT.index("scales:")] + SCORES.replace(old, new, 1)


@pytest.mark.parametrize(("old", "new", "what"), SCORE_FAULTS.values(), ids=SCORE_FAULTS)
def test_a_score_that_cannot_be_computed_is_refused(tmp_path, old, new, what):
    """Its items are on one scale, asked alike, with an order, and each there once."""
    with pytest.raises(ImpactError) as refused:
        fill_store(tiny(tmp_path, survey="x", layouts={"tiny-survey": scored(old, new)}))
    line = str(refused.value)
    assert line.startswith("layouts/tiny-survey.yml:")
    assert line.partition(": ")[2] == what


def test_a_layout_may_say_how_many_items_a_score_needs(tmp_path):
    """Two thirds, rounded up, or what 'fewest' says; a score is a question like its items, with the ends of its scale."""
    for number, (change, needed, ends) in enumerate(
        (("mean", 2, (1, 5)), ("mean, fewest: 1", 1, (1, 5)), ("share, at_least: 4", 2, (0, 1)), ("share, at_least: '4'", 2, (0, 1)))
    ):
        folder = write(tmp_path / f"{number}/tiny-survey.yml", scored("method: mean", f"method: {change}")).parent
        layout = read_layout("tiny-survey", folders=(folder,))
        assert isinstance(layout, SurveyLayout)
        assert (layout.scores["skilled"].needed, layout.questions["skilled"].ends) == (needed, ends)
        assert list(layout.questions) == [*layout.items, "skilled"]


@pytest.mark.parametrize("unit", ["percent", "kilometre"])
def test_percentages_and_distances_of_providers_are_never_added(tmp_path, unit):
    """Two libraries at 2 km are not one at 4."""
    layout = COUNTS_LAYOUT.replace("unit: loan", f"unit: {unit}")
    with pytest.raises(ImpactError) as refused:
        fill_store(tiny(tmp_path, counts=[counted(leden=3)], layouts={"tiny-counts": layout}))
    assert f"measures.loans is in {unit}, and figures of providers are added up; leave 'provider' out" in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("period: {column: jaar}\n", "", "1: add 'period:', or write {year} in the column name of every measure"),
        (
            "column: leden,",
            'column: "leden {year}",',
            "1: measures.members has {year} in its column, and 'period' is given as well; keep one of them",
        ),
        ("unit: loan", "unit: boek", "12: measures.loans.unit is 'boek'; it can be 'person', 'participation', 'contact'"),
    ],
    ids=["no period", "two periods", "an unknown unit"],
)
def test_a_layout_of_counts_that_cannot_be_is_refused(tmp_path, old, new, line):
    """A period somewhere, and a unit that exists: units that differ are never added."""
    workspace = tiny(tmp_path, counts=[counted(leden=3)], layouts={"tiny-counts": COUNTS_LAYOUT.replace(old, new, 1)})
    with pytest.raises(ImpactError) as refused:
        fill_store(workspace)
    assert str(refused.value).startswith(f"layouts/tiny-counts.yml:{line}")


def test_a_workspaces_own_layout_comes_before_the_packaged_one(tmp_path):
    """The same name in parameters/layouts is the one that is read."""
    own = write(tmp_path / "wsob.yml", COUNTS_LAYOUT.replace("layout: tiny-counts", "layout: wsob"))
    assert read_layout("wsob", folders=(own.parent,)).provider == "bibliotheek"
    assert read_layout("wsob").provider == "Bibliotheek"


def test_an_unknown_layout_is_offered_the_nearest():
    """Also a packaged one."""
    with pytest.raises(UnknownNameError, match=r"here: unknown layout 'digital-curse'; did you mean 'digital-course'?"):
        read_layout("digital-curse", where="here")


def test_figures_of_two_sources_are_never_added(tmp_path):
    """Two sources that give the same measure are refused when they are counted."""
    workspace = tiny(tmp_path, counts=[counted(leden=30)])
    path = tmp_path / "parameters/workspace.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("sources: {", "sources: {more: {path: data/counts.csv, layout: tiny-counts}, "),
        encoding="utf-8",
    )
    with pytest.raises(ImpactError, match=r"sources.counts: it gives 'members', and so does the source 'more'; leave one out"):
        count_sources(fill_store(type(workspace).open(tmp_path))[1], catalogue().values())
