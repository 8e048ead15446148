"""The chain: whoever changes, removes, inserts or reorders an entry is shown where."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance import ComplianceError
from compliance.ledger import GENESIS, Entry, payload_hash, seal, verify

START = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)


def chain(count: int) -> list[Entry]:
    entries, previous = [], GENESIS
    for seq in range(1, count + 1):
        salt, payload = bytes([seq]) * 16, f"payload {seq}".encode()
        at, digest = START + timedelta(seconds=seq), payload_hash(salt, payload)
        previous = seal(previous, seq, at, "decision.now", f"req_{seq}", digest)
        entries.append(Entry(seq, at, "decision.now", f"req_{seq}", digest, previous, salt, payload))
    return entries


def test_a_whole_chain_has_no_problem() -> None:
    entries = chain(20)
    assert verify(entries, head=(20, entries[-1].hash)) == []


def test_a_payload_and_its_salt_can_be_erased() -> None:
    assert verify(replace(entry, salt=None, payload=None) for entry in chain(5)) == []


def test_the_offset_of_an_instant_makes_no_difference() -> None:
    there = START.astimezone(timezone(timedelta(hours=8)))
    assert seal(GENESIS, 1, START, "k", "s", "h") == seal(GENESIS, 1, there, "k", "s", "h")


def test_an_instant_without_an_offset_is_refused() -> None:
    with pytest.raises(ComplianceError, match="entry 3"):
        seal(GENESIS, 3, START.replace(tzinfo=None), "k", "s", "h")


@given(st.integers(1, 20), st.sampled_from(["at", "kind", "subject", "payload_hash", "payload", "hash", "seq"]))
def test_every_changed_entry_shows_where_it_stands(seq: int, field: str) -> None:
    entries = chain(20)
    changed = {
        "at": START, "kind": "decision.plan", "subject": "req_0", "payload_hash": "0" * 64, "payload": b"other", "hash": "1" * 64,
        "seq": seq + 30,
    }[field]  # fmt: skip
    entries[seq - 1] = replace(entries[seq - 1], **{field: changed})
    problems = verify(entries)
    assert problems
    assert min(problem.seq for problem in problems) in (seq, seq + 1, seq + 30)


@given(st.integers(1, 19))
def test_every_missing_entry_shows_at_the_one_after_it(seq: int) -> None:
    entries = chain(20)
    del entries[seq - 1]
    assert [(problem.seq, problem.kind) for problem in verify(entries)] == [(seq + 1, "seal")]


def test_a_cut_at_the_end_shows_with_a_checkpoint() -> None:
    entries = chain(20)
    assert [problem.kind for problem in verify(entries[:15], head=(20, entries[-1].hash))] == ["head"]


@given(st.integers(1, 19), st.integers(1, 19))
def test_reordered_entries_show(one: int, other: int) -> None:
    entries = chain(20)
    entries[one], entries[other] = entries[other], entries[one]
    assert (verify(entries) == []) == (one == other)


@given(st.integers(0, 19))
def test_an_inserted_entry_shows(position: int) -> None:
    entries = chain(20)
    entries.insert(position, replace(entries[position], subject="req_new", hash="2" * 64))
    assert verify(entries)
