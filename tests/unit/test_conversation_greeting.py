"""Machines are told from people by how they greet; who was understood is a person."""

from __future__ import annotations

import pytest

from bot.conversation.greeting import LONG_MS, Greeting


@pytest.mark.parametrize(
    ("lang", "text", "ms", "reason"),
    [
        ("en-US", "hi you have reached echo please leave a message after the tone", 4000, "words"),
        ("en-US", "the person you are trying to reach is not available", 3000, "words"),
        ("en-US", "the mailbox is full", 1200, "words"),
        ("zh-CN", "您 拨打 的 电话 暂时 无法接通 请 稍后 再 拨", 3000, "words"),
        ("zh-CN", "请 在 嘟 声 后 留言", 1800, "words"),
        ("zh-CN", "您好 已 为您 转至 语音 信箱", 2000, "words"),
        ("en-US", "[unk] we [unk]", LONG_MS, "long"),
        ("en-US", "so and so and so and so and so", 3000, "long"),
        ("en-US", "hello", 600, None),
        ("en-US", "[unk]", 900, None),
        ("zh-CN", "喂", 300, None),
        ("zh-CN", "喂 哪位 啊", 900, None),
    ],
)
def test_a_greeting_is_a_machine_s_for_a_reason(lang: str, text: str, ms: int, reason: str | None) -> None:
    assert Greeting().said(text, ms, "unknown", lang) == reason


def test_who_says_the_same_again_is_a_machine() -> None:
    greeting = Greeting()
    assert greeting.said("[unk] nobody here [unk]", 1500, "unknown", "en-US") is None
    assert greeting.said("[unk] nobody here [unk]", 1500, "unknown", "en-US") == "again"


@pytest.mark.parametrize("intent", ["confirm_identity", "wrong_person", "crisis", "opt_out", "who_is_this"])
def test_who_was_understood_is_a_person_however_long_they_talk(intent: str) -> None:
    greeting = Greeting()
    assert greeting.said("words " * 20, 9000, intent, "en-US") is None
    assert greeting.over
    assert greeting.said("[unk]", 9000, "unknown", "en-US") is None


def test_who_pressed_a_key_is_a_person() -> None:
    greeting = Greeting()
    greeting.answered()
    assert greeting.said("please leave a message", 9000, "unknown", "en-US") is None
