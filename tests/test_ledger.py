"""The ledger: what was published is never forgotten, and whoever changes, cuts or loses it is noticed before anything is published."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impactlib.disclosure import ledger_check, ledger_lock
from impactlib.disclosure.entries import (
    Anchor,
    DocumentEntry,
    Entry,
    LossEntry,
    PublicationEntry,
    StoryEntry,
    ToldEntry,
    WithdrawnEntry,
    as_line,
    as_text,
    text_digest,
)
from impactlib.disclosure.fact import Fact, Group, Term, What
from impactlib.disclosure.ledger import accept_loss, append, read_ledger
from impactlib.disclosure.ledger_lock import locked
from impactlib.errors import InputError
from impactlib.workspace import Settings, SourceSettings, Text, Workspace

DAY = "2026-11-24"
AT = "2026-11-24T10:00:00+01:00"


def workspace_in(folder: Path) -> Workspace:
    """A workspace of which nothing but its folder is needed."""
    source = SourceSettings(path="data/x.csv", layout="x")
    return Workspace(folder=folder, settings=Settings(period="2025", sources={"x": source}))


def told(owner: str = "GM0200/2025/DI07", n: float = 41, population: str = "people who answered both", release: str = "aaa") -> ToldEntry:
    """One figure: so many people answered."""
    group = Group(source="survey", area="GM0200", period="2025", name=owner, codes=(1.0, 2.0))
    fact = Fact(terms=(Term(group=group, what=What(kind="people")),), low=n, high=n)
    return ToldEntry(owner=owner, release=release, period="2025", day=DAY, population=population, facts=(fact.to_json(),))


HEAD_ENTRY = PublicationEntry(release="aaa", period="2025", day=DAY, at=AT, report_date="2026-03-01", by="J", areas=("GM0200-apeldoorn",))
STORY = StoryEntry(id="GM0200-1", area="GM0200-apeldoorn", text_sha256="b" * 64, release="aaa", period="2025", day=DAY)
DOCUMENT = DocumentEntry(
    area="GM0200-apeldoorn",
    name="council.nl.html",
    sha256="c" * 64,
    told=("GM0200/2025/DI07", "story/GM0200-1"),
    release="aaa",
    period="2025",
    day=DAY,
)
WITHDRAWN = WithdrawnEntry(what="story", name="GM0200-1", reason="consent was taken back", day=DAY, at=AT, documents=(DOCUMENT.place,))
ALL: tuple[Entry, ...] = (HEAD_ENTRY, told(), told("GM0200/2025/DI07#movers", 12), STORY, DOCUMENT)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace that published five lines, in two steps."""
    made = workspace_in(tmp_path)
    append(made, ALL[:3])
    append(made, ALL[3:])
    return made


def ledger_file(workspace: Workspace) -> Path:
    """The ledger."""
    return workspace.parameters / "published" / "ledger.jsonl"


def head_file(workspace: Workspace) -> Path:
    """What vouches for it."""
    return workspace.parameters / "published" / "ledger.head.json"


def with_receipt(workspace: Workspace) -> Path:
    """A period's receipt that vouches for the ledger as it is."""
    end = read_ledger(workspace).end
    path = workspace.outputs / "published.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"publications": [{"ledger": {"lines": end.lines, "sha256": end.sha256}}]}), encoding="utf-8")
    return path


def stops(workspace: Workspace, *, saying: str = "") -> InputError:
    """Reading and writing are both refused, with the same problem, and nothing is written."""
    path = ledger_file(workspace)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(InputError) as reading:
        read_ledger(workspace)
    with pytest.raises(InputError) as writing:
        append(workspace, [told(n=99)])
    assert str(reading.value) == str(writing.value)
    assert saying in str(reading.value)
    assert before == (path.read_bytes() if path.is_file() else None)
    return reading.value


def test_a_workspace_that_published_nothing_has_an_empty_ledger(tmp_path: Path) -> None:
    """Reading makes no file."""
    found = read_ledger(workspace_in(tmp_path))
    assert ((), [], [], []) == (found.entries, found.facts(), found.documents(), found.stories())
    assert [] == list(tmp_path.iterdir())


def test_what_was_appended_is_read_back(workspace: Workspace) -> None:
    """Every kind of entry, as it was, in order; the head with the number of lines that followed it."""
    append(workspace, [WITHDRAWN])
    found = read_ledger(workspace)
    assert (replace(HEAD_ENTRY, lines=2), *ALL[1:], WITHDRAWN) == found.entries
    assert Anchor(lines=6, sha256=found.end.sha256) == found.end
    assert [DOCUMENT] == found.documents(area="GM0200-apeldoorn") == found.documents(telling="story/GM0200-1")
    assert [] == found.documents(area="GM0277-rozendaal")
    assert [STORY] == found.stories()
    assert [told().facts[0]] == [each for each in found.facts() if each[1] == 41.0]
    assert Fact.from_json(found.facts()[0]).low == 41


def test_a_line_has_its_number_the_hash_before_and_its_own(workspace: Workspace) -> None:
    """One JSON object a line, its keys in order, chained to the line before; the head says where the chain ends."""
    lines = [json.loads(line) for line in ledger_file(workspace).read_text(encoding="ascii").splitlines()]
    assert [1, 2, 3, 4, 5] == [each["line"] for each in lines]
    assert ["", *(each["sha256"] for each in lines[:-1])] == [each["previous"] for each in lines]
    assert all(list(each) == sorted(each) and list(each["entry"]) == sorted(each["entry"]) for each in lines)
    assert {"lines": 5, "sha256": lines[-1]["sha256"]} == json.loads(head_file(workspace).read_text(encoding="ascii"))


def test_what_the_ledger_has_is_not_written_again(workspace: Workspace) -> None:
    """Publishing the same once more adds the head of the publication and nothing else."""
    again = [replace(each, release="bbb", day="2027-01-01") for each in ALL]
    receipt = append(workspace, again)
    assert (replace(HEAD_ENTRY, release="bbb", day="2027-01-01", lines=0),) == receipt.new
    assert 4 == len(receipt.known)
    assert 6 == read_ledger(workspace).end.lines


@pytest.mark.parametrize(
    "other",
    [told(n=42), told(population="people who answered now"), replace(DOCUMENT, sha256="d" * 64), replace(STORY, text_sha256="e" * 64)],
    ids=["facts", "population", "file", "text"],
)
def test_what_differs_is_written_beside_what_was_told(workspace: Workspace, other: Entry) -> None:
    """Corrected figures, late answers and other people are new facts; the old ones stay."""
    assert (other,) == append(workspace, [other]).new
    assert {*map(repr, read_ledger(workspace).entries)} > {*map(repr, ALL[1:])}


def test_the_same_twice_in_one_publication_is_written_once(tmp_path: Path) -> None:
    """Also within one append."""
    assert 1 == len(append(workspace_in(tmp_path), [told(), told()]).new)


def test_what_is_withdrawn_stays_among_the_facts(workspace: Workspace) -> None:
    """What is out is out: the mark changes what is published, not what is known."""
    before = read_ledger(workspace).facts()
    append(workspace, [WithdrawnEntry(what="owner", name="GM0200/2025/DI07", reason="wrong", day=DAY, at=AT, documents=(DOCUMENT.place,))])
    found = read_ledger(workspace)
    assert before == found.facts()
    assert {("owner", "GM0200/2025/DI07"), ("document", DOCUMENT.place)} == set(found.withdrawn)


def test_what_is_published_again_after_its_withdrawal_is_written_again(workspace: Workspace) -> None:
    """Otherwise the ledger would go on saying that it is withdrawn."""
    append(workspace, [WITHDRAWN])
    assert (DOCUMENT,) == append(workspace, [DOCUMENT, told()]).new
    assert {("story", "GM0200-1")} == set(read_ledger(workspace).withdrawn)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_single_changed_byte_is_noticed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Any byte of the ledger, changed into any other, stops reading and publishing with the way out."""
    workspace = _example(tmp_path_factory)
    content = bytearray(ledger_file(workspace).read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] = data.draw(st.integers(0, 255).filter(lambda value: value != content[place]))
    ledger_file(workspace).write_bytes(content)
    assert "impact ledger --accept-loss" in str(stops(workspace))


def _example(factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with a ledger, anew for each example."""
    workspace = workspace_in(factory.mktemp("ledger"))
    append(workspace, ALL)
    return workspace


def test_a_changed_byte_of_the_head_is_noticed(workspace: Workspace) -> None:
    """Each byte of it, each with its lowest bit turned; and one byte more or less."""
    whole = head_file(workspace).read_bytes()
    for place in range(len(whole)):
        head_file(workspace).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        stops(workspace)
    for other in (whole + b" ", whole[:-1], b"", b"[]", b"null", b'{"lines":true,"sha256":"x"}'):
        head_file(workspace).write_bytes(other)
        stops(workspace, saying="ledger.head.json: it was changed or damaged")


@pytest.mark.parametrize("first", range(4))
def test_two_swapped_lines_are_noticed(workspace: Workspace, first: int) -> None:
    """Every pair of neighbours."""
    lines = ledger_file(workspace).read_bytes().splitlines(keepends=True)
    lines[first], lines[first + 1] = lines[first + 1], lines[first]
    ledger_file(workspace).write_bytes(b"".join(lines))
    stops(workspace, saying=f"line {first + 1}: it does not follow the line before it")


@pytest.mark.parametrize("which", range(5))
def test_a_line_that_is_taken_out_is_noticed(workspace: Workspace, which: int) -> None:
    """Also the last one, which leaves a ledger that is right in itself: the head vouches for it."""
    lines = ledger_file(workspace).read_bytes().splitlines(keepends=True)
    ledger_file(workspace).write_bytes(b"".join(lines[:which] + lines[which + 1 :]))
    stops(workspace, saying="does not follow" if which < 4 else "it was shortened: it has 4 whole lines")


def test_a_line_that_is_put_in_is_noticed(workspace: Workspace) -> None:
    """A copy of a line, and an empty one."""
    lines = ledger_file(workspace).read_bytes().splitlines(keepends=True)
    for other in (lines[1], b"\n", b"{}\n"):
        ledger_file(workspace).write_bytes(b"".join([*lines[:2], other, *lines[2:]]))
        stops(workspace, saying="line 3: ")


def test_a_ledger_cut_off_at_any_byte_is_noticed(workspace: Workspace) -> None:
    """Every byte of the last two lines: what was vouched for is never taken for a line that was not finished."""
    content = ledger_file(workspace).read_bytes()
    start = content[:-1].rindex(b"\n", 0, content[:-1].rindex(b"\n")) + 1
    assert content[start:].count(b"\n") == 2
    for size in range(start, len(content)):
        ledger_file(workspace).write_bytes(content[:size])
        with pytest.raises(InputError, match="it was shortened"):
            read_ledger(workspace)
    ledger_file(workspace).write_bytes(content[:-1])
    stops(workspace, saying="it was shortened")


def test_an_emptied_or_deleted_ledger_is_noticed(workspace: Workspace) -> None:
    """As long as anything vouches for it: the head, or the receipt of a period."""
    receipt = with_receipt(workspace)
    ledger_file(workspace).write_bytes(b"")
    stops(workspace, saying="it was shortened: it has 0 whole lines")
    ledger_file(workspace).unlink()
    stops(workspace, saying="it is gone, and parameters/published/ledger.head.json says that 5 lines were published")
    shutil.rmtree(ledger_file(workspace).parent)
    stops(workspace, saying="it is gone, and outputs/2025/published.json says that 5 lines were published")
    receipt.unlink()
    assert () == read_ledger(workspace).entries


def test_a_deleted_head_is_noticed(workspace: Workspace) -> None:
    """Without it the last lines could go unseen."""
    head_file(workspace).unlink()
    stops(workspace, saying="ledger.head.json: it is gone, and there is a ledger")


def test_lines_cut_off_together_with_the_head_are_noticed_by_a_receipt(workspace: Workspace) -> None:
    """Ledger and head of an earlier day are right together; the receipt of the period knows better."""
    earlier = [(path, path.read_bytes()) for path in (ledger_file(workspace), head_file(workspace))]
    append(workspace, [told("GM0200/2025/DI08")])
    with_receipt(workspace)
    for path, content in earlier:
        path.write_bytes(content)
    stops(workspace, saying="outputs/2025/published.json says that 6 were published")


def test_another_ledger_of_the_same_length_is_noticed_by_a_receipt(workspace: Workspace, tmp_path: Path) -> None:
    """It is the hash that vouches, not the number alone."""
    with_receipt(workspace)
    other = workspace_in(tmp_path / "other")
    append(other, [told(str(each)) for each in range(5)])
    for path in (ledger_file, head_file):
        path(workspace).write_bytes(path(other).read_bytes())
    stops(workspace, saying="line 5 is not the one that outputs/2025/published.json vouches for")


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[1]", b'{"publications":[{}]}', b'{"publications":[{"ledger":{"lines":-1,"sha256":""}}]}']
)
def test_a_damaged_receipt_is_a_problem_with_a_way_out(workspace: Workspace, content: bytes) -> None:
    """It is no reason for a traceback, and no reason to go on."""
    with_receipt(workspace).write_bytes(content)
    stops(workspace, saying="outputs/2025/published.json: it is no receipt any more")


def test_a_line_of_a_kind_that_nobody_knows_is_refused(workspace: Workspace) -> None:
    """As a newer version may write one, rightly chained."""
    line, end = as_line('{"kind":"of the future"}', read_ledger(workspace).end)
    with ledger_file(workspace).open("ab") as file:
        file.write(line)
    head_file(workspace).write_bytes(ledger_check.head_of(end))
    stops(workspace, saying="line 6: it is not of a kind that this version knows")


@pytest.mark.parametrize("number", [float("nan"), float("inf"), object()], ids=["nan", "infinite", "object"])
def test_what_json_cannot_hold_is_refused_before_anything_is_written(workspace: Workspace, number: object) -> None:
    """The ledger keeps plain values only."""
    with pytest.raises(InputError, match="GM0200/2025/DI07: it cannot be kept"):
        append(workspace, [told("GM0200/2025/LO01"), replace(told(), facts=([[], number, 1.0],))])
    assert 5 == read_ledger(workspace).end.lines


@pytest.mark.parametrize("text", ["\n", "\r\u2028", '"sha256":"', "é\x00", "\ud800", "{}[]\\"])
def test_any_text_stays_on_its_line(workspace: Workspace, text: str) -> None:
    """Line ends, quotes, half characters: what is written is read back."""
    entry = replace(WITHDRAWN, reason=text, by=text)
    append(workspace, [entry, told(population=text)])
    assert entry == read_ledger(workspace).entries[5]


# --- a process that is killed, and two at once


def test_a_last_line_that_was_not_finished_is_mended(workspace: Workspace) -> None:
    """At every byte where a killed process may have stopped: nobody was told that it was published, so it never was."""
    whole = ledger_file(workspace).read_bytes()
    line, _ = as_line(as_text(told(n=99)), read_ledger(workspace).end)
    for size in range(1, len(line)):
        ledger_file(workspace).write_bytes(whole + line[:size])
        found = read_ledger(workspace)
        assert (5, size) == (found.end.lines, found.half_line)
    append(workspace, [told(n=77)])
    assert whole == ledger_file(workspace).read_bytes()[: len(whole)]
    assert told(n=77) == read_ledger(workspace).entries[-1]
    assert 6 == read_ledger(workspace).end.lines


def test_a_first_line_that_was_not_finished_is_mended(tmp_path: Path) -> None:
    """The head promised nothing before it was written."""
    workspace = workspace_in(tmp_path)
    append(workspace, [])
    ledger_file(workspace).write_bytes(b'{"entry":')
    append(workspace, [told()])
    assert (told(),) == read_ledger(workspace).entries


def test_whole_lines_that_nothing_vouches_for_yet_are_kept(workspace: Workspace) -> None:
    """A process that was killed between the lines and the head: to know a fact too many is safe, to forget one is not."""
    before = head_file(workspace).read_bytes()
    append(workspace, [told(n=99)])
    head_file(workspace).write_bytes(before)
    assert told(n=99) in read_ledger(workspace).entries
    append(workspace, [told(n=100)])
    assert 7 == read_ledger(workspace).end.lines


def _write_until_killed(folder: str) -> None:
    workspace = workspace_in(Path(folder))
    for each in range(1_000_000):
        append(workspace, [told(f"{each}/{other}") for other in range(40)])


def test_a_process_that_is_killed_while_it_writes_leaves_a_ledger_that_goes_on(tmp_path: Path) -> None:
    """Wherever it was: what it acknowledged is there, and the next can write."""
    process = multiprocessing.get_context("spawn").Process(target=_write_until_killed, args=(str(tmp_path),))
    process.start()
    workspace = workspace_in(tmp_path)
    until = time.monotonic() + 60
    while not (head_file(workspace).is_file() and b'"lines":0' not in head_file(workspace).read_bytes()) and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(0.1)
    process.kill()
    process.join()
    vouched = json.loads(head_file(workspace).read_bytes())["lines"]
    assert read_ledger(workspace).end.lines >= vouched > 0
    append(workspace, [told()])
    assert told() == read_ledger(workspace).entries[-1]


def _append_one_by_one(folder: str, name: str) -> None:
    for each in range(20):
        append(workspace_in(Path(folder)), [told(f"{name}/{each}")])


def test_two_processes_that_publish_at_once_both_keep_what_they_told(tmp_path: Path) -> None:
    """One waits for the other, line by line."""
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_append_one_by_one, args=(str(tmp_path), name)) for name in ("a", "b")]
    for each in processes:
        each.start()
    for each in processes:
        each.join()
    assert [0, 0] == [each.exitcode for each in processes]
    owners = [each.owner for each in read_ledger(workspace_in(tmp_path)).told]
    assert {f"{name}/{each}" for name in "ab" for each in range(20)} == set(owners)
    assert 40 == len(owners)


def test_who_cannot_get_the_lock_says_so(tmp_path: Path) -> None:
    """A second writer waits, and then stops with a clear line."""
    with (
        locked(tmp_path, shown="ledger"),
        pytest.raises(InputError, match=r"ledger: another 'impact' has been writing in it for 0.2 seconds"),
        locked(tmp_path, shown="ledger", patience=0.2),
    ):
        raise AssertionError
    with locked(tmp_path, shown="ledger", patience=0):
        assert (tmp_path / ledger_lock.LOCK).stat().st_size == 0


# --- the last way out


def _cut(path: Path) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-2]))


def _edit(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"#movers", b"#movens", 1))


def _swap(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], lines[2], lines[1], *lines[3:]]))


@pytest.mark.parametrize(
    ("damage", "lost", "salvaged", "left"),
    [(_cut, 2, 0, 3), (_edit, 1, 2, 4), (_swap, 0, 4, 5), (Path.unlink, 5, 0, 0)],
    ids=["cut", "edited", "swapped", "deleted"],
)
def test_going_on_with_a_damaged_ledger_keeps_all_that_is_whole_and_never_forgets_the_loss(
    workspace: Workspace, damage: Callable[[Path], object], lost: int, salvaged: int, left: int
) -> None:
    """The lines before the damage, the loss with who and why, then what is whole after it; the damaged file is put aside."""
    with_receipt(workspace)
    before = ledger_file(workspace)
    damage(before)
    content = before.read_bytes() if before.is_file() else b""
    stops(workspace)
    loss = accept_loss(workspace, reason="the disk broke", by="A. Jansen")
    found = read_ledger(workspace)
    assert (lost, salvaged, "the disk broke", "A. Jansen") == (loss.lost, loss.salvaged, loss.reason, loss.by)
    assert (loss,) == found.losses
    assert left == len([each for each in found.entries if not isinstance(each, LossEntry)])
    assert ([content] if content else []) == [path.read_bytes() for path in before.parent.glob("damaged/*.jsonl")]
    append(workspace, [told(n=5)])
    assert loss in read_ledger(workspace).losses
    stops_when_cut(workspace)


def stops_when_cut(workspace: Workspace) -> None:
    """After a loss the ledger is guarded as before."""
    _cut(ledger_file(workspace))
    stops(workspace, saying="it was shortened")


def test_a_lost_head_costs_nothing_but_the_certainty(workspace: Workspace) -> None:
    """Every line that is there is kept; how many there were nobody knows."""
    head_file(workspace).unlink()
    assert accept_loss(workspace, reason="gone", by="J").lost is None
    assert {*map(repr, ALL[1:])} < {*map(repr, read_ledger(workspace).entries)}


def test_a_killed_acceptance_leaves_a_ledger_that_goes_on(workspace: Workspace) -> None:
    """Between ledger and head: the loss that is written down forgives the old head."""
    before = head_file(workspace).read_bytes()
    _cut(ledger_file(workspace))
    accept_loss(workspace, reason="gone", by="J")
    head_file(workspace).write_bytes(before)
    assert 1 == len(read_ledger(workspace).losses)


@pytest.mark.parametrize(("reason", "by", "where"), [("", "J", "--reason"), ("x", " ", "--by")])
def test_a_loss_has_a_reason_and_a_name(workspace: Workspace, reason: str, by: str, where: str) -> None:
    """Nobody forgets without saying why."""
    head_file(workspace).unlink()
    with pytest.raises(InputError, match=f"{where}: it is empty"):
        accept_loss(workspace, reason=reason, by=by)


def test_a_whole_ledger_has_no_loss_to_accept(workspace: Workspace) -> None:
    """It cannot be used to forget what is there."""
    before = ledger_file(workspace).read_bytes()
    with pytest.raises(InputError, match="nothing is wrong with it"):
        accept_loss(workspace, reason="I want to", by="J")
    assert before == ledger_file(workspace).read_bytes()


# --- what the ledger does not hold


def test_a_story_leaves_only_a_digest(workspace: Workspace) -> None:
    """The same for every audience and language; another for another text."""
    text = Text(nl="Ik durf het nu zelf.", en="I dare to do it myself now.")
    assert text_digest(text) == text_digest(Text(en=text.en, nl=text.nl)) != text_digest(Text(nl=text.nl, en="other"))
    append(workspace, [replace(STORY, text_sha256=text_digest(text))])
    assert b"durf" not in ledger_file(workspace).read_bytes()


def test_no_path_of_this_machine_is_in_the_ledger(workspace: Workspace) -> None:
    """Not of the workspace, and not of who works in it."""
    _edit(ledger_file(workspace))
    accept_loss(workspace, reason="x", by="J")
    for path in ledger_file(workspace).parent.rglob("*"):
        if path.is_file():
            assert os.fsencode(workspace.folder) not in path.read_bytes()


def test_what_others_told_since_is_known(workspace: Workspace) -> None:
    """A release that was checked against the ledger of that day is not checked against what another told after it."""
    end = read_ledger(workspace).end.lines
    append(workspace, [told(n=50, release="aaa")])
    assert not read_ledger(workspace).told_by_others("aaa", since=end)
    append(workspace, [told(n=51, release="bbb")])
    assert read_ledger(workspace).told_by_others("aaa", since=end)
    assert read_ledger(workspace).told_by_others("bbb")
