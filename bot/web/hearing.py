"""How well callers are heard: what was not understood, how soon an answer follows, who interrupts, and how many words were wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import Any

from aiohttp import web
from sqlalchemy import Connection, select

from bot.speech.word_errors import units, word_errors
from bot.store.tables import conversation, correction, turn
from bot.web.site import SITE, answer

SINCE = timedelta(days=30)
MOST_CALLS = 500


@dataclass(frozen=True, slots=True)
class Hearing:
    """Of the calls in one language. Shares are from 0 to 1, gaps in ms; `None` where there is nothing to measure."""

    lang: str
    calls: int
    turns: int
    """What borrowers said; keys and silences are not among them."""
    unknown: float | None
    """The share of it that meant nothing to us."""
    gap_p50: int | None
    gap_p95: int | None
    """From the end of what a borrower said to the first sound of the answer."""
    silences: int
    cut: float | None
    """The share of our lines that were interrupted."""
    corrected: int
    word_error: float | None
    """Words (in Chinese, characters) that differ from what supervisors wrote down, of all that they wrote."""


async def hearing_page(request: web.Request) -> web.Response:
    """`/hearing`"""
    site = request.app[SITE]
    figures = await site.store.read(_figures, site.clock.now())
    return answer(request, "hearing.html", figures=figures, days=SINCE.days, most=MOST_CALLS)


def _figures(conn: Connection, now: datetime) -> list[Hearing]:
    calls = select(conversation.c.id, conversation.c.lang).where(conversation.c.channel == "voice")
    latest = calls.where(conversation.c.started_at > now - SINCE)
    lang_of = {row.id: row.lang for row in conn.execute(latest.order_by(conversation.c.started_at.desc()).limit(MOST_CALLS))}
    turns: list[Any] = [row for part in _parts(list(lang_of)) for row in conn.execute(_turns(part)).all()]
    right: list[Any] = [row for part in _parts(list(lang_of)) for row in conn.execute(_corrections(part)).all()]
    return [
        measured(
            lang,
            [list(each) for name, each in groupby(turns, lambda row: row.conversation_id) if lang_of[name] == lang],
            [(row.right, row.heard) for row in right if lang_of[row.conversation_id] == lang],
        )
        for lang in sorted(set(lang_of.values()))
    ]


def _parts(names: list[str]) -> list[list[str]]:
    return [names[at : at + 100] for at in range(0, len(names), 100)]


def _turns(names: Sequence[str]) -> Any:
    return select(turn).where(turn.c.conversation_id.in_(names)).order_by(turn.c.conversation_id, turn.c.seq)


def _corrections(names: Sequence[str]) -> Any:
    said = (turn.c.conversation_id == correction.c.conversation_id) & (turn.c.seq == correction.c.turn)
    return (
        select(correction.c.conversation_id, correction.c.text.label("right"), turn.c.text.label("heard"))
        .join(turn, said)
        .where(correction.c.conversation_id.in_(names))
    )


def measured(lang: str, calls: Sequence[Sequence[Any]], corrected: Sequence[tuple[str, str]]) -> Hearing:
    """The figures of these calls, each its turns in order, and of what was corrected: the right words, and those that were heard."""
    borrower = [row for call in calls for row in call if row.side == "borrower"]
    said = [row for row in borrower if row.words]
    lines = [row for call in calls for row in call if row.side == "bot" and row.heard_text is not None]
    gaps = sorted(
        after.from_ms - before.to_ms
        for call in calls
        for before, after in pairwise(call)
        if before.side == "borrower" and before.words and after.side == "bot" and after.heard_text
    )
    wrong = sum(word_errors(units(right, lang), units(heard, lang)) for right, heard in corrected)
    return Hearing(
        lang,
        len(calls),
        len(said),
        _share(sum(row.intent == "unknown" for row in said), len(said)),
        gaps[len(gaps) // 2] if gaps else None,
        gaps[len(gaps) * 95 // 100] if gaps else None,
        sum(not row.text for row in borrower),
        _share(sum("".join(row.heard_text.split()) != "".join(row.text.split()) for row in lines), len(lines)),
        len(corrected),
        _share(wrong, sum(len(units(right, lang)) for right, _ in corrected)),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
