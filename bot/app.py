"""The composition root: everything is built here, from the configuration, once."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
from aiohttp import web
from sqlalchemy import Connection

from bot.base.clock import Clock
from bot.base.config import Config, Listener
from bot.base.errors import ConfigError
from bot.base.resources import scripts_folder
from bot.base.signing import load_or_make_signing_keys
from bot.campaign.dispatch import Dispatcher
from bot.contact import attempts, live, operators
from bot.contact.gateway import Gateway, Received
from bot.contact.kept_packs import keep_packs
from bot.contact.missed import Missed
from bot.contact.reserve import Limits
from bot.contact.sealing import Sealer
from bot.contact.send import Sender
from bot.contact.staff import Colleague, Staff
from bot.contact.switchboard import not_called
from bot.contact.texts import IN_USE as TEXTS_IN_USE
from bot.contact.texts import Templates
from bot.conversation import approvals
from bot.conversation.calls import Calls
from bot.conversation.choice import IN_USE as SCRIPTS_IN_USE
from bot.conversation.choice import REMINDER, Scripts
from bot.conversation.handover import Desk
from bot.conversation.minutes import Tools
from bot.conversation.prepare import prepare
from bot.conversation.record import Recorded
from bot.conversation.threads import Threads
from bot.dialogue import DialogueError, load_script, load_template, script_at, template_at
from bot.speech import Models, Prompts, Synthesizer, model_paths
from bot.store import proof
from bot.store.opening import open_keys, open_store
from bot.telephony import BELOW_THE_LIMIT, RoutedGateway, open_carriers, open_twilio, routes, routes_of, tell_time
from bot.telephony.events import TextEvent
from bot.web import console, setup_link
from compliance import Packs, load_packs

log = structlog.get_logger(__name__)

LANGUAGES = ("zh-CN", "en-US")
CLOCK_SLACK = timedelta(minutes=1)
"""How far the clock may be behind what is on file: machines' clocks are set now and then."""


def load_scripts(folder: Path | None = None) -> Scripts:
    """The dialogue scripts in use, by language and name, of a folder [the shipped one]. Raises `DialogueError`, also without a reminder."""
    root = folder or scripts_folder()
    _check_there(root, [f"{lang}/{REMINDER}.yaml" for lang in LANGUAGES])
    found = {name: [lang for lang in LANGUAGES if (root / lang / f"{name}.yaml").exists()] for name in SCRIPTS_IN_USE}
    loaded = {name: load_script(langs[0], name, root) for name, langs in found.items() if langs}
    return {(lang, name): each for name, script in loaded.items() for lang, each in script.siblings.items()}


def load_templates(folder: Path | None = None) -> Templates:
    """The text templates in use, by language and name, of a folder [the shipped one]. Raises `DialogueError`, also for a missing one."""
    root = folder or scripts_folder()
    _check_there(root, [f"{lang}/texts/{name}.yaml" for lang in LANGUAGES for name in TEXTS_IN_USE])
    return {(lang, name): load_template(lang, name, root) for lang in LANGUAGES for name in TEXTS_IN_USE}


def _check_there(root: Path, names: list[str]) -> None:
    if missing := [name for name in names if not (root / name).exists()]:
        raise DialogueError(f"{root}: the service needs {', '.join(missing)}; `courtesy script new` puts what ships beside your own")


def drafts(conn: Connection, folder: Path | None) -> list[str]:
    """What lies in the folder and could not be used as it is, besides the scripts and texts in use; it takes no part in the service."""
    found: list[str] = []
    for path in sorted((folder or scripts_folder()).glob("*/**/*.yaml")):
        text = path.parent.name == "texts"
        if path.stem in (TEXTS_IN_USE if text else SCRIPTS_IN_USE):
            continue
        try:
            approvals.require(conn, [template_at(path) if text else script_at(path)])
        except (DialogueError, approvals.ApprovalError):
            found.append(str(path))
    return found


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a started service listens."""

    webhooks: str
    console: str
    setup: str | None
    """The one-time link for the first user, while there is none."""


class App:
    """The service: scheduler, webhooks, media, console. `start` it in an event loop, `close` it there too."""

    def __init__(self, config: Config, clock: Clock) -> None:
        config.check_service()
        self.config = config
        self.clock = clock
        self.keys = open_keys(config)
        self.store = open_store(config, self.keys)
        self.packs: Packs = load_packs()
        self.scripts = load_scripts(config.scripts)
        self.texts = load_templates(config.scripts)
        self.models = Models(model_paths(config))
        self._synth = Synthesizer()
        self.prompts = Prompts(config.speech.prompts, self._synth, self.keys)
        self._runners: list[web.AppRunner] = []
        gateway = config.gateway
        calls, texts = gateway.calls_per_second * BELOW_THE_LIMIT, gateway.texts_per_second * BELOW_THE_LIMIT
        self.staff = Staff(
            (Colleague(each.signs_in_as, each.name, each.phone, each.languages, each.hours) for each in config.people),
            ZoneInfo(config.service.zone),
        )
        twilio = open_twilio(
            config,
            clock,
            may_go_on=lambda attempt: self.store.read(live.may_go_on, attempt),
            staff=self.staff.numbers,
        )
        self.carriers = open_carriers(
            twilio,
            config,
            clock,
            code_of=lambda operator, text, version: self.store.read(operators.code_of, operator, text, version),
        )
        self.gateway: Gateway = RoutedGateway(self.carriers, lambda name: self.store.read(attempts.carrier_of, name))
        self.desk = Desk(self.store, twilio, clock, self.staff, gateway.caller_number)
        limits = Limits(calls, texts, config.service.live_calls, gateway.caller_number, routes_of(gateway, self.carriers))
        ready = partial(prepare, self.store, clock, self.scripts, self.prompts)
        self.sender = Sender(self.store, self.gateway, clock, self.packs, self.texts, limits, ready)
        one_way = frozenset(name for name, each in self.carriers.items() if not each.capabilities.two_way_text)
        tools = Tools(self.store, clock, self.models, self.prompts, self._save_recording)
        self.calls = Calls(tools, self.scripts, Threads(self.store, clock, self.scripts, one_way), self.desk)
        signing = load_or_make_signing_keys(config.store.signing)
        sealer = Sealer(self.store, clock, signing.private, config.store.checkpoints)
        self.missed = [Missed(self.store, each, clock, self._missed_text, name) for name, each in self.carriers.items()]
        self.dispatcher = Dispatcher(
            self.sender, self.calls.live, self.calls.bury, sealer, self.calls.machine, self.missed, self.desk.tick
        )

    async def _missed_text(self, text: Received) -> None:
        await self.calls.text(TextEvent.of(text))

    async def start(self) -> Addresses:
        """Own the database, settle what a process that died left behind, listen, and begin to tick."""
        self.store.own()
        self._check_clock(await self.store.read(proof.latest))
        await self.store.read(approvals.require, [*self.scripts.values(), *self.texts.values()])
        for draft in await self.store.read(drafts, self.config.scripts):
            log.warning("script.draft_is_not_used", path=draft)
        for name in await self.store.read(not_called, self.staff):
            log.warning("people.number_of_a_borrower_is_not_called", person=name)
        await self.store.write(keep_packs, self.packs, self.clock.now())
        found = await self.store.write(attempts.recover, self.clock.now())
        buried = await self.calls.bury()
        log.info("service.recovered", **found, conversations=buried)
        for lang in LANGUAGES:
            await self.models.get(lang)
        gateway, service = self.config.gateway, self.config.service
        if self.config.clock != "real" and not await tell_time(
            gateway.base_url, gateway.account_sid, gateway.auth_token, self.clock.now()
        ):
            log.warning("service.carrier_has_another_clock")
        webhooks = routes(
            self.calls,
            self.clock,
            account_sid=gateway.account_sid,
            auth_token=gateway.auth_token,
            public_url=service.public_url,
            media_url=service.media,
            second_token=gateway.secondary_auth_token or None,
            operators=gateway.operators,
            handover=self.desk,
        )
        folder = self.config.speech.recordings
        pages = console(self.store, self.keys, self.clock, folder, zone=ZoneInfo(service.zone), staff=self.staff, listen=self.calls.sound)
        at_webhooks = await self._listen(webhooks, service.webhooks, "service.webhooks")
        at_console = await self._listen(pages, service.console, "service.console")
        token = await self.store.write(setup_link, self.clock.now())
        for each in self.missed:
            await each.ask()  # whoever opted out while we were away is not contacted first
        self.dispatcher.start()
        return Addresses(at_webhooks, at_console, f"{at_console}/setup/{token}" if token else None)

    def _check_clock(self, latest: datetime | None) -> None:
        """What lies in the future plays no part in a decision, so with a clock that runs behind the caps would not hold."""
        if latest is not None and latest > self.clock.now() + CLOCK_SLACK:
            raise ConfigError(
                f"the clock says {self.clock.now():%Y-%m-%d %H:%M} UTC, but contacts of {latest:%Y-%m-%d %H:%M} UTC are on file: "
                "set the clock right, or use another `store.url`"
            )

    async def close(self) -> None:
        """Stop in order: no new contacts, then no calls, then no new events, then what they stood on."""
        await self.dispatcher.close()
        await self.calls.close()
        await self.desk.close()
        for runner in self._runners:
            await runner.cleanup()
        await self.gateway.close()
        await self._synth.close()
        self.models.close()
        self.store.close()

    async def _listen(self, app: web.Application, listener: Listener, name: str) -> str:
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
        await runner.setup()
        self._runners.append(runner)
        try:
            await web.TCPSite(runner, listener.host, listener.port).start()
        except OSError as problem:
            raise ConfigError(
                f"`{name}`: port {listener.port} of {listener.host} can't be used ({os.strerror(problem.errno or 0)}): "
                "stop what listens there, or set another port"
            ) from problem
        host = f"[{listener.host}]" if ":" in listener.host else listener.host
        return f"http://{host}:{runner.addresses[0][1]}"

    def _save_recording(self, conversation: str, wav: bytes) -> Recorded:
        """Seal a recording and put it in place whole or not at all."""
        folder = self.config.speech.recordings
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{conversation}.wav.sealed"
        unfinished = folder / f"{name}.part"
        sealed = self.keys.seal(wav, "recording")
        unfinished.write_bytes(sealed)
        unfinished.rename(folder / name)
        return Recorded(name, hashlib.sha256(sealed).hexdigest(), hashlib.sha256(wav).hexdigest())
