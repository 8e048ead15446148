"""A text operator that carries approved templates only: the service's own parts against the local carrier's operator, over real HTTP."""

from __future__ import annotations

import asyncio
import base64
import json
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import structlog
from aiohttp import web
from sqlalchemy import Connection, func, select
from structlog.testing import capture_logs

from bot.app import load_scripts, load_templates
from bot.base.clock import ManualClock
from bot.base.config import OperatorConfig
from bot.base.signed_request import SIGNATURE, Signer
from bot.campaign.dispatch import Dispatcher
from bot.carrier import CarrierConfig, carrier
from bot.contact import attempts, operators, requests
from bot.contact.missed import Missed
from bot.contact.pool import OurNumber
from bot.contact.requests import Wish
from bot.contact.reserve import Limits
from bot.contact.routes import Route
from bot.contact.sealing import Sealer
from bot.contact.send import Sender, send
from bot.contact.sweep import sweep
from bot.conversation.calls import Calls
from bot.conversation.threads import Threads
from bot.portfolio.accounts import extension_of, load_account
from bot.store import Store
from bot.store.tables import account, account_phone, attempt, decision, inbox, message, request, suppression
from bot.telephony import RoutedGateway, routes
from bot.telephony.events import TextEvent
from bot.telephony.operator_gateway import OperatorGateway
from compliance import load_packs
from tests.integration.test_contact_spine import contactable, ready

ACCOUNT, TOKEN, ACCESS, SIGNED = "AC" + "0" * 32, "not-a-secret", "10690001", "诚安联络服务"
SCRIPTS, TEXTS, PACKS = load_scripts(), load_templates(), load_packs()
CHINA = Route("domestic", "sms", (OurNumber(ACCESS),), "domestic", 1000, "+86", templates_only=True)
LIMITS = Limits(1000, 1000, 10, "+15005550006", (CHINA,))


@dataclass
class Office:
    """The service's part, an operator on this machine, and what a test tells it."""

    store: Store
    clock: ManualClock
    ours: str
    theirs: str
    sender: Sender
    dispatcher: Dispatcher
    missed: Missed
    http: aiohttp.ClientSession
    journal: Path

    async def control(self, what: str, **given: Any) -> dict[str, Any]:
        basic = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        async with self.http.post(f"{self.theirs}/_carrier/{what}", json=given, headers={"Authorization": f"Basic {basic}"}) as answer:
            assert answer.status < 300, await answer.text()
            return dict(await answer.json())

    async def approve(self, name: str, *, signature: str = SIGNED) -> None:
        """The operator approves all variants of a text, and tells their numbers."""
        template = TEXTS["zh-CN", name]
        wordings = [each.text.removeprefix("【{agency}】") for each in template.file.text.variants]
        codes = [(await self.control("operator/templates", signature=signature, text=each))["template"] for each in wordings]
        self.store.write_now(operators.note, template, "domestic", "approved", ",".join(codes), by="somebody", now=self.clock.now())

    def wish(self, template: str = "contact_request") -> str:
        wanted = Wish(self.store.read_now(contactable), "sms", "manual", self.clock.now(), template=template)
        name = self.store.write_now(requests.ask_for, wanted, self.clock.now())
        assert name is not None
        self.store.write_now(requests.plan, name, PACKS, TEXTS, self.clock.now())
        return name

    async def text(self, template: str = "contact_request") -> Any:
        name = await send(self.sender, self.wish(template))
        return self.of(name)

    def of(self, name: Any) -> Any:
        return self.store.read_now(lambda conn: conn.execute(select(attempt).where(attempt.c.id == name)).one())

    async def until(self, what: Any) -> Any:
        """What the database says once the operator has told us."""
        async with asyncio.timeout(10):
            while not (found := self.store.read_now(what)):  # noqa: ASYNC110 - another process's news come when they come
                await asyncio.sleep(0.02)
            return found

    async def ended(self, name: str) -> Any:
        await self.until(lambda conn: conn.execute(select(attempt.c.id).where(attempt.c.id == name, attempt.c.state == "ended")).first())
        return self.of(name)

    async def answers(self) -> None:
        for _ in range(3):
            self.clock.advance(timedelta(seconds=1))
            await self.dispatcher.tick()
            await asyncio.gather(*self.dispatcher._sending.values())

    async def post(self, kind: str, items: list[Any], *, secret: str = TOKEN, late_s: int = 0, name: str = "domestic") -> int:
        url, body = f"{self.ours}/operator/{name}/{kind}", json.dumps({kind: items}).encode()
        headers = Signer(ACCOUNT, secret).headers("POST", url, body, self.clock.now() - timedelta(seconds=late_s))
        async with self.http.post(url, data=body, headers=headers) as answer:
            return answer.status


@pytest.fixture
async def office(store: Store, clock: ManualClock, sealer: Sealer, tmp_path: Path) -> AsyncIterator[Office]:
    taken = socket.create_server(("127.0.0.1", 0))
    ours = f"http://127.0.0.1:{taken.getsockname()[1]}"
    where = CarrierConfig(
        ACCOUNT, TOKEN, None, tmp_path / "journal.jsonl", tmp_path / "voices", operator_url=f"{ours}/operator/domestic"
    )
    async with carrier(where) as port, aiohttp.ClientSession() as http:
        theirs = f"http://127.0.0.1:{port}"
        config = OperatorConfig(base_url=f"{theirs}/operator", key_id=ACCOUNT, secret=TOKEN, number=ACCESS, signatures=(SIGNED,))
        gateway = OperatorGateway("domestic", config, clock, lambda *which: store.read(operators.code_of, "domestic", *which))
        routed = RoutedGateway({"domestic": gateway}, lambda name: store.read(attempts.carrier_of, name))
        sender = Sender(store, routed, clock, PACKS, TEXTS, LIMITS, ready)
        tools: Any = type("Tools", (), {"store": store, "clock": clock})
        calls = Calls(tools, SCRIPTS, Threads(store, clock, SCRIPTS, frozenset(["domestic"])))
        missed = Missed(store, gateway, clock, lambda text: calls.text(TextEvent.of(text)), "domestic")
        app = routes(
            calls, clock, account_sid=ACCOUNT, auth_token=TOKEN, public_url=ours, media_url="ws://127.0.0.1", operators={"domestic": config}
        )
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.SockSite(runner, taken).start()
        it = Office(store, clock, ours, theirs, sender, Dispatcher(sender, frozenset, _nobody, sealer), missed, http, where.journal)
        await it.control("clock", now=clock.now().isoformat())
        yield it
        await runner.cleanup()
        await gateway.close()


async def _nobody(_before: object) -> None: ...


def reasons(conn: Connection) -> list[str]:
    return [each["rule"] for found in conn.execute(select(decision.c.reasons)).scalars() for each in found]


async def test_a_text_that_is_not_approved_there_is_never_sent(office: Office) -> None:
    """Nothing is used up: it is tried again in an hour, when somebody may have seen to it. Submitted is not approved."""
    template = TEXTS["zh-CN", "contact_request"]
    office.store.write_now(operators.note, template, "domestic", "submitted", "T1,T2", by="somebody", now=office.clock.now())
    row = await office.text()
    assert (row.state, row.outcome, row.carrier_code) == ("ended", "not_placed", "TEMPLATE_UNAPPROVED")
    again = office.store.read_now(lambda conn: conn.execute(select(request.c.state, request.c.due_at)).one())
    assert (again.state, again.due_at - office.clock.now()) == ("planned", timedelta(hours=1))


async def test_an_approved_text_goes_out_in_these_words_and_its_receipt_ends_it(office: Office) -> None:
    await office.approve("contact_request")
    sent = await office.text()
    row = await office.ended(sent.id)
    assert (row.via, row.our_number, row.outcome) == ("domestic", ACCESS, "delivered")
    words = office.store.read_now(lambda conn: conn.execute(select(message.c.text)).scalar_one())
    journal = [json.loads(line) for line in office.journal.read_text("utf-8").splitlines()]
    created = [(line["body"], line["from"], line["extension"]) for line in journal if line["event"] == "create"]
    assert created == [(words, ACCESS, extension_of(row.account_id))]
    assert words.startswith(f"【{SIGNED}】")


def test_what_the_operator_does_not_carry_is_named(store: Store, clock: ManualClock) -> None:
    """Of the languages that it was asked about: one variant without a number is enough."""
    texts = [TEXTS["zh-CN", "contact_request"], TEXTS["zh-CN", "opt_out_confirmation"], TEXTS["en-US", "contact_request"]]
    assert store.read_now(operators.lacking, "domestic", texts) == []
    for text, codes in zip(texts, ("T1,-", "T3"), strict=False):
        store.write_now(operators.note, text, "domestic", "approved", codes, by="x", now=clock.now())
    assert store.read_now(operators.lacking, "domestic", texts) == ["text zh-CN/contact_request (version 1)"]
    assert store.read_now(operators.lacking, "another", texts) == []


async def test_what_the_operator_would_render_otherwise_is_refused(office: Office) -> None:
    """The operator's own wording of the template is not ours any more: what would go out is not what the guard has seen."""
    await office.approve("contact_request")
    other = (await office.control("operator/templates", signature=SIGNED, text="{address}您好，请来电{agency_phone}。"))["template"]
    template = TEXTS["zh-CN", "contact_request"]
    office.store.write_now(operators.note, template, "domestic", "approved", f"{other},{other}", by="x", now=office.clock.now())
    assert (await office.text()).carrier_code == "TEMPLATE_MISMATCH"


async def test_an_opt_out_upstream_is_heeded_and_confirmed_by_a_template(office: Office) -> None:
    """退订 to our number with the extension behind it; what is said to it is approved too."""
    for each in ("contact_request", "opt_out_confirmation"):
        await office.approve(each)
    sent = await office.ended((await office.text()).id)
    office.clock.advance(timedelta(seconds=30))
    await office.control("texts", **{"from": sent.number, "to": ACCESS + extension_of(sent.account_id), "body": "TD"})
    await office.until(lambda conn: conn.execute(select(suppression.c.id).where(suppression.c.reason == "opt_out")).first())
    await office.answers()
    texts = office.store.read_now(lambda conn: conn.execute(select(message.c.template, message.c.text)).all())
    confirmed = [each.text for each in texts if each.template == "opt_out_confirmation"]
    assert confirmed == [f"【{SIGNED}】您已退订，我们不会再给这个号码发短信。"]
    assert {each.template for each in texts} == {"contact_request", "opt_out_confirmation", None}


async def test_an_answer_in_words_of_our_own_is_on_file_as_blocked(office: Office) -> None:
    """Nobody is asked anything that way, so the next text begins anew."""
    await office.approve("contact_request")
    sent = await office.ended((await office.text()).id)
    for body in ("是", "好的"):
        await office.control("texts", **{"from": sent.number, "to": ACCESS + extension_of(sent.account_id), "body": body})
        before = office.store.read_now(reasons).count("contact.impossible")
        await office.until(lambda conn: conn.execute(select(request.c.id).where(request.c.state == "wished")).first())
        await office.answers()
        assert office.store.read_now(reasons).count("contact.impossible") == before + 1
    outbound = select(func.count()).select_from(attempt).where(attempt.c.direction == "outbound")
    assert office.store.read_now(lambda conn: conn.execute(outbound).scalar_one()) == 1


async def test_what_is_not_signed_with_the_secret_and_lately_has_no_effect(office: Office) -> None:
    await office.approve("contact_request")
    sent = await office.text()
    forged = [{"ref": sent.id, "id": "OP1", "status": "failed", "code": "OPTED_OUT"}]
    assert await office.post("receipts", forged, secret="guessed") == 403
    assert await office.post("receipts", forged, late_s=400) == 403
    assert await office.post("receipts", forged, name="another") == 404
    url = f"{office.ours}/operator/domestic/receipts"
    async with office.http.post(url, json={"receipts": forged}) as bare, office.http.post(url, headers={SIGNATURE: "é"}) as odd:
        assert (bare.status, odd.status) == (403, 403)
    assert (await office.ended(sent.id)).outcome == "delivered"
    assert not office.store.read_now(lambda conn: conn.execute(select(suppression.c.id).where(suppression.c.by == "carrier")).first())


async def test_batches_are_taken_item_by_item_and_twice_is_once(office: Office) -> None:
    """What can't be read holds up no other; a receipt that comes after the end changes nothing."""
    await office.approve("contact_request")
    await office.control("faults", webhooks_lost=1)  # the operator's own receipts stay away
    sent = await office.text()
    good = {"ref": sent.id, "id": "OP1", "status": "delivered", "at": office.clock.now().isoformat()}
    assert await office.post("receipts", [17, {"ref": "../x", "status": "sent"}, {"ref": sent.id, "status": "eaten"}, good, good]) == 200
    assert office.of(sent.id).outcome == "delivered"
    assert await office.post("receipts", [{**good, "status": "failed", "code": "UNKNOWN"}]) == 200
    row = office.of(sent.id)
    assert (row.outcome, row.carrier_status, row.carrier_code) == ("delivered", "delivered", None)
    assert office.store.read_now(lambda conn: conn.execute(select(func.count()).select_from(inbox)).scalar_one()) == 2


async def test_a_number_that_the_operator_has_barred_is_barred_here(office: Office) -> None:
    await office.approve("contact_request")
    await office.control("faults", webhooks_lost=1)
    sent = await office.text()
    assert await office.post("receipts", [{"ref": sent.id, "id": "OP1", "status": "undelivered", "code": "OPTED_OUT"}]) == 200
    row = office.of(sent.id)
    assert (row.outcome, row.carrier_code) == ("undelivered", "OPTED_OUT")
    barred = office.store.read_now(lambda conn: conn.execute(select(suppression).where(suppression.c.by == "carrier")).one())
    assert barred.number_index == sent.number_index


async def test_a_receipt_that_comes_a_day_late_says_what_became_of_it(office: Office) -> None:
    """Given up after two hours, as sent; what the operator says then stands, and what it says after that changes nothing."""
    await office.approve("contact_request")
    await office.control("faults", webhooks_lost=1)
    sent = await office.text()
    office.store.write_now(attempts.end, sent.id, attempts.UNREPORTED, office.clock.now())
    for status, outcome in (("sent", "sent"), ("undelivered", "undelivered"), ("delivered", "undelivered")):
        assert await office.post("receipts", [{"ref": sent.id, "id": "OP1", "status": status}]) == 200
        assert office.of(sent.id).outcome == outcome


async def test_a_lost_answer_and_lost_callbacks_are_asked_for(office: Office) -> None:
    """By our own name for the text, which the operator keeps: it is not sent again."""
    await office.approve("contact_request")
    await office.control("faults", drop_after=1, at_most=1, webhooks_lost=1)
    sent = await office.text()
    assert sent.state == "unknown"
    await asyncio.sleep(0.3)  # the operator delivers it meanwhile
    office.clock.advance(timedelta(minutes=1))
    assert await sweep(office.store, office.sender.gateway, office.clock) == 1
    assert office.of(sent.id).outcome == "delivered"
    await office.control("texts", **{"from": sent.number, "to": ACCESS + extension_of(sent.account_id), "body": "退订"})
    assert await office.missed.ask() == 1
    assert office.store.read_now(lambda conn: conn.execute(select(suppression.c.id).where(suppression.c.reason == "opt_out")).first())


async def test_the_extension_tells_whose_text_was_answered(store: Store) -> None:
    """One number of two people: by the number alone nobody is guessed, by the extension it is the one who was written to."""
    from bot.portfolio.accounts import account_of_number

    def two(conn: Connection) -> list[str]:
        return list(conn.execute(select(account.c.id).where(account.c.place.startswith("CN")).order_by(account.c.ref).limit(2)).scalars())

    one, other = store.read_now(two)

    def share(conn: Connection) -> str:
        phone = load_account(conn, one).phones[0]
        values = {"number": phone.number, "number_index": phone.index}
        conn.execute(account_phone.update().where(account_phone.c.account_id == other, account_phone.c.position == 1).values(**values))
        return phone.index

    index = store.write_now(share)
    assert store.read_now(account_of_number, index) is None
    for each in (one, other):
        found = store.read_now(account_of_number, index, extension_of(each))
        assert found is not None
        assert found.id == each
    assert store.read_now(account_of_number, index, "nobody") is None


async def test_no_number_is_in_the_log_and_the_operators_own_id_is(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    await office.approve("contact_request")
    monkeypatch.setattr("bot.telephony.operator_gateway.log", structlog.get_logger())  # one that no earlier test has bound
    with capture_logs() as log:
        sent = await office.ended((await office.text()).id)
    assert sent.number.removeprefix("+86") not in str(log)
    (took,) = (entry for entry in log if entry["event"] == "operator.took")
    assert took["id"].startswith("OP")
