"""Who answers: people who say their name, and the assistants of handsets."""

from __future__ import annotations

import pytest

from bot.dialogue.answerer import assistant, names_themselves


@pytest.mark.parametrize(("text", "name", "expected"), [
    ("Hi, I got a call from this number, this is Jordan Sample", "Jordan Sample", True),
    ("Jordan speaking", "Jordan Sample", True),
    ("this is Jordan Sample's wife", "Jordan Sample", False),
    ("this is not Jordan Sample", "Jordan Sample", False),
    ("are you looking for Jordan Sample", "Jordan Sample", False),
    ("你们刚才打电话了，我是张示例", "张示例", True),
    ("我是张示例的爱人", "张示例", False),
    ("我不是张示例", "张示例", False),
    ("找张示例啊", "张示例", False),
])  # fmt: skip
def test_who_says_the_name_that_we_asked_for(text: str, name: str, expected: bool) -> None:
    assert (names_themselves(text, name) is not None) is expected


@pytest.mark.parametrize(("text", "expected"), [
    ("Go ahead and say your name, and why you're calling.", "asks"),
    ("If you record your name and reason for calling, I'll see if this person is available.", "asks"),
    ("Hello, I am an AI assistant answering for Jordan. What is this regarding?", "asks"),
    ("The person you're calling can't speak right now. Goodbye.", "declines"),
    ("您好，我是机主的语音助手，请问您是谁，有什么事？", "asks"),
    ("请说明来电原因", "asks"),
    ("机主现在不方便接听，我会转告。再见。", "declines"),
    ("Is this an automated assistant?", None),
    ("who are you and why are you calling", None),
    ("this is not a digital assistant, it's me", None),
    ("你是智能语音助手吧", None),
    ("他在开会，我是他同事，我会转告他", None),
    ("I can take a message for him, I'm his wife", None),
])  # fmt: skip
def test_an_assistant_is_known_by_its_words(text: str, expected: str | None) -> None:
    assert assistant(text, known=False) == expected


def test_what_follows_an_assistant_may_turn_us_down() -> None:
    assert assistant("I can take a message.", known=True) == "declines"
    assert assistant("Hello, this is Jordan.", known=True) is None
