"""What may not be told of tiny groups, one rule and one boundary at a time; stories; and the release."""

from __future__ import annotations

from dataclasses import replace

import pytest

from impactlib.disclosure import protect as protecting
from impactlib.disclosure.blurring import blurred
from impactlib.disclosure.making import make_release
from impactlib.disclosure.measured import measure
from impactlib.disclosure.protect import protect
from impactlib.disclosure.release import read_manifest, read_release
from impactlib.documents import parse_yaml
from impactlib.errors import ImpactError
from impactlib.indicators.choosing import figure_of_answers
from impactlib.indicators.finding import Absence, Bar, Evidence, Finding, Precision, Response, Verdict
from impactlib.indicators.indicator import Indicator, catalogue
from impactlib.sources.stories import Story
from impactlib.statistics.amount import complete_balance
from impactlib.statistics.estimate import ImprovedOrNot, Movers
from impactlib.statistics.rate import complete_count, complete_share
from impactlib.workspace import Privacy, Text, Workspace
from tests.leaks import leaks
from tests.small import counted, findings, indicator_like, people, spread, tiny, write

FINISHED = indicator_like("DI05", id="DI96", figure={"type": "count", "measure": "course_completed"})
"""A count of the part of DI06, as a workspace could have of its own."""


def with_finished(workspace: Workspace) -> tuple[list[Finding], dict[str, Indicator]]:
    """The exact findings and one more, which counts who finished."""
    found = findings(workspace)
    share = found["A1", "2025", "DI06"]
    part = round(share.estimate.value * share.population)
    estimate = replace(found["A1", "2025", "DI05"].estimate, value=float(part), n=part)
    more = replace(found["A1", "2025", "DI05"], id="A1/2025/DI96", indicator="DI96", estimate=estimate)
    return [*found.values(), more], {**catalogue(), "DI96": FINISHED}


def test_a_share_of_a_hidden_count_goes_with_it(monkeypatch, tmp_path):
    """5 of 40 finished: the 5 is hidden, and 12.5 % of 40 would be the 5. Without the joint rule it would be told."""
    exact_ones, indicators = with_finished(tiny(tmp_path, counts=[counted(cursisten=40, afgerond=5)]))
    told = {each.id: each for each in protect(exact_ones, indicators, Privacy()).findings}
    assert (told["A1/2025/DI96"].absent, told["A1/2025/DI06"].absent) == (Absence.PROTECTED, Absence.PROTECTED)
    assert told["A1/2025/DI05"].estimate.value == 40.0
    kept = tuple(each for each in protecting.FINDING_RULES if each.__name__ != "too_few_people")
    only_the_count = [each for each in exact_ones if each.indicator == "DI96"]
    hidden = protect(only_the_count, indicators, Privacy()).findings
    monkeypatch.setattr(protecting, "FINDING_RULES", kept)
    monkeypatch.setattr(protecting, "JOINT_RULES", ())
    others = protect([each for each in exact_ones if each.indicator != "DI96"], indicators, Privacy()).findings
    assert "('A1', '2025', 'course_completed'): derived" in leaks([*hidden, *others], indicators)


def test_the_part_of_a_hidden_share_goes_with_it(tmp_path):
    """39 of 40 finished: the one who did not is hidden, and 39 beside 40 would show that person."""
    exact_ones, indicators = with_finished(tiny(tmp_path, counts=[counted(cursisten=40, afgerond=39)]))
    told = {each.id: each for each in protect(exact_ones, indicators, Privacy()).findings}
    assert (told["A1/2025/DI06"].absent, told["A1/2025/DI96"].absent) == (Absence.PROTECTED, Absence.PROTECTED)
    assert reasons(exact_ones, indicators) == {"A1/2025/DI06": Absence.TOO_ALIKE, "A1/2025/DI96": Absence.DERIVED}


def reasons(exact_ones: list[Finding], indicators: dict[str, Indicator]) -> dict[str, Absence]:
    """Why each hidden figure of the counted course is hidden: what the office's log says first."""
    decisions = [each for each in protect(exact_ones, indicators, Privacy()).decisions if each.part == "figure"]
    return {each.finding: each.reason for each in reversed(decisions) if each.finding.startswith("A1/2025/DI")}


def told_of(workspace: Workspace, indicator: str, privacy: Privacy | None = None) -> Finding:
    """What is told of A1."""
    told = protect(measure(workspace).findings, catalogue(), privacy or Privacy()).findings
    return next(each for each in told if (each.area, each.period, each.indicator) == ("A1", "2025", indicator))


@pytest.mark.parametrize(("n", "absent"), [(9, Absence.PROTECTED), (10, None), (11, None)])
def test_the_minimum_is_ten_answers(tmp_path, n, absent):
    """Nine are too few, ten are enough, for shares, means and changes; blanks and no opinions do not count."""
    half = n // 2
    rows = [
        *people(half, geleerd="altijd", cijfer="7", eerst="soms", nu="vaak"),
        *people(n - half, geleerd="soms", cijfer="8", eerst="vaak", nu="soms"),
    ]
    workspace = tiny(tmp_path, survey=[*rows, *people(4, geleerd="weet niet", cijfer="weet niet", eerst="soms", nu="weet niet")])
    assert [told_of(workspace, indicator).absent for indicator in ("LO04", "BR08", "DI07")] == [absent] * 3


@pytest.mark.parametrize(
    ("yes", "absent"), [(0, "protected"), (2, "protected"), (3, None), (17, None), (18, "protected"), (20, "protected")]
)
def test_a_share_leaves_at_least_three_on_either_side(tmp_path, yes, absent):
    """18 of 20 would tell of the other two, and 20 of 20 of everybody."""
    workspace = tiny(tmp_path, survey=spread({"altijd": yes, "soms": 20 - yes}))
    assert told_of(workspace, "LO04").absent == absent


@pytest.mark.parametrize(
    ("part", "whole", "absent"),
    [(5, 9, "protected"), (9, 40, "protected"), (10, 40, None), (37, 40, None), (38, 40, "protected"), (0, 40, "protected")],
)
def test_a_counted_share_of_people_is_of_ten_and_leaves_out_at_least_three(tmp_path, part, whole, absent):
    """Who completed a course is a count of people, and who did not may be known to everybody in it."""
    assert told_of(tiny(tmp_path, counts=[counted(cursisten=whole, afgerond=part)]), "DI06").absent == absent


@pytest.mark.parametrize(("people_", "absent"), [(0, None), (1, "protected"), (9, "protected"), (10, None)])
def test_a_count_of_people_is_none_or_ten(tmp_path, people_, absent):
    """A count and a rate of 1 to 9 persons are hidden; nobody is nobody."""
    workspace = tiny(tmp_path, counts=[counted(cursisten=people_, afgerond=0, leden=people_)])
    assert [told_of(workspace, indicator).absent for indicator in ("DI05", "BR01")] == [absent, absent]


def test_things_are_no_people(tmp_path):
    """Four activities and three loans may be told."""
    workspace = tiny(tmp_path, counts=[counted(activiteiten=4, uitleningen=3)])
    assert [told_of(workspace, indicator).absent for indicator in ("LO01", "BR03")] == [None, None]


@pytest.mark.parametrize(
    "rows",
    [
        people(12, eerst="soms", nu="vaak"),
        [*people(6, eerst="soms", nu="vaak"), *people(6, eerst="soms", nu="altijd")],
        [*people(11, eerst="soms", nu="vaak"), *people(4, eerst="vaak", nu="vaak"), *people(1, eerst="nooit", nu="soms")],
    ],
    ids=["one step up", "alike before", "all but one went up by one"],
)
def test_a_change_of_people_who_are_alike_before_now_or_in_their_step_is_hidden(tmp_path, rows):
    """Mean and interval would tell what nearly each of them answered then, or how each of them changed."""
    alike = [row for row in rows if row["eerst"] != "vaak"] if len(rows) == 16 else rows
    assert told_of(tiny(tmp_path, survey=alike), "DI07").absent is Absence.PROTECTED


@pytest.mark.parametrize(("declined", "told"), [(0, False), (9, False), (10, True)])
def test_movers_are_told_in_three_when_each_of_them_is_ten(tmp_path, declined, told):
    """Nine who went down are a small group, and nobody who did tells of all: then it is told who went up and who did not."""
    rows = [
        *people(12, eerst="soms", nu="vaak"),
        *people(12, eerst="vaak", nu="vaak"),
        *people(declined, eerst="vaak", nu="soms"),
    ]
    found = told_of(tiny(tmp_path, survey=[*rows, *people(11, eerst="nooit", nu="altijd")]), "DI07")
    assert found.estimate.n == 35 + declined
    assert isinstance(found.change.movers, Movers if told else ImprovedOrNot)


@pytest.mark.parametrize(("few", "bars"), [(9, 0), (10, 3), (0, 2)])
def test_a_bar_is_of_nobody_or_ten(tmp_path, few, bars):
    """Nine people who gave one answer are a small group; an answer that nobody gave has no bar."""
    found = told_of(tiny(tmp_path, survey=spread({"altijd": 12, "vaak": 11, "soms": few})), "LO04")
    assert (found.estimate.n, len(found.distribution)) == (23 + few, bars)


@pytest.mark.parametrize(
    ("invited", "expected"),
    [(7, None), (21, None), (22, None), (23, 23), (20, 20), ("", None)],
)
def test_the_invited_are_told_when_the_silent_are_none_or_three(tmp_path, invited, expected):
    """20 of 21 answered: the one who did not would be known."""
    workspace = tiny(tmp_path, survey=spread({"altijd": 12, "soms": 8}), counts=[counted(cursisten=invited)])
    assert told_of(workspace, "LO04").response.invited == expected


def test_one_or_two_without_an_opinion_are_not_told(tmp_path):
    """Nor could they be worked out from the blanks."""
    found = told_of(tiny(tmp_path, survey=spread({"altijd": 12, "soms": 8, "weet niet": 2, "": 4})), "LO04")
    assert (found.response.no_opinion, found.response.blank) == (None, None)


def test_who_gave_no_answer_is_not_told_in_any_question_of_the_survey_when_it_is_few_in_one(tmp_path):
    """Every question was returned by the same people, so the one without an opinion of LO04 would follow from BR08."""
    rows = [*people(12, geleerd="altijd", cijfer="7"), *people(13, geleerd="soms", cijfer="8"), *people(1, geleerd="weet niet", cijfer="9")]
    workspace = tiny(
        tmp_path, survey=[*rows, *people(5, geleerd="", cijfer="6"), *people(30, "B2", cijfer="7"), *people(14, "B2", cijfer="8")]
    )
    told = protect(measure(workspace).findings, catalogue(), Privacy()).findings
    parts = {each.id: (each.response.no_opinion, each.response.blank) for each in told if each.response}
    assert parts["A1/2025/LO04"] == parts["A1/2025/BR08"] == (None, None)
    assert parts["B2/2025/BR08"] == (0, 0)


def test_a_finding_without_a_figure_cannot_be_built_with_a_number():
    """Whoever forgets a part is stopped."""
    bare = {"id": "A1/2025/LO04", "area": "A1", "period": "2025", "indicator": "LO04", "source": "s", "design": "post-only"}
    for number in ({"alike": 3}, {"population": 30}, {"providers": (1, 1)}):
        with pytest.raises(ImpactError, match="holds a number"):
            Finding(**bare, absent=Absence.TOO_FEW, **number)
    with pytest.raises(ImpactError, match="does not say why"):
        Finding(**bare)


def test_a_lower_minimum_needs_a_reason_and_has_a_floor(tmp_path):
    """Seven answers are told when the parties gave a reason for five; without one, or under five, the settings are refused."""
    rows = [*people(4, geleerd="altijd"), *people(3, geleerd="soms")]
    allowed = tiny(tmp_path / "a", survey=rows, more="privacy: {minimum_group: 5, reason: {nl: klein, en: small}}\n")
    assert told_of(allowed, "LO04", allowed.settings.privacy).estimate.n == 7
    assert allowed.settings.privacy.reason == Text(nl="klein", en="small")
    with pytest.raises(ImpactError, match=r"workspace.yml:4: privacy: minimum_group is 5, under the usual 10; add 'reason:'"):
        tiny(tmp_path / "b", survey=rows, more="privacy: {minimum_group: 5}\n")
    with pytest.raises(ImpactError, match=r"privacy.minimum_group is '4'; it can be 5 or more"):
        tiny(tmp_path / "c", survey=rows, more="privacy: {minimum_group: 4, reason: {nl: klein, en: small}}\n")


STORY = """\
  - id: {id}
    municipality: A1
    period: "{period}"
    indicator: {indicator}
    role: {{nl: deelnemer, en: participant}}
    text: {{nl: Een verhaal., en: A story.}}
    outcome: positive
    chosen: {{nl: geloot, en: drawn}}
    described: {{attributes: [role], people: 24}}
    consent: {consent}
    approved: {{by: "{by}", date: 2025-12-01, code: "{code}"}}
"""

AGREED = "{given: true, date: 2025-11-01}"


def story(id_: str, *, consent: str = AGREED, indicator: str = "LO04", period: str = "2025", approved: bool = True) -> str:
    """One story as YAML, approved as it is unless it is not."""
    text = STORY.format(id=id_, consent=consent, indicator=indicator, period=period, by="redactie", code="")
    content, _ = parse_yaml(text, shown="story")
    code = Story.model_validate(content[0]).code([])
    return text.replace('code: ""', f'code: "{code if approved else code[::-1]}"')


def test_only_stories_with_consent_and_approval_about_told_figures_are_told(tmp_path):
    """Not without consent, date or approval, not withdrawn, not of another period, not about a hidden or missing figure."""
    told = [
        story("told"),
        story("not-given", consent="{given: false, date: 2025-11-01}"),
        story("undated", consent="{given: true}"),
        story("withdrawn", consent="{given: true, date: 2025-11-01, withdrawn: 2025-12-01}"),
        story("not-approved", approved=False),
        story("of-before", period="2024"),
        story("about-hidden", indicator="BR08"),
        story("about-nothing", indicator="LO06"),
    ]
    write(tmp_path / "data/stories.yml", "stories:\n" + "".join(told))
    survey = [*spread({"altijd": 12, "soms": 8}), *people(4, cijfer="7")]
    workspace = tiny(tmp_path, survey=survey, more="stories: data/stories.yml\n")
    make_release(workspace)
    assert [each.id for each in read_release(workspace.release, "A1").area.stories] == ["told"]


def test_a_release_is_made_again_only_when_something_changed(tmp_path):
    """The same inputs give the same id and the same bytes; another minimum gives another release."""
    workspace = tiny(tmp_path, survey=[*people(7, geleerd="altijd"), *people(6, geleerd="soms")])
    first = make_release(workspace)
    bytes_ = {path.name: path.read_bytes() for path in workspace.release.iterdir()}
    assert make_release(workspace, force=True) == first
    assert {path.name: path.read_bytes() for path in workspace.release.iterdir()} == bytes_
    stricter = tiny(tmp_path, survey=[*people(7, geleerd="altijd"), *people(6, geleerd="soms")], more="privacy: {minimum_group: 20}\n")
    assert make_release(stricter).id != first.id
    finding = next(each for each in read_release(stricter.release, "A1").findings if each.indicator == "LO04")
    assert (finding.absent, finding.target_verdict, finding.previous_verdict) == (Absence.PROTECTED, Verdict.NO_TARGET, Verdict.NO_EARLIER)
    assert read_manifest(stricter.release).privacy.minimum_group == 20


@pytest.mark.parametrize("unit", ["person", "pupil", "baby", "household"])
@pytest.mark.parametrize(("n", "absent"), [(0, None), (1, "protected"), (9, "protected"), (10, None)])
def test_babies_and_households_are_people(unit, n, absent):
    """A count of one to nine of them is hidden, whatever the unit is called; a household is a few people."""
    entry = indicator_like("DI05", id="XA01", unit=unit)
    assert told_count(entry, n).absent == absent


@pytest.mark.parametrize("unit", ["activity", "loan", "visit", "question", "organisation", "story"])
def test_what_is_no_person_may_be_told_in_small_numbers(unit):
    """Three of them say nothing of anybody."""
    assert told_count(indicator_like("LO01", id="XA01", unit=unit), 3).absent is None


def told_count(entry: Indicator, n: int) -> Finding:
    """What is told of a complete count."""
    found = Finding(
        id="A1/2025/XA01",
        area="A1",
        period="2025",
        indicator="XA01",
        source="s",
        design="register",
        estimate=complete_count(n),
        evidence=Evidence(design="register", level=0, precision=Precision.NOT_ASKED),
    )
    (told,) = protect([found], {"XA01": entry}, Privacy()).findings
    return told


@pytest.mark.parametrize(("part", "whole", "absent"), [(9, 40, "protected"), (38, 40, "protected"), (20, 40, None), (5, 8, "protected")])
def test_a_share_of_babies_is_protected_like_one_of_persons(part, whole, absent):
    """Ten did, and at least three did not."""
    entry = indicator_like("DI06", id="XA01", unit="baby")
    found = Finding(
        id="A1/2025/XA01",
        area="A1",
        period="2025",
        indicator="XA01",
        source="s",
        design="register",
        estimate=complete_share(part, whole),
        population=whole,
        evidence=Evidence(design="register", level=0, precision=Precision.NOT_ASKED),
    )
    assert protect([found], {"XA01": entry}, Privacy()).findings[0].absent == absent


CODES = ("A1", "B2", "C3", "D4", "E5", "F6", "G7", "H8")
"""Eight places of one size."""


@pytest.fixture(scope="module")
def beside(tmp_path_factory) -> Workspace:
    """Eight places with marks of five years; H8 has only seven answers now, and in B2 nearly everybody agrees."""
    register = "code;naam;deel;" + ";".join(f"inwoners {year}" for year in range(2021, 2026)) + "\n"
    register += "".join(f"{code};{code}stad;P1;{';'.join(['30000'] * 5)}\n" for code in CODES)
    rows = []
    for place, code in enumerate(CODES):
        for year in range(2021, 2026):
            if code == "H8" and year == 2025:
                rows += [*people(4, code, str(year), cijfer="6"), *people(3, code, str(year), cijfer="8")]
                continue
            few = 1 if code == "B2" and year == 2023 else 12 + place
            rows += [*people(few, code, str(year), cijfer="6"), *people(15, code, str(year), cijfer="7,5")]
            rows += people(13 + year - 2021, code, str(year), cijfer="9" if few > 1 else "7,5")
    workspace = tiny(tmp_path_factory.mktemp("beside"), survey=rows, register=register)
    make_release(workspace)
    return workspace


def mark_of(workspace: Workspace, code: str) -> Finding:
    """What the release tells of the mark in one place."""
    return next(each for each in read_release(workspace.release, code).findings if each.indicator == "BR08")


def test_a_comparison_of_means_is_rounded_as_means_are(beside):
    """The benchmark is a sum of means: exact, it would give one of them back. So are value and limits, and there is no p."""
    found = mark_of(beside, "A1")
    beside_others = found.comparison
    assert beside_others.others == len(found.peers) == 6
    numbers = (beside_others.benchmark, *beside_others.near, *beside_others.far, beside_others.between)
    assert all(number == round(number, 1) for number in numbers)
    assert beside_others.value == found.estimate.value
    assert beside_others.dispersion is None
    assert (found.p_value, found.p_adjusted, found.previous_difference) == (None, None, None)


def test_a_hidden_figure_has_no_trend_comparison_or_p_and_is_no_peer(beside):
    """Seven answers: nothing is told of H8, nothing is figured from it, and nobody's benchmark holds it."""
    found = mark_of(beside, "H8")
    assert found.absent is Absence.PROTECTED
    assert (found.trend, found.comparison, found.p_value, found.p_adjusted, found.peers) == (None, None, None, None, ())
    assert (found.trend_verdict, found.comparison_verdict) == (Verdict.NO_EARLIER, Verdict.NO_DATA)
    assert all("H8" not in mark_of(beside, code).peers for code in CODES)


def test_a_hidden_year_is_no_year_of_the_trend(beside):
    """In B2 nearly everybody gave one mark in 2023: that year is no point of its series and no year of its trend."""
    whole, gap = mark_of(beside, "A1").trend, mark_of(beside, "B2").trend
    assert (whole.years, gap.years) == (5, 4)
    assert mark_of(beside, "B2").trend_verdict is Verdict.CANNOT_SAY


def test_a_told_trend_and_comparison_hold_no_standard_error(beside):
    """Neither the slope nor what is expected."""
    for code in CODES[:7]:
        trend = mark_of(beside, code).trend
        assert trend.yearly is None or trend.yearly.standard_error is None
        assert trend.expected is None or trend.expected.standard_error is None


def beside_each_other(indicator: str, cells: dict[tuple[int, int], int]) -> Finding:
    """The exact finding of a change between answers, with these people."""
    entry = indicator_like("DI07", id=indicator, figure={"type": "change_of_share", "item": "digital_skills", "at_least": 4})
    answers = {(float(before), float(now)): people for (before, now), people in cells.items()}
    found = figure_of_answers(entry.figure, answers, {})
    n = sum(cells.values())
    return Finding(
        id=f"A1/2025/{indicator}",
        area="A1",
        period="2025",
        indicator=indicator,
        source="s",
        design="retrospective",
        estimate=found.estimate,
        change=found.change,
        distribution=tuple(
            Bar(code=float(code), n=sum(people for (_, now), people in cells.items() if now == code)) for code in (2, 3, 4, 5)
        ),
        alike=max(cells.values()),
        response=Response(invited=None, answered=n, no_opinion=0, blank=0),
    )


@pytest.mark.parametrize(
    ("cells", "hidden"),
    [
        ({(2, 4): 14, (2, 3): 10, (4, 5): 12, (5, 2): 4}, False),
        ({(2, 4): 14, (2, 3): 15, (4, 5): 12, (5, 2): 1}, True),
        ({(2, 4): 2, (2, 3): 15, (4, 5): 12, (5, 4): 5}, True),
        ({(2, 4): 29, (4, 5): 10, (2, 3): 1}, True),
    ],
    ids=["three or more everywhere", "one went down", "two went up", "one is under the line now"],
)
def test_a_change_of_share_hides_a_single_mover_and_a_single_one_on_a_side(cells, hidden):
    """From shares and their limits as they are written one learns how many crossed the line: one or two of them are recognised."""
    found = beside_each_other("XS01", cells)
    entry = indicator_like("DI07", id="XS01", figure={"type": "change_of_share", "item": "digital_skills", "at_least": 4})
    told = protect([found], {"XS01": entry}, Privacy()).findings[0]
    assert (told.absent is Absence.PROTECTED) is hidden


def test_a_balance_hides_what_went_when_few_did():
    """Twelve came and one went: 11 and 13 together would say so; of 120 and 80 only the difference is told."""
    entry = catalogue()["BR04"]

    def told(plus: int, minus: int) -> Finding:
        exact_one = Finding(
            id="A1/2025/BR04",
            area="A1",
            period="2025",
            indicator="BR04",
            source="s",
            design="register",
            estimate=complete_balance(plus, minus),
            population=minus,
            evidence=Evidence(design="register", level=0, precision=Precision.NOT_ASKED),
        )
        return blurred(list(protect([exact_one], {"BR04": entry}, Privacy()).findings), [exact_one], {"BR04": entry})[0]

    assert told(12, 1).absent is Absence.PROTECTED
    many = told(120, 80)
    assert (many.estimate.value, many.estimate.n, many.population) == (40.0, 40, None)


def test_no_released_figure_gives_its_courses_back(tmp_path):
    """Two courses of six and eight: the exact limits and the design effect of 11 of 14 have one pair of courses behind them."""
    rows = [
        {**row, "cursus": "K1" if place in (0, 1, 3, 4, 5, 6) else "K2"}
        for place, row in enumerate([*people(3, geleerd="soms"), *people(11, geleerd="altijd")])
    ]
    workspace = tiny(tmp_path, survey=rows)
    make_release(workspace)
    found = next(each for each in read_release(workspace.release, "A1").findings if each.indicator == "LO04")
    assert (found.estimate.clusters, found.estimate.design_effect, found.estimate.freedom) == (2, None, None)
    assert found.estimate.effective == round(found.estimate.effective) >= 1
    assert (found.estimate.lower, found.estimate.upper) == (round(found.estimate.lower, 2), round(found.estimate.upper, 2))
    assert found.estimate.value == 11 / 14
