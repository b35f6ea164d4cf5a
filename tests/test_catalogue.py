"""The catalogue: every entry complete in both languages, measurable with a packaged layout, and without a claim of cause."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from impactlib.errors import InputError, UnknownNameError
from impactlib.indicators.indicator import Indicator, catalogue, indicator_named, own_catalogue, theme_of, themes
from impactlib.sources.layout import PACKAGED, CountsLayout, NumberScale, SurveyLayout, read_layout
from tests.small import tiny, write

ENTRIES = list(catalogue().values())
LAYOUTS = [read_layout(path.stem) for path in sorted(PACKAGED.glob("*.yml"))]
SURVEYS = [layout for layout in LAYOUTS if isinstance(layout, SurveyLayout)]
COUNTS = [layout for layout in LAYOUTS if isinstance(layout, CountsLayout)]

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


def texts(entry: Indicator, language: str) -> list[str]:
    """All words of an indicator in one language."""
    words = entry.phrases[language]
    return [entry.name.in_language(language), entry.definition.in_language(language), words.subject, words.claim]


def test_there_are_twelve_indicators_over_three_themes_and_of_every_kind():
    """Enough for a report of a library: counted, asked, and context."""
    assert len(ENTRIES) >= 12
    assert len(themes()) >= 3
    assert {entry.kind for entry in ENTRIES} == {"tellen", "meten", "context"}


def test_no_id_is_used_twice():
    """The catalogue holds as many ids as its files have entries, and a theme holds each of them."""
    ids = [entry.id for theme in themes() for entry in theme.indicators]
    assert [id_ for id_, n in Counter(ids).items() if n > 1] == []
    assert all(theme_of(id_).theme for id_ in ids)


@each
def test_every_text_is_there_in_both_languages(entry):
    """Dutch and English, none of them empty, with spaces around or left untranslated."""
    for language in ("nl", "en"):
        assert all(text and text == text.strip() for text in texts(entry, language))
    assert entry.definition.nl != entry.definition.en


@each
def test_a_definition_is_a_sentence(entry):
    """It starts with a capital and ends with a full stop; a name does not."""
    for language in ("nl", "en"):
        definition = entry.definition.in_language(language)
        assert definition[0] == definition[0].upper()
        assert definition.endswith(".")
        assert not entry.name.in_language(language).endswith(".")


@each
def test_nothing_claims_a_cause(entry):
    """No name, definition or phrase says what made the change."""
    for language, words in CAUSAL.items():
        assert [found[0] for text in texts(entry, language) if (found := re.search(words, text, re.IGNORECASE))] == []


@each
def test_what_is_asked_has_a_smallest_change_that_matters(entry):
    """Without it a tiny difference of a large group would read as a change."""
    assert (entry.relevant is not None and entry.relevant > 0) or entry.kind != "meten"


@each
def test_a_packaged_layout_gives_what_it_needs(entry):
    """The item or measures of each indicator, in one source; before and now for a change; units that go together."""
    figure = entry.figure
    if entry.kind == "meten":
        asked = [layout.items[figure.item] for layout in SURVEYS if figure.item in layout.items]
        assert asked
        assert all(item.before is not None for item in asked) or figure.type != "change_of_mean"
        return
    measures = {figure.part, figure.whole} if figure.type == "ratio" else {figure.measure}
    giving = [layout for layout in COUNTS if measures <= set(layout.measures)]
    assert giving
    assert {layout.measures[name].unit for layout in giving for name in measures} == {entry.unit}


@each
def test_a_share_counts_answers_that_are_on_its_scale(entry):
    """`at_least` lies above the lowest answer and not above the highest."""
    if entry.figure.type == "share":
        scales = [layout.scales[layout.items[entry.figure.item].scale] for layout in SURVEYS if entry.figure.item in layout.items]
        assert all(scale.lowest < entry.figure.at_least <= scale.highest for scale in scales)
        assert not any(isinstance(scale, NumberScale) for scale in scales)


def test_no_two_indicators_tell_of_the_same_answers():
    """A hidden figure cannot be worked out from another indicator of the same question."""
    items = [entry.figure.item for entry in ENTRIES if entry.kind == "meten"]
    assert len(items) == len(set(items))


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
