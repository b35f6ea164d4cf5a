"""From counts to findings, on tables small enough to work out by hand."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from impactlib.documents import parse_yaml
from impactlib.errors import ImpactError, InputError
from impactlib.indicators.counting import MeasureCounts, Total
from impactlib.indicators.finding import Absence, Bar, Flag, Goal, Response, Verdict
from impactlib.indicators.frames import figures as frame_of
from impactlib.indicators.indicator import catalogue
from impactlib.indicators.judging import judged
from impactlib.indicators.measuring import measure_all
from impactlib.sources.areas import default_register
from impactlib.sources.layout import CountsLayout
from impactlib.statistics.estimate import Movers
from impactlib.statistics.proportion import net_share, share
from impactlib.workspace import Text, Workspace
from tests.small import REGISTER, SURVEY_LAYOUT, counted, findings, indicator_like, people, spread, table, tiny, write

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


BATTERY_LAYOUT = """\
layout: tiny-survey
kind: survey
title: {nl: Vragen, en: Questions}
owner: {nl: wij, en: us}
design: DESIGN
asked: {nl: deelnemers, en: participants}
activity: {nl: de cursus, en: the course}
file: {format: csv, delimiter: ";", encoding: utf-8, decimal: ","}
area: {column: gemeente}
period: {column: jaar, pattern: "{year}"}
scales:
  often: {answers: {nooit: 1, soms: 2, vaak: 3, meestal: 4, altijd: 5}, no_opinion: [weet niet]}
  right: {answers: {fout: 1, goed: 2}}
  where: {answers: {familie: 1, elders: 2, nergens: 3}, ordered: false}
  mark: {lowest: 0, highest: 10}
items:
  ido_else_where: {column: anders, scale: where, text: {nl: Waar, en: Where}}
  task_one: {column: taak1, scale: right, text: {nl: Een, en: One}}
  task_two: {column: taak2, scale: right, text: {nl: Twee, en: Two}}
  task_three: {column: taak3, scale: right, text: {nl: Drie, en: Three}}
  arranges_affairs: {before: regelt eerst, now: regelt nu, scale: often, text: {nl: Regelt, en: Arranges}}
  contacts: {before: ziet eerst, now: ziet nu, scale: often, text: {nl: Ziet, en: Sees}}
  outings: {before: uit eerst, now: uit nu, scale: often, text: {nl: Uit, en: Out}}
  mark: {column: cijfer, scale: mark, text: {nl: Cijfer, en: Mark}}
  recommendation: {column: beveelt aan, scale: mark, text: {nl: Aanbevelen, en: Recommend}}
scores:
  safe_tasks: {text: {nl: Veilig, en: Safe}, items: [task_one, task_two, task_three], method: share, at_least: 2}
  social_inclusion: {text: {nl: Meedoen, en: Inclusion}, items: [contacts, outings], method: mean}
"""
"""A survey without courses: answers without an order, tasks of which a share is right, and a scale figure of two items asked twice."""

BATTERY = [
    "gemeente",
    "jaar",
    "anders",
    "taak1",
    "taak2",
    "taak3",
    "regelt eerst",
    "regelt nu",
    "ziet eerst",
    "ziet nu",
    "uit eerst",
    "uit nu",
]
BATTERY += ["cijfer", "beveelt aan"]


def battery(folder, rows, *, design="retrospective", change=("", "")):
    """A workspace with that survey: each row so many times, of A1 in 2025 unless it says otherwise."""
    lines = [{"gemeente": "A1", "jaar": "2025", **cells} for n, cells in rows for _ in range(n)]
    layout = BATTERY_LAYOUT.replace("DESIGN", design).replace(*change)
    return tiny(folder, survey=table(BATTERY, lines), layouts={"tiny-survey": layout})


def test_answers_without_an_order_count_where_they_are_one_of_these(tmp_path):
    """8 of 20 would have gone nowhere else; the other answers are no less and no more."""
    found = of(battery(tmp_path, [(8, {"anders": "nergens"}), (7, {"anders": "familie"}), (5, {"anders": "elders"})]), "DI12")
    assert (found.estimate, found.distribution) == (share(8, 20), (Bar(code=1, n=7), Bar(code=2, n=5), Bar(code=3, n=8)))


def test_a_share_of_tasks_is_a_question_like_any_other(tmp_path):
    """Three of three tasks right is 1 and counts at 0.8, two of three is 0.6667; of one task only there is no figure (two thirds rule)."""
    rows = [
        (6, {"taak1": "goed", "taak2": "goed", "taak3": "goed"}),
        (9, {"taak1": "goed", "taak2": "goed", "taak3": "fout"}),
        (4, {"taak1": "goed", "taak2": "goed"}),
        (3, {"taak1": "goed"}),
    ]
    found = of(battery(tmp_path, rows), "DI11")
    assert (found.estimate.value, found.estimate.n, found.response.blank) == (10 / 19, 19, 3)
    assert found.scale == (0.0, 1.0)
    assert [bar.n for bar in found.distribution] == [9, 10]


def test_improved_counts_a_step_in_a_mean_of_several_items(tmp_path):
    """Half a point on the mean of two items: 7 of 20 rose by it, 6 stayed, 4 fell, and 3 rose in one item and fell in the other."""
    step = {"ziet eerst": "soms", "ziet nu": "vaak", "uit eerst": "soms", "uit nu": "soms"}
    same = {**step, "ziet nu": "soms"}
    down = {**step, "ziet nu": "nooit"}
    mixed = {**step, "uit nu": "nooit"}
    found = of(battery(tmp_path, [(7, step), (6, same), (4, down), (3, mixed)]), "BV07")
    assert found.estimate == share(7, 20)
    assert (found.design, found.evidence.level) == ("retrospective", 1)


def test_a_change_of_a_share_is_of_the_same_people(tmp_path):
    """6 came to 'usually', 2 fell below it, 4 were and 8 were never there: from 6 to 10 of 20, who answered twice."""
    rows = [
        (6, {"regelt eerst": "soms", "regelt nu": "meestal"}),
        (2, {"regelt eerst": "altijd", "regelt nu": "vaak"}),
        (4, {"regelt eerst": "meestal", "regelt nu": "altijd"}),
        (8, {"regelt eerst": "nooit", "regelt nu": "vaak"}),
        (5, {"regelt eerst": "weet niet", "regelt nu": "altijd"}),
    ]
    found = of(battery(tmp_path, rows, design="paired"), "BV08")
    assert (found.estimate, found.response.no_opinion) == (net_share(6, 2, 20), 5)
    assert (found.change.before, found.change.now) == (share(6, 20), share(10, 20))
    assert (found.design, found.evidence.level) == ("paired", 2)


def test_a_net_share_is_of_promoters_less_detractors(tmp_path):
    """9 of 20 gave 9 or 10, 5 gave 6 or less."""
    workspace = battery(tmp_path, [(9, {"beveelt aan": "9"}), (6, {"beveelt aan": "7,5"}), (5, {"beveelt aan": "6"})])
    figure = catalogue()["BR08"].figures["recommendation"]
    rows = frame_of(workspace, indicators=["BR08"], companions=True)
    told = rows[(rows.figure == "recommendation") & (rows.area == "A1")].iloc[0]
    assert (figure.type, told.estimate, told.n_valid) == ("net_share", 0.2, 20)
    assert (told.lower, told.upper) == pytest.approx((net_share(9, 5, 20).lower, net_share(9, 5, 20).upper))


def test_people_who_came_in_groups_that_are_not_on_record_are_flagged(tmp_path):
    """The interval cannot allow for groups it does not know; without groups there is no such flag."""
    rows = [(8, {"anders": "nergens"}), (7, {"anders": "familie"})]
    grouped = battery(tmp_path / "grouped", rows, change=("design: ", "in_groups: true\ndesign: "))
    assert of(grouped, "DI12").evidence.flags == (Flag.FEW_ANSWERS, Flag.RESPONSE_UNKNOWN, Flag.COURSES_UNKNOWN)
    assert Flag.COURSES_UNKNOWN not in of(battery(tmp_path / "alone", rows), "DI12").evidence.flags


def test_known_courses_are_not_unknown(tmp_path):
    """With a column of courses the interval allows for them, and 'in groups' adds nothing."""
    layout = SURVEY_LAYOUT.replace("design: retrospective", "design: retrospective\nin_groups: true")
    found = of(tiny(tmp_path, survey=spread({"altijd": 8, "soms": 8}), layouts={"tiny-survey": layout}), LEARNED)
    assert found.estimate.method == "wilson-clusters"
    assert Flag.COURSES_UNKNOWN not in found.evidence.flags


def test_who_has_no_course_on_record_stands_alone(tmp_path):
    """Two courses of four people, and four people by themselves, are six."""
    rows = spread({"altijd": 6, "soms": 6})
    rows = [{**row, "cursus": f"K{place % 2}" if place < 8 else ""} for place, row in enumerate(rows)]
    assert of(tiny(tmp_path, survey=rows), LEARNED).estimate.clusters == 6


@pytest.mark.parametrize(("others", "lopsided"), [(12, True), (13, False)])
def test_marks_that_pile_up_at_the_top_are_flagged_and_not_judged(tmp_path, others, lopsided):
    """20 tens and twelve others: a t interval does not hold its level, and a target gets 'we cannot say'."""
    found = of(battery(tmp_path, [(20, {"cijfer": "10"}), (others, {"cijfer": "8"})]), MARK)
    assert (Flag.LOPSIDED in found.evidence.flags) is lopsided
    text = Text(nl="x", en="x")
    agreed = Goal(id="g", service=text, change=text, indicator=MARK, contribution="direct", target=5.0, by="2027")
    # Known response and thirty answers: nothing else keeps it from being judged.
    evidence = replace(found.evidence, flags=tuple(flag for flag in found.evidence.flags if flag is Flag.LOPSIDED))
    verdict = judged(catalogue()[MARK], replace(found, evidence=evidence), [], [agreed]).target_verdict
    assert verdict is (Verdict.CANNOT_SAY if lopsided else Verdict.MET)


def test_a_design_that_does_not_fit_is_refused(tmp_path):
    """A language level is tested at the start and at the end: not in a survey that looks back. It names layout, item, and cure."""
    layout = SURVEY_LAYOUT.replace("learned:", "language_level:").replace(
        "column: geleerd, scale: often", "before: geleerd, now: cijfer, scale: often"
    )
    layout = layout.replace("  mark: {column: cijfer, scale: mark, text: {nl: Cijfer, en: Mark}}\n", "")
    message = r"layouts/tiny-survey.yml: language_level: BV06 is paired, and this survey is retrospective; give it another item name"
    with pytest.raises(InputError, match=message):
        findings(tiny(tmp_path, survey=spread({"altijd": 8}, column="cijfer"), layouts={"tiny-survey": layout}))


def test_a_change_that_was_asked_once_is_refused(tmp_path):
    """The item of a change needs both columns."""
    layout = SURVEY_LAYOUT.replace("  learned:", "  arranges_affairs:")
    with pytest.raises(InputError, match=r"layouts/tiny-survey.yml: arranges_affairs: BV08 needs before and now; give both columns"):
        findings(tiny(tmp_path, survey=spread({"altijd": 8}), layouts={"tiny-survey": layout}))


FIGURES_LAYOUT = """\
layout: tiny-counts
kind: counts
title: {nl: Cijfers, en: Figures}
owner: {nl: zij, en: they}
file: {format: csv, delimiter: ";", encoding: utf-8, decimal: ","}
area: {column: code}
period: {column: jaar}
PROVIDER
measures:
MEASURES
"""


def layout_of(measures, *, name="tiny-counts", provider="provider: bibliotheek"):
    """A layout of counts with these measures: name → unit; the column is called after the measure."""
    lines = "".join(f"  {measure}: {{column: {measure}, unit: {unit}}}\n" for measure, unit in measures.items())
    return FIGURES_LAYOUT.replace("tiny-counts", name).replace("PROVIDER", provider).replace("MEASURES", lines)


def figures_file(measures, rows):
    """A counts file: each row is (area, period, library, a number for each measure)."""
    columns = ["code", "jaar", "bibliotheek", *measures]
    return table(columns, [dict(zip(columns, row, strict=True)) for row in rows])


def counted_figures(folder, measures, rows, *, second=None, provider="provider: bibliotheek", register=REGISTER, period="2025"):
    """A workspace with such a counts file, and perhaps a second source with its own measures and rows."""
    layouts = {"tiny-counts": layout_of(measures, provider=provider)}
    if second is not None:
        layouts["second"] = layout_of(second[0], name="second")
        write(folder / "data/second.csv", figures_file(*second))
    workspace = tiny(folder, counts=figures_file(measures, rows), layouts=layouts, register=register, period=period)
    if second is not None:
        settings = workspace.folder / "parameters/workspace.yml"
        text = settings.read_text().replace("sources: {", "sources: {second: {path: data/second.csv, layout: second}, ")
        write(settings, text)
        workspace = Workspace.open(folder)
    return workspace


def test_a_balance_is_what_came_less_what_went_and_may_be_below_zero(tmp_path):
    """120 new and 150 lapsed over two libraries are 30 fewer."""
    rows = [("A1", "2025", "x", 100, 60), ("A1", "2025", "y", 20, 90), ("B2", "2025", "x", 5, "")]
    found = findings(counted_figures(tmp_path, {"new_members": "person", "lapsed_members": "person"}, rows))
    assert (found["A1", "2025", "BR04"].estimate.value, found["A1", "2025", "BR04"].estimate.n) == (-30.0, 270)
    assert found["B2", "2025", "BR04"].estimate is None


def test_a_balance_is_of_every_library_or_not_told(tmp_path):
    """Of a share four in five libraries are enough; a total of four in five is just too low."""
    rows = [("A1", "2025", str(each), 10, 5) for each in range(9)] + [("A1", "2025", "z", 10, "")]
    workspace = counted_figures(tmp_path, {"new_members": "person", "lapsed_members": "person"}, rows)
    assert of(workspace, "BR04").absent is Absence.INCOMPLETE


def test_an_average_is_all_of_one_over_all_of_the_other(tmp_path):
    """450 participations at 30 activities and 50 at 10 are 500 over 40, not the mean of 15 and 5."""
    rows = [("A1", "2025", "x", 450, 30), ("A1", "2025", "y", 50, 10)]
    found = of(counted_figures(tmp_path, {"participations": "participation", "activities": "activity"}, rows), "LO03")
    assert (found.estimate.value, found.population, found.estimate.lower) == (12.5, 40, None)


def test_euros_have_cents(tmp_path):
    """€ 1,000.50 and € 999.25 for 2000 inhabitants, added exactly."""
    found = of(
        counted_figures(
            tmp_path,
            {"subsidy": "euro"},
            [
                (
                    "A1",
                    "2025",
                    "x",
                    "1.000,50",
                ),
                ("A1", "2025", "y", "999,25"),
            ],
        ),
        "BR09",
    )
    assert found.estimate.value == pytest.approx(1999.75 / 2000, abs=1e-12)


LOW = {"low_literacy": "percent", "low_literacy_lower": "percent", "low_literacy_upper": "percent"}


def test_a_published_figure_is_taken_over_with_its_limits(tmp_path):
    """11.3 %, from 10.1 to 12.6; where a limit was not published neither stands there."""
    rows = [("A1", "2025", "", "11,3", "10,1", "12,6"), ("B2", "2025", "", "9,5", "", "10,5"), ("C3", "2025", "", "", "1", "2")]
    found = findings(counted_figures(tmp_path, LOW, rows, provider=""))
    own, other = found["A1", "2025", "BV11"].estimate, found["B2", "2025", "BV11"].estimate
    assert (own.value, own.lower, own.upper, own.n, own.method) == (11.3, 10.1, 12.6, 0, "published")
    assert (other.value, other.lower, other.upper) == (9.5, None, None)
    assert found["C3", "2025", "BV11"].absent is Absence.NO_DATA


def test_a_published_figure_without_limits_stands_alone(tmp_path):
    """A source that has no limits at all."""
    found = of(counted_figures(tmp_path, {"low_literacy": "percent"}, [("A1", "2025", "", "11,3")], provider=""), "BV11").estimate
    assert (found.value, found.lower) == (11.3, None)


def test_a_published_figure_outside_its_own_limits_is_refused(tmp_path):
    """One of the three cells is wrong."""
    workspace = counted_figures(tmp_path, LOW, [("A1", "2025", "", "11,3", "12,1", "12,6")], provider="")
    with pytest.raises(InputError, match=r"A1 in 2025: BV11: 11.3 with limits 12.1 and 12.6"):
        findings(workspace)


def test_published_percentages_of_two_areas_are_never_added(tmp_path):
    """10 % and 20 % of two areas are no figure of their group; of a group of one area it stands."""
    workspace = counted_figures(tmp_path, {"low_literacy": "percent"}, [("A1", "2025", "", 10), ("B2", "2025", "", 20)], provider="")
    grouped = frame_of(workspace, indicators=["BV11"], groups={"A1": "both", "B2": "both"})
    assert list(grouped[grouped.area == "both"].absent) == ["no-data"]
    alone = frame_of(workspace, indicators=["BV11"], groups={"A1": "one", "B2": "other"}).set_index("area")
    assert (alone.estimate["one"], alone.estimate["other"]) == (10.0, 20.0)


def test_a_layout_of_libraries_may_hold_no_percentages(tmp_path):
    """Figures of providers are added up, and percentages are not."""
    with pytest.raises(ImpactError, match="figures of providers are added up; leave 'provider' out"):
        findings(counted_figures(tmp_path, {"low_literacy": "percent"}, [("A1", "2025", "x", 10)]))


ADULTS = {"adult_inhabitants": "inhabitant"}


def test_a_rate_is_among_the_inhabitants_of_another_source(tmp_path):
    """60 questions for 1500 adults are 40 per 1000 of them; the register's 2000 inhabitants have no part in it."""
    workspace = counted_figures(
        tmp_path,
        {"ido_questions": "question"},
        [("A1", "2025", "x", 40), ("A1", "2025", "y", 20), ("B2", "2025", "x", 30)],
        second=(ADULTS, [("A1", "2025", "cbs", 1500)]),
    )
    found = findings(workspace)
    own = found["A1", "2025", "DI02"]
    assert (own.estimate.value, own.estimate.n, own.population) == (40.0, 60, 1500)
    assert found["B2", "2025", "DI02"].absent is Absence.NO_DATA
    assert found["A1", "2025", "DI01"].estimate.value == 60.0


def test_a_ratio_may_have_its_whole_in_another_source(tmp_path):
    """30 young members of 600 young inhabitants; learners are 30 for each 600 who are estimated to need it, 5 per hundred."""
    workspace = counted_figures(
        tmp_path,
        {"youth_members": "person", "language_learners": "person"},
        [("A1", "2025", "x", 30, 30)],
        second=({"youth_inhabitants": "inhabitant", "estimated_low_literate": "inhabitant"}, [("A1", "2025", "o", 600, 600)]),
    )
    found = findings(workspace)
    assert (found["A1", "2025", "LB02"].estimate.value, found["A1", "2025", "LB02"].population) == (0.05, 600)
    assert (found["A1", "2025", "BV04"].estimate.value, found["A1", "2025", "BV04"].population) == (5.0, 600)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ([("A1", "2025", "x", 40), ("A1", "2025", "y", "")], [("A1", "2025", "cbs", 1500)]),
        ([("A1", "2025", "x", 40)], [("A1", "2025", "one", 1500), ("A1", "2025", "two", "")]),
    ],
    ids=["above the line", "below the line"],
)
def test_a_total_of_two_sources_is_of_everybody_on_either_side(tmp_path, above, below):
    """A missing library, or a missing part of the inhabitants, makes the figure incomplete and not too low or too high."""
    workspace = counted_figures(tmp_path, {"ido_questions": "question"}, above, second=(ADULTS, below))
    assert of(workspace, "DI02").absent is Absence.INCOMPLETE


def test_one_name_in_two_sources_is_refused(tmp_path):
    """It would not be known which of them counts."""
    workspace = counted_figures(
        tmp_path, {"ido_questions": "question"}, [("A1", "2025", "x", 40)], second=({"ido_questions": "question"}, [("A1", "2025", "x", 4)])
    )
    with pytest.raises(InputError, match="it gives 'ido_questions', and so does the source 'second'"):
        findings(workspace)


@pytest.mark.parametrize(
    ("measure", "unit", "indicator", "own"),
    [
        ("course_participants", "participation", "DI05", "person"),
        ("ido_questions", "contact", "DI01", "question"),
        ("participations", "person", "LO02", "participation"),
    ],
)
def test_a_unit_that_differs_from_the_indicators_is_refused(tmp_path, measure, unit, indicator, own):
    """Participations are no persons, contacts no questions: the message names the file, the measure and what would do."""
    message = rf"layouts/tiny-counts.yml: measures.{measure}: it counts each {unit}, and {indicator} counts each {own}; correct the unit"
    with pytest.raises(InputError, match=message):
        findings(counted_figures(tmp_path, {measure: unit}, [("A1", "2025", "x", 4)]))


@pytest.mark.parametrize(
    ("indicator", "measures", "period", "message"),
    [
        (
            "BR04",
            {"new_members": "person", "lapsed_members": "person"},
            "2024-2025",
            "BR04 is of calendar years, and there is one of 2024-2025",
        ),
        ("OP04", {"volunteers": "person"}, "2024-2025", "OP04 is of calendar years, and there is one of 2024-2025"),
    ],
)
def test_school_years_where_calendar_years_are_meant_are_refused(tmp_path, indicator, measures, period, message):
    """The two are never in one series; the source is named, and where to look."""
    rows = [("A1", period, "x", *[4] * len(measures))]
    with pytest.raises(InputError, match=rf"sources.counts: {message}; look at 'period' in the layout"):
        findings(counted_figures(tmp_path, measures, rows))


def test_calendar_years_where_school_years_are_meant_are_refused():
    """An indicator of one's own may be of school years."""
    entry = indicator_like("LO01", calendar="school-year")
    counts = MeasureCounts(
        source="s",
        layout=CountsLayout.model_validate(parse_yaml(layout_of({"activities": "activity"}), shown="x")[0]),
        totals={("activities", ""): {("A1", "2025"): Total(value=4, denominator=None, reported=1, expected=1)}},
    )
    with pytest.raises(InputError, match=r"sources.s: LO01 is of school years, and there is one of 2025; look at 'period'"):
        measure_all([counts], [entry], default_register(), ["A1"], "2025")


def test_a_library_that_falls_silent_makes_the_next_year_incomplete(tmp_path):
    """Two libraries in 2024 and one in 2025: the other did not hand in, rather than that fewer was done."""
    rows = [("A1", "2024", "x", 10), ("A1", "2024", "y", 10), ("A1", "2025", "x", 11), ("B2", "2024", "x", 5), ("B2", "2025", "x", 6)]
    found = findings(counted_figures(tmp_path, {"activities": "activity"}, rows))
    assert found["A1", "2025", ACTIVITIES].absent is Absence.INCOMPLETE
    assert found["B2", "2025", ACTIVITIES].estimate.value == 6.0


def test_how_many_were_invited_is_known_also_where_it_is_no_figure_itself(tmp_path):
    """Pupils who got a questionnaire are counted in a column that no indicator is made of: 12 of 40 is a low response all the same."""
    survey = SURVEY_LAYOUT.replace("invited: course_participants", "invited: sent_out")
    layouts = {"tiny-survey": survey, "tiny-counts": layout_of({"sent_out": "person"})}
    rows = spread({"altijd": 7, "soms": 5})
    found = of(tiny(tmp_path, survey=rows, counts=figures_file(["sent_out"], [("A1", "2025", "x", 40)]), layouts=layouts), LEARNED)
    assert (found.response.invited, found.evidence.flags) == (40, (Flag.FEW_ANSWERS, Flag.LOW_RESPONSE))
