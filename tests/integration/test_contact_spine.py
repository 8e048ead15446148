"""Request, guard, permit, fence, attempt, outcome, effects: the real database, the real guard, a carrier that only counts."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, func, select, update

from bot.app import load_templates
from bot.base.clock import ManualClock
from bot.contact import attempts, effects, live, requests, reviews, stops
from bot.contact.ask import FRESH_FILE
from bot.contact.case import Contact, build_case
from bot.contact.gateway import CallOrder, Capabilities, Found, GatewayError, LostAnswer, Receipt, TextOrder
from bot.contact.permit import Channel, Permit, PermitError
from bot.contact.requests import Wish
from bot.contact.reserve import Limits, Refused, Reserved, reserve
from bot.contact.sealing import seal_pending
from bot.contact.send import Sender, send
from bot.contact.sweep import GIVE_UP, sweep
from bot.portfolio.accounts import load_account
from bot.portfolio.mandates import end_mandate
from bot.store import Store
from bot.store.tables import account, account_phone, attempt, decision, effect, fact, ledger, mandate, promise, request, suppression
from compliance import decide, load_packs, parse_case
from compliance.ledger import Entry, verify

pytestmark = pytest.mark.both_stores

PACKS = load_packs()
TEMPLATES = load_templates()
LIMITS = Limits(1000, 1000, 100, "+15005550006")


@dataclass
class CountingCarrier:
    """Takes what it is given, and remembers it. `answer` may be an error to raise instead."""

    clock: ManualClock
    answer: Exception | None = None
    known: Found | None = None
    dialled: list[str] = field(default_factory=list)
    capabilities = Capabilities(True, True, True, True, False, True)

    async def call(self, permit: Permit, order: CallOrder) -> Receipt:
        return self._take(permit, "voice")

    async def text(self, permit: Permit, order: TextOrder) -> Receipt:
        return self._take(permit, "sms")

    def _take(self, permit: Permit, channel: Channel) -> Receipt:
        permit.use(channel=channel, now=self.clock.now())
        self.dialled.append(permit.attempt_id)
        if self.answer is not None:
            raise self.answer
        return Receipt(f"CA{len(self.dialled)}", "queued")

    async def hang_up(self, sid: str) -> None: ...

    async def find(self, attempt_id: str, channel: Channel, number: str, since: datetime) -> Found | None:
        return self.known

    async def status(self, sid: str, channel: Channel) -> Found | None:
        return self.known

    async def close(self) -> None: ...


async def ready(_request: str) -> None:
    """Nothing needs to be rendered here."""


@pytest.fixture
def carrier(clock: ManualClock) -> CountingCarrier:
    return CountingCarrier(clock)


@pytest.fixture
def sender(store: Store, clock: ManualClock, carrier: CountingCarrier) -> Sender:
    return Sender(store, carrier, clock, PACKS, TEMPLATES, LIMITS, ready)


def an_account(conn: Connection, ref: str) -> str:
    return str(conn.execute(select(account.c.id).where(account.c.ref == ref)).scalar_one())


def contactable(conn: Connection, place: str = "CN") -> str:
    """An account of the samples that nothing speaks against."""
    query = (
        select(account.c.id)
        .where(account.c.place.startswith(place), account.c.consent_voice.is_(True))
        .where(account.c.group_id.not_in(select(suppression.c.group_id).where(suppression.c.group_id.is_not(None))))
        .order_by(account.c.ref)
    )
    return str(conn.execute(query.limit(1)).scalar_one())


def wish(store: Store, clock: ManualClock, account_id: str, channel: str = "voice") -> str:
    template = "contact_request" if channel == "sms" else None
    name = store.write_now(requests.ask_for, Wish(account_id, channel, "manual", clock.now(), template=template), clock.now())
    assert name is not None
    store.write_now(requests.plan, name, PACKS, TEMPLATES, clock.now())
    return name


def state_of(store: Store, name: str) -> tuple[str, str | None]:
    row = store.read_now(lambda conn: conn.execute(select(attempt.c.state, attempt.c.outcome).where(attempt.c.id == name)).one())
    return row.state, row.outcome


async def test_a_contact_leaves_two_decisions_one_attempt_and_a_chain_that_holds(store: Store, clock: ManualClock, sender: Sender) -> None:
    """Decided when planned and at the instant of sending, and all of it in the ledger."""
    name = wish(store, clock, store.read_now(contactable))
    sent = await send(sender, name)
    assert isinstance(sent, str)
    assert state_of(store, sent) == ("sent", None)
    stages = store.read_now(
        lambda conn: conn.execute(select(decision.c.stage, decision.c.outcome).order_by(decision.c.at, decision.c.stage.desc())).all()
    )
    assert [tuple(row) for row in stages] == [("plan", "allow"), ("now", "allow")]
    store.write_now(seal_pending)
    rows = store.read_now(lambda conn: conn.execute(select(ledger).order_by(ledger.c.seq)).all())
    entries = [Entry(row.seq, row.at, row.kind, row.subject, row.payload_hash, row.hash) for row in rows]
    assert {"decision.plan", "decision.now", "attempt.reserved", "attempt.dialing", "attempt.sent"} <= {entry.kind for entry in entries}
    assert list(verify(entries)) == []


async def test_one_request_is_dialled_once_however_many_send_it(
    store: Store, clock: ManualClock, sender: Sender, carrier: CountingCarrier
) -> None:
    name = wish(store, clock, store.read_now(contactable))
    await asyncio.gather(*(send(sender, name) for _ in range(20)))
    assert len(carrier.dialled) == 1


async def test_a_night_is_waited_for_and_the_guard_asked_again(
    store: Store, clock: ManualClock, sender: Sender, carrier: CountingCarrier
) -> None:
    """Planned in the evening, the call is due at eight; at eight it is decided anew."""
    clock.set(datetime.fromisoformat("2026-11-24T23:00:00+08:00"))
    name = wish(store, clock, store.read_now(contactable))
    planned = store.read_now(requests.load, name)
    assert planned.due_at == datetime.fromisoformat("2026-11-25T08:00:00+08:00")
    assert isinstance(await send(sender, name), Refused)
    assert carrier.dialled == []
    clock.set(planned.due_at)
    assert isinstance(await send(sender, name), str)


async def test_the_answer_of_the_last_instant_counts(store: Store, clock: ManualClock, sender: Sender, carrier: CountingCarrier) -> None:
    """Allowed when planned, refused by the borrower since: nothing is sent, and the block is on file."""
    who = store.read_now(contactable)
    name = wish(store, clock, who)
    group = store.read_now(lambda conn: conn.execute(select(account.c.group_id).where(account.c.id == who)).scalar_one())
    store.write_now(effects.suppress, group_id=group, number_index=None, channel="voice", reason="opt_out", by="test", now=clock.now())
    clock.advance(timedelta(seconds=1))
    refused = await send(sender, name)
    assert isinstance(refused, Refused)
    assert refused.answer is not None
    assert refused.answer.outcome == "block"
    assert store.read_now(requests.load, name).state == "blocked"
    assert carrier.dialled == []


@pytest.mark.parametrize("scope", ["everything", "creditor", "script", "number"])
async def test_a_stop_holds_back_what_it_covers_until_it_is_lifted(
    store: Store, clock: ManualClock, sender: Sender, carrier: CountingCarrier, scope: stops.Scope
) -> None:
    who = store.read_now(contactable)
    name = wish(store, clock, who)

    def value(conn: Connection) -> str | None:
        if scope == "number":
            return str(conn.execute(select(account_phone.c.number_index).where(account_phone.c.account_id == who)).scalars().first())
        creditor = str(conn.execute(select(account.c.creditor).where(account.c.id == who)).scalar_one())
        return {"everything": None, "creditor": creditor, "script": "follow_up"}[scope]

    stop = store.write_now(stops.set_stop, scope=scope, value=store.read_now(value), reason="test", by="test", now=clock.now())
    refused = await send(sender, name)
    assert isinstance(refused, Refused)
    assert refused.stop is not None
    assert carrier.dialled == []
    store.write_now(stops.lift, stop, reason="over", by="test", now=clock.now())
    assert isinstance(await send(sender, name), str)


async def test_a_stop_set_between_reservation_and_dial_wins(store: Store, clock: ManualClock) -> None:
    """The fence reads the stops again, gives the request back, and nobody was called."""
    name = wish(store, clock, store.read_now(contactable))
    reserved = store.write_now(reserve, name, PACKS, TEMPLATES, LIMITS, clock.now())
    assert not isinstance(reserved, Refused)
    store.write_now(stops.set_stop, scope="everything", value=None, reason="test", by="test", now=clock.now())
    assert store.write_now(attempts.fence, reserved.attempt_id, clock.now()) is False
    assert state_of(store, reserved.attempt_id) == ("ended", "not_placed")
    assert store.read_now(requests.load, name).state == "planned"


async def test_a_mandate_that_ends_between_reservation_and_dial_wins(store: Store, clock: ManualClock) -> None:
    name = wish(store, clock, store.read_now(contactable))
    reserved = store.write_now(reserve, name, PACKS, TEMPLATES, LIMITS, clock.now())
    assert not isinstance(reserved, Refused)
    store.write_now(end_mandate, reserved.file.mandate.id, clock.now())
    assert store.write_now(attempts.fence, reserved.attempt_id, clock.now()) is False
    assert state_of(store, reserved.attempt_id) == ("ended", "not_placed")


async def test_a_lost_answer_is_never_sent_again_and_is_asked_for(
    store: Store, clock: ManualClock, sender: Sender, carrier: CountingCarrier
) -> None:
    carrier.answer = LostAnswer("the connection broke")
    name = wish(store, clock, store.read_now(contactable))
    sent = await send(sender, name)
    assert isinstance(sent, str)
    assert state_of(store, sent) == ("unknown", None)
    assert isinstance(await send(sender, name), Refused)
    carrier.known = Found("CAfound", "completed")
    assert await sweep(store, carrier, clock) == 1
    assert state_of(store, sent) == ("ended", "dropped")
    assert len(carrier.dialled) == 1


async def test_an_attempt_that_the_carrier_never_saw_is_given_up_but_not_repeated(
    store: Store, clock: ManualClock, sender: Sender, carrier: CountingCarrier
) -> None:
    carrier.answer = LostAnswer("the connection broke")
    sent = await send(sender, wish(store, clock, store.read_now(contactable)))
    assert isinstance(sent, str)
    assert await sweep(store, carrier, clock) == 0
    clock.advance(GIVE_UP + timedelta(seconds=1))
    assert await sweep(store, carrier, clock) == 1
    assert state_of(store, sent) == ("ended", "not_placed")


async def test_an_unknown_attempt_counts_until_its_fate_is_known(
    store: Store, clock: ManualClock, sender: Sender, carrier: CountingCarrier
) -> None:
    """Three calls of unknown fate use up China's three of a day."""
    carrier.answer = LostAnswer("the connection broke")
    who = store.read_now(contactable)
    for _ in range(3):
        assert isinstance(await send(sender, wish(store, clock, who)), str)
        clock.advance(timedelta(minutes=1))
    fourth = wish(store, clock, who)
    assert store.read_now(requests.load, fourth).due_at == datetime.fromisoformat("2026-11-25T08:00:00+08:00")


async def test_a_refused_call_used_nothing_up(store: Store, clock: ManualClock, sender: Sender, carrier: CountingCarrier) -> None:
    carrier.answer = GatewayError("try later", kind="temporary", code="20500")
    sent = await send(sender, wish(store, clock, store.read_now(contactable)))
    assert isinstance(sent, str)
    assert state_of(store, sent) == ("ended", "not_placed")


async def test_an_opt_out_that_only_the_carrier_knew_is_kept(
    store: Store, clock: ManualClock, sender: Sender, carrier: CountingCarrier
) -> None:
    carrier.answer = GatewayError("opted out", kind="opted_out", code="21610")
    who = store.read_now(contactable)
    await send(sender, wish(store, clock, who, "sms"))
    clock.advance(timedelta(minutes=1))
    assert store.read_now(requests.load, wish(store, clock, who, "sms")).state == "blocked"
    assert store.read_now(requests.load, wish(store, clock, who)).state == "planned"


async def test_a_service_that_starts_gives_back_what_was_not_dialled_and_doubts_what_may_have_been(
    store: Store, clock: ManualClock
) -> None:
    """`reserved` was never dialled; `dialing` may have been."""
    first, second = (wish(store, clock, store.read_now(contactable, place)) for place in ("CN", "US"))
    one = store.write_now(reserve, first, PACKS, TEMPLATES, LIMITS, clock.now())
    clock.advance(timedelta(seconds=1))
    two = store.write_now(reserve, second, PACKS, TEMPLATES, LIMITS, clock.now())
    assert not isinstance(one, Refused)
    assert not isinstance(two, Refused)
    assert store.write_now(attempts.fence, two.attempt_id, clock.now())
    assert store.write_now(attempts.recover, clock.now()) == {"given_back": 1, "unknown": 1}
    assert state_of(store, one.attempt_id) == ("ended", "not_placed")
    assert store.read_now(requests.load, first).state == "planned"
    assert state_of(store, two.attempt_id) == ("unknown", None)
    assert store.read_now(requests.load, second).state == "attempted"
    assert store.write_now(attempts.fence, two.attempt_id, clock.now()) is False


async def test_the_pace_spaces_contacts_out(store: Store, clock: ManualClock) -> None:
    """Two calls a second: the second one waits half a second, and is not lost."""
    slow = Limits(2, 2, 100, "+15005550006")
    first, second = (wish(store, clock, store.read_now(contactable, place)) for place in ("CN", "US"))
    assert not isinstance(store.write_now(reserve, first, PACKS, TEMPLATES, slow, clock.now()), Refused)
    assert isinstance(store.write_now(reserve, second, PACKS, TEMPLATES, slow, clock.now()), Refused)
    clock.advance(timedelta(milliseconds=500))
    assert not isinstance(store.write_now(reserve, second, PACKS, TEMPLATES, slow, clock.now()), Refused)


async def test_nothing_else_is_sent_to_somebody_who_is_on_the_line(
    store: Store, clock: ManualClock, sender: Sender, carrier: CountingCarrier
) -> None:
    who = store.read_now(contactable)
    call, text = wish(store, clock, who), wish(store, clock, who, "sms")
    await send(sender, call)
    assert store.read_now(requests.due, clock.now(), calls=9, texts=9) == []
    assert isinstance(await send(sender, text), Refused)
    assert len(carrier.dialled) == 1


async def test_what_waits_for_a_call_to_end_is_asked_about_again_a_minute_later(store: Store, clock: ManualClock, talking: str) -> None:
    """The guard can't say when an open call ends; the request is neither lost nor asked about without a pause."""
    who = store.read_now(lambda conn: conn.execute(select(attempt.c.account_id).where(attempt.c.id == talking)).scalar_one())
    name = wish(store, clock, who)

    def planned() -> tuple[str, datetime]:
        row = store.read_now(lambda conn: conn.execute(select(request.c.state, request.c.due_at).where(request.c.id == name)).one())
        return row.state, row.due_at

    assert planned() == ("planned", clock.now() + requests.ASK_AGAIN)
    newest = select(decision.c.outcome, decision.c.not_before).where(decision.c.request_id == name)
    assert store.read_now(lambda conn: conn.execute(newest).one()) == ("defer", None)
    store.write_now(attempts.end, talking, "no_commitment", clock.now())
    clock.advance(requests.ASK_AGAIN)
    assert store.read_now(requests.due, clock.now(), calls=9, texts=9) == [name]


def test_a_permit_cannot_be_made_by_hand_or_used_twice_or_late(store: Store, clock: ManualClock) -> None:
    with pytest.raises(PermitError):
        Permit("att_x", "voice", "+13055550101", clock.now() + timedelta(hours=1), True, object())
    name = wish(store, clock, store.read_now(contactable))
    reserved = store.write_now(reserve, name, PACKS, TEMPLATES, LIMITS, clock.now())
    assert not isinstance(reserved, Refused)
    with pytest.raises(PermitError, match="not sms"):
        reserved.permit.use(channel="sms", now=clock.now())
    with pytest.raises(PermitError, match="too old"):
        reserved.permit.use(channel="voice", now=clock.now() + timedelta(minutes=1))
    reserved.permit.use(channel="voice", now=clock.now())
    with pytest.raises(PermitError, match="has been used"):
        reserved.permit.use(channel="voice", now=clock.now())


@pytest.mark.parametrize(("local", "seconds"), [("21:59:30", 15), ("21:59:52", 5), ("21:59:57", 1)])
def test_a_permit_does_not_outlive_the_hours_in_which_it_was_given(store: Store, clock: ManualClock, local: str, seconds: int) -> None:
    """GB/T 45251-2025 ends the day at 22:00: no call begins after it on a yes that was given before."""
    clock.set(datetime.fromisoformat(f"2026-11-24T{local}+08:00"))
    name = wish(store, clock, store.read_now(contactable))
    reserved = store.write_now(reserve, name, PACKS, TEMPLATES, LIMITS, clock.now())
    assert not isinstance(reserved, Refused)
    assert reserved.permit.expires_at == clock.now() + timedelta(seconds=seconds)


@pytest.mark.parametrize(("channel", "local"), [("voice", "21:59:59.200"), ("sms", "21:59:45")])
def test_nothing_is_reserved_in_the_last_moments_of_the_hours(store: Store, clock: ManualClock, channel: str, local: str) -> None:
    """It would go out, or be kept by the carrier, past them. The next answer puts it off to the morning."""
    clock.set(datetime.fromisoformat(f"2026-11-24T{local}+08:00"))
    name = wish(store, clock, store.read_now(contactable), channel)
    assert store.write_now(reserve, name, PACKS, TEMPLATES, LIMITS, clock.now()) == Refused(None)
    clock.set(datetime.fromisoformat("2026-11-24T22:00:00+08:00"))
    refused = store.write_now(reserve, name, PACKS, TEMPLATES, LIMITS, clock.now())
    assert isinstance(refused, Refused)
    assert refused.answer is not None
    assert refused.answer.not_before == datetime.fromisoformat("2026-11-25T08:00:00+08:00")


@pytest.mark.parametrize(
    ("order", "outcome"),
    [
        (["initiated", "ringing", "busy"], "busy"),
        (["busy", "ringing", "initiated", "busy"], "busy"),
        (["no-answer"], "no_answer"),
        (["completed", "ringing", "in-progress"], "dropped"),
    ],
)
async def test_callbacks_in_any_order_end_in_the_same_state(
    store: Store, clock: ManualClock, sender: Sender, order: list[str], outcome: str
) -> None:
    """Late, repeated and reordered reports change nothing; a call that completes without a word was dropped."""
    sent = await send(sender, wish(store, clock, store.read_now(contactable)))
    assert isinstance(sent, str)
    for status in order:
        store.write_now(attempts.call_status, sent, sid="CA1", status=status, sip_code=None, seconds=None, now=clock.now())
    assert state_of(store, sent) == ("ended", outcome)


async def test_a_callback_that_names_another_call_changes_nothing(store: Store, clock: ManualClock, sender: Sender) -> None:
    sent = await send(sender, wish(store, clock, store.read_now(contactable)))
    assert isinstance(sent, str)
    store.write_now(attempts.call_status, sent, sid="CAother", status="busy", sip_code=None, seconds=None, now=clock.now())
    assert state_of(store, sent) == ("sent", None)


async def test_a_media_token_opens_one_stream_once_and_soon(store: Store, clock: ManualClock, sender: Sender) -> None:
    sent = await send(sender, wish(store, clock, store.read_now(contactable)))
    assert isinstance(sent, str)
    first = store.write_now(attempts.answer, sent, "CA1", clock.now())
    second = store.write_now(attempts.answer, sent, "CA1", clock.now())
    assert first is not None
    assert second is not None
    assert store.write_now(attempts.claim, first, clock.now()) is None  # the call went on under a newer epoch
    assert store.write_now(attempts.claim, second, clock.now()) == sent
    assert store.write_now(attempts.claim, second, clock.now()) is None
    late = store.write_now(attempts.answer, sent, "CA1", clock.now())
    assert late is not None
    assert store.write_now(attempts.claim, late, clock.now() + attempts.TOKEN_LIFETIME) is None


@pytest.fixture
async def talking(store: Store, clock: ManualClock, sender: Sender) -> str:
    """An attempt whose call is live."""
    sent = await send(sender, wish(store, clock, store.read_now(contactable)))
    assert isinstance(sent, str)
    store.write_now(attempts.answer, sent, "CA1", clock.now())
    return sent


def test_a_newer_file_that_says_yes_does_not_outlive_an_opt_out(store: Store, clock: ManualClock) -> None:
    """A lender exports its consent flag every day; only lifting the suppression ends it."""
    who = store.read_now(contactable)
    index = store.read_now(
        lambda conn: conn.execute(select(account_phone.c.number_index).where(account_phone.c.account_id == who)).scalars().first()
    )
    store.write_now(
        effects.suppress,
        group_id=None,
        number_index=index,
        channel="voice",
        reason="opt_out",
        by="test",
        now=clock.now() - timedelta(days=30),
    )
    name = wish(store, clock, who)
    assert store.read_now(requests.load, name).state == "blocked"


async def test_an_opt_out_of_somebody_not_verified_is_of_the_number_alone(store: Store, clock: ManualClock, talking: str) -> None:
    store.write_now(effects.apply, talking, 0, "opt_out:voice", {}, clock.now())
    row = store.read_now(lambda conn: conn.execute(select(suppression).where(suppression.c.attempt_id == talking)).one())
    assert (row.group_id, row.channel) == (None, "voice")
    assert row.number_index is not None


async def test_an_opt_out_of_the_borrower_is_of_the_person(store: Store, clock: ManualClock, talking: str) -> None:
    store.write_now(effects.verify, talking, clock.now())
    store.write_now(effects.apply, talking, 0, "opt_out:all", {}, clock.now())
    row = store.read_now(lambda conn: conn.execute(select(suppression).where(suppression.c.attempt_id == talking)).one())
    assert row.group_id is not None
    assert row.number_index is None


async def test_an_effect_is_applied_once_however_often_it_is_replayed(store: Store, clock: ManualClock, talking: str) -> None:
    data = {"date": "2026-12-01", "amount": "500"}
    assert store.write_now(effects.apply, talking, 0, "promise_recorded", data, clock.now()) is True
    assert store.write_now(effects.apply, talking, 0, "promise_recorded", data, clock.now()) is False
    count = store.read_now(lambda conn: conn.execute(select(func.count()).select_from(promise)).scalar_one())
    assert count == 1
    wanted = store.read_now(lambda conn: conn.execute(select(request.c.template).where(request.c.origin == "effect")).scalars().all())
    assert wanted == ["promise_confirmation"]


async def test_a_wish_about_hours_binds_the_guard_until_it_is_undone(store: Store, clock: ManualClock, talking: str) -> None:
    """Said at ten on a Tuesday: the next call waits for six in the evening, and a supervisor may undo what was misheard."""
    hours = {"kind": "inconvenient", "weekdays": [1, 2, 3, 4, 5], "from": "09:00", "to": "18:00"}
    store.write_now(effects.apply, talking, 0, "wish_noted", {"about": "hours", "preferences": [hours]}, clock.now())
    store.write_now(attempts.end, talking, "callback", clock.now())
    file = store.read_now(lambda conn: load_account(conn, contactable(conn)))
    phone = file.best_phone
    assert phone is not None

    def told_by() -> list[str]:
        case = store.read_now(build_case, file, Contact("voice", "collect", phone), clock.now() + timedelta(minutes=1))
        return [reason.rule for reason in decide(parse_case(case), PACKS).reasons if "wish" in reason.rule]

    before = told_by()
    with pytest.raises(reviews.ReviewError):
        store.write_now(reviews.done, talking, 0, note=" ", by="lin", now=clock.now())
    store.write_now(reviews.done, talking, 0, note="it was the radio", by="lin", now=clock.now(), undo=True)
    with pytest.raises(reviews.ReviewError):
        store.write_now(reviews.done, talking, 0, note="again", by="lin", now=clock.now())
    assert (bool(before), told_by()) == (True, [])


async def test_a_wish_about_the_number_is_of_that_number_alone(store: Store, clock: ManualClock, talking: str) -> None:
    refusal = {"kind": "refuses", "channel": "voice"}
    store.write_now(effects.apply, talking, 0, "wish_noted", {"about": "number", "preferences": [refusal]}, clock.now())
    row = store.read_now(lambda conn: conn.execute(select(fact).where(fact.c.attempt_id == talking)).one())
    assert (row.side, row.kind, row.data) == ("preference", "refuses", {"channel": "voice"})
    assert row.number_index is not None


def _promises(store: Store) -> list[tuple[str, str]]:
    query = select(promise.c.due, promise.c.status).order_by(promise.c.due, promise.c.at)
    return store.read_now(lambda conn: [(str(row.due), row.status) for row in conn.execute(query)])


async def test_a_yes_to_the_next_instalment_leaves_the_rest_of_the_plan(store: Store, clock: ManualClock, talking: str) -> None:
    parts = [{"date": "2026-12-01", "amount": "500"}, {"date": "2027-01-01", "amount": "500"}]
    store.write_now(effects.apply, talking, 0, "plan_recorded", {"instalments": parts}, clock.now())
    store.write_now(effects.apply, talking, 1, "promise_recorded", parts[0], clock.now())
    assert _promises(store) == [("2026-12-01", "open"), ("2027-01-01", "open")]
    store.write_now(effects.apply, talking, 2, "promise_recorded", {"date": "2026-12-01", "amount": "300"}, clock.now())
    assert [status for _, status in _promises(store)].count("open") == 1, "another amount is another promise"


async def test_a_promise_keeps_what_was_owed_when_it_was_made(store: Store, clock: ManualClock, talking: str) -> None:
    store.write_now(effects.apply, talking, 0, "promise_recorded", {"date": "2026-12-01", "amount": "500"}, clock.now())
    kept = select(promise.c.total, account.c.total).join(account, account.c.id == promise.c.account_id)
    assert len(set(store.read_now(lambda conn: conn.execute(kept).one()))) == 1


async def test_a_dispute_freezes_the_account_and_blocks_what_was_planned(
    store: Store, clock: ManualClock, sender: Sender, talking: str
) -> None:
    who = store.read_now(lambda conn: str(conn.execute(select(attempt.c.account_id).where(attempt.c.id == talking)).scalar_one()))
    store.write_now(effects.apply, talking, 0, "frozen:dispute", {}, clock.now())
    store.write_now(attempts.end, talking, "dispute", clock.now())
    clock.advance(timedelta(hours=1))
    name = wish(store, clock, who)
    found = store.read_now(requests.load, name)
    assert found.state == "blocked"


@pytest.mark.parametrize(("place", "hour", "answer"), [("US", 15, "allow"), ("CN", 2, "block")])
async def test_a_dispute_by_telephone_is_acknowledged_in_writing_where_the_guard_lets_it(
    store: Store, clock: ManualClock, sender: Sender, place: str, hour: int, answer: str
) -> None:
    """To who proved who they are, and although collection rests. The packs of China let nothing out while a dispute is open."""
    clock.set(datetime(2026, 11, 24, hour, tzinfo=UTC))
    called = await send(sender, wish(store, clock, store.read_now(contactable, place)))
    assert isinstance(called, str)
    store.write_now(effects.verify, called, clock.now())
    store.write_now(effects.apply, called, 0, "frozen:dispute", {}, clock.now())
    store.write_now(attempts.end, called, "dispute", clock.now())
    wanted = store.read_now(lambda conn: conn.execute(select(request.c.id, request.c.template).where(request.c.origin == "effect")).one())
    assert wanted.template == "dispute_received"
    planned = store.write_now(requests.plan, wanted.id, PACKS, TEMPLATES, clock.now())
    assert planned is not None
    assert planned.outcome == answer
    assert isinstance(await send(sender, wanted.id), str) is (answer == "allow")


@pytest.mark.parametrize(("status", "texts"), [("no-answer", ["missed_callback"]), ("completed", [])])
async def test_who_asked_to_be_called_back_and_was_missed_gets_a_text(
    store: Store, clock: ManualClock, talking: str, sender: Sender, status: str, texts: list[str]
) -> None:
    store.write_now(effects.apply, talking, 0, "callback_booked", {"at": clock.now().isoformat()}, clock.now())
    store.write_now(attempts.end, talking, "callback", clock.now())
    booked = store.read_now(lambda conn: conn.execute(select(request.c.id).where(request.c.origin == "callback")).scalar_one())
    store.write_now(requests.plan, booked, PACKS, TEMPLATES, clock.now())
    called = await send(sender, booked)
    assert isinstance(called, str)
    for _ in range(2):
        store.write_now(attempts.call_status, called, sid="CA2", status=status, sip_code=None, seconds=0, now=clock.now())
    of_effects = select(request.c.template).where(request.c.origin == "effect")
    assert store.read_now(lambda conn: conn.execute(of_effects).scalars().all()) == texts


async def test_a_live_call_ends_when_somebody_elsewhere_stops_it(store: Store, clock: ManualClock, talking: str) -> None:
    assert store.read_now(live.may_go_on, talking)
    store.write_now(effects.apply, talking, 0, "opt_out:voice", {}, clock.now())
    assert store.read_now(live.may_go_on, talking), "who asked in this call is owed an answer"
    group = store.read_now(lambda conn: conn.execute(select(attempt.c.group_id).where(attempt.c.id == talking)).scalar_one())
    store.write_now(effects.suppress, group_id=group, number_index=None, channel="all", reason="letter", by="office", now=clock.now())
    assert not store.read_now(live.may_go_on, talking)


@pytest.mark.parametrize("script", ["reminder", "follow_up", "promise_broken"])
async def test_a_stop_of_any_script_ends_live_calls(store: Store, clock: ManualClock, talking: str, script: str) -> None:
    """Which one a call follows is not on file before it begins, so a stop of one is a stop of all calls."""
    store.write_now(stops.set_stop, scope="script", value=script, reason="test", by="test", now=clock.now())
    assert not store.read_now(live.may_go_on, talking)


@pytest.mark.parametrize(
    ("scope", "value", "covered"),
    [
        ("script", "promise_due", ["voice", "promise_due", "reply"]),
        ("script", "follow_up", ["voice", "reply"]),
        ("text", "contact_request", ["contact_request"]),
        ("everything", None, ["voice", "contact_request", "promise_due", "reply"]),
    ],
)
async def test_a_stop_covers_the_same_wherever_it_is_looked_for(
    store: Store, clock: ManualClock, scope: stops.Scope, value: str | None, covered: list[str]
) -> None:
    """The queue, the reservation, the fence and the live calls ask one place."""
    who = store.read_now(contactable)
    store.write_now(stops.set_stop, scope=scope, value=value, reason="test", by="test", now=clock.now())
    in_force = store.read_now(stops.active)
    found, left_out = [], []
    for kind in ("voice", "contact_request", "promise_due", "reply"):
        channel, template = ("voice", None) if kind == "voice" else ("sms", kind)
        if stops.which(in_force, campaign=None, creditor="c", channel=channel, template=template, number_index="n") is not None:
            found.append(kind)
        wanted = Wish(who, channel, "manual", clock.now(), template=template)
        name = store.write_now(requests.ask_for, wanted, clock.now())
        store.write_now(lambda conn, name=name: conn.execute(update(request).where(request.c.id == name).values(state="planned")))
        if name not in store.read_now(requests.due, clock.now(), calls=9, texts=9):
            left_out.append(kind)
    assert found == left_out == covered


async def test_what_would_speak_of_the_amount_waits_for_a_fresh_file(store: Store, clock: ManualClock) -> None:
    who = store.read_now(contactable)
    clock.advance(timedelta(days=9))
    call, text = wish(store, clock, who), wish(store, clock, who, "sms")
    assert store.read_now(requests.load, call).due_at == clock.now() + FRESH_FILE
    assert store.read_now(requests.load, text).due_at == clock.now()
    store.write_now(lambda conn: conn.execute(update(account).where(account.c.id == who).values(as_of=clock.now().date())))
    clock.advance(FRESH_FILE)
    assert isinstance(store.write_now(reserve, call, PACKS, TEMPLATES, LIMITS, clock.now()), Reserved)


async def test_nothing_is_contacted_without_a_live_mandate(store: Store, clock: ManualClock) -> None:
    store.write_now(lambda conn: conn.execute(update(mandate).values(ended_at=clock.now())))
    name = wish(store, clock, store.read_now(contactable))
    reasons = store.read_now(lambda conn: conn.execute(select(decision.c.reasons).where(decision.c.request_id == name)).scalar_one())
    assert store.read_now(requests.load, name).state == "blocked"
    assert [reason["rule"] for reason in reasons] == ["mandate"]


async def test_the_same_cause_asks_once(store: Store, clock: ManualClock) -> None:
    who = store.read_now(contactable)
    wished = Wish(who, "sms", "effect", clock.now(), template="contact_request", cause="att_1:confirm")
    assert store.write_now(requests.ask_for, wished, clock.now()) is not None
    assert store.write_now(requests.ask_for, wished, clock.now()) is None


async def test_the_decision_holds_no_name_and_no_number(store: Store, clock: ManualClock) -> None:
    """A case is kept for replay; it names numbers by their blind indexes."""
    who = store.read_now(contactable)
    name = wish(store, clock, who)
    case = str(store.read_now(lambda conn: conn.execute(select(decision.c.case).where(decision.c.request_id == name)).scalar_one()))
    number = store.read_now(
        lambda conn: conn.execute(select(account_phone.c.number).where(account_phone.c.account_id == who)).scalars().first()
    )
    assert str(number) not in case
    assert store.read_now(lambda conn: conn.execute(select(func.count()).select_from(effect)).scalar_one()) == 0
