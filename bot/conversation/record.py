"""Keeping a conversation as it happens: turns, the engine's state and what it changed, in one transaction a step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from bot.base.ids import new_id
from bot.contact import attempts, effects, handover
from bot.contact.transcript import digest, transcript
from bot.dialogue import Do, Scene, Script
from bot.speech import Word
from bot.store import proof
from bot.store.tables import conversation, effect, finding, turn
from bot.understanding import Meaning


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn, as stored. Word times are on the recording's sample clock."""

    seq: int
    side: str
    text: str
    words: Sequence[Word] = ()
    from_ms: int | None = None
    to_ms: int | None = None
    meaning: Meaning | None = None
    state: str | None = None
    expects: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether one rule was kept in a conversation, and where it was not."""

    rule: str
    citation: str
    ok: bool
    turn: int | None = None
    at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording that was kept: its file, and the SHA-256 of that file and of the sound in it, in hex."""

    file: str
    sealed: str
    audio: str


@dataclass(frozen=True, slots=True)
class Ending:
    """How a conversation ended, and where its sound is. `result` is what the attempt came to [the outcome]."""

    outcome: str
    ended_by: str
    result: str | None = None
    recording: Recorded | None = None
    recording_ms: int | None = None
    findings: Sequence[Finding] = field(default=())


def begin(
    conn: Connection, *, attempt_id: str, account_id: str | None, scene: Scene, script: Script, state: Mapping[str, Any], now: datetime
) -> str:
    """Put a conversation on file; its id."""
    name = new_id("con")
    conn.execute(
        insert(conversation).values(
            id=name,
            attempt_id=attempt_id,
            account_id=account_id,
            channel=scene.channel,
            direction=scene.direction,
            lang=scene.lang,
            script=script.id,
            script_version=script.version,
            script_digest=script.digest,
            state=dict(state),
            verified=False,
            started_at=now,
        )
    )
    proof.record(conn, kind="conversation.began", subject=attempt_id, payload={"script": script.id, "digest": script.digest}, now=now)
    return name


def advance(
    conn: Connection, name: str, attempt_id: str, *, state: Mapping[str, Any], turns: Iterable[Turn], done: Iterable[Do], now: datetime
) -> None:
    """One step of a conversation: its new turns, state and effects stand or fall together."""
    known = select(conversation.c.verified).where(conversation.c.id == name)
    was_verified = conn.execute(known.with_for_update(key_share=True)).scalar_one()
    conn.execute(update(conversation).where(conversation.c.id == name).values(state=dict(state), verified=bool(state["verified"])))
    if state["verified"] and not was_verified:
        effects.verify(conn, attempt_id, now)
    for each in turns:
        conn.execute(insert(turn).values(conversation_id=name, **_row(each)))
    following = conn.execute(select(func.count()).select_from(effect).where(effect.c.attempt_id == attempt_id)).scalar_one()
    for offset, change in enumerate(done):
        effects.apply(conn, attempt_id, following + offset, change.effect, change.data, now)


def _row(each: Turn) -> dict[str, Any]:
    meaning = each.meaning
    return {
        "seq": each.seq,
        "side": each.side,
        "text": each.text,
        "heard_text": None,
        "words": [_word(word) for word in each.words],
        "from_ms": each.from_ms,
        "to_ms": each.to_ms,
        "intent": meaning.intent if meaning else None,
        "also": list(meaning.also) if meaning else [],
        "slots": dict(meaning.slots) if meaning else {},
        "state": each.state,
        "expects": each.expects,
    }


def _word(word: Word) -> dict[str, Any]:
    return {"text": word.text, "from_ms": word.from_ms, "to_ms": word.to_ms, "confidence": round(word.confidence, 3)}


def heard(conn: Connection, name: str, seq: int, *, text: str, words: Sequence[Word], from_ms: int, to_ms: int) -> None:
    """What was really played of a line of the bot, and when."""
    conn.execute(
        update(turn)
        .where(turn.c.conversation_id == name, turn.c.seq == seq)
        .values(heard_text=text, words=[_word(word) for word in words], from_ms=from_ms, to_ms=to_ms)
    )


def finish(conn: Connection, name: str, attempt_id: str, ending: Ending, now: datetime) -> None:
    """Settle a conversation and its attempt. The first ending stands."""
    row = conn.execute(select(conversation.c.ended_at).where(conversation.c.id == name).with_for_update(key_share=True)).one()
    if row.ended_at is not None:
        return
    conn.execute(
        update(conversation)
        .where(conversation.c.id == name)
        .values(
            outcome=ending.outcome,
            ended_by=ending.ended_by,
            recording=ending.recording and ending.recording.file,
            recording_ms=ending.recording_ms,
            ended_at=now,
        )
    )
    for each in ending.findings:
        conn.execute(
            insert(finding).values(
                id=new_id("fnd"), conversation_id=name, rule=each.rule, citation=each.citation, ok=each.ok, turn=each.turn, at_ms=each.at_ms
            )
        )
    goes_on = handover.is_open(conn, attempt_id)  # the bot has left, and the borrower is still on the line
    (attempts.settle if goes_on else attempts.end)(conn, attempt_id, ending.result or ending.outcome, now)
    entry = {
        "outcome": ending.outcome,
        "by": ending.ended_by,
        "turns": digest(transcript(conn, name)),
        "recording": ending.recording and asdict(ending.recording),
    }
    proof.record(conn, kind="conversation.ended", subject=attempt_id, payload=entry, now=now)


def abandoned(conn: Connection, live: frozenset[str], before: datetime | None) -> list[tuple[str, str, dict[str, Any], bool]]:
    """Conversations that nobody runs any more: id, attempt, state, and whether the borrower had spoken."""
    columns = (conversation.c.id, conversation.c.attempt_id, conversation.c.state)
    query = select(*columns).where(conversation.c.ended_at.is_(None), conversation.c.channel == "voice")
    rows = conn.execute(query if before is None else query.where(conversation.c.started_at <= before)).all()
    found = []
    for row in rows:
        if row.attempt_id not in live:
            spoke = select(turn.c.seq).where(turn.c.conversation_id == row.id, turn.c.side == "borrower").limit(1)
            found.append((row.id, row.attempt_id, row.state, conn.execute(spoke).first() is not None))
    return found
