"""Asking the guard about a contact, and keeping its answer. Used when a contact is planned and at the instant of sending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, insert

from bot.base.ids import new_id
from bot.contact.case import Contact, build_case
from bot.contact.overrides import standing
from bot.contact.texts import WHILE_RESTING, Rendered
from bot.portfolio.accounts import AccountFile
from bot.store import proof
from bot.store.prepared import Prepared
from bot.store.tables import decision
from compliance import CaseError, Override, Packs, Plain, Reason, decide, parse_case

Outcome = Literal["allow", "defer", "block"]
Stage = Literal["plan", "now"]
"""When it is asked: when the contact is planned, and at the instant of sending."""
FRESH_FILE = timedelta(hours=6)
"""How long until it is looked again whether a fresh file has come."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was decided, why, and under which name it is on file. A deferral without `not_before` waits for what nobody can date."""

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
    words: Rendered | None = None
    """Of a text."""
    about_amount: bool = False
    """Whether the debt would be spoken of, so that a stale file matters."""
    problem: Plain | None = None

    @property
    def acknowledges(self) -> bool:
        """Whether it is a text that may be sent while collection rests."""
        return self.words is not None and self.words.template in WHILE_RESTING


@dataclass(frozen=True, slots=True)
class Considered:
    """An answer, and what it was made from: the case and the packs, for the record."""

    answer: Answer
    case: Mapping[str, Any]
    packs: tuple[str, ...]
    overrides: tuple[Override, ...] = ()
    """Those that stood at the contact's instant, whether or not they were needed."""
    pack_set: str | None = None
    """The digest of all packs, where the law was asked."""

    @property
    def gone_past(self) -> list[Override]:
        """The overrides without which the answer would not be the same."""
        used = {each["overridden"]["id"] for each in self.answer.reasons if "overridden" in each}
        return [each for each in self.overrides if each.id in used]


def ask(conn: Connection, packs: Packs, question: Question, now: datetime, *, at: datetime | None = None) -> Answer:
    """Decide about a contact `at` an instant [`now`], and write the decision and its ledger entry, dated `now`."""
    considered = consider(conn, packs, question, now, at=at)
    keep(conn, considered, question.request_id, question.stage, now)
    return considered.answer


def consider(conn: Connection, packs: Packs, question: Question, now: datetime, *, at: datetime | None = None) -> Considered:
    """Decide about a contact and write nothing. What can't be decided is a block that says what is missing."""
    at = at or now
    case: Mapping[str, Any] = {}
    outcome: Outcome
    used: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    asked: str | None = None
    reasons = obstacles(question.file, question.channel, at, acknowledges=question.acknowledges)
    if question.problem is not None:
        reasons.append(_reason("contact.impossible", "our own rule", question.problem))
    if reasons or question.contact is None:
        outcome, not_before = "block", None
    elif question.about_amount and question.file.is_stale(now):
        outcome, not_before, reasons = "defer", at + FRESH_FILE, [stale(question.file)]
    else:
        case = build_case(conn, question.file, question.contact, at)
        overrides = standing(conn, question.file, at)
        try:
            verdict = decide(parse_case(case), packs, overrides)
        except CaseError as error:
            outcome, not_before = "block", None
            problem = Plain(f"the facts on file make no valid case: {error}", f"档案中的事实不构成有效的情形：{error}")
            reasons = [_reason("case.undecidable", "contract of guard cases", problem)]
        else:
            outcome, not_before, used, asked = verdict.outcome, verdict.not_before, verdict.packs, packs.digest
            reasons = [_stored(each) for each in verdict.reasons]
    return Considered(Answer(new_id("dec"), outcome, not_before, reasons), case, used, overrides, asked)


def stays_allowed(packs: Packs, allowed: Considered, now: datetime, spans_s: Sequence[int]) -> int:
    """Of spans in seconds, the longest first, the first at whose end the same contact would still be allowed; 0 if none is."""
    for span in spans_s:
        later = allowed.case["attempt"] | {"at": (now + timedelta(seconds=span)).astimezone(UTC).isoformat()}
        if decide(parse_case({**allowed.case, "attempt": later}), packs, allowed.overrides).outcome == "allow":
            return span
    return 0


def answer_failure(conn: Connection, request_id: str, stage: Stage, problem: str, now: datetime, *, again_at: datetime | None) -> Answer:
    """What went wrong with a contact is an answer too: a block, or with `again_at` a deferral. `problem` is the error's kind."""
    outcome: Outcome = "block" if again_at is None else "defer"
    says = Plain(f"it could not be made ready or decided ({problem})", f"未能备妥或判定（{problem}）")
    answer = Answer(new_id("dec"), outcome, again_at, [_reason("contact.failed", "our own rule: what errs is not sent", says, outcome)])
    keep(conn, Considered(answer, {}, ()), request_id, stage, now)
    return answer


_DECISION = Prepared(insert(decision), sets=decision.c.keys())


def keep(conn: Connection, considered: Considered, request_id: str, stage: Stage, now: datetime, *, attempt_id: str | None = None) -> None:
    """Put an answer on file and into the ledger, dated `now`; `attempt_id` is the attempt that it allowed."""
    answer, used = considered.answer, list(considered.packs)
    overrides = [each.as_json() for each in considered.overrides]
    _DECISION.run(
        conn,
        id=answer.id,
        request_id=request_id,
        attempt_id=attempt_id,
        stage=stage,
        outcome=answer.outcome,
        not_before=answer.not_before,
        reasons=answer.reasons,
        packs=used,
        pack_set=considered.pack_set,
        overrides=overrides or None,
        case=dict(considered.case),
        at=now,
    )
    entry = {
        "request": request_id,
        "decision": answer.outcome,
        "not_before": answer.not_before and answer.not_before.isoformat(),
        "reasons": answer.reasons,
        "packs": used,
        "pack_set": considered.pack_set,
        "case": considered.case,
    } | ({"overrides": overrides} if overrides else {})
    proof.record(conn, kind=f"decision.{stage}", subject=answer.id, payload=entry, now=now)


def answer_no_number(conn: Connection, request_id: str, now: datetime, *, again_at: datetime) -> Answer:
    """None of our numbers may make a contact that the guard allows: it waits."""
    says = Plain("no number of ours may be used for this contact now: it rests, or is used up", "目前没有可用的主叫号码：在休息或已达上限")
    citation = "our own rule: a borrower knows us by one number, which no other replaces"
    answer = Answer(new_id("dec"), "defer", again_at, [_reason("our_number", citation, says, "defer")])
    keep(conn, Considered(answer, {}, ()), request_id, "now", now)
    return answer


def obstacles(file: AccountFile, channel: str, at: datetime, *, acknowledges: bool = False) -> list[dict[str, Any]]:
    """Our own conditions, before any law is asked: a live mandate that covers the channel, and an open account.

    What `acknowledges` that collection rests is said although it does.
    """
    reasons = []
    problem = file.mandate.problem(channel, file.day(at))
    if problem is not None:
        reasons.append(_reason("mandate", "contract of mandates: nothing is contacted without a live one", problem))
    if file.status != "open" and not (acknowledges and file.status == "frozen"):
        reasons.append(
            _reason("account.status", "our own rule", Plain(f"the account is {file.status}", f"账户状态为 {file.status}，不再联系"))
        )
    return reasons


def stale(file: AccountFile) -> dict[str, Any]:
    """Why nothing is said about an amount that may have changed since."""
    says = Plain(f"the file is of {file.as_of}: a fresh one is waited for", f"档案数据截至 {file.as_of}，等待新的数据")
    return _reason("account.stale", "contract of placement files, `as_of`", says, "defer")


def _reason(rule: str, citation: str, says: Plain, outcome: Outcome = "block") -> dict[str, Any]:
    return _stored(Reason(rule, citation, outcome, says))


def _stored(reason: Reason) -> dict[str, Any]:
    """As the decision table keeps it: the contract's fields, and the detail in Chinese beside the one in English."""
    return reason.as_json() | {"detail_zh": reason.says.zh}
