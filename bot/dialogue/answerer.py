"""Who answers: what can be told only by who knows whom we asked for, or that an assistant of the handset may be on the line."""

from __future__ import annotations

import re
from typing import Literal

from bot.dialogue.types import Language

_NAMED_ZH = r"(?:我(?:就|便)?(?:是|叫)|这(?:里|边)?是)\s*{name}(?!的|他|她|家|爸|妈|爱人|老公|老婆|[先女]\S*的)"
_NAMED_EN = (
    r"\b(?:this is|i am|i'm|it is|it's|my name is|you(?:'ve| have)? (?:got|reached))\s+(?:\w+\.?\s+)?"
    r"(?>{name}\b(?!'s|’s| and )|{first}(?=\s*(?:$|[,.!?])))"
    r"|\b(?:{name}|{first})\s+(?:here|speaking)\b"
)
_ALONE_ZH = r"^(?:喂|你好|您好|对|是|嗯|哎|啊|呃|我(?:就)?(?:是|叫)|[,，。 ])*{name}(?:本人|啊|呀|呢|吧)*[,，。.!！ ]*$"
_ALONE_EN = (
    r"^(?:(?:yes|yeah|yep|hi|hello|hey|uh|um|sure|mr\.?|mrs\.?|ms\.?|it's|its|this is|i am|i'm)[,. ]+)*{name}"
    r"(?:[,. ]+(?:yes|yeah|here|speaking))?[,.! ]*$"
)
_DENIED = re.compile(r"\b(?:not|isn't|no longer|never|nobody)\b|不是|没有|并非|别", re.IGNORECASE)

_ASSISTANT = re.compile(
    r"\b(?:state|say|give|record|tell me) your name\b"
    r"|\b(?:state|say|record|give) (?:\w+ ){0,4}(?:reason for|why you(?:'re| are)) (?:your call|calling)"
    r"|\bscreening (?:service|this call|calls)\b|\bcall screen(?:ing|er)\b"
    r"|\bthe person you(?:'re| are) (?:calling|trying to)|\bif (?:this person|they are|they're) available\b"
    r"|(?<!is )\b(?:this is|i am|i'm|it is|it's) (?:(?!not\b)\w+ ){0,4}"
    r"(?:ai|virtual|automated|automatic|digital|screening|answering) (?:\w+ )?(?:assistant|agent|service|secretary)\b"
    r"|\b(?:connecting you|putting you through|stay on the line)\b"
    r"|机主"
    r"|(?:我是|这里是|这是).{0,8}(?:语音|智能|来电|通话|电话|AI|ai|人工智能)(?:助手|助理|秘书|管家|代接)|(?:我是|这里是)小(?:爱|艺|布|欧)"
    r"|请(?:您)?(?:简单)?说(?:明|出|一下)(?:您|你)?的?(?:来意|来电|姓名|身份|事由|目的)|正?在?(?:为|帮|给)(?:您|你)转接",
    re.IGNORECASE,
)
_DECLINES = re.compile(
    r"\b(?:can't|cannot|can not|not able to|unable to|not available|unavailable|isn't available|won't)\b|\b(?:good)?bye\b"
    r"|\b(?:take|leave|pass (?:on|along)?) ?(?:a|your|the|it|that)? ?(?:message|along|on)\b"
    r"|不方便|不能接|没空|没法接|转告|转达|留言|记下|再见",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[?？吗]|\b(?:state|say|record|who|what|why|may i ask|go ahead)\b|请(?:您|你)?(?:简单)?(?:说|问|讲|告诉|留)|什么|哪位|怎么称呼|谁",
    re.IGNORECASE,
)

_CLAIMS: dict[Language, re.Pattern[str]] = {
    "zh-CN": re.compile(r"是|对|嗯|我就|本人|有什么事|^(?:喂|啊|哎|诶|说|讲)"),
    "en-US": re.compile(
        r"\b(?:yes|yeah|yep|yup|ya|uh[- ]?huh|mm[- ]?h+m+|sure|correct|right|ok(?:ay)?|speaking|here|i am|i'm"
        r"|(?:this|that|it)(?: is|'s) (?:he|she|him|her|me|i)|with (?:him|her))\b",
        re.IGNORECASE,
    ),
}
_YES_AND: dict[Language, re.Pattern[str]] = {
    "zh-CN": re.compile(r"^(?:喂|哎|诶|[,，。 ])*(?:是的|是我|对的?|没错|嗯+(?:对|是)?|我(?:就)?是)[，,。 ](?!.*(?:不是|打错|不认识))"),
    "en-US": re.compile(
        r"^(?:(?:hi|hello|hey|um|uh)[,. ]+)*(?:yes|yeah|yep|yup|correct|speaking)[,. ](?!.*\b(?:not|wrong|isn't)\b)", re.IGNORECASE
    ),
}
_SPEAKS_OF_THEM: dict[Language, re.Pattern[str]] = {
    "zh-CN": re.compile(r"[他她]"),
    "en-US": re.compile(
        r"\b(?:he|she)(?:'s|'ll|'d| (?:is|was|will|can|has|just))\b|\b(?:get|find|fetch|grab) (?:him|her)\b", re.IGNORECASE
    ),
}
_FETCHES: dict[Language, re.Pattern[str]] = {
    "zh-CN": re.compile(
        r"(?:叫|喊|让|换)(?:一下)?[他她](?:过?来|去)?(?:接|听)(?!不)|(?:叫|喊)(?:一下)?[他她](?:过?来)?(?=$|[,，。])|[他她](?:马上|这就|就|过)*来了"
        r"|(?:电话|手机)(?:拿|递|转|交)?给[他她]"
    ),
    "en-US": re.compile(
        r"\b(?:i'll|i will|let me|lemme|(?:going to|gonna)) (?:go )?(?:get|grab|fetch|find|put) (?:him|her)\b(?! (?:to|a|the|your|know))"
        r"|\b(?:he|she)(?:'s| is) (?:right here|coming)\b|\bhere (?:he|she) (?:is|comes)\b|\bputting (?:him|her) on\b",
        re.IGNORECASE,
    ),
}
_NOT_NOW = re.compile(r"不在|没在|回来|回头|以后|晚点|转告|\b(?:not|isn't|can't|when|later|back|tonight|tomorrow)\b", re.IGNORECASE)

Assistant = Literal["asks", "declines"]


def names_themselves(text: str, name: str) -> Literal["alone", "among words"] | None:
    """Whether the words say that the speaker is the person of this name, and nothing else: 我是张示例, "this is Jordan Sample"."""
    if not name.strip() or _DENIED.search(text):
        return None
    alone, among = (_ALONE_ZH, _NAMED_ZH) if re.search(r"[\u4e00-\u9fff]", name) else (_ALONE_EN, _NAMED_EN)
    says = {"name": re.escape(name), "first": re.escape(name.split()[0])}
    if re.search(alone.format(**says), text, re.IGNORECASE):
        return "alone"
    return "among words" if re.search(among.format(**says), text, re.IGNORECASE) else None


def claims_to_be_them(text: str, lang: Language) -> bool:
    """Whether something in the words claims what the model made of them: a yes, an `I am`, and nobody else spoken of."""
    text = text.replace("’", "'")
    return _CLAIMS[lang].search(text) is not None and _SPEAKS_OF_THEM[lang].search(text) is None


def begins_with_yes(text: str, lang: Language) -> bool:
    """Whether a yes, and more after it, answers who they are."""
    text = text.strip().replace("’", "'")
    return _YES_AND[lang].search(text) is not None and _SPEAKS_OF_THEM[lang].search(text) is None


def fetches_them(text: str, lang: Language) -> bool:
    """Whether whoever answered calls the person we asked for to the telephone, now: 我叫他来接, "hang on, I'll get him"."""
    text = text.replace("’", "'")
    return _FETCHES[lang].search(text) is not None and _NOT_NOW.search(text) is None


def assistant(text: str, *, known: bool) -> Assistant | None:
    """Whether a handset's assistant speaks, and whether it asks who calls or will not put us through. `known`: it spoke before."""
    if _ASSISTANT.search(text):
        return "declines" if _DECLINES.search(text) and not _ASKS.search(text) else "asks"
    return "declines" if known and _DECLINES.search(text) and not _ASKS.search(text) else None
