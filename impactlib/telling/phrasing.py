"""From a finding to sentences. Which sentence is told follows from the finding's verdict and evidence; nothing is figured here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from impactlib.disclosure.release import Release, SourceNote
from impactlib.indicators.figure import ChangeOfShare, Given, Improved, Ratio, Share
from impactlib.indicators.finding import Finding, Goal, Precision, Verdict, period_before
from impactlib.indicators.indicator import Indicator, shown_decimals
from impactlib.statistics.estimate import Estimate, ImprovedOrNot
from impactlib.telling.amounts import EQUAL, MORE_DECIMALS, aimed, exactly, legible, plainly, written
from impactlib.telling.asked_sentences import asked_answer, asked_sentence
from impactlib.telling.counted_sentences import counted_sentence
from impactlib.telling.language import Language
from impactlib.telling.weakness import caveats_of, withheld

INDICATIVE_BELOW = 30
"""Under this many answers a share is told as people of people, since a percentage would promise too much."""

FEWEST_FOR_A_PERCENTAGE = 10
"""Of a counted whole under this is told how many of how many, and no percentage."""

MISSED = (Verdict.NOT_YET, Verdict.NOT_MET, Verdict.CANNOT_SAY)
"""The verdicts on a target that rounding must not belie."""

LanguageCode = Literal["nl", "en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasing:
    """Says the findings of one release in one language."""

    release: Release
    language: Language

    def indicator(self, finding: Finding) -> Indicator:
        """The indicator of a finding."""
        return self.release.indicators[finding.indicator]

    def source(self, finding: Finding) -> SourceNote | None:
        """The source of a finding; None when no source gave it."""
        return next((each for each in self.release.manifest.sources if each.name == finding.source), None)

    def activity(self, finding: Finding) -> str:
        """What the people asked took part in: 'de cursus'."""
        source = self.source(finding)
        return self.language.of(source.activity) if source is not None and source.activity is not None else ""

    def people(self, finding: Finding, *, first: bool = False) -> str:
        """What those who were asked are called: 'ouders', and 'deelnemers' where nobody says; with a capital where it comes first."""
        source = self.source(finding)
        named = self.language.of(source.people) if source is not None and source.people is not None else self.language.sentence("people")
        return named[:1].upper() + named[1:] if first else named

    @property
    def places(self) -> str:
        """What areas are called: 'gemeenten'."""
        words = self.release.manifest.words.get(self.language.code)
        return words.many if words is not None else self.language.sentence("places")

    def name(self, finding: Finding) -> str:
        """The indicator's name; of a figure of two periods together also which."""
        name = self.language.of(self.indicator(finding).name)
        return self.language.sentence("name-together", name=name, period=self.period(finding)) if finding.years else name

    def period(self, finding: Finding) -> str:
        """When it is about: '2025', or '2024 en 2025 samen'."""
        if not finding.years:
            return finding.period
        return self.language.sentence("period-together", years=self.language.listing(finding.years))

    def subject(self, finding: Finding) -> str:
        """The indicator as a noun phrase: 'het aantal jeugdleden'."""
        return self.indicator(finding).phrases[self._code].subject

    def claim(self, finding: Finding) -> str:
        """What the figure says, to follow its number: 'jeugdleden', 'zeggen iets te hebben geleerd'."""
        return self.indicator(finding).phrases[self._code].claim

    def amount(self, finding: Finding, value: float) -> str:
        """A value of this finding as it is written wherever it stands: a percentage or a number, with the finding's decimals."""
        return written(self.language, self.indicator(finding), value, self.decimals(finding))

    def plain(self, finding: Finding, value: float) -> str:
        """A value of this finding before a claim that names its unit."""
        return plainly(self.language, self.indicator(finding), value, self.decimals(finding))

    def share(self, finding: Finding, value: float) -> str:
        """A share before or now, of a finding that is the difference between the two."""
        return self.language.percent(value, self.decimals(finding))

    def number_of(self, finding: Finding) -> str:
        """Of how many people or things the figure is; the sign for 'none' where that is not known to us."""
        estimate = finding.estimate
        if estimate is None or isinstance(self.indicator(finding).figure, Given):
            return self.language.sentence("table-none")
        return self.language.number(estimate.n)

    def value(self, finding: Finding) -> str:
        """The figure in short: `82%`, `18 van de 24`, `2,4 → 3,5`; or why there is none."""
        estimate = finding.estimate
        if estimate is None:
            return self.language.sentence(f"short-{finding.absent}")
        if finding.change is not None:
            return self._before_and_now(finding)
        if self.is_indicative(finding):
            return self.language.sentence("key-value-of", part=round(estimate.value * estimate.n), n=estimate.n)
        if self.is_of_few(finding):
            part, whole = self.part_of(finding)
            return self.language.sentence("key-value-of", part=part, n=whole)
        return self.amount(finding, estimate.value)

    def earlier(self, finding: Finding) -> str:
        """The figure of the period before in short, of a change the difference of then; '' where there is none."""
        before = finding.previous.estimate if finding.previous is not None else None
        if before is None:
            return ""
        if finding.change is not None:
            sign = "+" if before.value > 0 else ""
            return self.language.sentence("table-difference", value=f"{sign}{self.amount(finding, before.value)}")
        if isinstance(self.indicator(finding).figure, Ratio) and before.n < FEWEST_FOR_A_PERCENTAGE:
            return self.language.sentence("key-value-of", part=round(before.value * before.n), n=before.n)
        return self.amount(finding, before.value)

    def margin(self, finding: Finding) -> str:
        """The interval in short; of a change, the interval of the difference."""
        estimate = finding.estimate
        if estimate is None or estimate.lower is None or estimate.upper is None:
            return self.language.sentence("table-none")
        low, high = self._limits(finding, estimate)
        return self.language.sentence("table-to", low=low, high=high)

    def statement(self, finding: Finding) -> str:
        """What was found, in one sentence of the strength that the evidence allows; or why there is nothing to tell."""
        say = self.language.sentence
        if finding.estimate is None:
            return say(f"absent-{finding.absent}", subject=self.subject(finding), period=finding.period)
        if self.indicator(finding).figure.asked:
            return asked_sentence(self, finding)
        counted = counted_sentence(self, finding)
        if finding.providers is not None and finding.providers[0] < finding.providers[1]:
            return f"{counted} {say('only-of', reported=finding.providers[0], expected=finding.providers[1])}"
        return counted

    def answer(self, finding: Finding) -> str:
        """The statement in one sentence, for the opening of a report."""
        if finding.estimate is not None and self.indicator(finding).figure.asked:
            return asked_answer(self, finding)
        return self.statement(finding)

    def who_answered(self, finding: Finding) -> str:
        """How many people said it, out of whom; empty for what was counted."""
        source, response = self.source(finding), finding.response
        if source is None or source.asked is None or response is None or response.answered is None:
            return ""
        asked = self.language.of(source.asked)
        if response.invited is None:
            return self.language.sentence("who-answered", n=response.answered, period=finding.period, asked=asked)
        return self.language.sentence("who-answered-of", n=response.answered, invited=response.invited, period=finding.period, asked=asked)

    def no_opinion(self, finding: Finding) -> str:
        """How many people had no opinion; empty where none had, or where that may not be told."""
        response = finding.response
        return self.language.sentence("no-opinion", n=response.no_opinion) if response is not None and response.no_opinion else ""

    def movers(self, finding: Finding) -> str:
        """How many people went up, stayed and went down; empty where that may not be told."""
        if finding.change is None or finding.change.movers is None:
            return ""
        movers = finding.change.movers
        if isinstance(movers, ImprovedOrNot):
            people = self.people(finding)
            return self.language.sentence("movers-together", improved=movers.improved, others=movers.others, people=people)
        crossed = isinstance(self.indicator(finding).figure, ChangeOfShare)
        return self.language.sentence(
            "movers-of-share" if crossed else "movers",
            improved=movers.improved,
            same=movers.same,
            declined=movers.declined,
            people=self.people(finding),
        )

    def target(self, indicator: Indicator, goal: Goal) -> str:
        """The target as it was agreed: '75%', or '0,5 punt vooruitgang'."""
        assert goal.target is not None
        return aimed(self.language, indicator, goal.target)

    def against_target(self, finding: Finding, goal: Goal) -> str:
        """Whether the target was reached, or that we cannot say."""
        say, indicator = self.language.sentence, self.indicator(finding)
        if goal.target is None:
            return say("target-none", reason=self.language.of(goal.no_target_reason)) if goal.no_target_reason else ""
        named = {"target": self.target(indicator, goal), "by": goal.by}
        estimate, verdict = finding.estimate, goal.verdict
        if estimate is None:
            return say(f"target-{verdict}", **named)
        if verdict is Verdict.NO_TARGET:
            return ""
        if estimate.lower is None or estimate.upper is None:
            return say(f"target-{verdict}-counted", **named)
        if verdict is Verdict.CANNOT_SAY and (finding.years or not estimate.lower < goal.target < estimate.upper):
            # The margin itself would give a verdict; it is withheld for another reason, and that is the one to tell.
            return withheld(self, finding, named)
        low, high = self._limits(finding, estimate)
        if finding.change is None:
            return say(f"target-{verdict}-asked", low=low, high=high, **named)
        # The difference itself would be a third number beside the two it lies between: its margin is told.
        return say(f"target-{verdict}-change", low=low, high=high, **named)

    def against_previous(self, finding: Finding) -> str:
        """How it stands beside the period before, as surely as the difference allows; empty where there is no figure on either side."""
        say, verdict, previous = self.language.sentence, finding.previous_verdict, finding.previous
        if finding.estimate is None or verdict is Verdict.NO_EARLIER:
            return ""
        if verdict is Verdict.NOT_COMPARABLE:
            return self._broken(finding)
        if previous is None or previous.estimate is None:
            return say("previous-cannot-say", earlier=period_before(finding.period))
        named = {"earlier": previous.period, "value": self.earlier(finding), "people": self.people(finding)}
        if finding.estimate.lower is None:
            if verdict is Verdict.SAME and abs(finding.estimate.value - previous.estimate.value) > EQUAL:
                return say("previous-same-rounded", earlier=previous.period)
            return say(f"previous-{verdict}", **named)
        kind = "previous-change" if finding.change is not None else "previous"
        precision = finding.previous_precision
        if precision is Precision.NOT_ASKED:
            return say("previous-cannot-say", earlier=previous.period)
        if precision not in (Precision.CLEAR, Precision.SOME):
            return say(f"{kind}-{precision}", **named)
        # By the verdict and not by the figures: those may be rounded alike.
        good_is_down = self.indicator(finding).direction == "down"
        higher = verdict is Verdict.HIGHER or verdict is (Verdict.WORSE if good_is_down else Verdict.BETTER)
        return say(f"{kind}-{precision}-{'up' if higher else 'down'}", **named)

    def caveats(self, finding: Finding, *, compared: bool = True) -> list[str]:
        """What must stand beside the claim: the design's own caveat, then one for each flag; `compared`: with the year before."""
        return caveats_of(self, finding, compared=compared)

    def verdict_of(self, finding: Finding, goal: Goal) -> Verdict:
        """The verdict on one goal of a finding."""
        return Verdict.NO_TARGET if goal.target is None and finding.estimate is not None else goal.verdict

    def verdict_text(self, verdict: Verdict | str) -> str:
        """A verdict in a few words."""
        return self.language.sentence(f"verdict-{verdict}") if verdict else ""

    def is_indicative(self, finding: Finding) -> bool:
        """Whether so few answered that a share is told as people of people."""
        figure = self.indicator(finding).figure
        few = finding.estimate is not None and finding.estimate.n < INDICATIVE_BELOW
        return few and isinstance(figure, Share | Improved | ChangeOfShare)

    def is_of_few(self, finding: Finding) -> bool:
        """Whether a part of a whole was counted of so few that a percentage would say less than how many they are."""
        return isinstance(self.indicator(finding).figure, Ratio) and self.part_of(finding)[1] < FEWEST_FOR_A_PERCENTAGE

    def part_of(self, finding: Finding) -> tuple[int, int]:
        """How many of how many a counted part is."""
        assert finding.estimate is not None
        whole = finding.population or finding.estimate.n
        return round(finding.estimate.value * whole), whole

    def _before_and_now(self, finding: Finding) -> str:
        """The two figures that a change lies between: '2,4 → 3,5', '12 → 18 van de 24'."""
        assert finding.change is not None
        before, now, n = finding.change.before.value, finding.change.now.value, finding.change.now.n
        if not isinstance(self.indicator(finding).figure, ChangeOfShare):
            decimals = self.indicator(finding).decimals
            then, after = self.language.number(before, decimals), self.language.number(now, decimals)
        elif self.is_indicative(finding):
            then = self.language.number(round(before * n))
            after = self.language.sentence("key-value-of", part=round(now * n), n=n)
        else:
            then, after = self.share(finding, before), self.share(finding, now)
        return f"{then}\N{NO-BREAK SPACE}→\N{NO-BREAK SPACE}{after}"

    def _broken(self, finding: Finding) -> str:
        """That a break in the series lies between this period and the one before, and which."""
        earlier = period_before(finding.period)
        found = self.indicator(finding).break_between(earlier, finding.period)
        if found is None:
            return self.language.sentence("previous-cannot-say", earlier=earlier)
        return self.language.sentence("previous-not-comparable", earlier=earlier, why=self.language.of(found.why).rstrip("."))

    def _limits(self, finding: Finding, estimate: Estimate) -> tuple[str, str]:
        assert estimate.lower is not None
        assert estimate.upper is not None
        if finding.change is None:
            return self.amount(finding, estimate.lower), self.amount(finding, estimate.upper)
        # '+5 tot +19 procentpunt': the unit of both stands once.
        low, high = self.plain(finding, estimate.lower), self.amount(finding, estimate.upper)
        return (f"+{low}" if estimate.lower > 0 else low), (f"+{high}" if estimate.upper > 0 else high)

    def decimals(self, finding: Finding) -> int:
        """The decimals of a finding: as many as its base bears, and more where rounding would belie the verdict on its target."""
        indicator, estimate = self.indicator(finding), finding.estimate
        usual = shown_decimals(indicator, finding.population or (estimate.n if estimate else 0))
        if estimate is not None:
            usual = legible(indicator, estimate.value, usual)
        missed = [
            goal.target
            for goal in finding.goals
            if goal.target is not None and goal.verdict in (Verdict.NOT_YET, Verdict.NOT_MET, Verdict.CANNOT_SAY)
        ]
        if estimate is None or not missed:
            return usual
        edges = [estimate.value] if estimate.lower is None else [estimate.lower, estimate.upper or 0.0]
        aims = {exactly(self.language, indicator, target) for target in missed}
        enough = range(usual, usual + MORE_DECIMALS + 1)
        told = (each for each in enough if not aims & {written(self.language, indicator, edge, each) for edge in edges})
        return next(told, usual + MORE_DECIMALS)

    @property
    def _code(self) -> LanguageCode:
        return "en" if self.language.code == "en" else "nl"
