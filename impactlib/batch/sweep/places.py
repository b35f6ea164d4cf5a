"""What tells of the machine: absolute paths, the workspace's own folder, the user and the host."""

from __future__ import annotations

import getpass
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass

from impactlib.workspace import Workspace

ABSOLUTE = re.compile(
    r"(?<![\w.:/<-])/(?:home|tmp|root|Users|var|mnt|media|opt|srv|usr/(?:local|share|lib)|private|work|workspace|builds?|runner|data)/"
    r"[\w.~@/-]*\w"
    r"|(?<![A-Za-z])[A-Za-z]:\\{1,2}[^\s\\|]+\\?|\bfile:/{2,3}[^\s\"'<>]+|(?<!\\)\\\\[\w.-]+\\[\w$.-]+"
)
"""A path from the root of a machine, on Linux, macOS and Windows, of a shared folder, or as an address."""

SHORTEST = 4
"""A shorter name of a user or a machine is a word that may stand anywhere."""

COMMON = frozenset({"root", "user", "admin", "runner", "localhost", "ubuntu", "debian", "docker", "jovyan", "main", "test", "work", "host"})
"""Names of users and machines that are words: they tell nobody."""


@dataclass(frozen=True, slots=True)
class Machine:
    """The names that no artefact may hold."""

    folder: str
    names: re.Pattern[str] | None

    def found_in(self, text: str) -> Iterator[str]:
        """What of the machine stands in a text."""
        if self.folder in text:
            yield f"it holds the path of the workspace {self.folder!r}"
        elif "/" in text or "\\" in text:
            yield from (f"it holds a path of a machine {each[0]!r}" for each in ABSOLUTE.finditer(text))
        if self.names is not None:
            yield from (f"it holds the name of a user or a machine {each[0]!r}" for each in self.names.finditer(text))


def this_machine(workspace: Workspace) -> Machine:
    """The machine that the audit runs on."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    names = {name for each in (user, socket.gethostname()) for name in (each, each.partition(".")[0])}
    telling = sorted(name for name in names if len(name) >= SHORTEST and name.casefold() not in COMMON)
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, telling))})(?![\w-])", re.IGNORECASE) if telling else None
    return Machine(folder=str(workspace.folder), names=pattern)
