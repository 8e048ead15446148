"""What must hold when things go wrong: errors, races, late news, clocks. The real database and guard, a carrier that only counts."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, insert, select, update

from bot.app import load_scripts, load_templates
from bot.base.clock import ManualClock
from bot.campaign import planner
from bot.campaign.dispatch import Dispatcher
from bot.contact import attempts, effects, requests, stops
from bot.contact.case import Contact, build_case, call_result
from bot.contact.gateway import CallOrder, Capabilities, ErrorClass, Found, GatewayError, Receipt, TextOrder
from bot.contact.permit import LIFETIME, Channel, Permit
from bot.contact.requests import Wish
from bot.contact.reserve import Limits, Reserved, reserve
from bot.contact.sealing import Sealer
from bot.contact.send import AFTER_MENDING, AGAIN_AFTER, Sender, send
from bot.contact.sweep import GIVE_UP, HANDED_OVER, QUEUED, UNREPORTED, sweep
from bot.conversation.calls import Calls
from bot.conversation.minutes import Tools
from bot.conversation.threads import Threads
from bot.dialogue.outcomes import OUTCOMES
from bot.portfolio.accounts import load_account
from bot.speech import SpeechError
from bot.store import Store, blind, proof
from bot.store.tables import account, account_phone, attempt, conversation, decision, mandate, request, suppression
from bot.telephony.events import CallEvent, TextEvent
from compliance import load_packs

pytestmark = pytest.mark.both_stores

PACKS = load_packs()
TEMPLATES = load_templates()
LIMITS = Limits(1000, 1000, 100, "+15005550006")


def somebody(conn: Connection, place: str = "CN") -> str:
    query = (
        select(account.c.id)
        .where(account.c.place.startswith(place), account.c.consent_voice.is_(True), account.c.consent_sms.is_(True))
        .where(account.c.group_id.not_in(select(suppression.c.group_id).where(suppression.c.group_id.is_not(None))))
        .order_by(account.c.ref)
    )
    return str(conn.execute(query.limit(1)).scalar_one())


def wish(store: Store, clock: ManualClock, channel: str = "voice", **more: object) -> str:
    template = "contact_request" if channel == "sms" else None
    wanted = Wish(store.read_now(somebody), channel, "manual", clock.now(), template=template, **more)  # type: ignore[arg-type]
    name = store.write_now(requests.ask_for, wanted, clock.now())
    assert name is not None
    return name


def plan(store: Store, clock: ManualClock, name: str) -> None:
    store.write_now(requests.plan, name, PACKS, TEMPLATES, clock.now())


class Carrier:
    """Takes everything, and remembers it."""

    capabilities = Capabilities(True, True, True, True, False, True)

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.taken: list[str] = []
        self.hung_up: list[str] = []
        self.known: Found | None = None
        self.text_order: TextOrder | None = None
        self.error: GatewayError | None = None

    async def call(self, permit: Permit, order: CallOrder) -> Receipt:
        permit.use(channel="voice", now=self.clock.now())
        if self.error is not None:
            raise self.error
        self.taken.append(permit.attempt_id)
        return Receipt(f"CA{len(self.taken)}", "queued")

    async def text(self, permit: Permit, order: TextOrder) -> Receipt:
        permit.use(channel="sms", now=self.clock.now())
        self.taken.append(permit.attempt_id)
        self.text_order = order
        return Receipt(f"SM{len(self.taken)}", "queued")

    async def hang_up(self, sid: str) -> None:
        self.hung_up.append(sid)

    async def find(self, attempt_id: str, channel: Channel, number: str, since: datetime) -> Found | None:
        return self.known

    async def status(self, sid: str, channel: Channel) -> Found | None:
        return self.known

    async def close(self) -> None: ...


async def no_calls(_before: datetime) -> None:
    """No conversation is under way here."""


@pytest.fixture
def carrier(clock: ManualClock) -> Carrier:
    return Carrier(clock)


async def ready(_request: str) -> None: ...


@pytest.fixture
def sender(store: Store, clock: ManualClock, carrier: Carrier) -> Sender:
    return Sender(store, carrier, clock, PACKS, TEMPLATES, LIMITS, ready)


def reserved(store: Store, clock: ManualClock, channel: str = "voice") -> Reserved:
    name = wish(store, clock, channel)
    plan(store, clock, name)
    made = store.write_now(reserve, name, PACKS, TEMPLATES, LIMITS, clock.now())
    assert isinstance(made, Reserved)
    return made


async def dispatched(dispatcher: Dispatcher) -> None:
    await dispatcher.tick()
    await asyncio.gather(*dispatcher._sending.values())


def state_of_request(store: Store, name: str) -> str:
    return store.read_now(requests.load, name).state


def test_a_request_that_was_attempted_is_not_planned_again(store: Store, clock: ManualClock) -> None:
    """Whoever plans late (a second process, a list read before) must not bring back what has gone out: that would be a second dial."""
    name = wish(store, clock)
    plan(store, clock, name)
    assert isinstance(store.write_now(reserve, name, PACKS, TEMPLATES, LIMITS, clock.now()), Reserved)
    plan(store, clock, name)
    assert state_of_request(store, name) == "attempted"


def test_a_cancelled_request_stays_cancelled(store: Store, clock: ManualClock) -> None:
    name = wish(store, clock)
    store.write_now(lambda conn: conn.execute(update(request).where(request.c.id == name).values(state="cancelled")))
    plan(store, clock, name)
    assert state_of_request(store, name) == "cancelled"


def test_planning_for_later_does_not_put_later_into_the_ledger(store: Store, clock: ManualClock) -> None:
    """A decision is dated when it was made; else a service could not start again before the contact is due."""
    name = store.write_now(
        requests.ask_for, Wish(store.read_now(somebody), "voice", "callback", clock.now() + timedelta(days=1)), clock.now()
    )
    assert name is not None
    plan(store, clock, name)
    assert store.read_now(proof.latest) == clock.now()
    assert store.read_now(requests.load, name).due_at == clock.now() + timedelta(days=1)


def the_answers(store: Store, name: str) -> list[tuple[str, str, str]]:
    rows = store.read_now(
        lambda conn: conn.execute(
            select(decision.c.stage, decision.c.outcome, decision.c.reasons).where(decision.c.request_id == name).order_by(decision.c.at)
        ).all()
    )
    return [(row.stage, row.outcome, row.reasons[0]["rule"]) for row in rows]


async def test_a_wish_that_cannot_be_planned_is_blocked_and_holds_up_no_other(
    store: Store, clock: ManualClock, sender: Sender, sealer: Sealer
) -> None:
    """An account that makes the planning err must not keep every other contact from being planned, tick after tick."""
    broken = wish(store, clock)
    store.write_now(lambda conn: conn.execute(update(account).where(account.c.id == somebody(conn)).values(zones=["No/Such_Zone"])))
    clock.advance(timedelta(seconds=1))
    other = store.read_now(lambda conn: somebody(conn, "US"))
    fine = store.write_now(requests.ask_for, Wish(other, "voice", "manual", clock.now()), clock.now())
    assert fine is not None
    await Dispatcher(sender, frozenset, no_calls, sealer).plan()
    assert state_of_request(store, broken) == "blocked"
    assert the_answers(store, broken) == [("plan", "block", "contact.failed")]
    assert state_of_request(store, fine) == "planned"


async def test_a_contact_that_cannot_be_made_ready_is_put_off_on_record(
    store: Store, clock: ManualClock, sender: Sender, sealer: Sealer
) -> None:
    """A voice that does not work must not be asked four times a second, nor take the turn of those that are ready."""
    name = wish(store, clock)

    async def no_voice(_request: str) -> None:
        raise SpeechError("the voice is gone")

    dispatcher = Dispatcher(replace(sender, prepare=no_voice), frozenset, no_calls, sealer)
    await dispatched(dispatcher)
    assert store.read_now(requests.load, name).due_at == clock.now() + AGAIN_AFTER
    assert the_answers(store, name)[-1] == ("now", "defer", "contact.failed")
    assert store.read_now(requests.due, clock.now(), calls=9, texts=9) == []


async def test_a_contact_whose_sending_errs_is_blocked(
    store: Store, clock: ManualClock, sender: Sender, carrier: Carrier, sealer: Sealer
) -> None:
    name = wish(store, clock)

    async def bug(_request: str) -> None:
        raise KeyError("somebody's name")

    await dispatched(Dispatcher(replace(sender, prepare=bug), frozenset, no_calls, sealer))
    assert state_of_request(store, name) == "blocked"
    assert carrier.taken == []


def state_of(store: Store, name: str) -> tuple[str, str | None]:
    row = store.read_now(lambda conn: conn.execute(select(attempt.c.state, attempt.c.outcome).where(attempt.c.id == name)).one())
    return row.state, row.outcome


def result_of(store: Store, name: str) -> str:
    """What the guard is told of a call."""
    return store.read_now(lambda conn: call_result(conn.execute(select(attempt).where(attempt.c.id == name)).mappings().one()))


async def test_a_refusal_between_reservation_and_dial_wins(store: Store, clock: ManualClock) -> None:
    """The guard's yes is older than the refusal: nobody is called, and the guard is asked anew."""
    made = reserved(store, clock)
    clock.advance(timedelta(milliseconds=20))
    store.write_now(
        effects.suppress, group_id=made.file.group_id, number_index=None, channel="all", reason="letter", by="office", now=clock.now()
    )
    assert store.write_now(attempts.fence, made.attempt_id, clock.now()) is False
    assert state_of(store, made.attempt_id) == ("ended", "not_placed")


def in_campaign(store: Store, clock: ManualClock) -> str:
    mandate = store.read_now(lambda conn: load_account(conn, somebody(conn)).mandate.id)
    made = store.write_now(planner.create, name="one", mandate_id=mandate, channels=("voice",), now=clock.now(), at_most=None)
    who = store.read_now(somebody)
    name = store.read_now(
        lambda conn: str(conn.execute(select(request.c.id).where(request.c.campaign_id == made, request.c.account_id == who)).scalar_one())
    )
    plan(store, clock, name)
    return name


@pytest.mark.parametrize(("status", "left"), [("paused", "planned"), ("stopped", "cancelled")])
async def test_a_campaign_that_rests_dials_nobody_however_far_the_contact_was(
    store: Store, clock: ManualClock, status: planner.Status, left: str
) -> None:
    """Paused or stopped while a prompt was being rendered, or between reservation and dial."""
    name = in_campaign(store, clock)
    made = store.write_now(reserve, name, PACKS, TEMPLATES, LIMITS, clock.now())
    assert isinstance(made, Reserved)
    store.write_now(planner.move, "one", status, clock.now())
    assert store.write_now(attempts.fence, made.attempt_id, clock.now()) is False
    assert state_of_request(store, name) == left
    assert not isinstance(store.write_now(reserve, name, PACKS, TEMPLATES, LIMITS, clock.now()), Reserved)


async def test_a_stop_of_some_holds_up_no_others(store: Store, clock: ManualClock) -> None:
    """What is stopped takes no turn: however much of it is due, the rest is sent."""
    stopped = wish(store, clock)
    plan(store, clock, stopped)
    creditor = store.read_now(lambda conn: load_account(conn, somebody(conn)).creditor)
    clock.advance(timedelta(seconds=1))
    other = store.write_now(
        requests.ask_for, Wish(store.read_now(lambda conn: somebody(conn, "US")), "voice", "manual", clock.now()), clock.now()
    )
    assert other is not None
    plan(store, clock, other)
    assert store.read_now(requests.due, clock.now(), calls=1, texts=1) == [stopped]
    store.write_now(stops.set_stop, scope="creditor", value=creditor, reason="test", by="test", now=clock.now())
    assert store.read_now(requests.due, clock.now(), calls=1, texts=1) == [other]
    index = store.read_now(lambda conn: load_account(conn, somebody(conn, "US")).phones[0].index)
    covering: tuple[tuple[stops.Scope, str | None], ...] = (("number", index), ("script", "follow_up"), ("everything", None))
    for scope, value in covering:
        name = store.write_now(stops.set_stop, scope=scope, value=value, reason="test", by="test", now=clock.now())
        assert store.read_now(requests.due, clock.now(), calls=1, texts=1) == []
        store.write_now(stops.lift, name, reason="test", by="test", now=clock.now())


async def test_what_was_reserved_and_left_is_given_back_by_the_sweep(store: Store, clock: ManualClock, carrier: Carrier) -> None:
    """A task that fails between two steps must not keep the person's line for as long as the process lives."""
    made = reserved(store, clock)
    await sweep(store, carrier, clock)
    assert state_of(store, made.attempt_id) == ("reserved", None)
    clock.advance(LIFETIME)
    await sweep(store, carrier, clock)
    assert state_of(store, made.attempt_id) == ("ended", "not_placed")
    assert store.read_now(requests.in_flight, clock.now()) == 0


async def test_what_was_being_dialled_and_left_becomes_unknown(store: Store, clock: ManualClock, carrier: Carrier) -> None:
    made = reserved(store, clock)
    assert store.write_now(attempts.fence, made.attempt_id, clock.now())
    clock.advance(HANDED_OVER)
    await sweep(store, carrier, clock)
    assert state_of(store, made.attempt_id) == ("unknown", None)


async def test_a_text_of_which_no_report_comes_is_over_one_day(store: Store, clock: ManualClock, sender: Sender, carrier: Carrier) -> None:
    name = wish(store, clock, "sms")
    plan(store, clock, name)
    sent = await send(sender, name)
    assert isinstance(sent, str)
    carrier.known = Found("SM1", "sent")
    clock.advance(timedelta(minutes=30))
    assert await sweep(store, carrier, clock) == 0
    assert store.read_now(requests.in_flight, clock.now()) == 0, "nobody waits for it"
    clock.advance(UNREPORTED)
    assert await sweep(store, carrier, clock) == 1
    assert state_of(store, sent) == ("ended", "sent")


async def test_a_call_that_the_carrier_took_and_forgot_counts(store: Store, clock: ManualClock, sender: Sender, carrier: Carrier) -> None:
    name = wish(store, clock)
    plan(store, clock, name)
    sent = await send(sender, name)
    assert isinstance(sent, str)
    clock.advance(GIVE_UP + timedelta(seconds=1))
    assert await sweep(store, carrier, clock) == 1
    assert state_of(store, sent) == ("ended", None)
    assert result_of(store, sent) == "unknown"


async def test_what_another_attempt_made_is_not_taken_for_one_that_is_sought(
    store: Store, clock: ManualClock, sender: Sender, carrier: Carrier
) -> None:
    """The carrier is asked by number and time, and may name the next call to the same number: that must not stop the sweep."""
    lost = reserved(store, clock)
    assert store.write_now(attempts.fence, lost.attempt_id, clock.now())
    store.write_now(attempts.lost, lost.attempt_id, clock.now())
    clock.advance(timedelta(seconds=1))
    name = wish(store, clock)
    plan(store, clock, name)
    sent = await send(sender, name)
    assert isinstance(sent, str)
    carrier.known = Found("CA1", "ringing")
    clock.advance(GIVE_UP + timedelta(seconds=1))
    assert await sweep(store, carrier, clock) == 1
    assert state_of(store, lost.attempt_id) == ("ended", "not_placed")
    assert state_of(store, sent) == ("sent", None)


async def test_a_call_that_waits_at_the_carrier_is_cancelled(store: Store, clock: ManualClock, sender: Sender, carrier: Carrier) -> None:
    """It would go out minutes after the guard's answer."""
    name = wish(store, clock)
    plan(store, clock, name)
    sent = await send(sender, name)
    assert isinstance(sent, str)
    carrier.known = Found("CA1", "queued")
    clock.advance(QUEUED)
    await sweep(store, carrier, clock)
    assert carrier.hung_up == ["CA1"]
    carrier.known = Found("CA1", "canceled")
    assert await sweep(store, carrier, clock) == 1
    assert result_of(store, sent) == "no_answer"


async def test_what_was_given_up_counts_when_the_carrier_speaks_of_it(store: Store, clock: ManualClock, carrier: Carrier) -> None:
    made = reserved(store, clock)
    assert store.write_now(attempts.fence, made.attempt_id, clock.now())
    store.write_now(attempts.lost, made.attempt_id, clock.now())
    clock.advance(GIVE_UP + timedelta(seconds=1))
    assert await sweep(store, carrier, clock) == 1
    assert state_of(store, made.attempt_id) == ("ended", "not_placed")
    for status, result in (("ringing", "unknown"), ("no-answer", "no_answer")):
        store.write_now(attempts.call_status, made.attempt_id, sid="CAlate", status=status, sip_code=None, seconds=None, now=clock.now())
        assert result_of(store, made.attempt_id) == result
    assert store.write_now(attempts.answer, made.attempt_id, "CAlate", clock.now()) is None


def talking(store: Store, clock: ManualClock, place: str = "CN", *, verified: bool = True) -> str:
    """The attempt of a call that somebody of that place answered, and (`verified`) proved who they are."""
    name = store.write_now(
        requests.ask_for, Wish(store.read_now(lambda conn: somebody(conn, place)), "voice", "manual", clock.now()), clock.now()
    )
    assert name is not None
    plan(store, clock, name)
    made = store.write_now(reserve, name, PACKS, TEMPLATES, LIMITS, clock.now())
    assert isinstance(made, Reserved)
    assert store.write_now(attempts.fence, made.attempt_id, clock.now())
    store.write_now(attempts.sent, made.attempt_id, "CA1", "queued", clock.now())
    store.write_now(attempts.answer, made.attempt_id, "CA1", clock.now())
    if verified:
        store.write_now(effects.verify, made.attempt_id, clock.now())
    return made.attempt_id


def asked_by(store: Store, attempt_id: str) -> str:
    """The request that an effect of this attempt made."""
    return store.read_now(lambda conn: str(conn.execute(select(request.c.id).where(request.c.cause.startswith(attempt_id))).scalar_one()))


PROMISE = {"date": "2026-12-01", "amount": "500"}


@pytest.mark.parametrize("place", ["CN", "US"])
async def test_a_promise_is_confirmed_to_the_number_on_which_it_was_made(
    store: Store, clock: ManualClock, sender: Sender, carrier: Carrier, place: str
) -> None:
    """The confirmation states the debt: possible because the borrower was verified on this number, and asked for it."""
    made = talking(store, clock, place)
    store.write_now(effects.apply, made, 0, "promise_recorded", PROMISE, clock.now())
    store.write_now(attempts.end, made, "promise_to_pay", clock.now())
    name = asked_by(store, made)
    plan(store, clock, name)
    assert isinstance(await send(sender, name), str)
    assert carrier.text_order is not None
    assert "500" in carrier.text_order.text


def blocked_by(store: Store, clock: ManualClock, name: str) -> list[str]:
    plan(store, clock, name)
    assert state_of_request(store, name) == "blocked"
    return [rule for _, _, rule in the_answers(store, name)]


def test_a_text_that_states_the_debt_goes_to_no_number_that_is_not_confirmed(store: Store, clock: ManualClock) -> None:
    made = talking(store, clock, verified=False)
    store.write_now(effects.apply, made, 0, "promise_recorded", PROMISE, clock.now())
    store.write_now(attempts.end, made, "promise_to_pay", clock.now())
    assert blocked_by(store, clock, asked_by(store, made)) == ["contact.impossible"]


def test_a_text_that_nobody_asked_for_states_no_debt(store: Store, clock: ManualClock) -> None:
    """Not even to a confirmed number, unless the mandate allows it."""
    made = talking(store, clock)
    store.write_now(attempts.end, made, "refused", clock.now())
    unasked = Wish(
        store.read_now(somebody), "sms", "campaign", clock.now(), template="promise_confirmation", variables={"promise": PROMISE}
    )
    name = store.write_now(requests.ask_for, unasked, clock.now())
    assert name is not None
    assert blocked_by(store, clock, name) == ["contact.impossible"]


def the_case(store: Store, clock: ManualClock, channel: str = "sms") -> dict[str, Any]:
    def verb(conn: Connection) -> dict[str, Any]:
        file = load_account(conn, somebody(conn))
        return build_case(conn, file, Contact(channel, "collect", file.phones[0]), clock.now())

    return store.read_now(verb)


async def test_a_text_is_answered_on_the_number_that_wrote(store: Store, clock: ManualClock, sender: Sender, carrier: Carrier) -> None:
    """Not on the account's first number, which another may hold. To the guard an answer is one."""
    who = store.read_now(somebody)
    second = "+8613800000190"

    def give_second(conn: Connection) -> None:
        conn.execute(
            insert(account_phone).values(account_id=who, position=2, number=second, number_index=blind(conn, second), kind="mobile")
        )

    store.write_now(give_second)
    threads = Threads(store, clock, load_scripts())
    await threads.received(TextEvent("SMin", "received", second, "+15005550006", body="你是谁"))
    name = store.read_now(lambda conn: str(conn.execute(select(request.c.id).where(request.c.origin == "reply")).scalar_one()))
    plan(store, clock, name)
    sent = await send(sender, name)
    assert isinstance(sent, str)
    assert store.read_now(lambda conn: conn.execute(select(attempt.c.number).where(attempt.c.id == sent)).scalar_one()) == second
    assert [event["reply"] for event in the_case(store, clock)["events"] if event["kind"] == "sms"] == [True]
    clock.advance(timedelta(days=8))
    assert await threads.settle_quiet() == 1
    outcome = store.read_now(lambda conn: conn.execute(select(conversation.c.outcome)).scalar_one())
    assert outcome in OUTCOMES


async def test_what_the_carrier_takes_for_a_stop_is_one(store: Store, clock: ManualClock) -> None:
    """Twilio knows more words for it than we do, and the account may add its own."""
    number = store.read_now(lambda conn: load_account(conn, somebody(conn)).phones[0])
    threads = Threads(store, clock, load_scripts())
    await threads.received(TextEvent("SMin", "received", number.number, "+15005550006", body="REVOKE", opt_out_type="STOP"))
    rows = store.read_now(
        lambda conn: conn.execute(select(suppression.c.channel).where(suppression.c.number_index == number.index)).scalars().all()
    )
    assert rows == ["sms"]
    assert store.read_now(lambda conn: conn.execute(select(request.c.id)).all()) == [], "the carrier has confirmed it already"


def test_a_crisis_lets_all_accounts_of_the_person_rest(store: Store, clock: ManualClock) -> None:
    made = talking(store, clock)

    def second_account(conn: Connection) -> str:
        row = dict(conn.execute(select(account).where(account.c.id == somebody(conn))).mappings().one())
        conn.execute(insert(account).values(row | {"id": "acc_second", "ref": "second"}))
        return "acc_second"

    other = store.write_now(second_account)
    store.write_now(effects.apply, made, 0, "frozen:dispute", {}, clock.now())
    assert store.read_now(lambda conn: load_account(conn, other).status) == "open"
    store.write_now(effects.apply, made, 1, "frozen:crisis", {}, clock.now())
    assert store.read_now(lambda conn: load_account(conn, other).status) == "frozen"


def test_what_is_said_to_be_paid_is_not_dunned_until_that_is_checked(store: Store, clock: ManualClock) -> None:
    """The script promises it."""
    made = talking(store, clock)
    store.write_now(effects.apply, made, 0, "payment_check", {"date": "2026-11-20"}, clock.now())
    store.write_now(attempts.end, made, "already_paid", clock.now())
    name = wish(store, clock)
    assert blocked_by(store, clock, name) == ["account.status"]


def test_what_happened_by_a_clock_that_was_ahead_counts(store: Store, clock: ManualClock) -> None:
    """The guard leaves out what is dated after the contact; what is on file is never that."""
    made = talking(store, clock)
    store.write_now(effects.apply, made, 0, "frozen:attorney", {}, clock.now())
    clock.advance(timedelta(seconds=-30))
    case = the_case(store, clock)
    assert {event["at"] for event in case["events"]} == {clock.now().isoformat()}
    assert {event["kind"] for event in case["events"]} == {"call", "attorney"}
    assert all(datetime.fromisoformat(each["at"]) <= clock.now() for each in case["preferences"])


def test_a_call_from_outside_that_is_not_over_may_become_a_conversation(store: Store, clock: ManualClock) -> None:
    file = store.read_now(lambda conn: load_account(conn, somebody(conn)))
    who = {"account_id": file.id, "group_id": file.group_id, "caller_id": "us"}
    store.write_now(attempts.receive, sid="CAin", number=file.phones[0].number, now=clock.now(), **who)
    assert [event["conversation"] for event in the_case(store, clock)["events"]] == [True]


def test_consent_to_a_call_back_is_for_that_call(store: Store, clock: ManualClock) -> None:
    """Who refused calls and then asks for one is called that once; the refusal of all others stands."""
    made = talking(store, clock)
    at = clock.now() + timedelta(hours=3)
    store.write_now(
        effects.suppress, group_id=None, number_index=store.read_now(lambda conn: load_account(conn, somebody(conn)).phones[0].index),
        channel="voice", reason="opt_out", by="test", now=clock.now() - timedelta(days=1),
    )  # fmt: skip
    clock.advance(timedelta(seconds=1))
    store.write_now(effects.apply, made, 0, "callback_booked", {"at": at.isoformat()}, clock.now())
    store.write_now(attempts.end, made, "callback", clock.now())
    name = asked_by(store, made)
    plan(store, clock, name)
    assert state_of_request(store, name) == "planned"
    clock.set(at + effects.CALLBACK_LATEST + timedelta(hours=1))
    later = wish(store, clock)
    plan(store, clock, later)
    assert state_of_request(store, later) == "blocked"


async def test_a_call_about_an_account_that_rests_is_not_taken(store: Store, clock: ManualClock) -> None:
    """The script would ask for payment: after a dispute, under no live mandate, of an amount that may have changed, or during a stop."""
    file = store.read_now(lambda conn: load_account(conn, somebody(conn)))
    nothing: Any = None
    calls = Calls(Tools(store, clock, nothing, nothing, nothing), load_scripts(), nothing)

    async def taken(sid: str) -> bool:
        return isinstance(await calls.voice(None, CallEvent(sid, "ringing", "inbound", file.phones[0].number, "+15005550006")), str)

    def set_account(**values: object) -> None:
        store.write_now(lambda conn: conn.execute(update(account).where(account.c.id == file.id).values(**values)))

    assert await taken("CA1")
    set_account(status="frozen")
    assert not await taken("CA2")
    set_account(status="open", as_of=file.as_of - timedelta(days=8))
    assert not await taken("CA3")
    set_account(as_of=file.as_of)
    store.write_now(lambda conn: conn.execute(update(mandate).values(ended_at=clock.now())))
    assert not await taken("CA4")
    store.write_now(lambda conn: conn.execute(update(mandate).values(ended_at=None)))
    stop = store.write_now(stops.set_stop, scope="everything", value=None, reason="test", by="test", now=clock.now())
    assert not await taken("CA5")
    store.write_now(stops.lift, stop, reason="over", by="test", now=clock.now())
    assert await taken("CA6")


async def test_an_account_that_the_carrier_refuses_stops_everything_and_uses_nothing_up(
    store: Store, clock: ManualClock, sender: Sender, carrier: Carrier
) -> None:
    """A wrong token would burn a whole campaign: it is a stop that a person lifts, and the contact is due again."""
    carrier.error = GatewayError("refused", kind="account", code="20003")
    name = wish(store, clock)
    plan(store, clock, name)
    await send(sender, name)
    (stop,) = store.read_now(stops.active)
    assert (stop.scope, stop.by) == ("everything", "courtesy")
    assert "20003" in stop.reason
    assert state_of_request(store, name) == "planned"


@pytest.mark.parametrize(("kind", "again"), [("temporary", True), ("rate", True), ("policy", True), ("unknown", False)])
async def test_a_refusal_that_passes_costs_no_contact(
    store: Store, clock: ManualClock, sender: Sender, carrier: Carrier, kind: ErrorClass, again: bool
) -> None:
    """A carrier that is out of reach for a while must not use up a whole campaign: nobody was reached, so it is asked for anew."""
    name = wish(store, clock)
    plan(store, clock, name)
    carrier.error = GatewayError("not now", kind=kind)
    assert isinstance(await send(sender, name), str)
    carrier.error = None
    assert state_of_request(store, name) == ("planned" if again else "attempted")
    assert store.read_now(requests.due, clock.now(), calls=9, texts=9) == []
    clock.advance(AFTER_MENDING if kind == "policy" else AGAIN_AFTER)
    assert isinstance(await send(sender, name), str) is again
    assert len(carrier.taken) == again


@pytest.mark.parametrize(("local", "valid_s"), [("09:00", 3600), ("21:30", 1200), ("21:58", 60)])
async def test_a_text_is_not_kept_by_the_carrier_into_closed_hours(
    store: Store, clock: ManualClock, sender: Sender, carrier: Carrier, local: str, valid_s: int
) -> None:
    clock.set(datetime.fromisoformat(f"2026-11-24T{local}:00+08:00"))
    name = wish(store, clock, "sms")
    plan(store, clock, name)
    assert isinstance(await send(sender, name), str)
    assert carrier.text_order is not None
    assert carrier.text_order.valid_s == valid_s


def test_a_stop_and_a_suppression_never_fail_for_their_words(store: Store, clock: ManualClock) -> None:
    """However much somebody in a hurry writes."""
    long = "停" * 1000
    stop = store.write_now(stops.set_stop, scope="everything", value=None, reason=long, by="somebody", now=clock.now())
    index = store.read_now(lambda conn: load_account(conn, somebody(conn)).phones[0].index)
    store.write_now(effects.suppress, group_id=None, number_index=index, channel="all", reason=long, by="somebody", now=clock.now())
    assert [each.id for each in store.read_now(stops.active)] == [stop]
    reason = select(suppression.c.reason).where(suppression.c.number_index == index)
    assert store.read_now(lambda conn: conn.execute(reason).scalar_one()) in long
