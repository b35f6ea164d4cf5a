"""Make the pictures in this folder: the first screen of a report and of a cycle page, and pages of a protocol, as readers see them.

Run it from the project's folder after `make reports` and `impact protocol GM0200`: .venv/bin/python docs/make_pictures.py
It needs Chromium and pdftoppm (Debian: chromium, poppler-utils).
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "outputs" / "2025" / "GM0200-apeldoorn"
SCREENS = {"council.nl.html": "report-apeldoorn.png", "cycle.nl.html": "cycle-apeldoorn.png"}
PAGES = {3: "protocol-apeldoorn.png"}
"""The pages of the protocol that are shown: the chain of changes."""
WIDTH, HEIGHT = 1100, 1480
DOTS = 90
"""To the inch, for a page of paper."""


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
        target = str((ROOT / "docs" / picture).with_suffix(""))
        options = ["-r", str(DOTS), "-f", str(number), "-l", str(number), "-singlefile", "-png"]
        subprocess.run(["pdftoppm", *options, str(FOLDER / "protocol.nl.pdf"), target], check=True)


if __name__ == "__main__":
    main()
