"""The catalogue: the 72 indicators of the field, complete in both languages, given by a packaged layout, and without a claim of cause."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from impactlib.errors import InputError, UnknownNameError
from impactlib.indicators.figure import Average, Balance, Given, Rate, Ratio, Share
from impactlib.indicators.indicator import Indicator, catalogue, indicator_named, own_catalogue, theme_of, themes
from impactlib.sources.layout import PACKAGED, CountsLayout, SurveyLayout, read_layout
from tests.shared import shared_file
from tests.small import tiny, write

ENTRIES = list(catalogue().values())
LAYOUTS = [read_layout(path.stem) for path in sorted(PACKAGED.glob("*.yml"))]
SURVEYS = [layout for layout in LAYOUTS if isinstance(layout, SurveyLayout)]
COUNTS = [layout for layout in LAYOUTS if isinstance(layout, CountsLayout)]

SECTIONS = {"LB": 13, "DI": 13, "BV": 12, "LO": 10, "OP": 12, "BR": 12}
"""How many indicators each part of DOMAIN.md, section 3 has, by the first letters of their ids: 72 in all."""

DOMAIN_KINDS = {
    "T": ("tellen", {"inferred"}),
    "M-S": ("meten", {"solicited"}),
    "M-X": ("meten", {"observed"}),
    "C": ("context", {"observed", "solicited", "inferred"}),
}
"""The kind and the evidence (ISO 16439) of each mark in DOMAIN.md.

A context figure is solicited where people were asked, and inferred where it is a model's estimate.
"""

DOMAIN_DIRECTIONS = {"↑": "up", "↓": "down", "○": "none"}
DOMAIN_FREQUENCIES = {
    "yr": "year",
    "school yr": "school-year",
    "qtr": "quarter",
    "per course": "course",
    "per activity": "activity",
    "per traject": "trajectory",
    "per measurement": "measurement",
    "2 yr": "two-years",
    "4 yr (2–4)": "four-years",
    "multi-yr": "several-years",
    "multi": "several-years",
}

CAUSAL = {
    "nl": r"\b(dankzij|leid(t|en|de) tot|zorg(t|en|de) voor|door de (bibliotheek|cursus)|door het|als gevolg van|effect|bewezen|impact)\b",
    "en": r"\b(thanks to|leads? to|led to|ensures?|because of|caused?|by the (library|course)|as a result of|effect|prove[sn]?|impact)\b",
}
"""Words that say what made a change: no indicator knows that (STATISTICS.md, section 4)."""

OWN = """\
theme: own
name: {nl: Eigen, en: Own}
indicators:
  - id: XA01
    name: {nl: Gasten, en: Guests}
    definition: {nl: Gasten in het jaar., en: Guests in the year.}
    kind: tellen
    unit: visit
    figure: {type: count, measure: loans}
    direction: none
    evidence: inferred
    phrases:
      nl: {subject: het aantal gasten, claim: gasten}
      en: {subject: the number of guests, claim: guests}
"""


def each(test):
    """Run a test for every indicator of the catalogue."""
    return pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)(test)


def described(entry: Indicator) -> dict[str, object]:
    """The descriptive texts of an indicator that are there, by field."""
    fields = ("name", "definition", "numerator", "denominator", "scale", "source", "reference")
    found = {field: getattr(entry, field) for field in fields if getattr(entry, field) is not None}
    return {**found, **{f"break {each.period}": each.why for each in entry.breaks}}


def texts(entry: Indicator, language: str) -> list[str]:
    """All words of an indicator in one language."""
    words = entry.phrases[language]
    return [*(text.in_language(language) for text in described(entry).values()), words.subject, words.claim]


def asked_by(question: str) -> list[SurveyLayout]:
    """The packaged surveys that give an item or a score."""
    return [layout for layout in SURVEYS if question in layout.questions]


def counted_by(*measures: str) -> list[CountsLayout]:
    """The packaged counts that give all of these measures."""
    return [layout for layout in COUNTS if set(measures) <= set(layout.measures)]


def items_of(question: str) -> set[str]:
    """The items that people answered: of a score those that it is made of."""
    scores = [layout.scores[question].items for layout in asked_by(question) if question in layout.scores]
    return {question, *(item for items in scores for item in items)}


def test_there_are_72_indicators_as_many_in_each_section_as_in_the_domain():
    """Thirteen and thirteen, twelve, ten, twelve and twelve; of every kind."""
    assert Counter(entry.id[:2] for entry in ENTRIES) == SECTIONS
    assert len(ENTRIES) == sum(SECTIONS.values()) == 72
    assert len(themes()) == len(SECTIONS)
    assert {entry.kind for entry in ENTRIES} == {"tellen", "meten", "context"}


def test_a_theme_holds_one_section_in_order():
    """A file of the catalogue is a section of DOMAIN.md: 01, 02, 03 and on."""
    for theme in themes():
        [letters] = {entry.id[:2] for entry in theme.indicators}
        assert [entry.id for entry in theme.indicators] == [f"{letters}{number:02}" for number in range(1, SECTIONS[letters] + 1)]


def test_kind_direction_evidence_and_frequency_are_those_of_the_domain():
    """Read from the tables of DOMAIN.md, section 3, so that neither can change without the other."""
    rows = re.findall(r"^\| ([A-Z]{2}\d{2}) \|(.+)\|$", shared_file("../DOMAIN.md").read_text(encoding="utf-8"), re.MULTILINE)
    domain = {name: [cell.strip() for cell in cells.split("|")] for name, cells in rows}
    assert list(catalogue().keys() - domain.keys()) == list(domain.keys() - catalogue().keys()) == []
    for entry in ENTRIES:
        _, _, mark, _, _, direction, _, frequency = domain[entry.id]
        kind, evidence = DOMAIN_KINDS[mark]
        told = (entry.kind, entry.direction, entry.frequency)
        assert told == (kind, DOMAIN_DIRECTIONS[direction], DOMAIN_FREQUENCIES[frequency]), entry.id
        assert entry.evidence in evidence, entry.id


def test_no_id_is_used_twice():
    """The catalogue holds as many ids as its files have entries, and a theme holds each of them."""
    ids = [entry.id for theme in themes() for entry in theme.indicators]
    assert [id_ for id_, n in Counter(ids).items() if n > 1] == []
    assert all(theme_of(id_).theme for id_ in ids)


def test_no_name_or_subject_is_used_twice():
    """In a table of figures a reader knows one from another by its name."""
    for language in ("nl", "en"):
        names = Counter(entry.name.in_language(language) for entry in ENTRIES)
        subjects = Counter(entry.phrases[language].subject for entry in ENTRIES)
        assert [text for counted in (names, subjects) for text, n in counted.items() if n > 1] == []


@each
def test_every_text_is_there_in_both_languages(entry):
    """Dutch and English, none of them empty, with spaces around or left untranslated."""
    for language in ("nl", "en"):
        assert all(text and text == text.strip() for text in texts(entry, language))
    assert entry.definition.nl != entry.definition.en


@each
def test_every_packaged_indicator_is_fully_described(entry):
    """What is above the line, what is under it where there is a line, the scale where people answered, and where it comes from and when."""
    assert None not in (entry.numerator, entry.source, entry.reference, entry.frequency, entry.dimension)
    assert entry.design
    over = isinstance(entry.figure, Rate | Ratio | Average) or (entry.figure.asked and entry.figure.scale == "share")
    assert (entry.denominator is not None) == over
    assert (entry.scale is not None) == entry.figure.asked


@each
def test_a_definition_is_a_sentence(entry):
    """It starts with a capital and ends with a full stop; the other texts end without one."""
    for language in ("nl", "en"):
        definition = entry.definition.in_language(language)
        assert definition[0] == definition[0].upper()
        assert definition.endswith(".")
        assert [text for text in texts(entry, language) if text.endswith(".")] == [definition]


@each
def test_nothing_claims_a_cause(entry):
    """No name, description or phrase says what made the change."""
    for language, words in CAUSAL.items():
        assert [found[0] for text in texts(entry, language) if (found := re.search(words, text, re.IGNORECASE))] == []


@each
def test_what_is_asked_has_a_smallest_change_that_matters(entry):
    """Without it a tiny difference of a large group would read as a change; of a share it is a small fraction of 1."""
    assert (entry.relevant is not None) == (entry.kind == "meten")
    if entry.relevant is not None:
        assert 0 < entry.relevant <= (0.1 if entry.figure.scale == "share" else 0.5)


@each
def test_a_design_goes_with_the_kind_of_figure(entry):
    """What is counted comes of registers; a change comes of people who told of before and now."""
    if not entry.figure.asked:
        assert entry.design == ("register",)
    elif entry.figure.twice:
        assert set(entry.design) <= {"retrospective", "paired"}
    else:
        assert "post-only" in entry.design
        assert "register" not in entry.design


@each
def test_a_design_is_that_of_each_packaged_layout_that_gives_it(entry):
    """Otherwise the layout could not be used for the indicator; a figure of now alone may also be of one that is asked once."""
    for figure in entry.figures.values():
        designs = {layout.design for layout in asked_by(figure.question)}
        assert designs <= set(entry.design) or (not figure.twice and "post-only" in entry.design)


@each
def test_a_packaged_layout_gives_every_figure(entry):
    """The item, score or measures of the figure and of its companions; before and now for a change; answers in an order."""
    for figure in entry.figures.values():
        if figure.asked:
            questions = [layout.questions[figure.question] for layout in asked_by(figure.question)]
            assert questions
            assert all(question.twice for question in questions) or not figure.twice
            assert all(question.ordered for question in questions) or bool(getattr(figure, "one_of", ()))
        else:
            assert all(counted_by(measure) for measure in figure.measures)
            assert counted_by(*figure.measures) or not isinstance(figure, Balance | Given)


@each
def test_what_is_counted_is_in_the_indicators_unit(entry):
    """In every layout; under the line may be inhabitants, of people who are members of something; an average is over anything."""
    if entry.figure.asked:
        return
    top, *others = entry.figure.measures
    assert {layout.measures[top].unit for layout in counted_by(top)} <= {entry.unit}
    if not isinstance(entry.figure, Average):
        below = {"inhabitant", entry.unit} if isinstance(entry.figure, Rate) else {entry.unit}
        allowed = below | ({"inhabitant"} if isinstance(entry.figure, Ratio) and entry.unit == "person" else set())
        assert {layout.measures[other].unit for other in others for layout in counted_by(other)} <= allowed


@each
def test_a_share_counts_answers_that_are_on_its_scale(entry):
    """`at_least` lies above the lowest answer and not above the highest; each of `one_of` is an answer, and one is not."""
    for figure in entry.figures.values():
        for layout in asked_by(figure.question):
            question, at_least = layout.questions[figure.question], getattr(figure, "at_least", None)
            assert at_least is None or question.lowest < at_least <= question.highest
            if isinstance(figure, Share) and figure.one_of:
                assert set(figure.one_of) < set(question.answers)


def test_no_two_indicators_tell_of_the_same_answers():
    """A hidden figure cannot be worked out from another indicator of the same question, or of a score that holds it."""
    answered = [items_of(entry.figure.question) for entry in ENTRIES if entry.figure.asked]
    assert [item for item, n in Counter(item for items in answered for item in items).items() if n > 1] == []


def test_no_two_indicators_figure_the_same_of_the_same_counts():
    """Two names for one figure would count it double in a reader's mind."""
    figures = [entry.figure for entry in ENTRIES]
    assert [figure for figure, n in Counter(map(repr, figures)).items() if n > 1] == []


@pytest.mark.parametrize(
    ("earlier", "now", "broken"),
    [
        ("2022", "2023", False),
        ("2023", "2024", True),
        ("2024", "2025", False),
        ("2021-2022", "2022-2023", False),
        ("2022-2023", "2023-2024", True),
        ("2023-2024", "2024-2025", False),
    ],
)
def test_the_test_at_the_end_of_primary_school_breaks_its_series_once(earlier, now, broken):
    """The doorstroomtoets came in school year 2023-2024, early in 2024: once in a series of either kind of year."""
    assert (catalogue()["LB13"].break_between(earlier, now) is not None) is broken


def test_an_unknown_indicator_is_refused_with_the_nearest_one():
    """`DI7` is offered an id that exists."""
    with pytest.raises(UnknownNameError, match=r"goals: unknown indicator 'DI7'; did you mean 'DI\d\d'\?"):
        indicator_named("DI7", where="goals")


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"kind": "meten"}, "kind is meten, and the figure is a count"),
        ({"kind": "context", "relevant": 0.1}, "a context figure has no smallest relevant change"),
        ({"phrases": {"nl": {"subject": "a", "claim": "b"}}}, "phrases are in nl; give nl and en"),
        ({"id": "LB1"}, "String should match pattern"),
    ],
)
def test_an_indicator_that_contradicts_itself_is_refused(changes, what):
    """Kind, figure, languages and id hold together."""
    with pytest.raises(ValueError, match=re.escape(what)):
        Indicator.model_validate({**catalogue()["LO01"].model_dump(), **changes})


def test_a_workspace_may_have_indicators_of_its_own(tmp_path):
    """They stand in parameters/catalogue, and their ids start with X."""
    workspace = tiny(tmp_path)
    write(tmp_path / "parameters/catalogue/own.yml", OWN)
    assert list(own_catalogue(workspace)) == ["XA01"]


def test_an_own_indicator_never_takes_a_packaged_id(tmp_path):
    """A later version of the catalogue changes nobody's figures."""
    workspace = tiny(tmp_path)
    write(tmp_path / "parameters/catalogue/own.yml", OWN.replace("XA01", "DI01"))
    with pytest.raises(
        InputError, match=r"parameters/catalogue/own.yml: the id 'DI01' may come with impactlib; start an indicator of your own with X"
    ):
        own_catalogue(workspace)
