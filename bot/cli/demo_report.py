"""What the demo shows at its end."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.campaign import report
from bot.store import Store

_WORTH_READING = (
    ("zh-CN", "promise_to_pay"),
    ("en-US", "promise_to_pay"),
    ("zh-CN", "opted_out"),
    ("en-US", "dispute"),
)
_SHOWN_TRANSCRIPTS = 3
_CHANNELS = {"sms": "texts", "voice": "calls"}


@dataclass(frozen=True, slots=True)
class Ended:
    """How long the demo took, and where its things are."""

    seconds: float
    folder: Path
    console: str


def print_report(out: Console, store: Store, ended: Ended) -> None:
    """Contacts by decision and outcome, what was held back and why, promises, a few conversations, and where to find everything."""
    out.print()
    out.rule("[bold]What happened")
    out.print(_counts("What the guard said", "decision", store.read_now(report.decisions)))
    out.print(_counts("What came of it", "outcome", store.read_now(report.contacts)))
    out.print(_reasons(store))
    out.print(_promises(store))
    for transcript in store.read_now(report.transcripts, wanted=_WORTH_READING)[:_SHOWN_TRANSCRIPTS]:
        out.print(_transcript(transcript))
    talk = store.read_now(report.talk_seconds)
    out.print(f"{ended.seconds:.0f} s in all, and {talk:.0f} s of conversation in them (calls run side by side, at their own speed).")
    where = Table(box=None, show_header=False, padding=(0, 2), title="Where to find everything", title_justify="left")
    where.add_row("database", str(ended.folder / "courtesy.db"))
    where.add_row("recordings", f"{ended.folder / 'recordings'} (two channels, sealed; the console plays them)")
    where.add_row("carrier's journal", str(ended.folder / "carrier.jsonl"))
    where.add_row("console", "courtesy demo --serve")
    out.print(where)


def _counts(title: str, column: str, counts: report.Counts) -> Table:
    names = list(dict.fromkeys(name for results in counts.values() for name in results))
    table = Table(column, *(_CHANNELS[channel] for channel in counts), title=title, title_justify="left")
    for column_number in range(1, len(counts) + 1):
        table.columns[column_number].justify = "right"
    for name in names:
        table.add_row(name, *(str(results.get(name, "")) for results in counts.values()))
    return table


def _reasons(store: Store) -> Table:
    table = Table("contacts", "decision", "rule", "why, by example", title="Held back, and why", title_justify="left")
    table.columns[0].justify = "right"
    for reason in store.read_now(report.reasons):
        colour = "red" if reason.outcome == "block" else "yellow"
        table.add_row(str(reason.count), f"[{colour}]{reason.outcome}[/]", reason.rule, Text(f"{reason.detail}\n{reason.citation}"))
    return table


def _promises(store: Store) -> Table:
    table = Table("account", "borrower", "pays on", "amount", "status", title="Promises to pay", title_justify="left")
    table.columns[3].justify = "right"
    for promise in store.read_now(report.promises):
        table.add_row(promise.account, promise.borrower, str(promise.due), f"{promise.amount} {promise.currency}", promise.status)
    return table


def _transcript(transcript: report.Transcript) -> Panel:
    lines = Table.grid(padding=(0, 1))
    lines.add_column(justify="right", style="dim", no_wrap=True)
    lines.add_column(no_wrap=True)
    lines.add_column()
    for line in transcript.lines:
        said = Text(line.text or "(silence)")
        if line.intent:
            said.append(f"  {line.intent}", "dim")
        lines.add_row(f"{(line.from_ms or 0) / 1000:.1f}", "[cyan]bot[/]" if line.side == "bot" else "[green]borrower[/]", said)
    title = f"{transcript.account}, {transcript.lang}: {transcript.outcome}, {transcript.seconds:.0f} s"
    return Panel(lines, title=title, title_align="left")
