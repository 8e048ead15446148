"""A file that is more than seven days old: nothing goes out that speaks of the amount, by whatever way it was asked for."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from bot.app import load_templates
from bot.base.clock import ManualClock
from bot.contact import effects, requests
from bot.contact.ask import FRESH_FILE
from bot.contact.requests import Wish
from bot.contact.reserve import Limits, Refused, Reserved, reserve
from bot.contact.texts import REPLY
from bot.portfolio.accounts import load_account
from bot.store import Store
from bot.store.tables import account, account_phone, decision, request
from compliance import load_packs

PACKS = load_packs()
TEXTS = load_templates()
LIMITS = Limits(1000, 1000, 100, "+15005550006")
PROMISE = {"promise": {"date": "2026-12-01", "amount": "100.00"}}
PLAN = {"plan": {"instalments": [{"date": "2026-12-01", "amount": "100.00"}, {"date": "2027-01-01", "amount": "100.00"}]}}
OWED = "您还欠6218.40元，逾期52天。You still owe $4,305.42. This is from a debt collector. Reply STOP to opt out."
MORNING = datetime.fromisoformat("2026-11-25T09:00:00+08:00")
"""Nine in China, eight in the evening before in New York: open in both, and on both calendars at least eight days after the file's day."""


def of(store: Store, ref: str) -> str:
    return str(store.read_now(lambda conn: conn.execute(select(account.c.id).where(account.c.ref == ref)).scalar_one()))


def age(store: Store, ref: str, as_of: date) -> None:
    store.write_now(lambda conn: conn.execute(update(account).where(account.c.ref == ref).values(as_of=as_of)))


def verified(conn: Connection, ref: str) -> None:
    """The borrower has been verified on the first number, so that texts may speak of the debt to it."""
    whose = account_phone.c.account_id == select(account.c.id).where(account.c.ref == ref).scalar_subquery()
    conn.execute(update(account_phone).where(whose).values(confirmed_at=MORNING - timedelta(days=1)))


def ask(store: Store, ref: str, channel: str, origin: str, template: str | None, variables: dict[str, Any], at: datetime) -> str:
    number = store.read_now(load_account, of(store, ref)).phones[0].index
    wish = Wish(of(store, ref), channel, origin, at, number, template=template, variables=variables)
    name = store.write_now(requests.ask_for, wish, at)
    assert name is not None
    return name


def planned(store: Store, name: str, at: datetime) -> tuple[str, list[str]]:
    answer = store.write_now(requests.plan, name, PACKS, TEXTS, at)
    assert answer is not None
    return answer.outcome, [each["rule"] for each in answer.reasons if each["outcome"] != "allow"]


CALLS = [("voice", origin, None, {}) for origin in ("campaign", "manual", "callback", "effect")]
ABOUT_THE_AMOUNT = [
    ("sms", "effect", "promise_confirmation", PROMISE),
    ("sms", "effect", "plan_confirmation", PLAN),
    ("sms", "reply", REPLY, {"text": OWED}),
]
NOT_ABOUT_IT = [
    ("sms", "campaign", "contact_request", {}),
    ("sms", "manual", "contact_request", {}),
    ("sms", "reply", REPLY, {"text": "好的，谢谢您。Thank you."}),
]


@pytest.mark.parametrize("ref", ["CN261001", "US262001"])
@pytest.mark.parametrize(("channel", "origin", "template", "variables"), CALLS + ABOUT_THE_AMOUNT)
def test_nothing_about_the_amount_goes_out(
    store: Store, clock: ManualClock, ref: str, channel: str, origin: str, template: str | None, variables: dict[str, Any]
) -> None:
    """Neither planned nor, if it goes stale between planning and sending, sent. It waits for a fresh file, and is looked at again."""
    clock.set(MORNING)
    store.write_now(verified, ref)
    age(store, ref, date(2026, 11, 24))
    fresh = ask(store, ref, channel, origin, template, variables, clock.now())
    assert planned(store, fresh, clock.now()) == ("allow", [])
    age(store, ref, date(2026, 11, 16))
    outcome, rules = planned(store, ask(store, ref, channel, origin, template, variables, clock.now()), clock.now())
    assert (outcome, rules) == ("defer", ["account.stale"])
    waits = store.read_now(lambda conn: conn.execute(select(request.c.state, request.c.due_at).order_by(request.c.due_at.desc())).first())
    assert waits == ("planned", clock.now() + FRESH_FILE)
    refused = store.write_now(reserve, fresh, PACKS, TEXTS, LIMITS, clock.now())
    assert isinstance(refused, Refused)
    assert refused.answer is not None
    assert [each["rule"] for each in refused.answer.reasons] == ["account.stale"]


@pytest.mark.parametrize(("channel", "origin", "template", "variables"), NOT_ABOUT_IT)
def test_what_says_nothing_of_the_amount_goes_out(
    store: Store, clock: ManualClock, channel: str, origin: str, template: str, variables: dict[str, Any]
) -> None:
    clock.set(MORNING)
    age(store, "CN261001", date(2026, 11, 10))
    name = ask(store, "CN261001", channel, origin, template, variables, clock.now())
    assert planned(store, name, clock.now())[0] == "allow"
    assert isinstance(store.write_now(reserve, name, PACKS, TEXTS, LIMITS, clock.now()), Reserved)


def test_a_fresh_file_lets_it_go_on(store: Store, clock: ManualClock) -> None:
    clock.set(MORNING)
    age(store, "CN261001", date(2026, 11, 10))
    name = ask(store, "CN261001", "voice", "campaign", None, {}, clock.now())
    planned(store, name, clock.now())
    clock.advance(FRESH_FILE)
    age(store, "CN261001", date(2026, 11, 25))
    assert isinstance(store.write_now(reserve, name, PACKS, TEXTS, LIMITS, clock.now()), Reserved)


def test_a_promise_made_on_a_call_is_confirmed_when_the_file_is_fresh_again(store: Store, clock: ManualClock) -> None:
    """The effect is on file at once; the text that speaks of the amount is what waits."""
    clock.set(MORNING)
    call = ask(store, "CN261001", "voice", "manual", None, {}, clock.now())
    planned(store, call, clock.now())
    reserved = store.write_now(reserve, call, PACKS, TEXTS, LIMITS, clock.now())
    assert isinstance(reserved, Reserved)
    store.write_now(effects.verify, reserved.attempt_id, clock.now())
    age(store, "CN261001", date(2026, 11, 10))
    store.write_now(effects.apply, reserved.attempt_id, 1, "promise_recorded", {"date": "2026-12-01", "amount": "100.00"}, clock.now())
    (name,) = store.read_now(lambda conn: conn.execute(select(request.c.id).where(request.c.origin == "effect")).scalars().all())
    assert planned(store, name, clock.now()) == ("defer", ["account.stale"])
    rows = store.read_now(lambda conn: conn.execute(select(decision.c.outcome).where(decision.c.request_id == name)).scalars().all())
    assert rows == ["defer"]
