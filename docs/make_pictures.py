"""Make the pictures in this folder, as readers see them: the first page of every audience's report, screens, slides and a protocol.

Run it from the project's folder after `make reports` and `impact protocol GM0200`: .venv/bin/python docs/make_pictures.py
It needs Chromium, pdftoppm and LibreOffice (Debian: chromium, poppler-utils, libreoffice-impress-nogui).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from impactlib.publishing.pdf import report_pdf
from impactlib.publishing.pptx import report_pptx
from impactlib.publishing.typesetting import FONTS
from impactlib.telling.audience import audiences
from impactlib.telling.report import open_report

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "outputs" / "2025" / "GM0200-apeldoorn"
SCREENS = {"council.nl.html": "report-apeldoorn.png", "cycle.nl.html": "cycle-apeldoorn.png"}
PAGES = {3: "protocol-apeldoorn.png"}
"""The pages of the protocol that are shown: the chain of changes."""
WIDTH, HEIGHT = 1100, 1480
DOTS = 90
"""To the inch, for a page of paper."""
AUDIENCES = ROOT / "docs" / "audiences"
HIGH = 1100
"""The height of a first page, in dots."""
SLIDES = (1, 2, 5)
"""The slides for the council that are shown."""


def main() -> None:
    """Write every picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for screen, picture in SCREENS.items():
            page.goto((FOLDER / screen).as_uri())
            page.screenshot(path=ROOT / "docs" / picture)
        browser.close()
    for number, picture in PAGES.items():
        _page(FOLDER / "protocol.nl.pdf", number, ROOT / "docs" / picture, "-r", str(DOTS))
    with tempfile.TemporaryDirectory() as folder:
        _audiences(Path(folder))


def _audiences(folder: Path) -> None:
    """The first page of every audience's report about Apeldoorn, and some of the council's slides."""
    AUDIENCES.mkdir(exist_ok=True)
    for name in audiences():
        paper = folder / f"{name}.pdf"
        paper.write_bytes(report_pdf(open_report(ROOT, "GM0200", name, "nl").blocks(), "nl"))
        _page(paper, 1, AUDIENCES / f"{name}.png", "-scale-to", str(HIGH))
    slides = folder / "slides.pptx"
    slides.write_bytes(report_pptx(open_report(ROOT, "GM0200", "council", "nl").blocks(), "nl"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(slides)]
    # Without the house's letters LibreOffice takes wider ones.
    fonts = folder / "fonts.conf"
    fonts.write_text(
        f"<fontconfig><dir>{FONTS}</dir><dir>/usr/share/fonts</dir><cachedir>{folder}</cachedir></fontconfig>", encoding="utf-8"
    )
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    subprocess.run([shutil.which("soffice") or "soffice", *convert], check=True, capture_output=True, env=environment)
    for number in SLIDES:
        _page(slides.with_suffix(".pdf"), number, AUDIENCES / f"slide-{number}.png", "-scale-to", str(HIGH))


def _page(paper: Path, number: int, picture: Path, *size: str) -> None:
    options = [*size, "-f", str(number), "-l", str(number), "-singlefile", "-png"]
    subprocess.run(["pdftoppm", *options, str(paper), str(picture.with_suffix(""))], check=True)


if __name__ == "__main__":
    main()
