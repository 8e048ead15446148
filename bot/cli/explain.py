"""`courtesy guard explain`: why a borrower may or may not be contacted, and when next, rule by rule."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.app import load_templates
from bot.base.errors import CourtesyError
from bot.base.masking import mask_name, mask_phone
from bot.cli.accounts import one_account
from bot.cli.explain_words import WORDS, Writer
from bot.cli.instants import instant
from bot.cli.session import Session, pass_session
from bot.contact.explain import Explanation
from bot.contact.explain import explain as explain_contact
from bot.portfolio.accounts import load_account
from compliance import load_packs
from compliance.override import may_be_overridden
from compliance.review import Finding
from compliance.schema import FrequencyRule


@click.command()
@click.argument("who", metavar="ACCOUNT|NUMBER")
@click.option("--channel", type=click.Choice(["voice", "sms", "all"]), default="all", show_default=True)
@click.option("--at", type=instant, metavar="TIME", help="Another instant than now: ISO 8601 with an offset, not in the past.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a channel.")
@pass_session
def explain(session: Session, who: str, channel: str, at: datetime | None, lang: str, as_json: bool) -> None:
    """Why this borrower may or may not be contacted now, and when next, rule by rule with citations.

    What is explained is a call, and the first text, as `courtesy contact` would ask for them: the same case, the same guard.
    Nothing is written. The open hours of the week are as they will be if nothing more happens.
    """
    now = session.clock.now()
    if at is not None and at < now:
        raise CourtesyError("--at is in the past: what was decided then is in the ledger and on the account's page")
    account = session.store.read_now(load_account, one_account(session, who))
    packs, texts, writer = load_packs(), load_templates(session.config.scripts), Writer(lang)
    for each in ("voice", "sms") if channel == "all" else (channel,):
        found = session.store.read_now(explain_contact, packs, texts, account, each, at or now)
        if as_json:
            click.echo(json.dumps(_as_json(found, writer), ensure_ascii=False))
        else:
            _print(found, writer)


def _iso(found: Explanation, at: datetime | None) -> str | None:
    return at.astimezone(found.zone).isoformat() if at else None


def _as_json(found: Explanation, writer: Writer) -> dict[str, Any]:
    return {
        "account": found.file.ref,
        "channel": found.channel,
        "number": found.phone and mask_phone(found.phone.number),
        "at": _iso(found, found.at),
        "zone": found.zone.key,
        "decision": found.outcome,
        "next": _iso(found, found.opens),
        "reasons": [
            *(each.reason.as_json() | {"detail": writer.says(each.reason.says)} for each in found.objections),
            *(_rule_as_json(each, found, writer) for each in found.rules),
        ],
        "would_change": list(_remedies(found, writer)),
        "counters": [
            {"rule": rule.id, "used": used, "most": rule.most, "left": max(0, rule.most - used), "days": rule.days, "minutes": rule.minutes}
            for rule, used in _counters(found)
        ],
        "calendar": [
            {"day": day.date.isoformat(), "spans": [[_iso(found, edge) for edge in span] for span in day.spans]} for day in found.days
        ],
    }


def _rule_as_json(each: Finding, found: Explanation, writer: Writer) -> dict[str, Any]:
    rule = each.rule
    return {
        "rule": rule.id,
        "citation": rule.citation,
        "outcome": each.outcome,
        "detail": writer.says(each.says),
        "strength": rule.strength,
        "free_from": _iso(found, each.free_from),
        "overridden": each.overridden and each.overridden.as_json(),
    }


def _counters(found: Explanation) -> Iterator[tuple[FrequencyRule, int]]:
    return ((each.rule, each.used) for each in found.rules if isinstance(each.rule, FrequencyRule) and each.used is not None)


def _remedies(found: Explanation, writer: Writer) -> dict[str, None]:
    """What would change the answer, each once: our own conditions first, then the rules of law."""
    remedies = [*(each.remedy for each in found.objections), *(each.remedy for each in found.rules)]
    written = [writer.says(each) for each in remedies if each is not None]
    soft = [each.rule.id for each in found.rules if each.outcome != "allow" and may_be_overridden(each.rule)]
    return dict.fromkeys([*written, *(writer.says(WORDS["override"]).format(rule=rule) for rule in soft)])


def _print(found: Explanation, writer: Writer) -> None:
    out = Console(highlight=False)
    number = mask_phone(found.phone.number) if found.phone else writer.says(WORDS["no_number"])
    who = f"{found.file.ref} {mask_name(found.file.name)} {number}"
    zone, place = found.zone.key, found.file.place
    out.print(f"[bold]{writer.says(WORDS[found.channel])}[/] {escape(who)}, {place}, {writer.moment(found.at, found.zone)} ({zone})")
    out.print(f"  {_answer(found, writer)}", style={"allow": "green", "defer": "yellow", "block": "red"}[found.outcome])
    _section(out, writer, "objections", _why(found, writer))
    remedies = _remedies(found, writer)
    if remedies:
        out.print(f"\n  [bold]{writer.says(WORDS['would_change'])}[/]")
        for each in remedies:
            out.print(f"  - {escape(each)}")
    _section(out, writer, "counters", _count_table(found, writer))
    _section(out, writer, "hours", _calendar(found, writer))
    _section(out, writer, "kept", _kept(found, writer))
    out.print()


def _answer(found: Explanation, writer: Writer) -> str:
    if found.outcome == "allow":
        return writer.says(WORDS["now"])
    if found.opens is not None:
        return writer.says(WORDS["later"]).format(when=writer.moment(found.opens, found.zone), zone=found.zone.key)
    return writer.says(WORDS["open_call" if _waits_for_an_end(found) else "never"])


def _waits_for_an_end(found: Explanation) -> bool:
    """Whether the contact waits for the end of a call, at an instant that nobody knows."""
    return found.outcome == "defer" and any(each.outcome == "defer" and each.free_from is None for each in found.rules)


def _section(out: Console, writer: Writer, name: str, table: Table) -> None:
    if table.row_count:
        out.print(f"\n  [bold]{writer.says(WORDS[name])}[/]")
        out.print(table)


def _rows(*columns: str) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(width=1)
    for column in columns:
        table.add_column(overflow="fold", no_wrap=column == "fixed")
    return table


def _why(found: Explanation, writer: Writer) -> Table:
    table = _rows("fixed", "text")
    for each in found.objections:
        reason = each.reason
        table.add_row("", reason.rule, escape(f"{writer.says(reason.says)} [{reason.citation}]"))
    for rule in found.rules:
        if rule.overridden is not None:
            words = writer.says(WORDS["overridden"]).format(by=rule.overridden.by, reason=rule.overridden.reason)
            until = writer.says(WORDS["until"]).format(when=writer.moment(rule.overridden.until, found.zone))
            table.add_row("", rule.rule.id, escape(f"{writer.says(rule.says)}; {words}{until} [{rule.rule.citation}]"))
        if rule.outcome == "allow":
            continue
        until = writer.says(WORDS["until"]).format(when=writer.moment(rule.free_from, found.zone)) if rule.free_from else ""
        strength = writer.says(WORDS[rule.rule.strength])
        table.add_row("", rule.rule.id, escape(f"{writer.says(rule.says)}{until} [{rule.rule.citation}; {strength}]"))
    return table


def _kept(found: Explanation, writer: Writer) -> Table:
    table = _rows("fixed", "text")
    for each in found.rules:
        if each.outcome == "allow" and each.overridden is None:
            table.add_row("", each.rule.id, escape(f"{writer.says(each.rule.says)} [{each.rule.citation}]"), style="dim")
    return table


def _count_table(found: Explanation, writer: Writer) -> Table:
    table = _rows("fixed", "text")
    for rule, used in _counters(found):
        left = writer.says(WORDS["left"]).format(used=used, most=rule.most, left=max(0, rule.most - used), span=_span(rule, writer))
        table.add_row("", rule.id, left)
    return table


def _span(rule: FrequencyRule, writer: Writer) -> str:
    if rule.days == 1:
        return writer.says(WORDS["today"])
    return writer.says(WORDS["in_days" if rule.days else "in_minutes"]).format(n=rule.days or rule.minutes)


_SLOTS = 48
"""Half hours of a day."""


def _calendar(found: Explanation, writer: Writer) -> Table:
    table = _rows("fixed", "fixed", "text")
    if not any(day.spans for day in found.days):
        table.add_row("", writer.says(WORDS["no_hours"]))
        return table
    for day in found.days:
        spans = [(start.astimezone(found.zone), end.astimezone(found.zone)) for start, end in day.spans]
        bar = ["."] * _SLOTS
        for start, end in spans:
            last = _SLOTS if end.date() > day.date else _slot(end, up=True)
            bar[_slot(start, up=False) : last] = "#" * (last - _slot(start, up=False))
        written = ", ".join(f"{start:%H:%M}-{'24:00' if end.date() > day.date else f'{end:%H:%M}'}" for start, end in spans)
        table.add_row("", writer.day(day.date), "".join(bar), written or writer.says(WORDS["closed"]))
    return table


def _slot(at: datetime, *, up: bool) -> int:
    minutes = at.hour * 60 + at.minute
    return -(-minutes // 30) if up else minutes // 30
