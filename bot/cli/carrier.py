"""`courtesy carrier`: the local carrier alone, and what can be asked of one that runs."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import sys
import urllib.error
import urllib.request
from base64 import b64encode
from pathlib import Path
from typing import Any

import click

from bot.base.config import is_loopback
from bot.base.errors import CourtesyError
from bot.base.resources import samples_folder
from bot.carrier import CarrierConfig, CarrierError, Faults, behaviours, serve
from bot.cli.session import Session, pass_session

_FAULT = "A fault as NAME=VALUE, such as drop_after=0.2; can be given several times (docs/carrier.md has them all)."
_BEGUN = Path("var/carrier.jsonl")
_WAIT_S = 10


@click.group(invoke_without_command=True)
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default=True, help="Port on 127.0.0.1; 0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Only 127.0.0.1: the carrier has no business on a network.")
@click.option("--account-sid", help="The account that it serves, AC and 32 hex digits. [gateway.account_sid]")
@click.option(
    "--auth-token-env", default="COURTESY_CARRIER_TOKEN", show_default=True, help="Variable with the token. [else gateway.auth_token]"
)
@click.option("--directory", type=click.Path(path_type=Path), help="CSV of who has which number. [the samples']")
@click.option("--personas", type=click.Path(path_type=Path), help="A folder with personas of your own, one YAML file each.")
@click.option("--journal", type=click.Path(path_type=Path), default=_BEGUN, show_default=True, help="Where every call and text is written.")
@click.option("--voices", type=click.Path(path_type=Path), help="Folder for what borrowers say as sound. [beside the journal]")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same borrowers.")
@click.option("--sms-url", help="Where to post texts that borrowers write to the service.")
@click.option("--voice-url", help="Where to post calls that borrowers make to the service.")
@click.option("--operator-url", help="Where the template-only text operator posts receipts and replies: .../operator/NAME.")
@click.option("--operator-number", default="10690001", show_default=True, help="The number that its texts come from.")
@click.option("--calls-per-second", type=float, help="What is asked for faster waits in a queue. [no limit]")
@click.option("--texts-per-second", type=float, help="The same, for each sender. [no limit]")
@click.option("--speed", type=float, default=1.0, show_default=True, help="Time scale: at 10 a minute takes six seconds.")
@click.option("--fault", "faults", multiple=True, metavar="NAME=VALUE", help=_FAULT)
@click.option("--exit-with-parent", is_flag=True, help="End when the process that started this one ends.")
@pass_session
def carrier(session: Session, /, **options: Any) -> None:
    """Run the local carrier: Twilio's wire protocol on loopback, with made-up borrowers who answer.

    Prints one line of JSON when it listens: {"ready": true, "port": N, "base_url": "http://...", "account_sid": "AC..."}.
    """
    if click.get_current_context().invoked_subcommand is not None:
        return
    try:
        config = _config(session, options)
        logging.basicConfig(level=logging.WARNING, format="carrier: %(message)s", stream=sys.stderr)
        asyncio.run(_serve(config, options["exit_with_parent"]))
    except CourtesyError as error:
        click.echo(f"carrier: {error}", err=True)
        sys.exit(error.exit_status)


def _config(session: Session, options: dict[str, Any]) -> CarrierConfig:
    account, variable = options["account_sid"] or session.config.gateway.account_sid, options["auth_token_env"]
    token = os.environ.get(variable) or session.config.gateway.auth_token
    if not account:
        raise click.UsageError("name the account: --account-sid, or gateway.account_sid in the configuration")
    if not token:
        raise click.UsageError(f"the environment variable {variable} holds no token, and gateway.auth_token is not set")
    journal: Path = options["journal"]
    return CarrierConfig(
        account,
        token,
        options["directory"] or samples_folder() / "directory.csv",
        journal,
        options["voices"] or journal.parent / "voices",
        options["port"],
        options["host"],
        options["seed"],
        options["sms_url"],
        options["voice_url"],
        options["personas"],
        options["calls_per_second"],
        options["texts_per_second"],
        options["speed"],
        _faults(options["faults"]),
        options["operator_number"],
        options["operator_url"],
    )


def _faults(given: tuple[str, ...]) -> Faults:
    """Raises `click.UsageError` for what is no fault."""
    values: dict[str, Any] = {}
    for each in given:
        name, sign, value = each.partition("=")
        if name not in Faults.model_fields or not sign:
            raise click.UsageError(f"{each!r} is no fault: use NAME=VALUE with one of {', '.join(Faults.model_fields)}")
        values[name] = tuple(value.split(",")) if name == "methods" else value
    try:
        return Faults.model_validate(values)
    except ValueError as error:
        raise click.UsageError(f"--fault: {error}") from error


async def _serve(config: CarrierConfig, exit_with_parent: bool) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)

    def ready(port: int) -> None:
        base = f"http://{config.host}:{port}"
        click.echo(json.dumps({"ready": True, "port": port, "base_url": base, "account_sid": config.account_sid}))

    await serve(config, ready, stop, exit_with_parent)


_url = click.option("--url", help="Where the carrier listens. [gateway.base_url]")


@carrier.command("call")
@click.argument("from_", metavar="FROM")
@click.argument("to")
@click.option("--persona", help="Who calls. [the directory's, or the number's behaviour]")
@_url
@pass_session
def call_in(session: Session, from_: str, to: str, persona: str | None, url: str | None) -> None:
    """Let FROM (a number, or "anonymous") call the service's number TO."""
    click.echo(_tell(session, url, "calls", {"from": from_, "to": to, "persona": persona}))


@carrier.command("text")
@click.argument("from_", metavar="FROM")
@click.argument("to")
@click.argument("body")
@click.option("--stop-word", "stop_words", multiple=True, help="Advanced Opt-Out: words that stop, instead of Twilio's own.")
@_url
@pass_session
def text_in(session: Session, from_: str, to: str, body: str, stop_words: tuple[str, ...], url: str | None) -> None:
    """Let FROM write BODY to the service's number TO."""
    content: dict[str, Any] = {"from": from_, "to": to, "body": body}
    click.echo(_tell(session, url, "texts", content | ({"stop_words": list(stop_words)} if stop_words else {})))


@carrier.command("faults")
@click.argument("faults", nargs=-1, metavar="[NAME=VALUE]...")
@_url
@pass_session
def set_faults(session: Session, faults: tuple[str, ...], url: str | None) -> None:
    """Let things go wrong from now on; without a fault everything is well again."""
    click.echo(_tell(session, url, "faults", _faults(faults).model_dump(exclude_defaults=True)))


@carrier.command("clock")
@click.argument("now")
@_url
@pass_session
def set_clock(session: Session, now: str, url: str | None) -> None:
    """Move the carrier's calendar to NOW, an ISO time with an offset."""
    click.echo(_tell(session, url, "clock", {"now": now}))


@carrier.command("behaviours")
def list_behaviours() -> None:
    """What a number does whose owner stands in no directory, by its last two digits. One JSON object a line."""
    patterns = {"en-US": "+1 NPA 555 01XX", "zh-CN": "+86 138 0000 90XX"}
    for (lang, digits), persona in behaviours().items():
        number = patterns[lang].replace("XX", digits)
        click.echo(json.dumps({"number": number, "lang": lang, "about": persona.about}, ensure_ascii=False))


def _tell(session: Session, url: str | None, what: str, content: dict[str, Any]) -> str:
    """What a carrier that runs answers; raises `CarrierError` where there is none, or it refuses."""
    gateway = session.config.gateway
    base = (url or gateway.base_url).rstrip("/")
    if not is_loopback(base):
        raise CarrierError("that is no local carrier: name its address with --url http://127.0.0.1:PORT")
    token = os.environ.get("COURTESY_CARRIER_TOKEN") or gateway.auth_token
    credentials = b64encode(f"{gateway.account_sid}:{token}".encode()).decode()
    headers = {"Authorization": f"Basic {credentials}", "Content-Type": "application/json"}
    asked = urllib.request.Request(f"{base}/_carrier/{what}", json.dumps(content).encode(), headers)
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(asked, timeout=_WAIT_S) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        raise CarrierError(f"the carrier refuses (HTTP {error.code}): {error.read().decode()}") from error
    except OSError as error:
        raise CarrierError(f"no carrier answers at {base}: {error}") from error
