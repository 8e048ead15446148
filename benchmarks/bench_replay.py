"""`courtesy guard replay` over many decisions, under the packs of then and under others. Baseline: parsing and deciding cases in memory."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection

from benchmarks.bench_ledger import KEYS, case_of
from benchmarks.machine import peak_mib
from bot.contact.ask import _stored
from bot.contact.kept_packs import keep_packs
from bot.contact.replay import Counts, Time, replay, stretches
from bot.store import Store, upgrade
from bot.store.parallel import side_by_side
from compliance import Packs, decide, load_packs, parse_case

DECISIONS = int(os.environ.get("BENCH_DECISIONS", "1000000"))
START = datetime.fromisoformat("2026-03-01T10:00:00+08:00")
A_DAY = 20_000
_SAMPLE = 5_000


def run() -> Iterator[str]:
    packs, cores = load_packs(), os.cpu_count() or 1
    with TemporaryDirectory() as folder:
        database = Path(folder) / "bench.db"
        url = f"sqlite:///{database}"
        fill(database, DECISIONS, packs)
        baseline = _baseline(packs)
        yield f"{DECISIONS:,} decisions; parsing and deciding alone {1 / baseline:,.0f}/s in one process"
        for name, verb, processes in (
            (f"packs of then only, {cores} processes", _same, cores),
            (f"packs of then and of now, {cores} processes (what `courtesy guard replay` does)", _others, cores),
        ):
            began, decided = time.perf_counter(), 0
            with closing(Store(url, KEYS)) as store:
                times = store.read_now(stretches, Time(START, None))
            for differences, counts in side_by_side(url, KEYS, times, processes, verb):
                assert differences == 0
                decided += counts.decided
            took = time.perf_counter() - began
            assert decided == DECISIONS
            yield f"{took:6.1f} s  {name}: {DECISIONS / took:,.0f} decisions/s (ratio to the baseline {1 / took * DECISIONS * baseline:.2f}:1)"
    yield f"{peak_mib():.0f} MiB at the peak of the first process, {peak_mib(children=True):.0f} MiB of the largest other"


def _same(conn: Connection, time_: Time) -> tuple[int, Counts]:
    counts = Counts()
    return sum(1 for _ in replay(conn, time_, load_packs(), counts)), counts


def _others(conn: Connection, time_: Time) -> tuple[int, Counts]:
    """Packs with the same rules and another name: everything is decided twice."""
    packs, counts = load_packs(), Counts()
    return sum(1 for _ in replay(conn, time_, replace(packs, texts=dict(packs.texts) | {"other.yaml": ""}, plans={}), counts)), counts


def _baseline(packs: Packs) -> float:
    cases = [case_of(number, _at(number)) for number in range(_SAMPLE)]
    began = time.perf_counter()
    for case in cases:
        decide(parse_case(case), packs)
    return (time.perf_counter() - began) / _SAMPLE


def _at(number: int) -> datetime:
    return START + timedelta(days=number // A_DAY, milliseconds=number % A_DAY * 100)


def fill(database: Path, decisions: int, packs: Packs) -> None:
    """Decisions such as a campaign of calls makes, straight into the table: what is answered is the same for all."""
    with closing(Store(f"sqlite:///{database}", KEYS)) as store:
        upgrade(store)
        store.write_now(keep_packs, packs, START)
    answer = decide(parse_case(case_of(0, START)), packs)
    assert answer.outcome == "allow"
    reasons, used = json.dumps([_stored(each) for each in answer.reasons]), json.dumps(answer.packs)
    columns = 'id, request_id, stage, outcome, reasons, packs, pack_set, "case", at'
    with closing(sqlite3.connect(database)) as conn:
        conn.execute("pragma synchronous = off")
        rows = []
        for number in range(decisions):
            at = _at(number)
            sealed = KEYS.seal(json.dumps(case_of(number, at)).encode(), "decision.case")
            when = (at - timedelta(hours=8)).replace(tzinfo=None).isoformat(" ", timespec="microseconds")
            rows.append((f"dec_{number:020d}", f"req_{number:020d}", "now", "allow", reasons, used, packs.digest, sealed, when))
            if len(rows) == 10_000 or number == decisions - 1:
                conn.executemany(f"insert into decision ({columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
                rows.clear()
        conn.commit()
