"""What is said of every kind of figure, in both languages, and never more strongly than the evidence is."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import pytest

from impactlib.indicators.evidence import lowered
from impactlib.indicators.finding import Flag, Goal, Point, Precision, Verdict
from impactlib.indicators.indicator import catalogue
from impactlib.statistics.amount import complete_amount, complete_balance
from impactlib.statistics.estimate import Comparison, Estimate, Trend
from impactlib.statistics.mean import mean
from impactlib.statistics.proportion import share
from impactlib.statistics.rate import complete_share, realised_rate
from impactlib.telling.amounts import as_typed, exactly
from impactlib.telling.drawing import chart_of
from impactlib.telling.language import language_named
from impactlib.telling.outlook import chance, comparison, on_track, trend
from impactlib.telling.weakness import NO_REASON
from impactlib.workspace import Text
from tests.test_report import CAUSAL
from tests.told import ACTIVITY, PARENTS, changed, one_of_each, phrasing_of, statement, told, two_by_two

SAID = {
    "LB01": "In 2025 waren er 1.611 jeugdleden.",
    "BR04": "In 2025 was het saldo +120 leden: nieuwe leden min opgezegde leden.",
    "BR01": "In 2025 waren er 270 leden per 1.000 inwoners.",
    "LB03": "In 2025 waren er gemiddeld 7,8 uitleningen aan de jeugd per inwoner van 0 tot en met 17 jaar.",
    "DI02": "In 2025 waren er 131,2 vragen bij het Informatiepunt Digitale Overheid per 1.000 inwoners van 18 jaar en ouder.",
    "BR09": "In 2025 was er 23,45 euro gemeentelijke subsidie per inwoner.",
    "LB02": "60% van de 400 inwoners tot en met 17 jaar waren lid van de bibliotheek (2025).",
    "LO03": "In 2025 waren er gemiddeld 14,9 deelnames per activiteit.",
    "BR10": "In 2025 was er gemiddeld 12,50 euro aan kosten per deelname.",
    "BV11": "Volgens de bron ‘Bron van ons’ (2025): 12,1% van de inwoners van 16 tot en met 65 jaar is volgens de schatting "
    "laaggeletterd. De bron geeft er een marge bij: van 11,0% tot 13,2%.",
    "BR06": "Volgens de bron ‘Bron van ons’ (2025): 1,8 kilometer is de gemiddelde afstand over de weg tot de dichtstbijzijnde "
    "bibliotheek.",
    "LO04": "82% van de 100 deelnemers die in 2025 de vraag beantwoordden, zeggen iets te hebben geleerd waar zij wat aan hebben.",
    "DI11": "60% van de 100 deelnemers die in 2025 de opdrachten maakten, maakten minstens vier vijfde van de opdrachten over "
    "veiligheid online goed.",
    "BV06": "62% van de 87 deelnemers van wie we in 2025 een uitslag van vóór én van nu hebben, gingen minstens één subniveau vooruit.",
    "BR08": "Deelnemers geven gemiddeld een 7,9 (62 antwoorden in 2025).",
    "XR01": "Over 2025 is het saldo bij het rapportcijfer 29: het percentage deelnemers dat 9 of hoger antwoordde, min het "
    "percentage dat 6 of lager antwoordde (62 antwoorden; het saldo loopt van -100 tot 100).",
    "LB10": "68% van de 88 deelnemers die in 2025 antwoord gaven over vóór en nu, zeggen thuis minstens vier dagen per week voor te lezen. "
    "Terugkijkend is dat meer dan vóór de cursus (32%).",
}
"""What is said of each kind of figure."""

STRENGTH = (Precision.CLEAR, Precision.SOME, Precision.OPEN)
"""From the strongest words to the weakest."""

LOWERING = tuple(flag for flag in Flag if flag is not Flag.WIDER_AREA)
"""The flags that take a step away."""

AREAS = ("B2", "C3", "D4", "E5", "F6")


def goal(indicator: str = "LO04", **changes: object) -> Goal:
    """A goal of 80% in 2026, of which nothing is judged unless that is said."""
    named = Goal(id="g", service=ACTIVITY, change=ACTIVITY, indicator=indicator, contribution="direct", target=0.8, by="2026")
    return replace(named, **changes)  # type: ignore[arg-type]


def words_of(text: str) -> Precision:
    """How strong a sentence about a change is, by its words."""
    if "kunnen we niet zeggen" in text:
        return Precision.OPEN
    return Precision.SOME if "mogelijk" in text else Precision.CLEAR


@pytest.mark.parametrize("finding", one_of_each(), ids=lambda finding: finding.indicator)
def test_every_kind_of_figure_has_its_sentence(finding) -> None:
    """With its number, its unit and its period, as a council member would read it."""
    assert SAID[finding.indicator] == statement(finding)


@pytest.mark.parametrize("finding", one_of_each(), ids=lambda finding: finding.indicator)
def test_every_sentence_is_there_in_english_and_names_no_cause(finding) -> None:
    """The same number and period, and no word that a cause would need."""
    text = statement(finding, language="en")
    assert "2025" in text
    assert not re.search(r"\bNone\b|[{}]|  ", text)
    assert not any(re.search(rf"\b{word}\b", text.casefold()) for word in CAUSAL["en"])


@pytest.mark.parametrize(("asked", "words"), [(None, "deelnemers"), (PARENTS, "ouders")])
def test_those_who_were_asked_are_called_by_their_name(asked: Text | None, words: str) -> None:
    """Parents are parents, also in what must stand beside the claim and beside the year before."""
    finding = changed("LB10", two_by_two(40, 8), Precision.CLEAR, flags=(Flag.LOW_RESPONSE,))
    before = Point(period="2024", estimate=share(40, 80))
    finding = replace(finding, previous=before, previous_verdict=Verdict.BETTER, previous_precision=Precision.SOME)
    saying = phrasing_of(finding, people=asked)
    text = " ".join([saying.statement(finding), saying.against_previous(finding), *saying.caveats(finding)])
    assert text.count(words) == 3
    assert f"{words.capitalize()} keken aan het eind zelf terug." in text
    assert asked is None or "deelnemers" not in text.casefold()


@pytest.mark.parametrize("design", ["retrospective", "paired"])
def test_weaker_evidence_of_a_changed_share_never_gives_a_stronger_sentence(design: str) -> None:
    """Over all sets of up to three flags: a set that holds another is told in words that are as weak or weaker."""
    change = two_by_two(40, 8)

    def said(flags: tuple[Flag, ...]) -> int:
        text = statement(changed("LB10", change, lowered(Precision.CLEAR, flags), design=design, flags=flags))
        return STRENGTH.index(words_of(text))

    sets = [flags for n in range(4) for flags in combinations(LOWERING, n)]
    strengths = {frozenset(flags): said(flags) for flags in sets}
    assert set(strengths.values()) == {0, 1, 2}
    for flags, strength in strengths.items():
        assert all(strengths[flags - {flag}] <= strength for flag in flags)


@pytest.mark.parametrize(("up", "down", "way"), [(40, 8, "meer dan"), (8, 40, "minder dan")])
@pytest.mark.parametrize(("precision", "words"), [(Precision.CLEAR, "is dat"), (Precision.SOME, "is dat mogelijk")])
def test_a_changed_share_is_told_by_its_sign(up: int, down: int, way: str, precision: Precision, words: str) -> None:
    """Whatever the direction that is good."""
    assert f"Terugkijkend {words} {way} vóór de cursus" in statement(changed("LB10", two_by_two(up, down), precision))
    assert f"Na de cursus {words} {way} ervoor" in statement(changed("LB10", two_by_two(up, down), precision, design="paired"))


def test_a_changed_share_without_a_clear_direction_says_so() -> None:
    """Open is no 'no difference', and no difference of importance is no 'we cannot say'."""
    change = two_by_two(12, 10)
    assert "Of dat, terugkijkend, anders is dan vóór de cursus" in statement(changed("LB10", change, Precision.OPEN))
    assert "Terugkijkend vonden we geen verschil van belang" in statement(changed("LB10", change, Precision.NONE_OF_NOTE))


def test_few_people_are_told_as_people() -> None:
    """A percentage of twenty would promise too much."""
    finding = changed("LB10", two_by_two(9, 1, both=6, neither=6), Precision.SOME)
    assert statement(finding).startswith("15 van de 22 deelnemers")
    assert "(7 van hen)" in statement(finding)
    assert phrasing_of(finding).value(finding).replace("\N{NO-BREAK SPACE}", " ") == "7 → 15 van de 22"
    assert statement(told("BV06", share(14, 22), design="paired")).startswith("14 van de 22 deelnemers")


@pytest.mark.parametrize(
    ("value", "amount"), [(0.12, "12 percentage points"), (0.01, "1 percentage point"), (-0.01, "-1 percentage point")]
)
def test_a_difference_of_shares_is_in_percentage_points(value: float, amount: str) -> None:
    """One is singular, and a difference is never a percentage of something."""
    assert amount == exactly(language_named("en"), catalogue()["LB10"], value)
    assert amount.split(maxsplit=1)[0] in exactly(language_named("nl"), catalogue()["LB10"], value)


@pytest.mark.parametrize(
    ("indicator", "value", "amount"),
    [
        ("BR09", 23.45, "€ 23,45"),
        ("BR06", 1.8, "1,8 km"),
        ("LO10", 34.5, "34,5%"),
        ("BR04", -35, "-35"),
        ("BR04", 35, "+35"),
        ("BV06", 0.6, "60%"),
    ],
)
def test_an_amount_that_stands_alone_has_its_unit(indicator: str, value: float, amount: str) -> None:
    """In a table there is no claim that names it."""
    finding = told(indicator, Estimate(value=value, n=100, method="published"))
    assert amount == phrasing_of(finding).amount(finding, value)


@pytest.mark.parametrize(
    ("indicator", "value", "typed"),
    [("LB10", 0.12, "12%"), ("BV06", 0.6, "60%"), ("BR04", -35.0, "-35"), ("BR08", 7.9, "7.9"), ("LB01", 1611.0, "1611")],
)
def test_a_figure_is_typed_in_an_agreement_as_it_is_read_back(indicator: str, value: float, typed: str) -> None:
    """Percentage points are read as a percentage, since both are fractions of 1."""
    from impactlib.documents import parse_amount

    assert typed == as_typed(catalogue()[indicator], value)
    assert parse_amount(typed) == pytest.approx(value)


def test_a_given_figure_has_no_number_of_ours() -> None:
    """We counted nobody."""
    finding = next(each for each in one_of_each() if each.indicator == "BR06")
    assert phrasing_of(finding).number_of(finding) == "–"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_target_whose_year_is_over_is_not_met_and_no_longer_not_yet(language: str) -> None:
    """Counted, asked and of a change."""
    missed = [
        (told("LB02", complete_share(240, 400)), "LB02"),
        (told("LO04", share(40, 100)), "LO04"),
        (changed("LB10", two_by_two(40, 8), Precision.CLEAR), "LB10"),
    ]
    yet = {"nl": "nog niet", "en": "yet"}[language]
    for finding, name in missed:
        saying = phrasing_of(finding, language=language)
        over, still = (saying.against_target(finding, goal(name, verdict=each)) for each in (Verdict.NOT_MET, Verdict.NOT_YET))
        assert yet not in over
        assert yet in still


def test_what_was_missed_is_not_rounded_to_the_target() -> None:
    """59,6% is not written as 60% beside a target of 60% that was not met."""
    finding = told("LB02", complete_share(596, 1000), population=400, goals=(goal("LB02", target=0.6, verdict=Verdict.NOT_MET),))
    assert phrasing_of(finding).value(finding) == "59,6%"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_break_in_the_series_is_said_with_its_reason(language: str) -> None:
    """And the year before is in no picture."""
    finding = replace(told("BR06", Estimate(value=1.8, n=0, method="published")), period="2022", previous_verdict=Verdict.NOT_COMPARABLE)
    earlier = Estimate(value=1.6, n=0, method="published")
    finding = replace(finding, series=(Point(period="2021", estimate=earlier), Point(period="2022", estimate=finding.estimate)))
    saying = phrasing_of(finding, language=language)
    text = saying.against_previous(finding)
    assert "2021" in text
    assert catalogue()["BR06"].breaks[0].why.in_language(language) in text
    assert chart_of(finding, saying) is None


def test_a_balance_below_nought_is_told_and_not_drawn() -> None:
    """A line from a baseline of nought holds no loss."""
    finding = told("BR04", complete_balance(200, 235))
    points = (Point(period="2024", estimate=complete_balance(300, 200)), Point(period="2025", estimate=finding.estimate))
    finding = replace(finding, series=points)
    assert "was het saldo -35 leden" in statement(finding)
    assert chart_of(finding, phrasing_of(finding)) is None


@pytest.mark.parametrize("flag", [Flag.COURSES_UNKNOWN, Flag.CHOSEN_AFTERWARDS, Flag.ONE_OF_MANY])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_flag_has_its_caveat(flag: Flag, language: str) -> None:
    """Beside the claim, once."""
    finding = told("LO04", share(82, 100), flags=(flag, flag))
    assert len(phrasing_of(finding, language=language).caveats(finding)) == 2


FELL = "daalde het cijfer gemiddeld 4% per jaar (waarschijnlijk tussen 1% en 7%)"

YEARLY = Estimate(value=0.04, n=400, method="quasi-poisson", lower=0.01, upper=0.07)


@pytest.mark.parametrize(
    ("indicator", "yearly", "said"),
    [
        ("LB01", YEARLY, "steeg het cijfer gemiddeld 4% per jaar (waarschijnlijk tussen 1% en 7%)"),
        ("LO04", YEARLY, "steeg het cijfer gemiddeld 4 procentpunt per jaar (waarschijnlijk tussen 1 en 7 procentpunt)"),
        ("BR08", YEARLY, "steeg het cijfer gemiddeld 0,04 per jaar (waarschijnlijk tussen 0,01 en 0,07)"),
        ("LB01", replace(YEARLY, lower=0.002), "steeg het cijfer gemiddeld 4,0% per jaar (waarschijnlijk tussen 0,2% en 7,0%)"),
        (
            "LB01",
            replace(YEARLY, value=-0.04, lower=-0.07, upper=-0.01),
            FELL,
        ),
        ("LB01", replace(YEARLY, lower=-0.01), "steeg het cijfer gemiddeld 4% per jaar (waarschijnlijk tussen -1% en +7%)"),
    ],
)
def test_a_trend_is_told_with_its_margin(indicator: str, yearly: Estimate, said: str) -> None:
    """Growth of a number as a percentage, of a share in points, of a mean in points of its scale; no limit is rounded to nought."""
    finding = told(indicator, share(40, 100))
    finding = replace(finding, trend=Trend(first="2021", last="2025", years=5, yearly=yearly), trend_verdict=Verdict.HIGHER)
    assert trend(phrasing_of(finding), finding) == f"Van 2021 tot en met 2025 {said}."


def test_below_five_years_there_is_no_word_about_a_trend() -> None:
    """And without a direction it is not said that nothing changed: only a straight line was looked for."""
    finding = replace(
        told("LB01", share(40, 100)), trend=Trend(first="2023", last="2025", years=3, yearly=YEARLY), trend_verdict=Verdict.CANNOT_SAY
    )
    assert trend(phrasing_of(finding), finding) == ""
    unclear = replace(finding, trend_verdict=Verdict.NO_CLEAR_CHANGE)
    said = "Of het cijfer van 2023 tot en met 2025 elk jaar ongeveer evenveel stijgt of daalt, kunnen we niet zeggen."
    assert trend(phrasing_of(unclear), unclear) == said


@pytest.mark.parametrize(
    ("on_path", "by", "said"),
    [
        (Verdict.MET, "2027", "Het cijfer ligt op schema"),
        (Verdict.NOT_YET, "2027", "Het cijfer loopt achter op het schema"),
        (Verdict.CANNOT_SAY, "2027", "kunnen we niet zeggen"),
        (Verdict.NO_TARGET, "2027", ""),
        (Verdict.MET, "2025", ""),
    ],
)
def test_whether_a_figure_is_on_schedule(on_path: Verdict, by: str, said: str) -> None:
    """Only while the year of the target is still to come."""
    finding = told("LO04", share(70, 100))
    text = on_track(phrasing_of(finding), finding, goal(by=by, verdict=Verdict.NOT_YET, on_track=on_path))
    assert said in text
    assert bool(said) == bool(text)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("value", [0.0, 1e-9, 0.009, 0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 0.9951, 1.0])
def test_a_chance_is_never_nought_or_certain(value: float, language: str) -> None:
    """A word and a percentage from 'less than 1%' to 'more than 99%'."""
    finding = told("LO04", share(70, 100))
    text = chance(phrasing_of(finding, language=language), goal(chance=value))
    assert not re.search(r"\b0%|\b100%", text)
    assert re.search(r"\d+%", text)
    assert chance(phrasing_of(finding, language=language), goal(chance=None)) == ""


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("verdict", [Verdict.WITHIN, Verdict.HIGHER, Verdict.LOWER, Verdict.CANNOT_SAY])
def test_comparable_areas_are_named_and_nobody_is_ranked(verdict: Verdict, language: str) -> None:
    """By name in the order of their names; no better, no worse, no place."""
    beside = Comparison(
        value=0.82, benchmark=0.64, others=5, near=(0.5, 0.7), far=(0.4, 0.8), dispersion=1.0, between=0.0, method="funnel-binomial"
    )
    finding = replace(told("LO04", share(82, 100)), comparison=beside, comparison_verdict=verdict, peers=AREAS)
    text = comparison(phrasing_of(finding, language=language), finding)
    names = ["Bedorp", "Cestad", "Dedam", "Eestad", "Effen"]
    assert [text.index(name) for name in names] == sorted(text.index(name) for name in names)
    assert "64%" in text
    ranking = {"nl": "beter|slechter|plaats|best|hoogste|laagste|rang", "en": "better|worse|rank|best|highest|lowest"}[language]
    assert not re.search(rf"\b({ranking})\b", text)
    assert re.search("toeval|chance", text)


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict.WITHIN, "Zo’n verschil is gewoon tussen deze gemeenten."),
        (Verdict.HIGHER, "Het cijfer van Aburg ligt hoger dan bij de gewone verschillen tussen deze gemeenten past."),
        (Verdict.LOWER, "Het cijfer van Aburg ligt lager dan bij de gewone verschillen tussen deze gemeenten past."),
        (Verdict.CANNOT_SAY, "Of het cijfer van Aburg daar meer van verschilt dan gewoon is, kunnen we niet zeggen."),
    ],
)
def test_limits_that_are_wider_than_chance_are_not_called_those_of_chance(verdict: Verdict, said: str) -> None:
    """Where areas differ more among themselves than by chance, the limits are of what is usual among them."""
    beside = Comparison(
        value=0.82, benchmark=0.64, others=5, near=(0.5, 0.7), far=(0.4, 0.8), dispersion=4.0, between=0.1, method="funnel-binomial"
    )
    finding = replace(told("LO04", share(82, 100)), comparison=beside, comparison_verdict=verdict, peers=AREAS)
    text = comparison(phrasing_of(finding), finding)
    assert text.endswith(f"samen was dit 64%. {said}")
    assert "toeval" not in text
    english = comparison(phrasing_of(finding, language="en"), finding)
    assert "usual" in english
    assert "chance" not in english


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ((Flag.FEW_ANSWERS, Flag.RESPONSE_UNKNOWN), "het zijn maar 20 antwoorden en we weten niet hoeveel mensen de vragenlijst kregen"),
        ((Flag.LOPSIDED,), "te veel mensen antwoordden hetzelfde of veranderden niet"),
        ((Flag.ONE_COURSE, Flag.FEW_ANSWERS), "alle antwoorden komen uit één groep"),
        ((Flag.FEW_ANSWERS, Flag.LOW_RESPONSE, Flag.ONE_OF_MANY), "het zijn maar 20 antwoorden en minder dan 40% antwoordde"),
    ],
)
def test_a_verdict_that_is_withheld_says_which_weakness_withholds_it(flags: tuple[Flag, ...], said: str) -> None:
    """The margin alone would judge the target: what keeps us from it is named, and nothing else."""
    finding = told("LO04", share(19, 20), flags=flags)
    text = phrasing_of(finding).against_target(finding, goal(target=0.5, verdict=Verdict.CANNOT_SAY))
    assert text.startswith(f"Of het doel van 50% voor 2026 is gehaald, kunnen we niet zeggen: {said}.")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("flag", [flag for flag in Flag if flag not in NO_REASON])
def test_every_weakness_can_be_told_as_a_reason(flag: Flag, language: str) -> None:
    """In every language."""
    assert language_named(language).has(f"weak-{flag}")


def test_what_is_alike_is_said_of_each_kind_of_figure() -> None:
    """Half alike is not nearly everybody, and of a change it is the step that is alike."""
    marks = told("BR08", mean({10.0: 30, 5.0: 20}), flags=(Flag.LOPSIDED,))
    crossed = changed("LB10", two_by_two(9, 2), Precision.OPEN, flags=(Flag.LOPSIDED,))
    assert "Veel mensen gaven het hoogste of het laagste antwoord." in " ".join(phrasing_of(marks).caveats(marks))
    assert "Veel mensen hoorden er beide keren wel bij, of beide keren niet." in " ".join(phrasing_of(crossed).caveats(crossed))


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        (told("BR12", complete_amount(0)), "In 2025 waren er geen verhalen van deelnemers en bezoekers."),
        (told("BR12", complete_amount(1)), "Verzamelde verhalen, geteld in 2025: 1."),
        (told("LB05", complete_share(1, 1), population=1), "Basisscholen met de Bibliotheek op school, geteld in 2025: 1 van de 1."),
        (told("LB05", complete_share(6, 9), population=9), "6 van de 9 basisscholen werken met de Bibliotheek op school (2025)."),
        (
            told("LB05", complete_share(1, 10), population=10),
            "Basisscholen met de Bibliotheek op school, geteld in 2025: 1 van de 10.",
        ),
        (told("BR01", realised_rate(3, 9000, per=1000), population=9000), "In 2025 waren er 0,3 leden per 1.000 inwoners."),
        (told("BR01", realised_rate(9, 9000, per=1000), population=9000), "In 2025 waren er 1,0 leden per 1.000 inwoners."),
        (told("BR01", realised_rate(0, 9000, per=1000), population=9000), "In 2025 waren er 0 leden per 1.000 inwoners."),
    ],
)
def test_one_none_and_few_are_told_in_words_that_fit(finding, said: str) -> None:
    """No '1 verhalen', no percentage of a handful, and no rate of something that is written as nothing."""
    assert statement(finding) == said


def test_a_part_of_a_handful_is_no_percentage_anywhere() -> None:
    """Not beside the year before, and not in a picture."""
    finding = told("LB05", complete_share(6, 9), population=9)
    points = (Point(period="2024", estimate=complete_share(3, 8)), Point(period="2025", estimate=finding.estimate))
    finding = replace(finding, series=points, previous=points[0], previous_verdict=Verdict.HIGHER)
    saying = phrasing_of(finding)
    assert saying.value(finding) == "6 van de 9"
    assert saying.against_previous(finding) == "Dat is meer dan in 2024 (3 van de 8)."
    assert chart_of(finding, saying) is None


@pytest.mark.parametrize(("up", "down", "said"), [(40, 8, "+36 procentpunt (verschil)"), (8, 40, "-36 procentpunt (verschil)")])
def test_the_year_before_of_a_change_is_signed_and_called_a_difference(up: int, down: int, said: str) -> None:
    """Beside 'before → now' a bare number would look like one of the two."""
    change = two_by_two(up, down)
    finding = replace(changed("LB10", change, Precision.CLEAR), previous=Point(period="2024", estimate=change.difference))
    assert phrasing_of(finding).earlier(finding) == said


def test_many_areas_are_counted_and_not_named() -> None:
    """Thirty names make no sentence; they stand at the end of the report."""
    beside = Comparison(value=0.82, benchmark=0.64, others=30, near=(0.5, 0.7), far=(0.4, 0.8), dispersion=1.0, between=0.0, method="x")
    finding = replace(
        told("LO04", share(82, 100)), comparison=beside, comparison_verdict=Verdict.HIGHER, peers=tuple(f"Z{n}" for n in range(30))
    )
    assert "In 30 vergelijkbare gemeenten (de namen staan onderaan) samen was dit 64%." in comparison(phrasing_of(finding), finding)


def test_a_benchmark_outside_whose_limits_a_figure_lies_is_not_written_alike() -> None:
    """'Above' beside the same number would look like a mistake."""
    beside = Comparison(
        value=270.4, benchmark=270.0, others=5, near=(269.8, 270.2), far=(269, 271), dispersion=1.0, between=0.0, method="funnel-poisson"
    )
    finding = told("BR01", realised_rate(541, 2000, per=1000), population=2000)
    finding = replace(finding, comparison=replace(beside, benchmark=270.4), comparison_verdict=Verdict.HIGHER, peers=AREAS)
    assert "270,4" in comparison(phrasing_of(finding), finding)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("finding", "numbers"),
    [
        (changed("LB10", two_by_two(40, 8), Precision.CLEAR), ("32%", "68%")),
        (told("BV06", share(54, 87), design="paired"), ("62%",)),
        (told("LO04", share(82, 100)), ("82%",)),
    ],
    ids=["change-of-share", "improved", "share"],
)
def test_a_picture_of_shares_says_its_numbers_and_its_question(finding, numbers, language: str) -> None:
    """Before and now on one scale of percentages; the caption names the figure, since not every share is one of people who agree."""
    saying = phrasing_of(finding, language=language)
    drawn = chart_of(finding, saying, goal(finding.indicator))
    assert drawn is not None
    assert all(number in drawn.alt for number in numbers)
    assert drawn.caption.startswith(saying.name(finding))
