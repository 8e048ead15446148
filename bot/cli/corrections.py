"""What supervisors corrected, as lines of the understanding's corpus."""

from __future__ import annotations

import re
from datetime import UTC, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from bot.store.tables import account, conversation, correction, turn
from bot.understanding import INTENTS, SAFETY
from bot.web.redact import Cover

_COVERED = re.compile(r"\w?\*+(?:\s*\*+)*")
_SOMEBODY = {"zh-CN": "某某", "en-US": "somebody"}


def corrected(conn: Connection) -> tuple[list[dict[str, Any]], int]:
    """The latest correction of each turn in the corpus's format, and how many were left out.

    Names and long numbers are covered. An answer to the identity check is left out whole: its digits are what only the borrower knows.
    """
    columns = (
        correction.c.id, correction.c.turn, correction.c.text, correction.c.intent, correction.c.also, correction.c.slots,
        conversation.c.id.label("conversation"), conversation.c.lang, conversation.c.channel, conversation.c.started_at,
        account.c.name, account.c.zones, turn.c.from_ms,
    )  # fmt: skip
    query = (
        select(*columns)
        .join(conversation, correction.c.conversation_id == conversation.c.id)
        .join(turn, (turn.c.conversation_id == conversation.c.id) & (turn.c.seq == correction.c.turn))
        .outerjoin(account, conversation.c.account_id == account.c.id)
        .order_by(correction.c.at, correction.c.id)
    )
    latest = {(row.conversation, row.turn): row for row in conn.execute(query)}
    lines = [_line(row, _asked(conn, row)) for row in latest.values()]
    kept = [line for line in lines if line["expects"] != "digits" and line["gold"]["intent"] != "digits"]
    return kept, len(lines) - len(kept)


def _asked(conn: Connection, row: Any) -> str | None:
    """What the bot had asked when the turn was said."""
    before = (turn.c.conversation_id == row.conversation) & (turn.c.seq < row.turn) & (turn.c.side == "bot")
    return conn.execute(select(turn.c.expects).where(before).order_by(turn.c.seq.desc()).limit(1)).scalar()


def _line(row: Any, asked: str | None) -> dict[str, Any]:
    intent, *also = sorted({row.intent or "unknown", *row.also}, key=INTENTS.index)
    at = row.started_at + timedelta(milliseconds=row.from_ms or 0)
    tags = {
        "asr": row.channel == "voice",
        "sms": row.channel == "sms",
        "multi": bool(also),
        "slots": bool(row.slots),
        "safety": bool({intent, *also} & set(SAFETY)),
    }
    return {
        "id": row.id,
        "lang": row.lang,
        "text": _COVERED.sub(_SOMEBODY[row.lang], Cover(row.name).text(row.text)),
        "at": at.astimezone(ZoneInfo(row.zones[0]) if row.zones else UTC).isoformat(timespec="seconds"),
        "expects": asked,
        "gold": {"intent": intent, "also": also, "slots": dict(row.slots)},
        "tags": [tag for tag, holds in tags.items() if holds],
        "family": f"corrected.{intent}",
    }
