"""Dates, times, amounts and counts in Mandarin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import time
from decimal import Decimal

from bot.understanding import days
from bot.understanding.entities import Entity, Hour, Marked, Resolve, mark, without
from bot.understanding.from_now import from_now_zh
from bot.understanding.numbers_zh import NUMERAL, parse_zh

_N = r"(?:[0-9]{1,4}|[零〇一二两三四五六七八九十]{1,3})"
_WEEKDAY = {c: i for i, c in enumerate("一二三四五六日")} | {"天": 6} | {str(i + 1): i for i in range(7)}
_WEEK = {"下下": 2, "下": 1, "这": 0, "本": 0, "上": -1, "上上": -2}
_MONTH = {"下": 1, "这": 0, "本": 0, "上": -1}
_NEAR = {"今": 0, "明": 1, "后": 2, "大后": 3, "昨": -1, "前": -2, "大前": -3}

_FEASTS = {"元旦": (1, 1), "国庆": (10, 1), "劳动": (5, 1), "五一": (5, 1), "六一": (6, 1), "圣诞": (12, 25), "情人": (2, 14), "平安夜": (12, 24),
           "教师": (9, 10), "儿童": (6, 1), "妇女": (3, 8), "三八": (3, 8), "双十一": (11, 11), "双11": (11, 11), "双十二": (12, 12), "跨年": (12, 31)}  # fmt: skip

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Resolve | None]]


def _int(text: str | None) -> int:
    value = parse_zh(text) if text else None
    return int(value) if value is not None else -1


def _counted(m: re.Match[str]) -> Resolve | None:
    """三天后, 两周以后, 过五天, 三天前."""
    count = _int(m["n"])
    if not 0 < count <= 999 or re.match(r"再?过两天|晚两天|缓我?两天", m[0]):
        return None
    sign = -1 if m["back"] else 1
    if "月" in m["unit"]:
        return days.months_away(sign * count)
    return days.offset(sign * count * (1 if m["unit"] in ("天", "日") else 7))


def _month_day(m: re.Match[str]) -> Resolve | None:
    return days.day_of_year(_int(m["m"]), _int(m["d"]), int(m["y"]) if m["y"] else None)


_UNITS = r"(?P<unit>天|日|个星期|个礼拜|个周|周|星期|礼拜|个月)"
_DATES: tuple[Rule, ...] = (
    (re.compile(r"(?:(?P<y>20[0-9]{2})[年/.-])?(?P<m>1[0-2]|0?[1-9])[/.-](?P<d>[0-9]{1,2})(?![0-9万千百块元.kw])[号日]?"), _month_day),
    (re.compile(rf"(?:(?P<y>20[0-9]{{2}})年)?(?P<m>{_N})月份?的?(?P<d>{_N})[号日]?(?![万千百块元个期次天%])"), _month_day),
    (re.compile(r"(?P<w>下下|上上|下|这|本|上)?(?:个|一)?(?:周|星期|礼拜|下礼)(?P<d>[一二三四五六日天1-7])(?![个期次年月百千万]|天(?:后|内|前))"),
     lambda m: days.weekday(_WEEKDAY[m["d"]], _WEEK[m["w"]] if m["w"] else None)),
    (re.compile(r"(?P<w>下|这|本|上)?个?(?:月的?)?(?:月底|月末|月的最后一天|月最后一天)"), lambda m: days.month_end(_MONTH[m["w"]] if m["w"] else 0)),
    (re.compile(rf"(?P<w>下|这|本|上)个?月的?(?P<d>{_N})[号日]?(?![万千百块元个期次天点])"),
    lambda m: days.day_of_month(_int(m["d"]), _MONTH[m["w"]])),
    (re.compile(rf"(?P<n>{_N}){_UNITS}(?:之|以)?(?:(?P<back>前|之前)|后|之后|以后|内|之内|以内)"), _counted),
    (re.compile(rf"(?:再?过|再给我|再等|宽限我?|缓我?|推迟|延后|延期|晚)(?P<n>{_N}){_UNITS}(?P<back>(?!))?(?![前])"), _counted),
    (re.compile(rf"(?P<feast>{'|'.join(_FEASTS)})节?(?:那一?天|当天|当日)"), lambda m: days.day_of_year(*_FEASTS[m["feast"]])),
    (re.compile(r"(?<!过)(?P<feast>元旦)节?(?![前后假期]|之[前后]|以[前后]|过后|过完|放|期间|左右)"), lambda m: days.day_of_year(1, 1)),
    (re.compile(r"(?P<y>去年|今年|明年|本年|这年)?的?(?:年底|年末)(?!奖)"), lambda m: days.year_end({"去年": -1, "明年": 1}.get(m["y"] or "", 0))),
    (re.compile(r"(?P<w>上|下)(?:个|一)?(?:周|星期|礼拜)的?(?P<d>今|明|昨)天"),
     lambda m: days.offset((7 if m["w"] == "下" else -7) + _NEAR[m["d"]])),
    (re.compile(r"(?P<w>上|下)个?月的?今天"), lambda m: days.months_away(1 if m["w"] == "下" else -1)),
    (re.compile(r"(?P<d>大后|大前|后|前|今|明|昨)(?:天|日|儿|晚|早)(?!比)"), lambda m: days.offset(_NEAR[m["d"]])),
    (re.compile(rf"(?<![第0-9零〇一二两三四五六七八九十])(?P<d>{_N})[号日](?![楼线码店院])"), lambda m: days.day_of_month(_int(m["d"]))),
    (re.compile(r"(?:^|(?<=[,就那]))(?P<d>二十[一二三四五六七八九]?|三十一?|十[一二三四五六七八九])(?=还|再还|付|给)"), lambda m: days.day_of_month(_int(m["d"]))),
)  # fmt: skip

_HOUR = r"(?P<h>[0-9]{1,2}|十[一二三四五六七八九]?|二十[一二三四]?|[零一二两三四五六七八九])"
_MINUTE = r"(?P<min>(?:半|[一二三]刻|[一二三四五]?十[一二三四五六七八九]?分?|[零〇]?[一二三四五六七八九]分?|[0-5]?[0-9]分?)(?!点))"
_PART = r"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|夜里|半夜|今晚|明晚|后晚|昨晚|明早|今早|早|晚)?的?"
_TIME = re.compile(
    rf"{_PART}(?P<all>{_HOUR}(?:点钟?过?|时(?!候|间)){_MINUTE}?(?![0-9])整?(?!钱|了?吧?钱|零|[0-9]*块|儿|击|头)|"
    rf"(?P<h2>[01]?[0-9]|2[0-3]):(?P<m2>[0-5][0-9]))"
)
_SHORT_OF = re.compile(
    rf"{_PART}(?P<all>(?:差(?P<few>一刻|[0-9一二两三四五六七八九十]{{1,3}})分?(?:钟)?(?:到)?)(?P<h>[0-9]{{1,2}}|十[一二]?|[一二两三四五六七八九])点)"
)
_QUARTERS = {"半": 30, "一刻": 15, "二刻": 30, "三刻": 45}

_LATER = ("下午", "傍晚", "晚上", "晚间", "夜里", "今晚", "明晚", "后晚", "昨晚", "晚")
_EARLY = ("凌晨", "清晨", "早上", "早晨", "上午", "明早", "今早", "早", "半夜")


def _hour(m: re.Match[str]) -> Hour | None:
    hour = int(m["h2"]) if m["h2"] else _int(m["h"]) if m["h"] not in ("零", "0") else 0
    minute = int(m["m2"]) if m["m2"] else 0
    if m["min"]:
        said = m["min"]
        minute = _QUARTERS.get(said, _int(said.rstrip("分").lstrip("零〇")) if said not in _QUARTERS else 0)
    if not (0 <= hour <= 24 and 0 <= minute <= 59):
        return None
    sure = bool(m["part"]) or hour > 12 or (bool(m["h2"]) and m["h2"].startswith("0"))
    return Hour(time(_of_day(hour, m["part"]) % 24, minute), sure)


def _of_day(hour: int, part: str | None) -> int:
    """The hour of the day that an hour of the clock is in its part of the day."""
    if part in _LATER and hour <= 12:
        return 0 if hour == 12 and part not in ("下午", "傍晚") else hour % 12 + 12
    if (part == "中午" and hour < 6) or (part == "半夜" and 9 <= hour < 12):
        return hour + 12
    if part in _EARLY and hour == 12:
        return 12 if part == "上午" else 0
    return hour


_MONEY = re.compile(
    rf"(?P<sign>[¥$])?(?P<n>{NUMERAL})(?P<fuzzy>多|来|几)?(?P<unit>块钱|块(?!儿)|元钱|元|圆|人民币|大洋|rmb|钱)?"
    r"(?:(?:零)?(?P<jiao>[0-9一二三四五六七八九])(?:(?:毛|角)(?P<fen>[一二三四五六七八九])?分?)?(?:钱)?(?![0-9一二三四五六七八九十百千万点号期个天次]))?"
)
_NOT_MONEY = re.compile(r"[期次个天号日点月年岁位遍斤家条人倍%种句层楼路只本章周号辆碗盘杯份瓶间米度]|分(?!钱)|小时|礼拜|星期|把块")
_VERB_BEFORE = re.compile(
    r"(?:还|付|给|转|交|打|存|缴|凑|出|拿|充|扣|汇)(?:了|过|上|掉|清|款|你们?|您|他们|个|出|到|去|进|的|钱|进去|"
    r"过去|我)*$"
)
_ABOUT = re.compile(r"(?:几|(?<!一)半|第|每|哪|万)$")
_HOTLINES = ("110", "120", "12378", "12315", "12345", "12321", "12363")
_COUNT = re.compile(rf"(?P<n>{_N})(?P<unit>期|次|个月(?!一)|笔|份|回|批|半|个星期|个礼拜|周(?![一二三四五六日天]))(?![前后内]|以后|之后|以前|之前)")


def _amounts(text: str) -> Iterator[Entity]:
    for m in _MONEY.finditer(text):
        value = parse_zh(m["n"])
        if m["n"] in _HOTLINES and not m["unit"]:
            continue
        unit, tail = m["unit"], text[m.end("unit") if m["unit"] else m.end("n") :]
        if value is None or value <= 0 or m["fuzzy"] or _ABOUT.search(text[: m.start()]):
            continue
        if m["jiao"] and unit and unit != "钱" and not _NOT_MONEY.match(text[m.end() :]):
            value += Decimal(_int(m["jiao"])) / 10 + (Decimal(_int(m["fen"])) / 100 if m["fen"] else 0)
            end = m.end()
        else:
            end = m.end("unit") if unit else m.end("n")
        spoken_whole = any(c in m["n"] for c in "百千万kw") or (m["n"][0].isdigit() and Decimal(100) <= value < Decimal(1_000_000))
        after_verb = bool(_VERB_BEFORE.search(text[: m.start()])) and (len(m["n"]) > 1 or unit is not None)
        if unit or m["sign"] or ((spoken_whole or after_verb) and not _NOT_MONEY.match(tail) and m["n"] not in ("万", "千", "百")):
            yield Entity("A", m.start(), end, number=value)


FULL = re.compile(r"(?:全|都)给?清了|一(?:把|口气)(?:还|付|结|交)|全部|全额|一次性|全都|所有的?|还清|结清|清账|付清|交清|全还|全款|缴清")
"""The words for the whole debt."""


def _dates(text: str) -> Iterator[Entity]:
    for pattern, rule in _DATES:
        for m in pattern.finditer(text):
            resolve = rule(m)
            if resolve is not None:
                yield Entity("D", m.start(), m.end(), day=resolve)


_A_BIT = re.compile(r"(?:[^,DTA0-9天晚号日周一二三四五六午上早间里明后今到在约是])$")


def _is_a_bit(m: re.Match[str], text: str) -> bool:
    """晚一点, 清楚一点: a little, not one o'clock."""
    if m["h"] != "一" or m["min"] or m["all"].startswith("一点钟"):
        return False
    return m["part"] in ("晚", "早") or (m["part"] is None and _A_BIT.search(text[: m.start()]) is not None)


def _times(text: str) -> Iterator[Entity]:
    for m in _SHORT_OF.finditer(text):
        full, few = _int(m["h"]), 15 if m["few"] == "一刻" else _int(m["few"])
        if 0 < full <= 24 and 0 < few < 60:
            at = _of_day(full, m["part"]) * 60 - few
            yield Entity("T", m.start("all"), m.end("all"), hour=Hour(time(at // 60 % 24, at % 60), bool(m["part"])))
    for m in _TIME.finditer(text):
        hour = _hour(m)
        if hour is not None and not _is_a_bit(m, text):
            yield Entity("T", m.start("all"), m.end("all"), hour=hour)


def _counts(text: str) -> Iterator[Entity]:
    for m in _COUNT.finditer(text):
        value = parse_zh(m["n"])
        if value is not None and 1 < value <= 120 and not text[: m.start()].endswith("每"):
            yield Entity("N", m.start("n"), m.end("n"), number=value)


def find_zh(text: str) -> Marked:
    """`text` is normalised Mandarin."""
    dates = list(_dates(text))
    return mark(text, [*dates, *from_now_zh(text), *_times(text), *_counts(text), *_amounts(without(text, dates))])
