"""Whoever changes what is on file is shown where: every way of tampering, on the real database, with raw SQL."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.base.keys import Keys
from bot.contact.audit import Counts, audit, outside, part, stretches
from bot.contact.sealing import seal_pending
from bot.store.parallel import side_by_side
from compliance.checkpoint import fingerprint, from_line, sign, to_line
from compliance.ledger import GENESIS, Problem, leaf, link

if TYPE_CHECKING:
    from tests.integration.conftest import Past

OTHER_KEY = Ed25519PrivateKey.from_private_bytes(b"o" * 32)


def problems(past: Past, counts: Counts | None = None, *, tables: bool = True) -> list[Problem]:
    public = past.key.public_key()
    with past.store() as store:
        file = outside(past.checkpoints)
        keys = {fingerprint(public): public}
        return store.read_now(lambda conn: list(audit(conn, keys, file, counts or Counts(), tables=tables)))


def in_stretches(past: Past, processes: int) -> tuple[list[Problem], Counts]:
    counts, found = Counts(), []
    url, keys = f"sqlite:///{past.database}", Keys(b"s" * 32, b"i" * 32)
    check = partial(part, public=(past.key.public_key().public_bytes_raw(),), file=outside(past.checkpoints), tables=True)
    with past.store() as store:
        spans = store.read_now(stretches)
    for problems, seen in side_by_side(url, keys, spans, processes, check):
        found += problems
        counts.add(seen)
    return found, counts


def sql(past: Past, statement: str, *values: Any) -> list[Any]:
    with closing(sqlite3.connect(past.database)) as conn, conn:
        return conn.execute(statement, values).fetchall()


def length(past: Past) -> int:
    return int(sql(past, "select max(seq) from ledger")[0][0])


@pytest.fixture
def copies(a_past: Past) -> Iterator[Callable[[], Past]]:
    """A fresh copy for each example of a property."""
    with tempfile.TemporaryDirectory() as folder:
        made = 0

        def fresh() -> Past:
            nonlocal made
            made += 1
            return a_past.copy(Path(folder) / str(made))

        yield fresh


def test_a_ledger_that_nobody_touched_is_whole(past: Past) -> None:
    counts = Counts()
    assert problems(past, counts) == []
    assert counts.entries == length(past) > 40
    assert counts.signed == counts.entries
    assert counts.checkpoints == 5
    assert (counts.erased, counts.waiting) == (0, 0)


COLUMNS = {
    "seq": st.sampled_from([None, 10_000, "x"]),
    "at": st.sampled_from(["2026-11-24 01:00:00.000001", "yesterday", 5, ""]),
    "kind": st.sampled_from(["decision.now", "", 5]),
    "subject": st.sampled_from(["att_somebody", "", b"x"]),
    "payload": st.binary(min_size=1, max_size=60),
    "salt": st.one_of(st.binary(max_size=20), st.none()),
    "payload_hash": st.sampled_from(["0" * 64, "", b"\x00"]),
    "hash": st.sampled_from(["0" * 64, "", None, 7]),
}


@given(data=st.data(), column=st.sampled_from(sorted(COLUMNS)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
def test_every_column_that_is_changed_shows_at_its_entry(copies: Callable[[], Past], column: str, data: st.DataObject) -> None:
    past = copies()
    seq = data.draw(st.integers(1, length(past)))
    before = sql(past, f"select {column}, kind, subject from ledger where seq = ?", seq)[0]
    value = data.draw(COLUMNS[column].filter(lambda each: each != before[0]))
    sql(past, f"update ledger set {column} = ? where seq = ?", value, seq)
    found = problems(past, tables=False)
    assert found
    first = found[0]
    if column != "seq":
        assert first.seq == seq or (first.kind == "checkpoint" and first.seq >= seq)
        assert first.subject in (before[2], value, str(value), "")


@given(data=st.data(), count=st.integers(1, 5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)
def test_every_entry_that_is_taken_out_shows(copies: Callable[[], Past], data: st.DataObject, count: int) -> None:
    past = copies()
    seq = data.draw(st.integers(1, length(past) - count))
    sql(past, "delete from ledger where seq >= ? and seq < ?", seq, seq + count)
    first = problems(past, tables=False)[0]
    assert (first.seq, first.kind) == (seq + count, "order")
    assert "missing" in first.detail


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)
def test_entries_that_change_places_show(copies: Callable[[], Past], data: st.DataObject) -> None:
    past = copies()
    one, other = sorted(data.draw(st.lists(st.integers(1, length(past)), min_size=2, max_size=2, unique=True)))
    for old, new in ((one, -1), (other, one), (-1, other)):
        sql(past, "update ledger set seq = ? where seq = ?", new, old)
    assert one in {problem.seq for problem in problems(past, tables=False)}


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)
def test_an_entry_that_is_put_in_between_shows(copies: Callable[[], Past], data: st.DataObject) -> None:
    past = copies()
    seq = data.draw(st.integers(1, length(past)))
    for each in range(length(past), seq - 1, -1):
        sql(past, "update ledger set seq = seq + 1 where seq = ?", each)
    columns = "at, kind, subject, payload, salt, payload_hash, hash"
    sql(past, f"insert into ledger (seq, {columns}) select ?, {columns} from ledger where seq = ?", seq, seq + 1)
    assert problems(past, tables=False)


def chain_anew(past: Past, since: int) -> None:
    """What somebody does who can write the database and knows how it works: all hashes right again."""
    previous = GENESIS if since == 1 else sql(past, "select hash from ledger where seq = ?", since - 1)[0][0]
    rows = sql(past, "select seq, at, kind, subject, payload_hash from ledger where seq >= ? order by seq", since)
    for seq, at, kind, subject, digest in rows:
        previous = link(previous, seq, leaf(datetime.fromisoformat(at).replace(tzinfo=UTC), kind, subject, digest))
        sql(past, "update ledger set hash = ? where seq = ?", previous, seq)


@given(data=st.data(), resign=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)
def test_a_tail_that_was_chained_anew_is_shown_by_the_checkpoints(copies: Callable[[], Past], data: st.DataObject, resign: bool) -> None:
    """Without the signing key the past can't be forged; not with other checkpoints in the table either, for they stand in the file."""
    past = copies()
    seq = data.draw(st.integers(1, length(past)))
    sql(past, "update ledger set kind = 'decision.never' where seq = ?", seq)
    chain_anew(past, seq)
    if resign:
        for number, head in sql(past, "select seq, hash from ledger where seq in (select seq from checkpoint)"):
            forged = sign(number, head, datetime(2026, 11, 24, 2, tzinfo=UTC), OTHER_KEY)
            sql(past, "update checkpoint set hash = ?, key = ?, signature = ? where seq = ?", head, forged.key, forged.signature, number)
    found = problems(past, tables=False)
    assert {problem.kind for problem in found} == {"checkpoint"}
    assert min(problem.seq for problem in found) >= seq or resign


def test_a_tail_that_was_cut_off_with_its_checkpoints_shows_from_outside(past: Past) -> None:
    cut = length(past) - 3
    sql(past, "delete from ledger where seq > ?", cut)
    sql(past, "delete from checkpoint where seq > ?", cut)
    assert [problem.kind for problem in problems(past, tables=False)] == ["head"]


def test_a_missing_file_of_checkpoints_is_a_problem(past: Past) -> None:
    past.checkpoints.unlink()
    assert [problem.kind for problem in problems(past)] == ["checkpoint"]


@pytest.mark.parametrize("where", ["table", "file"])
@pytest.mark.parametrize("how", ["another key", "another hash", "another time", "another signature"])
def test_a_forged_checkpoint_shows(past: Past, where: str, how: str) -> None:
    good = from_line(past.checkpoints.read_text("utf-8").splitlines()[2])
    forged = {
        "another key": sign(good.seq, good.hash, good.at, OTHER_KEY),
        "another hash": replace(good, hash="0" * 64),
        "another time": replace(good, at=datetime(2026, 1, 1, tzinfo=UTC)),
        "another signature": replace(good, signature=bytes(64)),
    }[how]
    if where == "file":
        lines = past.checkpoints.read_text("utf-8").splitlines()
        past.checkpoints.write_text("\n".join([*lines[:2], to_line(forged), *lines[3:]]) + "\n", "utf-8")
    else:
        at = forged.at.replace(tzinfo=None).isoformat(" ", timespec="microseconds")
        values = (forged.hash, at, forged.key, forged.signature, forged.seq)
        sql(past, "update checkpoint set hash = ?, at = ?, key = ?, signature = ? where seq = ?", *values)
    found = problems(past)
    assert [(problem.kind, problem.seq) for problem in found] == [("checkpoint", good.seq)]


def test_garbage_in_the_table_of_checkpoints_is_named_and_does_not_end_the_audit(past: Past) -> None:
    sql(past, "update checkpoint set at = 'never', signature = 'x'")
    assert {problem.kind for problem in problems(past)} == {"checkpoint"}


def test_a_line_that_a_crash_tore_apart_is_passed_over(past: Past) -> None:
    whole = past.checkpoints.read_bytes()
    past.checkpoints.write_bytes(whole[:-40])
    assert problems(past) == []


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=6, deadline=None)
def test_a_payload_that_was_erased_is_erased_and_not_broken(copies: Callable[[], Past], data: st.DataObject) -> None:
    past = copies()
    erased = data.draw(st.sets(st.integers(1, length(past)), min_size=1))
    for seq in erased:
        sql(past, "update ledger set payload = null, salt = null where seq = ?", seq)
    counts = Counts()
    assert problems(past, counts) == []
    assert counts.erased == len(erased)


def test_what_waits_to_be_sealed_is_counted_and_what_was_passed_over_is_named(past: Past) -> None:
    columns = "kind, subject, payload, salt, payload_hash"
    values = "kind, subject, payload, salt, hex(randomblob(32)) from ledger where seq = 1"
    sql(past, f"insert into ledger (at, {columns}) select '2026-11-25 00:00:00.000000', {values}")
    counts = Counts()
    assert problems(past, counts, tables=False) == []
    assert counts.waiting == 1
    sql(past, f"insert into ledger (at, {columns}) select '2026-11-24 00:00:00.000000', {values}")
    assert [problem.kind for problem in problems(past, tables=False)] == ["waiting"]


def test_an_entry_that_vouches_with_a_copied_payload_is_named(past: Past) -> None:
    """Who writes the database without the keys can't make a payload, and would copy one of the same kind."""
    columns = "at, kind, payload, salt, payload_hash"
    kind = sql(past, "select kind from ledger where kind = 'attempt.outcome' limit 1")[0][0]
    sql(
        past, f"insert into ledger (subject, {columns}) select 'att_forged', {columns} from ledger where kind = ? order by id limit 1", kind
    )
    with past.store() as store:
        store.write_now(seal_pending)
    found = [problem for problem in problems(past) if problem.kind == "payload"]
    assert [(problem.entry, problem.subject) for problem in found] == [(kind, "att_forged")]


def test_an_entry_that_has_no_payload_is_never_sealed(past: Past) -> None:
    """What was erased was sealed before; a row that comes without a payload could vouch for anything."""
    sql(past, "insert into ledger (at, kind, subject, payload_hash) values ('2027-11-24 00:00:00.000000', 'stop.lifted', 's', ?)", "0" * 64)
    with past.store() as store:
        assert store.write_now(seal_pending) == 0
    assert [(problem.kind, problem.subject) for problem in problems(past, tables=False)] == [("waiting", "s")]


CHANGES = [
    ("decision", "outcome", "block"),
    ("decision", "outcome", "allow"),
    ("decision", "request_id", "req_other"),
    ("decision", "stage", "never"),
    ("decision", "not_before", "2027-01-01 00:00:00.000000"),
    ("decision", "reasons", "[]"),
    ("decision", "packs", '["cn@1999-01-01"]'),
    ("decision", '"case"', b"garbage"),
    ("decision", "at", "2027-01-01 00:00:00.000000"),
    ("decision", "at", "soon"),
    ("decision", "attempt_id", "att_other"),
    ("attempt", "account_id", "acc_other"),
    ("attempt", "channel", "email"),
    ("attempt", "direction", "sideways"),
    ("attempt", "number_index", "x"),
    ("attempt", "sid", "CAother"),
    ("attempt", "outcome", "busy"),
    ("attempt", "outcome", None),
    ("attempt", "state", "unknown"),
    ("attempt", "reserved_at", "2027-01-01 00:00:00.000000"),
    ("attempt", "dialing_at", "2027-01-01 00:00:00.000000"),
    ("attempt", "ended_at", "2027-01-01 00:00:00.000000"),
    ("message", "template", "other"),
    ("message", "text", b"garbage"),
    ("effect", "kind", "frozen:other"),
    ("effect", "data", b"garbage"),
    ("effect", "at", "2027-01-01 00:00:00.000000"),
    ("conversation", "outcome", "paid"),
    ("conversation", "recording", "other.wav.sealed"),
    ("conversation", "started_at", "2027-01-01 00:00:00.000000"),
    ("turn", "text", b"garbage"),
    ("turn", "intent", "affirm"),
    ("turn", "side", "nobody"),
    ("promise", "due", "2027-12-31"),
    ("promise", "amount", "1.00"),
    ("promise", "status", "broken"),
    ("suppression", "channel", "sms"),
    ("suppression", "reason", "other"),
    ("mandate", "document", "{}"),
    ("batch", "sha256", "0"),
    ("batch", "report", "{}"),
    ("fact", "kind", "other"),
    ("fact", "data", '{"written": false}'),
    ("fact", "at", "2026-01-01 00:00:00.000000"),
    ("stop", "reason", "other"),
    ("stop", "lifted_at", None),
]


@pytest.mark.parametrize(("table", "column", "value"), CHANGES)
def test_a_row_of_another_table_that_was_changed_afterwards_shows(past: Past, table: str, column: str, value: Any) -> None:
    changed = f"rowid = (select max(rowid) from {table} where {column} is not null and {column} is not ? and {GUARDED.get(table, 'true')})"
    assert sql(past, f"update {table} set {column} = ? where {changed} returning 1", value, value)
    found = problems(past)
    assert found
    assert {problem.kind for problem in found} == {"table"}
    assert problems(past, tables=False) == []


ENDS = [("suppression", "lifted_at"), ("mandate", "ended_at"), ("batch", "undone_at"), ("fact", "ended_at"), ("promise", "settled_by")]


@pytest.mark.parametrize(("table", "column"), ENDS)
def test_what_was_ended_behind_the_ledgers_back_shows(past: Past, table: str, column: str) -> None:
    assert sql(past, f"update {table} set {column} = '2026-11-24 08:00:00.000000' where {column} is null returning 1")
    assert {problem.kind for problem in problems(past)} == {"table"}


GUARDED = {"turn": "conversation_id in (select id from conversation where ended_at is not null)"}


ROWS = ["decision", "attempt", "message", "effect", "conversation", "suppression", "stop", "fact", "mandate", "batch"]


@pytest.mark.parametrize("table", ROWS)
def test_a_row_that_was_taken_out_or_put_in_afterwards_shows(a_past: Past, tmp_path: Path, table: str) -> None:
    without, more = a_past.copy(tmp_path / "without"), a_past.copy(tmp_path / "more")
    sql(without, f"delete from {table} where rowid = (select max(rowid) from {table})")
    assert "table" in {problem.kind for problem in problems(without)}
    columns = [row[1] for row in sql(more, f"pragma table_info({table})")]
    unique = {"id": "id || 'x'", "sid": "null", "seq": "seq + 100"}
    if table in ("message", "conversation"):
        unique["attempt_id"] = "attempt_id || 'x'"
    chosen = ", ".join(unique.get(each, f'"{each}"') for each in columns)
    names = ", ".join(f'"{each}"' for each in columns)
    sql(more, f"insert into {table} ({names}) select {chosen} from {table} where rowid = (select max(rowid) from {table})")
    assert {problem.kind for problem in problems(more)} == {"table"}


@given(data=st.data(), stretch=st.integers(1, 30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=None)
def test_a_ledger_in_stretches_is_found_as_broken_as_in_one(copies: Callable[[], Past], stretch: int, data: st.DataObject) -> None:
    past = copies()
    tampering = st.sampled_from(["", "delete from ledger where seq in (?, ?)", "update ledger set hash = 'x' where seq in (?, ?)"])
    statement = data.draw(tampering)
    if statement:
        sql(past, statement, *(data.draw(st.integers(1, length(past))) for _ in range(2)))
    counts = Counts()
    whole = problems(past, counts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.contact.audit.STRETCH", stretch)
        found, seen = in_stretches(past, 1)
    assert set(found) >= {problem for problem in whole if problem.kind != "checkpoint"}
    assert bool(found) == bool(whole)
    assert seen == counts


def test_several_processes_find_the_same(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.contact.audit.STRETCH", 30)
    assert in_stretches(past, 2) == ([], replace(in_stretches(past, 1)[1]))
    sql(past, "update ledger set kind = 'other' where seq = 40")
    found, _ = in_stretches(past, 2)
    assert ("seal", 40) in {(problem.kind, problem.seq) for problem in found}


def test_a_value_that_was_sealed_for_another_row_is_found(past: Past) -> None:
    """Somebody copies one decision's case over another's: each can be opened, and neither fits."""
    sql(past, 'update decision set "case" = (select "case" from decision where rowid = 1) where rowid = 3')
    assert "case" in "".join(problem.detail for problem in problems(past))


def test_the_command_says_it_in_lines_and_by_its_status(past: Past, tmp_path: Path) -> None:
    import base64
    import subprocess
    import sys

    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    (past.folder / "courtesy.keys").write_text("\n".join(base64.b64encode(each * 32).decode() for each in (b"s", b"i")) + "\n")
    (past.folder / "courtesy.signing.pem").write_bytes(past.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    settings = {
        "COURTESY_STORE__URL": f"sqlite:///{past.database}",
        "COURTESY_STORE__KEY_FILE": str(past.folder / "courtesy.keys"),
        "COURTESY_STORE__CHECKPOINT_FILE": str(past.checkpoints),
    }

    def courtesy(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bot.cli.main", *arguments]
        return subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=False, timeout=60)

    shown = courtesy("ledger", "key", "--json")
    assert json.loads(shown.stdout)["fingerprint"] == fingerprint(past.key.public_key())
    whole = courtesy("ledger", "verify", "--json")
    assert (whole.returncode, json.loads(whole.stdout)["whole"]) == (0, True), whole.stdout
    sql(past, "update ledger set subject = 'att_somebody' where seq = 7")
    broken = courtesy("ledger", "verify", "--json")
    assert broken.returncode == 1
    first = json.loads(broken.stdout.splitlines()[0])
    assert (first["seq"], first["kind"], first["subject"]) == (7, "seal", "att_somebody")
    said = courtesy("ledger", "verify")
    assert "entry 7" in said.stdout
    assert "BROKEN" in said.stderr
