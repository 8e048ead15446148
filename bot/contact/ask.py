"""Asking the guard about a contact, and keeping its answer. Used when a contact is planned and at the instant of sending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert

from bot.base.ids import new_id
from bot.contact import proof
from bot.contact.case import Contact, build_case
from bot.portfolio.accounts import AccountFile
from bot.store.tables import decision
from compliance import CaseError, Packs, decide, parse_case

Outcome = Literal["allow", "defer", "block"]
Stage = Literal["plan", "now"]
"""When it is asked: when the contact is planned, and at the instant of sending."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was decided, why, and under which name it is on file."""

    id: str
    outcome: Outcome
    not_before: datetime | None
    reasons: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Question:
    """A contact of one request, at one stage."""

    request_id: str
    stage: Stage
    file: AccountFile
    contact: Contact | None
    """`None`: it can't be made, see `problem`."""
    channel: str
    about_amount: bool = False
    """Whether the debt would be spoken of, so that a stale file matters."""
    problem: str | None = None


def ask(conn: Connection, packs: Packs, question: Question, now: datetime, *, at: datetime | None = None) -> Answer:
    """Decide about a contact `at` an instant [`now`], and write the decision and its ledger entry, dated `now`.

    What can't be decided is a block that says what is missing.
    """
    at = at or now
    case: Mapping[str, Any] = {}
    outcome: Outcome
    used: tuple[str, ...] = ()
    reasons = _house_rules(question, at)
    if reasons or question.contact is None:
        outcome, not_before = "block", None
    else:
        case = build_case(conn, question.file, question.contact, at)
        try:
            verdict = decide(parse_case(case), packs)
        except CaseError as problem:
            outcome, not_before = "block", None
            reasons = [_reason("case.undecidable", "contract of guard cases", f"the facts on file make no valid case: {problem}")]
        else:
            outcome, not_before, used = verdict.outcome, verdict.not_before, verdict.packs
            reasons = [
                {"rule": each.rule, "citation": each.citation, "outcome": each.outcome, "detail": each.detail} for each in verdict.reasons
            ]
    answer = Answer(new_id("dec"), outcome, not_before, reasons)
    _keep(conn, answer, question.request_id, question.stage, used, case, now)
    return answer


def answer_failure(conn: Connection, request_id: str, stage: Stage, problem: str, now: datetime, *, again_at: datetime | None) -> Answer:
    """What went wrong with a contact is an answer too: a block, or with `again_at` a deferral. `problem` is the error's kind."""
    outcome: Outcome = "block" if again_at is None else "defer"
    reason = _reason("contact.failed", "our own rule: what errs is not sent", f"it could not be made ready or decided ({problem})")
    answer = Answer(new_id("dec"), outcome, again_at, [reason | {"outcome": outcome}])
    _keep(conn, answer, request_id, stage, (), {}, now)
    return answer


def _keep(
    conn: Connection, answer: Answer, request_id: str, stage: Stage, used: tuple[str, ...], case: Mapping[str, Any], now: datetime
) -> None:
    conn.execute(
        insert(decision).values(
            id=answer.id,
            request_id=request_id,
            stage=stage,
            outcome=answer.outcome,
            not_before=answer.not_before,
            reasons=answer.reasons,
            packs=list(used),
            case=dict(case),
            at=now,
        )
    )
    entry = {
        "decision": answer.outcome,
        "not_before": answer.not_before and answer.not_before.isoformat(),
        "reasons": answer.reasons,
        "packs": list(used),
        "case": case,
    }
    proof.record(conn, kind=f"decision.{stage}", subject=request_id, payload=entry, now=now)


def _house_rules(question: Question, at: datetime) -> list[dict[str, Any]]:
    """Our own conditions, before any law is asked: a live mandate, an open account, a fresh file, a number."""
    file = question.file
    reasons = []
    today = at.astimezone(ZoneInfo(file.zones[0])).date() if file.zones else at.date()
    problem = file.mandate.problem(question.channel, today)
    if problem is not None:
        reasons.append(_reason("mandate", "contract of mandates: nothing is contacted without a live one", problem))
    if file.status != "open":
        reasons.append(_reason("account.status", "our own rule", f"the account is {file.status}"))
    if question.about_amount and file.is_stale(today):
        reasons.append(
            _reason("account.stale", "contract of placement files, `as_of`", f"the file is of {file.as_of}: a fresh one is needed")
        )
    if question.problem is not None:
        reasons.append(_reason("contact.impossible", "our own rule", question.problem))
    return reasons


def _reason(rule: str, citation: str, detail: str) -> dict[str, Any]:
    return {"rule": rule, "citation": citation, "outcome": "block", "detail": detail}
