"""Weaker evidence never yields a stronger sentence, and no sentence is stronger than its evidence: over all combinations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from typing import Literal

import pytest

from impactlib.errors import InputError
from impactlib.indicators.evidence import DESIGN_LEVEL, evidence_of
from impactlib.indicators.figure import ChangeOfShare
from impactlib.indicators.finding import Evidence, Finding, Flag, Goal, Point, Precision, Verdict
from impactlib.indicators.indicator import catalogue
from impactlib.statistics.estimate import Change, Estimate
from impactlib.telling.blocks import Sentence
from impactlib.telling.ladder import STEPS, Strength, allowed, allowed_beside, refuse_stronger, refuse_stronger_blocks, strength_of
from impactlib.telling.language import Language, language_named, language_source
from impactlib.telling.phrasing import Phrasing
from impactlib.workspace import Text
from tests.told import one_of_each, release_of, told

LANGUAGES = ("nl", "en")
REGISTERS: tuple[Literal["precise", "plain"], ...] = ("precise", "plain")
SPOKEN = [(code, register) for code in LANGUAGES for register in REGISTERS]

RAW = (Precision.CLEAR, Precision.SOME, Precision.OPEN, Precision.NONE_OF_NOTE)
"""How sharp a difference is before flags take anything away."""

BOUNDS = {
    Precision.CLEAR: (2.5, 1.5, 3.5),
    Precision.SOME: (1.2, 0.4, 2.0),
    Precision.OPEN: (0.5, -1.5, 2.5),
    Precision.NONE_OF_NOTE: (0.1, -0.5, 0.7),
}
"""A difference with its limits, in smallest differences that matter."""

CHANGES = ("LB10", "DI07")
"""A change of a share, and one of a mean."""

FLAGS = tuple(frozenset(flags) for n in range(4) for flags in combinations(Flag, n))
"""No flag, each, and all pairs and triples."""

SHORT = tuple(flags for flags in FLAGS if len(flags) < 3)
"""No flag, each, and all pairs."""

PEOPLE = (8, 20, 200)
"""Too few for a verdict, few, and many."""

EARLIER = "2024"


@dataclass(frozen=True, slots=True)
class Case:
    """A combination: of which figure, how it was asked, how sharp, which way, with which flags, and of how many people."""

    indicator: str
    design: str
    raw: Precision
    up: bool
    flags: frozenset[Flag]
    n: int

    @property
    def weaker(self) -> Iterator[Case]:
        """The combinations that are one step weaker, and else the same."""
        if len(self.flags) < 3:
            yield from (replace(self, flags=self.flags | {flag}) for flag in Flag if flag not in self.flags)
        if self.n > min(PEOPLE):
            yield replace(self, n=PEOPLE[PEOPLE.index(self.n) - 1])
        if self.raw in (Precision.CLEAR, Precision.SOME):
            yield replace(self, raw=RAW[RAW.index(self.raw) + 1])
        if self.design == "paired":
            yield replace(self, design="retrospective")


def difference(indicator: str, raw: Precision, *, up: bool, n: int) -> Estimate:
    """A difference as sharp as is asked, up or down."""
    smallest = catalogue()[indicator].relevant or 0.1
    value, lower, upper = (bound * smallest for bound in BOUNDS[raw])
    if not up:
        value, lower, upper = -value, -upper, -lower
    return Estimate(value=value, n=n, method="made", lower=lower, upper=upper)


def finding_of(case: Case) -> Finding:
    """The finding of a change, with the evidence that the indicators' own rules give it."""
    indicator = catalogue()[case.indicator]
    found = difference(case.indicator, case.raw, up=case.up, n=case.n)
    middle = 0.5 if isinstance(indicator.figure, ChangeOfShare) else 3.0
    before, now = (Estimate(value=middle + way * found.value / 2, n=case.n, method="made") for way in (-1, 1))
    made = told(indicator, found, design=case.design, change=Change(before=before, now=now, difference=found, movers=None))
    return evident(replace(made, providers=(3, 4), years=("2024", "2025") if Flag.YEARS_TOGETHER in case.flags else ()), case.flags)


def evident(finding: Finding, flags: frozenset[Flag], beside: Estimate | None = None) -> Finding:
    """The finding with the evidence of its design, its flags, and its difference with the year before."""
    given = Evidence(
        design=finding.design,
        level=DESIGN_LEVEL[finding.design],
        precision=Precision.NOT_ASKED,
        flags=tuple(sorted(flags)),
    )
    finding = replace(finding, evidence=given)
    return replace(finding, evidence=evidence_of(catalogue()[finding.indicator], finding, beside))


@cache
def every_case() -> tuple[tuple[Case, Finding], ...]:
    """All combinations for a figure that is a change."""
    cases = [
        Case(indicator, design, raw, up, flags, n)
        for indicator in CHANGES
        for design in ("retrospective", "paired")
        for raw in RAW
        for up in (True, False)
        for flags in SHORT
        for n in PEOPLE
        if len(flags) < 2 or n == max(PEOPLE)
    ]
    sharpest = [case for case in cases if case.raw is Precision.CLEAR and case.n == max(PEOPLE) and not case.flags]
    cases += [replace(case, flags=flags) for case in sharpest for flags in FLAGS if len(flags) == 3]
    return tuple((case, finding_of(case)) for case in cases)


def saying(finding: Finding, language: Language) -> Phrasing:
    """Says a finding in this language, as it may have been made worse."""
    return Phrasing(release=release_of(finding), language=language)


def strengths(language: Language, cases: tuple[tuple[Case, Finding], ...]) -> dict[Case, Strength]:
    """How strong the sentence of each combination is."""
    return {case: strength_of(saying(finding, language).statement(finding), language.code) for case, finding in cases}


def too_strong(language: Language, cases: tuple[tuple[Case, Finding], ...]) -> list[Case]:
    """The combinations whose sentence says more than is allowed."""
    found = strengths(language, cases)
    return [case for case, finding in cases if not found[case].within(allowed(finding))]


def stronger(said: Strength, other: Strength) -> bool:
    """Whether it says more: who says that people say it, says no more than who leaves that open."""
    return STEPS[said.precision] > STEPS[other.precision] or said.level > max(other.level, DESIGN_LEVEL["retrospective"])


def test_the_cases_are_as_sharp_as_they_are_called() -> None:
    """So that every precision is there, from each design and in both directions."""
    assert all(
        finding.evidence and finding.evidence.precision is case.raw for case, finding in every_case() if not case.flags and case.n > 8
    )
    precisions = {finding.evidence.precision for _, finding in every_case() if finding.evidence}
    assert precisions == set(RAW)


@pytest.mark.parametrize(("code", "register"), SPOKEN, ids=str)
def test_weaker_evidence_never_yields_a_stronger_sentence(code: str, register: Literal["precise", "plain"]) -> None:
    """One more flag, fewer people, a blunter difference or a weaker design: never one step more in words, and never more than allowed."""
    cases = every_case()
    found = strengths(language_named(code, register), cases)
    assert [case for case, finding in cases if not found[case].within(allowed(finding))] == []
    assert [(case, other) for case in found for other in case.weaker if other in found and stronger(found[other], found[case])] == []
    assert {each.level for each in found.values()} >= {1, 2}
    assert {each.precision for each in found.values()} >= set(RAW)


@pytest.mark.parametrize(("code", "register"), SPOKEN, ids=str)
def test_no_sentence_about_what_is_no_change_claims_one(code: str, register: Literal["precise", "plain"]) -> None:
    """Of every other kind of figure, counted or asked, with every flag: its number, and no direction."""
    language = language_named(code, register)
    for finding in one_of_each():
        if finding.change is not None or finding.indicator not in catalogue():
            continue
        for flags in FLAGS[: 1 + len(Flag)]:
            made = evident(replace(finding, providers=None), flags)
            said = strength_of(saying(made, language).statement(made), code)
            assert said.within(allowed(made)), (finding.indicator, flags)
            assert STEPS[said.precision] == 0


@pytest.mark.parametrize(("code", "register"), SPOKEN, ids=str)
def test_the_year_before_is_told_no_more_surely_than_it_is_known(code: str, register: Literal["precise", "plain"]) -> None:
    """Over all precisions, flags and both directions, for a share and a change."""
    language = language_named(code, register)
    for indicator in ("LO04", "LB10"):
        steps: dict[tuple[Precision, bool], dict[frozenset[Flag], int]] = {}
        for raw in RAW:
            for up in (True, False):
                for flags in FLAGS:
                    made = beside_earlier(indicator, raw, up=up, flags=flags)
                    said = strength_of(saying(made, language).against_previous(made), code)
                    assert said.within(allowed_beside(made)), (indicator, raw, flags)
                    steps.setdefault((raw, up), {})[flags] = STEPS[said.precision]
        for told_by in steps.values():
            assert all(told_by[flags - {flag}] >= step for flags, step in told_by.items() for flag in flags)
        assert {step for told_by in steps.values() for step in told_by.values()} == {0, 1, 2}


def beside_earlier(indicator: str, raw: Precision, *, up: bool, flags: frozenset[Flag]) -> Finding:
    """A finding beside that of the year before, as sure as `lowered` leaves the difference."""
    entry, n = catalogue()[indicator], 200
    gap = difference(indicator, raw, up=up, n=n)
    value = 0.6 if entry.figure.scale == "share" else 7.5
    made = next((each for each in one_of_each() if each.indicator == indicator), None)
    assert made is not None
    now = replace(made.estimate, value=value, lower=value - 0.05, upper=value + 0.05, n=n) if made.estimate else None
    made = made if made.change is not None else replace(made, estimate=now)
    assert made.estimate is not None
    made = evident(made, flags, gap if made.change is None else None)
    precision = made.evidence.precision if made.evidence is not None and made.change is None else _of_years(raw, flags)
    before = replace(made.estimate, value=made.estimate.value - gap.value, lower=-9.0, upper=19.0)
    verdict = {True: Verdict.BETTER, False: Verdict.WORSE}[up] if STEPS[precision] > 1 else Verdict.NO_CLEAR_CHANGE
    point = Point(period=EARLIER, estimate=before)
    return replace(made, previous=point, previous_precision=precision, previous_verdict=verdict)


def _of_years(raw: Precision, flags: frozenset[Flag]) -> Precision:
    """The precision of a difference between two years of a change: lowered as that of any difference."""
    example = told("LO04", Estimate(value=0.5, n=200, method="made", lower=0.4, upper=0.6))
    found = evident(example, flags, difference("LO04", raw, up=True, n=200)).evidence
    assert found is not None
    return found.precision


def renamed(source: str, one: str, other: str) -> str:
    """The messages of a language with two of them swapped."""
    swap = {one: other, other: one}
    return re.sub(rf"^({re.escape(one)}|{re.escape(other)})(?= =)", lambda found: swap[found[0]], source, flags=re.MULTILINE)


def without(source: str, word: str) -> str:
    """The messages of a language without a word, and without what stands around it as a comma."""
    return re.sub(rf",? ?\b{word}\b,? ?", " ", source, flags=re.IGNORECASE)


MUTANTS = {
    "open-told-as-clear": ("nl", lambda source: renamed(source, "change-open", "change-clear-up")),
    "some-told-as-clear": ("nl", lambda source: renamed(source, "paired-share-some-up", "paired-share-clear-up")),
    "open-share-told-as-clear": ("nl", lambda source: renamed(source, "change-of-share-open", "change-of-share-clear-down")),
    "no-mogelijk": ("nl", lambda source: without(source, "mogelijk")),
    "no-possibly": ("en", lambda source: without(source, "possibly")),
    "no-terugkijkend": ("nl", lambda source: without(source, "terugkijkend")),
    "no-looking-back": ("en", lambda source: without(source, "looking back")),
    "paired-for-looking-back": ("nl", lambda source: renamed(source, "change-clear-up", "paired-clear-up")),
    "dankzij": ("nl", lambda source: source.replace(" vóór { $activity }", " vóór en dat komt door de cursus")),
    "thanks-to": ("en", lambda source: source.replace(" before { $activity }", " before { $activity }, thanks to the library")),
    "nothing-of-note-for-open": ("en", lambda source: renamed(source, "paired-open", "paired-none-of-note")),
}
"""How the sentences could be made to say more than is known."""


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_sentence_made_stronger_is_caught(mutant: str, register: Literal["precise", "plain"]) -> None:
    """Messages swapped, a hedge dropped, the looking back left out, a cause added: over a part of the combinations it is seen."""
    code, worse = MUTANTS[mutant]
    source = language_source(code)
    changed = worse(source)
    assert changed != source
    few = tuple((case, finding) for case, finding in every_case() if not case.flags and case.n == max(PEOPLE))
    assert too_strong(Language(code, source, register), few) == []
    assert too_strong(Language(code, changed, register), few) != []


@pytest.mark.parametrize(
    ("code", "text", "level", "precision"),
    [
        ("nl", "In 2025 waren er 1.611 jeugdleden.", 0, Precision.NOT_ASKED),
        ("nl", "Dat is meer dan in 2024 (74%).", 0, Precision.CLEAR),
        ("nl", "82% zegt iets te hebben geleerd.", 1, Precision.NOT_ASKED),
        ("nl", "De deelnemers leerden iets.", 2, Precision.NOT_ASKED),
        ("nl", "Terugkijkend is dat mogelijk meer dan vóór de cursus.", 1, Precision.SOME),
        ("nl", "Na de cursus is dat meer dan ervoor (32%).", 2, Precision.CLEAR),
        ("nl", "De bibliotheek droeg daaraan bij.", 3, Precision.NOT_ASKED),
        ("nl", "Dankzij de cursus zeggen zij meer te durven.", 4, Precision.NOT_ASKED),
        ("nl", "Dat komt door de lessen.", 4, Precision.NOT_ASKED),
        ("nl", "Het werd door 12 mensen gelezen.", 0, Precision.NOT_ASKED),
        ("nl", "De impact van de bibliotheek op lezen is groot.", 4, Precision.NOT_ASKED),
        ("nl", "Minder dan 40% van de deelnemers antwoordde.", 0, Precision.NOT_ASKED),
        ("nl", "276 deelnemers kwamen hoger uit, 22 gelijk en 38 lager.", 0, Precision.NOT_ASKED),
        ("nl", "De vraag was: ‘Ik leerde dit dankzij de cursus’.", 0, Precision.NOT_ASKED),
        ("nl", "Of dat anders is dan in 2024 (77%), kunnen we niet zeggen.", 0, Precision.OPEN),
        ("en", "After the course that is more than before (32%).", 2, Precision.CLEAR),
        ("en", "Looking back, that is possibly more than before the course.", 1, Precision.SOME),
        ("en", "The course led to more confidence.", 4, Precision.NOT_ASKED),
        ("en", "The library helped people.", 4, Precision.NOT_ASKED),
        ("en", "Participants learned something.", 2, Precision.NOT_ASKED),
        ("en", "They say they learned something.", 1, Precision.NOT_ASKED),
        ("en", "Learned something useful", 0, Precision.NOT_ASKED),
    ],
)
def test_the_strength_of_words(code: str, text: str, level: int, precision: Precision) -> None:
    """As the claim ladder has them (DOMAIN.md, section 6)."""
    assert strength_of(text, code) == Strength(level=level, precision=precision)


def test_what_says_more_than_its_evidence_is_refused() -> None:
    """With the figure, the sentence, and what to do; what it may say passes."""
    finding = finding_of(Case("LB10", "retrospective", Precision.SOME, True, frozenset(), 200))
    refuse_stronger("Terugkijkend is dat mogelijk meer dan vóór de cursus.", finding, "nl")
    with pytest.raises(InputError, match=r"A1/2025/LB10.*as clear, and the evidence is some"):
        refuse_stronger("Terugkijkend is dat meer dan vóór de cursus.", finding, "nl")
    with pytest.raises(InputError, match="needs evidence of level 4, and there is evidence of level 1"):
        refuse_stronger("Dankzij de cursus lezen zij voor.", finding, "nl")
    blocks = [Sentence(text="Dat is meer dan in 2024.", figures=(finding.id,))]
    with pytest.raises(InputError, match=r"evidence is (?:not-asked|open)"):
        refuse_stronger_blocks(blocks, [finding], "nl")
    refuse_stronger_blocks([Sentence(text="Dat is dankzij iedereen.")], [finding], "nl")


def test_the_parties_own_reasons_are_theirs() -> None:
    """Why no target was agreed is told in their words, and these are not weighed."""
    reason = Text(nl="Wat de cursus doet, is nog niet bewezen.", en="What the course does is not proven yet.")
    goal = Goal(id="g", service=reason, change=reason, indicator="LB10", contribution="direct", no_target_reason=reason)
    finding = replace(finding_of(Case("LB10", "paired", Precision.OPEN, True, frozenset(), 200)), goals=(goal,))
    refuse_stronger(f"Voor dit doel is geen getal afgesproken: {reason.nl}", finding, "nl")
    with pytest.raises(InputError):
        refuse_stronger(f"Voor dit doel is geen getal afgesproken: {reason.nl}", replace(finding, goals=()), "nl")
