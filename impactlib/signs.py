r"""Signs that have no place in what people give us, and signs that something else would take for a command.

What comes from outside (agreements, stories, layouts, registers, file names) is text, and stays text. Most signs are left to each
format, which writes them so that it shows them. Some are refused where they are read, since a reader cannot see what they do:

========================================================  =======  =======
sign                                                      in text  in names
========================================================  =======  =======
control characters (but tab and new line in a text)       refused  refused
halves of a letter (surrogates), signs of no letter       refused  refused
private use: every machine draws another picture          refused  refused
U+2028, U+2029, U+0085: line ends that nobody sees        refused  refused
U+202A to U+202E: they turn round what is read after them refused  refused
U+2066 to U+2069: a part in another direction             closed   refused
U+200E, U+200F, U+061C: marks of a direction              kept     refused
U+200B to U+200D, U+2060, soft hyphen: joins and breaks   kept     refused
U+FEFF in the middle, tags (U+E0000 to U+E007F)           refused  refused
more than 8 marks on one letter                           refused  refused
========================================================  =======  =======

A story may be told in Arabic, Hebrew or emoji, which need the signs that are kept. A name is what a reader recognises and what files,
links and commands are called after: two names that look the same must be the same.
"""

from __future__ import annotations

import re
import unicodedata

from impactlib.errors import InputError

MOST_MARKS = 8
"""The marks (accents, vowel signs) that one letter may carry; no language needs more, and a pile of them covers the lines around it."""

_NOWHERE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u206a-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef\U000e0000-\U000e007f"
_OF_NO_LETTER = "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_ALWAYS = re.compile(f"[{_NOWHERE}{_OF_NO_LETTER}{_PRIVATE}\ud800-\udfff]")
_IN_NAMES = re.compile("[\t\n\xad\u061c\u180e\u200b-\u200f\u2060-\u2064\u2066-\u2069]")
_ANY_MARKED = re.compile("[\u0300-\u1fff\u20d0-\u20ff\u2de0-\ua9ff\uaaeb-\uabed\ufb1e\ufe00-\ufe2f\U000101fd-\U0001e94a]")
_DIRECTED = re.compile("[\u2066-\u2069]")
_OPENS, _CLOSES = "\u2066\u2067\u2068", "\u2069"

_COMMAND = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
"""How a cell begins that a spreadsheet computes instead of showing it; it takes the wide signs for the usual ones."""

_KINDS = {"Cc": "a control character", "Cs": "half a letter", "Co": "a sign of private use", "Cn": "no letter", "Cf": "an invisible sign"}


def unfit(text: str, *, name: bool = False) -> str:
    r"""What of a text has no place in it, in words; empty when all of it has.

    Parameters
    ----------
    text
        What somebody gave.
    name
        Whether it names something, so that nothing in it may be invisible.

    Returns
    -------
    str
        The first such sign with its number and its kind, or an empty text.

    References
    ----------
    Unicode Technical Report 36, *Unicode Security Considerations*, sections 2 and 3; Boucher and Anderson, *Trojan Source* (2021).

    Examples
    --------
    >>> unfit("Nu help ik mijn buurvrouw \U0001f469\u200d\U0001f9b3.")
    ''
    >>> unfit("abc\x1b[31m")
    "U+001B, a control character, after 'abc'"
    >>> unfit("de\u200bventer", name=True)
    "U+200B, an invisible sign, after 'de'"
    """
    if text.isascii() and text.isprintable():
        return ""
    if found := _ALWAYS.search(text) or (_IN_NAMES.search(text) if name else None):
        return _told(text, found.start())
    if (place := _open_direction(text)) is not None:
        return f"U+{ord(text[place]):04X}, a part in another direction that is not closed, {_after(text, place)}"
    if (place := _piled(text)) is not None:
        return f"more than {MOST_MARKS} marks on one letter, {_after(text, place)}"
    return ""


def refuse_unfit(text: str, where: str, what: str, *, name: bool = False) -> str:
    """The text itself, when every sign in it has its place there.

    Parameters
    ----------
    text
        What somebody gave.
    where
        The place of it, as errors say it.
    what
        What holds it: "the name", "parties.1.name".
    name
        Whether it names something.

    Raises
    ------
    InputError
        With the sign that has no place in it.
    """
    if found := unfit(text, name=name):
        raise InputError(where, f"{what} holds {found}", "take it out: type the text anew, or paste it without its layout")
    return text


def visible(text: str) -> str:
    r"""The text as a terminal may get it: what steers a terminal or cannot be seen stands as its number.

    Examples
    --------
    >>> visible("rood: \x1b[31m, bel: \x07")
    'rood: \\x1b[31m, bel: \\x07'
    """
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() or letter in "\n\t" or _is_kept(letter) else ascii(letter)[1:-1] for letter in text)


def spreadsheet_text(text: str) -> str:
    r"""The text as a cell of a file that people open in a spreadsheet: never a formula.

    A text that begins as a command does gets an apostrophe before it, as who types such a text in a spreadsheet does.

    References
    ----------
    OWASP, *CSV Injection*, https://owasp.org/www-community/attacks/CSV_Injection

    Examples
    --------
    >>> spreadsheet_text('=HYPERLINK("https://example.org")')
    '\'=HYPERLINK("https://example.org")'
    >>> spreadsheet_text("Apeldoorn")
    'Apeldoorn'
    """
    return f"'{text}" if _COMMAND.match(text) else text


def _is_kept(letter: str) -> bool:
    """Signs that no terminal acts on and that words in other scripts and emoji are written with."""
    return letter in "\u200c\u200d" or unicodedata.category(letter) == "Zs"


def _told(text: str, place: int) -> str:
    letter = text[place]
    kind = _KINDS.get(unicodedata.category(letter), "a line end that nobody sees")
    if "\u202a" <= letter <= "\u202e":
        kind = "a sign that turns round what is read"
    return f"U+{ord(letter):04X}, {kind}, {_after(text, place)}"


def _after(text: str, place: int) -> str:
    return f"after {text[max(0, place - 20) : place]!a}" if place else "at its beginning"


def _open_direction(text: str) -> int | None:
    """Where a part in another direction begins that does not end on its line, or ends that did not begin."""
    if _DIRECTED.search(text) is None:
        return None
    opened: list[int] = []
    for place, letter in enumerate(text):
        if letter in _OPENS:
            opened.append(place)
        elif letter == _CLOSES:
            if not opened:
                return place
            opened.pop()
        elif letter == "\n" and opened:
            break
    return opened[0] if opened else None


def _piled(text: str) -> int | None:
    """Where a letter carries too many marks."""
    if _ANY_MARKED.search(text) is None:
        return None
    marks = 0
    for place, letter in enumerate(text):
        marks = marks + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        if marks > MOST_MARKS:
            return place
    return None
