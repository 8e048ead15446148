"""A placement file into the portfolio, chunk by chunk; each chunk is a transaction, so a kill leaves whole rows and a batch to complete."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from bot.base.clock import Clock
from bot.portfolio import batches, optouts, promises
from bot.portfolio.accounts import load_mandate
from bot.portfolio.placement import Counts, Refused, Row, parse, report
from bot.portfolio.placement.places import country_of
from bot.portfolio.placement.rejects import Rejects
from bot.portfolio.promises import Shown
from bot.portfolio.taking import Taken, compare, count, take
from bot.store import Store

CHUNK = 500
"""Rows a transaction: large enough that commits cost little, small enough that a running service waits for none of them."""


def import_file(
    store: Store,
    clock: Clock,
    path: Path,
    mandate_id: str,
    *,
    creditor: str | None = None,
    mapping: Mapping[str, str | None] | None = None,
    dry_run: bool = False,
    rejects: Path | None = None,
    progress: Callable[[int], None] = lambda rows: None,
) -> dict[str, Any]:
    """Import a file under a mandate and return the contract's report. `progress` is told of the rows done after each chunk.

    `creditor` is whose the accounts are where the file does not say [the mandate's]. A dry run says the same and writes nothing.
    Raises `PlacementError` or `AccountError` for a file or a mandate that is not there; a faulty row is in the report.
    """
    owner = store.read_now(load_mandate, mandate_id).document["creditor"]
    today = clock.now().date()
    parsed = parse(path, today=today, default_creditor=creditor or owner["name"], mapping=mapping, home=country_of(owner["place"]))
    parsed.assume_as_of(store.read_now(batches.first_seen, mandate_id, parsed.sha256) or today)
    counts = Counts()
    with Rejects(rejects, parsed) as out:
        chunks = _chunks(out.watch(parsed))
        if dry_run:
            batch_id = None
            resumed = store.read_now(batches.cut_off, mandate_id, parsed.sha256)
            for chunk in chunks:
                count(store.read_now(compare, mandate_id, resumed, _good(chunk)), counts)
                progress(parsed.read)
        else:
            names = {"mandate_id": mandate_id, "file": path.name, "sha256": parsed.sha256, "encoding": parsed.encoding}
            batch_id = store.write_now(batches.begin, **names, now=clock.now())
            for chunk in chunks:
                count(store.write_now(_take_chunk, mandate_id, batch_id, chunk, clock.now()), counts)
                progress(parsed.read)
    done = report(parsed, counts, batch_id)
    if batch_id is not None:
        store.write_now(batches.finish, batch_id, done, clock.now())
    return done


def _take_chunk(conn: Connection, mandate_id: str, batch_id: str, chunk: Sequence[Row | Refused], now: datetime) -> list[Taken]:
    taken, groups = take(conn, mandate_id, batch_id, _good(chunk), now)
    by = f"import:{batch_id}"
    younger = [each for each in taken if each.held and each.writes and each.row.as_of > each.held.as_of]
    promises.settle(conn, batch_id, {each.held.id: Shown(each.row.total, each.row.as_of) for each in younger if each.held}, now)
    optouts.suppress_groups(conn, [groups[each.row.line] for each in taken if each.writes and each.row.do_not_contact], by, now)
    optouts.heed(conn, [each.opt_out for each in chunk if isinstance(each, Refused) and each.opt_out], mandate_id, by, now)
    return taken


def _good(chunk: Sequence[Row | Refused]) -> list[Row]:
    return [each for each in chunk if isinstance(each, Row)]


def _chunks(found: Iterable[Row | Refused]) -> Iterator[list[Row | Refused]]:
    source = iter(found)
    while chunk := list(islice(source, CHUNK)):
        yield chunk
