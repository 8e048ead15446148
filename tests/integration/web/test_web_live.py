"""The page of live calls: who takes calls, what they are told of a call, and taking one over from the bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import Connection, select

from bot.contact import handover as handovers
from bot.contact.staff import Colleague, Staff, on_duty
from bot.store import tables
from bot.web import console
from tests.integration.web.conftest import NOW, ZH_NUMBER, World, put
from tests.integration.web.test_web_console import AUDITOR, PAGES, SUPERVISOR, post, sign_in, text_of

STAFF = Staff([Colleague(SUPERVISOR, "林主管", "+8613800009107", ("zh-CN",)), Colleague("wei", "小魏", "+8613800009106", ("zh-CN",))])


def _a_live_call(conn: Connection) -> None:
    put(
        conn, tables.attempt, id="att_live", account_id="acc-a", group_id="g-a", channel="voice", direction="inbound", purpose="collect",
        number=ZH_NUMBER, number_index="idx-a", state="live", sid="CAlive", verified=True, reserved_at=NOW, live_at=NOW,
    )  # fmt: skip
    put(
        conn, tables.conversation, id="con_live", attempt_id="att_live", account_id="acc-a", channel="voice", direction="inbound",
        lang="zh-CN", script="reminder", script_version=3, script_digest="d" * 64, started_at=NOW,
        state={"verified": True, "lang": "zh-CN", "effects": ["hardship_review"], "promise": {"date": "2026-12-04", "amount": "2500"}},
    )  # fmt: skip
    put(
        conn, tables.turn, conversation_id="con_live", seq=1, side="borrower", text="我是张示例，转人工", words=[], also=[], slots={},
    )  # fmt: skip


@pytest.fixture
async def client(world: World) -> AsyncIterator[TestClient[Any, Any]]:
    world.store.write_now(_a_live_call)
    sound = {"att_live": [(b"", 1000), (b"\1\0\2\0" * 80, 1010), None]}

    def listen(name: str, _from_ms: int) -> tuple[bytes, int] | None:
        return sound[name].pop(0) if name in sound else None

    app = console(world.store, world.keys, world.clock, world.folder, staff=STAFF, listen=listen)
    async with TestClient(TestServer(app)) as made:
        yield made


async def test_whoever_takes_calls_says_so_and_is_told_what_a_call_is_about(client: TestClient[Any, Any], world: World) -> None:
    await sign_in(client)
    assert (await (await client.get("/live.json")).json())["mine"]["presence"] == "away"
    assert (await post(client, "/live/me", page="/live", takes_calls="yes")).status == 303
    assert [each.user for each in world.store.read_now(on_duty, STAFF, world.clock.now())] == [SUPERVISOR]
    assert (await post(client, "/live/me", page="/live", takes_calls="no")).status == 303
    assert world.store.read_now(on_duty, STAFF, world.clock.now()) == []
    assert world.store.write_now(handovers.leave, "att_live", "agent", "zh-CN", world.clock.now()) == "CAlive"
    page = await text_of(client, "/live", "zh-CN")
    for told in ("CN-0001", "身份已核实", "两千五百元", "有困难", "转人工", "等待人工"):
        assert told in page
    for hidden in ("张示例", ZH_NUMBER):
        assert hidden not in page


async def test_a_supervisor_takes_a_call_over_from_the_bot_once(client: TestClient[Any, Any], world: World) -> None:
    await sign_in(client)
    assert "/live/att_live/take-over" in await text_of(client, "/live")
    assert (await post(client, "/live/att_live/take-over", page="/live")).status == 303
    row = world.store.read_now(handovers.load, "att_live")
    assert row is not None
    assert (row.wanted, row.why, row.lang) == (SUPERVISOR, "taken_over", "zh-CN")
    assert (await post(client, "/live/att_live/take-over", page="/live")).status == 409
    assert (await post(client, "/live/att_zh/take-over", page="/live")).status == 409, "that one is over"
    kinds = select(tables.ledger.c.kind).where(tables.ledger.c.subject == "att_live")
    assert world.store.read_now(lambda conn: conn.execute(kinds).scalars().all()) == ["handover.asked"]


async def test_who_only_reads_takes_nothing_over_and_without_a_telephone_no_calls(client: TestClient[Any, Any], world: World) -> None:
    await sign_in(client, AUDITOR)
    assert "take-over" not in await text_of(client, "/live")
    assert (await post(client, "/live/att_live/take-over", page=PAGES[0])).status == 403
    assert (await post(client, "/live/me", page="/contacts", takes_calls="yes")).status == 403
    assert world.store.read_now(handovers.load, "att_live") is None


async def test_a_supervisor_listens_in_and_it_is_on_file(client: TestClient[Any, Any], world: World) -> None:
    await sign_in(client, AUDITOR)
    assert (await client.get("/live/att_live/listen.wav")).status == 403
    await post(client, "/sign-out", page="/contacts")
    await sign_in(client)
    assert "/live/att_live/listen.wav" in await text_of(client, "/live/att_live/listen")
    async with client.get("/live/att_live/listen.wav") as answer:
        heard = await answer.read()
    assert heard[:4] == b"RIFF"
    assert heard[44:] == b"\1\0\2\0" * 80, "from when the listener came, until the bot has left"
    entries = select(tables.ledger.c.subject).where(tables.ledger.c.kind == "call.listened")
    assert world.store.read_now(lambda conn: conn.execute(entries).scalars().all()) == ["att_live"]
    assert (await client.get("/live/att_zh/listen.wav")).status == 409
