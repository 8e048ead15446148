"""The chain: whoever changes, removes, inserts or reorders an entry is shown where."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from compliance import ComplianceError
from compliance.checkpoint import Checkpoint, fingerprint, from_line, problem, sign, to_line
from compliance.ledger import GENESIS, Entry, leaf, link, payload_hash, verify

START = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)


KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
CHECKPOINT = sign(1, "0" * 64, START, KEY)


def signed(entries: list[Entry], seq: int) -> Checkpoint:
    return sign(seq, entries[seq - 1].hash, START, KEY)


def chain(count: int, *, salted: int = 0) -> list[Entry]:
    entries, previous = [], GENESIS
    for seq in range(1, count + 1):
        salt, payload = bytes([seq + salted]) * 16, f"payload {seq}".encode()
        at, digest = START + timedelta(seconds=seq), payload_hash(salt, payload)
        previous = link(previous, seq, leaf(at, "decision.now", f"req_{seq}", digest))
        entries.append(Entry(seq, at, "decision.now", f"req_{seq}", digest, previous, salt, payload))
    return entries


def test_a_whole_chain_has_no_problem() -> None:
    assert verify(chain(20), [signed(chain(20), 7), signed(chain(20), 20)]) == []


def test_a_payload_and_its_salt_can_be_erased() -> None:
    assert verify(entry._replace(salt=None, payload=None) for entry in chain(5)) == []


def test_the_offset_of_an_instant_makes_no_difference() -> None:
    there = START.astimezone(timezone(timedelta(hours=8)))
    assert leaf(START, "k", "s", "h") == leaf(there, "k", "s", "h")


@given(st.text(), st.text())
def test_a_leaf_is_a_hash_of_a_list_in_json_that_anybody_can_make(kind: str, subject: str) -> None:
    try:
        said = json.dumps([START.isoformat(timespec="microseconds"), kind, subject, "0" * 64], ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return
    assert leaf(START, kind, subject, "0" * 64) == hashlib.sha256(said).hexdigest()


def test_an_instant_without_an_offset_is_refused() -> None:
    with pytest.raises(ComplianceError, match="offset"):
        leaf(START.replace(tzinfo=None), "k", "s", "h")


@given(st.integers(1, 20), st.sampled_from(["at", "kind", "subject", "payload_hash", "payload", "hash", "seq"]))
def test_every_changed_entry_shows_where_it_stands(seq: int, field: str) -> None:
    entries = chain(20)
    changed = {
        "at": START, "kind": "decision.plan", "subject": "req_0", "payload_hash": "0" * 64, "payload": b"other", "hash": "1" * 64,
        "seq": seq + 30,
    }[field]  # fmt: skip
    entries[seq - 1] = entries[seq - 1]._replace(**{field: changed})
    problems = verify(entries)
    assert problems
    assert min(problem.seq for problem in problems) in (seq, seq + 1, seq + 30)


@given(st.integers(1, 19))
def test_every_missing_entry_shows_at_the_one_after_it(seq: int) -> None:
    entries = chain(20)
    del entries[seq - 1]
    assert [(problem.seq, problem.kind) for problem in verify(entries)] == [(seq + 1, "order"), (seq + 1, "seal")]


def test_a_cut_at_the_end_shows_with_a_checkpoint() -> None:
    entries = chain(20)
    assert [problem.kind for problem in verify(entries[:15], [signed(entries, 20)])] == ["head"]


def test_a_chain_that_was_made_anew_shows_at_the_next_checkpoint() -> None:
    assert [(problem.kind, problem.seq) for problem in verify(chain(20, salted=1), [signed(chain(20), 8)])] == [("checkpoint", 8)]


def test_a_checkpoint_of_an_entry_that_is_not_there_shows() -> None:
    entries = chain(20)
    del entries[4]
    assert "checkpoint" in {problem.kind for problem in verify(entries, [signed(chain(20), 5)])}


@given(st.sampled_from(["seq", "hash", "at", "key", "signature"]))
def test_a_checkpoint_that_was_changed_proves_nothing(field: str) -> None:
    good = signed(chain(5), 5)
    changes = {"seq": 4, "hash": "0" * 64, "at": START + timedelta(days=1), "key": "0" * 64, "signature": bytes(64)}
    keys = {fingerprint(KEY.public_key()): KEY.public_key()}
    assert problem(good, keys) is None
    assert problem(replace(good, **{field: changes[field]}), keys) is not None
    assert from_line(to_line(good)) == good


@pytest.mark.parametrize("line", ["", "{}", "[]", "7", "null", '{"seq": 1}', to_line(CHECKPOINT).replace("+00:00", ""), "x" * 5000])
def test_a_line_that_is_no_checkpoint_is_refused(line: str) -> None:
    with pytest.raises(ComplianceError):
        from_line(line)


@given(st.integers(1, 19), st.integers(1, 19))
def test_reordered_entries_show(one: int, other: int) -> None:
    entries = chain(20)
    entries[one], entries[other] = entries[other], entries[one]
    assert (verify(entries) == []) == (one == other)


@given(st.integers(0, 19))
def test_an_inserted_entry_shows(position: int) -> None:
    entries = chain(20)
    entries.insert(position, entries[position]._replace(subject="req_new", hash="2" * 64))
    assert verify(entries)
