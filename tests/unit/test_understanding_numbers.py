"""Numbers, dates and times as people say them, at the edges of months, years and days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding import understand
from bot.understanding.numbers_en import parse_en
from bot.understanding.numbers_zh import parse_zh


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("两千五", "2500"),
        ("一万二", "12000"),
        ("三千零五十", "3050"),
        ("三千零五", "3005"),
        ("1.2万", "12000"),
        ("1万2", "12000"),
        ("2千5", "2500"),
        ("三百二", "320"),
        ("十五", "15"),
        ("一百零八", "108"),
        ("二十", "20"),
        ("一千二百五十", "1250"),
        ("十二万三千", "123000"),
        ("2500", "2500"),
        ("五六百", None), ("五五", None), ("百万", None), ("零", "0"),
    ],
)  # fmt: skip
def test_chinese_numerals(said: str, value: str | None) -> None:
    assert parse_zh(said) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("twenty five hundred", 2500),
        ("twelve hundred", 1200),
        ("a hundred and fifty", 150),
        ("three fifty", 350),
        ("one twenty five", 125),
        ("two thousand five hundred", 2500),
        ("a grand", 1000),
        ("half a grand", 500),
        ("nineteen", 19),
        ("1250.50", Decimal("1250.50")),
        ("2.5k", 2500),
        ("forty two", 42), ("seven seven", None), ("three hundred twenty", 320),
    ],
)  # fmt: skip
def test_english_numbers(said: str, value: int | Decimal | None) -> None:
    assert parse_en(said) == value


@pytest.mark.parametrize(
    ("at", "text", "date"),
    [
        ("2026-12-30T10:00:00+08:00", "我三号还", "2027-01-03"),
        ("2027-01-31T10:00:00+08:00", "我三十号还", "2027-03-30"),
        ("2027-02-10T10:00:00+08:00", "我月底还", "2027-02-28"),
        ("2028-02-10T10:00:00+08:00", "我月底还", "2028-02-29"),
        ("2026-12-31T23:59:00+08:00", "我明天还", "2027-01-01"),
        ("2026-12-28T10:00:00+08:00", "我周一还", "2027-01-04"),
        ("2026-12-28T10:00:00+08:00", "我这周一还", "2026-12-28"),
        ("2026-12-28T10:00:00+08:00", "我下周日还", "2027-01-10"),
        ("2026-12-28T10:00:00+08:00", "我大后天还", "2026-12-31"),
        ("2026-12-28T10:00:00+08:00", "我下个月底还", "2027-01-31"),
        ("2026-12-28T10:00:00+08:00", "周一还的", "2026-12-21"),
        ("2026-12-28T10:00:00+08:00", "二十八号已经还了", "2026-11-28"),
        ("2026-12-28T10:00:00+08:00", "上周二已经还了", "2026-12-22"),
        ("2026-12-28T10:00:00+08:00", "元旦前还", None),
        ("2026-12-28T10:00:00+08:00", "元旦那天还", "2027-01-01"),
        ("2026-12-28T10:00:00+08:00", "国庆节当天还", "2027-10-01"),
        ("2026-12-28T10:00:00+08:00", "年底前还", "2026-12-31"),
        ("2026-12-28T10:00:00+08:00", "去年年底就还了", "2025-12-31"),
        ("2026-12-28T10:00:00+08:00", "十二月三十号还", "2026-12-30"),
        ("2026-12-28T10:00:00+08:00", "两周后还", "2027-01-11"),
        ("2026-12-28T10:00:00+08:00", "明天 呃 大后天吧 还三百五", "2026-12-31"),
        ("2026-12-28T10:00:00+08:00", "十号还 不行 十号没发薪 十二号吧", "2027-01-12"),
        ("2026-12-28T10:00:00+08:00", "大后天给你们转过去", "2026-12-31"),
        ("2026-12-28T10:00:00+08:00", "周四给你们全还了", "2026-12-31"),
        ("2026-12-28T10:00:00+08:00", "周四给你们转过去了", "2026-12-24"),
    ],
)
def test_chinese_dates(at: str, text: str, date: str | None) -> None:
    assert understand(text, lang="zh-CN", at=datetime.fromisoformat(at)).slots.get("date") == date


@pytest.mark.parametrize(
    ("at", "text", "date"),
    [
        ("2026-12-31T23:59:00-08:00", "i'll pay tomorrow", "2027-01-01"),
        ("2027-01-31T10:00:00-05:00", "i'll pay on the thirtieth", "2027-03-30"),
        ("2028-02-01T10:00:00-05:00", "i'll pay at the end of the month", "2028-02-29"),
        ("2026-12-04T10:00:00-05:00", "i'll pay on friday", "2026-12-11"),
        ("2026-12-04T10:00:00-05:00", "i'll pay this friday", "2026-12-04"),
        ("2026-12-02T10:00:00-05:00", "i'll pay next friday", "2026-12-11"),
        ("2026-12-02T10:00:00-05:00", "i paid on friday", "2026-11-27"),
        ("2026-12-02T10:00:00-05:00", "i paid last tuesday", "2026-11-24"),
        ("2026-12-02T10:00:00-05:00", "i paid on the fifteenth", "2026-11-15"),
        ("2026-12-02T10:00:00-05:00", "i can pay the first of next month", "2027-01-01"),
        ("2026-12-02T10:00:00-05:00", "i'll pay on 1/15", "2027-01-15"),
        ("2026-12-02T10:00:00-05:00", "i'll pay february 29th", "2028-02-29"),
        ("2026-12-02T10:00:00-05:00", "i'll pay in ten days", "2026-12-12"),
        ("2026-12-02T10:00:00-05:00", "i'll pay a week from friday", "2026-12-11"),
        ("2026-12-02T10:00:00-05:00", "i'll pay after new years", None),
        ("2026-12-02T10:00:00-05:00", "i'll pay by the end of the year", "2026-12-31"),
        ("2026-12-02T10:00:00-05:00", "i'll pay the first of january", "2027-01-01"),
        ("2026-12-02T10:00:00-05:00", "i'll pay on thanksgiving", "2027-11-25"),
        ("2026-12-02T10:00:00-05:00", "i paid it on thanksgiving", "2026-11-26"),
        ("2026-12-31T10:00:00-05:00", "i'll pay at the end of the year", "2026-12-31"),
    ],
)
def test_english_dates(at: str, text: str, date: str | None) -> None:
    assert understand(text, lang="en-US", at=datetime.fromisoformat(at)).slots.get("date") == date


@pytest.mark.parametrize(
    ("lang", "text", "time"),
    [
        ("zh-CN", "晚上八点半再打", "20:30"),
        ("zh-CN", "下午两点一刻打给我", "14:15"),
        ("zh-CN", "中午十二点再打", "12:00"),
        ("zh-CN", "三点再打", "15:00"),
        ("zh-CN", "晚一点再打", None),
        ("zh-CN", "19:30再打", "19:30"),
        ("zh-CN", "早上九点打来", "09:00"),
        ("zh-CN", "晚上十二点再打", "00:00"),
        ("zh-CN", "下午三点 不不 四点 四点再打", "16:00"),
        ("en-US", "call me after five", "17:00"),
        ("en-US", "call me at a quarter to six", "17:45"),
        ("en-US", "call me at 7:30 pm", "19:30"),
        ("en-US", "call me at noon", "12:00"), ("en-US", "call me after lunch", None), ("en-US", "call me at nine", "09:00"),
        ("en-US", "call me back at half past four", "16:30"),
        ("en-US", "call me back tonight quarter past nine", "21:15"),
        ("en-US", "call back at twelve thirty in the afternoon", "12:30"),
    ],
)  # fmt: skip
def test_times_of_day(lang: str, text: str, time: str | None) -> None:
    meaning = understand(text, lang=lang, at=datetime.fromisoformat("2026-12-05T10:20:00+08:00"))
    assert (meaning.intent, meaning.slots.get("time")) == ("callback", time)


@pytest.mark.parametrize(
    ("lang", "text", "amount"),
    [
        ("zh-CN", "明天还三千二百一十五块六", "3215.60"),
        ("zh-CN", "明天还1.2万", "12000"),
        ("zh-CN", "明天还半个月工资", None),
        ("zh-CN", "明天还五六百", None),
        ("zh-CN", "明天还五百 不对 六百", "600"),
        ("zh-CN", "月底全部还清", "full"),
        ("zh-CN", "明天还¥1,250.50", "1250.50"),
        ("zh-CN", "明天还八十", "80"),
        ("en-US", "i'll pay $1,250.50 tomorrow", "1250.50"),
        ("en-US", "i'll pay twenty-five hundred tomorrow", "2500"),
        ("en-US", "i'll pay it all tomorrow", "full"),
        ("en-US", "i'll pay three fifty tomorrow", "350"), ("en-US", "i'll pay forty dollars and fifty cents tomorrow", "40.50"),
        ("en-US", "i'll pay 200 no wait 300 tomorrow", "300"),
    ],
)  # fmt: skip
def test_amounts(lang: str, text: str, amount: str | None) -> None:
    meaning = understand(text, lang=lang, at=datetime.fromisoformat("2026-12-05T10:20:00+08:00"))
    assert (meaning.intent, meaning.slots.get("amount")) == ("promise_to_pay", amount)


@pytest.mark.parametrize(
    ("lang", "expects", "text", "slots"),
    [
        ("en-US", "payment", "three weeks from thursday works", {"date": "2027-04-01"}),
        ("en-US", "payment", "friday after next", {"date": "2027-03-26"}),
        ("en-US", "payment", "the last tuesday of the month", {"date": "2027-03-30"}),
        ("en-US", "payment", "i said tuesday not monday and it's two hundred", {"date": "2027-03-16", "amount": "200"}),
        ("en-US", "payment", "I can't do five hundred but I could do three twenty on Monday", {"date": "2027-03-15", "amount": "320"}),
        ("en-US", "payment", "i'll pay two hundred sorry two fifty on the fifth", {"date": "2027-04-05", "amount": "250"}),
        ("en-US", "payment", "i'll pay for hundred on monday", {"date": "2027-03-15", "amount": "400"}),
        ("en-US", "payment", "I don't need six payments, three is plenty", {"count": "3"}),
        ("en-US", "callback_time", "a week from tomorrow at two", {"date": "2027-03-18", "time": "14:00"}),
        ("en-US", "callback_time", "quarter to five tomorrow afternoon", {"date": "2027-03-11", "time": "16:45"}),
        ("en-US", "callback_time", "845 am tomorrow", {"date": "2027-03-11", "time": "08:45"}),
        ("en-US", "digits", "to won for ate", {"digits": "2148"}),
        ("en-US", "digits", "three nines four", {"digits": "9994"}),
        ("en-US", "payment", "12 mo plan pls", {"count": "12"}),
        ("en-US", "payment", "over thirty six months", {"count": "36"}),
        ("en-US", "payment", "not six payments nine would work better", {"count": "9"}),
        ("en-US", "payment", "eighteen fifty as in one thousand eight hundred fifty friday", {"date": "2027-03-12", "amount": "1850"}),
        ("en-US", "payment", "sun i can do 40", {"date": "2027-03-14", "amount": "40"}),
        ("en-US", None, "two weeks ago today i paid 300", {"date": "2027-02-24", "amount": "300"}),
        ("en-US", None, "i get off work at six call at seven", {"time": "19:00"}),
        ("en-US", "callback_time", "1530 hrs", {"time": "15:30"}),
        ("en-US", "digits", "44x", {"digits": "44X"}),
        ("en-US", "digits", "oh nine four star", {"digits": "094X"}),
        ("en-US", None, "stop texting you can still call", {"channel": "sms"}),
        ("en-US", None, "no spanish english please", {"language": "en-US"}),
        ("zh-CN", "payment", "别分九期了 三期就行", {"count": "3"}),
        ("zh-CN", None, "电话随便打 信息别发", {"channel": "sms"}),
        ("zh-CN", None, "我五点下班 六点半打", {"time": "18:30"}),
        ("zh-CN", None, "上个星期今天还的", {"date": "2027-03-03"}),
        ("zh-CN", "digits", "零三一星号", {"digits": "031X"}),
        ("zh-CN", "payment", "1.5k", {"amount": "1500"}),
        ("zh-CN", "payment", "3w", {"amount": "30000"}),
        ("zh-CN", "payment", "是十五号不是十二号", {"date": "2027-03-15"}),
        ("zh-CN", "payment", "下 周 武 还 一 千 块", {"date": "2027-03-19", "amount": "1000"}),
        ("zh-CN", "payment", "不是三期，是六期", {"count": "6"}),
        ("zh-CN", "callback_time", "十九点三十", {"time": "19:30"}),
        ("zh-CN", "callback_time", "后天上午差十分十点", {"date": "2027-03-12", "time": "09:50"}),
        ("zh-CN", "digits", "三个六 一", {"digits": "6661"}),
        ("zh-CN", "digits", "贰捌零叁", {"digits": "2803"}),
    ],
)
def test_roundabout_and_corrected_slots(lang: str, expects: str | None, text: str, slots: dict[str, str]) -> None:
    at = datetime.fromisoformat("2027-03-10T10:30:00+08:00")
    assert understand(text, lang=lang, at=at, expects=expects).slots == slots


def _spelled_zh(n: int) -> str:
    """The full reading of a number below a hundred million, by the rules of the language."""
    if n >= 10_000:
        rest = n % 10_000
        return _spelled_zh(n // 10_000) + "万" + ("" if rest == 0 else ("零" if rest < 1000 else "") + _spelled_zh(rest))
    for unit, name in ((1000, "千"), (100, "百"), (10, "十")):
        if n >= unit:
            rest = n % unit
            gap = "零" if rest and rest < unit // 10 else ""
            return "零一二三四五六七八九"[n // unit] + name + (gap + _spelled_zh(rest) if rest else "")
    return "零一二三四五六七八九"[n]


_SMALL = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
    "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _spelled_en(n: int) -> str:
    """The full reading of a number below a hundred thousand."""
    if n >= 1000:
        return f"{_spelled_en(n // 1000)} thousand {_spelled_en(n % 1000) if n % 1000 else ''}".strip()
    if n >= 100:
        return f"{_SMALL[n // 100 - 1]} hundred {_spelled_en(n % 100) if n % 100 else ''}".strip()
    return _SMALL[n - 1] if n < 20 else f"{_TENS[n // 10 - 2]} {_SMALL[n % 10 - 1] if n % 10 else ''}".strip()


@given(st.integers(1, 999_999))
def test_any_number_read_out_in_full_is_that_number_in_chinese(n: int) -> None:
    assert parse_zh(_spelled_zh(n)) == n


@given(st.integers(1, 99_999))
def test_any_number_read_out_in_full_is_that_number_in_english(n: int) -> None:
    assert parse_en(_spelled_en(n)) == n


_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


@settings(deadline=None)
@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_the_next_one_and_next_week_the_calendar_week_after_this(today: date, weekday: int) -> None:
    """Found here by walking day by day."""
    at = datetime.fromisoformat(f"{today}T10:00:00+08:00")
    ahead = next(day for n in range(1, 8) if (day := today + timedelta(n)).weekday() == weekday)
    monday = next(day for n in range(1, 8) if (day := today + timedelta(n)).weekday() == 0)
    coming = monday + timedelta(weekday)
    for lang, text, due in (
        ("zh-CN", f"周{'一二三四五六日'[weekday]}还", ahead),
        ("zh-CN", f"下周{'一二三四五六日'[weekday]}还", coming),
        ("en-US", f"i'll pay on {_DAYS[weekday]}", ahead),
        ("en-US", f"i'll pay next {_DAYS[weekday]}", coming),
    ):
        assert understand(text, lang=lang, at=at).slots["date"] == due.isoformat()


@settings(deadline=None)
@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(0, 1439), st.integers(15, 99), st.integers(1, 12))
def test_so_long_from_now_is_a_time_and_after_midnight_a_day_too(today: date, minute: int, minutes: int, hours: int) -> None:
    """Found here by counting the minutes on."""
    at = datetime.fromisoformat(f"{today}T{minute // 60:02}:{minute % 60:02}:00+08:00")
    for lang, text, away in (
        ("en-US", f"call me back in {_spelled_en(minutes)} minutes", minutes),
        ("en-US", f"call me {_spelled_en(hours)} hours from now" if hours > 1 else "call me an hour from now", 60 * hours),
        ("en-US", "call me in half an hour", 30),
        ("en-US", f"call me back in {_spelled_en(hours + 1)} and a half hours", 60 * hours + 90),
        ("zh-CN", f"{_spelled_zh(minutes)}分钟以后再打", minutes),
        ("zh-CN", f"再过{minutes}分钟打给我", minutes),
        ("zh-CN", f"{_spelled_zh(hours) if hours != 2 else '两'}个半小时后打", 60 * hours + 30),
        ("zh-CN", "过半个钟头再打", 30),
    ):
        then = at
        for _ in range(away):
            then += timedelta(minutes=1)
        slots = {"time": f"{then:%H:%M}"} | ({"date": f"{then:%Y-%m-%d}"} if then.date() != at.date() else {})
        meaning = understand(text, lang=lang, at=at)
        assert (text, meaning.intent, meaning.slots) == (text, "callback", slots)


@settings(deadline=None)
@given(st.integers(11, 19), st.integers(10, 99))
def test_a_sum_said_short_and_then_in_full_is_the_sum(hundreds: int, rest: int) -> None:
    at, total = datetime.fromisoformat("2026-12-05T10:20:00-05:00"), 100 * hundreds + rest
    text = f"i'll pay {_spelled_en(hundreds)} {_spelled_en(rest)} {_spelled_en(total)} tomorrow"
    assert understand(text, lang="en-US", at=at).slots["amount"] == str(total)


@pytest.mark.parametrize(
    ("lang", "text", "expects", "slots"),
    [
        ("zh-CN", "明天都还了", "payment", {"date": "2026-12-06"}),
        ("zh-CN", "等一下，改成一千五", "yes_no", {"amount": "1500"}),
        ("zh-CN", "明天还六千二百七十八块四毛五", "payment", {"date": "2026-12-06", "amount": "6278.45"}),
        ("en-US", "I could do like two fifty on the fourth", "payment", {"date": "2027-01-04", "amount": "250"}),
        ("en-US", "tomorrow no let's say in three days three fifty", "payment", {"date": "2026-12-08", "amount": "350"}),
    ],
)
def test_a_promise_as_people_put_it(lang: str, text: str, expects: str, slots: dict[str, str]) -> None:
    meaning = understand(text, lang=lang, at=datetime.fromisoformat("2026-12-05T10:20:00+08:00"), expects=expects)
    assert (meaning.intent, dict(meaning.slots)) == ("promise_to_pay", slots)


@pytest.mark.parametrize(
    ("lang", "text", "slots"),
    [
        ("en-US", "four payments actually make that five", {"count": "5"}),
        ("en-US", "Requesting installments: $45 x 12", {"amount": "45", "count": "12"}),
        ("en-US", "sixty on the fifteenth of every month", {"amount": "60"}),
        ("zh-CN", "我想分四回还", {"count": "4"}),
    ],
)
def test_parts_as_people_put_them(lang: str, text: str, slots: dict[str, str]) -> None:
    meaning = understand(text, lang=lang, at=datetime.fromisoformat("2026-12-05T10:20:00+08:00"))
    assert (meaning.intent, dict(meaning.slots)) == ("instalments", slots)


@pytest.mark.parametrize(
    ("lang", "text", "expects", "intent"),
    [
        ("en-US", "I don't remember it", "digits", "deny"),
        ("zh-CN", "记不住了", "digits", "deny"),
        ("zh-CN", "说", "identity", "confirm_identity"),
        ("en-US", "no, make it four", "yes_no", "callback"),
        ("en-US", "no, that's not what I said", "yes_no", "deny"),
        ("zh-CN", "我不是这个意思", "yes_no", "deny"),
        ("zh-CN", "没有不对的", "yes_no", "affirm"),
        ("zh-CN", "three one five eight", "digits", "digits"),
    ],
)
def test_short_answers_by_what_was_asked(lang: str, text: str, expects: str, intent: str) -> None:
    assert understand(text, lang=lang, at=datetime.fromisoformat("2026-12-05T10:20:00+08:00"), expects=expects).intent == intent


@pytest.mark.parametrize(
    ("lang", "text", "intent", "slots"),
    [
        ("zh-CN", "能还一部分，一千五", "promise_to_pay", {"amount": "1500"}),
        ("zh-CN", "还一部分，一千，剩下的下个月", "instalments", {"amount": "1000"}),
        ("zh-CN", "全还不了，先还个一千五吧，月底", "promise_to_pay", {"date": "2026-12-31", "amount": "1500"}),
        ("zh-CN", "这么点钱啊，后天我一把还了", "promise_to_pay", {"date": "2026-12-07", "amount": "full"}),
        ("en-US", "I don't follow any of this. Here, talk to my daughter, I'm handing her the phone", "third_party", {}),
        ("en-US", "I have to talk to my wife about it first", "unknown", {}),
        ("en-US", "Morgan passed on three weeks ago. Please don't ring it again.", "deceased", {"channel": "voice"}),
        ("en-US", "I passed on that offer three weeks ago", "unknown", {}),
    ],
)
def test_what_rehearsals_once_misread(lang: str, text: str, intent: str, slots: dict[str, str]) -> None:
    meaning = understand(text, lang=lang, at=datetime.fromisoformat("2026-12-05T10:20:00+08:00"), expects="payment")
    assert (meaning.intent, dict(meaning.slots)) == (intent, slots)
