"""The channel that is to fall silent and the language that is wished, where no pattern that found the intent names them."""

from __future__ import annotations

import re

_CALLS = {"zh-CN": re.compile(r"打|电话|来电|拨|呼叫|语音|响"),
          "en-US": re.compile(r"\b(?:call(?:s|ed|ing|er)?|phon(?:e|es|ed|ing)|ring(?:s|ing)?|dial(?:s|ing)?|voicemails?|robocalls?)\b")}  # fmt: skip
_TEXTS = {"zh-CN": re.compile(r"短信|信息|消息|彩信|发"),
          "en-US": re.compile(r"\b(?:text(?:s|ed|ing)?|messag(?:e|es|ing)|sms)\b")}  # fmt: skip
_ANY = {"zh-CN": re.compile(r"联系|联络|打扰|骚扰|名单|任何方式|所有"),
        "en-US": re.compile(r"\b(?:contact(?:ing|ed)?|communicat\w+|list|bother(?:ing)?|reach(?:ing)? out|hear from|all)\b")}  # fmt: skip
_INSTEAD = {"zh-CN": re.compile(r"(?:有事|可以|就|改|用|走|要么|直接)(?:给我)?(?:发|用|走)?(?:个)?(?:短信|信息|消息)|(?:短信|信息|消息)(?:就行|可以|就好|联系|吧|沟通)"),
            "en-US": re.compile(r"\b(?:text|message|send) me\b|\bby (?:text|sms)\b|\b(?:text|texts|texting|messages?) (?:is|are|works?|only|instead|would be)\b")}  # fmt: skip

_TONGUES = (
    ("es", re.compile(r"西班牙|西语|\b(?:spanish|espanol|español|hablo|habla|ingles|inglés)\b")),
    ("yue", re.compile(r"粤语|广东话|白话|广州话|香港话|\bcantonese\b")),
    ("zh-CN", re.compile(r"普通话|国语|中文|汉语|华语|中国话|\b(?:chinese|mandarin|zhongwen|putonghua)\b")),
    ("en-US", re.compile(r"英语|英文|\benglish\b")),
)


def silent_channel(text: str, lang: str) -> str:
    """`voice`, `sms` or `all`: what a wish to be left alone is about. Where nothing is named, all."""
    calls, texts = _CALLS[lang].search(text) is not None, _TEXTS[lang].search(text) is not None
    if calls and texts and _INSTEAD[lang].search(text):
        return "voice"
    if _ANY[lang].search(text) or calls == texts:
        return "all"
    return "voice" if calls else "sms"


def wished_language(text: str, lang: str) -> str | None:
    """The language named, another than that spoken before it; None where none of ours is."""
    named = [tag for tag, pattern in _TONGUES if pattern.search(text)]
    others = [tag for tag in named if tag != lang]
    return next(iter(others or named), None)
