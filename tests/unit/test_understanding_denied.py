"""What is only denied is not read; what is wished, owed or suffered beside a denial is."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.understanding import understand
from bot.understanding.denied import without_denials
from bot.understanding.types import SAFETY

AT = datetime.fromisoformat("2026-12-02T10:15:00+08:00")


@pytest.mark.parametrize(
    ("lang", "marked", "left"),
    [
        ("zh-CN", "我不是要投诉我就是问一下欠多少", "我我就是问一下欠多少"),
        ("zh-CN", "没人冒用是我自己借的", "是我自己借的"),
        ("zh-CN", "谁说我老公去世了他好好的", "他好好的"),
        ("en-US", "i am not disputing it i just do not have it", " i just do not have it"),
        ("en-US", "nobody stole my identity it is mine", " it is mine"),
        ("en-US", "it is not that i will not pay it is that i can not", " i can not"),
    ],
)
def test_a_denial_ends_where_the_speaker_says_what_is_the_case(lang: str, marked: str, left: str) -> None:
    assert without_denials(marked, lang).replace("X", "") == left
    assert len(without_denials(marked, lang)) == len(marked)


@pytest.mark.parametrize(
    ("lang", "marked"),
    [
        ("zh-CN", "我不想活了"),
        ("zh-CN", "不是我借的"),
        ("zh-CN", "我不是说过别再打了吗"),
        ("zh-CN", "我不是不想活是活不下去了"),
        ("zh-CN", "是不是要坐牢"),
        ("en-US", "i am not paying"),
        ("en-US", "i am not saying anything without my lawyer"),
        ("en-US", "you never said what company you are with"),
        ("en-US", "i am not asking again stop calling me"),
    ],
)
def test_what_is_meant_is_no_denial(lang: str, marked: str) -> None:
    assert without_denials(marked, lang) == marked


@pytest.mark.parametrize(
    ("lang", "text", "intent"),
    [
        ("zh-CN", "我没说我要死 我就是不想活了", "crisis"),
        ("zh-CN", "我不是跟你开玩笑 别再打了", "opt_out"),
        ("en-US", "I'm not disputing it but stop calling me", "opt_out"),
        ("en-US", "it's not that I won't pay, it's that I don't want to live", "crisis"),
        ("en-US", "I'm not saying it's wrong, I'm saying talk to my lawyer", "attorney"),
    ],
)
def test_what_protects_is_heard_beside_a_denial(lang: str, text: str, intent: str) -> None:
    assert understand(text, lang=lang, at=AT).intent == intent


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh-CN", "我不是要投诉 就想问清楚欠了多少"),
        ("zh-CN", "没人冒用 是我自己借的 就是现在还不起"),
        ("en-US", "I'm not filing a complaint, I just need to know the balance"),
        ("en-US", "you don't have to stop texting me just tell me where to pay"),
    ],
)
def test_what_is_denied_raises_no_alarm(lang: str, text: str) -> None:
    assert understand(text, lang=lang, at=AT).intent not in SAFETY
