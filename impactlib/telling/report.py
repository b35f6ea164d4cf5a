"""A report: a release as told to one audience in one language, as blocks in the audience's order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from impactlib.disclosure.release import Release, read_release
from impactlib.indicators.finding import Finding, Goal
from impactlib.telling.audience import Audience, audience_named
from impactlib.telling.blocks import BLOCK_TYPE, Block, Notice, Theme, Title, block_to_json
from impactlib.telling.changes import earlier_release
from impactlib.telling.facts_told import told_facts
from impactlib.telling.ladder import refuse_stronger_blocks
from impactlib.telling.language import Language, language_named
from impactlib.telling.markup import block_html, block_text, markdown
from impactlib.telling.occasion import asked_of
from impactlib.telling.parts.people import one_told, said_by_people
from impactlib.telling.phrasing import Phrasing
from impactlib.telling.sections import SECTIONS
from impactlib.telling.theme import theme_for
from impactlib.workspace import Workspace, sha256

Told = tuple[Finding, Goal]
"""A goal and the finding that shows where it stands."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """What one audience is told about one area, in one language."""

    release: Release
    audience: Audience
    language: Language
    notebook: str = ""
    earlier: Release | None = None
    """The release of the period before about the same area, where there is one."""
    theme: Theme | None = None
    """The municipality's own logo, colours and font, where it has them."""

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

    @cached_property
    def said(self) -> tuple[Finding, ...]:
        """What participants said, as far as this audience may read it."""
        return said_by_people(self)

    @cached_property
    def one(self) -> tuple[Finding, Goal | None] | None:
        """The one figure for who reads one figure, with its goal where it has one."""
        return one_told(self)

    @cached_property
    def asked(self) -> str:
        """What this reader is asked; '' for nothing."""
        return asked_of(self)

    @property
    def _addressed(self) -> str:
        """Whom the report is for: the council by the name that the register gives it, where it gives one."""
        words = self.release.manifest.words.get(self.language.code)
        if self.audience.id == "council" and words is not None and words.council:
            return words.council
        return self.language.of(self.audience.name)

    def blocks(self) -> list[Block]:
        """All blocks of the report, in the audience's order; an error when a sentence says more than its figure bears."""
        found = self._head()
        for section in self.audience.sections:
            found += SECTIONS[section](self)
        if self.audience.facts:
            found.append(told_facts(self))
        refuse_stronger_blocks(found, (*self.release.findings, *self.release.wider), self.language.code)
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
        title = "report-title" if self.goals else "report-title-no-goals"
        return [
            *notice,
            Title(text=say(title, area=self.release.area.name), subtitle=subtitle, pages=self.audience.pages, theme=self.theme),
        ]


def open_report(workspace: str | Path, municipality: str, audience: str, language: str) -> Report:
    """The report of one area for one audience in one language, from the workspace's releases and from nothing else."""
    opened, reader = Workspace.open(workspace), audience_named(audience)
    release = read_release(opened.release, municipality)
    return Report(
        release=release,
        audience=reader,
        language=language_named(language, reader.wording),
        notebook=sha256(opened.notebook("report")),
        earlier=earlier_release(opened.outputs.parent, release) if "changed" in reader.sections else None,
        theme=theme_for(opened, release.area.code, language),
    )
