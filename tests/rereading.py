"""An independent reader: every number of a document is found again in the release, with its unit, its role and its direction.

It knows nothing of how reports are written. It reads the text as a reader does, one paragraph or row at a time, and asks of which
finding all the numbers in it can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cached_property
from typing import Any

from bs4 import BeautifulSoup, Tag
from pydantic import BaseModel

from impactlib.disclosure.release import Release
from impactlib.indicators.figure import ChangeOfMean, ChangeOfShare, Count, Mean, NetShare, Rate
from impactlib.indicators.finding import Finding

NUMBER = re.compile(
    r"(?<![\w.,/])(?P<sign>[+−-]?)(?P<euro>€\s?)?(?P<digits>\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    r"(?P<unit>\s?%|\s?procentpunt\w*|\s?percentage points?|\s?procent\b|\s?per cent\b)?(?![\w/]|[.,]\d)"
)
MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
RULES = re.compile(
    r"\(95%\)|\b95 \((?:en|and) 99[.,]8\) (?:procent|per ?cent)|\b95 (?:procent|per ?cent)|\bCC BY \d\.\d\b"
    r"|\b95% (?:zekerheid|confidence)|(?:minder dan|less than) (?:40%|1%)|(?:minder dan|fewer than) 5 (?:gemeenten|municipalities)"
    r"|(?:meer dan|more than) 99%|\bper 1[.,]?000\b",
    re.IGNORECASE,
)
"""The thresholds that the methods name, each in its own words: the margin's confidence, a low response, the fewest to compare with."""

CHANCE_WORDS = ("90%", "66%", "33%", "10%")
"""The chances that words stand for: the sentence that explains them names all of them."""

N = r"[+−-]?(?:€\s?)?\d[\d.,]*\d|\d"
V = rf"(?P<{{}}>(?:{N})(?:\s?%|\s?procentpunt|\s?percentage points?)?)"


def _role(pattern: str) -> re.Pattern[str]:
    """A pattern in which <now> stands for a number of that role."""
    return re.compile(re.sub(r"<(\w+)>", lambda found: V.format(found[1]), pattern), re.IGNORECASE)


ROLES = tuple(
    map(
        _role,
        (
            r"(?:doel van|goal of) <target>",
            r"(?:doel (?:voor \d{4} )?is|goal (?:for \d{4} )?is) <target>",
            r"gemiddeld <now> tegen <before>",
            r"<now> on average against <before>",
            r"<before>\s→\s<now>",
            r"was vóór [^.\d]*? <before> en is nu <now>",
            r"was <before> before [^.\d]*? and is <now> now",
            r"dan (?:vóór [^.\d(]*?|ervoor) \(<before>\)",
            r"than before[^.\d(]*? \(<before>\)",
            r"(?:marge|margin)[^.\d]*? (?:van|from) <low> (?:tot|to) <high>",
            r"(?:waarschijnlijk tussen|probably between) <low> (?:en|and) <high>",
            r"(?:marge|margin) \(<confidence>\)",
            r"^[^|]+\| <target> in \d{4} \|",
            r"dan in \d{4} \(<earlier>\)",
            r"than in \d{4} \(<earlier>\)",
        ),
    )
)
UP, DOWN = "meer|hoger|groter|more|higher|larger", "minder|lager|kleiner|less|lower|smaller|fewer"
WAYS = {
    "earlier": re.compile(rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN})) (?:dan|than) in \d{{4}}", re.IGNORECASE),
    "change": re.compile(rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN}))(?: in| on [^.(]*?)? (?:dan (?:vóór|ervoor)|than before)", re.IGNORECASE),
    "trend": re.compile(r"\b(?:(?P<up>steeg|rose)|(?P<down>daalde|fell))\b", re.IGNORECASE),
    "others": re.compile(
        r"(?:(?P<up>boven|above)|(?P<down>onder|below)) (?:de grenzen|the limits)"
        r"|(?:(?:ligt|lies|is) (?:(?P<up2>hoger|higher)|(?P<down2>lager|lower)) (?:dan|than) (?!in))",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True, slots=True)
class Read:
    """A number as it is read: its value, half a unit of its last decimal, and its unit."""

    text: str
    value: float
    half: float
    unit: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A passage with a number that nothing in the release accounts for."""

    passage: str
    numbers: tuple[str, ...]


def read_numbers(text: str, language: str) -> Iterator[Read]:
    """The numbers of a text, as a reader of this language reads them."""
    comma, group = (",", ".") if language == "nl" else (".", ",")
    for found in NUMBER.finditer(text):
        digits = found["digits"].replace(group, "") if _grouped(found["digits"], group) else found["digits"]
        if group in digits or re.match(r"0\d", digits):  # a decimal mark of the other language is no number of this one
            yield Read(found[0].strip(), float("nan"), 0.0, "unreadable")
            continue
        decimals = len(digits.partition(comma)[2])
        value = float(digits.replace(comma, ".")) * (-1 if found["sign"] in ("-", "−") and found["sign"] else 1)
        unit = (found["unit"] or "").strip()
        kind = "percent" if unit in ("%", "procent", "per cent") else "points" if unit else "euro" if found["euro"] else "number"
        yield Read(found[0].strip(), value, 0.5 * 10.0**-decimals, kind)


def _grouped(digits: str, group: str) -> bool:
    return all(len(part.split("." if group == "," else ",")[0]) == 3 for part in digits.split(group)[1:])


@dataclass(frozen=True)
class Rereader:
    """Reads the documents about one area in one language, beside its release."""

    release: Release
    language: str

    @cached_property
    def told(self) -> dict[str, dict[str, set[tuple[str, float]]]]:
        """Of each finding what may be said, by role."""
        return {name: self._of(each) for name, each in self.findings.items()}

    @cached_property
    def findings(self) -> dict[str, Finding]:
        """The findings by id."""
        return {each.id: each for each in (*self.release.findings, *self.release.wider)}

    @cached_property
    def years(self) -> set[float]:
        """Every year that the release names."""
        named = [self.release.manifest.period, self.release.manifest.report_date]
        texts = (*named, *(text for each in self.findings.values() for text in strings(each)), *self.texts)
        return {float(year) for text in texts for year in re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", text)}

    @cached_property
    def texts(self) -> list[str]:
        """The words of others in which a number stands: names, definitions, what was agreed, stories, files."""
        found = set(strings(self.release.area)) | set(strings(self.release.manifest))
        for indicator in self.release.indicators.values():
            found |= set(strings(indicator))
        found |= {agreed.strip(".") for agreed in found}
        for day in [text for text in found if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text)]:
            year, month, number = (int(part) for part in day.split("-"))
            found |= {f"{number} {MONTHS[month - 1 + shift]} {year}" for shift in (0, 12)}
        return sorted((text for text in found if re.search(r"\d", text) and re.search(r"[^\W\d_]{2}", text)), key=len, reverse=True)

    @cached_property
    def general(self) -> set[tuple[str, float]]:
        """What may stand where no figure stands: how many goals and promised figures there are, and how many people live here."""
        goals = [goal for each in self.release.findings for goal in each.goals]
        accounts, privacy = self.release.area.accounts, self.release.manifest.privacy
        verdicts = {str(goal.verdict) for goal in goals}
        counts = [len(goals), len(accounts), *(sum(str(goal.verdict) == verdict for goal in goals) for verdict in verdicts)]
        counts += [sum(str(each.delivery) == way for each in accounts) for way in {str(each.delivery) for each in accounts}]
        counts += [sum(goal.target is None for goal in goals), privacy.minimum_group, privacy.minimum_answers]
        counts += [self.release.area.population or 0, *self._compared, *self._chain]
        agreement = self.release.area.agreement
        costs = [each.cost for each in agreement.services if each.cost is not None] if agreement else []
        return {("number", float(count)) for count in counts} | {("cost", cost) for cost in costs}

    @property
    def _compared(self) -> list[int]:
        """How many figures there are of this year and the one before, and how many of them went a way or did not."""
        both = [
            each for each in self.release.findings if each.estimate is not None and each.previous is not None and each.previous.estimate
        ]
        ways = [str(each.previous_verdict) for each in both]
        moved = [way for way in ways if way in ("better", "worse", "higher", "lower")]
        return [len(both), len(moved), len(both) - len(moved), *(ways.count(way) for way in set(ways))]

    @property
    def _chain(self) -> list[int]:
        """How many changes and links the agreed chain has."""
        agreement = self.release.area.agreement
        changes = agreement.impact.changes if agreement else []
        return [len(changes), sum(len(each.leads_to) for each in changes)]

    def faults(self, passages: Iterable[str]) -> list[Fault]:
        """The passages in which a number is of nothing, or of something else than is said."""
        return [fault for passage in passages if (fault := self._fault(passage)) is not None]

    def _fault(self, passage: str) -> Fault | None:
        if not re.search(r"\d", passage):
            return None
        clean = self._without_words(passage)
        if self._explained(clean):
            return None
        # A passage about several findings is told sentence by sentence, and a list item by item.
        parts = re.split(r"(?<=[.;])\s+", clean)
        wrong = [part for part in parts if not self._explained(part)]
        return Fault(passage, tuple(read.text for part in wrong for read in read_numbers(part, self.language))) if wrong else None

    def _explained(self, text: str) -> bool:
        numbers = [each for each in read_numbers(text, self.language) if not (each.value in self.years and each.unit == "number")]
        rest = [each for each in numbers if not _among(each, self.general)]
        directed = any(way.search(text) for way in WAYS.values())
        if not rest and not directed:
            return True
        if not rest and not numbers:
            return True  # a direction without a number: which figure it is of stands elsewhere
        return any(self._explains(name, numbers, text) for name in self.told)

    def _explains(self, name: str, numbers: list[Read], text: str) -> bool:
        roles = self.told[name]
        everything: set[tuple[str, float]] = set().union(*roles.values())
        if not all(_among(each, everything) for each in numbers):
            return False
        for pattern in ROLES:
            for found in pattern.finditer(text):
                for role, said in found.groupdict().items():
                    reads = list(read_numbers(said, self.language))
                    known = roles.get(role, set())
                    if not known or not all(_among(each, known, loosely=role in ("low", "high")) for each in reads):
                        return False
        return all(self._goes(name, way, text) for way in WAYS)

    def _goes(self, name: str, way: str, text: str) -> bool:
        finding = self.findings[name]
        for found in WAYS[way].finditer(text):
            groups = found.groupdict()
            up = any(value for key, value in groups.items() if key.startswith("up"))
            estimate, sign = finding.estimate, None
            if estimate is None:
                return False
            if way == "earlier" and finding.previous is not None and finding.previous.estimate is not None:
                sign = estimate.value - finding.previous.estimate.value
            elif way == "change" and finding.change is not None:
                sign = finding.change.difference.value
            elif way == "trend" and finding.trend is not None and finding.trend.yearly is not None:
                sign = finding.trend.yearly.value
            elif way == "others" and finding.comparison is not None:
                sign = estimate.value - finding.comparison.benchmark
            if sign is None or (sign > 0) is not up:
                return False
        return True

    def _without_words(self, passage: str) -> str:
        text = re.sub(r"\s+", " ", passage)
        for said in self.texts:
            if said.casefold() in text.casefold():
                text = re.sub(re.escape(said), " ", text, flags=re.IGNORECASE)
        text = re.sub(r"\b[0-9a-f]{12}\b|\b\w+[\w/-]*\.(?:csv|xlsx|yml|ipynb|json)\b|\b\d+\.\d+\.\d+\b", " ", text)
        if all(chance in text for chance in CHANCE_WORDS):
            text = re.sub("|".join(CHANCE_WORDS), " ", text)
        return RULES.sub(" ", text)

    def _of(self, finding: Finding) -> dict[str, set[tuple[str, float]]]:  # noqa: PLR0912
        figure, estimate = self.release.indicators[finding.indicator].figure, finding.estimate
        unit, times = "number", 1.0
        if isinstance(figure, ChangeOfShare | NetShare):
            unit, times = ("points" if isinstance(figure, ChangeOfShare) else "number"), 100.0
        elif figure.scale == "share" or self.release.indicators[finding.indicator].unit == "percent":
            unit, times = "percent", 100.0 if figure.scale == "share" else 1.0
        told: dict[str, set[tuple[str, float]]] = {}

        def say(role: str, value: float | None, kind: str = unit, by: float = times) -> None:
            if value is not None:
                told.setdefault(role, set()).add((kind, value * by))
                if kind == "points":
                    told[role].add(("number", value * by))  # of 'from 3 to 6 points' the unit stands once

        for goal in finding.goals:
            say("target", goal.target)
            say("chance", goal.chance, "percent", 100.0)
            say("baseline", goal.baseline)
        if estimate is None:
            return told  # of what may not be told nothing may stand but what was agreed
        say("value", estimate.value)
        say("low", estimate.lower)
        say("high", estimate.upper)
        if finding.previous is not None and finding.previous.estimate is not None:
            say("earlier", finding.previous.estimate.value)
        for point in finding.series:
            if point.estimate is not None:
                say("series", point.estimate.value)
        if finding.change is not None:
            kind, by = ("percent", 100.0) if isinstance(figure, ChangeOfShare) else ("number", 1.0)
            for role, side in (("before", finding.change.before), ("now", finding.change.now)):
                for value, part in ((side.value, role), (side.lower, "low"), (side.upper, "high")):
                    say(part, value, kind, by)
                say(role, round(side.value * side.n), "number", 1.0)
        if finding.trend is not None and finding.trend.yearly is not None:
            grows = isinstance(figure, Count | Rate)
            kind, by = ("percent", 100.0) if grows else ("number", 1.0) if isinstance(figure, Mean | ChangeOfMean) else ("points", 100.0)
            yearly = finding.trend.yearly
            for role, step in (("yearly", yearly.value), ("low", yearly.lower), ("high", yearly.upper)):
                say(role, abs(step) if step is not None else None, kind, by)
                say(role, step, kind, by)
        if finding.comparison is not None:
            say("others", finding.comparison.benchmark)
            say("others", float(len(finding.peers)), "number", 1.0)
            for limit in finding.comparison.near:
                # What cannot be (under 0, over all of them) is told as the end of what can.
                say("limits", max(0.0, min(limit, 1.0)) if figure.scale == "share" else max(0.0, limit))
        self._people(finding, say)
        return told

    def _people(self, finding: Finding, say: Any) -> None:
        estimate = finding.estimate
        assert estimate is not None
        whole = finding.population or estimate.n
        counts: list[float | None] = [estimate.n, whole, round(estimate.value * whole) if 0 <= estimate.value <= 1 else None]
        counts += [round(estimate.value * estimate.n) if 0 <= estimate.value <= 1 else None, estimate.clusters, estimate.effective]
        counts += [*(finding.scale or ()), *(finding.providers or ()), *(bar.n for bar in finding.distribution)]
        if finding.change is not None and finding.change.movers is not None:
            counts += [getattr(finding.change.movers, each.name) for each in fields(finding.change.movers)]
        if finding.response is not None:
            counts += [getattr(finding.response, each.name) for each in fields(finding.response)]
        if estimate.design_effect:
            counts.append(round(estimate.n / estimate.design_effect))
        for count in counts:
            say("people", count, "number", 1.0)
        # The ends of the axis of a share.
        for end in (0.0, 100.0):
            say("axis", end, "number", 1.0)
            say("axis", end, "percent", 1.0)


def _among(read: Read, known: Iterable[tuple[str, float]], *, loosely: bool = False) -> bool:
    kinds = {read.unit} | ({"points", "number", "percent"} if loosely and read.unit == "number" else set())
    kinds |= {"number", "cost"} if read.unit == "euro" else set()
    room = read.half * (1 + 1e-6) + 1e-9
    return any(kind in kinds and abs(read.value - value) <= room for kind, value in known)


def strings(content: object) -> Iterator[str]:
    """Every text in a part of a release."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, date):
        yield content.isoformat()
    elif isinstance(content, BaseModel):
        for name in type(content).model_fields:
            yield from strings(getattr(content, name))
    elif is_dataclass(content) and not isinstance(content, type):
        for field in fields(content):
            yield from strings(getattr(content, field.name))
    elif isinstance(content, dict):
        for key, value in content.items():
            yield from strings(key)
            yield from strings(value)
    elif isinstance(content, list | tuple | set | frozenset):
        for each in content:
            yield from strings(each)


def passages_of_html(page: str) -> list[str]:
    """What a reader of the page reads or hears: paragraphs, items, captions, table rows, and alternative texts."""
    soup = BeautifulSoup(page, "html.parser")
    for gone in soup.find_all(["script", "style", "title", "svg"]):
        gone.decompose()
    found = [_text(row) for row in soup.find_all("tr")]
    for table in soup.find_all("tbody"):
        table.decompose()
    found += [str(tag["aria-label"]) for tag in soup.find_all(attrs={"aria-label": True})]
    found += [str(tag["alt"]) for tag in soup.find_all(attrs={"alt": True})]
    names = ["p", "li", "figcaption", "caption", "h1", "h2", "h3", "dt", "dd", "blockquote"]
    found += [_text(tag) for tag in soup.find_all(names) if not tag.find(names)]
    return [text for text in found if text]


def _text(tag: Tag) -> str:
    return " | ".join(tag.stripped_strings) if tag.name == "tr" else " ".join(" ".join(tag.stripped_strings).split())
