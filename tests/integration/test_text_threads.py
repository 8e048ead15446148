"""Threads of texts: they go on over days and in another process, answer each text once and in order, and end at a word."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from bot.app import load_scripts, load_templates
from bot.base.clock import ManualClock
from bot.base.keys import Keys
from bot.campaign.dispatch import Dispatcher
from bot.contact.gateway import Capabilities, Found, Receipt, TextOrder
from bot.contact.permit import Permit
from bot.contact.reserve import Limits
from bot.contact.sealing import Sealer
from bot.contact.send import Sender
from bot.conversation.threads import OPEN_FOR, Threads
from bot.portfolio.accounts import AccountFile, load_account
from bot.store import Store
from bot.store.tables import account, attempt, conversation, decision, finding, promise, suppression, turn
from bot.telephony.events import TextEvent
from compliance import load_packs

pytestmark = pytest.mark.both_stores

OURS = "+12125550199"
SCRIPTS, TEXTS, PACKS = load_scripts(), load_templates(), load_packs()
TEN = datetime.fromisoformat("2026-11-24T10:00:00-05:00")


class Carrier:
    """Takes texts, each as slowly as it is told to."""

    capabilities = Capabilities(True, True, True, True, False, True)

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.slow = asyncio.Event()
        self.slow.set()

    async def text(self, permit: Permit, order: TextOrder) -> Receipt:
        await self.slow.wait()
        self.texts.append(order.text)
        return Receipt(f"SMout{len(self.texts)}", "queued")

    async def status(self, sid: str, channel: str) -> Found:
        return Found(sid, "delivered")

    async def close(self) -> None: ...


class Office:
    """The service's part in a thread, and a borrower who writes."""

    def __init__(self, store: Store, clock: ManualClock, sealer: Any) -> None:
        self.store, self.clock, self.carrier = store, clock, Carrier()
        carrier: Any = self.carrier
        sender = Sender(store, carrier, clock, PACKS, TEXTS, Limits(1000, 1000, 10, OURS), _ready)
        self.dispatcher = Dispatcher(sender, frozenset, _nobody, sealer)
        self.threads = Threads(store, clock, SCRIPTS)
        self.number = self.of(borrower).phones[0].number
        self.sids = 0

    def of(self, read: Any) -> Any:
        return self.store.read_now(read)

    async def writes(self, body: str, *, sid: str = "", opt_out_type: str | None = None, to: str = OURS) -> None:
        self.sids += 1
        event = TextEvent(sid or f"SMin{self.sids}", "received", self.number, to, body=body, opt_out_type=opt_out_type)
        await self.threads.received(event)

    async def answers(self) -> list[str]:
        """What is sent now."""
        before = len(self.carrier.texts)
        for _ in range(4):
            self.clock.advance(timedelta(seconds=1))
            await self.dispatcher.tick()
            await asyncio.gather(*self.dispatcher._sending.values())
        return self.carrier.texts[before:]

    async def asks(self, body: str, **more: Any) -> str:
        """One text, and the one answer to it."""
        await self.writes(body, **more)
        (answer,) = await self.answers()
        return answer


async def _ready(_request: str) -> None: ...


async def _nobody(_before: datetime) -> None: ...


def borrower(conn: Connection) -> AccountFile:
    return load_account(conn, conn.execute(select(account.c.id).where(account.c.ref == "US262002")).scalar_one())


def talks(conn: Connection) -> list[Any]:
    return list(conn.execute(select(conversation).order_by(conversation.c.started_at)).all())


def count(table: Any) -> Any:
    return lambda conn: conn.execute(select(func.count()).select_from(table)).scalar_one()


@pytest.fixture
def office(store: Store, clock: ManualClock, sealer: Sealer) -> Office:
    clock.set(TEN)
    return Office(store, clock, sealer)


@pytest.fixture
def elsewhere(office: Office, store_url: str, keys: Keys, sealer: Sealer) -> Iterator[Office]:
    """Another process at the same database."""
    store = Store(store_url, keys)
    yield Office(store, office.clock, sealer)
    store.close()


async def verified(office: Office) -> None:
    assert "Bravo Specimen" in await office.asks("hello")
    assert "last four digits" in await office.asks("yes this is Bravo Specimen")
    assert "$1,967.00" in await office.asks("0588")


async def test_identity_is_proved_over_days_and_in_another_process(office: Office, elsewhere: Office) -> None:
    assert "reply YES" in await office.asks("hello")
    office.clock.advance(timedelta(days=3))
    assert "last four digits" in await office.asks("yes")
    office.clock.advance(timedelta(days=3))
    elsewhere.sids = 10
    assert "$1,967.00" in await elsewhere.asks("0588")
    (talk,) = office.of(talks)
    assert (talk.verified, talk.ended_at, talk.outcome) == (True, None, None)
    assert office.of(borrower).phones[0].confirmed_at is not None


async def test_a_promise_is_read_back_and_recorded_only_after_the_yes(office: Office) -> None:
    await verified(office)
    read_back = await office.asks("I can pay 500 on Friday")
    assert "$500.00 on November 27" in read_back
    assert "from a debt collector" in read_back, "12 CFR 1006.18(e)(2)"
    assert office.of(count(promise)) == 0
    await office.writes("yes")
    answer, confirmation = sorted(await office.answers(), key=lambda text: "$500.00" in text)
    assert "noted" in answer
    assert "November 27" in confirmation, "the promise in one text, to keep"
    row = office.of(lambda conn: conn.execute(select(promise.c.due, promise.c.amount, promise.c.status)).one())
    assert (str(row.due), float(row.amount), row.status) == ("2026-11-27", 500, "open")
    (talk,) = office.of(talks)
    assert (talk.outcome, talk.ended_by) == ("promise_to_pay", "bot")
    assert office.of(lambda conn: conn.execute(select(finding.c.rule).where(finding.c.ok.is_(False))).all()) == []
    sides = office.of(lambda conn: conn.execute(select(turn.c.seq, turn.c.side).order_by(turn.c.seq)).all())
    assert [row.seq for row in sides] == list(range(1, 11))
    await office.writes("ok thanks")
    assert await office.answers() == [], "a goodbye is no new conversation"


async def test_a_thread_in_which_nobody_writes_for_a_week_is_over(office: Office) -> None:
    await verified(office)
    office.clock.advance(OPEN_FOR - timedelta(minutes=1))
    assert await office.threads.settle_quiet() == 0
    office.clock.advance(timedelta(minutes=2))
    assert "$" not in await office.asks("how much was it again?"), "whoever writes now has proved nothing"
    old, new = office.of(talks)
    assert (old.outcome, new.ended_at, new.verified) == ("no_response", None, False)


async def test_the_same_text_again_changes_nothing_however_late(office: Office) -> None:
    await office.asks("hello", sid="SMfirst")
    await office.asks("yes", sid="SMsecond")
    for sid, body in (("SMfirst", "hello"), ("SMsecond", "yes"), ("SMfirst", "STOP")):
        await office.writes(body, sid=sid)
    assert await office.answers() == []
    assert office.of(count(turn)) == 4
    assert "$1,967.00" in await office.asks("0588")


async def test_the_same_text_at_once_is_taken_once(office: Office, elsewhere: Office) -> None:
    await asyncio.gather(*(each.writes("hello", sid="SMsame") for each in (office, elsewhere) for _ in range(4)))
    assert len(await office.answers()) == 1
    assert office.of(count(attempt)) == 2


async def test_two_texts_within_a_second_are_answered_once_each_and_in_order(office: Office) -> None:
    """Even where the first answer is slow to be taken by the carrier."""
    await office.asks("hello")
    office.carrier.slow.clear()
    await office.writes("yes this is Bravo Specimen")
    office.clock.advance(timedelta(milliseconds=300))
    await office.writes("0588")
    for _ in range(4):
        await office.dispatcher.tick()
        office.clock.advance(timedelta(milliseconds=500))
        await asyncio.sleep(0.02)
    assert len(office.dispatcher._sending) == 1, "the second answer waits for the first"
    office.carrier.slow.set()
    await office.answers()
    assert ["last four digits" in office.carrier.texts[1], "$1,967.00" in office.carrier.texts[2]] == [True, True]
    assert len(office.carrier.texts) == 3


@pytest.mark.parametrize("words", ["STOP", "please stop texting me", "take me off your list", "T"])
async def test_an_opt_out_in_any_wording_ends_a_thread_at_once_and_holds(office: Office, words: str) -> None:
    await verified(office)
    assert "we will not" in await office.asks(words)
    (talk,) = office.of(talks)
    assert (talk.outcome, talk.ended_at is not None) == ("opted_out", True)
    await office.writes("ok thanks")
    assert await office.answers() == [], "they are texted no more, not even in answer"
    kept = office.of(lambda conn: conn.execute(select(suppression.c.channel, suppression.c.group_id)).all())
    assert all(row.channel in ("sms", "all") and row.group_id for row in kept)
    assert kept


async def test_what_the_carrier_has_answered_is_not_answered_again(office: Office) -> None:
    await office.asks("hello")
    await office.writes("HELP", opt_out_type="HELP")
    await office.writes("STOP", opt_out_type="STOP")
    assert await office.answers() == []
    (talk,) = office.of(talks)
    assert talk.outcome == "opted_out"
    assert "sms" in office.of(lambda conn: conn.execute(select(suppression.c.channel)).scalars().all())


async def test_another_number_of_ours_is_another_thread(office: Office) -> None:
    await verified(office)
    assert "reply YES" in await office.asks("hello", to="+12125550198")
    assert len(office.of(talks)) == 2




@pytest.mark.parametrize(
    ("words", "answer"), [("I don't want to live anymore", "988"), ("I am filing a complaint with the CFPB", "Your complaint is on file")]
)
async def test_what_makes_collection_rest_is_answered_though_it_rests(office: Office, words: str, answer: str) -> None:
    """One answer to what they have just written; whatever they write later waits for a person."""
    await verified(office)
    assert answer in await office.asks(words)
    assert office.of(borrower).status == "frozen"
    office.clock.advance(timedelta(hours=2))
    await office.writes("hello, are you there?")
    assert await office.answers() == []


async def test_who_has_a_lawyer_is_not_answered_where_the_law_forbids_it(office: Office) -> None:
    """12 CFR 1006.6(b)(2): the guard's block is on file."""
    await verified(office)
    await office.writes("talk to my attorney")
    assert await office.answers() == []
    last = office.of(lambda conn: conn.execute(select(decision.c.outcome, decision.c.reasons).order_by(decision.c.at.desc())).first())
    assert (last.outcome, last.reasons[0]["rule"]) == ("block", "us.attorney")
