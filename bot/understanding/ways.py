"""The channel that is to fall silent and the language that is wished, by the words that name them."""

from __future__ import annotations

import re

_CALLS = {"zh-CN": re.compile(r"打(?!扰|错|搅)|电话|来电|拨|呼叫|外呼|语音|响"),
          "en-US": re.compile(r"\b(?:call(?:s|ed|ing|er)?|phon(?:es|ed|ing)|phone(?! numbers?)|telephon(?:e|ing|ic)|ring(?:s|ing)?|dial(?:s|ing|er)?|cell|voicemails?|robocalls?)\b")}  # fmt: skip
_TEXTS = {"zh-CN": re.compile(r"短信|信息|消息|彩信|发|退订|tuiding|回复|^(?:td?|r|n)\b"),
          "en-US": re.compile(r"\b(?:text(?:s|ed|ing)?|messag(?:e|es|ing)|msging|sms|unsubscribe)\b|^(?:please |now )?stop(?: please)?$")}  # fmt: skip
_INSTEAD = {"zh-CN": re.compile(r"(?:有事|可以|就|改|用|走|要么|直接)(?:给我)?(?:发|用|走)?(?:个)?(?:短信|信息|消息)|(?:短信|信息|消息)(?:就行|可以|就好|联系|吧|沟通)"),
            "en-US": re.compile(r"\b(?:text|message|send) me\b|\bby (?:text|sms)\b|\b(?:text|texts|texting|messages?) (?:is|are|works?|only|instead|would be)\b")}  # fmt: skip
_CALL_ME = {"zh-CN": re.compile(r"(?:有事|可以|就|改|直接)(?:给我)?打(?:个)?电话|(?:电话|来电)(?:还是|照样)?(?:能|可以|随便|尽管)(?:打|接)|打电话(?:可以|行|就行|没事|没问题|跟我)|(?:电话|来电)(?:可以|没问题|没事)"),
            "en-US": re.compile(r"\bcall(?:s|ing)?(?: is| are)? (?:fine|okay|good|all right|works?)\b|\b(?:can|may|could|just|please) (?:still )?call(?: me)?\b|\bcalls? only\b")}  # fmt: skip
"""Words that allow the one way while the other is to stop."""

_TONGUES = {
    "es": r"西班牙|西语|spanish|espanol|español|hablo|habla|inglés|ingles",
    "yue": r"粤语|广东话|白话|广州话|香港话|cantonese",
    "zh-CN": r"普通话|国语|中文|汉语|华语|中国话|chinese|mandarin|zhongwen|putonghua",
    "en-US": r"英语|英文|english",
    "ja": "日语|日文|japanese", "ko": "韩语|韩文|朝鲜语|korean", "fr": "法语|法文|french|français", "ru": "俄语|俄文|russian",
    "de": "德语|德文|german", "ar": "阿拉伯语|arabic", "pt": "葡萄牙语|portuguese|português|portugues", "vi": "越南语|vietnamese",
    "it": "意大利语|italian", "th": "泰语|thai", "tl": "tagalog|filipino", "ht": "creole", "hi": "印地语|hindi", "pl": "polish",
    "so": "somali", "ur": "urdu", "fa": "farsi|persian", "pa": "punjabi", "bn": "bengali", "uk": "ukrainian", "hmn": "hmong", "bo": "藏语",
    "ug": "维语|维吾尔语", "mn": "蒙语|蒙古语",
}  # fmt: skip
_NAMED = re.compile("|".join(f"(?P<{tag.replace('-', '_')}>{words})" for tag, words in _TONGUES.items()))
_SPOKEN_BADLY = re.compile(r"^ ?(?:is |are |its |isn't )?(?:not|no|bad|poor|terrible|little)\b|^(?:不好|不太好|不行|很差|说不好|听不懂)")
_BAD = re.compile(r"\b(?:is|'s) (?:no|not)(?: so| very| that| too)? good\b")
_CJK = re.compile(r"[一-鿿]")
_NOT_THAT = re.compile(
    r"(?:听不懂|不懂|(?<!会)不会(?:说|讲)?|别(?:说|讲|用)|不要(?:说|讲|用)?|不想(?:说|讲)|没学过)$|"
    r"(?:\b(?:no|not|why is it in|why's it in|why is this in)(?: (?:speak|understand|know|talk|in|so good|good|any|read|much))*|不说) ?$"
)


def silent_channel(text: str, lang: str) -> str:
    """`voice`, `sms` or `all`: what a wish to be left alone is about. Where nothing is named, all."""
    calls, texts = _CALLS[lang].search(text) is not None, _TEXTS[lang].search(text) is not None
    if calls and texts and _INSTEAD[lang].search(text):
        return "voice"
    if calls and texts and _CALL_ME[lang].search(text):
        return "sms"
    return "all" if calls == texts else "voice" if calls else "sms"


def wished_language(text: str, lang: str) -> str | None:
    """The language named that is not the one refused; of several another than that spoken; None where none is."""
    named = [(str(m.lastgroup).replace("_", "-"), m) for m in _NAMED.finditer(text)]
    text = _BAD.sub(lambda m: " " * len(m[0]), text)
    wished = [tag for tag, m in named if (tag == "es" and m[0] != "spanish") or not _NOT_THAT.search(text[: m.start()])]
    spoken = [tag for tag, m in named if tag in wished and tag != "es" and _SPOKEN_BADLY.match(text[m.end() :])]
    wished = [tag for tag in wished if tag not in spoken] or spoken
    written = "zh-CN" if lang == "en-US" and _CJK.search(text) else None
    return next((tag for tag in wished if tag != lang), None) or next(iter(wished), None) or written
