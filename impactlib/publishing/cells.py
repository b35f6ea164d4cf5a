"""Cells of files that people open in a spreadsheet: a text stays a text, and a number a number."""

from __future__ import annotations

from typing import TypeVar

from impactlib.signs import spreadsheet_text

Value = TypeVar("Value")


def as_text(value: Value) -> Value | str:
    """The value as a cell: a text that a spreadsheet would compute gets an apostrophe before it, anything else stays what it is.

    Parameters
    ----------
    value
        What the cell is to hold.

    Returns
    -------
    Value or str
        The text that is safe to write, in CSV and in XLSX; the value itself where it is no text.

    Examples
    --------
    >>> as_text("-2+3"), as_text(-2), as_text("Apeldoorn")
    ("'-2+3", -2, 'Apeldoorn')
    """
    return spreadsheet_text(value) if isinstance(value, str) else value
