"""YAML that people write, read strictly: every scalar as text, with the line of every value.

Nothing in it is run or made: a tag is refused, and so is what would take a machine hours or all of its memory to read.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from impactlib.errors import ImpactError, InputError, Problems
from impactlib.signs import refuse_unfit

Location = tuple[str | int, ...]
"""The keys and positions that lead to a value in a document."""

DEEPEST = 30
"""How many keys may lie within each other; a value that refers to itself has no end."""

SHALLOW = 100
"""Brackets and indents that go so deep at the most are read at once; of any deeper text it is found out first how deep it really is."""

LARGEST = 2_000_000
"""In bytes: what a file of YAML may be. The agreements of a province together are half as large."""

MOST_VALUES = 200_000
"""So many values a document may hold, each counted as often as '*' repeats it: nine lines can stand for a thousand million."""

ONE_BY_ONE = 200_000
"""The letters of a text that is read in Python, to say better what is wrong with it; with a larger one that takes minutes."""

OWN_TAG = "tag:yaml.org,2002:"
"""How the tags of plain texts, lists and mappings begin; any other stands for a thing of some program."""

TAGS = frozenset({"str", "int", "float", "bool", "null", "timestamp", "seq", "map", "merge", "value"})
"""What those tags may be: YAML gives each plain value one of them by itself."""

EMPTY_SCALARS = frozenset({"", "~", "null"})
"""Plain scalars that stand for 'nothing was filled in'; quoted they are text."""

YAML_CURES = {
    "mapping values are not allowed": "a text that holds a colon and a space goes between straight quotes; else look at the indents",
    "cannot start any token": "write spaces instead of tabs, and quotes round a text that begins with @, ` or %",
    "unexpected end of stream": "a quote that was opened on an earlier line is not closed",
    "could not find expected ':'": "a key is followed by a colon and a space; look at the line above as well",
    "expected <block end>": "look at the indents, and for a quote that was not closed above",
}
"""What would do, by what the reader of YAML says."""


LINE_ENDS = re.compile("[\x85\u2028\u2029]")
HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
FLOW = re.compile(r"[\[\]{}]")
BLOCK = re.compile(r"^[ \-?:]+", re.MULTILINE)


def read_yaml(path: Path, *, shown: str = "") -> tuple[Any, dict[Location, int]]:
    """The content of a YAML file (all scalars as text) and the line number of every value in it."""
    where = shown or str(path)
    return parse_yaml(read_text(path, shown=where), shown=where)


def read_text(path: Path, *, shown: str = "") -> str:
    """The text of a UTF-8 file that people write; an error in their words when it is not there or not UTF-8."""
    where = shown or str(path)
    refuse_unfit(path.name, where, "the name of this file", name=True)
    try:
        if (size := path.stat().st_size) > LARGEST and path.is_file():
            raise InputError(where, f"this file has {size} bytes, and {LARGEST} is the most", "is it the right one? Else divide it in two")
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(where, "this file does not exist", "look at the name, or make it with 'impact example'") from None
    except IsADirectoryError:
        raise InputError(where, "this is a folder, not a file", "name the file in it") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError(f"{where}:{line}", f"byte {error.object[error.start]:#04x} is not UTF-8", "save the file as UTF-8") from None


def parse_yaml(text: str, *, shown: str) -> tuple[Any, dict[Location, int]]:
    """The content of a YAML text (all scalars as text) and the line number of every value in it."""
    where = shown
    _refuse_line_ends(text, where)
    _refuse_too_deep(text, where)
    try:
        node = _composed(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = error.problem or ""
        cure = next((words for part, words in YAML_CURES.items() if part in problem), "look at the indents, colons and quotes")
        raise InputError(f"{where}:{line}", f"this is not YAML: {problem}", cure) from None
    except YAMLError as error:
        raise InputError(where, f"this is not YAML: {error}".splitlines()[0], "look at the indents, colons and quotes") from None
    lines: dict[Location, int] = {}
    problems: list[ImpactError] = []
    content = None if node is None else _Values(lines, problems, where).of(node, ())
    if problems:
        raise problems[0] if len(problems) == 1 else Problems(problems)
    if content is None:
        raise InputError(where, "this file is empty", "fill it in, or make it with 'impact example'")
    return content, lines


def _composed(text: str) -> Node | None:
    """The nodes of a YAML text. With ruamel.yaml.clib they are read in C, six times as fast: a batch reads hundreds of agreements.

    The reader in C is of YAML 1.1 and refuses some of 1.2, such as a question mark before a comma; what it refuses is read in Python,
    which also says better what is wrong.
    """
    try:
        node: Node | None = YAML(typ="safe").compose(text)
    except YAMLError:
        if len(text) > ONE_BY_ONE:
            raise
        node = YAML(typ="safe", pure=True).compose(text)
    return node


def _refuse_line_ends(text: str, where: str) -> None:
    """Refuse signs that YAML takes for the end of a line and that no editor shows as one: a key may hide behind them."""
    if found := LINE_ENDS.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise InputError(f"{where}:{line}", f"the line holds U+{ord(found[0]):04X}, a line end that nobody sees", "take it out")


def _refuse_too_deep(text: str, where: str) -> None:
    """Refuse what is nested too deep before it is read whole: the reader in C goes down with the text, and takes the program with it."""
    opened = most = 0
    for sign in FLOW.findall(text):
        opened = opened + 1 if sign in "[{" else max(0, opened - 1)
        most = max(most, opened)
    if most + max((len(each) for each in BLOCK.findall(text)), default=0) <= SHALLOW:
        return
    depth = 0
    try:
        for event in YAML(typ="safe").parse(text):
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if depth > DEEPEST + 1:
                line = event.start_mark.line + 1
                raise InputError(f"{where}:{line}", f"this is nested more than {DEEPEST} deep", "look at the brackets and indents")
    except YAMLError:
        return  # told when it is read


class _Values:
    """Turns nodes into values, with the line of each; what no reader should see, or only a machine could have meant, is refused."""

    def __init__(self, lines: dict[Location, int], problems: list[ImpactError], where: str) -> None:
        self._lines, self._problems, self._where = lines, problems, where
        self._number = 0

    def of(self, node: Node, place: Location) -> Any:
        """The value of a node, with all that is in it."""
        line = self._lines[place] = node.start_mark.line + 1
        self._refuse_endless(place, line)
        if not self._is_plain(node, line):
            return None
        if isinstance(node, ScalarNode):
            if not node.style and node.value in EMPTY_SCALARS:
                return None
            return self._fit(node.value, line, str(place[-1]) if place else "it", name=False)
        if isinstance(node, SequenceNode):
            return [self.of(item, (*place, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, MappingNode)
        return self._mapping(node, place)

    def _mapping(self, node: MappingNode, place: Location) -> dict[str, Any]:
        content: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode):
                self._add(line, "a key is a list or a mapping", "a key is a word, followed by a colon and a space")
                continue
            if not self._is_plain(key_node, line):
                continue
            key = self._fit(str(key_node.value), line, "a key", name=True)
            if key in content:
                self._add(line, f"the key {key!r} stands here twice (first on line {self._lines[(*place, key)]})", "keep one of them")
            content[key] = self.of(value_node, (*place, key))
            self._lines[(*place, key)] = line
        return content

    def _refuse_endless(self, place: Location, line: int) -> None:
        self._number += 1
        cure = "look at the '&' and '*' in the file"
        if len(place) > DEEPEST:
            raise InputError(f"{self._where}:{line}", f"{place[0]!r} is nested more than {DEEPEST} deep", cure)
        if self._number > MOST_VALUES:
            raise InputError(self._where, f"it stands for more than {MOST_VALUES} values", cure)

    def _is_plain(self, node: Node, line: int) -> bool:
        """Whether the node is a text, a list or a mapping, and not a thing of some program."""
        tag = str(node.tag)
        if tag.removeprefix(OWN_TAG) in TAGS or tag == "!":
            return True
        shown = f"!!{tag.removeprefix(OWN_TAG)}" if tag.startswith(OWN_TAG) else tag
        self._add(line, f"the tag {shown!r} asks for more than text", "leave it out; a text that begins with ! goes between quotes")
        return False

    def _fit(self, text: str, line: int, what: str, *, name: bool) -> str:
        text = _whole_letters(text)
        try:
            return refuse_unfit(text, f"{self._where}:{line}", what, name=name)
        except InputError as problem:
            self._problems.append(problem)
            return text

    def _add(self, line: int, what: str, cure: str) -> None:
        self._problems.append(InputError(f"{self._where}:{line}", what, cure))


def _whole_letters(text: str) -> str:
    """The text in which two halves of a letter, as JSON escapes what lies far out, are that letter."""
    return HALVES.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
