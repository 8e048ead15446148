"""Runs of digits, spoken or keyed: 幺三七零, four oh nine, double seven three, 1370#, a last X of an ID number."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_ZH = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "幺": "1", "两": "2", "俩": "2", "洞": "0", "拐": "7",
    "勾": "9", "叉": "x"}
_ZH_WORDS = re.compile(r"艾克斯|爱克斯|埃克斯|叉号|打叉|大写x|小写x|ex")
_ZH_FRAME = re.compile(
    r"^(?:(?:好|好的|行|可以|是|是的|对|那|就是|我的?|你?听|记一下|身份证号?码?|身份证|号码?|证件号?|尾号|尾数|末尾|后面|最后|后面?四位数?|后四位数?|"
    r"最后四位数?|末四位|后六位|前四位|四位数|数字|应该|答案|等一下|生日|"
    r"出生年份?|出生|年份)(?:呢|就)?[,:]*(?:应该)?(?:是|为)?[,:]*)*(?P<run>.*?)(?:[,]*(?:对吧|对吗|吧|啊|年的?|年出?生的?|谢谢|就这个|没错|"
    r"呀|呢))?[,#]*$"
)
_EN = {"zero": "0", "oh": "0", "o": "0", "nought": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8",
       "nine": "9", "ex": "x", "x": "x", "for": "4", "to": "2", "too": "2", "ate": "8", "won": "1"}  # fmt: skip
_PAIRS = {w: str(i) for i,
    w in enumerate(["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"], 10)}
_TENS = {w: i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}
_EN_FRAME = re.compile(
    r"^(?:(?:okay|yes|yeah|sure|well|so|it is|it|they are|that is|that would be|it would be|the|my|last|first|four|six|digits?|numbers?|ssn|"
    r"social(?: security)?|security|birth|year|born|i was|in|id|code|is|are|of|"
    r"ending in|ends in|ends with|here you go|all right|uh|um|,)\b[ ,]*)*?(?P<run>(?:(?:double|triple|zero|oh|o|one|two|three|four|five|"
    r"six|seven|eight|nine|ex|x|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|for|to|"
    r"too|ate|won|[0-9]+|\*|,|-|and)[ ,]*)+)"
    r"(?:[ ,]*(?:please|thanks|thank you|is my last four|that is it|okay))?[ ,#]*$"
)


_ZH_INSTEAD = re.compile(r"[,吧]*(?:不对|不是|错了|说错了?|记错了?|看错了?|(?<=[0-9零一二三四五六七八九幺])不(?=,))[,不对是我该应说]*")
_EN_INSTEAD = re.compile(r"[ ,]*\b(?:no|sorry|wait|i mean|actually|scratch that|correction|make that|i am sorry|that is wrong|rather)\b[ ,]*")

_THREE_EN = re.compile(r"(?:\b(?:[0-9]|zero|oh|one|two|three|four|five|six|seven|eight|nine|double)[ ,]*){3}")


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


def _run_zh(text: str) -> str | None:
    found = _ZH_FRAME.match(_ZH_WORDS.sub("叉", text))
    if not found:
        return None
    run = re.sub(r"[ ,#-]", "", found["run"])
    digits = "".join(_ZH.get(c, "x" if c in "x*" else c) for c in run)
    return _checked(digits)


_TWO_THOUSAND = re.compile(r"\btwo thousand(?: and)? (?=(?:one|two|three|four|five|six|seven|eight|nine)\b)")


def _run_en(text: str) -> str | None:
    found = _EN_FRAME.match(_TWO_THOUSAND.sub("two zero zero ", text))
    if not found:
        return None
    run = found["run"]
    if re.search(r"\bthe last four\b", text) and run.startswith("four ") and len(run.split()) > 4:
        run = run.removeprefix("four ")
    return _checked(_spell(run.replace(",", " ").replace("-", " ").split()))


def _spell(words: list[str]) -> str:
    out, times, tens = "", 1, ""
    real = sum((w in _EN and w not in ("for", "to", "too", "ate", "won")) or w.isdigit() or w in _PAIRS or w in _TENS for w in words)
    for word in words:
        if word in ("double", "triple"):
            times = 2 if word == "double" else 3
            continue
        if word == "and":
            continue
        if word == "hundred":
            out += "00"
            continue
        if word in ("for", "to", "too", "ate", "won") and real < 2:
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
