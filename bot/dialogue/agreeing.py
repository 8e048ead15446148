"""A yes in other words: 这回对了, "yes, the twelfth", 行，按六期. Told only where a yes or a no was asked for."""

from __future__ import annotations

import re

from bot.dialogue.types import Language

_YES = {
    "zh-CN": re.compile(
        r"^(?:嗯+|啊|哦|噢|呃|那|这回|这次|这下|现在|都|就)*[,， ]*"
        r"(?:对(?![不方面得])|行(?!不)|好(?!像|几|多)|可以|是(?!不是|吗|谁|什么)|没错|没问题|没有不对|没什么不对|同意|成(?!不)|没毛病|正确)"
        r"(?:的|了|啊|呀|吧|嘞|哒|就)*(?=$|[,，。.!！ ]|这么|这样|按|记)"
    ),
    "en-US": re.compile(
        r"^(?:um+|uh+|well|oh|so|now)?[, ]*(?:yes|yeah|yep|yup|sure|right|correct|okay|ok|fine|exactly|perfect|agreed|absolutely|"
        r"that works|sounds (?:good|right|fine)|(?:that's|that is|it's) (?:right|correct|fine|it)|nothing wrong with|no,? nothing wrong)\b",
        re.IGNORECASE,
    ),
}
_BUT = {
    "zh-CN": re.compile(r"不(?!是不|用改|变|改)|没|别|但|可是|只是|等[一等]?下|[吗?？]|改成|换成|多少|怎么|什么"),
    "en-US": re.compile(
        r"\b(?:not|but|wait|except|only|instead|change|rather|actually|what|how|when|why|who|if|no(?!,? nothing wrong| problem))\b"
        r"|n't\b|\?",
        re.IGNORECASE,
    ),
}
_NO_FAULT = re.compile(r"没有不对的?|没什么不对的?|没错|没问题|没毛病")


def agrees(text: str, lang: Language) -> bool:
    """Whether the words begin with a yes and take nothing of it back."""
    text = text.strip()
    return _YES[lang].search(text) is not None and _BUT[lang].search(_NO_FAULT.sub("", text)) is None
