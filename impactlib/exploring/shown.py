"""How an answer shows itself in a notebook: a sentence, a table with Dutch headings and numbers, a picture with its alternative text."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from impactlib.exploring.words import COLUMNS, ELSEWHERE, HERE, NUMBER, SHARE
from impactlib.signs import visible
from impactlib.telling.language import language_named
from impactlib.telling.plain_markdown import plain_markdown

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 60
"""A longer table is cut off, and says so; the frame itself is whole."""

NOTHING = "Hierover zijn geen gegevens."

PNG = "image/png"

PERCENTAGES = ("response", "share")
WHOLE = ("rows", "courses", "invited", "n", "clusters")
BY_UNIT = ("value", "lower", "upper")

SMALLEST_P = 0.001
"""A smaller p is shown as '< 0,001'."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said in the place of a figure that cannot be given."""

    text: str

    def _repr_markdown_(self) -> str:
        return plain_markdown(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A figure as PNG, with a caption that stands above it and an alternative text of the same numbers."""

    png: bytes
    alt: str
    caption: str
    width: int

    def _ipython_display_(self) -> None:
        from base64 import b64encode

        from IPython.display import publish_display_data

        caption, image = f"*{plain_markdown(self.caption)}*", b64encode(self.png).decode("ascii")
        publish_display_data(data={"text/markdown": caption, "text/plain": self.caption})
        publish_display_data(data={PNG: image, "text/plain": self.alt}, metadata={PNG: {"alt": self.alt, "width": self.width}})


@dataclass(frozen=True, kw_only=True)
class Table:
    """A frame as it is read: Dutch headings, Dutch numbers, and a caption. An empty cell has no value; a column without any is left out."""

    frame: pd.DataFrame
    caption: str = ""

    def rows(self) -> list[list[str]]:
        """The cells as texts, row by row."""
        return [[_cell(name, row[name], row) for name in self._columns()] for row in self.frame.head(MOST_ROWS).to_dict("records")]

    def headings(self) -> list[str]:
        """The Dutch headings; a column of the analyst's own keeps its name."""
        return [COLUMNS.get(str(name), str(name)) for name in self._columns()]

    def _columns(self) -> list[str]:
        return [name for position, name in enumerate(self.frame.columns) if position == 0 or not self.frame[name].isin(["", None]).all()]

    def _repr_html_(self) -> str:
        if self.frame.empty:
            return f"<p>{NOTHING}</p>"
        head = "".join(f"<th>{escape(name)}</th>" for name in self.headings())
        body = "".join(
            f"<tr><th>{escape(row[0])}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in row[1:])}</tr>" for row in self.rows()
        )
        caption = f"<caption>{escape(self.caption)}</caption>" if self.caption else ""
        table = f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return table + (f"<p>{self._cut()}</p>" if self._cut() else "")

    def __str__(self) -> str:
        if self.frame.empty:
            return NOTHING
        lines = ["\t".join(self.headings()), *("\t".join(row) for row in self.rows()), self._cut()]
        return "\n".join(line for line in lines if line)

    def _cut(self) -> str:
        rows = len(self.frame)
        return f"Dit zijn de eerste {MOST_ROWS} van {whole_number(rows)} rijen." if rows > MOST_ROWS else ""

    __repr__ = __str__


def _cell(name: str, value: Any, row: dict[Any, Any]) -> str:
    import pandas as pd

    if pd.isna(value):
        return ""
    if name == "here":
        return HERE if value else ELSEWHERE
    if isinstance(value, str):
        return visible(value)
    if name in PERCENTAGES or (name in BY_UNIT and row.get("unit") == SHARE):
        return _number(100 * float(value), 1) + "%"
    if name in WHOLE or (name in BY_UNIT and row.get("unit") == NUMBER):
        return _number(float(value))
    if name == "p":
        return f"< {_number(SMALLEST_P, 3)}" if value < SMALLEST_P else _number(float(value), 3)
    if name in ("answer", "before", "now"):
        return _number(float(value), 0 if float(value).is_integer() else 1)
    return _number(float(value), 2) if isinstance(value, float) else str(value)


def whole_number(value: float) -> str:
    """A number without decimals, as Dutch readers write it."""
    return _number(value)


def _number(value: float, decimals: int = 0) -> str:
    return language_named("nl").number(value, decimals).replace("-", "−")
