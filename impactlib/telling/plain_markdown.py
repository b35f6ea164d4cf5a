"""Text in Markdown that stays text: no link, no picture, no heading, no HTML and no formula comes of what somebody typed."""

from __future__ import annotations

import re

# Notebooks take "#x" for a heading, with no space after the sign.
_BEGINS = re.compile(r"^([ \t]*)(#|>|[-+](?=\s|$)|[=-]+[ \t]*$)", re.MULTILINE)
_NUMBERED = re.compile(r"^([ \t]*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
_INDENTED = re.compile(r"^(?: {4,}|[ ]*\t)[ \t]*", re.MULTILINE)
_SIGNS = re.compile(
    r"[\\`*\[\]$|]|(?<![^\W_])_+|_+(?![^\W_])|~~+|<(?=[A-Za-z/!?])|&(?=#?\w+;)|:(?=//)|(?<=www)\.|(?<=\w)@(?=\w)", re.IGNORECASE
)


def plain_markdown(text: str) -> str:
    r"""The text as Markdown that shows it as it is typed.

    Parameters
    ----------
    text
        What somebody typed; line ends in it stay.

    Returns
    -------
    str
        The text with a backslash before each sign that Markdown would take for its own.

    References
    ----------
    CommonMark 0.31, sections 2.4 (backslash escapes) and 6; GitHub Flavored Markdown, sections 4.10 and 6.9.

    Examples
    --------
    >>> plain_markdown("[klik](javascript:x) <img src=x> $x$ 2 * 3, in survey_2025.csv")
    '\\[klik\\](javascript:x) \\<img src=x> \\$x\\$ 2 \\* 3, in survey_2025.csv'
    >>> plain_markdown("# geen kop")
    '\\# geen kop'
    """
    escaped = _SIGNS.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), _INDENTED.sub("", text))
    escaped = _NUMBERED.sub(r"\1\\\2", escaped)
    return _BEGINS.sub(r"\1\\\2", escaped)
