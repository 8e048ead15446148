"""Reading what a text operator says: whatever it is, it is an event or nothing, and never an error."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.base.clock import ManualClock
from bot.base.config import OperatorConfig
from bot.base.phone import from_national, to_national
from bot.base.signed_request import SIGNATURE, TIME, Signer
from bot.telephony.allowance import Allowance
from bot.telephony.events import TextEvent
from bot.telephony.operator_codes import error_class
from bot.telephony.operator_gateway import as_code, read_reply
from bot.telephony.operator_webhooks import OperatorWebhooks

NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)
CONFIG = OperatorConfig(base_url="https://sms.operator.example", key_id="ours", secret="s", number="10690001", signatures=("诚安",))
GOOD = {"id": "1", "from": "13800000101", "extension": "123456", "text": "TD", "at": NOW.isoformat()}
odd = ("\ud800", "\x00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00")
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from([*GOOD.values(), *odd])
values = leaves | st.lists(leaves, max_size=2)
items = st.dictionaries(st.sampled_from([*GOOD, "ref", "status", "code"]), values, max_size=8)


@given(items)
@example({**GOOD, "text": "\ud800"})
@example({**GOOD, "at": "9999-12-31T23:59:59-14:00"})
def test_a_reply_is_read_or_left_out(said: dict[str, Any]) -> None:
    found = read_reply(said, "domestic", CONFIG)
    if found is not None:
        assert found.body.encode()
        assert found.from_number.startswith("+")
        assert len(found.sid) <= 40
        assert found.at.astimezone(UTC)


def test_a_good_reply_is_read() -> None:
    found = read_reply(GOOD, "domestic", CONFIG)
    assert found is not None
    assert (found.from_number, found.to_number, found.extension) == ("+8613800000101", "10690001", "123456")
    assert (found.body, found.at) == ("TD", NOW)
    other = read_reply(GOOD, "another", CONFIG)
    assert other is not None
    assert other.sid != found.sid, "two operators may use the same id"


class Handler:
    """Remembers what it is told; it fails at one text."""

    def __init__(self) -> None:
        self.told: list[str] = []

    async def text(self, event: TextEvent) -> None:
        if event.body == "poison":
            raise RuntimeError("a bug")
        self.told.append(event.body or "")

    async def text_status(self, attempt: str, event: TextEvent) -> None:
        self.told.append(f"{attempt} {event.status} {event.error_code} {event.opt_out_type}")


def post(kind: str, batch: list[Any], *, codes: dict[str, Any] | None = None) -> tuple[int, dict[str, Any], list[str]]:
    """Status, answer, and what the service was told."""
    handler: Any = Handler()
    clock = ManualClock(NOW)
    config = CONFIG.model_copy(update={"codes": codes or {}})

    async def go() -> tuple[int, dict[str, Any], list[str]]:
        app = web.Application()
        app.add_routes(OperatorWebhooks(handler, clock, {"domestic": config}, "https://us.example", Allowance(clock, 100, 100)).routes())
        async with TestClient(TestServer(app)) as client:
            path, body = f"/operator/domestic/{kind}", json.dumps({kind: batch}).encode()
            signed = Signer("ours", "s").headers("POST", f"https://us.example{path}", body, NOW)
            async with client.post(path, data=body, headers=signed) as answer:
                return answer.status, await answer.json(), handler.told

    return asyncio.run(go())


def test_one_at_which_we_fail_holds_up_no_other_and_comes_again() -> None:
    """An opt-out may stand behind it."""
    status, answer, told = post("replies", [{**GOOD, "text": "poison"}, 17, {**GOOD, "id": "2"}])
    assert (status, answer, told) == (500, {"taken": 1, "refused": 1, "failed": 1}, ["TD"])


def test_a_receipt_has_its_class_and_keeps_its_code() -> None:
    receipts = [{"ref": "att_1", "status": "undelivered", "code": code} for code in ("OPTED_OUT", "MK:0022", "DB:\x00" + "9" * 40, None)]
    _, _, told = post("receipts", receipts, codes={"MK:0022": "opted_out"})
    stops = ["OPTED_OUT STOP", "MK:0022 STOP", f"DB:{'9' * 17} None", "None None"]
    assert told == [f"att_1 undelivered {each}" for each in stops]


@settings(max_examples=15)  # each over real HTTP
@given(st.lists(items | values, max_size=20), st.sampled_from(["receipts", "replies"]))
def test_nothing_signed_is_too_odd_to_be_answered(batch: list[Any], kind: str) -> None:
    status, answer, _ = post(kind, batch)
    assert status == 200
    assert answer["taken"] + answer["refused"] == len(batch)


@given(st.sampled_from(["method", "url", "body", "secret", "key", "late", "signature", "no time"]), st.binary(max_size=40))
def test_a_signature_is_of_all_that_matters(changed: str, body: bytes) -> None:
    url, sent = "https://us.example/operator/domestic/replies", NOW - timedelta(seconds=301 if changed == "late" else 0)
    signer = Signer("other" if changed == "key" else "ours", "guess" if changed == "secret" else "s")
    headers = signer.headers("GET" if changed == "method" else "POST", url + ("?x" if changed == "url" else ""), body, sent)
    if changed == "signature":
        headers[SIGNATURE] = "é" + headers[SIGNATURE][1:]
    if changed == "no time":
        del headers[TIME]
    read = body + b"!" if changed == "body" else body
    assert not Signer("ours", "s").accepts("POST", url, headers, read, NOW)
    assert Signer("ours", "s").accepts("POST", url, Signer("ours", "s").headers("POST", url, body, NOW), body, NOW)


@pytest.mark.parametrize("written", ["13800000101", "8613800000101", "+8613800000101", "008613800000101", "+86 138 0000 0101"])
def test_numbers_with_and_without_the_country_code(written: str) -> None:
    assert from_national(written, "86") == "+8613800000101"
    assert to_national("+8613800000101", "86") == "13800000101"


@given(st.text(max_size=20))
def test_what_is_no_number_is_none(text: str) -> None:
    found = from_national(text, "86")
    assert found is None or (found.startswith("+") and found[1:].isdecimal())


def test_classes_and_codes() -> None:
    assert error_class("TEMPLATE_UNAPPROVED", {}) == "policy"
    assert error_class("DB:0114", {"DB:0114": "policy"}, 200) == "policy"
    assert (error_class("?", {}, 401), error_class("?", {}, 429), error_class("?", {}, 418)) == ("account", "rate", "unknown")
    assert (as_code(None), as_code(""), as_code(7), as_code(["x"])) == (None, None, "7", None)
