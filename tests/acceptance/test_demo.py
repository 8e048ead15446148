"""The main job, as a new user runs it: whole processes, real audio both ways."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.base.keys import load_or_make_keys
from bot.speech import read_wav
from bot.speech.audio import frame_levels
from bot.store import Store
from bot.store.tables import account, attempt, conversation, effect, finding, message, promise, request, suppression, turn


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Eight borrowers, four a language: two who promise, one who pays in parts, one who opts out. The folder, and what was printed."""
    folder = tmp_path_factory.mktemp("demo") / "run"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COURTESY_")}
    command = [sys.executable, "-m", "bot.cli.main", "--verbose", "demo", "--dir", str(folder), "--calls", "8"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=200)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    (folder / "log").write_text(done.stderr, "utf-8")
    return folder, done.stdout


@pytest.fixture(scope="module")
def store(demo: tuple[Path, str]) -> Iterator[Store]:
    folder, _ = demo
    opened = Store(f"sqlite:///{folder}/courtesy.db", load_or_make_keys(folder / "courtesy.keys"))
    yield opened
    opened.close()


@pytest.mark.timeout(240)
def test_every_borrower_gets_the_end_that_they_talked_their_way_to(store: Store) -> None:
    outcomes = store.read_now(lambda conn: Counter(conn.execute(select(attempt.c.outcome).where(attempt.c.channel == "voice")).scalars()))
    assert outcomes == {"promise_to_pay": 4, "plan_agreed": 2, "opted_out": 2}


def test_promises_are_recorded_and_confirmed_by_text(store: Store) -> None:
    """Four promises and two plans of three instalments, confirmed by texts that name the amount.

    One waits: New York City allows two contacts in seven days, and the borrower there has had a text and a call.
    """
    assert len(store.read_now(lambda conn: conn.execute(select(promise)).all())) == 4 + 2 * 3
    texts = store.read_now(
        lambda conn: conn.execute(
            select(message.c.template, message.c.text, attempt.c.outcome)
            .join(attempt, attempt.c.id == message.c.attempt_id)
            .where(message.c.template.in_(("promise_confirmation", "plan_confirmation")))
        ).all()
    )
    assert Counter(row.template for row in texts) == {"promise_confirmation": 3, "plan_confirmation": 2}
    assert {row.outcome for row in texts} == {"delivered"}


def test_chinese_texts_went_over_the_operator_and_all_else_as_always(store: Store) -> None:
    ways = select(account.c.language, attempt.c.channel, attempt.c.via).join(account, account.c.id == attempt.c.account_id)
    found = store.read_now(lambda conn: set(conn.execute(ways).all()))
    others = {("zh-CN", "voice", "twilio"), ("en-US", "sms", "twilio"), ("en-US", "voice", "twilio")}
    assert found == {("zh-CN", "sms", "domestic"), *others}


def test_the_unsolicited_texts_state_no_debt(store: Store) -> None:
    from compliance.wording import reveals_debt

    def first_texts(conn: object) -> list[str]:
        return list(conn.execute(select(message.c.text).where(message.c.template == "contact_request")).scalars())  # type: ignore[attr-defined]

    texts = store.read_now(first_texts)
    assert len(texts) == 8
    assert [text for text in texts if reveals_debt(text)] == []


def test_an_opt_out_suppresses_at_once(store: Store) -> None:
    opted = store.read_now(lambda conn: conn.execute(select(suppression).where(suppression.c.reason == "opt_out")).all())
    kinds = store.read_now(lambda conn: Counter(conn.execute(select(effect.c.kind)).scalars()))
    assert len(opted) == kinds["opt_out:voice"] == 2


def test_no_conversation_broke_a_rule(store: Store) -> None:
    broken = store.read_now(lambda conn: conn.execute(select(finding.c.rule, finding.c.turn).where(finding.c.ok.is_(False))).all())
    assert broken == []


def test_recordings_hold_both_sides_and_words_have_their_times(demo: tuple[Path, str], store: Store) -> None:
    """Two channels, sealed on disk; where a borrower's words are, there is sound on the borrower's side."""
    keys = load_or_make_keys(demo[0] / "courtesy.keys")
    talks = store.read_now(lambda conn: conn.execute(select(conversation).where(conversation.c.channel == "voice")).all())
    assert len(talks) == 8
    for talk in talks:
        sealed = (demo[0] / "recordings" / talk.recording).read_bytes()
        path = demo[0] / "opened.wav"
        path.write_bytes(keys.open(sealed, "recording"))
        wav = read_wav(path)
        assert (wav.rate, wav.channels) == (8000, 2)
        borrower, bot = (frame_levels(wav.channel(side), 20) for side in (0, 1))
        assert borrower.max() > 500
        assert bot.max() > 500
        said = store.read_now(
            lambda conn, name=talk.id: conn.execute(select(turn).where(turn.c.conversation_id == name, turn.c.side == "borrower")).all()
        )
        for row in said:
            for word in row.words:
                assert borrower[word["from_ms"] // 20 : word["to_ms"] // 20 + 1].max() > 150, (row.text, word)


def test_every_request_has_a_decision_and_an_end(store: Store) -> None:
    states = store.read_now(lambda conn: Counter(conn.execute(select(request.c.state)).scalars()))
    assert set(states) <= {"attempted", "planned"}
    assert states["planned"] == 1  # New York City's, see above
    undecided = store.read_now(lambda conn: conn.execute(select(request.c.id).where(request.c.decision_id.is_(None))).all())
    assert undecided == []


def test_the_report_is_complete(demo: tuple[Path, str]) -> None:
    for part in ("What the guard said", "What came of it", "Held back, and why", "Promises to pay", "Where to find everything", "cn.hours"):
        assert part in demo[1]


def test_nothing_personal_is_logged_or_printed(demo: tuple[Path, str], store: Store) -> None:
    """Neither numbers nor ID digits in the log; names and amounts neither."""
    log = (demo[0] / "log").read_text("utf-8")
    files = store.read_now(lambda conn: conn.execute(select(account.c.name, account.c.id_last4, account.c.total)).all())
    numbers = [line.split(",")[0] for line in (Path(__file__).parents[2] / "samples" / "directory.csv").read_text("utf-8").splitlines()[1:]]
    assert [number for number in numbers if number in log or number.removeprefix("+") in log or number in demo[1]] == []
    assert [row.name for row in files if row.name in log] == []
    assert [str(row.total) for row in files if str(row.total) in log] == []
