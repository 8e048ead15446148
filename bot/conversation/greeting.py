"""Whether a machine picked up, told from its greeting: our own verdict beside the carrier's, without a language model, and with a reason.

People answer with a word or two and wait. Whoever talks long before we were understood, in words that mean nothing to us, is taken
for a machine: to speak to one as to a person could leave a debt on somebody's answering machine, and a person who is taken for one
hears a message that says nothing of it.
"""

from __future__ import annotations

import re
from typing import Literal

Reason = Literal["words", "beep", "long", "again"]

LONG_MS = 3500
"""Of one stretch of speech. Dograh takes up to 2.5 s for a person, carriers up to 2.4 s; a machine's greeting lasts 4 to 20 s."""
MANY_WORDS = {"en-US": 9, "zh-CN": 22}
"""jambonz: nine words; in Chinese, characters."""
_FEWEST_REPEATED = {"en-US": 3, "zh-CN": 5}
_STRETCHES = 3
"""After so many who answered is known."""

_WORDS = {
    "en-US": re.compile(
        r"\b(?:after|at) the (?:tone|beep)\b|\bvoice ?mail\b|\bmail ?box\b|\banswering (?:machine|service)\b|\bhas been forwarded\b"
        r"|\b(?:leave|record) (?:(?:a|your|me|us|the|name|and|number|brief|detailed|short) )+message\b"
        r"|\b(?:person|party|subscriber|number|customer) (?:that )?you(?:'re| are| have| 've)? (?:trying to|call(?:ing|ed)|dial\w+)\b"
        r"|\bnot in service\b|\b(?:can't|cannot|can not|unable to|not able to) (?:come to the phone|take your call)\b",
        re.IGNORECASE,
    ),
    "zh-CN": re.compile(
        r"(?:嘟|滴|哔|提示音|信号音)(?:的一)?声?(?:后|之后|以后).{0,6}留言|请.{0,6}(?:在|于).{0,8}后.{0,4}留言|语音信箱|留言信箱"
        r"|您?(?:所)?(?:拨打|呼叫)的(?:电话|号码|用户|手机).{0,8}(?:无法接通|无人接听|正在通话|已关机|已停机|是空号|不在服务区|暂时|不存在)"
        r"|请稍后再拨|转(?:接|移)?(?:至|到)?(?:语音)?(?:信箱|来电提醒|秘书台)"
    ),
}


class Greeting:
    """Of one outbound call, until somebody was understood."""

    def __init__(self) -> None:
        self._before: list[str] = []
        self._known = False

    @property
    def over(self) -> bool:
        """Whether who answered is known."""
        return self._known

    def answered(self) -> None:
        """A person is there: keys were pressed, or somebody of ours has spoken to them."""
        self._known = True

    def said(self, text: str, ms: int, intent: str, lang: str) -> Reason | None:
        """What was said in one stretch of `ms`, and what it was understood as; why it is a machine's, if it is."""
        if self._known:
            return None
        plain = "".join(text.split()) if lang == "zh-CN" else " ".join(text.split())
        reason = self._reason(plain, ms, intent, lang)
        self._before.append(plain)
        self._known = reason is not None or intent not in ("unknown", "greeting") or len(self._before) >= _STRETCHES
        return reason

    def _reason(self, plain: str, ms: int, intent: str, lang: str) -> Reason | None:
        if _WORDS[lang].search(plain):
            return "words"
        if intent not in ("unknown", "greeting"):
            return None
        words = len(plain) if lang == "zh-CN" else len(plain.split())
        if plain in self._before and words >= _FEWEST_REPEATED[lang]:
            return "again"
        return "long" if ms >= LONG_MS or words >= MANY_WORDS[lang] else None
