"""Rules for what has a form of its own: addresses of mail and web, telephone and account numbers, dates, ages, numbers and streets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from impactlib.sources.screening_words import NO_STREETS

Hit = tuple[str, str, int, int]
"""The kind of a mark, the rule, and from and to in the plain text."""

TLD = r"(?:nl|com|org|net|eu|be|de|info|io|nu|frl|me|app|dev|online|shop|site|uk|fr)"
MONKEY = "(?:apenstaartje|apestaartje|apenstaart|apestaart)"
AT = rf"(?:\s*[\[({{<]\s*(?:@|at|{MONKEY})\s*[\])}}>]\s*|\s+{MONKEY}\s+)"
DOT = r"(?:\s*[\[({<]?\s*(?:\.|\bpunt\b|\bdot\b|\bstip\b)\s*[\])}>]?\s*)"

MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|march|june|july|august"
    "|october"
)
SHORT = r"(?:jan|feb|mrt|apr|jun|jul|aug|sept?|okt|oct|nov|dec)\b\.?"
DAYS = "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|monday|tuesday|wednesday|thursday|friday|saturday|sunday"

UNITS = "een|twee|drie|vier|vijf|zes|zeven|acht|negen"
TEENS = "elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien"
TENS = "twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig"
ONES = "one|two|three|four|five|six|seven|eight|nine"
TEENS_EN = "eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
TENS_EN = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
NTHS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
LARGE = (
    rf"(?:(?:(?:{UNITS})en)?(?:{TENS})(?:ste|er|ers|ig)?|(?:{TEENS})(?:de|e)?|(?:{TENS_EN})(?:[- ]?(?:{ONES}|{NTHS}))?"
    rf"|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ie(?:s|th)|(?:{TEENS_EN})(?:th)?|twelfth|\w+(?:honderd|duizend)\w*|(?:honderd|duizend)(?!en\b)\w+)"
)
SMALL = rf"(?:{UNITS}|tien|{ONES}|ten)"
NUMBER = rf"(?:\d+|{LARGE}|{SMALL})"
NTHS_NL = "eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende"
NTH = rf"(?:\d{{1,2}}\s*(?:ste|de|e|st|nd|rd|th)?|{LARGE}|{SMALL}|{NTHS_NL}|{NTHS}|tenth)"
KIN = (
    "(?:zoon|dochter|kind|zoontje|dochtertje|jongen|jongetje|meisje|kleinzoon|kleindochter|kleinkind"
    "|son|daughter|child|boy|girl|grandson|granddaughter|grandchild)"
)
DIGIT_WORDS = rf"(?:nul|zero|oh|{UNITS}|{ONES}|\d)"


def _rule(kind: str, rule: str, pattern: str, flags: int = re.IGNORECASE) -> tuple[str, str, re.Pattern[str]]:
    return kind, rule, re.compile(pattern, flags)


RULES = (
    _rule("e-mail", "mail address", r"(?<![\w.+%-])[\w.+%-]*\s?@\s?[\w-]+(?:\s?\.\s?[\w-]+)+|(?<!\S)[^\s@]*\w@\w\S*"),
    _rule("e-mail", "mail address in words", rf"(?<![\w.+-])[\w.+-]+{AT}[\w-]+(?:{DOT}\w+)*"),
    _rule("e-mail", "mail address in words", rf"(?<![\w.+-])[\w.+-]+\s+at\s+[\w-]+{DOT}{TLD}\b"),
    _rule("handle", "name on social media", r"@\s?[\w.-]*"),
    _rule("web-address", "web address", r"\b(?:https?|hxxps?|ftp)\s?:\s?/\s?/\s?\S*|\bwww\s?\.\s?\S+"),
    _rule("web-address", "web address", rf"(?<![\w@.-])[\w-]+(?:\.[\w-]+)*\.(?-i:{TLD})\b(?:/\S*)?"),
    _rule("web-address", "web address in words", rf"(?<![\w-])[\w-]+\s*[\[({{]?\s*\b(?:punt|dot)\b\s*[\])}}]?\s*(?-i:{TLD})\b"),
    _rule("iban", "account number", r"\bNL\s?\d{2}(?:\s?[A-Z]){4}(?:\s?\d){7,10}"),
    _rule("postcode", "postcode", r"(?-i:\b[1-9]\d{3}\s?[A-Z]{2}\b)(?:\s*\d+\s?[a-z]?\b)?"),
    _rule(
        "postcode",
        "postcode",
        r"\b[1-9]\d{3}\s?(?!(?:in|en|is|of|ik|de|je|ze|we|om|op|al|er|nu|to|we|at|as|it|an|by|my|he|me|no|so|on|or|km|uu)\b)[a-z]{2}\b(?:\s*\d+)?",
    ),
    _rule(
        "licence-plate",
        "licence plate",
        r"\b(?:[A-Z]{1,3}-\d{2,3}-[A-Z]{1,2}|\d{1,2}-[A-Z]{2,3}-\d{1,2}|[A-Z]{2}-\d{2}-\d{2}|\d{2}-\d{2}-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-\d{2}|\d{2}-[A-Z]{2}-[A-Z]{2})\b",
    ),
    _rule("licence-plate", "licence plate", r"(?-i:\b(?:\d{1,2}[A-Z]{2,3}\d{1,2}|[A-Z]{1,2}\d{2,3}[A-Z]{1,2})\b)"),
    _rule("date", "date", rf"(?:\b(?:{DAYS})s?\s+(?:de\s+|the\s+)?)?\b{NTH}\s+(?:of\s+)?(?:{MONTHS}|may|{SHORT})(?:\s+'?\d{{2,4}})?(?!\w)"),
    _rule(
        "date",
        "date",
        rf"\b(?:{MONTHS}|may|{SHORT})\s+(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?|'?\d{{2,4}}|{NTHS}|tenth|{LARGE})(?!\w)",
    ),
    _rule("date", "date", r"(?<![\d-])(?:\d{1,2}\s?[-/.]\s?\d{1,2}(?:\s?[-/.]\s?\d{2,4})?|\d{4}\s?[-/]\s?\d{1,2}\s?[-/]\s?\d{1,2})(?!\d)"),
    _rule("date", "day and number", rf"\b(?:{DAYS})\s+(?:de|the)\s+{NTH}(?!\w)"),
    _rule(
        "date",
        "month",
        rf"\b(?:{MONTHS.replace('march', '(?-i:March)').replace('august|', '(?-i:August)|')})\b|\b(?-i:in|since|last|until)\s+(?-i:May)\b",
    ),
    _rule("date", "year", r"(?<![\w])(?:19|20)\d{2}(?!\w)|'\d{2}\b"),
    _rule("age", "age", rf"\b(?:\d+|{LARGE})[\s-]*(?:jarigen?|jaar(?:\s+oud)?|years?[\s-]*old|years?\b|yrs?\b)(?!\w)"),
    _rule("age", "age", rf"\b{SMALL}[\s-]*(?:jarigen?|jaar\s+oud|years?[\s-]+old)(?!\w)"),
    _rule("age", "age", rf"\b{KIN}\s+(?:van|of|is|was|aged)\s+{NUMBER}(?!\w)|\b(?:aged|age of|leeftijd van)\s+{NUMBER}(?!\w)"),
    _rule("street", "street", r"\b(?-i:[A-Z])\w+(?:straat|laan|gracht|singel|steeg|plein|dreef|weg|kade|dijk|hof|pad)\b(?:\s+\d+\w?)?"),
    _rule("street", "street", r"\b\w{3,}(?:straat|(?<!s)laan|gracht|singel|steeg)\b(?:\s+\d+\w?)?"),
    _rule("street", "street and number", r"\b\w{3,}(?:weg|plein|dijk|kade|hof|pad|park|dreef|ring|wal)\s+\d+\w?"),
    _rule("phone", "number of a mobile", r"(?<![\d-])06(?!\d)(?!\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{2,4})[\s-]*[\d\s-]*(?<=\d)"),
    _rule("phone", "number in words", rf"\b{DIGIT_WORDS}(?:[\s,.-]+{DIGIT_WORDS}){{5,}}\b"),
    _rule("number", "number in words", rf"\b{LARGE}(?!\w)"),
    _rule("number", "number", r"\d+(?:[.,:]\d+)*"),
)

RUN = re.compile(r"(?:\+\s?)?\(?\d(?:[\s().,/_-]{0,3}\d){7,}")
"""Digits that follow each other, whatever stands between them."""

DISGUISED = re.compile(r"(?<![^\W_])[\dOolI](?:[\s().,/_-]{0,2}[\dOolI]){8,12}(?![^\W_])")
"""Digits with letters that look like them in between."""

MOSTLY_DIGITS = 5
"""So many of the signs of a disguised number are digits."""

ACCOUNT = re.compile(r"\b[A-Z]{2}\s?\d{2}(?:\s?[A-Z0-9]){11,30}\b")


def numbers_in(text: str) -> Iterator[Hit]:
    """What of a plain text has the form of an address, a number, a date or an age; hits may lie within each other."""
    for kind, rule, pattern in RULES:
        for found in pattern.finditer(text):
            if rule == "street" and found[0].split()[0].casefold() in NO_STREETS:
                continue
            if found.end() > found.start():
                yield kind, rule, found.start(), found.end()
    for found in RUN.finditer(text):
        kind = _run_kind(found[0])
        if kind:
            yield kind, "row of digits", found.start(), found.end()
    for found in DISGUISED.finditer(text):
        if any(each.isalpha() for each in found[0]) and sum(each.isdigit() for each in found[0]) >= MOSTLY_DIGITS:
            yield "phone", "digits and letters like them", found.start(), found.end()
    for found in ACCOUNT.finditer(text):
        if _is_iban(found[0].replace(" ", "")):
            yield "iban", "account number", found.start(), found.end()


def _run_kind(run: str) -> str:
    digits = "".join(each for each in run if each.isdigit())
    mobile = digits.startswith("6") and len(digits) == 9
    if (run[0] == "+" or digits.startswith("0") or mobile) and 9 <= len(digits) <= 15:
        return "phone"
    return "bsn" if len(digits) == 9 and is_bsn(digits) else ""


def is_bsn(digits: str) -> bool:
    """Whether nine digits hold the proof by eleven of a citizen service number (BSN).

    Parameters
    ----------
    digits : str
        Nine digits.

    Returns
    -------
    bool
        Whether the weighted sum (9, 8, … 2, −1) is a multiple of 11.

    Examples
    --------
    >>> is_bsn("111222333"), is_bsn("111222334")
    (True, False)
    """
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return len(digits) == len(weights) and sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11 == 0


def _is_iban(account: str) -> bool:
    turned = account[4:] + account[:4]
    return int("".join(str(int(each, 36)) for each in turned)) % 97 == 1
