"""Artefacts with something in them that may not be there, one for each kind of file and place, made by the library of its format."""

from __future__ import annotations

import base64
import io
import json
import pickle
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import docx
import nbformat
import openpyxl
import pikepdf
import pyarrow as pa
import pyarrow.parquet as pq
from matplotlib.figure import Figure
from PIL import Image
from PIL.PngImagePlugin import PngInfo

Maker = Callable[[str], bytes]


@dataclass(frozen=True)
class Plant:
    """A file's name, what makes it of a text, and what the place of the text is called."""

    name: str
    make: Maker
    place: str


def png(text: str, *, packed: bool = False) -> bytes:
    """A picture with the text in a chunk."""
    info, file = PngInfo(), io.BytesIO()
    info.add_text("Description", text, zip=packed)
    Image.new("RGB", (2, 2)).save(file, "PNG", pnginfo=info)
    return file.getvalue()


def jpeg(text: str) -> bytes:
    """A picture with the text in a comment."""
    file = io.BytesIO()
    Image.new("RGB", (2, 2)).save(file, "JPEG", comment=text.encode())
    return file.getvalue()


def drawing(text: str, *, named: bool) -> str:
    """A drawing with the text as outlines, with matplotlib's own names for the letters, or with names that say nothing."""
    figure, file = Figure(), io.BytesIO()
    figure.text(0.1, 0.5, text)
    figure.savefig(file, format="svg", metadata={"Date": None})
    svg = file.getvalue().decode()
    return svg if named else svg.replace("DejaVuSans-", "f0a1b2c-")


def word(change: Callable[[docx.document.Document], None]) -> bytes:
    """A Word file after a change."""
    file, made = io.BytesIO(), docx.Document()
    change(made)
    made.save(file)
    return file.getvalue()


def _word_row(made: docx.document.Document, text: str) -> None:
    table = made.add_table(1, 2)
    table.rows[0].cells[0].text, _, table.rows[0].cells[1].text = text.partition(":")


def _word_alt(made: docx.document.Document, text: str) -> None:
    made.add_picture(io.BytesIO(png("nothing")))
    made.inline_shapes[0]._inline.docPr.set("descr", text)


def sheet(change: Callable[[openpyxl.Workbook], None]) -> bytes:
    """An Excel file after a change."""
    file, made = io.BytesIO(), openpyxl.Workbook()
    made.active.append(["kop", "iets"])
    change(made)
    made.save(file)
    return file.getvalue()


def _hidden_sheet(made: openpyxl.Workbook, text: str, state: str) -> None:
    other = made.create_sheet("weg")
    other.sheet_state = state
    other.append(text.split(":"))


def _hidden_row(made: openpyxl.Workbook, text: str) -> None:
    made.active.append(text.split(":"))
    made.active.row_dimensions[2].hidden = True


def _hidden_column(made: openpyxl.Workbook, text: str) -> None:
    made.active["C1"], made.active["C2"] = text.split(":")
    made.active.column_dimensions["C"].hidden = True


def _note(made: openpyxl.Workbook, text: str) -> None:
    made.active["A1"].comment = openpyxl.comments.Comment(text, "iemand")


def _defined(made: openpyxl.Workbook, text: str) -> None:
    made.defined_names["weg"] = openpyxl.workbook.defined_name.DefinedName("weg", attr_text=f'"{text}"')


def _property(made: openpyxl.Workbook, text: str) -> None:
    made.properties.keywords = text


def pdf(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A PDF of one page after a change."""
    file, made = io.BytesIO(), pikepdf.new()
    made.add_blank_page()
    change(made)
    made.save(file)
    return file.getvalue()


def _pdf_text(made: pikepdf.Pdf, text: str) -> None:
    page = made.pages[0]
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.obj.Contents = made.make_stream(f"BT /F1 12 Tf 50 100 Td ({text}) Tj ET".encode("latin-1"))


def _pdf_info(made: pikepdf.Pdf, text: str) -> None:
    made.docinfo["/Keywords"] = text


def _pdf_xmp(made: pikepdf.Pdf, text: str) -> None:
    with made.open_metadata() as about:
        about["dc:description"] = text


def _pdf_alt(made: pikepdf.Pdf, text: str) -> None:
    element = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Figure, Alt=text)
    made.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=pikepdf.Array([element]))


def _pdf_file(made: pikepdf.Pdf, text: str) -> None:
    made.attachments["bijlage.txt"] = text.encode()


def _pdf_outline(made: pikepdf.Pdf, text: str) -> None:
    with made.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(text, 0))


def _pdf_note(made: pikepdf.Pdf, text: str) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents=text, Rect=[0, 0, 1, 1])
    made.pages[0].obj.Annots = pikepdf.Array([made.make_indirect(note)])


def slides(text: str, part: str) -> bytes:
    """A PowerPoint file with the text in one part, as the parts that matter of it."""
    words = f'<p:x xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:x>'
    return packed({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>", part: words})


def packed(files: dict[str, str | bytes]) -> bytes:
    """A zip file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return file.getvalue()


def notebook(text: str, place: str) -> bytes:
    """A notebook with the text in an output, a picture, an error, its metadata or a cell."""
    cell = nbformat.v4.new_code_cell("1 + 1", id="a")
    if place == "output":
        cell.outputs = [nbformat.v4.new_output("execute_result", {"text/plain": text})]
    elif place == "html":
        cell.outputs = [nbformat.v4.new_output("display_data", {"text/html": f"<p title='{text}'>niets</p>"})]
    elif place == "picture":
        cell.outputs = [nbformat.v4.new_output("display_data", {"image/png": base64.b64encode(png(text)).decode()})]
    elif place == "error":
        cell.outputs = [nbformat.v4.new_output("error", ename="ValueError", evalue="mis", traceback=["Traceback", text])]
    elif place == "source":
        cell.source = f"# {text}"
    made = nbformat.v4.new_notebook(cells=[cell])
    if place == "metadata":
        made.metadata["note"] = text
    return nbformat.writes(made).encode()


def parquet(text: str, *, schema: bool) -> bytes:
    """A table with the text in a row, or beside its columns."""
    name, _, number = text.partition(":")
    table = pa.table({"naam": [name], "getal": [float(number.split()[0])]} if not schema else {"naam": ["niets"]})
    file = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({"note": text}) if schema else table, file)
    return file.getvalue()


def database(text: str) -> bytes:
    """A database with the text in a row."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (naam, getal)")
    connection.execute("INSERT INTO t VALUES (?, ?)", text.split(":"))
    connection.commit()
    content = connection.serialize()
    connection.close()
    return content


def page(body: str) -> bytes:
    """A web page."""
    return f"<!doctype html><html lang=nl><title>x</title><body>{body}</body></html>".encode()


def uri(text: str) -> str:
    """A drawing with a description, as the address of a picture."""
    return "data:image/svg+xml;base64," + base64.b64encode(f"<svg><desc>{text}</desc></svg>".encode()).decode()


def after_the_end(text: str) -> bytes:
    """A picture with a packed chunk that no standard knows, after which more bytes stand."""
    data = text.encode()
    chunk = struct.pack(">I", len(data)) + b"prVt" + data + struct.pack(">I", zlib.crc32(b"prVt" + data))
    whole = png("nothing")
    return whole[:33] + chunk + whole[33:]


PLANTS = [
    Plant("text.html", lambda t: page(f"<p>{t}</p>"), "p"),
    Plant("row.html", lambda t: page(f"<table><tr><th>{t.replace(':', '</th><td>')}</td></tr></table>"), "tr"),
    Plant("alt.html", lambda t: page(f'<img alt="{t}">'), "img alt"),
    Plant("aria.html", lambda t: page(f'<div aria-label="{t}"></div>'), "div aria-label"),
    Plant("data.html", lambda t: page(f'<div data-note="{t}"></div>'), "div data-note"),
    Plant("comment.html", lambda t: page(f"<!-- {t} -->"), "comment"),
    Plant("linked.html", lambda t: page(f'<script type="application/ld+json">{json.dumps(t)}</script>'), "script"),
    Plant("style.html", lambda t: page(f"<style>/* {t} */</style>"), "style"),
    Plant("hidden.html", lambda t: page(f"<p hidden>{t}</p>"), "p"),
    Plant("embedded.html", lambda t: page(f'<img src="{uri(t)}">'), "embedded image/svg+xml"),
    Plant("frame.html", lambda t: page(f"<iframe srcdoc='&lt;p&gt;{t}&lt;/p&gt;'></iframe>"), "iframe srcdoc"),
    Plant("under.html", lambda t: page(f"<h3>{t.split(':')[0]}</h3><p>het zijn er{t.split(':')[1]}</p>"), "p"),
    Plant("desc.svg", lambda t: f"<svg><desc>{t}</desc></svg>".encode(), "desc"),
    Plant("text.svg", lambda t: f"<svg><text>{t}</text></svg>".encode(), "text"),
    Plant("id.svg", lambda t: f'<svg><g aria-label="{t}"/></svg>'.encode(), "g aria-label"),
    Plant("outlines.svg", lambda t: drawing(t, named=True).encode(), "drawn text"),
    Plant("letters.html", lambda t: page(drawing(t, named=False)), "drawn text"),
    Plant("info.pdf", lambda t: pdf(lambda made: _pdf_info(made, t)), "Info /Keywords"),
    Plant("xmp.pdf", lambda t: pdf(lambda made: _pdf_xmp(made, t)), "XMP"),
    Plant("page.pdf", lambda t: pdf(lambda made: _pdf_text(made, t)), "page 1"),
    Plant("alt.pdf", lambda t: pdf(lambda made: _pdf_alt(made, t)), "alternative text"),
    Plant("file.pdf", lambda t: pdf(lambda made: _pdf_file(made, t)), "attachment bijlage.txt"),
    Plant("outline.pdf", lambda t: pdf(lambda made: _pdf_outline(made, t)), "outline"),
    Plant("note.pdf", lambda t: pdf(lambda made: _pdf_note(made, t)), "note /Contents"),
    Plant("text.docx", lambda t: word(lambda made: made.add_paragraph(t)), "word/document.xml"),
    Plant("row.docx", lambda t: word(lambda made: _word_row(made, t)), "word/document.xml, row"),
    Plant("alt.docx", lambda t: word(lambda made: _word_alt(made, t)), "docPr descr"),
    Plant("about.docx", lambda t: word(lambda made: setattr(made.core_properties, "keywords", t)), "docProps/core.xml"),
    Plant("header.docx", lambda t: word(lambda made: setattr(made.sections[0].header.paragraphs[0], "text", t)), "word/header"),
    Plant("hidden.xlsx", lambda t: sheet(lambda made: _hidden_sheet(made, t, "hidden")), "sheet 'weg', row 1"),
    Plant("very-hidden.xlsx", lambda t: sheet(lambda made: _hidden_sheet(made, t, "veryHidden")), "sheet 'weg', row 1"),
    Plant("row.xlsx", lambda t: sheet(lambda made: _hidden_row(made, t)), "row 2"),
    Plant("column.xlsx", lambda t: sheet(lambda made: _hidden_column(made, t)), "cell C2"),
    Plant("note.xlsx", lambda t: sheet(lambda made: _note(made, t)), "comment"),
    Plant("defined.xlsx", lambda t: sheet(lambda made: _defined(made, t)), "xl/workbook.xml"),
    Plant("about.xlsx", lambda t: sheet(lambda made: _property(made, t)), "docProps/core.xml"),
    Plant("slide.pptx", lambda t: slides(t, "ppt/slides/slide1.xml"), "ppt/slides/slide1.xml"),
    Plant("speaker.pptx", lambda t: slides(t, "ppt/notesSlides/notesSlide1.xml"), "ppt/notesSlides/notesSlide1.xml"),
    Plant("layout.pptx", lambda t: slides(t, "ppt/slideLayouts/slideLayout1.xml"), "ppt/slideLayouts/slideLayout1.xml"),
    Plant("chunk.png", png, "tEXt Description"),
    Plant("packed.png", lambda t: png(t, packed=True), "zTXt Description"),
    Plant("own-chunk.png", after_the_end, "chunk prVt"),
    Plant("comment.jpg", jpeg, "segment FE"),
    Plant("output.ipynb", lambda t: notebook(t, "output"), "cells[0].outputs[0].data.text/plain"),
    Plant("html.ipynb", lambda t: notebook(t, "html"), "p title"),
    Plant("picture.ipynb", lambda t: notebook(t, "picture"), "tEXt Description"),
    Plant("error.ipynb", lambda t: notebook(t, "error"), "traceback"),
    Plant("source.ipynb", lambda t: notebook(t, "source"), "source"),
    Plant("metadata.ipynb", lambda t: notebook(t, "metadata"), "metadata.note"),
    Plant("plain.json", lambda t: json.dumps({"a": [{"b": t}]}).encode(), "a[0].b"),
    Plant("number.json", lambda t: json.dumps({"name": t.split(":")[0], "n": int(t.split()[-2])}).encode(), "n"),
    Plant("key.json", lambda t: json.dumps({t: 1}).encode(), "key"),
    Plant("lines.jsonl", lambda t: f"{{}}\n{json.dumps(t)}\n".encode(), "line 2"),
    Plant("comment.yml", lambda t: f"a: 1\n# {t}\n".encode(), "line 2"),
    Plant("table.csv", lambda t: f"naam;getal\n{t.replace(':', ';')}\n".encode(), "row 2"),
    Plant("batch.log", lambda t: f"een\n{t}\n".encode(), "line 2"),
    Plant("days.ics", lambda t: f"BEGIN:VCALENDAR\r\nDESCRIPTION:{t[:9]}\r\n {t[9:]}\r\n".encode(), "line 2"),
    Plant("row.parquet", lambda t: parquet(t, schema=False), "row 1"),
    Plant("schema.parquet", lambda t: parquet(t, schema=True), "schema  note"),
    Plant("rows.sqlite", database, "table t, row 2"),
    Plant("object.pickle", lambda t: pickle.dumps({"a": t}), "byte"),
    Plant("inside.zip", lambda t: packed({"map/binnen.txt": t}), "map/binnen.txt, line 1"),
    Plant("picture-in-page-in.zip", lambda t: packed({"p.html": page(f'<img src="{uri(t)}">')}), "embedded"),
    Plant("unknown.bin", lambda t: b"\x00\x01\x02" + t.encode("utf-16-le") + b"\x00\x03", "byte"),
]
"""One artefact for each kind of file and place."""
