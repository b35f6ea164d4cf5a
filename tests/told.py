"""Findings of every kind, made by hand, and a release that tells of them: what the tests of sentences say."""

from __future__ import annotations

from dataclasses import replace

from impactlib.disclosure.release import AreaNote, ItemNote, Manifest, Release, SourceNote
from impactlib.indicators.finding import Absence, Evidence, Finding, Flag, Goal, Precision
from impactlib.indicators.indicator import Indicator, catalogue
from impactlib.statistics.amount import complete_amount, complete_average, complete_balance, published
from impactlib.statistics.estimate import Change, Estimate
from impactlib.statistics.mean import mean
from impactlib.statistics.paired import change_of_share
from impactlib.statistics.proportion import net_promoter, share
from impactlib.statistics.rate import complete_share, realised_rate
from impactlib.telling.language import language_named
from impactlib.telling.phrasing import Phrasing
from impactlib.workspace import Privacy, Text
from tests.small import indicator_like

SOURCE = Text(nl="Bron van ons", en="Source of ours")
ACTIVITY = Text(nl="de cursus", en="the course")
PARENTS = Text(nl="ouders", en="parents")

RECOMMENDS = indicator_like("BR08", id="XR01", figure={"type": "net_share", "item": "recommendation", "high": 9, "low": 6}, also={})
"""A workspace's own indicator whose figure is a net share: in the packaged catalogue it stands only beside another."""


def two_by_two(up: int, down: int, *, both: int = 20, neither: int = 20) -> Change:
    """How the shares that agree went: so many came to agree, and so many came to disagree."""
    return change_of_share({(2.0, 4.0): up, (4.0, 2.0): down, (4.0, 5.0): both, (2.0, 3.0): neither}, at_least=4)


def told(
    indicator: str | Indicator,
    estimate: Estimate | None,
    *,
    design: str = "",
    precision: Precision = Precision.NOT_ASKED,
    flags: tuple[Flag, ...] = (),
    change: Change | None = None,
    population: int | None = None,
    goals: tuple[Goal, ...] = (),
) -> Finding:
    """The finding of an indicator, by its id, in A1 and 2025; without a figure it says that there are no data."""
    entry = catalogue()[indicator] if isinstance(indicator, str) else indicator
    design = design or ("retrospective" if change is not None else "post-only" if entry.kind == "meten" else "register")
    level = {"register": 0, "paired": 2}.get(design, 1)
    return Finding(
        id=f"A1/2025/{entry.id}",
        area="A1",
        period="2025",
        indicator=entry.id,
        source="ours",
        design=design,
        absent=None if estimate is not None else Absence.NO_DATA,
        estimate=estimate,
        change=change,
        scale=(1.0, 5.0) if change is not None else None,
        population=population,
        goals=goals,
        evidence=Evidence(design=design, level=level, precision=precision, flags=flags) if estimate is not None else None,
    )


def changed(
    indicator: str, change: Change, precision: Precision, *, design: str = "retrospective", flags: tuple[Flag, ...] = ()
) -> Finding:
    """The finding of a change, as sure as is said."""
    return told(indicator, change.difference, design=design, change=change, precision=precision, flags=flags)


def one_of_each() -> list[Finding]:
    """A finding of every kind of figure that a report can tell."""
    marks = {9.0: 30, 8.0: 20, 5.0: 12}
    return [
        told("LB01", complete_amount(1611)),
        told("BR04", complete_balance(320, 200)),
        told("BR01", realised_rate(540, 2000, per=1000), population=2000),
        told("LB03", realised_rate(3120, 400, per=1), population=400),
        told("DI02", realised_rate(210, 1600, per=1000), population=1600),
        told("BR09", realised_rate(46900, 2000, per=1), population=2000),
        told("LB02", complete_share(240, 400), population=400),
        told("LO03", complete_average(1490, 100)),
        told("BR10", complete_average(12500, 1000)),
        told("BV11", published(12.1, lower=11.0, upper=13.2)),
        told("BR06", published(1.8)),
        told("LO04", share(82, 100)),
        told("DI11", share(60, 100)),
        told("BV06", share(54, 87), design="paired"),
        told("BR08", mean(marks)),
        told(RECOMMENDS, net_promoter(marks)),
        changed("LB10", two_by_two(40, 8), Precision.CLEAR),
    ]


def release_of(*findings: Finding, people: Text | None = None) -> Release:
    """A release with these findings of Aburg."""
    source = SourceNote(
        name="ours",
        kind="survey",
        title=SOURCE,
        owner=SOURCE,
        design="retrospective",
        asked=PARENTS,
        activity=ACTIVITY,
        files=(),
        people=people,
    )
    manifest = Manifest(
        period="2025",
        language="nl",
        report_date="",
        notice=None,
        privacy=Privacy(),
        words={},
        register_title=SOURCE,
        register_owner=SOURCE,
        reference_date=None,
        wider={},
        sources=(source,),
        items={name: ItemNote(text=SOURCE, answers=()) for name in ("reading_aloud_days", "language_level", "learned")},
        settings_sha256="",
        version="0",
        inputs="",
        own_indicators={RECOMMENDS.id: RECOMMENDS},
        area_names={"B2": "Bedorp", "C3": "Cestad", "D4": "Dedam", "E5": "Eestad", "F6": "Effen"},
    )
    area = AreaNote(
        code="A1",
        name="Aburg",
        slug="aburg",
        part_of="",
        population=2000,
        agreement=None,
        agreement_file="",
        agreement_sha256="",
        stories=(),
    )
    return Release(manifest=manifest, area=area, findings=findings, wider=())


def phrasing_of(*findings: Finding, language: str = "nl", people: Text | None = None) -> Phrasing:
    """Says these findings."""
    return Phrasing(release=release_of(*findings, people=people), language=language_named(language))


def statement(finding: Finding, *, language: str = "nl", people: Text | None = None) -> str:
    """What is said of a finding."""
    return phrasing_of(finding, language=language, people=people).statement(finding)


def judged_as(finding: Finding, **changes: object) -> Finding:
    """The finding with these verdicts or comparisons."""
    return replace(finding, **changes)  # type: ignore[arg-type]
