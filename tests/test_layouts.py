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
        "20: items.online_affairs: give either 'column', or both 'before' and 'now'",
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
