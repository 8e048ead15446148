"""One conversation: who, what was said and when, what followed from it, and the decision that allowed it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web
from sqlalchemy import Connection, select

from bot.base.masking import mask_name, mask_phone
from bot.store.tables import account, attempt, conversation, effect, finding, handover, mandate, turn
from bot.web.conversations import duration_ms
from bot.web.decisions import Decided, decisions_of
from bot.web.errors import WebError
from bot.web.recording import Waves, waves_of
from bot.web.redact import Cover
from bot.web.site import SITE, answer
from bot.web.transcript import Line, lines


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page's head says. Names and numbers are masked."""

    id: str
    attempt_id: str
    account: str | None
    name: str
    number: str
    place: str | None
    zones: list[str]
    channel: str
    direction: str
    purpose: str
    lang: str
    script: str
    script_version: int
    script_digest: str
    started_at: datetime
    ended_at: datetime | None
    duration_ms: int | None
    outcome: str | None
    ended_by: str | None
    verified: bool
    recorded: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that changed beyond the conversation."""

    kind: str
    data: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """A check of what every conversation keeps to; `verdict` is a supervisor's."""

    rule: str
    citation: str
    ok: bool
    turn: int | None
    at_ms: int | None
    verdict: str | None
    by: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of the course of the contact; `ms`: where on the recording.

    `kind` is `decision`, `attempt`, `handover`, `effect` or `finding`.
    """

    kind: str
    code: str
    at: datetime
    ms: int | None = None
    ok: bool = True


@dataclass(frozen=True, slots=True)
class Whole:
    """All that is shown of one conversation."""

    facts: Facts
    recording: str | None
    lines: list[Line]
    effects: list[Effect]
    findings: list[Finding]
    decisions: list[Decided]
    course: list[Moment]


async def conversation_page(request: web.Request) -> web.Response:
    """`/conversations/{id}`"""
    site = request.app[SITE]
    whole = await site.store.read(_whole, request.match_info["id"])
    waves = await waves_of(site, whole.recording) if whole.recording else None
    return answer(
        request,
        "conversation.html",
        conversation=whole.facts,
        transcript=whole.lines,
        effects=whole.effects,
        findings=whole.findings,
        decisions=whole.decisions,
        course=whole.course,
        waves=waves or Waves(0, [], []),
        audio=f"/conversations/{whole.facts.id}/recording.wav" if waves else None,
    )


def _whole(conn: Connection, name: str) -> Whole:
    shown = [column for column in conversation.c if column.name != "state"]
    joined = conversation.join(attempt).outerjoin(account, account.c.id == conversation.c.account_id).outerjoin(mandate)
    person = (account.c.ref, account.c.name, account.c.place, account.c.zones, account.c.creditor, mandate.c.document)
    call = (attempt.c.number, attempt.c.purpose, attempt.c.request_id, attempt.c.reserved_at, attempt.c.dialing_at, attempt.c.live_at)
    row = conn.execute(select(*shown, *person, *call).select_from(joined).where(conversation.c.id == name)).first()
    if row is None:
        raise WebError(404, "not_found")
    cover = Cover(row.name, _companies(row))
    turns = list(conn.execute(select(turn).where(turn.c.conversation_id == name).order_by(turn.c.seq)))
    handed = conn.execute(select(handover).where(handover.c.attempt_id == row.attempt_id)).one_or_none()
    found = conn.execute(select(effect).where(effect.c.attempt_id == row.attempt_id).order_by(effect.c.seq))
    effects = [Effect(each.kind, cover.value(each.data), each.at) for each in found]
    in_order = (finding.c.at_ms.asc().nulls_first(), finding.c.id)
    checks = conn.execute(select(finding).where(finding.c.conversation_id == name).order_by(*in_order))
    findings = [
        Finding(each.rule, each.citation, each.ok, each.turn, each.at_ms, each.verdict, each.by, cover.value(each.reason))
        for each in checks
    ]
    decided = decisions_of(conn, [row.request_id]).get(row.request_id, []) if row.request_id else []
    decisions = [each for each in decided if each.attempt_id in (None, row.attempt_id)]
    said = lines(turns, cover, spoken=row.channel == "voice")
    return Whole(_facts(row), row.recording, said, effects, findings, decisions, _course(row, decisions, effects, findings, handed))


def _facts(row: Any) -> Facts:
    return Facts(
        id=row.id,
        attempt_id=row.attempt_id,
        account=row.ref,
        name=mask_name(row.name or ""),
        number=mask_phone(row.number),
        place=row.place,
        zones=row.zones or [],
        channel=row.channel,
        direction=row.direction,
        purpose=row.purpose,
        lang=row.lang,
        script=row.script,
        script_version=row.script_version,
        script_digest=row.script_digest,
        started_at=row.started_at,
        ended_at=row.ended_at,
        duration_ms=duration_ms(row.started_at, row.ended_at, row.recording_ms),
        outcome=row.outcome,
        ended_by=row.ended_by,
        verified=row.verified,
        recorded=row.recording is not None,
    )


def _companies(row: Any) -> list[str]:
    """The names of the companies in whose name a conversation may be held."""
    caller = (row.document or {}).get("caller", {})
    return [row.creditor or "", caller.get("name", ""), caller.get("public_name", "")]


def _course(
    row: Any, decisions: Sequence[Decided], effects: Sequence[Effect], findings: Sequence[Finding], handed: Any
) -> list[Moment]:
    """What happened, in order: the guard's answers first, then the call, what changed, and the checks that failed."""

    def on_recording(instant: datetime) -> int | None:
        ms = int((instant - row.started_at).total_seconds() * 1000)
        return ms if row.recording_ms is not None and 0 <= ms <= row.recording_ms else None

    moments = [Moment("decision", each.outcome, each.at, ok=each.outcome == "allow") for each in decisions]
    steps = {"reserved": row.reserved_at, "dialing": row.dialing_at, "live": row.live_at, "ended": row.ended_at}
    moments += [Moment("attempt", step, at) for step, at in steps.items() if at is not None]
    if handed is not None:  # the bot leaves once the borrower is led away from it; nothing is recorded after that
        steps = {"waiting": handed.asked_at, "talking": handed.joined_at, "over": handed.ended_at}
        moments += [Moment("handover", step, at) for step, at in steps.items() if at is not None]
    moments += [Moment("effect", each.kind, each.at, on_recording(each.at)) for each in effects]
    moments += [
        Moment("finding", each.rule, row.started_at + timedelta(milliseconds=each.at_ms), each.at_ms, ok=False)
        for each in findings
        if not each.ok and each.at_ms is not None
    ]
    return sorted(moments, key=lambda each: each.at)
