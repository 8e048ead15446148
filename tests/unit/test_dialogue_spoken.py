"""Amounts, dates and times are said as people say them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.dialogue import spoken


@pytest.mark.parametrize(
    ("amount", "chinese", "english"),
    [
        ("2530", "两千五百三十元", "two thousand five hundred thirty dollars"),
        ("6278.45", "六千二百七十八元四角五分", "six thousand two hundred seventy-eight dollars and forty-five cents"),
        ("200", "两百元", "two hundred dollars"),
        ("10005", "一万零五元", "ten thousand five dollars"),
        ("20010.05", "两万零一十元零五分", "twenty thousand ten dollars and five cents"),
        ("15.20", "十五元两角", "fifteen dollars and twenty cents"),
        ("1", "一元", "one dollar"),
        ("0", "零元", "zero dollars"),
        ("1012", "一千零一十二元", "one thousand twelve dollars"),
    ],
)
def test_amounts_aloud(amount: str, chinese: str, english: str) -> None:
    assert spoken.money(Decimal(amount), "CNY", "zh-CN", aloud=True) == chinese
    assert spoken.money(Decimal(amount), "USD", "en-US", aloud=True) == english


def test_only_the_yuan_has_jiao_and_fen() -> None:
    assert spoken.money(Decimal("1996.30"), "USD", "zh-CN", aloud=True) == "一千九百九十六点三美元"
    assert spoken.money(Decimal("12.05"), "USD", "zh-CN", aloud=True) == "十二点零五美元"


def test_amounts_in_writing() -> None:
    assert spoken.money(Decimal("2530.50"), "CNY", "zh-CN", aloud=False) == "2530.50元"
    assert spoken.money(Decimal("2530.5"), "USD", "en-US", aloud=False) == "$2,530.50"


def test_dates_and_times() -> None:
    assert spoken.day(date(2026, 12, 3), "zh-CN", aloud=True) == "十二月三号"
    assert spoken.day(date(2026, 12, 21), "en-US", aloud=True) == "December twenty-first"
    def at(*parts: int) -> datetime:
        return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]

    now = at(2026, 11, 24, 10)
    assert spoken.moment(at(2026, 11, 24, 19, 30), now, "zh-CN", aloud=True) == "今天晚上七点半"
    assert spoken.moment(at(2026, 11, 25, 12), now, "zh-CN", aloud=True) == "明天中午十二点"
    assert spoken.moment(at(2026, 11, 25, 17, 5), now, "en-US", aloud=True) == "tomorrow at five oh five PM"
    assert spoken.moment(at(2026, 12, 1, 0, 15), now, "en-US", aloud=False) == "on December 1 at 12:15 AM"


def test_digits_one_by_one() -> None:
    assert spoken.digits("12356", "zh-CN", aloud=True) == "幺二三五六"
    assert spoken.digits("116 123", "en-US", aloud=True) == "one one six, one two three"
