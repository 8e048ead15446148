from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.base.clock import JumpingClock, ManualClock
from bot.base.errors import ConfigError
from bot.base.keys import Keys, SealError, load_or_make_keys

START = datetime(2026, 11, 24, tzinfo=UTC)


def test_a_jump_moves_the_calendar_forward_but_never_back() -> None:
    clock = JumpingClock(START)
    assert clock.jump_to(START + timedelta(hours=2)) > timedelta(hours=1, minutes=59)
    later = clock.now()
    assert clock.jump_to(START) == timedelta()
    assert clock.now() >= later


async def test_a_manual_clock_sleeps_by_moving() -> None:
    clock = ManualClock(START)
    await clock.sleep(90)
    assert clock.now() == START + timedelta(seconds=90)


def test_a_sealed_value_opens_only_for_its_own_purpose(tmp_path: Path) -> None:
    keys = load_or_make_keys(tmp_path / "keys")
    sealed = keys.seal(b"+13055550101", "account_phone.number")
    assert keys.open(sealed, "account_phone.number") == b"+13055550101"
    with pytest.raises(SealError):
        keys.open(sealed, "account.name")
    with pytest.raises(SealError):
        keys.open(sealed[:-1] + bytes([sealed[-1] ^ 1]), "account_phone.number")


def test_keys_are_made_once_and_readable_by_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    first = load_or_make_keys(path)
    assert load_or_make_keys(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_blind_index_needs_the_key() -> None:
    one, two = Keys(b"a" * 32, b"b" * 32), Keys(b"a" * 32, b"c" * 32)
    assert one.blind("+13055550101") == one.blind("+13055550101") != two.blind("+13055550101")


def test_a_broken_key_file_is_refused_with_its_path(tmp_path: Path) -> None:
    path = tmp_path / "keys"
    path.write_text("not keys")
    with pytest.raises(ConfigError, match="keys"):
        load_or_make_keys(path)
