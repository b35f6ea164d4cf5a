"""How strong a sentence is by its words, and that none is stronger than the evidence of its figure (STATISTICS.md, section 4).

It reads what was said, in whatever register and by whomever: the words stand in `lexicon.yml`, and this reads them off the text. A
sentence has two strengths. Its *level* is the design that its words would need: 0 counted, 1 said by people, 2 measured before and
after, 3 compared with others, 4 caused. Its *precision* is how surely it tells a direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pydantic import Field

from impactlib.documents import Document, read_document
from impactlib.errors import InputError, UnknownNameError
from impactlib.indicators.finding import Finding, Precision, Verdict
from impactlib.telling.blocks import Block, Chart, KeyFigures, Sentence, Table

FILE = Path(__file__).parent / "lexicon.yml"

STEPS = {Precision.NOT_ASKED: 0, Precision.OPEN: 0, Precision.NONE_OF_NOTE: 1, Precision.SOME: 2, Precision.CLEAR: 3}
"""The precisions from saying nothing of a difference to saying surely which way it went."""

BEFORE_AND_AFTER = 2
"""The level of a difference that was measured, and not only told by those who look back."""

SAID = 1
"""The level of what people say of themselves."""

DIRECTED = frozenset({Verdict.BETTER, Verdict.WORSE, Verdict.HIGHER, Verdict.LOWER})
"""The verdicts that tell a direction."""

KEPT = 4096
"""Of so many sentences it is remembered how strong they are: the cells of tables and the captions return in every report."""

SHOWN = 120
"""So many characters of a refused sentence are quoted."""

ENDS = re.compile(r"(?<=[.!?])\s+(?=[^\W_]|[‘“€(+-])")
QUOTED = re.compile(r"‘[^‘’]*’|“[^“”]*”")
"""The words of others: a question, an answer, what is found in a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """What a text says, or may say: the design that it needs, and how surely it tells a direction."""

    level: int
    precision: Precision

    def within(self, most: Strength) -> bool:
        """Whether it says no more than this."""
        return self.level <= most.level and STEPS[self.precision] <= STEPS[most.precision]


class _Words(Document):
    levels: dict[int, list[str]]
    reported: list[str] = Field(min_length=1)
    """That the people themselves say it."""
    looks_back: list[str] = Field(min_length=1)
    """That they compare by looking back, and were not measured twice."""
    before: list[str] = Field(min_length=1)
    """That it is compared with how the same people were before."""
    directed: list[str] = Field(min_length=1)
    hedges: list[str] = Field(min_length=1)
    open: list[str] = Field(min_length=1)
    alike: list[str] = Field(min_length=1)
    """That there is no difference worth the name, which is a claim too."""
    innocent: list[str]
    """What looks like a claim and is a name, or tells how many people did what."""


class _Lexicon(Document):
    languages: dict[str, _Words]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    levels: Mapping[int, re.Pattern[str]]
    reported: re.Pattern[str]
    looks_back: re.Pattern[str]
    before: re.Pattern[str]
    directed: re.Pattern[str]
    hedges: re.Pattern[str]
    open: re.Pattern[str]
    alike: re.Pattern[str]
    innocent: re.Pattern[str]


@cache
def _reader(language: str) -> _Reader:
    languages = read_document(FILE, _Lexicon, shown="telling/lexicon.yml").languages
    if language not in languages:
        raise UnknownNameError.among("telling/lexicon.yml", "language", language, languages)
    words = languages[language]
    return _Reader(
        levels={level: _any(words.levels[level]) for level in sorted(words.levels, reverse=True)},
        reported=_any(words.reported),
        looks_back=_any(words.looks_back),
        before=_any(words.before),
        directed=_any(words.directed),
        hedges=_any(words.hedges),
        open=_any(words.open),
        alike=_any(words.alike),
        innocent=_any(words.innocent),
    )


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns) or '(?!)'})(?!\w)", re.IGNORECASE)


def strength_of(text: str, language: str) -> Strength:
    """How strong a text is: as its strongest sentence. What stands between quotation marks is somebody else's.

    Examples
    --------
    >>> strength_of("Terugkijkend is dat mogelijk meer dan vóór de cursus (32%).", "nl")
    Strength(level=1, precision=<Precision.SOME: 'some'>)
    """
    found = [_strength(sentence, language) for sentence in _sentences(text)]
    return Strength(
        level=max((each.level for each in found), default=0),
        precision=max((each.precision for each in found), key=_step, default=Precision.NOT_ASKED),
    )


def allowed(finding: Finding) -> Strength:
    """How strong a sentence about the figure itself may be; of one without evidence nothing but that there is none."""
    if finding.estimate is None or finding.evidence is None:
        return Strength(level=0, precision=Precision.OPEN)
    return Strength(level=finding.evidence.level, precision=finding.evidence.precision)


def allowed_beside(finding: Finding) -> Strength:
    """How strong a sentence may be that sets the figure beside another year, other years or other areas."""
    told = [Precision.OPEN]
    if finding.estimate is not None:
        told.append(finding.previous_precision)
        if finding.estimate.lower is None:  # a complete count is what it is, and so is the difference of two
            told.append(Precision.CLEAR if finding.previous_verdict in DIRECTED else Precision.NONE_OF_NOTE)
        if {finding.trend_verdict, finding.comparison_verdict} & DIRECTED:
            told.append(Precision.CLEAR)
    return Strength(level=allowed(finding).level, precision=max(told, key=STEPS.__getitem__))


def refuse_stronger(sentence: str, finding: Finding, language: str) -> None:
    """Raise for a text that says more than the evidence of this finding bears."""
    _refuse(sentence, (finding,), language)


def refuse_stronger_blocks(blocks: Iterable[Block], findings: Sequence[Finding], language: str) -> None:
    """Raise for the first text of a report that states figures and says more of them than the best of their evidence bears."""
    by_id = {each.id: each for each in findings}
    for block in blocks:
        for text, figures in texts_of(block):
            if about := tuple(by_id[name] for name in figures if name in by_id):
                _refuse(text, about, language)


def texts_of(block: Block) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The texts of a block that state figures, each with the ids of those."""
    match block:
        case Sentence(text=text, figures=figures) if figures:
            yield text, figures
        case Chart(alt=alt, caption=caption, figures=figures):
            yield alt, figures
            yield caption, figures
        case Table(figures=figures) if figures:
            for text in (block.caption, block.note, *(cell for row in block.rows for cell in row)):
                yield text, figures
        case KeyFigures(items=items):
            for item in items:
                yield item.label, (item.figure,)
                yield item.note, (item.figure,)


def _refuse(text: str, findings: Sequence[Finding], language: str) -> None:
    reader = _reader(language)
    for sentence in _sentences(_without_reasons(text, findings, language)):
        said = _strength(sentence, language)
        if not said.level and not STEPS[said.precision]:
            continue
        # A sentence about before and after is of the figure itself; every other direction is of what stands beside it.
        itself = bool(reader.before.search(sentence) or reader.looks_back.search(sentence))
        most = [allowed(each) if itself else allowed_beside(each) for each in findings]
        if said.precision is Precision.NONE_OF_NOTE:  # that nothing of note differs may be of either
            most += [allowed(each) for each in findings]
        level = max(each.level for each in most)
        precision = max((each.precision for each in most), key=STEPS.__getitem__)
        if said.level > level:
            raise InputError(
                ", ".join(each.id for each in findings),
                f"{_shown(sentence)} needs evidence of level {said.level}, and there is evidence of level {level}",
                "say it in weaker words; which words are how strong stands in telling/lexicon.yml",
            )
        if STEPS[said.precision] > STEPS[precision]:
            raise InputError(
                ", ".join(each.id for each in findings),
                f"{_shown(sentence)} tells a difference as {said.precision}, and the evidence is {precision}",
                "say it in weaker words; which words are how strong stands in telling/lexicon.yml",
            )


@lru_cache(maxsize=KEPT)
def _strength(sentence: str, language: str) -> Strength:
    reader = _reader(language)
    sentence = reader.innocent.sub(" ", sentence)
    precision = _precision(reader, sentence)
    level = next((level for level, pattern in reader.levels.items() if pattern.search(sentence)), 0)
    if precision is Precision.OPEN and level <= BEFORE_AND_AFTER:
        return Strength(level=0, precision=precision)
    if level <= BEFORE_AND_AFTER and reader.reported.search(reader.open.sub(" ", sentence)):
        level = SAID
    if STEPS[precision] > STEPS[Precision.OPEN] and reader.before.search(sentence):
        level = max(level, SAID if reader.looks_back.search(sentence) else BEFORE_AND_AFTER)
    return Strength(level=level, precision=precision)


def _precision(reader: _Reader, sentence: str) -> Precision:
    if reader.open.search(sentence):
        return Precision.OPEN
    if reader.alike.search(sentence):
        return Precision.NONE_OF_NOTE
    if not reader.directed.search(sentence):
        return Precision.NOT_ASKED
    return Precision.SOME if reader.hedges.search(sentence) else Precision.CLEAR


def _step(precision: Precision) -> tuple[int, bool]:
    """How far a precision goes; that we cannot say goes before saying nothing."""
    return STEPS[precision], precision is Precision.OPEN


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in ENDS.split(QUOTED.sub("‘’", text)) if sentence]


def _without_reasons(text: str, findings: Sequence[Finding], language: str) -> str:
    """The text without the parties' own reasons for having no target: those are their words."""
    for finding in findings:
        for goal in finding.goals:
            if goal.no_target_reason is not None:
                text = text.replace(goal.no_target_reason.in_language(language), "")
    return text


def _shown(sentence: str) -> str:
    return repr(sentence if len(sentence) <= SHOWN else f"{sentence[:SHOWN]}…")
