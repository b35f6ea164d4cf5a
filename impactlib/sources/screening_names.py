"""Rules for names: what is known by name here, what has a capital inside a sentence, and what follows a title or 'my name is'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from impactlib.sources.folding import folded
from impactlib.sources.screening_words import (
    ABBREVIATIONS,
    BEFORE_A_PLACE,
    FIRST_NAMES,
    FOLLOWING,
    HOMOGRAPHS,
    INSERTED,
    ORDINARY,
    ORGANISATIONS,
    STARTERS,
    TITLES,
)

Hit = tuple[str, str, int, int]
"""The kind of a mark, the rule, and from and to in the plain text."""

TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
INITIALS = re.compile(r"\b(?:[A-Z]\.\s?)+(?:(?:van|de|der|den|ten|ter|te|el|la|von|'t)\s+){0,3}[A-Z][^\W\d_]+|(?<![\w.])[A-HJ-Z]\.(?=\s|$)")
CALLED = re.compile(
    r"\b(?:naam is|heet|heette|genaamd|noemen (?:mij|me|hem|haar)|name is|named|(?:i am|i'm|is|they) call(?:ed)?(?: me| him| her)?)"
    r"\s+([^\W\d_]+)",
    re.IGNORECASE,
)
LOWER_SCHOOL = re.compile(r"\b(?:obs|rkbs|pcbs|ikc|basisschool|kindcentrum)\s+(?:de|het|'t)\s+[^\W\d_]+", re.IGNORECASE)
SUFFIXES = "(?:'?s|se|er|ers)?"
"""What Dutch adds to the name of a place: Apeldoorns, Apeldoornse, Apeldoorner."""

LONG_ENOUGH = 5
"""From so many letters on, a name of a place is also looked for with an ending."""

PAST = ("te", "de", "ten", "den", "ed")
"""How a word ends that says what somebody did: 'meneer lachte' names nobody."""


OF_ONE = frozenset({"heeft", "hielp", "zei", "ligt", "kreeg", "gaf", "kwam"})
"""What one person or place does, and several do not: a word in -en before it is no plural."""


RELATED = frozenset({"mijn", "my", "onze", "our", "haar", "zijn", "die", "who", "een", "a"})
"""What follows a name and a comma: 'Annelies, mijn begeleider'."""

WITH_OTHERS = frozenset(
    {("en", "ik"), ("and", "i"), ("en", "mijn"), ("and", "my"), ("en", "de", "anderen"), ("and", "the", "others")},
)
"""What follows a name: 'Annelies en ik'."""

OF_THE_LIBRARY = frozenset(
    {("van", "de", "bibliotheek"), ("van", "de", "cursus"), ("from", "the", "library"), ("from", "the", "course")},
)
"""What follows a name: 'Annelies van de bibliotheek'."""

TO_ME = frozenset({"mij", "me", "ons", "us", "hem", "him"})
"""What stands after what somebody does: 'Annelies haalt mij op'."""

OF_WORDS = ("ing", "heid", "tie", "schap", "ers", "ness", "tion", "ment", "jes")
"""How a word ends that is no name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word of a plain text, and whether it begins a sentence."""

    text: str
    start: int
    end: int
    begins: bool

    @property
    def low(self) -> str:
        """The word in small letters."""
        return self.text.casefold()


@lru_cache(maxsize=8)
def known_places(names: frozenset[str]) -> re.Pattern[str] | None:
    """A pattern that finds every known name; None where none is known. 'Bergen (L.)' is known as 'Bergen'."""
    plain = {folded(re.sub(r"\s*\(.*?\)", "", name)).text.strip() for name in names}
    kept = sorted((name for name in plain if len(name) > 1 and name.casefold() not in ORDINARY), key=lambda name: (-len(name), name))
    if not kept:
        return None
    parts = [re.sub(r"\\?\s+", r"\\s+", re.escape(name)) + (SUFFIXES if len(name) >= LONG_ENOUGH else "") for name in kept]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(parts)})(?![^\W_])", re.IGNORECASE)


def names_in(text: str, known: re.Pattern[str] | None) -> Iterator[Hit]:
    """What of a plain text names a person, a place or an organisation; hits may lie within each other."""
    if known is not None:
        for found in known.finditer(text):
            if any(each.isupper() for each in found[0]) or found[0].casefold() not in HOMOGRAPHS:
                yield "place", "name that is known here", found.start(), found.end()
    for pattern, kind, rule in ((INITIALS, "name", "initials"), (LOWER_SCHOOL, "organisation", "school")):
        for found in pattern.finditer(text):
            yield kind, rule, found.start(), found.end()
    for found in CALLED.finditer(text):
        if found[1].casefold() not in STARTERS | FOLLOWING:
            yield "name", "what somebody is called", found.start(1), found.end(1)
    tokens = _tokens(text)
    yield from _after_titles(tokens)
    for token in tokens:
        if _is_first_name(token.low):
            yield "name", "first name", token.start, token.end
    yield from _capitals(text, tokens)


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    end = 0
    for match in TOKEN.finditer(text):
        gap = text[end : match.start()]
        begins = not found or _is_break(gap, found[-1]) or (found[-1].begins and found[-1].low in {"s", "t", "n", "k"})
        found.append(Token(text=match[0], start=match.start(), end=match.end(), begins=begins))
        end = match.end()
    return found


def _is_break(gap: str, before: Token) -> bool:
    if any(sign in gap for sign in "!?"):
        return True
    if "." in gap:
        return ".." in gap or not (before.low in ABBREVIATIONS or (len(before.text) == 1 and before.low not in {"i", "u"}))
    return bool(re.search(r"[:,]\s*[\"']", gap))


def _after_titles(tokens: list[Token]) -> Iterator[Hit]:
    for place, token in enumerate(tokens[:-1]):
        if token.low not in TITLES:
            continue
        after = place + 1
        while after < len(tokens) - 1 and tokens[after].low in INSERTED and _is_name_like(tokens[after + 1]):
            after += 1
        if _is_name_like(tokens[after]):
            yield "name", "after a title", tokens[place + 1].start, tokens[after].end


def _is_name_like(token: Token) -> bool:
    if token.begins or len(token.text) == 1:
        return False
    return token.text[0].isupper() or not (
        token.low in STARTERS or token.low in FOLLOWING or token.low in INSERTED or token.low in ORDINARY or token.low.endswith(PAST)
    )


def _is_first_name(word: str) -> bool:
    stem = word.partition("'")[0]
    return stem in FIRST_NAMES or any(part in FIRST_NAMES for part in stem.split("-"))


def _has_capital(token: Token) -> bool:
    """A part of the word begins with a capital and is not known to be harmless."""
    if token.low in ORDINARY or token.low.partition("'")[0] in ORDINARY:
        return False
    parts = re.split(r"['-]", token.text)
    return any(part[0].isupper() and (len(part) > 1 or len(token.text) == 1) and part.casefold() not in ORDINARY for part in parts)


def _capitals(text: str, tokens: list[Token]) -> Iterator[Hit]:
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if not _has_capital(token) or (token.begins and not _begins_with_a_name(text, tokens, place)):
            place += 1
            continue
        last = _last_of_name(text, tokens, place)
        before = tokens[place - 1].low if place and not token.begins else ""
        earlier = tokens[place - 2].low if place > 1 else ""
        kind = "place" if before in BEFORE_A_PLACE else "organisation" if {before, earlier} & ORGANISATIONS else "name"
        yield kind, "capital", token.start, tokens[last].end
        place = last + 1


def _last_of_name(text: str, tokens: list[Token], place: int) -> int:
    """The last word of a name that begins here: more capitals, with 'van der' and the like in between."""
    last = place
    after = place + 1
    while after < len(tokens) and text[tokens[after - 1].end : tokens[after].start] in {" ", "\n", ". ", " & ", "-"}:
        if tokens[after].begins:
            break
        if _has_capital(tokens[after]):
            last = after
        elif tokens[after].low not in INSERTED:
            break
        after += 1
    return last


def _begins_with_a_name(text: str, tokens: list[Token], place: int) -> bool:
    """A word that begins a sentence has a capital anyway: it is a name by what it is not, and by what follows."""
    word = tokens[place].low
    if len(word) == 1 or word in STARTERS:
        return False
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is None or following.begins:
        return False
    gap = text[tokens[place].end : following.start].strip()
    if gap:
        return gap == "," and following.low in RELATED
    if _has_capital(following) or _last_of_name(text, tokens, place) > place:
        return True
    then = tuple(each.low for each in tokens[place + 1 : place + 4])
    if then[:2] in WITH_OTHERS or then in WITH_OTHERS:
        return True
    if word.endswith(OF_WORDS) or (word.endswith("en") and following.low not in OF_ONE):
        return False
    does_to_me = following.low.endswith(("t", "te", "de", "ed", "s")) and bool(set(then[1:2]) & TO_ME)
    return does_to_me or following.low in FOLLOWING or then in OF_THE_LIBRARY
