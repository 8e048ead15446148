"""How amounts, dates, times and digit runs are said (voice) and written (text), in Chinese and English."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from bot.dialogue.types import Language

_ZH = "零一二三四五六七八九"
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ["", "", *["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]]
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_MONEY_EN = {"USD": ("dollar", "cent"), "GBP": ("pound", "penny"), "HKD": ("Hong Kong dollar", "cent"), "SGD": ("Singapore dollar", "cent"),
             "INR": ("rupee", "paisa"), "CNY": ("yuan", "fen")}  # fmt: skip
_SIGNS = {"USD": "$", "GBP": "£", "HKD": "HK$", "SGD": "S$", "INR": "₹", "CNY": "¥"}
_PLURAL = {"penny": "pence", "paisa": "paise", "yuan": "yuan", "fen": "fen"}
_ZH_UNITS = {"CNY": "元", "USD": "美元", "GBP": "英镑", "HKD": "港元", "SGD": "新元", "INR": "卢比"}


def number(value: int, lang: Language) -> str:
    """A whole number from 0 to 999,999,999 in words: 两千五百三十, two thousand five hundred thirty."""
    return _zh_number(value) if lang == "zh-CN" else _en_number(value)


def _zh_number(value: int) -> str:
    if value >= 10_000:
        high, low = divmod(value, 10_000)
        tail = ("零" if low < 1000 else "") + _zh_section(low, after_more=True) if low else ""
        return ("两" if high == 2 else _zh_number(high)) + "万" + tail
    return _zh_section(value) if value else "零"


def _zh_section(value: int, *, after_more: bool = False) -> str:
    """Below ten thousand. 两千, and 两百 where it comes first, as people say it; 十五, not 一十五, where nothing goes before."""
    out, pending_zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if not digit:
            pending_zero = bool(out)
            continue
        if pending_zero:
            out += "零"
            pending_zero = False
        first = not out and not after_more
        if unit == 10 and digit == 1 and first:
            out += name
        else:
            out += ("两" if digit == 2 and (unit == 1000 or (unit == 100 and first)) else _ZH[digit]) + name
    return out


def _en_number(value: int) -> str:
    if value < 20:
        return _ONES[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    for size, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= size:
            high, low = divmod(value, size)
            return f"{_en_number(high)} {name}" + (f" {_en_number(low)}" if low else "")
    raise ValueError("not a whole number that is said")


def money(amount: Decimal, currency: str, lang: Language, *, aloud: bool) -> str:
    """An amount: 两千五百三十元五角 or 2530.50元; "two thousand five hundred thirty dollars and fifty cents" or $2,530.50."""
    amount = amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
    whole, cents = int(amount), int(amount * 100) % 100
    if lang == "zh-CN":
        unit = _ZH_UNITS.get(currency, currency)
        if not aloud:
            return f"{whole if not cents else amount}{unit}"
        return _zh_money(whole, cents, unit)
    if not aloud:
        return f"{_SIGNS.get(currency, currency + ' ')}{amount:,.2f}"
    major, minor = _MONEY_EN.get(currency, (currency, "cent"))
    said = f"{_en_number(whole)} {_counted(major, whole)}"
    return said + (f" and {_en_number(cents)} {_counted(minor, cents)}" if cents else "")


def _zh_money(whole: int, cents: int, unit: str) -> str:
    """角 and 分 are parts of the yuan alone: other money has a decimal point."""
    if cents and unit != _ZH_UNITS["CNY"]:
        return f"{_zh_number(whole)}点{''.join(_ZH[int(c)] for c in f'{cents:02}'.rstrip('0'))}{unit}"
    tenths, hundredths = divmod(cents, 10)
    said = ("两" if whole == 2 else _zh_number(whole)) + unit
    if tenths:
        said += ("两" if tenths == 2 else _ZH[tenths]) + "角"
    elif hundredths:
        said += "零"
    return said + (_ZH[hundredths] + "分" if hundredths else "")


def _counted(noun: str, count: int) -> str:
    return noun if count == 1 else _PLURAL.get(noun, noun + "s")


def day(value: date, lang: Language, *, aloud: bool) -> str:
    """A date without its year: 十二月三号 or 12月3日; "December third" or "December 3"."""
    if lang == "zh-CN":
        return f"{_zh_number(value.month)}月{_zh_number(value.day)}号" if aloud else f"{value.month}月{value.day}日"
    return f"{_MONTHS[value.month - 1]} {_ordinal(value.day) if aloud else value.day}"


def _ordinal(value: int) -> str:
    head, _, last = _en_number(value).rpartition("-")
    said = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return f"{head}-{said}" if head else said


def moment(value: datetime, now: datetime, lang: Language, *, aloud: bool) -> str:
    """A day and a time near `now`: 今天晚上七点半, "tomorrow at seven thirty PM"."""
    away = (value.date() - now.date()).days
    if lang == "zh-CN":
        near = {0: "今天", 1: "明天", 2: "后天"}.get(away) or day(value.date(), lang, aloud=aloud)
        return near + clock_time(value, lang, aloud=aloud)
    near = {0: "today", 1: "tomorrow"}.get(away) or f"on {day(value.date(), lang, aloud=aloud)}"
    return f"{near} at {clock_time(value, lang, aloud=aloud)}"


def clock_time(value: datetime, lang: Language, *, aloud: bool) -> str:
    """A time of day: 晚上七点半, "seven thirty PM", 7:30 PM."""
    say = _zh_time if lang == "zh-CN" else _en_time
    return say(value.hour, value.minute, aloud=aloud)


def _zh_time(hour: int, minute: int, *, aloud: bool) -> str:
    part = next(name for until, name in ((6, "凌晨"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上")) if hour < until)
    hour = hour if hour <= 12 else hour - 12
    if not aloud:
        return f"{part}{hour}点" + (f"{minute}分" if minute else "")
    said = "两" if hour == 2 else _zh_number(hour)
    tail = "" if not minute else "半" if minute == 30 else ("零" if minute < 10 else "") + _zh_number(minute) + "分"
    return f"{part}{said}点{tail}"


def _en_time(hour: int, minute: int, *, aloud: bool) -> str:
    half, hour = "AM" if hour < 12 else "PM", hour % 12 or 12
    if not aloud:
        return f"{hour}:{minute:02} {half}"
    tail = "" if not minute else f" oh {_en_number(minute)}" if minute < 10 else f" {_en_number(minute)}"
    return f"{_en_number(hour)}{tail} {half}"


def digits(value: str, lang: Language, *, aloud: bool) -> str:
    """A number that is read digit by digit, such as a helpline: 幺二三五六, "nine eight eight"."""
    if not aloud:
        return value
    names = "零幺二三四五六七八九" if lang == "zh-CN" else _ONES
    said = [names[int(c)] if c.isdigit() else "," for c in value if c.isdigit() or c in " -"]
    if lang == "zh-CN":
        return "".join(c for c in said if c != ",")
    return " ".join(said).replace(" ,", ",")
