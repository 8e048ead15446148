"""What was heard or typed, made plain: width, case, spacing, punctuation, fillers, contractions, homophones.

Out comes lower-case text (capital letters are left free for marks), with "," for any pause, "?" for a question and `~` for a word
that the recogniser did not know.
"""

from __future__ import annotations

import re
import unicodedata

from bot.understanding import words_en
from bot.understanding.homophones import mend

LIMIT = 1200
"""Longer replies are read at their beginning and at their end, so much of each: nobody says that much in one turn."""

UNKNOWN_WORD = "~"

_UNK = re.compile(r"\[\s*unk\s*\]|<\s*unk\s*>", re.I)
_CJK = "㐀-鿿"
_NOISE = re.compile(r"[^\w\s.,?!$¥%'/:*#&@+~-]")
_PAUSE = re.compile(r"\s*(?:[!;]|,)+\s*|(?<![0-9])[.:-]+|[.:-]+(?![0-9])")
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_PUNCTUATION = str.maketrans({"。": ".", "，": ",", "、": ",", "；": ";", "：": ":", "？": "?", "！": "!", "…": ",", "—": ",", "–": "-",
    "’": "'",
                              "‘": "'", "`": "'", "´": "'", "“": " ", "”": " ", '"': " ", "（": ",", "）": ",", "￥": "¥", "‐": "-",
                              "‑": "-",
                              "［": "[", "］": "]", "・": " ", "·": " "})  # fmt: skip


def plain(text: str) -> str:
    """Both languages: width, case, stray characters, pauses."""
    if len(text) > 2 * LIMIT:
        text = text[:LIMIT] + " , " + text[-LIMIT:]
    text = unicodedata.normalize("NFKC", text.translate(_PUNCTUATION))
    text = "".join(_plain_char(c) for c in text.lower())
    text = _UNK.sub(f" {UNKNOWN_WORD} ", text)
    text = _NOISE.sub(" ", _HYPHEN.sub(" ", _THOUSANDS.sub("", text)))
    text = _PAUSE.sub(" , ", text)
    return " ".join(text.split()).strip(" ,")


def _plain_char(c: str) -> str:
    kind = unicodedata.category(c)
    if kind in ("Cf", "Mn", "Me"):
        return ""
    return " " if kind[0] in "CZ" or kind in ("So", "Sk") else c


# --- Mandarin

_TRADITIONAL = str.maketrans(
    "還錢訴說話電嗎麼個們來這無沒師產銀號碼認識號現時間點後週誰對聽錄語東華務債貸賬帳單額數據證過開會請讓給發訊簡轉機器員業醫藥殺樓親媽爺奶紀樣寫爾該實",
    "还钱诉说话电吗么个们来这无没师产银号码认识号现时间点后周谁对听录语东华务债贷账账单额数据证过开会请让给发讯简转机器员业医药杀楼亲妈爷奶纪样写尔该实",
)
_INNER_SPACE = re.compile(rf"(?<=[{_CJK}0-9¥]) +(?=[{_CJK}])|(?<=[{_CJK}]) +(?=[0-9¥])|(?<=[0-9]) +(?=[0-9])")
_FORMAL = str.maketrans("零壹贰叁肆伍陆柒捌玖拾佰仟萬", "零一二三四五六七八九十百千万")
_FORMAL_SUM = re.compile(
    r"[壹贰叁肆伍陆柒捌玖][零壹贰叁肆伍陆柒捌玖拾佰仟萬]*(?=[拾佰仟萬元圆块])[拾佰仟萬]?[零壹贰叁肆伍陆柒捌玖拾佰仟萬]*"
)
_PERIODS = re.compile(r"(?<=分)([0-9二三四五六七八九十两]{1,3})[起气](?=每|还|,|$|行|可)|(?<=每)()[起气](?=[0-9一二三四五六七八九两])")
_STUTTER = re.compile(r"([我你您他她就那这是不要能别没会])\1+")
_FILLER_ZH = re.compile(
    r"[呃唔哎唉诶欸噢哦喔嗯恩啊呀]|哈(?![喽罗啰])|(?<!干)嘛|(?<![金余全总限数差巨小大名面])额(?![度外])|(?:就是说|怎么说呢|"
    r"我跟你讲|我跟你说|那什么)"
)


_LE = re.compile(r"(?<=[没完清死行好走还付过到])(?:啦|喽|咯|嘞)")
"""了 with a sound after it: 没啦 is 没了."""
_HELLO_ZH = re.compile(r"^(?:喂+,?)+(?=[^,喂])|^(?:你好|您好),?(?=请|我|谁|哪|什么|是|您?找|他|她|有)")
_AGAIN = re.compile(r"([^0-9零〇一二两三四五六七八九幺]{1,6}?)\1{2,}")


def plain_zh(text: str) -> str:
    """Mandarin, with Vosk's spaces gone and homophones put right; fillers are still there (嗯 alone is a yes)."""
    text = _INNER_SPACE.sub("", plain(text).translate(_TRADITIONAL))
    text = re.sub(r"\s*,\s*", ",", text)
    text = _FORMAL_SUM.sub(lambda m: m[0].translate(_FORMAL), text)
    text = _PERIODS.sub(lambda m: (m[1] or "") + "期", text)
    return _STUTTER.sub(r"\1", _AGAIN.sub(r"\1\1", mend(text)))


def without_fillers_zh(text: str) -> str:
    """The same, without sounds that carry no meaning."""
    text = _LE.sub("了", re.sub(r",+", ",", _FILLER_ZH.sub("", text)).strip(",? "))
    return _STUTTER.sub(r"\1", _HELLO_ZH.sub("", text))


# --- English

_STUTTER_EN = re.compile(r"\b(i|we|you|he|she|it|the|a|my|to|and|is|not|do|will|can|no|yes|yeah|please|stop|this|that|but)(?:[ ,]+\1\b)+")
_AGAIN_EN = re.compile(r"\b((?!(?:oh|zero|one|two|three|four|five|six|seven|eight|nine)\b)[a-z']+(?: [a-z']+){0,3})(?:[ ,]+\1\b){2,}")
_ISH = re.compile(r"(?<=[a-z0-9]) ish\b")
_FILLER_EN = re.compile(
    r"\b(?:um+|uh+|er+m?|hm+|mm|ah+|eh|y'?know|you know(?! (?:who|what|where|when|how|him|her|them|if|that|my|me))|"
    r"i mean(?= i\b)|basically|literally)\b"
)


_LIKE_A_NUMBER = {"for": "four", "to": "two", "too": "two", "won": "one"}
_HEARD_HUNDRED = re.compile(r"\b(for|to|too|won) (?=hundred\b)")
_HOUR_RUN_ON = re.compile(r"\b(1[0-2]|[1-9])([0-5][0-9]) ?(?=[ap] ?m\b)")


def plain_en(text: str) -> str:
    """English, with contractions opened, texting shorthand and common slips written out."""
    text = words_en.expand(plain(text))
    text = _HEARD_HUNDRED.sub(lambda m: _LIKE_A_NUMBER[m[1]] + " ", _HOUR_RUN_ON.sub(r"\1:\2 ", text))
    return _STUTTER_EN.sub(r"\1", _AGAIN_EN.sub(r"\1 \1", " ".join(text.split())))


def without_fillers_en(text: str) -> str:
    """The same, without sounds that carry no meaning and without pauses, which speech does not have either."""
    text = _ISH.sub("", _FILLER_EN.sub(" ", text)).replace(" ,", " ").replace("?", " ? ")
    return _STUTTER_EN.sub(r"\1", " ".join(text.split()).strip(" ,?"))
