"""A small portfolio with one of everything that the console shows. All people and numbers are made up."""

from __future__ import annotations

import io
import wave
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import Connection, Table, insert, select
from sqlalchemy import func as sql

from bot.base.clock import ManualClock
from bot.base.keys import Keys
from bot.store import Store, tables
from bot.web import add_user, console, hash_password

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)  # 16:00 in Shanghai, 03:00 in New York
PASSWORD = "a quiet long password"
ZH_NUMBER, EN_NUMBER = "+8610000000101", "+12025550143"
ZH_TALK, EN_TALK = "con_zh", "con_en"

Words = list[tuple[str, int, int, float]]
Turn = tuple[str, str, Words, dict[str, Any]]


@dataclass
class World:
    """The console over a filled store; `folder` holds the recordings."""

    store: Store
    keys: Keys
    clock: ManualClock
    folder: Path

    def app(self) -> Any:
        return console(self.store, self.keys, self.clock, self.folder, zone=ZoneInfo("Asia/Shanghai"))

    def count(self, table: Table) -> int:
        return self.store.read_now(lambda conn: conn.execute(select(sql.count()).select_from(table)).scalar_one())


def words(spoken: Words) -> list[dict[str, Any]]:
    keys = ("text", "from_ms", "to_ms", "confidence")
    return [dict(zip(keys, word, strict=True)) for word in spoken]


def evenly(text: str, start: int, *, sure: float = 1.0) -> Words:
    """The words of a text, 300 ms each, one after the other."""
    return [(word, start + 300 * place, start + 300 * place + 260, sure) for place, word in enumerate(text.split())]


def two_channels(seconds: int, turns: list[tuple[str, Words]]) -> bytes:
    """A WAV with a tone for every word: left the borrower, right the bot."""
    sound = np.zeros((8000 * seconds, 2))
    for side, spoken in turns:
        for _, start, end, _ in spoken:
            span = np.arange(start * 8, end * 8)
            sound[span, 1 if side == "bot" else 0] = np.hanning(len(span)) * np.sin(span / (4 if side == "bot" else 7))
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes((sound * 9000).astype("<i2").tobytes())
    return out.getvalue()


def put(conn: Connection, table: Table, **values: Any) -> None:
    conn.execute(insert(table).values(**values))


def a_portfolio(conn: Connection) -> None:
    for key, creditor, place in (("zh", "示例银行", "CN"), ("en", "Sample Bank", "US")):
        put(
            conn, tables.mandate, id=f"m-{key}", document={"creditor": {"name": creditor, "place": place}}, creditor=creditor,
            caller_id=f"agency-{key}", valid_from=date(2026, 1, 1), valid_to=date(2027, 1, 1), sample=True, created_at=NOW,
        )  # fmt: skip
        put(
            conn, tables.batch, id=f"b-{key}", mandate_id=f"m-{key}", file="a.csv", sha256="0" * 64, encoding="utf-8", report={},
            created_at=NOW,
        )  # fmt: skip
    for person, key, ref, name, number, place, zone in (
        ("a", "zh", "CN-0001", "张示例", ZH_NUMBER, "CN", "Asia/Shanghai"),
        ("b", "en", "US-0001", "Echo Sample", EN_NUMBER, "US-NY", "America/New_York"),
        ("c", "zh", "CN-0002", "李样本", "+8610000000102", "CN-GD", "Asia/Shanghai"),
    ):
        put(conn, tables.cap_group, id=f"g-{person}", created_at=NOW)
        put(
            conn, tables.account, id=f"acc-{person}", mandate_id=f"m-{key}", batch_id=f"b-{key}", group_id=f"g-{person}",
            creditor={"zh": "示例银行", "en": "Sample Bank"}[key], ref=ref, name=name, id_last4="1370", place=place, zones=[zone],
            language="zh-CN", product="other", total=2500, currency="CNY", as_of=date(2026, 11, 20),
            consequences=[], digest="0" * 64, status="open", created_at=NOW, updated_at=NOW,
        )  # fmt: skip
        put(
            conn, tables.account_phone, account_id=f"acc-{person}", position=1, number=number, number_index=f"idx-{person}", kind="mobile",
        )  # fmt: skip


def a_contact(conn: Connection, name: str, person: str, at: datetime, channel: str, decisions: list[dict[str, Any]], **more: Any) -> None:
    """A request with its decisions, and an attempt where `more` has its columns."""
    waits = "blocked" if decisions[-1]["outcome"] == "block" else "planned"
    put(
        conn, tables.request, id=f"req_{name}", account_id=f"acc-{person}", group_id=f"g-{person}", origin="campaign", channel=channel,
        purpose="collect", cause=name, state="attempted" if more else waits, due_at=at, decision_id=f"dec_{name}_{len(decisions) - 1}",
        created_at=at,
    )  # fmt: skip
    for place, each in enumerate(decisions):
        put(
            conn, tables.decision, id=f"dec_{name}_{place}", request_id=f"req_{name}", packs=["CN@2026.11"], case={},
            at=at + timedelta(seconds=place), attempt_id=f"att_{name}" if more and each["stage"] == "now" else None, **each,
        )  # fmt: skip
    if more:
        put(
            conn, tables.attempt, id=f"att_{name}", request_id=f"req_{name}", account_id=f"acc-{person}", group_id=f"g-{person}",
            channel=channel, direction="outbound", purpose="collect", number_index=f"idx-{person}", reserved_at=at, **more,
        )  # fmt: skip


HOURS = {"rule": "CN.hours", "citation": "贷后催收风控指引 5.3", "outcome": "allow", "detail": "16:00 lies within 08:00 to 22:00"}
GONE_PAST = {
    "rule": "CN.daily", "citation": "贷后催收风控指引 5.4", "outcome": "allow", "detail": "3 today already",
    "overridden": {"id": "ovr_1", "rule": "CN.daily", "by": "lin", "reason": "asked for a call", "until": "2026-11-24T20:00:00+08:00"},
}  # fmt: skip
CLOSED = {
    "rule": "US.hours", "citation": "12 CFR 1006.6(b)(1)(i)", "outcome": "defer",
    "detail": "03:00 lies before 08:00, local time", "detail_zh": "当地时间 03:00 早于 08:00",
}  # fmt: skip
OPTED = {"rule": "CN.refusal", "citation": "个人信息保护法 15", "outcome": "block", "detail": "the borrower asked for no more calls"}
ALLOW = {"outcome": "allow", "reasons": [HOURS, GONE_PAST]}


def contacts(conn: Connection) -> None:
    live = {"state": "ended", "verified": True, "live_at": NOW - timedelta(minutes=19), "ended_at": NOW - timedelta(minutes=18)}
    both = [{"stage": "plan", **ALLOW}, {"stage": "now", **ALLOW}]
    before = NOW - timedelta(minutes=20)
    dialed = before + timedelta(seconds=2)
    a_contact(conn, "zh", "a", before, "voice", both, number=ZH_NUMBER, outcome="promise_to_pay", dialing_at=dialed, **live)
    a_contact(conn, "en", "b", before - timedelta(hours=10), "voice", both, number=EN_NUMBER, outcome="opted_out", **live)
    opening = NOW + timedelta(hours=5)
    a_contact(conn, "later", "b", opening, "sms", [{"stage": "plan", "outcome": "defer", "not_before": opening, "reasons": [CLOSED]}])
    a_contact(conn, "never", "c", NOW, "voice", [{"stage": "plan", "outcome": "block", "reasons": [OPTED, {**HOURS}]}])


DEBT = "您在示例银行有一笔两千五百元的欠款，已逾期二十天，您打算什么时候处理？"
HEARD = "您在示例银行有一笔两千五百元的欠款"
PROMISE = {"intent": "promise_to_pay", "slots": {"date": "2026-12-04", "amount": "2500"}}
OPT_OUT = {"intent": "opt_out", "slots": {"channel": "voice"}}
ZH_TURNS: list[Turn] = [
    ("bot", "您好，请问是张示例本人吗？", evenly("您好 请问 是 张 示例 本人 吗", 500), {"expects": "identity", "state": "who"}),
    ("borrower", "对 我 就是", evenly("对 我 就是", 3200, sure=0.97), {"intent": "confirm_identity"}),
    ("bot", "请告诉我您证件号码的后四位。", evenly("请 告诉 我 您 证件 号码 的 后 四位", 4600), {"expects": "digits"}),
    ("borrower", "幺 三 七 零", evenly("幺 三 七 零", 7800, sure=0.9), {"intent": "digits", "slots": {"digits": "1370"}}),
    ("bot", DEBT, evenly("您 在 示例 银行 有 一笔 两千 五百 元 的 欠款", 9500), {"expects": "payment", "heard": HEARD}),
    ("borrower", "下周五 还 两千五 打 13800138000 也 行", evenly("下周五 还 两千五 打 13800138000 也 行", 12900, sure=0.5), PROMISE),
]
EN_TURNS: list[Turn] = [
    ("bot", "Hello, am I speaking with Echo Sample?", evenly("Hello am I speaking with Echo Sample", 400), {"expects": "identity"}),
    ("borrower", "yes stop calling me", evenly("yes stop calling me", 3000, sure=0.92), OPT_OUT),
]


def a_conversation(conn: Connection, name: str, lang: str, turns: list[Turn], **more: Any) -> None:
    key = name.removeprefix("con_")
    began = NOW - timedelta(minutes=19)
    put(
        conn, tables.conversation, id=name, attempt_id=f"att_{key}", account_id={"zh": "acc-a", "en": "acc-b"}[key], channel="voice",
        direction="outbound", lang=lang, script="reminder", script_version=3, script_digest="d" * 64, state={},
        recording=f"{name}.wav.sealed", started_at=began, ended_at=began + timedelta(seconds=16), ended_by="bot", **more,
    )  # fmt: skip
    for seq, (side, text, spoken, extra) in enumerate(turns):
        put(
            conn, tables.turn, conversation_id=name, seq=seq, side=side, text=text,
            heard_text=extra.get("heard", text) if side == "bot" else None, words=words(spoken), from_ms=spoken[0][1], to_ms=spoken[-1][2],
            intent=extra.get("intent"), also=extra.get("also", []), slots=extra.get("slots", {}),
            state=extra.get("state"), expects=extra.get("expects"),
        )  # fmt: skip


def conversations(conn: Connection) -> None:
    a_conversation(conn, ZH_TALK, "zh-CN", ZH_TURNS, outcome="promise_to_pay", verified=True, recording_ms=16000)
    a_conversation(conn, EN_TALK, "en-US", EN_TURNS, outcome="opted_out", verified=False, recording_ms=6000)
    began = NOW - timedelta(minutes=19)
    due = {"date": "2026-12-04", "amount": "2500"}
    put(conn, tables.effect, attempt_id="att_zh", seq=1, kind="promise_recorded", data=due, at=began + timedelta(seconds=15))
    put(conn, tables.effect, attempt_id="att_en", seq=1, kind="opt_out:voice", data={"number": EN_NUMBER}, at=began + timedelta(seconds=5))
    put(conn, tables.finding, id="f1", conversation_id=ZH_TALK, rule="no_debt_before_identity", citation="rule 1", ok=True)
    put(conn, tables.finding, id="f2", conversation_id=ZH_TALK, rule="read_back", citation="rule 6", ok=False, turn=5, at_ms=13000)


def fill(store: Store, keys: Keys, folder: Path) -> None:
    for verb in (a_portfolio, contacts, conversations):
        store.write_now(verb)
    for name, seconds, turns in ((ZH_TALK, 16, ZH_TURNS), (EN_TALK, 6, EN_TURNS)):
        sound = two_channels(seconds, [(side, spoken) for side, _, spoken, _ in turns])
        (folder / f"{name}.wav.sealed").write_bytes(keys.seal(sound, "recording"))


@pytest.fixture(scope="session")
def password_hash() -> str:
    return hash_password(PASSWORD)


@pytest.fixture
def empty(empty_store: Store, keys: Keys, tmp_path: Path) -> World:
    """A store with nobody in it yet."""
    folder = tmp_path / "recordings"
    folder.mkdir()
    return World(empty_store, keys, ManualClock(NOW), folder)


@pytest.fixture
def world(empty: World, password_hash: str) -> World:
    """The sample, with a supervisor and an auditor."""
    fill(empty.store, empty.keys, empty.folder)
    for name, role in (("主管小林", "supervisor"), ("auditor", "auditor")):
        empty.store.write_now(add_user, name=name, role=role, password_hash=password_hash, now=NOW)
    return empty


@pytest.fixture
async def client(world: World) -> AsyncIterator[TestClient[Any, Any]]:
    """A browser without a session."""
    async with TestClient(TestServer(world.app())) as made:
        yield made
