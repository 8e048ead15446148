"""Our numbers inside the reservation: chosen, counted and put on file in its transaction; the real database."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Connection, insert, select

from bot.app import load_scripts, load_templates
from bot.base.clock import ManualClock
from bot.cli.numbers import number
from bot.cli.session import Session
from bot.contact import attempts, our_numbers, requests
from bot.contact.case import NEVER_PLACED
from bot.contact.pool import OurNumber
from bot.contact.requests import Wish
from bot.contact.reserve import NUMBERS_AGAIN, Limits, Refused, Reserved, reserve
from bot.contact.routes import Route
from bot.conversation.threads import _receive
from bot.store import Store
from bot.store.tables import account, attempt, request, suppression
from bot.telephony.events import TextEvent
from compliance import load_packs

pytestmark = pytest.mark.both_stores

PACKS, TEXTS = load_packs(), load_templates()
FIRST, SECOND, THIRD = (f"+86105555010{n}" for n in (1, 2, 3))


def limits(*pool: OurNumber) -> Limits:
    return Limits(1000, 1000, 100, "+15005550006", (Route("twilio", "sms", pool, "sms", 1000, "+86"),))


def people(store: Store) -> list[str]:
    """Accounts in China that nothing speaks against."""
    barred = select(suppression.c.group_id).where(suppression.c.group_id.is_not(None))
    query = select(account.c.id).where(account.c.place.startswith("CN"), account.c.consent_sms.is_(True), account.c.group_id.not_in(barred))
    return store.read_now(lambda conn: list(conn.execute(query.order_by(account.c.ref)).scalars()))


def text(store: Store, clock: ManualClock, who: str, how: Limits) -> Reserved | Refused:
    """Reserve a text, and let it end at once, so that the person is free again."""
    wanted = Wish(who, "sms", "manual", clock.now(), template="contact_request")
    name = store.write_now(requests.ask_for, wanted, clock.now())
    assert name is not None
    store.write_now(requests.plan, name, PACKS, TEXTS, clock.now())
    made = store.write_now(reserve, name, PACKS, TEXTS, how, clock.now())
    if isinstance(made, Reserved):
        store.write_now(attempts.fence, made.attempt_id, clock.now())
        store.write_now(attempts.sent, made.attempt_id, f"SM{made.attempt_id}", "queued", clock.now())
        store.write_now(attempts.end, made.attempt_id, "delivered", clock.now())
    clock.advance(timedelta(seconds=10))
    return made


def number_of(made: Reserved | Refused) -> str:
    assert isinstance(made, Reserved)
    return made.order.caller_number


def test_the_same_borrower_gets_the_same_number_and_it_is_on_file(store: Store, clock: ManualClock) -> None:
    how = limits(*map(OurNumber, (FIRST, SECOND, THIRD)))
    who = people(store)[:4]
    once = {each: number_of(text(store, clock, each, how)) for each in who}
    clock.advance(timedelta(days=2))
    grown = limits(*map(OurNumber, (*(f"+86105555011{n}" for n in range(8)), FIRST, SECOND, THIRD)))
    assert {each: number_of(text(store, clock, each, grown)) for each in who} == once
    filed = store.read_now(lambda conn: conn.execute(select(attempt.c.account_id, attempt.c.our_number)).all())
    assert {(row.account_id, row.our_number) for row in filed} == set(once.items())


def test_a_used_up_number_makes_who_knows_it_wait_and_others_get_another(store: Store, clock: ManualClock) -> None:
    """The wait is a decision on file, with its reason, and ends by itself."""
    how = limits(OurNumber(FIRST, a_day=1), OurNumber(SECOND))
    one = people(store)[0]
    known = number_of(text(store, clock, one, limits(OurNumber(FIRST))))
    assert known == FIRST
    clock.advance(timedelta(hours=10))
    refused = text(store, clock, one, how)
    assert isinstance(refused, Refused)
    assert refused.answer is not None
    assert (refused.answer.outcome, refused.answer.reasons[0]["rule"]) == ("defer", "our_number")
    latest = select(request.c.state, request.c.due_at).order_by(request.c.created_at.desc()).limit(1)
    waits = store.read_now(lambda conn: conn.execute(latest).one())
    assert (waits.state, waits.due_at - clock.now() + timedelta(seconds=10)) == ("planned", NUMBERS_AGAIN)
    assert {number_of(text(store, clock, each, how)) for each in people(store)[1:4]} == {SECOND}
    clock.advance(timedelta(hours=14))
    assert number_of(text(store, clock, one, how)) == FIRST


def test_so_many_to_one_borrower_in_a_day(store: Store, clock: ManualClock) -> None:
    how = limits(OurNumber(FIRST, a_person_a_day=1), OurNumber(SECOND))
    one = people(store)[0]
    number_of(text(store, clock, one, limits(OurNumber(FIRST))))
    assert isinstance(text(store, clock, one, how), Refused)
    assert number_of(text(store, clock, people(store)[1], limits(OurNumber(FIRST, a_person_a_day=1)))) == FIRST


def test_who_knows_a_number_that_rests_waits_until_it_is_resumed(store: Store, clock: ManualClock) -> None:
    """Also where the pool has one number, and that without limits."""
    one, other = people(store)[:2]
    how = limits(OurNumber(FIRST))
    number_of(text(store, clock, one, how))
    store.write_now(our_numbers.rest, FIRST, clock.now() + timedelta(days=30), reason="marked as a nuisance", by="ann", now=clock.now())
    assert isinstance(text(store, clock, one, limits(OurNumber(FIRST), OurNumber(SECOND))), Refused)
    assert isinstance(text(store, clock, other, how), Refused)
    assert store.write_now(our_numbers.end_rest, FIRST, by="ann", now=clock.now()) == 1
    assert number_of(text(store, clock, one, how)) == FIRST


def test_who_wrote_to_one_of_our_numbers_is_answered_from_it(store: Store, clock: ManualClock) -> None:
    """And a hotline that is in no pool makes nobody forget the number that they know."""
    one = people(store)[0]
    how = limits(*map(OurNumber, (FIRST, SECOND, THIRD)))
    other = next(each for each in (FIRST, SECOND, THIRD) if each != number_of(text(store, clock, one, how)))
    theirs = store.read_now(lambda conn: conn.execute(select(attempt.c.number)).scalar_one())
    threads = load_scripts()
    for n, to in enumerate((other, "+15005550006")):
        store.write_now(_receive, TextEvent(f"SMin{n}", "received", theirs, to, body="你好"), threads, clock.now())
        clock.advance(timedelta(seconds=5))
    clock.advance(timedelta(hours=3))
    assert number_of(text(store, clock, one, how)) == other


def put_calls(conn: Connection, ours: str, calls: int, answered: int, at: datetime) -> None:
    for n in range(calls):
        row = {"id": f"att_{ours}_{n}", "channel": "voice", "direction": "outbound", "purpose": "collect", "number": "+8613800000101"}
        row |= {"number_index": "x", "our_number": ours, "state": "ended", "verified": False, "epoch": 0, "reserved_at": at}
        conn.execute(insert(attempt).values(**row, live_at=at if n < answered else None, outcome=None if n < calls - 1 else NEVER_PLACED))


def test_a_number_that_is_answered_far_more_rarely_than_the_others_is_given_a_rest(store: Store, clock: ManualClock) -> None:
    """Compared with its own pool, and only where there are enough calls; once."""
    now = clock.now()
    for ours, calls, answered in ((FIRST, 81, 8), (SECOND, 81, 40), (THIRD, 21, 0)):
        store.write_now(put_calls, ours, calls, answered, now - timedelta(days=1))
    pools = [tuple(map(OurNumber, (FIRST, SECOND, THIRD)))]
    assert store.write_now(our_numbers.tend, pools, now) == [FIRST]
    assert store.write_now(our_numbers.tend, pools, now) == []
    first, second, third = store.read_now(our_numbers.health, [FIRST, SECOND, THIRD], now)
    assert (first.calls, first.answered, first.resting_until) == (80, 8, now + our_numbers.RESTS_FOR)
    assert (second.calls, second.resting_until, third.calls) == (80, None, 20)


def test_the_command_lists_and_rests_only_what_is_ours(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    route = f'{{prefix: "+86", channel: voice, numbers: [{{number: "{FIRST}", kind: fixed, a_day: 200}}]}}'
    store = f"{{url: 'sqlite:///{tmp_path}/courtesy.db', key_file: {tmp_path}/keys}}"
    config.write_text(f"gateway:\n  routes:\n    - {route}\nstore: {store}\n", "utf-8")

    def run(*arguments: str) -> tuple[int, str]:
        session = Session(config, "ann")
        done = CliRunner().invoke(number, arguments, obj=session)
        session.close()
        return done.exit_code, done.output

    assert run("rest", FIRST, "--days", "7", "--reason", "marked as a nuisance")[0] == 0
    code, printed = run("list", "--json")
    (line,) = printed.splitlines()
    shown = json.loads(line)
    assert code == 0
    assert (shown["number"], shown["kind"], shown["reason"]) == (FIRST, "fixed", "marked as a nuisance")
    assert run("rest", SECOND, "--days", "7", "--reason", "x")[0] == 2
    assert run("resume", FIRST)[0] == 0
    assert run("resume", FIRST)[0] == 1
