"""`courtesy carrier`: the local carrier alone."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import sys
from pathlib import Path

import click

from bot.base.errors import CourtesyError
from bot.base.resources import samples_folder
from bot.carrier import CarrierConfig, serve


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default=True, help="Port on 127.0.0.1; 0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Only 127.0.0.1: the carrier has no business on a network.")
@click.option("--account-sid", required=True, help="The account that it serves, AC and 32 hex digits.")
@click.option("--auth-token-env", default="COURTESY_CARRIER_TOKEN", show_default=True, help="Environment variable with the token.")
@click.option("--directory", type=click.Path(path_type=Path), help="CSV of who has which number. [the samples']")
@click.option("--journal", type=click.Path(path_type=Path), required=True, help="File in which every call and text is written down.")
@click.option("--voices", type=click.Path(path_type=Path), help="Folder for what borrowers say as sound. [beside the journal]")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same borrowers.")
@click.option("--sms-url", help="Where to post texts that borrowers write to the service.")
@click.option("--voice-url", help="Where to post calls that borrowers make to the service.")
@click.option("--exit-with-parent", is_flag=True, help="End when the process that started this one ends.")
def carrier(
    port: int, host: str, account_sid: str, auth_token_env: str, directory: Path | None, journal: Path, voices: Path | None, seed: int,
    sms_url: str | None, voice_url: str | None, exit_with_parent: bool,
) -> None:  # fmt: skip
    """Run the local carrier: Twilio's wire protocol on loopback, with made-up borrowers who answer.

    Prints one line of JSON when it listens: {"ready": true, "port": N}.
    """
    token = os.environ.get(auth_token_env, "")
    try:
        if not token:
            raise click.UsageError(f"the environment variable {auth_token_env} holds no token")
        config = CarrierConfig(
            account_sid, token, directory or samples_folder() / "directory.csv", journal, voices or journal.parent / "voices",
            port, host, seed, sms_url, voice_url,
        )  # fmt: skip
        logging.basicConfig(level=logging.WARNING, format="carrier: %(message)s", stream=sys.stderr)
        asyncio.run(_serve(config, exit_with_parent))
    except CourtesyError as error:
        click.echo(f"carrier: {error}", err=True)
        sys.exit(error.exit_status)


async def _serve(config: CarrierConfig, exit_with_parent: bool) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await serve(config, lambda port: click.echo(json.dumps({"ready": True, "port": port})), stop, exit_with_parent)
