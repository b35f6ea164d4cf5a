"""Telling it in another way before hiding it: answers told together, years told together, and never more than before."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from impactlib.disclosure.blurring import blurred
from impactlib.disclosure.making import make_release
from impactlib.disclosure.protect import Decision, protect
from impactlib.disclosure.redesign import pooled_periods
from impactlib.disclosure.release import as_json, read_release
from impactlib.errors import ImpactError
from impactlib.indicators.comparing import compared
from impactlib.indicators.counting import SurveyCounts
from impactlib.indicators.evidence import flags_of
from impactlib.indicators.finding import Absence, Bar, Finding, Flag, Goal, Verdict
from impactlib.indicators.indicator import Indicator, catalogue
from impactlib.indicators.judging import judged
from impactlib.indicators.measuring import measure_figure
from impactlib.indicators.planning import last_of
from impactlib.sources.areas import Area, Register
from impactlib.sources.layout import AnswerScale, Item, NumberScale, SurveyLayout, read_layout
from impactlib.statistics.clusters import ClusterSums, clustered_error, clustered_mean, of_two_periods
from impactlib.statistics.estimate import ImprovedOrNot, Movers
from impactlib.statistics.quantiles import t_quantile
from impactlib.telling.drawing import answers_of, chart_of
from impactlib.telling.language import language_named
from impactlib.telling.phrasing import Phrasing
from impactlib.workspace import Privacy, Text
from tests.leaks import leaks
from tests.small import SURVEY_LAYOUT, indicator_like, people, spread, tiny, write
from tests.told import phrasing_of, told

ANSWERS = {"nooit": 1, "soms": 2, "vaak": 3, "meestal": 4, "altijd": 5}
FINE = [["nooit", "soms"], ["vaak"], ["meestal", "altijd"]]
COARSE = [["nooit", "soms", "vaak"], ["meestal", "altijd"]]
WAYS = [FINE, COARSE]

LAYOUT = SURVEY_LAYOUT.replace("missing:", "together_years: 2\nmissing:").replace(
    "no_opinion: [weet niet]}\n  mark",
    "no_opinion: [weet niet], together: [[[nooit, soms], [vaak], [meestal, altijd]], [[nooit, soms, vaak], [meestal, altijd]]]}\n  mark",
)
"""The tiny survey, of which answers and years may be told together."""

REGISTER = Register(
    areas={"A1": Area(code="A1", name="Aburg")},
    words={},
    wider={},
    title=Text(nl="r", en="r"),
    owner=Text(nl="r", en="r"),
    reference_date=None,
)

LEARNED = catalogue()["LO04"]
"""The share whose answer to 'learned' is 4 or 5."""

CHANGED = catalogue()["DI07"]
"""The mean change of 'digital_skills'."""

MARK = indicator_like("BR08", figure={"type": "mean", "item": "learned"})
"""The mean of the answers to 'learned'."""

BOTH = {(2.0, 1.0): 4, (3.0, 2.0): 9, (3.0, 3.0): 12, (2.0, 4.0): 20, (4.0, 5.0): 3}
"""Before and now: 13 went down, 12 stayed and 23 went up."""


def steps(up: int, same: int, down: int) -> dict[tuple[float, float], int]:
    """People who went up, stayed or went down, not all from one answer."""
    return {(2.0, 4.0): up - 3, (3.0, 4.0): 3, (2.0, 2.0): same - 3, (3.0, 3.0): 3, (4.0, 2.0): down - 3, (4.0, 3.0): 3}


PEOPLE = st.one_of(st.integers(0, 3), st.integers(0, 40))


def layout(*, ways: list[list[list[str]]] = WAYS, years: int | None = 2) -> SurveyLayout:
    """The tiny survey with these ways to tell its answers."""
    found = SurveyLayout.model_validate(
        {
            **{"layout": "tiny", "kind": "survey", "design": "retrospective", "file": {"format": "csv"}},
            **{name: {"nl": "x", "en": "x"} for name in ("title", "owner", "asked", "activity")},
            **{"area": {"column": "a"}, "period": {"column": "p"}, "together_years": years},
            "scales": {"often": {"answers": ANSWERS, "together": ways}},
            "items": {
                "learned": {"column": "l", "scale": "often", "text": {"nl": "x", "en": "x"}},
                "digital_skills": {"before": "b", "now": "n", "scale": "often", "text": {"nl": "x", "en": "x"}},
            },
        }
    )
    assert isinstance(found, SurveyLayout)
    return found


def exact(tables: dict[str, dict[str, dict]], *indicators: Indicator, of: SurveyLayout | None = None) -> list[Finding]:
    """The exact findings of A1: item → period → answer, or answers before and now → people."""
    cells = {
        item: {
            ("A1", period): {answer if isinstance(answer, tuple) else (None, float(answer)): n for answer, n in counts.items() if n}
            for period, counts in periods.items()
        }
        for item, periods in tables.items()
    }
    counts = SurveyCounts(source="s", layout=of or layout(), tables=cells, clusters={})
    return [each for entry in indicators for each in measure_figure([counts], entry, entry.figure, REGISTER, ["A1"], "2025")]


def told_of(findings: list[Finding], *indicators: Indicator, **more) -> dict[str, Finding]:
    """What is told of 2025, by indicator."""
    entries = {each.id: each for each in indicators}
    return {each.indicator: each for each in protect(findings, entries, Privacy(), **more).findings if each.period == "2025"}


def bars(finding: Finding) -> list[tuple[float, float, int]]:
    """The bars of a finding: the first and last answer, and the people."""
    return [(bar.code, bar.last, bar.n) for bar in finding.distribution]


def once(**counts: int) -> list[tuple[float, float, int]]:
    """The bars that are told of 'learned' with so many people for a1 … a5."""
    findings = exact({"learned": {"2025": {int(name[1:]): n for name, n in counts.items()}}}, LEARNED)
    return bars(told_of(findings, LEARNED)["LO04"])


def test_a_whole_distribution_is_told_as_it_is():
    """Ten or more of every answer, or nobody: nothing is joined."""
    assert once(a1=10, a2=12, a4=20, a5=15) == [(1, 1, 10), (2, 2, 12), (4, 4, 20), (5, 5, 15)]


def test_the_finest_way_that_may_be_told_is_told():
    """Nine 'soms' go with 'nooit'; where that is nine as well they go with 'vaak' too; and where even that is nine nothing is told."""
    assert once(a1=4, a2=9, a3=12, a4=20, a5=3) == [(1, 2, 13), (3, 3, 12), (4, 5, 23)]
    assert once(a2=9, a3=12, a4=20, a5=3) == [(1, 3, 21), (4, 5, 23)]
    assert once(a2=3, a3=6, a4=20, a5=3) == []


def test_what_nobody_answered_has_no_bar_and_everybody_is_in_none():
    """Nobody said 'nooit' or 'soms'; and where all are left in one part that part is not told."""
    assert once(a3=12, a4=20, a5=3) == [(3, 3, 12), (4, 5, 23)]
    found = told_of(exact({"learned": {"2025": {4: 30, 5: 8}}}, MARK), MARK)["BR08"]
    assert (found.estimate.n, found.distribution) == (38, ())


def test_a_share_beside_a_joined_bar_gives_no_small_group():
    """'At least 5' is 12 of 32, so of 'meestal or altijd' (20) the 8 who said 'meestal' would be known: that way is not taken."""
    top = indicator_like("LO04", id="XA01", figure={"type": "share", "item": "learned", "at_least": 5})
    counts = {"learned": {"2025": {1: 4, 2: 8, 3: 10, 4: 8, 5: 12}}}
    alone, both = (told_of(exact(counts, *these), *these) for these in ([LEARNED], [LEARNED, top]))
    assert bars(alone["LO04"]) == [(1, 2, 12), (3, 3, 10), (4, 5, 20)]
    assert (both["LO04"].distribution, both["XA01"].distribution) == ((), ())
    larger = {"learned": {"2025": {1: 4, 2: 8, 3: 10, 4: 11, 5: 12}}}
    assert bars(told_of(exact(larger, LEARNED, top), LEARNED, top)["XA01"]) == [(1, 2, 12), (3, 3, 10), (4, 5, 23)]


def test_beside_a_mean_one_open_answer_is_too_few():
    """Of bars 1-2, 3, 4 and 5 with a mean, how many said 1 would follow; of 1-2, 3 and 4-5 it would not."""
    one_open = [[["nooit", "soms"], ["vaak"], ["meestal"], ["altijd"]]]
    counts = {"learned": {"2025": {1: 4, 2: 9, 3: 12, 4: 20, 5: 13}}}
    for ways, of_mean in ((one_open, []), ([*one_open, *WAYS], [(1, 2, 13), (3, 3, 12), (4, 5, 33)])):
        findings = exact(counts, LEARNED, MARK, of=layout(ways=ways))
        assert bars(told_of([each for each in findings if each.indicator == "LO04"], LEARNED)["LO04"]) == [
            *[(1, 2, 13), (3, 3, 12), (4, 4, 20), (5, 5, 13)]
        ]
        found = told_of(findings, LEARNED, MARK)
        assert bars(found["BR08"]) == bars(found["LO04"]) == of_mean


def test_all_who_answered_and_those_who_also_did_before_give_no_one_by_subtraction():
    """Two more told 'now' than told both: by both distributions their answers would be known, so only the larger one is told."""
    now = indicator_like("LO04", id="XA01", figure={"type": "share", "item": "digital_skills", "at_least": 4})
    for more, shown in ((2, 0), (0, 3), (3, 3)):
        findings = exact({"digital_skills": {"2025": BOTH}}, CHANGED, now)
        wider = [
            replace(each, distribution=tuple(replace(bar, n=bar.n + more) if bar.code == 3 else bar for bar in each.distribution))
            if each.indicator == "XA01"
            else each
            for each in findings
        ]
        found = told_of(wider, CHANGED, now)
        assert (len(found["XA01"].distribution), len(found["DI07"].distribution)) == (3, shown)


@settings(deadline=None, max_examples=150)
@given(counts=st.lists(PEOPLE, min_size=5, max_size=5), line=st.integers(2, 5))
def test_told_bars_add_up_are_large_enough_and_are_whole_answers(counts, line):
    """Every told bar is a sum of whole answers, of at least ten; together they are everybody; and joined only where that is needed."""
    entry = indicator_like("LO04", figure={"type": "share", "item": "learned", "at_least": line})
    given_ = dict(enumerate(counts, 1))
    found = told_of(exact({"learned": {"2025": given_}}, entry), entry)["LO04"]
    shown = bars(found)
    if not shown:
        return
    assert sum(n for _, _, n in shown) == sum(counts) == found.estimate.n
    assert all(n >= 10 and n == sum(given_[code] for code in range(int(low), int(high) + 1)) for low, high, n in shown)
    assert len(shown) > 1
    finest = all(n == 0 or n >= 10 for n in counts)
    assert found.is_whole == finest
    # Neither side of the share's line in any bar is a small group.
    for low, high, _ in shown:
        sides = [sum(given_[code] for code in range(int(low), int(high) + 1) if (code >= line) == side) for side in (True, False)]
        assert all(n == 0 or n >= 10 for n in sides)


def test_a_mean_stays_rounded_beside_joined_answers():
    """Only a whole distribution says as much as the exact mean does."""
    for counts, is_exact in (({1: 4, 2: 9, 3: 12, 4: 20, 5: 3}, False), ({2: 13, 3: 12, 4: 13}, True)):
        findings = exact({"learned": {"2025": counts}}, MARK)
        shown = protect(findings, {"BR08": MARK}, Privacy()).findings
        (found,) = blurred(shown, shown, {"BR08": MARK})
        assert len(found.distribution) == 3
        assert (found.estimate.value == findings[0].estimate.value) is is_exact
        assert is_exact or found.estimate.value == round(found.estimate.value, MARK.decimals)


@pytest.mark.parametrize(
    ("went", "movers"),
    [
        ((14, 12, 10), Movers(improved=14, same=12, declined=10)),
        ((14, 12, 9), ImprovedOrNot(improved=14, others=21)),
        ((14, 4, 5), None),
        ((9, 14, 12), None),
    ],
    ids=["three groups", "two groups", "few did not", "few did"],
)
def test_movers_are_three_groups_or_two_or_none(went, movers):
    """Who stayed and who went down are told as one where one of them is a small group; who went up is told only with ten."""
    found = told_of(exact({"digital_skills": {"2025": steps(*went)}}, CHANGED), CHANGED)["DI07"]
    assert found.change.movers == movers


def test_of_a_change_of_shares_the_movers_are_not_told_as_two():
    """The shares before and now would give back who went down."""
    entry = indicator_like("DI07", figure={"type": "change_of_share", "item": "digital_skills", "at_least": 4})
    counts = SurveyCounts(
        source="s",
        layout=layout(),
        tables={"digital_skills": {("A1", "2025"): {(2.0, 4.0): 14, (4.0, 2.0): 6, (2.0, 2.0): 12, (4.0, 4.0): 15}}},
        clusters={},
    )
    findings = list(measure_figure([counts], entry, entry.figure, REGISTER, ["A1"], "2025"))
    assert findings[0].change.movers == Movers(improved=14, same=27, declined=6)
    assert told_of(findings, entry)["DI07"].change.movers is None


def test_what_was_found_elsewhere_takes_joined_answers_and_movers_away():
    """A decision of the attack about a part is not undone by telling it in another way."""
    findings = exact({"digital_skills": {"2025": BOTH}}, CHANGED)
    assert told_of(findings, CHANGED)["DI07"].change.movers == Movers(improved=23, same=12, declined=13)
    assert len(told_of(findings, CHANGED)["DI07"].distribution) == 3
    gone = [Decision(finding="A1/2025/DI07", part=part, reason=Absence.DERIVED) for part in ("distribution", "movers")]
    found = told_of(findings, CHANGED, extra=gone)["DI07"]
    assert (found.distribution, found.change.movers) == ((), None)


def two_years(before: dict[int, int], now: dict[int, int], **more) -> Finding:
    """What is told of 'learned' in 2025."""
    return told_of(exact({"learned": {"2024": before, "2025": now}}, LEARNED), LEARNED, **more)["LO04"]


SMALL = {3: 3, 4: 4, 5: 1}
"""Eight people; two such years are sixteen, of whom ten agree."""


def test_two_small_years_are_told_together():
    """Neither year may be told; together they are sixteen people, and it says which years they are."""
    found = two_years(SMALL, SMALL)
    assert (found.absent, found.years, found.estimate.n, found.period) == (None, ("2024", "2025"), 16, "2025")
    assert found.estimate.value == 10 / 16
    assert Flag.YEARS_TOGETHER in flags_of(found)
    assert (found.owner, found.id) == ("A1/2024+2025/LO04", "A1/2025/LO04")
    assert (found.response.no_opinion, found.response.blank) == (None, None)
    assert (found.pooled, found.alike, found.partitions) == (None, None, ())


def test_two_years_too_alike_are_told_together_when_they_no_longer_are():
    """One of twelve and two of twelve said otherwise: three of twenty-four."""
    found = two_years({3: 1, 5: 11}, {3: 2, 5: 10})
    assert (found.years, found.estimate.n) == (("2024", "2025"), 24)


@pytest.mark.parametrize(
    ("before", "now", "more"),
    [
        ({3: 10, 4: 10}, SMALL, {}),
        ({}, SMALL, {}),
        ({3: 1}, SMALL, {}),
        ({4: 8}, SMALL | {3: 2}, {}),
        (SMALL, SMALL, {"published": ["A1/2024/LO04"]}),
        (SMALL, SMALL, {"published": ["A1/2025/LO04#distribution"]}),
        (SMALL, SMALL, {"published": ["A1/2023+2024/LO04"]}),
        (SMALL, SMALL, {"published": ["A1/2025+2026/LO04#movers"]}),
        (SMALL, SMALL, {"extra": [Decision(finding="A1/2024+2025/LO04", part="figure", reason=Absence.DERIVED)]}),
        (SMALL, SMALL, {"extra": [Decision(finding="A1/2025/LO04", part="figure", reason=Absence.DERIVED)]}),
    ],
    ids=[
        "the year before is told",
        "nobody answered the year before",
        "together they are nine",
        "together only two said otherwise",
        "the year before was told once",
        "this year was told once",
        "the year before was told with the one before it",
        "this year was told with the next one",
        "the attack found it",
        "the attack found the year itself",
    ],
)
def test_two_years_are_told_together_only_where_nothing_gives_one_of_them(before, now, more):
    """With either year told, now or ever, by itself or in another sum, the other one would follow."""
    found = two_years(before, now, **more)
    assert (found.absent, found.years, found.estimate) == (Absence.PROTECTED, (), None)


def test_what_was_published_together_may_be_told_together_again():
    """The same two years, and other areas and indicators, do not stand in the way."""
    ever = ["A1/2024+2025/LO04", "B2/2024/LO04", "A1/2024/LO06", "story/1", "A1/2022+2023/LO04"]
    assert two_years(SMALL, SMALL, published=ever).years == ("2024", "2025")


def test_a_year_that_may_be_told_is_told_by_itself():
    """And a layout that does not say so tells no years together."""
    assert two_years(SMALL, {3: 10, 4: 10}).years == ()
    findings = exact({"learned": {"2024": SMALL, "2025": SMALL}}, LEARNED, of=layout(years=None))
    assert told_of(findings, LEARNED)["LO04"].absent is Absence.PROTECTED


@settings(deadline=None, max_examples=150)
@given(
    years=st.lists(st.dictionaries(st.integers(1, 5), st.integers(0, 12)), min_size=3, max_size=3),
    published=st.sets(st.sampled_from(["A1/2023/LO04", "A1/2024/LO04", "A1/2025/LO04", "A1/2023+2024/LO04", "A1/2024+2025/LO04"])),
)
def test_two_years_together_and_one_of_them_are_never_both_told(years, published):
    """Neither in one release nor in this one and an earlier one; and together they keep to every rule."""
    findings = exact({"learned": dict(zip(("2023", "2024", "2025"), years, strict=True))}, LEARNED)
    shown = {each.period: each for each in protect(findings, {"LO04": LEARNED}, Privacy(), published=published).findings}
    assert leaks(list(shown.values()), {"LO04": LEARNED}) == []
    if (found := shown["2025"]).years:
        assert shown.get("2024") is None or shown["2024"].estimate is None
        assert not published - {"A1/2024+2025/LO04", "A1/2023/LO04"}
        assert found.estimate.n == sum(years[1].values()) + sum(years[2].values())
    assert not any(each.years for period, each in shown.items() if period != "2025")


def test_only_a_figure_that_is_hidden_for_few_or_alike_is_a_candidate():
    """What is hidden since it could be worked out stays hidden."""
    findings = exact({"learned": {"2024": SMALL, "2025": SMALL}}, LEARNED)
    ids = [each.id for each in findings]
    assert [each.owner for each in pooled_periods(findings, ids, ids, ())] == ["A1/2024+2025/LO04"]
    assert pooled_periods(findings, [], ids, ()) == pooled_periods(findings, ids, ["A1/2025/LO04"], ()) == []


def test_a_told_finding_cannot_hold_what_it_would_be_together():
    """Whoever forgets to take it out is stopped."""
    findings = exact({"learned": {"2024": SMALL, "2025": SMALL}}, LEARNED)
    with pytest.raises(ImpactError, match="take 'pooled' out"):
        replace(told_of(findings[:1], LEARNED).get("LO04") or hidden(), pooled=findings[1].pooled)


def hidden() -> Finding:
    """A finding that may not be told."""
    return Finding(id="A1/2025/LO04", area="A1", period="2025", indicator="LO04", source="s", design="", absent=Absence.PROTECTED)


def test_two_years_together_stand_beside_nothing_and_meet_no_target():
    """No series point, no trend, no year before, no comparison, no chance: only that we cannot say whether the goal was reached."""
    more = indicator_like("LO04", evidence=LEARNED.evidence)
    findings = exact({"learned": {"2023": {3: 10, 4: 20}, "2024": {3: 9, 5: 11} | {3: 2}, "2025": {3: 1, 5: 14}}}, more)
    shown = list(protect(findings, {"LO04": more}, Privacy()).findings)
    current = next(each for each in shown if each.period == "2025")
    assert current.years == ("2024", "2025")
    # Nothing else keeps it from being judged.
    current = replace(current, evidence=replace(current.evidence, flags=(Flag.YEARS_TOGETHER,)))
    goal = Goal(
        id="g", service=Text(nl="d", en="s"), change=Text(nl="v", en="c"), indicator="LO04", contribution="direct", target=0.1, by="2025"
    )
    found = judged(more, current, shown, [replace(goal, baseline=0.05, baseline_period="2023", by="2027")])
    assert [(point.period, point.estimate is None) for point in found.series] == [("2023", False), ("2024", True), ("2025", True)]
    assert (found.previous, found.previous_verdict, found.trend, found.trend_verdict) == (
        None,
        Verdict.NO_EARLIER,
        None,
        Verdict.NO_EARLIER,
    )
    assert (found.target_verdict, found.goals[0].verdict, found.goals[0].chance) == (Verdict.CANNOT_SAY, Verdict.CANNOT_SAY, None)
    assert found.goals[0].on_track in (Verdict.CANNOT_SAY, Verdict.NO_TARGET)
    others = [replace(found, area=code, years=(), evidence=replace(found.evidence, flags=())) for code in "BCDEFG"]
    assert compared(more, found, others, list("BCDEFG")) == found
    beside = replace(others[0], area="A1")
    assert compared(more, beside, others[1:], list("BCDEFG")).comparison is not None
    pooled_ones = [replace(found, area=code) for code in "BCDEFG"]
    assert compared(more, beside, pooled_ones, list("BCDEFG")).comparison is None
    last = last_of(found, more)
    assert (last.period, last.answered) == ("2023", 30)


WAYS_WRONG = {
    "an unknown answer": ([["noit", "soms"], ["vaak"], ["meestal", "altijd"]], "names the unknown answer 'noit'; did you mean 'nooit'?"),
    "an answer left out": ([["nooit", "soms"], ["meestal", "altijd"]], "leaves out 'vaak'; name every answer once"),
    "an answer twice": ([["nooit", "soms"], ["soms", "vaak"], ["meestal", "altijd"]], "names 'soms' twice"),
    "no neighbours": ([["nooit", "vaak"], ["soms"], ["meestal", "altijd"]], "'soms' after 'vaak'; keep the order of the scale"),
    "an empty part": ([["nooit", "soms"], [], ["vaak", "meestal", "altijd"]], "has an empty part"),
    "nothing joined": ([[each] for each in ANSWERS], "joins no answers"),
    "all joined": ([list(ANSWERS)], "joins all answers"),
}


@pytest.mark.parametrize(("way", "message"), WAYS_WRONG.values(), ids=list(WAYS_WRONG))
def test_a_way_to_tell_answers_that_is_none_is_refused(way, message):
    """It says which answer, and what would do."""
    with pytest.raises(ValidationError, match=r"together") as caught:
        AnswerScale.model_validate({"answers": ANSWERS, "together": way})
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("way", "message"),
    [
        ([["1", "5"], ["6", "9"]], "goes from 1 to 9, and the scale from 1 to 10"),
        ([["1", "5"], ["5", "10"]], "5 comes after 5"),
        ([["5", "1"], ["6", "10"]], "a part from 5 to 1; the lowest comes first"),
        ([["1", "5", "7"], ["8", "10"]], "a part of 3 numbers; give the first and the last"),
        ([["1", "x"], ["6", "10"]], "'x' is not a number"),
        ([["1", "10"]], "joins all answers"),
    ],
    ids=["not all", "overlapping", "turned round", "three numbers", "no number", "all joined"],
)
def test_a_way_to_tell_numbers_that_is_none_is_refused(way, message):
    """Ranges from low to high, each number in one of them."""
    with pytest.raises(ValidationError) as caught:
        NumberScale.model_validate({"lowest": 1, "highest": 10, "together": way})
    assert message in str(caught.value)


def test_the_finest_way_comes_first_and_unordered_answers_have_none():
    """A coarse way before a fine one would always be taken."""
    with pytest.raises(ValidationError, match=r"together.2 has 3 parts, and the one before it 2; give the finest first"):
        AnswerScale.model_validate({"answers": ANSWERS, "together": [COARSE, FINE]})
    with pytest.raises(ValidationError, match="have no order"):
        AnswerScale.model_validate({"answers": ANSWERS, "together": [FINE], "ordered": False})


def test_a_wrong_way_in_a_layout_is_told_with_its_place(tmp_path):
    """File, scale, answer and cure."""
    write(tmp_path / "tiny-survey.yml", LAYOUT.replace("[[nooit, soms, vaak], [meestal, altijd]]", "[[nooit, soms], [meestal, altijd]]"))
    with pytest.raises(ImpactError, match=r"tiny-survey.yml:\d+: scales.often.*: together.2 leaves out 'vaak'; name every answer once"):
        read_layout("tiny-survey", folders=(tmp_path,))
    write(tmp_path / "tiny-survey.yml", LAYOUT.replace("together_years: 2", "together_years: 3"))
    with pytest.raises(ImpactError, match=r"together_years is '3'"):
        read_layout("tiny-survey", folders=(tmp_path,))


def test_a_reversed_item_is_joined_the_other_way_round():
    """'Nooit or soms' is then the most of it."""
    scale = AnswerScale.model_validate({"answers": ANSWERS, "together": COARSE})
    item = Item(scale="often", text=Text(nl="x", en="x"), column="x", reversed=True)
    assert [(part.low, part.high) for part in item.question(scale).partitions[0]] == [(1, 2), (3, 5)]
    straight = item.model_copy(update={"reversed": False})
    assert [(part.low, part.high) for part in straight.question(scale).partitions[0]] == [(1, 3), (4, 5)]


def test_one_way_needs_no_list_of_ways_and_a_part_may_have_a_name():
    """Both spellings are one layout; a name goes with the bar."""
    part = {"answers": ["nooit", "soms", "vaak"], "label": {"nl": "niet vaak", "en": "not often"}}
    scales = [AnswerScale.model_validate({"answers": ANSWERS, "together": way}) for way in (COARSE, [COARSE], [part, COARSE[1]])]
    assert scales[0].partitions == scales[1].partitions
    assert [each.label for each in scales[2].partitions[0]] == [Text(nl="niet vaak", en="not often"), None]
    found = told_of(exact({"learned": {"2025": {2: 9, 3: 12, 4: 20}}}, LEARNED, of=layout(ways=[[part, COARSE[1]]])), LEARNED)["LO04"]
    assert found.distribution[0] == Bar(code=1, n=21, upto=3, label=Text(nl="niet vaak", en="not often"))
    assert '"upto": 3.0' in as_json(found)


def test_a_number_between_two_parts_does_not_fit(tmp_path):
    """Who gave a 5.5 is in neither 1-5 nor 6-10, so that way is not taken; without it it is."""
    marks = LAYOUT.replace("highest: 10,", "highest: 10, together: [[1, 5], [6, 10]],")
    rows = [*people(7, cijfer="4"), *people(8, cijfer="5"), *people(9, cijfer="6"), *people(9, cijfer="8")]
    for place, more in enumerate([[], people(3, cijfer="5,5")]):
        workspace = tiny(tmp_path / str(place), survey=[*rows, *more], layouts={"tiny-survey": marks})
        make_release(workspace)
        found = next(each for each in read_release(workspace.release, "A1").findings if each.indicator == "BR08")
        assert bars(found) == ([] if more else [(1, 5, 15), (6, 10, 18)])


def test_the_error_of_two_periods_is_that_of_strata():
    """Σ (N_i/N)² V_i on G − 2 degrees of freedom, by hand; a year of one course takes the spread of the other year's courses."""
    first, second = [(4, 2.0), (6, 5.0), (5, 2.0)], [(8, 6.0), (7, 3.0)]
    both = of_two_periods(ClusterSums.of(first), ClusterSums.of(second))
    variance = sum((sums.n / 30) ** 2 * clustered_error(sums) ** 2 for sums in map(ClusterSums.of, (first, second)))
    half = t_quantile(0.95, 3) * variance**0.5
    found = clustered_mean(both, simple_error=0.0)
    assert (both.clusters, both.n, both.total) == (5, 30, 18.0)
    assert (found.lower, found.upper) == (pytest.approx(0.6 - half), pytest.approx(0.6 + half))
    one = ClusterSums(clusters=1, n=10, total=6.0, jackknife=0.0)
    lone = of_two_periods(one, ClusterSums.of(second))
    own = clustered_error(ClusterSums.of(second)) ** 2
    expected = ((15 / 25) ** 2 * own + (10 / 25) ** 2 * 2 * own) ** 0.5 * t_quantile(0.95, 1)
    assert clustered_mean(lone, simple_error=0.0).upper == pytest.approx(12 / 25 + 3 / 25 + expected)
    assert of_two_periods(one, one.__class__(clusters=1, n=5, total=4.0, jackknife=0.0)) == ClusterSums.of([(10, 6.0), (5, 4.0)])


def say(finding: Finding, language: str) -> str:
    """All sentences about a finding."""
    goal = replace(GOAL, verdict=Verdict.CANNOT_SAY)
    phrasing = phrasing_of(finding, language=language)
    return " ".join(
        [phrasing.name(finding), phrasing.statement(finding), phrasing.against_target(finding, goal), *phrasing.caveats(finding)]
    )


GOAL = Goal(
    id="g", service=Text(nl="d", en="s"), change=Text(nl="v", en="c"), indicator="LO04", contribution="direct", target=0.6, by="2025"
)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "nl",
            (
                "(2024 en 2025 samen)",
                "10 van de 16 deelnemers die in 2024 en 2025 samen de vraag beantwoordden",
                "kunnen we niet zeggen: dit cijfer gaat over 2024 en 2025 samen.",
                "over één jaar apart kunnen we niets tonen",
            ),
        ),
        (
            "en",
            (
                "(2024 and 2025 together)",
                "10 of the 16 participants",
                "in 2024 and 2025 together",
                "we cannot say: this figure is about 2024 and 2025 together.",
                "of one year alone we can show nothing",
            ),
        ),
    ],
)
def test_every_telling_of_two_years_says_so(language, words):
    """In the name, the sentence, the verdict and the caveat."""
    found = two_years(SMALL, SMALL)
    text = say(replace(found, source="ours"), language)
    assert all(each in text for each in words)
    assert "over 2025" not in text


@pytest.mark.parametrize(
    ("language", "alt", "caption", "movers"),
    [
        (
            "nl",
            "met de antwoorden van 44 mensen: nooit, soms of vaak 21; zeker 23.",
            "Antwoorden die te weinig mensen gaven, staan samen",
            "14 deelnemers kwamen hoger uit; 21 bleven gelijk of kwamen lager uit.",
        ),
        (
            "en",
            "with the answers of 44 people: nooit, soms, or vaak 21; surely 23.",
            "Answers that too few people gave stand together",
            "14 participants came out higher; 21 stayed the same or came out lower.",
        ),
    ],
)
def test_joined_answers_and_movers_are_named_in_words(language, alt, caption, movers):
    """By the name that the layout gives them, and else by all of them; in the alternative text and the caption."""
    ways = [[COARSE[0], {"answers": COARSE[1], "label": {"nl": "zeker", "en": "surely"}}]]
    found = told_of(exact({"learned": {"2025": {2: 9, 3: 12, 4: 20, 5: 3}}}, LEARNED, of=layout(ways=ways)), LEARNED)["LO04"]
    release = phrasing_of(found).release
    items = {name: replace(note, answers=tuple(ANSWERS)) for name, note in release.manifest.items.items()}
    phrasing = Phrasing(release=replace(release, manifest=replace(release.manifest, items=items)), language=language_named(language))
    chart = answers_of(found, phrasing)
    assert alt in chart.alt
    assert caption in chart.caption
    changed = told_of(exact({"digital_skills": {"2025": steps(14, 12, 9)}}, CHANGED), CHANGED)["DI07"]
    assert phrasing.movers(changed) == movers


def test_a_picture_of_two_years_says_so():
    """In its caption and its alternative text."""
    found = replace(told("LO04", two_years(SMALL, SMALL).estimate), years=("2024", "2025"))
    chart = chart_of(found, phrasing_of(found))
    assert "2024 en 2025 samen" in chart.caption
    assert "2024 en 2025 samen" in chart.alt


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A workspace with two small years of one question, and answers of another that go together; with what its log says."""
    rows = []
    for year in ("2024", "2025"):
        rows += spread({"vaak": 3, "altijd": 5}, year=year)
        rows += people(14, year=year, eerst="soms", nu="vaak")
        rows += people(12, year=year, eerst="vaak", nu="vaak")
        rows += people(9, year=year, eerst="vaak", nu="soms")
    workspace = tiny(tmp_path_factory.mktemp("redesign"), survey=rows, layouts={"tiny-survey": LAYOUT})
    make_release(workspace)
    with (workspace.internal / "disclosure.csv").open(encoding="utf-8", newline="") as file:
        log = list(csv.DictReader(file))
    return {each.indicator: each for each in read_release(workspace.release, "A1").findings}, log


def test_a_release_tells_years_and_answers_together(released):
    """Through reading, counting, measuring, protecting, judging and writing."""
    told_ones, log = released
    learned, skills = told_ones["LO04"], told_ones["DI07"]
    assert (learned.years, learned.estimate.n, learned.estimate.clusters) == (("2024", "2025"), 16, 8)
    assert [point.estimate for point in learned.series] == [None, None]
    assert leaks(list(told_ones.values()), catalogue()) == []
    assert skills.change.movers in (None, ImprovedOrNot(improved=14, others=21))
    assert {(row["period"], row["part"]) for row in log if row["indicator"] == "LO04" and row["part"] == "figure"} == {
        ("2024", "figure"),
        ("2025", "figure"),
    }
