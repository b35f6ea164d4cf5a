"""A packed file (Word, slides, a spreadsheet) without a clock in it: the same report gives the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

from impactlib.publishing.document import NO_DATE


def packed(draft: bytes, mended: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """The file with every part in its order and none with the time of packing.

    Parameters
    ----------
    draft
        The file as the library that made it packed it.
    mended
        What becomes of a part, from its name and its content; they stay as they are when it is left out.

    Returns
    -------
    bytes
        The file, packed again.
    """
    final = BytesIO()
    with zipfile.ZipFile(BytesIO(draft)) as opened, zipfile.ZipFile(final, "w") as whole:
        for part in opened.infolist():
            content = opened.read(part)
            told = zipfile.ZipInfo(part.filename, date_time=NO_DATE.timetuple()[:6])
            whole.writestr(told, mended(part.filename, content) if mended else content, compress_type=zipfile.ZIP_DEFLATED)
    return final.getvalue()
