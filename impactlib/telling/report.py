"""A report: a release as told to one audience in one language, as blocks in the audience's order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from impactlib.disclosure.release import Release, ToldStory, read_release
from impactlib.indicators.finding import Finding, Goal, Verdict
from impactlib.telling.audience import Audience, Section, audience_named
from impactlib.telling.blocks import (
    BLOCK_TYPE,
    Block,
    Heading,
    Items,
    KeyFigure,
    KeyFigures,
    Notice,
    Provenance,
    Quote,
    Sentence,
    Table,
    Title,
    block_to_json,
)
from impactlib.telling.drawing import chart_of
from impactlib.telling.language import Language, language_named
from impactlib.telling.markup import block_html, block_text, markdown
from impactlib.telling.phrasing import Phrasing
from impactlib.workspace import Workspace, sha256

STANDS = (Verdict.MET, Verdict.NOT_YET, Verdict.CANNOT_SAY, Verdict.TOO_FEW, Verdict.NO_DATA, Verdict.NO_TARGET)
"""The verdicts on goals, in the order in which the opening tells them."""

ANSWERS = 3
"""The opening has at most this many sentences."""

HASH_SHOWN = 12
"""Hexadecimal digits of a file's SHA-256 that the foot of a report shows."""

Told = tuple[Finding, Goal]
"""A goal and the finding that shows where it stands."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """What one audience is told about one area, in one language."""

    release: Release
    audience: Audience
    language: Language
    notebook: str = ""

    @cached_property
    def phrasing(self) -> Phrasing:
        """Says the findings."""
        return Phrasing(release=self.release, language=self.language)

    @cached_property
    def goals(self) -> tuple[Told, ...]:
        """The agreed goals with their findings: the main goal first, the others as they were agreed."""
        pairs = [(finding, goal) for finding in self.release.findings for goal in finding.goals]
        agreement = self.release.area.agreement
        order = [goal.id for goal in agreement.goals] if agreement else []
        return tuple(sorted(pairs, key=lambda pair: (not pair[1].main, order.index(pair[1].id))))

    @cached_property
    def others(self) -> tuple[Finding, ...]:
        """The findings that no goal asks for, in the catalogue's order; context apart."""
        order = list(self.release.indicators)
        found = [each for each in self.release.findings if not each.goals and self.release.indicators[each.indicator].kind != "context"]
        return tuple(sorted(found, key=lambda each: order.index(each.indicator)))

    @cached_property
    def seen(self) -> tuple[Finding, ...]:
        """The findings that this audience's report is about: those of the wider area only where it has that section."""
        return (*self.release.findings, *(self.release.wider if "wider" in self.audience.sections else ()))

    @property
    def _addressed(self) -> str:
        """Whom the report is for: the council by the name that the register gives it, where it gives one."""
        words = self.release.manifest.words.get(self.language.code)
        if self.audience.id == "council" and words is not None and words.council:
            return words.council
        return self.language.of(self.audience.name)

    def blocks(self) -> list[Block]:
        """All blocks of the report, in the audience's order."""
        found = self._head()
        for section in self.audience.sections:
            found += SECTIONS[section](self)
        return found

    def markdown(self) -> str:
        """The whole report as Markdown."""
        return markdown(self.blocks())

    def show(self) -> None:
        """Display every block in a notebook, as HTML, as text, and as the block itself for the exporters."""
        from IPython.display import publish_display_data

        for block in self.blocks():
            data = {"text/html": block_html(block), "text/plain": block_text(block), BLOCK_TYPE: block_to_json(block)}
            publish_display_data(data=data, metadata={"impactlib": {"language": self.language.code}})

    def _head(self) -> list[Block]:
        say, manifest = self.language.sentence, self.release.manifest
        subtitle = say("report-subtitle", period=manifest.period, audience=self._addressed)
        if manifest.report_date:
            subtitle += " · " + say("report-date", date=self.language.date(date.fromisoformat(manifest.report_date)))
        notice: list[Block] = [Notice(text=self.language.of(manifest.notice))] if manifest.notice else []
        return [*notice, Title(text=say("report-title", area=self.release.area.name), subtitle=subtitle)]


def open_report(workspace: str | Path, municipality: str, audience: str, language: str) -> Report:
    """The report of one area for one audience in one language, from the workspace's release and from nothing else."""
    opened = Workspace.open(workspace)
    return Report(
        release=read_release(opened.release, municipality),
        audience=audience_named(audience),
        language=language_named(language),
        notebook=sha256(opened.notebook("report")),
    )


def _opening(report: Report) -> list[Block]:
    say, period = report.language.sentence, report.release.manifest.period
    answers: list[Sentence] = []
    if report.goals:
        verdicts = [report.phrasing.verdict_of(finding, goal) for finding, goal in report.goals]
        stands = [say(f"stand-{stand}", n=verdicts.count(stand)) for stand in STANDS if stand in verdicts]
        text = say("opening-goals", goals=len(verdicts), period=period, list=report.language.listing(stands))
        answers.append(Sentence(text=text, role="answer", figures=tuple(finding.id for finding, _ in report.goals)))
    else:
        name = "opening-no-goals" if any(each.estimate is not None for each in report.others) else "opening-nothing"
        answers.append(Sentence(text=say(name, area=report.release.area.name, period=period), role="answer"))
    for kind in ("meten", "tellen"):
        if (finding := _first(report, kind)) is not None and len(answers) < ANSWERS:
            answers.append(Sentence(text=report.phrasing.statement(finding), role="answer", figures=(finding.id,)))
    return list(answers)


def _first(report: Report, kind: str) -> Finding | None:
    """The first finding of a kind that has a figure: of the goals, else of the others."""
    findings = [*(finding for finding, _ in report.goals), *report.others]
    return next((each for each in findings if report.release.indicators[each.indicator].kind == kind and each.estimate is not None), None)


def _key_figures(report: Report) -> list[Block]:
    findings = [*dict.fromkeys([*(finding for finding, _ in report.goals), *report.others])]
    shown = [each for each in findings if each.estimate is not None][: report.audience.key_figures]
    if not shown:
        return []
    items = tuple(_key_figure(report, finding) for finding in shown)
    return [KeyFigures(label=report.language.sentence("section-key-figures"), items=items)]


def _key_figure(report: Report, finding: Finding) -> KeyFigure:
    say, response = report.language.sentence, finding.response
    note = say("key-note-counted", period=finding.period)
    if response is not None and response.answered is not None:
        note = say("key-note-asked", n=response.answered)
        if response.invited is not None:
            note = say("key-note-asked-of", n=response.answered, invited=response.invited)
    verdict = finding.target_verdict if finding.goals else ""
    return KeyFigure(
        value=report.phrasing.value(finding),
        label=report.phrasing.name(finding),
        note=note,
        verdict=str(verdict),
        verdict_text=report.phrasing.verdict_text(verdict),
        figure=finding.id,
    )


def _goals(report: Report) -> list[Block]:
    if not report.goals:
        return _without_goals(report)
    blocks: list[Block] = [Heading(text=report.language.sentence("section-goals"))]
    if (agreement := report.release.area.agreement) is not None:
        statement = report.language.of(agreement.impact.statement)
        blocks.append(Sentence(text=report.language.sentence("impact-statement", statement=statement)))
    charts = report.audience.charts
    for finding, goal in report.goals[: report.audience.messages]:
        told = _goal(report, finding, goal, chart=charts > 0)
        charts -= any(block.kind == "chart" for block in told)
        blocks += told
    return blocks


def _goal(report: Report, finding: Finding, goal: Goal, *, chart: bool) -> list[Block]:
    phrasing = report.phrasing
    verdict = phrasing.verdict_of(finding, goal)
    blocks: list[Block] = [
        Heading(text=phrasing.name(finding), level=3, verdict=str(verdict), verdict_text=phrasing.verdict_text(verdict)),
        Sentence(
            text=report.language.sentence(
                "goal-service", service=report.language.of(goal.service), change=_lower_first(report.language.of(goal.change))
            )
        ),
    ]
    parts = [phrasing.statement(finding), phrasing.who_answered(finding), phrasing.movers(finding)]
    parts += [phrasing.against_target(finding, goal), phrasing.against_previous(finding)]
    blocks.append(Sentence(text=" ".join(part for part in parts if part), figures=(finding.id,)))
    drawn = chart_of(finding, phrasing) if chart else None
    if drawn is not None:
        blocks.append(drawn)
    if caveats := phrasing.caveats(finding):
        blocks.append(Sentence(text=" ".join(caveats), role="caveat", figures=(finding.id,)))
    return blocks


def _without_goals(report: Report) -> list[Block]:
    """Where nothing was agreed: what was seen all the same, over the years, and all of it side by side."""
    found = [each for each in report.others if each.estimate is not None][: report.audience.messages]
    blocks: list[Block] = []
    charts = report.audience.charts
    for finding in found:
        phrasing = report.phrasing
        parts = [phrasing.statement(finding), phrasing.who_answered(finding), phrasing.movers(finding), phrasing.against_previous(finding)]
        text = " ".join(part for part in parts if part)
        blocks += [Heading(text=phrasing.name(finding), level=3), Sentence(text=text, figures=(finding.id,))]
        if charts > 0 and (drawn := chart_of(finding, phrasing)) is not None:
            charts -= 1
            blocks.append(drawn)
        if caveats := phrasing.caveats(finding):
            blocks.append(Sentence(text=" ".join(caveats), role="caveat", figures=(finding.id,)))
    if blocks:
        blocks.insert(0, Heading(text=report.language.sentence("section-seen")))
    return blocks if "counted" in report.audience.sections else [*blocks, *_counted(report)]


def _goals_table(report: Report) -> list[Block]:
    if not report.goals:
        return []
    say, phrasing = report.language.sentence, report.phrasing
    period = report.release.manifest.period
    rows = []
    for finding, goal in report.goals:
        target = say("table-no-target")
        if goal.target is not None:
            target = say("table-target-by", target=phrasing.target(phrasing.indicator(finding), goal), by=goal.by)
        n = report.language.number(finding.estimate.n) if finding.estimate else say("table-none")
        verdict = phrasing.verdict_text(phrasing.verdict_of(finding, goal))
        rows.append((phrasing.name(finding), target, phrasing.value(finding), phrasing.margin(finding), n, verdict))
    columns = ("table-goal", "table-target", "table-value", "table-margin", "table-n", "table-verdict")
    return [
        Heading(text=say("section-goals-table")),
        Table(
            caption=say("table-caption", period=period),
            columns=tuple(say(name, period=period) for name in columns),
            rows=tuple(rows),
            numeric=(False, False, True, True, True, False),
            figures=tuple(finding.id for finding, _ in report.goals),
        ),
    ]


def _counted(report: Report) -> list[Block]:
    if not report.others:
        return []
    say, phrasing, period = report.language.sentence, report.phrasing, report.release.manifest.period
    rows = []
    for finding in report.others:
        earlier = finding.previous.estimate if finding.previous else None
        before = phrasing.amount(phrasing.indicator(finding), earlier.value, earlier.n) if earlier else say("table-none")
        n = report.language.number(finding.estimate.n) if finding.estimate else say("table-none")
        rows.append((phrasing.name(finding), phrasing.value(finding), phrasing.margin(finding), n, before))
    columns = ("table-indicator", "table-value", "table-margin", "table-n", "table-previous")
    return [
        Heading(text=say("section-counted")),
        Table(
            caption=say("table-counted-caption", period=period),
            columns=tuple(say(name, period=period) for name in columns),
            rows=tuple(rows),
            numeric=(False, True, True, True, True),
            figures=tuple(finding.id for finding in report.others),
        ),
    ]


def _story(report: Report) -> list[Block]:
    say = report.language.sentence
    story = _chosen_story(report)
    if story is None:
        return []
    of = report.language.of
    blocks: list[Block] = [
        Heading(text=say("section-story")),
        Quote(text=of(story.text), by=say("story-by", role=of(story.role)), chosen=say("story-chosen", chosen=of(story.chosen))),
    ]
    if story.outcome == "critical":
        blocks.append(Sentence(text=say("caveat-story-critical"), role="note"))
    return blocks


def _chosen_story(report: Report) -> ToldStory | None:
    """The story about the goal that is told first, else the first story there is."""
    order = [finding.indicator for finding, _ in report.goals]
    stories = report.release.area.stories
    return min(stories, key=lambda each: order.index(each.indicator) if each.indicator in order else len(order), default=None)


def _context(report: Report) -> list[Block]:
    found = [each for each in report.release.findings if report.release.indicators[each.indicator].kind == "context" and each.estimate is not None]
    if not found:
        return []
    say = report.language.sentence
    blocks: list[Block] = [Heading(text=say("section-context"))]
    for finding in found:
        sentence = " ".join(part for part in (report.phrasing.statement(finding), report.phrasing.against_previous(finding)) if part)
        blocks.append(Sentence(text=sentence, figures=(finding.id,)))
    return [*blocks, Sentence(text=say("context-note"), role="caveat")]


def _wider(report: Report) -> list[Block]:
    found = [each for each in report.release.wider if each.estimate is not None]
    if not found:
        return []
    blocks: list[Block] = [Heading(text=report.language.sentence("section-wider"))]
    charts = report.audience.charts
    for finding in found:
        phrasing = report.phrasing
        text = " ".join(part for part in (phrasing.statement(finding), phrasing.who_answered(finding), phrasing.movers(finding)) if part)
        blocks += [Heading(text=phrasing.name(finding), level=3), Sentence(text=text, figures=(finding.id,))]
        if charts > 0 and (drawn := chart_of(finding, phrasing)) is not None:
            charts -= 1
            blocks.append(drawn)
        blocks.append(Sentence(text=" ".join(phrasing.caveats(finding)), role="caveat", figures=(finding.id,)))
    return blocks


def _limits(report: Report) -> list[Block]:
    say, privacy = report.language.sentence, report.release.manifest.privacy
    asked = any(each.response is not None for each in report.seen)
    items = [say("limit-cause")]
    if asked:
        items += [say("limit-participants"), say("limit-margin"), say("limit-years")]
    if privacy.reason is not None:
        items.append(say("limit-privacy-reason", group=privacy.minimum_group, reason=report.language.of(privacy.reason)))
    items.append(say("limit-privacy", group=privacy.minimum_group))
    return [Heading(text=say("section-limits")), Items(items=tuple(items))]


def _question(report: Report) -> list[Block]:
    agreement = report.release.area.agreement
    asked = [each.question for each in agreement.presentations if each.audience == report.audience.id] if agreement else []
    if not asked:
        return []
    say = report.language.sentence
    return [Heading(text=say("section-question")), *(Sentence(text=report.language.of(each), role="question") for each in asked)]


def _definitions(report: Report) -> list[Block]:
    names = dict.fromkeys(each.indicator for each in report.seen)
    say, of = report.language.sentence, report.language.of
    items = tuple(
        say("definition", name=of(each.name), definition=of(each.definition)) for name, each in report.release.indicators.items() if name in names
    )
    return [Heading(text=say("section-definitions")), Items(items=items)]


def _sources(report: Report) -> list[Block]:
    say, of, manifest, area = report.language.sentence, report.language.of, report.release.manifest, report.release.area
    items = []
    for source in manifest.sources:
        title, owner = of(source.title), of(source.owner)
        note = f" {of(source.note)}" if source.note is not None else ""
        if source.kind == "counts":
            items.append(say("source-counts", title=title, owner=owner, period=manifest.period) + note)
            continue
        if not any(each.source == source.name for each in report.seen):
            continue  # a survey of another area than this one
        told = [each for each in report.seen if each.source == source.name and each.estimate]
        answers = max((each.estimate.n for each in told if each.estimate), default=0)
        period = told[0].period if told else manifest.period
        name = "source-survey" if answers else "source-survey-none"
        items.append(say(name, title=title, owner=owner, n=answers, period=period) + note)
    items.append(say("source-register", title=of(manifest.register_title), owner=of(manifest.register_owner)))
    if area.population is not None and manifest.reference_date is not None:
        items.append(
            say("source-population", area=area.name, population=area.population, date=of(manifest.reference_date), period=manifest.period)
        )
    return [Heading(text=say("section-sources")), Items(items=tuple(items)), _provenance(report)]


def _provenance(report: Report) -> Provenance:
    say, manifest, area = report.language.sentence, report.release.manifest, report.release.area
    rows = [(say("provenance-version"), f"impactlib {manifest.version}"), (say("provenance-release"), f"{manifest.period} · {manifest.id}")]
    if area.agreement_file:
        rows.append((say("provenance-agreement"), f"{area.agreement_file} · {area.agreement_sha256[:HASH_SHOWN]}"))
    if report.notebook:
        rows.append((say("provenance-notebook"), f"report.ipynb · {report.notebook[:HASH_SHOWN]}"))
    for source in manifest.sources:
        rows += [(say("provenance-source"), f"{path} · {digest[:HASH_SHOWN]}") for path, digest in source.files]
    again = f"impact run --only {area.code} --audience {report.audience.id} --language {report.language.code}"
    return Provenance(label=say("provenance-label"), rows=(*rows, (say("provenance-again"), again)))


def _lower_first(text: str) -> str:
    return (text[:1].lower() + text[1:]).rstrip(".")


SECTIONS: dict[Section, Callable[[Report], Sequence[Any]]] = {
    "opening": _opening,
    "key-figures": _key_figures,
    "goals": _goals,
    "goals-table": _goals_table,
    "counted": _counted,
    "story": _story,
    "context": _context,
    "wider": _wider,
    "limits": _limits,
    "question": _question,
    "definitions": _definitions,
    "sources": _sources,
}
"""What makes each section: blocks, or none where there is nothing to tell."""
