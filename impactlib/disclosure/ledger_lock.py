"""One at a time: who writes in the ledger holds a lock, which the system lets go of when the process ends, however it ends."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from impactlib.errors import InputError

LOCK = ".ledger.lock"
"""The file in the ledger's folder that is locked; it is empty, and may be taken away when nobody publishes."""

PATIENCE, PAUSE = 60.0, 0.05
"""Seconds after which a writer stops waiting for another, and how often it looks."""

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _let_go(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)


@contextmanager
def locked(folder: Path, *, shown: str, patience: float = PATIENCE) -> Iterator[None]:
    """Nobody else writes in this folder's ledger while the block runs.

    Parameters
    ----------
    folder : Path
        Where the ledger is; made when it is not there.
    shown : str
        How messages name it.
    patience : float
        Seconds to wait for who has the lock now.

    Raises
    ------
    InputError
        When the lock was not free within that time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + patience
    with (folder / LOCK).open("ab") as file:
        while True:
            try:
                _take(file)
                break
            except OSError:
                if time.monotonic() >= until:
                    raise InputError(
                        shown, f"another 'impact' has been writing in it for {patience:g} seconds", "repeat when that is done"
                    ) from None
                time.sleep(PAUSE)
        try:
            yield
        finally:
            _let_go(file)
