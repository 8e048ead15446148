"""`courtesy understand --export-corrections`: a supervisor's corrections become lines of the corpus, without names and identity digits."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner
from sqlalchemy import Connection, insert, select, update

from bot.cli.session import Session
from bot.cli.understand import understand_command
from bot.store.tables import account, conversation, correction, turn
from bot.understanding.training.corpus import parse

if TYPE_CHECKING:
    from tests.integration.conftest import Past


def correct(conn: Connection, talk: Any, number: int, text: str, intent: str | None, minute: int = 0, **more: Any) -> None:
    values = {"also": [], "slots": {}, "by": "supervisor"} | more
    at = talk.started_at + timedelta(hours=1, minutes=minute)
    row = {"id": f"cor_{talk.id}_{number}_{minute}", "conversation_id": talk.id, "turn": number, "text": text, "intent": intent, "at": at}
    conn.execute(insert(correction).values(**row, **values))


def test_the_latest_correction_of_each_turn_is_a_line_of_the_corpus(past: Past) -> None:
    with past.store() as store:

        def verb(conn: Connection) -> str:
            talks = conn.execute(select(conversation).where(conversation.c.lang == "zh-CN")).all()
            name: str = conn.execute(select(account.c.name).where(account.c.id == talks[0].account_id)).scalar_one()
            conn.execute(update(turn).where(turn.c.conversation_id == talks[1].id, turn.c.seq == 1).values(expects="digits"))
            conn.execute(update(turn).where(turn.c.conversation_id == talks[0].id, turn.c.seq == 1).values(expects="identity"))
            correct(conn, talks[0], 2, f"我是{name}", "affirm")
            more = {"also": ["promise_to_pay"], "slots": {"amount": "300"}}
            correct(conn, talks[0], 2, f"我是{name}，周五还三百", "confirm_identity", minute=5, **more)
            correct(conn, talks[0], 3, "下雨了", None)
            correct(conn, talks[1], 2, "一三七零", "wait")
            return name

        name = store.write_now(verb)
        session = Session(None, None)
        session.__dict__["store"] = store
        result = CliRunner().invoke(understand_command, ["--export-corrections"], obj=session, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    said = {line["gold"]["intent"]: line for line in lines}
    assert sorted(said) == ["promise_to_pay", "unknown"]
    first = said["promise_to_pay"]
    assert first["gold"]["also"] == ["confirm_identity"]
    assert first["expects"] == "identity"
    assert name not in result.stdout
    assert "一三七零" not in result.stdout
    assert "1 left out" in result.stderr
    for line in lines:
        example = parse("exported:1", json.dumps(line))
        assert example.family.startswith("corrected.")
        assert example.at.utcoffset() is not None


def test_a_file_and_an_export_at_once_are_refused() -> None:
    for asked in ([], ["--export-corrections", "-"]):
        result = CliRunner().invoke(understand_command, asked, obj=Session(None, None), input="")
        assert result.exit_code == 2
        assert "either a FILE" in result.output
