"""Callers whose number tells nothing: greeted, asked for a reference and for what only they know, and told nothing before that."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from bot.app import load_scripts
from bot.base.clock import ManualClock
from bot.contact import attempts
from bot.conversation.calls import Calls
from bot.conversation.minutes import Tools
from bot.conversation.reception import FAILURES, TRIES
from bot.portfolio.accounts import AccountFile, load_account
from bot.store import Store
from bot.store.tables import account, attempt
from bot.telephony.events import CallEvent, Spoken

OURS, ANONYMOUS = "+12125550100", "+266696687"
PERSONAL = ("Echo", "Bravo", "owe", "debt", "Bluepine", "loan")


def borrower(conn: Connection) -> AccountFile:
    return load_account(conn, conn.execute(select(account.c.id).where(account.c.ref == "US262002")).scalar_one())


@pytest.fixture
def calls(store: Store, clock: ManualClock) -> Calls:
    nothing: Any = None
    return Calls(Tools(store, clock, nothing, nothing, nothing), load_scripts(), nothing)  # type: ignore[arg-type]


def ring(sid: str = "CA1") -> CallEvent:
    return CallEvent(sid, "ringing", "inbound", ANONYMOUS, OURS)


def asks(answer: object) -> str:
    """What a question says; that it is one, and gives nothing away."""
    assert isinstance(answer, Spoken)
    assert answer.asks
    assert not [word for word in PERSONAL if word in answer.text]
    return answer.text


async def test_a_stranger_who_knows_reference_and_digits_gets_a_conversation_at_any_hour(
    store: Store, clock: ManualClock, calls: Calls
) -> None:
    clock.set(clock.now().replace(hour=6))  # one in the morning in New York: they called us
    file = store.read_now(borrower)
    asks(await calls.voice(None, ring()))
    asks(await calls.keyed(ring(), "262002"))
    token = await calls.keyed(ring(), str(file.id_last4))
    assert isinstance(token, str)
    name = store.read_now(attempts.by_sid, "CA1")
    assert name is not None
    row = store.read_now(attempts.load, name)
    assert row is not None
    assert (row.account_id, row.direction, row.verified, row.number) == (file.id, "inbound", False, ANONYMOUS)


async def test_whatever_is_wrong_sounds_the_same_and_ends_after_three_times(store: Store, calls: Calls) -> None:
    file = store.read_now(borrower)
    wrong = [("999999", str(file.id_last4)), ("262002", "9999"), ("", "")]
    said = []
    for at, (reference, secret) in enumerate(wrong, start=1):
        if reference:
            asks(await calls.keyed(ring(), reference))
        answer = await calls.keyed(ring(), secret)
        assert isinstance(answer, Spoken)
        assert answer.asks is (at < TRIES)
        said.append(answer.text)
    assert said[0] == said[1], "nobody learns which of the two was wrong"
    assert store.read_now(lambda conn: conn.execute(select(func.count()).select_from(attempt)).scalar_one()) == 0


async def test_after_four_failures_an_account_is_closed_to_keys_for_a_day(store: Store, clock: ManualClock, calls: Calls) -> None:
    file = store.read_now(borrower)

    async def attempt_with(sid: str, secret: str) -> object:
        await calls.keyed(ring(sid), "262002")
        return await calls.keyed(ring(sid), secret)

    for number in range(FAILURES):
        assert isinstance(await attempt_with(f"CA{number}", "9999"), Spoken)
    assert isinstance(await attempt_with("CAright", str(file.id_last4)), Spoken), "even what is right, from now on"
    clock.advance(timedelta(hours=25))
    assert isinstance(await attempt_with("CAlater", str(file.id_last4)), str)


async def test_a_caller_whose_number_is_theirs_alone_is_asked_no_reference(store: Store, calls: Calls) -> None:
    number = store.read_now(borrower).phones[0].number
    assert isinstance(await calls.voice(None, CallEvent("CA2", "ringing", "inbound", number, OURS)), str)
