"""From counts to findings, on tables small enough to work out by hand."""

from __future__ import annotations

from random import Random

import pytest

from impactlib.errors import InputError
from impactlib.indicators.finding import Absence, Bar, Flag, Response
from impactlib.statistics.estimate import Movers
from impactlib.statistics.proportion import share
from tests.small import REGISTER, SURVEY_LAYOUT, counted, findings, people, spread, tiny

LEARNED, MARK, CHANGE, PARTICIPANTS, COMPLETED = "LO04", "BR08", "DI07", "DI05", "DI06"
MEMBERS, LOANS, ACTIVITIES = "BR01", "BR03", "LO01"


def of(workspace, indicator, area="A1", period="2025"):
    """The finding of one indicator."""
    return findings(workspace)[area, period, indicator]


def test_a_share_counts_those_with_an_opinion(tmp_path):
    """Nine of twelve answers lie at 4 or 5; who has no opinion or left it blank stands beside, not below the line."""
    rows = [*spread({"altijd": 4, "meestal": 5, "soms": 3, "weet niet": 2}), *people(1, geleerd="", cijfer="7")]
    found = of(tiny(tmp_path, survey=rows), LEARNED)
    assert (found.estimate.value, found.estimate.n) == (0.75, 12)
    assert found.response == Response(invited=None, answered=12, no_opinion=2, blank=1)
    assert found.distribution == (Bar(code=2, n=3), Bar(code=4, n=5), Bar(code=5, n=4))


def test_a_mean_takes_marks_with_a_decimal_comma(tmp_path):
    """7,5 and 8 are numbers of one scale."""
    rows = [*spread({"7,5": 6, "8": 6}, column="cijfer")]
    assert of(tiny(tmp_path, survey=rows), MARK).estimate.value == 7.75


def test_a_change_is_of_those_who_answered_twice(tmp_path):
    """Who answered only now, or has no opinion of before, is not in the change."""
    rows = [
        *people(6, eerst="soms", nu="vaak"),
        *people(5, eerst="vaak", nu="vaak"),
        *people(4, eerst="weet niet", nu="altijd"),
        *people(3, eerst="", nu="altijd"),
        *people(3, eerst="altijd", nu="vaak"),
    ]
    found = of(tiny(tmp_path, survey=rows), CHANGE)
    assert (found.estimate.value, found.estimate.n) == (0.0, 14)
    assert found.change.movers == Movers(improved=6, same=5, declined=3)
    assert found.response == Response(invited=None, answered=14, no_opinion=4, blank=3)


def test_a_reversed_item_is_turned_round(tmp_path):
    """'Never' of a reversed question is the best answer."""
    layout = SURVEY_LAYOUT.replace("column: geleerd,", "column: geleerd, reversed: true,")
    workspace = tiny(tmp_path, survey=spread({"nooit": 9, "altijd": 3}), layouts={"tiny-survey": layout})
    assert of(workspace, LEARNED).estimate.value == 0.75


def test_one_course_has_the_interval_of_its_people_and_says_so(tmp_path):
    """With one course nothing is known of other courses: Wilson's interval, and a flag."""
    rows = [{**row, "cursus": "K"} for row in spread({"altijd": 8, "soms": 4})]
    found = of(tiny(tmp_path, survey=rows), LEARNED)
    assert found.estimate == share(8, 12)
    assert Flag.ONE_COURSE in found.evidence.flags


def test_more_courses_are_allowed_for(tmp_path):
    """Four courses of which two agree: the interval is wider than Wilson's, and tells of four clusters."""
    rows = [{**row, "cursus": "K" if row["geleerd"] == "altijd" else row["cursus"]} for row in spread({"altijd": 8, "soms": 4})]
    found = of(tiny(tmp_path, survey=rows), LEARNED).estimate
    assert (found.method, found.clusters) == ("wilson-clusters", 5)
    assert found.lower < share(8, 12).lower


def test_a_missing_provider_makes_a_total_incomplete_not_low(tmp_path):
    """One of two libraries handed in nothing: there is no total, rather than a sum that is too small."""
    rows = [counted(uitleningen=900, activiteiten=12), counted(bibliotheek="Leeszaal", uitleningen="", activiteiten="onbekend")]
    found = findings(tiny(tmp_path, counts=rows))
    assert (found["A1", "2025", ACTIVITIES].absent, found["A1", "2025", LOANS].absent) == (Absence.INCOMPLETE, Absence.INCOMPLETE)


def test_providers_are_added_up(tmp_path):
    """Two libraries in one area are one total, with two of two reported."""
    found = of(tiny(tmp_path, counts=[counted(activiteiten=12), counted(bibliotheek="Leeszaal", activiteiten=30)]), ACTIVITIES)
    assert (found.estimate.value, found.providers) == (42.0, (2, 2))


def test_a_share_of_most_providers_is_told_with_a_flag(tmp_path):
    """Four of five libraries gave both numbers: their share stands, flagged; of three of five it would not."""
    some = [counted(bibliotheek=str(each), cursisten=20, afgerond=15) for each in range(4)]
    four = tiny(tmp_path / "four", counts=[*some, counted(bibliotheek="5", cursisten=40, afgerond="")])
    three = tiny(tmp_path / "three", counts=[*some[:3], *(counted(bibliotheek=name, cursisten=40, afgerond="") for name in "56")])
    found = of(four, COMPLETED)
    assert (found.estimate.value, found.population, found.evidence.flags) == (0.75, 80, (Flag.INCOMPLETE,))
    assert of(three, COMPLETED).absent is Absence.INCOMPLETE


def test_zero_is_zero_and_empty_is_not(tmp_path):
    """A counted 0 is a figure; an empty cell is none."""
    found = findings(tiny(tmp_path, counts=[counted(activiteiten=0), counted(area="B2", activiteiten="")]))
    assert found["A1", "2025", ACTIVITIES].estimate.value == 0.0
    assert found["B2", "2025", ACTIVITIES].absent is Absence.NO_DATA


def test_a_rate_is_of_the_population_of_the_same_period(tmp_path):
    """40 loans of 2000 inhabitants are 0.02 each; without a population there is no rate."""
    register = REGISTER.replace("B2;Bedorp;P1;2000;2000", "B2;Bedorp;P1;2000;")
    found = findings(tiny(tmp_path, counts=[counted(uitleningen=40, leden=30), counted(area="B2", uitleningen=40)], register=register))
    assert (found["A1", "2025", LOANS].estimate.value, found["A1", "2025", LOANS].population) == (0.02, 2000)
    assert found["A1", "2025", MEMBERS].estimate.value == 15.0
    assert found["B2", "2025", LOANS].absent is Absence.NO_DATA


def test_a_share_of_nothing_is_no_figure(tmp_path):
    """No participants: there is no share that completed the course."""
    assert of(tiny(tmp_path, counts=[counted(cursisten=0, afgerond=0)]), COMPLETED).absent is Absence.NO_DATA


def test_a_part_above_its_whole_is_refused(tmp_path):
    """More people completed the course than started it: one of the counts is wrong."""
    with pytest.raises(InputError, match="A1 in 2025: DI06: 12 of 10; a part is no more than its whole: correct the counts"):
        findings(tiny(tmp_path, counts=[counted(cursisten=10, afgerond=12)]))


def test_an_area_that_handed_in_nothing_says_so(tmp_path):
    """Every area has a finding for the report's period."""
    found = findings(tiny(tmp_path, survey=people(12, geleerd="soms"), counts=[counted(activiteiten=3)]))
    assert (found["C3", "2025", LEARNED].absent, found["C3", "2025", ACTIVITIES].absent) == (Absence.NO_DATA, Absence.NO_DATA)


def test_the_response_is_measured_against_the_invited(tmp_path):
    """12 of 40 participants is a low response; 12 of 20 is none; without a count of participants it is not known."""
    low = of(tiny(tmp_path / "low", survey=people(12, geleerd="soms"), counts=[counted(cursisten=40)]), LEARNED)
    fair = of(tiny(tmp_path / "fair", survey=people(12, geleerd="soms"), counts=[counted(cursisten=20)]), LEARNED)
    unknown = of(tiny(tmp_path / "unknown", survey=people(12, geleerd="soms"), counts=[counted(cursisten="")]), LEARNED)
    assert (low.response.invited, low.evidence.flags) == (40, (Flag.FEW_ANSWERS, Flag.LOW_RESPONSE))
    assert fair.evidence.flags == (Flag.FEW_ANSWERS,)
    assert unknown.evidence.flags == (Flag.FEW_ANSWERS, Flag.RESPONSE_UNKNOWN)


def test_thirty_answers_are_no_longer_few(tmp_path):
    """29 answers are indicative, 30 are not."""
    workspace = tiny(tmp_path, survey=[*people(29, geleerd="soms"), *people(30, area="B2", geleerd="soms")])
    assert Flag.FEW_ANSWERS in of(workspace, LEARNED).evidence.flags
    assert Flag.FEW_ANSWERS not in of(workspace, LEARNED, area="B2").evidence.flags


def test_a_wider_area_is_flagged_as_such(tmp_path):
    """A figure of the region is not of the place."""
    found = of(tiny(tmp_path, survey=people(40, area="P1", geleerd="soms")), LEARNED, area="P1")
    assert Flag.WIDER_AREA in found.evidence.flags


def test_one_person_is_too_few_and_nobody_is_no_data(tmp_path):
    """One answer has no interval; one blank answer is still a person who was there."""
    found = findings(tiny(tmp_path, survey=[*people(1, geleerd="soms"), *people(1, area="B2", geleerd="")]))
    assert [found[area, "2025", LEARNED].absent for area in ["A1", "B2", "C3"]] == [Absence.TOO_FEW, Absence.TOO_FEW, Absence.NO_DATA]


def school_years(text):
    """The rows of a survey that says when by school year."""
    return people(12, year=text, geleerd="soms")


def test_a_school_year_is_a_period(tmp_path):
    """`2024-2025` in the file is the period of that name."""
    rows = [*school_years("2023-2024"), *school_years("2024-2025")]
    found = findings(tiny(tmp_path, survey=rows, period="2024-2025", register=REGISTER))
    assert {period for area, period, indicator in found if (area, indicator) == ("A1", LEARNED)} == {"2023-2024", "2024-2025"}


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_changes_nothing(tmp_path, seed):
    """People and counts in another order give the same findings."""
    survey = [*spread({"altijd": 7, "soms": 6}), *spread({"vaak": 12}, area="B2"), *people(11, eerst="soms", nu="vaak")]
    counts = [
        counted(area, bibliotheek=name, activiteiten=n, cursisten=n)
        for n, (area, name) in enumerate([("A1", "x"), ("A1", "y"), ("B2", "x")], 20)
    ]
    straight = findings(tiny(tmp_path / "straight", survey=survey, counts=counts))
    Random(seed).shuffle(survey)
    Random(seed).shuffle(counts)
    assert findings(tiny(tmp_path / "mixed", survey=survey, counts=counts)) == straight


def test_the_names_of_courses_and_people_change_nothing(tmp_path):
    """Only who was in one course together matters, not what it is called."""
    rows = spread({"altijd": 7, "soms": 6})
    renamed = [{**row, "cursus": f"cursus {row['cursus']}!", "nummer": f"p{row['nummer']}"} for row in rows]
    assert findings(tiny(tmp_path / "renamed", survey=renamed)) == findings(tiny(tmp_path / "plain", survey=rows))


def test_an_area_by_name_is_the_area_by_code(tmp_path):
    """'Aburg', ' aburg ' and 'A1' are one area."""
    rows = spread({"altijd": 7, "soms": 6})
    names = ("A1", "Aburg", " aburg ")
    mixed = [{**row, "gemeente": names[position % 3]} for position, row in enumerate(rows)]
    assert findings(tiny(tmp_path / "mixed", survey=mixed)) == findings(tiny(tmp_path / "plain", survey=rows))


def test_an_empty_extra_area_changes_nothing_of_the_others(tmp_path):
    """A fourth place without data has findings of its own, and the rest stay as they were."""
    rows, counts = spread({"altijd": 7, "soms": 6}), [counted(activiteiten=3)]
    plain = findings(tiny(tmp_path / "plain", survey=rows, counts=counts))
    more = findings(tiny(tmp_path / "more", survey=rows, counts=counts, register=REGISTER + "D4;Dedam;P1;9;9\n"))
    assert {key: found for key, found in more.items() if key[0] != "D4"} == plain
    assert {found.absent for key, found in more.items() if key[0] == "D4"} == {Absence.NO_DATA}


def test_exact_doubles_count_once(tmp_path):
    """Somebody who pressed the button twice is one person."""
    rows = spread({"altijd": 7, "soms": 6})
    assert findings(tiny(tmp_path / "twice", survey=[*rows, *rows[:3]])) == findings(tiny(tmp_path / "once", survey=rows))
