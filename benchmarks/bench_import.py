"""Placement rows imported per second, and the memory that it takes. Baseline: reading the same file with `csv` and doing nothing."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.machine import fresh_store, peak_mib
from bot.base.clock import ManualClock
from bot.base.resources import samples_folder
from bot.portfolio.importing import import_file
from bot.portfolio.mandate_file import read_mandate
from bot.portfolio.mandates import add_mandate
from compliance.wording import reveals_debt

ROWS = 10_000
NOW = datetime.fromisoformat("2026-11-24T09:00:00+08:00")


def write_placement(path: Path, rows: int) -> None:
    """Made-up accounts, each with a number, a name and digits of its own."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["account_id", "name", "phone", "id_last4", "birth_year", "place", "product", "total", "due_date", "as_of", "consent_voice", "consent_sms"])
        for i in range(rows):
            phone = f"+86138{i:08d}"
            out.writerow(
                (
                    f"B{i:07d}",
                    f"样本{i}",
                    phone,
                    f"{i % 10000:04d}",
                    1960 + i % 40,
                    "CN-GD",
                    "credit_card",
                    "1234.50",
                    "2026-10-01",
                    "2026-11-23",
                    "Y",
                    "Y",
                )
            )


def run() -> Iterator[str]:
    with TemporaryDirectory() as folder, fresh_store() as store:
        clock = ManualClock(NOW)
        path = Path(folder) / "placement.csv"
        write_placement(path, ROWS)
        mandate = read_mandate(samples_folder() / "mandate_cn.yaml", reveals_debt)
        store.write_now(add_mandate, mandate, NOW)
        began = time.perf_counter()
        with path.open(encoding="utf-8") as file:
            read = sum(1 for _ in csv.reader(file))
        baseline = time.perf_counter() - began
        before = peak_mib()
        began = time.perf_counter()
        report = import_file(store, clock, path, mandate.id)
        took = time.perf_counter() - began
        created = report["rows"]["created"]
        assert created == ROWS, report["rows"]
        began = time.perf_counter()
        again = import_file(store, clock, path, mandate.id)
        unchanged = time.perf_counter() - began
        assert again["rows"]["unchanged"] == ROWS
    yield f"{created / took:,.0f} rows/s created, sealed and on disk ({ROWS:,} rows in {took:.1f} s; reading them alone: {read / baseline:,.0f} rows/s, ratio 1:{took / baseline:,.0f})"
    yield f"{ROWS / unchanged:,.0f} rows/s for the same file again (all unchanged)"
    yield f"{peak_mib() - before:.0f} MiB more memory at the peak ({peak_mib():.0f} MiB in all)"
