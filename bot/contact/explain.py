"""Why a borrower may or may not be contacted, and when next: the guard's own answer, taken apart. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.contact import requests, stops
from bot.contact.ask import Outcome, consider, obstacles, stale
from bot.contact.case import build_case
from bot.contact.overrides import standing
from bot.contact.requests import Request
from bot.contact.texts import Templates
from bot.portfolio.accounts import AccountFile, Phone
from compliance import Case, CaseError, Packs, Plain, Reason, parse_case
from compliance.civil import day_start
from compliance.openings import Span, openings
from compliance.review import Finding, review

DAYS = 7
"""How many days of the borrower's calendar are shown, the day that runs the first."""
FIRST_TEXT = "contact_request"
"""The text that begins a contact; it states no debt."""


@dataclass(frozen=True, slots=True)
class Objection:
    """Something else than a rule of law that stands in the way, and what would remove it."""

    reason: Reason
    remedy: Plain


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the borrower's calendar, and the spans in which the contact would be open if nothing more happens."""

    date: date
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One channel of one account, at one instant. Personal: `file` and `phone`."""

    file: AccountFile
    channel: str
    phone: Phone | None
    at: datetime
    zone: ZoneInfo
    outcome: Outcome
    opens: datetime | None
    """When the contact may be made next; `None` if waiting alone does not help, as far as can be seen."""
    objections: tuple[Objection, ...]
    rules: tuple[Finding, ...]
    days: tuple[Day, ...]


def explain(conn: Connection, packs: Packs, texts: Templates, file: AccountFile, channel: str, at: datetime) -> Explanation:
    """A call, or the first text, as somebody would ask for it by hand `at` an instant, with what is on file now."""
    wished = Request(
        id="explained", campaign_id=None, account_id=file.id, group_id=file.group_id, origin="manual", channel=channel, number_index=None,
        purpose="collect", template=FIRST_TEXT if channel == "sms" else None, variables={}, state="wished", due_at=at,
    )  # fmt: skip
    question = requests.question(wished, file, texts, "now", at)
    considered = consider(conn, packs, question, at)
    verdict = considered.answer
    case = _case(considered.case or build_case(conn, file, question.contact, at)) if question.contact else None
    overrides = standing(conn, file, at)
    rules = review(case, packs, overrides) if case else ()
    stopped = _stop(conn, wished, file)
    laws = {rule.id for pack in packs.files for rule in pack.rules}
    own = [_reason(each) for each in verdict.reasons if each["rule"] not in laws]
    too_old = question.about_amount and file.is_stale(at)
    if too_old and verdict.outcome != "defer":
        own.append(_reason(stale(file)))
    own += [stopped] if stopped else []
    until_a_person_acts = stopped is not None or file.status != "open" or question.problem is not None
    spans = list(openings(case, packs, _end_of_week(file, at), overrides)) if case and not until_a_person_acts else []
    days = tuple(_days(spans, file, channel, at, about_amount=question.about_amount))
    opens = next((span[0] for day in days for span in day.spans), None)
    if opens is None and verdict.not_before and not too_old and not until_a_person_acts:
        opens = None if _closed(file, channel, verdict.not_before, about_amount=question.about_amount) else verdict.not_before
    return Explanation(
        file,
        channel,
        question.contact.phone if question.contact else None,
        at,
        _zone(file),
        "block" if stopped else verdict.outcome,
        opens,
        tuple(Objection(reason, _REMEDIES.get(reason.rule, _FACT)) for reason in own),
        rules,
        days,
    )


def _case(stated: Mapping[str, Any]) -> Case | None:
    try:
        return parse_case(stated)
    except CaseError:
        return None  # `consider` has said what is wrong with it


def _reason(stored: Mapping[str, Any]) -> Reason:
    return Reason(stored["rule"], stored["citation"], stored["outcome"], Plain(stored["detail"], stored["detail_zh"]))


def _stop(conn: Connection, wished: Request, file: AccountFile) -> Reason | None:
    phone = requests.phone_of(wished, file)
    found = stops.which(
        stops.active(conn),
        campaign=None,
        creditor=file.creditor,
        channel=wished.channel,
        template=wished.template,
        number_index=phone.index if phone else "",
    )
    if found is None:
        return None
    says = Plain(f"stopped by {found.by}: {found.reason}", f"已由 {found.by} 停止：{found.reason}")
    return Reason("contact.stopped", "our own rule: the kill switch", "block", says)


def _zone(file: AccountFile) -> ZoneInfo:
    return ZoneInfo(file.zones[0] if file.zones else "UTC")


def _end_of_week(file: AccountFile, at: datetime) -> datetime:
    return day_start(_zone(file), file.day(at) + timedelta(days=DAYS))


def _days(spans: list[Span], file: AccountFile, channel: str, at: datetime, *, about_amount: bool) -> Iterator[Day]:
    """The spans day by day, without the days on which our own conditions close the contact."""
    for number in range(DAYS):
        day = file.day(at) + timedelta(days=number)
        begins, ends = day_start(_zone(file), day), day_start(_zone(file), day + timedelta(days=1))
        closed = _closed(file, channel, max(begins, at), about_amount=about_amount)
        parts = ((max(start, begins), min(end, ends)) for start, end in spans)
        yield Day(day, () if closed else tuple(part for part in parts if part[0] < part[1]))


def _closed(file: AccountFile, channel: str, at: datetime, *, about_amount: bool) -> bool:
    """Whether our own conditions close the day: no mandate for it, or the file will be too old by then."""
    return bool(obstacles(file, channel, at)) or (about_amount and file.is_stale(at))


_FACT = Plain("the missing fact, in a fresh placement file (`courtesy import`)", "在新的委案文件中补齐所缺信息（`courtesy import`）")
_REMEDIES = {
    "mandate": Plain("a live mandate that covers this channel (`courtesy mandate`)", "有效且涵盖该渠道的委托（`courtesy mandate`）"),
    "account.status": Plain(
        "a person settles what the account rests for, or the lender places it again", "由人工处理该账户暂停的原因，或由委托方重新委案"
    ),
    "account.stale": Plain("a fresh file (`courtesy import`)", "新的数据文件（`courtesy import`）"),
    "contact.impossible": Plain("what is missing for it is put on file", "补齐所缺的信息"),
    "contact.stopped": Plain("the stop is lifted (`courtesy resume`)", "解除停止（`courtesy resume`）"),
}
