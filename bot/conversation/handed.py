"""What a person of ours is told of the call that they take: who it is, why, what was agreed, and the last words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from sqlalchemy import Connection, select

from bot.dialogue import Language, spoken_day, spoken_money
from bot.store.tables import account, attempt, conversation, handover, turn
from bot.telephony.events import Spoken

_LONGEST = 120
"""Of the last words so much is read out: they can be read in full on the page."""
_WORDS = {
    "en-US": {
        "who": "This is about {name}.", "stranger": "We do not know who this is.",
        "verified": "They have shown who they are.", "unverified": "They have not shown who they are: ask before you speak of anything.",
        "agent": "They asked for a person, or the bot could not help.", "crisis": "They may be in distress. Please be careful with them.",
        "taken_over": "You took this call over.",
        "promise": "They promised {amount} on {date}.", "plan": "They agreed to {count} payments.",
        "hardship_review": "They are in difficulties.", "waiver_review": "They asked for a reduction.", "frozen": "Collection rests.",
        "last": "Their last words were:",
    },
    "zh-CN": {
        "who": "来电人是{name}。", "stranger": "尚不清楚对方是谁。",
        "verified": "身份已核实。", "unverified": "身份尚未核实，请先核实，再谈具体事项。",
        "agent": "对方要求人工，或机器人无法处理。", "crisis": "对方可能情绪危急，请务必小心对待。",
        "taken_over": "这是您接管的通话。", "promise": "对方承诺{date}还{amount}。", "plan": "对方同意分{count}期。",
        "hardship_review": "对方有困难。", "waiver_review": "对方申请减免。", "frozen": "催收已暂停。",
        "last": "对方最后说：",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Summary:
    """`name` is the borrower's where the account is known; `last_words` are in `lang`, as they were heard."""

    why: str
    lang: str
    name: str | None
    verified: bool
    currency: str
    promise: dict[str, Any] | None
    plan: list[dict[str, Any]] | None
    effects: tuple[str, ...]
    last_words: str

    def lines(self, lang: str) -> Iterator[str]:
        """In the language of who takes the call; the last words come after them."""
        said, language = _WORDS[lang], cast("Language", lang)
        yield said["who"].format(name=self.name) if self.name else said["stranger"]
        yield said["verified" if self.verified else "unverified"]
        yield said.get(self.why, said["agent"])
        if self.promise:
            amount = spoken_money(Decimal(str(self.promise["amount"])), self.currency, language, aloud=True)
            on = spoken_day(date.fromisoformat(str(self.promise["date"])), language, aloud=True)
            yield said["promise"].format(amount=amount, date=on)
        if self.plan:
            yield said["plan"].format(count=len(self.plan))
        kinds = dict.fromkeys(effect.partition(":")[0] for effect in self.effects)
        yield from (said[kind] for kind in kinds if kind in ("hardship_review", "waiver_review", "frozen"))

    def spoken(self, lang: str) -> tuple[Spoken, ...]:
        """To be heard before they enter the room."""
        said = [Spoken("".join(self.lines(lang)) if lang == "zh-CN" else " ".join(self.lines(lang)), lang)]
        if self.last_words:
            said += [Spoken(_WORDS[lang]["last"], lang), Spoken(self.last_words[:_LONGEST], self.lang)]
        return tuple(said)


def summary(conn: Connection, attempt_id: str) -> Summary:
    """Of a call that is handed over, as it stands now."""
    joined = handover.join(attempt, attempt.c.id == handover.c.attempt_id).outerjoin(account, account.c.id == attempt.c.account_id)
    joined = joined.outerjoin(conversation, conversation.c.attempt_id == attempt.c.id)
    row = conn.execute(
        select(handover.c.why, handover.c.lang, account.c.name, account.c.currency, conversation.c.id, conversation.c.state)
        .select_from(joined)
        .where(handover.c.attempt_id == attempt_id)
    ).one()
    said = select(turn.c.text).where(turn.c.conversation_id == row.id, turn.c.side == "borrower").order_by(turn.c.seq.desc())
    words = next((text for text in conn.execute(said).scalars() if text), "")
    state = row.state or {}
    verified, effects = bool(state.get("verified")), tuple(state.get("effects") or ())
    return Summary(
        row.why, row.lang, row.name, verified, row.currency or "CNY", state.get("promise"), state.get("plan"), effects, words
    )
