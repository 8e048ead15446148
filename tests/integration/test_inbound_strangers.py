"""Callers whose number tells nothing: greeted, asked for a reference and for what only they know, and told nothing before that."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, select, update

from bot.app import load_scripts
from bot.base.clock import ManualClock
from bot.contact import attempts
from bot.conversation.calls import Calls
from bot.conversation.minutes import Tools
from bot.conversation.reception import FAILURES, TRIES
from bot.portfolio.accounts import AccountFile, keyable, load_account
from bot.store import Store
from bot.store.tables import account, attempt, failed_keys
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


class Caller:
    """A call, and where in our questions it is."""

    def __init__(self, calls: Calls, sid: str = "CA1") -> None:
        self.calls, self.sid, self.question = calls, sid, 0

    async def dials(self) -> object:
        return await self.calls.voice(None, ring(self.sid))

    async def keys(self, digits: str) -> object:
        answer = await self.calls.keyed(ring(self.sid), self.question, digits)
        if isinstance(answer, Spoken) and answer.question is not None:
            self.question = answer.question
        return answer


def asks(answer: object) -> str:
    """What a question says; that it is one, and gives nothing away."""
    assert isinstance(answer, Spoken)
    assert answer.question is not None
    assert not [word for word in PERSONAL if word in answer.text]
    return answer.text


async def test_a_stranger_who_knows_reference_and_digits_gets_a_conversation_at_any_hour(
    store: Store, clock: ManualClock, calls: Calls
) -> None:
    clock.set(clock.now().replace(hour=6))  # one in the morning in New York: they called us
    file = store.read_now(borrower)
    caller = Caller(calls)
    asks(await caller.dials())
    asks(await caller.keys("262002"))
    token = await caller.keys(str(file.id_last4))
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
    caller = Caller(calls)
    for at, (reference, secret) in enumerate(wrong, start=1):
        if reference:
            asks(await caller.keys(reference))
        answer = await caller.keys(secret)
        assert isinstance(answer, Spoken)
        assert (answer.question is not None) is (at < TRIES)
        said.append(answer.text)
    assert said[0] == said[1], "nobody learns which of the two was wrong"
    assert store.read_now(lambda conn: conn.execute(select(func.count()).select_from(attempt)).scalar_one()) == 0


async def test_after_four_failures_an_account_is_closed_to_keys_for_a_day(store: Store, clock: ManualClock, calls: Calls) -> None:
    file = store.read_now(borrower)

    async def attempt_with(sid: str, secret: str) -> object:
        caller = Caller(calls, sid)
        await caller.keys("262002")
        return await caller.keys(secret)

    for number in range(FAILURES):
        assert isinstance(await attempt_with(f"CA{number}", "9999"), Spoken)
    assert isinstance(await attempt_with("CAright", str(file.id_last4)), Spoken), "even what is right, from now on"
    clock.advance(timedelta(hours=25))
    assert isinstance(await attempt_with("CAlater", str(file.id_last4)), str)


async def test_a_caller_whose_number_is_theirs_alone_is_asked_no_reference(store: Store, calls: Calls) -> None:
    number = store.read_now(borrower).phones[0].number
    assert isinstance(await calls.voice(None, CallEvent("CA2", "ringing", "inbound", number, OURS)), str)


async def test_keys_that_are_told_twice_count_once(store: Store, calls: Calls) -> None:
    """Also at the same time: a carrier that has no answer yet asks again."""
    file = store.read_now(borrower)
    for question, keys in enumerate(("262002", "9999", "262002")):
        first, again = await asyncio.gather(calls.keyed(ring(), question, keys), calls.keyed(ring(), question, keys))
        assert first == again
    token, again = await asyncio.gather(*(calls.keyed(ring(), 3, str(file.id_last4)) for _ in range(2)))
    assert isinstance(token, str)
    assert token == again
    assert store.read_now(lambda conn: conn.execute(select(func.count()).select_from(failed_keys)).scalar_one()) == 1


async def test_an_answer_that_the_database_refused_is_given_when_the_carrier_asks_again(
    store: Store, calls: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = store.read_now(borrower)
    caller = Caller(calls)
    await caller.keys("262002")
    with monkeypatch.context() as away:
        away.setattr("bot.conversation.calls.identify", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            await caller.keys(str(file.id_last4))
    assert isinstance(await caller.keys(str(file.id_last4)), str)


async def test_a_reference_is_found_whatever_letters_stand_around_its_digits(store: Store, calls: Calls) -> None:
    file = store.read_now(borrower)
    ref = "26-2002/US"
    named = update(account).where(account.c.id == file.id).values(ref=ref, ref_digits=keyable(ref))
    store.write_now(lambda conn: conn.execute(named))
    caller = Caller(calls)
    await caller.keys("262002")
    assert isinstance(await caller.keys(str(file.id_last4)), str)
