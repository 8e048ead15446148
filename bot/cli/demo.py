"""`courtesy demo`: the whole main job with made-up borrowers, over the local carrier, with real audio both ways."""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.live import Live
from rich.table import Table
from sqlalchemy import Connection, func, select

from bot.app import Addresses, App
from bot.base.clock import JumpingClock
from bot.base.config import (
    ClockConfig,
    Config,
    GatewayConfig,
    Listener,
    OperatorConfig,
    RouteConfig,
    ServiceConfig,
    SpeechConfig,
    StoreConfig,
)
from bot.base.errors import CourtesyError
from bot.base.resources import samples_folder
from bot.campaign import planner, report
from bot.cli.demo_report import Ended, print_report
from bot.cli.service import tell
from bot.contact import operators
from bot.dialogue import name_of
from bot.portfolio.importing import import_file
from bot.portfolio.mandate_file import read_mandate
from bot.portfolio.mandates import add_mandate
from bot.store import Store, proof
from bot.store.tables import campaign, request
from bot.telephony import register_template, tell_time
from compliance.wording import reveals_debt

START = datetime.fromisoformat("2026-11-24T07:55:00+08:00")
"""Five minutes before the day begins in China; early evening of the day before in the United States."""
HORIZON = timedelta(hours=20)
"""What is due later than so long after the start is left planned, and shown as such."""
ACCOUNT_SID = "AC" + "5" * 32
CALLER_NUMBER = "+15005550006"
OPERATOR, OPERATOR_NUMBER = "domestic", "10690001"
SIGNATURE = "诚安联络服务"
"""As the sample mandate's agency calls itself: operators want it before every text."""
_MARKETS = {"zh-CN": "cn", "en-US": "us"}
_POLL_S = 0.2
_CARRIER_START_S = 60


class DemoError(CourtesyError):
    """The demo can't run here."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a demo was asked to do; kept beside its database, so that one that was cut off goes on where it was."""

    seed: int
    calls: int | None
    lang: str | None


@click.command()
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same borrowers.")
@click.option("--calls", type=click.IntRange(1), help="At most so many borrowers. [all]")
@click.option("--lang", type=click.Choice(sorted(_MARKETS)), help="One language only. [both]")
@click.option("--serve", is_flag=True, help="Keep the console open afterwards.")
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("var/demo"),
    show_default=True,
    help="Where everything goes.",
)
def demo(seed: int, calls: int | None, lang: str | None, serve: bool, folder: Path) -> None:
    """Run the whole main job: 40 made-up borrowers, a text and a call each, over a local carrier, in under three minutes.

    Nothing leaves this machine. A demo that was cut off goes on where it was.
    """
    out = Console(highlight=False)
    asyncio.run(_run(_Demo(folder, Plan(seed, calls, lang), out), serve))


async def _run(job: _Demo, serve: bool) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    began = time.monotonic()
    async with job.carrier() as base_url:
        app, where = await job.service(base_url)
        try:
            await job.campaigns(app)
            await job.watch(app, base_url, stop)
            if stop.is_set():
                job.out.print("[yellow]stopped:[/] run `courtesy demo` again to go on from here")
                return
            took = time.monotonic() - began
            job.finish()
            print_report(job.out, app.store, Ended(took, job.folder, where.console))
            if serve:
                tell(where)
                click.echo("Ctrl-C ends it.", err=True)
                await stop.wait()
        finally:
            await app.close()


class _Demo:
    def __init__(self, folder: Path, plan: Plan, out: Console) -> None:
        self.folder = folder
        self.out = out
        self._token = secrets.token_hex(16)
        self._marker = folder / "demo.json"
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = _lock(folder)
        self.plan = self._resume_or_begin(plan)

    def _resume_or_begin(self, wanted: Plan) -> Plan:
        """An unfinished demo goes on; a finished one makes room for a new one. Prompts that are rendered are kept."""
        if self._marker.exists():
            before = json.loads(self._marker.read_text("utf-8"))
            if not before.pop("finished"):
                self.out.print(f"[yellow]going on[/] with the demo that was cut off, as it was begun (delete {self.folder} to begin anew)")
                return Plan(**before)
        elif (self.folder / "courtesy.db").exists():
            raise DemoError(f"{self.folder} holds a database that is not a demo's, and a demo begins with an empty one: name another --dir")
        for old in ("courtesy.db", "courtesy.db-wal", "courtesy.db-shm", "courtesy.lock", "courtesy.checkpoints.jsonl", "carrier.jsonl"):
            (self.folder / old).unlink(missing_ok=True)
        shutil.rmtree(self.folder / "recordings", ignore_errors=True)
        self._mark(wanted, finished=False)
        return wanted

    def _mark(self, plan: Plan, *, finished: bool) -> None:
        unfinished = self._marker.with_suffix(".part")
        unfinished.write_text(json.dumps(asdict(plan) | {"finished": finished}), "utf-8")
        unfinished.rename(self._marker)

    def finish(self) -> None:
        self._mark(self.plan, finished=True)

    @asynccontextmanager
    async def carrier(self) -> AsyncIterator[str]:
        """The local carrier as a process of its own; gives its base URL."""
        self._webhook_port = _free_port()
        command = [sys.executable, "-m", "bot.cli.main", "carrier", "--account-sid", ACCOUNT_SID, "--seed", str(self.plan.seed)]
        command += ["--journal", str(self.folder / "carrier.jsonl"), "--voices", str(self.folder / "voices"), "--exit-with-parent"]
        command += ["--sms-url", f"http://127.0.0.1:{self._webhook_port}/twilio/sms"]
        command += ["--operator-url", f"http://127.0.0.1:{self._webhook_port}/operator/{OPERATOR}", "--operator-number", OPERATOR_NUMBER]
        process = await asyncio.create_subprocess_exec(
            *command,
            env=os.environ | {"COURTESY_CARRIER_TOKEN": self._token},
            stdout=asyncio.subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for us: the carrier ends after the calls that it carries
        )
        assert process.stdout is not None
        try:
            async with asyncio.timeout(_CARRIER_START_S):
                line = await process.stdout.readline()
            if not line:
                raise DemoError("the local carrier did not start; what it said is above")
            yield f"http://127.0.0.1:{json.loads(line)['port']}"
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()

    async def service(self, base_url: str) -> tuple[App, Addresses]:
        """The service, built as always, from a configuration that points at the local carrier."""
        config = Config(
            store=StoreConfig(url=f"sqlite:///{self.folder}/courtesy.db", key_file=self.folder / "courtesy.keys"),
            gateway=GatewayConfig(
                base_url=base_url,
                account_sid=ACCOUNT_SID,
                auth_token=self._token,
                caller_number=CALLER_NUMBER,
                calls_per_second=4,
                texts_per_second=20,
                operators={OPERATOR: self._operator(base_url)},
                routes=(RouteConfig(prefix="+86", channel="sms", via=OPERATOR),),
            ),
            service=ServiceConfig(
                public_url=f"http://127.0.0.1:{self._webhook_port}",
                webhooks=Listener(port=self._webhook_port),
                console=Listener(port=0),
                live_calls=12,
                zone="Asia/Shanghai",
            ),
            speech=SpeechConfig(prompts=self.folder / "prompts", recordings=self.folder / "recordings"),
            clock=ClockConfig(start=START),
        )
        self.clock = JumpingClock(START)
        app = App(config, self.clock)
        latest = app.store.read_now(proof.latest)
        if latest is not None:
            self.clock.jump_to(latest + timedelta(seconds=1))
        await self._approve(app, base_url)
        return app, await app.start()

    def _operator(self, base_url: str) -> OperatorConfig:
        """Texts in China go over the carrier's operator, which takes approved templates only."""
        return OperatorConfig(
            base_url=f"{base_url}/operator",
            key_id=ACCOUNT_SID,
            secret=self._token,
            number=OPERATOR_NUMBER,
            signatures=(SIGNATURE,),
            texts_per_second=20,
        )

    async def _approve(self, app: App, base_url: str) -> None:
        """Have the operator approve our texts, and note under which numbers; a carrier that was started again has forgotten them."""
        noted = {(each.object, each.version): each.code for each in app.store.read_now(operators.listed)}
        for (lang, _), text in app.texts.items():
            if lang != "zh-CN":
                continue
            wordings = [each.text.removeprefix("【{agency}】") for each in text.file.text.variants]
            codes = [await register_template(base_url, ACCOUNT_SID, self._token, SIGNATURE, each) for each in wordings]
            numbers = operators.SEPARATOR.join(code for code in codes if code is not None)
            if None in codes:
                raise DemoError("the local carrier did not take the texts' templates")
            if noted.get((name_of(text), str(text.version))) != numbers:
                app.store.write_now(operators.note, text, OPERATOR, "approved", numbers, by="demo", now=self.clock.now())

    async def campaigns(self, app: App) -> None:
        """Two mandates, two placement files, two campaigns: each put on file once."""
        wanted = [self.plan.lang] if self.plan.lang else list(_MARKETS)
        for number, lang in enumerate(wanted):
            market = _MARKETS[lang]
            mandate = read_mandate(samples_folder() / f"mandate_{market}.yaml", reveals_debt)
            await app.store.write(add_mandate, mandate, self.clock.now())
            done = await asyncio.to_thread(import_file, app.store, self.clock, samples_folder() / f"placement_{market}.csv", mandate.id)
            rows = done["rows"]
            self.out.print(
                f"[bold]{mandate.id}[/]: {rows['read']} rows read, {rows['created']} accounts created, {rows['rejected']} rejected"
            )
            at_most = None if self.plan.calls is None else _share(self.plan.calls, number, len(wanted))
            await app.store.write(_campaign_once, f"demo-{market}", mandate.id, at_most, self.clock.now())

    async def watch(self, app: App, base_url: str, stop: asyncio.Event) -> None:
        """Show what happens, and move the clock on where nobody speaks."""
        idle = 0
        with Live(console=self.out, refresh_per_second=4, transient=True) as live:
            while not stop.is_set():
                live.update(_board(app.store, self.clock.now(), len(app.calls.live())))
                following = await app.dispatcher.idle_until()
                working = await app.dispatcher.busy()
                idle = 0 if working else idle + 1
                if idle >= 2:  # twice in a row: what a callback or a text set off has had its chance to appear
                    if following is None or following - START > HORIZON:
                        return
                    # The carrier first: nothing is due before `following`, and what is signed then is of the same time on both sides.
                    if not await tell_time(base_url, ACCOUNT_SID, self._token, following):
                        raise DemoError("the local carrier did not take the time")
                    self.clock.jump_to(following)
                    idle = 0
                await asyncio.sleep(_POLL_S)


def _lock(folder: Path) -> int:
    """Have the folder to ourselves until this process ends. Raises `DemoError` if another demo has it."""
    handle = os.open(folder / "demo.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as problem:
        os.close(handle)
        raise DemoError(f"another demo runs in {folder}: end it first, or name another folder with --dir") from problem
    return handle


def _share(calls: int, number: int, of: int) -> int:
    return calls // of + (1 if number < calls % of else 0)


def _campaign_once(conn: Connection, name: str, mandate_id: str, at_most: int | None, now: datetime) -> None:
    if conn.execute(select(campaign.c.id).where(campaign.c.name == name)).first() is None:
        planner.create(conn, name=name, mandate_id=mandate_id, channels=("sms", "voice"), now=now, at_most=at_most)


def _board(store: Store, now: datetime, live: int) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2))
    waiting = store.read_now(lambda conn: conn.execute(select(func.count()).where(request.c.state.in_(("wished", "planned")))).scalar_one())
    counts: dict[str, Any] = store.read_now(report.contacts)
    table.add_row("clock", now.astimezone(START.tzinfo).strftime("%Y-%m-%d %H:%M:%S in Shanghai"))
    table.add_row("calls now", str(live))
    table.add_row("still planned", str(waiting))
    for channel, results in counts.items():
        table.add_row({"sms": "texts", "voice": "calls"}[channel], "  ".join(f"{name} {count}" for name, count in results.items()))
    return table


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
