"""A text as a reader sees it, for rules to look at: no invisible signs, no accents, no look-alikes; every sign knows where it came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LOOKALIKES = str.maketrans(
    "авекмнорстухіјѕԁԛԝАВЕКМНОРСТУХІЈЅαεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "abekmhopctyxijsdqwABEKMHOPCTYXIJSaeikvoptuxABEZHIKMNOPTYX",
)
"""Cyrillic and Greek letters that look like Latin ones."""

SIGNS = {**dict.fromkeys("’‘‛´`ʼ＇", "'"), **dict.fromkeys("“”„«»＂", '"'), **dict.fromkeys("‐‑‒–—―−﹣－", "-"), "。": ".", "․": "."}
"""Signs that people type in several forms, each in its plain form."""

BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Signs that show nothing although Unicode does not call them invisible."""

JOINERS = frozenset("\u200d\ufe0f\ufe0e")
"""What holds the parts of one emoji together."""

WORD = re.compile(r"[^\W\d_]+")
ENTITY = re.compile(r"&(?:#\w{1,6}|[a-zA-Z]{2,20});|%[0-9A-Fa-f]{2}")
SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_][\s_*·-]+){3,}[^\W\d_](?![^\W_])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A text in its plain form; `places[i]` is where sign `i` of it stands in the text as it was written."""

    text: str
    places: tuple[int, ...]
    hidden: tuple[tuple[int, int], ...]
    """Where the text was written so that a rule would not see it: from and to, in the text as it was written."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """From and to in the text as it was written, of a part of the plain form."""
        return self.places[start], self.places[end - 1] + 1


def folded(text: str) -> Folded:
    r"""The plain form of a text.

    Parameters
    ----------
    text : str
        As somebody wrote it.

    Returns
    -------
    Folded
        Without accents and invisible signs; digits and letters of other forms (full-width, mathematical, look-alikes inside a Latin word)
        as the plain ones.

    Examples
    --------
    >>> folded("Fa\u200btima belt \uff10\uff16").text
    'Fatima belt 06'
    """
    hidden: list[tuple[int, int]] = []
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(_latin(text, hidden)):
        if _is_invisible(sign):
            if not _is_needed(text, place):
                hidden.append((place, place + 1))
            continue
        for each in _plain(sign):
            signs.append(each)
            places.append(place)
    plain = "".join(signs)
    result = Folded(text=plain, places=tuple(places), hidden=())
    for pattern in (ENTITY, SPACED):
        hidden += [result.span(*found.span()) for found in pattern.finditer(plain)]
    return Folded(text=plain, places=tuple(places), hidden=tuple(sorted(hidden)))


def _latin(text: str, hidden: list[tuple[int, int]]) -> str:
    """The text with the look-alikes in a Latin word as Latin letters; where that was needed is added to `hidden`."""
    parts = list(text)
    for found in WORD.finditer(text):
        word = found[0]
        turned = word.translate(LOOKALIKES)
        if turned != word and any(_is_latin(each) for each in word):
            parts[found.start() : found.end()] = turned
            hidden.append(found.span())
    return "".join(parts)


def _is_latin(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith("LATIN")


def _is_invisible(sign: str) -> bool:
    return sign in BLANK or sign in JOINERS or (unicodedata.category(sign) in {"Cf", "Cc"} and sign not in "\n\r\t")


def _is_needed(text: str, place: int) -> bool:
    """Whether other scripts or an emoji need this invisible sign: what stands around it is neither a Latin letter nor a digit."""
    if text[place] in JOINERS and place > 0 and unicodedata.category(text[place - 1]) in {"So", "Sk", "Mn"}:
        return True
    around = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
    return bool(around) and not any(each.isascii() or _is_latin(each) or each.isdecimal() for each in around)


def _plain(sign: str) -> Iterator[str]:
    if sign in SIGNS:
        yield SIGNS[sign]
        return
    number = unicodedata.decimal(sign, None)
    if number is not None:
        yield str(number)
        return
    for each in unicodedata.normalize("NFKD", sign):
        if unicodedata.category(each) != "Mn":
            yield SIGNS.get(each, each)
