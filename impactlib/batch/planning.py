"""What `impact plan` prints: how many answers the goals of a municipality need."""

from __future__ import annotations

from impactlib.batch.dossier import speaker_of
from impactlib.batch.rounds import current_release, open_agreement
from impactlib.disclosure.release import read_release
from impactlib.telling.agreed.planning import plan_lines
from impactlib.telling.language import language_named
from impactlib.workspace import Workspace


def answers_needed(workspace: Workspace, name: str, *, language: str) -> list[str]:
    """How many answers each goal of a municipality needs, in lines; the release is made where it is not there."""
    language_named(language)
    agreement = open_agreement(workspace, name).agreement
    current_release(workspace)
    release = read_release(workspace.release, agreement.municipality)
    return plan_lines(speaker_of(workspace, release, agreement, language))
