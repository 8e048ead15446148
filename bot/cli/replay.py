"""`courtesy guard replay`: what would have been decided under other rules, and whether the old decisions are what the old rules say."""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Connection

from bot.cli.instants import instant
from bot.cli.session import Session, pass_session
from bot.contact.replay import Counts, Difference, Kind, Said, Time, stretches
from bot.contact.replay import replay as decide_again
from bot.store.parallel import side_by_side
from compliance import load_packs


@click.command()
@click.option("--since", type=instant, required=True, help="Decisions from this instant on, such as 2026-11-24T00:00:00+08:00.")
@click.option("--until", type=instant, help="Decisions before this instant. [all]")
@click.option("--packs", "folder", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Folder of packs. [shipped]")
@click.option("--json", "as_json", is_flag=True, help="One difference a line, and a last line with the counts.")
@pass_session
def replay(session: Session, since: datetime, until: datetime | None, folder: Path | None, as_json: bool) -> None:
    """Decide old decisions again, under the packs of their day and under those of now, and print what differs.

    Under the packs of their day every decision must come out as it is on file. One that does not is an ALARM: it was changed
    afterwards, or this version of the program decides otherwise. Exit status 1 for that, or if one can't be decided again.
    """
    load_packs(folder)
    config, counts = session.config.store, Counts()
    times = session.store.read_now(stretches, Time(since, until))
    for found, seen in side_by_side(config.url, session.keys, times, os.cpu_count() or 1, partial(_part, folder=folder)):
        counts.add(seen)
        for each in found:
            click.echo(json.dumps(_as_json(each), ensure_ascii=False) if as_json else _line(each))
    if as_json:
        click.echo(json.dumps({"decided": counts.decided, "same": counts.same, **counts.kinds, "own": counts.own, "older": counts.older}))
    else:
        click.echo(_summary(counts), err=True)
    sys.exit(1 if counts.kinds["alarm"] or counts.kinds["unreadable"] else 0)


def _part(conn: Connection, time: Time, folder: Path | None) -> tuple[list[Difference], Counts]:
    counts = Counts()
    return list(decide_again(conn, time, load_packs(folder), counts)), counts


def _as_json(each: Difference) -> dict[str, Any]:
    line: dict[str, Any] = {"kind": each.kind, "decision": each.decision, "request": each.request, "at": each.at.isoformat()}
    line["was"] = _said(each.was)
    if each.now is not None:
        line |= {"now": _said(each.now), "rules": _rules(each.was, each.now)}
    return line | ({"why": each.why} if each.why else {})


def _said(answer: Said) -> dict[str, Any]:
    return {"decision": answer.outcome, "not_before": answer.not_before and answer.not_before.isoformat()}


def _rules(was: Said, now: Said) -> dict[str, list[str | None]]:
    """The rules whose say differs: what each said then, and says now."""
    names = sorted({*was.rules, *now.rules})
    return {name: [was.rules.get(name), now.rules.get(name)] for name in names if was.rules.get(name) != now.rules.get(name)}


_SAYS: dict[Kind, str] = {
    "change": "",
    "alarm": "ALARM, under the packs of then: ",
    "words": "under the packs of then, and perhaps because of phrases or places that changed since: ",
    "unreadable": "can't be decided again: ",
}


def _line(each: Difference) -> str:
    head = f"{each.decision} ({each.request}, {each.at.isoformat(timespec='seconds')}): {_SAYS[each.kind]}"
    if each.now is None:
        return head + each.why
    rules = "; ".join(f"{name} {was or '-'} -> {now or '-'}" for name, (was, now) in _rules(each.was, each.now).items())
    return f"{head}{_words(each.was)} -> {_words(each.now)}" + (f"  [{rules}]" if rules else "")


def _words(answer: Said) -> str:
    return answer.outcome + (f" until {answer.not_before.isoformat(timespec='seconds')}" if answer.not_before else "")


def _summary(counts: Counts) -> str:
    own = sum(counts.own.values())
    parts = [f"{counts.decided} decisions decided again", f"{counts.same} the same"]
    parts += [f"{counts.kinds[kind]} {label}" for kind, label in _LABELS.items() if counts.kinds[kind]]
    if own:
        before = ", ".join(f"{name} {number}" for name, number in counts.own.most_common())
        parts.append(f"{own} made by a condition of our own before any law was asked ({before})")
    if counts.older:
        parts.append(f"{counts.older} made before packs were kept, which can't be decided again")
    return "; ".join(parts)


_LABELS: dict[Kind, str] = {
    "change": "changed by the new packs",
    "alarm": "ALARMS",
    "words": "perhaps changed by phrases or places",
    "unreadable": "that can't be decided again",
}
