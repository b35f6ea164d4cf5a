"""The form of an interpretation meeting as a page to fill in, and what comes back of it: the page's file, or the Word form itself."""

from __future__ import annotations

import json
import re
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import BytesIO
from typing import Any, get_args

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from impactlib.agreement.meeting import FIELDS, Group, Kind
from impactlib.errors import InputError
from impactlib.publishing.pages import TEMPLATES, css_string, render
from impactlib.telling.agreed.meeting import MeetingForm
from impactlib.telling.blocks import Heading, Notice, Title
from impactlib.telling.markup import block_html, heading_html

FORM = "impact-meeting-1"
"""What the file of a filled in page says that it is."""

LARGEST = 20_000_000
"""In bytes: what a filled in form may be, unpacked."""

MOST_GROUPS = 1000
"""The groups that a form may hold."""

GIVE = "give the file that the page saved, or the Word form, filled in"
"""What would do."""

KEY = re.compile(r"(\S+) · (\d{4}(?:-\d{4})?) · ([a-z]+) (\S.*)$")
"""What stands above a table of the printed form: municipality, period, kind, and what it is about."""

NUMBERED = re.compile(r"(\d{1,2}) · ")
"""How a question of the printed form begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form that was filled in: of which municipality and period, and its groups."""

    code: str
    period: str
    groups: tuple[Group, ...]


def meeting_page(form: MeetingForm) -> str:
    """The form as one page: it works without a script as a form to print, and with it keeps the answers and gives them as a file."""
    title = next(block for block in form.head if isinstance(block, Title))
    script = _script()
    notices = [block for block in form.head if isinstance(block, Notice)]
    return render(
        "meeting.html.j2",
        language=form.language,
        title=" – ".join((title.text, title.subtitle)),
        notices=[block_html(block) for block in notices],
        running_head=css_string(" ".join(block.text for block in notices)),
        running_foot=css_string(title.text),
        head=[block_html(block) for block in form.head if not isinstance(block, Notice)],
        form=form,
        steps=[(step, list(_pieces(step.told, f"step-{number}"))) for number, step in enumerate(form.steps, start=1)],
        closing=[block_html(block) for block in form.closing],
        named=FORM,
        script=script,
        script_hash=b64encode(sha256(script.encode()).digest()).decode(),
    )


def read_filled(content: bytes, where: str) -> Filled:
    """What was filled in: the file that the page gave, or the Word form.

    Parameters
    ----------
    content : bytes
        The file.
    where : str
        How messages name it.

    Raises
    ------
    InputError
        When it is neither, or was changed so that it cannot be told what belongs where.
    """
    if len(content) > LARGEST:
        raise InputError(where, f"it is {len(content)} bytes large", GIVE)
    return _from_word(content, where) if content.startswith(b"PK") else _from_page(content, where)


def _pieces(told: tuple[Any, ...], name: str) -> Iterator[str]:
    for number, block in enumerate(told, start=1):
        yield heading_html(block, name=f"{name}-part-{number}") if isinstance(block, Heading) else block_html(block)


def _from_page(content: bytes, where: str) -> Filled:
    try:
        said = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise InputError(
            where, f"it is no file of a meeting page ({error})", "give the file that the page saved, or the Word form"
        ) from None
    if not isinstance(said, dict) or said.get("form") != FORM:
        found = said.get("form") if isinstance(said, dict) else said
        raise InputError(
            where, f"it is of another page ({str(found)[:40]!r})", f"give the file that the page saved; its 'form' is {FORM!r}"
        )
    groups = said.get("groups")
    if not isinstance(groups, list) or len(groups) > MOST_GROUPS:
        raise InputError(where, "it holds no list of 'groups'", "save the answers again from the page")
    made = tuple(_group(each, f"{where}, group {number}") for number, each in enumerate(groups, start=1))
    return Filled(code=str(said.get("municipality", "")), period=str(said.get("period", "")), groups=made)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        msg = "a key stands in it twice"
        raise ValueError(msg)
    return found


def _group(said: object, where: str) -> Group:
    if not isinstance(said, dict) or said.get("kind") not in get_args(Kind) or not isinstance(said.get("about"), str):
        raise InputError(where, f"{str(said)[:60]!r} says no 'kind' and 'about' of the form", "save the answers again from the page")
    typed = said.get("typed")
    if not isinstance(typed, dict) or not all(_is_typed(each) for each in typed.values()):
        raise InputError(where, "its 'typed' holds more than texts", "save the answers again from the page")
    return Group(where=where.partition(", group")[0], kind=said["kind"], about=said["about"], typed=typed)


def _is_typed(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(each, str) for each in value))


def _from_word(content: bytes, where: str) -> Filled:
    """The tables of the form by the reference above each: a question begins with its number, and what stands under it is the answer."""
    keys: set[tuple[str, str]] = set()
    groups: list[Group] = []
    for number, table in enumerate(_document(content, where).iter(qn("w:tbl")), start=1):
        cells = [_words(cell) for cell in table.iter(qn("w:tc"))]
        found = KEY.search(cells[0]) if cells else None
        if found is None:
            if any(NUMBERED.match(each) for each in cells):
                what = f"the reference above the table was changed: {cells[0][:60]!r}"
                raise InputError(f"{where}, table {number}", what, "write it as it was, such as 'GM0200 · 2025 · explain goal-1'")
            continue
        keys.add((found[1], found[2]))
        groups.append(_answers(cells[1:], f"{where}, table {number}", found[3], found[4].strip()))
    if not groups:
        raise InputError(where, "it holds no table of a meeting form", "give the Word form that 'impact meeting' made, filled in")
    if len(keys) > 1:
        raise InputError(where, f"it holds tables of several forms: {', '.join(' · '.join(key) for key in sorted(keys))}", "give one form")
    ((code, period),) = keys
    return Filled(code=code, period=period, groups=tuple(groups))


def _document(content: bytes, where: str) -> Any:
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            part = packed.getinfo("word/document.xml")
            if part.file_size > LARGEST:
                raise InputError(where, f"its text is {part.file_size} bytes large", "give the form itself, without pictures in its text")
            return parse_xml(packed.read(part))
    except (zipfile.BadZipFile, KeyError, SyntaxError, NotImplementedError, RuntimeError, OSError) as error:
        raise InputError(where, f"it is no Word file that can be read ({error})", "give the Word form that 'impact meeting' made") from None


def _answers(cells: list[str], where: str, kind: str, about: str) -> Group:
    if kind not in get_args(Kind):
        raise InputError(where, f"{kind!r} is no part of a form", f"it can be {', '.join(FIELDS)}")
    named: Kind = next(each for each in get_args(Kind) if each == kind)
    fields = FIELDS[named]
    typed: dict[str, list[str]] = {}
    here = ""
    for cell in cells:
        if found := NUMBERED.match(cell):
            if not 1 <= int(found[1]) <= len(fields):
                raise InputError(where, f"there is no question {found[1]}", f"the questions are 1 to {len(fields)}")
            here = fields[int(found[1]) - 1]
            typed.setdefault(here, [])
        elif cell and here:
            typed[here].append(cell)
        elif cell:
            raise InputError(where, f"{cell[:60]!r} stands under no question", "write it under the question that it answers")
    return Group(where=where, kind=named, about=about, typed={name: "\n".join(lines) for name, lines in typed.items()})


def _words(cell: Any) -> str:
    """What stands in a cell: its paragraphs as lines. What was struck out or moved away as a change is no part of it."""
    signs = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}
    lines = []
    for paragraph in cell.iter(qn("w:p")):
        here = (each for each in paragraph.iter(qn("w:t"), *signs) if next(each.iterancestors(qn("w:moveFrom")), None) is None)
        lines.append("".join(signs.get(each.tag, each.text or "") for each in here))
    return "\n".join(lines).strip()


@cache
def _script() -> str:
    return (TEMPLATES / "meeting.js").read_text("utf-8")
