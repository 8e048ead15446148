"""The carrier's process: one server on loopback, its ticker, its borrowers."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from bot.base.clock import RealClock
from bot.base.pace import Pace
from bot.base.resources import models_folder
from bot.carrier.behaviours import stranger
from bot.carrier.borrower import Borrower
from bot.carrier.clock import CarrierClock
from bot.carrier.control import Control
from bot.carrier.directory import Subscriber, read_directory
from bot.carrier.errors import CarrierError
from bot.carrier.exchange import Callee, Exchange
from bot.carrier.faults import GOOD_DAY, Faults, FaultSwitch
from bot.carrier.operator import Desk
from bot.carrier.persona import personas, read_persona
from bot.carrier.registry import Registry
from bot.carrier.rest import authenticated, faulty
from bot.carrier.rest_calls import RestCalls
from bot.carrier.rest_conferences import RestConferences
from bot.carrier.rest_messages import RestMessages
from bot.carrier.rest_settings import RestServices, RestSettings
from bot.carrier.shelves import Shelves
from bot.carrier.studio import Studio
from bot.carrier.ticker import Ticker
from bot.carrier.webhooks import Webhooks
from bot.speech.recognizer import Models
from bot.speech.synthesizer import Synthesizer

LOOPBACK = "127.0.0.1"
_ORPHAN_POLL_S = 0.5
_LANGUAGES = ("zh-CN", "en-US")


@dataclass(frozen=True, slots=True)
class CarrierConfig:
    """How a carrier is started. `port` 0 takes a free one; what borrowers say is kept as sound in `voices`.

    `personas` is a folder with more of them. Calls a second are the account's, texts a second each sender's; without them nobody queues.
    """

    account_sid: str
    auth_token: str = field(repr=False)
    directory: Path | None
    journal: Path
    voices: Path
    port: int = 0
    host: str = LOOPBACK
    seed: int = 1
    sms_url: str | None = None
    voice_url: str | None = None
    personas: Path | None = None
    calls_per_second: float | None = None
    texts_per_second: float | None = None
    speed: float = 1.0
    faults: Faults = GOOD_DAY
    operator_number: str = "10690001"
    operator_url: str | None = None
    """Where the operator posts receipts and replies."""


@asynccontextmanager
async def carrier(config: CarrierConfig) -> AsyncIterator[int]:
    """A running carrier; gives the port it listens on. Raises `CarrierError` for a wrong host, a faulty file or a busy port."""
    if config.host != LOOPBACK:
        raise CarrierError(f"the local carrier listens on {LOOPBACK} only: it has no business on a network")
    if not config.account_sid or not config.auth_token:
        raise CarrierError("the local carrier needs an account sid and a token")
    known = personas() | {it.id: it for it in map(read_persona, sorted(config.personas.glob("*.yaml")) if config.personas else ())}
    directory = read_directory(config.directory, known) if config.directory else {}
    models = Models({lang: models_folder() / lang for lang in _LANGUAGES}, threads=2)
    clock = CarrierClock(RealClock(), config.speed)
    faults, ticker, shelves = FaultSwitch(config.faults), Ticker(clock), Shelves()
    shelves.any_number.values |= {"sms_url": config.sms_url, "voice_url": config.voice_url}
    async with Synthesizer() as synth:
        studio = Studio(synth, config.voices, config.seed)

        def callee(number: str, persona: str | None) -> Callee:
            who = directory.get(number) or stranger(number)
            if persona is not None:
                if persona not in known:
                    raise CarrierError(f"there is no persona {persona!r}")
                who = Subscriber(number, known[persona], who.name, who.id_last4, who.birth_year)
            return Borrower(who, studio, models)

        exchange = Exchange(
            config.account_sid, config.auth_token, clock, Registry(config.journal, clock), Webhooks(config.auth_token, clock, faults),
            ticker, callee, studio.announcement, models, shelves, faults, Pace(clock, config.calls_per_second), config.texts_per_second,
        )  # fmt: skip
        desk = Desk(exchange, config.operator_number, config.operator_url)
        runner = web.AppRunner(_app(exchange, desk), access_log=None, shutdown_timeout=1)
        ticking = asyncio.create_task(ticker.run())
        try:
            await runner.setup()
            port = await _listen(runner, config)
            exchange.base_url = f"http://{config.host}:{port}"
            yield port
        finally:
            await exchange.stop()
            ticking.cancel()
            await runner.cleanup()
            models.close()


def _app(exchange: Exchange, desk: Desk) -> web.Application:
    middlewares = [authenticated(exchange.account, exchange.auth_token), faulty(exchange.faults)]
    app = web.Application(middlewares=middlewares, client_max_size=1 << 18)
    for part in (RestCalls, RestConferences, RestMessages, RestSettings, RestServices):
        part(exchange).add_routes(app)
    desk.add_routes(app)
    Control(exchange, desk).add_routes(app)
    return app


async def _listen(runner: web.AppRunner, config: CarrierConfig) -> int:
    try:
        await web.TCPSite(runner, config.host, config.port).start()
    except OSError as error:
        raise CarrierError(f"port {config.port} of {config.host} is busy or not allowed: choose another, or 0 for any free one") from error
    return int(runner.addresses[0][1])


async def serve(config: CarrierConfig, on_ready: Callable[[int], None], stop: asyncio.Event, exit_with_parent: bool) -> None:
    """Run until `stop` is set, or (`exit_with_parent`) the process that started this one has gone."""
    parent = os.getppid()
    async with carrier(config) as port:
        on_ready(port)
        while not stop.is_set() and not (exit_with_parent and os.getppid() != parent):
            try:
                async with asyncio.timeout(_ORPHAN_POLL_S):
                    await stop.wait()
            except TimeoutError:
                continue
