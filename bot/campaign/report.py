"""What came of it: contacts by decision and outcome, promises, reasons of blocks, conversations worth reading."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, func, select

from bot.base.masking import mask_name
from bot.store.tables import account, attempt, conversation, decision, promise, request, turn

Counts = dict[str, dict[str, int]]


def contacts(conn: Connection, *, campaign_id: str | None = None) -> Counts:
    """Requests by channel and by what became of them: an attempt's outcome, or blocked, planned, cancelled."""
    query = select(request.c.channel, request.c.state, attempt.c.state.label("attempt_state"), attempt.c.outcome).outerjoin(
        attempt, attempt.c.request_id == request.c.id
    )
    if campaign_id is not None:
        query = query.where(request.c.campaign_id == campaign_id)
    counts: dict[str, Counter[str]] = {}
    for row in conn.execute(query):
        result = (row.outcome or row.attempt_state) if row.attempt_state else row.state
        counts.setdefault(row.channel, Counter())[result] += 1
    return {channel: dict(results.most_common()) for channel, results in sorted(counts.items())}


def decisions(conn: Connection) -> Counts:
    """The guard's answers by channel: every one, when planned and at the instant of sending."""
    rows = conn.execute(
        select(request.c.channel, decision.c.outcome, func.count())
        .join(request, request.c.id == decision.c.request_id)
        .group_by(request.c.channel, decision.c.outcome)
    )
    counts: Counts = {}
    for channel, outcome, count in rows:
        counts.setdefault(channel, {})[outcome] = count
    return counts


@dataclass(frozen=True, slots=True)
class Reason:
    """Why contacts were held back: a rule, what it said, and how often."""

    outcome: str
    rule: str
    citation: str
    detail: str
    count: int


def reasons(conn: Connection) -> list[Reason]:
    """Every rule that deferred or blocked a contact, the most frequent first; each contact once a rule."""
    rows = conn.execute(
        select(decision.c.request_id, decision.c.outcome, decision.c.reasons).where(decision.c.outcome.in_(("defer", "block")))
    )
    seen: dict[tuple[str, str], tuple[dict[str, Any], set[str]]] = {}
    for row in rows:
        for reason in row.reasons:
            if reason["outcome"] in ("defer", "block"):
                _, requests = seen.setdefault((reason["outcome"], reason["rule"]), (reason, set()))
                requests.add(row.request_id)
    found = [Reason(outcome, rule, one["citation"], one["detail"], len(ids)) for (outcome, rule), (one, ids) in seen.items()]
    return sorted(found, key=lambda reason: (-reason.count, reason.rule))


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise to pay."""

    account: str
    borrower: str
    due: date
    amount: Decimal
    currency: str
    status: str


def promises(conn: Connection) -> list[Promised]:
    """Promises to pay, in the order in which they were made; names masked."""
    rows = conn.execute(
        select(account.c.ref, account.c.name, promise.c.due, promise.c.amount, account.c.currency, promise.c.status)
        .join(account, account.c.id == promise.c.account_id)
        .order_by(promise.c.at, promise.c.due)
    )
    return [Promised(row.ref, mask_name(row.name), row.due, row.amount, row.currency, row.status) for row in rows]


@dataclass(frozen=True, slots=True)
class Line:
    """One turn of a transcript: what the bot was heard to say, or what was recognised of the borrower."""

    side: str
    text: str
    intent: str | None
    from_ms: int | None


@dataclass(frozen=True, slots=True)
class Transcript:
    """One conversation, for reading."""

    id: str
    account: str
    lang: str
    outcome: str
    started_at: datetime
    seconds: float
    lines: list[Line]


def transcripts(conn: Connection, *, wanted: tuple[tuple[str, str], ...]) -> list[Transcript]:
    """The first conversation by telephone for each wanted (language, outcome) that there is."""
    found = []
    for lang, outcome in wanted:
        row = conn.execute(
            select(conversation, account.c.ref)
            .join(account, account.c.id == conversation.c.account_id)
            .where(conversation.c.lang == lang, conversation.c.outcome == outcome, conversation.c.channel == "voice")
            .order_by(conversation.c.started_at)
            .limit(1)
        ).first()
        if row is not None:
            found.append(Transcript(row.id, row.ref, lang, outcome, row.started_at, (row.recording_ms or 0) / 1000, _lines(conn, row.id)))
    return found


def _lines(conn: Connection, conversation_id: str) -> list[Line]:
    rows = conn.execute(select(turn).where(turn.c.conversation_id == conversation_id).order_by(turn.c.seq))
    return [Line(row.side, row.heard_text if row.heard_text is not None else row.text, row.intent, row.from_ms) for row in rows]


def talk_seconds(conn: Connection) -> float:
    """How long all recorded conversations lasted together."""
    return float(conn.execute(select(func.coalesce(func.sum(conversation.c.recording_ms), 0))).scalar_one()) / 1000
