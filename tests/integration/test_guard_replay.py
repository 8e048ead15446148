"""Old decisions decided again: the same under the packs of then, and what new packs would have changed."""

from __future__ import annotations

import base64
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.contact.kept_packs import keep_packs, kept_packs
from bot.contact.replay import Counts, Difference, Time, replay, stretches
from bot.store import Store
from compliance import Packs, load_packs
from compliance.packs import SHIPPED, packs_of

if TYPE_CHECKING:
    from tests.integration.conftest import Past

BEFORE = datetime.fromisoformat("2026-11-24T00:00:00+08:00")
ALL = Time(BEFORE, None)


def again(past: Past, packs: Packs | None = None, time: Time = ALL) -> tuple[list[Difference], Counts]:
    counts = Counts()
    with past.store() as store:
        found = store.read_now(lambda conn: list(replay(conn, time, packs or load_packs(), counts)))
    return found, counts


def sql(past: Past, statement: str, *values: Any) -> list[Any]:
    with closing(sqlite3.connect(past.database)) as conn, conn:
        return conn.execute(statement, values).fetchall()


def stricter(folder: Path) -> Path:
    """The shipped packs, with calls in China from ten o'clock on only."""
    folder.mkdir()
    for path in SHIPPED.glob("*.yaml"):
        shutil.copy(path, folder)
    pack = folder / "cn.yaml"
    text = pack.read_text("utf-8")
    assert 'from: "08:00"' in text
    pack.write_text(text.replace('from: "08:00"', 'from: "10:00"', 1), "utf-8")
    return folder


def test_the_packs_of_then_say_what_was_said_then(past: Past) -> None:
    found, counts = again(past)
    assert found == []
    assert counts.decided == counts.same == sql(past, "select count(*) from decision where pack_set is not null")[0][0] > 10


def test_new_packs_show_what_they_would_have_changed(past: Past, tmp_path: Path) -> None:
    found, counts = again(past, load_packs(stricter(tmp_path / "new")))
    assert {each.kind for each in found} == {"change"}
    assert counts.kinds["change"] + counts.same == counts.decided
    changed = [each for each in found if each.was.outcome == "allow"]
    assert changed
    for each in changed:
        assert each.now is not None
        assert (each.was.outcome, each.now.outcome) == ("allow", "defer")
        assert each.now.not_before == datetime.fromisoformat("2026-11-24T10:00:00+08:00")
        assert (each.was.rules["cn.hours"], each.now.rules["cn.hours"]) == ("allow", "defer")


@pytest.mark.parametrize(
    "tampering",
    [
        "update decision set outcome = 'allow', reasons = '[]' where outcome = 'block' and pack_set is not null",
        "update decision set outcome = 'block' where outcome = 'allow'",
        "update decision set not_before = '2026-11-24 01:00:00.000000' where outcome = 'defer'",
        "update decision set reasons = '[]' where outcome = 'allow'",
    ],
)
def test_an_answer_that_was_changed_afterwards_is_an_alarm(past: Past, tampering: str) -> None:
    touched = sql(past, f"{tampering} returning id")
    assert touched
    found, counts = again(past)
    assert {(each.kind, each.decision) for each in found} == {("alarm", name) for (name,) in touched}
    assert counts.kinds["alarm"] == len(touched)


def test_an_alarm_is_told_apart_from_what_new_packs_change(past: Past, tmp_path: Path) -> None:
    one = "select min(id) from decision where outcome = 'allow'"
    ((touched,),) = sql(past, f"update decision set outcome = 'block' where id = ({one}) returning id")
    found, _ = again(past, load_packs(stricter(tmp_path / "new")))
    assert [each.decision for each in found if each.kind == "alarm"] == [touched]
    assert "change" in {each.kind for each in found}


@pytest.mark.parametrize(
    ("tampering", "why"),
    [
        ("""update decision set "case" = x'00' where pack_set is not null""", "case"),
        ("update decision set overrides = '[7]' where pack_set is not null", "case"),
        ("update decision set pack_set = 'other' where pack_set is not null", "not on file"),
    ],
)
def test_what_cannot_be_decided_again_is_said(past: Past, tmp_path: Path, tampering: str, why: str) -> None:
    sql(past, tampering)
    found, counts = again(past)
    assert {each.kind for each in found} == {"unreadable"}
    assert counts.kinds["unreadable"] == counts.decided == len(found)
    assert all(why in each.why for each in found)


def test_kept_packs_that_were_changed_are_not_taken_for_those_of_then(past: Past, tmp_path: Path) -> None:
    new = load_packs(stricter(tmp_path / "new"))
    sql(past, "update pack_set set files = ?", json.dumps(dict(new.texts)))
    found, _ = again(past, new)
    assert {(each.kind, each.why) for each in found} == {("unreadable", "the packs of then are not on file, or were changed")}


def test_packs_that_this_version_cannot_read_are_said_and_the_others_decided(past: Past, tmp_path: Path) -> None:
    texts = {"old.yaml": "pack: old\nsomething: else\n"}
    digest = Packs((), load_packs().places, texts=texts).digest
    name = sql(past, "select min(id) from decision where pack_set is not null")[0][0]
    sql(past, "insert into pack_set values (?, ?, '2025-01-01 00:00:00.000000')", digest, json.dumps(texts))
    sql(past, "update decision set pack_set = ? where id = ?", digest, name)
    found, counts = again(past)
    assert [(each.kind, each.decision) for each in found] == [("unreadable", name)]
    assert counts.same == counts.decided - 1


def test_other_phrases_than_then_are_no_alarm(past: Past) -> None:
    """Phrases are not exchanged with the packs, so a difference may be due to them; that is said, and is no cry of tampering."""
    texts = dict(load_packs().texts)
    texts["words/en.yaml"] += "\n# changed since\n"
    then = packs_of(texts)
    with past.store() as store:
        store.write_now(keep_packs, then, BEFORE)
    sql(past, "update decision set pack_set = ?, outcome = 'block' where outcome = 'allow'", then.digest)
    found, _ = again(past)
    assert {each.kind for each in found} == {"words"}


def test_decisions_of_our_own_conditions_are_counted_and_not_replayed(past: Past) -> None:
    reasons = json.dumps([{"rule": "mandate", "outcome": "block"}])
    sql(past, "update decision set pack_set = null, packs = '[]', reasons = ? where outcome = 'block'", reasons)
    found, counts = again(past)
    assert found == []
    assert dict(counts.own) == {"mandate": sql(past, "select count(*) from decision where outcome = 'block'")[0][0]}


def test_a_time_is_kept_to_and_its_pieces_hold_every_decision_once(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    instants = [at for (at,) in sql(past, "select distinct at from decision order by at")]
    middle = datetime.fromisoformat(instants[3] + "+00:00")
    _, early = again(past, time=Time(BEFORE, middle))
    _, late = again(past, time=Time(middle, None))
    assert early.decided > 0
    assert early.decided + late.decided == again(past)[1].decided
    for size in (1, 2, 5):
        monkeypatch.setattr("bot.contact.replay.STRETCH", size)
        with past.store() as store:
            pieces = store.read_now(stretches, Time(BEFORE, middle + timedelta(days=9)))
        assert len(pieces) > 1
        assert sum(again(past, time=piece)[1].decided for piece in pieces) == again(past)[1].decided
        assert all(one.until == other.since for one, other in pairwise(pieces))


def test_packs_are_kept_once_and_read_back_as_they_were(empty_store: Store) -> None:
    packs = load_packs()
    for _ in range(2):
        empty_store.write_now(keep_packs, packs, BEFORE)
    kept = empty_store.read_now(kept_packs, packs.digest)
    assert kept is not None
    assert (kept.files, kept.digest) == (packs.files, packs.digest)
    assert empty_store.read_now(kept_packs, "0" * 64) is None


def test_the_command_prints_the_differences_and_a_summary(past: Past, tmp_path: Path) -> None:
    (past.folder / "courtesy.keys").write_text("\n".join(base64.b64encode(each * 32).decode() for each in (b"s", b"i")) + "\n")
    settings = {"COURTESY_STORE__URL": f"sqlite:///{past.database}", "COURTESY_STORE__KEY_FILE": str(past.folder / "courtesy.keys")}

    def courtesy(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bot.cli.main", "guard", "replay", *arguments]
        return subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=False, timeout=60)

    same = courtesy("--since", BEFORE.isoformat(), "--json")
    assert (same.returncode, len(same.stdout.splitlines())) == (0, 1), same.stderr
    new = courtesy("--since", BEFORE.isoformat(), "--json", "--packs", str(stricter(tmp_path / "new")))
    assert new.returncode == 0, "what new packs change is no fault"
    first, last = (json.loads(new.stdout.splitlines()[place]) for place in (0, -1))
    assert first["kind"] == "change"
    assert first["rules"]["cn.hours"] == ["allow", "defer"]
    assert last["change"] == len(new.stdout.splitlines()) - 1
    sql(past, "update decision set outcome = 'block' where outcome = 'allow'")
    alarm = courtesy("--since", BEFORE.isoformat())
    assert alarm.returncode == 1
    assert "ALARM" in alarm.stdout
    assert "ALARMS" in alarm.stderr
    assert courtesy("--since", "yesterday").returncode == 2
