"""`courtesy carrier` as a process of its own: it says when it is ready, its journal survives it, and it does not outlive its parent."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

ACCOUNT, TOKEN = "AC" + "0" * 32, "not-a-secret"
RUN = "from bot.cli.main import main; main()"
AUTH = {"Authorization": aiohttp.encode_basic_auth(ACCOUNT, TOKEN)}


@asynccontextmanager
async def process(tmp_path: Path, *options: str, code: str = RUN) -> AsyncIterator[asyncio.subprocess.Process]:
    command = [sys.executable, "-c", code, "carrier", "--account-sid", ACCOUNT, "--journal", str(tmp_path / "journal.jsonl"), *options]
    env = os.environ | {"COURTESY_CARRIER_TOKEN": TOKEN}
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(*command, env=env, stdout=pipe, stderr=pipe)
    try:
        yield child
    finally:
        if child.returncode is None:
            child.kill()
        await child.communicate()


async def ready(child: asyncio.subprocess.Process) -> int:
    assert child.stdout is not None
    line = json.loads(await asyncio.wait_for(child.stdout.readline(), 20))
    assert line["ready"] is True
    return int(line["port"])


async def test_a_killed_carrier_still_knows_what_it_dialled(tmp_path: Path) -> None:
    url = "/2010-04-01/Accounts/" + ACCOUNT
    async with process(tmp_path) as child:
        base = f"http://127.0.0.1:{await ready(child)}{url}"
        form = {"To": "+13055550101", "From": "+12125550100", "Twiml": "<Response><Pause length='60'/></Response>"}
        async with aiohttp.ClientSession(headers=AUTH) as session, session.post(f"{base}/Calls.json", data=form) as response:
            assert response.status == 201
            sid = (await response.json())["sid"]
        child.send_signal(signal.SIGKILL)
        await child.wait()
    async with process(tmp_path) as child:
        base = f"http://127.0.0.1:{await ready(child)}{url}"
        async with aiohttp.ClientSession(headers=AUTH) as session, session.get(f"{base}/Calls.json?To=%2B13055550101") as response:
            calls = (await response.json())["calls"]
        assert [(call["sid"], call["status"]) for call in calls] == [(sid, "failed")]
        child.terminate()
        assert await asyncio.wait_for(child.wait(), 10) == 0


async def test_a_busy_port_is_an_error_that_says_so(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        async with process(tmp_path, "--port", str(taken.getsockname()[1])) as child:
            _, err = await asyncio.wait_for(child.communicate(), 20)
    assert child.returncode == 2
    assert b"busy" in err


async def test_it_does_not_outlive_its_parent(tmp_path: Path) -> None:
    nested = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {RUN!r}, *sys.argv[1:]]); sys.stdin.readline()"
    command = [sys.executable, "-c", nested, "carrier", "--account-sid", ACCOUNT, "--journal", str(tmp_path / "j"), "--exit-with-parent"]
    pipe = asyncio.subprocess.PIPE
    parent = await asyncio.create_subprocess_exec(*command, env=os.environ | {"COURTESY_CARRIER_TOKEN": TOKEN}, stdin=pipe, stdout=pipe)
    await ready(parent)
    parent.kill()
    assert parent.stdout is not None
    assert await asyncio.wait_for(parent.stdout.read(), 10) == b"", "its standard output ends with it"
    await parent.wait()


async def command(url: str, *words: str) -> dict[str, object]:
    """What `courtesy carrier WORDS` prints, with the account from the environment."""
    code = "from bot.cli.main import main; main()"
    env = os.environ | {"COURTESY_CARRIER_TOKEN": TOKEN, "COURTESY_GATEWAY__ACCOUNT_SID": ACCOUNT, "COURTESY_GATEWAY__BASE_URL": url}
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", code, "carrier", *words, env=env, stdout=pipe, stderr=pipe)
    out, err = await asyncio.wait_for(child.communicate(), 20)
    assert child.returncode == 0, err.decode()
    answer: dict[str, object] = json.loads(out.splitlines()[0])
    return answer


async def test_a_carrier_that_runs_is_told_by_the_command_what_to_do(tmp_path: Path) -> None:
    async with process(tmp_path, "--voice-url", "http://127.0.0.1:9/voice") as child:
        url = f"http://127.0.0.1:{await ready(child)}"
        assert (await command(url, "faults", "webhooks_lost=0.5"))["webhooks_lost"] == 0.5
        called = await command(url, "call", "anonymous", "+12125550100", "--persona", "en_silent")
        assert (called["direction"], called["from"]) == ("inbound", "+266696687")
        assert (await command(url, "text", "+12125550101", "+12125550100", "hello"))["status"] == "received"
        assert (await command(url, "behaviours"))["number"] == "+1 NPA 555 0100"
