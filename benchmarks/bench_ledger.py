"""`courtesy ledger verify` over a long ledger: the chain with its payloads, and all of it with the other tables.

Baselines, of the same bytes in the same run: reading the rows from SQLite, and a bare SHA-256 of them.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks.machine import peak_mib
from bot.base.keys import Keys
from bot.contact import checkpoint_file
from bot.contact.audit import Counts, outside, part, stretches
from bot.store import Store, upgrade
from bot.store.parallel import side_by_side
from bot.store.proof import canonical
from compliance.checkpoint import Checkpoint, sign
from compliance.ledger import GENESIS, leaf, link, payload_hash

CONTACTS = int(os.environ.get("BENCH_CONTACTS", "142858"))
ENTRIES = CONTACTS * 7
"""A million, of calls that were planned, made and not answered."""
START = datetime(2026, 1, 1, tzinfo=UTC)
KEYS = Keys(b"s" * 32, b"i" * 32)
KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
EVERY = 1000
"""Entries between checkpoints, as the service signs them when it is busy."""
REASONS = [
    {
        "rule": f"cn.rule_{number}",
        "citation": "GB/T 45251-2025, 5.3",
        "outcome": "allow",
        "detail": "No collection from 22:00 to 08:00, unless the parties agreed otherwise.",
        "detail_zh": "每日 22 时至次日 8 时不进行催收，双方另有约定的除外。",
    }
    for number in range(3)
]


def run() -> Iterator[str]:
    with TemporaryDirectory() as folder:
        database, file = Path(folder) / "bench.db", Path(folder) / "checkpoints.jsonl"
        url = f"sqlite:///{database}"
        fill(database, file, CONTACTS)
        reading, hashing, size = _baselines(database)
        yield f"{ENTRIES:,} entries, payloads of {size / ENTRIES:,.0f} bytes on average, a checkpoint each {EVERY:,}"
        cores = os.cpu_count() or 1
        for name, tables, processes in (
            ("chain, payloads and signatures, one process", False, 1),
            (f"chain, payloads and signatures, {cores} processes", False, cores),
            (f"the same, and every row of the other tables, {cores} processes: `courtesy ledger verify`", True, cores),
        ):
            check = partial(part, public=(KEY.public_key().public_bytes_raw(),), file=outside(file), tables=tables)
            began, used, counts = time.perf_counter(), _processor_s(), Counts()
            with closing(Store(url, KEYS)) as store:
                spans = store.read_now(stretches)
            for found, seen in side_by_side(url, KEYS, spans, processes, check):
                assert not found, found[:3]
                counts.add(seen)
            took, used = time.perf_counter() - began, _processor_s() - used
            assert (counts.entries, counts.checkpoints) == (ENTRIES, ENTRIES // EVERY), counts
            yield (
                f"{took:5.1f} s, {used:.1f} s of processors  {name} ({ENTRIES / took:,.0f} entries/s; reading the rows alone {reading:.1f} s, ratio {took / reading:.1f}:1; "
                f"SHA-256 of them {hashing:.1f} s, ratio {took / hashing:.1f}:1)"
            )
        yield f"{peak_mib():.0f} MiB at the peak of the first process, {peak_mib(children=True):.0f} MiB of the largest other"


def _processor_s() -> float:
    """What this process and those that it has waited for have used."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _baselines(path: Path) -> tuple[float, float, int]:
    query = "select seq, at, kind, subject, payload_hash, hash, salt, payload from ledger order by seq"
    with closing(sqlite3.connect(path)) as conn:
        began = time.perf_counter()
        for _ in conn.execute(query):
            pass
        read = time.perf_counter() - began
        hashing, size = 0.0, 0
        cursor = conn.execute(query)
        while rows := cursor.fetchmany(10_000):
            began = time.perf_counter()
            for row in rows:
                hashlib.sha256(f"{row[:6]}".encode())
                hashlib.sha256(row[7]).hexdigest()
            hashing += time.perf_counter() - began
            size += sum(len(row[7]) for row in rows)
    return read, hashing, size


def fill(database: Path, file: Path, contacts: int) -> None:
    """The ledger of so many contacts with the rows that it speaks of, straight into the tables."""
    with closing(Store(f"sqlite:///{database}", KEYS)) as store:
        upgrade(store)
    previous, seq = GENESIS, 0
    signed: list[Checkpoint] = []
    with closing(sqlite3.connect(database)) as conn:
        conn.execute("pragma synchronous = off")
        batch: dict[str, list[Any]] = {"ledger": [], "decision": [], "attempt": []}
        for number in range(contacts):
            at = START + timedelta(seconds=number)
            for kind, subject, payload in _contact(number, at, batch):
                seq += 1
                salt, written = os.urandom(16), canonical(payload)
                digest = payload_hash(salt, written)
                previous = link(previous, seq, leaf(at, kind, subject, digest))
                batch["ledger"].append((seq, _text(at), kind, subject, KEYS.seal(written, "ledger.payload"), salt, digest, previous))
                if seq % EVERY == 0:
                    signed.append(sign(seq, previous, at, KEY))
            if len(batch["ledger"]) >= 20_000 or number == contacts - 1:
                _flush(conn, batch)
        conn.executemany(
            "insert into checkpoint values (?, ?, ?, ?, ?)", [(c.seq, c.hash, _text(c.at), c.key, c.signature) for c in signed]
        )
        conn.commit()
    with checkpoint_file.opened(file) as opened:
        checkpoint_file.append(opened, signed)


def _flush(conn: sqlite3.Connection, batch: dict[str, list[Any]]) -> None:
    columns = {
        "ledger": "seq, at, kind, subject, payload, salt, payload_hash, hash",
        "decision": 'id, request_id, attempt_id, stage, outcome, reasons, packs, pack_set, "case", at',
        "attempt": "id, request_id, account_id, channel, direction, purpose, number, number_index, state, sid, outcome, verified, epoch, "
        "reserved_at, dialing_at, sent_at, ended_at",
    }
    for table, rows in batch.items():
        marks = ", ".join("?" * len(columns[table].split(", ")))
        conn.executemany(f"insert into {table} ({columns[table]}) values ({marks})", rows)
        rows.clear()
    conn.commit()


def _text(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat(" ", timespec="microseconds")


def case_of(number: int, at: datetime) -> dict[str, Any]:
    """A guard case such as a contact of a campaign has, with a week of earlier calls."""
    index = hashlib.sha256(str(number).encode()).hexdigest()[:40]
    account = f"acc_{number:020d}"
    calls = [
        {
            "kind": "call",
            "at": (at - timedelta(days=day)).isoformat(),
            "result": "no_answer",
            "by": "agency",
            "number": index,
            "voice": "artificial",
        }
        for day in range(1, 3)
    ]
    return {
        "id": account,
        "place": "CN-GD",
        "zones": ["Asia/Shanghai"],
        "lender": "bank",
        "caller": {"role": "agency", "id": "agency"},
        "debts": [{"id": account, "product": "credit_card"}],
        "preferences": [{"kind": "consents", "channel": "voice", "voice": "artificial", "number": index, "scope": "account", "at": START.isoformat()}],
        "events": calls,
        "attempt": {"at": at.isoformat(), "channel": "voice", "voice": "artificial", "number": index, "number_kind": "mobile", "debts": [account], "person": "borrower", "purpose": "collect"},
    }  # fmt: skip


def _contact(number: int, at: datetime, batch: dict[str, list[Any]]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The rows and the entries of one call that was planned, made and not answered."""
    name, request, account = f"att_{number:020d}", f"req_{number:020d}", f"acc_{number:020d}"
    case, packs = case_of(number, at), ["every@2026-11-21", "cn@2026-11-21", "cn-cba@2026-11-21"]
    index = case["attempt"]["number"]
    said = {"request": request, "decision": "allow", "not_before": None, "reasons": REASONS, "packs": packs, "case": case}
    reasons, listed, when = json.dumps(REASONS), json.dumps(packs), _text(at)
    for stage, attempt in (("plan", None), ("now", name)):
        sealed = KEYS.seal(json.dumps(case).encode(), "decision.case")
        batch["decision"].append((f"dec_{stage}{number:020d}", request, attempt, stage, "allow", reasons, listed, None, sealed, when))
        yield f"decision.{stage}", f"dec_{stage}{number:020d}", said
    row = (
        name,
        request,
        account,
        "voice",
        "outbound",
        "collect",
        b"",
        index,
        "ended",
        f"CA{number}",
        "no_answer",
        0,
        0,
        when,
        when,
        when,
        when,
    )
    batch["attempt"].append(row)
    yield (
        "attempt.reserved",
        name,
        {"request": request, "decision": f"dec_now{number:020d}", "account": account, "channel": "voice", "number": index},
    )
    yield "attempt.dialing", name, {}
    yield "attempt.sent", name, {"sid": f"CA{number}", "status": "queued"}
    yield "attempt.ended", name, {}
    yield "attempt.outcome", name, {"outcome": "no_answer"}
