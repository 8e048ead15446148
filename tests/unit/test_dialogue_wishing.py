"""Wishes about when, or on which number, to be called: found, kept apart from what else was said, and answered."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.dialogue import WISH_NOTED, Account, Began, Borrower, Do, Language, Policy, Say, Scene, load_script, start, step, understood
from bot.dialogue.wishing import wished

AT = datetime.fromisoformat("2026-11-24T10:15:00+08:00")
WORK = {"kind": "inconvenient", "weekdays": [1, 2, 3, 4, 5], "from": "09:00", "to": "18:00"}
EVENING = {"kind": "only_between", "from": "18:00", "to": "24:00"}
WEEKEND = {"kind": "inconvenient", "weekdays": [6, 7]}
NUMBER = {"kind": "refuses", "channel": "voice"}

WISHES: list[tuple[Language, str, list[dict[str, Any]]]] = [
    ("zh-CN", "别在上班时间打", [WORK]),
    ("zh-CN", "上班 的 时候 不要 给 我 打电话", [WORK]),
    ("zh-CN", "晚上八点以后别打", [{"kind": "inconvenient", "from": "20:00", "to": "24:00"}]),
    ("zh-CN", "周一到周五白天请不要打电话", [{"kind": "inconvenient", "weekdays": [1, 2, 3, 4, 5], "from": "08:00", "to": "18:00"}]),
    ("zh-CN", "周末和中午别打", [WEEKEND, {"kind": "inconvenient", "from": "12:00", "to": "14:00"}]),
    ("zh-CN", "只能下班以后打", [EVENING]),
    ("zh-CN", "只能周末打", [{"kind": "inconvenient", "weekdays": [1, 2, 3, 4, 5]}]),
    ("zh-CN", "打我另一个号码", [NUMBER]),
    ("zh-CN", "别打到我单位来", []),  # which number that is, a person has to see
    ("zh-CN", "上班时间别打，周末也别打", [WORK, WEEKEND]),
    ("zh-CN", "半夜别打", [{"kind": "inconvenient", "from": "00:00", "to": "08:00"}]),
    ("en-US", "don't call me at work", [WORK]),
    ("en-US", "Please stop calling me during business hours.", [WORK]),
    ("en-US", "no calls after eight or on weekends", [{"kind": "inconvenient", "from": "20:00", "to": "24:00"}, WEEKEND]),
    ("en-US", "only call me in the evening", [EVENING]),
    ("en-US", "call my cell instead", [NUMBER]),
    ("en-US", "don’t call my office", []),
    ("en-US", "don't call me at work and don't call me on weekends", [WORK, WEEKEND]),
    ("en-US", "only call me on weekdays after six", [WEEKEND, EVENING]),
    ("en-US", "don't call before eight", [{"kind": "inconvenient", "from": "00:00", "to": "08:00"}]),
]


@pytest.mark.parametrize(("lang", "text", "preferences"), WISHES, ids=[each[1] for each in WISHES])
def test_a_wish_is_a_preference_of_a_guard_case(lang: Language, text: str, preferences: list[dict[str, Any]]) -> None:
    found = wished(text, lang, AT)
    assert found is not None
    assert list(found[0].preferences) == preferences


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh-CN", "别再给我打电话了"), ("zh-CN", "我在上班，别打了"), ("zh-CN", "以后都不要打电话了"), ("zh-CN", "晚上八点再打"),
        ("zh-CN", "我晚上打给你"), ("zh-CN", "下班后打给我"), ("zh-CN", "这个号码别打了"),
        ("en-US", "stop calling me"), ("en-US", "don't call me again"), ("en-US", "call me after five"),
        ("en-US", "I'm at work, don't call"),
        ("en-US", "call me tomorrow on my cell"), ("en-US", "never call this number"), ("en-US", "I'll call you after work"),
    ],
)  # fmt: skip
def test_an_opt_out_and_a_call_back_are_no_wish(lang: Language, text: str) -> None:
    assert wished(text, lang, AT) is None


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en-US", "don't call me at work or anywhere else"),
        ("en-US", "don't call me while at work or at all"),
        ("en-US", "don't call me on weekends, ever, or any other day"),
        ("en-US", "don't call me at work or at home"),
        ("zh-CN", "白天晚上都别打"),
        ("zh-CN", "今天晚上别打"),
        ("zh-CN", "晚上不要打电话给我爸"),
    ],
)
def test_words_that_go_further_than_a_wish_or_not_so_far_are_understood_whole(lang: Language, text: str) -> None:
    """An opt-out must not be cut down to a wish; what is doubtful stops more rather than less."""
    heard = understood(text, lang=lang, at=AT, expects="payment", channel="voice")
    assert (heard.wish, heard.meaning.intent) == (None, "opt_out")


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en-US", "I only call on weekends"), ("zh-CN", "你们换个号码打我也没用"), ("en-US", "don't call me after five minutes")],
)
def test_what_only_sounds_like_a_wish_is_none(lang: Language, text: str) -> None:
    assert wished(text, lang, AT) is None


def talk(*texts: str) -> tuple[dict[str, Any], list[str], list[Do]]:
    """A call in Chinese: what the borrower says, one after the other."""
    account = Account("A1", "诚安联络服务", "示例银行", "credit_card", Decimal(1200), policy=Policy(6, Decimal(100), 15, 10))
    scene = Scene("zh-CN", "voice", "outbound", AT, "CN", Borrower("张示例", "先生", "1370"), account)
    script = load_script("zh-CN")
    state, said, done = start(script, scene), [], []
    for event in [Began(), *texts]:
        if isinstance(event, str):
            event = understood(event, lang="zh-CN", at=AT, expects=state["expects"], channel="voice")
        result = step(script, scene, state, event)
        state = result.state
        said += [action.text for action in result.actions if isinstance(action, Say)]
        done += [action for action in result.actions if isinstance(action, Do)]
    return state, said, done


def test_a_wish_is_answered_and_the_question_asked_again_whoever_it_is() -> None:
    state, said, done = talk("别在上班时间打")
    assert [(each.effect, each.data) for each in done] == [(WISH_NOTED, {"about": "hours", "preferences": [WORK]})]
    assert "记下" in said[-1]
    assert state["expects"] == "identity"


def test_what_was_said_beside_a_wish_goes_on() -> None:
    state, _, done = talk("是我", "一三七零", "周五还五百，上班时间别给我打电话", "对")
    assert [each.effect for each in done] == [WISH_NOTED, "promise_recorded"]
    assert state["promise"] == {"date": "2026-11-27", "amount": "500.00"}


def test_who_says_it_twice_is_heard_twice_and_the_talk_still_ends() -> None:
    state, _, done = talk("是我", *["别在上班时间打"] * 40)
    assert state["ended"]
    heard = [each.effect for each in done]
    assert heard.count(WISH_NOTED) >= 2
    assert set(heard) <= {WISH_NOTED, "handed_to_agent"}
