"""The figures of how callers are heard, from turns."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from bot.web.hearing import measured


def bot(from_ms: int, text: str, heard: str | None = None) -> Any:
    played = text if heard is None else heard
    return SimpleNamespace(side="bot", text=text, heard_text=played, words=[1], from_ms=from_ms, to_ms=from_ms + 900)


def borrower(to_ms: int, text: str, intent: str | None = "affirm") -> Any:
    words = [1] if text and not text.isdecimal() else []
    return SimpleNamespace(side="borrower", text=text, heard_text=None, words=words, from_ms=to_ms - 500, to_ms=to_ms, intent=intent)


def test_gaps_interruptions_and_what_was_not_understood_are_counted() -> None:
    call = [
        bot(0, "a line, and more", "a line"),
        borrower(2000, "what", "unknown"),
        bot(2400, "again"),
        borrower(5000, "yes"),
        bot(5600, "thanks"),
        borrower(8000, "1234", "digits"),  # keys are no speech
        bot(8010, "goodbye"),
        borrower(9000, "", None),
    ]
    found = measured("en-US", [call], [])
    assert (found.calls, found.turns, found.unknown, found.silences) == (1, 2, 0.5, 1)
    assert (found.gap_p50, found.gap_p95) == (600, 600)
    assert found.cut == 0.25


def test_word_errors_are_counted_by_character_in_chinese_and_by_word_in_english() -> None:
    assert measured("zh-CN", [], [("我周五还", "我 周 五 换")]).word_error == 0.25
    assert measured("en-US", [], [("I will pay on Friday", "i pay on friday friday")]).word_error == 2 / 5


def test_without_calls_nothing_is_measured() -> None:
    found = measured("en-US", [], [])
    assert (found.unknown, found.gap_p50, found.cut, found.word_error) == (None, None, None, None)
