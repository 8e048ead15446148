"""A database that was used before a migration is whole after it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from click.testing import CliRunner

from bot.base.keys import Keys
from bot.cli.service import db
from bot.cli.session import Session
from bot.contact import sealing
from bot.contact.audit import Counts, Outside, audit
from bot.contact.replay import Counts as Replayed
from bot.contact.replay import Time, replay
from bot.store import Store, proof, upgrade
from bot.store.migrate import _config, version
from bot.store.tables import ledger
from compliance import load_packs
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


def put(conn: sa.Connection, table: str, /, **values: object) -> None:
    """A row as the first version wrote it; lists and instants in SQLite's own form."""
    written = {
        key: value.replace(tzinfo=None).isoformat(" ", "microseconds") if isinstance(value, datetime) else value
        for key, value in values.items()
    }
    conn.execute(sa.table(table, *map(sa.column, values)).insert().values(written))


def decide_in_0001(conn: sa.Connection) -> None:
    """A decision about one account, and a call that was answered, as the first version wrote them."""
    name, case = KEYS.seal(b'"Ada Sample"', "account.name"), {"place": "US-FL"}
    put(
        conn,
        "mandate",
        id="m",
        document="{}",
        creditor="Bank",
        caller_id="c",
        valid_from="2026-01-01",
        valid_to="2027-01-01",
        sample=1,
        created_at=NOW,
    )
    put(conn, "batch", id="b", mandate_id="m", file="f", sha256="0", encoding="utf-8", report="{}", created_at=NOW)
    put(conn, "cap_group", id="g", created_at=NOW)
    put(
        conn, "account", id="a", mandate_id="m", batch_id="b", group_id="g", creditor="Bank", ref="1", name=name, place="US-FL", zones="[]",
        language="en-US", product="other", total=1, currency="USD", as_of="2026-11-24", consequences="[]", digest="0", status="open",
        created_at=NOW, updated_at=NOW,
    )  # fmt: skip
    request = {"id": "req", "account_id": "a", "group_id": "g", "origin": "manual", "channel": "voice", "purpose": "collect"}
    put(conn, "request", **request, state="attempted", due_at=NOW, created_at=NOW)
    reasons = [{"rule": "us.hours", "citation": "c", "outcome": "allow", "detail": "d"}]
    for seq, stage in ((5, "plan"), (6, "now")):
        at = NOW + timedelta(seconds=seq)
        sealed = KEYS.seal(json.dumps(case).encode(), "decision.case")
        row = {
            "id": f"dec_{stage}",
            "request_id": "req",
            "attempt_id": "att" if stage == "now" else None,
            "stage": stage,
            "outcome": "allow",
        }
        put(conn, "decision", **row, reasons=json.dumps(reasons), packs='["us@1"]', case=sealed, at=at)
        said = {"request": "req", "decision": "allow", "not_before": None, "reasons": reasons, "packs": ["us@1"], "case": case}
        enter(conn, seq, f"decision.{stage}", "req", said)
    number = {"number": KEYS.seal(b'"+13055550101"', "attempt.number"), "number_index": "n"}
    ended = {"state": "ended", "outcome": "promise", "verified": 1, "epoch": 0, "reserved_at": NOW + timedelta(seconds=7)}
    attempt = {"id": "att", "request_id": "req", "account_id": "a", "channel": "voice", "direction": "outbound", "purpose": "collect"}
    put(conn, "attempt", **attempt, **number, **ended, ended_at=NOW + timedelta(seconds=8))
    enter(conn, 7, "attempt.reserved", "att", {"request": "req", "decision": "dec_now"})
    enter(conn, 8, "attempt.ended", "att", {"outcome": None})


def enter(conn: sa.Connection, seq: int, kind: str, subject: str, payload: object) -> None:
    """A sealed entry of the first version; that its hash is of no chain makes no difference."""
    written, salt = json.dumps(payload).encode(), bytes([seq]) * 16
    digest = payload_hash(salt, proof.canonical(payload))  # type: ignore[arg-type]
    sealed = KEYS.seal(written, "ledger.payload")
    row = {"seq": seq, "kind": kind, "subject": subject, "payload": sealed, "salt": salt, "payload_hash": digest, "hash": str(seq) * 64}
    put(conn, "ledger", **row, at=NOW + timedelta(seconds=seq))


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


def test_what_the_first_version_decided_and_did_is_whole_for_the_audit(bare: Store) -> None:
    bare.write_now(migrate, "0001")
    bare.write_now(decide_in_0001)
    upgrade(bare)
    bare.write_now(sealing.seal_pending)
    file = Outside(Path("none"), None)
    found = bare.read_now(lambda conn: list(audit(conn, {}, file, Counts())))
    assert [each for each in found if each.kind != "order"] == []  # the entries here begin with number 5
    bare.write_now(sa.Connection.execute, sa.text("update attempt set outcome = 'no_answer'"))
    assert [each.subject for each in bare.read_now(lambda conn: list(audit(conn, {}, file, Counts()))) if each.kind == "table"] == ["att"]


def test_decisions_of_the_first_version_are_told_apart_and_not_replayed(bare: Store) -> None:
    bare.write_now(migrate, "0001")
    bare.write_now(decide_in_0001)
    upgrade(bare)
    counts = Replayed()
    assert bare.read_now(lambda conn: list(replay(conn, Time(NOW, None), load_packs(), counts))) == []
    assert (counts.decided, counts.older, dict(counts.own)) == (0, 2, {})


def test_nothing_is_migrated_under_a_running_service(bare: Store, tmp_path: Path) -> None:
    bare.write_now(migrate, "0001")
    settings = {"COURTESY_STORE__URL": f"sqlite:///{tmp_path}/courtesy.db", "COURTESY_STORE__KEY_FILE": str(tmp_path / "courtesy.keys")}
    bare.own()
    running = CliRunner().invoke(db, ["upgrade"], obj=Session(None, "lin"), env=settings)
    assert "stop it first" in str(running.exception)
    assert bare.read_now(version) == "0001"
    bare.close()
    assert CliRunner().invoke(db, ["upgrade"], obj=Session(None, "lin"), env=settings).exit_code == 0


def test_0002_can_be_taken_back(bare: Store) -> None:
    upgrade(bare)
    bare.write_now(migrate, "0001")
    bare.write_now(fill_0001)
    upgrade(bare)
    assert len(bare.read_now(entries)) == 3
