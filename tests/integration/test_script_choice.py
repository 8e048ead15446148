"""Which script a call follows: what was agreed before, and whether we have spoken before, decide."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

import pytest
from sqlalchemy import Connection, insert, select

from bot.app import load_scripts
from bot.base.clock import ManualClock
from bot.contact.scene import build_scene
from bot.conversation.choice import choose
from bot.portfolio.accounts import load_account
from bot.store import Store
from bot.store.tables import account, attempt, conversation, promise

pytestmark = pytest.mark.both_stores
SCRIPTS = load_scripts()


def name_of_choice(store: Store, clock: ManualClock, direction: Literal["inbound", "outbound"] = "outbound") -> str:
    def verb(conn: Connection) -> str:
        file = load_account(conn, _account(conn))
        scene = build_scene(file, channel="voice", direction=direction, now=clock.now())
        chosen = choose(conn, SCRIPTS, file, scene)
        assert chosen.scene.account.promised is not None or not chosen.script.id.startswith("promise")
        return chosen.script.id

    return store.read_now(verb)


def _account(conn: Connection) -> str:
    return str(conn.execute(select(account.c.id).order_by(account.c.ref).limit(1)).scalar_one())


def _promise(store: Store, clock: ManualClock, due: date, status: str = "open", name: str = "p1") -> None:
    def verb(conn: Connection) -> None:
        values = {"id": name, "account_id": _account(conn), "attempt_id": "a", "due": due, "amount": Decimal(500), "status": status}
        conn.execute(insert(promise).values(**values, at=clock.now()))

    store.write_now(verb)


def test_the_first_call_reminds(store: Store, clock: ManualClock) -> None:
    assert name_of_choice(store, clock) == "reminder"


@pytest.mark.parametrize("days", [0, 1, 9])
def test_an_open_promise_is_spoken_of_however_far_ahead(store: Store, clock: ManualClock, days: int) -> None:
    """A borrower who has agreed is never told, or let think, that nothing was agreed."""
    _verified(store, clock)
    _promise(store, clock, clock.now().date() + timedelta(days))
    assert name_of_choice(store, clock) == "promise_due"
    assert name_of_choice(store, clock, "inbound") == "reminder"


@pytest.mark.parametrize(("status", "name"), [("open", "reminder"), ("kept", "reminder"), ("broken", "promise_broken")])
def test_a_promise_is_broken_only_where_an_import_has_shown_it(store: Store, clock: ManualClock, status: str, name: str) -> None:
    _promise(store, clock, clock.now().date() - timedelta(3), status)
    assert name_of_choice(store, clock) == name


def test_of_a_plan_the_instalment_is_spoken_of_that_is_next(store: Store, clock: ManualClock) -> None:
    """One that nobody can tell of yet stands in the way of none."""
    for status, name in (("open", "p1"), ("kept", "p2")):
        _promise(store, clock, clock.now().date() - timedelta(3), status, name)
    _promise(store, clock, clock.now().date() + timedelta(1), name="p3")
    assert name_of_choice(store, clock) == "promise_due"


def _verified(store: Store, clock: ManualClock) -> None:
    def verb(conn: Connection) -> None:
        mine = _account(conn)
        group = conn.execute(select(account.c.group_id).where(account.c.id == mine)).scalar_one()
        now = clock.now()
        whose = {"account_id": mine, "channel": "voice", "direction": "outbound"}
        made = {"id": "a1", "group_id": group, "number": "+8613800000001", "number_index": "n", "purpose": "collect"}
        conn.execute(insert(attempt).values(state="ended", epoch=0, reserved_at=now, verified=True, **made, **whose))
        script = {"lang": "zh-CN", "script": "reminder", "script_version": 1, "script_digest": "d", "state": {}}
        conn.execute(insert(conversation).values(id="c1", attempt_id="a1", verified=True, started_at=now, ended_at=now, **whose, **script))

    store.write_now(verb)


def test_after_a_conversation_with_the_borrower_it_is_a_second_one(store: Store, clock: ManualClock) -> None:
    _verified(store, clock)
    assert name_of_choice(store, clock) == "follow_up"
