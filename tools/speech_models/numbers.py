"""Amounts, dates, times and runs of figures as people say them, made up at random."""

from __future__ import annotations

from random import Random

Words = list[str]
_D = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]
_WEEK = ["一", "二", "三", "四", "五", "六", "日", "天"]


def _below_hundred_zh(r: Random) -> Words:
    kind = r.random()
    if kind < 0.35:
        return [r.choice(_D)]
    tens = [] if kind < 0.5 else [r.choice(_D[1:])]
    return [*tens, "十", *([r.choice(_D)] if r.random() < 0.5 else [])]


def _number_zh(r: Random) -> Words:
    kind = r.random()
    if kind < 0.25:
        return _below_hundred_zh(r)
    if kind < 0.5:
        rest = r.choice([[], [r.choice(_D)], ["零", r.choice(_D)], [r.choice(_D), "十"], [r.choice(_D), "十", r.choice(_D)]])
        return [r.choice([*_D, "两", "两"]), "百", *rest]
    if kind < 0.88:
        hundreds = [r.choice(_D), "百"]
        rest = r.choice([[], [r.choice(_D)], hundreds, [*hundreds, *_below_hundred_zh(r)], ["零", r.choice(_D), "十"]])
        return [r.choice([*_D, "两", "两"]), "千", *rest]
    return [r.choice([*_D, "两"]), "万", *r.choice([[], [r.choice(_D)], [r.choice(_D), "千"]])]


def amount_zh(r: Random) -> Words:
    """两 千 五 百 块"""
    unit = r.choice([["块"], ["块"], ["块钱"], ["元"], [], [], ["块", r.choice(_D)], ["左右"]])
    return [*_number_zh(r), *unit]


def date_zh(r: Random) -> Words:
    """下周 三, 十 五 号, 明天 下午 三 点"""
    part = r.choice(["上午", "下午", "晚上", "早上", "中午"])
    hour = [*r.choice([[each] for each in [*_D, "两", "十"]] + [["十", "一"], ["十", "二"]]), "点", *r.choice([[], [], ["半"], ["钟"]])]
    day = r.choice([["今天"], ["明天"], ["后天"], ["大后天"], [r.choice(["周", "下周", "这周", "本周", "上周"]), r.choice(_WEEK[:7])]])
    weekday = [r.choice(["星期", "下星期", "这星期", "礼拜", "下礼拜", "这礼拜"]), r.choice(_WEEK)]
    choices: list[Words] = [
        day, weekday, ["月底"], [r.choice(["这个", "下个"]), "月底"], [r.choice(["月初", "月中", "下周", "下个月", "这个月", "年底"])],
        [*_below_hundred_zh(r), "号"], [r.choice(["这个月", "下个月"]), *_below_hundred_zh(r), "号"],
        [*r.choice([[each] for each in [*_D, "十"]] + [["十", "一"], ["十", "二"]]), "月", *_below_hundred_zh(r), r.choice(["号", "日"])],
        [r.choice([*_D[:6], "两"]), r.choice(["天", "周", "个月"]), r.choice(["以后", "之后", "内", "后"])],
        [*day, part], [*day, part, *hour], [part, *hour], hour, [r.choice(["发", "领"]), "工资", r.choice(["以后", "那天", "之后"])],
    ]  # fmt: skip
    return r.choice(choices)


def figures_zh(r: Random) -> Words:
    """尾号 and ID figures: 幺 三 七 零"""
    run = [r.choice([*_D, "零", "零", "幺", "幺"]) for _ in range(r.choice([1, 2, 3, 4, 4, 4, 4, 4, 6]))]
    return [*run[:-1], "叉"] if len(run) == 4 and r.random() < 0.06 else run


_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"]


def _below_hundred_en(r: Random) -> Words:
    if r.random() < 0.45:
        return [r.choice(_ONES[1:])]
    return [r.choice(_TENS), *([] if r.random() < 0.5 else [r.choice(_ONES[1:10])])]


def _number_en(r: Random) -> Words:
    kind = r.random()
    if kind < 0.35:
        return _below_hundred_en(r)
    if kind < 0.5:
        return [*_below_hundred_en(r), *_below_hundred_en(r)]
    if kind < 0.8:
        rest = [*r.choice([[], ["and"]]), *_below_hundred_en(r)] if r.random() < 0.5 else []
        return [r.choice([*_ONES[1:10], "a", "twelve", "fifteen", "twenty five"]), "hundred", *rest]
    return [*r.choice([_below_hundred_en(r), ["a"]]), "thousand", *([r.choice(_ONES[1:10]), "hundred"] if r.random() < 0.5 else [])]


def amount_en(r: Random) -> Words:
    """twenty five hundred dollars"""
    unit = r.choice([["dollars"], ["dollars"], ["bucks"], [], [], ["dollars", "and", *_below_hundred_en(r), "cents"], ["a", "month"]])
    return " ".join([*_number_en(r), *unit]).split()


def date_en(r: Random) -> Words:
    """next friday, the fifteenth, quarter past five"""
    ordinal = r.choice([[each] for each in _ORDINALS] + [["twenty", each] for each in _ORDINALS[:9]] + [["thirtieth"], ["thirty", "first"]])
    hour = r.choice(_ONES[1:13])
    choices: list[Words] = [
        [r.choice(["next", "this", "on", "by", "until", "before", "last"]), r.choice(_DAYS)], [r.choice(_DAYS)],
        [r.choice(_DAYS), r.choice(["morning", "afternoon", "evening", "night"])], ["tomorrow"], ["today"], ["tonight"],
        [r.choice(["at", "by"]), "the", "end", "of", r.choice(["the", "this", "next"]), r.choice(["month", "week"])],
        ["next", r.choice(["week", "month"])], ["in", r.choice([*_ONES[1:8], "a"]), r.choice(["weeks", "days", "months", "week", "month"])],
        ["the", *ordinal], ["on", "the", *ordinal], [r.choice(["on", "by"]), r.choice(_MONTHS), *ordinal], ["the", *ordinal, "of", r.choice(_MONTHS)],
        ["the", "day", "after", "tomorrow"], ["when", "i", "get", "paid"], ["after", "payday"], ["at", hour], ["after", hour], ["around", hour],
        [hour, "thirty"], [hour, "o'clock"], ["quarter", r.choice(["past", "to"]), hour], ["half", "past", hour],
        [hour, r.choice(["in the morning", "in the afternoon", "in the evening", "p m", "a m"])],
    ]  # fmt: skip
    return " ".join(r.choice(choices)).split()


def figures_en(r: Random) -> Words:
    """four oh nine, double seven three"""
    run = [r.choice([*_ONES[:10], "oh"]) for _ in range(r.choice([1, 2, 3, 4, 4, 4, 4, 6]))]
    return ["double", *run] if len(run) == 3 and r.random() < 0.3 else run
