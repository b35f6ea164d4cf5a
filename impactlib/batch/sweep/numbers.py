"""The numbers in a text, as Dutch and English readers read them, and whether a known figure accounts for one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december "
    "january february march may june july august october jan feb mrt mar apr jun jul aug sep sept okt oct nov dec"
).replace(" ", "|")

WORDS = {
    word: value
    for words in ("twee drie vier vijf zes zeven acht negen tien elf twaalf", "two three four five six seven eight nine ten eleven twelve")
    for value, word in enumerate(words.split(), start=2)
}
"""Numbers in words. 'Een' and 'one' are articles and pronouns as well, and left out."""

TIMES = re.compile(
    rf"\b\d{{4}}-\d{{2}}-\d{{2}}(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|\b\d{{8}}T\d{{6}}Z?|\b\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:19|20)\d{{2}}\b"
    rf"|\b\d{{1,2}}\.?\s+(?:{MONTHS})\b\.?(?:\s+\d{{4}})?|\b(?:{MONTHS})\b\.?\s+\d{{1,2}},?\s+\d{{4}}|\b\d{{1,2}}:\d{{2}}(?::\d{{2}})?\b"
    rf"|\bCC BY(?:-[A-Z]{{2}})* \d\.\d\b"
    rf"|\bD:\d{{14}}\S*|(?<![\d.,])(?:19|20)\d{{2}}(?:[-–/](?:19|20)?\d{{2}})?(?![\d.,]*\d)(?!\s?%)|\b\d+(?:\.\d+){{2,}}\b(?<!\.\d\d\d)",
    re.IGNORECASE,
)
"""Days, years, times of day and versions: no figures."""

NUMBER = re.compile(
    r"(?<![\w.,])(?<![A-Za-z]-)[+\-−–]?(?P<digits>\d{1,3}(?:[.,\u00a0\u202f'’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?(?:e[+-]?\d+)?)"
    r"(?P<percent>[\s\u00a0\u202f]?(?:%|‰|procent\b|percent\b|per cent\b))?(?!\w|[.,]\d)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_TEN = re.compile(r"\bten (?=minste|hoogste|opzichte|eerste|tweede|derde|slotte|behoeve|gunste|laste|aanzien)", re.IGNORECASE)
"""The Dutch 'ten', which is no number."""

_DIGIT = re.compile(r"\d")

SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written, what it may mean (values with half a unit of their last decimal), and whether it is a percentage."""

    text: str
    readings: tuple[tuple[float, float], ...]
    percent: bool = False


def numbers(text: str, *, words: bool = False) -> Iterator[Number]:
    """The numbers in a text, without days, years, times, versions, and digits that are part of a name; with `words` also two to twelve.

    Examples
    --------
    >>> [each.readings for each in numbers("In 2025: 71,4% van 1.234")]
    [((71.4, 0.05),), ((1234.0, 0.5), (1.234, 0.0005))]
    """
    if _DIGIT.search(text):
        for found in NUMBER.finditer(TIMES.sub(" ", text)):
            yield Number(found[0].strip(), tuple(_readings(found["digits"])), bool(found["percent"]))
    if words:
        for found in _WORD.finditer(_TEN.sub(" ", text)):
            if (value := WORDS.get(found[0].casefold())) is not None:
                yield Number(found[0], ((float(value), 0.5),))


def _readings(digits: str) -> Iterator[tuple[float, float]]:
    plain = re.sub(r"[\u00a0\u202f'’]", "", digits)
    if "e" in plain.casefold():
        yield float(plain.replace(",", ".")), 0.0
        return
    marks = [sign for sign in plain if sign in ".,"]
    last = max(plain.rfind("."), plain.rfind(","))
    decimals = len(plain) - last - 1 if marks else 0
    grouped = bool(marks) and all(len(part) == 3 for part in re.split("[.,]", plain)[1:]) and plain[0] != "0"
    if not marks or (grouped and (len(set(marks)) == 1)):
        yield float(re.sub("[.,]", "", plain)), 0.5
    if len(marks) == 1 or len(set(marks)) == 2:
        whole, part = re.sub("[.,]", "", plain[:last]), plain[last + 1 :]
        yield float(f"{whole or 0}.{part}"), 0.5 * 10.0**-decimals


def accounts(number: Number, figures: Iterable[float]) -> bool:
    """Whether one of the figures, rounded as the number is, is the number: as it stands, or as a percentage of it."""
    return any(_is(number, figure) for figure in figures)


def _is(number: Number, figure: float) -> bool:
    figure = abs(figure)
    for value, half in number.readings:
        room = half * (1 + 1e-6) + SLACK
        if abs(value - figure) <= room or ((figure <= 1 + SLACK or number.percent) and abs(value - 100 * figure) <= room):
            return True
    return False


def leaves(content: object) -> Iterator[float]:
    """Every number in plain data."""
    if isinstance(content, bool) or content is None:
        return
    if isinstance(content, int | float):
        yield float(content)
    elif isinstance(content, dict):
        for each in content.values():
            yield from leaves(each)
    elif isinstance(content, list | tuple):
        for each in content:
            yield from leaves(each)


def in_texts(texts: Iterable[str]) -> frozenset[float]:
    """Every value that a number in these texts may mean, as fractions where they are percentages."""
    found: set[float] = set()
    for text in texts:
        for number in numbers(text, words=True):
            found.update(value / 100 if number.percent else value for value, _ in number.readings)
    return frozenset(found)


def is_sharp(text: str) -> bool:
    """Whether a number has so many figures that only one thing can have it: six or more, not all of them noughts."""
    digits = re.sub(r"\D", "", text).strip("0")
    return len(digits) >= SHARP


SHARP = 6
"""So many figures that matter are no accident."""

Figures = Sequence[float]
