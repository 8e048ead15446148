"""From what is on file to what the dialogue may say."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, cast
from zoneinfo import ZoneInfo

from bot.dialogue.types import Account, Borrower, Language, Policy, Scene
from bot.portfolio.accounts import AccountFile


def build_scene(file: AccountFile, *, channel: Literal["voice", "sms"], direction: Literal["outbound", "inbound"], now: datetime) -> Scene:
    """The circumstances of one conversation with this borrower, in the first of their zones."""
    lang = cast("Language", file.language)
    return Scene(
        lang=lang,
        channel=channel,
        direction=direction,
        at=now.astimezone(ZoneInfo(file.zones[0]) if file.zones else now.tzinfo),
        place=file.place,
        borrower=Borrower(file.name, id_last4=file.id_last4, birth_year=file.birth_year, language=lang),
        account=_account(file, lang),
        recorded=channel == "voice" and file.mandate.document.get("recording", "always") != "never",
    )


def _account(file: AccountFile, lang: str) -> Account:
    caller, document = file.mandate.caller, file.mandate.document
    return Account(
        id=file.ref,
        agency=caller["public_name"],
        creditor=file.creditor,
        product=file.product,
        total=file.total,
        principal=file.principal,
        interest=file.interest,
        fees=file.fees,
        currency=file.currency,
        due_date=file.due_date,
        as_of=file.as_of,
        days_overdue=(file.as_of - file.due_date).days if file.due_date else None,
        allowed_consequences=file.consequences,
        policy=_policy(document.get("policy") or {}),
        payment=_payment(document.get("payment") or {}, lang),
        phone=caller.get("phone"),
    )


def _policy(given: dict[str, Any]) -> Policy:
    return Policy(
        max_instalments=int(given.get("max_instalments", 0)),
        min_instalment=Decimal(str(given.get("min_instalment", "0"))),
        max_promise_days=int(given.get("max_promise_days", 0)),
        max_waiver_percent=int(given.get("max_waiver_percent", 0)),
    )


def _payment(given: dict[str, Any], lang: str) -> str | None:
    mine = given.get(lang)
    if mine is None:
        return None
    text = mine.get("instructions")
    return None if text is None else str(text)
