"""Which stories may be told, and why the others are not: consent, approval, the size of the group, what the words give away, the figure.

Every rule names a reason, and no reason holds a word or a number of the story. What a user is told of a refused story is in
`story_reasons`; what the internal log has is the code alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from impactlib.agreement.model import Agreement
from impactlib.disclosure.measured import Measured
from impactlib.disclosure.release import ToldStory
from impactlib.disclosure.story_reasons import MOST_ATTRIBUTES, SENTENCES, Reason
from impactlib.errors import ImpactError, InputError
from impactlib.indicators.finding import Finding
from impactlib.sources.areas import Register
from impactlib.sources.screening import NEVER, Mark, MarkKind, screen
from impactlib.sources.stories import Attribute, Story, Use
from impactlib.workspace import Privacy, Workspace

NEVER_TOGETHER: frozenset[Attribute] = frozenset({"role", "course", "month"})
"""Who was in which course when is a list that somebody has (STATISTICS.md, section 3.1, point 9)."""

TOLD_BY_A_MARK: Mapping[MarkKind, Attribute] = {MarkKind.DATE: "month", MarkKind.AGE: "age"}
"""What a marked part tells of a teller, also where a person accepted it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A story that is not told, and why: what the internal log has of it."""

    story: str
    area: str
    period: str
    indicator: str
    reasons: tuple[Reason, ...]

    def rows(self) -> Iterator[tuple[str, str, str, str, str]]:
        """The lines of `disclosure.csv`: area, period, indicator, part and reason."""
        for reason in self.reasons:
            yield self.area, self.period, self.indicator, f"story:{self.story}", str(reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A mark in one text of a story: `place` is where it stands in the file (`text.nl`), `words` what was marked."""

    place: str
    mark: Mark
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StillPublished:
    """A story whose consent does not hold any more, and one document that told it before."""

    story: str
    reason: Reason
    document: str
    published: date


def told_stories(
    stories: Iterable[Story],
    *,
    code: str,
    period: str,
    findings: Sequence[Finding],
    privacy: Privacy,
    day: date,
    names: Collection[str],
    use: Use = "report",
) -> tuple[list[ToldStory], list[Refused]]:
    """The stories of an area and period that may be told, and the others with every reason.

    Parameters
    ----------
    stories : iterable of Story
        All stories of the workspace.
    code, period : str
        The area and period of the report.
    findings : sequence of Finding
        What is told, after all of disclosure control: a story goes with its figure.
    privacy : Privacy
        How few people may stand behind what is told.
    day : date
        The day of the report: consent holds on it.
    names : collection of str
        What is known by name in the workspace, of `names_known`.
    use : {'report', 'web', 'campaign'}, optional
        What the teller must have agreed to.

    Returns
    -------
    tuple of list of ToldStory and list of Refused
        In the order of the stories.
    """
    # A figure of two years together stands for a year of which nothing is told: the people of that year are too few to quote from.
    there = (each for each in findings if each.area == code and each.period == period and not each.years)
    figures = {each.indicator: each for each in there if each.estimate is not None}
    told: list[ToldStory] = []
    refused: list[Refused] = []
    for each in stories:
        if each.municipality != code or each.period != period:
            continue
        figure = figures.get(each.indicator)
        reasons = tuple(reasons_of(each, privacy=privacy, day=day, names=names, figure=figure, use=use))
        if figure is None:
            reasons = (*reasons, Reason.FIGURE)
        if reasons:
            refused.append(Refused(story=each.id, area=code, period=period, indicator=each.indicator, reasons=reasons))
        else:
            told.append(
                ToldStory(id=each.id, indicator=each.indicator, role=each.role, text=each.text, outcome=each.outcome, chosen=each.chosen)
            )
    return told, refused


def stories_of(measured: Measured, workspace: Workspace, code: str, findings: Sequence[Finding]) -> tuple[list[ToldStory], list[Refused]]:
    """The stories of an area of a workspace that may be told beside these findings, and the others with every reason."""
    return told_stories(
        measured.stories,
        code=code,
        period=workspace.period,
        findings=findings,
        privacy=workspace.settings.privacy,
        day=workspace.day,
        names=names_known(measured.register, measured.agreements.values()),
    )


def refused_stories(measured: Measured, workspace: Workspace, findings: Sequence[Finding]) -> list[Refused]:
    """The stories of all areas that are not told, for the internal log."""
    return [each for code in measured.areas for each in stories_of(measured, workspace, code, findings)[1]]


def reasons_of(
    story: Story, *, privacy: Privacy, day: date, names: Collection[str], figure: Finding | None = None, use: Use = "report"
) -> Iterator[Reason]:
    """Every reason not to tell a story, but that its figure is not told; `figure` is the told one, where it is known."""
    seen = marks_of(story, names)
    yield from _of_consent(story, day, use)
    yield from _of_approval(story, day)
    yield from _of_group(story, privacy, figure, seen)
    accepted = set(story.approved.accepted) if story.approved is not None else set()
    if any(each.mark.kind in NEVER for each in seen):
        yield Reason.FORBIDDEN
    if any(each.mark.kind not in NEVER and each.words not in accepted for each in seen):
        yield Reason.MARKED


def marks_of(story: Story, names: Collection[str]) -> list[Seen]:
    """Every mark in everything that is shown of a story: its role, its text, and why it was chosen, in both languages."""
    return [Seen(place=place, mark=mark, words=mark.words(text)) for place, text in story.told_texts for mark in screen(text, names=names)]


def _of_consent(story: Story, day: date, use: Use) -> Iterator[Reason]:
    consent = story.consent
    if not consent.given:
        yield Reason.NO_CONSENT
    elif consent.date is None:
        yield Reason.UNDATED_CONSENT
    elif consent.date > day:
        yield Reason.LATER_CONSENT
    if consent.withdrawn is not None:
        yield Reason.WITHDRAWN
    if consent.until is not None and consent.until < day:
        yield Reason.EXPIRED
    if use not in consent.scope:
        yield Reason.OTHER_USE


def _of_approval(story: Story, day: date) -> Iterator[Reason]:
    if story.approved is None:
        yield Reason.OLD_APPROVAL if story.approved_by else Reason.NOT_APPROVED
    elif not story.is_approved:
        yield Reason.CHANGED
    elif story.approved.date > day:
        yield Reason.LATER_APPROVAL


def _of_group(story: Story, privacy: Privacy, figure: Finding | None, seen: Iterable[Seen]) -> Iterator[Reason]:
    described = story.described
    if described is None:
        yield Reason.NO_GROUP
        return
    # A role stands beside every story, whether or not it is named.
    named: set[Attribute] = {"role", *described.attributes}
    from_words = {TOLD_BY_A_MARK[each.mark.kind] for each in seen if each.mark.kind in TOLD_BY_A_MARK}
    if from_words - named:
        yield Reason.UNDESCRIBED
    shown = named | from_words
    if shown >= NEVER_TOGETHER:
        yield Reason.COMBINATION
    if len(shown) > MOST_ATTRIBUTES:
        yield Reason.TOO_MUCH
    people = described.people
    if people is None and figure is not None and figure.estimate is not None and figure.response is not None and shown == {"role"}:
        people = figure.estimate.n
    if people is None and (figure is not None or shown != {"role"}):
        yield Reason.NO_GROUP
    elif people is not None and people < privacy.minimum_group:
        yield Reason.SMALL_GROUP


def names_known(register: Register, agreements: Iterable[Agreement]) -> frozenset[str]:
    """What a workspace knows by name: its areas and wider areas, and the parties of its agreements with their legal entities."""
    found = {area.name for area in register.areas.values()}
    found |= {name for words in register.wider.values() for name in (words.nl, words.en)}
    for agreement in agreements:
        for party in agreement.parties:
            found |= {party.name, *(entity.name for entity in party.entities)}
    return frozenset(found)


def story_advice(
    stories: Iterable[Story], *, privacy: Privacy, day: date, names: Collection[str], where: str = "stories", use: Use = "report"
) -> list[ImpactError]:
    """What stands in the way of each story, for `impact check`; whether its figure is told is known only when a release is made.

    Parameters
    ----------
    stories : iterable of Story
        All stories of the workspace.
    privacy, day, names, use
        As for `told_stories`.
    where : str, optional
        How a message names the file or files.

    Returns
    -------
    list of ImpactError
        One for each reason, and one for each marked part; a mark is told by its kind and place, without its words.
    """
    found: list[ImpactError] = []
    for story in stories:
        at = f"{where}: {story.id}"
        for reason in reasons_of(story, privacy=privacy, day=day, names=names, use=use):
            found.append(InputError(at, f"it is not told: {SENTENCES[reason][0]}", SENTENCES[reason][1]))
            if reason in {Reason.MARKED, Reason.FORBIDDEN}:
                accepted = set(story.approved.accepted) if story.approved is not None else set()
                found += [
                    InputError(f"{at}: {each.place}", f"signs {each.mark.start + 1} to {each.mark.end} look like: {each.mark.kind}")
                    for each in marks_of(story, names)
                    if (each.mark.kind in NEVER) == (reason is Reason.FORBIDDEN) and each.words not in accepted
                ]
    return found


def withdrawn_after_publication(
    stories: Iterable[Story], published: Mapping[str, Sequence[tuple[str, date]]], *, day: date, use: Use = "report"
) -> list[StillPublished]:
    """Every document that told a story whose consent does not hold any more on this day, or which is no longer on file.

    Parameters
    ----------
    stories : iterable of Story
        All stories of the workspace, of any period.
    published : mapping of str to sequence of (str, date)
        For each story id the documents that told it, each with the day (the ledger's 'story' lines).
    day : date
        The day on which consent is looked at.
    use : {'report', 'web', 'campaign'}, optional
        What the documents are.

    Returns
    -------
    list of StillPublished
        In order of day and document: what has to be taken from view, and whose readers may have to be told.
    """
    known = {story.id: story for story in stories}
    found: list[StillPublished] = []
    for id_, documents in published.items():
        reasons = list(_of_consent(known[id_], day, use)) if id_ in known else [Reason.NO_CONSENT]
        if reasons:
            reason = Reason.WITHDRAWN if Reason.WITHDRAWN in reasons else reasons[0]
            found += [StillPublished(story=id_, reason=reason, document=document, published=then) for document, then in documents]
    return sorted(found, key=lambda each: (each.published, each.document, each.story))
