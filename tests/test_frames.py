"""Figures as tidy frames: one row each, with numerators and denominators that are added before anything is divided."""

from __future__ import annotations

from random import Random

import pandas as pd
import pytest

from impactlib.errors import UnknownNameError
from impactlib.indicators import catalogue, figures, figures_frame
from impactlib.indicators.frames import COLUMNS, grouped_register
from impactlib.sources.areas import default_register
from impactlib.statistics.proportion import share
from tests.small import REGISTER, SURVEY_LAYOUT, counted, people, spread, tiny

LEARNED, MARK, CHANGE, PARTICIPANTS, COMPLETED, MEMBERS, ACTIVITIES = "LO04", "BR08", "DI07", "DI05", "DI06", "BR01", "LO01"

SURVEY = [
    *spread({"altijd": 12, "soms": 8, "weet niet": 3}),
    *spread({"altijd": 5, "soms": 15}, area="B2"),
    *spread({"altijd": 30, "soms": 10}, area="C3"),
    *spread({"altijd": 6, "soms": 14}, year="2024"),
    *people(11, eerst="soms", nu="vaak"),
    *people(9, eerst="vaak", nu="soms"),
]
COUNTS = [
    counted("A1", leden=300, activiteiten=12, cursisten=40, afgerond=30),
    counted("A1", bibliotheek="Leeszaal", leden=100, activiteiten=8, cursisten=10, afgerond=5),
    counted("B2", leden=200, activiteiten=5, cursisten=50, afgerond=20),
    counted("C3", leden=500, activiteiten=9, cursisten=20, afgerond=20),
    counted("A1", year="2024", leden=280, activiteiten=10, cursisten=30, afgerond=20),
    counted("A1", year="2024", bibliotheek="Leeszaal", leden=90, activiteiten=9, cursisten=8, afgerond=4),
]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """Three areas with a survey and counts of two years."""
    return tiny(tmp_path_factory.mktemp("frames"), survey=SURVEY, counts=COUNTS)


@pytest.fixture(scope="module")
def plain(workspace):
    """All its figures, with the other ones of each indicator."""
    return figures(workspace, companions=True)


def row(frame: pd.DataFrame, area: str, indicator: str, period: str = "2025", figure: str = "") -> pd.Series:
    """The one row of a figure."""
    chosen = (frame.area == area) & (frame.indicator == indicator) & (frame.period == period) & (frame.figure == figure)
    (found,) = [each for _, each in frame[chosen].iterrows()]
    return found


def test_the_columns_are_those_that_were_promised(plain):
    """Names, order and kinds; also of a frame without rows."""
    assert list(plain.columns) == list(COLUMNS)
    for frame in (plain, figures_frame([])):
        assert {name: str(kind) for name, kind in frame.dtypes.items()} == dict(COLUMNS)
    assert len(figures_frame([])) == 0


def test_there_is_one_row_for_each_area_period_indicator_and_figure(plain):
    """No figure stands there twice, and every row has its four keys."""
    keys = plain[["area", "period", "indicator", "figure"]]
    assert not keys.duplicated().any()
    assert (keys[["area", "period", "indicator"]] != "").all().all()


def test_a_share_has_its_people_above_and_under_the_line(plain):
    """12 of 20; three had no opinion and twenty left it blank; 50 were invited."""
    found = row(plain, "A1", LEARNED)
    assert (found.numerator, found.denominator, found.estimate, found.n_valid) == (12, 20, 0.6, 20)
    assert (found.n_missing, found.n_invited, found.unit, found.unit_of_analysis) == (23, 50, "person", "course")
    assert (found.method, found.clusters, found.confidence, found.design, found.level) == ("wilson-clusters", 4, 0.95, "post-only", 1)
    assert found.lower <= share(12, 20).lower < share(12, 20).upper <= found.upper
    assert found.design_effect >= 1


def test_what_was_counted_has_its_parts_and_no_limits(plain):
    """35 of 50 completed; 400 members of 2000 are 200 per 1000; 20 activities are 20."""
    completed, members, activities = (row(plain, "A1", name) for name in (COMPLETED, MEMBERS, ACTIVITIES))
    assert (completed.numerator, completed.denominator, completed.estimate) == pytest.approx((35, 50, 0.7))
    assert (members.numerator, members.denominator, members.estimate) == pytest.approx((400, 2000, 200))
    assert (activities.numerator, activities.estimate) == (20, 20)
    assert activities.denominator is pd.NA
    for each in (completed, members, activities):
        assert each.lower is pd.NA
        assert each.confidence is pd.NA
        assert (each.method, each.unit_of_analysis, each.level) == ("complete-count", "area", 0)


def test_a_change_has_people_and_no_numerator(plain):
    """Twenty answered twice."""
    found = row(plain, "A1", CHANGE)
    assert (found.denominator, found.n_valid, found.design) == (20, 20, "retrospective")
    assert found.numerator is pd.NA
    assert found.estimate == pytest.approx(0.1)


def test_what_is_missing_says_why_and_holds_no_number(plain):
    """B2 handed in no changes; nothing is invented."""
    found = row(plain, "B2", CHANGE)
    assert (found.absent, found.method, found["flags"]) in {("no-data", "", ""), ("too-few", "", "")}
    assert found[["numerator", "denominator", "estimate", "lower", "upper", "n_valid"]].isna().all()


def test_the_year_before_is_compared_and_two_years_are_no_trend(plain):
    """From 6 to 12 of 20 is judged beside the year before; a trend has no word below five years."""
    found = row(plain, "A1", ACTIVITIES)
    assert (found.verdict, found.trend_verdict) == ("higher", "cannot-say")
    assert found.yearly is pd.NA
    assert row(plain, "A1", ACTIVITIES, "2024").verdict == "no-earlier"
    assert row(plain, "B2", LEARNED).verdict == "no-earlier"


def test_companions_are_only_there_when_asked_for(workspace, plain):
    """Each with its name; the indicator's own figures are the same rows as without them."""
    alone = figures(workspace)
    assert set(alone.figure) == {""}
    pd.testing.assert_frame_equal(plain[plain.figure == ""].reset_index(drop=True), alone)


def test_companions_have_their_own_kind_of_figure(tmp_path):
    """Beside the mark the share of promoters less that of detractors: 6 of 12 and 3 of 12."""
    layout = SURVEY_LAYOUT.replace("  mark: {column: cijfer, scale: mark,", "  recommendation: {column: cijfer, scale: mark,")
    made = tiny(tmp_path, survey=spread({"9": 6, "8": 3, "4": 3}, column="cijfer"), layouts={"tiny-survey": layout})
    found = figures(made, indicators=[MARK], companions=True)
    assert row(found, "A1", MARK, figure="recommendation").estimate == 0.25
    assert set(found.figure) == {"recommendation"}


def test_only_the_indicators_asked_for_are_there(workspace, plain):
    """In the order asked, each as it is among all."""
    found = figures(workspace, indicators=[COMPLETED, LEARNED])
    assert list(dict.fromkeys(found.indicator)) == [COMPLETED, LEARNED]
    own = plain[(plain.indicator == LEARNED) & (plain.figure == "")].reset_index(drop=True)
    pd.testing.assert_frame_equal(found[found.indicator == LEARNED].reset_index(drop=True), own)
    assert len(figures(workspace, indicators=[])) == 0


def test_an_unknown_indicator_is_refused(workspace):
    """With the nearest one."""
    with pytest.raises(UnknownNameError, match="unknown indicator 'L004'; did you mean 'LO04'"):
        figures(workspace, indicators=["L004"])


GROUPS = {"A1": "west", "B2": "west", "C3": "east"}


@pytest.fixture(scope="module")
def grouped(workspace):
    """The figures of two groups."""
    return figures(workspace, groups=GROUPS)


def test_groups_add_people_before_they_divide(grouped):
    """12 of 20 and 5 of 20 are 17 of 40, and not the mean of 0.6 and 0.25; completed are 55 of 100."""
    learned, completed = row(grouped, "west", LEARNED), row(grouped, "west", COMPLETED)
    assert (learned.numerator, learned.denominator, learned.estimate) == (17, 40, 0.425)
    assert (completed.numerator, completed.denominator, completed.estimate) == pytest.approx((55, 100, 0.55))
    assert learned.n_invited == 100
    assert set(grouped.area) == {"west", "east"}


def test_a_group_has_the_inhabitants_of_its_areas(grouped):
    """600 members of 4000 are 150 per 1000."""
    members = row(grouped, "west", MEMBERS)
    assert (members.numerator, members.denominator, members.estimate) == pytest.approx((600, 4000, 150))


def test_a_group_of_one_area_is_that_area(grouped, plain):
    """East is C3."""
    east, own = grouped[grouped.area == "east"], plain[(plain.area == "C3") & (plain.figure == "")]
    pd.testing.assert_frame_equal(east.drop(columns="area").reset_index(drop=True), own.drop(columns="area").reset_index(drop=True))


def test_every_area_in_a_group_of_its_own_changes_nothing(workspace, plain):
    """Only the order of rows may be another."""
    found = figures(workspace, groups={code: code for code in GROUPS})
    keys = ["indicator", "area", "period"]
    own = plain[plain.figure == ""].query("area in ['A1', 'B2', 'C3']")
    pd.testing.assert_frame_equal(
        found.sort_values(keys).reset_index(drop=True), own.sort_values(keys).reset_index(drop=True), check_like=True
    )


def test_an_area_of_no_group_is_in_unknown_and_never_vanishes(workspace, plain):
    """Without a group for C3 and B2 their figures stand together under 'unknown'; nothing is lost of the total."""
    found = figures(workspace, groups={"A1": "west"}, indicators=[LEARNED, ACTIVITIES])
    assert set(found.area) == {"west", "unknown"}
    assert (row(found, "unknown", LEARNED).numerator, row(found, "unknown", LEARNED).denominator) == (35, 60)
    now = found[(found.indicator == ACTIVITIES) & (found.period == "2025")]
    assert now.numerator.sum() == plain[(plain.indicator == ACTIVITIES) & (plain.period == "2025")].numerator.sum() == 34


def test_without_any_group_everything_is_unknown(workspace):
    """One row for each figure and period; in 2024 only one of three places handed something in, and that is no total of them."""
    found = figures(workspace, groups={}, indicators=[ACTIVITIES])
    assert list(zip(found.area, found.period, strict=True)) == [("unknown", "2024"), ("unknown", "2025")]
    assert list(found.absent) == ["incomplete", ""]
    assert found.numerator[1] == 34


def test_a_group_of_which_an_area_handed_in_nothing_has_no_total_that_is_too_low(tmp_path):
    """Members of A1 over the inhabitants of A1 and B2 would be half of what they are; the answers that there are, stand."""
    made = tiny(tmp_path, survey=spread({"altijd": 12, "soms": 8}), counts=[counted("A1", leden=300, activiteiten=12)])
    found = figures(made, groups={"A1": "both", "B2": "both"}, indicators=[MEMBERS, ACTIVITIES, LEARNED])
    assert [row(found, "both", name).absent for name in (MEMBERS, ACTIVITIES, LEARNED)] == ["incomplete", "incomplete", ""]
    alone = figures(made, groups={"A1": "one", "B2": "other"}, indicators=[MEMBERS])
    assert row(alone, "one", MEMBERS).estimate == 150


def test_courses_with_the_same_code_in_two_areas_stay_two(tmp_path):
    """Course K in A1 and in B2 are other people: two clusters, as with two names."""
    rows = [{**each, "cursus": "K"} for each in (*spread({"altijd": 9, "soms": 3}), *spread({"altijd": 4, "soms": 8}, area="B2"))]
    renamed = [{**each, "cursus": f"K{each['gemeente']}"} for each in rows]
    groups = {"A1": "both", "B2": "both"}
    same, other = (
        figures(tiny(tmp_path / name, survey=made), groups=groups, indicators=[LEARNED]) for name, made in [("a", rows), ("b", renamed)]
    )
    assert row(same, "both", LEARNED).clusters == 2
    pd.testing.assert_frame_equal(same, other)


def test_libraries_with_the_same_name_in_two_areas_stay_two(tmp_path):
    """The Boekerij of A1 handed in both numbers, that of B2 only one: a share of one of two is none."""
    rows = [counted("A1", cursisten=40, afgerond=30), counted("B2", cursisten=50)]
    found = figures(tiny(tmp_path, counts=rows), groups={"A1": "both", "B2": "both"}, indicators=[COMPLETED])
    assert list(found.absent) == ["incomplete"]


def test_libraries_without_a_name_are_known_by_their_row_in_a_group_as_well(tmp_path):
    """Rows of 2024 and 2025 that name no library: nobody fell silent, in an area or in a group of areas."""
    rows = [counted("A1", year=year, bibliotheek="", activiteiten=n) for year, n in (("2024", 10), ("2025", 12))]
    made = tiny(tmp_path, counts=[rows[1], rows[0], counted("B2", bibliotheek="", activiteiten=5)])
    alone = figures(made, indicators=[ACTIVITIES])
    together = figures(made, groups={"A1": "both", "B2": "both"}, indicators=[ACTIVITIES])
    assert row(alone, "A1", ACTIVITIES).estimate == 12
    assert row(together, "both", ACTIVITIES).estimate == 17


@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_input_rows_changes_nothing(tmp_path, plain, seed):
    """People and counts in another order give the same frame, row by row."""
    survey, counts = SURVEY.copy(), COUNTS.copy()
    Random(seed).shuffle(survey)
    Random(seed).shuffle(counts)
    found = figures(tiny(tmp_path, survey=survey, counts=counts), companions=True)
    pd.testing.assert_frame_equal(found, plain, check_exact=False, rtol=1e-12)


def test_an_empty_extra_area_changes_nothing(tmp_path, plain):
    """A fourth place without data adds no row to a frame of what there is, and moves none."""
    more = figures(tiny(tmp_path, survey=SURVEY, counts=COUNTS, register=REGISTER + "D4;Dedam;P1;9;9\n"), companions=True)
    own = more[more.area != "D4"].reset_index(drop=True)
    pd.testing.assert_frame_equal(own, plain)
    assert more[more.area == "D4"].estimate.isna().all()


def test_a_register_of_groups_adds_the_inhabitants_where_all_have_them():
    """The population of a group is that of its areas, in the years that all of them have; all others are 'unknown'."""
    dutch = default_register()
    found = grouped_register(dutch, {"GM0200": "two", "GM0202": "two"})
    assert found.areas["two"].population["2025"] == sum(dutch.areas[code].population["2025"] for code in ("GM0200", "GM0202"))
    everybody = sum(area.population.get("2025", 0) for area in dutch.areas.values())
    assert found.areas["two"].population["2025"] + found.areas["unknown"].population.get("2025", 0) == everybody
    assert not found.wider


def test_an_area_without_inhabitants_leaves_its_group_without(tmp_path):
    """The members of three over the inhabitants of two would be too many per 1000: there is no rate."""
    register = REGISTER.replace("B2;Bedorp;P1;2000;2000", "B2;Bedorp;P1;2000;")
    made = tiny(tmp_path, counts=[counted("A1", leden=30), counted("B2", leden=20)], register=register)
    found = figures(made, groups={"A1": "both", "B2": "both"}, indicators=[MEMBERS])
    assert pd.isna(row(found, "both", MEMBERS).estimate)


def test_the_public_names_are_the_same_things():
    """What a researcher imports is what the house uses."""
    import impactlib.indicators as names

    assert all(getattr(names, name) is not None for name in names.__all__)
    assert names.catalogue is catalogue
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        names.nothing  # noqa: B018
