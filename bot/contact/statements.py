"""What the ledger's entries state about rows of other tables, so that a row that was changed after the fact shows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Table, exists, func, select

from bot.base.keys import SealError
from bot.contact.transcript import digest, transcript
from bot.store.tables import (
    approval,
    attempt,
    batch,
    conversation,
    decision,
    effect,
    fact,
    ledger,
    mandate,
    message,
    number_rest,
    promise,
    review,
    rule_override,
    stop,
    suppression,
)

Key = tuple[Any, ...]
"""The values of a row's key."""
Values = Mapping[str, Any]


class Statement(NamedTuple):
    """A row of `table` with this key has these values."""

    table: Table
    key: Key
    values: Values


_KEYS: Mapping[Table, tuple[str, ...]] = {
    decision: ("id",),
    attempt: ("id",),
    message: ("attempt_id",),
    effect: ("attempt_id", "seq"),
    review: ("attempt_id", "seq"),
    conversation: ("attempt_id",),
    approval: ("id",),
    fact: ("id",),
    promise: ("id",),
    mandate: ("id",),
    batch: ("id",),
    suppression: ("id",),
    stop: ("id",),
    rule_override: ("id",),
    number_rest: ("id",),
}


_UNSAID = {attempt: {"number"}, conversation: {"state"}}
"""Sealed columns of which no entry speaks; they need not be opened."""
_READ = {table: select(*(column for column in table.c if column.name not in _UNSAID.get(table, ()))) for table in _KEYS}


def statements(kind: str, subject: str, at: datetime, said: Values) -> Iterator[Statement]:
    """What an entry says about rows. An entry of an older version may say less than one of today."""
    match kind.split("."):
        case ["decision", stage]:
            yield Statement(decision, (subject,), {"stage": stage, "at": at} | _named(said, _DECISION))
        case ["attempt", "reserved"]:
            yield Statement(attempt, (subject,), {"reserved_at": at, "direction": "outbound"} | _named(said, _ATTEMPT))
            yield Statement(decision, (said["decision"],), {"attempt_id": subject})
            if "text" in said:
                yield Statement(message, (subject,), _named(said, _MESSAGE))
        case ["attempt", "dialing"]:
            yield Statement(attempt, (subject,), {"dialing_at": at})
        case ["attempt", "sent"]:
            yield Statement(attempt, (subject,), {"sent_at": at, "sid": said["sid"]})
        case ["attempt", "ended"]:
            yield Statement(attempt, (subject,), {"ended_at": at, "state": "ended"})
        case ["attempt", "outcome"]:
            yield Statement(attempt, (subject,), {"outcome": said["outcome"]})
        case ["call" | "text", "received"]:
            ended = {"state": "ended", "ended_at": at} if kind == "text.received" else {}
            yield Statement(attempt, (subject,), {"reserved_at": at, "direction": "inbound"} | ended | _named(said, _ATTEMPT))
            if ended:
                yield Statement(message, (subject,), _named(said, _MESSAGE))
        case ["effect"]:
            yield Statement(effect, (subject, said["seq"]), {"at": at} | _named(said, {"effect": "kind", "data": "data"}))
        case ["promise", "made"]:
            typed = {"due": date.fromisoformat(said["due"]), "amount": Decimal(said["amount"]), "total": Decimal(said["total"])}
            yield Statement(promise, (subject,), {"at": at, **said, **typed})
        case ["promise", "replaced"]:
            yield Statement(promise, (subject,), {"status": "replaced"})
        case ["promise", "reopened"]:
            yield Statement(promise, (subject,), {"status": "open", "settled_by": None})
        case ["promise", status]:
            yield Statement(promise, (subject,), {"status": status, "settled_by": said["batch"]})
        case ["review", "done"]:
            yield Statement(review, (subject, said["seq"]), {"at": at} | _named(said, {each: each for each in ("note", "undone", "by")}))
        case ["conversation", "began"]:
            yield Statement(conversation, (subject,), {"started_at": at} | _named(said, {"script": "script", "digest": "script_digest"}))
        case ["conversation", "ended"]:
            yield Statement(conversation, (subject,), {"ended_at": at} | _ending(said))
        case ["fact", "learnt"]:
            yield Statement(fact, (subject,), {"at": at, **said})
        case ["fact", "ended"]:
            yield Statement(fact, (subject,), {"ended_at": at})
        case ["mandate", "added"]:
            yield Statement(mandate, (subject,), {"created_at": at, **said})
        case ["mandate", "ended"]:
            yield Statement(mandate, (subject,), {"ended_at": at, **said})
        case ["import", "begun"]:
            yield Statement(batch, (subject,), {"created_at": at, **said})
        case ["import", "finished"]:
            yield Statement(batch, (subject,), said)
        case ["import", "undone"]:
            yield Statement(batch, (subject,), {"undone_at": at} | _named(said, {"undone_at": "undone_at"}))
        case ["approval", "given"]:
            named = _named(said, {"object": "object", "digest": "digest", "by": "approved_by"})
            yield Statement(approval, (subject,), {"approved_at": at} | named)
        case ["suppression"]:
            yield Statement(suppression, (subject,), {"at": at} | _named(said, _SUPPRESSION))
        case ["stop", "set"]:
            yield Statement(stop, (subject,), {"at": at} | _named(said, {each: each for each in ("scope", "value", "reason", "by")}))
        case ["stop", "lifted"]:
            yield Statement(stop, (subject,), {"lifted_at": at, "lifted_by": said["by"]})
        case ["number", "rests"]:
            named = _named(said, {each: each for each in ("number", "until", "reason", "by")})
            yield Statement(number_rest, (subject,), {"at": at} | named)
        case ["number", "rest_ended"]:
            yield Statement(number_rest, (subject,), {"ended_at": at, "ended_by": said["by"]})
        case ["override", "given"]:
            yield Statement(rule_override, (subject,), {"at": at} | _named(said, _OVERRIDE))
        case ["override", "ended"]:
            yield Statement(rule_override, (subject,), {"ended_at": at, "ended_by": said["by"]})


_DECISION = {
    "request": "request_id", "decision": "outcome", "not_before": "not_before", "reasons": "reasons", "packs": "packs", "case": "case",
    "pack_set": "pack_set", "overrides": "overrides",
}  # fmt: skip
_ATTEMPT = {
    "request": "request_id", "account": "account_id", "channel": "channel", "number": "number_index", "sid": "sid",
    "via": "via", "our_number": "our_number",
}  # fmt: skip
_MESSAGE = {"template": "template", "version": "version", "text": "text"}
_SUPPRESSION = {"channel": "channel", "reason": "reason", "by": "by", "number": "number_index", "attempt": "attempt_id", "at": "at"}
_OVERRIDE = {"rule": "rule", "reason": "reason", "by": "by", "until": "until", "account": "account_id"}
"""Not the person: accounts that turn out to be one person's are joined later."""


def _named(said: Values, columns: Mapping[str, str]) -> dict[str, Any]:
    return {columns[name]: value for name, value in said.items() if name in columns}


def _ending(said: Values) -> dict[str, Any]:
    named = _named(said, {"outcome": "outcome", "by": "ended_by", "turns": "turns"})
    return named | {"recording": said["recording"] and said["recording"]["file"]} if "recording" in said else named


class Wrong(NamedTuple):
    """A row that is not as an entry says: which entry (its place among those given), and what is wrong, in words."""

    place: int
    detail: str


def disagreements(conn: Connection, said: Iterable[tuple[int, Statement]]) -> list[Wrong]:
    """Which statements the tables do not bear out. What a later entry has changed since is no disagreement."""
    by_table: dict[Table, list[tuple[int, Statement]]] = {}
    for index, each in said:
        by_table.setdefault(each.table, []).append((index, each))
    found = []
    for table, claims in by_table.items():
        rows = _rows(conn, table, [each.key[0] for _, each in claims])
        for index, each in claims:
            row = rows.get(each.key)
            if row is None:
                found.append(Wrong(index, f"its row in the table `{table.name}` is not there, or can't be read"))
                continue
            changed = [name for name, value in each.values.items() if not _same(conn, row, name, value)]
            if changed and not _changed_since(conn, each, row, changed):
                found.append(Wrong(index, f"the table `{table.name}` says otherwise: {', '.join(sorted(changed))}"))
    return found


def _rows(conn: Connection, table: Table, keys: Sequence[Any]) -> dict[Key, Values]:
    """By key; a row with a value that can't be read is left out, and the others are not."""
    names = _KEYS[table]
    try:
        rows = conn.execute(_READ[table].where(table.c[names[0]].in_(set(keys)))).mappings().all()
    except (SealError, ValueError):
        if len(keys) == 1:
            return {}
        return _rows(conn, table, keys[: len(keys) // 2]) | _rows(conn, table, keys[len(keys) // 2 :])
    return {tuple(row[name] for name in names): dict(row) for row in rows}


def _same(conn: Connection, row: Values, name: str, value: Any) -> bool:
    if name == "turns":
        try:
            return bool(digest(transcript(conn, row["id"])) == value)
        except (SealError, ValueError):
            return False
    there = row[name]
    if isinstance(there, datetime) and isinstance(value, str):
        return there == datetime.fromisoformat(value)
    return bool(there == value)


def _changed_since(conn: Connection, said: Statement, row: Values, changed: list[str]) -> bool:
    """Whether the last entries that speak of these values say what the row says."""
    last: dict[str, Any] = {}
    entries = select(ledger.c.kind, ledger.c.subject, ledger.c.at, ledger.c.payload).where(
        ledger.c.subject == said.key[0], ledger.c.payload.is_not(None)
    )
    try:
        for entry in conn.execute(entries.order_by(ledger.c.id)):
            for each in statements(entry.kind, entry.subject, entry.at, json.loads(entry.payload)):
                if (each.table, each.key) == (said.table, said.key):
                    last.update(each.values)
    except (SealError, ValueError, KeyError):
        return False
    return all(name in last and _same(conn, row, name, last[name]) for name in changed)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A row, or something in it, that ought to have an entry in the ledger and has none: it was put there afterwards, or its entry
    was taken out."""

    table: str
    key: str
    detail: str


def unknown_rows(conn: Connection) -> Iterator[Unknown]:
    """Everything in other tables of which the ledger knows nothing."""
    for key, there, kinds in _NEEDED:
        known = exists().where(ledger.c.subject == key, ledger.c.kind.in_(kinds))
        rows = conn.execute(select(key).where(there.is_not(None), ~known).execution_options(yield_per=1000))
        for name in rows.scalars():
            yield Unknown(there.table.name, str(name), f"`{there.name}` of {name}")
    entries = select(func.count()).where(ledger.c.subject == effect.c.attempt_id, ledger.c.kind == "effect").scalar_subquery()
    for name in conn.execute(select(effect.c.attempt_id).group_by(effect.c.attempt_id).having(func.count() > entries)).scalars():
        yield Unknown("effect", str(name), f"more effects of {name} than were recorded")


_BEGUN = ("attempt.reserved", "call.received", "text.received")
_NEEDED: tuple[tuple[Column[Any], Column[Any], tuple[str, ...]], ...] = (
    (decision.c.id, decision.c.id, ("decision.plan", "decision.now")),
    (decision.c.attempt_id, decision.c.attempt_id, ("attempt.reserved",)),
    (attempt.c.id, attempt.c.id, _BEGUN),
    (attempt.c.id, attempt.c.dialing_at, ("attempt.dialing",)),
    (attempt.c.id, attempt.c.sid, ("attempt.sent", "call.received", "text.received")),
    (attempt.c.id, attempt.c.ended_at, ("attempt.ended", "text.received")),
    (attempt.c.id, attempt.c.outcome, ("attempt.outcome",)),
    (message.c.attempt_id, message.c.attempt_id, ("attempt.reserved", "text.received")),
    (conversation.c.attempt_id, conversation.c.id, ("conversation.began",)),
    (conversation.c.attempt_id, conversation.c.ended_at, ("conversation.ended",)),
    (approval.c.id, approval.c.id, ("approval.submitted",)),
    (approval.c.id, approval.c.approved_at, ("approval.given",)),
    (fact.c.id, fact.c.id, ("fact.learnt",)),
    (fact.c.id, fact.c.ended_at, ("fact.ended",)),
    (review.c.attempt_id, review.c.attempt_id, ("review.done",)),
    (promise.c.attempt_id, promise.c.id, ("effect",)),
    (promise.c.id, promise.c.settled_by, ("promise.kept", "promise.broken")),
    (mandate.c.id, mandate.c.id, ("mandate.added",)),
    (mandate.c.id, mandate.c.ended_at, ("mandate.ended",)),
    (batch.c.id, batch.c.id, ("import.begun",)),
    (batch.c.id, batch.c.undone_at, ("import.undone",)),
    (suppression.c.id, suppression.c.id, ("suppression",)),
    (suppression.c.id, suppression.c.lifted_at, ("suppression.lifted",)),
    (stop.c.id, stop.c.id, ("stop.set",)),
    (stop.c.id, stop.c.lifted_at, ("stop.lifted",)),
    (rule_override.c.id, rule_override.c.id, ("override.given",)),
    (rule_override.c.id, rule_override.c.ended_at, ("override.ended",)),
    (number_rest.c.id, number_rest.c.id, ("number.rests",)),
    (number_rest.c.id, number_rest.c.ended_at, ("number.rest_ended",)),
)
"""Key, what must not be there without an entry about that key, and of which kinds."""
