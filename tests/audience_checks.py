"""What an audience must and must not be told, as checks on the blocks of a report. Each says what is wrong; nothing where all is well."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from impactlib.agreement.model import Agreement
from impactlib.indicators.figure import Ratio
from impactlib.indicators.finding import Flag, Verdict
from impactlib.telling.blocks import Block, Chart, Heading, Items, KeyFigures, Notice, Outline, Provenance, Quote, Sentence, Table, Title
from impactlib.telling.markup import markdown
from impactlib.telling.outlook import comparison
from impactlib.telling.report import Report

Look = Callable[[Report, Sequence[Block]], Iterator[str]]
"""Says what is wrong with a report's blocks."""

RANKED = re.compile(
    r"op (?:plaats|plek|nummer) \d|\d+e van de \d+ gemeenten|beste gemeente|slechtste gemeente|koploper|hekkensluiter|league leader|"
    r"ranks? (?:first|last|\d)|(?:best|worst) municipality|\d+(?:st|nd|rd|th) of the \d+ municipalities",
    re.IGNORECASE,
)
"""Words that put municipalities in an order."""

OURS = re.compile(
    r"\b(?:ons|onze) (?:resultaat|resultaten|effect|impact|succes)\b|\bour (?:results?|effect|impact|success)\b", re.IGNORECASE
)
"""Words that claim for one what several did together."""


def text_of(blocks: Sequence[Block]) -> str:
    """The blocks as text without line breaks."""
    return " ".join(markdown(blocks).split())


def flat(text: str) -> str:
    """A text of the parties as it stands in a line."""
    return " ".join(text.split()).rstrip(".")


def heading(report: Report, blocks: Sequence[Block], name: str) -> bool:
    """Whether the section is there."""
    return any(isinstance(block, Heading) and block.text == report.language.sentence(name) for block in blocks)


def before_limits(report: Report, blocks: Sequence[Block]) -> list[Block]:
    """The running text: all but the head, and what comes from the limits on."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.text == report.language.sentence("section-limits"):
            break
        if not isinstance(block, Title | Notice):
            kept.append(block)
    return kept


def agreed(report: Report) -> Agreement:
    """The agreement; every municipality of the example has one."""
    assert report.release.area.agreement is not None
    return report.release.area.agreement


def missing(said: Sequence[str], blocks: Sequence[Block]) -> Iterator[str]:
    """Each of these texts that the blocks do not hold."""
    text = text_of(blocks)
    yield from (f"it lacks {each!r}" for each in said if flat(each) not in text)


def section(name: str) -> Look:
    """A check that a section is there."""

    def look(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
        if not heading(report, blocks, name):
            yield f"there is no {name}"

    return look


def words(get: Callable[[Report], Sequence[str]], name: str = "") -> Look:
    """A check that texts are there, in a section of this name where one is given."""

    def look(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
        if name:
            yield from section(name)(report, blocks)
        yield from missing(get(report), blocks)

    return look


def verdicts(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """Every goal has its verdict in a row of a table."""
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    for finding, goal in report.goals:
        verdict, name = report.phrasing.verdict_text(report.phrasing.verdict_of(finding, goal)), report.phrasing.name(finding)
        if not any(name in row[0] and any(verdict in cell for cell in row) for row in rows):
            yield f"{goal.id} has no verdict"


def did_not_work(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """Every goal that was not reached, or of which that cannot be said, is named."""
    missed = [
        finding for finding, goal in report.goals if report.phrasing.verdict_of(finding, goal) not in (Verdict.MET, Verdict.NO_TARGET)
    ]
    yield from missing([report.phrasing.name(finding) for finding in missed], blocks)
    if not missed and not any(isinstance(block, Heading) for block in blocks):
        yield "it is not said that all goals were reached"


def a_question(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """The reader is asked something."""
    if not any(isinstance(block, Sentence) and block.role == "question" and block.text.endswith("?") for block in blocks):
        yield "nothing is asked"


def a_story(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """Where there is a story, one is told; more than one only as far as the audience wants it."""
    told = sum(isinstance(block, Quote) for block in blocks)
    if (told == 0) == bool(report.release.area.stories) or told > report.audience.stories:
        yield f"{told} stories are told"


def few_charts(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """At most three pictures, and the goals are shown in them where any can be."""
    if sum(isinstance(block, Chart) for block in blocks) > 3:
        yield "more than three pictures"
    if not any(isinstance(block, Chart | Heading) for block in blocks):
        yield "nothing is shown"


def questions_and_answers(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """At least three questions that come up are answered, and the first is what caused it."""
    found = sum("?" in block.text for block in blocks if isinstance(block, Sentence) and block.role == "plain")
    if found < 3 or not heading(report, blocks, "section-answers"):
        yield "too few answers"


def cost(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """Every cost on record is there, or that there is none."""
    amounts = [each.cost for each in agreed(report).services if each.cost is not None]
    say = report.language.sentence
    yield from missing([say("amount-euro", n=report.language.number(each)) for each in amounts] or [say("cost-none")], blocks)


def gaps(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """Every change that nobody serves is named under the heading of gaps."""
    served = {goal.change for goal in agreed(report).goals}
    open_ones = [report.language.of(each.text) for each in agreed(report).impact.changes if each.id not in served]
    place = next(
        (n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.text == report.language.sentence("section-gaps")), None
    )
    yield from missing(open_ones, blocks[place : place + 3]) if place is not None else ["there are no gaps"]


def chain(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """The chain stands there as a picture and as a list."""
    if not any(isinstance(block, Outline) for block in blocks) or not any(isinstance(block, Chart) for block in blocks):
        yield "there is no chain"
    yield from missing([report.language.of(each.text) for each in agreed(report).impact.changes], blocks)


def one_figure(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """One key figure, and no findings beside it."""
    items = [item for block in blocks if isinstance(block, KeyFigures) for item in block.items]
    if len(items) != (report.one is not None):
        yield f"{len(items)} key figures"
    opened = [block for block in blocks if isinstance(block, Sentence) and block.role == "answer"]
    told = {id_ for block in blocks if isinstance(block, Sentence | Chart) and block not in opened for id_ in block.figures}
    if len(told) > 1:
        yield f"{len(told)} figures are told"


def few_words(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """The running text has at least forty and at most so many words as its audience reads."""
    running = [block for block in before_limits(report, blocks) if isinstance(block, Sentence | Quote)]
    found = len(re.findall(r"\w[\w,.’'-]*", text_of(running)))
    if not 40 <= found <= report.audience.most_words:
        yield f"{found} words"


def goals_of(report: Report, field: str) -> list[str]:
    """What is agreed of each goal in this field."""
    found = [goal.risk if field == "risk" else goal.contribution.text for goal in agreed(report).goals]
    return [report.language.of(text) for text in found if text is not None]


def decided(report: Report, *, undone: bool) -> list[str]:
    """The decisions, or those that are still to be done; where there are none, that there are none."""
    found = [report.language.of(each.text) for each in agreed(report).decisions if not (undone and each.done)]
    return found or [report.language.sentence("choices-none" if undone else "decisions-none")]


def numbers(report: Report) -> list[str]:
    """Of how many each figure is."""
    told = [each for each in report.release.findings if each.response is not None and each.response.answered is not None]
    return [report.language.number(each.response.answered) for each in told if each.response and each.response.answered is not None]


def margins_of(report: Report) -> list[str]:
    """The margin of every figure that has one."""
    found = [each.estimate for each in report.release.findings]
    return [
        report.phrasing.margin(finding)
        for finding, estimate in zip(report.release.findings, found, strict=True)
        if estimate is not None and estimate.lower is not None
    ]


def participation(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """What participants said is told, each figure in its sentence."""
    yield from words(lambda report: [report.phrasing.statement(each) for each in report.said], "section-said")(report, blocks)


MUST: dict[str, Look] = {
    "impact-statement": words(lambda report: [report.language.of(agreed(report).impact.current.text)]),
    "policy-source": words(
        lambda report: [report.language.of(source)] if (source := agreed(report).impact.challenge.source) is not None else []
    ),
    "verdict-of-every-goal": verdicts,
    "what-did-not-work": did_not_work,
    "at-most-three-charts": few_charts,
    "story": a_story,
    "question": a_question,
    "risks": words(lambda report: goals_of(report, "risk"), "section-risks"),
    "choices": words(lambda report: decided(report, undone=True), "section-choices"),
    "questions-and-answers": questions_and_answers,
    "definitions": words(
        lambda report: [report.language.of(report.release.indicators[each.indicator].definition) for each in report.release.findings]
    ),
    "methods": section("section-methods"),
    "designs": words(lambda report: [report.language.sentence(f"fact-design-{each.design}") for each in report.release.findings]),
    "numbers-of-answers": words(numbers, "section-definitions"),
    "margins": words(margins_of, "section-definitions"),
    "contributions": words(lambda report: goals_of(report, "contribution"), "section-contributions"),
    "cost": cost,
    "decisions": words(lambda report: decided(report, undone=False), "section-decisions"),
    "what-participants-said": participation,
    "what-to-try-next": words(
        lambda report: [report.language.of(each.text) for each in agreed(report).lessons if each.open], "section-next"
    ),
    "still-open": section("section-still-open"),
    "chain": chain,
    "gaps": gaps,
    "together": words(lambda report: [report.language.listing([each.name for each in agreed(report).parties])]),
    "one-figure": one_figure,
    "invitation": words(lambda report: [report.language.sentence("invitation", area=report.release.area.name)], "section-invitation"),
    "few-words": few_words,
}
"""What must be there, by name."""


def no_methods(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """Nothing is said of how margins are worked out."""
    if heading(report, blocks, "section-methods") or re.search(r"Wilson|Welch|Newcombe|Poisson|Bonett|Jeffreys", text_of(blocks)):
        yield "methods are told"


def no_comparisons(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """No figure stands beside that of other areas."""
    text = text_of(blocks)
    yield from (
        f"{each.id} is compared" for each in report.release.findings if (said := comparison(report.phrasing, each)) and flat(said) in text
    )


def no_ranking(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """No order of areas."""
    yield from (f"it ranks: {found}" for found in RANKED.findall(text_of(blocks)))


def few_figures(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """Only figures of goals, of what was promised beside them, and of the surroundings; at most three large ones."""
    promised = {account.indicator for account in report.release.area.accounts} | {finding.indicator for finding, _ in report.goals}
    indicators = report.release.indicators
    allowed = {each.id for each in report.release.findings if each.indicator in promised or indicators[each.indicator].kind == "context"}
    if not report.goals or (report.one is not None and report.one[1] is None):
        allowed |= {each.id for each in report.others}
    opened = [block for block in blocks if isinstance(block, Sentence) and block.role == "answer"]
    told = {id_ for block in blocks if isinstance(block, Sentence | Chart | Table) and block not in opened for id_ in block.figures}
    yield from (f"{each} is told" for each in sorted(told - allowed))
    if sum(len(block.items) for block in blocks if isinstance(block, KeyFigures)) > 3:
        yield "more than three key figures"


def no_single_courses(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """No figure that is about one course, and so about whoever taught it."""
    alone = {each.id for each in report.release.findings if each.evidence is not None and Flag.ONE_COURSE in each.evidence.flags}
    told = {
        id_
        for block in blocks
        if isinstance(block, Sentence | Chart | Table) and getattr(block, "role", "") != "answer"
        for id_ in block.figures
    }
    yield from (f"{each} is of one course" for each in sorted(told & alone))


def not_ours(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """Nobody claims what several did."""
    yield from (f"it claims: {found}" for found in OURS.findall(text_of(blocks)))


def no_margins(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """No margin before the limits."""
    running = before_limits(report, blocks)
    text = text_of(running) + " ".join(block.alt + block.caption for block in running if isinstance(block, Chart))
    if re.search(r"\bmarges?\b|\bmargins?\b", text):
        yield "a margin is told"
    yield from (f"{each} is told" for each in margins_of(report) if each in text)


def no_percentages_of_few(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """No percentage of fewer than thirty who answered, or of fewer than ten who were counted."""
    told = {id_ for block in blocks if isinstance(block, Sentence | Chart) for id_ in block.figures}
    for finding in report.release.findings:
        if finding.id not in told or finding.estimate is None:
            continue
        counted = isinstance(report.phrasing.indicator(finding).figure, Ratio)
        n = (finding.population or finding.estimate.n) if counted else finding.estimate.n
        texts = [block.text for block in blocks if isinstance(block, Sentence) and block.role == "plain" and finding.id in block.figures]
        texts += [item.value for block in blocks if isinstance(block, KeyFigures) for item in block.items if item.figure == finding.id]
        if n < (10 if counted else 30) and any("%" in text for text in texts):
            yield f"{finding.id} is a percentage of {n}"


def no_stories(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """No story."""
    if any(isinstance(block, Quote) for block in blocks):
        yield "a story is told"


def no_local_words(report: Report, blocks: Sequence[Block]) -> Iterator[str]:
    """None of the parties' own words and names."""
    of, agreement, text = (
        report.language.of,
        agreed(report),
        text_of([block for block in blocks if not isinstance(block, Provenance | Items)]),
    )
    said = [of(agreement.impact.current.text), of(agreement.impact.challenge.text), *(of(each.text) for each in agreement.impact.changes)]
    said += [*goals_of(report, "risk"), *goals_of(report, "contribution"), *(of(each.name) for each in agreement.services)]
    named = " ".join(of(each.name) for each in report.release.indicators.values())
    said += [each.name for each in agreement.parties]
    yield from (f"{each!r} is told" for each in said if flat(each) in text and flat(each) not in named)


MUST_NOT: dict[str, Look] = {
    "methods": no_methods,
    "comparisons": no_comparisons,
    "ranking": no_ranking,
    "many-figures": few_figures,
    "single-courses": no_single_courses,
    "our-result": not_ours,
    "margins": no_margins,
    "percentages-of-few": no_percentages_of_few,
    "stories": no_stories,
    "local-words": no_local_words,
}
"""What must not be there, by name."""
