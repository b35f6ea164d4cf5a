"""How an answer shows itself in a notebook: a sentence, a table with Dutch headings and numbers, a picture with its alternative text."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from impactlib.exploring.words import COLUMNS, ELSEWHERE, HERE, NUMBER, SHARE
from impactlib.telling.language import language_named

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 60
"""A longer table is cut off, and says so; the frame itself is whole."""

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
        return self.text


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

        caption, image = f"*{self.caption}*", b64encode(self.png).decode("ascii")
        publish_display_data(data={"text/markdown": caption, "text/plain": self.caption})  # type: ignore[no-untyped-call]
        publish_display_data(  # type: ignore[no-untyped-call]
            data={PNG: image, "text/plain": self.alt}, metadata={PNG: {"alt": self.alt, "width": self.width}}
        )


@dataclass(frozen=True, kw_only=True)
class Table:
    """A frame as it is read: Dutch headings, Dutch numbers, and a caption. Empty cells have no value."""

    frame: pd.DataFrame
    caption: str = ""
    sentence: str = ""

    def rows(self) -> list[list[str]]:
        """The cells as texts, row by row."""
        shown = self.frame.head(MOST_ROWS)
        return [[_cell(name, row[name], row) for name in shown.columns] for row in shown.to_dict("records")]

    def headings(self) -> list[str]:
        """The Dutch headings; a column of the analyst's own keeps its name."""
        return [COLUMNS.get(str(name), str(name)) for name in self.frame.columns]

    def _repr_html_(self) -> str:
        parts = [f"<p>{escape(self.sentence)}</p>"] if self.sentence else []
        if len(self.frame):
            head = "".join(f"<th>{escape(name)}</th>" for name in self.headings())
            body = "".join(
                f"<tr><th>{escape(row[0])}</th>{''.join(f'<td>{escape(cell)}</td>' for cell in row[1:])}</tr>" for row in self.rows()
            )
            caption = f"<caption>{escape(self.caption)}</caption>" if self.caption else ""
            parts.append(f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
        elif not self.sentence:
            parts.append("<p>Hierover zijn geen gegevens.</p>")
        if len(self.frame) > MOST_ROWS:
            parts.append(f"<p>Dit zijn de eerste {MOST_ROWS} van {_number(len(self.frame))} rijen.</p>")
        return "\n".join(parts)

    def __str__(self) -> str:
        lines = [self.sentence] if self.sentence else []
        if len(self.frame):
            lines += ["\t".join(self.headings()), *("\t".join(row) for row in self.rows())]
        return "\n".join(lines)

    __repr__ = __str__


def _cell(name: str, value: Any, row: dict[Any, Any]) -> str:
    import pandas as pd

    if pd.isna(value):
        return ""
    if name == "here":
        return HERE if value else ELSEWHERE
    if isinstance(value, str):
        return value
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
    return language_named("nl").number(value, decimals)
