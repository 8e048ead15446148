"""Reserve transactions per second: lock, facts, guard, attempt, permit, ledger, on disk. Baseline: committing one small row."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert, select

from benchmarks.bench_import import write_placement
from benchmarks.machine import fresh_store
from bot.app import load_templates
from bot.base.clock import ManualClock
from bot.base.resources import samples_folder
from bot.contact import requests
from bot.contact.pool import OurNumber
from bot.contact.requests import Wish
from bot.contact.reserve import Limits, Reserved, reserve
from bot.contact.routes import Route
from bot.portfolio.importing import import_file
from bot.portfolio.mandate_file import read_mandate
from bot.portfolio.mandates import add_mandate
from bot.store import Store
from bot.store.tables import account, cap_group
from compliance import load_packs
from compliance.wording import reveals_debt
from tests.postgres_server import NoServer, running

ACCOUNTS = 1_000
NOW = datetime.fromisoformat("2026-11-24T09:00:00+08:00")
LIMITS = Limits(1e9, 1e9, 10**9, "+15005550006")
POOL = tuple(OurNumber(f"+8610555501{n:02}", a_day=200, a_person_a_day=3) for n in range(20))
POOLED = Limits(1e9, 1e9, 10**9, "+15005550006", (Route("twilio", "voice", POOL, "voice", 1e9, "+86"),))


def run() -> Iterator[str]:
    with fresh_store() as store:
        yield from _on("SQLite", store, callers=16)
    try:
        with running(durable=True) as server:
            server.tell("CREATE DATABASE bench")
            with fresh_store(server.url("bench")) as store:
                yield from _on("PostgreSQL", store, callers=8)
    except NoServer as problem:
        yield f"PostgreSQL is not measured: {problem}"


def _on(name: str, store: Store, callers: int) -> Iterator[str]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "placement.csv"
        write_placement(path, ACCOUNTS)
        mandate = read_mandate(samples_folder() / "mandate_cn.yaml", reveals_debt)
        store.write_now(add_mandate, mandate, NOW)
        import_file(store, ManualClock(NOW), path, mandate.id)
    for line in asyncio.run(_measure(store, callers)):
        yield f"{name:10} {line}"


async def _measure(store: Store, callers: int) -> list[str]:
    packs, templates = load_packs(), load_templates()
    accounts = await store.read(lambda conn: list(conn.execute(select(account.c.id)).scalars()))
    names = [str(await store.write(requests.ask_for, Wish(each, "voice", "manual", NOW), NOW)) for each in accounts]
    began = time.perf_counter()
    for i in range(200):
        await store.write(lambda conn, i=i: conn.execute(insert(cap_group).values(id=f"bench{i}", created_at=NOW)))
    baseline = (time.perf_counter() - began) / 200
    began = time.perf_counter()
    for name in names:
        await store.write(requests.plan, name, packs, templates, NOW)
    planned = (time.perf_counter() - began) / len(names)
    quarter = ACCOUNTS // 4
    alone, pooled, together = names[:quarter], names[quarter : 2 * quarter], names[2 * quarter :]
    took, made = [], []
    for some, limits in ((alone, LIMITS), (pooled, POOLED)):
        began = time.perf_counter()
        made += [await store.write(reserve, name, packs, templates, limits, NOW) for name in some]
        took.append((time.perf_counter() - began) / quarter)
    one, of_a_pool = took
    gate = asyncio.Semaphore(callers)

    async def reserved(name: str) -> object:
        async with gate:
            return await store.write(reserve, name, packs, templates, LIMITS, NOW)

    began, cpu = time.perf_counter(), time.process_time()
    made += await asyncio.gather(*(reserved(name) for name in together))
    many, work = (time.perf_counter() - began) / len(together), (time.process_time() - cpu) / len(together)
    assert all(isinstance(each, Reserved) for each in made)
    return [
        f"{1 / planned:,.0f} first answers/s (plan)",
        f"{1 / one:,.0f} reservations/s by one caller (a commit of one small row: {1 / baseline:,.0f}/s, ratio 1:{one / baseline:.1f})",
        f"{1 / of_a_pool:,.0f} reservations/s by one caller, from a pool of {len(POOL)} numbers with limits",
        f"{1 / many:,.0f} reservations/s by {callers} callers ({work * 1e6:,.0f} us of this process's CPU each)",
    ]
