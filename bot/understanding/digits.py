"""Runs of digits, spoken or keyed: 幺三七零, four oh nine, double seven three, 两个三, 1370#, a last X of an ID number."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_ZH = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "幺": "1",
    "两": "2",
    "俩": "2",
    "洞": "0",
    "拐": "7",
    "勾": "9",
    "叉": "x",
}
_ZH_WORDS = re.compile(r"米字键|星号键?|星|艾克斯|爱克斯|埃克斯|叉号|打叉|大写x|小写x|ex")
_ZH_TIMES = re.compile(r"(?:(?P<n>[一二两俩三四五])个|双)(?P<d>[零〇一二三四五六七八九幺0-9])[和]?")
_ZH_TIMES_N = {"一": 1, "两": 2, "俩": 2, None: 2, "二": 2, "三": 3, "四": 4, "五": 5}
_ZH_FORMAL = str.maketrans("零壹贰叁肆伍陆柒捌玖", "零一二三四五六七八九")
_ZH_LEAD = re.compile(
    r"^(?:(?:好的?|行|可以|是的?|对|那个?|这个|就是|我的?|你?听|你?记一?下?|记好|我?念给你|我?报给你|我说|身份证号?码?|身份证|号码?|证件号?|尾号|尾数|末尾|后面|最后|最后几位|后面?四位数?|后四位数?|"
    r"最后四位数?|末四位|后六位|前四位|四位数?|数字|应该|答案|等一下|生日|"
    r"出生年份?|出生|年份|我是|本人)(?:呢|就)?[,:]*(?:应该)?(?:是|为)?[,:]*)+"
)
_ZH_TAIL = re.compile(
    r"[,]*(?:对吧|对吗|对不对|是吧|吧|啊|年的?|年出?生的?|谢谢|就这个|没错|呀|呢|听清了吗|听清楚了吗|记下了吗|记住了吗|是这个|对|[,#])+$"
)
_EN = {"zero": "0", "oh": "0", "o": "0", "nought": "0", "aught": "0", "one": "1", "two": "2", "three": "3", "tree": "3", "four": "4",
    "five": "5", "fife": "5", "six": "6", "seven": "7", "eight": "8",
       "nine": "9", "niner": "9", "ex": "x", "x": "x", "for": "4", "to": "2", "too": "2", "ate": "8", "won": "1"}  # fmt: skip
_LIKE = frozenset({"for", "to", "too", "ate", "won", "tree"})
"""Words that are digits only among digits."""
_PAIRS = {
    w: str(i)
    for i, w in enumerate(
        ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"], 10
    )
}
_TENS = {w: i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}
_EN_DIGIT = "double|triple|hundred|[0-9]+|" + "|".join(sorted((*_EN, *_PAIRS, *_TENS), key=len, reverse=True))
_EN_FRAME = re.compile(
    r"^(?:(?:okay|yes|yeah|sure|well|so|it is|it|they are|that is|that would be|it would be|the|my|last|first|four|six|digits?|numbers?|ssn|"
    r"social(?: security)?|security|birth|year|born|i was|in|id|code|is|are|of|i believe|i think|let me see|hold on|zip(?: code)?|zip's|social's|"
    r"pin|ending|and|sir|maam|ready|"
    r"ending in|ends in|ends with|here you go|all right|uh|um|,)\b[ ,]*)*?"
    rf"(?P<run>(?:(?:{_EN_DIGIT}|\*|,|-|and)(?:\b|(?<=[*,-]))[ ,]*)+)"
    r"(?:[ ,]*\b(?:please|thanks|thank you|is my last four|that is it|that is all|okay|yes|yeah|sir|maam|dear|hon|honey|got it|i think|i believe))*[ ?,#]*$"
)


_ZH_INSTEAD = re.compile(r"[,吧]*(?:不对|不是|错了|说错了?|记错了?|看错了?|(?<=[0-9零一二三四五六七八九幺点])不(?=,))[,不对是我该应说]*")
_EN_INSTEAD = re.compile(
    r"[ ,]*\b(?:no|sorry|wait|i mean|actually|scratch that|correction|make that|i am sorry|that is wrong|rather|let me start over|start over|typo|oops)\b[ ,]*"
)

_THREE_EN = re.compile(rf"(?:\b(?:{_EN_DIGIT})\b[ ,]*){{3}}")


def digits_zh(text: str) -> str | None:
    """The digits, where the reply is nothing else (last four, and the like, aside). `text` is normalised Mandarin."""
    instead = re.fullmatch(r"不是(.+?),?(?:而)?是(.+)", text)
    return _last_said(instead.groups() if instead else _ZH_INSTEAD.split(text), _run_zh)


def digits_en(text: str) -> str | None:
    """The digits, where the reply is nothing else. `text` is normalised English."""
    parts = [part for part in _EN_INSTEAD.split(text) if part]
    if len(parts) == 1 and parts != [text] and not _THREE_EN.search(text):
        return None  # "no, make that fifty" is no run of digits
    return _last_said(parts, _run_en)


def _last_said(parts: Sequence[str], read: Callable[[str], str | None]) -> str | None:
    """Digits said and then said again, corrected: the last run, where every part is one."""
    runs = [read(part) for part in parts if part.strip(" ,")]
    return runs[-1] if runs and None not in runs else None


def digits_within(text: str, lang: str) -> str | None:
    """The last run of three digits or more among other words: it's me, and the last four are 幺三七零."""
    if lang == "zh-CN":
        runs = re.findall(r"[零〇一二三四五六七八九幺0-9](?:[, -]?[零〇一二三四五六七八九幺0-9]){2,}[xX叉]?", text)
        return _checked("".join(_ZH.get(c, "x" if c in "x*" else c) for c in re.sub("[ ,-]", "", runs[-1]))) if runs else None
    found = [m[0] for m in re.finditer(rf"(?:\b(?:{_EN_DIGIT})\b[ ,]*){{1,}}", text)]
    spelled = [_checked(_spell(words.replace(",", " ").split())) for words in found]
    return next((run for run in reversed(spelled) if run and len(run) > 2), None)


def _run_zh(text: str) -> str | None:
    text = _ZH_TAIL.sub("", _ZH_LEAD.sub("", _ZH_WORDS.sub("叉", text.strip(" ,").translate(_ZH_FORMAL))))
    text = _ZH_TIMES.sub(lambda m: m["d"] * _ZH_TIMES_N[m["n"]], text)
    parts = [re.sub(r"[ #-]", "", part) for part in re.split("[,]|,?对,?", text) if part]
    if len(parts) > 1 and parts[-1].startswith(parts[-2]) and len(parts[-1]) > 2:
        parts = parts[-1:]  # seven three, seven three one nine: begun again
    return _checked("".join(_ZH.get(c, "x" if c in "x*" else c) for c in "".join(parts)))


_TWO_THOUSAND = re.compile(r"\btwo thousand(?: and)? (?=(?:one|two|three|four|five|six|seven|eight|nine)\b)")


_TIMES_EN = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_SEVERAL = re.compile(r"\b(?P<n>two|three|four|five|[2-5]) (?P<d>zero|oh|one|two|three|four|five|six|seven|eight|nine)(?:e?s|'s)\b")


_STAR_EN = re.compile(r"\b(?:star|asterisk)(?: key| sign)?$")
_LAST_X = re.compile(r"(?<=[0-9])(?=[x*]$)")


def _run_en(text: str) -> str | None:
    text = _SEVERAL.sub(lambda m: " ".join([m["d"]] * _TIMES_EN[m["n"]]), _TWO_THOUSAND.sub("two zero zero ", text))
    text = _STAR_EN.sub("*", _LAST_X.sub(" ", text))
    found = _EN_FRAME.match(text)
    if not found:
        return None
    run = found["run"]
    if re.search(r"\bthe last four\b", text) and run.startswith("four ") and len(run.split()) > 4:
        run = run.removeprefix("four ")
    return _checked(_spell(run.replace(",", " ").replace("-", " ").split()))


def _spell(words: list[str]) -> str:
    out, times, tens = "", 1, ""
    real = (
        2
        if len(words) > 3 and _LIKE.issuperset(words)
        else sum((w in _EN and w not in _LIKE) or w.isdigit() or w in _PAIRS or w in _TENS for w in words)
    )
    for word in words:
        if word in ("double", "triple"):
            times = 2 if word == "double" else 3
            continue
        if word == "and":
            continue
        if word == "hundred":
            out += "00"
            continue
        if word in _LIKE and real < 2:
            return ""
        if word in _TENS:
            if tens:
                out += tens + "0"
            tens = str(_TENS[word])
            continue
        digit = "x" if word == "*" else _EN.get(word) or _PAIRS.get(word) or word
        if tens:
            out += tens + (digit if len(digit) == 1 and digit not in ("0", "x") else "0" + digit)
            tens = ""
            continue
        out, times = out + digit * times, 1
    return out + (tens + "0" if tens else "")


def _checked(run: str) -> str | None:
    """Digits, of which only the last may be the X of a Chinese ID number (the keypad's star is one)."""
    return run.upper() if re.fullmatch(r"[0-9]+x?", run) else None
