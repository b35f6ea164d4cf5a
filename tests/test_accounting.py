"""What a report says of every promised figure: that it is there, or in one sentence why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from impactlib.indicators.accounted import Account, Delivery
from impactlib.telling.accounting import accounted
from impactlib.telling.blocks import Items, Sentence, Table
from impactlib.telling.markup import markdown
from impactlib.telling.report import Report, open_report
from impactlib.workspace import Text, Workspace

REASON = Text(nl="De school verhuisde.", en="The school moved.")
MISSING = [
    Account(goal="goal-1", indicator="DI07", delivery=Delivery.WITHHELD),
    Account(goal="goal-1", indicator="DI07", delivery=Delivery.INCOMPLETE),
    Account(goal="goal-1", indicator="DI07", delivery=Delivery.MISSED, reason=REASON),
    Account(goal="goal-1", indicator="DI07", delivery=Delivery.STOPPED, reason=REASON),
    Account(goal="goal-1", indicator="DI07", delivery=Delivery.NOT_DUE, due=date(2026, 6, 1)),
    Account(goal="goal-1", indicator="DI07", delivery=Delivery.NOT_HANDED_IN, due=date(2026, 2, 1)),
    Account(goal="goal-1", indicator="DI07", delivery=Delivery.NOT_HANDED_IN),
]
"""Every way in which a figure can be missing."""


def report_with(workspace: Workspace, *accounts: Account, language: str = "nl", audience: str = "council") -> Report:
    """Apeldoorn's report, in which these became of the promised figures."""
    report = open_report(workspace.folder, "GM0200", audience, language)
    return replace(report, release=replace(report.release, area=replace(report.release.area, accounts=accounts)))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("account", MISSING, ids=lambda account: f"{account.delivery}{'-by' if account.due else ''}")
def test_a_missing_figure_is_named_with_its_reason(example_workspace: Workspace, account: Account, language: str) -> None:
    """In the parties' own words where they gave some, and with the day where there was one."""
    report = report_with(example_workspace, account, language=language)
    (items,) = (block for block in accounted(report) if isinstance(block, Items))
    (line,) = items.items
    assert line.startswith(f"{report.language.of(report.release.indicators['DI07'].name)}: ")
    assert account.reason is None or report.language.of(account.reason) in line
    assert account.due is None or report.language.date(account.due) in line


def test_figures_that_are_all_there_are_told_in_one_sentence(example_workspace: Workspace) -> None:
    """Nothing more has to be said."""
    told = accounted(report_with(example_workspace, Account(goal="goal-1", indicator="DI07", delivery=Delivery.TOLD)))
    assert ["Ja: het ene afgesproken cijfer staat in het rapport."] == [block.text for block in told if isinstance(block, Sentence)]


def test_a_figure_that_was_not_confirmed_is_said_to_be_so(example_workspace: Workspace) -> None:
    """By the agreement's own calendar it may still change."""
    account = Account(goal="goal-1", indicator="DI07", delivery=Delivery.TOLD, confirmed=False)
    assert "het cijfer over 2025 is nog niet vastgesteld" in markdown(accounted(report_with(example_workspace, account)))


def test_a_figure_promised_beside_a_goal_s_own_is_told_here(example_workspace: Workspace) -> None:
    """Nowhere else in a council's report would it stand."""
    account = Account(goal="goal-1", indicator="BR02", delivery=Delivery.TOLD)
    text = markdown(accounted(report_with(example_workspace, account)))
    assert "Ook toegezegd: In 2025 waren er" in text


def test_an_officer_gets_the_table_and_a_council_does_not(example_workspace: Workspace) -> None:
    """With who sees to each figure, and when it was due."""
    account = Account(goal="goal-1", indicator="DI07", delivery=Delivery.TOLD, owner="Voorbeeldhuis", due=date(2026, 2, 1))
    officer, council = (accounted(report_with(example_workspace, account, audience=each)) for each in ("officer", "council"))
    (table,) = (block for block in officer if isinstance(block, Table))
    assert (("Digitale vaardigheden", "Voorbeeldhuis", "1 februari 2026", "staat in het rapport"),) == table.rows
    assert not any(isinstance(block, Table) for block in council)


def test_without_an_agreement_nothing_was_promised(example_workspace: Workspace) -> None:
    """And nothing is said."""
    assert [] == accounted(report_with(example_workspace))
