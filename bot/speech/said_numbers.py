"""Numbers and dates as they are said, as fragments from which a grammar's bigrams make any of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

Said = Mapping[str, Sequence[str]]
"""The sections of a phrase file."""


def _joined(*parts: Sequence[str], by: str = "") -> list[str]:
    return [by.join(choice) for choice in product(*parts)]


def codes(said: Said, by: str) -> list[str]:
    """Every figure, and every figure after every other."""
    return [*said["digits"], *_joined(said["digits"], said["digits"], by=by)]


def chinese_amounts(said: Said) -> list[str]:
    ones = list(said["digits"][1:10])
    sizes = ["十", "百", "千", "万"]
    return [
        *_joined([*ones, "两"], sizes),
        *_joined(["十", "百", "千", "万", "百零", "千零"], ones),
        *_joined(["百"], ones, ["十"]),
        *_joined(["千"], ones, ["百"]),
        *_joined(["万"], ones, ["千"]),
        *_joined([*sizes, *ones], [*said["money"], "左右"]),
    ]


def chinese_dates(said: Said) -> list[str]:
    ones = list(said["digits"][1:10])
    numbers = [*ones, "十", *_joined(["十"], ones), "二十", *_joined(["二十"], ones), "三十", "三十一", "两"]
    return [
        *said["days"],
        *_joined(said["before_weekday"], said["weekdays"]),
        *_joined(numbers, ["号", "日", "月", "天", "天以后", "点", "点半", "期", "个月"]),
        *_joined(["月", "下个月", "这个月"], ["一", "五", "十"], ["号"]),
        *_joined(["上午", "下午", "晚上"], numbers, ["点"]),
        *_joined(["分"], [*ones, "十", "两"], ["期"]),
    ]


_EN_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_EN_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_EN_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
    "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "thirtieth",
)  # fmt: skip


def english_amounts(said: Said) -> list[str]:
    numbers = [*_EN_ONES, *_EN_TENS]
    return [
        *numbers,
        *_joined(_EN_TENS, _EN_ONES[:9], by=" "),
        *_joined([*numbers, "a"], ["hundred", "thousand"], by=" "),
        *_joined(["hundred", "thousand", "hundred and"], numbers, by=" "),
        *_joined([*numbers, "hundred", "thousand"], said["money"], by=" "),
    ]


def english_dates(said: Said) -> list[str]:
    return [
        *said["days"],
        *said["weekdays"],
        *_joined(said["before_weekday"], said["weekdays"], by=" "),
        *_joined(said["weekdays"], ["morning", "afternoon", "evening"], by=" "),
        *_joined(["the", "on the", "twenty", "thirty"], _EN_ORDINALS, by=" "),
        *_joined(said["months"], ["first", "fifth", "tenth", "fifteenth", "twentieth", "thirtieth", "twenty"], by=" "),
        *_joined(["in"], _EN_ONES[1:12], ["days", "weeks", "months", "payments", "instalments"], by=" "),
        *_joined(["at", "after", "before"], _EN_ONES[:12], by=" "),
    ]
