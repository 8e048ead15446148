"""A running carrier, who drives it, and whom it tells."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from bot.carrier import CarrierConfig, carrier
from tests.integration.carrier.rig import ABSENT, ACCOUNT, BUSY, MACHINE, NOBODY, OURS, TALKER, TOKEN, WRITER, Caller, Service, control


@pytest.fixture
def config(tmp_path: Path) -> CarrierConfig:
    rows = [(TALKER, "en_pays_by_keys"), (BUSY, "en_busy"), (NOBODY, "zh_unassigned"), (ABSENT, "en_no_answer"), (WRITER, "en_stops_texts"),
            (MACHINE, "en_machine")]  # fmt: skip
    text = "number,persona,name,id_last4,birth_year\n" + "".join(f"{n},{p},Echo Sample,0588,1980\n" for n, p in rows)
    (tmp_path / "directory.csv").write_text(text, encoding="utf-8")
    return CarrierConfig(ACCOUNT, TOKEN, tmp_path / "directory.csv", tmp_path / "journal.jsonl", tmp_path / "voices")


@pytest.fixture
async def service(caplog: pytest.LogCaptureFixture) -> AsyncIterator[Service]:
    it = Service()
    app = web.Application()
    app.router.add_post("/{tail:(voice|status|sms|amd|then).*}", it.post)
    app.router.add_get("/media/{token}", it.media)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    it.port = runner.addresses[0][1]
    yield it
    await runner.cleanup()
    assert "never retrieved" not in caplog.text, "nothing in the carrier fails unseen"
    assert it.forged == 0, "every request of the carrier is signed as Twilio signs"


@pytest.fixture
async def caller(config: CarrierConfig, service: Service) -> AsyncIterator[Caller]:
    async with carrier(config) as port:
        it = Caller(port)
        await control(it, "numbers", number=OURS, sms_url=service.url("/sms"), voice_url=service.url("/voice/in"))
        yield it
