"""Times said as so long from now: in half an hour, ninety minutes from now, 半个小时以后, 再过两个钟头."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from bot.understanding.entities import Entity
from bot.understanding.numbers_en import NUM, counted
from bot.understanding.numbers_zh import parse_zh

_LEAST, _MOST = timedelta(minutes=10), timedelta(hours=23)
"""Less is a moment to wait, more is a day to name."""

_LONG_EN = (
    r"(?P<long>half (?:an? )?hour|three quarters of an hour|(?:a )?quarter of an hour|"
    rf"{NUM}(?: and a half)? hours?(?: and a half| (?:and )?{NUM} minutes)?|{NUM} minutes?)"
)
_EN = (
    re.compile(rf"\b(?:in|within|after|give me(?=[a-z ]* hours?\b))(?: about| around| like| another| maybe| roughly| at least)* {_LONG_EN}(?: time| or so| from now)?\b"),
    re.compile(rf"\b{_LONG_EN} (?:or so )?(?:from now|later)\b"),
)
_PIECES_EN = re.compile(rf"(?P<half>half)|(?P<quarters>three quarters|quarter) of|(?<!half )(?<!of )\b(?P<n>{NUM})(?= (?:and a half )?(?P<unit>hour|minute))")

_N = r"(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_LONG_ZH = rf"(?P<long>半个?(?:小时|钟头|钟)|{_N}个?半?(?:小时|钟头)半?(?:零?{_N}分钟?)?|[一三]刻钟|{_N}分钟)"
_ZH = (
    re.compile(rf"(?:再?过|隔|迟|晚)(?:我|个|上)?(?:大概|大约|差不多)?{_LONG_ZH}(?:左右)?(?:之后|以后|后)?"),
    re.compile(rf"{_LONG_ZH}(?:左右)?(?:之后|以后|后|(?=再?打(?!了)|再(?:联系|来电|说)))"),
)
_PIECES_ZH = re.compile(rf"(?P<half>半)|(?P<quarters>[一三])刻|(?P<n>{_N})个?(?=半?(?P<unit>小时|钟头|分钟?))")


def from_now_en(text: str) -> Iterator[Entity]:
    """`text` is normalised English."""
    for pattern in _EN:
        for m in pattern.finditer(text):
            yield from _entity(m, sum((_en(piece) for piece in _PIECES_EN.finditer(m["long"])), timedelta()))


def from_now_zh(text: str) -> Iterator[Entity]:
    """`text` is normalised Mandarin."""
    for pattern in _ZH:
        for m in pattern.finditer(text):
            yield from _entity(m, sum((_zh(piece) for piece in _PIECES_ZH.finditer(m["long"])), timedelta()))


def _entity(m: re.Match[str], away: timedelta) -> Iterator[Entity]:
    if _LEAST <= away <= _MOST:
        yield Entity("T", m.start(), m.end(), away=away)


def _en(piece: re.Match[str]) -> timedelta:
    if piece["n"]:
        return timedelta(hours=counted(piece["n"])) if piece["unit"] == "hour" else timedelta(minutes=counted(piece["n"]))
    return timedelta(minutes=30 if piece["half"] else 45 if piece["quarters"].startswith("three") else 15)


def _zh(piece: re.Match[str]) -> timedelta:
    if piece["n"]:
        number = int(parse_zh(piece["n"]) or 0)
        return timedelta(minutes=number) if piece["unit"].startswith("分") else timedelta(hours=number)
    return timedelta(minutes=30 if piece["half"] else 45 if piece["quarters"] == "三" else 15)
