"""Was accounted for what was promised: of every agreed figure whether it stands in the report, and if not, why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from impactlib.indicators.accounted import Account, Delivery
from impactlib.telling.blocks import Block, Heading, Items, Sentence, Table
from impactlib.telling.outlook import outlook_of

if TYPE_CHECKING:
    from impactlib.telling.report import Report


def accounted(report: Report) -> list[Block]:
    """How many of the promised figures are there, why the others are not, and the figures that were promised beside a goal's own."""
    accounts = report.release.area.accounts
    if not accounts:
        return []
    say = report.language.sentence
    told = [each for each in accounts if each.delivery is Delivery.TOLD]
    name = "accounted-all" if len(told) == len(accounts) else "accounted-some"
    blocks: list[Block] = [Heading(text=say("section-accounted"))]
    figures = tuple(finding.id for finding in report.release.findings if any(each.indicator == finding.indicator for each in told))
    blocks.append(Sentence(text=say(name, told=len(told), n=len(accounts)), figures=figures))
    missing = tuple(dict.fromkeys(_reason(report, each) for each in accounts if each.delivery is not Delivery.TOLD))
    open_ones = tuple(
        dict.fromkeys(
            say("account-not-confirmed", name=_name(report, each), period=report.release.manifest.period)
            for each in told
            if not each.confirmed
        )
    )
    if missing or open_ones:
        blocks.append(Items(items=(*missing, *open_ones)))
    table = accounts_table(report) if report.audience.definitions else []
    return [*blocks, *table, *_beside(report, told)]


def accounts_table(report: Report) -> list[Block]:
    """Every promised figure with who sees to it, when it was due, and what became of it."""
    accounts = report.release.area.accounts
    if not accounts:
        return []
    say, none = report.language.sentence, report.language.sentence("table-none")
    columns = tuple(say(name) for name in ("column-indicator", "column-owner", "column-due", "column-delivery"))
    rows = tuple(
        dict.fromkeys(
            (
                _name(report, each),
                each.owner or none,
                report.language.date(each.due) if each.due is not None else none,
                say(f"delivery-{each.delivery}"),
            )
            for each in accounts
        )
    )
    return [Table(caption=say("caption-accounts", period=report.release.manifest.period), columns=columns, rows=rows)]


def _reason(report: Report, account: Account) -> str:
    """Why a promised figure is not told, in the parties' own words where they gave some."""
    said = {"name": _name(report, account), "period": report.release.manifest.period}
    if account.delivery in (Delivery.NOT_DUE, Delivery.NOT_HANDED_IN) and account.due is not None:
        return report.language.sentence(f"account-{account.delivery}-by", due=report.language.date(account.due), **said)
    if account.reason is not None:
        return report.language.sentence(f"account-{account.delivery}", reason=report.language.of(account.reason), **said)
    return report.language.sentence(f"account-{account.delivery}", **said)


def _beside(report: Report, told: list[Account]) -> list[Block]:
    """The figures that were promised beside those of the goals, each in its sentence: the goals' own stand under the goals."""
    agreement = report.release.area.agreement
    own = {goal.indicator for goal in agreement.goals} if agreement is not None else set()
    names = dict.fromkeys(each.indicator for each in told if each.indicator not in own)
    findings = [finding for finding in report.release.findings if finding.indicator in names]
    blocks: list[Block] = []
    for finding in findings:
        text = report.language.sentence("accounted-beside", statement=report.phrasing.statement(finding))
        blocks += [Sentence(text=text, figures=(finding.id,)), *outlook_of(report, finding)]
        if caveats := report.phrasing.caveats(finding):
            blocks.append(Sentence(text=" ".join(caveats), role="caveat", figures=(finding.id,)))
    return blocks


def _name(report: Report, account: Account) -> str:
    return report.language.of(report.release.indicators[account.indicator].name)
