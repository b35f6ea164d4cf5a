"""Lists of areas: in any order but that of their names or codes, the order itself tells a figure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from impactlib.batch.reading import Piece

FEWEST = 6
"""So few areas may stand in any order: a sentence may name some."""

SHOWN = 4


def unordered(pieces: Iterable[Piece], names: Mapping[str, str]) -> Iterator[tuple[str, Sequence[str]]]:
    """The place of every list of areas that is in neither order, with its first names.

    A list is a run of rows or items that each begin with another area, or many areas after each other in one text.
    """
    known = {**{name.casefold(): name for name in names}, **{code.casefold(): name for name, code in names.items()}}
    first = re.compile(rf"\W*({'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})(?!\w)", re.IGNORECASE)
    run: list[str] = []
    start = ""
    for piece in pieces:
        if piece.place not in ("text", "hidden") or not piece.text:
            continue
        found = first.match(piece.text)
        name = known[found[1].casefold()] if found is not None else ""
        if name and name not in run:
            start = start or piece.where
            run.append(name)
            continue
        if not name or name in run[:-1]:
            if _is_unordered(run, names):
                yield start, run[:SHOWN]
            run, start = ([name], piece.where) if name else ([], "")
        if piece.text.count(",") >= FEWEST - 2:
            parts = (part.strip(" .") for part in re.split(r",| en | and |:", piece.text.casefold()))
            listed = [known[part] for part in parts if part in known]
            if _is_unordered(listed, names):
                yield piece.where, listed[:SHOWN]
    if _is_unordered(run, names):
        yield start, run[:SHOWN]


def _is_unordered(found: Sequence[str], names: Mapping[str, str]) -> bool:
    if len(found) < FEWEST:
        return False
    codes = [names[name] for name in found]
    return codes != sorted(codes) and list(found) != sorted(found, key=_plain)


def _plain(name: str) -> str:
    bare = "".join(letter for letter in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(letter))
    return bare.lstrip("'’‘ ")
