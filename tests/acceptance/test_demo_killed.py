"""Kill -9 at any point of the demo and restart: no second dial for the same attempt, nothing lost.

The witness is the carrier's journal: every request that it ever took, written before it was answered.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.base.keys import load_or_make_keys
from bot.base.signing import load_or_make_signing_keys
from bot.contact.audit import Counts, audit, outside
from bot.store import Store
from compliance.checkpoint import fingerprint

LONGEST_S = 150


def start(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "bot.cli.main", "demo", "--dir", str(folder), "--calls", "10", "--seed", "7"]
    with (folder.parent / "demo.log").open("ab") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    path = folder / "courtesy.db"
    if not path.exists():
        return []
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as conn:
        try:
            return conn.execute(query).fetchall()
        except sqlite3.OperationalError:  # not migrated yet
            return []


def states(folder: Path) -> Counter[str]:
    return Counter(str(state) for (state,) in rows(folder, "select state from attempt where direction = 'outbound'"))


def journal(folder: Path) -> list[dict[str, object]]:
    path = folder / "carrier.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def kill_when(process: subprocess.Popen[bytes], reached: Callable[[], bool]) -> None:
    """Wait for a moment in the demo, then kill the service as hard as it goes. Its carrier sees that and ends too."""
    deadline = time.monotonic() + LONGEST_S
    while not reached():
        assert process.poll() is None, "the demo ended before the moment to kill it"
        assert time.monotonic() < deadline, "the moment never came"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


@pytest.mark.timeout(600)
def test_a_demo_that_is_killed_three_times_dials_nobody_twice_and_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    moments: list[Callable[[], bool]] = [
        lambda: states(folder)["sent"] + states(folder)["dialing"] + states(folder)["ended"] >= 1,  # the first text goes out
        lambda: states(folder)["live"] >= 1,  # somebody is talking
        lambda: len(rows(folder, "select 1 from turn where side = 'borrower'")) >= 4,  # in mid-conversation
    ]
    for reached in moments:
        kill_when(start(folder), reached)
    last = start(folder)
    assert last.wait(LONGEST_S) == 0, (tmp_path / "demo.log").read_text("utf-8")

    creates = [line for line in journal(folder) if line["event"] == "create" and line.get("direction") != "inbound"]
    # the attempt's id goes out in every callback URL, and to the text operator as our name for the text
    made = Counter(str(line.get("operator_ref") or str(line["status_callback"]).rsplit("/", 1)[1]) for line in creates)
    assert made, "the carrier was asked for nothing"
    assert [attempt for attempt, count in made.items() if count > 1] == []

    on_file = {str(name): str(state) for name, state in rows(folder, "select id, state from attempt where direction = 'outbound'")}
    assert set(made) <= set(on_file), "the carrier made a contact that is not on file"
    assert set(on_file.values()) <= {"ended", "unknown"}
    assert {str(state) for (state,) in rows(folder, "select distinct state from request")} <= {"blocked", "attempted", "planned"}
    assert rows(folder, "select id from conversation where ended_at is null") == []
    assert rows(folder, "select id from request where state = 'attempted' and id not in (select request_id from attempt)") == []

    public = load_or_make_signing_keys(folder / "courtesy.signing.pem").public
    store = Store(f"sqlite:///{folder}/courtesy.db", load_or_make_keys(folder / "courtesy.keys"))
    counts, file = Counts(), outside(folder / "courtesy.checkpoints.jsonl")
    try:
        problems = store.read_now(lambda conn: list(audit(conn, {fingerprint(key): key for key in public}, file, counts)))
    finally:
        store.close()
    assert problems == []
    assert counts.signed == counts.entries > 0
