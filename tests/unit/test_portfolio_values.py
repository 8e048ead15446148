"""One table a field: what is read, and what is refused with which code."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.portfolio.placement import values
from bot.portfolio.placement.phones import parse_phone, phone_zones
from bot.portfolio.placement.places import parse_place
from bot.portfolio.placement.text import clean, without_whole_ids
from bot.portfolio.placement.types import ValueProblem
from bot.portfolio.placement.zones import zones_of

TODAY = date(2026, 11, 20)
PARSERS: dict[str, Callable[[str], Any]] = {
    "phone": lambda text: parse_phone(text, ("CN", "US")).number,
    "us_phone": lambda text: parse_phone(text, ("US",)).number,
    "id": values.parse_id,
    "year": lambda text: values.parse_birth_year(text, TODAY),
    "amount": lambda text: values.parse_amount(text)[0],
    "date": lambda text: values.parse_date(text, month_first=False),
    "us_date": lambda text: values.parse_date(text, month_first=True),
    "days": values.parse_days,
    "flag": values.parse_flag,
    "consequences": values.parse_consequences,
    "language": values.parse_language,
    "currency": values.parse_currency,
    "product": values.parse_product,
    "name": values.parse_name,
    "account": values.parse_account,
    "place": parse_place,
    "zone": lambda text: zones_of("CN-GD", text, (), 2026),
}
MAY_DAY = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        *(("phone", text, "+8613800000101") for text in (
            "13800000101", "138 0000 0101", "138-0000-0101", "１３８０００００１０１", "+8613800000101", "86 13800000101",
            "008613800000101", "+86 (138) 0000-0101", "013800000101", "13800000101.0",
        )),
        ("phone", "010-88888888", "+861088888888"),
        ("us_phone", "(305) 555-0174", "+13055550174"),
        ("us_phone", "305.555.0174", "+13055550174"),
        ("us_phone", "13055550174", "+13055550174"),
        ("us_phone", "+86 138 0000 0101", "+8613800000101"),
        ("id", "0588", "0588"),
        ("id", "009x", "009X"),
        ("id", "11010119900101123X", "123X"),
        ("id", "110101900101123", "1123"),
        ("id", "123-45-6789", "6789"),
        ("id", "110101********1234", "1234"),
        ("year", "1990", 1990),
        ("year", "1990年", 1990),
        ("year", "1990-03-04", 1990),
        ("year", "2010", 2010),
        ("amount", "12,345.60", Decimal("12345.60")),
        ("amount", "1.2万", Decimal("12000.00")),
        ("amount", "１２３４５．６０元", Decimal("12345.60")),
        ("amount", "¥1,000", Decimal("1000.00")),
        ("amount", "￥1000", Decimal("1000.00")),
        ("amount", "$0.50", Decimal("0.50")),
        ("amount", "1,23,456.70", Decimal("123456.70")),
        *(("date", text, MAY_DAY) for text in (
            "2026-05-01", "2026/5/1", "20260501", "2026年5月1日", "46143", "46143.0", "2026.05.01", "2026-05-01 00:00:00",
            "２０２６－０５－０１",
        )),
        ("us_date", "05/01/2026", MAY_DAY),
        ("days", "64", 64),
        ("days", "64天", 64),
        ("days", "-1", -1),
        *(("flag", text, True) for text in ("是", "Y", "yes", "true", "TRUE", "1")),
        *(("flag", text, False) for text in ("否", "n", "No", "false", "0")),
        ("consequences", "late_fee；credit_report", ("credit_report", "late_fee")),
        ("language", "zh-cn", "zh-CN"),
        ("language", "English", "en-US"),
        ("currency", "usd", "USD"),
        ("currency", "人民币", "CNY"),
        ("product", "credit_card", ("credit_card", "credit_card")),
        ("product", "信用卡", ("credit_card", "信用卡")),
        ("product", "Solar Lease", ("other", "Solar Lease")),
        ("name", "张示例", "张示例"),
        ("account", "10023.0", "10023"),
        *(("place", text, "CN-GD") for text in ("CN-GD", "cn-gd", "广东省", "广东", "Guangdong", "440000", "广东省深圳市", "广东 深圳")),
        ("place", "内蒙古自治区", "CN-NM"),
        ("place", "新疆维吾尔自治区", "CN-XJ"),
        ("place", "CN", "CN"),
        ("place", "香港", "HK"),
        ("place", "CN-HK", "HK"),
        ("place", "Ohio", "US-OH"),
        ("place", "new york", "US-NY"),
        ("place", "NYC", "US-NY-NYC"),
        ("place", "US-NY-NYC", "US-NY-NYC"),
        ("place", "GB-SCT", "GB-SCT"),
        ("place", "IN-MH", "IN-MH"),
        ("place", "UK", "GB"),
        ("zone", "Asia/Shanghai", ("Asia/Shanghai",)),
    ],
)  # fmt: skip
def test_values_are_read(field: str, text: str, value: Any) -> None:
    assert PARSERS[field](clean(text)) == value


@pytest.mark.parametrize(
    ("field", "code", "texts"),
    [
        ("phone", "bad_phone", ("1.38E+10", "1.38e10", "12345", "911", "abc", "13800000101/13800000102",
                                "138000001010000", "+", "(", "+12", "1380000010 1x")),
        ("us_phone", "bad_phone", ("911", "555-0174", "+1 305 555")),
        ("id", "bad_id", ("123", "12345", "X123", "12X4", "4.40106E+17", "****", "E1234")),
        ("year", "bad_year", ("1899", "2011", "2024", "90", "19900", "abc", "-1990")),
        ("amount", "bad_amount", ("-5", "abc", "12,34", "1.234", "1e5", "(100)", "1.23456789万",
                                  "9" * 13, "9" * 5000, "NaN", "Infinity", "12 34", "¥", "1万2")),
        ("date", "bad_date", ("2026-02-30", "05/01/2026", "13/45/2026", "2026-5",
                              "1.5.2026", "0000-00-00", "99999", "18000", "tomorrow", "2026-05/01")),
        ("us_date", "bad_date", ("13/45/2026", "05/01/26", "31/12/2026")),
        ("days", "dpd_mismatch", ("many", "1.5", "9" * 40)),
        ("flag", "bad_flag", ("maybe", "2", "是的吗")),
        ("consequences", "bad_consequence", ("arrest", "late_fee;jail")),
        ("language", "bad_language", ("fr", "zh-TW")),
        ("currency", "bad_currency", ("RMBX", "XAU", "dollars")),
        ("name", "missing", ("123", "?", "x" * 101)),
        ("account", "missing", ("1.2E+15", "x" * 101)),
        ("place", "unknown_place", ("火星", "Atlantis", "US-ZZ", "GB-QQQ", "CA", "IN", "ZZ", "海南藏族自治州", "广", "US-CA-LAX")),
        ("zone", "bad_zone", ("Mars/Olympus", "EST", "Etc/GMT+5", "UTC+8", "../etc/passwd")),
    ],
)  # fmt: skip
def test_values_are_refused_with_the_contract_s_code_and_never_repeated(field: str, code: str, texts: tuple[str, ...]) -> None:
    for text in texts:
        with pytest.raises(ValueProblem) as caught:
            PARSERS[field](clean(text))
        assert caught.value.code == code, text
        assert len(text) < 6 or text not in str(caught.value)


@pytest.mark.parametrize("field", sorted(PARSERS))
@given(text=st.text(max_size=40) | st.from_regex(r"[+¥$]?[0-9０-９,.\-/ ]{1,25}[万eE元Xx]?[0-9]{0,4}", fullmatch=True))
def test_a_parser_never_fails_but_with_a_row_s_problem(field: str, text: str) -> None:
    cleaned = clean(text)
    assert cleaned == clean(cleaned)
    with contextlib.suppress(ValueProblem):
        PARSERS[field](cleaned)


@given(amount=st.decimals(min_value=0, max_value=10**9, places=2))
def test_an_amount_is_the_same_however_it_is_written(amount: Decimal) -> None:
    full_width = str.maketrans("0123456789.", "０１２３４５６７８９．")
    for text in (f"{amount}", f"{amount:,}", f"¥{amount:,}元", f"{amount}".translate(full_width)):
        assert values.parse_amount(clean(text))[0] == amount


@given(day=st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_date_is_the_same_in_every_form(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    for text in (day.isoformat(), f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日", str(serial), f"{day:%m/%d/%Y}"):
        assert values.parse_date(text, month_first=True) == day


def test_who_else_is_in_the_row_decides_what_a_bare_code_means() -> None:
    assert parse_place("CA", ("US",)) == "US-CA"
    assert parse_place("CA", ("CA",)) == "CA"
    assert parse_place("IN", ("IN", "US")) == "IN"
    assert parse_place("SD", ("CN",)) == "CN-SD"
    assert parse_place("HK", ("CN",)) == "HK"


@pytest.mark.parametrize(
    ("place", "given", "phones", "expected"),
    [
        ("CN-XJ", None, ("+8613800000101",), ["Asia/Shanghai"]),
        ("US-CA", None, ("+12125550121",), ["America/Los_Angeles", "America/New_York"]),
        ("US-FL", None, ("+13055550174",), ["America/New_York", "America/Chicago"]),
        ("US-FL", "America/Chicago", (), ["America/Chicago"]),
        ("US", None, ("+13055550174",), ["America/New_York"]),
        ("US", None, ("+18005550199",), None),
        ("US", None, (), None),
        ("US-NY-NYC", None, ("+18005550199",), ["America/New_York"]),
        ("GB", None, (), ["Europe/London"]),
        ("IN-MH", None, (), ["Asia/Kolkata"]),
        ("AU-WA", None, (), None),
        ("AU-WA", "Australia/Perth", (), ["Australia/Perth"]),
    ],
)
def test_zones_are_all_that_the_row_points_to(place: str, given: str | None, phones: tuple[str, ...], expected: list[str] | None) -> None:
    hints = [zone for number in phones for zone in phone_zones(number)]
    if expected is None:
        with pytest.raises(ValueProblem, match="several time zones"):
            zones_of(place, given, hints, 2026)
    else:
        assert list(zones_of(place, given, hints, 2026)) == expected


def test_a_whole_id_in_a_note_is_cut() -> None:
    assert without_whole_ids("ID 11010119900101123X, ssn 123-45-6789") == "ID ***123X, ssn ***6789"
