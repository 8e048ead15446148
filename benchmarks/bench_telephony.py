"""Webhooks a second and their latency, 200 calls at once on signalling alone, 50 media streams at once, and how even contacts go out."""

from __future__ import annotations

import asyncio
import socket
import statistics
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from sqlalchemy import insert, select
from twilio.request_validator import RequestValidator

from benchmarks.bench_import import write_placement
from benchmarks.machine import fresh_store
from bot.app import BELOW_THE_LIMIT, load_scripts, load_templates
from bot.base.clock import JumpingClock, RealClock
from bot.base.resources import samples_folder
from bot.campaign.dispatch import Dispatcher
from bot.carrier import CarrierConfig, carrier
from bot.cli.logs import set_up_logs
from bot.contact import requests
from bot.contact.gateway import CallOrder
from bot.contact.permit import _issue
from bot.contact.requests import Wish
from bot.contact.reserve import Limits
from bot.contact.send import Sender
from bot.conversation.calls import Calls
from bot.conversation.minutes import Tools
from bot.portfolio.importing import import_file
from bot.portfolio.mandate_file import read_mandate
from bot.portfolio.mandates import add_mandate
from bot.store import Store
from bot.store.tables import account, attempt
from bot.store.types import blind
from bot.telephony import TwilioGateway, routes
from bot.telephony.events import Audio, CallEvent, MediaStream, Spoken, StreamStarted
from compliance import load_packs
from compliance.wording import reveals_debt

ACCOUNT, TOKEN, OURS = "AC" + "0" * 32, "not-a-secret", "+12125550100"
NOW = datetime.fromisoformat("2026-11-24T09:00:00+08:00")
CALLS, AT_ONCE, RATE, SECONDS = 200, 16, 20, 20
STREAMS, STREAM_S = 50, 10
STATUSES = ("initiated", "ringing", "in-progress", "completed")


def run() -> Iterator[str]:
    set_up_logs(verbose=False)
    with fresh_store() as store:
        yield asyncio.run(_webhooks(store))
    yield asyncio.run(_signalling())
    yield asyncio.run(_media())
    with fresh_store() as store:
        yield asyncio.run(_dispatch(store))


@asynccontextmanager
async def _listening(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def _webhooks(store: Store) -> str:
    """Four signed status callbacks for each of 200 calls, 16 at once, into SQLite on disk; beside them, unsigned health checks."""
    nothing: Any = None
    clock = JumpingClock(NOW)
    handler = Calls(Tools(store, clock, nothing, nothing, nothing), load_scripts(), nothing)  # type: ignore[arg-type]
    names = [f"att_{number}" for number in range(CALLS)]
    for name in names:
        store.write_now(
            lambda conn, name=name: conn.execute(
                insert(attempt).values(
                    id=name, channel="voice", direction="outbound", purpose="collect", number=OURS, number_index=blind(conn, OURS), state="sent",
                    sid=_sid(name), verified=False, epoch=0, reserved_at=NOW, dialing_at=NOW, sent_at=NOW,
                )
            )
        )  # fmt: skip
    app = routes(handler, clock, account_sid=ACCOUNT, auth_token=TOKEN, public_url="http://127.0.0.1", media_url="ws://127.0.0.1")
    async with _listening(app) as url, aiohttp.ClientSession() as http:
        posts = [_signed(url, name, status, number) for name in names for number, status in enumerate(STATUSES)]
        took, wall = await _all([lambda post=post: http.post(post[0], data=post[1], headers=post[2]) for post in posts])
        plain, plain_wall = await _all([lambda: http.get(f"{url}/healthz")] * len(posts))
    p99, base = statistics.quantiles(took, n=100)[98], statistics.quantiles(plain, n=100)[98]
    return (
        f"{len(posts) / wall:,.0f} webhooks/s on file, p50 {statistics.median(took) * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms "
        f"(health checks {len(plain) / plain_wall:,.0f}/s, p99 {base * 1000:.1f} ms: ratio 1:{wall / plain_wall:.1f})"
    )


def _sid(name: str) -> str:
    return "CA" + name.removeprefix("att_").zfill(32)


def _signed(url: str, name: str, status: str, sequence: int) -> tuple[str, str, dict[str, str]]:
    path = f"/twilio/status/{name}"
    fields = {
        "AccountSid": ACCOUNT, "CallSid": _sid(name), "CallStatus": status, "From": OURS, "To": OURS, "SequenceNumber": str(sequence),
    }  # fmt: skip
    signature = RequestValidator(TOKEN).compute_signature(f"http://127.0.0.1{path}", fields)
    headers = {"X-Twilio-Signature": signature, "Content-Type": "application/x-www-form-urlencoded"}
    return url + path, urlencode(fields), headers


async def _all(works: list[Any]) -> tuple[list[float], float]:
    gate, took = asyncio.Semaphore(AT_ONCE), []

    async def one(work: Any) -> None:
        async with gate:
            began = time.perf_counter()
            async with work() as answer:
                assert answer.status in (200, 204), answer.status
                await answer.read()
            took.append(time.perf_counter() - began)

    began = time.perf_counter()
    await asyncio.gather(*map(one, works))
    return took, time.perf_counter() - began


class _Held:
    """Every call is answered with a question, and so stays on the line for ten seconds."""

    def __init__(self) -> None:
        self.live: set[str] = set()
        self.most = 0
        self.ended: set[str] = set()

    async def voice(self, attempt_id: str | None, event: CallEvent) -> Spoken:
        self.live.add(event.sid)
        self.most = max(self.most, len(self.live))
        return Spoken("", "en-US", question=0)

    async def keyed(self, event: CallEvent, question: int, keys: str) -> None:
        return None

    async def machine(self, attempt_id: str, sid: str, answered_by: str) -> None: ...

    async def call_status(self, attempt_id: str | None, event: CallEvent) -> None:
        if event.status == "completed":
            self.live.discard(event.sid)
            self.ended.add(event.sid)


async def _signalling() -> str:
    """200 calls placed at once through the gateway, answered, asked, and ended, against the local carrier in the same process."""
    held: Any = _Held()
    with TemporaryDirectory() as folder:
        config = CarrierConfig(ACCOUNT, TOKEN, None, Path(folder) / "journal", Path(folder) / "voices")
        async with carrier(config) as port:
            taken = socket.create_server(("127.0.0.1", 0))  # the listener must know its own address before it is built
            url = f"http://127.0.0.1:{taken.getsockname()[1]}"
            app = routes(held, RealClock(), account_sid=ACCOUNT, auth_token=TOKEN, public_url=url, media_url="ws" + url[4:])
            runner = web.AppRunner(app, access_log=None)
            await runner.setup()
            await web.SockSite(runner, taken).start()
            gateway = TwilioGateway(ACCOUNT, TOKEN, f"http://127.0.0.1:{port}", url, RealClock(), caller_number=OURS)
            began = time.perf_counter()
            permits = [_issue(f"att_{n}", "voice", f"+1{201 + n}5550100", sample=True, now=RealClock().now(), valid_s=15) for n in range(CALLS)]
            made = await asyncio.gather(*(gateway.call(permit, CallOrder(OURS)) for permit in permits))
            placed = time.perf_counter() - began
            async with asyncio.timeout(120):
                while len(held.ended) < CALLS:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            took = time.perf_counter() - began
            await gateway.close()
            await runner.cleanup()
    assert held.ended == {receipt.sid for receipt in made}
    return f"{CALLS} calls placed in {placed:.2f} s, {held.most} at once, every one ended and told within {took:.1f} s of the first"


class _Listener:
    """Takes every stream, answers each with sound of its own, and notes by how much each frame comes after its time."""

    def __init__(self) -> None:
        self.late_ms: list[float] = []

    async def claim_stream(self, token: str) -> str:
        return token

    async def media(self, attempt_id: str, stream: MediaStream) -> None:
        first = None
        async for event in stream:
            if isinstance(event, StreamStarted):
                await stream.play(bytes(16_000 * STREAM_S))
                await stream.mark("end")
            elif isinstance(event, Audio):
                now = time.perf_counter() * 1000 - event.at_ms
                first = now if first is None else min(first, now)
                self.late_ms.append(now - first)


async def _media() -> str:
    """50 streams from another process, each a frame every 20 ms as Twilio sends them; the same sound goes back the other way."""
    listener: Any = _Listener()
    app = routes(listener, RealClock(), account_sid=ACCOUNT, auth_token=TOKEN, public_url="http://127.0.0.1", media_url="ws://127.0.0.1")
    async with _listening(app) as url:
        busy, began = time.process_time(), time.perf_counter()
        sender = await asyncio.create_subprocess_exec(sys.executable, "-m", "benchmarks.media_streams", url, str(STREAMS), str(STREAM_S))
        assert await sender.wait() == 0
        busy, wall = time.process_time() - busy, time.perf_counter() - began
    late = sorted(listener.late_ms)
    assert len(late) == STREAMS * STREAM_S * 50, "every frame came"
    return (
        f"{STREAMS} media streams for {STREAM_S} s: p99 {late[len(late) * 99 // 100]:.0f} ms after its time, worst {late[-1]:.0f} ms, "
        f"{sum(each > 40 for each in late)} of {len(late):,} frames more than 40 ms late; {busy / wall * 100:.0f} % of a core"
    )


async def _dispatch(store: Store) -> str:
    """Texts at 20 a second through dispatcher, guard, ledger and gateway, for 20 s: as a carrier that only counts sees them."""
    mandate = read_mandate(samples_folder() / "mandate_cn.yaml", reveals_debt)
    clock = JumpingClock(NOW)
    store.write_now(add_mandate, mandate, clock.now())
    with TemporaryDirectory() as folder:
        write_placement(Path(folder) / "p.csv", RATE * SECONDS + RATE)
        import_file(store, clock, Path(folder) / "p.csv", mandate.id)
    accounts = store.read_now(lambda conn: list(conn.execute(select(account.c.id)).scalars()))
    packs, templates = load_packs(), load_templates()
    for each in accounts:
        store.write_now(requests.ask_for, Wish(each, "sms", "once", clock.now(), template="contact_request"), clock.now())
    at: list[float] = []

    async def taken(_: web.Request) -> web.Response:
        at.append(time.perf_counter())
        return web.json_response({"sid": f"SM{len(at):032d}", "status": "queued"}, status=201)

    app = web.Application()
    app.router.add_post("/{tail:.*}", taken)
    below = RATE * BELOW_THE_LIMIT

    async def ready(_: str) -> None: ...

    async with _listening(app) as url:
        gateway = TwilioGateway(ACCOUNT, TOKEN, url, "http://127.0.0.1:1", clock, caller_number=OURS, calls_per_second=below, texts_per_second=below)
        sender = Sender(store, gateway, clock, packs, templates, Limits(below, below, 100, OURS), ready)
        sealer: Any = _NoSealer()
        while await _planned(store, sender):
            pass
        dispatcher = Dispatcher(sender, frozenset, _nobody, sealer)
        dispatcher.start()
        await asyncio.sleep(SECONDS)
        await dispatcher.close()
        await gateway.close()
    span = at[-1] - at[0]
    rate = (len(at) - 1) / span
    aligned = Counter(int(each - at[0]) for each in at)
    most = max(sum(1 for other in at if first <= other < first + 1) for first in at)
    return (
        f"{rate:.2f} contacts/s at a configured {RATE}/s ({(rate / RATE - 1) * 100:+.1f} %), "
        f"most in a second {max(aligned.values())}, in any stretch of a second {most}"
    )


async def _planned(store: Store, sender: Sender) -> int:
    waiting = await store.read(requests.unplanned, at_most=100)
    for name in waiting:
        await store.write(requests.plan, name, sender.packs, sender.texts, sender.clock.now())
    return len(waiting)


async def _nobody(_: datetime) -> None: ...


class _NoSealer:
    async def seal(self, *, sign_now: bool = False) -> None: ...
