"""What LibreOffice makes of Office files: the pages and slides that a reader without Word or PowerPoint sees."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest


def printed(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Each file (its name has an extension) as LibreOffice prints it. Without LibreOffice the test is skipped, but fails in CI."""
    program = shutil.which("soffice")
    if program is None:
        msg = "there is no soffice on the PATH (Debian: apt install libreoffice-writer-nogui libreoffice-impress-nogui)"
        if os.environ.get("CI") == "true":
            pytest.fail(msg)
        pytest.skip(msg)
    paths = [folder / name for name in files]
    for path in paths:
        path.write_bytes(files[path.name])
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return {path.name: path.with_suffix(".pdf").read_bytes() for path in paths}
