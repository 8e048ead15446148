"""What is said while a call is handed over. To the borrower nothing of a debt: somebody else may be listening while they wait."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from bot.dialogue import Language
from bot.dialogue.spoken import moment
from bot.telephony.events import Spoken

TO_BORROWER = {
    "en-US": {
        "calling": "I am calling a colleague for you. Please stay on the line.",
        "queue": "All of our colleagues are on the phone. You are number {place} in line, and it will take about {minutes} minutes.",
        "or_back": "If you would rather be called back, press one.",
        "coming": "{name} will be with you in a moment. Please stay on the line.",
        "room": "{name} is here now.",
        "offer": "I am sorry, nobody can take your call now. Press one, and we will call you back {at}.",
        "booked": "All right, we will call you back {at}. Goodbye.",
        "nobody": "I am sorry, nobody can take your call now. Goodbye.",
        "bye": "Thank you for the call. Goodbye.",
    },
    "zh-CN": {
        "calling": "正在为您呼叫人工，请不要挂机。",
        "queue": "人工坐席都在通话中，您排在第{place}位，大约需要等待{minutes}分钟。",
        "or_back": "如果希望我们给您回电，请按一。",
        "coming": "{name}马上为您服务，请不要挂机。",
        "room": "{name}现在为您服务。",
        "offer": "很抱歉，现在没有人工可以接听。请按一，我们{at}给您回电。",
        "booked": "好的，我们{at}给您回电，再见。",
        "nobody": "很抱歉，现在没有人工可以接听，再见。",
        "bye": "感谢您的来电，再见。",
    },
}
TO_PERSON = {
    "en-US": {
        "ask": "A call is to be handed over to you. Press one to take it, or any other key if you can't.",
        "room": "You are being connected.",
        "refused": "All right. Goodbye.",
        "gone": "The call is over, or somebody else has it. Goodbye.",
    },
    "zh-CN": {
        "ask": "有一通电话要转给您。请按一接听，如不能接听，请按其他键。",
        "room": "正在为您接通。",
        "refused": "好的，再见。",
        "gone": "通话已经结束，或已由他人接听。再见。",
    },
}


def to_borrower(what: str, lang: str, **values: object) -> Spoken:
    return Spoken(TO_BORROWER[lang][what].format(**values), lang)


def to_person(what: str, lang: str) -> Spoken:
    return Spoken(TO_PERSON[lang][what], lang)


def when(at: datetime, now: datetime, lang: str) -> str:
    """The time of a call-back as it is said: "tomorrow at ten AM"."""
    return moment(at, now.astimezone(at.tzinfo), cast("Language", lang), aloud=True)
