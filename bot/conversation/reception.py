"""Callers whose number tells us nothing: greeted, asked for their reference and for what only they know, and told nothing before that.

The questions are put by keys, before a conversation begins: no recording, no name, and the same answer whatever was wrong.
"""

from __future__ import annotations

import asyncio
import hmac
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from bot.base.ids import new_id
from bot.portfolio.accounts import AccountFile, load_account
from bot.store.locks import alone
from bot.store.tables import account, failed_keys
from bot.telephony.events import Spoken

TRIES = 3
"""In one call."""
FAILURES = 4
"""Of one account in `FORGOTTEN`: then nobody gets any further by keys, as in a conversation."""
FORGOTTEN = timedelta(hours=24)
_LEAST_DIGITS = 4

_TEXTS = {
    "en-US": {
        "greet": "Thank you for calling. This is an automated line. Please key in the reference from our message, then the hash key.",
        "secret": "Thank you. Now the last four digits of your ID, or the year you were born, then the hash key.",
        "again": "I'm sorry, that did not match. Please key in the reference again, then the hash key.",
        "bye": "I'm sorry, I can't help you on this line. Please write to the number that contacted you. Goodbye.",
        "not_now": "Thank you for calling. There is nothing that I can do for you on this line now. Goodbye.",
    },
    "zh-CN": {
        "greet": "您好，感谢来电，这里是自动语音服务。请输入我们信息中的编号，按井号键结束。",
        "secret": "谢谢。请输入证件号码后四位，或您的出生年份，按井号键结束。",
        "again": "抱歉，信息不符。请重新输入编号，按井号键结束。",
        "bye": "抱歉，本线路无法为您办理，请您回复联系过您的号码。再见。",
        "not_now": "感谢来电，本线路目前没有可以为您办理的事项。再见。",
    },
}


def language_of(our_number: str) -> str:
    """Of the number that was called; whoever calls has told us nothing of themselves."""
    return "zh-CN" if our_number.startswith("+86") else "en-US"


Answer = str | Spoken | None


class Reception:
    """Where each unknown caller is in the questions, by the carrier's name for their call."""

    def __init__(self) -> None:
        self._given: dict[str, str] = {}
        self._tries: Counter[str] = Counter()
        self._answers: dict[str, dict[int, asyncio.Future[Answer]]] = {}

    async def once(self, sid: str, question: int, answer: Callable[[], Awaitable[Answer]]) -> Answer:
        """What follows the answer to a call's question. Told of it twice, we say the same again, and it counts once.

        An answer that could not be given (the database was away) is tried again when the carrier asks again.
        """
        answers = self._answers.setdefault(sid, {})
        if question not in answers or _failed(answers[question]):
            answers[question] = asyncio.ensure_future(answer())
        return await asyncio.shield(answers[question])

    def greet(self, sid: str, our_number: str) -> Spoken:
        return self._ask("greet", sid, our_number)

    def not_now(self, our_number: str) -> Spoken:
        return _say("not_now", our_number, None)

    def reference(self, sid: str, digits: str, our_number: str) -> Spoken | None:
        """Take the reference, which comes first; `None` if it was there already and these are the second answer."""
        if sid in self._given:
            return None
        self._given[sid] = digits
        return self._ask("secret", sid, our_number)

    def given(self, sid: str) -> str:
        """The reference of this call, empty if none was keyed."""
        return self._given.get(sid, "")

    def failed(self, sid: str, our_number: str) -> Spoken:
        """Not matched: once more from the reference on, or goodbye."""
        self._given.pop(sid, None)
        self._tries[sid] += 1
        return _say("bye", our_number, None) if self._tries[sid] >= TRIES else self._ask("again", sid, our_number)

    def forget(self, sid: str) -> None:
        """The call is over."""
        self._given.pop(sid, None)
        self._tries.pop(sid, None)
        self._answers.pop(sid, None)

    def _ask(self, which: str, sid: str, our_number: str) -> Spoken:
        return _say(which, our_number, 1 + max(self._answers.get(sid, {}), default=-1))


def _failed(answer: asyncio.Future[Answer]) -> bool:
    return answer.done() and (answer.cancelled() or answer.exception() is not None)


def _say(which: str, our_number: str, question: int | None) -> Spoken:
    lang = language_of(our_number)
    return Spoken(_TEXTS[lang][which], lang, question)


def identify(conn: Connection, reference: str, keyed: str, now: datetime) -> AccountFile | None:
    """Whose reference and secret were keyed. A failure is on file, so that neither another call nor a restart gives new tries.

    `None` too for an account on which too many have failed lately, whatever was keyed.
    """
    file = of_reference(conn, reference)
    if file is None:
        return None
    alone(conn, f"keys:{file.id}")
    conn.execute(delete(failed_keys).where(failed_keys.c.account_id == file.id, failed_keys.c.at <= now - FORGOTTEN))
    failures = conn.execute(select(func.count()).where(failed_keys.c.account_id == file.id)).scalar_one()
    if failures >= FAILURES:
        return None
    if knows(file, keyed):
        return file
    conn.execute(insert(failed_keys).values(id=new_id("key"), account_id=file.id, at=now))
    return None


def of_reference(conn: Connection, digits: str) -> AccountFile | None:
    """The one person's account whose reference has these digits; letters can't be keyed. `None` for none, or several people's."""
    if len(digits) < _LEAST_DIGITS or not digits.isdecimal():
        return None
    alike = select(account.c.id, account.c.group_id).where(account.c.ref_digits == digits, account.c.status != "withdrawn")
    found = conn.execute(alike.order_by(account.c.created_at.desc())).all()
    return load_account(conn, found[0].id) if found and len({row.group_id for row in found}) == 1 else None


def knows(file: AccountFile, keyed: str) -> bool:
    """Whether somebody keyed what only this person knows: the last four of their ID (`*` is an X), or without them their birth year."""
    secret: Any = file.id_last4 or file.birth_year
    return secret is not None and hmac.compare_digest(str(secret).upper().encode(), keyed.replace("*", "X").encode())
