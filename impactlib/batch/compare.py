"""Two periods beside each other, in words: what the later release tells of itself, and what was agreed and meant before."""

from __future__ import annotations

from impactlib.disclosure.release import MANIFEST, Release, read_areas, read_release
from impactlib.errors import InputError, UnknownNameError
from impactlib.indicators.finding import period_before
from impactlib.telling.changed import changed_blocks, changed_lines
from impactlib.telling.changes import earlier_release
from impactlib.telling.language import language_named
from impactlib.telling.phrasing import Phrasing
from impactlib.workspace import Workspace, check_period


def compare(workspace: Workspace, earlier: str, later: str, name: str, *, language: str) -> list[str]:
    """What changed in an area between two periods that follow each other, as lines.

    Parameters
    ----------
    workspace : Workspace
        Where the outputs of both periods are; the period of its settings does not matter.
    earlier, later : str
        The periods; where they are swapped, a line says so.
    name : str
        The area's code or name.
    language : str
        In which language it is said.

    Returns
    -------
    list of str
        A head and then the section that an officer's report has, line by line.

    Raises
    ------
    InputError
        The two are no periods, are the same, or do not follow each other; or neither has figures of the other.
    UnknownNameError
        There is no release of the later period, or no such area in it.
    """
    speaker = language_named(language)
    first, last, notes = _in_order(earlier, later)
    release = _release(workspace, last, name)
    found = changed_lines(changed_blocks(Phrasing(release=release, language=speaker), earlier_release(workspace.outputs.parent, release)))
    head = f"{release.area.name} ({release.area.code})"
    notice = [speaker.of(release.manifest.notice)] if release.manifest.notice else []
    if not found:
        nothing = f"nothing of {first} is known: no release of it is about {release.area.name}, and that of {last} has no figure of {first}"
        raise InputError(f"{first} {last}", nothing, f"set 'period' to {first} in parameters/workspace.yml, and 'impact measure'")
    return [*notes, head, *notice, "", *found]


def _in_order(earlier: str, later: str) -> tuple[str, str, list[str]]:
    """The two periods, the earlier one first, and what to say where they were given the other way round."""
    for period in (earlier, later):
        try:
            check_period(period)
        except ValueError as error:
            raise InputError("impact compare", str(error), "give two of them, such as 2024 2025") from None
    if earlier == later:
        raise InputError("impact compare", f"{earlier} is both periods", f"give {period_before(later)} {later}, for example")
    if len(earlier) != len(later):
        what = f"{earlier} and {later} are a calendar year and a school year"
        raise InputError("impact compare", what, "their figures are never in one series; give two of a kind")
    first, last = sorted((earlier, later))
    if first != period_before(last):
        what = f"{first} and {last} do not follow each other, and a figure is only judged beside that of the period before"
        cure = f"give {period_before(last)} {last}; the officer's report shows how figures went over all years"
        raise InputError("impact compare", what, cure)
    swapped = f"{last} comes after {first}: this says what changed from {first} to {last}."
    return first, last, [swapped] if first != earlier else []


def _release(workspace: Workspace, period: str, name: str) -> Release:
    """What may be told of the area in the later period."""
    folder = workspace.folder / "outputs" / period / workspace.release.name
    made = sorted(path.parent.parent.name for path in workspace.folder.glob(f"outputs/*/{workspace.release.name}/{MANIFEST}"))
    if period not in made:
        known = f"there are releases of {', '.join(made)}" if made else "make one with 'impact measure'"
        raise UnknownNameError(f"outputs/{period}", f"there is no release of {period}", known)
    areas = read_areas(folder)
    by_name = {area.name.casefold(): area.code for area in areas.values()}
    code = name if name in areas else by_name.get(name.casefold(), "")
    if not code:
        raise UnknownNameError.among("municipality", "area", name, [*areas, *(area.name for area in areas.values())])
    return read_release(folder, code)
