"""Kept versions of an agreement: copies byte for byte, by day, found again by year or day."""

from __future__ import annotations

import re
from datetime import date

import pytest

from impactlib.agreement.history import Kept, keep, kept_versions, read_kept, version_since
from impactlib.errors import InputError
from impactlib.workspace import Workspace
from tests.agreements import WHOLE, agreement_of, changed
from tests.small import files_of, tiny, write
from tests.test_migration import VERSION_1, migrated

FILE = "parameters/A1-aburg.yml"
KEPT = "parameters/history/A1-aburg"
SPRING, SUMMER = date(2025, 3, 1), date(2025, 6, 1)


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    """A tiny workspace with one agreement."""
    opened = tiny(tmp_path)
    write(tmp_path / FILE, WHOLE)
    return opened


def kept(workspace: Workspace, content: str | bytes, day: date) -> str:
    """The name of the file that is kept of this content on this day."""
    return workspace.shown(keep(workspace, write(workspace.folder / FILE, content), day))


def names(workspace: Workspace) -> list[str]:
    """The names of everything that was kept, oldest first."""
    return [each.path.name for each in kept_versions(workspace, workspace.folder / FILE)]


@pytest.mark.parametrize(
    "content",
    [WHOLE, WHOLE.replace("\n", "\r\n"), b"\xef\xbb\xbf" + WHOLE.encode(), "# Café\n", b"\xff\x00 nonsense", ""],
    ids=["as it is", "Windows' line ends", "a byte order mark", "accents", "no text", "nothing"],
)
def test_a_version_is_kept_byte_for_byte(workspace, content):
    """Whatever it holds; the file itself is left alone."""
    name = kept(workspace, content, SPRING)
    assert f"{KEPT}/2025-03-01.yml" == name
    assert (workspace.folder / FILE).read_bytes() == (workspace.folder / name).read_bytes()
    assert {"2025-03-01.yml"} == set(files_of(workspace.folder / KEPT))


def test_the_same_content_is_not_kept_twice(workspace):
    """Also not on another day: the one that was kept last is it."""
    assert kept(workspace, WHOLE, SPRING) == kept(workspace, WHOLE, SPRING) == kept(workspace, WHOLE, SUMMER)
    assert ["2025-03-01.yml"] == names(workspace)


def test_what_is_again_as_it_was_before_is_kept_again(workspace):
    """History tells that it was another for a while."""
    for content in ("een\n", "twee\n", "een\n"):
        kept(workspace, content, SPRING)
    assert ["2025-03-01.yml", "2025-03-01-2.yml", "2025-03-01-3.yml"] == names(workspace)


def test_versions_of_one_day_are_numbered_and_told_in_order(workspace):
    """The tenth comes after the ninth, and the next day after both."""
    for number in range(1, 12):
        kept(workspace, f"{number}\n", SPRING)
    kept(workspace, "later\n", SUMMER)
    assert ["2025-03-01.yml", *(f"2025-03-01-{number}.yml" for number in range(2, 12)), "2025-06-01.yml"] == names(workspace)
    assert "11\n" == (workspace.folder / KEPT / "2025-03-01-11.yml").read_text(encoding="utf-8")


def test_other_files_in_the_folder_are_no_versions(workspace):
    """A note, a copy under another name, or a day that does not exist."""
    kept(workspace, WHOLE, SPRING)
    for name in ("notes.yml", "2025-02-30.yml", "2025-03-01 (copy).yml", "2025-03-01.txt", ".2025-06-01.yml.draft", "2025-3-1.yml"):
        write(workspace.folder / KEPT / name, "x")
    assert ["2025-03-01.yml"] == names(workspace)


def test_each_agreement_has_its_own_versions(workspace):
    """Under the name of its file."""
    keep(workspace, write(workspace.folder / "parameters/B2-bedorp.yml", WHOLE), SUMMER)
    kept(workspace, WHOLE, SPRING)
    assert {"A1-aburg/2025-03-01.yml", "B2-bedorp/2025-06-01.yml"} == set(files_of(workspace.parameters / "history"))


def test_nothing_was_kept_before_the_first_time(workspace):
    """An empty list, and no folder."""
    assert [] == kept_versions(workspace, workspace.folder / FILE)
    assert not (workspace.parameters / "history").exists()


def test_a_kept_version_is_read_as_an_agreement(workspace):
    """Also one of version 1; its names are not looked up, since register and catalogue move on."""
    of_now = workspace.folder / kept(workspace, changed(("indicator: BR03", "indicator: GONE")), SUMMER)
    of_then = workspace.folder / kept(workspace, VERSION_1, date(2025, 7, 1))
    assert agreement_of(changed(("indicator: BR03", "indicator: GONE"))) == read_kept(of_now, shown="x")
    assert migrated() == read_kept(of_then, shown="x")


def test_a_kept_version_that_was_damaged_is_refused_with_its_place(workspace):
    """As any file is."""
    path = workspace.folder / kept(workspace, changed(("role: commissioner", "role: payer")), SPRING)
    with pytest.raises(InputError, match=re.escape("2025-03-01.yml:9: parties.1.role is 'payer'; it can be")):
        read_kept(path, shown=path.name)


DAYS = (date(2023, 12, 31), date(2024, 1, 1), date(2024, 6, 1), date(2026, 2, 3))


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2023", "2023-12-31.yml"),
        ("2024", "2024-06-01-2.yml"),
        ("2025", "2024-06-01-2.yml"),
        ("2026", "2026-02-03.yml"),
        ("9999", "2026-02-03.yml"),
        ("2024-01-01", "2024-01-01.yml"),
        ("1-1-2024", "2024-01-01.yml"),
        ("2024-05-31", "2024-01-01.yml"),
        ("2024-06-01", "2024-06-01-2.yml"),
        ("2030-01-01", "2026-02-03.yml"),
    ],
)
def test_a_year_or_a_day_means_the_last_version_of_then(workspace, since, expected):
    """Kept in that year or before it, on that day or before it."""
    for day in DAYS:
        kept(workspace, f"{day}\n", day)
    write(workspace.folder / KEPT / "2024-06-01-2.yml", "second of that day\n")
    found = version_since(workspace, workspace.folder / FILE, since)
    assert isinstance(found, Kept)
    assert expected == found.path.name


@pytest.mark.parametrize("since", ["2022", "0000", "2023-12-30"])
def test_before_the_first_version_there_is_none(workspace, since):
    """The message says since when there is one."""
    for day in DAYS:
        kept(workspace, f"{day}\n", day)
    with pytest.raises(InputError) as error:
        version_since(workspace, workspace.folder / FILE, since)
    expected = f"--since {since}: the oldest version of {FILE} that was kept is of 2023-12-31; ask since 2023-12-31"
    assert expected == str(error.value)


@pytest.mark.parametrize("since", ["", "vorig jaar", "24", "20245", "2024-13-01", "2024-02-30", "2024-06", "2024-06-01T10:00", "-2024"])
def test_what_is_no_year_and_no_day_is_refused(workspace, since):
    """With an example of both."""
    kept(workspace, WHOLE, SPRING)
    with pytest.raises(InputError) as error:
        version_since(workspace, workspace.folder / FILE, since)
    assert f"--since {since}: this is no year and no day; write for example 2024 or 2024-06-01" == str(error.value)


def test_where_nothing_was_kept_the_message_says_how_to(workspace):
    """And where it would lie."""
    with pytest.raises(InputError) as error:
        version_since(workspace, workspace.folder / FILE, "2024")
    assert f"--since 2024: no earlier version of {FILE} was kept in {KEPT}/; keep one with 'impact keep'" == str(error.value)
