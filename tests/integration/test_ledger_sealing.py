"""When the chain is signed, and that the signed copies outside the database lack none."""

from __future__ import annotations

import asyncio
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.base.clock import ManualClock
from bot.base.errors import ConfigError
from bot.base.signing import load_or_make_signing_keys, load_public_keys, pem, public_file
from bot.contact import sealing
from bot.contact.audit import Counts, audit, outside
from bot.contact.sealing import Sealer
from bot.store import Store, proof
from compliance.checkpoint import Checkpoint, fingerprint, from_line

pytestmark = pytest.mark.both_stores


@pytest.fixture
def store(empty_store: Store) -> Store:
    """A ledger without an entry."""
    return empty_store


def entries(store: Store, clock: ManualClock, count: int) -> None:
    def verb(conn: object) -> None:
        for number in range(count):
            proof.record(conn, kind="k", subject=f"s{number}", payload={"n": number}, now=clock.now())  # type: ignore[arg-type]

    store.write_now(verb)


def in_file(sealer: Sealer) -> list[Checkpoint]:
    return [from_line(line) for line in sealer.file.read_text("utf-8").splitlines()] if sealer.file.exists() else []


def in_table(sealer: Sealer) -> list[Checkpoint]:
    return sealer.store.read_now(sealing.after, 0)


async def test_the_chain_is_signed_every_minute_while_it_grows(sealer: Sealer, clock: ManualClock) -> None:
    entries(sealer.store, clock, 3)
    await sealer.seal()
    entries(sealer.store, clock, 2)
    await sealer.seal()
    assert [each.seq for each in in_file(sealer)] == [3], "what came within the minute waits for it"
    clock.advance(sealing.EVERY)
    await sealer.seal()
    await sealer.seal()
    clock.advance(sealing.EVERY)
    await sealer.seal()
    assert [each.seq for each in in_file(sealer)] == [3, 5], "a chain that has not grown is not signed again"
    assert in_file(sealer) == in_table(sealer)


async def test_the_chain_is_signed_after_many_entries_and_on_closing(
    sealer: Sealer, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "EVERY_ENTRIES", 10)
    for count in (1, 9, 1, 2):
        entries(sealer.store, clock, count)
        await sealer.seal()
    assert [each.seq for each in in_table(sealer)] == [1, 11]
    await sealer.seal(sign_now=True)
    assert [each.seq for each in in_file(sealer)] == [1, 11, 13]


async def test_a_long_wait_is_sealed_piece_by_piece(sealer: Sealer, clock: ManualClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "_AT_ONCE", 4)
    entries(sealer.store, clock, 10)
    await sealer.seal(sign_now=True)
    assert [each.seq for each in in_file(sealer)] == [4, 8, 10]


async def test_a_crash_between_database_and_file_is_made_good(sealer: Sealer, clock: ManualClock) -> None:
    entries(sealer.store, clock, 2)
    await sealer.seal()
    entries(sealer.store, clock, 2)
    sealer.store.write_now(sealing.seal_pending)
    sealer.store.write_now(sealing.sign_chain, sealer.key, clock.now(), at_once=True)  # and here the process dies
    entries(sealer.store, clock, 2)
    clock.advance(timedelta(hours=1))
    await sealer.seal()
    assert [each.seq for each in in_file(sealer)] == [2, 4, 6]


async def test_a_line_that_a_crash_tore_apart_is_written_again_below(sealer: Sealer, clock: ManualClock) -> None:
    for _ in range(2):
        entries(sealer.store, clock, 2)
        await sealer.seal(sign_now=True)
    sealer.file.write_bytes(sealer.file.read_bytes()[:-30])
    entries(sealer.store, clock, 2)
    await sealer.seal(sign_now=True)
    whole = [line for line in sealer.file.read_text("utf-8").splitlines() if line.endswith("}")]
    assert [from_line(line).seq for line in whole] == [2, 4, 6]


async def test_what_was_sealed_and_signed_is_whole(sealer: Sealer, clock: ManualClock) -> None:
    """The audit reads both databases; and where two seal at once, each entry still gets one number."""
    for _ in range(3):
        entries(sealer.store, clock, 4)
        await asyncio.gather(*(sealer.seal(sign_now=True) for _ in range(3)))
        clock.advance(sealing.EVERY)
    public, counts = sealer.key.public_key(), Counts()
    keys = {fingerprint(public): public}
    file = outside(sealer.file)
    assert sealer.store.read_now(lambda conn: list(audit(conn, keys, file, counts))) == []
    assert (counts.entries, counts.signed, counts.waiting) == (12, 12, 0)


def test_the_signing_key_is_for_its_owner_alone_and_made_once(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "courtesy.signing.pem"
    made = load_or_make_signing_keys(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    again = load_or_make_signing_keys(path)
    assert again.public == made.public
    assert again.private.private_bytes_raw() == made.private.private_bytes_raw()


def test_a_key_that_is_replaced_still_counts_for_what_it_signed(tmp_path: Path) -> None:
    path = tmp_path / "courtesy.signing.pem"
    old = load_or_make_signing_keys(path).public
    path.rename(tmp_path / "old.pem")
    new = load_or_make_signing_keys(path).public
    assert new[:1] == old
    assert len(new) == 2
    assert load_public_keys(public_file(path)) == new


@pytest.mark.parametrize("text", ["", "nothing", pem(Ed25519PrivateKey.generate().public_key())])
def test_a_signing_key_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "courtesy.signing.pem"
    path.write_text(text, "ascii")
    with pytest.raises(ConfigError, match="signing key"):
        load_or_make_signing_keys(path)
