"""What a PDF says to who cannot see it: veraPDF's rules of PDF/UA-1, and what those rules do not ask."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

import pikepdf
import pytest

CHECKER = Path(__file__).resolve().parents[2] / "shared" / "tools" / "pdfua_check.py"


def broken_rules(files: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """The rules of PDF/UA-1 that each file breaks. Without the checker the test is skipped, but fails in CI: a skip there is no check."""
    if not CHECKER.is_file():
        _absent("../shared/tools/pdfua_check.py is absent: put the shared folder beside the project to check PDF files by veraPDF's rules")
    if shutil.which("java") is None:
        _absent("there is no java on the PATH (Debian: apt install default-jre-headless)")
    paths = {name: folder / f"{number}.pdf" for number, name in enumerate(files)}
    for name, content in files.items():
        paths[name].write_bytes(content)
    told = subprocess.run([sys.executable, str(CHECKER), *map(str, paths.values())], capture_output=True, text=True, check=False)
    assert told.returncode in {0, 1}, told.stderr
    found: dict[str, list[str]] = {}
    for line in told.stdout.splitlines():
        if rule := re.match(r"    (\S+) \(\d+x\)", line):
            found[next(reversed(found))].append(rule[1])
        elif verdict := re.match(r"(.+): (PDF/UA-1 holds|falls short)", line):
            found[next(name for name, path in paths.items() if str(path) == verdict[1])] = []
    assert list(found) == list(files)
    return found


def tags(content: bytes) -> list[tuple[str, str]]:
    """The tags of the structure tree in reading order, each with its alternative text."""
    with pikepdf.open(io.BytesIO(content)) as file:
        return [(str(each["/S"]).removeprefix("/"), str(each.get("/Alt", ""))) for each in _elements(file.Root["/StructTreeRoot"])]


def shown_text(content: bytes) -> str:
    """The text of all pages, with words that were broken at the end of a line put together again."""
    if shutil.which("pdftotext") is None:
        _absent("there is no pdftotext on the PATH (Debian: apt install poppler-utils)")
    told = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    return told.replace("\u200b", "").replace("\xad\n", "").replace("\n", " ")


def colours(content: bytes) -> set[str]:
    """The colours in which the pages are drawn, as `#rrggbb`."""
    found = set()
    with pikepdf.open(io.BytesIO(content)) as file:
        for page in file.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in {"rg", "RG", "sc", "SC", "scn", "SCN", "g", "G"}:
                    parts = [round(255 * float(each)) for each in operands]
                    found.add("#" + "".join(f"{each:02x}" for each in (parts if len(parts) == 3 else 3 * parts)))
    return found


def changed(content: bytes, change: Any) -> bytes:
    """The file after `change` was done to it: how a fault is planted."""
    file, out = pikepdf.open(io.BytesIO(content)), io.BytesIO()
    change(file)
    file.save(out)
    return out.getvalue()


def without_language(file: pikepdf.Pdf) -> None:
    """Nobody knows how to pronounce it."""
    del file.Root["/Lang"]


def without_alternatives(file: pikepdf.Pdf) -> None:
    """Its drawings say nothing."""
    for each in _elements(file.Root["/StructTreeRoot"]):
        if "/Alt" in each:
            del each["/Alt"]


def without_title(file: pikepdf.Pdf) -> None:
    """A window shows the name of the file."""
    del file.docinfo["/Title"]
    metadata = file.Root["/Metadata"]
    metadata.write(re.sub(rb"<dc:title>.*?</dc:title>", b"", metadata.read_bytes(), flags=re.DOTALL))


def without_headers(file: pikepdf.Pdf) -> None:
    """The cells of its tables are all alike."""
    for each in _elements(file.Root["/StructTreeRoot"]):
        if each["/S"] == "/TH":
            each["/S"] = pikepdf.Name("/TD")


def _elements(node: Any) -> Iterator[Any]:
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _elements(child)


def _absent(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
