"""Whole documents full of hostile texts, and the same with harmless ones: what the tests of each format compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import cycle
from typing import Any

from impactlib.agreement.model import Agreement
from impactlib.publishing.overview import Overview, OverviewRow
from impactlib.telling.blocks import (
    Block,
    Chart,
    Heading,
    Items,
    KeyFigure,
    KeyFigures,
    Notice,
    Outline,
    OutlineItem,
    Provenance,
    Quote,
    Sentence,
    Table,
    Title,
)
from impactlib.workspace import Text
from tests.sample_report import share_chart

Take = Callable[[], str]
"""Gives the next text."""

FREE = frozenset({"contact", "by", "body", "reservation", "reference", "function", "occasion", "name"})
"""The fields of an agreement that hold one free text; all others hold words in two languages, codes, names of parts or days."""


def harmless(texts: Sequence[str]) -> list[str]:
    """As many texts, none of which is a part of another or of anything else on a page."""
    return [f"qz{number}zq" for number in range(len(texts))]


def restored(value: Any, texts: Sequence[str]) -> Any:
    """What is told of a harmless document, with each harmless text replaced by the hostile one that stands at its place."""
    if isinstance(value, str):
        for plain, text in zip(harmless(texts), texts, strict=True):
            if plain in value:
                value = value.replace(plain, text)
        return value
    if isinstance(value, list):
        return [restored(each, texts) for each in value]
    return value


def report_of(texts: Iterable[str], *, charts: bool = True) -> list[Block]:
    """A report in which every text stands once, in every place that a block has for one."""
    words = list(texts)
    given = cycle(words)
    take: Take = lambda: next(given)  # noqa: E731 - a name for what is passed on
    blocks: list[Block] = [Notice(text=take()), Title(text=take(), subtitle=take())]
    kinds = _every_kind(take, charts=charts)
    taken, least = 3, len(words)
    while taken < least:
        counted = 0

        def counting() -> str:
            nonlocal counted
            counted += 1
            return take()

        blocks.append(Heading(text=counting()))
        blocks += next(kinds)(counting)
        taken += counted
    return [*blocks, Provenance(label=take(), rows=((take(), take()), (take(), take())))]


def _every_kind(take: Take, *, charts: bool) -> Iterator[Callable[[Take], list[Block]]]:
    del take
    drawing = share_chart() if charts else ""
    kinds: list[Callable[[Take], list[Block]]] = [
        lambda take: [Heading(level=3, text=take(), verdict="met", verdict_text=take())],
        lambda take: [Sentence(text=take(), role=role) for role in ("answer", "plain", "caveat", "question", "note")],
        lambda take: [
            KeyFigures(
                label=take(),
                items=tuple(KeyFigure(value=take(), label=take(), note=take(), verdict="not-met", verdict_text=take()) for _ in range(3)),
            )
        ],
        lambda take: [
            Table(
                caption=take(),
                columns=(take(), take(), take()),
                rows=((take(), take(), take()), (take(), take(), take())),
                note=take(),
                numeric=(False, False, True),
            )
        ],
        lambda take: [Table(caption=take(), columns=(take(), take()), rows=((take(), ""),), role="form")],
        lambda take: [Quote(text=take(), by=take(), chosen=take())],
        lambda take: [Items(items=(take(), take(), take()))],
        lambda take: [Outline(items=(OutlineItem(text=take(), items=(OutlineItem(text=take()),)), OutlineItem(text=take())))],
    ]
    if charts:
        kinds.append(lambda take: [Chart(svg=drawing, alt=take(), caption=take())])
    return cycle(kinds)


def overview_of(texts: Sequence[str]) -> Overview:
    """An overview in which every text is the name, the code, the summary and the cause of an area."""
    rows = [
        OverviewRow(
            code=f"C{number:03}",
            name=f"n{number:03} {text}",
            state=("made", "failed", "earlier release")[number % 3],
            reports=((text, f"C{number:03}-x/council.nl.html"),),
            cause=text,
            repeat=text,
            summary=text,
        )
        for number, text in enumerate(texts)
    ]
    return Overview(title=texts[0], period="2025", notice=texts[1], made_on=texts[2], area_words=(texts[3], texts[4]), rows=tuple(rows))


def poisoned_content(content: Any, texts: Iterable[str]) -> Any:
    """What the file of an agreement holds, with a text of these in the place of everything that people word freely.

    Each stands between two words, since sentences change the first letter and the last point of what they take in.
    """
    given = cycle(list(texts))
    return _poisoned(Agreement, content, lambda: f"Zo {next(given)} zo", lambda: f"Zo {' '.join(next(given).split())}")


def _poisoned(model: Any, content: Any, words: Take, name: Take) -> Any:
    """`content` of `model`, poisoned; which field holds what is read from the models."""
    if isinstance(content, list):
        return [_poisoned(model, each, words, name) for each in content]
    if not isinstance(content, dict):
        return content
    found: dict[str, Any] = {}
    for key, value in content.items():
        field = getattr(model, "model_fields", {}).get(key)
        if field is None:
            found[key] = value
            continue
        inner = _inner(field.annotation)
        if inner is Text:
            found[key] = {"nl": words(), "en": words()} if value is not None else None
        elif inner is None:
            free = key in FREE and field.annotation is str and value and not value[:4].isdigit()
            found[key] = name() if free else value
        elif isinstance(value, dict) and not set(value) & set(inner.model_fields):
            found[key] = {each: _poisoned(inner, part, words, name) for each, part in value.items()}
        else:
            found[key] = _poisoned(inner, value, words, name)
    return found


def _inner(annotation: Any) -> Any:
    """The model that a field is of, also in a list, a mapping or beside None; None where it is of none."""
    from typing import get_args

    from pydantic import BaseModel

    waiting = [annotation]
    while waiting:
        found = waiting.pop(0)
        if isinstance(found, type) and issubclass(found, BaseModel):
            return found
        waiting.extend(get_args(found))
    return None
