"""Which slides a report makes: the answer, the key figures, one message each, the story and the question, with all words in the notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from impactlib.publishing.document import Document
from impactlib.telling.blocks import (
    Block,
    Chart,
    Heading,
    Items,
    KeyFigure,
    KeyFigures,
    Outline,
    OutlineItem,
    Quote,
    Sentence,
    Table,
)

MOST_ITEMS, MOST_LETTERS = 6, 800
"""A longer list is read and not shown: it stands in the notes of the last slide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide: a title, and one thing to look at; `notes` say in full what is told with it."""

    title: str
    above: str = ""
    verdict: str = ""
    verdict_text: str = ""
    lead: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    figures: tuple[KeyFigure, ...] = ()
    chart: Chart | None = None
    table: Table | None = None
    quote: Quote | None = None
    question: str = ""
    caveat: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()


def slides_of(document: Document, words: dict[str, str]) -> list[Slide]:
    """The slides after that of the title, each with a title that no other has."""
    opening, sections = _sections(document.body)
    large = {item.figure: item for block in document.body if isinstance(block, KeyFigures) for item in block.items if item.figure}
    found = list(_opening(opening, words))
    later: list[tuple[str, list[Block]]] = []
    for heading, blocks in sections:
        made = list(_section(heading, blocks, words, large))
        if made:
            found += made
        else:
            later.append((heading.text, blocks))
    made_so = [(block.label, [f"{label}: {value}" for label, value in block.rows]) for block in document.closing]
    made_lines = tuple(line for name, rows in made_so for line in (name, *rows))
    if later:
        notes = [line for name, blocks in later for line in (name, *_in_full(blocks, words))]
        names = tuple(name for name, _ in later)
        found.append(Slide(title=words["more"], lead=(words["more_note"],), items=names, notes=(*notes, *made_lines)))
    elif found:
        found[-1] = replace(found[-1], notes=(*found[-1].notes, *made_lines))
    return _named_apart(found, {document.title.text})


def _sections(blocks: Sequence[Block]) -> tuple[list[Block], list[tuple[Heading, list[Block]]]]:
    """What stands before the first heading of level 2, and each such heading with what stands under it."""
    opening: list[Block] = []
    sections: list[tuple[Heading, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            sections.append((block, []))
        elif block.kind != "title":
            (sections[-1][1] if sections else opening).append(block)
    return opening, sections


def _opening(blocks: Sequence[Block], words: dict[str, str]) -> Iterator[Slide]:
    told = tuple(block.text for block in blocks if isinstance(block, Sentence))
    answers = tuple(block.text for block in blocks if isinstance(block, Sentence) and block.role != "caveat")
    if told:
        yield Slide(title=words["answer"], lead=answers, caveat=_caveat(blocks), notes=told)
    for block in blocks:
        if isinstance(block, KeyFigures):
            yield Slide(title=block.label, figures=block.items, notes=tuple(_in_full([block], words)))
        elif not isinstance(block, Sentence):
            yield from _shown(Slide(title=words["answer"]), [block], words)


def _section(heading: Heading, blocks: list[Block], words: dict[str, str], large: dict[str, KeyFigure]) -> Iterator[Slide]:
    first = next((place for place, block in enumerate(blocks) if isinstance(block, Heading)), len(blocks))
    yield from _shown(
        Slide(title=heading.text, verdict=heading.verdict if heading.verdict_text else "", verdict_text=heading.verdict_text),
        blocks[:first],
        words,
    )
    for message, under in _messages(blocks[first:]):
        yield from _message(heading, message, under, words, large)


def _messages(blocks: Sequence[Block]) -> list[tuple[Heading, list[Block]]]:
    found: list[tuple[Heading, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Heading):
            found.append((block, []))
        else:
            found[-1][1].append(block)
    return found


def _message(above: Heading, heading: Heading, blocks: list[Block], words: dict[str, str], large: dict[str, KeyFigure]) -> Iterator[Slide]:
    """One message: its conclusion above, what was found, and one picture, table or large number; what else it holds comes after it."""
    title = heading.text
    if heading.verdict_text and heading.verdict_text.casefold() not in title.casefold() and not title.endswith((".", "!", "?")):
        title = f"{title}: {heading.verdict_text}"
    told = [block for block in blocks if isinstance(block, Sentence) and block.role not in ("caveat", "question")]
    stated = [block for block in told if block.figures] or told
    number = next((large[figure] for block in stated for figure in block.figures if figure in large), None)
    slide = Slide(
        title=title,
        above=above.text,
        verdict=heading.verdict if heading.verdict_text else "",
        verdict_text=heading.verdict_text,
        lead=tuple(block.text for block in stated[:1]),
        caveat=_caveat(blocks),
        notes=tuple(_in_full([heading, *blocks], words)),
    )
    seen = [block for block in blocks if isinstance(block, Chart | Table | Items | Outline | Quote)]
    if not seen:
        yield replace(slide, figures=(number,) if number is not None else ())
        return
    yield _with(slide, seen[0])
    for other in seen[1:]:
        further = replace(slide, lead=(), notes=tuple(_in_full([other], words)))
        if isinstance(other, Quote):  # a story is no ground for a verdict, and so stands without it
            further = replace(further, title=heading.text, verdict="", verdict_text="", caveat=_said_of(other, blocks))
        yield _with(further, other)


def _shown(slide: Slide, blocks: Sequence[Block], words: dict[str, str]) -> Iterator[Slide]:
    """What stands right under a section: a slide for each thing to look at, or one for its text; nothing for a list that is to be read."""
    listed = [item for block in blocks if isinstance(block, Items) for item in block.items]
    if len(listed) > MOST_ITEMS or sum(map(len, listed)) > MOST_LETTERS:
        return
    lead = tuple(block.text for block in blocks if isinstance(block, Sentence) and block.role in ("plain", "answer"))
    question = " ".join(block.text for block in blocks if isinstance(block, Sentence) and block.role == "question")
    notes = tuple(_in_full(blocks, words))
    seen = [block for block in blocks if isinstance(block, Chart | Table | Items | Outline | Quote)]
    base = replace(slide, caveat=_caveat(blocks))
    if not seen:
        if lead or question:
            yield replace(base, lead=lead, question=question, notes=notes)
        return
    for number, block in enumerate(seen):
        yield _with(replace(base, lead=() if number else lead, notes=() if number else notes), block)
    if question:
        yield replace(base, question=question, notes=(question,))


def _with(slide: Slide, block: Chart | Table | Items | Outline | Quote) -> Slide:
    match block:
        case Chart():
            return replace(slide, chart=block, source=block.caption)
        case Table():
            return replace(slide, table=block, source=block.note)
        case Quote():
            return replace(slide, quote=block, source=block.chosen)
        case Items():
            return replace(slide, items=block.items)
        case _:
            return replace(slide, items=tuple(item.text for item in block.items))


def _caveat(blocks: Sequence[Block]) -> str:
    """What must stand beside what is told; what is said of a story stands beside the story, where something else is told too."""
    stories = [block for block in blocks if isinstance(block, Quote)]
    alone = len(stories) == len([block for block in blocks if isinstance(block, Chart | Table | Items | Outline | Quote)])
    of_stories = [] if alone and len(stories) == 1 else [text for story in stories for text in _after(story, blocks)]
    texts = [block for block in blocks if isinstance(block, Sentence) and block.role in ("caveat", "note")]
    return " ".join(block.text for block in texts if block not in of_stories)


def _said_of(story: Quote, blocks: Sequence[Block]) -> str:
    return " ".join(block.text for block in _after(story, blocks))


def _after(story: Quote, blocks: Sequence[Block]) -> list[Sentence]:
    """The notes that stand right after a story."""
    found: list[Sentence] = []
    for block in blocks[list(blocks).index(story) + 1 :]:
        if not (isinstance(block, Sentence) and block.role == "note"):
            break
        found.append(block)
    return found


def _in_full(blocks: Sequence[Block], words: dict[str, str]) -> Iterator[str]:
    """Everything that blocks say, for who speaks and for who hears the slide read out."""
    for block in blocks:
        match block:
            case Heading():
                yield block.text
                if block.verdict_text:
                    yield words["verdict"].format(text=block.verdict_text)
            case Sentence():
                yield words["caveat"].format(text=block.text) if block.role == "caveat" else block.text
            case KeyFigures():
                for item in block.items:
                    yield " ".join(part for part in (f"{item.value} {item.label}.", item.note, item.verdict_text) if part)
            case Chart():
                yield words["figure"].format(alt=block.alt)
                yield block.caption
            case Table():
                yield words["table"].format(caption=block.caption)
                yield from (
                    "; ".join(f"{head}: {cell}" for head, cell in zip(block.columns, row, strict=False) if cell) for row in block.rows
                )
                yield from (block.note,) if block.note else ()
            case Quote():
                yield from (each for each in (f"‘{block.text}’", block.by, block.chosen) if each)
            case Items():
                yield from block.items
            case Outline():
                yield from _branches(block.items)
            case _:
                continue


def _branches(items: Sequence[OutlineItem]) -> Iterator[str]:
    for item in items:
        yield item.text
        yield from _branches(item.items)


def _named_apart(slides: Sequence[Slide], used: set[str]) -> list[Slide]:
    """The slides, each with a title by which it can be found: '… (2)' where one goes on."""
    found = []
    for slide in slides:
        title, number = slide.title, 1
        while title in used:
            number += 1
            title = f"{slide.title} ({number})"
        used.add(title)
        found.append(replace(slide, title=title))
    return found
