"""Make the README's picture: the first screen of a report of the example, as Chromium shows it.

Run it from the project's folder after `make reports`: .venv/bin/python docs/make_pictures.py
"""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "outputs" / "2025" / "GM0200-apeldoorn" / "council.nl.html"
WIDTH, HEIGHT = 1100, 1480


def main() -> None:
    """Write docs/report-apeldoorn.png."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(PAGE.as_uri())
        page.screenshot(path=ROOT / "docs" / "report-apeldoorn.png")
        browser.close()


if __name__ == "__main__":
    main()
