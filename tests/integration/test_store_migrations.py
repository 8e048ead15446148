"""A database that was used before a migration is whole after it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command

from bot.base.keys import Keys
from bot.contact import proof, sealing
from bot.store import Store, upgrade
from bot.store.migrate import _config, version
from bot.store.tables import ledger
from compliance.ledger import Entry, payload_hash, verify

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
KEYS = Keys(b"s" * 32, b"i" * 32)


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Store]:
    made = Store(f"sqlite:///{tmp_path}/courtesy.db", KEYS)
    yield made
    made.close()


def migrate(conn: sa.Connection, to: str) -> None:
    config = _config()
    config.attributes["connection"] = conn
    (command.downgrade if (version(conn) or "") > to else command.upgrade)(config, to)


def fill_0001(conn: sa.Connection) -> None:
    """Three sealed entries and one that waits, as the first version wrote them."""
    table = sa.table("ledger", *map(sa.column, ("seq", "at", "kind", "subject", "payload", "salt", "payload_hash", "hash")))
    for seq in range(1, 5):
        payload, salt, at = {"z": seq, "a": "钱"}, bytes([seq]) * 16, NOW + timedelta(seconds=seq)
        digest = payload_hash(salt, proof.canonical(payload))
        row = {
            "seq": seq,
            "at": at.replace(tzinfo=None).isoformat(" ", timespec="microseconds"),
            "kind": "k",
            "subject": f"s{seq}",
            "payload": KEYS.seal(json.dumps(payload).encode(), "ledger.payload"),
            "salt": salt,
            "payload_hash": digest,
            "hash": str(seq) * 64 if seq < 4 else None,
        }
        conn.execute(table.insert().values(row))


def entries(conn: sa.Connection) -> list[Entry]:
    rows = conn.execute(sa.select(ledger).where(ledger.c.seq.is_not(None)).order_by(ledger.c.seq))
    return [Entry(row.seq, row.at, row.kind, row.subject, row.payload_hash, row.hash, row.salt, row.payload) for row in rows]


def test_a_chain_of_the_first_version_goes_on_under_0002(bare: Store) -> None:
    bare.write_now(migrate, "0001")
    bare.write_now(fill_0001)
    upgrade(bare)
    assert [entry.seq for entry in bare.read_now(entries)] == [1, 2, 3]
    assert bare.write_now(sealing.seal_pending) == 1
    found = bare.read_now(entries)
    assert [entry.seq for entry in found] == [1, 2, 3, 4]
    assert list(verify(found)) == []


def test_0002_can_be_taken_back(bare: Store) -> None:
    upgrade(bare)
    bare.write_now(migrate, "0001")
    bare.write_now(fill_0001)
    upgrade(bare)
    assert len(bare.read_now(entries)) == 3
